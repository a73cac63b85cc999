"""TOML → plain values, as `yaml_tree` has them: what is no text, list or table is a `Plain`."""

from __future__ import annotations

import re
from typing import Any

from index.sources.yaml_tree import MAX_DEPTH, BadTreeError, Plain, Value

_LINE = re.compile(r" \(at line (\d+), column \d+\)\Z| \(at end of document\)\Z")
_DEEP = re.compile(
    rf"^[ \t\[]*+(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}", re.MULTILINE
)
"""A key of so many tables inside one another takes a parser too long."""


def parse(text: str) -> dict[str, Value]:
    """The table that a text is. Raises `BadTreeError` for what is no TOML, for keys over `MAX_DEPTH` and for
    numbers that are too long."""
    from tomllib import loads  # which few libraries need

    if deep := _DEEP.search(text):
        raise BadTreeError(
            f"more than {MAX_DEPTH} tables inside one another", text.count("\n", 0, deep.start())
        )
    try:
        return {key: _value(item) for key, item in loads(text).items()}
    except (ValueError, RecursionError) as error:
        place = _LINE.search(str(error))
        line = int(place[1]) - 1 if place and place[1] else text.count("\n")
        raise BadTreeError(_LINE.sub("", str(error)), line) from error


def _value(item: Any) -> Value:
    if isinstance(item, dict):
        return {key: _value(inner) for key, inner in item.items()}
    if isinstance(item, list):
        return [_value(inner) for inner in item]
    if isinstance(item, str):
        return item
    return Plain(str(item).lower() if isinstance(item, bool) else str(item))
