"""What patched_tables.py accepts as a key and as a certificate."""
import base64, binascii, os, ssl, tempfile, time


def check_ssh(data):
    """-> (error key, description)"""
    txt = data.decode("latin-1").strip()
    if "PRIVATE KEY" in txt or txt.startswith("PuTTY-User-Key-File"):
        return "e_priv", ""
    if txt.startswith("---- BEGIN SSH2 PUBLIC KEY ----"):                       # RFC 4716, as PuTTYgen saves it
        b64, cont = "", False
        for ln in txt.splitlines()[1:]:
            if ln.startswith("---- END"):
                break
            if cont or ":" in ln:
                cont = ln.endswith("\\")
                continue
            b64 += ln.strip()
        kind = None
    else:
        p = txt.split(None, 2)
        if len(p) < 2 or "\n" in txt:
            return "e_ssh", ""
        kind, b64 = p[0], p[1]
    try:
        blob, parts = base64.b64decode(b64, validate=True), []
        while blob:
            n = int.from_bytes(blob[:4], "big")
            if len(blob) < 4 + n:
                return "e_ssh", ""
            parts.append(blob[4:4 + n])
            blob = blob[4 + n:]
    except (binascii.Error, ValueError):
        return "e_ssh", ""
    alg = parts[0].decode("latin-1") if parts else ""
    want = {"ssh-rsa": 3, "ssh-dss": 5, "ssh-ed25519": 2, "ecdsa-sha2-nistp256": 3, "ecdsa-sha2-nistp384": 3, "ecdsa-sha2-nistp521": 3}
    if len(parts) != want.get(alg) or kind not in (None, alg):
        return "e_ssh", ""
    if alg == "ssh-ed25519" and len(parts[1]) != 32:
        return "e_ssh", ""
    bits = int.from_bytes(parts[2], "big").bit_length() if alg == "ssh-rsa" else 0
    if alg == "ssh-dss" or alg == "ssh-rsa" and bits < 2048:
        return "e_bits", ""
    return None, alg + (f" {bits} bits" if bits else "")


def check_cer(name, data):
    if not name.lower().endswith(".cer"):
        return "e_ext", ""
    if b"PRIVATE KEY" in data:
        return "e_priv", ""
    path = None
    try:
        pem = data.decode("ascii") if b"-----BEGIN CERTIFICATE-----" in data else ssl.DER_cert_to_PEM_cert(data)
        with tempfile.NamedTemporaryFile("w", suffix=".pem", delete=False) as f:
            path = f.name
            f.write(pem)
        d = ssl._ssl._test_decode_cert(path)
    except Exception:
        return "e_cer", ""
    finally:
        if path:
            os.unlink(path)
    if ssl.cert_time_to_seconds(d["notAfter"]) < time.time():
        return "e_exp", ""
    return None, ", ".join(f"{k}={v}" for rdn in d.get("subject", ()) for k, v in rdn) + " - " + d["notAfter"]
