"""The secured area: the shell of the single-page application and its JSON interface."""
import asyncio
import json
import secrets
from pathlib import Path

from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from . import checks
from .store import APPLICATIONS, CHANNELS, COMPANIES, QUALITIES, company, store

HERE = Path(__file__).parent
ASSETS = {"core.js", "views.js", "wizard.js", "app.css"}
NO_STORE = {"Cache-Control": "no-store"}


def answer(data, status=200):
    return JSONResponse(data, status, headers=NO_STORE)


def secured(handler):
    async def guarded(request):
        session = store.session(request.cookies.get("EDESKSESSION"))
        if not session:
            return answer({"code": "SESSION_EXPIRED"}, 401)
        if request.method not in ("GET", "HEAD") and request.headers.get("x-xsrf-token") != session["xsrf"]:
            return answer({"code": "XSRF"}, 403)
        return await handler(request, session)
    return guarded


def mandated(handler):
    async def guarded(request, session):
        if not session["mandate"]:
            return answer({"code": "NO_MANDATE"}, 409)
        return await handler(request, session)
    return secured(guarded)


def manager(handler):
    async def guarded(request, session):
        if session["mandate"]["function"] == "U":
            return answer({"code": "NOT_MANAGER"}, 403)
        return await handler(request, session)
    return mandated(guarded)


async def body(request):
    try:
        data = json.loads(await request.body() or b"{}")
    except ValueError:
        data = {}
    return data if isinstance(data, dict) else {}


def text(data, name):
    value = data.get(name)
    return value.strip() if isinstance(value, str) else ""


def describe(number):
    _, fr, nl, roles = company(number)
    return {"number": number, "name": {"fr": fr, "nl": nl or fr},
            "roles": [{"quality": q, "label": QUALITIES[q], "function": f} for q, f in roles.items()]}


# pages -------------------------------------------------------------------------------------------------
async def shell(request):
    session = store.session(request.cookies.get("EDESKSESSION"))
    lang = request.path_params["lang"]
    if not session:
        return RedirectResponse(f"/{lang}/connexion", 302)
    response = FileResponse(HERE / "app.html", media_type="text/html", headers=NO_STORE)
    response.set_cookie("XSRF-TOKEN", session["xsrf"], path="/", samesite="lax")
    return response


async def asset(request):
    name = request.path_params["name"]
    return FileResponse(HERE / name) if name in ASSETS else Response(status_code=404)


async def i18n(request):
    return FileResponse(HERE / f"i18n_{request.path_params['lang']}.json", media_type="application/json")


# who and for whom --------------------------------------------------------------------------------------
@secured
async def me(request, session):
    mandate = session["mandate"]
    return answer({"person": {"first": "Dominique", "last": "Mollet", "login": "demo"},
                   "mandate": mandate and {**mandate, **describe(mandate["number"])}})


@secured
async def companies(request, session):
    await asyncio.sleep(0.35)
    ordered = sorted(COMPANIES, key=lambda c: c[1].lower())
    return answer({"items": [describe(c[0]) for c in ordered], "total": len(ordered)})


@secured
async def set_mandate(request, session):
    data = await body(request)
    found = company(text(data, "number"))
    function = found and found[3].get(text(data, "quality"))
    if not function:
        return answer({"code": "UNKNOWN_MANDATE"}, 404)
    quality = data["quality"]
    session["mandate"] = {"number": found[0], "quality": quality, "label": QUALITIES[quality], "function": function}
    return answer(session["mandate"])


@mandated
async def technical_user(request, session):
    await asyncio.sleep(0.25)
    found = store.technical_user(session["mandate"]["number"], session["mandate"]["quality"])
    return answer({"item": found})


# the wizard --------------------------------------------------------------------------------------------
def current(session):
    mandate = session["mandate"]
    key = f"{mandate['number']}/{mandate['quality']}"
    return session["drafts"].setdefault(key, {
        "id": secrets.token_hex(6), "number": mandate["number"], "quality": mandate["quality"], "reached": 0,
        "contact": {}, "channel": "", "ssh": None, "cer": None, "applications": [], "username": "", "result": None})


@manager
async def draft(request, session):
    mandate = session["mandate"]
    existing = store.technical_user(mandate["number"], mandate["quality"])
    mine = current(session)
    if existing and not mine["result"]:
        return answer({"code": "EXISTS", "item": existing}, 409)
    apps = [{"code": c, "group": g, "label": {"fr": fr, "nl": nl}} for c, g, fr, nl in APPLICATIONS]
    return answer({"draft": mine, "applications": apps, "channels": CHANNELS})


