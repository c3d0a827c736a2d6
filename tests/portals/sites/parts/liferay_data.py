"""What liferay_portlets.py knows: companies, qualities, applications, texts of the wizard, and the register."""
import datetime, itertools

PORT = 8080
NS = "A8412"                                   # the portlet's namespace
CK = "JSESSIONID"
USERS = {"demo": {"pw": "Secret-Pass-1", "name": "Dominique Mortier"}}
FAILS, SESSIONS, LTS, TICKETS, REGS = {}, {}, {}, {}, []
COUNT = {"confirm": 0, "ok": 0, "ko": 0}
TAKEN = {"demo", "ancre2019", "batch2015", "technique", "utilisateur", "expediteur", "dmfabatch01"}
SENDER, DOSSIER = itertools.count(5207, 3), itertools.count(318204, 17)

Q = {"onss": ("Employeur ONSS", "Werkgever RSZ"),
     "pens": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
     "ssoc": ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
     "prst": ("Prestataire de services sociaux", "Sociale dienstverrichter"),
     "full": ("Secrétariat full service", "Full-service secretariaat"),
     "appl": ("Administrations provinciales et locales", "Provinciale en plaatselijke besturen")}
R = {"GL": ("Gestionnaire local", "Lokale Beheerder"), "CO": ("Co-gestionnaire local", "Lokale Co-beheerder"),
     "UT": ("Utilisateur", "Gebruiker")}


def ent(base):
    """8 digits -> dotted enterprise number with its check digits."""
    d = base if len(base) == 10 else base + "%02d" % (97 - int(base) % 97)
    return d[:4] + "." + d[4:7] + "." + d[7:]


COMPANIES = [dict(zip(("name", "nr", "zip", "town", "quals"), c)) for c in (
    ("ATELIERS DE L'ANCRE SA", ent("0207886044"), "4000", "Liège", [("pens", "GL")]),
    ("AVERBODE LOGISTICS NV", ent("04127736"), "3271", "Averbode", [("onss", "UT"), ("pens", "UT")]),
    ("BOULANGERIES RÉUNIES SCRL", ent("04290518"), "5000", "Namur", [("onss", "GL")]),
    ("CARRIÈRES DU HOYOUX SA", ent("04385524"), "4520", "Wanze", [("onss", "CO")]),
    ("COMMUNE DE RIVAGES", ent("02071903"), "4171", "Poulseur", [("appl", "GL"), ("pens", "UT")]),
    ("DE SCHELDE VERZEKERINGEN NV", ent("04049114"), "2000", "Antwerpen", [("pens", "GL")]),
    ("FONDS DE PENSION DU HAINAUT OFP", ent("08801246"), "7000", "Mons", [("pens", "UT")]),
    ("GROUPE ÉNERGIE DU CANAL SA", ent("0403170701"), "1000", "Bruxelles", [("onss", "GL"), ("pens", "GL")]),
    ("IMPRIMERIE DES TROIS PONTS SPRL", ent("04553017"), "4980", "Trois-Ponts", [("onss", "GL")]),
    ("PARTENA-LYS SECRÉTARIAT SOCIAL ASBL", ent("04099335"), "8500", "Kortrijk", [("ssoc", "GL"), ("full", "CO"), ("onss", "GL")]),
    ("SOCIAL DESK SERVICES BVBA", ent("08429170"), "9000", "Gent", [("prst", "GL")]),
    ("TISSAGES DE LA DENDRE SA", ent("04418260"), "7800", "Ath", [("onss", "GL")]),
    ("VERHULST & ZONEN BVBA", ent("04664821"), "1500", "Halle", [("onss", "GL"), ("prst", "UT")]))]
EXISTING = [{"enterprise_number": "0207.886.044", "quality": "pens", "username": "ancre2019", "channel": "FTP", "sender_number": "4711",
             "applications": ["Dimona", "DmfA"], "contact": {"last_name": "Lambert", "first_name": "Odile", "function": "Informaticienne",
             "phone": "04 222 18 30", "email": "odile.lambert@ancre.example", "language": "fr"}, "created": "14/02/2019"}]
CHANNELS = [("FTP", ("File Transfer Protocol, via l'extranet de la sécurité sociale", "File Transfer Protocol, via het extranet van de sociale zekerheid")),
            ("SFTP", ("Secure File Transfer Protocol, via Internet – recommandé", "Secure File Transfer Protocol, via internet – aanbevolen")),
            ("Isabel", ("réseau interbancaire", "interbancair netwerk")),
            ("MQLink", ("IBM MQSeries, gros volumes", "IBM MQSeries, grote volumes"))]
