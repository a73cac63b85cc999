"""That the benchmarks count rightly and ask the same queries every time; speed itself is not tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Library
from tests.bench import growing, peers, peers_build, starting, updating
from tests.bench.__main__ import BEGIN, END, OF_A_LIBRARY, READMES, main, with_tables
from tests.bench.queries import FRAGMENTS, queries
from tests.bench.tables import Table, markdown, percentiles, record
from tests.conftest import SEEDS

PERCENTILES = {
    "one": ([7.0], (7.0, 7.0, 7.0, 7.0)),
    "a hundred": (list(map(float, range(100, 0, -1))), (50.0, 95.0, 99.0, 100.0)),
    "few": ([3.0, 1.0, 2.0], (2.0, 3.0, 3.0, 3.0)),
}


@pytest.mark.parametrize(("times", "expected"), PERCENTILES.values(), ids=PERCENTILES.keys())
def test_percentiles(times: list[float], expected: tuple[float, ...]) -> None:
    assert percentiles(times) == expected


def test_a_table_for_people_and_for_programs() -> None:
    table = Table("sizes", ("what", "figure"), [("files", 1234), ("share", 0.25), ("ratio", 12.34)])
    assert markdown("notes", table).splitlines()[1:] == [
        *("notes: sizes", "", "| what | figure |", "| --- | --: |"),
        *("| files | 1,234 |", "| share | 0.250 |", "| ratio | 12.3 |"),
    ]
    assert record(table)["rows"][0] == {"what": "files", "figure": 1234}


TEXT = "一边读一边想，旧书店里的那位老先生说，Typography 的历史比 printing 更早，活字排版不过是后来的事。\n"


def test_queries_are_cut_from_the_texts_and_are_the_same_every_time() -> None:
    asked = queries([TEXT * 3], 20)
    assert asked == queries([TEXT * 3], 20)
    assert {len(ones) for ones in asked.values()} == {20}
    for kind in FRAGMENTS:
        assert all(one in TEXT for one in asked[kind])
    assert all(one.startswith("~") and one[1:] in TEXT for one in asked["sound"])
    assert all(one.isascii() and one.isalpha() for one in asked["pinyin"] + asked["initials"])


def test_kinds_that_the_texts_hold_nothing_for_are_left_out() -> None:
    asked = queries(["长长的一行里没有一个拉丁字母，所以也就没有什么拉丁文的单词可以拿来问。"], 2)
    assert "pinyin" in asked
    assert "Latin words" not in asked


def test_tables_go_between_the_marks_of_the_readmes() -> None:
    for readme in READMES:
        text = readme.read_text("utf-8")
        assert text.index(BEGIN) < text.index(END)
        once = with_tables(text, "| a |")
        assert with_tables(once, "| a |") == once
        assert once.count("| a |") == 1


def test_a_folder_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "no-such-folder"])
    with pytest.raises(SystemExit):
        main()
    assert "there is no folder no-such-folder" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["peers", "peers-build", "starting", "updating", "growing", "checking"])
def test_every_measurement_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With few queries and one turn; what the figures are is not judged."""
    for module in (peers, starting, updating, growing):
        monkeypatch.setattr(module, "QUERIES_A_KIND", 2)
    for module in (peers_build, starting, updating):
        monkeypatch.setattr(module, "TIMES", 1)
    with Library.open(SEEDS, home=tmp_path) as library:
        library.sync()
        tables = list(OF_A_LIBRARY[name](library))
    assert tables
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)
