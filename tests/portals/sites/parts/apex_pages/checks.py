"""Checks of the wizard's pages. Each gives {item: key of the message}."""
import base64
import datetime
import hashlib
import re

from cryptography import x509
from cryptography.hazmat.primitives import serialization as ser

MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$")
PHONE = re.compile(r"^[+0-9][0-9 ./()-]{7,19}$")
CHANNELS = ("FTP", "SFTP", "Isabel", "MQLink")


def contact(v, other):
    bad = {}
    for item in ("P32_NOM", "P32_PRENOM", "P32_FONCTION", "P32_TEL", "P32_EMAIL"):
        if not v.get(item, "").strip():
            bad[item] = "e_required"
    if v.get("P32_FONCTION") == str(other) and not v.get("P32_FONCTION_AUTRE", "").strip():
        bad["P32_FONCTION_AUTRE"] = "e_required"
    if "P32_TEL" not in bad and not PHONE.match(v["P32_TEL"].strip()):
        bad["P32_TEL"] = "e_phone"
    if "P32_EMAIL" not in bad and not MAIL.match(v["P32_EMAIL"].strip()):
        bad["P32_EMAIL"] = "e_mail"
    return bad


def channel(v, files):
    bad = {}
    if v.get("P33_CANAL") not in CHANNELS:
        bad["P33_CANAL"] = "e_channel"
    if not v.get("P33_APPS"):
        bad["P33_APPS"] = "e_apps"
    if v.get("P33_CANAL") == "SFTP":
        if "key" not in files:
            bad["P33_CLE"] = "e_key_missing"
        if "cert" not in files:
            bad["P33_CERT"] = "e_cert_missing"
    return bad


def username(v, register):
    name = v.get("P34_USERNAME", "")
    if not name:
        return {"P34_USERNAME": "e_required"}
    if not re.fullmatch(r"[a-z0-9]{8,20}", name):
        return {"P34_USERNAME": "e_username"}
    if register.taken(name):
        return {"P34_USERNAME": "e_taken"}
    return {}


def ssh_key(data):
    """(fingerprint, None) of an OpenSSH, RFC 4716 or PEM public key, or (None, key of message)."""
    text = data.decode("utf-8", "replace").strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return None, "e_key_private"
    try:
        if "BEGIN SSH2 PUBLIC KEY" in text:
            body, more = "", False
            for line in text.splitlines()[1:-1]:
                if ":" in line or more:
                    more = line.endswith("\\")
                    continue
                body += line.strip()
            blob = base64.b64decode(body, validate=True)
            kind = blob[4:4 + int.from_bytes(blob[:4], "big")].decode()
            text = kind + " " + body
        if text.startswith("-----BEGIN PUBLIC KEY"):
            key = ser.load_pem_public_key(text.encode())
            text = key.public_bytes(ser.Encoding.OpenSSH, ser.PublicFormat.OpenSSH).decode()
        key = ser.load_ssh_public_key(text.encode())
    except Exception:
        return None, "e_key_form"
    if getattr(key, "key_size", 4096) < 2048 and text.startswith("ssh-rsa"):
        return None, "e_key_short"
    digest = hashlib.sha256(base64.b64decode(text.split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("="), None


def certificate(name, data):
    if not name.lower().endswith(".cer"):
        return None, "e_cert_ext"
    try:
        if data.lstrip().startswith(b"-----BEGIN CERT"):
            cert = x509.load_pem_x509_certificate(data.lstrip())
        else:
            cert = x509.load_der_x509_certificate(data)
    except Exception:
        return None, "e_cert_form"
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    try:
        end = cert.not_valid_after_utc.replace(tzinfo=None)
    except AttributeError:
        end = cert.not_valid_after
    if end < now:
        return None, "e_cert_old"
    names = cert.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return (names[0].value if names else "?") + " (" + end.strftime("%d/%m/%Y") + ")", None
