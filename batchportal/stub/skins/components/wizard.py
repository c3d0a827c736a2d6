"""Skin `components`: the wizard, a number in its address for each step, and the server's word on each field."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, RedirectResponse, Response

from batchportal.stub.answers import CHANNELS, CONTACT_FIELDS, check_contact, check_username
from batchportal.stub.decisions import (
    LAST_STEP,
    company_on_review,
    complaint,
    create,
    files_of,
    linger,
    number_shown,
    present,
    steps_behind,
    take_channel,
    take_contact,
    take_username,
)
from batchportal.stub.public_pages import SEE_OTHER
from batchportal.stub.skins.components.secured import inside, managed
from batchportal.stub.skins.painting import words_of
from batchportal.stub.world import Wizard

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from batchportal.stub.visits import Visit
    from batchportal.stub.words import Words
    from batchportal.stub.world import Session

_STEPS = ("intro", "contact", "channel", "username", "review", "created")
_CREATED = 5
_FIELDS = (
    ("nom", "last_name", "text", True),
    ("prenom", "first_name", "text", True),
    ("fonction", "function", "text", True),
    ("telephone", "phone", "tel", True),
    ("gsm", "mobile", "tel", False),
    ("email", "email", "email", True),
)
_FIELD_OF = {name: field for name, field, _, _ in _FIELDS}
_FILES = {"cle": "ssh_key", "certificat": "certificate"}
_DOMAINS = (
    ("work", ("Dimona", "DmfA", "DmfAPPL", "Check-in at work")),
    ("risks", ("DRS-accidents", "STTS", "DRS-indemnities")),
    ("pensions", ("Capelo", "DB2P", "ePK", "population")),
)
_WAITS = itertools.cycle((0.2, 0.45, 0.15, 0.6, 0.3))


async def step_of(request: Request, _session: Session | None) -> str | None:
    """The name of the step; whoever sends the review page confirms."""
    step = int(request.path_params["step"])
    if step == LAST_STEP and request.method == "POST":
        return "confirm"
    return _STEPS[step] if step < len(_STEPS) else None


@dataclass(frozen=True, slots=True)
class _At:
    """Somebody at one step of the wizard."""

    visit: Visit
    session: Session
    step: int
    words: Words

    def show(self, err: str | None = None, given: object = None) -> Response:
        """The step, as it stands."""
        wizard, visit = self.session.wizard, self.visit
        kept = {"contact": wizard.contact, "username": wizard.username}.get(_STEPS[self.step], "")
        return inside(
            visit,
            _STEPS[self.step],
            err=err,
            step=self.step,
            wizard=wizard,
            given=given if given is not None else kept,
            fields=_FIELDS,
            channels=CHANNELS,
            domains=_DOMAINS,
            tabs=_tabs(self) if self.step == LAST_STEP else (),
            token=self.session.issue("review") if self.step == LAST_STEP else "",
        )

    def next(self) -> Response:
        """To the next step."""
        return _go(self.step + 1)


@managed
async def config(visit: Visit, session: Session) -> Response:
    """Whatever step the address asks for."""
    at = _At(visit, session, int(visit.request.path_params["step"]), words_of(visit))
    if elsewhere := _instead(at):
        return elsewhere
    if not visit.sending:
        return at.show()
    async with visit.request.form() as form:
        return await _ACTS[at.step](at, form)


def _instead(at: _At) -> Response | None:
    """What is shown to somebody who must not be at a step (any more)."""
    created = at.session.created
    if at.step == _CREATED and created:
        return inside(at.visit, "created", created=created, number=number_shown(at.visit, created))
    if present(at.visit, at.session):
        words = at.words["intro"]
        return inside(at.visit, "note", heading=words["title"], text=words["exists"])
    done = min(steps_behind(at.session.wizard), LAST_STEP)
    return _go(done) if at.step > done else None


def _go(step: int) -> Response:
    return RedirectResponse(f"/config/{step}", SEE_OTHER)


def _tabs(at: _At) -> list[tuple[str, list[tuple[str, str]]]]:
    """The three tabs of the review page, of which the first is shown."""
    words, wizard = at.words, at.session.wizard
    contact = [
        (words["contact"][field], wizard.contact[field]) for field in _FIELD_OF.values() if field in wizard.contact
    ]
    channel = [(words["channel"]["field"], wizard.channel)]
    if wizard.ssh_key and wizard.certificate:
        channel.append((words["channel"]["ssh_key"], wizard.ssh_key.filename))
        channel.append((words["review"]["certificate"], wizard.certificate.filename))
    captions = [caption for name, caption in words["applications"].items() if name in wizard.applications]
    channel.append((words["channel"]["applications"], " ; ".join(captions)))
    user = [(words["review"]["username"], wizard.username)]
    if company := company_on_review(at.visit, at.session):
        user.append((words["review"]["company"], f"{company.name} \N{EN DASH} {company.dotted}"))
    return [("contact", contact), ("channel", channel), ("user", user)]


async def _intro(at: _At, _form: FormData) -> Response:
    at.session.wizard = Wizard(begun=True)
    return at.next()


async def _contact(at: _At, form: FormData) -> Response:
    given = {field: str(form.get(name, "")) for name, field in _FIELD_OF.items()}
    wrong = [name for name, field in _FIELD_OF.items() if _problem(at.visit, name, given[field])]
    if wrong or take_contact(at.session, given):
        return at.show(at.words["errors"]["contact"], given)
    return at.next()


async def _channel(at: _At, form: FormData) -> Response:
    wizard, known = at.session.wizard, at.words["applications"]
    wizard.ssh_key = wizard.certificate = None
    ticked = form.getlist("appli")
    files = {_FILES[name]: file for name, file in (await files_of(form)).items() if name in _FILES}
    chosen = [name for name in known if name in ticked]
    problems = take_channel(wizard, str(form.get("canal", "")), chosen, files, known)
    return at.show(complaint(at.words, problems)) if problems else at.next()


async def _username(at: _At, form: FormData) -> Response:
    given = str(form.get("username", "")).strip()
    problems = take_username(at.visit, at.session, given)
    return at.show(complaint(at.words, problems), given) if problems else at.next()


async def _confirm(at: _At, form: FormData) -> Response:
    if not at.session.redeem(str(form.get("jeton", "")), "review"):
        return at.show(at.words["errors"]["twice"])
    given = at.session.wizard.username
    if create(at.visit, at.session) is not None:
        return at.next()
    take_username(at.visit, at.session, given)
    return _go(LAST_STEP - 1)


_ACTS: tuple[Callable[[_At, FormData], Awaitable[Response]], ...] = (_intro, _contact, _channel, _username, _confirm)


async def validate(visit: Visit) -> Response:
    """What is wrong with one field, a moment after it was left."""
    await linger(next(_WAITS))
    asked = visit.request.query_params
    message = _problem(visit, asked.get("c", ""), asked.get("v", "").strip())
    return JSONResponse({"ok": message is None, "message": message})


def _problem(visit: Visit, name: str, value: str) -> str | None:
    field = _FIELD_OF.get(name, name)
    if field == "username":
        problems = check_username(value, visit.world.taken_usernames())
    elif field == "mobile":
        problems = check_contact(dict.fromkeys(CONTACT_FIELDS, "") | {"phone": value}) if value else {}
        problems = {field: problems["phone"]} if "phone" in problems else {}
    else:
        problems = check_contact(dict.fromkeys(CONTACT_FIELDS, "") | {field: value})
    return complaint(words_of(visit), {field: problems[field]}) if field in problems else None
