"""The wizard 'Enregistrer les données de configuration', in the manual's order: no step can be jumped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from batchportal.stub.answers import CONTACT_FIELDS, Problems, check_channel, check_contact, check_username
from batchportal.stub.public_pages import SEE_OTHER
from batchportal.stub.secured_pages import managed
from batchportal.stub.uploads import UploadRefused, receive_certificate, receive_key
from batchportal.stub.words import WORDS
from batchportal.stub.world import Wizard

if TYPE_CHECKING:
    from batchportal.stub.companies import Company, Role
    from batchportal.stub.visits import Visit
    from batchportal.stub.world import Session

STEPS = ("intro", "contact", "channel", "username", "review")
"""The pages of the wizard, in order; each lies at `/secured/config/STEP.do`."""

_CHANNEL_FIELDS = ("channel", "ssh_key", "certificate", "applications")
_CONFLICT = 409


def _done(wizard: Wizard) -> int:
    """How many steps are behind."""
    behind = (wizard.begun, wizard.contact, wizard.channel_done, wizard.username)
    return next((number for number, done in enumerate(behind) if not done), len(behind))


def _go(step: str) -> Response:
    return RedirectResponse(f"/secured/config/{step}.do", SEE_OTHER)


def _turned_away(visit: Visit, session: Session, company: Company, role: Role, step: str) -> Response | None:
    """Where a visitor goes who must not see a step (yet)."""
    if step != "intro" and visit.world.technical_user(company, role.quality):
        return _go("intro")
    done = _done(session.wizard)
    return _go(STEPS[done]) if STEPS.index(step) > done else None


def _show(visit: Visit, session: Session, step: str, problems: Problems | None = None, **values: Any) -> Response:
    return visit.page(
        step,
        step=step,
        steps=STEPS,
        problems=problems or {},
        token=session.issue(step),
        wizard=session.wizard,
        **values,
    )


@dataclass(frozen=True, slots=True)
class _Sent:
    """A form that was sent: its first texts, the ticked applications, its files by name."""

    texts: dict[str, str]
    applications: tuple[str, ...]
    files: dict[str, tuple[str, bytes]]


async def _sent(visit: Visit, session: Session, step: str) -> _Sent | None:
    """The form that was sent, or None where its token was used before or never given."""
    async with visit.request.form() as form:
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        files = {
            name: (value.filename, await value.read())
            for name, value in form.items()
            if isinstance(value, UploadFile) and value.filename
        }
        applications = tuple(str(value) for value in form.getlist("applications"))
    return _Sent(texts, applications, files) if session.redeem(texts.get("token", ""), step) else None


def _twice(visit: Visit) -> Response:
    return visit.page("twice", status=_CONFLICT)


@managed
async def intro(visit: Visit, session: Session, company: Company, role: Role) -> Response:
    """What one needs; for a quality that has a technical user, the news that it has."""
    if visit.world.technical_user(company, role.quality):
        return visit.page("exists", company=company, role=role)
    if not visit.sending:
        return _show(visit, session, "intro", company=company, role=role)
    if await _sent(visit, session, "intro") is None:
        return _twice(visit)
    session.wizard.begun = True
    return _go("contact")


@managed
async def contact(visit: Visit, session: Session, company: Company, role: Role) -> Response:
    """The contact person's data."""
    if turned_away := _turned_away(visit, session, company, role, "contact"):
        return turned_away
    if not visit.sending:
        given = session.wizard.contact or dict.fromkeys(CONTACT_FIELDS, "")
        return _show(visit, session, "contact", given=given)
    form = await _sent(visit, session, "contact")
    if form is None:
        return _twice(visit)
    given = {name: form.texts.get(name, "").strip() for name in CONTACT_FIELDS}
    if problems := session.wizard.refuse(check_contact(given), *CONTACT_FIELDS):
        return _show(visit, session, "contact", problems, given=given)
    session.wizard.contact = given
    return _go("channel")


