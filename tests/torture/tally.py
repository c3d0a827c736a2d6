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

_LEGEND = (
    "missed: tries in which the moment never came. by it: companies registered by the runs that were killed there. "
    "later: by\nlater runs of the same campaigns. in the end: what the portal and the ledger said once all was settled."
)


@dataclass(slots=True)
class Line:
    """What became of one point's kills.

    Attributes:
        kills: how many there were.
        missed: tries in which the moment never came.
        found: states that the ledger told of right after the kill.
        by_it: companies that the killed runs had registered.
        later: companies that later runs of the same campaign registered.
        ends: what became of the companies once all was settled.
    """

    kills: int = 0
    missed: int = 0
    found: set[str] = field(default_factory=set)
    by_it: int = 0
    later: int = 0
    ends: set[str] = field(default_factory=set)


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

    def judge(self, verdict: Verdict, name: str, runs: Sequence[Point | None] = ()) -> None:
        """Add a campaign's verdict, also to the points that it had.

        Args:
            verdict: of the campaign.
            name: what tells it from the others.
            runs: where each of its runs was killed, in their order; None if its moment never came.
        """
        self.verdicts.append(verdict)
        for number, point in enumerate(runs, start=1):
            if point is not None:
                line = self.lines[str(point)]
                line.by_it += sum(verdict.by_runs[number - 1 : number])
                line.later += verdict.registered - sum(verdict.by_runs[:number])
                line.ends |= set(verdict.troubles) or {"settled"}
        if not verdict.sound:
            killed = f", killed at {'; '.join(str(point) for point in runs if point)}" if any(runs) else ""
            self.wrong.append(f"{name}{killed}: {verdict.wrong}")

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
        rows = [_LEGEND, _row("kill point", "kills", "missed", "by it", "later", "in the end", "the ledger said")]
        for name, line in self.lines.items():
            ends, found = (", ".join(sorted(words)) for words in (line.ends, line.found))
            rows.append(_row(name, line.kills, line.missed, line.by_it, line.later, ends or "-", found or "-"))
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


def _row(name: str, *figures: int | str) -> str:
    *numbers, ends, found = figures
    return f"{name:<56} {''.join(f'{number:>7}' for number in numbers)}  {ends:<10}  {found}"
