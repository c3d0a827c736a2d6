"""Skin `tables`: before the log-in, and the log-in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import escape
from starlette.responses import RedirectResponse, Response

from batchportal.stub.decisions import issue_ticket, try_codes
from batchportal.stub.skins.forms import western_form
from batchportal.stub.skins.painting import words_of

if TYPE_CHECKING:
    from batchportal.stub.visits import Visit

FOUND = 302
_NOT_FOUND = 404
_ELSEWHERE = {
    "de": (
        "Deutsch",
        "Diese Seite ist zur Zeit nicht verfügbar. / Choisissez le français ou le néerlandais.",
    ),
    "en": (
        "International access (INT)",
        "It is not possible to register through the international access of the portal.",
    ),
}
_AUDIENCES = {"citizen": "citizen", "employer": "enterprise", "civilservant": "professional"}


async def splash(visit: Visit) -> Response:
    """The base URL asks for the language and nothing else."""
    return visit.page("splash")


async def site(visit: Visit) -> Response:
    """The home page of a language, and the pages of its audiences."""
    if visit.language in _ELSEWHERE:
        heading, text = _ELSEWHERE[visit.language]
        return visit.page("other", heading=heading, text=text)
    name = visit.request.path_params["name"]
    if name == "index":
        return visit.page("home")
    if name not in _AUDIENCES:
        return visit.page("other", status=_NOT_FOUND, heading="404", text="")
    heading = words_of(visit)["home"][_AUDIENCES[name]]
    return visit.page("audience", heading=heading, open=name == "civilservant")


async def cookies(visit: Visit) -> Response:
    """What the bar at the bottom links to."""
    return visit.page("other", heading="Cookies", text="...")


async def groups(visit: Visit) -> Response:
    """The target groups."""
    return visit.page("groups")


async def means(visit: Visit) -> Response:
    """The ways to log in."""
    return visit.page("means")


async def not_here(visit: Visit) -> Response:
    """The ways to log in that don't work."""
    words = words_of(visit)["user_type"]
    return visit.page("other", heading=words["not_here_title"], text=words["not_here"])


async def codes(visit: Visit) -> Response:
    """User name and password."""
    if not visit.sending:
        return visit.page("codes")
    form = await western_form(visit.request)
    username = form.get("uid", "")
    verdict = try_codes(visit, username, form.get("pw", ""))
    if verdict == "accepted":
        return RedirectResponse(f"/login/relais?{urlencode({'t': issue_ticket(visit, username)})}", FOUND)
    return visit.page("codes", err=words_of(visit)["log_in"][verdict])


async def relay(visit: Visit) -> Response:
    """A hop of the log-in's host on the way back to the portal."""
    ticket = visit.request.query_params.get("t", "")
    return RedirectResponse(f"{visit.site.url}/secure/entree?{urlencode({'ticket': ticket})}", FOUND)


async def button(visit: Visit) -> Response:
    """The picture of a button."""
    visit.language = visit.request.path_params["lang"]
    text = words_of(visit)["button"].get(visit.request.path_params["name"], "?")
    width = 26 + 8 * len(text)
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="24">'
        f'<rect width="{width}" height="24" rx="4" fill="#003d79"/>'
        f'<text x="{width / 2}" y="16" font-family="Arial" font-size="12" font-weight="bold" fill="#fff" '
        f'text-anchor="middle">{escape(text)}</text></svg>'
    )
    return Response(picture, media_type="image/svg+xml")
