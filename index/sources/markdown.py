"""Which characters of a Markdown or plain text are not its body: where links lead, HTML tags, comments; and
which words in it are tags of the document.

What a reader sees stays body: link texts, image descriptions, everything in code. Where it is not certain
that something is markup, it is body: a text that is hidden is a text that is not found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from index.model import Kind, Span
from index.sources.code import LONGEST_INDENT, Code
from index.sources.tags import behind_reading, hidden_in_tag
from index.text.entities import NAME, PUNCTUATION, character
from index.text.fold import HAN
from index.text.places import line_start

_WITHIN_NAME = r"[A-Za-z0-9.@/_-]"
"""What `www.` does not begin a URL behind."""
_URL_CHARACTERS = r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]"
_BRACKETED = rf"\[{_URL_CHARACTERS}*+\]"
_URL_REST = rf"(?:{_URL_CHARACTERS}++|\({_URL_CHARACTERS}*+\)|(?<==){_BRACKETED}|{_BRACKETED}(?==))*+"
"""ASCII only, so it never runs into Chinese; brackets only in pairs, so that it ends before the bracket
it stands in; square ones only in what is asked for: in AsciiDoc, the words of the link stand in others."""

_INNER = r"\((?:[^\s()\\]|\\.)*+\)"
_NESTED = rf"\((?:[^\s()\\]|\\.|{_INNER})*+\)"
_TARGET = rf"(?:<[^<>\n]*+>|(?![<])(?:[^\s()\\]++|\\.|{_NESTED})*+)"
"""Where a link leads: in angle brackets, or without spaces and with its parentheses in pairs."""
_TITLE = r"""(?:"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|\((?:[^()\\\n]|\\.)*+\))"""
_SIZE = r"=\d*+x?\d*+"

NOTE = r"(?:\^|fn:(?!:))[^\s\[\]]{1,100}+\]"
"""What follows the bracket of a footnote's mark, in Markdown and in Org."""
_NOTE_LINE = re.compile(rf"^[ \t>]*+\[((?=\^){NOTE}(?=:)|(?=f){NOTE}(?=[ \t]))", re.MULTILINE)

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{2,3}"
TIMES = rf"{_CLOCK} --> {_CLOCK}\]"
"""What follows the bracket of the times of a row, as Whisper writes them before what is said."""

_TAG = (
    r"/?+(?P<element>[A-Za-z][A-Za-z0-9-]*+)"
    r"(?:\s++[^\s\"'=<>/`\x80-\U0010ffff]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+){0,99}+"
    r"\s*+/?+>"
)

_ATTRIBUTES = (
    r":?+(?:[ \t]*+(?:[#.][A-Za-z][\w.:-]*+"
    r"|[A-Za-z][\w:-]*+=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'{}=]++))){1,20}+[ \t]*+\}"
)
"""An id, classes and values, as Pandoc and kramdown have them behind a link, a stretch or code."""

_MARK = re.compile(
    r"[\\\[\]{`~^<&hHfFwW](?:"
    rf"(?:(?:ttps?|TTPS?|tp|TP)://[A-Za-z0-9\[]{_URL_REST}|(?<!{_WITHIN_NAME}[wW])(?:ww|WW)\.[A-Za-z0-9]{_URL_REST})(?P<url>)"
    r"|(?<=`)[^`\n]++`(?!`)"
    r"|(?<=`)`*+(?P<ticks>)"
    r"|(?<=~)~~++(?P<tildes>)"
    r"|(?:(?<=[A-Za-z)\]]~)[A-Za-z0-9+-]{1,20}+~(?!~)"
    r"|(?<=[A-Za-z0-9)\]]\^)[+-]?+[A-Za-z0-9]{1,20}+\^(?![A-Za-z0-9]))(?P<raised>)"
    rf"|(?<=\\)[{PUNCTUATION}](?P<escaped>)"
    rf"|(?<=\])\([ \t]*+\n?[ \t]*+(?P<target>{_TARGET})"
    rf"(?:[ \t\n]++(?:(?P<title>{_TITLE})|{_SIZE}))?+[ \t]*+\n?[ \t]*+\)"
    r"|(?<=\]):(?P<colon>)"
    r"|(?<=\])\[(?!\^)(?P<label>(?:[^\[\]\\\n]|\\.){1,200}+)\](?!\()"
    rf"|(?<=[\])`]\{{){_ATTRIBUTES}(?P<attributes>)"
    rf"|(?<=\[){NOTE}(?P<note>)"
    rf"|(?<=\[){TIMES}(?P<times>)"
    r"|(?<=\[)\[(?P<page>[^\s\[\]|^][^\[\]|\n]*+)(?:\|(?=[^\[\]|\n][^\[\]\n]*+\]\])|(?=\]\]))"
    r"|(?<=\[)\[(?=[^\[\]\n]*?[/.#:*])[^\[\]\n]++\]\[(?=[^\[\]\n]++\]\])(?P<org>)"
    rf"|(?<=\{{)(?<!\{{\{{)[{HAN}]{{1,20}}+(?P<reading>(?:\|[^{{}}|\n{HAN}]{{1,40}}+)++)\}}"
    r"|(?<=<)(?:https?|ftp|file|[a-z]{3,20})://[^\s<>]++>(?P<autolink>)"
    r"|(?<=<)(?:mailto:)?+[A-Za-z0-9._%+-]++@[A-Za-z0-9.-]++>(?P<mail>)"
    r"|(?<=<)!--(?P<comment>)"
    rf"|(?<=&){NAME}(?P<entity>)"
    rf"|(?<=<){_TAG}"
    r")"
)
"""Everything that may begin markup, tried only where one of the characters in front stands. All runs are
possessive: no place is tried twice for one beginning, so the time is linear whatever the text."""

_TRAILING = ".,;:!?'*_~"
"""What ends a sentence or an emphasis rather than a URL."""
_DEFINITION_LABEL = re.compile(r"[ \t>]{0,8}\[(?!\^)((?:[^\[\]\\\n]|\\.){1,999}+)\]")
_PATH_MARK = re.compile(r"[/.#:]")

_HASH = re.compile(r"#(?<!\S#)\w[\w/-]*+")
"""What may be a tag, where it is in nothing else."""
_INITIAL = re.compile(r"\*\*(?:(?<=[A-Za-z]\*\*)[A-Za-z]++\*\*|[A-Za-z]++\*\*(?=[A-Za-z]))")
"""What may be a bold part of a word, where it is in nothing else."""
_CODE_LINE = re.compile(r"(?: {4}| {0,3}\t)[ \t]*+(?![-*+>]\s|\d{1,9}[.)]\s)")
"""The beginning of a line that is code by its indentation: of a list it would be an item."""

_FILE = re.compile(
    r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp|flac|m4a|mp3|ogg|wav|3gp|mkv|mov|mp4|ogv|webm|pdf)(?:#[^#]*)?\\?\Z",
    re.IGNORECASE,
)
"""The end of a file's name, and of what a wiki link says of where in it: one that is shown, not named."""
_FILE_SIZE = re.compile(r"\d++(?:x\d++)?+(?=\]\])")

_END = r"(?=[ \t]*+(?:[\r\n]|\Z))"
_DEFINED = re.compile(rf"[ \t]*+({_TARGET})(?:[ \t]*+(?:\r?\n[ \t])?+[ \t]*+{_TITLE}{_END})?+{_END}")
"""Where a definition leads, with the title behind it or, further in, on the next line."""
_DEFINITION = re.compile(rf"^{_DEFINITION_LABEL.pattern}:{_DEFINED.pattern}", re.MULTILINE)

_LONGEST_LABEL = 1_010
_LONGEST_LINK_TEXT = 2_000
"""Characters from a link's opening bracket to its target, at most."""


class Markup(NamedTuple):
    """What is told by one pass over a text."""

    hidden: tuple[Span, ...]
    """As `hidden_spans` has them."""
    tags: tuple[str, ...]
    """Of Markdown, what `#tag` and `#tag/part of it` name in the body, as Obsidian reads them: not in code,
    and no mere number. As they stand there, each once."""


def hidden_spans(text: str, body: int = 0, kind: Kind = Kind.MARKDOWN) -> tuple[Span, ...]:
    """The spans at or behind offset `body` that are not body text: sorted, disjoint, not empty, none
    touching the next.

    Hidden are: targets of links and images, with their brackets and quotes, and the titles of links;
    definitions' labels in place of a target; attributes in braces; targets of wiki links, and of links of
    Org and reStructuredText, that have words of their own, and of files that are embedded; the URLs and
    titles of reference definitions; autolinks; bare URLs (ASCII only, without trailing punctuation); HTML
    comments, and tags of HTML elements except what `alt` and `title` say of others than links; how characters
    are read, set above them; the marks of footnotes that are there; the times of rows; entities but for their
    ampersands; and in Markdown the marks of what is bold, raised or lowered within a word, and what a
    backslash escapes, which is left to stand for it. The time is linear in the text's length.
    """
    return markup(text, body, kind).hidden


def markup(text: str, body: int = 0, kind: Kind = Kind.MARKDOWN) -> Markup:
    """What is hidden and what the tags are at or behind offset `body`."""
    return _Scan(text, kind).run(body)


class _Scan:
    """One pass over one text."""

    def __init__(self, text: str, kind: Kind) -> None:
        self._text = text
        self._markdown = kind is Kind.MARKDOWN
        self._spans: list[Span] = []
        self._tags: dict[str, None] = {}
        self._labels: frozenset[str] | None = None  # of the definitions that the text has
        self._notes: frozenset[str] | None = None  # of the footnotes that the text has, without case
        self._no_comment_end = False
        self._code = Code(text)

    def run(self, at: int) -> Markup:
        search = _MARK.search
        text = self._text
        loose: list[Span] = []
        if self._markdown:
            loose += (found.span() for form in (_HASH, _INITIAL) for found in form.finditer(text, at))
            loose.sort(reverse=True)
        while (match := search(text, at)) is not None:
            while loose and loose[-1][0] < match.start():
                self._take_loose(*loose.pop())
            at = _TAKES[match.lastgroup](self, match)
            while loose and loose[-1][0] < at:
                loose.pop()
        for place in reversed(loose):
            self._take_loose(*place)
        return Markup(tuple(self._spans), tuple(self._tags))

    def _hide(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self._spans and self._spans[-1][1] >= start:
            start = self._spans.pop()[0]
        self._spans.append((start, end))

    def _take_loose(self, start: int, end: int) -> None:
        """A tag, or the marks of a bold part of a word, if it is not in a line of code."""
        line = line_start(self._text, start, _LONGEST_LABEL)
        if line is not None and _CODE_LINE.match(self._text, line):
            return
        if self._text[start] == "*":
            self._hide_marks(start, end, len("**"))
        elif not (name := self._text[start + 1 : end].strip("/")).isdecimal():
            self._tags[name] = None

    def _hide_marks(self, start: int, end: int, size: int) -> None:
        """Those around a part of a word; not one that ends a link's text, which the target would touch."""
        self._hide(start, start + size)
        if not self._text.startswith("]", end):
            self._hide(end - size, end)

    def _within_backticks(self, match: re.Match[str]) -> int:
        """Code; or a link of reStructuredText, and then where it leads stands behind its words."""
        if not self._markdown and self._text[match.end() - 2] == ">":
            self._link_in_backticks(*match.span())
        return match.end()

    def _link_in_backticks(self, start: int, end: int) -> None:
        named = self._text[start - 1 : start] == ":" or self._text[end : end + 1] == "_"
        target = self._text.rfind("<", start, end)
        if named and target > start + 1:
            self._hide(target, end - 1)

    def _whole(self, match: re.Match[str]) -> int:
        self._hide(*match.span())
        return match.end()

    def _escape(self, match: re.Match[str]) -> int:
        """A backslash stands for what it escapes, in Markdown alone."""
        if self._markdown:
            self._hide(match.start() + 1, match.end())
        return match.end()

    def _raised(self, match: re.Match[str]) -> int:
        """What Pandoc has in subscript and superscript is written within a word."""
        if self._markdown:
            self._hide_marks(*match.span(), 1)
        return match.end()

    def _entity(self, match: re.Match[str]) -> int:
        """The ampersand stands for the character, where it is one."""
        if character(match.group()):
            self._hide(match.start() + 1, match.end())
        return match.end()

    def _element(self, match: re.Match[str]) -> int:
        start, end = match.span()
        for span in hidden_in_tag(self._text, start, end, match["element"]):
            self._hide(*span)
        behind = behind_reading(self._text, start, end, match["element"])
        self._hide(end, behind)
        return behind

    def _bare_url(self, match: re.Match[str]) -> int:
        start, end = match.span()
        while self._text[end - 1] in _TRAILING:
            end -= 1
        self._hide(start, end)
        return end

    def _link(self, match: re.Match[str]) -> int:
        """A target counts where a bracket opened before it in its paragraph, and where it could lead
        somewhere: a Chinese remark in parentheses does not."""
        start, end = match.span()
        opening = self._text.rfind("[", max(0, start - _LONGEST_LINK_TEXT), start)
        target = match["target"]
        leads_on = target.isascii() or _PATH_MARK.search(target) or target.startswith("[[")
        if opening < 0 or not leads_on or "\n\n" in match.group():
            return start + 2
        if match["title"] and self._text.startswith("!", max(0, opening - 1)):  # it is a picture's
            self._hide(start, match.start("title") + 1)
            start = match.end("title") - 1
        self._hide(start, end)
        return end

    def _reference(self, match: re.Match[str]) -> int:
        """The label of a definition that is there, behind the words of its link."""
        if self._labels is None:
            found = _DEFINITION.finditer(self._text)
            self._labels = frozenset(_label(one[1]) for one in found if _PATH_MARK.search(one[2]))
        if _label(match["label"]) not in self._labels:
            return match.start() + 1
        self._hide(*match.span())
        return match.end()

    def _attributes(self, match: re.Match[str]) -> int:
        """What is said of the link, stretch or code that ends here; a parenthesis may end something else."""
        start, end = match.span()
        linked = self._spans and self._spans[-1][1] == start
        if self._markdown and (linked or self._text[start - 1] != ")"):
            self._hide(start - (self._text[start - 1] == "]"), end)
        return end

    def _wiki_link(self, match: re.Match[str]) -> int:
        """What stands before the words of its own, where it has some. A file that is embedded is not named,
        nor is its size."""
        start, end = match.start("page"), match.end()
        if self._text.startswith("!", max(0, match.start() - 1)) and _FILE.search(match["page"]):
            size = _FILE_SIZE.match(self._text, end)
            end = size.end() if size is not None else end
        elif self._text[end - 1] != "|":
            return start
        self._hide(start, end)
        return end

    def _org_link(self, match: re.Match[str]) -> int:
        """Where a link of Org leads, which stands before its words."""
        start, end = match.span()
        if self._markdown:
            return start + 1
        self._hide(start + 2, end)
        return end

    def _reading(self, match: re.Match[str]) -> int:
        """How characters are read, written behind them in braces: in kana or with tones, so not in ASCII."""
        if not self._markdown or match["reading"].isascii():
            return match.start() + 1
        self._hide(match.start(), match.start() + 1)
        self._hide(match.start("reading"), match.end())
        return match.end()

    def _definition(self, match: re.Match[str]) -> int:
        """The URL and the title of a reference definition, if the bracket closed at `start` is a label's. The
        label is looked at first: there is one at most in a line, but there may be many closed brackets."""
        start, end = match.span()
        line = line_start(self._text, start, _LONGEST_LABEL)
        if line is None or not _DEFINITION_LABEL.fullmatch(self._text, line, start + 1):
            return end
        defined = _DEFINED.match(self._text, end)
        if defined is None or not _PATH_MARK.search(defined[1]):
            return end
        self._hide(defined.start(1), defined.end())
        return defined.end()

    def _note(self, match: re.Match[str]) -> int:
        """The mark of a footnote, but not where it stands before the footnote itself."""
        start, end = match.span()
        if self._notes is None:
            self._notes = frozenset(map(str.casefold, _NOTE_LINE.findall(self._text)))
        if self._text[start + 1 : end].casefold() in self._notes:
            line = line_start(self._text, start, LONGEST_INDENT)
            footnote = _NOTE_LINE.match(self._text, line) if line is not None else None
            if footnote is None or footnote.end() != end:
                self._hide(start, end)
        return end

    def _comment(self, match: re.Match[str]) -> int:
        start, end = match.span()
        close = -1 if self._no_comment_end else self._text.find("-->", end)
        if close < 0:
            self._no_comment_end = True
            return end
        self._hide(start, close + 3)
        return close + 3

    def _ticks(self, match: re.Match[str]) -> int:
        return self._code.behind(*match.span())

    def _tildes(self, match: re.Match[str]) -> int:
        return self._code.behind_fence(*match.span()) or match.end()


_TAKES: Mapping[str | None, Callable[[_Scan, re.Match[str]], int]] = {
    None: _Scan._within_backticks,
    "url": _Scan._bare_url,
    "ticks": _Scan._ticks,
    "tildes": _Scan._tildes,
    "raised": _Scan._raised,
    "escaped": _Scan._escape,
    "target": _Scan._link,
    "title": _Scan._link,
    "colon": _Scan._definition,
    "label": _Scan._reference,
    "attributes": _Scan._attributes,
    "note": _Scan._note,
    "page": _Scan._wiki_link,
    "org": _Scan._org_link,
    "reading": _Scan._reading,
    "autolink": _Scan._whole,
    "mail": _Scan._whole,
    "times": _Scan._whole,
    "comment": _Scan._comment,
    "entity": _Scan._entity,
    "element": _Scan._element,
}
"""By the last group of a match, what hides all that this stands for, and says where to go on."""


def _label(text: str) -> str:
    """A label as it is compared with another."""
    return " ".join(text.split()).casefold()
