"""`make fleet`: four workers on PostgreSQL, two of them killed every few seconds, 200 companies."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests import postgres
from tests.fleet.killing import Plan, run


def main() -> int:
    """Run it, print the figures; 0 if workers were killed and nothing was registered twice or lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.fleet", description=__doc__)
    parser.add_argument("--companies", type=int, default=200)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--mortal", type=int, default=2, help="how many of them are killed")
    parser.add_argument("--every", type=float, nargs=2, default=(2.0, 8.0), help="seconds between two kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=3600.0, help="seconds until it is given up")
    given = parser.parse_args()
    plan = Plan(given.companies, given.workers, given.mortal, tuple(given.every), given.seed, given.patience)
    with postgres.server() as server, postgres.database(server) as url:
        folder = Path(tempfile.mkdtemp(prefix="batchportal-fleet-"))
        result = run(plan, url, folder)
    sys.stdout.write(f"{result}\nLogs and evidence: {folder}\n")
    return 0 if result.sound else 1


if __name__ == "__main__":
    sys.exit(main())
