"""The snapshots stand on the fixtures of the pilot tests."""

from tests.pilot.conftest import files_that_stand

__all__ = ["files_that_stand"]
