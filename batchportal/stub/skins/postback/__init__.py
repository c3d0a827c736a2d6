"""Skin `postback`: one address for everything, hidden state, `__doPostBack`, the wizard in a frame beside its menu.

The log-in takes two pages on the portal's own host and is followed by a notice; three hundred companies stand on
pages of ten, or are searched for; changing the channel loads the form anew.
"""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from batchportal.stub.skins import Skin
from batchportal.stub.skins.painting import Painter, everything_else, page
from batchportal.stub.skins.postback import inner, outer
from batchportal.stub.skins.postback.state import States
from batchportal.stub.visits import Visit, session_ended

_COMPANIES = 300
_FOUND = 302


def make() -> Skin:
    """The skin."""
    painter, states = Painter(__name__), States()

    async def default(visit: Visit) -> Response:
        state, key = await states.of(visit.request)
        visit.language = state.language
        if visit.session is None and (state.frame or state.page in outer.SECURED):
            response = session_ended(visit)
            state.start()
        elif state.frame:
            response = await inner.answer(visit, painter.speak(state.language), state)
        else:
            response = await outer.answer(visit, painter.speak(state.language), state)
        if key is not None:
            response.set_cookie(States.COOKIE, key, httponly=True, samesite="lax")
        return response

    async def root(_visit: Visit) -> Response:
        return RedirectResponse("/Portail/Default.aspx?start=1", _FOUND)

    portal = [
        page("/", root, "home"),
        page("/Portail/Default.aspx", default, states.step_of, post=True),
        everything_else(),
    ]
    return Skin(painter, portal, [everything_else()], companies=_COMPANIES)
