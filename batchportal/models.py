"""The frozen values that travel between the rooms of the house. No behaviour beyond what a value knows of itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Credentials:
    """A portal user name and password. Never becomes text: neither `str` nor `repr` shows it."""

    username: str = field(repr=False)
    password: str = field(repr=False)

    def __repr__(self) -> str:
        """A placeholder, so that no log or traceback can show the values."""
        return "Credentials(…)"
