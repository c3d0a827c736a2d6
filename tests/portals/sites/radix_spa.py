"""Portail de démonstration (SPA) : `python radix_spa.py --port N`."""
import argparse
import asyncio
import json
import re
import secrets
from datetime import datetime, timezone
from pathlib import Path

import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_ssh_public_key
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

PARTS = Path(__file__).parent / "parts" / "radix_spa"
DATA = json.loads((PARTS / "data.json").read_text("utf-8"))
QUALITIES, ROLES, APPS = DATA["qualities"], DATA["roles"], DATA["applications"]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
TAKEN = {"ancre2019", "dupontbatch", "technique1", "demodemo", "testtest"}
SESSIONS = {}
TRUTH = {"registrations": [], "log_ins": {"accepted": 0, "refused": 0}, "confirm_requests": 0}
NEXT_NUMBER = [7352]


def enterprise(base, name, qualities):
    digits = base + f"{97 - int(base) % 97:02d}"
    return {"id": digits, "number": f"{digits[:4]}.{digits[4:7]}.{digits[7:]}",
            "name": name, "qualities": [dict(zip(("quality", "role"), q)) for q in qualities]}


COMPANIES = {c["id"]: c for c in (enterprise(*row) for row in DATA["companies"])}
assert "0403170701" in COMPANIES and "0207886044" in COMPANIES and "1000000021" not in COMPANIES
TECH = {("0207886044", "pension"): {
    "username": "ancre2019", "sender_number": "4711", "channel": "SFTP", "applications": ["dimona", "dmfa"],
    "contact": {"last_name": "Vanhove", "first_name": "Lieve", "function": "Analyste",
                "phone": "02 555 01 20", "email": "lieve.vanhove@ancre.example"}, "created": "2019-03-11"}}


def session(request):
    return SESSIONS.get(request.cookies.get("portal_session"))


def fail(status, code, **more):
    return JSONResponse({"error": code, **more}, status)


def api(fn=None, *, login=True):
    """Session and CSRF guard for the JSON API."""
    def wrap(f):
        async def inner(request):
            s = session(request)
            if s is None or (login and not s.get("user")):
                return fail(401, "unauthenticated")
            if request.method != "GET" and request.headers.get("x-csrf-token") != s["csrf"]:
                return fail(403, "csrf")
            await asyncio.sleep(0.25)
            return await f(request, s)
        return inner
    return wrap(fn) if fn else wrap


async def boot(request):
    s, sid = session(request), None
    if s is None:
        sid = secrets.token_urlsafe(24)
        s = SESSIONS[sid] = {"csrf": secrets.token_hex(16), "user": None, "ctx": None, "files": {}}
    r = JSONResponse({"csrf": s["csrf"], "user": s["user"], "ctx": context(s)})
    if sid:
        r.set_cookie("portal_session", sid, httponly=True, samesite="lax")
    return r


def context(s):
    if not s["ctx"]:
        return None
    cid, q = s["ctx"]
    c = COMPANIES[cid]
    role = next(x["role"] for x in c["qualities"] if x["quality"] == q)
    return {"id": cid, "number": c["number"], "name": c["name"], "quality": q, "role": role,
            "quality_names": QUALITIES[q], "role_names": ROLES[role]}


@api(login=False)
async def log_in(request, s):
    body = await request.json()
    if body.get("username") == "demo" and body.get("password") == "Secret-Pass-1":
        TRUTH["log_ins"]["accepted"] += 1
        s["user"], s["ctx"] = {"username": "demo", "name": "Camille Demo"}, None
        return JSONResponse({"user": s["user"]})
    TRUTH["log_ins"]["refused"] += 1
    return fail(422, "bad_credentials")


@api
async def log_out(request, s):
    s.update(user=None, ctx=None, files={})
    return JSONResponse({"ok": True})


@api
async def companies(request, s):
    rows = sorted(COMPANIES.values(), key=lambda c: c["name"])
    return JSONResponse([{k: c[k] for k in ("id", "number", "name")} for c in rows])


@api
async def company(request, s):
    c = COMPANIES.get(request.path_params["cid"])
    if not c:
        return fail(404, "not_found")
    return JSONResponse({**c, "qualities": [{**q, "quality_names": QUALITIES[q["quality"]],
                                             "role_names": ROLES[q["role"]]} for q in c["qualities"]]})


@api
async def choose(request, s):
    body = await request.json()
    c = COMPANIES.get(body.get("company"))
    if not c or body.get("quality") not in [q["quality"] for q in c["qualities"]]:
        return fail(404, "not_found")
    s["ctx"], s["files"] = (c["id"], body["quality"]), {}
    return JSONResponse(context(s))


@api
async def technical_user(request, s):
    if not s["ctx"]:
        return fail(409, "no_context")
    t = TECH.get(s["ctx"])
    shown = t and {**t, "application_names": [APPS[a] for a in t["applications"]]}
    return JSONResponse({"technical_user": shown, "may_create": context(s)["role"] != "user"})


@api
async def applications(request, s):
    return JSONResponse([{"id": k, "names": v} for k, v in APPS.items()])


