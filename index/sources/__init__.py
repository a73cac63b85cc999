"""Files → documents: finding them, decoding them, and telling their body from their markup.

`walk` finds the files under some roots, `read` makes a document of one. Neither knows an index.
"""

from index.sources.dates import parse_date
from index.sources.files import DEFAULT_LIMIT, digest
from index.sources.kinds import SUFFIXES
from index.sources.reader import Reading, read, read_text
from index.sources.walk import Found, walk

__all__ = [
    "DEFAULT_LIMIT",
    "SUFFIXES",
    "Found",
    "Reading",
    "digest",
    "parse_date",
    "read",
    "read_text",
    "walk",
]
