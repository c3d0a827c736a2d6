"""Skin `tables`: companies, roles, and the secured pages around the wizard, with their menu on the right."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from batchportal.stub.decisions import choose, leave, present, redeem_ticket, role_line
from batchportal.stub.skins.painting import spell, words_of
from batchportal.stub.skins.tables.public import FOUND
from batchportal.stub.visits import session_ended

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from batchportal.stub.companies import Role
    from batchportal.stub.visits import Page, Visit
    from batchportal.stub.words import Words
    from batchportal.stub.world import Session

_SPELLINGS = ("dots", "nine", "be", "plain", "dots", "be_dots", "spaces")
_FORBIDDEN = 403
_ACCESS_ITEMS = ("1", "2")
_MESSAGES_ITEMS = ("7", "8")


def secured(page: Callable[[Visit, Session], Awaitable[Response]]) -> Page:
    """A page for somebody who is logged in."""

    @functools.wraps(page)
    async def guarded(visit: Visit) -> Response:
        return session_ended(visit) if visit.session is None else await page(visit, visit.session)

    return guarded


def in_role(page: Callable[[Visit, Session], Awaitable[Response]]) -> Page:
    """A page for somebody at work for a company."""

    @secured
    @functools.wraps(page)
    async def guarded(visit: Visit, session: Session) -> Response:
        if session.company is None or session.role is None:
            return RedirectResponse("/secure/entreprises", FOUND)
        return await page(visit, session)

    return guarded


def managed(page: Callable[[Visit, Session], Awaitable[Response]]) -> Page:
    """A page for a local manager."""

    @in_role
    @functools.wraps(page)
    async def guarded(visit: Visit, session: Session) -> Response:
        if session.role is None or not session.role.manages:
            return text(visit, "no_access_title", status=_FORBIDDEN)
        return await page(visit, session)

    return guarded


def show(visit: Visit, template: str, part: str = "", **values: Any) -> Response:
    """A secured page with the menu of a part: '', messages, access or exchange."""
    words = words_of(visit)
    session = visit.session
    menu = _menu(words, session.role, part) if session and session.role else []
    return visit.page(template, menu=menu, line=functools.partial(role_line, words), **values)


def text(visit: Visit, heading: str, *texts: str, part: str = "", status: int = 200) -> Response:
    """A page with nothing but a text; the words are those of the section `secured`, unless they name another."""
    words = words_of(visit)

    def say(key: str) -> str:
        section, _, name = key.rpartition(".")
        return words[section or "secured"][name]

    return show(visit, "text", part, status=status, heading=say(heading), texts=[say(key) for key in texts])


def _menu(words: Words, role: Role, part: str) -> list[tuple[str, str, int]]:
    """Text, address and level of each line."""
    if part in ("access", "exchange"):
        return [*_access_menu(words["access"], role, part), (words["site"]["back_home"], "/secure/accueil", 0)]
    own = words["secured"]
    menu = [(own["own_data"], "/secure/rien?t=3", 0)]
    if role.manages:
        menu += [
            (own["users"], "/secure/rien?t=4", 0),
            (own["new_user"], "/secure/rien?t=5", 1),
            (own["search_users"], "/secure/rien?t=6", 1),
            (own["messages"], "/secure/messages", 0),
        ]
        if part == "messages":
            menu += [
                (words["messages"]["register"], "/secure/cfg?s=0", 1),
                (words["messages"]["consult"], "/secure/rien?t=7", 1),
                (words["messages"]["add"], "/secure/rien?t=8", 1),
            ]
    return menu


def _access_menu(words: dict[str, str], role: Role, part: str) -> list[tuple[str, str, int]]:
    menu = [(words["qualities"], "/secure/rien?t=1", 0)]
    if role.manages:
        menu.append((words["exchange"], "/secure/echange", 0))
        if part == "exchange":
            menu += [(words["information"], "/secure/info", 1), (words["formats"], "/secure/rien?t=2", 1)]
    return menu


async def come_in(visit: Visit) -> Response:
    """Back from the log-in, with a ticket."""
    response = RedirectResponse("/secure/entreprises", FOUND)
    if redeem_ticket(visit, visit.request.query_params.get("ticket", ""), response):
        return response
    return RedirectResponse("/", FOUND)


async def log_out(visit: Visit) -> Response:
    """End the session."""
    response = visit.page("other", heading=words_of(visit)["session"]["out_title"], text="")
    leave(visit, response)
    return response


@secured
async def companies(visit: Visit, session: Session) -> Response:
    """The list; whoever comes back to it leaves the company he worked for."""
    session.company = session.role = None
    known = enumerate(visit.world.companies.values())
    listed = [(company, spell(company.number, _SPELLINGS[place % len(_SPELLINGS)])) for place, company in known]
    return show(visit, "companies", companies=listed)


@secured
async def roles(visit: Visit, session: Session) -> Response:
    """The roles in one company."""
    index = visit.request.query_params.get("i", "")
    if not choose(visit, session, index):
        return RedirectResponse("/secure/entreprises", FOUND)
    return show(visit, "roles", index=index)


@secured
async def enter(visit: Visit, session: Session) -> Response:
    """Begin to work in a role."""
    asked = visit.request.query_params
    choose(visit, session, asked.get("i", ""), asked.get("r", ""))
    return RedirectResponse("/secure/accueil", FOUND)


@in_role
async def welcome(visit: Visit, _session: Session) -> Response:
    """The home of the secured part."""
    return text(visit, "welcome", "choose")


@in_role
async def access(visit: Visit, _session: Session) -> Response:
    """Access management."""
    return text(visit, "access.title", "access.text", part="access")


@managed
async def exchange(visit: Visit, _session: Session) -> Response:
    """Access management, with the part for structured messages open."""
    return text(visit, "access.exchange", "access.exchange_text", part="exchange")


@managed
async def information(visit: Visit, session: Session) -> Response:
    """The technical user of the quality."""
    return show(visit, "information", "exchange", found=present(visit, session))


@managed
async def messages(visit: Visit, _session: Session) -> Response:
    """Structured messages."""
    return text(visit, "messages", "messages.text", part="messages")


@in_role
async def closed(visit: Visit, _session: Session) -> Response:
    """What the menu offers beside the road."""
    asked = visit.request.query_params.get("t")
    part = "access" if asked in _ACCESS_ITEMS else "messages" if asked in _MESSAGES_ITEMS else ""
    return text(visit, "closed_title", "closed", part=part)
