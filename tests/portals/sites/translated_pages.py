"""Fixture portal: Angular/PrimeNG-like single-page application, Dutch first, French translated."""
import argparse
import base64
import datetime
import hashlib
import json
import re
import secrets
import time
from pathlib import Path

import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import load_ssh_public_key
from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

PARTS = Path(__file__).resolve().parent / "parts" / "translated_pages"
DATA = json.loads((PARTS / "data.json").read_text("utf-8"))
JINJA = Environment(loader=FileSystemLoader(PARTS), autoescape=True)
I18N = {c: json.loads((PARTS / "i18n" / f"{c}.json").read_text("utf-8")) for c in ("fr", "nl")}
ACCOUNT = ("demo", "Secret-Pass-1")
SESSION_SECONDS = 30 * 60
CHANNELS = ("FTP", "SFTP", "Isabel", "MQLink")

sessions = {}          # id -> {"xsrf", "seen", "files": {}}
registrations = []     # those made while it runs
counts = {"accepted": 0, "refused": 0, "confirm": 0}
taken = set(DATA["taken_names"])
next_number = 5208


def dotted(first8):
    full = first8 + f"{97 - int(first8) % 97:02d}"
    return f"{full[:4]}.{full[4:7]}.{full[7:]}"


def load_companies():
    companies, qualities = [], {}
    for n, row in enumerate(DATA["companies"]):
        number = dotted(row["first8"])
        companies.append({"nummer": number, "naam": row["name"], "gemeente": row["town"]})
        for m, (kind, role) in enumerate(row["qualities"]):
            qid = str(1040 + n * 10 + m)
            qualities[qid] = {"id": qid, "soort": kind, "rol": role, "nummer": number,
                              "onderneming": row["name"], "gebruiker": None,
                              "domein": DATA["domains"][kind]}
        if "technical" in row:
            target = next(q for q in qualities.values()
                          if q["nummer"] == number and q["soort"] == row["technical"]["quality"])
            target["gebruiker"] = dict(row["technical"]["user"])
            taken.add(row["technical"]["user"]["gebruikersnaam"])
    assert "1000.000.021" not in [c["nummer"] for c in companies]
    return companies, qualities


COMPANIES, QUALITIES = load_companies()


def session_of(request):
    found = sessions.get(request.cookies.get("PORTAALSESSIE", ""))
    if not found:
        return None
    if time.time() - found["seen"] > SESSION_SECONDS:
        return None
    found["seen"] = time.time()
    return found


def fail(status, code, **more):
    return JSONResponse({"fout": code, **more}, status_code=status)


def secured(handler):
    async def inner(request):
        sess = session_of(request)
        if sess is None:
            return fail(401, "NIET_AANGEMELD")
        if request.method != "GET" and request.headers.get("x-xsrf-token") != sess["xsrf"]:
            return fail(403, "XSRF")
        return await handler(request, sess)
    return inner


async def body_json(request):
    try:
        got = await request.json()
    except (ValueError, UnicodeDecodeError):
        return {}
    return got if isinstance(got, dict) else {}


async def log_in(request):
    got = await body_json(request)
    if (got.get("gebruikersnaam"), got.get("wachtwoord")) != ACCOUNT:
        counts["refused"] += 1
        return fail(401, "AANMELDING_GEWEIGERD")
    counts["accepted"] += 1
    sid, xsrf = secrets.token_urlsafe(24), secrets.token_urlsafe(16)
    sessions[sid] = {"xsrf": xsrf, "seen": time.time(), "files": {}}
    answer = JSONResponse({"naam": "An Verschueren"})
    answer.set_cookie("PORTAALSESSIE", sid, httponly=True, samesite="lax")
    answer.set_cookie("XSRF-TOKEN", xsrf, samesite="lax")
    return answer


async def who(request):
    return JSONResponse({"naam": "An Verschueren" if session_of(request) else None})


async def log_out(request):
    sessions.pop(request.cookies.get("PORTAALSESSIE", ""), None)
    answer = Response(status_code=204)
    answer.delete_cookie("PORTAALSESSIE")
    answer.delete_cookie("XSRF-TOKEN")
    return answer


@secured
async def list_companies(request, sess):
    return JSONResponse(sorted(COMPANIES, key=lambda c: c["naam"].lower()))


