"""Writes results for other programs: the JSON document, and the input sheet with result columns."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from batchportal.errors import UsageError
from batchportal.files import replace
from batchportal.report.advice import advice_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from batchportal.models import Outcome

LEDGER_COLUMNS = ("row", "enterprise_number", "username")
"""What stands to the left of the results where no input sheet is given."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_HARMLESS = re.compile(r"[+-][\d\s./()\u00a0-]*")
"""A phone number or a figure: it begins like a formula and can't be one that does anything."""
_WIDEST = 60


class Sheet(NamedTuple):
    """A table to write: a heading, and rows of text."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    delimiter: str = ";"
    """For CSV: the semicolon, which Excel in Belgium expects."""


def document(portal: str, outcomes: Iterable[Outcome], summary: dict[str, int] | None = None) -> dict[str, Any]:
    """The JSON document of the contract, for a run or for the ledger."""
    listed = list(outcomes)
    if summary is None:
        summary = dict(Counter(outcome.state.value for outcome in listed))
    return {"portal": portal, "registrations": [entry(outcome) for outcome in listed], "summary": summary}


def entry(outcome: Outcome) -> dict[str, Any]:
    """One registration in the JSON document."""
    number, problem = outcome.sender_number, outcome.problem
    return {
        "row": outcome.row,
        "enterprise_number": outcome.enterprise_number.dotted,
        **({"quality": outcome.quality} if outcome.quality else {}),
        "username": outcome.username,
        "state": outcome.state.value,
        "sender_number": number.digits if number else None,
        "file_sender": number.for_files if number else None,
        "error": {"code": problem.code, "message": problem.message, "page": problem.page} if problem else None,
        "attempts": outcome.attempts,
        "seconds": round(outcome.seconds, 1),
        "evidence": outcome.evidence,
    }


def results(outcome: Outcome | None) -> tuple[str, ...]:
    """The result columns of one row; empty where nothing is known of it."""
    if outcome is None:
        from batchportal.batches import RESULT_COLUMNS  # noqa: PLC0415 - heavy

        return ("",) * len(RESULT_COLUMNS)
    number, problem = outcome.sender_number, outcome.problem
    return (
        outcome.state.value,
        number.digits if number else "",
        number.for_files if number else "",
        problem.code if problem else "",
        problem.message if problem else "",
        (advice_for(problem.code) or "") if problem else "",
        str(outcome.attempts),
        f"{outcome.seconds:.1f}",
        outcome.evidence or "",
    )


def from_ledger(outcomes: Iterable[Outcome]) -> Sheet:
    """The ledger as a table, with a column for the quality where there is another one than the manual's."""
    from batchportal.batches import RESULT_COLUMNS  # noqa: PLC0415 - heavy

    listed = list(outcomes)
    qualities = any(outcome.quality for outcome in listed)
    rows = [
        (
            *(str(outcome.row), outcome.enterprise_number.dotted, outcome.username),
            *((outcome.quality,) if qualities else ()),
            *results(outcome),
        )
        for outcome in listed
    ]
    return Sheet((*LEDGER_COLUMNS, *(("quality",) if qualities else ()), *RESULT_COLUMNS), rows)


def write(path: Path, sheet: Sheet, content: dict[str, Any], *, overwrite: bool = False) -> None:
    """Write the results in the form that the file's name asks for, readable by their owner only.

    Args:
        path: ends in .csv, .xlsx or .json.
        sheet: the table, for CSV and XLSX.
        content: the document, for JSON.
        overwrite: replace a file that exists.

    Raises:
        UsageError: another ending, a file that exists, or a folder that can't be written to.
    """
    match path.suffix.lower():
        case ".csv":
            written = as_csv(sheet)
        case ".xlsx":
            written = as_xlsx(sheet)
        case ".json":
            written = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
        case _:
            raise UsageError(f"{path} should end in .csv, .xlsx or .json, which says what to write.")
    replace(path, written, overwrite=overwrite, private=True)


def as_csv(sheet: Sheet) -> bytes:
    """CSV with a byte order mark (without it Excel garbles accents) and CRLF (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=sheet.delimiter, lineterminator="\r\n")
    writer.writerow([guarded(cell) for cell in sheet.columns])
    writer.writerows([guarded(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """The cell, made harmless for spreadsheet programs by an apostrophe where they would run it as a formula.

    Phone numbers and figures (`+32 2 555 12 12`, `-5`) stay as they are, so that the sheet can be read back.
    """
    if cell.startswith(_FORMULA_STARTS) and not _HARMLESS.fullmatch(cell):
        return f"'{cell}"
    return cell


def as_xlsx(sheet: Sheet) -> bytes:
    """XLSX in which every cell is text: no formula is ever run and no leading zero is lost."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import, and of use for this form only

    book = Workbook()
    page = book.active
    if page is None:  # pragma: no cover - a new workbook has a sheet
        page = book.create_sheet()
    page.title = "batchportal"
    for number, row in enumerate((sheet.columns, *sheet.rows), start=1):
        _fill(page, number, row)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    for index, column in enumerate(zip(sheet.columns, *sheet.rows, strict=True), start=1):
        page.column_dimensions[_letter(index)].width = min(max(map(len, column)) + 2, _WIDEST)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(page: Any, number: int, row: Sequence[str]) -> None:
    """One row of text cells; the first row is the heading."""
    from openpyxl.styles import Font  # noqa: PLC0415 - slow to import, and of use for this form only

    for index, value in enumerate(row, start=1):
        cell = page.cell(number, index)
        cell.value = _printable(value)
        cell.data_type = "s"  # or openpyxl would make a formula of what begins with =
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)
        if number == 1:
            cell.font = Font(bold=True)


def _printable(value: str) -> str:
    """Without the control characters that a workbook can't hold."""
    return "".join(char for char in value if char in "\t\n" or ord(char) >= 32)  # noqa: PLR2004 - ASCII's first printable


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - slow to import, and of use for this form only

    return get_column_letter(index)
