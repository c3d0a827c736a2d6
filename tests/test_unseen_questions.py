"""What a portal asks in its page behind 'Confirmer': answered with yes, once, or left and told; as `test_dialogues`."""

from __future__ import annotations

import contextlib
import json
from threading import Event
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from batchportal.models import EnterpriseNumber
from batchportal.singleshot import SingleShot
from batchportal.stillness import Patience
from flows.companies import CompaniesPage
from flows.lookup import look_up_from_here
from flows.question import Question
from flows.review import ReviewPage
from tests.mini_portal import LedOn, Source, visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync
    from tests.mini_portal import Page

REVIEW = """<main><h1>Contrôlez les données</h1><p>Confirmez la création.</p><button id=go>Confirmer</button></main>
  <div id=ask hidden>{dialogue}</div><script>
    go.onclick = () => {{ {before}; ask.hidden = false; }};
    for (const one of ask.querySelectorAll('button'))
      one.onclick = () => {{ ask.hidden = true; if (one.dataset.yes) fetch('/done', {{ method: 'POST' }}); }};
  </script>"""
CREATE = """<div role=dialog aria-modal=true><h2>Créer l'utilisateur technique ?</h2><p>Son nom restera.</p>
  <button>Annuler</button> <button data-yes=1>Oui, confirmer</button></div>"""
OVERLAY = """<div style="position:fixed;inset:0;z-index:9"><div>
  <p>Êtes-vous sûr de vouloir enregistrer ces données ?</p>
  <p><a href="#">Non</a> <button data-yes=1>Oui</button></p></div></div>"""
SURE = """<div role=alertdialog aria-modal=true><h2>Êtes-vous sûr ?</h2><p>L'utilisateur technique sera créé.</p>
  <button>Annuler</button> <button data-yes=1>{yes}</button></div>"""


async def asked(session: Session) -> tuple[list[bool], str | None]:
    """Confirm, and answer twice; what was answered, and what is left."""
    shot = SingleShot(session.context, seconds=5, answers=session.answers)
    question = Question(session, shot)
    await question.note()
    await shot.arm()
    await ReviewPage(session).confirm.click()
    answered = False
    # As `reach` does: a page may have come to rest, and go on to the one that asks.
    session.patience = Patience(limit=8, calm=0.5)
    async for _ in session.looks():
        if answered := await question.answer():
            break
    again = await question.answer()
    await session.settle()
    return [answered, again], await question.left()


@pytest.mark.parametrize(
    ("dialogue", "before"),
    [
        (SURE.format(yes="Confirmer"), ""),
        (SURE.format(yes="Oui"), "fetch('/alive')"),
        (SURE.format(yes="Oui"), "navigator.sendBeacon('/alive', 'clicked')"),
        (CREATE, ""),
        (OVERLAY, ""),
    ],
)
def test_a_question_whether_confirmer_is_meant_is_answered_once(
    async_browser: Browser, run_async: RunAsync, dialogue: str, before: str
) -> None:
    pages = {"/": REVIEW.format(dialogue=dialogue, before=before), "/alive": "", "/done": ""}
    ((answered, left), portal) = visited(async_browser, run_async, pages, asked)
    assert (answered, left) == ([True, False], None)
    assert sum(one.startswith("POST /done") for one in portal.arrived) == 1


@pytest.mark.parametrize(
    ("dialogue", "left"),
    [
        (SURE.format(yes="Continuer"), "Êtes-vous sûr ? L'utilisateur technique sera créé."),
        (
            "<dialog open><p>Êtes-vous sûr ? Vos données seront effacées.</p><button data-yes=1>Oui</button></dialog>",
            "Êtes-vous sûr ? Vos données seront effacées.",
        ),
        (
            """<dialog open><p>Êtes-vous sûr ?</p><label><input type=checkbox> J'ai lu</label>
            <button data-yes=1>Oui</button></dialog>""",
            "Êtes-vous sûr ? J'ai lu",
        ),
    ],
    ids=["another button", "another question", "something to fill in"],
)
def test_any_other_question_is_left_and_told(
    async_browser: Browser, run_async: RunAsync, dialogue: str, left: str
) -> None:
    pages = {"/": REVIEW.format(dialogue=dialogue, before=""), "/done": ""}
    told, portal = visited(async_browser, run_async, pages, asked)
    assert told == ([False, False], left)
    assert not any(one.startswith("POST") for one in portal.arrived)


