"""The table: fault, pages, and what must become of the registration. Only `EXCEPT` depends on the skin.

A fault strikes once unless its count says otherwise, in one registration with a technical user that isn't there yet.
Confirms are the requests to confirm that reach the portal for that company: never more than one, whatever happens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from batchportal.models import State
from batchportal.stub.faults import FIELDS, STEPS
from batchportal.stub.skins import NAMES

EVER = 99
"""The count of a fault that doesn't pass."""

DOORS = ("home", "log_in_form", "log_in_submit")
"""Before a session begins."""
WAY = ("companies", "role", "secured", "messages", "intro")
FORMS = ("contact", "channel", "username")
INSIDE = (*WAY, *FORMS, "review")
BEFORE = (*DOORS, *INSIDE)
LOOKING = ("access", "information")
"""Asked for only to look up what is in doubt: there, the answer to Confirm is lost first (`commit_then_drop`)."""

LACKS = {
    "spa": {"log_in_form", "secured", "messages", "contact", "review", "access"},
    "components": {"access"},
}
"""Pages that a skin doesn't ask its server for: a fault can't strike there."""
SILENT = {
    *(("spa", f"invalid:{field}", "channel") for field in ("channel", "applications")),
    *(("spa", kind, "intro") for kind in ("sent_twice", "commit_then_sent_twice")),
    ("postback", "host_down", "log_in_form"),
}
"""What doesn't go together: fields, and a first page, of which a skin tells its server only when all is confirmed; a
log-in form that lies on the host of the page before it, so that nothing connects anew."""


@dataclass(frozen=True)
class Fate:
    """What must become of a registration: state, error code, requests to confirm, exit code."""

    state: State
    code: str | None
    confirms: int
    exit_code: int

    def fits(self, seen: Fate) -> bool:
        """Whether what was seen is this; several codes may be right, with `|` between them."""
        codes = (self.code or "").split("|")
        return replace(seen, code=self.code) == self and (seen.code or "") in codes

    def __str__(self) -> str:
        return f"{self.state.value:<12} {self.code or '-':<20} {self.confirms}  {self.exit_code}"


DONE = Fate(State.REGISTERED, None, 1, 0)
"""Passing trouble passes: looked at again, or begun again, and done."""
DOUBT = Fate(State.UNKNOWN, "outcome_unknown", 1, 1)
"""It was sent, nothing proves that it arrived: only looking settles it."""
AWAY = Fate(State.FAILED, "portal_unavailable", 0, 75)
BROKEN = Fate(State.FAILED, "portal_error", 0, 1)
STRANGE = Fate(State.FAILED, "unexpected_page|control_not_found", 0, 1)
"""By the page that was expected, or by the control that was looked for on it."""
REFUSED = Fate(State.REJECTED, "portal_refused", 0, 1)
TAKEN = Fate(State.REJECTED, "username_taken", 0, 1)
OTHER = Fate(State.FAILED, "review_differs", 0, 1)
UNCLEAR = Fate(State.PENDING, "login_unclear", 0, 77)
DISTRUSTED = Fate(State.FAILED, "certificate_untrusted", 0, 1)
ENDED = Fate(State.FAILED, "session_ended", 0, 1)

EXCEPT = {
    # The menu stays beside the page that nobody expects, or that isn't shown, and leads on.
    ("postback", "unexpected", "messages"): DONE,
    ("postback", "untrusted", "messages"): DONE,
    # Its script is told only that no answer came.
    ("spa", "untrusted", "log_in_submit"): UNCLEAR,
}
"""What becomes of it on one skin only, by skin, kind and page."""

