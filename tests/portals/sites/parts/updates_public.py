"""The public pages of partial_updates_tree.py, and its log-in on localhost."""
import secrets
from html import escape as esc
from pathlib import Path
from starlette.responses import HTMLResponse, RedirectResponse

from parts import updates_data
from parts.updates_data import COUNT, FLOWS, REFUSED, TICKETS

# ----------------------------------------------------------------------------------- public site and log-in application
PUB = (Path(__file__).parent / "updates_public.css").read_text("utf-8").removesuffix("\n")
def pub(lang, title, body, right=""):
    return HTMLResponse('<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>%s</title><style>%s</style></head><body><div id="hd"><span class="r">%s</span><b>socialsecurity.be</b></div><div class="w">%s</div></body></html>' % (lang, title, PUB, right, body))

async def home(req):
    note = '<p class="m">Votre session est terminée. / Uw sessie is beëindigd.</p>' if req.query_params else ""
    def col(lang, h, tit, links): return '<div class="col" lang="%s"><h2>%s</h2><p>%s</p><ul>%s</ul></div>' % (lang, h, tit, "".join('<li><a href="%s">%s</a></li>' % (u, x) for u, x in links))
    return pub("fr", "La Sécurité Sociale Belge – De Belgische Sociale Zekerheid", note + col("fr", "BELGIQUE", "La Sécurité Sociale Belge", [("/site_fr/citizen/index.htm", "Citoyen"), ("/site_fr/employer/index.htm", "Entreprise"), ("/site_fr/civilservant/index.htm", "Fonctionnaires et autres professionnels")]) +
        col("nl", "BELGIË", "De Belgische Sociale Zekerheid", [("/site_nl/citizen/index.htm", "Burger"), ("/site_nl/employer/index.htm", "Onderneming"), ("/site_nl/civilservant/index.htm", "Ambtenaren en andere professionelen")]) +
        col("de", "BELGIEN", "Die Soziale Sicherheit", [("/site_de/index.htm", "Bürger"), ("/site_de/index.htm", "Unternehmen"), ("/site_de/index.htm", "Funktionäre und andere Professionelle")]) +
        col("en", "International", "Coming to or leaving Belgium", [("/site_int/index.htm", "Coming2Belgium"), ("/site_int/index.htm", "Working in Belgium")]) + '<div class="clr"></div>')

def L2(lang, fr, nl): return nl if lang == "nl" else fr

async def audience(req):
    site, aud = req.path_params["site"], req.path_params.get("aud", "")
    lang = site[5:]
    if lang not in ("fr", "nl"): return pub("en", "socialsecurity.be", {"de": "<p>Dieser Teil der Website ist auf Französisch und Niederländisch verfügbar.</p>"}.get(lang, "<p>Registration for secured services is not possible through the international access.</p>") + '<p><a href="/">Home</a></p>')
    other = "nl" if lang == "fr" else "fr"
    if aud == "citizen": return pub(lang, "socialsecurity.be", "<h1>%s</h1><p>%s</p><p><a href='/'>Home</a></p>" % (L2(lang, "Citoyen", "Burger"), L2(lang, "Informations pour les citoyens.", "Informatie voor burgers.")))
    tit = L2(lang, "Entreprise", "Onderneming") if aud == "employer" else L2(lang, "Fonctionnaires et autres professionnels", "Ambtenaren en andere professionelen")
    return pub(lang, tit, "<h1>%s</h1><p>%s</p><h3>%s</h3><ul><li>Dimona</li><li>DmfA</li><li>%s</li><li>DB2P</li></ul><p class='m'>%s</p>" % (tit, L2(lang, "Les services en ligne sécurisés sont accessibles après identification.", "De beveiligde onlinediensten zijn toegankelijk na identificatie."),
        L2(lang, "Services en ligne", "Onlinediensten"), L2(lang, "Gestion d'accès", "Toegangsbeheer"), L2(lang, "Pas encore de codes d'accès ? Contact Center 02 511 51 51.", "Nog geen toegangscodes? Contact Center 02 511 51 51.")),
        '<a href="/site_%s/%s/index.htm">%s</a> &nbsp; <a href="/iam/start?lang=%s">%s</a>' % (other, aud, other.upper(), lang, L2(lang, "Se connecter", "Aanmelden")))
