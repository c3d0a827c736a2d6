"""`status` of a ledger that is too long to be read: the first lines, every trouble, and how many there are of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.ledger import Ledger
from tests.benchmarks.status import PORTAL, fill
from tests.cli_process import run
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from pathlib import Path

(LATE,) = registrations(1)
ROWS = 5_100
TROUBLED = ROWS // 50


def test_a_long_ledger_is_listed_in_part_and_counted_in_whole(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'ledger.db'}"
    fill(database, ROWS)
    told = run(tmp_path, "status", "--portal", PORTAL, "--database", database).out
    lines = told.splitlines()
    listed = [line for line in lines[1:] if line.lstrip()[:1].isdigit() and "technical" in line]
    assert sum("failed" in line for line in listed) == TROUBLED
    assert f"{ROWS - len(listed)} more without a problem are not listed here." in told
    assert len(listed) == 5_000 + TROUBLED - 5_000 // 50
    assert lines[-1] == f"{ROWS - TROUBLED} registered · {TROUBLED} failed"
    everything = run(tmp_path, "status", "--json", "--portal", PORTAL, "--database", database).document
    assert len(everything["registrations"]) == ROWS


def test_what_has_a_problem_is_listed_however_late_it_came(shared_ledger_url: str) -> None:
    fill(shared_ledger_url, 120)
    with Ledger(shared_ledger_url, PORTAL, owner="first") as ledger:
        ledger.ask([LATE])
        assert [one.row for one in ledger.listing.outcomes(idle=False, most=10)] == [*range(2, 12), 52, 102]
        # An intent without an outcome is a doubt, and no doubt is left out.
        ledger.intend(ledger.claim(LATE.enterprise_number))
        *_, last = ledger.listing.outcomes(idle=False, most=10)
    assert (last.enterprise_number, last.problem and last.problem.code) == (LATE.enterprise_number, "confirming")
