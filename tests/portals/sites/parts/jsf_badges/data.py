"""Reference data, in-memory registers and the checks on uploaded keys and certificates."""
import base64
import datetime as dt
import hashlib
import itertools
import re
import secrets
import time

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

PERSON = {"user": "demo", "password": "Secret-Pass-1", "name": "Dominique Mertens"}

QUALITIES = {
    "pens": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    "onss": ("Employeur ONSS", "Werkgever RSZ"),
    "ppl": ("Employeur administrations provinciales et locales", "Werkgever provinciale en plaatselijke besturen"),
    "secsoc": ("Secrétariat social", "Sociaal secretariaat"),
    "full": ("Secrétariat full service", "Full-service secretariaat"),
    "serv": ("Prestataire de services", "Dienstverrichter"),
}
ROLES = {
    "gl": ("Gestionnaire local", "Lokale beheerder"),
    "cogl": ("Co-gestionnaire local", "Lokale co-beheerder"),
    "user": ("Utilisateur", "Gebruiker"),
}
MANAGERS = ("gl", "cogl")

# number, name (as in the Crossroads Bank, one language only), [(quality, role of the person), ...]
COMPANIES = [
    ("0403.170.701", "Tréfileries de l'Amblève SA", [("onss", "gl"), ("pens", "gl")]),
    ("0207.886.044", "L'Ancre OFP", [("onss", "user"), ("pens", "gl")]),
    ("0412.654.318", "Brasserie Saint-Ursmer SRL", [("onss", "gl")]),
    ("0428.113.976", "De Vlier Pensioenfonds OFP", [("pens", "gl"), ("onss", "cogl")]),
    ("0433.907.125", "Secrétariat social Meuse-Escaut ASBL", [("secsoc", "gl"), ("full", "gl"), ("onss", "user")]),
    ("0440.286.553", "Houthandel Gebroeders Claes BV", [("onss", "gl")]),
    ("0451.732.890", "Clinique du Val d'Or ASBL", [("onss", "user")]),
    ("0459.018.264", "Transports Lambrechts-Noël SA", [("onss", "gl"), ("serv", "user")]),
    ("0466.541.702", "Pensiobel Assurances SA", [("pens", "user")]),
    ("0477.390.418", "Intercommunale Haute-Semois SCRL", [("ppl", "gl"), ("pens", "cogl")]),
    ("0481.225.637", "Kantoor Maes & Dewaele CV", [("serv", "gl")]),
    ("0502.874.119", "Zorggroep Ter Linden VZW", [("onss", "gl"), ("pens", "user")]),
    ("0544.160.385", "Ateliers mécaniques Hubin SRL", [("onss", "gl")]),
    ("0863.417.250", "Webdrukkerij Nova BV", [("onss", "cogl")]),
]
COMPANIES.sort(key=lambda c: c[1].lower())
BY_NUMBER = {c[0]: c for c in COMPANIES}

CHANNELS = ("SFTP", "FTP", "Isabel", "MQLink")

# code, short name, caption fr, caption nl
APPLICATIONS = [
    ("DIMN", "Dimona", "Dimona – Déclaration immédiate à l'emploi",
     "Dimona – Onmiddellijke aangifte van tewerkstelling"),
    ("DMFA", "DmfA", "DmfA – Déclaration multifonctionnelle trimestrielle (originale, modification et consultation)",
     "DmfA – Multifunctionele kwartaalaangifte (oorspronkelijke aangifte, wijziging en raadpleging)"),
    ("PPL", "DmfAPPL", "DmfAPPL – Déclaration trimestrielle des administrations provinciales et locales",
     "DmfAPPL – Kwartaalaangifte van de provinciale en plaatselijke besturen"),
    ("ASR", "DRS", "DRS – Déclaration de risques sociaux (accidents du travail, chômage, indemnités)",
     "ASR – Aangifte van sociale risico's (arbeidsongevallen, werkloosheid, uitkeringen)"),
    ("DB2P", "DB2P", "DB2P – Banque de données « Pensions complémentaires »",
     "DB2P – Databank « Aanvullende pensioenen »"),
    ("EPK", "e-PK", "e-PK – Cadastre des pensions", "e-PK – Pensioenkadaster"),
    ("CDHG", "Capelo", "Capelo – Carrière publique électronique : données historiques",
     "Capelo – Elektronische loopbaan van de overheidssector: historische gegevens"),
    ("VBLV", "Livre de validation", "Livre de validation – Chômage temporaire dans le secteur de la construction",
     "Validatieboek – Tijdelijke werkloosheid in de bouwsector"),
    ("TWCT", "Chômage temporaire", "Chômage temporaire – Communications à l'ONEM",
     "Tijdelijke werkloosheid – Mededelingen aan de RVA"),
    ("PFRQ", "Fichier du personnel", "Fichier du personnel – Demande des relations de travail enregistrées",
     "Personeelsbestand – Opvraging van de geregistreerde arbeidsrelaties"),
    ("DUCN", "Déclaration de travaux", "Déclaration de travaux – Déclaration unique de chantier (art. 30bis et 30ter)",
     "Aangifte van werken – Unieke werfmelding (art. 30bis en 30ter)"),
    ("CIAW", "Check-in at Work", "Check-in at Work – Enregistrement des présences",
     "Check-in at Work – Aanwezigheidsregistratie"),
    ("PUBL", "Publiato", "Publiato – Déclaration des accidents du travail dans le secteur public",
     "Publiato – Aangifte van arbeidsongevallen in de overheidssector"),
]
APP_BY_CODE = {a[0]: a for a in APPLICATIONS}