def step(handler):
    """A step of the draft that is open: saves what handler gives or shows its errors."""
    async def saving(request, session):
        mine = current(session)
        if mine["result"]:
            return answer({"code": "DONE", "result": mine["result"]}, 409)
        if store.technical_user(mine["number"], mine["quality"]):
            return answer({"code": "EXISTS"}, 409)
        rank, values, errors = handler(await body(request), mine)
        await asyncio.sleep(0.3)
        if errors:
            return answer({"code": "INVALID", "errors": errors}, 422)
        mine.update(values)
        mine["reached"] = max(mine["reached"], rank)
        return answer({"draft": mine})
    return manager(saving)


@step
def save_contact(data, mine):
    values = {name: text(data, name) for name in checks.CONTACT}
    return 2, {"contact": values}, checks.contact_errors(values)


@step
def save_channel(data, mine):
    channel, errors = text(data, "channel"), {}
    known = [a[0] for a in APPLICATIONS]
    chosen = data.get("applications") if isinstance(data.get("applications"), list) else []
    chosen = [code for code in known if code in chosen]
    if channel not in CHANNELS:
        errors["channel"] = "err.channel"
    if channel == "SFTP":
        errors |= {name: "err.file" for name in ("ssh", "cer") if not mine[name]}
    if not chosen:
        errors["applications"] = "err.applications"
    return 3, {"channel": channel, "applications": chosen}, errors


@step
def save_username(data, mine):
    name = data.get("username") if isinstance(data.get("username"), str) else ""
    error = checks.username_error(name, store.name_taken)
    return 4, {"username": name}, {"username": error} if error else {}


@manager
async def upload(request, session):
    kind, mine = request.path_params["kind"], current(session)
    async with request.form() as form:
        sent = form.get("file")
        if not hasattr(sent, "filename") or mine["result"]:
            return answer({"error": "err.file"}, 422)
        raw, filename = await sent.read(), sent.filename or ""
    check = checks.ssh_key if kind == "ssh" else checks.certificate
    error, description = ("err.file_big", None) if len(raw) > 65536 else check(filename, raw)
    await asyncio.sleep(0.4)
    mine[kind] = None if error else {"name": filename, "description": description}
    return answer({"error": error}, 422) if error else answer({"file": mine[kind]})


@manager
async def remove_upload(request, session):
    current(session)[request.path_params["kind"]] = None
    return Response(status_code=204)


@secured
async def availability(request, session):
    name = request.query_params.get("username", "")
    return answer({"error": checks.username_error(name, store.name_taken)})


@manager
async def confirm(request, session):
    store.confirm_requests += 1
    mine = current(session)
    if text(await body(request), "id") != mine["id"]:
        return answer({"code": "STALE"}, 409)
    if not mine["result"]:
        if mine["reached"] < 4:
            return answer({"code": "INCOMPLETE"}, 409)
        if store.technical_user(mine["number"], mine["quality"]):
            return answer({"code": "EXISTS"}, 409)
        if store.name_taken(mine["username"]):
            mine["reached"] = 3
            return answer({"code": "INVALID", "errors": {"username": "err.taken"}}, 422)
        if mine["channel"] == "SFTP" and not (mine["ssh"] and mine["cer"]):
            mine["reached"] = 2
            return answer({"code": "INVALID", "errors": {k: "err.file" for k in ("ssh", "cer") if not mine[k]}}, 422)
        mine["result"] = store.register(mine)
    await asyncio.sleep(0.9)
    return answer({"result": mine["result"]}, 201)


async def truth(request):
    return answer({"registrations": store.registrations, "existing": store.existing,
                   "confirm_requests": store.confirm_requests, "log_ins": store.log_ins})


async def to_shell(request):
    return RedirectResponse("/espace/fr/entreprises", 302)


API = "/espace/api/v2"
routes = [
    Route("/_truth", truth),
    Route("/espace/assets/i18n/{lang}.json", i18n),
    Route("/espace/assets/{name}", asset),
    Route(API + "/me", me),
    Route(API + "/entreprises", companies),
    Route(API + "/mandat", set_mandate, methods=["PUT"]),
    Route(API + "/utilisateur-technique", technical_user),
    Route(API + "/configuration", draft),
    Route(API + "/configuration/contact", save_contact, methods=["PUT"]),
    Route(API + "/configuration/canal", save_channel, methods=["PUT"]),
    Route(API + "/configuration/utilisateur", save_username, methods=["PUT"]),
    Route(API + "/configuration/fichiers/{kind}", upload, methods=["POST"]),
    Route(API + "/configuration/fichiers/{kind}", remove_upload, methods=["DELETE"]),
    Route(API + "/configuration/disponibilite", availability),
    Route(API + "/configuration/confirmation", confirm, methods=["POST"]),
    Route("/espace/", to_shell),
    Route("/espace/{lang}/{rest:path}", shell),
]
