"""Invented companies, qualities and the store."""
import re

QUALITIES = {
    "gpc": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    "onss": ("Employeur (ONSS)", "Werkgever (RSZ)"),
    "pds": ("Prestataire de services", "Dienstverrichter"),
    "ssa": ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
    "fss": ("Secrétariat full service", "Full-service secretariaat"),
    "apl": ("Administrations provinciales et locales", "Provinciale en plaatselijke besturen"),
}
LEVELS = {"local": ("Gestionnaire local", "Lokale beheerder"), "user": ("Utilisateur", "Gebruiker")}


def number(first8):
    d = "0%07d" % (first8 % 10 ** 7) if first8 < 10 ** 7 else "%08d" % first8
    return d + "%02d" % (97 - int(d) % 97)


def dotted(n):
    return f"{n[:4]}.{n[4:7]}.{n[7:]}"


_ROWS = [
    (4031707, "Fonds de pension Tilleul OFP", "Tongeren", [("onss", "local"), ("gpc", "local"), ("pds", "user")]),
    (2078860, "Ancre Prévoyance ASBL", "Namur", [("gpc", "local"), ("onss", "user")]),
    (4128833, "Atelier Brasseur & Fils SRL", "Liège", [("onss", "local")]),
    (4210077, "Bakkerij De Korenaar BV", "Gent", [("onss", "local"), ("gpc", "user")]),
    (4305591, "Boulonnerie du Condroz SA", "Ciney", [("onss", "user")]),
    (4377120, "Cadrans Mosans SRL", "Dinant", [("onss", "local"), ("fss", "user")]),
    (4419936, "Cartonnage Vervloet NV", "Aalst", [("onss", "local"), ("gpc", "local")]),
    (4502218, "Dienstenhuis Noordzee VZW", "Oostende", [("pds", "local")]),
    (4561409, "Fonderies Quatre-Bras SA", "Genappe", [("onss", "local"), ("gpc", "user")]),
    (4618842, "Garage Peeters-Lambert BV", "Mechelen", [("onss", "user")]),
    (4693307, "Hospices du Val d'Or ASBL", "Virton", [("onss", "local"), ("gpc", "local")]),
    (4750615, "Imprimerie Cordier SA", "Tournai", [("onss", "local")]),
    (4827731, "Kempische Houthandel NV", "Turnhout", [("onss", "local"), ("pds", "user")]),
    (4880026, "Laiterie des Ardennes SC", "Bastogne", [("onss", "user")]),
    (4936654, "Mutualis Secretariaat VZW", "Hasselt", [("ssa", "local"), ("fss", "local")]),
    (5027719, "Office Prévoyance Meuse OFP", "Huy", [("gpc", "local")]),
    (5314408, "Régie communale de Longpré", "Longpré", [("apl", "local")]),
    (5599173, "Secrétariat social Balance", "Mons", [("ssa", "user")]),
    (6420085, "Tuinen Van Assche BV", "Lokeren", [("onss", "local")]),
    (7012246, "Zeemeeuw Pensioenfonds OFP", "Brugge", [("gpc", "local"), ("onss", "local")]),
]
COMPANIES = {number(n): {"number": number(n), "name": name, "city": city, "roles": roles} for n, name, city, roles in _ROWS}

APPS = [
    ("Dimona", "Dimona"), ("DmfA", "DmfA"), ("DmfA – consultation", "DmfA – raadpleging"), ("DmfAPPL", "DmfAPPL"),
    ("DB2P – Pensions complémentaires", "DB2P – Aanvullende pensioenen"), ("DRS – Chômage", "ASR – Werkloosheid"),
    ("DRS – Indemnités", "ASR – Uitkeringen"), ("Livre de validation", "Validatieboek"), ("Capelo", "Capelo"),
    ("Fichier du personnel", "Personeelsbestand"),
]


class Store:
    def __init__(self):
        self.technical = {("0207886044", "gpc"): {
            "username": "ancre2019", "sender_number": 4711, "channel": "SFTP", "applications": [0, 1],
            "contact": {"name": "Mertens", "firstname": "Odile", "function": "Analyste", "phone": "081 22 11 00", "email": "odile.mertens@ancre.example"},
            "when": "14/03/2019"}}
        self.registrations = []
        self.accepted = self.refused = self.confirms = 0
        self.next_sender = 7304
        self.taken = {"ancre2019", "demouser", "tilleul2020", "portail01", "technique", "pension2021"}

    def name_free(self, name):
        return name not in self.taken

    def create(self, company, role, vals, channel, apps, names, key, cert, lang, by, when):
        sender = self.next_sender
        self.next_sender += 3
        rec = {"username": vals["username"], "sender_number": sender, "channel": channel, "applications": sorted(apps),
               "contact": {k: vals[k] for k in ("name", "firstname", "function", "phone", "email")}, "when": when}
        self.technical[(company, role)] = rec
        self.taken.add(vals["username"])
        self.registrations.append({
            "enterprise_number": dotted(company), "username": vals["username"], "channel": channel, "applications": names,
            "sender_number": sender, "quality": QUALITIES[role][0], "contact": rec["contact"],
            "ssh_key": key and key["name"], "ssh_key_text": key and key["data"].decode("latin-1").strip(),
            "certificate": cert and cert["name"], "certificate_size": cert and len(cert["data"]), "language": lang, "by": by})
        return rec

    def truth(self):
        return {"registrations": self.registrations, "log_ins": {"accepted": self.accepted, "refused": self.refused},
                "confirm_requests": self.confirms}


def check_key(data):
    """None if good, else (fr, nl)."""
    text = data.decode("latin-1").strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return ("Ce fichier contient une clé privée. Ne la transmettez jamais : choisissez la clé publique.",
                "Dit bestand bevat een private sleutel. Geef die nooit door: kies de publieke sleutel.")
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY ----"):
        body = "".join(x for x in text.splitlines()[1:-1] if ":" not in x)
        text = "ssh-rsa " + body
    try:
        from cryptography.hazmat.primitives.serialization import load_ssh_public_key
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
        k = load_ssh_public_key(text.encode("latin-1"))
    except Exception:
        return ("Ce fichier n'est pas une clé publique SSH valable.", "Dit bestand is geen geldige publieke SSH-sleutel.")
    if not isinstance(k, RSAPublicKey) or k.key_size < 2048:
        return ("La clé doit être une clé RSA d'au moins 2048 bits.", "De sleutel moet een RSA-sleutel van minstens 2048 bits zijn.")


def check_cert(name, data):
    if not name.lower().endswith(".cer"):
        return ("Le fichier doit porter l'extension .cer.", "Het bestand moet de extensie .cer hebben.")
    from cryptography import x509
    try:
        x509.load_pem_x509_certificate(data) if data.lstrip().startswith(b"-----BEGIN") else x509.load_der_x509_certificate(data)
    except Exception:
        return ("Ce fichier n'est pas un certificat valable.", "Dit bestand is geen geldig certificaat.")


EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]{2,}$")
PHONE = re.compile(r"^\+?[0-9][0-9 ./()-]{7,}$")
USERNAME = re.compile(r"^[a-z0-9]{8,20}$")
