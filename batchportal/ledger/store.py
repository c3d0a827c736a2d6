"""The ledger: claims, intents, outcomes and the lock-out guard, each change in one transaction of its own."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from batchportal.errors import BatchportalError, LoginError, LoginLocked, UsageError
from batchportal.ledger.opening import for_reading, open_database, reason
from batchportal.ledger.record import Record
from batchportal.ledger.schema import events, login_guard, registrations
from batchportal.models import EnterpriseNumber, Outcome, Problem, SenderNumber, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batchportal.models import Registration

_DEFAULT_PORTS = {"http": 80, "https": 443}
_OUTCOME_COLUMNS = tuple(
    registrations.c[name]
    for name in (
        *("sheet_row", "enterprise_number", "username", "state", "sender_number"),
        *("code", "message", "page", "attempts", "seconds", "evidence"),
    )
)


class LedgerFailed(BatchportalError):
    """The ledger can't be read or written: disk full, server gone. Nothing goes on without it."""

    code = "ledger_failed"


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


class Ledger:
    """What was asked for, begun, sent and proven, for one portal.

    Args:
        url: the database; created and updated where needed.
        portal: the portal's address; ledgers of different portals never mix.

    Raises:
        UsageError: the database can't be opened, or the portal's address is none.
    """

    def __init__(self, url: str, portal: str) -> None:
        self.portal = portal_key(portal)
        self._engine = open_database(url)
        self._reader = for_reading(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def claim(self, registration: Registration, owner: str) -> Record:
        """Take a registration for a new try, or find out that there is nothing to try.

        What is done, or in doubt, is returned as it is. An intent without an outcome, left by a process that died,
        becomes `unknown`: the returned record says so, and it is not to be sent.

        Args:
            registration: the row.
            owner: the process that works on it.
        """
        with self._writing() as connection:
            found = self._find(connection, registration.enterprise_number)
            if found is not None and found.intended:
                return self._change(connection, found, owner, "found", **_doubt("The run ended before the outcome."))
            if found is not None and (found.state.done or found.state is State.UNKNOWN):
                return found
            values = _claimed(registration, found)
            if found is None:
                key = {"portal": self.portal, "enterprise_number": registration.enterprise_number.digits}
                now = _now()
                connection.execute(
                    registrations.insert().values(**key, **values, owner=owner, created_at=now, updated_at=now)
                )
                found = self._found(connection, registration.enterprise_number)
                self._note(connection, found, owner, "claimed", None)
                return found
            return self._change(connection, found, owner, "claimed", **values)

    def intend(self, record: Record, owner: str) -> Record:
        """Put on disk that Confirm is about to be sent. Once this has returned, Confirm may be sent once.

        Raises:
            ChangeRefused: the claim is no longer ours, or there is an intent already: send nothing.
            LedgerFailed: it isn't on disk: send nothing.
        """
        with self._writing() as connection:
            found = self._same(connection, record)
            if found.state is not State.PENDING or found.intended:
                raise ChangeRefused(
                    f"Company {record.enterprise_number} is {found.state} already, intent "
                    f"{'noted' if found.intended else 'none'}; nothing is sent."
                )
            return self._change(connection, found, owner, "intent", intent_at=_now())

    def settle(
        self,
        record: Record,
        owner: str,
        outcome: Outcome,
    ) -> Record:
        """Note what became of a claim, or what looking has shown of a doubt.

        Args:
            record: as it was claimed, intended or found in doubt.
            owner: the process that says so.
            outcome: its state, number, problem, attempts, seconds and evidence are kept.

        Raises:
            ChangeRefused: the claim is no longer ours, or the change isn't allowed.
        """
        with self._writing() as connection:
            found = self._same(connection, record)
            if not found.may_become(outcome.state):
                raise ChangeRefused(
                    f"Company {record.enterprise_number} can't become {outcome.state}: it is {found.state}, "
                    f"{'with' if found.intent_at else 'without'} an intent."
                )
            values: dict[str, Any] = {
                "state": outcome.state,
                "sender_number": outcome.sender_number.digits if outcome.sender_number else None,
                "username": outcome.username,
                "attempts": outcome.attempts,
                "seconds": outcome.seconds,
                "evidence": outcome.evidence,
                "settled_at": None if outcome.state in (State.PENDING, State.UNKNOWN) else _now(),
                **_problem(outcome.problem),
            }
            if outcome.state is State.UNKNOWN:
                values["doubt_at"] = found.doubt_at.isoformat() if found.doubt_at else _now()
            return self._change(connection, found, owner, "settled", **values)

    def doubt(self, owner: str) -> tuple[Record, ...]:
        """Turn intents that a dead process left into `unknown`, and return everything in doubt.

        Only for whoever holds the ledger's lock: a living run's intents are its own.
        """
        with self._writing() as connection:
            query = sa.select(registrations).where(
                registrations.c.portal == self.portal,
                registrations.c.state.in_((State.PENDING, State.UNKNOWN)),
                registrations.c.intent_at.is_not(None),
            )
            found = [_record(line) for line in connection.execute(query.order_by(*_ORDER)).mappings()]
            return tuple(
                self._change(connection, one, owner, "found", **_doubt("The run ended before the outcome."))
                if one.intended
                else one
                for one in found
            )

    def record(self, number: EnterpriseNumber) -> Record | None:
        """What is known of a company, or None."""
        with self._reading() as connection:
            return self._find(connection, number)

    def outcomes(self) -> tuple[Outcome, ...]:
        """Everything that was ever asked for at this portal, in the order in which it first was."""
        query = sa.select(*_OUTCOME_COLUMNS).where(registrations.c.portal == self.portal).order_by(*_ORDER)
        with self._reading() as connection:
            return tuple(
                Outcome(
                    row,
                    EnterpriseNumber(number),
                    username,
                    _STATES[state],
                    SenderNumber(sender) if sender else None,
                    Problem(code, message or "", page) if code else None,
                    attempts,
                    seconds,
                    evidence,
                )
                for row, number, username, state, sender, code, message, page, attempts, seconds, evidence in (
                    connection.execute(query)
                )
            )

    def history(self, number: EnterpriseNumber) -> tuple[tuple[str, str, str | None], ...]:
        """What happened to a company: event, state after it and detail, oldest first."""
        query = sa.select(events.c.event, events.c.state, events.c.detail).where(
            events.c.portal == self.portal, events.c.enterprise_number == number.digits
        )
        with self._reading() as connection:
            return tuple(
                (event, state, detail) for event, state, detail in connection.execute(query.order_by(events.c.id))
            )

    def guard(self, login: str) -> LoginLocked | None:
        """Why a login must not be tried, or None where it may be."""
        query = sa.select(login_guard).where(login_guard.c.portal == self.portal, login_guard.c.login == login)
        with self._reading() as connection:
            found = connection.execute(query).mappings().first()
        if found is None:
            return None
        return LoginLocked(
            f"The login '{login}' is not tried: on {_local(found['since'])} the portal said: {found['message']} "
            f"Mend the login, then run `batchportal login unlock {login}`."
        )

    def refuse(self, login: str, error: LoginError) -> None:
        """Note, at once, that a login is not to be tried again by anybody until a person unlocks it."""
        key = {"portal": self.portal, "login": login}
        with self._writing() as connection:
            connection.execute(login_guard.delete().where(*(login_guard.c[name] == key[name] for name in key)))
            connection.execute(login_guard.insert().values(**key, code=error.code, message=error.message, since=_now()))

    def release(self, login: str) -> bool:
        """Let a login be tried again; whether it was locked."""
        with self._writing() as connection:
            done = connection.execute(
                login_guard.delete().where(login_guard.c.portal == self.portal, login_guard.c.login == login)
            )
            return bool(done.rowcount)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise LedgerFailed(f"The ledger can't be written: {reason(error)}") from None

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        try:
            with self._reader.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise LedgerFailed(f"The ledger can't be read: {reason(error)}") from None

    def _find(self, connection: sa.Connection, number: EnterpriseNumber) -> Record | None:
        query = sa.select(registrations).where(
            registrations.c.portal == self.portal, registrations.c.enterprise_number == number.digits
        )
        if not connection.get_execution_options().get("reads"):
            query = query.with_for_update()
        found = connection.execute(query).mappings().first()
        return None if found is None else _record(found)

    def _found(self, connection: sa.Connection, number: EnterpriseNumber) -> Record:
        found = self._find(connection, number)
        if found is None:
            raise ChangeRefused(f"The ledger has no registration of company {number} at {self.portal}.")
        return found

    def _same(self, connection: sa.Connection, record: Record) -> Record:
        """The record as it is now.

        Raises:
            ChangeRefused: it was claimed anew since.
        """
        found = self._found(connection, record.enterprise_number)
        if found.generation != record.generation:
            raise ChangeRefused(f"Company {record.enterprise_number} was taken over by another run; this one stops.")
        return found

    def _change(self, connection: sa.Connection, found: Record, owner: str, event: str, **values: Any) -> Record:
        connection.execute(
            registrations.update()
            .where(
                registrations.c.portal == self.portal,
                registrations.c.enterprise_number == found.enterprise_number.digits,
            )
            .values(**values, owner=owner, updated_at=_now())
        )
        changed = self._found(connection, found.enterprise_number)
        self._note(connection, changed, owner, event, changed.problem.code if changed.problem else None)
        return changed

    def _note(self, connection: sa.Connection, record: Record, owner: str, event: str, detail: str | None) -> None:
        connection.execute(
            events.insert().values(
                portal=self.portal,
                enterprise_number=record.enterprise_number.digits,
                happened_at=_now(),
                generation=record.generation,
                owner=owner,
                event=event,
                state=record.state,
                detail=detail,
            )
        )


_ORDER = (registrations.c.created_at, registrations.c.sheet_row, registrations.c.enterprise_number)
_STATES = {state.value: state for state in State}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _local(text: str) -> str:
    return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")


def _problem(problem: Problem | None) -> dict[str, str | None]:
    if problem is None:
        return {"code": None, "message": None, "page": None}
    return {"code": problem.code, "message": problem.message, "page": problem.page}


def _claimed(registration: Registration, found: Record | None) -> dict[str, Any]:
    """What a new claim writes: the row as it is asked for now, and nothing left of the try before."""
    empty = dict.fromkeys(("sender_number", "evidence", "intent_at", "doubt_at", "settled_at"))
    return {
        **empty,
        **_problem(None),
        "login": registration.login,
        "username": registration.username,
        "sheet_row": registration.row,
        "state": State.PENDING,
        "attempts": 0,
        "seconds": 0.0,
        "generation": found.generation + 1 if found else 1,
    }


def _doubt(why: str) -> dict[str, str | None]:
    message = f"'Confirmer' may have been sent. {why} Nothing is sent again. Run `batchportal reconcile`."
    return {"state": State.UNKNOWN, "doubt_at": _now(), **_problem(Problem("outcome_unknown", message))}


def _record(line: Any) -> Record:
    return Record(
        portal=line["portal"],
        enterprise_number=EnterpriseNumber(line["enterprise_number"]),
        login=line["login"],
        username=line["username"],
        row=line["sheet_row"],
        state=State(line["state"]),
        sender_number=SenderNumber(line["sender_number"]) if line["sender_number"] else None,
        problem=Problem(line["code"], line["message"] or "", line["page"]) if line["code"] else None,
        attempts=line["attempts"],
        seconds=line["seconds"],
        evidence=line["evidence"],
        generation=line["generation"],
        intent_at=_time(line["intent_at"]),
        doubt_at=_time(line["doubt_at"]),
    )
