# Mock "Securite sociale" portal, about 2009 (Struts-like .do, tables, latin-1, pop-up). Independent mock, for tests only.
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


# ---------------------------------------------------------------- secured part
def sget(req):
    return SESS.get(req.cookies.get("JSESSIONID", ""))


def sec(s, title, main, menu=(), crumb=()):
    """A page of the secured window; menu = [(href, caption, id, [sub...])] goes to the right."""
    lg = s["lang"]
    t = L(lg)
    who = ""
    if s.get("ent"):
        who = f"{e(COMP[s['ent']][0])} ({dots(s['ent'])})"
        if s.get("role"):
            q, r = s["role"]
            who += f" - {QUAL[q][lg == 'de']} / {ROLE[r][lg == 'de']}"
    tabs_ = ""
    if s.get("role"):
        tabs_ = f"""<table class="onglets" width="100%"><tr><td><a href="/secured/accueil.do">{t('Accueil','Startseite')}</a></td><td><a id="tabAcces" href="/secured/gestionAcces.do">{t("Gestion d'accès","Zugangsverwaltung")}</a></td><td><a href="/secured/autre.do">e-Box</a></td><td><a href="/secured/autre.do">{t('Mes applications','Meine Anwendungen')}</a></td></tr></table>"""
    cr = " &gt; ".join([f'<a href="/secured/accueil.do">{t("Accueil","Startseite")}</a>'] + [f'<a href="{h}">{e(c)}</a>' for h, c in crumb] + [e(title)])
    items = ""
    for href, cap, id_, subs in menu:
        sub = "".join(f'<li><a href="{h}" id="{i}">{e(c)}</a></li>' for h, c, i in subs)
        items += f'<li><a href="{href}" id="{id_}">{e(cap)}</a>{"<ul>" + sub + "</ul>" if sub else ""}</li>'
    right = f'<td class="menu"><h3>Menu</h3><ul>{items}</ul><div class="boite"><h3>{t("Assistance","Hilfe")}</h3><p><a href="/secured/autre.do">{t("Questions fréquentes","Häufige Fragen")}</a><br /><a href="/secured/autre.do">{t("Manuel (PDF)","Handbuch (PDF)")}</a></p></div></td>' if menu else ""
    chg = f'<a href="/secured/entreprises.do">{t("Changer d&#39;entreprise","Unternehmen wechseln")}</a> | ' if s.get("ent") else ""
    return out(shell(lg, title, f"""<div id="bandeau"><table width="100%"><tr><td><b>{t('Gestion des accès pour entreprises et organisations','Zugangsverwaltung für Unternehmen und Organisationen')}</b><br />{who}</td>
<td align="right">{t('Bienvenue','Willkommen')}, Jean DEMO<br />{chg}<a href="/secured/deconnexion.do">{t('Se déconnecter','Abmelden')}</a></td></tr></table></div>{tabs_}<div class="fil">{cr}</div>
<table width="100%"><tr><td style="padding:6px 14px"><h1>{e(title)}</h1>{main}</td>{right}</tr></table>"""))


def expired(lg="fr"):
    t = L(lg)
    return out(shell(lg, t("Session expirée", "Sitzung abgelaufen"), f'<div style="padding:20px"><h1>{t("Votre session a expiré","Ihre Sitzung ist abgelaufen")}</h1><p>{t("Pour des raisons de sécurité, votre session a été fermée.","Aus Sicherheitsgründen wurde Ihre Sitzung geschlossen.")}</p><p><a href="/secured/entree.do">{t("Se connecter à nouveau","Erneut anmelden")}</a></p></div>'))


def menu_home(s):
    t = L(s["lang"])
    m = [("/secured/autre.do", t("Gestion des données propres", "Verwaltung der eigenen Daten"), "m1", [])]
    if s["role"][1] == GL:
        m += [("/secured/autre.do", t("Gestion des utilisateurs", "Verwaltung der Benutzer"), "m2", []), ("/secured/autre.do", t("Créer un utilisateur", "Benutzer anlegen"), "m3", []),
              ("/secured/autre.do", t("Rechercher des utilisateurs", "Benutzer suchen"), "m4", []),
              ("/secured/msg/menu.do", t("Messages structurés", "Strukturierte Berichte"), "mMsg", [])]
    return m


def menu_msg(s):
    t = L(s["lang"])
    m = menu_home(s)
    m[-1] = (*m[-1][:3], [("/secured/msg/Step0IntroAction.do", t("Enregistrer les données de configuration", "Konfigurationsdaten registrieren"), "mConfig"),
                          ("/secured/autre.do", t("Modifier les données de configuration", "Konfigurationsdaten ändern"), "mModif"),
                          ("/secured/autre.do", t("Ajouter un canal", "Kanal hinzufügen"), "mCanal"), ("/secured/autre.do", "Routing Rules", "mRr")])
    return m


