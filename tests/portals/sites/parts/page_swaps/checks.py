"""Validation of what the user enters; messages are French keys of the translation."""
import base64
import datetime
import re

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

from . import data

EMPTY = "Ce champ est obligatoire."
MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$")


def contact(f):
    e = {}
    for k in ("first_name", "last_name", "function", "phone_number", "email", "email_repeat"):
        if not f.get(k):
            e[k] = EMPTY
    phone = re.sub(r"[\s./()-]", "", f.get("phone_number", ""))
    if phone.startswith("+") or phone.startswith("00"):
        e["phone_number"] = "Introduisez le numéro sans l’indicatif du pays."
    elif phone and not re.fullmatch(r"0?[1-9]\d{6,10}", phone):
        e["phone_number"] = "Ce numéro de téléphone n’est pas valable."
    if f.get("email") and not MAIL.match(f["email"]):
        e["email"] = "Cette adresse e-mail n’est pas valable."
    elif f.get("email_repeat") and f["email"].lower() != f["email_repeat"].lower():
        e["email_repeat"] = "Les deux adresses e-mail ne correspondent pas."
    return e


def full_phone(f):
    n = re.sub(r"[\s./()-]", "", f.get("phone_number", ""))
    return f"{f.get('phone_country', '+32')} {n[1:] if n.startswith('0') else n}" if n else ""


def ssh_key(name, raw):
    if len(raw) > 20000:
        return "Le fichier est trop grand (20 Ko au maximum)."
    text = raw.decode("latin-1").strip()
    if "PRIVATE KEY" in text:
        return "Ce fichier contient une clé privée. Téléchargez uniquement la clé publique."
    try:
        if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
            body = [l for l in text.replace("\r", "").split("\n")[1:-1] if ":" not in l]
            blob = base64.b64decode("".join(body))
            kind = blob[4:4 + int.from_bytes(blob[:4], "big")]
            text = kind.decode() + " " + base64.b64encode(blob).decode()
        key = load_ssh_public_key(text.encode("latin-1"))
    except Exception:
        return "Ce fichier n’est pas une clé publique SSH valable."
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < 2048:
        return "La clé publique SSH doit être une clé RSA d’au moins 2048 bits."
    return None


def certificate(name, raw):
    if not name.lower().endswith(".cer"):
        return "Le certificat doit avoir l’extension .cer."
    try:
        c = x509.load_pem_x509_certificate(raw) if b"BEGIN CERT" in raw else x509.load_der_x509_certificate(raw)
    except Exception:
        return "Ce fichier n’est pas un certificat valable."
    if c.not_valid_after_utc < datetime.datetime.now(datetime.timezone.utc):
        return "Ce certificat est expiré."
    return None


def username(u):
    if not u:
        return EMPTY
    if not re.fullmatch(r"[a-z0-9]*", u):
        return "Seules les lettres (a-z) et les chiffres (0-9) sont autorisés, sans espace."
    if not 8 <= len(u) <= 20:
        return "Le nom d’utilisateur doit compter au moins 8 et au maximum 20 positions."
    if u in data.USERS_TAKEN:
        return "Ce nom d’utilisateur est déjà attribué. Choisissez un autre nom d’utilisateur."
    return None


def pdf(lines):
    """A one-page PDF, Helvetica, of plain lines."""
    esc = lambda s: s.replace("’", "'").replace("–", "-").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    body = "BT /F1 12 Tf 60 780 Td 20 TL " + " ".join(f"({esc(l)}) Tj T*" for l in lines) + " ET"
    stream = body.encode("cp1252", "replace")
    objs = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    out, offs = b"%PDF-1.4\n", []
    for i, o in enumerate(objs, 1):
        offs.append(len(out))
        out += b"%d 0 obj\n" % i + o + b"\nendobj\n"
    x = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offs)
    return out + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % x
