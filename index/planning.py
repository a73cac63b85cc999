"""What a pass has to do: the files as they are now, against those that the index was made of.

There may be many thousands of them, of which few have changed: so each is compared and no more, and what is
known of a document is looked up for the few.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from typing import cast

from index.errors import RootError
from index.model import Failure
from index.sources import Found, find
from index.store.leaves import Identity
from index.store.snapshot import Snapshot

KNOWN = frozenset({"too-large", "special"})
"""`Failure` codes of what a walk has looked at and is no text to read, whatever it was before."""

_file_of = itemgetter(slice(len(Found._fields)))
"""What of a file's state is in the words of `Found`."""

Amiss = Mapping[str, tuple[Failure, ...]]
"""By their paths, what was amiss with files that were read all the same."""

Files = Mapping[str, Found]
"""By their paths."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a walk has met."""

    files: Files
    failures: list[Failure]

    @classmethod
    def of(cls, met: dict[str, Found | Failure]) -> Seen:
        """What was met, by its paths."""
        failures = {path: failure for path, failure in met.items() if isinstance(failure, Failure)}
        files = {path: found for path, found in met.items() if path not in failures} if failures else met
        return cls(cast(Files, files), list(failures.values()))

    def digest(self) -> str:
        """A fingerprint of it."""
        failures = [(os.fspath(failure.path), failure.code) for failure in self.failures]
        # This version of the format writes the same values in the same bytes, wherever they come from.
        content = marshal.dumps((list(zip(*self.files.values(), strict=True)), failures), 2)
        return blake2b(content, digest_size=16).hexdigest()


def state_of(roots: Sequence[Path]) -> str:
    """A fingerprint of all files below some folders, which is another one where any has changed; empty where
    none of the folders is there."""
    try:
        return Seen.of(find(roots)).digest()
    except RootError:
        return ""


@dataclass(frozen=True, slots=True)
class Indexed:
    """The files of a generation as they were when they were read."""

    identity: Identity = field(default_factory=Identity)
    files: Files = field(default_factory=dict)
    amiss: Amiss = field(default_factory=dict)

    @classmethod
    def by(cls, snapshot: Snapshot) -> Indexed:
        """Those of a snapshot. Raises IndexDamaged."""
        states = snapshot.file_states()
        files = {state.path: Found(*_file_of(state)) for state in states}
        return cls(snapshot.identity, files, {state.path: state.failures for state in states if state.amiss})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pass has to do."""

    fresh: list[Found]
    """Files to read: new, or other than when they were indexed; in the order in which they were met."""
    gone: list[str]
    """Paths of documents whose files are no longer there."""
    unchanged: int
    """How many files are as they were."""
    kept: Files
    """What cannot be looked at, be it by itself or with the folder it is in, as it was indexed: it is not
    gone."""
    amiss: Amiss
    """Of files that are as they were, and of those that are kept."""


def plan_of(indexed: Indexed, seen: Seen) -> Plan:
    """What has become of the files that were indexed, and which there are besides."""
    before = indexed.files.get
    fresh = [found for path, found in seen.files.items() if before(path) != found]
    past = indexed.files.keys() - seen.files.keys()
    unseen = {os.fspath(failure.path) for failure in seen.failures if failure.code not in KNOWN}
    kept = {path for path in past if not unseen.isdisjoint(_ways_to(path))} if unseen else set()
    gone = past - kept
    other = gone.union(found.name for found in fresh)
    return Plan(
        fresh=fresh,
        gone=list(gone),
        unchanged=len(seen.files) - len(fresh),
        kept={path: indexed.files[path] for path in kept},
        amiss={path: failures for path, failures in indexed.amiss.items() if path not in other},
    )


def _ways_to(path: str) -> Iterator[str]:
    """The path, and those of all the folders it is in."""
    above = os.path.dirname(path)  # noqa: PTH120 - many times faster than `Path.parents`
    yield path
    if above != path:
        yield from _ways_to(above)
