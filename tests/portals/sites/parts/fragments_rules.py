"""What fragments_accordion.py accepts: its fields, keys and certificates."""
import base64, hashlib, re, struct
from datetime import datetime, timezone
from starlette.datastructures import UploadFile
try:
    from cryptography import x509
except ImportError:  # the structure of the DER is looked at by hand, then
    x509 = None

from parts.fragments_core import tr
from parts.fragments_data import name_taken


def check_field(request, field, value):
    """-> an error message for one field, or None"""
    v = value.strip()
    t = lambda fr, nl: tr(request, fr, nl)
    if field == "username":
        if not v:
            return t("Introduisez un nom d'utilisateur.", "Voer een gebruikersnaam in.")
        if not re.fullmatch(r"[a-z0-9]*", value):
            return t("Seules les lettres (a-z) et les chiffres (0-9) sont autorisés, sans espace.", "Enkel letters (a-z) en cijfers (0-9) zijn toegelaten, zonder spatie.")
        if not 8 <= len(v) <= 20:
            return t("Le nom d'utilisateur compte au moins 8 et au maximum 20 positions.", "De gebruikersnaam telt minimum 8 en maximum 20 posities.")
        if name_taken(v):
            return t("Ce nom d'utilisateur est déjà attribué. Veuillez en choisir un autre.", "Deze gebruikersnaam is al toegekend. Kies een andere gebruikersnaam.")
        return None
    if not v:
        return t("Ce champ est obligatoire.", "Dit veld is verplicht.")
    if field == "phone" and not (re.fullmatch(r"\+?[0-9 ./()-]+", v) and 8 <= len(re.sub(r"\D", "", v)) <= 15):
        return t("Le numéro de téléphone n'est pas valable.", "Het telefoonnummer is niet geldig.")
    if field == "email" and not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", v):
        return t("L'adresse e-mail n'est pas valable.", "Het e-mailadres is niet geldig.")
    if field in ("lastName", "firstName") and re.search(r"[0-9<>@]", v):
        return t("Ce champ contient des caractères qui ne sont pas autorisés.", "Dit veld bevat niet-toegelaten tekens.")
    return None


def read_ssh(data):
    """-> (description, fingerprint) or ValueError(code)"""
    text = data.decode("ascii", "replace").strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        raise ValueError("private")
    if "BEGIN CERTIFICATE" in text or data[:1] == b"\x30":
        raise ValueError("cert")
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY ----"):
        lines = [x for x in text.splitlines()[1:] if not x.startswith("----") and ":" not in x]
        b64, kind = "".join(lines), None
    else:
        parts = text.split(None, 2)
        if len(parts) < 2 or "\n" in text:
            raise ValueError("format")
        kind, b64 = parts[0], parts[1]
    try:
        blob = base64.b64decode(b64, validate=True)
        fields, at = [], 0
        while at < len(blob):
            size = struct.unpack(">I", blob[at:at + 4])[0]
            if at + 4 + size > len(blob):
                raise ValueError
            fields.append(blob[at + 4:at + 4 + size])
            at += 4 + size
        inner = fields[0].decode()
    except Exception:
        raise ValueError("format") from None
    if kind and kind != inner:
        raise ValueError("format")
    if inner == "ssh-rsa" and len(fields) == 3:
        bits = int.from_bytes(fields[2], "big").bit_length()
        if bits < 2048:
            raise ValueError("short")
        what = f"RSA {bits} bits"
    elif inner in ("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521") and len(fields) >= 2 and len(fields[-1]) >= 32:
        what = inner
    else:
        raise ValueError("format")
    return what, "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def read_cert(name, data):
    if not name.lower().endswith(".cer"):
        raise ValueError("ext")
    if b"PRIVATE KEY" in data:
        raise ValueError("private")
    der = data
    if b"-----BEGIN CERTIFICATE-----" in data:
        try:
            der = base64.b64decode(b"".join(data.split(b"-----BEGIN CERTIFICATE-----")[1].split(b"-----END")[0].split()), validate=True)
        except Exception:
            raise ValueError("nocert") from None
    if x509 is None:
        if len(der) < 200 or der[:2] != b"\x30\x82" or struct.unpack(">H", der[2:4])[0] + 4 != len(der):
            raise ValueError("nocert")
        return "X.509", hashlib.sha1(der).hexdigest().upper()
    try:
        c = x509.load_der_x509_certificate(der)
        subject = c.subject.rfc4514_string() or "-"
        start, end = c.not_valid_before_utc, c.not_valid_after_utc
    except Exception:
        raise ValueError("nocert") from None
    if not start <= datetime.now(timezone.utc) <= end:
        raise ValueError("expired")
    return subject, hashlib.sha1(der).hexdigest().upper()


FILE_ERRORS = {
    "missing_key": ("Téléchargez la clé publique SSH.", "Laad de publieke SSH-sleutel op."),
    "missing_cert": ("Téléchargez la clé publique de votre certificat qualifié.", "Laad de publieke sleutel van uw gekwalificeerd certificaat op."),
    "private": ("Ce fichier contient une clé privée. Ne la communiquez jamais : téléchargez la clé publique.", "Dit bestand bevat een private sleutel. Geef die nooit door: laad de publieke sleutel op."),
    "cert": ("Ce fichier est un certificat et non une clé publique SSH.", "Dit bestand is een certificaat en geen publieke SSH-sleutel."),
    "format": ("Le fichier ne contient pas de clé publique SSH lisible.", "Het bestand bevat geen leesbare publieke SSH-sleutel."),
    "short": ("La clé RSA doit compter au moins 2048 bits.", "De RSA-sleutel moet minstens 2048 bits tellen."),
    "ext": ("Le fichier du certificat doit porter l'extension .cer.", "Het certificaatbestand moet de extensie .cer hebben."),
    "nocert": ("Le fichier n'est pas un certificat X.509 valable.", "Het bestand is geen geldig X.509-certificaat."),
    "expired": ("Le certificat n'est pas (ou plus) valable à ce jour.", "Het certificaat is vandaag niet (meer) geldig."),
    "big": ("Le fichier est trop volumineux (maximum 64 Ko).", "Het bestand is te groot (maximum 64 kB).")}


async def take_file(request, form, field, draft):
    """Check a file that was sent, keep it in the draft. -> error or None"""
    slot = "key" if field == "sshKey" else "cert"
    f = form.get(field)
    if not isinstance(f, UploadFile) or not f.filename:
        return None if draft[slot] else tr(request, *FILE_ERRORS["missing_" + slot])
    draft[slot] = None
    data = await f.read(70000)
    try:
        if len(data) > 65536:
            raise ValueError("big")
        what, print_ = read_ssh(data) if slot == "key" else read_cert(f.filename, data)
    except ValueError as e:
        return f"{f.filename} : {tr(request, *FILE_ERRORS.get(str(e), FILE_ERRORS['format']))}"
    draft[slot] = {"name": f.filename, "size": len(data), "what": what, "print": print_}
    return None
