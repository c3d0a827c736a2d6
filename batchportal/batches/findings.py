"""What reading a batch file gives: registrations, issues, and the table as it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from batchportal.keys import Certificate, SshKey
    from batchportal.models import Registration

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong with the file, or that a person should look at."""

    row: int | None
    """As the spreadsheet numbers it (the header is row 1); None: it concerns the file as a whole."""
    column: str | None
    value: str
    """What stands there, shortened; pasted key material is never shown."""
    rule: str
    """A stable code for scripts."""
    message: str
    """A sentence for a person: what is wrong and what to do."""
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A key or certificate that rows refer to, and what it turned out to be."""

    column: str
    path: str
    """As the rows write it."""
    rows: tuple[int, ...]
    content: SshKey | Certificate


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch file, read once: nothing in it is looked up again later."""

    path: Path
    registrations: tuple[Registration, ...]
    """The rows without an error, in their order. None, when the file as a whole has an error."""
    issues: tuple[Issue, ...]
    """The file's own first, then by row and column."""
    rows: int
    """How many rows hold something, the header not counted."""
    columns: tuple[str, ...] = ()
    """The header, as written."""
    table: tuple[tuple[int, tuple[str, ...]], ...] = field(default=(), repr=False)
    """Row number and cells, as written; as many cells as the header has."""
    files: tuple[PublicFile, ...] = ()

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that keep a row, or the file, from being registered."""
        return tuple(issue for issue in self.issues if issue.severity == "error")

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """The issues that a person should look at."""
        return tuple(issue for issue in self.issues if issue.severity == "warning")

    @property
    def unusable(self) -> bool:
        """Whether the file as a whole has an error, so that not even single rows may be skipped."""
        return any(issue.row is None for issue in self.errors)


class ValueRefused(ValueError):
    """A value breaks a rule. The caller knows row and column."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


def shown(value: str) -> str:
    """A value for a message: one short line, and never pasted key material."""
    if "PRIVATE KEY" in value or "PuTTY-User-Key-File" in value:
        return "(a private key, not shown)"
    line = " ".join(value.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
