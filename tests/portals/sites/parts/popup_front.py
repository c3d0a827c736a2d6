"""The public pages of popup_steps.py, and its log-in."""
import argparse, asyncio, datetime, re, secrets
from html import escape as e
from urllib.parse import parse_qs, quote
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

PORT = LPORT = 0
USER, PASS = "demo", "Secret-Pass-1"
TRUTH = {"log_ins": 0, "refused": 0, "confirms": 0, "registrations": []}
FAILS, SESS, LOGINS, TICKETS = {}, {}, {}, {}
NEXT = [700001]
TAKEN = {"dejapris1", "ancre2019", "demo1234"}
LAST = ["14.03.2009", "10:42"]


def mk(n8):
    return f"{n8:08d}{97 - n8 % 97:02d}"


def dots(n):
    return f"{n[:4]}.{n[4:7]}.{n[7:]}"


def short(n):
    return dots(n)[1:] if n[0] == "0" else dots(n)


GL, UT = "GL", "UT"
ICI, SEL, CHK = ' class="ici"', ' selected="selected"', ' checked="checked"'
COMP = {
    "0403170701": ("ALVA ENERGIE SA", [("GPC", GL), ("EMP", UT), ("PDS", GL)]),
    "0206653946": ("CAISSE DU MIDI SCRL", [("EMP", GL), ("GPC", GL)]),
    "0400378485": ("ETS. COLLARD & FILS SA", [("GPC", UT), ("GPC", GL)]),
    "0207886044": ("L'ANCRE ASSURANCES SA", [("GPC", GL)]),
    "0869763267": ("FIDUCIAIRE DE LA SEMOIS SPRL", [("GPC", UT), ("EMP", UT)]),
    mk(4127733): ("PENSIO PLUS SA", [("GPC", GL), ("EMP", GL)]),
    mk(4551902): ("PENSIO PLUS SA", [("GPC", GL)]),
    mk(2123456): ("FONDS DE PENSION BRABANT OFP", [("GPC", GL), ("PDS", UT)]),
    mk(8612345): ("OSTBELGISCHE VORSORGE AG", [("GPC", GL), ("EMP", UT)]),
    mk(4778120): ("SECRETARIAT SOCIAL DE L'EST ASBL", [("PDS", GL), ("GPC", GL)]),
    mk(10123456): ("EUPENER PENSIONSKASSE VoG", [("GPC", GL)]),
    mk(4409876): ("IMPRIMERIE LEJEUNE SA", [("EMP", GL)]),
    mk(8754321): ("MUTUELLE DES ARDENNES", [("GPC", GL), ("APL", UT)]),
}
TECH = {("0207886044", "GPC"): {"username": "ancre2019", "sender": 4711, "channel": "FTP", "date": "02.02.2009",
                                "name": "Renard Odile", "apps": ["DB2P"]}}
QUAL = {"GPC": ("Gestionnaire pensions complémentaires", "Verwalter Zusatzpensionen"),
        "EMP": ("Employeur (ONSS)", "Arbeitgeber (LSS)"),
        "PDS": ("Prestataire de services", "Dienstleister"),
        "APL": ("Administrations provinciales et locales", "Provinziale und lokale Verwaltungen")}
ROLE = {GL: ("Gestionnaire local", "Lokaler Verwalter"), UT: ("Utilisateur", "Benutzer")}
APPS = [("DB2P", "DB2P", "DB2P", "Banque de données Pensions complémentaires", "Datenbank Zusatzpensionen"),
        ("DIMN", "Dimona", "Dimona", "Déclaration immédiate à l'emploi", "Unmittelbare Beschäftigungsmeldung"),
        ("DMFA", "DmfA", "DmfA", "Déclaration multifonctionnelle trimestrielle", "Multifunktionelle Quartalsmeldung"),
        ("DMRQ", "DmfA - consultation", "DmfA - Abfrage", "Consultation de la déclaration trimestrielle", "Abfrage der Quartalsmeldung"),
        ("WECH", "DRS - chômage", "MSR - Arbeitslosigkeit", "Déclaration de risques sociaux", "Meldung sozialer Risiken"),
        ("PFRQ", "Fichier du personnel", "Personaldatei", "Consultation du fichier du personnel", "Abfrage der Personaldatei")]