APPS = [(("Déclarations à l'ONSS", "Aangiften bij de RSZ"), [
    ("Dimona", ("Dimona - Déclaration immédiate de l'emploi (entrées, sorties, modifications)", "Dimona - Onmiddellijke aangifte van tewerkstelling (in, uit, wijziging)")),
    ("DmfA", ("DmfA - Déclaration multifonctionnelle trimestrielle, originale et modificative", "DmfA - Multifunctionele kwartaalaangifte, oorspronkelijk en wijziging")),
    ("DMRQ", ("Consultation par lots des déclarations trimestrielles (DMRQ)", "Raadpleging in batch van de kwartaalaangiften (DMRQ)")),
    ("DmfAPPL", ("DmfAPPL - Administrations provinciales et locales", "DmfAPPL - Provinciale en plaatselijke besturen"))]),
    (("Risques sociaux et chômage", "Sociale risico's en werkloosheid"), [
    ("DRS", ("DRS - Déclaration de risques sociaux (accidents du travail, chômage, indemnités)", "ASR (DRS) - Aangifte van sociale risico's (arbeidsongevallen, werkloosheid, uitkeringen)")),
    ("TWCT", ("Chômage temporaire et livre de validation", "Tijdelijke werkloosheid en validatieboek")),
    ("PFRQ", ("Fichier du personnel - demandes et réponses", "Personeelsbestand - aanvragen en antwoorden"))]),
    (("Chantiers et présences", "Werven en aanwezigheden"), [
    ("DUC", ("Déclaration unique de chantier (30bis, 30ter)", "Unieke werfmelding (30bis, 30ter)")),
    ("CIAW", ("Check in at work - Enregistrement des présences sur le lieu de travail", "Check in at work - Aanwezigheidsregistratie op de werkplaats"))]),
    (("Pensions et carrières", "Pensioenen en loopbanen"), [
    ("Capelo", ("Capelo - Carrière publique électronique, données historiques", "Capelo - Elektronische overheidsloopbaan, historische gegevens")),
    ("DB2P", ("DB2P - Banque de données des pensions complémentaires", "DB2P - Databank aanvullende pensioenen")),
    ("Publiato", ("Publiato - Données des agents du secteur public", "Publiato - Gegevens van het overheidspersoneel"))])]
APPCAP = {k: c for _, l in APPS for k, c in l}


def day(n, f="%d/%m/%Y"):
    return (datetime.date.today() + datetime.timedelta(n)).strftime(f)


NOTICES = [(2, ("Maintenance planifiée", "Gepland onderhoud"), ("Samedi prochain, de 7 h à 13 h, les services en ligne peuvent être momentanément indisponibles.", "Volgende zaterdag van 7 tot 13 uur kunnen de onlinediensten tijdelijk onbeschikbaar zijn.")),
           (7, ("Canal FTP", "FTP-kanaal"), ("Pour les nouveaux expéditeurs, nous recommandons le canal SFTP en raison des frais inférieurs et de la sécurité plus élevée.", "Voor nieuwe verzenders raden wij het SFTP-kanaal aan wegens de lagere kosten en de hogere veiligheid.")),
           (20, ("Contact Center", "Contactcenter"), ("Le Contact Center (02 511 51 51) est accessible du lundi au vendredi de 7 h à 20 h.", "Het Contactcenter (02 511 51 51) is bereikbaar van maandag tot vrijdag van 7 tot 20 uur."))]
STEPS = [("Introduction", "Inleiding"), ("Données de contact", "Contactgegevens"), ("Canal et applications", "Kanaal en toepassingen"),
         ("Utilisateur technique", "Technische gebruiker"), ("Vérification", "Nazicht"), ("Résultat", "Resultaat")]
CF = [("last_name", "nm", ("Nom", "Naam"), None, 40), ("first_name", "pn", ("Prénom", "Voornaam"), None, 40),
      ("function", "fct", ("Fonction", "Functie"), ("La fonction de la personne de contact dans votre entreprise, p. ex. responsable ICT.", "De functie van de contactpersoon in uw onderneming, bv. ICT-verantwoordelijke."), 50),
      ("phone", "tel", ("Téléphone", "Telefoon"), ("Exemple : 02 123 45 67 ou +32 2 123 45 67", "Voorbeeld: 02 123 45 67 of +32 2 123 45 67"), 20),
      ("email", "mel", ("Adresse e-mail", "E-mailadres"), ("Les messages techniques (certificat qui expire, fichiers refusés) sont envoyés à cette adresse.", "De technische berichten (vervallend certificaat, geweigerde bestanden) worden naar dit adres gestuurd."), 80)]
FILE_ERR = {"key": {"private": ("Ce fichier contient une clé privée. Téléchargez uniquement la clé publique.", "Dit bestand bevat een private sleutel. Laad enkel de publieke sleutel op."),
                    "bad": ("Ce fichier n'est pas une clé publique SSH valable.", "Dit bestand is geen geldige publieke SSH-sleutel."),
                    "short": ("La clé est trop courte : au moins 2048 bits.", "De sleutel is te kort: minstens 2048 bits.")},
            "crt": {"ext": ("Seuls les fichiers avec l'extension .cer sont acceptés.", "Enkel bestanden met de extensie .cer worden aanvaard."),
                    "private": ("Ce fichier contient une clé privée. Téléchargez uniquement le certificat.", "Dit bestand bevat een private sleutel. Laad enkel het certificaat op."),
                    "bad": ("Ce fichier n'est pas un certificat X.509 valable.", "Dit bestand is geen geldig X.509-certificaat."),
                    "old": ("Ce certificat est expiré.", "Dit certificaat is vervallen.")}}
FL = {"key": (("Clé publique SSH", "Publieke SSH-sleutel"), ("La clé publique créée dans votre client SFTP (au moins 2048 bits pour RSA).", "De publieke sleutel aangemaakt in uw SFTP-client (minstens 2048 bits voor RSA).")),
      "crt": (("Clé publique de votre certificat qualifié (.cer)", "Publieke sleutel van uw gekwalificeerd certificaat (.cer)"), ("Le certificat au format X.509, fichier avec l'extension .cer.", "Het certificaat in X.509-formaat, bestand met de extensie .cer."))}
