"""A portal without pages, kept in a file, so that it outlives the processes that visit it. Implements `Visitors`.

Only for tests of the engine, whose visits are somebody else's: it counts what arrives, and fails as it is told.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batchportal import app, errors, fleet
from batchportal.models import (
    Channel,
    Contact,
    Credentials,
    EnterpriseNumber,
    Registration,
    SenderNumber,
    State,
    TechnicalUser,
    Upload,
    VisitResult,
)
from batchportal.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from batchportal.models import KeptSession
    from batchportal.settings import Settings

PASSWORD = "canary-Vq7-password"


@dataclass(frozen=True)
class PortalOnDisk:
    """The portal's side: what it holds, what has arrived, and how it will fail.

    Args:
        path: its file.
    """

    path: Path

    @contextlib.contextmanager
    def _changing(self) -> Iterator[dict[str, Any]]:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            state = json.loads(file.read() or "{}")
            yield state
            file.seek(0)
            file.truncate()
            json.dump(state, file)

    def count(self, what: str, company: str = "") -> int:
        """How often something has happened: confirm, visit, log_in, refused, look_up, open."""
        with self._changing() as state:
            happened: list[str] = state.get("happened", [])
            return sum(one.startswith(f"{what} {company}") for one in happened)

    def note(self, what: str, company: str = "") -> None:
        """Something happens."""
        with self._changing() as state:
            state.setdefault("happened", []).append(f"{what} {company}")

    def plan(self, company: str, *faults: str) -> None:
        """What goes wrong at the next visits to a company ('*': any), one a visit; '' for nothing."""
        with self._changing() as state:
            state.setdefault("faults", {}).setdefault(company, []).extend(faults)

    def next_fault(self, company: str) -> str:
        """What goes wrong now."""
        with self._changing() as state:
            for key in (company, "*") if company.isdigit() else (company,):
                if planned := state.get("faults", {}).get(key):
                    return str(planned.pop(0))
        return ""

    def put(self, company: str, username: str | None) -> str:
        """Register a technical user; its sender number."""
        with self._changing() as state:
            users = state.setdefault("users", {})
            number = str(6400 + len(users))
            users[company] = [username, number]
            return number

    def get(self, company: str) -> TechnicalUser | None:
        """What 'Information' shows."""
        with self._changing() as state:
            found = state.get("users", {}).get(company)
        return TechnicalUser(found[0], SenderNumber(found[1])) if found else None


@dataclass
class FileVisitors:
    """Opens sessions of the portal. Implements `models.Visitors`.

    Args:
        portal: the portal's side.
        password: the only one it takes.
    """

    portal: PortalOnDisk
    password: str = PASSWORD
    open_now: int = 0
    at_once: int = 0
    reached: dict[str, asyncio.Event] = field(default_factory=dict)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)

    async def open(self, login: str) -> FileVisitor:
        """A session."""
        self.portal.note("open", login)
        self.open_now += 1
        self.at_once = max(self.at_once, self.open_now)
        return FileVisitor(self)

    async def close(self) -> None:
        """The browser ends."""
        self.portal.note("closed")

    def gate(self, name: str) -> tuple[asyncio.Event, asyncio.Event]:
        """A place where visits wait: the first event says that one has come, the second lets it go."""
        self.reached[name], self.gates[name] = asyncio.Event(), asyncio.Event()
        return self.reached[name], self.gates[name]

    async def pass_by(self, name: str) -> None:
        """Wait, if there is a gate."""
        if name in self.gates:
            self.reached[name].set()
            await self.gates[name].wait()


class FileVisitor:
    """One session. Implements `models.Visitor`.

    What goes wrong is planned at the portal: the name of an error (raised before Confirm), 'after' and a name (raised
    after it, with the technical user in place), 'not committed after' and a name (without), or one of the words below.
    """

    worn = False

    def __init__(self, visits: FileVisitors) -> None:
        self._visits = visits
        self._portal = visits.portal

    async def log_in(self, credentials: Credentials | KeptSession, *, sending: Callable[[], Awaitable[None]]) -> None:
        """Log in, unless a fault is planned for 'log_in' or the password is wrong; or go on in a kept session."""
        if not isinstance(credentials, Credentials):
            self._portal.note("resume", credentials.login)
            await asyncio.sleep(0)
            _raise(self._portal.next_fault("resume"))
            return
        _raise(self._portal.next_fault("log_in_form"))
        await sending()
        self._portal.note("log_in", credentials.username)
        _die(self._portal.next_fault("password"), "dies")
        # It takes as long as others need to come and try as well.
        await asyncio.sleep(0.05)
        _raise(self._portal.next_fault("log_in"))
        if credentials.password != self._visits.password:
            self._portal.note("refused", credentials.username)
            raise errors.LoginRefused(f"Refused with {credentials.password}.", page="log_in")

    async def register(
        self,
        registration: Registration,
        *,
        intend: Callable[[], Awaitable[None]],
        dry_run: bool,
        page: Callable[[str], None],
    ) -> VisitResult:
        """One visit."""
        company = registration.enterprise_number.digits
        self._portal.note("visit", company)
        fault = self._portal.next_fault(company)
        page("companies")
        await asyncio.sleep(0)
        _raise(fault, company, before=True)
        if (user := self._portal.get(company)) is not None:
            return VisitResult(State.ALREADY_REGISTERED, user.sender_number, user.username)
        page("review")
        await self._visits.pass_by(f"review {company}")
        if dry_run and fault != "confirms in a dry run":
            return VisitResult(State.PREPARED)
        if fault != "confirms without asking":
            await intend()
        _die(fault, "dies after intent")
        await self._visits.pass_by(f"intended {company}")
        self._portal.note("confirm", company)
        if fault.startswith("rejected after"):
            raise errors.Rejected("The user name is taken.", code="username_taken", page="confirm")
        number = ""
        if not fault.startswith("not committed"):
            number = self._portal.put(company, "somebody1" if "somebody else" in fault else registration.username)
            _die(fault, "dies after commit")
        _raise(fault, company)
        return VisitResult(
            State.REGISTERED, SenderNumber(number), registration.username, evidence=f"evidence/{company}"
        )

    async def look_up(self, number: EnterpriseNumber, *, page: Callable[[str], None]) -> TechnicalUser | None:
        """Look."""
        self._portal.note("look_up", number.digits)
        page("information")
        await asyncio.sleep(0)
        _raise(self._portal.next_fault(f"look {number.digits}"))
        return self._portal.get(number.digits)

    async def close(self) -> None:
        """The session ends."""
        self._visits.open_now -= 1


def _raise(fault: str, company: str = "", *, before: bool = False) -> None:
    """Raise the error that a fault names."""
    if before:
        _die(fault, "dies before intent")
        if fault == "stands still before intent":
            os.kill(os.getpid(), signal.SIGSTOP)
    name = fault if before else fault.rpartition("after ")[2]
    if name == "bug":
        raise RuntimeError(f"defect with {PASSWORD}")
    if name == "PortalUnavailable for an hour":
        raise errors.PortalUnavailable("Planned: closed.", page="review", retry_after=3600)
    if name == "PortalUnavailable that did nothing":
        raise errors.PortalUnavailable("Planned: overloaded.", page="log_in", did_nothing=True)
    name, _, code = name.partition(" ")
    if name.isidentifier() and hasattr(errors, name):
        raise getattr(errors, name)(f"Planned: {name} {company}.", code=code or None, page="review")


def _die(fault: str, point: str) -> None:
    if fault == point:
        os.kill(os.getpid(), signal.SIGKILL)


def registrations(count: int, **values: Any) -> list[Registration]:
    """That many invented companies, with valid check digits (97 minus the remainder of the first eight digits)."""
    return [
        Registration(
            row=index + 2,
            enterprise_number=EnterpriseNumber(f"{base:08d}{97 - base % 97:02d}"),
            username=f"technical{index}",
            contact=Contact("Peeters", "An", "ICT", "02 555 01 23", "an@example.com"),
            channel=Channel.SFTP,
            applications=("DmfA",),
            ssh_public_key=Upload("key.pub", b"ssh-rsa AAAA example"),
            certificate=Upload("example.cer", bytes(range(256))),
            **values,
        )
        for index, base in enumerate(range(4031707, 4031707 + count))
    ]


async def _work(settings: Settings, portal: PortalOnDisk) -> None:
    """As `batchportal worker --until-idle`."""
    await fleet.work(
        settings,
        until_idle=True,
        report=lambda _progress: None,
        ended=lambda _outcome: None,
        visitors=FileVisitors(portal),
    )


async def _register(settings: Settings, portal: PortalOnDisk, count: int) -> None:
    """As `batchportal register`."""
    await app.register(
        settings,
        registrations(count),
        dry_run=False,
        report=lambda _progress: None,
        visitors=FileVisitors(portal),
    )


if __name__ == "__main__":
    # A run in a process of its own, to be killed: portal's file, ledger's URL, and the number of companies or 'worker'.
    file, url, what = sys.argv[1:]
    given = load_settings(
        portal="http://127.0.0.1:9", database=url, username="manager1", password=PASSWORD, lease=2, settle=0.5
    )
    here = PortalOnDisk(Path(file))
    asyncio.run(_work(given, here) if what == "worker" else _register(given, here, int(what)))
