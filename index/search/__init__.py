"""From a query to ranked hits: candidates from postings, checks on folded text, tiers, spans."""

from index.search.searcher import Searcher

__all__ = ["Searcher"]
