"""Single-page application of custom elements, a JSON interface, and an identity provider on localhost."""
import argparse, hashlib, secrets
from pathlib import Path
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from parts import component_data
from parts.component_api import (
    delete_session, get_applications, get_availability, get_config, get_configuration, get_draft, get_information,
    get_mandates, get_roles, get_session, get_status, post_configuration, post_session, post_upload, put_context,
    put_draft, truth)
from parts.component_iam import iam_authenticate, iam_authorize, iam_ui


def front(*names):
    return "".join((Path(__file__).parent / "parts" / f"component_{name}").read_text("utf-8") for name in names)


CSS, MAIN_JS = front("front.css"), front("texts.js", "front.js")
FAS_CSS, FAS_JS = front("fas.css"), front("fas.js")
SHELL = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Socialsecurity.be</title><base href="/">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/assets/styles.%s.css"></head>
<body><app-root><div class="boot" aria-busy="true"><span class="spinner"></span></div></app-root>
<noscript>Votre navigateur ne prend pas en charge le javascript. / Uw browser laat geen javascript toe.</noscript>
<script type="module" src="/assets/main.%s.js"></script></body></html>
""" % (hashlib.md5(CSS.encode()).hexdigest()[:10], hashlib.md5(MAIN_JS.encode()).hexdigest()[:10])
ASSETS = {"css": (CSS, "text/css"), "js": (MAIN_JS, "text/javascript")}


async def asset(request):
    text, mime = ASSETS[request.path_params["ext"]] if request.path_params["ext"] in ASSETS else ("", "text/plain")
    return Response(text, media_type=mime, headers={"Cache-Control": "max-age=31536000, immutable"})


async def fas_asset(request):
    js = request.url.path.endswith(".js")
    return Response(FAS_JS if js else FAS_CSS, media_type="text/javascript" if js else "text/css")


async def shell(request):
    if request.url.path.startswith("/api/"):
        return JSONResponse({"code": "NOT_FOUND"}, 404)
    if request.method != "GET" or "." in request.url.path.rsplit("/", 1)[-1]:
        return Response(status_code=404)
    r = HTMLResponse(SHELL, headers={"Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'self'"})
    if "XSRF-TOKEN" not in request.cookies:
        r.set_cookie("XSRF-TOKEN", secrets.token_urlsafe(18), samesite="lax")
    return r

V = "/api/v1"
app = Starlette(routes=[
    Route("/_truth", truth),
    Route(V + "/config", get_config),
    Route(V + "/session", get_session, methods=["GET"]),
    Route(V + "/session", post_session, methods=["POST"]),
    Route(V + "/session", delete_session, methods=["DELETE"]),
    Route(V + "/session/context", put_context, methods=["PUT"]),
    Route(V + "/mandates", get_mandates),
    Route(V + "/mandates/{ent}", get_roles),
    Route(V + "/structured-messages/status", get_status),
    Route(V + "/structured-messages/applications", get_applications),
    Route(V + "/structured-messages/information", get_information),
    Route(V + "/draft", get_draft, methods=["GET"]),
    Route(V + "/draft/{step}", put_draft, methods=["PUT"]),
    Route(V + "/uploads", post_upload, methods=["POST"]),
    Route(V + "/usernames/{name}", get_availability),
    Route(V + "/configurations", post_configuration, methods=["POST"]),
    Route(V + "/configurations/{id}", get_configuration),
    Route("/iam/authorize", iam_authorize),
    Route("/iam/json/authenticate", iam_authenticate, methods=["POST"]),
    Route("/iam/ui/fas.js", fas_asset), Route("/iam/ui/fas.css", fas_asset),
    Route("/iam/ui/{step}", iam_ui),
    Route("/assets/{name}.{hash}.{ext}", asset),
    Route("/{path:path}", shell, methods=["GET", "POST", "PUT", "DELETE"]),
])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8016)
    component_data.PORT = ap.parse_args().port
    uvicorn.run(app, host="127.0.0.1", port=component_data.PORT, log_level="warning")
