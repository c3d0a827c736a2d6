"""Keeps to the agreed number of registrations a minute (rule 8, gentle)."""

from __future__ import annotations

import asyncio

_MINUTE = 60.0


class Pace:
    """Hands out turns at even distances; the built-in limiter of the engine meters something else.

    Args:
        per_minute: visits a minute at most, over all sessions; None for no limit.
    """

    def __init__(self, per_minute: float | None) -> None:
        self._distance = _MINUTE / per_minute if per_minute else 0.0
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for one's turn."""
        now = asyncio.get_running_loop().time()
        start = max(now, self._next)
        self._next = start + self._distance
        await asyncio.sleep(start - now)
