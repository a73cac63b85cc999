"""Marks of two that belong together: what opens and closes the links, code, emphases and elements of a line.

The rule: this loads next to nothing, since every list of hits asks for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.model import Kind, Span
from index.text.spans import within

PAIRED = re.compile(
    r"\\.|(?P<wiki>!?\[\[)[^\s\[\]][^\[\]\n]*+(?:\]\[[^\[\]\n]++)?+\]\](?!\()|!?\[|\]"
    r"|(?P<code>`++)(?:.*?[^`](?P=code)(?!`))?|~~|(?<=[^\s*])\*{1,3}|\*{1,3}(?![\s*])"
    r"|(?<![A-Za-z0-9_=<>!)\]])==(?=[^\s=][^=\n]*+(?<!\s)==(?!=))|(?P<closing>(?<=[^\s=])==(?!=))"
)
"""What opens or closes a link, code or an emphasis; two equals signs behind Latin letters compare, unless a
highlight ends in these."""
_PAIRED = re.compile(r"\*|~~|==|\[\[")
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*)[^<>]*>")
_WORD = re.compile(r"[A-Za-z0-9]{2}")
"""What stands around a mark that is within a word, or multiplies, and opens nothing."""
_LINE = re.compile(r"[^\n]+")


def paired_marks(text: str, hidden: Sequence[Span], kind: Kind) -> Iterator[Span]:
    """What opens and closes the emphases and the wiki links of a text, which many write in plain texts, too;
    `hidden` is what is hidden in it, sorted and disjoint. It may begin before the text, and end behind it."""
    if not _PAIRED.search(text):
        return
    for line in (found.span() for found in _LINE.finditer(text)):
        if _PAIRED.search(text, *line):
            for pair in pairs(text, within(hidden, line), line, kind):
                if is_emphasis(text, pair) or text.startswith("]]", pair[1][0]):
                    yield from pair


def is_emphasis(text: str, pair: tuple[Span, Span]) -> bool:
    """Whether a pair of marks is of an emphasis."""
    return text[pair[0][0]] in "*~="


def pairs(text: str, hidden: Sequence[Span], line: Span, kind: Kind) -> Iterator[tuple[Span, Span]]:
    """What opens and what closes the links, code and emphases of a line; `hidden` is what is hidden in it.
    What opens an emphasis has no blank behind it, and what closes one has none before."""
    targets = dict(_targets(text, hidden))
    opened: dict[str, list[Span]] = defaultdict(list)
    for token in PAIRED.finditer(text, *line):
        mark, place = token[0].lstrip("!"), token.span()
        if mark[0] == "\\":
            continue
        if ticks := token["code"]:
            if len(mark) > len(ticks):
                yield (place[0], token.end("code")), (place[1] - len(ticks), place[1])
            continue
        if token["wiki"]:
            words, closing = token.end("wiki"), place[1] - len("]]")
            if words in targets or kind is Kind.MARKDOWN:
                yield (place[0], targets.get(words, words)), (closing, place[1])
            continue
        others = opened["[" if mark == "]" else mark]
        before, behind = text[place[0] - 1 : place[0]], text[place[1] : place[1] + 1]
        if mark == "]":
            opening = others.pop() if others else None
            if opening is not None and place[0] in targets:
                yield opening, (place[0], targets[place[0]])
        elif mark != "[" and others and before.strip():
            yield others.pop(), place
        elif mark == "[" or (behind.strip() and not token["closing"] and not _WORD.match(before + behind)):
            others.append(place)


def elements(text: str, hidden: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The tags among what is hidden that open an element, and those that close it."""
    opened: dict[str, list[Span]] = defaultdict(list)
    for span in hidden:
        for tag in _TAG.finditer(text, *span):
            others = opened[tag["name"].lower()]
            if not tag["closing"]:
                others.append(tag.span())
            elif others:
                yield others.pop(), tag.span()


def _targets(text: str, hidden: Sequence[Span]) -> Iterator[Span]:
    """Where links lead, with their titles, which are not hidden."""
    for number, (start, end) in enumerate(hidden):
        titled = text.startswith(('"', "'", "("), end - 1) and number + 1 < len(hidden)
        yield start, hidden[number + 1][1] if titled else end
