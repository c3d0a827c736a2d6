"""`batchportal forget` on PostgreSQL, with the orders that workers take: nothing of a person is left in any table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from batchportal import app, erasure, fleet, ledgers
from batchportal.ledger import Ledger
from batchportal.models import Contact, State
from batchportal.settings import load_settings
from tests.portal_on_disk import PASSWORD, FileVisitors, PortalOnDisk, registrations

if TYPE_CHECKING:
    from pathlib import Path

    from batchportal.models import Registration
    from batchportal.settings import Settings
    from tests.conftest import RunAsync

ROWS = [
    replace(row, contact=Contact(f"Canarini{index}", "Ada", "ICT", "02 555 01 23", "ada@example.com"))
    for index, row in enumerate(registrations(4))
]


@pytest.fixture
def settings(postgres_url: str, tmp_path: Path) -> Settings:
    return load_settings(
        portal="http://127.0.0.1:9",
        database=postgres_url,
        output=tmp_path / "output",
        username="manager1",
        password=PASSWORD,
    )


def work(run_async: RunAsync, settings: Settings, portal: PortalOnDisk) -> None:
    """A worker does all that it can do."""
    run_async(
        fleet.work(
            settings,
            until_idle=True,
            report=lambda _told: None,
            ended=lambda _outcome: None,
            visitors=FileVisitors(portal),
        )
    )


def tables_with(url: str, canary: str) -> set[str]:
    """The tables, the engine's too, in whose rows it can be read."""
    with psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables "
            "WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        found = set()
        for schema, table in names:
            query = sql.SQL("SELECT count(*) FROM {} AS line WHERE line::text LIKE %s").format(
                sql.Identifier(schema, table)
            )
            (count,) = connection.execute(query, (f"%{canary}%",)).fetchone() or (0,)
            found |= {f"{schema}.{table}"} if count else set()
        return found


def forget(settings: Settings, *rows: Registration) -> erasure.Plan:
    numbers = [row.enterprise_number for row in rows] or None
    done = erasure.forget(settings, numbers, before=None, agreed=lambda _plan: True)
    assert done is not None
    return done


def test_what_workers_have_done_is_forgotten_in_every_table_and_stays_proven(
    run_async: RunAsync, settings: Settings, tmp_path: Path
) -> None:
    fleet.enqueue(settings, ROWS[:3], dry_run=False)
    assert "public.registrations" in tables_with(settings.database, "Canarini0")
    portal = PortalOnDisk(tmp_path / "portal.json")
    work(run_async, settings, portal)
    before = ledgers.status(settings)
    assert {one.state for one in before} == {State.REGISTERED}
    assert any("workflow" in table for table in tables_with(settings.database, "Canarini0"))

    done = forget(settings, ROWS[0], ROWS[2])

    assert len(done.records) == 2
    assert done.scrubbed
    assert tables_with(settings.database, "Canarini0") | tables_with(settings.database, "Canarini2") == set()
    assert tables_with(settings.database, "Canarini1")
    assert [replace(one, evidence=None) for one in ledgers.status(settings)] == [
        replace(one, evidence=None) for one in before
    ]
    # Noting the same list again registers nobody a second time.
    fleet.enqueue(settings, ROWS[:3], dry_run=False)
    work(run_async, settings, portal)
    assert portal.count("confirm") == 3


def test_what_waits_for_a_worker_or_is_in_doubt_is_left_as_it_is(
    run_async: RunAsync, settings: Settings, tmp_path: Path
) -> None:
    portal = PortalOnDisk(tmp_path / "portal.json")
    portal.plan(ROWS[0].enterprise_number.digits, "not committed after OutcomeUnknown")
    fleet.enqueue(settings, ROWS[:2], dry_run=False)
    run_async(app.register(settings, ROWS[:2], dry_run=False, report=lambda _: None, visitors=FileVisitors(portal)))
    fleet.enqueue(settings, [ROWS[3]], dry_run=False)
    with Ledger(settings.database, settings.portal, owner="another") as other:
        other.ask([ROWS[2]])
        other.claim(ROWS[2].enterprise_number)

        done = forget(settings, *ROWS)

    assert {record.enterprise_number for record in done.records} == {ROWS[1].enterprise_number}
    assert [record.state for record in done.kept_back] == [State.UNKNOWN, State.PENDING, State.PENDING]
    assert tables_with(settings.database, "Canarini0")
    assert "public.registrations" in tables_with(settings.database, "Canarini3")
    assert tables_with(settings.database, "Canarini1") == set()
