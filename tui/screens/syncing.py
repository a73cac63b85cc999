"""Keeping up with the files: they are watched, and the index is brought up to date behind what is shown.

The rule: one sync at a time; files that change meanwhile begin the next one. Once one has ended well, hits
are asked for again, and what was told of one that failed goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from index import IndexBusy
from tui.engine import Engine
from tui.i18n import Catalog
from tui.pace import Pace
from tui.screens import words
from tui.screens.recalling import RecallingScreen
from tui.screens.world import Outcome, World
from tui.searching import Searcher
from tui.syncing import Syncer
from tui.watching import Watcher

if TYPE_CHECKING:
    from index import Progress


class SyncingScreen(RecallingScreen, inherit_bindings=False):
    """A screen whose library changes under it."""

    def __init__(self, catalog: Catalog, world: World, searcher: Searcher, engine: Engine) -> None:
        super().__init__(catalog, world, searcher)
        self.syncer = Syncer(engine, self.post_message)
        self.watcher = Watcher(engine.roots, world.watch, self.post_message)
        self.syncing = False
        self.progress: Progress | None = None
        self.pace = Pace()
        self._behind = False
        """Whether files have changed since the sync began that is under way."""
        self._mending = False
        """Whether a sync has been begun for a damaged index, and nothing been found since."""
        self._unsynced: Outcome | None = None
        """What was told of a sync that failed, or of what the sync that is under way is to mend."""
        self._wanted = False
        """Whether the user has asked for the sync, and waits to be told of it."""
        self._unread = ""
        """What was told of files that the last sync could not read well."""

    def action_refresh_index(self) -> None:
        self._wanted = True
        self._sync()

    def _sync(self) -> None:
        self.syncing, self._behind = True, False
        self.syncer.start()

    def _mend(self) -> None:
        """Begin a sync for an index that has just been told to be damaged; not again before something is
        found."""
        if not self._mending:
            self._mending, self._unsynced = True, self.notice
            self._sync()

    @on(Watcher.Changed)
    def _follow_files(self) -> None:
        if self.syncing:
            self._behind = True
        else:
            self._sync()

    @on(Watcher.Failed)
    def _tell_unwatched(self, event: Watcher.Failed) -> None:
        self.note(Outcome(self.say("ui.unwatched", error=str(event.error)), bad=True))

    @on(Syncer.Advanced)
    def _take_progress(self, event: Syncer.Advanced) -> None:
        self.progress = event.progress
        self.pace.watch(event.progress)
        self._tell()

    @on(Syncer.Synced)
    def _take_report(self, event: Syncer.Synced) -> None:
        self.syncing, self.progress = False, None
        self.searcher.count()
        self.page = None
        self._ask_again()
        if self.notice is self._unsynced:
            self.notice = Outcome("")
        if self._behind:
            self._sync()
        elif self._wanted:
            self._wanted = False
            self.note(Outcome(self.say("ui.up-to-date")))
        unread, self._unread = self._unread, words.sync_notice(self.say, event.report)
        if self._unread not in ("", unread):
            self.note(Outcome(self._unread))
        elif not self._unread and self.notice == Outcome(unread):
            self.notice = Outcome("")
        self._tell()

    @on(Syncer.SyncFailed)
    def _take_sync_failure(self, event: Syncer.SyncFailed) -> None:
        self.syncing, self.progress = False, None
        if not isinstance(event.error, IndexBusy):
            self._wanted = False
            self._complain(event.error)
        else:
            if self.notice is not self._unsynced:
                self.note(Outcome(self.say("ui.sync-waits")))
            # The run has waited as long as a command does, and the interface is still there.
            self._sync()
        self._unsynced = self.notice
