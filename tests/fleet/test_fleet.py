"""A sample of `make fleet`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fleet.killing import Plan, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(900)
def test_nothing_is_registered_twice_or_lost_while_workers_die(postgres_url: str, tmp_path: Path) -> None:
    result = run(Plan(companies=8, workers=3, every=(4.0, 9.0), patience=800), postgres_url, tmp_path)

    assert (result.twice, result.lost, result.stuck) == (0, 0, 0), str(result)
    assert result.confirms == 8, str(result)
    assert result.kills, "nobody was killed"
