"""What a block of documents holds, in the plainest way: passage by passage, term by term."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from index.store.records import Record
from index.text.fold import HAN, HAN_RUN, fold, to_codes
from index.text.pairs import lone_keys, marked_keys, pair_keys
from index.text.passages import OVERLAP
from index.text.squeeze import Body
from index.text.traits import HIDDEN, is_mark
from index.text.words import UNLISTED, latin_words, parts_of, plain_cutter

LETTER = re.compile(f"[^\\W_{HAN}]")
RUN = re.compile(f"{LETTER.pattern}+(?:[-_.'’&+#@]{LETTER.pattern}+)*[+#]*")

Content = dict[str, Any]


def content_of(documents: Sequence[tuple[Record, str]]) -> Content:
    """The words of each passage with how often it holds them, its pairs and what nothing follows; how many
    words it holds; and where it and its overlap end."""
    said: Content = {"words": {}, "pairs": {}, "lengths": [], "starts": [], "edges": [], "heads": []}
    base = 0
    for record, text in documents:
        body = Body.of(text, record.document.hidden)
        said["heads"].append(len(said["starts"]))
        _row(said, base, base + len(text), [], ())
        ends = (*record.starts[1:], len(text))
        for start, end in zip(record.starts, ends, strict=True):
            edge = _edge(body, end)
            counted = _tokens(text, body.folded, start, end)
            _row(said, base + start, base + edge, counted, _keys(body, start, end, edge))
        base += len(text)
    return said


def _tokens(text: str, folded: str, start: int, end: int) -> list[str]:
    """The tokens of a passage, and UNLISTED for each run with Latin letters that are none."""
    tokens = _words(text[start:end], folded[start:end])
    for match in RUN.finditer(folded[start:end]):
        low, high = match.start() + start, match.end() + start
        cut = high == end and re.match(f"{LETTER.pattern}{{2}}", folded[end - 1 : end + 1])
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


def _row(said: Content, start: int, edge: int, tokens: Sequence[str], keys: Iterable[int]) -> None:
    row = len(said["starts"])
    for token, count in Counter(tokens).items():
        said["words"].setdefault(token.encode("utf-8", "surrogatepass"), {})[row] = count
    for key in set(keys):
        said["pairs"].setdefault(key, []).append(row)
    said["lengths"].append(len(tokens))
    said["starts"].append(start)
    said["edges"].append(edge)


def _edge(body: Body, end: int) -> int:
    """Where the overlap of a passage ends that ends there: at the solid character that is OVERLAP behind,
    unless that is the last one of the document."""
    behind = [place for place in body.positions.tolist() if place >= end]
    return behind[OVERLAP] if len(behind) > OVERLAP + 1 else len(body.folded)


def _keys(body: Body, start: int, end: int, edge: int) -> list[int]:
    """The keys of the pairs that begin in a passage or its overlap, those with marks as far as both stand
    there, and of what nothing follows."""
    places = body.positions.tolist()
    keys = pair_keys(body.codes).tolist()
    first = sum(place < start for place in places)
    last = sum(place < end for place in places) + OVERLAP
    lone = [body.squeezed[-1]] if first < len(places) <= last + 1 else []
    marked = []
    for place, behind in beside_marks(body.folded):
        if behind is None and start <= place < edge:
            lone.append(body.folded[place])
        elif behind is not None and start <= place and behind < edge:
            marked += marked_keys(*map(to_codes, (body.folded[place], body.folded[behind]))).tolist()
    return [*keys[first:last], *marked, *(int(lone_keys(to_codes(char))[0]) for char in lone)]


def beside_marks(folded: str) -> Iterator[tuple[int, int | None]]:
    """Where each visible character stands and where the one behind it does, if either is a mark; each mark
    that nothing follows."""
    shown = [place for place, char in enumerate(folded) if not char.isspace()]
    for place, behind in zip_longest(shown, shown[1:]):
        if behind is None or HIDDEN in (folded[place], folded[behind]):
            if is_mark(folded[place]):
                yield place, None
        elif is_mark(folded[place]) or is_mark(folded[behind]):
            yield place, behind
