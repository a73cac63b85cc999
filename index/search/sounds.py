"""The sound tier: where a text sounds like what was typed, in other characters.

Han characters find what sounds like them; Latin letters that are pinyin find the characters they
spell. Two syllables sound like very much, and initials like anything: these are looked for only where
little else is found, or where it is asked for by `~`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np

from index.arrays import Offsets
from index.model import Note, Span, Tier
from index.query import Part, Query
from index.search.borders import MISREAD, as_misheard, as_spelled, words_at
from index.search.found import Found
from index.search.gather import Gatherer
from index.search.looking import Gathered
from index.search.matches import join
from index.search.ranked import Ranking
from index.search.rows import Rows, leading, taken_out
from index.search.sets import is_in
from index.search.sounding import OTHER, SAME, Sounding
from index.search.standing import lit, standing
from index.search.wanted import Group, fragments_of
from index.search.windows import windows
from index.store.snapshot import Passages, Snapshot
from index.text.fold import fold
from index.text.pinyin import Sound, spellings
from index.text.sound import readings
from index.text.spans import within
from index.text.squeeze import squeeze
from index.text.stretches import stretches
from index.text.wordlist import Added

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

    def meant(self, snapshot: Snapshot) -> bool:
        """Whether what sounds so is what was meant, where nothing stands so: everything was typed in one
        piece that is long enough, or a part is no word of the index."""
        if len(self._query.groups) == 1:
            return all(len(one.pattern) >= SURE for one in self.wanted)
        plain = (group for group in self._query.groups if not any(part.sound or part.dates for part in group))
        return any(not any(snapshot.words.frequency(fold(part.text)) for part in group) for group in plain)

    def rows(self, gatherer: Gatherer, taken: Passages) -> Gathered:
        """The rows that hold a sound: of everything typed, of a part that stands alone, or of parts where the
        others stand near, but not in a passage of `taken`."""
        groups = list(map(self._either, self._query.groups))
        asked = self._few or any(part.sound for part in self._query.parts)
        several = len(groups) > 1 and all(groups) and any(self._by_part.values()) and asked
        # What sounds like everything in one piece has every part near, if each part has a sound.
        alone = () if several and all(self._by_part.values()) else self._whole
        if len(self._query.groups) == 1:
            alone += tuple(one for part in self._query.parts for one in self._by_part[part])
        rows = gatherer.any_of(tuple(dict.fromkeys(alone)), thorough=False) if alone else Gathered()
        if several:
            rows += gatherer.together(groups, self._query.dates, taken, self.wanted, thorough=False)
        return rows

    def said(self, snapshot: Snapshot, sound: Gathered, words: Ranking) -> Passages:
        """The passages of what was found in which all that sounds so is lit as words, and so is found
        already: 帐号 is what other regions call 账号."""
        typed = fold(self._query.said)
        if all(form in typed for term in words.terms for form in term.forms):
            return np.empty(0, np.int64)
        rows = snapshot.union([sound.passages])
        rows = rows[is_in(rows, np.sort(words.passages))]
        if not len(rows):
            return rows
        seen = windows(snapshot, rows, 0, max(one.solid for one in self.wanted))
        matches = join(one.find(seen.body) for one in self.wanted)[0]
        matches = matches.where(seen.own(matches.starts))
        numbers = seen.number(matches.starts)
        spans = [lit(places, words.terms) for places in standing(seen, words.terms)]
        told = zip(numbers.tolist(), matches.spans(), strict=True)
        other = np.array([not _covers(spans[number], span) for number, span in told], np.bool_)
        said = np.zeros(len(rows), np.bool_)
        said[numbers] = True
        said[numbers[other]] = False
        return rows[said]

    def found(self, rows: Sequence[Rows], count: int, own: Added) -> list[Found]:
        """The best rows taken out: the nearest sounds, and of these the likeliest words, be they jieba's or
        of `own`, first."""
        if not rows or not count:
            return []
        heard = list(self._heard(rows, max(count, CLOSELY)))
        words = words_at(((one.text, one.span) for one in heard), own)
        scored = [(one.scored(at), one) for one, at in zip(heard, words, strict=True)]
        scored.sort(key=lambda pair: -pair[0])
        first = scored[:count]
        found = taken_out([(one.rows, one.number) for _, one in first], Tier.SOUND)
        return [
            row._replace(score=score, likeness=one.sounding.likeness(one.level))
            for row, (score, one) in zip(found, first, strict=True)
        ]

    def notes(self) -> Iterator[Note]:
        """What cannot be looked for by its sound."""
        for part in self._query.parts:
            if part.sound and not self._by_part[part]:
                yield Note("sound-short", part.start, part.end)

    @cached_property
    def _whole(self) -> tuple[Sounding, ...]:
        """What everything typed sounds like."""
        piece = self._query.piece
        return tuple(_soundings(piece.text, self._few)) if piece else ()

    @cached_property
    def _by_part(self) -> Mapping[Part, tuple[Sounding, ...]]:
        """What each part sounds like."""
        return {
            part: () if part.strict else tuple(_soundings(part.text, self._few or part.sound))
            for part in self._query.parts
        }

    def _either(self, group: Sequence[Part]) -> Group:
        """Each part as it stands, unless its sound alone is asked for, and what sounds like it."""
        standing = fragments_of(part for part in group if not part.sound)
        return (*standing, *(one for part in group for one in self._by_part[part]))

    def _heard(self, rows: Sequence[Rows], count: int) -> Iterator[_Heard]:
        """What sounds in each of the best rows, the best first; nothing of rows where nothing does."""
        places = leading(rows, count)
        chosen: list[list[int]] = [[] for _ in rows]
        for source, number in places:
            chosen[source].append(number)
        heard = [
            self._heard_in(one, np.array(numbers, np.int64))
            for one, numbers in zip(rows, chosen, strict=True)
        ]
        yield from (heard[source][number] for source, number in places if number in heard[source])

    def _heard_in(self, rows: Rows, numbers: Offsets) -> dict[int, _Heard]:
        """What sounds in each of some rows, by their numbers: the match to go to, or the first that does."""
        if not len(numbers):
            return {}
        owners, places = _matches(rows, numbers)
        starts, ends = rows.matches.starts[places], rows.matches.ends[places]
        levels = np.stack([one.heard(rows.windows.body, starts, ends) for one in self.wanted])
        sounding = (levels != SAME) & (levels != OTHER)
        firsts = sounding.argmax(axis=0)
        chosen = np.flatnonzero(sounding.any(axis=0))
        solid = np.array([one.solid for one in self.wanted])[firsts]
        past = rows.windows.body.over(starts, ends, solid)
        columns = owners, starts, ends, past, firsts, levels[firsts, np.arange(len(places))]
        found: dict[int, _Heard] = {}
        for number, start, end, over, first, level in zip(
            *(one[chosen].tolist() for one in columns), strict=True
        ):
            if number not in found:
                found[number] = _Heard(rows, number, (start, end), over, self.wanted[first], level)
        return found


def _covers(spans: Sequence[Span], stretch: Span) -> bool:
    """Whether a stretch is within one of some spans, which are sorted and disjoint."""
    return any(start <= stretch[0] and stretch[1] <= end for start, end in within(spans, stretch))


def _matches(rows: Rows, numbers: Offsets) -> tuple[Offsets, Offsets]:
    """The number of each of some rows and the index of the match to go to; then of each of its matches."""
    lows, sizes = rows.lows[numbers], (rows.highs - rows.lows)[numbers]
    owners = np.concatenate((numbers, np.repeat(numbers, sizes)))
    return owners, np.concatenate((rows.focuses[numbers], stretches(lows, sizes)))


class _Heard(NamedTuple):
    """What sounds in a row."""

    rows: Rows
    number: int
    """Of the row among these."""
    span: Span
    """In the joined text of the rows' windows."""
    over: bool
    """Whether it is read past an aside, if there are any."""
    sounding: Sounding
    level: int
    """How like it."""

    @property
    def text(self) -> str:
        """The folded text as it is read there."""
        return self.rows.windows.body.readings[-1 if self.over else 0].folded

    def scored(self, words: Sequence[str]) -> float:
        """The score of the row where these are the words that sound."""
        score = float(self.rows.scores[self.number])
        if self.sounding.by_sound:
            return score + as_misheard(words)
        return score + (as_spelled(words) if self.sounding.read_in(words) else MISREAD)


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