def menu_acc(s, sub=False):
    t = L(s["lang"])
    subs = [("/secured/information.do", t("Information", "Information"), "mInfo"), ("/secured/autre.do", t("Historique des envois", "Sendeverlauf"), "mHist")] if sub else []
    return [("/secured/autre.do", t("Données propres", "Eigene Daten"), "a1", []), ("/secured/autre.do", t("Utilisateurs", "Benutzer"), "a2", []),
            ("/secured/echange.do", t("Échange par messages structurés", "Austausch über strukturierte Berichte"), "mEch", subs)]


async def s_entree(req):
    k = req.query_params.get("ticket")
    if k in TICKETS:
        lg = TICKETS.pop(k)
        sid = secrets.token_hex(16).upper()
        SESS[sid] = {"lang": lg, "ent": None, "role": None, "wiz": None, "last": tuple(LAST)}
        now = datetime.datetime.now()
        LAST[:] = [now.strftime("%d.%m.%Y"), now.strftime("%H:%M")]
        return go("/secured/derniereConnexion.do", [("JSESSIONID", sid)])
    if sget(req):
        return go("/secured/entreprises.do")
    return go(lurl(req, f"/login/groupe.do?service=gestion&langue={lang(req)}", LPORT))


def need(role=False, local=False):
    def deco(fn):
        async def w(req):
            s = sget(req)
            if not s:
                return expired(lang(req))
            if role and not s["role"]:
                return go("/secured/entreprises.do")
            if local and s["role"][1] != GL:
                t = L(s["lang"])
                return sec(s, t("Accès refusé", "Zugang verweigert"), f'<div class="erreurs">{t("Seul le gestionnaire local de cette qualité a accès à cette fonction.","Nur der lokale Verwalter dieser Eigenschaft hat Zugang zu dieser Funktion.")}</div>', menu_home(s))
            return await fn(req, s, L(s["lang"]))
        return w
    return deco


@need()
async def s_last(req, s, t):
    return sec(s, t("Votre dernière connexion", "Ihre letzte Anmeldung"), f"""<p>{t('Vous vous êtes connecté(e) pour la dernière fois le','Sie haben sich zuletzt angemeldet am')} <b>{s['last'][0]}</b> {t('à','um')} <b>{s['last'][1]}</b>. {t('Nombre de tentatives échouées depuis','Anzahl fehlgeschlagener Versuche seitdem')}: 0.</p>
<p>{t("Si ces données ne vous semblent pas correctes, prenez contact avec le Contact Center.","Wenn diese Angaben Ihnen nicht richtig erscheinen, wenden Sie sich bitte an das Contact Center.")}</p>
<form method="get" action="/secured/entreprises.do"><input class="bouton" id="btnContinuer" type="submit" value="{t('Continuer','Fortfahren')}" /></form>""")


@need()
async def s_ent(req, s, t):
    err = ""
    if req.method == "POST":
        n = (await form(req)).get("entreprise", "")
        if n in COMP:
            s.update(ent=n, role=None, wiz=None)
            return go("/secured/qualites.do")
        err = f'<div class="erreurs">{t("Veuillez choisir une entreprise.","Bitte wählen Sie ein Unternehmen.")}</div>'
    s.update(ent=None, role=None, wiz=None)
    opts = "".join(f'<option value="{n}">{e(c[0])} - {dots(n)}</option>' for n, c in sorted(COMP.items(), key=lambda x: (x[1][0], x[0])))
    return sec(s, t("Choix de l'entreprise", "Wahl des Unternehmens"), f"""{err}<p>{t("Choisissez l'entreprise pour laquelle vous souhaitez travailler.","Wählen Sie das Unternehmen, für das Sie arbeiten möchten.")}</p>
<form method="post" action="/secured/entreprises.do"><table><tr><td><label for="entreprise">{t('Entreprise','Unternehmen')} :</label></td><td><select name="entreprise" id="entreprise"><option value="">-- {t('choisissez','bitte wählen')} --</option>{opts}</select> <input class="bouton" type="submit" id="btnOk" value="OK" /> {qm(s['lang'], 'entreprise', t('Entreprise', 'Unternehmen'))}</td></tr></table></form>
<p><a href="/secured/autre.do">{t("Mon entreprise n'est pas dans la liste","Mein Unternehmen steht nicht in der Liste")}</a></p>""")


@need()
async def s_qual(req, s, t):
    if not s["ent"]:
        return go("/secured/entreprises.do")
    roles, err, de = COMP[s["ent"]][1], "", s["lang"] == "de"
    if req.method == "POST":
        v = (await form(req)).get("qualite", "")
        if v.isdigit() and int(v) < len(roles):
            s.update(role=roles[int(v)], wiz=None)
            return go("/secured/accueil.do")
        err = f'<div class="erreurs">{t("Veuillez choisir une qualité.","Bitte wählen Sie eine Eigenschaft.")}</div>'
    s["role"] = None
    rows = "".join(f'<tr><td><input type="radio" name="qualite" id="q{i}" value="{i}" /></td><td><label for="q{i}">{QUAL[q][de]} ; {t("numéro d&#39;entreprise","Unternehmensnummer")} {short(s["ent"])} ({ROLE[r][de]})</label></td></tr>' for i, (q, r) in enumerate(roles))
    return sec(s, t("Choix de la qualité", "Wahl der Eigenschaft"), f"""{err}<p>{t('Vous disposez des qualités suivantes pour cette entreprise :','Sie verfügen für dieses Unternehmen über folgende Eigenschaften:')}</p>
<form method="post" action="/secured/qualites.do"><table>{rows}</table><p><input class="bouton" type="submit" id="btnValider" value="{t('Valider','Validieren')}" /> <a href="/secured/entreprises.do">{t('Retour','Zurück')}</a></p></form>""")


