"""A test portal in the manner of an Oracle APEX application. python apex_pages.py --port N"""
import argparse
import pathlib
import secrets
import sys
from urllib.parse import quote

import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

PARTS = pathlib.Path(__file__).resolve().parent / "parts" / "apex_pages"
sys.path.insert(0, str(PARTS))
import checks  # noqa: E402
import data  # noqa: E402
from texts import Words  # noqa: E402

ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(PARTS / "templates"), autoescape=True,
                         trim_blocks=True, lstrip_blocks=True)
REG = data.Register()
SESSIONS = {}
APP, COOKIE = "100", "ORA_WWV_APP_100"
PUBLIC = {1, 2, 3, 4, 5, 7, 9999}
MODAL = {43}
LOCAL = {30, 31, 32, 33, 34, 35, 36, 43}
IN_QUALITY = LOCAL | {20, 25, 60, 70}


class Session(dict):
    def __init__(self, lang="fr"):
        super().__init__(id=str(secrets.randbelow(9 * 10**12) + 10**12), lang=lang, user=None,
                         raw=None, role=None, items={}, files={}, success=None, made=None)
        self.cookie = "ORA_WWV-" + secrets.token_urlsafe(18)
        self.reset_ir()
        SESSIONS[self.cookie] = self

    def reset_ir(self):
        self["ir"] = {"filters": [], "first": 0, "rows": 15, "sort": "name", "desc": False}

    def i(self):
        return data.LANGS.index(self["lang"])


def url(s, page, items="", values="", request="", clear=""):
    tail = ":%s:%s" % (items, quote(str(values))) if items else "::"
    return "f?p=%s:%s:%s:%s:NO:%s%s" % (APP, page, s["id"], request, clear, tail)


def go(s, page, **more):
    return RedirectResponse(url(s, page, **more), status_code=302)


def role(s):
    if s["raw"] is None or s["role"] is None:
        return None
    code, kind = data.COMPANIES[s["raw"]]["roles"][s["role"]]
    return {"code": code, "kind": kind, "quality": data.QUALITIES[code][s.i()], "person": data.PERSON[kind][s.i()]}


def user_here(s):
    r = role(s)
    return REG.users.get((s["raw"], r["code"])) if r else None


def app_names(codes, i):
    return [data.APPLICATIONS[c][i] for c in codes if c in data.APPLICATIONS]


def function_text(s):
    v = s["items"].get("P32_FONCTION", "")
    if v == str(data.OTHER_FUNCTION):
        return s["items"].get("P32_FONCTION_AUTRE", "").strip()
    return data.FUNCTIONS[int(v)][s.i()] if v.isdigit() and int(v) < len(data.FUNCTIONS) else ""


def ir_rows(s):
    st, i, rows = s["ir"], s.i(), []
    for c in data.COMPANIES.values():
        names = ", ".join(data.QUALITIES[q][i] for q, _ in c["roles"])
        text = " ".join([c["raw"], c["number"], c["name"], c["town"]]).lower()
        if all(f["text"].lower() in text for f in st["filters"] if f["on"]):
            rows.append(dict(c, qualities=names, n=len(c["roles"])))
    rows.sort(key=lambda r: str(r[st["sort"]]).replace("É", "E").lower(), reverse=st["desc"])
    size = st["rows"] or len(rows) or 1
    if st["first"] >= len(rows):
        st["first"] = 0
    return {"rows": rows[st["first"]:st["first"] + size], "first": st["first"] + 1,
            "last": min(st["first"] + size, len(rows)), "total": len(rows), "size": size, "state": st}


def render(request, s, page, errors=None, notice=None, status=200, template=None, **more):
    t = Words(s["lang"])
    success, s["success"] = s["success"], None
    company = data.COMPANIES.get(s["raw"]) if s["raw"] else None
    labels = {k: t.get(v) for k, v in {
        "P32_NOM": "name", "P32_PRENOM": "first", "P32_FONCTION": "function", "P32_FONCTION_AUTRE": "function_other",
        "P32_TEL": "phone", "P32_EMAIL": "mail", "P34_USERNAME": "p34_item", "P43_CLE": "key", "P43_CERT": "cert"}.items()}
    shown = {k: t.get(v, l=labels.get(k, "")) for k, v in (errors or {}).items()}
    ctx = dict(t=t, s=s, page=page, lang=s["lang"], company=company, role=role(s), errors=shown, notice=notice,
               success=success, user_here=user_here(s), v=s["items"], files=s["files"], data=data, i=s.i(),
               u=lambda p, **k: url(s, p, **k), str=str, app_names=app_names, function=function_text(s))
    ctx.update(more)
    if page == 10 and s["user"]:
        ctx["ir"] = ir_rows(s)
    html = ENV.get_template(template or "p%d.html" % page).render(**ctx)
    resp = HTMLResponse(html, status_code=status, headers={"Cache-Control": "no-store"})
    resp.set_cookie(COOKIE, s.cookie, httponly=True, path="/ords/")
    return resp


