"""Checking: whether what a draft quotes stands in the library so, and where."""

from index.checking.checker import Checker
from index.checking.quotations import quotations
from index.checking.verdicts import Checked, Quotation, QuotedPlace, Verdict

__all__ = ["Checked", "Checker", "Quotation", "QuotedPlace", "Verdict", "quotations"]
