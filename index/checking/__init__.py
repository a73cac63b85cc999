"""Checking: whether what a draft quotes stands in the library so, and where."""

from index.checking.checker import Checker
from index.checking.quotations import quotations

__all__ = ["Checker", "quotations"]
