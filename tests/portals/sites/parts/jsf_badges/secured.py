"""Secured part: session, choice of the enterprise and quality, menu pages."""
import time

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from . import data
from .data import APP_BY_CODE, BY_NUMBER, COMPANIES, MANAGERS, PERSON, QUALITIES, ROLES, STORE
from .public import base
from .render import html, lang_of, page, tr

COOKIE, IDLE, PER_PAGE = "UMANSESSIONID", 1800, 10


def session(request):
    s = STORE.sessions.get(request.cookies.get(COOKIE, ""))
    if not s or time.time() - s.seen > IDLE:
        if s:
            STORE.sessions.pop(s.id, None)
        return None
    s.seen = time.time()
    if request.method == "GET":
        s.lang = lang_of(request, s.lang)
    return s


def partial(updates=(), redirect=None):
    body = "".join(f'<update id="{i}"><![CDATA[{h}]]></update>' for i, h in updates)
    inner = f'<redirect url="{redirect}"/>' if redirect else f"<changes>{body}</changes>"
    return Response(f"<?xml version='1.0' encoding='UTF-8'?><partial-response>{inner}</partial-response>", media_type="text/xml")


def to_login(request):
    url = base(request, "localhost") + "/iamapps/usertype"
    if request.headers.get("faces-request"):
        return partial(redirect=url)
    return RedirectResponse(url, 303)


def guarded(need_role=True):
    def deco(fn):
        async def view(request):
            s = session(request)
            if not s:
                return to_login(request)
            if need_role and not s.number:
                return RedirectResponse("/uman/secured/entities.xhtml", 303)
            return await fn(request, s)
        return view
    return deco


def common(s, **kw):
    _ = tr(s.lang)
    c = dict(s=s, person=PERSON["name"], wizard=False, area="home", item="", topnav=[
        ("home", "/uman/secured/home.xhtml", _("Accueil", "Onthaal")),
        ("am", "/uman/secured/accessManagement.xhtml", _("Gestion d'accès", "Toegangsbeheer")),
        ("ebox", "/uman/secured/ebox.xhtml", "e-Box"),
        ("ent", "/uman/secured/entities.xhtml", _("Changer d'entreprise", "Andere onderneming"))])
    if s.number:
        c.update(company=BY_NUMBER[s.number][1].replace("'", "’"), quality=_(*QUALITIES[s.quality]), role=_(*ROLES[s.role]),
                 manager=s.role in MANAGERS)
    c.update(kw)
    return c


async def acs(request):
    form = await request.form()
    until = STORE.assertions.pop(str(form.get("SAMLResponse", "")), 0)
    if until < time.time():
        return to_login(request)
    lang = str(form.get("RelayState", "fr"))
    s = data.Session(lang if lang in ("fr", "nl") else "fr")
    STORE.sessions[s.id] = s
    r = RedirectResponse("/uman/secured/entities.xhtml", 303)
    r.set_cookie(COOKIE, s.id, path="/uman", httponly=True, samesite="lax")
    return r


async def logout(request):
    STORE.sessions.pop(request.cookies.get(COOKIE, ""), None)
    r = RedirectResponse("/", 303)
    r.delete_cookie(COOKIE, path="/uman")
    return r


# ---- choice of the enterprise ----
def role_lines(s):
    _ = tr(s.lang)
    number = s.company[0]
    return [(f"{q}-{r}", _(f"{QUALITIES[q][0]}\u00a0; numéro d'entreprise {number} ({ROLES[r][0]})",
                           f"{QUALITIES[q][1]}; ondernemingsnummer {number} ({ROLES[r][1]})")) for q, r in s.company[2]]


