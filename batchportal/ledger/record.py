"""What the ledger knows of one registration, and which changes of state it allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from batchportal.models import EnterpriseNumber, Outcome, Problem, SenderNumber, State

if TYPE_CHECKING:
    import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the table `registrations`."""

    portal: str
    quality: str
    enterprise_number: EnterpriseNumber
    login: str
    username: str
    row: int
    state: State
    sender_number: SenderNumber | None
    problem: Problem | None
    attempts: int
    seconds: float
    evidence: str | None
    generation: int
    intent_at: datetime | None
    doubt_at: datetime | None
    owner: str
    lease_until: datetime | None
    takes: int

    @classmethod
    def read(cls, line: sa.RowMapping) -> Self:
        """The record that a line of the table holds."""
        return cls(
            portal=line["portal"],
            quality=line["quality"],
            enterprise_number=EnterpriseNumber(line["enterprise_number"]),
            login=line["login"],
            username=line["username"],
            row=line["sheet_row"],
            state=State(line["state"]),
            sender_number=SenderNumber(line["sender_number"]) if line["sender_number"] else None,
            problem=Problem(line["code"], line["message"] or "", line["page"]) if line["code"] else None,
            attempts=line["attempts"],
            seconds=line["seconds"],
            evidence=line["evidence"],
            generation=line["generation"],
            intent_at=_time(line["intent_at"]),
            doubt_at=_time(line["doubt_at"]),
            owner=line["owner"],
            lease_until=_time(line["lease_until"]),
            takes=line["takes"],
        )

    @property
    def outcome(self) -> Outcome:
        """The same, as everybody else knows it."""
        return Outcome(
            row=self.row,
            enterprise_number=self.enterprise_number,
            username=self.username,
            state=self.state,
            sender_number=self.sender_number,
            problem=self.problem,
            attempts=self.attempts,
            seconds=self.seconds,
            evidence=self.evidence,
            quality=self.quality,
        )

    @property
    def startable(self) -> bool:
        """Whether it may be tried: not done, and not in doubt."""
        return not (self.state.done or self.state is State.UNKNOWN or self.intended)

    @property
    def intended(self) -> bool:
        """Whether Confirm may have been sent, with no outcome noted yet."""
        return self.state is State.PENDING and self.intent_at is not None

    @property
    def workflow_id(self) -> str:
        """The durable workflow of this claim: unique by portal, quality, company and claim."""
        quality = f"/{quote(self.quality, safe='')}" if self.quality else ""
        return f"{self.portal}{quality}/{self.enterprise_number.digits}/{self.generation}"

    @property
    def workflow_ids(self) -> tuple[str, ...]:
        """The durable workflows of all its claims, this one and those before."""
        return tuple(replace(self, generation=claim).workflow_id for claim in range(1, self.generation + 1))

    def may_become(self, state: State) -> bool:
        """Whether this change of state is allowed.

        Nothing leaves an intent but proof, a refusal by the portal, or doubt; nothing leaves doubt but looking; what
        is settled changes only through a new claim.
        """
        if self.intended:
            return state in _AFTER_INTENT
        return state in _BEFORE_INTENT.get(self.state, frozenset())


_AFTER_INTENT = frozenset({State.REGISTERED, State.ALREADY_REGISTERED, State.REJECTED, State.UNKNOWN})
_BEFORE_INTENT = {
    State.PENDING: frozenset({State.PENDING, State.PREPARED, State.ALREADY_REGISTERED, State.REJECTED, State.FAILED}),
    State.UNKNOWN: frozenset({State.REGISTERED, State.ALREADY_REGISTERED, State.FAILED, State.UNKNOWN}),
}


def written(moment: datetime) -> str:
    """A moment as the ledger writes it: such texts stand in the order of the moments."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def columns_of(problem: Problem | None) -> dict[str, str | None]:
    """A problem as the table's columns hold it."""
    if problem is None:
        return {"code": None, "message": None, "page": None}
    return {"code": problem.code, "message": problem.message, "page": problem.page}


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
