"""The thread between the interface and the engine: what it finds comes back as messages.

The rule: the most urgent question is asked first, and of each kind the newest only. A question that was
overtaken while it waited is never asked, and an answer that was overtaken says so by the query it carries.
By relevance a few hits come first, since they are found at once; in any other order they come together. Hits
bring the text of the first of them along; what nobody sees at once (hits beyond the first, how many there
are, where they are from) waits until nothing else is asked, and gives way. What somebody waits for ends in a
message, whatever becomes of it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from index import Cancelled, Order
from tui.message import Carrying, Post
from tui.page import Page, Sheet

if TYPE_CHECKING:
    from index import Facet, Hit, Relaxation, Results, Span, Status, Versions
    from tui.engine import Engine

FIRST_HITS = 50
"""Hits that come first, by relevance: more than a screen holds."""

FEW_HITS = 10
"""Exact hits below which it is asked what else might be typed."""

LONG_TEXT = 1_000_000
"""Characters of a text from which on it is read behind the hits, which it would hold up."""

KEPT_CHARACTERS = 1_000_000
"""Characters of documents that are kept in memory for coming back to them; at least one of them is."""

REST_SECONDS = 0.15
"""How long nothing is asked before what nobody sees at once is: the first hits are painted meanwhile."""

STOP_SECONDS = 0.5
"""How long quitting waits for a search that is under way."""


class Reading(NamedTuple):
    """The wish to read a document with the matches of a query lit."""

    query: str
    document: str


class Question(IntEnum):
    """What can be asked, the most urgent first."""

    SEARCH = 0
    READ = 1
    LOCATE = 2
    COUNT = 3
    REST = 4
    """The hits beyond the first, and how many there are. Nobody sees at once what comes from here on."""
    VERSIONS = 5
    FACETS = 6
    RELAXATIONS = 7


Ask = Callable[[], Message | None]
"""Asks, and returns what is to be said; where it gives way, it raises Cancelled and is asked again."""

Failed = Callable[[Exception], Message | None]
"""What is said of a failure."""


def searchable(query: str) -> bool:
    """Whether a query is worth asking: not an empty one, nor the lone letter an input method begins with."""
    query = query.strip()
    return bool(query) and not (len(query) == 1 and query.isascii())


def _unheard(error: Exception) -> None:
    """Nobody waits for the answer, so nobody hears that there is none."""


class Searcher:
    """One thread that searches and reads."""

    class Found(Carrying):
        query: str
        results: Results
        page: Page | None = None
        """The text of the first hit, unless it is long in coming."""

        @property
        def few(self) -> bool:
            """Whether so few are exact that it is asked what else might be typed."""
            from index import Tier

            return self.results.totals.get(Tier.EXACT, 0) < FEW_HITS

    class SearchFailed(Carrying):
        query: str
        error: Exception

    class Opened(Carrying):
        reading: Reading
        page: Page

    class OpenFailed(Carrying):
        reading: Reading
        error: Exception

    class Located(Carrying):
        """Where another version says what stands at a place of a document; None where it does not."""

        document: str
        other: str
        place: int | None
        length: int

    class Counted(Carrying):
        """What the library holds."""

        status: Status
        rebuilt: str

    class Compared(Carrying):
        """Which documents of some hits are versions of one work."""

        hits: tuple[Hit, ...]
        versions: Versions

    class Faceted(Carrying):
        """Where all the hits of a query are from."""

        query: str
        facets: Mapping[str, tuple[Facet, ...]]

    class Relaxed(Carrying):
        """Other queries that find more than one that found few."""

        query: str
        relaxations: tuple[Relaxation, ...]

    def __init__(self, engine: Engine, post: Post, limit: int) -> None:
        self._engine = engine
        self._post = post
        self.limit = limit
        """Hits of a query that are listed at most."""
        self._wake = threading.Condition()
        self._asked: dict[Question, tuple[Ask, Failed]] = {}
        self._facets_wanted = False
        """Whether it is to be counted of every query where its hits are from."""
        self._working = False
        self._stopped = False
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()
        self._thread = threading.Thread(target=self._run, name="xunju-search", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def search(self, query: str, order: Order, *, together: bool = False) -> None:
        """Ask for the hits of a query in an order instead of anything asked before, and for the text of the
        first of them; `together` that none of them comes before the others."""
        together = together or order is not Order.RELEVANCE
        limit = self.limit if together else min(FIRST_HITS, self.limit)
        with self._wake:
            self._forget()
            ask = partial(self._search, query, limit, order)
            self._ask(Question.SEARCH, ask, partial(self.SearchFailed, query))

    def drop(self) -> None:
        """Ask for nothing any more."""
        with self._wake:
            self._forget()

    def read(self, reading: Reading) -> None:
        """Ask for a page instead of any other page."""
        self._ask(Question.READ, partial(self._read, reading), partial(self.OpenFailed, reading))

    def locate(self, document: str, span: Span, other: str) -> None:
        """Ask where another version says what stands at a place of a document."""
        self._ask(
            Question.LOCATE, partial(self._locate, document, span, other), partial(self.SearchFailed, "")
        )

    def count(self) -> None:
        """Ask what the library holds; documents may have changed, so none is kept."""
        self._ask(Question.COUNT, self._count, partial(self.SearchFailed, ""))

    def want_facets(self, query: str) -> None:
        """Ask from now on where the hits of queries are from, first those of this one, where there is one."""
        with self._wake:
            self._facets_wanted = True
            if query:
                self._ask(Question.FACETS, partial(self._facets, query))

    def want_no_facets(self) -> None:
        """Ask no longer where hits are from."""
        with self._wake:
            self._facets_wanted = False
            self._asked.pop(Question.FACETS, None)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        with self._wake:
            return self._working or bool(self._asked)

    def stop(self) -> None:
        """End the thread; a search that takes long is left behind."""
        with self._wake:
            self._stopped = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    # What waits

    def _ask(self, question: Question, ask: Ask, failed: Failed = _unheard) -> None:
        """Let something be asked, instead of what waits of the same kind."""
        with self._wake:
            self._asked[question] = ask, failed
            self._wake.notify()

    def _ask_next(self, question: Question, ask: Ask, failed: Failed = _unheard) -> None:
        """The same of what a search is followed by; nothing where another search waits."""
        with self._wake:
            if Question.SEARCH not in self._asked:
                self._ask(question, ask, failed)

    def _forget(self) -> None:
        """Ask nothing any more that has to do with a query."""
        self._asked = {one: asked for one, asked in self._asked.items() if one is Question.COUNT}

    def _interrupted(self) -> bool:
        """Whether what nobody sees at once is to give way."""
        with self._wake:
            return self._stopped or min(self._asked, default=Question.REST) < Question.REST

    def _run(self) -> None:
        while (question := self._next()) is not None:
            self._say(self._answer(*question))
            with self._wake:
                self._working = False

    def _next(self) -> tuple[Question, Ask, Failed] | None:
        """The most urgent question; waits for one, and is None at the end."""
        with self._wake:
            while not self._stopped:
                self._wake.wait_for(lambda: self._stopped or bool(self._asked))
                self._wake.wait_for(self._interrupted, REST_SECONDS)
                if self._asked and not self._stopped:
                    if Question.COUNT in self._asked:
                        self._sheets.clear()
                    self._working = True
                    question = min(self._asked)
                    return question, *self._asked.pop(question)
        return None

    def _answer(self, question: Question, ask: Ask, failed: Failed) -> Message | None:
        try:
            return ask()
        except Cancelled:
            with self._wake:
                if question not in self._asked:
                    self._ask_next(question, ask, failed)
            return None
        except Exception as error:  # whatever happens there is told here, and the thread lives on
            return failed(error)

    def _say(self, message: Message | None) -> None:
        if message is not None and not self._stopped:
            self._post(message)

    # What is asked

    def _search(self, query: str, limit: int, order: Order) -> Message:
        """So many hits, and what is to be asked once they are there."""
        results = self._engine.search(query, limit, self._overtaken, order)
        found = self.Found(query, results, self._first_page(results))
        if not results.complete or (results.cut and limit < self.limit):
            self._ask_next(Question.REST, partial(self._rest, results), partial(self.SearchFailed, query))
        if found.few:
            self._ask_next(Question.RELAXATIONS, partial(self._relax, query))
        if self._facets_wanted:
            self._ask_next(Question.FACETS, partial(self._facets, query))
        self._ask_for_versions(results)
        return found

    def _first_page(self, results: Results) -> Page | None:
        """The text of the first hit, so that both are painted at once; what fails here fails for who asks."""
        try:
            document = results.hits[0].document if results.hits and not self._overtaken() else ""
            if not document or self._engine.length(document) > LONG_TEXT:
                return None
            return self._page(Reading(results.query, document))
        except Exception:
            return None

    def _overtaken(self) -> bool:
        with self._wake:
            return self._stopped or Question.SEARCH in self._asked

    def _rest(self, results: Results) -> Message:
        """All the hits, where these are not, and how many of each kind there are."""
        query = results.query
        if results.limit != self.limit:
            results = self._engine.search(query, self.limit, self._interrupted)
        if not results.complete:
            count = self._engine.count(query, self._interrupted)
            results = replace(results, totals=count.totals, complete=True)
        self._ask_for_versions(results)
        return self.Found(query, results)

    def _ask_for_versions(self, results: Results) -> None:
        if len({hit.document for hit in results.hits}) > 1:
            self._ask_next(Question.VERSIONS, partial(self._compare, results.hits))

    def _read(self, reading: Reading) -> Message:
        return self.Opened(reading, self._page(reading))

    def _page(self, reading: Reading) -> Page:
        sheet = self._sheet(reading.document)
        matches = self._engine.matches(reading.query, sheet.document)
        return Page(sheet.showing(matches), reading.query, tuple(matches)).prepare()

    def _sheet(self, name: str) -> Sheet:
        sheet = self._sheets.pop(name, None) or Sheet(self._engine.document(name))
        self._sheets[name] = sheet
        while len(self._sheets) > 1 and sum(map(_length, self._sheets.values())) > KEPT_CHARACTERS:
            self._sheets.popitem(last=False)
        return sheet

    def _locate(self, document: str, span: Span, other: str) -> Message:
        place = self._engine.counterpart(document, span[0], other)
        return self.Located(document, other, place, span[1] - span[0])

    def _count(self) -> Message:
        return self.Counted(self._engine.status(), self._engine.rebuilt)

    def _compare(self, hits: tuple[Hit, ...]) -> Message:
        return self.Compared(hits, self._engine.versions(hits, self._interrupted))

    def _facets(self, query: str) -> Message:
        return self.Faceted(query, self._engine.facets(query, self._interrupted))

    def _relax(self, query: str) -> Message:
        return self.Relaxed(query, self._engine.relaxations(query, self._interrupted))


def _length(sheet: Sheet) -> int:
    return len(sheet.document.text)
