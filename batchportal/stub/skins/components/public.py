"""Skin `components`: before the log-in, and the log-in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from batchportal.stub.decisions import issue_ticket, leave, redeem_ticket, try_codes
from batchportal.stub.public_pages import SEE_OTHER
from batchportal.stub.skins.painting import LANGUAGES, words_of

if TYPE_CHECKING:
    from batchportal.stub.visits import Visit

_COOKIE = "langue"
_GROUPS = ("citizen", "enterprise", "professional")


def _listen(visit: Visit) -> None:
    """Before the log-in, the language is the one that was chosen last."""
    chosen = visit.request.cookies.get(_COOKIE)
    if visit.session is None and chosen in LANGUAGES and "lang" not in visit.request.query_params:
        visit.language = chosen


def note(visit: Visit, name: str) -> Response:
    """A page with nothing but a text."""
    _listen(visit)
    words = words_of(visit)["notes"]
    return visit.page("note", heading=words[f"{name}_title"], text=words[name])


async def home(visit: Visit) -> Response:
    """The base URL, in French until another language is chosen from a menu."""
    _listen(visit)
    return visit.page("home")


async def audience(visit: Visit) -> Response:
    """The page of the professionals, with one of three ways to the log-in."""
    _listen(visit)
    return visit.page("audience")


async def elsewhere(visit: Visit) -> Response:
    """The pages of the others."""
    return note(visit, "public")


async def closed(visit: Visit) -> Response:
    """What lies beside the road."""
    return note(visit, "closed")


async def language(visit: Visit) -> Response:
    """Choose a language."""
    asked = visit.request.path_params["name"]
    if asked not in LANGUAGES:
        return note(visit, "int" if asked == "int" else "de")
    response = RedirectResponse("/", SEE_OTHER)
    response.set_cookie(_COOKIE, asked, samesite="lax")
    return response


async def log_in(visit: Visit) -> Response:
    """A tab a target group, an accordion a way to log in."""
    if not visit.sending:
        return visit.page("log_in", groups=_GROUPS, current="citizen")
    async with visit.request.form() as form:
        username, password = (str(form.get(name, "")) for name in ("utilisateur", "secret"))
    verdict = try_codes(visit, username, password)
    if verdict == "accepted":
        ticket = urlencode({"t": issue_ticket(visit, username)})
        return RedirectResponse(f"{visit.site.url}/retour?{ticket}", SEE_OTHER)
    return visit.page("log_in", groups=_GROUPS, current="professional", err=words_of(visit)["log_in"][verdict])


async def come_back(visit: Visit) -> Response:
    """Back from the log-in, with a ticket."""
    response = RedirectResponse("/entreprises", SEE_OTHER)
    if redeem_ticket(visit, visit.request.query_params.get("t", ""), response):
        return response
    return RedirectResponse("/", SEE_OTHER)


async def log_out(visit: Visit) -> Response:
    """End the session."""
    response = RedirectResponse("/", SEE_OTHER)
    leave(visit, response)
    return response
