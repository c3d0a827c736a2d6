"""Wires settings, ledger, engine and browser together: what the commands call. The only place that launches the engine.

Everything heavy is imported when it is needed, so that `status` reads the ledger and nothing else.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from batchportal.errors import LoginError, UsageError
from batchportal.ledgers import own_ledger
from batchportal.models import EnterpriseNumber, Outcome, Problem, Progress, State
from batchportal.runs import EXIT_LOGIN, EXIT_UNAVAILABLE, Run

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence

    from batchportal.ledger import Ledger, Record
    from batchportal.models import Credentials, KeptSession, Registration, Visitors
    from batchportal.settings import Settings
    from batchportal.workflows.crew import Job
    from batchportal.workflows.desk import Desk
    from batchportal.workflows.sessions import PortalSession

__all__ = [
    "EXIT_LOGIN",
    "EXIT_UNAVAILABLE",
    "Progress",
    "Run",
    "lookup",
    "portal_session",
    "reconcile",
    "register",
]

PATIENCE = (2.0, 8.0)
"""Seconds before the second and the third try of a visit that failed for a passing reason."""


async def register(
    settings: Settings,
    registrations: Sequence[Registration],
    *,
    dry_run: bool,
    report: Callable[[Progress], None],
    visitors: Visitors | None = None,
) -> Run:
    """Register companies, each once, whatever happened before. Done ones aren't touched; doubtful ones are looked at.

    Cancelling it (Ctrl-C) finishes what was sent, hands back the rest as `pending`, and returns; cancelling it again
    stops at once, and the next run settles what was sent.

    Args:
        settings: where and how.
        registrations: one a company.
        dry_run: up to the review page, nothing is confirmed.
        report: told what happens.
        visitors: opens portal sessions, by default in a real browser.

    Raises:
        UsageError: the same company twice, no credentials, no browser, or the ledger is in use.
        LedgerFailed: the ledger could not be written.
    """
    from batchportal.ledger import exclusive  # noqa: PLC0415 - heavy
    from batchportal.recorder import clear_left  # noqa: PLC0415 - heavy

    refuse_twice(registrations)
    clear_left(settings.output)
    with exclusive(settings.database, "register"), own_ledger(settings) as ledger:
        known = ledger.records(one.enterprise_number for one in registrations)
        left = [
            one
            for one in registrations
            if one.enterprise_number not in known or not known[one.enterprise_number].state.done
        ]
        credentials = credentials_for(settings, ledger, {one.login for one in left})
        records = ledger.ask(left)
        outcomes: dict[EnterpriseNumber, Outcome] = {}
        refusal: LoginError | None = None
        interrupted = False
        if left:
            async with at_desk(
                settings, ledger, credentials, report=report, visitors=visitors, purpose="register"
            ) as desk:
                outcomes, interrupted = await _register_all(settings, desk, left, records, dry_run=dry_run)
                refusal = refusal_of(desk)
                if desk.failure is not None:
                    raise desk.failure
        final = ledger.records(one.enterprise_number for one in registrations)
        return Run(
            ledger.portal,
            tuple(_told(one, final.get(one.enterprise_number), outcomes) for one in registrations),
            refusal,
            interrupted,
        )


async def lookup(
    settings: Settings,
    numbers: Sequence[EnterpriseNumber],
    *,
    report: Callable[[Progress], None],
    visitors: Visitors | None = None,
) -> Run:
    """Read technical users and sender numbers; nothing is changed, neither at the portal nor in the ledger.

    Rows count the numbers as given, from 1.

    Args:
        settings: where and how; `settings.login` looks.
        numbers: the companies.
        report: told what happens.
        visitors: opens portal sessions, by default in a real browser.

    Returns:
        `already_registered` with the number; `rejected` (`no_technical_user`, `company_not_managed`…) or `failed`.

    Raises:
        UsageError: no credentials, no browser, or the ledger is in use.
    """
    from batchportal.workflows.crew import Job  # noqa: PLC0415 - heavy
    from batchportal.workflows.looking import read  # noqa: PLC0415 - heavy

    empty = [Outcome(row, number, "", State.PENDING) for row, number in enumerate(dict.fromkeys(numbers), start=1)]

    def jobs(desk: Desk) -> list[Job]:
        def job(who: Outcome) -> Job:
            return Job(settings.login, who, lambda: read(desk, who, settings.login))

        return [job(who) for who in empty]

    return await _look(settings, "lookup", lambda _ledger: ({settings.login}, jobs), report, visitors)


async def reconcile(settings: Settings, *, report: Callable[[Progress], None], visitors: Visitors | None = None) -> Run:
    """Settle everything of this quality whose outcome is unknown by looking, never by sending.

    A technical user with the name that was asked for: `registered`. Another one: `already_registered`. Still none,
    so long after the request that it must have shown: `failed` (`not_sent`), safe to run again. Else `unknown`.

    Args:
        settings: where and how.
        report: told what happens.
        visitors: opens portal sessions, by default in a real browser.

    Raises:
        UsageError: no credentials, no browser, or the ledger is in use.
    """
    from batchportal.workflows.crew import Job  # noqa: PLC0415 - heavy
    from batchportal.workflows.looking import resolve  # noqa: PLC0415 - heavy

    def plan(ledger: Ledger) -> tuple[set[str], Callable[[Desk], list[Job]]]:
        doubts = ledger.doubts()

        def jobs(desk: Desk) -> list[Job]:
            def job(doubt: Record) -> Job:
                return Job(
                    doubt.login,
                    doubt.outcome,
                    lambda: resolve(desk, doubt, login=doubt.login, settle=settings.settle),
                )

            return [job(doubt) for doubt in doubts]

        return {doubt.login for doubt in doubts}, jobs

    return await _look(settings, "reconcile", plan, report, visitors)


async def _register_all(
    settings: Settings,
    desk: Desk,
    left: Sequence[Registration],
    records: Sequence[Record],
    *,
    dry_run: bool,
) -> tuple[dict[EnterpriseNumber, Outcome], bool]:
    """Do what is left, under the engine's care; what became of it, and whether it was interrupted."""
    from batchportal.workflows import engine  # noqa: PLC0415 - heavy
    from batchportal.workflows.crew import Crew, Job  # noqa: PLC0415 - heavy
    from batchportal.workflows.desk import INTERRUPTED  # noqa: PLC0415 - heavy
    from batchportal.workflows.looking import resolve  # noqa: PLC0415 - heavy

    async def do(wanted: Registration, record: Record) -> Outcome:
        if record.state is State.UNKNOWN:
            return await resolve(desk, record, login=wanted.login, settle=None)
        return await engine.run(desk, wanted, dry_run=dry_run)

    def job(wanted: Registration, record: Record) -> Job:
        return Job(wanted.login, record.outcome, lambda: do(wanted, record))

    crew = Crew(desk)
    async with engine.on_duty(desk, settings.database):
        work = asyncio.create_task(crew.work([job(*pair) for pair in zip(left, records, strict=True)]))
        interrupted = False
        try:
            outcomes = await asyncio.shield(work)
        except asyncio.CancelledError:
            interrupted = True
            desk.halt(INTERRUPTED)
            outcomes = await work
    _explain_pending(desk, crew.why_not, left)
    return outcomes, interrupted


