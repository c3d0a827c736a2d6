"""What happens to every request to a page before and after the page itself: counting, latency, faults."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeAlias

from starlette.background import BackgroundTask
from starlette.responses import Response

from batchportal.stub.rendering import Paint, render
from batchportal.stub.wire import FirstByte, HangUp
from batchportal.stub.words import LANGUAGES
from batchportal.stub.world import Confirm, Session, World

if TYPE_CHECKING:
    from starlette.requests import Request

    from batchportal.stub.faults import Fault
    from batchportal.stub.holds import Hold

SESSION_COOKIE = "STUBSESSION"

_STATUS = {
    "http_500": (500, "internal"),
    "http_502": (502, "gateway"),
    "http_503": (503, "busy"),
    "http_429": (429, "limit"),
    "maintenance": (200, "maintenance"),
    "unexpected": (200, "unexpected"),
    "sent_twice": (409, "twice"),
}


@dataclass(slots=True)
class Site:
    """One running stub: its world, its addresses, its open connections.

    Attributes:
        world: the state.
        url: the base URL of the portal, without a slash at the end.
        login_url: the same of the log-in application.
        untrusted_url: the same of a host that always speaks TLS, with a certificate that must not be trusted.
        language: where nothing else says which.
        latency: seconds that every page takes at least.
        connections: the open connections by the client's address, so that a fault can close one.
        served: how many requests came over each of them.
        paint: makes the pages of the skin that the stub wears.
    """

    world: World
    url: str = ""
    login_url: str = ""
    untrusted_url: str = ""
    language: str = "fr"
    latency: float = 0.0
    connections: dict[tuple[str, int], asyncio.Transport] = field(default_factory=dict)
    served: Counter[tuple[str, int]] = field(default_factory=Counter)
    paint: Paint = render

    def host_of(self, port: int) -> str:
        """The page for whose host a port listens: `home` or `log_in_form`."""
        return "log_in_form" if self.login_url.endswith(f":{port}") else "home"


@dataclass(slots=True)
class Visit:
    """One request to one page."""

    site: Site
    request: Request
    language: str
    session: Session | None
    fault: Fault | None = None

    @property
    def world(self) -> World:
        """The state of the stub."""
        return self.site.world

    @property
    def sending(self) -> bool:
        """Whether a form is being sent."""
        return self.request.method == "POST"

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """Render a page in the visit's language."""
        return self.site.paint(
            template,
            self.language,
            status=status,
            secured=self.session is not None,
            session=self.session,
            site=self.site,
            request=self.request,
            **values,
        )


Page: TypeAlias = Callable[[Visit], Awaitable[Response]]
Endpoint: TypeAlias = Callable[["Request"], Awaitable[Response]]
StepOf: TypeAlias = Callable[["Request", Session | None], Awaitable[str | None]]
"""Tells which step a request is, where its address doesn't say."""


def endpoint(page: Page, step: str | StepOf | None, *, sending_step: str | None = None) -> Endpoint:
    """Make a page into an endpoint that is counted, slowed and broken as asked.

    Args:
        page: what answers.
        step: the name under which it is counted and broken, or what tells it; None for pages that are neither.
        sending_step: the name where a form is sent, if it is another.
    """

    async def answer(request: Request) -> Response:
        site: Site = request.app.state.site
        sending = request.method == "POST"
        session = site.world.session(request.cookies.get(SESSION_COOKIE))
        # What has arrived is done, as servers do it, although the client may be gone by then: nothing can be read from
        # one that is, nor again once a form was read from it.
        await request.body()
        named = await step(request, session) if callable(step) else step
        name = (sending_step or named) if sending else named
        confirm = _count_confirm(site.world, session) if name == "confirm" else None
        hold = None
        if confirm is not None:
            hold = site.world.holds.take(session, confirm.enterprise_number)
        if hold is None:
            await site.world.holds.after_answer(session)
        fault = None
        if name is not None:
            site.world.count(name)
            fault = site.world.faults.take(name, sending=sending)
        if site.latency:
            await asyncio.sleep(site.latency)
        visit = Visit(site, request, _language(request, session, site), session, fault)
        request.state.confirm = confirm
        return await (_with_fault(page, visit) if hold is None else _held(page, visit, hold))

    return answer


async def _held(page: Page, visit: Visit, hold: Hold) -> Response:
    """Answer, and stop at the point where the request is to be held."""
    await hold.at("received")
    response = await _with_fault(page, visit)
    await hold.at("committed")
    if hold.point == "first_byte":
        return FirstByte(response, hold)
    response.background = BackgroundTask(hold.at, "answered")
    return response


