"""Portail (ASP.NET MVC 4 look) - entry.  python mvc_kendo.py --port N"""
import argparse, base64, json, re, secrets, struct, time, inspect
from pathlib import Path
from urllib.parse import quote

import uvicorn
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

HERE = Path(__file__).resolve().parent
env = Environment(loader=FileSystemLoader(HERE / "views"), autoescape=select_autoescape(default=True),
                  trim_blocks=True, lstrip_blocks=True)
BUILD = "x7Jd2hQ0pW1"

# ------------------------------------------------------------------ data
def num(first8):
    return first8 + "%02d" % (97 - int(first8) % 97)

def dots(n):
    return "%s.%s.%s" % (n[:4], n[4:7], n[7:])

PC, EMP, SEC, PSD, FSS, APL = "PC", "EMP", "SEC", "PSD", "FSS", "APL"
QUALITY = {
    PC: ("Gestionnaire pensions complémentaires", "Beheerder aanvullende pensioenen"),
    EMP: ("Employeur (ONSS)", "Werkgever (RSZ)"),
    SEC: ("Secrétariat social agréé", "Erkend sociaal secretariaat"),
    PSD: ("Prestataire de services", "Dienstverrichter"),
    FSS: ("Secrétariat full service", "Full-service secretariaat"),
    APL: ("Administration provinciale ou locale (ONSSAPL)", "Provinciaal of plaatselijk bestuur (RSZPPO)"),
}
RANK = {"GL": ("Gestionnaire local", "Lokale Beheerder"), "CO": ("Co-gestionnaire local", "Co-lokale beheerder"),
        "U": ("Utilisateur", "Gebruiker")}

COMPANIES = {}
def company(number, name, city, roles):
    COMPANIES[number] = {"number": number, "dotted": dots(number), "name": name, "city": city, "roles": roles}

company("0403170701", "Sillon Prévoyance OFP", "Gembloux", [(EMP, "U"), (PC, "GL")])
company("0207886044", "Caisse de pension L'Ancre", "Oostende", [(PC, "GL"), (EMP, "GL")])
company(num("04412087"), "Aubépine Assurances Groupe", "Namur", [(PC, "GL")])
company(num("04275513"), "Brouwerij De Zwarte Eend", "Tielt", [(EMP, "GL"), (PC, "GL")])
company(num("08336190"), "Constructions Métalliques du Geer", "Waremme", [(EMP, "GL"), (PSD, "U"), (PC, "GL")])
company(num("04630728"), "Demerhof Pensioenfonds", "Diest", [(PC, "GL")])
company(num("08791456"), "Fonds sectoriel Verre et Miroiterie", "Charleroi", [(PC, "GL"), (EMP, "U")])
company(num("04058834"), "Gemeente Herkenbos", "Herkenbos", [(APL, "GL"), (PC, "GL")])
company(num("05447201"), "Hasselblink Verzekeringen", "Hasselt", [(PC, "GL"), (EMP, "GL")])
company(num("04719926"), "Kadans Sociaal Secretariaat", "Genk", [(SEC, "CO"), (FSS, "U"), (PC, "GL")])
company(num("08860317"), "Les Moulins de Thiérache", "Chimay", [(EMP, "GL"), (PC, "U")])       # not local manager
company(num("04502639"), "Maasplas Logistics", "Maasmechelen", [(EMP, "GL"), (PC, "GL")])
company(num("08214470"), "Nordique Réassurance", "Bruxelles", [(PC, "GL")])
company(num("04389105"), "Polder & Duin Pensioen OFP", "Knokke-Heist", [(PC, "GL"), (PSD, "GL")])
company(num("08957722"), "Roseraie Services à Domicile", "Ath", [(EMP, "CO"), (PC, "GL")])
company(num("04166082"), "Zilverlinde Groepsverzekering", "Lier", [(PC, "GL")])
assert "1000000021" not in COMPANIES

