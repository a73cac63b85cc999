"""The audit: whether everything that stands in the files of a library is found, by a judge of its own."""

from index.audit.audit import Audit
from index.audit.plain_scan import PlainScan
from index.audit.report import AuditReport, AuditRow, Miss
from index.audit.samples import LENGTHS, Sample, samples

__all__ = ["LENGTHS", "Audit", "AuditReport", "AuditRow", "Miss", "PlainScan", "Sample", "samples"]
