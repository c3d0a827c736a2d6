"""What component_spa.py accepts: keys, certificates, and the three steps of a draft."""
import base64, binascii, datetime as dt, hashlib, re, struct

from parts.component_data import APP_CODES, CHANNELS, EXISTING, FILES, REGISTRATIONS, TAKEN

try:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_ssh_public_key
except ImportError:
    x509 = load_ssh_public_key = None


class ApiError(Exception):
    def __init__(self, status, code, **more):
        self.status, self.body = status, {"code": code, **more}


def check_ssh_key(raw):
    text = raw.decode("utf-8", "replace").strip().lstrip("\ufeff")
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        raise ApiError(422, "KEY_PRIVATE")
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY ----"):        # RFC 4716, as puttygen saves it
        lines, b64, cont = text.splitlines()[1:], [], False
        for line in lines:
            if line.startswith("---- END"):
                break
            if cont or ":" in line:
                cont = line.endswith("\\")
                continue
            b64.append(line.strip())
        blob = "".join(b64)
    else:
        m = re.match(r"^(?:ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp\d+) ([A-Za-z0-9+/=]+)(?: [^\r\n]*)?$", text)
        if not m:
            raise ApiError(422, "KEY_INVALID")
        blob = m.group(1)
    try:
        data, parts, i = base64.b64decode(blob, validate=True), [], 0
        while i < len(data):
            n, = struct.unpack(">I", data[i:i + 4])
            if i + 4 + n > len(data):
                raise ValueError
            parts.append(data[i + 4:i + 4 + n])
            i += 4 + n
        kind = parts[0].decode("ascii")
        if load_ssh_public_key:
            load_ssh_public_key(f"{kind} {blob}".encode())
        bits = int.from_bytes(parts[2], "big").bit_length() if kind == "ssh-rsa" else len(parts[-1]) * 8
    except (ValueError, IndexError, struct.error, binascii.Error, UnicodeError, Exception):
        raise ApiError(422, "KEY_INVALID")
    if kind == "ssh-rsa" and bits < 2048:
        raise ApiError(422, "KEY_TOO_SHORT")
    fp = base64.b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    return f"{kind} · SHA256:{fp}"


def check_certificate(raw, name):
    if not name.lower().endswith(".cer"):
        raise ApiError(422, "CERT_EXTENSION")
    if b"PRIVATE KEY" in raw:
        raise ApiError(422, "KEY_PRIVATE")
    try:
        if raw.lstrip().startswith(b"-----BEGIN CERTIFICATE-----"):
            der = base64.b64decode(b"".join(raw.split(b"-----BEGIN CERTIFICATE-----")[1].split(b"-----END")[0].split()), validate=True)
        else:
            der = raw
        if x509 is None:
            if der[0] != 0x30 or len(der) < 300:
                raise ValueError
            return "SHA1 " + hashlib.sha1(der).hexdigest()
        cert = x509.load_der_x509_certificate(der)
    except Exception:
        raise ApiError(422, "CERT_INVALID")
    if cert.not_valid_after_utc < dt.datetime.now(dt.timezone.utc):
        raise ApiError(422, "CERT_EXPIRED")
    return f"{cert.subject.rfc4514_string()} · {cert.not_valid_after_utc:%d/%m/%Y}"


def check_contact(d):
    v, out = [], {}
    for k, n in (("last_name", 60), ("first_name", 60), ("function", 80), ("phone", 30), ("email", 100)):
        out[k] = re.sub(r"\s+", " ", str(d.get(k) or "")).strip()
        if not out[k]:
            v.append((k, "REQUIRED"))
        elif len(out[k]) > n:
            v.append((k, "TOO_LONG"))
    if out["phone"] and not (re.fullmatch(r"\+?[0-9 ()/.\-]{8,30}", out["phone"]) and 8 <= len(re.sub(r"\D", "", out["phone"])) <= 15):
        v.append(("phone", "PHONE_INVALID"))
    if out["email"] and not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}", out["email"]):
        v.append(("email", "EMAIL_INVALID"))
    out["language"] = d.get("language") if d.get("language") in ("fr", "nl", "de") else "fr"
    return out, v


def check_channel(d):
    v, ch = [], d.get("channel")
    apps = [a for a in APP_CODES if a in (d.get("applications") or [])]
    out = {"channel": ch, "applications": apps, "ssh_key": None, "certificate": None}
    if ch not in CHANNELS:
        v.append(("channel", "CHANNEL_REQUIRED"))
    if ch == "SFTP":
        for k in ("ssh_key", "certificate"):
            f = FILES.get((d.get(k) or {}).get("ref"))
            if not f or f["kind"] != k:
                v.append((k, "FILE_REQUIRED"))
            else:
                out[k] = f
    if not apps:
        v.append(("applications", "APPLICATIONS_REQUIRED"))
    return out, v


def check_username(d):
    name = str(d.get("username") or "")
    if not name:
        return name, [("username", "REQUIRED")]
    if not re.fullmatch(r"[a-z0-9]+", name):
        return name, [("username", "USERNAME_CHARS")]
    if not 8 <= len(name) <= 20:
        return name, [("username", "USERNAME_LENGTH")]
    if name in TAKEN or any(r["username"] == name for r in EXISTING + REGISTRATIONS):
        return name, [("username", "USERNAME_TAKEN")]
    return name, []


CHECKS = {"contact": check_contact, "channel": check_channel, "username": check_username}