@api
async def username(request, s):
    u = request.path_params["u"]
    if not re.fullmatch(r"[a-z0-9]{8,20}", u):
        return fail(422, "username_format")
    return JSONResponse({"available": u not in TAKEN})


def look_at_key(raw):
    text = raw.decode("utf-8", "replace").strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return "key_private", None
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
        lines = [x for x in text.splitlines()[1:-1] if ":" not in x and not x.endswith("\\")]
        text = "ssh-rsa " + "".join(lines)
    try:
        key = load_ssh_public_key(text.encode())
    except Exception:
        return "key_invalid", None
    if not isinstance(key, RSAPublicKey) or key.key_size < 2048:
        return "key_type", None
    return None, f"RSA {key.key_size}"


def look_at_certificate(raw, name):
    if not name.lower().endswith(".cer"):
        return "cert_extension", None
    if b"PRIVATE KEY" in raw:
        return "cert_private", None
    try:
        load = x509.load_pem_x509_certificate if b"BEGIN CERT" in raw else x509.load_der_x509_certificate
        cert = load(raw)
    except Exception:
        return "cert_invalid", None
    if cert.not_valid_after_utc < datetime.now(timezone.utc):
        return "cert_expired", None
    return None, cert.subject.rfc4514_string()


@api
async def upload(request, s):
    form = await request.form()
    kind, f = form.get("kind"), form.get("file")
    raw = await f.read()
    if kind not in ("key", "certificate"):
        return fail(400, "bad_request")
    if len(raw) > 65536:
        return fail(422, "file_too_big")
    err, info = look_at_key(raw) if kind == "key" else look_at_certificate(raw, f.filename)
    if err:
        return fail(422, err)
    fid = secrets.token_hex(8)
    s["files"][fid] = {"kind": kind, "name": f.filename, "info": info}
    return JSONResponse({"id": fid, "name": f.filename, "info": info})


@api
async def register(request, s):
    TRUTH["confirm_requests"] += 1
    if not s["ctx"]:
        return fail(409, "no_context")
    if context(s)["role"] == "user":
        return fail(403, "not_manager")
    if s["ctx"] in TECH:
        t = TECH[s["ctx"]]
        return fail(409, "exists", username=t["username"], sender_number=t["sender_number"])
    b = await request.json()
    contact, errors = b.get("contact") or {}, {}
    for k in ("last_name", "first_name", "function", "phone", "email"):
        if not str(contact.get(k, "")).strip():
            errors[k] = "required"
    if b.get("channel") not in CHANNELS:
        errors["channel"] = "required"
    apps = [a for a in APPS if a in (b.get("applications") or [])]
    if not apps:
        errors["applications"] = "required"
    files = {}
    if b.get("channel") == "SFTP":
        for kind in ("key", "certificate"):
            f = s["files"].get(b.get(kind))
            if not f or f["kind"] != kind:
                errors[kind] = "required"
            else:
                files[kind] = f["name"]
    u = b.get("username") or ""
    if not re.fullmatch(r"[a-z0-9]{8,20}", u):
        errors["username"] = "username_format"
    elif u in TAKEN:
        errors["username"] = "username_taken"
    if errors:
        return fail(422, "invalid", fields=errors)
    TAKEN.add(u)
    number = str(NEXT_NUMBER[0])
    NEXT_NUMBER[0] += 13
    lang = b.get("lang") if b.get("lang") in ("fr", "nl") else "fr"
    TECH[s["ctx"]] = {"username": u, "sender_number": number, "channel": b["channel"], "applications": apps,
                      "contact": contact, "created": datetime.now().date().isoformat()}
    c = context(s)
    TRUTH["registrations"].append({
        "enterprise_number": c["number"], "enterprise": c["name"], "quality": c["quality_names"][lang],
        "username": u, "channel": b["channel"], "applications": [APPS[a][lang] for a in apps],
        "sender_number": number, "contact": contact, "files": files, "language": lang})
    return JSONResponse({"username": u, "sender_number": number}, 201)


async def truth(request):
    return JSONResponse(TRUTH)


async def not_found(request):
    return fail(404, "not_found")


async def spa(request):
    return HTMLResponse((PARTS / "index.html").read_text("utf-8"))


app = Starlette(routes=[
    Route("/_truth", truth),
    Route("/api/boot", boot),
    Route("/api/session", log_in, methods=["POST"]),
    Route("/api/session", log_out, methods=["DELETE"]),
    Route("/api/companies", companies),
    Route("/api/companies/{cid}", company),
    Route("/api/context", choose, methods=["PUT"]),
    Route("/api/technical-user", technical_user),
    Route("/api/applications", applications),
    Route("/api/usernames/{u}", username),
    Route("/api/uploads", upload, methods=["POST"]),
    Route("/api/registrations", register, methods=["POST"]),
    Route("/api/{rest:path}", not_found),
    Mount("/assets", StaticFiles(directory=PARTS)),
    Route("/{path:path}", spa),
])

if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--port", type=int, required=True)
    uvicorn.run(app, host="127.0.0.1", port=p.parse_args().port, log_level="warning")
