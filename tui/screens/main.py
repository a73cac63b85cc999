"""The main screen: the query, its hits, and the text around one of them.

The rule: the parts are only put together here. What is chosen and read is in the classes that it is built on;
what was asked before, and the files that change under it, in parts that it has. Widgets are told what to show
and say what happened; threads are asked and answer with messages; an answer to a question that is no longer
the current one is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from index import IndexDamaged
from tui.engine import Engine
from tui.i18n import Catalog
from tui.keyboard import keyboard_of
from tui.keys import Where, bindings
from tui.line import one_line
from tui.prompt import SHORT_ROWS, TALL_ROWS, WIDE_COLUMNS
from tui.screens import words
from tui.screens.choosing import choose_command, choose_notice
from tui.screens.delay import Delay
from tui.screens.finding import TextPane
from tui.screens.narrowing import NarrowingScreen
from tui.screens.recalling import Recall
from tui.screens.syncing import Upkeep
from tui.screens.world import Outcome, World
from tui.searching import Searcher, searchable
from tui.syncing import Syncer
from tui.watching import Watcher
from tui.widgets.bars import Bar, Cap, KeyBar, StatusBar
from tui.widgets.hits import HitList
from tui.widgets.lines import LineView
from tui.widgets.query import QueryInput

if TYPE_CHECKING:
    from index import Results, Status

LIMIT = 1_000
"""Hits that are asked for: more than anyone walks through."""

LATE_SECONDS = 0.5
"""After which a search is called slow, and an empty answer believed."""


class MainScreen(NarrowingScreen):
    """Type above, choose below, read beside."""

    BINDINGS = bindings(Where.SCREEN)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE_COLUMNS, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (SHORT_ROWS, "-short"), (TALL_ROWS, "-tall")]  # noqa: RUF012

    status_bar = getters.query_one("#status", StatusBar)

    class Ready(Message):
        """The query box is there and has the focus."""

    def __init__(
        self, engine: Engine, catalog: Catalog, world: World, late: float = LATE_SECONDS, typed: str = ""
    ) -> None:
        super().__init__(catalog, world, Searcher(engine, self.post_message, LIMIT))
        self.recall = Recall(self)
        self.upkeep = Upkeep(self, engine)
        self.asked = ""
        """The query in the box."""
        self.status: Status | None = None
        self._delay = Delay(self, late)
        self._typed = typed
        """What stands in the query box from the first."""
        self._resumed = False
        self._text: TextPane | None = None

    def compose(self) -> ComposeResult:
        # Nothing is laid out twice: the classes that come with the size and the focus stand from the first.
        width, height = self.app.size
        names = self._get_breakpoint_classes(width, self.HORIZONTAL_BREAKPOINTS)
        names |= self._get_breakpoint_classes(height, self.VERTICAL_BREAKPOINTS)
        self.add_class("-at-query", *names)
        with Horizontal(id="top"):
            yield Static(self.say("ui.prompt"), id="prompt", markup=False)
            yield QueryInput(self.say("query.placeholder"), self._typed, widget_id="query")
            yield Bar(widget_id="count")
        with Container(id="panes"):
            marked = self.world.picking.marked if self.world.picking is not None else ()
            yield HitList(self.say, self.world.settings.snippet, marked, widget_id="hits")
        yield StatusBar(widget_id="status")
        yield KeyBar((), widget_id="keys")

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.ScreenResume) and not self._resumed:
            # What has just been mounted has just been styled.
            self._resumed, event.refresh_styles = True, False
        await super().on_event(event)

    def on_mount(self) -> None:
        self.set_focus(self.query_box)
        self._say_nothing()
        self.tell()
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """Once the first frame is painted: what is not seen in it, or loads the engine, would hold it up."""
        text = TextPane(id="text")
        if self.is_attached:
            await self.query_one("#panes").mount(text)
        if not (self.is_attached and text.children):
            return  # the program was left meanwhile
        self._text = text
        self.tell()
        self.searcher.start()
        self.searcher.count()
        self.upkeep.start()
        self.note_all([Outcome(trouble, bad=True) for trouble in self.world.troubles])
        self.post_message(self.Ready())

    def on_unmount(self) -> None:
        self.upkeep.stop()
        self.searcher.stop()

    @property
    def busy(self) -> bool:
        """Whether something is still to happen without a key."""
        return self.searcher.busy or self.upkeep.syncing or self._delay.running

    # Searching

    @on(QueryInput.Edited, "#query")
    def _ask(self, event: QueryInput.Edited) -> None:
        if event.query == self.asked:
            return
        self.asked = event.query
        self._offer_nothing(settled=not searchable(event.query))
        self.notice = Outcome("")
        self._set_reading(False)
        self._delay.stop()
        if searchable(event.query):
            self.searcher.search(event.query, self.order)
            self._delay.start(self._show_slow)
        else:
            self.searcher.drop()
            self._show_nothing("", None)
        self.tell()

    def ask_again(self) -> None:
        if searchable(self.asked):
            self.searcher.search(self.asked, self.order, together=True)
            self._delay.start(self._show_slow)

    @on(Searcher.Found)
    def _take_results(self, event: Searcher.Found) -> None:
        if (event.query, event.results.order) != (self.asked, self.order) or not searchable(self.asked):
            return
        self._delay.stop()
        self.upkeep.found()
        if event.results.hits:
            self._show_results(event)
        else:
            self._delay.start(partial(self._show_nothing, event.query, event.results))

    @on(Searcher.SearchFailed)
    def _take_search_failure(self, event: Searcher.SearchFailed) -> None:
        if event.query == self.asked or not event.query:
            self._delay.stop()
            self.complain(event.error)
            if isinstance(event.error, IndexDamaged):
                self.upkeep.mend()

    def _show_results(self, event: Searcher.Found) -> None:
        same, self.answered = event.query == self.answered, event.query
        self.withdraw(self._lacking)
        self._take_hits(event.results, stay=same)
        if event.page is not None and event.page.document.id == self.shown:
            self.page = event.page
        self._show_text()

    def _show_nothing(self, query: str, results: Results | None) -> None:
        self._forget(results, query)
        self._say_nothing()
        self.tell()

    def _show_slow(self) -> None:
        if self.hit is None:
            self.hit_list.say(words.searching(self.say))
        self.tell(slow=True)

    def _say_nothing(self) -> None:
        """Say in the empty list why it is empty."""
        if self.status is not None and self.status.empty and not self.upkeep.syncing:
            self.hit_list.say(words.no_files(self.say, self.status))
        elif self.results is None:
            self.hit_list.say(words.welcome(self.say))
        else:
            self.hit_list.say(words.nothing(self.say, self.answered, self.upkeep.syncing))

    def _forget(self, results: Results | None, query: str) -> None:
        self.results, self.answered, self.chosen = results, query, 0
        self.page, self.current, self._awaited = None, (), None
        if self.finding:
            self._stop_finding()
        if self._text is not None:
            self.reader.clear()
        self._forget_list()
        self._uncover_list()

    # Coming back

    def remember(self) -> None:
        self.recall.remember(self.answered.strip())

    def action_walk(self, step: int) -> None:
        self.recall.walk(step)

    def action_history(self) -> None:
        self.recall.choose_past()

    def action_saved(self) -> None:
        self.recall.choose_named()

    def action_save(self) -> None:
        self.recall.save()

    # Focus

    @on(events.DescendantFocus)
    def _show_focus(self) -> None:
        self.set_class(self.query_box.has_focus, "-at-query")
        self.set_class(self._at_text, "-at-text")
        self.call_after_refresh(self._tell_keys)  # once the panel has made room, or taken it

    def action_cycle_focus(self, step: int) -> None:
        if self.world.picking is not None and self.world.picking.several:
            self.action_mark(step)
            return
        panes: list[Widget] = [self.query_box, *self._panes()]
        if self.hit is not None:
            panes += [self.listing, self.reader]
        if self.finding:
            panes.append(self.find_box)
        if len(panes) == 1:
            self.note(Outcome(self.say("ui.one-pane")))
            return
        index = next((i for i, pane in enumerate(panes) if pane.has_focus), 0)
        self._go_to(panes[(index + step) % len(panes)])

    def action_to_query(self) -> None:
        self._go_to(self.query_box)

    @on(LineView.Typed)
    async def _type_on(self, event: LineView.Typed) -> None:
        self.action_to_query()
        if event.action:
            await self.app.run_action(event.action, self.query_box)
        else:
            self.query_box.append_typed(event.text)

    def on_paste(self, event: events.Paste) -> None:
        if not self.query_box.has_focus:
            self.action_to_query()
            self.query_box.append_typed(one_line(event.text))

    def action_back(self) -> None:
        """One step out."""
        self._way_out[1]()

    @property
    def _way_out(self) -> tuple[str, Callable[[], object]]:
        """What the next step out is, as the footer calls it, and how it is taken: the marked text, what is
        sought in the text, the whole text, the text view, the pane, the panel, the query, the program."""
        if self.selections:
            return "back", self.clear_selection
        if self.finding:
            return "back", self._stop_finding
        if self.has_class("-whole"):
            return "back", self.action_read_whole
        if self.text_alone or self.focused is not self.query_box:
            return "back", self.action_to_query
        if self._panes():
            return "back", self.close_facets
        if self.query_box.value and self.world.picking is None:
            return "cancel", self.query_box.action_clear_query
        return "leave", self.app.exit

    # The program

    @on(Searcher.Counted)
    def _take_counts(self, event: Searcher.Counted) -> None:
        first, self.status = self.status is None, event.status
        if first and event.rebuilt:
            self.note(Outcome(words.rebuilt(self.say, event.rebuilt)))
        if self.hit is None and (self.results is not None or not searchable(self.asked)):
            self._say_nothing()
        self.tell()

    def action_refresh_index(self) -> None:
        self.upkeep.refresh()

    @on(Watcher.Changed)
    def _follow_files(self) -> None:
        self.upkeep.follow()

    @on(Watcher.Failed)
    def _tell_unwatched(self, event: Watcher.Failed) -> None:
        self.note(Outcome(self.say("ui.unwatched", error=str(event.error)), bad=True))

    @on(Syncer.Advanced)
    def _take_progress(self, event: Syncer.Advanced) -> None:
        self.upkeep.advance(event.progress)
        self.tell()

    @on(Syncer.Synced)
    def _take_report(self, event: Syncer.Synced) -> None:
        self.upkeep.end(event.report)
        self.tell()

    @on(Syncer.SyncFailed)
    def _take_sync_failure(self, event: Syncer.SyncFailed) -> None:
        self.upkeep.fail(event.error)

    def action_palette(self) -> None:
        choose_command(self)

    def action_notices(self) -> None:
        choose_notice(self)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.say))

    @on(KeyBar.Pressed)
    async def _press(self, event: KeyBar.Pressed) -> None:
        await self.run_action(event.action)

    # Telling

    def tell(self, slow: bool = False) -> None:
        """Bring the quiet lines up to date with the state."""
        left = (
            words.answer(self.say, self.results, self._listed())
            if self.results is not None
            else words.library(self.say, self.status)
        )
        if slow:
            left = words.searching(self.say)[1:]
        if self.notice.text:
            left = [(self.notice.text, "bar--alarm" if self.notice.bad else "bar--strong")]
        self.status_bar.show((left, words.advance(self.say, self.upkeep.progress, self.upkeep.pace)))
        self._tell_keys()
        self.query_one("#count", Bar).show(([], [(self._numbered(), "bar--quiet")]))
        if self._text is not None:
            self._tell_above()

    def _tell_above(self) -> None:
        """Bring what stands above the text up to date."""
        hit = self.hit
        head = self.query_one("#head", Bar)
        if hit is None:
            head.show(([(self.say("ui.no-text"), "bar--quiet")], []))
        else:
            page = self.shown_page
            first = words.head(self.say, hit, page, self.current, self.reader.percent)
            head.show(first, (words.about(hit, page, self.current), []))

    def _tell_keys(self) -> None:
        """Bring the footer up to date: the keys, with what they do here."""
        entered = "to-text" if self._at_find else "choose" if self.has_class("-at-facets") else "open"
        said = words.labels(self.say, entered, self._way_out[0], self.world.picking, self.usages)
        caps = [Cap.of(key, self.say, said.get(key.id, "")) for key in keyboard_of(self).footer()]
        self.query_one("#keys", KeyBar).show_caps(caps)
