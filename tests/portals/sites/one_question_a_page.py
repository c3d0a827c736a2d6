# Mock "Sociale zekerheid" portal, about 2021 (server-rendered design system, progressive enhancement). For tests only.
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


@need()
async def companies(req, s, lg, t):
    s.update(ent=None, role=None, wiz=None)
    q, errs, res = req.query_params.get("q"), {}, ""
    if q is not None:
        q = q.strip()
        if not q:
            errs["q"] = t("Vul een ondernemingsnummer of een naam in", "Introduisez un numéro d’entreprise ou un nom")
        else:
            num = re.fullmatch(r"(?:BE)?[\s.]*[\d\s.]+", q, re.I)
            d = re.sub(r"\D", "", q)
            hits = [n for n, c in sorted(COMP.items(), key=lambda x: (x[1][0], x[0])) if (num and d in n) or (not num and q.lower().replace("'", "’") in c[0].lower())]
            pg = max(1, int(req.query_params.get("page") or 1)) if (req.query_params.get("page") or "1").isdigit() else 1
            part = hits[(pg - 1) * 5:pg * 5]
            lis = "".join(f'<li class="fg"><h3 style="margin:0"><a class="hit" href="/{lg}/secure/roles?company={n}">{e(COMP[n][0])}</a></h3><div>{t("Ondernemingsnummer", "Numéro d’entreprise")}{NB if lg == "fr" else ""}: {dots(n)}</div><div class="hint">{COMP[n][1]}</div></li>' for n in part)
            u = f"?q={quote(q)}&page="
            pag = ""
            if len(hits) > 5:
                pag = f'<nav aria-label="{t("Resultaten", "Résultats")}"><ul class="pag">' + (f'<li><a rel="prev" href="{u}{pg - 1}">{t("Vorige", "Précédent")}</a></li>' if pg > 1 else "") + f'<li>{pg} / {-(-len(hits) // 5)}</li>' + (f'<li><a rel="next" href="{u}{pg + 1}">{t("Volgende", "Suivant")}</a></li>' if pg * 5 < len(hits) else "") + "</ul></nav>"
            res = f'<h2>{len(hits)} {t("resultaten voor" if len(hits) != 1 else "resultaat voor", "résultats pour" if len(hits) != 1 else "résultat pour")} “{e(q)}”</h2>' + (f'<ul style="list-style:none;padding:0">{lis}</ul>{pag}' if hits else f'<p>{t("Er werd geen onderneming gevonden. Controleer het nummer.", "Aucune entreprise trouvée. Vérifiez le numéro.")}</p>')
    hint = t("Bijvoorbeeld 0123.456.749 of een deel van de naam", "Par exemple 0123.456.749 ou une partie du nom")
    return page(req, t("Kies een onderneming", "Choisissez une entreprise"), f"""{summary(t, errs)}<h1>{t('Voor welke onderneming wilt u werken?', 'Pour quelle entreprise souhaitez-vous travailler ?')}</h1><form method="get" novalidate>
{fg(t, 'q', t('Ondernemingsnummer of naam', 'Numéro d’entreprise ou nom'), inp('q', q or '', hint=True), hint, errs)}<button class="btn" id="btn-search">{t('Zoeken', 'Rechercher')}</button></form>{res}""", s, err=bool(errs))


