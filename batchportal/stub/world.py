"""What the stub portal knows and remembers: accounts, sessions, technical users, and the truth that tests read."""

from __future__ import annotations

import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from batchportal.stub.faults import Faults
from batchportal.stub.holds import Holds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batchportal.stub.companies import Company, Demo, Role, User
    from batchportal.stub.uploads import ReceivedCertificate, ReceivedKey

_REFUSALS_UNTIL_LOCKED = 3
_CODE_DIGITS = 6
_KEPT_TOKENS = 50
_KEPT_LOG_INS = 1000
_RESERVED_SENDER = "999999"
_SENDER_DIGITS = range(3, 7)


@dataclass(slots=True)
class Wizard:
    """What was filled in so far for one technical user."""

    begun: bool = False
    contact: dict[str, str] = field(default_factory=dict)
    channel: str = ""
    applications: tuple[str, ...] = ()
    ssh_key: ReceivedKey | None = None
    certificate: ReceivedCertificate | None = None
    channel_done: bool = False
    username: str = ""
    refusing: str = ""
    """The field that a fault wants refused now, whatever it holds."""

    def refuse(self, problems: dict[str, str], *fields: str) -> dict[str, str]:
        """Add to the problems of some fields the one that a fault wants."""
        return problems | ({self.refusing: "invalid"} if self.refusing in fields else {})


@dataclass(slots=True)
class Session:
    """One browser's visit after log-in."""

    user: User
    language: str
    seen: float
    notice_due: bool = False
    company: Company | None = None
    role: Role | None = None
    wizard: Wizard = field(default_factory=Wizard)
    created: TechnicalUser | None = None
    tokens: dict[str, str] = field(default_factory=dict)

    def issue(self, form: str) -> str:
        """A one-time token for a form; the oldest are forgotten."""
        token = secrets.token_urlsafe(16)
        self.tokens[token] = form
        while len(self.tokens) > _KEPT_TOKENS:
            del self.tokens[next(iter(self.tokens))]
        return token

    def redeem(self, token: str, form: str) -> bool:
        """Use a token up; whether it was one of that form."""
        return self.tokens.pop(token, None) == form

    def enter(self, company: Company, role: Role | None) -> None:
        """Work for a company, and in a role once it is chosen; what was begun for another is forgotten."""
        self.company, self.role = company, role
        self.wizard, self.created = Wizard(), None


@dataclass(frozen=True, slots=True)
class TechnicalUser:
    """A technical user with its channel, as created."""

    company: str
    quality: str
    username: str
    sender_number: str
    channel: str
    applications: tuple[str, ...] = ()
    contact: dict[str, str] = field(default_factory=dict)
    ssh_key: ReceivedKey | None = None
    certificate: ReceivedCertificate | None = None
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    reference: str = ""

    def to_json(self, number: str) -> dict[str, Any]:
        """The registration as `/_truth` shows it."""
        return {
            "enterprise_number": number,
            "quality": self.quality,
            "username": self.username,
            "sender_number": self.sender_number,
            "channel": self.channel,
            "applications": list(self.applications),
            "contact": dict(self.contact),
            "ssh_key_fingerprint": self.ssh_key and self.ssh_key.fingerprint,
            "ssh_key_file_sha256": self.ssh_key and self.ssh_key.file_sha256,
            "certificate_sha256": self.certificate and self.certificate.sha256,
            "certificate_file_sha256": self.certificate and self.certificate.file_sha256,
            "at": self.at.isoformat(),
        }


@dataclass(slots=True)
class Confirm:
    """One request to confirm that arrived, and whether it created something."""

    enterprise_number: str | None
    at: datetime
    committed: bool = False


@dataclass(slots=True)
class LogIn:
    """A visit to the log-in application, until its ticket is used."""

    language: str
    token: str = ""
    username: str | None = None
    code: str = ""
    """The code that was sent by SMS and isn't given yet."""