def _explain_pending(desk: Desk, why_not: Callable[[str], Problem | None], left: Iterable[Registration]) -> None:
    """Note beside what stays pending why that is."""
    reasons: dict[Problem, list[EnterpriseNumber]] = {}
    for one in left:
        if (why := why_not(one.login)) is not None:
            reasons.setdefault(why, []).append(one.enterprise_number)
    for why, numbers in reasons.items():
        desk.ledger.leave(numbers, why)


async def _look(
    settings: Settings,
    purpose: str,
    plan: Callable[[Ledger], tuple[set[str], Callable[[Desk], list[Job]]]],
    report: Callable[[Progress], None],
    visitors: Visitors | None,
) -> Run:
    """Look at companies, with no engine: looking twice does no harm."""
    from batchportal.ledger import exclusive  # noqa: PLC0415 - heavy
    from batchportal.workflows.crew import Crew  # noqa: PLC0415 - heavy

    with exclusive(settings.database, purpose), own_ledger(settings) as ledger:
        logins, jobs_of = plan(ledger)
        if not logins:
            return Run(ledger.portal, ())
        credentials = credentials_for(settings, ledger, logins)
        async with at_desk(settings, ledger, credentials, report=report, visitors=visitors, purpose=purpose) as desk:
            crew = Crew(desk)
            jobs = jobs_of(desk)
            done = await crew.work(jobs)
            if desk.failure is not None:
                raise desk.failure
            outcomes = [done.get(job.idle.enterprise_number) or _idle(job, crew.why_not(job.login)) for job in jobs]
            return Run(ledger.portal, tuple(outcomes), refusal_of(desk))


