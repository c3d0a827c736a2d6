"""Master data, checks and in-memory store."""
import base64
import datetime
import re

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

QUALITIES = {  # code -> i18n key
    "PC": "q.PC", "EMP": "q.EMP", "PSS": "q.PSS", "SSA": "q.SSA", "FSS": "q.FSS", "APL": "q.APL"}
FUNCTIONS = {"01": "f.01", "02": "f.02", "03": "f.03", "04": "f.04", "05": "f.05",
             "06": "f.06", "07": "f.07"}
CHANNELS = {"01": "FTP", "02": "SFTP", "03": "Isabel", "04": "MQLink"}
APPS = [("DIMN", "app.DIMN"), ("DMFA", "app.DMFA"), ("DMAP", "app.DMAP"), ("DMWA", "app.DMWA"),
        ("DB2P", "app.DB2P"), ("WECH", "app.WECH"), ("ZIMA", "app.ZIMA"), ("AOAT", "app.AOAT"),
        ("CAPE", "app.CAPE"), ("DUCN", "app.DUCN"), ("PUBL", "app.PUBL")]


def number(first8):
    return "%s%02d" % (first8, 97 - int(first8) % 97)


def dotted(n):
    return "%s.%s.%s" % (n[:4], n[4:7], n[7:])


_OTHERS = [("04017730", "Ateliers du Vieux Moulin"), ("04123951", "Assurances Brumeval"),
           ("04206618", "Brouwerij Ten Hazel"), ("04259034", "Caisse de prévoyance Orlaine"),
           ("04312207", "Coöperatie Zwaluwhof"), ("04390555", "Drukkerij Pappelveld"),
           ("04417182", "Éditions de la Halette"), ("04488820", "Fonds de pension Clairmarais"),
           ("04523376", "Houthandel Vermeirsel"), ("04601119", "Imprimerie Sauvenelle"),
           ("04655743", "Laboratoires Tervanne"), ("04709908", "Maison de repos Les Aubriers"),
           ("04766421", "Mutualité Hautefagne"), ("08123347", "Pensioenfonds Leeuwerik"),
           ("08377015", "Transports Wallerand"), ("08690272", "Verzekeringen Oosterlinde")]
COMPANIES = {"0403170701": "Fonds de pension Montaigu", "0207886044": "Caisse de pension L'Ancre"}
COMPANIES.update({number(a): b for a, b in _OTHERS})
ROLES = {"0403170701": [("EMP", "GL"), ("PC", "GL"), ("PSS", "CGL"), ("SSA", "UT")],
         "0207886044": [("PC", "GL"), ("EMP", "UT")]}
for _i, (_a, _b) in enumerate(_OTHERS):
    ROLES[number(_a)] = [[("EMP", "GL")], [("EMP", "GL"), ("PC", "UT")],
                         [("PC", "GL"), ("EMP", "CGL")], [("APL", "UT")]][_i % 4]

STORE = {("0207886044", "PC"): {
    "enterprise_number": "0207.886.044", "quality": "PC", "username": "ancre2019",
    "channel": "SFTP", "app_codes": ["DIMN", "DB2P"], "sender_number": 4711,
    "contact": {"lastName": "Verlinden", "firstName": "Odile", "function": "Chef de projet",
                "phone": "+32 2 555 01 92", "email": "odile.verlinden@ancre.example"},
    "created": "14.03.2019", "keyFile": "ancre_rsa.pub", "certFile": "ancre.cer"}}
MADE = []
TAKEN = {"ancre2019", "demo", "demouser", "administrator", "testuser1"}
COUNTERS = {"accepted": 0, "refused": 0, "confirm": 0, "next": 6412}


def check_contact(d):
    bad = {}
    for f in ("lastName", "firstName", "function", "phone", "email"):
        if not str(d.get(f) or "").strip():
            bad[f] = "err.required"
        elif len(d[f]) > 80:
            bad[f] = "err.long"
    if "phone" not in bad and (not re.fullmatch(r"\+?[0-9 ./()-]+", d["phone"].strip())
                               or len(re.sub(r"\D", "", d["phone"])) < 8):
        bad["phone"] = "err.phone"
    if "email" not in bad and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", d["email"].strip()):
        bad["email"] = "err.email"
    return bad


def check_channel(d, files):
    bad = {}
    if d.get("channel") not in CHANNELS:
        bad["channel"] = "err.channel"
    if d.get("channel") == "02":
        if "key" not in files:
            bad["key"] = "err.nokey"
        if "cert" not in files:
            bad["cert"] = "err.nocert"
    known = {a for a, _ in APPS}
    apps = d.get("applications") or []
    if not apps or not set(apps) <= known:
        bad["applications"] = "err.apps"
    return bad


def check_user(d):
    u = str(d.get("username") or "")
    if not u.strip():
        return {"username": "err.required"}
    if not re.fullmatch(r"[a-z0-9]*", u):
        return {"username": "err.userchars"}
    if not 8 <= len(u) <= 20:
        return {"username": "err.userlen"}
    if u in TAKEN:
        return {"username": "err.usertaken"}
    return {}


def check_key(name, raw):
    """None when the SSH public key is usable, else the key of a message."""
    if b"PRIVATE KEY" in raw or raw.startswith(b"PuTTY-User-Key-File"):
        return "err.keyprivate"
    text = raw.decode("ascii", "replace").strip()
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
        lines, body, more = text.replace("\r", "").split("\n")[1:-1], "", False
        for line in lines:
            if more or ":" in line:
                more = line.endswith("\\")
                continue
            body += line.strip()
        try:
            kind = base64.b64decode(body)[4:11].decode("ascii", "replace")
        except ValueError:
            return "err.keyform"
        text = "%s %s" % (kind, body)
    try:
        key = load_ssh_public_key(text.encode())
    except Exception:
        return "err.keyform"
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < 2048:
        return "err.keyrsa"
    return None


def check_cert(name, raw):
    if not name.lower().endswith(".cer"):
        return "err.certext"
    if b"PRIVATE KEY" in raw:
        return "err.certform"
    try:
        cert = (x509.load_pem_x509_certificate(raw) if b"-----BEGIN" in raw
                else x509.load_der_x509_certificate(raw))
    except Exception:
        return "err.certform"
    if cert.not_valid_after_utc < datetime.datetime.now(datetime.timezone.utc):
        return "err.certold"
    return None


def register(company, quality, data, files, text):
    sender = COUNTERS["next"]
    COUNTERS["next"] += 1
    channel = CHANNELS[data["channel"]]
    sftp = channel == "SFTP"
    apps = [a for a, _ in APPS if a in data["applications"]]
    rec = {"enterprise_number": dotted(company), "quality": quality, "username": data["username"],
           "channel": channel, "app_codes": apps, "sender_number": sender,
           "contact": {k: data[k].strip() for k in
                       ("lastName", "firstName", "function", "phone", "email")},
           "created": datetime.date.today().strftime("%d.%m.%Y"),
           "keyFile": files["key"]["name"] if sftp else None,
           "certFile": files["cert"]["name"] if sftp else None}
    STORE[(company, quality)] = rec
    TAKEN.add(rec["username"])
    MADE.append({**rec, "quality": text(QUALITIES[quality]), "quality_code": quality,
                 "applications": [text("app." + a) for a in apps]})
    return rec
