"""The public pages of one_question_a_page.py, its log-in, and what all its pages share."""
import argparse, datetime, re, secrets, time
from html import escape as e
from urllib.parse import quote
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

USER, PASS, IDLE = "demo", "Secret-Pass-1", 15 * 60
TRUTH = {"log_ins": 0, "refused": 0, "confirms": 0, "registrations": []}
FAILS, SESS, NEXT = {}, {}, [700001]
TAKEN = {"dejapris1", "ancre2019", "demo1234"}
CHK = " checked"
NB = "\u00a0"


def mk(n8):
    return f"{n8:08d}{97 - n8 % 97:02d}"


def dots(n):
    return f"{n[:4]}.{n[4:7]}.{n[7:]}"


COMP = {
    "0403170701": ("Alva Energie", "Brussel/Bruxelles", [("GPC", "UT"), ("GPC", "GL"), ("EMP", "UT")]),
    "0206653946": ("Middenkas / Caisse du Midi", "Liège", [("EMP", "GL"), ("GPC", "GL"), ("GPC", "UT")]),
    "0400378485": ("Collard & Zonen", "Halle", [("GPC", "GL"), ("GPC", "UT"), ("PDS", "GL")]),
    "0207886044": ("L’Ancre Verzekeringen", "Antwerpen", [("GPC", "GL"), ("GPC", "UT")]),
    "0869763267": ("Fiduciaire de la Semois", "Bouillon", [("GPC", "UT"), ("EMP", "UT")]),
    mk(4127733): ("Pensio Plus", "Gent", [("GPC", "GL"), ("GPC", "UT")]),
    mk(4551902): ("Pensio Plus", "Namur", [("GPC", "GL")]),
    mk(2123456): ("Pensioenfonds Brabant OFP", "Leuven", [("GPC", "GL"), ("EMP", "GL")]),
    mk(8612345): ("Pensioenfonds De Schelde OFP", "Antwerpen", [("GPC", "GL"), ("GPC", "UT")]),
    mk(4778120): ("Pensioenfonds Kust OFP", "Oostende", [("GPC", "GL")]),
    mk(10123456): ("Pensioenfonds Nieuwe Haven OFP", "Zeebrugge", [("GPC", "GL"), ("GPC", "UT")]),
    mk(4409876): ("Pensioenfonds Meetjesland OFP", "Eeklo", [("GPC", "GL")]),
    mk(8754321): ("Pensioenfonds Haspengouw OFP", "Hasselt", [("GPC", "GL"), ("APL", "UT")]),
    mk(4630011): ("Pensioenfonds Dijleland OFP", "Mechelen", [("GPC", "GL")]),
    mk(8090210): ("Imprimerie Lejeune", "Verviers", [("EMP", "GL")]),
}
TECH = {("0207886044", "GPC"): {"username": "ancre2019", "sender": 4711, "channel": "FTP", "date": "12/02/2019", "name": "Odile Renard"}}
QUAL = {"GPC": ("Beheerder aanvullende pensioenen", "Gestionnaire pensions complémentaires"), "EMP": ("Werkgever (RSZ)", "Employeur (ONSS)"),
        "PDS": ("Dienstverrichter", "Prestataire de services"), "APL": ("Provinciale en plaatselijke besturen", "Administrations provinciales et locales")}
ROLE = {"GL": ("Lokale Beheerder", "Gestionnaire local"), "UT": ("Gebruiker", "Utilisateur")}
APPS = [("DB2P", 0, ("DB2P", "DB2P"), ("Aangiften voor de Databank Aanvullende Pensioenen", "Déclarations pour la Banque de données Pensions complémentaires")),
        ("DB2PC", 0, ("DB2P raadpleging van het dossier", "DB2P consultation du dossier"), ("Enkel lezen", "Lecture seule")),
        ("EPK", 0, ("Pensioenkadaster (ePK)", "Cadastre des pensions (ePK)"), ("Betalingen van pensioenen", "Paiements de pensions")),
        ("DIMN", 1, ("Dimona", "Dimona"), ("Onmiddellijke aangifte van tewerkstelling", "Déclaration immédiate à l’emploi")),
        ("DMFA", 1, ("DmfA", "DmfA"), ("Multifunctionele kwartaalaangifte", "Déclaration multifonctionnelle trimestrielle")),
        ("DMRQ", 1, ("DmfA (raadpleging)", "DmfA (consultation)"), ("Vorige kwartalen opvragen", "Demander les trimestres précédents")),
        ("WECH", 1, ("ASR werkloosheid", "DRS chômage"), ("Aangifte van sociale risico’s", "Déclaration de risques sociaux"))]
