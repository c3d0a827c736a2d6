"""Passwords that are refused, or stay without an answer, in whole runs: no run sends one too many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batchportal import ledgers
from batchportal.errors import LoginLocked
from batchportal.ledger import Ledger
from tests.desk import ROWS, Desk, codes, states
from tests.portal_on_disk import PASSWORD


def test_a_refused_password_is_tried_once_however_many_rows_sessions_and_runs(desk: Desk) -> None:
    desk.password = "canary-wrong-password"
    first, second = desk.register(sessions=3), desk.register(sessions=3)
    assert desk.portal.count("refused") == 1
    assert desk.portal.count("log_in") == 1
    assert states(first) == states(second) == ["pending"] * 5
    assert codes(first) == ["login_refused"] * 5
    assert codes(second) == ["login_locked"] * 5
    assert (first.exit_code, second.exit_code) == (77, 77)
    assert isinstance(second.refusal, LoginLocked)
    assert "batchportal login unlock default" in second.refusal.message
    files = b"".join(path.read_bytes() for path in desk.folder.glob("ledger.db*"))
    assert b"canary-wrong" not in files
    assert "canary-wrong" not in repr((first, second, desk.told))


def test_an_unlocked_login_is_tried_again(desk: Desk) -> None:
    desk.password = "canary-wrong-password"
    desk.register()
    desk.password = PASSWORD
    assert desk.register().exit_code == 77
    assert ledgers.unlock(desk.settings(), "default")
    assert not ledgers.unlock(desk.settings(), "default")
    assert desk.register().exit_code == 0
    assert desk.portal.count("log_in") == 2


def test_a_second_factor_stops_the_login_and_is_not_tried_again(desk: Desk) -> None:
    desk.portal.plan("log_in", "SecondFactorNeeded")
    first, second = desk.register(), desk.register()
    assert codes(first) == ["second_factor_needed"] * 5
    assert (first.exit_code, second.exit_code) == (77, 77)
    assert desk.portal.count("log_in") == 1


def test_a_refused_login_does_not_hold_up_the_rows_of_another(desk: Desk) -> None:
    settings = desk.settings()
    with Ledger(settings.database, settings.portal) as ledger:
        ledger.guard.lock("payroll", LoginLocked("Refused before."))
    rows = [replace(row, login="payroll") if row.row % 2 else row for row in ROWS]
    run = desk.register(rows)
    assert states(run) == ["registered", "pending", "registered", "pending", "registered"]
    assert run.exit_code == 77


@pytest.mark.parametrize("error", ["UnsafeOrigin", "ControlNotFound"])
def test_a_log_in_that_can_not_work_is_not_tried_for_every_company(desk: Desk, error: str) -> None:
    desk.portal.plan("log_in", *[error] * 20)
    run = desk.register()
    assert desk.portal.count("log_in") == 1
    assert states(run) == ["failed", *["pending"] * 4]
    assert len(set(codes(run))) == 1
    assert run.exit_code == 1


def test_a_password_without_an_answer_is_sent_once_more_and_then_no_more_in_any_run(desk: Desk) -> None:
    desk.portal.plan("log_in", *["VisitFailed"] * 20)
    runs = [desk.register() for _ in range(3)]
    assert desk.portal.count("log_in") == 2
    assert [run.exit_code for run in runs] == [77, 77, 77]
    assert codes(runs[0]) == codes(runs[2]) == ["login_unanswered"] * 5
    assert states(runs[2]) == ["pending"] * 5
    assert ledgers.locked(desk.settings()) == (("http://127.0.0.1:9", "default"),)


def test_after_an_unlock_a_password_without_an_answer_counts_anew(desk: Desk) -> None:
    desk.portal.plan("log_in", "VisitFailed", "VisitFailed")
    desk.register()
    assert ledgers.unlock(desk.settings(), "default")
    desk.portal.plan("log_in", "VisitFailed")
    assert states(desk.register()) == ["registered"] * 5
    assert desk.portal.count("log_in") == 4


def test_a_password_that_works_after_all_counts_from_nought_again(desk: Desk) -> None:
    for _ in range(3):
        desk.portal.plan("log_in", "VisitFailed")
        assert desk.register(dry_run=True).exit_code == 0
    assert desk.portal.count("log_in") == 6


def test_a_refusal_after_a_password_without_an_answer_locks_the_login(desk: Desk) -> None:
    desk.password = "canary-wrong-password"
    desk.portal.plan("log_in", "VisitFailed")
    first, second = desk.register(), desk.register()
    assert (codes(first)[0], codes(second)[0]) == ("login_refused", "login_locked")
    assert desk.portal.count("log_in") == 2


def test_a_portal_that_says_that_it_did_nothing_has_refused_nobody(desk: Desk) -> None:
    for _ in range(2):
        desk.portal.plan("log_in", *["PortalUnavailable that did nothing"] * 2)
        run = desk.register()
        assert run.exit_code == 75
        assert set(codes(run)) == {"portal_unavailable"}
    assert desk.portal.count("log_in") == 4
    assert states(desk.register()) == ["registered"] * 5


def test_a_log_in_page_that_is_not_reached_sends_nothing_that_counts(desk: Desk) -> None:
    for _ in range(2):
        desk.portal.plan("log_in_form", *["PortalUnavailable"] * 3)
        assert desk.register().exit_code == 75
    assert desk.portal.count("log_in") == 0
    assert desk.register().exit_code == 0
