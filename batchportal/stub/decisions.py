"""What every skin of the stub decides the same way: a skin shows and asks, the world and the checks decide."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal, TypeAlias

from starlette.datastructures import FormData, UploadFile

from batchportal.stub.answers import CONTACT_FIELDS, Problems, check_channel, check_contact, check_username
from batchportal.stub.uploads import UploadRefused, receive_certificate, receive_key
from batchportal.stub.visits import SESSION_COOKIE
from batchportal.stub.world import Wizard

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from starlette.responses import Response

    from batchportal.stub.companies import Company, Role
    from batchportal.stub.visits import Visit
    from batchportal.stub.world import Session, TechnicalUser

Files: TypeAlias = dict[str, tuple[str, bytes]]
"""Field name, then file name and content."""

Verdict: TypeAlias = Literal["accepted", "incomplete", "refused", "locked"]

_CHANNEL_FIELDS = ("channel", "ssh_key", "certificate", "applications")

LAST_STEP = 4
"""So many steps are behind somebody who may confirm: begun, contact, channel, user name."""


# Log-in


def try_codes(visit: Visit, username: str, password: str) -> Verdict:
    """Try user name and password; a form that isn't complete is no try."""
    if not username or not password:
        return "incomplete"
    user = visit.world.users.get(username)
    if user is not None and user.second_factor:
        # Only the classic skin asks for a code; the others don't know people who need one.
        visit.world.refused += 1
        return "refused"
    if visit.world.check_password(username, password):
        return "accepted"
    return "locked" if visit.world.locked(username) else "refused"


def issue_ticket(visit: Visit, username: str) -> str:
    """A ticket from the log-in's origin for a session on the portal's."""
    reference = visit.world.begin_log_in(visit.language)
    visit.world.log_ins[reference].username = username
    return reference


def redeem_ticket(visit: Visit, ticket: str, response: Response) -> bool:
    """Exchange a ticket for a session, once; whether it was one."""
    log_in = visit.world.log_ins.pop(ticket, None)
    if log_in is None or log_in.username is None:
        return False
    visit.language = log_in.language
    begin_session(visit, log_in.username, response)
    return True


def begin_session(visit: Visit, username: str, response: Response) -> None:
    """Open a session and hand its cookie over with the response."""
    key = visit.world.open_session(username, visit.language)
    visit.session = visit.world.session(key)
    response.set_cookie(SESSION_COOKIE, key, httponly=True, samesite="lax")


def leave(visit: Visit, response: Response) -> None:
    """End the visitor's session."""
    visit.world.close_session(visit.request.cookies.get(SESSION_COOKIE))
    visit.session = None
    response.delete_cookie(SESSION_COOKIE)


# Words


def complaint(words: Mapping[str, Mapping[str, str]], problems: Problems) -> str | None:
    """The portal's words for the first problem, for skins that tell one at a time; None where there is none."""
    for name, reason in problems.items():
        return words["errors"].get(f"{name}_{reason}") or words["errors"][reason]
    return None


# Companies


def choose(visit: Visit, session: Session, company: str, role: str | None = None) -> bool:
    """Work for a company, and in the role of that index where one is given; whether they exist."""
    found = find_company(visit, company)
    if found is None:
        return False
    if role is None:
        session.enter(found, None)
        return True
    if not role.isdecimal() or int(role) >= len(found.roles):
        return False
    session.enter(found, found.roles[int(role)])
    return True


def find_company(visit: Visit, index: str) -> Company | None:
    """The company at a place in the list."""
    companies = list(visit.world.companies.values())
    return companies[int(index)] if index.isdecimal() and int(index) < len(companies) else None


def role_line(words: Mapping[str, Mapping[str, str]], company: Company, role: Role) -> str:
    """A role as the manual's link reads: '… ; numéro d'entreprise xxx.xxx.xxx (Gestionnaire local)'."""
    quality, right = words["quality"][role.quality], words["role"][role.right]
    return words["roles"]["line"].format(quality=quality, number=company.short, role=right)