CHAN = [("FTP", "FTP", ("Klassieke verbinding via het extranet", "Connexion classique via l’extranet")), ("SFTP", "SFTP", ("Aanbevolen: veilig en goedkoper", "Recommandé : plus sûr et moins cher")),
        ("ISABEL", "Isabel", ("Via het Isabel-netwerk", "Via le réseau Isabel")), ("MQLINK", "MQLink", ("Voor zeer grote volumes", "Pour de très gros volumes"))]
PEOPLE = {"p1": ("Peeters", "Marie", ("Informaticus", "Informaticienne"), "02 123 45 67", "marie.peeters@example.be"), "p2": ("Dumont", "Luc", ("Netwerkbeheerder", "Gestionnaire réseau"), "081 22 33 44", "luc.dumont@example.be")}


def go(url):
    return RedirectResponse(url, 303, headers={"Cache-Control": "no-store"})


CSS = """*{box-sizing:border-box}body{margin:0;font:17px/1.4 Arial,sans-serif;color:#0b0c0c}.vh{position:absolute!important;width:1px;height:1px;margin:-1px;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap}
.wrap{max-width:980px;margin:0 auto;padding:0 15px}header.top{background:#00566b;color:#fff}header.top a{color:#fff}header.top .wrap{display:flex;gap:20px;align-items:center;justify-content:space-between;padding-top:12px;padding-bottom:12px}
.logo{font-weight:bold;font-size:22px;text-decoration:none}.langs{list-style:none;display:flex;gap:12px;margin:0;padding:0}nav.service{background:#e8f2f4}nav.service ul{list-style:none;display:flex;gap:24px;margin:0;padding:10px 0}
.phase{border-bottom:1px solid #b1b4b6;padding:8px 0;font-size:15px}.tag{background:#1d70b8;color:#fff;font-weight:bold;text-transform:uppercase;padding:2px 8px;font-size:13px}
.survey{background:#fff4d6;border-bottom:2px solid #f3b229;padding:10px 0;font-size:15px}.survey .wrap{display:flex;justify-content:space-between}.crumbs{list-style:none;display:flex;gap:6px;padding:0;font-size:15px;flex-wrap:wrap}.crumbs li+li::before{content:"› ";color:#505a5f}
.grid{display:flex;gap:36px}.side{flex:0 0 230px;font-size:16px;border-top:3px solid #00566b;padding-top:8px}.side ul{padding-left:14px;list-style:none}.side>ul{padding-left:0}.side li{margin:7px 0}.side [aria-current]{font-weight:bold}main{flex:1;min-width:0;padding-bottom:40px}
.btn{background:#00703c;color:#fff;border:0;border-bottom:3px solid #002d18;padding:9px 14px;font:17px Arial;cursor:pointer;text-decoration:none;display:inline-block}.btn--2{background:#f3f2f1;color:#0b0c0c;border-bottom-color:#929191}.btn--start{font-weight:bold;font-size:22px}.btn--link{background:none;border:0;color:#1d70b8;text-decoration:underline;font:inherit;cursor:pointer;padding:0}
.fg{margin-bottom:22px}.fg--err{border-left:5px solid #d4351c;padding-left:12px}.hint{color:#505a5f;margin:2px 0 6px}.err{color:#d4351c;font-weight:bold;margin:4px 0}.input{border:2px solid #0b0c0c;height:40px;padding:5px;font:inherit;width:100%;max-width:460px}.w20{max-width:240px}fieldset{border:0;margin:0 0 20px;padding:0}legend{font-weight:bold;padding:0}.lb{font-weight:bold;display:block}
.summary{border:5px solid #d4351c;padding:15px;margin-bottom:26px}.summary h2{margin:0 0 8px}.summary a{color:#d4351c;font-weight:bold}.ci{position:relative;padding-left:52px;margin-bottom:12px;min-height:40px}.ci>input{position:absolute;left:0;top:0;width:44px;height:44px;opacity:0;margin:0;z-index:1;cursor:pointer}.ci>label{display:inline-block;padding:9px 4px 2px}.ci>.hint{padding-left:4px}
.ci>label::before{content:"";position:absolute;left:0;top:0;width:40px;height:40px;border:2px solid #0b0c0c;background:#fff}.radio>label::before{border-radius:50%}.ci>label::after{content:"";position:absolute;left:10px;top:10px;width:20px;height:20px;background:#0b0c0c;opacity:0}.radio>label::after{border-radius:50%}.ci>input:checked+label::after{opacity:1}.ci>input:focus+label::before{box-shadow:0 0 0 4px #fd0}
.cond{border-left:4px solid #b1b4b6;margin:0 0 16px 18px;padding-left:28px}.js .cond--hidden{display:none}.sl{margin:0 0 26px}.sl>div{display:flex;border-bottom:1px solid #b1b4b6;padding:9px 0}.sl dt{font-weight:bold;flex:0 0 34%}.sl dd{margin:0;flex:1;overflow-wrap:anywhere}.sl dd.act{flex:0 0 90px;text-align:right}
.panel{background:#00703c;color:#fff;text-align:center;padding:32px}.panel h1{margin:0 0 14px}.panel__body{font-size:26px}.panel__body strong{font-size:40px}.cards{display:grid;grid-template-columns:1fr 1fr;gap:18px;padding:0;list-style:none}.card{border:1px solid #b1b4b6;border-top:4px solid #00566b;padding:14px;position:relative}.card h2,.card h3{margin:0 0 6px;font-size:19px}.card a::after{content:"";position:absolute;inset:0}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #b1b4b6;padding:9px 8px 9px 0;text-align:left}.nb{border:5px solid #1d70b8;margin-bottom:24px}.nb__h{background:#1d70b8;color:#fff;padding:3px 14px;margin:0;font-size:17px}.nb__c{padding:12px 14px}.pag{display:flex;gap:16px;list-style:none;padding:0}details{margin-bottom:22px}summary{color:#1d70b8;text-decoration:underline;cursor:pointer}footer{background:#f3f2f1;border-top:1px solid #b1b4b6;padding:26px 0;font-size:15px}footer ul{display:flex;gap:18px;list-style:none;padding:0;flex-wrap:wrap}
dialog{border:5px solid #0b0c0c;padding:24px;max-width:480px}.back{display:inline-block;margin:12px 0;font-size:15px}.warn{font-weight:bold}"""