@need()
async def roles(req, s, lg, t):
    n = req.query_params.get("company", "")
    if n not in COMP:
        return go(f"/{lg}/secure/companies")
    i = lg == "fr"
    rs = COMP[n][2]
    if req.method == "POST":
        v = (await req.form()).get("role", "")
        if v.isdigit() and int(v) < len(rs):
            s.update(ent=n, role=rs[int(v)], wiz=None)
            return go(f"/{lg}/secure/home")
    rows = "".join(f'<tr><th scope="row">{QUAL[q][i]}</th><td>{dots(n)}</td><td>{ROLE[r][i]}</td><td><form method="post"><input type="hidden" name="role" value="{k}"><button class="btn btn--2 choose">{t("Kiezen", "Choisir")}<span class="vh"> {QUAL[q][i]}</span></button></form></td></tr>' for k, (q, r) in enumerate(rs))
    return page(req, t("Kies uw hoedanigheid", "Choisissez votre qualité"), f"""<h1><span class="hint">{e(COMP[n][0])}</span><br>{t('In welke hoedanigheid?', 'En quelle qualité ?')}</h1><table><caption class="vh">{t('Uw hoedanigheden', 'Vos qualités')}</caption><thead><tr><th>{t('Hoedanigheid', 'Qualité')}</th><th>{t('Ondernemingsnummer', 'Numéro d’entreprise')}</th><th>{t('Uw rol', 'Votre rôle')}</th><th><span class="vh">{t('Actie', 'Action')}</span></th></tr></thead><tbody>{rows}</tbody></table>""", s, back=f"/{lg}/secure/companies")


@need(role=True)
async def shome(req, s, lg, t):
    q, r = s["role"]
    i = lg == "fr"
    return page(req, t("Overzicht", "Aperçu"), f"""<h1>{t('Overzicht', 'Aperçu')}</h1><p>{t('U werkt als', 'Vous travaillez en tant que')} <strong>{QUAL[q][i]}</strong> ({ROLE[r][i]}) {t('voor ondernemingsnummer', 'pour le numéro d’entreprise')} {dots(s['ent'])}.</p>
<dl class="sl"><div><dt>{t('Naam', 'Nom')}</dt><dd>Demo</dd></div><div><dt>{t('E-mailadres', 'Adresse e-mail')}</dt><dd>jan.demo@example.be</dd></div></dl>""", s, side(s, lg, "home"))


@need()
async def todo(req, s, lg, t):
    return page(req, t("In opbouw", "En construction"), f"<h1>{t('Deze functie is nog niet beschikbaar', 'Cette fonction n’est pas encore disponible')}</h1>", s, side(s, lg) if s["role"] else "")


@need(role=True, local=True)
async def messages(req, s, lg, t):
    return page(req, t("Gestructureerde berichten", "Messages structurés"), f"<h1>{t('Gestructureerde berichten', 'Messages structurés')}</h1><p>{t('Wissel bestanden uit met de sociale zekerheid (batch). Kies een handeling in het menu.', 'Échangez des fichiers avec la sécurité sociale (batch). Choisissez une opération dans le menu.')}</p>", s, side(s, lg, "messages"), [(f"/{lg}/secure/home", t("Overzicht", "Aperçu"))])


@need(role=True)
async def access(req, s, lg, t):
    b = f"/{lg}/secure/access"
    return page(req, t("Toegangsbeheer", "Gestion d’accès"), f"<h1>{t('Toegangsbeheer', 'Gestion d’accès')}</h1>" + cards([(f"/{lg}/secure/todo", t("Machtigingen", "Autorisations"), t("Wie mag welke dienst gebruiken", "Qui peut utiliser quel service"), "a1"), (b + "/exchange", t("Uitwisseling via gestructureerde berichten", "Échange par messages structurés"), t("Technische gebruiker en kanalen", "Utilisateur technique et canaux"), "a2")]), s, side(s, lg, "access"), [(f"/{lg}/secure/home", t("Overzicht", "Aperçu"))])


@need(role=True)
async def exchange(req, s, lg, t):
    b = f"/{lg}/secure/access"
    return page(req, t("Uitwisseling via gestructureerde berichten", "Échange par messages structurés"), f"<h1>{t('Uitwisseling via gestructureerde berichten', 'Échange par messages structurés')}</h1>" + cards([(b + "/exchange/info", t("Informatie", "Information"), t("Gebruikersnaam en verzendernummer", "Nom d’utilisateur et numéro d’expéditeur"), "e1"), (f"/{lg}/secure/todo", t("Historiek", "Historique"), t("Verzonden bestanden", "Fichiers envoyés"), "e2")]), s, side(s, lg, "exchange"), [(f"/{lg}/secure/home", t("Overzicht", "Aperçu")), (b, t("Toegangsbeheer", "Gestion d’accès"))])


