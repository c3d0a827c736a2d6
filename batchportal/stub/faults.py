"""Faults on demand: which page misbehaves, how, and how often. Settable by flag, by call, and over `/_control`."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = (
    "home",
    "log_in_form",
    "log_in_submit",
    "companies",
    "role",
    "secured",
    "messages",
    "intro",
    "contact",
    "channel",
    "username",
    "review",
    "confirm",
    "created",
    "access",
    "information",
)
"""The pages that can misbehave. A step covers showing its page and sending its form, except that sending the
user name and password is `log_in_submit` and sending the review page is `confirm`."""

FIELDS = {
    "contact": ("last_name", "first_name", "function", "phone", "email"),
    "channel": ("channel", "ssh_key", "certificate", "applications"),
    "username": ("username",),
}
"""The fields that a page of the wizard can refuse."""

_BEFORE_SESSION = frozenset({"home", "log_in_form", "log_in_submit"})
_EVERYWHERE = frozenset(STEPS)

KINDS: dict[str, tuple[str, frozenset[str]]] = {
    "http_500": ("answers 500; nothing is done", _EVERYWHERE),
    "http_502": ("answers 502; nothing is done", _EVERYWHERE),
    "http_503": ("answers 503 with Retry-After; nothing is done", _EVERYWHERE),
    "http_429": ("answers 429 with Retry-After; nothing is done", _EVERYWHERE),
    "unexpected": ("a page that nobody expects, with 200; nothing is done", _EVERYWHERE),
    "maintenance": ("a maintenance page, with 200; nothing is done", _EVERYWHERE),
    "session_ended": ("ends the session and says so; nothing is done", _EVERYWHERE - _BEFORE_SESSION),
    "drop": ("closes the connection without an answer; nothing is done", _EVERYWHERE),
    "reset": ("resets the connection (RST) without an answer; nothing is done", _EVERYWHERE),
    "stale": (
        "closes a connection that served a request before, as servers do whose keep-alive time is over; else as usual",
        _EVERYWHERE,
    ),
    "commit_then_drop": ("does what was asked, then closes the connection without an answer", _EVERYWHERE),
    "commit_then_reset": ("does what was asked, then resets the connection (RST)", _EVERYWHERE),
    "commit_then_500": ("does what was asked, then answers 500", _EVERYWHERE),
    "torn": ("does what was asked, and closes the connection after the first byte of the answer", _EVERYWHERE),
    "cut": ("does what was asked, and closes the connection in the middle of the answer", _EVERYWHERE),
    "untrusted": (
        "leads on (307) to an address whose certificate nobody can trust; nothing is done",
        _EVERYWHERE,
    ),
    "commit_then_untrusted": (
        "does what was asked, then leads on (303) to an address whose certificate nobody can trust",
        _EVERYWHERE,
    ),
    "slow": (
        "slow:SECONDS waits, then goes on as usual, although the client may have gone away meanwhile",
        _EVERYWHERE,
    ),
    "sent_twice": (
        "says that the form was sent before, as to a double submission; nothing is done",
        frozenset({"intro", "contact", "channel", "username", "confirm"}),
    ),
    "commit_then_sent_twice": (
        "does what was asked, then says that the form was sent before: something on the way has sent it twice",
        frozenset({"intro", "contact", "channel", "username", "confirm"}),
    ),
    "invalid": (
        "invalid:FIELD refuses what the field holds; the fields are "
        + "; ".join(f"{step}: {', '.join(fields)}" for step, fields in FIELDS.items()),
        frozenset(FIELDS),
    ),
    "missing_number": ("the page lacks the sender number", frozenset({"created"})),
    "wrong_company": ("the page shows another company", frozenset({"review"})),
    "username_taken": ("the user name that is sent is said to be taken", frozenset({"username"})),
    "host_down": (
        "closes connections to the page's host as soon as they are made; the count is of connections",
        frozenset({"home", "log_in_form"}),
    ),
}
"""Every kind: what it does, and on which steps it makes sense."""

_ONLY_ON_SENDING = frozenset({"username_taken", "invalid", "sent_twice", "commit_then_sent_twice"})
_ON_CONNECTING = frozenset({"host_down"})
_WITH_ARGUMENT = frozenset({"slow", "invalid"})
_RETRY_AFTER_SECONDS = 2


class UnknownFault(ValueError):
    """A fault that the stub can't play; the message says what it could."""


