"""Portail / Portaal - a fixture in the manner of an App Router application.

    python app_router.py --port 8300

Pages are drawn by the server and streamed (shell + skeleton, then the content); the script in
parts/app_router/app.js takes over navigation, forms ("server actions") and the widgets.
"""
import argparse
import asyncio
import base64
import hashlib
import json
import re
import secrets
import time
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import load_ssh_public_key
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.responses import (FileResponse, JSONResponse, PlainTextResponse, RedirectResponse,
                                 Response, StreamingResponse)
from starlette.routing import Route

PARTS = Path(__file__).resolve().parent / "parts" / "app_router"
DATA = json.loads((PARTS / "data.json").read_text(encoding="utf-8"))
BUILD = hashlib.sha1(b"".join((PARTS / n).read_bytes() for n in ("app.js", "app.css"))).hexdigest()[:16]
LOCALES = ("fr", "nl")
ACCOUNT = ("demo", "Secret-Pass-1")
STEPS = ("intro", "contact", "channel", "username", "review")
CHANNELS = ("FTP", "SFTP", "Isabel", "MQLink")
CONTACT = ("lastName", "firstName", "function", "phone", "email")
PAGE_SIZE = 8
PAUSE = 0.18

QUALITIES = DATA["qualities"]
FUNCTIONS = DATA["functions"]
APPLICATIONS = {a["code"]: a for a in DATA["applications"]}
COMPANIES = {}
for _c in DATA["companies"]:
    _n = _c["number"]
    assert len(_n) == 10 and 97 - int(_n[:8]) % 97 == int(_n[8:]), _n
    COMPANIES[_n] = _c
assert "1000000021" not in COMPANIES and len(COMPANIES) >= 12


def dotted(number):
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


# ---------------------------------------------------------------- state

SESSIONS = {}
TAKEN = {"ancre2019", "batchpro01", "pension2020", "utilisateur1", "technique2024", "sftpuser01"}
TECHNICAL_USERS = {"0207886044": {
    "username": "ancre2019", "sender_number": "4711", "channel": "SFTP",
    "applications": ["DIMONA", "DMFA", "DB2P"], "created": "12/03/2019", "fresh": False,
    "contact": {"lastName": "Verhulst", "firstName": "Anneke", "function": "Analyste ICT",
                "phone": "09 555 04 17", "email": "anneke.verhulst@ancre.example"},
}}
REGISTRATIONS = []
COUNTS = {"accepted": 0, "refused": 0, "confirm": 0}
NEXT_NUMBER = [6204 + secrets.randbelow(90)]


def new_session():
    sid = secrets.token_urlsafe(24)
    SESSIONS[sid] = {"sid": sid, "user": None, "drafts": {}, "space": None, "seen": time.time()}
    return SESSIONS[sid]


def blank_draft():
    return {"intro": False, "contact": {}, "channel": "", "applications": [], "sshKey": None,
            "certificate": None, "username": ""}


class Ctx:
    """What a request is about: locale, path, session, and in the secured part company and role."""

    def __init__(self, request, locale, segments):
        self.request, self.locale, self.segments = request, locale, segments
        self.path = "/" + "/".join([locale, *segments])
        self.session = SESSIONS.get(request.cookies.get("portal.sid", "")) or {
            "sid": None, "user": None, "drafts": {}, "space": None}
        self.company = self.role = None
        self.new_cookie = None

    def L(self, fr, nl):
        return fr if self.locale == "fr" else nl

    def pick(self, pair):
        return pair[0] if self.locale == "fr" else pair[1]

    @property
    def user(self):
        return self.session["user"]

    @property
    def base(self):
        return f"/{self.locale}/space/{self.company['number']}/{self.role}"

    @property
    def draft(self):
        return self.session["drafts"].setdefault((self.company["number"], self.role), blank_draft())

    @property
    def may_register(self):
        return self.role == "gpc-gl"

    @property
    def technical_user(self):
        return TECHNICAL_USERS.get(self.company["number"]) if self.role.startswith("gpc-") else None

    def role_parts(self, role):
        quality, function = role.split("-")
        return self.pick(QUALITIES[quality]), self.pick(FUNCTIONS[function])


