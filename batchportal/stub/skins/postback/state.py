"""Skin `postback`: what the server remembers of a browser, from its first page on, and which step a request is."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.datastructures import FormData, UploadFile

if TYPE_CHECKING:
    from starlette.requests import Request

    from batchportal.stub.world import Session

_KEPT = 1000
_CONTENT = "ctl00$cph$"

WIZARD = ("intro", "contact", "channel", "username", "review")
_SHOWN_OUTSIDE = {
    "log_in_1": "log_in_form",
    "log_in_2": "log_in_form",
    "companies": "companies",
    "roles": "role",
    "desk": "secured",
}
_SHOWN_INSIDE = {name: name for name in (*WIZARD, "created", "messages", "information")}


@dataclass(slots=True)
class PageState:
    """Where a browser stands: the page around, the page in the frame, and what was typed into the search.

    Attributes:
        language: of the pages.
        page: around.
        inside: in the frame.
        menu: which part of the menu is open.
        note: what the page that says that there is no way on says.
        username: of the first log-in page.
        query: what the companies were searched for.
        number: of the page of results.
        billing: what was typed into fields that nobody needs.
        frame: whether the request at hand is the frame's.
    """

    language: str = "fr"
    page: str = "home"
    inside: str = "hello"
    menu: str = ""
    note: str = ""
    username: str = ""
    query: str = ""
    number: int = 1
    billing: dict[str, str] = field(default_factory=dict)
    frame: bool = False

    def start(self) -> None:
        """Back to the home page; the language stays."""
        self.page, self.inside, self.menu, self.query, self.number = "home", "hello", "", "", 1
        self.billing = {}

    @property
    def shown(self) -> str:
        """The page that the request at hand is about."""
        return self.inside if self.frame else self.page

    @property
    def step(self) -> str | None:
        """The step that showing that page is."""
        if self.frame and self.inside == "hello" and self.menu.startswith("m4"):
            return "access"
        return (_SHOWN_INSIDE if self.frame else _SHOWN_OUTSIDE).get(self.shown)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came back: what was clicked, and the page that it was on."""

    form: FormData

    @property
    def target(self) -> str:
        """The last part of what `__doPostBack` was called for; empty for a button."""
        return self._text("__EVENTTARGET").rsplit("$", 1)[-1]

    @property
    def whole_target(self) -> list[str]:
        """All parts of it."""
        return self._text("__EVENTTARGET").split("$")

    @property
    def argument(self) -> str:
        """Its argument."""
        return self._text("__EVENTARGUMENT")

    @property
    def page(self) -> str | None:
        """The page of the hidden state."""
        try:
            state = base64.b64decode(self._text("__VIEWSTATE"), validate=True).decode()
            page: str | None = json.loads(state[: len(state) // 3]).get("p")
        except (binascii.Error, ValueError, AttributeError):
            return None
        return page

    def has(self, name: str) -> bool:
        """Whether a button or a box of the page was sent."""
        return _CONTENT + name in self.form

    def text(self, name: str) -> str:
        """What was typed into a field of the page."""
        return self._text(_CONTENT + name)

    def _text(self, name: str) -> str:
        value = self.form.get(name, "")
        return "" if isinstance(value, UploadFile) else value


def view_state(page: str) -> str:
    """The hidden state: as long as such states are, and as little of anybody's business."""
    state = json.dumps({"p": page, "r": secrets.token_hex(20)}) * 3
    return base64.b64encode(state.encode()).decode()


class States:
    """The states of all browsers, by their cookie."""

    COOKIE = "ASP.NET_SessionId"

    def __init__(self) -> None:
        self._known: dict[str, PageState] = {}

    async def of(self, request: Request) -> tuple[PageState, str | None]:
        """The state of a browser, and the cookie to hand out where it is a new one."""
        key = request.cookies.get(self.COOKIE, "")
        fresh = None
        if key not in self._known:
            key = fresh = secrets.token_hex(16)
            self._known[key] = PageState()
            while len(self._known) > _KEPT:
                del self._known[next(iter(self._known))]
        state = self._known[key]
        state.frame = request.query_params.get("frame") == "1"
        return state, fresh

    async def step_of(self, request: Request, _session: Session | None) -> str | None:
        """What a request is counted and broken as. A form is read twice: here for its button, then for its values."""
        if request.cookies.get(self.COOKIE, "") not in self._known:
            return None
        state, _ = await self.of(request)
        if request.method != "POST":
            return None if "start" in request.query_params else state.step
        sent = Sent(await request.form())
        if state.frame and sent.has("btnOk"):
            return "confirm"
        if state.frame and state.inside in WIZARD:
            return state.inside
        return "log_in_submit" if state.page == "log_in_2" and sent.has("btnB") else None
