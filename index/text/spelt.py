"""Whether a text may be read as some Latin letters, as one types them to choose one of few.

The rule: every character for its whole syllable or the beginning of it, as input methods have it: `qhxx`,
`qianghuaxx` and `qhuaxx` are all 强化学习. To look for text in a library, `index.text.pinyin` is stricter.
"""

from __future__ import annotations

from functools import lru_cache

from index.text.sound import readings, toneless
from index.text.squeeze import squeeze


def is_read_as(folded: str, letters: str) -> bool:
    """Whether characters that follow one another in a folded text, marks and blanks aside, are read as these
    small letters, of which there is one at least. No way to read them is tried twice."""
    read: set[int] = set()
    for char in squeeze(folded):
        ways = _beginnings(char)
        if read or letters.startswith(ways):
            read = {at + len(one) for at in read | {0} for one in ways if letters.startswith(one, at)}
            if len(letters) in read:
                return True
    return False


@lru_cache(maxsize=4096)
def _beginnings(char: str) -> tuple[str, ...]:
    """What may be typed for a character: of every reading all that it begins with; itself, where it has none.
    Of ü there is v; u as well in lüe and nüe, and alone behind j, q, x and y."""
    syllables = {toneless(reading) for reading in readings(char)}
    syllables |= {one.replace("ve", "ue") for one in syllables}
    return tuple({one[:size] for one in syllables for size in range(1, len(one) + 1)}) or (char,)