JS = """document.body.className+=' js';
(function(){var s=document.getElementById('survey');if(s){try{if(sessionStorage.surveyClosed)s.hidden=true}catch(x){}
s.querySelector('button').addEventListener('click',function(){s.hidden=true;try{sessionStorage.surveyClosed=1}catch(x){}})}
document.querySelectorAll('[data-cond]').forEach(function(r){var p=document.getElementById(r.dataset.cond);function u(){p.classList.toggle('cond--hidden',!r.checked);r.setAttribute('aria-expanded',r.checked)}
document.querySelectorAll('input[name="'+r.name+'"]').forEach(function(x){x.addEventListener('change',u)});u()});
var es=document.querySelector('.summary');if(es)es.focus();
document.querySelectorAll('form[data-once]').forEach(function(f){f.addEventListener('submit',function(ev){if(f.dataset.sent)ev.preventDefault();f.dataset.sent=1})});
var d=document.getElementById('timeout');if(d){var left=+d.dataset.idle,warn=+d.dataset.warn;var out=d.querySelector('.count');setInterval(function(){left--;if(left<=warn&&!d.open&&d.showModal)d.showModal();out.textContent=Math.floor(Math.max(left,0)/60)+':'+('0'+Math.max(left,0)%60).slice(-2);if(left<=0)location.href=d.dataset.out},1000);
d.querySelector('button').addEventListener('click',function(){fetch(d.dataset.ping).then(function(){left=+d.dataset.idle;d.close()})})}})();"""


