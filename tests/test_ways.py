"""What is sent once goes a way of its own; a way that is blocked is noticed before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal import app, browser
from batchportal.errors import VisitFailed
from batchportal.models import State
from batchportal.stub import StubPortal
from batchportal.ways import try_the_way
from flows import register as register_flow
from tests.mini_portal import MiniPortal
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync


def test_a_certificate_that_only_the_browser_trusts_is_noticed_before_the_password_is_sent(
    tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Stands for a network's own authority in the system's list, which the second way doesn't read.
    monkeypatch.setattr(browser, "_QUIET_FLAGS", [*browser._QUIET_FLAGS, "--ignore-certificate-errors"])
    monkeypatch.setattr(app, "PATIENCE", ())
    with StubPortal(tls="everywhere") as portal:
        runs = Runs(portal, tmp_path, run_async)
        outcome = runs.register_one(runs.rows(1)[0])
        truth = portal.truth()
    assert outcome.problem is not None
    assert (outcome.state, outcome.problem.code) == (State.FAILED, "second_way_blocked")
    assert "certificate" in outcome.problem.message
    assert truth["log_ins"] == {"accepted": 0, "refused": 0, "locked": []}


def test_a_blocked_way_is_no_doubt_about_a_confirmation(
    tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def blocked(_session: Session, _url: str) -> None:
        raise VisitFailed("Blocked.", code="second_way_blocked")

    monkeypatch.setattr(register_flow, "try_the_way", blocked)
    monkeypatch.setattr(app, "PATIENCE", ())
    with StubPortal() as portal:
        runs = Runs(portal, tmp_path, run_async)
        outcome = runs.register_one(runs.rows(1)[0])
        assert (outcome.state, runs.confirms) == (State.FAILED, 0)


def test_each_host_is_tried_once_a_session_and_any_answer_will_do(run_async: RunAsync, async_browser: Browser) -> None:
    portal = MiniPortal({})

    async def walk() -> None:
        session = await portal.session(async_browser)
        await try_the_way(session, f"{portal.url}/a?ticket=1")
        await try_the_way(session, f"{portal.url}/b")
        with pytest.raises(VisitFailed, match="ECONNREFUSED") as refused:
            await try_the_way(session, "http://127.0.0.1:9/")
        assert refused.value.code == "second_way_blocked"
        await session.close()

    with portal.open():
        run_async(walk())
    assert portal.arrived == ["GET /favicon.ico "]