@need(role=True)
async def info(req, s, lg, t):
    b = f"/{lg}/secure/access"
    k = TECH.get((s["ent"], s["role"][0]))
    if k:
        body = '<dl class="sl">' + "".join(f"<div><dt>{a}</dt><dd>{e(str(v))}</dd></div>" for a, v in ((t("Hoedanigheid", "Qualité"), QUAL[s["role"][0]][lg == "fr"]), (t("Technische gebruiker", "Utilisateur technique"), k["username"]), (t("Verzendernummer", "Numéro d’expéditeur"), k["sender"]), (t("Kanaal", "Canal"), k["channel"]), (t("Contactpersoon", "Personne de contact"), k["name"]), (t("Aangemaakt op", "Créé le"), k["date"]))) + "</dl>"
    else:
        body = f'<p>{t("Er is nog geen technische gebruiker voor deze hoedanigheid.", "Il n’y a pas encore d’utilisateur technique pour cette qualité.")}</p>'
    return page(req, t("Informatie", "Information"), f"<h1>{t('Informatie', 'Information')}</h1>{body}", s, side(s, lg, "info"), [(f"/{lg}/secure/home", t("Overzicht", "Aperçu")), (b, t("Toegangsbeheer", "Gestion d’accès")), (b + "/exchange", t("Uitwisseling via gestructureerde berichten", "Échange par messages structurés"))])


# ---------------------------------------------------------------- wizard
STEPS = ["person", "contact", "channel", "applications", "username"]


@need(role=True, local=True)
async def wstart(req, s, lg, t):
    k = TECH.get((s["ent"], s["role"][0]))
    h = t("De configuratiegegevens registreren", "Enregistrer les données de configuration")
    cr = [(f"/{lg}/secure/home", t("Overzicht", "Aperçu")), (f"/{lg}/secure/messages", t("Gestructureerde berichten", "Messages structurés"))]
    if k:
        return page(req, h, f"""<h1>{h}</h1><div class="nb" role="region" aria-labelledby="nb"><h2 class="nb__h" id="nb">{t('Belangrijk', 'Important')}</h2><div class="nb__c"><p class="warn">{t('Voor deze hoedanigheid bestaat al een technische gebruiker', 'Un utilisateur technique existe déjà pour cette qualité')}</p><p>{t('Gebruikersnaam', 'Nom d’utilisateur')}: <b>{e(k['username'])}</b> – {t('verzendernummer', 'numéro d’expéditeur')} {k['sender']}</p></div></div>""", s, side(s, lg, "config"), cr)
    if req.method == "POST":
        s["wiz"] = {"who": "", "pid": "", "last_name": "", "first_name": "", "function": "", "phone": "", "mobile": "", "email": "", "channel": "", "ssh": None, "cer": None, "apps": [], "username": "", "done": set(), "token": secrets.token_hex(8)}
        return go(f"/{lg}/secure/config/person")
    return page(req, h, f"""<h1>{h}</h1><p>{t('Gebruik deze dienst om:', 'Utilisez ce service pour :')}</p><ul><li>{t('een technische gebruiker aan te maken', 'créer un utilisateur technique')}</li><li>{t('een batchkanaal te kiezen', 'choisir un canal batch')}</li><li>{t('een verzendernummer te krijgen', 'obtenir un numéro d’expéditeur')}</li></ul><p>{t('Dit duurt ongeveer 10 minuten.', 'Cela prend environ 10 minutes.')}</p>
<form method="post"><button class="btn btn--start" id="btn-start">{t('Nu beginnen', 'Commencer')}</button></form><h2>{t('Voor u begint', 'Avant de commencer')}</h2><p>{t('Voor SFTP hebt u een publieke sleutel en een gekwalificeerd certificaat (.cer) nodig.', 'Pour le SFTP, il vous faut une clé publique et un certificat qualifié (.cer).')}</p>
<details><summary>{t('Wat is een technische gebruiker?', 'Qu’est-ce qu’un utilisateur technique ?')}</summary><p>{t('De contactpersoon van de hoedanigheid voor de uitwisseling van gestructureerde berichten.', 'La personne de contact de la qualité pour l’échange des messages structurés.')}</p></details>""", s, side(s, lg, "config"), cr)


