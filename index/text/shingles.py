"""Shingles: a few syllables in a row, by which texts that say the same are known whatever their characters.

The rule: what sounds alike is alike. Texts are compared by a fixed share of their shingles, those whose hash
is a multiple of a number, the same ones everywhere (FracMinHash: Irber et al., bioRxiv 2022.01.11.475838).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.text.hashing import FACTOR
from index.text.pairs import sound_classes
from index.text.sound import CLASS_BITS, UNKNOWN
from index.text.squeeze import Body
from index.text.stretches import stretches

SHINGLE = 5
"""Syllables of a shingle: five in a row are hardly ever said twice by coincidence."""

SHARE = 16
"""One of so many shingles is looked at when documents are compared."""

LEAST = 12
"""Shingles of a sketch that says something: those of about two hundred characters."""

REACH = 80
"""Characters to each side by which a place is found again."""

VOTES = 3
"""Shingles that have to agree on where it is."""

_DRIFT = 24
"""Characters by which two shingles of one place may be apart more in one version than in the other."""

Shingles = npt.NDArray[np.uint64]

FIRST_HAN = 0x3400
"""The first code point of a Han character; letters and digits, which have sounds of their own, are below."""

NONE = np.uint64(0)
"""Stands where no shingle begins."""

_NOWHERE = np.uint64(1)
"""No shingle's hash: what a text without a shingle in a place is looked for by."""

_FOLD = np.uint64(29)


def shingles(body: Body) -> Shingles:
    """The hash of the shingle of Han characters that begins at each solid character, else `NONE`; fewer by
    `SHINGLE - 1`."""
    classes = sound_classes(body.codes.astype(np.uint64))
    spoken = (classes != UNKNOWN) & (body.codes >= FIRST_HAN)
    count = max(0, len(classes) - SHINGLE + 1)
    keys, whole = np.zeros(count, np.uint64), np.ones(count, np.bool_)
    for place in range(SHINGLE):
        keys = (keys << np.uint64(CLASS_BITS)) | classes[place : place + count]
        whole &= spoken[place : place + count]
    keys = keys * FACTOR
    return np.where(whole, (keys ^ (keys >> _FOLD)) * FACTOR, NONE)


def sketch(body: Body) -> Shingles:
    """The shingles of a text that it is compared by: sorted, each once."""
    hashes = shingles(body)
    return np.unique(hashes[(hashes != NONE) & ((hashes >> _FOLD) % np.uint64(SHARE) == 0)])


def likeness(one: Shingles, other: Shingles) -> float:
    """How much two sketches share, from 0 to 1 (the cosine); 0 where one is too small to tell."""
    if min(len(one), len(other)) < LEAST:
        return 0.0
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return float(shared / np.sqrt(len(one) * len(other)))


class Shingled:
    """A text with the shingle at each of its solid characters, ready to be looked up."""

    def __init__(self, body: Body) -> None:
        self.positions = body.positions
        self.shingles = shingles(body)

    @cached_property
    def order(self) -> npt.NDArray[np.intp]:
        """The places of the shingles, sorted by these."""
        return np.argsort(self.shingles, kind="stable")


def counterpart(one: Shingled, offset: int, other: Shingled) -> int | None:
    """The offset at which another text says what stands at one of this text; None where it does not."""
    here = int(np.searchsorted(one.positions, offset))
    low = max(0, here - REACH)
    near = one.shingles[low : here + REACH]
    near = np.where(near == NONE, _NOWHERE, near)
    lefts = np.searchsorted(other.shingles, near, "left", sorter=other.order)
    rights = np.searchsorted(other.shingles, near, "right", sorter=other.order)
    counts = rights - lefts
    froms = np.repeat(np.arange(len(near)), counts) + low
    tos = other.order[stretches(lefts, counts)]
    if not len(tos):
        return None
    shifts = tos - froms
    ranked = np.sort(shifts)
    agreeing = np.searchsorted(ranked, ranked + _DRIFT, "right") - np.arange(len(ranked))
    best = int(agreeing.argmax())
    if agreeing[best] < VOTES:
        return None
    there = (shifts >= ranked[best]) & (shifts <= ranked[best] + _DRIFT)
    nearest = int(np.abs(froms[there] - here).argmin())
    place = int(tos[there][nearest]) + here - int(froms[there][nearest])
    return int(other.positions[min(max(place, 0), len(other.positions) - 1)])
