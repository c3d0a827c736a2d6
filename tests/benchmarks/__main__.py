"""`make bench`: batchportal against a naive script, on the same stub, in one run, taking turns.

    python -m tests.benchmarks [--companies N] [--rounds N] [--latency MS …] [--sessions N …] [--save]

Prints the table that README shows; `--save` also appends the figures to `tests/benchmarks/figures.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
from rich.console import Console
from rich.table import Table

from batchportal import __version__, chromium, demo
from batchportal.stub import StubPortal
from tests.benchmarks.measure import Measured, run
from tests.benchmarks.portal import portal_process

FIGURES = Path(__file__).parent / "figures.jsonl"
NAIVE = Path(__file__).parent / "naive.py"
_WIDTH = 110
"""Of the table, in letters, whoever reads it."""


@dataclass(slots=True)
class Contender:
    """One way of doing it, and what its runs took."""

    name: str
    latency: int
    sessions: int
    browser: str
    companies: int
    keep: bool = False
    """Whether the script keeps its browser and its log-in."""
    runs: list[Measured] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)

    @property
    def naive(self) -> bool:
        """Whether this is the yardstick."""
        return self.sessions == 0

    def per_minute(self) -> float:
        """Registrations a minute, the median of its rounds, start-up included."""
        return statistics.median(60 * self.companies / run.seconds for run in self.runs)

    def cpu(self) -> float:
        """CPU seconds a registration, start-up included."""
        return statistics.median(run.cpu_seconds / self.companies for run in self.runs)

    def memory(self) -> float:
        """Peak megabytes of the whole tree of processes."""
        return statistics.median(run.peak_megabytes for run in self.runs)


def main() -> None:
    """Measure and print."""
    options = _options()
    console = Console(stderr=True)
    contenders = _contenders(options)
    with tempfile.TemporaryDirectory() as folder:
        for round_number in range(options.rounds):
            for contender in contenders:
                console.print(f"round {round_number + 1}: {contender.name}, {contender.latency} ms", style="dim")
                _measure(contender, Path(folder) / f"{round_number}-{contenders.index(contender)}")
    Console(width=_WIDTH).print(_table(contenders))
    if options.save:
        _save(contenders, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "--companies", type=int, default=12, help="registrations of each session, which begins with a log-in"
    )
    parser.add_argument("--naive-companies", type=int, default=4, help="registrations a run of the naive script")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--latency", type=int, nargs="+", default=[0, 200], help="milliseconds that a page takes")
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 4, 8])
    parser.add_argument("--save", action="store_true")
    return parser.parse_args()


def _contenders(options: argparse.Namespace) -> list[Contender]:
    """The naive script with the very browser that batchportal takes, and with a full one where there is one."""
    shell = str(chromium.require())
    full = chromium.find(headed=True)
    browsers = dict.fromkeys([shell, *([str(full)] if full else [])])
    return [
        contender
        for latency in options.latency
        for contender in (
            *(
                Contender(f"naive script, {Path(browser).name}", latency, 0, browser, options.naive_companies)
                for browser in browsers
            ),
            Contender("the same, browser and log-in kept", latency, 0, shell, options.companies, keep=True),
            *(
                Contender(f"batchportal, {_sessions(sessions)}", latency, sessions, shell, options.companies * sessions)
                for sessions in options.sessions
            ),
        )
    ]


def _sessions(number: int) -> str:
    return "1 session" if number == 1 else f"{number} sessions"


def _measure(contender: Contender, folder: Path) -> None:
    folder.mkdir()
    known = len(StubPortal().companies)
    companies = StubPortal(companies=known + contender.companies).companies[known:]
    with portal_process(companies=known + contender.companies, latency_ms=contender.latency) as portal:
        scene = demo.set_up(folder, portal.url, companies)
        if contender.naive:
            command = [sys.executable, str(NAIVE), portal.url, str(scene.companies), portal.username, portal.password]
            command += [contender.browser, *(["--keep"] if contender.keep else [])]
        else:
            command = [sys.executable, "-m", "batchportal", "register", str(scene.companies), "--yes", "--json"]
            command += ["--portal", portal.url, "--sessions", str(contender.sessions)]
            command += ["--database", f"sqlite:///{folder / 'ledger.db'}", "--output", str(folder / "output")]
        environment = {"BATCHPORTAL_USERNAME": portal.username, "BATCHPORTAL_PASSWORD": portal.password}
        before = httpx.get(f"{portal.url}_truth").json()["requests"]
        measured = run(command, environment, folder / "stderr.log")
        truth = httpx.get(f"{portal.url}_truth").json()
    if measured.exit_code or len(truth["registrations"]) != contender.companies:
        log = (folder / "stderr.log").read_text()[-2000:]
        sys.exit(f"{contender.name}: exit {measured.exit_code}, {len(truth['registrations'])} registered\n{log}")
    contender.runs.append(measured)
    contender.requests.append((truth["requests"] - before) / contender.companies)


def _table(contenders: list[Contender]) -> Table:
    table = Table(title=f"batchportal {__version__}, {psutil.cpu_count()} cores, Python {platform.python_version()}")
    for heading in ("latency", "way", "a minute", "x naive", "CPU s", "MB", "requests"):
        table.add_column(heading, justify="left" if heading == "way" else "right", no_wrap=True)
    for contender in contenders:
        yardstick = next(other for other in contenders if other.naive and other.latency == contender.latency)
        table.add_row(
            f"{contender.latency} ms",
            contender.name,
            f"{contender.per_minute():.1f}",
            f"{contender.per_minute() / yardstick.per_minute():.1f} x",
            f"{contender.cpu():.2f}",
            f"{contender.memory():.0f}",
            f"{statistics.median(contender.requests):.0f}",
        )
    return table


def _save(contenders: list[Contender], options: argparse.Namespace) -> None:
    with FIGURES.open("a", encoding="utf-8") as file:
        for contender in contenders:
            line = {
                "date": time.strftime("%Y-%m-%d"),
                "version": __version__,
                "way": contender.name,
                "latency_ms": contender.latency,
                "sessions": contender.sessions,
                "companies": contender.companies,
                "rounds": options.rounds,
                "per_minute": round(contender.per_minute(), 1),
                "cpu_seconds_each": round(contender.cpu(), 3),
                "peak_megabytes": round(contender.memory()),
                "requests_each": round(statistics.median(contender.requests), 1),
            }
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
