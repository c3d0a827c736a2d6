"""Killing, sampled: `make torture` does it at every point and hundreds of times (tests/torture)."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any, Self

import pytest

from tests.kept_ledger import TWO, begun
from tests.torture import __main__ as torture
from tests.torture.campaign import Campaign, Verdict, judge
from tests.torture.happenings import Stream
from tests.torture.points import Point, on
from tests.torture.portal import PortalProcess

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from batchportal.ledger import Ledger

NUMBER = "0403.170.701"


@pytest.mark.timeout(600)
def test_whatever_moment_it_is_killed_at_nothing_is_registered_twice_lost_or_stuck(tmp_path: Path) -> None:
    points = (
        Point("the intent is on disk", on("intent")),
        Point("the portal has registered, and not answered", on("held"), "group", "committed"),
        Point("the answer is on its way, and Chromium dies", on("held"), "browser", "first_byte"),
    )
    with PortalProcess(tmp_path, 3) as portal:
        campaign = Campaign(tmp_path / "runs", portal, portal.companies)
        found = [campaign.kill(point) for point in points]
        verdict = campaign.verdict()
    assert None not in found
    assert "intended" in str(found[1])
    assert verdict.sound, verdict
    assert (verdict.confirms, verdict.registered) == (3, 3)
    # Whoever dies with the intent on disk may have sent it; the two others surely had.
    assert min(verdict.by_runs[1:]) == 1


@pytest.mark.parametrize(
    ("confirms", "users", "state", "sender", "wrong"),
    [
        ([True], ["640"], "registered", "640", None),
        ([False, True], ["640"], "registered", "640", None),
        ([True, True], ["640"], "registered", "640", "duplicates"),
        ([True, False], ["640"], "registered", "640", "duplicates"),
        ([True, True], ["640", "641"], "registered", "640", "duplicates"),
        ([True], ["640"], "registered", "641", "losses"),
        ([True], ["640"], "unknown", None, "stuck"),
        ([], [], "failed", None, "stuck"),
        ([], [], "registered", "640", "losses"),
    ],
)
def test_the_judge_sees_what_went_wrong(
    confirms: list[bool], users: list[str], state: str, sender: str | None, wrong: str | None
) -> None:
    truth = {
        "registrations": [{"enterprise_number": NUMBER, "sender_number": number} for number in users],
        "confirms": [{"enterprise_number": NUMBER, "committed": committed} for committed in confirms],
    }
    verdict = judge(truth, {NUMBER: {"state": state, "sender_number": sender}}, (NUMBER,))
    assert verdict.sound is (wrong is None)
    assert wrong is None or getattr(verdict, wrong)


def test_intents_of_earlier_runs_are_no_moment_of_this_one(file_ledger: Ledger, ledger_file: Path) -> None:
    stream = Stream()
    file_ledger.intend(begun(file_ledger))
    stream.watch_ledger(ledger_file)
    file_ledger.ask([TWO])
    assert stream.until(lambda seen: seen.kind == "written", seconds=60)
    record = file_ledger.claim(TWO.enterprise_number)
    stream.add("line", "before the second intent")
    file_ledger.intend(record)
    seen = stream.until(lambda seen: seen.kind in ("line", "intent"), seconds=60)
    assert seen is not None
    assert seen.kind == "line"
    told = stream.until(lambda seen: seen.kind == "intent", seconds=60)
    assert told is not None
    assert told.count == 1
    stream.over.set()


class Acted:
    """Campaigns that nobody runs: the same moments never come. Stands for portal and campaign."""

    companies = (NUMBER,)

    def __init__(self, *_: object, missing: str = "none", verdict: Verdict | None = None, **__: object) -> None:
        self.missing, self.told = missing, verdict or Verdict()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""

    def kill(self, point: Point) -> str | None:
        """A run that is killed, or whose moment never comes."""
        return None if self.missing in point.name else "1 pending"

    used_up = False

    def verdict(self) -> Verdict:
        """What was given."""
        return self.told


@pytest.fixture
def act(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let all campaigns be acted."""

    def act(**values: Any) -> None:
        monkeypatch.setattr(torture, "PortalProcess", Acted)
        monkeypatch.setattr(torture, "Campaign", lambda *_, **__: Acted(**values))

    return act


