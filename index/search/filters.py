"""Filters: conditions on a document's metadata, checked before anything is ranked.

A value matches where it stands in the field, folded as everything is; `site` matches a host or a
domain above it; a date is the day of publication, else of creation, and a document without one meets
no condition on it. Of several conditions on one field of `EITHER` one is enough; every other one is to
be met, and no excluded one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.model import Document, Kind
from index.query import EITHER, Filter
from index.text.fold import fold

KINDS: Mapping[str, Kind] = {
    "字幕": Kind.SUBTITLES, "srt": Kind.SUBTITLES, "vtt": Kind.SUBTITLES, "lrc": Kind.SUBTITLES,
    "文本": Kind.TEXT, "纯文本": Kind.TEXT, "txt": Kind.TEXT,
    "笔记": Kind.MARKDOWN, "md": Kind.MARKDOWN,
}  # fmt: skip
"""What a kind may be called besides its own name, folded."""

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


def passes(document: Document, filters: Iterable[Filter]) -> bool:
    """Whether the document meets the conditions."""
    either: dict[str, bool] = {}
    for one in filters:
        met = _meets(document, one)
        if one.field in EITHER and not one.excluded:
            either[one.field] = met or either.get(one.field, False)
        elif met == one.excluded:
            return False
    return all(either.values())


def _meets(document: Document, condition: Filter) -> bool:
    value = fold(condition.value.strip())
    if condition.dates:
        day = document.metadata.published or document.metadata.created
        return day is not None and condition.dates.holds(day)
    match condition.field:
        case "site":
            return any(_same_site(host, value.removeprefix("www.")) for host in document.hosts)
        case "lang":
            return document.language in LANGUAGES.get(value, ())
        case "kind" if value in KINDS:
            return document.kind is KINDS[value]
    return any(value in fold(text) for text in _values(document, condition.field))


def _values(document: Document, field: str) -> Iterable[str]:
    metadata = document.metadata
    match field:
        case "title":
            return (metadata.title,)
        case "author":
            return metadata.authors
        case "tag":
            return metadata.tags
        case "path":
            return (str(document.path.relative_to(document.root)) or str(document.path),)
        case "kind":
            return (document.kind,)
    return ()


def _same_site(host: str, value: str) -> bool:
    return host == value or host.endswith("." + value) or ("." not in value and value in host.split("."))
