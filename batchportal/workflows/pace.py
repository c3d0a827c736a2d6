"""Keeps to the agreed number of registrations a minute (rule 8, gentle), over all processes that share the ledger."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from batchportal.ledger import Ledger

_MINUTE = 60.0


class Pace:
    """Hands out turns at even distances; the built-in limiter of the engine meters something else.

    Args:
        ledger: where all who share it note whose turn comes when.
        per_minute: visits a minute at most, over all sessions of all processes; None for no limit.
    """

    def __init__(self, ledger: Ledger, per_minute: float | None) -> None:
        self._ledger = ledger
        self._distance = _MINUTE / per_minute if per_minute else 0.0

    async def turn(self) -> None:
        """Wait for one's turn."""
        if self._distance:
            await asyncio.sleep(self._ledger.fleet.turn(self._distance))
