"""`xunju check`: what it prints of each quotation, and how it ends."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui.cli import main

TEXT = "# 书\n\n旧书店里的老先生说，活字排版不过是后来的事。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XUNJU_LANG", "en")
    root = tmp_path / "library"
    root.mkdir()
    (root / "书.md").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return root


def test_without_a_folder_it_is_said_where_one_is_to_stand(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("“活字排版”", "utf-8")
    ran = run("check", str(tmp_path / "draft.md"))
    assert ran.status == 2 and f"xunju check {tmp_path / 'draft.md'} ~/notes" in ran.err


DRAFTS = {
    "verbatim": ("“活字排版不过是后来的事”", 0, ["verbatim: 活字排版不过是后来的事", "11: 书"]),
    "other marks": ("“老先生说：活字排版”", 0, ["verbatim · other punctuation: 老先生说：活字排版", "6: 书"]),
    "different": (
        "“活字排版不过是从来的事”",
        1,
        ["different: 活字排版不过是从来的事", "11: 书", "活字排版不过是[-后-]{+从+}来的事"],
    ),
    "with something less": (
        "“活字排版是后来的事情”",
        1,
        ["different: 活字排版是后来的事情", "11: 书", "活字排版[-不过-]是后来的事{+情+}"],
    ),
    "not found": ("“今天下午三点开会”", 1, ["not found: 今天下午三点开会"]),
    "in another encoding": (
        "“活字排版不过是后来的事”".encode("gb18030"),
        0,
        ["verbatim: 活字排版不过是后来的事", "11: 书"],
    ),
}


@pytest.mark.parametrize(("draft", "status", "lines"), DRAFTS.values(), ids=DRAFTS.keys())
def test_what_is_printed(
    folder: Path, capfd: pytest.CaptureFixture[str], draft: str | bytes, status: int, lines: list[str]
) -> None:
    Path("draft.md").write_bytes(draft if isinstance(draft, bytes) else draft.encode())
    assert main(["check", "draft.md", str(folder)]) == status
    out, err = capfd.readouterr()
    first, *places = lines
    places[:1] = [f"library/书.md:3:{place}" for place in places[:1]]
    assert out.splitlines() == [f"draft.md:1:2: {first}", *(f"  {line}" for line in places)]
    assert f"1 quotation: verbatim {1 - status}, same sound 0, " in err


def test_a_draft_in_the_library_is_no_witness_for_itself(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "draft.md").write_text("“只有草稿里才有的一句话”", "utf-8")
    assert main(["check", "library/draft.md", str(folder)]) == 1
    assert ": not found: " in capfd.readouterr().out


def test_a_draft_may_come_from_standard_input(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.BytesIO("他写道：“活字排版不过是后来的事”".encode("gb18030"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
    assert main(["check", "-", str(folder)]) == 0
    assert capfd.readouterr().out.startswith("-:1:6: verbatim: 活字排版不过是后来的事\n")
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["check", "-", str(folder)]) == 0
    assert "standard input is empty" in capfd.readouterr().err


def test_places_that_are_not_listed_are_counted(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for number in range(14):
        (folder / f"{number}.txt").write_text("到处都有的一句话。说了两遍：到处都有的一句话。", "utf-8")
    Path("draft.md").write_text("“到处都有的一句话”“到处都有……说了两遍”“旧书店里的老先生”", "utf-8")

    def listed(*words: str) -> str:
        assert main(["check", "draft.md", str(folder), *words]) == 0
        return capfd.readouterr().out

    whole = listed()
    assert whole.count(".txt:1:") == 20
    assert "  and 18 more; --limit 28 lists them all\n" in whole
    assert "  and 4 more; --limit 14 lists them all\n" in whole
    assert listed("--limit", "28").count(".txt:1:") == 42 and "more" not in listed("--limit", "28")
    assert [json.loads(line)["more"] for line in listed("--json", "--limit", "3").splitlines()] == [25, 11, 0]


def test_json_has_an_object_a_quotation(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("draft.md").write_text("“活字排版不过是厚来的事”\n\n> 旧书店里的老先生\n", "utf-8")
    assert main(["check", "--json", "draft.md", str(folder)]) == 1
    sound, plain = map(json.loads, capfd.readouterr().out.splitlines())
    assert (sound["verdict"], plain["verdict"]) == ("sound", "verbatim")
    assert ["后", "厚"] in sound["changes"]
    assert (plain["line"], plain["places"][0]["line"], plain["places"][0]["title"]) == (3, 3, "书")


TROUBLE = {
    "no draft": ([], 2, "Name the draft"),
    "a folder": (["library"], 2, "library is a folder"),
    "not there": (["nothing.md", "library"], 2, "nothing.md: there is no such file"),
    "no text": (["binary.md", "library"], 2, "binary.md: not a text file"),
    "no such folder": (["plain.md", "nowhere"], 2, "nowhere"),
    "empty": (["empty.md", "library"], 0, "empty.md is empty"),
    "no quotations": (["plain.md", "library"], 0, "plain.md quotes nothing"),
}


@pytest.mark.parametrize(("words", "status", "message"), TROUBLE.values(), ids=TROUBLE.keys())
def test_trouble_is_one_sentence(
    folder: Path, capfd: pytest.CaptureFixture[str], words: list[str], status: int, message: str
) -> None:
    Path("binary.md").write_bytes(b"\0\1\2\3" * 100)
    Path("empty.md").write_bytes(b"")
    Path("plain.md").write_text("没有引文", "utf-8")
    assert main(["check", *words]) == status
    out, err = capfd.readouterr()
    assert not out
    assert message in err
    assert "Traceback" not in err


def test_a_draft_of_megabytes_in_another_encoding(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = "很长的文稿没有什么引文。\n" * 200_000 + "“活字排版不过是后来的事”\n"
    Path("draft.md").write_bytes(text.encode("gb18030"))
    assert main(["check", "draft.md", str(folder)]) == 0
    assert "draft.md:200001:2: verbatim" in capfd.readouterr().out


def test_a_draft_of_megabytes_whose_bytes_are_no_text_everywhere(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    line = "一行“活字排版不过是后来的事”和坏的字节".encode() + b"\xff\xfe\x80\n"
    Path("draft.md").write_bytes("没有引文的一行。\n".encode() * 220_000 + line)
    assert Path("draft.md").stat().st_size > 5_000_000
    assert main(["check", "draft.md", str(folder)]) == 0
    out, err = capfd.readouterr()
    assert "draft.md:220001:4: verbatim" in out and "Traceback" not in err


def test_controls_in_a_draft_and_in_titles_are_made_visible(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "wild.md").write_text('---\ntitle: "a\\e[31m\\nb"\n---\n\n独一无二的\x1b[2J句子在此\n', "utf-8")
    Path("draft\x1b.md").write_text("“独一无二的\x1b[2J句子在此”，“没有这\x07句话的”", "utf-8")
    assert main(["check", "draft\x1b.md", str(folder)]) == 1
    out, err = capfd.readouterr()
    assert not {"\x1b", "\x07"} & set(out + err) and "wild.md:5:1" in out


def test_a_long_title_is_cut(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "话.txt").write_text("没有标点的一句话" * 40, "utf-8")
    Path("draft.md").write_text("“标点的一句话没有”", "utf-8")
    assert main(["check", "draft.md", str(folder)]) == 0
    assert max(map(len, capfd.readouterr().out.splitlines())) < 90
