"""Routes, layout and the pages other than the wizard."""
import asyncio

from . import mud, wizard
from .data import COMPANIES, LEVELS, QUALITIES, dotted
from .vdom import h

PUBLIC = {"", "professionnels", "citoyens", "entreprises-publiques", "international", "connexion"}


def parts(c):
    return [p for p in (c.url or "/").strip("/").split("/")]


def context(c):
    """(company, role, level) of an /espace/ address."""
    p = parts(c)
    co = COMPANIES.get(p[1]) if len(p) > 1 else None
    role = p[2] if len(p) > 2 else None
    level = dict(co["roles"]).get(role) if co and role else None
    return co, role, level


def after(c, delay, **values):
    view = c.view

    async def later():
        await asyncio.sleep(delay)
        view.update(values)
    c.spawn(later())


def enter(c):
    p = parts(c)
    if p[0] not in PUBLIC and not c.user:
        c.load("/Identity/Account/Login?ReturnUrl=" + c.url)
        return
    v = c.view
    if p[0] == "entreprises":
        v.update(loaded=False, search="", page=0, size=10)
        after(c, 0.6 if len(p) == 1 else 0.35, loaded=True)
    elif p[0] == "espace":
        v["loaded"] = False
        after(c, 0.4, loaded=True)
        if p[3:] == ["messages", "configuration"]:
            wizard.begin(c)
    elif p[0] == "connexion":
        v["audience"] = None


def title(c):
    return c.t("Portail de la Sécurité Sociale", "Portaal van de Sociale Zekerheid")


def layout(c):
    p = parts(c)
    inside = p[0] == "espace" and c.user
    bar = h("header.mud-appbar.mud-appbar-fixed-top", h("a", c.t("La Sécurité Sociale", "De Sociale Zekerheid"), href="/"), h("div.mud-spacer"),
            h("span", c.user) if c.user else None,
            h("a", c.t("Se déconnecter", "Afmelden"), href="/Identity/Account/Logout") if c.user else None,
            h("a", "FR", href="/Culture/Set?culture=fr&redirectUri=" + (c.url or "/")), h("a", "NL", href="/Culture/Set?culture=nl&redirectUri=" + (c.url or "/")),
            mud.icon_button("menu", lambda _: setattr(c, "drawer", not c.drawer), label="menu") if inside else None)
    body = page(c, p)
    drawer = menu(c) if inside else None
    return h("div", bar, drawer, h("div.mud-main-content", body, key=c.url), class_="mud-layout" + (" with-drawer" if inside and c.drawer else ""))


def menu(c):
    co, role, level = context(c)
    if not level:
        return None
    base = f"/espace/{co['number']}/{role}"
    local = level == "local"
    return h("aside", h("nav.mud-navmenu",
             mud.nav_link(c.t("Accueil", "Startpagina"), base, c.url),
             mud.nav_group(c, "acces", c.t("Gestion d'accès", "Toegangsbeheer"),
                           mud.nav_link(c.t("Gestion des données propres", "Beheer eigen gegevens"), base + "/donnees", c.url),
                           mud.nav_link(c.t("Rechercher des utilisateurs", "Gebruikers opzoeken"), base + "/utilisateurs", c.url),
                           mud.nav_group(c, "echange", c.t("Échange par messages structurés", "Uitwisseling via gestructureerde berichten"),
                                         mud.nav_link("Information" if c.lang == "fr" else "Informatie", base + "/messages/information", c.url))),
             mud.nav_group(c, "messages", c.t("Messages structurés", "Gestructureerde berichten"),
                           mud.nav_link(c.t("Enregistrer les données de configuration", "De configuratiegegevens registreren"), base + "/messages/configuration", c.url) if local else None,
                           mud.nav_link(c.t("Guide de démarrage SFTP", "Startgids SFTP"), base + "/messages/guide", c.url)),
             mud.nav_link(c.t("Changer d'entreprise", "Andere onderneming kiezen"), "/entreprises", c.url)),
             class_="mud-drawer mud-drawer-fixed mud-drawer-pos-right " + ("mud-drawer--open" if c.drawer else "mud-drawer--closed"), key="drawer")


