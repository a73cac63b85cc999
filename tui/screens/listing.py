"""How the hits are listed: in which order, at what length, and as lines of usage.

The rule: the chosen hit stays chosen however hits are listed, and hits that are listed otherwise are in view.
There are two exceptions when the order changes: where it is the first one, the first of the new order is
chosen; where the new order leaves it out, that one is chosen as well, and the user is told. What takes long
to sort is sorted off the event loop; until then the old rows stay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on, work

from index import SENTENCE, Order
from tui import concordance
from tui.concordance import Context, Line, Row, Sorting
from tui.i18n import Catalog
from tui.ordering import arranged, following
from tui.page import Page
from tui.screens import words
from tui.screens.versions import VersionsScreen
from tui.screens.world import Outcome, World
from tui.searching import Searcher
from tui.widgets.bars import Piece
from tui.widgets.hits import MORE
from tui.widgets.lines import LineView

if TYPE_CHECKING:
    from index import Hit, Results, Span
    from tui.widgets.usage import UsageView


class ListingScreen(VersionsScreen, inherit_bindings=False):
    """A screen whose hits are a list, or lines of usage."""

    def __init__(self, catalog: Catalog, world: World, searcher: Searcher) -> None:
        super().__init__(catalog, world, searcher)
        self._usage_view: UsageView | None = None
        self.order = Order.RELEVANCE
        """The order that hits are asked for in."""
        self.sorting = Sorting.HITS
        self._wants_usages = False
        """Whether the hits are to be shown as lines of usage, which they are once these are made."""
        self._opened: frozenset[Context] = frozenset()
        """What is equal and not merged all the same."""
        self._lines: tuple[Sequence[Hit], list[Line]] = ((), [])
        """Hits and the lines made of them."""

    @property
    def usage_view(self) -> UsageView:
        """The lines of usage, which are mounted when they are first asked for."""
        if self._usage_view is None:
            from tui.widgets.usage import UsageView

            self._usage_view = UsageView(widget_id="usage")
            self.query_one("#panes").mount(self._usage_view, after="#hits")
        return self._usage_view

    @property
    def usages(self) -> bool:
        """Whether the hits are shown as lines of usage."""
        return self.has_class("-usages")

    @property
    def listing(self) -> LineView:
        """The widget that shows the hits."""
        return self.usage_view if self.usages else self.hit_list

    def _take_hits(self, results: Results, stay: bool) -> None:
        """Show other results; `stay` keeps the chosen hit where it is among them."""
        reordered = self.results is not None and results.order is not self.results.order
        if reordered:
            stay = stay and self.chosen > 0
        before = self.hit if stay else None
        self._found, self.versions = results.hits, None
        if not stay:
            self.visited = ""
        self.results = replace(results, hits=arranged(results.hits))
        if reordered and before is not None and _place_of(before, self.results.hits) is None:
            before = None
            self.note(Outcome(self.say("order.beyond", shown=results.limit)))
        self._list_hits(before)

    def _list_again(self) -> None:
        assert self.results is not None
        before, hits = self.hit, arranged(self._found, self.versions)
        if before is not None and before not in hits:
            # It is folded into the one that says the same.
            before = self._said_as_well(before)
        self.results = replace(self.results, hits=hits)
        self._list_hits(before)
        self._show_text()

    def _said_as_well(self, hit: Hit) -> Hit:
        """The hit that stands in the list for one that repeats it."""
        assert self.versions is not None
        return self._found[self.versions.repeats[self._found.index(hit)]]

    def _list_hits(self, before: Hit | None) -> None:
        """List the hits anew, with that one chosen that was before."""
        assert self.results is not None
        hits = self.results.hits
        self.chosen = self._chosen_among(hits, before)
        stay = before is not None
        if not stay:
            self.extent = SENTENCE
        self.hit_list.show_hits(
            hits, self.chosen, partial=self._unfinished(), stay=stay, versions=self.versions
        )
        if self._wants_usages:
            self._list_usages()

    @property
    def _partial(self) -> bool:
        """Whether there may be more hits than are listed."""
        return self.results is not None and (self.results.cut or not self.results.complete)

    def _unfinished(self) -> AbstractSet[str]:
        """The documents that may have more hits than are listed: by date or path that is the last one."""
        if self.results is None or not self._partial:
            return frozenset()
        hits = self.results.hits
        return {hit.document for hit in (hits if self.results.order is Order.RELEVANCE else hits[-1:])}

    def ask_again(self) -> None:
        """Ask once more for the hits of the query in the box, the chosen one staying chosen."""
        raise NotImplementedError

    def doubt(self) -> None:
        """Ask once more for everything: the library is another one now."""
        self.searcher.count()
        self.page = None
        self.ask_again()

    def _chosen_among(self, hits: Sequence[Hit], before: Hit | None) -> int:
        """Where the chosen hit stands among others; where it is gone, the place in the list stays chosen."""
        if before is None:
            return 0
        place = _place_of(before, hits)
        return place if place is not None else max(0, min(self.chosen, len(hits) - 1))

    def action_next_order(self) -> None:
        """The next order of the list, or of the lines of usage."""
        if self.needed_hit() is None:
            return
        self.notice = Outcome("")
        self._uncover_list()
        if self.usages:
            self.sorting = following(self.sorting)
            self._list_usages()
        else:
            self.order = following(self.order)
            self.ask_again()
        self.tell()

    @on(events.Click, "#status")
    def _click_order(self) -> None:
        """A click on what says how the hits are sorted sorts them otherwise."""
        self.action_next_order()

    @on(events.Click, "#count")
    def _click_usages(self) -> None:
        """A click on what counts the hits, or the usages, shows the other."""
        self.action_toggle_usages()

    def action_lengthen(self, step: int) -> None:
        """Show more or less of each hit; of usage the lines that are merged in the chosen row."""
        if self.needed_hit() is None:
            return
        self._uncover_list()
        if self.usages:
            self._unfold(step > 0)
        else:
            self.hit_list.lengthen(step)

    def action_toggle_usages(self) -> None:
        """Show the hits as lines of usage, or as a list again."""
        if self.needed_hit() is None:
            return
        self.notice = Outcome("")
        self._uncover_list()
        self._wants_usages = not self._wants_usages
        if self._wants_usages:
            self._list_usages()
        else:
            self._show_usages(False)
            self._show_text()

    def _uncover_list(self) -> None:
        """Where only the text is seen, let the hits be seen, since it is they that change."""
        if self.text_alone:
            focused = self.focused
            self._go_to(self.listing if focused is None or self._at_text or self._at_find else focused)

    def _forget_list(self) -> None:
        """List nothing; what is still being found out about the hits is of nobody's interest any more."""
        self._found, self.versions = (), None
        if self._usage_view is not None:
            self._usage_view.show((), (), ())
        self._show_usages(False)

    def _show_usages(self, shown: bool) -> None:
        """Put one way of showing the hits in the place of the other, with the focus if it had that."""
        focused = self.focused is self.listing
        self.set_class(shown, "-usages")
        if focused:
            self.set_focus(self.listing)

    def action_move_hit(self, step: int) -> None:
        if self.usages and not self._at_find:
            self._choose_row(self.usage_view.chosen + step)
        else:
            super().action_move_hit(step)

    def action_move_document(self, step: int) -> None:
        super().action_move_document(step)
        if self.usages and self.hit is not None:
            row = self.usage_view.row_of(self.hit.document, self.hit.spans[self.hit.focus])
            if row is not None:
                self._choose_row(row)

    def action_edge_hit(self, edge: str) -> None:
        if self.usages:
            self._choose_row(0 if edge == "first" else self.usage_view.row_count - 1)
        else:
            super().action_edge_hit(edge)

    def _stand_at(self, page: Page, index: int) -> None:
        super()._stand_at(page, index)
        if self.usages and self.current:
            row = self.usage_view.row_of(page.document.id, self.current[0])
            if row is not None:
                self.usage_view.choose(row)
                self.tell()

    def on_usage_view_picked(self, event: UsageView.Picked) -> None:
        self._choose_row(event.row)
        if event.number:
            self._unfold(self.usage_view.line_at(self.usage_view.chosen).near not in self._opened)

    def _choose_row(self, row: int) -> None:
        """Choose a line of usage, and with it its hit; lines of an earlier answer are not chosen from."""
        if self.results is None or self.usage_view.hits is not self.results.hits:
            return
        self.usage_view.choose(max(0, min(row, self.usage_view.row_count - 1)))
        self._choose(self.usage_view.line_at(self.usage_view.chosen).hit)

    def _unfold(self, opened: bool) -> None:
        """Show the lines that are equal to the chosen one, or merge them."""
        if self.usage_view.row_count:
            near = self.usage_view.line_at(self.usage_view.chosen).near
            self._opened = self._opened | {near} if opened else self._opened - {near}
            self._list_usages()

    def _standing_out(self, hit: Hit) -> tuple[Span, ...]:
        """Of a line of usage its match alone, else all of the hit's."""
        if self.usages and self.usage_view.row_count:
            line = self.usage_view.line_at(self.usage_view.chosen)
            if line.document == hit.document and line.span in hit.spans:
                return (line.span,)
        return super()._standing_out(hit)

    @work(group="usages", exclusive=True)
    async def _list_usages(self) -> None:
        """Bring the lines of usage up to date with the hits and their sorting."""
        if self.results is None:
            return
        hits, opened, known = self.results.hits, self._opened, self._lines
        lines, rows = await asyncio.to_thread(_usages, hits, known, self.sorting, opened)
        if self.results is None or self.results.hits is not hits or not self._wants_usages:
            return
        self._lines = hits, lines
        hit = hits[self.chosen]
        span = next((span for span in self.current[:1] if span in hit.spans), hit.spans[hit.focus])
        row = concordance.row_of(lines, rows, hit.document, span)
        self.usage_view.show(hits, lines, rows, row or 0)
        self._show_usages(True)
        self._show_text()

    def _listed(self) -> list[Piece]:
        """How the hits are listed, in words, and how many of them where it is not all."""
        results = self.results
        if results is None or self.hit is None:
            return []
        pieces = (
            words.usages(self.say, len(self._lines[1]), self.sorting)
            if self.usages
            else words.ordered(self.say, results)
        )
        if results.complete and results.cut and results.limit == self.searcher.limit:
            pieces.append(words.cut(self.say, results))
        return pieces

    def _numbered(self) -> str:
        """Which hit or line is chosen of how many."""
        if self.results is None or self.hit is None:
            return ""
        more = MORE if self._partial else ""
        if self.usages:
            return f"{self.usage_view.chosen + 1}/{self.usage_view.row_count}{more}"
        return f"{self.chosen + 1}/{len(self.results.hits)}{more}"


def _usages(
    hits: Sequence[Hit], known: tuple[Sequence[Hit], list[Line]], sorting: Sorting, opened: frozenset[Context]
) -> tuple[list[Line], list[Row]]:
    """The lines of some hits, those that are known taken over, and their rows."""
    lines = known[1] if known[0] is hits else concordance.concordance(hits)
    return lines, concordance.arranged(lines, sorting, opened)


def _place_of(one: Hit, hits: Sequence[Hit]) -> int | None:
    """Where a hit stands among those of a later answer: as it was, else what is nearest to it in its file,
    else the same passage in a file that is called otherwise now."""
    alike = [
        (hit.path != one.path, hit.text != one.text, abs(hit.offset - one.offset), place)
        for place, hit in enumerate(hits)
        if hit.path == one.path or hit.text == one.text
    ]
    return min(alike)[-1] if alike else None
