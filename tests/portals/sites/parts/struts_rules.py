"""What struts_mega_menu.py accepts: keys, certificates, and the pages of its wizard."""
import base64, binascii, hashlib, re, struct
from datetime import datetime, timezone

from parts.struts_data import APPS, CHANNELS, taken


# ------------------------------------------------------------------------------------------------ keys and certificates
def read_ssh_key(data):
    """Fingerprint of an OpenSSH one-line or RFC 4716 public key; ValueError(message key) when it isn't one."""
    if b"PRIVATE KEY" in data or b"PuTTY-User-Key-File" in data:
        raise ValueError("e.keyPriv")
    try:
        text = data.decode("ascii", "ignore").strip().replace("\r", "")
        if text.startswith("---- BEGIN SSH2 PUBLIC KEY ----"):
            body = re.sub(r"\\\n", "", text).split("\n")[1:]
            kind, blob = None, "".join(x for x in body if ":" not in x and not x.startswith("----"))
        else:
            kind, blob = text.split("\n")[0].split()[:2]
        raw, parts = base64.b64decode(blob, validate=True), []
        pos = 0
        while pos < len(raw):
            n = struct.unpack(">I", raw[pos:pos + 4])[0]
            parts.append(raw[pos + 4:pos + 4 + n])
            pos += 4 + n
        if pos != len(raw) or (kind and kind.encode() != parts[0]):
            raise ValueError
        good = {b"ssh-rsa": lambda: len(parts) == 3 and int.from_bytes(parts[2], "big").bit_length() >= 1024,
                b"ssh-ed25519": lambda: len(parts) == 2 and len(parts[1]) == 32}
        if parts[0].startswith(b"ecdsa-sha2-nistp"):
            ok = len(parts) == 3 and parts[2][:1] == b"\x04"
        else:
            ok = good[parts[0]]()
        if not ok:
            raise ValueError
    except (ValueError, KeyError, IndexError, struct.error, binascii.Error):
        raise ValueError("e.key") from None
    d = hashlib.md5(raw).hexdigest()
    return ":".join(d[i:i + 2] for i in range(0, 32, 2))


def der(data, pos=0):
    """[(tag, content)] of a run of DER elements."""
    out = []
    while pos < len(data):
        tag, n = data[pos], data[pos + 1]
        pos += 2
        if n & 0x80:
            k = n & 0x7F
            if not 0 < k < 5:
                raise ValueError
            n, pos = int.from_bytes(data[pos:pos + k], "big"), pos + k
        if pos + n > len(data):
            raise ValueError
        out.append((tag, data[pos:pos + n]))
        pos += n
    return out


def read_certificate(name, data):
    """Common name of a DER or PEM X.509 certificate in a .cer file; ValueError(message key) otherwise."""
    if not name.lower().endswith(".cer"):
        raise ValueError("e.ext")
    try:
        m = re.search(rb"-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", data, re.S)
        raw = base64.b64decode(re.sub(rb"\s", b"", m.group(1)), validate=True) if m else data
        (tag, cert), = der(raw)
        (t1, tbs), (t2, _), (t3, _) = der(cert)
        fields = [f for f in der(tbs) if f[0] != 0xA0]
        if (tag, t1, t2, t3) != (0x30, 0x30, 0x30, 3) or [f[0] for f in fields[:6]] != [2, 0x30, 0x30, 0x30, 0x30, 0x30]:
            raise ValueError
        dates = []
        for t, v in der(fields[3][1]):
            v = v.decode()
            v = v if t == 0x18 else ("19" if v[:2] >= "50" else "20") + v
            dates.append(datetime.strptime(v, "%Y%m%d%H%M%SZ").replace(tzinfo=timezone.utc))
        cn = "?"
        for _, rdn in der(fields[4][1]):
            for _, atv in der(rdn):
                oid, val = der(atv)
                if oid[1] == b"\x55\x04\x03":
                    cn = val[1].decode("utf-8", "replace")
    except (ValueError, IndexError, binascii.Error, UnicodeDecodeError):
        raise ValueError("e.cer") from None
    if not dates[0] <= datetime.now(timezone.utc) <= dates[1]:
        raise ValueError("e.cerDate")
    return cn


# ------------------------------------------------------------------------------------------------ wizard
CONTACT = ("lastName", "firstName", "function", "phone", "email")


async def bind(form, page, w):
    """Binds the fields of one page to the form object; returns errors of the uploads (the files aren't kept otherwise)."""
    errors = {}
    if page == 1:
        for k in CONTACT + ("fax", "language"):
            w["contact." + k] = str(form.get("contact." + k, "")).strip()[:60]
    elif page == 2:
        w["channel"] = str(form.get("channel", ""))
        codes = set(form.getlist("applications"))
        w["applications"] = [a[0] for a in APPS if a[0] in codes]
        for k in ("sshKey", "certificate"):
            up = form.get(k)
            if w["channel"] != "SFTP" or up is None or isinstance(up, str) or not up.filename:
                continue
            data = await up.read(65536)
            try:
                w[k] = {"name": up.filename, "info": read_ssh_key(data) if k == "sshKey" else read_certificate(up.filename, data)}
            except ValueError as e:
                w.pop(k, None)
                errors[k] = str(e)
    elif page == 3:
        w["username"] = str(form.get("username", "")).strip()
    return errors


def validate(w, page):
    e = {}
    if page == 1:
        for k in CONTACT:
            if not w.get("contact." + k):
                e["contact." + k] = "e.required"
        if "contact.phone" not in e and not re.fullmatch(r"\+?[0-9 ./()\-]{8,22}", w["contact.phone"]):
            e["contact.phone"] = "e.phone"
        if "contact.email" not in e and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", w["contact.email"]):
            e["contact.email"] = "e.email"
    elif page == 2:
        if w.get("channel") not in CHANNELS:
            e["channel"] = "e.channel"
        if w.get("channel") == "SFTP":
            e.update({k: "e.required" for k in ("sshKey", "certificate") if not w.get(k)})
        if not w.get("applications"):
            e["applications"] = "e.apps"
    elif page == 3:
        n = w.get("username", "")
        if not n:
            e["username"] = "e.required"
        elif taken(n):
            e["username"] = "e.taken"
        elif not re.fullmatch(r"[a-z0-9]{8,20}", n):
            e["username"] = "e.user"
    return e
