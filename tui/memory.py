"""What is remembered from one run to the next: queries that led somewhere, and searches with names.

The rule: private files in the data folder, that several programs may write at once and that lose nothing but
what is damaged. Without a folder everything is forgotten at the end.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.locking import locked, write_all

if TYPE_CHECKING:
    from tui.basket import Basket

MOST = 500
"""Queries that are kept."""

COPIED = "copied.txt"
"""The file of a text that no clipboard took."""

LONGEST = 2_000
"""Characters of a query that is kept."""

_SPARE = 4
"""So many times as many lines as are kept may stand in the file before it is written anew."""


class History:
    """Queries, each once, the newest first."""

    def __init__(self, folder: Path | None = None, most: int = MOST) -> None:
        """`most` of 0 keeps none."""
        self._path = folder / "queries.jsonl" if folder is not None else None
        self._most = most
        self._here: list[str] = []
        self.damaged = 0
        """Lines that could not be read the last time."""

    def entries(self) -> list[str]:
        """The queries. Raises OSError where they cannot be read."""
        if self._path is None:
            return self._newest(self._here)
        try:
            with self._path.open(encoding="utf-8", errors="replace") as lines:
                read = list(map(_query, lines))
        except FileNotFoundError:
            return []
        self.damaged = read.count("")
        return self._newest([query for query in read if query])

    def add(self, query: str) -> None:
        """Note a query as the newest. Raises OSError where it cannot be written."""
        query = query.strip()[:LONGEST]
        if not query or not self._most:
            return
        if self._path is None:
            self._here = [*self._here, query][-self._most * _SPARE :]
            return
        with locked(self._path) as file:
            write_all(file, _line(query))
            if os.fstat(file).st_size > self._most * _SPARE * 64:
                self._put(self.entries())

    def remove(self, query: str) -> None:
        """Forget one query. Raises OSError."""
        self._keep(lambda one: one != query)

    def clear(self) -> None:
        """Forget all. Raises OSError."""
        self._keep(lambda _: False)

    def _keep(self, wanted: Callable[[str], bool]) -> None:
        """Keep those queries that are wanted, of what other programs have added meanwhile, too."""
        if self._path is None:
            self._here = list(filter(wanted, self._here))
            return
        with locked(self._path):
            self._put(list(filter(wanted, self.entries())))

    def _put(self, newest: list[str]) -> None:
        """Write the file anew. Whoever calls has locked it."""
        assert self._path is not None
        _replace(self._path, "".join(map(_line, reversed(newest))))

    def _newest(self, queries: list[str]) -> list[str]:
        return list(dict.fromkeys(reversed(queries)))[: self._most]


class Saved:
    """Searches with names."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = folder / "searches.json" if folder is not None else None
        self._here: dict[str, str] = {}

    def all(self) -> Mapping[str, str]:
        """The queries by their names, in the order saved. Raises OSError where they cannot be read."""
        if self._path is None:
            return dict(self._here)
        try:
            value = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            value = None
        if not isinstance(value, dict):
            # What is damaged is set aside, not written over.
            self._path.replace(self._path.with_suffix(".damaged"))
            return {}
        return {name: query for name, query in value.items() if isinstance(query, str)}

    def save(self, name: str, query: str) -> str:
        """Keep a query under a name, in place of another of that name, which is returned; empty where there
        was none. Raises OSError."""
        return self._change(name, query)

    def remove(self, name: str) -> str:
        """Forget a name. Returns its query, as `save` does. Raises OSError."""
        return self._change(name, None)

    def _change(self, name: str, query: str | None) -> str:
        if self._path is None:
            before, self._here = self._here, _changed(self._here, name, query)
            return before.get(name, "")
        lock = self._path.with_suffix(".lock")
        with locked(lock):
            kept = self.all()
            _replace(self._path, json.dumps(_changed(kept, name, query), ensure_ascii=False, indent=1) + "\n")
        return kept.get(name, "")


class Memory:
    """All that is remembered, in one folder, which is asked for when it is needed."""

    def __init__(self, folder: Callable[[], Path | None] = lambda: None, most: int = MOST) -> None:
        self._folder = folder
        self._most = most

    @cached_property
    def history(self) -> History:
        return History(self._folder(), self._most)

    @cached_property
    def saved(self) -> Saved:
        return Saved(self._folder())

    @cached_property
    def basket(self) -> Basket:
        from tui.basket import Basket

        return Basket(self._folder())

    def put_aside(self, text: str) -> Path | None:
        """Write a text that no clipboard took into a private file, in the place of the one before; where it
        is. None where there is no folder. Raises OSError."""
        from index import write_private

        folder = self._folder()
        if folder is None:
            return None
        folder.mkdir(0o700, parents=True, exist_ok=True)
        write_private(folder / COPIED, text.encode("utf-8", "replace"))
        return folder / COPIED


def memory_in(home: Path | None, most: int = MOST) -> Memory:
    """What is remembered beside the indexes, so many queries at most; `home` as for `index.Home`."""

    def folder() -> Path:
        from index import Home

        return Home(home).path

    return Memory(folder, most)


def _changed(before: Mapping[str, str], name: str, query: str | None) -> dict[str, str]:
    merged = {**before, name: query}
    return {name: query for name, query in merged.items() if query is not None}


def _line(query: str) -> str:
    """A query as a line of the file."""
    return json.dumps(query, ensure_ascii=False) + "\n"


def _query(line: str) -> str:
    """The query of one line; empty where it is damaged."""
    try:
        value = json.loads(line)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""


def _replace(path: Path, text: str) -> None:
    from index import write_private

    write_private(path, text.encode("utf-8", "replace"))
