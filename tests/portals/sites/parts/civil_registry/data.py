"""Invented companies, qualities, applications and the store of technical users."""
import datetime

QUALITIES = {
    "gpc": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    "onss": ("Employeur (ONSS)", "Werkgever (RSZ)"),
    "psoc": ("Prestataire de services", "Dienstverrichter"),
    "ssa": ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
    "sfs": ("Secrétariat full service", "Full-service secretariaat"),
    "apl": ("Administrations provinciales et locales", "Provinciale en plaatselijke besturen"),
}
ROLES = {"gl": ("Gestionnaire local", "Lokale beheerder"),
         "co": ("Co-gestionnaire local", "Lokale co-beheerder"),
         "ut": ("Utilisateur", "Gebruiker")}


def number(base):
    check = 97 - int(base) % 97
    digits = f"{base}{check:02d}"
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


# name, commune (fr, nl), first eight digits, [(quality, role)]
_RAW = [
    ("Ancre Prévoyance OFP", ("Ostende", "Oostende"), "02078860", [("gpc", "gl"), ("onss", "co")]),
    ("Ardoise et Fils SA", ("Namur", "Namen"), "04118120", [("onss", "gl")]),
    ("Atelier Brabançon SPRL", ("Wavre", "Waver"), "04227714", [("onss", "gl"), ("psoc", "ut")]),
    ("Bakkerij De Gulden Aar BVBA", ("Gand", "Gent"), "04305561", [("onss", "ut")]),
    ("Caisse sectorielle Boréale ASBL", ("Bruxelles", "Brussel"), "04349087", [("gpc", "ut"), ("psoc", "gl")]),
    ("Clairval Assurances SCRL", ("Liège", "Luik"), "04412203", [("gpc", "co"), ("onss", "gl")]),
    ("De Linde Pensioenfonds OFP", ("Louvain", "Leuven"), "04476690", [("gpc", "gl")]),
    ("Drukkerij Meervogel NV", ("Anvers", "Antwerpen"), "04508125", [("onss", "gl"), ("sfs", "ut")]),
    ("Fonds de pension Havelange OFP", ("Huy", "Hoei"), "04533411", [("gpc", "gl"), ("onss", "ut")]),
    ("Fiduciaire Trois Tilleuls SCRL", ("Mons", "Bergen"), "04561902", [("sfs", "gl")]),
    ("Intercommunale du Val Gris", ("Charleroi", "Charleroi"), "02150378", [("apl", "gl"), ("onss", "ut")]),
    ("Kempense Zorggroep VZW", ("Turnhout", "Turnhout"), "04627093", [("onss", "co")]),
    ("Logistique Quatre-Vents SA", ("Tournai", "Doornik"), "04680016", [("onss", "gl")]),
    ("Maison de repos Les Saules ASBL", ("Arlon", "Aarlen"), "04713829", [("onss", "gl"), ("apl", "ut")]),
    ("Prévoyance Lys et Escaut OFP", ("Courtrai", "Kortrijk"), "04031707",
     [("onss", "gl"), ("ssa", "ut"), ("gpc", "gl"), ("psoc", "gl")]),
    ("Prévoyance Meuse et Sambre OFP", ("Namur", "Namen"), "04790544", [("gpc", "gl"), ("onss", "gl")]),
    ("Secrétariat social Passerelle ASBL", ("Bruxelles", "Brussel"), "04085519", [("ssa", "gl"), ("onss", "ut")]),
    ("Stad en Haven Pensioenkas OFP", ("Anvers", "Antwerpen"), "08261174", [("gpc", "gl")]),
    ("Tuinbouw Van Houtelaer BVBA", ("Malines", "Mechelen"), "08443360", [("onss", "ut")]),
    ("Zuiderkaai Consult NV", ("Bruges", "Brugge"), "08710925", [("psoc", "gl"), ("onss", "gl")]),
]
COMPANIES = {}
for _name, _town, _base, _quals in _RAW:
    COMPANIES[number(_base)] = {"number": number(_base), "name": _name, "town": _town,
                                "qualities": dict(_quals)}

