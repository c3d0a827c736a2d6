"""The secured pages around the wizard: companies, roles, structured messages, access management."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from batchportal.stub.public_pages import SEE_OTHER
from batchportal.stub.visits import SESSION_COOKIE, session_ended

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from batchportal.stub.companies import Company, Role
    from batchportal.stub.visits import Page, Visit
    from batchportal.stub.world import Session

_FORBIDDEN = 403


def secured(page: Callable[[Visit, Session], Awaitable[Response]]) -> Page:
    """A page for somebody who is logged in, and has clicked the notice away where there is one."""

    @functools.wraps(page)
    async def guarded(visit: Visit) -> Response:
        if visit.session is None:
            if visit.request.cookies.get(SESSION_COOKIE):
                return session_ended(visit)
            return RedirectResponse(f"/site_{visit.language}/login/usertype.htm", SEE_OTHER)
        if visit.session.notice_due and page.__name__ != "notice":
            return RedirectResponse("/secured/notice.do", SEE_OTHER)
        return await page(visit, visit.session)

    return guarded


def managed(page: Callable[[Visit, Session, Company, Role], Awaitable[Response]]) -> Page:
    """A page for a local manager at work for a company."""

    @secured
    @functools.wraps(page)
    async def guarded(visit: Visit, session: Session) -> Response:
        if session.company is None or session.role is None:
            return RedirectResponse("/secured/companies.do", SEE_OTHER)
        if not session.role.manages:
            return visit.page("no_access", status=_FORBIDDEN)
        return await page(visit, session, session.company, session.role)

    return guarded


@secured
async def notice(visit: Visit, session: Session) -> Response:
    """A notice between log-in and companies, where the stub is told to have one."""
    if visit.sending:
        session.notice_due = False
        return RedirectResponse("/secured/companies.do", SEE_OTHER)
    return visit.page("notice")


@secured
async def companies(visit: Visit, _session: Session) -> Response:
    """The list of companies (manual: 'Choisissez d'abord dans la liste l'entreprise')."""
    return visit.page("companies", companies=list(visit.world.companies.values()))


@secured
async def roles(visit: Visit, session: Session) -> Response:
    """The roles in one company."""
    company = visit.world.companies.get(visit.request.query_params.get("company", ""))
    if company is None:
        return visit.page("no_access", status=_FORBIDDEN)
    session.enter(company, None)
    return visit.page("roles", company=company)


@secured
async def enter(visit: Visit, session: Session) -> Response:
    """Begin to work in a role."""
    company = visit.world.companies.get(visit.request.query_params.get("company", ""))
    index = visit.request.query_params.get("role", "")
    if company is None or not index.isdecimal() or int(index) >= len(company.roles):
        return visit.page("no_access", status=_FORBIDDEN)
    session.enter(company, company.roles[int(index)])
    return RedirectResponse("/secured/index.do", SEE_OTHER)


@secured
async def index(visit: Visit, session: Session) -> Response:
    """The home of the secured application, with the menu on the right."""
    if session.company is None or session.role is None:
        return RedirectResponse("/secured/companies.do", SEE_OTHER)
    return visit.page("secured", company=session.company, role=session.role)


@managed
async def messages(visit: Visit, _session: Session, _company: Company, _role: Role) -> Response:
    """Structured messages, with the menu that leads to the wizard."""
    return visit.page("messages")


@secured
async def access(visit: Visit, session: Session) -> Response:
    """Access management, with the menu 'Échange par messages structurés'."""
    if session.company is None:
        return RedirectResponse("/secured/companies.do", SEE_OTHER)
    return visit.page("access", company=session.company)


@secured
async def information(visit: Visit, session: Session) -> Response:
    """What technical user, sender number and channel each managed quality of the company has."""
    company = session.company
    if company is None:
        return RedirectResponse("/secured/companies.do", SEE_OTHER)
    qualities = dict.fromkeys(role.quality for role in company.roles if role.manages)
    if not qualities:
        return visit.page("no_access", status=_FORBIDDEN)
    found = [(quality, visit.world.technical_user(company, quality)) for quality in qualities]
    return visit.page("information", company=company, found=found)
