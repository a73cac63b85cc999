"""The judge of completeness is judged: it takes fair samples, and no miss escapes it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Audit, AuditReport, AuditRow, Document, Kind, Library, Metadata, Progress, Span
from index.audit import LENGTHS, PlainScan, samples
from index.audit.samples import FULL_WIDTH, QUOTATION_MARKS, other_script, other_width, retyped
from index.steps import finished
from index.text.fold import fold
from tests.conftest import MakeLibrary

FILES = {
    "甲.md": (
        "# 说明\n\n学习是一件长久的事，**学 习**要有[朋友](http://example.org/xuexi)。\n"
        "學習 Learning 之后再学习。\n"
    ),
    "乙.txt": "第一行说的是活字，\n第二行说的是铅字。\n哈哈哈哈，学习。",
}
Lit = Mapping[Path, tuple[Span, ...]]


def scan_of(*texts: str, hidden: tuple[Span, ...] = ()) -> PlainScan:
    return PlainScan(
        [
            Document("", Path(f"/{number}"), Path("/"), Kind.TEXT, Metadata("t"), text, hidden=hidden)
            for number, text in enumerate(texts)
        ]
    )


FOUND = {
    "everywhere, across documents": ("学习", ["学习和学习", "學習"], [(0, 2), (3, 5), (6, 8)]),
    "width and case": ("ＧＰＴ", ["a gpt4", "GpT"], [(2, 5), (7, 10)]),
    "disjoint from the left": ("哈哈", ["哈哈哈哈哈"], [(0, 2), (2, 4)]),
    "not across a line break": ("ab", ["a\nb"], []),
    "a blank for a run of them": ("a b", ["a \n  b", "a-b"], [(0, 6)]),
    "a run of blanks for one": ("a \t b", ["a b"], [(0, 3)]),
    "not across two documents": ("ab", ["a", "b"], []),
    "no pattern": ("a.c", ["abc a.c"], [(4, 7)]),
    "trimmed": (" b ", ["abc"], [(1, 2)]),
    "nothing": (" ", ["a b"], []),
    "across what nobody sees": (
        "被裁了",
        ["\u200b被\u200b\u200b裁了\u200b。", "被裁\ufeff了"],
        [(1, 6), (9, 13)],
    ),
    "what nobody sees": ("被\xad裁", ["被裁"], [(0, 2)]),
    "nothing but what nobody sees": ("\ufe0f", ["❤\ufe0f"], []),
}


@pytest.mark.parametrize(("typed", "texts", "places"), FOUND.values(), ids=FOUND.keys())
def test_the_plain_scan(typed: str, texts: list[str], places: list[Span]) -> None:
    assert list(map(tuple, scan_of(*texts).find(typed).tolist())) == places


def test_the_plain_scan_does_not_see_what_is_hidden() -> None:
    assert scan_of("学习学习", hidden=((0, 1),)).find("学习").tolist() == [[2, 4]]


def test_the_plain_scan_sees_a_character_where_an_entity_is() -> None:
    scan = scan_of(r"甲\**乙&amp;&丙", hidden=((2, 3), (6, 10)))
    assert scan.find("甲**乙").tolist() == [[0, 5]]
    assert scan.find("&&").tolist() == [[5, 11]]


UNLIT = {
    "nothing lit": ({}, [(0, 2), (5, 7), (9, 11)]),
    "all lit": ({"/0": [(0, 2), (5, 7)], "/1": [(1, 3)]}, []),
    "one span for two": ({"/0": [(0, 7)], "/1": [(0, 4)]}, []),
    "a part is not the whole": ({"/0": [(0, 1), (5, 7)], "/1": [(2, 3)]}, [(0, 2), (9, 11)]),
    "in another document": ({"/1": [(0, 2), (5, 7)]}, [(0, 2), (5, 7), (9, 11)]),
    "in an unknown document": ({"/0": [(0, 7)], "/x": [(1, 3)]}, [(9, 11)]),
}


@pytest.mark.parametrize(("lit", "unlit"), UNLIT.values(), ids=UNLIT.keys())
def test_what_is_not_lit(lit: dict[str, list[Span]], unlit: list[Span]) -> None:
    scan = scan_of("学习和，学学习", "再学习")
    places = scan.find("学习")
    assert places.tolist() == [[0, 2], [5, 7], [9, 11]]
    spans = {Path(path): tuple(ones) for path, ones in lit.items()}
    assert list(map(tuple, scan.unlit(places, spans).tolist())) == unlit


@given(st.text(max_size=40))
def test_retyped_text_folds_to_the_same(text: str) -> None:
    for form in (other_script, other_width):
        assert fold(retyped(text, form)) == fold(text)


def test_the_other_forms() -> None:
    assert retyped("学習 Ab1，", other_script) == "學习 Ab1，"
    assert retyped("aB1!", other_width) == "".join(chr(ord(char) + FULL_WIDTH) for char in "Ab1!")


def test_samples_are_spread_evenly_and_stand_where_they_are_said_to() -> None:
    scan = scan_of("一二三四五六七八九十，" * 20, "甲乙 丙丁\n" * 40)
    taken = list(samples(scan, 96, seed=3))
    kinds = [sample.length for sample in taken]
    assert kinds == [*LENGTHS, None] * 6
    for sample in taken:
        assert len(sample.places)
        start, end = sample.places[0]
        stretch = scan.text[start:end]
        if sample.length is None:
            assert fold(sample.typed) == "".join(filter(str.isalnum, stretch)) != stretch
        else:
            assert fold(sample.typed) == stretch
            assert len(stretch) == sample.length


def test_the_same_seed_takes_the_same_samples() -> None:
    scan = scan_of("一二三四五六七八九十，" * 20)
    first, same, other = ([one.typed for one in samples(scan, 50, seed)] for seed in (1, 1, 2))
    assert first == same != other


@pytest.mark.parametrize("text", ["", "\n\n", "one\ntwo words\n", "哈，哈，哈"])
def test_what_a_library_does_not_hold_is_not_sampled(text: str) -> None:
    taken = list(samples(scan_of(text), 32, seed=1))
    assert all(sample.length is not None and sample.length <= len(text) for sample in taken)


def test_a_fragment_does_not_begin_as_a_quotation_does(make_library: MakeLibrary) -> None:
    library = make_library({"a.md": '“甲”说："乙"。「丙」『丁』“' * 9})
    assert Audit(library, 300, seed=1).run().misses == ()
    taken = samples(scan_of('“甲”说："乙"。「丙」『丁』“' * 9), 300, seed=1)
    assert not [one.typed for one in taken if fold(one.typed)[0] in QUOTATION_MARKS]


def test_a_gap_between_words_is_not_bridged() -> None:
    bridged = [
        one.typed.lower() for one in samples(scan_of("foo bar，中，文 x"), 400, seed=1) if not one.length
    ]
    assert bridged
    assert not [typed for typed in bridged if "ob" in typed]


def test_a_bridged_fragment_is_what_is_read(make_library: MakeLibrary) -> None:
    library = make_library({"a.md": "甲，&#20013;，乙\n\n丙 de \ufb00 丁\n"})
    assert Audit(library, 300, seed=1).run().misses == ()


def audit(library: Library, count: int = 320, seed: int = 5) -> AuditReport:
    return Audit(library, count, seed).run()


def test_a_library_that_finds_everything(make_library: MakeLibrary) -> None:
    report = audit(make_library(FILES))
    assert report.misses == ()
    assert report.total.places == report.total.found > report.total.fragments
    assert (report.documents, report.changed, report.unreadable) == (2, 0, 0)
    assert report.characters == sum(map(len, FILES.values()))
    assert not report.cancelled


def test_what_was_never_synced_is_not_missed(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library/a.txt").write_text("活字排版不过是后来的事", "utf-8")
    with Library.open(tmp_path / "library") as library:
        report = audit(library)
    assert (report.misses, report.documents, report.changed) == ((), 0, 1)


Spoil = Callable[[str, Lit], Lit]


def without_a_document(_: str, lit: Lit) -> Lit:
    return {path: spans for path, spans in lit.items() if path.name != "乙.txt"}


def without_last_characters(query: str, lit: Lit) -> Lit:
    return {path: tuple((start, end - 1) for start, end in spans) for path, spans in lit.items()}


def without_the_last_place(query: str, lit: Lit) -> Lit:
    return {path: spans[:-1] for path, spans in lit.items()}


def without_bridges(query: str, lit: Lit) -> Lit:
    return {
        path: tuple((start, end) for start, end in spans if end - start == len(query.strip()))
        for path, spans in lit.items()
    }


@pytest.mark.parametrize(
    "spoil", [without_a_document, without_last_characters, without_the_last_place, without_bridges]
)
def test_a_planted_miss_is_reported(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch, spoil: Spoil
) -> None:
    library = make_library(FILES)
    whole = library.places
    monkeypatch.setattr(library, "places", lambda query: spoil(query, whole(query)))
    report = audit(library)
    assert report.total.missed > 0
    assert 0 < len(report.misses) <= report.total.missed
    bridged = report.rows[-1]
    assert bridged.length is None
    assert bridged.missed > 0
    for miss in report.misses:
        line = miss.path.read_text("utf-8").splitlines()[miss.line - 1]
        assert fold(line[miss.column - 1]) == fold(miss.fragment[0])


def test_one_lost_place_of_one_fragment_is_named(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "头一行\n再说，铅", "b.txt": "铅"})
    whole = library.places
    lost = library.roots[0] / "a.txt"

    def forget(query: str) -> Lit:
        return {path: spans for path, spans in whole(query).items() if (fold(query), path) != ("铅", lost)}

    monkeypatch.setattr(library, "places", forget)
    report = audit(library)
    assert {(fold(miss.fragment), miss.path, miss.line, miss.column) for miss in report.misses} == {
        ("铅", lost, 2, 4)
    }


def test_a_file_that_the_sync_passed_over_is_missed(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library(FILES)
    (library.roots[0] / "丙.txt").write_text("独一无二的话，谁也没有索引。", "utf-8")
    later = replace(library.status(), synced=time.time() + 60)
    monkeypatch.setattr(library, "status", lambda: later)
    report = audit(library)
    assert (report.documents, report.changed) == (3, 0)
    assert {miss.path.name for miss in report.misses} == {"丙.txt"}


def grow(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "后来加上的句子。", "utf-8")


def add(path: Path) -> None:
    path.with_name("丙.txt").write_text("后来才有的文件。", "utf-8")


CHANGES: dict[str, tuple[Callable[[Path], None], int]] = {
    "edited": (grow, 1),
    "gone": (Path.unlink, 1),
    "new": (add, 2),
}


@pytest.mark.parametrize(("change", "documents"), CHANGES.values(), ids=CHANGES.keys())
def test_what_changed_after_the_sync_is_no_miss(
    make_library: MakeLibrary, change: Callable[[Path], None], documents: int
) -> None:
    library = make_library(FILES)
    change(library.roots[0] / "乙.txt")
    report = audit(library)
    assert (report.documents, report.changed, report.misses) == (documents, 1, ())


def test_what_changes_while_it_is_compared_is_no_miss(make_library: MakeLibrary) -> None:
    library = make_library(FILES)
    steps = Audit(library, 320, 5).steps()
    step = next(steps)
    while step.stage != "compare":
        step = next(steps)
    path = library.roots[0] / "乙.txt"
    path.write_text("完全是别的话了。", "utf-8")
    library.sync()
    report = finished(steps)
    assert (report.misses, report.changed) == ((), 1)


def test_what_cannot_be_read_is_counted(make_library: MakeLibrary) -> None:
    report = audit(make_library({**FILES, "丁.txt": bytes(range(256)) * 8}))
    assert (report.documents, report.unreadable) == (2, 1)


def test_an_audit_that_is_stopped_tells_what_it_has_checked(make_library: MakeLibrary) -> None:
    cancel = Event()

    def stop(progress: Progress) -> None:
        if progress.done == 10:
            cancel.set()

    report = Audit(make_library(FILES), 320, 5).run(stop, cancel)
    assert (report.cancelled, report.total.fragments) == (True, 11)


def test_an_empty_library_has_nothing_to_check(make_library: MakeLibrary) -> None:
    report = audit(make_library())
    assert (report.rows, report.total) == ((), AuditRow(None, 0, 0, 0))


def test_recall_is_the_share_of_places_found() -> None:
    assert AuditRow(1, 1, 4, 3).recall == 0.75
    assert AuditRow(1, 1, 0, 0).recall == 1.0
