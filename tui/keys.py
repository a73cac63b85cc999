"""Every key of the interface in one place: bindings are read off this table, footer and help off the keys
in force (`tui.keyboard`).

The rule: a key that is not in `KEYS` does nothing of ours. Typing always edits the query, so while the
query has the focus commands are on Ctrl, Alt, arrows, Enter, Tab and function keys; plain letters command
only where nothing is typed, and their full-width forms do the same, as a Chinese input method sends them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from textual.binding import Binding, BindingType


class Where(StrEnum):
    """Which part of the interface answers to a key."""

    SCREEN = "screen"
    """Anywhere on the main screen, unless the focused pane says otherwise."""
    QUERY = "query"
    HITS = "hits"
    READER = "reader"
    FACETS = "facets"
    """The panel of what the hits may be narrowed by."""
    HELP = "help"
    """The help screen."""
    WELCOME = "welcome"
    """The screen of the first start."""
    CHOOSER = "chooser"
    """A list to choose from."""
    BASKET = "basket"
    """The screen of what was gathered."""
    ASKING = "asking"
    """A box for one line."""


class Group(StrEnum):
    """The headings of the help screen, in its order."""

    MOVING = "moving"
    ACTING = "acting"
    LISTING = "listing"
    RECALLING = "recalling"
    PROGRAM = "program"
    PANES = "panes"
    EDITING = "editing"


class Key(NamedTuple):
    """One command and the keys that call it."""

    id: str
    keys: tuple[str, ...]
    """Textual's names of the keys, the one to show first."""
    where: Where
    action: str
    group: Group
    foot: int = 0
    """Place in the footer, from 1; what is short of room there loses the highest. 0 keeps it out."""

    @property
    def description(self) -> str:
        """The message key of what it does."""
        return f"key.{self.id}"

    @property
    def label(self) -> str:
        """The message key of its word in the footer."""
        return f"foot.{self.id}"


def _screen(name: str, keys: str, action: str, group: Group, foot: int = 0) -> Key:
    return Key(name, tuple(keys.split()), Where.SCREEN, action, group, foot)


def _edit(name: str, keys: str, action: str) -> Key:
    return Key(name, tuple(keys.split()), Where.QUERY, action, Group.EDITING)


def _pane(name: str, keys: str, where: Where, action: str) -> Key:
    return Key(name, tuple(keys.split()), where, action, Group.PANES)


def _overlay(name: str, keys: str, where: Where, action: str) -> Key:
    return Key(name, tuple(keys.split()), where, action, Group.PROGRAM)


_MOVING = (
    _screen("next", "down ctrl+n ctrl+j", "move_hit(1)", Group.MOVING),
    _screen("previous", "up ctrl+p ctrl+k", "move_hit(-1)", Group.MOVING),
    _screen("next-document", "ctrl+pagedown alt+j", "move_document(1)", Group.MOVING),
    _screen("previous-document", "ctrl+pageup alt+h", "move_document(-1)", Group.MOVING),
    _screen("next-match", "f3 ctrl+g", "step_match(1)", Group.MOVING, foot=5),
    _screen("previous-match", "shift+f3 alt+g", "step_match(-1)", Group.MOVING),
    _screen("text-page-down", "pagedown", "page_text(1)", Group.MOVING),
    _screen("text-page-up", "pageup", "page_text(-1)", Group.MOVING),
    _screen("text-down", "ctrl+down shift+down", "scroll_text(1)", Group.MOVING),
    _screen("text-up", "ctrl+up shift+up", "scroll_text(-1)", Group.MOVING),
    _screen("text-start", "ctrl+home", "text_edge('start')", Group.MOVING),
    _screen("text-end", "ctrl+end", "text_edge('end')", Group.MOVING),
    _screen("find", "ctrl+f", "find", Group.MOVING, foot=15),
    _screen("whole", "f11 alt+z", "read_whole", Group.MOVING, foot=16),
    _screen("version", "alt+v", "other_version", Group.MOVING),
    _screen("focus", "tab", "cycle_focus(1)", Group.MOVING, foot=7),
    _screen("focus-back", "shift+tab", "cycle_focus(-1)", Group.MOVING),
)