def wneed(i):
    def deco(fn):
        @need(role=True, local=True)
        async def w(req, s, lg, t):
            z = s["wiz"]
            if not z or (s["ent"], s["role"][0]) in TECH:
                return go(f"/{lg}/secure/config")
            for j in range(i):
                if j not in z["done"]:
                    return go(f"/{lg}/secure/config/{STEPS[j]}")
            return await fn(req, s, lg, t, z)
        return w
    return deco


def onward(req, lg, z, i, errs):
    if errs:
        z["done"].discard(i)
        return None
    z["done"].add(i)
    if i == 4 or (req.query_params.get("edit") and i != 0):
        return go(f"/{lg}/secure/config/check")
    return go(f"/{lg}/secure/config/{STEPS[i + 1]}" + ("?edit=1" if req.query_params.get("edit") else ""))


def wpage(req, s, lg, t, i, title, inner, errs, nxt, multipart=False):
    bk = f"/{lg}/secure/config/" + ("check" if req.query_params.get("edit") else STEPS[i - 1] if i else "")
    btn = t("Volgende", "Suivant") if nxt else t("Doorgaan", "Continuer")
    return page(req, title, f"""{summary(t, errs)}<span class="hint">{t('Technische gebruiker', 'Utilisateur technique')} – {t('vraag', 'question')} {i + 1} {t('van', 'sur')} 5</span><form method="post" novalidate{' enctype="multipart/form-data"' if multipart else ''}>{inner}<p><button class="btn" id="btn-next">{btn}</button></p></form><p><a href="/{lg}/secure/messages">{t('Annuleren', 'Annuler')}</a></p>""", s, side(s, lg, "config"), back=bk.rstrip("/"), err=bool(errs))


def errp(t, errs, id_):
    return f'<p class="err" id="{id_}-error"><span class="vh">{t("Fout:", "Erreur :")}</span> {e(errs[id_])}</p>' if id_ in errs else ""


@wneed(0)
async def w_person(req, s, lg, t, z):
    errs = {}
    if req.method == "POST":
        f = await req.form()
        z["who"], z["pid"] = f.get("who", ""), f.get("pid", "")
        if z["who"] not in ("new", "old"):
            errs["who-new"] = t("Kies of het een nieuwe of een bestaande persoon is", "Choisissez entre une nouvelle personne et une personne existante")
        elif z["who"] == "old":
            if z["pid"] not in PEOPLE:
                errs["pid"] = t("Kies een persoon", "Choisissez une personne")
            else:
                p = PEOPLE[z["pid"]]
                z.update(last_name=p[0], first_name=p[1], function=p[2][lg == "fr"], phone=p[3], email=p[4])
        if r := onward(req, lg, z, 0, errs):
            return r
    opts = "".join(f'<option value="{k}"{" selected" if z["pid"] == k else ""}>{p[1]} {p[0]}</option>' for k, p in PEOPLE.items())
    h = t("Wie wordt de contactpersoon?", "Qui sera la personne de contact ?")
    return wpage(req, s, lg, t, 0, h, f"""<fieldset><legend><h1>{h}</h1></legend>{errp(t, errs, 'who-new')}
<div class="ci radio"><input type="radio" name="who" id="who-new" value="new"{CHK if z['who'] == 'new' else ''}><label for="who-new">{t('Nieuwe persoon', 'Nouvelle personne')}</label></div>
<div class="ci radio"><input type="radio" name="who" id="who-old" value="old" data-cond="cond-old"{CHK if z['who'] == 'old' else ''}><label for="who-old">{t('Bestaande persoon', 'Personne existante')}</label></div>
<div class="cond" id="cond-old">{fg(t, 'pid', t('Gebruiker van uw onderneming', 'Utilisateur de votre entreprise'), f'<select class="input" id="pid" name="pid"><option value=""></option>{opts}</select>', errs=errs)}</div></fieldset>""", errs, False)


