"""Mock of the social security portal, secured part on a low-code platform. python portal.py --port N"""
import argparse
import asyncio
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import uvicorn  # noqa: E402
from markupsafe import Markup  # noqa: E402
from starlette.applications import Starlette  # noqa: E402
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response  # noqa: E402
from starlette.routing import Route  # noqa: E402

from parts.low_code_shadow import store as S  # noqa: E402
from parts.low_code_shadow.actions import REGISTRY, ActionError, context  # noqa: E402
from parts.low_code_shadow.checks import Refused, certificate, ssh_key  # noqa: E402
from parts.low_code_shadow.front import HOME, render, words  # noqa: E402
from parts.low_code_shadow.labels import bundle, t  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent / "parts" / "low_code_shadow"
ASSETS = {"vl.css": "text/css", "vl-core.js": "text/javascript", "vl-inputs.js": "text/javascript", "app.js": "text/javascript",
          "pages.js": "text/javascript", "flow.js": "text/javascript"}
COOKIE = "vl_sid"
MAX_FILE = 100 * 1024


def session(request):
    return S.SESSIONS.get(request.cookies.get(COOKIE, ""))


# ---- public part ----------------------------------------------------------------------------------------

async def home(request):
    return HTMLResponse(render("home", home=HOME))


async def audience(request):
    lang, aud = request.path_params["lang"], request.path_params["aud"]
    title = next((w for c, _, _, items in HOME if c == lang for k, w, _ in items if k == aud), None)
    if not title:
        return HTMLResponse("Not found", 404)
    if lang == "de":
        return HTMLResponse(render("note", "de", title=title, text="Dieser Dienst ist nur auf Französisch und Niederländisch verfügbar."))
    return HTMLResponse(render("audience", lang, title=title, aud=aud))


async def international(request):
    return HTMLResponse(render("note", "en", title="International", text="You cannot register through the international access of the portal. "
                               "Please use the Belgian part of the site."))


async def login(request):
    lang = "nl" if request.query_params.get("lang") == "nl" else "fr"
    state = S.token(12)
    S.TX[state] = {"lang": lang, "ret": request.headers.get("host", "")}
    port = S.TX[state]["ret"].rpartition(":")[2]
    return RedirectResponse(f"http://localhost:{port}/idp/SSO?state={state}", 302)


# ---- identity provider (localhost) ------------------------------------------------------------------------

def idp_page(request, page, status=200, **kw):
    state = request.query_params.get("state", "")
    tx = S.TX.get(state)
    if not tx:
        return HTMLResponse(render("idp", "fr", page="gone", state="", error=words("fr")["e_tx"]), 400)
    return HTMLResponse(render("idp", tx["lang"], page=page, state=state, **kw), status)


async def idp_sso(request):
    return idp_page(request, "audience")


async def idp_methods(request):
    if request.query_params.get("aud") in ("citizen", "ehealth"):
        tx = S.TX.get(request.query_params.get("state", ""), {"lang": "fr"})
        return idp_page(request, "audience", error=words(tx["lang"])["na"])
    return idp_page(request, "methods")


async def idp_other(request):
    return idp_page(request, "other")


async def idp_password(request):
    tx = S.TX.get(request.query_params.get("state", ""))
    if request.method == "GET" or not tx:
        return idp_page(request, "password", user="")
    form = await request.form()
    user, pw = str(form.get("IDToken1") or "").strip(), str(form.get("IDToken2") or "")
    w = words(tx["lang"])
    if not user or not pw:
        return idp_page(request, "password", user=user, error=w["e_empty"])
    if S.FAILS.get(user, 0) >= 3 or S.PW.get(user) != pw:
        S.COUNT["refused"] += 1
        S.FAILS[user] = min(3, S.FAILS.get(user, 0) + 1)
        left = 3 - S.FAILS[user]
        await asyncio.sleep(0.4)
        return idp_page(request, "password", user=user, error=w["e_bad"].format(left) if left else w["e_lock"])
    S.FAILS.pop(user, None)
    S.COUNT["ok"] += 1
    S.TX.pop(request.query_params["state"])
    code = S.token()
    S.CODES[code] = tx["lang"]
    return RedirectResponse(f"http://{tx['ret']}/s/sso?code={code}", 303)


# ---- secured part -----------------------------------------------------------------------------------------

