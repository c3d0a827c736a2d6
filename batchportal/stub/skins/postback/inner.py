"""Skin `postback`: the pages in the frame: the wizard, what there is to read, and the number in a read-only field."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from batchportal.stub.answers import CHANNELS, CONTACT_FIELDS, Problems
from batchportal.stub.decisions import (
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
from batchportal.stub.skins.postback.state import WIZARD, PageState, Sent, view_state
from batchportal.stub.visits import go_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.datastructures import FormData
    from starlette.responses import Response

    from batchportal.stub.companies import Company, Role
    from batchportal.stub.visits import Visit
    from batchportal.stub.words import Words
    from batchportal.stub.world import Session

_FIELDS = dict(zip(("kn", "kp", "kf", "kt", "km"), CONTACT_FIELDS, strict=True))
_BILLING = {"bn": "last_name", "bt": "phone", "bm": "email"}
_FILES = {"ctl00$cph$fu1": "ssh_key", "ctl00$cph$fu2": "certificate"}
_FOR_MANAGERS = frozenset({*WIZARD, "messages", "information", "created"})
_COMPANY_PHONE = "02 500 00 00"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Somebody at work for a company, and the page in the frame."""

    visit: Visit
    words: Words
    state: PageState
    session: Session
    company: Company
    role: Role


async def answer(visit: Visit, words: Words, state: PageState) -> Response:
    """The page in the frame, or what a click on it leads to."""
    session = visit.session
    if session is None or session.company is None or session.role is None:
        return visit.page("session_ended")
    frame = _Frame(visit, words, state, session, session.company, session.role)
    if not visit.sending:
        return _show(frame)
    async with visit.request.form() as form:
        if Sent(form).page != state.inside or not frame.role.manages or present(visit, session):
            return _show(frame)
        return await _sent(frame, form)


async def _sent(frame: _Frame, form: FormData) -> Response:
    """Take what was sent; what it leads to is shown at once, though it is another step."""
    sent, state, before = Sent(form), frame.state, frame.state.inside
    problems: Problems = {}
    if sent.has("btnPrev") and before in WIZARD:
        state.inside = WIZARD[max(0, WIZARD.index(before) - 1)]
    elif before == "channel" and sent.target == "ddl":
        _note_channel(frame, sent)
    elif before == "channel":
        problems = await _channel(frame, form)
    elif before in _ACTS:
        problems = _ACTS[before](frame, sent)
    if problems or state.inside == before:
        return _show(frame, complaint(frame.words, problems), sent)

    async def show(_visit: Visit) -> Response:
        return _show(frame)

    return await go_on(show, state.step or before, frame.visit)


def _intro(frame: _Frame, _sent: Sent) -> Problems:
    frame.session.wizard.begun = True
    frame.state.inside = "contact"
    return {}


def _contact(frame: _Frame, sent: Sent) -> Problems:
    frame.state.billing = {name: sent.text(name).strip() for name in _BILLING}
    billing = {f"billing_{_BILLING[name]}": text for name, text in frame.state.billing.items()}
    given = {field: sent.text(name) for name, field in _FIELDS.items()}
    problems = take_contact(frame.session, given | billing)
    if not problems:
        frame.state.inside = "channel"
    return problems


def _ticks(frame: _Frame, sent: Sent) -> list[str]:
    return [name for place, name in enumerate(frame.words["applications"]) if sent.has(f"cbl${place}")]


def _chosen(sent: Sent) -> str:
    place = sent.text("ddl")
    return CHANNELS[int(place) - 1] if place in ("1", "2", "3", "4") else ""


def _note_channel(frame: _Frame, sent: Sent) -> None:
    """The drop-down was changed: the form is shown anew, without the files that were chosen already."""
    wizard = frame.session.wizard
    wizard.channel, wizard.applications, wizard.channel_done = _chosen(sent), tuple(_ticks(frame, sent)), False


async def _channel(frame: _Frame, form: FormData) -> Problems:
    sent, wizard = Sent(form), frame.session.wizard
    # Files are never kept from one try to the next.
    wizard.ssh_key = wizard.certificate = None
    files = {_FILES[name]: file for name, file in (await files_of(form)).items() if name in _FILES}
    channel, known = _chosen(sent), frame.words["applications"]
    problems = take_channel(wizard, channel, _ticks(frame, sent), files, known)
    if channel == "SFTP" and "certificate" in files and PurePath(files["certificate"][0]).suffix.lower() != ".cer":
        problems |= {"certificate": "certificate_extension"}
        wizard.channel_done = False
    if not problems:
        frame.state.inside = "username"
    return problems


def _username(frame: _Frame, sent: Sent) -> Problems:
    problems = take_username(frame.visit, frame.session, sent.text("txtU"))
    if not problems:
        frame.state.inside = "review"
    return problems


