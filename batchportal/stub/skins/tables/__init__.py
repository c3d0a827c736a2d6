"""Skin `tables`: a portal of 2005. Captions in neighbouring cells, image buttons, ISO-8859-1, one new window.

The log-in is another host's; the company is chosen by its name, with the number in the cell beside it.
"""

from __future__ import annotations

from batchportal.stub.skins import Skin
from batchportal.stub.skins.painting import Painter, everything_else, page
from batchportal.stub.skins.tables import public, secured
from batchportal.stub.skins.tables.wizard import step_of, wizard


def make() -> Skin:
    """The skin."""
    rest = everything_else()
    buttons = page("/img/{name}_{lang}.gif", public.button)
    portal = [
        page("/", public.splash, "home"),
        page("/site_{language}/{name}.htm", public.site),
        page("/cookies", public.cookies),
        page("/secure/entree", secured.come_in),
        page("/secure/quitter", secured.log_out),
        page("/secure/entreprises", secured.companies, "companies"),
        page("/secure/ent", secured.roles, "role"),
        page("/secure/role", secured.enter, "role"),
        page("/secure/accueil", secured.welcome, "secured"),
        page("/secure/acces", secured.access, "access"),
        page("/secure/echange", secured.exchange),
        page("/secure/info", secured.information, "information"),
        page("/secure/messages", secured.messages, "messages"),
        page("/secure/rien", secured.closed),
        page("/secure/cfg", wizard, step_of, post=True),
        buttons,
        rest,
    ]
    log_in = [
        page("/login/groupe", public.groups),
        page("/login/moyen", public.means),
        page("/login/non", public.not_here),
        page("/login/codes", public.codes, "log_in_form", sending="log_in_submit"),
        page("/login/relais", public.relay),
        page("/cookies", public.cookies),
        buttons,
        rest,
    ]
    return Skin(Painter(__name__, charset="ISO-8859-1"), portal, log_in)
