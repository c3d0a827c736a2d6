"""Mock of the portal of the Belgian Social Security, as rebuilt in 2025-26 with a contractor's own design system.

Server-rendered pages (works without script), one subject a page, enhanced by light-DOM custom elements and partial
navigation (main is swapped, no page load); log-in on another origin (FAS); files go up at once; result is polled.
"""

import argparse
import asyncio

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from parts.entity_urls import access, login, wizard
from parts.entity_urls.data import STORE
from parts.entity_urls.web import PARTS, render


class Headers:
    """Adds the response headers of the hosting team's baseline, and the latency of a proxy in front."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or scope["path"].startswith(("/assets", "/_truth")):
            return await self.app(scope, receive, send)
        await asyncio.sleep(0.08)

        async def wrapped(message):
            if message["type"] == "http.response.start":
                message["headers"] += [
                    (b"content-security-policy", b"default-src 'self'; object-src 'none'; frame-ancestors 'none'"),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"strict-origin-when-cross-origin"),
                    (b"cache-control", b"no-store"),
                ]
            await send(message)

        return await self.app(scope, receive, wrapped)


async def truth(request):
    return JSONResponse(STORE.truth())


async def favicon(request):
    return Response(status_code=204)


async def not_found(request, exc):
    return render(request, "message.html", 404, title="Page introuvable", body="Cette page n'existe pas ou plus.")


class Assets(StaticFiles):
    """Only style sheets and scripts are given out."""

    async def get_response(self, path, scope):
        if not path.endswith((".css", ".js")):
            return Response(status_code=404)
        return await super().get_response(path, scope)


app = Starlette(
    routes=[
        Route("/_truth", truth),
        Route("/favicon.ico", favicon),
        Mount("/assets", Assets(directory=PARTS)),
        *login.ROUTES,
        *wizard.ROUTES,
        *access.ROUTES,
    ],
    middleware=[Middleware(Headers)],
    exception_handlers={404: not_found},
)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="mock portal")
    parser.add_argument("--port", type=int, default=8700)
    uvicorn.run(app, host="127.0.0.1", port=parser.parse_args().port, log_level="warning")
