"""Register of (invented) companies, qualities and existing technical users."""


def number(first8):
    n = int(first8)
    full = "%08d%02d" % (n, 97 - n % 97)
    return "%s.%s.%s" % (full[:4], full[4:7], full[7:])


# quality, level of the logged-in person, second identification (None = enterprise number)
PM, PU = ("pension", "local", None), ("pension", "user", None)
_ROWS = [
    ("04031707", "Caisse de Prévoyance du Beffroi", "7500 Tournai",
     [("employer", "local", "0412087-31"), PM, ("provider", "user", None), ("secretariat", "co", None)]),
    ("02078860", "Ancre Pensions Collectives", "1000 Bruxelles",
     [PM, ("employer", "user", "0098114-06")]),
    ("04117023", "Ancre Patrimoine & Conseil", "1050 Ixelles", [("employer", "local", "0733901-55"), PU]),
    ("04203391", "Aubépine Textile", "7700 Mouscron", [("employer", "local", "0655120-18")]),
    ("04450128", "Boulangeries Van Ginderdael", "1700 Dilbeek", [("employer", "user", "1180443-72")]),
    ("04619970", "Carrières du Bois Planté", "5530 Yvoir", [("employer", "local", "0300519-44")]),
    ("04288105", "De Zilvermeeuw Verzekeringen", "8400 Oostende", [PM, ("employer", "co", "0440276-09")]),
    ("04771236", "Dockx & Hanssens Logistiek", "2030 Antwerpen", [("employer", "local", "0921553-80")]),
    ("04805514", "Éditions du Quai aux Foins", "1000 Bruxelles", [("employer", "user", "0517766-23")]),
    ("04533087", "Fonds de Pension Tilleul", "4000 Liège", [PM]),
    ("04662209", "Groupe S.S. Lavandier (secrétariat social)", "6000 Charleroi",
     [("secretariat", "local", None), ("provider", "local", None)]),
    ("04390416", "Het Korenveld Pensioenfonds", "9000 Gent", [PM]),
    ("02069473", "Intercommunale du Val Perdu", "6900 Marche-en-Famenne", [("ppl", "user", None)]),
    ("08831290", "Jardins Coppieters", "3000 Leuven", [("employer", "local", "1420038-61")]),
    ("08420675", "Kinesis Thermotechniek", "3500 Hasselt", [("employer", "local", "1377821-02")]),
    ("05041938", "Maison Médicale des Trois Ponts", "4980 Trois-Ponts", [("employer", "co", "1511094-37")]),
    ("05523061", "Noordster Voorzorgskas", "2800 Mechelen", [PU, ("employer", "user", "1600245-90")]),
    ("04974482", "Prévoyance Mutuelle du Condroz", "5300 Andenne", [("pension", "co", None)]),
    ("06338174", "Sociaal Bureau Terlinden", "9300 Aalst", [("provider", "local", None), ("secretariat", "user", None)]),
    ("07190552", "Verreries Saint-Amand", "7100 La Louvière", [("employer", "local", "1702261-48")]),
]

COMPANIES = {}
for first8, name, town, roles in _ROWS:
    nr = number(first8)
    COMPANIES[nr] = {"nr": nr, "name": name, "town": town,
                     "roles": [{"id": str(i), "quality": q, "level": lv, "nsso": ns}
                               for i, (q, lv, ns) in enumerate(roles)]}
assert "0403.170.701" in COMPANIES and "0207.886.044" in COMPANIES, list(COMPANIES)


def existing(username, sender, since, last, first, function, phone, mail, channel, apps):
    return {"username": username, "sender_number": sender, "since": since, "channel": channel,
            "apps": apps, "contact": {"lastName": last, "firstName": first, "function": function,
                                      "phone": phone, "fax": "", "email": mail, "language": "fr"}}


TECHNICAL = {
    ("0207.886.044", "pension"): existing(
        "ancre2019", "4711", "14/03/2019", "Delvigne", "Odile", "Analyste", "02 555 01 44",
        "o.delvigne@ancre-pc.example", "SFTP", ["db2p", "dimona"]),
    (number("04662209"), "secretariat"): existing(
        "lavandier06", "1288", "02/10/2006", "Mertens", "Guy", "Informaticien", "071 55 20 10",
        "guy.mertens@lavandier.example", "FTP", ["dimona", "dmfa", "drs"]),
    (number("04288105"), "pension"): existing(
        "zilvermeeuw", "3960", "21/06/2012", "Claeys", "Ann", "ICT", "059 55 31 22",
        "ann.claeys@zilvermeeuw.example", "SFTP", ["db2p"]),
}
# user names of other persons in the access system
TAKEN = {"technique01", "pension2020", "expediteur", "utilisateur1", "testuser01", "gebruiker1"}

APPS = ["capelo", "drs", "db2p", "duc", "dimona", "dmfa", "dmfappl", "personnel", "publiato"]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
