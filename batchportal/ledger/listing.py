"""What the ledger tells people: every registration, how many are in which state, and what happened to a company.

Reads only. An intent without an outcome is never told as if nothing had been sent: while the process that wrote it may
live, it is `pending` and says so; afterwards it is the doubt that it is, though only the next run notes that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from batchportal.ledger.schema import events, registrations
from batchportal.models import EnterpriseNumber, Outcome, Problem, SenderNumber, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batchportal.ledger.opening import Database

LEFT = Problem(
    "outcome_unknown",
    "The run ended after 'Confirmer' may have been sent and before its outcome was seen.",
)
"""Of an intent whose process has died."""
UNDER_WAY = Problem(
    "confirming",
    "'Confirmer' may have been sent a moment ago; the process that works on it has not told the outcome yet.",
)
"""Of an intent whose process may live."""
ORDER = (registrations.c.created_at, registrations.c.sheet_row, registrations.c.enterprise_number)

_KEY = (registrations.c.quality, registrations.c.enterprise_number)
_INTENT = sa.and_(registrations.c.state == State.PENDING, registrations.c.intent_at.is_not(None))
_TROUBLED = sa.or_(
    _INTENT,
    sa.and_(
        registrations.c.state.not_in((State.REGISTERED, State.ALREADY_REGISTERED)), registrations.c.code.is_not(None)
    ),
)
_NOT_LEFT, _UNDER_WAY, _LEFT = range(3)
_STATES = {state.value: state for state in State}
_OUTCOME = tuple(
    registrations.c[name]
    for name in (
        *("sheet_row", "enterprise_number", "username", "state", "sender_number"),
        *("code", "message", "page", "attempts", "seconds", "evidence", "quality"),
    )
)


class Listing:
    """The registrations of one portal, of every quality.

    Args:
        database: the ledger's.
        portal: the portal's origin.
    """

    def __init__(self, database: Database, portal: str) -> None:
        self._database = database
        self._portal = portal

    def outcomes(self, *, idle: bool, most: int | None = None) -> tuple[Outcome, ...]:
        """Everything that was ever asked for, in the order in which it first was.

        Args:
            idle: nobody works with a SQLite ledger now (`lock.idle`).
            most: only so many of the first, and whatever has a problem.
        """
        here = registrations.c.portal == self._portal
        with self._database.reading() as connection:
            query = sa.select(self._intent(connection, idle=idle), *_OUTCOME).where(here)
            if most is not None:
                first = sa.select(*_KEY).where(here).order_by(*ORDER).limit(most)
                query = query.where(sa.or_(_TROUBLED, sa.tuple_(*_KEY).in_(first)))
            found = connection.execute(query.order_by(*ORDER))
            # Straight from the driver: what SQLAlchemy puts around each of 100,000 lines takes longer than all else.
            return tuple(map(_outcome, cast("Iterable[Any]", found.cursor)))

    def counts(self, *, idle: bool) -> dict[str, int]:
        """How many registrations are told to be in which state. The argument is that of `outcomes`."""
        with self._database.reading() as connection:
            left = self._intent(connection, idle=idle) == _LEFT
            state = sa.case((left, State.UNKNOWN.value), else_=registrations.c.state).label("told")
            query = sa.select(state, sa.func.count()).where(registrations.c.portal == self._portal)
            return dict(connection.execute(query.group_by(sa.literal_column("told"))).all())

    def history(self, quality: str, number: EnterpriseNumber) -> tuple[tuple[str, str, str | None], ...]:
        """What happened to a company: event, state after it and problem's code, oldest first."""
        query = sa.select(events.c.event, events.c.state, events.c.detail).order_by(events.c.id)
        here = (
            events.c.portal == self._portal,
            events.c.quality == quality,
            events.c.enterprise_number == number.digits,
        )
        with self._database.reading() as connection:
            return tuple((event, state, detail) for event, state, detail in connection.execute(query.where(*here)))

    def _intent(self, connection: sa.Connection, *, idle: bool) -> sa.ColumnElement[int]:
        """Whether a line is an intent without an outcome, and whether its process has surely died.

        Where a process works with the ledger, leases tell: it renews those that are its own.
        """
        lease = registrations.c.lease_until
        over = sa.true() if idle else sa.or_(lease.is_(None), lease <= self._database.now(connection))
        return sa.case((sa.not_(_INTENT), _NOT_LEFT), (over, _LEFT), else_=_UNDER_WAY)


def _outcome(line: Any) -> Outcome:
    """What a line of `_OUTCOME` says, after what `_intent` says of it."""
    intent, row, number, username, state, sender, code, message, page, attempts, seconds, evidence, quality = line
    problem = Problem(code, message or "", page) if code else None
    if intent:
        problem = LEFT if intent == _LEFT else UNDER_WAY
    return Outcome(
        row,
        EnterpriseNumber(number),
        username,
        State.UNKNOWN if intent == _LEFT else _STATES[state],
        SenderNumber(sender) if sender else None,
        problem,
        attempts,
        seconds,
        evidence,
        quality,
    )
