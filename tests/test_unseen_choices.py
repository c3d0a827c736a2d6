"""Lists where something else than the company can be pressed by mistake; as `test_unseen_lists`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, ReviewDiffers
from batchportal.models import EnterpriseNumber
from batchportal.walk import walk
from flows.companies import CompaniesPage
from flows.review import ReviewPage
from flows.wizard import IntroPage, complete
from tests.mini_portal import visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync
    from tests.mini_portal import Page

SILLON = EnterpriseNumber("0403170701")
ANCRE = EnterpriseNumber("0207886044")
HEAD = "<h1>Choisissez votre entreprise</h1>"
ROLE = "Gestionnaire pensions complémentaires (Gestionnaire local)"
MENU = "<h1>Bienvenue</h1><nav><a href=#>Messages structurés</a></nav>"


def went(
    async_browser: Browser, run_async: RunAsync, pages: Mapping[str, Page], number: EnterpriseNumber = SILLON
) -> tuple[list[str], str]:
    """Where the choice of a company led, request by request, and the code of its error; empty where it succeeded."""

    async def choose(session: Session) -> str:
        try:
            await CompaniesPage(session).act_for(number)
        except BatchportalError as error:
            return error.code
        return ""

    code, portal = visited(async_browser, run_async, {"/in": MENU, "/bad": MENU, **pages}, choose, timeout=5)
    sent = [" ".join(one.split(maxsplit=2)[:2]) for one in portal.arrived]
    return [one for one in sent if "favicon" not in one and one != "GET /"], code


REQUEST = "<form method=post action=/bad>{}<label>Numéro d'entreprise <input name=n></label> <button>{}</button></form>"
OTHERS = f"{HEAD}<ul><li><a href=/in>Ancre 0207.886.044</a></ul>"


@pytest.mark.parametrize(
    "form",
    [
        REQUEST.format("<h2>Vous ne la trouvez pas ?</h2>", "Envoyer la demande"),
        REQUEST.format("<h2>Demander l'accès à une autre entreprise</h2>", "OK"),
        REQUEST.format("", "Ajouter"),
        "<a href=/add>Ajouter une autre entreprise</a>",
    ],
    ids=["by its button", "by its heading", "that adds it", "behind a link"],
)
def test_a_company_that_is_not_in_the_list_is_asked_for_by_nobody(
    async_browser: Browser, run_async: RunAsync, form: str
) -> None:
    """A form that asks for access to one looks like one that searches the list."""
    pages = {"/": OTHERS + form, "/add": REQUEST.format("<h1>Nouvel accès</h1>", "Envoyer")}
    assert went(async_browser, run_async, pages) == ([], "company_not_managed")


@pytest.mark.parametrize(
    "go", ["<button>Trouver</button>", "<button>&#x1f50d;</button>", "", "<button>Lancer la recherche</button>"]
)
def test_a_form_that_searches_the_list_is_sent(async_browser: Browser, run_async: RunAsync, go: str) -> None:
    survey = "<form action=/bad><h2>Votre avis</h2><label>Remarque <input></label><button>OK</button></form>"
    search = f"<form action=/found><label>Numéro d'entreprise <input name=n></label> {go}</form>"
    pages = {"/": f"{HEAD}{search}{survey}", "/found": f"{HEAD}<a href=/in>Sillon 0403.170.701 {ROLE}</a>"}
    assert went(async_browser, run_async, pages) == (["GET /found?n=0403.170.701", "GET /in"], "")


def test_enter_takes_no_suggestion_that_is_another_company(async_browser: Browser, run_async: RunAsync) -> None:
    page = f"""{HEAD}<label>Entreprise <input role=combobox id=q aria-controls=l aria-expanded=false></label>
      <ul id=l role=listbox></ul><script>
      q.oninput = () => {{ l.innerHTML = q.value && '<li role=option aria-selected=true>Ancre 0207.886.044'; }};
      q.onkeydown = (event) => {{ if (event.key === 'Enter' && l.children.length) location = '/bad'; }};</script>"""
    assert went(async_browser, run_async, {"/": page}) == ([], "company_not_managed")


def test_a_button_below_a_list_of_suggestions_is_not_waited_for(async_browser: Browser, run_async: RunAsync) -> None:
    page = f"""{HEAD}<div style="position: relative"><label>Entreprise <input role=combobox id=q></label>
      <ul id=l role=listbox hidden style="position: absolute; margin: 0; height: 200px; width: 500px; background: #fff">
      </ul></div><button type=button>Recherche avancée</button><script>
      q.oninput = () => {{ l.hidden = false; l.innerHTML = '<li role=option>Ancre 0207.886.044'; }};</script>"""
    assert went(async_browser, run_async, {"/": page}) == ([], "company_not_managed")


BAD = "<a href=/bad>Choisir</a>"
TWO = f"<tr><td>Ancre SA<td>0207.886.044<td>Maison mère 0403.170.701<td>{ROLE}<td>{BAD}</tr>"
TURNS = "<a href=/ancre>Choisir</a><p>Ancre 0207.886.044</p><a href=/sillon>Choisir</a><p>Sillon 0403.170.701</p>"


@pytest.mark.parametrize(
    "page",
    [
        f"<table>{TWO}</table>",
        f"<ul><li><b>Ancre 0207.886.044</b> <i>mandataire de 0403.170.701</i> <i>{ROLE}</i> {BAD}</ul>",
        f"<div><div><p>Ancre 0207.886.044</p><p>Mandant 0403.170.701</p><p>{ROLE}</p>{BAD}</div></div>",
    ],
    ids=["a row", "an item", "a card"],
)
def test_a_company_that_is_named_beside_another_is_not_that_other_one(
    async_browser: Browser, run_async: RunAsync, page: str
) -> None:
    assert went(async_browser, run_async, {"/": HEAD + page})[0] == []


@pytest.mark.parametrize("number", [SILLON, ANCRE])
def test_what_is_pressed_before_a_number_is_not_taken_for_what_is_pressed_behind_the_one_above(
    async_browser: Browser, run_async: RunAsync, number: EnterpriseNumber
) -> None:
    where, _ = went(async_browser, run_async, {"/": f"{HEAD}<div>{TURNS}</div>"}, number)
    assert ("GET /ancre" if number is SILLON else "GET /sillon") not in where


def test_of_two_companies_in_a_row_the_one_in_its_head_is_meant(async_browser: Browser, run_async: RunAsync) -> None:
    own = f"<tr><td>Sillon SA<td>0403.170.701<td>0403.170.701<td>{ROLE}<td><a href=/in>Choisir</a></tr>"
    assert went(async_browser, run_async, {"/": f"{HEAD}<table>{TWO}{own}</table>"}) == (["GET /in"], "")
    item = f"<h3>Sillon 0403.170.701</h3><p>Mandant 0207.886.044</p><p>{ROLE}</p><a href=/in>Choisir</a>"
    assert went(async_browser, run_async, {"/": f"{HEAD}<article>{item}</article>"}) == (["GET /in"], "")


FAVOURITES = """<form action=/bad><label>Mes favoris <select name=f><option>Ancre 0207.886.044</select></label>
  <button>Choisir</button></form>"""


@pytest.mark.parametrize(
    "choice",
    [
        f"<select name=c><option>-<option value=s>Sillon 0403.170.701 {ROLE}</select>",
        f"<label><input type=radio name=c value=s> Sillon 0403.170.701 {ROLE}</label>",
    ],
    ids=["option", "radio"],
)
def test_what_is_chosen_in_one_form_is_not_followed_by_the_button_of_another(
    async_browser: Browser, run_async: RunAsync, choice: str
) -> None:
    form = f"<form action=/in>{choice} <button>{{}}</button></form>"
    where, code = went(async_browser, run_async, {"/": HEAD + FAVOURITES + form.format("Allons-y")})
    assert (where, bool(code)) == ([], True)
    page = HEAD + form.format("Choisir") + FAVOURITES.replace("Choisir", "OK")
    assert [each.split("=")[0] for each in went(async_browser, run_async, {"/": page})[0]] == ["GET /in?c"]


QUALITY, MANAGER = "Gestionnaire pensions complémentaires", "Gestionnaire local"
ROW = "<table><tr><td>Sillon SA<td>0403.170.701<td>{}<td><a href=/bad>{}</a></tr></table>"


@pytest.mark.parametrize(
    "button", ["Demander cet accès", "Désigner un autre gestionnaire local", "Modifier", "Ajouter"]
)
def test_what_asks_for_a_role_or_changes_it_is_not_pressed(
    async_browser: Browser, run_async: RunAsync, button: str
) -> None:
    assert went(async_browser, run_async, {"/": HEAD + ROW.format(ROLE, button)})[0] == []


@pytest.mark.parametrize(
    "role",
    [
        f"{QUALITY} ({MANAGER}) - suspendu",
        f"{QUALITY} ({MANAGER} suspendu)",
        f"{QUALITY} ({MANAGER} - demande en cours)",
        f"{QUALITY} (Assistant du {MANAGER})",
        f"{QUALITY} (Ancien {MANAGER})",
        f"Prestataire de service du {QUALITY} ({MANAGER})",
    ],
)
def test_a_role_that_is_none_is_not_taken_for_ours(async_browser: Browser, run_async: RunAsync, role: str) -> None:
    roles = f"<li><a href=/bad>{role}</a><li><a href=/bad>Employeur ({MANAGER})</a>"
    page = f"<h1>Sillon 0403.170.701</h1><p>Choisissez votre rôle</p><ul>{roles}</ul>"
    assert went(async_browser, run_async, {"/": page})[0] == []
    ours = page.replace("</ul>", f"<li><a href=/in>{ROLE}</a></ul>")
    assert went(async_browser, run_async, {"/": ours}) == (["GET /in"], "")


def test_a_caption_that_is_answered_with_no_is_no_role(async_browser: Browser, run_async: RunAsync) -> None:
    told = f"<dl><dt>Qualité<dd>{QUALITY}<dt>{MANAGER}<dd>{{}}</dl>"
    page = f"{HEAD}<ul><li><b>Sillon 0403.170.701</b>{told}<a href=/{{}}>Choisir</a></li></ul>"
    assert went(async_browser, run_async, {"/": page.format("Oui", "in")}) == (["GET /in"], "")
    assert went(async_browser, run_async, {"/": page.format("Non", "bad")})[1] == "not_local_manager"


OTHER_ROLE = "Employeur (Gestionnaire local)"
DIALOGUE = "<{} aria-modal=true style='position: fixed; {}; width: 300px; height: 200px; background: white'>{}</{}>"
OPENS = """<body><div id=app>{frame}<ul><li><a href=# onclick="openRoles(); return false">Sillon 0403.170.701</a>
  <li>Ancre 0207.886.044</ul>{end}</div><script>
  function openRoles() {{ document.body.insertAdjacentHTML('beforeend', `{box}`); {then} }}</script>"""


def refused_with(async_browser: Browser, run_async: RunAsync, page: str) -> tuple[str, str]:
    """Code and message of the error that a list ends with."""

    async def choose(session: Session) -> tuple[str, str]:
        with pytest.raises(BatchportalError) as raised:
            await CompaniesPage(session).act_for(SILLON)
        return raised.value.code, raised.value.message

    return visited(async_browser, run_async, {"/": page, "/bad": MENU}, choose, timeout=5)[0]


@pytest.mark.parametrize("then", ["", "document.getElementById('app').inert = true"], ids=["beside it", "inert"])
@pytest.mark.parametrize("frame", ["<main>", "<header>Portail</header><main>", ""], ids=["main", "head", "no main"])
def test_roles_in_a_dialogue_over_the_list_are_told_before_the_list(
    async_browser: Browser, run_async: RunAsync, frame: str, then: str
) -> None:
    box = DIALOGUE.format("div role=dialog", "top: 20px; left: 20px", f"<a href=/bad>{OTHER_ROLE}</a>", "div")
    page = OPENS.format(frame=frame + HEAD, end="</main>" if frame else "", box=box, then=then)
    code, message = refused_with(async_browser, run_async, page)
    assert code == "not_local_manager"
    assert f"The page says: {OTHER_ROLE}" in message


def test_what_a_drawer_beside_the_window_would_say_is_not_told_of_the_page(
    async_browser: Browser, run_async: RunAsync
) -> None:
    drawer = DIALOGUE.format("aside", "top: 0; left: 100%", f"Vos rôles : {OTHER_ROLE}", "aside")
    page = OPENS.format(frame=f"<main>{HEAD}", end=f"</main>{drawer}", box="<p>Un instant</p>", then="")
    assert refused_with(async_browser, run_async, page)[0] == "unexpected_page"


TABS = """<h1>Sillon 0403.170.701</h1><p>Vos qualités</p><div role=tablist>
  <button type=button role=tab aria-selected=true onclick="show(0)">Travail</button>
  <button type=button role=tab aria-selected=false onclick="show(1)">Pensions</button></div>
  <div role=tabpanel><a href=/bad>Employeur (Gestionnaire local)</a></div>
  <div role=tabpanel hidden><a href="{}">{}</a></div><script>
  const panels = [...document.querySelectorAll('[role=tabpanel]')];
  const show = (at) => panels.forEach((one, i) => {{ one.hidden = i !== at; }});
  </script>"""


def test_a_role_that_stands_behind_a_tab_is_taken(async_browser: Browser, run_async: RunAsync) -> None:
    pages = {"/": f"{HEAD}<ul><li><a href=/roles>Sillon 0403.170.701</a></ul>", "/roles": TABS.format("/in", ROLE)}
    assert went(async_browser, run_async, pages) == (["GET /roles", "GET /in"], "")
    pages["/roles"] = TABS.format("/bad", f"{QUALITY} (Utilisateur)")
    assert went(async_browser, run_async, pages) == (["GET /roles"], "not_local_manager")


LINK = f"{HEAD}<a href=/in>Sillon 0403.170.701 {ROLE}</a>"
GO_OVER = "<ul>{}<li><a href=/s>Sillon 0403.170.701</a><li><a href=/c>Cygne 0448.826.918</a></ul>"


@pytest.mark.parametrize(
    ("head", "ours"),
    [
        ("Vous travaillez pour Ancre 0207.886.044" + GO_OVER.format(""), False),
        ("Vous travaillez pour Sillon 0403.170.701" + GO_OVER.format(""), True),
        ("<button>Sillon 0403.170.701</button><div hidden>" + GO_OVER.format("") + "</div><i>0207.886.044</i>", True),
        ("<i>0207.886.044</i>" + GO_OVER.format("").replace("<li>", "<li class=active>", 1), True),
        (GO_OVER.format("<li><a href=/a>Ancre 0207.886.044</a>"), True),
    ],
    ids=["another one", "ours", "ours, and the list is closed", "ours is marked", "nothing but the list"],
)
def test_a_list_to_go_over_to_others_does_not_tell_where_one_is(
    async_browser: Browser, run_async: RunAsync, head: str, *, ours: bool
) -> None:
    """Neither behind the choice of a role, nor on the page before 'Confirmer'."""
    (asked,) = registrations(1)
    pages = {"/": LINK, "/in": f"<header>{head}</header><main>{MENU}</main>"}
    assert went(async_browser, run_async, pages) == (["GET /in"], "" if ours else "other_company")
    review = f"""<header>{head}</header><main><h1>Récapitulatif</h1><p>Nom d'utilisateur : {asked.username}</p>
      <form method=post action=/no><input type=submit value=Confirmer></form></main>"""

    async def compare(session: Session) -> bool:
        try:
            await ReviewPage(session).compare(asked)
        except ReviewDiffers:
            return False
        return True

    assert asked.enterprise_number.digits == SILLON.digits
    assert visited(async_browser, run_async, {"/": review}, compare)[0] is ours


@pytest.mark.parametrize(
    ("quality", "code"),
    [
        ("Employeur (Gestionnaire local)", "not_local_manager"),
        ("Employeur. Faites votre choix", "not_local_manager"),
        (f"{QUALITY}. Votre rôle : Collaborateur", "not_local_manager"),
        (f"{QUALITY}</p><p>Votre rôle : <b>Collaborateur</b>", "not_local_manager"),
        (f"{QUALITY}. Votre rôle : Gestionnaire local", ""),
        (ROLE, ""),
    ],
    ids=["another", "another in a sentence", "another role", "another role below", "our role", "ours"],
)
@pytest.mark.parametrize("before", ["", "Bienvenue, Jan Peeters. "])
def test_a_page_that_tells_its_quality_is_of_no_other_that_it_speaks_of(
    async_browser: Browser, run_async: RunAsync, quality: str, code: str, before: str
) -> None:
    told = f"<p>{before}Votre qualité : {quality}</p>"
    inside = f"<p>Sillon 0403.170.701</p>{told}<h2>Vos qualités</h2><ul><li>{ROLE}</ul>{MENU}"
    pages = {"/": f"{HEAD}<ul><li><a href=/in>Sillon 0403.170.701</a></ul>", "/in": inside}
    assert went(async_browser, run_async, pages) == (["GET /in"], code)


@pytest.mark.parametrize("head", ["Se connecter", "Identifiez-vous"])
def test_a_log_in_on_two_pages_that_comes_instead_of_a_step_is_not_given_the_technical_users_name(
    async_browser: Browser, run_async: RunAsync, head: str
) -> None:
    fields = "".join(f"<p>{name} <input>" for name in ("Nom", "Prénom", "Fonction", "Téléphone", "Adresse e-mail"))
    ask = (
        "<form method=post action=/sent><label>Nom d'utilisateur <input name=u></label><button>Suivant</button></form>"
    )
    pages = {
        "/": "<a href=/1>Enregistrer les données de configuration</a>",
        "/1": f"<form action=/2>{fields}<p><button>Suivant</button></form>",
        "/2": f"<h1>{head}</h1>{ask}",
    }
    (asked,) = registrations(1)

    async def to_review(session: Session) -> str:
        intro = await walk(session, IntroPage, through=[session.entry("secured", "register_configuration")])
        with pytest.raises(BatchportalError) as raised:
            await complete(intro, asked)
        return raised.value.code

    code, portal = visited(async_browser, run_async, pages, to_review, timeout=5)
    assert code == "unexpected_page"
    assert not any("/sent" in one for one in portal.arrived)


@pytest.mark.parametrize(
    ("second", "expected"), [("0403.170.701/002", False), ("Ancre 0207.886.044/001", True)], ids=["its own", "others"]
)
def test_a_company_with_its_establishments_is_no_list_of_companies(
    async_browser: Browser, run_async: RunAsync, second: str, *, expected: bool
) -> None:
    page = f"<main><h1>Unités</h1><p>Sillon 0403.170.701</p><ul><li>{second}<li>0403.170.701/003</ul></main>"

    async def lists(session: Session) -> bool:
        return await CompaniesPage(session).lists_companies()

    assert visited(async_browser, run_async, {"/": page}, lists)[0] is expected
