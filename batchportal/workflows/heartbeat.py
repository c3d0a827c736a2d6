"""Signs of life: while a process works, its claims stay its own, and people see what it does."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from typing import TYPE_CHECKING

from batchportal.ledger import LedgerFailed
from batchportal.logs import get_logger

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from batchportal.ledger import Ledger
    from batchportal.models import Progress

_BEATS_A_LEASE = 4
_LONGEST_PAUSE = 5.0

log = get_logger(__name__)


class Doing:
    """Passes on what happens, and remembers on which page each company's visit is.

    Args:
        report: told everything.
    """

    def __init__(self, report: Callable[[Progress], None]) -> None:
        self._report = report
        self._pages: dict[str, str] = {}

    def __call__(self, progress: Progress) -> None:
        """Take note of it."""
        company = str(progress.enterprise_number or "")
        if progress.kind == "page":
            self._pages[company] = progress.text
        elif progress.kind == "state":
            self._pages.pop(company, None)
        self._report(progress)

    def __str__(self) -> str:
        """`0403.170.701 review; 0441.122.049 channel`."""
        return "; ".join(f"{company} {page}".strip() for company, page in self._pages.items())


@contextlib.asynccontextmanager
async def alive(ledger: Ledger, purpose: str, doing: Doing) -> AsyncIterator[None]:
    """Be listed in the ledger while the block runs, and renew this process's leases.

    It runs on the loop that the visits run on: if that hangs, the leases run out, as they should.

    Args:
        ledger: with this process as its owner.
        purpose: the command.
        doing: what to tell people.
    """
    ledger.fleet.sign_on(socket.gethostname(), os.getpid(), purpose)
    ended = asyncio.Event()
    beating = asyncio.create_task(_beat(ledger, doing, ended))
    try:
        yield
    finally:
        ended.set()
        await beating
        with contextlib.suppress(LedgerFailed):
            ledger.fleet.sign_off()


async def _beat(ledger: Ledger, doing: Doing, ended: asyncio.Event) -> None:
    pause = min(ledger.lease / _BEATS_A_LEASE, _LONGEST_PAUSE)
    while not ended.is_set():
        try:
            await asyncio.to_thread(ledger.fleet.beat, str(doing))
        except LedgerFailed as error:
            # What can't be renewed runs out: nothing can be sent then, because an intent can't be written either.
            log.warning("no sign of life given", reason=error.message)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), pause)
