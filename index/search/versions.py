"""Versions: documents that say the same at length, such as what recognition wrote down of a conversation
and the article that was made of it.

The rule: nothing is lost by folding them. A hit goes only where another version has one at the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from index.errors import Cancelled
from index.model import Hit, Versions
from index.store.cache import BoundedCache
from index.store.snapshot import Snapshot
from index.text.shingles import Shingled, Shingles, counterpart, likeness, sketch
from index.text.squeeze import Body

SAME = 0.3
"""Likeness from which on documents are versions of one work. What shares a subject or a footer stays below:
`tests/engine/test_versions.py` says how far."""

MOST = 64
"""Documents of a list that are compared."""

NEAR = 40
"""Characters by which the same place may be off in another version."""

KEPT_BYTES = 8 << 20
"""Of sketches that are kept."""


class VersionFinder:
    """Finds versions among the documents of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._sketches: BoundedCache[str, Shingles] = BoundedCache(KEPT_BYTES, lambda made: made.nbytes)

    def among(self, hits: Sequence[Hit], stopped: Callable[[], bool]) -> Versions:
        """The versions among the documents of some hits. Raises Cancelled where `stopped` says so."""
        sketches = {}
        for name in list(dict.fromkeys(hit.document for hit in hits))[:MOST]:
            if stopped():
                raise Cancelled
            sketches[name] = self._sketches.get(name, lambda one: sketch(self._body(one)))
        groups = grouped(sketches)
        repeats: dict[int, int] = {}
        for group in groups:
            if stopped():
                raise Cancelled
            repeats.update(_repeats(hits, {name: Shingled(self._body(name)) for name in group}))
        return Versions(groups, repeats)

    def counterpart(self, document: str, offset: int, other: str) -> int | None:
        """Where another document says what stands at an offset of this one; None where it does not."""
        return counterpart(Shingled(self._body(document)), offset, Shingled(self._body(other)))

    def _body(self, name: str) -> Body:
        document = self._snapshot.document(self._snapshot.head(name))
        hidden = (0, document.body_start), *document.hidden
        return Body.of(document.text, hidden, document.asides).readings[-1]


def grouped(sketches: Mapping[str, Shingles]) -> tuple[tuple[str, ...], ...]:
    """The names of texts that are versions of one work, in the order they are given; lone ones left out."""
    heads = {name: name for name in sketches}
    for one, other in combinations(sketches, 2):
        if heads[one] != heads[other] and likeness(sketches[one], sketches[other]) >= SAME:
            kept, gone = heads[one], heads[other]
            heads = {name: kept if head == gone else head for name, head in heads.items()}
    groups: dict[str, list[str]] = {}
    for name, head in heads.items():
        groups.setdefault(head, []).append(name)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _repeats(hits: Sequence[Hit], texts: Mapping[str, Shingled]) -> dict[int, int]:
    """Hits of some documents that another one, earlier in the list and in another of them, says as well: by
    number, which one."""
    kept: dict[str, list[int]] = {name: [] for name in texts}
    repeats: dict[int, int] = {}
    for number, hit in enumerate(hits):
        if hit.document not in texts:
            continue
        for name in texts:
            if name == hit.document or not kept[name]:
                continue
            place = counterpart(texts[hit.document], hit.offset, texts[name])
            same = (other for other in kept[name] if place is not None and _holds(hits[other], place))
            if (other := next(same, None)) is not None:
                repeats[number] = other
                break
        else:
            kept[hit.document].append(number)
    return repeats


def _holds(hit: Hit, place: int) -> bool:
    """Whether a place is where a hit's matches are, or near."""
    return any(start - NEAR <= place <= end + NEAR for start, end in hit.spans)
