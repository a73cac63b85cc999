"""Makes the character tables of `index/text/data` anew: `python -m tools.tables`.

Sources: OpenCC's character dictionaries (Apache-2.0) for which characters are forms of one another,
jieba's word frequencies (MIT) for which of them is the usual one, pypinyin's single-character
dictionary (MIT) for how a character is most usually read. OpenCC and pypinyin are needed only here;
the program itself reads the two text files that this writes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).parent.parent / "index" / "text" / "data"
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
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    rows = map(str.split, lines)
    return Counter({word: int(count) for word, count, *_ in rows if len(word) == 1})


def syllables() -> dict[str, str]:
    """Toneless syllable → the characters most usually read so; v stands for ü."""
    from pypinyin import Style, pinyin

    spoken: dict[str, list[str]] = defaultdict(list)
    for char in han():
        reading = pinyin(char, style=Style.NORMAL, errors="ignore", v_to_u=False)
        if reading and reading[0][0].isascii():
            spoken[reading[0][0]].append(char)
    return {syllable: "".join(chars) for syllable, chars in sorted(spoken.items())}


def han() -> Iterator[str]:
    """The Han characters of the basic plane."""
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x3007, 0x3007)):
        yield from map(chr, range(first, last + 1))


def write(name: str, heading: str, rows: Iterable[tuple[str, str]]) -> None:
    DATA.mkdir(exist_ok=True)
    body = "".join(f"{first} {rest}\n" for first, rest in rows)
    (DATA / name).write_text(f"# {heading}\n{body}", "utf-8")


def main() -> int:
    write(
        "variants.txt",
        "The form that all fold to, then its other forms. From OpenCC's dictionaries (Apache-2.0).",
        variant_classes(),
    )
    write(
        "syllables.txt",
        "Syllable without tone (v for ü), then the characters most usually read so. From pypinyin (MIT).",
        syllables().items(),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
