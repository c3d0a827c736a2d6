"""What task_list.py knows: companies, qualities, channels, applications, and the register."""
import asyncio, secrets

PORT, SESSION_S, WARN_S = 8000, 900, 240          # session length; idle seconds before the dialog warns
ACCOUNTS = {"demo": ("Secret-Pass-1", "Dominique Demo")}
QUAL = {"GPC": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
        "EMP": ("Employeur ONSS", "Werkgever RSZ"),
        "SSA": ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
        "PRE": ("Prestataire de services sociaux", "Dienstverrichter"),
        "APL": ("Administrations provinciales et locales", "Provinciale en plaatselijke besturen")}
ROLE = {"GL": ("Gestionnaire local", "Lokale Beheerder"), "CO": ("Co-Gestionnaire local", "Lokale Co-Beheerder"),
        "UT": ("Utilisateur", "Gebruiker")}
COMPANIES = {  # number: (name, [(quality, role)])
    "0403.170.701": ("Verreries et Forges du Hainaut SA", [("EMP", "GL"), ("GPC", "GL")]),
    "0207.886.044": ("L’Ancre – Fonds de pension OFP", [("EMP", "UT"), ("GPC", "GL")]),
    "0418.228.396": ("Imprimerie Moderne de Gembloux SRL", [("EMP", "UT"), ("GPC", "UT")]),
    "0432.610.765": ("Atelier Brabançon de Menuiserie SRL", [("EMP", "GL")]),
    "0441.902.157": ("Boulangeries Réunies de Meuse SA", [("EMP", "GL"), ("GPC", "UT")]),
    "0455.318.271": ("Centrale Vlaamse Voeding CV", [("EMP", "UT")]),
    "0460.774.909": ("Drankenhandel Van Hecke BV", [("EMP", "CO")]),
    "0472.156.082": ("Entreprises Générales Lambotte SA", [("EMP", "GL"), ("GPC", "CO")]),
    "0207.345.618": ("Hôpital Intercommunal du Val de Sambre", [("APL", "GL"), ("EMP", "UT"), ("GPC", "UT")]),
    "0488.031.440": ("Jardins & Parcs du Condroz ASBL", [("EMP", "UT")]),
    "0409.557.823": ("Maritieme Diensten Zeebrugge NV", [("EMP", "GL"), ("PRE", "UT")]),
    "0417.199.869": ("Secrétariat Social du Midi ASBL", [("EMP", "GL"), ("SSA", "GL"), ("PRE", "CO")]),
    "0425.806.391": ("Transports Delvaux & Fils SA", [("EMP", "GL")]),
    "0463.288.514": ("Textiel Lokeren NV", [("EMP", "UT"), ("GPC", "GL")]),
}
CHANNELS = {"FTP": ("Transfert de fichiers par l’extranet de la Sécurité sociale.", "Bestandsoverdracht via het extranet van de Sociale Zekerheid."),
            "SFTP": ("Recommandé : frais inférieurs et sécurité plus élevée. Demande une paire de clés SSH et un certificat qualifié.",
                     "Aanbevolen: lagere kosten en een hogere beveiliging. Vereist een SSH-sleutelpaar en een gekwalificeerd certificaat."),
            "Isabel": ("Uniquement si vous disposez déjà d’une connexion Isabel.", "Enkel indien u al over een Isabel-verbinding beschikt."),
            "MQLink": ("Liaison de serveur à serveur, pour de grands volumes.", "Verbinding van server tot server, voor grote volumes.")}
APPS = {
    "Dimona": ("Dimona – Déclaration immédiate de l’emploi", "Dimona – Onmiddellijke aangifte van tewerkstelling"),
    "DmfAPPL": ("DmfAPPL – Déclaration multifonctionnelle des administrations provinciales et locales", "DmfAPPL – Multifunctionele aangifte van de provinciale en plaatselijke besturen"),
    "DmfA": ("DmfA – Déclaration multifonctionnelle (déclaration trimestrielle, modification et consultation)", "DmfA – Multifunctionele aangifte (kwartaalaangifte, wijziging en raadpleging)"),
    "DRS": ("DRS – Déclaration d’un risque social (chômage, indemnités, accidents du travail)", "ASR – Aangifte van een sociaal risico (werkloosheid, uitkeringen, arbeidsongevallen)"),
    "DB2P": ("DB2P – Banque de données des pensions complémentaires", "DB2P – Databank aanvullende pensioenen"),
    "ePK": ("Cadastre des pensions (ePK) – Paiement des pensions et des avantages complémentaires", "Pensioenkadaster (ePK) – Uitbetaling van pensioenen en aanvullende voordelen"),
    "LivreValidation": ("Livre de validation – Chômage temporaire", "Validatieboek – Tijdelijke werkloosheid"),
    "ChomageTemporaire": ("Chômage temporaire – Communications de suspension à l’ONEM", "Tijdelijke werkloosheid – Mededelingen van schorsing aan de RVA"),
    "FichierPersonnel": ("Fichier du personnel – Consultation du fichier Dimona", "Personeelsbestand – Raadpleging van het Dimona-bestand"),
    "DUC": ("Déclaration unique de chantier (y compris Unified Workspace)", "Eenmalige werfmelding (inclusief Unified Workspace)"),
    "CheckIn": ("Check-in at work – Enregistrement des présences", "Check-in at work – Aanwezigheidsregistratie"),
    "Capelo": ("Capelo – Carrière publique électronique, données historiques", "Capelo – Elektronische loopbaan overheid, historische gegevens"),
    "Publiato": ("Publiato – Accidents du travail dans le secteur public", "Publiato – Arbeidsongevallen in de overheidssector"),
}
EXISTING = [{"enterprise_number": "0207.886.044", "quality": "GPC", "username": "ancre2019", "sender_number": "4711", "channel": "SFTP", "applications": ["DB2P"],
             "contact": {"last_name": "Maes", "first_name": "Lieve", "function": "ICT", "phone": "09 224 11 00", "email": "l.maes@ancre.example"}, "date": "12/03/2019"},
            {"enterprise_number": "0417.199.869", "quality": "SSA", "username": "ssmidi2008", "sender_number": "3120", "channel": "MQLink", "applications": ["DmfA", "Dimona", "DRS"],
             "contact": {"last_name": "Baert", "first_name": "Marc", "function": "Informatique", "phone": "02 511 00 10", "email": "mb@ssmidi.example"}, "date": "01/10/2008"}]
TAKEN = {"demo", "demo2020", "pension2020", "dbtwop2011", "technique1", "utilisateur1", "batchuser1"}
REGS, SESSIONS, FLOWS, TICKETS, FAILS = [], {}, {}, {}, {}
COUNT = {"confirm": 0, "ok": 0, "refused": 0}
NEXT = [5200 + secrets.randbelow(600)]
LOCK = asyncio.Lock()

def taken(name):
    return name in TAKEN or any(r["username"] == name for r in EXISTING + REGS)

def technical(ent, q):
    return next((r for r in EXISTING + REGS if r["enterprise_number"] == ent and r["quality"] == q), None)
