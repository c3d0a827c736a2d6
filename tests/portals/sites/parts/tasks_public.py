"""The public pages of task_list.py, and its log-in on localhost."""
import re, secrets, time
from urllib.parse import urlencode
from starlette.responses import HTMLResponse

from parts import tasks_data
from parts.tasks_core import ctx, go, page
from parts.tasks_data import ACCOUNTS, COUNT, FAILS, FLOWS, SESSIONS, TICKETS
from parts.tasks_templates import SPLASH

# ----------------------------------------------------------------------------------------------- public part
async def splash(rq): return HTMLResponse(SPLASH)
async def international(rq): return HTMLResponse(SPLASH.replace("</main>", "<p lang='en'>You cannot register through the international access. Please choose Français or Nederlands.</p></main>"))

async def public(rq):
    lang, _ = ctx(rq)
    if lang not in ("fr", "nl"): return HTMLResponse("<h1>404</h1>", 404)
    slug, b = rq.path_params.get("slug", ""), f"/{lang}/"
    if slug == "": return page(rq, "list", _("La Sécurité Sociale Belge", "De Belgische Sociale Zekerheid"), backto="/", items=[
        (b + "citoyen", _("Citoyen", "Burger"), _("Votre carrière, vos pensions, vos attestations", "Uw loopbaan, uw pensioenen, uw attesten")),
        (b + "entreprise", _("Entreprise", "Onderneming"), _("Employeurs, secrétariats sociaux et prestataires de services", "Werkgevers, sociale secretariaten en dienstverrichters")),
        (b + "professionnels", _("Fonctionnaires et autres professionnels", "Ambtenaren en andere professionelen"), _("Services publics, fonds de pension, institutions de sécurité sociale", "Overheidsdiensten, pensioenfondsen, instellingen van sociale zekerheid"))])
    if slug in ("entreprise", "professionnels"):
        return page(rq, "list", _("Entreprise", "Onderneming") if slug == "entreprise" else _("Fonctionnaires et autres professionnels", "Ambtenaren en andere professionelen"), backto=b, start=b + "connexion",
            lead=_("Les services en ligne sécurisés sont accessibles après identification.", "De beveiligde onlinediensten zijn toegankelijk na identificatie."),
            items=[(b + "aide/umoe", _("Gestion d’accès pour entreprises et organisations", "Toegangsbeheer voor ondernemingen en organisaties"), _("À propos de ce service", "Over deze dienst")), (b + "aide/batch", _("Déclarations par batch", "Aangiften via batch"), ""), (b + "aide/db2p", "DB2P", "")])
    if slug == "session-expiree": return page(rq, "text", _("Votre session a expiré", "Uw sessie is verlopen"), paras=[_("Vous avez été déconnecté après une période d’inactivité. Les réponses non confirmées n’ont pas été gardées.", "U werd afgemeld na een periode van inactiviteit. Niet-bevestigde antwoorden werden niet bewaard.")], items=[(b + "connexion", _("Se connecter", "Aanmelden"), "")])
    if slug == "deconnecte": return page(rq, "text", _("Vous êtes déconnecté", "U bent afgemeld"), paras=[_("Fermez votre navigateur si d’autres personnes utilisent cet ordinateur.", "Sluit uw browser indien anderen deze computer gebruiken.")], items=[(b, _("Page d’accueil", "Startpagina"), "")])
    if slug == "citoyen": return page(rq, "text", _("Citoyen", "Burger"), backto=b, paras=[_("Les services aux citoyens sont accessibles sur un autre site.", "De diensten voor burgers vindt u op een andere site.")])
    return page(rq, "text", _("Page introuvable", "Pagina niet gevonden"), 404, backto=b, paras=[])

async def help_(rq):
    lang, _ = ctx(rq)
    return page(rq, "text", _("Aide", "Hulp") + " – " + rq.path_params["topic"].upper()[:20], backto=f"/{lang}/", paras=[_("Cette documentation est disponible auprès du Contact Center, du lundi au vendredi de 7 h à 20 h.", "Deze documentatie is beschikbaar bij het Contactcenter, van maandag tot vrijdag van 7 tot 20 uur.")])

async def cookies(rq):
    lang, _ = ctx(rq)
    if rq.method == "POST":
        f = await rq.form()
        if f.get("analytics") not in ("yes", "no"): return page(rq, "cookies", "Cookies", errors={"analytics": _("Indiquez si vous acceptez les cookies d’analyse", "Geef aan of u analytische cookies aanvaardt")})
        to = f.get("retour") or f"/{lang}/cookies?ok=1"
        r = go(to if re.match(r"/(fr|nl)/", to) else f"/{lang}/")
        r.set_cookie("ssp_cookies", f["analytics"], max_age=31536000, samesite="lax")
        return r
    return page(rq, "cookies", "Cookies", backto=f"/{lang}/", saved=rq.query_params.get("ok"))

# ----------------------------------------------------------------------------------------------- log-in (another origin: localhost)
async def connexion(rq): return go(f"http://localhost:{tasks_data.PORT}/{rq.path_params['lang']}/login/profil?service=portail")

