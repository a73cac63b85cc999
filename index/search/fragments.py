"""Fragments: a piece of text that must stand somewhere, and which passages may hold it.

Postings narrow down where to look; the text itself is looked at afterwards (`index.search.matches`),
by the same folding and squeezing that built the index.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from unicodedata import combining

import numpy as np

from index.arrays import Flags
from index.search.sets import is_in
from index.store.snapshot import Passages, Snapshot
from index.text.fold import HAN, SKIPPED, fold, to_codes
from index.text.marks import keys_within
from index.text.pairs import pair_keys
from index.text.passages import OVERLAP
from index.text.squeeze import squeeze
from index.text.traits import is_solid
from index.text.words import (
    UNLISTED,
    Stretch,
    distinct,
    is_latin,
    latin_stretches,
    leading_stretch,
    words,
)

FEW = 4
"""Candidates that are cheaper to check than to narrow further."""

DEAR = 4_000
"""How many times longer than the candidates a posting list may be and still be worth reading: to look at
the text of a candidate counts as much as to read so many postings."""

MANY = 100
"""Candidates that take longer to look at than the words with some letters take to find."""

SHORTEST_SPLIT_WORD = 4
"""Latin letters that a word needs to be found with a space inside it, as in `o ffer`."""

TOKENS_A_LETTER = 3
"""How many tokens the index lists for a letter, at most: itself, and what it is joined to on either side."""

_EDGE_WORDS = re.compile(r"^[a-z0-9]+|[a-z0-9]+$")
_HAN_WORD = re.compile(f"[{HAN}]{{2,}}")


@dataclass(frozen=True)
class Fragment:
    """A text to be found: letter for letter, and (unless strict) across marks and spaces."""

    text: str
    strict: bool = False
    prefix: bool = False
    """Whether it is a Latin letter that stands only where a word begins."""

    @cached_property
    def literal(self) -> str:
        """As it is matched letter for letter, a blank for each run of them."""
        return " ".join(fold(self.text).replace(SKIPPED, "").split())

    @cached_property
    def squeezed(self) -> str:
        return squeeze(self.literal)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words it is made of, once each."""
        return distinct(words(self.text))

    @cached_property
    def edge_words(self) -> tuple[str, ...]:
        """The runs of ASCII letters and digits at its edges: words, where the fragment is no piece of one."""
        return distinct(_EDGE_WORDS.findall(self.literal))

    @property
    def han_word(self) -> bool:
        """Whether it is made of Han characters alone, and so may be a word as a whole."""
        return _HAN_WORD.fullmatch(self.literal) is not None

    @property
    def bridging(self) -> bool:
        """Whether marks and spaces in the text may stand between its characters."""
        return not self.strict and len(self.squeezed) >= 2

    @cached_property
    def apart(self) -> bool:
        """Whether no two places where it stands can overlap, and nothing in it is dropped when squeezed."""
        text = self.literal
        return text == self.squeezed and not any(text.startswith(text[at:]) for at in range(1, len(text)))

    @cached_property
    def accents(self) -> tuple[tuple[int, str], ...]:
        """The marks that combine with a character of `squeezed`, each with the index of that character: they
        belong to a letter that is written decomposed."""
        text, solid, found = self.literal, -1, []
        for place, char in enumerate(text):
            if is_solid(char):
                solid += 1
            elif combining(char) and place and is_solid(text[place - 1]):
                found.append((solid, char))
        return tuple(found)

    @cached_property
    def latin_joints(self) -> tuple[int, ...]:
        """Indices in `squeezed` between two Latin letters where the fragment itself has no mark or space."""
        places = [place for place, char in enumerate(self.literal) if is_solid(char)]
        return tuple(
            index
            for index in range(1, len(places))
            if places[index] == places[index - 1] + 1
            and is_latin(self.squeezed[index - 1])
            and is_latin(self.squeezed[index])
        )


def candidates(snapshot: Snapshot, fragment: Fragment) -> Passages:
    """The passages that may hold the beginning of the fragment: all that do, and few others."""
    beginning = fragment.literal[: OVERLAP + 1]
    pairs = set(pair_keys(to_codes(fragment.squeezed[: OVERLAP + 1])).tolist())
    marks = () if fragment.bridging else keys_within(beginning)
    if pairs or marks:
        return _holding(snapshot, pairs, marks)
    return snapshot.char_passages(ord(beginning)) if len(beginning) == 1 else np.empty(0, np.int64)


