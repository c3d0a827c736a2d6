"""'Messages structurés': the configuration wizard, one subject a page, with a draft kept per mandate."""

import asyncio
import secrets
import time

from starlette.responses import JSONResponse
from starlette.routing import Route

from . import checks
from .access import BASE
from .data import STORE, applications
from .web import go, jinja, language, render, secured, translator

PERSON, REACH = ("lastName", "firstName", "function"), ("phone", "email")
CHANNELS = ("SFTP", "FTP", "Isabel", "MQLink")
FILES = {"ssh": checks.ssh_key, "cer": checks.certificate}
STEPS = {  # slug: (number shown, title)
    "personne": (1, "Qui est la personne de contact ?"),
    "coordonnees": (1, "Comment joindre la personne de contact ?"),
    "applications": (2, "Pour quelles applications voulez-vous échanger des messages ?"),
    "canal": (3, "Choix du canal batch"),
    "cles": (3, "Clés publiques pour le canal SFTP"),
    "utilisateur": (4, "Choisissez un nom d'utilisateur"),
    "verification": (5, "Contrôlez vos données"),
}
BATCH = BASE + "/messages-structures"
CONFIG = BATCH + "/configuration"


def draft_of(session, mandate):
    key = (mandate.number, mandate.slug)
    if key not in session.drafts:
        session.drafts[key] = {"request": secrets.token_hex(8), "typed": {}, "applications": []}
    return session.drafts[key]


def order(draft):
    return [slug for slug in STEPS if slug != "cles" or draft.get("channel") == "SFTP"]


def done(slug, draft):
    if slug == "personne":
        return all(draft.get(x) for x in PERSON)
    if slug == "coordonnees":
        return all(draft.get(x) for x in REACH)
    if slug == "cles":
        return "ssh" in draft and "cer" in draft
    return bool(draft.get({"canal": "channel", "utilisateur": "username"}.get(slug, slug)))


def first_open(draft):
    return next((slug for slug in order(draft) if not done(slug, draft)), "verification")