class Page:
    def __init__(self, template, view, title, layout="public", redirect=None, status=200, **data):
        self.template, self.view, self.title, self.layout = template, view, title, layout
        self.redirect, self.status, self.data = redirect, status, data


def go(path):
    return Page("", "", "", redirect=path)


def missing(ctx):
    return Page("public.html", "missing", ctx.L("Page introuvable", "Pagina niet gevonden"), status=404,
                layout="secure" if ctx.user else "public")


# ---------------------------------------------------------------- checks

def check_contact(ctx, values):
    L, errors = ctx.L, {}
    for name in CONTACT:
        if not values.get(name, "").strip():
            errors[name] = L("Ce champ est obligatoire.", "Dit veld is verplicht.")
    phone = values.get("phone", "").strip()
    if phone and (not re.fullmatch(r"\+?[\d\s./()-]+", phone) or not 8 <= len(re.sub(r"\D", "", phone)) <= 15):
        errors["phone"] = L("Introduisez un numéro valable, par exemple 02 555 01 23.",
                            "Geef een geldig nummer in, bijvoorbeeld 02 555 01 23.")
    email = values.get("email", "").strip()
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", email):
        errors["email"] = L("Cette adresse e-mail ne semble pas correcte.", "Dit e-mailadres lijkt niet juist.")
    return errors


def check_channel(ctx, draft):
    L, errors = ctx.L, {}
    if draft["channel"] not in CHANNELS:
        errors["channel"] = L("Choisissez un canal.", "Kies een kanaal.")
    if draft["channel"] == "SFTP":
        if not draft["sshKey"]:
            errors["sshKey"] = L("Ajoutez votre clé publique SSH.", "Voeg uw publieke SSH-sleutel toe.")
        if not draft["certificate"]:
            errors["certificate"] = L("Ajoutez votre certificat qualifié (.cer).",
                                      "Voeg uw gekwalificeerd certificaat (.cer) toe.")
        if not draft["applications"]:
            errors["applications"] = L("Choisissez au moins une application.", "Kies minstens één toepassing.")
    return errors


def check_username(ctx, name):
    L = ctx.L
    if not name:
        return L("Introduisez un nom d’utilisateur.", "Geef een gebruikersnaam in.")
    if not re.fullmatch(r"[A-Za-z0-9]+", name):
        return L("Uniquement des lettres (a-z) et des chiffres (0-9), sans espace.",
                 "Enkel letters (a-z) en cijfers (0-9), zonder spatie.")
    if not 8 <= len(name) <= 20:
        return L("Entre 8 et 20 caractères, s’il vous plaît.", "Tussen 8 en 20 tekens, alstublieft.")
    if name.lower() in TAKEN:
        return L("Ce nom d’utilisateur est déjà attribué. Choisissez-en un autre.",
                 "Deze gebruikersnaam is al in gebruik. Kies een andere.")
    return None


def read_ssh_key(ctx, raw):
    """-> (facts, None) or (None, message)."""
    L = ctx.L
    text = raw.decode("utf-8", "replace").strip()
    if "PRIVATE KEY" in text:
        return None, L("Attention, ceci est une clé privée. Ne la partagez jamais : choisissez la clé publique.",
                       "Opgelet, dit is een private sleutel. Deel die nooit: kies de publieke sleutel.")
    if "BEGIN CERTIFICATE" in text or raw[:1] == b"\x30":
        return None, L("Ceci ressemble à un certificat. La clé SSH se compose d’une ligne « ssh-rsa AAAA… ».",
                       "Dit lijkt een certificaat. De SSH-sleutel is één regel 'ssh-rsa AAAA…'.")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        if len(lines) != 1:
            raise ValueError
        load_ssh_public_key(lines[0].encode())
        kind, blob = lines[0].split()[:2]
        digest = hashlib.sha256(base64.b64decode(blob)).digest()
    except Exception:
        return None, L("Nous ne reconnaissons pas cette clé. Format attendu : OpenSSH, sur une seule ligne.",
                       "We herkennen deze sleutel niet. Verwacht formaat: OpenSSH, op één regel.")
    return {"info": f"{kind} · SHA256:{base64.b64encode(digest).decode().rstrip('=')[:22]}…"}, None


