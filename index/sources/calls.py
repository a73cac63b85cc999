"""What a reader sees of shortcodes of Hugo, tags of Liquid and Nunjucks, and components of MDX and Vue: what
they are given to say.

The rule: a call, the names in it and what leads elsewhere are seen nowhere. Whatever may be words stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Span

LONGEST = 2_000
"""Characters of a call."""

_BEGINNING = re.compile(r"\{\{[<%]-?|\{%-?")
_ENDINGS = {"{{<": ">}}", "{{%": "%}}"}
_NAME = re.compile(r"\s*+/?+\s*+[A-Za-z][\w./:-]*+(?=[\s>%/-])(?:[ \tA-Za-z0-9-]*+@)?+")
"""The name of a call, with what NexT has before an @ and its words."""

_ARGUMENT = re.compile(
    r"(?:(?P<key>[:@A-Za-z][\w.-]*+(?::[\w.-]++)*+)\s*+(?:=|:(?=\s?[\"']))\s*+)?+"
    r"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'=]++))"
)
_SAID_NAMES = "title text label alt caption desc description summary content header"
_UNSAID_NAMES = "class classname style id src href url link to file path icon"
_SAID, _UNSAID = frozenset(_SAID_NAMES.split()), frozenset(_UNSAID_NAMES.split())
"""Names of what is said, and of what is not, whatever it is."""
_LEADS = re.compile(r"[!-~]*/[!-~]*|\S*\.[A-Za-z][A-Za-z0-9]{1,4}(?:#\S*)?")
_CODE = re.compile(r"[:@]|v-|on[A-Z]")
"""How the names begin of what is code, in Vue and MDX."""
_WORD = re.compile(r"\w")


def call_end(text: str, start: int) -> int:
    """Where the shortcode or the tag ends that the braces at `start` begin; 0 where they begin none."""
    if (begun := _BEGINNING.match(text, start)) is None or not _NAME.match(text, begun.end()):
        return 0
    ending = _ENDINGS.get(begun[0][:3], "%}")
    end = text.find(ending, begun.end(), start + LONGEST)
    return 0 if end < 0 or "\n\n" in text[start:end] else end + len(ending)


def hidden_in_call(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a shortcode or a tag that no reader sees."""
    begun = _BEGINNING.match(text, start)
    name = _NAME.match(text, begun.end()) if begun is not None else None
    inside = name.end() if name is not None else start
    closing = len(">}}") if text.startswith("{{", start) else len("%}")
    return _all_but(text, (start, end), (inside, end - closing), freely=True)


def hidden_in_component(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a component's tag, or of attributes in braces, that no reader sees."""
    return _all_but(text, (start, end), (start + 1, end - 1), freely=False)


def _all_but(text: str, call: Span, inside: Span, freely: bool) -> Iterator[Span]:
    """A call without what is said in it; words with only blanks between are said in one piece. `freely`: what
    is said need neither have a name nor quotation marks."""
    place, end = call
    word = False
    for argument in _ARGUMENT.finditer(text, *inside):
        low, high = argument.span(argument.lastgroup or 0)
        name, bare = argument["key"] or "", argument["bare"] is not None
        was_word, word = word, False
        if (bare and not name and not freely) or not _is_said(name, text[low:high], freely and not name):
            continue
        word = bare and not name
        if not (was_word and word and not text[place:low].strip()):
            yield place, low
        place = high
    yield place, end


def _is_said(key: str, value: str, alone: bool) -> bool:
    """Whether a value may be words; `alone`: it may without saying what it is."""
    name = key.lower()
    if not _WORD.search(value) or name in _UNSAID:
        return False
    if name in _SAID:
        return True
    if _LEADS.fullmatch(value.rstrip(",")):
        return False
    return alone or not value.isascii() or (" " in value and not _CODE.match(key))
