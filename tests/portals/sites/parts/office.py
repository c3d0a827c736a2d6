"""What four of the portals share: companies, what they check, and the register. Theirs are the pages."""
import argparse, asyncio, base64, html, json, os, random, re, secrets, time
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

ap = argparse.ArgumentParser()
ap.add_argument("--port", type=int, required=True)
ap.add_argument("--login-port", type=int, default=0, help="port of the log-in server (default: port + 500)")
ap.add_argument("--conditions", action="store_true", help="conditions of use must be accepted first")
ARGS = ap.parse_args()
if not ARGS.login_port:
    ARGS.login_port = ARGS.port + 500

# ------------------------------------------------------------------ data
USER, PASSWORD = "demo", "Secret-Pass-1"
GL, UT = "gl", "ut"          # local manager / plain user


def bce(first8):
    """Enterprise number with its check digits, from the first eight digits."""
    return f"{first8:08d}{97 - first8 % 97:02d}"


def dots(n):                  # 0403170701 -> 0403.170.701
    return f"{n[:4]}.{n[4:7]}.{n[7:]}"


COMPANIES = [                 # number, name, place, roles
    ("0403170701", "Delvaize Groupe Distribution SA", "1080 Molenbeek-Saint-Jean", ["pc:gl", "emp:ut"]),
    ("0206653946", "Intercommunale Hydrolys SCRL", "4000 Liège", ["pc:gl"]),
    ("0400378485", "Colrux Frères & Fils SA", "1500 Halle", ["emp:gl", "pc:gl", "pc:ut"]),
    ("0207886044", "Caisse d’Ancre Mutuelle", "1000 Bruxelles", ["pc:gl"]),
    ("0869763267", "Fonds de pension L'Étoile OFP", "5000 Namur", ["pc:ut"]),
]
_N1 = ["Boréal", "Nord-Sud", "Ardenne", "Zénith", "Escaut", "Vesdre", "Lumen", "Opale", "Brabant", "Hesbaye",
       "Pérule", "Tilleul", "Semois", "Quartz", "Iris", "Jonction", "Kérosène", "Atelier", "Moulin", "Xylo"]
_N2 = [("Assurances", "SA"), ("Logistique", "SRL"), ("Pharma", "SA"), ("& Associés", "SC"), ("Prévoyance", "OFP"),
       ("Chimie", "SA"), ("Bâtiment", "SRL"), ("Conseil", "SRL"), ("Transports", "SA"), ("Services", "ASBL")]
_PL = ["1000 Bruxelles", "7000 Mons", "6000 Charleroi", "4800 Verviers", "5300 Andenne", "9000 Gent", "2000 Antwerpen", "8500 Kortrijk"]


def more_companies(count, seed):
    rnd = random.Random(seed)
    seen = {c[0] for c in COMPANIES}
    out = []
    while len(out) < count:
        first = rnd.randint(2000000, 9999999) if rnd.random() < .85 else rnd.randint(10000000, 10099999)
        n = bce(first)
        if n in seen:
            continue
        seen.add(n)
        a, (b, c) = rnd.choice(_N1), rnd.choice(_N2)
        out.append((n, f"{a} {b} {c}", rnd.choice(_PL), rnd.choice([["pc:gl"], ["pc:gl", "emp:gl"], ["emp:gl"], ["pc:ut"]])))
    return out


APPS = [("db2p", "DB2P - Banque de données pensions complémentaires", "DB2P - Databank aanvullende pensioenen"),
        ("dimona", "Dimona - Déclaration immédiate de l'emploi", "Dimona - Onmiddellijke aangifte van tewerkstelling"),
        ("dmfa", "DmfA - Déclaration multifonctionnelle (original)", "DmfA - Multifunctionele aangifte (oorspronkelijk)"),
        ("dmfamod", "DmfA - Modification et consultation", "DmfA - Wijziging en raadpleging"),
        ("drs", "DRS - Déclaration de risques sociaux", "ASR - Aangifte van sociale risico's"),
        ("ct", "Chômage temporaire et livre de validation", "Tijdelijke werkloosheid en validatieboek"),
        ("publiato", "Publiato", "Publiato"),
        ("capelo", "Capelo - Dossier de carrière", "Capelo - Loopbaandossier")]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]

TRUTH = {"log_ins": 0, "refused": 0, "confirms": 0, "registrations": []}
TECH = {"0207886044": {"username": "ancre2019", "sender_number": 4711, "channel": "SFTP", "applications": ["db2p"],
                       "last_name": "Dierickx", "first_name": "Noël", "function": "ICT", "phone": "02 123 45 67",
                       "email": "ict@ancre.example", "since": "14/03/2019"}}
TAKEN = {"dejapris1", "ancre2019"}
FAILS = {"n": 0}
NEXT = {"sender": 700001}
SESSIONS = {}                 # token -> dict


def try_login(user, password):
    """'ok', 'bad' or 'locked'"""
    if FAILS["n"] >= 3:
        TRUTH["refused"] += 1
        return "locked"
    if user == USER and password == PASSWORD:
        FAILS["n"] = 0
        TRUTH["log_ins"] += 1
        return "ok"
    TRUTH["refused"] += 1
    if user == USER:
        FAILS["n"] += 1
    return "locked" if FAILS["n"] >= 3 else "bad"