def find(request, sid=None):
    s = SESSIONS.get(request.cookies.get(COOKIE, ""))
    return s if s and (sid is None or s["id"] == sid) else None


def allowed(request, s, page):
    """None where the page may be shown, else the answer to give."""
    if page in PUBLIC:
        return None
    if not s["user"]:
        return go(s, 9999)
    if page in IN_QUALITY and role(s) is None:
        return go(s, 10)
    if page in LOCAL and role(s)["kind"] == "U":
        return render(request, s, page, template="denied.html", status=403)
    if page in (32, 33, 34, 35, 43) and user_here(s):
        return go(s, 31)
    if page in (33, 34, 35, 43) and checks.contact(s["items"], data.OTHER_FUNCTION):
        return go(s, 32)
    if page in (34, 35) and checks.channel(s["items"], s["files"]):
        return go(s, 33)
    if page == 35 and checks.username(s["items"], REG):
        return go(s, 34)
    if page == 36 and not s["made"]:
        return go(s, 30)
    return None


async def start(request):
    s = find(request) or Session()
    resp = RedirectResponse("/ords/" + url(s, 1), status_code=302)
    resp.set_cookie(COOKIE, s.cookie, httponly=True, path="/ords/")
    return resp


async def f(request):
    bits = (request.query_params.get("p", "") + "::::::::").split(":")
    if bits[0] != APP or not (bits[1] or "1").isdigit():
        return HTMLResponse("<h1>ORA-20987: APEX - Application not found</h1>", status_code=404)
    page = int(bits[1] or 1)
    s = find(request, bits[2] or None)
    if s is None:
        old = find(request)
        s = Session(old["lang"] if old else "fr")
        if page not in PUBLIC:
            return render(request, s, 9999, notice=Words(s["lang"]).expired)
    lang = request.query_params.get("p_lang")
    if lang in data.LANGS:
        s["lang"] = lang
    if bits[3] == "LOGOUT":
        SESSIONS.pop(s.cookie, None)
        s = Session(s["lang"])
        resp = go(s, 1)
        resp.set_cookie(COOKIE, s.cookie, httponly=True, path="/ords/")
        return resp
    if "32" in bits[5].split(","):
        s["items"], s["files"] = {}, {}
    for item, value in zip(bits[6].split(","), bits[7].split(",")):
        if s["user"] and item == "P11_BCE" and value in data.COMPANIES:
            if s["raw"] != value:
                s.update(raw=value, role=None, items={}, files={}, made=None)
        if s["user"] and item == "P20_ROLE" and s["raw"] and value.isdigit():
            if int(value) < len(data.COMPANIES[s["raw"]]["roles"]):
                s.update(role=int(value), items={}, files={}, made=None)
    if page == 11 and s["user"] and not s["raw"]:
        return go(s, 10)
    stop = allowed(request, s, page)
    if stop is not None:
        return stop
    if not (PARTS / "templates" / ("p%d.html" % page)).exists():
        return HTMLResponse("<h1>Error</h1><p>ERR-1002 Page %d not found</p>" % page, status_code=404)
    return render(request, s, page)


async def accept(request):
    form = await request.form()
    page, what = int(form.get("p_flow_step_id", "0") or 0), form.get("p_request", "")
    s = find(request, form.get("p_instance"))
    if s is None:
        s = Session()
        return render(request, s, 9999, notice=Words("fr").expired)
    if page == 9999:
        return log_in(request, s, form)
    stop = allowed(request, s, page)
    if stop is not None:
        return stop
    for name in ("P32_NOM", "P32_PRENOM", "P32_FONCTION", "P32_FONCTION_AUTRE", "P32_TEL", "P32_EMAIL",
                 "P33_CANAL", "P34_USERNAME"):
        if name in form:
            s["items"][name] = str(form[name])
    if page == 33:
        s["items"].setdefault("P33_CANAL", "")
        s["items"]["P33_APPS"] = [a for a in form.getlist("P33_APPS") if a in data.APPLICATIONS]
    if what == "CANCEL":
        s["items"], s["files"] = {}, {}
        return go(s, 30)
    if what == "PREV" and page in (32, 33, 34, 35):
        return go(s, page - 1)
    if page == 43:
        return await upload(request, s, form)
    if page == 35 and what == "CONFIRM":
        return confirm(request, s)
    errors = {32: lambda: checks.contact(s["items"], data.OTHER_FUNCTION),
              33: lambda: checks.channel(s["items"], s["files"]),
              34: lambda: checks.username(s["items"], REG)}.get(page, dict)()
    if errors:
        return render(request, s, page, errors=errors)
    return go(s, page + 1 if page in (31, 32, 33, 34) else page)