PRINT = """<div role=dialog aria-modal=true>
  <p>C'est fait. Voulez-vous imprimer le résumé ?</p><button>Non</button></div>"""


@pytest.mark.parametrize(
    ("dialogue", "before", "left"),
    [
        (PRINT, "fetch('/alive?confirm=1')", None),
        (PRINT, "navigator.sendBeacon('/alive', 'clicked')", "C'est fait. Voulez-vous imprimer le résumé ?"),
        (SURE.format(yes="Continuer"), "fetch('/alive')", "Êtes-vous sûr ? L'utilisateur technique sera créé."),
    ],
    ids=["done perhaps", "told", "to do"],
)
def test_a_question_proves_that_nothing_was_done_only_if_it_is_whether_to_do_it(
    async_browser: Browser, run_async: RunAsync, dialogue: str, before: str, left: str | None
) -> None:
    """What a script only asks for may have done it."""
    pages = {"/": REVIEW.format(dialogue=dialogue, before=before), "/alive": ""}
    (answered, told), _ = visited(async_browser, run_async, pages, asked)
    assert answered == [False, False]
    assert told is None if left is None else told is not None and told.startswith(left)


def test_where_something_was_sent_nothing_is_answered(async_browser: Browser, run_async: RunAsync) -> None:
    """It may have been the confirmation."""
    pages = {
        "/": REVIEW.format(dialogue=SURE.format(yes="Oui"), before="fetch('/first', { method: 'POST' })"),
        "/first": "",
    }
    assert visited(async_browser, run_async, pages, asked)[0] == ([False, False], None)


BY_SERVER = """<main><h1>Contrôlez les données</h1>
  <form method=post action={to}><button>Confirmer</button></form></main>
  <div id=ask></div><script>
    const put = (answer) => answer.text().then((text) => {{ ask.innerHTML = {drawn}; }});
    const post = (to) => fetch(to, {{ method: 'POST' }});
    if ({scripted}) document.forms[0].onsubmit = () => {{ {sends}; return false; }};
    ask.onclick = (click) => {{ if (click.target.dataset.yes) {{ ask.innerHTML = ''; post('/first'); }} }};
  </script>"""
WHOLE = f"<main><p>Données</p><form method=post action=/done>{SURE}</form></main>"


@pytest.mark.parametrize(
    ("review", "answers"),
    [
        (BY_SERVER.format(to="/first", drawn="", scripted="false", sends=""), {"/first": WHOLE}),
        (
            BY_SERVER.format(to="/first", drawn="", scripted="false", sends=""),
            {"/first": LedOn("/asks"), "/asks": WHOLE},
        ),
        (
            BY_SERVER.format(to="", drawn="text", scripted="true", sends="post('/first').then(put)"),
            {"/first": Source(SURE)},
        ),
        (
            BY_SERVER.format(to="", drawn="JSON.parse(text).shown", scripted="true", sends="post('/first').then(put)"),
            {"/first": Source(json.dumps({"shown": SURE.format(yes="Oui").replace("Êtes", "<i>Ê</i>tes")}))},
        ),
    ],
    ids=["a page", "a page that the answer leads to", "a part of the page", "in data"],
)
def test_a_question_that_the_portal_answers_is_answered_once(
    async_browser: Browser, run_async: RunAsync, review: str, answers: dict[str, str]
) -> None:
    """Where servers draw pages, the click is sent, and the answer to it is the question."""
    given = {path: type(page)(page.replace("{yes}", "Oui")) for path, page in answers.items()}
    (told, portal) = visited(async_browser, run_async, {"/": review, "/done": "", **given}, asked)
    assert told == ([True, False], None)
    # Once for 'Confirmer', and once for 'Oui'.
    assert sum(one.startswith("POST") for one in portal.arrived) == 2


