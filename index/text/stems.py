"""Stems: what the forms of an English word have in common, as far as their spelling tells: `stud` of study,
studies, studied and studying. It need not be a word, and a word may have it that is another one's form."""

from __future__ import annotations

import re

SHORTEST = 3
"""Letters that are left of a word, at least."""

_ENDING = re.compile(r"(?:ings?|ers?|ed|e?s|ly)$")
_JOINT = re.compile(r"[eiy]$|(?<=([^aeiou]))\1$")
"""What comes and goes before an ending: study, studies; make, making; run, running."""


def stem(word: str) -> str:
    """The stem of a folded word of Latin letters."""
    for pattern in (_ENDING, _JOINT):
        shorter = pattern.sub("", word)
        word = shorter if len(shorter) >= SHORTEST else word
    return word
