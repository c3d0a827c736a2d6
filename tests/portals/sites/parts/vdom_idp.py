"""The identity provider of virtual_dom_spa.py, on localhost."""
import asyncio, secrets, time
from urllib.parse import urlencode, urlsplit
from starlette.responses import JSONResponse, RedirectResponse, Response

from parts.vdom_core import err, origin, payload
from parts.vdom_data import CODES, COUNT, MAX_REFUSALS, PASSWORD, REFUSALS, SESSIONS, TXNS, USER


# ------------------------------------------------------------------ identity provider (localhost)
async def auth_login(request):
    lang = "nl" if request.query_params.get("lang") == "nl" else "fr"
    state = secrets.token_urlsafe(12)
    r = RedirectResponse(origin(request, "localhost") + "/idp/authorize?" + urlencode({"client_id": "portal", "response_type": "code", "redirect_uri": origin(request) + "/auth/callback", "state": state, "ui_locales": lang}), 302)
    r.set_cookie("oidc_state", f"{state}.{lang}", max_age=900, httponly=True, samesite="lax", path="/auth")
    return r


async def idp_authorize(request):
    q = request.query_params
    u = urlsplit(q.get("redirect_uri", ""))
    if u.hostname not in ("127.0.0.1", "localhost") or u.path != "/auth/callback":
        return Response("invalid redirect_uri", 400)
    txn = secrets.token_urlsafe(15)
    TXNS[txn] = {"redirect": q["redirect_uri"], "state": q.get("state", ""), "lang": "nl" if q.get("ui_locales") == "nl" else "fr", "csrf": secrets.token_urlsafe(18), "at": time.time()}
    return RedirectResponse(f"/idp/login?txn={txn}", 302)


def transaction(request):
    t = TXNS.get(request.query_params.get("txn", ""))
    return t if t and time.time() - t["at"] < 900 else None


async def idp_transaction(request):
    await asyncio.sleep(.2)
    t = transaction(request)
    if not t:
        return err(410, "expired")
    return JSONResponse({"lang": t["lang"], "csrf": t["csrf"], "portal": t["redirect"].rsplit("/auth", 1)[0]})


async def idp_authenticate(request):
    t, d = transaction(request), await payload(request)
    if not t:
        return err(410, "expired")
    if request.headers.get("x-csrf-token") != t["csrf"]:
        return err(403, "csrf")
    await asyncio.sleep(.5)
    user, password = str(d.get("username", "")).strip(), str(d.get("password", ""))
    n = REFUSALS.get(user, 0)
    if n >= MAX_REFUSALS or user != USER or password != PASSWORD:
        COUNT["refused"] += 1
        REFUSALS[user] = n = n + 1
        return err(423, "locked") if n >= MAX_REFUSALS else err(401, "bad", left=MAX_REFUSALS - n)
    if not TXNS.pop(request.query_params["txn"], None):
        return err(410, "expired")
    REFUSALS[user] = 0
    COUNT["accepted"] += 1
    code = secrets.token_urlsafe(20)
    CODES[code] = {"user": user, "at": time.time()}
    return JSONResponse({"redirect": t["redirect"] + "?" + urlencode({"code": code, "state": t["state"]})})


async def auth_callback(request):
    c = CODES.pop(request.query_params.get("code", ""), None)
    state, _, lang = request.cookies.get("oidc_state", "").partition(".")
    if not c or time.time() - c["at"] > 60 or not state or state != request.query_params.get("state"):
        return RedirectResponse("/", 302)
    sid = secrets.token_urlsafe(24)
    SESSIONS[sid] = {"user": c["user"], "csrf": secrets.token_urlsafe(24), "seen": time.time(), "mandate": None, "wizards": {}}
    r = RedirectResponse(f"/{lang}/secure/choice", 302)
    r.set_cookie("PSID", sid, httponly=True, samesite="lax")
    r.delete_cookie("oidc_state", path="/auth")
    return r
