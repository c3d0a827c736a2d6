"""What fragments_accordion.py knows: companies, qualities, channels, applications, and the register."""
import random, time
from datetime import datetime

IDLE = 1800
QUALITIES = {"gpc": ("Gestionnaire pensions complémentaires", "Beheerder Aanvullende Pensioenen"),
             "onss": ("Employeur ONSS", "Werkgever RSZ"),
             "ssa": ("Secrétariat social", "Sociaal secretariaat"),
             "pds": ("Prestataire de services", "Dienstverrichter"),
             "apl": ("Administrations provinciales et locales (ONSSAPL)", "Provinciale en plaatselijke besturen (RSZPPO)")}
ROLES = {"gl": ("Gestionnaire local", "Lokale Beheerder"), "co": ("Co-Gestionnaire local", "Lokale Co-beheerder"),
         "u": ("Utilisateur", "Gebruiker")}


def enr(base8):  # enterprise number with its check digits
    return f"{base8}{97 - int(base8) % 97:02d}"


COMPANIES = {n: (name, town, dict(q)) for n, name, town, q in [
    ("0403170701", "Luminor Énergie SA", "1000 Bruxelles", [("onss", "gl"), ("gpc", "gl")]),
    ("0207886044", "Fonds de pension L'Ancre OFP", "2000 Antwerpen", [("gpc", "gl"), ("onss", "u")]),
    (enr("04173341"), "Boulangeries Delvaux SRL", "5000 Namur", [("onss", "gl")]),
    (enr("04287519"), "Assurances Mosane SA", "4000 Liège", [("gpc", "gl"), ("onss", "co"), ("pds", "u")]),
    (enr("04501288"), "Secrétariat social Partélys ASBL", "7000 Mons", [("ssa", "gl"), ("onss", "gl")]),
    (enr("04612370"), "Textiel Vandeputte NV", "8500 Kortrijk", [("gpc", "u"), ("onss", "u")]),
    (enr("04739012"), "Pensioenfonds Kempen OFP", "2300 Turnhout", [("gpc", "co")]),
    (enr("05501947"), "Havenlogistiek Schelde NV", "9130 Beveren", [("onss", "gl"), ("gpc", "gl")]),
    (enr("06433108"), "Clinique Saint-Éloi ASBL", "6000 Charleroi", [("onss", "u")]),
    (enr("06908255"), "Fiduciaire Warnant & Associés", "4500 Huy", [("pds", "gl")]),
    (enr("08331764"), "Intercommunale Hesbaye-Eau SCRL", "4300 Waremme", [("apl", "gl")]),
    (enr("08790021"), "Zonnedal Welzijn VZW", "3500 Hasselt", [("onss", "co")]),
    (enr("02165004"), "Ville de Brémont", "6800 Libramont", [("apl", "u"), ("gpc", "u")]),
]}
APPS = [("Dimona", "Dimona – Déclaration immédiate de l'emploi (entrées et sorties de service)", "Dimona – Onmiddellijke aangifte van tewerkstelling (in- en uitdiensttredingen)"),
        ("DmfA", "DmfA – Déclaration multifonctionnelle trimestrielle : originale, modification et consultation", "DmfA – Multifunctionele kwartaalaangifte: origineel, wijziging en consultatie"),
        ("DmfAPPL", "DmfAPPL – Déclaration trimestrielle des administrations provinciales et locales", "DmfAPPL – Kwartaalaangifte van de provinciale en plaatselijke besturen"),
        ("DRS", "DRS – Déclaration des risques sociaux (chômage, indemnités, accidents du travail)", "ASR – Aangifte van sociale risico's (werkloosheid, uitkeringen, arbeidsongevallen)"),
        ("Chômage temporaire", "Chômage temporaire – Communications à l'ONEM", "Tijdelijke werkloosheid – Mededelingen aan de RVA"),
        ("Livre de validation", "Livre de validation – chômage temporaire, formulaires C3.2A", "Validatieboek – tijdelijke werkloosheid, formulieren C3.2A"),
        ("Fichier du personnel", "Fichier du personnel (demande et réponse)", "Personeelsbestand (aanvraag en antwoord)"),
        ("DUC", "DUC – Déclaration unique de chantier", "Unieke werfmelding"),
        ("Checkin@Work", "Checkin@Work – Enregistrement des présences sur chantier", "Checkin@Work – Aanwezigheidsregistratie op werven"),
        ("Capelo", "Capelo – Dossier de carrière électronique du secteur public (données historiques)", "Capelo – Elektronisch loopbaandossier overheidssector (historische gegevens)"),
        ("DB2P", "DB2P – Banque de données des pensions complémentaires", "DB2P – Databank Aanvullende Pensioenen"),
        ("Cadastre des pensions", "Cadastre des pensions (ePK)", "Pensioenkadaster (ePK)"),
        ("Publiato", "Publiato – Déclaration des statuts du personnel public", "Publiato – Aangifte overheidspersoneel")]