def read_certificate(ctx, raw):
    L = ctx.L
    if raw.lstrip()[:4] in (b"ssh-", b"ecds"):
        return None, L("Ceci est une clé SSH. Ici, nous attendons la clé publique du certificat (.cer).",
                       "Dit is een SSH-sleutel. Hier verwachten we de publieke sleutel van het certificaat (.cer).")
    try:
        if b"-----BEGIN" in raw:
            cert = x509.load_pem_x509_certificate(raw)
        else:
            cert = x509.load_der_x509_certificate(raw)
        names = cert.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        who = names[0].value if names else cert.subject.rfc4514_string() or "—"
        mark = cert.fingerprint(hashes.SHA1()).hex()[:12].upper()
    except Exception:
        return None, L("Ce fichier n’est pas un certificat lisible (.cer, DER ou PEM).",
                       "Dit bestand is geen leesbaar certificaat (.cer, DER of PEM).")
    return {"info": f"{who} · {mark}…"}, None


def progress(ctx, draft):
    """The steps that are complete, in order up to the first that is not."""
    done = []
    for step in STEPS:
        good = {"intro": lambda: draft["intro"],
                "contact": lambda: not check_contact(ctx, draft["contact"]),
                "channel": lambda: not check_channel(ctx, draft),
                "username": lambda: not check_username(ctx, draft["username"]),
                "review": lambda: False}[step]()
        if not good:
            break
        done.append(step)
    return done


# ---------------------------------------------------------------- pages

def resolve(ctx, state=None):
    seg, L, loc = ctx.segments, ctx.L, ctx.locale
    state = state or {}
    match seg:
        case []:
            return Page("public.html", "home", L("La Sécurité sociale belge", "De Belgische sociale zekerheid"))
        case ["citizens" | "enterprises" | "professionals" as audience]:
            return Page("public.html", "audience", ctx.pick(DATA["audiences"][audience]["title"]),
                        audience=audience)
        case ["news", slug] if slug in DATA["news"]:
            return Page("public.html", "article", ctx.pick(DATA["news"][slug]["title"]),
                        article=DATA["news"][slug], kind="news")
        case ["info", slug] if slug in DATA["info"]:
            return Page("public.html", "article", ctx.pick(DATA["info"][slug]["title"]),
                        article=DATA["info"][slug], kind="info", layout="secure" if ctx.user else "public")
        case ["help"]:
            return Page("public.html", "help", L("Aide", "Hulp"), layout="secure" if ctx.user else "public")
        case ["login"]:
            return Page("login.html", "groups", L("Se connecter", "Aanmelden"), layout="login")
        case ["login", "citizen" | "enterprise" | "professional" as group]:
            return Page("login.html", "methods", L("Se connecter", "Aanmelden"), layout="login", group=group)
        case ["login", "professional", "codes"]:
            return Page("login.html", "codes", L("Codes d’accès", "Toegangscodes"), layout="login", state=state)
    if seg and seg[0] in ("companies", "space", "access", "profile") and not ctx.user:
        return go(f"/{loc}/login?expired=1" if ctx.request.cookies.get("portal.sid") else f"/{loc}/login")
    match seg:
        case ["companies"]:
            return Page("companies.html", "list", L("Mes entreprises", "Mijn ondernemingen"), layout="secure")
        case ["companies", number] if number in COMPANIES:
            return Page("companies.html", "company", COMPANIES[number]["name"], layout="secure",
                        company=COMPANIES[number])
        case ["access"]:
            if ctx.session["space"]:
                return go(f"/{loc}/space/{ctx.session['space'][0]}/{ctx.session['space'][1]}/access")
            return Page("companies.html", "first", L("Gestion d’accès", "Toegangsbeheer"), layout="secure")
        case ["profile"]:
            return Page("companies.html", "profile", L("Mon profil", "Mijn profiel"), layout="secure")
        case ["space", number, role, *rest] if number in COMPANIES and role in COMPANIES[number]["roles"]:
            ctx.company, ctx.role = COMPANIES[number], role
            ctx.session["space"] = (number, role)
            return resolve_space(ctx, rest, state)
    return missing(ctx)


