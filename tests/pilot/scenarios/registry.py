"""The scenarios, by where a key works and its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tests.pilot.conftest import Stage
from tui.keys import Where

QUERY = "长期主义"
"""What stands in the query box when a key is pressed."""

Scenario = Callable[[Stage, str], Awaitable[None]]
SCENARIOS: dict[tuple[Where, str], Scenario] = {}


def scenario(where: Where, *names: str) -> Callable[[Scenario], Scenario]:
    def register(test: Scenario) -> Scenario:
        SCENARIOS.update({(where, name): test for name in names})
        return test

    return register