APPS = [
    ("AOAT", "AOAT – Déclaration des risques sociaux, secteur accidents du travail", "AOAT – Aangifte van sociale risico's, sector arbeidsongevallen"),
    ("CAPELO", "CAPELO – Carrière publique électronique (données historiques et actuelles)", "CAPELO – Elektronische loopbaan overheid (historische en lopende gegevens)"),
    ("DB2P", "DB2P – Banque de données des pensions complémentaires", "DB2P – Databank aanvullende pensioenen"),
    ("DIMONA", "DIMONA – Déclaration immédiate de l'emploi (entrée, sortie, modification, annulation)", "DIMONA – Onmiddellijke aangifte van tewerkstelling (indienst, uitdienst, wijziging, annulering)"),
    ("DMFA", "DMFA – Déclaration multifonctionnelle trimestrielle (déclaration originale)", "DMFA – Multifunctionele kwartaalaangifte (oorspronkelijke aangifte)"),
    ("DMWA", "DMWA – Modification d'une déclaration trimestrielle", "DMWA – Wijziging van een kwartaalaangifte"),
    ("TWCT", "TWCT – Chômage temporaire et livre de validation", "TWCT – Tijdelijke werkloosheid en validatieboek"),
    ("WECH", "WECH – Déclaration des risques sociaux, secteur chômage", "WECH – Aangifte van sociale risico's, sector werkloosheid"),
    ("ZIMA", "ZIMA – Déclaration des risques sociaux, secteur indemnités", "ZIMA – Aangifte van sociale risico's, sector uitkeringen"),
]
CHANNELS = ["FTP", "Isabel", "MQLink", "SFTP"]

# technical users, by enterprise number
TECH = {"0207886044": {"username": "ancre2019", "sender": "4711", "channel": "SFTP", "contact": "Lieve Ostyn",
                       "since": "11/03/2013", "apps": ["DB2P"]}}
TAKEN = {"ancre2019", "batch2012", "onss0001", "gebruiker1", "utilisateur1", "techuser1"}
STATE = {"next_sender": 20418, "accepted": 0, "refused": 0, "confirm": 0, "regs": []}
SESSIONS = {}
ACCOUNTS = {"demo": "Secret-Pass-1"}

# ------------------------------------------------------------------ plumbing
class Sess(dict):
    pass

def new_session():
    now = time.time()
    for k in [k for k, v in SESSIONS.items() if now - v["seen"] > 3 * 3600]:
        del SESSIONS[k]
    s = Sess(seen=now, token=secrets.token_urlsafe(48), user=None, entity=None, role=None, wiz=None, flash=None)
    s["id"] = secrets.token_hex(12)
    SESSIONS[s["id"]] = s
    return s

def is_ajax(request):
    return request.headers.get("x-requested-with") == "XMLHttpRequest"

def action(fn, level=0, token=True):
    async def endpoint(request):
        s = SESSIONS.get(request.cookies.get("ASP.NET_SessionId", ""))
        if s is None or time.time() - s["seen"] > 45 * 60:
            s = new_session()
        s["seen"] = time.time()
        request.state.s = s
        request.state.lang = "nl" if request.cookies.get("_culture") == "nl-BE" else "fr"
        resp = None
        if level >= 1 and not s["user"]:
            if is_ajax(request):
                resp = PlainTextResponse("", 401)
            else:
                s["flash"] = ("info", T(request)("Votre session a expiré ou vous n'êtes pas encore connecté. Identifiez-vous pour continuer.",
                                                 "Uw sessie is verlopen of u bent nog niet aangemeld. Meld u aan om verder te gaan."))
                resp = go("/Account/TargetGroup")
        elif level >= 2 and not s["entity"]:
            resp = go("/Entity/Index")
        if resp is None and request.method == "POST":
            request.state.form = await request.form()
            given = request.state.form.get("__RequestVerificationToken") or request.headers.get("RequestVerificationToken")
            if token and given != s["token"]:
                resp = view(request, "error.html", 400, code="AF",)
        if resp is None:
            r = fn(request, s)
            resp = await r if inspect.isawaitable(r) else r
        s = request.state.s
        if request.cookies.get("ASP.NET_SessionId") != s["id"]:
            resp.set_cookie("ASP.NET_SessionId", s["id"], httponly=True, path="/")
        resp.headers["Cache-Control"] = "private, no-cache"
        return resp
    return endpoint

