"""Examines what must work before a run: this machine, its stores of secrets and trust, and the way to the portal."""

from __future__ import annotations

from batchportal.doctor.examination import Checked, examine
from batchportal.doctor.findings import Finding, Verdict

__all__ = ["Checked", "Finding", "Verdict", "examine"]
