"""The host names that a document links to: what `site:` is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.model import Span

_HOST = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@\s]*@)?([^\W_][\w.-]*)|(?<![\w.@/-])(www\.[\w.-]+)", re.IGNORECASE
)
_DOT_OR_LOCAL = re.compile(r"\w\.\w|^localhost$")


def hosts(text: str, hidden: Iterable[Span], url: str = "") -> tuple[str, ...]:
    """The hosts of `url` and of every link within the `hidden` spans of `text`: lower case, without
    `www.`, sorted, each once."""
    found = {_named(match) for match in _HOST.finditer(url)}
    for start, end in hidden:
        found.update(_named(match) for match in _HOST.finditer(text, start, end))
    return tuple(sorted(host for host in found if _DOT_OR_LOCAL.search(host)))


def _named(match: re.Match[str]) -> str:
    host = (match[1] or match[2]).lower().strip(".-")
    return host.removeprefix("www.")
