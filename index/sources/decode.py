"""Bytes → text. A decoding is judged on the whole of the bytes, never on a cut character, and no line
end is changed: offsets in the text are those of the file. Only a byte order mark is dropped."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from index.errors import UnreadableFile
from index.sources.usual import WRONG_WEIGHT, usualness

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
"""Byte order marks, those first that begin as a later one does."""

_JAPANESE = "euc_jp"
"""It reads Chinese in GB18030 as kanji, and is in question only where the text has kana, as every Japanese
one has: these stand at the same codes in both."""
_KANA = re.compile("[\u3041-\u30fe]")
_LEAST_KANA = 0.1
"""Share of the characters beyond ASCII."""

_CANDIDATES = ("gb18030", "big5hkscs", "cp950", "cp932", _JAPANESE, "cp949", "cp1252")
"""What texts of Chinese readers are in, if not in Unicode; of equals the first is taken."""

_ARBITERS_CHOICE = ("gb18030", "big5hkscs", "big5", "cp932", "shift_jis", "cp1252")

_HEAD = 65_536
"""Bytes looked at for being no text at all."""

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1b") + b"\x7f"
_MOST_CONTROLS = 0.1
"""Share of control bytes from which on bytes are no text."""

_ASCII = bytes(range(128))
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

_SAMPLE = 4_000
"""Characters of a decoding that are judged: cut after decoding, so none is cut in two."""

_LIKELY_UTF16 = 0.6
"""Usualness from which on bytes with NULs among them are UTF-16."""
_SURELY_UTF16 = 1.2
"""Usualness from which on bytes without NULs, which nothing else explains, are UTF-16."""
_SURELY = 0.9
"""Usualness from which on a decoding needs no second opinion."""
_HARDLY = 0.0
"""Usualness below which a decoding is not text."""

_WHOLE_PER_BROKEN = 2
"""A file is UTF-8 with damage if it has this many whole characters beyond ASCII for each broken one."""
_FEWEST = 4
"""Characters beyond ASCII in lines of another encoding, at least: fewer may be bytes that are broken."""
_ENOUGH_WHOLE = 50
"""So many whole characters do not come about by chance; fewer must be usual ones."""

_ARBITER_BYTES = 1_000_000
"""The most bytes given to charset-normalizer."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the Python codec that reads its bytes (`utf-8-sig`: with a byte order mark), and how many
    U+FFFD in it stand for bytes that nothing could be made of."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes) -> Decoded:
    """The text of a file's bytes.

    A byte order mark decides; then UTF-16 where NUL bytes give it away, other than those that a file ends
    with once it was cut short; then UTF-8, also where a few bytes are broken or some lines are in another
    encoding; then whichever of the Chinese encodings gives the most usual characters, with
    charset-normalizer for the doubtful rest. Raises `UnreadableFile`: `binary` for what is no text,
    `encoding` for a text that nothing here can read.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    said = data.rstrip(b"\0")
    head = said[:_HEAD]
    if b"\0" in head or (data and not said):
        decoded = _unmarked_utf16(data, _LIKELY_UTF16) or _despite_nuls(data)
        if decoded is None:
            raise UnreadableFile("binary", "The file holds NUL bytes, so it is not a text.")
        return decoded
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) * _MOST_CONTROLS:
        utf16 = _unmarked_utf16(data, _SURELY_UTF16)
        if utf16 is None:
            raise UnreadableFile("binary", "The file is full of control characters.")
        return utf16
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        return _by_lines(data, text) or _damaged_utf8(data, text) or _legacy(data)


def _replacing(data: bytes, encoding: str) -> Decoded:
    codec = encoding.removesuffix("-sig")
    try:
        return Decoded(data.decode(codec), encoding)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        return Decoded(text, encoding, text.count("\ufffd"))


def _unmarked_utf16(data: bytes, least: float) -> Decoded | None:
    """UTF-16 in the byte order that makes sense of the data; None where neither is usual enough."""
    read = [_replacing(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    score, best = max(
        ((usualness(decoded.text[:_SAMPLE]), decoded) for decoded in read), key=lambda scored: scored[0]
    )
    return best if score >= least and "\0" not in best.text[:_HEAD] else None


def _despite_nuls(data: bytes) -> Decoded | None:
    """UTF-8 that is plainly Chinese, whatever NULs are in it; None for what is not."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "utf-8") if usualness(_beyond_ascii(text)) >= _SURELY else None