@need(role=True)
async def s_home(req, s, t):
    return sec(s, t("Accueil de la gestion des utilisateurs", "Startseite der Benutzerverwaltung"), f"""<p>{t('Utilisez le menu à droite pour choisir une opération.','Verwenden Sie das Menü rechts, um einen Vorgang zu wählen.')}</p>
<table class="liste"><tr><th>{t('Nom','Name')}</th><td>DEMO</td></tr><tr><th>{t('Prénom','Vorname')}</th><td>Jean</td></tr><tr><th>{t('Téléphone','Telefon')}</th><td>02 000 00 00</td></tr></table>""", menu_home(s))


@need()
async def s_other(req, s, t):
    return sec(s, t("Page en construction", "Seite im Aufbau"), f'<p>{t("Cette fonction n’est pas disponible pour le moment.","Diese Funktion ist zurzeit nicht verfügbar.")}</p>', menu_home(s) if s["role"] else ())


async def s_bye(req):
    SESS.pop(req.cookies.get("JSESSIONID", ""), None)
    lg = lang(req)
    t = L(lg)
    return out(shell(lg, t("Déconnexion", "Abmeldung"), f'<div style="padding:20px"><h1>{t("Vous êtes déconnecté(e)","Sie sind abgemeldet")}</h1><p><a href="javascript:window.close()">{t("Fermer la fenêtre","Fenster schließen")}</a></p></div>'), cookies=[("JSESSIONID", "")])


@need(role=True)
async def s_acc(req, s, t):
    return sec(s, t("Gestion d'accès", "Zugangsverwaltung"), f'<p>{t("Gérez ici les accès de votre entreprise ou organisation.","Verwalten Sie hier die Zugänge Ihres Unternehmens oder Ihrer Organisation.")}</p>', menu_acc(s))


@need(role=True)
async def s_ech(req, s, t):
    return sec(s, t("Échange par messages structurés", "Austausch über strukturierte Berichte"), f'<p>{t("Choisissez une rubrique dans le menu.","Wählen Sie eine Rubrik im Menü.")}</p>', menu_acc(s, True), [("/secured/gestionAcces.do", t("Gestion d'accès", "Zugangsverwaltung"))])


@need(role=True)
async def s_info(req, s, t):
    k = TECH.get((s["ent"], s["role"][0]))
    if k:
        body = f"""<table class="liste"><tr><th>{t("Utilisateur technique","Technischer Benutzer")}</th><th>{t("Numéro d'expéditeur","Absendernummer")}</th><th>{t("Canal","Kanal")}</th><th>{t("Créé le","Erstellt am")}</th><th>{t("Personne de contact","Kontaktperson")}</th></tr>
<tr><td>{e(k['username'])}</td><td>{k['sender']}</td><td>{k['channel']}</td><td>{k['date']}</td><td>{e(k['name'])}</td></tr></table>"""
    else:
        body = f'<div class="info">{t("Aucun utilisateur technique n’a été créé pour cette qualité.","Für diese Eigenschaft wurde kein technischer Benutzer angelegt.")}</div>'
    return sec(s, t("Information", "Information"), body, menu_acc(s, True), [("/secured/gestionAcces.do", t("Gestion d'accès", "Zugangsverwaltung")), ("/secured/echange.do", t("Échange par messages structurés", "Austausch über strukturierte Berichte"))])


# ---------------------------------------------------------------- wizard
W = "/secured/msg/"
STEPS = ["Step1PersonAction.do", "Step2CoordAction.do", "Step3CanalAction.do", "Step4FichiersAction.do", "Step5ApplAction.do", "Step6LoginAction.do"]


def stepbar(s, i):
    t = L(s["lang"])
    n = [t("Personne", "Person"), t("Coordonnées", "Erreichbarkeit"), t("Canal", "Kanal"), t("Fichiers", "Dateien"), t("Applications", "Anwendungen"), t("Utilisateur", "Benutzer"), t("Contrôle", "Kontrolle")]
    return '<table class="etapes"><tr>' + "".join(f'<td{ICI if j == i else ""}>{j + 1}. {x}</td>' for j, x in enumerate(n)) + "</tr></table>"