def _idle(job: Job, why: Problem | None) -> Outcome:
    return replace(job.idle, problem=why or job.idle.problem)


@contextlib.asynccontextmanager
async def at_desk(
    settings: Settings,
    ledger: Ledger,
    credentials: dict[str, Credentials | KeptSession],
    *,
    report: Callable[[Progress], None],
    visitors: Visitors | None,
    purpose: str,
) -> AsyncIterator[Desk]:
    """A run's desk; its sessions and the browser end with the block. Meanwhile the process gives signs of life."""
    from batchportal.workflows.desk import Desk  # noqa: PLC0415 - heavy
    from batchportal.workflows.heartbeat import Doing, alive  # noqa: PLC0415 - heavy
    from batchportal.workflows.pace import Pace  # noqa: PLC0415 - heavy
    from batchportal.workflows.sessions import Sessions  # noqa: PLC0415 - heavy

    if visitors is None:
        from batchportal.workflows.portal import portal_visitors  # noqa: PLC0415 - heavy

        visitors = portal_visitors(settings)
    sessions = Sessions(visitors, credentials, ledger, limit=settings.sessions, over_all=settings.login_sessions)
    doing = Doing(report)
    desk = Desk(ledger, sessions, Pace(ledger, settings.registrations_per_minute), doing, PATIENCE)
    for login in credentials:
        if sessions.limit(login) < settings.sessions:
            desk.notice(f"The login '{login}' uses a session that a person opened: one company at a time.")
    async with alive(ledger, purpose, doing):
        try:
            yield desk
        finally:
            await sessions.close()
            await visitors.close()


def credentials_for(settings: Settings, ledger: Ledger, logins: set[str]) -> dict[str, Credentials | KeptSession]:
    """What opens the logins that may be tried: the session that a person opened, else user name and password.

    Raises:
        CredentialsMissing: none are stored for one of them. UsageError: a kept session can't be read.
    """
    from batchportal import kept  # noqa: PLC0415 - heavy
    from batchportal.credentials import fetch  # noqa: PLC0415 - heavy

    found: dict[str, Credentials | KeptSession] = {}
    for login in sorted(logins):
        if (session := kept.find(login, settings)) is not None:
            found[login] = session
        elif ledger.guard.check(login) is None:
            found[login] = fetch(login, settings)
    return found


@contextlib.asynccontextmanager
async def portal_session(
    settings: Settings, purpose: str, visitors: Visitors, *, report: Callable[[Progress], None]
) -> AsyncIterator[PortalSession]:
    """One session of the portal, logged in under the lock-out guard, for a command that registers nothing.

    Raises:
        UsageError: no credentials, no browser, or the ledger is in use. LoginError and what `Visitor.log_in` raises.
    """
    from batchportal.ledger import exclusive  # noqa: PLC0415 - heavy

    with exclusive(settings.database, purpose), own_ledger(settings) as ledger:
        credentials = credentials_for(settings, ledger, {settings.login})
        async with (
            at_desk(settings, ledger, credentials, report=report, visitors=visitors, purpose=purpose) as desk,
            desk.sessions.lend(settings.login) as session,
        ):
            yield session


def refusal_of(desk: Desk) -> LoginError | None:
    refusals = (error for error in desk.sessions.stopped.values() if isinstance(error, LoginError))
    return next(refusals, None)


def _told(wanted: Registration, record: Record | None, outcomes: dict[EnterpriseNumber, Outcome]) -> Outcome:
    """What is told of a row: what the ledger says, unless that could not be written."""
    done = outcomes.get(wanted.enterprise_number)
    if record is None or (done is not None and record.state is State.PENDING and done.state is not State.PENDING):
        return done or Outcome(wanted.row, wanted.enterprise_number, wanted.username, State.PENDING)
    if done is not None and record.state is done.state and record.problem is None:
        # Another process has it.
        return replace(record.outcome, row=wanted.row, problem=done.problem)
    return replace(record.outcome, row=wanted.row)


def refuse_twice(registrations: Sequence[Registration]) -> None:
    rows: dict[EnterpriseNumber, int] = {}
    for one in registrations:
        if one.enterprise_number in rows:
            raise UsageError(
                f"Rows {rows[one.enterprise_number]} and {one.row} name the same company, {one.enterprise_number}. "
                "It can be registered once only: remove one of them.",
                code="company_twice",
            )
        rows[one.enterprise_number] = one.row