def T(lg):
    return lambda nl, fr: fr if lg == "fr" else nl


def lang(req):
    v = req.path_params.get("lg", "nl")
    return v if v in ("nl", "fr") else "nl"


def page(req, title, main, s=None, side="", crumbs=(), back=None, err=False, status=200):
    lg = lang(req)
    t = T(lg)
    tail = req.url.path[3:] + (f"?{req.url.query}" if req.url.query else "")
    langs = "".join(f'<li>{n if l == lg else f"<a href=/{l}{e(tail)} hreflang={l} lang={l}>{n}</a>"}</li>' for l, n in (("nl", "Nederlands"), ("fr", "Français")))
    if s:
        who = ""
        if s.get("ent"):
            who = f"<li><strong>{e(COMP[s['ent']][0])}</strong> <a href='/{lg}/secure/companies'>{t('Een andere onderneming kiezen', 'Changer d’entreprise')}</a></li>"
        nav = f"<ul><li>Jan Demo</li>{who}<li><a href='/{lg}/logout'>{t('Afmelden', 'Se déconnecter')}</a></li></ul>"
    else:
        nav = f"""<ul><li><a href="/{lg}/citizen">{t('Burger', 'Citoyen')}</a></li><li><a href="/{lg}/enterprise">{t('Onderneming', 'Entreprise')}</a></li><li><a id="nav-prof" href="/{lg}/professional">{t('Ambtenaren en andere professionelen', 'Fonctionnaires et autres professionnels')}</a></li></ul>"""
    search = "" if s else f"""<form action="/{lg}/search" role="search"><label class="vh" for="site-search">{t('Zoeken op deze website', 'Rechercher sur ce site')}</label><input id="site-search" name="q" type="search" size="16"> <button>{t('Zoeken', 'Rechercher')}</button></form>"""
    dlg = "" if not s else f"""<dialog id="timeout" data-idle="{IDLE}" data-warn="120" data-ping="/keepalive" data-out="/{lg}/timeout" aria-labelledby="timeout-h"><h2 id="timeout-h">{t('Uw sessie loopt bijna af', 'Votre session va bientôt expirer')}</h2><p>{t('Om veiligheidsredenen wordt u afgemeld over', 'Pour des raisons de sécurité, vous serez déconnecté(e) dans')} <span class="count">2:00</span>.</p><button type="button" class="btn">{t('Doorgaan met mijn sessie', 'Continuer ma session')}</button> <a href="/{lg}/logout">{t('Afmelden', 'Se déconnecter')}</a></dialog>"""
    cr = "".join(f'<li><a href="{h}">{e(c)}</a></li>' for h, c in crumbs)
    bk = f'<a class="back" href="{back}">‹ {t("Vorige", "Précédent")}</a>' if back else ""
    pre = t("Fout: ", "Erreur : ") if err else ""
    body = f'<div class="grid">{side}<main id="main">{main}</main></div>'
    return HTMLResponse(f"""<!DOCTYPE html>
<html lang="{lg}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{pre}{e(title)} – {t('Sociale zekerheid', 'Sécurité sociale')}</title><style>{CSS}</style></head><body>
<a class="vh" href="#main">{t('Naar de inhoud van deze pagina', 'Vers le contenu de cette page')}</a>
<header class="top"><div class="wrap"><a class="logo" href="/{lg}">{t('Sociale zekerheid', 'Sécurité sociale')}.be</a>{search}<ul class="langs" aria-label="{t('Taal', 'Langue')}">{langs}</ul></div></header>
<nav class="service" aria-label="{t('Hoofdmenu', 'Menu principal')}"><div class="wrap">{nav}</div></nav>
<div class="survey" id="survey" role="region" aria-label="{t('Enquête', 'Enquête')}"><div class="wrap"><span>{t('Help ons deze website te verbeteren.', 'Aidez-nous à améliorer ce site.')} <a href="/{lg}/survey">{t('Neem deel aan de enquête (3 minuten)', 'Participez à l’enquête (3 minutes)')}</a></span><button type="button" class="btn--link">{t('Sluiten', 'Fermer')}</button></div></div>
<div class="wrap"><div class="phase"><strong class="tag">Beta</strong> {t('Dit is een nieuwe dienst: uw', 'Ceci est un nouveau service : votre')} <a href="/{lg}/survey">{t('reactie', 'avis')}</a> {t('helpt ons.', 'nous aide.')}</div>
{f'<ol class="crumbs">{cr}</ol>' if cr else ''}{bk}{body}</div>
<footer><div class="wrap"><ul><li><a href="/{lg}/about">{t('Over deze website', 'À propos du site')}</a></li><li><a href="/{lg}/about">{t('Privacy en cookies', 'Vie privée et cookies')}</a></li><li><a href="/{lg}/about">{t('Toegankelijkheid', 'Accessibilité')}</a></li><li><a href="/{lg}/about">{t('Contact', 'Contact')}</a></li></ul><p>Contact Center 02 511 51 51 – {t('werkdagen van 7 tot 20 uur', 'jours ouvrables de 7 à 20 h')}. © 2021</p></div></footer>{dlg}<script>{JS}</script></body></html>""", status, headers={"Cache-Control": "no-store"})


