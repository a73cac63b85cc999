"""One line that says who wrote a text, when it came out, where, or what it is about → what it says.

The rule: by labels that are known, or in a form that is nothing else; a value that may be a sentence says
nothing. What is said is one of the fields of `Metadata`, or one of those below that stand for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from index.sources import names
from index.sources.dates import Day, day_within, iso_date
from index.sources.metadata import address
from index.text.fold import fold

_LABELS: Mapping[str, str] = {
    "authors": "作者, 原文作者, 原作者, 文章作者, 本文作者, 著者, 撰文, 撰稿, 撰稿人, 文, 文字, 采写, 记者, "
    "本报记者, Author, Authors",
    "interviewers": "采访",
    "publisher": "来源, 文章来源, 新闻来源, 稿件来源, 信息来源, 内容来源, 出处, 原载, 转自, 转载自, "
    "本文来自, 本文来自微信公众号, 公众号, 微信公众号, 媒体, 网站, 出版社, Source, Publisher",
    "url": "原文链接, 原文地址, 原文网址, 原文, 链接, 网址, 文章链接, 本文链接, 文章地址, 已剪辑自, "
    "URL, Link, Original",
    "permalink": "本文永久链接",
    "published": "发布时间, 发布日期, 发表时间, 发表日期, 发表于, 发布于, 发布, 日期, 出版日期, 出版时间, "
    "出版年, Published, Published on, Publication date, Date, Revdate",
    "created": "创建时间, 创建日期, 创建于, Created, Created time, Date created",
    "downloaded": "收藏时间, 剪藏时间, 剪藏日期, 保存时间, 采集时间, Clipped, Saved",
    "tags": "标签, 关键词, 关键字, Tags, Keywords, Document Tags",
    "title": "标题, 书名, 篇名, 文章标题, Title, Full Title",
    "sender": "From, 发件人, 寄件者",
    "subject": "Subject, 主题, 主旨",
    "sent": "Sent, 发送时间",
    "prose": "摘要, 导读, 导语, 提要, 简介, 编者按, Abstract, Summary",
    "": "编辑, 责任编辑, 责编, 主编, 执行主编, 译者, 翻译, 编译, 校对, 校对者, 审校, 摄影, 图, 图片, 配图, "
    "头图, 题图, 题图来自, 插画, 封面, 排版, 监制, 策划, 出品, 审核, 设计, 译文出自, 更新时间, 分类, 收件人, "
    "抄送, 最后更新, 阅读, 阅读量, 阅读数, 浏览, 点击, 评论, 字数, 版面, 单位, 学校, 状态, To, Cc, Reply-To, "
    "Message-ID, Editor, Status, Type, Category, Updated, Last edited, Version, ISBN",
}
"""What each label says, in either script and with blanks between its characters or not. Those of prose and of
nothing are known, and what they say is passed over."""

_READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("authors", "interviewers", "sender"), names.people),
    **dict.fromkeys(("url", "permalink"), address),
    **dict.fromkeys(("published", "created", "downloaded", "sent"), iso_date),
    **dict.fromkeys(("title", "subject"), names.title),
    "publisher": names.publisher,
    "tags": names.tags,
}
"""What a field makes of a value."""
_SENTENCES = frozenset(("url", "title", "subject", "prose"))
"""Fields whose values may be sentences."""
_DATED = frozenset(("authors", "interviewers", "publisher"))
"""Fields behind whose values a day may stand."""
_PEOPLE = frozenset(("authors", "interviewers", ""))
"""Fields whose labels a slash may follow, and which may share a value: `文/图`."""

_WORD = r"[\w-]{1,12}+"
_JOINT = r"[/／&＆、]"
_BESIDE = rf"[ \u3000]?{_JOINT}[ \u3000]?{_WORD}"
_WAYS = (rf"{_WORD}(?:{_BESIDE}){{2}}", f"{_WORD}{_BESIDE}", rf"{_WORD}(?:[ \u3000]{{1,3}}{_WORD}){{0,2}}")
_LABEL = re.compile(
    rf"(?<=[\s,，;；|》])(?={_WORD}(?:[ \u3000/／&＆、]{{1,3}}{_WORD}){{0,2}}[ \t]*[:：|/／])"
    + "".join(rf"(?:(?=({way})[ \t]*([:：|/／])(?![:：/]))|)" for way in _WAYS)
)
"""What may be three labels that share a value, two, and one, behind what parts them from others: each with
the mark that parts it from its value."""
_SEVERAL = re.compile(_JOINT)
_BREAK = re.compile(r"[| \xa0\t\u3000](?:(?<![ \xa0])|[| \xa0\t\u3000]|[·•‧∙/／][ \t])")
"""What parts one thing that is said in a line from the next: a bar, a blank wider than one space, a dot or a
slash between two."""

_ENDS = " \t\xa0\u3000,，;；"
"""What may stand between a value and a label behind it, beside that."""

_ORIGINAL = re.compile(
    r"(?:原创|Original)[ \t:：]+(\S{1,20})(?:[ \t]+(\[[^\[\]]{1,30}\]\S*|\S{2,20}))?[ \t]*"
)
"""Who wrote it, and which account has it: the head of a page in WeChat."""
_PLACE = re.compile(r"(?:[ \t]+\S{2,4})?")
_MAILS = re.compile(r"(?:[^\W\d][^\d<>@,;，。：:]{1,40}<[\w.+-]+@[\w.-]+>[;,]?[ \t]*)+")


class Statement(NamedTuple):
    """One thing that is said: the field, its value, and the label before it; empty for none."""

    field: str
    value: Any
    label: str = ""


class _Label(NamedTuple):
    """Where a label begins, where its value does, its field, and the label."""

    start: int
    end: int
    field: str
    text: str


def statements(line: str, above: int) -> list[Statement] | None:
    """What a line without marks around it says; None where it is no line of this kind. `above`: how
    many lines that say nothing stand above it; where none does, it may be the title."""
    labels = list(_labels(line))
    if labels:
        return _labelled(_parts(line, labels))
    return None if names.is_sentence(line) else _unlabelled(line, above)


def _labels(line: str) -> Iterator[_Label]:
    """The labels of a line in turn. One in small letters begins it, or is a word of others: `How to: …`."""
    behind = 0
    for found in _LABEL.finditer(f" {line}"):
        start = found.start() - 1
        for group in (1, 3, 5):
            label = found[group]
            if start < behind or label is None or (start and label.islower()):
                continue
            if (field := _known(label, found[group + 1])) is not None:
                behind = found.end(group + 1) - 1
                yield _Label(start, behind, field, label)


def _parts(line: str, labels: list[_Label]) -> Iterator[tuple[_Label | None, str]]:
    """The pieces of a line in turn, those behind a label with it."""
    last, place = None, 0
    for label in (*labels, None):
        text = line[place:] if label is None else line[place : label.start]
        ends = None if label is None else _ENDS
        value, *others = (piece.strip(ends) for piece in _BREAK.split(text.lstrip()))
        if last is not None or value:
            yield last, value
        yield from ((None, other) for other in others if other)
        last, place = label, label.end if label is not None else 0


@lru_cache(maxsize=1_024)
def _known(label: str, mark: str) -> str | None:
    """The field of a label, or of several; None where it is none, or may not stand before this mark."""
    fields = [_fields().get(_key(one)) for one in _SEVERAL.split(label)]
    people = not label.isascii() and _PEOPLE.issuperset(fields)
    fits = mark in ":：" or (people if mark in "/／" else not label.isascii())
    if not fits or None in fields or (len(fields) > 1 and not people):
        return None
    return next(filter(None, fields), "")


@cache
def _fields() -> Mapping[str, str]:
    """The field of each label."""
    return {_key(label): field for field, labels in _LABELS.items() for label in labels.split(", ")}


def _key(label: str) -> str:
    return fold(label).replace(" ", "")


def _labelled(parts: Iterable[tuple[_Label | None, str]]) -> list[Statement] | None:
    """What a line with labels says, which begins with one, with a day, or with the name of a book."""
    said: list[Statement] = []
    for number, (label, value) in enumerate(parts):
        if label is not None:
            if label.field not in _SENTENCES and names.is_sentence(value) and not address(value):
                return None
            said += _values(label.field, value, label.text)
        elif (day := day_within(value)) is not None and day.alone:
            said.append(Statement("published", day.iso))
        elif number == 0:
            if not (work := names.work(value)):
                return None
            said.append(Statement("title", work))
    return said


def _values(field: str, value: str, label: str) -> list[Statement]:
    said: list[Statement] = []
    if field in _DATED and (day := day_within(value)) is not None and not day.behind.strip(" \t)）"):
        said.append(Statement("published", day.iso, label))
        value = day.before.rstrip(" \t,，(（")
    if field == "publisher":
        said.append(Statement("url", address(value), label))
    if field in _READ:
        said.append(Statement(field, _READ[field](value), label))
    return said


def _unlabelled(line: str, above: int) -> list[Statement] | None:
    """What a line says by its form: a page of WeChat, who wrote it, names with addresses, a clipping."""
    day = day_within(line)
    if said := _account(line, day):
        return said
    if people := names.byline(line, above):
        return [Statement("authors", people)]
    if not above:
        return None
    if _MAILS.fullmatch(line):
        return [Statement("authors", names.people(line))]
    return _clipping(line, day) if day is not None else None


def _account(line: str, day: Day | None) -> list[Statement]:
    """Who wrote a page of WeChat, and which account has it, with a day or a link."""
    original = _ORIGINAL.fullmatch(day.before if day is not None else line)
    if original is None or (day is not None and not _PLACE.fullmatch(day.behind)):
        return []
    author, account = original[1], original[2] or ""
    if day is None and not account.startswith("["):
        return []
    said = [Statement("authors", names.people(author)), Statement("publisher", names.publisher(account))]
    return [*said, Statement("published", day.iso)] if day is not None else said


def _clipping(line: str, first: Day) -> list[Statement] | None:
    """A day, and behind it at most who wrote it and where; or a day with its time, whatever is behind it."""
    parts = [part for part in map(str.strip, _BREAK.split(line)) if part]
    days = [day for part in parts if (day := day_within(part)) is not None and day.alone]
    said: list[Statement] = []
    if len(days) != 1:
        days = [first] if first.clock and not first.before else []
    elif len(parts) == 3 and days[0].iso and day_within(parts[0]) and (author := names.people(parts[1])):
        said = [Statement("authors", author), Statement("publisher", names.publisher(parts[2]))]
    return [*said, Statement("published", days[0].iso)] if days else None
