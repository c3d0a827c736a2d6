"""Fixture portal: a React + Ant Design-like single-page application with a JSON API.

    python react_antd.py --port 8123
"""
import argparse
import asyncio
import datetime
import pathlib
import secrets
import sys
import time

import uvicorn
from starlette.applications import Starlette
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

PARTS = pathlib.Path(__file__).resolve().parent / "parts" / "react_antd"
sys.path.insert(0, str(PARTS))
import checks  # noqa: E402
import data  # noqa: E402

IDLE = 30 * 60
SESSIONS = {}
TECH = data.start_users()
RESERVED = {"administrateur", "portail2010", "testuser1"}
TRUTH = {"registrations": [], "log_ins": {"accepted": 0, "refused": 0}, "confirm_requests": 0}
STATE = {"next": 4802}


def session_of(request):
    s = SESSIONS.get(request.cookies.get("PSESSIONID", ""))
    if s and time.time() - s["seen"] > IDLE:
        s.update(user=None, context=None)
    if s:
        s["seen"] = time.time()
    return s


def api(need="user", delay=0.25):
    """Session, XSRF token and a little waiting time around a handler."""
    def wrap(handler):
        async def run(request):
            await asyncio.sleep(delay)
            s = session_of(request)
            if s is None:
                return JSONResponse({"code": "no_session"}, 401)
            if request.method != "GET" and request.headers.get("x-xsrf-token") != s["xsrf"]:
                return JSONResponse({"code": "xsrf"}, 403)
            if need and not s["user"]:
                return JSONResponse({"code": "no_session"}, 401)
            if need == "context" and not s["context"]:
                return JSONResponse({"code": "no_context"}, 409)
            return await handler(request, s)
        return run
    return wrap


async def index(request):
    answer = FileResponse(PARTS / "index.html", headers={"Cache-Control": "no-store"})
    if session_of(request) is None:
        sid, xsrf = secrets.token_urlsafe(24), secrets.token_urlsafe(18)
        SESSIONS[sid] = {"user": None, "context": None, "xsrf": xsrf, "uploads": {}, "seen": time.time()}
        answer.set_cookie("PSESSIONID", sid, httponly=True, samesite="lax", path="/")
        answer.set_cookie("XSRF-TOKEN", xsrf, samesite="lax", path="/")
    return answer


def company(number):
    return next((c for c in data.COMPANIES if c["number"] == number), None)


def role_json(c, role):
    quality, level = role.split(":")
    return {"id": quality, "quality": data.QUALITIES[quality], "level": level, "levelLabel": data.LEVELS[level]}


def context_json(s):
    if not s["context"]:
        return None
    number, role = s["context"]
    c = company(number)
    return {"number": number, "name": c["name"], **role_json(c, role)}


@api(need=None, delay=0.1)
async def session(request, s):
    return JSONResponse({"user": s["user"], "context": context_json(s)})


@api(need=None, delay=0.5)
async def login(request, s):
    body = await request.json()
    if body.get("username") == "demo" and body.get("password") == "Secret-Pass-1":
        TRUTH["log_ins"]["accepted"] += 1
        s.update(user="demo", context=None)
        return JSONResponse({"user": "demo"})
    TRUTH["log_ins"]["refused"] += 1
    return JSONResponse({"code": "bad_credentials"}, 422)


@api(need=None)
async def logout(request, s):
    s.update(user=None, context=None, uploads={})
    return JSONResponse({})


@api(delay=0.4)
async def companies(request, s):
    p = request.query_params
    q, page, size = p.get("q", "").strip().lower(), int(p.get("page", 1)), int(p.get("size", 8))
    bare = q.replace(".", "").replace(" ", "")
    rows = [c for c in data.COMPANIES
            if not q or q in c["name"].lower() or (bare and bare in c["number"].replace(".", ""))]
    items = [{"number": c["number"], "name": c["name"], "roles": len(c["roles"])} for c in rows]
    return JSONResponse({"items": items[(page - 1) * size:page * size], "total": len(items)})


@api(delay=0.4)
async def roles(request, s):
    c = company(request.path_params["number"])
    if not c:
        return JSONResponse({"code": "unknown_company"}, 404)
    return JSONResponse({"number": c["number"], "name": c["name"], "roles": [role_json(c, r) for r in c["roles"]]})


@api()
async def choose(request, s):
    body = await request.json()
    c = company(body.get("number"))
    role = c and next((r for r in c["roles"] if r.split(":")[0] == body.get("quality")), None)
    if not role:
        return JSONResponse({"code": "unknown_company"}, 404)
    s.update(context=(c["number"], role), uploads={})
    return JSONResponse(context_json(s))


