"""Matches: where fragments stand in a document, as parallel arrays, however many they are.

The same folding and squeezing that built the index decides what stands where, so what is found is
what is lit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from index.arrays import Flags, Offsets
from index.model import Span
from index.search.fragments import SHORTEST_SPLIT_WORD, Fragment
from index.text.fold import SKIPPED, CodePoints
from index.text.squeeze import Body
from index.text.words import are_latin


class Matches(NamedTuple):
    """Stretches of a text, ascending by their beginnings; those of one fragment in one reading are
    disjoint."""

    starts: Offsets
    ends: Offsets
    literal: Flags
    """Letter for letter, nothing bridged."""

    def __bool__(self) -> bool:
        return len(self.starts) > 0

    @classmethod
    def of(cls, spans: Iterable[Span], literal: bool = False) -> Matches:
        """The matches of these spans, which ascend."""
        pairs = np.array(list(spans), np.int64).reshape(-1, 2)
        return cls(pairs[:, 0], pairs[:, 1], np.full(len(pairs), literal))

    def spans(self) -> list[Span]:
        """As pairs of offsets."""
        return list(zip(self.starts.tolist(), self.ends.tolist(), strict=True))

    def where(self, chosen: Flags | slice) -> Matches:
        """Some of them."""
        return Matches(self.starts[chosen], self.ends[chosen], self.literal[chosen])


NONE = Matches(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.bool_))


def join(several: Iterable[Matches]) -> tuple[Matches, Offsets]:
    """All matches of several, ascending, and the index of each among them one after the other."""
    given = list(several)
    if len(given) == 1:
        return given[0], np.arange(len(given[0].starts))
    starts, ends, literal = (np.concatenate(column) for column in zip(*given, strict=True))
    order = np.lexsort((ends, starts))
    return Matches(starts[order], ends[order], literal[order]), order


def find(body: Body, fragment: Fragment) -> Matches:
    """Everywhere the fragment stands in a document, over asides, too."""
    found = [_read(one, fragment) for one in (body.readings if fragment.bridging else (body,))]
    return in_both(body, found, len(fragment.squeezed))


def in_both(body: Body, found: Sequence[Matches], solid: int) -> Matches:
    """What was found in the first reading of a text, and in the second, if there is one, over an aside, of so
    many solid characters."""
    if len(found) == 1:
        return found[0]
    first, second = found
    return join((first, second.where(body.over(second.starts, second.ends, solid))))[0]


def _read(body: Body, fragment: Fragment) -> Matches:
    """Everywhere it stands in one reading."""
    if not fragment.bridging:
        return _plain(body, fragment)
    squeezed = _squeezed(body, fragment)
    if fragment.apart:
        return squeezed
    plain = _plain(body, fragment)
    bridged = squeezed.where(~squeezed.literal & ~_overlap(squeezed, plain))
    return join((plain, bridged))[0] if bridged else plain


def _plain(body: Body, fragment: Fragment) -> Matches:
    """Where it stands letter for letter; a run of blanks, as a line break and an indentation, is a blank."""
    literal, places = fragment.literal, body.unskipped
    if len(literal) == 1:
        starts = _find_char(body.folded_codes, literal)
        if fragment.prefix:
            starts = starts[~_latin_at(body, starts - 1)]
        ends = starts + 1 if places is None else places[places.searchsorted(starts) + 1]
        return Matches(starts, ends, np.ones(len(starts), np.bool_))
    text = body.folded if places is None else body.folded.replace(SKIPPED, "")
    if " " in literal:
        starts, ends = np.array([*_spaced(text, *literal.split(" "))], np.int64).reshape(-1, 2).T
    else:
        starts = _find_all(text, literal)
        ends = starts + len(literal)
    if places is not None:
        starts, ends = places[starts], places[ends]
    return Matches(starts, ends, np.ones(len(starts), np.bool_))


def _squeezed(body: Body, fragment: Fragment) -> Matches:
    """Where it stands when marks and spaces are left out; letter for letter, where none is."""
    length = len(fragment.squeezed)
    places = _find_all(body.squeezed, fragment.squeezed)
    starts = body.positions[places]
    ends = body.positions[places + length - 1] + 1
    gaps = ends - starts != length
    if gaps.any():
        gaps = body.shown[places + length - 1] - body.shown[places] != length - 1
    chosen = np.ones(len(places), np.bool_)
    for index, mark in fragment.accents:
        behind = np.minimum(body.positions[places + index] + 1, len(body.folded_codes) - 1)
        chosen &= body.folded_codes[behind] == ord(mark)
    if fragment.latin_joints and gaps.any():
        chosen &= _overlooked(body, fragment, places, starts, ends)
    literal = ~gaps if fragment.literal == fragment.squeezed else np.zeros(len(places), np.bool_)
    return Matches(starts, ends, literal).where(chosen)


def _overlooked(body: Body, fragment: Fragment, places: Offsets, starts: Offsets, ends: Offsets) -> Flags:
    """In which matches the gaps, if there are any, are such as a reader overlooks.

    Between two Latin letters a gap separates words (`data in` holds no `ai`), unless the fragment
    has one there too, or the whole match is one split word (`o ffer`).
    """
    overlooked = np.ones(len(places), np.bool_)
    for joint in fragment.latin_joints:
        overlooked &= body.shown[places + joint] == body.shown[places + joint - 1] + 1
    if len(fragment.squeezed) >= SHORTEST_SPLIT_WORD:
        overlooked |= ~(_latin_at(body, starts - 1) | _latin_at(body, ends))
    return overlooked


def _latin_at(body: Body, places: Offsets) -> Flags:
    """At which places a Latin letter or digit stands; outside the text there is none."""
    codes = body.folded_codes
    inside = (places >= 0) & (places < len(codes))
    return inside & are_latin(codes.take(places, mode="clip"))


def _overlap(some: Matches, others: Matches) -> Flags:
    """Which of some matches overlap one of the others, which are disjoint."""
    if not others:
        return np.zeros(len(some.starts), np.bool_)
    number = others.starts.searchsorted(some.ends) - 1
    return (number >= 0) & (others.ends[np.maximum(number, 0)] > some.starts)


def covered(matches: Matches, places: Offsets) -> Flags:
    """Which places stand in one of some matches."""
    numbers = matches.starts.searchsorted(places, "right")
    within: Flags = np.append(0, np.maximum.accumulate(matches.ends))[numbers] > places
    return within


def near(several: list[Matches], within: int) -> Matches:
    """The matches that stand in a stretch which holds one of each of several, and no more than `within`
    characters between its first and its last."""
    every = sorted((start, end, number) for number, ones in enumerate(several) for start, end in ones.spans())
    kept: set[int] = set()
    for window in _windows(every, len(several)):
        last = every[window[-1]][0]
        # Where the first one ends too far before, the others need not be looked at, which may be many.
        if last - every[window[0]][1] <= within and last - min(every[at][1] for at in window) <= within:
            kept.update(window)
    return Matches.of(every[index][:2] for index in sorted(kept))


def _windows(every: list[tuple[int, int, int]], count: int) -> Iterator[range]:
    """The shortest runs of matches that hold one of each of `count` numbers."""
    held = [0] * count
    first, missing = 0, count
    for last, (_, _, number) in enumerate(every):
        missing -= not held[number]
        held[number] += 1
        while not missing:
            yield range(first, last + 1)
            leaving = every[first][2]
            held[leaving] -= 1
            missing += not held[leaving]
            first += 1


def occurrences(text: str, part: str) -> list[int]:
    """Where a part stands in a text, disjoint, from the left; nowhere, if it is empty."""
    places = []
    place = text.find(part) if part else -1
    while place >= 0:
        places.append(place)
        place = text.find(part, place + len(part))
    return places


def _spaced(text: str, first: str, *others: str) -> Iterator[Span]:
    """Where words stand in a text with nothing but blanks between them, disjoint, from the left. (To compile
    an expression for them takes longer than most texts to look through.)"""
    last = 0
    for start in occurrences(text, f"{first} "):
        end = start + len(first)
        for other in others:
            place = end + 1
            while text.startswith(" ", place):
                place += 1
            if not (text.startswith(" ", end) and text.startswith(other, place)):
                break
            end = place + len(other)
        else:
            if start >= last:
                last = end
                yield start, end


def _find_all(text: str, part: str) -> Offsets:
    return np.array(occurrences(text, part), np.int64)


def _find_char(codes: CodePoints, char: str) -> Offsets:
    return np.flatnonzero(codes == ord(char))