def resolve_space(ctx, rest, state):
    L = ctx.L
    messages, access = f"{ctx.base}/messages", f"{ctx.base}/access"
    match rest:
        case []:
            return Page("space.html", "overview", ctx.company["name"], layout="secure", area="overview")
        case ["own-data"]:
            return Page("space.html", "own-data", L("Gestion des données propres", "Beheer van de eigen gegevens"),
                        layout="secure", area="own-data")
        case ["users"]:
            return Page("space.html", "users", L("Gestion des utilisateurs", "Gebruikersbeheer"),
                        layout="secure", area="users")
        case ["messages"]:
            return Page("space.html", "messages", L("Messages structurés", "Gestructureerde berichten"),
                        layout="secure", area="messages")
        case ["messages", "channels"]:
            return Page("space.html", "channels", L("Canaux pris en charge", "Ondersteunde kanalen"),
                        layout="secure", area="messages")
        case ["access"]:
            return Page("space.html", "access", L("Gestion d’accès", "Toegangsbeheer"), layout="secure", area="access")
        case ["access", "information"]:
            return Page("space.html", "information", L("Information", "Informatie"), layout="secure", area="access")
        case ["messages", "configuration"]:
            return go(f"{messages}/configuration/intro")
        case ["messages", "configuration", "done"]:
            if not ctx.technical_user or not ctx.technical_user["fresh"]:
                return go(messages)
            return Page("wizard.html", "done", L("C’est fait !", "Klaar!"), layout="secure")
        case ["messages", "configuration", step] if step in STEPS:
            if ctx.technical_user or not ctx.may_register:
                return go(messages)
            done = progress(ctx, ctx.draft)
            if STEPS.index(step) > len(done):
                return go(f"{messages}/configuration/{STEPS[len(done)]}")
            return Page("wizard.html", step, L("Enregistrer les données de configuration",
                                               "Configuratiegegevens registreren"),
                        layout="secure", step=step, done=done, draft=ctx.draft, state=state)
    return missing(ctx)


# ---------------------------------------------------------------- drawing

ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(PARTS / "pages"), autoescape=True,
                         trim_blocks=True, lstrip_blocks=True)
ENV.filters["dotted"] = dotted
ACTIONS = {}


def action_id(name):
    return hashlib.sha1(b"portail/" + name.encode()).hexdigest() + "40"


def template_args(ctx, page=None):
    salt, count = secrets.token_hex(1), [0]

    def uid():
        count[0] += 1
        return f":R{salt}{count[0]:x}:"
    return {"ctx": ctx, "L": ctx.L, "pick": ctx.pick, "loc": ctx.locale, "uid": uid, "page": page,
            "action": action_id, "D": DATA, "user": ctx.user, "companies": COMPANIES,
            "applications": APPLICATIONS, "channels": CHANNELS, "steps": STEPS, "BUILD": BUILD,
            "now": datetime.now(), "space": ctx.session["space"], "state": {},
            "cookie_ok": "portal.cookies" in ctx.request.cookies}