CHAN = [("FTP", "FTP"), ("SFTP", "SFTP"), ("ISABEL", "Isabel"), ("MQLINK", "MQLink")]


def group(n):
    return f"{n:,}".replace(",", " ")


# ---------------------------------------------------------------- plumbing
def out(html, status=200, cookies=()):
    r = Response(html.encode("cp1252", "xmlcharrefreplace"), status, media_type="text/html; charset=ISO-8859-1",
                 headers={"Cache-Control": "no-store"})
    r.headers["content-type"] = "text/html; charset=ISO-8859-1"
    for k, v in cookies:
        r.set_cookie(k, v, path="/")
    return r


def go(url, cookies=()):
    r = RedirectResponse(url, 302, headers={"Cache-Control": "no-store"})
    for k, v in cookies:
        r.set_cookie(k, v, path="/")
    return r


async def form(req):
    raw = (await req.body()).decode("ascii", "replace")
    d = parse_qs(raw, keep_blank_values=True, encoding="cp1252", errors="replace")
    return {k: re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), v[-1]) for k, v in d.items()}


def lang(req):
    v = req.query_params.get("langue") or req.cookies.get("langue") or "fr"
    return v if v in ("fr", "de") else "fr"


def L(lg):
    return lambda fr, de: de if lg == "de" else fr


CSS = """body{font:11px Verdana,Arial,sans-serif;margin:0;background:#dfe6ee;color:#222}
#page{width:960px;margin:0 auto;background:#fff;border:1px solid #9ab}
table{font-size:11px;border-collapse:collapse} td,th{padding:3px 6px;vertical-align:top;text-align:left}
a{color:#036} #bandeau{background:#036;color:#fff} #bandeau a{color:#fff} h1{font-size:16px;color:#036} h2{font-size:13px;color:#630}
.onglets td{background:#c5d3e2;border-right:1px solid #fff} .fil{color:#666;padding:4px 10px;border-bottom:1px solid #ccc}
.menu{background:#eef3f8;width:190px} .menu li{margin:4px 0;list-style:square} .menu ul{padding-left:18px;margin:4px 0}
.menu h3{background:#036;color:#fff;margin:0;padding:3px 6px;font-size:11px} .boite{border:1px solid #9ab;margin:0 0 8px 0;background:#fff}
.boite p{margin:6px} .erreurs{border:1px solid #c00;background:#fee;color:#900;padding:4px 10px;margin:6px 0}
.info{border:1px solid #69c;background:#eef6ff;padding:4px 10px;margin:6px 0} .oblig{color:#c00}
.bouton{background:#036;color:#fff;border:1px outset #69c;font:bold 11px Verdana;padding:2px 10px} .gris{background:#999}
.aide{display:inline-block;background:#fc3;color:#000;font-weight:bold;padding:0 4px;text-decoration:none;border:1px solid #960}
.liste td,.liste th{border:1px solid #bcd} .liste th{background:#dce6f0} .pied{font-size:10px;color:#666;border-top:1px solid #ccc;padding:6px 10px;clear:both}
.etapes td{background:#eee;border:1px solid #fff;color:#888} .etapes td.ici{background:#fc3;color:#000;font-weight:bold} .ok{color:#060}"""


def shell(lg, title, body, popup=False):
    t = L(lg)
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{lg}" lang="{lg}"><head>
<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1" /><title>{e(title)} - {t('La Sécurité Sociale', 'Die Soziale Sicherheit')}</title>
<style type="text/css">{CSS}</style>
<script type="text/javascript">
function aide(a){{window.open(a.href,'aide','width=380,height=260,location=no,scrollbars=yes');return false;}}
function ouvrir(a){{var w=window.open(a.href,'gestion','width=1000,height=720,location=no,menubar=no,toolbar=no,status=yes,scrollbars=yes,resizable=yes');if(w)w.focus();return false;}}
</script></head><body><div id="page">{body}
<div class="pied">&copy; 2003-2009 {t("Sécurité sociale - ", "Soziale Sicherheit - ")}<a href="#">{t('Conditions d&#39;utilisation','Nutzungsbedingungen')}</a> | <a href="#">{t('Vie privée','Schutz des Privatlebens')}</a> | <a href="#">Anysurfer</a> | Contact Center Eranova 02 511 51 51 ({t('lu-ve, 7-20 h','Mo-Fr, 7-20 Uhr')})</div>
</div></body></html>"""


def qm(lg, key, what):
    return f'<a class="aide" href="/aide.do?champ={key}&amp;langue={lg}" onclick="return aide(this)" title="{L(lg)("Aide", "Hilfe")}: {e(what)}">?</a>'


# ---------------------------------------------------------------- public part
def header(lg):
    t = L(lg)
    return f"""<div id="bandeau"><table width="100%"><tr><td><b style="font-size:15px">www.socialsecurity.be</b><br />{t('Le portail de la sécurité sociale','Das Portal der sozialen Sicherheit')}</td>
