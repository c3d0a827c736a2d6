"""The public, Drupal-like site and the Keycloak-like log-in on the other host name."""
import secrets
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from starlette.responses import FileResponse, HTMLResponse, RedirectResponse
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from .public_texts import TEXTS
from .store import store

HERE = Path(__file__).parent
templates = Jinja2Templates(directory=str(HERE))
REALM = "/auth/realms/edesk"
AUDIENCES = ("citoyen", "entreprise", "professionnels")


def page(request, name, lang, status=200, **more):
    other = "nl" if lang == "fr" else "fr"
    path = request.url.path
    swap = f"/{other}" + path[3:] if path.startswith(f"/{lang}") else f"/{other}"
    context = {"t": TEXTS[lang], "lang": lang, "other": other, "swap": swap, "page": name,
               "audiences": AUDIENCES, **more}
    return templates.TemplateResponse(request, "public.html", context, status_code=status)


def language(request):
    lang = request.path_params.get("lang") or request.query_params.get("ui_locales")
    return lang if lang in TEXTS else "fr"


async def splash(request):
    return page(request, "splash", "fr")


async def international(request):
    return page(request, "int", "fr")


async def home(request):
    lang = request.path_params["lang"]
    return page(request, "home", lang) if lang in TEXTS else missing(request)


def missing(request):
    return page(request, "missing", language(request), 404)


async def node(request):
    slug, lang = request.path_params["slug"], request.path_params["lang"]
    if lang not in TEXTS:
        return missing(request)
    if slug in AUDIENCES:
        return page(request, "audience", lang, slug=slug)
    if slug in ("connexion", "contact", "deconnecte", "aide"):
        return page(request, slug, lang)
    return missing(request)


async def start(request):
    """To the identity provider, as an OpenID Connect client does it."""
    lang, group = language(request), request.path_params["group"]
    here = request.url.hostname
    there = "127.0.0.1" if here == "localhost" else "localhost"
    port, state = request.url.port or 80, secrets.token_urlsafe(9)
    query = urlencode({"client_id": "mon-espace", "response_type": "code", "scope": "openid", "state": state,
                       "redirect_uri": f"http://{here}:{port}/espace-callback", "ui_locales": lang, "acr": group})
    response = RedirectResponse(f"http://{there}:{port}{REALM}/protocol/openid-connect/auth?{query}", 302)
    response.set_cookie("edesk_state", f"{state}.{lang}", max_age=1800, httponly=True, samesite="lax")
    return response


async def authorize(request):
    query = request.query_params
    target = urlsplit(query.get("redirect_uri", ""))
    if target.hostname not in ("127.0.0.1", "localhost") or target.path != "/espace-callback":
        return missing(request)
    tab = secrets.token_urlsafe(8)
    store.attempts[tab] = {"redirect": query["redirect_uri"], "state": query.get("state", ""),
                           "lang": language(request), "group": query.get("acr", ""), "code": ""}
    return log_in_page(request, tab, "means")


def log_in_page(request, tab, view, status=200, **more):
    attempt = store.attempts[tab]
    attempt["code"] = secrets.token_urlsafe(12)
    base = f"{REALM}/login-actions/authenticate?tab_id={tab}"
    context = {"t": TEXTS[attempt["lang"]], "lang": attempt["lang"], "view": view, "base": base,
               "code": attempt["code"], "group": attempt["group"], **more}
    response = templates.TemplateResponse(request, "login.html", context, status_code=status)
    response.headers["Cache-Control"] = "no-store"
    return response


async def authenticate(request):
    tab = request.query_params.get("tab_id", "")
    attempt = store.attempts.get(tab)
    if not attempt:
        return HTMLResponse(f'<p>{TEXTS["fr"]["expired"]} / {TEXTS["nl"]["expired"]}</p>', 400)
    if request.method == "GET":
        means = request.query_params.get("execution", "means")
        return log_in_page(request, tab, means if means in ("password", "eid", "itsme", "forgot") else "means")
    form = await request.form()
    user, password = str(form.get("username", "")).strip(), str(form.get("password", ""))
    if form.get("session_code") != attempt["code"]:
        return log_in_page(request, tab, "password", user=user, error="expired")
    if not user or not password:
        return log_in_page(request, tab, "password", user=user, error="both")
    outcome = store.log_in(user, password)
    if outcome != "ok":
        return log_in_page(request, tab, "password", user=user, error=outcome)
    del store.attempts[tab]
    code = secrets.token_urlsafe(20)
    store.codes[code] = attempt["lang"]
    return RedirectResponse(f"{attempt['redirect']}?{urlencode({'state': attempt['state'], 'code': code})}", 302)


async def callback(request):
    state, _, lang = request.cookies.get("edesk_state", "").rpartition(".")
    lang = lang if lang in TEXTS else "fr"
    signed_in = store.codes.pop(request.query_params.get("code", ""), None)
    if not signed_in or not state or state != request.query_params.get("state"):
        return RedirectResponse(f"/{lang}/connexion", 302)
    response = RedirectResponse(f"/espace/{signed_in}/entreprises", 302)
    response.set_cookie("EDESKSESSION", store.open_session(), httponly=True, samesite="lax", path="/")
    response.delete_cookie("edesk_state")
    return response


async def log_out(request):
    store.sessions.pop(request.cookies.get("EDESKSESSION"), None)
    response = RedirectResponse(f"/{language(request)}/deconnecte", 302)
    response.delete_cookie("EDESKSESSION", path="/")
    response.delete_cookie("XSRF-TOKEN", path="/")
    return response


async def style(request):
    return FileResponse(HERE / "site.css", media_type="text/css")


routes = [
    Route("/", splash),
    Route("/themes/custom/edesk/site.css", style),
    Route("/int", international),
    Route(REALM + "/protocol/openid-connect/auth", authorize),
    Route(REALM + "/login-actions/authenticate", authenticate, methods=["GET", "POST"]),
    Route("/espace-callback", callback),
    Route("/{lang:str}/logout", log_out),
    Route("/{lang:str}/connexion/{group}", start),
]
# these come last of the public ones: /_truth and /espace/ are one or two segments long as well
tail = [Route("/{lang:str}", home), Route("/{lang:str}/{slug}", node)]