async def iam_start(req):
    rid, host = secrets.token_hex(10), req.headers.get("host", "")
    if host not in ("127.0.0.1:%d" % updates_data.PORT, "localhost:%d" % updates_data.PORT): host = "127.0.0.1:%d" % updates_data.PORT
    FLOWS[rid] = {"lang": L2(req.query_params.get("lang"), "fr", "nl"), "host": host}
    return RedirectResponse("http://localhost:%d/iam/audience?request_id=%s" % (updates_data.PORT, rid), 302)

async def iam(req):
    form = await req.form() if req.method == "POST" else {}
    rid = form.get("request_id") or req.query_params.get("request_id", "")
    fl, what = FLOWS.get(rid), req.path_params["what"]
    if not fl: return RedirectResponse("http://127.0.0.1:%d/" % updates_data.PORT, 302)
    l = fl["lang"]
    def t(fr, nl): return L2(l, fr, nl)
    def opts(o): return '<div class="opt">%s</div>' % "".join('<a href="/iam/%s?request_id=%s">%s</a>' % (u, rid, x) for u, x in o)
    H = "<h1>%s</h1>" % t("Accès aux services sécurisés", "Toegang tot de beveiligde diensten")
    if what == "audience": return pub(l, t("Identification", "Identificatie"), H + "<p>%s</p>" % t("En tant que quel groupe cible souhaitez-vous vous connecter ?", "Met welke doelgroep wenst u zich aan te melden?") + opts([("closed", t("Citoyen", "Burger")), ("method", t("Entreprise", "Onderneming")), ("method", t("Professionnels de la Sécurité Sociale", "Professionals van de sociale zekerheid"))]))
    if what == "method": return pub(l, t("Identification", "Identificatie"), H + opts([("closed", t("Se connecter avec votre carte d'identité électronique (eID)", "Aanmelden met uw elektronische identiteitskaart (eID)")), ("closed", t("Se connecter avec votre token", "Aanmelden met uw token")), ("login", t("Se connecter avec vos codes d'accès", "Aanmelden met uw toegangscodes"))]))
    if what == "closed": return pub(l, t("Identification", "Identificatie"), H + '<p class="err">%s</p><p><a href="/iam/audience?request_id=%s">%s</a></p>' % (t("Ce mode d'accès n'est pas disponible pour le service demandé.", "Deze toegang is niet beschikbaar voor de gevraagde dienst."), rid, t("Retour", "Terug")))
    user, err = str(form.get("username", "")).strip(), ""
    if req.method == "POST":
        locked = REFUSED.get(user, 0) >= 3
        if user == "demo" and form.get("password") == "Secret-Pass-1" and not locked:
            COUNT["ok"] += 1; REFUSED.pop(user, None); FLOWS.pop(rid)
            tk = "ST-" + secrets.token_urlsafe(18); TICKETS[tk] = l
            return RedirectResponse("http://%s/uman/sso?ticket=%s" % (fl["host"], tk), 303)
        COUNT["ko"] += 1
        REFUSED[user] = REFUSED.get(user, 0) + 1
        err = t("Votre compte est bloqué après 3 tentatives infructueuses. Contactez le Contact Center.", "Uw account is geblokkeerd na 3 mislukte pogingen. Neem contact op met het Contact Center.") if locked or REFUSED[user] >= 3 else t("Le nom d'utilisateur ou le mot de passe n'est pas correct.", "De gebruikersnaam of het wachtwoord is niet correct.")
    return pub(l, t("Identification", "Identificatie"), H + (('<p class="err" role="alert">%s</p>' % err) if err else "") + '<form method="post" action="/iam/login"><input type="hidden" name="request_id" value="%s"><table><tr><td><label for="usr">%s :</label></td><td><input id="usr" name="username" type="text" value="%s"></td></tr><tr><td><label for="pwd">%s :</label></td><td><input id="pwd" name="password" type="password"></td></tr><tr><td></td><td><input type="submit" value="%s"></td></tr></table></form><p class="m">%s</p>'
        % (rid, t("Nom d'utilisateur", "Gebruikersnaam"), esc(user), t("Mot de passe", "Wachtwoord"), t("Se connecter", "Aanmelden"), t("Mot de passe oublié ?", "Wachtwoord vergeten?")))
