"""Holds a request to confirm at a point, so that a test can act at exactly that moment: kill the client, say.

In a test that runs the stub itself::

    portal.hold("committed")        # the next request to confirm will stop there
    ...                             # start the client
    assert portal.held(60)          # blocks until a request stands at the point; False after 60 s in vain
    ...                             # kill the client
    portal.release()                # the request goes on, to a client that may be gone

and over HTTP, with the same meaning::

    POST   /_control/hold {"point": "committed"}
    GET    /_control/hold?wait=60   {"point": "committed", "state": "held", "enterprise_number": "0403.170.701"}
    DELETE /_control/hold

`state` is `free` (nothing is asked for), `armed` (no request came yet), `held`, or `released`. A hold catches one
request; ask again for another. The points are in `POINTS`. They are the same on every skin of the stub.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from batchportal.stub.world import Session

POINTS: dict[str, str] = {
    "received": "the whole request has arrived and is counted; nothing is done with it yet",
    "committed": "the technical user exists; not a byte of the answer is sent",
    "first_byte": "the technical user exists; the first byte of the answer is sent, and no more",
    "answered": "the whole answer is sent; whatever the same session asks for next waits",
}
"""Where a request to confirm can be held, in the order in which it comes there."""


class UnknownPoint(ValueError):
    """There is no such point; the message says which there are."""


class Hold:
    """One request to confirm that is to be held, or is.

    Args:
        point: where, one of `POINTS`.
    """

    def __init__(self, point: str) -> None:
        if point not in POINTS:
            raise UnknownPoint(f"unknown point {point!r}; the points are: {', '.join(POINTS)}")
        self.point = point
        self.session: Session | None = None
        """Whose request it is, once there is one."""
        self.taken = False
        self._company: str | None = None
        self._reached = asyncio.Event()
        self._released = asyncio.Event()

    def take(self, session: Session | None, company: str | None) -> None:
        """This request is the one to be held."""
        self.taken, self.session, self._company = True, session, company

    async def at(self, point: str) -> None:
        """The request has come to a point: it waits there if it is the one that was asked for."""
        if point == self.point:
            self._reached.set()
            await self._released.wait()

    async def wait(self, seconds: float) -> bool:
        """Wait until the request stands at the point, at most so long; whether it does."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._reached.wait(), seconds)
        return self._reached.is_set()

    def keeps_waiting(self, session: Session | None) -> bool:
        """Whether other requests of a session wait too: those that follow on an answer that is sent."""
        return self.point == "answered" and self.taken and session is not None and session is self.session

    async def until_released(self) -> None:
        """Wait for the release."""
        await self._released.wait()

    def release(self) -> None:
        """Let the request go on; one that has not come yet is not held any more."""
        self._released.set()

    def to_json(self) -> dict[str, Any]:
        """The hold as `/_control/hold` shows it."""
        state = "released" if self._released.is_set() else "held" if self._reached.is_set() else "armed"
        return {"point": self.point, "state": state, "enterprise_number": self._company}


class Holds:
    """The hold that is asked for, if any. All of it happens on the loop of the pages."""

    def __init__(self) -> None:
        self._hold: Hold | None = None

    def ask(self, point: str) -> Hold:
        """Hold the next request to confirm; one that is held now goes on.

        Raises:
            UnknownPoint: there is no such point.
        """
        hold = Hold(point)
        self.release()
        self._hold = hold
        return hold

    def release(self) -> None:
        """Let go what is held."""
        if self._hold is not None:
            self._hold.release()

    def take(self, session: Session | None, company: str | None) -> Hold | None:
        """The hold for a request to confirm that arrives, if it is to be held."""
        hold = self._hold
        if hold is None or hold.taken:
            return None
        hold.take(session, company)
        return hold

    async def after_answer(self, session: Session | None) -> None:
        """A request that isn't the one to confirm: waits if it follows on one that is held as `answered`."""
        if self._hold is not None and self._hold.keeps_waiting(session):
            await self._hold.until_released()

    async def wait(self, seconds: float) -> dict[str, Any]:
        """Wait until a request is held, at most so long; the hold as JSON."""
        if self._hold is None:
            return {"point": None, "state": "free", "enterprise_number": None}
        await self._hold.wait(seconds)
        return self._hold.to_json()
