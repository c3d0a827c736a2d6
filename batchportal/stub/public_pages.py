"""The public pages: home, audiences, target group, ways to log in, and the ends of the road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from batchportal.stub.rendering import render
from batchportal.stub.visits import SESSION_COOKIE
from batchportal.stub.words import LANGUAGES

if TYPE_CHECKING:
    from batchportal.stub.visits import Visit

SEE_OTHER = 303
_AUDIENCES = {"citizen": "citizen", "employer": "enterprise", "civilservant": "professional"}
_NOT_FOUND = 404


async def home(visit: Visit) -> Response:
    """The base URL: a column a language, with the audiences (facts: language and audience are one click)."""
    return _public(visit, "home", tongues=LANGUAGES)


async def audience(visit: Visit) -> Response:
    """The page of one audience; the log-in is on that of the professionals."""
    name = _AUDIENCES.get(visit.request.path_params["audience"])
    if name is None or visit.request.path_params["language"] not in LANGUAGES:
        return await missing(visit)
    return _public(visit, "audience", audience=name)


async def international(visit: Visit) -> Response:
    """The international entry (INT), where one can't register (manual, 'La procédure électronique')."""
    return _public(visit, "international")


async def user_type(visit: Visit) -> Response:
    """The question for the target group; somebody who is logged in already goes straight to the companies."""
    if visit.session is not None:
        return RedirectResponse("/secured/companies.do", SEE_OTHER)
    return _public(visit, "user_type")


async def means(visit: Visit) -> Response:
    """The ways to log in; of these only the access codes work here."""
    if visit.session is not None:
        return RedirectResponse("/secured/companies.do", SEE_OTHER)
    return _public(visit, "means")


async def not_here(visit: Visit) -> Response:
    """A part of the real site that the stub leaves out."""
    return visit.page("not_here")


async def missing(visit: Visit) -> Response:
    """An address that doesn't exist."""
    return visit.page("missing", status=_NOT_FOUND)


async def log_out(visit: Visit) -> Response:
    """End the session."""
    visit.world.close_session(visit.request.cookies.get(SESSION_COOKIE))
    response = render("logged_out", visit.language, secured=True, site=visit.site)
    response.delete_cookie(SESSION_COOKIE)
    return response


def _public(visit: Visit, template: str, **values: Any) -> Response:
    """A public page is in the language of its address, whatever the session's is."""
    asked = visit.request.path_params.get("language", visit.language)
    visit.language = asked if asked in LANGUAGES else visit.language
    return visit.page(template, **values)
