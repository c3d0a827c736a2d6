"""Checks on what is filled in. Every function gives back a key of the texts, or None."""
import base64
import datetime
import hashlib
import re

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

FIELDS = ["lastName", "firstName", "function", "phone", "email"]


def contact(data):
    errors = {}
    for f in FIELDS:
        if not data.get(f):
            errors[f] = "err_required"
    if data.get("phone") and not (re.fullmatch(r"[+0-9 ./()-]+", data["phone"])
                                  and len(re.sub(r"\D", "", data["phone"])) >= 8):
        errors["phone"] = "err_phone"
    if data.get("email") and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", data["email"]):
        errors["email"] = "err_email"
    return errors


def username(name, taken):
    if not name:
        return "err_required"
    if not re.fullmatch(r"[a-z0-9]{8,20}", name):
        return "err_username"
    if name in taken:
        return "err_taken"
    return None


def public_key(raw):
    """-> (error, {bits, fingerprint})"""
    if not raw or len(raw) > 20000:
        return "err_key", None
    if b"PRIVATE KEY" in raw or b"PuTTY-User-Key-File" in raw:
        return "err_key_private", None
    if raw.startswith(b"---- BEGIN SSH2 PUBLIC KEY ----"):
        lines = raw.decode("latin-1").replace("\r", "").split("\n")[1:]
        body, cont = [], False
        for ln in lines:
            if ln.startswith("---- END"):
                break
            if cont or ":" in ln:
                cont = ln.endswith("\\")
                continue
            body.append(ln.strip())
        raw = b"ssh-rsa " + "".join(body).encode()
    try:
        key = serialization.load_ssh_public_key(raw.strip())
    except Exception:
        return "err_key", None
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < 2048:
        return "err_key_rsa", None
    blob = base64.b64decode(raw.split()[1])
    print_ = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return None, {"bits": key.key_size, "fingerprint": "SHA256:" + print_}


def certificate(filename, raw):
    """-> (error, {subject, until})"""
    if not filename.lower().endswith(".cer"):
        return "err_cert_ext", None
    if b"PRIVATE KEY" in raw:
        return "err_cert_private", None
    try:
        load = x509.load_pem_x509_certificate if b"-----BEGIN" in raw else x509.load_der_x509_certificate
        cert = load(raw)
    except Exception:
        return "err_cert", None
    if cert.not_valid_after_utc < datetime.datetime.now(datetime.timezone.utc):
        return "err_cert_expired", None
    return None, {"subject": cert.subject.rfc4514_string(),
                  "until": cert.not_valid_after_utc.strftime("%d/%m/%Y")}
