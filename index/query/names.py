"""What the kinds and the languages of documents may be called in a query.

The rule: names are looked up folded, so that either script, width and case will do.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.model import Kind
from index.text.fold import fold

KINDS: Mapping[str, Kind] = {
    "字幕": Kind.SUBTITLES, "srt": Kind.SUBTITLES, "vtt": Kind.SUBTITLES, "lrc": Kind.SUBTITLES,
    "ass": Kind.SUBTITLES, "ssa": Kind.SUBTITLES, "sbv": Kind.SUBTITLES,
    "文本": Kind.TEXT, "纯文本": Kind.TEXT, "txt": Kind.TEXT,
    "笔记": Kind.MARKDOWN, "md": Kind.MARKDOWN, "note": Kind.MARKDOWN, "notes": Kind.MARKDOWN,
    "白板": Kind.CANVAS, "画布": Kind.CANVAS,
}  # fmt: skip
"""What a kind may be called besides its own name or part of it, folded."""

LANGUAGES: Mapping[str, frozenset[str]] = {
    fold(name): frozenset(languages.split())
    for names, languages in (
        ("zh cn chinese 中 中文 汉语", "zh zh-Hans zh-Hant mixed"),
        ("zh-hans zh-cn simplified 简 简体 简体中文", "zh-Hans"),
        ("zh-hant zh-tw zh-hk traditional 繁 繁体 繁体中文 正体", "zh-Hant"),
        ("en english 英 英文 英语", "en mixed"),
        ("ja jp japanese 日 日文 日语", "ja"),
        ("mixed 混排", "mixed"),
        ("other 其他", "other"),
    )
    for name in names.split()
}
"""What may be asked for, folded, and the languages of documents that meet it."""

NAMED = frozenset({"kind", "lang"})
"""Fields whose value is one of a few names."""


def read_names(field: str, value: str) -> frozenset[str]:
    """The values of documents that meet a condition on a field of `NAMED`; none where the name is unknown."""
    name = fold(value.strip())
    if field == "lang":
        return LANGUAGES.get(name, frozenset())
    return frozenset({KINDS[name]} if name in KINDS else (kind for kind in Kind if name in kind))
