"""Template environment."""
from jinja2 import DictLoader, Environment
from starlette.responses import HTMLResponse

from . import public_html, secured_html

ENV = Environment(loader=DictLoader({**public_html.T, **secured_html.T}), autoescape=True, trim_blocks=False)


def tr(lang):
    def _(fr, nl):
        text = nl if lang == "nl" else fr
        return text.replace("'", "’")
    return _


def html(name, lang, **ctx):
    return ENV.get_template(name).render(lang=lang, _=tr(lang), **ctx)


def page(name, lang, status=200, **ctx):
    return HTMLResponse(html(name, lang, **ctx), status_code=status, headers={"Cache-Control": "no-store"})


def lang_of(request, default="fr"):
    lang = request.query_params.get("lang", default)
    return lang if lang in ("fr", "nl") else default
