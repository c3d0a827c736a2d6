"""Portal 'desktop in the browser': grids, windows and message boxes of the early 2010s. Run: python desktop_grid.py --port N"""
import argparse
import asyncio
import datetime
import json
import pathlib
import secrets
import time

import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from parts.desktop_grid import checks, data, texts, ui_texts

PARTS = pathlib.Path(__file__).resolve().parent / "parts" / "desktop_grid"
ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(PARTS / "templates"), autoescape=True)
STORE = data.Store()
SESSIONS = {}
COOKIE = "SSSESSION"
MAX_IDLE = 30 * 60
DELAY = 0.2


def lang_of(request):
    return "nl" if request.path_params.get("lang") == "nl" else "fr"


def page(request, template, status=200, **more):
    lang = lang_of(request)
    html = ENV.get_template(template).render(t=texts.PAGES[lang], lang=lang, site=f"/site_{lang}", **more)
    return HTMLResponse(html, status_code=status)


async def index(request):
    return page(request, "home.html")


async def international(request):
    return page(request, "int.html")


async def audience(request):
    return page(request, "audience.html")


async def civil(request):
    return page(request, "civil.html")


async def other(request):
    return page(request, "other.html", message=texts.PAGES[lang_of(request)]["notHere"])


async def login_type(request):
    return page(request, "login_type.html")


async def login_method(request):
    return page(request, "login_method.html", unavailable="x" in request.query_params)


async def login_codes(request):
    lang = lang_of(request)
    if request.method == "GET":
        key = request.query_params.get("m")
        note = texts.PAGES[lang][key] if key in ("expired", "bye") else None
        return page(request, "login_codes.html", note=note, error=None, user="")
    form = await request.form()
    user, password = str(form.get("j_username", "")), str(form.get("j_password", ""))
    known = data.USERS.get(user)
    if not known or not secrets.compare_digest(known[0].encode(), password.encode()):
        STORE.refused += 1
        return page(request, "login_codes.html", note=None, error=texts.PAGES[lang]["refused"], user=user)
    STORE.accepted += 1
    token = secrets.token_urlsafe(24)
    SESSIONS[token] = {"user": user, "lang": lang, "seen": time.time(), "company": None,
                       "quality": None, "draft": {}}
    answer = RedirectResponse(f"/site_{lang}/umoe/desktop.htm", status_code=303)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax")
    return answer


def session_of(request):
    token = request.cookies.get(COOKIE)
    session = SESSIONS.get(token)
    if session and time.time() - session["seen"] > MAX_IDLE:
        SESSIONS.pop(token, None)
        session = None
    if session:
        session["seen"] = time.time()
    return session


async def desktop(request):
    lang = lang_of(request)
    session = session_of(request)
    if not session:
        return RedirectResponse(f"/site_{lang}/login/codes.htm?m=expired", status_code=303)
    session.update(lang=lang, company=None, quality=None, draft={})
    return page(request, "desktop.html", ui=ui_texts.UI[lang], person=data.USERS[session["user"]][1],
                channels=data.CHANNELS,
                apps=[{"code": k, "name": data.nth(v, lang)} for k, v in data.APPLICATIONS.items()])


