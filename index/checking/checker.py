"""One quotation against a library: verbatim, by other characters of the same sounds, different, or not there.

The rule: marks and blanks do not count, and where something was left out (……) each part is looked for by
itself; the worst part decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from index.checking.quotations import Quotation
from index.checking.verdicts import Checked, Difference, Verdict
from index.library import Library
from index.model import Hit, Tier
from index.text.fold import fold, to_codes
from index.text.pairs import sound_classes
from index.text.places import locate
from index.text.squeeze import Body, squeeze

LIKE = 0.6
"""Share of a quotation's characters that stand in their order in what is called different from it."""

CANDIDATES = 8
"""Passages in which what is like a quotation is looked for."""

LONGEST = 400
"""Characters of a part; a longer quotation is checked in pieces."""

SOUNDED = 24
"""Characters that are looked for by their sound."""

_LEFT_OUT = re.compile(r"……|…|\.{3,}|\[\s*(?:……|…|\.{3})\s*\]|（略）")


class Checker:
    """Checks the quotations of one draft, which is no source of itself."""

    def __init__(self, library: Library, draft: Path | None = None) -> None:
        self._library = library
        self._draft = draft.resolve() if draft is not None else None

    def check(self, quotations: Iterable[Quotation]) -> Iterator[Checked]:
        """What is to be said of each, in their order."""
        for quotation in quotations:
            parts = [self._part(quotation, part) for part in _parts(quotation.text)]
            yield max(parts, key=lambda one: list(Verdict).index(one.verdict))

    def _part(self, quotation: Quotation, part: str) -> Checked:
        wanted = squeeze(fold(part))
        for hit in self._hits(wanted, CANDIDATES):
            if hit.tier is Tier.EXACT and (found := self._verbatim(quotation, part, wanted, hit)):
                return found
        nearest: tuple[float, Checked] | None = None
        for hit in self._candidates(part, wanted):
            made = self._compared(quotation, wanted, hit)
            if made is not None and made[1].verdict is Verdict.SOUND:
                return made[1]
            if made is not None and (nearest is None or made[0] > nearest[0]):
                nearest = made
        return nearest[1] if nearest is not None else Checked(quotation, Verdict.MISSING)

    def _hits(self, query: str, count: int) -> list[Hit]:
        hits = self._library.search(query, count + 1).hits if query else ()
        return [hit for hit in hits if self._draft is None or hit.path.resolve() != self._draft][:count]

    def _candidates(self, part: str, wanted: str) -> Iterator[Hit]:
        """Passages that may hold something like a part: by sound, by words, by its two halves."""
        yield from self._hits(f"~{wanted[:SOUNDED]}", CANDIDATES)
        yield from self._hits(
            " ".join(squeeze(fold(clause)) for clause in re.split(r"\W+", part)), CANDIDATES
        )
        half = len(wanted) // 2
        for piece in (wanted[:half], wanted[half:]):
            yield from self._hits(piece, CANDIDATES // 2)

    def _verbatim(self, quotation: Quotation, part: str, wanted: str, hit: Hit) -> Checked | None:
        body, text, shift = _around(hit)
        at = body.squeezed.find(wanted)
        if at < 0:
            return None
        first, last = int(body.positions[at]), int(body.positions[at + len(wanted) - 1]) + 1
        return Checked(
            quotation,
            Verdict.VERBATIM,
            hit,
            self._place(hit, shift + first),
            marks=text[first:last] != part.strip(_EDGES),
        )

    def _compared(self, quotation: Quotation, wanted: str, hit: Hit) -> tuple[float, Checked] | None:
        """What a passage has that is like a part, and how like; None where it is too little."""
        body, text, shift = _around(hit)
        there = body.squeezed
        sounds, heard = _sounds(wanted), _sounds(there)
        at = heard.find(sounds)
        verdict = Verdict.SOUND if at >= 0 else Verdict.DIFFERENT
        low, high = (at, at + len(wanted)) if at >= 0 else _nearest(wanted, there)
        matcher = SequenceMatcher(None, wanted, there[low:high], autojunk=False)
        like = sum(block.size for block in matcher.get_matching_blocks()) / len(wanted)
        if verdict is Verdict.DIFFERENT and like < LIKE:
            return None
        source = "".join(text[place] for place in body.positions[low:high].tolist())
        differences = tuple(Difference(wanted[a:b], source[c:d]) for _, a, b, c, d in matcher.get_opcodes())
        place = self._place(hit, shift + int(body.positions[low]))
        return like, Checked(quotation, verdict, hit, place, differences)

    def _place(self, hit: Hit, offset: int) -> tuple[int, int]:
        place = locate(self._library.document(hit.document).text, offset)
        return place.line, place.column


_EDGES = " \t\r\n，。！？；：、,.!?;:"


def _parts(text: str) -> list[str]:
    """The parts of a quotation between which something was left out, in pieces that are not too long."""
    parts = [part for part in _LEFT_OUT.split(text) if squeeze(fold(part))] or [text]
    return [part[at : at + LONGEST] for part in parts for at in range(0, len(part), LONGEST)]


def _around(hit: Hit) -> tuple[Body, str, int]:
    """A hit's passage with what stands beside it: to be matched, as it is, and where it begins."""
    shift = hit.text_offset - len(hit.before)
    text = hit.before + hit.text + hit.after
    hidden = ((max(0, start - shift), min(len(text), end - shift)) for start, end in hit.hidden)
    return Body.of(text, [(start, end) for start, end in hidden if start < end]), text, shift


def _sounds(text: str) -> str:
    """A text with each character replaced by one that stands for its sound."""
    classes = sound_classes(to_codes(text).astype("uint64")).tolist()
    return "".join(chr(number + 1) if number else char for number, char in zip(classes, text, strict=True))


def _nearest(wanted: str, there: str) -> tuple[int, int]:
    """The stretch of a text that is most like what is wanted: around the longest piece they share."""
    longest = SequenceMatcher(None, wanted, there, autojunk=False).find_longest_match()
    slack = len(wanted) // 4 + 2
    low = max(0, longest.b - longest.a - slack)
    high = min(len(there), longest.b + len(wanted) - longest.a + slack)
    blocks = SequenceMatcher(None, wanted, there[low:high], autojunk=False).get_matching_blocks()
    shared = [block for block in blocks if block.size]
    if not shared:
        return low, high
    first, last = shared[0], shared[-1]
    begin = max(low, low + first.b - first.a)
    return begin, min(high, low + last.b + len(wanted) - last.a)
