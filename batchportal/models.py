"""The frozen values that travel between the rooms of the house. No behaviour beyond what a value knows of itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

SENDER_NUMBER_DIGITS = 6


class Language(StrEnum):
    """A language of the portal."""

    FR = "fr"
    NL = "nl"
    DE = "de"
    EN = "en"


class Channel(StrEnum):
    """A batch channel, in the manual's spelling (manual, 'Choix du canal batch')."""

    FTP = "FTP"
    SFTP = "SFTP"
    ISABEL = "Isabel"
    MQLINK = "MQLink"

    @property
    def needs_keys(self) -> bool:
        """Whether the portal asks for an SSH public key and a certificate (manual: SFTP only)."""
        return self is Channel.SFTP


class State(StrEnum):
    """What is known of a registration. Scripts depend on these words."""

    PENDING = "pending"
    """Asked for, not begun or not finished; nothing was sent."""
    PREPARED = "prepared"
    """Walked to the review page and compared (dry run)."""
    REGISTERED = "registered"
    """Confirmed by this tool; the sender number is known."""
    ALREADY_REGISTERED = "already_registered"
    """The portal had a technical user already; its number is reported."""
    REJECTED = "rejected"
    """The data or the portal's rules refuse; a person mends the row. Nothing was registered."""
    FAILED = "failed"
    """Technical; nothing was sent; safe to run again."""
    UNKNOWN = "unknown"
    """Sent, outcome not proven. Only looking, or a person, settles it."""

    @property
    def done(self) -> bool:
        """Whether running again leaves this registration alone."""
        return self in (State.REGISTERED, State.ALREADY_REGISTERED)


@dataclass(frozen=True, slots=True)
class EnterpriseNumber:
    """A Belgian enterprise number: ten digits, the same company however it was written."""

    digits: str

    @property
    def dotted(self) -> str:
        """The official spelling, `0403.170.701`."""
        return f"{self.digits[:4]}.{self.digits[4:7]}.{self.digits[7:]}"

    def __str__(self) -> str:
        """The official spelling."""
        return self.dotted


@dataclass(frozen=True, slots=True)
class SenderNumber:
    """A sender number (numéro d'expéditeur), kept as the text the portal shows: 1 to 6 digits."""

    digits: str

    @property
    def for_files(self) -> str:
        """The six-digit form that file names need (facts/portal.md 3: 6400 becomes 006400)."""
        return self.digits.zfill(SENDER_NUMBER_DIGITS)


@dataclass(frozen=True, slots=True)
class Contact:
    """The person whom the portal knows as the technical user's contact (manual, contact data)."""

    last_name: str
    first_name: str
    function: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A public file for the portal: its name and its content, untouched."""

    name: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """The content's SHA-256, in hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Registration:
    """One row: the technical user and batch channel that one company is to get."""

    row: int
    enterprise_number: EnterpriseNumber
    username: str
    contact: Contact
    channel: Channel
    applications: tuple[str, ...]
    ssh_public_key: Upload | None = None
    certificate: Upload | None = None
    login: str = "default"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a registration is not done: a stable code, a sentence for a person, and the page it happened on."""

    code: str
    message: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one registration."""

    row: int
    enterprise_number: EnterpriseNumber
    username: str
    state: State
    sender_number: SenderNumber | None = None
    problem: Problem | None = None
    attempts: int = 0
    seconds: float = 0.0
    evidence: str | None = None
    quality: str = ""
    """The company's quality, as the ledger knows it; empty for the manual's."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A portal user name and password. Never becomes text: neither `str` nor `repr` shows it."""

    username: str = field(repr=False)
    password: str = field(repr=False)

    def __repr__(self) -> str:
        """A placeholder, so that no log or traceback can show the values."""
        return "Credentials(…)"