@wneed(1)
async def w_contact(req, s, lg, t, z):
    errs = {}
    caps = {"last_name": t("Naam", "Nom"), "first_name": t("Voornaam", "Prénom"), "function": t("Functie", "Fonction"), "phone": t("Telefoon", "Téléphone"), "email": t("E-mailadres", "Adresse e-mail")}
    if req.method == "POST":
        f = await req.form()
        for k in (*caps, "mobile"):
            z[k] = f.get(k, "").strip()
        for k, c in caps.items():
            if not z[k]:
                errs[k] = t(f"Vul het veld ‘{c}’ in", f"Complétez le champ « {c} »")
        if z["phone"] and not re.fullmatch(r"[0-9+ ./()\-]{6,25}", z["phone"]):
            errs["phone"] = t("Vul een geldig telefoonnummer in", "Introduisez un numéro de téléphone valable")
        if z["email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}", z["email"]):
            errs["email"] = t("Vul een geldig e-mailadres in, zoals naam@voorbeeld.be", "Introduisez une adresse e-mail valable, comme nom@exemple.be")
        if r := onward(req, lg, z, 1, errs):
            return r
    h = t("Contactgegevens van de technische gebruiker", "Données de contact de l’utilisateur technique")
    return wpage(req, s, lg, t, 1, h, f"""<fieldset><legend><h1>{h}</h1></legend>{fg(t, 'last_name', caps['last_name'], inp('last_name', z['last_name']), errs=errs)}{fg(t, 'first_name', caps['first_name'], inp('first_name', z['first_name']), errs=errs)}
{fg(t, 'function', caps['function'], inp('function', z['function'], hint=True), t('Bijvoorbeeld: informaticus. De persoon kent de techniek van de bestandsuitwisseling.', 'Par exemple : informaticien. La personne connaît la technique de l’échange de fichiers.'), errs)}
{fg(t, 'phone', caps['phone'], inp('phone', z['phone'], 'tel', True, 'w20'), t('Voor buitenlandse nummers: met landcode, zoals +33', 'Pour les numéros étrangers : avec l’indicatif du pays, comme +33'), errs)}{fg(t, 'mobile', t('Gsm (facultatief)', 'GSM (facultatif)'), inp('mobile', z['mobile'], 'tel', False, 'w20'))}
{fg(t, 'email', caps['email'], inp('email', z['email'], 'email', True), t('Wij gebruiken dit enkel voor berichten over uw kanaal', 'Nous l’utilisons uniquement pour les messages concernant votre canal'), errs)}</fieldset>""", errs, True)


