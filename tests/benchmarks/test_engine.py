"""What `make bench` says of engine and ledger, with figures that are made up."""

from __future__ import annotations

import sys
from contextlib import nullcontext

import pytest

from tests import postgres
from tests.benchmarks import engine


@pytest.mark.parametrize(("milliseconds", "code"), [(49, 0), (51, 1)])
def test_an_engine_that_takes_more_than_a_twentieth_of_a_visit_ends_the_benchmark_with_1(
    milliseconds: int, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["engine", "--rounds", "1"])
    monkeypatch.setattr(postgres, "server", lambda **_: nullcontext("no server"))
    monkeypatch.setattr(postgres, "database", lambda _: nullcontext("no database"))
    monkeypatch.setattr(engine, "_visits", lambda: [1.0])
    monkeypatch.setattr(engine, "_run", lambda *_: engine.Taken(0.01, 0.01))
    monkeypatch.setattr(engine, "_work", lambda *_: engine.Taken(milliseconds / 1000, 0.01))
    assert engine.main() == code
    assert ("5% of a visit or more: PostgreSQL, worker" in capsys.readouterr().out) is bool(code)