async def login(rq):
    lang, _ = ctx(rq)
    step, b, q = rq.path_params["step"], f"/{lang}/login/", rq.query_params
    if step == "profil": return page(rq, "list", _("Dans quel groupe cible souhaitez-vous vous connecter ?", "In welke doelgroep wenst u zich aan te melden?"), backto=f"http://127.0.0.1:{tasks_data.PORT}/{lang}/", items=[
        (b + "cle?profil=citoyen", _("Citoyen", "Burger"), ""), (b + "cle?profil=entreprise", _("Entreprise", "Onderneming"), _("En tant qu’employeur ou mandataire", "Als werkgever of mandataris")),
        (b + "cle?profil=prof", _("Professionnels de la Sécurité sociale", "Professionelen van de sociale zekerheid"), _("Gestionnaires de pensions, institutions et services publics", "Pensioenbeheerders, instellingen en overheidsdiensten"))])
    if step == "cle":
        p = q.get("profil", "prof")
        items = [(b + "indisponible", _("Se connecter avec un lecteur de cartes eID", "Aanmelden met een eID-kaartlezer"), ""), (b + "indisponible", _("Se connecter via itsme", "Aanmelden via itsme"), "")]
        if p != "citoyen": items.append((b + "codes?" + urlencode({"profil": p}), _("Se connecter avec vos codes d’accès", "Aanmelden met uw toegangscodes"), _("Nom d’utilisateur et mot de passe", "Gebruikersnaam en wachtwoord")))
        return page(rq, "list", _("Choisissez votre clé numérique", "Kies uw digitale sleutel"), backto=b + "profil", items=items,
                    details=(_("Pas encore de codes d’accès ?", "Nog geen toegangscodes?"), _("Demandez-les au Gestionnaire local de votre entreprise.", "Vraag ze aan de Lokale Beheerder van uw onderneming.")))
    if step == "indisponible": return page(rq, "text", _("Service momentanément indisponible", "Dienst tijdelijk niet beschikbaar"), backto=b + "profil", paras=[_("Cette clé numérique ne peut pas être utilisée pour l’instant. Choisissez-en une autre.", "Deze digitale sleutel kan momenteel niet gebruikt worden. Kies een andere.")])
    if step != "codes": return go(b + "profil")
    title, errors, v = _("Se connecter avec vos codes d’accès", "Aanmelden met uw toegangscodes"), {}, {}
    if rq.method == "POST":
        f = await rq.form()
        v["username"], pw = f.get("username", "").strip(), f.get("password", "")
        flow = FLOWS.get(f.get("execution"))
        if flow is None: return go(b + "codes")
        u = v["username"].lower()
        if not u: errors["username"] = _("Introduisez votre nom d’utilisateur", "Vul uw gebruikersnaam in")
        if not pw: errors["password"] = _("Introduisez votre mot de passe", "Vul uw wachtwoord in")
        if not errors:
            if FAILS.get(u, 0) < 3 and u in ACCOUNTS and secrets.compare_digest(ACCOUNTS[u][0].encode(), pw.encode()):
                FAILS[u] = 0; COUNT["ok"] += 1; FLOWS.pop(f["execution"], None)
                t = secrets.token_urlsafe(18); TICKETS[t] = (u, time.time())
                return go(f"http://127.0.0.1:{tasks_data.PORT}/{lang}/sso?ticket={t}")
            COUNT["refused"] += 1
            FAILS[u] = FAILS.get(u, 0) + 1
            if FAILS[u] >= 3: return page(rq, "text", _("Votre compte est bloqué", "Uw account is geblokkeerd"), 403, paras=[_("Après trois tentatives refusées, votre compte a été bloqué. Contactez le Contact Center au 02 511 51 51.", "Na drie geweigerde pogingen werd uw account geblokkeerd. Contacteer het Contactcenter op 02 511 51 51.")])
            errors["username"] = _("Le nom d’utilisateur ou le mot de passe est incorrect.", "De gebruikersnaam of het wachtwoord is onjuist.") + " " + _(f"Il vous reste {3 - FAILS[u]} tentative(s).", f"U hebt nog {3 - FAILS[u]} poging(en).")
    ex = secrets.token_hex(8); FLOWS[ex] = 1
    return page(rq, "codes", title, backto=b + "cle?" + urlencode({"profil": q.get("profil", "prof")}), execution=ex, errors=errors, v=v)

async def sso(rq):
    lang = rq.path_params["lang"]
    u, t = TICKETS.pop(rq.query_params.get("ticket", ""), (None, 0))
    if not u or time.time() - t > 60: return go(f"/{lang}/connexion")
    sid = secrets.token_urlsafe(24)
    SESSIONS[sid] = {"user": u, "name": ACCOUNTS[u][1], "csrf": secrets.token_hex(16), "seen": time.time(), "role": None, "drafts": {}}
    r = go(f"/{lang}/prive/entreprises")
    r.set_cookie("ssp_session", sid, httponly=True, samesite="lax")
    return r
