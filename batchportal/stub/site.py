"""Puts the pages together: one application for the portal, one for the log-in, told apart by the port."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from batchportal.stub import control_pages as control
from batchportal.stub import login_pages as login
from batchportal.stub import public_pages as public
from batchportal.stub import secured_pages as secured
from batchportal.stub import wizard_pages as wizard
from batchportal.stub.rendering import render
from batchportal.stub.skins import Skin
from batchportal.stub.visits import endpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from batchportal.stub.visits import Endpoint, Page, Site

_STATIC_TYPES = {"stub.css": "text/css; charset=utf-8", "logo.svg": "image/svg+xml"}
_FORM = ["GET", "POST"]


def _page(path: str, page: Page, step: str | None = None, *, form: bool = False, sending: str | None = None) -> Route:
    return Route(path, endpoint(page, step, sending_step=sending), methods=_FORM if form else ["GET"])


def _static() -> Endpoint:
    folder = resources.files(__package__) / "static"
    contents = {name: (folder / name).read_bytes() for name in _STATIC_TYPES}

    async def serve(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in contents:
            return Response(status_code=404)
        headers = {"Cache-Control": "max-age=3600"}
        return Response(contents[name], media_type=_STATIC_TYPES[name], headers=headers)

    return serve


def _portal_routes() -> list[Route]:
    return [
        _page("/", public.home, "home"),
        _page("/site_{language}/international/index.htm", public.international),
        _page("/site_{language}/{audience}/infos/index.htm", public.audience),
        _page("/site_{language}/login/usertype.htm", public.user_type),
        _page("/site_{language}/login/means.htm", public.means),
        _page("/site_{language}/login/codes.do", login.begin),
        _page("/site_{language}/elsewhere.htm", public.not_here),
        _page("/login/return.do", login.come_back),
        _page("/logout.do", public.log_out),
        _page("/secured/notice.do", secured.notice, form=True),
        _page("/secured/companies.do", secured.companies, "companies"),
        _page("/secured/roles.do", secured.roles, "role"),
        _page("/secured/enter.do", secured.enter, "role"),
        _page("/secured/index.do", secured.index, "secured"),
        _page("/secured/messages.do", secured.messages, "messages"),
        _page("/secured/access.do", secured.access, "access"),
        _page("/secured/information.do", secured.information, "information"),
        _page("/secured/config/intro.do", wizard.intro, "intro", form=True),
        _page("/secured/config/contact.do", wizard.contact, "contact", form=True),
        _page("/secured/config/channel.do", wizard.channel, "channel", form=True),
        _page("/secured/config/username.do", wizard.username, "username", form=True),
        _page("/secured/config/review.do", wizard.review, "review"),
        Route("/secured/config/confirm.do", endpoint(wizard.confirm, "confirm"), methods=["POST"]),
        _page("/secured/config/created.do", wizard.created, "created"),
    ]


def _control_routes() -> list[Route]:
    return [
        Route("/_control", control.documentation),
        Route("/_control/faults", control.add_fault, methods=["POST"]),
        Route("/_control/faults", control.clear_faults, methods=["DELETE"]),
        Route("/_control/hold", control.ask_hold, methods=["POST"]),
        Route("/_control/hold", control.release_hold, methods=["DELETE"]),
        Route("/_control/hold", control.show_hold),
        Route("/_control/reset", control.reset, methods=["POST"]),
        Route("/_control/sessions/end", control.end_sessions, methods=["POST"]),
        Route("/_truth", control.truth),
    ]


def _classic() -> Skin:
    """The skin that people look at."""
    form = _page("/fase/login.do", login.form, "log_in_form", form=True, sending="log_in_submit")
    rest = Route("/{path:path}", endpoint(public.missing, None), methods=_FORM)
    return Skin(render, [*_portal_routes(), rest], [form, rest])


def build(site: Site, *, login_port: Callable[[], int], control_interface: bool, skin: Skin | None = None) -> ASGIApp:
    """Make the application that serves both origins.

    Args:
        site: the stub that it serves.
        login_port: tells the port of the log-in application, once it is known.
        control_interface: whether `/_control` and `/_truth` are there.
        skin: its outside; the classic one when None.
    """
    static = Route("/static/{name}", _static())
    controls = _control_routes() if control_interface else []
    outside = skin or _classic()
    site.paint = outside.paint
    portal = Starlette(routes=[static, *controls, *outside.portal])
    log_in = Starlette(routes=[static, *outside.log_in])
    portal.state.site = log_in.state.site = site

    async def by_port(scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["path"].startswith("/_"):
            site.world.requests += 1
        site.served[tuple(scope["client"])] += 1
        app = log_in if scope["server"][1] == login_port() else portal
        await app(scope, receive, send)

    return by_port