def _review(frame: _Frame, _sent: Sent) -> Problems:
    given = frame.session.wizard.username
    if create(frame.visit, frame.session) is not None:
        frame.state.inside = "created"
        return {}
    frame.state.inside = "username"
    return take_username(frame.visit, frame.session, given)


_ACTS: dict[str, Callable[[_Frame, Sent], Problems]] = {
    "intro": _intro,
    "contact": _contact,
    "username": _username,
    "review": _review,
}


def _show(frame: _Frame, err: str | None = None, sent: Sent | None = None) -> Response:
    state = frame.state
    if state.inside in WIZARD:
        state.inside = WIZARD[min(WIZARD.index(state.inside), steps_behind(frame.session.wizard))]
    template = "text"
    values: dict[str, Any] = {"text": state.inside}
    if state.inside in _FOR_MANAGERS and not frame.role.manages:
        values = {"text": "refused"}
    elif state.inside in WIZARD and present(frame.visit, frame.session):
        values = {"text": "exists"}
    elif state.inside in _VALUES:
        template, values = state.inside, _VALUES[state.inside](frame, sent)
    return frame.visit.page(template, err=err, inner=True, viewstate=view_state(state.inside), **values)


def _no_values(_frame: _Frame, _sent: Sent | None) -> dict[str, Any]:
    return {}


def _contact_values(frame: _Frame, sent: Sent | None) -> dict[str, Any]:
    """Three parts with the same captions, of which the second is meant."""
    captions, company, kept = frame.words["contact"], frame.company, frame.session.wizard.contact
    given = {name: sent.text(name) if sent else kept.get(field, "") for name, field in _FIELDS.items()}
    fixed = [
        ("eN", captions["last_name"], company.name, True),
        ("eT", captions["phone"], _COMPANY_PHONE, True),
        ("eL", frame.words["companies"]["place"], company.place, True),
    ]
    person = [(name, captions[field], given[name], False) for name, field in _FIELDS.items()]
    billing = [(name, captions[field], frame.state.billing.get(name, ""), False) for name, field in _BILLING.items()]
    return {"parts": [(captions["company"], fixed), (captions["person"], person), (captions["billing"], billing)]}


def _channel_values(_frame: _Frame, _sent: Sent | None) -> dict[str, Any]:
    return {"channels": CHANNELS}


def _username_values(frame: _Frame, sent: Sent | None) -> dict[str, Any]:
    return {"given": sent.text("txtU") if sent else frame.session.wizard.username}


def _review_values(frame: _Frame, _sent: Sent | None) -> dict[str, Any]:
    words, wizard = frame.words, frame.session.wizard
    rows = [(words["contact"][field], wizard.contact[field]) for field in CONTACT_FIELDS]
    rows.append((words["channel"]["field"], wizard.channel))
    if wizard.ssh_key and wizard.certificate:
        rows.append((words["review"]["ssh_key"], wizard.ssh_key.filename))
        rows.append((words["review"]["certificate"], wizard.certificate.filename))
    captions = [caption for name, caption in words["applications"].items() if name in wizard.applications]
    rows.append((words["channel"]["applications"], ", ".join(captions)))
    rows.append((words["review"]["username"], wizard.username))
    shown = company_on_review(frame.visit, frame.session)
    if shown is not None and shown != frame.company:
        # This page names no company, unless it is the wrong one.
        rows.insert(0, (words["created"]["number"], shown.dotted))
    return {"rows": rows}


def _created_values(frame: _Frame, _sent: Sent | None) -> dict[str, Any]:
    """The number among other numbers, each in a field that can only be read."""
    created, own = frame.session.created, frame.words["created"]
    if created is None:
        return {"rows": []}
    number = number_shown(frame.visit, created)
    return {
        "rows": [
            (own["reference"], created.reference.rsplit("-", 1)[-1]),
            (own["number"], frame.company.dotted),
            (own["username"], created.username),
            *([(own["sender_number"], number)] if number else []),
            (own["date"], f"{created.at:%d/%m/%Y}"),
        ]
    }


def _information_values(frame: _Frame, _sent: Sent | None) -> dict[str, Any]:
    found, own = present(frame.visit, frame.session), frame.words["information"]
    if found is None:
        return {"rows": []}
    return {
        "rows": [
            (own["number"], frame.company.dotted),
            (own["username"], found.username),
            (own["sender_number"], found.sender_number),
            (own["channel"], found.channel),
        ]
    }


_VALUES: dict[str, Callable[[_Frame, Sent | None], dict[str, Any]]] = {
    "intro": _no_values,
    "contact": _contact_values,
    "channel": _channel_values,
    "username": _username_values,
    "review": _review_values,
    "created": _created_values,
    "information": _information_values,
}
