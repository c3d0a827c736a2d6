"""What struts_mega_menu.py knows: companies, qualities, channels, applications, and the register."""
import random

PORT = 8000
USERS = {"demo": ("Secret-Pass-1", "Camille", "Lambrecht")}
RESERVED = {"demo", "beheerder01", "compta2008", "batchonss1", "secsoc2007", "technique1", "dimonabatch", "socsec2009", "test1234"}
LOCAL, USER = "local", "user"
PENS, ONSS, SOC, SERV, FULL, APL = "pens", "onss", "soc", "serv", "full", "apl"
# name, number, town, [(quality, function of the person)]
COMPANIES = [
    ("Ancre Prévoyance OFP", "0207.886.044", "1000 Bruxelles", [(ONSS, USER), (PENS, LOCAL)]),
    ("Atelier du Hainaut SPRL", "0412.338.575", "7000 Mons", [(ONSS, LOCAL)]),
    ("Bouwbedrijf De Nethe NV", "0428.117.936", "2200 Herentals", [(ONSS, LOCAL), (SERV, USER)]),
    ("Commune de Val-sur-Sambre", "0207.341.963", "5190 Val-sur-Sambre", [(APL, LOCAL)]),
    ("Domus Interim NV", "0435.902.216", "9000 Gent", [(ONSS, USER)]),
    ("Fides Services Sociaux ASBL", "0409.655.083", "4000 Liège", [(SOC, LOCAL), (ONSS, LOCAL), (FULL, USER)]),
    ("Horlogerie Lemaire SA", "0451.770.327", "6700 Arlon", [(ONSS, LOCAL)]),
    ("Kempisch Sociaal Bureau VZW", "0416.208.644", "2300 Turnhout", [(SOC, USER), (SERV, LOCAL)]),
    ("Pensioenfonds Maasland OFP", "0464.590.118", "3630 Maasmechelen", [(PENS, USER)]),
    ("Transports Wauters & Fils SA", "0440.026.791", "1400 Nivelles", [(ONSS, LOCAL), (PENS, LOCAL)]),
    ("Zuivelhoeve Ter Linden BVBA", "0473.815.240", "8900 Ieper", [(ONSS, LOCAL)]),
    ("Énergie du Sillon SA", "0403.170.701", "5000 Namur", [(ONSS, LOCAL), (PENS, LOCAL)]),
]
BY_NUMBER = {c[1]: c for c in COMPANIES}
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
APPS = [  # code, short name, French, Dutch
    ("CDHG", "Capelo", "Carrière publique électronique (dossier historique)", "Elektronische loopbaan van de overheidssector (historisch dossier)"),
    ("TWCT", "Chômage temporaire", "Communications et déclarations de chômage temporaire", "Mededelingen en aangiften tijdelijke werkloosheid"),
    ("DB2P", "DB2P", "Banque de données des pensions complémentaires (2e pilier)", "Databank aanvullende pensioenen (2e pijler)"),
    ("DUCN", "DUC", "Déclaration unique de chantier (déclaration de travaux)", "Unieke werfmelding (aangifte van werken)"),
    ("DIMN", "Dimona", "Déclaration immédiate de l'emploi", "Onmiddellijke aangifte van tewerkstelling"),
    ("DMFA", "DmfA", "Déclaration multifonctionnelle (original, modification et consultation)", "Multifunctionele aangifte (oorspronkelijke, wijziging en raadpleging)"),
    ("DMPL", "DmfAPPL", "Déclaration multifonctionnelle des administrations provinciales et locales", "Multifunctionele aangifte van de provinciale en plaatselijke besturen"),
    ("ASRS", "DRS", "Déclaration de risques sociaux (accidents du travail, chômage, indemnités)", "Aangifte van sociale risico's (arbeidsongevallen, werkloosheid, uitkeringen)"),
    ("EPKC", "ePK", "Cadastre des pensions", "Pensioenkadaster"),
    ("PFRQ", "Fichier du personnel", "Demande du fichier du personnel (registre électronique)", "Aanvraag van het personeelsbestand (elektronisch register)"),
    ("VBLV", "Livre de validation", "Livre de validation électronique - chômage temporaire (construction)", "Elektronisch validatieboek - tijdelijke werkloosheid (bouw)"),
    ("PUBL", "Publiato", "Situation du personnel du secteur public (congés et absences)", "Toestand van het overheidspersoneel (verloven en afwezigheden)"),
    ("STTS", "STTS", "Contingent d'heures et occupation d'étudiants", "Contingent uren en tewerkstelling van studenten"),
]
APP_NL = {"Chômage temporaire": "Tijdelijke werkloosheid", "DUC": "UWM", "DRS": "ASR", "Fichier du personnel": "Personeelsbestand", "Livre de validation": "Validatieboek"}


# ------------------------------------------------------------------------------------------------ "database"
REGISTRATIONS = []
EXISTING = [{"enterprise_number": "0207.886.044", "quality": PENS, "username": "ancre2019", "channel": "FTP", "applications": ["DB2P"],
             "sender_number": "4711", "created": "14/01/2019",
             "contact": {"last_name": "Verlinden", "first_name": "Els", "function": "IT manager", "phone": "02 555 01 19", "email": "els.verlinden@ancre.example"}}]
SESSIONS, LOGIN_TICKETS, SERVICE_TICKETS, FAILED = {}, {}, {}, {}
STATS = {"confirm_requests": 0, "accepted": 0, "refused": 0}
SENDER = random.randint(5020, 7300)


def technical_user(number, quality):
    return next((r for r in EXISTING + REGISTRATIONS if (r["enterprise_number"], r["quality"]) == (number, quality)), None)


def taken(name):
    return name.lower() in RESERVED | {r["username"] for r in EXISTING + REGISTRATIONS}
