"""Which characters of a Markdown or plain text are not its body: where links lead, HTML tags, comments; and
which words in it are tags of the document. Notes within a sentence and times of rows are asides.

What a reader sees stays body: link texts, image descriptions, everything in code. Where it is not certain
that something is markup, it is body: a text that is hidden is a text that is not found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from index.model import Kind, Span
from index.sources.calls import call_end, hidden_in_call, hidden_in_component
from index.sources.code import LONGEST_INDENT, Code, data
from index.sources.grammar import MARK
from index.sources.labels import LONGEST, Labels, leads_on
from index.sources.tags import behind_reading, hidden_in_tag, is_element, opens_code
from index.text.entities import character
from index.text.places import line_start

_TRAILING = ".,;:!?'*_~"
"""What ends a sentence or an emphasis rather than a URL."""

_EMOJI = r"\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d"
_HASH = re.compile(rf"#(?<!\S#)[\w{_EMOJI}][\w/{_EMOJI}-]*+")
"""What may be a tag, where it is in nothing else."""
_INITIAL = re.compile(r"\*\*(?:(?<=[A-Za-z]\*\*)[A-Za-z]++\*\*|[A-Za-z]++\*\*(?=[A-Za-z]))")
"""What may be a bold part of a word, where it is in nothing else."""

_FILE = re.compile(
    r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp|flac|m4a|mp3|ogg|wav|3gp|mkv|mov|mp4|ogv|webm|pdf)(?:#[^#]*)?\\?\Z",
    re.IGNORECASE,
)
"""The end of a file's name, and of what a wiki link says of where in it: one that is shown, not named."""
_FILE_SIZE = re.compile(r"\d++(?:x\d++)?+(?=\]\])")

_COMMENT_ENDS = {"<!": "-->", "{/": "*/}"}
"""By how comments of HTML and of MDX begin."""
_ATTRIBUTED = re.compile(r"[ \t>]*+(?:#{1,6}[ \t]|:|\$\$|.*\$\$[ \t]*\Z)")
_KEPT = re.compile(r"[ \t]*+(?:[-*][ \t]++)?+((?:collapsed|id)::[ \t]++\S++)")
_CLOSING = re.compile(r"</([A-Z]\w*+)\s*+>")

_LONGEST_LINK_TEXT = 2_000
"""Characters from a link's opening bracket to its target, at most."""


class Markup(NamedTuple):
    """What is told by one pass over a text."""

    hidden: tuple[Span, ...]
    """As `hidden_spans` has them."""
    asides: tuple[Span, ...]
    """Inline notes of Markdown, and the times of rows: sorted, disjoint. What is in a note may be hidden."""
    tags: tuple[str, ...]
    """Of Markdown, what `#tag` and `#tag/part of it` name in the body, as Obsidian reads them: not in code,
    and no mere number. As they stand there, each once."""


def hidden_spans(text: str, body: int = 0, kind: Kind = Kind.MARKDOWN) -> tuple[Span, ...]:
    """The spans at or behind `body` that are not body text: sorted, disjoint, not empty, not touching.

    Hidden are: targets of links and images, with their brackets and quotes, and the titles of links;
    definitions' labels in place of a target; attributes in braces; targets of wiki links, and of links of
    Org, AsciiDoc and reStructuredText, that have words of their own, and of files that are embedded; the URLs
    and titles of reference definitions; autolinks; bare URLs (ASCII only, without trailing punctuation);
    comments; scripts and styles; HTML tags except what `alt` and `title` say of others than links; of
    shortcodes, tags of templates and components all but what they say; how characters are read, set above
    them; the marks of footnotes that are there; entities but for their ampersands; in Markdown the marks of
    what is bold, raised or lowered within a word, and what a backslash escapes, which is left to stand for
    it; else what LaTeX says of looks; in code, long data. The time is linear in the text's length.
    """
    return markup(text, body, kind).hidden


