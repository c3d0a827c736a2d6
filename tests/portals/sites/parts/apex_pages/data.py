"""Invented companies, qualities and the register of technical users."""
import threading

LANGS = ("fr", "nl")

QUALITIES = {
    "PC": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    "EMP": ("Employeur (ONSS)", "Werkgever (RSZ)"),
    "PRE": ("Prestataire de services", "Dienstverrichter"),
    "SEC": ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
    "APL": ("Administrations provinciales et locales", "Provinciale en plaatselijke besturen"),
    "FUL": ("Secrétariat full service", "Full-service secretariaat"),
}
PERSON = {
    "L": ("Gestionnaire local", "Lokale beheerder"),
    "C": ("Co-gestionnaire local", "Lokale co-beheerder"),
    "U": ("Utilisateur", "Gebruiker"),
}
APPLICATIONS = {
    "CAP": ("Capelo", "Capelo"),
    "DB2P": ("DB2P – Pensions complémentaires", "DB2P – Aanvullende pensioenen"),
    "DUC": ("Déclaration unique de chantier", "Unieke werfmelding"),
    "DIMN": ("Dimona", "Dimona"),
    "DMFA": ("DmfA", "DmfA"),
    "DMPP": ("DmfAPPL", "DmfAPPL"),
    "DRS": ("DRS – Déclaration des risques sociaux", "ASR – Aangifte van sociale risico's"),
    "PERS": ("Fichier du personnel", "Personeelsbestand"),
    "LVAL": ("Livre de validation", "Validatieboek"),
    "PUBL": ("Publiato", "Publiato"),
}
FUNCTIONS = [
    ("Administrateur système", "Systeembeheerder"),
    ("Analyste", "Analist"),
    ("Chef de projet", "Projectleider"),
    ("Collaborateur administratif", "Administratief medewerker"),
    ("Comptable", "Boekhouder"),
    ("Développeur", "Ontwikkelaar"),
    ("Directeur", "Directeur"),
    ("Gestionnaire de dossiers", "Dossierbeheerder"),
    ("Gestionnaire de la paie", "Payrollbeheerder"),
    ("Informaticien", "Informaticus"),
    ("Ingénieur réseau", "Netwerkingenieur"),
    ("Responsable informatique", "IT-verantwoordelijke"),
    ("Responsable ressources humaines", "HR-verantwoordelijke"),
    ("Autre (à préciser)", "Andere (te preciseren)"),
]
OTHER_FUNCTION = len(FUNCTIONS) - 1


def number(first8):
    """Enterprise number with its check digits."""
    return first8 + "%02d" % (97 - int(first8) % 97)


def dotted(raw):
    return "%s.%s.%s" % (raw[:4], raw[4:7], raw[7:])


# first eight digits, name, town, qualities (code, kind of person)
_ROWS = [
    ("04031707", "Saint-Éloi Prévoyance ASBL", "Namur", [("EMP", "L"), ("SEC", "U"), ("PC", "L"), ("PRE", "C")]),
    ("02078860", "Ancre & Voile Assurances SA", "Oostende", [("PC", "L"), ("EMP", "U")]),
    ("04120733", "Atelier Brumont SPRL", "Wavre", [("EMP", "L")]),
    ("04187720", "Bakkerij De Gouden Aar BV", "Aalst", [("EMP", "L"), ("PC", "U")]),
    ("04239018", "Bois & Cie du Hainaut SA", "Mons", [("EMP", "C")]),
    ("04301175", "Caisse de Retraite Lumière OFP", "Bruxelles", [("PC", "L"), ("EMP", "L")]),
    ("04366402", "Carrières du Bocq-Neuf SA", "Yvoir", [("EMP", "U")]),
    ("04415591", "De Witte Molen NV", "Damme", [("EMP", "L"), ("PRE", "U")]),
    ("04478836", "Éditions du Vieux Pont SC", "Huy", [("EMP", "L")]),
    ("04522047", "Fiduciaire Tilleul SRL", "Nivelles", [("PRE", "L"), ("EMP", "L")]),
    ("04580963", "Fonds Solidaire Meuse OFP", "Liège", [("PC", "C")]),
    ("04633318", "Garage Noordzicht BV", "Knokke", [("EMP", "U")]),
    ("04691254", "Groupe Épicéa SA", "Arlon", [("EMP", "L"), ("PC", "L")]),
    ("04750087", "Hof ter Linden VZW", "Lier", [("EMP", "C")]),
    ("04812946", "Imprimerie Castelain SA", "Tournai", [("EMP", "L")]),
    ("04877320", "Kempens Transportbedrijf NV", "Geel", [("EMP", "L")]),
    ("05023391", "Maison communale de Vaux-Sous-Bois", "Vaux", [("APL", "L")]),
    ("05118842", "Pensioenfonds De Schelde OFP", "Antwerpen", [("PC", "U"), ("EMP", "U")]),
    ("05236614", "Sociaal Bureau Kameleon VZW", "Gent", [("SEC", "L"), ("FUL", "L")]),
    ("05340129", "Saint-Éloi Construction SA", "Namur", [("EMP", "L")]),
    ("05487705", "Tisseranderie Lys & Fils SRL", "Kortrijk", [("EMP", "L")]),
    ("06512238", "Verzekeringen Torenhof NV", "Mechelen", [("PC", "L"), ("PRE", "L")]),
    ("07431160", "Zoutkamer Logistics BV", "Zeebrugge", [("EMP", "U")]),
]
COMPANIES = {
    number(f): {"raw": number(f), "number": dotted(number(f)), "name": n, "town": t, "roles": r}
    for f, n, t, r in _ROWS
}
assert "0403170701" in COMPANIES and "0207886044" in COMPANIES and len(COMPANIES) == 23
assert "1000000021" not in COMPANIES

TAKEN = {"ancre2019", "demo", "admin2020", "smalsbatch", "torenhof01", "technique1", "utilisateur"}


class Register:
    """Technical users by (company, quality); those made here are told apart."""

    def __init__(self):
        self.lock = threading.Lock()
        self.next_sender = 5218
        self.users = {
            ("0207886044", "PC"): {
                "enterprise_number": "0207.886.044", "username": "ancre2019", "channel": "SFTP",
                "codes": ["DIMN", "DMFA", "DB2P"], "sender_number": "4711", "since": "14/03/2019",
                "contact": {"name": "Vermast", "first_name": "Lieve"}, "made_here": False,
            }
        }
        self.counts = {"accepted": 0, "refused": 0, "confirm": 0}

    def taken(self, username):
        return username in TAKEN or any(u["username"] == username for u in self.users.values())

    def add(self, raw, quality, user):
        """The new user with a number, or None where the quality or the name is taken."""
        with self.lock:
            if (raw, quality) in self.users or self.taken(user["username"]):
                return None
            user["sender_number"] = str(self.next_sender)
            user["made_here"] = True
            self.next_sender += 7
            self.users[(raw, quality)] = user
            return user

    def truth(self):
        made = [dict(u) for u in self.users.values() if u["made_here"]]
        for u in made:
            u.pop("made_here")
            u.pop("codes")
        return {
            "registrations": made,
            "log_ins": {"accepted": self.counts["accepted"], "refused": self.counts["refused"]},
            "confirm_requests": self.counts["confirm"],
        }
