"""Test portal (fixture): single-page application with a JSON interface.

    python plain_spa.py --port 8123
"""
import argparse
import asyncio
import base64
import binascii
import datetime as dt
import hashlib
import json
import random
import re
import secrets
import time
from pathlib import Path

import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_ssh_public_key
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

PARTS = Path(__file__).resolve().parent / "parts" / "plain_spa"
DATA = json.loads((PARTS / "data.json").read_text("utf-8"))
ACCOUNTS = {"demo": ("Secret-Pass-1", "Camille Vandermeulen")}
COOKIE = "pss_sid"
IDLE_SECONDS = 30 * 60
MAX_UPLOAD = 64 * 1024
CHANNELS = ("FTP", "SFTP", "ISABEL", "MQLINK")
CHANNEL_NAMES = {"FTP": "FTP", "SFTP": "SFTP", "ISABEL": "Isabel", "MQLINK": "MQLink"}

sessions: dict[str, dict] = {}
technical_users: dict[tuple, dict] = {
    (u["enterprise"], u["quality"]): dict(u) for u in DATA["technicalUsers"]
}
taken = {u["username"] for u in DATA["technicalUsers"]} | set(DATA["takenUsernames"]) | set(ACCOUNTS)
truth = {"registrations": [], "log_ins": {"accepted": 0, "refused": 0}, "confirm_requests": 0}
next_sender = random.randint(5200, 5900)


class Problem(Exception):
    def __init__(self, status: int, code: str, **extra):
        self.status, self.body = status, {"code": code, **extra}


async def on_problem(_request, exc: Problem):
    return JSONResponse(exc.body, status_code=exc.status)


def dotted(number: str) -> str:
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


def lang_of(request: Request) -> str:
    return "nl" if request.headers.get("accept-language", "fr").lower().startswith("nl") else "fr"


# ---------------------------------------------------------------- session

def session_of(request: Request, write: bool = False) -> dict:
    session = sessions.get(request.cookies.get(COOKIE, ""))
    if not session or time.time() - session["seen"] > IDLE_SECONDS:
        raise Problem(401, "session.expired")
    session["seen"] = time.time()
    if write and request.headers.get("x-csrf-token") != session["csrf"]:
        raise Problem(403, "csrf")
    return session


def mandate_of(session: dict, manager: bool = False) -> dict:
    if not session["mandate"]:
        raise Problem(409, "mandate.none")
    if manager and session["mandate"]["level"] == "user":
        raise Problem(403, "mandate.level")
    return session["mandate"]


def mandate_json(session: dict, lang: str):
    m = session["mandate"]
    if not m:
        return None
    return {
        "enterprise": m["enterprise"], "formatted": dotted(m["enterprise"]), "name": m["name"],
        "qualityId": m["quality"], "quality": DATA["qualities"][m["quality"]][lang],
        "level": DATA["levels"][m["level"]][lang], "manager": m["level"] != "user",
    }


def session_json(session: dict, lang: str) -> dict:
    return {"authenticated": True, "name": session["name"], "csrf": session["csrf"],
            "mandate": mandate_json(session, lang)}


async def get_session(request: Request):
    try:
        return JSONResponse(session_json(session_of(request), lang_of(request)))
    except Problem:
        return JSONResponse({"authenticated": False})


async def log_in(request: Request):
    body = await read_json(request)
    name, password = str(body.get("username", "")).strip(), str(body.get("password", ""))
    known = ACCOUNTS.get(name)
    if not known or not secrets.compare_digest(known[0].encode(), password.encode()):
        truth["log_ins"]["refused"] += 1
        await asyncio.sleep(0.4)
        raise Problem(401, "login.refused")
    truth["log_ins"]["accepted"] += 1
    sid = secrets.token_urlsafe(24)
    sessions[sid] = {"name": known[1], "csrf": secrets.token_urlsafe(12), "mandate": None,
                     "seen": time.time(), "uploads": {}}
    response = JSONResponse(session_json(sessions[sid], lang_of(request)))
    response.set_cookie(COOKIE, sid, httponly=True, samesite="lax", path="/")
    return response


async def log_out(request: Request):
    sessions.pop(request.cookies.get(COOKIE, ""), None)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/")
    return response


async def choose_mandate(request: Request):
    session = session_of(request, write=True)
    body = await read_json(request)
    for company in DATA["enterprises"]:
        if company["number"] != body.get("enterprise"):
            continue
        for index, (quality, level) in enumerate(company["mandates"]):
            if index == body.get("mandate"):
                session["mandate"] = {"enterprise": company["number"], "name": company["name"],
                                      "quality": quality, "level": level}
                return JSONResponse(session_json(session, lang_of(request)))
    raise Problem(404, "mandate.unknown")


# ---------------------------------------------------------------- look-ups

