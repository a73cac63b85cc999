"""Checking a draft: whether what it quotes stands in the library as it is quoted."""

from index.checking.checker import Checker
from index.checking.quotations import Quotation, quotations
from index.checking.verdicts import Checked, Difference, Verdict

__all__ = ["Checked", "Checker", "Difference", "Quotation", "Verdict", "quotations"]
