"""What partial_updates_tree.py knows: companies, qualities, channels, applications, and the register."""

QUAL = {"GPC": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
        "EMP": ("Employeur ONSS", "Werkgever RSZ"),
        "SSA": ("Secrétariat social", "Sociaal secretariaat"),
        "PDS": ("Prestataire de services", "Dienstverrichter"),
        "FSS": ("Secrétariat full service", "Full-service secretariaat"),
        "APL": ("Administrations provinciales et locales (ONSSAPL)", "Provinciale en plaatselijke besturen (RSZPPO)")}
GL, CO, UT = ("Gestionnaire local", "Lokale beheerder"), ("Co-gestionnaire local", "Lokale co-beheerder"), ("Utilisateur", "Gebruiker")
COMPANIES = [  # number, name, town, {quality: function of the person}
    ("0483.793.339", "Ateliers de la Senne SA", "1070 Anderlecht", {"EMP": GL}),
    ("0207.886.044", "Ancre Assurances SCRL", "1000 Bruxelles", {"EMP": UT, "GPC": GL}),
    ("0425.217.514", "Bakkerij De Gouden Aar BVBA", "9300 Aalst", {"EMP": UT}),
    ("0299.933.896", "Bureau social Lambermont ASBL", "1030 Schaerbeek", {"SSA": GL, "EMP": GL, "PDS": UT}),
    ("0215.253.787", "Caisse commune de prévoyance du Hainaut", "7000 Mons", {"GPC": UT}),
    ("0403.170.701", "Electra Horizon SA", "1000 Bruxelles", {"EMP": UT, "GPC": GL}),
    ("0466.128.550", "Fonds de pension Meuse & Sambre OFP", "5000 Namur", {"GPC": CO}),
    ("0829.353.859", "Full Pay Services NV", "2018 Antwerpen", {"FSS": GL, "PDS": UT}),
    ("0418.106.721", "Gemeente Zandvoorde", "8400 Oostende", {"APL": GL, "EMP": UT}),
    ("0453.195.876", "Imprimerie Delhez & Fils SPRL", "4800 Verviers", {"EMP": GL}),
    ("0434.759.146", "Kempens Transportbedrijf NV", "2300 Turnhout", {"EMP": GL, "GPC": UT}),
    ("0227.300.001", "Pensioenfonds Haven en Logistiek OFP", "2030 Antwerpen", {"GPC": GL}),
    ("0449.247.877", "Secrétariat social Ardenne ASBL", "6600 Bastogne", {"SSA": CO}),
    ("0407.537.481", "Verzekeringen Scheldeland CVBA", "9200 Dendermonde", {"GPC": GL, "EMP": UT})]
BYNUM = {c[0]: c for c in COMPANIES}
APPS = [("DIMN", "Dimona – Déclaration immédiate de l'emploi", "Dimona – Onmiddellijke aangifte van tewerkstelling"),
        ("DMFA", "DmfA – Déclaration multifonctionnelle de l'employeur (original, modification et consultation)",
         "DmfA – Multifunctionele aangifte van de werkgever (oorspronkelijke aangifte, wijziging en raadpleging)"),
        ("DMPL", "DmfAPPL – Déclaration trimestrielle des administrations provinciales et locales", "DmfAPPL – Kwartaalaangifte van de provinciale en plaatselijke besturen"),
        ("WECH", "DRS – Déclaration de risques sociaux (accidents du travail, chômage et indemnités)", "ASR – Aangifte van sociale risico's (arbeidsongevallen, werkloosheid en uitkeringen)"),
        ("TWCT", "Chômage temporaire – Communications à l'ONEM", "Tijdelijke werkloosheid – Mededelingen aan de RVA"),
        ("VBLV", "Livre de validation – Tenue et validation du livre", "Validatieboek – Bijhouden en valideren van het boek"),
        ("PFRQ", "Fichier du personnel – Demande et consultation (PFRQ / PFAN)", "Personeelsbestand – Aanvraag en raadpleging (PFRQ / PFAN)"),
        ("DUCN", "Déclaration de travaux – Déclaration unique de chantier", "Aangifte van werken – Unieke werfmelding"),
        ("CIAW", "Checkin@Work – Enregistrement des présences sur les chantiers", "Checkin@Work – Aanwezigheidsregistratie op de bouwplaatsen"),
        ("DB2P", "DB2P – Banque de données des pensions complémentaires", "DB2P – Databank aanvullende pensioenen"),
        ("CDHG", "Capelo – Dossier électronique de carrière du secteur public", "Capelo – Elektronisch loopbaandossier van de overheidssector"),
        ("EPKC", "ePK – Cadastre des pensions", "ePK – Pensioenkadaster"),
        ("PUBL", "Publiato – Déclaration des délégations syndicales et des représentants", "Publiato – Aangifte van vakbondsafvaardigingen en vertegenwoordigers")]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
FUNCS = [("Responsable informatique", "IT-verantwoordelijke"), ("Gestionnaire de réseau", "Netwerkbeheerder"), ("Analyste-programmeur", "Analist-programmeur"),
         ("Gestionnaire de dossiers", "Dossierbeheerder"), ("Directeur", "Directeur"), ("Comptable", "Boekhouder")]
LANGS = [("Français", "Frans"), ("Néerlandais", "Nederlands"), ("Allemand", "Duits")]
EXISTING = [dict(enterprise_number="0207.886.044", quality="GPC", username="ancre2019", sender_number="4711", channel="FTP", applications=["DB2P"], since="14/03/2013"),
            dict(enterprise_number="0299.933.896", quality="SSA", username="lambermont01", sender_number="1388", channel="Isabel", applications=["DMFA", "DIMN"], since="02/09/2009"),
            dict(enterprise_number="0453.195.876", quality="EMP", username="delhezbatch", sender_number="3052", channel="SFTP", applications=["DIMN"], since="21/11/2014"),
            dict(enterprise_number="0449.247.877", quality="SSA", username="ssardenne6600", sender_number="902", channel="MQLink", applications=["DMFA"], since="30/06/2006")]
REGS, COUNT, REFUSED = [], {"confirm": 0, "ok": 0, "ko": 0}, {}
TAKEN = {"demo", "demo1234", "utilisateur", "technique", "techuser", "techuser1", "batchuser", "sftpuser", "admin2015", "pension2016"}
FLOWS, TICKETS, SESS = {}, {}, {}
PORT = 0

def tech_user(num, q):
    return next((r for r in REGS + EXISTING if r["enterprise_number"] == num and r["quality"] == q), None)

def app_name(code, i=0):
    return next((a[1 + i] for a in APPS if a[0] == code), code)
