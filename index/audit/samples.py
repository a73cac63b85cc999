"""Samples: random fragments of the files, as they might be typed, and where they must be found.

Those of a length stand within a line, and count wherever they stand. Bridged ones are what is left of a
stretch without the marks, spaces, line breaks and hidden spans inside it, be it with its asides or without
them, and count where they were taken.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice, pairwise, product

import numpy as np

from index.audit.plain_scan import NOWHERE, Places, PlainScan
from index.model import Document
from index.text.fold import SKIPPED, fold_char, variants

LENGTHS = (*range(1, 13), 16, 32, 64)
"""Characters of the fragments within lines."""

BRIDGED_LENGTHS = range(2, 13)
"""Letters, digits and Han characters of bridged fragments."""

REACH = 500
"""Characters within which a bridged fragment is taken."""

EITHER = 0.5
"""How often the asides of a document that has some are part of a bridged fragment."""

TRIES = 1_000
"""Places that are looked at for one fragment: a library of short lines holds no long ones."""

QUOTATION_MARKS = '"“”「『'
"""What a fragment does not begin with, since that asks for what stands within."""

FULL_WIDTH = 0xFEE0
"""What lies between an ASCII character and its full-width form."""

_WORD_GAP = re.compile(r"[a-z0-9\u00c0-\u024f\ufb00-\ufb06]{2}")
"""Between two such letters a gap separates words, which a search does not bridge."""

Form = Callable[[str], str]
"""How a character may be typed otherwise."""

Piece = tuple[str, Places | None]
"""A fragment as the file has it, and the only places that count for it; None where all do."""


@dataclass(frozen=True)
class Sample:
    """A fragment that stands somewhere, as it might be typed."""

    typed: str
    length: int | None
    """Characters; None where it is bridged."""
    places: Places
    """Where it must be found."""


def samples(scan: PlainScan, count: int, seed: int) -> Iterator[Sample]:
    """At most `count` fragments, spread evenly over LENGTHS and bridged ones, and over the ways of typing.

    Where the files hold no fragment of a length there is none. The same seed gives the same fragments.
    """
    rng = random.Random(seed)
    forms: tuple[Form, ...] = (str, other_script, other_width)
    for form, length in islice(cycle(product(forms, (*LENGTHS, None))), count if scan.documents else 0):
        for piece, places in islice(_pieces(scan, rng, length), 1):
            typed = retyped(piece, form)
            yield Sample(typed, length, scan.find(typed) if places is None else places)


def retyped(text: str, form: Form) -> str:
    """The text typed in another way that folds to the same."""
    return "".join(new if fold_char(new := form(char)) == fold_char(char) else char for char in text)


def other_script(char: str) -> str:
    """Another form of a Han character, where there is one: the other script's."""
    return variants().get(char) or _rarer_forms().get(char, char)


def other_width(char: str) -> str:
    """The other case, and what is ASCII in full width."""
    char = char.swapcase()
    return chr(ord(char) + FULL_WIDTH) if "!" <= char <= "~" and len(char) == 1 else char


@cache
def _rarer_forms() -> dict[str, str]:
    return {usual: form for form, usual in variants().items() if len(form) == 1 and ord(form) < 0x10000}


def _pieces(scan: PlainScan, rng: random.Random, length: int | None) -> Iterator[Piece]:
    """What random places give; it ends after TRIES of them."""
    for _ in range(TRIES):
        piece = _bridged(scan, rng) if length is None else _within_line(scan, rng, length)
        if piece:
            yield piece


def _within_line(scan: PlainScan, rng: random.Random, length: int) -> Piece | None:
    document, start, offset = _anywhere(scan, rng)
    piece = document.text[offset : offset + length]
    folded = scan.text[start + offset : start + offset + length]
    whole = len(piece) == length and piece == piece.strip() and piece.isprintable() and NOWHERE not in folded
    openings = folded.lstrip(SKIPPED)[:1], fold_char(piece[:1])
    opens = any(not one or one in QUOTATION_MARKS for one in openings)
    return (piece, None) if whole and not opens else None


def _bridged(scan: PlainScan, rng: random.Random) -> Piece | None:
    """The solid characters of a stretch with something else in it, and the stretch; of an entity, what it
    stands for."""
    document, start, offset = _anywhere(scan, rng)
    length = rng.choice(BRIDGED_LENGTHS)
    text = scan.text if not document.asides or rng.random() < EITHER else scan.past
    stretch = range(offset, min(len(document.text), offset + REACH))
    solid = list(islice((place for place in stretch if text[start + place].isalnum()), length))
    folded = "".join(text[start + place] for place in solid)
    joints = [folded[index : index + 2] for index, (one, two) in enumerate(pairwise(solid)) if two > one + 1]
    if len(solid) < length or not joints or any(map(_WORD_GAP.fullmatch, joints)) or _overlaps_itself(folded):
        return None
    written = (document.text[place] for place in solid)
    piece = "".join(
        char if fold_char(char) == read else read for char, read in zip(written, folded, strict=True)
    )
    return piece, np.array([(start + solid[0], start + solid[-1] + 1)])


def _anywhere(scan: PlainScan, rng: random.Random) -> tuple[Document, int, int]:
    """A random document, where it begins in the scanned text, and a random offset in it."""
    number = rng.randrange(len(scan.documents))
    document = scan.documents[number]
    return document, scan.start(number), rng.randrange(len(document.text) + 1)


def _overlaps_itself(text: str) -> bool:
    """Whether two occurrences may overlap, of which a search lights one."""
    return any(text.endswith(text[:length]) for length in range(1, len(text)))
