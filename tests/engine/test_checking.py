"""Checking a draft: which quotations it holds, and what becomes of each."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index import Checked, Library, Verdict, fold, quotations
from index.checking.quotations import parts
from index.text.sound import fold_syllable, readings, toneless
from tests.conftest import MakeLibrary

DRAFTS = {
    "curly": ("他说“活字排版不过是后来的事”。", ["活字排版不过是后来的事"]),
    "single": ("所谓‘活字排版’。", ["活字排版"]),
    "corner": ("「活字排版」『后来的事』", ["活字排版", "后来的事"]),
    "nested": ("“他说‘活字排版’是后来的”", ["他说‘活字排版’是后来的"]),
    "ascii around Han": ('他说"活字排版"和"printing press"。', ["活字排版"]),
    "blockquote": ("> 活字排版\n> 是后来的事\n>\n> 另一段也要看\n", ["活字排版\n是后来的事", "另一段也要看"]),
    "a blockquote's source": ("> 活字排版\n> —— 某人某地", ["活字排版"]),
    "a source of its own": ("> 活字排版\n>\n> ——某人《某书》，2025\n", ["活字排版"]),
    "a source behind two paragraphs": (
        "> 活字排版\n>\n> 后来的事\n>\n> ―― 某人某地",
        ["活字排版", "后来的事"],
    ),
    "a source in brackets": ("> 活字排版（后来的事）。（某人《某书》，2025）", ["活字排版（后来的事）。"]),
    "in a list": ("1. 如下\n   1. 又如\n\n      > 活字排版\n", ["活字排版"]),
    "full-width": ("他说＂活字排版＂。", ["活字排版"]),
    "over a blank line": ("“活字排版\r\n\r\n后来”“后来的事”\n　　\n后来的事”", ["后来的事"]),
    "a dash at the beginning": ("> ——后来的事", ["——后来的事"]),
    "of Org": (
        "#+BEGIN_QUOTE\n‘活字排版’是后来的\n——某人《某书》，2025\n#+END_QUOTE\n",
        ["‘活字排版’是后来的"],
    ),
    "of Org, never closed": ("#+begin_quote\n活字排版", []),
    "of Org, one of two closed": ("#+begin_quote\n活字\n#+begin_quote\n排版之后\n#+end_quote", ["排版之后"]),
    "a callout": ("> [!quote]- 某人某地\n> 活字排版\n> - 后来的事", ["活字排版\n后来的事"]),
    "a table": ("> | 活字 | 排版 |\n> |--|--|\n> | 后来 | 的事 |", ["活字 排版\n后来 的事"]),
    "a footnote": ("“活字[^1]排版”[^1]\n\n[^1]: 后来的事", ["活字排版"]),
    "entities": ("“AT&amp;T&nbsp;活字&mdash;排版”", ["AT&T\u00a0活字—排版"]),
    "too short": ("“活字版”", []),
    "unclosed": ("“活字排版\n\n是“后来的事”", ["后来的事"]),
    "an apostrophe": ("‘it isn’t so’", ["it isn’t so"]),
    "a link": ("“活字[排版](http://example.org/x)之后”", ["活字排版之后"]),
    "a wiki link": ("“活字[[铅字|排版]]之[[后]]”", ["活字排版之后"]),
    "an escape": (r"“活字\*排版\*之后”", ["活字*排版*之后"]),
    "fenced code": ("```\n“活字排版”\n```\n", []),
    "front matter": ("---\ntitle: “活字排版”\n---\n“后来的事”", ["后来的事"]),
    "crossing": ("“活字「排版”是后来的」事", ["活字「排版"]),
    "empty": ("", []),
}


@pytest.mark.parametrize(("draft", "expected"), DRAFTS.values(), ids=DRAFTS.keys())
def test_the_quotations_of_a_draft(draft: str, expected: list[str]) -> None:
    assert [one.text for one in quotations(draft)] == expected


PARTS = [
    ("活字排版", ("活字排版",)),
    ("活字……（略）排版。。。后来", ("活字", "排版", "后来")),
    ("活字…，了…排版", ("活字", "排版")),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_a_part_of_one_character_says_nothing(text: str, expected: tuple[str, ...]) -> None:
    assert parts(text) == expected


def test_very_many_quotations_in_one_line_come_to_an_end() -> None:
    found = quotations("\n\n甲" + "“一二三四”" * 30_000)
    assert [(one.line, one.column) for one in (found[0], found[-1])] == [(3, 3), (3, 3 + 6 * 29_999)]


@pytest.mark.parametrize("unit", ["`", "~", "#+begin_quote\n"])
def test_very_many_marks_that_open_come_to_an_end(unit: str) -> None:
    (found,) = quotations("“一二三四”\n\n" + unit * (1_000_000 // len(unit)))
    assert found.text == "一二三四"


def test_a_quotation_knows_its_place() -> None:
    (one,) = quotations("第一行\n他说“活字排版”")
    assert (one.line, one.column, one.start, one.end) == (2, 4, 7, 11)


TEXT = "# 书\n\n旧书店里的老先生说，活字排版不过是后来的事。\n\n后来大家都忘了那家书店。\n"
KINDS = {
    "verbatim": ("活字排版不过是后来的事", Verdict.VERBATIM),
    "over a mark": ("老先生说活字排版", Verdict.VERBATIM),
    "another script": ("活字排版不過是後來的事", Verdict.VERBATIM),
    "parts in order": ("旧书店里……都忘了那家书店", Verdict.VERBATIM),
    "parts left out by a word": ("旧书店里（中略）都忘了那家书店", Verdict.VERBATIM),
    "parts with nothing between": ("旧书店里……的老先生说……都忘了那家书店", Verdict.VERBATIM),
    "parts in brackets": ("旧书店里(...)都忘了那家书店", Verdict.VERBATIM),
    "parts out of order": ("都忘了那家书店……旧书店里", Verdict.DIFFERENT),
    "a part that differs": ("旧书店里的……都忘了这家书店", Verdict.DIFFERENT),
    "a character replaced": ("活字排版不过是从来的事", Verdict.DIFFERENT),
    "a character left out": ("活字排版不是后来的事", Verdict.DIFFERENT),
    "the same sound": ("活字排版不过是厚来的事", Verdict.SOUND),
    "the same sound over a mark": ("老先声说活字排版", Verdict.SOUND),
    "a part of two characters with the same sound": ("活字排版……书殿", Verdict.SOUND),
    "only a few of its characters": ("旧书店里今天下午三点钟开会", Verdict.MISSING),
    "nothing like it": ("今天下午三点钟开会讨论", Verdict.MISSING),
}


def checked(library: Library, draft: str, path: Path | None = None) -> list[Checked]:
    return list(library.check(quotations(draft), path, limit=10))


@pytest.mark.parametrize(("quoted", "verdict"), KINDS.values(), ids=KINDS.keys())
def test_what_becomes_of_a_quotation(make_library: MakeLibrary, quoted: str, verdict: Verdict) -> None:
    (one,) = checked(make_library({"书.md": TEXT}), f"“{quoted}”")
    assert one.verdict is verdict
    assert bool(one.places) is (verdict is not Verdict.MISSING)


def test_where_it_stands_and_how_it_differs(make_library: MakeLibrary) -> None:
    library = make_library({"书.md": TEXT})
    plain, script, marks, other = checked(
        library, "“活字排版不过是”“活字排版不過是”“老先生说：活字排版”“活字排版不过是从来的事”"
    )
    assert [(place.line, place.column, place.title) for place in plain.places] == [(3, 11, "书")]
    assert [(one.forms, one.marks) for one in (plain, script, marks)] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert other.changes == (("活字排版不过是", "活字排版不过是"), ("后", "从"), ("来的事", "来的事"))
    (sound,) = checked(library, "“老先声说活字排版”")
    assert [place.text for place in sound.places] == ["老先生说，活字排版"]


def test_it_differs_in_forms_where_it_stands_nowhere_in_its_own(make_library: MakeLibrary) -> None:
    library = make_library({"a.md": "电脑……后来呢", "b.md": "電腦……后来呢", "c.md": "電腦都有，后来呢"})
    own, other = checked(library, "“電腦……后来呢”“电脑……後來呢”")
    assert [(len(one.places), one.forms, one.marks) for one in (own, other)] == [
        (2, False, False),
        (2, True, False),
    ]


@pytest.mark.parametrize("text", ["说“这个‘慢’字要紧”。", "“‘慢’字最要紧”。", "“It isn’t so, he said.”"])
def test_a_place_is_told_once_whatever_forms_a_text_has(make_library: MakeLibrary, text: str) -> None:
    (one,) = checked(make_library({"书.md": text}), text)
    assert (one.verdict, len(one.places), one.more) == (Verdict.VERBATIM, 1, 0)


def test_parts_stand_in_one_document_from_the_first_to_the_nearest_last(make_library: MakeLibrary) -> None:
    library = make_library(
        {
            "a.md": "都忘了那家。旧书店里有人，都忘了那家，都忘了那家",
            "b.md": "都忘了那家",
            "c.md": "旧书店里",
            "d.md": "旧书店里都没有人，都忘了那家",
        }
    )
    (one,) = checked(library, "“旧书店里……都忘了那家”")
    assert [place.text for place in one.places] == [
        "旧书店里有人，都忘了那家",
        "旧书店里都没有人，都忘了那家",
    ]


MARKED = {
    "entities": ("AT&amp;T 的活字&mdash;&mdash;后来的事", "AT&T 的活字——后来的事"),
    "entities in the draft": ("AT&T 的活字——后来的事", "AT&amp;T 的活字&mdash;&#8212;后来的事"),
    "footnotes": ("活字排版[^1]，后来[^x]的事\n\n[^1]: 甲\n[^x]: 乙", "活字排版，后来的事"),
    "a table": ("| 活字 | 排版 |\n|--|:--|\n| 后来 | 的事 |", "活字 排版\n后来 的事"),
    "a list": ("- 活字排版\n- 后来的事\n\n> 再后来", "活字排版\n后来的事\n再后来"),
    "a link": ("见[活字排版](http://a.b/c)后来的事", "见活字排版后来的事"),
    "a wiki link": ("见[[铅字|活字排版]]后来的[[事]]", "见活字排版后来的事"),
    "a wiki link in the draft": ("见活字排版后来的事", "见[[铅字|活字排版]]后来的[[事]]"),
    "a wiki link in a table": (r"| 见[[铅字\|活字排版]]后来 | 的事 |", "见活字排版后来 的事"),
    "escapes": (r"活字snake\_case\*排版\*，后来的事", "活字snake_case*排版*，后来的事"),
    "escapes in the draft": ("活字snake_case*排版*，后来的事", r"活字snake\_case\*排版\*，后来的事"),
    "what nobody sees": ("活字\u200b排版，\ufeff后来\xad的事", "活字排版，后来的事"),
    "how it is read": ("<ruby>活<rt>huó</rt>字<rt>zì</rt></ruby>排版，后来的事", "活字排版，后来的事"),
    "within another quotation": ("他说：“活字‘排版’”，后来的事", "他说：‘活字“排版”’，后来的事"),
    "of another region": ("他说：「活字『排版』」，后来的事", "他说：“活字‘排版’”，后来的事"),
    "a picture": ("活字排版\n\n![后来的事](a.png)", "活字排版\n后来的事"),
    "controls": ("活字\x08排版，后来的事", "活字排版，后来的事"),
    "composed": (
        "Le café était fermé à デジタル",
        "Le cafe\u0301 e\u0301tait ferme\u0301 a\u0300 テ\u3099シ\u3099タル",
    ),
    "decomposed": ("Le cafe\u0301 e\u0301tait ferme\u0301", "Le café était fermé"),
}


@pytest.mark.parametrize(("text", "quoted"), MARKED.values(), ids=MARKED.keys())
def test_what_a_reader_sees_the_same_is_the_same(make_library: MakeLibrary, text: str, quoted: str) -> None:
    draft = "".join(f"> {line}\n" for line in quoted.split("\n"))
    (one,) = checked(make_library({"书.md": text}), draft)
    assert (one.verdict, one.forms, one.marks) == (Verdict.VERBATIM, False, False)


def test_marks_stay_where_they_are_beside_what_differs(make_library: MakeLibrary) -> None:
    library = make_library({"书.md": "旧书店里的老先生说：“活字排版，不过是后来的事。”\n"})
    mark, added, left = checked(
        library,
        "> 老先生书活字排版不过是后来的事\n\n> 活字排版又不过是后来的事\n\n> 老先生说活字版不过是后来的事\n",
    )
    assert mark.changes == (("老先生", "老先生"), ("说", "书"), ("：“活字排版，不过是后来的事",) * 2)
    assert added.changes == (("活字排版，", "活字排版，"), ("", "又"), ("不过是后来的事",) * 2)
    assert left.changes == (
        ("老先生说：“活字", "老先生说：“活字"),
        ("排", ""),
        ("版，不过是后来的事",) * 2,
    )


def test_blanks_are_told_where_they_part_words(make_library: MakeLibrary) -> None:
    library = make_library({"a.md": "the **lighthouse**\nkeeper 说 灯塔　是 GPT4 的"})
    same, more, parted, wide = checked(
        library,
        "“the lighthouse keeper说灯塔是GPT4的”“the light house keeper”"
        "“灯 塔是 GPT 4 的”“lighthouse  keeper 说”",
    )
    assert {one.verdict for one in (same, more, parted, wide)} == {Verdict.VERBATIM}
    assert [one.marks for one in (same, more, parted, wide)] == [False, True, True, False]


def test_forms_that_are_composed_otherwise_are_no_difference(make_library: MakeLibrary) -> None:
    library = make_library({"书.md": "Le café était fermé hier"})
    (one,) = checked(library, "> Le cafe\u0301 e\u0301tait ouvert hier")
    assert one.verdict is Verdict.DIFFERENT
    assert one.changes[0] == ("Le café était ", "Le café était ")


def test_a_character_at_an_edge_is_replaced_and_the_last_mark_is_nobodys(make_library: MakeLibrary) -> None:
    first, last, mark = checked(
        make_library({"书.md": TEXT}), "“从来大家都忘了”“不过是后来的人”\n\n> 后来大家都忘了。\n"
    )
    assert first.changes[0] == ("后", "从")
    assert last.changes[-1] == ("事", "人")
    assert (mark.verdict, mark.marks) == (Verdict.VERBATIM, False)


def test_a_long_quotation_over_many_passages(make_library: MakeLibrary) -> None:
    chance = random.Random(3)
    text = "，".join(
        "".join(chance.choices("旧书店里的老先生说活字排版不过是后来的事", k=20)) for _ in range(300)
    )
    library = make_library({"长.txt": text, "书.md": TEXT})
    quoted = text[1000:4000]
    plain, other = checked(library, f"“{quoted}”\n\n“{quoted[:1500]}雷{quoted[1500:]}”")
    assert (plain.verdict, other.verdict) == (Verdict.VERBATIM, Verdict.DIFFERENT)
    assert [change for change in other.changes if change[0] != change[1]] == [("", "雷")]


def test_a_draft_in_the_library_does_not_match_itself(make_library: MakeLibrary, tmp_path: Path) -> None:
    draft = "“只有草稿里才有的这一句”“活字排版不过是后来的事”"
    library = make_library({"书.md": TEXT, "草稿.md": draft})
    path = tmp_path / "library" / "草稿.md"
    assert [one.verdict for one in checked(library, draft, path)] == [Verdict.MISSING, Verdict.VERBATIM]
    assert [one.verdict for one in checked(library, draft)] == [Verdict.VERBATIM, Verdict.VERBATIM]


def sounds(char: str) -> set[str]:
    return {fold_syllable(toneless(reading)) for reading in readings(fold(char))}


def test_twenty_quotations_of_real_documents(real_documents: Path, tmp_path: Path) -> None:
    with Library.open(real_documents, home=tmp_path / "home") as library:
        library.sync()
        texts = "\n".join(library.document(one.id).text for one in library.documents())
        chance = random.Random(7)
        han = sorted({char for char in texts if "\u4e00" <= char <= "\u9fff" and sounds(char)})
        runs = [run for run in _han_runs(texts) if len(run) >= 12]
        expected, draft = [], []
        for number in range(20):
            verdict = list(Verdict)[number % 4]
            quoted = chance.choice(runs)[:16]
            if verdict is Verdict.MISSING:
                quoted = "".join(chance.sample(han, 16))
            elif verdict is not Verdict.VERBATIM:
                quoted = _changed(quoted, han, chance, alike=verdict is Verdict.SOUND)
            if verdict is Verdict.VERBATIM or fold(quoted) not in fold(texts):
                expected.append(verdict)
                draft.append(f"有人说：“{quoted}”。\n")
        found = checked(library, "\n".join(draft))
        assert len(expected) == 20
        assert [one.verdict for one in found] == expected


def _han_runs(text: str) -> list[str]:
    return "".join(char if "\u4e00" <= char <= "\u9fff" else " " for char in text).split()


def _changed(quoted: str, han: list[str], chance: random.Random, *, alike: bool) -> str:
    """With one character in its middle replaced, by one that sounds alike or by one that does not."""
    for place in chance.sample(range(2, len(quoted) - 2), len(quoted) - 4):
        old = quoted[place]
        if others := [
            char for char in han if fold(char) != fold(old) and bool(sounds(char) & sounds(old)) is alike
        ]:
            return quoted[:place] + chance.choice(others) + quoted[place + 1 :]
    raise AssertionError(f"nothing sounds like {quoted}")
