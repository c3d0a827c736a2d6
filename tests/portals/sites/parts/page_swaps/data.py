"""Companies, qualities and technical users (all invented)."""
import threading

GPC = "gpc"
QUALITIES = {
    "rsz": ("Employeur (ONSS)", "Werkgever (RSZ)"),
    GPC: ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    "ppl": ("Administrations provinciales et locales (ONSSAPL)", "Provinciale en plaatselijke besturen (RSZPPO)"),
    "srv": ("Prestataire de services", "Dienstverrichter"),
    "ssa": ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
}
FUNCTIONS = {
    "lm": ("Gestionnaire local", "Lokale beheerder"),
    "co": ("Co-gestionnaire local", "Lokale co-beheerder"),
    "us": ("Utilisateur", "Gebruiker"),
}
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
APPLICATIONS = {
    "capelo": ("Capelo", "Capelo", "Dossier de carrière du secteur public", "Loopbaandossier van de overheidssector"),
    "db2p": ("DB2P", "DB2P", "Banque de données des pensions complémentaires", "Databank aanvullende pensioenen"),
    "dimona": ("Dimona", "Dimona", "Déclaration immédiate de l’emploi", "Onmiddellijke aangifte van tewerkstelling"),
    "dmfa": ("DmfA", "DmfA", "Déclaration multifonctionnelle trimestrielle", "Multifunctionele kwartaalaangifte"),
    "dmwa": ("DmfA – modification", "DmfA – wijziging", "Corriger une déclaration trimestrielle", "Een kwartaalaangifte verbeteren"),
    "drs": ("DRS – accidents du travail", "ASR – arbeidsongevallen", "Déclaration d’un risque social", "Aangifte van een sociaal risico"),
    "vbl": ("Livre de validation", "Validatieboek", "Chômage temporaire", "Tijdelijke werkloosheid"),
}
_ROWS = [  # first 8 digits, name, place, qualities
    ("02078860", "Caisse commune De Ster-Voile", "8400 Oostende", [("rsz", "us"), (GPC, "lm"), ("srv", "us")]),
    ("04031707", "Prévoyance du Vieux-Tilleul", "1000 Bruxelles", [("rsz", "lm"), ("ppl", "us"), (GPC, "lm"), ("srv", "co")]),
    ("04031733", "Prévoyance du Vieux-Moulin", "5000 Namur", [(GPC, "us"), ("rsz", "lm")]),
    ("04112209", "Ateliers Brumelot", "4000 Liège", [("rsz", "lm")]),
    ("04275518", "Bakkerij Van Hommelen", "9000 Gent", [("rsz", "lm"), ("srv", "us")]),
    ("04300147", "Boiseries du Condroz-Nord", "5590 Ciney", [("rsz", "us")]),
    ("04418832", "Clinique Sainte-Amarine", "7000 Mons", [("rsz", "co"), (GPC, "us")]),
    ("04502096", "Drukkerij Zilverkamp", "2000 Antwerpen", [("rsz", "lm")]),
    ("04561127", "Éditions du Hérisson Bleu", "1050 Ixelles", [("rsz", "us")]),
    ("04609981", "Fonds de pension Korenaar", "3000 Leuven", [(GPC, "lm"), ("rsz", "us")]),
    ("04700356", "Garage Pletinckx-Duval", "1480 Tubize", [("rsz", "lm")]),
    ("04733810", "Hoeve Ter Linden-Oost", "8800 Roeselare", [("rsz", "us")]),
    ("04801294", "Intercommunale des Trois Vallons", "6600 Bastogne", [("ppl", "lm")]),
    ("04855507", "Jardins de Malvaux", "1300 Wavre", [("rsz", "us"), ("srv", "us")]),
    ("04900718", "Kantoor Meersman en Zonen", "8500 Kortrijk", [("srv", "lm")]),
    ("05010023", "Laboratoires Quercix", "1348 Louvain-la-Neuve", [("rsz", "lm"), (GPC, "co")]),
    ("05227741", "Mutuelle Horizon Vert", "6000 Charleroi", [(GPC, "us"), ("rsz", "us")]),
    ("05340992", "Secrétariat social Palissade", "1030 Schaerbeek", [("ssa", "lm"), ("rsz", "lm")]),
    ("06119037", "Transports Wiltmeer", "3500 Hasselt", [("rsz", "lm")]),
    ("08441250", "Zorggroep Avondrood", "9300 Aalst", [("rsz", "co"), (GPC, "us")]),
]


def dotted(n):
    return f"{n[:4]}.{n[4:7]}.{n[7:]}"


class Company:
    def __init__(self, base, name, place, roles):
        self.num = base + "%02d" % (97 - int(base) % 97)
        self.name, self.place, self.roles = name, place, roles
        self.dotted = dotted(self.num)


COMPANIES = {c.num: c for c in (Company(*r) for r in _ROWS)}
assert "0403170701" in COMPANIES and "0207886044" in COMPANIES and "1000000021" not in COMPANIES

USERS_TAKEN = {"demo", "ancre2019", "technique01", "pensions2020", "administrateur"}
TECH = {("0207886044", GPC): {"username": "ancre2019", "sender_number": 4711, "channel": "FTP",
                              "applications": ["db2p", "dimona"], "date": "14/03/2019",
                              "contact": "Lieve Ankerman"}}
TRUTH = {"registrations": [], "log_ins": {"accepted": 0, "refused": 0}, "confirm_requests": 0}
LOCK = threading.Lock()
_next = [5217]


def next_sender():
    n = _next[0]
    _next[0] += 13
    return n