@wneed(2)
async def w_channel(req, s, lg, t, z):
    errs = {}
    if req.method == "POST":
        f = await req.form()
        z["channel"] = f.get("channel", "")
        if z["channel"] not in [c[0] for c in CHAN]:
            z["channel"] = ""
            errs["channel-FTP"] = t("Kies een kanaal", "Choisissez un canal")
        if z["channel"] == "SFTP":
            for k, fld in (("ssh", "ssh_key"), ("cer", "certificate")):
                up = f.get(fld)
                name, data = (up.filename, await up.read()) if hasattr(up, "filename") else ("", b"")
                if not name:
                    if not z[k]:
                        errs[fld] = t("Kies het bestand met de publieke sleutel", "Choisissez le fichier de la clé publique") if k == "ssh" else t("Kies het certificaat (.cer)", "Choisissez le certificat (.cer)")
                elif k == "ssh" and (b"PRIVATE KEY" in data or not (data.startswith(b"ssh-") or data.lstrip().startswith(b"---- BEGIN SSH2 PUBLIC KEY"))):
                    errs[fld] = t("Dit bestand is geen publieke SSH-sleutel", "Ce fichier n’est pas une clé publique SSH")
                elif k == "cer" and (not name.lower().endswith(".cer") or not data or data.startswith(b"ssh-") or b"PRIVATE KEY" in data):
                    errs[fld] = t("Het certificaat moet een .cer-bestand zijn", "Le certificat doit être un fichier .cer")
                else:
                    z[k] = name
        if r := onward(req, lg, z, 2, errs):
            return r
    have = lambda k: f'<p><b>{t("Reeds opgeladen", "Déjà téléchargé")}: {e(z[k])}</b></p>' if z[k] else ""
    rows = ""
    for c, cap, hint in CHAN:
        on = c == "SFTP"
        rows += f'<div class="ci radio"><input type="radio" name="channel" id="channel-{c}" value="{c}"{CHK if z["channel"] == c else ""}{" data-cond=cond-sftp" if on else ""} aria-describedby="channel-{c}-hint"><label for="channel-{c}">{cap}</label><div class="hint" id="channel-{c}-hint">{hint[lg == "fr"]}</div></div>'
        if on:
            rows += f"""<div class="cond" id="cond-sftp">{fg(t, 'ssh_key', t('Publieke sleutel', 'Clé publique'), have('ssh') + '<input type="file" id="ssh_key" name="ssh_key">', t('Aangemaakt in uw SFTP-client', 'Créée dans votre client SFTP'), errs)}{fg(t, 'certificate', t('Publieke sleutel van uw gekwalificeerd certificaat', 'Clé publique de votre certificat qualifié'), have('cer') + '<input type="file" id="certificate" name="certificate">', t('Bestand met extensie .cer', 'Fichier avec l’extension .cer'), errs)}<details><summary>{t('Hulp bij sleutels en certificaten', 'Aide sur les clés et les certificats')}</summary><p>{t('Zie de startgids SFTP, deel 2.1 tot 2.3.', 'Voir le guide de démarrage SFTP, sections 2.1 à 2.3.')}</p></details></div>"""
    h = t("Via welk kanaal wilt u gegevens uitwisselen?", "Via quel canal souhaitez-vous échanger les données ?")
    return wpage(req, s, lg, t, 2, h, f"<fieldset><legend><h1>{h}</h1></legend>{errp(t, errs, 'channel-FTP')}{rows}</fieldset>", errs, True, True)


@wneed(3)
async def w_apps(req, s, lg, t, z):
    errs, i = {}, lg == "fr"
    if req.method == "POST":
        f = await req.form()
        got = f.getlist("apps")
        z["apps"] = [a[0] for a in APPS if a[0] in got]
        if not z["apps"]:
            errs["app-DB2P"] = t("Kies minstens één toepassing", "Choisissez au moins une application")
        if r := onward(req, lg, z, 3, errs):
            return r
    box = lambda a: f'<div class="ci check"><input type="checkbox" name="apps" id="app-{a[0]}" value="{a[0]}"{CHK if a[0] in z["apps"] else ""} aria-describedby="app-{a[0]}-hint"><label for="app-{a[0]}">{a[2][i]}</label><div class="hint" id="app-{a[0]}-hint">{a[3][i]}</div></div>'
    grp = lambda g: "".join(box(a) for a in APPS if a[1] == g)
    h = t("Voor welke toepassingen?", "Pour quelles applications ?")
    return wpage(req, s, lg, t, 3, h, f"<h1>{h}</h1><p>{t('Duid de toepassingen aan waarvoor u bestanden wilt versturen via', 'Désignez les applications pour lesquelles vous souhaitez envoyer des fichiers par')} {dict((c[0], c[1]) for c in CHAN)[z['channel']]}.</p>{errp(t, errs, 'app-DB2P')}<fieldset><legend>{t('Pensioenen', 'Pensions')}</legend>{grp(0)}</fieldset><fieldset><legend>{t('Werkgevers', 'Employeurs')}</legend>{grp(1)}</fieldset>", errs, False)


