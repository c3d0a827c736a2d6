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

HERE = Path(__file__).resolve().parent / "parts" / "mvc_kendo"
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

# ------------------------------------------------------------------ wizard (TempData = s["wiz"])
STEPS = ["Intro", "Contact", "Channel", "UserName", "Review"]
CONTACT = ["LastName", "FirstName", "Function", "Phone", "Email"]

def wizard(fn):
    """guards of the wizard: local manager, no technical user yet, steps in order"""
    def inner(request, s):
        ajax = is_ajax(request)
        if not may_configure(s):
            return PlainTextResponse("", 403) if ajax else go("/StructuredMessages/Index")
        if s["entity"] in TECH:
            return PlainTextResponse("", 409) if ajax else go("/StructuredMessages/Index")
        step = fn.step
        w = s["wiz"]
        t = T(request)
        if step != "Intro":
            missing = None
            if w is None:
                missing = "Intro"
            elif step in ("Channel", "UserName", "Review") and not w.get("contact"):
                missing = "Contact"
            elif step in ("UserName", "Review") and not w.get("channel_ok"):
                missing = "Channel"
            elif step == "Review" and not w.get("username"):
                missing = "UserName"
            if missing:
                if ajax:
                    return PlainTextResponse("", 409)
                s["flash"] = ("info", t("Complétez d'abord cette étape.", "Vul eerst deze stap in."))
                return go("/RegisterConfiguration/" + missing)
        return fn(request, s)
    return inner

def step(name):
    def deco(fn):
        fn.step = name
        return wizard(fn)
    return deco

def clean(v):
    return re.sub(r"\s+", " ", str(v or "")).strip()

@step("Intro")
def wiz_intro(request, s):
    if request.method == "POST":
        if s["wiz"] is None:
            s["wiz"] = {"contact": None, "channel": "", "apps": [], "files": {}, "username": "", "op": secrets.token_hex(8)}
        return go("/RegisterConfiguration/Contact")
    return view(request, "wiz_intro.html", section="messages", step=0)

@step("Contact")
def wiz_contact(request, s):
    t, w = T(request), s["wiz"]
    if request.method == "POST":
        f = request.state.form
        m = {k: clean(f.get("Contact." + k)) for k in CONTACT + ["Title", "Fax", "Language"]}
        if "previous" in f:
            return go("/RegisterConfiguration/Intro")
        errors = {}
        labels = {"LastName": t("Nom", "Naam"), "FirstName": t("Prénom", "Voornaam"), "Function": t("Fonction", "Functie"),
                  "Phone": t("Téléphone", "Telefoon"), "Email": t("Adresse e-mail", "E-mailadres")}
        for k in CONTACT:
            if not m[k]:
                errors["Contact." + k] = t("Le champ « %s » est obligatoire.", "Het veld “%s” is verplicht.") % labels[k]
        if m["Phone"] and not (re.fullmatch(r"\+?[0-9 ()/.\-]{8,24}", m["Phone"]) and len(re.sub(r"\D", "", m["Phone"])) >= 8):
            errors["Contact.Phone"] = t("Ce numéro de téléphone n'est pas valable (exemple : 02 555 01 23).", "Dit telefoonnummer is niet geldig (voorbeeld: 02 555 01 23).")
        if m["Email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", m["Email"]):
            errors["Contact.Email"] = t("Cette adresse e-mail n'est pas valable.", "Dit e-mailadres is niet geldig.")
        if errors:
            return view(request, "wiz_contact.html", section="messages", step=1, m=m, errors=errors)
        w["contact"] = m
        return go("/RegisterConfiguration/Review" if w.get("username") and w.get("channel_ok") and w.pop("back", None) else "/RegisterConfiguration/Channel")
    m = w["contact"] or {"Language": "N" if request.state.lang == "nl" else "F"}
    return view(request, "wiz_contact.html", section="messages", step=1, m=m)

