"""Another query at a key: conditions that narrow the hits, and demands less where there are few.

The rule: what is chosen stands in the query and nowhere else, so that it can be typed, edited and taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget

from tui.i18n import Catalog
from tui.screens.listing import ListingScreen
from tui.screens.world import Outcome, World
from tui.searching import Searcher
from tui.widgets.offers import Offers
from tui.widgets.query import QueryInput

if TYPE_CHECKING:
    from tui.widgets.facets import FacetList


class NarrowingScreen(ListingScreen, inherit_bindings=False):
    """A screen with a panel beside the hits, and a row of offers below them, once these are asked for."""

    def __init__(self, catalog: Catalog, world: World, searcher: Searcher) -> None:
        super().__init__(catalog, world, searcher)
        self._panel: FacetList | None = None
        self._offers: Offers | None = None

    @property
    def facet_list(self) -> FacetList:
        """The panel, which is mounted when it is first asked for."""
        if self._panel is None:
            from tui.widgets.facets import FacetList

            self._panel = FacetList(self.say, widget_id="facets")
            self.query_one("#panes").mount(self._panel, before=0)
        return self._panel

    @property
    def offers(self) -> Offers:
        """The row of offers, which is mounted when it is first asked for."""
        if self._offers is None:
            self._offers = Offers(self.say, widget_id="offers")
            self.mount(self._offers, before="#status")
        return self._offers

    # Conditions

    @property
    def narrowing(self) -> bool:
        """Whether the panel is wanted; where there is no room for it, it shows with the focus only."""
        return self.has_class("-facets")

    def action_toggle_facets(self) -> None:
        """Open the panel, go to it, or close it, whichever comes next."""
        if self.narrowing and self.facet_list.has_focus:
            self.close_facets()
            return
        if not self.narrowing:
            self.add_class("-facets")
            self.searcher.want_facets(self.answered)
            self.facet_list.follow(self.query_box.value)
        self.add_class("-at-facets")
        self.set_focus(self.facet_list)

    def close_facets(self) -> None:
        """Close the panel, and ask for no more counts."""
        self.remove_class("-facets", "-at-facets")
        self.searcher.want_no_facets()
        self.set_focus(self.query_box)
        self.tell()

    @on(events.DescendantFocus)
    def _show_where_facets_are(self) -> None:
        self.set_class(self._panel is not None and self._panel.has_focus, "-at-facets")

    @on(Searcher.Faceted)
    def _take_facets(self, event: Searcher.Faceted) -> None:
        if event.query == self.query_box.value:
            self.facet_list.count(event.query, event.facets)

    @on(QueryInput.Edited, "#query")
    def _doubt_facets(self) -> None:
        query = self.query_box.value
        if self._panel is not None:
            if not query.strip():
                self._panel.count(query, {})
            elif self.narrowing:
                self._panel.follow(query)

    def on_facet_list_chosen(self, event: FacetList.Chosen) -> None:
        from index import conditions, toggled

        query = toggled(self.query_box.value, event.facet.field, event.facet.value)
        # What is typed next is no part of a condition.
        apart = " " if any(one.end == len(query) for one in conditions(query)) else ""
        self.query_box.replace_query(query + apart)

    def _panes(self) -> list[Widget]:
        """What the focus goes round through, besides the query."""
        return [self.facet_list] if self.narrowing and self.facet_list.display else []

    # Demands less

    @on(Searcher.Relaxed)
    def _take_offers(self, event: Searcher.Relaxed) -> None:
        if event.query == self.query_box.value:
            self.offers.offer(event.query, event.relaxations)

    @on(Searcher.Found)
    def _withdraw_offers(self, event: Searcher.Found) -> None:
        if event.query == self.query_box.value and not event.few:
            self._offer_nothing()

    def _offer_nothing(self, *, settled: bool = True) -> None:
        """Offer nothing but the way back; for `settled` see `Offers.offer`."""
        if self._offers is not None:
            self._offers.offer(self.query_box.value, settled=settled)

    def action_relax(self, number: int) -> None:
        """Take one of the offers."""
        self._replace_query(self.offers.take(number, self.query_box.value), "relaxed.none")

    def action_unrelax(self) -> None:
        """Back to the query that an offer was taken instead of."""
        self._replace_query(self.offers.take_back(self.query_box.value), "relaxed.no-way-back")

    def _replace_query(self, query: str | None, lacking: str) -> None:
        """Another query in the box; where there is none, that is told."""
        if query is None:
            self.note(Outcome(self.say(lacking)))
        else:
            self.query_box.replace_query(query)
