"""What may begin markup in a Markdown or plain text: one expression, each way of which is named by its last
group. What it means there, and whether it does, is told by who reads it.
"""

from __future__ import annotations

import re

from index.sources.linemarks import NOTE, TIMES
from index.text.entities import NAME, PUNCTUATION
from index.text.fold import HAN

_WITHIN_NAME = r"[A-Za-z0-9.@/_-]"
"""What `www.` does not begin a URL behind."""
_URL_CHARACTERS = r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]"
_BRACKETED = rf"\[{_URL_CHARACTERS}*+\]"
_URL_REST = rf"(?:{_URL_CHARACTERS}++|\({_URL_CHARACTERS}*+\)|(?<==){_BRACKETED}|{_BRACKETED}(?==))*+"
"""ASCII only, so it never runs into Chinese; brackets only in pairs, so that it ends before the bracket
it stands in; square ones only in what is asked for: in AsciiDoc, the words of the link stand in others."""

_TEMPLATE = r"(?:\{\{[^{}]{0,300}+\}\}|\{%[^%{}]{0,300}+%\})"
"""What a site fills in: it may hold blanks and quotation marks."""

_INNER = r"\((?:[^\s()\\]|\\.)*+\)"
_NESTED = rf"\((?:[^\s()\\]|\\.|{_INNER})*+\)"
TARGET = rf"(?:<[^<>\n]*+>|(?![<])(?:[^\s(){{\\]++|{_TEMPLATE}|\{{|\\.|{_NESTED})*+)"
"""Where a link leads: in angle brackets, or without spaces but in what is filled in, and with its
parentheses in pairs."""
TITLE = r"""(?:"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|\((?:[^()\\\n]|\\.)*+\))"""
_SIZE = r"=\d*+x?\d*+"

_INLINE = r"(?!\^)(?:[^\[\]\\\n]++|\\.|\[[^\[\]\n]*+\]|\n(?![^\S\n]*+\n)){1,100}+"
"""A note in the place of its mark: it may hold links, and lines but for an empty one."""

_BRACES = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
_VALUE = rf"(?:\"(?:[^\"{{]++|{_TEMPLATE}|\{{)*+\"|'[^']*+'|{_BRACES}|[^\s\"'=<>`]++)"
_TAG = (
    r"/?+(?P<element>[A-Za-z][A-Za-z0-9-]*+)"
    rf"(?:\s++[^\s\"'=<>/`\x80-\U0010ffff]++(?:\s*+=\s*+{_VALUE})?+){{0,99}}+"
    r"\s*+/?+>"
)

ATTRIBUTES = (
    r":?+(?:[ \t]*+(?:[#.][A-Za-z][\w.:-]*+"
    r"|[A-Za-z][\w:-]*+=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'{}=]++))){1,20}+[ \t]*+\}"
)
"""An id, classes and values, as Pandoc and kramdown have them behind a link, a stretch or code."""

_LOOKS = (
    r"(?:text(?:bf|it|tt|sf|rm|sc|sl|md|up|normal)|emph|underline|uline|(?:sub)*section\*?|chapter\*?)(?=\{)"
)
"""Commands of LaTeX that say how words look, or that they are a heading."""

END = r"(?=[ \t]*+(?:[\r\n]|\Z))"
"""The end of a line."""

_ADDRESS = rf"(?:ttps?|TTPS?|tp|TP)://[A-Za-z0-9\[]{_URL_REST}"
_HOST = rf"(?<!{_WITHIN_NAME}[wW])(?:ww|WW)\.[A-Za-z0-9]{_URL_REST}"

_WAYS = {
    **dict.fromkeys("hHfF", _ADDRESS),
    **dict.fromkeys("wW", _HOST),
    "`": r"[^`\n]++`(?!`)(?P<code>)|`*+(?P<ticks>)",
    "~": r"~~++(?P<tildes>)|(?<=[A-Za-z)\]]~)[A-Za-z0-9+-]{1,20}+~(?!~)(?P<lowered>)",
    "^": r"(?<=[A-Za-z0-9)\]]\^)[+-]?+[A-Za-z0-9]{1,20}+\^(?![A-Za-z0-9])(?P<raised>)"
    rf"|\[(?=(?P<inline>{_INLINE})\])",
    "\\": rf"[{PUNCTUATION}](?P<escaped>)"
    rf"|(?:{_LOOKS}|label\{{[^{{}}\n]{{1,100}}+\}})(?P<command>)",
    "]": rf"\([ \t]*+\n?[ \t]*+(?P<target>{TARGET})"
    rf"(?:[ \t\n]++(?:(?P<title>{TITLE})|{_SIZE}))?+[ \t]*+\n?[ \t]*+\)"
    r"|:(?P<colon>)"
    r"|\[(?!\^)(?P<label>(?:[^\[\]\\\n]|\\.){1,200}+)\](?!\()",
    "{": rf"(?<=[\])`]\{{){ATTRIBUTES}(?P<attributes>)"
    rf"|[:#.-][^{{}}\n]{{0,200}}+\}}{END}(?P<line>)"
    r"|(?:\{[<%]|%)(?P<call>)"
    rf"|(?<!\{{\{{)[{HAN}]{{1,20}}+(?P<reading>(?:\|[^{{}}|\n{HAN}]{{1,40}}+)++)\}}"
    r"|/\*(?P<remark>)",
    ":": rf"(?<=[^:]:):[ \t]++\S++{END}(?P<property>)"
    r"|(?:(?<=xref:)|(?<=link:))[^\s\[\]]{1,300}+\[(?=(?P<macro>[^\[\]\n]{1,200}+)\])",
    "[": rf"#[\w-]{{0,100}}+\]_(?P<footnote>)|{NOTE}(?P<note>)|{TIMES}(?P<times>)"
    r"|\[(?P<page>[^\s\[\]|^][^\[\]|\n]*+)(?:\|(?=[^\[\]|\n][^\[\]\n]*+\]\])|(?=\]\]))"
    r"|\[(?=[^\[\]\n]*?[/.#:*])[^\[\]\n]++\]\[(?=[^\[\]\n]++\]\])(?P<org>)",
    "<": r"<[^\s<>,]{1,100}+,(?=[^<>\n]{1,200}+>>)(?P<crossing>)"
    r"|(?:https?|ftp|file|[a-z]{3,20})://[^\s<>]++>(?P<autolink>)"
    r"|(?:mailto:)?+[A-Za-z0-9._%+-]++@[A-Za-z0-9.-]++>(?P<mail>)"
    r"|!--(?P<comment>)"
    rf"|{_TAG}",
    "&": f"{NAME}(?P<entity>)",
}
"""By the character that markup begins with, what may follow: the ways of each are tried in turn."""

MARK = re.compile("|".join(f"{re.escape(begin)}(?:{ways})" for begin, ways in _WAYS.items()))
"""Everything that may begin markup; a URL has no name. Each way begins with a character as it is, so that no
place is looked at where none of these stands. All runs are possessive: no place is tried twice for one
beginning, so the time is linear whatever the text."""