def draw(ctx, page, panel=False):
    args = {**template_args(ctx, page), **page.data, "view": page.view, "panel": panel}
    return Markup(ENV.get_template(page.template).render(args))


def frame(ctx, page, content):
    return ENV.get_template("layout.html").render({**template_args(ctx, page), "content": content})


def keep_cookie(ctx, response):
    if ctx.new_cookie is not None:
        if ctx.new_cookie:
            response.set_cookie("portal.sid", ctx.new_cookie, httponly=True, samesite="lax", path="/")
        else:
            response.delete_cookie("portal.sid", path="/")
    return response


def flight(rows, status=200, headers=None):
    text = "".join(f"{i}:{json.dumps(row, ensure_ascii=False)}\n" for i, row in enumerate(rows))
    return Response(text, status, media_type="text/x-component",
                    headers={"Cache-Control": "no-store", "Vary": "RSC, Next-Url", **(headers or {})})


async def stream(ctx, page):
    """The document: shell with skeleton first, the content in a hidden piece afterwards."""
    args = template_args(ctx, page)
    skeleton = Markup(ENV.get_template("skeleton.html").render(args))
    hole = Markup('<!--$?--><template id="B:0"></template>') + skeleton + Markup("<!--/$-->")
    shell = ENV.get_template("document.html").render({**args, "app": Markup(frame(ctx, page, hole)),
                                                      "skeleton": skeleton})
    yield shell
    await asyncio.sleep(PAUSE)
    content = draw(ctx, page)
    yield f'<div hidden id="S:0">{content}</div><script>$RC("B:0","S:0")</script>'
    tree = json.dumps(["$", "main", None, {"segments": [ctx.locale, *ctx.segments], "title": page.title}])
    yield "<script>self.__f.push([1," + json.dumps("2:" + tree).replace("<", "\\u003c") + "])</script></body></html>"


async def answer_page(ctx, state=None):
    page = resolve(ctx, state)
    rsc = ctx.request.headers.get("rsc") == "1"
    if page.redirect:
        if rsc:
            return flight([{"redirect": page.redirect}])
        return RedirectResponse(page.redirect, 307 if ctx.request.method == "GET" else 303)
    if rsc:
        await asyncio.sleep(PAUSE)
        title = f"{page.title} | {ctx.L('Sécurité sociale', 'Sociale zekerheid')}"
        meta = {"b": BUILD, "title": title, "lang": ctx.locale, "layout": page.layout}
        if ctx.request.headers.get("next-intercept") == "panel" and page.view == "company":
            return flight([meta, draw(ctx, page, panel=True)])
        return flight([meta, frame(ctx, page, draw(ctx, page))], page.status)
    return StreamingResponse(stream(ctx, page), page.status, media_type="text/html; charset=utf-8",
                             headers={"Cache-Control": "private, no-store"})


# ---------------------------------------------------------------- server actions

def server_action(function):
    ACTIONS[action_id(function.__name__)] = function
    return function


@server_action
async def logIn(ctx, form):
    name, word = str(form.get("username", "")).strip(), str(form.get("password", ""))
    errors = {}
    if not name:
        errors["username"] = ctx.L("Introduisez votre nom d’utilisateur.", "Geef uw gebruikersnaam in.")
    if not word:
        errors["password"] = ctx.L("Introduisez votre mot de passe.", "Geef uw wachtwoord in.")
    if errors:
        return {"errors": errors}
    await asyncio.sleep(0.25)
    if (name.lower(), word) != ACCOUNT:
        COUNTS["refused"] += 1
        return {"errors": {}, "values": {"username": name}, "alert": ctx.L(
            "Votre nom d’utilisateur ou votre mot de passe n’est pas correct. Essayez encore.",
            "Uw gebruikersnaam of wachtwoord is niet juist. Probeer het opnieuw.")}
    COUNTS["accepted"] += 1
    session = new_session()
    session["user"] = {"name": "Dominique Mores", "initials": "DM", "login": "demo"}
    ctx.session, ctx.new_cookie = session, session["sid"]
    return {"redirect": f"/{ctx.locale}/companies",
            "toast": ctx.L("Bonjour Dominique, vous êtes connecté.", "Dag Dominique, u bent aangemeld.")}


