"""`make faults`: plays the whole table and prints it as it goes; exits with 1 where something else came of it."""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TYPE_CHECKING

from batchportal.stub.skins import NAMES
from tests.faults.play import play_alone
from tests.faults.table import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.faults.table import Cell

_TOGETHER = 14
"""Companies a run."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Play what is asked for; 1 where something else came of it than the table says."""
    parser = argparse.ArgumentParser(prog="make faults", description="Play the table of faults.")
    parser.add_argument("--skin", action="append", choices=NAMES, help="only on this skin")
    parser.add_argument("--kind", action="append", help="only this kind, without what follows a colon")
    parser.add_argument("--step", action="append", help="only on this page")
    parser.add_argument("--jobs", type=int, default=2, help="runs at a time")
    asked = parser.parse_args(arguments)
    chosen = [
        cell
        for cell in cells(tuple(asked.skin or NAMES))
        if (not asked.kind or cell.kind.partition(":")[0] in asked.kind) and (not asked.step or cell.step in asked.step)
    ]
    wrong = played = 0
    with ProcessPoolExecutor(asked.jobs, mp_context=multiprocessing.get_context("spawn")) as processes:
        runs = [processes.submit(play_alone, group) for group in _groups(chosen)]
        for run in as_completed(runs):
            for one in run.result():
                played += 1
                wrong += not one.good
                sys.stdout.write(f"{one}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{played} cells of {len(chosen)} played, {wrong} wrong\n")
    return 1 if wrong or played < len(chosen) else 0


def _groups(chosen: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The cells of each run."""
    for _, skin in itertools.groupby(chosen, key=lambda cell: cell.skin):
        of_skin = list(skin)
        together = [cell for cell in of_skin if not cell.alone]
        yield from ([cell] for cell in of_skin if cell.alone)
        yield from (together[start : start + _TOGETHER] for start in range(0, len(together), _TOGETHER))


if __name__ == "__main__":
    sys.exit(main())
