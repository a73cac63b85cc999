"""Keys against what they bring onto the screen, and how long the event loop is held up by one thing.

A person who types is played in a pseudo-terminal: while the index is built, then 500 keys, each once the one
before has brought its hits and its text, then through a line of 21,000 characters.
"""

from __future__ import annotations

import json
import os
import random
import select
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index import Library
from tests.bench.interface import CTRL_U, LAST_WORD, PATIENCE, Terminal
from tests.bench.queries import SEED, han_runs, texts_of
from tests.bench.tables import PERCENTILES, Table, percentiles

KEYS = 500
LONGEST = 6
"""Characters of a query at most; then the box is emptied and another one begun."""

PAUSE = 0.08
"""Seconds between what a key brought and the next key."""

LONG_LINE = 21_000
MARK = "龘靐齉齾"
"""Stands in the middle of the long line and hopefully nowhere else."""

SCROLLS = (("\x1b[6~", 60), ("\x1b[1;5B", 120), ("\x1b[1;5F", 1), ("\x1b[5~", 60), ("\x1b[1;5H", 1))
"""Page down, a row down, to the end, page up, to the beginning; and how often."""

FRAME = 1 / 60


@dataclass
class Played:
    """What was seen while one thing was done."""

    hits: list[float] = field(default_factory=list)
    """Seconds from a key until its hits were written to the terminal."""
    texts: list[float] = field(default_factory=list)
    """Seconds from a key until its text was."""
    steps: list[float] = field(default_factory=list)
    """Seconds of each turn of the event loop."""


class Player(Terminal):
    """The interface in a pseudo-terminal, and what it tells of itself."""

    def __init__(self, folders: list[Path], env: dict[str, str]) -> None:
        self._told, child = os.pipe()
        os.set_inheritable(child, True)
        command = [sys.executable, "-m", "tests.bench.stepped", str(child), *map(str, folders)]
        super().__init__(command, env)
        os.close(child)
        self._rest = b""

    def told(self, seconds: float) -> Iterator[dict[str, Any]]:
        """What is told within so many seconds; what is painted meanwhile is read and dropped."""
        ends = time.perf_counter() + seconds
        while (left := ends - time.perf_counter()) > 0:
            for ready in select.select([self.fd, self._told], [], [], left)[0]:
                read = os.read(ready, 65536)
                if ready == self._told:
                    *lines, self._rest = (self._rest + read).split(b"\n")
                    yield from map(json.loads, lines)

    def watch(self, seconds: float, played: Played) -> int:
        """Let time pass. Returns how many syncs have ended, as far as it was told."""
        synced = 0
        for said in self.told(seconds):
            played.steps += said["steps"]
            synced = said["synced"]
        return synced

    def key(self, key: str, query: str, played: Played) -> None:
        """Press a key that makes the query another one, until its hits and its text are painted.

        Raises TimeoutError.
        """
        began, seen = time.perf_counter(), set()
        self.type(key)
        for said in self.told(PATIENCE):
            played.steps += said["steps"]
            for what, times in (("hits", played.hits), ("text", played.texts)):
                if said[what] == query and what not in seen:
                    seen.add(what)
                    times.append(said["at"] - began)
            if len(seen) == len(("hits", "text")):
                self.watch(PAUSE, played)
                return
        raise TimeoutError(f"the hits of {query!r} were not painted")

    def close(self) -> None:
        super().close()
        os.close(self._told)


def measure(library: Library) -> Iterator[Table]:
    """Keys to hits and text, and turns of the event loop, over the folders of a library."""
    runs = han_runs(texts_of(library))
    line = "".join(runs)[: LONG_LINE - len(MARK)]
    half = len(line) // 2
    with TemporaryDirectory(prefix="xunju-bench-") as home, TemporaryDirectory() as extra:
        (Path(extra) / "line.txt").write_text(line[:half] + MARK + line[half:], "utf-8")
        env = os.environ | {"XUNJU_HOME": home, "XUNJU_LANG": "en", "TERM": "xterm-256color"}
        player = Player([*library.roots, Path(extra)], env)
        try:
            player.wait_for(LAST_WORD)
            indexing, typing, scrolling = _index(player), _type(player, runs), _scroll(player)
        finally:
            player.close()
    keys = [("hits", *_milliseconds(typing.hits)), ("the text of the first", *_milliseconds(typing.texts))]
    yield Table(f"{KEYS} keys, from each until it is painted", ("painted", *PERCENTILES), keys)
    turns = {"while indexing": indexing, "while typing": typing, "through a long line": scrolling}
    rows = [
        (name, *_milliseconds(played.steps), sum(step > FRAME for step in played.steps), len(played.steps))
        for name, played in turns.items()
    ]
    yield Table("turns of the event loop", ("when", *PERCENTILES, "over a frame", "turns"), rows)


def _index(player: Player) -> Played:
    """Type and empty the box until the index is built."""
    played = Played()
    synced = 0
    while not synced:
        player.type("模型")
        player.watch(PAUSE, played)
        player.type(CTRL_U)
        synced = player.watch(PAUSE, played)
    return played


def _type(player: Player, runs: list[str]) -> Played:
    """Type fragments of the texts, character by character."""
    rng, played = random.Random(SEED), Played()
    player.watch(1.0, played)
    played = Played()
    while len(played.texts) < KEYS:
        run = rng.choice(runs)
        length = min(rng.randint(2, LONGEST), len(run))
        start = rng.randint(0, len(run) - length)
        query = run[start : start + length]
        for place, character in enumerate(query[: KEYS - len(played.texts)]):
            player.key(character, query[: place + 1], played)
        player.type(CTRL_U)
        player.watch(PAUSE, played)
    return played


def _scroll(player: Player) -> Played:
    """Go through the long line, up and down."""
    played = Played()
    player.key(MARK, MARK, Played())
    player.watch(1.0, Played())
    for key, times in SCROLLS:
        for _ in range(times):
            player.type(key)
            player.watch(1 / 30, played)
    return played


def _milliseconds(seconds: list[float]) -> tuple[float, float, float, float]:
    return percentiles(one * 1000 for one in seconds)
