"""Checks of what is typed and of the two files of an SFTP channel. A check answers an error text (French) or ''."""

import base64
import binascii
import hashlib
import re
import ssl
from datetime import UTC, datetime

NAME = re.compile(r"[^\W\d_][^\d_<>@]{0,59}")
PHONE = re.compile(r"(\+|00)?[\d\s./()-]{8,24}")
EMAIL = re.compile(r"[^@\s<>\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
USERNAME = re.compile(r"[a-z0-9]{8,20}")
KEY_TYPES = ("ssh-rsa", "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521")


def contact_field(name, value):
    if not value:
        return {
            "lastName": "Indiquez le nom de la personne de contact.",
            "firstName": "Indiquez le prénom de la personne de contact.",
            "function": "Indiquez la fonction de la personne de contact.",
            "phone": "Indiquez un numéro de téléphone.",
            "email": "Indiquez une adresse e-mail.",
        }[name]
    if name in ("lastName", "firstName") and not NAME.fullmatch(value):
        return "Utilisez uniquement des lettres, espaces, apostrophes et traits d'union (60 caractères au maximum)."
    if name == "function" and len(value) > 80:
        return "La fonction compte 80 caractères au maximum."
    if name == "phone" and not (PHONE.fullmatch(value) and 9 <= len(re.sub(r"\D", "", value)) <= 15):
        return "Indiquez un numéro de téléphone valable, par exemple 02 123 45 67 ou +32 470 12 34 56."
    if name == "email" and (len(value) > 120 or not EMAIL.fullmatch(value)):
        return "Indiquez une adresse e-mail au format nom@exemple.be."
    return ""


def username(value, taken):
    if not value:
        return "Introduisez un nom d'utilisateur pour l'utilisateur technique."
    if " " in value:
        return "Le nom d'utilisateur ne peut pas contenir d'espace."
    if not re.fullmatch(r"[a-z0-9]+", value):
        return "Seules les lettres de l'alphabet (a-z, en minuscules) et les chiffres (0-9) sont autorisés."
    if not USERNAME.fullmatch(value):
        return "Le nom d'utilisateur compte au moins 8 et au maximum 20 positions."
    if value in taken:
        return "Ce nom d'utilisateur est déjà attribué à un autre utilisateur. Choisissez un autre nom d'utilisateur."
    return ""


def ssh_fields(blob):
    out = []
    while blob:
        size = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + size:
            raise ValueError("short")
        out.append(blob[4 : 4 + size])
        blob = blob[4 + size :]
    return out


def ssh_key(filename, data):
    """-> (error, fingerprint)"""
    if not data:
        return "Le fichier est vide.", ""
    if len(data) > 16384:
        return "Le fichier est trop grand pour une clé publique (16 Ko au maximum).", ""
    if b"PRIVATE KEY" in data or data.startswith(b"PuTTY-User-Key-File"):
        return "Ce fichier contient une clé privée. Ne la transmettez à personne ; choisissez la clé publique.", ""
    if b"BEGIN CERTIFICATE" in data or data[:1] == b"\x30":
        return "Ce fichier est un certificat. Choisissez ici la clé publique créée dans votre client SFTP.", ""
    wrong = "Ce fichier n'est pas une clé publique SSH valable (format OpenSSH ou SSH2)."
    try:
        text = data.decode("utf-8-sig").strip()
        if text.startswith("---- BEGIN SSH2 PUBLIC KEY ----"):
            lines = [x for x in text.splitlines()[1:-1] if ":" not in x and not x.endswith("\\")]
            body, kind = "".join(lines), None
        else:
            parts = text.split(None, 2)
            if len(text.splitlines()) != 1 or len(parts) < 2:
                return wrong, ""
            kind, body = parts[:2]
        blob = base64.b64decode(body, validate=True)
        fields = ssh_fields(blob)
        found = fields[0].decode("ascii")
    except (ValueError, IndexError, binascii.Error):
        return wrong, ""
    if kind and kind != found:
        return wrong, ""
    if found not in KEY_TYPES:
        return "Ce type de clé SSH n'est pas pris en charge. Créez une paire de clés RSA d'au moins 2048 bits.", ""
    if found == "ssh-rsa" and (len(fields) != 3 or int.from_bytes(fields[2], "big").bit_length() < 2047):
        return "La clé RSA est trop courte : au moins 2048 bits sont exigés.", ""
    if found == "ssh-ed25519" and (len(fields) != 2 or len(fields[1]) != 32):
        return wrong, ""
    if found.startswith("ecdsa") and len(fields) != 3:
        return wrong, ""
    return "", "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def der(data, at=0):
    """-> (tag, start of the content, end) of the DER element at `at`"""
    tag, size, start = data[at], data[at + 1], at + 2
    if size & 0x80:
        count = size & 0x7F
        size, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + size > len(data):
        raise ValueError("short")
    return tag, start, start + size


def validity(data):
    """-> (not before, not after) of an X.509 certificate in DER"""
    tag, at, end = der(data)
    if tag != 0x30 or end != len(data):
        raise ValueError("not one sequence")
    at = der(data, at)[1]
    tags = []
    for _ in range(5 if data[at] == 0xA0 else 4):  # version, serial, algorithm, issuer, validity
        tag, start, end = der(data, at)
        tags.append(tag)
        at = end
    if tags[-4:] != [0x02, 0x30, 0x30, 0x30]:
        raise ValueError("not a certificate")
    dates = []
    for _ in range(2):
        tag, first, last = der(data, start)
        form = "%y%m%d%H%M%SZ" if tag == 0x17 else "%Y%m%d%H%M%SZ"
        dates.append(datetime.strptime(data[first:last].decode(), form).replace(tzinfo=UTC))
        start = last
    return dates


def certificate(filename, data):
    """-> (error, fingerprint)"""
    if not filename.lower().endswith(".cer"):
        return "Le fichier doit avoir l'extension .cer.", ""
    if not data:
        return "Le fichier est vide.", ""
    if b"PRIVATE KEY" in data:
        return "Ce fichier contient une clé privée. Ne la transmettez à personne ; choisissez la clé publique.", ""
    if data.lstrip().startswith((b"ssh-", b"ecdsa-", b"---- BEGIN SSH2")):
        return "Ce fichier est une clé SSH. Choisissez ici la clé publique de votre certificat qualifié.", ""
    wrong = "Ce fichier n'est pas un certificat X.509 valable (DER ou Base64)."
    try:
        if b"-----BEGIN CERTIFICATE-----" in data:
            data = ssl.PEM_cert_to_DER_cert(data.decode("ascii").strip() + "\n")
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=data)
        begin, end = validity(data)
    except (ValueError, IndexError, ssl.SSLError):
        return wrong, ""
    now = datetime.now(UTC)
    if end < now:
        return "Ce certificat n'est plus valable : sa date de fin est dépassée.", ""
    if begin > now:
        return "Ce certificat n'est pas encore valable.", ""
    return "", "SHA-1 " + hashlib.sha1(data, usedforsecurity=False).hexdigest().upper()