@step("Channel")
def wiz_channel(request, s):
    t, w = T(request), s["wiz"]
    errors = {}
    if request.method == "POST":
        f = request.state.form
        if "previous" in f:
            return go("/RegisterConfiguration/Contact")
        ch = str(f.get("ChannelType", ""))
        w["channel"] = ch if ch in CHANNELS else ""
        w["channel_ok"] = False
        chosen = []
        for i, a in enumerate(APPS):
            if "true" in [str(x) for x in f.getlist("Applications[%d].Selected" % i)]:
                chosen.append(a[0])
        w["apps"] = chosen
        if not w["channel"]:
            errors["ChannelType"] = t("Choisissez un canal.", "Kies een kanaal.")
        if w["channel"] == "SFTP":
            if "PublicKey" not in w["files"]:
                errors["PublicKey"] = t("Ajoutez la clé publique SSH de votre client SFTP.", "Voeg de publieke SSH-sleutel van uw SFTP-client toe.")
            if "Certificate" not in w["files"]:
                errors["Certificate"] = t("Ajoutez la clé publique de votre certificat qualifié (.cer).", "Voeg de publieke sleutel van uw gekwalificeerd certificaat toe (.cer).")
            if not chosen:
                errors["Applications"] = t("Cochez au moins une application.", "Vink minstens één toepassing aan.")
        if not errors:
            w["channel_ok"] = True
            return go("/RegisterConfiguration/UserName")
    return view(request, "wiz_channel.html", section="messages", step=2, w=w, errors=errors, apps=APPS, channels=CHANNELS)

@step("Channel")
def wiz_channel_details(request, s):
    ch = request.query_params.get("channel", "")
    w = dict(s["wiz"], channel=ch if ch in CHANNELS else "")
    return view(request, "_channel.html", w=w, apps=APPS)

def check_ssh(data, t):
    if b"PRIVATE KEY" in data:
        return None, t("Ce fichier contient une clé privée. Ne la transmettez jamais ; choisissez la clé publique.",
                       "Dit bestand bevat een private sleutel. Geef die nooit door; kies de publieke sleutel.")
    bad = t("Ce fichier n'est pas une clé publique SSH (format OpenSSH, une seule ligne).",
            "Dit bestand is geen publieke SSH-sleutel (OpenSSH-formaat, één regel).")
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return None, bad
    parts = text.split(None, 2)
    if len(text.splitlines()) != 1 or len(parts) < 2 or not re.match(r"(ssh-|ecdsa-sha2-|sk-)", parts[0]):
        return None, bad
    try:
        blob = base64.b64decode(parts[1], validate=True)
        n = struct.unpack(">I", blob[:4])[0]
        if blob[4:4 + n].decode() != parts[0] or len(blob) < 40:
            return None, bad
        if parts[0] in ("ssh-rsa", "ssh-ed25519"):
            load_ssh_public_key((parts[0] + " " + parts[1]).encode())
    except Exception:
        return None, bad
    return parts[0] + " …" + parts[1][-12:], None

def check_cert(data, t):
    bad = t("Ce fichier n'est pas un certificat (DER ou PEM, extension .cer).", "Dit bestand is geen certificaat (DER of PEM, extensie .cer).")
    if b"PRIVATE KEY" in data:
        return None, t("Ce fichier contient une clé privée. Exportez le certificat sans la clé privée.",
                       "Dit bestand bevat een private sleutel. Exporteer het certificaat zonder de private sleutel.")
    try:
        cert = x509.load_pem_x509_certificate(data.strip() + b"\n") if b"-----BEGIN" in data else x509.load_der_x509_certificate(data)
    except Exception:
        return None, bad
    try:
        subject = cert.subject.rfc4514_string()
    except Exception:
        subject = ""
    return (subject or "X.509") + " – SHA-1 " + cert.fingerprint(hashes.SHA1()).hex()[:16].upper(), None

@step("Channel")
async def wiz_save(request, s):
    t, kind = T(request), request.path_params["kind"]
    up = request.state.form.get("files")
    if kind not in ("PublicKey", "Certificate") or up is None or isinstance(up, str):
        return JSONResponse({"success": False, "message": t("Aucun fichier reçu.", "Geen bestand ontvangen.")})
    data = await up.read(70000)
    name = re.split(r"[\\/]", up.filename or "")[-1]
    if not data:
        return JSONResponse({"success": False, "message": t("Le fichier est vide.", "Het bestand is leeg.")})
    if len(data) > 65536:
        return JSONResponse({"success": False, "message": t("Le fichier dépasse 64 ko.", "Het bestand is groter dan 64 kB.")})
    if kind == "Certificate" and not name.lower().endswith((".cer", ".crt", ".pem", ".der")):
        return JSONResponse({"success": False, "message": t("Le fichier doit avoir l'extension .cer.", "Het bestand moet de extensie .cer hebben.")})
    desc, err = (check_ssh if kind == "PublicKey" else check_cert)(data, t)
    if err:
        return JSONResponse({"success": False, "message": err})
    s["wiz"]["files"][kind] = {"name": name, "size": len(data), "desc": desc}
    return JSONResponse({"success": True, "name": name, "size": len(data), "description": desc})

