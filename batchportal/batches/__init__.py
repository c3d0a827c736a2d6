"""Reads the list of companies and checks everything that can be known before anybody logs in."""

from __future__ import annotations

from batchportal.batches.applications import (
    FileCode,
    applications,
    file_code,
    longer_names,
    nearest_application,
    only_parts,
)
from batchportal.batches.columns import COLUMNS, REQUIRED, RESULT_COLUMNS
from batchportal.batches.findings import Batch, Issue, PublicFile
from batchportal.batches.numbers import parse_enterprise_number
from batchportal.batches.reader import read_batch
from batchportal.batches.values import same_phone

__all__ = [
    "COLUMNS",
    "REQUIRED",
    "RESULT_COLUMNS",
    "Batch",
    "FileCode",
    "Issue",
    "PublicFile",
    "applications",
    "file_code",
    "longer_names",
    "nearest_application",
    "only_parts",
    "parse_enterprise_number",
    "read_batch",
    "same_phone",
]
