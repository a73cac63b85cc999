"""Draws the pictures of the README: `python -m tools.pictures`.

Rich's picture gives every character the width of a Latin one, and fetches a font; here each run of
wide or narrow characters is put where it stands in the terminal, in the viewer's own fonts.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.pilot import Pilot

ROOT = Path(__file__).parent.parent
SIZE = (120, 34)
QUERY = "铅字"
PICTURES = {
    "hits-dark": ("xunju-dark", ""),
    "hits-light": ("xunju-light", ""),
    "usages-dark": ("xunju-dark", "f4"),
    "narrowing-light": ("xunju-light", "f10"),
    "basket-dark": ("xunju-dark", "alt+k down alt+k down down alt+k alt+l j n 开 头 用 enter"),
}
"""The pictures: a look, and the keys that are pressed one after the other once there are hits."""

PATIENCE = 600
"""Looks at the interface before a picture is given up."""

_FONT_FACES = re.compile(r"@font-face \{.*?\}", re.DOTALL)
_TEXT = re.compile(
    r'<text (class="[^"]*") x="([\d.]+)" (y="[\d.]+") textLength="([\d.]+)" ([^>]*)>([^<]*)</text>'
)
_RUN = re.compile(r"[\x00-\u10ff\u2000-\u206f]+|[^\x00-\u10ff\u2000-\u206f]+")
CELL = 12.2
"""Width of a cell in Rich's pictures."""


def align(picture: str) -> str:
    """The picture with its texts where the cells are."""
    return _TEXT.sub(_align_text, _FONT_FACES.sub("", picture))


def _align_text(match: re.Match[str]) -> str:
    kind, x, y, _, rest, text = match.groups()
    place = float(x)
    pieces = []
    for run in _RUN.findall(unescape(text)):
        length = cell_len(run) * CELL
        if run.strip("\u00a0 "):
            shown = escape(run, quote=False)
            pieces.append(f'<text {kind} x="{place:.1f}" {y} textLength="{length:.1f}" {rest}>{shown}</text>')
        place += length
    return "".join(pieces)


async def draw(target: Path, theme: str, keys: str) -> None:
    """One picture of the interface over the sample library, with hits, after some keys."""
    from index import Library
    from tui.app import XunjuApp
    from tui.engine import LibraryEngine
    from tui.i18n import Language, catalog_for
    from tui.memory import memory_in
    from tui.screens.world import World

    with TemporaryDirectory(prefix="xunju-") as home:
        with Library.open(ROOT / "seeds", home=home) as library:
            library.sync()
        engine = LibraryEngine([ROOT / "seeds"], Path(home), Language.ZH)
        world = World(memory=memory_in(Path(home)))
        app = XunjuApp(engine, catalog_for(Language.ZH), theme=theme, world=world)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press(*QUERY)
            await _rest(pilot)
            for key in keys.split():
                await pilot.press(key)
                await _rest(pilot)
            target.write_text(align(app.export_screenshot(title="xunju")), "utf-8")
        engine.close()


async def _rest(pilot: Pilot[None]) -> None:
    """Until the interface has come to rest. Raises TimeoutError."""
    from tui.screens.main import MainScreen

    for _ in range(PATIENCE):
        await pilot.pause(0.02)
        screen = pilot.app.screen_stack[0]
        if isinstance(screen, MainScreen) and not screen.busy and screen.page is not None:
            return
    raise TimeoutError("the interface never came to rest")


def main() -> int:
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    docs = ROOT / "docs"
    docs.mkdir(exist_ok=True)
    for name, (theme, keys) in PICTURES.items():
        asyncio.run(draw(docs / f"{name}.svg", theme, keys))
    from tools.integrations import PICTURES as OTHERS

    for name, drawn in OTHERS.items():
        (docs / f"{name}.svg").write_text(align(drawn()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
