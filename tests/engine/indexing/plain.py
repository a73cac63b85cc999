"""What a block of documents holds, in the plainest way: passage by passage, term by term."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np

from index.store.records import Record
from index.text.fold import HAN, HAN_RUN, SKIPPED, fold
from index.text.jiebas import parts_of, plain_cutter
from index.text.marks import NOTHING, mark_keys
from index.text.pairs import char_keys, pair_keys
from index.text.passages import OVERLAP
from index.text.squeeze import Body
from index.text.traits import HIDDEN, is_mark
from index.text.words import UNLISTED, latin_words

LETTER = re.compile(f"[^\\W_{HAN}]")
RUN = re.compile(f"{LETTER.pattern}+(?:[-_.'’&+#@]{LETTER.pattern}+)*[+#]*")

Content = dict[str, Any]


def content_of(documents: Sequence[tuple[Record, str]]) -> Content:
    """The words of each passage with how often it holds them, its pairs and marks and the last character of
    its document; how many words it holds; and where it and its overlap end."""
    said: Content = {name: {} for name in ("words", "pairs", "marks")}
    said |= {name: [] for name in ("lengths", "starts", "edges", "heads")}
    base = 0
    for record, text in documents:
        body = Body.of(text, record.document.hidden, record.document.asides)
        said["heads"].append(len(said["starts"]))
        _row(said, base, base + len(text), [], (), ())
        ends = (*record.starts[1:], len(text))
        for start, end in zip(record.starts, ends, strict=True):
            edge = _edge(body, end)
            counted = _tokens(text, body.folded, start, end)
            pairs, marks = _pairs(body, start, edge), marks_of(body, start, edge)
            _row(said, base + start, base + edge, counted, pairs, marks)
        base += len(text)
    return said


def _tokens(text: str, folded: str, start: int, end: int) -> list[str]:
    """The tokens of a passage, and UNLISTED for each run with Latin letters that are none."""
    tokens = _words(text[start:end], folded[start:end])
    for match in RUN.finditer(folded[start:end]):
        low, high = match.start() + start, match.end() + start
        cut = high == end and re.match(f"{LETTER.pattern}{{2}}", folded[end - 1 : end + 1]) is not None
        cut |= folded[high : high + 1] == SKIPPED
        own = set(_words(text[low:high], folded[low:high]))
        stretches = re.findall("[a-z0-9\u00c0-\u024f]+", fold(text[low:high]))
        if cut or not own.issuperset(stretches):
            tokens.append(UNLISTED)
    return tokens


def _words(text: str, folded: str) -> list[str]:
    """The tokens of a text, cut by the jieba that an index is cut by: of equally likely ways it takes its
    own."""
    cut = plain_cutter()
    han = (word for run in HAN_RUN.findall(folded) for word in cut(run))
    return [*(token for word in han for token in (word, *parts_of(word))), *latin_words(text, folded)]


def _row(
    said: Content, start: int, edge: int, tokens: Sequence[str], pairs: Iterable[int], marks: Iterable[int]
) -> None:
    row = len(said["starts"])
    for token, count in Counter(tokens).items():
        said["words"].setdefault(token.encode("utf-8", "surrogatepass"), {})[row] = count
    for name, keys in (("pairs", pairs), ("marks", marks)):
        for key in set(keys):
            said[name].setdefault(key, []).append(row)
    said["lengths"].append(len(tokens))
    said["starts"].append(start)
    said["edges"].append(edge)


def _edge(body: Body, end: int) -> int:
    """Where the overlap of a passage ends that ends there: at the solid character that is OVERLAP behind in
    the reading that has fewer, unless that is the last one of the document."""
    behind = [place for place in body.readings[-1].positions.tolist() if place >= end]
    return behind[OVERLAP] if len(behind) > OVERLAP + 1 else len(body.folded)


def _pairs(body: Body, start: int, edge: int) -> list[int]:
    """The keys of the pairs of either reading that begin in a passage or its overlap, and of the last
    character there."""
    found: list[int] = []
    for read in body.readings:
        places, keys = read.positions.tolist(), pair_keys(read.codes).tolist()
        found += [key for place, key in zip(places, keys, strict=False) if start <= place < edge]
    if edge == len(body.folded) and (body.positions[-1:] >= start).all():
        found += char_keys(body.codes[-1:]).tolist()
    return found


def marks_of(body: Body, start: int, edge: int) -> list[int]:
    """The keys of the marks in a passage and its overlap with what stands beside them there."""
    codes, keys = body.folded_codes, []
    for place, behind in beside_marks(body.folded):
        if start <= place and (place if behind is None else behind) < edge:
            second = NOTHING if behind is None else codes[behind]
            between = body.folded[place + 1 : behind].replace(SKIPPED, "") if behind is not None else ""
            keys.append(key_of(int(codes[place]), int(second), spaced=bool(between)))
    return keys


def key_of(first: int, second: int, *, spaced: bool) -> int:
    """The key of two neighbours."""
    (key,) = mark_keys(*(np.array([one], np.uint32) for one in (first, 2 * second + spaced))).tolist()
    return int(key)


def beside_marks(folded: str) -> Iterator[tuple[int, int | None]]:
    """Where each visible character stands and where the one behind it does, if either is a mark, or both are
    letters with a blank between them; each mark that nothing follows."""
    shown = [place for place, char in enumerate(folded) if not char.isspace()]
    for place, behind in zip_longest(shown, shown[1:]):
        if behind is None or HIDDEN in (folded[place], folded[behind]):
            if is_mark(folded[place]):
                yield place, None
        elif is_mark(folded[place]) or is_mark(folded[behind]) or _spaced(folded[place : behind + 1]):
            yield place, behind


def _spaced(stretch: str) -> bool:
    """Whether it is two letters with blanks between them."""
    return len(stretch) > 2 and all(map(LETTER.match, (stretch[0], stretch[-1])))
