"""What became of a run, and the exit code that tells it to scripts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batchportal.models import Outcome, State

if TYPE_CHECKING:
    from batchportal.errors import LoginError

EXIT_DONE = 0
EXIT_LOOK = 1
EXIT_UNAVAILABLE = 75
EXIT_LOGIN = 77


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a run.

    Attributes:
        portal: its origin.
        outcomes: one a company, in the order asked for.
        refusal: why a login can't be used, if one couldn't.
        interrupted: stopped by Ctrl-C; what had been sent was finished first.
    """

    portal: str
    outcomes: tuple[Outcome, ...]
    refusal: LoginError | None = None
    interrupted: bool = False

    @property
    def summary(self) -> dict[str, int]:
        """How many companies are in which state."""
        return dict(Counter(outcome.state.value for outcome in self.outcomes))

    @property
    def exit_code(self) -> int:
        """0 all done, 77 a login can't be used, 75 the portal is unavailable, 1 a person must look at some row."""
        if self.refusal is not None:
            return EXIT_LOGIN
        left = [outcome for outcome in self.outcomes if not (outcome.state.done or outcome.state is State.PREPARED)]
        if any(outcome.problem is not None and outcome.problem.code == "portal_unavailable" for outcome in left):
            return EXIT_UNAVAILABLE
        return EXIT_LOOK if left else EXIT_DONE
