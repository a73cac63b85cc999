"""What was typed, understood leniently: a half-typed query is a value with notes, never an error."""

from index.query.conditions import asks_for, condition, conditions, cut, toggled, without
from index.query.dates import DateRange
from index.query.model import EITHER, NEAR, Filter, Part, Query
from index.query.parse import parse

__all__ = [
    "EITHER",
    "NEAR",
    "DateRange",
    "Filter",
    "Part",
    "Query",
    "asks_for",
    "condition",
    "conditions",
    "cut",
    "parse",
    "toggled",
    "without",
]