async def list_enterprises(request: Request):
    session_of(request)
    rows = [{"number": c["number"], "formatted": dotted(c["number"]), "name": c["name"],
             "town": c["town"], "mandates": len(c["mandates"])} for c in DATA["enterprises"]]
    return JSONResponse({"items": sorted(rows, key=lambda r: r["name"].casefold())})


async def get_enterprise(request: Request):
    session_of(request)
    lang = lang_of(request)
    for c in DATA["enterprises"]:
        if c["number"] == request.path_params["number"]:
            return JSONResponse({
                "number": c["number"], "formatted": dotted(c["number"]), "name": c["name"], "town": c["town"],
                "mandates": [{"id": i, "quality": DATA["qualities"][q][lang], "level": DATA["levels"][lv][lang]}
                             for i, (q, lv) in enumerate(c["mandates"])]})
    raise Problem(404, "enterprise.unknown")


async def list_applications(request: Request):
    session_of(request)
    lang = lang_of(request)
    return JSONResponse({"items": [{"id": a["id"], "name": a["name"][lang], "help": a["help"][lang]}
                                   for a in DATA["applications"]]})


def technical_user_json(user: dict, lang: str) -> dict:
    names = {a["id"]: a["name"][lang] for a in DATA["applications"]}
    return {"username": user["username"], "senderNumber": user["senderNumber"],
            "channel": CHANNEL_NAMES[user["channel"]], "contact": user["contact"], "since": user["since"],
            "applications": [names[a] for a in user["applications"]]}


async def get_technical_user(request: Request):
    m = mandate_of(session_of(request), manager=True)
    user = technical_users.get((m["enterprise"], m["quality"]))
    if not user:
        return JSONResponse({"exists": False})
    return JSONResponse({"exists": True, **technical_user_json(user, lang_of(request))})


def username_problem(name: str):
    if not name:
        return "required"
    if re.search(r"[^a-z0-9]", name):
        return "username.characters"
    if not 8 <= len(name) <= 20:
        return "username.length"
    return "username.taken" if name in taken else None


async def check_username(request: Request):
    mandate_of(session_of(request), manager=True)
    return JSONResponse({"problem": username_problem(request.query_params.get("value", ""))})


# ---------------------------------------------------------------- uploads

def look_at_key(name: str, data: bytes) -> dict:
    text = data.decode("utf-8", "replace").lstrip("\ufeff").strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        raise Problem(422, "key.private")
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
        lines = [ln for ln in text.splitlines() if ln and not ln.startswith("----") and ":" not in ln]
        text = "ssh-rsa " + "".join(ln.strip() for ln in lines)
    try:
        key = load_ssh_public_key(text.encode())
        blob = base64.b64decode(text.split()[1])
    except Exception:
        raise Problem(422, "key.unreadable") from None
    if not isinstance(key, rsa.RSAPublicKey):
        raise Problem(422, "key.type")
    if key.key_size < 2048:
        raise Problem(422, "key.short")
    mark = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return {"detail": f"RSA {key.key_size} · SHA256:{mark}"}


def look_at_certificate(name: str, data: bytes) -> dict:
    if not name.lower().endswith(".cer"):
        raise Problem(422, "cert.extension")
    try:
        if b"-----BEGIN CERTIFICATE" in data:
            cert = x509.load_pem_x509_certificate(data)
        else:
            cert = x509.load_der_x509_certificate(data)
    except (ValueError, binascii.Error):
        raise Problem(422, "cert.unreadable") from None
    if cert.not_valid_after_utc < dt.datetime.now(dt.timezone.utc):
        raise Problem(422, "cert.expired")
    return {"detail": f"{cert.subject.rfc4514_string()} · {cert.not_valid_after_utc:%d/%m/%Y}"}


async def upload(request: Request):
    session = session_of(request, write=True)
    mandate_of(session, manager=True)
    form = await request.form()
    item = form.get("file")
    if item is None or isinstance(item, str):
        raise Problem(422, "required")
    data = await item.read(MAX_UPLOAD + 1)
    if not data:
        raise Problem(422, "file.empty")
    if len(data) > MAX_UPLOAD:
        raise Problem(422, "file.large")
    kind = request.path_params["kind"]
    look = {"ssh-key": look_at_key, "certificate": look_at_certificate}.get(kind)
    if not look:
        raise Problem(404, "unknown")
    token = secrets.token_hex(8)
    found = look(item.filename or "", data)
    session["uploads"][token] = {"kind": kind, "name": item.filename, "data": data}
    return JSONResponse({"token": token, "name": item.filename, **found}, status_code=201)


# ---------------------------------------------------------------- creation

