"""Validation of the wizard's fields and files. Messages are (fr, nl) pairs."""
import base64
import datetime
import hashlib
import re

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

REQUIRED = ("Ce champ est obligatoire.", "Dit veld is verplicht.")
CONTACT = ("nom", "prenom", "fonction", "telephone", "email")


def contact(values):
    errors = {k: REQUIRED for k in CONTACT if not values[k]}
    if "telephone" not in errors:
        digits = re.sub(r"\D", "", values["telephone"])
        if not re.fullmatch(r"[0-9+ ()./-]+", values["telephone"]) or not 8 <= len(digits) <= 15:
            errors["telephone"] = ("Le numéro de téléphone n'est pas valable.",
                                   "Het telefoonnummer is niet geldig.")
    if values["fax"] and not re.fullmatch(r"[0-9+ ()./-]{8,20}", values["fax"]):
        errors["fax"] = ("Le numéro de fax n'est pas valable.", "Het faxnummer is niet geldig.")
    if "email" not in errors and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", values["email"]):
        errors["email"] = ("L'adresse e-mail n'est pas valable.", "Het e-mailadres is niet geldig.")
    for k, v in values.items():
        if len(v) > 80:
            errors[k] = ("Maximum 80 caractères.", "Maximum 80 tekens.")
    return errors


def username(name, store):
    if not name:
        return REQUIRED
    if not re.fullmatch(r"[a-z0-9]+", name):
        return ("Seules les lettres a-z (minuscules) et les chiffres 0-9 sont autorisés, sans espace.",
                "Alleen de letters a-z (kleine letters) en de cijfers 0-9 zijn toegelaten, zonder spatie.")
    if not 8 <= len(name) <= 20:
        return ("Le nom d'utilisateur compte au moins 8 et au maximum 20 positions.",
                "De gebruikersnaam telt minstens 8 en hoogstens 20 posities.")
    if store.name_taken(name):
        return ("Ce nom d'utilisateur est déjà attribué à un autre utilisateur. Veuillez en choisir un autre.",
                "Deze gebruikersnaam is al toegekend aan een andere gebruiker. Gelieve een andere te kiezen.")
    return None


class BadFile(Exception):
    pass


def _private(raw):
    return b"PRIVATE KEY" in raw or raw.startswith(b"PuTTY-User-Key-File")


def ssh_key(filename, raw):
    if _private(raw):
        raise BadFile("Ce fichier contient une clé privée. Ne transmettez que la clé publique.",
                      "Dit bestand bevat een privésleutel. Bezorg enkel de publieke sleutel.")
    bad = BadFile("Le fichier ne contient pas de clé publique SSH (OpenSSH ou SSH2) lisible.",
                  "Het bestand bevat geen leesbare publieke SSH-sleutel (OpenSSH of SSH2).")
    try:
        text = raw.decode("utf-8").strip()
        if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
            body = [ln.strip() for ln in text.splitlines()[1:-1] if ":" not in ln]
            data = "".join(body)
            blob = base64.b64decode(data)
            kind = blob[4:4 + int.from_bytes(blob[:4], "big")].decode()
            text = f"{kind} {data}"
        key = serialization.load_ssh_public_key(text.encode())
        blob = base64.b64decode(text.split()[1])
    except Exception:
        raise bad
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < 2048:
        raise BadFile("Seules les clés RSA d'au moins 2048 bits sont acceptées.",
                      "Alleen RSA-sleutels van minstens 2048 bits worden aanvaard.")
    digest = hashlib.md5(blob).hexdigest()
    return {"file": filename, "detail": f"RSA {key.key_size}",
            "fingerprint": ":".join(digest[i:i + 2] for i in range(0, 32, 2))}


def certificate(filename, raw):
    if _private(raw):
        raise BadFile("Ce fichier contient une clé privée. Ne transmettez que la partie publique du certificat.",
                      "Dit bestand bevat een privésleutel. Bezorg enkel het publieke deel van het certificaat.")
    if not filename.lower().endswith(".cer"):
        raise BadFile("Le certificat doit porter l'extension .cer.",
                      "Het certificaat moet de extensie .cer hebben.")
    try:
        if b"BEGIN CERTIFICATE" in raw:
            cert = x509.load_pem_x509_certificate(raw)
        else:
            cert = x509.load_der_x509_certificate(raw)
    except Exception:
        raise BadFile("Le fichier n'est pas un certificat X.509 lisible.",
                      "Het bestand is geen leesbaar X.509-certificaat.")
    now = datetime.datetime.now(datetime.timezone.utc)
    if not cert.not_valid_before_utc <= now <= cert.not_valid_after_utc:
        raise BadFile("Ce certificat n'est pas (ou plus) valable.",
                      "Dit certificaat is niet (meer) geldig.")
    digest = cert.fingerprint(hashes.SHA1()).hex()
    return {"file": filename, "detail": cert.subject.rfc4514_string(),
            "fingerprint": ":".join(digest[i:i + 2] for i in range(0, 40, 2))}


def files(kind, filename, raw):
    if not filename or not raw:
        raise BadFile("Choisissez d'abord un fichier.", "Kies eerst een bestand.")
    if len(raw) > 20480:
        raise BadFile("Le fichier est trop grand (maximum 20 Ko).",
                      "Het bestand is te groot (maximum 20 kB).")
    return ssh_key(filename, raw) if kind == "cle" else certificate(filename, raw)
