"""Rendering, languages, sessions and the mandate (entity + quality) of a secured page."""

import functools
import pathlib
import time

from jinja2 import Environment, FileSystemLoader
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.responses import HTMLResponse, RedirectResponse

from .data import ENTITIES, LEVELS, QUALITIES, STORE
from .nl import DUTCH

PARTS = pathlib.Path(__file__).parent
COOKIE, IDLE = "uman_session", 30 * 60
jinja = Environment(loader=FileSystemLoader(PARTS), autoescape=True, trim_blocks=True, lstrip_blocks=True)


class Lang(StringConvertor):
    regex = "fr|nl"


class Audience(StringConvertor):
    regex = "citoyen|entreprise|professionnel"


register_url_convertor("lang", Lang())
register_url_convertor("audience", Audience())


def language(request):
    lang = request.path_params.get("lang")
    if lang is None:
        lang = next((x for x in request.url.path.split("/") if x in ("fr", "nl", "en")), "fr")
    return lang


def translator(lang):
    return (lambda text: DUTCH.get(text, text)) if lang == "nl" else (lambda text: text)


def render(request, template, status=200, **context):
    lang = language(request)
    other = {}
    query = f"?{request.url.query}" if request.url.query else ""
    for code in ("fr", "nl"):
        steps = [code if x == lang else x for x in request.url.path.split("/")]
        other[code] = ("/".join(steps) if code in steps and lang != "en" else f"/{code}/") + query
    context = {
        "lang": lang,
        "_": translator(lang),
        "session": session_of(request),
        "langs": other,
        "errors": {},
        "mandate": None,
        "cookies_seen": "cookies_ok" in request.cookies,
        "path": request.url.path,
        **context,
    }
    return HTMLResponse(jinja.get_template(template).render(context), status_code=status)


def go(url, status=303):
    return RedirectResponse(url, status_code=status)


def session_of(request):
    session = STORE.sessions.get(request.cookies.get(COOKIE, ""))
    if session and time.time() - session.seen > IDLE:
        STORE.sessions.pop(request.cookies[COOKIE], None)
        return None
    return session


class Mandate:
    """An entity and the quality in which the person works for it."""

    def __init__(self, number, quality, lang):
        which = 1 if lang == "nl" else 0
        self.number, self.slug = number, quality
        self.name = ENTITIES[number][0]
        self.level = ENTITIES[number][1][quality]
        self.quality = QUALITIES[quality][which]
        self.level_name = LEVELS[self.level][which]
        self.may_register = self.level in ("GL", "CGL")
        self.url = f"/{lang}/entites/{number.replace('.', '')}/{quality}"

    @property
    def technical_user(self):
        return STORE.technical_user(self.number, self.slug)


def dotted(digits):
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def secured(handler):
    """A page for persons who are logged in; a POST must bear the session's token."""

    @functools.wraps(handler)
    async def wrapped(request):
        lang, session = language(request), session_of(request)
        if lang not in ("fr", "nl"):
            return render(request, "message.html", 404, title="Page introuvable")
        if session is None:
            return go(f"/{lang}/connexion?raison=session")
        session.seen = time.time()
        if request.method == "POST" and (await request.form()).get("_token") != session.csrf:
            body = "Votre demande n'a pas pu être vérifiée. Rechargez la page et recommencez."
            return render(request, "message.html", 403, title="Demande refusée", body=body)
        if "number" not in request.path_params:
            return await handler(request, session)
        number, quality = dotted(request.path_params["number"]), request.path_params.get("quality")
        if number not in ENTITIES or (quality is not None and quality not in ENTITIES[number][1]):
            body = "Vous n'avez pas accès à cette entité."
            return render(request, "message.html", 403, title="Accès refusé", body=body)
        if quality is None:
            return await handler(request, session, number)
        return await handler(request, session, Mandate(number, quality, lang))

    return wrapped
