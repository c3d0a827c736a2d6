"""Sessions, whole pages and fragments of fragments_accordion.py."""
import collections, secrets, time, urllib.parse
from starlette.responses import HTMLResponse, RedirectResponse, Response

from parts import fragments_data
from parts.fragments_data import APPS, CHANNELS, COMPANIES, CONTACT, KEYS, QUALITIES, ROLES, STEPS, dotted, tech_user
from parts.fragments_templates import ENV


class Session:
    def __init__(self, lang="fr"):
        self.id, self.lang, self.user, self.seen = secrets.token_urlsafe(24), lang, None, time.time()
        self.tokens = collections.deque(maxlen=40)   # a new one with every answer; the last forty stay good (tabs, blur + submit)
        self.flash, self.drafts, self.cookie_ok = [], {}, False

    def new_token(self):
        self.tokens.append(secrets.token_hex(16))
        return self.tokens[-1]


SESSIONS = {}


def session(request):
    if hasattr(request.state, "s"):
        return request.state.s
    s = SESSIONS.get(request.cookies.get("PSSID", ""))
    had = "PSSID" in request.cookies
    if s and s.user and time.time() - s.seen > fragments_data.IDLE:
        del SESSIONS[s.id]
        s = None
    if not s:
        s = Session("nl" if request.cookies.get("plang") == "nl" else "fr")
        SESSIONS[s.id] = s
        request.state.ended = had
    s.seen = time.time()
    if request.query_params.get("lang") in ("fr", "nl"):
        s.lang = request.query_params["lang"]
    request.state.s = s
    return s


def is_hx(request):
    return request.headers.get("hx-request") == "true"


def csrf_ok(request, form):
    s = session(request)
    return request.headers.get("x-csrf-token") in s.tokens or form.get("_csrf") in s.tokens


def tr(request, fr, nl):
    return nl if session(request).lang == "nl" else fr


def finish(request, resp, token=None):
    s = session(request)
    resp.set_cookie("PSSID", s.id, httponly=True, samesite="lax")
    resp.set_cookie("plang", s.lang, samesite="lax", max_age=31536000)
    resp.headers["X-CSRF-Token"] = token or s.new_token()
    resp.headers["Cache-Control"] = "no-store"
    resp.headers["Vary"] = "HX-Request, Cookie"
    return resp


def go(request, url):
    return finish(request, RedirectResponse(url, 303))


def context(request, ctx):
    s = session(request)
    i = 1 if s.lang == "nl" else 0
    ctx.update(_=lambda fr, nl: (fr, nl)[i], L=i, s=s, token=s.new_token(), path=request.url.path, hx=is_hx(request), dotted=dotted,
               Q=QUALITIES, R=ROLES, STEPS=STEPS, KEYS=KEYS, APPS=APPS, CHANNELS=CHANNELS, CONTACT=CONTACT, url=urllib.parse.quote)
    ctx.setdefault("crumbs", [])
    ctx.setdefault("base", None)
    return ctx


def page(request, template, title, status=200, push=None, **ctx):
    """The whole page for a browser, <title> + <main>'s content + out-of-band pieces for the script."""
    context(request, ctx)
    ctx.update(title=title, flashes=ctx["s"].flash, body_tpl=template)
    html = ENV.get_template("fragment" if is_hx(request) else "layout").render(**ctx)
    ctx["s"].flash = []
    resp = HTMLResponse(html, status)
    if push:
        resp.headers["HX-Push-Url"] = push
        resp.headers["HX-Retarget"] = "#contenu"
    return finish(request, resp, ctx["token"])


def piece(request, template, **ctx):
    context(request, ctx)
    return finish(request, HTMLResponse(ENV.get_template(template).render(**ctx)), ctx["token"])


def secured(fn):
    async def inner(request):
        s = session(request)
        if not s.user:
            back = request.url.path if request.method == "GET" and request.headers.get("hx-target", "contenu") == "contenu" else ""
            to = "/iam/codes" + (f"?retour={urllib.parse.quote(back)}" if back else "")
            if getattr(request.state, "ended", False):
                s.flash.append(("info", tr(request, "Votre session a pris fin. Veuillez vous reconnecter.", "Uw sessie is beëindigd. Gelieve u opnieuw aan te melden.")))
            if is_hx(request):
                return page(request, "login", tr(request, "Se connecter", "Aanmelden"), push=to, back=back, error=None, username="")
            return go(request, to)
        return await fn(request)
    return inner


def in_role(fn):
    async def inner(request):
        n, q = request.path_params["n"], request.path_params["q"]
        if n not in COMPANIES or q not in COMPANIES[n][2]:
            session(request).flash.append(("erreur", tr(request, "Vous n'avez pas accès à cette entreprise.", "U hebt geen toegang tot deze onderneming.")))
            return go(request, "/uman/entreprises")
        request.state.n, request.state.q, request.state.role = n, q, COMPANIES[n][2][q]
        request.state.base = f"/uman/{n}/{q}"
        return await fn(request)
    return secured(inner)


def role_page(request, template, title, crumbs=(), **ctx):
    st = request.state
    i = 1 if st.s.lang == "nl" else 0
    crumbs = [(tr(request, "Entreprises", "Ondernemingen"), "/uman/entreprises"), (COMPANIES[st.n][0], st.base), *crumbs]
    return page(request, template, title, n=st.n, q=st.q, role=st.role, base=st.base, company=COMPANIES[st.n], quality=QUALITIES[st.q][i],
                existing=tech_user(st.n, st.q), crumbs=crumbs, **ctx)


async def gone(request, exc):  # the script gave a validation up, because the form itself was sent
    return Response(status_code=204)


async def not_found(request, exc):
    return page(request, "not_found", tr(request, "Page introuvable", "Pagina niet gevonden"), 404)
