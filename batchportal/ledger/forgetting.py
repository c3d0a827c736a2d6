"""Takes what is personal out of settled registrations, and leaves what proves that a company is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from batchportal.ledger.record import Record, written
from batchportal.ledger.schema import events, registrations
from batchportal.models import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from batchportal.ledger.opening import Database

_AT_ONCE = 500
_BUSY = 1


class Forgetting:
    """What may be forgotten, and forgetting it, for one portal and all qualities.

    Kept: company, user name, state, sender number, dates, counts. Erased: messages, which quote pages; the folder of
    evidence; orders for workers.

    Args:
        database: the ledger's.
        portal: the portal's origin.
        owner: this process.
    """

    def __init__(self, database: Database, portal: str, owner: str) -> None:
        self._database = database
        self._portal = portal
        self._owner = owner

    def known(self, digits: Sequence[str] | None, *, before: datetime | None = None) -> tuple[Record, ...]:
        """What the ledger knows of some companies.

        Args:
            digits: of their numbers; None for every company that is done.
            before: only those settled before this moment.
        """
        query = sa.select(registrations).where(registrations.c.portal == self._portal)
        if digits is None:
            query = query.where(registrations.c.state.in_([state for state in State if state.done]))
        if before is not None:
            query = query.where(registrations.c.settled_at < written(before))
        query = query.order_by(registrations.c.created_at, registrations.c.enterprise_number)
        with self._database.reading() as connection:
            found = [Record.read(line) for line in connection.execute(query).mappings()]
        return tuple(record for record in found if digits is None or record.enterprise_number.digits in digits)

    def may(self, record: Record) -> bool:
        """Whether nobody needs the rest any more: not in doubt, and not waiting for somebody who may do it."""
        if record.state is State.PENDING:
            return not record.intended and not self._database.shared
        return record.state is not State.UNKNOWN

    def erase(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """Erase what is personal in these; those that have changed since, or may not be, are left.

        Returns:
            Those that it was erased from.
        """
        erased = []
        with self._database.writing() as connection:
            for record in records:
                here = (
                    registrations.c.portal == self._portal,
                    registrations.c.quality == record.quality,
                    registrations.c.enterprise_number == record.enterprise_number.digits,
                    registrations.c.generation == record.generation,
                    registrations.c.state == record.state,
                )
                gone = dict.fromkeys(("message", "evidence", "wanted_order", "due_at"))
                if self.may(record) and connection.execute(registrations.update().where(*here).values(gone)).rowcount:
                    self._note(connection, record)
                    erased.append(record)
        return tuple(erased)

    def scrub(self) -> bool:
        """Overwrite what was erased in the database's own free space; whether that was possible now.

        SQLite: the file is written anew and its log emptied, for which nobody may be reading. PostgreSQL: its space is
        freed for new rows; what its own log and backups hold is its administrator's.
        """
        with self._database.upkeep() as connection:
            connection.exec_driver_sql("VACUUM")
            if self._database.shared:
                return True
            return bool(connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one() != _BUSY)

    def _note(self, connection: sa.Connection, record: Record) -> None:
        connection.execute(
            events.insert().values(
                portal=self._portal,
                quality=record.quality,
                enterprise_number=record.enterprise_number.digits,
                happened_at=self._database.now(connection),
                generation=record.generation,
                owner=self._owner,
                event="forgotten",
                state=record.state,
            )
        )
