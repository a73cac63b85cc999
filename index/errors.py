"""Everything the engine raises. A message says in English what is wrong; other languages go by the class."""

from __future__ import annotations

from pathlib import Path


class XunjuError(Exception):
    """The family: catch this and nothing of a library below."""

    def __init__(self, message: str = "", path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path
        """What the error is about, where that is one place."""


class RootError(XunjuError):
    """A folder to search is missing or cannot be read."""


class HomeError(XunjuError):
    """The folder of the indexes cannot be used."""


class HomeSearched(HomeError):
    """It lies inside a folder that is searched."""


class HomeShared(HomeError):
    """It is another user's, or others can write there."""


class IndexBusy(XunjuError):
    """Another process is writing this index."""


class IndexDamaged(XunjuError):
    """The index on disk cannot be read; a sync makes it anew."""


class IndexRemoved(IndexDamaged):
    """The index has been removed since it was opened; a sync makes it anew."""

    def __init__(self) -> None:
        super().__init__("The index has been removed; it will be made anew.")


class IndexWriteError(XunjuError):
    """The index could not be written (a full disk, say); the old one, if there is one, is untouched."""

    @classmethod
    def because(cls, error: OSError, folder: Path) -> IndexWriteError:
        """What the system said of writing in this folder."""
        reason = f"could not be written: {error.strerror or error}"
        advice = "Choose another place with --home or XUNJU_HOME."
        return cls(f"The index in {folder} {reason}. {advice}", folder)


class UnknownDocument(XunjuError):
    """No document of this id is in the index (any more)."""


class UnreadableFile(XunjuError):
    """One file cannot be read as text; `code` is a `Failure` code."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail


class Cancelled(XunjuError):
    """The caller asked for an end of the work."""
