"""What processes that share a ledger know of each other: signs of life, seats at the portal, and the common pace."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from batchportal.ledger.opening import new_line
from batchportal.ledger.record import written
from batchportal.ledger.schema import pace, registrations, seats, workers

if TYPE_CHECKING:
    from batchportal.ledger.opening import Database
    from batchportal.ledger.store import Ledger

_FORGOTTEN_AFTER = 3600.0
"""Seconds without a sign of life after which a process is not listed any more."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that works, or worked, with the ledger.

    Attributes:
        owner: its name in the ledger.
        host, pid: where it runs.
        purpose: the command.
        seconds: since it began.
        silence: seconds since its last sign of life.
        doing: what it was doing then.
    """

    owner: str
    host: str
    pid: int
    purpose: str
    seconds: float
    silence: float
    doing: str


class Fleet:
    """The processes at one portal.

    Args:
        ledger: which of them this one is, and for how long a lease is.
        database: the ledger's.
    """

    def __init__(self, ledger: Ledger, database: Database) -> None:
        self._ledger = ledger
        self._database = database

    def sign_on(self, host: str, pid: int, purpose: str) -> None:
        """Be listed, and strike out who has been silent for long."""
        ledger = self._ledger
        with self._database.writing() as connection:
            long_ago = self._database.now(connection, -_FORGOTTEN_AFTER)
            connection.execute(workers.delete().where(workers.c.seen_at < long_ago))
            moment = self._database.now(connection)
            line = {"owner": ledger.owner, "portal": ledger.portal, "host": host, "pid": pid, "purpose": purpose}
            connection.execute(
                new_line(connection, workers).values({**line, "since": moment, "seen_at": moment, "doing": ""})
            )

    def sign_off(self) -> None:
        """Be listed no more; seats are given back, and what is still claimed is anybody's."""
        with self._database.writing() as connection:
            connection.execute(workers.delete().where(workers.c.owner == self._ledger.owner))
            connection.execute(seats.delete().where(seats.c.owner == self._ledger.owner))
            self._lease_mine(connection, None)

    def beat(self, doing: str) -> None:
        """Give a sign of life: renews the leases of what is this process's own, unless somebody has taken it over.

        Args:
            doing: for people.
        """
        owner = self._ledger.owner
        with self._database.writing() as connection:
            moment = self._database.now(connection)
            until = self._database.now(connection, self._ledger.lease)
            connection.execute(workers.update().where(workers.c.owner == owner).values(seen_at=moment, doing=doing))
            connection.execute(seats.update().where(seats.c.owner == owner).values(lease_until=until))
            self._lease_mine(connection, until)

    def _lease_mine(self, connection: sa.Connection, until: str | None) -> None:
        """Change the leases that this process has."""
        key = (registrations.c.portal, registrations.c.quality, registrations.c.enterprise_number)
        mine = registrations.c.owner == self._ledger.owner, registrations.c.lease_until.is_not(None)
        # Locked in the one order that all keep to.
        for line in connection.execute(sa.select(*key).where(*mine).order_by(*key).with_for_update()).all():
            same = (column == value for column, value in zip(key, line, strict=True))
            connection.execute(registrations.update().where(*same).values(lease_until=until))

    def workers(self) -> tuple[Worker, ...]:
        """Who works with the ledger at this portal; oldest first."""
        query = sa.select(workers).where(workers.c.portal == self._ledger.portal).order_by(workers.c.since)
        with self._database.reading() as connection:
            moment = self._database.moment(connection)
            return tuple(
                Worker(
                    *(line["owner"], line["host"], line["pid"], line["purpose"]),
                    seconds=_seconds(moment, line["since"]),
                    silence=_seconds(moment, line["seen_at"]),
                    doing=line["doing"],
                )
                for line in connection.execute(query).mappings()
            )

    def take_seat(self, login: str, kind: str, limit: int) -> str | None:
        """Take one of so many seats that a login has over all processes; its id, or None where all are taken.

        A SQLite ledger has one process, which counts for itself: there, a seat is always free. A process that dies
        leaves its seats when its lease runs out.

        Args:
            login: whose.
            kind: what for; each kind is counted on its own.
            limit: how many there are.
        """
        seat = uuid.uuid4().hex
        if not self._database.shared:
            return seat
        here = seats.c.portal == self._ledger.portal, seats.c.login == login, seats.c.kind == kind
        with self._database.writing() as connection:
            # One after another: counting and taking must not be torn apart.
            name = f"{self._ledger.portal} {login} {kind}"
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(name, 0))))
            moment = self._database.now(connection)
            connection.execute(seats.delete().where(*here, seats.c.lease_until <= moment))
            taken = connection.execute(sa.select(sa.func.count()).select_from(seats).where(*here)).scalar_one()
            if taken >= limit:
                return None
            until = self._database.now(connection, self._ledger.lease)
            line = {"id": seat, "portal": self._ledger.portal, "login": login, "kind": kind}
            connection.execute(seats.insert().values({**line, "owner": self._ledger.owner, "lease_until": until}))
        return seat

    def leave_seat(self, seat: str) -> None:
        """Give a seat back."""
        if self._database.shared:
            with self._database.writing() as connection:
                connection.execute(seats.delete().where(seats.c.id == seat))

    def turn(self, distance: float) -> float:
        """Take the next turn of all processes at this portal; the seconds to wait for it.

        Args:
            distance: seconds that turns are apart.
        """
        here = pace.c.portal == self._ledger.portal
        with self._database.writing() as connection:
            moment = self._database.moment(connection)
            connection.execute(new_line(connection, pace).values(portal=self._ledger.portal, next_at=written(moment)))
            line = connection.execute(sa.select(pace.c.next_at).where(here).with_for_update()).scalar_one()
            start = max(moment, datetime.fromisoformat(line))
            connection.execute(pace.update().where(here).values(next_at=written(start + timedelta(seconds=distance))))
        return (start - moment).total_seconds()


def _seconds(moment: datetime, since: str) -> float:
    return max((moment - datetime.fromisoformat(since)).total_seconds(), 0.0)