@server_action
async def logOut(ctx, form):
    SESSIONS.pop(ctx.session["sid"], None)
    ctx.new_cookie = ""
    return {"redirect": f"/{ctx.locale}", "toast": ctx.L("Vous êtes déconnecté. À bientôt !", "U bent afgemeld. Tot snel!")}


def wizard_context(ctx):
    """True when the path is a step of the wizard that this user may take."""
    page = resolve(ctx)
    return bool(ctx.user and ctx.company and ctx.may_register and not ctx.technical_user
                and ctx.segments[3:5] == ["messages", "configuration"]) and page.status == 200


def lost(ctx):
    target = f"{ctx.base}/messages" if ctx.user and ctx.company else f"/{ctx.locale}/login"
    return {"redirect": target}


def take_form(ctx, step, form):
    draft = ctx.draft
    if step == "intro":
        draft["intro"] = True
    elif step == "contact":
        draft["contact"] = {name: str(form.get(name, "")).strip() for name in CONTACT}
    elif step == "channel":
        draft["channel"] = str(form.get("channel", "")) or draft["channel"]
        if "applications.present" in form:
            draft["applications"] = [c for c in APPLICATIONS if c in form.getlist("applications")]
    elif step == "username":
        draft["username"] = str(form.get("username", "")).strip()


async def take_file(ctx, kind, upload):
    raw = await upload.read()
    facts, problem = (read_ssh_key if kind == "sshKey" else read_certificate)(ctx, raw[:65536])
    if problem:
        return None, problem
    size = f"{len(raw)} B" if len(raw) < 1024 else f"{len(raw) / 1024:.1f} kB".replace(".", ",")
    ctx.draft[kind] = {"name": Path(upload.filename or kind).name, "size": size, **facts}
    return ctx.draft[kind], None


@server_action
async def saveStep(ctx, form):
    if not wizard_context(ctx):
        return lost(ctx)
    step = ctx.segments[5] if len(ctx.segments) > 5 else ""
    if step not in STEPS[:-1]:
        return lost(ctx)
    take_form(ctx, step, form)
    draft, root = ctx.draft, f"{ctx.base}/messages/configuration"
    errors = {}
    for kind in ("sshKey", "certificate") if step == "channel" else ():
        upload = form.get(kind)
        if getattr(upload, "filename", ""):
            _, problem = await take_file(ctx, kind, upload)
            if problem:
                errors[kind] = problem
    at = STEPS.index(step)
    if form.get("intent") == "back":
        return {"redirect": f"{root}/{STEPS[max(at - 1, 0)]}"}
    if step == "contact":
        errors = check_contact(ctx, draft["contact"])
    elif step == "channel":
        errors = {**check_channel(ctx, draft), **errors}
    elif step == "username":
        problem = check_username(ctx, draft["username"])
        errors = {"username": problem} if problem else {}
    if errors:
        return {"errors": errors, "toast": ctx.L("Encore un détail à vérifier.", "Nog even iets nakijken."),
                "tone": "error"}
    return {"redirect": f"{root}/{STEPS[at + 1]}"}


@server_action
async def pickChannel(ctx, form):
    if not wizard_context(ctx):
        return lost(ctx)
    take_form(ctx, "channel", form)
    await asyncio.sleep(0.3)
    args = template_args(ctx)
    return {"html": ENV.get_template("channel.html").render({**args, "draft": ctx.draft, "state": {}})}


