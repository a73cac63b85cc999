"""One line that says who wrote a text, when it came out, where, or what it is about → what it says.

The rule: by labels that are known, or in a form that is nothing else; a value that may be a sentence says
nothing. What is said is one of the fields of `Metadata`, or one of those below that stand for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from index.sources import names
from index.sources.dates import iso_date
from index.sources.metadata import address

_LABELS: Mapping[str, tuple[str, ...]] = {
    "authors": (
        "作者", "作　者", "作 者", "原文作者", "原作者", "文章作者", "本文作者", "著者", "撰文", "撰稿",
        "撰稿人", "文", "文字", "采写", "记者", "記者", "本报记者", "Author", "Authors",
    ),
    "interviewers": ("采访", "采訪", "採訪"),
    "publisher": (
        "来源", "來源", "文章来源", "文章來源", "新闻来源", "稿件来源", "信息来源", "内容来源", "出处",
        "出處", "原载", "转自", "转载自", "本文来自", "本文来自微信公众号", "公众号", "微信公众号", "媒体",
        "网站", "出版社", "Source", "Publisher",
    ),
    "url": (
        "原文链接", "原文地址", "原文网址", "原文連結", "原文", "链接", "鏈接", "連結", "网址", "網址",
        "文章链接", "本文链接", "文章地址", "已剪辑自", "URL", "Link", "Original",
    ),
    "permalink": ("本文永久链接",),
    "published": (
        "发布时间", "發布時間", "發佈時間", "發佈日期", "发布日期", "发表时间", "发表日期", "发表于",
        "发布于", "发布", "日期", "出版日期", "出版时间", "出版年", "Published", "Published on",
        "Publication date", "Date", "Revdate",
    ),
    "created": ("创建时间", "創建時間", "创建日期", "创建于", "Created", "Created time", "Date created"),
    "downloaded": ("收藏时间", "剪藏时间", "剪藏日期", "保存时间", "采集时间", "Clipped", "Saved"),
    "tags": ("标签", "標籤", "关键词", "關鍵詞", "关键字", "Tags", "Keywords"),
    "title": ("标题", "標題", "书名", "書名", "篇名", "文章标题", "文章標題", "Title"),
    "sender": ("From", "发件人", "寄件者"),
    "subject": ("Subject", "主题", "主旨"),
    "sent": ("Sent", "发送时间"),
    "": (
        "编辑", "編輯", "責任編輯", "责编", "责任编辑", "主编", "执行主编", "译者", "譯者", "翻译", "编译",
        "校对", "校对者", "审校", "摄影", "图", "圖", "图片", "配图", "头图", "题图", "题图来自", "插画",
        "封面", "排版", "监制", "策划", "出品", "审核", "设计", "译文出自", "更新时间", "更新時間", "分类",
        "收件人", "抄送", "最后更新", "阅读", "阅读量", "阅读数", "浏览", "点击", "评论", "字数", "版面",
        "单位", "学校", "摘要", "导读", "导语", "提要", "简介", "编者按", "状态", "To", "Cc", "Reply-To",
        "Message-ID", "Editor", "Status", "Type", "Category", "Updated", "Last edited", "Version",
        "Abstract", "Summary", "ISBN",
    ),
}  # fmt: skip
"""What a label says; those of nothing are known, and what they say is passed over."""

_OF = {label.casefold(): name for name, labels in _LABELS.items() for label in labels}
_LONG = frozenset(("摘要", "导读", "导语", "提要", "简介", "编者按", "abstract", "summary"))
"""Labels of prose that other lines stand below."""


def _either(labels: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))


_PEOPLE = _either(
    label for name in ("authors", "interviewers", "") for label in _LABELS[name] if not label.isascii()
)
_HAN = _either(label for label in _OF if not label.isascii())
_LABEL = (
    rf"(?:(?:{_PEOPLE})(?:[ \t]*[/／&＆、][ \t]*(?:{_PEOPLE}))*"
    r"(?:[ \t]*[:：|｜丨︱]|[ \t]?[/／]|(?<=[/／&＆、][图圖])[ \t])"
    rf"|(?:{_HAN})[ \t]*[:：|｜丨︱]|(?:{_either(_OF)})[ \t]*[:：])(?![:：/])[ \t\u3000]*"
)
"""A label with what parts it from its value; those of people may stand together, and before a slash."""
_LABELLED = re.compile(_LABEL, re.IGNORECASE)
_BREAK = re.compile(
    r"[ \t]*[|｜丨︱]+[ \t]*|[ \t]+[·•‧∙/／][ \t]+|[ \t\xa0]{2,}|[\t\u3000]+"
    rf"|(?<=》)(?={_LABEL})|(?:[ \t]|[,，;；][ \t]*)(?={_LABEL})",
    re.IGNORECASE,
)
"""What parts one thing that is said in a line from the next."""
_COMPOUND = re.compile(r"[ \t]*[/／&＆、][ \t]*")
_SEPARATORS = " \t\u3000:：|｜丨︱/／"

_CLOCK = (
    r"(?:[T ,，]*(?:星期.|周.|[A-Z][a-z]{2,8}day)?[ \t]*"
    r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?:[ \t]?[AaPp]\.?[Mm]\.?)?)"
)
_DAY = r"\d{4}[ \t]*[-/.．年][ \t]*\d{1,2}[ \t]*[-/.．月][ \t]*\d{1,2}(?!\d)[ \t]*日?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_DAY}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}})"
_IS_DATE = re.compile(
    rf"(?:发布于|发表于|首发于|于|v?\d[\w.]{{0,8}},)?[ \t]*({_DATE})(?:{_CLOCK})?"
    r"(?:[ \t]*(?:星期.|周.|发布|发表))?[ \t]*"
)
_DATE_BEHIND = re.compile(rf"[ \t,，(（]+({_DATE})(?:{_CLOCK})?[ \t]*[)）]?\Z")
_DATE_BEFORE = re.compile(rf"({_DAY}){_CLOCK}(?!\d)")
_WITH_DATE = re.compile(rf"(.{{0,60}}?)[ \t]+({_DATE})(?:{_CLOCK})?(?:[ \t]+\S{{2,4}})?")

DATED = re.compile(rf"^[^\w\n]{{0,8}}{_DAY}", re.MULTILINE)
"""A line that begins with a day, as each entry of a diary does."""

_ORIGINAL = re.compile(r"(?:原创|Original)[ \t:：]+(\S{1,20})(?:[ \t]+(\[[^\[\]]{1,30}\]\S*|\S{2,20}))?")
"""Who wrote it, and which account has it: the head of a page in WeChat."""
_REPORTER = re.compile(
    r"((?:本[报刊社台网]|[\u4e00-\u9fff]{2,6}[报社网台刊])?)记者[ \t\u3000]+"
    r"((?:[\u4e00-\u9fff]{2,4}[ \t\u3000]+){0,4}?[\u4e00-\u9fff]{2,4})"
    r"(?:[ \t\u3000]+\S{0,6}报道)?(?:[/／]文)?"
)
_MAILS = re.compile(r"(?:[^\W\d][^\d<>@,;，。：:]{1,40}<[\w.+-]+@[\w.-]+>[;,]?[ \t]*)+")
_MAIL = re.compile(r"[ \t]*<[^<>]*>")


class Statement(NamedTuple):
    """One thing that is said: the field, its value, and the label before it; empty for none."""

    field: str
    value: Any
    label: str = ""


def statements(line: str, *, first: bool) -> list[Statement] | None:
    """What a line without marks around it says; None where it is no line of this kind. `first`: nothing
    stands above it, so it may be the title."""
    parts = list(_parts(line))
    if any(label for label, _ in parts):
        return _labelled(parts)
    return None if names.is_sentence(line) else _unlabelled(line, [value for _, value in parts], first=first)


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """The labels and values of a line in turn; what has no label has an empty one."""
    place = 0
    while place < len(line):
        label = _LABELLED.match(line, place)
        start = label.end() if label is not None else place
        end = _BREAK.search(line, start)
        stop = end.start() if end is not None else len(line)
        yield (label[0].strip(_SEPARATORS) if label is not None else ""), line[start:stop].strip()
        place = max(end.end() if end is not None else len(line), place + 1)


def _labelled(parts: list[tuple[str, str]]) -> list[Statement] | None:
    """What a line with labels says, which begins with one, with a day, or with the name of a book."""
    said: list[Statement] = []
    for number, (label, value) in enumerate(parts):
        kind = next(filter(None, (_OF.get(one.casefold(), "") for one in _COMPOUND.split(label))), "")
        if label and not _is_value(kind, label, value):
            return None
        if label:
            said += _values(kind, value, label)
        elif (day := _IS_DATE.fullmatch(value)) is not None:
            said.append(Statement("published", iso_date(day[1])))
        elif number == 0 and not (work := names.work(value)):
            return None
        elif number == 0:
            said.append(Statement("title", work))
    return said


def _is_value(kind: str, label: str, value: str) -> bool:
    """Whether this may stand behind the label, and is no prose."""
    if kind in ("url", "title", "subject") or label.casefold() in _LONG:
        return True
    return not names.is_sentence(value) or (kind == "publisher" and bool(address(value)))


def _values(kind: str, value: str, label: str) -> Iterator[Statement]:
    if kind in ("authors", "interviewers", "publisher") and (day := _DATE_BEHIND.search(value)):
        yield Statement("published", iso_date(day[1]), label)
        value = value[: day.start()]
    match kind:
        case "authors" | "interviewers" | "sender":
            yield Statement(kind, names.people(_MAIL.sub("", value) or value), label)
        case "publisher":
            yield Statement("url", address(value), label)
            yield Statement(kind, names.publisher(value), label)
        case "url" | "permalink":
            yield Statement(kind, address(value), label)
        case "published" | "created" | "downloaded" | "sent":
            yield Statement(kind, iso_date(value), label)
        case "tags":
            yield Statement(kind, names.tags(value), label)
        case "title" | "subject":
            yield Statement(kind, names.title(value), label)


def _unlabelled(line: str, parts: list[str], *, first: bool) -> list[Statement] | None:
    """What a line says by its form: a page of WeChat, a reporter, names with addresses, a clipping."""
    if (said := _account(line)) is not None:
        return said
    if reporter := _REPORTER.fullmatch(line):
        several = len(reporter[2].split()) > 1
        if reporter[1] or not (first or several):
            return [Statement("authors", names.people("、".join(reporter[2].split())))]
    if first:
        return None
    if _MAILS.fullmatch(line):
        return [Statement("authors", names.people(_MAIL.sub("", line)))]
    return _clipping(line, parts)


def _account(line: str) -> list[Statement] | None:
    """Who wrote a page of WeChat, and which account has it, with a day or a link."""
    dated = _WITH_DATE.fullmatch(line)
    original = _ORIGINAL.fullmatch(dated[1] if dated else line)
    if original is None or not (dated or (original[2] or "").startswith("[")):
        return None
    said = [Statement("authors", names.people(original[1]))]
    said += [Statement("publisher", names.publisher(original[2]))] if original[2] else []
    return [*said, Statement("published", iso_date(dated[2]))] if dated else said


def _clipping(line: str, parts: list[str]) -> list[Statement] | None:
    """A day, and behind it at most who wrote it and where; or a day with its time, whatever is behind it."""
    days = [day for part in parts if (day := _IS_DATE.fullmatch(part)) is not None]
    if len(days) != 1:
        days = [day] if (day := _DATE_BEFORE.match(line)) is not None else []
    elif len(parts) == 3 and _IS_DATE.fullmatch(parts[0]):
        author, publisher = names.people(parts[1]), names.publisher(parts[2])
        said = [Statement("authors", author), Statement("publisher", publisher)] if author else []
        return [*said, Statement("published", iso_date(days[0][1]))]
    return [Statement("published", iso_date(days[0][1]))] if days else None
