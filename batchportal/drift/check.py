"""Walks a portal up to the last page that can be left without a trace, and says what it found there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from batchportal import app
from batchportal.drift import baseline, overrides, snapshots
from batchportal.drift.report import EXIT_AS_KNOWN, EXIT_LOOK, Report
from batchportal.drift.walking import Walker
from batchportal.drift.watcher import OBSTACLES, Watcher
from batchportal.errors import BatchportalError, LoginError, PortalUnavailable, UsageError
from batchportal.locators import Kind
from batchportal.models import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from batchportal.drift.report import PageReport
    from batchportal.drift.walking import Order
    from batchportal.locators import Selectors
    from batchportal.models import Progress, Registration
    from batchportal.settings import Settings


async def check(
    settings: Settings, order: Order, *, report: Callable[[Progress], None], accept: bool = False
) -> Report:
    """Walk to the review page and to 'Information', and report every page and control. Nothing is ever confirmed.

    A walk that finds everything becomes the one that later walks are compared with.

    Args:
        settings: where and how.
        order: what to walk with.
        report: told what happens.
        accept: take values that have gone since the last good walk as gone for good.

    Raises:
        UsageError: no credentials, no browser, a wrong selectors file, or the ledger is in use.
    """
    selectors = overrides.load(settings.selectors)
    watcher = Watcher(selectors, overrides.overridden(settings.selectors))
    walker = Walker(settings, order, watcher, report)
    problem: BatchportalError | None = None
    try:
        await walker.walk("selectors check")
    except UsageError:
        raise
    except BatchportalError as error:
        problem = error
    found = Report(
        portal=settings.portal,
        language=settings.language,
        company=walker.company,
        pages=watcher.pages(),
        problem=Problem(problem.code, problem.message, problem.page) if problem else None,
        exit_code=_exit_code(problem),
        evidence=walker.evidence,
    )
    ended_at = watcher.stays[-1].name if problem and watcher.stays else None
    return _compared(settings, found, _seen(settings, order, watcher, selectors, found), ended_at, accept=accept)


def _exit_code(problem: BatchportalError | None) -> int:
    if problem is None:
        return EXIT_AS_KNOWN
    if isinstance(problem, LoginError):
        return app.EXIT_LOGIN
    return app.EXIT_UNAVAILABLE if isinstance(problem, PortalUnavailable) else EXIT_LOOK


def _compared(
    settings: Settings, report: Report, now: dict[str, baseline.SeenPage], ended_at: str | None, *, accept: bool
) -> Report:
    """The report, compared with the last good walk; a good one takes its place."""
    file = baseline.path(settings.portal, settings.language)
    before = baseline.load(file)
    if before is not None:
        unreached = tuple(name for name in before.pages if name not in now) if report.problem else ()
        pages = _pages(report, before, now, ended_at)
        report = replace(report, pages=pages, since=before.at, unreached=unreached)
    if report.exit_code != EXIT_AS_KNOWN:
        return report
    if report.drift and not accept:
        return replace(report, exit_code=EXIT_LOOK)
    baseline.keep(file, baseline.Walk(datetime.now(UTC), now))
    return replace(report, kept=True)


def _pages(
    report: Report, before: baseline.Walk, now: dict[str, baseline.SeenPage], ended_at: str | None
) -> tuple[PageReport, ...]:
    """The pages, each compared as far as the walk came on it: it may end on a page's first screen of several.

    Where it ended, the page is known only if it had come to rest, and a control was looked for in vain.
    """
    pages = []
    for page in report.pages:
        seen, known = now[page.name], before.pages.get(page.name)
        halted = page.name == ended_at and not any(control.sight.drift for control in page.controls)
        in_part = report.problem is not None and (halted or not baseline.whole(seen, known))
        pages.append(baseline.compared(page, seen, known, in_part=in_part))
    return tuple(pages)


def _seen(
    settings: Settings, order: Order, watcher: Watcher, selectors: Selectors, report: Report
) -> dict[str, baseline.SeenPage]:
    """What this walk saw, masked."""
    entries = [entry for page in selectors.pages for entry in selectors.entries(page)]
    words = [word for entry in entries for word in entry.words.get(settings.language, ())]
    known = snapshots.vocabulary(words)
    obstacles = [entry for entry in entries if entry.page == OBSTACLES and entry.kind is Kind.REGION]
    captions = [caption for entry in obstacles for caption in entry.captions(settings.language)]
    personal = _personal(order.registration)
    lines: dict[str, list[str]] = {page.name: [] for page in report.pages}
    for stay in watcher.stays:
        lines[stay.name] += snapshots.masked(
            stay.snapshot,
            known,
            passing=lambda text: any(caption.match(text) is not None for caption in captions),
            personal=personal,
        )
    return {page.name: baseline.seen(page, lines[page.name]) for page in report.pages}


def _personal(registration: Registration | None) -> list[str]:
    """What a row says of people."""
    if registration is None:
        return []
    who = registration.contact
    return [registration.username, who.last_name, who.first_name, who.phone, who.email]
