import argparse, asyncio, base64, hashlib, json, random, re, secrets, sys
import jinja2, uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from parts import registry
from parts.registry import *


registry.FIRST_NUMBER = 5810
COMPANIES = [("0403.170.701", "Van Damme & Zonen NV", "Kortrijksesteenweg 112, 9000 Gent"),
             ("0441.122.049", "Fonds de pension Anvers-Est OFP", "Rue de la Loi 81, 1040 Bruxelles"),
             ("0458.734.180", "Van Damme & Zonen NV", "Havenlaan 3, 8380 Zeebrugge"),
             ("0470.291.533", "Ziekenhuis Sint-Elooi VZW", "Parklaan 20, 9300 Aalst"),
             ("0538.046.429", "Assur'Épargne SA", "Boulevard d'Avroy 7, 4000 Liège"),
             ("0207.886.044", "Ancre Assurances Mutuelles", "Quai de Rome 1, 4000 Liège")]
QUAL = {"pc": ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
        "rsz": ("Employeur (ONSS)", "Werkgever (RSZ)")}
KIND = {"gl": ("Gestionnaire local", "Lokale Beheerder"), "u": ("Utilisateur", "Gebruiker")}
ROLES = [("pc", "u"), ("rsz", "gl"), ("pc", "gl")]
APPS = [("DMFA", "DmfA"), ("DMFAPPL", "DmfAPPL"), ("DIMN", "Dimona"), ("WECH", ("DRS - Chômage", "ASR - Werkloosheid")),
        ("ZIMA", ("DRS - Indemnités", "ASR - Uitkeringen")), ("DB2P", "DB2P"), ("CAPELO", "Capelo"),
        ("TWCT", ("Chômage temporaire", "Tijdelijke werkloosheid"))]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