@server_action
async def uploadFile(ctx, form):
    kind, upload = str(form.get("kind", "")), form.get("file")
    if not wizard_context(ctx):
        return lost(ctx)
    if kind not in ("sshKey", "certificate") or not getattr(upload, "filename", ""):
        return {"error": ctx.L("Aucun fichier reçu.", "Geen bestand ontvangen.")}
    await asyncio.sleep(0.25)
    facts, problem = await take_file(ctx, kind, upload)
    return {"error": problem} if problem else {"file": facts}


@server_action
async def removeFile(ctx, form):
    if not wizard_context(ctx):
        return lost(ctx)
    kind = str(form.get("kind", ""))
    if kind in ("sshKey", "certificate"):
        ctx.draft[kind] = None
    return {"ok": True}


@server_action
async def checkUsername(ctx, form):
    if not wizard_context(ctx):
        return lost(ctx)
    problem = check_username(ctx, str(form.get("username", "")).strip())
    return {"free": problem is None, "message": problem or ctx.L("Ce nom est disponible.", "Deze naam is beschikbaar.")}


@server_action
async def cancelWizard(ctx, form):
    if not wizard_context(ctx):
        return lost(ctx)
    ctx.session["drafts"].pop((ctx.company["number"], ctx.role), None)
    return {"redirect": f"{ctx.base}/messages",
            "toast": ctx.L("Enregistrement abandonné. Rien n’a été créé.", "Registratie stopgezet. Er is niets aangemaakt.")}


@server_action
async def confirmRegistration(ctx, form):
    resolve(ctx)
    if not (ctx.user and ctx.company and ctx.may_register):
        return lost(ctx)
    COUNTS["confirm"] += 1
    done = f"{ctx.base}/messages/configuration/done"
    if ctx.technical_user:                      # confirmed before: the same result, nothing new
        return {"redirect": done if ctx.technical_user["fresh"] else f"{ctx.base}/messages"}
    draft = ctx.draft
    complete = progress(ctx, draft)
    if len(complete) < len(STEPS) - 1:
        return {"redirect": f"{ctx.base}/messages/configuration/{STEPS[len(complete)]}", "tone": "error",
                "toast": ctx.L("Encore un détail à vérifier.", "Nog even iets nakijken.")}
    number, sender = ctx.company["number"], str(NEXT_NUMBER[0])
    NEXT_NUMBER[0] += 1 + secrets.randbelow(6)
    TAKEN.add(draft["username"].lower())
    TECHNICAL_USERS[number] = {
        "username": draft["username"], "sender_number": sender, "channel": draft["channel"],
        "applications": list(draft["applications"]), "contact": dict(draft["contact"]),
        "created": datetime.now().strftime("%d/%m/%Y"), "fresh": True}
    REGISTRATIONS.append({"enterprise_number": dotted(number), "username": draft["username"],
                          "channel": draft["channel"], "applications": list(draft["applications"]),
                          "sender_number": sender})
    ctx.session["drafts"].pop((number, ctx.role), None)
    await asyncio.sleep(0.5)
    return {"redirect": done, "data": {"username": draft["username"], "senderNumber": sender},
            "toast": ctx.L("Utilisateur technique créé", "Technische gebruiker aangemaakt")}


async def answer_action(ctx):
    request = ctx.request
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
        return PlainTextResponse("Invalid Server Actions request.", 403)
    form = await request.form()
    name = request.headers.get("next-action")
    hydrated = name is not None
    if not hydrated:                            # a form sent before the script had taken over
        name = next((key[11:] for key in form if key.startswith("$ACTION_ID_")), "")
    function = ACTIONS.get(name)
    if function is None:
        return PlainTextResponse("Server action not found.", 404, headers={"x-nextjs-action-not-found": "1"})
    value = await function(ctx, form)
    if hydrated:
        headers = {"x-action-redirect": f"{value['redirect']};push"} if value.get("redirect") else {}
        return keep_cookie(ctx, flight([{"a": "$@1", "b": BUILD}, value], headers=headers))
    if value.get("redirect"):
        return keep_cookie(ctx, RedirectResponse(value["redirect"], 303))
    return await answer_page(ctx, value)