def present(visit: Visit, session: Session) -> TechnicalUser | None:
    """The technical user that the quality has already, if any."""
    if session.company is None or session.role is None:
        return None
    return visit.world.technical_user(session.company, session.role.quality)


# The wizard


def steps_behind(wizard: Wizard) -> int:
    """How many steps of the wizard are done: nobody jumps one."""
    behind = (wizard.begun, wizard.contact, wizard.channel_done, wizard.username)
    return next((number for number, done in enumerate(behind) if not done), len(behind))


async def files_of(form: FormData) -> Files:
    """The files that came with a form."""
    return {
        name: (value.filename, await value.read())
        for name, value in form.items()
        if isinstance(value, UploadFile) and value.filename
    }


def take_contact(session: Session, given: Mapping[str, str]) -> Problems:
    """Take the contact data, and whatever else a skin asks for beside it and somebody filled in."""
    asked = {name: given.get(name, "").strip() for name in CONTACT_FIELDS}
    problems = session.wizard.refuse(check_contact(asked), *CONTACT_FIELDS)
    if not problems:
        more = {name: value.strip() for name, value in given.items() if name not in asked and value.strip()}
        session.wizard.contact = asked | more
    return problems


def take_channel(
    wizard: Wizard, channel: str, applications: Collection[str], files: Files, known: Collection[str]
) -> Problems:
    """Take the channel, its files and the applications; the problems are in the order of the page."""
    wizard.channel_done = False
    wizard.channel, wizard.applications = channel, tuple(applications)
    problems = check_channel(channel, applications, known)
    if channel == "SFTP":
        problems |= take_files(wizard, files)
    else:
        wizard.ssh_key = wizard.certificate = None
    problems = wizard.refuse(problems, *_CHANNEL_FIELDS)
    wizard.channel_done = not problems
    return {name: problems[name] for name in _CHANNEL_FIELDS if name in problems}


def take_files(wizard: Wizard, files: Files) -> Problems:
    """Take the files that came; one that was taken before may be left out."""
    problems: Problems = {}
    for name in files:
        if problem := take_file(wizard, name, *files[name]):
            problems[name] = problem
    for name in ("ssh_key", "certificate"):
        if getattr(wizard, name) is None and name not in problems:
            problems[name] = "file_missing"
    return problems


def take_file(wizard: Wizard, name: str, filename: str, content: bytes) -> str | None:
    """Take one file, `ssh_key` or `certificate`; the key of the error text where it is refused."""
    if wizard.refusing == name:
        return "invalid"
    try:
        if name == "ssh_key":
            wizard.ssh_key = None
            wizard.ssh_key = receive_key(filename, content)
        else:
            wizard.certificate = None
            wizard.certificate = receive_certificate(filename, content)
    except UploadRefused as refused:
        return refused.reason
    return None


def take_username(visit: Visit, session: Session, given: str) -> Problems:
    """Take the technical user's name."""
    problems = session.wizard.refuse(check_username(given, visit.world.taken_usernames()), "username")
    if visit.fault and visit.fault.kind == "username_taken":
        problems = {"username": "username_taken"}
    session.wizard.username = "" if problems else given
    return problems


def company_on_review(visit: Visit, session: Session) -> Company | None:
    """The company that the review page shows: another one where a fault wants that."""
    if visit.fault and visit.fault.kind == "wrong_company":
        others = (other for other in visit.world.companies.values() if other != session.company)
        return next(others, session.company)
    return session.company


def create(visit: Visit, session: Session) -> TechnicalUser | None:
    """Create the technical user, once; None where that can't be (any more)."""
    if steps_behind(session.wizard) < LAST_STEP:
        return None
    created = visit.world.register(session)
    if created is not None:
        visit.request.state.confirm.committed = True
        session.created, session.wizard = created, Wizard()
    return created


def number_shown(visit: Visit, created: TechnicalUser) -> str:
    """The sender number for the created page: none where a fault wants that."""
    return "" if visit.fault and visit.fault.kind == "missing_number" else created.sender_number


async def linger(seconds: float) -> None:
    """Take as long as a skin's back office takes: part of what makes it hard to walk, not of its decisions."""
    await asyncio.sleep(seconds)
