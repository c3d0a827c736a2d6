"""Public site and log-in application."""
import secrets
import time

from starlette.responses import Response
from starlette.routing import Route

from . import assets
from .data import PERSON, STORE
from .render import lang_of, page, tr


def base(request, host):
    port = request.url.port or 80
    return f"http://{host}:{port}"


def links(lang, a, b, c):
    return [("citizen", f"/site_{lang}/citizen/index.htm", a), ("company", f"/site_{lang}/employer/index.htm", b),
            ("civilservant", f"/site_{lang}/civilservant/index.htm", c)]


COLS = [
    ("fr", "BELGIQUE", "Français", links("fr", "Citoyen", "Entreprise", "Fonctionnaires et autres professionnels")),
    ("nl", "BELGIË", "Nederlands", links("nl", "Burger", "Onderneming", "Ambtenaren en andere professionelen")),
    ("de", "BELGIEN", "Deutsch", links("de", "Bürger", "Unternehmen", "Funktionäre und andere Professionelle")),
]


async def home(request):
    return page("home", "fr", cols=COLS, section="citizen")


async def site(request):
    lang, section = request.path_params["lang"], request.path_params.get("section", "")
    if lang == "de":
        return page("note", "fr", section="citizen", iam=base(request, "localhost"), heading="Deutsch",
                    intro="Dieser Teil des Portals ist zurzeit nur auf Französisch und Niederländisch verfügbar.")
    if lang not in ("fr", "nl"):
        return await missing(request)
    _ = tr(lang)
    sections = [("citizen", _("Citoyen", "Burger")), ("employer", _("Entreprise", "Onderneming")),
                ("civilservant", _("Fonctionnaires et autres professionnels", "Ambtenaren en andere professionelen"))]
    names, services = dict(sections), []
    if section == "citizen":
        intro = _("Vos droits et vos démarches en matière de sécurité sociale.", "Uw rechten en uw stappen inzake sociale zekerheid.")
    elif section:
        intro = _("Les services en ligne de la sécurité sociale pour vos déclarations et vos échanges de données.",
                  "De onlinediensten van de sociale zekerheid voor uw aangiften en uw gegevensuitwisseling.")
        services = ["Dimona", "DmfA", _("DRS", "ASR"), "DB2P", _("Gestion d'accès pour entreprises et organisations",
                                                                 "Toegangsbeheer voor ondernemingen en organisaties")]
        if section == "civilservant":
            services = services[3:] + ["Capelo", "Publiato"]
    else:
        intro = _("Choisissez votre groupe cible ci-dessus.", "Kies hierboven uw doelgroep.")
    return page("site", lang, section=section if section in names else "citizen", sections=sections,
                iam=base(request, "localhost"), heading=names.get(section, _("Bienvenue", "Welkom")), intro=intro, services=services)


async def document(request):
    lang = request.path_params["lang"] if request.path_params["lang"] in ("fr", "nl") else "fr"
    _ = tr(lang)
    return page("note", lang, section="employer", iam=base(request, "localhost"), heading=_("Centre d'aide", "Helpcentrum"),
                intro=_("Ce document est en cours de révision.", "Dit document wordt momenteel herzien."))


async def missing(request, exc=None):
    return page("note", "fr", 404, section="citizen", iam=base(request, "localhost"), heading="404",
                intro="Page introuvable – Pagina niet gevonden")


async def international(request):
    return page("note", "fr", section="citizen", iam=base(request, "localhost"), heading="International",
                intro="This part of the portal gives general information only. You cannot register or log on here.")


# ---- log-in application ----
def kinds(_):
    return [
        ("citizen", _("Citoyen", "Burger"), _("Vos services personnels", "Uw persoonlijke diensten")),
        ("enterprise", _("Entreprise", "Onderneming"), _("Employeurs, mandataires et curateurs", "Werkgevers, mandatarissen en curatoren")),
        ("professional", _("Professionnels de la Sécurité sociale", "Professionelen van de sociale zekerheid"),
         _("Institutions, secrétariats, gestionnaires de pensions complémentaires…", "Instellingen, secretariaten, beheerders van aanvullende pensioenen…")),
        ("ehealth", "eHealth", _("Prestataires de soins", "Zorgverleners")),
    ]


