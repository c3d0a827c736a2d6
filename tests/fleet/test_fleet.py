"""A sample of `make fleet`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fleet.killing import Plan, Result, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(900)
def test_nothing_is_registered_twice_or_lost_while_workers_die(postgres_url: str, tmp_path: Path) -> None:
    result = run(Plan(companies=8, workers=3, every=(4.0, 9.0), patience=800), postgres_url, tmp_path)

    assert (result.twice, result.lost, result.stuck) == (0, 0, 0), str(result)
    assert result.confirms == 8, str(result)
    assert result.kills, "nobody was killed"


@pytest.mark.parametrize(
    ("result", "sound"),
    [
        (Result(8, kills=1, confirms=8), True),
        (Result(8, confirms=8), False),
        (Result(8, kills=1, confirms=9), False),
        (Result(8, kills=1, confirms=8, twice=1), False),
        (Result(8, kills=1, confirms=8, lost=1), False),
        (Result(8, kills=1, confirms=8, stuck=1), False),
    ],
)
def test_a_fleet_of_which_nobody_was_killed_has_proven_nothing(result: Result, *, sound: bool) -> None:
    assert result.sound is sound
    assert ("NOT DONE" in str(result)) is (result.kills == 0)
