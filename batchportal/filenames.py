"""The names of the files that are sent with a sender number: FI (declaration), FS (signature), GO (start), TD (cancel).

    FI.DMFA.006400.20020423.00001.R.4.1     declaration, part 1 of 4
    FS.DMFA.006400.20020423.00001.R.4.1     its signature
    GO.DMFA.006400.20020423.00001.R.4       start: four parts are there
    FI.WECH.006400.20030801.00001.R         an application without parts

The rules, and the error that a file with a wrong name is answered with, are in facts/portal.md 3 and 6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from batchportal import moments
from batchportal.errors import UsageError
from batchportal.models import SENDER_NUMBER_DIGITS, SenderNumber

_APPLICATION = re.compile(r"[A-Z0-9]{4}")
_DIGITS = re.compile(r"[0-9]+")
_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_RESERVED_SENDER = "999999"
_SEQUENCE_DIGITS = 5
_MOST_PARTS = 99_999
_WITHOUT_PARTS = 6


class Prefix(StrEnum):
    """What a file is for."""

    FI = "FI"
    """A declaration."""
    FS = "FS"
    """The signature of the FI with the same name."""
    GO = "GO"
    """Empty; sent last: the portal may start."""
    TD = "TD"
    """Empty; cancels what was sent."""

    @property
    def numbered(self) -> bool:
        """Whether each part has a file of its own, and so a part number at the end of its name."""
        return self in (Prefix.FI, Prefix.FS)


class Environment(StrEnum):
    """Where a file is processed."""

    PRODUCTION = "R"
    CIRCUIT_TEST = "T"
    SIMULATION = "S"


class FileNameRefused(UsageError):
    """A file name, or an element of one, breaks a rule.

    Codes: `filename_prefix`, `filename_application`, `filename_sender`, `filename_date`, `filename_sequence`,
    `filename_environment`, `filename_parts`, `filename_structure`.
    """

    code = "filename"


@dataclass(frozen=True, slots=True)
class FileName:
    """A file name in its elements; `str` gives the name."""

    prefix: Prefix
    application: str
    sender: SenderNumber
    date: date
    sequence: int
    environment: Environment
    parts: int | None = None
    """How many parts there are; None for an application without parts."""
    part: int | None = None
    """Which of them this is; None for GO and TD."""

    def __str__(self) -> str:
        """The name itself."""
        elements = [
            self.prefix.value,
            self.application,
            self.sender.for_files,
            f"{self.date:%Y%m%d}",
            f"{self.sequence:0{_SEQUENCE_DIGITS}d}",
            self.environment.value,
        ]
        elements += [str(number) for number in (self.parts, self.part) if number is not None]
        return ".".join(elements)


def build(  # noqa: PLR0917 - the order of the elements is the order in the name
    prefix: str,
    application: str,
    sender: SenderNumber | str,
    day: date,
    sequence: int,
    environment: str,
    *,
    parts: int | None = None,
    part: int | None = None,
    today: date | None = None,
) -> FileName:
    """One file name, checked.

    Args:
        prefix: FI, FS, GO or TD.
        application: the code of the application, four letters or digits (`DMFA`).
        sender: the sender number, as shown (`721`) or as in files (`000721`).
        day: the day the file is made; not in the future.
        sequence: 1 to 99999, unique for application and day.
        environment: R (production), T (circuit test) or S (simulation).
        parts: how many parts there are; None for an application without parts.
        part: which of them this is (FI and FS only).
        today: the day that counts as today; by default the present day in Belgium.

    Raises:
        FileNameRefused: an element breaks a rule; the message says which and how.
    """
    kind = _prefix(prefix)
    if not _APPLICATION.fullmatch(application):
        raise FileNameRefused(
            f"{application!r} is no application code: four capital letters or digits, such as DMFA.",
            code="filename_application",
        )
    if day > (today or moments.today()):
        raise FileNameRefused(f"{day} is in the future (the portal's error 111).", code="filename_date")
    if not 1 <= sequence < 10**_SEQUENCE_DIGITS:
        raise FileNameRefused(
            f"{sequence} is no sequence number: 1 to 99999 (the portal's errors 112, 113 and 127).",
            code="filename_sequence",
        )
    _check_parts(kind, parts, part)
    return FileName(kind, application, _sender(sender), day, sequence, _environment(environment), parts, part)


def file_set(
    application: str,
    sender: SenderNumber | str,
    day: date,
    sequence: int,
    environment: str,
    *,
    parts: int | None = 1,
    signed: bool | None = None,
    today: date | None = None,
) -> tuple[FileName, ...]:
    """All names of one delivery in the order of sending: every FI, its FS where it is signed, GO last.

    Args:
        application: as for `build`.
        sender: as for `build`.
        day: as for `build`.
        sequence: as for `build`.
        environment: as for `build`.
        parts: how many parts there are; None for an application without parts.
        signed: whether FS files go with it; by default yes, except in simulation (and never over Isabel: error 121).
        today: as for `build`.

    Raises:
        FileNameRefused: an element breaks a rule.
    """
    if signed is None:
        signed = _environment(environment) is not Environment.SIMULATION
    prefixes = (Prefix.FI, Prefix.FS) if signed else (Prefix.FI,)
    start = build(Prefix.GO, application, sender, day, sequence, environment, parts=parts, today=today)
    numbers: tuple[int | None, ...] = (None,) if parts is None else tuple(range(1, parts + 1))
    files = (
        build(prefix, application, sender, day, sequence, environment, parts=parts, part=number, today=today)
        for number in numbers
        for prefix in prefixes
    )
    return (*files, start)


def parse(name: str, *, today: date | None = None) -> FileName:
    """Read a file name and check it.

    Raises:
        FileNameRefused: it breaks a rule; the message says which element and how.
    """
    elements = name.split(".")
    kind = _prefix(elements[0])
    longest = _WITHOUT_PARTS + (2 if kind.numbered else 1)
    if len(elements) not in (_WITHOUT_PARTS, longest):
        raise FileNameRefused(
            f"{name!r} has {len(elements)} elements between dots; {kind} has {longest}, or {_WITHOUT_PARTS} for an "
            "application without parts (the portal's errors 107, 131 and 132).",
            code="filename_structure",
        )
    _, application, sender, day, sequence, environment, *numbers = elements
    if len(sender) != SENDER_NUMBER_DIGITS:
        raise FileNameRefused(f"{sender!r}: a sender number has six digits in a file name.", code="filename_sender")
    if len(sequence) != _SEQUENCE_DIGITS or not _DIGITS.fullmatch(sequence):
        raise FileNameRefused(
            f"{sequence!r} is no sequence number: five digits (the portal's errors 112 and 113).",
            code="filename_sequence",
        )
    counted = [_number(number) for number in numbers]
    return build(
        kind,
        application,
        sender,
        _day(day),
        int(sequence),
        environment,
        parts=counted[0] if counted else None,
        part=counted[1] if len(counted) > 1 else None,
        today=today,
    )


def _prefix(text: str) -> Prefix:
    try:
        return Prefix(text)
    except ValueError:
        raise FileNameRefused(
            f"{text!r} is no prefix: {', '.join(Prefix)} (the portal's error 129).", code="filename_prefix"
        ) from None


def _environment(text: str) -> Environment:
    try:
        return Environment(text)
    except ValueError:
        raise FileNameRefused(
            f"{text!r} is no environment: R (production), T (circuit test) or S (simulation); the portal's error 117.",
            code="filename_environment",
        ) from None


def _sender(given: SenderNumber | str) -> SenderNumber:
    digits = given.digits if isinstance(given, SenderNumber) else given
    if not _DIGITS.fullmatch(digits) or len(digits) > SENDER_NUMBER_DIGITS or not int(digits):
        raise FileNameRefused(f"{digits!r} is no sender number: 1 to 6 digits, not zero.", code="filename_sender")
    if digits == _RESERVED_SENDER:
        raise FileNameRefused("999999 is the portal's own sender number, not yours.", code="filename_sender")
    return SenderNumber(str(int(digits)))


def _day(text: str) -> date:
    year, month, day = map(int, match.groups()) if (match := _DAY.fullmatch(text)) else (0, 0, 0)
    try:
        return date(year, month, day)
    except ValueError:
        raise FileNameRefused(
            f"{text!r} is no date: YYYYMMDD (the portal's errors 109 and 110).", code="filename_date"
        ) from None


def _number(text: str) -> int:
    if not _DIGITS.fullmatch(text) or text.startswith("0") or len(text) > _SEQUENCE_DIGITS:
        raise FileNameRefused(
            f"{text!r} is no number of parts (the portal's errors 114 to 116).", code="filename_parts"
        )
    return int(text)


def _check_parts(kind: Prefix, parts: int | None, part: int | None) -> None:
    problem = None
    if parts is None:
        problem = "A part number needs the number of parts." if part is not None else None
    elif not 1 <= parts <= _MOST_PARTS:
        problem = f"{parts} is no number of parts: 1 to {_MOST_PARTS}."
    elif not kind.numbered:
        problem = f"{kind} is for all parts together and takes no part number." if part is not None else None
    elif part is None:
        problem = f"{kind} needs the number of the part, 1 to {parts}."
    elif not 1 <= part <= parts:
        problem = f"Part {part} of {parts} doesn't exist (the portal's errors 114 to 116)."
    if problem:
        raise FileNameRefused(problem, code="filename_parts")