# French, Dutch
T = {"portal": ("Portail de la Sécurité Sociale", "Portaal van de sociale zekerheid"),
     "civil": ("Fonctionnaires et autres professionnels", "Ambtenaren en andere professionelen"),
     "login": ("Se connecter", "Aanmelden"), "logout": ("Se déconnecter", "Afmelden"),
     "audience": ("Dans quel groupe cible souhaitez-vous vous connecter ?", "In welke doelgroep wenst u zich aan te melden?"),
     "citizen": ("citoyen", "burger"), "company": ("entreprise", "onderneming"),
     "prof": ("professionnels de la Sécurité Sociale", "professional van de sociale zekerheid"),
     "means": ("Choisissez comment vous identifier", "Kies hoe u zich wil identificeren"),
     "eid": ("Se connecter avec votre carte d'identité électronique (eID)", "Aanmelden met uw elektronische identiteitskaart (eID)"),
     "token": ("Se connecter avec votre token citoyen", "Aanmelden met uw burgertoken"),
     "codes": ("Se connecter avec vos codes d'accès", "Aanmelden met uw gebruikersnaam en wachtwoord"),
     "user": ("Nom d'utilisateur", "Gebruikersnaam"), "pass": ("Mot de passe", "Wachtwoord"),
     "badlogin": ("Le nom d'utilisateur ou le mot de passe n'est pas correct.", "De gebruikersnaam of het wachtwoord is niet correct."),
     "identify": ("Identifiez-vous", "Identificeer u"),
     "errors": ("Veuillez corriger les erreurs suivantes :", "Gelieve de volgende fouten te verbeteren:"),
     "choosecomp": ("Choisissez une entreprise", "Kies een onderneming"),
     "searchlabel": ("Nom ou numéro d'entreprise", "Naam of ondernemingsnummer"), "search": ("Rechercher", "Zoeken"),
     "results": ("résultat(s)", "resulta(a)t(en)"), "page": ("Page", "Pagina"), "nextpage": ("Page suivante", "Volgende pagina"),
     "prevpage": ("Page précédente", "Vorige pagina"), "noresult": ("Aucune entreprise trouvée.", "Geen onderneming gevonden."),
     "entno": ("numéro d'entreprise", "ondernemingsnummer"), "welcome": ("Bienvenue", "Welkom"),
     "actas": ("Vous travaillez en tant que", "U werkt als"), "change": ("Changer d'entreprise", "Andere onderneming"),
     "access": ("Gestion d'accès", "Toegangsbeheer"), "exchange": ("Échange par messages structurés", "Uitwisseling via gestructureerde berichten"),
     "info": ("Information", "Informatie"), "sm": ("Messages structurés", "Gestructureerde berichten"),
     "own": ("Gestion des données propres", "Eigen gegevens beheren"), "users": ("Gestion des utilisateurs", "Gebruikers beheren"),
     "reg": ("Enregistrer les données de configuration", "De configuratiegegevens registreren"),
     "smtext": ("Les messages structurés permettent l'échange de fichiers avec la Sécurité Sociale.", "Met gestructureerde berichten wisselt u bestanden uit met de sociale zekerheid."),
     "intro": ("Vous allez créer un utilisateur technique et choisir un canal batch. Munissez-vous des données de la personne de contact.",
               "U gaat een technische gebruiker aanmaken en een batchkanaal kiezen. Hou de gegevens van de contactpersoon bij de hand."),
     "next": ("Suivant", "Volgende"), "back": ("Précédent", "Vorige"), "cancel": ("Annuler", "Annuleren"), "step": ("Étape", "Stap"),
     "contact": ("Données de contact de l'utilisateur technique", "Contactgegevens van de technische gebruiker"),
     "title": ("Titre", "Aanspreking"), "mr": ("Monsieur", "De heer"), "mrs": ("Madame", "Mevrouw"),
     "last": ("Nom", "Naam"), "first": ("Prénom", "Voornaam"), "function": ("Fonction", "Functie"), "phone": ("Téléphone", "Telefoon"),
     "email": ("Adresse e-mail", "E-mailadres"), "required": ("obligatoire", "verplicht"), "missing": ("est obligatoire", "is verplicht"),
     "bademail": ("L'adresse e-mail n'est pas valable.", "Het e-mailadres is niet geldig."),
     "badphone": ("Le numéro de téléphone n'est pas valable.", "Het telefoonnummer is niet geldig."),
     "channel": ("Choix du canal batch", "Keuze van een kanaal"), "chanq": ("Par quel canal souhaitez-vous échanger les données ?", "Via welk kanaal wenst u de gegevens uit te wisselen?"),
     "keys": ("Uniquement pour SFTP", "Enkel voor SFTP"), "key": ("Clé publique SSH", "Publieke SSH-sleutel"),
     "keyhint": ("La clé publique créée dans votre client SFTP", "De publieke sleutel die u in uw SFTP-client hebt aangemaakt"),
     "cert": ("Clé publique de votre certificat qualifié (.cer)", "Publieke sleutel van uw gekwalificeerd certificaat (.cer)"),
     "received": ("Fichier reçu :", "Bestand ontvangen:"), "apps": ("Applications", "Toepassingen"),
     "appsq": ("Cochez les applications pour lesquelles vous utiliserez ce canal.", "Vink de toepassingen aan waarvoor u dit kanaal zal gebruiken."),
     "nochan": ("Choisissez un canal.", "Kies een kanaal."), "noapps": ("Choisissez au moins une application.", "Kies minstens één toepassing."),
     "key_empty": ("La clé publique SSH manque.", "De publieke SSH-sleutel ontbreekt."),
     "key_private": ("Ce fichier contient une clé privée. Ne transmettez que la clé publique.", "Dit bestand bevat een private sleutel. Geef enkel de publieke sleutel door."),
     "key_format": ("Ce fichier n'est pas une clé publique SSH.", "Dit bestand is geen publieke SSH-sleutel."),
     "cert_empty": ("Le certificat manque.", "Het certificaat ontbreekt."), "cert_extension": ("Le fichier doit avoir l'extension .cer.", "Het bestand moet de extensie .cer hebben."),
     "cert_private": ("Ce fichier contient une clé privée.", "Dit bestand bevat een private sleutel."), "cert_format": ("Le certificat n'est pas lisible.", "Het certificaat is niet leesbaar."),
     "tuser": ("Choisissez un nom d'utilisateur", "Kies een gebruikersnaam"), "tusername": ("Nom d'utilisateur de l'utilisateur technique", "Gebruikersnaam van de technische gebruiker"),
     "rules": ("8 à 20 positions, uniquement a-z et 0-9, sans espace. Ne peut plus être modifié.", "8 tot 20 posities, enkel a-z en 0-9, zonder spatie. Kan later niet meer worden gewijzigd."),
     "badname": ("Le nom d'utilisateur ne répond pas aux spécifications.", "De gebruikersnaam voldoet niet aan de specificaties."),
     "taken": ("Ce nom d'utilisateur est déjà attribué. Choisissez un autre nom.", "Deze gebruikersnaam is al toegekend. Kies een andere naam."),
     "review": ("Vérifiez vos données", "Controleer uw gegevens"), "confirm": ("Confirmer", "Bevestigen"), "edit": ("modifier", "wijzigen"),
     "created": ("L'utilisateur technique est créé", "De technische gebruiker is aangemaakt"),
     "sender": ("Numéro d'expéditeur", "Verzendernummer"),
     "use": ("Utilisez ce numéro dans le nom de tous les fichiers que vous envoyez.", "Gebruik dit nummer in de naam van alle bestanden die u verzendt."),
     "none": ("Il n'y a pas d'utilisateur technique pour cette qualité.", "Er is geen technische gebruiker voor deze hoedanigheid."),
     "exists": ("Un utilisateur technique existe déjà pour cette entreprise. Il n'est pas possible d'en créer un deuxième.", "Er bestaat al een technische gebruiker voor deze onderneming. U kan geen tweede aanmaken."),
     "noright": ("Votre rôle ne vous donne pas accès à cette fonction.", "Uw rol geeft geen toegang tot deze functie."),
     "expired": ("Votre session a expiré ou l'étape précédente manque.", "Uw sessie is verlopen of de vorige stap ontbreekt."),
     "print": ("Imprimer", "Afdrukken"), "home": ("Accueil", "Startpagina"), "contactus": ("Contact", "Contact"),
     "pubintro": ("Services en ligne pour les professionnels : DB2P, Capelo, Mahis.", "Onlinediensten voor professionelen: DB2P, Capelo, Mahis.")}
