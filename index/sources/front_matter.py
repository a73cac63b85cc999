"""The block of YAML or TOML at the head of a file → its keys and values. Whatever is wrong with YAML costs
only the entry it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from index.model import Span
from index.sources import toml_tree
from index.sources.yaml_tree import BadTreeError, Plain, Value, parse

LIMIT = 65_536
"""Characters: a longer block is not front matter."""

_OPENING = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_CLOSING = {
    "---": re.compile(r"(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)"),
    "+++": re.compile(r"\+\+\+[ \t]*(?:\r\n?|\n|\Z)"),
}
_TOML_KEY = re.compile(r"(?:\s++|#[^\n]*+\n)*+(?:[\w.\"'-]+[ \t]*=|\[)")
_UNOPENED = re.compile(r"(?=(?:title|layout|date|tags|categories):[ \t]*+\S)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")
_KEY = re.compile(
    r"[ \t]*([\"']?)([^\s:：#\"'\[\]{}&*!|>%@`,-][^:：\r\n\"']{0,80}?)\1[ \t]*(?::(?=\s|$)|：)[ \t]*(.*)"
)
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+(.*)|$)")
_TAG_VALUE = re.compile(r"#\S.*")
_QUOTES = ("''", '""', "“”", "‘’")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands in the block, where the body begins, and what is amiss (empty: nothing)."""

    body: int = 0
    """Offset of the first character behind the block; 0 where there is none."""
    values: Mapping[str, Value] = field(default_factory=dict)
    problem: str = ""
    """The line of the file and what is wrong there."""


def split(text: str) -> FrontMatter:
    """The front matter of a text: between `---` at its very start and the next `---` or `...`, or of TOML
    between `+++` and `+++`. A text may begin with its keys at once, as those of Hexo do: then nothing else
    stands above the `---`.

    A block that does not begin with a `key:` is a rule and some prose, so it is text; so is one that
    never closes within `LIMIT`. Broken YAML is read entry by entry, and an entry that is no YAML as
    the text it is; broken TOML has no values.
    """
    opening = _OPENING.match(text) or _UNOPENED.match(text)
    if opening is None:
        return FrontMatter()
    opened = opening[0].strip()
    closing = _find_closing(text, opening.end(), _CLOSING[opened or "---"])
    if closing is None:
        return FrontMatter()
    block = text[opening.end() : closing.start()]
    if opened == "+++":
        return _toml(block, closing.end())
    if not (_begins_with_key(block) if opened else _has_only_entries(block)):
        return FrontMatter()
    try:
        tree = parse(block)
    except BadTreeError as bad:
        line = bad.line + (2 if opened else 1)
        return FrontMatter(closing.end(), _salvage(block), f"Line {line}: {bad.problem}.")
    if tree == "":
        return FrontMatter(closing.end())
    if not isinstance(tree, dict):
        return FrontMatter(closing.end(), _salvage(block), "Line 2: these are not keys with values.")
    return FrontMatter(closing.end(), _with_hash_tags(tree, block))


def _toml(block: str, body: int) -> FrontMatter:
    if not _TOML_KEY.match(block):
        return FrontMatter()
    try:
        return FrontMatter(body, toml_tree.parse(block.replace("\r\n", "\n")))
    except BadTreeError as bad:
        return FrontMatter(body, problem=f"Line {bad.line + 2}: {bad.problem}.")


def value_span(text: str, start: int, end: int) -> Span:
    """Where the value of a line of a block is: behind its key or the mark of an item, within quotation marks
    or brackets around it. A line further in may be text that goes on: it has no key."""
    if item := _ITEM.fullmatch(text, start, end):
        start = item.start(1) if item[1] else end
    elif (entry := _KEY.fullmatch(text, start, end)) and not text[start].isspace():
        start = entry.start(3)
    value = text[start:end].strip()
    start = text.index(value, start)
    cut = int(value[:1] + value[-1:] in ("''", '""'))
    while value[cut : cut + 1] == "[" and value.endswith("]", cut, len(value) - cut):
        cut += 1
    return start + cut, start + len(value) - cut


def _find_closing(text: str, start: int, mark: re.Pattern[str]) -> re.Match[str] | None:
    """The closing line, which begins at or behind `start`."""
    while start <= LIMIT:
        closing = mark.match(text, start)
        if closing is not None:
            return closing
        end = _LINE_END.search(text, start, start + LIMIT)
        if end is None:
            return None
        start = end.end()
    return None


def _begins_with_key(block: str) -> bool:
    for line in _LINE_END.split(block):
        if line.strip() and not line.lstrip().startswith("#"):
            return _KEY.match(line) is not None
    return True


def _has_only_entries(block: str) -> bool:
    """Whether there are several keys in these lines, and nothing else but items and lines further in."""
    lines = [line for line in _LINE_END.split(block) if line]
    entries = [line for line in lines if _KEY.match(line) and not line[0].isspace()]
    return len(entries) > 1 and all(
        _KEY.match(line) or _ITEM.match(line) or line[0].isspace() for line in lines
    )


def _with_hash_tags(tree: dict[str, Value], block: str) -> Mapping[str, Value]:
    """YAML takes `tags: #one #two` for an empty value and a comment; its writer does not."""
    if "#" not in block:
        return tree
    for line in _LINE_END.split(block):
        match = _KEY.match(line)
        if match is not None and _TAG_VALUE.match(match[3]) and tree.get(match[2]) == "":
            tree[match[2]] = match[3]
    return tree


def _salvage(block: str) -> Mapping[str, Value]:
    """Each entry by itself: as YAML where it is, else as the text behind its key."""
    values: dict[str, Value] = {}
    for key, lines in _entries(block):
        try:
            tree = parse("\n".join(lines).replace("\t", "  "))
            value = tree.get(key) if isinstance(tree, dict) else None
        except BadTreeError:
            value = None
        if value is None:
            value = _raw_value(lines)
        if key not in values or value not in ("", []):
            values[key] = value
    return values


def _entries(block: str) -> Iterator[tuple[str, list[str]]]:
    """The key and the lines of every entry at the outermost level."""
    key = ""
    lines: list[str] = []
    for line in _LINE_END.split(block):
        match = _KEY.match(line)
        nested = line.startswith((" ", "\t")) and bool(key)
        if match is not None and not nested:
            if key:
                yield key, lines
            key, lines = match[2].strip(), [line.strip()]
        elif key:
            lines.append(line)
    if key:
        yield key, lines


def _raw_value(lines: list[str]) -> Value:
    """The rest of the key's line, or else the list items below it, without their quotes, or the bracket of a
    list that is not closed."""
    match = _KEY.match(lines[0])
    inline = match[3].strip() if match is not None else ""
    if inline:
        return _unquoted(inline.lstrip("[") if "]" not in inline else inline)
    items = [_unquoted(item[1].strip()) for item in map(_ITEM.match, lines[1:]) if item and item[1]]
    return list[Value](items) if items else Plain("")


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] + text[-1] in _QUOTES else text
