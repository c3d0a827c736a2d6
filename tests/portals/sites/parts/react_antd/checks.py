"""Looks at what comes in: key, certificate, contact data. Answers are codes that the client translates."""
import base64
import datetime
import re

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_ssh_public_key


def check_key(data):
    """None and a fingerprint-like remark, or the code of an error."""
    try:
        text = data.decode("ascii").strip()
    except UnicodeDecodeError:
        return "key_unreadable", None
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return "key_private", None
    if "BEGIN CERTIFICATE" in text:
        return "key_is_certificate", None
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
        body, more = [], False
        for line in text.splitlines()[1:-1]:
            if more or ":" in line:
                more = line.endswith("\\")
                continue
            body.append(line.strip())
        text = "ssh-rsa " + "".join(body)
    try:
        key = load_ssh_public_key(text.encode())
    except Exception:
        return "key_unreadable", None
    if not isinstance(key, rsa.RSAPublicKey):
        return "key_not_rsa", None
    if key.key_size < 2048:
        return "key_short", None
    return None, f"RSA {key.key_size} bits"


def check_certificate(name, data):
    if not name.lower().endswith(".cer"):
        return "cert_extension", None
    if b"PRIVATE KEY" in data:
        return "cert_private", None
    try:
        if data.lstrip().startswith(b"-----BEGIN"):
            cert = x509.load_pem_x509_certificate(data)
        else:
            try:
                cert = x509.load_der_x509_certificate(data)
            except ValueError:
                cert = x509.load_der_x509_certificate(base64.b64decode(data, validate=False))
    except Exception:
        return "cert_unreadable", None
    if cert.not_valid_after_utc < datetime.datetime.now(datetime.timezone.utc):
        return "cert_expired", None
    return None, cert.subject.rfc4514_string()


def check_username(name):
    if not name:
        return "required"
    if not re.fullmatch(r"[a-z0-9]{8,20}", name):
        return "username_form"
    return None


def check_contact(contact):
    errors = {}
    for field in ("lastName", "firstName", "function", "phone", "email"):
        value = str(contact.get(field) or "").strip()
        if not value:
            errors[field] = "required"
        elif field == "phone" and not re.fullmatch(r"\+?[0-9 ./()-]{8,20}", value):
            errors[field] = "phone_form"
        elif field == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}", value):
            errors[field] = "email_form"
    return errors
