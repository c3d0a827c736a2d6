"""Invented companies, roles and the records made while the portal runs."""


def nr(base):
    s = f"{base:08d}"
    s += f"{97 - base % 97:02d}"
    return f"{s[:4]}.{s[4:7]}.{s[7:]}"


GPC, EMP, PSS, APL = "GPC", "EMP", "PSS", "APL"
QUALITY = {
    GPC: ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    EMP: ("Employeur (ONSS)", "Werkgever (RSZ)"),
    PSS: ("Prestataire de services", "Dienstverrichter"),
    APL: ("Administrations provinciales et locales (ONSSAPL)",
          "Provinciale en plaatselijke besturen (RSZPPO)"),
}
LM, CO, US = "LM", "CO", "US"
LEVEL = {LM: ("Gestionnaire local", "Lokale Beheerder"),
         CO: ("Co-Gestionnaire local", "Co-Lokale Beheerder"),
         US: ("Utilisateur", "Gebruiker")}
COMPANIES = {
    "0403.170.701": ("Prévoyance du Val Brunin", [(EMP, US), (GPC, LM), (PSS, LM)]),
    "0207.886.044": ("Caisse de l'Ancre Bleue", [(GPC, LM), (EMP, US)]),
}
_names = ["Ateliers Fontenoy", "Boulangerie Trois Épis", "Carrelages Delmotte-Pire",
          "De Zilveren Kraan", "Entrepôts Hautrive", "Fonds Sectoriel Lin & Chanvre",
          "Garage du Pont-Neuf", "Houtzagerij Van Roosebeke", "Imprimerie Quatre Vents",
          "Jardins de Sombreval", "Kinderopvang Pimpernel", "Laiterie du Condrieu",
          "Meubles Vanderzaele", "Notelaer Logistiek", "Pensioenfonds Oude Maas",
          "Prévoyance du Val Brun", "Quincaillerie Stassart", "Verzekeringskas De Linde"]
for _i, _n in enumerate(_names):
    COMPANIES[nr(4123456 + _i * 377113)] = (
        _n, [(EMP, LM if _i % 2 else US)] + ([(GPC, CO if _i % 3 else LM)] if _i % 4 == 1 else [])
        + ([(APL, US)] if _i % 7 == 3 else []))

APPS = [("Dimona", "Dimona"), ("DmfA", "DmfA"), ("DmfAPPL", "DmfAPPL"),
        ("DRS - Chômage", "ASR - Werkloosheid"), ("DRS - Indemnités", "ASR - Uitkeringen"),
        ("DRS - Accidents du travail", "ASR - Arbeidsongevallen"),
        ("Chômage temporaire - livre de validation", "Tijdelijke werkloosheid - validatieboek"),
        ("Fichier du personnel", "Personeelsbestand"), ("DB2P", "DB2P"), ("Capelo", "Capelo")]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]

OLD = {"enterprise_number": "0207.886.044", "quality": GPC, "username": "ancre2019",
       "channel": "SFTP", "applications": ["DB2P", "DmfA"], "sender_number": "4711",
       "contact": "Marlène Oost"}
MADE = []
COUNT = {"accepted": 0, "refused": 0, "confirm": 0}


def find(company, quality):
    for r in [OLD] + MADE:
        if (r["enterprise_number"], r["quality"]) == (company, quality):
            return r


def taken(name):
    return name in ("demo", "admin123", "gestionlocal") or any(r["username"] == name for r in [OLD] + MADE)


def add(rec):
    rec["sender_number"] = str(5208 + 13 * len(MADE))
    MADE.append(rec)
    return rec