<td align="right"><form action="/recherche.do" method="get" id="frmRech"><input type="text" name="q" size="14" title="{t('Rechercher','Suchen')}" /> <input type="submit" value="{t('Chercher','Suchen')}" /></form>
<a href="/accueil.do?langue=fr">fr</a> | <a href="/accueil.do?langue=de">de</a> | <a href="#">Contact</a> | <a href="#">Sitemap</a></td></tr></table></div>"""


def tabs(lg):
    t = L(lg)
    return f"""<table class="onglets" width="100%"><tr><td><a href="/accueil.do">{t('Accueil','Startseite')}</a></td><td><a href="/citoyen.do">{t('Citoyen','Bürger')}</a></td>
<td><a href="/entreprise.do">{t('Entreprise','Unternehmen')}</a></td><td><a href="/professionnels.do" id="ongletProf">{t('Fonctionnaires et autres professionnels','Funktionäre und andere Professionelle')}</a></td></tr></table>"""


def public(lg, title, main, right="", crumb=""):
    t = L(lg)
    return shell(lg, title, f"""{header(lg)}{tabs(lg)}<div class="fil">{t('Vous êtes ici','Sie befinden sich hier')} : <a href="/accueil.do">{t('Accueil','Startseite')}</a> &gt; {crumb or e(title)}</div>
<table width="100%"><tr><td class="menu"><h3>{t('Rubriques','Rubriken')}</h3><ul><li><a href="#">{t('Législation','Gesetzgebung')}</a></li><li><a href="#">{t('Instructions administratives','Verwaltungsanweisungen')}</a></li><li><a href="#">{t('Glossaires','Glossare')}</a></li><li><a href="#">{t('Déclarations par batch','Meldungen per Batch')}</a></li><li><a href="#">FAQ</a></li></ul></td>
<td><h1>{e(title)}</h1>{main}</td><td class="menu">{right}</td></tr></table>""")


async def root(req):
    return out(shell("fr", "Bienvenue - Willkommen", """<div style="text-align:center;padding:60px 0"><h1>La Sécurité Sociale Belge &nbsp;|&nbsp; Die Soziale Sicherheit</h1>
<table align="center" cellspacing="10"><tr><td style="text-align:center;border:1px solid #9ab;padding:20px 40px"><b>BELGIQUE</b><p><a id="fr" href="/accueil.do?langue=fr" lang="fr">Français</a></p></td>
<td style="text-align:center;border:1px solid #9ab;padding:20px 40px"><b>BELGIEN</b><p><a id="de" href="/accueil.do?langue=de" lang="de">Deutsch</a></p></td>
<td style="text-align:center;border:1px solid #9ab;padding:20px 40px"><b>International</b><p><a href="/int.do" lang="en">INT - Coming to Belgium</a></p></td></tr></table>
<p>Les versions néerlandaise et anglaise du portail sont momentanément indisponibles.</p></div>"""))


async def intl(req):
    return out(shell("fr", "International", '<h1>Coming to / leaving Belgium</h1><p style="padding:10px">Limosa, posted workers, E-forms. It is not possible to register through the international access. <a href="/">Back</a></p>'))


async def accueil(req):
    lg = lang(req)
    t = L(lg)
    main = f"""<table width="100%"><tr>
