"""What an Org file says of itself: in keywords, as others do in front matter, and by tags of headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from index.sources.yaml_tree import Value

SUFFIX = ".org"

_HEAD = 8_192
"""Characters at the beginning in which keywords are about the file."""

_HEADING = re.compile(r"^\*+[ \t]", re.MULTILINE)
_KEYWORD = re.compile(r"^[ \t]*#\+(\w+):[ \t]*(\S.*)", re.MULTILINE)
_TAGS = re.compile(r"^\*+[ \t].*[ \t]:((?:[\w@#%]+:)+)\s*$", re.MULTILINE)


def keywords(text: str) -> Mapping[str, Value]:
    """The keywords above the first heading, in lower case, as values of front matter: the first of each name.
    `filetags` are `tags`."""
    heading = _HEADING.search(text, 0, _HEAD)
    values: dict[str, Value] = {}
    for name, value in _KEYWORD.findall(text, 0, heading.start() if heading is not None else _HEAD):
        if name.lower() == "filetags":
            values.setdefault("tags", list[Value](_parted(value)))
        else:
            values.setdefault(name.lower(), value.rstrip())
    return values


def heading_tags(text: str) -> Iterator[str]:
    """The tags at the ends of headings, as `* A heading :one:two:`."""
    for found in _TAGS.finditer(text):
        yield from _parted(found[1])


def _parted(tags: str) -> list[str]:
    return [tag for tag in re.split(r"[:\s]", tags) if tag]
