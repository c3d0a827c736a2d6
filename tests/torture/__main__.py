"""`make torture`: disks that fill up, the listed points, then random moments, and the table of what became of it.

python -m tests.torture --kills 500 --companies 8 --seed 1
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter, deque
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import httpx

from tests.torture.campaign import Campaign, Verdict
from tests.torture.disks import FILLINGS, fill
from tests.torture.points import RANDOM, at_random, listed
from tests.torture.portal import PortalProcess
from tests.torture.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.torture.points import Point

_KILLS_A_COMPANY = 2
_COMPANIES_ALONE = 2
_TRIES = 3
"""Campaigns that begin with a point, until it is given up."""


class Torture:
    """Campaigns, one after another, until the points are used up.

    Args:
        points: in their order; what is left stays there.
        tally: what became of them.
    """

    def __init__(self, points: deque[Point], tally: Tally) -> None:
        self.points = points
        self.tally = tally
        self._missed: Counter[Point] = Counter()

    def campaign(self, folder: Path, *, companies: int, sessions: int) -> None:
        """Kill until the companies are used up or the points are.

        A point that didn't come is left to a later campaign, unless several have begun with it.
        """
        runs: list[Point | None] = []
        with PortalProcess(folder, companies) as portal:
            campaign = Campaign(folder / "runs", portal, portal.companies, SESSIONS=str(sessions))
            try:
                self._kill(campaign, runs)
                verdict = campaign.verdict()
            except (AssertionError, httpx.HTTPError, subprocess.TimeoutExpired) as error:
                verdict = Verdict(broken=[f"{type(error).__name__}: {error}"])
        self.tally.judge(verdict, f"campaign {folder.name}", runs)
        sys.stderr.write(f"{verdict}\n")

    def _kill(self, campaign: Campaign, runs: list[Point | None]) -> None:
        """Note where each run was killed, as soon as it is begun."""
        while self.points and len(runs) < len(campaign.companies) * _KILLS_A_COMPANY:
            point = self.points.popleft()
            start = monotonic()
            runs.append(point)
            found = campaign.kill(point)
            sys.stderr.write(f"{self.tally.kills} {point} {monotonic() - start:.1f} s: {found}\n")
            self.tally.note(point, found)
            if found is None:
                runs[-1] = None
                self._missing(point, first=len(runs) == 1)
            if point.alone or (self.points and self.points[0].alone) or campaign.used_up:
                break

    def _missing(self, point: Point, *, first: bool) -> None:
        """Put a point back, or give it up."""
        self._missed[point] += first
        if self._missed[point] == _TRIES:
            self.tally.give_up(point, _TRIES)
        else:
            self.points.insert(len(self.points) if point.name == RANDOM else 0, point)


def fill_disks(tally: Tally, folder: Path) -> None:
    """Fill up the disks that a run writes to, at several moments."""
    for number, filling in enumerate(FILLINGS):
        filled = fill(filling, folder / str(number))
        if filled is None:
            tally.undone.append("full disks: NOT TRIED, because this user may not mount a file system")
            break
        good = filled.clear and filled.verdict.sound
        end = f"{'ok' if good else 'WRONG':>5} exit {filled.code}, then {filled.verdict.registered} registered"
        tally.disks.append(f"{filling!s:<64} {end}  {filled.said}")
        sys.stderr.write(f"{tally.disks[-1]}\n{filled.verdict}\n")
        tally.judge(filled.verdict, str(filling))
        if not filled.clear:
            tally.wrong.append(f"{filling}: exit {filled.code}, {filled.said}")


def main(words: Sequence[str] | None = None) -> int:
    """Read the flags, torture, print the table; 0 if all was done, and nothing registered twice, lost or stuck."""
    given = _flags().parse_args(words)
    dice = random.Random(given.seed)  # noqa: S311 - to repeat a run, not to keep a secret
    end = monotonic() + 60 * given.minutes
    print(f"seed {given.seed}")  # noqa: T201 - that is what it is for
    points = deque(point for point in listed(dice) if given.listed and given.only in point.name)
    points += (at_random(dice, given.life) for _ in range(given.kills))
    tally, number = Tally(), 0
    torture = Torture(points, tally)
    stopped: list[int] = []
    # Ctrl-C ends it early, with the table of what was done.
    before = signal.signal(signal.SIGINT, lambda number, _frame: stopped.append(number))
    try:
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            if given.disks:
                fill_disks(tally, Path(folder) / "disks")
            while points and monotonic() < end and not stopped:
                number += 1
                torture.campaign(
                    Path(folder) / str(number),
                    companies=_COMPANIES_ALONE if points[0].alone else given.companies,
                    sessions=number % 2 + 1,
                )
    finally:
        signal.signal(signal.SIGINT, before)
    early = "by Ctrl-C" if stopped else f"after {given.minutes:g} minutes"
    tally.end(left=points, random_asked=given.kills, early=early if points else "")
    print(tally.table())  # noqa: T201 - that is what it is for
    return 0 if tally.sound else 1


def _flags() -> argparse.ArgumentParser:
    flags = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    flags.add_argument("--kills", type=int, default=500, help="at random moments, after the listed points")
    flags.add_argument("--companies", type=int, default=8, help="in each campaign")
    flags.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    flags.add_argument("--listed", action=argparse.BooleanOptionalAction, default=True, help="the points with a name")
    flags.add_argument("--disks", action=argparse.BooleanOptionalAction, default=True, help="that fill up")
    flags.add_argument("--only", default="", help="of those, the ones whose name has this in it")
    flags.add_argument("--life", type=float, default=15, help="seconds that a run lives at most, at random moments")
    flags.add_argument("--minutes", type=float, default=600, help="end after so many")
    return flags


if __name__ == "__main__":
    sys.exit(main())
