"""Terminal cells: the one place that knows how wide text is and where it may be broken.

The rule: widths are those of the library that paints (`rich.cells`), so that what is measured here is what is
drawn there; and text is always measured as `harmless` shows it, so a control character is one cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import accumulate, pairwise

from rich.cells import cell_len, get_character_cell_size, split_graphemes

NO_START = frozenset("，。、！？：；）」』》〉】〕］｝〗”’…—～·・々ー％‰℃,.;:!?)]}%")
"""A row does not begin with one of these where that can be avoided."""

NO_END = frozenset("（「『《〈【〔［｛〖“‘([{<￥＄$#＃@")
"""A row does not end with one of these where that can be avoided."""

DOTS = " .."
"""What a text ends with that is cut off: of the same width in every terminal, which `…` is not."""

JOINERS = "\u200d\ufe0f"
"""What makes one character of those on its sides, or another one of that before it."""

_MOST_A_CELL = 64
"""Characters that `cut` lets stand in one cell, so that heaps of combining marks end somewhere."""

_BLANKS = frozenset(" \t\u3000\u00a0")
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\xad\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSEEN = re.compile("[\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]")
"""What takes no cell and changes nothing of what is beside it; some terminals give it one."""
_SURE = str.maketrans({"…": "", "·": ",", "“": '"', "”": '"', "‘": "'", "’": "'", "—": "-"})
_JOINED = re.compile(f"[{JOINERS}]")


def harmless(text: str) -> str:
    """The text with everything a terminal might obey made visible instead.

    Controls, escapes, line separators, text direction overrides and lone surrogates are replaced one to one,
    so the length and every offset stay as they were. Tabs and line breaks become blanks, and a hyphen of
    which a line has no need becomes what takes no cell.
    """
    return _HARMFUL.sub(_visible, text)


def sure(text: str) -> str:
    """The text without the marks that some terminals draw one cell wide and others two."""
    return text.translate(_SURE).strip()


def seen(drawn: str) -> str:
    """What is sent to a terminal, without what nobody sees."""
    return _UNSEEN.sub("", drawn)


def escaped(line: str) -> str:
    """A line of JSON that says the same, with everything a terminal might obey as an escape of JSON."""
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def cell_width(text: str) -> int:
    """How many cells the text takes, as `harmless` shows it."""
    if text.isascii():
        return len(text)
    if _JOINED.search(text):
        return cell_len(harmless(text))
    return sum(map(_WIDTH.__getitem__, text))


def widths(text: str) -> list[int]:
    """Cells of each character; what combines with the character before takes none.

    Wherever the text is parted before a character that takes cells, the parts take what their characters do.
    """
    if text.isascii():
        return [1] * len(text)
    cells_of = list(map(_WIDTH.__getitem__, text))
    done = 0
    for found in _JOINED.finditer(text):
        if found.start() < done:
            continue
        first = _base(cells_of, found.start())
        last = found.end()
        while last < len(text) and (
            text[last] in JOINERS or text[last - 1] == "\u200d" or not cells_of[last]
        ):
            last += 1
        spans, _ = split_graphemes(harmless(text[first:last]))
        for begin, end, cells in spans:
            cells_of[first + begin : first + end] = [cells] + [0] * (end - begin - 1)
        done = last
    return cells_of


def wrap(text: str, width: int, within: Collection[int] = ()) -> list[int]:
    """Where the rows of one paragraph begin, as character offsets; the first is 0, also of an empty text.

    Every row takes at most `width` cells (a wide character alone in a row of one cell excepted). A row keeps
    closing marks off its start and opening marks off its end, does not cut a Latin word shorter than half a
    row, nor what else has places `within` it, and never parts a character from what combines with it. Blanks
    stay at the end of the row before.
    """
    width = max(1, width)
    if len(text) * 2 <= width and not _JOINED.search(text):
        return [0]
    cells_of = widths(text)
    sums = list(accumulate(cells_of))
    starts = [0]
    size, start = len(text), 0
    while True:
        end = _full(sums, start, width)
        if end >= size:
            return starts
        start = _break(text, cells_of, start, end, width, within)
        starts.append(start)


def wrapped(text: str, width: int) -> list[str]:
    """The rows of one paragraph, broken as by `wrap`, without the blanks at their ends; at least one."""
    return [text[start:end].rstrip() for start, end in pairwise([*wrap(text, width), len(text)])]


def cut(text: str, width: int, mark: str = "") -> str:
    """The longest beginning of the text that takes at most `width` cells.

    Where something is cut off, `mark` ends the result (within the width) if there is room for it.
    """
    if width <= 0:
        return ""
    if text.isascii():
        if len(text) <= width:
            return text
        end = width
    else:
        if len(text) * 2 <= width and not _JOINED.search(text):
            return text
        end = bisect_right(list(accumulate(widths(text[: _MOST_A_CELL * width]))), width)
        if end >= len(text):
            return text
    room = width - cell_width(mark)
    if not mark or room < 0:
        return text[:end]
    return cut(text[:end], room) + mark


def cut_start(text: str, width: int) -> str:
    """The longest end of the text that takes at most `width` cells and begins with what takes some."""
    if width <= 0:
        return ""
    if text.isascii():
        return text[-width:]
    text = text[-_MOST_A_CELL * width :]
    start, used = len(text), 0
    for place, cells in reversed([*enumerate(widths(text))]):
        used += cells
        if used > width:
            break
        if cells:
            start = place
    return text[start:]


def fit(text: str, width: int, mark: str = "") -> str:
    """The text cropped as by `cut`, or filled up with blanks: exactly `width` cells."""
    shown = cut(text, width, mark).rstrip("\u200d")  # at its end it would join the blank
    return shown + " " * (width - cell_width(shown))


def fit_end(text: str, width: int) -> str:
    """The text cropped as by `cut_start`, or led in by blanks: exactly `width` cells."""
    shown = cut_start(text, width)
    return " " * (width - cell_width(shown)) + shown


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in (0x09, 0x0A, 0x0D, 0x2028, 0x2029):
        return " "
    if code == 0xAD:
        return "\u200b"
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd"


class _Widths(dict[str, int]):
    """Cells by character, looked up once each."""

    def __missing__(self, character: str) -> int:
        width = get_character_cell_size(harmless(character))
        self[character] = width
        return width


_WIDTH = _Widths()


def _base(cells_of: list[int], index: int) -> int:
    """The character before `index` that has a width of its own."""
    while index > 0:
        index -= 1
        if cells_of[index]:
            break
    return index


def _full(sums: list[int], start: int, width: int) -> int:
    """Where the row that begins at `start` is full; after at least one whole character.

    `sums` holds the cells up to and with each character.
    """
    used = sums[start - 1] if start else 0
    end = bisect_right(sums, used + width, start)
    return end if end > start else bisect_right(sums, sums[start], start)


def _break(text: str, cells_of: list[int], start: int, end: int, width: int, within: Collection[int]) -> int:
    """The best place to end the row that is full at `end`, giving up at most half of its cells.

    A place that keeps every rule wins; else one that only cuts a word; else the edge.
    """
    second = 0
    given = 0
    place = end
    while place > start and given * 2 <= width:
        if cells_of[place] and text[place] not in NO_START and text[place - 1] not in NO_END:
            cuts = place in within or _one_word(text[place - 1], text[place])
            if not cuts and text[place] not in _BLANKS:
                return place
            second = second or place
        place -= 1
        given += cells_of[place]
    return second or end


def _one_word(before: str, after: str) -> bool:
    if after.isalnum() and _WIDTH[after] == 1:
        if before.isalnum():
            return _WIDTH[before] == 1
        return before in "_'’:" or (before in ".," and after.isdigit())
    return after in "_'’" and before.isalnum() and _WIDTH[before] == 1