@dataclass(slots=True)
class Fault:
    """One fault that waits for its request.

    Attributes:
        step: the page, one of `STEPS`.
        kind: what happens, one of `KINDS`.
        count: to how many requests.
        after: how many requests to that page go through before the first.
        seconds: of a slow answer.
        field: which field is refused.
    """

    step: str
    kind: str
    count: int = 1
    after: int = 0
    seconds: float = 0.0
    field: str = ""

    @property
    def retry_after(self) -> int:
        """Seconds, for the header Retry-After."""
        return _RETRY_AFTER_SECONDS

    def to_json(self) -> dict[str, Any]:
        """The fault as `/_control/faults` shows it."""
        argument = f"{self.seconds:g}" if self.kind == "slow" else self.field
        kind = f"{self.kind}:{argument}" if argument else self.kind
        return {"step": self.step, "kind": kind, "count": self.count, "after": self.after}


def make_fault(step: str, kind: str, count: int = 1, after: int = 0) -> Fault:
    """Check a fault's parts and put them together.

    Raises:
        UnknownFault: no such step or kind, a kind that makes no sense there, or a figure out of range.
    """
    name, _, argument = kind.partition(":")
    if step not in STEPS:
        raise UnknownFault(f"unknown step {step!r}; the steps are: {', '.join(STEPS)}")
    if name not in KINDS:
        raise UnknownFault(f"unknown kind {kind!r}; the kinds are: {', '.join(KINDS)}")
    if step not in KINDS[name][1]:
        raise UnknownFault(f"{name} makes no sense at {step!r}; it does at: {', '.join(sorted(KINDS[name][1]))}")
    if count < 1 or after < 0:
        raise UnknownFault("count is 1 or more, after is 0 or more")
    if name == "invalid":
        if argument not in FIELDS[step]:
            raise UnknownFault(f"invalid needs a field of {step!r}: {', '.join(FIELDS[step])}; not {argument!r}")
        return Fault(step, name, count, after, field=argument)
    return Fault(step, name, count, after, _seconds(name, argument))


def _seconds(name: str, argument: str) -> float:
    if name != "slow":
        if argument:
            raise UnknownFault(f"{name} takes no argument ({argument!r})")
        return 0.0
    try:
        seconds = float(argument)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise UnknownFault(f"slow needs seconds, as in slow:2.5, not {argument!r}")
    return seconds


def parse_fault(text: str) -> Fault:
    """Read a `--fault` flag: STEP:KIND or STEP:KIND:COUNT; the argument of slow and invalid comes before the count.

    Raises:
        UnknownFault: the text is not a fault.
    """
    step, *rest = text.split(":")
    parts = 2 if rest[:1] and rest[0] in _WITH_ARGUMENT else 1
    kind, counts = ":".join(rest[:parts]), rest[parts:]
    if len(counts) > 1 or not all(count.isdecimal() for count in counts):
        raise UnknownFault(f"{text!r} is not STEP:KIND or STEP:KIND:COUNT")
    return make_fault(step, kind, *(int(count) for count in counts))


class Faults:
    """The faults that wait, first come, first served."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        """Let one wait."""
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._waiting.clear()

    def waiting(self) -> list[dict[str, Any]]:
        """What still waits, as JSON."""
        with self._lock:
            return [fault.to_json() for fault in self._waiting]

    def take(self, step: str, *, sending: bool) -> Fault | None:
        """The fault that this request gets, if any; it is used up by that.

        Args:
            step: the page asked for.
            sending: whether a form is being sent.
        """
        return self._take(
            lambda fault: (
                fault.step == step
                and fault.kind not in _ON_CONNECTING
                and (sending or fault.kind not in _ONLY_ON_SENDING)
            )
        )

    def take_connection(self, step: str) -> Fault | None:
        """The fault that a new connection gets to the host of a page, if any; it is used up by that."""
        return self._take(lambda fault: fault.step == step and fault.kind in _ON_CONNECTING)

    def _take(self, fits: Callable[[Fault], bool]) -> Fault | None:
        with self._lock:
            for fault in filter(fits, self._waiting):
                if fault.after:
                    fault.after -= 1
                    continue
                fault.count -= 1
                if not fault.count:
                    self._waiting.remove(fault)
                return fault
        return None
