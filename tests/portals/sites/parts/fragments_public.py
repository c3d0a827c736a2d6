"""The public pages of fragments_accordion.py, and its log-in."""
import secrets
from starlette.responses import HTMLResponse

from parts.fragments_core import SESSIONS, Session, csrf_ok, finish, go, page, session, tr
from parts.fragments_data import COUNT, USERS
from parts.fragments_templates import ENV


async def splash(request):
    return finish(request, HTMLResponse(ENV.get_template("splash").render()))


async def audience(request):
    s, lang, aud = session(request), request.path_params["lang"], request.path_params["aud"]
    titles = {"employer": ("Entreprise", "Onderneming"), "civilservant": ("Fonctionnaires et autres professionnels", "Ambtenaren en andere professionelen"),
              "citizen": ("Citoyen", "Burger")}
    if aud not in titles or lang not in ("fr", "nl"):
        return go(request, "/")
    s.lang = lang
    title = tr(request, *titles[aud])
    return page(request, "audience", title, aud=aud, crumbs=[(title, "")])


async def foreign(request):
    de = request.url.path.startswith("/site_de")
    return finish(request, HTMLResponse("<!doctype html><html lang=%s><title>%s</title><p>%s</p><p><a href='/'>www.socialsecurity.be</a></p>" % (
        ("de", "Die Soziale Sicherheit", "Diese Anwendung ist zurzeit nur auf Französisch und auf Niederländisch verfügbar.") if de else
        ("en", "The Belgian Social Security", "The online services for enterprises are not available through the international entry."))))


async def iam_public(request):
    return page(request, "iam_public", tr(request, "Se connecter", "Aanmelden"), crumbs=[(tr(request, "Se connecter", "Aanmelden"), "")])


async def iam_means(request):
    pub = request.query_params.get("public", "pro")
    return page(request, "iam_means", tr(request, "Se connecter", "Aanmelden"), pub=pub,
                crumbs=[(tr(request, "Se connecter", "Aanmelden"), "/iam"), (tr(request, "Moyen d'identification", "Aanmeldmiddel"), "")])


async def iam_codes(request):
    s = session(request)
    title = tr(request, "Se connecter avec vos codes d'accès", "Aanmelden met uw toegangscodes")
    crumbs = [(tr(request, "Se connecter", "Aanmelden"), "/iam"), (title, "")]
    if request.method == "GET":
        return page(request, "login", title, error=None, username="", back=request.query_params.get("retour", ""), crumbs=crumbs)
    form = await request.form()
    name, pw, back = str(form.get("username", "")).strip(), str(form.get("password", "")), str(form.get("retour", ""))

    def again(msg):
        return page(request, "login", title, 200, error=msg, username=name, back=back, crumbs=crumbs)
    if not csrf_ok(request, form):
        return again(tr(request, "La page avait expiré. Veuillez réessayer.", "De pagina was vervallen. Probeer het opnieuw."))
    if not name or not pw:
        return again(tr(request, "Veuillez introduire votre nom d'utilisateur et votre mot de passe.", "Voer uw gebruikersnaam en uw wachtwoord in."))
    u = USERS.get(name)
    locked = tr(request, "Votre compte est bloqué après trois tentatives infructueuses. Contactez le Contact Center au 02 511 51 51.",
                "Uw account is geblokkeerd na drie mislukte pogingen. Neem contact op met het Contact Center op 02 511 51 51.")
    if u and u["locked"]:
        COUNT["refused"] += 1
        return again(locked)
    if not u or not secrets.compare_digest(u["password"].encode(), pw.encode()):
        COUNT["refused"] += 1
        if u:
            u["bad"] += 1
            u["locked"] = u["bad"] >= 3
            if u["locked"]:
                return again(locked)
        return again(tr(request, "Le nom d'utilisateur ou le mot de passe est incorrect.", "De gebruikersnaam of het wachtwoord is onjuist."))
    u["bad"] = 0
    COUNT["accepted"] += 1
    SESSIONS.pop(s.id, None)
    new = request.state.s = Session(s.lang)
    SESSIONS[new.id], new.user = new, name
    new.flash.append(("ok", tr(request, f"Bienvenue, {u['name']}.", f"Welkom, {u['name']}.")))
    return go(request, back if back.startswith("/uman/") else "/uman/entreprises")


async def logout(request):
    s = session(request)
    form = await request.form()
    if csrf_ok(request, form):
        SESSIONS.pop(s.id, None)
        request.state.s = Session(s.lang)
        SESSIONS[request.state.s.id] = request.state.s
        request.state.s.flash.append(("info", tr(request, "Vous êtes déconnecté.", "U bent afgemeld.")))
    return go(request, f"/site_{s.lang}/civilservant/index.htm")
