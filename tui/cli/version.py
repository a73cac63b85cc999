"""The version, from the installed package."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

UNKNOWN = "0.0.0"
"""Shown when the program runs from its source folder without being installed."""


def version() -> str:
    """The version of the installed program."""
    try:
        return installed("xunju")
    except PackageNotFoundError:
        return UNKNOWN
