"""Proximity: how near each other the parts of a query stand, and what the stretch that has them is worth.

The nearer, the better, and better yet in one sentence and in the order in which they were typed: so a
sentence is found again by a few words of it. No two rows go to the same place.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.arrays import Flags, Offsets, Scores
from index.search.matches import Matches, covered, join
from index.search.merit import ALL_PARTS
from index.search.rows import Rows, best_of_runs
from index.search.windows import Windows
from index.text.stretches import run_begins, run_numbers

REACH = 300
"""Characters within which all of several parts stand that belong together."""

PARTED, IN_ORDER = -1.0, 1.0
"""What a stretch scores in which a sentence ends, and one whose parts stand as they were typed: as much as a
stretch of three times the length loses. Measured by `tests.bench.remembering`."""


def around(
    seen: Windows, found: Sequence[tuple[Matches, Scores]], anchor: int, here: Flags, whole: Matches
) -> Rows | None:
    """A row for each passage with a match of one group, the `anchor`, that all others stand near. `found` has
    the matches of each group and what they are worth, in the order of the query; `here` says which passages
    may have a row; where it would begin within a match of the `whole`, this is its row already."""
    if not found or not all(matches for matches, _ in found):
        return None
    every, _ = join(matches for matches, _ in found)
    # Windows lie side by side, and what stands in another one is not near.
    beyond = REACH * seen.window
    away = beyond[seen.number(every.starts)]
    # A match ends a stretch, which begins with the last ones before it of all groups.
    places = every.starts + away
    first, last, scores = places, places, np.full(len(places), ALL_PARTS)
    ordered, before = np.ones(len(places), np.bool_), np.full(len(places), -1)
    anchors = places
    for number, (matches, merits) in enumerate(found):
        shift = beyond[seen.number(matches.starts)]
        begins, ends = matches.starts + shift, matches.ends + shift
        latest = begins.searchsorted(places, "right") - 1
        starts = np.where(latest < 0, -REACH - 1, begins[latest])
        first, last = np.minimum(first, starts), np.maximum(last, ends[latest])
        scores += merits[latest] / len(found)
        ordered &= starts > before
        before = starts
        if number == anchor:
            anchors = matches.starts[latest]
    numbers = seen.number(anchors)
    close = (last - first <= REACH) & _nearest(seen, first, anchors, numbers) & here[numbers]
    first, last = first - away, last - away
    close &= ~covered(whole, first)
    first, last = first[close], last[close]
    scores = scores[close] + IN_ORDER * ordered[close] + PARTED * _parted(seen, first, last)
    return _by_passage(seen, every, anchors[close], first, last, scores - np.log1p(last - first))


def _nearest(seen: Windows, firsts: Offsets, anchors: Offsets, numbers: Offsets) -> Flags:
    """Which stretches, which ascend by their ends, have their anchor in a passage, whose number is given, and
    in the same one as the shortest of those that begin with them."""
    begins = run_begins(firsts)
    shortest = anchors[begins[run_numbers(begins, len(firsts))]]
    nearest: Flags = seen.own(shortest) & (seen.number(shortest) == numbers)
    return nearest


def _parted(seen: Windows, firsts: Offsets, lasts: Offsets) -> Flags:
    """In which stretches a sentence ends."""
    ends = seen.sentence_ends
    parted: Flags = ends.searchsorted(lasts) > ends.searchsorted(firsts)
    return parted


def _by_passage(
    seen: Windows, matches: Matches, anchors: Offsets, first: Offsets, last: Offsets, scores: Scores
) -> Rows | None:
    """A row for each passage with an anchor, with all matches of the passage and of its anchors' reach, as
    good as the best of these."""
    if not len(anchors):
        return None
    numbers = seen.number(anchors)
    firsts = run_begins(numbers)
    numbers = numbers[firsts]
    scores, best = best_of_runs(scores, firsts)
    low = np.minimum(np.minimum.reduceat(first, firsts), seen.starts[numbers])
    high = np.maximum(np.maximum.reduceat(last, firsts), seen.ends[numbers])
    lows, highs = matches.starts.searchsorted(low), matches.starts.searchsorted(high)
    return Rows(seen, matches, lows, highs, numbers, scores, matches.starts.searchsorted(first[best]))
