"""The stretch around a match that is quoted: it holds the match, and ends where one pauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.clauses import sentence_ends
from index.text.extents import CLAUSE, MATCH, SENTENCE
from index.text.sentences import LONGEST, is_speech, sentence_around
from index.text.wraps import seams, wraps

PROSE = "前一句在这里。她说，铅字是反的，要反着认；认熟了就快。后一句在那里。\n\n另一段，也有话。"
WRAPPED = """# The tide tables of the harbour

The lighthouse keeper wrote down when the tide came in, and when the
ships did. He kept
this up for years, and nobody ever asked the keeper why he should go to
such lengths. Then he left.

他每天都记下潮水什么时候来，船什么时候到，这样记了许多年，也从来没有人
问过他为什么。后来他走了。

- The first of the tables that he left behind in the tower of the light,
- the second
"""
SPEECH = "我们那时候每天都要去车间然后师傅就会拿出一把铅字所以你要很快认出来" * 6
ROWS = "今天我们从架子聊起\n他说他运气不坏\n每次都赶上了拆架子\n"


def around(text: str, part: str, size: int = SENTENCE) -> str:
    place = text.index(part)
    start, end = sentence_around(text, (place, place + len(part)), size)
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "part", "size", "quoted"),
    [
        (PROSE, "反的", MATCH, "反的"),
        (PROSE, "反的", CLAUSE, "铅字是反的，"),
        (PROSE, "反的", SENTENCE, "她说，铅字是反的，要反着认；认熟了就快。"),
        (PROSE, "反的", SENTENCE + 1, "前一句在这里。她说，铅字是反的，要反着认；认熟了就快。后一句在那里。"),
        (PROSE, "另一段", SENTENCE, "另一段，也有话。"),
        (PROSE, "快。后", CLAUSE, "认熟了就快。后一句在那里。"),
        (ROWS, "运气", SENTENCE, "他说他运气不坏"),
        (ROWS, "运气", SENTENCE + 1, "今天我们从架子聊起\n他说他运气不坏\n每次都赶上了拆架子"),
        ("记者：累吗\n师傅：不累\n记者：那好\n", "不累", SENTENCE + 1, "记者：累吗\n师傅：不累\n记者：那好"),
        ("  只有一行  ", "一", SENTENCE, "只有一行"),
        ("He said so. It was 3.5 metres, or so. Then.", "3.5", SENTENCE, "It was 3.5 metres, or so."),
        ('他说："水到渠成。"然后走了。', "水到", SENTENCE, '他说："水到渠成。"'),
        ('他说："水到渠成。"然后走了。', "然后", SENTENCE, "然后走了。"),
        ('他走了。"水到渠成。"她说。', "水到", SENTENCE, '"水到渠成。"'),
        ('先生说，"要听，不要看。"（她说："好。"）完。', "不要", SENTENCE, '先生说，"要听，不要看。"'),
        ('先生说，"要听，不要看。"（她说："好。"）完。', "好", SENTENCE, '（她说："好。"）'),
        ('他说"先坐，"又说"再走"。', "又", CLAUSE, '又说"再走"。'),
        ('He said, "I go." Then he went.', "Then", SENTENCE, "Then he went."),
        ('第一段有 5" 的钉。\n他说："水到渠成。"完。', "水到", SENTENCE, '他说："水到渠成。"'),
        ("前文。\n\n# 潮汐表 1\n\n先看潮。", "先看", SENTENCE + 1, "潮汐表 1\n\n先看潮。"),
        ("前文。\n\n# 潮汐表 1\n\n先看潮。", "先看", SENTENCE + 2, "前文。\n\n# 潮汐表 1\n\n先看潮。"),
    ],
)
def test_what_is_quoted(text: str, part: str, size: int, quoted: str) -> None:
    assert around(text, part, size) == quoted


def test_a_sentence_goes_on_over_lines_that_were_full() -> None:
    first = "The lighthouse keeper wrote down when the tide came in, and when the\nships did."
    assert around(WRAPPED, "tide came") == around(WRAPPED, "ships did") == first
    assert around(WRAPPED, "He kept") == "He kept"
    asked = "this up for years, and nobody ever asked the keeper why he should go to\nsuch lengths."
    assert around(WRAPPED, "ask") == asked
    chinese = WRAPPED[WRAPPED.index("他每天") : WRAPPED.index("后来他")]
    assert around(WRAPPED, "许多年") == around(WRAPPED, "为什么") == chinese
    assert around(WRAPPED, "问过", CLAUSE) == chinese[chinese.index("也从来") :]
    indented = WRAPPED.replace("\n问过", "\n  问过")
    assert around(indented, "问过", CLAUSE) == indented[indented.index("也从来") : indented.index("后来他")]
    assert around(WRAPPED, "The tide") == "# The tide tables of the harbour"
    assert around(WRAPPED, "The first").endswith("of the light,")


@pytest.mark.parametrize("mark", [">", "> ", "> > "])
def test_a_sentence_goes_on_over_the_lines_of_a_quotation(mark: str) -> None:
    quoting = "\n".join(f"{mark}{line}" for line in WRAPPED.splitlines())
    for part in ("tide came", "ships did", "许多年", "问过"):
        assert around(quoting, part).replace(mark, "") == around(WRAPPED, part)
    assert around(quoting, "问过", CLAUSE).replace(mark, "") == around(WRAPPED, "问过", CLAUSE)


@pytest.mark.parametrize("mark", ["", "> "])
def test_between_wide_characters_nothing_stands_for_the_break_of_a_line(mark: str) -> None:
    text = "\n".join(f"{mark}{line}" for line in WRAPPED.replace("从来没有人", "从来没有人 ").splitlines())
    ((start, end),) = seams(text)
    assert (
        text[:start].endswith("没有人") and text[start:end] == f" \n{mark}" and text[end:].startswith("问过")
    )


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["床前明月光", "疑是地上霜", "举头望明月"], id="verse"),
        pytest.param(["他说的是许多年" * count for count in (2, 5, 3, 6, 2)], id="rows of speech"),
        pytest.param(["这一段说的是铅字" * count for count in (9, 30, 12)], id="a paragraph a line"),
        pytest.param(["| 一月 | " + "甲" * 20 + " |"] * 3, id="a table"),
        pytest.param(["- " + "甲乙" * 12] * 3, id="a list"),
        pytest.param(["甲乙" * 12 + "  "] * 3, id="breaks of Markdown"),
        pytest.param([f"{name}：" + "甲乙" * 12 for name in "天地人"], id="who speaks"),
        pytest.param([f"{name}: " + "甲乙" * 12 for name in ("title", "about")], id="keys of front matter"),
        pytest.param(["　　" + "甲乙" * 12] * 3, id="paragraphs that are indented"),
        pytest.param(["> " * depth + "甲乙" * 12 for depth in (1, 2, 3)], id="quotations in one another"),
        pytest.param(["> [!note] " + "甲乙" * 12, "> " + "甲乙" * 12] * 3, id="the title of a callout"),
        pytest.param(["> - " + "甲乙" * 12] * 3, id="a list in a quotation"),
    ],
)
def test_a_line_that_was_not_full_is_an_end(rows: list[str]) -> None:
    assert not wraps("\n".join(rows), 0, 10_000) and not [*seams("\n".join(rows))]


@pytest.mark.parametrize(("part", "quoted"), [("先看", "先看潮。"), ("2024", "title: 题\npublished: 2024")])
def test_a_longer_stretch_stays_in_its_part_of_the_text(part: str, quoted: str) -> None:
    text = "title: 题\npublished: 2024\n\n先看潮。"
    place, body = text.index(part), text.index("先看")
    edges = (body, len(text)) if place >= body else (0, body)
    start, end = sentence_around(text, (place, place + len(part)), SENTENCE + 3, edges)
    assert text[start:end] == quoted


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Smith paid $3.50 at 5 p.m. to Dr. Wu. He left.", 2),
        ("See Fig. 3, No. 7, e.g. the U.S. army, etc. and so on. Next.", 2),
        ("J. R. R. Tolkien and St. John met Prof. Li vs. me. Next.", 2),
        ("He came at 5 p.m. She left at 6 a.m. Then they met.", 3),
        ("He said no. 7 came, i.e. all. We say No. Then.", 4),
        ("He asked Mr. 王 about 方案B. Then he left.", 2),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, sentences: int) -> None:
    assert len(list(sentence_ends(text, 0, len(text)))) == sentences


def test_speech_without_marks_is_parted_where_one_speaks_on() -> None:
    place = SPEECH.index("铅字", 100)
    start, end = sentence_around(SPEECH, (place, place + 2))
    assert 20 <= end - start <= LONGEST
    assert SPEECH[start:].startswith(("然后", "所以")) and SPEECH[end:].startswith(("然后", "所以"))


@given(st.text(alphabet="字，。 \na然后", min_size=1, max_size=400), st.data())
def test_it_holds_the_match_and_grows(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before = (start, end)
    for size in range(6):
        left, right = sentence_around(text, (start, end), size)
        assert 0 <= left <= start and end <= right <= len(text)
        if size > SENTENCE:
            assert left <= before[0] and right >= before[1]
        before = left, right


@pytest.mark.parametrize(
    ("text", "speech"),
    [(PROSE, False), (SPEECH, True), (ROWS * 10, True), ("短", False), ("No mark here " * 30, True)],
)
def test_speech_is_told_by_its_lack_of_marks(text: str, speech: bool) -> None:
    assert is_speech(text) is speech
