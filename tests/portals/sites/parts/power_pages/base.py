"""Portail des services (low-code customer portal, fixture).  python power_pages.py --port N"""
import argparse, base64, datetime, hashlib, hmac, json, re, secrets, uuid
from pathlib import Path

import uvicorn
from cryptography import x509
from jinja2 import Environment, FileSystemLoader, pass_context
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

HERE = Path(__file__).resolve().parents[2]
PARTS = HERE / "parts" / "power_pages"
DATA = json.loads((PARTS / "data.json").read_text("utf-8"))
CONTENT = json.loads((PARTS / "content.json").read_text("utf-8"))
LANGS = {"fr-FR": 0, "nl-NL": 1}
SECRET = secrets.token_bytes(32)
NS = uuid.UUID("6f1c2a52-41d7-ec11-a7b5-000d3ab8f2c1")
COOKIE = ".AspNet.ApplicationCookie"
USERS = {"demo": "Secret-Pass-1"}
FORM_ID = "8d5a41b3e0d7ec11a7b5000d3ab8f2c1"
PREFIX = f"ctl00$ContentContainer$WebFormControl_{FORM_ID}$EntityFormView$"


def guid(*parts):
    return str(uuid.uuid5(NS, "|".join(parts)))


# ---------------------------------------------------------------- data
COMPANIES = {}
QUALITIES = {}
for c in DATA["companies"]:
    c["id"] = guid("account", c["number"])
    c["q"] = []
    for code, person in c["qualities"]:
        q = {"id": guid("quality", c["number"], code), "code": code, "person": person, "company": c,
             "eligible": code == "GPC" and person == "GL"}
        c["q"].append(q)
        QUALITIES[q["id"]] = q
    COMPANIES[c["id"]] = c
CHANNELS = {}
for ch in DATA["channels"]:
    ch["id"] = guid("channel", ch["code"])
    CHANNELS[ch["id"]] = ch
APPS = {a["v"]: a for a in DATA["applications"]}
TECH = [dict(e, id=guid("tech", e["username"]), quality="GPC") for e in DATA["existing"]]
TAKEN = {u.lower() for u in DATA["taken_usernames"]}
TRUTH = {"registrations": [], "log_ins": {"accepted": 0, "refused": 0}, "confirm_requests": 0}
NEXT_SENDER = [5236]
SESSIONS, WIZARDS = {}, {}


def tech_of(company):
    return next((t for t in TECH if t["number"] == company["number"]), None)


