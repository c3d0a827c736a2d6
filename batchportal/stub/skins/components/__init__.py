"""Skin `components`: a design system of web components, with every field and button in an open shadow tree.

Roles unfold on the cards of the companies, access management is a menu in a menu, the ways to log in are tabs with
accordions, fields ask the server when they are left, the review page has tabs.
"""

from __future__ import annotations

from batchportal.stub.skins import Skin
from batchportal.stub.skins.components import public, secured
from batchportal.stub.skins.components.wizard import config, step_of, validate
from batchportal.stub.skins.painting import Painter, everything_else, page, static


def make() -> Skin:
    """The skin."""
    rest = everything_else()
    files = [static(__name__, name, kind) for name, kind in (("ds.js", "text/javascript"), ("ds.css", "text/css"))]
    portal = [
        *files,
        page("/", public.home, "home"),
        page("/professionnels", public.audience),
        page("/public/{name}", public.elsewhere),
        page("/langue/{name}", public.language),
        page("/indisponible", public.closed),
        page("/retour", public.come_back),
        page("/deconnexion", public.log_out),
        page("/entreprises", secured.companies, "companies"),
        page("/role/{company}/{role}", secured.enter, "role"),
        page("/espace", secured.space, "secured"),
        page("/messages", secured.messages, "messages"),
        page("/information", secured.information, "information"),
        page("/config/{step:int}", config, step_of, post=True),
        page("/api/valider", validate),
        rest,
    ]
    log_in = [*files, page("/connexion", public.log_in, "log_in_form", sending="log_in_submit"), rest]
    return Skin(Painter(__name__), portal, log_in)