CSS = """body{font:15px/1.5 Verdana,sans-serif;margin:0;color:#222}header,footer{background:#005a8c;color:#fff;padding:8px 24px}header a,footer a{color:#fff;margin-right:14px}
.cols{display:flex;gap:20px;padding:24px}.cols>div{flex:1;border-top:6px solid #e3a008;padding:8px}main{padding:16px 24px;display:flex;gap:28px}#c{flex:1}
nav.r{width:260px;background:#eef4f8;padding:10px}fieldset{margin:12px 0;border:1px solid #9bb}.f{margin:8px 0}.f>label{display:inline-block;width:270px}
[role=alert]{border:2px solid #b00020;padding:8px 14px;background:#fdecee}.e{color:#b00020;display:block}.hint{color:#666;font-size:12px}table{border-collapse:collapse}th,td{border:1px solid #9bb;padding:5px 10px;text-align:left}
.vh{position:absolute;left:-9999px}.skip{position:absolute;left:-9999px}.skip:focus{left:0}"""
TPL = {"base": """<!doctype html><html lang="{{l}}"><head><meta charset="utf-8"><title>{{h1}} - {{t.portal}}</title><style>{{css|safe}}</style></head><body>
<a class="skip" href="#c">{{ 'Vers le contenu de cette page' if l=='fr' else 'Naar de inhoud van deze pagina' }}</a>
<header><strong>Socialsecurity.be</strong> &nbsp; <span class="lang">{% for x in ('fr','nl') %}{% if x==l %}<b>{{x|upper}}</b> {% else %}<a hreflang="{{x}}" lang="{{x}}" href="{{ switch[x] }}">{{x|upper}}</a>{% endif %}{% endfor %}</span>
<a href="/">{{t.home}}</a>{% if s.user %}<span>{{t.welcome}} {{s.user}}</span> <a href="/{{l}}/logout">{{t.logout}}</a>{% else %}<a href="/site_{{l}}/login">{{t.login}}</a>{% endif %}</header>
<main><div id="c"><h1>{{h1}}</h1>
{% if errors %}<div role="alert" id="errorsummary" tabindex="-1"><h2>{{t.errors}}</h2><ul>{% for k,m in errors.items() %}<li><a href="#{{k}}">{{m}}</a></li>{% endfor %}</ul></div>{% endif %}
{% block c %}{% endblock %}</div>
{% if s.role %}<nav class="r" aria-label="Menu"><p><small>{{t.actas}}<br><b>{{rolename}}</b><br>{{t.entno}} {{s.company}}</small></p><ul>
<li><a href="/{{l}}/access">{{t.access}}</a>{% if sub=='access' %}<ul><li><a href="/{{l}}/own">{{t.own}}</a></li>{% if s.role[1]=='gl' %}<li><a href="/{{l}}/own">{{t.users}}</a></li><li><a href="/{{l}}/exchange">{{t.exchange}}</a>{% if sub2 %}<ul><li><a href="/{{l}}/information">{{t.info}}</a></li></ul>{% endif %}</li>{% endif %}</ul>{% endif %}</li>
{% if s.role[1]=='gl' %}<li><a href="/{{l}}/sm">{{t.sm}}</a>{% if sub=='sm' %}<ul><li><a href="/{{l}}/reg">{{t.reg}}</a></li></ul>{% endif %}</li>{% endif %}
<li><a href="/{{l}}/companies">{{t.change}}</a></li></ul></nav>{% endif %}</main>
<footer><a href="#">{{t.contactus}}</a> <a href="#">Disclaimer</a></footer></body></html>""",
"text": """{% extends 'base' %}{% block c %}{% for p in paras %}<p>{{p}}</p>{% endfor %}{% if links %}<ul>{% for u,x in links %}<li><a href="{{u}}">{{x}}</a></li>{% endfor %}</ul>{% endif %}{% endblock %}""",
"fields": """{% macro field(k,label,v,err,type='text',hint='',ac='') %}<div class="f"><label for="{{k}}">{{label}} <abbr title="{{t.required}}">*</abbr></label>
<input id="{{k}}" name="{{k}}" type="{{type}}" value="{{v or ''}}" aria-required="true"{% if err %} aria-invalid="true" aria-describedby="{{k}}-e"{% endif %} autocomplete="off">{% if hint %} <span class="hint">{{hint}}</span>{% endif %}{% if err %}<span class="e" id="{{k}}-e">{{err}}</span>{% endif %}</div>{% endmacro %}
{% macro buttons(back='') %}<p>{% if back %}<a href="{{back}}">{{t.back}}</a> {% endif %}<button type="submit" name="next" value="1">{{t.next}}</button> <button type="submit" name="cancel" value="1" formnovalidate>{{t.cancel}}</button></p>{% endmacro %}""",
"login": """{% extends 'base' %}{% from 'fields' import field with context %}{% block c %}<form method="post"><fieldset><legend>{{t.identify}}</legend>
{{field('userid',t.user,v.userid,errors.userid)}}{{field('pwd',t['pass'],'',errors.pwd,'password')}}</fieldset><button>{{t.login}}</button></form>{% endblock %}""",
"companies": """{% extends 'base' %}{% block c %}<form role="search"><fieldset><legend>{{t.search}}</legend><div class="f"><label for="q">{{t.searchlabel}}</label><input type="search" id="q" name="q" value="{{q}}"> <button>{{t.search}}</button></div></fieldset></form>
<p>{{n}} {{t.results}}</p>{% if not rows %}<p>{{t.noresult}}</p>{% endif %}<ul>{% for no,name,addr in rows %}<li><b>{{name}}</b> - {{no}}<br><small>{{addr}}</small><ul>
{% for q,k in roles %}<li><a href="/{{l}}/role/{{no}}/{{q}}/{{k}}">{{qual[q]}} ; {{t.entno}} {{no[1:]}} ({{kind[k]}})</a></li>{% endfor %}</ul></li>{% endfor %}</ul>
<nav aria-label="{{t.page}}">{{t.page}} {{p}} / {{pages}} {% if p>1 %}<a rel="prev" href="?q={{q|urlencode}}&p={{p-1}}">{{t.prevpage}}</a> {% endif %}{% if p<pages %}<a rel="next" href="?q={{q|urlencode}}&p={{p+1}}">{{t.nextpage}}</a>{% endif %}</nav>{% endblock %}""",
"intro": """{% extends 'base' %}{% from 'fields' import buttons with context %}{% block c %}<p>{{t.intro}}</p><form method="post">{{buttons()}}</form>{% endblock %}""",
"contact": """{% extends 'base' %}{% from 'fields' import field,buttons with context %}{% block c %}<p>{{t.step}} 1 / 4</p><form method="post" novalidate><fieldset><legend>{{t.contact}}</legend>
<div class="f" role="radiogroup" aria-label="{{t.title}}">{{t.title}} <input type="radio" id="mr" name="title" value="M"{% if v.title=='M' %} checked{% endif %}><label for="mr" style="width:auto">{{t.mr}}</label> <input type="radio" id="mrs" name="title" value="F"{% if v.title=='F' %} checked{% endif %}><label for="mrs" style="width:auto">{{t.mrs}}</label></div>
{% for k,ty in (('last','text'),('first','text'),('function','text'),('phone','tel'),('email','email')) %}{{field(k,t[k],v[k],errors[k],ty)}}{% endfor %}</fieldset>{{buttons('/'+l+'/reg')}}</form>{% endblock %}""",
"channel": """{% extends 'base' %}{% from 'fields' import buttons with context %}{% block c %}<p>{{t.step}} 2 / 4</p><form method="post" enctype="multipart/form-data"><fieldset id="channel"><legend>{{t.chanq}}</legend>
{% for c in channels %}<div><input type="radio" id="ch{{c}}" name="channel" value="{{c}}"{% if v.channel==c %} checked{% endif %}> <label for="ch{{c}}">{{c}}</label></div>{% endfor %}</fieldset>
<fieldset><legend>{{t['keys']}}</legend>{% for k in ('key','cert') %}<div class="f"><label for="{{k}}">{{t[k]}}</label> <input type="file" id="{{k}}" name="{{k}}"{% if errors[k] %} aria-invalid="true"{% endif %}>{% if k=='key' %}<span class="hint">{{t.keyhint}}</span>{% endif %}{% if v[k] %}<span class="hint">{{t.received}} {{v[k][0]}}</span>{% endif %}{% if errors[k] %}<span class="e">{{errors[k]}}</span>{% endif %}</div>{% endfor %}</fieldset>
<fieldset id="apps"><legend>{{t.apps}}</legend><p>{{t.appsq}}</p>{% for c,n in apps %}<div><input type="checkbox" id="a{{c}}" name="apps" value="{{c}}"{% if c in v.codes|default([]) %} checked{% endif %}> <label for="a{{c}}">{{n}}</label></div>{% endfor %}</fieldset>{{buttons('/'+l+'/contact')}}</form>{% endblock %}""",
"username": """{% extends 'base' %}{% from 'fields' import field,buttons with context %}{% block c %}<p>{{t.step}} 3 / 4</p><form method="post" novalidate><fieldset><legend>{{t.tuser}}</legend>{{field('username',t.tusername,v.username,errors.username,hint=t.rules)}}</fieldset>{{buttons('/'+l+'/channel')}}</form>{% endblock %}""",
"review": """{% extends 'base' %}{% block c %}<p>{{t.step}} 4 / 4</p><table><tbody><tr><th scope="row">{{t.entno}}</th><td>{{s.company}}</td></tr><tr><th scope="row">Rol / Rôle</th><td>{{rolename}}</td></tr></tbody></table>
<h2>{{t.contact}} <a href="/{{l}}/contact"><small>{{t.edit}}</small></a></h2><table>{% for k in ('last','first','function','phone','email') %}<tr><th scope="row">{{t[k]}}</th><td>{{w.contact[k]}}</td></tr>{% endfor %}</table>
<h2>{{t.channel}} <a href="/{{l}}/channel"><small>{{t.edit}}</small></a></h2><table><tr><th scope="row">{{'Canal' if l=='fr' else 'Kanaal'}}</th><td>{{w.channel}}</td></tr>{% if w.channel=='SFTP' %}<tr><th scope="row">{{t.key}}</th><td>{{w.key[0]}}</td></tr><tr><th scope="row">{{t.cert}}</th><td>{{w.cert[0]}}</td></tr>{% endif %}<tr><th scope="row">{{t.apps}}</th><td><ul>{% for a in appnames %}<li>{{a}}</li>{% endfor %}</ul></td></tr></table>
<h2>{{t.user}} <a href="/{{l}}/username"><small>{{t.edit}}</small></a></h2><p><b>{{w.username}}</b></p><form method="post"><button type="submit" name="confirm" value="1">{{t.confirm}}</button> <button type="submit" name="cancel" value="1">{{t.cancel}}</button></form>{% endblock %}""",
"created": """{% extends 'base' %}{% block c %}<dl>{% if not old %}<dt>{{t.entno|capitalize}}</dt><dd>{{r.enterprise_number}}</dd>{% endif %}<dt>{{t.user}}</dt><dd>{{r.username}}</dd><dt>{{t.sender}}</dt><dd><strong>{{r.sender_number}}</strong></dd>{% if old %}<dt>{{t.entno|capitalize}}</dt><dd>{{r.enterprise_number}}</dd>{% endif %}</dl><p>{{t.use}}</p><p><a href="javascript:print()">{{t.print}}</a></p>{% endblock %}"""}
env = jinja2.Environment(loader=jinja2.DictLoader(TPL), autoescape=True)


