"""Narrowing: the panel of kinds, sites, authors, tags and years, each of them a condition in the query.

The rule: what is chosen stands in the query and nowhere else, so that it can be typed, edited and taken back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget

from tui.i18n import Catalog
from tui.screens.relaxing import RelaxingScreen
from tui.screens.world import World
from tui.searching import Searcher
from tui.widgets.query import QueryInput

if TYPE_CHECKING:
    from index import Facet
    from tui.widgets.facets import FacetList


class NarrowingScreen(RelaxingScreen, inherit_bindings=False):
    """A screen with a panel beside the hits, which is asked for."""

    def __init__(self, catalog: Catalog, world: World, searcher: Searcher) -> None:
        super().__init__(catalog, world, searcher)
        self._panel: FacetList | None = None
        self._facets: Mapping[str, tuple[Facet, ...]] = {}
        self._counted = ""
        """The query whose hits the panel counts."""
        self._all_shown: frozenset[str] = frozenset()
        """The fields of which all values are shown."""

    @property
    def facet_list(self) -> FacetList:
        """The panel, which is mounted when it is first asked for."""
        if self._panel is None:
            from tui.widgets.facets import FacetList

            self._panel = FacetList(self.say, widget_id="facets")
            self.query_one("#panes").mount(self._panel, before=0)
        return self._panel

    @property
    def narrowing(self) -> bool:
        """Whether the panel is wanted; where there is no room for it, it shows with the focus only."""
        return self.has_class("-facets")

    def action_toggle_facets(self) -> None:
        """Open the panel, go to it, or close it, whichever comes next."""
        if self.narrowing and self.facet_list.has_focus:
            self._close_facets()
            return
        if not self.narrowing:
            self.add_class("-facets")
            self.searcher.want_facets(self.answered)
            self._show_facets()
        self.add_class("-at-facets")
        self.set_focus(self.facet_list)

    def _close_facets(self) -> None:
        self.remove_class("-facets", "-at-facets")
        self.searcher.want_no_facets()
        self.set_focus(self.query_box)
        self._tell()

    @on(events.DescendantFocus)
    def _show_where_facets_are(self) -> None:
        self.set_class(self._panel is not None and self._panel.has_focus, "-at-facets")

    @on(Searcher.Faceted)
    def _take_facets(self, event: Searcher.Faceted) -> None:
        if event.query == self.query_box.value:
            self._facets, self._counted = event.facets, event.query
            self._show_facets()

    @on(QueryInput.Edited, "#query")
    def _doubt_facets(self) -> None:
        """Counts of another query stand until there are new ones, and are seen to be old."""
        if not self.query_box.value.strip():
            self._facets, self._counted = {}, self.query_box.value
        if self.narrowing:
            self._show_facets()

    def _show_facets(self) -> None:
        from index import conditions
        from tui.widgets.facets import arrange

        query = self.query_box.value
        self.facet_list.set_class(self._counted != query, "-stale")
        self.facet_list.show(arrange(self._facets, conditions(query), self._all_shown))

    def on_facet_list_chosen(self, event: FacetList.Chosen) -> None:
        from index import toggled

        facet = event.facet
        self.query_box.replace_query(toggled(self.query_box.value, facet.field, facet.value))

    def on_facet_list_opened(self, event: FacetList.Opened) -> None:
        self._all_shown |= {event.field}
        self._show_facets()

    def _panes(self) -> list[Widget]:
        """What the focus goes round through, besides the query."""
        return [self.facet_list] if self.narrowing and self.facet_list.display else []
