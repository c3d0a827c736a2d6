"""The public pages of liferay_portlets.py, and its single sign-on."""
import asyncio, secrets, time
from urllib.parse import urlencode
from starlette.responses import HTMLResponse, RedirectResponse, Response

from parts import liferay_data
from parts.liferay_data import CK, COUNT, FAILS, LTS, SESSIONS, TICKETS, USERS
from parts.liferay_templates import ENV
from parts.liferay_core import T, page, pubnav, session


async def splash(req):
    return HTMLResponse(ENV.get_template("splash").render())


async def stub(req):
    de = req.url.path == "/de"
    return HTMLResponse("<!DOCTYPE html><html><head><meta charset='utf-8'><title>%s</title><link rel='stylesheet' href='/uman-theme/css/main.css'></head><body id='languageChoice'><div id='logo'>%s</div><div class='row'><div class='col'><p>%s</p><a href='/'>%s</a></div></div></body></html>" % (
        ("Die Soziale Sicherheit", "Die Soziale Sicherheit", "Diese Dienste sind nur auf Französisch und Niederländisch verfügbar.", "Zurück zur Sprachwahl") if de else
        ("The Belgian Social Security", "International", "You cannot register or manage access via the international access to the portal (INT).", "Back to language choice")))


AUDS = [("citizen", ("Citoyen", "Burger"), ("Ma carrière, ma famille, ma pension", "Mijn loopbaan, mijn gezin, mijn pensioen")),
        ("enterprise", ("Entreprise", "Onderneming"), ("Déclarer, payer, consulter pour votre entreprise", "Aangeven, betalen, raadplegen voor uw onderneming")),
        ("civilservant", ("Fonctionnaires et autres professionnels", "Ambtenaren en andere professionelen"), ("Pour les institutions et les gestionnaires de la sécurité sociale", "Voor de instellingen en beheerders van de sociale zekerheid"))]


async def guest(req):
    lang = req.path_params["lang"]
    return page(req, lang, T(lang)("La Sécurité Sociale Belge", "De Belgische Sociale Zekerheid"), "guest", auds=AUDS)


async def audience(req):
    lang, aud, sub = (req.path_params[k] for k in ("lang", "aud", "sub"))
    cap = {k: c for k, c, _ in AUDS}.get(aud)
    if lang not in ("fr", "nl") or not cap:
        return Response("404", 404)
    if sub == "home":
        blocks = [(("Gestion des accès pour entreprises et organisations", "Toegangsbeheer voor ondernemingen en organisaties"), ("Créer des utilisateurs, désigner des gestionnaires et gérer l'échange des données.", "Gebruikers aanmaken, beheerders aanstellen en de gegevensuitwisseling beheren.")),
                  (("Déclarations", "Aangiften"), ("Dimona, DmfA et autres déclarations en ligne ou par batch.", "Dimona, DmfA en andere aangiften online of via batch."))]
        return page(req, lang, T(lang)(*cap), "audhome", nav=pubnav(lang, aud), aud=True, blocks=blocks)
    txt = {"batch": [("Les déclarations par batch exigent un utilisateur technique et un canal. Ils sont créés par le Gestionnaire local dans la partie sécurisée du portail.", "Voor aangiften via batch zijn een technische gebruiker en een kanaal nodig. De Lokale Beheerder maakt ze aan in het beveiligde deel van het portaal.")]}.get(
        sub, [("Contact Center : 02 511 51 51, du lundi au vendredi de 7 h à 20 h.", "Contactcenter: 02 511 51 51, van maandag tot vrijdag van 7 tot 20 uur.")])
    return page(req, lang, T(lang)("Information générale", "Algemene inlichtingen"), "text", nav=pubnav(lang, aud), aud=True, paras=txt)


async def search(req):
    lang = req.path_params["lang"]
    return page(req, lang, T(lang)("Résultats de la recherche", "Zoekresultaten"), "text", paras=[("Aucun résultat sur le site pour cette recherche.", "Geen resultaten op de site voor deze zoekopdracht.", "info")])


def P(path):
    return "http://127.0.0.1:%d%s" % (liferay_data.PORT, path)