def loc(v, l):
    return v if isinstance(v, str) else v[0 if l == "fr" else 1]


def page(request, s, tpl, h1, status=200, **kw):
    l = request.path_params.get("l", "nl")
    t = {k: loc(v, l) for k, v in T.items()}
    path = request.url.path + ("?" + request.url.query if request.url.query else "")
    sw = {x: re.sub(r"^/(site_)?(fr|nl)/", lambda m: "/" + (m[1] or "") + x + "/", path) for x in ("fr", "nl")}
    kw.setdefault("errors", {})
    html = env.get_template(tpl).render(l=l, t=t, s=s, css=CSS, switch=sw, h1=t.get(h1, h1), rolename=role_name(s, l), **{"v": {}, **kw})
    r = HTMLResponse(html, status)
    r.set_cookie(COOKIE, s["sid"], httponly=True, samesite="lax")
    return r


def role_name(s, l):
    return "%s (%s)" % (loc(QUAL[s["role"][0]], l), loc(KIND[s["role"][1]], l)) if s["role"] else ""


def go(url):
    return RedirectResponse(url, 303)


async def home(request):
    al = request.headers.get("accept-language", "")
    pref = next((x for x in re.findall(r"\b(fr|nl|de|en)\b", al) if x), "nl")
    cols = {"fr": ("BELGIQUE", "La Sécurité Sociale Belge", [("Citoyen", "#"), ("Entreprise", "/site_fr/employer/"), (T["civil"][0], "/site_fr/civilservant/")]),
            "nl": ("BELGIË", "De Belgische Sociale Zekerheid", [("Burger", "#"), ("Onderneming", "/site_nl/employer/"), (T["civil"][1], "/site_nl/civilservant/")]),
            "de": ("BELGIEN", "Die Soziale Sicherheit", [("Bürger", "#"), ("Unternehmen", "/site_de/"), ("Funktionäre und andere Professionelle", "/site_de/")]),
            "en": ("International", "The Belgian Social Security", [("Coming2Belgium", "/int/"), ("Leaving Belgium", "/int/"), ("Working in Belgium For Companies", "/int/")])}
    order = [pref] + [x for x in ("nl", "fr", "de", "en") if x != pref]
    h = "".join(f'<div class="col-md-3 {"international" if x == "en" else "belgium"}" lang="{x}"><p class="hidden-xs">{cols[x][0]}</p><h1>{cols[x][1]}</h1><ul class="mobile">' + "".join(
        f'<li><a href="{u}"{" target=_blank" if x == "en" else ""}>{n}</a></li>' for n, u in cols[x][2]) + "</ul></div>" for x in order)
    return HTMLResponse(f'<!doctype html><html lang="{pref}"><head><meta charset=utf-8><title>{cols[pref][1]}</title><style>{CSS}</style></head><body id="languageChoice"><header><strong id=logo>Socialsecurity.be</strong></header><div class=cols>{h}</div></body></html>')


