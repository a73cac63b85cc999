"""Why so few: what a query would find with one of its demands less, or one asked otherwise, each counted,
each a query itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from index.model import Relaxation, Tier
from index.query import Part, Query, condition, cut, without

Count = Callable[[str], Mapping[Tier, int]]
"""How many hits of each tier a query has."""

MOST = 12
"""Relaxations that are counted."""


def relaxations(query: Query, typed: str, count: Count) -> tuple[Relaxation, ...]:
    """What brings more hits of the exact tier, or of the sound tier where sounds are asked for instead; what
    brings most comes first."""
    now = count(typed)
    found = []
    for _, (code, detail, relaxed) in zip(range(MOST), _candidates(query, typed), strict=False):
        tier = Tier.SOUND if code == "by-sound" else Tier.EXACT
        gain = count(relaxed).get(tier, 0) - now.get(tier, 0)
        if gain > 0:
            found.append(Relaxation(code, detail, relaxed, gain))
    return tuple(sorted(found, key=lambda one: -one.gain))


def _candidates(query: Query, typed: str) -> Iterator[tuple[str, str, str]]:
    """A code, what it is about, and the query without it."""
    if query.groups:
        for one in query.filters:
            if not one.dates:
                yield "any-field", typed[one.start : one.end], without(typed, [one])
        dated = [one for one in query.filters if one.dates]
        if dated:
            yield "any-date", " ".join(typed[one.start : one.end] for one in dated), without(typed, dated)
        for part in query.excluded:
            yield "no-exclusion", part.text, cut(typed, [(part.start, part.end)])
    plain = [group[0] for group in query.groups if len(group) == 1 and group[0].plain]
    for parts in filter(None, (plain, *([part] for part in plain if len(plain) > 1))):
        yield "in-title", " ".join(part.text for part in parts), _in_titles(typed, parts)
    for part in query.parts:
        if part.strict:
            yield "unquoted", part.text, _replaced(typed, part, part.text)
        if part.sound:
            yield "as-written", part.text, _replaced(typed, part, part.text)
        elif not part.near:
            yield "by-sound", part.text, _replaced(typed, part, f"~{part.text}")
    if len(query.groups) > 1:
        for group in query.groups:
            span = group[0].start, group[-1].end
            yield "no-part", " ".join(part.text for part in group), cut(typed, [span])


def _in_titles(typed: str, parts: Sequence[Part]) -> str:
    """The query with these parts asked of titles."""
    for part in reversed(parts):
        typed = _replaced(typed, part, condition("title", part.text))
    return typed


def _replaced(typed: str, part: Part, text: str) -> str:
    return typed[: part.start] + text + typed[part.end :]
