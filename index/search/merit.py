"""What an exact match is worth: how literally it stands there, where, and in what a document."""

from __future__ import annotations

import numpy as np

from index.arrays import Flags, Scores
from index.search.fragments import Fragment
from index.search.matches import Matches
from index.search.windows import Windows
from index.text.fold import CodePoints, to_codes

LITERAL = 8.0
"""What a match letter for letter scores above one that bridges marks or spaces."""

OWN_FORM = 2.0
"""What a match in the very characters typed (script, width) scores above a folded one. A small letter asks
for no case, since most people type nothing else; a capital asks for itself."""

WHOLE_WORD = 1.5
"""What a match at the edges of words scores above one that begins or ends inside a word: of Latin letters
that is seen, of Han characters alone it is what their passage says, where jieba has found them as a word."""

HIGHEST = LITERAL + OWN_FORM + WHOLE_WORD
"""The most that a match is worth by itself."""

IN_TITLE = 2.0
"""What a document scores whose title holds the fragment, too."""

IN_FRONT_MATTER = -4.0
"""What a match in a front matter block, which repeats on every clipping, scores."""

ALL_PARTS = -10.0
"""What several parts that stand apart score, so that they come after the whole."""


def merits(windows: Windows, fragment: Fragment, matches: Matches) -> Scores:
    """What each match of a fragment is worth by itself."""
    merit: Scores = LITERAL * matches.literal.astype(np.float64)
    merit += OWN_FORM * _own_form(windows, fragment.text.strip(), matches)
    merit += WHOLE_WORD * _at_word_edges(windows.body.folded_codes, fragment, matches)
    merit += IN_FRONT_MATTER * windows.in_front(matches.starts)
    return merit


def _own_form(windows: Windows, typed: str, matches: Matches) -> Flags:
    """Which matches stand there in the very characters typed, small letters in either case."""
    there = windows.codes.take(matches.starts[:, None] + np.arange(len(typed)), mode="clip")
    own: Flags = ((there == to_codes(typed)) | (there == to_codes(_capitals(typed)))).all(axis=1)
    return matches.literal & own


def _capitals(typed: str) -> str:
    """The capital of each character; of one without, itself."""
    capitals = ((char, char.upper()) for char in typed)
    return "".join([capital if len(capital) == 1 else char for char, capital in capitals])


def _at_word_edges(codes: CodePoints, fragment: Fragment, matches: Matches) -> Flags:
    """Whether no Latin word is cut at either edge."""
    if not fragment.edge_words or not len(codes):
        return np.full(len(matches.starts), not fragment.han_word)
    last = len(codes) - 1
    begins = (matches.starts > 0) & _latin(codes[np.maximum(matches.starts - 1, 0)])
    ends = (matches.ends <= last) & _latin(codes[np.minimum(matches.ends, last)])
    begins &= _latin(codes[np.minimum(matches.starts, last)])
    ends &= _latin(codes[matches.ends - 1])
    return ~(begins | ends)


def _latin(codes: CodePoints) -> Flags:
    return ((codes >= ord("a")) & (codes <= ord("z"))) | ((codes >= ord("0")) & (codes <= ord("9")))
