"""Looking without sending: reads technical users, and settles what is in doubt."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from batchportal.errors import BatchportalError, PortalUnavailable, Rejected, UsageError, VisitFailed, WrongPage
from batchportal.ledger import ChangeRefused
from batchportal.logs import get_logger
from batchportal.models import EnterpriseNumber, Outcome, Problem, State
from batchportal.workflows.orders import problem_of, state_of
from batchportal.workflows.sessions import LoginUnusable
from batchportal.workflows.visits import look_up, proof

if TYPE_CHECKING:
    from batchportal.ledger import Record
    from batchportal.models import TechnicalUser
    from batchportal.workflows.desk import Desk

log = get_logger(__name__)


async def read(desk: Desk, who: Outcome, login: str) -> Outcome:
    """What the portal knows of a company: `already_registered` with its sender number, or why not.

    Args:
        desk: the run's.
        who: an empty outcome of the company.
        login: the login to look with.
    """
    start = monotonic()
    try:
        user = await _patiently(desk, who, login)
    except BatchportalError as error:
        state = State.PENDING if isinstance(error, LoginUnusable) else state_of(error)
        found = replace(who, state=state, problem=problem_of(error))
    else:
        found = _reading(who, user)
    return replace(found, attempts=1, seconds=round(monotonic() - start, 3))


async def resolve(desk: Desk, record: Record, *, login: str, settle: float | None, again: bool = False) -> Outcome:
    """Settle a doubt by looking; what can't be proven stays `unknown`.

    Args:
        desk: the run's.
        record: in doubt.
        login: the login to look with.
        settle: seconds after which a request that was sent has surely shown its effect at the portal: if there is
            still no technical user then, nothing was registered. None: don't wait, and don't conclude that.
        again: if nothing was registered, its order stays an order.
    """
    try:
        user = await _patiently(desk, record.outcome, login)
        if user is None and settle is not None:
            user = await _later(desk, record, login, settle)
            if user is None:
                return _noted(desk, record, _not_sent(record, settle), again=again)
    except BatchportalError as error:
        return _noted(desk, record, _still_unknown(record, problem_of(error).message))
    proven = proof(record, user)
    if proven is None:
        seen = "shows no technical user yet" if user is None else "shows a technical user without a sender number"
        return _noted(desk, record, _still_unknown(record, f"The portal {seen}."))
    return _noted(desk, record, proven)


async def _later(desk: Desk, record: Record, login: str, settle: float) -> TechnicalUser | None:
    """Look again, once whatever was sent must have shown its effect."""
    moment = desk.ledger.moment()
    left = ((record.doubt_at or moment) + timedelta(seconds=settle) - moment).total_seconds()
    # A clock that was set back must not make it longer.
    wait = min(max(left, 0.0), settle)
    if wait:
        text = f"The portal shows no technical user yet; looking again in {wait:.0f} s."
        desk.notice(text, record.enterprise_number, record.row)
        await asyncio.sleep(wait)
    return await _patiently(desk, record.outcome, login)


async def _patiently(desk: Desk, who: Outcome, login: str) -> TechnicalUser | None:
    """Look up; trouble that passes by itself is waited for. Errors as `Visitor.look_up`, and those of the log-in."""
    for wait in (*desk.patience, None):
        try:
            return await _once(desk, who, login)
        except (PortalUnavailable, VisitFailed) as error:
            if wait is None or desk.stop is not None:
                raise
            text = f"{problem_of(error).message} Looking again in {wait:.0f} s."
            desk.notice(text, who.enterprise_number, who.row)
            await asyncio.sleep(wait)
        except UsageError as error:
            desk.fail(error)
            raise
    raise AssertionError  # the last wait is None


async def _once(desk: Desk, who: Outcome, login: str) -> TechnicalUser | None:
    async with desk.sessions.lend(login) as session:
        try:
            user = await look_up(desk, session, who.enterprise_number, who.row)
        except (Rejected, WrongPage):
            session.sound = True
            raise
        session.sound = True
        return user


def _reading(who: Outcome, user: TechnicalUser | None) -> Outcome:
    if user is None:
        return replace(who, state=State.REJECTED, problem=_no_technical_user(who.enterprise_number))
    if user.sender_number is None:
        problem = Problem("sender_number_missing", "The portal shows a technical user, but no sender number.")
        return replace(who, state=State.FAILED, username=user.username or "", problem=problem)
    return replace(who, state=State.ALREADY_REGISTERED, username=user.username or "", sender_number=user.sender_number)


def _no_technical_user(number: EnterpriseNumber) -> Problem:
    return Problem("no_technical_user", f"The portal has no technical user for company {number}.")


def _not_sent(record: Record, settle: float) -> Outcome:
    problem = Problem(
        "not_sent",
        f"'Confirmer' didn't take effect: {settle:.0f} s later the portal still has no technical user.",
    )
    return replace(record.outcome, state=State.FAILED, problem=problem)


def _still_unknown(record: Record, why: str) -> Outcome:
    problem = Problem(
        "outcome_unknown",
        f"'Confirmer' may have been sent, and its outcome isn't proven. {why}",
    )
    return replace(record.outcome, state=State.UNKNOWN, problem=problem)


def _noted(desk: Desk, record: Record, outcome: Outcome, *, again: bool = False) -> Outcome:
    try:
        return desk.ledger.settle(record, outcome, again=again).outcome
    except ChangeRefused as error:
        # Another process looks, or has looked: what it finds stands.
        log.warning("ledger refused a change", company=str(record.enterprise_number), reason=error.message)
        return record.outcome
    except BatchportalError as error:
        desk.fail(error)
        return record.outcome
