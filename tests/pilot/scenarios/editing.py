"""Keys that edit the query."""

from __future__ import annotations

from tests.pilot.conftest import Stage
from tests.pilot.scenarios.registry import QUERY, scenario
from tui.keys import Where


def edits(name: str, value: str, place: int, start: int = 4, select: int = 0) -> None:
    """Pressed in `长期主义` with the cursor at `start`, it leaves `value` with the cursor at `place`."""

    @scenario(Where.QUERY, name)
    async def test(stage: Stage, key: str) -> None:
        from textual.widgets.input import Selection

        box = stage.main.query_box
        box.value = QUERY
        box.selection = Selection(start, start)
        await stage.press(key)
        assert (box.value, box.cursor_position) == (value, place)
        assert abs(box.selection.end - box.selection.start) == select


edits("left", QUERY, 3)
edits("right", QUERY, 3, start=2)
edits("word-left", QUERY, 0)
edits("word-right", QUERY, 4, start=0)
edits("line-start", QUERY, 0)
edits("line-end", QUERY, 4, start=1)
edits("select-left", QUERY, 3, select=1)
edits("select-right", QUERY, 2, start=1, select=1)
edits("select-start", QUERY, 0, select=4)
edits("select-end", QUERY, 4, start=0, select=4)
edits("delete-left", "长期主", 3)
edits("delete-right", "期主义", 0, start=0)
edits("delete-word", "", 0)
edits("clear", "", 0, start=2)


@scenario(Where.QUERY, "cut")
async def _cut(stage: Stage, key: str) -> None:
    await stage.press("shift+left", key)
    assert stage.main.query_box.value == QUERY[:-1]


@scenario(Where.QUERY, "paste")
async def _paste(stage: Stage, key: str) -> None:
    stage.app._clipboard = "者"
    await stage.press(key)
    assert stage.main.query_box.value == QUERY + "者"
