"""Skin `spa`: the back office, JSON in and out; most answers are quick, now and then one takes its time."""

from __future__ import annotations

import functools
import itertools
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response

from batchportal.stub.answers import CHANNELS, CONTACT_FIELDS
from batchportal.stub.decisions import (
    begin_session,
    choose,
    complaint,
    create,
    leave,
    linger,
    number_shown,
    present,
    role_line,
    take_channel,
    take_contact,
    take_file,
    take_username,
    try_codes,
)
from batchportal.stub.skins.painting import spell, words_of
from batchportal.stub.visits import go_on
from batchportal.stub.world import Wizard

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from batchportal.stub.visits import Page, Visit
    from batchportal.stub.world import Session, TechnicalUser

Serve: TypeAlias = "Callable[[Request], Awaitable[Response]]"

_SPELLINGS = ("be_dots", "plain", "dots", "spaces", "nine", "dots", "be")
_WAITS = itertools.cycle((0.4, 0.9, 0.3, 0.6, 2.4, 0.5, 1.2, 0.3))
_SHORTEST_NUMBER = 3
_FORBIDDEN, _LOCKED, _UNAUTHORISED, _CONFLICT, _UNPROCESSABLE = 403, 423, 401, 409, 422
_FILES = frozenset({"ssh_key", "certificate"})


async def _work() -> None:
    await linger(next(_WAITS))


def _error(code: str, message: str | None, status: int = _UNPROCESSABLE) -> Response:
    return JSONResponse({"code": code, "message": message}, status)


def _over(visit: Visit) -> Response:
    return _error("AUTH", words_of(visit)["errors"]["over"], _UNAUTHORISED)


def _secured(answer: Callable[[Visit, Session], Awaitable[Response]]) -> Page:
    """An answer for somebody who is logged in."""

    @functools.wraps(answer)
    async def guarded(visit: Visit) -> Response:
        return _over(visit) if visit.session is None else await answer(visit, visit.session)

    return guarded


def _managed(answer: Callable[[Visit, Session], Awaitable[Response]]) -> Page:
    """An answer for a local manager at work for a company."""

    @_secured
    @functools.wraps(answer)
    async def guarded(visit: Visit, session: Session) -> Response:
        if session.role is None:
            return _over(visit)
        if not session.role.manages:
            return _error("FORBIDDEN", words_of(visit)["errors"]["forbidden"], _FORBIDDEN)
        return await answer(visit, session)

    return guarded


async def _sent(visit: Visit) -> dict[str, Any]:
    try:
        sent = await visit.request.json()
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


async def log_in(visit: Visit) -> Response:
    """User name and password."""
    sent = await _sent(visit)
    await _work()
    name = str(sent.get("username", "")).strip()
    verdict = try_codes(visit, name, str(sent.get("password", "")))
    if verdict != "accepted":
        status = _LOCKED if verdict == "locked" else _UNAUTHORISED
        return _error("LOCKED" if verdict == "locked" else "BAD", words_of(visit)["log_in"][verdict], status)
    response = JSONResponse({"next": "/entreprises"})
    begin_session(visit, name, response)
    return response


async def log_out(visit: Visit) -> Response:
    """End the session."""
    response = JSONResponse({"ok": True})
    leave(visit, response)
    return response


async def ping(visit: Visit) -> Response:
    """What the browser asks every few seconds, for ever."""
    return JSONResponse({"alive": visit.session is not None, "t": datetime.now(UTC).isoformat()})


async def me(visit: Visit) -> Response:
    """Who is logged in, and at work for whom."""
    session = visit.session
    if session is None:
        return JSONResponse({"auth": False})
    known: dict[str, Any] = {"auth": True, "user": session.user.username}
    if session.company and session.role:
        words = words_of(visit)
        role = f"{words['quality'][session.role.quality]} ({words['role'][session.role.right]})"
        known |= {"company": session.company.name, "number": session.company.dotted, "role": role}
        known["manager"] = session.role.manages
    return JSONResponse(known)


@_secured
async def companies(visit: Visit, _session: Session) -> Response:
    """The companies whose name or number has what was typed."""
    await _work()
    query = visit.request.query_params.get("q", "").strip().lower()
    digits = "".join(character for character in query if character.isdigit())
    found = [
        {"id": place, "name": company.name, "number": spell(company.number, _SPELLINGS[place % len(_SPELLINGS)])}
        for place, company in enumerate(visit.world.companies.values())
        if query in company.name.lower() or (len(digits) >= _SHORTEST_NUMBER and digits in company.number)
    ]
    return JSONResponse(found)


