"""`make portals`: walks every portal of others and prints what holds; exits with 1 where something doesn't."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tests.portals.contract import walk
from tests.portals.visits import SITES

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk what is asked for; 1 where a check doesn't hold."""
    parser = argparse.ArgumentParser(prog="make portals", description="Walk the portals of others.")
    parser.add_argument("sites", nargs="*", metavar="SITE", help=f"only these: {', '.join(SITES)}")
    parser.add_argument("--jobs", type=int, default=2, help="portals at a time")
    asked = parser.parse_args(arguments)
    sites = asked.sites or SITES
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(asked.jobs, mp_context=multiprocessing.get_context("spawn")) as processes,
    ):
        folders = [Path(folder, site) for site in sites]
        for one in folders:
            one.mkdir()
        checks = wrong = 0
        for site, results in zip(sites, processes.map(walk, sites, folders), strict=True):
            checks += len(results)
            wrong += sum(map(bool, results.values()))
            for check, said in results.items():
                sys.stdout.write(f"{site:24} {check:28} {'ok' if not said else f'WRONG: {said}'}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(sites)} portals, {checks} checks, {wrong} wrong\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