class Store:
    """Everything the portal 'knows' while it runs."""

    def __init__(self):
        self.existing = [
            {"enterprise_number": "0207.886.044", "quality": "pens", "username": "ancre2019", "channel": "SFTP",
             "applications": ["DB2P"], "sender_number": "4711", "date": "14/03/2019",
             "contact": {"last_name": "Lefèvre", "first_name": "Annick", "function": "Responsable ICT",
                         "phone": "+32 4 232 18 40", "email": "a.lefevre@ancre-ofp.example"}},
            {"enterprise_number": "0428.113.976", "quality": "pens", "username": "vlierfonds02", "channel": "Isabel",
             "applications": ["DB2P", "EPK"], "sender_number": "3902", "date": "02/09/2015",
             "contact": {"last_name": "Peeters", "first_name": "Wim", "function": "Systeembeheerder",
                         "phone": "09 265 77 01", "email": "wim.peeters@devlier.example"}},
        ]
        self.registrations = []
        self.taken = {"demo", "ancre2019", "vlierfonds02", "batchuser", "batchuser1", "gestionnaire", "technique1",
                      "utilisateur", "sftpuser", "sftpuser1", "administrateur", "testuser1", "dmfabatch", "electrabel"}
        self.sender = itertools.count(6218)
        self.confirm_requests = 0
        self.log_ins = {"accepted": 0, "refused": 0}
        self.refusals = {}            # user name -> refusals in a row
        self.assertions = {}          # one-time value handed from the log-in application to the portal
        self.sessions = {}

    def find(self, number, quality):
        for r in self.existing + self.registrations:
            if r["enterprise_number"] == number and r["quality"] == quality:
                return r

    def register(self, number, quality, draft):
        rec = {"enterprise_number": number, "quality": quality, "username": draft["username"],
               "channel": draft["channel"], "applications": list(draft["applications"]),
               "sender_number": str(next(self.sender)), "date": dt.date.today().strftime("%d/%m/%Y"),
               "reference": f"{dt.date.today():%Y%m%d}-{secrets.randbelow(900000) + 100000}",
               "contact": dict(draft["contact"])}
        self.taken.add(rec["username"])
        self.registrations.append(rec)
        return rec

    def truth(self):
        def show(r):
            c = {k: r["contact"].get(k, "") for k in ("last_name", "first_name", "function", "phone", "email")}
            return {"enterprise_number": r["enterprise_number"], "quality": QUALITIES[r["quality"]][0],
                    "username": r["username"], "channel": r["channel"],
                    "applications": [APP_BY_CODE[a][1] for a in r["applications"]],
                    "sender_number": r["sender_number"], "contact": c}
        return {"registrations": [show(r) for r in self.registrations], "existing": [show(r) for r in self.existing],
                "confirm_requests": self.confirm_requests, "log_ins": dict(self.log_ins)}


class Session:
    def __init__(self, lang):
        self.id = secrets.token_hex(16).upper()
        self.lang, self.seen = lang, time.time()
        self.company = None           # chosen on the list, role not chosen yet
        self.number = self.quality = self.role = None
        self.query, self.page = "", 0
        self.drafts = {}


STORE = Store()


