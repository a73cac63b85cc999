"""Files → documents: finding them, decoding them, and telling their body from their markup.

`walk` finds the files under some roots, `read` makes a document of one. Neither knows an index. What reads is
imported when the first file is to be read: most runs find that none has changed.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from index.sources.files import DEFAULT_LIMIT, digest
from index.sources.kinds import SUFFIXES
from index.sources.walk import Found, find, walk

if TYPE_CHECKING:
    from index.sources.reader import Reading, read, read_text

_LATE = {
    "Reading": "index.sources.reader",
    "read": "index.sources.reader",
    "read_text": "index.sources.reader",
}
"""Names that are imported when they are first used, and where they are defined."""

__all__ = [
    "DEFAULT_LIMIT",
    "SUFFIXES",
    "Found",
    "Reading",
    "digest",
    "find",
    "read",
    "read_text",
    "walk",
]


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_LATE[name]), name)
    globals()[name] = value
    return value
