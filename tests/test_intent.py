"""The gate before 'Confirmer', and what may be said behind it: no doubt is ever told as a refusal or a failure."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from batchportal.errors import BatchportalError, OutcomeUnknown, Rejected, VisitFailed
from batchportal.evidence import Evidence
from batchportal.ledger import ChangeRefused
from batchportal.locators import LeftOpen
from batchportal.models import Problem, State
from batchportal.stub import StubPortal
from batchportal.workflows.visits import Visit
from flows.register import _confirm
from flows.review import ReviewPage
from tests.kept_ledger import ONE, begun
from tests.mini_portal import visited
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser

    from batchportal.ledger import Ledger
    from batchportal.session import Session
    from batchportal.workflows.desk import Desk
    from tests.conftest import RunAsync


def visit(ledger: Ledger, **desk: Any) -> Visit:
    """A visit that has come to the gate."""
    at = SimpleNamespace(**{"ledger": ledger, "stop": None, "patience": (0.0, 0.0)} | desk)
    return Visit(cast("Desk", at), begun(ledger), ONE, dry_run=False)


def test_the_gate_opens_once(file_ledger: Ledger, run_async: RunAsync) -> None:
    one = visit(file_ledger)
    run_async(one._intend())
    with pytest.raises(VisitFailed, match="must not"):
        run_async(one._intend())
    assert [event for event, _, _ in file_ledger.history(ONE.enterprise_number)] == ["claimed", "intent"]


def test_the_gate_is_shut_once_the_run_was_told_to_stop(file_ledger: Ledger, run_async: RunAsync) -> None:
    one = visit(file_ledger, stop=Problem("interrupted", "Stopping."))

    async def turned_away() -> None:
        with pytest.raises(asyncio.CancelledError):
            await one._intend()

    run_async(turned_away())
    assert [event for event, _, _ in file_ledger.history(ONE.enterprise_number)] == ["claimed"]


def test_what_could_not_be_noted_was_not_sent(file_ledger: Ledger, run_async: RunAsync) -> None:
    one = visit(file_ledger)
    file_ledger.claim(ONE.enterprise_number)
    with pytest.raises(ChangeRefused) as refused:
        run_async(one._intend())
    assert one._ended(refused.value).state is State.PENDING


def test_behind_the_gate_nothing_is_a_failure_or_tried_again(file_ledger: Ledger, run_async: RunAsync) -> None:
    one, error = visit(file_ledger), VisitFailed("The browser is gone.")
    assert (one._ended(error).state, one._again_in(error, 1)) == (State.FAILED, 0.0)
    run_async(one._intend())
    assert (one._ended(error).state, one._again_in(error, 1)) == (State.UNKNOWN, None)


def test_the_lease_runs_anew_from_the_intent(file_ledger: Ledger) -> None:
    """Confirm may leave for as long as that from there."""
    record = begun(file_ledger)
    intended = file_ledger.intend(record)
    assert record.lease_until is not None
    assert intended.lease_until is not None
    assert intended.lease_until > record.lease_until


REVIEW = """<main><h1>Contrôlez les données</h1><button onclick="{first}
  confirm('Voulez-vous recevoir notre lettre ?')">Confirmer</button></main>"""


@pytest.mark.parametrize(
    ("first", "error"),
    [("", Rejected), ("fetch('/done', {method: 'POST'});", OutcomeUnknown)],
    ids=["nothing was sent", "something was sent"],
)
def test_a_question_that_is_answered_with_no_is_a_refusal_only_where_nothing_was_sent(
    async_browser: Browser, run_async: RunAsync, tmp_path: Path, first: str, error: type[BatchportalError]
) -> None:
    async def confirmed(session: Session) -> BatchportalError:
        with pytest.raises(BatchportalError) as raised:
            await _confirm(ReviewPage(session), ONE, Evidence(tmp_path / "visit"), float("inf"))
        return raised.value

    pages = {"/": REVIEW.format(first=first), "/done": ""}
    raised, portal = visited(async_browser, run_async, pages, confirmed, timeout=3)
    assert type(raised) is error, raised
    assert any("/done" in one for one in portal.arrived) == bool(first)


@pytest.mark.parametrize("dry_run", [True, False])
def test_what_the_review_page_wants_declared_keeps_the_gate_shut(
    tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, *, dry_run: bool
) -> None:
    async def left_open(*_: object) -> LeftOpen:
        return LeftOpen((), ("Recevoir une copie", "Je déclare que ces données sont exactes"))

    monkeypatch.setattr("flows.review.left_open", left_open)
    with StubPortal() as portal:
        runs = Runs(portal, tmp_path, run_async)
        outcome = runs.register_one(*runs.rows(1), dry_run=dry_run)

        assert (outcome.state, runs.confirms) == (State.REJECTED, 0)
        assert outcome.problem is not None
        assert outcome.problem.code == "review_asks"
        assert "fill in: 'Je déclare que ces données sont exactes'." in outcome.problem.message
