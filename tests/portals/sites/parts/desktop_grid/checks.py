"""Looks at what the user typed and uploaded. Returns message keys (see texts.py)."""
import base64
import datetime
import re

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_ssh_public_key


def contact(form):
    errors = {}
    for name in ("lastName", "firstName", "job", "phone", "mail"):
        if not (form.get(name) or "").strip():
            errors[name] = "blank"
    if "phone" not in errors and not re.fullmatch(r"\+?[0-9][0-9 ./()-]{7,19}", form["phone"].strip()):
        errors["phone"] = "badPhone"
    if "mail" not in errors and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", form["mail"].strip()):
        errors["mail"] = "badMail"
    return errors


def ssh_key(name, raw):
    if not raw:
        return "blank"
    if len(raw) > 20000:
        return "badKey"
    text = raw.decode("latin-1").strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return "privateKey"
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
        lines = [x for x in text.splitlines() if x and not x.startswith("----") and ":" not in x]
        text = "ssh-rsa " + "".join(lines)
    try:
        key = load_ssh_public_key(text.encode("latin-1"))
    except Exception:
        return "badKey"
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < 2048:
        return "weakKey"
    return None


def certificate(name, raw):
    if not raw:
        return "blank"
    if not name.lower().endswith(".cer"):
        return "certExt"
    if b"PRIVATE KEY" in raw:
        return "privateKey"
    try:
        if raw.lstrip().startswith(b"-----BEGIN"):
            cert = x509.load_pem_x509_certificate(raw)
        else:
            try:
                cert = x509.load_der_x509_certificate(raw)
            except ValueError:
                cert = x509.load_der_x509_certificate(base64.b64decode(raw, validate=False))
    except Exception:
        return "badCert"
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    end = cert.not_valid_after_utc.replace(tzinfo=None) if hasattr(cert, "not_valid_after_utc") \
        else cert.not_valid_after
    return "oldCert" if end < now else None


def username(value, store):
    if not value:
        return "blank"
    if not re.fullmatch(r"[a-z0-9]{8,20}", value):
        return "badUser"
    if store.taken(value):
        return "takenUser"
    return None
