"""`batchportal forget`: what it erases, what it leaves, and that nothing of a person is left anywhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from batchportal import app, erasure, ledgers
from batchportal.errors import UsageError
from batchportal.evidence import evidence_folder
from batchportal.ledger import Ledger, exclusive
from batchportal.models import Contact, Outcome, Problem, SenderNumber, State
from batchportal.settings import load_settings
from batchportal.stub import StubPortal
from tests.cli_process import HEADER, run
from tests.portal_on_disk import PASSWORD, FileVisitors, PortalOnDisk, registrations

if TYPE_CHECKING:
    from pathlib import Path

    from batchportal.settings import Settings
    from tests.conftest import RunAsync

LINDE = "0441.122.049"
CANARIES = ("Canarini", "Canarella", "canary-trainer", "02 555 77 99", "canary@example.be")
ROWS = registrations(3)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(
        portal="http://127.0.0.1:9",
        database=f"sqlite:///{tmp_path / 'ledger.db'}",
        output=tmp_path / "output",
        username="manager1",
        password=PASSWORD,
    )


def found_in(folder: Path, *canaries: str) -> set[str]:
    """The files below a folder in which one of them can be read, as raw bytes."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".csv"]
    return {file.name for file in files if any(one.encode() in file.read_bytes() for one in canaries)}


def test_nothing_of_a_person_is_left_in_any_file_and_the_registration_stays_proven(tmp_path: Path) -> None:
    with StubPortal() as portal:
        variables = {
            "BATCHPORTAL_PORTAL": portal.url,
            "BATCHPORTAL_DATABASE": f"sqlite:///{tmp_path / 'ledger.db'}",
            "BATCHPORTAL_OUTPUT": str(tmp_path / "output"),
            "BATCHPORTAL_USERNAME": portal.users[0].username,
            "BATCHPORTAL_PASSWORD": portal.users[0].password,
        }
        row = ";".join([LINDE, "lindepension01", *CANARIES, "FTP", "DmfA"])
        (tmp_path / "companies.csv").write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
        first = run(tmp_path, "register", "companies.csv", "--yes", "--json", **variables)
        run(tmp_path, "report", **variables)
        before = found_in(tmp_path, *CANARIES)
        done = run(tmp_path, "forget", "--all-done", "--yes", **variables)
        again = run(tmp_path, "register", "companies.csv", "--yes", "--json", **variables)
        confirms = portal.truth()["confirm_requests"]

    assert first.document["summary"] == {"registered": 1}
    assert "review.txt" in before
    assert any(name.startswith("ledger.db") for name in before)
    assert (done.code, found_in(tmp_path, *CANARIES)) == (0, set())
    assert "1 folder of evidence" in done.out.replace("\n", " ")
    assert not list((tmp_path / "output").rglob("*.png"))
    assert not list((tmp_path / "output").rglob("*.html"))
    (kept,), (was,) = again.document["registrations"], first.document["registrations"]
    assert {**kept, "evidence": was["evidence"]} == was
    assert confirms == 1


def registered(run_async: RunAsync, settings: Settings, tmp_path: Path, *faults: tuple[int, str]) -> None:
    """All rows, with a contact of their own each, and some that go wrong."""
    portal = PortalOnDisk(tmp_path / "portal.json")
    for row, fault in faults:
        portal.plan(ROWS[row].enterprise_number.digits, fault)
    rows = [replace(row, contact=contact(index)) for index, row in enumerate(ROWS)]
    run_async(
        app.register(settings, rows, dry_run=False, report=lambda _told: None, visitors=FileVisitors(portal)),
    )


def contact(index: int) -> Contact:
    return Contact(f"Canarini{index}", "Ada", "ICT", "02 555 01 23", "ada@example.com")


def forget(settings: Settings, *rows: int, **values: Any) -> erasure.Plan | None:
    numbers = [ROWS[row].enterprise_number for row in rows] or None
    return erasure.forget(settings, numbers, **{"before": None, "agreed": lambda _plan: True, **values})


def test_only_the_companies_that_are_named_are_forgotten(
    run_async: RunAsync, settings: Settings, tmp_path: Path
) -> None:
    registered(run_async, settings, tmp_path)
    outcomes = ledgers.status(settings)
    forget(settings, 0, 2)

    assert found_in(tmp_path, "Canarini0", "Canarini2") == set()
    assert found_in(tmp_path, "Canarini1") == {"ledger.db"}
    assert [replace(one, evidence=None) for one in outcomes] == [
        replace(one, evidence=None) for one in ledgers.status(settings)
    ]
    with Ledger(settings.database, settings.portal) as ledger:
        assert [event for event, *_ in ledger.history(ROWS[0].enterprise_number)][-1] == "forgotten"


def test_a_message_of_a_page_is_forgotten_and_its_code_stays(
    run_async: RunAsync, settings: Settings, tmp_path: Path
) -> None:
    registered(run_async, settings, tmp_path)
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection, connection:
        connection.execute(
            "UPDATE registrations SET state = 'failed', code = 'unexpected_page', message = 'Canarini says'"
        )
    forget(settings, 1)
    told = ledgers.status(settings)[1]

    assert told.problem == Problem("unexpected_page", "", None)