async def portal_login(req):
    lang = "nl" if req.query_params.get("lang") == "nl" else "fr"
    tk = req.query_params.get("ticket")
    if not tk:
        if session(req):
            return RedirectResponse("/%s/group/secure/enterprises" % lang, 303)
        return RedirectResponse("http://localhost:%d/sso/usertype?%s" % (liferay_data.PORT, urlencode({"locale": lang, "service": P("/c/portal/login?lang=" + lang)})), 302)
    u = TICKETS.pop(tk, None)
    if not u or time.time() - u[1] > 60:
        return RedirectResponse("/c/portal/login?lang=" + lang, 303)
    SESSIONS.pop(req.cookies.get(CK, ""), None)
    sid = secrets.token_hex(16).upper() + ".node2"
    SESSIONS[sid] = {"id": sid, "user": u[0], "name": USERS[u[0]]["name"], "p_auth": secrets.token_urlsafe(6), "seen": time.time()}
    r = RedirectResponse("/%s/group/secure/notices" % lang, 303)
    r.set_cookie(CK, sid, httponly=True, samesite="lax")
    return r


async def logout(req):
    lang = "nl" if req.query_params.get("lang") == "nl" else "fr"
    SESSIONS.pop(req.cookies.get(CK, ""), None)
    r = RedirectResponse("/%s/web/guest/home" % lang, 303)
    r.delete_cookie(CK)
    return r


def sso_args(req):
    lang = "nl" if req.query_params.get("locale") == "nl" else "fr"
    return lang, urlencode({"locale": lang, "service": P("/c/portal/login?lang=" + lang)})   # only our own portal is a known service


async def usertype(req):
    lang, qs = sso_args(req)
    return page(req, lang, T(lang)("Accès sécurisé", "Beveiligde toegang"), "usertype", qs=qs, types=[("citizen", AUDS[0][1]), ("enterprise", AUDS[1][1]),
                ("professional", ("Professionnels de la Sécurité Sociale", "Professionelen van de sociale zekerheid"))])


async def sso_login(req):
    lang, qs = sso_args(req)
    t, ut, err, u = T(lang), req.query_params.get("userType", ""), None, ""
    if ut not in ("citizen", "enterprise", "professional"):
        return RedirectResponse("/sso/usertype?" + qs, 303)
    if req.method == "POST" and ut != "citizen":
        f = await req.form()
        u, p = str(f.get("username", "")).strip(), str(f.get("password", ""))
        if not LTS.pop(str(f.get("lt", "")), None):
            err = t("La page d'identification a expiré. Introduisez à nouveau vos codes d'accès.", "De aanmeldpagina is vervallen. Geef uw toegangscodes opnieuw in.")
        elif not u or not p:
            err = t("Introduisez votre nom d'utilisateur et votre mot de passe.", "Geef uw gebruikersnaam en uw wachtwoord in.")
        else:
            await asyncio.sleep(0.2)
            acc = USERS.get(u)
            if acc and FAILS.get(u, 0) < 3 and secrets.compare_digest(acc["pw"].encode(), p.encode()):
                FAILS[u] = 0; COUNT["ok"] += 1
                tk = "ST-%d-%s-sso" % (COUNT["ok"], secrets.token_hex(10))
                TICKETS[tk] = (u, time.time())
                return RedirectResponse(P("/c/portal/login?lang=%s&ticket=%s" % (lang, tk)), 303)
            COUNT["ko"] += 1; FAILS[u] = FAILS.get(u, 0) + 1
            err = t("Votre compte est bloqué après trois tentatives infructueuses. Prenez contact avec le Contact Center.", "Uw account is geblokkeerd na drie mislukte pogingen. Neem contact op met het Contactcenter.") if acc and FAILS[u] >= 3 else \
                t("Le nom d'utilisateur ou le mot de passe est incorrect.", "De gebruikersnaam of het wachtwoord is onjuist.")
    lt = "LT-" + secrets.token_hex(12); LTS[lt] = True
    return page(req, lang, t("Identification", "Identificatie"), "login", qs=qs, ut=ut, err=err, uname=u, lt=lt, codes=ut != "citizen")
