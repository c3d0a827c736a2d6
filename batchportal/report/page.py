"""Writes the report: one HTML page without scripts, with pictures linked from where they lie."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from batchportal import __version__, files, moments
from batchportal.models import State
from batchportal.report.advice import advice_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batchportal.models import Outcome

_WORDS = {
    State.REGISTERED: "registered",
    State.ALREADY_REGISTERED: "already registered",
    State.PREPARED: "prepared",
    State.PENDING: "pending",
    State.REJECTED: "rejected",
    State.FAILED: "failed",
    State.UNKNOWN: "unknown",
}
_MEANINGS = {
    State.REGISTERED: "confirmed by this tool; the sender number is the portal's",
    State.ALREADY_REGISTERED: "the portal had a technical user already; nothing was sent",
    State.PREPARED: "walked up to the review page and compared; nothing was confirmed",
    State.PENDING: "asked for, not begun or not finished; nothing was sent",
    State.REJECTED: "the data or the portal's rules refuse; the row has to be mended",
    State.FAILED: "a technical failure; nothing was sent; safe to run again",
    State.UNKNOWN: "sent, and its outcome isn't proven; only looking settles it",
}
_CAPTIONS = {
    "review": "Review page, before confirmation",
    "created": "Result page",
    "refused": "What the portal refused",
    "problem": "Where it stopped",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page, as the report links to it."""

    caption: str
    link: str
    """Relative to the report where that is possible."""
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One registration, as the report shows it."""

    outcome: Outcome
    words: str
    pictures: tuple[Picture, ...]
    folder: str | None

    @property
    def last(self) -> Picture | None:
        """The picture that shows how it ended."""
        return self.pictures[-1] if self.pictures else None


@dataclass(frozen=True, slots=True)
class Case:
    """Registrations of which the portal or the tool said the same."""

    message: str
    page: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Registrations that a person has to look at, for one reason."""

    code: str
    state: State
    words: str
    advice: str | None
    cases: tuple[Case, ...]

    @property
    def count(self) -> int:
        """How many registrations."""
        return sum(len(case.entries) for case in self.cases)


def write(path: Path, portal: str, outcomes: Sequence[Outcome], *, overwrite: bool = False) -> None:
    """Write the report, readable by its owner only, as the evidence is.

    Args:
        path: the page; its folder is made if need be.
        portal: the portal's address.
        outcomes: what the ledger knows.
        overwrite: replace a page that exists.

    Raises:
        UsageError: the page exists, or can't be written.
    """
    files.folder(path.parent)
    files.replace(path, render(path.parent, portal, outcomes).encode(), overwrite=overwrite, private=True)


def render(folder: Path, portal: str, outcomes: Sequence[Outcome]) -> str:
    """The page, for a report that lies in this folder."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - slow to import

    environment = Environment(
        loader=PackageLoader("batchportal.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    entries = [_entry(folder, outcome) for outcome in outcomes]
    states = [state for state in _WORDS if any(outcome.state is state for outcome in outcomes)]
    return environment.get_template("page.html.jinja").render(
        portal=portal,
        entries=entries,
        troubles=_troubles(entries),
        counts=[(state, _WORDS[state], sum(outcome.state is state for outcome in outcomes)) for state in states],
        meanings=[(_WORDS[state], _MEANINGS[state]) for state in states],
        done=sum(outcome.state.done for outcome in outcomes),
        now=moments.now(),
        version=__version__,
    )


def _troubles(entries: Iterable[Entry]) -> list[Trouble]:
    """What a person has to look at, by reason, in the order of the rows."""
    by_code: dict[str, dict[tuple[str, str | None], list[Entry]]] = {}
    for entry in entries:
        problem = entry.outcome.problem
        if problem is not None and not entry.outcome.state.done:
            alike = by_code.setdefault(problem.code, {})
            alike.setdefault((problem.message, problem.page), []).append(entry)
    return [_trouble(code, alike) for code, alike in by_code.items()]


def _trouble(code: str, alike: dict[tuple[str, str | None], list[Entry]]) -> Trouble:
    cases = tuple(Case(message, page, tuple(entries)) for (message, page), entries in alike.items())
    first = cases[0].entries[0]
    return Trouble(code, first.outcome.state, first.words, advice_for(code), cases)


def _entry(folder: Path, outcome: Outcome) -> Entry:
    evidence = Path(outcome.evidence) if outcome.evidence else None
    if evidence is None or not evidence.is_dir():
        return Entry(outcome, _WORDS[outcome.state], (), None)
    taken = sorted(evidence.glob("*.png"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    pictures = (Picture(_CAPTIONS.get(path.stem, path.stem), _link(folder, path), path.name) for path in taken)
    return Entry(outcome, _WORDS[outcome.state], tuple(pictures), _link(folder, evidence) + "/")


def _link(folder: Path, target: Path) -> str:
    """A link from one place on disk to another; absolute where there is no way (another drive)."""
    try:
        relative = os.path.relpath(target.absolute(), folder.absolute())
    except ValueError:
        return target.absolute().as_uri()
    return quote(Path(relative).as_posix())
