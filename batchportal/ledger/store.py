"""The ledger: what was asked for, claims, intents and outcomes, each change in one transaction of its own."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

import sqlalchemy as sa

from batchportal.errors import BatchportalError, UsageError
from batchportal.ledger.guard import LoginGuard
from batchportal.ledger.opening import Database
from batchportal.ledger.record import Record, columns_of, now
from batchportal.ledger.schema import events, registrations
from batchportal.models import EnterpriseNumber, Outcome, Problem, SenderNumber, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from batchportal.models import Registration

_DEFAULT_PORTS = {"http": 80, "https": 443}
_AT_ONCE = 500
_ORDER = (registrations.c.created_at, registrations.c.sheet_row, registrations.c.enterprise_number)
_STATES = {state.value: state for state in State}
_OUTCOME = tuple(
    registrations.c[name]
    for name in (
        *("sheet_row", "enterprise_number", "username", "state", "sender_number"),
        *("code", "message", "page", "attempts", "seconds", "evidence", "quality"),
    )
)


class ChangeRefused(BatchportalError):
    """Somebody else has this registration now, or its state forbids the change. Nothing was written."""

    code = "taken_over"


def portal_key(url: str) -> str:
    """The portal's origin, under which the ledger keeps its registrations: `https://www.socialsecurity.be`.

    Raises:
        UsageError: not an address.
    """
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise UsageError(f"The portal's address '{url}' is not of the form https://host/.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def quality_key(quality: str | None) -> str:
    """The setting `quality`, under which the ledger keeps its registrations; empty for the manual's.

    Captions are found whatever their capitals and spaces, so those make no difference here either.
    """
    return " ".join(unicodedata.normalize("NFKC", quality or "").split()).casefold()


class Ledger:
    """What was asked for, begun, sent and proven, at one portal, for one quality of its companies.

    Args:
        url: the database; created and updated where needed.
        portal: the portal's address; ledgers of different portals never mix.
        quality: the setting; a company has one technical user for each quality, so they don't mix either.
        owner: this process, as no other that ever worked on the ledger is called.

    Raises:
        UsageError: the database can't be opened, or the portal's address is none.

    Every method may raise `LedgerFailed`: then nothing was written.
    """

    def __init__(self, url: str, portal: str, quality: str | None = None, *, owner: str = "") -> None:
        self.portal = portal_key(portal)
        self.quality = quality_key(quality)
        self.owner = owner
        self._database = Database(url)
        self.guard = LoginGuard(self._database, self.portal)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def ask(self, wanted: Sequence[Registration]) -> tuple[Record, ...]:
        """Note what is wanted, before anything is begun.

        What is done or in doubt stays as it is. An intent without an outcome, left by a process that died, becomes
        `unknown`. Everything else becomes `pending`. Only for whoever holds the ledger's lock: a living run's
        intents are its own.

        Args:
            wanted: one registration a company.

        Returns:
            What the ledger knows now, in the order of `wanted`.
        """
        with self._database.writing() as connection:
            known = self._known(connection, [one.enterprise_number for one in wanted])
            new = [one for one in wanted if one.enterprise_number not in known]
            if new:
                connection.execute(registrations.insert(), [self._new(one) for one in new])
            for record in known.values():
                if record.intended:
                    self._found(connection, record)
            self._ask_again(connection, [one for one in wanted if _startable(known.get(one.enterprise_number))])
            now_known = self._known(connection, [one.enterprise_number for one in wanted])
            return tuple(now_known[one.enterprise_number] for one in wanted)

    def claim(self, number: EnterpriseNumber) -> Record:
        """Take a registration for a new try. What is done or in doubt is returned as it is, and not to be sent."""
        with self._database.writing() as connection:
            record = self._one(connection, number)
            if not record.startable:
                return record
            fresh = dict.fromkeys(("sender_number", "evidence", "intent_at", "doubt_at", "settled_at"))
            return self._change(
                connection,
                record,
                "claimed",
                **fresh,
                **columns_of(None),
                state=State.PENDING,
                attempts=0,
                seconds=0.0,
                generation=record.generation + 1,
            )

    def intend(self, record: Record) -> Record:
        """Put on disk that Confirm is about to be sent. Once this has returned, Confirm may be sent, once.

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
            return self._change(connection, found, "intent", intent_at=now())

    def settle(self, record: Record, outcome: Outcome) -> Record:
        """Note what became of a claim, or what looking has shown of a doubt.

        Args:
            record: as it was claimed, intended or found in doubt.
            outcome: its state, user name, number, problem, attempts, seconds and evidence are kept.

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
            return self._change(
                connection,
                found,
                "settled",
                **columns_of(outcome.problem),
                state=outcome.state,
                sender_number=outcome.sender_number.digits if outcome.sender_number else None,
                username=outcome.username,
                attempts=outcome.attempts,
                seconds=outcome.seconds,
                evidence=outcome.evidence or found.evidence,
                settled_at=None if doubtful or outcome.state is State.PENDING else now(),
                doubt_at=(found.doubt_at.isoformat() if found.doubt_at else now()) if doubtful else None,
            )

    def leave(self, numbers: Iterable[EnterpriseNumber], problem: Problem) -> None:
        """Note why registrations stay `pending`. What has an intent, or another state, isn't touched."""
        with self._database.writing() as connection:
            for chunk in _chunks([number.digits for number in numbers]):
                connection.execute(
                    registrations.update()
                    .where(
                        self._here,
                        registrations.c.enterprise_number.in_(chunk),
                        registrations.c.state == State.PENDING,
                        registrations.c.intent_at.is_(None),
                    )
                    .values(**columns_of(problem), updated_at=now())
                )

    def doubts(self) -> tuple[Record, ...]:
        """Everything whose outcome is unknown, with the intents that dead processes left.

        Only for whoever holds the ledger's lock: a living run's intents are its own.
        """
        query = sa.select(registrations).where(
            self._here,
            registrations.c.state.in_((State.PENDING, State.UNKNOWN)),
            registrations.c.intent_at.is_not(None),
        )
        with self._database.writing() as connection:
            found = [Record.read(line) for line in connection.execute(query.order_by(*_ORDER)).mappings()]
            return tuple(self._found(connection, one) if one.intended else one for one in found)

    def records(self, numbers: Iterable[EnterpriseNumber]) -> Mapping[EnterpriseNumber, Record]:
        """What is known of these companies; those never asked for are missing."""
        with self._database.reading() as connection:
            return self._known(connection, numbers)

    def outcomes(self) -> tuple[Outcome, ...]:
        """Everything that was ever asked for at this portal, of every quality, in the order in which it first was."""
        query = sa.select(*_OUTCOME).where(registrations.c.portal == self.portal).order_by(*_ORDER)
        with self._database.reading() as connection:
            return tuple(
                Outcome(
                    *(row, EnterpriseNumber(number), username, _STATES[state]),
                    SenderNumber(sender) if sender else None,
                    Problem(code, message or "", page) if code else None,
                    *(attempts, seconds, evidence, quality),
                )
                for row, number, username, state, sender, code, message, page, attempts, seconds, evidence, quality in (
                    connection.execute(query)
                )
            )

    def history(self, number: EnterpriseNumber) -> tuple[tuple[str, str, str | None], ...]:
        """What happened to a company: event, state after it and problem's code, oldest first."""
        query = sa.select(events.c.event, events.c.state, events.c.detail).order_by(events.c.id)
        here = (
            events.c.portal == self.portal,
            events.c.quality == self.quality,
            events.c.enterprise_number == number.digits,
        )
        with self._database.reading() as connection:
            return tuple((event, state, detail) for event, state, detail in connection.execute(query.where(*here)))

    @property
    def _here(self) -> sa.ColumnElement[bool]:
        return sa.and_(registrations.c.portal == self.portal, registrations.c.quality == self.quality)

    def _known(self, connection: sa.Connection, numbers: Iterable[EnterpriseNumber]) -> dict[EnterpriseNumber, Record]:
        known: dict[EnterpriseNumber, Record] = {}
        for chunk in _chunks([number.digits for number in numbers]):
            query = sa.select(registrations).where(self._here, registrations.c.enterprise_number.in_(chunk))
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

    def _found(self, connection: sa.Connection, record: Record) -> Record:
        """An intent whose process died becomes a doubt."""
        problem = Problem(
            "outcome_unknown",
            "The run ended after 'Confirmer' may have been sent and before its outcome was seen.",
        )
        values: dict[str, Any] = {"state": State.UNKNOWN, "doubt_at": now(), **columns_of(problem)}
        return self._change(connection, record, "found", **values)

    def _change(self, connection: sa.Connection, record: Record, event: str, **values: Any) -> Record:
        self._write(connection, record.enterprise_number, **values, owner=self.owner)
        changed = self._one(connection, record.enterprise_number)
        connection.execute(
            events.insert().values(
                portal=self.portal,
                quality=self.quality,
                enterprise_number=changed.enterprise_number.digits,
                happened_at=now(),
                generation=changed.generation,
                owner=self.owner,
                event=event,
                state=changed.state,
                detail=changed.problem.code if changed.problem else None,
            )
        )
        return changed

    def _write(self, connection: sa.Connection, number: EnterpriseNumber, **values: Any) -> None:
        where = self._here, registrations.c.enterprise_number == number.digits
        connection.execute(registrations.update().where(*where).values(**values, updated_at=now()))

    def _ask_again(self, connection: sa.Connection, wanted: Sequence[Registration]) -> None:
        if wanted:
            where = self._here, registrations.c.enterprise_number == sa.bindparam("company")
            lines = [{**_asked(one), "updated_at": now(), "company": one.enterprise_number.digits} for one in wanted]
            names = [name for name in lines[0] if name != "company"]
            statement = registrations.update().where(*where).values({name: sa.bindparam(name) for name in names})
            connection.execute(statement, lines)

    def _new(self, registration: Registration) -> dict[str, Any]:
        moment = now()
        return {
            **_asked(registration),
            "portal": self.portal,
            "quality": self.quality,
            "enterprise_number": registration.enterprise_number.digits,
            "generation": 0,
            "owner": self.owner,
            "created_at": moment,
            "updated_at": moment,
        }


def _asked(registration: Registration) -> dict[str, Any]:
    """What a row of the file says, with nothing left of a try before."""
    return {
        **dict.fromkeys(("sender_number", "evidence", "intent_at", "doubt_at", "settled_at")),
        **columns_of(None),
        "login": registration.login,
        "username": registration.username,
        "sheet_row": registration.row,
        "state": State.PENDING,
        "attempts": 0,
        "seconds": 0.0,
    }


def _startable(record: Record | None) -> bool:
    return record is not None and record.startable


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Parts that fit into one statement (SQLite's limit on values)."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
