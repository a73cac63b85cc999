"""YAML → plain values, at a bounded cost: nothing is constructed but texts, lists and mappings, and
aliases share what they stand for.

Types are not guessed here: an unquoted scalar is a `Plain`, which whoever knows its key makes sense of
(`title: 2024` is a title, `version: 2024` a number).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import yaml

Value = str | list["Value"] | dict[str, "Value"]
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

MAX_NODES = 10_000
"""Nodes of one tree, those behind aliases counted each time."""
MAX_DEPTH = 32
"""Collections inside one another."""

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,2})?", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]", re.ASCII)


class Plain(str):
    """A scalar that stands without quotes."""

    __slots__ = ()

    @property
    def empty(self) -> bool:
        return self in _NULLS


class BadTreeError(Exception):
    """What is wrong with a text of YAML or TOML, and on which of its lines, from 0."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


def parse(text: str) -> Value:
    """The value of a YAML document; an empty one is an empty `Plain`.

    Keys are texts; a collection as a key is left out with its value. Where a key comes twice, the last
    value that is not empty holds. Raises `BadTreeError` for what is no YAML, and for trees over `MAX_NODES`
    or `MAX_DEPTH`.
    """
    try:
        return _Builder().build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadTreeError(error.problem or str(error), mark.line if mark else 0) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise BadTreeError("a character that YAML does not allow", _line_of_control(text)) from error


def to_json(value: Value) -> Json:
    """The value with its unquoted scalars as JSON has them; times become ISO texts, and numbers too
    large for exactness stay texts."""
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [to_json(item) for item in value]
    if not isinstance(value, Plain):
        return value
    text = str(value)
    if text in _NULLS:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return _iso(text) if _TIME.match(text) else text


def _iso(text: str) -> str:
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return text


def _line_of_control(text: str) -> int:
    """The line of the first character that YAML does not allow."""
    for number, line in enumerate(text.split("\n")):
        if any(not (character.isprintable() or character.isspace()) for character in line):
            return number
    return 0


class _Builder:
    """Builds one tree from parser events, without recursion."""

    def __init__(self) -> None:
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._nodes = 0
        self._open: list[_Collection] = []
        self._root: Value = Plain("")

    def build(self, events: Iterator[yaml.Event]) -> Value:
        for event in events:
            line = event.start_mark.line if event.start_mark else 0
            if isinstance(event, yaml.ScalarEvent):
                value = Plain(event.value) if event.implicit[0] else str(event.value)
                self._add(value, 1, event.anchor, line)
            elif isinstance(event, yaml.AliasEvent):
                if event.anchor not in self._anchors:
                    raise BadTreeError(f"nothing is called {event.anchor}", line)
                shared, nodes = self._anchors[event.anchor]
                self._add(shared, nodes, None, line)
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(self._open) >= MAX_DEPTH:
                    raise BadTreeError(f"more than {MAX_DEPTH} collections inside one another", line)
                empty: Value = {} if isinstance(event, yaml.MappingStartEvent) else []
                self._open.append(_Collection(empty, event.anchor, self._nodes))
            elif isinstance(event, yaml.CollectionEndEvent):
                done = self._open.pop()
                self._add(done.value, 1, done.anchor, line, self._nodes - done.nodes_before + 1)
            elif isinstance(event, yaml.DocumentEndEvent):
                return self._root
        return self._root

    def _add(self, value: Value, nodes: int, anchor: str | None, line: int, size: int = 1) -> None:
        """Puts a finished value where it belongs, and remembers it under its anchor with its size."""
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise BadTreeError(f"more than {MAX_NODES:,} values", line)
        if anchor is not None:
            self._anchors[anchor] = (value, size)
        if self._open:
            self._open[-1].add(value)
        else:
            self._root = value


class _Collection:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("_awaits_value", "_key", "anchor", "nodes_before", "value")

    def __init__(self, value: Value, anchor: str | None, nodes_before: int) -> None:
        self.value = value
        self.anchor = anchor
        self.nodes_before = nodes_before
        self._key: str | None = None
        self._awaits_value = False

    def add(self, item: Value) -> None:
        if isinstance(self.value, list):
            self.value.append(item)
        elif isinstance(self.value, dict):
            if self._awaits_value:
                self._put(self.value, item)
            else:
                self._key = str(item) if isinstance(item, str) else None
            self._awaits_value = not self._awaits_value

    def _put(self, mapping: dict[str, Value], item: Value) -> None:
        if self._key is None:
            return
        if self._key == "<<" and isinstance(item, dict):
            for key, value in item.items():
                mapping.setdefault(key, value)
        elif not (isinstance(item, Plain) and item.empty and self._key in mapping):
            mapping[self._key] = item