def summary(t, errs):
    if not errs:
        return ""
    return f'<div class="summary" role="alert" tabindex="-1" aria-labelledby="es"><h2 id="es">{t("Er is een probleem", "Il y a un problème")}</h2><ul>{"".join(f"<li><a href=#{i}>{e(m)}</a></li>" for i, m in errs.items())}</ul></div>'


def fg(t, id_, cap, inner, hint="", errs=(), label=True, cls="lb"):
    m = errs.get(id_) if errs else None
    h = f'<div class="hint" id="{id_}-hint">{hint}</div>' if hint else ""
    er = f'<p class="err" id="{id_}-error"><span class="vh">{t("Fout:", "Erreur :")}</span> {e(m)}</p>' if m else ""
    lb = f'<label class="{cls}" for="{id_}">{cap}</label>' if label else ""
    return f'<div class="fg{" fg--err" if m else ""}">{lb}{h}{er}{inner}</div>'


def inp(id_, val, typ="text", hint=False, cls="", ac=""):
    return f'<input class="input {cls}" id="{id_}" name="{id_}" type="{typ}" value="{e(val)}"{f" aria-describedby={id_}-hint" if hint else ""}{f" autocomplete={ac}" if ac else ""} spellcheck="false">'


def cards(items):
    return '<ul class="cards">' + "".join(f'<li class="card"><h2><a href="{h}" id="{i}">{e(c)}</a></h2><p>{e(d)}</p></li>' for h, c, d, i in items) + "</ul>"


# ---------------------------------------------------------------- public
async def root(req):
    return HTMLResponse(f"""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Sociale zekerheid – Sécurité sociale</title><style>{CSS}</style></head><body><header class="top"><div class="wrap"><span class="logo">socialsecurity.be</span></div></header>
<div class="wrap"><main><h1>De Belgische Sociale Zekerheid <span lang="fr">· La Sécurité Sociale Belge</span></h1><ul class="cards"><li class="card"><h2><a id="nl" href="/nl" lang="nl">Nederlands</a></h2><p>BELGIË</p></li><li class="card" lang="fr"><h2><a id="fr" href="/fr">Français</a></h2><p>BELGIQUE</p></li></ul><p lang="en">International: <a href="/nl/about">Coming to Belgium</a> · <a href="/nl/about">Leaving Belgium</a> (no registration through this entry)</p></main></div></body></html>""")


