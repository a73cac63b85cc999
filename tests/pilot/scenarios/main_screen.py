"""Keys of the main screen: moving, acting, listing, narrowing, the program."""

from __future__ import annotations

from index import Order, Relaxation
from tests.pilot.conftest import Stage, settle
from tests.pilot.scenarios.registry import QUERY, scenario
from tui.colours import DARK, LIGHT
from tui.keys import Where
from tui.screens.help import HelpScreen
from tui.widgets.facets import choosable


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


def moves_document(where: Where, name: str, step: int) -> None:
    @scenario(where, name)
    async def test(stage: Stage, key: str) -> None:
        assert stage.main.results is not None and stage.main.hit is not None
        listed = [hit.document for hit in stage.main.results.hits]
        documents = list(dict.fromkeys(listed))
        place = documents.index(stage.main.hit.document)
        await stage.press(key)
        await settle(stage.pilot)
        assert stage.main.chosen == listed.index(documents[(place + step) % len(documents)])


moves_document(Where.SCREEN, "next-document", 1)
moves_document(Where.SCREEN, "previous-document", -1)
moves_document(Where.HITS, "pane-next-document", 1)
moves_document(Where.HITS, "pane-previous-document", -1)


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
scrolls(Where.READER, "read-page-down", 13, 40)
for _where, _suffix in ((Where.HITS, "pane"), (Where.READER, "read")):
    scrolls(_where, f"{_suffix}-half-down", 3, 12)
    scrolls(_where, f"{_suffix}-half-up", -12, -3)
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
    for value in (f"{QUERY} kind:markdown ", QUERY):
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
        await settle(stage.pilot)
        assert stage.main.order is order
        assert said in stage.told()


def relaxes(name: str, number: int) -> None:
    @scenario(Where.SCREEN, name)
    async def test(stage: Stage, key: str) -> None:
        offers = (Relaxation("no-part", "主义", f"长期{place}", place) for place in (1, 2, 3))
        stage.main.offers.offer(QUERY, tuple(offers))
        await stage.press(key)
        assert stage.main.query_box.value == f"长期{number}"


relaxes("relax-first", 1)
relaxes("relax-second", 2)
relaxes("relax-third", 3)


@scenario(Where.SCREEN, "unrelax")
async def _unrelax(stage: Stage, key: str) -> None:
    stage.main.offers.offer("长期", (Relaxation("no-part", "主义", QUERY, 1),))
    stage.main.offers.take(0, "长期")
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


@scenario(Where.SCREEN, "step-back")
async def _step_back(stage: Stage, key: str) -> None:
    no_shell = stage.main.say("ui.no-shell")
    stage.outside.has_shell = True
    await stage.press(key)
    assert no_shell not in stage.told()
    stage.outside.has_shell = False
    await stage.press(key)
    assert no_shell in stage.told()


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
async def _to_query(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert stage.main.query_box.has_focus
    assert stage.main.query_box.value == QUERY


@scenario(Where.SCREEN, "find")
@scenario(Where.READER, "read-find")
async def _find(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert stage.main.find_box.has_focus and stage.main.find_box.display
    await stage.press("escape")
    stage.main.reader.focus()


@scenario(Where.SCREEN, "whole")
@scenario(Where.HITS, "pane-whole")
@scenario(Where.READER, "read-whole")
async def _whole(stage: Stage, key: str) -> None:
    focused = stage.main.focused
    assert focused is not None
    await stage.press(key)
    assert stage.main.reader.has_focus and not stage.main.hit_list.display
    await stage.press("escape")
    assert stage.main.hit_list.display
    focused.focus()


@scenario(Where.SCREEN, "version")
@scenario(Where.HITS, "pane-version")
@scenario(Where.READER, "read-version")
async def _version(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert "没有内容相同的另一版本" in stage.told()
