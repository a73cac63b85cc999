"""A made-up library whose answers come when the test lets them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from index import (
    Count,
    Cue,
    Document,
    Facet,
    Hit,
    Kind,
    Metadata,
    Order,
    Progress,
    Relaxation,
    Results,
    Span,
    Status,
    SyncReport,
    Tier,
    Versions,
    XunjuError,
)
from tui.child import OnProgress
from tui.searching import FIRST_HITS

ROOT = Path("/library")

EVERY = 10_000
"""More hits than there are."""

_LONG = "".join(
    f"第{number}段我们聊聊长期主义到底是什么然后大家都觉得这件事情很难但是所以说其实每一个人都有自己的看法"
    for number in range(200)
)
_SPEECH = _LONG + "对吧强化学习最大的好处是它是主动学习的" + _LONG

_ARTICLE = """# 专访：长期主义者的一天

他说，长期主义不是口号，而是每天早上六点起来写字。“你问我累不累？”他笑着说：“长期主义的人从不这么问。”

[b]这一段[/b]带着标记 [/x] 和 [link=x]链接[/link]，还有转义 \x1b[31m红色\x1b[0m 与控制符 \x07。

表情 👨‍👩‍👧 与全角 ＡＩ、ＬＬＭ，English words in a sentence，以及生僻字 𠮷野家。

最后一行：强化学习与长期主义的关系，见 https://example.com/very/long/address?with=query 一文。
"""

_TALK = "\n".join(
    f"第{number}句字幕 "
    + ("今天聊长期" if number % 40 == 0 else "主义这个词" if number % 40 == 1 else "大家都在听")
    for number in range(400)
)


def _cues(text: str) -> tuple[Cue, ...]:
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    return tuple(Cue(start, start + 1, 3.0 * index, 3.0 * index + 3) for index, start in enumerate(starts))


def _document(name: str, kind: Kind, text: str, metadata: Metadata) -> Document:
    found = re.search(r"https?://\S+", text)
    return Document(
        id=name,
        path=ROOT / f"{name}.md",
        root=ROOT,
        kind=kind,
        metadata=metadata,
        text=text,
        hidden=(found.span(),) if found else (),
        cues=_cues(text) if kind is Kind.SUBTITLES else (),
    )


DOCUMENTS: tuple[Document, ...] = (
    _document(
        "article",
        Kind.MARKDOWN,
        _ARTICLE,
        Metadata(
            "专访[b]：长期主义者的一天 [/x]",
            "https://www.example.com/a",
            ("林小雨",),
            published="2025-03-09",
        ),
    ),
    _document("speech", Kind.TEXT, _SPEECH, Metadata("一场没有标点的对谈", authors=("甲", "乙"))),
    _document("talk", Kind.SUBTITLES, _TALK, Metadata("会后闲谈 👨‍👩‍👧 ＴＡＬＫ", created="2024-12-01")),
    _document("empty", Kind.TEXT, "长期", Metadata("只有两个字")),
)


FACETS: Mapping[str, tuple[Facet, ...]] = {
    "kind": (Facet("kind", "markdown", 12, "kind:markdown"), Facet("kind", "text", 7, "kind:text")),
    "site": (Facet("site", "", 19, ""),),
    "author": (
        Facet("author", "林小雨", 12, "author:林小雨"),
        Facet("author", "甲", 5, "author:甲"),
        Facet("author", "", 2, ""),
    ),
    "tag": tuple(Facet("tag", f"标签{number}", 20 - number, f"tag:标签{number}") for number in range(12)),
    "published": (
        Facet("published", "2025", 12, "published:2025"),
        Facet("published", "", 7, ""),
    ),
}


def find(query: str, document: Document) -> tuple[Span, ...]:
    """Where the query stands; what is between two of its characters may be a line break."""
    pattern = r"\s?".join(map(re.escape, query.replace(" ", "")))
    return tuple(found.span() for found in re.finditer(pattern, document.text)) if pattern else ()


def answer(query: str, limit: int) -> Results:
    """The hits of a query, every third of them said to be of a lower tier, best first."""
    hits = []
    tiers = (Tier.EXACT, Tier.WORDS, Tier.SOUND, Tier.FUZZY)
    for tier, document in zip(tiers, DOCUMENTS, strict=True):
        for start, end in find(query, document)[:20]:
            line = document.text.count("\n", 0, start) + 1
            column = start - (document.text.rfind("\n", 0, start) + 1) + 1
            left, right = max(0, start - 120), min(len(document.text), end + 120)
            hits.append(
                Hit(
                    document.id,
                    document.path,
                    document.metadata,
                    tier,
                    1.0,
                    line,
                    column,
                    document.text[left:right],
                    left,
                    ((start, end),),
                )
            )
    totals = {tier: sum(hit.tier is tier for hit in hits) for tier in tiers}
    return Results(query, tuple(hits[:limit]), totals, seconds=0.012)


def in_order(hits: Sequence[Hit], order: Order) -> tuple[Hit, ...]:
    """Hits, given as they are ranked, in an order."""
    if order is Order.RELEVANCE:
        return tuple(hits)
    first = {hit.document: number for number, hit in reversed(list(enumerate(hits)))}

    def place(hit: Hit) -> object:
        if order is Order.PATH:
            return hit.path.parts
        return -hit.metadata.day.toordinal() if hit.metadata.day is not None else 0

    return tuple(sorted(hits, key=lambda hit: (place(hit), first[hit.document], hit.offset)))


class FakeEngine:
    """Answers at once, unless a query was gated; then it waits for `release`."""

    def __init__(self, documents: Sequence[Document] = DOCUMENTS) -> None:
        self.roots: Sequence[Path] = (ROOT,)
        self.rebuilt = ""
        self.asked: list[str] = []
        self.read: list[str] = []
        self.synced = 0
        self.relaxed: dict[str, tuple[Relaxation, ...]] = {}
        """What is offered for a query that finds few hits."""
        self.faceted: Mapping[str, tuple[Facet, ...]] = FACETS
        """Where the hits of every query are from."""
        self.alike: Callable[[Sequence[Hit]], Versions] = lambda hits: Versions()
        """Which documents of some hits are versions of one work."""
        self.places: dict[tuple[str, str], int] = {}
        """Where a version says what another says anywhere."""
        self.lengths: dict[str, int] = {}
        """What is said of the length of documents instead of the truth."""
        self.errors: dict[str, Exception] = {}
        """Raised for a query, for `document:` and an id, for `sync` and for `status`."""
        self.progress: list[Progress] = []
        self.report = SyncReport()
        self.when: float | None = 0.0
        """The last sync, as `status` tells it."""
        self.sync_gate = threading.Event()
        self.sync_gate.set()
        self._documents = {document.id: document for document in documents}
        self._gates: dict[str, threading.Event] = {}
        self.closed = False

    def gate(self, *queries: str) -> None:
        """Let these queries wait."""
        for query in queries:
            self._gates[query] = threading.Event()

    def release(self, *queries: str) -> None:
        for query in queries or list(self._gates):
            self._gates[query].set()

    def replace(self, *documents: Document) -> tuple[Document, ...]:
        """Have these documents instead of those there were, which are returned."""
        before = tuple(self._documents.values())
        self._documents = {document.id: document for document in documents}
        return before

    def search(
        self,
        query: str,
        limit: int,
        stopped: Callable[[], bool] = bool,
        order: Order = Order.RELEVANCE,
    ) -> Results:
        self.asked.append(query)
        self._pass(query if limit <= FIRST_HITS else f"rest:{query}")
        results = self.ranked(query) if self._documents else Results(query)
        return replace(results, hits=in_order(results.hits, order)[:limit], order=order, limit=limit)

    def ranked(self, query: str) -> Results:
        """All the hits of a query by relevance."""
        return answer(query, EVERY)

    def count(self, query: str, stopped: Callable[[], bool] = bool) -> Count:
        self._pass(f"count:{query}")
        return Count(answer(query, 0).totals)

    def facets(self, query: str, stopped: Callable[[], bool] = bool) -> Mapping[str, tuple[Facet, ...]]:
        self._pass(f"facets:{query}")
        return self.faceted

    def versions(self, hits: Sequence[Hit], stopped: Callable[[], bool] = bool) -> Versions:
        self._pass("versions")
        return self.alike(hits)

    def counterpart(self, document: str, offset: int, other: str) -> int | None:
        return self.places.get((document, other))

    def document(self, document: str) -> Document:
        self.read.append(document)
        self._pass(f"document:{document}")
        return self._documents[document]

    def length(self, document: str) -> int:
        return self.lengths.get(document, len(self._documents[document].text))

    def matches(self, query: str, document: Document) -> tuple[Span, ...]:
        return find(query, document)

    def sync(self, on_progress: OnProgress) -> SyncReport:
        self.synced += 1
        for progress in self.progress:
            on_progress(progress)
        self.sync_gate.wait(10)
        if "sync" in self.errors:
            raise self.errors["sync"]
        return self.report

    def relaxations(self, query: str, stopped: Callable[[], bool] = bool) -> tuple[Relaxation, ...]:
        return self.relaxed.get(query, ())

    def status(self) -> Status:
        if "status" in self.errors:
            raise self.errors["status"]
        characters = sum(len(document.text) for document in self._documents.values())
        counts = len(self._documents), 40, characters
        return Status(tuple(self.roots), Path("/home/index"), 1000, *counts, self.when)

    def close(self) -> None:
        self.closed = True
        self.sync_gate.set()
        self.release()

    def _pass(self, name: str) -> None:
        if name in self._gates and not self._gates[name].wait(10):
            raise XunjuError(f"nobody released {name}")
        if name in self.errors:
            raise self.errors[name]