@dataclass(frozen=True, slots=True)
class BrowserState:
    """What a browser knows of a session at the portal. As secret as a password, and shown as little.

    Attributes:
        home: the address of the list of companies.
        storage: cookies, local storage and IndexedDB, in Playwright's form.
        session_storage: what the windows keep for themselves, by origin.
        numbers_of_the_portal: enterprise numbers on pages before the log-in: the portal's own.
    """

    home: str = field(repr=False)
    storage: Mapping[str, Any] = field(repr=False)
    session_storage: Mapping[str, Mapping[str, str]] = field(repr=False)
    numbers_of_the_portal: frozenset[str] = frozenset()


class KeptSession(Protocol):
    """A session that a person opened, kept for later runs. It stands for a log-in where there is no password."""

    @property
    def login(self) -> str:
        """The name of the login."""

    @property
    def since(self) -> datetime:
        """When a person opened it."""

    def read(self) -> BrowserState:
        """What the browser knew when the session was last used.

        Raises:
            UsageError: it can't be read.
        """

    def write(self, state: BrowserState) -> None:
        """Keep what the browser knows now: a portal may change its cookies with every visit.

        Raises:
            UsageError: it can't be written.
        """


@dataclass(frozen=True, slots=True)
class TechnicalUser:
    """What 'Information' shows of a company's technical user; None for what it doesn't show."""

    username: str | None
    sender_number: SenderNumber | None


@dataclass(frozen=True, slots=True)
class VisitResult:
    """How a visit ended well: `registered`, `already_registered` or, in a dry run, `prepared`."""

    state: State
    sender_number: SenderNumber | None = None
    username: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """One thing worth telling the person who waits.

    `page`: a session has come to that page. `state`: the text is a registration's new state. `notice`: a sentence,
    about the whole run where there is no company.
    """

    enterprise_number: EnterpriseNumber | None
    row: int | None
    kind: Literal["page", "state", "notice"]
    text: str


class Visitor(Protocol):
    """One portal session. Used by one visit at a time; raises only what `errors` knows."""

    @property
    def worn(self) -> bool:
        """Whether a new session should serve the next company, because this one's browser is old, or gone."""

    async def log_in(self, credentials: Credentials | KeptSession, *, sending: Callable[[], Awaitable[None]]) -> None:
        """Log in, or log in anew after the session ended; or go on with a session that a person opened.

        Args:
            credentials: what to log in with.
            sending: awaited once, right before the password is sent. What it raises must come through: then nothing
                may be sent.

        Raises:
            LoginRefused, LoginLocked, SecondFactorNeeded: a person must look at the login.
            SessionOver: the session that a person opened has ended; nothing was typed.
            UnsafeOrigin: the password was not typed.
            PortalUnavailable, VisitFailed, WrongPage: the log-in page could not be used.
        """

    async def register(
        self,
        registration: Registration,
        *,
        intend: Callable[[], Awaitable[None]],
        dry_run: bool,
        page: Callable[[str], None],
    ) -> VisitResult:
        """Do what the manual says for one company.

        Args:
            registration: what is asked for.
            intend: awaited once, right before 'Confirmer'. What it raises must come through: then nothing may be sent.
            dry_run: stop at the review page; `intend` is not called.
            page: told the name of each page reached.

        Raises:
            Rejected, ReviewDiffers, WrongPage, VisitFailed, SessionEnded, PortalUnavailable: before `intend`, nothing
                was sent; after it, only a `Rejected` is proof of that.
            OutcomeUnknown: sent, not proven; only after `intend`.
        """

    async def look_up(self, number: EnterpriseNumber, *, page: Callable[[str], None]) -> TechnicalUser | None:
        """What 'Information' shows for a company, or None where the portal says that there is nothing.

        Raises:
            Rejected: the company, or the role, is not this login's.
            WrongPage, VisitFailed, SessionEnded, PortalUnavailable: it could not be looked up.
        """

    async def close(self) -> None:
        """End the session. Never raises."""


class Visitors(Protocol):
    """Opens portal sessions, each with a browser context of its own."""

    async def open(self, login: str) -> Visitor:
        """A new session, not logged in yet, for the login of that name.

        Raises:
            UsageError: there is no browser. VisitFailed: it could not be started.
        """

    async def close(self) -> None:
        """End the browser. Never raises."""
