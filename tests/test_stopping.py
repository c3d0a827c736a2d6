"""Stopping a run by signals, while the portal holds its confirmation: what is finished, said and left behind."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from tests.cli_process import run
from tests.torture.campaign import Campaign
from tests.torture.points import on
from tests.torture.portal import PortalProcess
from tests.torture.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = ("register", "companies.csv", "--yes", "--json")


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    with PortalProcess(tmp_path, 2) as portal:
        yield Campaign(tmp_path / "runs", portal, portal.companies)


def held(campaign: Campaign) -> Run:
    """A run whose first confirmation the portal has received, and holds."""
    running = Run(campaign.folder, campaign.variables, *WORDS)
    campaign.portal.hold("received", running.stream)
    assert on("held")(running)
    return running


def outcomes(document: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(row["state"], row["error"] and row["error"]["code"]) for row in document["registrations"]]


def descendants(running: Run) -> list[psutil.Process]:
    return psutil.Process(running.process.pid).children(recursive=True)


def ended(processes: list[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, timeout=15)[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_finishes_what_was_sent_and_hands_back_the_rest(campaign: Campaign, number: signal.Signals) -> None:
    with held(campaign) as running:
        below = descendants(running)
        # A terminal sends Ctrl-C to every process of the group.
        (os.killpg if number is signal.SIGINT else os.kill)(running.process.pid, number)
        assert running.stream.until(lambda told: told.text.startswith("Interrupted: what was sent"), seconds=60)
        campaign.portal.release()
        code = running.wait()
        told = outcomes(running.document)
        lines = "".join(running.lines)

    assert (code, told) == (130, [("registered", None), ("pending", "interrupted")])
    assert ended(below)
    assert "Traceback" not in lines


@pytest.mark.timeout(600)
@pytest.mark.parametrize("second", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_stops_at_once_and_the_next_run_settles_what_was_sent(
    campaign: Campaign, second: signal.Signals
) -> None:
    with held(campaign) as running:
        below = descendants(running)
        running.process.send_signal(signal.SIGINT)
        assert running.stream.until(lambda told: told.text.startswith("Interrupted: what was sent"), seconds=60)
        running.process.send_signal(second)
        code = running.wait()
        lines = "".join(running.lines)
    status = run(campaign.folder, "status", "--json", **campaign.variables)
    campaign.portal.release()
    verdict = campaign.verdict()

    assert code == 130
    assert ended(below)
    assert "Nothing is lost" in lines
    for raw in ("Traceback", "Please report", "Target page", "Exception"):
        assert raw not in lines + status.out
    assert outcomes(status.document)[0] == ("unknown", "outcome_unknown")
    assert verdict.sound, verdict
    assert verdict.confirms == 2


def test_kill_9_of_the_command_alone_leaves_no_driver_and_no_browser(campaign: Campaign) -> None:
    with held(campaign) as running:
        below = descendants(running)
        running.process.kill()
        assert ended(below)
    campaign.portal.release()
    assert campaign.verdict().sound
