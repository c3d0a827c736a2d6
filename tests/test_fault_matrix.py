"""A sample of the table of faults (`tests/faults/table.py`) on every skin; `make faults` plays all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal import app
from batchportal.models import State
from batchportal.stub import StubPortal
from batchportal.stub.faults import KINDS, STEPS
from batchportal.stub.skins import NAMES
from batchportal.stub.tls import SIDES
from tests.faults.play import play
from tests.faults.table import EVER, TABLE, Cell, cells
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunAsync

SAMPLE = {
    "classic": (
        "sent_twice username",
        "http_429 review",
        "reset confirm",
        "stale confirm",
        "commit_then_untrusted confirm",
    ),
    "tables": ("session_ended information", "drop contact", "cut channel", "wrong_company review"),
    "spa": ("http_503 companies", "torn confirm"),
    "postback": ("maintenance contact", "commit_then_drop confirm"),
    "components": ("unexpected role", "invalid:phone contact", "commit_then_sent_twice confirm"),
}
"""Kind and page. What `test_skins` does on every skin, and `test_flows` on the classic one, isn't repeated."""

DOOR = (
    ("classic", "host_down log_in_form", True),
    ("components", "http_503 log_in_submit", False),
    ("spa", "untrusted log_in_submit", False),
)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little patience between tries."""
    monkeypatch.setattr(app, "PATIENCE", (0.1, 0.1))


def cell(skin: str, text: str, *, ever: bool = False) -> Cell:
    """A cell of the table by its kind and page, and whether its fault doesn't pass."""
    kind, step = text.split(" ")
    (found,) = [one for one in cells((skin,)) if (one.step, one.kind) == (step, kind) and (one.count == EVER) == ever]
    return found


@pytest.mark.parametrize("skin", NAMES)
def test_what_becomes_of_registrations_that_faults_strike(skin: str, tmp_path: Path, run_async: RunAsync) -> None:
    sample = [cell(skin, text) for text in SAMPLE[skin]]
    played = play(sample, tmp_path, run_async)
    assert [str(one) for one in played if not one.good] == []


@pytest.mark.parametrize(("skin", "text", "ever"), DOOR)
def test_what_becomes_of_a_registration_whose_log_in_a_fault_strikes(
    skin: str, text: str, tmp_path: Path, run_async: RunAsync, *, ever: bool
) -> None:
    (played,) = play([cell(skin, text, ever=ever)], tmp_path, run_async)
    assert played.good, played


@pytest.mark.parametrize("side", SIDES)
def test_nothing_is_typed_where_the_certificate_can_not_be_trusted(
    side: str, tmp_path: Path, run_async: RunAsync
) -> None:
    with StubPortal(tls=side) as portal:
        runs = Runs(portal, tmp_path, run_async)
        run = runs.register(*runs.rows(1))
        (outcome,) = run.outcomes
        assert outcome.problem is not None
        assert (outcome.state, outcome.problem.code) == (State.FAILED, "certificate_untrusted")
        truth = portal.truth()
        assert {page for page in truth["pages"] if page.startswith("log_in")} == set()
        assert (truth["log_ins"]["accepted"], truth["log_ins"]["refused"]) == (0, 0)
        assert run.exit_code == 1


def test_a_file_that_a_drop_zone_never_takes_stops_the_row_and_keeps_the_pages_words(
    tmp_path: Path, run_async: RunAsync
) -> None:
    with StubPortal(skin="spa", faults=["channel:invalid:ssh_key:99"]) as portal:
        runs = Runs(portal, tmp_path, run_async)
        (row,) = runs.rows(1)
        (outcome,) = runs.register(replace(row, applications=("Dimona", "DmfAPPL")), timeout=8).outcomes
        assert outcome.problem is not None
        assert (outcome.state, outcome.problem.code) == (State.REJECTED, "portal_refused"), outcome.problem
        assert "Cette valeur n\N{RIGHT SINGLE QUOTATION MARK}est pas admise." in outcome.problem.message
        texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "output").rglob("*.txt")]
        assert any("Cette valeur n\N{RIGHT SINGLE QUOTATION MARK}est pas admise." in text for text in texts)
        assert runs.confirms == 0


def test_the_table_has_every_kind_of_fault_and_every_page() -> None:
    assert {kind.partition(":")[0] for kind, _, _, _ in TABLE} == set(KINDS)
    assert {step for _, steps, _, _ in TABLE for step in steps} == set(STEPS)
    assert {one.skin for one in cells()} == set(NAMES)