_ACTING = (
    _screen("open", "enter", "open_editor", Group.ACTING, foot=1),
    _screen("quote", "ctrl+y", "quote", Group.ACTING, foot=4),
    _screen("quote-otherwise", "alt+y", "quote_otherwise", Group.ACTING),
    _screen("quote-more", "alt+right", "extend(1)", Group.ACTING),
    _screen("quote-less", "alt+left", "extend(-1)", Group.ACTING),
    _screen("basket", "alt+k", "put_in_basket", Group.ACTING),
    _screen("basket-show", "alt+l", "show_basket", Group.ACTING),
    _screen("basket-open", "alt+e", "open_basket", Group.ACTING),
    _screen("copy", "alt+c", "copy_passage", Group.ACTING),
    _screen("copy-path", "ctrl+l f6", "copy_place", Group.ACTING, foot=8),
    _screen("browse", "ctrl+o", "open_source", Group.ACTING, foot=6),
)

_LISTING = (
    _screen("usages", "f4 ctrl+t", "toggle_usages", Group.LISTING, foot=10),
    _screen("order", "f7", "next_order", Group.LISTING, foot=11),
    _screen("facets", "f10 alt+r", "toggle_facets", Group.LISTING, foot=12),
    _screen("shorter", "f8", "lengthen(-1)", Group.LISTING),
    _screen("longer", "f9", "lengthen(1)", Group.LISTING),
    _screen("relax-first", "alt+1", "relax(0)", Group.LISTING),
    _screen("relax-second", "alt+2", "relax(1)", Group.LISTING),
    _screen("relax-third", "alt+3", "relax(2)", Group.LISTING),
    _screen("unrelax", "alt+0", "unrelax", Group.LISTING),
)

_RECALLING = (
    _screen("history", "ctrl+r", "history", Group.RECALLING, foot=13),
    _screen("older", "alt+up", "walk(1)", Group.RECALLING),
    _screen("newer", "alt+down", "walk(-1)", Group.RECALLING),
    _screen("save", "ctrl+s", "save", Group.RECALLING),
    _screen("saved", "alt+s", "saved", Group.RECALLING),
    _screen("palette", "alt+x", "palette", Group.RECALLING, foot=14),
    _screen("notices", "alt+n", "notices", Group.RECALLING),
)

_PROGRAM = (
    _screen("cancel", "escape", "back", Group.PROGRAM, foot=3),
    _screen("refresh", "f5", "refresh_index", Group.PROGRAM),
    _screen("theme", "f2", "app.switch_theme", Group.PROGRAM, foot=9),
    _screen("help", "f1", "help", Group.PROGRAM, foot=2),
    _screen("quit", "ctrl+q ctrl+c", "leave", Group.PROGRAM),
    _screen("step-back", "ctrl+z", "step_back", Group.PROGRAM),
)

