"""What workers take from the ledger: orders, one at a time, each by a lease that the next worker takes over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from batchportal.ledger.record import Record, columns_of
from batchportal.ledger.schema import events, registrations
from batchportal.models import Problem, State

if TYPE_CHECKING:
    from collections.abc import Collection

    from batchportal.ledger.opening import Database
    from batchportal.ledger.store import Ledger

MOST_TAKES = 20
"""How often an order is taken before it is given up: one that kills its worker must not kill all of them for ever."""

_line = registrations.c


@dataclass(frozen=True, slots=True)
class Taken:
    """An order that is this worker's now.

    Attributes:
        record: the claim. `unknown`: something may have been sent, so look, and send nothing. Else: register.
        order: what `Ledger.ask` was given.
        orphan: the doubt was left by a process that died, not by a visit that ended in doubt.
    """

    record: Record
    order: str
    orphan: bool = False


class Queue:
    """The orders of one portal and quality.

    Args:
        ledger: where they stand.
        database: the ledger's.
    """

    def __init__(self, ledger: Ledger, database: Database) -> None:
        self._ledger = ledger
        self._database = database
        self._here = sa.and_(_line.portal == ledger.portal, _line.quality == ledger.quality)

    def logins(self) -> frozenset[str]:
        """The logins for which there is an order, whoever has it."""
        query = sa.select(_line.login).where(self._here, _line.due_at.is_not(None)).distinct()
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def take(self, logins: Collection[str], *, settle: float) -> Taken | None:
        """Take the next order that is free: never taken, handed back, or left by a process whose lease ran out.

        An intent that a dead process left becomes a doubt first. A doubt is taken once `settle` seconds have passed
        since Confirm may have left: only then can looking prove either answer.

        Args:
            logins: orders of other logins are left to other workers.
            settle: seconds after which what was sent has surely shown its effect at the portal.
        """
        with self._database.writing() as connection:
            while True:
                line = connection.execute(self._next(connection, logins, settle)).mappings().first()
                if line is None:
                    return None
                record = Record.read(line)
                if record.intended:
                    self._ledger.found(connection, record)
                elif record.takes >= MOST_TAKES:
                    self._give_up(connection, record)
                elif record.state is State.UNKNOWN:
                    return self._take_doubt(connection, record, line["wanted_order"])
                else:
                    return Taken(self._ledger.begin(connection, record), line["wanted_order"])

    def _next(self, connection: sa.Connection, logins: Collection[str], settle: float) -> sa.Select[tuple[object, ...]]:
        now = self._database.now(connection)
        ripe = _line.doubt_at <= self._database.now(connection, -settle)
        return (
            sa.select(registrations)
            .where(
                self._here,
                _line.due_at <= now,
                _line.login.in_(logins),
                self._free(now),
                sa.or_(_line.state != State.UNKNOWN, ripe),
            )
            .order_by(_line.due_at, _line.sheet_row, _line.enterprise_number)
            .limit(1)
            # Others may look for theirs at the same moment: nobody waits for anybody.
            .with_for_update(skip_locked=True)
        )

    def _free(self, now: str) -> sa.ColumnElement[bool]:
        # Who holds a SQLite ledger's lock is alone: all others are dead.
        dead = _line.lease_until <= now if self._ledger.shared else _line.owner != self._ledger.owner
        return sa.or_(_line.lease_until.is_(None), dead)

    def _take_doubt(self, connection: sa.Connection, record: Record, order: str) -> Taken:
        orphan = self._left_by_the_dead(connection, record)
        lease_until = self._database.now(connection, self._ledger.lease)
        # The new generation takes it from whoever looked before and has hung since.
        claimed = self._ledger.change(
            connection,
            record,
            "taken",
            lease_until=lease_until,
            generation=record.generation + 1,
            takes=record.takes + 1,
        )
        return Taken(claimed, order, orphan)

    def _left_by_the_dead(self, connection: sa.Connection, record: Record) -> bool:
        query = (
            sa.select(events.c.event)
            .where(
                events.c.portal == record.portal,
                events.c.quality == record.quality,
                events.c.enterprise_number == record.enterprise_number.digits,
                events.c.event.in_(("intent", "found", "settled")),
            )
            .order_by(events.c.id.desc())
            .limit(1)
        )
        return connection.execute(query).scalar() == "found"

    def _give_up(self, connection: sa.Connection, record: Record) -> None:
        problem = Problem("given_up", f"{record.takes} workers have taken it, and none has come to an end with it.")
        values = {} if record.state is State.UNKNOWN else {"state": State.FAILED, **columns_of(problem)}
        self._ledger.change(connection, record, "given_up", wanted_order=None, due_at=None, lease_until=None, **values)
