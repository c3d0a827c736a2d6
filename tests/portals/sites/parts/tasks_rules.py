"""What task_list.py accepts: keys and certificates."""
import base64, hashlib, re, ssl, struct, tempfile, time

# ----------------------------------------------------------------------------------------------- checks
def check_ssh(raw):
    """-> (error code or None, description)"""
    try: txt = raw.decode("ascii").strip()
    except UnicodeDecodeError: return "format", ""
    if "PRIVATE KEY" in txt: return "private", ""
    kind = None
    if txt.startswith("---- BEGIN SSH2 PUBLIC KEY"):
        body = re.sub(r"\\\r?\n", "", txt).splitlines()[1:]
        b64 = "".join(l.strip() for l in body if ":" not in l and not l.startswith("----"))
    else:
        m = re.fullmatch(r"(ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp\d+) +([A-Za-z0-9+/=]+)( [^\r\n]*)?", txt)
        if not m: return "format", ""
        kind, b64 = m[1], m[2]
    try:
        blob, parts, i = base64.b64decode(b64, validate=True), [], 0
        while i < len(blob):
            n = struct.unpack(">I", blob[i:i + 4])[0]
            if i + 4 + n > len(blob): return "format", ""
            parts.append(blob[i + 4:i + 4 + n]); i += 4 + n
        name = parts[0].decode("ascii")
    except (ValueError, struct.error, IndexError): return "format", ""
    if kind and name != kind: return "format", ""
    if name == "ssh-rsa":
        if len(parts) != 3: return "format", ""
        bits = int.from_bytes(parts[2], "big").bit_length()
        if bits < 2048: return "short", ""
        desc = f"RSA {bits} bits"
    elif name == "ssh-ed25519" and len(parts) == 2 and len(parts[1]) == 32: desc = "ED25519"
    elif name.startswith("ecdsa-sha2-") and len(parts) == 3: desc = "ECDSA"
    else: return "format", ""
    return None, desc + ", SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")

def check_cert(raw, filename):
    if not filename.lower().endswith(".cer"): return "ext", ""
    if b"PRIVATE KEY" in raw: return "private", ""
    try:
        der = ssl.PEM_cert_to_DER_cert(raw.decode("ascii").strip()) if raw.lstrip().startswith(b"-----BEGIN") else raw
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=der)
        with tempfile.NamedTemporaryFile("w", suffix=".pem") as f:
            f.write(ssl.DER_cert_to_PEM_cert(der)); f.flush()
            info = ssl._ssl._test_decode_cert(f.name)
        if ssl.cert_time_to_seconds(info["notAfter"]) < time.time(): return "expired", ""
    except (ValueError, ssl.SSLError, OSError): return "format", ""
    cn = dict(x[0] for x in info.get("subject", ())).get("commonName", "–")
    return None, f"{cn}, SHA-1 {hashlib.sha1(der).hexdigest().upper()}"