def test_a_question_that_comes_as_news_is_answered_once(async_browser: Browser, run_async: RunAsync) -> None:
    """By what the page asked for before 'Confirmer' was pressed, and the portal answers when it has news."""
    pressed = Event()
    review = BY_SERVER.format(to="", drawn="text", scripted="true", sends="post('/first')")

    def press(_body: str) -> str:
        pressed.set()
        return Source("")

    pages: dict[str, Page] = {
        "/": f"{review}<script>fetch('/news').then(put)</script>",
        "/first": press,
        "/news": lambda _: Source(pressed.wait(20) and SURE.format(yes="Oui")),
    }
    told, portal = visited(async_browser, run_async, pages, asked)
    assert told == ([True, False], None)
    assert sum(one.startswith("POST") for one in portal.arrived) == 2


@pytest.mark.parametrize(
    ("review", "first", "second"),
    [
        ("post('/first').then(put); post('/second')", SURE, 503),
        ("post('/first').then(put); post('/second')", SURE, 404),
        ("post('/first').then(() => post('/second')).then(put)", SURE, Source("")),
        ("post('/first').then(put)", SURE.replace("sera créé", "n'a pas pu être créé. Le créer à nouveau ?"), ""),
        ("post('/first').then(put)", SURE.replace("sera créé", "a été créé"), ""),
        ("post('/first').then(put)", SURE.replace("sera", "n'a pas répondu à temps, il sera"), ""),
    ],
    ids=["failed", "refused", "an answer that isn't the question", "again", "done", "in doubt"],
)
def test_a_question_behind_anything_else_that_was_sent_is_not_answered(
    async_browser: Browser, run_async: RunAsync, review: str, first: str, second: str | int
) -> None:
    page = BY_SERVER.format(
        to="", drawn="text || document.querySelector('#kept').innerHTML", scripted="true", sends=review
    )
    kept = f"<template id=kept>{SURE.format(yes='Oui')}</template>"
    pages: dict[str, Page] = {"/": page + kept, "/first": Source(first.format(yes="Oui")), "/second": lambda _: second}
    if "post('/second')).then" in review:
        pages["/first"] = Source("{}")
    told, portal = visited(async_browser, run_async, pages, asked)
    assert told[0] == [False, False]
    assert sum(one.startswith("POST /first") for one in portal.arrived) == 1


def test_a_review_that_stands_in_a_dialogue_itself_is_not_confirmed_twice(
    async_browser: Browser, run_async: RunAsync
) -> None:
    page = "<div role=dialog><h2>Confirmez-vous ces données ?</h2><button id=go>Confirmer</button></div>"
    assert visited(async_browser, run_async, {"/": page}, asked)[0] == ([False, False], None)