def _count_confirm(world: World, session: Session | None) -> Confirm:
    """Note that a request to confirm arrived, before anything can go wrong with it."""
    company = session.company if session else None
    confirm = Confirm(company.dotted if company else None, datetime.now(UTC))
    world.confirm_requests += 1
    world.confirms.append(confirm)
    return confirm


def _language(request: Request, session: Session | None, site: Site) -> str:
    """The address says it on public pages, the session on secured ones, its cookie when it has ended."""
    if session:
        return session.language
    remembered = request.cookies.get(SESSION_COOKIE, "").partition(".")[0]
    for asked in (request.path_params.get("language"), request.query_params.get("lang"), remembered):
        if asked in LANGUAGES:
            return str(asked)
    return site.language


async def _with_fault(page: Page, visit: Visit) -> Response:
    """Answer, with the visit's fault before the page does anything or after it has done what was asked."""
    fault = visit.fault
    if fault is None:
        return await page(visit)
    if (instead := await _instead(visit, fault)) is not None:
        return instead
    await _linger(visit, fault.seconds)
    if visit.session is not None:
        visit.session.wizard.refusing = fault.field
    response = await page(visit)
    if visit.session is not None:
        visit.session.wizard.refusing = ""
    return _spoilt(visit, fault, response)


async def _linger(visit: Visit, seconds: float) -> None:
    """Let a slow page's time pass; what was confirmed is what had been filled in when it was sent.

    Its session may have begun anew meanwhile, by looking what has become of it: that calls nothing back.
    """
    session = visit.session
    sent = replace(session, tokens=dict(session.tokens)) if session is not None else None
    await asyncio.sleep(seconds)
    if session is not None and sent is not None and visit.request.state.confirm is not None:
        visit.session = session if session.wizard is sent.wizard else sent


def _spoilt(visit: Visit, fault: Fault, response: Response) -> Response:
    """What becomes of the answer once the page has done what was asked."""
    if fault.kind in ("commit_then_drop", "commit_then_reset"):
        return HangUp(reset=fault.kind == "commit_then_reset")
    if fault.kind in ("commit_then_500", "commit_then_sent_twice"):
        return failure(visit, {"commit_then_500": "http_500"}.get(fault.kind, "sent_twice"))
    if fault.kind == "torn":
        return FirstByte(response)
    if fault.kind == "commit_then_untrusted":
        return _lead_astray(visit, HTTPStatus.SEE_OTHER)
    return HangUp(half_of=response) if fault.kind == "cut" else response


async def go_on(page: Page, step: str, visit: Visit) -> Response:
    """Answer with the page of another step at once, without a redirect: it is counted and broken as if asked for."""
    visit.world.count(step)
    visit.fault = visit.world.faults.take(step, sending=False)
    return await _with_fault(page, visit)


async def _instead(visit: Visit, fault: Fault) -> Response | None:
    """The answer of a fault that keeps the page from doing anything; None for the other faults."""
    if fault.kind in _STATUS:
        return failure(visit, fault.kind, retry_after=fault.retry_after)
    if fault.kind == "session_ended":
        return end_session(visit)
    if fault.kind == "untrusted":
        return _lead_astray(visit, HTTPStatus.TEMPORARY_REDIRECT)
    if fault.kind in ("drop", "reset") or (fault.kind == "stale" and _kept_alive(visit)):
        return HangUp(reset=fault.kind == "reset")
    return None


def _lead_astray(visit: Visit, status: HTTPStatus) -> Response:
    """On to an address of this stub that speaks TLS with a certificate that it has signed itself."""
    return Response(status_code=status, headers={"Location": f"{visit.site.untrusted_url}{visit.request.url.path}"})


def _kept_alive(visit: Visit) -> bool:
    """Whether the request came over a connection that had served another."""
    client = visit.request.client
    return client is not None and visit.site.served[client.host, client.port] > 1


def failure(visit: Visit, kind: str, *, retry_after: int = 0) -> Response:
    """The page of a portal in trouble."""
    status, words = _STATUS[kind]
    headers = {"Retry-After": str(retry_after)} if kind in ("http_503", "http_429") else None
    return visit.site.paint(
        "failure",
        visit.language,
        status=status,
        secured=True,
        headers=headers,
        failure=words,
        site=visit.site,
        request=visit.request,
    )


def end_session(visit: Visit) -> Response:
    """End the visitor's session and say so."""
    visit.world.close_session(visit.request.cookies.get(SESSION_COOKIE))
    visit.session = None
    return session_ended(visit)


def session_ended(visit: Visit) -> Response:
    """The page that says that the session is over."""
    response = visit.site.paint("session_ended", visit.language, secured=True, site=visit.site, request=visit.request)
    response.delete_cookie(SESSION_COOKIE)
    return response
