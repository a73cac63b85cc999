"""When memory is given back: in a pause, and where there is none for long, between two keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from time import monotonic
from unittest.mock import Mock

import pytest

from index import Results
from tests.pilot import conftest
from tests.pilot.conftest import settle, staged
from tests.pilot.fakes import FakeEngine
from tui.program import CalmApp
from tui.tidying import BREATH_SECONDS, GAP_SECONDS, IDLE_SECONDS, LOOK_SECONDS, OVERDUE_SECONDS, Litter


def tidied(
    key_every: float, seconds: float, is_due: Callable[[Litter, float], bool] = Litter.due
) -> list[float]:
    """When something is due while keys are pressed at that distance."""
    litter, times = Litter(0.0), []
    for look in range(round(seconds / LOOK_SECONDS)):
        now = look * LOOK_SECONDS
        litter.stirred(now // key_every * key_every)
        if is_due(litter, now):
            times.append(now)
    return times


@pytest.mark.parametrize(
    ("key_every", "seconds", "longest"),
    [
        pytest.param(3.0, 60.0, 3.0 + LOOK_SECONDS, id="slow keys: in each pause"),
        pytest.param(1.0, 60.0, OVERDUE_SECONDS + 1.0, id="no pause for long: between two keys"),
    ],
)
def test_memory_is_given_back_however_long_somebody_types(
    key_every: float, seconds: float, longest: float
) -> None:
    times = tidied(key_every, seconds)
    assert max(after - before for before, after in zip([0.0, *times], times, strict=False)) <= longest
    assert seconds - times[-1] <= longest


def test_between_keys_that_follow_at_once_it_never_is() -> None:
    assert tidied(BREATH_SECONDS / 2, 3 * OVERDUE_SECONDS) == []


def test_what_was_made_lately_is_looked_through_between_keys() -> None:
    times = tidied(0.13, 60.0, Litter.fresh)
    assert max(after - before for before, after in pairwise([0.0, *times, 60.0])) <= 4 * LOOK_SECONDS
    assert tidied(GAP_SECONDS / 2, 60.0, Litter.fresh) == []


@pytest.mark.parametrize("is_due", [Litter.due, Litter.fresh])
def test_what_has_been_looked_through_is_not_again(is_due: Callable[[Litter, float], bool]) -> None:
    litter = Litter(0.0)
    assert is_due(litter, IDLE_SECONDS) and not litter.fresh(2 * IDLE_SECONDS)
    litter.stirred(2 * IDLE_SECONDS)
    assert not litter.fresh(2 * IDLE_SECONDS)
    assert is_due(litter, 3 * IDLE_SECONDS)


def test_once_in_a_pause_is_enough() -> None:
    litter = Litter(0.0)
    litter.stirred(1.0)
    assert not litter.due(1.0 + IDLE_SECONDS / 2)
    assert litter.due(1.0 + IDLE_SECONDS)
    assert not litter.due(1.0 + IDLE_SECONDS + 2 * OVERDUE_SECONDS)


class Unsure(FakeEngine):
    """Has everything counted."""

    def ranked(self, query: str) -> Results:
        return replace(super().ranked(query), complete=False)


async def test_what_a_late_answer_leaves_is_given_back_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("exit_on_signals", "share_one_heap", "gc", "sweep", "tidy"):
        monkeypatch.setattr(f"tui.program.{name}", Mock())
    monkeypatch.setattr(conftest, "XunjuApp", CalmApp)
    engine = Unsure()
    engine.gate("count:长期")
    async with staged(engine) as stage:
        assert isinstance(stage.app, CalmApp)
        litter = stage.app._litter
        await stage.press(*"长期")
        await settle(stage.pilot, lambda: "+" in stage.told())
        assert litter.due(monotonic() + IDLE_SECONDS) and not litter.due(monotonic() + IDLE_SECONDS)
        engine.release("count:长期")
        await settle(stage.pilot, lambda: not stage.main.searcher.busy)
        assert litter.due(monotonic() + IDLE_SECONDS)