@wneed(4)
async def w_user(req, s, lg, t, z):
    errs = {}
    if req.method == "POST":
        z["username"] = (await req.form()).get("username", "")
        if not z["username"]:
            errs["username"] = t("Vul een gebruikersnaam in", "Introduisez un nom d’utilisateur")
        elif not re.fullmatch(r"[a-z0-9]{8,20}", z["username"]):
            errs["username"] = t("De gebruikersnaam telt 8 tot 20 tekens: enkel letters (a-z) en cijfers (0-9), zonder spatie", "Le nom d’utilisateur compte 8 à 20 positions : uniquement des lettres (a-z) et des chiffres (0-9), sans espace")
        elif z["username"] in TAKEN:
            errs["username"] = t("Deze gebruikersnaam is al toegekend. Kies een andere gebruikersnaam", "Ce nom d’utilisateur est déjà attribué. Choisissez un autre nom d’utilisateur")
        if r := onward(req, lg, z, 4, errs):
            return r
    h = t("Geef een gebruikersnaam in voor de technische gebruiker", "Introduisez un nom d’utilisateur pour l’utilisateur technique")
    return wpage(req, s, lg, t, 4, h, f"<h1><label for='username'>{h}</label></h1>" + fg(t, "username", "", inp("username", z["username"], hint=True, cls="w20"), t("8 tot 20 tekens, enkel a-z en 0-9. De naam kan later niet meer worden gewijzigd.", "8 à 20 positions, uniquement a-z et 0-9. Le nom ne pourra plus être modifié."), errs, label=False), errs, True)


@wneed(5)
async def w_check(req, s, lg, t, z, msg=""):
    i = lg == "fr"
    ch = dict((c[0], c[1]) for c in CHAN)[z["channel"]]
    lab = {a[0]: a[2][i] for a in APPS}

    def sl(rows):
        return '<dl class="sl">' + "".join(f'<div><dt>{c}</dt><dd>{e(v)}</dd><dd class="act">' + (f'<a href="/{lg}/secure/config/{st}?edit=1">{t("Wijzigen", "Modifier")}<span class="vh"> {c}</span></a>' if st else "") + "</dd></div>" for c, v, st in rows) + "</dl>"
    a = sl([(t("Onderneming", "Entreprise"), f"{COMP[s['ent']][0]} ({dots(s['ent'])})", ""), (t("Hoedanigheid", "Qualité"), QUAL[s["role"][0]][i], "")])
    b = sl([(t("Naam", "Nom"), z["last_name"], "contact"), (t("Voornaam", "Prénom"), z["first_name"], "contact"), (t("Functie", "Fonction"), z["function"], "contact"), (t("Telefoon", "Téléphone"), z["phone"], "contact"), (t("E-mailadres", "Adresse e-mail"), z["email"], "contact")])
    c = [(t("Kanaal", "Canal"), ch, "channel")]
    if z["channel"] == "SFTP":
        c += [(t("Publieke sleutel", "Clé publique"), z["ssh"], "channel"), (t("Certificaat", "Certificat"), z["cer"], "channel")]
    c = sl(c + [(t("Toepassingen", "Applications"), ", ".join(lab[x] for x in z["apps"]), "applications"), (t("Gebruikersnaam", "Nom d’utilisateur"), z["username"], "username")])
    h = t("Controleer uw gegevens", "Contrôlez vos données")
    return page(req, h, f"""<h1>{h}</h1>{a}<h2>{t('Contactpersoon', 'Personne de contact')}</h2>{b}<h2>{t('Kanaal en technische gebruiker', 'Canal et utilisateur technique')}</h2>{c}<p>{t('Door te bevestigen maakt u de technische gebruiker aan.', 'En confirmant, vous créez l’utilisateur technique.')}</p>
<form method="post" action="/{lg}/secure/config/confirm" data-once><input type="hidden" name="token" value="{z['token']}"><button class="btn" id="btn-confirm">{t('Bevestigen', 'Confirmer')}</button></form>""", s, side(s, lg, "config"), back=f"/{lg}/secure/config/username")


async def w_confirm(req):
    TRUTH["confirms"] += 1
    return await w_confirm2(req)


