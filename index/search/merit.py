"""What an exact match is worth: how literally it stands there, where, and in what a document."""

from __future__ import annotations

import numpy as np

from index.search.bodies import IndexedDocument
from index.search.fragments import Fragment
from index.search.matches import Flags, Matches, Offsets, Scores, find
from index.text.fold import to_codes

LITERAL = 8.0
"""What a match letter for letter scores above one that bridges marks or spaces."""

OWN_FORM = 2.0
"""What a match in the very characters typed (script, width) scores above a folded one."""

WHOLE_WORD = 1.5
"""What a Latin match at the edges of words scores above one inside a word."""

IN_TITLE = 2.0
"""What a document scores whose title holds the fragment, too."""

SOME_WORDS = 0.5
"""The most of this that a title gets that holds the fragment's words, but not the fragment."""

IN_FRONT_MATTER = -4.0
"""What a match in a front matter block, which repeats on every clipping, scores."""

ALL_PARTS = -10.0
"""What several parts that stand apart score, so that they come after the whole."""


def merits(document: IndexedDocument, fragment: Fragment, matches: Matches) -> Scores:
    """What each match of a fragment is worth by itself."""
    merit: Scores = LITERAL * matches.literal.astype(np.float64)
    merit += OWN_FORM * _own_form(document.text, fragment.text.strip(), matches.starts)
    merit += WHOLE_WORD * _at_word_edges(document.body.folded, fragment, matches)
    merit += IN_FRONT_MATTER * (matches.starts < document.record.document.body_start)
    return merit


def in_title(document: IndexedDocument, fragment: Fragment) -> float:
    """How much of the fragment the title holds: 1 for all of it, less for some of its words."""
    title = document.title
    if fragment.squeezed in title.squeezed and find(title, fragment):
        return 1.0
    return SOME_WORDS * sum(word in title.folded for word in fragment.words) / max(1, len(fragment.words))


def _own_form(text: str, typed: str, starts: Offsets) -> Flags:
    if len(typed) == 1:
        return np.equal(to_codes(text)[starts], ord(typed))
    return np.fromiter((text.startswith(typed, start) for start in starts.tolist()), np.bool_, len(starts))


def _at_word_edges(folded: str, fragment: Fragment, matches: Matches) -> Flags:
    """Whether no Latin word is cut at either edge."""
    cut = np.zeros(len(matches.starts), np.bool_)
    edges = fragment.literal[:1], fragment.literal[-1:]
    if any(map(_is_word_character, edges)):
        codes = to_codes(f" {folded} ")
        latin = ((codes >= ord("a")) & (codes <= ord("z"))) | ((codes >= ord("0")) & (codes <= ord("9")))
        joined = latin[:-1] & latin[1:]
        cut = joined[matches.starts] | joined[matches.ends]
    return ~cut


def _is_word_character(char: str) -> bool:
    return char.isascii() and char.isalnum()