async def german(request):
    x = "Dieser Dienst besteht nicht auf Deutsch. Bitte wählen Sie Französisch oder Niederländisch." if "site_de" in request.url.path else "You cannot register through the international access of the portal (INT)."
    return HTMLResponse(f'<!doctype html><html lang=de><meta charset=utf-8><title>Socialsecurity</title><p>{x}</p><a href="/">Home</a>')


async def public(request):
    l = request.path_params["l"]
    s, what = session(request), request.path_params["what"]
    L = lambda k: loc(T[k], l)
    if what == "employer":
        return page(request, s, "text", "company", paras=["Dimona, DmfA, Limosa"], links=[(f"/site_{l}/login", L("login"))])
    if what == "civilservant":
        return page(request, s, "text", "civil", paras=[L("pubintro")])
    if what == "login":
        return page(request, s, "text", "audience", paras=[], links=[(f"/site_{l}/not", L("citizen")), (f"/site_{l}/not", L("company")), (f"/site_{l}/means", L("prof"))])
    if what == "means":
        return page(request, s, "text", "means", paras=[], links=[(f"/site_{l}/not", L("eid")), (f"/site_{l}/not", L("token")), (f"/{l}/logon", L("codes"))])
    return page(request, s, "text", "login", paras=["-"], links=[(f"/site_{l}/login", L("back"))])