<td class="boite"><h2><a href="/citoyen.do">{t('Citoyen','Bürger')}</a></h2><p>{t('Pension, maladie, chômage, allocations familiales, vacances annuelles.','Pension, Krankheit, Arbeitslosigkeit, Familienbeihilfen, Jahresurlaub.')}</p></td>
<td class="boite"><h2><a href="/entreprise.do">{t('Entreprise','Unternehmen')}</a></h2><p>Dimona, DmfA, {t('DRS, déclaration unique de chantier.','MSR, einheitliche Baustellenmeldung.')}</p></td>
<td class="boite"><h2><a href="/professionnels.do">{t('Fonctionnaires et autres professionnels','Funktionäre und andere Professionelle')}</a></h2><p>{t('Administrations, institutions, gestionnaires de pensions complémentaires.','Verwaltungen, Einrichtungen, Verwalter von Zusatzpensionen.')}</p></td></tr></table>
<h2>{t('Actualités','Aktuelles')}</h2><ul><li><a href="#">12.03.2009 - {t('Interruption des services en ligne dimanche de 8 à 10 h','Unterbrechung der Online-Dienste am Sonntag von 8 bis 10 Uhr')}</a></li><li><a href="#">02.03.2009 - {t('Nouveau : envoi par SFTP','Neu: Versand über SFTP')}</a></li></ul>"""
    return out(public(lg, t("Bienvenue", "Willkommen"), main, f"<div class='boite'><h3>{t('En vedette','Im Blickpunkt')}</h3><p><a href='#'>Limosa</a><br/><a href='#'>DB2P</a></p></div>"), cookies=[("langue", lg)])


async def prof(req):
    lg = lang(req)
    t = L(lg)
    main = f"""<p>{t("Cette partie du portail s'adresse aux fonctionnaires, aux institutions de sécurité sociale et aux autres professionnels.","Dieser Teil des Portals richtet sich an Beamte, Einrichtungen der sozialen Sicherheit und andere Professionelle.")}</p>
<h2>{t('Services en ligne','Online-Dienste')}</h2><table class="liste"><tr><th>Service</th><th>{t('Accès','Zugang')}</th></tr><tr><td><a href="#">DB2P</a></td><td>{t('sécurisé','gesichert')}</td></tr>
<tr><td><a href="#">{t("Gestion d'accès","Zugangsverwaltung")} (info)</a></td><td>{t('sécurisé','gesichert')}</td></tr><tr><td><a href="#">Capelo</a></td><td>{t('sécurisé','gesichert')}</td></tr></table>
<p><a href="#">{t("Comment s'enregistrer ?","Wie registriert man sich?")}</a></p>"""
    right = f"""<div class="boite"><h3>{t('Accès sécurisé','Gesicherter Zugang')}</h3><p>{t("Pour les services sécurisés, identifiez-vous. Une nouvelle fenêtre s'ouvre.","Für die gesicherten Dienste melden Sie sich bitte an. Es öffnet sich ein neues Fenster.")}</p>
<p><b><a id="lnkConnexion" href="/secured/entree.do" onclick="return ouvrir(this)">{t('Se connecter','Anmelden')}</a></b></p></div>
<div class="boite"><h3>{t('Vous êtes citoyen ?','Sie sind Bürger?')}</h3><p><a href="/citoyen.do">{t('Se connecter à mon dossier citoyen','Bei meiner Bürgerakte anmelden')}</a></p></div>
<div class="boite"><h3>{t('Lettre d&#39;information','Newsletter')}</h3><form action="#" onsubmit="return false"><p><label for="news">E-mail</label> <input id="news" name="news" size="14" /> <input type="submit" value="OK" /></p></form></div>"""
    return out(public(lg, t("Fonctionnaires et autres professionnels", "Funktionäre und andere Professionelle"), main, right), cookies=[("langue", lg)])


async def other(req):
    lg = lang(req)
    t = L(lg)
    return out(public(lg, t("Information générale", "Allgemeine Informationen"), f"<p>{t('Cette rubrique est en cours de rédaction.','Diese Rubrik wird zurzeit bearbeitet.')}</p>"))


async def aide(req):
    lg = lang(req)
    t = L(lg)
    k = req.query_params.get("champ", "")
    txt = {"login": t("a-z et 0-9, 8 à 20 positions, pas d'espace. Le nom ne peut plus être modifié par la suite.", "a-z und 0-9, 8 bis 20 Stellen, kein Leerzeichen. Der Name kann später nicht mehr geändert werden."),
           "ssh": t("Clé publique créée dans votre client SFTP.", "In Ihrem SFTP-Client erstellter öffentlicher Schlüssel."),
           "cer": t("Clé publique de votre certificat qualifié (extension .cer).", "Öffentlicher Schlüssel Ihres qualifizierten Zertifikats (Erweiterung .cer).")}.get(k, t("Les champs marqués d'un astérisque sont obligatoires.", "Die mit einem Sternchen gekennzeichneten Felder sind Pflichtfelder."))
    return out(shell(lg, t("Aide", "Hilfe"), f'<h2>{t("Aide","Hilfe")}: {e(k)}</h2><p>{txt}</p><p><a href="javascript:window.close()">{t("Fermer","Schließen")}</a></p>'))


# ---------------------------------------------------------------- log-in host
def lurl(req, path, port):
    return f"http://{req.url.hostname}:{port}{path}"


def lpage(req, lg, title, body):
    t = L(lg)
    return shell(lg, title, f"""<div id="bandeau"><table width="100%"><tr><td><b>{t("Identification - Services sécurisés","Anmeldung - Gesicherte Dienste")}</b></td><td align="right">{t('Connexion sécurisée','Gesicherte Verbindung')} | <a href="javascript:window.close()">{t('Fermer la fenêtre','Fenster schließen')}</a></td></tr></table></div>