@need(role=True, local=True)
async def w_confirm2(req, s, lg, t):
    z, key, i = s["wiz"], (s["ent"], s["role"][0]), lg == "fr"
    if not z or z.get("sent") or key in TECH or (await req.form()).get("token") != z["token"] or len(z["done"]) < 5:
        return page(req, t("Reeds verzonden", "Déjà envoyé"), f"<h1>{t('Deze aanvraag werd al verwerkt of is niet meer geldig', 'Cette demande a déjà été traitée ou n’est plus valable')}</h1>", s, side(s, lg, "config"), status=409)
    if z["username"] in TAKEN:
        z["done"].discard(4)
        return go(f"/{lg}/secure/config/username")
    n = NEXT[0]
    NEXT[0] += 1
    z["sent"] = True
    TAKEN.add(z["username"])
    ch, sftp = dict((c[0], c[1]) for c in CHAN)[z["channel"]], z["channel"] == "SFTP"
    TECH[key] = {"username": z["username"], "sender": n, "channel": ch, "date": datetime.date.today().strftime("%d/%m/%Y"), "name": f"{z['first_name']} {z['last_name']}"}
    TRUTH["registrations"].append({"enterprise_number": dots(s["ent"]), "username": z["username"], "sender_number": n, "channel": ch, "applications": [a[2][i] for a in APPS if a[0] in z["apps"]], "application_codes": z["apps"], "last_name": z["last_name"], "first_name": z["first_name"], "function": z["function"], "phone": z["phone"], "email": z["email"],
                                   "ssh_key": bool(sftp and z["ssh"]), "certificate": bool(sftp and z["cer"]), "quality": QUAL[key[1]][i], "role": ROLE[s["role"][1]][i], "language": lg, "person": z["who"]})
    return go(f"/{lg}/secure/config/done")


@need(role=True, local=True)
async def w_done(req, s, lg, t):
    k, z = TECH.get((s["ent"], s["role"][0])), s["wiz"]
    if not k or not z or not z.get("sent"):
        return go(f"/{lg}/secure/messages")
    h = t("Technische gebruiker aangemaakt", "Utilisateur technique créé")
    return page(req, h, f"""<div class="panel"><h1>{h}</h1><div class="panel__body">{t('Uw verzendernummer', 'Votre numéro d’expéditeur')}<br><strong>{k['sender']}</strong></div></div>
<p>{t('Referentie van uw aanvraag', 'Référence de votre demande')}: TG-{datetime.date.today().year}-{z['token'][:4].upper()} · {k['date']} · {dots(s['ent'])}</p><h2>{t('Wat nu?', 'Et ensuite ?')}</h2><p>{t('Gebruik dit nummer in de naam van alle bestanden die u via gestructureerde berichten verstuurt.', 'Utilisez ce numéro dans le nom de tous les fichiers expédiés par messages structurés.')} {t('Technische gebruiker', 'Utilisateur technique')}: <b>{e(k['username'])}</b>.</p>
<p>{t('Vragen? Bel 02 511 51 51.', 'Des questions ? Appelez le 02 511 51 51.')} <a href="/{lg}/survey">{t('Wat vond u van deze dienst?', 'Que pensez-vous de ce service ?')}</a></p>""", s, side(s, lg, "messages"))


async def truth(req):
    return JSONResponse(TRUTH)


GP = ["GET", "POST"]
S = "/{lg:str}/secure"
app = Starlette(routes=[Route("/", root), Route("/_truth", truth), Route("/keepalive", keepalive), Route("/{lg}/professional", prof), Route("/{lg}/login", login), Route("/{lg}/login/na", login_na), Route("/{lg}/login/password", login_pw, methods=GP), Route("/{lg}/logout", logout), Route("/{lg}/timeout", timeout),
    Route(S + "/companies", companies), Route(S + "/roles", roles, methods=GP), Route(S + "/home", shome), Route(S + "/todo", todo), Route(S + "/messages", messages), Route(S + "/access", access), Route(S + "/access/exchange", exchange), Route(S + "/access/exchange/info", info),
    Route(S + "/config", wstart, methods=GP), *[Route(f"{S}/config/{n}", h, methods=GP) for n, h in zip(STEPS, (w_person, w_contact, w_channel, w_apps, w_user))], Route(S + "/config/check", w_check), Route(S + "/config/confirm", w_confirm, methods=["POST"]), Route(S + "/config/done", w_done),
    *[Route("/{lg}/" + p, other) for p in ("citizen", "enterprise", "about", "survey", "search")], Route("/{lg}", home)])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, required=True)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning", timeout_graceful_shutdown=1)
