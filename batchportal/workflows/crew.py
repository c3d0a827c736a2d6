"""Works through the companies of a run: so many at a time a login, and no further than makes sense."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batchportal.ledger import LedgerFailed
from batchportal.logs import redact
from batchportal.models import EnterpriseNumber, Outcome, Problem, Progress, State
from batchportal.workflows.orders import problem_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from batchportal.workflows.desk import Desk

UNAVAILABLE = "portal_unavailable"
_UNAVAILABLE_IN_A_ROW = 3
_FAILED_IN_A_ROW = 5
_PORTAL_DOWN = frozenset({UNAVAILABLE, "portal_error"})
"""Codes of failures that the portal itself owns up to."""
_TRANSIENT = _PORTAL_DOWN | {"visit_failed", "page_failed", "stale_form", "session_ended", "certificate_untrusted"}
"""Codes of failures that have nothing to do with the row: the next one would meet them too."""


@dataclass(frozen=True, slots=True)
class Job:
    """One company's part of a run.

    Attributes:
        login: which login's sessions do it.
        idle: what is reported if it is never begun; its problem is replaced by the reason.
        do: does it; never raises.
    """

    login: str
    idle: Outcome
    do: Callable[[], Awaitable[Outcome]]


class Crew:
    """Does jobs, as many at a time for each login as it may have sessions.

    Stops a login that can't be used, and everything once the portal was unavailable for three companies in a row
    (five, for failures of other kinds that pass by themselves): burning through the rest would help nobody.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._failures: list[str] = []
        """The codes of the failures in a row up to now."""

    async def work(self, jobs: Sequence[Job]) -> dict[EnterpriseNumber, Outcome]:
        """Do the jobs; what became of each company. Those never begun keep their `idle` outcome, with the reason."""
        outcomes: dict[EnterpriseNumber, Outcome] = {}
        queues: dict[str, deque[Job]] = {}
        for job in jobs:
            queues.setdefault(job.login, deque()).append(job)
        async with asyncio.TaskGroup() as group:
            for login, queue in queues.items():
                for _ in range(min(self._desk.sessions.limit(login), len(queue))):
                    group.create_task(self._hand(queue, outcomes))
        return outcomes

    def why_not(self, login: str) -> Problem | None:
        """Why jobs of this login are not begun any more, or None where they are."""
        if self._desk.stop is not None:
            return self._desk.stop
        stopped = self._desk.sessions.stopped.get(login)
        return None if stopped is None else problem_of(stopped)

    async def _hand(self, queue: deque[Job], outcomes: dict[EnterpriseNumber, Outcome]) -> None:
        while queue and self.why_not(queue[0].login) is None:
            if (outcome := await self.do(queue.popleft())) is None:
                return
            outcomes[outcome.enterprise_number] = outcome

    async def do(self, job: Job) -> Outcome | None:
        """Do one job, and stop everything if it is one failure too many; None if the engine itself failed."""
        try:
            outcome = await job.do()
        except Exception as error:  # noqa: BLE001 - one company's trouble must not end another's visit
            why = redact(f"The engine failed with {type(error).__name__}: {error}.")
            self._desk.fail(error if isinstance(error, LedgerFailed) else LedgerFailed(why))
            return None
        self._desk.report(Progress(outcome.enterprise_number, outcome.row, "state", outcome.state.value))
        self._count(outcome)
        return outcome

    def _count(self, outcome: Outcome) -> None:
        code = outcome.problem.code if outcome.problem else None
        if outcome.state is not State.FAILED or code not in _TRANSIENT:
            self._failures.clear()
            return
        self._failures.append(code)
        gone = set(self._failures[-_UNAVAILABLE_IN_A_ROW:]) == {UNAVAILABLE}
        if len(self._failures) >= (_UNAVAILABLE_IN_A_ROW if gone else _FAILED_IN_A_ROW):
            what = "was not available" if gone else "could not be worked with"
            self._desk.halt(
                Problem(
                    UNAVAILABLE if _PORTAL_DOWN & set(self._failures) else "stopped",
                    f"The portal {what} for {len(self._failures)} companies in a row, so the run "
                    "stops here. Nothing was sent for the companies that are left. Run the same command again later.",
                )
            )