@_secured
async def select(visit: Visit, session: Session) -> Response:
    """Choose a company; its roles."""
    sent = await _sent(visit)
    await _work()
    if not choose(visit, session, str(sent.get("id"))) or session.company is None:
        return _error("UNKNOWN", words_of(visit)["errors"]["incomplete"])
    company, words = session.company, words_of(visit)
    roles = [
        {"i": place, "label": role_line(words, company, role), "manages": role.manages}
        for place, role in enumerate(company.roles)
    ]
    return JSONResponse({"name": company.name, "number": company.dotted, "roles": roles})


@_secured
async def role(visit: Visit, session: Session) -> Response:
    """Begin to work in a role of the company that was chosen."""
    sent = await _sent(visit)
    await _work()
    known, place = session.company, sent.get("i")
    if known is None or not isinstance(place, int) or not 0 <= place < len(known.roles):
        return _over(visit)
    session.enter(known, known.roles[place])
    return JSONResponse({"ok": True})


@_managed
async def information(visit: Visit, session: Session) -> Response:
    """The technical user of the quality."""
    await _work()
    found = present(visit, session)
    if found is None:
        return JSONResponse({"exists": False})
    return JSONResponse(
        {"exists": True, "username": found.username, "sender": found.sender_number, "channel": found.channel}
    )


@_managed
async def config(visit: Visit, session: Session) -> Response:
    """Begin the wizard: the channels and applications there are."""
    await _work()
    words = words_of(visit)
    if present(visit, session):
        return _error("EXISTS", words["errors"]["exists"], _CONFLICT)
    session.wizard = Wizard(begun=True)
    hints = words["application_hints"]
    applications = [
        {"id": name, "n": place, "t": caption, "d": hints.get(name, "")}
        for place, (name, caption) in enumerate(words["applications"].items())
    ]
    channels = [{"id": name, "t": words["channel"][f"{name.lower()}_hint"]} for name in CHANNELS]
    return JSONResponse({"channels": channels, "apps": applications})


@_managed
async def upload(visit: Visit, session: Session) -> Response:
    """Take a file."""
    async with visit.request.form() as form:
        kind, file = str(form.get("kind", "")), form.get("file")
        content = await file.read() if isinstance(file, UploadFile) else b""
        filename = (file.filename or "") if isinstance(file, UploadFile) else ""
    await _work()
    if kind not in _FILES:
        return _error("INVALID", words_of(visit)["errors"]["incomplete"])
    if problem := take_file(session.wizard, kind, filename, content):
        return _error(problem, complaint(words_of(visit), {kind: problem}))
    return JSONResponse({"name": filename, "size": len(content)})


@_managed
async def username(visit: Visit, session: Session) -> Response:
    """Whether a name can be had."""
    sent = await _sent(visit)
    await _work()
    problems = take_username(visit, session, str(sent.get("username", "")))
    if problems:
        return _error(problems["username"], complaint(words_of(visit), problems))
    return JSONResponse({"ok": True})


@_managed
async def confirm(visit: Visit, session: Session) -> Response:
    """Everything at once, checked again; and the technical user is there."""
    sent = await _sent(visit)
    await _work()
    words = words_of(visit)
    if present(visit, session):
        return _error("EXISTS", words["errors"]["exists"], _CONFLICT)
    contact, applications = sent.get("contact"), sent.get("apps")
    if not isinstance(contact, dict) or not isinstance(applications, list):
        return _error("INVALID", words["errors"]["incomplete"])
    problems = take_contact(session, {name: str(contact.get(name, "")) for name in CONTACT_FIELDS})
    known = words["applications"]
    chosen = [name for name in known if name in applications]
    problems |= take_channel(session.wizard, str(sent.get("channel", "")), chosen, {}, known)
    if problems:
        return _error("INVALID", words["errors"]["incomplete"])
    problems = take_username(visit, session, str(sent.get("username", "")))
    created = None if problems else create(visit, session)
    if created is None:
        return _error("taken", complaint(words, problems or {"username": "username_taken"}))

    async def show(visiting: Visit) -> Response:
        return _created(visiting, created)

    return await go_on(show, "created", visit)


def _created(visit: Visit, created: TechnicalUser) -> Response:
    company = visit.world.companies[created.company]
    return JSONResponse(
        {
            "sender": number_shown(visit, created),
            "file": created.reference.rsplit("-", 1)[-1],
            "date": f"{created.at:%d/%m/%Y %H:%M}",
            "number": company.dotted,
            "username": created.username,
        }
    )
