"""What the portal knows: entities, qualities, applications, and all that is made while it runs (in memory)."""

import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime

USER, PASSWORD = "demo", "Secret-Pass-1"
TAKEN = {"ancre2019", "utilisateur1", "batch2020", "sftpclient", "onssbatch1", "testtest", "technique", "demodemo"}

QUALITIES = {  # slug: (French, Dutch)
    "gpc": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    "onss": ("Employeur ONSS", "Werkgever RSZ"),
    "sec": ("Secrétariat social", "Sociaal secretariaat"),
    "psd": ("Prestataire de services", "Dienstverrichter"),
    "apl": ("Administrations provinciales et locales", "Provinciale en plaatselijke besturen"),
}
LEVELS = {
    "GL": ("Gestionnaire local", "Lokale Beheerder"),
    "CGL": ("Co-gestionnaire local", "Co-Lokale Beheerder"),
    "U": ("Utilisateur", "Gebruiker"),
}
ENTITIES = {  # number: (name, {quality: level})
    "0207.886.044": ("Ancre Prévoyance OFP", {"gpc": "GL"}),
    "0441.256.067": ("Assurances du Canal SA", {"gpc": "U", "onss": "GL"}),
    "0546.123.064": ("Brasserie Van Hoof & Fils SRL", {"onss": "GL"}),
    "0879.041.219": ("Caisse commune d'Ombret ASBL", {"onss": "CGL", "psd": "U"}),
    "0440.228.164": ("Commune de Saint-Aubin-lez-Dyle", {"apl": "GL"}),
    "0715.336.002": ("Fonds de pension de la Lys OFP", {"gpc": "U"}),
    "0802.194.552": ("Fonds de pension de la Lys - Cadres OFP", {"gpc": "CGL", "onss": "U"}),
    "0667.301.996": ("Secrétariat social Horizon ASBL", {"sec": "GL", "onss": "GL", "psd": "GL"}),
    "0403.170.701": ("Sérénité Pensions SCRL", {"gpc": "GL", "onss": "GL"}),
    "1000.000.120": ("Startpunt Zorg VZW", {"onss": "U"}),
    "0479.023.315": ("Transports Delvaux SA", {"onss": "GL"}),
    "0431.661.282": ("Zénith Conseil en retraite SRL", {"psd": "GL", "gpc": "GL"}),
}
GROUPS = [  # (French, Dutch, [(name, French, Dutch)])
    (
        "Emploi et salaires",
        "Tewerkstelling en lonen",
        [
            ("Dimona", "Déclaration immédiate de l'emploi", "Onmiddellijke aangifte van tewerkstelling"),
            (
                "DmfA",
                "Déclaration multifonctionnelle trimestrielle (original, modification et consultation)",
                "Multifunctionele kwartaalaangifte (origineel, wijziging en raadpleging)",
            ),
            (
                "DmfAPPL",
                "Déclaration trimestrielle des administrations provinciales et locales",
                "Kwartaalaangifte van de provinciale en plaatselijke besturen",
            ),
            ("PFRQ|Fichier du personnel|Personeelsbestand", "demande et réponse", "aanvraag en antwoord"),
            (
                "DUC|DUC|UWA",
                "Déclaration unique de chantier (déclaration de travaux)",
                "Unieke werfmelding (aangifte van werken)",
            ),
            ("Check-in at work", "Enregistrement des présences", "Aanwezigheidsregistratie"),
        ],
    ),
    (
        "Risques sociaux",
        "Sociale risico's",
        [
            (
                "DRS|DRS|ASR",
                "Déclaration de risques sociaux (accidents du travail, chômage, indemnités)",
                "Aangifte van sociale risico's (arbeidsongevallen, werkloosheid, uitkeringen)",
            ),
            (
                "TWCT|Chômage temporaire|Tijdelijke werkloosheid",
                "communications de l'employeur à l'ONEM",
                "mededelingen van de werkgever aan de RVA",
            ),
            (
                "VBLV|Livre de validation|Validatieboek",
                "chômage temporaire, numéros des formulaires",
                "tijdelijke werkloosheid, nummers van de formulieren",
            ),
        ],
    ),
    (
        "Pensions et carrière",
        "Pensioenen en loopbaan",
        [
            (
                "DB2P",
                "Banque de données des pensions complémentaires (deuxième pilier)",
                "Databank aanvullende pensioenen (tweede pijler)",
            ),
            ("ePK|ePK|ePK", "Cadastre des pensions", "Pensioenkadaster"),
            (
                "Capelo",
                "Dossier de carrière du secteur public, données historiques",
                "Loopbaandossier van de overheidssector, historische gegevens",
            ),
            ("Publiato", "Déclarations statistiques", "Statistische aangiften"),
        ],
    ),
]