def T(request):
    nl = request.state.lang == "nl"
    return lambda fr, nl_: nl_ if nl else fr

def go(url):
    return RedirectResponse(url, 302)

def role_line(request, c, i):
    t = T(request)
    q, r = c["roles"][i]
    return "%s ; %s %s (%s)" % (t(*QUALITY[q]), t("numéro d'entreprise", "ondernemingsnummer"), c["dotted"], t(*RANK[r])) \
        if request.state.lang == "fr" else \
        "%s; %s %s (%s)" % (t(*QUALITY[q]), "ondernemingsnummer", c["dotted"], t(*RANK[r]))

def may_configure(s):
    """local manager of the quality that has structured messages here"""
    if not s["entity"]:
        return False
    q, r = COMPANIES[s["entity"]]["roles"][s["role"]]
    return q == PC and r in ("GL", "CO")

def view(request, template, status=200, **ctx):
    s, t = request.state.s, T(request)
    flash = None
    if not template.startswith("_"):
        flash, s["flash"] = s["flash"], None
    c = COMPANIES.get(s["entity"]) if s["entity"] else None
    full = request.url.path + ("?" + request.url.query if request.url.query else "")
    ctx.setdefault("errors", {})
    ctx.setdefault("section", "")
    base = dict(lang=request.state.lang, t=t, s=s, user=s["user"], company=c, flash=flash, build=BUILD, path=request.url.path,
                quality=t(*QUALITY[c["roles"][s["role"]][0]]) if c else "", rank=t(*RANK[c["roles"][s["role"]][1]]) if c else "",
                here=quote(full, safe=""), tech=TECH.get(s["entity"]) if c and c["roles"][s["role"]][0] == PC else None,
                manager=may_configure(s), dots=dots,
                af=Markup('<input name="__RequestVerificationToken" type="hidden" value="%s" />' % s["token"]),
                cookies_ok=request.cookies.get("_cookieinfo") == "1")
    base.update(ctx)
    return HTMLResponse(env.get_template(template).render(**base), status)

# ------------------------------------------------------------------ public part
def root(request, s):
    if request.cookies.get("_culture"):
        return go("/Home/Index")
    return view(request, "splash.html")

def culture(request, s):
    back = request.query_params.get("returnUrl", "/Home/Index")
    if not back.startswith("/") or back.startswith("//") or "\\" in back:
        back = "/Home/Index"
    resp = go(back)
    resp.set_cookie("_culture", "nl-BE" if request.query_params.get("lang") == "nl" else "fr-BE", max_age=31536000, path="/")
    return resp

def page(template, section="", **kw):
    return lambda request, s: view(request, template, section=section, **kw)

PUBLIC_TEXT = {
    "Contact", "Sitemap", "Legal", "Privacy", "Accessibility", "Glossary", "Faq", "News", "Cookies", "Codes", "Channels", "International", "Deutsch"}

def info(request, s):
    key = request.path_params["key"]
    if key not in PUBLIC_TEXT:
        return not_found_view(request)
    return view(request, "info.html", key=key)

def not_found_view(request):
    return view(request, "error.html", 404, code="404")

# ------------------------------------------------------------------ account
def target(request, s):
    if s["user"]:
        return go("/Entity/Index")
    return view(request, "target.html")

def logon_page(request, s, **kw):
    tg = kw.pop("tg", request.query_params.get("target", "professional"))
    if tg not in ("citizen", "enterprise", "professional"):
        tg = "professional"
    tab = kw.pop("tab", request.query_params.get("method", "eid"))
    if tab not in ("eid", "token", "codes") or (tab == "codes" and tg != "professional"):
        tab = "eid"
    return view(request, "logon.html", tg=tg, tab=tab, **kw)

def logon_get(request, s):
    if s["user"]:
        return go("/Entity/Index")
    return logon_page(request, s)

def logon_partial(request, s):
    m = request.path_params["method"]
    if m not in ("eid", "token", "codes"):
        return not_found_view(request)
    return view(request, "_logon_%s.html" % m, tg=request.query_params.get("target", "professional"))