@secured
async def company_qualities(request, sess):
    digits = request.path_params["nr"]
    company = next((c for c in COMPANIES if c["nummer"].replace(".", "") == digits), None)
    if company is None:
        return fail(404, "ONBEKEND")
    own = [q for q in QUALITIES.values() if q["nummer"] == company["nummer"]]
    return JSONResponse({"onderneming": company,
                         "hoedanigheden": [{k: q[k] for k in ("id", "soort", "rol", "domein", "nummer")}
                                           for q in own]})


@secured
async def one_quality(request, sess):
    found = QUALITIES.get(request.path_params["qid"])
    return JSONResponse(found) if found else fail(404, "ONBEKEND")


@secured
async def applications(request, sess):
    lang = "nl" if request.query_params.get("taal") == "nl" else "fr"
    return JSONResponse([{"code": a["code"], "label": a[lang]} for a in DATA["applications"]])


def name_error(name):
    if not name:
        return "VERPLICHT"
    if not re.fullmatch(r"[a-z0-9]*", name):
        return "TEKENS"
    if not 8 <= len(name) <= 20:
        return "LENGTE"
    return "BEZET" if name in taken else None


@secured
async def name_free(request, sess):
    return JSONResponse({"fout": name_error(request.query_params.get("naam", ""))})


def read_key(raw):
    """An OpenSSH one-liner or an RFC 4716 block; (error, facts)."""
    text = raw.decode("utf-8", "replace").strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        return "SLEUTEL_PRIVAAT", None
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
        lines = text.splitlines()[1:-1]
        kept, skipping = [], False
        for line in lines:
            if skipping or ":" in line:
                skipping = line.endswith("\\")
                continue
            kept.append(line.strip())
        text = "ssh-rsa " + "".join(kept)
    try:
        key = load_ssh_public_key(text.encode())
    except Exception:
        return "SLEUTEL_ONGELDIG", None
    if not isinstance(key, rsa.RSAPublicKey):
        return "SLEUTEL_NIET_RSA", None
    if key.key_size < 2048:
        return "SLEUTEL_TE_KORT", None
    blob = base64.b64decode(text.split()[1])
    print_ = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return None, f"RSA {key.key_size} – SHA256:{print_[:16]}…"


def read_certificate(raw, name):
    if not name.lower().endswith(".cer"):
        return "CERT_EXTENSIE", None
    if b"PRIVATE KEY" in raw:
        return "CERT_PRIVAAT", None
    try:
        cert = (x509.load_pem_x509_certificate(raw) if raw.lstrip().startswith(b"-----BEGIN")
                else x509.load_der_x509_certificate(raw))
    except Exception:
        return "CERT_ONGELDIG", None
    if cert.not_valid_after_utc < datetime.datetime.now(datetime.timezone.utc):
        return "CERT_VERVALLEN", None
    mark = cert.fingerprint(hashes.SHA1()).hex()[:16]
    return None, f"{cert.not_valid_after_utc:%d/%m/%Y} – {mark}…"


@secured
async def upload(request, sess):
    form = await request.form(max_files=2)
    item, kind = form.get("bestand"), form.get("soort")
    if not hasattr(item, "read") or kind not in ("sleutel", "certificaat"):
        return fail(400, "BESTAND_ONTBREEKT")
    raw = await item.read()
    if not raw:
        return fail(422, "BESTAND_LEEG")
    if len(raw) > 100_000:
        return fail(422, "BESTAND_TE_GROOT")
    error, facts = read_key(raw) if kind == "sleutel" else read_certificate(raw, item.filename or "")
    if error:
        return fail(422, error)
    fid = secrets.token_hex(8)
    sess["files"][fid] = {"kind": kind, "name": item.filename, "facts": facts,
                          "sha256": hashlib.sha256(raw).hexdigest()}
    return JSONResponse({"id": fid, "naam": item.filename, "info": facts, "grootte": len(raw)})


