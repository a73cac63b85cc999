"""Versions of one work are known by their sounds, and the same place is found in each."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index import Cancelled, Library
from index.search.versions import NEAR, SAME, grouped
from index.text.shingles import LEAST, NONE, REACH, Shingled, counterpart, likeness, shingles, sketch
from index.text.squeeze import Body
from tests.conftest import SEEDS, MakeLibrary

HAN = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 3000))


def talk(seed: int, length: int = 6000) -> str:
    """So many random characters, as no two people say them."""
    return "".join(random.Random(seed).choices(HAN, k=length))


def edited(text: str, seed: int, dropped: float = 0.3, changed: float = 0.05) -> str:
    """What an editor leaves of a text: clauses go, characters change, marks come in."""
    rng = random.Random(seed)
    clauses = [text[place : place + 14] for place in range(0, len(text), 14)]
    kept = [clause for clause in clauses if rng.random() >= dropped]
    return "，".join(
        "".join(rng.choice(HAN) if rng.random() < changed else char for char in clause) for clause in kept
    )


def body(text: str) -> Body:
    return Body.of(text)


def test_a_shingle_is_five_han_syllables_in_a_row() -> None:
    assert len(shingles(body("一二三四五六"))) == 2
    assert len(shingles(body("一二三四"))) == 0
    assert (shingles(body("一二a三四五六")) == NONE).sum() == 3
    assert (shingles(body("被，裁之前啊")) == shingles(body("备 才之前阿"))).all()
    assert (shingles(body("圖靈獎得主")) == shingles(body("图灵奖得主"))).all()


def test_an_edited_text_is_like_what_it_was_made_of_and_no_other_is() -> None:
    for seed in range(8):
        text = talk(seed)
        made = sketch(body(text))
        assert likeness(made, sketch(body(edited(text, seed)))) > SAME
        assert likeness(made, sketch(body(talk(seed + 100)))) < SAME / 10
        assert likeness(made, made) == 1.0
    assert len(sketch(body(talk(1, 60)))) < LEAST
    assert likeness(sketch(body(talk(1, 60))), sketch(body(talk(1, 60)))) == 0.0
    assert likeness(sketch(body("")), sketch(body("English words only " * 200))) == 0.0


def test_a_group_is_in_the_order_given_and_joins_whoever_is_like_one_of_it() -> None:
    text = talk(1)
    texts = {"b": text[:4500], "x": talk(2), "a": edited(text, 3), "c": text[1500:]}
    assert grouped({name: sketch(body(text)) for name, text in texts.items()}) == (("b", "a", "c"),)
    assert grouped({}) == ()


@pytest.mark.parametrize("seed", range(5))
def test_a_place_is_found_again_where_it_was_kept(seed: int) -> None:
    text = talk(seed)
    other = edited(text, seed, changed=0.02)
    one, two = Shingled(body(text)), Shingled(body(other))
    found = 0
    for offset in range(100, 5900, 97):
        place = counterpart(one, offset, two)
        if place is not None and text[offset : offset + 3] == other[place : place + 3]:
            found += 1
        near = counterpart(two, place, one) if place is not None else None
        assert near is None or abs(near - offset) <= 2 * REACH
    assert found >= 25
    assert counterpart(one, 500, Shingled(body(talk(seed + 50)))) is None
    assert counterpart(one, 500, Shingled(body(""))) is None
    assert counterpart(Shingled(body("")), 0, one) is None


def test_hits_that_say_the_same_are_named_and_only_those(make_library: MakeLibrary) -> None:
    text = talk(7, 3000)
    only = "唯独此处才有的一句"
    article = "---\ntitle: 文章\n---\n" + "，".join(text[i : i + 20] for i in range(0, 3000, 20))
    library = make_library({"a.md": article, "b.txt": text + only, "c.txt": talk(9, 3000)})
    shared = library.search(f'"{text[1500:1504]}"', 10)
    versions = library.versions(shared.hits)
    assert [{hit.path.name for hit in shared.hits if hit.document in group} for group in versions.groups] == [
        {"a.md", "b.txt"}
    ]
    assert versions.repeats == {1: 0}
    assert library.versions(library.search(f'"{only}"', 10).hits).repeats == {}
    assert library.versions(()).groups == ()
    for answers in ([True], [False, False, True]):
        with pytest.raises(Cancelled):
            library.versions(shared.hits, iter(answers).__next__)


def test_a_hit_beside_another_of_its_document_says_nothing_again(make_library: MakeLibrary) -> None:
    text = f"{talk(7, 1500)}\n只此一句话\n只此一句话\n{talk(8, 1500)}"
    library = make_library({"a.txt": text, "b.txt": text})
    hits = library.search('"只此一句话"', 10).hits
    repeats = library.versions(hits).repeats
    assert (len(hits), len(repeats)) == (4, 2)
    assert all(hits[number].document != hits[other].document for number, other in repeats.items())


@pytest.mark.parametrize(
    ("off", "same"), [(-NEAR - 1, False), (-NEAR, True), (4 + NEAR, True), (5 + NEAR, False)]
)
def test_a_hit_near_the_place_says_the_same(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch, off: int, same: bool
) -> None:
    text = talk(7, 3000)
    library = make_library({"a.txt": text, "b.txt": text})
    hits = library.search(f'"{text[1500:1504]}"', 10).hits
    monkeypatch.setattr("index.search.versions.counterpart", lambda *_: 1500 + off)
    assert library.versions(hits).repeats == ({1: 0} if same else {})


def test_the_counterpart_of_a_hit_is_where_the_other_document_says_it(make_library: MakeLibrary) -> None:
    text = talk(11, 3000)
    library = make_library({"a.txt": text, "b.txt": "，".join(text[i : i + 9] for i in range(0, 3000, 9))})
    first, second = library.search(f'"{text[1800:1806]}"', 10).hits
    place = library.counterpart(first.document, first.offset, second.document)
    assert place is not None and abs(place - second.offset) <= 2


def test_of_the_samples_the_talk_and_what_was_made_of_it_are_versions(make_library: MakeLibrary) -> None:
    likenesses = sorted(_likenesses(make_library(folder=SEEDS)))
    assert likenesses[-1] > SAME * 1.5 and likenesses[-2] < SAME / 3


def test_of_the_real_documents_the_article_and_the_recognition_are_versions(real_documents: Path) -> None:
    with Library.open(real_documents) as library:
        library.sync()
        likenesses = sorted(_likenesses(library))
    assert likenesses[-1] > SAME * 1.5 and likenesses[-2] < SAME / 3


def _likenesses(library: Library) -> list[float]:
    """How alike any two documents are."""
    made = [sketch(body(library.document(document.id).text)) for document in library.documents()]
    return [likeness(one, other) for number, one in enumerate(made) for other in made[:number]]