async def take_file(draft, kind, upload):
    data = await upload.read(70000)
    name = (upload.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    error, mark = FILES[kind](name, data)
    if not error:
        draft[kind] = {"name": name, "fingerprint": mark}
    return error


async def receive(slug, form, draft, mandate):
    """Takes over what is right of a page that was sent -> errors, and what was typed (by field)"""
    errors, typed = {}, {}
    if slug in ("personne", "coordonnees"):
        for name in PERSON if slug == "personne" else REACH:
            typed[name] = " ".join(str(form.get(f"contact.{name}", "")).split())
            errors[name] = checks.contact_field(name, typed[name])
    elif slug == "applications":
        known = [value for _, rows in applications("fr") for value, _, _ in rows]
        sent = form.getlist("applications")
        typed["applications"] = [value for value in known if value in sent]
        errors["applications"] = "" if typed["applications"] else "Désignez au moins une application."
    elif slug == "canal":
        typed["channel"] = form.get("channel", "")
        wrong = typed["channel"] not in CHANNELS
        errors["channel"] = "Choisissez un canal." if wrong else ""
    elif slug == "cles":
        for kind in FILES:
            upload = form.get(kind)
            if getattr(upload, "filename", ""):
                errors[kind] = await take_file(draft, kind, upload)
            elif kind not in draft:
                errors[kind] = {
                    "ssh": "Téléchargez la clé publique créée dans votre client SFTP.",
                    "cer": "Téléchargez la clé publique de votre certificat qualifié (extension .cer).",
                }[kind]
    elif slug == "utilisateur":
        typed["username"] = str(form.get("username", "")).strip()
        errors["username"] = checks.username(typed["username"], STORE.taken())
    return {name: text for name, text in errors.items() if text}, typed


def refusal(request, mandate):
    if not mandate.may_register:
        body = "Seul le Gestionnaire local de cette qualité peut créer un utilisateur technique et choisir un canal."
        return render(request, "message.html", 403, title="Accès refusé", mandate=mandate, body=body)
    return None


@secured
async def batch(request, session, mandate):
    return render(request, "batch.html", title="Messages structurés", mandate=mandate)


@secured
async def intro(request, session, mandate):
    title = "Enregistrer les données de configuration"
    row = mandate.technical_user
    return refusal(request, mandate) or render(request, "intro.html", title=title, mandate=mandate, row=row)


@secured
async def step(request, session, mandate):
    slug, draft = request.path_params["step"], draft_of(session, mandate)
    if slug not in STEPS:
        return render(request, "message.html", 404, title="Page introuvable", body="Cette page n'existe pas ou plus.")
    if (answer := refusal(request, mandate)) is not None:
        return answer
    base, slugs = f"{mandate.url}/messages-structures/configuration", order(draft)
    if slug == "verification" and request.method == "POST":
        return await confirm(request, session, mandate, draft, base)
    if mandate.technical_user:
        return go(base)
    reached = first_open(draft)
    if slug not in slugs or slugs.index(slug) > slugs.index(reached):
        return go(f"{base}/{reached}")
    errors, values, status = {}, draft, 200
    if request.method == "POST":
        form = await request.form()
        if form.get("retirer") in FILES:
            draft.pop(form["retirer"], None)
            return go(f"{base}/{slug}")
        errors, typed = await receive(slug, form, draft, mandate)
        if not errors:
            draft.update(typed)
            slugs = order(draft)
            open_step = first_open(draft)
            after = slugs[slugs.index(slug) + 1]
            return go(f"{base}/{open_step if request.query_params.get('retour') else after}")
        values, status = {**draft, **typed}, 422
    number, title = STEPS[slug]
    at = slugs.index(slug)
    previous = base if at == 0 else f"{base}/{slugs[at - 1]}"
    if request.query_params.get("retour"):
        previous = f"{base}/verification"
    return render(
        request, "step.html", status, title=title, mandate=mandate, step=slug, number=number, errors=errors,
        values=values, previous=previous, base=base, groups=applications(language(request)), channels=CHANNELS,
    )  # fmt: skip


async def confirm(request, session, mandate, draft, base):
    """The last POST. Sent twice, it leads to the same result."""
    STORE.confirm_requests += 1
    made = mandate.technical_user
    if made:
        return go(f"{base}/resultat/{made['reference']}" if made in STORE.registrations else base)
    if first_open(draft) != "verification" or (await request.form()).get("request") != draft["request"]:
        return go(f"{base}/{first_open(draft)}")
    if checks.username(draft["username"], STORE.taken()):  # taken by another in the meantime
        draft.pop("username")
        return go(f"{base}/utilisateur")
    row = STORE.register(mandate.number, mandate.slug, draft)
    STORE.made_at[row["reference"]] = time.time()
    session.drafts.pop((mandate.number, mandate.slug), None)
    return go(f"{base}/resultat/{row['reference']}")


@secured
async def result(request, session, mandate):
    row = mandate.technical_user
    if not row or row["reference"] != request.path_params["reference"]:
        return go(f"{mandate.url}/messages-structures/configuration")
    busy = time.time() - STORE.made_at.get(row["reference"], 0) < 1.2
    title = "Votre demande est en cours de traitement" if busy else "Utilisateur technique créé"
    return render(request, "result.html", 202 if busy else 200, title=title, mandate=mandate, row=row, busy=busy)


@secured
async def upload(request, session, mandate):
    """A file that is sent as soon as it is chosen; the answer is the component's new inside."""
    kind, draft = request.path_params["kind"], draft_of(session, mandate)
    if kind not in FILES or not mandate.may_register:
        return JSONResponse({"error": "forbidden"}, status_code=403)
    form = await request.form()
    await asyncio.sleep(0.35)
    error = ""
    if form.get("retirer"):
        draft.pop(kind, None)
    elif getattr(form.get(kind), "filename", ""):
        draft.pop(kind, None)
        error = await take_file(draft, kind, form[kind])
    lang = language(request)
    template = jinja.get_template("upload.html")
    html = template.render(kind=kind, file=draft.get(kind), error=error, _=translator(lang))
    return JSONResponse({"html": html, "ok": not error}, status_code=422 if error else 200)


@secured
async def available(request, session, mandate):
    name = request.query_params.get("nom", "").strip()
    error = checks.username(name, STORE.taken())
    text = translator(language(request))(error or "Ce nom d'utilisateur est disponible.")
    return JSONResponse({"available": not error, "message": text})


ROUTES = [
    Route(BATCH, batch),
    Route(CONFIG, intro),
    Route(CONFIG + "/resultat/{reference:str}", result),
    Route(CONFIG + "/fichiers/{kind:str}", upload, methods=["POST"]),
    Route(CONFIG + "/disponible", available),
    Route(CONFIG + "/{step:str}", step, methods=["GET", "POST"]),
]