async def logout(request):
    SESSIONS.pop(request.cookies.get(COOKIE), None)
    answer = RedirectResponse(f"/site_{lang_of(request)}/login/codes.htm?m=bye", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer


# ---------------------------------------------------------------- services of the desktop
def service(function):
    async def run(request):
        session = session_of(request)
        if not session:
            return JSONResponse({"success": False, "expired": True})
        await asyncio.sleep(DELAY)
        form = await request.form()
        return await function(request, session, form)
    return run


def fail(session, **errors):
    words = texts.ERRORS[session["lang"]]
    return JSONResponse({"success": False, "errors": {k: words[v] for k, v in errors.items()}})


def listing(rows, form):
    """Filter, sort and page as the grid's store asks."""
    for column, wanted in json.loads(form.get("filter") or "{}").items():
        plain = wanted.strip().lower()
        rows = [r for r in rows if plain in str(r.get(column, "")).lower()
                or (column == "number" and plain.replace(".", "") in r["number"].replace(".", ""))]
    sort = form.get("sort")
    if sort:
        rows = sorted(rows, key=lambda r: str(r.get(sort, "")).lower(), reverse=form.get("dir") == "DESC")
    start, limit = int(form.get("start") or 0), int(form.get("limit") or 10)
    return JSONResponse({"success": True, "total": len(rows), "rows": rows[start:start + limit]})


@service
async def companies(request, session, form):
    return listing([{k: c[k] for k in ("number", "name", "place")} for c in data.COMPANIES.values()], form)


@service
async def roles(request, session, form):
    company = data.COMPANIES.get(str(form.get("company")))
    lang = session["lang"]
    rows = [{"code": q, "quality": data.nth(data.QUALITIES[q], lang), "number": company["number"],
             "rank": data.nth(data.RANKS[r], lang)} for q, r in company["roles"]] if company else []
    return listing(rows, form)


def rank_of(session):
    company = data.COMPANIES.get(session["company"])
    return dict(company["roles"]).get(session["quality"]) if company else None


@service
async def select(request, session, form):
    company, quality = data.COMPANIES.get(str(form.get("company"))), str(form.get("quality"))
    if not company or quality not in dict(company["roles"]):
        return fail(session, _="rights")
    session.update(company=company["number"], quality=quality, draft={})
    lang = session["lang"]
    return JSONResponse({"success": True, "number": company["number"], "name": company["name"],
                         "quality": data.nth(data.QUALITIES[quality], lang),
                         "rank": data.nth(data.RANKS[rank_of(session)], lang)})


def existing(session):
    return STORE.technical.get((session["company"], session["quality"]))


def refusal(session):
    """None if this session may register now, else the answer that says why not."""
    words = texts.ERRORS[session["lang"]]
    if rank_of(session) not in ("GL", "CGL"):
        return JSONResponse({"success": False, "msg": words["rights"]})
    old = existing(session)
    if old:
        text = words["exists"].format(u=old["username"], n=old["sender_number"])
        return JSONResponse({"success": False, "msg": text, "exists": True})
    return None


@service
async def start(request, session, form):
    no = refusal(session)
    if no:
        return no
    session["draft"] = {}
    return JSONResponse({"success": True})


@service
async def step_contact(request, session, form):
    errors = checks.contact(form)
    if errors:
        return fail(session, **errors)
    names = ("lastName", "firstName", "job", "phone", "mail")
    session["draft"]["contact"] = {n: form[n].strip() for n in names}
    return JSONResponse({"success": True})


@service
async def step_channel(request, session, form):
    """Posted by a hidden form into an iframe, so the JSON goes back as text/html."""
    errors, channel = {}, str(form.get("channel", ""))
    files = {}
    if channel not in data.CHANNELS:
        errors["channel"] = "noChannel"
    if channel == "SFTP":
        for field, check in (("sshKey", checks.ssh_key), ("certificate", checks.certificate)):
            upload = form.get(field)
            raw = await upload.read() if upload is not None and hasattr(upload, "read") else b""
            name = getattr(upload, "filename", "") or ""
            wrong = check(name, raw)
            files[field] = name
            if wrong:
                errors[field] = wrong
    apps = [a for a in str(form.get("applications", "")).split(",") if a in data.APPLICATIONS]
    if not apps:
        errors["applications"] = "noApp"
    words = texts.ERRORS[session["lang"]]
    if not errors:
        session["draft"].update(channel=channel, apps=apps, files=files)
    body = {"success": not errors, "errors": {k: words[v] for k, v in errors.items()}}
    return HTMLResponse("<textarea>" + json.dumps(body).replace("<", "\\u003c") + "</textarea>")


@service
async def step_user(request, session, form):
    value = str(form.get("username", ""))
    wrong = checks.username(value, STORE)
    if wrong:
        return fail(session, username=wrong)
    draft, lang = session["draft"], session["lang"]
    if "contact" not in draft or "channel" not in draft:
        return fail(session, username="order")
    draft["username"] = value
    company = data.COMPANIES[session["company"]]
    review = dict(draft["contact"], company=f"{company['name']} ({company['number']})",
                  quality=data.nth(data.QUALITIES[session["quality"]], lang), channel=draft["channel"],
                  key=draft["files"].get("sshKey", ""), cert=draft["files"].get("certificate", ""),
                  applications=[data.nth(data.APPLICATIONS[a], lang) for a in draft["apps"]], username=value)
    return JSONResponse({"success": True, "review": review})


@service
async def confirm(request, session, form):
    with STORE.lock:
        STORE.confirms += 1
        no = refusal(session)
        if no:
            return no
        draft, lang = session["draft"], session["lang"]
        words = texts.ERRORS[lang]
        if not all(k in draft for k in ("contact", "channel", "username")):
            return JSONResponse({"success": False, "msg": words["order"]})
        if STORE.taken(draft["username"]):
            return JSONResponse({"success": False, "msg": words["takenUser"]})
        sender = str(next(STORE.numbers))
        STORE.technical[(session["company"], session["quality"])] = {
            "username": draft["username"], "sender_number": sender, "channel": draft["channel"],
            "applications": draft["apps"], "contact": draft["contact"],
            "created": datetime.date.today().strftime("%d/%m/%Y")}
        STORE.made.append({
            "enterprise_number": session["company"],
            "quality": data.nth(data.QUALITIES[session["quality"]], lang),
            "username": draft["username"], "channel": draft["channel"],
            "applications": [data.nth(data.APPLICATIONS[a], lang) for a in draft["apps"]],
            "sender_number": sender, "contact": draft["contact"], "files": draft["files"], "language": lang})
        session["draft"] = {}
    return JSONResponse({"success": True, "username": STORE.made[-1]["username"], "sender": sender})


@service
async def information(request, session, form):
    old, lang = existing(session), session["lang"]
    rows = []
    if old and session["company"]:
        rows = [{"username": old["username"], "sender": old["sender_number"], "channel": old["channel"],
                 "created": old["created"], "contact": old["contact"],
                 "applications": [data.nth(data.APPLICATIONS[a], lang) for a in old["applications"]]}]
    return listing(rows, form)


async def truth(request):
    return JSONResponse(STORE.truth())


S = "/site_{lang}"
app = Starlette(routes=[
    Route("/", index), Route("/_truth", truth), Route("/site_int/index.htm", international),
    Route(S + "/index.htm", audience), Route(S + "/civilservant/index.htm", civil),
    Route(S + "/other.htm", other), Route(S + "/login/index.htm", login_type),
    Route(S + "/login/method.htm", login_method),
    Route(S + "/login/codes.htm", login_codes, methods=["GET", "POST"]),
    Route(S + "/umoe/desktop.htm", desktop), Route(S + "/logout.htm", logout),
    *[Route("/umoe/srv/" + name, function, methods=["POST"]) for name, function in {
        "companies": companies, "roles": roles, "select": select, "start": start, "contact": step_contact,
        "channel": step_channel, "user": step_user, "confirm": confirm, "information": information}.items()],
    Mount("/static", StaticFiles(directory=PARTS / "static")),
])

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    uvicorn.run(app, host="127.0.0.1", port=parser.parse_args().port, log_level="warning")
