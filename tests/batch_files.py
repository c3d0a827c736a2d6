"""A good row, and ways to write rows as files and read them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from batchportal.batches import Batch, Issue, read_batch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ROW = {
    "enterprise_number": "0403.170.701",
    "username": "exemple001",
    "last_name": "Exemple",
    "first_name": "Zoë",
    "function": "Responsable ICT",
    "phone": "02 509 59 59",
    "email": "zoe@exemple.be",
    "channel": "FTP",
}
SECOND = "1000000021"
"""The number of another company."""


def row(**changed: str) -> dict[str, str]:
    """The good row, with some columns changed or added."""
    return {**ROW, **changed}


def other(**changed: str) -> dict[str, str]:
    """A good row for another company."""
    return row(enterprise_number=SECOND, username="exemple002") | changed


def number(first: int) -> str:
    """An enterprise number with the right check digits."""
    return f"{first:08d}{97 - first % 97:02d}"


def as_csv(rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> str:
    """The rows as CSV, as spreadsheets write it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(folder: Path, content: str | bytes | Sequence[Mapping[str, str]], **options: Any) -> Batch:
    """Write the content as companies.csv into the folder and read it."""
    if not isinstance(content, str | bytes):
        content = as_csv(content)
    path = folder / "companies.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_batch(path, **options)


def rules(issues: Sequence[Issue]) -> list[tuple[int | None, str | None, str]]:
    """Where each issue is, and the rule."""
    return [(issue.row, issue.column, issue.rule) for issue in issues]
