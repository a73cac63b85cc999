"""The header of a document: what its front matter says of it, in place of the front matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cells import DOTS, cut, harmless, wrapped
from tui.widgets.rows import GAP, byline

if TYPE_CHECKING:
    from index import Document

Line = tuple[str, str]
"""A row, and the component class of the reader that it is painted with."""


def header(document: Document, width: int) -> Sequence[Line]:
    """Title, then author, date and site, then tags, as far as they are known, each row at most so many cells
    wide; an empty row at the end."""
    metadata = document.metadata
    title = " ".join(harmless(metadata.title).split())
    lines = [(row, "reader--title") for row in wrapped(title, max(2, width))]
    about = (" " * GAP).join(
        cut(harmless(part), cells, DOTS) for part, cells in byline(metadata, width + GAP)
    )
    tags = cut(harmless(" ".join(f"#{tag}" for tag in metadata.tags)), width, DOTS)
    lines += [(line, "reader--about") for line in (about, tags) if line]
    return [*lines, ("", "reader--about")]
