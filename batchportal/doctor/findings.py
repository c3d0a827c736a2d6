"""What a check comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How it stands with one thing."""

    OK = "ok"
    WARNING = "warning"
    """Runs may work; a person should know."""
    ERROR = "error"
    """A run would fail."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    verdict: Verdict
    said: str
    """What was found: a sentence, or a few words."""
    advice: str = ""
    """What to do about it; empty where all is well."""


def ok(said: str) -> Finding:
    """All is well."""
    return Finding(Verdict.OK, said)


def warning(said: str, advice: str) -> Finding:
    """It may do."""
    return Finding(Verdict.WARNING, said, advice)


def error(said: str, advice: str) -> Finding:
    """It won't do."""
    return Finding(Verdict.ERROR, said, advice)
