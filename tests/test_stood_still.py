"""A process that hung after its intent, for longer than the intent was its own, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.models import State
from batchportal.stub import StubPortal
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import RunAsync


def test_a_process_that_stood_still_after_its_intent_sends_nothing_any_more(
    tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The moment until which it may send has passed long ago when it comes back.
    monkeypatch.setattr("flows.register.boot_time", lambda: float("-inf"))
    with StubPortal() as portal:
        runs = Runs(portal, tmp_path, run_async)
        outcome = runs.register_one(*runs.rows(1))

        assert outcome.state is State.UNKNOWN
        assert runs.confirms == 0
