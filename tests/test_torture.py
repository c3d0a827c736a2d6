"""Killing, sampled: `make torture` does it at every point and hundreds of times (tests/torture)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.torture.campaign import Campaign, judge
from tests.torture.points import Point, on
from tests.torture.portal import PortalProcess

if TYPE_CHECKING:
    from pathlib import Path

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