def page(c, p):
    if p[0] not in PUBLIC and not c.user:
        return mud.skeleton(3)
    if p[0] == "entreprises":
        return companies(c) if len(p) == 1 else roles(c, COMPANIES.get(p[1]))
    if p[0] == "espace":
        return secured(c, p)
    return {"": home, "professionnels": professionals, "connexion": connect}.get(p[0], other)(c)


def card(title_, sub, href):
    return h("a.mud-paper.mud-card", mud.text("h6", title_), mud.text("body1", sub), href=href)


def home(c):
    if not c.lang_chosen:
        return [mud.text("h4", "La Sécurité Sociale Belge — De Belgische Sociale Zekerheid"), mud.text("body1", "Choisissez votre langue / Kies uw taal"),
                h("div.mud-grid", *[h("a.mud-button-root.mud-button.mud-button-filled-primary", h("span.mud-button-label", l), href=f"/Culture/Set?culture={k}&redirectUri=/")
                                    for k, l in (("fr", "Français"), ("nl", "Nederlands"))], h("a.mud-button-root.mud-button", h("span.mud-button-label", "International"), href="/international"))]
    return [mud.text("h4", c.t("La Sécurité Sociale Belge", "De Belgische Sociale Zekerheid")), mud.text("body1", c.t("Vous êtes :", "U bent:")),
            h("div.mud-grid", card(c.t("Citoyen", "Burger"), c.t("Travail, pension, famille, santé", "Werk, pensioen, gezin, gezondheid"), "/citoyens"),
              card(c.t("Entreprise", "Onderneming"), c.t("Employeurs et leurs mandataires", "Werkgevers en hun mandatarissen"), "/entreprises-publiques"),
              card(c.t("Fonctionnaires et autres professionnels", "Ambtenaren en andere professionelen"), c.t("Institutions, organismes de pension, secrétariats", "Instellingen, pensioeninstellingen, secretariaten"), "/professionnels"))]


def other(c):
    if parts(c)[0] == "international":
        return [mud.text("h4", "International"), mud.alert("info", "You can't register through the international access. Choose français or Nederlands."), h("a", "Home", href="/")]
    return [mud.text("h4", c.t("Informations générales", "Algemene informatie")), mud.text("body1", c.t("Cette rubrique ne contient pas de service sécurisé.", "Deze rubriek bevat geen beveiligde dienst.")), h("a", c.t("Retour à l'accueil", "Terug naar de startpagina"), href="/")]


def professionals(c):
    if c.user:
        link = h("a.mud-button-root.mud-button.mud-button-filled-primary", c.t("Mes entreprises", "Mijn ondernemingen"), href="/entreprises")
    else:
        link = h("a.mud-button-root.mud-button.mud-button-filled-primary", h("span.mud-button-label", c.t("Se connecter", "Aanmelden")), href="/connexion")
    return [mud.text("h4", c.t("Fonctionnaires et autres professionnels", "Ambtenaren en andere professionelen")),
            h("div.mud-paper", mud.text("h6", c.t("Services en ligne sécurisés", "Beveiligde onlinediensten")),
              mud.text("body1", c.t("DB2P, Dimona, DmfA, gestion d'accès… Identifiez-vous pour y accéder.", "DB2P, Dimona, DmfA, toegangsbeheer… Meld u aan om ze te gebruiken.")), link)]