@step("Channel")
def wiz_remove(request, s):
    s["wiz"]["files"].pop(request.path_params["kind"], None)
    s["wiz"]["channel_ok"] = False
    return JSONResponse({"success": True})

def username_error(name, t):
    if not name:
        return t("Introduisez un nom d'utilisateur.", "Vul een gebruikersnaam in.")
    if not re.fullmatch(r"[A-Za-z0-9]+", name):
        return t("Utilisez uniquement des lettres (a-z) et des chiffres (0-9), sans espace.", "Gebruik alleen letters (a-z) en cijfers (0-9), zonder spatie.")
    if not 8 <= len(name) <= 20:
        return t("Le nom d'utilisateur compte de 8 à 20 positions.", "De gebruikersnaam telt 8 tot 20 posities.")
    if name.lower() in TAKEN or name.lower() in ACCOUNTS:
        return t("Ce nom d'utilisateur est déjà attribué. Choisissez un autre nom.", "Deze gebruikersnaam is al toegekend. Kies een andere naam.")

@step("UserName")
def wiz_username(request, s):
    w, errors = s["wiz"], {}
    value = w.get("username", "")
    if request.method == "POST":
        f = request.state.form
        if "previous" in f:
            return go("/RegisterConfiguration/Channel")
        value = str(f.get("UserName", "")).strip()
        e = username_error(value, T(request))
        if not e:
            w["username"] = value
            return go("/RegisterConfiguration/Review")
        errors["UserName"] = e
    return view(request, "wiz_username.html", section="messages", step=3, value=value, errors=errors)

@step("UserName")
def wiz_available(request, s):
    e = username_error(request.query_params.get("UserName", "").strip(), T(request))
    return JSONResponse(e or True)

def app_lines(request, codes):
    t = T(request)
    return [t(a[1], a[2]) for a in APPS if a[0] in codes]

@step("Review")
def wiz_review(request, s):
    w = s["wiz"]
    return view(request, "wiz_review.html", section="messages", step=4, w=w, app_lines=app_lines(request, w["apps"]))

def wiz_confirm(request, s):
    STATE["confirm"] += 1
    t, w, f = T(request), s["wiz"], request.state.form
    if s.get("done") and f.get("OperationId") == s["done"]["op"]:          # sent twice
        return go("/RegisterConfiguration/Done")
    if not may_configure(s) or s["entity"] in TECH:
        return go("/StructuredMessages/Index")
    if "previous" in f and w:
        return go("/RegisterConfiguration/UserName")
    if not w or not (w.get("contact") and w.get("channel_ok") and w.get("username")) or f.get("OperationId") != w["op"]:
        return go("/RegisterConfiguration/Review")
    if username_error(w["username"], t):
        s["flash"] = ("error", username_error(w["username"], t))
        w["username"] = ""
        return go("/RegisterConfiguration/UserName")
    sender = str(STATE["next_sender"])
    STATE["next_sender"] += 7
    TAKEN.add(w["username"].lower())
    TECH[s["entity"]] = {"username": w["username"], "sender": sender, "channel": w["channel"],
                         "contact": "%s %s" % (w["contact"]["FirstName"], w["contact"]["LastName"]),
                         "since": time.strftime("%d/%m/%Y"), "apps": list(w["apps"])}
    STATE["regs"].append({"enterprise_number": dots(s["entity"]), "username": w["username"], "channel": w["channel"],
                          "applications": list(w["apps"]), "sender_number": sender,
                          "contact": {k: w["contact"][k] for k in CONTACT}})
    s["done"] = {"op": w["op"], "entity": s["entity"]}
    s["wiz"] = None
    return go("/RegisterConfiguration/Done")

