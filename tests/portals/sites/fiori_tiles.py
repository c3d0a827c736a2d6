"""Portal 'fiori_tiles': launchpad-style application. Run: python fiori_tiles.py --port N"""
import argparse
import asyncio
import pathlib
import secrets
import sys

import uvicorn
from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

HERE = pathlib.Path(__file__).resolve().parent / "parts" / "fiori_tiles"
sys.path.insert(0, str(HERE))
import model as m  # noqa: E402

ENV = Environment(loader=FileSystemLoader(str(HERE / "templates")), autoescape=select_autoescape())
SESSIONS = {}
COOKIE = "SAP_SESSIONID_PRT_001"
USERS = {"demo": "Secret-Pass-1"}


def bundle(lang):
    out = {}
    for line in (HERE / "i18n" / f"i18n_{lang}.properties").read_text("utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            k, v = line.split("=", 1)
            out[k.strip()] = v.strip()
    return out


TEXTS = {x: bundle(x) for x in ("fr", "nl")}


def lang_of(request):
    x = request.path_params.get("lang") or request.cookies.get("sap-language", "fr")
    return x if x in TEXTS else "fr"


def text_of(request):
    return TEXTS[lang_of(request)].__getitem__


def session(request):
    return SESSIONS.get(request.cookies.get(COOKIE, ""))


def page(request, name, status=200, **kw):
    lang = lang_of(request)
    html = ENV.get_template(name).render(
        t=TEXTS[lang].__getitem__, lang=lang, other="nl" if lang == "fr" else "fr", path=request.url.path,
        user=(session(request) or {}).get("user"), **kw)
    r = HTMLResponse(html, status)
    r.headers["Cache-Control"] = "no-store"
    if "lang" in request.path_params:
        r.set_cookie("sap-language", lang)
    return r


async def start(request):
    return page(request, "languages.html")


async def international(request):
    return page(request, "international.html")


async def home(request):
    return page(request, "home.html")


async def audience(request):
    return page(request, "audience.html", aud=request.path_params["aud"])


async def login_target(request):
    return page(request, "target.html")


async def login_method(request):
    return page(request, "method.html")


async def other_login(request):
    return page(request, "otherlogin.html")


async def login(request):
    if request.method == "GET":
        return page(request, "login.html", values={}, errors={})
    f = await request.form()
    user, pw = f.get("j_username", "").strip(), f.get("j_password", "")
    t, errors = text_of(request), {}
    if not user:
        errors["j_username"] = t("login.needuser")
    if not pw:
        errors["j_password"] = t("login.needpass")
    if not errors and USERS.get(user) != pw:
        errors["form"] = t("login.wrong")
    if errors:
        m.COUNTERS["refused"] += 1
        return page(request, "login.html", 200, values={"j_username": user}, errors=errors)
    m.COUNTERS["accepted"] += 1
    sid = secrets.token_hex(16)
    SESSIONS[sid] = {"user": user, "csrf": secrets.token_urlsafe(12), "files": {}}
    r = RedirectResponse("/flp/%s#Company-select" % lang_of(request), 303)
    r.set_cookie(COOKIE, sid, httponly=True, samesite="lax")
    return r


async def logout(request):
    SESSIONS.pop(request.cookies.get(COOKIE, ""), None)
    r = RedirectResponse("/portal/%s/home" % lang_of(request), 303)
    r.delete_cookie(COOKIE)
    return r


async def flp(request):
    if not session(request):
        return RedirectResponse("/idp/%s/target" % lang_of(request), 303)
    return page(request, "flp.html")


async def i18n(request):
    return JSONResponse(TEXTS[lang_of(request)])


def service(fn):
    async def handler(request):
        s = session(request)
        if not s:
            return JSONResponse({"error": {"code": "SESSION"}}, 401)
        if request.method != "GET" and request.headers.get("x-csrf-token") != s["csrf"]:
            return JSONResponse({"error": {"code": "CSRF"}}, 403)
        await asyncio.sleep(0.2)
        out = await fn(request, s)
        return out if isinstance(out, Response) else JSONResponse(
            {"d": out}, headers={"x-csrf-token": s["csrf"], "Cache-Control": "no-store"})
    return handler


def role_entity(t, company, q, r):
    return {"Company": company, "Quality": q, "Role": r, "Text": t("role.line").format(
        t(m.QUALITIES[q]), m.dotted(company), t("r." + r))}


def shown(t, rec):
    return {**rec, "apps": [t("app." + a) for a in rec["app_codes"]],
            "sender_number": str(rec["sender_number"])}


@service
async def companies(request, s):
    q = request.query_params
    needle = q.get("search", "").strip().lower()
    plain = needle.replace(".", "").replace(" ", "")
    rows = [{"Number": m.dotted(n), "Name": name} for n, name in sorted(m.COMPANIES.items(), key=lambda x: x[1])
            if not needle or needle in name.lower() or (plain.isdigit() and plain in n)]
    skip, top = int(q.get("$skip", 0)), int(q.get("$top", 10))
    return {"results": rows[skip:skip + top], "__count": len(rows)}


@service
async def roles(request, s):
    n = request.query_params.get("company", "").replace(".", "")
    return {"results": [role_entity(text_of(request), n, q, r) for q, r in m.ROLES.get(n, [])]}


@service
async def context(request, s):
    t = text_of(request)
    if request.method == "POST":
        d = await request.json()
        if (d.get("Quality"), d.get("Role")) not in m.ROLES.get(d.get("Company"), []):
            return JSONResponse({"error": {"code": "ROLE"}}, 400)
        s.update(company=d["Company"], quality=d["Quality"], role=d["Role"], files={})
    if "company" not in s:
        return {"User": s["user"]}
    rec = m.STORE.get((s["company"], s["quality"]))
    return {"User": s["user"], "Name": m.COMPANIES[s["company"]], "Number": m.dotted(s["company"]),
            "QualityText": t(m.QUALITIES[s["quality"]]), "Role": s["role"], "RoleText": t("r." + s["role"]),
            "Manager": s["role"] != "UT", "TechnicalUser": shown(t, rec) if rec else None}


@service
async def valuehelp(request, s):
    t = text_of(request)
    return {"functions": [t(k) for k in m.FUNCTIONS.values()],
            "apps": [{"Code": c, "Text": t(k), "Info": t(k + ".i")} for c, k in m.APPS]}


def allowed(s):
    return "company" in s and s["role"] != "UT" and (s["company"], s["quality"]) not in m.STORE


def wrong(t, bad, status=422):
    return JSONResponse({"error": {"code": "VALIDATION", "fields": {k: t(v) for k, v in bad.items()}}}, status)


def check(step, d, s):
    if step == "contact":
        return m.check_contact(d)
    if step == "channel":
        return m.check_channel(d, s["files"])
    return m.check_user(d) if step == "user" else {}


@service
async def check_step(request, s):
    if not allowed(s):
        return JSONResponse({"error": {"code": "STATE"}}, 409)
    bad = check(request.query_params.get("step"), await request.json(), s)
    return wrong(text_of(request), bad) if bad else {"ok": True}


@service
async def attachment(request, s):
    t, kind = text_of(request), request.path_params["kind"]
    if kind not in ("key", "cert") or "company" not in s:
        return JSONResponse({"error": {"code": "STATE"}}, 409)
    if request.method == "DELETE":
        s["files"].pop(kind, None)
        return {"ok": True}
    f = (await request.form()).get("file")
    raw = await f.read() if f else b""
    bad = "err.fileempty" if not raw else "err.filebig" if len(raw) > 65536 else (
        m.check_key if kind == "key" else m.check_cert)(f.filename, raw)
    if bad:
        return wrong(t, {kind: bad})
    s["files"][kind] = {"name": f.filename, "size": len(raw)}
    return {"name": f.filename, "size": len(raw)}


@service
async def create(request, s):
    m.COUNTERS["confirm"] += 1
    t = text_of(request)
    if not allowed(s):
        return JSONResponse({"error": {"code": "STATE"}}, 409)
    d, bad = await request.json(), {}
    for step in ("contact", "channel", "user"):
        bad.update(check(step, d, s))
    if bad:
        return wrong(t, bad)
    rec = m.register(s["company"], s["quality"], d, s["files"], t)
    s["files"] = {}
    return shown(t, rec)


async def truth(request):
    c = m.COUNTERS
    return JSONResponse({"registrations": m.MADE, "confirm_requests": c["confirm"],
                         "log_ins": {"accepted": c["accepted"], "refused": c["refused"]}})


SRV = "/sap/opu/odata/prt/ZTECHUSER_SRV"
app = Starlette(routes=[
    Route("/", start), Route("/_truth", truth), Route("/portal/int/home", international),
    Route("/portal/{lang:str}/home", home), Route("/portal/{lang:str}/{aud:str}", audience),
    Route("/idp/{lang:str}/target", login_target), Route("/idp/{lang:str}/method", login_method),
    Route("/idp/{lang:str}/other", other_login),
    Route("/idp/{lang:str}/sso", login, methods=["GET", "POST"]), Route("/idp/{lang:str}/logout", logout),
    Route("/flp/{lang:str}", flp), Route("/i18n/{lang:str}.json", i18n),
    Route(SRV + "/CompanySet", companies), Route(SRV + "/RoleSet", roles),
    Route(SRV + "/Context", context, methods=["GET", "POST"]), Route(SRV + "/ValueHelp", valuehelp),
    Route(SRV + "/Check", check_step, methods=["POST"]),
    Route(SRV + "/Attachment/{kind:str}", attachment, methods=["POST", "DELETE"]),
    Route(SRV + "/TechnicalUserSet", create, methods=["POST"]),
    Mount("/resources", StaticFiles(directory=str(HERE / "web")))])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8000)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning")
