"""Server-side validation. Each check returns {field: text key}; empty = fine."""
import base64
import binascii
import re

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

from . import store

CONTACT = ("nom", "prenom", "fonction", "tel", "mail")
MAX_FILE = 64 * 1024

def contact(v: dict) -> dict:
    err = {f: f"err_{f}" for f in CONTACT if not v.get(f)}
    for f in CONTACT:
        if len(v.get(f, "")) > 80:
            err[f] = "err_long"
    digits = re.sub(r"\D", "", v.get("tel", ""))
    if "tel" not in err and (not re.fullmatch(r"\+?[\d ./()\-]+", v["tel"]) or not 8 <= len(digits) <= 15):
        err["tel"] = "err_tel_form"
    if "mail" not in err and not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", v["mail"]):
        err["mail"] = "err_mail_form"
    return err

def username(u: str) -> dict:
    if not u:
        return {"login": "err_login"}
    if not re.fullmatch(r"[a-z0-9]{8,20}", u):
        return {"login": "err_login_form"}
    if u in store.TAKEN:
        return {"login": "err_login_taken"}
    return {}

def channel(d: dict) -> dict:
    err = {}
    if d.get("channel") not in store.CHANNELS:
        err["channel"] = "err_channel"
    if d.get("channel") == "SFTP":
        err |= {f: f"err_{f}" for f in ("key", "cert") if not d.get(f)}
    if not d.get("applications") or not set(d["applications"]) <= set(store.APPS):
        err["applications"] = "err_apps"
    return err

def ssh_key(data: bytes) -> str | None:
    """The algorithm and bits of an SSH public key (one line, or RFC 4716); None if it is not one."""
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return None
    lines = text.splitlines()
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY ----") and lines[-1].strip() == "---- END SSH2 PUBLIC KEY ----":
        body, cont = [], False
        for ln in lines[1:-1]:
            if cont or ":" in ln:                   # a header, perhaps continued by a backslash
                cont = ln.rstrip().endswith("\\")
            else:
                body.append(ln.strip())
        b64 = "".join(body)
        try:
            raw = base64.b64decode(b64, validate=True)
            text = raw[4:4 + int.from_bytes(raw[:4], "big")].decode("ascii") + " " + b64
        except (binascii.Error, ValueError):
            return None
    elif len(lines) != 1:
        return None
    try:
        key = load_ssh_public_key(text.encode())
    except Exception:
        return None
    return f"{text.split()[0]} ({getattr(key, 'key_size', 256)} bits)"

def certificate(data: bytes) -> str | None:
    if b"PRIVATE KEY" in data:
        return None
    try:
        c = x509.load_pem_x509_certificate(data) if b"-----BEGIN" in data else x509.load_der_x509_certificate(data)
        return f"{c.subject.rfc4514_string()} ({c.not_valid_after_utc:%d/%m/%Y})"
    except Exception:
        return None
