"""Asides: found by themselves and with what stands beside them; and a sentence is found over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Audit, Hit, Library, Likeness, Quotation, Tier, Verdict
from index.audit import audit
from index.indexing import batches
from index.model import Span
from index.search.fragments import Fragment
from index.search.matches import find
from index.search.sounding import Sounding
from index.sources import DEFAULT_LIMIT, read
from index.sources.reader import Reading
from index.text import passages
from index.text.pinyin import Sound
from index.text.spans import merged
from index.text.squeeze import Body
from tests.conftest import MakeLibrary, stems

NOTE = "渡口的石阶^[共九十三级]被水淹了"
ROWS = ("我爷爷那时候在码头上修船每天", "天不亮就要下到舱底去敲铁锈", "他说听声音就知道哪块板要换")
VOICES = "WEBVTT\n\n" + "\n\n".join(
    f"00:0{2 * number}.000 --> 00:0{2 * number + 2}.000\n<v {who}>{said}</v>"
    for number, (who, said) in enumerate(zip(("王小明", "王小明", "欧阳"), ROWS, strict=True))
)
TALK = "".join(f"说话人1 00:0{2 * number}\n{said}\n\n" for number, said in enumerate(ROWS, 1))


def body_of(text: str) -> Body:
    """A text in which asides stand in ⟦⟧ and what is hidden in ⟨⟩."""
    return Body.of(text, spans_of("⟨", text), spans_of("⟦", text))


def spans_of(opening: str, text: str) -> tuple[Span, ...]:
    closing = {"⟨": "⟩", "⟦": "⟧"}[opening]
    return tuple(found.span() for found in re.finditer(f"{opening}[^{closing}]*{closing}", text))


@pytest.mark.parametrize(
    ("text", "typed", "lit"),
    [
        pytest.param("甲⟦子丑⟧乙", "子丑", ["子丑"], id="by itself"),
        pytest.param("甲⟦子丑⟧乙", "甲子", ["甲⟦子"], id="with what is before"),
        pytest.param("甲⟦子丑⟧乙", "甲子丑乙", ["甲⟦子丑⟧乙"], id="with both"),
        pytest.param("甲⟦子丑⟧乙", "甲乙", ["甲⟦子丑⟧乙"], id="over it"),
        pytest.param("甲⟦子⟧⟨丑⟩⟦寅⟧，乙", "甲乙", ["甲⟦子⟧⟨丑⟩⟦寅⟧，乙"], id="over several"),
        pytest.param("甲⟦子⟧乙⟦丑⟧丙", "甲乙丙", ["甲⟦子⟧乙⟦丑⟧丙"], id="over all in it"),
        pytest.param("甲⟦子⟧乙⟦丑⟧丙", "甲子乙丙", [], id="over some of them"),
        pytest.param("甲⟦——⟧乙", "甲乙", ["甲⟦——⟧乙"], id="over marks, once"),
        pytest.param("甲乙⟦子⟧甲乙", "甲乙", ["甲乙", "甲乙"], id="beside it, once each"),
        pytest.param("甲⟦乙⟧乙", "甲乙", ["甲⟦乙", "甲⟦乙⟧乙"], id="with it and over it"),
        pytest.param("⟦子⟧甲⟦丑⟧", "甲", ["甲"], id="one character"),
        pytest.param("a b⟦子⟧c", "b c", ["b⟦子⟧c"], id="words"),
        pytest.param("ab⟦子⟧cd e", "bcd", [], id="what would join two words"),
        pytest.param("ab⟦子⟧cd e", "abcd", ["ab⟦子⟧cd"], id="a word that it splits"),
    ],
)
def test_what_stands_in_either_reading(text: str, typed: str, lit: Sequence[str]) -> None:
    assert [text[start:end] for start, end in find(body_of(text), Fragment(typed)).spans()] == lit


def test_letter_for_letter_nothing_is_read_past() -> None:
    assert not find(body_of("甲⟦子⟧乙"), Fragment("甲乙", strict=True))
    assert find(body_of("甲⟦子⟧乙"), Fragment("甲⟦子", strict=True)).spans() == [(0, 3)]
    assert not find(body_of("甲⟦子⟧乙"), Fragment("甲乙")).literal.any()


@pytest.mark.parametrize(
    ("text", "lit"),
    [
        ("备⟦子⟧材", ["备⟦子⟧材"]),
        ("备⟦备材⟧ 材", ["备⟦备材⟧ 材", "备材"]),
        ("备⟦子⟧⟨丑⟩⟦寅⟧\n材", ["备⟦子⟧⟨丑⟩⟦寅⟧\n材"]),
        ("备⟦子⟧，材", []),
    ],
)
def test_what_sounds_alike_in_either_reading(text: str, lit: Sequence[str]) -> None:
    sounding = Sounding((Sound("被"), Sound("裁")), by_sound=True)
    found = sounding.find(body_of(text))
    assert [text[start:end] for start, end in found.spans()] == lit
    assert (sounding.heard(body_of(text), found.starts, found.ends) <= 2).all()


@contextmanager
def marked_files() -> Iterator[None]:
    """Files whose asides and hidden spans are those that `body_of` knows, in passages of few characters."""

    def reading(path: Path, root: Path, limit: int = DEFAULT_LIMIT) -> Reading:
        made = read(path, root, limit)
        text = made.document.text
        document = replace(made.document, hidden=spans_of("⟨", text), asides=spans_of("⟦", text))
        return replace(made, document=document)

    with (
        patch.object(batches, "read", reading),
        patch.object(audit, "read", reading),
        patch.multiple(passages, SIZE=12, LONGEST_LINE=15, SMALLEST=8),
    ):
        yield


PIECES = st.lists(
    st.one_of(
        st.text("甲乙丙丁，。 \n", min_size=1, max_size=12),
        st.text("甲乙丙丁，\n", max_size=6).map(lambda text: f"⟦{text}⟧"),
        st.text("甲乙丙丁，\n", max_size=6).map(lambda text: f"⟨{text}⟩"),
    ),
    max_size=24,
).map("".join)


def standing(text: str, typed: str) -> tuple[Span, ...]:
    """Where solid characters stand in either reading, each looked at in turn."""
    found = []
    hidden = {place for start, end in spans_of("⟨", text) for place in range(start, end)}
    asides = {place for start, end in spans_of("⟦", text) for place in range(start, end)}
    for left_out in (hidden, hidden | asides):
        places = [place for place, char in enumerate(text) if char.isalnum() and place not in left_out]
        solid = "".join(text[place] for place in places)
        found += [
            (places[match.start()], places[match.start() + len(typed) - 1] + 1)
            for match in re.finditer(f"(?={typed})", solid)
        ]
    return merged(found)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(PIECES, min_size=1, max_size=4), data=st.data())
def test_every_fragment_of_either_reading_is_found(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("texts")
    for number, text in enumerate(texts):
        (root / f"{number}.txt").write_text(text, "utf-8")
    with marked_files(), Library.open(root, home=tmp_path_factory.mktemp("home")) as library:
        library.sync()
        read = [body.squeezed for text in texts for body in body_of(text).readings if body.squeezed]
        for _ in range(10 if read else 0):
            whole = data.draw(st.sampled_from(read))
            start = data.draw(st.integers(0, len(whole) - 1))
            typed = whole[start : start + data.draw(st.integers(1, 80))]
            if any(typed.endswith(typed[:size]) for size in range(1, len(typed))):
                continue  # of two places that overlap one is lit
            lit = {int(path.stem): spans for path, spans in library.places(typed).items()}
            expected = {number: standing(text, typed) for number, text in enumerate(texts)}
            assert lit == {number: spans for number, spans in expected.items() if spans}
            for hit in library.search(typed, limit=50):
                if hit.tier is Tier.EXACT:
                    document = library.document(hit.document)
                    assert library.matches(typed, document) == expected[int(hit.path.stem)]


@pytest.mark.parametrize("size", [2, 40, 64, 90])
@pytest.mark.parametrize("before", range(0, 330, 29))
def test_a_sentence_over_asides_is_found_across_passages(
    make_library: MakeLibrary, before: int, size: int
) -> None:
    """Each character of it is in a row of its own, with a long head."""
    sentence = "".join(chr(0x4E00 + 7 * number) for number in range(size))
    rows = "".join(f"⟦{chr(0x6000 + number) * 40}⟧\n{char}\n" for number, char in enumerate(sentence))
    text = "字" * before + rows + "句。" * 200
    with marked_files_of_any_length():
        library = make_library({"a.txt": text, "b.txt": "字句" * 300})
    ((_, spans),) = library.places(sentence).items()
    assert spans == ((text.index(sentence[0]), text.rindex(sentence[-1]) + 1),)
    assert stems(library, chr(0x6000) * 40 + sentence[0]) == {"a"}


@contextmanager
def marked_files_of_any_length() -> Iterator[None]:
    with marked_files(), patch.multiple(passages, SIZE=300, LONGEST_LINE=375, SMALLEST=200):
        yield


def test_the_audit_judges_both_readings(tmp_path: Path, make_library: MakeLibrary) -> None:
    text = "".join(f"天地玄{chr(0x5000 + n)}⟦宇宙{chr(0x6000 + n)}⟧黄{chr(0x7000 + n)}\n" for n in range(300))
    with marked_files():
        library = make_library({"a.txt": text})
        assert Audit(library, 600, seed=5).run().misses == ()
        with patch.object(Body, "readings", property(lambda body: (body,))):
            missed = Audit(library, 600, seed=5).run().misses
        assert missed
        assert {"⟦" in text.splitlines()[miss.line - 1] for miss in missed} == {True}


@pytest.mark.parametrize(
    ("query", "lit"),
    [
        ("共九十三级", "共九十三级"),
        ("石阶共九十三级被水", "石阶^[共九十三级]被水"),
        ("石阶被水淹", "石阶^[共九十三级]被水淹"),
        ("石介被水淹", "石阶^[共九十三级]被水淹"),
        ("shijiebeishuiyan", "石阶^[共九十三级]被水淹"),
        ("^[共", "^[共"),
    ],
)
def test_notes_of_markdown(make_library: MakeLibrary, query: str, lit: str) -> None:
    (hit,) = make_library({"a.md": NOTE, "b.txt": "别的"}).search(query)
    assert [NOTE[start:end] for start, end in hit.spans] == [lit]
    assert hit.hidden == ()
    assert hit.tier is (Tier.EXACT if query[0] in "共石^" and "介" not in query else Tier.SOUND)


@pytest.mark.parametrize(
    ("query", "lit", "begins", "shown"),
    [
        ("修船每天天不亮", "修船每天\n\n说话人1 00:04\n天不亮", 2, False),
        ("修船每天 说话人1 00:04 天不亮", "修船每天\n\n说话人1 00:04\n天不亮", 2, False),
        ("00:04", "00:04", 4, True),
        ("说话人1 00:04", "说话人1 00:04", 4, True),
        ("00:04天不亮", "00:04\n天不亮", 4, True),
    ],
)
def test_heads_of_a_transcript(
    make_library: MakeLibrary, query: str, lit: str, begins: float, shown: bool
) -> None:
    (hit,) = [hit for hit in make_library({"a.txt": TALK}).search(query) if hit.tier is Tier.EXACT]
    assert [TALK[start:end] for start, end in hit.spans] == [lit]
    hidden = [TALK[start:end] for start, end in hit.hidden]
    assert (any("00:04" in one for one in hidden), hit.begins) == (not shown, begins)
    assert any("00:06" in one for one in hidden)


@pytest.mark.parametrize(
    ("query", "lit", "begins"),
    [
        ("欧阳", ["欧阳"], 4),
        ("欧阳他说", ["欧阳>他说"], 4),
        ("每天天不亮", ["每天</v>\n\n00:02.000 --> 00:04.000\n<v 王小明>天不亮"], 0),
        ("铁锈他说听", ["铁锈</v>\n\n00:04.000 --> 00:06.000\n<v 欧阳>他说听"], 2),
        ("王小明", ["王小明"], 0),
        ("kind:字幕", [f"{ROWS[0]}</v>"], 0),
    ],
)
def test_voices_of_subtitles(make_library: MakeLibrary, query: str, lit: list[str], begins: float) -> None:
    (hit,) = make_library({"a.vtt": VOICES, "b.txt": "别的"}).search(query)
    assert [VOICES[start:end] for start, end in hit.spans] == lit
    assert (hit.begins, hit.tier) == (begins, Tier.EXACT)


def test_what_sounds_alike_over_a_head_is_words_there(make_library: MakeLibrary) -> None:
    (hit,) = _sounding(make_library({"a.txt": TALK}), "休船每天天步亮")
    assert TALK[slice(*hit.spans[0])].startswith("修船每天\n") and hit.likeness is Likeness.TONE


def test_what_sounds_alike_over_an_aside_is_worth_what_it_is_over_what_is_hidden(
    make_library: MakeLibrary,
) -> None:
    text = "那一年他被⟦人工智能⟧才的时候还没有回过家"
    with marked_files():
        hidden = text.translate({ord("⟦"): "⟨", ord("⟧"): "⟩"})
        hits = _sounding(make_library({"a.txt": text, "b.txt": hidden}), "beicai")
    assert len({hit.score for hit in hits}) == 1 and len(hits) == 2


def _sounding(library: Library, query: str) -> list[Hit]:
    return [hit for hit in library.search(query) if hit.tier is Tier.SOUND]


@pytest.mark.parametrize("row", ["{time}\n{said}\n\n", "[{time}.000 --> {time}.900] {said}\n"])
def test_a_condition_alone_finds_what_is_said_first(make_library: MakeLibrary, row: str) -> None:
    text = "".join(row.format(time=f"00:0{2 * number}", said=said) for number, said in enumerate(ROWS, 1))
    (hit,) = make_library({"a.txt": text}).search("kind:text")
    assert [text[start:end] for start, end in hit.spans] == [ROWS[0]]


def test_a_quotation_of_a_transcript_stands_in_it(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": TALK})
    for text, verdict in (
        ("在码头上修船每天天不亮就要下到", Verdict.VERBATIM),
        ("在码头上秀船每天天不亮就要下到", Verdict.SOUND),
        ("在码头上修船每日天不亮就要下到", Verdict.DIFFERENT),
    ):
        (checked,) = library.check([Quotation(text, 0, len(text), 1, 1)], None, 3)
        assert checked.verdict is verdict and not checked.marks
    library = make_library({"a.vtt": VOICES})
    text = "要下到舱底去敲铁锈他说听声音"
    (checked,) = library.check([Quotation(text, 0, len(text), 1, 1)], None, 3)
    assert checked.verdict is Verdict.VERBATIM and not checked.marks


@pytest.mark.parametrize(
    ("text", "verdict", "parts"),
    [
        ("渡口的石阶被水淹了", Verdict.VERBATIM, 0),
        ("渡口的石阶共九十三级被水淹了", Verdict.VERBATIM, 0),
        ("渡口的石街被水淹了", Verdict.SOUND, 3),
        ("渡口的石头被水淹了", Verdict.DIFFERENT, 3),
    ],
)
def test_a_quotation_may_leave_out_a_note(
    make_library: MakeLibrary, text: str, verdict: Verdict, parts: int
) -> None:
    library = make_library({"a.md": NOTE.replace("^[共", "^[共 ")})
    (checked,) = library.check([Quotation(text, 0, len(text), 1, 1)], None, 3)
    assert (checked.verdict, checked.forms, len(checked.changes)) == (verdict, False, parts)


def test_asides_are_kept_when_files_change_and_segments_are_merged(
    tmp_path: Path, make_library: MakeLibrary
) -> None:
    library = make_library({"a.md": NOTE, "b.txt": TALK, "c.txt": "别的"})
    for number in range(12):
        (tmp_path / "library" / f"{number}.md").write_text(f"{NOTE}，第{number}次", "utf-8")
        (tmp_path / "library" / "c.txt").write_text(f"别的{number}", "utf-8")
        library.sync()
        assert stems(library, "石阶被水淹") == {"a", *map(str, range(number + 1))}
        assert stems(library, "00:04") == stems(library, "修船每天天不亮") == {"b"}
    (tmp_path / "library" / "a.md").write_text("渡口的石阶[共九十三级]被水淹了", "utf-8")
    library.sync()
    assert "a" not in stems(library, "石阶被水淹")
