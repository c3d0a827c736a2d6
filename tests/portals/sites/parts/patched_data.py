"""What patched_tables.py knows: companies, qualities, applications, and the register."""
import random

PORT = 8000
IDLE = 20 * 60                      # seconds before a session ends
USERS = {"demo": "Secret-Pass-1"}

QUAL = {"GPC": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
        "ONSS": ("Employeur ONSS", "Werkgever RSZ"),
        "SSA": ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
        "PS": ("Prestataire de services", "Dienstverrichter"),
        "APL": ("Administrations provinciales et locales (ONSSAPL)", "Provinciale en plaatselijke besturen (RSZPPO)"),
        "FS": ("Secrétariat full service", "Full-service secretariaat")}
ROLE = {"GL": ("Gestionnaire local", "Lokale Beheerder"), "CGL": ("Co-Gestionnaire local", "Co-Lokale Beheerder"),
        "U": ("Utilisateur", "Gebruiker")}
COMP = [("0403.170.701", "PREVOYANCE LUMIERE SA", "1000 BRUXELLES", [("ONSS", "GL"), ("GPC", "GL")]),
        ("0207.886.044", "ANCRE & COMPAS ASSURANCES", "4000 LIEGE", [("GPC", "GL"), ("ONSS", "U")]),
        ("0412.338.585", "ATELIERS DE LA SEMOIS SPRL", "6830 BOUILLON", [("ONSS", "GL")]),
        ("0426.905.116", "DE SMEDT & ZONEN NV", "9000 GENT", [("ONSS", "U")]),
        ("0431.667.222", "FONDS DE PENSION DU RAIL OFP", "1060 BRUXELLES", [("GPC", "CGL")]),
        ("0438.120.987", "GROEPSVERZEKERING SCHELDE CVBA", "2000 ANTWERPEN", [("GPC", "GL"), ("PS", "GL")]),
        ("0444.713.029", "INTERSOC SECRETARIAT SOCIAL ASBL", "5000 NAMUR", [("SSA", "GL"), ("FS", "U"), ("ONSS", "GL")]),
        ("0452.290.808", "LUMIERE & FILS SCRL", "7000 MONS", [("ONSS", "GL"), ("GPC", "U")]),
        ("0459.840.376", "PENSIOENKAS TEXTIEL OFP", "8500 KORTRIJK", [("GPC", "GL")]),
        ("0867.541.274", "PREVOYANCE LUMIERE SERVICES ASBL", "1000 BRUXELLES", [("PS", "GL")]),
        ("0880.114.355", "VILLE DE MARCHE - SERVICE DU PERSONNEL", "6900 MARCHE-EN-FAMENNE", [("APL", "U")])]
COMP.sort(key=lambda c: c[1])
BY_NR = {c[0]: c for c in COMP}
APPS = [("Capelo", "Capelo - Carrière publique électronique : données historiques", "Capelo - Elektronische loopbaan overheid: historische gegevens"),
        ("ChomTemp", "Chômage temporaire : communications à l'ONEM et livre de validation", "Tijdelijke werkloosheid: mededelingen aan de RVA en validatieboek"),
        ("DB2P", "DB2P - Banque de données Pensions complémentaires", "DB2P - Databank aanvullende pensioenen"),
        ("DUC", "Déclaration unique de chantier (déclaration de travaux)", "Unieke werfmelding (aangifte van werken)"),
        ("DmfA", "DmfA - Déclaration multifonctionnelle trimestrielle (ONSS)", "DmfA - Driemaandelijkse multifunctionele aangifte (RSZ)"),
        ("DmfAPPL", "DmfAPPL - Déclaration trimestrielle des administrations provinciales et locales", "DmfAPPL - Driemaandelijkse aangifte van de provinciale en plaatselijke besturen"),
        ("Dimona", "Dimona - Déclaration immédiate de l'emploi", "Dimona - Onmiddellijke aangifte van tewerkstelling"),
        ("DRS", "DRS - Déclaration des risques sociaux (accidents du travail, chômage, indemnités)", "ASR - Aangifte van sociale risico's (arbeidsongevallen, werkloosheid, uitkeringen)"),
        ("ePK", "ePK - Cadastre des pensions du secteur public", "ePK - Pensioenkadaster van de overheidssector"),
        ("FichPers", "Fichier du personnel (consultation)", "Personeelsbestand (raadpleging)"),
        ("Publiato", "Publiato - Accidents du travail dans le secteur public", "Publiato - Arbeidsongevallen in de overheidssector"),
        ("STTS", "STTS - Suivi des transferts de travailleurs du secteur", "STTS - Opvolging van de overdrachten van werknemers in de sector")]
APP = {a[0]: a for a in APPS}
TAKEN = {"demo", "beheer2008", "techuser1", "dimona2007", "pensions01", "lumiere2009", "batchftp01", "onssbatch"}
STATE = {"reg": [], "confirm": 0, "ok": 0, "bad": 0, "fails": {}, "next": 5000 + random.randint(120, 900)}
EXISTING = [{"enterprise_number": "0207.886.044", "quality": "GPC", "username": "ancre2019", "channel": "FTP", "applications": ["DB2P"],
             "sender_number": "4711", "date": "12/03/2009", "ref": "2009/MS/000877",
             "contact": {"last_name": "Marchal", "first_name": "Luc", "function": "Analyste", "phone": "04/222.10.47", "email": "luc.marchal@ancre-compas.example", "fax": "", "language": "FR"}},
            {"enterprise_number": "0444.713.029", "quality": "SSA", "username": "intersocbatch", "channel": "MQLink", "applications": ["DmfA", "Dimona", "DRS"],
             "sender_number": "3062", "date": "04/09/2006", "ref": "2006/MS/000112",
             "contact": {"last_name": "Pirotte", "first_name": "Anne", "function": "Responsable ICT", "phone": "081/24.11.00", "email": "ict@intersoc.example", "fax": "", "language": "FR"}}]
SESS, TICKETS = {}, {}


def tech_of(nr, q):
    return next((r for r in EXISTING + STATE["reg"] if r["enterprise_number"] == nr and r["quality"] == q), None)


def name_taken(u):
    return u in TAKEN or any(r["username"] == u for r in EXISTING + STATE["reg"])


FIELDS = [("last_name", 1, 30), ("first_name", 1, 30), ("function", 1, 30), ("phone", 1, 20), ("fax", 0, 20), ("email", 1, 36)]
CHANS = [("FTP", "c_ftp"), ("SFTP", "c_sftp"), ("Isabel", "c_isa"), ("MQLink", "c_mq")]