def _by_lines(data: bytes, text: str) -> Decoded | None:
    """UTF-8, read as `text`, with lines of another encoding, as files have that were put together; None where
    not both are surely Chinese and whole. A line feed is never part of a longer character in any of them."""
    lines = text.split("\n")
    if usualness(_beyond_ascii("\n".join(line for line in lines if "\ufffd" not in line))) < _SURELY:
        return None
    broken = [number for number, line in enumerate(lines) if "\ufffd" in line]
    written = data.split(b"\n")
    others = b"\n".join(written[number] for number in broken)
    score, best = _best(others)
    if score < _SURELY or best.replaced or len(_beyond_ascii(best.text)) < _FEWEST:
        return None
    if _damaged_utf8(others, "\n".join(lines[number] for number in broken)):
        return None
    for number, line in zip(broken, best.text.split("\n"), strict=True):
        lines[number] = line
    return Decoded("\n".join(lines), "utf-8")


def _damaged_utf8(data: bytes, text: str) -> Decoded | None:
    """UTF-8, read as `text`, with some broken bytes; None where so many are broken that it is something
    else."""
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    plain = len(data) - len(data.translate(None, _ASCII))
    whole = len(text) - plain - broken
    if whole < broken * _WHOLE_PER_BROKEN:
        return None
    damaged = Decoded(text, "utf-8", broken)
    if whole >= _ENOUGH_WHOLE or usualness(_beyond_ascii(text.replace("\ufffd", ""))) >= _SURELY:
        return damaged
    return None


def _best(data: bytes) -> tuple[float, Decoded]:
    """The reading among `_CANDIDATES` with the most usual characters, and how usual they are."""
    read = [(_score(decoded), decoded) for decoded in (_replacing(data, name) for name in _CANDIDATES)]
    return max(read, key=lambda scored: scored[0])


def _legacy(data: bytes) -> Decoded:
    """The reading among `_CANDIDATES` with the most usual characters, unless that is in doubt."""
    score, best = _best(data)
    if score < _SURELY:
        utf16 = _unmarked_utf16(data, _SURELY_UTF16)
        if utf16 is not None:
            return utf16
        named = _arbiter(data)
        if named is not None:
            decoded = _replacing(data, named)
            if _score(decoded) >= _HARDLY:
                return decoded
    if score < _HARDLY:
        raise UnreadableFile("encoding", "No encoding that Chinese texts use makes sense of this file.")
    return best


def _score(decoded: Decoded) -> float:
    """Usualness of what is beyond ASCII, which every candidate reads alike."""
    sample = _beyond_ascii(decoded.text)
    if decoded.encoding == _JAPANESE and len(_KANA.findall(sample)) < len(sample) * _LEAST_KANA:
        return WRONG_WEIGHT
    return usualness(sample)


def _beyond_ascii(text: str) -> str:
    """The first `_SAMPLE` characters that are not ASCII."""
    beyond: list[str] = []
    length = 0
    for match in _NOT_ASCII.finditer(text):
        beyond.append(match.group())
        length += len(beyond[-1])
        if length >= _SAMPLE:
            break
    return "".join(beyond)[:_SAMPLE]


def _arbiter(data: bytes) -> str | None:
    """What charset-normalizer takes the data for. A line feed is never part of a longer character in
    the encodings it may choose from, so a cut behind one splits nothing.

    It is imported here because few libraries hold a file that needs it.
    """
    from charset_normalizer import from_bytes

    if len(data) > _ARBITER_BYTES:
        cut = data.rfind(b"\n", 0, _ARBITER_BYTES) + 1
        data = data[:cut] if cut else data
    best = from_bytes(data, cp_isolation=list(_ARBITERS_CHOICE)).best()
    return best.encoding if best is not None else None
