"""A process that hung after its intent, for longer than the intent was its own, in a real browser."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

from batchportal.ledger import Ledger
from batchportal.models import State
from batchportal.singleshot import SingleShot
from batchportal.stub import StubPortal
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.conftest import RunAsync

T = TypeVar("T")


def test_a_process_that_stood_still_after_its_intent_sends_nothing_any_more(
    tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That moment is taken before the intent: its lease may have begun to run at once."""
    came: list[str] = []

    def noting(name: str, call: Callable[..., T]) -> Callable[..., T]:
        def noted(*given: object) -> T:
            came.append(name)
            return call(*given)

        return noted

    monkeypatch.setattr(Ledger, "intend", noting("intent", Ledger.intend))
    monkeypatch.setattr(SingleShot, "arm", noting("armed", SingleShot.arm))
    # The moment until which it may send has passed long ago when it comes back.
    monkeypatch.setattr("flows.register.boot_time", lambda: math.inf if "intent" in came else -math.inf)
    with StubPortal() as portal:
        runs = Runs(portal, tmp_path, run_async)
        outcome = runs.register_one(*runs.rows(1))

        assert outcome.state is State.UNKNOWN
        assert runs.confirms == 0
        # For the password, too.
        assert came == ["armed", "intent", "armed"]
