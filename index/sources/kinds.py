"""Which files are documents, by the end of their names, and of which shape."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from index.model import Kind

_BY_KIND: Mapping[Kind, tuple[str, ...]] = {
    Kind.MARKDOWN: (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd"),
    Kind.TEXT: (".txt", ".text", ".org", ".rst", ".adoc", ".tex", ".typ"),
    Kind.SUBTITLES: (".srt", ".vtt", ".sbv", ".ass", ".ssa", ".lrc"),
    Kind.CANVAS: (".canvas",),
}

SUFFIXES: Mapping[str, Kind] = MappingProxyType(
    {suffix: kind for kind, suffixes in _BY_KIND.items() for suffix in suffixes}
)
"""Every suffix that is read, lower case with its dot, and the kind it stands for."""


_SUFFIXES = tuple(SUFFIXES)


def suffix_of(name: str) -> str:
    """The suffix of a file name, lower case with its dot; empty where there is none."""
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def is_document(name: str) -> bool:
    """Whether a file of this name, which begins with no dot, is read."""
    return name.lower().endswith(_SUFFIXES)


def kind_of(name: str) -> Kind:
    """The kind of a file by its name. A name without a known suffix is plain text: whoever asks for
    it asked by name."""
    return SUFFIXES.get(suffix_of(name), Kind.TEXT)
