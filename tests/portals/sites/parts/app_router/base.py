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

PARTS = Path(__file__).resolve().parent
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