def wpage(s, i, title, fields, errs, buttons=True, action=None):
    t = L(s["lang"])
    eb = f'<div class="erreurs"><b>{t("Votre formulaire contient des erreurs :","Ihr Formular enthält Fehler:")}</b><ul>{"".join(f"<li>{e(x)}</li>" for x in errs)}</ul></div>' if errs else ""
    prev = f'<input class="bouton gris" type="submit" name="prev" id="prev" value="{t("Précédent","Zurück")}" />' if i else ""
    btn = f'<p>{prev} <input class="bouton" type="submit" name="next" id="next" value="{t("Suivant","Weiter")}" /> &nbsp; <a href="/secured/msg/menu.do">{t("Annuler","Abbrechen")}</a></p>'
    frm = f'<form method="post" action="{W}{STEPS[i]}">{fields}{btn}</form>' if buttons else fields + f'<form method="post" action="{W}{STEPS[i]}">{btn}</form>'
    return sec(s, title, stepbar(s, i) + eb + f'<p>{t("Les champs marqués d&#39;un","Die mit")} <span class="oblig">*</span> {t("sont obligatoires.","gekennzeichneten Felder sind Pflichtfelder.")}</p>' + frm, menu_msg(s), [(W + "menu.do", t("Messages structurés", "Strukturierte Berichte"))])


@need(role=True, local=True)
async def w_menu(req, s, t):
    return sec(s, t("Messages structurés", "Strukturierte Berichte"), f'<p>{t("Les messages structurés permettent d&#39;échanger des fichiers avec la sécurité sociale (batch). Choisissez une opération dans le menu à droite.","Strukturierte Berichte ermöglichen den Austausch von Dateien mit der sozialen Sicherheit (Batch). Wählen Sie einen Vorgang im Menü rechts.")}</p>', menu_msg(s))


@need(role=True, local=True)
async def w_intro(req, s, t):
    k = TECH.get((s["ent"], s["role"][0]))
    title = t("Enregistrer les données de configuration", "Konfigurationsdaten registrieren")
    cr = [(W + "menu.do", t("Messages structurés", "Strukturierte Berichte"))]
    if k:
        return sec(s, title, f'<div class="info">{t("Un utilisateur technique existe déjà pour cette qualité :","Für diese Eigenschaft besteht bereits ein technischer Benutzer:")} <b>{e(k["username"])}</b> ({t("numéro d&#39;expéditeur","Absendernummer")} {k["sender"]}). {t("Un seul utilisateur technique est autorisé par qualité.","Pro Eigenschaft ist nur ein technischer Benutzer zulässig.")}</div>', menu_msg(s), cr)
    if req.method == "POST":
        s["wiz"] = {"titre": "M", "nom": "", "prenom": "", "fonction": "", "tel": "", "gsm": "", "fax": "", "email": "", "canal": "", "ssh": None, "cer": None, "apps": None, "login": "", "token": secrets.token_hex(8), "done": set()}
        return go(W + STEPS[0])
    return sec(s, title, f"""<p>{t("Vous allez créer l'utilisateur technique et choisir le canal d'échange pour la qualité choisie.","Sie werden den technischen Benutzer anlegen und den Austauschkanal für die gewählte Eigenschaft bestimmen.")}</p>
<ul><li>{t("les données de la personne de contact","die Angaben zur Kontaktperson")}</li><li>{t("pour SFTP : la clé publique SSH et le certificat (.cer)","für SFTP: den öffentlichen SSH-Schlüssel und das Zertifikat (.cer)")}</li></ul>
<form method="post" action="{W}Step0IntroAction.do"><input class="bouton" type="submit" name="next" id="next" value="{t('Suivant','Weiter')}" /></form>""", menu_msg(s), cr)


def wneed(i):
    def deco(fn):
        @need(role=True, local=True)
        async def w(req, s, t):
            z = s["wiz"]
            if not z or (s["ent"], s["role"][0]) in TECH:
                return go(W + "Step0IntroAction.do")
            for j in range(i):
                if j not in z["done"] and not (j == 3 and z["canal"] != "SFTP"):
                    return go(W + STEPS[j])
            return await fn(req, s, t, z)
        return w
    return deco


def move(i, z, f, errs):
    """Where a submitted step goes: back, on, or None (show it again)."""
    if "prev" in f:
        return go(W + STEPS[i - (2 if i == 4 and z["canal"] != "SFTP" else 1)])
    if errs:
        z["done"].discard(i)
        return None
    z["done"].add(i)
    if i == 5:
        return go(W + "Step7ControleAction.do")
    return go(W + STEPS[i + (2 if i == 2 and z["canal"] != "SFTP" else 1)])


def row(s, key, cap, val, oblig=True, label=True, size=30):
    star = ' <span class="oblig">*</span>' if oblig else ""
    c = f'<label for="id{key}">{cap}{star}</label>' if label else f"{cap}{star} :"
    return f'<tr><td width="170">{c}</td><td><input type="text" id="id{key}" name="{key}" size="{size}" maxlength="80" value="{e(val)}" /> {qm(s["lang"], key, cap)}</td></tr>'


