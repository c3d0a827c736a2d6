"""What component_spa.py knows: companies, qualities, applications, and the register."""

PORT = 8016
CLIENT_ID = "portal-spa"
USER, PASSWORD = "demo", "Secret-Pass-1"

QUALITIES = {
    "GPC": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    "ONSS": ("Employeur ONSS", "Werkgever RSZ"),
    "APL": ("Administrations provinciales et locales (ONSSAPL)", "Provinciale en plaatselijke besturen (RSZPPO)"),
    "SSA": ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
    "PS": ("Prestataire de services sociaux", "Sociale dienstverrichter"),
    "FSS": ("Secrétariat full service", "Full-service secretariaat"),
}
COMPANIES = [  # number, fr, nl, {quality: role}
    ("0401.882.381", "Brasserie du Vieux Moulin SA", "Brouwerij De Oude Molen NV", {"ONSS": "GL"}),
    ("0403.170.701", "Fonds de pension Lumina OFP", "Pensioenfonds Lumina OFP", {"GPC": "GL", "ONSS": "USR"}),
    ("0410.884.674", "Secrétariat social Horizon ASBL", "Sociaal secretariaat Horizon VZW",
     {"SSA": "GL", "ONSS": "COGL", "PS": "USR"}),
    ("0453.218.741", "Ateliers Mercier & Fils SRL", "Werkplaatsen Mercier & Zonen BV", {"ONSS": "GL", "GPC": "GL"}),
    ("0552.306.419", "Transports Delvaux SRL", "Delvaux Transport BV", {"ONSS": "USR"}),
    ("0645.991.096", "Clinique Saint-Rémi ASBL", "Kliniek Sint-Remigius VZW", {"ONSS": "COGL", "GPC": "USR"}),
    ("0667.135.910", "Fiduciaire Van Acker", "Fiduciaire Van Acker", {"PS": "GL", "FSS": "GL"}),
    ("0207.886.044", "L'Ancre - Caisse commune de pension", "Het Anker - Gemeenschappelijke pensioenkas",
     {"GPC": "GL", "ONSS": "USR"}),
    ("0214.557.070", "Administration communale de Valbois", "Gemeentebestuur Dalbos", {"APL": "GL", "GPC": "COGL"}),
    ("0739.041.812", "Noordzee Logistics", "Noordzee Logistics", {"ONSS": "GL"}),
    ("0876.120.331", "Boulangerie Lambotte SPRL", "Bakkerij Lambotte BVBA", {"ONSS": "USR", "GPC": "USR"}),
    ("0892.077.524", "Assurances Groupe Meuse SA", "Maasgroep Verzekeringen NV", {"GPC": "GL", "ONSS": "GL", "PS": "COGL"}),
]
COMPANY = {c[0]: c for c in COMPANIES}
APPLICATIONS = [  # code, group, fr, nl
    ("DmfA", "decl", "DmfA – Déclaration multifonctionnelle (original et modifications)", "DmfA – Multifunctionele aangifte (origineel en wijzigingen)"),
    ("DmfAPPL", "decl", "DmfAPPL – Déclaration des administrations provinciales et locales", "DmfAPPL – Aangifte van de provinciale en plaatselijke besturen"),
    ("Dimona", "decl", "Dimona – Déclaration immédiate de l'emploi", "Dimona – Onmiddellijke aangifte van tewerkstelling"),
    ("PERS", "decl", "Fichier du personnel – Consultation des relations de travail", "Personeelsbestand – Raadpleging van de arbeidsrelaties"),
    ("DRS", "risk", "DRS – Déclaration des risques sociaux (accidents du travail, chômage, indemnités)", "ASR – Aangifte van sociale risico's (arbeidsongevallen, werkloosheid, uitkeringen)"),
    ("TWCT", "risk", "Chômage temporaire – Communications à l'ONEM", "Tijdelijke werkloosheid – Mededelingen aan de RVA"),
    ("VBLV", "risk", "Livre de validation – Formulaires de contrôle du chômage temporaire", "Validatieboek – Controleformulieren tijdelijke werkloosheid"),
    ("DB2P", "pens", "DB2P – Banque de données pensions complémentaires", "DB2P – Databank aanvullende pensioenen"),
    ("EPK", "pens", "ePK – Cadastre des pensions", "ePK – Pensioenkadaster"),
    ("CAPELO", "pens", "Capelo – Carrière publique électronique (dossier historique)", "Capelo – Elektronische loopbaan overheid (historisch dossier)"),
    ("DUC", "other", "Déclaration unique de chantier (travaux et sous-traitance)", "Unieke werfmelding (werken en onderaanneming)"),
    ("CIAO", "other", "Check-in at work – Enregistrement des présences sur chantier", "Check-in at work – Aanwezigheidsregistratie op de werf"),
    ("PUBLIATO", "other", "Publiato – Données du personnel du secteur public", "Publiato – Gegevens van het overheidspersoneel"),
]
APP_CODES = [a[0] for a in APPLICATIONS]
CHANNELS = ("FTP", "SFTP", "ISABEL", "MQLINK")
CHANNEL_NAMES = {"FTP": "FTP", "SFTP": "SFTP", "ISABEL": "Isabel", "MQLINK": "MQLink"}
TAKEN = {"demo", "ancre2019", "horizon2021", "batchuser", "technique1", "lumina2010", "testuser1"}

EXISTING = [
    {"enterprise_number": "0207.886.044", "quality": "GPC", "username": "ancre2019", "channel": "SFTP", "applications": ["DmfA", "DB2P"],
     "sender_number": "4711", "contact": {"last_name": "Claes", "first_name": "Bart", "function": "IT-manager", "phone": "02 543 11 20",
                                          "email": "bart.claes@ancre.example", "language": "nl"}, "created": "2019-03-14"},
    {"enterprise_number": "0410.884.674", "quality": "SSA", "username": "horizon2021", "channel": "MQLink", "applications": ["DmfA", "Dimona", "DRS"],
     "sender_number": "3308", "contact": {"last_name": "Noël", "first_name": "Anne", "function": "Analyste", "phone": "081 22 33 44",
                                          "email": "anne.noel@horizon.example", "language": "fr"}, "created": "2021-10-02"},
]
REGISTRATIONS, CONFIGS = [], {}
COUNT = {"confirm": 0, "accepted": 0, "refused": 0, "sender": 5208, "ref": 48213}
FAILS, TX, CODES, SESSIONS, FILES = {}, {}, {}, {}, {}


def find_registration(ent, quality):
    return next((r for r in EXISTING + REGISTRATIONS if (r["enterprise_number"], r["quality"]) == (ent, quality)), None)
