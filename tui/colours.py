"""The two looks of the program: ink on paper, and paper on ink, each with one red seal.

The rule: colours live here and nowhere else; style sheets name them by variable. Hardly anything is imported,
since the first thing on the screen is painted with them.
"""

from __future__ import annotations

from tui.paint import FEW, known_depth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

LIGHT = "xunju-light"
DARK = "xunju-dark"
LIGHT_FEW = "xunju-light-16"
DARK_FEW = "xunju-dark-16"
"""The same for a terminal of sixteen colours: what is to be told apart comes out as different ones."""

_DARK = {
    "ink": "#dcd5c6",
    "page": "#1d1c1a",
    "shelf": "#191816",
    "rim": "#262420",
    "quiet": "#958d7e",
    "faint": "#6f685c",
    "heading": "#d9bd84",
    "chosen": "#332f27",
    "chosen-focused": "#4c4433",
    "sentence": "#2b2822",
    "match": "#f0cd86",
    "match-ground": "#463a20",
    "seal": "#e0654a",
    "seal-text": "#fff6ea",
    "seal-ground": "#b3432c",
    "tier-exact": "#9db38a",
    "tier-words": "#8fa9bd",
    "tier-sound": "#b79cc0",
    "tier-fuzzy": "#b9a58a",
    "thumb": "#4a453b",
    "track": "#211f1c",
    "marked-text": "#1d1c1a",
    "marked-ground": "#c9bfa8",
}

_LIGHT = {
    "ink": "#2c2820",
    "page": "#fbf8f0",
    "shelf": "#f4efe3",
    "rim": "#e8e1d0",
    "quiet": "#70685a",
    "faint": "#8b8371",
    "heading": "#6b4a12",
    "chosen": "#e7ddc6",
    "chosen-focused": "#d8c698",
    "sentence": "#f0e8d4",
    "match": "#5a2f00",
    "match-ground": "#f6dc9a",
    "seal": "#a8321d",
    "seal-text": "#fffaf2",
    "seal-ground": "#b23a24",
    "tier-exact": "#466233",
    "tier-words": "#37566e",
    "tier-sound": "#6b4a76",
    "tier-fuzzy": "#6e5836",
    "thumb": "#c8bda4",
    "track": "#efe9da",
    "marked-text": "#fbf8f0",
    "marked-ground": "#5b5346",
}


_DARK_FEW = {
    **_DARK,
    "ink": "#ffffff",
    "quiet": "#aaaaaa",
    "faint": "#aaaaaa",
    "heading": "#ffff55",
    "chosen": "#555555",
    "chosen-focused": "#0000aa",
    "sentence": "#555555",
    "match": "#ffff55",
    "match-ground": "#aa5500",
    "seal": "#ff5555",
    "seal-ground": "#aa0000",
}

_LIGHT_FEW = {
    **_LIGHT,
    "ink": "#000000",
    "quiet": "#555555",
    "faint": "#555555",
    "heading": "#0000aa",
    "chosen": "#aaaaaa",
    "chosen-focused": "#55ffff",
    "sentence": "#aaaaaa",
    "match": "#000000",
    "match-ground": "#ffff55",
    "seal": "#aa0000",
    "seal-ground": "#aa0000",
    "thumb": "#555555",
}


COLOURS: Mapping[str, Mapping[str, str]] = {
    DARK: _DARK,
    LIGHT: _LIGHT,
    DARK_FEW: _DARK_FEW,
    LIGHT_FEW: _LIGHT_FEW,
}
"""The variables of each look; `ink` is what text is written in."""

OTHER = {DARK: LIGHT, LIGHT: DARK, DARK_FEW: LIGHT_FEW, LIGHT_FEW: DARK_FEW}
"""The theme that the key changes to."""


def theme_for(env: Mapping[str, str]) -> str:
    """The look for a terminal: `XUNJU_THEME` (`light` or `dark`), else by `COLORFGBG`, else dark."""
    wish = env.get("XUNJU_THEME", "").strip().lower()
    if wish in ("light", "dark"):
        light = wish == "light"
    else:
        light = env.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    if known_depth(env) == FEW:
        return LIGHT_FEW if light else DARK_FEW
    return LIGHT if light else DARK