def test_a_review_in_the_frame_of_the_whole_page_is_not_confirmed_twice(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """It shows that it is at work, and asks nothing."""
    page = """<div style="position:fixed;inset:0"><p>Confirmez la création.</p><p id=says></p><button onclick="
      says.textContent = 'Traitement'; document.title += 'I'">Confirmer</button></div><a href=/>Aide</a>"""

    async def pressed(session: Session) -> tuple[list[bool], str]:
        answered, _ = await asked(session)
        return answered, await session.windows[-1].title()

    assert visited(async_browser, run_async, {"/": page}, pressed)[0] == ([False, False], "PortailI")


def test_a_form_that_asks_whether_it_is_to_be_left_for_the_list_is_left(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """A question of another kind is not answered there."""
    page = """<a href="#" onclick="ask.hidden = false">Changer d'entreprise</a><main><input></main>
      <div id=ask hidden><div role=dialog><h2>Modifications non enregistrées</h2><p>{asks}</p>
      <button>Rester</button> <a role=button href=/list>Quitter</a></div></div>"""
    pages = {
        "/": page.format(asks="Voulez-vous quitter cette page ?"),
        "/list": page.format(asks="Voulez-vous recevoir notre lettre ?"),
    }

    async def twice(session: Session) -> list[str]:
        addresses = []
        for _ in range(2):
            await CompaniesPage(session).go_back()
            await session.settle()
            addresses.append(session.windows[-1].url.split("/")[-1])
        return addresses

    addresses, portal = visited(async_browser, run_async, pages, twice)
    assert addresses == ["list", "list#"]
    assert [one.split()[1] for one in portal.arrived if "favicon" not in one] == ["/", "/list"]


LOST = "Les données introduites seront perdues."


@pytest.mark.parametrize(
    ("asks", "more", "left"),
    [
        (f"{LOST} Continuer ?", "", True),
        (f"{LOST} Continuer ?", "<button>Annuler</button>", False),
        (f"Voulez-vous envoyer vos données ? Sinon, {LOST.lower()}", "", False),
        ("Voulez-vous enregistrer vos modifications avant de quitter la page ?", "", False),
        (LOST, "", False),
        (f"Votre demande sera enregistrée et envoyée. {LOST} Continuer ?", "", False),
        (f"Votre demande sera envoyée. {LOST} Continuer ?", "", False),
        (f"L'utilisateur technique sera supprimé. {LOST} Continuer ?", "", False),
        (f"Vous serez déconnecté. {LOST} Continuer ?", "", False),
        ("En quittant cette page, vous envoyez votre demande. Voulez-vous quitter cette page ?", "", False),
        ("Quitter cette page enregistre vos données. Continuer ?", "", False),
        ("La configuration est créée avec les données introduites. Voulez-vous quitter cette page ?", "", False),
        ("L'utilisateur technique existant est supprimé. Voulez-vous quitter cette page ?", "", False),
        ("Vos données ne seront pas enregistrées. Voulez-vous quitter cette page ?", "", True),
        ("Voulez-vous quitter cette page ? Aucune donnée ne sera enregistrée.", "", True),
        ("Voulez-vous quitter cette page ? Cette fenêtre sera fermée et vos données seront perdues.", "", True),
        ("Voulez-vous quitter cette page ? Rien ne sera enregistré, votre accès sera supprimé.", "", False),
    ],
    ids=[
        "a plain question",
        "more answers",
        "to send",
        "to keep",
        "no question",
        "keeps and sends",
        "sends",
        "deletes",
        "logs out",
        "sends now",
        "registers",
        "creates",
        "deletes now",
        "keeps nothing",
        "registers nothing",
        "shuts a window",
        "registers nothing and deletes",
    ],
)
def test_a_form_is_left_to_look_up_where_a_plain_question_is_answered_by_yes(
    async_browser: Browser, run_async: RunAsync, asks: str, more: str, *, left: bool
) -> None:
    """Another yes may send it, or keep a draft."""
    number = EnterpriseNumber("0403170701")
    page = f"""<nav><a href="#" onclick="ask.hidden = false">Gestion d'accès</a></nav><p>Sillon {number.dotted}</p>
      <main><input></main><div id=ask hidden role=dialog><a href="#" title=Annuler>&times;</a>
      <p>{asks}</p><button onclick="location = '/access'">Oui</button>
      <button>Non</button>{more}</div>"""
    pages = {
        "/": page,
        "/access": f"""<p>Sillon {number.dotted}</p><nav><a href=/access>Gestion d'accès</a>
          <a href=/information>Information</a></nav>""",
        "/information": f"""<main><h1>Information</h1><p>Sillon {number.dotted}</p><dl><dt>Utilisateur technique<dd>
          ancre2019<dt>Numéro d'expéditeur<dd>4711</dl></main>""",
    }

    async def read(session: Session) -> str | None:
        with contextlib.suppress(BatchportalError):
            user = await look_up_from_here(session, number)
            return user.username if user else None
        return None

    username, portal = visited(async_browser, run_async, pages, read, timeout=4)
    assert username == ("ancre2019" if left else None)
    assert any("GET /access" in one for one in portal.arrived) == left
