"""Registrations and outcomes as plain values, for the durable engine to store. Public halves only, no secrets."""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import Any

from batchportal.errors import BatchportalError, LoginError, Rejected
from batchportal.logs import redact
from batchportal.models import (
    Channel,
    Contact,
    EnterpriseNumber,
    Outcome,
    Problem,
    Registration,
    SenderNumber,
    State,
    Upload,
)

Plain = dict[str, Any]


def registration_to_plain(registration: Registration) -> Plain:
    """A registration as JSON can hold it; files as base64."""
    return {
        **asdict(registration),
        "enterprise_number": registration.enterprise_number.digits,
        "channel": registration.channel.value,
        "applications": list(registration.applications),
        "ssh_public_key": _file_to_plain(registration.ssh_public_key),
        "certificate": _file_to_plain(registration.certificate),
    }


def registration_from_plain(plain: Plain) -> Registration:
    """The registration again."""
    return Registration(
        row=plain["row"],
        enterprise_number=EnterpriseNumber(plain["enterprise_number"]),
        username=plain["username"],
        contact=Contact(**plain["contact"]),
        channel=Channel(plain["channel"]),
        applications=tuple(plain["applications"]),
        ssh_public_key=_file_from_plain(plain["ssh_public_key"]),
        certificate=_file_from_plain(plain["certificate"]),
        login=plain["login"],
    )


def outcome_to_plain(outcome: Outcome) -> Plain:
    """An outcome as JSON can hold it."""
    return {
        **asdict(outcome),
        "enterprise_number": outcome.enterprise_number.digits,
        "state": outcome.state.value,
        "sender_number": outcome.sender_number.digits if outcome.sender_number else None,
    }


def outcome_from_plain(plain: Plain) -> Outcome:
    """The outcome again."""
    return Outcome(
        row=plain["row"],
        enterprise_number=EnterpriseNumber(plain["enterprise_number"]),
        username=plain["username"],
        state=State(plain["state"]),
        sender_number=SenderNumber(plain["sender_number"]) if plain["sender_number"] else None,
        problem=Problem(**plain["problem"]) if plain["problem"] else None,
        attempts=plain["attempts"],
        seconds=plain["seconds"],
        evidence=plain["evidence"],
        quality=plain["quality"],
    )


def problem_of(error: BaseException) -> Problem:
    """What an error tells a person, with every known secret taken out."""
    if isinstance(error, BatchportalError):
        return Problem(error.code, redact(error.message), error.page)
    return Problem(
        "internal_error",
        redact(f"Something unforeseen: {type(error).__name__}: {error}. Please report it."),
    )


def state_of(error: BaseException) -> State:
    """The state that an error leaves a registration in, as long as Confirm was not sent."""
    if isinstance(error, Rejected):
        return State.REJECTED
    return State.PENDING if isinstance(error, LoginError) else State.FAILED


def _file_to_plain(file: Upload | None) -> Plain | None:
    return None if file is None else {"name": file.name, "content": base64.b64encode(file.content).decode("ascii")}


def _file_from_plain(plain: Plain | None) -> Upload | None:
    return None if plain is None else Upload(plain["name"], base64.b64decode(plain["content"]))