@wneed(0)
async def w1(req, s, t, z):
    errs = []
    if req.method == "POST":
        f = await form(req)
        for k, m in (("nom", t("Nom", "Name")), ("prenom", t("Prénom", "Vorname")), ("fonction", t("Fonction", "Funktion"))):
            z[k] = f.get(k, "").strip()
            if not z[k]:
                errs.append(t(f"Le champ '{m}' est obligatoire.", f"Das Feld '{m}' ist ein Pflichtfeld."))
        z["titre"] = f.get("titre", "M")
        if r := move(0, z, f, errs):
            return r
    sel = "".join(f'<option value="{v}"{SEL if z["titre"] == v else ""}>{c}</option>' for v, c in (("M", t("Monsieur", "Herr")), ("F", t("Madame", "Frau"))))
    return wpage(s, 0, t("Personne de contact (1/2)", "Kontaktperson (1/2)"), f"""<p>{t("L'utilisateur technique est la personne de contact de la qualité pour l'échange des messages structurés.","Der technische Benutzer ist die Kontaktperson der Eigenschaft für den Austausch strukturierter Berichte.")}</p>
<table><tr><td><label for="idtitre">{t('Titre','Anrede')}</label></td><td><select name="titre" id="idtitre">{sel}</select></td></tr>{row(s, 'nom', t('Nom', 'Name'), z['nom'])}{row(s, 'prenom', t('Prénom', 'Vorname'), z['prenom'])}{row(s, 'fonction', t('Fonction', 'Funktion'), z['fonction'])}</table>""", errs)


@wneed(1)
async def w2(req, s, t, z):
    errs = []
    if req.method == "POST":
        f = await form(req)
        for k in ("tel", "gsm", "fax", "email"):
            z[k] = f.get(k, "").strip()
        if not z["tel"]:
            errs.append(t("Le champ 'Téléphone' est obligatoire.", "Das Feld 'Telefon' ist ein Pflichtfeld."))
        elif not re.fullmatch(r"[0-9+ ./()\-]{6,25}", z["tel"]):
            errs.append(t("Le numéro de téléphone n'est pas valable.", "Die Telefonnummer ist ungültig."))
        if not z["email"]:
            errs.append(t("Le champ 'Adresse e-mail' est obligatoire.", "Das Feld 'E-Mail-Adresse' ist ein Pflichtfeld."))
        elif not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}", z["email"]):
            errs.append(t("L'adresse e-mail n'est pas valable.", "Die E-Mail-Adresse ist ungültig."))
        if r := move(1, z, f, errs):
            return r
    return wpage(s, 1, t("Personne de contact (2/2)", "Kontaktperson (2/2)"), f"""<p><b>{e(z['prenom'])} {e(z['nom'])}</b>, {e(z['fonction'])}</p>
<table>{row(s, 'tel', t('Téléphone', 'Telefon'), z['tel'], label=False, size=20)}{row(s, 'gsm', t('GSM', 'Handy'), z['gsm'], False, False, 20)}{row(s, 'fax', 'Fax', z['fax'], False, False, 20)}{row(s, 'email', t('Adresse e-mail', 'E-Mail-Adresse'), z['email'], label=False, size=40)}</table>""", errs)


@wneed(2)
async def w3(req, s, t, z):
    errs = []
    if req.method == "POST":
        f = await form(req)
        if f.get("canal") in dict(CHAN):
            z["canal"] = f["canal"]
        if not z["canal"]:
            errs.append(t("Veuillez choisir un canal.", "Bitte wählen Sie einen Kanal."))
        if r := move(2, z, f, errs):
            return r
    d = {"FTP": t("transfert de fichiers via l'extranet", "Dateiübertragung über das Extranet"), "SFTP": t("transfert sécurisé par internet (recommandé)", "gesicherte Übertragung über das Internet (empfohlen)"), "ISABEL": t("via le réseau bancaire", "über das Banknetz"), "MQLINK": t("ligne fixe, gros volumes", "Standleitung, große Mengen")}
    rows = "".join(f'<tr><td><input type="radio" name="canal" id="canal{v}" value="{v}"{CHK if z["canal"] == v else ""} /></td><td><label for="canal{v}">{c}</label></td><td>{d[v]}</td><td><a href="/aide.do?champ={v}" onclick="return aide(this)">{t("plus d&#39;information","mehr Informationen")}</a></td></tr>' for v, c in CHAN)
    return wpage(s, 2, t("Choix du canal", "Wahl des Kanals"), f'<p>{t("Choisissez le canal via lequel les données seront échangées.","Wählen Sie den Kanal, über den die Daten ausgetauscht werden.")} <span class="oblig">*</span></p><table class="liste">{rows}</table>', errs)


