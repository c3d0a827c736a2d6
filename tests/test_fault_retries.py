"""Trouble before Confirm is tried again, with pauses and within a limit; a portal that is down ends the run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pytest

from batchportal import app
from batchportal.errors import PortalUnavailable, VisitFailed
from batchportal.models import State
from batchportal.stub import StubPortal
from batchportal.workflows.visits import Visit
from tests.portal_on_disk import registrations
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from pathlib import Path

    from batchportal.errors import BatchportalError
    from tests.conftest import RunAsync
    from tests.desk import Desk

ROWS = registrations(25)


@pytest.mark.parametrize(
    ("fault", "failed", "code", "exit_code"),
    [
        ("PortalUnavailable", 3, "portal_unavailable", 75),
        ("VisitFailed portal_error", 5, "portal_unavailable", 75),
        ("VisitFailed page_failed", 5, "stopped", 1),
        ("SessionEnded", 5, "stopped", 1),
    ],
)
def test_trouble_that_every_company_meets_ends_the_run(
    desk: Desk, fault: str, failed: int, code: str, exit_code: int
) -> None:
    desk.portal.plan("*", *[fault] * 999)
    run = desk.register(ROWS)
    left = [outcome for outcome in run.outcomes if outcome.state is State.PENDING]
    assert len(left) == len(ROWS) - failed
    assert {outcome.problem.code for outcome in left if outcome.problem} == {code}
    assert run.exit_code == exit_code
    assert desk.portal.count("visit") <= 3 * failed
    assert desk.portal.count("confirm") == 0


def test_trouble_that_comes_and_goes_does_not_end_the_run(desk: Desk) -> None:
    for row in ROWS[::2]:
        desk.portal.plan(row.enterprise_number.digits, *["VisitFailed portal_error"] * 3)
    run = desk.register(ROWS)
    assert [outcome.state for outcome in run.outcomes[:2]] == [State.FAILED, State.REGISTERED]
    assert desk.portal.count("confirm") == len(ROWS) // 2


def test_rows_that_a_person_must_mend_do_not_end_the_run(desk: Desk) -> None:
    desk.portal.plan("*", *["Rejected"] * 999)
    run = desk.register(ROWS)
    assert {outcome.state for outcome in run.outcomes} == {State.REJECTED}


def test_what_will_not_pass_is_not_tried_again(desk: Desk) -> None:
    desk.portal.plan(ROWS[0].enterprise_number.digits, "VisitFailed certificate_untrusted")
    first = desk.register(ROWS).outcomes[0]
    assert (first.state, first.attempts) == (State.FAILED, 1)


def test_every_new_try_is_told(desk: Desk) -> None:
    desk.portal.plan(ROWS[0].enterprise_number.digits, "PortalUnavailable", "VisitFailed")
    assert desk.register(ROWS).outcomes[0].state is State.REGISTERED
    notices = [told.text for told in desk.told if told.kind == "notice" and told.row == ROWS[0].row]
    assert len(notices) == 2
    assert all("Nothing was sent. Trying again in" in text for text in notices)


@dataclass
class Patient:
    """As much of a desk as a decision about waiting needs."""

    patience: tuple[float, ...] = (2.0, 8.0)
    stop: None = None


def waits(error: BatchportalError, attempt: int) -> list[float | None]:
    """What many visits decide about their next try."""
    visit = Visit(cast("Any", Patient()), cast("Any", None), ROWS[0], dry_run=False)
    return [visit._again_in(error, attempt) for _ in range(200)]


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 2.0), (2, 8.0)])
def test_tries_wait_longer_each_time_and_not_all_equally_long(attempt: int, seconds: float) -> None:
    chosen = [wait for wait in waits(VisitFailed("No."), attempt) if wait is not None]
    assert len(chosen) == 200
    assert all(0.7 * seconds <= wait <= 1.3 * seconds for wait in chosen)
    assert len(set(chosen)) > 100


def test_there_is_a_last_try() -> None:
    assert set(waits(VisitFailed("No."), 3)) == {None}


def test_nobody_comes_back_before_the_portal_wants_it_and_not_all_at_once() -> None:
    chosen = [wait for wait in waits(PortalUnavailable("Later.", retry_after=30), 1) if wait is not None]
    assert len(chosen) == 200
    assert all(30 <= wait <= 40 for wait in chosen)
    assert len(set(chosen)) > 100
    assert set(waits(PortalUnavailable("Later.", retry_after=3600), 1)) == {None}


@pytest.mark.parametrize("fault", ["companies:http_502", "companies:http_503"])
def test_a_portal_that_is_down_for_everybody_is_left_in_peace(
    fault: str, tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a real browser: so many rows, and no more requests than three companies can make in three tries each."""
    monkeypatch.setattr(app, "PATIENCE", (0.0, 0.0))
    with StubPortal(companies=40, faults=[f"{fault}:9999"]) as portal:
        runs = Runs(portal, tmp_path, run_async)
        run = runs.register(*runs.rows(20, after=11))
        assert run.exit_code == 75
        assert {outcome.problem.code for outcome in run.outcomes if outcome.problem} == {"portal_unavailable"}
        truth = portal.truth()
        assert truth["pages"][fault.partition(":")[0]] <= 9
        assert truth["confirm_requests"] == 0