APPLICATIONS = [
    ("onss", ("Déclarations d'emploi et de prestations", "Aangiften van tewerkstelling en prestaties"), [
        ("dimona", ("Dimona", "Dimona")),
        ("dmfa", ("DmfA", "DmfA")),
        ("dmfam", ("DmfA - Modification", "DmfA - Wijziging")),
        ("dmfappl", ("DmfAPPL", "DmfAPPL"))]),
    ("drs", ("Déclaration des risques sociaux (DRS)", "Aangifte van sociale risico's (ASR)"), [
        ("aoat", ("DRS Accidents du travail", "ASR Arbeidsongevallen")),
        ("wech", ("DRS Chômage", "ASR Werkloosheid")),
        ("zima", ("DRS Indemnités", "ASR Uitkeringen"))]),
    ("pens", ("Pensions", "Pensioenen"), [
        ("db2p", ("DB2P - Pensions complémentaires", "DB2P - Aanvullende pensioenen")),
        ("epk", ("Cadastre des pensions", "Pensioenkadaster")),
        ("capelo", ("Capelo", "Capelo"))]),
    ("div", ("Autres messages", "Andere berichten"), [
        ("duc", ("Déclaration unique de chantier", "Unieke werfmelding")),
        ("ct", ("Chômage temporaire", "Tijdelijke werkloosheid")),
        ("pfrq", ("Fichier du personnel", "Personeelsbestand"))]),
]
GROUP_OF = {code: group for group, _, apps in APPLICATIONS for code, _ in apps}
APP_NAMES = {code: names for _, _, apps in APPLICATIONS for code, names in apps}
CHANNELS = ("FTP", "SFTP", "Isabel", "MQLink")
TAKEN = {"demo", "demo2012", "utilisateur1", "technique01", "pensions2011"}


class Store:
    """Technical users; those made while the program runs are the 'made' ones."""

    def __init__(self):
        self.users = {("0207.886.044", "gpc"): {
            "username": "ancre2019", "sender_number": "4711", "channel": "SFTP",
            "applications": ["db2p"], "date": "14/03/2019", "key": None, "cert": None,
            "contact": {"nom": "Vandersteeg", "prenom": "Lucie", "fonction": "Informatique",
                        "telephone": "059 00 11 22", "email": "lucie.vandersteeg@ancre.example"}}}
        self.made = []
        self.accepted = self.refused = self.confirm_requests = 0
        self.next_number = 5208

    def get(self, company, quality):
        return self.users.get((company, quality))

    def name_taken(self, name):
        return name in TAKEN or any(u["username"] == name for u in self.users.values())

    def create(self, company, quality, draft, lang):
        user = {"username": draft["username"], "sender_number": str(self.next_number),
                "channel": draft["channel"], "applications": list(draft["applications"]),
                "date": datetime.date.today().strftime("%d/%m/%Y"),
                "key": draft.get("cle"), "cert": draft.get("certificat"),
                "contact": dict(draft["contact"])}
        self.next_number += 3
        self.users[(company, quality)] = user
        sftp = user["channel"] == "SFTP"
        self.made.append({
            "enterprise_number": company, "company": COMPANIES[company]["name"],
            "quality": QUALITIES[quality][0], "username": user["username"],
            "channel": user["channel"],
            "applications": [APP_NAMES[a][lang] for a in user["applications"]],
            "sender_number": user["sender_number"], "contact": user["contact"],
            "ssh_key": user["key"] if sftp else None,
            "certificate": user["cert"] if sftp else None,
            "language": ("fr", "nl")[lang]})
        return user

    def truth(self):
        return {"registrations": self.made,
                "log_ins": {"accepted": self.accepted, "refused": self.refused},
                "confirm_requests": self.confirm_requests}