def fileproblem(which, name, data, t):
    if not name or not data:
        return t("Veuillez d'abord choisir un fichier.", "Bitte wählen Sie zuerst eine Datei.")
    if which == "ssh":
        if b"PRIVATE KEY" in data:
            return t("Ce fichier contient une clé privée. Téléchargez uniquement la clé publique.", "Diese Datei enthält einen privaten Schlüssel. Laden Sie nur den öffentlichen Schlüssel hoch.")
        if not (data.startswith(b"ssh-") or data.lstrip().startswith(b"---- BEGIN SSH2 PUBLIC KEY")):
            return t("Ce fichier n'est pas une clé publique SSH.", "Diese Datei ist kein öffentlicher SSH-Schlüssel.")
    else:
        if not name.lower().endswith(".cer"):
            return t("Le certificat doit avoir l'extension .cer.", "Das Zertifikat muss die Erweiterung .cer haben.")
        if data.startswith(b"ssh-") or b"PRIVATE KEY" in data:
            return t("Ce fichier n'est pas un certificat.", "Diese Datei ist kein Zertifikat.")
    return None


def w4page(s, t, z, errs):
    def box(k, title, cap):
        st = f'<b class="ok">{t("Fichier reçu","Datei erhalten")} : {e(z[k][0])} ({z[k][1]} bytes)</b>' if z[k] else f'<i>{t("Aucun fichier reçu","Keine Datei erhalten")}</i>'
        return f"""<form method="post" enctype="multipart/form-data" action="{W}UploadAction.do?fichier={k}"><div class="boite"><h2>{title} <span class="oblig">*</span> {qm(s['lang'], k, title)}</h2>
<table><tr><td width="170"><label for="f_{k}">{cap}</label></td><td><input type="file" name="fichier" id="f_{k}" size="30" /> <input class="bouton" type="submit" id="up_{k}" value="{t('Télécharger','Hochladen')}" /></td></tr><tr><td></td><td>{st}</td></tr></table></div></form>"""
    return wpage(s, 3, t("Fichiers pour SFTP", "Dateien für SFTP"), f'<p>{t("Choisissez chaque fichier et cliquez à chaque fois sur ‘Télécharger’.","Wählen Sie jede Datei und klicken Sie jedes Mal auf ‚Hochladen‘.")}</p>' + box("ssh", t("Clé publique SSH", "Öffentlicher SSH-Schlüssel"), t("Clé publique (client SFTP)", "Öffentlicher Schlüssel (SFTP-Client)")) + box("cer", t("Certificat qualifié", "Qualifiziertes Zertifikat"), t("Clé publique du certificat (.cer)", "Öffentlicher Schlüssel des Zertifikats (.cer)")), errs, buttons=False)


@wneed(3)
async def w4(req, s, t, z):
    if z["canal"] != "SFTP":
        return go(W + STEPS[4])
    errs = []
    if req.method == "POST":
        f = await form(req)
        if not z["ssh"]:
            errs.append(t("La clé publique SSH n'a pas encore été téléchargée.", "Der öffentliche SSH-Schlüssel wurde noch nicht hochgeladen."))
        if not z["cer"]:
            errs.append(t("Le certificat n'a pas encore été téléchargé.", "Das Zertifikat wurde noch nicht hochgeladen."))
        if r := move(3, z, f, errs):
            return r
    return w4page(s, t, z, errs)


@wneed(3)
async def w4up(req, s, t, z):
    which = req.query_params.get("fichier")
    if req.method != "POST" or which not in ("ssh", "cer"):
        return go(W + STEPS[3])
    f = await req.form()
    up = f.get("fichier")
    name, data = (up.filename, await up.read()) if hasattr(up, "filename") else ("", b"")
    p = fileproblem(which, name, data, t)
    if not p:
        z[which] = (name, len(data))
        return go(W + STEPS[3])
    return w4page(s, t, z, [p])


@wneed(4)
async def w5(req, s, t, z):
    errs, de = [], s["lang"] == "de"
    if req.method == "POST":
        f = await form(req)
        z["apps"] = [a[0] for i, a in enumerate(APPS) if f.get(f"appl[{i}].choix") == "O"]
        if not z["apps"]:
            errs.append(t("Choisissez au moins une application.", "Wählen Sie mindestens eine Anwendung."))
        if r := move(4, z, f, errs):
            return r
    rows = ""
    for i, a in enumerate(APPS):
        on = a[0] in (z["apps"] or [])
        rows += f'<tr><td>{a[1 + de]}</td><td>{a[3 + de]}</td><td><input type="radio" name="appl[{i}].choix" id="a{i}O" value="O"{CHK if on else ""} /><label for="a{i}O">{t("Oui","Ja")}</label></td><td><input type="radio" name="appl[{i}].choix" id="a{i}N" value="N"{"" if on else CHK} /><label for="a{i}N">{t("Non","Nein")}</label></td></tr>'
    return wpage(s, 4, "Applications" if not de else "Anwendungen", f'<p>{t("Désignez les applications pour lesquelles vous souhaitez utiliser le canal","Geben Sie die Anwendungen an, für die Sie den Kanal verwenden möchten:")} <b>{dict(CHAN)[z["canal"]]}</b>.</p><table class="liste"><tr><th>Application</th><th>{t("Description","Beschreibung")}</th><th colspan="2">{t("Utiliser ce canal ?","Diesen Kanal verwenden?")}</th></tr>{rows}</table>'.replace("<th>Application</th>", f"<th>{t('Application','Anwendung')}</th>"), errs)


