"""What was sent and isn't proven, in whole runs: it is settled by looking, never by sending."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from batchportal.app import Run
from batchportal.ledger import Ledger
from batchportal.models import SenderNumber
from batchportal.workflows import looking
from tests.desk import FIRST, ROWS, Desk, codes, states

AFTER = ["OutcomeUnknown", "PortalUnavailable", "VisitFailed", "SessionEnded", "WrongPage", "ReviewDiffers", "bug"]


@pytest.mark.parametrize("error", AFTER)
def test_what_was_sent_is_settled_by_looking_whatever_went_wrong(desk: Desk, error: str) -> None:
    desk.portal.plan(FIRST, f"after {error}")
    run = desk.register(ROWS[:2])
    assert states(run) == ["registered", "registered"]
    assert desk.portal.count("confirm", FIRST) == 1
    assert desk.portal.count("look_up", FIRST) == 1


@pytest.mark.parametrize("error", AFTER)
def test_what_was_sent_and_is_not_there_is_unknown_and_never_sent_again(desk: Desk, error: str) -> None:
    desk.portal.plan(FIRST, f"not committed after {error}")
    run, again = desk.register(ROWS[:2]), desk.register(ROWS[:2])
    assert states(run) == states(again) == ["unknown", "registered"]
    assert (run.exit_code, again.exit_code) == (1, 1)
    assert desk.portal.count("confirm", FIRST) == 1
    assert desk.portal.count("look_up", FIRST) == 2


def test_a_later_run_settles_what_has_shown_up_since(desk: Desk) -> None:
    desk.portal.plan(FIRST, "not committed after OutcomeUnknown")
    desk.register(ROWS[:1])
    desk.portal.put(FIRST, ROWS[0].username)
    run = desk.register(ROWS[:1])
    assert (states(run), run.exit_code, desk.portal.count("confirm")) == (["registered"], 0, 1)


def test_somebody_elses_technical_user_is_reported_as_such(desk: Desk) -> None:
    desk.portal.plan(FIRST, "somebody else after OutcomeUnknown")
    run = desk.register(ROWS[:1])
    assert (states(run), run.outcomes[0].username) == (["already_registered"], "somebody1")


def test_a_doubt_that_can_not_be_looked_at_stays_one(desk: Desk) -> None:
    desk.portal.plan(FIRST, "after OutcomeUnknown")
    desk.portal.plan(f"look {FIRST}", *["VisitFailed"] * 9)
    assert states(desk.register(ROWS[:1])) == ["unknown"]
    assert states(desk.reconcile()) == ["unknown"]
    assert desk.portal.count("confirm") == 1


def test_a_refusal_after_confirm_is_a_refusal(desk: Desk) -> None:
    desk.portal.plan(FIRST, "rejected after confirm")
    run = desk.register(ROWS[:1])
    assert (states(run), codes(run)) == (["rejected"], ["username_taken"])
    assert states(desk.register(ROWS[:1])) == ["registered"]


def test_reconcile_finds_what_was_registered(desk: Desk) -> None:
    desk.portal.plan(FIRST, "after OutcomeUnknown")
    desk.portal.plan(f"look {FIRST}", "VisitFailed")
    desk.register(ROWS)
    run = desk.reconcile()
    assert (states(run), run.outcomes[0].sender_number) == (["registered"], SenderNumber("6400"))
    assert desk.portal.count("confirm") == 5


def test_reconcile_makes_safe_what_never_took_effect(desk: Desk) -> None:
    desk.portal.plan(FIRST, "not committed after OutcomeUnknown")
    desk.register(ROWS[:1])
    run = desk.reconcile()
    assert (states(run), codes(run), run.exit_code) == (["failed"], ["not_sent"], 1)
    assert desk.portal.count("confirm") == 1
    assert states(desk.register(ROWS[:1])) == ["registered"]
    assert desk.portal.count("confirm") == 2


def test_a_commit_that_comes_late_but_within_settle_is_found_and_never_sent_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def a_minute_later(ledger: Ledger) -> datetime:
        (doubt,) = ledger.doubts()
        assert doubt.doubt_at
        return doubt.doubt_at + timedelta(seconds=60)

    async def waits(seconds: float) -> None:
        """The portal, of which the client gave up long ago, commits in the last second."""
        waited.append(seconds)
        assert desk.portal.count("look_up", FIRST) == 2
        desk.portal.put(FIRST, ROWS[0].username)

    desk.portal.plan(FIRST, "not committed after OutcomeUnknown")
    assert states(desk.register(ROWS[:1])) == ["unknown"]
    monkeypatch.setattr(looking, "asyncio", SimpleNamespace(sleep=waits))
    monkeypatch.setattr(Ledger, "moment", a_minute_later)
    run = desk.reconcile(settle=120)
    assert (states(run), run.exit_code, waited) == (["registered"], 0, [60])
    assert states(desk.register(ROWS[:1])) == ["registered"]
    assert desk.portal.count("confirm", FIRST) == 1


def test_reconcile_with_nothing_in_doubt_needs_no_password(desk: Desk) -> None:
    assert desk.reconcile(username=None, password=None) == Run("http://127.0.0.1:9", ())
