"""Which characters of a Markdown or plain text are not its body: where links lead, HTML tags, comments.

What a reader sees stays body: link texts, image descriptions, everything in code. Where it is not certain
that something is markup, it is body: a text that is hidden is a text that is not found.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from index.model import Span
from index.sources.tags import hidden_in_tag

_URL_CHARACTERS = r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]"
_URL_REST = rf"(?:{_URL_CHARACTERS}|\({_URL_CHARACTERS}*+\)|\[{_URL_CHARACTERS}*+\])*+"
"""ASCII only, so it never runs into Chinese; brackets only in pairs, so that it ends before the bracket
it stands in."""

_INNER = r"\((?:[^\s()\\]|\\.)*+\)"
_NESTED = rf"\((?:[^\s()\\]|\\.|{_INNER})*+\)"
_TARGET = rf"(?:<[^<>\n]*+>|(?![<])(?:[^\s()\\]|\\.|{_NESTED})*+)"
"""Where a link leads: in angle brackets, or without spaces and with its parentheses in pairs."""
_TITLE = r"""(?:"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|\((?:[^()\\\n]|\\.)*+\))"""
_SIZE = r"=\d*+x?\d*+"

_TAG = (
    r"/?+(?P<element>[A-Za-z][A-Za-z0-9-]*+)"
    r"(?:\s++[^\s\"'=<>/`]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+){0,99}+"
    r"\s*+/?+>"
)

_MARK = re.compile(
    r"[\\\]`~<hHfFwW](?:"
    rf"(?:(?:ttps?|TTPS?|tp|TP)://[A-Za-z0-9\[]{_URL_REST}|(?:ww|WW)\.[A-Za-z0-9]{_URL_REST})(?P<url>)"
    r"|(?<=`)`*+(?P<ticks>)"
    r"|(?<=~)~~++(?P<tildes>)"
    r"|(?<=\\)[!-/:-@\[-`{-~]"
    rf"|(?<=\])\([ \t]*+\n?[ \t]*+(?P<target>{_TARGET})(?:[ \t\n]++(?:{_TITLE}|{_SIZE}))?+[ \t]*+\n?[ \t]*+\)"
    rf"|(?<=\]):[ \t]*+(?P<definition>{_TARGET})(?=[ \t]*+(?:{_TITLE}[ \t]*+)?+(?:[\r\n]|\Z))"
    r"|(?<=<)(?:https?|ftp|file|[a-z]{3,20})://[^\s<>]++>(?P<autolink>)"
    r"|(?<=<)(?:mailto:)?+[A-Za-z0-9._%+-]++@[A-Za-z0-9.-]++>(?P<mail>)"
    r"|(?<=<)!--(?P<comment>)"
    rf"|(?<=<){_TAG}"
    r")"
)
"""Everything that may begin markup, tried only where one of the characters in front stands. All runs are
possessive: no place is tried twice for one beginning, so the time is linear whatever the text."""

_TRAILING = ".,;:!?'*_~"
"""What ends a sentence or an emphasis rather than a URL."""
_NOT_BEFORE_WWW = re.compile(r"[A-Za-z0-9.@/_-]", re.ASCII)
_FENCE_LINE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?+")
_DEFINITION_LABEL = re.compile(r"[ \t>]{0,8}\[(?!\^)(?:[^\[\]\\\n]|\\.){1,999}+\]")
_POINTS_SOMEWHERE = re.compile(r"[/.#:]|\A[\x00-\x7f]*\Z")

_LONGEST_LINK_TEXT = 2_000
"""Characters from a link's opening bracket to its target, at most."""


def hidden_spans(text: str, body: int = 0) -> tuple[Span, ...]:
    """The spans at or behind offset `body` that are not body text: sorted, disjoint, not empty, none
    touching the next.

    Hidden are: targets of links and images, with their brackets and titles; the URLs of reference
    definitions; autolinks; bare URLs (ASCII only, without trailing punctuation); HTML comments, and tags
    of HTML elements except what their `alt` and `title` say. The time is linear in the text's length.
    """
    return _Scan(text).run(body)


class _Scan:
    """One pass over one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[Span] = []
        self._backticks: dict[int, list[int]] | None = None
        self._no_comment_end = False
        self._blank_line = -1

    def run(self, at: int) -> tuple[Span, ...]:
        search = _MARK.search
        text = self._text
        while (match := search(text, at)) is not None:
            at = self._take(match)
        return tuple(self._spans)

    def _take(self, match: re.Match[str]) -> int:
        """Hides what the match stands for, and says where to go on."""
        start, end = match.span()
        group = match.lastgroup
        if group is None:
            return end
        if group == "url":
            return self._bare_url(start, end)
        if group == "target":
            return self._link(match)
        if group == "definition":
            return self._definition(match)
        if group == "ticks":
            return self._code(start, end)
        if group == "tildes":
            return self._fence(start, end) or end
        if group == "comment":
            return self._comment(start, end)
        if group == "element":
            for span in hidden_in_tag(self._text, start, end, match["element"]):
                self._hide(*span)
            return end
        self._hide(start, end)
        return end

    def _hide(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self._spans and self._spans[-1][1] >= start:
            start = self._spans.pop()[0]
        self._spans.append((start, end))

    def _bare_url(self, start: int, end: int) -> int:
        text = self._text
        if text[start] in "wW" and start and _NOT_BEFORE_WWW.match(text, start - 1):
            return start + 4
        while text[end - 1] in _TRAILING:
            end -= 1
        self._hide(start, end)
        return end

    def _link(self, match: re.Match[str]) -> int:
        """A target counts where a bracket opened before it in its paragraph, and where it could lead
        somewhere: a Chinese remark in parentheses does not."""
        start, end = match.span()
        opening = self._text.rfind("[", max(0, start - _LONGEST_LINK_TEXT), start)
        if opening < 0 or not _POINTS_SOMEWHERE.search(match["target"]):
            return start + 2
        if "\n" in match.group() and "\n\n" in match.group():
            return start + 2
        self._hide(start, end)
        return end

    def _definition(self, match: re.Match[str]) -> int:
        start = match.start()
        line = self._text.rfind("\n", max(0, start - 1_010), start) + 1
        target = match["definition"]
        label = _DEFINITION_LABEL.fullmatch(self._text, line, start + 1)
        if label is None or not target or not _POINTS_SOMEWHERE.search(target):
            return start + 1
        self._hide(match.start("definition"), match.end("definition"))
        return match.end("definition")

    def _comment(self, start: int, end: int) -> int:
        close = -1 if self._no_comment_end else self._text.find("-->", end)
        if close < 0:
            self._no_comment_end = True
            return end
        self._hide(start, close + 3)
        return close + 3

    def _code(self, start: int, end: int) -> int:
        """Behind the code that a run of backticks opens, or behind the run where it opens none."""
        if end - start >= 3 and (behind := self._fence(start, end)):
            return behind
        closes = self._runs(start).get(end - start, [])
        index = bisect_right(closes, start)
        if index == len(closes) or self._next_blank_line(end) < closes[index]:
            return end
        return closes[index] + end - start

    def _runs(self, start: int) -> dict[int, list[int]]:
        """Where the runs of backticks from `start` on begin, by their length."""
        if self._backticks is None:
            self._backticks = {}
            for run in _BACKTICKS.finditer(self._text, start):
                self._backticks.setdefault(run.end() - run.start(), []).append(run.start())
        return self._backticks

    def _next_blank_line(self, at: int) -> int:
        """Where the first blank line at or behind `at` is; asked for places in their order only."""
        if self._blank_line < at:
            found = _BLANK_LINE.search(self._text, at)
            self._blank_line = found.start() if found is not None else len(self._text)
        return self._blank_line

    def _fence(self, start: int, end: int) -> int:
        """Behind the fenced code that opens here, 0 where none does. What never closes goes on to the
        end of the text, as readers of Markdown have it."""
        text = self._text
        line = text.rfind("\n", max(0, start - 100), start) + 1
        if not _FENCE_LINE.fullmatch(text, line, start):
            return 0
        mark = text[start]
        line_end = text.find("\n", end)
        if line_end < 0:
            return len(text)
        if mark == "`" and text.find("`", end, line_end) >= 0:
            return 0
        closing = re.compile(rf"\n[ \t>]*+{mark}{{{end - start},}}+[ \t\r]*+(?=\n|\Z)")
        found = closing.search(text, line_end)
        return found.end() if found is not None else len(text)


_BACKTICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t>]*+\r?\n")
