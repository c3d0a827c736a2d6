"""Who may hold the ledger, and what others are told meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import UsageError
from batchportal.ledger import Ledger, exclusive, idle
from batchportal.models import State
from tests.kept_ledger import ONE, PORTAL, TWO, begun

if TYPE_CHECKING:
    from pathlib import Path


def test_the_second_who_wants_the_ledger_is_told_who_has_it(ledger_file: Path) -> None:
    url = f"sqlite:///{ledger_file}"
    with exclusive(url, "register"):
        with pytest.raises(
            UsageError, match=r"Process \d+ \(batchportal register, since [-\d]+ [\d:]+ CES?T\).*status.*export"
        ) as refused:
            exclusive(url, "reconcile").__enter__()
        assert refused.value.code == "ledger_in_use"
    with exclusive(url, "reconcile"):
        pass


def test_an_intent_that_nobody_works_on_is_told_as_the_doubt_that_it_is(file_ledger: Ledger, ledger_file: Path) -> None:
    url = f"sqlite:///{ledger_file}"
    file_ledger.intend(begun(file_ledger))
    file_ledger.ask([TWO])
    with idle(url) as nobody:
        told = file_ledger.outcomes(idle=nobody)
    assert [one.state for one in told] == [State.UNKNOWN, State.PENDING]
    assert told[0].problem is not None
    assert told[0].problem.code == "outcome_unknown"
    with exclusive(url, "register"), idle(url) as nobody:
        sent, waiting = file_ledger.outcomes(idle=nobody)
    assert (sent.state, waiting.state, waiting.problem) == (State.PENDING, State.PENDING, None)
    assert sent.problem is not None
    assert (sent.problem.code, "may have been sent" in sent.problem.message) == ("confirming", True)
    # Nothing was written by looking.
    assert [event for event, _, _ in file_ledger.history(ONE.enterprise_number)] == ["claimed", "intent"]


def test_an_intent_whose_lease_has_run_out_is_told_as_the_doubt_that_it_is(shared_ledger_url: str) -> None:
    for lease, state in ((60.0, State.PENDING), (0.0, State.UNKNOWN)):
        with Ledger(shared_ledger_url, f"https://portal-{lease:g}.example", owner="first", lease=lease) as ledger:
            ledger.intend(begun(ledger))
            assert [one.state for one in ledger.outcomes()] == [state]


def test_a_run_waits_for_whoever_only_asks_whether_there_is_one(ledger_file: Path) -> None:
    url = f"sqlite:///{ledger_file}"
    began = threading.Event()

    def run() -> None:
        with exclusive(url, "register"):
            began.set()

    with idle(url) as nobody:
        thread = threading.Thread(target=run)
        thread.start()
        assert nobody
        assert not began.wait(0.2)
    thread.join(30)
    assert began.is_set()


def test_a_ledger_can_be_read_while_somebody_writes(file_ledger: Ledger, ledger_file: Path) -> None:
    file_ledger.ask([ONE])
    with file_ledger._database.writing(), Ledger(f"sqlite:///{ledger_file}", PORTAL) as reader:
        assert len(reader.outcomes()) == 1
