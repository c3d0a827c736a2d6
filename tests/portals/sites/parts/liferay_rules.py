"""What liferay_portlets.py accepts: the two files, and what is entered in each step of the wizard."""
import base64, datetime, re

from parts.liferay_data import APPCAP, CF, CHANNELS, FILE_ERR, NS, TAKEN


def ssh_key(raw):
    """-> (kind, bits) or raises ValueError('private'|'bad'|'short')."""
    if b"PRIVATE KEY" in raw or b"PuTTY-User-Key-File" in raw:
        raise ValueError("private")
    txt = raw.decode("latin-1").strip()
    m = re.search(r"---- BEGIN SSH2 PUBLIC KEY ----(.*?)---- END SSH2 PUBLIC KEY ----", txt, re.S)
    if m:
        body = re.sub(r"^[A-Za-z0-9-]+:(?:.*\\\r?\n)*.*$", "", m.group(1), flags=re.M)
        kind, b64 = None, "".join(body.split())
    else:
        p = txt.split()
        if len(p) < 2 or "\n" in txt or not re.match(r"(ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp\d+)$", p[0]):
            raise ValueError("bad")
        kind, b64 = p[0], p[1]
    try:
        blob, parts = base64.b64decode(b64, validate=True), []
    except Exception:
        raise ValueError("bad")
    while blob:
        n = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + n:
            raise ValueError("bad")
        parts.append(blob[4:4 + n]); blob = blob[4 + n:]
    if len(parts) < 2 or (kind and parts[0].decode("latin-1") != kind):
        raise ValueError("bad")
    kind = parts[0].decode("latin-1")
    if kind == "ssh-rsa" and len(parts) == 3:
        bits = int.from_bytes(parts[2], "big").bit_length()
        if bits < 2048:
            raise ValueError("short")
        return "RSA", bits
    if kind == "ssh-ed25519" and len(parts[1]) == 32:
        return "ED25519", 256
    if kind.startswith("ecdsa-sha2-nistp") and len(parts) == 3 and parts[2][:1] == b"\x04":
        return "ECDSA", int(kind[16:])
    raise ValueError("bad")


def tlv(b, i=0):
    if i + 2 > len(b):
        raise ValueError("bad")
    t, n, j = b[i], b[i + 1], i + 2
    if n & 0x80:
        k = n & 0x7f
        if not 1 <= k <= 4:
            raise ValueError("bad")
        n, j = int.from_bytes(b[j:j + k], "big"), j + k
    if j + n > len(b):
        raise ValueError("bad")
    return t, b[j:j + n], j + n


def kids(b):
    out, i = [], 0
    while i < len(b):
        t, v, i = tlv(b, i); out.append((t, v))
    return out


def cert(name, raw):
    """-> (subject CN, end of validity) or raises ValueError('ext'|'private'|'bad'|'old')."""
    if not name.lower().endswith(".cer"):
        raise ValueError("ext")
    if b"PRIVATE KEY" in raw:
        raise ValueError("private")
    m = re.search(rb"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", raw, re.S)
    try:
        der = base64.b64decode(b"".join(m.group(1).split()), validate=True) if m else raw
        t, v, end = tlv(der)
        top = kids(v)
        if t != 0x30 or der[end:].strip() or [x for x, _ in top] != [0x30, 0x30, 0x03]:
            raise ValueError
        f = kids(top[0][1])
        f = f[1:] if f[0][0] == 0xa0 else f
        if [x for x, _ in f[:6]] != [0x02, 0x30, 0x30, 0x30, 0x30, 0x30]:
            raise ValueError
        dates = []
        for tg, d in kids(f[3][1]):
            s = d.decode("ascii")
            s = s if tg == 0x18 else ("19" if s[:2] >= "50" else "20") + s
            dates.append(datetime.datetime.strptime(s[:14], "%Y%m%d%H%M%S"))
        cn = re.search(rb"\x06\x03\x55\x04\x03.", f[4][1], re.S)
        cn = tlv(f[4][1], cn.end() - 1)[1].decode("utf-8", "replace") if cn else "-"
        if not tlv(f[5][1])[1]:
            raise ValueError
    except Exception:
        raise ValueError("bad")
    if dates[1] < datetime.datetime.utcnow():
        raise ValueError("old")
    return cn, dates[1].strftime("%d/%m/%Y")


