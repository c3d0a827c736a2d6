"""What the portal knows: companies, mandates, applications, sessions, registrations (all in memory)."""
import random
import secrets
import time

QUALITIES = {
    "GPC": {"fr": "Gestionnaire pensions complémentaires", "nl": "Beheerder aanvullende pensioenen"},
    "ONSS": {"fr": "Employeur ONSS", "nl": "Werkgever RSZ"},
    "SSA": {"fr": "Secrétariat social agréé", "nl": "Erkend sociaal secretariaat"},
    "PRS": {"fr": "Prestataire de services sociaux", "nl": "Sociale dienstverrichter"},
    "APL": {"fr": "Administrations provinciales et locales (ONSSAPL)",
            "nl": "Provinciale en plaatselijke besturen (RSZPPO)"},
    "FSS": {"fr": "Secrétariat full service", "nl": "Full-service secretariaat"},
}
# number, name FR, name NL (or None), {quality: GL / CGL / U}
COMPANIES = [
    ("0403.170.701", "Pensionea Asset Services SA", None, {"ONSS": "GL", "GPC": "GL"}),
    ("0207.886.044", "Ancre Prévoyance SCRL", None, {"GPC": "GL", "ONSS": "U"}),
    ("0418.552.129", "Ateliers Delhaye & Fils SRL", None, {"ONSS": "GL"}),
    ("0431.904.673", "Brasserie du Val de Salm SA", None, {"ONSS": "GL", "GPC": "U"}),
    ("0446.217.321", "Carrosserie Van Hecke BV", None, {"ONSS": "U"}),
    ("0452.760.960", "Fonds sectoriel du bois", "Sectorfonds hout", {"GPC": "U"}),
    ("0463.338.118", "Groupe Socialis ASBL", "Socialis Groep VZW", {"SSA": "GL", "ONSS": "U", "FSS": "CGL"}),
    ("0477.091.530", "Imprimerie Lambermont SA", None, {"ONSS": "CGL"}),
    ("0206.541.803", "Intercommunale des Trois Vallées", "Intercommunale Drie Valleien", {"APL": "GL", "GPC": "GL"}),
    ("0489.625.415", "Meunier Transport SRL", None, {"ONSS": "GL"}),
    ("0503.817.208", "Pensio-Data Services NV", None, {"PRS": "GL", "GPC": "CGL"}),
    ("0541.273.955", "Van Damme & Zonen BV", None, {"ONSS": "U"}),
]
APPLICATIONS = [
    ("DmfA", "decl", "Déclaration multifonctionnelle trimestrielle (DmfA) – original et modifications",
     "Multifunctionele kwartaalaangifte (DmfA) – origineel en wijzigingen"),
    ("DmfAPPL", "decl", "Déclaration multifonctionnelle des administrations provinciales et locales (DmfAPPL)",
     "Multifunctionele aangifte van de provinciale en plaatselijke besturen (DmfAPPL)"),
    ("Dimona", "decl", "Déclaration immédiate de l'emploi (Dimona) – entrées, sorties, modifications et annulations",
     "Onmiddellijke aangifte van tewerkstelling (Dimona) – in- en uitdienst, wijzigingen en annuleringen"),
    ("FichierPersonnel", "decl", "Consultation du fichier du personnel (demandes et réponses par lots)",
     "Raadpleging van het personeelsbestand (vragen en antwoorden in batch)"),
    ("DUC", "decl", "Déclaration unique de chantier et déclaration de travaux",
     "Unieke werfmelding en aangifte van werken"),
    ("Checkin", "decl", "Check-in at work – enregistrement des présences",
     "Check-in at work – aanwezigheidsregistratie"),
    ("DRS", "risk", "Déclaration de risques sociaux (DRS) – chômage, indemnités et accidents du travail",
     "Aangifte van sociale risico's (ASR) – werkloosheid, uitkeringen en arbeidsongevallen"),
    ("ChomageTemporaire", "risk", "Communications relatives au chômage temporaire (ONEM)",
     "Mededelingen tijdelijke werkloosheid (RVA)"),
    ("LivreValidation", "risk", "Livre de validation – cartes de contrôle chômage temporaire",
     "Validatieboek – controlekaarten tijdelijke werkloosheid"),
    ("DB2P", "pens", "Banque de données « Pensions complémentaires » (DB2P) – déclarations et notifications",
     "Databank 'Aanvullende Pensioenen' (DB2P) – aangiften en notificaties"),
    ("Cadastre", "pens", "Cadastre des pensions – déclaration des avantages payés (ePK)",
     "Pensioenkadaster – aangifte van betaalde voordelen (ePK)"),
    ("Capelo", "pens", "Capelo – dossier de carrière des fonctionnaires, données historiques",
     "Capelo – loopbaandossier van de ambtenaren, historische gegevens"),
    ("Publiato", "pens", "Publiato – déclaration d'accident du travail dans le secteur public",
     "Publiato – aangifte van arbeidsongeval in de overheidssector"),
]
CHANNELS = ("FTP", "SFTP", "Isabel", "MQLink")
TAKEN = {"ancre2019", "batchdelhaye", "socialis01", "technique1", "gebruiker1", "pensioen2018", "utilisateur1"}
LIFE = 3600


