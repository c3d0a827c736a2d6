"""One visit to the portal for one company, and what its end means. After the intent there is only looking."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from batchportal.errors import (
    BatchportalError,
    OutcomeUnknown,
    PortalUnavailable,
    Rejected,
    ReviewDiffers,
    SessionEnded,
    UsageError,
    VisitFailed,
    WrongPage,
)
from batchportal.ledger import ChangeRefused, LedgerFailed
from batchportal.logs import get_logger
from batchportal.models import Outcome, Problem, Progress, State
from batchportal.workflows.orders import problem_of, state_of
from batchportal.workflows.sessions import LoginUnusable

if TYPE_CHECKING:
    from collections.abc import Callable

    from batchportal.ledger import Record
    from batchportal.models import EnterpriseNumber, Registration, TechnicalUser
    from batchportal.workflows.desk import Desk
    from batchportal.workflows.sessions import PortalSession

_LONGEST_WAIT = 60.0
_JITTER = (0.75, 1.25)
_LASTING = frozenset({"internal_error", "certificate_untrusted"})
"""Codes of failures that a moment's wait won't mend."""

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a try ended; `again_in` is the seconds to wait before the next one, None where there is none."""

    outcome: Outcome
    again_in: float | None = None


class Visit:
    """One try to register one company.

    Args:
        desk: the run's.
        record: the claim.
        registration: what is asked for.
        dry_run: up to the review page.
    """

    def __init__(self, desk: Desk, record: Record, registration: Registration, *, dry_run: bool) -> None:
        self._desk = desk
        self._record = record
        self._registration = registration
        self._dry_run = dry_run
        self._sent = False
        self._task: asyncio.Task[Answer] | None = None

    async def run_abandonable(self, *, attempt: int, seconds: float, wait: float) -> Answer:
        """As `run`, but `abandon` ends it, with `pending`, as long as nothing was sent."""
        self._task = asyncio.create_task(self.run(attempt=attempt, seconds=seconds, wait=wait))
        self._desk.under_way.add(self)
        try:
            return await self._task
        except asyncio.CancelledError:
            if self._desk.stop is None or not self._task.cancelled():
                raise
            return Answer(replace(self._outcome(State.PENDING, problem=self._desk.stop), attempts=attempt))
        finally:
            self._desk.under_way.discard(self)

    def abandon(self) -> None:
        """Give up, unless Confirm may have been sent: then it runs to its end."""
        if self._task is not None and not self._sent:
            self._task.cancel()

    async def run(self, *, attempt: int, seconds: float, wait: float) -> Answer:
        """Try once; the outcome is in the ledger when this returns, unless there will be another try.

        Args:
            attempt: counts from 1.
            seconds: what earlier tries took.
            wait: seconds to let pass first.
        """
        start = monotonic()
        try:
            await asyncio.sleep(wait)
            await self._desk.pace.turn()
            start = monotonic()
            async with self._desk.sessions.lend(self._registration.login) as session:
                outcome = await self._walk(session)
                return Answer(self._settle(outcome, attempt, seconds + monotonic() - start))
        except UsageError as error:
            # Without a browser, say, nothing can work for any company.
            self._desk.fail(error)
            outcome = self._outcome(State.PENDING, problem=problem_of(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, its row gets a state and the others go on
            outcome = self._ended(error)
            if (again_in := self._again_in(error, attempt)) is not None:
                self._notice(f"{problem_of(error).message} Nothing was sent. Trying again in {again_in:.0f} s.")
                return Answer(replace(outcome, attempts=attempt, seconds=seconds + monotonic() - start), again_in)
        return Answer(self._settle(outcome, attempt, seconds + monotonic() - start))

    async def _walk(self, session: PortalSession) -> Outcome:
        try:
            outcome = await self._register(session)
        except (Rejected, ReviewDiffers, WrongPage) as error:
            if self._sent and not isinstance(error, Rejected):
                return await self._look(session, error)
            session.sound = True
            raise
        except Exception as error:
            if isinstance(error, OutcomeUnknown):
                self._admit()
            if not self._sent:
                raise
            return await self._look(session, error)
        session.sound = True
        return outcome

    async def _register(self, session: PortalSession) -> Outcome:
        """Walk; if the session ended before anything was sent, log in anew and start over, once."""
        try:
            return await self._once(session)
        except SessionEnded:
            if self._sent:
                raise
            self._notice("The portal ended the session; logging in anew.")
            await session.log_in()
            return await self._once(session)

    async def _once(self, session: PortalSession) -> Outcome:
        wanted = self._registration
        page = _page(self._desk, wanted.enterprise_number, wanted.row)
        result = await session.visitor.register(wanted, intend=self._intend, dry_run=self._dry_run, page=page)
        if result.state is State.REGISTERED:
            self._admit()
        return replace(
            self._outcome(result.state),
            sender_number=result.sender_number,
            username=result.username or self._registration.username,
            evidence=result.evidence,
        )

    async def _intend(self) -> None:
        """The one gate before Confirm: nothing goes through it twice, in a dry run, or after a stop."""
        if self._dry_run or self._sent:
            raise VisitFailed("The walk wanted to confirm where it must not. Please report it.", code="internal_error")
        if self._desk.stop is not None:
            raise asyncio.CancelledError
        # Written on the loop itself, so that between disk and Confirm nobody can come in between.
        self._record = self._desk.ledger.intend(self._record)
        self._sent = True

    def _admit(self) -> None:
        """A walk that has confirmed without asking is a defect; what it did is noted all the same."""
        if not self._sent:
            log.error("confirmed without an intent", company=str(self._record.enterprise_number))
            self._record = self._desk.ledger.intend(self._record)
            self._sent = True

    async def _look(self, session: PortalSession, doubt: Exception) -> Outcome:
        """Sent, not proven: look once, right away. Whatever can't be proven stays unknown."""
        log.info("outcome in doubt", company=str(self._record.enterprise_number), reason=str(doubt))
        self._notice("'Confirmer' was sent, and its outcome isn't proven; looking it up.")
        evidence = doubt.evidence if isinstance(doubt, BatchportalError) else None
        try:
            user = await look_up(self._desk, session, self._record.enterprise_number, self._registration.row)
        except Exception as error:  # noqa: BLE001 - not having seen it is no proof of anything
            log.info("look-up failed", company=str(self._record.enterprise_number), reason=str(error))
            user = None
        if (proven := proof(self._record, user)) is not None:
            session.sound = True
            return replace(proven, evidence=evidence)
        return replace(self._outcome(State.UNKNOWN, problem=_doubt(doubt)), evidence=evidence)

    def _ended(self, error: Exception) -> Outcome:
        """What an error means for the row, if Confirm was not sent, or was refused."""
        evidence = error.evidence if isinstance(error, BatchportalError) else None
        if isinstance(error, LedgerFailed):
            self._desk.fail(error)
        if not isinstance(error, BatchportalError):
            log.error("unforeseen", company=str(self._record.enterprise_number), error=type(error).__name__)
            log.debug("unforeseen", exc_info=error)
        if self._sent and not isinstance(error, Rejected):
            return replace(self._outcome(State.UNKNOWN, problem=_doubt(error)), evidence=evidence)
        state = State.PENDING if isinstance(error, LoginUnusable | ChangeRefused) else state_of(error)
        return replace(self._outcome(state, problem=problem_of(error)), evidence=evidence)

    def _again_in(self, error: Exception, attempt: int) -> float | None:
        """Seconds until the next try, None where there is none."""
        if self._sent or attempt > len(self._desk.patience) or self._desk.stop is not None:
            return None
        # Many sessions and workers meet the same trouble at the same time, and must not come back all at once.
        wait = self._desk.patience[attempt - 1] * random.uniform(*_JITTER)  # noqa: S311 - no secret
        if isinstance(error, PortalUnavailable) and error.retry_after is not None:
            if error.retry_after > _LONGEST_WAIT:
                return None
            return max(wait, error.retry_after * random.uniform(1.0, _JITTER[1]))  # noqa: S311 - no secret
        transient = isinstance(error, PortalUnavailable | VisitFailed) and error.code not in _LASTING
        return wait if transient else None

    def _settle(self, outcome: Outcome, attempt: int, seconds: float) -> Outcome:
        outcome = replace(outcome, attempts=attempt, seconds=round(seconds, 3))
        try:
            return self._desk.ledger.settle(self._record, outcome).outcome
        except LedgerFailed as error:
            self._desk.fail(error)
            state = State.UNKNOWN if self._sent else outcome.state
            return replace(outcome, state=state, problem=outcome.problem or problem_of(error))
        except ChangeRefused as error:
            log.warning("ledger refused a change", company=str(self._record.enterprise_number), reason=error.message)
            return replace(outcome, problem=outcome.problem or problem_of(error))

    def _outcome(self, state: State, *, problem: Problem | None = None) -> Outcome:
        registration = self._registration
        return Outcome(registration.row, registration.enterprise_number, registration.username, state, problem=problem)

    def _notice(self, text: str) -> None:
        self._desk.notice(text, self._registration.enterprise_number, self._registration.row)


async def look_up(
    desk: Desk, session: PortalSession, number: EnterpriseNumber, row: int | None
) -> TechnicalUser | None:
    """Read a company's technical user; a session that ended is renewed once. Errors as `Visitor.look_up`."""
    page = _page(desk, number, row)
    try:
        return await session.visitor.look_up(number, page=page)
    except SessionEnded:
        await session.log_in()
        return await session.visitor.look_up(number, page=page)


def proof(record: Record, user: TechnicalUser | None) -> Outcome | None:
    """What a look-up proves of a registration that is in doubt, or None where it proves nothing.

    Our user name means that ours went through. Another one, or none shown, means that the company has a technical
    user, of which nobody can say that it is ours. Without a sender number it isn't settled.
    """
    if user is None or user.sender_number is None:
        return None
    ours = user.username == record.username
    return replace(
        record.outcome,
        state=State.REGISTERED if ours else State.ALREADY_REGISTERED,
        username=user.username or record.username,
        sender_number=user.sender_number,
        problem=None,
    )


def _page(desk: Desk, number: EnterpriseNumber, row: int | None) -> Callable[[str], None]:
    def tell(page: str) -> None:
        desk.report(Progress(number, row, "page", page))

    return tell


def _doubt(error: Exception) -> Problem:
    why = problem_of(error)
    if isinstance(error, OutcomeUnknown):
        return why
    return Problem(
        "outcome_unknown",
        f"'Confirmer' was sent, and its outcome isn't proven: {why.message}",
        why.page,
    )
