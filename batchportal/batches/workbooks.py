"""Reads the first sheet of a workbook (XLSX). Identifiers have to be text cells: a number has lost its zeros."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl

from batchportal.batches import disguises
from batchportal.batches.findings import Issue
from batchportal.batches.lines import Line, Table
from batchportal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MOST_UNPACKED = 512 * 1024 * 1024
_WORKBOOK = "xl/workbook.xml"
_SHEETS = "xl/worksheets/"
_ROW = re.compile(rb'<row\b[^>]*\br="([0-9]+)"[^>]*>')
_NAMED = 5
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_ODD_TEXT = {"f": "formula_cell", "e": "error_cell"}


def read_workbook(content: bytes, path: Path) -> Table:
    """Read a workbook's bytes: the first visible sheet.

    Raises:
        UsageError: it is no workbook, or one that unpacks to an insane size.
    """
    _check_archive(content, path)
    try:
        with warnings.catch_warnings():
            # What openpyxl can't keep when writing (styles, validation) doesn't matter to reading.
            warnings.simplefilter("ignore")
            table = _first_sheet(content)
    except Exception as error:  # noqa: BLE001 - openpyxl lets through whatever its parsers raise
        raise UsageError(
            f"{path} is damaged or no workbook ({type(error).__name__}). Open it in a spreadsheet program and save it "
            "anew as XLSX, or as CSV (UTF-8)."
        ) from None
    hidden = _hidden_rows(content) & {line.number for line in table.lines}
    return replace(table, issues=(*table.issues, _hidden(hidden))) if hidden else table


def _hidden_rows(content: bytes) -> set[int]:
    """The rows that a filter or a person has hidden; in several sheets: in any of them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith(_SHEETS)]
    rows = (row[1] for sheet in sheets for row in _ROW.finditer(sheet) if _HIDDEN.search(row[0]))
    return {int(number) for number in rows}


def _hidden(rows: set[int]) -> Issue:
    """Whoever filters a sheet may believe that only the visible companies are registered."""
    few = ", ".join(map(str, sorted(rows)[:_NAMED])) + (", …" if len(rows) > _NAMED else "")
    message = f"Hidden rows, perhaps by a filter, are read like all others: {few}."
    return Issue(None, None, "", "hidden_rows", message, "warning")


def _check_archive(content: bytes, path: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise UsageError(f"{path} is damaged (the end of it is missing?). Copy or save it anew.") from None
    names = {entry.filename for entry in entries}
    if _WORKBOOK not in names:
        what = disguises.by_entries(names)
        raise UsageError(f"{path} is {what}, not an XLSX workbook. {disguises.SAVE_AS}", code="not_a_list")
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise UsageError(f"{path} unpacks to more than 512 MiB; a list of companies doesn't. Save it anew.")


def _first_sheet(content: bytes) -> Table:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
        sheet: Any = sheets[0]
        # Some programs write a wrong size into the file; rows beyond it would be lost.
        sheet.reset_dimensions()
        lines = tuple(_lines(sheet.iter_rows()))
        issues = []
        if others := [other.title for other in sheets[1:] if _holds_something(other)]:
            message = f"Only the first sheet, {sheet.title!r}, is read; {', '.join(map(repr, others))} is left alone."
            issues.append(Issue(None, None, "", "several_sheets", message, "warning"))
        return Table(lines, tuple(issues))
    finally:
        book.close()


def _holds_something(sheet: Any) -> bool:
    """Whether one of a sheet's first rows holds something."""
    sheet.reset_dimensions()
    return any(any(cell is not None for cell in row) for row in sheet.iter_rows(max_row=5, values_only=True))


def _lines(rows: Iterable[Iterable[Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        cells: list[str] = []
        odd: dict[int, str] = {}
        for position, cell in enumerate(row):
            value = cell.value
            if value is None or type(value) is str:
                cells.append(value or "")
                if value and cell.data_type in _ODD_TEXT:
                    odd[position] = _ODD_TEXT[cell.data_type]
            else:
                text, rule = _as_text(value)
                cells.append(text)
                odd[position] = rule
        if any(text.strip() for text in cells):
            yield Line(number, tuple(cells), odd)


def _as_text(value: object) -> tuple[str, str]:
    """A cell that is not text: how it reads, and the rule it breaks."""
    match value:
        case bool():
            return str(value).upper(), "truth_cell"
        case float() if value.is_integer():
            return str(int(value)), "number_cell"
        case int() | float():
            return str(value), "number_cell"
        case date() | time() | timedelta():
            return str(value), "date_cell"
        case _:
            return str(getattr(value, "text", value)), "formula_cell"
