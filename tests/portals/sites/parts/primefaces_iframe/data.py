"""Entities, qualities, applications and what the portal remembers (all in memory)."""
import itertools
import random
import re
import secrets
import unicodedata

CFG = {"port": 8080}
QUAL = {
    "GPC": {"fr": "Gestionnaire pensions complémentaires", "nl": "Beheerder aanvullende pensioenen"},
    "ONSS": {"fr": "Employeur ONSS", "nl": "Werkgever RSZ"},
    "SS": {"fr": "Secrétariat social agréé", "nl": "Erkend sociaal secretariaat"},
    "FS": {"fr": "Secrétariat full service", "nl": "Full-service secretariaat"},
    "PS": {"fr": "Prestataire de services sociaux", "nl": "Sociale dienstverrichter"},
    "APL": {"fr": "Administrations provinciales et locales ONSSAPL", "nl": "Provinciale en plaatselijke besturen RSZPPO"},
}
LEVEL = {"GL": {"fr": "Gestionnaire local", "nl": "Lokale Beheerder"}, "U": {"fr": "Utilisateur", "nl": "Gebruiker"}}
APPS = [
    ("Capelo", "Capelo – Dossier de carrière électronique du secteur public (données historiques)", "Capelo – Elektronisch loopbaandossier van de overheidssector (historische gegevens)"),
    ("CareerPro", "CareerPro – Federal Learning Account", "CareerPro – Federal Learning Account"),
    ("Checkin", "Check-in at work – Enregistrement des présences sur chantier", "Check-in at work – Registratie van de aanwezigheden op werven"),
    ("DB2P", "Banque de données des pensions complémentaires (DB2P) – déclarations des comptes et des événements", "Databank aanvullende pensioenen (DB2P) – aangiften van rekeningen en gebeurtenissen"),
    ("Dimona", "Dimona – Déclaration immédiate de l’emploi", "Dimona – Onmiddellijke aangifte van tewerkstelling"),
    ("DmfA", "DmfA – Déclaration multifonctionnelle trimestrielle ONSS (original, modification et consultation)", "DmfA – Multifunctionele kwartaalaangifte RSZ (origineel, wijziging en raadpleging)"),
    ("DmfAPPL", "DmfAPPL – Déclaration multifonctionnelle des administrations provinciales et locales", "DmfAPPL – Multifunctionele aangifte van de provinciale en plaatselijke besturen"),
    ("DRS", "DRS – Déclaration des risques sociaux (chômage, indemnités et accidents du travail)", "ASR – Aangifte van sociale risico’s (werkloosheid, uitkeringen en arbeidsongevallen) (DRS)"),
    ("DUC", "Déclaration unique de chantier", "Eenmalige werfmelding"),
    ("Personnel", "Fichier du personnel (demande et réponse)", "Personeelsbestand (aanvraag en antwoord)"),
    ("Validation", "Livre de validation – chômage temporaire", "Validatieboek – tijdelijke werkloosheid"),
    ("Publiato", "Publiato – Déclaration des accidents du travail du secteur public", "Publiato – Aangifte van arbeidsongevallen in de overheidssector"),
    ("ePK", "ePK – Cadastre des pensions", "ePK – Pensioenkadaster"),
]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
MANAGER = {"nom": "Demeester", "prenom": "Dominique", "tel": "02 739 44 18", "mail": "d.demeester@portail-essai.be"}
USERS = {"demo": "Secret-Pass-1"}
TAKEN = {"demo", "ancre2019", "pensioen2016", "batchuser1", "techniek01", "utilisateur", "utilisateurtechnique", "administrateur", "socialsecurity"}


def dotted(n):
    return f"{n[:4]}.{n[4:7]}.{n[7:]}"


def _number(rng, used):
    while True:
        base = rng.randrange(4_010_000, 8_950_000)
        n = f"{base:08d}{97 - base % 97:02d}"
        if n not in used:
            used.add(n)
            return n


