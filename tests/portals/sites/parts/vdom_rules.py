"""What virtual_dom_spa.py accepts: keys, certificates, and the steps of its wizard."""
import base64, hashlib, re, ssl, struct, tempfile, time

from parts.vdom_data import APP_KEYS, CHANNELS, taken


# ------------------------------------------------------------------ uploaded files
def _strings(blob):
    out, i = [], 0
    while i < len(blob):
        n = struct.unpack(">I", blob[i:i + 4])[0]
        if i + 4 + n > len(blob):
            raise ValueError
        out.append(blob[i + 4:i + 4 + n])
        i += 4 + n
    return out


def check_ssh(name, raw):
    text = raw.decode("ascii", "ignore").strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return "private", None
    try:
        if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
            body = re.sub(r"\\\r?\n", "", text).splitlines()[1:-1]
            kind, b64 = None, "".join(x.strip() for x in body if ":" not in x)
        else:
            kind, b64 = text.split()[:2]
        blob = base64.b64decode(b64, validate=True)
        parts = _strings(blob)
        real = parts[0].decode()
        if kind not in (None, real) or "\n" in text and kind:
            raise ValueError
        if real == "ssh-rsa" and len(parts) == 3:
            if int.from_bytes(parts[2], "big").bit_length() < 2048:
                return "weak", None
        elif real == "ssh-ed25519":
            if len(parts) != 2 or len(parts[1]) != 32:
                raise ValueError
        elif not (re.fullmatch(r"ecdsa-sha2-nistp(256|384|521)", real) and len(parts) == 3 and parts[2][:1] == b"\x04"):
            raise ValueError
    except Exception:
        return "sshkey", None
    return None, "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def check_cer(name, raw):
    if not name.lower().endswith(".cer"):
        return "ext", None
    if b"PRIVATE KEY" in raw:
        return "private", None
    try:
        pem = raw.decode() if raw.lstrip().startswith(b"-----BEGIN CERTIFICATE") else ssl.DER_cert_to_PEM_cert(raw)
        ssl.create_default_context().load_verify_locations(cadata=ssl.PEM_cert_to_DER_cert(pem.strip()))
        with tempfile.NamedTemporaryFile("w", suffix=".pem") as f:
            f.write(pem)
            f.flush()
            info = ssl._ssl._test_decode_cert(f.name)
        now = time.time()
        if not ssl.cert_time_to_seconds(info["notBefore"]) - 300 <= now <= ssl.cert_time_to_seconds(info["notAfter"]):
            return "certdate", None
        subject = ", ".join(v for rdn in info["subject"] for _, v in rdn)
    except Exception:
        return "cert", None
    return None, f"{subject} – {info['notAfter']}"


def v_contact(d, w):
    e, c = {}, {k: str(d.get(k) or "").strip() for k in ("lastName", "firstName", "function", "phone", "mobile", "email", "language")}
    for k, v in c.items():
        if not v and k not in ("mobile", "language"):
            e[k] = "required"
        elif len(v) > 60:
            e[k] = "long"
    for k in ("phone", "mobile"):
        if c[k] and k not in e and not (re.fullmatch(r"\+?[\d ./()-]+", c[k]) and 9 <= len(re.sub(r"\D", "", c[k])) <= 14):
            e[k] = "phone"
    if c["email"] and "email" not in e and not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", c["email"]):
        e["email"] = "email"
    c["language"] = c["language"] if c["language"] in ("fr", "nl", "de") else "fr"
    return e, c


def v_channel(d, w):
    e, ch = {}, d.get("channel")
    apps = [a for a in APP_KEYS if a in (d.get("applications") or [])]
    if ch not in CHANNELS:
        e["channel"] = "channel"
    if ch == "SFTP":
        e.update({k: "file" for k in ("ssh", "cer") if k not in w["files"]})
    if not apps:
        e["applications"] = "apps"
    return e, {"channel": ch, "applications": apps}


def v_username(d, w):
    u = str(d.get("username") or "")
    code = "required" if not u else "format" if not re.fullmatch(r"[a-z0-9]+", u) else "length" if not 8 <= len(u) <= 20 else "taken" if taken(u) else None
    return ({"username": code} if code else {}), {"username": u}


CHECKS = {"contact": v_contact, "channel": v_channel, "username": v_username}