async def home(req):
    lg = lang(req)
    if req.path_params["lg"] != lg:
        return HTMLResponse("<h1>404</h1>", 404)
    t = T(lg)
    return page(req, t("Startpagina", "Page d’accueil"), f"<h1>{t('Welkom bij de sociale zekerheid', 'Bienvenue à la sécurité sociale')}</h1>" + cards([
        (f"/{lg}/citizen", t("Burger", "Citoyen"), t("Uw loopbaan, gezin en pensioen", "Votre carrière, votre famille et votre pension"), "c1"), (f"/{lg}/enterprise", t("Onderneming", "Entreprise"), t("Werkgevers en zelfstandigen", "Employeurs et indépendants"), "c2"),
        (f"/{lg}/professional", t("Ambtenaren en andere professionelen", "Fonctionnaires et autres professionnels"), t("Instellingen, pensioeninstellingen en dienstverrichters", "Institutions, organismes de pension et prestataires"), "c3")]))


async def prof(req):
    lg = lang(req)
    t = T(lg)
    return page(req, t("Ambtenaren en andere professionelen", "Fonctionnaires et autres professionnels"), f"""<h1>{t('Ambtenaren en andere professionelen', 'Fonctionnaires et autres professionnels')}</h1>
<p>{t('Beheer hier de onlinediensten van uw instelling. U moet zich eerst aanmelden.', 'Gérez ici les services en ligne de votre institution. Vous devez d’abord vous identifier.')}</p><p><a class="btn" role="button" id="signin" href="/{lg}/login">{t('Aanmelden', 'Se connecter')}</a></p>
<details><summary>{t('Hulp bij het aanmelden', 'Aide pour se connecter')}</summary><p>{t('Met gebruikersnaam en wachtwoord, eID, itsme of een code.', 'Avec nom d’utilisateur et mot de passe, eID, itsme ou un code.')}</p></details>
<h2>{t('Onlinediensten', 'Services en ligne')}</h2>""" + cards([(f"/{lg}/about", "DB2P", t("Databank Aanvullende Pensioenen", "Banque de données Pensions complémentaires"), "x1"), (f"/{lg}/about", t("Over Toegangsbeheer", "À propos de la Gestion d’accès"), t("Wie mag wat?", "Qui peut faire quoi ?"), "x2")]),
        side=f"""<aside class="side"><h2 style="font-size:17px">{t('Voor burgers', 'Pour les citoyens')}</h2><ul><li><a href="/{lg}/citizen">{t('Aanmelden op mijn burgerdossier', 'Se connecter à mon dossier citoyen')}</a></li><li><a href="/{lg}/about">mypension.be</a></li></ul></aside>""", crumbs=[(f"/{lg}", t("Startpagina", "Accueil"))])


async def other(req):
    lg = lang(req)
    t = T(lg)
    return page(req, t("Informatie over deze website", "À propos"), f"<h1>{t('Deze pagina is in opbouw', 'Cette page est en construction')}</h1><p>{t('Kom later terug.', 'Revenez plus tard.')}</p>", s=sget(req))