def _companies():
    rng = random.Random(2010)
    fixed = [
        ("0403170701", "Énergie du Midi SA", [("ONSS", "GL"), ("GPC", "U"), ("GPC", "GL"), ("PS", "U")]),
        ("0207886044", "L’Ancre OFP", [("GPC", "GL"), ("ONSS", "U")]),
        ("0419052173", "Ateliers Vandenberghe NV", [("GPC", "U")]),
        ("0442824153", "Énergie du Midi SA", [("GPC", "GL")]),
        ("0458548296", "Secrétariat social Horizon ASBL", [("SS", "GL"), ("FS", "GL"), ("GPC", "U")]),
        ("0866090451", "Pensioenfonds De Schelde OFP", [("GPC", "GL")]),
        ("0207485206", "Commune de Sart-le-Moulin", [("APL", "GL"), ("GPC", "GL")]),
        ("0430506289", "Fonds de pension Meuse & Sambre OFP", [("GPC", "GL"), ("PS", "GL")]),
    ]
    used = {f[0] for f in fixed} | {"1000000021"}
    first = ["Ateliers", "Boulangerie", "Brasserie", "Bureau", "Drukkerij", "Garage", "Imprimerie", "Laboratoires", "Menuiserie",
             "Pensioenfonds", "Transport", "Vleeshandel", "Clinique", "Schoenmakerij", "Fonds de pension", "Verzekeringen"]
    second = ["Claes", "De Smet", "Dubois", "d’Hoogvorst", "Hermans", "Lambert", "Leclercq", "Maes", "Mertens", "Noël", "Peeters",
              "Renard", "Saint-Éloi", "Van den Broeck", "Wouters", "Zéphyr"]
    names = [f"{a} {b}" for a, b in itertools.product(first, second)]
    rng.shuffle(names)
    rows = list(fixed)
    for name in names[:124]:
        q = rng.choice([["GPC"], ["GPC"], ["ONSS"], ["GPC", "ONSS"], ["PS"], ["ONSS", "SS"]])
        rows.append((_number(rng, used), f"{name} {rng.choice(['SA', 'NV', 'SPRL', 'BVBA', 'ASBL', 'OFP'])}",
                     [(k, rng.choice(["GL", "GL", "U"])) for k in q]))
    out = []
    for i, (n, name, roles) in enumerate(sorted(rows, key=lambda r: (fold(r[1]), r[0]))):
        # three back-office sources, three ways of writing the number
        shown = [n, "BE" + n, f"BE {dotted(n)}", n][(int(n[-4:]) + i) % 4]
        out.append({"nr": n, "dotted": dotted(n), "name": name, "roles": roles, "shown": shown})
    return out


def fold(s):
    s = unicodedata.normalize("NFKD", s.replace("’", "'").replace("\xa0", " ")).lower()
    return "".join(c for c in s if not unicodedata.combining(c))


COMPANIES = _companies()
BY_NR = {c["nr"]: c for c in COMPANIES}


def find(q):
    q = q.strip()
    digits = re.sub(r"\D", "", q)
    if digits and re.fullmatch(r"(?i)(be)?[\d\s./\xa0-]+", q):
        return [c for c in COMPANIES if digits in c["nr"]]
    return [c for c in COMPANIES if fold(q) in fold(c["name"])]


class State:
    def __init__(self):
        self.registrations = []
        self.existing = [
            {"enterprise_number": "0207.886.044", "quality": "GPC", "username": "ancre2019", "channel": "SFTP",
             "applications": ["DB2P"], "sender_number": "4711", "created": "14/03/2019",
             "contact": {"last_name": "Pirotte", "first_name": "Benoît", "function": "Responsable informatique",
                         "phone": "081 22 47 10", "email": "b.pirotte@ancre-ofp.example"}},
            {"enterprise_number": "0458.548.296", "quality": "SS", "username": "batchuser1", "channel": "MQLink",
             "applications": ["DmfA", "Dimona", "DRS"], "sender_number": "812", "created": "02/09/2008",
             "contact": {"last_name": "Goossens", "first_name": "Rita", "function": "ICT-manager",
                         "phone": "02 245 30 99", "email": "rita.goossens@horizon.example"}},
        ]
        self.confirm_requests = self.accepted = self.refused = 0
        self.fails = {}
        self.sessions, self.tickets, self.idp = {}, {}, {}
        self.sender = 5830 + secrets.randbelow(300)

    def technical_user(self, nr, quality):
        for r in self.existing + self.registrations:
            if r["enterprise_number"] == dotted(nr) and r["quality"] == quality:
                return r

    def taken(self, name):
        return name in TAKEN or any(r["username"] == name for r in self.existing + self.registrations)

    def register(self, nr, quality, w, now):
        self.sender += 1 + secrets.randbelow(7)
        c = w["contact"]
        reg = {"enterprise_number": dotted(nr), "quality": quality, "username": w["username"], "channel": w["channel"],
               "applications": [a[0] for a in APPS if a[0] in w["apps"]], "sender_number": str(self.sender),
               "created": now.strftime("%d/%m/%Y"), "time": now.strftime("%H:%M"),
               "reference": f"{now.year}-UM-{secrets.randbelow(90000) + 10000:07d}",
               "contact": {"last_name": c["nom"], "first_name": c["prenom"], "function": c["fonction"], "phone": c["tel"], "email": c["mail"]},
               "ssh_key": (w["ssh"] or {}).get("info") if w["channel"] == "SFTP" else None,
               "certificate": (w["cer"] or {}).get("info") if w["channel"] == "SFTP" else None}
        self.registrations.append(reg)
        return reg

    def truth(self):
        return {"registrations": self.registrations, "existing": self.existing, "confirm_requests": self.confirm_requests,
                "log_ins": {"accepted": self.accepted, "refused": self.refused}}


S = State()
