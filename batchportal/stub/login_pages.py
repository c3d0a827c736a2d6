"""The log-in application: it lives on another origin, and sends people back with a ticket that works once."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from batchportal.stub.public_pages import SEE_OTHER
from batchportal.stub.visits import SESSION_COOKIE, session_ended

if TYPE_CHECKING:
    from batchportal.stub.visits import Visit
    from batchportal.stub.world import LogIn

LOGIN_COOKIE = "STUBLOGIN"


async def begin(visit: Visit) -> Response:
    """On the portal: note that this browser wants to log in, and send it to the log-in application."""
    reference = visit.world.begin_log_in(visit.language)
    response = RedirectResponse(
        f"{visit.site.login_url}/fase/login.do?request={reference}&lang={visit.language}", SEE_OTHER
    )
    response.set_cookie(LOGIN_COOKIE, reference, httponly=True, samesite="lax")
    return response


async def form(visit: Visit) -> Response:
    """On the log-in application: the form for user name and password; for some users a code comes after it."""
    log_in = _log_in(visit)
    if log_in is None:
        return session_ended(visit)
    if not visit.sending:
        return _ask_code(visit, log_in) if log_in.code else _show(visit, log_in)
    async with visit.request.form() as sent:
        given = {name: value for name, value in sent.items() if isinstance(value, str)}
    token, log_in.token = log_in.token, ""
    if not token or not secrets.compare_digest(token, given.get("token", "")):
        return visit.page("twice", root=visit.site.url)
    return _take_code(visit, log_in, given) if log_in.code else _take_password(visit, log_in, given)


def _take_password(visit: Visit, log_in: LogIn, given: dict[str, str]) -> Response:
    username, password = given.get("username", "").strip(), given.get("password", "")
    if not username or not password:
        return _show(visit, log_in, "incomplete", username)
    if not visit.world.check_password(username, password):
        return _show(visit, log_in, "locked" if visit.world.locked(username) else "refused", username)
    log_in.username = username
    if visit.world.users[username].second_factor:
        visit.world.send_code(log_in)
        return _ask_code(visit, log_in)
    return _send_back(visit, log_in)


def _take_code(visit: Visit, log_in: LogIn, given: dict[str, str]) -> Response:
    good = visit.world.check_code(log_in, given.get("code", ""))
    return _send_back(visit, log_in) if good else _ask_code(visit, log_in, "wrong")


async def come_back(visit: Visit) -> Response:
    """On the portal: exchange the ticket for a session, for the browser that asked for it, once."""
    ticket = visit.request.query_params.get("ticket", "")
    reference = visit.request.cookies.get(LOGIN_COOKIE, "")
    log_in = visit.world.log_ins.pop(reference, None)
    if log_in is None or log_in.username is None or log_in.code or not secrets.compare_digest(log_in.token, ticket):
        return session_ended(visit)
    key = visit.world.open_session(log_in.username, log_in.language)
    response = RedirectResponse("/secured/companies.do", SEE_OTHER)
    response.set_cookie(SESSION_COOKIE, key, httponly=True, samesite="lax")
    response.delete_cookie(LOGIN_COOKIE)
    return response


def _log_in(visit: Visit) -> LogIn | None:
    return visit.world.log_ins.get(visit.request.query_params.get("request", ""))


def _send_back(visit: Visit, log_in: LogIn) -> Response:
    """To the portal, with a ticket."""
    log_in.token = secrets.token_urlsafe(18)
    return RedirectResponse(f"{visit.site.url}/login/return.do?ticket={log_in.token}", SEE_OTHER)


def _ask_code(visit: Visit, log_in: LogIn, problem: str | None = None) -> Response:
    """The page that asks for a code by SMS, and shows it, because a stub has no telephone."""
    log_in.token = secrets.token_urlsafe(18)
    return visit.page("second_factor", problem=problem, code=log_in.code, token=log_in.token, root=visit.site.url)


def _show(visit: Visit, log_in: LogIn, problem: str | None = None, username: str = "") -> Response:
    log_in.token = secrets.token_urlsafe(18)
    return visit.page("log_in", problem=problem, username=username, token=log_in.token, root=visit.site.url)
