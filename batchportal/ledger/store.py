"""The ledger: what was asked for, claims, intents and outcomes, each change in one transaction of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import sqlalchemy as sa

from batchportal.errors import BatchportalError
from batchportal.ledger.fleet import Fleet
from batchportal.ledger.forgetting import Forgetting
from batchportal.ledger.guard import LoginGuard
from batchportal.ledger.keys import portal_key, quality_key
from batchportal.ledger.listing import LEFT, ORDER, Listing
from batchportal.ledger.opening import Database, new_line
from batchportal.ledger.queue import Queue
from batchportal.ledger.record import Record, columns_of, written
from batchportal.ledger.schema import events, registrations
from batchportal.models import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from batchportal.models import EnterpriseNumber, Outcome, Problem, Registration

LEASE = 60.0
"""Seconds after which a process that shows no sign of life has lost what it claimed."""

_AT_ONCE = 500


class ChangeRefused(BatchportalError):
    """Somebody else has this registration now, or its state forbids the change. Nothing was written."""

    code = "taken_over"


class AtWorkElsewhere(ChangeRefused):
    """Another process has it, and has shown a moment ago that it is alive."""

    code = "at_work_elsewhere"


class Ledger:
    """What was asked for, begun, sent and proven, at one portal, for one quality of its companies.

    Args:
        url: the database; created and updated where needed.
        portal: the portal's address; ledgers of different portals never mix.
        quality: the setting; a company has one technical user for each quality, so they don't mix either.
        owner: this process, as no other that ever worked on the ledger is called.
        lease: seconds for which a claim is this process's own; its heartbeat renews it (`Fleet.beat`). Counts where
            several processes share the database; a SQLite ledger has one at a time.

    Raises:
        UsageError: the database can't be opened, or the portal's address is none.

    Every method may raise `LedgerFailed`: then nothing was written.
    """

    def __init__(
        self, url: str, portal: str, quality: str | None = None, *, owner: str = "", lease: float = LEASE
    ) -> None:
        self.portal = portal_key(portal)
        self.quality = quality_key(quality)
        self.owner = owner
        self.lease = lease
        self._database = Database(url)
        self.guard = LoginGuard(self._database, self.portal, owner)
        self.forgetting = Forgetting(self._database, self.portal, owner)
        self.listing = Listing(self._database, self.portal)
        self.fleet = Fleet(self, self._database)
        self.queue = Queue(self, self._database)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    @property
    def shared(self) -> bool:
        """Whether processes on several machines may work with it side by side."""
        return self._database.shared

    def moment(self) -> datetime:
        """Now, by the clock that all who share the ledger have."""
        with self._database.reading() as connection:
            return self._database.moment(connection)

    def ask(
        self, wanted: Sequence[Registration], orders: Mapping[EnterpriseNumber, str] | None = None
    ) -> tuple[Record, ...]:
        """Note what is wanted, before anything is begun.

        What is done or in doubt stays as it is. An intent without an outcome, left by a process that died, becomes
        `unknown`. Everything else becomes `pending`. What another living process has now isn't touched.

        Args:
            wanted: one registration a company.
            orders: for each company, all that a worker needs to know of it, as text: any worker may take it
                (`Queue.take`). None: this process does the work itself, and no worker takes it.

        Returns:
            What the ledger knows now, in the order of `wanted`.
        """
        numbers = [one.enterprise_number for one in wanted]
        with self._database.writing() as connection:
            moment = self._database.now(connection)
            known = self._known(connection, numbers, lock=True)
            lines = [self._new(one, moment, orders) for one in wanted if one.enterprise_number not in known]
            if lines:
                connection.execute(new_line(connection, registrations), lines)
            free = {number: record for number, record in known.items() if not self.held(connection, record)}
            for number, record in free.items():
                if record.intended:
                    free[number] = self.found(connection, record)
            startable = {number for number, record in free.items() if record.startable}
            again = [one for one in wanted if one.enterprise_number in startable]
            self._ask_again(connection, [_asked(one, moment, orders) for one in again])
            for number, record in free.items() if orders else ():
                if record.state is State.UNKNOWN:
                    self._write(connection, number, wanted_order=(orders or {})[number], due_at=moment, takes=0)
            now_known = self._known(connection, numbers)
            return tuple(now_known[number] for number in numbers)

    def claim(self, number: EnterpriseNumber) -> Record:
        """Take a registration for a new try. What is done or in doubt is returned as it is, and not to be sent.

        Raises:
            AtWorkElsewhere: another living process has it.
        """
        with self._database.writing() as connection:
            record = self._one(connection, number)
            if self.held(connection, record):
                raise AtWorkElsewhere(f"Another process works on company {number}: {record.owner}.")
            return self.begin(connection, record) if record.startable else record

    def begin(self, connection: sa.Connection, record: Record) -> Record:
        """Make a startable registration this process's own, for a new try, in a transaction under way."""
        fresh = dict.fromkeys(("sender_number", "evidence", "intent_at", "doubt_at", "settled_at"))
        return self.change(
            connection,
            record,
            "claimed",
            **fresh,
            **columns_of(None),
            state=State.PENDING,
            attempts=0,
            seconds=0.0,
            generation=record.generation + 1,
            lease_until=self._database.now(connection, self.lease),
            takes=record.takes + 1,
        )

    def held(self, connection: sa.Connection, record: Record) -> bool:
        """Whether another living process has it: its lease has not run out."""
        if record.lease_until is None or record.owner == self.owner or not self.shared:
            return False
        return record.lease_until > self._database.moment(connection)

    def intend(self, record: Record) -> Record:
        """Put on disk that Confirm is about to be sent. Once this has returned, Confirm may be sent, once.

        The lease is renewed with it: nobody looks for a dead process's intent sooner than a lease from now, so Confirm
        may leave as long as `lease` seconds from now, and no later.

        Raises:
            ChangeRefused: the claim is no longer ours, or there is an intent already: send nothing.
            LedgerFailed: it isn't on disk: send nothing.
        """
        with self._database.writing() as connection:
            found = self._same(connection, record)
            if found.state is not State.PENDING or found.intended:
                raise ChangeRefused(
                    f"Company {record.enterprise_number} is {found.state} already"
                    f"{', with an intent' if found.intended else ''}. Nothing is sent."
                )
            lease_until = self._database.now(connection, self.lease)
            moment = self._database.now(connection)
            return self.change(connection, found, "intent", intent_at=moment, lease_until=lease_until)

    def settle(self, record: Record, outcome: Outcome, *, again: bool = False) -> Record:
        """Note what became of a claim, or what looking has shown of a doubt, and let go of it.

        An order stays an order while the outcome is `pending`, or `unknown`: then a worker looks, a lease from now.

        Args:
            record: as it was claimed, intended or found in doubt.
            outcome: its state, user name, number, problem, attempts, seconds and evidence are kept.
            again: its order stays an order, whatever the outcome is.

        Raises:
            ChangeRefused: the claim is no longer ours, or the change isn't allowed.
        """
        with self._database.writing() as connection:
            found = self._same(connection, record)
            if not found.may_become(outcome.state):
                raise ChangeRefused(
                    f"Company {record.enterprise_number} can't become {outcome.state}: it is {found.state}, "
                    f"{'with' if found.intent_at else 'without'} an intent.",
                    code="change_refused",
                )
            doubtful = outcome.state is State.UNKNOWN
            moment = self._database.now(connection)
            order: dict[str, Any] = {"wanted_order": None, "due_at": None}
            if again or outcome.state is State.PENDING:
                order = {}
            elif doubtful:
                order = {"due_at": _if_wanted(self._database.now(connection, self.lease))}
            return self.change(
                connection,
                found,
                "settled",
                **order,
                lease_until=None,
                **columns_of(outcome.problem),
                state=outcome.state,
                sender_number=outcome.sender_number.digits if outcome.sender_number else None,
                username=outcome.username,
                attempts=outcome.attempts,
                seconds=outcome.seconds,
                evidence=outcome.evidence or found.evidence,
                settled_at=None if doubtful or outcome.state is State.PENDING else moment,
                doubt_at=(written(found.doubt_at) if found.doubt_at else moment) if doubtful else None,
            )

    def leave(self, numbers: Iterable[EnterpriseNumber], problem: Problem) -> None:
        """Note why registrations stay `pending`. What has an intent, an owner or another state isn't touched."""
        with self._database.writing() as connection:
            moment = self._database.now(connection)
            elsewhere = registrations.c.lease_until > moment if self.shared else sa.false()
            for chunk in _chunks([number.digits for number in numbers]):
                connection.execute(
                    registrations.update()
                    .where(
                        self._here,
                        registrations.c.enterprise_number.in_(chunk),
                        registrations.c.state == State.PENDING,
                        registrations.c.intent_at.is_(None),
                        sa.not_(sa.func.coalesce(elsewhere, sa.false())),
                    )
                    .values(**columns_of(problem), updated_at=moment)
                )

    def doubts(self) -> tuple[Record, ...]:
        """Everything whose outcome is unknown, with the intents that dead processes left."""
        query = sa.select(registrations).where(
            self._here,
            registrations.c.state.in_((State.PENDING, State.UNKNOWN)),
            registrations.c.intent_at.is_not(None),
        )
        with self._database.writing() as connection:
            lines = connection.execute(query.order_by(*ORDER).with_for_update()).mappings()
            free = [one for one in map(Record.read, lines) if not self.held(connection, one)]
            return tuple(self.found(connection, one) if one.intended else one for one in free)

    def records(self, numbers: Iterable[EnterpriseNumber]) -> Mapping[EnterpriseNumber, Record]:
        """What is known of these companies; those never asked for are missing."""
        with self._database.reading() as connection:
            return self._known(connection, numbers)

    def outcomes(self, *, idle: bool = False) -> tuple[Outcome, ...]:
        """As `Listing.outcomes`."""
        return self.listing.outcomes(idle=idle)

    def history(self, number: EnterpriseNumber) -> tuple[tuple[str, str, str | None], ...]:
        """As `Listing.history`, for this quality."""
        return self.listing.history(self.quality, number)

    @property
    def _here(self) -> sa.ColumnElement[bool]:
        return sa.and_(registrations.c.portal == self.portal, registrations.c.quality == self.quality)

    def _known(
        self, connection: sa.Connection, numbers: Iterable[EnterpriseNumber], *, lock: bool = False
    ) -> dict[EnterpriseNumber, Record]:
        known: dict[EnterpriseNumber, Record] = {}
        # In one order for all: who locks several lines the other way round would wait for ever.
        for chunk in _chunks(sorted(number.digits for number in numbers)):
            query = sa.select(registrations).where(self._here, registrations.c.enterprise_number.in_(chunk))
            if lock:
                query = query.order_by(registrations.c.enterprise_number).with_for_update()
            for line in connection.execute(query).mappings():
                record = Record.read(line)
                known[record.enterprise_number] = record
        return known

    def _one(self, connection: sa.Connection, number: EnterpriseNumber) -> Record:
        """A company's record, locked against others until the transaction ends."""
        query = sa.select(registrations).where(self._here, registrations.c.enterprise_number == number.digits)
        line = connection.execute(query.with_for_update()).mappings().first()
        if line is None:
            raise ChangeRefused(f"The ledger has no registration of company {number} at {self.portal}.")
        return Record.read(line)

    def _same(self, connection: sa.Connection, record: Record) -> Record:
        """The record as it is now; refused if it was claimed anew since."""
        found = self._one(connection, record.enterprise_number)
        if found.generation != record.generation:
            raise ChangeRefused(f"Company {record.enterprise_number} was taken over by another run; this one stops.")
        return found

    def found(self, connection: sa.Connection, record: Record) -> Record:
        """An intent whose process died becomes a doubt, in a transaction under way."""
        doubt_at = self._database.now(connection)
        values: dict[str, Any] = {"state": State.UNKNOWN, "doubt_at": doubt_at, **columns_of(LEFT)}
        return self.change(connection, record, "found", **values, lease_until=None)

    def change(self, connection: sa.Connection, record: Record, event: str, **values: Any) -> Record:
        """Change a registration and note the event, in a transaction under way."""
        changed = self._write(connection, record.enterprise_number, **values, owner=self.owner)
        connection.execute(
            events.insert().values(
                portal=self.portal,
                quality=self.quality,
                enterprise_number=changed.enterprise_number.digits,
                happened_at=self._database.now(connection),
                generation=changed.generation,
                owner=self.owner,
                event=event,
                state=changed.state,
                detail=changed.problem.code if changed.problem else None,
            )
        )
        return changed

    def _write(self, connection: sa.Connection, number: EnterpriseNumber, **values: Any) -> Record:
        where = self._here, registrations.c.enterprise_number == number.digits
        values["updated_at"] = self._database.now(connection)
        statement = registrations.update().where(*where).values(values).returning(registrations)
        return Record.read(connection.execute(statement).mappings().one())

    def _ask_again(self, connection: sa.Connection, lines: Sequence[dict[str, Any]]) -> None:
        if lines:
            where = self._here, registrations.c.enterprise_number == sa.bindparam("company")
            names = [name for name in lines[0] if name != "company"]
            statement = registrations.update().where(*where).values({name: sa.bindparam(name) for name in names})
            connection.execute(statement, lines)

    def _new(
        self, registration: Registration, moment: str, orders: Mapping[EnterpriseNumber, str] | None
    ) -> dict[str, Any]:
        return {
            **{name: value for name, value in _asked(registration, moment, orders).items() if name != "company"},
            "portal": self.portal,
            "quality": self.quality,
            "enterprise_number": registration.enterprise_number.digits,
            "generation": 0,
            "owner": self.owner,
            "created_at": moment,
        }


def _asked(registration: Registration, moment: str, orders: Mapping[EnterpriseNumber, str] | None) -> dict[str, Any]:
    """What a row of the file says, with nothing left of a try before."""
    order = orders[registration.enterprise_number] if orders else None
    return {
        "company": registration.enterprise_number.digits,
        "wanted_order": order,
        "due_at": moment if order else None,
        "lease_until": None,
        "takes": 0,
        "updated_at": moment,
        **dict.fromkeys(("sender_number", "evidence", "intent_at", "doubt_at", "settled_at")),
        **columns_of(None),
        "login": registration.login,
        "username": registration.username,
        "sheet_row": registration.row,
        "state": State.PENDING,
        "attempts": 0,
        "seconds": 0.0,
    }


def _if_wanted(moment: str) -> sa.ColumnElement[str | None]:
    """A moment for what has an order."""
    return sa.case((registrations.c.wanted_order.is_not(None), moment))


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Parts that fit into one statement (SQLite's limit on values)."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
