"""Turns one row into a registration, collecting everything that is wrong with it on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from batchportal.batches import values
from batchportal.batches.findings import Issue, ValueRefused, shown
from batchportal.batches.numbers import parse_enterprise_number
from batchportal.models import Channel, Contact, EnterpriseNumber, Registration, Upload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from batchportal.batches.applications import Applications
    from batchportal.batches.lines import Line
    from batchportal.batches.uploads import Uploads
    from batchportal.keys import Certificate, SshKey

_ODD = {
    "number_cell": "This cell is a number, and a number loses its leading zeros. Format the column as text and enter "
    "the value anew.",
    "date_cell": "The spreadsheet has made a date of this. Format the column as text and enter the value anew.",
    "truth_cell": "The spreadsheet has made TRUE or FALSE of this. Format the column as text.",
    "formula_cell": "This cell is a formula. Copy the column and paste it as values.",
    "error_cell": "This cell shows an error of the spreadsheet. Mend it there.",
}
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Rules:
    """What is the same for all rows of one file."""

    positions: Mapping[str, int]
    defaults: Mapping[str, str]
    applications: Applications
    uploads: Uploads
    missing: frozenset[str]
    """Required columns that the header lacks: said once for the file, not again for every row."""


@dataclass(slots=True)
class Checked:
    """One row after its check."""

    line: Line
    registration: Registration | None = None
    enterprise_number: EnterpriseNumber | None = None
    username: str | None = None
    issues: list[Issue] = field(default_factory=list)
    files: list[tuple[str, str, SshKey | Certificate]] = field(default_factory=list)
    """Column, path as written, and what the file is."""


def check_row(line: Line, rules: Rules, width: int) -> Checked:
    """Check everything about a row that can be known from the row alone."""
    row = _Row(line, rules)
    row.check_width(width)
    checked = row.checked
    number = row.take("enterprise_number", parse_enterprise_number)
    username = row.take("username", values.username)
    contact = row.contact()
    channel = row.take("channel", values.channel)
    applications = row.applications(channel)
    key, certificate = row.files(channel)
    login = row.take("login", values.login, required=False)
    checked.enterprise_number, checked.username = number, username
    if number and username and contact and channel and not any(issue.severity == "error" for issue in checked.issues):
        checked.registration = Registration(
            row=line.number,
            enterprise_number=number,
            username=username,
            contact=contact,
            channel=channel,
            applications=applications,
            ssh_public_key=key,
            certificate=certificate,
            login=login or "default",
        )
    return checked


class _Row:
    """A row while it is being read."""

    def __init__(self, line: Line, rules: Rules) -> None:
        self._line = line
        self._rules = rules
        self.checked = Checked(line)

    def issue(
        self, column: str | None, value: str, rule: str, message: str, severity: Literal["error", "warning"] = "error"
    ) -> None:
        self.checked.issues.append(Issue(self._line.number, column, shown(value), rule, message, severity))

    def check_width(self, width: int) -> None:
        surplus = [cell for cell in self._line.cells[width:] if cell.strip()]
        if surplus:
            message = (
                "The row has more values than the header has columns: a value with the delimiter in it needs quotes."
            )
            self.issue(None, surplus[0], "too_many_values", message)

    def written(self, column: str) -> str:
        """The row's own value, trimmed; empty where it has none."""
        position = self._rules.positions.get(column)
        if position is None or position >= len(self._line.cells):
            return ""
        return values.trimmed(self._line.cells[position])

    def value(self, column: str) -> str:
        """The row's own value, or the one that the settings give for all rows."""
        return self.written(column) or self._rules.defaults.get(column, "")

    def take(self, column: str, read: Callable[[str], _Value], *, required: bool = True) -> _Value | None:
        """A column's value as `read` makes it, or None and an issue."""
        value = self.value(column)
        if not value:
            if required and column not in self._rules.missing:
                self.issue(column, "", "required", "The value is missing. Fill it in.")
            return None
        if not self._is_text(column, value):
            return None
        try:
            return read(value)
        except ValueRefused as error:
            self.issue(column, value, error.rule, str(error))
            return None

    def _is_text(self, column: str, value: str) -> bool:
        rule = self._line.odd.get(self._rules.positions.get(column, -1))
        # The check digits prove that an enterprise number lost nothing but the zero that the manual omits as well.
        if rule is None or not self.written(column) or (rule == "number_cell" and column == "enterprise_number"):
            return True
        self.issue(column, value, rule, _ODD[rule])
        return False

    def contact(self) -> Contact | None:
        last_name = self.take("last_name", lambda value: values.words(value, "last_name"))
        first_name = self.take("first_name", lambda value: values.words(value, "first_name"))
        function = self.take("function", lambda value: values.words(value, "function"))
        phone = self.take("phone", values.phone)
        email = self.take("email", values.email)
        if last_name and first_name and function and phone and email:
            return Contact(last_name, first_name, function, phone, email)
        return None

    def applications(self, channel: Channel | None) -> tuple[str, ...]:
        sftp = channel is not None and channel.needs_keys
        value = self.take("applications", lambda text: text, required=False)
        names = [name for name in map(values.trimmed, (value or "").split(";")) if name]
        if sftp and not names and (value or not self.value("applications")):
            message = "SFTP needs at least one application; several are separated by ';'."
            self.issue("applications", value or "", "required", message)
        found: list[str] = []
        for name in names:
            try:
                known = self._rules.applications.canonical(name)
            except ValueRefused as error:
                self.issue("applications", name, error.rule, str(error))
                continue
            if known in found:
                self.issue("applications", name, "application_twice", f"{known} stands twice.", "warning")
            else:
                found.append(known)
        return tuple(found)

    def files(self, channel: Channel | None) -> tuple[Upload | None, Upload | None]:
        """The two public files, which SFTP needs and the other channels can't use."""
        if channel is not None and not channel.needs_keys:
            for column in ("ssh_public_key", "certificate"):
                if value := self.written(column):
                    message = f"{channel} takes no such file; it is left out."
                    self.issue(column, value, "file_not_needed", message, "warning")
            return None, None
        needed = channel is not None
        key = self.take("ssh_public_key", self._rules.uploads.ssh_public_key, required=needed)
        certificate = self.take("certificate", self._rules.uploads.certificate, required=needed)
        for column, found in (("ssh_public_key", key), ("certificate", certificate)):
            if found:
                self.checked.files.append((column, self.value(column), found[1]))
        return key[0] if key else None, certificate[0] if certificate else None