# ---------------------------------------------------------------- log-in
async def login(req):
    lg = lang(req)
    t = T(lg)
    g = req.query_params.get("group")
    if not g:
        return page(req, t("Doelgroep", "Groupe cible"), f"<h1>{t('In welke doelgroep wilt u zich aanmelden?', 'Dans quel groupe cible souhaitez-vous vous identifier ?')}</h1>" + cards([
            (f"/{lg}/login?group=cit", t("Burger", "Citoyen"), t("Voor uzelf", "Pour vous-même"), "g1"), (f"/{lg}/login?group=ent", t("Onderneming", "Entreprise"), t("Voor uw onderneming", "Pour votre entreprise"), "g2"),
            (f"/{lg}/login?group=prof", t("Professional van de sociale zekerheid", "Professionnels de la Sécurité Sociale"), t("Voor een instelling of pensioeninstelling", "Pour une institution ou un organisme de pension"), "g3"), (f"/{lg}/login?group=eh", "eHealth", t("Zorgverleners", "Prestataires de soins"), "g4")]), back=f"/{lg}/professional")
    if g != "prof":
        return page(req, t("Geen toegang", "Pas d’accès"), f"<h1>{t('Deze doelgroep is hier niet beschikbaar', 'Ce groupe cible n’est pas disponible ici')}</h1>", back=f"/{lg}/login")
    return page(req, t("Kies uw digitale sleutel", "Choisissez votre clé numérique"), f"<h1>{t('Kies uw digitale sleutel', 'Choisissez votre clé numérique')}</h1>" + cards([
        (f"/{lg}/login/na", t("Aanmelden met eID-kaartlezer", "Se connecter avec un lecteur de carte eID"), "CSAM", "k1"), (f"/{lg}/login/na", t("Aanmelden met itsme®", "Se connecter avec itsme®"), "itsme", "k2"), (f"/{lg}/login/na", t("Aanmelden met een code via een mobiele app", "Se connecter avec un code via une application mobile"), "TOTP", "k3"),
        (f"/{lg}/login/password", t("Aanmelden met uw toegangscodes", "Se connecter avec vos codes d’accès"), t("Gebruikersnaam en wachtwoord", "Nom d’utilisateur et mot de passe"), "k4")]), back=f"/{lg}/login")


async def login_na(req):
    t = T(lang(req))
    return page(req, t("Niet beschikbaar", "Indisponible"), f"<h1>{t('Deze digitale sleutel is nu niet beschikbaar', 'Cette clé numérique n’est pas disponible')}</h1>", back=f"/{lang(req)}/login?group=prof")


async def login_pw(req):
    lg = lang(req)
    t = T(lg)
    errs, u = {}, ""
    if req.method == "POST":
        f = await req.form()
        u, pw = f.get("username", "").strip(), f.get("password", "")
        k = u.lower()
        if not u or not pw:
            errs["username" if not u else "password"] = t("Vul uw gebruikersnaam en wachtwoord in", "Introduisez votre nom d’utilisateur et votre mot de passe")
        elif FAILS.get(k, 0) < 3 and k == USER and pw == PASS:
            FAILS[k] = 0
            TRUTH["log_ins"] += 1
            sid = secrets.token_urlsafe(24)
            SESS[sid] = {"ent": None, "role": None, "wiz": None, "seen": time.time()}
            r = go(f"/{lg}/secure/companies")
            r.set_cookie("sid", sid, httponly=True, samesite="lax")
            return r
        else:
            TRUTH["refused"] += 1
            FAILS[k] = FAILS.get(k, 0) + 1
            if FAILS[k] >= 3:
                return page(req, t("Account geblokkeerd", "Compte bloqué"), f"<h1>{t('Uw account is geblokkeerd', 'Votre compte est bloqué')}</h1><p>{t('U hebt drie keer een verkeerd wachtwoord ingevuld. Bel het Contact Center: 02 511 51 51.', 'Vous avez introduit trois fois un mot de passe erroné. Appelez le Contact Center : 02 511 51 51.')}</p>", status=403)
            errs["username"] = t("De gebruikersnaam of het wachtwoord is niet juist", "Le nom d’utilisateur ou le mot de passe est incorrect")
    return page(req, t("Aanmelden", "Se connecter"), f"""{summary(t, errs)}<h1>{t('Aanmelden met uw toegangscodes', 'Se connecter avec vos codes d’accès')}</h1><form method="post" novalidate>
{fg(t, 'username', t('Gebruikersnaam', 'Nom d’utilisateur'), inp('username', u, cls='w20', ac='username'), errs=errs)}{fg(t, 'password', t('Wachtwoord', 'Mot de passe'), inp('password', '', 'password', cls='w20', ac='current-password'), errs=errs)}
<button class="btn" id="btn-login">{t('Aanmelden', 'Se connecter')}</button></form><p><a href="/{lg}/about">{t('Ik ben mijn wachtwoord vergeten', 'J’ai oublié mon mot de passe')}</a></p>""", back=f"/{lg}/login?group=prof", err=bool(errs))