def may_stand(snapshot: Snapshot, fragment: Fragment, rows: Passages) -> Flags:
    """Which of some passages may hold the beginning of the fragment letter for letter, by its marks and
    blanks: all that do."""
    marks = keys_within(fragment.literal[: OVERLAP + 1])
    return is_in(rows, _holding(snapshot, (), marks, rows)) if marks else np.ones(len(rows), np.bool_)


def _holding(
    snapshot: Snapshot, pairs: Collection[int], marks: Collection[int], found: Passages | None = None
) -> Passages:
    """The passages (of those found) that hold all of some pairs and marks, of which there are any, the rarest
    first: as many are asked for as it takes less time than to look at the passages."""
    lists = [
        (frequency, key, field.passages)
        for field, keys in ((snapshot.pairs, pairs), (snapshot.marks, marks))
        if keys
        for frequency, key in zip(field.frequencies([*keys]), keys, strict=True)
    ]
    for frequency, key, passages in sorted(lists, key=itemgetter(0)):
        if found is None:
            found = passages(key)
        elif len(found) <= FEW or frequency > DEAR * len(found):
            break
        else:
            found = found[is_in(found, passages(key))]
    assert found is not None
    return found


def narrowed(snapshot: Snapshot, fragment: Fragment, found: Passages) -> Passages:
    """Of some candidates those whose words, with those of the passages that the fragment reaches into, allow
    its Latin letters: those that stand together do so in one word, or the fragment is one split word, and so
    its first part a word, and its last one. It takes longer than to look at a few."""
    if len(found) <= MANY:
        return found
    stretches, split = _latin(fragment)
    unlisted = snapshot.words.passages(UNLISTED)
    left = found
    for forms in sorted(stretches, key=lambda forms: (forms[0].open, -len(forms[0].letters))):
        if len(left) <= MANY:
            break
        if (holding := _holding_words(snapshot, forms)) is not None:
            holders = np.append(0, np.cumsum(snapshot.flags([unlisted, *holding])))
            behind = snapshot.starts.searchsorted(snapshot.edges[left])
            left = left[holders[behind] > holders[left]]
    if len(left) < len(found) and split and len(fragment.squeezed) >= SHORTEST_SPLIT_WORD:
        whole = split == fragment.squeezed and len(split) <= OVERLAP
        several = [left, *_beginning_split(snapshot, split, unlisted, whole=whole)]
        left = found[is_in(found, snapshot.union(several))]
    return left


def _holding_words(snapshot: Snapshot, forms: Sequence[Stretch]) -> list[Passages] | None:
    """The passages that list a word which holds one of some stretches, for each of these; None where too many
    do to be worth the time."""
    every = []
    for one in forms:
        # One letter stands in nearly all words.
        if len(one.letters) < one.open or (rows := snapshot.words.holding(one)) is None:
            return None
        every.append(rows)
    return every


def _latin(fragment: Fragment) -> tuple[list[list[Stretch]], str]:
    """The Latin letters of the fragment that stand together, each with other forms in which they may stand,
    and those that it begins with where any of these are split. All are told where the fragment is nothing but
    Latin letters, or is not bridged; else only the ones that it begins with, since others may be split where
    these are not. Where it is bridged, nothing may stand between two of them."""
    together = latin_stretches(fragment.literal[: OVERLAP + 1])
    if not fragment.bridging:
        return [[one] for one in together], ""
    leading = leading_stretch(fragment.squeezed)
    letters = [one.letters for one in together]
    if leading != fragment.squeezed:
        letters = letters[:1] if leading else []
    joined = [Stretch(before + behind, begins=False, ends=False) for before, behind in pairwise(letters)]
    alone = [Stretch(some, begins=at > 0, ends=at < len(joined)) for at, some in enumerate(letters)]
    return [[one, *joined[max(0, at - 1) : at + 1]] for at, one in enumerate(alone)], leading


def _beginning_split(snapshot: Snapshot, stretch: str, unlisted: Passages, *, whole: bool) -> list[Passages]:
    """The passages with a word that the letters begin with, for each such word; where they are the `whole`
    fragment, of these the ones with a word that the rest ends with, there or in the next passage. That may
    say nothing about the rest: where some of it is `unlisted`, or it has so few words that the rest may be
    yet further on."""
    if whole:
        silent = snapshot.flags([unlisted]) | (snapshot.lengths <= TOKENS_A_LETTER * len(stretch))
        behind = np.append(silent, np.False_)
        behind[snapshot.heads] = False
    found = []
    for end in range(len(stretch) - 1, 0, -1):
        firsts = snapshot.words.passages(stretch[:end])
        if whole:
            behind[snapshot.words.passages(stretch[end:])] = True
            firsts = firsts[behind[firsts] | behind[firsts + 1]]
        found.append(firsts)
    return found
