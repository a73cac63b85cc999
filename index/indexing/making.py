"""Files → blocks, in the order of the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.codec.block import Block
from index.indexing.batches import Maker, Outcome, batches_of
from index.sources import Found


def make_blocks(files: Sequence[Found], limit: int) -> Iterator[Outcome | Block | None]:
    """Reads the files: yields what came of each, the blocks in the order of the files, and None now and then,
    so that the caller never waits for long. `limit`: bytes above which a file is not read."""
    maker = Maker(limit)
    for batch in batches_of(files):
        yield (yield from maker.steps(batch))