def audience(request):
    aud = request.query_params.get("aud", "")
    return aud if aud in ("citizen", "enterprise", "professional", "ehealth") else "professional"


async def usertype(request):
    lang = lang_of(request)
    return page("iam.usertype", lang, kinds=kinds(tr(lang)), aud="")


async def method(request):
    lang, aud = lang_of(request), audience(request)
    _ = tr(lang)
    keys = [("eid", _("Se connecter avec votre eID", "Aanmelden met uw eID"), _("et un lecteur de cartes connecté", "en een aangesloten kaartlezer")),
            ("itsme", _("Se connecter via itsme", "Aanmelden via itsme"), _("l'application mobile", "de mobiele app")),
            ("totp", _("Code de sécurité via une application mobile", "Beveiligingscode via mobiele app"), "")]
    note = None
    if request.query_params.get("key"):
        note = _("Cette clé numérique est momentanément indisponible. Choisissez une autre possibilité.",
                 "Deze digitale sleutel is momenteel niet beschikbaar. Kies een andere mogelijkheid.")
    return page("iam.method", lang, aud=aud, audname=dict((k, n) for k, n, h in kinds(_))[aud], keys=keys, note=note)


async def logon(request):
    lang, aud = lang_of(request), audience(request)
    _ = tr(lang)
    if request.method == "GET":
        return page("iam.logon", lang, aud=aud, username="", error=None)
    form = await request.form()
    user, password = str(form.get("j_username", "")).strip(), str(form.get("j_password", ""))
    if not user or not password:
        return page("iam.logon", lang, aud=aud, username=user, error=_(
            "Veuillez introduire votre nom d'utilisateur et votre mot de passe.", "Gelieve uw gebruikersnaam en uw wachtwoord in te voeren."))
    locked = STORE.refusals.get(user, 0) >= 3
    if not locked and user == PERSON["user"] and secrets.compare_digest(password.encode(), PERSON["password"].encode()):
        STORE.log_ins["accepted"] += 1
        STORE.refusals.pop(user, None)
        token = secrets.token_urlsafe(40)
        STORE.assertions[token] = time.time() + 60
        return page("iam.relay", lang, aud=aud, token=token, target=base(request, "127.0.0.1") + "/uman/saml/acs")
    STORE.log_ins["refused"] += 1
    n = STORE.refusals[user] = STORE.refusals.get(user, 0) + 1
    if n >= 3:
        error = _("Votre compte est bloqué après 3 tentatives infructueuses. Contactez le Contact Center au 02 509 59 59.",
                  "Uw account is geblokkeerd na 3 mislukte pogingen. Contacteer het Contactcenter op 02 509 59 59.")
    else:
        error = _("L'authentification a échoué : nom d'utilisateur ou mot de passe incorrect. Après 3 tentatives infructueuses, le compte est bloqué.",
                  "De authenticatie is mislukt: gebruikersnaam of wachtwoord onjuist. Na 3 mislukte pogingen wordt de account geblokkeerd.")
    return page("iam.logon", lang, aud=aud, username=user, error=error)


async def forgot(request):
    lang = lang_of(request)
    _ = tr(lang)
    return page("note", lang, section="employer", iam=base(request, "localhost"), heading=_("Mot de passe oublié", "Wachtwoord vergeten"),
                intro=_("Adressez-vous au gestionnaire local de votre entreprise ou au Contact Center (02 509 59 59).",
                        "Richt u tot de lokale beheerder van uw onderneming of tot het Contactcenter (02 509 59 59)."))


async def css(request):
    return Response(assets.CSS, media_type="text/css")


async def js(request):
    return Response(assets.JS, media_type="text/javascript")


ROUTES = [
    Route("/", home),
    Route("/styles/master.css", css),
    Route("/uman/javax.faces.resource/jsf.js.xhtml", js),
    Route("/int/{name}", international),
    Route("/site_{lang}/index.htm", site),
    Route("/site_{lang}/", site),
    Route("/site_{lang}/general/{rest:path}", document),
    Route("/site_{lang}/{section}/index.htm", site),
    Route("/iamapps/usertype", usertype),
    Route("/iamapps/method", method),
    Route("/iamapps/logon", logon, methods=["GET", "POST"]),
    Route("/iamapps/forgot", forgot),
]
