"""Conditions as text: what a person would type to ask for a value of a field, put into a query and taken out.

The rule: a query stays what was typed. Only the token in question comes or goes, with the space beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise

from index.model import Span
from index.query.model import Filter
from index.query.parse import parse
from index.query.tokens import QUOTES, tokens
from index.text.fold import fold


def condition(field: str, value: str) -> str:
    """The condition that a document's field has this value, as a token of a query; empty for no value."""
    if not value:
        return ""
    bare = not any(char.isspace() for char in value) and value[0] not in QUOTES
    if bare:
        return f"{field}:{value}"
    return f'{field}:"{value}"' if '"' not in value else f"{field}:「{value}」"


def conditions(typed: str) -> tuple[Filter, ...]:
    """The conditions on documents in a query, in the order typed, with their places in it."""
    return parse(typed).filters


def toggled(typed: str, field: str, value: str) -> str:
    """The query with a condition more, at its end; or without it, where it asks for that value already."""
    asking = [one for one in conditions(typed) if asks_for(one, field, value)]
    if asking:
        return without(typed, asking)
    return f"{typed.rstrip()} {condition(field, value)}".strip()


def asks_for(one: Filter, field: str, value: str) -> bool:
    """Whether a condition is the one that a document's field has this value."""
    return not one.excluded and one.field == field and fold(one.value) == fold(value)


def without(typed: str, filters: Iterable[Filter]) -> str:
    """The query without some conditions, and without each OR that would join nothing any more."""
    gone = {one.start for one in filters}
    spans: list[Span] = []
    found = list(tokens(typed))
    for place, token in enumerate(found):
        if token.start in gone:
            spans.append((token.start, token.end))
            # An OR joins it to a condition on its field: the one before goes with it, else the one behind.
            before, behind = found[max(0, place - 2) : place], found[place + 1 : place + 3]
            for joint, other in chain(pairwise(before[::-1]), pairwise(behind)):
                if joint.joins and other.field == token.field:
                    spans.append((joint.start, joint.end))
                    break
    return cut(typed, spans)


def cut(typed: str, spans: Iterable[Span]) -> str:
    """The query without some stretches, one space where each was."""
    for start, end in sorted(set(spans), reverse=True):
        typed = typed[:start].rstrip() + " " + typed[end:].lstrip()
    return typed.strip()
