"""What a page of Logseq says of itself: in lines of `key:: value` at its beginning, as others do in front
matter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.sources.yaml_tree import Value

_PROPERTY = re.compile(r"\s*+([\w-]{1,40})::[ \t]++(\S[^\r\n]*+)")


def properties(text: str, body: int = 0) -> tuple[Mapping[str, Value], int]:
    """The values of the lines that the body begins with, the first of each name, and where these end."""
    values: dict[str, Value] = {}
    while (line := _PROPERTY.match(text, body)) is not None:
        values.setdefault(line[1], line[2].rstrip())
        body = line.end()
    return values, body
