"""Makes the tables of `index/text/data` anew: `python -m tools.tables`.

Sources: OpenCC's character dictionaries (Apache-2.0) for which characters are forms of one another,
jieba's word frequencies (MIT) for which of them is the usual one, pypinyin's dictionaries (MIT) of
characters, for how one is most usually read and may be read, and of words, for which of these readings
are alive, and in which words. OpenCC and pypinyin are needed only here; the program itself reads the
text files that this writes. `variants.txt` comes first: the tables of sounds are made of folded
characters. The arrays that the program computes of these, of Unicode and of jieba's dictionary come last.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import numpy as np

from index.text import cutting, sound, traits, wordlist, words
from index.text.fold import HAN_RUN, fold
from index.text.stored import DATA, MADE

COMPUTING = (cutting, sound, traits, wordlist, words)
"""Modules that have tables to be stored."""

SCRIPT_DICTIONARIES = ("TSCharacters", "TSCharactersExt")
"""Traditional character, then its simplified forms, the usual one first."""
REGIONAL_DICTIONARIES = ("TWVariants", "HKVariants")
"""Standard traditional character, then the form a region writes."""


def dictionary(name: str) -> list[tuple[str, list[str]]]:
    """One of OpenCC's compiled dictionaries as (character, forms) rows, single characters only."""
    import opencc

    library = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "rows.txt"
        source = library / "share" / "opencc" / f"{name}.ocd2"
        subprocess.run(
            [library / "bin" / "opencc_dict", "-i", source, "-f", "ocd2", "-o", output, "-t", "text"],
            check=True,
            env=os.environ | {"LD_LIBRARY_PATH": str(library)},
        )
        lines = output.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return [(key, [form for form in forms.split() if len(form) == 1]) for key, forms in rows if len(key) == 1]


def variant_classes() -> list[tuple[str, str]]:
    """Characters that are forms of one another: (the form all fold to, the other forms)."""
    parent: dict[str, str] = {}
    frequency = character_frequencies()

    def root(char: str) -> str:
        while parent.setdefault(char, char) != char:
            char = parent[char]
        return char

    for name in SCRIPT_DICTIONARIES + REGIONAL_DICTIONARIES:
        for char, forms in dictionary(name):
            if forms:
                parent[root(char)] = root(forms[0])
    for char, forms in dictionary("STCharacters"):
        if char not in parent and forms and char not in forms:
            parent[root(char)] = root(forms[0])
    classes: dict[str, list[str]] = defaultdict(list)
    for char in sorted(parent):
        classes[root(char)].append(char)
    for members in classes.values():
        members.sort(key=lambda char: (-frequency[char], ord(char)))
    return sorted((members[0], "".join(members[1:])) for members in classes.values() if len(members) > 1)


def character_frequencies() -> Counter[str]:
    """How often jieba's corpus has each character as a word of its own."""
    return Counter({word: count for word, count in dictionary_words().items() if len(word) == 1})


def dictionary_words() -> dict[str, int]:
    """The words of jieba's dictionary, and how often its corpus has each."""
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    return {word: int(count) for word, count, *_ in map(str.split, lines)}


def syllables() -> dict[str, str]:
    """Syllable with its tone → the characters most usually read so; v stands for ü, 5 for no tone."""
    from pypinyin import pinyin

    spoken: dict[str, list[str]] = defaultdict(list)
    for char in han():
        reading = pinyin(char, errors="ignore")
        if reading and (syllable := numbered(reading[0][0])).isascii():
            spoken[syllable].append(char)
    return {syllable: "".join(chars) for syllable, chars in sorted(spoken.items())}


