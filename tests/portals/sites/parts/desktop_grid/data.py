"""Invented companies, qualities and the in-memory store."""
import itertools
import threading


def number(base8: str) -> str:
    check = 97 - int(base8) % 97
    full = f"{base8}{check:02d}"
    return f"{full[:4]}.{full[4:7]}.{full[7:]}"


QUALITIES = {
    "PC": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    "EMP": ("Employeur (ONSS)", "Werkgever (RSZ)"),
    "PS": ("Prestataire de services", "Dienstverrichter"),
    "SSA": ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
    "FSS": ("Secrétariat full service", "Full-service secretariaat"),
    "APL": ("Administrations provinciales et locales", "Provinciale en plaatselijke besturen"),
}
RANKS = {
    "GL": ("Gestionnaire local", "Lokale beheerder"),
    "CGL": ("Co-gestionnaire local", "Co-lokale beheerder"),
    "U": ("Utilisateur", "Gebruiker"),
}
# base (8 digits), name, place, [(quality, rank), ...]
_ROWS = [
    ("02078860", "Ancre Retraite Collective", "Namur", [("EMP", "U"), ("PC", "GL")]),
    ("04112093", "Atelier Boisdenghien", "Mons", [("EMP", "GL")]),
    ("04223517", "Bakkerij De Gouden Aar", "Aalst", [("EMP", "GL"), ("PS", "U")]),
    ("04310448", "Brasserie des Trois Puits", "Dinant", [("EMP", "CGL")]),
    ("04405926", "Caisse Commune Lorival", "Liège", [("PC", "U"), ("EMP", "GL")]),
    ("04486671", "Drukkerij Hazewind", "Gent", [("EMP", "GL")]),
    ("04513382", "Éclusiers Réunis", "Charleroi", [("EMP", "GL"), ("FSS", "U")]),
    ("04609174", "Fiduciaire Montplaisir", "Wavre", [("SSA", "GL"), ("PS", "CGL")]),
    ("04677235", "Fonds Grand-Hêtre", "Arlon", [("PC", "GL"), ("EMP", "U")]),
    ("04708853", "Garage Vliegenberg", "Leuven", [("EMP", "U")]),
    ("04790016", "Imprimerie du Vieux Quai", "Tournai", [("EMP", "GL")]),
    ("04812269", "Kempische Zorggroep Linde", "Turnhout", [("EMP", "GL"), ("APL", "U")]),
    ("04901540", "Laiterie Sainte-Aldegonde", "Verviers", [("EMP", "CGL")]),
    ("05027718", "Maison Corbeau & Filles", "Bruxelles", [("EMP", "GL")]),
    ("04031707", "Prévoyance du Tilleul", "Bruxelles",
     [("EMP", "GL"), ("PC", "GL"), ("PS", "CGL"), ("SSA", "U")]),
    ("05340082", "Prévoyance du Tilleul - Services", "Bruxelles", [("EMP", "GL"), ("PC", "U")]),
    ("05418839", "Scierie Haute-Combe", "Bastogne", [("EMP", "GL")]),
    ("06230457", "Transport Nachtegaal", "Antwerpen", [("EMP", "U"), ("PS", "GL")]),
    ("08194406", "Verzekeringskas Meidoorn", "Brugge", [("PC", "CGL")]),
]
COMPANIES = {
    number(base): {"number": number(base), "name": name, "place": place, "roles": roles}
    for base, name, place, roles in _ROWS
}
APPLICATIONS = {
    "dimona": ("Dimona", "Dimona"),
    "dmfa": ("DmfA", "DmfA"),
    "dmfappl": ("DmfAPPL", "DmfAPPL"),
    "db2p": ("DB2P - Pensions complémentaires", "DB2P - Aanvullende pensioenen"),
    "drsc": ("DRS Chômage", "ASR Werkloosheid"),
    "drsi": ("DRS Indemnités", "ASR Uitkeringen"),
    "drsa": ("DRS Accidents du travail", "ASR Arbeidsongevallen"),
    "capelo": ("Capelo", "Capelo"),
    "duc": ("Déclaration unique de chantier", "Unieke werfmelding"),
    "fp": ("Fichier du personnel", "Personeelsbestand"),
}
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
USERS = {"demo": ("Secret-Pass-1", "Camille Delvaux")}


def nth(pair, lang):
    return pair[1 if lang == "nl" else 0]


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.accepted = self.refused = self.confirms = 0
        self.numbers = itertools.count(4738)
        self.made = []
        self.technical = {
            ("0207.886.044", "PC"): {
                "username": "ancre2019", "sender_number": "4711", "channel": "SFTP",
                "applications": ["dimona", "db2p"], "created": "12/03/2019",
                "contact": {"lastName": "Hermans", "firstName": "Odile", "job": "ICT",
                            "phone": "081 55 01 22", "mail": "o.hermans@ancre.example"},
            },
            (number("04609174"), "SSA"): {
                "username": "montplaisir1", "sender_number": "3902", "channel": "FTP",
                "applications": ["dimona", "dmfa"], "created": "02/10/2014",
                "contact": {"lastName": "Peeters", "firstName": "Ruben", "job": "IT",
                            "phone": "010 55 20 14", "mail": "it@montplaisir.example"},
            },
        }

    def taken(self, username):
        return username in USERS or any(
            t["username"] == username for t in self.technical.values())

    def truth(self):
        return {
            "registrations": self.made,
            "log_ins": {"accepted": self.accepted, "refused": self.refused},
            "confirm_requests": self.confirms,
        }