async def logon(request):
    s, l, err, v = session(request), request.path_params["l"], {}, {}
    if request.method == "POST":
        v = dict(await request.form())
        if not v.get("userid"):
            err["userid"] = loc(T["user"], l) + " " + loc(T["missing"], l)
        if not v.get("pwd"):
            err["pwd"] = loc(T["pass"], l) + " " + loc(T["missing"], l)
        if not err and (v["userid"], v["pwd"]) == (USER, PASSWORD):
            COUNT["ok"] += 1
            s["user"] = USER
            r = go(f"/{l}/companies")
            r.set_cookie(COOKIE, s["sid"], httponly=True)
            return r
        COUNT["ko"] += 1
        err = err or {"userid": loc(T["badlogin"], l)}
    return page(request, s, "login", "login", errors=err, v=v)


async def logout(request):
    SESSIONS.pop(request.cookies.get(COOKIE), None)
    return go("/")


async def inner(request):
    s, l, what = session(request), request.path_params["l"], request.path_params["what"]
    if not s["user"]:
        return go(f"/site_{l}/login")
    L = lambda k: loc(T[k], l)
    if what == "companies":
        s["role"] = s["company"] = None
        q = request.query_params.get("q", "").strip()
        d = re.sub(r"\D", "", q)
        rows = [c for c in COMPANIES if q.lower() in c[1].lower() or (d and d in c[0].replace(".", ""))]
        pages = max(1, -(-len(rows) // 2))
        pp = request.query_params.get("p", "1")
        p = min(pages, max(1, int(pp) if pp.isdigit() else 1))
        return page(request, s, "companies", "choosecomp", q=q, n=len(rows), rows=rows[p * 2 - 2:p * 2], p=p, pages=pages, roles=ROLES,
                    qual={k: loc(x, l) for k, x in QUAL.items()}, kind={k: loc(x, l) for k, x in KIND.items()})
    if not s["role"]:
        return go(f"/{l}/companies")
    if what in ("own", "access"):
        return page(request, s, "text", "access" if what == "access" else "own", sub="access", paras=[L("welcome")])
    if s["role"][1] != "gl":
        return page(request, s, "text", "access", 403, paras=[L("noright")])
    if what == "exchange":
        return page(request, s, "text", "exchange", sub="access", sub2=1, paras=[L("smtext")])
    if what == "information":
        r = technical_user(s["company"])
        return page(request, s, "created", "info", sub="access", sub2=1, r=r, old=1) if r else page(request, s, "text", "info", sub="access", sub2=1, paras=[L("none")])
    if what == "sm":
        return page(request, s, "text", "sm", sub="sm", paras=[L("smtext")])
    if what == "created" and s["done"]:
        return page(request, s, "created", "created", sub="sm", r=s["done"])
    if technical_user(s["company"]):
        return page(request, s, "text", "reg", sub="sm", paras=[L("exists")])
    w, post, form, err = s["w"], request.method == "POST", {}, {}
    if post:
        form = await request.form()
        if form.get("cancel"):
            s["w"] = {}
            return go(f"/{l}/sm")
    if what == "reg":
        return go(f"/{l}/contact") if post else page(request, s, "intro", "reg", sub="sm")
    if what == "contact":
        v = w.get("contact", {})
        if post:
            v = {k: str(form.get(k, "")).strip() for k in ("title", "last", "first", "function", "phone", "email")}
            err = {k: L(k) + " " + L("missing") for k in ("last", "first", "function", "phone", "email") if not v[k]}
            if v["email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", v["email"], re.I):
                err["email"] = L("bademail")
            if v["phone"] and not re.fullmatch(r"\+?[\d /.()-]{8,20}", v["phone"]):
                err["phone"] = L("badphone")
            if not err:
                w["contact"] = v
                return go(f"/{l}/channel")
        return page(request, s, "contact", "contact", sub="sm", v=v, errors=err)
    if "contact" not in w:
        return page(request, s, "text", "reg", sub="sm", paras=[L("expired")])
    if what == "channel":
        if post:
            w["channel"] = form.get("channel") if form.get("channel") in CHANNELS else None
            w["codes"] = [c for c, _ in APPS if c in form.getlist("apps")]
            w["apps"] = [loc(n, "fr") for c, n in APPS if c in w["codes"]]
            for k in ("key", "cert"):
                up = form.get(k)
                data = await up.read() if up and not isinstance(up, str) and up.filename else b""
                if data and w["channel"] == "SFTP":
                    bad = check_key(data) if k == "key" else check_cert(up.filename, data)
                    w.pop(k, None)
                    if bad:
                        err[k] = L(f"{k}_{bad}")
                    else:
                        w[k] = (up.filename, sha(data))
                elif w["channel"] == "SFTP" and k not in w:
                    err[k] = L(k + "_empty")
            if not w["channel"]:
                err["channel"] = L("nochan")
            if not w["codes"]:
                err["apps"] = L("noapps")
            if w["channel"] != "SFTP":
                w.pop("key", None), w.pop("cert", None)
            if not err:
                w["chan_ok"] = 1
                return go(f"/{l}/username")
        return page(request, s, "channel", "channel", sub="sm", v=w, errors=err, channels=CHANNELS, apps=[(c, loc(n, l)) for c, n in APPS])
    if not w.get("chan_ok"):
        return go(f"/{l}/channel")
    if what == "username":
        v = {"username": w.get("username", "")}
        if post:
            v = {"username": str(form.get("username", ""))}
            if not re.fullmatch(r"[a-z0-9]{8,20}", v["username"]):
                err["username"] = L("badname")
            elif name_taken(v["username"]):
                err["username"] = L("taken")
            else:
                w["username"] = v["username"]
                return go(f"/{l}/review")
        return page(request, s, "username", "tuser", sub="sm", v=v, errors=err)
    if what == "review" and w.get("username"):
        if post and form.get("confirm"):
            COUNT["confirm"] += 1
            if name_taken(w["username"]):
                return page(request, s, "username", "tuser", sub="sm", v=w, errors={"username": L("taken")})
            s["done"], s["w"] = register(s["company"], w, quality=QUAL[s["role"][0]][0], language=l), {}
            return go(f"/{l}/created")
        return page(request, s, "review", "review", sub="sm", w=w, appnames=[loc(n, l) for c, n in APPS if c in w["codes"]])
    return go(f"/{l}/reg")


async def role(request):
    s, p = session(request), request.path_params
    if not s["user"] or p["no"] not in [c[0] for c in COMPANIES] or (p["q"], p["k"]) not in ROLES:
        return go("/")
    s.update(company=p["no"], role=(p["q"], p["k"]), w={}, done=None)
    return page(request, s, "text", "portal", paras=[loc(T["welcome"], p["l"])])

app = Starlette(routes=[Route("/", home), Route("/_truth", truth), Route("/site_de/", german), Route("/int/", german),
                        Route("/site_{l}/{what}", public), Route("/site_{l}/{what}/", public), Route("/{l}/logon", logon, methods=["GET", "POST"]),
                        Route("/{l}/logout", logout), Route("/{l}/role/{no}/{q}/{k}", role), Route("/{l}/{what}", inner, methods=["GET", "POST"])])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8705)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning")