def test_what_is_in_doubt_is_left_alone_with_everything_that_belongs_to_it(
    run_async: RunAsync, settings: Settings, tmp_path: Path
) -> None:
    registered(run_async, settings, tmp_path, (1, "not committed after OutcomeUnknown"))
    done = forget(settings, 0, 1)

    assert done is not None
    assert [record.state for record in done.kept_back] == [State.UNKNOWN]
    assert found_in(tmp_path, "Canarini1") == {"ledger.db"}
    assert found_in(tmp_path, "Canarini0") == set()


def test_a_day_parts_what_is_forgotten_from_what_stays(run_async: RunAsync, settings: Settings, tmp_path: Path) -> None:
    registered(run_async, settings, tmp_path)
    now = datetime.now(UTC)
    earlier = forget(settings, before=now - timedelta(days=1))
    later = forget(settings, before=now + timedelta(days=1))

    assert earlier is not None
    assert later is not None
    assert (len(earlier.records), len(later.records)) == (0, 3)


def test_nothing_is_erased_without_a_yes(run_async: RunAsync, settings: Settings, tmp_path: Path) -> None:
    registered(run_async, settings, tmp_path)

    assert forget(settings, agreed=lambda _plan: False) is None
    assert found_in(tmp_path, "Canarini0") == {"ledger.db"}


def test_evidence_of_every_visit_goes_and_that_of_other_companies_stays(
    run_async: RunAsync, settings: Settings, tmp_path: Path
) -> None:
    registered(run_async, settings, tmp_path)
    folder = evidence_folder(settings)
    dotted = [row.enterprise_number.dotted for row in ROWS]
    old, last, other = (
        folder / f"{dotted[0]}-1",
        tmp_path / "x/evidence/h" / f"{dotted[0]}-2",
        folder / f"{dotted[1]}-1",
    )
    elsewhere = tmp_path / f"{dotted[0]}-mine"
    for path in (old, last, other, elsewhere):
        path.mkdir(parents=True)
    evidence = {0: last, 2: elsewhere}
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection, connection:
        for row, path in evidence.items():
            digits = ROWS[row].enterprise_number.digits
            connection.execute("UPDATE registrations SET evidence = ? WHERE enterprise_number = ?", (str(path), digits))
    forget(settings, 0, 2)

    assert [path.exists() for path in (old, last, other, elsewhere)] == [False, False, True, True]


def test_a_company_that_the_ledger_does_not_know_is_named(
    run_async: RunAsync, settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="There is no ledger"):
        forget(settings, 0)
    registered(run_async, settings, tmp_path)
    stranger = registrations(9)[8].enterprise_number
    with pytest.raises(UsageError, match=f"knows nothing of {stranger}"):
        erasure.forget(settings, [stranger], before=None, agreed=lambda _plan: True)


def test_while_somebody_works_with_the_ledger_nothing_is_erased(
    run_async: RunAsync, settings: Settings, tmp_path: Path
) -> None:
    registered(run_async, settings, tmp_path)
    with exclusive(settings.database, "register"), pytest.raises(UsageError, match="works with the ledger"):
        forget(settings)


def test_what_was_deleted_before_can_not_be_read_in_the_files_free_space_either(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    with Ledger(f"sqlite:///{file}", "http://127.0.0.1:9") as ledger:
        with closing(sqlite3.connect(file)) as engine, engine:
            engine.executescript("PRAGMA secure_delete = OFF; CREATE TABLE stored (contact TEXT)")
            engine.execute("INSERT INTO stored VALUES (?)", ("Canarini " * 9999,))
            engine.execute("DELETE FROM stored")
        assert found_in(tmp_path, "Canarini")
        assert ledger.forgetting.scrub()
        assert found_in(tmp_path, "Canarini") == set()


def test_while_somebody_reads_the_ledger_it_says_that_its_log_still_holds_it(tmp_path: Path) -> None:
    with Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", "http://127.0.0.1:9") as ledger:
        ledger.ask(ROWS[:1])
        record = ledger.intend(ledger.claim(ROWS[0].enterprise_number))
        done = Outcome(2, ROWS[0].enterprise_number, "technical0", State.REGISTERED, SenderNumber("640"))
        ledger.forgetting.erase([ledger.settle(record, done)])
        with closing(sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM registrations").fetchone()
            with ledger.forgetting._database.upkeep() as connection:
                connection.exec_driver_sql("PRAGMA busy_timeout=50")
            assert not ledger.forgetting.scrub()
        assert ledger.forgetting.scrub()


def test_the_command_asks_for_a_choice_and_a_day_as_a_day_is_written(tmp_path: Path) -> None:
    for words, said in (
        ((), "Say what to forget"),
        (("--before", "30/11/2026"), "write a day as 2026-11-30"),
        ((LINDE, "--all-done"), "not both"),
    ):
        done = run(tmp_path, "forget", *words)
        assert (done.code, said in done.err) == (2, True)