@pytest.mark.parametrize(
    ("words", "missing", "said"),
    [
        ("--only driver --kills 3", "none", None),
        ("--only driver --kills 3", "page review", "NOT DONE: only the driver, page review [driver] never struck"),
        ("--only driver --kills 3", "random", "NOT DONE: 0 kills at random moments, of 3 asked for"),
        ("--only driver --kills 3 --minutes 0", "none", "NOT DONE: ended early, after 0 minutes: "),
        ("--only no-such-point --kills 0", "none", "NOT DONE: nothing at all"),
    ],
)
def test_a_torture_that_did_less_than_it_was_to_do_ends_with_1_and_says_why(
    act: Callable[..., None], capsys: pytest.CaptureFixture[str], words: str, missing: str, said: str | None
) -> None:
    act(missing=missing)
    assert torture.main([*words.split(), "--no-disks"]) == (said is not None)
    printed = capsys.readouterr().out
    assert ("NOT DONE" in printed) is (said is not None)
    assert said is None or said in printed


def test_a_torture_that_could_not_fill_up_disks_ends_with_1_and_says_so(
    act: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    act()
    monkeypatch.setattr(torture, "fill", lambda *_: None)
    assert torture.main(["--kills", "1", "--no-listed"]) == 1
    assert "NOT DONE: full disks: NOT TRIED" in capsys.readouterr().out


def test_a_torture_that_is_ended_by_ctrl_c_ends_with_1_and_says_so(
    act: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:

    def verdict(_: Acted) -> Verdict:
        os.kill(os.getpid(), signal.SIGINT)
        return Verdict()

    act()
    monkeypatch.setattr(Acted, "verdict", verdict)
    assert torture.main(["--kills", "3", "--only", "driver", "--no-disks"]) == 1
    assert "NOT DONE: ended early, by Ctrl-C" in capsys.readouterr().out


def line(printed: str, name: str) -> list[str]:
    """The words of a point's line in the table."""
    (found,) = (line for line in printed.splitlines() if line.startswith(f"{name} "))
    return found.removeprefix(name).split()


def test_a_torture_tells_of_each_point_what_became_of_the_companies(
    act: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    act(verdict=Verdict(registered=8, by_runs=[3, 1]))
    assert torture.main(["--kills", "0", "--only", "channel.do", "--no-disks"]) == 0
    printed = capsys.readouterr().out
    assert line(printed, "answered GET /secured/config/channel.do [tree]") == ["1", "0", "3", "5", "settled", "pending"]
    assert line(printed, "answered POST /secured/config/channel.do [tree]") == [
        "1",
        "0",
        "1",
        "4",
        "settled",
        "pending",
    ]


def test_a_torture_that_found_something_ends_with_1_and_says_what_and_at_which_points(
    act: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    act(verdict=Verdict(stuck=[f"{NUMBER}: unknown"]))
    assert torture.main(["--kills", "0", "--only", "channel.do", "--no-disks"]) == 1
    printed = capsys.readouterr().out
    points = [f"answered {method} /secured/config/channel.do [tree]" for method in ("GET", "POST")]
    assert f"WRONG: campaign 1, killed at {'; '.join(points)}: 1 stuck ({NUMBER}: unknown)" in printed
    assert ["stuck" in line(printed, point) for point in points] == [True, True]


def test_a_torture_whose_campaign_is_broken_off_still_prints_its_table_and_ends_with_1(
    act: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def verdict(_: Acted) -> Verdict:
        raise AssertionError("register ended with 70")

    act()
    monkeypatch.setattr(Acted, "verdict", verdict)
    assert torture.main(["--kills", "0", "--only", "driver starts", "--no-disks"]) == 1
    printed = capsys.readouterr().out
    assert "WRONG: campaign 1, killed at driver starts [tree]: 1 broken off" in printed
    assert "register ended with 70" in printed