def list_ctx(s):
    q = s.query.lower().strip()
    digits = "".join(ch for ch in q if ch.isdigit())
    rows = [c for c in COMPANIES if q in c[1].lower().replace("'", "’") or q in c[1].lower()
            or (digits and not any(ch.isalpha() for ch in q) and digits in c[0].replace(".", ""))]
    pages = max(1, -(-len(rows) // PER_PAGE))
    s.page = min(s.page, pages - 1)
    first = s.page * PER_PAGE
    _ = tr(s.lang)
    shown = [(c[0], c[1].replace("'", "’"), c[2]) for c in rows[first:first + PER_PAGE]]
    return common(s, area="ent", title=_("Choix de l'entreprise", "Keuze van de onderneming"), rows=shown, total=len(rows),
                  pages=pages, first=first, chosen=s.company and (s.company[0], s.company[1].replace("'", "’")),
                  roles=role_lines(s) if s.company else [])


@guarded(False)
async def entities(request, s):
    if request.method == "GET":
        s.company, s.query, s.page = None, "", 0
        return page("sec.companies", s.lang, **list_ctx(s))
    form = await request.form()
    source = str(form.get("javax.faces.source", ""))
    if source:
        if source == "lst:filter":
            s.query, s.page = str(form.get("lst:filter", "")), 0
        elif source.startswith("lst:tbl_p"):
            s.page = int(source[9:]) if source[9:].isdigit() else 0
        elif source.endswith(":sel"):
            s.company = BY_NUMBER.get(str(form.get("lst:key", "")), s.company)
            return partial([("lst:roles", html("sec.roles", s.lang, **list_ctx(s)))])
        return partial([("lst:tbl", html("sec.tbl", s.lang, **list_ctx(s)))])
    for q, r in (s.company[2] if s.company else ()):
        if f"lst:q:{q}-{r}:go" in form:
            s.number, s.quality, s.role = s.company[0], q, r
            s.drafts.clear()
            return RedirectResponse("/uman/secured/home.xhtml", 303)
    return page("sec.companies", s.lang, **list_ctx(s))


# ---- pages ----
def plain(area, fr_nl_title, *paras):
    @guarded()
    async def view(request, s):
        _ = tr(s.lang)
        return page("sec.page", s.lang, **common(s, area=area, title=_(*fr_nl_title), paras=[_(*p) for p in paras]))
    return view


home = plain("home", ("Votre espace sécurisé", "Uw beveiligde zone"),
             ("Bienvenue. Choisissez une opération dans le menu à droite.", "Welkom. Kies een verrichting in het menu rechts."),
             ("Vous avez 0 nouveau message dans votre e-Box.", "U hebt 0 nieuwe berichten in uw e-Box."))
am = plain("am", ("Gestion d'accès pour entreprises et organisations", "Toegangsbeheer voor ondernemingen en organisaties"),
           ("Gérez ici les données de votre qualité, ses utilisateurs et l'échange de fichiers.",
            "Beheer hier de gegevens van uw hoedanigheid, haar gebruikers en de bestandsuitwisseling."))
ebox = plain("ebox", ("e-Box", "e-Box"), ("Aucun document.", "Geen documenten."))
users = plain("am", ("Gestion des utilisateurs", "Beheer van de gebruikers"),
              ("Dominique Mertens – nom d'utilisateur : demo", "Dominique Mertens – gebruikersnaam: demo"))
channels = plain("am", ("Ajouter / supprimer un canal", "Een kanaal toevoegen / verwijderen"),
                 ("Cette fonction est momentanément indisponible.", "Deze functie is momenteel niet beschikbaar."))


@guarded()
async def own(request, s):
    _ = tr(s.lang)
    c = common(s, area="am", title=_("Données de l'entreprise", "Gegevens van de onderneming"))
    rows = [(_("Dénomination", "Benaming"), c["company"]), (_("Numéro d'entreprise", "Ondernemingsnummer"), s.number),
            (_("Qualité", "Hoedanigheid"), c["quality"]), (_("Votre rôle", "Uw rol"), c["role"])]
    return page("sec.page", s.lang, rows=rows, **c)


@guarded()
async def structured(request, s):
    _ = tr(s.lang)
    rec, warn = STORE.find(s.number, s.quality), None
    paras = [_("L'échange de messages structurés (batch) permet d'envoyer vos déclarations par fichiers.",
               "Met de uitwisseling van gestructureerde berichten (batch) kunt u uw aangiften via bestanden verzenden.")]
    if s.role not in MANAGERS:
        warn = _("Seul le gestionnaire local de la qualité peut enregistrer les données de configuration.",
                 "Alleen de lokale beheerder van de hoedanigheid kan de configuratiegegevens registreren.")
    elif rec:
        paras.append(_("Un utilisateur technique est enregistré pour cette qualité.", "Er is een technische gebruiker geregistreerd voor deze hoedanigheid."))
    else:
        paras.append(_("Aucun utilisateur technique n'est encore enregistré pour cette qualité. Utilisez le menu à droite.",
                       "Er is nog geen technische gebruiker geregistreerd voor deze hoedanigheid. Gebruik het menu rechts."))
    return page("sec.page", s.lang, **common(s, item="batch", title=_("Messages structurés", "Gestructureerde berichten"), paras=paras, warn=warn))


@guarded()
async def info(request, s):
    _ = tr(s.lang)
    c = common(s, area="am", item="info", title=_("Information", "Informatie"))
    r = STORE.find(s.number, s.quality)
    if not r:
        return page("sec.page", s.lang, paras=[_("Aucun utilisateur technique pour cette qualité.", "Geen technische gebruiker voor deze hoedanigheid.")], **c)
    p = r["contact"]
    rows = [(_("Numéro d'entreprise", "Ondernemingsnummer"), s.number), (_("Qualité", "Hoedanigheid"), c["quality"]),
            (_("Utilisateur technique", "Technische gebruiker"), r["username"]),
            (_("Numéro d'expéditeur", "Verzendernummer"), r["sender_number"]), (_("Canal", "Kanaal"), r["channel"]),
            (_("Personne de contact", "Contactpersoon"), f"{p['first_name']} {p['last_name']} ({p['function']}), {p['phone']}, {p['email']}"),
            (_("Applications", "Toepassingen"), " | ".join(_(APP_BY_CODE[a][2], APP_BY_CODE[a][3]) for a in r["applications"])),
            (_("Enregistré le", "Geregistreerd op"), r["date"])]
    return page("sec.page", s.lang, rows=rows, **c)


ROUTES = [
    Route("/uman/saml/acs", acs, methods=["POST"]),
    Route("/uman/logout", logout),
    Route("/uman/secured/entities.xhtml", entities, methods=["GET", "POST"]),
    Route("/uman/secured/home.xhtml", home),
    Route("/uman/secured/accessManagement.xhtml", am),
    Route("/uman/secured/ebox.xhtml", ebox),
    Route("/uman/secured/own.xhtml", own),
    Route("/uman/secured/users.xhtml", users),
    Route("/uman/secured/channels.xhtml", channels),
    Route("/uman/secured/structuredMessages.xhtml", structured),
    Route("/uman/secured/batchInfo.xhtml", info),
]
