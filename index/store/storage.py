"""The folder of an index, as Whoosh sees it: a table of contents is on the disk before it counts, and is
read only as it was written.

A checksum follows each table, behind everything that Whoosh reads of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from whoosh.filedb.filestore import FileStorage

from index.errors import IndexDamaged

TOC_SUFFIX = ".toc"
"""What Whoosh ends the names of tables of contents with."""

_CHECK_BYTES = 4


T = TypeVar("T")


def of_newest(latest: Callable[[], int], read: Callable[[], T]) -> T:
    """What is read of the newest generation, whose number `latest` tells: a commit of another process removes
    what it has replaced, perhaps just after it was found here. Raises what `read` raises."""
    while True:
        generation = latest()
        try:
            return read()
        except FileNotFoundError:
            if latest() == generation:
                raise


class IndexStorage(FileStorage):  # type: ignore[misc]
    """Files of one index. Raises IndexDamaged for a table of contents that is not whole."""

    def open_file(self, name: str, **options: Any) -> Any:
        if name.endswith(TOC_SUFFIX):
            content = (Path(self.folder) / name).read_bytes()
            table, check = content[:-_CHECK_BYTES], content[-_CHECK_BYTES:]
            if crc32(table).to_bytes(_CHECK_BYTES, "little") != check:
                raise IndexDamaged(f"the index cannot be read: {name} is damaged", Path(self.folder) / name)
        return super().open_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Whoosh writes a table under another name first; this is where it begins to count."""
        draft = Path(self.folder) / oldname
        with draft.open("rb+") as file:
            check = crc32(file.read())
            file.write(check.to_bytes(_CHECK_BYTES, "little"))
            file.flush()
            os.fsync(file.fileno())
        self.sync_names()
        super().rename_file(oldname, newname, safe=safe)
        try:
            self.sync_names()
        except OSError:
            (Path(self.folder) / newname).unlink()
            raise

    def sync_names(self) -> None:
        """Sees that the names in the folder are on the disk."""
        folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
