"""Quotations: a sentence with its source, written out by a template.

The rule: what the document does not say is left out with everything that belongs to it, and nothing is made
up. A template is text with `{fields}`; what stands in `[...]` is left out where a field in it is empty, or
all that is in further `[...]` within it; `\\[` and `\\]` are brackets. Nothing in it is ever run.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote as percent

import index

if TYPE_CHECKING:
    from index import Document, Metadata, Span

WORK = "[{author}]《{title}》[，{mark}]"
SOURCE = WORK + "[，{site}][，{date}][，{time}]"

TEMPLATES: Mapping[str, str] = {
    "markdown": "> {sentence}\n>\n> ——" + SOURCE + "[，<{url}>]\n",
    "inline": "“{sentence}”（" + WORK + "[，{date}][，<{url}>]）",
    "footnote": "{sentence}\\[^{key}\\]\n\n\\[^{key}\\]: " + SOURCE + "[，<{url}>]\n",
    "org": "#+begin_quote\n{sentence}\n——" + SOURCE + "[，\\[\\[{url}\\]\\]]\n#+end_quote\n",
    "gbt7714": "[{authors}. ]{title}\\[EB/OL\\].[ [({date})][\\[{accessed}\\]].][ {url}.]",
    "obsidian": "> {sentence}\n>\n> ——[{author}]《{link}》[，{mark}][，{date}]\n",
    "plain": "“{sentence}”——" + SOURCE + "[，{url}]",
}
"""The templates that are there, in the order in which a key goes through them; the first is the usual one."""

FIELDS = (
    *("sentence", "author", "authors", "title", "site", "date", "imprint", "accessed", "url", "time", "mark"),
    *("path", "name", "alias", "link", "line", "column", "key"),
)
"""What a template may name."""

_OFFLINE = {"gbt7714": "[{authors}. ]{title}\\[Z\\].[ {imprint}.]"}
"""The templates for what has no address: there it is `Z`, another document, and carriers are not told."""

VAULT = ".obsidian"
"""The folder that a vault has at its top."""
_MOST_AUTHORS = 3
_JOINERS = "\u200c\u200d"
_UNSEEN = "\xad\u200b\u2060\ufeff"
"""Where a line may be broken or not: no part of what is said. (Joiners and variants are.)"""
_INNER = {
    "“": (re.compile(r"[“”‘]|(?<![A-Za-z])’|’(?![A-Za-z])"), ("‘’", "“”")),
    "「": (re.compile(r"[「」『』]"), ("『』", "「」")),
}
"""The quotation marks that are others within these, and what they are in turn, the deeper the later."""
_TOKEN = re.compile(r"\\(.)|\{([^{}]*)\}|([\[\]{}])", re.DOTALL)
_MARKDOWN = re.compile(r"(?<=[^\W_])(_+)(?=[^\W_])|([\\`*_\[\]<>|])")
"""What is a mark in Markdown, behind low lines within a word, which are none."""
_UNNAMED = re.compile(r"[#^|\[\]\n]|%%")
"""What a link of Obsidian cannot have in the name of a file."""
_ORG_LINE = re.compile(r"^(\*+ |#\+)", re.MULTILINE)


class TemplateError(ValueError):
    """A template that cannot be used: what is wrong, `field` or `brackets`, and what stands there."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is quoted: a stretch of a document."""

    document: Document
    span: Span
    line: int
    """Of the beginning, from 1."""
    column: int
    time: str = ""
    """Where in a recording it is said; empty where the document has no times."""

    @property
    def source(self) -> Metadata:
        """What is said of where it is from."""
        return self.document.source_of(self.span[0])


def quotation(quoted: Quoted, template: str, mark: str = "", *, escape: str = "", plain: bool = False) -> str:
    """The quotation that a template makes. `mark` says that a text was written down by recognition, where it
    was; `escape` is `markdown` or `org` for what is set in such a text: its marks are harmless in names.
    `plain`: for what is no Markdown.

    Raises TemplateError.
    """
    return _filled(template, _values(quoted, mark, escape, plain))


def named(quoted: Quoted, name: str, mark: str = "") -> str:
    """The quotation by one of `TEMPLATES`."""
    escape = {"org": "org", "plain": "", "gbt7714": ""}.get(name, "markdown")
    template = TEMPLATES[name] if quoted.source.url else _OFFLINE.get(name, TEMPLATES[name])
    return quotation(quoted, template, mark, escape=escape, plain=escape != "markdown")


def checked(template: str) -> None:
    """Raises TemplateError where a template names what there is not, or its brackets do not match."""
    _filled(template, dict.fromkeys(FIELDS, lambda: "x"))


def _values(quoted: Quoted, mark: str, escape: str, plain: bool) -> Mapping[str, Callable[[], str]]:
    """What each field is filled in with, worked out where a template has it."""
    document, metadata, span = quoted.document, quoted.source, quoted.span
    names, title = _harmless_names(escape), metadata.title
    return {
        "sentence": lambda: _sentence(words(document, span, plain=plain), escape),
        "author": lambda: names("、".join(metadata.authors)),
        "authors": lambda: names(_authors(metadata.authors)),
        "title": lambda: names(title),
        "site": lambda: names(index.site_of(metadata)),
        "date": lambda: metadata.dated,
        "imprint": lambda: names(", ".join(filter(None, (metadata.publisher, metadata.dated)))),
        "accessed": lambda: metadata.downloaded,
        "url": lambda: percent(metadata.url, safe="%/:=&?~#+!$,;'@()*[]", errors="replace"),
        "path": lambda: _one_line(str(document.path)),
        "name": lambda: _one_line(document.path.stem),
        "alias": lambda: names(title) if title != document.path.stem else "",
        "link": lambda: _link(document, span[1], names(title)),
        "line": lambda: str(quoted.line),
        "column": lambda: str(quoted.column),
        "time": lambda: quoted.time,
        "mark": lambda: mark,
        "key": lambda: f"x{zlib.crc32(f'{document.path}:{span[0]}'.encode('utf-8', 'replace')):08x}",
    }