CHANNELS = [("FTP", "Transfert de fichiers par l'extranet, avec mot de passe.", "Bestandsoverdracht via het extranet, met wachtwoord."),
            ("SFTP", "Transfert sécurisé par internet. Recommandé.", "Beveiligde overdracht via internet. Aanbevolen."),
            ("Isabel", "Pour les clients d'Isabel (cartes de signature).", "Voor klanten van Isabel (handtekeningkaarten)."),
            ("MQLink", "Liaison permanente pour les grands volumes.", "Permanente verbinding voor grote volumes.")]
CONTACT = [("lastName", "Nom", "Naam", "family-name", 48), ("firstName", "Prénom", "Voornaam", "given-name", 48),
           ("jobTitle", "Fonction", "Functie", "organization-title", 60), ("phone", "Téléphone", "Telefoon", "tel", 30),
           ("email", "Adresse e-mail", "E-mailadres", "email", 90)]
STEPS = [("introduction", "Introduction", "Inleiding"), ("contact", "Données de contact", "Contactgegevens"),
         ("canal", "Choix du canal batch", "Keuze van het batchkanaal"),
         ("utilisateur", "Nom d'utilisateur", "Gebruikersnaam"), ("controle", "Contrôle des données", "Controle van de gegevens")]
KEYS = [s[0] for s in STEPS]


class Reg(dict):
    """A technical user of one quality of one enterprise."""


def dotted(n):
    return f"{n[:4]}.{n[4:7]}.{n[7:]}"


EXISTING, REGISTERED = {}, {}
for _n, _q, _u, _c, _a, _s in [("0207886044", "gpc", "ancre2019", "SFTP", ["DB2P"], "4711"),
                               (enr("04501288"), "ssa", "partelys01", "MQLink", ["Dimona", "DmfA", "DRS"], "1187")]:
    EXISTING[_n, _q] = Reg(enterprise_number=dotted(_n), quality=QUALITIES[_q][0], username=_u, channel=_c, applications=_a, sender_number=_s,
                           contact={"last_name": "Peeters", "first_name": "Ann", "function": "ICT", "phone": "03 220 11 00", "email": "ann.peeters@example.be"})
TAKEN = {"demo", "testuser1", "ancre2018", "dmfauser01", "gestionnaire", "administrator", "portail2020"}
COUNT = {"confirm": 0, "accepted": 0, "refused": 0}
USERS = {"demo": {"password": "Secret-Pass-1", "name": "Dominique Moreau", "bad": 0, "locked": False}}
next_sender = 5280 + random.randrange(40)


def tech_user(n, q):
    return REGISTERED.get((n, q)) or EXISTING.get((n, q))


def name_taken(u):
    return u in TAKEN or any(r["username"] == u for r in [*EXISTING.values(), *REGISTERED.values()])


def register(n, q, d):
    global next_sender
    next_sender += random.randrange(1, 9)
    c = d["contact"]
    sftp = d["channel"] == "SFTP"
    d["reg"] = REGISTERED[n, q] = Reg(
        enterprise_number=dotted(n), quality=QUALITIES[q][0], username=d["username"], channel=d["channel"], applications=list(d["apps"]),
        sender_number=str(next_sender), contact={"last_name": c["lastName"].strip(), "first_name": c["firstName"].strip(), "function": c["jobTitle"].strip(),
                                                 "phone": c["phone"].strip(), "email": c["email"].strip(), "language": c["language"]},
        ssh_key=d["key"]["print"] if sftp else None, certificate=d["cert"]["print"] if sftp else None)
    d["reg_ready"], d["ref"] = time.time() + 1.2, f"MS-{datetime.now():%Y}-{random.randrange(10 ** 6, 10 ** 7)}"
    d["tech_id"] = str(random.randrange(58 * 10 ** 6, 59 * 10 ** 6))