class Store:
    def __init__(self):
        self.sessions, self.codes, self.attempts = {}, {}, {}
        self.refusals, self.log_ins = {}, {"accepted": 0, "refused": 0}
        self.confirm_requests, self.registrations = 0, []
        self.existing = [
            {"enterprise_number": "0207.886.044", "quality": "GPC", "username": "ancre2019", "channel": "SFTP",
             "applications": ["DB2P"], "sender_number": "4711", "created": "2019-03-12", "contact": {
                 "last_name": "Marchal", "first_name": "Odile", "function": "Responsable ICT",
                 "phone": "081 22 45 10", "email": "odile.marchal@ancre-prevoyance.example"}},
            {"enterprise_number": "0463.338.118", "quality": "SSA", "username": "socialis01", "channel": "MQLink",
             "applications": ["DmfA", "Dimona"], "sender_number": "3086", "created": "2014-10-02", "contact": {
                 "last_name": "Baert", "first_name": "Koen", "function": "Analist",
                 "phone": "02 511 90 00", "email": "koen.baert@socialis.example"}},
        ]
        self._sender, self._file = 5200 + random.randrange(60), 10000 + random.randrange(8000)

    # log-in ---------------------------------------------------------------------------------------------
    def log_in(self, user, password):
        """'ok', 'refused' or 'locked'."""
        if self.refusals.get(user, 0) >= 3:
            outcome = "locked"
        elif user == "demo" and password == "Secret-Pass-1":
            self.refusals[user], outcome = 0, "ok"
        else:
            self.refusals[user] = self.refusals.get(user, 0) + 1
            outcome = "locked" if self.refusals[user] >= 3 else "refused"
        self.log_ins["accepted" if outcome == "ok" else "refused"] += 1
        return outcome

    def open_session(self):
        key = secrets.token_urlsafe(24)
        self.sessions[key] = {"xsrf": secrets.token_hex(16), "mandate": None, "drafts": {}, "seen": time.time()}
        return key

    def session(self, key):
        found = self.sessions.get(key or "")
        if not found or time.time() - found["seen"] > LIFE:
            self.sessions.pop(key, None)
            return None
        found["seen"] = time.time()
        return found

    # technical users ------------------------------------------------------------------------------------
    def technical_user(self, number, quality):
        return next((r for r in self.existing + self.registrations
                     if (r["enterprise_number"], r["quality"]) == (number, quality)), None)

    def name_taken(self, name):
        return name in TAKEN or any(r["username"] == name for r in self.registrations)

    def register(self, draft):
        self._sender += random.choice((1, 2, 5))
        self._file += 7
        now = time.localtime()
        entry = {
            "enterprise_number": draft["number"], "quality": draft["quality"], "username": draft["username"],
            "channel": draft["channel"], "applications": list(draft["applications"]),
            "sender_number": str(self._sender), "contact": dict(draft["contact"]),
            "created": time.strftime("%Y-%m-%d", now), "file_reference": f"MS/{now.tm_year}/{self._file:06d}",
            "ssh_key": draft["ssh"] if draft["channel"] == "SFTP" else None,
            "certificate": draft["cer"] if draft["channel"] == "SFTP" else None,
        }
        self.registrations.append(entry)
        return entry


store = Store()


def company(number):
    return next((c for c in COMPANIES if c[0] == number), None)
