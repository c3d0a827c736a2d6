"""A person at a command line, over a portal that is a file: what tests of whole runs begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from batchportal import app
from batchportal.ledger import Ledger
from batchportal.settings import load_settings
from tests.portal_on_disk import PASSWORD, FileVisitors, PortalOnDisk, registrations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from batchportal.app import Run
    from batchportal.models import EnterpriseNumber, Progress, Registration
    from batchportal.settings import Settings
    from tests.conftest import RunAsync

ROWS = registrations(5)
FIRST, SECOND, THIRD = (row.enterprise_number.digits for row in ROWS[:3])


@dataclass
class Desk:
    """A person at a command line: settings, a portal, and what was told on the way."""

    folder: Path
    run_async: RunAsync
    portal: PortalOnDisk
    told: list[Progress] = field(default_factory=list)
    password: str = PASSWORD

    def settings(self, **values: Any) -> Settings:
        """Settings of a portal that is a file."""
        known = {"portal": "http://127.0.0.1:9", "username": "manager1", "password": self.password, "settle": 0.05}
        return load_settings(**known | {"database": f"sqlite:///{self.folder / 'ledger.db'}"} | values)

    def register(self, rows: Sequence[Registration] = ROWS, *, dry_run: bool = False, **values: Any) -> Run:
        """`batchportal register`."""
        visitors = FileVisitors(self.portal)
        work = app.register(self.settings(**values), rows, dry_run=dry_run, report=self.told.append, visitors=visitors)
        return self.run_async(work)

    def reconcile(self, **values: Any) -> Run:
        """`batchportal reconcile`."""
        visitors = FileVisitors(self.portal)
        return self.run_async(app.reconcile(self.settings(**values), report=self.told.append, visitors=visitors))

    def lookup(self, numbers: Sequence[EnterpriseNumber], **values: Any) -> Run:
        """`batchportal lookup`."""
        visitors = FileVisitors(self.portal)
        work = app.lookup(self.settings(**values), numbers, report=self.told.append, visitors=visitors)
        return self.run_async(work)

    def history(self, row: Registration) -> list[str]:
        """What the ledger says happened to a company."""
        settings = self.settings()
        with Ledger(settings.database, settings.portal) as ledger:
            return [event for event, _, _ in ledger.history(row.enterprise_number)]


def states(run: Run) -> list[str]:
    return [outcome.state.value for outcome in run.outcomes]


def codes(run: Run) -> list[str | None]:
    return [outcome.problem.code if outcome.problem else None for outcome in run.outcomes]