def markup(text: str, body: int = 0, kind: Kind = Kind.MARKDOWN) -> Markup:
    """What is hidden, the asides and the tags at or behind offset `body`."""
    return _Scan(text, kind, body).run(body)


class _Scan:
    """One pass over one text."""

    def __init__(self, text: str, kind: Kind, body: int) -> None:
        self._text = text
        self._markdown = kind is Kind.MARKDOWN
        self._spans: list[Span] = []
        self._asides: list[Span] = []
        self._tags: dict[str, None] = {}
        self._labels = Labels(text)
        self._ends: dict[str, int] = {}  # where what ends comments comes next, as far as it was asked
        self._closed: frozenset[str] | None = None  # names of components that a tag closes
        self._code = Code(text, body)

    def run(self, at: int) -> Markup:
        search = MARK.search
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
        return Markup(tuple(self._spans), tuple(self._asides), tuple(self._tags))

    def _next(self, ending: str, at: int) -> int:
        """Where an ending comes next, -1 where it comes no more; asked for places in their order only."""
        place = self._ends.get(ending, 0)
        if 0 <= place < at:
            place = self._ends[ending] = self._text.find(ending, at)
        return place

    def _hide(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self._spans and self._spans[-1][1] >= start:
            start = self._spans.pop()[0]
        self._spans.append((start, end))

    def _take_loose(self, start: int, end: int) -> None:
        """A tag, or the marks of a bold part of a word, if it is not in a line of code."""
        if self._code.is_indented(start):
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
        name = match["element"]
        if self._is_component(match):
            hidden = hidden_in_component(self._text, start, end)
        else:
            hidden = hidden_in_tag(self._text, start, end, name)
        for span in hidden:
            self._hide(*span)
        behind = behind_reading(self._text, start, end, name)
        if opens_code(self._text, start, name):
            behind = self._behind_code(end, f"</{name}>")
        self._hide(end, behind)
        return behind

    def _behind_code(self, at: int, ending: str) -> int:
        """Behind a script or a style, which stands in lines of its own or in one."""
        close = self._next(ending, at)
        line = self._text.find("\n", at, max(at, close))
        if close < 0 or (line >= 0 and self._text[at:line].strip()):
            return at
        return close + len(ending)

    def _is_component(self, match: re.Match[str]) -> bool:
        """Whether a tag is one of a component: it has attributes, or there is one that closes it. Else it may
        be a type in brackets."""
        tag, name = match.group(), match["element"]
        if not self._markdown or name.isupper() or not name[0].isupper():
            return False
        if self._code.is_indented(match.start()) or (is_element(name) and "=" not in tag):
            return False
        if self._closed is None:
            self._closed = frozenset(_CLOSING.findall(self._text))
        return "=" in tag or tag.endswith("/>") or name in self._closed

    def _call(self, match: re.Match[str]) -> int:
        """A shortcode or a tag of a site's templates."""
        start = match.start()
        end = call_end(self._text, start) if self._markdown and not self._code.is_indented(start) else 0
        for span in hidden_in_call(self._text, start, end) if end else ():
            self._hide(*span)
        return end or match.end()

    def _line_attributes(self, match: re.Match[str]) -> int:
        """What is said at the end of a heading, a caption, a formula or a fence, or below a paragraph."""
        start, end = match.span()
        line = line_start(self._text, start, LONGEST)
        if self._markdown and line is not None:
            before = self._text[line:start]
            own = self._text[start + 1] == ":"
            if not before.strip(" \t>") if own else _ATTRIBUTED.match(before):
                for span in hidden_in_component(self._text, start, end):
                    self._hide(*span)
        return end

    def _property(self, match: re.Match[str]) -> int:
        """What Logseq keeps for itself of a block."""
        line = line_start(self._text, match.start(), LONGEST_INDENT)
        if self._markdown and line is not None:
            kept = _KEPT.fullmatch(self._text, line, match.end())
            if kept is not None:
                self._hide(kept.start(1), match.end())
                return match.end()
        return match.start() + 1

    def _plain(self, match: re.Match[str]) -> int:
        """Commands of LaTeX, links of AsciiDoc within a text, footnotes of reStructuredText."""
        if self._markdown:
            return match.start() + 1
        return self._whole(match)

    def _macro(self, match: re.Match[str]) -> int:
        """Where a link of AsciiDoc leads, which stands before its words, and the brackets around these."""
        if self._markdown:
            return match.start() + 1
        self._hide(match.start() - len("xref"), match.end())
        self._hide(match.end("macro"), match.end("macro") + 1)
        return match.end("macro") + 1

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
        leads = target.isascii() or leads_on(target) or target.startswith(("[[", "{"))
        if opening < 0 or not leads or "\n\n" in match.group():
            return start + 2
        if match["title"] and self._text.startswith("!", max(0, opening - 1)):  # it is a picture's
            self._hide(start, match.start("title") + 1)
            start = match.end("title") - 1
        self._hide(start, end)
        return end

    def _reference(self, match: re.Match[str]) -> int:
        """The label of a definition that is there, behind the words of its link."""
        if not self._labels.has_link(match["label"]):
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
        """The URL and the title of a reference definition, if this is one."""
        defined = self._labels.definition(*match.span())
        if defined is None:
            return match.end()
        self._hide(*defined)
        return defined[1]

    def _note(self, match: re.Match[str]) -> int:
        if self._labels.is_mark(*match.span()):
            self._hide(*match.span())
        return match.end()

    def _aside(self, match: re.Match[str]) -> int:
        """The times of a row; a note in the place of its mark, which may hold markup."""
        start, end, inline = *match.span(), match.lastgroup == "inline"
        if inline and (not self._markdown or self._code.is_indented(start)):
            return start + 1
        if not self._asides or self._asides[-1][1] <= start:
            self._asides.append((start, match.end("inline") + 1 if inline else end))
        return end

    def _comment(self, match: re.Match[str]) -> int:
        start, end = match.span()
        ending = _COMMENT_ENDS[self._text[start : start + 2]]
        if ending != "-->" and (not self._markdown or self._code.is_indented(start)):
            return end
        close = self._next(ending, end)
        if close < 0:
            return end
        self._hide(start, close + len(ending))
        return close + len(ending)

    def _ticks(self, match: re.Match[str]) -> int:
        return self._behind_data(match.start(), self._code.behind(*match.span()))

    def _tildes(self, match: re.Match[str]) -> int:
        return self._behind_data(match.start(), self._code.behind_fence(*match.span()) or match.end())

    def _behind_data(self, start: int, end: int) -> int:
        """Behind some code, in which what is data is hidden."""
        for span in data(self._text, start, end):
            self._hide(*span)
        return end


_TAKES: Mapping[str | None, Callable[[_Scan, re.Match[str]], int]] = {
    None: _Scan._bare_url,
    "code": _Scan._within_backticks,
    "ticks": _Scan._ticks,
    "tildes": _Scan._tildes,
    "escaped": _Scan._escape,
    "colon": _Scan._definition,
    "label": _Scan._reference,
    "attributes": _Scan._attributes,
    "line": _Scan._line_attributes,
    "call": _Scan._call,
    "property": _Scan._property,
    "macro": _Scan._macro,
    "note": _Scan._note,
    "page": _Scan._wiki_link,
    "org": _Scan._org_link,
    "reading": _Scan._reading,
    "entity": _Scan._entity,
    "element": _Scan._element,
    **dict.fromkeys(("lowered", "raised"), _Scan._raised),
    **dict.fromkeys(("target", "title"), _Scan._link),
    **dict.fromkeys(("command", "crossing", "footnote"), _Scan._plain),
    **dict.fromkeys(("autolink", "mail"), _Scan._whole),
    **dict.fromkeys(("times", "inline"), _Scan._aside),
    **dict.fromkeys(("comment", "remark"), _Scan._comment),
}
"""By the last group of a match, what hides all that this stands for, and says where to go on."""
