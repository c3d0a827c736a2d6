"""Skin `spa`: a single-page application on a JSON back office, with spinners, transitions and keep-alive pings.

Cards in the place of links, a type-ahead combobox for the company, floating captions, drop zones that send at once,
switches in a filtered list, buttons that stay disabled until the form is good, a modal cookie dialogue.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from batchportal.stub.skins import Skin
from batchportal.stub.skins.painting import Painter, everything_else, page, static
from batchportal.stub.skins.spa import office

if TYPE_CHECKING:
    from starlette.requests import Request

    from batchportal.stub.visits import Visit

_FILES = {
    "app.js": "text/javascript",
    "pages.js": "text/javascript",
    "wizard.js": "text/javascript",
    "app.css": "text/css",
}


def make() -> Skin:
    """The skin."""
    painter = Painter(__name__)
    portal = [
        *(static(__name__, name, kind) for name, kind in _FILES.items()),
        Route("/words.js", _words(painter)),
        page("/api/login", office.log_in, sending="log_in_submit"),
        page("/api/logout", office.log_out, post=True),
        page("/api/ping", office.ping),
        page("/api/me", office.me),
        page("/api/companies", office.companies, "companies"),
        page("/api/select", office.select, "role", post=True),
        page("/api/role", office.role, "role", post=True),
        page("/api/information", office.information, "information"),
        page("/api/config", office.config, "intro"),
        page("/api/upload", office.upload, "channel", post=True),
        page("/api/username", office.username, "username", post=True),
        page("/api/confirm", office.confirm, "confirm", post=True),
        page("/", _index, "home"),
        page("/{path:path}", _index),
        everything_else(),
    ]
    return Skin(painter, portal, [everything_else()])


async def _index(visit: Visit) -> Response:
    """Every address is the same page; what it shows is the browser's business."""
    return visit.page("index")


def _words(painter: Painter) -> office.Serve:
    content = f"const WORDS = {json.dumps(painter.words, ensure_ascii=False)};\n"

    async def serve(_request: Request) -> Response:
        return Response(content, media_type="text/javascript", headers={"Cache-Control": "max-age=3600"})

    return serve
