"""Single-page application with a virtual DOM of its own, CSS of one class a declaration, generated at start-up, and a JSON interface.
The portal answers on 127.0.0.1:N, its identity provider on localhost:N (code flow with `state`)."""
import argparse, json, re
import uvicorn
from jinja2 import Template
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from parts.vdom_api import (
    api_available, api_companies, api_confirm, api_exchange, api_file, api_logout, api_mandate, api_roles, api_session, api_step,
    api_wizard, truth)
from parts.vdom_assets import CSS, JS, VERSION
from parts.vdom_core import err
from parts.vdom_data import APPS
from parts.vdom_idp import auth_callback, auth_login, idp_authenticate, idp_authorize, idp_transaction
from parts.vdom_texts import T

PAGE = Template("""<!doctype html>
<html lang="{{ lang }}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>socialsecurity.be</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/index-{{ v }}.css"></head>
<body><noscript>Votre navigateur ne prend pas en charge le javascript. Uw browser laat geen javascript toe.</noscript>
<div id="root"><div class="p-6 animate-pulse"><div class="h-4 w-1/2 rounded bg-slate-200"></div></div></div><div id="portal-root"></div>
<script type="application/json" id="__APP_CONFIG__">{{ config }}</script><script type="module" src="/assets/index-{{ v }}.js"></script></body></html>""")
CONFIG = json.dumps({"v": VERSION, "apps": [{"group": g, "key": k, "fr": f, "nl": n} for g, k, f, n in APPS]}, ensure_ascii=False).replace("<", "\\u003c")


async def asset(request):
    ext = request.path_params["ext"]
    return Response(JS if ext == "js" else CSS, media_type="text/javascript" if ext == "js" else "text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"})


async def locale(request):
    lang = request.path_params["lang"]
    return JSONResponse({k: v[lang] for k, v in T.items()}) if lang in ("fr", "nl") else err(404, "nf")


async def spa(request):
    if re.match(r"/(api|assets|_)", request.url.path):
        return err(404, "nf")
    return HTMLResponse(PAGE.render(lang="nl" if request.url.path.startswith("/nl") else "fr", v=VERSION, config=CONFIG),
                        headers={"Cache-Control": "no-store", "X-Frame-Options": "DENY", "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'"})


app = Starlette(routes=[
    Route("/_truth", truth), Route("/assets/index-{v}.{ext}", asset), Route("/assets/locales/{lang}.json", locale),
    Route("/auth/login", auth_login), Route("/auth/callback", auth_callback), Route("/idp/authorize", idp_authorize), Route("/idp/api/transaction", idp_transaction), Route("/idp/api/authenticate", idp_authenticate, methods=["POST"]),
    Route("/api/session", api_session), Route("/api/logout", api_logout, methods=["POST"]), Route("/api/companies", api_companies), Route("/api/companies/{number}/roles", api_roles), Route("/api/mandate", api_mandate, methods=["POST"]),
    Route("/api/structured-exchange", api_exchange), Route("/api/usernames/availability", api_available), Route("/api/wizard", api_wizard, methods=["GET", "POST", "DELETE"]), Route("/api/wizard/confirm", api_confirm, methods=["POST"]),
    Route("/api/wizard/files/{kind}", api_file, methods=["POST", "DELETE"]), Route("/api/wizard/{step}", api_step, methods=["PUT"]), Route("/{path:path}", spa),
])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8000)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning", access_log=False)