def heteronyms() -> dict[str, str]:
    """Syllable with its tone → the characters that are read so too, though not most usually.

    Only common characters, folded, with the readings that a dictionary gives for any of their forms
    and that some word shows: a reading without a word is of interest to historians.
    """
    from pypinyin.constants import PINYIN_DICT

    usual = {char: syllable for syllable, chars in syllables().items() for char in chars}
    common, living = common_characters(), readings_in_words()
    spoken: dict[str, set[str]] = defaultdict(set)
    for code, listed in PINYIN_DICT.items():
        char = fold(chr(code))
        for reading in listed.split(",") if char in common else ():
            syllable = numbered(reading)
            if reading in living[char] and syllable.isascii() and syllable != usual[char]:
                spoken[syllable].add(char)
    return {syllable: "".join(sorted(chars)) for syllable, chars in sorted(spoken.items())}


def heteronym_words() -> dict[str, str]:
    """Syllable → the words of jieba's dictionary, folded, in which a character is read so, but most usually
    otherwise."""
    from pypinyin import pinyin

    spoken: dict[str, set[str]] = defaultdict(set)
    for word in filter(HAN_RUN.fullmatch, dictionary_words()):
        folded = fold(word)
        if len(word) > 1 and any(map(otherwise, folded)):
            for char, (reading, *_) in zip(folded, pinyin(word), strict=True):
                if (syllable := sound.toneless(numbered(reading))) in otherwise(char):
                    spoken[syllable].add(folded)
    return {syllable: " ".join(sorted(words)) for syllable, words in sorted(spoken.items())}


@cache
def otherwise(char: str) -> set[str]:
    """The syllables that a character may be read as, though not most usually."""
    usual, *further = map(sound.toneless, sound.readings(char) or ("",))
    return {*further} - {usual}


def readings_in_words() -> dict[str, set[str]]:
    """Folded character → its readings, with tone marks, in the words of pypinyin's dictionary."""
    from pypinyin.constants import PHRASES_DICT

    living: dict[str, set[str]] = defaultdict(set)
    for word, readings in PHRASES_DICT.items():
        for char, reading in zip(fold(word), readings, strict=False):
            living[char].update(reading)
    return living


@cache
def numbered(reading: str) -> str:
    """A reading with its tone as a digit behind it: `zhòng` gives `zhong4`, `le` gives `le5`."""
    from pypinyin.contrib.tone_convert import to_tone3

    return str(to_tone3(reading, v_to_u=False, neutral_tone_with_five=True))


def common_characters() -> set[str]:
    """What the characters of the national standard GB 2312 fold to."""
    encoded = "".join(han()).encode("gb2312", "ignore")
    return set(fold(encoded.decode("gb2312")))


def han() -> Iterator[str]:
    """The Han characters of the basic plane."""
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x3007, 0x3007)):
        yield from map(chr, range(first, last + 1))


def write(name: str, heading: str, rows: Iterable[tuple[str, str]]) -> None:
    body = "".join(f"{first} {rest}\n" for first, rest in rows)
    (DATA / name).write_text(f"# {heading}\n{body}", "utf-8")


def store() -> None:
    """Computes every table that is stored."""
    for path, make in MADE.items():
        path.parent.mkdir(exist_ok=True)
        np.save(path, make())


def main() -> int:
    # Else what is stored would go into what is made.
    for path in DATA.rglob("*.npy"):
        path.unlink()
    write(
        "variants.txt",
        "The form that all fold to, then its other forms. From OpenCC's dictionaries (Apache-2.0).",
        variant_classes(),
    )
    write(
        "syllables.txt",
        "Syllable, tone (v: ü, 5: none), then the characters most usually read so. From pypinyin (MIT).",
        syllables().items(),
    )
    write(
        "heteronyms.txt",
        "Syllable, tone, then the common characters less usually read so. From pypinyin (MIT).",
        heteronyms().items(),
    )
    write(
        "heteronym_words.txt",
        "Syllable, then the words in which a character is so read, though less usually. "
        "From jieba (MIT) by pypinyin (MIT).",
        heteronym_words().items(),
    )
    store()
    return 0


if __name__ == "__main__":
    sys.exit(main())