def _sentence(said: str, escape: str) -> str:
    return _ORG_LINE.sub(r",\1", said) if escape == "org" else said


def _link(document: Document, end: int, title: str) -> str:
    """A link of Obsidian: the path below the vault, which is one note's alone, the block in which the stretch
    ends, and the title. The title alone where no link can name the file."""
    path = document.path
    # `Path.is_dir` raises where the system does not say.
    vaults = (folder for folder in path.parents if os.path.isdir(folder / VAULT))  # noqa: PTH112
    vault = next(vaults, document.root)
    note = (path.with_suffix("") if path.suffix == ".md" else path).relative_to(vault).as_posix()
    if _UNNAMED.search(note):
        return title
    block = index.block_name(document.text, end) if document.kind is index.Kind.MARKDOWN else ""
    place = f"{_one_line(note)}#^{block}" if block else _one_line(note)
    return f"[[{place}]]" if place == title else f"[[{place}|{title}]]"


def _authors(names: Sequence[str]) -> str:
    """As GB/T 7714 has them: three at most, with commas."""
    if len(names) > _MOST_AUTHORS:
        names = [*names[:_MOST_AUTHORS], "et al" if "".join(names).isascii() else "等"]
    return ", ".join(names)


def words(document: Document, span: Span, *, plain: bool = True) -> str:
    """The words of a stretch, as `index.wording` has them, without what a terminal might obey and what nobody
    sees; lines and tabs stay. `plain`: for what is no Markdown."""
    text = index.wording(document, span, index.as_plain) if plain else index.wording(document, span)
    seen = (char for char in text if char not in _UNSEEN)
    return "".join(char for char in seen if char in "\n\t" or char.isprintable() or ord(char) > 0x9F)


def _harmless_names(escape: str) -> Callable[[str], str]:
    if escape == "markdown":
        return lambda text: _MARKDOWN.sub(lambda one: one[1] or "\\" + one[2], _one_line(text))
    if escape == "org":
        return lambda text: _one_line(text).replace("[[", "[").replace("]]", "]")
    return _one_line


def _one_line(text: str) -> str:
    """A name on one line, without what is no character to be seen."""
    return " ".join("".join(char if char.isprintable() or char in _JOINERS else " " for char in text).split())


class _Group(NamedTuple):
    """What stands in brackets of a template, or outside all of them."""

    parts: list[str]
    fields: list[bool]
    """Whether each of its fields is there."""
    groups: list[bool]
    """Whether each of the groups in it is shown."""

    @property
    def shown(self) -> bool:
        return all(self.fields) and (bool(self.fields) or not self.groups or any(self.groups))


def _filled(template: str, values: Mapping[str, Callable[[], str]]) -> str:
    """The template with its fields filled in. A field of several lines repeats what its line begins with."""
    groups = [_Group([], [], [])]
    place = 0
    for token in _TOKEN.finditer(template):
        parts = groups[-1].parts
        parts.append(template[place : token.start()])
        place = token.end()
        escaped, field, bracket = token.groups()
        if escaped is not None:
            parts.append(escaped)
        elif field is not None:
            if field not in values:
                raise TemplateError("field", field)
            before = "".join(parts)
            value = values[field]()
            parts.append(_indented(_nested(value, before), before))
            groups[-1].fields.append(bool(value))
        elif bracket == "[":
            groups.append(_Group([], [], []))
        elif bracket in "{}" or len(groups) == 1:
            raise TemplateError("brackets", bracket)
        else:
            shown = groups.pop().shown
            groups[-1].parts.append("".join(parts) if shown else "")
            groups[-1].groups.append(shown)
    if len(groups) > 1:
        raise TemplateError("brackets", "[")
    return "".join([*groups[0].parts, template[place:]])


def _nested(value: str, before: str) -> str:
    """A value, which behind an opening quotation mark has the marks of quotations within another, each as
    deep as it stands."""
    outer = before[-1:]
    if outer not in _INNER:
        return value
    quotes, inner = _INNER[outer]
    marks: list[tuple[re.Match[str], int, bool]] = []
    opened: list[str] = []
    depth = 0
    for mark in quotes.finditer(value):
        closes = mark[0] in "”’」』"
        if closes and (mark[0] != "’" or opened[-1:] == ["‘"]):  # else it is an apostrophe
            depth -= 1
            del opened[-1:]
            marks.append((mark, depth, closes))
        elif not closes:
            marks.append((mark, depth, closes))
            depth += 1
            opened.append(mark[0])
    lowest = min((depth for _, depth, _ in marks), default=0)  # below 0 where what closes was opened before
    pieces: list[str] = []
    place = 0
    for mark, depth, closes in marks:
        pieces += (value[place : mark.start()], inner[(depth - lowest) % 2][closes])
        place = mark.end()
    return "".join([*pieces, value[place:]])


def _indented(value: str, before: str) -> str:
    """A value whose further lines begin as its first one does, where that is the mark of a quotation."""
    lead = before.rpartition("\n")[2]
    return value.replace("\n", "\n" + lead) if lead.strip() == ">" else value