class World:
    """The state of one stub portal, in memory.

    Args:
        demo: what there is at the start.
        companies: the companies of the users.
        session_seconds: after how long without a request a session ends.
        notice: whether a notice to click away comes after log-in.
    """

    def __init__(self, demo: Demo, companies: Iterable[Company], *, session_seconds: float, notice: bool) -> None:
        self._demo = demo
        self.companies = {company.number: company for company in companies}
        self.users = {user.username: user for user in demo.users}
        self.session_seconds = session_seconds
        self.notice = notice
        self.faults = Faults()
        self.holds = Holds()
        self.reset()

    def reset(self) -> None:
        """Forget everything that happened, faults included; the companies and users stay."""
        self.faults.clear()
        self.holds.release()
        self.sessions: dict[str, Session] = {}
        self.log_ins: dict[str, LogIn] = {}
        self.refusals: Counter[str] = Counter()
        self.accepted = self.refused = 0
        self.codes = {"asked": 0, "accepted": 0, "refused": 0}
        self.requests = self.confirm_requests = 0
        self.pages: Counter[str] = Counter()
        self.confirms: list[Confirm] = []
        self.registrations: list[TechnicalUser] = []
        self.existing = [
            TechnicalUser(entry.company, entry.quality, entry.username, entry.sender_number, entry.channel)
            for entry in self._demo.existing
        ]

    # Log-in

    def begin_log_in(self, language: str) -> str:
        """Start a visit to the log-in application; returns its reference."""
        reference = secrets.token_urlsafe(12)
        self.log_ins[reference] = LogIn(language)
        while len(self.log_ins) > _KEPT_LOG_INS:
            del self.log_ins[next(iter(self.log_ins))]
        return reference

    def locked(self, username: str) -> bool:
        """Whether the account is locked after too many refusals."""
        return self.refusals[username] >= _REFUSALS_UNTIL_LOCKED

    def check_password(self, username: str, password: str) -> bool:
        """Try access codes; counts, and locks the account at the third refusal in a row."""
        user = self.users.get(username)
        good = user is not None and secrets.compare_digest(user.password.encode(), password.encode())
        if good and not self.locked(username):
            self.refusals.pop(username, None)
            self.accepted += 1
            return True
        self.refused += 1
        if user is not None:
            self.refusals[username] += 1
        return False

    def send_code(self, log_in: LogIn) -> None:
        """Send the code that the log-in waits for from now on."""
        log_in.code = f"{secrets.randbelow(10**_CODE_DIGITS):0{_CODE_DIGITS}d}"
        self.codes["asked"] += 1

    def check_code(self, log_in: LogIn, code: str) -> bool:
        """Try a code; the good one works once."""
        good = bool(log_in.code) and secrets.compare_digest(log_in.code.encode(), code.strip().encode())
        self.codes["accepted" if good else "refused"] += 1
        if good:
            log_in.code = ""
        return good

    # Sessions

    def open_session(self, username: str, language: str) -> str:
        """Begin a session; returns the value of its cookie, which begins with the language."""
        key = f"{language}.{secrets.token_urlsafe(24)}"
        self.sessions[key] = Session(self.users[username], language, time.monotonic(), notice_due=self.notice)
        return key

    def session(self, key: str | None) -> Session | None:
        """The session of a cookie, if it is alive; being asked for keeps it alive."""
        session = self.sessions.get(key or "")
        if session is None:
            return None
        now = time.monotonic()
        if now - session.seen > self.session_seconds:
            self.close_session(key)
            return None
        session.seen = now
        return session

    def close_session(self, key: str | None) -> None:
        """End one session."""
        self.sessions.pop(key or "", None)

    # Technical users

    def taken_usernames(self) -> set[str]:
        """Every user name of the access system, users of the portal included."""
        technical = (entry.username for entry in (*self.existing, *self.registrations))
        return {*self._demo.taken, *self.users, *technical}

    def technical_user(self, company: Company, quality: str) -> TechnicalUser | None:
        """The technical user of a company's quality, if there is one."""
        for entry in (*self.existing, *self.registrations):
            if (entry.company, entry.quality) == (company.number, quality):
                return entry
        return None

    def register(self, session: Session) -> TechnicalUser | None:
        """Create the technical user that a session asks for; None where that can't be (any more)."""
        wizard, company, role = session.wizard, session.company, session.role
        if company is None or role is None or not wizard.username or wizard.username in self.taken_usernames():
            return None
        if self.technical_user(company, role.quality):
            return None
        now = datetime.now(UTC)
        created = TechnicalUser(
            company=company.number,
            quality=role.quality,
            username=wizard.username,
            sender_number=self._sender_number(),
            channel=wizard.channel,
            applications=wizard.applications,
            contact=wizard.contact,
            ssh_key=wizard.ssh_key,
            certificate=wizard.certificate,
            at=now,
            reference=f"UT-{now:%Y%m%d}-{secrets.randbelow(90000) + 10000}",
        )
        self.registrations.append(created)
        return created

    def _sender_number(self) -> str:
        """A number that nobody has, shown without leading zeros (facts: 721, 4711, 6400 are seen on real pages)."""
        given = {entry.sender_number for entry in (*self.existing, *self.registrations)} | {_RESERVED_SENDER}
        while True:
            digits = secrets.choice(_SENDER_DIGITS)
            number = str(10 ** (digits - 1) + secrets.randbelow(9 * 10 ** (digits - 1)))
            if number not in given:
                return number

    # What tests read

    def count(self, step: str) -> None:
        """Count a request to a page."""
        self.pages[step] += 1

    def truth(self) -> dict[str, Any]:
        """Everything that happened, as JSON."""
        return {
            "registrations": [
                entry.to_json(self.companies[entry.company].dotted) for entry in list(self.registrations)
            ],
            "confirm_requests": self.confirm_requests,
            "confirms": [
                {
                    "enterprise_number": confirm.enterprise_number,
                    "at": confirm.at.isoformat(),
                    "committed": confirm.committed,
                }
                for confirm in list(self.confirms)
            ],
            "log_ins": {
                "accepted": self.accepted,
                "refused": self.refused,
                "locked": sorted(name for name in list(self.refusals) if self.locked(name)),
            },
            "codes": dict(self.codes),
            "requests": self.requests,
            "pages": dict(self.pages),
        }