def check_registration(got, sess):
    """Field errors of a registration, by field."""
    errors = {}
    contact = got.get("contact") if isinstance(got.get("contact"), dict) else {}
    contact = {k: v for k, v in contact.items() if isinstance(v, str)}
    for field in ("naam", "voornaam", "functie", "telefoon", "email"):
        if not str(contact.get(field, "")).strip():
            errors[field] = "VERPLICHT"
    if "telefoon" not in errors and not re.fullmatch(r"\+?[0-9 ./()-]{9,20}", contact["telefoon"].strip()):
        errors["telefoon"] = "TELEFOON"
    if "email" not in errors and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}", contact["email"].strip()):
        errors["email"] = "EMAIL"
    if got.get("kanaal") not in CHANNELS:
        errors["kanaal"] = "VERPLICHT"
    if got.get("kanaal") == "SFTP":
        for kind in ("sleutel", "certificaat"):
            if sess["files"].get(str(got.get(kind)), {}).get("kind") != kind:
                errors[kind] = "VERPLICHT"
    known = {a["code"] for a in DATA["applications"]}
    chosen = got.get("toepassingen")
    if not isinstance(chosen, list) or not chosen or not set(map(str, chosen)) <= known:
        errors["toepassingen"] = "VERPLICHT"
    bad = name_error(str(got.get("gebruikersnaam", "")))
    if bad:
        errors["gebruikersnaam"] = bad
    return errors


@secured
async def register(request, sess):
    global next_number
    counts["confirm"] += 1
    quality = QUALITIES.get(request.path_params["qid"])
    if quality is None:
        return fail(404, "ONBEKEND")
    if quality["rol"] != "LB":
        return fail(403, "GEEN_RECHT")
    if quality["gebruiker"]:
        return fail(409, "BESTAAT_AL", gebruiker=quality["gebruiker"])
    got = await body_json(request)
    errors = check_registration(got, sess)
    if errors:
        return fail(422, "VALIDATIE", velden=errors)
    lang = "nl" if got.get("taal") == "nl" else "fr"
    labels = [a[lang] for a in DATA["applications"] if a["code"] in got["toepassingen"]]
    number, next_number = next_number, next_number + 3
    contact = {k: str(got["contact"][k]).strip() for k in ("naam", "voornaam", "functie", "telefoon", "email")}
    made = datetime.date.today().strftime("%d/%m/%Y")
    quality["gebruiker"] = {"gebruikersnaam": got["gebruikersnaam"], "verzendernummer": number,
                            "kanaal": got["kanaal"], "sinds": made}
    taken.add(got["gebruikersnaam"])
    files = {k: sess["files"].get(str(got.get(k))) if got["kanaal"] == "SFTP" else None
             for k in ("sleutel", "certificaat")}
    registrations.append({
        "enterprise_number": quality["nummer"], "quality": I18N[lang]["soort"][quality["soort"]],
        "username": got["gebruikersnaam"], "channel": got["kanaal"], "applications": labels,
        "sender_number": number, "language": lang,
        "contact": {"name": contact["naam"], "first_name": contact["voornaam"],
                    "function": contact["functie"], "phone": contact["telefoon"], "email": contact["email"]},
        "ssh_key": files["sleutel"], "certificate": files["certificaat"]})
    return JSONResponse(quality["gebruiker"], status_code=201)


async def truth(request):
    return JSONResponse({"registrations": registrations,
                         "log_ins": {"accepted": counts["accepted"], "refused": counts["refused"]},
                         "confirm_requests": counts["confirm"]})


async def i18n(request):
    got = I18N.get(request.path_params["lang"])
    return JSONResponse(got) if got else fail(404, "ONBEKEND")


async def shell(request):
    path = request.url.path
    if path.startswith("/api/") or re.search(r"\.\w{2,5}$", path):
        return Response("Not found", status_code=404)
    lang = "fr" if path.startswith("/fr") else "nl"
    page = JINJA.get_template("index.html").render(lang=lang)
    return HTMLResponse(page, headers={"Cache-Control": "no-store"})


app = Starlette(routes=[
    Route("/_truth", truth),
    Route("/api/v1/sessie", log_in, methods=["POST"]),
    Route("/api/v1/sessie", log_out, methods=["DELETE"]),
    Route("/api/v1/sessie", who),
    Route("/api/v1/ondernemingen", list_companies),
    Route("/api/v1/ondernemingen/{nr}/hoedanigheden", company_qualities),
    Route("/api/v1/hoedanigheden/{qid}", one_quality),
    Route("/api/v1/hoedanigheden/{qid}/technische-gebruiker", register, methods=["POST"]),
    Route("/api/v1/toepassingen", applications),
    Route("/api/v1/gebruikersnamen/beschikbaar", name_free),
    Route("/api/v1/bestanden", upload, methods=["POST"]),
    Route("/assets/i18n/{lang}.json", i18n),
    Mount("/static", StaticFiles(directory=PARTS / "static")),
    Route("/{rest:path}", shell),
])

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8123)
    uvicorn.run(app, host="127.0.0.1", port=parser.parse_args().port, log_level="warning")
