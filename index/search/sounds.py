"""The sound tier: where a text sounds like what was typed, in other characters.

Han characters find what sounds like them; Latin letters that are pinyin find the characters they
spell. Two syllables sound like very much, and initials like anything: these are looked for only where
little else is found, or where it is asked for by `~`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from index.model import Likeness, Note, Span, Tier
from index.query import Part, Query
from index.search.borders import as_misheard, as_spelled, words_at
from index.search.found import Found
from index.search.gather import Gatherer
from index.search.looking import Gathered
from index.search.rows import Rows, best
from index.search.sounding import Sounding
from index.search.wanted import Fragments, Group
from index.store.snapshot import Passages
from index.text.fold import fold, to_codes
from index.text.pinyin import Sound, spellings
from index.text.sound import readings
from index.text.squeeze import Body, squeeze
from index.text.words import Cutter

SURE = 3
"""Syllables from which on what sounds alike is rarely a coincidence."""

LONGEST = 64
"""Characters of a part that are looked for by their sound."""

MOST_SPELLINGS = 4
"""Ways to read Latin letters as pinyin that are tried."""

CLOSELY = 200
"""Rows that are looked at for word borders."""


class SoundTier:
    """What the parts of one query sound like."""

    def __init__(self, query: Query, *, few: bool) -> None:
        """`few` says that little has been found by the characters."""
        self._query = query
        self._few = few

    @cached_property
    def wanted(self) -> tuple[Sounding, ...]:
        """Every sound that is looked for."""
        return tuple(dict.fromkeys(chain(self._whole, *self._by_part.values())))

    def rows(self, gatherer: Gatherer, taken: Passages) -> Gathered:
        """The rows that hold a sound: of everything typed, of a part that stands alone, or of parts where the
        others stand near, but not in a passage of `taken`."""
        alone: tuple[Sounding, ...] = self._whole
        if len(self._query.groups) == 1:
            alone += tuple(one for part in self._query.parts for one in self._by_part[part])
        rows = gatherer.any_of(tuple(dict.fromkeys(alone))) if alone else Gathered()
        groups = list(map(self._either, self._query.groups))
        asked = any(part.sound for part in self._query.parts)
        if len(groups) > 1 and all(groups) and any(self._by_part.values()) and (self._few or asked):
            rows += gatherer.together(groups, self._query.dates, taken, self.wanted)
        return rows

    def found(self, rows: Sequence[Rows], count: int, cut: Cutter) -> list[Found]:
        """The best rows taken out: the nearest sounds, and of these the likeliest words, as `cut` parts them,
        first."""
        if not rows:
            return []
        taken = best(rows, max(count, CLOSELY) if count else 0, Tier.SOUND)
        likely = [(one, heard) for one in taken if (heard := self._heard(one))]
        words = words_at(((one.excerpt.folded, heard.span) for one, heard in likely), cut)
        near = [_likened(one, heard, at) for (one, heard), at in zip(likely, words, strict=True)]
        return sorted(near, key=lambda one: -one.score)[:count]

    def notes(self) -> Iterator[Note]:
        """What cannot be looked for by its sound."""
        for part in self._query.parts:
            if part.sound and not self._by_part[part]:
                yield Note("sound-short", part.start, part.end)

    @cached_property
    def _whole(self) -> tuple[Sounding, ...]:
        """What everything typed sounds like."""
        return tuple(_soundings(self._query.text, self._few)) if self._query.plain else ()

    @cached_property
    def _by_part(self) -> Mapping[Part, tuple[Sounding, ...]]:
        """What each part sounds like."""
        return {
            part: () if part.strict else tuple(_soundings(part.text, self._few or part.sound))
            for part in self._query.parts
        }

    def _either(self, group: Sequence[Part]) -> Group:
        """Each part as it stands, unless its sound alone is asked for, and what sounds like it."""
        standing = tuple(Fragments.of(part) for part in group if not part.sound)
        return (*standing, *(one for part in group for one in self._by_part[part]))

    def _heard(self, found: Found) -> _Heard | None:
        """What first sounds in a row, if anything does."""
        folded, shift = found.excerpt
        body = Body(to_codes(folded))
        for start, end in found.spans:
            for one in self.wanted:
                if likeness := one.likeness(body, start - shift):
                    return _Heard((start - shift, end - shift), likeness, one.by_sound)
        return None


class _Heard(NamedTuple):
    """What sounds in a row."""

    span: Span
    """In the row's excerpt."""
    likeness: Likeness
    by_sound: bool


def _likened(found: Found, heard: _Heard, words: Sequence[str]) -> Found:
    """Scored by the words that sound, and told how they do."""
    suits = as_misheard if heard.by_sound else as_spelled
    return replace(found, score=found.score + suits(words), likeness=heard.likeness)


def _soundings(text: str, risky: bool) -> Iterator[Sounding]:
    """What a text sounds like; `risky` allows what sounds like very much."""
    solid = squeeze(fold(text))
    if not 2 <= len(solid) <= LONGEST:
        return
    spoken = sum(1 for char in solid if readings(char))
    if spoken >= (2 if risky else SURE):
        yield Sounding(tuple(Sound(char=char) for char in solid), by_sound=True)
    if not solid.isdecimal() and spoken < len(solid):
        found = spellings(text)[:MOST_SPELLINGS]
        whole = [pattern for pattern in found if not any(sound.initial for sound in pattern)]
        for pattern in whole or found:
            if risky or (whole and len(pattern) >= SURE):
                yield Sounding(pattern, by_sound=False)
