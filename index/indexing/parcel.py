"""What one process hands to another for a batch: a block goes without the words that the other one has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.codec.block import Block, Words
from index.indexing.batches import Outcome


@dataclass(frozen=True, slots=True)
class Parcel:
    """What came of each file of a batch, and the block."""

    outcomes: list[Outcome]
    block: Block
    """Without the list that its words are of."""
    words: Sequence[bytes]
    """What that list has got since the parcel before."""
    known: int
    """How much of it has been handed over: nothing of another list than before."""


class Packer:
    """Makes parcels, for one `Opener`."""

    def __init__(self) -> None:
        self._words: Sequence[bytes] = []
        self._sent = 0

    def pack(self, outcomes: list[Outcome], block: Block) -> Parcel:
        """The next parcel."""
        words, bare = _exchanged(block, [])
        if words is not self._words:
            self._words, self._sent = words, 0
        known, self._sent = self._sent, len(words)
        return Parcel(outcomes, bare, words[known:], known)


class Opener:
    """Opens the parcels of one `Packer`, in their order."""

    def __init__(self) -> None:
        self._words: list[bytes] = []

    def open(self, parcel: Parcel) -> tuple[list[Outcome], Block]:
        """What was packed."""
        if not parcel.known:
            self._words = []
        self._words += parcel.words
        return parcel.outcomes, _exchanged(parcel.block, self._words)[1]


def _exchanged(block: Block, words: Sequence[bytes]) -> tuple[Sequence[bytes], Block]:
    """The list that the words of a block are of, and the block with another list."""
    terms = block.words.terms
    assert isinstance(terms, Words)
    return terms.known, replace(block, words=replace(block.words, terms=Words(words, terms.numbers)))
