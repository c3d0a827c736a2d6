"""What is wrong with a list of companies, as a person or a script reads it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from batchportal.cli import screen

if TYPE_CHECKING:
    from batchportal.batches import Batch, Issue, PublicFile

_FILES_SHOWN = 12


def counts(batch: "Batch") -> dict[str, int]:
    """Rows, rows that are ready, errors and warnings."""
    return {
        "rows": batch.rows,
        "ready": len(batch.registrations),
        "errors": len(batch.errors),
        "warnings": len(batch.warnings),
    }


def headline(batch: "Batch") -> Text:
    """`companies.csv: 12 rows, 9 ready, 4 errors in 3 rows`."""
    number = counts(batch)
    text = Text.assemble((screen.where(batch.path), "strong"), f": {_many(number['rows'], 'row')}, ")
    text.append(f"{number['ready']} ready", "good" if number["ready"] else "quiet")
    if number["errors"]:
        text.append(", ").append(_many(number["errors"], "error"), "bad")
    if number["warnings"]:
        text.append(", ").append(_many(number["warnings"], "warning"), "warn")
    return text


def listing(console: Console, issues: Sequence["Issue"]) -> RenderableType | None:
    """Every issue, grouped by row; None where there is none."""
    if not issues:
        return None
    by_row: dict[int | None, list[Issue]] = {}
    for issue in issues:
        by_row.setdefault(issue.row, []).append(issue)
    return Group(*(_row(console, row, found) for row, found in by_row.items()))


def _row(console: Console, row: int | None, issues: Iterable["Issue"]) -> RenderableType:
    head = Text("The file as a whole" if row is None else f"Row {row}", "strong")
    return Padding(Group(head, *(_issue(console, issue) for issue in issues)), (0, 0, 1, 0))


def _issue(console: Console, issue: "Issue") -> RenderableType:
    """A mark, the column and its value, the rule; below it the sentence."""
    error = issue.severity == "error"
    mark = ("x" if error else "!") if screen.dash(console) == "-" else ("✗" if error else "!")
    line = Text.assemble((f"{mark} ", "bad" if error else "warn"))
    line.append(issue.column or "", "strong")
    if issue.value:
        line.append("  " if issue.column else "").append(issue.value)
    line.append(f"  [{issue.rule}]" if line.plain.strip() else f"[{issue.rule}]", "quiet")
    return Padding(Group(line, Padding(Text(issue.message), (0, 0, 0, 2))), (0, 0, 0, 2))


def files(batch: "Batch") -> RenderableType | None:
    """What the keys and certificates are; None where rows name none."""
    if not batch.files:
        return None
    parts: list[RenderableType] = [Text("Keys and certificates", "strong")]
    for file in batch.files[:_FILES_SHOWN]:
        line = Text.assemble("  ", (file.path, "strong"), ("  " + screen.rows_of(file.rows), "quiet"))
        parts += [line, Padding(Text(str(file.content)), (0, 0, 0, 4))]
    if (more := len(batch.files) - _FILES_SHOWN) > 0:
        parts.append(Text(f"  and {more} more; --json lists them all", "quiet"))
    return Group(*parts)


def ready(console: Console, batch: "Batch") -> Table | None:
    """The rows that can be registered, without more than fits a screen; None where there are none."""
    if not batch.registrations:
        return None
    table = screen.plain_table("Row", "Company", "User name", "Channel", "Applications")
    table.columns[0].justify = "right"
    table.columns[4].no_wrap = console.is_terminal
    table.columns[4].overflow = "ellipsis"
    for registration in batch.registrations[:_FILES_SHOWN]:
        table.add_row(
            str(registration.row),
            str(registration.enterprise_number),
            registration.username,
            registration.channel.value,
            ", ".join(registration.applications) or screen.dash(console),
        )
    if (more := len(batch.registrations) - _FILES_SHOWN) > 0:
        table.add_row("", f"and {more} more", style="quiet")
    return table


def document(batch: "Batch") -> dict[str, Any]:
    """The JSON document of `check`."""
    return {
        "file": str(batch.path),
        "registrations": [
            {
                "row": registration.row,
                "enterprise_number": registration.enterprise_number.dotted,
                "username": registration.username,
                "channel": registration.channel.value,
                "applications": list(registration.applications),
                "login": registration.login,
            }
            for registration in batch.registrations
        ],
        "issues": [as_json(issue) for issue in batch.issues],
        "files": [_file(file) for file in batch.files],
        "summary": counts(batch),
    }


def as_json(issue: "Issue") -> dict[str, Any]:
    """One issue in a JSON document."""
    return {
        "row": issue.row,
        "column": issue.column,
        "value": issue.value,
        "rule": issue.rule,
        "message": issue.message,
        "severity": issue.severity,
    }


def _file(file: "PublicFile") -> dict[str, Any]:
    return {"column": file.column, "path": file.path, "rows": list(file.rows), **facts(file.content)}


def facts(content: Any) -> dict[str, Any]:
    """What is known of a key or certificate, as plain values."""
    names = [name for name in content.__dataclass_fields__ if name != "warnings"]
    plain = {name: getattr(content, name) for name in names}
    return {
        "type": "certificate" if "subject" in plain else "ssh_public_key",
        **{name: value.isoformat() if isinstance(value, datetime) else value for name, value in plain.items()},
    }


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
