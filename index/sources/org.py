"""What an Org file says of itself: in keywords and the drawer of properties above them, as others do in front
matter, and by tags of headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from index.sources.yaml_tree import Value

SUFFIX = ".org"

_HEAD = 8_192
"""Characters at the beginning in which keywords are about the file."""

_HEADING = re.compile(r"^\*+[ \t]", re.MULTILINE)
_KEYWORD = re.compile(r"^[ \t]*#\+(\w+):[ \t]*(\S.*)", re.MULTILINE)
_DRAWER = re.compile(r"\s*+:PROPERTIES:[ \t]*\n(?:[ \t]*:(?!END:).*\n)*+[ \t]*:END:", re.IGNORECASE)
_PROPERTY = re.compile(r"^[ \t]*:([\w-]+):[ \t]+(\S.*)", re.MULTILINE)
_TAGS = re.compile(r"^\*+[ \t].*[ \t]:((?:[\w@#%]+:)+)\s*$", re.MULTILINE)


def keywords(text: str) -> Mapping[str, Value]:
    """The keywords above the first heading, and the properties that the file begins with, in lower case, as
    values of front matter: the first of each name. `filetags` are `tags`."""
    heading = _HEADING.search(text, 0, _HEAD)
    drawer = _DRAWER.match(text, 0, _HEAD)
    found = _KEYWORD.findall(text, 0, heading.start() if heading is not None else _HEAD)
    found += _PROPERTY.findall(text, 0, drawer.end()) if drawer is not None else []
    values: dict[str, Value] = {}
    for name, value in found:
        field, parted = _LISTS.get(name.lower(), (name.lower(), None))
        values.setdefault(field, list[Value](parted(value)) if parted else value.rstrip())
    return values


def heading_tags(text: str) -> Iterator[str]:
    """The tags at the ends of headings, as `* A heading :one:two:`."""
    for found in _TAGS.finditer(text):
        yield from _parted(found[1])


def _parted(tags: str) -> list[str]:
    return [tag for tag in re.split(r"[:\s]", tags) if tag]


def _unquoted(names: str) -> list[str]:
    """Of names with blanks between them those that have blanks stand in quotation marks."""
    return [quoted or name for quoted, name in re.findall(r'"([^"]*)"|(\S+)', names)]


_LISTS: Mapping[str, tuple[str, Callable[[str], list[str]]]] = {
    "filetags": ("tags", _parted),
    "roam_aliases": ("aliases", _unquoted),
    "roam_alias": ("aliases", _unquoted),
}
"""Which field they are, and how they are parted."""
