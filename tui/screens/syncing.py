"""Keeping up with the files: they are watched, and the index is brought up to date behind what is shown.

The rule: one sync at a time; files that change meanwhile begin the next one. Once one has ended well, hits
are asked for again, and what was told of one that failed goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import IndexBusy
from tui.cells import sure
from tui.engine import Engine
from tui.i18n.trouble import explain
from tui.pace import Pace
from tui.screens import words
from tui.screens.listing import ListingScreen
from tui.screens.world import Outcome
from tui.syncing import Syncer
from tui.watching import Watcher

if TYPE_CHECKING:
    from index import Progress, SyncReport


class Upkeep:
    """Keeps the library of a screen up to date."""

    def __init__(self, screen: ListingScreen, engine: Engine) -> None:
        self._screen = screen
        self._say = screen.say
        self._syncer = Syncer(engine, screen.post_message)
        self._watcher = Watcher(engine.roots, screen.world.watch, screen.post_message)
        self.syncing = False
        """Whether a sync is under way."""
        self.progress: Progress | None = None
        """How far that has come."""
        self.pace = Pace()
        self._behind = False
        """Whether files may have changed since the sync began that is under way."""
        self._mending = False
        """Whether a sync has been begun for a damaged index, and nothing been found since."""
        self._unsynced: Outcome | None = None
        """What was told of a sync that failed, or of what the sync that is under way is to mend."""
        self._wanted = False
        """Whether the user has asked for the sync, and waits to be told of it."""
        self._unread = Outcome("")
        """What was told of files that the last sync could not read well."""

    def start(self) -> None:
        """Sync, and watch the files from now on."""
        self._sync()
        self._watcher.start()

    def stop(self) -> None:
        """Watch the files no longer."""
        self._watcher.stop()

    def refresh(self) -> None:
        """Sync because the user wants it, who is told of the end."""
        self._wanted = True
        self.follow()

    def mend(self) -> None:
        """Sync for an index that has just been told to be damaged; not again before something is found."""
        if not self._mending:
            self._mending, self._unsynced = True, self._screen.notice
            self.follow()

    def found(self) -> None:
        """Something has been found: what was to be mended is."""
        self._mending = False

    def follow(self) -> None:
        """Files may have changed: sync, now or once the sync that is under way has ended."""
        if self.syncing:
            self._behind = True
        else:
            self._sync()

    def advance(self, progress: Progress) -> None:
        """The sync has come so far."""
        self.progress = progress
        self.pace.watch(progress)

    def end(self, report: SyncReport) -> None:
        """The sync has ended well: ask for everything again, and tell what is new."""
        screen = self._screen
        self.syncing, self.progress = False, None
        screen.doubt()
        screen.withdraw(self._unsynced)
        if self._behind:
            self._sync()
        elif self._wanted:
            self._wanted = False
            screen.note(Outcome(self._say("ui.up-to-date")))
        unread = words.sync_notice(self._say, report)
        if unread and unread != self._unread.text:
            screen.note(Outcome(unread))
            self._unread = screen.notice
        elif not unread:
            screen.withdraw(self._unread)
            self._unread = Outcome("")

    def fail(self, error: Exception) -> None:
        """The sync has failed: tell why, or try again where another program has the index. What stands there
        of one that failed alike is not told again, unless the user has asked for this one."""
        screen = self._screen
        self.syncing, self.progress = False, None
        if not isinstance(error, IndexBusy):
            told = Outcome(sure(explain(error, self._say)), bad=True)
            if self._wanted or screen.notice is not self._unsynced or told != self._unsynced:
                screen.note(told)
            self._wanted = False
        elif screen.notice is not self._unsynced:
            screen.note(Outcome(self._say("ui.sync-waits")))
        self._unsynced = screen.notice
        if self._behind or isinstance(error, IndexBusy):
            # Where it was busy, the run has waited as long as a command does; the interface is still there.
            self._sync()

    def _sync(self) -> None:
        self.syncing, self._behind = True, False
        self._syncer.start()
