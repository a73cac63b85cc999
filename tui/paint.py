"""Colours as control sequences, for what is painted before Textual is there.

The rule: a colour comes out as Textual's own library would send it to the same terminal.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FULL, INDEXED, FEW, NONE = 24, 8, 4, 0
"""Bits of a colour; with few or none, nothing is coloured here."""

_GREY = 0.15
"""Saturation below which a colour is taken from the grey ones."""


def depth_for(env: Mapping[str, str]) -> int:
    """The bits of a colour that are wanted of a terminal, by its environment."""
    return NONE if env.get("NO_COLOR") is not None else known_depth(env)


def known_depth(env: Mapping[str, str]) -> int:
    """The bits of a colour that a terminal knows."""
    if env.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return FULL
    family = env.get("TERM", "").strip().lower().rpartition("-")[2]
    if family in ("256color", "kitty"):
        return INDEXED
    return FEW if family else NONE


def sgr(depth: int, ink: str, ground: str, bold: bool = False) -> str:
    """The sequence for two colours, given as `#rrggbb`."""
    codes = ["0", "1"] if bold else ["0"]
    if depth > FEW:
        codes += [f"38;{_code(depth, ink)}", f"48;{_code(depth, ground)}"]
    return f"\x1b[{';'.join(codes)}m"


def _code(depth: int, colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"2;{red};{green};{blue}" if depth == FULL else f"5;{_index(red, green, blue)}"


def _index(*parts: int) -> int:
    """The nearest of the 256 colours: of its 24 greys, or of its cube of six by six by six."""
    low, high = min(parts) / 255, max(parts) / 255
    light = (low + high) / 2
    room = low + high if light <= 0.5 else 2 - low - high
    if high == low or (high - low) / room < _GREY:
        grey = round(light * 25)
        return {0: 16, 25: 231}.get(grey, 231 + grey)
    red, green, blue = (round(part / 95 if part < 95 else 1 + (part - 95) / 40) for part in parts)
    return 16 + 36 * red + 6 * green + blue
