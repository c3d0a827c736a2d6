"""What tests of whole runs share: companies of a stub portal as registrations, and settings of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from batchportal import app, demo
from batchportal.batches import read_batch
from batchportal.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from batchportal.models import Outcome, Progress, Registration
    from batchportal.settings import Settings
    from batchportal.stub import StubPortal
    from tests.conftest import RunAsync


@dataclass(slots=True)
class Runs:
    """Runs the main job against one stub portal, with one ledger."""

    portal: StubPortal
    folder: Path
    run_async: RunAsync
    told: list[Progress] = field(default_factory=list)

    def settings(self, **changes: Any) -> Settings:
        """Settings for this portal; the first demo user logs in."""
        user = self.portal.users[0]
        given = {
            "portal": self.portal.url,
            "database": f"sqlite:///{self.folder / 'ledger.db'}",
            "output": self.folder / "output",
            "username": user.username,
            "password": user.password,
            "timeout": 20,
            "settle": 5,
        }
        return load_settings(**{**given, **changes})

    def rows(self, count: int, after: int = 0) -> tuple[Registration, ...]:
        """So many of the portal's companies, as a list of companies has them; the first, or those after so many."""
        folder = self.folder / f"rows-{after}-{count}"
        folder.mkdir()
        # Two of the portal's companies have one name, and the demonstration makes user names of names.
        companies = list({company.name: company for company in self.portal.companies}.values())
        scene = demo.set_up(folder, self.portal.url, companies[after : after + count])
        batch = read_batch(scene.companies)
        assert not batch.errors
        return batch.registrations

    def register(self, *rows: Registration, dry_run: bool = False, **changes: Any) -> app.Run:
        """Run the main job for some rows."""
        work = app.register(self.settings(**changes), rows, dry_run=dry_run, report=self.told.append)
        return self.run_async(work)

    def register_one(self, row: Registration, **changes: Any) -> Outcome:
        """The same for one row."""
        (outcome,) = self.register(row, **changes).outcomes
        return outcome

    def truth(self) -> dict[str, dict[str, Any]]:
        """What the portal registered, by enterprise number."""
        entries = self.portal.truth()["registrations"]
        assert len({entry["enterprise_number"] for entry in entries}) == len(entries), "a company twice"
        return {_dotted(entry["enterprise_number"]): entry for entry in entries}

    @property
    def confirms(self) -> int:
        """How many confirming requests reached the portal."""
        return int(self.portal.truth()["confirm_requests"])


def _dotted(number: str) -> str:
    digits = number.replace(".", "")
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"
