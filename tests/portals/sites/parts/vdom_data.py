"""What virtual_dom_spa.py knows: companies, qualities, applications, and the register."""
import random

USER, PASSWORD, MAX_REFUSALS, SESSION_TTL = "demo", "Secret-Pass-1", 3, 30 * 60
PERSON = {"firstName": "Camille", "lastName": "Demo"}
# quality, role of the person (LM local manager, CM co-local manager, U user)
COMPANIES = {
    "0403.170.701": ("Électricité du Canal SA", [("gpc", "LM"), ("onss", "LM")]),
    "0207.886.044": ("L'Ancre Pensions OFP", [("gpc", "LM"), ("onss", "U")]),
    "0412.553.8": ("Boulangerie Vandenbroeck & Fils SRL", [("onss", "LM")]),
    "0423.918.2": ("Hogeschool De Leie VZW", [("onss", "U"), ("gpc", "U")]),
    "0431.007.6": ("Secrétariat Social Horizon ASBL", [("ss", "LM"), ("onss", "CM"), ("fs", "LM")]),
    "0440.265.1": ("Gemeente Zwinbeke", [("ppl", "LM")]),
    "0447.630.9": ("Transports Lambrecht SA", [("onss", "U")]),
    "0455.812.4": ("Canal Électricité Services SRL", [("onss", "LM"), ("gpc", "CM")]),
    "0463.194.7": ("Fonds de Pension Sambre et Meuse OFP", [("gpc", "U")]),
    "0478.356.0": ("Bouwwerken Peeters NV", [("onss", "LM"), ("gpc", "LM")]),
    "0502.741.3": ("Apotheek Sint-Rochus BV", [("onss", "CM"), ("ps", "U")]),
    "0664.028.5": ("Prestaconsult SRL", [("ps", "LM"), ("onss", "LM")]),
}


def _complete(number):                      # the two check digits, modulo 97
    d = number.replace(".", "")
    if len(d) == 10:
        return number
    d += f"{97 - int(d) % 97:02d}"
    return f"{d[:4]}.{d[4:7]}.{d[7:]}"


COMPANIES = {_complete(k): v for k, v in COMPANIES.items()}
APPS = [
    ("decl", "Dimona", "Dimona – Déclaration immédiate de l'emploi", "Dimona – Onmiddellijke aangifte van tewerkstelling"),
    ("decl", "DmfA", "DmfA – Déclaration multifonctionnelle (déclaration trimestrielle à l'ONSS)", "DmfA – Multifunctionele aangifte (kwartaalaangifte aan de RSZ)"),
    ("decl", "DmfAPPL", "DmfAPPL – Déclaration trimestrielle des administrations provinciales et locales", "DmfAPPL – Kwartaalaangifte van de provinciale en plaatselijke besturen"),
    ("decl", "Fichier du personnel", "Fichier du personnel – Demande et consultation", "Personeelsbestand – Aanvraag en raadpleging"),
    ("decl", "DUC", "DUC – Déclaration unique de chantier et déclaration de travaux", "Unieke werfmelding en aangifte van werken"),
    ("decl", "Check-in at work", "Check-in at work – Enregistrement des présences", "Check-in at work – Aanwezigheidsregistratie"),
    ("risk", "DRS", "DRS – Déclaration de risques sociaux (chômage, indemnités, accidents du travail)", "ASR – Aangifte van sociale risico's (werkloosheid, uitkeringen, arbeidsongevallen)"),
    ("risk", "Chômage temporaire", "Chômage temporaire – Communications à l'ONEM", "Tijdelijke werkloosheid – Mededelingen aan de RVA"),
    ("risk", "Livre de validation", "Livre de validation – Inscription des formulaires C3.2A", "Validatieboek – Inschrijving van de formulieren C3.2A"),
    ("pens", "Capelo", "Capelo – Données de carrière du secteur public", "Capelo – Loopbaangegevens van de overheidssector"),
    ("pens", "DB2P", "DB2P – Banque de données Pensions complémentaires", "DB2P – Databank Aanvullende Pensioenen"),
    ("pens", "Publiato", "Publiato – Consultation des documents du Service Pensions", "Publiato – Raadpleging van documenten van de Pensioendienst"),
    ("pens", "STTS", "STTS – Système de suivi des travailleurs en stage", "STTS – Opvolgsysteem voor werknemers in stage"),
]
APP_KEYS = [a[1] for a in APPS]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
STEPS = ["intro", "contact", "channel", "username", "review", "done"]
OTHER_NAMES = {"ancre2019", "horizon2015", "peetersbatch", "administrateur", "zwinbeke01", "testuser", "technique01", "utilisateur1"}

# ------------------------------------------------------------------ state
SESSIONS, TXNS, CODES, REGS, REFUSALS = {}, {}, {}, [], {}
COUNT = {"confirm": 0, "accepted": 0, "refused": 0}
EXISTING = [{"enterprise_number": "0207.886.044", "quality": "gpc", "username": "ancre2019", "channel": "SFTP", "applications": ["DB2P"], "sender_number": "4711", "reference": "2019-118204", "channel_id": "58113", "at": "14/03/2019 10:22",
             "contact": {"lastName": "Lemaire", "firstName": "Odile", "function": "Responsable IT", "phone": "02 555 12 12", "mobile": "", "email": "o.lemaire@ancre.example", "language": "fr"}}]
NEXT_SENDER = [random.randint(5200, 8900)]


def registration(mandate):
    return next((r for r in EXISTING + REGS if (r["enterprise_number"], r["quality"]) == mandate[:2]), None)


def taken(name):
    return name in OTHER_NAMES or any(r["username"] == name for r in EXISTING + REGS)
