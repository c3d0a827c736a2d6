"""The log-in, on its own origin (port N+1)."""
import hmac
import re
import secrets
import time
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from . import store

tpl = Jinja2Templates(directory=store.HERE / "templates")
TX: dict[str, dict] = {}
DEAD = ("eid", "itsme", "totp", "oubli")

def page(request, name, status=200, tx=None, **kw):
    lang = request.path_params["lang"]
    q = str(request.url.query)
    return tpl.TemplateResponse(request, f"idp_{name}.html", {
        "lang": lang, "t": store.translator(lang), "idp": True, "tx": tx, "sess": None, "langs": [
            (c, f"/{c}/{request.path_params.get('rest', request.url.path[4:])}" + (f"?{q}" if q else ""))
            for c in store.LANGS],
        "portal": f"http://{request.url.hostname}:{store.PORT}/{lang}/", **kw}, status_code=status,
        headers=store.FRESH)

def get_tx(request):
    tx = request.query_params.get("tx", "")
    t = TX.get(tx)
    return (tx, t) if t and time.time() - t["made"] < 900 else (None, None)

async def authorize(request):
    q = request.query_params
    if not re.fullmatch(rf"http://(127\.0\.0\.1|localhost):{store.PORT}/(fr|nl)/sso", q.get("redirect_uri", "")):
        return page(request, "gone", 400)
    tx = secrets.token_urlsafe(12)
    TX[tx] = {"made": time.time(), "redirect": q["redirect_uri"], "state": q.get("state", "")}
    return RedirectResponse(f"/{request.path_params['lang']}/groupe?tx={tx}", 302, headers=store.FRESH)

async def audience(request):
    tx, t = get_tx(request)
    return page(request, "audience", tx=tx) if t else page(request, "gone", 400)

async def method(request):
    tx, t = get_tx(request)
    who = request.path_params["who"]
    if not t or who not in ("cit", "ent", "pro"):
        return page(request, "gone", 400)
    return page(request, "method", tx=tx, who=who)

async def dead(request):
    tx, t = get_tx(request)
    how = request.path_params["how"]
    return page(request, "dead", tx=tx, how=how) if t and how in DEAD else page(request, "gone", 400)

async def codes(request):
    tx, t = get_tx(request)
    if not t:
        return page(request, "gone", 400)
    if request.method == "GET":
        return page(request, "codes", tx=tx, user="", error=None)
    f = await request.form()
    user, pw = str(f.get("username", "")).strip(), str(f.get("password", ""))
    if not (user == "demo" and hmac.compare_digest(pw.encode(), b"Secret-Pass-1")):
        store.COUNT["refused"] += 1
        return page(request, "codes", 401 if user and pw else 400, tx=tx, user=user,
                    error="idp_bad" if user and pw else "idp_empty")
    del TX[tx]
    code = secrets.token_urlsafe(16)
    store.CODES[code] = (user, time.time())
    redirect = re.sub(r"/(fr|nl)/sso$", f"/{request.path_params['lang']}/sso", t["redirect"])
    return RedirectResponse(redirect + "?" + urlencode({"code": code, "state": t["state"]}), 303, headers=store.FRESH)

async def root(request):
    return RedirectResponse(f"http://{request.url.hostname}:{store.PORT}/", 302)

app_routes = [
    Route("/", root), Mount("/static", StaticFiles(directory=store.HERE / "static")),
    Route("/{lang}/authorize", authorize), Route("/{lang}/groupe", audience),
    Route("/{lang}/groupe/{who}", method), Route("/{lang}/moyen/{how}", dead),
    Route("/{lang}/codes", codes, methods=["GET", "POST"]),
]

app = store.only_languages(Starlette(routes=app_routes))
