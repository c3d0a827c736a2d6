"""Skin `tables`: the wizard, all of it at one address that counts its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from batchportal.stub.answers import CHANNELS, CONTACT_FIELDS, Problems
from batchportal.stub.decisions import (
    LAST_STEP,
    Files,
    company_on_review,
    complaint,
    create,
    files_of,
    number_shown,
    present,
    steps_behind,
    take_channel,
    take_contact,
    take_username,
)
from batchportal.stub.skins.forms import western_form
from batchportal.stub.skins.painting import words_of
from batchportal.stub.skins.tables.public import FOUND
from batchportal.stub.skins.tables.secured import managed, show, text
from batchportal.stub.world import Wizard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from batchportal.stub.visits import Visit
    from batchportal.stub.world import Session

_STEPS = ("intro", "contact", "channel", "username", "review", "created")
_CHANNEL = 2
_CREATED = 5
# Form name, field, size; the fax is nobody's business and stays optional.
_FIELDS = (
    ("tf1", "last_name", 40),
    ("tf2", "first_name", 40),
    ("tf3", "function", 40),
    ("tf5", "phone", 20),
    ("tf6", "fax", 20),
    ("tf7", "email", 50),
)
_FILES = {"fic1": "ssh_key", "fic2": "certificate"}
_FIRST_APPLICATION = 11


def _step(request: Request) -> int:
    asked = request.query_params.get("s", "0")
    return int(asked) if asked in "012345" else 0


async def step_of(request: Request, _session: Session | None) -> str | None:
    """The name of the step; only the button 'Confirmer' of the review page confirms."""
    step = _step(request)
    if step < LAST_STEP or request.method != "POST":
        return _STEPS[step]
    return "review" if _leads_away(await western_form(request)) else "confirm"


def _leads_away(form: Mapping[str, str]) -> bool:
    """Whether another button than the one that leads on was pressed: an image sends its name with .x and .y."""
    return any(name.startswith(("precedent", "annuler")) for name in form)


@managed
async def wizard(visit: Visit, session: Session) -> Response:
    """Whatever step the address asks for."""
    step = _step(visit.request)
    if elsewhere := _instead(visit, session, step):
        return elsewhere
    if not visit.sending:
        return _show(visit, session, step)
    texts, ticks, files = await _sent(visit, step)
    if any(name.startswith("annuler") for name in texts):
        session.wizard = Wizard()
        return RedirectResponse("/secure/messages", FOUND)
    if _leads_away(texts):
        return _go(step - 1)
    if step == _CHANNEL:
        return _channel(visit, session, texts.get("can", ""), ticks, files)
    take: dict[int, Callable[[Visit, Session, Mapping[str, str]], Response]]
    take = {0: _intro, 1: _contact, 3: _username, 4: _confirm}
    return take[step](visit, session, texts)


def _instead(visit: Visit, session: Session, step: int) -> Response | None:
    """What is shown to somebody who must not be at a step (any more)."""
    if step == _CREATED and session.created:
        return show(visit, "created", created=session.created, number=number_shown(visit, session.created))
    if present(visit, session):
        if step == LAST_STEP and session.created:
            return _go(_CREATED)
        return text(visit, "intro.title", "intro.exists", "intro.exists_where", part="messages")
    done = min(steps_behind(session.wizard), LAST_STEP)
    return _go(done) if step > done else None


async def _sent(visit: Visit, step: int) -> tuple[dict[str, str], list[str], Files]:
    """The texts, the ticked applications and the files of a form."""
    if step != _CHANNEL:
        return await western_form(visit.request), [], {}
    async with visit.request.form() as form:
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        return texts, [str(value) for value in form.getlist("app")], await files_of(form)


def _show(
    visit: Visit, session: Session, step: int, problems: Problems | None = None, given: object = None
) -> Response:
    """A step of the wizard, with the first of its problems above."""
    words, wizard = words_of(visit), session.wizard
    captions = words["contact"]
    hints = [(name, words["channel"][f"{name.lower()}_hint"]) for name in CHANNELS]
    contact = {form: wizard.contact.get(field, "") for form, field, _ in _FIELDS}
    return show(
        visit,
        _STEPS[step],
        "messages",
        err=_complaint(visit, problems or {}),
        wizard=wizard,
        fields=[(form, captions[field], field in CONTACT_FIELDS, size) for form, field, size in _FIELDS],
        channels=hints,
        rows=_rows(visit, session) if step == LAST_STEP else [],
        given=given if given is not None else contact if step == 1 else wizard.username,
    )


def _complaint(visit: Visit, problems: Problems) -> str | None:
    words = words_of(visit)
    missing = [words["contact"][name] for name, reason in problems.items() if reason == "required"]
    if missing:
        return words["errors"]["missing"] + ", ".join(missing)
    return complaint(words, problems)


def _rows(visit: Visit, session: Session) -> list[tuple[str, str]]:
    """What the review page shows."""
    words, wizard = words_of(visit), session.wizard
    rows = [(words["contact"][field], wizard.contact[field]) for _, field, _ in _FIELDS if wizard.contact.get(field)]
    rows.append((words["channel"]["field"], wizard.channel))
    if wizard.ssh_key and wizard.certificate:
        rows.append((words["review"]["ssh_key"], wizard.ssh_key.filename))
        rows.append((words["review"]["certificate"], wizard.certificate.filename))
    captions = [caption for name, caption in words["applications"].items() if name in wizard.applications]
    rows.append((words["channel"]["applications"], "; ".join(captions)))
    rows.append((words["review"]["username"], wizard.username))
    if company := company_on_review(visit, session):
        rows.append((words["review"]["number"], company.dotted))
    return rows


def _go(step: int) -> Response:
    return RedirectResponse(f"/secure/cfg?s={step}", FOUND)


def _intro(_visit: Visit, session: Session, _form: Mapping[str, str]) -> Response:
    session.wizard = Wizard(begun=True)
    return _go(1)


def _contact(visit: Visit, session: Session, form: Mapping[str, str]) -> Response:
    problems = take_contact(session, {field: form.get(name, "") for name, field, _ in _FIELDS})
    return _show(visit, session, 1, problems, form) if problems else _go(2)


def _channel(visit: Visit, session: Session, channel: str, ticks: list[str], files: Files) -> Response:
    known = list(words_of(visit)["applications"])
    chosen = CHANNELS[int(channel) - 1] if channel in ("1", "2", "3", "4") else ""
    places = [int(tick) - _FIRST_APPLICATION for tick in ticks if tick.isdecimal()]
    applications = [known[place] for place in places if 0 <= place < len(known)]
    sent = {_FILES[name]: file for name, file in files.items() if name in _FILES}
    problems = take_channel(session.wizard, chosen, applications, sent, known)
    return _show(visit, session, 2, problems) if problems else _go(3)


def _username(visit: Visit, session: Session, form: Mapping[str, str]) -> Response:
    given = form.get("utn", "")
    problems = take_username(visit, session, given)
    return _show(visit, session, 3, problems, given) if problems else _go(4)


def _confirm(visit: Visit, session: Session, _form: Mapping[str, str]) -> Response:
    if create(visit, session) is not None:
        return _go(5)
    problems = take_username(visit, session, session.wizard.username)
    return _show(visit, session, 3, problems, session.wizard.username) if problems else _go(0)
