"""A list of companies, killed again and again, then settled; and the verdict, from what the portal says."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from time import sleep
from typing import TYPE_CHECKING, Any

from batchportal.ledger.guard import UNANSWERED
from tests.cli_process import environment, sheet
from tests.torture.run import Run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.torture.points import Point
    from tests.torture.portal import PortalProcess

_ROUNDS = 5
_SETTLE_SECONDS = "2"
_IMPATIENT = {"BATCHPORTAL_TIMEOUT": "8"}
"""What doesn't answer any more is ended after three times that."""
_STATES = """
    SELECT CASE WHEN state = 'pending' AND intent_at IS NOT NULL THEN 'intended' ELSE state END FROM registrations
"""


@dataclass(slots=True)
class Verdict:
    """What a campaign has come to.

    Attributes:
        duplicates: companies registered twice, or confirmed again after they were.
        losses: registered at the portal, and not, or with another number, in the ledger.
        stuck: companies that weren't settled in the end.
        confirms: requests to confirm that arrived.
        registered: technical users at the portal.
        left_over: processes that a killed run left behind.
        unlocked: how often a person had to unlock the login, because two runs in a row were killed while the portal
            had the password.
        by_runs: technical users that each of the runs that were to be killed has made, in their order.
        broken: what ended the campaign before it was settled.
    """

    duplicates: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    confirms: int = 0
    registered: int = 0
    left_over: list[str] = field(default_factory=list)
    unlocked: int = 0
    by_runs: list[int] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing went wrong."""
        return not self.troubles

    @property
    def troubles(self) -> dict[str, list[str]]:
        """What went wrong, by kind; empty if nothing did."""
        kinds = {
            "registered twice": self.duplicates,
            "lost": self.losses,
            "stuck": self.stuck,
            "left over": self.left_over,
            "broken off": self.broken,
        }
        return {kind: found for kind, found in kinds.items() if found}

    @property
    def wrong(self) -> str:
        """The same, as text."""
        return "; ".join(f"{len(found)} {kind} ({', '.join(found)})" for kind, found in self.troubles.items())


class Campaign:
    """Companies of one portal, one ledger, and any number of runs.

    Args:
        folder: of its own.
        portal: where they are registered.
        companies: their numbers.
        settings: as environment variables, without the prefix.
    """

    def __init__(self, folder: Path, portal: PortalProcess, companies: tuple[str, ...], **settings: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.portal, self.companies = folder, portal, companies
        self.ledger = folder / "ledger.db"
        self.left_over: list[str] = []
        self.unlocked = 0
        self._there: list[int] = []
        sheet(folder, *((number, f"torture{number[1:].replace('.', '')}") for number in companies))
        usual = {
            "PORTAL": portal.url,
            "DATABASE": f"sqlite:///{self.ledger}",
            "OUTPUT": str(folder / "output"),
            "USERNAME": "demo",
            "PASSWORD": "tR7v-Kq2W9-mXz4",
            "SETTLE": _SETTLE_SECONDS,
        }
        named = {f"BATCHPORTAL_{name}": value for name, value in {**usual, **settings}.items()}
        self.variables = environment(folder, **named)

    def begin(self, **settings: str) -> Run:
        """Start `batchportal register`, with settings as environment variables that this run alone has."""
        run = Run(
            self.folder, {**self.variables, **settings}, "register", "companies.csv", "--yes", "--json", "--verbose"
        )
        self.portal.stream = run.stream
        run.ledger = self.ledger
        return run

    def kill(self, point: Point) -> str | None:
        """Begin a run and kill it at a point; what the ledger says then, None if the run ended before.

        A run whose browser or driver alone was killed goes on to its end by itself.
        """
        self._there.append(self._registered())
        try:
            with self.begin(**(_IMPATIENT if point.halts else {})) as run:
                if point.hold:
                    self.portal.hold(point.hold, run.stream)
                if not point.when(run) or run.process.poll() is not None or not run.kill(point.target):
                    self.portal.release()
                    run.wait()
                    if any(UNANSWERED in line or "login unlock" in line for line in run.lines):
                        self.unlock()
                    return None
                found = self.states()
                if point.hold:
                    sleep(point.release)
                    self.portal.release()
                if point.alone:
                    run.wait()
                self.left_over += run.left_over()
                return found
        finally:
            self.portal.stream = None

    def states(self) -> str:
        """What the ledger's file says at this moment, read from a copy: reading it in place would mend it."""
        copy = self.folder / "copy"
        copy.mkdir(exist_ok=True)
        for file in self.folder.glob("ledger.db*"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(file, copy / file.name)
        try:
            with contextlib.closing(sqlite3.connect(copy / "ledger.db")) as connection:
                counted = Counter(state for (state,) in connection.execute(_STATES))
        except sqlite3.Error:
            return "no ledger"
        finally:
            shutil.rmtree(copy)
        return " ".join(f"{number} {state}" for state, number in sorted(counted.items())) or "empty"

    @property
    def used_up(self) -> bool:
        """Whether every company is registered, so that there is nothing left to kill."""
        return self.states() == f"{len(self.companies)} registered"

    def settle(self) -> dict[str, Any]:
        """Run and reconcile until nothing is left to do; the last document, by enterprise number."""
        for _ in range(_ROUNDS):
            rows = self._told("register", "companies.csv", "--yes", "--json")
            if any(row["error"] and row["error"]["code"] == UNANSWERED for row in rows.values()):
                self.unlock()
            if all(row["state"] in ("registered", "already_registered") for row in rows.values()):
                break
            if any(row["state"] == "unknown" for row in rows.values()):
                self._told("reconcile", "--json")
        return rows

    def unlock(self) -> None:
        """What only a person may do: let a login be tried again."""
        self.unlocked += 1
        with Run(self.folder, self.variables, "login", "unlock", "default") as run:
            run.wait()

    def _told(self, *words: str) -> dict[str, Any]:
        with Run(self.folder, self.variables, *words) as run:
            run.wait()
            run.stream.over.set()
            try:
                return {row["enterprise_number"]: row for row in run.document["registrations"]}
            except ValueError:
                raise AssertionError(f"{words[0]} ended with {run.process.returncode}: {''.join(run.lines)}") from None

    def verdict(self) -> Verdict:
        """Settle, and compare the ledger with the portal's truth."""
        self._there.append(self._registered())
        rows = self.settle()
        verdict = judge(self.portal.truth(), rows, self.companies)
        verdict.left_over, verdict.unlocked = self.left_over, self.unlocked
        verdict.by_runs = [after - before for before, after in pairwise(self._there)]
        return verdict

    def _registered(self) -> int:
        """How many of them have a technical user at the portal."""
        there = {entry["enterprise_number"] for entry in self.portal.truth()["registrations"]}
        return len(there.intersection(self.companies))


def judge(truth: dict[str, Any], rows: dict[str, Any], companies: tuple[str, ...]) -> Verdict:
    """Compare what the portal did with what the ledger says of these companies."""
    verdict = Verdict()
    for number in companies:
        there = [entry for entry in truth["registrations"] if entry["enterprise_number"] == number]
        sent = [one["committed"] for one in truth["confirms"] if one["enterprise_number"] == number]
        verdict.confirms += len(sent)
        verdict.registered += len(there)
        # Once the portal has registered a company, no further confirmation may ever arrive.
        if len(there) > 1 or True in sent[:-1]:
            verdict.duplicates.append(f"{number}: {len(there)} users, confirmations {sent}")
        row = rows.get(number, {"state": "missing", "sender_number": None})
        if row["state"] != "registered":
            verdict.stuck.append(f"{number}: {row}")
        elif [entry["sender_number"] for entry in there] != [row["sender_number"]]:
            verdict.losses.append(f"{number}: {row['sender_number']} in the ledger, {there} at the portal")
    return verdict
