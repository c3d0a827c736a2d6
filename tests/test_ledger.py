"""The ledger alone: what it keeps, what it allows, and who may hold it."""

from __future__ import annotations

import itertools
import re
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from batchportal.errors import LoginRefused, UsageError
from batchportal.ledger import ChangeRefused, Ledger, LedgerFailed, portal_key
from batchportal.ledger.schema import METADATA, MIGRATIONS, SERIAL
from batchportal.models import Outcome, Problem, SenderNumber, State
from tests.kept_ledger import ONE, PORTAL, THREE, TWO, begun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batchportal.models import Registration


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, ledger_file: Path) -> str:
    """An empty ledger's URL, on each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{ledger_file}"
    return str(request.getfixturevalue("shared_ledger_url"))


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger(url, PORTAL, owner="first") as ledger:
        yield ledger


def outcome(state: State, registration: Registration = ONE, **values: Any) -> Outcome:
    return replace(Outcome(registration.row, registration.enterprise_number, registration.username, state), **values)


def test_what_is_wanted_is_pending_until_it_is_begun(ledger: Ledger) -> None:
    ledger.ask([ONE, TWO])
    assert [one.state for one in ledger.outcomes()] == [State.PENDING, State.PENDING]
    assert [one.enterprise_number for one in ledger.outcomes()] == [ONE.enterprise_number, TWO.enterprise_number]


def test_a_company_stands_in_the_ledger_once_however_often_it_is_asked_for(ledger: Ledger) -> None:
    ledger.ask([ONE])
    ledger.ask([replace(ONE, row=9, username="othername")])
    (only,) = ledger.outcomes()
    assert (only.row, only.username) == (9, "othername")


def test_an_outcome_is_kept_as_it_was_told(ledger: Ledger) -> None:
    problem = Problem("username_taken", "The portal's words.", "username")
    told = outcome(State.REJECTED, problem=problem, attempts=2, seconds=3.5, evidence="/somewhere")
    ledger.settle(begun(ledger), told)
    assert ledger.outcomes() == (told,)


def test_a_done_company_is_neither_asked_for_nor_claimed_again(ledger: Ledger) -> None:
    record = ledger.intend(begun(ledger))
    ledger.settle(record, outcome(State.REGISTERED, sender_number=SenderNumber("6400")))
    (again,) = ledger.ask([replace(ONE, username="othername")])
    assert (again.state, again.username) == (State.REGISTERED, ONE.username)
    assert ledger.claim(ONE.enterprise_number).generation == record.generation


def test_an_intent_is_given_once(ledger: Ledger) -> None:
    record = begun(ledger)
    assert ledger.intend(record).intended
    with pytest.raises(ChangeRefused):
        ledger.intend(record)


def test_an_intent_without_an_outcome_becomes_unknown_and_is_never_claimed(ledger: Ledger) -> None:
    record = ledger.intend(begun(ledger))
    (found,) = ledger.ask([ONE])
    assert found.state is State.UNKNOWN
    assert ledger.claim(ONE.enterprise_number).state is State.UNKNOWN
    with pytest.raises(ChangeRefused):
        ledger.intend(record)


def test_doubts_are_unknown_ones_and_intents_that_were_left_behind(ledger: Ledger) -> None:
    ledger.intend(begun(ledger, ONE))
    ledger.settle(ledger.intend(begun(ledger, TWO)), outcome(State.UNKNOWN, TWO))
    begun(ledger, THREE)
    assert [(doubt.enterprise_number, doubt.state) for doubt in ledger.doubts()] == [
        (ONE.enterprise_number, State.UNKNOWN),
        (TWO.enterprise_number, State.UNKNOWN),
    ]


def test_a_doubt_counts_from_when_it_was_first_noted(ledger: Ledger) -> None:
    record = ledger.intend(begun(ledger))
    first = ledger.settle(record, outcome(State.UNKNOWN))
    again = ledger.settle(first, outcome(State.UNKNOWN))
    assert first.doubt_at is not None
    assert again.doubt_at == first.doubt_at


def test_who_was_overtaken_can_neither_intend_nor_settle(ledger: Ledger) -> None:
    mine = begun(ledger)
    theirs = ledger.claim(ONE.enterprise_number)
    with pytest.raises(ChangeRefused, match="taken over"):
        ledger.intend(mine)
    with pytest.raises(ChangeRefused, match="taken over"):
        ledger.settle(mine, outcome(State.FAILED))
    assert ledger.intend(theirs).intended


ALLOWED = {
    ("claimed", "pending"),
    ("claimed", "prepared"),
    ("claimed", "already_registered"),
    ("claimed", "rejected"),
    ("claimed", "failed"),
    ("intended", "registered"),
    ("intended", "already_registered"),
    ("intended", "rejected"),
    ("intended", "unknown"),
    ("unknown", "registered"),
    ("unknown", "already_registered"),
    ("unknown", "failed"),
    ("unknown", "unknown"),
}


@pytest.mark.parametrize(
    ("before", "after"), list(itertools.product(["claimed", "intended", "unknown", "failed", "registered"], State))
)
def test_a_state_changes_only_as_allowed(ledger: Ledger, before: str, after: State) -> None:
    record = begun(ledger)
    if before in ("intended", "unknown", "registered"):
        record = ledger.intend(record)
    if before in ("unknown", "failed", "registered"):
        record = ledger.settle(record, outcome(State(before)))
    if (before, after) in ALLOWED:
        assert ledger.settle(record, outcome(after)).state is after
    else:
        with pytest.raises(ChangeRefused):
            ledger.settle(record, outcome(after))
        assert ledger.records([ONE.enterprise_number])[ONE.enterprise_number].state is record.state


def test_a_new_try_starts_with_a_clean_record(ledger: Ledger) -> None:
    problem = Problem("visit_failed", "time-out", "channel")
    ledger.settle(begun(ledger), outcome(State.FAILED, problem=problem, attempts=3, seconds=9.0))
    record = begun(ledger)
    assert record.outcome == outcome(State.PENDING)
    assert record.generation == 2


def test_the_reason_for_waiting_is_noted_only_where_nothing_was_sent(ledger: Ledger) -> None:
    ledger.intend(begun(ledger, ONE))
    ledger.ask([TWO])
    ledger.settle(begun(ledger, THREE), outcome(State.FAILED, THREE))
    ledger.leave([one.enterprise_number for one in (ONE, TWO, THREE)], Problem("login_refused", "No."))
    codes = [one.problem.code if one.problem else None for one in ledger.outcomes()]
    assert codes == ["confirming", "login_refused", None]


def test_what_happened_is_kept_in_its_order(ledger: Ledger) -> None:
    ledger.intend(begun(ledger))
    ledger.ask([ONE])
    ledger.settle(ledger.doubts()[0], outcome(State.FAILED, problem=Problem("not_sent", "None there.")))
    begun(ledger)
    assert ledger.history(ONE.enterprise_number) == (
        ("claimed", "pending", None),
        ("intent", "pending", None),
        ("found", "unknown", "outcome_unknown"),
        ("settled", "failed", "not_sent"),
        ("claimed", "pending", None),
    )


def test_portals_do_not_see_each_other(ledger: Ledger, url: str) -> None:
    ledger.ask([ONE])
    ledger.guard.lock("default", LoginRefused("No."))
    with Ledger(url, "http://127.0.0.1:8000/") as other:
        assert other.outcomes() == ()
        assert other.guard.check("default") is None
        other.ask([ONE])
    assert len(ledger.outcomes()) == 1


def test_a_company_has_a_registration_for_each_of_its_qualities(ledger: Ledger, url: str) -> None:
    record = ledger.intend(begun(ledger))
    ledger.settle(record, outcome(State.REGISTERED, sender_number=SenderNumber("6400")))
    with Ledger(url, PORTAL, "Secrétariat  Social") as other:
        assert other.doubts() == ()
        asked = other.ask([ONE])
        claimed = other.claim(ONE.enterprise_number)
        other.intend(claimed)
        assert [one.state for one in asked] == [State.PENDING]
        assert claimed.workflow_id == f"{PORTAL}/secr%C3%A9tariat%20social/{ONE.enterprise_number.digits}/1"
        assert [event for event, _, _ in other.history(ONE.enterprise_number)] == ["claimed", "intent"]
    assert [one.quality for one in ledger.outcomes()] == ["", "secrétariat social"]
    assert ledger.doubts() == ()
    assert ledger.records([ONE.enterprise_number])[ONE.enterprise_number].state is State.REGISTERED
    with Ledger(url, PORTAL, "secrétariat social") as same:
        assert [one.state for one in same.doubts()] == [State.UNKNOWN]


def test_a_ledger_of_before_qualities_keeps_its_rows_under_the_manuals(ledger_file: Path) -> None:
    ledger_file.parent.mkdir()
    with sqlite3.connect(ledger_file) as connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement.format(serial=SERIAL["sqlite"]))
        connection.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)")
        connection.execute("INSERT INTO schema_version VALUES (1)")
        connection.execute(
            "INSERT INTO registrations VALUES (?, ?, 'default', 'technical0', 2, 'registered', '6400', NULL, NULL, "
            "NULL, 1, 2.5, NULL, 1, 'first', 't1', NULL, 't2', 't0', 't2')",
            (PORTAL, ONE.enterprise_number.digits),
        )
        connection.execute(
            "INSERT INTO events VALUES (1, ?, ?, 't2', 1, 'first', 'settled', 'registered', NULL)",
            (PORTAL, ONE.enterprise_number.digits),
        )
    connection.close()
    with Ledger(f"sqlite:///{ledger_file}", PORTAL) as ledger:
        number = SenderNumber("6400")
        assert ledger.outcomes() == (outcome(State.REGISTERED, sender_number=number, attempts=1, seconds=2.5),)
        assert ledger.history(ONE.enterprise_number) == (("settled", "registered", None),)
    with Ledger(f"sqlite:///{ledger_file}", PORTAL, "other") as other:
        assert other.records([ONE.enterprise_number]) == {}


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://WWW.Socialsecurity.be:443/site_fr/", "https://www.socialsecurity.be"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_a_portal_is_known_by_its_origin(url: str, key: str) -> None:
    assert portal_key(url) == key


def test_a_portal_without_a_host_is_refused() -> None:
    with pytest.raises(UsageError, match="not of the form"):
        portal_key("socialsecurity.be")


def test_a_locked_login_stays_locked_for_its_first_reason_until_it_is_released(ledger: Ledger) -> None:
    ledger.guard.lock("payroll", LoginRefused("Wrong password."))
    ledger.guard.lock("payroll", LoginRefused("Something else."))
    locked = ledger.guard.check("payroll")
    assert locked is not None
    assert "Wrong password." in locked.message
    assert "batchportal login unlock payroll" in locked.message
    assert ledger.guard.check("default") is None
    assert ledger.guard.release("payroll")
    assert not ledger.guard.release("payroll")
    assert ledger.guard.check("payroll") is None


def test_only_the_owner_can_read_the_files(file_ledger: Ledger, ledger_file: Path) -> None:
    file_ledger.ask([ONE])
    names = {path.name: stat.S_IMODE(path.stat().st_mode) for path in ledger_file.parent.iterdir()}
    assert names["ledger.db"] == 0o600
    assert set(names.values()) == {0o600}
    assert stat.S_IMODE(ledger_file.parent.stat().st_mode) == 0o700


def test_a_file_that_others_could_read_is_closed_to_them(ledger_file: Path) -> None:
    ledger_file.parent.mkdir()
    ledger_file.touch(mode=0o644)
    Ledger(f"sqlite:///{ledger_file}", PORTAL).close()
    assert stat.S_IMODE(ledger_file.stat().st_mode) == 0o600


def test_a_commit_is_on_disk_even_if_the_power_goes(file_ledger: Ledger) -> None:
    with file_ledger._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2


def test_the_migrations_make_the_tables_that_the_code_knows(ledger: Ledger) -> None:
    with ledger._database.reading() as connection:
        inspector = sa.inspect(connection)
        for table in METADATA.sorted_tables:
            made = {column["name"]: column["nullable"] for column in inspector.get_columns(table.name)}
            known = {column.name: bool(column.nullable) for column in table.columns}
            assert {**made, "id": False} == {**known, "id": False}
            assert inspector.get_pk_constraint(table.name)["constrained_columns"] == [
                column.name for column in table.primary_key
            ]


def test_a_ledger_of_a_newer_version_is_left_alone(ledger_file: Path) -> None:
    Ledger(f"sqlite:///{ledger_file}", PORTAL).close()
    with sqlite3.connect(ledger_file) as connection:
        connection.execute("UPDATE schema_version SET version = ?", (len(MIGRATIONS) + 1,))
    connection.close()
    with pytest.raises(UsageError, match="newer") as refused:
        Ledger(f"sqlite:///{ledger_file}", PORTAL)
    assert refused.value.code == "ledger_too_new"


def test_a_file_that_is_no_ledger_is_refused_with_its_name(ledger_file: Path) -> None:
    ledger_file.parent.mkdir()
    ledger_file.write_text("enterprise_number;username\n" * 200)
    with pytest.raises(UsageError, match=r"ledger\.db can't be opened: file is not a database"):
        Ledger(f"sqlite:///{ledger_file}", PORTAL)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("mysql://host/name", "Supported are sqlite and postgresql"),
        ("no url with secret-canary", "not a database URL"),
    ],
)
def test_a_database_that_can_not_serve_is_refused(url: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as refused:
        Ledger(url, PORTAL)
    assert "canary" not in refused.value.message


def test_a_database_that_fails_says_so_without_values(file_ledger: Ledger, ledger_file: Path) -> None:
    record = begun(file_ledger)
    with sqlite3.connect(ledger_file) as connection:
        connection.execute("DROP TABLE registrations")
    connection.close()
    with pytest.raises(LedgerFailed, match="can't be written: no such table") as failed:
        file_ledger.intend(record)
    assert ONE.username not in failed.value.message


def test_the_page_about_the_ledger_names_every_column_of_every_table() -> None:
    page = (Path(__file__).parent.parent / "docs" / "ledger.md").read_text(encoding="utf-8")
    told: dict[str, set[str]] = {}
    table = ""
    for line in page.splitlines():
        if line.startswith("| "):
            # A line without a name goes on with the table above it.
            name, _, columns = (cell.strip() for cell in line.strip("|").split("|"))
            table = name.strip("`") or table
            told.setdefault(table, set()).update(re.findall(r"`(\w+)`", columns))
    missing = {
        table.name: [column.name for column in table.columns if column.name not in told.get(table.name, ())]
        for table in METADATA.sorted_tables
    }
    assert missing == {table.name: [] for table in METADATA.sorted_tables}
    assert "version" in told["schema_version"]