# ---------------------------------------------------------------- routes

async def localized(request):
    locale = request.path_params["locale"]
    segments = [s for s in request.path_params.get("rest", "").split("/") if s]
    ctx = Ctx(request, locale, segments)
    if request.method == "POST":
        return await answer_action(ctx)
    return await answer_page(ctx)


async def root(request):
    args = template_args(Ctx(request, "fr", []))
    return Response(ENV.get_template("choose.html").render(args), media_type="text/html; charset=utf-8")


async def other_language(request):
    args = template_args(Ctx(request, "fr", []))
    which = request.url.path.strip("/")
    return Response(ENV.get_template("other.html").render({**args, "which": which}),
                    media_type="text/html; charset=utf-8")


async def api_companies(request):
    ctx = Ctx(request, "nl" if request.query_params.get("locale") == "nl" else "fr", [])
    if not ctx.user:
        return JSONResponse({"error": "unauthorized"}, 401)
    await asyncio.sleep(0.22)
    q = request.query_params.get("q", "").strip().lower()
    digits = re.sub(r"[.\s]", "", q).removeprefix("be")
    rows = [c for c in COMPANIES.values()
            if q in f"{c['name']} {ctx.pick(c['city'])}".lower() or (digits.isdigit() and digits in c["number"])]
    key = "number" if request.query_params.get("sort") == "number" else "name"
    rows.sort(key=lambda c: c[key].lower())
    size = 50 if request.query_params.get("all") else PAGE_SIZE
    pages = max(1, -(-len(rows) // size))
    try:
        at = min(max(1, int(request.query_params.get("page", "1"))), pages)
    except ValueError:
        at = 1
    return JSONResponse({"page": at, "pages": pages, "total": len(rows), "rows": [
        {"number": c["number"], "label": dotted(c["number"]), "name": c["name"], "city": ctx.pick(c["city"]),
         "roles": len(c["roles"])} for c in rows[(at - 1) * size:at * size]]})


async def asset(request):
    name = request.path_params["name"]
    kinds = {"js": ("app.js", "text/javascript"), "css": ("app.css", "text/css")}
    file, media = kinds[name.rsplit(".", 1)[-1]] if name.rsplit(".", 1)[-1] in kinds else (None, None)
    if not file:
        return PlainTextResponse("404", 404)
    return FileResponse(PARTS / file, media_type=media, headers={"Cache-Control": "public, max-age=31536000, immutable"})


async def icon(request):
    svg = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" '
           'fill="#0f766e"/><path d="M9 20a7 7 0 0 1 14 0" fill="none" stroke="#fff" stroke-width="3"/></svg>')
    return Response(svg, media_type="image/svg+xml")


async def truth(request):
    return JSONResponse({"registrations": REGISTRATIONS,
                         "log_ins": {"accepted": COUNTS["accepted"], "refused": COUNTS["refused"]},
                         "confirm_requests": COUNTS["confirm"]})


async def not_found(request):
    ctx = Ctx(request, "fr", [])
    page = missing(ctx)
    return StreamingResponse(stream(ctx, page), 404, media_type="text/html; charset=utf-8")


def build():
    async def dispatch(request):
        if request.path_params["locale"] not in LOCALES:
            return await not_found(request)
        return await localized(request)
    return Starlette(routes=[
        Route("/", root), Route("/_truth", truth), Route("/favicon.ico", icon),
        Route("/api/companies", api_companies), Route("/_next/static/{kind}/{name}", asset),
        Route("/int", other_language), Route("/de", other_language),
        Route("/{locale}", dispatch, methods=["GET", "POST"]),
        Route("/{locale}/{rest:path}", dispatch, methods=["GET", "POST"]),
    ])


app = build()

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8300)
    options = parser.parse_args()
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning")