async def logout(req):
    SESS.pop(req.cookies.get("sid", ""), None)
    t = T(lang(req))
    return page(req, t("Afgemeld", "Déconnecté"), f"<h1>{t('U bent afgemeld', 'Vous êtes déconnecté(e)')}</h1>")


async def timeout(req):
    lg = lang(req)
    t = T(lg)
    return page(req, t("Sessie verlopen", "Session expirée"), f"<h1>{t('Uw sessie is verlopen', 'Votre session a expiré')}</h1><p>{t('Uw gegevens werden niet bewaard.', 'Vos données n’ont pas été conservées.')}</p><p><a class='btn' href='/{lg}/login'>{t('Opnieuw aanmelden', 'Se reconnecter')}</a></p>")


def sget(req):
    sid = req.cookies.get("sid", "")
    s = SESS.get(sid)
    if s and time.time() - s["seen"] > IDLE:
        SESS.pop(sid)
        return None
    if s:
        s["seen"] = time.time()
    return s


async def keepalive(req):
    return JSONResponse({"ok": bool(sget(req))})


def need(role=False, local=False):
    def deco(fn):
        async def w(req):
            s, lg = sget(req), lang(req)
            t = T(lg)
            if not s:
                return await timeout(req)
            if role and not s["role"]:
                return go(f"/{lg}/secure/companies")
            if local and s["role"][1] != "GL":
                return page(req, t("Geen toegang", "Accès refusé"), f"<h1>{t('U hebt geen toegang tot deze pagina', 'Vous n’avez pas accès à cette page')}</h1><p>{t('Alleen de lokale beheerder van de hoedanigheid mag dit doen.', 'Seul le gestionnaire local de la qualité peut effectuer cette opération.')}</p>", s, side=side(s, lg), status=403)
            return await fn(req, s, lg, t)
        return w
    return deco


# ---------------------------------------------------------------- secured pages
def side(s, lg, at=""):
    t = T(lg)
    b = f"/{lg}/secure"

    def li(key, href, cap, sub=""):
        return f'<li><a id="s-{key}" href="{b}{href}"{" aria-current=page" if at == key else ""}>{cap}</a>{f"<ul>{sub}</ul>" if sub else ""}</li>'
    out = li("home", "/home", t("Overzicht", "Aperçu")) + li("data", "/todo", t("Eigen gegevens", "Données propres"))
    if s["role"][1] == "GL":
        out += li("users", "/todo", t("Gebruikers", "Utilisateurs"), li("uc", "/todo", t("Een gebruiker aanmaken", "Créer un utilisateur")) + li("us", "/todo", t("Gebruikers zoeken", "Rechercher des utilisateurs")))
        sub = li("config", "/config", t("De configuratiegegevens registreren", "Enregistrer les données de configuration")) + li("chan", "/todo", t("Een kanaal toevoegen", "Ajouter un canal")) + li("cert", "/todo", t("Certificaat wijzigen", "Modifier le certificat")) if at in ("messages", "config") else ""
        out += li("messages", "/messages", t("Gestructureerde berichten", "Messages structurés"), sub)
    sub = ""
    if at in ("access", "exchange", "info"):
        sub = li("rights", "/todo", t("Machtigingen", "Autorisations")) + li("exchange", "/access/exchange", t("Uitwisseling via gestructureerde berichten", "Échange par messages structurés"), li("info", "/access/exchange/info", t("Informatie", "Information")) if at in ("exchange", "info") else "")
    out += li("access", "/access", t("Toegangsbeheer", "Gestion d’accès"), sub)
    return f'<nav class="side" aria-label="{t("Menu van de dienst", "Menu du service")}"><ul>{out}</ul></nav>'
