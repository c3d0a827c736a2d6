"""A server-driven web portal in the manner of Vaadin Flow.  python vaadin_flow.py --port N"""
import argparse
import asyncio
import json
import pathlib
import secrets
import sys

HERE = pathlib.Path(__file__).resolve().parent / "parts" / "vaadin_flow"
sys.path.insert(0, str(HERE))
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

import data as D
import wizard
from views import UI

SESSIONS = {}
PAGE = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title></title><link rel="stylesheet" href="/VAADIN/build/style.css"></head><body data-ui="{ui}" data-csrf="{csrf}">
<noscript>You have to enable javascript in your browser to use this web site.</noscript><div id="outlet"></div>
<script src="/VAADIN/build/core.js"></script><script src="/VAADIN/build/fields.js"></script><script src="/VAADIN/build/layout.js"></script></body></html>"""


def session(req):
    return SESSIONS.get(req.cookies.get("JSESSIONID", ""))


async def page(req):
    sid, s = req.cookies.get("JSESSIONID"), session(req)
    if s is None:
        sid = secrets.token_hex(16).upper()
        s = SESSIONS[sid] = {"data": {}, "uis": {}, "csrf": secrets.token_hex(12)}
    ui = str(len(s["uis"]))
    s["uis"][ui] = UI(s["data"])
    r = HTMLResponse(PAGE.format(lang=s["data"].get("lang", "fr"), ui=ui, csrf=s["csrf"]), headers={"Cache-Control": "no-store"})
    r.set_cookie("JSESSIONID", sid, httponly=True, samesite="lax")
    return r


async def uidl(req):
    s = session(req)
    msg = await req.json()
    ui = s and s["uis"].get(req.query_params.get("v-uiId"))
    if not ui or msg.get("csrfToken") != s["csrf"]:
        return Response("", 403)
    await asyncio.sleep(0.12)
    for ev in msg["rpc"]:
        if ev["event"] == "navigate":
            ui.go(ev["value"])
            ui.render()
            continue
        fn = ui.h.get(ev["node"])
        if fn:
            fn(ev["event"], ev.get("value"))
            if ev["event"] == "click":
                ui.render()
    view = ui.render()
    overlays = [wizard.dialog(ui)] if ui.dialog else []
    ui.sync += 1
    out = {"syncId": ui.sync, "path": ui.route + ("" if not ui.redirect else ""), "title": ui.t("title"), "lang": ui.sess.get("lang", "fr"),
           "view": view, "overlays": overlays, "notes": ui.notes, "redirect": ui.redirect}
    ui.notes, ui.redirect = [], None
    return Response("for(;;);[" + json.dumps(out, ensure_ascii=False) + "]", media_type="application/json")


async def login(req):
    f = await req.form()
    s = session(req)
    if s and f.get("username") == "demo" and f.get("password") == "Secret-Pass-1":
        D.COUNT["accepted"] += 1
        s["data"]["user"] = "demo"
        return RedirectResponse("/entreprises", 303)
    D.COUNT["refused"] += 1
    return RedirectResponse("/login?error", 303)


async def upload(req):
    s = session(req)
    ui = s and s["uis"].get(req.path_params["ui"])
    key = req.path_params["node"]
    if not ui or key not in ("key", "cert"):
        return Response("", 403)
    f = (await req.form())["file"]
    wizard.upload(ui, key, f.filename, (await f.read())[:200000])
    return Response("", 200)


async def truth(req):
    return JSONResponse({"registrations": D.MADE, "log_ins": {k: D.COUNT[k] for k in ("accepted", "refused")}, "confirm_requests": D.COUNT["confirm"]})


app = Starlette(routes=[
    Route("/_truth", truth), Route("/login", login, methods=["POST"]), Route("/", uidl, methods=["POST"]),
    Route("/VAADIN/dynamic/resource/{ui}/{node}/upload", upload, methods=["POST"]),
    Mount("/VAADIN/build", StaticFiles(directory=HERE)), Route("/favicon.ico", lambda r: Response("", 204)),
    Route("/{path:path}", page)])

if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("--port", type=int, default=8080)
    uvicorn.run(app, host="127.0.0.1", port=a.parse_args().port, log_level="warning")
