"""A password that the portal doesn't answer, in a real browser: how often it arrives at the stub, over three runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal import app
from batchportal.stub import StubPortal
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import RunAsync

MANY = 99


@pytest.fixture
def runs(tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runs]:
    monkeypatch.setattr(app, "PATIENCE", (0.0, 0.0))
    with StubPortal() as portal:
        yield Runs(portal, tmp_path, run_async)


def left(runs: Runs) -> int:
    """How many of the planned answers were not given yet."""
    return sum(int(fault["count"]) for fault in runs.portal.world.faults.waiting())


@pytest.mark.parametrize("kind", ["http_500", "commit_then_drop"])
def test_three_runs_send_a_password_without_an_answer_twice_at_the_most(runs: Runs, kind: str) -> None:
    rows = runs.rows(2)
    runs.portal.fault("log_in_submit", kind, count=MANY)
    # A wrong one: the portal that commits refuses it, and would lock the account at the third.
    ended = [runs.register(*rows, password="wrong-password") for _ in range(3)]
    assert 1 <= MANY - left(runs) <= 2
    assert runs.portal.truth()["log_ins"]["locked"] == []
    assert [run.exit_code for run in ended] == [77, 77, 77]
    codes = {outcome.problem.code for run in ended for outcome in run.outcomes if outcome.problem}
    assert codes == {"login_unanswered"}


def test_a_portal_that_is_overloaded_is_asked_twice_a_run_and_locks_nobody_out(runs: Runs) -> None:
    row = runs.rows(1)[0]
    runs.portal.fault("log_in_submit", "http_503", count=3)
    assert runs.register(row).exit_code == 75
    assert left(runs) == 1
    assert runs.register(row).exit_code == 0