class Err(dict):
    def __missing__(self, k):
        return None


def check_contact(w, t):
    e, c = Err(), w["contact"]
    for k, *_ in CF:
        if not c.get(k):
            e[k] = t("Ce champ est obligatoire.", "Dit veld is verplicht.")
    if c.get("phone") and not (re.match(r"^\+?[0-9 ./()-]+$", c["phone"]) and 8 <= len(re.sub(r"\D", "", c["phone"])) <= 15):
        e["phone"] = t("Le numéro de téléphone n'est pas valable.", "Het telefoonnummer is niet geldig.")
    if c.get("email") and not re.match(r"^[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}$", c["email"]):
        e["email"] = t("L'adresse e-mail n'est pas valable.", "Het e-mailadres is niet geldig.")
    return e


def check_channel(w, t):
    e = Err()
    if not w["channel"]:
        e["channel"] = t("Choisissez un canal.", "Kies een kanaal.")
        return e
    if w["channel"] == "SFTP":
        for k in ("key", "crt"):
            if k not in w["files"]:
                e[k] = t("Ce fichier est obligatoire pour le canal SFTP.", "Dit bestand is verplicht voor het SFTP-kanaal.")
    if not w["apps"]:
        e["apps"] = t("Désignez au moins une application.", "Duid minstens één toepassing aan.")
    return e


def check_name(w, t):
    e, u = Err(), w["username"]
    if not u:
        e["username"] = t("Ce champ est obligatoire.", "Dit veld is verplicht.")
    elif not re.fullmatch(r"[a-z0-9]+", u):
        e["username"] = t("Seules les lettres minuscules (a-z) et les chiffres (0-9) sont autorisés.", "Enkel kleine letters (a-z) en cijfers (0-9) zijn toegelaten.")
    elif not 8 <= len(u) <= 20:
        e["username"] = t("Le nom d'utilisateur compte au moins 8 et au maximum 20 positions.", "De gebruikersnaam telt minstens 8 en maximaal 20 posities.")
    elif u in TAKEN:
        e["username"] = t("Ce nom d'utilisateur est déjà attribué. Choisissez un autre nom d'utilisateur.", "Deze gebruikersnaam is al toegekend. Kies een andere gebruikersnaam.")
    return e


CHECK = {2: check_contact, 3: check_channel, 4: check_name}


async def absorb(f, w, step, t):
    """apply request values of one step to the model -> errors of the uploads"""
    g, e = (lambda k: str(f.get(NS + ":frm:" + k, "")).strip()), Err()
    if step == 2:
        w["contact"] = {k: g(i)[:n] for k, i, _, _, n in CF}
        w["contact"]["language"] = g("lg") if g("lg") in ("fr", "nl", "de") else "fr"
    elif step == 3:
        w["channel"] = g("can") if g("can") in dict(CHANNELS) else ""
        posted = set(f.getlist(NS + ":frm:apps"))
        w["apps"] = [k for k in APPCAP if k in posted]
        for k in ("key", "crt"):
            up = f.get(NS + ":frm:" + k)
            if not getattr(up, "filename", ""):
                continue
            raw = await up.read(65537)
            try:
                if len(raw) > 65536:
                    raise ValueError("bad")
                if k == "key":
                    desc = "%s, %d bits" % ssh_key(raw)
                else:
                    desc = t("%s, valable jusqu'au %s", "%s, geldig tot %s") % cert(up.filename, raw)
                w["files"][k] = {"name": up.filename.replace("\\", "/").split("/")[-1], "desc": desc}
            except ValueError as x:
                e[k] = t(*FILE_ERR[k][str(x)])
    elif step == 4:
        w["username"] = g("un")
    return e
