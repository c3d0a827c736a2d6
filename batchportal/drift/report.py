"""What a walk found: page by page, control by control. Frozen values, and how scripts see them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from batchportal.models import EnterpriseNumber, Language, Problem

EXIT_AS_KNOWN = 0
EXIT_LOOK = 1


class Sight(StrEnum):
    """What became of a control."""

    USED = "used"
    """Exactly one, and the walk used it."""
    SEEN = "seen"
    """There, but not needed for this walk."""
    ABSENT = "absent"
    """Not there, and not needed: portals may lack it."""
    GONE = "gone"
    """A value that the last good walk read here, and that this one didn't find. Drift."""
    MISSING = "missing"
    """Not there, and the walk couldn't go on without it. Drift."""
    AMBIGUOUS = "ambiguous"
    """Several fit, and the walk couldn't go on without it. Drift."""

    @property
    def drift(self) -> bool:
        """Whether somebody has to mend the selectors."""
        return self in (Sight.GONE, Sight.MISSING, Sight.AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class ControlReport:
    """One control on one page.

    Attributes:
        name: its entry as `page.control`; one of several of a kind has its caption after it.
        kind: as the selectors say.
        sight: what became of it.
        count: how many fit: 0, 1 or more.
        caption: the caption that matched; None where none did, or an exact way led there.
        strategy: how the caption belonged to it ('label', 'cell', …; 'exact' for a person's own way).
        seconds: from the last act to when it could be seen; None where the walk didn't wait for it.
        overridden: whether a person's own selectors file has something to say about it.
        nearest: what fits nearly, or equally well, where it was looked for in vain.
    """

    name: str
    kind: str
    sight: Sight
    count: int
    caption: str | None = None
    strategy: str | None = None
    seconds: float | None = None
    overridden: bool = False
    nearest: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "control": self.name,
            "kind": self.kind,
            "sight": self.sight.value,
            "count": self.count,
            "caption": self.caption,
            "strategy": self.strategy,
            "seconds": self.seconds,
            "overridden": self.overridden,
            "nearest": list(self.nearest),
        }


@dataclass(frozen=True, slots=True)
class PageReport:
    """One page of the walk.

    Attributes:
        name: its selectors file; after a colon the link that was followed from there.
        address: without its query.
        seconds: from the act that led here to the one that led on.
        controls: those of its own file, and those of others that were used here.
        changes: what isn't as the last good walk saw it, one line each.
        screens: how often it was come to, or went on to a next screen.
    """

    name: str
    address: str
    seconds: float
    controls: tuple[ControlReport, ...]
    changes: tuple[str, ...] = ()
    screens: int = 1

    def document(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "page": self.name,
            "address": self.address,
            "seconds": self.seconds,
            "controls": [control.document() for control in self.controls],
            "changes": list(self.changes),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """A whole walk.

    Attributes:
        portal: its address.
        language: the one it was walked in.
        company: whose page it was; None where the walk didn't come that far.
        pages: in the order in which they were come to.
        problem: why the walk ended early, if it did.
        exit_code: by the contract of the command line: 0 as known, 1 drift or an unfinished walk, 75, 77.
        since: when the walk took place with which this one was compared.
        unreached: the pages of that one that this one, because it ended early, didn't come to.
        kept: whether this walk is now the one to compare with.
        evidence: where the pictures lie.
    """

    portal: str
    language: Language
    company: EnterpriseNumber | None
    pages: tuple[PageReport, ...]
    problem: Problem | None = None
    exit_code: int = EXIT_AS_KNOWN
    since: datetime | None = None
    unreached: tuple[str, ...] = ()
    kept: bool = False
    evidence: str | None = None

    @property
    def drift(self) -> tuple[ControlReport, ...]:
        """The controls that have to be mended."""
        return tuple(control for page in self.pages for control in page.controls if control.sight.drift)

    def document(self) -> dict[str, Any]:
        """For scripts."""
        problem = self.problem
        return {
            "portal": self.portal,
            "language": self.language.value,
            "enterprise_number": str(self.company) if self.company else None,
            "drift": [control.name for control in self.drift],
            "error": {"code": problem.code, "message": problem.message, "page": problem.page} if problem else None,
            "compared_with": self.since.isoformat(timespec="seconds") if self.since else None,
            "not_reached": list(self.unreached),
            "kept": self.kept,
            "evidence": self.evidence,
            "pages": [page.document() for page in self.pages],
        }
