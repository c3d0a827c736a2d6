"""Plain server-rendered portal (fixture). python plain_server.py --port N"""
import argparse
import datetime
import json
import os
import secrets
import sys
import time
import urllib.parse

import uvicorn
from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

PARTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "parts", "plain_server")
sys.path.insert(0, PARTS)
import checks  # noqa: E402
import data  # noqa: E402

TEXTS = {}
for _l in ("fr", "nl"):
    with open(os.path.join(PARTS, _l + ".json"), encoding="utf-8") as fh:
        TEXTS[_l] = json.load(fh)
ENV = Environment(loader=FileSystemLoader(os.path.join(PARTS, "templates")), autoescape=True,
                  trim_blocks=True, lstrip_blocks=True)
USERS = {"demo": ("Secret-Pass-1", "Demeyer Camille")}
SESSIONS, PER_PAGE, TIMEOUT = {}, 12, 1800
TRUTH = {"registrations": [], "log_ins": {"accepted": 0, "refused": 0}, "confirm_requests": 0}
COUNTER = {"sender": 6418}
TOKEN = "struts.token"


def go(url):
    return RedirectResponse(url, 303)


def new_session(lang="fr"):
    sid = secrets.token_hex(16).upper()
    SESSIONS[sid] = {"lang": lang, "token": secrets.token_hex(16), "seen": time.time(), "wizard": {}}
    return sid, SESSIONS[sid]


def role_line(t, ent, role):
    ident = t["id_nsso"] + " " + role["nsso"] if role["nsso"] else t["id_ent"] + " " + ent["nr"]
    return t["q_" + role["quality"]] + t["sep"] + ident + " (" + t["l_" + role["level"]] + ")"


def page(req, s, tpl, status=200, **ctx):
    t = TEXTS[s["lang"]]
    if s.get("ent"):
        ctx.setdefault("ent", s["ent"])
    if s.get("role"):
        ctx.update(role=s["role"], role_text=role_line(t, s["ent"], s["role"]))
    path = req.url.path
    if path.startswith("/site_"):
        other = "/site_" + t["other_code"] + path[7:]
    else:
        query = [(k, v) for k, v in req.query_params.multi_items() if k != "lang"]
        other = path + "?" + urllib.parse.urlencode(query + [("lang", t["other_code"])])
    html = ENV.get_template(tpl).render(t=t, lang=s["lang"], s=s, token=s["token"], other=other,
                                        path=path, TOKEN=TOKEN, **ctx)
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


def h(fn, need=None):
    """need: None, 'user' (logged in), 'role' (quality chosen), 'manager' ((co-)local manager)."""
    async def run(req):
        sid = req.cookies.get("JSESSIONID")
        s = SESSIONS.get(sid)
        if s and time.time() - s["seen"] > TIMEOUT:
            SESSIONS.pop(sid)
            s = None
        if not s:
            sid, s = new_session()
        s["seen"], s["sid"] = time.time(), sid
        lang = req.path_params.get("lang") or req.query_params.get("lang")
        if lang in TEXTS:
            s["lang"] = lang
        form = {}
        if "lang" in req.path_params and lang not in TEXTS:
            resp = page(req, s, "public.html", 404, head="x_title", body="x_t", bad=True)
        elif need and not s.get("user"):
            resp = go("/login/codes.do?expired=1")
        elif need in ("role", "manager") and not s.get("role"):
            resp = go("/portal/companies.do")
        elif need == "manager" and s["role"]["level"] == "user":
            resp = page(req, s, "text.html", 403, head="f_title", body="f_t", bad=True)
        else:
            if req.method == "POST":
                form = await req.form()
            if req.method == "POST" and form.get(TOKEN) != s["token"]:
                resp = page(req, s, "public.html", 400, head="x_title", body="x_t", bad=True)
            else:
                resp = await fn(req, s, form)
        resp.set_cookie("JSESSIONID", s["sid"], path="/", httponly=True, samesite="lax")
        return resp
    return run


# ---- public part -------------------------------------------------------------------------
async def home(req, s, form):
    return page(req, s, "home.html")


async def audience_choice(req, s, form):
    return page(req, s, "audience.html")


async def audience(req, s, form):
    return page(req, s, "section.html", aud=req.path_params["aud"])


async def elsewhere(req, s, form):
    return page(req, s, "other_site.html", which=req.path_params["which"])


async def user_type(req, s, form):
    if req.method == "POST":
        choice = form.get("userType")
        if choice == "professional":
            s["professional"] = True
            return go("/login/method.do")
        return page(req, s, "usertype.html", error="ut_elsewhere" if choice else "ut_err", choice=choice)
    return page(req, s, "usertype.html")


async def method(req, s, form):
    if not s.get("professional"):
        return go("/login/userType.do")
    return page(req, s, "method.html", none=req.query_params.get("m"))


