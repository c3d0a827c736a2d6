"""What the engine stores, and what a killed process leaves behind."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from batchportal import app, ledgers
from batchportal.ledger import Ledger
from batchportal.models import EnterpriseNumber, Outcome, Problem, Progress, SenderNumber, State
from batchportal.settings import load_settings
from batchportal.workflows.crew import Crew, Job
from batchportal.workflows.orders import (
    outcome_from_plain,
    outcome_to_plain,
    registration_from_plain,
    registration_to_plain,
)
from tests.portal_on_disk import PASSWORD, FileVisitors, PortalOnDisk, registrations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.app import Run
    from batchportal.models import Registration
    from batchportal.settings import Settings
    from tests.conftest import RunAsync

ROWS = registrations(4)
FIRST, SECOND = (row.enterprise_number.digits for row in ROWS[:2])
ROOT = Path(__file__).parent.parent


@pytest.fixture
def portal(tmp_path: Path) -> PortalOnDisk:
    return PortalOnDisk(tmp_path / "portal.json")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    database = f"sqlite:///{tmp_path / 'ledger.db'}"
    return load_settings(
        portal="http://127.0.0.1:9", database=database, username="manager1", password=PASSWORD, settle=0.05
    )


def register(
    run_async: RunAsync, settings: Settings, portal: PortalOnDisk, rows: Sequence[Registration], **values: bool
) -> Run:
    dry_run = values.get("dry_run", False)
    visitors = FileVisitors(portal)
    return run_async(app.register(settings, rows, dry_run=dry_run, report=lambda _progress: None, visitors=visitors))


def killed_run(settings: Settings, portal: PortalOnDisk) -> None:
    """A run in a process of its own, which must end by the planned kill -9."""
    command = [sys.executable, "-m", "tests.portal_on_disk", str(portal.path), settings.database, str(len(ROWS))]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=120)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def states(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.state.value for outcome in outcomes]


def test_a_registration_comes_back_from_storage_as_it_was() -> None:
    for row in ROWS:
        assert registration_from_plain(json.loads(json.dumps(registration_to_plain(row)))) == row


def test_an_outcome_comes_back_from_storage_as_it_was() -> None:
    number = ROWS[0].enterprise_number
    for outcome in (
        Outcome(2, number, "technical0", State.REGISTERED, SenderNumber("000640"), attempts=2, seconds=1.5),
        Outcome(2, number, "technical0", State.FAILED, problem=Problem("code", "words", None), evidence="here"),
    ):
        assert outcome_from_plain(json.loads(json.dumps(outcome_to_plain(outcome)))) == outcome


def test_the_engine_stores_readable_json_and_no_secret(
    run_async: RunAsync, settings: Settings, portal: PortalOnDisk, tmp_path: Path
) -> None:
    portal.plan(SECOND, "bug")
    register(run_async, settings, portal, ROWS)
    connection = sqlite3.connect(tmp_path / "ledger.db")
    workflows = connection.execute("SELECT workflow_uuid, name, status FROM workflow_status").fetchall()
    inputs = [json.loads(text) for (text,) in connection.execute("SELECT inputs FROM workflow_input")]
    results = connection.execute("SELECT output, error FROM workflow_output").fetchall()
    steps = connection.execute("SELECT output, error, function_name FROM operation_outputs").fetchall()
    connection.close()
    assert sorted(workflows) == [
        (f"http://127.0.0.1:9/{row.enterprise_number.digits}/1", "register", "SUCCESS") for row in ROWS
    ]
    assert [one["positionalArgs"][0]["registration"]["username"] for one in inputs] == [row.username for row in ROWS]
    assert {step[2] for step in steps} == {"visit"}
    for output, error, *_ in (*results, *steps):
        assert error is None
        json.loads(output)
    for file in tmp_path.glob("ledger.db*"):
        assert PASSWORD.encode() not in file.read_bytes()


def test_every_process_is_an_executor_of_its_own(
    run_async: RunAsync, settings: Settings, portal: PortalOnDisk, tmp_path: Path
) -> None:
    register(run_async, settings, portal, ROWS[:1])
    register(run_async, settings, portal, ROWS[1:2])
    connection = sqlite3.connect(tmp_path / "ledger.db")
    (executors,) = connection.execute("SELECT count(DISTINCT executor_id) FROM workflow_status").fetchone()
    connection.close()
    assert executors == 2


def test_a_run_that_was_killed_before_confirm_goes_on_where_it_stopped(
    run_async: RunAsync, settings: Settings, portal: PortalOnDisk
) -> None:
    portal.plan(SECOND, "dies before intent")
    killed_run(settings, portal)
    assert states(ledgers.status(settings)) == ["registered", "pending", "pending", "pending"]
    run = register(run_async, settings, portal, ROWS)
    assert states(run.outcomes) == ["registered"] * 4
    assert [portal.count("confirm", row.enterprise_number.digits) for row in ROWS] == [1] * 4


def test_a_run_that_was_killed_after_the_portal_registered_finds_the_number(
    run_async: RunAsync, settings: Settings, portal: PortalOnDisk
) -> None:
    portal.plan(SECOND, "dies after commit")
    killed_run(settings, portal)
    run = register(run_async, settings, portal, ROWS)
    assert states(run.outcomes) == ["registered"] * 4
    assert run.outcomes[1].sender_number == SenderNumber("6401")
    assert [portal.count("confirm", row.enterprise_number.digits) for row in ROWS] == [1] * 4


def test_a_run_that_was_killed_between_intent_and_confirm_sends_nothing_before_somebody_has_looked(
    run_async: RunAsync, settings: Settings, portal: PortalOnDisk
) -> None:
    portal.plan(SECOND, "dies after intent")
    killed_run(settings, portal)
    assert states(ledgers.status(settings)) == ["registered", "unknown", "pending", "pending"]
    again = register(run_async, settings, portal, ROWS)
    assert states(again.outcomes) == ["registered", "unknown", "registered", "registered"]
    assert portal.count("confirm", SECOND) == 0
    looked = run_async(app.reconcile(settings, report=lambda _progress: None, visitors=FileVisitors(portal)))
    assert states(looked.outcomes) == ["failed"]
    assert states(register(run_async, settings, portal, ROWS).outcomes) == ["registered"] * 4
    assert [portal.count("confirm", row.enterprise_number.digits) for row in ROWS] == [1] * 4


def test_runs_that_are_killed_while_the_password_is_on_its_way_send_it_twice_at_the_most(
    run_async: RunAsync, settings: Settings, portal: PortalOnDisk
) -> None:
    portal.plan("password", "dies", "dies")
    killed_run(settings, portal)
    killed_run(settings, portal)
    run = register(run_async, settings, portal, ROWS)
    assert {outcome.problem.code for outcome in run.outcomes if outcome.problem} == {"login_unanswered"}
    assert portal.count("log_in") == 2


def test_rows_of_a_killed_run_are_not_resumed_by_a_run_of_other_rows(
    run_async: RunAsync, settings: Settings, portal: PortalOnDisk
) -> None:
    portal.plan(FIRST, "dies before intent")
    killed_run(settings, portal)
    others = registrations(5)[4:]
    assert states(register(run_async, settings, portal, others, dry_run=True).outcomes) == ["prepared"]
    assert portal.count("visit", FIRST) == 1
    assert portal.count("confirm") == 0


def test_a_try_counts_from_one_claim_to_the_next(run_async: RunAsync, settings: Settings, portal: PortalOnDisk) -> None:
    portal.plan(FIRST, "Rejected")
    register(run_async, settings, portal, ROWS[:1])
    register(run_async, settings, portal, ROWS[:1])
    with Ledger(settings.database, settings.portal) as ledger:
        (record,) = ledger.records([ROWS[0].enterprise_number]).values()
    assert (record.generation, record.attempts) == (2, 1)
    assert record.workflow_id == f"http://127.0.0.1:9/{FIRST}/2"


def test_the_trouble_of_one_company_doesnt_end_the_visit_of_another(run_async: RunAsync) -> None:
    ended: list[str] = []
    failures: list[BaseException] = []

    class Desk:
        """As much of a desk as a crew needs."""

        stop = None
        sessions = SimpleNamespace(limit=lambda _login: 2, stopped={})

        def fail(self, error: BaseException) -> None:
            failures.append(error)

        def report(self, progress: Progress) -> None:
            ended.append(progress.text)

    async def breaks() -> Outcome:
        raise RuntimeError("disk is full")

    async def works() -> Outcome:
        await asyncio.sleep(0.05)
        return replace(idle, state=State.REGISTERED)

    idle = Outcome(2, EnterpriseNumber("0403170701"), "sillon01", State.PENDING)
    crew = Crew(cast("Any", Desk()))
    outcomes = run_async(crew.work([Job("default", idle, breaks), Job("default", idle, works)]))

    assert [outcome.state for outcome in outcomes.values()] == [State.REGISTERED]
    assert ended == ["registered"]
    assert "disk is full" in str(failures[0])
