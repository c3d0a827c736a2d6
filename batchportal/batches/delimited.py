"""Reads CSV as it really comes: four delimiters, four encodings, line breaks inside quotes, Excel's `sep=` line."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from batchportal.batches.columns import positions
from batchportal.batches.findings import Issue
from batchportal.batches.lines import Line, Table
from batchportal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DELIMITERS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is how this one begins
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(content: bytes, path: Path) -> Table:
    """Read a CSV file's bytes.

    A quote that is never closed would swallow the rest of the file: it is an error of the whole file.

    Raises:
        UsageError: the bytes are no text.
    """
    text, issues = _decoded(content, path)
    delimiter, text = _announced(text)
    delimiter = delimiter or _delimiter(text)
    lines: list[Line] = []
    number = 0
    try:
        for number, cells in enumerate(_records(text, delimiter), start=1):
            if any(cell.strip() for cell in cells):
                lines.append(Line(number, tuple(cells)))
    except csv.Error as error:
        issues.append(_broken(number + 1, error))
    return Table(tuple(lines), tuple(issues))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _decoded(content: bytes, path: Path) -> tuple[str, list[Issue]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, path), []
    if b"\0" in content:
        raise UsageError(f"{path} is no text file. Save the list as XLSX or CSV (UTF-8).")
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        text = _strictly(content, "cp1252", path)
    message = (
        "The file is not in UTF-8; it was read as Windows-1252 (Western European). Look at the accents, or save it "
        "as 'CSV UTF-8'."
    )
    return text, [Issue(None, None, "", "encoding_guessed", message, "warning")]


def _strictly(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is damaged or no text file (byte {error.start} is no {encoding}). Save it as CSV (UTF-8) or XLSX."
        ) from None


def _announced(text: str) -> tuple[str | None, str]:
    """Excel's own first line `sep=;`, which it shows to nobody and doesn't count as a row."""
    first, _, rest = text.partition("\n")
    line = first.strip("\r ")
    if line[:4].lower() == "sep=" and line[4:] in _DELIMITERS:
        return line[4:], rest
    return None, text


def _delimiter(text: str) -> str:
    """The delimiter under which the header has most known columns, else most columns."""

    def merit(delimiter: str) -> tuple[int, int]:
        try:
            header: list[str] = next((cells for cells in _records(text, delimiter) if any(map(str.strip, cells))), [])
        except csv.Error:
            return (0, 0)
        return len(positions(header)), len(header)

    return max(_DELIMITERS, key=merit)


def _broken(number: int, error: csv.Error) -> Issue:
    reason = "a field is far too long" if "limit" in str(error) else "its quotes don't match"
    return Issue(
        None,
        None,
        "",
        "quoting",
        f'Row {number} can\'t be read, nor anything after it: {reason}. A quote inside a value is written twice: "".',
    )