async def sso(request):
    lang = S.CODES.pop(request.query_params.get("code", ""), None)
    if not lang:
        return RedirectResponse("/", 302)
    sid = S.token(24)
    S.SESSIONS[sid] = {"lang": lang, "token": S.token(), "entity": None, "quality": None, "flow": None, "docs": {}}
    r = RedirectResponse("/s/entreprises", 302)
    r.set_cookie(COOKIE, sid, httponly=True, samesite="lax", path="/")
    return r


async def logout(request):
    S.SESSIONS.pop(request.cookies.get(COOKIE, ""), None)
    r = RedirectResponse("/", 302)
    r.delete_cookie(COOKIE, path="/")
    return r


async def shell(request):
    s = session(request)
    if not s:
        return RedirectResponse("/", 302)
    lang = request.query_params.get("language")
    if lang in ("fr", "nl"):
        s["lang"] = lang
        return RedirectResponse(request.url.path, 302)
    boot = {"lang": s["lang"], "token": s["token"], "labels": bundle(s["lang"]), "user": S.USER["name"], "ctx": context(s),
            "channels": S.CHANNELS}
    text = json.dumps(boot, ensure_ascii=False).replace("<", "\\u003c")
    return HTMLResponse(render("shell", s["lang"], title=t(s["lang"], "app"), boot=Markup(text)), headers={"Cache-Control": "no-store"})


async def gateway(request):
    """All controller calls of the client come in here."""
    s = session(request)
    if not s or request.headers.get("x-vl-token") != s["token"]:
        return JSONResponse({"event": "vl:invalidSession"}, 401)
    try:
        todo = (await request.json())["actions"]
    except (ValueError, KeyError, TypeError):
        return JSONResponse({"event": "vl:systemError"}, 400)
    out = []
    for a in todo:
        fn = REGISTRY.get(a.get("descriptor"))
        try:
            if not fn:
                raise ActionError("e_srv")
            out.append({"id": a.get("id"), "state": "SUCCESS", "returnValue": await fn(s, a.get("params") or {})})
        except ActionError as e:
            out.append({"id": a.get("id"), "state": "ERROR", "error": [{"message": t(s["lang"], e.args[0])}]})
    return JSONResponse({"actions": out, "context": {"mode": "PROD", "app": "siteforce:communityApp"}})


async def upload(request):
    s = session(request)
    if not s or request.headers.get("x-vl-token") != s["token"]:
        return JSONResponse({"event": "vl:invalidSession"}, 401)
    form = await request.form()
    kind, f = form.get("kind"), form.get("file")
    if kind not in ("sshKey", "cert") or not hasattr(f, "read"):
        return JSONResponse({"event": "vl:systemError"}, 400)
    data = await f.read()
    try:
        if not data:
            raise Refused("up_empty")
        if len(data) > MAX_FILE:
            raise Refused("up_big")
        info = ssh_key(data) if kind == "sshKey" else certificate(f.filename or "", data)
    except Refused as e:
        return JSONResponse({"ok": False, "message": t(s["lang"], e.args[0])})
    doc = "069" + S.token(8)
    s["docs"][doc] = {"id": doc, "kind": kind, "name": f.filename, "size": len(data), "info": info}
    return JSONResponse({"ok": True, "doc": s["docs"][doc]})


async def asset(request):
    name = request.path_params["name"]
    if name not in ASSETS:
        return Response("", 404)
    return Response((HERE / name).read_bytes(), media_type=ASSETS[name], headers={"Cache-Control": "no-cache"})


async def truth(request):
    return JSONResponse(S.truth())


app = Starlette(routes=[
    Route("/", home),
    Route("/site_{lang}/{aud}/index.htm", audience),
    Route("/international/index.htm", international),
    Route("/login", login),
    Route("/idp/SSO", idp_sso), Route("/idp/methods", idp_methods), Route("/idp/other", idp_other),
    Route("/idp/password", idp_password, methods=["GET", "POST"]),
    Route("/s/sso", sso), Route("/s/logout", logout),
    Route("/s/sfsites/vl", gateway, methods=["POST"]),
    Route("/s/sfsites/upload", upload, methods=["POST"]),
    Route("/s/{path:path}", shell), Route("/s", shell),
    Route("/assets/{name}", asset),
    Route("/_truth", truth),
])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8000)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning")
