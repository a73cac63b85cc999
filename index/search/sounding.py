"""Sounding: where a text sounds like what was asked for, in other characters.

A pattern has one table a character, which says of every code point how like it sounds: the very
character, the same syllable and tone, the same syllable, or one that is taken for it. The index's
pairs sort by sound, so candidates are ranges of keys; tables then decide, over whole texts at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.arrays import Flags, Offsets, Scores
from index.model import Likeness
from index.search.chains import Link, chained
from index.search.matches import Matches, in_both
from index.search.merit import IN_FRONT_MATTER
from index.search.titles import Titles
from index.search.wanted import Candidates
from index.search.windows import Windows
from index.store.snapshot import Passages, Snapshot
from index.text.fold import PLANE, SKIPPED, CodePoints
from index.text.pinyin import Sound
from index.text.sound import (
    CLASS_BITS,
    class_table,
    fold_syllable,
    further_readings,
    reading_names,
    reading_table,
    readings,
    readings_in,
    toneless,
)
from index.text.squeeze import Body
from index.text.traits import HIDDEN, is_solid

Levels = npt.NDArray[np.uint8]

SAME, TONE, SYLLABLE, NEAR, OTHER = range(5)
"""How like a character sounds: the very one; same syllable and tone; same syllable; taken for it; not."""

DISTANCE = np.array([0.0, 1.0, 1.6, 3.0, np.inf])
"""How far each of these is from what was asked for."""

_UNSEEN = dict.fromkeys(map(ord, (HIDDEN, SKIPPED)))

NEUTRAL = 5
"""The tone of syllables that have lost theirs in a word, and so may be any."""


@dataclass(frozen=True)
class Sounding:
    """A stretch of text that sounds like a pattern, of which it holds other characters."""

    pattern: tuple[Sound, ...]
    by_sound: bool
    """Whether a character asks for all that sounds like it, or for itself (beside pinyin)."""

    @cached_property
    def tables(self) -> tuple[Levels, ...]:
        return tuple(levels(sound, self.by_sound) for sound in self.pattern)

    @property
    def reach(self) -> int:
        return 0

    @property
    def solid(self) -> int:
        return len(self.pattern)

    def candidates(self, snapshot: Snapshot) -> Candidates:
        """The passages that may hold it, and how near it may sound in each."""
        rows, distances = chained(snapshot, [_link(sound, self.by_sound) for sound in self.pattern])
        return Candidates(rows, -distances / len(self.pattern))

    def passage_merits(self, snapshot: Snapshot, rows: Passages) -> None:
        return None

    def narrowed(self, snapshot: Snapshot, rows: Passages) -> Passages:
        return rows

    def find(self, body: Body) -> Matches:
        """Everywhere it stands in a document, with nothing between its characters but blanks, asides and what
        no reader sees."""
        return in_both(body, list(map(self._read, body.readings)), len(self.pattern))

    def _read(self, body: Body) -> Matches:
        """Everywhere it stands in one reading."""
        places = self.places(body)
        starts = body.positions[places]
        ends = body.positions[places + len(self.pattern) - 1] + 1
        chosen = np.ones(len(places), np.bool_)
        for index in np.flatnonzero(ends - starts != len(self.pattern)).tolist():
            stretch = body.folded[starts[index] : ends[index]]
            chosen[index] = len("".join(stretch.translate(_UNSEEN).split())) == len(self.pattern)
        return Matches(starts, ends, np.zeros(len(starts), np.bool_)).where(chosen)

    def places(self, body: Body) -> Offsets:
        """Where the squeezed text of a reading sounds so, those places left out that hold the very
        characters."""
        codes = body.codes
        last = max(0, len(codes) - len(self.pattern) + 1)
        places = np.flatnonzero(_heard(self.tables[0], codes[:last]) != OTHER)
        other = np.zeros(len(places), np.bool_)
        for offset, table in enumerate(self.tables):
            level = _heard(table, codes.take(places + offset))
            kept = level != OTHER
            places, other = places[kept], (other | (level != SAME))[kept]
        differing: Offsets = places[other]
        return differing

    def merits(self, windows: Windows, matches: Matches) -> Scores:
        """The nearer the sound, the better."""
        distances = (self._distances(body, matches.starts) for body in windows.body.readings)
        return IN_FRONT_MATTER * windows.in_front(matches.starts) - reduce(np.minimum, distances)

    def _distances(self, body: Body, starts: Offsets) -> Scores:
        """How far from it is in one reading what begins at some places."""
        places = body.positions.searchsorted(starts)
        distances: Scores = np.zeros(len(places))
        for offset, table in enumerate(self.tables):
            levels = _heard(table, body.codes.take(places + offset, mode="clip"))
            distances += DISTANCE.take(levels) / len(self.tables)
        distances[_elsewhere(body, starts, places)] = np.inf
        return distances

    def heard(self, body: Body, starts: Offsets, ends: Offsets) -> Levels:
        """How like it the beginnings of some spans sound, in either reading: as their unlikest character;
        OTHER where it would go on behind the span."""
        return reduce(np.minimum, (self._heard_in(one, starts, ends) for one in body.readings))

    def _heard_in(self, body: Body, starts: Offsets, ends: Offsets) -> Levels:
        places = body.positions.searchsorted(starts)
        heard = np.zeros(len(places), np.uint8)
        for offset, table in enumerate(self.tables):
            np.maximum(heard, _heard(table, body.codes.take(places + offset, mode="clip")), out=heard)
        lasts = places + len(self.tables) - 1
        heard[body.positions.take(lasts, mode="clip") >= ends] = OTHER
        heard[lasts >= len(body.positions)] = OTHER
        heard[_elsewhere(body, starts, places)] = OTHER
        return heard

    def read_in(self, words: Sequence[str]) -> bool:
        """Whether words that sound like it are read so, and not only the characters that they are made of."""
        chars = ((word, char) for word in words for char in word if is_solid(char))
        return all(
            sound.char or any(_is_read(sound, reading) for reading in readings_in(*char))
            for sound, char in zip(self.pattern, chars, strict=False)
        )

    def likeness(self, level: int) -> Likeness:
        """What it is called to sound so like it."""
        if level == NEAR:
            return Likeness.NEAR
        if any(sound.initial for sound in self.pattern):
            return Likeness.INITIALS
        if not self.by_sound:
            return Likeness.PINYIN
        return Likeness.TONE if level <= TONE else Likeness.SYLLABLE

    def in_titles(self, titles: Titles, few: Collection[int]) -> Scores:
        return titles.none


def _elsewhere(body: Body, starts: Offsets, places: Offsets) -> Flags | slice:
    """Which of some places, whose squeezed characters are the next ones, have none in this reading; in the
    first of all each has one."""
    return slice(0) if body.kept is None else body.positions.take(places, mode="clip") != starts


def _heard(table: Levels, codes: CodePoints) -> Levels:
    """How like each of some code points sounds, by its table: none above the basic plane, whose last one is
    no character."""
    return table.take(codes, mode="clip")


def _is_read(sound: Sound, reading: str) -> bool:
    """Whether a reading is what was typed of a character's syllable, or is taken for it."""
    if sound.initial:
        return reading.startswith(sound.initial)
    return fold_syllable(toneless(reading)) == fold_syllable(sound.syllable)