@wneed(5)
async def w6(req, s, t, z):
    errs = []
    if req.method == "POST":
        f = await form(req)
        z["login"] = f.get("login", "")
        if not z["login"]:
            errs.append(t("Le champ 'Nom d'utilisateur' est obligatoire.", "Das Feld 'Benutzername' ist ein Pflichtfeld."))
        elif not re.fullmatch(r"[a-z0-9]{8,20}", z["login"]):
            errs.append(t("Le nom d'utilisateur doit compter de 8 à 20 positions : seules les lettres a-z et les chiffres 0-9 sont autorisés.", "Der Benutzername muss 8 bis 20 Stellen zählen: nur die Buchstaben a-z und die Ziffern 0-9 sind erlaubt."))
        elif z["login"] in TAKEN:
            errs.append(t("Ce nom d'utilisateur est déjà attribué. Veuillez choisir un autre nom d'utilisateur.", "Dieser Benutzername ist bereits vergeben. Bitte wählen Sie einen anderen Benutzernamen."))
        if r := move(5, z, f, errs):
            return r
    return wpage(s, 5, t("Utilisateur technique", "Technischer Benutzer"), f"""<p>{t("Introduisez un nom d'utilisateur pour l'utilisateur technique.","Geben Sie einen Benutzernamen für den technischen Benutzer ein.")}</p><table>{row(s, 'login', t("Nom d'utilisateur", "Benutzername"), z['login'])}</table>
<ul><li>{t("Seules les lettres (a-z) et les chiffres (0-9) sont autorisés","Nur Buchstaben (a-z) und Ziffern (0-9) sind erlaubt")}</li><li>{t("Au moins 8 et au maximum 20 positions","Mindestens 8 und höchstens 20 Stellen")}</li><li>{t("Pas d'espace","Kein Leerzeichen")}</li></ul>""", errs)


@wneed(6)
async def w7(req, s, t, z):
    de = s["lang"] == "de"
    lab = {a[0]: a[1 + de] for a in APPS}
    r = [(t("Entreprise", "Unternehmen"), f"{COMP[s['ent']][0]} - {dots(s['ent'])}"), (t("Qualité", "Eigenschaft"), QUAL[s["role"][0]][de]), (t("Nom", "Name"), z["nom"]), (t("Prénom", "Vorname"), z["prenom"]), (t("Fonction", "Funktion"), z["fonction"]),
         (t("Téléphone", "Telefon"), z["tel"]), (t("Adresse e-mail", "E-Mail-Adresse"), z["email"]), (t("Canal", "Kanal"), dict(CHAN)[z["canal"]])]
    if z["canal"] == "SFTP":
        r += [(t("Clé publique SSH", "Öffentlicher SSH-Schlüssel"), z["ssh"][0]), (t("Certificat", "Zertifikat"), z["cer"][0])]
    r += [(t("Applications", "Anwendungen"), ", ".join(lab[a] for a in z["apps"])), (t("Nom d'utilisateur", "Benutzername"), z["login"])]
    rows = "".join(f"<tr><th>{e(a)}</th><td>{e(b)}</td></tr>" for a, b in r)
    return sec(s, t("Contrôle des données", "Kontrolle der Angaben"), stepbar(s, 6) + f"""<p>{t("Contrôlez si toutes les données sont correctes et cliquez ensuite sur ‘Confirmer’.","Kontrollieren Sie, ob alle Angaben richtig sind, und klicken Sie dann auf ‚Bestätigen‘.")}</p><table class="liste">{rows}</table>
<form method="post" action="{W}ConfirmAction.do"><input type="hidden" name="org.apache.struts.taglib.html.TOKEN" value="{z['token']}" /><p><input class="bouton gris" type="submit" name="corriger" id="corriger" value="{t('Corriger','Berichtigen')}" /> <input class="bouton" type="submit" name="confirm" id="confirm" value="{t('Confirmer','Bestätigen')}" /></p></form>""", menu_msg(s), [(W + "menu.do", t("Messages structurés", "Strukturierte Berichte"))])


async def w_conf(req):
    if "corriger" in await form(req):
        return go(W + STEPS[0])
    TRUTH["confirms"] += 1
    return await w_conf2(req)


