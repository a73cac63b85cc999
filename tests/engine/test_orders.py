"""Orders: all the hits of a query are sorted, and what a limit leaves is the beginning of that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index import Cancelled, Hit, Library, Order, Results, Tier
from tests.conftest import MakeLibrary

EVERY = 10_000
"""More hits than there are."""

LOG = "".join(f"第{number}条：渡口的水位记录。\n" for number in range(1_200))


def dated(day: str, body: str) -> str:
    return f"---\ntitle: 文章\npublished: {day}\n---\n\n{body}\n"


@pytest.fixture
def segments(make_library: MakeLibrary, tmp_path: Path) -> Library:
    """A library of several segments, with a file that has gone and one that has changed."""
    folder = tmp_path / "library"
    library = make_library(
        {
            "log.txt": LOG,
            "old.md": dated("2024-01-01", "渡口。"),
            "gone.md": dated("2026-01-01", "渡口。"),
            "sub/moved.md": dated("2026-02-02", "渡口。"),
            "alike.txt": "读错的杜口。",
        }
    )
    (folder / "gone.md").unlink()
    (folder / "sub" / "moved.md").write_text(dated("2023-03-03", "旧渡口。\n\n渡 口。"), "utf-8")
    (folder / "new.md").write_text(dated("2025-11-01", "只剩几级石阶的老渡口。"), "utf-8")
    library.sync()
    (folder / "sub" / "same.md").write_text(dated("2024-01-01", "渡\n口。渡口。"), "utf-8")
    (folder / "before.txt").write_text("渡\n口。", "utf-8")
    library.sync()
    return library


def shown(hits: Sequence[Hit]) -> list[tuple[str, int]]:
    return [(hit.path.name, hit.offset) for hit in hits]


def documents(results: Results) -> list[str]:
    """Their names, in the order in which they come."""
    return list(dict.fromkeys(hit.path.name for hit in results))


def sorted_plainly(ranked: Sequence[Hit], order: Order) -> list[Hit]:
    """Hits given as they are ranked, in an order."""
    first = {hit.document: number for number, hit in reversed(list(enumerate(ranked)))}
    place: dict[Order, Callable[[Hit], object]] = {
        Order.DATE: lambda hit: -hit.metadata.day.toordinal() if hit.metadata.day else 0,
        Order.PATH: lambda hit: hit.path.parts,
    }
    return sorted(ranked, key=lambda hit: (place[order](hit), first[hit.document], hit.offset))


@pytest.mark.parametrize(
    ("query", "order", "expected"),
    [
        pytest.param(
            "渡口",
            Order.DATE,
            ["new.md", "old.md", "same.md", "moved.md", "log.txt", "before.txt"],
            id="newest first, undated last, of one day as ranked",
        ),
        pytest.param(
            "渡口",
            Order.PATH,
            ["before.txt", "log.txt", "new.md", "old.md", "moved.md", "same.md"],
            id="path",
        ),
        pytest.param("~渡口", Order.PATH, ["alike.txt"], id="by sound"),
        pytest.param("渡口 after:2024", Order.DATE, ["new.md", "old.md", "same.md"], id="filtered"),
        pytest.param("渡口 -水位", Order.DATE, ["new.md", "old.md", "same.md", "moved.md"], id="excluded"),
        pytest.param("title:文章", Order.PATH, ["new.md", "old.md", "moved.md", "same.md"], id="filter only"),
        pytest.param("石阶 渡口", Order.DATE, ["new.md"], id="parts"),
        pytest.param("没有", Order.DATE, [], id="nothing"),
    ],
)
def test_hits_come_in_the_order_asked_for(
    segments: Library, query: str, order: Order, expected: list[str]
) -> None:
    assert documents(segments.search(query, EVERY, order=order))[: len(expected)] == expected


@pytest.mark.parametrize("order", [Order.DATE, Order.PATH])
@pytest.mark.parametrize(
    "query",
    ["渡口", "~渡口", "dukou", "渡口 记录", "渡口的石阶", "水位 OR 石阶", "水", "kind:markdown", "传说", ""],
)
@pytest.mark.parametrize("limit", [1, 3, 50, 1_000, EVERY])
def test_all_hits_are_sorted_and_the_first_are_given(
    segments: Library, query: str, order: Order, limit: int
) -> None:
    ranked = segments.search(query, EVERY)
    results = segments.search(query, limit, order=order)
    assert shown(results.hits) == shown(sorted_plainly(ranked.hits, order))[:limit]
    assert results.complete and results.order is order
    assert results.totals == segments.count(query).totals
    assert results.cut is (results.total > limit)


def test_the_tiers_stand_together(segments: Library) -> None:
    """A document's hits of all tiers are in a row, as in its text."""
    text = "说到甲方案，也说到假方岸。\n" + "别的话。\n" * 40 + "又说到甲方案。\n"
    (segments.roots[0] / "tiers.md").write_text(dated("2027-01-01", text), "utf-8")
    segments.sync()
    results = segments.search("甲方案", EVERY, order=Order.DATE)
    assert {hit.tier for hit in results} >= {Tier.EXACT, Tier.SOUND}
    offsets = [hit.offset for hit in results if hit.path.name == "tiers.md"]
    assert offsets == sorted(offsets) and len(offsets) > 2
    assert [hit.path.name for hit in results][: len(offsets)] == ["tiers.md"] * len(offsets)


def test_paths_are_sorted_over_all_folders(tmp_path: Path) -> None:
    for name in ("乙/a.txt", "甲/z.txt", "甲/b/c.txt", "甲-/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("渡口", "utf-8")
    with Library.open([tmp_path / "甲", tmp_path / "乙", tmp_path / "甲-"]) as library:
        library.sync()
        paths = [hit.path.parts for hit in library.search("渡口", order=Order.PATH)]
    assert paths == sorted(paths) and len(paths) == 4


def test_sorting_that_nobody_waits_for_ends(segments: Library) -> None:
    with pytest.raises(Cancelled):
        segments.search("渡口", 10, lambda: True, Order.DATE)
    assert segments.search("渡口", 10, order=Order.DATE).hits
