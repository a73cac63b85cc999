"""What a LaTeX file says of itself: in commands before its text, as others do in front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping

_HEAD = 8_192
"""Characters at the beginning in which these commands are about the file."""

_COMMAND = re.compile(
    r"^[ \t]*\\(title|author|date|keywords)[ \t]*(?:\[[^\[\]]*\])?\{((?:[^{}]|\{[^{}]*\}){1,400}+)\}",
    re.MULTILINE,
)
_BREAK = re.compile(r"\\and\b|\\AND\b|,")
_LINE_BREAK = re.compile(r"\\\\|\n\s*\n")
_REMARK = re.compile(
    r"\\(?:thanks|footnote|inst|affil|email|orcidlink|textsuperscript)\s*\{[^{}]*\}|\$[^$]*\$"
)
_MARKUP = re.compile(r"\\[A-Za-z]+\*?|[{}~]|(?<!\\)%.*")


def commands(text: str) -> Mapping[str, tuple[str, ...]]:
    """What the commands near the beginning say, the first of each name: of authors one name each."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in _COMMAND.findall(text, 0, _HEAD):
        parts = _BREAK.split(value) if name in ("author", "keywords") else [value]
        lines = (_LINE_BREAK.split(_REMARK.sub("", part).strip(), maxsplit=1)[0] for part in parts)
        plain = (" ".join(_MARKUP.sub(" ", line).split()) for line in lines)
        values.setdefault(name, tuple(filter(None, plain)))
    return values
