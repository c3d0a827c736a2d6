"""The checks of what is typed and uploaded; each answers a key of the message (or None)."""
import base64
import binascii
import hashlib
import re
import ssl
import time

USERNAME = re.compile(r"[a-z0-9]{8,20}")
MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}")
CONTACT = {"last_name": 60, "first_name": 60, "function": 80, "phone": 30, "email": 120}


def contact_errors(values):
    errors = {}
    for name, longest in CONTACT.items():
        if not values[name]:
            errors[name] = "err.required"
        elif len(values[name]) > longest:
            errors[name] = "err.long"
    phone = values["phone"]
    if phone and (not re.fullmatch(r"\+?[\d\s./()-]+", phone) or not 8 <= len(re.sub(r"\D", "", phone)) <= 15):
        errors["phone"] = "err.phone"
    if values["email"] and not MAIL.fullmatch(values["email"]):
        errors["email"] = "err.email"
    return errors


def username_error(name, taken):
    if not name:
        return "err.required"
    if not USERNAME.fullmatch(name):
        return "err.username"
    return "err.taken" if taken(name) else None


def _strings(blob):
    """The length-prefixed strings of an SSH key blob."""
    parts = []
    while blob:
        size = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + size:
            raise ValueError("truncated")
        parts.append(blob[4:4 + size])
        blob = blob[4 + size:]
    return parts


def ssh_key(_filename, raw):
    """(error key, None) or (None, description)."""
    text = raw.decode("utf-8-sig", "replace").strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return "err.ssh_private", None
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY ----"):
        lines = re.sub(r"\\\r?\n", "", text).splitlines()[1:-1]
        body = "".join(line.strip() for line in lines if ":" not in line)
    else:
        words = text.split()
        body = words[1] if len(words) > 1 and re.match(r"(ssh|ecdsa)-", words[0]) and "\n" not in text else ""
    try:
        blob = base64.b64decode(body, validate=True)
        parts = _strings(blob)
        kind = parts[0].decode("ascii")
        if kind == "ssh-rsa":
            bits, fine = int.from_bytes(parts[2], "big").bit_length(), len(parts) == 3
            if bits < 2048:
                return "err.ssh_short", None
        elif kind == "ssh-ed25519":
            bits, fine = 256, len(parts) == 2 and len(parts[1]) == 32
        else:
            bits = int(kind.rsplit("nistp", 1)[1])
            fine = kind.startswith("ecdsa-sha2-nistp") and len(parts) == 3
    except (ValueError, IndexError, binascii.Error):
        return "err.ssh", None
    if not fine:
        return "err.ssh", None
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return None, f"{kind}, {bits} bits, SHA256:{digest}"


def _tlv(der, at):
    """(tag, start of the content, end) of the DER element at a place."""
    tag, size, start = der[at], der[at + 1], at + 2
    if size & 0x80:
        width = size & 0x7F
        size, start = int.from_bytes(der[start:start + width], "big"), start + width
    if start + size > len(der):
        raise ValueError("truncated")
    return tag, start, start + size


def _moment(tag, text):
    year = text[:4] if tag == 0x18 else ("20" if int(text[:2]) < 50 else "19") + text[:2]
    return year + text[4 if tag == 0x18 else 2:].rstrip("Z")


def certificate(filename, raw):
    """A DER or PEM X.509 certificate in a file named *.cer, still valid."""
    if not filename.lower().endswith(".cer"):
        return "err.cer_ext", None
    try:
        if b"-----BEGIN" in raw:
            text = raw.decode("ascii")
            if "PRIVATE KEY" in text:
                return "err.cer_private", None
            found = re.search(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", text, re.DOTALL)
            raw = ssl.PEM_cert_to_DER_cert(found.group(0) if found else "")
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=raw)
        _, at, _ = _tlv(raw, 0)
        _, at, _ = _tlv(raw, at)
        if raw[at] == 0xA0:
            at = _tlv(raw, at)[2]
        for _ in range(3):  # serial number, algorithm, issuer
            at = _tlv(raw, at)[2]
        _, at, _ = _tlv(raw, at)
        moments = []
        for _ in range(2):
            tag, start, at = _tlv(raw, at)
            moments.append(_moment(tag, raw[start:at].decode("ascii")))
    except (ValueError, IndexError, ssl.SSLError, UnicodeDecodeError):
        return "err.cer", None
    if moments[1] < time.strftime("%Y%m%d%H%M%S", time.gmtime()):
        return "err.cer_expired", None
    until = f"{moments[1][6:8]}/{moments[1][4:6]}/{moments[1][:4]}"
    return None, f"X.509, SHA1 {hashlib.sha1(raw).hexdigest()[:16].upper()}…, → {until}"
