"""Wires what several processes do together: orders into the ledger, a worker that takes them, and who works now."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from batchportal import app
from batchportal.errors import UsageError
from batchportal.ledgers import exists, own_ledger
from batchportal.runs import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from batchportal.ledger import Worker
    from batchportal.models import Credentials, EnterpriseNumber, KeptSession, Outcome, Progress, Registration, Visitors
    from batchportal.settings import Settings
    from batchportal.workflows.desk import Desk
    from batchportal.workflows.shift import Shift


@dataclass(frozen=True, slots=True)
class Fleet:
    """Who works with a ledger, and how far they are.

    Attributes:
        workers: processes, oldest first.
        counts: registrations in each state.
        lease: seconds of silence after which others take over.
    """

    workers: tuple[Worker, ...]
    counts: dict[str, int]
    lease: float


def enqueue(settings: Settings, registrations: Sequence[Registration], *, dry_run: bool) -> Run:
    """Note registrations as wanted, for workers to take. What is done, or under way, isn't touched.

    Args:
        settings: where.
        registrations: one a company; the public halves of their keys travel with them.
        dry_run: up to the review page, nothing is confirmed.

    Raises:
        UsageError: the same company twice, or a database that can't be shared.
        LedgerFailed: the ledger could not be written.
    """
    from batchportal.workflows.shift import order_of  # noqa: PLC0415 - heavy

    _refuse_a_file(settings)
    app.refuse_twice(registrations)
    with own_ledger(settings) as ledger:
        orders = {one.enterprise_number: order_of(one, dry_run=dry_run) for one in registrations}
        records = ledger.ask(registrations, orders)
        pairs = zip(registrations, records, strict=True)
        return Run(ledger.portal, tuple(replace(record.outcome, row=one.row) for one, record in pairs))


async def work(
    settings: Settings,
    *,
    until_idle: bool,
    report: Callable[[Progress], None],
    ended: Callable[[Outcome], None],
    visitors: Visitors | None = None,
) -> Run:
    """Be a worker: take orders for this portal, as many at a time as `sessions` says, until told to stop.

    Cancelling it finishes what was sent, hands the rest back and returns; cancelling it again stops at once, and
    other workers take over what this one had.

    Args:
        settings: where and how.
        until_idle: return when nothing is left that this worker could do.
        report: told what happens.
        ended: told what became of each company that this worker has done.
        visitors: opens portal sessions, by default in a real browser.

    Returns:
        What became of the companies that this worker has done.

    Raises:
        UsageError: a database that can't be shared, or no browser. LedgerFailed: the ledger can't be written.
    """
    from batchportal.workflows import engine  # noqa: PLC0415 - heavy
    from batchportal.workflows.desk import INTERRUPTED  # noqa: PLC0415 - heavy

    _refuse_a_file(settings)
    done: dict[EnterpriseNumber, Outcome] = {}

    def note(outcome: Outcome) -> None:
        done[outcome.enterprise_number] = outcome
        ended(outcome)

    credentials: dict[str, Credentials | KeptSession] = {}
    with own_ledger(settings) as ledger:
        async with (
            app.at_desk(settings, ledger, credentials, report=report, visitors=visitors, purpose="worker") as desk,
            engine.on_duty(desk, settings.database),
        ):
            shift = _shift(settings, desk, credentials, until_idle=until_idle, ended=note)
            working = asyncio.create_task(shift.work())
            interrupted = False
            try:
                await asyncio.shield(working)
            except asyncio.CancelledError:
                interrupted = True
                desk.halt(INTERRUPTED)
                await working
            if desk.failure is not None:
                raise desk.failure
            return Run(ledger.portal, tuple(done.values()), app.refusal_of(desk), interrupted)


def seen(settings: Settings) -> Fleet:
    """Who works with the ledger now, and how many registrations are in which state. Reads only.

    Raises:
        UsageError: the ledger can't be opened. LedgerFailed: it can't be read.
    """
    from batchportal.ledger import Ledger, idle  # noqa: PLC0415 - heavy

    if not exists(settings):
        return Fleet((), {}, settings.lease)
    with Ledger(settings.database, settings.portal, settings.quality) as ledger, idle(settings.database) as nobody:
        return Fleet(ledger.fleet.workers(), ledger.listing.counts(idle=nobody), settings.lease)


def _shift(
    settings: Settings,
    desk: Desk,
    credentials: dict[str, Credentials | KeptSession],
    *,
    until_idle: bool,
    ended: Callable[[Outcome], None],
) -> Shift:
    from batchportal.workflows.crew import Crew  # noqa: PLC0415 - heavy
    from batchportal.workflows.shift import Shift  # noqa: PLC0415 - heavy

    keys = _Keys(settings, desk, credentials)
    return Shift(
        desk,
        Crew(desk),
        hands=settings.sessions,
        settle=settings.settle,
        has=keys.has,
        until_idle=until_idle,
        ended=ended,
    )


class _Keys:
    """What opens logins, looked for on this machine when the first order needs it."""

    def __init__(self, settings: Settings, desk: Desk, credentials: dict[str, Credentials | KeptSession]) -> None:
        self._settings = settings
        self._desk = desk
        self._credentials = credentials
        self._missing: set[str] = set()

    def has(self, login: str) -> bool:
        """Whether this machine has what opens a login."""
        if login not in self._credentials and login not in self._missing:
            try:
                self._credentials.update(app.credentials_for(self._settings, self._desk.ledger, {login}))
            except UsageError as error:
                # None are stored, or there is no keyring to store them in.
                self._missing.add(login)
                self._desk.notice(
                    f"Orders of the login '{login}' are left to other workers: {error.message} Then start this "
                    "worker again."
                )
        return login in self._credentials


def _refuse_a_file(settings: Settings) -> None:
    from batchportal.ledger import database_file  # noqa: PLC0415 - heavy

    if database_file(settings.database) is not None:
        raise UsageError(
            "Workers share a database server; an SQLite file serves one process. Give --database "
            "postgresql://user@host/name, or use `batchportal register` without --enqueue.",
            code="database_not_shared",
        )
