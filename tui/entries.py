"""The entries of the settings: what may stand in each, and what it means.

The rule: a reader takes what YAML has for an entry and gives its value. What is wrong in a part of it is a
trouble and costs that part; where all of it is, the reader raises WrongError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.paths import expanded, is_there
from tui.troubles import Trouble

if TYPE_CHECKING:
    from yaml import Node

LARGEST = 1 << 20
"""Bytes of a file that is taken for settings."""

_ON, _OFF = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})


class WrongError(Exception):
    """An entry that cannot be read: the code of the trouble, and its detail."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def is_null(node: Node) -> bool:
    """Whether nothing stands behind the name of an entry."""
    return node.tag == "tag:yaml.org,2002:null"


def _text(node: Node, _: list[Trouble]) -> str:
    from yaml import ScalarNode

    if not isinstance(node, ScalarNode):
        raise WrongError("text")
    return str(node.value)


def _editor(node: Node, troubles: list[Trouble]) -> str:
    from tui.actions.editors import BadCommandError, split

    text = _text(node, troubles)
    try:
        split(text)
    except BadCommandError as error:
        raise WrongError("editor") from error
    return text


def _one_of(code: str, *allowed: str) -> Callable[[Node, list[Trouble]], str]:
    def read_one(node: Node, troubles: list[Trouble]) -> str:
        text = _text(node, troubles).strip().lower()
        if text not in allowed:
            raise WrongError(code, text)
        return text

    return read_one


def _texts(node: Node, troubles: list[Trouble]) -> list[tuple[str, int]]:
    """The texts of a list, or the one text, with their lines."""
    from yaml import SequenceNode

    nodes = node.value if isinstance(node, SequenceNode) else [node]
    try:
        return [(_text(one, troubles), one.start_mark.line + 1) for one in nodes]
    except WrongError as wrong:
        raise WrongError("list") from wrong


def _folders(node: Node, troubles: list[Trouble]) -> tuple[Path, ...]:
    folders = []
    for text, line in _texts(node, troubles):
        folder = expanded(text)
        if is_there(folder) and folder.is_dir():
            folders.append(folder)
        else:
            troubles.append(Trouble("folder", "folders", line, text))
    return tuple(folders)


def _number(low: int, high: int) -> Callable[[Node, list[Trouble]], int]:
    def read_number(node: Node, troubles: list[Trouble]) -> int:
        try:
            number = int(_text(node, troubles).replace("_", ""))
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise WrongError("number", f"{low}-{high}")
        return number

    return read_number


def _history(node: Node, troubles: list[Trouble]) -> int | None:
    """On, off, or how many."""
    text = _text(node, troubles).strip().lower()
    if text in _ON or text in _OFF:
        return None if text in _ON else 0
    try:
        return _number(0, 100_000)(node, troubles)
    except WrongError as wrong:
        raise WrongError("switch", wrong.detail) from wrong


def _bytes(node: Node, troubles: list[Trouble]) -> int:
    """The bytes that a size is."""
    from index import byte_count

    if size := byte_count(_text(node, troubles)):
        return size
    raise WrongError("bytes")


def entries(node: Node, troubles: list[Trouble], under: str = "") -> list[tuple[str, Node, int]]:
    """The names of a mapping, each once, with their values and lines. Raises WrongError."""
    from yaml import MappingNode

    if not isinstance(node, MappingNode):
        raise WrongError("mapping")
    found: dict[str, tuple[str, Node, int]] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in found:
            troubles.append(Trouble("twice", under + name, line))
        else:
            found[name] = name, value, line
    return list(found.values())


def _keys(node: Node, troubles: list[Trouble]) -> Mapping[str, tuple[str, ...]]:
    keys = {}
    for name, value, line in entries(node, troubles, "keys."):
        try:
            keys[name] = tuple(key for text, _ in _texts(value, troubles) for key in text.split())
        except WrongError as wrong:
            troubles.append(Trouble(wrong.code, f"keys.{name}", line))
    return keys


def _templates(node: Node, troubles: list[Trouble]) -> Mapping[str, str]:
    from tui.quoting import FIELDS, TemplateError, checked

    templates = {}
    for name, value, line in entries(node, troubles, "templates."):
        try:
            text = _text(value, troubles)
            checked(text)
            templates[name] = text
        except WrongError as wrong:
            troubles.append(Trouble(wrong.code, f"templates.{name}", line))
        except TemplateError as error:
            what, detail = error.args
            troubles.append(Trouble(f"template-{what}", f"templates.{name}", line, detail, " ".join(FIELDS)))
    return templates


def _words(node: Node, troubles: list[Trouble]) -> tuple[str, ...]:
    """Words; in place of one with a slash in it those of that file, the first of each line, as jieba has
    them."""
    words: list[str] = []
    for text, line in _texts(node, troubles):
        if "/" in text:
            words += _listed(expanded(text), line, troubles)
        elif _has_word(text):
            words.append(text.strip())
        else:
            troubles.append(Trouble("word", "words", line, text))
    return tuple(dict.fromkeys(words))


def _listed(path: Path, line: int, troubles: list[Trouble]) -> list[str]:
    """The words of a file; what is none in it is passed over, as such files have it."""
    try:
        if path.stat().st_size > LARGEST:
            raise OSError
        rows = path.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        troubles.append(Trouble("words-file", "words", line, str(path)))
        return []
    return [fields[0] for row in rows if (fields := row.split(maxsplit=1)) and _has_word(fields[0])]


def _has_word(text: str) -> bool:
    """Whether there are two Han characters in a row in it."""
    return any(_is_han(one) and _is_han(other) for one, other in pairwise(text))


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def _synonyms(node: Node, troubles: list[Trouble]) -> tuple[tuple[str, ...], ...]:
    """Groups, each a list of names or one text of words."""
    from yaml import SequenceNode

    if not isinstance(node, SequenceNode):
        raise WrongError("list")
    groups = []
    for one in node.value:
        try:
            names = [text for text, _ in _texts(one, troubles)]
        except WrongError:
            names = []
        if not isinstance(one, SequenceNode):
            names = names[0].translate(_COMMAS).split() if names else []
        names = list(dict.fromkeys(name.strip() for name in names if name.strip()))
        if len(names) > 1:
            groups.append(tuple(names))
        else:
            troubles.append(Trouble("synonyms", "synonyms", one.start_mark.line + 1, " ".join(names)))
    return tuple(groups)


_COMMAS = str.maketrans("、，,；;", "     ")

READERS: Mapping[str, Callable[[Any, list[Trouble]], Any]] = {
    "language": _one_of("language", "zh", "en"),
    "theme": _one_of("theme", "light", "dark"),
    "folders": _folders,
    "editor": _editor,
    "snippet": _number(1, 6),
    "history": _history,
    "keys": _keys,
    "template": _text,
    "templates": _templates,
    "size_limit": _bytes,
    "words": _words,
    "synonyms": _synonyms,
}
"""The entries there are, in the order of the file that is made."""
