"""What four of the portals share: what they check, and the register. Theirs are the pages."""
import argparse, asyncio, base64, hashlib, json, random, re, secrets, sys
import jinja2, uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

USER, PASSWORD = "demo", "Secret-Pass-1"
EXISTING = {"0207.886.044": {"enterprise_number": "0207.886.044", "username": "ancre2019", "sender_number": "4711",
                             "channel": "FTP", "applications": ["Dimona"], "date": "12/03/2019"}}
TAKEN = {"demo", "ancre2019", "administrateur", "technique1", "pensions2020"}
REGS, SESSIONS = [], {}
COUNT = {"confirm": 0, "ok": 0, "ko": 0, "last": 0}
COOKIE = "SID"


def session(request):
    sid = request.cookies.get(COOKIE)
    if sid not in SESSIONS:
        sid = secrets.token_hex(16)
        SESSIONS[sid] = {"sid": sid, "user": None, "company": None, "role": None, "w": {}, "done": None}
    return SESSIONS[sid]


def technical_user(number):
    for r in REGS:
        if r["enterprise_number"] == number:
            return r
    return EXISTING.get(number)


def name_taken(name):
    return name.lower() in TAKEN or any(r["username"] == name.lower() for r in REGS)


def check_key(data):
    """None, or a code: empty, private, format"""
    if not data:
        return "empty"
    text = data.decode("latin-1").strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return "private"
    try:
        if text.startswith("---- BEGIN SSH2 PUBLIC KEY ----"):
            body = [l for l in text.splitlines()[1:-1] if ":" not in l and not l.endswith("\\")]
            blob = base64.b64decode("".join(body), validate=True)
        else:
            kind, b64 = text.split()[:2]
            blob = base64.b64decode(b64, validate=True)
            if blob[4:4 + len(kind)].decode("latin-1") != kind:
                return "format"
        n = int.from_bytes(blob[:4], "big")
        return None if blob[4:4 + n] in (b"ssh-rsa", b"ssh-ed25519", b"ecdsa-sha2-nistp256") else "format"
    except Exception:
        return "format"


def check_cert(name, data):
    """None, or a code: empty, extension, private, format"""
    if not data:
        return "empty"
    if not name.lower().endswith(".cer"):
        return "extension"
    if b"PRIVATE KEY" in data:
        return "private"
    if b"-----BEGIN CERTIFICATE-----" in data:
        return None
    if data[:2] == b"\x30\x82" and int.from_bytes(data[2:4], "big") + 4 == len(data):
        return None
    return "format"


def register(number, w, **more):
    COUNT["last"] = (COUNT["last"] or FIRST_NUMBER) + random.randint(1, 7)
    r = {"enterprise_number": number, "username": w["username"], "sender_number": str(COUNT["last"]),
         "channel": w["channel"], "applications": list(w["apps"]), "contact": dict(w["contact"]),
         "key_file": w.get("key", [None])[0], "key_sha256": w.get("key", [None, None])[1],
         "cert_file": w.get("cert", [None])[0], "cert_sha256": w.get("cert", [None, None])[1], **more}
    REGS.append(r)
    return r


async def truth(request):
    return JSONResponse({"registrations": REGS, "existing": list(EXISTING.values()), "confirm_requests": COUNT["confirm"],
                         "log_ins": {"accepted": COUNT["ok"], "refused": COUNT["ko"]}})


def sha(data):
    return hashlib.sha256(data).hexdigest()


FIRST_NUMBER = 0