@managed
async def channel(visit: Visit, session: Session, company: Company, role: Role) -> Response:
    """Channel, uploads for SFTP, applications."""
    if turned_away := _turned_away(visit, session, company, role, "channel"):
        return turned_away
    if not visit.sending:
        return _show(visit, session, "channel")
    form = await _sent(visit, session, "channel")
    if form is None:
        return _twice(visit)
    wizard = session.wizard
    wizard.channel_done = False
    wizard.channel, wizard.applications = form.texts.get("channel", ""), form.applications
    problems = check_channel(wizard.channel, wizard.applications, WORDS[visit.language]["applications"])
    if wizard.channel == "SFTP":
        problems |= _receive_files(form, wizard)
    else:
        wizard.ssh_key = wizard.certificate = None
    if problems := wizard.refuse(problems, *_CHANNEL_FIELDS):
        in_order = {name: problems[name] for name in _CHANNEL_FIELDS if name in problems}
        return _show(visit, session, "channel", in_order)
    wizard.channel_done = True
    return _go("username")


def _receive_files(form: _Sent, wizard: Wizard) -> Problems:
    """Take the two files; one that was taken before may be left out."""
    problems: Problems = {}
    if "ssh_key" in form.files:
        wizard.ssh_key = None
        try:
            wizard.ssh_key = receive_key(*form.files["ssh_key"])
        except UploadRefused as refused:
            problems["ssh_key"] = refused.reason
    if "certificate" in form.files:
        wizard.certificate = None
        try:
            wizard.certificate = receive_certificate(*form.files["certificate"])
        except UploadRefused as refused:
            problems["certificate"] = refused.reason
    missing = {"ssh_key": wizard.ssh_key, "certificate": wizard.certificate}
    return problems | {name: "file_missing" for name in missing if missing[name] is None and name not in problems}


@managed
async def username(visit: Visit, session: Session, company: Company, role: Role) -> Response:
    """The technical user's name, which can never be changed."""
    if turned_away := _turned_away(visit, session, company, role, "username"):
        return turned_away
    if not visit.sending:
        return _show(visit, session, "username", given=session.wizard.username)
    form = await _sent(visit, session, "username")
    if form is None:
        return _twice(visit)
    given = form.texts.get("username", "")
    problems = session.wizard.refuse(check_username(given, visit.world.taken_usernames()), "username")
    if visit.fault and visit.fault.kind == "username_taken":
        problems = {"username": "username_taken"}
    if problems:
        session.wizard.username = ""
        return _show(visit, session, "username", problems, given=given)
    session.wizard.username = given
    return _go("review")


@managed
async def review(visit: Visit, session: Session, company: Company, role: Role) -> Response:
    """Everything that was filled in, to be checked."""
    if turned_away := _turned_away(visit, session, company, role, "review"):
        return turned_away
    if visit.fault and visit.fault.kind == "wrong_company":
        others = (other for other in visit.world.companies.values() if other != company)
        company = next(others, company)
    return _show(visit, session, "review", company=company, role=role)


@managed
async def confirm(visit: Visit, session: Session, _company: Company, _role: Role) -> Response:
    """Create the technical user: once."""
    if await _sent(visit, session, "review") is None or _done(session.wizard) < len(STEPS) - 1:
        return _twice(visit)
    created = visit.world.register(session)
    if created is None:
        return _refuse(visit, session)
    visit.request.state.confirm.committed = True
    session.created = created
    session.wizard = Wizard()
    return _go("created")


def _refuse(visit: Visit, session: Session) -> Response:
    """Why nothing could be created: somebody else was faster, with the name or with the quality."""
    company, role, given = session.company, session.role, session.wizard.username
    if company and role and visit.world.technical_user(company, role.quality):
        return _twice(visit)
    if problems := check_username(given, visit.world.taken_usernames()):
        session.wizard.username = ""
        return _show(visit, session, "username", problems, given=given)
    return _twice(visit)


@managed
async def created(visit: Visit, session: Session, company: Company, role: Role) -> Response:
    """The sender number, among other numbers."""
    if session.created is None:
        return RedirectResponse("/secured/messages.do", SEE_OTHER)
    number = "" if visit.fault and visit.fault.kind == "missing_number" else session.created.sender_number
    return visit.page("created", company=company, role=role, created=session.created, number=number)