def applications(lang):
    """-> [(group caption, [(value, name, caption)])]"""
    nl = lang == "nl"
    out = []
    for french, dutch, rows in GROUPS:
        items = []
        for name, fr_text, nl_text in rows:
            value, fr_name, nl_name = (name.split("|") * 3)[:3]
            items.append((value, nl_name if nl else fr_name, nl_text if nl else fr_text))
        out.append((dutch if nl else french, items))
    return out


@dataclass
class Session:
    lang: str
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    seen: float = field(default_factory=time.time)
    drafts: dict = field(default_factory=dict)


@dataclass
class Store:
    registrations: list = field(default_factory=list)
    existing: list = field(default_factory=list)
    sessions: dict = field(default_factory=dict)
    transactions: dict = field(default_factory=dict)  # at the log-in service
    made_at: dict = field(default_factory=dict)  # reference: time
    codes: set = field(default_factory=set)
    refusals: dict = field(default_factory=dict)
    accepted: int = 0
    refused: int = 0
    confirm_requests: int = 0
    last_sender: int = field(default_factory=lambda: 6400 + secrets.randbelow(500))

    def technical_user(self, number, quality):
        for row in self.existing + self.registrations:
            if (row["enterprise_number"], row["quality"]) == (number, QUALITIES[quality][0]):
                return row
        return None

    def taken(self):
        return TAKEN | {USER} | {row["username"] for row in self.registrations}

    def register(self, number, quality, draft):
        now = datetime.now()
        row = {
            "enterprise_number": number,
            "quality": QUALITIES[quality][0],
            "username": draft["username"],
            "channel": draft["channel"],
            "applications": list(draft["applications"]),
            "sender_number": self.last_sender,
            "contact": {
                "last_name": draft["lastName"],
                "first_name": draft["firstName"],
                "function": draft["function"],
                "phone": draft["phone"],
                "email": draft["email"],
            },
            "files": {kind: draft[kind] for kind in ("ssh", "cer") if draft["channel"] == "SFTP"},
            "reference": f"{now:%Y}-{secrets.randbelow(900000) + 100000:07d}",
            "created": f"{now:%d/%m/%Y %H:%M}",
        }
        self.last_sender += 3 + secrets.randbelow(15)
        self.registrations.append(row)
        return row

    def truth(self):
        return {
            "registrations": self.registrations,
            "existing": self.existing,
            "confirm_requests": self.confirm_requests,
            "log_ins": {"accepted": self.accepted, "refused": self.refused},
        }


STORE = Store(
    existing=[
        {
            "enterprise_number": "0207.886.044",
            "quality": QUALITIES["gpc"][0],
            "username": "ancre2019",
            "channel": "SFTP",
            "applications": ["DB2P"],
            "sender_number": 4711,
            "reference": "2019-0318842",
            "created": "14/05/2019 10:22",
            "contact": {
                "last_name": "Marchal",
                "first_name": "Odile",
                "function": "Informaticienne",
                "phone": "04 222 33 44",
                "email": "odile.marchal@ancre.example",
            },
        }
    ]
)
