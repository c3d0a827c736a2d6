"""What all visits of one run share: ledger, sessions, pace, whom to tell, and whether to stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from batchportal.models import EnterpriseNumber, Problem, Progress
from batchportal.workflows.orders import problem_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from batchportal.errors import BatchportalError
    from batchportal.ledger import Ledger
    from batchportal.workflows.pace import Pace
    from batchportal.workflows.sessions import Sessions

INTERRUPTED = Problem("interrupted", "The run was interrupted; nothing was sent. Run the same command again.")

_STOPPING = "Interrupted: what was sent is finished, the rest is handed back."


class Abandonable(Protocol):
    """Something under way."""

    def abandon(self) -> None:
        """Give up, unless something was sent."""


@dataclass(slots=True)
class Desk:
    """One run's desk.

    Attributes:
        report: told what happens, as it happens.
        patience: seconds to wait before the second, third… try of a visit; its length limits the tries.
        stop: why the run takes nothing new, once it has been told to stop.
        failure: what made the whole run impossible.
        under_way: visits that may be abandoned.
    """

    ledger: Ledger
    sessions: Sessions
    pace: Pace
    report: Callable[[Progress], None]
    patience: tuple[float, ...]
    stop: Problem | None = None
    failure: BatchportalError | None = None
    under_way: set[Abandonable] = field(default_factory=set)

    def halt(self, why: Problem) -> None:
        """Take nothing new and abandon what has not sent anything; what was sent is finished."""
        if self.stop is None:
            self.stop = why
            self.notice(_STOPPING if why is INTERRUPTED else why.message)
        self.sessions.halt()
        for visit in tuple(self.under_way):
            visit.abandon()

    def fail(self, error: BatchportalError) -> None:
        """Halt, because nothing can work."""
        self.failure = self.failure or error
        self.halt(problem_of(error))

    def notice(self, text: str, number: EnterpriseNumber | None = None, row: int | None = None) -> None:
        """Tell a sentence."""
        self.report(Progress(number, row, "notice", text))