<table width="100%"><tr><td style="padding:10px 20px"><h1>{e(title)}</h1>{body}</td><td class="menu"><h3>{t("Besoin d'aide ?",'Brauchen Sie Hilfe?')}</h3><ul><li><a href="#">{t("J'ai oublié mon mot de passe",'Ich habe mein Passwort vergessen')}</a></li><li><a href="#">{t("Je n'ai pas encore de codes d'accès",'Ich habe noch keine Zugangscodes')}</a></li><li><a href="#">{t('Imprimer cette page','Diese Seite drucken')}</a></li></ul></td></tr></table>""")


def lget(req):
    return LOGINS.get(req.cookies.get("LOGINID", ""))


async def l_groupe(req):
    lg = lang(req)
    t = L(lg)
    lid = secrets.token_hex(12)
    LOGINS[lid] = {"lang": lg, "groupe": None, "user": ""}
    return out(lpage(req, lg, t("Accès aux services sécurisés", "Zugang zu den gesicherten Diensten"), f"""<p>{t('Dans quel groupe cible souhaitez-vous vous identifier ?','In welcher Zielgruppe möchten Sie sich anmelden?')}</p>
<table class="liste"><tr><td><a href="/login/moyens.do?groupe=cit">{t('Citoyen','Bürger')}</a></td><td>{t('Vos données personnelles','Ihre persönlichen Daten')}</td></tr>
<tr><td><a href="/login/moyens.do?groupe=ent">{t('Entreprise','Unternehmen')}</a></td><td>{t('Employeurs, secrétariats sociaux, curateurs','Arbeitgeber, Sozialsekretariate, Konkursverwalter')}</td></tr>
<tr><td><a id="grpProf" href="/login/moyens.do?groupe=prof">{t('professionnels de la Sécurité Sociale','Professionelle der Sozialen Sicherheit')}</a></td><td>{t('Institutions, organismes de pension, fonctionnaires','Einrichtungen, Pensionseinrichtungen, Beamte')}</td></tr>
<tr><td><a href="/login/moyens.do?groupe=eh">eHealth</a></td><td>{t('Prestataires de soins','Pflegeerbringer')}</td></tr></table>"""), cookies=[("LOGINID", lid), ("langue", lg)])


async def l_moyens(req):
    s = lget(req)
    lg = s["lang"] if s else lang(req)
    t = L(lg)
    if not s:
        return go("/login/groupe.do")
    s["groupe"] = req.query_params.get("groupe", s["groupe"])
    if s["groupe"] != "prof":
        return out(lpage(req, lg, t("Accès non disponible", "Zugang nicht verfügbar"), f'<p>{t("Ce groupe cible n’est pas accessible avec ce service.","Diese Zielgruppe hat keinen Zugang zu diesem Dienst.")}</p><p><a href="/login/groupe.do">{t("Retour","Zurück")}</a></p>'))
    return out(lpage(req, lg, t("Choisissez votre moyen d'identification", "Wählen Sie Ihr Anmeldeverfahren"), f"""<ul>
