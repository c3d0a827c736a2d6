"""Walks a portal up to the last page that can be left without a trace, and says what it found there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from batchportal import app, invented
from batchportal.batches import parse_enterprise_number
from batchportal.drift import baseline, overrides, snapshots
from batchportal.drift.report import EXIT_AS_KNOWN, EXIT_LOOK, Report
from batchportal.drift.watcher import Watcher
from batchportal.errors import BatchportalError, LoginError, PortalUnavailable, UsageError, VisitFailed
from batchportal.models import Channel, Problem, Progress, State
from batchportal.workflows.portal import portal_visitors

if TYPE_CHECKING:
    from collections.abc import Callable

    from batchportal.drift.report import PageReport
    from batchportal.locators import Selectors
    from batchportal.models import EnterpriseNumber, Registration
    from batchportal.settings import Settings
    from batchportal.workflows.sessions import PortalSession

_TRIES = 5
"""Companies of the list that are tried, where none is given."""
_UNFIT = ("already_registered", "not_local_manager", "technical_user_exists")
_NUMBER = re.compile(r"(?<![\d.])[01]?\d{3}[. \u00a0\u202f]?\d{3}[. \u00a0\u202f]?\d{3}(?![\d]|\.\d)")


@dataclass(frozen=True, slots=True)
class Order:
    """What to walk with.

    Attributes:
        company: whose pages to walk; None takes the first of the list that has no technical user yet.
        registration: what to fill in; None for invented data.
        channel: of the invented data; SFTP shows most pages.
        accept: make this walk the one to compare with, even if values have gone since the last one.
    """

    company: EnterpriseNumber | None = None
    registration: Registration | None = None
    channel: Channel = Channel.SFTP
    accept: bool = False


async def check(settings: Settings, order: Order, *, report: Callable[[Progress], None]) -> Report:
    """Walk to the review page and to 'Information', and report every page and control. Nothing is ever confirmed.

    A walk that finds everything becomes the one that later walks are compared with.

    Raises:
        UsageError: no credentials, no browser, a wrong selectors file, or the ledger is in use.
    """
    selectors = overrides.load(settings.selectors)
    watcher = Watcher(selectors, overrides.overridden(settings.selectors))
    walker = _Walker(settings, order, watcher, report)
    problem: BatchportalError | None = None
    try:
        visitors = portal_visitors(settings, watcher)
        async with app.portal_session(settings, "selectors check", visitors, report=report) as session:
            await walker.walk(session)
            if watcher.session is not None:
                await watcher.close(watcher.session)
    except UsageError:
        raise
    except BatchportalError as error:
        problem = error
    return _compared(settings, order, watcher, selectors, walker.told(problem))


class _Walker:
    """The walk, and what is known of it besides pages."""

    def __init__(self, settings: Settings, order: Order, watcher: Watcher, report: Callable[[Progress], None]) -> None:
        self._settings = settings
        self._order = order
        self._watcher = watcher
        self._report = report
        self._company: EnterpriseNumber | None = None
        self._evidence: str | None = None

    async def walk(self, session: PortalSession) -> None:
        """To the review page, then to 'Information'.

        Raises:
            BatchportalError: the walk ended early.
        """
        companies = await self._companies()
        logged_in = len(self._watcher.stays)
        for company in companies:
            try:
                await self._one(session, company)
            except BatchportalError as error:
                if error.code not in _UNFIT or company is companies[-1]:
                    raise
                self._notice(f"{error.message} Trying the next company.")
                self._watcher.forget(logged_in)
            else:
                break

    async def _one(self, session: PortalSession, company: EnterpriseNumber) -> None:
        self._company = company
        wanted = self._order.registration or invented.registration(
            company, self._order.channel, login=self._settings.login
        )
        result = await session.visitor.register(wanted, intend=_never, dry_run=True, page=self._page)
        self._evidence = result.evidence
        if result.state is not State.PREPARED:
            self._watcher.forgive()
            raise VisitFailed(
                f"Company {company} has a technical user already, so the portal doesn't offer the pages of the wizard: "
                "they were not checked. Give another company with --company.",
                code="already_registered",
                page="wizard",
            )
        await session.visitor.look_up(company, page=self._page)

    async def _companies(self) -> list[EnterpriseNumber]:
        """The companies to try, in this order."""
        if self._order.registration is not None:
            return [self._order.registration.enterprise_number]
        if self._order.company is not None:
            return [self._order.company]
        seen = self._watcher.session
        listed = [] if seen is None else _numbers(await seen.text())
        own = seen.numbers_of_the_portal if seen is not None else frozenset()
        if found := [number for number in listed if number.digits not in own]:
            return found[:_TRIES]
        raise UsageError("The list of companies shows no enterprise number. Say which company with --company.")

    def told(self, problem: BatchportalError | None) -> Report:
        """The report so far: the pages as they are, compared with nothing yet."""
        settings = self._settings
        return Report(
            portal=settings.portal,
            language=settings.language,
            company=self._company,
            pages=self._watcher.pages(),
            problem=Problem(problem.code, problem.message, problem.page) if problem else None,
            exit_code=_exit_code(problem),
            evidence=self._evidence,
        )

    def _page(self, name: str) -> None:
        self._report(Progress(self._company, None, "page", name))

    def _notice(self, text: str) -> None:
        self._report(Progress(self._company, None, "notice", text))


async def _never() -> None:
    """The gate before 'Confirmer', shut."""
    raise VisitFailed("The walk wanted to confirm where it must not. Please report it.", code="internal_error")


def _numbers(text: str) -> list[EnterpriseNumber]:
    """The enterprise numbers in a text, in its order, each once."""
    numbers = []
    for found in _NUMBER.findall(text):
        try:
            numbers.append(parse_enterprise_number(found))
        except ValueError:
            continue
    return list(dict.fromkeys(numbers))


def _exit_code(problem: BatchportalError | None) -> int:
    if problem is None:
        return EXIT_AS_KNOWN
    if isinstance(problem, LoginError):
        return app.EXIT_LOGIN
    return app.EXIT_UNAVAILABLE if isinstance(problem, PortalUnavailable) else EXIT_LOOK


def _compared(settings: Settings, order: Order, watcher: Watcher, selectors: Selectors, report: Report) -> Report:
    """The report, compared with the last good walk; a good one takes its place."""
    file = baseline.path(settings.portal, settings.language)
    before = baseline.load(file)
    now = _seen(settings, order, watcher, selectors, report)
    pages = report.pages if before is None else _pages(report, before, now)
    report = replace(report, pages=pages, since=before.at if before else None)
    if report.drift and report.exit_code == EXIT_AS_KNOWN and not order.accept:
        return replace(report, exit_code=EXIT_LOOK)
    if report.exit_code != EXIT_AS_KNOWN:
        return report
    baseline.keep(file, baseline.Walk(datetime.now(UTC), now))
    return replace(report, kept=True)


def _pages(report: Report, before: baseline.Walk, now: dict[str, baseline.SeenPage]) -> tuple[PageReport, ...]:
    return tuple(baseline.compared(page, now[page.name], before.pages.get(page.name)) for page in report.pages)


def _seen(
    settings: Settings, order: Order, watcher: Watcher, selectors: Selectors, report: Report
) -> dict[str, baseline.SeenPage]:
    """What this walk saw, masked."""
    entries = [entry for page in selectors.pages for entry in selectors.entries(page)]
    words = [word for entry in entries for word in entry.words.get(settings.language, ())]
    known = snapshots.vocabulary(words)
    personal = _personal(order.registration)
    lines: dict[str, list[str]] = {page.name: [] for page in report.pages}
    for stay in watcher.stays:
        lines[stay.name] += snapshots.masked(stay.snapshot, known, personal)
    return {page.name: baseline.seen(page, lines[page.name]) for page in report.pages}


def _personal(registration: Registration | None) -> list[str]:
    """What a row says of people."""
    if registration is None:
        return []
    who = registration.contact
    return [registration.username, who.last_name, who.first_name, who.phone, who.email]
