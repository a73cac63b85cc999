"""The keys in force: those of the registry, with what the user has put on other ones.

The rule: a key means one thing in one place. Who asks for a key takes it from its command, which keeps its
others; its last one no command loses, and what would take typing away is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from string import punctuation
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from textual.keys import Keys, _character_to_key

from tui.keys import KEYS, OVERLAYS, Group, Key, Where
from tui.troubles import Trouble, nearest

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.events import Key as Pressed

    from tui.i18n import Catalog

UNTOLD = frozenset({"ctrl+i", "shift+enter", "ctrl+h", "ctrl+m", "alt+b", "alt+f"})
"""Keys that a terminal cannot tell from others (Alt-B and Alt-F are what a Mac sends for Option and an
arrow)."""

_NAME = re.compile(r"((?:(?:ctrl|alt|shift)[-+])*)(\S+)")
_MARKS = {_character_to_key(mark): mark for mark in punctuation}
"""Marks by the names that they have behind a modifier."""
_NAMED = frozenset(key.rpartition("+")[2] for key in Keys) | _MARKS.keys()

_TYPED = frozenset({Where.SCREEN, Where.QUERY})
"""Where typing edits the query."""


class Keyboard(NamedTuple):
    """Every command with its keys."""

    keys: tuple[Key, ...] = KEYS

    def is_command(self, where: Where, *names: str) -> bool:
        """Whether a key, by any of its names, is a command in one part of the interface."""
        return any(key.where is where and not set(names).isdisjoint(key.keys) for key in self.keys)

    def action(self, where: Where, name: str) -> str:
        """What a key does in one part of the interface; empty where it does nothing there."""
        return next((key.action for key in self.keys if key.where is where and name in key.keys), "")

    def first(self, name: str) -> str:
        """The key of a command that is shown first."""
        return next(key.keys[0] for key in self.keys if key.id == name)

    def footer(self) -> list[Key]:
        """The keys of the footer, the most useful first."""
        return sorted((key for key in self.keys if key.foot), key=lambda key: key.foot)

    def grouped(self) -> Iterator[tuple[Group, list[Key]]]:
        """The keys of the help screen under their headings; those of screens of their own are left out."""
        for group in Group:
            yield group, [key for key in self.keys if key.group is group and key.where not in OVERLAYS]

    def keymap(self) -> dict[str, str]:
        """What differs from the registry, as Textual has it: the id of a binding, and its keys."""
        return {
            f"{key.where}.{key.id}": ",".join(key.keys)
            for key, usual in zip(self.keys, KEYS, strict=True)
            if key.keys != usual.keys
        }


USUAL = Keyboard()
"""The registry as it is."""


def keyboard_of(node: DOMNode) -> Keyboard:
    """The keys in force where a widget or a screen runs."""
    keyboard = getattr(node.app, "keyboard", USUAL)
    assert isinstance(keyboard, Keyboard)
    return keyboard


def typed(event: Pressed) -> str:
    """The character that a key types, empty where it types none. Python prints no blank but its own, no
    joiner, and nothing that is younger than itself: an input method writes them all."""
    character = event.character or ""
    return "" if any(category(one) == "Cc" for one in character) else character


def remapped(
    wanted: Mapping[str, Sequence[str]], lines: Mapping[str, int] | None = None
) -> tuple[Keyboard, tuple[Trouble, ...]]:
    """The keys with those commands on other ones, and what of it could not be had; `lines` says where what is
    wanted stands."""
    troubles: list[Trouble] = []
    places = lines or {}
    keys = {key.id: key for key in KEYS}
    taken: dict[tuple[Where, str], str] = {}
    for name, names in wanted.items():
        if name not in keys:
            troubles.append(Trouble("key-unknown", f"keys.{name}", places.get(name, 0), nearest(name, keys)))
            continue
        good = []
        for one in map(key_called, names):
            code, holder = _refusal(keys, keys[name], one, taken)
            if code:
                troubles.append(Trouble(code, f"keys.{name}", places.get(name, 0), one, holder))
            else:
                good.append(one)
                taken.update(dict.fromkeys(((where, one) for where in _rivals(keys[name].where)), name))
        if good:
            keys = {key.id: _without(key, good, keys[name]) for key in keys.values()}
            keys[name] = keys[name]._replace(keys=tuple(dict.fromkeys(good)))
    return Keyboard(tuple(keys[key.id] for key in KEYS)), tuple(troubles)


def _rivals(where: Where) -> frozenset[Where]:
    """Where a key cannot mean something else as well: the query box is part of the screen."""
    return _TYPED if where in _TYPED else frozenset({where})


def _refusal(
    keys: Mapping[str, Key], key: Key, name: str, taken: Mapping[tuple[Where, str], str]
) -> tuple[str, str]:
    """Why a command cannot have a key, as the code of a trouble, and the command that has it; empty where it
    can."""
    if not _is_key(name) or name in UNTOLD:
        return "key-name", ""
    if key.where in _TYPED and (len(name) == 1 or name in ("space", "shift+space")):
        return "key-typed", ""
    if other := taken.get((key.where, name), ""):
        return ("key-taken", other) if other != key.id else ("", "")
    for other_key in keys.values():
        if other_key.id != key.id and other_key.where in _rivals(key.where) and other_key.keys == (name,):
            return "key-last", other_key.id
    return "", ""


def _is_key(name: str) -> bool:
    """Whether there is such a key."""
    match = _NAME.fullmatch(name)
    return match is not None and (len(match[2]) == 1 or match[2] in _NAMED)


def _without(key: Key, names: Sequence[str], taker: Key) -> Key:
    """A command without keys that another one takes."""
    if key.id == taker.id or key.where not in _rivals(taker.where):
        return key
    return key._replace(keys=tuple(name for name in key.keys if name not in names))


def key_called(written: str) -> str:
    """What Textual calls a key that is written so, or as it is printed: `ctrl+o`, `^O`, `Ctrl-PgDn`, `Alt-↑`;
    what is no key stays that."""
    if len(written) == 2 and written[0] == "^":
        written = f"ctrl+{written[1]}"
    match = _NAME.fullmatch(written if len(written) == 1 else written.lower())
    if match is None:
        return written
    modifiers = sorted(set(re.findall(r"\w+", match[1])))
    last = _CALLED.get(match[2], match[2])
    if modifiers and last in _MARKS.values():
        last = _character_to_key(last)
    name = "+".join([*modifiers, last])
    return _CALLED.get(name, name)


def key_name(key: str, word: Callable[[str], str]) -> str:
    """What is printed on a key, short: `^O`, `Shift-F3`, `Esc`; `word` knows the names that are words."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _NAMES.get(last) or _MARKS.get(last) or (word(f"keyname.{last}") if last in _WORDS else last)
    if modifiers == ["ctrl"] and len(last) == 1:
        return f"^{last.upper()}"
    if modifiers and len(last) == 1:
        name = last.upper()
    if len(last) > 1 and name == last:
        name = last.upper() if last[0] == "f" and last[1:].isdigit() else last.capitalize()
    return "-".join([*(modifier.capitalize() for modifier in modifiers), name])


def keyed(say: Catalog, keyboard: Keyboard) -> Catalog:
    """What is said where these keys are in force."""
    return say.with_keys(lambda command: key_name(keyboard.first(command), say))


_WORDS = frozenset({"up", "down", "left", "right", "space"})
_NAMES = {
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "backspace": "Backspace",
}
_CALLED = {
    **{short.lower(): key for key, short in _NAMES.items()},
    **dict(zip("↑↓←→上下左右", ("up", "down", "left", "right") * 2, strict=True)),
    "空格": "space",
    "return": "enter",
    "ins": "insert",
    "ctrl+at": "ctrl+@",
}
"""Other words for keys."""