@lru_cache(maxsize=64)
def _link(sound: Sound, by_sound: bool) -> Link:
    same = ord(sound.char) if sound.char else PLANE
    meant = np.zeros((1 << CLASS_BITS) + 2, np.bool_)
    meant[class_table()[_alike(sound, by_sound).codes] + np.uint64(1)] = True
    runs = np.flatnonzero(meant[1:] != meant[:-1]).reshape(-1, 2)
    classes = np.flatnonzero(meant[1:-1])
    table = levels(sound, by_sound)
    fixed = same < PLANE and np.count_nonzero(table != OTHER) == 1
    return Link(table, DISTANCE, same if same < PLANE else -1, classes, runs, fixed)


@lru_cache(maxsize=64)
def levels(sound: Sound, by_sound: bool) -> Levels:
    """How like each folded code point of the basic plane sounds."""
    table = np.full(PLANE, OTHER, np.uint8)
    np.minimum.at(table, *_alike(sound, by_sound))
    return table


class _Alike(NamedTuple):
    """Code points that sound like something, in parallel; some more than once."""

    codes: npt.NDArray[np.intp]
    levels: Levels


@lru_cache(maxsize=64)
def _alike(sound: Sound, by_sound: bool) -> _Alike:
    """The folded code points of the basic plane that sound like it. What a character sounds like only by a
    further reading of its own is as like as the same syllable at best."""
    like: dict[int, int] = {}
    if sound.char and by_sound:
        for number, reading in enumerate(readings(sound.char)):
            _mark(like, toneless(reading), int(reading[-1]), SYLLABLE if number else TONE)
    elif sound.syllable:
        _mark(like, sound.syllable, sound.tone, TONE)
    elif sound.initial:
        named = enumerate(reading_names())
        like = {number: SYLLABLE for number, name in named if name.startswith(sound.initial)}
    own = [ord(sound.char)] if sound.char and ord(sound.char) < PLANE else []
    firsts, codes, best = _codes_of()
    runs = [slice(*firsts[number : number + 2]) for number in like]
    found = [codes[run] for run in runs]
    by_reading = np.repeat(np.array([*like.values()], np.uint8), list(map(len, found)))
    at_best = np.concatenate([best[:0], *(best[run] for run in runs)])
    return _Alike(
        np.concatenate([*found, np.array(own, np.intp)]),
        np.append(np.maximum(by_reading, at_best), np.full(len(own), SAME, np.uint8)),
    )


@cache
def _codes_of() -> tuple[list[int], npt.NDArray[np.intp], Levels]:
    """Where the code points of each reading begin among all, and all, by their readings; and how like each is
    at best by that."""
    further, numbers = further_readings()
    every = np.concatenate((reading_table(), numbers))
    order = np.argsort(every, kind="stable")
    codes = np.concatenate((np.arange(PLANE), further), dtype=np.intp)
    best = np.where(order < PLANE, SAME, SYLLABLE).astype(np.uint8)
    firsts = every[order].searchsorted(np.arange(len(reading_names()) + 1))
    return firsts.tolist(), codes[order], best


def _mark(like: dict[int, int], syllable: str, tone: int, best: int) -> None:
    """Notes the readings that are like a syllable; where no tone is known, any is the same."""
    for number in _readings_like().get(fold_syllable(syllable), ()):
        name = reading_names()[number]
        level = NEAR
        if toneless(name) == syllable:
            level = TONE if tone in (0, NEUTRAL) or name[-1] == str(tone) else SYLLABLE
        like[number] = min(like.get(number, OTHER), max(level, best))


@cache
def _readings_like() -> dict[str, list[int]]:
    """The numbers of the readings that are taken for one another, by their folded syllable."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(reading_names()):
        numbers[fold_syllable(toneless(name))].append(number)
    return numbers