def wiz_done(request, s):
    if not s.get("done") or s["done"]["entity"] != s["entity"]:
        return go("/StructuredMessages/Index")
    return view(request, "wiz_done.html", section="messages", reg=TECH[s["entity"]], app_lines=app_lines(request, TECH[s["entity"]]["apps"]))

def wiz_cancel(request, s):
    s["wiz"] = None
    s["flash"] = ("info", T(request)("L'enregistrement a été abandonné. Aucune donnée n'a été conservée.",
                                     "De registratie is stopgezet. Er werden geen gegevens bewaard."))
    return go("/StructuredMessages/Index")

def help_window(request, s):
    return view(request, "_help.html", key=request.path_params["key"])

# ------------------------------------------------------------------ files, truth
async def asset(request):
    name = {"/Content/css": ("site.css", "text/css"), "/bundles/portal": ("portal.js", "text/javascript")}[request.url.path]
    return Response((HERE / "content" / name[0]).read_text("utf-8"), media_type=name[1])

async def favicon(request):
    return Response('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1c5a8a"/><circle cx="8" cy="8" r="4" fill="#f3b229"/></svg>', media_type="image/svg+xml")

async def truth(request):
    return JSONResponse({"registrations": STATE["regs"], "log_ins": {"accepted": STATE["accepted"], "refused": STATE["refused"]},
                         "confirm_requests": STATE["confirm"]})

def R(path, fn, level=0, methods=("GET",), token=True):
    return Route(path, action(fn, level, token), methods=list(methods))

W, GP = "/RegisterConfiguration/", ("GET", "POST")
routes = [
    R("/", root), R("/Culture/Set", culture), R("/Home/Index", page("home.html", "home")), R("/Home", page("home.html", "home")),
    R("/Citizen/Index", page("audience.html", "citizen")), R("/Enterprise/Index", page("audience.html", "enterprise")),
    R("/Professional/Index", page("audience.html", "professional")), R("/Info/{key}", info),
    R("/Account/TargetGroup", target), R("/Account/LogOn", logon_get), R("/Account/_LogOn/{method}", logon_partial),
    R("/Account/LogOn", logon_post, methods=("POST",)), R("/Account/LogOff", logoff),
    R("/Entity/Index", entity_index, 1), R("/Entity/Read", entity_read, 1, ("POST",)), R("/Entity/Roles/{id}", entity_roles, 1),
    R("/Entity/Enter/{id}/{i:int}", entity_enter, 1),
    R("/Secure/Index", page("secure.html", "secure"), 2), R("/Access/Index", page("access.html", "access"), 2),
    R("/Access/OwnData", page("owndata.html", "access"), 2), R("/Access/Users", page("users.html", "access"), 2),
    R("/Access/Exchange", exchange, 2), R("/Access/_Exchange/{key}", exchange_partial, 2),
    R("/StructuredMessages/Index", structured, 2), R("/StructuredMessages/Documentation", page("documentation.html", "messages"), 2),
    R("/Help/_Window/{key}", help_window),
    R(W + "Intro", wiz_intro, 2, GP), R(W + "Contact", wiz_contact, 2, GP), R(W + "Channel", wiz_channel, 2, GP),
    R(W + "_ChannelDetails", wiz_channel_details, 2), R(W + "Save/{kind}", wiz_save, 2, ("POST",)), R(W + "Remove/{kind}", wiz_remove, 2, ("POST",)),
    R(W + "UserName", wiz_username, 2, GP), R(W + "IsUserNameAvailable", wiz_available, 2), R(W + "Review", wiz_review, 2),
    R(W + "Confirm", wiz_confirm, 2, ("POST",)), R(W + "Done", wiz_done, 2), R(W + "Cancel", wiz_cancel, 2),
    Route("/Content/css", asset), Route("/bundles/portal", asset), Route("/favicon.ico", favicon), Route("/_truth", truth),
    R("/{rest:path}", lambda request, s: not_found_view(request)),
]
app = Starlette(routes=routes)

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8000)
    a = ap.parse_args()
    uvicorn.run(app, host="127.0.0.1", port=a.port, log_level="warning", server_header=False,
                headers=[("Server", "Microsoft-IIS/7.5"), ("X-AspNetMvc-Version", "4.0"), ("X-Powered-By", "ASP.NET")])
