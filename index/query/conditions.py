"""Conditions as text: what a person would type to ask for a value of a field."""

from __future__ import annotations

from index.query.tokens import QUOTES


def condition(field: str, value: str) -> str:
    """The condition that a document's field has this value, as a token of a query; empty for no value."""
    if not value:
        return ""
    bare = not any(char.isspace() for char in value) and value[0] not in QUOTES
    if bare:
        return f"{field}:{value}"
    return f'{field}:"{value}"' if '"' not in value else f"{field}:「{value}」"
