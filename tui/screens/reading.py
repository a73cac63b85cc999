"""Choosing among hits, and reading the text around the chosen one.

The rule: the text that is shown belongs to the hit that is chosen; a page that comes for another is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on

from index import SENTENCE
from tui.i18n import Catalog
from tui.page import Page
from tui.screens.acting import ActingScreen
from tui.screens.world import Outcome, World
from tui.searching import Reading, Searcher
from tui.widgets.hits import HitList
from tui.widgets.reader import Reader

if TYPE_CHECKING:
    from index import Hit, Span


class ReadingScreen(ActingScreen, inherit_bindings=False):
    """A screen with a list of hits and a text."""

    hit_list = getters.query_one("#hits", HitList)
    reader = getters.query_one("#reader", Reader)

    def __init__(self, catalog: Catalog, world: World, searcher: Searcher) -> None:
        super().__init__(catalog, world)
        self.searcher = searcher
        self.answered = ""
        """The query that `results` answers."""

    @property
    def _at_text(self) -> bool:
        """Whether the text has the focus; it may not even be mounted yet."""
        return isinstance(self.focused, Reader)

    @property
    def reads(self) -> bool:
        """Whether there is a text to be read, if only as it was before it is asked for again."""
        return self.reader.page is not None

    @property
    def lit(self) -> str:
        """The query whose matches are lit in the text."""
        return self.answered

    @property
    def reading(self) -> Reading:
        """The wish for the text that is to be read."""
        return Reading(self.lit, self.shown)

    @on(HitList.Picked)
    def _pick(self, event: HitList.Picked) -> None:
        self._choose(event.index)

    def action_move_hit(self, step: int) -> None:
        self._choose(self.chosen + step)

    def action_mark(self, step: int) -> None:
        """Where several are picked: mark the chosen hit, or no longer, and go on to another."""
        self._with_page(lambda page: self._mark(page, step))

    def _mark(self, page: Page, step: int) -> None:
        picking = self.world.picking
        if picking is not None and self.current:
            picking.mark(page.document.id, self.current[0][0], self._picked(page, picking))
            self.action_move_hit(step)
            if picking.marked:
                self.note(Outcome(self.say("pick.marked", count=len(picking.marked))))

    def action_move_document(self, step: int) -> None:
        """Choose the first hit of the next document in the list; after the last one, that of the first."""
        if (target := self._beyond(step)) is not None:
            self._choose(target)
        elif self.needed_hit() is not None:
            self.note(Outcome(self.say("order.one-document")))

    def action_edge_hit(self, edge: str) -> None:
        count = len(self.results.hits) if self.results is not None else 0
        self._choose(0 if edge == "first" else count - 1)

    def _choose(self, index: int) -> None:
        if self.results is None or not self.results.hits:
            return
        index = max(0, min(index, len(self.results.hits) - 1))
        self._awaited = None
        # What was told is of the place that was there before.
        self.notice = Outcome("")
        self.chosen, self.extent = index, SENTENCE
        self.hit_list.choose(index)
        self._show_text()
        if (page := self.shown_page) is not None and page is self.reader.page:
            # Also of a hit that was chosen before, whose text may have been scrolled since.
            self.reader.light(self.current, self._quoted(page))

    def _show_text(self) -> None:
        """Bring the text to the chosen hit, unless another version of it is read."""
        hit = self.hit
        if hit is None:
            return
        if not self.visited:
            self.current = self._standing_out(hit)
        if (page := self.shown_page) is not None and page.query == self.lit:
            self._read(page)
        else:
            self.searcher.read(self.reading)
        self.tell()

    def _read(self, page: Page) -> None:
        self.reader.show_page(page, self.current, self._quoted(page))

    def action_extend(self, step: int) -> None:
        """Make what would be quoted longer or shorter, by a clause on either side."""
        self._with_page(lambda page: self._extend(page, step))

    def _extend(self, page: Page, step: int) -> None:
        if self.current:
            self._set_reading(True)
            self.extent = max(0, self.extent + step)
            self.reader.light(self.current, self._quoted(page))

    def _standing_out(self, hit: Hit) -> tuple[Span, ...]:
        """The matches of a hit that stand out in the text: the one to go to, and those behind it."""
        return hit.spans[hit.focus :]

    @on(Searcher.Opened)
    def _take_page(self, event: Searcher.Opened) -> None:
        if not self._is_wanted(event.reading):
            return
        self.page = event.page
        self._read(event.page)
        self.tell()
        if self._awaited is not None:
            awaited, self._awaited = self._awaited, None
            awaited(event.page)

    @on(Searcher.OpenFailed)
    def _take_open_failure(self, event: Searcher.OpenFailed) -> None:
        if self._is_wanted(event.reading):
            self._awaited = None
            self.complain(event.error)

    def _is_wanted(self, reading: Reading) -> bool:
        return self.hit is not None and reading == self.reading

    @on(Reader.Scrolled)
    def _tell_place(self) -> None:
        self.tell()

    def action_step_match(self, step: int) -> None:
        """Go to the next match; after the last one of a document, to the first of the next document."""
        self._with_page(lambda page: self._step_match(page, step))

    def _step_match(self, page: Page, step: int) -> None:
        if not page.matches or not self.current:
            return
        self._set_reading(True)
        index = page.match_at(self.current[0][0]) + step
        if not 0 <= index < len(page.matches) and (target := self._beyond(step)) is not None:
            self._choose(target)
            self._with_page(lambda other: self._stand_at(other, 0 if step > 0 else -1))
        else:
            self._stand_at(page, index % len(page.matches))

    def _beyond(self, step: int) -> int | None:
        """The first hit of the document before or behind in the list; None where there is but one."""
        hits = self.results.hits if self.results is not None else ()
        documents = list(dict.fromkeys(hit.document for hit in hits))
        if len(documents) < 2 or self.hit is None:
            return None
        document = documents[(documents.index(self.hit.document) + step) % len(documents)]
        return next(number for number, hit in enumerate(hits) if hit.document == document)

    def _stand_at(self, page: Page, index: int) -> None:
        """Let one match of the page be the current one, and choose the hit it is of, if it is in the list."""
        if not page.matches:
            return
        self.notice = Outcome("")
        self.current = (page.matches[index],)
        self.extent = SENTENCE
        self.reader.light(self.current, self._quoted(page))
        hits = self.results.hits if self.results is not None else ()
        document, start = page.document.id, page.matches[index][0]
        for number, hit in enumerate(hits):
            if hit.document == document and any(span[0] == start for span in hit.spans):
                self.chosen = number
                self.hit_list.choose(number)
                break
        self.tell()

    def action_page_text(self, pages: float) -> None:
        self._set_reading(True)
        self.reader.scroll_pages(pages)

    def action_scroll_text(self, rows: int) -> None:
        self._set_reading(True)
        self.reader.scroll_rows(rows)

    def action_text_edge(self, edge: str) -> None:
        self._set_reading(True)
        self.reader.go_to_edge(edge == "end")

    def _set_reading(self, reading: bool) -> None:
        """Where there is no room for both, show the text instead of the hits."""
        if reading:
            self.remember()
        self.set_class(reading and self.reads, "-reading")
