"""Skin `components`: companies with their roles, and the secured pages around the wizard."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from batchportal.stub.decisions import choose, present, role_line
from batchportal.stub.public_pages import SEE_OTHER
from batchportal.stub.skins.painting import spell, words_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from batchportal.stub.visits import Page, Visit
    from batchportal.stub.world import Session

_SPELLINGS = ("be", "dots", "nine", "plain", "dashes", "spaces", "be_dots")
_FORBIDDEN = 403


def secured(page: Callable[[Visit, Session], Awaitable[Response]]) -> Page:
    """A page for somebody who is logged in; others are shown the public page without a word."""

    @functools.wraps(page)
    async def guarded(visit: Visit) -> Response:
        if visit.session is None:
            return RedirectResponse("/professionnels", SEE_OTHER)
        return await page(visit, visit.session)

    return guarded


def managed(page: Callable[[Visit, Session], Awaitable[Response]]) -> Page:
    """A page for a local manager at work for a company."""

    @secured
    @functools.wraps(page)
    async def guarded(visit: Visit, session: Session) -> Response:
        if session.role is None:
            return RedirectResponse("/entreprises", SEE_OTHER)
        if not session.role.manages:
            words = words_of(visit)["secured"]
            heading, text = words["no_access_title"], words["no_access"]
            return visit.page("note", status=_FORBIDDEN, heading=heading, text=text)
        return await page(visit, session)

    return guarded


def inside(visit: Visit, template: str, **values: Any) -> Response:
    """A page of structured messages: its part of the menu is open."""
    return visit.page(template, inside=True, **values)


@secured
async def companies(visit: Visit, session: Session) -> Response:
    """A card a company, with its roles folded; whoever comes back here leaves the company he worked for."""
    session.company = session.role = None
    words = words_of(visit)
    cards = []
    for place, company in enumerate(visit.world.companies.values()):
        lines = [(f"/role/{place}/{at}", role_line(words, company, role)) for at, role in enumerate(company.roles)]
        cards.append((company, spell(company.number, _SPELLINGS[place % len(_SPELLINGS)]), lines))
    return visit.page("companies", companies=cards)


@secured
async def enter(visit: Visit, session: Session) -> Response:
    """Begin to work in a role."""
    asked = visit.request.path_params
    known = choose(visit, session, asked["company"], asked["role"])
    return RedirectResponse("/espace" if known else "/entreprises", SEE_OTHER)


@secured
async def space(visit: Visit, session: Session) -> Response:
    """The home of the secured part."""
    if session.company is None or session.role is None:
        return RedirectResponse("/entreprises", SEE_OTHER)
    return visit.page("space", line=role_line(words_of(visit), session.company, session.role))


@managed
async def messages(visit: Visit, _session: Session) -> Response:
    """Structured messages."""
    words = words_of(visit)["messages"]
    return inside(visit, "note", heading=words["title"], text=words["text"])


@managed
async def information(visit: Visit, session: Session) -> Response:
    """The technical user of the quality."""
    return visit.page("information", found=present(visit, session))
