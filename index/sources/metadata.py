"""Front matter values → `Metadata`: many names for one thing, and many shapes for one value.

A key that is not known, or whose value is not what its field holds, goes to `extra` and is not lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from index.model import Metadata
from index.sources.dates import iso_date
from index.sources.yaml_tree import Plain, Value, to_json

_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "标题", "標題"),
    "aliases": ("aliases", "alias", "别名", "別名"),
    "url": ("source", "url", "link", "source_url", "permalink", "链接", "原文链接", "网址", "来源"),
    "authors": ("author", "authors", "作者"),
    "tags": ("tags", "tag", "keywords", "标签", "標籤", "关键词"),
    "published": (
        "published", "date", "publish_date", "published_at", "pubdate",
        "发布", "发布时间", "发布日期", "日期",
    ),
    "created": ("created", "created_at", "date_created", "创建", "创建时间"),
    "downloaded": ("downloaded", "downloaded_at", "clipped", "clipped_at", "date_saved"),
    "publisher": ("publisher", "site", "site_name", "媒体", "出版社", "来源"),
    "description": ("description", "summary", "excerpt", "描述", "简介"),
    "abstract": ("abstract", "摘要"),
}  # fmt: skip
"""The fields of `Metadata`, and the keys for each, best first."""

_URL = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]{0,30}+://|www\.)(?:[^\s()<>\[\]]++|\([^\s()<>]*+\)|\[[^\s<>\[\]]*+\])++",
    re.ASCII,
)
"""Brackets only in pairs, so that it ends before the bracket it stands in."""
_WIKI = re.compile(r"\[\[([^\[\]]*)\]\]")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_NAME_BREAK = re.compile(r"[,，、;；]")
_TAG_BREAK = re.compile(r"[,，、;；]|\s(?=#)")
_SPACE = re.compile(r"\s+")
_SHOWN = 60
"""Characters of a value that are told."""


_Made = TypeVar("_Made")


def metadata_of(values: Mapping[str, Value], fallback: Callable[[], str]) -> Metadata:
    """The metadata in these front matter values; `fallback` gives the title where they have none."""
    left: dict[str, tuple[str, Value]] = {}
    for key, value in values.items():
        left.setdefault(_normal(key), (key, value))

    def take(field: str, read: Callable[[Value], _Made]) -> _Made | None:
        """The first value of the field's keys that `read` makes something of."""
        for name in _NAMES[field]:
            if name in left and (made := read(left[name][1])):
                del left[name]
                return made
        return None

    fields: dict[str, Any] = {
        "title": take("title", _text) or fallback(),
        "aliases": take("aliases", _aliases) or (),
        "url": take("url", _url) or "",
        "authors": take("authors", _authors) or (),
        "tags": take("tags", _tags) or (),
        "published": take("published", _date) or "",
        "created": take("created", _date) or "",
        "downloaded": take("downloaded", _date) or "",
        "publisher": take("publisher", _name) or "",
        "description": take("description", _text) or "",
        "abstract": take("abstract", _text) or "",
    }
    extra = {key: to_json(value) for key, value in left.values() if not _empty(value)}
    return Metadata(**fields, extra=extra)


def bad_dates(values: Mapping[str, Value]) -> Iterator[str]:
    """The entries of these front matter values that should be dates and are none."""
    names = {name for field in ("published", "created", "downloaded") for name in _NAMES[field]}
    for key, value in values.items():
        if _normal(key) in names and not _empty(value) and not _date(value):
            yield f"{key}: {_text(value)[:_SHOWN]}"


def _normal(key: str) -> str:
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def _empty(value: Value) -> bool:
    return value.empty if isinstance(value, Plain) else not value


def _text(value: Value) -> str:
    """One line of text; a list is its items, a mapping nothing."""
    return ", ".join(_SPACE.sub(" ", item.text).strip() for item in _leaves(value))


def _url(value: Value) -> str:
    return address(_text(value))


def address(text: str) -> str:
    """The first address in a text; empty for none."""
    found = _URL.search(text)
    return found.group() if found is not None else ""


def _name(value: Value) -> str:
    """A name on one line, which no address is; of a list the first."""
    name = next((leaf.shown for leaf in _leaves(value)), "")
    return "" if address(name) else _SPACE.sub(" ", name).strip()


def _date(value: Value) -> str:
    """The first leaf that is a date."""
    return next(filter(None, (iso_date(leaf.text) for leaf in _leaves(value))), "")


def _authors(value: Value) -> tuple[str, ...]:
    return distinct(_items(value, _NAME_BREAK))


def _aliases(value: Value) -> tuple[str, ...]:
    """Names; the path of a page that leads to a document, as those of Hugo, is none."""
    return tuple(name for name in distinct(_items(value, _NAME_BREAK)) if "/" not in (name[0], name[-1]))


def _tags(value: Value) -> tuple[str, ...]:
    return distinct(tag.strip().strip("#") for tag in _items(value, _TAG_BREAK))


def _items(value: Value, separator: re.Pattern[str]) -> Iterator[str]:
    """What a value lists, as a reader sees it. Only a text is cut at separators: an item of a list is one,
    whatever is in it."""
    for leaf in _leaves(value):
        yield from separator.split(leaf.shown) if isinstance(value, str) else [leaf.shown]


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts on one line each, without blanks around, those that are left once each."""
    cleaned = (_SPACE.sub(" ", text).strip() for text in texts)
    return tuple(dict.fromkeys(text for text in cleaned if text))


def _alias(target: str) -> str:
    """What a wiki link shows: its alias, else its target."""
    return target.rpartition("|")[2].strip()


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A text inside a value, and how many lists it is in."""

    text: str
    depth: int

    @property
    def shown(self) -> str:
        """What a reader sees of it without the marks of wiki links and links. In a list in a list, which YAML
        takes an unquoted `[[name]]` for, the brackets are gone already."""
        text = _WIKI.sub(lambda match: _alias(match[1]), self.text)
        text = _LINK.sub(lambda match: match[1], text)
        return _alias(text) if self.depth > 1 else text


def _leaves(value: Value, depth: int = 0) -> Iterator[_Leaf]:
    """The texts of a value in their order; of a mapping only its `name`, as in `author: {name: …}`."""
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item, depth + 1)
    elif isinstance(value, dict):
        yield from _leaves(value.get("name", ""), depth)
    elif not _empty(value):
        yield _Leaf(str(value), depth)
