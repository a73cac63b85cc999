"""Quotations: a sentence with its source, written out by a template.

The rule: what the document does not say is left out with everything that belongs to it, and nothing is made
up. A template is text with `{fields}`; what stands in `[...]` is left out where a field in it is empty;
`\\[` and `\\]` are brackets. Nothing in it is ever run.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from tui.widgets.rows import site

if TYPE_CHECKING:
    from index import Document, Span

WORK = "[{author}]《{title}》[，{mark}]"
SOURCE = WORK + "[，{site}][，{date}][，{time}]"

TEMPLATES: Mapping[str, str] = {
    "markdown": "> {sentence}\n>\n> ——" + SOURCE + "[，<{url}>]\n",
    "inline": "“{sentence}”（" + WORK + "[，{date}][，<{url}>]）",
    "footnote": "{sentence}\\[^{key}\\]\n\n\\[^{key}\\]: " + SOURCE + "[，<{url}>]\n",
    "org": "#+begin_quote\n{sentence}\n——" + SOURCE + "[，\\[\\[{url}\\]\\]]\n#+end_quote\n",
    "gbt7714": "[{author}. ]{title}\\[EB/OL\\].[ ({date})][\\[{accessed}\\]].[ {url}.]",
    "obsidian": "> {sentence}\n>\n> ——[{author}]《\\[\\[{name}|{title}\\]\\]》[，{mark}][，{date}]\n",
    "plain": "“{sentence}”——" + SOURCE + "[，{url}]",
}
"""The templates that are there, in the order in which a key goes through them; the first is the usual one."""

FIELDS = frozenset(
    {"sentence", "author", "title", "site", "date", "accessed", "url", "time", "mark"}
    | {"path", "name", "line", "column", "key"}
)
"""What a template may name."""

_TOKEN = re.compile(r"\\(.)|\{([^{}]*)\}|([\[\]])", re.DOTALL)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")
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


def quotation(quoted: Quoted, template: str, mark: str = "", *, escape: str = "") -> str:
    """The quotation that a template makes. `mark` says that a text was written down by recognition, where it
    was; `escape` is `markdown` or `org` for what is set in such a text: its marks are harmless in names.

    Raises TemplateError.
    """
    return _filled(template, _values(quoted, mark, escape))


def named(quoted: Quoted, name: str, mark: str = "") -> str:
    """The quotation by one of `TEMPLATES`."""
    escape = {"org": "org", "plain": "", "gbt7714": ""}.get(name, "markdown")
    return quotation(quoted, TEMPLATES[name], mark, escape=escape)


def checked(template: str) -> None:
    """Raises TemplateError where a template names what there is not, or its brackets do not match."""
    _filled(template, dict.fromkeys(FIELDS, "x"))


def _values(quoted: Quoted, mark: str, escape: str) -> dict[str, str]:
    document, metadata = quoted.document, quoted.document.metadata
    names = _harmless_names(escape)
    said = words(document, quoted.span)
    seed = f"{document.path}:{quoted.span[0]}".encode("utf-8", "replace")
    return {
        "sentence": _ORG_LINE.sub(r",\1", said) if escape == "org" else said,
        "author": names("、".join(metadata.authors)),
        "title": names(_title(document)),
        "site": site(metadata.url),
        "date": metadata.dated,
        "accessed": metadata.downloaded,
        "url": percent(metadata.url, safe="%/:=&?~#+!$,;'@()*[]", errors="replace") if metadata.url else "",
        "path": _one_line(str(document.path)),
        "name": _one_line(document.path.stem),
        "line": str(quoted.line),
        "column": str(quoted.column),
        "time": quoted.time,
        "mark": mark,
        "key": f"x{zlib.crc32(seed):08x}",
    }


def _title(document: Document) -> str:
    """The title; where a cut first line stands for one, the name of the file."""
    title = document.metadata.title
    return document.path.stem if title.endswith("…") else title


def words(document: Document, span: Span) -> str:
    """The words of a stretch, as `index.wording` has them, without what a terminal might obey; lines and tabs
    stay."""
    from index import wording

    text = wording(document, span)
    return "".join(char for char in text if char in "\n\t" or char.isprintable() or ord(char) > 0x9F)


def _harmless_names(escape: str) -> Callable[[str], str]:
    if escape == "markdown":
        return lambda text: _MARKDOWN.sub(r"\\\1", _one_line(text))
    if escape == "org":
        return lambda text: _one_line(text).replace("[[", "[").replace("]]", "]")
    return _one_line


def _one_line(text: str) -> str:
    """A name on one line, without what is no character to be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its fields filled in. A field of several lines repeats what its line begins with."""
    groups: list[tuple[list[str], bool]] = [([], True)]
    place = 0
    for token in _TOKEN.finditer(template):
        parts, whole = groups[-1]
        parts.append(template[place : token.start()])
        place = token.end()
        escaped, field, bracket = token.groups()
        if escaped is not None:
            parts.append(escaped)
        elif field is not None:
            if field not in values:
                raise TemplateError("field", field)
            parts.append(_indented(values[field], "".join(parts)))
            groups[-1] = parts, whole and bool(values[field])
        elif bracket == "[":
            groups.append(([], True))
        elif len(groups) == 1:
            raise TemplateError("brackets", "]")
        else:
            groups.pop()
            groups[-1][0].append("".join(parts) if whole else "")
    if len(groups) > 1:
        raise TemplateError("brackets", "[")
    return "".join([*groups[0][0], template[place:]])


def _indented(value: str, before: str) -> str:
    """A value whose further lines begin as its first one does, where that is the mark of a quotation."""
    lead = before.rpartition("\n")[2]
    return value.replace("\n", "\n" + lead) if lead.strip() == ">" else value
