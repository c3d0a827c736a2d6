"""Sessions, rendering and translation."""
import os
import secrets
import sys
import time

import jinja2
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse

from . import data
from .nl import NL

HERE = os.path.dirname(__file__)
ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(os.path.join(HERE, "templates")),
                         autoescape=True, trim_blocks=True, lstrip_blocks=True)
COOKIE = "PORTALSESSID"
SESSIONS = {}
IDLE = 30 * 60
MISSING = set()


def translator(lang):
    def tr(s):
        if lang == "nl" and s:
            if s not in NL and s not in MISSING:
                MISSING.add(s)
                print("no nl for:", s, file=sys.stderr, flush=True)
            return NL.get(s, s)
        return s
    return tr


def session(request):
    s = SESSIONS.get(request.cookies.get(COOKIE, ""))
    if s and time.time() - s["seen"] > IDLE:
        SESSIONS.pop(s["id"], None)
        s = None
    if not s:
        sid = secrets.token_hex(16)
        s = SESSIONS[sid] = {"id": sid, "csrf": secrets.token_urlsafe(24)}
    s["seen"] = time.time()
    return s


def attach(response, s):
    response.set_cookie(COOKIE, s["id"], httponly=True, samesite="lax", path="/")
    return response


def go(s, url):
    return attach(RedirectResponse(url, 303), s)


def lang_of(request):
    return "nl" if request.path_params.get("lang") == "nl" else "fr"


def page(request, s, template, status=200, **ctx):
    lang = lang_of(request)
    i = 1 if lang == "nl" else 0
    path = request.url.path
    other = "fr" if lang == "nl" else "nl"
    company = data.COMPANIES.get(s.get("company", ""))
    role = s.get("role")
    ctx = dict(
        lang=lang, L="/" + lang, i=i, _=translator(lang), s=s, path=path, other=other,
        other_url="/" + other + path[3:], company=company, role=role,
        user=s.get("user"), csrf=s["csrf"], data=data, cookies_ok="cookie_choice" in request.cookies,
        quality=data.QUALITIES[role[0]][i] if role else "",
        function=data.FUNCTIONS[role[1]][i] if role else "", Markup=Markup, **ctx)
    return attach(HTMLResponse(ENV.get_template(template).render(**ctx), status), s)


def secured(need_role=True):
    """Decorator: only for who is logged in (and has chosen a quality)."""
    def deco(fn):
        async def inner(request):
            s = session(request)
            L = "/" + lang_of(request)
            if not s.get("user"):
                return go(s, L + "/login")
            if need_role and not s.get("role"):
                return go(s, L + "/companies")
            return await fn(request, s, L)
        return inner
    return deco


async def form_of(request, s):
    """The form's fields, stripped; None when the token isn't that of the session."""
    f = await request.form()
    return f if f.get("_csrf_token") == s["csrf"] else None