def logon_post(request, s):
    t, f = T(request), request.state.form
    name, pw = str(f.get("UserName", "")).strip(), str(f.get("Password", ""))
    errors = {}
    if not name:
        errors["UserName"] = t("Introduisez votre nom d'utilisateur.", "Vul uw gebruikersnaam in.")
    if not pw:
        errors["Password"] = t("Introduisez votre mot de passe.", "Vul uw wachtwoord in.")
    if not errors:
        if ACCOUNTS.get(name.lower()) == pw:
            STATE["accepted"] += 1
            SESSIONS.pop(s["id"], None)
            n = new_session()
            n["user"] = name.lower()
            request.state.s = n
            return go("/Entity/Index")
        STATE["refused"] += 1
        errors[""] = t("Le nom d'utilisateur et le mot de passe ne correspondent pas. Vérifiez les majuscules et réessayez.",
                       "De gebruikersnaam en het wachtwoord komen niet overeen. Controleer de hoofdletters en probeer opnieuw.")
    return logon_page(request, s, tg="professional", tab="codes", errors=errors, username=name)

def logoff(request, s):
    SESSIONS.pop(s["id"], None)
    n = new_session()
    n["flash"] = ("info", T(request)("Vous êtes déconnecté. Fermez votre navigateur si vous utilisez un ordinateur partagé.",
                                     "U bent afgemeld. Sluit uw browser als u een gedeelde computer gebruikt."))
    request.state.s = n
    return go("/Professional/Index")

# ------------------------------------------------------------------ choice of company
def entity_index(request, s):
    return view(request, "entities.html", total=len(COMPANIES))

def entity_read(request, s):
    f = request.state.form
    rows = list(COMPANIES.values())
    q = str(f.get("filter", "")).strip().lower()
    if q:
        digits = re.sub(r"[^0-9]", "", q)
        only_number = bool(digits) and not re.search(r"[a-z]", q)
        rows = [c for c in rows if (digits in c["number"] if only_number else (q in c["name"].lower() or q in c["city"].lower()))]
    sort = str(f.get("sort", "name-asc"))
    field, _, direction = sort.partition("-")
    if field not in ("name", "number", "city"):
        field = "name"
    rows.sort(key=lambda c: c[field].lower(), reverse=direction == "desc")
    try:
        page_, size = max(1, int(f.get("page", 1))), min(50, max(1, int(f.get("pageSize", 6))))
    except ValueError:
        page_, size = 1, 6
    part = rows[(page_ - 1) * size: page_ * size]
    return JSONResponse({"Data": [{"Id": c["number"], "Number": c["dotted"], "Name": c["name"], "City": c["city"]} for c in part],
                         "Total": len(rows), "AggregateResults": None, "Errors": None})

def entity_roles(request, s):
    c = COMPANIES.get(request.path_params["id"])
    if not c:
        return not_found_view(request)
    lines = [(i, role_line(request, c, i)) for i in range(len(c["roles"]))]
    return view(request, "_roles.html" if is_ajax(request) else "roles.html", c=c, lines=lines)

def entity_enter(request, s):
    c = COMPANIES.get(request.path_params["id"])
    i = request.path_params["i"]
    if not c or i >= len(c["roles"]):
        return not_found_view(request)
    if (s["entity"], s["role"]) != (c["number"], i):
        s["wiz"] = None
    s["entity"], s["role"] = c["number"], i
    return go("/Secure/Index")

# ------------------------------------------------------------------ secured part
def exchange_partial(request, s):
    key = request.path_params["key"]
    if key not in ("Presentation", "Information", "Files"):
        return not_found_view(request)
    return view(request, "_exchange.html", key=key, apps=APPS)

def exchange(request, s):
    key = request.query_params.get("tab", "Presentation")
    if key not in ("Presentation", "Information", "Files"):
        key = "Presentation"
    return view(request, "exchange.html", section="access", key=key, apps=APPS)

def structured(request, s):
    return view(request, "structured.html", section="messages")
