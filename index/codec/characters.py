"""A long text in compressed blocks of a fixed number of characters, of which a stretch asks for few.

Blocks are short, since what is read is passages from everywhere; a dictionary made of the text's beginning
gives them what longer blocks would have of themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import zstandard

from index.codec.arrays import ArrayFile, ArrayWriter
from index.errors import IndexDamaged

BLOCK = 512
"""Characters of a block."""

DICTIONARY, SHARE = 262_144, 24
"""Bytes of a dictionary, at most, and how many times longer what it is for is at least: with one, short
blocks come to about as few bytes as long ones without, and little is read that nobody asked for."""

SAMPLE = 1 << 22
"""Characters at the beginning of a text that its dictionary is made of: all of them, or as many as a
quarter are, evenly spread. A text of a sixteenth has none."""

STRETCH, SAME = 512, 6
"""Bytes of the stretches that a dictionary is put together of, and from how many on what is the same in two
places counts. zstandard tries several where it is told none, which takes longer and saves nothing."""

LEVEL = 3
"""Of zstandard. Higher ones save little more and take longer to write."""

CACHED_BLOCKS = 1_024
"""Blocks that are kept of those used lately, at least; at most twice as many."""

WRITTEN_BLOCKS = 1_024
"""Blocks that are written at a time."""


class CharactersWriter:
    """Gathers a text piece by piece, compressed as soon as there is a block of it."""

    def __init__(self) -> None:
        self.length = 0
        """Characters so far."""
        self._compressor: zstandard.ZstdCompressor | None = None
        self._dictionary = b""
        self._blocks: list[bytes] = []
        self._open: list[str] = []
        self._pending = 0

    def add(self, text: str) -> None:
        """The next piece; lone surrogates are kept."""
        self._open.append(text)
        self._pending += len(text)
        self.length += len(text)
        if self._pending >= (SAMPLE if self._compressor is None else BLOCK):
            self._compress(whole=True)

    def write(self, file: ArrayWriter, name: str) -> None:
        """Writes the text as arrays of a file, under a name."""
        self._compress(whole=False)
        with file.growing(f"{name}.blocks", np.uint8) as append:
            for first in range(0, len(self._blocks), WRITTEN_BLOCKS):
                content = b"".join(self._blocks[first : first + WRITTEN_BLOCKS])
                append(np.frombuffer(content, np.uint8))
        file.add(f"{name}.sizes", np.uint16, list(map(len, self._blocks)))
        file.add(f"{name}.dictionary", np.uint8, np.frombuffer(self._dictionary, np.uint8))
        file.add(f"{name}.extent", np.uint64, [self.length, BLOCK])

    def _compress(self, *, whole: bool) -> None:
        """Compresses what is pending; if `whole`, what does not fill a block is left."""
        text = "".join(self._open)
        end = len(text) - len(text) % BLOCK if whole else len(text)
        pieces = (text[start : start + BLOCK] for start in range(0, end, BLOCK))
        blocks = [piece.encode("utf-8", "surrogatepass") for piece in pieces]
        self._open, self._pending = [text[end:]], len(text) - end
        if self._compressor is None:
            dictionary = _dictionary_of(blocks)
            self._dictionary = dictionary.as_bytes() if dictionary else b""
            self._compressor = _compressor(dictionary)
        self._blocks += map(self._compressor.compress, blocks)


def write_whole(file: ArrayWriter, name: str, text: str) -> None:
    """Writes a text that is only ever read as a whole."""
    content = zstandard.compress(text.encode("utf-8", "surrogatepass"), LEVEL)
    file.add(name, np.uint8, np.frombuffer(content, np.uint8))


def read_whole(file: ArrayFile, name: str) -> str:
    """What `write_whole` wrote. Raises IndexDamaged."""
    try:
        content = file.content(name, 0, file.length(name))
        return zstandard.decompress(content).decode("utf-8", "surrogatepass")
    except (zstandard.ZstdError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"the index cannot be read: {name} is damaged ({error})") from error


def _compressor(dictionary: zstandard.ZstdCompressionDict | None) -> zstandard.ZstdCompressor:
    """One for blocks, which do not name their dictionary; with the tables of a long text, it finds more than
    with those that zstandard has for a block."""
    parameters = zstandard.ZstdCompressionParameters.from_level(LEVEL, write_dict_id=False)
    return zstandard.ZstdCompressor(dict_data=dictionary, compression_params=parameters)


def _dictionary_of(blocks: list[bytes]) -> zstandard.ZstdCompressionDict | None:
    """What the blocks share; none where they are few, or too much alike to make one of."""
    if len(blocks) * BLOCK < SAMPLE // 16:
        return None
    samples = blocks[:: -(-len(blocks) * BLOCK // (SAMPLE // 4))]
    size = min(DICTIONARY, sum(map(len, blocks)) // SHARE)
    try:
        return zstandard.train_dictionary(size, [*samples], k=STRETCH, d=SAME)
    except zstandard.ZstdError:
        return None


class Characters:
    """Reads stretches of such a text; the blocks used last are kept. Raises IndexDamaged."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self._blocks = f"{name}.blocks"
        self._kept: dict[int, str] = {}
        self._kept_before: dict[int, str] = {}
        self.length, self._block_length = map(int, file.array(f"{name}.extent"))
        """Characters there are, and of a block."""

    @cached_property
    def _ends(self) -> memoryview[int]:
        """Where each block ends, as Python reads it fastest."""
        return np.cumsum(self._file.array(f"{self._name}.sizes"), dtype=np.int64).data

    @cached_property
    def _decompressor(self) -> zstandard.ZstdDecompressor:
        content = bytes(self._file.array(f"{self._name}.dictionary"))
        dictionary = zstandard.ZstdCompressionDict(content) if content else None
        return zstandard.ZstdDecompressor(dict_data=dictionary)

    def text(self, first: int, last: int) -> str:
        """The characters from `first` up to `last`."""
        return self.texts([first], [last])[0]

    def texts(self, firsts: Iterable[int], lasts: Iterable[int]) -> list[str]:
        """The characters of several stretches."""
        size, kept, found = self._block_length, self._kept, []
        for first, last in zip(firsts, lasts, strict=True):
            begin = first // size
            text = ""
            for block in range(begin, -(-last // size)) if first < last else ():
                text += kept.get(block) or self._block(block)
            found.append(text[first - begin * size : last - begin * size])
        return found

    def all(self) -> str:
        """The whole text; nothing of it is kept."""
        return "".join(map(self._read, range(-(-self.length // self._block_length))))

    def _block(self, number: int) -> str:
        """A block that is not among those used last, kept until many others have been used since."""
        text = self._kept_before.get(number) or self._read(number)
        if len(self._kept) == CACHED_BLOCKS:
            self._kept_before = self._kept.copy()
            self._kept.clear()
        self._kept[number] = text
        return text

    def _read(self, number: int) -> str:
        ends = self._ends
        content = self._file.content(self._blocks, ends[number - 1] if number else 0, ends[number])
        try:
            return self._decompressor.decompress(content).decode("utf-8", "surrogatepass")
        except (zstandard.ZstdError, UnicodeDecodeError) as error:
            raise IndexDamaged(
                f"the index cannot be read: a block of {self._name} is damaged ({error})"
            ) from error
