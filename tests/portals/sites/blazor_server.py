"""A portal in the style of a Blazor Server application. python blazor_server.py --port N"""
import argparse
import asyncio
import contextlib
import json
import pathlib
import secrets
import time

import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from parts.blazor_server.circuit import Circuit
from parts.blazor_server.data import Store

HERE = pathlib.Path(__file__).parent / "parts" / "blazor_server"
ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True)
AUTH, CULTURE, FORGERY = ".AspNetCore.Identity.Application", ".AspNetCore.Culture", ".AspNetCore.Antiforgery.p3XkQ2a"
USERS = {"demo": "Secret-Pass-1"}
store, sessions, circuits = Store(), {}, {}


def lang_of(req):
    value = req.cookies.get(CULTURE, "")
    return ("nl" if "nl" in value else "fr"), bool(value)


def user_of(req):
    return sessions.get(req.cookies.get(AUTH))


def local(url, default="/"):
    return url if url.startswith("/") and not url.startswith("//") and "\\" not in url else default


def page(name, lang, **values):
    t = lambda fr, nl: nl if lang == "nl" else fr
    return HTMLResponse(ENV.get_template(name).render(lang=lang, t=t, **values), headers={"Cache-Control": "no-cache, no-store"})


async def host(req):
    lang, _ = lang_of(req)
    fr = lang == "fr"
    return page("host.html", lang, title="Portail de la Sécurité Sociale" if fr else "Portaal van de Sociale Zekerheid",
                error="Une erreur non gérée s'est produite." if fr else "Er is een onverwachte fout opgetreden.", reload="Recharger" if fr else "Herladen")


async def negotiate(req):
    lang, chosen = lang_of(req)
    c = Circuit(store, user_of(req), lang)
    c.lang_chosen = chosen
    circuits[c.id] = c
    return JSONResponse({"negotiateVersion": 1, "connectionId": c.id, "availableTransports": [{"transport": "LongPolling", "transferFormats": ["Text"]}]})


async def hub(req):
    c = circuits.get(req.query_params.get("id"))
    if not c:
        return PlainTextResponse("No Connection with that ID", 404)
    if req.method == "GET":
        batches = await c.poll()
        return Response(json.dumps(batches, ensure_ascii=False) if batches else "", media_type="text/plain", headers={"Cache-Control": "no-store"})
    msg = json.loads(await req.body())
    await c.receive(msg)
    return Response(status_code=202)


async def disconnect(req):
    circuits.pop(req.query_params.get("id"), None)
    return Response(status_code=202)


async def culture(req):
    lang = "nl" if req.query_params.get("culture") == "nl" else "fr"
    res = RedirectResponse(local(req.query_params.get("redirectUri", "/")), 302)
    res.set_cookie(CULTURE, f"c%3D{lang}-BE%7Cuic%3D{lang}-BE", path="/")
    return res


async def login(req):
    lang, _ = lang_of(req)
    fr = lang == "fr"
    ret = local(req.query_params.get("ReturnUrl", "/entreprises"), "/entreprises")
    token, errors, user = req.cookies.get(FORGERY) or secrets.token_urlsafe(24), {}, ""
    if req.method == "POST":
        form = await req.form()
        user, password = str(form.get("Input.UserName", "")).strip(), str(form.get("Input.Password", ""))
        if form.get("__RequestVerificationToken") != req.cookies.get(FORGERY):
            return Response(status_code=400)
        if not user:
            errors["user"] = "Le nom d'utilisateur est obligatoire." if fr else "De gebruikersnaam is verplicht."
        if not password:
            errors["password"] = "Le mot de passe est obligatoire." if fr else "Het wachtwoord is verplicht."
        if not errors:
            if USERS.get(user) == password:
                store.accepted += 1
                sid = "CfDJ8" + secrets.token_urlsafe(32)
                sessions[sid] = user
                res = RedirectResponse(ret, 302)
                res.set_cookie(AUTH, sid, httponly=True, samesite="lax", path="/")
                return res
            store.refused += 1
            errors["summary"] = "Tentative de connexion non valide : nom d'utilisateur ou mot de passe incorrect." if fr else "Ongeldige aanmeldpoging: gebruikersnaam of wachtwoord onjuist."
    res = page("login.html", lang, ret=ret, errors=errors, user=user, token=token)
    res.set_cookie(FORGERY, token, httponly=True, samesite="strict", path="/")
    return res


async def logout(req):
    sessions.pop(req.cookies.get(AUTH), None)
    res = RedirectResponse("/", 302)
    res.delete_cookie(AUTH, path="/")
    return res


def static(name, kind):
    body = (HERE / name).read_bytes()

    async def serve(_):
        return Response(body, media_type=kind)
    return serve


async def truth(_):
    return JSONResponse(store.truth())


async def sweep():
    while True:
        await asyncio.sleep(30)
        for cid, c in list(circuits.items()):
            if time.monotonic() - c.seen > 180:
                circuits.pop(cid, None)


@contextlib.asynccontextmanager
async def lifespan(_):
    task = asyncio.create_task(sweep())
    yield
    task.cancel()


app = Starlette(lifespan=lifespan, routes=[
    Route("/_truth", truth), Route("/_blazor/negotiate", negotiate, methods=["POST"]), Route("/_blazor/disconnect", disconnect, methods=["POST"]),
    Route("/_blazor", hub, methods=["GET", "POST"]), Route("/Culture/Set", culture),
    Route("/Identity/Account/Login", login, methods=["GET", "POST"]), Route("/Identity/Account/Logout", logout),
    Route("/_framework/blazor.server.js", static("blazor.server.js", "text/javascript")), Route("/_content/MudBlazor/MudBlazor.min.js", static("MudBlazor.js", "text/javascript")),
    Route("/_content/MudBlazor/MudBlazor.min.css", static("mud.css", "text/css")), Route("/Identity/css/site.css", static("site.css", "text/css")),
    Route("/favicon.ico", lambda r: Response(status_code=404)), Route("/{path:path}", host)])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8700)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning", timeout_graceful_shutdown=2)
