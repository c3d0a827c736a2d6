"""What became of all kills: the table, and what is wrong or was not done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.torture.points import RANDOM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.torture.campaign import Verdict
    from tests.torture.points import Point


@dataclass(slots=True)
class Line:
    """What became of one point's kills.

    Attributes:
        kills: how many there were.
        missed: tries in which the moment never came.
        found: states that the ledger told of right after the kill.
    """

    kills: int = 0
    missed: int = 0
    found: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Tally:
    """What became of all.

    Attributes:
        lines: by point.
        verdicts: of all campaigns.
        disks: what became of the full ones, as lines.
        wrong: what went wrong, as sentences.
        undone: what was asked for and not done, as sentences: a run that proves less than it was to is not sound.
    """

    lines: defaultdict[str, Line] = field(default_factory=lambda: defaultdict(Line))
    verdicts: list[Verdict] = field(default_factory=list)
    disks: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many there were."""
        return sum(line.kills for line in self.lines.values())

    @property
    def random_kills(self) -> int:
        """How many of them were at random moments."""
        return sum(line.kills for name, line in self.lines.items() if name.startswith(RANDOM))

    @property
    def sound(self) -> bool:
        """Whether all was done, and nothing went wrong."""
        return not (self.wrong or self.undone)

    def note(self, point: Point, found: str | None) -> None:
        """One run that was to be killed at a point, and what the ledger said then; None if the moment never came."""
        line = self.lines[str(point)]
        line.kills += found is not None
        line.missed += found is None
        line.found |= {word for word in (found or "").split() if not word.isdigit()}

    def give_up(self, point: Point, tries: int) -> None:
        """A point that is tried no more."""
        # Too few random kills are counted at the end, all at once.
        if point.name != RANDOM:
            self.undone.append(f"{point} never struck, in {tries} campaigns that began with it")

    def judge(self, verdict: Verdict, name: str) -> None:
        """Add a campaign's verdict.

        Args:
            verdict: of the campaign.
            name: what tells it from the others.
        """
        self.verdicts.append(verdict)
        if not verdict.sound:
            self.wrong.append(f"{name}: {verdict.wrong}")

    def end(self, *, left: Sequence[Point], random_asked: int, early: str = "") -> None:
        """Say what was not done.

        Args:
            left: points that nobody came to.
            random_asked: how many kills at random moments were asked for.
            early: why it ended before its time, if it did.
        """
        if early:
            self.undone.append(f"ended early, {early}: {len(left)} moments left")
        elif self.random_kills < random_asked:
            self.undone.append(f"{self.random_kills} kills at random moments, of {random_asked} asked for")
        if not (self.kills or self.disks):
            self.undone.append("nothing at all")

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
        rows += ["", ", ".join(f"{number} {name}" for name, number in sums.items())]
        rows += [f"WRONG: {sentence}" for sentence in self.wrong]
        rows += [f"NOT DONE: {sentence}" for sentence in self.undone]
        return "\n".join(rows)
