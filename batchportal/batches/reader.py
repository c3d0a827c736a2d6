"""Reads a batch file: all rows, and all that is wrong with them, at once."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from batchportal.batches import disguises
from batchportal.batches.applications import Applications
from batchportal.batches.columns import COLUMNS, REQUIRED, header_issues, nearest, positions
from batchportal.batches.delimited import read_delimited
from batchportal.batches.findings import Batch, Issue, PublicFile, shown
from batchportal.batches.rows import Checked, Rules, check_row
from batchportal.batches.uploads import Uploads
from batchportal.errors import UsageError
from batchportal.keys import FileRefused, read_regular_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from batchportal.batches.lines import Line, Table

_MOST_BYTES = 64 * 1024 * 1024
_WORKBOOK = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_NOTHING: Mapping[str, object] = {}


def read_batch(
    path: Path,
    *,
    defaults: Mapping[str, object] = _NOTHING,
    known_applications: Iterable[str] = (),
    now: datetime | None = None,
) -> Batch:
    """Read and check a list of companies, CSV or XLSX (told apart by content, not by name).

    Bad data never raises: it becomes issues, every one of them.

    Args:
        path: the file. Paths in its rows begin at its folder.
        defaults: values for columns that a row leaves empty (the settings' [rows]).
        known_applications: added to the built-in list of applications.
        now: the moment at which certificates have to be valid; by default this moment.

    Raises:
        UsageError: the file can't be read at all.
    """
    table = _table(path)
    filled, issues = _defaults(defaults)
    issues += table.issues
    broken = any(issue.severity == "error" for issue in table.issues)
    if not table.lines:
        return Batch(path, (), tuple(issues) if broken else (*issues, _nothing("nothing")), 0)
    header, *lines = table.lines
    columns = _without_tail(header.cells)
    used = {position for line in lines for position, cell in enumerate(line.cells) if cell.strip()}
    issues += header_issues(columns, used, filled)
    if not lines and not broken:
        issues.append(_nothing("a header and no company"))
    rules = Rules(
        positions=positions(columns),
        defaults=filled,
        applications=Applications(known_applications),
        uploads=Uploads(path.absolute().parent, now or datetime.now(UTC)),
        missing=frozenset(REQUIRED) - frozenset(positions(columns)),
    )
    checked = [check_row(line, rules, max(len(columns), 1)) for line in lines]
    return _assembled(path, columns, checked, issues)


def _table(path: Path) -> Table:
    content = _content(path)
    if content.startswith(_WORKBOOK):
        from batchportal.batches.workbooks import read_workbook  # noqa: PLC0415 - slow to import, CSV doesn't need it

        return read_workbook(content, path)
    if content.startswith(_OLD_OFFICE):
        raise UsageError(
            f"{path} is an old Excel file (.xls), or protected by a password. Save it as XLSX without one.",
            code="not_a_list",
        )
    if what := disguises.by_content(content):
        raise UsageError(f"{path} is {what}, not a list of companies. {disguises.SAVE_AS}", code="not_a_list")
    return read_delimited(content, path)


def _content(path: Path) -> bytes:
    try:
        return read_regular_file(path, most_bytes=_MOST_BYTES)
    except FileRefused as error:
        if error.code == "file_empty":
            return b""
        hint = " `batchportal init` writes a template." if error.code == "file_missing" else ""
        raise UsageError(f"{path}: {error.message}{hint}", code=error.code) from None


def _defaults(given: Mapping[str, object]) -> tuple[dict[str, str], list[Issue]]:
    """The settings' values for all rows, as texts; what can't be used is an issue of the file."""
    filled: dict[str, str] = {}
    issues: list[Issue] = []
    for name, value in given.items():
        if name not in COLUMNS:
            guess = nearest(name, COLUMNS)
            hint = f" Did you mean {guess}?" if guess else f" The columns are: {', '.join(COLUMNS)}."
            message = f"[rows] in the settings has {name!r}, which is no column.{hint}"
            issues.append(Issue(None, name, "", "unknown_column", message))
        elif isinstance(value, list | tuple) and name == "applications":
            filled[name] = ";".join(map(str, value))
        elif isinstance(value, str):
            filled[name] = value.strip()
        else:
            message = f"[rows] in the settings: {name} has to be text. Put it between quotes."
            issues.append(Issue(None, name, shown(str(value)), "number_cell", message))
    return {name: value for name, value in filled.items() if value}, issues


def _nothing(what: str) -> Issue:
    return Issue(None, None, "", "empty_file", f"The file holds {what}.")


def _without_tail(cells: Sequence[str]) -> tuple[str, ...]:
    """The header without the empty cells that spreadsheets leave at its end."""
    end = max((position for position, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return tuple(cells[:end])


def _assembled(path: Path, columns: tuple[str, ...], checked: Sequence[Checked], issues: list[Issue]) -> Batch:
    found = [*issues, *_duplicates(checked), *(issue for each in checked for issue in each.issues)]
    files = tuple(_files(checked))
    found += _advice(files)
    order = {column: position for position, column in enumerate(COLUMNS)}
    found.sort(key=lambda issue: (issue.row or 0, order.get(issue.column or "", -1)))
    bad = {issue.row for issue in found if issue.severity == "error"}
    good = (each.registration for each in checked if each.registration and each.line.number not in bad)
    return Batch(
        path=path,
        registrations=() if None in bad else tuple(good),
        issues=tuple(found),
        rows=len(checked),
        columns=columns,
        table=tuple((each.line.number, _as_wide(each.line, len(columns))) for each in checked),
        files=files,
    )


def _as_wide(line: Line, width: int) -> tuple[str, ...]:
    return (*line.cells[:width], *[""] * (width - len(line.cells)))


def _duplicates(checked: Sequence[Checked]) -> Iterator[Issue]:
    """A company gets one technical user, and a user name exists once (manual): every row concerned is refused."""
    companies: dict[str, list[Checked]] = defaultdict(list)
    usernames: dict[str, list[Checked]] = defaultdict(list)
    for each in checked:
        if each.enterprise_number:
            companies[each.enterprise_number.dotted].append(each)
        if each.username:
            usernames[each.username].append(each)
    for column, what, groups in (
        ("enterprise_number", "company", companies),
        ("username", "user name", usernames),
    ):
        for value, group in groups.items():
            numbers = [each.line.number for each in group]
            for number in numbers if len(group) > 1 else ():
                others = _listed([other for other in numbers if other != number])
                message = f"The same {what} stands in {others}. Keep one of them."
                yield Issue(number, column, value, f"duplicate_{what.replace(' ', '')}", message)


def _listed(numbers: Sequence[int]) -> str:
    """`row 3`, `rows 3 and 4`, `rows 3, 4, 5 and 9 more`."""
    few = [str(number) for number in numbers[:3]]
    if len(numbers) > len(few):
        return f"rows {', '.join(few)} and {len(numbers) - len(few)} more"
    return f"rows {', '.join(few[:-1])} and {few[-1]}" if len(few) > 1 else f"row {few[0]}"


def _files(checked: Sequence[Checked]) -> Iterator[PublicFile]:
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    content = {}
    for each in checked:
        for column, path, what in each.files:
            rows[column, path].append(each.line.number)
            content[column, path] = what
    for (column, path), numbers in rows.items():
        yield PublicFile(column, path, tuple(numbers), content[column, path])


def _advice(files: Iterable[PublicFile]) -> Iterator[Issue]:
    """What is odd about a file is said once, at the first row that uses it."""
    for file in files:
        for advice in file.content.warnings:
            others = f" ({_listed(file.rows[1:])} too)" if file.rows[1:] else ""
            yield Issue(file.rows[0], file.column, shown(file.path), advice.rule, advice.message + others, "warning")
