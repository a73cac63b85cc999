"""Pinyin typed in Latin letters: every way in which it can be taken apart into syllables.

Three degrees, and the first that fits is the answer: whole syllables (`qianghuaxuexi`), whole ones
with an unfinished end (`qianghuaxx`, `qianghuazho`), initials alone (`qhxx`). Han characters may
stand between.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from heapq import nsmallest
from itertools import groupby

from index.text.fold import HAN_RUN, fold
from index.text.sound import TONES, syllables

MOST_SPELLINGS = 16

MOST_CHARACTERS = 64
"""Letters and Han characters of a text that is still looked at."""

FEWEST_WHOLE = 2
"""Whole syllables that Latin letters alone must begin with: one may be a word of any language."""

FEWEST_INITIALS, MOST_INITIALS = 3, 8
"""Letters that may be nothing but initials; beside whole syllables or Han there may be fewer."""

LONGEST_SYLLABLE = 6
"""Letters: `zhuang`."""

INITIALS = frozenset("bpmfdtnlgkhjqxrzcsywaoe") | {"zh", "ch", "sh"}
"""What a syllable may begin with; a, o and e begin those that have no consonant before them."""

_LETTER = re.compile("[a-z]")
_BORDER = re.compile(r"[\s'’‘ʼ‐-]")
_SAME_LETTERS = str.maketrans("ɑɡ", "ag")
_DIAERESIS = "\u0308"
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4, "0": 5} | {digit: int(digit) for digit in TONES}


@dataclass(frozen=True, slots=True)
class Sound:
    """What was typed of one character: itself, its syllable, or only the beginning of its syllable."""

    char: str = ""
    """The very character, folded."""
    syllable: str = ""
    """A whole toneless syllable, one of `sound.syllables()`: `qiang`, `lv`."""
    tone: int = 0
    """The tone of the syllable where one was typed, 1 to 4, or 5 for the neutral one; else 0."""
    initial: str = ""
    """What the syllable begins with: `q`, `zh`, `xio`."""


Spelling = tuple[Sound, ...]


@dataclass(frozen=True, slots=True)
class _Letter:
    char: str
    tone: int = 0
    ends: bool = False
    """Whether a border follows, so that a syllable cannot go on."""


@lru_cache(maxsize=64)
def spellings(text: str) -> tuple[Spelling, ...]:
    """The ways in which the text may be pinyin, at most 16, the likeliest first; () if it is none.

    Fewer syllables are likelier, then longer ones first. Case, width and the form of ü (v, u:) do not
    matter; a tone is a mark or a digit; spaces, apostrophes and hyphens are borders of syllables.
    Where a whole spelling has three sounds or more, its last syllable may still be on its way: such a
    spelling comes last of all.
    """
    letters = _letters(text)
    if len(letters) > MOST_CHARACTERS or all(_is_han(letter) for letter in letters):
        return ()
    stretches = [list(group) for _, group in groupby(letters, _is_han)]
    if len(stretches) > 1:
        return _on_its_way(_joined(map(_beside_han, stretches)), letters[-1])
    if whole := _taken_apart(letters, _syllable)[-1]:
        return _on_its_way([way for way in whole if len(way) >= FEWEST_WHOLE], letters[-1])
    return tuple(_with_unfinished_end(letters, FEWEST_WHOLE) or _initials_alone(letters))


def is_spelled(text: str) -> bool:
    """Whether a text is whole syllables, be it one."""
    letters = _letters(text)
    return bool(letters and _taken_apart(letters, _syllable)[-1])


def _letters(text: str) -> list[_Letter]:
    """The letters and Han characters of a text; none if it holds anything else."""
    letters: list[_Letter] = []
    plain = fold(text).strip().replace("u:", "v").translate(_SAME_LETTERS)
    for char in unicodedata.normalize("NFD", plain):
        if _LETTER.match(char) or HAN_RUN.match(char):
            letters.append(_Letter(char))
            continue
        before = letters.pop() if letters else _Letter("")
        if before.char and _BORDER.match(char):
            letters.append(replace(before, ends=True))
        elif before.char == "u" and char == _DIAERESIS:
            letters.append(replace(before, char="v"))
        elif _LETTER.match(before.char) and char in _TONES and not (before.tone or before.ends):
            letters.append(replace(before, tone=_TONES[char], ends=char.isdigit()))
        else:
            return []
    return letters


def _is_han(letter: _Letter) -> bool:
    return not letter.char.isascii()


def _beside_han(stretch: Sequence[_Letter]) -> Sequence[Spelling]:
    """The ways to read a stretch of only Han, or of only Latin letters next to Han."""
    if _is_han(stretch[0]):
        return [tuple(Sound(char=letter.char) for letter in stretch)]
    return _taken_apart(stretch, _syllable)[-1] or _with_unfinished_end(stretch, 0)


def _with_unfinished_end(letters: Sequence[_Letter], fewest_whole: int) -> list[Spelling]:
    """Whole syllables, then one that is only begun, or initials."""
    heads = _taken_apart(letters, _syllable)
    return _likeliest(
        head + tail
        for cut in range(max(0, len(letters) - MOST_INITIALS), len(letters))
        for tail in [*_begun(letters[cut:]), *_taken_apart(letters[cut:], _initial)[-1]]
        for head in heads[cut]
        if len(head) >= fewest_whole and not _is_initial(head)
    )


def _is_initial(head: Spelling) -> bool:
    """Whether whole syllables end in one letter, which is better read as one of the initials behind."""
    return bool(head) and head[-1].syllable in INITIALS


def _initials_alone(letters: Sequence[_Letter]) -> list[Spelling]:
    fits = FEWEST_INITIALS <= len(letters) <= MOST_INITIALS and not any(letter.ends for letter in letters)
    return _taken_apart(letters, _initial)[-1] if fits else []


def _on_its_way(ways: Sequence[Spelling], end: _Letter) -> tuple[Spelling, ...]:
    """The whole ways, and the likeliest one as it is when its last syllable is to become longer."""
    if ways and len(ways[0]) > FEWEST_WHOLE and not (end.tone or end.ends):
        *before, last = ways[0]
        if last.syllable in _beginnings():
            return (*ways[: MOST_SPELLINGS - 1], (*before, Sound(initial=last.syllable)))
    return tuple(ways)


def _joined(stretches: Iterable[Sequence[Spelling]]) -> list[Spelling]:
    """The ways to read one stretch after the other."""
    ways: list[Spelling] = [()]
    for stretch in stretches:
        ways = _likeliest(way + more for way in ways for more in stretch)
    return ways


def _taken_apart(
    letters: Sequence[_Letter], sound: Callable[[Sequence[_Letter]], Sound | None]
) -> list[list[Spelling]]:
    """The likeliest ways to take apart each beginning of the letters, by the beginning's length."""
    ways: list[list[Spelling]] = [[()]]
    for end in range(1, len(letters) + 1):
        found: list[Spelling] = []
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            if ways[start] and (last := sound(letters[start:end])):
                found += [(*way, last) for way in ways[start]]
        ways.append(_likeliest(found))
    return ways


