"""What was typed, understood leniently: a half-typed query is a value with notes, never an error."""

from index.query.parse import Filter, Part, Query, parse

__all__ = ["Filter", "Part", "Query", "parse"]