def connect(c):
    v = c.view
    groups = [("citizen", c.t("Citoyen", "Burger")), ("company", c.t("Entreprise", "Onderneming")), ("pro", c.t("Professionnels de la Sécurité Sociale", "Professional van de sociale zekerheid"))]
    out = [mud.text("h4", c.t("Accès aux services sécurisés", "Toegang tot de beveiligde diensten")),
           h("div.mud-paper", mud.radio_group(c.t("Pour quel groupe cible souhaitez-vous vous connecter ?", "Voor welke doelgroep wilt u zich aanmelden?"), groups, v["audience"], lambda x: v.update(audience=x)), key="grp")]
    if v["audience"] == "pro":
        soon = lambda _: c.snack("error", c.t("Ce moyen d'identification est momentanément indisponible.", "Deze aanmeldwijze is tijdelijk niet beschikbaar."))
        out.append(h("div.mud-paper", mud.text("h6", c.t("Choisissez votre moyen d'identification", "Kies hoe u zich aanmeldt")),
                     h("div.mud-grid", mud.button(c.t("Lecteur de cartes eID", "eID-kaartlezer"), soon, "outlined"), mud.button("itsme", soon, "outlined"),
                       h("a.mud-button-root.mud-button.mud-button-outlined", h("span.mud-button-label", c.t("Se connecter avec vos codes d'accès", "Aanmelden met uw toegangscodes")), href="/Identity/Account/Login?ReturnUrl=/entreprises")), key="means"))
    elif v["audience"]:
        out.append(mud.alert("info", c.t("Pour ce groupe cible, utilisez CSAM.", "Gebruik CSAM voor deze doelgroep.")))
    return out