def new_session(**kw):
    t = secrets.token_hex(16)
    SESSIONS[t] = dict(kw)
    return t


def company(n):
    return next((c for c in COMPANIES if c[0] == n), None)


def good_phone(s):
    return bool(re.fullmatch(r"[+0-9 ./()-]{8,25}", s)) and sum(c.isdigit() for c in s) >= 8


def good_mail(s):
    return bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", s))


def contact_errors(d):
    e = {k: "empty" for k in ("last_name", "first_name", "function", "phone", "email") if not d.get(k, "").strip()}
    if "phone" not in e and not good_phone(d["phone"].strip()):
        e["phone"] = "phone"
    if "email" not in e and not good_mail(d["email"].strip()):
        e["email"] = "email"
    return e


def key_error(name, data):
    t = data.lstrip()
    if not data:
        return "key_missing"
    if b"PRIVATE KEY" in t:
        return "key_private"
    if not re.match(rb"(ssh-\S+|ecdsa-\S+) |---- BEGIN SSH2 PUBLIC KEY", t):
        return "key_bad"


def cert_error(name, data):
    if not data:
        return "cert_missing"
    if not name.lower().endswith(".cer"):
        return "cert_ext"
    if not (data[:1] == b"\x30" or b"BEGIN CERTIFICATE" in data):
        return "cert_bad"


def name_error(u):
    if not u:
        return "empty"
    if not re.fullmatch(r"[a-z0-9]{8,20}", u):
        return "name_form"
    if u in TAKEN:
        return "name_taken"


def tech_key(num, quality):
    return num if quality == "pc" else num + quality


def register(num, w):
    """The one place where a technical user comes into being; w: the wizard's data."""
    s = NEXT["sender"]
    NEXT["sender"] += 1
    rec = {"enterprise_number": dots(num), "username": w["username"], "sender_number": s, "channel": w["channel"],
           "applications": [dict((a[0], a[1]) for a in APPS)[x] for x in w["applications"]],
           **{k: w[k].strip() for k in ("last_name", "first_name", "function", "phone", "email")},
           "quality": w.get("quality", "pc"), "ssh_key": bool(w.get("ssh")), "certificate": bool(w.get("cert"))}
    TRUTH["registrations"].append(rec)
    TAKEN.add(w["username"])
    TECH[tech_key(num, w.get("quality", "pc"))] = dict(w, sender_number=s, since=time.strftime("%d/%m/%Y"))
    return s


async def truth(request):
    return JSONResponse(TRUTH)


esc = html.escape
MSG_FR = {"empty": "Cette donnée est obligatoire.", "phone": "Le numéro de téléphone n'est pas valable.",
          "email": "L'adresse e-mail n'est pas valable.", "key_missing": "La clé publique SSH est obligatoire pour le canal SFTP.",
          "key_private": "Ce fichier contient une clé privée ! Fournissez la clé publique.", "key_bad": "Le fichier de la clé publique SSH n'est pas reconnu.",
          "cert_missing": "Le certificat qualifié est obligatoire pour le canal SFTP.", "cert_ext": "Le certificat doit être un fichier avec l'extension .cer.",
          "cert_bad": "Le fichier du certificat n'est pas reconnu.", "name_form": "Le nom d'utilisateur doit compter de 8 à 20 positions (a-z, 0-9), sans espace.",
          "name_taken": "Ce nom d'utilisateur est déjà attribué. Veuillez en choisir un autre.", "channel": "Veuillez choisir un canal.",
          "apps": "Désignez au moins une application.",
          "bad": "Le nom d'utilisateur ou le mot de passe est incorrect.", "locked": "Votre compte est bloqué après trois tentatives. Contactez le Contact Center au 02 511 51 51.",
          "mail2": "Les deux adresses e-mail ne sont pas identiques."}
MSG_NL = {"empty": "Dit gegeven is verplicht.", "phone": "Het telefoonnummer is niet geldig.",
          "email": "Het e-mailadres is niet geldig.", "key_missing": "De publieke SSH-sleutel is verplicht voor het SFTP-kanaal.",
          "key_private": "Dit bestand bevat een private sleutel! Bezorg de publieke sleutel.", "key_bad": "Het bestand van de publieke SSH-sleutel wordt niet herkend.",
          "cert_missing": "Het gekwalificeerd certificaat is verplicht voor het SFTP-kanaal.", "cert_ext": "Het certificaat moet een bestand met extensie .cer zijn.",
          "cert_bad": "Het bestand van het certificaat wordt niet herkend.", "name_form": "De gebruikersnaam telt 8 tot 20 posities (a-z, 0-9), zonder spatie.",
          "name_taken": "Deze gebruikersnaam is reeds toegekend. Gelieve een andere te kiezen.", "channel": "Gelieve een kanaal te kiezen.",
          "apps": "Duid minstens één toepassing aan.",
          "bad": "De gebruikersnaam of het wachtwoord is onjuist.", "locked": "Uw account is geblokkeerd na drie pogingen. Neem contact op met het Contact Center op 02 511 51 51.",
          "mail2": "De twee e-mailadressen zijn niet gelijk."}
