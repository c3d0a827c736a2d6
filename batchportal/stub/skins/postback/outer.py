"""Skin `postback`: the pages around: home, log-in, notice, companies, roles, and the desk with its menu and frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from batchportal.stub.decisions import begin_session, leave, role_line, try_codes
from batchportal.stub.skins.painting import spell, words_of
from batchportal.stub.skins.postback.state import PageState, Sent, view_state
from batchportal.stub.visits import go_on
from batchportal.stub.world import Wizard

if TYPE_CHECKING:
    from collections.abc import Callable

    from batchportal.stub.companies import Company
    from batchportal.stub.visits import Visit
    from batchportal.stub.words import Words

SECURED = frozenset({"notice", "companies", "roles", "desk"})
"""The pages that need a log-in."""

_SPELLINGS = ("plain", "dots", "spaces", "be", "nine", "dashes")
_ON_A_PAGE = 10
_PAGES_SHOWN = 10
_SHORTEST_QUERY = 3
_ROLE_PARTS = 5
_COLUMNS = (
    (
        "fr",
        "BELGIQUE",
        "La Sécurité Sociale Belge",
        (("lnkCit", "Citoyen"), ("lnkEnt", "Entreprise"), ("lnkPro", "Fonctionnaires et autres professionnels")),
    ),
    (
        "nl",
        "BELGIË",
        "De Belgische Sociale Zekerheid",
        (("lnkCit", "Burger"), ("lnkEnt", "Onderneming"), ("lnkPro", "Ambtenaren en andere professionelen")),
    ),
    (
        "de",
        "BELGIEN",
        "Die Soziale Sicherheit",
        (("lnkCit", "Bürger"), ("lnkEnt", "Unternehmen"), ("lnkPro", "Funktionäre und andere Professionelle")),
    ),
    (
        "int",
        "International",
        "The Belgian Social Security",
        (("lnkInt", "Coming2Belgium"), ("lnkInt", "Leaving Belgium"), ("lnkInt", "Working in Belgium")),
    ),
)


@dataclass(frozen=True, slots=True)
class _Results:
    """One page of the companies found: number, company and place in the list; 0 stands for left-out page numbers."""

    count: int
    page: int
    last: int
    pages: list[int]
    rows: list[tuple[str, Company, int]]


async def answer(visit: Visit, words: Words, state: PageState) -> Response:
    """A page around the frame, or what a click on it leads to."""
    if not visit.sending:
        if "start" in visit.request.query_params:
            state.start()
            response = _show(visit, words, state)
            leave(visit, response)
            return response
        return _show(visit, words, state)
    async with visit.request.form() as form:
        return await _clicked(visit, words, state, Sent(form))


async def _clicked(visit: Visit, words: Words, state: PageState, sent: Sent) -> Response:
    if sent.target in ("lnkOut", "lnkHome"):
        state.start()
        response = _show(visit, words, state)
        leave(visit, response)
        return response
    if sent.page != state.page:
        return _show(visit, words, state, words["session"]["stale"])
    if state.page == "log_in_2" and sent.target != "lnkAgain":
        return await _log_in(visit, words, state, sent)
    before = state.page
    if complaint := _ACTS[state.page](visit, words, state, sent):
        return _show(visit, words, state, complaint)
    if state.language != visit.language:
        visit.language = state.language
    return await _arrive(visit, state, before)


async def _arrive(visit: Visit, state: PageState, before: str) -> Response:
    """Show the page that a click leads to: that is another step, though no other address."""

    async def show(visiting: Visit) -> Response:
        return _show(visiting, words_of(visiting), state)

    if state.step is None or state.page == before != "companies":
        return await show(visit)
    return await go_on(show, state.step, visit)


def _show(visit: Visit, words: Words, state: PageState, err: str | None = None) -> Response:
    values: dict[str, Any] = {}
    session = visit.session
    if state.page == "home":
        values["columns"] = _COLUMNS
    elif state.page == "companies":
        values["results"] = _search(visit, state)
    elif session and session.company and state.page == "roles":
        values["lines"] = [role_line(words, session.company, role) for role in session.company.roles]
    elif session and session.company and session.role:
        values["line"] = role_line(words, session.company, session.role)
        values["menu"] = _menu(words["menu"], state.menu)
    return visit.page(state.page, err=err, state=state, inner=False, viewstate=view_state(state.page), **values)


def _menu(words: dict[str, str], opened: str) -> list[tuple[str, str, int]]:
    """Name, text and level of each line of the menu."""
    menu = [("m1", words["own_data"], 0), ("m2", words["users"], 0), ("m3", words["messages"], 0)]
    if opened == "m3":
        menu += [("m31", words["register"], 1), ("m32", words["alter"], 1)]
    menu.append(("m4", words["access"], 0))
    if opened in ("m4", "m41"):
        menu += [("m40", words["qualities"], 1), ("m41", words["exchange"], 1)]
    if opened == "m41":
        menu += [("m411", words["information"], 2), ("m412", words["history"], 2)]
    return [*menu, ("m9", words["other_company"], 0)]


def _sorted(visit: Visit) -> list[Company]:
    return sorted(visit.world.companies.values(), key=lambda company: (company.name, company.number))


def _search(visit: Visit, state: PageState) -> _Results:
    """The companies that were searched for: by number where no letters were typed, else by name."""
    listed, query = _sorted(visit), state.query.lower()
    digits = "".join(character for character in query if character.isdigit())
    by_number = digits and not any(character.isalpha() for character in query.replace("be", ""))
    hits = [
        place
        for place, company in enumerate(listed)
        if not query or (digits in company.number if by_number else query in company.name.lower())
    ]
    last = max(1, -(-len(hits) // _ON_A_PAGE))
    state.number = page = min(max(1, state.number), last)
    shown = hits[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]
    rows = [(spell(listed[place].number, _SPELLINGS[place % len(_SPELLINGS)]), listed[place], place) for place in shown]
    return _Results(len(hits), page, last, _pages(page, last), rows)


def _pages(page: int, last: int) -> list[int]:
    low = (page - 1) // _PAGES_SHOWN * _PAGES_SHOWN + 1
    pages = list(range(low, min(low + _PAGES_SHOWN, last + 1)))
    return [*([1, 0] if low > 1 else []), *pages, *([0, last] if pages[-1] < last else [])]


# What a click does; the words of a complaint where it can't be done


def _home(_visit: Visit, _words: Words, state: PageState, sent: Sent) -> str | None:
    if sent.argument in ("fr", "nl"):
        state.language = sent.argument
    elsewhere = {"int": "international", "de": "german"}.get(sent.argument)
    if sent.target == "lnkPro" and elsewhere is None:
        state.page = "audience"
    elif sent.target:
        state.page, state.note = "note", elsewhere or "other"
    return None


def _audience(_visit: Visit, _words: Words, state: PageState, sent: Sent) -> str | None:
    if sent.target == "lnkLogin":
        state.page = "groups"
    return None


def _groups(_visit: Visit, words: Words, state: PageState, sent: Sent) -> str | None:
    group = sent.text("rblGrp")
    if not group:
        return words["user_type"]["nothing"]
    if group == "P":
        state.page = "means"
    else:
        state.page, state.note = "note", "group"
    return None


def _means(_visit: Visit, _words: Words, state: PageState, sent: Sent) -> str | None:
    if sent.target == "lnkCodes":
        state.page = "log_in_1"
    else:
        state.page, state.note = "note", "reader"
    return None


def _username(_visit: Visit, words: Words, state: PageState, sent: Sent) -> str | None:
    state.username = sent.text("txtA").strip()
    if not state.username:
        return words["log_in"]["nobody"]
    state.page = "log_in_2"
    return None


def _username_again(_visit: Visit, _words: Words, state: PageState, _sent: Sent) -> str | None:
    state.page = "log_in_1"
    return None


def _notice(_visit: Visit, _words: Words, state: PageState, _sent: Sent) -> str | None:
    state.page, state.query, state.number = "companies", "", 1
    return None


def _companies(visit: Visit, words: Words, state: PageState, sent: Sent) -> str | None:
    action, _, argument = sent.argument.partition("$")
    if sent.target == "gv" and argument.isdecimal():
        listed = _sorted(visit)
        if action == "Page":
            state.number = int(argument)
        elif visit.session and int(argument) < len(listed):
            visit.session.enter(listed[int(argument)], None)
            state.page = "roles"
        return None
    query = sent.text("txtS").strip()
    if 0 < len(query) < _SHORTEST_QUERY:
        return words["companies"]["short"]
    state.query, state.number = query, 1
    return None


def _roles(visit: Visit, _words: Words, state: PageState, sent: Sent) -> str | None:
    session, parts = visit.session, sent.whole_target
    if sent.target == "lnkCos":
        state.page = "companies"
    elif session and session.company and len(parts) == _ROLE_PARTS:
        place = parts[3].removeprefix("ctl")
        if place.isdecimal() and int(place) < len(session.company.roles):
            session.enter(session.company, session.company.roles[int(place)])
            state.page, state.inside, state.menu, state.billing = "desk", "hello", "", {}
    return None


_INSIDE = {"m3": "messages", "m31": "intro", "m4": "hello", "m41": "hello", "m411": "information"}


def _desk(visit: Visit, _words: Words, state: PageState, sent: Sent) -> str | None:
    if sent.target == "m9":
        state.page, state.menu = "companies", ""
        if visit.session:
            visit.session.role = None
        return None
    if sent.target:
        state.inside = _INSIDE.get(sent.target, "closed")
    if sent.target in ("m3", "m4", "m41"):
        state.menu = sent.target
    if sent.target == "m31" and visit.session:
        visit.session.wizard = Wizard()
    return None


def _note(_visit: Visit, _words: Words, _state: PageState, _sent: Sent) -> str | None:
    return None


_ACTS: dict[str, Callable[[Visit, Words, PageState, Sent], str | None]] = {
    "home": _home,
    "audience": _audience,
    "groups": _groups,
    "means": _means,
    "log_in_1": _username,
    "log_in_2": _username_again,
    "notice": _notice,
    "companies": _companies,
    "roles": _roles,
    "desk": _desk,
    "note": _note,
}


async def _log_in(visit: Visit, words: Words, state: PageState, sent: Sent) -> Response:
    """The password, on the second page."""
    verdict = try_codes(visit, state.username, sent.text("txtB"))
    if verdict != "accepted":
        return _show(visit, words, state, words["log_in"][verdict])
    state.page = "notice"
    handed_over = Response()
    begin_session(visit, state.username, handed_over)
    response = _show(visit, words, state)
    response.raw_headers += [header for header in handed_over.raw_headers if header[0] == b"set-cookie"]
    return response
