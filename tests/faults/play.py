"""Plays cells of the table: runs of the main job against a stub portal, a company a cell."""

from __future__ import annotations

import asyncio
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from batchportal import app
from batchportal.models import Channel, Progress, State
from batchportal.runs import Run
from batchportal.stub import StubPortal
from tests.faults.table import LOOKING, Fate
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from batchportal.models import Outcome, Registration
    from tests.conftest import RunAsync
    from tests.faults.table import Cell

T = TypeVar("T")

_SOON = (0.2, 0.4)
_EVERYWHERE = ("Dimona", "DmfAPPL")
_DEMO = 11
"""So many names the demonstration's companies have; those that are made up after them can all be registered."""
# Shorter than the slow answers of the table that are to be too slow, and long enough for a machine with other work.
_TIMEOUT = 12.0


@dataclass(frozen=True)
class Played:
    """A cell, what became of it, and whether the fault was met."""

    cell: Cell
    fate: Fate
    met: bool
    message: str

    @property
    def good(self) -> bool:
        """Whether it is what the table says."""
        return self.met and self.cell.fate.fits(self.fate)

    def __str__(self) -> str:
        if self.good:
            return f"ok    {self.cell} {self.fate}"
        wanted = f"expected {self.cell.fate}" if self.met else "THE FAULT NEVER STRUCK"
        return f"WRONG {self.cell} {self.fate}   {wanted}   {self.message}"


def play(cells: Sequence[Cell], folder: Path, run_async: RunAsync) -> list[Played]:
    """Play cells of one skin, one after the other in one run. Those that stand `alone` must come one at a time.

    Args:
        cells: a company each.
        folder: an empty one.
        run_async: runs a coroutine.
    """
    (skin,) = {cell.skin for cell in cells}
    # None is a company without a fault, ahead of what doesn't mean the first one.
    plan = [*([None] if cells[0].later else []), *cells]
    with StubPortal(skin=skin, companies=_DEMO + 1 + len(plan)) as portal:
        runs = Runs(portal, folder, run_async)
        rows = [_row(row, cell) for row, cell in zip(runs.rows(len(plan), after=_DEMO), plan, strict=True)]
        met: list[bool] = []

        def begin() -> None:
            cell = plan[len(met)] if len(met) < len(plan) else None
            if cell is not None and cell.step in LOOKING:
                portal.fault("confirm", "commit_then_drop")
            if cell is not None:
                portal.fault(cell.step, cell.kind, cell.count)

        def watch(progress: Progress) -> None:
            runs.told.append(progress)
            if progress.kind == "state":
                met.append(_struck(portal, plan[len(met)]))
                portal.world.faults.clear()
                begin()

        begin()
        settings = runs.settings(timeout=_TIMEOUT)
        run = run_async(app.register(settings, rows, dry_run=False, report=watch))
        met += [False] * (len(plan) - len(met))
        return [
            Played(cell, _fate(portal, run, outcome), struck, outcome.problem.message if outcome.problem else "")
            for cell, outcome, struck in zip(plan, run.outcomes, met, strict=True)
            if cell is not None
        ]


def _row(row: Registration, cell: Cell | None) -> Registration:
    """A row for a cell: with files where they matter, over another channel everywhere else."""
    row = replace(row, applications=_EVERYWHERE)
    if cell is not None and cell.step == "channel":
        return row
    return replace(row, channel=Channel.FTP, ssh_public_key=None, certificate=None)


def _struck(portal: StubPortal, cell: Cell | None) -> bool:
    """Whether the fault was met at least once, and the one before it, if there is one."""
    if cell is None:
        return True
    waiting = portal.world.faults.waiting()
    return not waiting or waiting[0]["count"] < cell.count


def _fate(portal: StubPortal, run: Run, outcome: Outcome) -> Fate:
    """What became of a row, as if the run had been its own."""
    alone = Run(run.portal, (outcome,), run.refusal if outcome.state is State.PENDING else None)
    truth = portal.truth()
    number = outcome.enterprise_number.dotted
    confirms = [one for one in truth["confirms"] if one["enterprise_number"] == number]
    registered = [one for one in truth["registrations"] if one["enterprise_number"] == number]
    code = outcome.problem.code if outcome.problem else None
    if outcome.state is State.REGISTERED:
        assert outcome.sender_number is not None
        assert [one["sender_number"] for one in registered] == [outcome.sender_number.digits]
    return Fate(outcome.state, code, len(confirms), alone.exit_code)


def play_alone(group: list[Cell]) -> list[Played]:
    """Play one run in a process of its own, with little patience between tries: the table is long."""
    with tempfile.TemporaryDirectory() as folder:
        _leave_the_person_alone(Path(folder))
        app.PATIENCE = _SOON
        return play(group, Path(folder), _run)


def _run(coroutine: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(coroutine)


def _leave_the_person_alone(folder: Path) -> None:
    """No setting, keyring or data folder of the person who runs this is ever touched."""
    for name in [name for name in os.environ if name.startswith("BATCHPORTAL_")]:
        del os.environ[name]
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
