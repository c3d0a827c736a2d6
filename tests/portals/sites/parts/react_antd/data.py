"""Invented reference data of the portal."""

QUALITIES = {
    "pens": {"fr": "Gestionnaire pensions complémentaires", "nl": "Beheerder aanvullende pensioenen"},
    "empl": {"fr": "Employeur (ONSS)", "nl": "Werkgever (RSZ)"},
    "serv": {"fr": "Prestataire de services", "nl": "Dienstverrichter"},
    "appl": {"fr": "Administrations provinciales et locales", "nl": "Provinciale en plaatselijke besturen"},
    "ssec": {"fr": "Secrétariat social agréé", "nl": "Erkend sociaal secretariaat"},
}
LEVELS = {
    "local": {"fr": "Gestionnaire local", "nl": "Lokale beheerder"},
    "co": {"fr": "Co-gestionnaire local", "nl": "Co-lokale beheerder"},
    "user": {"fr": "Utilisateur", "nl": "Gebruiker"},
}
APPLICATIONS = [
    ("dimona", "Dimona", "Dimona"),
    ("dmfa", "DmfA", "DmfA"),
    ("dmfa_mod", "DmfA – modification", "DmfA – wijziging"),
    ("dmfa_con", "DmfA – consultation", "DmfA – raadpleging"),
    ("dmfappl", "DmfAPPL", "DmfAPPL"),
    ("db2p", "DB2P – pensions complémentaires", "DB2P – aanvullende pensioenen"),
    ("epk", "Cadastre des pensions", "Pensioenkadaster"),
    ("drs_cho", "DRS – chômage", "ASR – werkloosheid"),
    ("drs_ind", "DRS – indemnités", "ASR – uitkeringen"),
    ("drs_at", "DRS – accidents du travail", "ASR – arbeidsongevallen"),
    ("cht", "Chômage temporaire", "Tijdelijke werkloosheid"),
    ("valid", "Livre de validation", "Validatieboek"),
    ("fpers", "Fichier du personnel", "Personeelsbestand"),
    ("duc", "Déclaration unique de chantier", "Eenmalige werfmelding"),
    ("capelo", "Capelo", "Capelo"),
    ("publiato", "Publiato", "Publiato"),
    ("ciaw", "Checkin at Work", "Checkin at Work"),
    ("stts", "STTS", "STTS"),
]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]


def _number(stem):
    """A whole enterprise number from its first eight digits."""
    digits = stem + f"{97 - int(stem) % 97:02d}"
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


_OTHERS = [
    ("Aubépine Assurances-Groupe SA", "04127735", ["empl:local", "serv:user"]),
    ("Bastide & Cornet SRL", "04219908", ["empl:local"]),
    ("Brasserie du Vieux Moulin à Sel SA", "04301147", ["empl:user"]),
    ("Caisse de Pension Orvalette", "04466021", ["pens:co", "empl:user"]),
    ("Coopérative des Trois Saules SC", "04518830", ["empl:local", "ssec:user"]),
    ("De Kleine Zilverberk BV", "04573319", ["empl:local"]),
    ("Drukkerij Van Peerstraete NV", "04620414", ["empl:co", "serv:user"]),
    ("Fondation Lermigny", "04699152", ["empl:user"]),
    ("Garage Quintavelle SRL", "04710036", ["empl:local"]),
    ("Hoeve Spreeuwendal BV", "04782265", ["empl:user"]),
    ("Intercommunale de la Haute Ourlaine", "02065513", ["appl:local", "empl:user"]),
    ("Jardins d'Estrivaux SA", "04835571", ["empl:local"]),
    ("Koninklijke Weverij Molderbeke NV", "04877120", ["empl:local", "pens:user"]),
    ("Laboratoires Phénélise SA", "05513342", ["empl:co"]),
    ("Mutuelle de la Vallée d'Ombrelle", "04110829", ["pens:user", "serv:local"]),
    ("Noordzee Touwslagerij CV", "05620981", ["empl:local"]),
    ("Pensioenfonds Ravelhout OFP", "06321174", ["pens:local", "empl:local"]),
    ("Secrétariat social Calibrance ASBL", "04097263", ["ssec:local", "serv:co"]),
    ("Transports Vaucreux & Zoon NV", "07014458", ["empl:local"]),
]
COMPANIES = [
    {"number": "0207.886.044", "name": "Ancrage Prévoyance ASBL", "roles": ["empl:user", "pens:local"]},
    {"number": "0403.170.701", "name": "Institution de retraite Morvaille OFP",
     "roles": ["empl:local", "pens:local", "serv:co", "appl:user"]},
] + [{"number": _number(stem), "name": name, "roles": roles} for name, stem, roles in _OTHERS]
COMPANIES.sort(key=lambda c: c["name"].lower())
for c in COMPANIES:
    d = c["number"].replace(".", "")
    assert 97 - int(d[:8]) % 97 == int(d[8:]), c
    assert c["number"] != "1000.000.021"


def start_users():
    """Technical users that exist when the portal starts, by (number, quality)."""
    def tech(username, number, channel, apps, first, last, mail):
        return {"username": username, "sender_number": number, "channel": channel, "apps": apps,
                "created": "14/05/2019",
                "contact": {"firstName": first, "lastName": last, "function": "ICT", "phone": "02 555 01 44", "email": mail}}
    ravel = next(c["number"] for c in COMPANIES if c["name"].startswith("Pensioenfonds"))
    calib = next(c["number"] for c in COMPANIES if "Calibrance" in c["name"])
    return {
        ("0207.886.044", "pens"): tech("ancre2019", 4711, "SFTP", ["db2p", "dimona"], "Odile", "Ferrantin", "o.ferrantin@ancrage.example"),
        (ravel, "empl"): tech("ravelhout01", 3208, "FTP", ["dimona", "dmfa"], "Joris", "Appelmeulen", "joris@ravelhout.example"),
        (calib, "ssec"): tech("calibrance", 612, "MQLink", ["dimona", "dmfa", "dmfa_mod"], "Inès", "Dorvaux", "it@calibrance.example"),
    }
