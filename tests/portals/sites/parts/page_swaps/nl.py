"""Dutch texts by their French source text."""
NL = {}
for _line in """
Portail de la Sécurité sociale|Portaal van de sociale zekerheid
Vers le contenu de cette page|Naar de inhoud van deze pagina
Autres informations et services officiels|Andere informatie en diensten van de overheid
Langue|Taal
Sécurité sociale|Sociale zekerheid
Portail des institutions publiques|Portaal van de openbare instellingen
Mes entreprises|Mijn ondernemingen
Mes applications|Mijn toepassingen
Thèmes|Thema’s
Contact|Contact
Se déconnecter|Afmelden
Se connecter|Aanmelden
Institutions|Instellingen
Publics|Doelgroepen
Office national de sécurité sociale (ONSS)|Rijksdienst voor Sociale Zekerheid (RSZ)
Banque-carrefour de la sécurité sociale (BCSS)|Kruispuntbank van de Sociale Zekerheid (KSZ)
Service fédéral des Pensions (SFP)|Federale Pensioendienst (FPD)
Office national de l’emploi (ONEM)|Rijksdienst voor Arbeidsvoorziening (RVA)
Agence fédérale des risques professionnels (Fedris)|Federaal agentschap voor beroepsrisico’s (Fedris)
Citoyen|Burger
Entreprise|Onderneming
Changer d’entreprise|Een andere onderneming kiezen
Accueil|Startpagina
Institutions partenaires|Partnerinstellingen
Besoin d’aide ?|Hulp nodig?
Le centre de contact répond à vos questions sur la gestion d’accès, les messages structurés et votre numéro d’expéditeur.|Het contactcenter beantwoordt uw vragen over het toegangsbeheer, de gestructureerde berichten en uw verzendernummer.
À propos du portail|Over het portaal
Conditions d’utilisation|Gebruiksvoorwaarden
Vie privée|Privacy
Déclaration d’accessibilité|Toegankelijkheidsverklaring
Nous utilisons des cookies sur ce site pour améliorer votre expérience utilisateur.|Het portaal van de sociale zekerheid gebruikt cookies om de site gebruiksvriendelijker te maken.
Plus d’informations|Meer weten
Uniquement les cookies nécessaires|Enkel noodzakelijke cookies
Tout accepter|Alles aanvaarden
La Sécurité Sociale Belge|De Belgische Sociale Zekerheid
Choisissez votre profil pour découvrir nos services en ligne.|Kies uw profiel om onze onlinediensten te ontdekken.
Carrière, pension, allocations familiales et soins de santé.|Loopbaan, pensioen, kinderbijslag en gezondheidszorg.
Déclarations et obligations de l’employeur.|Aangiften en verplichtingen van de werkgever.
Fonctionnaires et autres professionnels|Ambtenaren en andere professionelen
Services pour les institutions, les gestionnaires de pensions et les prestataires.|Diensten voor de instellingen, de pensioenbeheerders en de dienstverrichters.
Connectez-vous pour utiliser les services en ligne sécurisés.|Meld u aan om de beveiligde onlinediensten te gebruiken.
Gestion des accès|Beheer van de toegangen
Découvrez comment créer des utilisateurs et gérer les messages structurés.|Ontdek hoe u gebruikers aanmaakt en gestructureerde berichten beheert.
DB2P|DB2P
La banque de données relative aux pensions complémentaires.|De databank van de aanvullende pensioenen.
Échange de fichiers par batch|Bestanden uitwisselen via batch
Tout savoir sur les canaux FTP, SFTP, Isabel et MQLink.|Alles over de kanalen FTP, SFTP, Isabel en MQLink.
En savoir plus|Meer lezen
Accès aux services sécurisés|Toegang tot de beveiligde diensten
En quelle qualité souhaitez-vous vous connecter ?|In welke doelgroep wilt u zich aanmelden?
Professionnels de la Sécurité sociale|Professionals van de sociale zekerheid
Choisissez votre moyen de connexion|Kies hoe u zich wilt aanmelden
Se connecter avec eID|Aanmelden met eID
Vous avez besoin d’un lecteur de carte et de votre code PIN.|U hebt een kaartlezer en uw pincode nodig.
Se connecter via itsme|Aanmelden via itsme
Vous avez besoin de l’application sur votre téléphone.|U hebt de app op uw telefoon nodig.
Se connecter avec un code de sécurité|Aanmelden met een beveiligingscode
Le code est généré par une application mobile.|De code wordt door een mobiele app gemaakt.
Se connecter avec vos codes d’accès|Aanmelden met uw toegangscodes
Vous avez besoin de votre nom d’utilisateur et de votre mot de passe.|U hebt uw gebruikersnaam en wachtwoord nodig.
Codes d’accès|Toegangscodes
Votre nom d’utilisateur|Uw gebruikersnaam
Votre mot de passe|Uw wachtwoord
Afficher le mot de passe|Wachtwoord tonen
Nom d’utilisateur ou mot de passe oublié ?|Gebruikersnaam of wachtwoord vergeten?
Pour quelle entreprise souhaitez-vous travailler ?|Voor welke onderneming wilt u werken?
Choisissez l’entreprise dans la liste. Vous choisirez ensuite votre qualité.|Kies de onderneming in de lijst. Daarna kiest u uw hoedanigheid.
Rechercher une entreprise|Een onderneming zoeken
Nom, commune ou numéro d’entreprise|Naam, gemeente of ondernemingsnummer
Rechercher|Zoeken
entreprise(s) trouvée(s)|onderneming(en) gevonden
Aucune entreprise ne correspond à votre recherche.|Geen enkele onderneming voldoet aan uw zoekopdracht.
Numéro d’entreprise|Ondernemingsnummer
numéro d’entreprise|ondernemingsnummer
Siège|Zetel
Choisir|Kiezen
Afficher plus d’entreprises|Meer ondernemingen tonen
Choix de la qualité|Keuze van de hoedanigheid
Choisissez votre qualité|Kies uw hoedanigheid
Vous agissez pour cette entreprise comme|U handelt voor deze onderneming als
Retour à la liste|Terug naar de lijst
Continuer|Verdergaan
Choisissez une qualité pour continuer.|Kies een hoedanigheid om verder te gaan.
Voici les applications auxquelles vous avez accès dans cette qualité.|Dit zijn de toepassingen waartoe u in deze hoedanigheid toegang hebt.
Déclarer et consulter les pensions complémentaires.|Aanvullende pensioenen aangeven en raadplegen.
Dimona|Dimona
Déclarer l’entrée et la sortie de service d’un travailleur.|De in- en uitdiensttreding van een werknemer aangeven.
e-Box Enterprise|e-Box Enterprise
Vos messages des institutions de sécurité sociale.|Uw berichten van de instellingen van sociale zekerheid.
Gestion d’accès|Toegangsbeheer
Gérer vos données, les utilisateurs et les messages structurés de votre qualité.|Uw gegevens, de gebruikers en de gestructureerde berichten van uw hoedanigheid beheren.
DmfA|DmfA
Introduire ou consulter une déclaration trimestrielle.|Een kwartaalaangifte indienen of raadplegen.
Gestion des données propres|Beheer van de eigen gegevens
Gestion des utilisateurs|Beheer van de gebruikers
Messages structurés|Gestructureerde berichten
Enregistrer les données de configuration|De configuratiegegevens registreren
Échange par messages structurés|Uitwisseling via gestructureerde berichten
Information|Informatie
Documentation technique|Technische documentatie
Utilisez le menu à droite pour gérer vos données, vos utilisateurs et l’échange par messages structurés.|Gebruik het menu rechts om uw gegevens, uw gebruikers en de uitwisseling via gestructureerde berichten te beheren.
Votre qualité|Uw hoedanigheid
Qualité|Hoedanigheid
Votre fonction|Uw functie
Nom d’utilisateur|Gebruikersnaam
Aucun utilisateur physique n’a été créé pour cette qualité.|Er werd geen fysieke gebruiker aangemaakt voor deze hoedanigheid.
Vous pouvez échanger des fichiers avec les institutions de sécurité sociale par messages structurés. Un utilisateur technique et un canal sont nécessaires.|U kunt bestanden uitwisselen met de instellingen van sociale zekerheid via gestructureerde berichten. Een technische gebruiker en een kanaal zijn nodig.
L’échange par messages structurés est activé pour cette qualité.|De uitwisseling via gestructureerde berichten is actief voor deze hoedanigheid.
L’échange par messages structurés n’est pas encore activé pour cette qualité. Utilisez le lien « Enregistrer les données de configuration » dans le menu à droite.|De uitwisseling via gestructureerde berichten is nog niet actief voor deze hoedanigheid. Gebruik de link ‘De configuratiegegevens registreren’ in het menu rechts.
Utilisateur technique|Technische gebruiker
Numéro d’expéditeur|Verzendernummer
Canal|Kanaal
Date de création|Datum van aanmaak
Personne de contact|Contactpersoon
Applications|Toepassingen
Télécharger l’attestation (PDF)|Het attest downloaden (PDF)
Aucun utilisateur technique n’a encore été créé pour cette qualité.|Er werd nog geen technische gebruiker aangemaakt voor deze hoedanigheid.
Un utilisateur technique existe déjà pour cette qualité. Vous ne pouvez pas en créer un deuxième.|Er bestaat al een technische gebruiker voor deze hoedanigheid. U kunt geen tweede aanmaken.
Voir la page « Information »|Naar de pagina ‘Informatie’
Accès refusé|Toegang geweigerd
Seul le gestionnaire local ou le co-gestionnaire local de cette qualité peut créer un utilisateur technique et choisir un canal.|Enkel de lokale beheerder of de lokale co-beheerder van deze hoedanigheid kan een technische gebruiker aanmaken en een kanaal kiezen.
Retour|Terug
Création d’un utilisateur technique|Een technische gebruiker aanmaken
Données de contact|Contactgegevens
Canal et applications|Kanaal en toepassingen
Contrôle|Controle
Le formulaire contient des erreurs. Corrigez les champs indiqués ci-dessous.|Het formulier bevat fouten. Verbeter de aangeduide velden hieronder.
Précédent|Vorige
Suivant|Volgende
Récapitulatif|Overzicht
Prénom|Voornaam
Nom|Naam
Fonction|Functie
Téléphone|Telefoon
Adresse e-mail|E-mailadres
Clé publique SSH|Publieke SSH-sleutel
Certificat|Certificaat
Vous n’avez encore rien introduit.|U hebt nog niets ingevuld.
Cette procédure vous permet de créer un utilisateur technique et de choisir un canal batch. Préparez les éléments suivants :|Met deze procedure maakt u een technische gebruiker aan en kiest u een batchkanaal. Houd het volgende bij de hand:
les données de la personne de contact : nom, prénom, fonction, téléphone et adresse e-mail ;|de gegevens van de contactpersoon: naam, voornaam, functie, telefoon en e-mailadres;
pour le canal SFTP : votre clé publique SSH et votre certificat qualifié (extension .cer) ;|voor het SFTP-kanaal: uw publieke SSH-sleutel en uw gekwalificeerd certificaat (extensie .cer);
le nom d’utilisateur que vous souhaitez donner à l’utilisateur technique.|de gebruikersnaam die u aan de technische gebruiker wilt geven.
Annuler|Annuleren
Données de contact de l’utilisateur technique|Contactgegevens van de technische gebruiker
L’utilisateur technique est la personne de contact de la qualité pour l’échange des messages structurés. Le nom, le prénom et l’adresse e-mail seront communiqués au service technique.|De technische gebruiker is de contactpersoon van de hoedanigheid voor de uitwisseling van gestructureerde berichten. De naam, de voornaam en het e-mailadres worden aan de technische dienst meegedeeld.
Nom de famille|Familienaam
La fonction de la personne de contact au sein de l’entreprise, par exemple « responsable informatique ».|De functie van de contactpersoon binnen de onderneming, bijvoorbeeld ‘IT-verantwoordelijke’.
Ne confondez pas la fonction de la personne de contact avec sa qualité.|Verwar de functie van de contactpersoon niet met de hoedanigheid.
Indicatif du pays|Landcode
Belgique|België
Pays-Bas|Nederland
France|Frankrijk
Luxembourg|Luxemburg
Allemagne|Duitsland
Numéro de téléphone|Telefoonnummer
Sans l’indicatif du pays, par exemple 2 123 45 67.|Zonder de landcode, bijvoorbeeld 2 123 45 67.
À cette adresse e-mail nous envoyons les avis concernant le canal et le numéro d’expéditeur.|Naar dit e-mailadres sturen wij de berichten over het kanaal en het verzendernummer.
Répétez l’adresse e-mail|Herhaal het e-mailadres
Langue de contact|Contacttaal
Choix du canal batch|Keuze van het batchkanaal
Via quel canal les données seront-elles échangées ?|Via welk kanaal worden de gegevens uitgewisseld?
Transfert de fichiers classique via l’extranet.|Klassieke bestandsoverdracht via het extranet.
Recommandé : frais inférieurs et sécurité plus élevée.|Aanbevolen: lagere kosten en betere beveiliging.
Pour les abonnés au réseau Isabel.|Voor abonnees van het Isabel-netwerk.
Liaison directe par files de messages.|Rechtstreekse verbinding via berichtenwachtrijen.
Désignez dans la liste les applications pour lesquelles vous souhaitez envoyer des fichiers par ce canal.|Duid in de lijst de toepassingen aan waarvoor u bestanden via dit kanaal wilt verzenden.
Il s’agit de la clé publique que vous avez créée dans votre client SFTP, pas de celle de votre certificat.|Dit is de publieke sleutel die u in uw SFTP-client hebt aangemaakt, niet die van uw certificaat.
Parcourir…|Bladeren…
Aucun fichier sélectionné|Geen bestand gekozen
Clé publique de votre certificat qualifié|Publieke sleutel van uw gekwalificeerd certificaat
Un fichier avec l’extension .cer. Le certificat doit être valable.|Een bestand met de extensie .cer. Het certificaat moet geldig zijn.
Le mot de passe pour le canal FTP vous sera envoyé par la poste.|Het wachtwoord voor het FTP-kanaal wordt u per post toegestuurd.
Ce canal n’est accessible qu’aux institutions qui disposent déjà d’une connexion physique.|Dit kanaal is enkel toegankelijk voor instellingen die al een fysieke verbinding hebben.
Nom d’utilisateur de l’utilisateur technique|Gebruikersnaam van de technische gebruiker
Une fois attribué, le nom d’utilisateur ne pourra plus être modifié.|Eens toegekend kan de gebruikersnaam niet meer worden gewijzigd.
Nom d’utilisateur souhaité|Gewenste gebruikersnaam
Votre nom d’utilisateur doit être unique dans tout le système d’accès du portail.|Uw gebruikersnaam moet uniek zijn in het hele toegangssysteem van het portaal.
De 8 à 20 positions, uniquement des lettres (a-z) et des chiffres (0-9), pas d’espace.|8 tot 20 posities, enkel letters (a-z) en cijfers (0-9), geen spatie.
Ce nom d’utilisateur est disponible.|Deze gebruikersnaam is beschikbaar.
Contrôlez vos données|Controleer uw gegevens
Contrôlez si toutes les données sont correctes et cliquez ensuite sur « Confirmer ».|Controleer of alle gegevens juist zijn en klik daarna op ‘Bevestigen’.
Modifier|Wijzigen
Confirmer|Bevestigen
L’utilisateur technique est créé|De technische gebruiker is aangemaakt
Confirmation|Bevestiging
Un numéro d’expéditeur a été attribué à l’utilisateur technique.|Er werd een verzendernummer toegekend aan de technische gebruiker.
Votre numéro d’expéditeur|Uw verzendernummer
Ce numéro doit être utilisé dans le nom de tous les fichiers que vous expédiez par messages structurés. Vous le retrouverez plus tard via le lien « Information ».|Dit nummer moet gebruikt worden in de naam van alle bestanden die u via gestructureerde berichten verzendt. U vindt het later terug via de link ‘Informatie’.
Retour à mes applications|Terug naar mijn toepassingen
Attestation de création d’un utilisateur technique|Attest van aanmaak van een technische gebruiker
Ce champ est obligatoire.|Dit veld is verplicht.
Introduisez le numéro sans l’indicatif du pays.|Vul het nummer in zonder de landcode.
Ce numéro de téléphone n’est pas valable.|Dit telefoonnummer is niet geldig.
Cette adresse e-mail n’est pas valable.|Dit e-mailadres is niet geldig.
Les deux adresses e-mail ne correspondent pas.|De twee e-mailadressen komen niet overeen.
Le fichier est trop grand (20 Ko au maximum).|Het bestand is te groot (maximaal 20 kB).
Ce fichier contient une clé privée. Téléchargez uniquement la clé publique.|Dit bestand bevat een private sleutel. Laad enkel de publieke sleutel op.
Ce fichier n’est pas une clé publique SSH valable.|Dit bestand is geen geldige publieke SSH-sleutel.
La clé publique SSH doit être une clé RSA d’au moins 2048 bits.|De publieke SSH-sleutel moet een RSA-sleutel van minstens 2048 bits zijn.
Le certificat doit avoir l’extension .cer.|Het certificaat moet de extensie .cer hebben.
Ce fichier n’est pas un certificat valable.|Dit bestand is geen geldig certificaat.
Ce certificat est expiré.|Dit certificaat is vervallen.
Seules les lettres (a-z) et les chiffres (0-9) sont autorisés, sans espace.|Enkel letters (a-z) en cijfers (0-9) zijn toegelaten, zonder spatie.
Le nom d’utilisateur doit compter au moins 8 et au maximum 20 positions.|De gebruikersnaam moet minstens 8 en hoogstens 20 posities tellen.
Ce nom d’utilisateur est déjà attribué. Choisissez un autre nom d’utilisateur.|Deze gebruikersnaam is al toegekend. Kies een andere gebruikersnaam.
Choisissez un canal.|Kies een kanaal.
Cochez au moins une application.|Vink minstens één toepassing aan.
Ajoutez un fichier.|Voeg een bestand toe.
Votre session a expiré. Essayez à nouveau.|Uw sessie is verlopen. Probeer opnieuw.
Le nom d’utilisateur ou le mot de passe n’est pas correct.|De gebruikersnaam of het wachtwoord is niet juist.
Page introuvable|Pagina niet gevonden
La page que vous cherchez n’existe pas ou a été déplacée.|De pagina die u zoekt bestaat niet of werd verplaatst.
Cette entreprise n’existe pas ou vous n’y avez pas accès.|Deze onderneming bestaat niet of u hebt er geen toegang toe.
Application momentanément indisponible|Toepassing tijdelijk niet beschikbaar
Cette application n’est pas accessible pour le moment. Veuillez réessayer plus tard.|Deze toepassing is momenteel niet toegankelijk. Probeer het later opnieuw.
Les services pour les citoyens ne font pas partie de cet environnement.|De diensten voor burgers maken geen deel uit van deze omgeving.
Les services pour les entreprises ne font pas partie de cet environnement.|De diensten voor ondernemingen maken geen deel uit van deze omgeving.
Moyen de connexion indisponible|Aanmeldmethode niet beschikbaar
Ce moyen de connexion est momentanément indisponible. Choisissez un autre moyen.|Deze aanmeldmethode is tijdelijk niet beschikbaar. Kies een andere methode.
Information générale|Algemene informatie
Cette page d’information est en cours de rédaction.|Aan deze informatiepagina wordt nog gewerkt.
""".strip().splitlines():
    _fr, _nl = _line.split("|")
    NL[_fr] = _nl