def errors_in(body: dict, session: dict) -> dict:
    errors, contact = {}, body.get("contact") or {}
    for field in ("lastName", "firstName", "role", "phone", "email"):
        if not str(contact.get(field, "")).strip():
            errors[field] = "required"
    if "phone" not in errors and not re.fullmatch(r"\+?[\d\s./()-]{8,20}", str(contact["phone"]).strip()):
        errors["phone"] = "phone.form"
    if "email" not in errors and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", str(contact["email"]).strip()):
        errors["email"] = "email.form"
    if body.get("channel") not in CHANNELS:
        errors["channel"] = "channel.required"
    if body.get("channel") == "SFTP":
        for field, kind in (("sshKey", "ssh-key"), ("certificate", "certificate")):
            if session["uploads"].get(body.get(field) or "", {}).get("kind") != kind:
                errors[field] = "file.required"
    wanted = body.get("applications") or []
    if not wanted or not set(wanted) <= {a["id"] for a in DATA["applications"]}:
        errors["applications"] = "applications.required"
    problem = username_problem(str(body.get("username", "")))
    if problem:
        errors["username"] = problem
    return errors


async def create_technical_user(request: Request):
    global next_sender
    truth["confirm_requests"] += 1
    session = session_of(request, write=True)
    m = mandate_of(session, manager=True)
    lang, body = lang_of(request), await read_json(request)
    place = (m["enterprise"], m["quality"])
    if place in technical_users:
        raise Problem(409, "technicalUser.exists", **technical_user_json(technical_users[place], lang))
    errors = errors_in(body, session)
    if errors:
        raise Problem(422, "validation", errors=errors)
    await asyncio.sleep(0.6)
    if body["username"] in taken and place not in technical_users:
        raise Problem(422, "validation", errors={"username": "username.taken"})
    if place in technical_users:
        raise Problem(409, "technicalUser.exists", **technical_user_json(technical_users[place], lang))
    sender, next_sender = next_sender, next_sender + random.randint(1, 9)
    order = [a["id"] for a in DATA["applications"]]
    user = {"username": body["username"], "senderNumber": sender, "channel": body["channel"],
            "applications": sorted(set(body["applications"]), key=order.index),
            "contact": {k: str(body["contact"].get(k, "")).strip()
                        for k in ("lastName", "firstName", "role", "phone", "email")},
            "since": dt.date.today().isoformat()}
    technical_users[place] = user
    taken.add(user["username"])
    shown = technical_user_json(user, lang)
    files = {k: session["uploads"][body[k]] for k in ("sshKey", "certificate") if body["channel"] == "SFTP"}
    truth["registrations"].append({
        "enterprise_number": dotted(m["enterprise"]), "quality": DATA["qualities"][m["quality"]][lang],
        "username": user["username"], "channel": shown["channel"], "applications": shown["applications"],
        "sender_number": str(sender), "contact": user["contact"], "language": lang,
        "ssh_key_file": files["sshKey"]["name"] if files else None,
        "ssh_key_sha256": hashlib.sha256(files["sshKey"]["data"]).hexdigest() if files else None,
        "certificate_file": files["certificate"]["name"] if files else None,
        "certificate_sha256": hashlib.sha256(files["certificate"]["data"]).hexdigest() if files else None,
        "at": dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds")})
    return JSONResponse(shown, status_code=201)


# ---------------------------------------------------------------- plumbing

async def read_json(request: Request) -> dict:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Problem(400, "json")
    return body


async def shell(_request):
    return HTMLResponse((PARTS / "shell.html").read_text("utf-8"), headers={"Cache-Control": "no-store"})


async def get_truth(_request):
    return JSONResponse(truth)


async def no_icon(_request):
    return Response(status_code=204)


async def api_unknown(_request):
    raise Problem(404, "unknown")


app = Starlette(routes=[
    Route("/_truth", get_truth),
    Route("/favicon.ico", no_icon),
    Route("/api/session", get_session, methods=["GET"]),
    Route("/api/session", log_in, methods=["POST"]),
    Route("/api/session", log_out, methods=["DELETE"]),
    Route("/api/session/mandate", choose_mandate, methods=["PUT"]),
    Route("/api/enterprises", list_enterprises),
    Route("/api/enterprises/{number}", get_enterprise),
    Route("/api/applications", list_applications),
    Route("/api/usernames", check_username),
    Route("/api/uploads/{kind}", upload, methods=["POST"]),
    Route("/api/technical-user", get_technical_user, methods=["GET"]),
    Route("/api/technical-user", create_technical_user, methods=["POST"]),
    Route("/api/{rest:path}", api_unknown, methods=["GET", "POST", "PUT", "DELETE"]),
    Mount("/assets", StaticFiles(directory=PARTS / "assets")),
    Route("/{rest:path}", shell),
], exception_handlers={Problem: on_problem})

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8123)
    uvicorn.run(app, host="127.0.0.1", port=parser.parse_args().port, log_level="warning")
