"""The points at which a run is killed, each as what can be seen of it from outside."""

from __future__ import annotations

from dataclasses import dataclass
from time import sleep
from typing import TYPE_CHECKING

from tests.torture.run import HALTED, LONGEST_RUN, Run, Target

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from tests.torture.happenings import Happening, Kind

_AFTER_A_WRITE = 0.003
_WRITES = 60
_LATE = 1.5
_EVENTS: tuple[Kind, ...] = ("intent", "settled")
_PARTS: tuple[tuple[Target, str], ...] = (("browser", "only Chromium"), ("driver", "only the driver"))
_HALTED: tuple[tuple[Target, str], ...] = (("browser halted", "Chromium halts"), ("driver halted", "the driver halts"))

RANDOM = "random moment"

HOLDS = ("received", "committed", "first_byte", "answered")
"""Where the stub can hold a confirmation: `batchportal.stub.holds.POINTS`."""

PAGES = (
    *("list of companies", "role", "menu", "menu: structured messages", "menu: register configuration"),
    *("configuration", "contact data", "channel and uploads", "user name", "review, compared field by field", "result"),
)
"""What the run says as it comes to each page."""

LOG_IN = (
    *("GET /", "GET /site_fr/civilservant/infos/index.htm", "GET /site_fr/login/usertype.htm"),
    *("GET /site_fr/login/means.htm", "GET /site_fr/login/codes.do", "GET /fase/login.do", "POST /fase/login.do"),
    *("GET /login/return.do", "GET /secured/companies.do"),
)
"""What the portal answers on the way to the list of companies, of which the run says nothing."""

WALK = (
    *("GET /secured/roles.do", "GET /secured/enter.do", "GET /secured/index.do", "GET /secured/messages.do"),
    *(
        f"{method} /secured/config/{page}.do"
        for page in ("intro", "contact", "channel", "username")
        for method in ("GET", "POST")
    ),
    *("GET /secured/config/review.do", "POST /secured/config/confirm.do", "GET /secured/config/created.do"),
)
"""What it answers for one company."""


@dataclass(frozen=True, slots=True)
class Point:
    """A moment in a run.

    Attributes:
        name: in the table.
        when: waits until it has come; whether it has.
        target: who is killed.
        hold: where the portal is to hold the confirmation.
        release: seconds after the kill until it lets it go on.
    """

    name: str
    when: Callable[[Run], bool]
    target: Target = "tree"
    hold: str | None = None
    release: float = 0.0

    def __str__(self) -> str:
        return f"{self.name} [{self.target}]"

    @property
    def alone(self) -> bool:
        """Whether the run goes on by itself afterwards, so that it leaves nothing for another kill."""
        return self.target not in ("tree", "group")

    @property
    def halts(self) -> bool:
        """Whether the run has to notice by itself that nothing answers any more."""
        return self.target.endswith(HALTED)


def on(kind: Kind, text: str = "", *, occurrence: int = 1, delay: float = 0.0) -> Callable[[Run], bool]:
    """A moment after something has happened so many times.

    Args:
        kind: of happening.
        text: what its text ends with.
        occurrence: from 1.
        delay: seconds.
    """

    def when(run: Run) -> bool:
        run.watch(kind)
        seen = 0

        def wanted(happening: Happening) -> bool:
            nonlocal seen
            seen += happening.kind == kind and _says(happening.text, text)
            return seen == occurrence

        if run.stream.until(wanted, seconds=LONGEST_RUN) is None:
            return False
        sleep(delay)
        return True

    return when


def after(seconds: float) -> Callable[[Run], bool]:
    """So many seconds after the start, unless the run ends before."""

    def when(run: Run) -> bool:
        run.stream.until(lambda happening: happening.kind == "ended", seconds=seconds)
        return run.process.poll() is None

    return when


def at_random(dice: random.Random, life: float) -> Point:
    """A moment that nothing is known of, at most so many seconds after the start."""
    return Point(RANDOM, after(dice.uniform(0.0, life)), dice.choice(["tree", "tree", "group"]))


def listed(dice: random.Random) -> Iterator[Point]:
    """Every point there is a name for."""
    yield Point("driver starts", on("process", "node"))
    yield Point("browser starts", on("process", "chromium-headle", delay=dice.uniform(0, 0.2)))
    for request in (*LOG_IN, *WALK):
        yield Point(f"answered {request}", on("request", request, delay=dice.uniform(0, _AFTER_A_WRITE)))
    for page in PAGES:
        yield Point(f"page {page}", on("line", f": {page}"), dice.choice(["tree", "group"]))
    for kind in _EVENTS:
        for delay in (0.0, dice.uniform(0, _AFTER_A_WRITE)):
            yield Point(f"{kind} on disk", on(kind, delay=delay))
    for hold in HOLDS:
        for release in (0.0, _LATE):
            when = "at once" if not release else "late"
            yield Point(f"confirmation {hold}, goes on {when}", on("held"), "tree", hold, release)
    for write in (1, 2, dice.randint(3, _WRITES)):
        yield Point("ledger written", on("written", occurrence=write, delay=dice.uniform(0, _AFTER_A_WRITE)))
    yield from _of_parts()


def _of_parts() -> Iterator[Point]:
    """Those at which a part of the run dies or halts, and the rest has to go on."""
    for target, name in _PARTS:
        yield Point(f"{name}, log-in", on("request", "POST /fase/login.do"), target)
        yield Point(f"{name}, page user name", on("line", ": user name"), target)
        yield Point(f"{name}, page review", on("line", ": review, compared field by field"), target)
        yield Point(f"{name}, intent on disk", on("intent"), target)
        for hold in HOLDS:
            yield Point(f"{name}, confirmation {hold}", on("held"), target, hold)
    for target, name in _HALTED:
        yield Point(f"{name}, log-in", on("request", "POST /fase/login.do"), target)
        yield Point(f"{name}, page user name", on("line", ": user name"), target)
        yield Point(f"{name}, intent on disk", on("intent"), target)
        yield Point(f"{name}, confirmation committed", on("held"), target, "committed")


def _says(text: str, wanted: str) -> bool:
    return text.endswith(wanted) or text.startswith(wanted)
