"""Ledgers that an older batchportal has left, filled, on each kind of database: what opening them makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from batchportal.ledger import ChangeRefused, Ledger
from batchportal.ledger.opening import driver_url
from batchportal.ledger.schema import METADATA, MIGRATIONS, SERIAL
from batchportal.models import SenderNumber, State
from tests.kept_ledger import ONE, PORTAL, THREE, TWO
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from pathlib import Path

    from batchportal.models import Registration

NOW = len(MIGRATIONS)
FOUR = registrations(4)[3]
THEN = "2026-11-25T10:00:00.000000+00:00"
AHEAD = "2999-01-01T00:00:00.000000+00:00"
OLDER = pytest.mark.parametrize("version", range(1, NOW))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new database's URL, on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    return str(request.getfixturevalue("postgres_url"))


def fill(url: str, version: int) -> None:
    """Make a database as that version would have left it."""
    engine = sa.create_engine(driver_url(url))
    with engine.begin() as connection:
        for step in MIGRATIONS[:version]:
            for statement in step:
                connection.exec_driver_sql(statement.format(serial=SERIAL[engine.dialect.name]))
        connection.exec_driver_sql("CREATE TABLE schema_version (version INTEGER NOT NULL)")
        insert(connection, "schema_version", version=version)
        insert(connection, "registrations", **line(ONE, State.REGISTERED, sender_number="6400", intent_at=THEN))
        insert(connection, "registrations", **line(TWO, State.PENDING, intent_at=THEN))
        insert(connection, "registrations", **line(THREE, State.PENDING))
        for row, event, state in (
            (ONE, "intent", "pending"),
            (TWO, "intent", "pending"),
            (ONE, "settled", "registered"),
        ):
            what = {"event": event, "state": state, "generation": 1, "owner": "old"}
            number = row.enterprise_number.digits
            insert(connection, "events", portal=PORTAL, enterprise_number=number, happened_at=THEN, **what)
        refused = {"code": "login_refused", "message": "No.", "since": THEN}
        insert(connection, "login_guard", portal=PORTAL, login="payroll", **refused)
        if version >= 2:
            insert(connection, "registrations", **line(ONE, State.REJECTED, quality="other"))
        if version >= 3:
            fill_shared(connection)
    engine.dispose()


def fill_shared(connection: sa.Connection) -> None:
    """What workers leave: an order that one died with, themselves, a seat, a pace."""
    order = {"wanted_order": "order-1", "due_at": THEN, "takes": 1, "lease_until": THEN}
    insert(connection, "registrations", **line(FOUR, State.PENDING, **order))
    old = {"owner": "old", "portal": PORTAL}
    insert(connection, "workers", **old, host="here", pid=1, purpose="worker", since=THEN, seen_at=THEN, doing="menu")
    insert(connection, "seats", **old, id="seat-1", login="default", kind="session", lease_until=AHEAD)
    insert(connection, "pace", portal=PORTAL, next_at=AHEAD)


def insert(connection: sa.Connection, table: str, **values: Any) -> None:
    """Add a line, in the words of SQL: what the code knows of the table is today's."""
    names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
    connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)  # noqa: S608 - our own


def line(row: Registration, state: State, **values: Any) -> dict[str, Any]:
    """A registration, with what every version keeps of it."""
    return {
        "portal": PORTAL,
        "enterprise_number": row.enterprise_number.digits,
        "login": "default",
        "username": row.username,
        "sheet_row": row.row,
        "state": state,
        "attempts": 1,
        "seconds": 2.5,
        "generation": 1,
        "owner": "old",
        "created_at": THEN,
        "updated_at": THEN,
        **values,
    }


@OLDER
def test_an_older_ledger_keeps_what_is_proven_and_looks_up_what_is_in_doubt(url: str, version: int) -> None:
    fill(url, version)
    with Ledger(url, PORTAL, owner="new") as ledger:
        assert ledger.ask([ONE])[0].state is State.REGISTERED
        known = ledger.records([ONE.enterprise_number])[ONE.enterprise_number]
        assert (known.sender_number, known.username) == (SenderNumber("6400"), ONE.username)
        assert ledger.history(ONE.enterprise_number) == (("intent", "pending", None), ("settled", "registered", None))
        (doubt,) = ledger.doubts()
        assert (doubt.enterprise_number, doubt.state) == (TWO.enterprise_number, State.UNKNOWN)
        with pytest.raises(ChangeRefused):
            ledger.intend(doubt)
        # What happened before the step stays before what happens after it.
        assert [event for event, _, _ in ledger.history(TWO.enterprise_number)] == ["intent", "found"]
        assert ledger.guard.check("payroll") is not None
        assert ledger.guard.check("default") is None
    with Ledger(url, PORTAL, "other", owner="new") as other:
        found = other.records([ONE.enterprise_number])
        assert [one.state for one in found.values()] == [State.REJECTED] * (version >= 2)


@OLDER
def test_an_older_ledger_gets_the_tables_of_today_and_is_worked_on_with(url: str, version: int) -> None:
    fill(url, version)
    shared = version >= 3
    with Ledger(url, PORTAL, owner="new") as ledger:
        with ledger._database.reading() as connection:
            assert connection.exec_driver_sql("SELECT version FROM schema_version").scalars().all() == [NOW]
            inspector = sa.inspect(connection)
            for table in METADATA.sorted_tables:
                made = {column["name"] for column in inspector.get_columns(table.name)}
                assert made == {column.name for column in table.columns}
        assert [worker.owner for worker in ledger.fleet.workers()] == ["old"] * shared
        assert (ledger.fleet.turn(1.0) > 60) is shared
        if ledger.shared:
            assert (ledger.fleet.take_seat("default", "session", 1) is None) is shared
        taken = ledger.queue.take(["default"], settle=0.0)
        assert (taken and (taken.record.enterprise_number, taken.order)) == (
            (FOUR.enterprise_number, "order-1") if shared else None
        )
        ledger.intend(ledger.claim(THREE.enterprise_number))
        assert [event for event, _, _ in ledger.history(THREE.enterprise_number)] == ["claimed", "intent"]
        ledger.guard.sending("default")
        assert ledger.guard.release("payroll")
