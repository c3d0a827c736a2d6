"""Data and in-memory state of the portal (entities, qualities, sessions, registrations)."""
import itertools
import secrets
import unicodedata
from datetime import datetime

PW = {"demo": "Secret-Pass-1"}
USER = {"login": "demo", "name": "Dominique Morel", "id": "0051t000002kQzD"}

# key, French, Dutch
QUALITIES = {
    "GPC": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    "ONSS": ("Employeur ONSS", "Werkgever RSZ"),
    "SSA": ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
    "PREST": ("Prestataire de services", "Dienstverrichter"),
    "PPL": ("Administrations provinciales et locales", "Provinciale en plaatselijke besturen"),
    "FULL": ("Secrétariat full service", "Full-service secretariaat"),
}
ROLES = {
    "GL": ("Gestionnaire local", "Lokale Beheerder"),
    "CO": ("Co-Gestionnaire local", "Co-Lokale Beheerder"),
    "USER": ("Utilisateur", "Gebruiker"),
}


def dotted(digits):
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def _nr(first8):
    """A Belgian enterprise number with its check digits."""
    return dotted(f"{first8:08d}{97 - first8 % 97:02d}")


# number, name fr, name nl, place fr, place nl, [(quality, role)]
_ROWS = [
    ("0403.170.701", "Énergie du Val de Lesse SA", "Énergie du Val de Lesse NV", "Bruxelles", "Brussel",
     [("ONSS", "GL"), ("GPC", "GL")]),
    (_nr(4031708), "Énergie du Val de Lesse - Fonds de pension OFP", "Énergie du Val de Lesse - Pensioenfonds OFP",
     "Bruxelles", "Brussel", [("GPC", "USER")]),
    ("0207.886.044", "Ancre Prévoyance ASBL", "Anker Voorzorg VZW", "Namur", "Namen",
     [("ONSS", "USER"), ("GPC", "GL")]),
    (_nr(4034412), "Ateliers mécaniques Pirlot SRL", "Ateliers mécaniques Pirlot BV", "Liège", "Luik", [("ONSS", "GL")]),
    (_nr(4176530), "Boulangerie Van den Abeele SRL", "Bakkerij Van den Abeele BV", "Gand", "Gent",
     [("ONSS", "GL"), ("GPC", "CO")]),
    (_nr(2078861), "Commune de Rochemont", "Gemeente Rochemont", "Rochemont", "Rochemont",
     [("PPL", "GL"), ("GPC", "USER")]),
    (_nr(4289017), "Fonds de pension des Ardennes OFP", "Pensioenfonds der Ardennen OFP", "Arlon", "Aarlen", [("GPC", "USER")]),
    (_nr(4407755), "Groupe Secretaria - Secrétariat social ASBL", "Groep Secretaria - Sociaal Secretariaat VZW",
     "Bruxelles", "Brussel", [("SSA", "GL"), ("FULL", "USER"), ("ONSS", "USER")]),
    (_nr(4512098), "Hôtel du Perron SA", "Hôtel du Perron NV", "Liège", "Luik", [("ONSS", "USER")]),
    (_nr(4633341), "Imprimerie Delvaux & Fils SRL", "Drukkerij Delvaux & Zonen BV", "Charleroi", "Charleroi", [("ONSS", "CO")]),
    (_nr(8340126), "Logis Brabançon SC", "Brabantse Woning CV", "Nivelles", "Nijvel", [("ONSS", "GL"), ("GPC", "GL")]),
    (_nr(8671902), "Mutuelle horticole de Wetteren", "Tuinbouwonderling van Wetteren", "Wetteren", "Wetteren",
     [("PREST", "USER"), ("GPC", "CO")]),
    (_nr(8990017), "Prévoyance des Métaux - Institution de retraite OFP", "Voorzorg Metaal - Instelling voor pensioen OFP",
     "Bruxelles", "Brussel", [("GPC", "GL")]),
    (_nr(7216644), "Transports Hesbaye-Logistique SA", "Transport Haspengouw-Logistiek NV", "Saint-Trond", "Sint-Truiden",
     [("ONSS", "GL")]),
]
ENTITIES = {}
for _i, _r in enumerate(_ROWS):
    _id = f"0011t00000{_i * 37 + 11:04x}QAB"
    ENTITIES[_id] = dict(id=_id, number=_r[0], name=_r[1:3], place=_r[3:5], qualities=_r[5])

