"""Words: the tokens that rank, the same by either jieba."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import jiebas
from index.text import words as module
from index.text.cutting import cut, cut_for_search
from index.text.fold import HAN_RUN, fold, to_codes
from index.text.words import UNLISTED, are_latin, is_latin, latin_words, listed_tokens, word_starts, words
from tests.conftest import SEEDS


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("图像识别", {"图像", "识别", "图像识别"}, id="long word and its parts"),
        pytest.param("圖像識別", {"图像", "识别", "图像识别"}, id="traditional"),
        pytest.param("重跑gen-itgc后", {"重跑", "gen-itgc", "gen", "itgc", "后"}, id="glued, joined"),
        pytest.param("OpenAI", {"openai", "open", "ai"}, id="case joint"),
        pytest.param("HTTPServer", {"httpserver", "http", "server"}, id="capitals then word"),
        pytest.param("GPT-4o", {"gpt-4o", "gpt", "4o"}, id="hyphen"),
        pytest.param("C++ C# c", {"c++", "c#", "c"}, id="languages"),
        pytest.param("ＧＰＴ４", {"gpt4"}, id="full width"),
        pytest.param("don’t", {"don't", "don", "t"}, id="apostrophe"),
        pytest.param("，。——  ", set(), id="marks only"),
        pytest.param("", set(), id="empty"),
        pytest.param("x" * 60, set(), id="an encoded blob"),
    ],
)
def test_tokens(text: str, tokens: set[str]) -> None:
    assert set(words(text)) == tokens


@pytest.mark.parametrize(
    ("run", "listed"),
    [
        pytest.param("Reacts", True, id="a word"),
        pytest.param("gen-itgc", True, id="joined"),
        pytest.param("x" * 40, True, id="as long as a token"),
        pytest.param("x" * 41, False, id="longer"),
        pytest.param("long-" * 9 + "run", True, id="a long run of short parts"),
        pytest.param("xⒶy", True, id="letters in circles, whole"),
        pytest.param("ⒶB-x", False, id="letters in circles, a part"),
        pytest.param("カreact", False, id="next to other letters"),
    ],
)
def test_each_stretch_of_latin_letters_is_listed_or_told(run: str, listed: bool) -> None:
    assert (UNLISTED not in listed_tokens(run, cut=False)) is listed
    assert UNLISTED in listed_tokens(run, cut=True)


def test_tokens_count_as_often_as_they_stand() -> None:
    assert Counter(words("模型和模型"))["模型"] == 2


def test_hidden_characters_give_no_tokens() -> None:
    assert set(words("学习link模型", "学习\0\0\0\0模型")) == {"学习", "模型"}


def test_latin_parts_come_once_each_after_their_whole() -> None:
    assert list(latin_words("OpenAI", "openai")) == ["openai", "open", "ai"]


@given(st.from_regex("[A-Za-z0-9]+([-_.'&+#@][A-Za-z0-9]+){0,4}[+#]{0,2}", fullmatch=True))
def test_latin_parts_of_ascii_are_those_of_any_letters(run: str) -> None:
    whole = run.lower()
    plain = dict.fromkeys([whole, *module._parts(run)])
    assert set(module.latin_tokens(run)) == {token for token in plain if len(token) <= module.LONGEST_TOKEN}


def test_word_starts_are_where_a_line_may_be_cut() -> None:
    assert word_starts("图像识别model好") == [0, 4, 9]


def test_all_jiebas_cut_alike() -> None:
    pytest.importorskip("rjieba")
    python = jiebas._python_jieba()
    rng = random.Random(7)
    for path in sorted(SEEDS.iterdir()):
        runs = HAN_RUN.findall(fold(path.read_text("utf-8")))
        for run in rng.sample(runs, min(60, len(runs))):
            assert cut_for_search(run) == python.lcut_for_search(run)
            assert cut(run) == jiebas.plain_cutter()(run) == python.lcut(run)


def test_runs_joined_by_blanks_are_cut_as_if_alone() -> None:
    runs = ["强化学习", "的", "图灵奖得主", "人工智能"]
    joined = [word for word in cut_for_search(" ".join(runs)) if word != " "]
    assert joined == [word for run in runs for word in cut_for_search(run)]


def test_without_rjieba_the_words_are_the_same_and_nothing_is_left_behind(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    temporary = tmp_path_factory.mktemp("temporary")
    script = (
        "import sys; sys.modules['rjieba'] = None\n"
        "from index.text.jiebas import parts_of, plain_cutter\n"
        "print(plain_cutter()('图像识别和OpenAI'), parts_of('图像识别'))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        capture_output=True,
        text=True,
        env={"TMPDIR": str(temporary), "PYTHONPATH": str(SEEDS.parent), "PATH": ""},
        check=True,
    )
    assert done.stdout.strip() == "['图像识别', '和', 'OpenAI'] ['图像', '识别']"
    assert list(temporary.iterdir()) == []


def test_what_is_latin_is_so_of_one_character_and_of_many() -> None:
    every = [*map(chr, range(0x10100)), "\U0002f800", "\U0010ffff"]
    assert are_latin(to_codes("".join(every))).tolist() == list(map(is_latin, every))