# ---------------------------------------------------------------- templates
env = Environment(loader=FileSystemLoader(PARTS / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


@pass_context
def tr(ctx, fr, nl=None):
    if nl is None:
        fr, nl = fr
    return nl if ctx["li"] else fr


env.globals.update(_=tr, content=CONTENT, P=PREFIX, FORM_ID=FORM_ID)
env.filters["tojs"] = lambda v: Markup(json.dumps(v, ensure_ascii=False).replace("<", "\\u003c"))


def page(request, name, status=200, **kw):
    lang = kw.pop("lang", request.path_params.get("lang", "fr-FR"))
    s = sess(request)
    path = request.url.path
    rest = path.split("/", 2)[2] if path.startswith(("/fr-FR/", "/nl-NL/")) else ""
    langq = kw.pop("langq", request.url.query)
    ctx = dict(lang=lang, li=LANGS.get(lang, 0), base="/" + lang, user=s.get("user"),
               quality=QUALITIES.get(s.get("quality")), token=csrf(s), rest=rest,
               langq=("?" + langq) if langq else "", crumbs=[], request=request)
    ctx.update(kw)
    html = env.get_template(name).render(ctx)
    resp = HTMLResponse(html, status, headers={"Cache-Control": "no-store, private"})
    return keep(request, resp)


def sess(request):
    if not hasattr(request.state, "sess"):
        sid = request.cookies.get(COOKIE)
        if sid not in SESSIONS:
            sid = secrets.token_urlsafe(32)
            SESSIONS[sid] = {"id": sid}
            request.state.newsid = True
        request.state.sess = SESSIONS[sid]
    return request.state.sess


def keep(request, resp):
    s = sess(request)
    if getattr(request.state, "newsid", False):
        resp.set_cookie(COOKIE, s["id"], httponly=True, samesite="lax", path="/")
    return resp


def go(request, url):
    return keep(request, RedirectResponse(url, 302))


def csrf(s):
    return base64.urlsafe_b64encode(hmac.new(SECRET, b"rvt" + s["id"].encode(), hashlib.sha256).digest()).decode().rstrip("=")


def csrf_ok(request, given):
    return hmac.compare_digest(csrf(sess(request)), given or "")


def viewstate(obj):
    raw = json.dumps(obj).encode()
    return base64.b64encode(raw + hmac.new(SECRET, raw, hashlib.sha256).digest()).decode()


def read_viewstate(text):
    try:
        blob = base64.b64decode(text)
        raw, mac = blob[:-32], blob[-32:]
        if hmac.compare_digest(hmac.new(SECRET, raw, hashlib.sha256).digest(), mac):
            return json.loads(raw)
    except ValueError:
        pass
    return None


def crumb(li, *items):
    return [(t[li] if isinstance(t, (list, tuple)) else t, u) for t, u in items]


HOME = ("Accueil", "Startpagina")
MYSPACE = ("Espace sécurisé", "Beveiligde zone")
MS = ("Messages structurés", "Gestructureerde berichten")
GA = ("Gestion d'accès", "Toegangsbeheer")


# ---------------------------------------------------------------- public part
async def root(request):
    return page(request, "splash.html")


async def international(request):
    return page(request, "international.html")


async def dispatch(request):
    lang = request.path_params["lang"]
    path = request.path_params.get("path", "").strip("/")
    if lang not in LANGS:
        return page(request, "notfound.html", 404, lang="fr-FR")
    li, base = LANGS[lang], "/" + lang
    if request.method == "POST" and path not in ("SignIn", REG):
        return page(request, "notfound.html", 405)
    if path == "":
        return page(request, "home.html")
    if path == "professionals":
        return page(request, "professionals.html", crumbs=crumb(li, (HOME, base + "/"),
                    (("Fonctionnaires et autres professionnels", "Ambtenaren en andere professionelen"), None)))
    if path == "search":
        q = request.query_params.get("q", "").strip()
        hits = []
        if q:
            for slug, c in CONTENT.items():
                if q.lower() in (c["title"][li] + " " + " ".join(p[li] for p in c["body"])).lower():
                    hits.append((slug, c))
        return page(request, "search.html", q=q, hits=hits, crumbs=crumb(li, (HOME, base + "/"), (("Rechercher", "Zoeken"), None)))
    if path in CONTENT:
        c = CONTENT[path]
        return page(request, "content.html", c=c, crumbs=crumb(li, (HOME, base + "/"), (c["title"], None)))
    if path == "Account/Login/Audience":
        if sess(request).get("user"):
            return go(request, base + "/my/companies/")
        return page(request, "audience.html", crumbs=crumb(li, (HOME, base + "/"), (("Se connecter", "Aanmelden"), None)))
    if path == "SignIn":
        return await sign_in(request, lang)
    if path == "Account/Login/LogOff":
        s = sess(request)
        SESSIONS.pop(s["id"], None)
        resp = RedirectResponse(base + "/professionals/?message=signedout", 302)
        resp.delete_cookie(COOKIE, path="/")
        return resp
    secured = SECURED.get(path)
    if secured:
        s = sess(request)
        if not s.get("user"):
            return go(request, f"{base}/Account/Login/Audience")
        fn, needs_quality = secured
        if needs_quality and s.get("quality") not in QUALITIES:
            return go(request, base + "/my/companies/")
        out = fn(request, lang, li, base)
        return await out if hasattr(out, "__await__") else out
    return page(request, "notfound.html", 404, crumbs=crumb(li, (HOME, base + "/"), (("Page introuvable", "Pagina niet gevonden"), None)))


async def sign_in(request, lang):
    li, base = LANGS[lang], "/" + lang
    crumbs = crumb(li, (HOME, base + "/"), (("Se connecter", "Aanmelden"), base + "/Account/Login/Audience"),
                   (("Professionnels de la Sécurité Sociale", "Professional van de sociale zekerheid"), None))
    errors, username, tab = [], "", "eid"
    if request.method == "POST":
        form = await request.form()
        tab, username = "codes", str(form.get("Username", "")).strip()
        password = str(form.get("Password", ""))
        if not csrf_ok(request, str(form.get("__RequestVerificationToken", ""))):
            errors.append(("Votre session a expiré. Veuillez réessayer.", "Uw sessie is verlopen. Probeer opnieuw.")[li])
        elif not username or not password:
            if not username:
                errors.append(("Le champ Nom d'utilisateur est obligatoire.", "Het veld Gebruikersnaam is verplicht.")[li])
            if not password:
                errors.append(("Le champ Mot de passe est obligatoire.", "Het veld Wachtwoord is verplicht.")[li])
        elif USERS.get(username) == password:
            TRUTH["log_ins"]["accepted"] += 1
            SESSIONS.pop(sess(request)["id"], None)
            sid = secrets.token_urlsafe(32)
            request.state.sess = SESSIONS[sid] = {"id": sid, "user": username}
            request.state.newsid = True
            return go(request, base + "/my/companies/")
        else:
            TRUTH["log_ins"]["refused"] += 1
            errors.append(("Tentative de connexion non valide. Le nom d'utilisateur ou le mot de passe est incorrect.",
                           "Ongeldige aanmeldpoging. De gebruikersnaam of het wachtwoord is onjuist.")[li])
    elif sess(request).get("user"):
        return go(request, base + "/my/companies/")
    return page(request, "signin.html", errors=errors, username=username, tab=tab, crumbs=crumbs)


# ---------------------------------------------------------------- secured part
def companies(request, lang, li, base):
    return page(request, "companies.html", hide_context=True,
                crumbs=crumb(li, (HOME, base + "/"), (("Choix de l'entreprise", "Keuze van de onderneming"), None)))


def qualities(request, lang, li, base):
    c = COMPANIES.get(request.query_params.get("id", ""))
    if not c:
        return go(request, base + "/my/companies/")
    rows = [(q, DATA["qualities"][q["code"]][li], DATA["persons"][q["person"]][li]) for q in c["q"]]
    return page(request, "qualities.html", c=c, rows=rows, hide_context=True,
                crumbs=crumb(li, (HOME, base + "/"), (("Choix de l'entreprise", "Keuze van de onderneming"), base + "/my/companies/"), (c["name"], None)))


def select_quality(request, lang, li, base):
    q = QUALITIES.get(request.query_params.get("id", ""))
    if not q:
        return go(request, base + "/my/companies/")
    sess(request)["quality"] = q["id"]
    return go(request, base + "/my/")


def labels(q, li):
    return {"qname": DATA["qualities"][q["code"]][li], "pname": DATA["persons"][q["person"]][li]}


def secured_page(request, tpl, li, crumbs, **kw):
    q = QUALITIES[sess(request)["quality"]]
    return page(request, tpl, crumbs=crumbs, q=q, tech=tech_of(q["company"]) if q["code"] == "GPC" else None, **labels(q, li), **kw)


def my_home(request, lang, li, base):
    return secured_page(request, "my_home.html", li, crumb(li, (HOME, base + "/"), (MYSPACE, None)), section="home")


def my_profile(request, lang, li, base):
    return page(request, "profile.html", hide_context=True, crumbs=crumb(li, (HOME, base + "/"), (("Profil", "Profiel"), None)))


def my_documents(request, lang, li, base):
    return secured_page(request, "documents.html", li, crumb(li, (HOME, base + "/"), (MYSPACE, base + "/my/"), (("Mes documents", "Mijn documenten"), None)), section="documents")


def my_organisation(request, lang, li, base):
    return secured_page(request, "organisation.html", li, crumb(li, (HOME, base + "/"), (MYSPACE, base + "/my/"), (("Données de l'entreprise", "Gegevens van de onderneming"), None)), section="organisation")


def structured(request, lang, li, base):
    return secured_page(request, "structured.html", li, crumb(li, (HOME, base + "/"), (MYSPACE, base + "/my/"), (MS, None)), section="ms")


def access(request, lang, li, base):
    return secured_page(request, "access.html", li, crumb(li, (HOME, base + "/"), (MYSPACE, base + "/my/"), (GA, None)), section="access", sub="")


def access_users(request, lang, li, base):
    return secured_page(request, "access_users.html", li, crumb(li, (HOME, base + "/"), (MYSPACE, base + "/my/"), (GA, base + "/access-management/"),
                        (("Utilisateurs", "Gebruikers"), None)), section="access", sub="users")


def access_info(request, lang, li, base):
    return secured_page(request, "access_info.html", li, crumb(li, (HOME, base + "/"), (MYSPACE, base + "/my/"), (GA, base + "/access-management/"),
                        (("Échange par messages structurés", "Uitwisseling via gestructureerde berichten"), None), (("Information", "Informatie"), None)), section="access", sub="info")

REG = "structured-messages/register-configuration"
SECURED = {}
