"""A draft's quotations: found where they are, and each given its verdict."""

from __future__ import annotations

import random
import re
from pathlib import Path

import numpy as np
import pytest

from index import Checked, Checker, Library, Verdict, quotations
from index.text.fold import fold, to_codes
from index.text.pairs import sound_classes
from tests.conftest import MakeLibrary

DRAFTS: list[tuple[str, list[str]]] = [
    ("他说“长期主义不是口号”。", ["长期主义不是口号"]),
    ("「一句话在这里」『另一句在那里』‘还有一句话呢’", ["一句话在这里", "另一句在那里", "还有一句话呢"]),
    ("“外面的话“里面的话”还没完”", ["外面的话“里面的话”还没完"]),
    ('他说"中文用直引号"，又说"only english here"。', ["中文用直引号"]),
    ("“三个字”“四个字了”", ["四个字了"]),
    ("“没有关上的引号\n\n下一段“四个字的话”", ["四个字的话"]),
    ("> 第一行\n> 第二行接着\n>\n> 第二段在这里\n> ——某人《某文》\n", ["第一行\n第二行接着", "第二段在这里"]),
    ("> 引用块里“有引号的话”算一处\n", ["引用块里“有引号的话”算一处"]),
    ("> > 两层的引用块也行\n", ["两层的引用块也行"]),
    ("```\n“代码里的不算数”\n> 这也不算的啊\n```\n“代码后面的算数”", ["代码后面的算数"]),
    ("没有引文", []),
    ("", []),
]


@pytest.mark.parametrize(("draft", "expected"), DRAFTS)
def test_quotations_are_found_with_their_places(draft: str, expected: list[str]) -> None:
    found = list(quotations(draft))
    assert [one.text for one in found] == expected
    for one in found:
        assert re.sub(r"\n[> ]*", "\n", draft[one.start : one.end]) == one.text


def test_a_long_draft_of_open_marks_takes_no_time_that_grows_with_its_square() -> None:
    assert list(quotations("“" * 20_000)) == []


SOURCE = (
    "其实我在备材之前已经有offer了因为我在公司待了十年多了所以也许这个正好是个时机可以出来看看"
    "你觉得LLM是正确的路线吗我觉得LLM是一个很有意思的路线但是强化学习最大的好处是它是主动学习的"
)
ARTICLE = "---\ntitle: 文章\nauthor: 某人\n---\n\n他写道：長期主義不是口號，而是每天早上六點起來寫字。\n"

CHECKS: list[tuple[str, Verdict, bool]] = [
    ("强化学习最大的好处是它是主动学习的", Verdict.VERBATIM, False),
    ("强化学习，最大的好处：是它是主动学习的", Verdict.VERBATIM, True),
    ("长期主义不是口号，而是每天早上六点起来写字", Verdict.VERBATIM, True),
    ("已经有OFFER了", Verdict.VERBATIM, True),
    ("强化学习最大的……主动学习的", Verdict.VERBATIM, False),
    ("其实我在被裁之前已经有offer了", Verdict.SOUND, False),
    ("强化学习最大的坏处是它是主动学习的", Verdict.DIFFERENT, False),
    ("这个正好是时机可以出来走走看看", Verdict.DIFFERENT, False),
    ("强化学习最大的……被动而且懒惰的人生哲学", Verdict.MISSING, False),
    ("窗外的梧桐叶子落了一地没有人去扫", Verdict.MISSING, False),
]


@pytest.mark.parametrize(("said", "verdict", "marks"), CHECKS)
def test_a_quotation_gets_its_verdict(
    make_library: MakeLibrary, said: str, verdict: Verdict, marks: bool
) -> None:
    library = make_library({"a.txt": SOURCE, "b.md": ARTICLE})
    (one,) = check(library, f"“{said}”")
    assert (one.verdict, one.marks) == (verdict, marks)
    if one.hit is not None:
        assert one.hit.path.name == ("b.md" if said.startswith("长期") else "a.txt")


def test_the_place_is_that_of_the_first_character(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": SOURCE, "b.md": ARTICLE})
    (one, other) = check(library, "“强化学习最大的好处”，“不是口号，而是每天”")
    assert one.place == (1, SOURCE.index("强化学习") + 1)
    assert other.place == (6, ARTICLE.splitlines()[5].index("不是") + 1)


def test_what_differs_is_shown_stretch_by_stretch(make_library: MakeLibrary) -> None:
    (one,) = check(make_library({"a.txt": SOURCE}), "“强化学习最大的坏处是它是主动学习的”")
    assert [(stretch.draft, stretch.source) for stretch in one.differences] == [
        ("强化学习最大的", "强化学习最大的"),
        ("坏", "好"),
        ("处是它是主动学习的", "处是它是主动学习的"),
    ]


def test_a_draft_is_no_source_of_itself(make_library: MakeLibrary, tmp_path: Path) -> None:
    library = make_library({"draft.md": "“窗外的梧桐叶子落了一地”"})
    draft = tmp_path / "library" / "draft.md"
    said = list(quotations(draft.read_text("utf-8")))
    assert [one.verdict for one in Checker(library, draft).check(said)] == [Verdict.MISSING]
    assert [one.verdict for one in Checker(library).check(said)] == [Verdict.VERBATIM]


def test_twenty_quotations_of_all_kinds_from_the_real_documents(real_documents: Path) -> None:
    with Library.open(real_documents) as library:
        library.sync()
        made = twenty(library)
        draft = "\n\n".join(f"他说过“{said}”。" for said, _ in made)
        found = [one.verdict for one in check(library, draft)]
    assert found == [verdict for _, verdict in made]


def check(library: Library, draft: str) -> list[Checked]:
    return list(Checker(library).check(quotations(draft)))


def twenty(library: Library, seed: int = 5) -> list[tuple[str, Verdict]]:
    """Twenty quotations cut from the documents of a library, a quarter of them of each kind."""
    rng = random.Random(seed)
    runs = [
        run
        for document in library.documents()
        for run in re.findall("[\u4e00-\u9fff]{24,}", library.document(document.id).text)
    ]
    made = []
    for number in range(20):
        run = rng.choice(runs)
        start = rng.randint(0, len(run) - 20)
        said = run[start : start + 20]
        verdict = list(Verdict)[number % 4]
        if verdict is Verdict.SOUND:
            said = said[:8] + _homophone(said[8], rng) + said[9:]
        elif verdict is Verdict.DIFFERENT:
            said = said[:7] + "龘靐" + said[9:]
        elif verdict is Verdict.MISSING:
            said = "".join(rng.choice("龘靐齉齾爩鱻麤龗灪吁") for _ in said)
        made.append((said, verdict))
    return made


def _homophone(char: str, rng: random.Random) -> str:
    """Another character of the same sound."""
    codes = to_codes("".join(map(chr, range(0x4E00, 0x9FA6)))).astype(np.uint64)
    (sound,) = sound_classes(to_codes(fold(char)).astype(np.uint64))
    alike = codes[sound_classes(codes) == sound]
    others = [chr(code) for code in alike.tolist() if fold(chr(code)) != fold(char)]
    return rng.choice(others) if others else char
