"""Public pages, and the log-in at the federal authentication service (FAS), on the other name of this host."""

import asyncio
import secrets

from starlette.routing import Route

from .data import PASSWORD, STORE, USER, Session
from .web import COOKIE, go, language, render, session_of

TRIES = 3


def other_origin(request):
    host, _, port = request.headers.get("host", "127.0.0.1").partition(":")
    name = "127.0.0.1" if host == "localhost" else "localhost"
    return f"http://{name}:{port}" if port else f"http://{name}"


def own_origin(request):
    return f"http://{request.headers.get('host', '127.0.0.1')}"


async def splash(request):
    return render(request, "splash.html", title="socialsecurity.be")


async def international(request):
    return render(request, "international.html", title="International")


async def home(request):
    return render(request, "home.html", title="La Sécurité sociale")


async def audience(request):
    kind = request.path_params["kind"]
    titles = {
        "citoyen": "Citoyen",
        "entreprise": "Entreprise",
        "professionnel": "Fonctionnaires et autres professionnels",
    }
    return render(request, "audience.html", title=titles[kind], kind=kind)


async def log_in_hub(request):
    if session_of(request):
        return go(f"/{language(request)}/entites")
    return render(request, "hub.html", title="Se connecter", reason=request.query_params.get("raison"))


async def log_in_start(request):
    """Opens a transaction at the log-in service, bound to this browser by a cookie."""
    lang, tx, state = language(request), secrets.token_urlsafe(12), secrets.token_urlsafe(12)
    back = f"{own_origin(request)}/{lang}/connexion/retour"
    STORE.transactions[tx] = {"back": back, "state": state, "kind": request.path_params["kind"]}
    answer = go(f"{other_origin(request)}/fas/{lang}/methodes?tx={tx}", 302)
    answer.set_cookie("uman_state", state, httponly=True, samesite="lax", max_age=1800)
    return answer


async def log_in_back(request):
    lang, query = language(request), request.query_params
    state, code = request.cookies.get("uman_state"), query.get("code")
    if not code or code not in STORE.codes or not state or query.get("state") != state:
        return go(f"/{lang}/connexion?raison=echec")
    STORE.codes.discard(code)
    STORE.sessions.pop(request.cookies.get(COOKIE, ""), None)
    key = secrets.token_urlsafe(24)
    STORE.sessions[key] = Session(lang)
    answer = go(f"/{lang}/entites")
    answer.set_cookie(COOKIE, key, httponly=True, samesite="lax")
    answer.delete_cookie("uman_state")
    return answer


async def log_out(request):
    form = await request.form()
    session, lang = session_of(request), language(request)
    if session and form.get("_token") == session.csrf:
        STORE.sessions.pop(request.cookies[COOKIE], None)
    answer = go(f"/{lang}/connexion?raison=deconnecte")
    answer.delete_cookie(COOKIE)
    return answer


def transaction(request):
    return STORE.transactions.get(request.query_params.get("tx", ""))


async def fas_methods(request):
    found = transaction(request)
    if not found:
        return render(request, "message.html", 400, title="Demande expirée", fas=True, body="Revenez au portail.")
    tx = request.query_params["tx"]
    return render(request, "fas_methods.html", title="Comment voulez-vous vous connecter ?", fas=True, tx=tx, t=found)


async def fas_codes(request):
    found = transaction(request)
    if not found or found["kind"] == "citoyen":
        return render(request, "message.html", 400, title="Demande expirée", fas=True, body="Revenez au portail.")
    context = {"title": "Se connecter avec vos codes d'accès", "fas": True, "tx": request.query_params["tx"]}
    if request.method == "GET":
        return render(request, "fas_codes.html", username="", **context)
    form = await request.form()
    name, word = str(form.get("j_username", "")).strip(), str(form.get("j_password", ""))
    await asyncio.sleep(0.5)
    errors = {}
    if not name:
        errors["j_username"] = "Introduisez votre nom d'utilisateur."
    if not word:
        errors["j_password"] = "Introduisez votre mot de passe."
    if errors:
        return render(request, "fas_codes.html", 422, username=name, errors=errors, **context)
    if STORE.refusals.get(name, 0) < TRIES and name == USER and secrets.compare_digest(word, PASSWORD):
        STORE.refusals[name] = 0
        STORE.accepted += 1
        code = secrets.token_urlsafe(16)
        STORE.codes.add(code)
        STORE.transactions.pop(request.query_params["tx"], None)
        return go(f"{found['back']}?code={code}&state={found['state']}")
    STORE.refused += 1
    STORE.refusals[name] = STORE.refusals.get(name, 0) + 1
    message = "Le nom d'utilisateur ou le mot de passe est incorrect."
    if STORE.refusals[name] >= TRIES:
        message = "Votre compte est bloqué après 3 tentatives erronées. Contactez le Contact Center."
    return render(request, "fas_codes.html", 422, username=name, errors={"j_username": message}, **context)


async def cookies(request):
    where = request.query_params.get("retour", "/")
    answer = go(where if where.startswith("/") and not where.startswith(("//", "/\\")) else "/")
    answer.set_cookie("cookies_ok", "1", max_age=365 * 86400, samesite="lax")
    return answer


ROUTES = [
    Route("/", splash),
    Route("/en/", international),
    Route("/cookies", cookies),
    Route("/fas/{lang:lang}/methodes", fas_methods),
    Route("/fas/{lang:lang}/codes", fas_codes, methods=["GET", "POST"]),
    Route("/{lang:lang}/", home),
    Route("/{lang:lang}/connexion", log_in_hub),
    Route("/{lang:lang}/connexion/retour", log_in_back),
    Route("/{lang:lang}/connexion/quitter", log_out, methods=["POST"]),
    Route("/{lang:lang}/connexion/{kind:audience}", log_in_start),
    Route("/{lang:lang}/{kind:audience}", audience),
]
