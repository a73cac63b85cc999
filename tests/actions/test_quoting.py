"""Quotations: what is known of a source is in them, what is not leaves nothing behind, nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from index import Document, Kind, Metadata
from tests.conftest import MakeLibrary
from tui.forms import Form, formed, passage
from tui.i18n import Language, catalog_for
from tui.page import Page, Sheet
from tui.quoting import FIELDS, TEMPLATES, Quoted, TemplateError, checked, named, quotation
from tui.settings import Settings

TEXT = "前一句。要反着认，认熟了就快。后一句。"
SAID = "要反着认，认熟了就快。"
FULL = Metadata(
    "铅字[旧]谈",
    "https://example.org/a?b=1",
    ("甲", "乙"),
    published="2025-03-09",
    downloaded="2025-04-01",
)


def quoted(metadata: Metadata = FULL, text: str = TEXT, said: str = SAID, name: str = "a b.md") -> Quoted:
    path = Path("/library") / name
    document = Document("id", path, path.parent, Kind.MARKDOWN, metadata, text)
    start = text.index(said)
    return Quoted(document, (start, start + len(said)), 1, start + 1)


def document_of_subtitles(text: str, *hidden: tuple[int, int]) -> Document:
    return Document("id", Path("/a.srt"), Path("/"), Kind.SUBTITLES, Metadata("题"), text, hidden=hidden)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        (
            "markdown",
            f"> {SAID}\n>\n> ——甲、乙《铅字\\[旧\\]谈》，example.org，2025-03-09，<https://example.org/a?b=1>\n",
        ),
        ("inline", f"“{SAID}”（甲、乙《铅字\\[旧\\]谈》，2025-03-09，<https://example.org/a?b=1>）"),
        (
            "org",
            f"#+begin_quote\n{SAID}\n——甲、乙《铅字[旧]谈》，example.org，2025-03-09，[[https://example.org/a?b=1]]\n"
            "#+end_quote\n",
        ),
        ("gbt7714", "甲, 乙. 铅字[旧]谈[EB/OL]. (2025-03-09)[2025-04-01]. https://example.org/a?b=1."),
        ("obsidian", f"> {SAID}\n>\n> ——甲、乙《[[a b|铅字\\[旧\\]谈]]》，2025-03-09\n"),
        ("plain", f"“{SAID}”——甲、乙《铅字[旧]谈》，example.org，2025-03-09，https://example.org/a?b=1"),
    ],
)
def test_what_each_template_makes(name: str, made: str) -> None:
    assert named(quoted(), name) == made


def test_a_footnote_and_its_mark_belong_together() -> None:
    said, note = named(quoted(), "footnote").split("\n\n")
    key = said.removeprefix(SAID)
    assert note.startswith(f"{key}: 甲、乙《")
    assert named(quoted(), "footnote") == named(quoted(), "footnote")
    assert named(quoted(said="后一句。"), "footnote") != named(quoted(), "footnote")


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("a b.md", "", "[[a b|题]]"),
        ("题.md", "", "[[题]]"),
        ("甲/题.md", "", "[[甲/题|题]]"),
        ("甲/题.txt", "", "[[甲/题.txt|题]]"),
        ("题.excalidraw.md", "", "[[题.excalidraw|题]]"),
        ("甲#乙.md", "", "题"),
        ("甲|乙.md", "", "题"),
        ("[甲] 乙.md", "", "题"),
        ("甲^.md", "", "题"),
        ("题.md", " ^a-1", "[[题#^a-1|题]]"),
        ("题.md", "更后一句。 ^a1\n", "[[题#^a1|题]]"),
        ("题.md", "\n^a1\n", "[[题#^a1|题]]"),
        ("题.md", "\n\n乙 ^a1", "[[题]]"),
        ("题.md", "^a1", "[[题]]"),
    ],
)
def test_a_link_of_obsidian_leads_there(name: str, text: str, made: str) -> None:
    given = quoted(Metadata("题"), TEXT + text, name=name)
    root = Path("/library")
    assert quotation(replace(given, document=replace(given.document, root=root)), "{link}") == made


def test_a_link_of_obsidian_begins_at_its_vault(tmp_path: Path) -> None:
    (tmp_path / "库" / ".obsidian").mkdir(parents=True)
    given = quoted(Metadata("题"))
    for root in (tmp_path, tmp_path / "库" / "甲"):
        path = tmp_path / "库" / "甲" / "乙.md"
        document = replace(given.document, path=path, root=root)
        assert quotation(replace(given, document=document), "{link}") == "[[甲/乙|题]]"


def test_where_the_system_does_not_say_whether_there_is_a_vault_there_is_none(tmp_path: Path) -> None:
    given = quoted(Metadata("题"))
    root = tmp_path / ("长" * 100)  # too long for a name
    document = replace(given.document, path=root / "乙.md", root=root)
    assert quotation(replace(given, document=document), "{link}") == "[[乙|题]]"


MISSING: dict[str, Any] = {"url": "", "authors": (), "published": "", "downloaded": ""}


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("missing", [c for n in range(1, 5) for c in combinations(MISSING, n)], ids="-".join)
def test_what_is_missing_leaves_no_marks_behind(name: str, missing: tuple[str, ...]) -> None:
    metadata = replace(FULL, **{field: MISSING[field] for field in missing})
    made = named(quoted(metadata), name)
    for broken in ("..", "，，", "（）", "()", "<>", "，）", "[[]]", "，\n", "None", "——《》", "  "):
        assert broken not in made, made
    assert name == "gbt7714" or SAID in made
    assert not made.removesuffix("\n").endswith(("，", " "))


@pytest.mark.parametrize("name", TEMPLATES)
def test_names_cannot_break_the_text_around_them(name: str) -> None:
    wild = Metadata("题\n目 $(rm -rf ~) `x` \x1b[31m\u202e", authors=("某\t人]](y",))
    made = named(quoted(wild), name)
    assert "\x1b" not in made and "\u202e" not in made
    title = next(line for line in made.splitlines() if "rm -rf" in line)
    assert "题 目 $(rm -rf ~)" in title
    if name in ("markdown", "inline", "footnote", "obsidian"):
        assert "\\`x\\`" in title and "某 人\\]\\](y" in title
    if name == "org":
        assert "某 人](y" in title


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("REC_20250304_甲", "REC_20250304_甲"),
        ("a__b", "a__b"),
        ("_a_ b", "\\_a\\_ b"),
        ("__init__", "\\_\\_init\\_\\_"),
        ("甲_，_乙", "甲\\_，\\_乙"),
        ("a*b", "a\\*b"),
    ],
)
def test_a_low_line_within_a_word_is_no_mark(title: str, made: str) -> None:
    assert f"《{made}》" in named(quoted(Metadata(title)), "markdown")


@pytest.mark.parametrize("name", TEMPLATES)
def test_entities_stay_in_markdown_alone(name: str) -> None:
    hidden = ((3, 7), (9, 12))
    given = replace(quoted(text="AT&amp;T&lt;甲", said="AT&amp;T&lt;甲").document, hidden=hidden)
    made = named(Quoted(given, (0, len(given.text)), 1, 1), name)
    if name != "gbt7714":
        plain = name in ("org", "plain")
        assert ("AT&T<甲" in made, "AT&amp;T&lt;甲" in made) == (plain, not plain)


def test_lines_of_a_quotation_stay_in_it() -> None:
    made = named(quoted(text="甲\n\n乙", said="甲\n\n乙"), "markdown")
    assert made.startswith("> 甲\n> 乙\n>\n")


@pytest.mark.parametrize("name", ["markdown", "plain"])
def test_what_nobody_sees_is_not_quoted(name: str) -> None:
    text = "铅\u200b字\ufeff，con\xadtext，葛\U000e0100城❤\ufe0f👨\u200d👧"
    assert "铅字，context，葛\U000e0100城❤\ufe0f👨\u200d👧" in named(quoted(text=text, said=text), name)


@pytest.mark.parametrize("said", ["#+end_quote 之后", "* 鼓掌"])
def test_a_line_that_org_would_obey_is_quoted_by_a_comma(said: str) -> None:
    made = named(replace(quoted(), document=document_of_subtitles(said), span=(0, len(said))), "org")
    assert f"\n,{said}\n" in made


def test_rows_of_subtitles_are_one_sentence_without_their_times() -> None:
    text = "今天\n00:01 --> 00:02\n聊起"
    document = document_of_subtitles(text, (3, 18))
    made = quotation(Quoted(document, (0, len(text)), 1, 1, "1:05"), "{sentence}[（{time}）]")
    assert made == "今天 聊起（1:05）"


@pytest.mark.parametrize(
    ("changes", "made"),
    [
        ({}, "甲, 乙. 题[EB/OL]. (2025-03-09)[2025-04-01]. https://example.org/a."),
        ({"downloaded": ""}, "甲, 乙. 题[EB/OL]. (2025-03-09). https://example.org/a."),
        ({"published": ""}, "甲, 乙. 题[EB/OL]. [2025-04-01]. https://example.org/a."),
        ({"published": "", "downloaded": ""}, "甲, 乙. 题[EB/OL]. https://example.org/a."),
        ({"published": "", "downloaded": "", "url": "", "authors": ()}, "题[Z]."),
        ({"published": "2025-03", "url": "", "authors": ()}, "题[Z]. 2025-03."),
        ({"publisher": "某社", "published": "2025", "url": ""}, "甲, 乙. 题[Z]. 某社, 2025."),
        ({"publisher": "某社", "published": "", "url": "", "authors": ()}, "题[Z]. 某社."),
        (
            {"authors": ("甲", "Li Mu", "丙", "丁"), "url": ""},
            "甲, Li Mu, 丙, 等. 题[Z]. 2025-03-09.",
        ),
        (
            {"authors": ("A B", "C D", "E F", "G H"), "url": ""},
            "A B, C D, E F, et al. 题[Z]. 2025-03-09.",
        ),
    ],
)
def test_the_standard_for_references(changes: dict[str, Any], made: str) -> None:
    metadata = replace(FULL, title="题", url="https://example.org/a")
    assert named(quoted(replace(metadata, **changes)), "gbt7714") == made


@pytest.mark.parametrize(
    ("template", "said", "made"),
    [
        ("“{sentence}”", "他说：“水‘到’渠成。”", "“他说：‘水“到”渠成。’”"),
        ("「{sentence}」", "他說：「水『到』渠成。」", "「他說：『水「到」渠成。』」"),
        ("“{sentence}”", "“甲‘乙“丙”’”", "“‘甲“乙‘丙’”’”"),
        ("“{sentence}”", "“It’s the workers’ day.”", "“‘It’s the workers’ day.’”"),
        ("“{sentence}”", "“He said ‘it’s me’.”", "“‘He said “it’s me”.’”"),
        ("“{sentence}”", "‘It’s “me”,’ he said.", "“‘It’s “me”,’ he said.”"),
        ("“{sentence}”", "‘Yes,’ he said, “no”.", "“‘Yes,’ he said, ‘no’.”"),
        ("「{sentence}」", "說『水「到」渠成』", "「說『水「到」渠成』」"),
        ("“{sentence}”", "‘Yes,’ said the dogs’ owner, ‘no’.", "“‘Yes,’ said the dogs’ owner, ‘no’.”"),
        ("“{sentence}”", "渠成。”他说“好”。", "“渠成。’他说‘好’。”"),
        ("「{sentence}」", "渠』成。」他說", "「渠」成。』他說」"),
        ("「{sentence}」", "他说：“好。”", "「他说：“好。”」"),
        ("> {sentence}", "他说：“好。”", "> 他说：“好。”"),
    ],
)
def test_marks_within_marks(template: str, said: str, made: str) -> None:
    assert quotation(quoted(text=said, said=said), template) == made


def test_a_name_keeps_what_joins_its_characters() -> None:
    assert "《家 👨‍👩‍👧‍👦 谱》" in named(quoted(Metadata("家 👨‍👩‍👧‍👦 谱")), "plain")


def test_markup_is_not_quoted() -> None:
    assert named(quoted(text="> - [ ] 甲", said="> - [ ] 甲"), "plain").startswith("“甲”")


def test_a_date_is_quoted_as_it_was_said() -> None:
    assert "，2025-03，" in named(quoted(replace(FULL, published="2025-03")), "plain")
    assert "(2025)[2025-04-01]" in named(quoted(replace(FULL, published="2025")), "gbt7714")


def test_a_wiki_link_names_its_target_once() -> None:
    assert "《[[a b]]》" in named(quoted(Metadata("a b")), "obsidian")


def test_a_title_with_an_ellipsis_is_one() -> None:
    assert "《后来呢……》" in named(quoted(Metadata("后来呢……")), "plain")


def test_recognition_is_marked() -> None:
    assert "》，转写，example.org" in named(quoted(), "plain", "转写")


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("{sentence}", SAID),
        ("[{url} ]{name}", "https://example.org/a?b=1 a b"),
        ("[{time}]{line}:{column}", "1:5"),
        ("[[{time}]x]y", "y"),
        ("[[{time}][{line}]x]y", "1xy"),
        ("[{line}[{time}]x]y", "1xy"),
        ("[x]y", "xy"),
        ("{authors}", "甲, 乙"),
        (r"\{{title}\}\[\\", "{铅字[旧]谈}[\\"),
        ("$(touch x); `y` %s {path}", "$(touch x); `y` %s /library/a b.md"),
    ],
)
def test_a_template_of_ones_own(template: str, made: str) -> None:
    checked(template)
    assert quotation(quoted(), template) == made


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{titel}", ("field", "titel")),
        ("{}", ("field", "")),
        ("[{title}", ("brackets", "[")),
        ("a]", ("brackets", "]")),
        ("{title", ("brackets", "{")),
        ("a}", ("brackets", "}")),
    ],
)
def test_a_template_that_cannot_be_used(template: str, why: tuple[str, str]) -> None:
    with pytest.raises(TemplateError) as caught:
        checked(template)
    assert caught.value.args == why


def test_a_sentence_that_is_picked_is_one_line_without_controls() -> None:
    text = "甲\x1b[31m\n乙\x07\t丙。"
    page = Page(Sheet(quoted(text=text, said=text).document), "", ())
    made = formed(catalog_for(Language.ZH), page, (0, 1), (0, len(text)), Form.TEXT, Settings())
    assert made == "甲[31m 乙 丙。"


def test_every_field_has_a_value() -> None:
    for field in FIELDS:
        quotation(quoted(), f"{{{field}}}")


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        (
            "a.srt",
            "1\n00:00:01,000 --> 00:00:02,000\n夜里开始关灯\n\n2\n00:00:02,500 --> 00:00:04,000\n"
            "先关<i>最里面</i>那一排 &amp; 靠窗的\n",
            "夜里开始关灯\n先关最里面那一排 & 靠窗的",
        ),
        ("a.lrc", "[00:01.00]夜里开始关灯\n[00:02.50]先关最里面那一排\n", "夜里开始关灯\n先关最里面那一排"),
        ("a.md", "夜里**开始**关灯\n\n[先关](https://example.org/)最里面\n", None),
    ],
    ids=["srt", "lrc", "markdown"],
)
def test_a_passage_is_copied_as_it_is_read(
    name: str, text: str, read: str | None, make_library: MakeLibrary
) -> None:
    (hit, *_) = make_library({name: text}).search("开始关灯").hits
    assert passage(hit) == (hit.text.strip() if read is None else read)
