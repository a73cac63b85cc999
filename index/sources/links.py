"""The host names that a document links to: what `site:` is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from index.model import Metadata, Span
from index.text.fold import fold

_HOST = re.compile(r"//(?<=[:(<=\"'\s]//)(?:[^/?#@\s]*+@)?+([^\W_][\w.-]*)")
_BARE_HOST = re.compile(r"^[wW]{3}\.([\w.-]+)", re.MULTILINE)
_DOT_OR_LOCAL = re.compile(r"\w\.\w|^localhost$")


def hosts(text: str, hidden: Iterable[Span], url: str = "") -> tuple[str, ...]:
    """The hosts of `url` and of every link within the `hidden` spans of `text`: lower case, without
    `www.`, sorted, each once."""
    links = "\n".join([url, *(text[start:end] for start, end in hidden)])
    named = {*_HOST.findall(links)}
    if "\nw" in links or "\nW" in links or links[:1] in ("w", "W"):  # which saves trying every character
        named.update(_BARE_HOST.findall(links))
    found = {host.lower().strip(".-").removeprefix("www.") for host in named}
    return tuple(sorted(host for host in found if _DOT_OR_LOCAL.search(host)))


def with_publisher(hosts: Iterable[str], metadata: Metadata) -> tuple[str, ...]:
    """These hosts and the name of who published a document, as `site:` compares it."""
    return tuple(sorted({*hosts, *filter(None, [fold(metadata.publisher)])}))


def site_of(metadata: Metadata) -> str:
    """Where a document is from: the host of its address, else the name of who published it."""
    return site(metadata.url) or metadata.publisher


def site(url: str) -> str:
    """The host of a URL without `www.`; empty for what is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
