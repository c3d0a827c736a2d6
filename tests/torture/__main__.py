"""`make torture`: disks that fill up, the listed points, then random moments, and the table of what became of it.

python -m tests.torture --kills 500 --companies 8 --seed 1
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
from collections import defaultdict, deque
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from tests.torture.campaign import Campaign
from tests.torture.disks import FILLINGS, fill
from tests.torture.points import RANDOM, at_random, listed
from tests.torture.portal import PortalProcess

if TYPE_CHECKING:
    from tests.torture.campaign import Verdict
    from tests.torture.points import Point

_KILLS_A_COMPANY = 2
_COMPANIES_ALONE = 2


@dataclass(slots=True)
class Line:
    """What became of one point's kills."""

    kills: int = 0
    missed: int = 0
    found: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Tally:
    """What became of all."""

    lines: defaultdict[str, Line] = field(default_factory=lambda: defaultdict(Line))
    verdicts: list[Verdict] = field(default_factory=list)
    disks: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many there were."""
        return sum(line.kills for line in self.lines.values())

    def note(self, point: Point, found: str | None) -> None:
        """One run that was to be killed at a point, and what the ledger said then."""
        line = self.lines[f"{point.name} [{point.target}]"]
        line.kills += found is not None
        line.missed += found is None
        line.found |= {word for word in (found or "").split() if not word.isdigit()}

    def table(self) -> str:
        """The kill points and their outcomes, as text."""
        rows = [f"{'kill point':<64} {'kills':>5} {'missed':>6}  the ledger said"]
        rows += [
            f"{name:<64} {line.kills:>5} {line.missed:>6}  {' '.join(sorted(line.found))}"
            for name, line in self.lines.items()
        ]
        rows += self.disks
        sums = {
            "kills": self.kills,
            "campaigns": len(self.verdicts),
            "registered": sum(one.registered for one in self.verdicts),
            "confirm requests": sum(one.confirms for one in self.verdicts),
            "duplicates": sum(len(one.duplicates) for one in self.verdicts),
            "losses": sum(len(one.losses) for one in self.verdicts),
            "stuck": sum(len(one.stuck) for one in self.verdicts),
            "times unlocked": sum(one.unlocked for one in self.verdicts),
            "processes left over": sum(len(one.left_over) for one in self.verdicts),
        }
        return "\n".join([*rows, "", ", ".join(f"{number} {name}" for name, number in sums.items())])


def torture(tally: Tally, points: deque[Point], *, companies: int, sessions: int, folder: Path) -> bool:
    """One campaign: kill until its companies are used up or the points are; whether all went well.

    A point that didn't come is left to a later campaign, unless this one began with it.
    """
    done = 0
    with PortalProcess(folder, companies) as portal:
        campaign = Campaign(folder / "runs", portal, portal.companies, SESSIONS=str(sessions))
        while points and done < companies * _KILLS_A_COMPANY:
            point = points.popleft()
            start = monotonic()
            found = campaign.kill(point)
            again = found is None and bool(done)
            sys.stderr.write(f"{tally.kills} {point.name} [{point.target}] {monotonic() - start:.1f} s: {found}\n")
            if again:
                points.insert(len(points) if point.name == RANDOM else 0, point)
            else:
                tally.note(point, found)
            done += 1
            if point.alone or (points and points[0].alone) or campaign.used_up:
                break
        verdict = campaign.verdict()
    tally.verdicts.append(verdict)
    sys.stderr.write(f"{verdict}\n")
    return bool(done) and verdict.sound


def fill_disks(tally: Tally, folder: Path) -> bool:
    """Fill up the disks that a run writes to, at several moments; whether all went well."""
    sound = True
    for number, filling in enumerate(FILLINGS):
        filled = fill(filling, folder / str(number))
        if filled is None:
            tally.disks.append("full disks: NOT TRIED, because this user may not mount a file system")
            break
        good = filled.clear and filled.verdict.sound
        tally.disks.append(f"{filling!s:<64} {'ok' if good else 'WRONG':>5} exit {filled.code}  {filled.said}")
        sys.stderr.write(f"{tally.disks[-1]}\n{filled.verdict}\n")
        tally.verdicts.append(filled.verdict)
        sound &= good
    return sound


def main() -> int:
    """Read the flags, torture, print the table; 0 if nothing was registered twice, lost or stuck."""
    flags = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    flags.add_argument("--kills", type=int, default=500, help="at random moments, after the listed points")
    flags.add_argument("--companies", type=int, default=8, help="in each campaign")
    flags.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    flags.add_argument("--listed", action=argparse.BooleanOptionalAction, default=True, help="the points with a name")
    flags.add_argument("--disks", action=argparse.BooleanOptionalAction, default=True, help="that fill up")
    flags.add_argument("--only", default="", help="of those, the ones whose name has this in it")
    flags.add_argument("--life", type=float, default=15, help="seconds that a run lives at most, at random moments")
    flags.add_argument("--minutes", type=float, default=600, help="end after so many")
    given = flags.parse_args()
    dice = random.Random(given.seed)  # noqa: S311 - to repeat a run, not to keep a secret
    end = monotonic() + 60 * given.minutes
    print(f"seed {given.seed}")  # noqa: T201 - that is what it is for
    tally, sound, number = Tally(), True, 0
    stopped: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: stopped.append(number))
    points = deque(point for point in listed(dice) if given.listed and given.only in point.name)
    points += (at_random(dice, given.life) for _ in range(given.kills))
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        if given.disks:
            sound &= fill_disks(tally, Path(folder) / "disks")
        # Ctrl-C ends it early, with the table of what was done.
        while points and monotonic() < end and not stopped:
            number += 1
            sound &= torture(
                tally,
                points,
                companies=_COMPANIES_ALONE if points[0].alone else given.companies,
                sessions=number % 2 + 1,
                folder=Path(folder) / str(number),
            )
    print(tally.table())  # noqa: T201 - that is what it is for
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