<li><a href="/login/nondispo.do">{t("Se connecter avec votre carte d'identité électronique (eID)","Mit Ihrem elektronischen Personalausweis (eID) anmelden")}</a></li>
<li><a href="/login/nondispo.do">{t('Se connecter avec itsme','Mit itsme anmelden')}</a></li>
<li><a href="/login/nondispo.do">{t('Se connecter avec votre token (24 codes) ou un code par SMS','Mit Ihrem Token (24 Codes) oder einem SMS-Code anmelden')}</a></li>
<li><a id="moyenCodes" href="/login/utilisateur.do">{t("Se connecter avec vos codes d'accès","Mit Ihren Zugangscodes anmelden")}</a><br /><i>{t("nom d'utilisateur et mot de passe","Benutzername und Passwort")}</i></li></ul>"""))


async def l_non(req):
    lg = lang(req)
    t = L(lg)
    return out(lpage(req, lg, t("Service indisponible", "Dienst nicht verfügbar"), f'<p>{t("Ce moyen n’est pas disponible sur ce poste.","Dieses Verfahren ist auf diesem Gerät nicht verfügbar.")}</p><p><a href="/login/moyens.do">{t("Retour","Zurück")}</a></p>'))


async def l_user(req):
    s = lget(req)
    if not s:
        return go("/login/groupe.do")
    lg, t, err = s["lang"], L(s["lang"]), ""
    if req.method == "POST":
        s["user"] = (await form(req)).get("j_username", "").strip()
        if s["user"]:
            return go("/login/motdepasse.do")
        err = f'<div class="erreurs">{t("Veuillez introduire votre nom d’utilisateur.","Bitte geben Sie Ihren Benutzernamen ein.")}</div>'
    return out(lpage(req, lg, t("Identification - étape 1 de 2", "Anmeldung - Schritt 1 von 2"), f"""{err}<p>{t("Introduisez votre nom d'utilisateur.","Geben Sie Ihren Benutzernamen ein.")}</p>
<form method="post" action="/login/utilisateur.do"><table><tr><td><label for="j_username">{t("Nom d'utilisateur","Benutzername")} :</label></td><td><input type="text" id="j_username" name="j_username" size="22" value="{e(s['user'])}" /> {''}</td></tr>
<tr><td></td><td><input class="bouton" type="submit" id="btnSuite" value="{t('Suivant','Weiter')}" /></td></tr></table></form>"""))


async def l_pass(req):
    s = lget(req)
    if not s or not s["user"]:
        return go("/login/groupe.do")
    lg, t, err = s["lang"], L(s["lang"]), ""
    u = s["user"].lower()
    if req.method == "POST":
        p = (await form(req)).get("j_password", "")
        if FAILS.get(u, 0) < 3 and u == USER and p == PASS:
            FAILS[u] = 0
            TRUTH["log_ins"] += 1
            k = secrets.token_hex(16)
            TICKETS[k] = lg
            return go(lurl(req, f"/secured/entree.do?ticket={k}", PORT))
        TRUTH["refused"] += 1
        FAILS[u] = FAILS.get(u, 0) + 1
        err = t("Nom d'utilisateur ou mot de passe incorrect. Veuillez réessayer.", "Benutzername oder Passwort falsch. Bitte versuchen Sie es erneut.")
    if FAILS.get(u, 0) >= 3:
        return out(lpage(req, lg, t("Compte bloqué", "Konto gesperrt"), f'<div class="erreurs">{t("Après trois tentatives infructueuses, votre compte est bloqué. Contactez le Contact Center au 02 511 51 51.","Nach drei erfolglosen Versuchen wurde Ihr Konto gesperrt. Wenden Sie sich an das Contact Center, 02 511 51 51.")}</div>'))
    box = f'<div class="erreurs">{err}</div>' if err else ""
    return out(lpage(req, lg, t("Identification - étape 2 de 2", "Anmeldung - Schritt 2 von 2"), f"""{box}
<form method="post" action="/login/motdepasse.do"><table><tr><td>{t("Nom d'utilisateur","Benutzername")} :</td><td><b>{e(s['user'])}</b> (<a href="/login/utilisateur.do">{t('autre utilisateur','anderer Benutzer')}</a>)</td></tr>
<tr><td><label for="j_password">{t('Mot de passe','Passwort')} :</label></td><td><input type="password" id="j_password" name="j_password" size="22" /></td></tr>
<tr><td></td><td><input class="bouton" type="submit" id="btnConnexion" value="{t('Se connecter','Anmelden')}" /></td></tr></table></form>"""))
