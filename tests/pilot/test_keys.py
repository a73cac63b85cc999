"""Every key of the registry does what its name says: a key without a scenario here fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from index import Relaxation
from tests.conftest import SEEDS
from tests.pilot.conftest import Stage, settle, staged
from tui.colours import DARK, LIGHT
from tui.i18n import Language, catalog_for
from tui.keys import KEYS, Key, Where, footer
from tui.ordering import Order
from tui.screens.chooser import Chooser
from tui.screens.help import HelpScreen
from tui.screens.help import rows as help_rows
from tui.welcome import WelcomeApp
from tui.widgets.bars import key_name
from tui.widgets.facets import choosable

QUERY = "长期主义"
FORBIDDEN = {"ctrl+i", "shift+enter", "ctrl+z", "ctrl+h", "ctrl+m"}
"""Keys that a terminal cannot tell from others, or that stop the program."""

Scenario = Callable[[Stage, str], Awaitable[None]]
SCENARIOS: dict[tuple[Where, str], Scenario] = {}


def scenario(where: Where, *names: str) -> Callable[[Scenario], Scenario]:
    def register(test: Scenario) -> Scenario:
        SCENARIOS.update({(where, name): test for name in names})
        return test

    return register


async def read_middle(stage: Stage) -> None:
    """Bring a long text into view, somewhere in its middle."""
    assert stage.main.results is not None
    documents = [hit.document for hit in stage.main.results.hits]
    stage.main._choose(documents.index("speech"))
    await settle(stage.pilot)
    stage.main.reader.go_to(len(stage.main.reader.page.text) // 2 if stage.main.reader.page else 0)
    await settle(stage.pilot)


def moves_hit(where: Where, names: tuple[str, ...], step: int) -> None:
    @scenario(where, *names)
    async def test(stage: Stage, key: str) -> None:
        stage.main._choose(3)
        await stage.press(key)
        assert stage.main.chosen == 3 + step
        assert stage.main.query_box.value == QUERY


moves_hit(Where.SCREEN, ("next",), 1)
moves_hit(Where.SCREEN, ("previous",), -1)
moves_hit(Where.HITS, ("pane-down",), 1)
moves_hit(Where.HITS, ("pane-up",), -1)


def steps_match(where: Where, name: str, step: int) -> None:
    @scenario(where, name)
    async def test(stage: Stage, key: str) -> None:
        stage.main._choose(1)
        await settle(stage.pilot)
        page = stage.main.page
        assert page is not None
        await stage.press(key)
        assert stage.main.current == (page.matches[1 + step],)
        assert stage.main.chosen == 1 + step


for _where, _name, _step in (
    (Where.SCREEN, "next-match", 1),
    (Where.SCREEN, "previous-match", -1),
    (Where.HITS, "pane-next-match", 1),
    (Where.HITS, "pane-previous-match", -1),
    (Where.READER, "read-next-match", 1),
    (Where.READER, "read-previous-match", -1),
):
    steps_match(_where, _name, _step)


def scrolls(where: Where, name: str, least: int, most: int) -> None:
    @scenario(where, name)
    async def test(stage: Stage, key: str) -> None:
        await read_middle(stage)
        before, chosen = stage.main.reader.top, stage.main.chosen
        await stage.press(key)
        assert least <= stage.main.reader.top - before <= most
        assert stage.main.chosen == chosen


scrolls(Where.SCREEN, "text-page-down", 10, 40)
scrolls(Where.SCREEN, "text-page-up", -40, -10)
for _where, _suffix in ((Where.SCREEN, "text"), (Where.READER, "read")):
    scrolls(_where, f"{_suffix}-down", 1, 1)
    scrolls(_where, f"{_suffix}-up", -1, -1)
    scrolls(_where, f"{_suffix}-start", -100_000, -1)
    scrolls(_where, f"{_suffix}-end", 1, 100_000)


@scenario(Where.SCREEN, "focus", "focus-back")
async def _focus(stage: Stage, key: str) -> None:
    panes = [stage.main.query_box, stage.main.hit_list, stage.main.reader]
    order = panes if key == "tab" else [panes[0], *reversed(panes[1:])]
    for pane in [*order[1:], order[0]]:
        await stage.press(key)
        assert pane.has_focus


@scenario(Where.SCREEN, "open")
async def _open(stage: Stage, key: str) -> None:
    stage.main._choose(2)
    await settle(stage.pilot)
    await stage.press(key)
    hit = stage.main.hit
    assert hit is not None
    where = stage.outside.edited.pop()
    assert (where.path, where.line, where.column) == (hit.path, hit.line, hit.column)
    assert "ed" in stage.told()


@scenario(Where.SCREEN, "copy")
async def _copy(stage: Stage, key: str) -> None:
    await stage.press(key)
    await settle(stage.pilot)
    assert stage.main.hit is not None
    assert stage.outside.copied.pop() == stage.main.hit.text.strip()
    assert "已复制" in stage.told()


@scenario(Where.SCREEN, "quote")
@scenario(Where.HITS, "pane-quote")
@scenario(Where.READER, "read-quote")
async def _quote(stage: Stage, key: str) -> None:
    await stage.press(key)
    await settle(stage.pilot)
    copied = stage.outside.copied.pop()
    assert copied.startswith("> ") and "——林小雨《专访" in copied and QUERY in copied
    assert "引文（引用块）" in stage.told()


@scenario(Where.SCREEN, "quote-otherwise")
async def _quote_otherwise(stage: Stage, key: str) -> None:
    await stage.press(key)
    await settle(stage.pilot)
    assert stage.outside.copied.pop().startswith("“")
    assert "引文（行内）" in stage.told()


def extends(where: Where, name: str, step: int) -> None:
    @scenario(where, name)
    async def test(stage: Stage, key: str) -> None:
        ((start, end),) = stage.main.reader.sentence
        await stage.press(key)
        ((first, last),) = stage.main.reader.sentence
        assert (last - first - end + start) * step > 0
        assert stage.main.chosen == 0


for _where, _prefix in ((Where.SCREEN, ""), (Where.READER, "read-")):
    extends(_where, f"{_prefix}quote-more", 1)
    extends(_where, f"{_prefix}quote-less", -1)


@scenario(Where.SCREEN, "copy-path")
async def _copy_path(stage: Stage, key: str) -> None:
    await stage.press(key)
    await settle(stage.pilot)
    assert stage.outside.copied.pop() == "/library/article.md:1:6"


@scenario(Where.SCREEN, "browse")
async def _browse(stage: Stage, key: str) -> None:
    await stage.press(key)
    await settle(stage.pilot)
    assert stage.outside.browsed.pop() == "https://www.example.com/a"


@scenario(Where.SCREEN, "cancel")
async def _cancel(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert stage.main.query_box.value == ""
    await stage.press(key)
    assert not stage.app._running or stage.app._exit


@scenario(Where.SCREEN, "usages")
@scenario(Where.HITS, "pane-usages")
async def _usages(stage: Stage, key: str) -> None:
    focused = stage.main.listing.has_focus
    for shown in (True, False):
        await stage.press(key)
        await settle(stage.pilot)
        assert stage.main.usages is stage.main.usage_view.display is shown
        assert stage.main.hit_list.display is not shown
        assert stage.main.listing.has_focus is focused


@scenario(Where.SCREEN, "facets")
@scenario(Where.HITS, "pane-facets")
async def _facets(stage: Stage, key: str) -> None:
    await stage.press(key)
    await settle(stage.pilot)
    assert stage.main.facet_list.has_focus and stage.main.facet_list.row_count > 1
    await stage.press("f")
    await settle(stage.pilot)
    assert stage.main.query_box.has_focus and not stage.main.facet_list.display
    stage.main.hit_list.focus()


def points(name: str, start: int, end: int) -> None:
    """Pressed with one of the values pointed at, by its number among them, it points at another."""

    @scenario(Where.FACETS, name)
    async def test(stage: Stage, key: str) -> None:
        panel = stage.main.facet_list
        values = [place for place, row in enumerate(panel._rows) if choosable(row)]
        panel._point(values[start])
        await stage.press(key)
        assert panel._pointed == values[end]


points("facet-down", 1, 2)
points("facet-up", 1, 0)
points("facet-first", 3, 0)
points("facet-last", 0, -1)


@scenario(Where.FACETS, "facet-to-query")
async def _facets_to_query(stage: Stage, key: str) -> None:
    stage.main.facet_list.focus()
    await settle(stage.pilot)
    await stage.press(key)
    assert stage.main.query_box.has_focus


@scenario(Where.FACETS, "facet-choose")
async def _choose_facet(stage: Stage, key: str) -> None:
    stage.main.facet_list.action_to_edge(False)
    for value in (f"{QUERY} kind:markdown", QUERY):
        await stage.press(key)
        await settle(stage.pilot)
        assert stage.main.query_box.value == value


@scenario(Where.FACETS, "facet-close")
async def _close_facets(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert not stage.main.narrowing
    await stage.press("f10")
    await settle(stage.pilot)


@scenario(Where.SCREEN, "order")
@scenario(Where.HITS, "pane-order")
async def _order(stage: Stage, key: str) -> None:
    for order, said in ((Order.DATE, "按日期"), (Order.PATH, "按路径"), (Order.RELEVANCE, "按相关")):
        await stage.press(key)
        assert stage.main.order is order
        assert said in stage.told()


def relaxes(name: str, number: int) -> None:
    @scenario(Where.SCREEN, name)
    async def test(stage: Stage, key: str) -> None:
        offers = (Relaxation("no-part", "主义", f"长期{place}", place) for place in (1, 2, 3))
        stage.main._offer(tuple(offers))
        await stage.press(key)
        assert stage.main.query_box.value == f"长期{number}"


relaxes("relax-first", 1)
relaxes("relax-second", 2)
relaxes("relax-third", 3)


@scenario(Where.SCREEN, "unrelax")
async def _unrelax(stage: Stage, key: str) -> None:
    stage.main._before[QUERY] = "长期"
    await stage.press(key)
    assert stage.main.query_box.value == "长期"


def lengthens(where: Where, name: str, step: int) -> None:
    @scenario(where, name)
    async def test(stage: Stage, key: str) -> None:
        hits = stage.main.hit_list
        hits.lengthen(3 - hits.lines_per_hit)
        await stage.press(key)
        assert hits.lines_per_hit == 3 + step


for _where, _prefix in ((Where.SCREEN, ""), (Where.HITS, "pane-")):
    lengthens(_where, f"{_prefix}longer", 1)
    lengthens(_where, f"{_prefix}shorter", -1)


async def _chooser(stage: Stage) -> Chooser:
    await settle(stage.pilot, lambda: isinstance(stage.app.screen, Chooser))
    await settle(stage.pilot)
    assert isinstance(stage.app.screen, Chooser)
    return stage.app.screen


def opens(name: str, said: str) -> None:
    @scenario(Where.SCREEN, name)
    async def test(stage: Stage, key: str) -> None:
        await stage.press(key)
        await _chooser(stage)
        assert any(said in row for row in stage.rows())
        await stage.press("escape")
        await settle(stage.pilot)
        assert stage.app.screen is stage.main


opens("history", "查过的")
opens("save", "把这次查询存为")
opens("saved", "存下的查询")
opens("palette", "全部命令")
opens("notices", "说过的话")


def walks(name: str, step: int) -> None:
    @scenario(Where.SCREEN, name)
    async def test(stage: Stage, key: str) -> None:
        for query in ("甲", "乙"):
            stage.main.world.memory.history.add(query)
        if step < 0:
            await stage.press("alt+up", "alt+up")
        await stage.press(key)
        assert stage.main.query_box.value == "乙"
        await stage.press("alt+down")
        assert stage.main.query_box.value == QUERY


walks("older", 1)
walks("newer", -1)


def chooses(name: str, left: int | None, start: int = 0) -> None:
    """Pressed in the list of all commands, it points at another row, or leaves with None."""

    @scenario(Where.CHOOSER, name)
    async def test(stage: Stage, key: str) -> None:
        if not isinstance(stage.app.screen, Chooser):
            await stage.press("alt+x")
        chooser = await _chooser(stage)
        chooser.list.point(start)
        await stage.press(key)
        await settle(stage.pilot)
        if left is None:
            assert stage.app.screen is stage.main
        else:
            assert chooser.list.pointed == left or (left < 0 and abs(chooser.list.pointed - start) > 3)


chooses("choice-down", 1)
chooses("choice-up", 4, start=5)
chooses("choice-page-down", -1)
chooses("choice-page-up", -1, start=20)
chooses("choice-close", None)


@scenario(Where.CHOOSER, "choice-take")
async def _take_choice(stage: Stage, key: str) -> None:
    chooser = await _chooser(stage)
    await stage.type("换明暗")
    assert len(chooser.list.choices) == 1
    await stage.press(key)
    await settle(stage.pilot)
    assert stage.app.theme == LIGHT


@scenario(Where.CHOOSER, "choice-remove")
async def _remove_choice(stage: Stage, key: str) -> None:
    await stage.press("escape")
    await settle(stage.pilot)
    for query in ("甲", "乙"):
        stage.main.world.memory.history.add(query)
    await stage.press("ctrl+r")
    chooser = await _chooser(stage)
    assert [one.value for one in chooser.list.choices] == ["乙", "甲"]
    await stage.press(key)
    await settle(stage.pilot, lambda: stage.app.screen is not chooser)
    again = await _chooser(stage)
    assert [one.value for one in again.list.choices] == ["甲"]


def welcomes(name: str, typed: str, left: object) -> None:
    """Pressed in the question for a folder, the program that asks ends with `left`, or goes on."""

    @scenario(Where.WELCOME, name)
    async def test(stage: Stage, key: str) -> None:
        app = WelcomeApp(catalog_for(Language.ZH), SEEDS, DARK)
        async with app.run_test() as pilot:
            app.path_box.replace_query(typed)
            await pilot.pause()
            await pilot.press(key)
            await pilot.pause()
            assert app.return_value == left
            assert name != "welcome-complete" or app.path_box.value == f"{SEEDS}/"


welcomes("welcome-open", f"{SEEDS}/", SEEDS)
welcomes("welcome-complete", f"{SEEDS}"[:-1], None)
welcomes("welcome-samples", "", SEEDS)
welcomes("welcome-leave", "x", None)


@scenario(Where.SCREEN, "refresh")
async def _refresh(stage: Stage, key: str) -> None:
    before = stage.engine.synced
    await stage.press(key)
    await settle(stage.pilot)
    assert stage.engine.synced == before + 1


@scenario(Where.SCREEN, "theme")
@scenario(Where.HELP, "help-theme")
async def _theme(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert stage.app.theme == LIGHT
    await stage.press(key)
    assert stage.app.theme == DARK


@scenario(Where.SCREEN, "help")
async def _help(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert isinstance(stage.app.screen, HelpScreen)
    await stage.press("escape")
    assert len(stage.app.screen_stack) == 1


@scenario(Where.SCREEN, "quit")
async def _quit(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert stage.app._exit


@scenario(Where.HITS, "first")
async def _first(stage: Stage, key: str) -> None:
    stage.main._choose(5)
    await stage.press(key)
    assert stage.main.chosen == 0


@scenario(Where.HITS, "last")
async def _last(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert stage.main.results is not None
    assert stage.main.chosen == len(stage.main.results.hits) - 1


@scenario(Where.HITS, "to-query")
@scenario(Where.READER, "read-to-query")
async def _to_query(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert stage.main.query_box.has_focus
    assert stage.main.query_box.value == QUERY


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


@scenario(Where.HELP, "help-close")
async def _help_close(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert stage.app.screen is stage.main
    await stage.press("f1")


def scrolls_help(name: str, start: int, least: int, most: int) -> None:
    @scenario(Where.HELP, name)
    async def test(stage: Stage, key: str) -> None:
        assert isinstance(stage.app.screen, HelpScreen)
        text = stage.app.screen.text
        text.top = start
        await stage.press(key)
        assert least <= text.top - start <= most


scrolls_help("help-down", 0, 1, 1)
scrolls_help("help-up", 5, -1, -1)
scrolls_help("help-page-down", 0, 5, 40)
scrolls_help("help-page-up", 20, -40, -5)

QUITTING = {"cancel", "quit"}
"""What leaves nothing to press a second key in."""


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.where}-{key.id}")
async def test_every_key_does_what_it_says(key: Key) -> None:
    assert (key.where, key.id) in SCENARIOS, f"no test for {key.where} {key.id}"
    runs = [[name] for name in key.keys] if key.id in QUITTING else [list(key.keys)]
    for names in runs:
        async with staged(size=(100, 30)) as stage:
            await stage.type(QUERY)
            if key.where is Where.HITS:
                stage.main.hit_list.focus()
            elif key.where is Where.READER:
                stage.main.reader.focus()
            elif key.where is Where.FACETS:
                await stage.press("f10")
                await settle(stage.pilot, lambda: stage.main.facet_list.row_count > 1)
            elif key.where is Where.HELP:
                await stage.press("f1")
            elif key.where is Where.CHOOSER:
                await stage.press("alt+x")
                await _chooser(stage)
            await settle(stage.pilot)
            for name in names:
                await SCENARIOS[key.where, key.id](stage, name)


def test_no_scenario_is_left_over() -> None:
    assert set(SCENARIOS) == {(key.where, key.id) for key in KEYS}


def test_a_key_means_one_thing_in_one_place() -> None:
    for where in Where:
        names = [name for key in KEYS if key.where is where for name in key.keys]
        assert len(names) == len(set(names)), where
        assert not FORBIDDEN & set(names)


def test_while_the_query_is_typed_no_printable_key_commands() -> None:
    for key in KEYS:
        if key.where in (Where.SCREEN, Where.QUERY):
            assert all(len(name) > 1 and name != "space" for name in key.keys), key


@pytest.mark.parametrize("language", Language)
def test_every_key_is_named_in_footer_and_help(language: Language) -> None:
    say = catalog_for(language)
    for key in KEYS:
        assert key.description in say.messages, key
    for key in footer():
        assert key.label in say.messages, key
    pairs = help_rows(say)
    for key in KEYS:
        if key.where not in (Where.HELP, Where.CHOOSER, Where.WELCOME):
            assert ("  ".join(key_name(name, say) for name in key.keys), say(key.description)) in pairs
    assert not any("." in head and head.split(".")[0] in ("help", "key", "keyname") for head, _ in pairs)
