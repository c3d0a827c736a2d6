"""`make endurance`: hundreds of companies in one run; memory as it goes, renewed browsers, and processes left behind.

python -m tests.endurance --companies 300 --every 25

Then three short runs that are ended in the middle: by Ctrl-C, by SIGTERM, and by kill -9 of the command alone.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import psutil

from tests.endurance.kin import Kin
from tests.torture.campaign import Campaign
from tests.torture.points import on
from tests.torture.portal import PortalProcess
from tests.torture.run import LONGEST_RUN

if TYPE_CHECKING:
    from tests.torture.happenings import Happening
    from tests.torture.run import Run

_MEGA = 1024 * 1024
_GONE_SECONDS = 20
_ENDED = (("Ctrl-C", signal.SIGINT), ("SIGTERM", signal.SIGTERM), ("kill -9 of the command", signal.SIGKILL))
_AT = 3
"""The company during which a short run is ended."""


def main() -> int:
    """Run, print what was seen; 0 if all are registered once and nothing is left behind."""
    flags = argparse.ArgumentParser(prog="python -m tests.endurance", description=__doc__)
    flags.add_argument("--companies", type=int, default=300)
    flags.add_argument("--sessions", type=int, default=1)
    flags.add_argument("--every", type=int, default=25, help="companies between two looks at memory")
    given = flags.parse_args()
    with tempfile.TemporaryDirectory(prefix="endurance-") as name:
        sound = _long(Path(name) / "long", given.companies, given.sessions, given.every)
        return 0 if _ended(Path(name) / "ended") and sound else 1


@dataclass(slots=True)
class Course:
    """How a long run goes.

    Attributes:
        run: that is watched.
        kin: its processes, also those whose parents have died.
        every: companies between two looks at memory.
        settled: companies so far.
        most: megabytes at any look.
        zombies: at the last look.
        lasting: zombies at two looks in a row: nobody ever asks for their exit codes.
    """

    run: Run
    kin: Kin
    every: int
    start: float = field(default_factory=monotonic)
    settled: int = 0
    most: float = 0.0
    zombies: set[psutil.Process] = field(default_factory=set)
    lasting: set[psutil.Process] = field(default_factory=set)

    def follow(self) -> int:
        """Watch until its end; its exit code."""
        self.run.watch("settled")
        self.run.stream.until(self._look, seconds=24 * 3600)
        return self.run.wait()

    def _look(self, happening: Happening) -> bool:
        if happening.kind == "settled":
            self.settled += 1
            if self.settled % self.every == 0:
                self._measure()
        return False

    def _measure(self) -> None:
        self.kin.look()
        alive = list(self.kin.alive)
        own, together = (
            _megabytes([process for process in alive if process.pid == self.run.process.pid]),
            _megabytes(alive),
        )
        self.most = max(self.most, together)
        self.lasting |= self.zombies & self.kin.zombies
        self.zombies = set(self.kin.zombies)
        _say(
            f"{self.settled:>5} companies {monotonic() - self.start:7.0f} s {own:6.0f} MB of Python, "
            f"{together:6.0f} MB in all, {len(alive)} processes, {len(self.zombies)} of them zombies; so far {self.kin}"
        )


def _long(folder: Path, companies: int, sessions: int, every: int) -> bool:
    """One run over all of them."""
    with PortalProcess(folder, companies) as portal:
        campaign = Campaign(folder / "runs", portal, portal.companies, SESSIONS=str(sessions))
        with campaign.begin() as run, _kin(campaign, run) as kin:
            course = Course(run, kin, every)
            code = course.follow()
            left = kin.left(_GONE_SECONDS)
        verdict = campaign.verdict()
    _say(
        f"{companies} companies in {monotonic() - course.start:.0f} s: exit code {code}, {verdict.registered} "
        f"registered, {verdict.confirms} confirm requests, {len(verdict.duplicates)} duplicates, "
        f"{len(verdict.losses)} losses, {len(verdict.stuck)} stuck; {course.most:.0f} MB at most; "
        f"{kin}, {len(course.lasting)} that lasted; left behind: {left or 'nothing'}"
    )
    # Whoever follows nobody finds nobody.
    return verdict.sound and code == 0 and not left and not course.lasting and bool(kin.browsers and kin.drivers)


def _ended(folder: Path) -> bool:
    """Short runs that don't come to their end by themselves."""
    sound = True
    for name, number in _ENDED:
        with PortalProcess(folder / number.name, 2 * _AT) as portal:
            campaign = Campaign(folder / number.name / "runs", portal, portal.companies)
            with campaign.begin() as run, _kin(campaign, run) as kin:
                assert on("settled", occurrence=_AT)(run)
                _end(run, number)
                run.process.wait(LONGEST_RUN)
                left = kin.left(_GONE_SECONDS)
            verdict = campaign.verdict()
        code = run.process.returncode
        _say(f"ended by {name}: exit code {code}; {kin}; left behind: {left or 'nothing'}; then {verdict}")
        sound &= verdict.sound and not left and bool(kin.browsers and kin.drivers)
    return sound


def _end(run: Run, number: signal.Signals) -> None:
    if number is signal.SIGINT:
        # A terminal sends Ctrl-C to every process of the group.
        os.killpg(run.process.pid, number)
    else:
        run.process.send_signal(number)


def _kin(campaign: Campaign, run: Run) -> Kin:
    """The processes of a run: no other has the folder of its evidence."""
    name = "BATCHPORTAL_OUTPUT"
    return Kin(run.process.pid, (name, campaign.variables[name]))


def _megabytes(processes: list[psutil.Process]) -> float:
    """The memory that these have to themselves, with their share of what they share."""
    total = 0
    for process in processes:
        try:
            total += process.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return total / _MEGA


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