@need(role=True, local=True)
async def w_conf2(req, s, t):
    f = await form(req)
    z, key = s["wiz"], (s["ent"], s["role"][0])
    if not z or f.get("org.apache.struts.taglib.html.TOKEN") != z["token"] or z.get("sent") or key in TECH or len(z["done"]) < (6 if z["canal"] == "SFTP" else 5):
        return sec(s, t("Demande déjà traitée", "Antrag bereits bearbeitet"), f'<div class="erreurs">{t("Ce formulaire a déjà été envoyé ou n’est plus valable.","Dieses Formular wurde bereits gesendet oder ist nicht mehr gültig.")}</div>', menu_msg(s))
    if z["login"] in TAKEN:
        z["done"].discard(5)
        return go(W + STEPS[5])
    de, n = s["lang"] == "de", NEXT[0]
    NEXT[0] += 1
    z["sent"] = True
    TAKEN.add(z["login"])
    TECH[key] = {"username": z["login"], "sender": n, "channel": dict(CHAN)[z["canal"]], "date": datetime.date.today().strftime("%d.%m.%Y"), "name": f"{z['nom']} {z['prenom']}", "apps": z["apps"]}
    sftp = z["canal"] == "SFTP"
    TRUTH["registrations"].append({"enterprise_number": dots(s["ent"]), "username": z["login"], "sender_number": n, "channel": dict(CHAN)[z["canal"]], "applications": [a[1 + de] for a in APPS if a[0] in z["apps"]], "application_codes": z["apps"],
                                   "last_name": z["nom"], "first_name": z["prenom"], "function": z["fonction"], "phone": z["tel"], "email": z["email"], "ssh_key": bool(sftp and z["ssh"]), "certificate": bool(sftp and z["cer"]), "quality": QUAL[key[1]][de], "role": ROLE[s["role"][1]][de], "language": s["lang"]})
    return go(W + "ResultatAction.do")


@need(role=True, local=True)
async def w_res(req, s, t):
    k, z = TECH.get((s["ent"], s["role"][0])), s["wiz"]
    if not k or not z or not z.get("sent"):
        return go(W + "menu.do")
    return sec(s, t("Utilisateur technique créé", "Technischer Benutzer angelegt"), f"""<p>{t(f"L'utilisateur technique <b>{k['username']}</b> a été créé le {k['date']} pour l'entreprise {dots(s['ent'])} et le numéro d'expéditeur {group(k['sender'])} lui a été attribué.",f"Der technische Benutzer <b>{k['username']}</b> wurde am {k['date']} für das Unternehmen {dots(s['ent'])} angelegt und erhielt die Absendernummer {group(k['sender'])}.")}</p>
<p>{t("Ce numéro doit être utilisé dans le nom de tous les fichiers qui sont expédiés par messages structurés. Pour toute question : 02 511 51 51.","Diese Nummer muss im Namen aller Dateien verwendet werden, die über strukturierte Berichte versandt werden. Bei Fragen: 02 511 51 51.")}</p>
<p><a href="javascript:window.print()">{t('Imprimer','Drucken')}</a> | <a href="/secured/accueil.do">{t("Retour à l'accueil",'Zurück zur Startseite')}</a></p>""", menu_msg(s))


async def truth(req):
    return JSONResponse(TRUTH)


GP = ["GET", "POST"]
main_app = Starlette(routes=[Route("/", root), Route("/index.do", root), Route("/int.do", intl), Route("/accueil.do", accueil), Route("/professionnels.do", prof), Route("/citoyen.do", other), Route("/entreprise.do", other), Route("/recherche.do", other), Route("/aide.do", aide),
    Route("/secured/entree.do", s_entree), Route("/secured/derniereConnexion.do", s_last), Route("/secured/entreprises.do", s_ent, methods=GP), Route("/secured/qualites.do", s_qual, methods=GP), Route("/secured/accueil.do", s_home), Route("/secured/autre.do", s_other), Route("/secured/deconnexion.do", s_bye),
    Route("/secured/gestionAcces.do", s_acc), Route("/secured/echange.do", s_ech), Route("/secured/information.do", s_info), Route(W + "menu.do", w_menu), Route(W + "Step0IntroAction.do", w_intro, methods=GP),
    *[Route(W + n, h, methods=GP) for n, h in zip(STEPS, (w1, w2, w3, w4, w5, w6))], Route(W + "UploadAction.do", w4up, methods=GP), Route(W + "Step7ControleAction.do", w7), Route(W + "ConfirmAction.do", w_conf, methods=["POST"]), Route(W + "ResultatAction.do", w_res), Route("/_truth", truth)])
login_app = Starlette(routes=[Route("/", l_groupe), Route("/login/groupe.do", l_groupe), Route("/login/moyens.do", l_moyens), Route("/login/nondispo.do", l_non), Route("/login/utilisateur.do", l_user, methods=GP), Route("/login/motdepasse.do", l_pass, methods=GP), Route("/aide.do", aide), Route("/_truth", truth)])


async def run():
    sv = [uvicorn.Server(uvicorn.Config(a, host="127.0.0.1", port=p, log_level="warning", timeout_graceful_shutdown=1)) for a, p in ((main_app, PORT), (login_app, LPORT))]
    tasks = [asyncio.create_task(s.serve()) for s in sv]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for s in sv:
        s.should_exit = True
    await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, required=True)
    ap.add_argument("--login-port", type=int, default=0, help="default: port + 500")
    a = ap.parse_args()
    PORT, LPORT = a.port, a.login_port or a.port + 500
    asyncio.run(run())