_PANES = (
    _pane("pane-down", "j ｊ", Where.HITS, "screen.move_hit(1)"),
    _pane("pane-up", "k ｋ", Where.HITS, "screen.move_hit(-1)"),
    _pane("pane-next-document", "J Ｊ", Where.HITS, "screen.move_document(1)"),
    _pane("pane-previous-document", "K Ｋ", Where.HITS, "screen.move_document(-1)"),
    _pane("pane-half-down", "ctrl+d", Where.HITS, "screen.page_text(0.5)"),
    _pane("pane-half-up", "ctrl+u", Where.HITS, "screen.page_text(-0.5)"),
    _pane("first", "g ｇ home", Where.HITS, "screen.edge_hit('first')"),
    _pane("last", "G Ｇ end", Where.HITS, "screen.edge_hit('last')"),
    _pane("pane-next-match", "n ｎ", Where.HITS, "screen.step_match(1)"),
    _pane("pane-previous-match", "N Ｎ", Where.HITS, "screen.step_match(-1)"),
    _pane("pane-quote", "y ｙ", Where.HITS, "screen.quote"),
    _pane("pane-basket", "b ｂ", Where.HITS, "screen.put_in_basket"),
    _pane("pane-basket-show", "B Ｂ", Where.HITS, "screen.show_basket"),
    _pane("to-query", "/ ／ 、", Where.HITS, "screen.to_query"),
    _pane("pane-version", "v ｖ", Where.HITS, "screen.other_version"),
    _pane("pane-whole", "z ｚ", Where.HITS, "screen.read_whole"),
    _pane("pane-usages", "u ｕ", Where.HITS, "screen.toggle_usages"),
    _pane("pane-facets", "f ｆ", Where.HITS, "screen.toggle_facets"),
    _pane("pane-order", "s ｓ", Where.HITS, "screen.next_order"),
    _pane("pane-shorter", "- － left", Where.HITS, "screen.lengthen(-1)"),
    _pane("pane-longer", "+ ＋ = ＝ right", Where.HITS, "screen.lengthen(1)"),
    _pane("read-down", "j ｊ down", Where.READER, "screen.scroll_text(1)"),
    _pane("read-up", "k ｋ up", Where.READER, "screen.scroll_text(-1)"),
    _pane("read-page-down", "space", Where.READER, "screen.page_text(1)"),
    _pane("read-half-down", "ctrl+d", Where.READER, "screen.page_text(0.5)"),
    _pane("read-half-up", "ctrl+u", Where.READER, "screen.page_text(-0.5)"),
    _pane("read-start", "g ｇ home", Where.READER, "screen.text_edge('start')"),
    _pane("read-end", "G Ｇ end", Where.READER, "screen.text_edge('end')"),
    _pane("read-next-match", "n ｎ", Where.READER, "screen.step_match(1)"),
    _pane("read-previous-match", "N Ｎ", Where.READER, "screen.step_match(-1)"),
    _pane("read-quote", "y ｙ", Where.READER, "screen.quote"),
    _pane("read-quote-more", "+ ＋ = ＝", Where.READER, "screen.extend(1)"),
    _pane("read-quote-less", "- －", Where.READER, "screen.extend(-1)"),
    _pane("read-basket", "b ｂ", Where.READER, "screen.put_in_basket"),
    _pane("read-basket-show", "B Ｂ", Where.READER, "screen.show_basket"),
    _pane("read-find", "/ ／ 、", Where.READER, "screen.find"),
    _pane("read-version", "v ｖ", Where.READER, "screen.other_version"),
    _pane("read-whole", "z ｚ", Where.READER, "screen.read_whole"),
    _pane("facet-down", "j ｊ down ctrl+n ctrl+j", Where.FACETS, "move(1)"),
    _pane("facet-up", "k ｋ up ctrl+p ctrl+k", Where.FACETS, "move(-1)"),
    _pane("facet-first", "g ｇ home", Where.FACETS, "to_edge(False)"),
    _pane("facet-last", "G Ｇ end", Where.FACETS, "to_edge(True)"),
    _pane("facet-choose", "enter space x ｘ", Where.FACETS, "choose"),
    _pane("facet-close", "f ｆ", Where.FACETS, "screen.toggle_facets"),
    _pane("facet-to-query", "/ ／ 、", Where.FACETS, "screen.to_query"),
)

_EDITING = (
    _edit("left", "left", "cursor_left"),
    _edit("right", "right", "cursor_right"),
    _edit("word-left", "ctrl+left", "cursor_left_word"),
    _edit("word-right", "ctrl+right", "cursor_right_word"),
    _edit("line-start", "ctrl+a home", "home"),
    _edit("line-end", "ctrl+e end", "end"),
    _edit("select-left", "shift+left", "cursor_left(True)"),
    _edit("select-right", "shift+right", "cursor_right(True)"),
    _edit("select-start", "shift+home", "home(True)"),
    _edit("select-end", "shift+end", "end(True)"),
    _edit("delete-left", "backspace", "delete_left"),
    _edit("delete-right", "delete ctrl+d", "delete_right"),
    _edit("delete-word", "ctrl+w alt+backspace ctrl+backspace", "delete_left_word"),
    _edit("clear", "ctrl+u", "clear_query"),
    _edit("cut", "ctrl+x", "cut"),
    _edit("paste", "ctrl+v", "paste"),
)

