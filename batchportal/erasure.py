"""Erases what is personal about registrations, everywhere this program has put it; what proves them stays.

It lies in the ledger (messages quote pages; orders for workers), in the durable engine's tables (the order with
contact, key and certificate), in the folders of evidence, and in the report, which shows their pictures. Lists,
exports and reports elsewhere are the user's own files: nobody here knows where they are.
"""

from __future__ import annotations

import os
import shutil
import socket
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from batchportal.errors import UsageError
from batchportal.evidence import evidence_folder
from batchportal.ledger import Ledger, database_file, exclusive
from batchportal.workflows import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from batchportal.ledger import Record
    from batchportal.models import EnterpriseNumber
    from batchportal.settings import Settings

REPORT = "report.html"


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be erased, or was.

    Attributes:
        records: of these registrations.
        folders: of evidence.
        report: the page that shows it, if there is one.
        kept_back: registrations that were asked for and have to stay as they are: waiting to be done, or in doubt.
        scrubbed: whether what was erased can't be found in the database's file any more.
    """

    records: tuple[Record, ...]
    folders: tuple[Path, ...]
    report: Path | None
    kept_back: tuple[Record, ...]
    scrubbed: bool = True


def forget(
    settings: Settings,
    companies: Sequence[EnterpriseNumber] | None,
    *,
    before: datetime | None,
    agreed: Callable[[Plan], bool],
) -> Plan | None:
    """Erase what is personal about registrations at this portal, of every quality.

    Args:
        settings: ledger and output.
        companies: whose; None for all that are done.
        before: only what was settled before this moment.
        agreed: asked before anything is erased.

    Returns:
        What was erased; None if that was not agreed to.

    Raises:
        UsageError: a company isn't in the ledger, the ledger is in use or can't be opened, a file can't be erased.
        LedgerFailed: it can't be written. What was erased until then stays erased; the same command goes on.
    """
    file = database_file(settings.database)
    if file is not None and not file.exists():
        raise UsageError(f"There is no ledger {file}: nothing is known of any company.")
    owner = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    with exclusive(settings.database, "forget"), Ledger(settings.database, settings.portal, owner=owner) as ledger:
        plan = _plan(settings, ledger, companies, before)
        if not agreed(plan):
            return None
        if not plan.records:
            return plan
        engine.forget(settings.database, [one for record in plan.records for one in record.workflow_ids])
        _remove(plan)
        # Last: a row that lost its evidence's name would hide the folder from a second attempt.
        erased = ledger.forgetting.erase(plan.records)
        scrubbed = ledger.forgetting.scrub()
        return Plan(erased, plan.folders, plan.report, plan.kept_back, scrubbed)


def _remove(plan: Plan) -> None:
    try:
        for folder in plan.folders:
            shutil.rmtree(folder)
        if plan.report is not None:
            plan.report.unlink()
    except OSError as error:
        raise UsageError(f"{error.filename} can't be erased: {error.strerror}.", code="not_erased") from None


def _plan(
    settings: Settings, ledger: Ledger, companies: Sequence[EnterpriseNumber] | None, before: datetime | None
) -> Plan:
    digits = None if companies is None else [number.digits for number in companies]
    known = ledger.forgetting.known(digits, before=before)
    there = {record.enterprise_number for record in ledger.forgetting.known(digits)}
    if missing := [str(number) for number in companies or () if number not in there]:
        raise UsageError(f"The ledger knows nothing of {', '.join(missing)} at {ledger.portal}.")
    records = tuple(record for record in known if ledger.forgetting.may(record))
    folders = _folders(settings, records)
    report = settings.output / REPORT
    return Plan(
        records,
        folders,
        report if records and report.exists() else None,
        tuple(record for record in known if record not in records),
    )


def _folders(settings: Settings, records: Sequence[Record]) -> tuple[Path, ...]:
    """All evidence of these companies: in today's folder, and where the ledger says that the last lies."""
    found: set[Path] = set()
    for record in records:
        name = f"{record.enterprise_number.dotted}-"
        found |= {path.resolve() for path in evidence_folder(settings).glob(f"{name}*") if path.is_dir()}
        last = Path(record.evidence) if record.evidence else None
        # Only what looks like one of ours: a path in a database is not to be trusted with more.
        if last is not None and last.name.startswith(name) and last.parent.parent.name == "evidence" and last.is_dir():
            found.add(last.resolve())
    return tuple(sorted(found))