def check_ssh_key(name, blob):
    """-> (description, None) or (None, (message fr, message nl))."""
    text = blob.decode("ascii", "ignore").replace("\r", "").strip().lstrip("\ufeff")
    if not blob:
        return None, ("Le fichier est vide.", "Het bestand is leeg.")
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return None, ("Ce fichier contient une clé privée. Ne la transmettez à personne et choisissez votre clé publique.",
                      "Dit bestand bevat een private sleutel. Geef deze aan niemand door en kies uw publieke sleutel.")
    if "BEGIN CERTIFICATE" in text or name.lower().endswith(".cer"):
        return None, ("Ce fichier est un certificat et non une clé publique SSH.",
                      "Dit bestand is een certificaat en geen publieke SSH-sleutel.")
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
        lines = [x for x in text.split("\n")[1:] if x and ":" not in x and not x.startswith("----")]
        body = "".join(lines)
        try:
            raw = base64.b64decode(body)
            text = raw[4:4 + int.from_bytes(raw[:4], "big")].decode() + " " + body
        except Exception:
            pass
    try:
        key = load_ssh_public_key(text.split("\n")[0].encode())
        kind, body = text.split()[:2]
        digest = base64.b64encode(hashlib.sha256(base64.b64decode(body)).digest()).decode().rstrip("=")
    except Exception:
        return None, ("Le fichier ne contient pas de clé publique SSH valable.",
                      "Het bestand bevat geen geldige publieke SSH-sleutel.")
    size = getattr(key, "key_size", 256)
    if kind == "ssh-dss" or isinstance(key, rsa.RSAPublicKey) and size < 2048:
        return None, ("La clé est trop faible : au moins RSA 2048 bits.", "De sleutel is te zwak: minstens RSA 2048 bits.")
    return f"{kind.replace('ssh-', '').upper()} {size} – SHA256:{digest}", None


def check_certificate(name, blob):
    if not name.lower().endswith(".cer"):
        return None, ("Seuls les fichiers avec l'extension .cer sont acceptés.",
                      "Alleen bestanden met de extensie .cer worden aanvaard.")
    bad = ("Le fichier ne contient pas de certificat X.509 lisible.", "Het bestand bevat geen leesbaar X.509-certificaat.")
    try:
        pem = b"-----BEGIN CERTIFICATE" in blob
        cert = (x509.load_pem_x509_certificate if pem else x509.load_der_x509_certificate)(blob)
        until, subject = cert.not_valid_after_utc, cert.subject.rfc4514_string()
    except Exception:
        return None, bad
    if until < dt.datetime.now(dt.timezone.utc):
        return None, (f"Ce certificat a expiré le {until:%d/%m/%Y}.", f"Dit certificaat is vervallen op {until:%d/%m/%Y}.")
    return f"{subject or '(–)'} – {until:%d/%m/%Y}", None


def check_contact(c):
    need = ("Ce champ est obligatoire.", "Dit veld is verplicht.")
    errors = {k: need for k in ("last_name", "first_name", "function", "phone", "email") if not c.get(k)}
    if "phone" not in errors and not (re.fullmatch(r"\+?[\d\s./()-]+", c["phone"])
                                      and 9 <= len(re.sub(r"\D", "", c["phone"])) <= 15):
        errors["phone"] = ("Numéro de téléphone incorrect, par exemple 02 123 45 67 ou +32 2 123 45 67.",
                           "Onjuist telefoonnummer, bijvoorbeeld 02 123 45 67 of +32 2 123 45 67.")
    if "email" not in errors and not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", c["email"]):
        errors["email"] = ("L'adresse e-mail n'est pas valable.", "Het e-mailadres is niet geldig.")
    return errors


def check_username(u):
    if not u:
        return ("Ce champ est obligatoire.", "Dit veld is verplicht.")
    if not re.fullmatch(r"[a-z0-9]+", u):
        return ("Seules les lettres minuscules (a-z) et les chiffres (0-9) sont autorisés, sans espace.",
                "Alleen kleine letters (a-z) en cijfers (0-9) zijn toegestaan, zonder spaties.")
    if not 8 <= len(u) <= 20:
        return (f"Le nom d'utilisateur compte {len(u)} positions ; il en faut au moins 8 et au maximum 20.",
                f"De gebruikersnaam telt {len(u)} posities; minstens 8 en hoogstens 20 zijn vereist.")
    if u in STORE.taken:
        return ("Ce nom d'utilisateur est déjà attribué à un autre utilisateur. Veuillez en choisir un autre.",
                "Deze gebruikersnaam is al toegekend aan een andere gebruiker. Gelieve een andere te kiezen.")
