"""A table of texts, wherever it came from, with the row numbers that a spreadsheet shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batchportal.batches.findings import Issue


@dataclass(frozen=True, slots=True)
class Line:
    """One row that holds something."""

    number: int
    """As the spreadsheet shows it."""
    cells: tuple[str, ...]
    """As written, not trimmed."""
    odd: Mapping[int, str] = field(default_factory=dict)
    """By position: the rule that a cell breaks by not being text (`number_cell`, `date_cell`, …)."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that hold something, the header first; and what was wrong with the file as a whole."""

    lines: tuple[Line, ...]
    issues: tuple[Issue, ...] = ()