TABLE: tuple[tuple[str, tuple[str, ...], int, Fate], ...] = (
    # Kind                      pages        count  fate
    # What passes by itself, before anything is sent: the visit starts over from the list of companies.
    ("http_500",                INSIDE,         1,  DONE),
    ("http_502",                INSIDE,         1,  DONE),
    ("http_503",                INSIDE,         1,  DONE),
    ("http_429",                INSIDE,         1,  DONE),
    ("maintenance",             INSIDE,         1,  DONE),
    ("session_ended",           INSIDE,         1,  DONE),
    ("drop",                    INSIDE,         1,  DONE),
    ("reset",                   INSIDE,         1,  DONE),
    ("stale",                   INSIDE,         1,  DONE),
    ("commit_then_drop",        INSIDE,         1,  DONE),
    ("commit_then_reset",       INSIDE,         1,  DONE),
    ("commit_then_500",         INSIDE,         1,  DONE),
    ("torn",                    INSIDE,         1,  DONE),
    ("cut",                     INSIDE,         1,  DONE),
    ("slow:3",                  INSIDE,         1,  DONE),
    # The way back to the list is lost there: it is sought by a new log-in.
    ("unexpected",              ("companies",), 1,  DONE),
    ("sent_twice",              ("intro", *FORMS), 1, DONE),
    ("commit_then_sent_twice",  ("intro", *FORMS), 1, DONE),
    # At the door, a password is sent once, or again where the portal has said that it never looked at it.
    ("http_500",                DOORS,          1,  DONE),
    ("http_503",                DOORS,          1,  DONE),
    ("maintenance",             DOORS[:2],      1,  DONE),
    ("drop",                    DOORS[:2],      1,  DONE),
    ("torn",                    DOORS[:2],      1,  DONE),
    ("host_down",               DOORS[:2],      1,  DONE),
    # What a person must look at.
    ("unexpected",              ("log_in_submit",), 1, UNCLEAR),
    ("unexpected",              INSIDE[1:],     1,  STRANGE),
    *((f"invalid:{field}",      (step,),        9,  REFUSED) for step, fields in FIELDS.items() for field in fields),
    ("username_taken",          ("username",),  3,  TAKEN),
    ("wrong_company",           ("review",),    1,  OTHER),
    ("untrusted",               BEFORE,         1,  DISTRUSTED),
    ("commit_then_untrusted",   ("companies", *FORMS), 1,  DISTRUSTED),
    # What doesn't pass.
    ("http_503",                ("companies", "intro", "username"), EVER, AWAY),
    ("http_502",                ("companies",), EVER, AWAY),
    ("http_429",                ("companies", "username"), EVER, AWAY),
    ("maintenance",             ("intro",),     EVER, AWAY),
    ("drop",                    ("home", "intro"), EVER, AWAY),
    ("host_down",               ("home", "log_in_form"), EVER, AWAY),
    ("http_500",                ("intro", "username"), EVER, BROKEN),
    ("session_ended",           ("intro", "username"), EVER, ENDED),
    # At Confirm, nothing was done: nobody can know that, so it is in doubt.
    ("http_500",                ("confirm",),   1,  DOUBT),
    ("http_502",                ("confirm",),   1,  DOUBT),
    ("http_503",                ("confirm",),   1,  DOUBT),
    ("http_429",                ("confirm",),   1,  DOUBT),
    ("maintenance",             ("confirm",),   1,  DOUBT),
    ("unexpected",              ("confirm",),   1,  DOUBT),
    ("session_ended",           ("confirm",),   1,  DOUBT),
    ("drop",                    ("confirm",),   1,  DOUBT),
    ("reset",                   ("confirm",),   1,  DOUBT),
    ("sent_twice",              ("confirm",),   1,  DOUBT),
    ("untrusted",               ("confirm",),   1,  DOUBT),
    ("slow:30",                 ("confirm",),   1,  DOUBT),
    # Five times as long as the client waits (`play` makes it 12 s): whatever it does, the run has ended by then.
    ("slow:60",                 ("confirm",),   1,  DOUBT),
    # At Confirm, it was done, and 'Information' proves it.
    ("stale",                   ("confirm",),   1,  DONE),
    ("slow:3",                  ("confirm",),   1,  DONE),
    ("commit_then_drop",        ("confirm",),   1,  DONE),
    ("commit_then_reset",       ("confirm",),   1,  DONE),
    ("commit_then_500",         ("confirm",),   1,  DONE),
    ("commit_then_sent_twice",  ("confirm",),   1,  DONE),
    ("commit_then_untrusted",   ("confirm",),   1,  DONE),
    ("torn",                    ("confirm",),   1,  DONE),
    ("cut",                     ("confirm",),   1,  DONE),
    # After Confirm there is only looking.
    ("missing_number",          ("created",),   1,  DONE),
    ("http_500",                ("created",),   1,  DONE),
    ("http_503",                ("created",),   1,  DONE),
    ("maintenance",             ("created",),   1,  DONE),
    ("unexpected",              ("created",),   1,  DONE),
    ("session_ended",           ("created",),   1,  DONE),
    ("drop",                    ("created",),   1,  DONE),
    ("untrusted",               ("created",),   1,  DONE),
    ("torn",                    ("created",),   1,  DONE),
    ("cut",                     ("created",),   1,  DONE),
    # Confirm was done and its answer lost, and the look-up is struck too: once is looked past, more is in doubt.
    ("http_503",                LOOKING,        1,  DONE),
    ("drop",                    LOOKING,        1,  DONE),
    ("session_ended",           LOOKING,        1,  DONE),
    ("maintenance",             LOOKING,        1,  DONE),
    ("http_503",                ("information",), EVER, DOUBT),
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One line of the table on one page of one skin."""

    skin: str
    kind: str
    step: str
    count: int
    fate: Fate

    @property
    def alone(self) -> bool:
        """Whether it needs a run of its own.

        A fault that doesn't pass stops all, as a few in a row do where a wait mends nothing; one at the door needs a
        log-in.
        """
        return self.count == EVER or self.step in DOORS or self.fate == DISTRUSTED

    @property
    def later(self) -> bool:
        """Whether it means a company that isn't the first one of its run, which is at the list by the log-in."""
        return (self.step, self.kind) == ("companies", "unexpected")

    def __str__(self) -> str:
        often = " ever" if self.count == EVER else f" x{self.count}" if self.count > 1 else ""
        return f"{self.skin:<10} {self.step:<13} {self.kind + often:<24}"


def cells(skins: tuple[str, ...] = NAMES) -> list[Cell]:
    """All of them, in the table's order for each skin."""
    return [
        Cell(skin, kind, step, count, EXCEPT.get((skin, kind, step), fate))
        for skin in skins
        for kind, steps, count, fate in TABLE
        for step in sorted(steps, key=STEPS.index)
        if step not in LACKS.get(skin, ()) and (skin, kind, step) not in SILENT
    ]