_HELP = (
    _overlay("help-close", "escape f1 enter q ｑ ctrl+c ctrl+q", Where.HELP, "close"),
    _overlay("help-down", "down j ｊ ctrl+n ctrl+j", Where.HELP, "scroll_help(1)"),
    _overlay("help-up", "up k ｋ ctrl+p ctrl+k", Where.HELP, "scroll_help(-1)"),
    _overlay("help-page-down", "pagedown space ctrl+d ctrl+f", Where.HELP, "page_help(1)"),
    _overlay("help-page-up", "pageup ctrl+u ctrl+b", Where.HELP, "page_help(-1)"),
    _overlay("help-first", "home g ｇ", Where.HELP, "to_edge(False)"),
    _overlay("help-last", "end G Ｇ", Where.HELP, "to_edge(True)"),
    _overlay("help-theme", "f2", Where.HELP, "app.switch_theme"),
)

_CHOOSER = (
    _overlay("choice-down", "down ctrl+n ctrl+j ctrl+r", Where.CHOOSER, "move(1)"),
    _overlay("choice-up", "up ctrl+p ctrl+k", Where.CHOOSER, "move(-1)"),
    _overlay("choice-page-down", "pagedown", Where.CHOOSER, "page(1)"),
    _overlay("choice-page-up", "pageup", Where.CHOOSER, "page(-1)"),
    _overlay("choice-take", "enter", Where.CHOOSER, "take"),
    _overlay("choice-remove", "alt+d", Where.CHOOSER, "remove"),
    _overlay("choice-close", "escape ctrl+c ctrl+q ctrl+g", Where.CHOOSER, "close"),
)

_WELCOME = (
    _overlay("welcome-open", "enter", Where.WELCOME, "open"),
    _overlay("welcome-complete", "tab", Where.WELCOME, "complete"),
    _overlay("welcome-samples", "f2 ctrl+o", Where.WELCOME, "samples"),
    _overlay("welcome-leave", "escape ctrl+c ctrl+q", Where.WELCOME, "leave"),
)

_BASKET = (
    _overlay("gathered-move-down", "J Ｊ alt+down shift+down ctrl+down", Where.BASKET, "carry(1)"),
    _overlay("gathered-move-up", "K Ｋ alt+up shift+up ctrl+up", Where.BASKET, "carry(-1)"),
    _overlay("gathered-note", "n ｎ", Where.BASKET, "note"),
    _overlay("gathered-remove", "d ｄ delete alt+d", Where.BASKET, "remove"),
    _overlay("gathered-undo", "u ｕ", Where.BASKET, "undo"),
    _overlay("gathered-open", "enter e ｅ alt+e", Where.BASKET, "open"),
    _overlay("gathered-export", "w ｗ ctrl+s", Where.BASKET, "export"),
    _overlay("gathered-down", "down j ｊ ctrl+n ctrl+j", Where.BASKET, "move(1)"),
    _overlay("gathered-up", "up k ｋ ctrl+p ctrl+k", Where.BASKET, "move(-1)"),
    _overlay("gathered-page-down", "pagedown space ctrl+d ctrl+f", Where.BASKET, "page(1)"),
    _overlay("gathered-page-up", "pageup ctrl+u ctrl+b", Where.BASKET, "page(-1)"),
    _overlay("gathered-first", "home g ｇ", Where.BASKET, "to_edge(False)"),
    _overlay("gathered-last", "end G Ｇ", Where.BASKET, "to_edge(True)"),
    _overlay("gathered-close", "escape q ｑ alt+l ctrl+c ctrl+q", Where.BASKET, "close"),
)

_ASKING = (
    _overlay("asking-take", "enter", Where.ASKING, "take"),
    _overlay("asking-close", "escape ctrl+c ctrl+q ctrl+g", Where.ASKING, "close"),
)

OVERLAYS = frozenset({Where.HELP, Where.CHOOSER, Where.WELCOME, Where.BASKET, Where.ASKING})
"""Screens that say their keys themselves."""

KEYS: tuple[Key, ...] = (_MOVING + _ACTING + _LISTING + _RECALLING + _PROGRAM + _PANES + _EDITING) + (
    _HELP + _CHOOSER + _WELCOME + _BASKET + _ASKING
)
"""All of them, in the order of the help screen."""


def bindings(where: Where) -> list[BindingType]:
    """The bindings of one part of the interface."""
    return [
        Binding(
            ",".join(key.keys),
            key.action,
            key.id,
            show=False,
            id=f"{key.where}.{key.id}",
        )
        for key in KEYS
        if key.where is where
    ]