def _likeliest(ways: Iterable[Spelling]) -> list[Spelling]:
    def unlikeliness(way: Spelling) -> tuple[int, list[int]]:
        return len(way), [-len(sound.char + sound.syllable + sound.initial) for sound in way]

    return nsmallest(MOST_SPELLINGS, ways, unlikeliness)


def _syllable(letters: Sequence[_Letter]) -> Sound | None:
    """The whole syllable that the letters are, if they are one."""
    syllable = _spelled().get(_unbroken(letters))
    tones = [letter.tone for letter in letters if letter.tone]
    return Sound(syllable=syllable, tone=sum(tones)) if syllable and len(tones) <= 1 else None


def _initial(letters: Sequence[_Letter]) -> Sound | None:
    initial = _unbroken(letters)
    return Sound(initial=initial) if initial in INITIALS and not any(map(_is_toned, letters)) else None


def _begun(letters: Sequence[_Letter]) -> list[Spelling]:
    """The letters as one syllable that wants more of them, unless they are an initial."""
    initial = _unbroken(letters)
    fits = initial in _beginnings() - INITIALS and not any(map(_is_toned, letters))
    return [(Sound(initial=initial),)] if fits else []


def _is_toned(letter: _Letter) -> bool:
    return letter.tone > 0


def _unbroken(letters: Sequence[_Letter]) -> str:
    """The letters as a string, or an empty one where a border is between them."""
    return "" if any(letter.ends for letter in letters[:-1]) else "".join(letter.char for letter in letters)


@cache
def _spelled() -> dict[str, str]:
    """Each way of writing a syllable, and that syllable; one without a vowel (m, hm) is left out.

    Keyboards make lue of lüe, and ü of the u that is pronounced so (jü, qü).
    """
    whole = {syllable: syllable for syllable in syllables() if re.search("[aeiouv]", syllable)}
    rounded = {re.sub("^([jqxy])u", r"\1v", syllable): syllable for syllable in whole}
    return rounded | {syllable.replace("ve", "ue"): syllable for syllable in whole} | whole


@cache
def _beginnings() -> frozenset[str]:
    """What may become a whole syllable with more letters."""
    return frozenset(spelled[:length] for spelled in _spelled() for length in range(1, len(spelled)))