def companies(c):
    v = c.view
    head = [mud.breadcrumbs([(c.t("Accueil", "Startpagina"), "/"), (c.t("Entreprises", "Ondernemingen"), None)]), mud.text("h4", c.t("Choisissez une entreprise", "Kies een onderneming"))]
    if not v.get("loaded"):
        return head + [mud.skeleton()]
    q = v["search"].strip().lower()
    digits = "".join(x for x in q if x.isdigit())
    rows = [co for co in COMPANIES.values() if not q or q in co["name"].lower() or q in co["city"].lower() or (digits and not q.strip("0123456789. ") and digits in co["number"])]
    pages_ = max(1, -(-len(rows) // v["size"]))
    v["page"] = min(v["page"], pages_ - 1)
    start = v["page"] * v["size"]
    shown = rows[start:start + v["size"]]

    def row(co):
        return h("tr.mud-table-row", h("td.mud-table-cell", co["name"], data_label=c.t("Dénomination", "Naam")), h("td.mud-table-cell", dotted(co["number"])), h("td.mud-table-cell", co["city"]),
                 h("td.mud-table-cell", mud.button(c.t("Choisir", "Kiezen"), lambda _: c.go("/entreprises/" + co["number"]), "outlined")), key=co["number"])
    move = lambda d: (lambda _: v.update(page=min(max(0, v["page"] + d), pages_ - 1)))
    table = h("div.mud-table.mud-paper",
              h("div.mud-table-toolbar", mud.text("h6", c.t("Vos entreprises", "Uw ondernemingen")), h("div.mud-spacer"),
                mud.textfield("search", c.t("Rechercher", "Zoeken"), v["search"], inp=lambda x: v.update(search=x, page=0), adornment="search")),
              h("div.mud-table-container", h("table.mud-table-root", h("thead.mud-table-head", h("tr.mud-table-row", [h("th.mud-table-cell", x, scope="col") for x in
                (c.t("Dénomination", "Naam"), c.t("Numéro d'entreprise", "Ondernemingsnummer"), c.t("Localité", "Gemeente"), "")])),
                h("tbody.mud-table-body", [row(co) for co in shown] or h("tr", h("td", c.t("Aucun résultat", "Geen resultaten"), colspan="4"))))),
              h("div.mud-table-pagination", h("span", c.t("Lignes par page :", "Rijen per pagina:")), mud.select(c, "rows", None, v["size"], [(5, "5"), (10, "10"), (25, "25")], lambda x: v.update(size=x, page=0)),
                h("span", f"{start + 1 if rows else 0}-{start + len(shown)} {c.t('sur', 'van')} {len(rows)}"), mud.icon_button("left", move(-1), v["page"] == 0), mud.icon_button("right", move(1), v["page"] >= pages_ - 1)))
    return head + [table]


def role_line(c, co, role, level):
    i = 1 if c.lang == "nl" else 0
    q, l = QUALITIES[role][i], LEVELS[level][i]
    return f"{q}; ondernemingsnummer {dotted(co['number'])} ({l})" if i else f"{q} ; numéro d'entreprise {dotted(co['number'])} ({l})"


def roles(c, co):
    if not co:
        return mud.alert("error", c.t("Entreprise inconnue.", "Onbekende onderneming."))
    head = [mud.breadcrumbs([(c.t("Accueil", "Startpagina"), "/"), (c.t("Entreprises", "Ondernemingen"), "/entreprises"), (co["name"], None)]), mud.text("h4", co["name"])]
    if not c.view.get("loaded"):
        return head + [mud.skeleton(3)]
    return head + [h("div.mud-paper", mud.text("h6", c.t("En quelle qualité souhaitez-vous poursuivre ?", "In welke hoedanigheid wilt u verdergaan?")),
                     h("div.mud-list", [h("div.mud-list-item", mud.icon("person"), h("a.mud-link.mud-primary-text", role_line(c, co, r, l), href=f"/espace/{co['number']}/{r}")) for r, l in co["roles"]]))]


def secured(c, p):
    co, role, level = context(c)
    if not level:
        return mud.alert("error", c.t("Vous n'avez pas accès à cette page.", "U heeft geen toegang tot deze pagina."))
    sub = "/".join(p[3:])
    i = 1 if c.lang == "nl" else 0
    base = f"/espace/{co['number']}/{role}"
    names = {"": None, "donnees": c.t("Données propres", "Eigen gegevens"), "utilisateurs": c.t("Utilisateurs", "Gebruikers"), "messages/information": c.t("Information", "Informatie"),
             "messages/configuration": c.t("Données de configuration", "Configuratiegegevens"), "messages/guide": c.t("Guide SFTP", "Gids SFTP")}
    head = [mud.breadcrumbs([(c.t("Entreprises", "Ondernemingen"), "/entreprises"), (co["name"], "/entreprises/" + co["number"]), (QUALITIES[role][i], base if sub else None)] + ([(names.get(sub, sub), None)] if sub else []))]
    if not c.view.get("loaded"):
        return head + [mud.skeleton(4)]
    if sub == "messages/configuration":
        return head + [wizard.page(c, co, role, level)]
    if sub == "messages/information":
        return head + information(c, co, role)
    if sub == "messages/guide":
        return head + [mud.text("h4", names[sub]), mud.text("body1", c.t("Il vous faut un client SFTP, une paire de clés SSH et un certificat qualifié.", "U hebt een SFTP-client, een SSH-sleutelpaar en een gekwalificeerd certificaat nodig."))]
    if sub == "donnees":
        return head + [mud.text("h4", names[sub]), mud.text("body1", c.t("Utilisateur", "Gebruiker") + ": " + c.user)]
    if sub == "utilisateurs":
        return head + [mud.text("h4", names[sub]), mud.text("body1", c.t("Aucun autre utilisateur pour cette qualité.", "Geen andere gebruikers voor deze hoedanigheid."))]
    return head + [mud.text("h4", c.t("Bienvenue", "Welkom")), h("div.mud-paper", mud.text("body1", role_line(c, co, role, level)),
                   mud.text("body1", c.t("Faites votre choix dans le menu à droite.", "Maak uw keuze in het menu rechts.")))]


def information(c, co, role):
    rec = c.store.technical.get((co["number"], role))
    out = [mud.text("h4", c.t("Échange par messages structurés – Information", "Uitwisseling via gestructureerde berichten – Informatie"))]
    if not rec:
        return out + [mud.alert("info", c.t("Aucun utilisateur technique n'a encore été créé pour cette qualité.", "Voor deze hoedanigheid is nog geen technische gebruiker aangemaakt."))]
    return out + [h("div.mud-paper", wizard.simple_table([
        (c.t("Utilisateur technique", "Technische gebruiker"), rec["username"]), (c.t("Numéro d'expéditeur", "Verzendernummer"), rec["sender_number"]),
        (c.t("Canal", "Kanaal"), rec["channel"]), (c.t("Personne de contact", "Contactpersoon"), f"{rec['contact']['firstname']} {rec['contact']['name']}"), (c.t("Créé le", "Aangemaakt op"), rec["when"])]))]