def log_in(request, s, form):
    name, word = str(form.get("P9999_USERNAME", "")).strip(), str(form.get("P9999_PASSWORD", ""))
    if name.lower() == "demo" and word == "Secret-Pass-1":
        REG.counts["accepted"] += 1
        SESSIONS.pop(s.cookie, None)
        s = Session(s["lang"])
        s["user"] = "demo"
        resp = go(s, 10)
        resp.set_cookie(COOKIE, s.cookie, httponly=True, path="/ords/")
        return resp
    REG.counts["refused"] += 1
    return render(request, s, 9999, notice=Words(s["lang"]).e_login, tried=name)


async def upload(request, s, form):
    errors, found = {}, {}
    for item, what, missing in (("P43_CLE", "key", "e_key_missing"), ("P43_CERT", "cert", "e_cert_missing")):
        up = form.get(item)
        name = getattr(up, "filename", "") or ""
        if not name:
            if what not in s["files"]:
                errors[item] = missing
            continue
        raw = await up.read(200_000)
        about, bad = checks.ssh_key(raw) if what == "key" else checks.certificate(name, raw)
        if bad:
            errors[item] = bad
        else:
            found[what] = {"name": name, "about": about}
    if errors:
        return render(request, s, 43, errors=errors)
    s["files"].update(found)
    return render(request, s, 43, template="closed.html")


def confirm(request, s):
    REG.counts["confirm"] += 1
    r, it, c = role(s), s["items"], data.COMPANIES[s["raw"]]
    sftp = it["P33_CANAL"] == "SFTP"
    user = {
        "enterprise_number": c["number"], "quality": r["quality"], "username": it["P34_USERNAME"],
        "channel": it["P33_CANAL"], "codes": list(it["P33_APPS"]),
        "applications": app_names(it["P33_APPS"], s.i()), "language": s["lang"],
        "contact": {"name": it["P32_NOM"].strip(), "first_name": it["P32_PRENOM"].strip(), "function": function_text(s),
                    "phone": it["P32_TEL"].strip(), "email": it["P32_EMAIL"].strip()},
        "key_file": s["files"]["key"]["name"] if sftp else None,
        "key_fingerprint": s["files"]["key"]["about"] if sftp else None,
        "certificate_file": s["files"]["cert"]["name"] if sftp else None,
        "certificate_subject": s["files"]["cert"]["about"] if sftp else None,
    }
    made = REG.add(s["raw"], r["code"], user)
    if made is None:
        return go(s, 34)
    s.update(made=made, items={}, files={}, success=Words(s["lang"]).created)
    return go(s, 36)


async def ajax(request):
    """Partial refresh of the report (page 10) and of the region of the keys (page 33)."""
    form = await request.form()
    s = find(request, form.get("p_instance"))
    if s is None or not s["user"]:
        return JSONResponse({"error": Words(s["lang"] if s else "fr").expired}, status_code=401)
    what, x = form.get("p_request", ""), str(form.get("x01", ""))
    if form.get("p_flow_step_id") == "33":
        return render(request, s, 33, template="keys.html")
    st = s["ir"]
    if what == "SEARCH" and x.strip():
        st["filters"] = [f for f in st["filters"] if f["text"] != x.strip()] + [{"text": x.strip(), "on": True}]
        st["first"] = 0
    elif what == "TOGGLE" and x.isdigit() and int(x) < len(st["filters"]):
        st["filters"][int(x)]["on"] = not st["filters"][int(x)]["on"]
        st["first"] = 0
    elif what == "REMOVE" and x.isdigit() and int(x) < len(st["filters"]):
        st["filters"].pop(int(x))
        st["first"] = 0
    elif what == "PAGE" and x.isdigit():
        st["first"] = int(x)
    elif what == "ROWS" and x.isdigit():
        st.update(rows=int(x), first=0)
    elif what == "SORT" and x in ("number", "name", "town"):
        st.update(desc=not st["desc"] if st["sort"] == x else False, sort=x, first=0)
    elif what == "RESET":
        s.reset_ir()
    return render(request, s, 10, template="report.html")


async def truth(request):
    return JSONResponse(REG.truth())


async def favicon(request):
    return HTMLResponse("", status_code=204)


app = Starlette(routes=[
    Route("/", start), Route("/ords/", start), Route("/ords/f", f),
    Route("/ords/wwv_flow.accept", accept, methods=["POST"]),
    Route("/ords/wwv_flow.ajax", ajax, methods=["POST"]),
    Route("/_truth", truth), Route("/favicon.ico", favicon),
    Mount("/i", StaticFiles(directory=PARTS / "static")),
])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, required=True)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning")
