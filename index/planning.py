"""What a pass has to do: the files as they are now, against those that the index was made of.

There may be many thousands of them, of which few have changed: so they are compared as sets, and what is
known of a document is looked up for the few.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import itemgetter

from index.model import Failure
from index.sources import Found
from index.store.leaves import Identity
from index.store.snapshot import Snapshot

_file_of = itemgetter(slice(len(Found._fields)))
"""What of a file's state is in the words of `Found`."""

Amiss = Mapping[str, tuple[Failure, ...]]
"""By their paths, what was amiss with files that were read all the same."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a walk has met."""

    files: list[Found] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def digest(self) -> str:
        """A fingerprint of it."""
        failures = [(os.fspath(one.path), one.code) for one in self.failures]
        # This version of the format writes the same values in the same bytes, wherever they come from.
        content = marshal.dumps((list(zip(*self.files, strict=True)), failures), 2)
        return blake2b(content, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Indexed:
    """The files of a generation as they were when they were read."""

    identity: Identity = field(default_factory=Identity)
    files: AbstractSet[Found] = frozenset()
    amiss: Amiss = field(default_factory=dict)

    @classmethod
    def by(cls, snapshot: Snapshot) -> Indexed:
        """Those of a snapshot. Raises IndexDamaged."""
        states = snapshot.file_states()
        files = {Found(*_file_of(state)) for state in states}
        return cls(snapshot.identity, files, {one.path: one.failures for one in states if one.amiss})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pass has to do."""

    fresh: list[Found]
    """Files to read: new, or other than when they were indexed; in the order in which they were met."""
    gone: list[str]
    """Paths of documents whose files are no longer there."""
    unchanged: int
    """How many files are as they were."""
    amiss: Amiss
    """Of these."""


def plan_of(indexed: Indexed, seen: Seen) -> Plan:
    """What has become of the files that were indexed, and which there are besides. What cannot be looked at
    is not gone."""
    now = set(seen.files)
    fresh, past = now - indexed.files, indexed.files - now
    there = {found.name for found in fresh}.union(os.fspath(one.path) for one in seen.failures)
    past_names = {found.name for found in past}
    return Plan(
        fresh=list(filter(fresh.__contains__, seen.files)) if fresh else [],
        gone=[name for name in past_names if name not in there],
        unchanged=len(now) - len(fresh),
        amiss={name: failures for name, failures in indexed.amiss.items() if name not in past_names},
    )