async def codes(req, s, form):
    if req.method == "POST":
        name, pw = (form.get("j_username") or "").strip(), form.get("j_password") or ""
        if name in USERS and USERS[name][0] == pw:
            TRUTH["log_ins"]["accepted"] += 1
            SESSIONS.pop(s["sid"], None)
            sid, fresh = new_session(s["lang"])
            fresh.update(user=name, who=USERS[name][1], sid=sid, professional=True)
            s["sid"] = sid
            return go("/portal/companies.do")
        TRUTH["log_ins"]["refused"] += 1
        return page(req, s, "login.html", error="lo_bad", name=name)
    note = "lo_expired" if req.query_params.get("expired") else None
    return page(req, s, "login.html", error=note, name="")


async def logout(req, s, form):
    SESSIONS.pop(s["sid"], None)
    sid, fresh = new_session(s["lang"])
    s["sid"] = sid
    return page(req, fresh, "public.html", head="logout", body="lo_out")


# ---- company and quality -----------------------------------------------------------------
async def companies(req, s, form):
    s.update(ent=None, role=None, wizard={})
    q = (req.query_params.get("q") or "").strip()
    digits = "".join(c for c in q if c.isdigit())
    rows = sorted(data.COMPANIES.values(), key=lambda c: c["name"].replace("É", "E"))
    if q:
        rows = [c for c in rows if q.lower() in c["name"].lower()
                or (len(digits) > 2 and digits in c["nr"].replace(".", ""))]
    pages = max(1, -(-len(rows) // PER_PAGE))
    try:
        n = min(max(1, int(req.query_params.get("page", "1"))), pages)
    except ValueError:
        n = 1
    return page(req, s, "companies.html", rows=rows[(n - 1) * PER_PAGE:n * PER_PAGE], total=len(rows),
                q=q, n=n, pages=pages)


async def roles(req, s, form):
    ent = data.COMPANIES.get(req.query_params.get("ent") or "") or s.get("ent")
    if not ent:
        return go("/portal/companies.do")
    s.update(ent=ent, role=None, wizard={})
    t = TEXTS[s["lang"]]
    return page(req, s, "roles.html", rows=[(r["id"], role_line(t, ent, r)) for r in ent["roles"]])


async def select(req, s, form):
    for r in (s.get("ent") or {"roles": []})["roles"]:
        if r["id"] == req.query_params.get("role"):
            s.update(role=r, wizard={})
            return go("/uman/home.do")
    return go("/portal/companies.do")


# ---- secured application -----------------------------------------------------------------
def current(s):
    return data.TECHNICAL.get((s["ent"]["nr"], s["role"]["quality"]))


async def uman_home(req, s, form):
    return page(req, s, "uhome.html", menu="home")


def text(head, body, menu):
    async def run(req, s, form):
        return page(req, s, "text.html", head=head, body=body, menu=menu)
    return run


async def users(req, s, form):
    return page(req, s, "users.html", menu=req.query_params.get("in", "home"))


async def info(req, s, form):
    return page(req, s, "info.html", menu="exchange", tu=current(s))


# ---- wizard ------------------------------------------------------------------------------
async def config(req, s, form):
    if current(s):
        return page(req, s, "blocked.html", menu="messages", tu=current(s))
    if req.method == "POST":
        if "cancel" in form:
            return go("/uman/messages.do")
        s["wizard"] = {"reached": 2}
        return go("/uman/config/step2.do")
    return page(req, s, "step1.html", menu="messages", n=1)


async def read_upload(w, form, field, err):
    """Keep an uploaded file in the wizard; tell what is wrong with it."""
    up = form.get(field)
    if getattr(up, "filename", ""):
        raw = await up.read()
        bad, found = checks.public_key(raw) if field == "key" else checks.certificate(up.filename, raw)
        w.pop(field, None)
        if bad:
            err[field] = bad
        else:
            w[field] = dict(found, file=os.path.basename(up.filename))
    elif field not in w and w.get("channel") == "SFTP":
        err[field] = "err_file"


async def take(n, w, form):
    err = {}
    if n == 2:
        names = checks.FIELDS + ["fax", "language"]
        w["contact"] = {f: (form.get("contact." + f) or "").strip() for f in names}
        err = checks.contact(w["contact"])
    elif n == 3:
        w["channel"] = form.get("channel") if form.get("channel") in data.CHANNELS else None
        w["apps"] = [a for a in data.APPS if a in form.getlist("applications")]
        if not w["channel"]:
            err["channel"] = "err_channel"
        if w["channel"] in (None, "SFTP"):
            await read_upload(w, form, "key", err)
            await read_upload(w, form, "cert", err)
        else:
            w.pop("key", None)
            w.pop("cert", None)
        if not w["apps"]:
            err["apps"] = "err_apps"
    elif n == 4:
        w["username"] = (form.get("username") or "").strip()
        bad = checks.username(w["username"], taken())
        if bad:
            err["username"] = bad
    return err


def taken():
    return data.TAKEN | set(USERS) | {tu["username"] for tu in data.TECHNICAL.values()}


async def step(req, s, form):
    n, w = int(req.path_params["n"]), s["wizard"]
    if n == 5 and req.method == "POST" and "confirm" in form:
        TRUTH["confirm_requests"] += 1
    if current(s):
        return page(req, s, "blocked.html", menu="messages", tu=current(s))
    if n < 2 or n > 5 or n > w.get("reached", 1):
        return go("/uman/config.do")
    err = {}
    if req.method == "POST":
        if "cancel" in form:
            s["wizard"] = {}
            return go("/uman/messages.do")
        if "previous" in form:
            return go("/uman/config/step%d.do" % (n - 1) if n > 2 else "/uman/config.do")
        if n == 5:
            return confirm(req, s, w) if "confirm" in form else go(req.url.path)
        err = await take(n, w, form)
        if not err:
            w["reached"] = max(w["reached"], n + 1)
            return go("/uman/config/step%d.do" % (n + 1))
        w["reached"] = n
    return page(req, s, "step%d.html" % n, menu="messages", n=n, w=w, err=err, apps=data.APPS,
                channels=data.CHANNELS, c=w.get("contact") or {"language": s["lang"]})


def confirm(req, s, w):
    if w["username"] in taken():            # somebody took it meanwhile
        w["reached"] = 4
        return page(req, s, "step4.html", menu="messages", n=4, w=w, err={"username": "err_taken"})
    t, now = TEXTS[s["lang"]], datetime.datetime.now()
    COUNTER["sender"] += 3
    sender = str(COUNTER["sender"])
    data.TECHNICAL[(s["ent"]["nr"], s["role"]["quality"])] = tu = {
        "username": w["username"], "sender_number": sender, "since": now.strftime("%d/%m/%Y"),
        "channel": w["channel"], "apps": w["apps"], "contact": w["contact"],
        "key": w.get("key"), "cert": w.get("cert"),
        "ref": "UM%s-%05d" % (now.strftime("%Y%m%d"), 20871 + len(TRUTH["registrations"]))}
    TRUTH["registrations"].append({
        "enterprise_number": s["ent"]["nr"], "quality": s["role"]["quality"], "username": w["username"],
        "channel": w["channel"], "applications": [t["a_" + a] for a in w["apps"]],
        "sender_number": sender, "contact": w["contact"], "ssh_key": w.get("key"),
        "certificate": w.get("cert"), "reference": tu["ref"], "language": s["lang"]})
    s["wizard"] = {}
    return go("/uman/config/done.do")


async def done(req, s, form):
    tu = current(s)
    if not tu or not tu.get("ref"):
        return go("/uman/config.do")
    return page(req, s, "done.html", menu="messages", tu=tu, today=datetime.date.today().strftime("%Y%m%d"))


async def truth(req):
    return JSONResponse(TRUTH)


async def not_found(req, exc):
    async def inner(req, s, form):
        return page(req, s, "public.html", 404, head="x_title", body="x_t", bad=True)
    return await h(inner)(req)


def r(path, fn, need=None, post=False):
    return Route(path, h(fn, need), methods=["GET", "POST"] if post else ["GET"])


app = Starlette(exception_handlers={404: not_found}, routes=[
    Route("/_truth", truth), Mount("/styles", StaticFiles(directory=os.path.join(PARTS, "static"))),
    r("/", home), r("/{which}_site/home.htm", elsewhere),
    r("/site_{lang}/index.htm", audience_choice), r("/site_{lang}/{aud}/index.htm", audience),
    r("/login/userType.do", user_type, post=True), r("/login/method.do", method),
    r("/login/codes.do", codes, post=True), r("/portal/logout.do", logout),
    r("/portal/companies.do", companies, "user"), r("/portal/roles.do", roles, "user"),
    r("/portal/select.do", select, "user"),
    r("/uman/home.do", uman_home, "role"),
    r("/uman/own.do", text("m_own", "own_t", "home"), "role"),
    r("/uman/users.do", users, "manager"), r("/uman/sub.do", text("m_sub", "sub_t", "access"), "manager"),
    r("/uman/access.do", text("ac_title", "ac_t", "access"), "manager"),
    r("/uman/exchange.do", text("m_exchange", "ex_t", "exchange"), "manager"),
    r("/uman/info.do", info, "manager"),
    r("/uman/messages.do", text("ms_title", "ms_t", "messages"), "manager"),
    r("/uman/doc.do", text("m_doc", "doc_t", "messages"), "manager"),
    r("/uman/config.do", config, "manager", post=True), r("/uman/config/done.do", done, "manager"),
    r("/uman/config/step{n:int}.do", step, "manager", post=True),
])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, required=True)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning")
