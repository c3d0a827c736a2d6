"""The walk that checking and picking share: to the review page and to 'Information', never past 'Confirmer'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batchportal import app, invented
from batchportal.batches import parse_enterprise_number
from batchportal.errors import BatchportalError, UsageError, VisitFailed
from batchportal.hidden import choices
from batchportal.models import Channel, Progress, State
from batchportal.observer import Observer
from batchportal.obstacles import clear_the_way
from batchportal.workflows.portal import portal_visitors

if TYPE_CHECKING:
    from collections.abc import Callable

    from batchportal.models import EnterpriseNumber, Registration
    from batchportal.session import Session
    from batchportal.settings import Settings
    from batchportal.workflows.sessions import PortalSession

_TRIES = 5
"""Companies of the list that are tried, where none is given."""
UNFIT = ("already_registered", "not_local_manager", "technical_user_exists")
"""Codes of errors that another company may not have."""
_NUMBER = re.compile(r"(?<![\d.])[01]?\d{3}[. \u00a0\u202f]?\d{3}[. \u00a0\u202f]?\d{3}(?![\d]|\.\d)")


@dataclass(frozen=True, slots=True)
class Order:
    """What to walk with.

    Attributes:
        company: whose pages to walk; None takes the first of the list that has no technical user yet.
        registration: what to fill in; None for invented data.
        channel: of the invented data; SFTP shows most pages.
        application: of the invented data.
    """

    company: EnterpriseNumber | None = None
    registration: Registration | None = None
    channel: Channel = Channel.SFTP
    application: str = invented.APPLICATION


class Follower(Observer):
    """Follows a walk, which may begin anew with another company."""

    session: Session | None = None
    """The session that walks, once it has come to a page."""

    def arrived(self, session: Session, page: str) -> None:  # noqa: ARG002 - the observer's
        """Know the session."""
        self.session = session

    async def finish(self, session: Session) -> None:
        """The walk came to its end."""

    def mark(self) -> int:
        """Where the notes stand: right after the log-in, before the first company."""
        return 0

    def forget(self, mark: int) -> None:
        """Another company is tried: forget what came after the mark."""

    def forgive(self) -> None:
        """What seemed to be missing isn't: the portal had a reason not to show it."""


class Walker:
    """Walks.

    Attributes:
        company: whose pages are walked now.
        evidence: where the pictures lie.
    """

    def __init__(
        self, settings: Settings, order: Order, follower: Follower, report: Callable[[Progress], None]
    ) -> None:
        self._settings = settings
        self._order = order
        self._follower = follower
        self._report = report
        self.company: EnterpriseNumber | None = None
        self.evidence: str | None = None

    async def walk(self, purpose: str) -> None:
        """Log in, then to the review page, then to 'Information'.

        Args:
            purpose: the command, for whoever finds the ledger in use.

        Raises:
            UsageError: no credentials, no browser, or the ledger is in use.
            BatchportalError: the walk ended early.
        """
        visitors = portal_visitors(self._settings, self._follower)
        async with app.portal_session(self._settings, purpose, visitors, report=self._report) as session:
            await self._first_that_will_do(session)
            if self._follower.session is not None:
                await self._follower.finish(self._follower.session)

    async def _first_that_will_do(self, session: PortalSession) -> None:
        companies = await self._companies()
        mark = self._follower.mark()
        for company in companies:
            try:
                await self._one(session, company)
            except BatchportalError as error:
                if error.code not in UNFIT or company is companies[-1]:
                    raise
                self._report(Progress(company, None, "notice", f"{error.message} Trying the next company."))
                self._follower.forget(mark)
            else:
                break

    async def _one(self, session: PortalSession, company: EnterpriseNumber) -> None:
        self.company = company
        order = self._order
        wanted = order.registration or invented.registration(
            company, order.channel, login=self._settings.login, application=order.application
        )
        result = await session.visitor.register(wanted, intend=_never, dry_run=True, page=self._page)
        self.evidence = result.evidence
        if result.state is not State.PREPARED:
            self._follower.forgive()
            raise VisitFailed(
                f"Company {company} has a technical user already, so the portal doesn't offer the pages of the wizard. "
                "Give another company with --company.",
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
        session = self._follower.session
        if session is not None and (listed := await _listed(session)):
            return listed[:_TRIES]
        raise UsageError(
            "The portal shows no enterprise number to choose from, so no company could be taken from its list. Say "
            "which one to walk for, one that this login manages: --company 0403.170.701, for instance."
        )

    def _page(self, name: str) -> None:
        self._report(Progress(self.company, None, "page", name))


async def _never() -> None:
    """The gate before 'Confirmer', shut."""
    raise VisitFailed("The walk wanted to confirm where it must not. Please report it.", code="internal_error")


async def _listed(session: Session) -> list[EnterpriseNumber]:
    """The companies on the page, or on the first one behind notices; else in a list that is opened there."""
    while True:
        await session.settle()
        found = _numbers(await session.text(), session)
        if found or not await clear_the_way(session, notices=True):
            break
    if found:
        return found
    async for text in choices(session):
        found += _numbers(text, session)
    return list(dict.fromkeys(found))


def _numbers(text: str, session: Session) -> list[EnterpriseNumber]:
    """The enterprise numbers in a text, in its order, each once; not the portal's own."""
    numbers = []
    for found in _NUMBER.findall(text):
        try:
            numbers.append(parse_enterprise_number(found))
        except ValueError:
            continue
    own = session.numbers_of_the_portal
    return [number for number in dict.fromkeys(numbers) if number.digits not in own]
