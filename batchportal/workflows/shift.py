"""A worker's shift: takes orders from the ledger, one after another, with as many hands as it has sessions.

DBOS has a queue of its own. It isn't used, because it adds nothing here: which orders may be taken, by whom, when a
dead worker's are free again, and that an intent is looked at before anything is sent, must be decided where the intent
is written, in one transaction. That is the ledger's lease. DBOS makes each visit durable, as in any other run.
"""

from __future__ import annotations

import asyncio
import json
import random
from typing import TYPE_CHECKING

from batchportal.errors import BatchportalError
from batchportal.ledger import ChangeRefused
from batchportal.models import State
from batchportal.workflows import engine
from batchportal.workflows.crew import Job
from batchportal.workflows.looking import resolve
from batchportal.workflows.orders import registration_from_plain, registration_to_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from batchportal.ledger import Taken
    from batchportal.models import Outcome, Registration
    from batchportal.workflows.crew import Crew
    from batchportal.workflows.desk import Desk

_POLL = 1.0
_RESTS_AFTER = 10.0
"""Seconds without work after which sessions are ended, so that their seats are free for others."""


def order_of(registration: Registration, *, dry_run: bool) -> str:
    """All that a worker needs to know, as the ledger keeps it: public halves only, no secret."""
    return json.dumps({"registration": registration_to_plain(registration), "dry_run": dry_run})


class Shift:
    """One worker at work.

    Args:
        desk: the run's.
        crew: does single jobs, and stops everything when the portal is down.
        hands: orders at a time.
        settle: seconds after which what was sent has surely shown its effect at the portal.
        has: whether this worker has what opens a login.
        until_idle: end when no order is left that this worker could do, else only when told to stop.
        ended: told what became of each company that this worker came to an end with.
    """

    def __init__(
        self,
        desk: Desk,
        crew: Crew,
        *,
        hands: int,
        settle: float,
        has: Callable[[str], bool],
        until_idle: bool,
        ended: Callable[[Outcome], None],
    ) -> None:
        self._desk = desk
        self._crew = crew
        self._hands = hands
        self._settle = settle
        self._has = has
        self._until_idle = until_idle
        self._ended = ended
        self._worked_at = 0.0

    async def work(self) -> None:
        """Work until there is a reason to stop."""
        self._worked_at = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as group:
            for _ in range(self._hands):
                group.create_task(self._hand())

    async def _hand(self) -> None:
        try:
            while self._desk.stop is None and await self._next():
                pass
        except BatchportalError as error:
            self._desk.fail(error)

    async def _next(self) -> bool:
        """Do one order, or wait a moment where there is none; whether to go on."""
        usable = self._usable()
        ready = {login for login in usable if self._desk.sessions.ready(login)}
        taken = self._desk.ledger.queue.take(ready, settle=self._settle) if ready else None
        if taken is not None:
            await self._do(taken)
        elif self._until_idle and not usable:
            return False
        else:
            await self._wait()
        return True

    def _usable(self) -> set[str]:
        """The logins that there are orders for and that can be used here, now."""
        sessions = self._desk.sessions
        return {login for login in self._desk.ledger.queue.logins() if sessions.usable(login) and self._has(login)}

    async def _wait(self) -> None:
        """Nothing to do: let go of sessions that others may want, and ask again a little later."""
        if asyncio.get_running_loop().time() - self._worked_at > _RESTS_AFTER:
            await self._desk.sessions.rest()
        # Not all workers in the same moment.
        await asyncio.sleep(_POLL * random.uniform(0.5, 1.0))  # noqa: S311 - no secret

    async def _do(self, taken: Taken) -> None:
        record = taken.record
        outcome = await self._crew.do(Job(record.login, record.outcome, lambda: self._visit(taken)))
        self._worked_at = asyncio.get_running_loop().time()
        if outcome is None or outcome.state is State.PENDING:
            self._hand_back(taken, outcome or record.outcome)
        elif not (taken.orphan and outcome.state is State.FAILED):
            self._ended(outcome)

    async def _visit(self, taken: Taken) -> Outcome:
        if taken.record.state is State.UNKNOWN:
            # What a dead worker left and never sent is still wanted. A visit that ended in doubt is a person's to
            # repeat: the same trouble may come again.
            return await resolve(
                self._desk, taken.record, login=taken.record.login, settle=self._settle, again=taken.orphan
            )
        order = json.loads(taken.order)
        wanted = registration_from_plain(order["registration"])
        return await engine.run(self._desk, wanted, dry_run=order["dry_run"], record=taken.record)

    def _hand_back(self, taken: Taken, outcome: Outcome) -> None:
        """Let others have it at once. What has an intent, or was taken over, stays as it is."""
        try:
            self._desk.ledger.settle(taken.record, outcome)
        except ChangeRefused as error:
            self._desk.notice(error.message, outcome.enterprise_number, outcome.row)
