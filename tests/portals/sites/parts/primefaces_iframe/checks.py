"""Checks of what is typed and of the files that are uploaded."""
import base64
import binascii
import datetime
import hashlib
import re
import struct

try:
    from cryptography import x509
except ImportError:  # structure only, then
    x509 = None


def _blob(text):
    if "BEGIN SSH2 PUBLIC KEY" in text:  # RFC 4716, as PuTTYgen saves it
        lines, cont = [], False
        for line in text.splitlines():
            line = line.strip()
            if line.startswith("----"):
                continue
            if cont or ":" in line:
                cont = line.endswith("\\")
                continue
            lines.append(line)
        return "".join(lines)
    for line in text.splitlines():
        m = re.match(r"(ssh-rsa|ssh-ed25519|ecdsa-sha2-\S+)\s+(\S+)", line.strip())
        if m:
            return m.group(2)
    return None


def ssh_key(name, data):
    """-> (info, error key)"""
    if not data:
        return None, "e_file_empty"
    if len(data) > 20000:
        return None, "e_ssh"
    text = data.decode("latin-1")
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return None, "e_ssh_private"
    blob = _blob(text)
    if not blob:
        return None, "e_ssh"
    try:
        raw = base64.b64decode(blob, validate=True)
        parts, i = [], 0
        while i < len(raw):
            (n,) = struct.unpack(">I", raw[i:i + 4])
            if i + 4 + n > len(raw):
                return None, "e_ssh"
            parts.append(raw[i + 4:i + 4 + n])
            i += 4 + n
    except (binascii.Error, struct.error, ValueError):
        return None, "e_ssh"
    kind = parts[0].decode("latin-1") if parts else ""
    bits = ""
    if kind == "ssh-rsa" and len(parts) == 3:
        size = int.from_bytes(parts[2], "big").bit_length()
        if size < 2048:
            return None, "e_ssh_short"
        bits = f" {size} bits"
    elif not (kind == "ssh-ed25519" and len(parts) == 2 and len(parts[1]) == 32) and not (kind.startswith("ecdsa-sha2-") and len(parts) == 3):
        return None, "e_ssh"
    fp = base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
    return f"{kind}{bits}, SHA256:{fp}", None


def certificate(name, data):
    if not name.lower().endswith(".cer"):
        return None, "e_cer_ext"
    if not data:
        return None, "e_file_empty"
    if b"PRIVATE KEY" in data:
        return None, "e_cer_private"
    if x509 is None:
        ok = data[:2] in (b"\x30\x82", b"\x30\x81") and len(data) > 200 or b"BEGIN CERTIFICATE" in data
        return ("X.509", None) if ok else (None, "e_cer")
    try:
        cert = x509.load_pem_x509_certificate(data) if b"-----BEGIN" in data else x509.load_der_x509_certificate(data)
        subject = cert.subject.rfc4514_string()
        end = cert.not_valid_after_utc
    except Exception:
        return None, "e_cer"
    if end < datetime.datetime.now(datetime.timezone.utc):
        return None, "e_cer_expired"
    return f"{subject}, {end:%d/%m/%Y}", None


def contact(field, value):
    if not value:
        return "e_required"
    if field == "tel" and not re.fullmatch(r"\+?[\d\s()/.\-\xa0]{8,25}", value):
        return "e_tel"
    if field == "mail" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", value):
        return "e_mail"
    return None


def username(value, state):
    if not value:
        return "e_required"
    if not 8 <= len(value) <= 20:
        return "e_user_len"
    if not re.fullmatch(r"[a-z0-9]+", value):
        return "e_user_chars"
    return "e_user_taken" if state.taken(value) else None
