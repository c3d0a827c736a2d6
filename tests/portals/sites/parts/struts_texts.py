"""The texts of struts_mega_menu.py, in French and Dutch."""

MSG = {k: v for k, *v in [row.split("|") for row in """
portal|La Sécurité Sociale Belge|De Belgische Sociale Zekerheid
skip|Vers le contenu de cette page|Naar de inhoud van deze pagina
citizen|Citoyen|Burger
company|Entreprise|Onderneming
civil|Fonctionnaires et autres professionnels|Ambtenaren en andere professionelen
prof|Professionnels de la Sécurité Sociale|Professionals van de sociale zekerheid
home|Accueil|Home
login|Se connecter|Aanmelden
logout|Se déconnecter|Afmelden
welcome|Bienvenue sur le portail de la Sécurité Sociale|Welkom op de portaalsite van de sociale zekerheid
pickAud|Vous êtes... Choisissez votre groupe cible pour trouver les informations et les services en ligne qui vous concernent.|U bent... Kies uw doelgroep om de informatie en de onlinediensten te vinden die u aanbelangen.
online|Services en ligne|Onlinediensten
infos|Informations|Informatie en wetgeving
help|Aide|Help
close|Fermer|Sluiten
cancel|Annuler|Annuleren
contact.c|Centre de contact|Contactcenter
aud.text|Vous trouvez ici les services en ligne et l'information destinés à votre groupe cible. Certains services sont sécurisés : pour les utiliser, vous devez d'abord vous identifier via le lien en haut de la page.|U vindt hier de onlinediensten en de informatie voor uw doelgroep. Sommige diensten zijn beveiligd: om ze te gebruiken moet u zich eerst aanmelden via de link bovenaan de pagina.
cit.text|Les services pour le citoyen sont accessibles avec votre carte d'identité électronique.|De diensten voor de burger zijn toegankelijk met uw elektronische identiteitskaart.
secAccess|Accès aux services sécurisés|Toegang tot de beveiligde diensten
whichAud|Dans quel groupe cible souhaitez-vous vous connecter ?|In welke doelgroep wilt u zich aanmelden?
m.eid|Se connecter avec votre carte d'identité électronique (eID)|Aanmelden met uw elektronische identiteitskaart (eID)
m.token|Se connecter avec votre token citoyen|Aanmelden met uw burgertoken
m.codes|Se connecter avec vos codes d'accès|Aanmelden met uw toegangscodes (gebruikersnaam en wachtwoord)
noEid|Aucun lecteur de carte n'a été détecté sur ce poste. Choisissez un autre mode d'identification.|Er werd geen kaartlezer gevonden op deze computer. Kies een andere manier om u aan te melden.
secured|Le service que vous demandez est sécurisé. Introduisez votre nom d'utilisateur et votre mot de passe.|De dienst die u vraagt is beveiligd. Geef uw gebruikersnaam en uw wachtwoord in.
username|Nom d'utilisateur|Gebruikersnaam
password|Mot de passe|Wachtwoord
forgot|Mot de passe oublié ?|Wachtwoord vergeten?
e.login|Le nom d'utilisateur ou le mot de passe n'est pas correct. Après 3 tentatives, votre compte est bloqué.|De gebruikersnaam of het wachtwoord is niet juist. Na 3 pogingen wordt uw account geblokkeerd.
e.locked|Ce compte est bloqué après 3 tentatives infructueuses. Prenez contact avec le centre de contact (02 511 51 51).|Deze account is geblokkeerd na 3 mislukte pogingen. Neem contact op met het contactcenter (02 511 51 51).
e.lt|Cette page de connexion a expiré. Introduisez à nouveau vos codes d'accès.|Deze aanmeldpagina is verlopen. Geef uw toegangscodes opnieuw in.
e.expired|Votre session a expiré. Veuillez vous identifier à nouveau.|Uw sessie is verlopen. Gelieve u opnieuw aan te melden.
loggedOut|Vous êtes déconnecté.|U bent afgemeld.
chooseEnt|Choix de l'entreprise|Keuze van de onderneming
chooseEnt.t|Choisissez dans la liste l'entreprise pour laquelle vous souhaitez travailler.|Kies in de lijst de onderneming waarvoor u wilt werken.
filter|Filtrer (dénomination ou numéro)|Filteren (benaming of nummer)
search|Rechercher|Zoeken
name|Dénomination|Benaming
entNo|Numéro d'entreprise|Ondernemingsnummer
town|Localité|Gemeente
noHits|Aucune entreprise trouvée.|Geen onderneming gevonden.
found|entreprises trouvées, affichage de|ondernemingen gevonden, getoond van
to|à|tot
page|Page|Pagina
chooseRole|Choix de la qualité|Keuze van de hoedanigheid
chooseRole.t|Vous avez accès au portail dans les qualités suivantes. Cliquez sur celle de votre choix.|U hebt toegang tot de portaalsite in de volgende hoedanigheden. Klik op de hoedanigheid van uw keuze.
backList|Retour à la liste des entreprises|Terug naar de lijst van de ondernemingen
local|Gestionnaire local|Lokale Beheerder
user|Utilisateur|Gebruiker
pens|Gestionnaire pensions complémentaires|Beheerder aanvullende pensioenen
onss|Employeur ONSS|Werkgever RSZ
soc|Secrétariat social|Sociaal secretariaat
serv|Prestataire de services|Dienstverrichter
full|Secrétariat full service|Full-service secretariaat
apl|Administration provinciale et locale (ONSSAPL)|Provinciaal en plaatselijk bestuur (RSZPPO)
entNo.l|numéro d'entreprise|ondernemingsnummer
you|Vous êtes connecté|U bent aangemeld
quality|Qualité|Hoedanigheid
function.r|Fonction d'accès|Toegangsfunctie
change|Changer d'entreprise ou de qualité|Andere onderneming of hoedanigheid
secHome|Votre accueil sécurisé|Uw beveiligde startpagina
secHome.t|Choisissez un service dans le menu en haut de la page.|Kies een dienst in het menu bovenaan de pagina.
notice|Avis aux utilisateurs|Bericht aan de gebruikers
notice.t|En raison de travaux de maintenance, les services en ligne seront indisponibles dimanche entre 6h00 et 9h00.|Wegens onderhoudswerken zijn de onlinediensten zondag tussen 6u00 en 9u00 niet beschikbaar.
notAvail|Ce service n'est pas disponible dans votre qualité.|Deze dienst is niet beschikbaar in uw hoedanigheid.
access|Gestion d'accès|Toegangsbeheer
own|Gestion des données propres|Beheer van de eigen gegevens
users|Gestion des utilisateurs|Beheer van de gebruikers
u.create|Créer un utilisateur|Een gebruiker aanmaken
u.edit|Modifier les données des utilisateurs|De gegevens van de gebruikers wijzigen
u.block|Bloquer et supprimer des utilisateurs|Gebruikers blokkeren en verwijderen
u.find|Rechercher des utilisateurs|Gebruikers opzoeken
o.pwd|Modifier votre mot de passe|Uw wachtwoord wijzigen
o.data|Vos données personnelles|Uw persoonlijke gegevens
exch|Échange par messages structurés|Uitwisseling via gestructureerde berichten
info|Information|Informatie
e.chan|Ajouter ou supprimer un canal|Een kanaal toevoegen/verwijderen
e.cert|Modifier le certificat|Certificaat wijzigen
struct|Messages structurés|Gestructureerde berichten
s.conf|Configuration|Configuratie
s.reg|Enregistrer les données de configuration|De configuratiegegevens registreren
s.rout|Un canal par application|Verschillende kanalen per toepassing
s.doc|Documentation|Documentatie
s.guide|Startup guide SFTP|Startup guide SFTP
s.faq|Questions fréquentes|Veelgestelde vragen
umoe|Gestion d'accès pour entreprises et organisations|Toegangsbeheer voor Ondernemingen en Organisaties
info.t|Données de l'échange par messages structurés pour cette qualité|Gegevens van de uitwisseling via gestructureerde berichten voor deze hoedanigheid
info.none|Aucun utilisateur technique n'a été créé pour cette qualité.|Er werd geen technische gebruiker aangemaakt voor deze hoedanigheid.
techUser|Utilisateur technique|Technische gebruiker
sender|Numéro d'expéditeur|Verzendernummer
channel|Canal|Kanaal
apps|Applications|Toepassingen
person|Personne de contact|Contactpersoon
created|Créé le|Aangemaakt op
denied|Accès refusé. Seul le (co-)Gestionnaire local de la qualité peut créer un utilisateur technique et choisir un canal.|Toegang geweigerd. Alleen de Lokale (Co-)beheerder van de hoedanigheid kan een technische gebruiker aanmaken en een kanaal kiezen.
already|Un utilisateur technique existe déjà pour cette qualité. Vous ne pouvez pas en créer un second. Utilisateur technique :|Er bestaat al een technische gebruiker voor deze hoedanigheid. U kunt er geen tweede aanmaken. Technische gebruiker:
w0|Introduction|Inleiding
w1|Données de contact|Contactgegevens
w2|Canal et applications|Kanaal en toepassingen
w3|Nom d'utilisateur|Gebruikersnaam
w4|Contrôle|Controle
step|Étape|Stap
intro1|Cette application vous permet de créer un utilisateur technique et de choisir le canal par lequel vos messages structurés seront échangés. Avant de commencer, munissez-vous des données suivantes :|Met deze toepassing maakt u een technische gebruiker aan en kiest u het kanaal waarlangs uw gestructureerde berichten worden uitgewisseld. Hou de volgende gegevens bij de hand:
intro2|les données de la personne de contact : nom, prénom, fonction, téléphone et adresse e-mail ;|de gegevens van de contactpersoon: naam, voornaam, functie, telefoon en e-mailadres;
intro3|pour le canal SFTP : la clé publique SSH de votre client SFTP et la clé publique de votre certificat qualifié (.cer) ;|voor het SFTP-kanaal: de publieke SSH-sleutel van uw SFTP-client en de publieke sleutel van uw gekwalificeerd certificaat (.cer);
intro4|la liste des applications pour lesquelles vous souhaitez échanger des messages ;|de lijst van de toepassingen waarvoor u berichten wilt uitwisselen;
intro5|un nom d'utilisateur pour l'utilisateur technique.|een gebruikersnaam voor de technische gebruiker.
next|Suivant|Volgende
prev|Précédent|Vorige
contact.t|L'utilisateur technique est la personne de contact de la qualité pour l'échange des messages structurés. Il doit avoir une connaissance technique de l'échange des fichiers.|De technische gebruiker is de contactpersoon van de hoedanigheid voor de uitwisseling van gestructureerde berichten. Hij moet een technische kennis hebben van de uitwisseling van de bestanden.
req|Les champs marqués d'un * sont obligatoires.|De velden met een * zijn verplicht.
lastName|Nom|Naam
firstName|Prénom|Voornaam
function|Fonction|Functie
phone|Téléphone|Telefoon
phone.h|ex. 02 511 51 51|bv. 02 511 51 51
fax|Fax|Fax
email|Adresse e-mail|E-mailadres
lang|Langue de correspondance|Taal van de briefwisseling
chan.t|Choisissez le canal via lequel les données seront échangées|Kies het kanaal waarlangs de gegevens worden uitgewisseld
c.FTP|transfert de fichiers via l'extranet|bestandsoverdracht via het extranet
c.SFTP|transfert de fichiers sécurisé (recommandé)|beveiligde bestandsoverdracht (aanbevolen)
c.Isabel|via le réseau Isabel|via het Isabel-netwerk
c.MQLink|connexion par files de messages|verbinding via berichtenwachtrijen
sftp.t|Données pour le canal SFTP|Gegevens voor het SFTP-kanaal
sshKey|Clé publique SSH de votre client SFTP|Publieke SSH-sleutel van uw SFTP-client
cert|Clé publique de votre certificat qualifié (extension .cer)|Publieke sleutel van uw gekwalificeerd certificaat (extensie .cer)
received|Fichier reçu :|Ontvangen bestand:
finger|empreinte|vingerafdruk
apps.t|Applications pour lesquelles vous souhaitez envoyer des messages|Toepassingen waarvoor u berichten wilt versturen
apps.none|Aucune application sélectionnée|Geen toepassing geselecteerd
apps.open|Sélectionner dans la liste...|Selecteren in de lijst...
all|Tout cocher|Alles aanvinken
none|Tout décocher|Alles uitvinken
ok|OK|OK
user.t|Introduisez un nom d'utilisateur pour l'utilisateur technique. Une fois attribué, il ne pourra plus être modifié.|Geef een gebruikersnaam voor de technische gebruiker in. Eenmaal toegekend kan hij niet meer gewijzigd worden.
user.r|De 8 à 20 positions ; uniquement des lettres (a-z) et des chiffres (0-9) ; pas d'espace.|8 tot 20 posities; alleen letters (a-z) en cijfers (0-9); geen spaties.
user.l|Nom d'utilisateur de l'utilisateur technique|Gebruikersnaam van de technische gebruiker
user.free|Ce nom d'utilisateur est disponible.|Deze gebruikersnaam is beschikbaar.
review.t|Contrôlez si toutes les données sont correctes et cliquez ensuite sur le bouton « Confirmer ».|Controleer of alle gegevens juist zijn en klik daarna op de knop "Bevestigen".
edit|Modifier|Wijzigen
confirm|Confirmer|Bevestigen
ask.fin|Êtes-vous sûr de vouloir enregistrer ces données ? Le nom d'utilisateur ne pourra plus être modifié.|Bent u zeker dat u deze gegevens wilt registreren? De gebruikersnaam kan niet meer gewijzigd worden.
ask.can|Voulez-vous vraiment quitter l'enregistrement ? Les données introduites seront perdues.|Wilt u de registratie echt verlaten? De ingevoerde gegevens gaan verloren.
ask.out|Voulez-vous vous déconnecter ?|Wilt u zich afmelden?
yes|Oui|Ja
no|Non|Nee
wait|Un instant s.v.p. Votre demande est en cours de traitement...|Een ogenblik a.u.b. Uw aanvraag wordt verwerkt...
res|Enregistrement terminé|Registratie voltooid
res.t|L'utilisateur technique a été créé. Les données de configuration ont été enregistrées.|De technische gebruiker werd aangemaakt. De configuratiegegevens werden geregistreerd.
res.use|Le numéro d'expéditeur doit être utilisé dans le nom de tous les fichiers expédiés par messages structurés. Vous le retrouverez plus tard sous Gestion d'accès.|Het verzendernummer moet gebruikt worden in de naam van alle bestanden die via gestructureerde berichten verstuurd worden. U vindt het later terug onder Toegangsbeheer.
dossier|Numéro de dossier|Dossiernummer
ticket|Numéro de l'accusé de réception|Nummer van de ontvangstmelding
print|Imprimer cette page|Deze pagina afdrukken
e.top|Des erreurs ont été constatées. Corrigez les champs indiqués ci-dessous.|Er werden fouten vastgesteld. Verbeter de hieronder aangeduide velden.
e.required|Ce champ est obligatoire.|Dit veld is verplicht.
e.email|L'adresse e-mail n'est pas valable.|Het e-mailadres is niet geldig.
e.phone|Le numéro de téléphone n'est pas valable.|Het telefoonnummer is niet geldig.
e.channel|Choisissez un canal.|Kies een kanaal.
e.key|Ce fichier n'est pas une clé publique SSH valable.|Dit bestand is geen geldige publieke SSH-sleutel.
e.keyPriv|Ce fichier contient une clé privée. Téléchargez uniquement la clé publique.|Dit bestand bevat een private sleutel. Laad alleen de publieke sleutel op.
e.ext|Le fichier doit avoir l'extension .cer.|Het bestand moet de extensie .cer hebben.
e.cer|Ce fichier n'est pas un certificat X.509 valable.|Dit bestand is geen geldig X.509-certificaat.
e.cerDate|Ce certificat n'est pas (ou plus) valable à la date d'aujourd'hui.|Dit certificaat is vandaag niet (meer) geldig.
e.apps|Sélectionnez au moins une application.|Selecteer minstens één toepassing.
e.user|Le nom d'utilisateur ne répond pas aux règles : 8 à 20 positions, uniquement a-z et 0-9.|De gebruikersnaam voldoet niet aan de regels: 8 tot 20 posities, alleen a-z en 0-9.
e.taken|Ce nom d'utilisateur est déjà attribué. Choisissez un autre nom d'utilisateur.|Deze gebruikersnaam is al toegekend. Kies een andere gebruikersnaam.
e.session|Le formulaire n'est plus disponible. Recommencez l'enregistrement.|Het formulier is niet meer beschikbaar. Begin de registratie opnieuw.
""".strip().splitlines()]}
for k in ("Dimona", "DmfA", "DB2P"):
    MSG[k] = [k, k]
JSKEYS = ("e.required e.email e.phone e.user e.taken e.channel e.apps apps.none user.free ask.fin ask.can ask.out ok cancel close").split()


def msg(lang, key):
    return MSG[key][lang == "nl"] if key in MSG else "???%s.%s???" % (lang, key)
