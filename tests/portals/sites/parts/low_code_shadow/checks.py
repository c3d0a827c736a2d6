"""Real checks of the two uploaded files: an SSH public key and an X.509 certificate."""
import base64
import binascii
import hashlib
from datetime import datetime, timezone

KEY_TYPES = {"ssh-rsa", "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"}


class Refused(Exception):
    """args[0]: label key of the message"""


def _strings(blob):
    out, i = [], 0
    while i < len(blob):
        if i + 4 > len(blob):
            raise Refused("up_key_bad")
        n = int.from_bytes(blob[i:i + 4], "big")
        if i + 4 + n > len(blob):
            raise Refused("up_key_bad")
        out.append(blob[i + 4:i + 4 + n])
        i += 4 + n
    return out


def ssh_key(data):
    try:
        text = data.decode("ascii").strip()
    except UnicodeDecodeError:
        raise Refused("up_key_bad")
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        raise Refused("up_key_private")
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY ----"):
        b64, cont = "", False
        for line in text.splitlines()[1:]:
            if line.startswith("---- END"):
                break
            if cont or ":" in line:
                cont = line.endswith("\\")
                continue
            b64 += line.strip()
        kind = None
    else:
        lines = [ln for ln in text.splitlines() if ln.strip() and not ln.startswith("#")]
        words = lines[0].split() if lines else []
        if len(lines) != 1 or len(words) < 2 or words[0] not in KEY_TYPES:
            raise Refused("up_key_bad")
        kind, b64 = words[0], words[1]
    try:
        blob = base64.b64decode(b64, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("up_key_bad")
    parts = _strings(blob)
    name = parts[0].decode("latin-1") if parts else ""
    if name not in KEY_TYPES or (kind and kind != name):
        raise Refused("up_key_bad")
    if name == "ssh-rsa":
        if len(parts) != 3:
            raise Refused("up_key_bad")
        bits = int.from_bytes(parts[2], "big").bit_length()
        if bits < 2048:
            raise Refused("up_key_short")
        what = f"RSA {bits} bits"
    else:
        if (name == "ssh-ed25519" and (len(parts) != 2 or len(parts[1]) != 32)) or (name[0] == "e" and len(parts) != 3):
            raise Refused("up_key_bad")
        what = name.replace("ssh-", "").replace("-sha2-nistp", " ").upper()
    fp = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return f"{what} - SHA256:{fp}"


def _tlv(b, i):
    if i + 2 > len(b):
        raise Refused("up_cert_bad")
    tag, n, i = b[i], b[i + 1], i + 2
    if n & 0x80:
        k = n & 0x7F
        if not 1 <= k <= 4 or i + k > len(b):
            raise Refused("up_cert_bad")
        n, i = int.from_bytes(b[i:i + k], "big"), i + k
    if i + n > len(b):
        raise Refused("up_cert_bad")
    return tag, b[i:i + n], i + n


def _kids(b):
    out, i = [], 0
    while i < len(b):
        tag, val, i = _tlv(b, i)
        out.append((tag, val))
    return out


def _time(tag, val):
    s = val.decode("latin-1")
    if tag == 0x17:
        s = ("19" if s[:2] >= "50" else "20") + s
    try:
        return datetime.strptime(s[:14], "%Y%m%d%H%M%S").replace(tzinfo=timezone.utc)
    except ValueError:
        raise Refused("up_cert_bad")


def certificate(name, data):
    if not name.lower().endswith(".cer"):
        raise Refused("up_cert_ext")
    if b"PRIVATE KEY" in data:
        raise Refused("up_cert_private")
    if b"-----BEGIN" in data:
        try:
            body = data.split(b"-----BEGIN CERTIFICATE-----")[1].split(b"-----END CERTIFICATE-----")[0]
            data = base64.b64decode(b"".join(body.split()), validate=True)
        except (IndexError, ValueError):
            raise Refused("up_cert_bad")
    tag, cert, end = _tlv(data, 0)
    top = _kids(cert)
    if tag != 0x30 or end != len(data) or [t for t, _ in top] != [0x30, 0x30, 0x03]:
        raise Refused("up_cert_bad")
    tbs = _kids(top[0][1])
    if tbs and tbs[0][0] == 0xA0:
        tbs = tbs[1:]
    if len(tbs) < 6 or [t for t, _ in tbs[:6]] != [0x02, 0x30, 0x30, 0x30, 0x30, 0x30]:
        raise Refused("up_cert_bad")
    times = _kids(tbs[3][1])
    if len(times) != 2:
        raise Refused("up_cert_bad")
    until = _time(*times[1])
    if until < datetime.now(timezone.utc):
        raise Refused("up_cert_old")
    cn = ""
    for _, rdn in _kids(tbs[4][1]):
        for _, pair in _kids(rdn):
            kv = _kids(pair)
            if len(kv) == 2 and kv[0][1] == b"\x55\x04\x03":
                cn = kv[1][1].decode("utf-16-be" if kv[1][0] == 0x1E else "utf-8", "replace")
    return f"{cn or 'X.509'} - {until:%d/%m/%Y}"