# code, French, Dutch
APPS = [
    ("CHECKIN", "Check-in at work - Enregistrement des présences", "Check-in at work - Aanwezigheidsregistratie"),
    ("TWCT", "Chômage temporaire - Communications et livre de validation électronique",
     "Tijdelijke werkloosheid - Mededelingen en elektronisch validatieboek"),
    ("CDHG", "Capelo - Dossier de carrière du secteur public (données historiques)",
     "Capelo - Loopbaandossier overheidssector (historische gegevens)"),
    ("DB2P", "DB2P - Déclarations à la banque de données « pensions complémentaires »",
     "DB2P - Aangiften aan de databank « aanvullende pensioenen »"),
    ("DIMN", "Dimona - Déclaration immédiate de l'emploi", "Dimona - Onmiddellijke aangifte van tewerkstelling"),
    ("DMFA", "DmfA - Déclaration multifonctionnelle (déclaration trimestrielle ONSS)",
     "DmfA - Multifunctionele aangifte (kwartaalaangifte RSZ)"),
    ("DMPI", "DmfAPPL - Déclaration trimestrielle des administrations provinciales et locales",
     "DmfAPPL - Kwartaalaangifte van de provinciale en plaatselijke besturen"),
    ("WECH", "DRS - Déclaration des risques sociaux (accidents du travail, chômage, indemnités)",
     "ASR (DRS) - Aangifte van sociale risico's (arbeidsongevallen, werkloosheid, uitkeringen)"),
    ("DUCN", "Déclaration unique de chantier - Déclaration de travaux", "Unieke werfmelding - Aangifte van werken"),
    ("PFRQ", "Fichier du personnel - Consultation par l'employeur ou son mandataire",
     "Personeelsbestand - Raadpleging door de werkgever of zijn lasthebber"),
    ("CARP", "CareerPro - Federal Learning Account", "CareerPro - Federal Learning Account"),
    ("PUBL", "Publiato - Attestations et avis", "Publiato - Attesten en berichten"),
    ("STTS", "STTS - Travailleurs saisonniers et occasionnels", "STTS - Seizoens- en gelegenheidsarbeiders"),
]
APP_FR = {a[0]: a[1] for a in APPS}
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
TAKEN = {"ancre2019", "technique01", "pirlotbatch", "secretaria01", "sftpdb2p", "dmorel2018", "batchuser", "utilisateur"}

SESSIONS = {}       # sid -> dict
TX = {}             # state -> log-in transaction
CODES = {}          # one-time code -> (user, lang)
FAILS = {}          # user name -> refusals in a row
COUNT = {"confirm": 0, "ok": 0, "refused": 0}
EXISTING = [{
    "enterprise_number": "0207.886.044", "quality": "GPC", "username": "ancre2019", "channel": "FTP",
    "applications": [APP_FR["DB2P"]], "application_codes": ["DB2P"], "sender_number": "4711",
    "created": "14/03/2019", "dossier": "CFG-2019-001182",
    "contact": {"last_name": "Peeters", "first_name": "Anke", "function": "Responsable IT",
                "phone": "081 22 33 44", "email": "anke.peeters@ancre.example"},
}]
REGISTRATIONS = []
_sender = itertools.count(5823, 7)
_dossier = itertools.count(4318)


def next_sender():
    return str(next(_sender))


def next_dossier():
    return f"CFG-{datetime.now():%Y}-{next(_dossier):06d}"


def token(n=18):
    return secrets.token_urlsafe(n)


def fold(s):
    s = unicodedata.normalize("NFKD", s.lower())
    return "".join(c for c in s if not unicodedata.combining(c))


def search(q, lang):
    """Entities the words or the digits occur in, by name."""
    k = 1 if lang == "nl" else 0
    words = fold(q).split()
    digits = "".join(c for c in q if c.isdigit())
    out = []
    for e in ENTITIES.values():
        text = fold(" ".join(e["name"]) + " " + " ".join(e["place"]))
        by_nr = digits and digits in e["number"].replace(".", "")
        if not q.strip() or by_nr or (words and all(w in text for w in words)):
            out.append(dict(id=e["id"], number=e["number"], name=e["name"][k], place=e["place"][k]))
    return sorted(out, key=lambda r: fold(r["name"]))


def record(number, quality):
    for r in EXISTING + REGISTRATIONS:
        if r["enterprise_number"] == number and r["quality"] == quality:
            return r
    return None


def name_taken(name):
    return name in TAKEN or name in PW or any(r["username"] == name for r in EXISTING + REGISTRATIONS)


def truth():
    def out(r):
        return {**r, "quality": QUALITIES[r["quality"]][0]}
    return {"registrations": [out(r) for r in REGISTRATIONS], "existing": [out(r) for r in EXISTING],
            "confirm_requests": COUNT["confirm"], "log_ins": {"accepted": COUNT["ok"], "refused": COUNT["refused"]}}