def context_key(s):
    return s["context"][0], s["context"][1].split(":")[0]


def may_register(s):
    return s["context"][1].split(":")[1] in ("local", "co")


def tech_json(t):
    names = {key: {"fr": fr, "nl": nl} for key, fr, nl in data.APPLICATIONS}
    return {**{k: t[k] for k in ("username", "sender_number", "channel", "created", "contact")},
            "applications": [names[a] for a in t["apps"]]}


@api(need="context", delay=0.4)
async def technical_user(request, s):
    t = TECH.get(context_key(s))
    return JSONResponse({"mayRegister": may_register(s), "technicalUser": tech_json(t) if t else None})


@api(need="context", delay=0.3)
async def applications(request, s):
    return JSONResponse([{"key": k, "fr": fr, "nl": nl} for k, fr, nl in data.APPLICATIONS])


def username_error(name):
    taken = {t["username"] for t in TECH.values()} | RESERVED
    return checks.check_username(name) or ("username_taken" if name in taken else None)


@api(need="context", delay=0.35)
async def username(request, s):
    code = username_error(request.path_params["name"])
    return JSONResponse({"available": code is None, "code": code})


@api(need="context", delay=0.6)
async def upload(request, s):
    form = await request.form(max_files=1)
    kind, file = form.get("kind"), form.get("file")
    if kind not in ("key", "cert") or not hasattr(file, "read"):
        return JSONResponse({"code": "required"}, 422)
    content = await file.read()
    if len(content) > 65536:
        return JSONResponse({"code": "file_big"}, 422)
    code, remark = checks.check_key(content) if kind == "key" else checks.check_certificate(file.filename, content)
    if code:
        return JSONResponse({"code": code}, 422)
    uid = secrets.token_hex(8)
    s["uploads"][uid] = {"kind": kind, "name": file.filename}
    return JSONResponse({"uid": uid, "name": file.filename, "remark": remark})


@api(need="context", delay=0.9)
async def register(request, s):
    TRUTH["confirm_requests"] += 1
    body = await request.json()
    key = context_key(s)
    if not may_register(s):
        return JSONResponse({"code": "not_manager"}, 403)
    if key in TECH:
        return JSONResponse({"code": "exists"}, 409)
    contact = body.get("contact") or {}
    errors = checks.check_contact(contact)
    channel = body.get("channel")
    if channel not in data.CHANNELS:
        errors["channel"] = "required"
    kinds = {"key": "sshKey", "cert": "certificate"} if channel == "SFTP" else {"cert": "certificate"} if channel == "FTP" else {}
    files = {}
    for kind, field in kinds.items():
        up = s["uploads"].get(body.get(field))
        if not up or up["kind"] != kind:
            errors[field] = "required"
        else:
            files[field] = up["name"]
    names = {k: {"fr": fr, "nl": nl} for k, fr, nl in data.APPLICATIONS}
    apps = [a for a in body.get("applications") or [] if a in names]
    if not apps:
        errors["applications"] = "required"
    code = username_error(str(body.get("username") or ""))
    if code:
        errors["username"] = code
    if errors:
        return JSONResponse({"code": "invalid", "errors": errors}, 422)
    lang = "nl" if body.get("lang") == "nl" else "fr"
    number, STATE["next"] = STATE["next"], STATE["next"] + secrets.choice((1, 3, 4))
    TECH[key] = {"username": body["username"], "sender_number": number, "channel": channel, "apps": apps,
                 "created": datetime.date.today().strftime("%d/%m/%Y"), "contact": contact}
    TRUTH["registrations"].append({
        "enterprise_number": key[0], "quality": data.QUALITIES[key[1]][lang], "username": body["username"],
        "channel": channel, "applications": [names[a][lang] for a in apps], "sender_number": number,
        "contact": contact, "files": files, "language": lang})
    return JSONResponse(tech_json(TECH[key]), 201)


async def truth(request):
    return JSONResponse(TRUTH)


app = Starlette(routes=[
    Route("/", index), Route("/_truth", truth),
    Route("/api/session", session), Route("/api/login", login, methods=["POST"]),
    Route("/api/logout", logout, methods=["POST"]), Route("/api/companies", companies),
    Route("/api/companies/{number}/roles", roles), Route("/api/context", choose, methods=["POST"]),
    Route("/api/technical-user", technical_user), Route("/api/applications", applications),
    Route("/api/usernames/{name}", username), Route("/api/uploads", upload, methods=["POST"]),
    Route("/api/registrations", register, methods=["POST"]),
    Mount("/static", StaticFiles(directory=PARTS / "static")),
])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8123)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning")
