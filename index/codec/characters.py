"""A long text in compressed blocks of a fixed number of characters, of which a stretch asks for few."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
import zstandard

from index.codec.arrays import ArrayFile, ArrayWriter
from index.errors import IndexDamaged

BLOCK = 8_192
"""Characters of a block. Smaller ones compress worse, larger ones take longer for a passage: by hand, over
notes of five million characters, 4,096 come to 0.51 of their UTF-8 and 17 microseconds a block, 8,192 to
0.47 and 30, 16,384 to 0.45 and 51."""

LEVEL = 3
"""Of zstandard. Level 6 saves another 0.016 and takes three times as long to write."""

CACHED_BLOCKS = 64


class CharactersWriter:
    """Gathers a text piece by piece, compressed as soon as there is a block of it."""

    def __init__(self) -> None:
        self.length = 0
        """Characters so far."""
        self._compressor = zstandard.ZstdCompressor(level=LEVEL)
        self._blocks: list[bytes] = []
        self._open: list[str] = []
        self._pending = 0

    def add(self, text: str) -> None:
        """The next piece; lone surrogates are kept."""
        self._open.append(text)
        self._pending += len(text)
        self.length += len(text)
        if self._pending >= BLOCK:
            text = "".join(self._open)
            whole = len(text) - len(text) % BLOCK
            for start in range(0, whole, BLOCK):
                self._compress(text[start : start + BLOCK])
            self._open, self._pending = [text[whole:]], len(text) - whole

    def write(self, file: ArrayWriter, name: str) -> None:
        """Writes the text as arrays of a file, under a name."""
        if self._pending:
            self._compress("".join(self._open))
            self._open, self._pending = [], 0
        ends = np.cumsum(np.fromiter(map(len, self._blocks), np.int64, len(self._blocks)))
        with file.growing(f"{name}.blocks", np.uint8) as append:
            for block in self._blocks:
                append(np.frombuffer(block, np.uint8))
        file.add(f"{name}.ends", np.uint64, ends)
        file.add(f"{name}.extent", np.uint64, [self.length, BLOCK])

    def _compress(self, text: str) -> None:
        self._blocks.append(self._compressor.compress(text.encode("utf-8", "surrogatepass")))


class Characters:
    """Reads stretches of such a text; the blocks used last are kept. Raises IndexDamaged."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self._decompressor = zstandard.ZstdDecompressor()
        self._kept: OrderedDict[int, str] = OrderedDict()
        self.length, self._block_length = map(int, file.array(f"{name}.extent"))
        """Characters there are, and of a block."""

    def text(self, first: int, last: int) -> str:
        """The characters from `first` up to `last`."""
        size = self._block_length
        blocks = range(first // size, -(-last // size))
        text = "".join(map(self._block, blocks))
        return text[first - blocks.start * size : last - blocks.start * size]

    def all(self) -> str:
        """The whole text; nothing of it is kept."""
        return "".join(map(self._read, range(-(-self.length // self._block_length))))

    def _block(self, number: int) -> str:
        text = self._kept.pop(number, None)
        if text is None:
            text = self._read(number)
            if len(self._kept) >= CACHED_BLOCKS:
                self._kept.popitem(last=False)
        self._kept[number] = text
        return text

    def _read(self, number: int) -> str:
        ends = self._file.array(f"{self._name}.ends")
        first = int(ends[number - 1]) if number else 0
        content = self._file.part(f"{self._name}.blocks", first, int(ends[number]))
        try:
            return self._decompressor.decompress(content.data).decode("utf-8", "surrogatepass")
        except (zstandard.ZstdError, UnicodeDecodeError) as error:
            raise IndexDamaged(
                f"the index cannot be read: a block of {self._name} is damaged ({error})"
            ) from error
