"""The review page is compared with what was asked before anything is confirmed (rule 2): field by field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, ReviewDiffers
from batchportal.locators import Selectors
from batchportal.models import Channel, Language
from batchportal.resources import selectors_folder
from flows.review import ReviewPage, _same
from tests.kept_ledger import ONE, TWO
from tests.mini_portal import visited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

SELECTORS = Selectors.load(selectors_folder())
CHANNELS = {word: one for one in Channel for word in SELECTORS.entry("channel", one.casefold()).words[Language.FR]}

ASKED = replace(ONE, applications=("DB2P", "DmfA"))
SAYS = {
    "Numéro d'entreprise": ASKED.enterprise_number.dotted,
    "Nom d'utilisateur": ASKED.username,
    "Nom": ASKED.contact.last_name,
    "Prénom": ASKED.contact.first_name,
    "Fonction": ASKED.contact.function,
    "Téléphone": ASKED.contact.phone,
    "Adresse e-mail": ASKED.contact.email,
    "Canal": ASKED.channel.value,
    "Applications": "DB2P; DmfA",
}
"""A review page that says what was asked."""


def compared(
    async_browser: Browser, run_async: RunAsync, says: Mapping[str, str], *, more: str = "", before: str = ""
) -> dict[str, str] | ReviewDiffers:
    """What the comparison with a page gives."""
    lines = "".join(f"<tr><th>{caption}</th><td>{text}</td></tr>" for caption, text in says.items())
    page = f"{before}<main><h1>Récapitulatif</h1><table>{lines}</table>{more}<button>Confirmer</button></main>"

    async def compare(session: Session) -> dict[str, str] | ReviewDiffers:
        try:
            return await ReviewPage(session).compare(ASKED)
        except ReviewDiffers as differs:
            return differs

    return visited(async_browser, run_async, {"/": page}, compare)[0]


def test_a_review_that_says_what_was_asked_is_told_field_by_field(async_browser: Browser, run_async: RunAsync) -> None:
    shown = compared(async_browser, run_async, SAYS)
    assert not isinstance(shown, ReviewDiffers), shown
    assert list(shown.values()) == list(SAYS.values())


@pytest.mark.parametrize(
    ("caption", "text"),
    [
        ("Numéro d'entreprise", TWO.enterprise_number.dotted),
        ("Nom d'utilisateur", f"{ASKED.username}x"),
        ("Nom", "Autre"),
        ("Prénom", "Autre"),
        ("Fonction", "Autre"),
        ("Téléphone", f"{ASKED.contact.phone[:-1]}{(int(ASKED.contact.phone[-1]) + 1) % 10}"),
        ("Adresse e-mail", f"x{ASKED.contact.email}"),
        ("Canal", "Isabel"),
        ("Applications", "DB2P"),
        ("Applications", "DB2P; DmfA; Dimona"),
        ("Applications", "DB2P : Oui; DmfA : Non"),
    ],
)
def test_a_review_that_says_something_else_of_one_field_is_not_confirmed(
    async_browser: Browser, run_async: RunAsync, caption: str, text: str
) -> None:
    """Though what was asked stands elsewhere on the page, as far as that must be there."""
    more = f"<p>{ASKED.enterprise_number.dotted} {ASKED.username}</p>"
    differs = compared(async_browser, run_async, {**SAYS, caption: text}, more=more)
    assert isinstance(differs, ReviewDiffers), differs
    assert f"shows '{text}'" in differs.message


@pytest.mark.parametrize(
    ("lacks", "more", "why"),
    [
        ("Nom d'utilisateur", "", "doesn't show the user name"),
        ("Numéro d'entreprise", f"<p>Pour {TWO.enterprise_number.dotted}</p>", "is about company"),
    ],
)
def test_a_review_of_another_company_or_without_the_user_name_is_not_confirmed(
    async_browser: Browser, run_async: RunAsync, lacks: str, more: str, why: str
) -> None:
    says = {caption: text for caption, text in SAYS.items() if caption != lacks}
    differs = compared(async_browser, run_async, says, more=more)
    assert isinstance(differs, ReviewDiffers), differs
    assert why in differs.message


def test_a_review_that_names_ours_only_at_the_top_of_the_page_is_not_confirmed(
    async_browser: Browser, run_async: RunAsync
) -> None:
    says = {**SAYS, "Numéro d'entreprise": "", "Entité": f"Voile SA ({TWO.enterprise_number})"}
    differs = compared(async_browser, run_async, says, before=f"<header>Pour {ASKED.enterprise_number}</header>")
    assert isinstance(differs, ReviewDiffers), differs
    assert "is about company" in differs.message


THEIRS = "Ancre (0207.886.044)"
OURS = f"Sillon {ASKED.enterprise_number.dotted}"


@pytest.mark.parametrize(
    ("says", "more"),
    [
        ({"Mandataire": OURS, "Pour le compte de": THEIRS}, ""),
        ({"Entreprise": OURS, "Entreprise représentée": THEIRS}, ""),
        ({"Entreprise": OURS, "Agissant pour": THEIRS}, ""),
        ({"Mandataire": OURS, "Pour le compte de": "Ancre"}, ""),
        ({"Mandataire": OURS, "Entreprise": "Ancre"}, ""),
        ({"Entreprise": OURS}, f"<p>Attention. Vous agissez pour le compte de la société {THEIRS}.</p>"),
        ({"Entreprise": OURS}, f"<label>Mandant <input readonly value='{THEIRS}'></label>"),
    ],
)
def test_a_review_where_ours_only_acts_for_another_company_is_not_confirmed(
    async_browser: Browser, run_async: RunAsync, says: Mapping[str, str], more: str
) -> None:
    others = {caption: text for caption, text in SAYS.items() if caption != "Numéro d'entreprise"}
    differs = compared(async_browser, run_async, {**says, **others}, more=more)
    assert isinstance(differs, ReviewDiffers), differs
    assert "Ancre" in differs.message


@pytest.mark.parametrize(
    ("says", "before"),
    [
        ({"Mandataire": THEIRS, "Pour le compte de": OURS}, ""),
        ({"Mandataire": THEIRS, "Entreprise": OURS}, ""),
        ({"Mandataire": OURS, "Entreprise": OURS}, ""),
        ({"Entreprise": OURS, "Pour le compte de": "Sillon"}, ""),
        ({"Entreprise": OURS}, f"<header><p>Vous agissez pour : {THEIRS}</p></header>"),
        ({"Entreprise": OURS, "Certificat": f"Délivré au nom de {THEIRS}"}, ""),
    ],
)
def test_a_review_where_another_company_acts_for_ours_is_confirmed(
    async_browser: Browser, run_async: RunAsync, says: Mapping[str, str], before: str
) -> None:
    others = {caption: text for caption, text in SAYS.items() if caption != "Numéro d'entreprise"}
    shown = compared(async_browser, run_async, {**says, **others}, before=before)
    assert not isinstance(shown, ReviewDiffers), shown


@pytest.mark.parametrize(("caption", "second"), [("Applications", "Dimona"), ("Canal", "FTP")])
def test_what_a_second_line_adds_is_not_confirmed(
    async_browser: Browser, run_async: RunAsync, caption: str, second: str
) -> None:
    more = f"<table><tr><th>{caption}</th><td>{second}</td></tr></table>"
    differs = compared(async_browser, run_async, SAYS, more=more)
    assert isinstance(differs, ReviewDiffers), differs
    assert second in differs.message


def test_a_line_for_each_application_is_read_together(async_browser: Browser, run_async: RunAsync) -> None:
    says = {**SAYS, "Applications": "DB2P"}
    shown = compared(async_browser, run_async, says, more="<table><tr><th>Applications</th><td>DmfA</td></tr></table>")
    assert not isinstance(shown, ReviewDiffers), shown


def test_what_a_line_says_no_to_is_not_chosen(async_browser: Browser, run_async: RunAsync) -> None:
    says = {**SAYS, "Applications": "DB2P : Oui; DmfA : Oui; Dimona : Non"}
    shown = compared(async_browser, run_async, says)
    assert not isinstance(shown, ReviewDiffers), shown


def test_what_kind_of_channel_it_is_says_nothing_of_which(async_browser: Browser, run_async: RunAsync) -> None:
    says = {caption: text for caption, text in SAYS.items() if caption != "Canal"}
    more = {"Type de canal": "Batch", "Canal de communication": "Messages structurés", "Protocole": "SFTP"}
    assert not isinstance(compared(async_browser, run_async, {**says, **more}), ReviewDiffers)


@pytest.mark.parametrize("told", [f"L'utilisateur {ASKED.username}2 sera créé.", f"{ASKED.username}@example.be"])
def test_a_longer_name_is_not_the_user_name(async_browser: Browser, run_async: RunAsync, told: str) -> None:
    says = {caption: text for caption, text in SAYS.items() if caption != "Nom d'utilisateur"}
    differs = compared(async_browser, run_async, says, more=f"<p>{told}</p>")
    assert isinstance(differs, ReviewDiffers), differs
    assert "doesn't show the user name" in differs.message


@pytest.mark.parametrize("swapped", [False, True])
def test_a_review_that_names_the_files_in_each_others_place_is_not_confirmed(
    async_browser: Browser, run_async: RunAsync, *, swapped: bool
) -> None:
    assert ASKED.ssh_public_key
    assert ASKED.certificate
    names = [ASKED.ssh_public_key.name, ASKED.certificate.name]
    key, certificate = reversed(names) if swapped else names
    shown = compared(async_browser, run_async, {**SAYS, "Clé publique SSH": key, "Certificat": certificate})
    assert isinstance(shown, ReviewDiffers) == swapped, shown


def test_what_the_review_leaves_out_is_not_told_as_shown(async_browser: Browser, run_async: RunAsync) -> None:
    shown = compared(async_browser, run_async, {**SAYS, "Fonction": "", "Numéro d'entreprise": "Sillon SA"})
    assert not isinstance(shown, ReviewDiffers), shown
    assert "function" not in shown


def test_a_number_of_the_portals_own_is_of_no_other_company(async_browser: Browser, run_async: RunAsync) -> None:
    async def compare(session: Session) -> dict[str, str]:
        session.numbers_of_the_portal = frozenset({TWO.enterprise_number.digits})
        return await ReviewPage(session).compare(ASKED)

    page = f"<main><p>{ASKED.username}</p><button>Confirmer</button></main><footer>{TWO.enterprise_number}</footer>"
    assert visited(async_browser, run_async, {"/": page}, compare)[0] == {}


TABS = """<main><div role=tablist><button role=tab>Contact</button><button role=tab onclick="fetch('/opened');
  first.hidden = true; second.hidden = false">Canal</button></div><table id=first>{first}</table>
  <table id=second hidden>{second}</table><button>Confirmer</button></main>"""


@pytest.mark.parametrize(
    ("channel", "apart", "told"),
    [("SFTP", True, "SFTP"), ("Isabel", True, "shows 'Isabel'"), ("SFTP", False, "SFTP")],
)
def test_what_stands_behind_a_tab_of_the_review_is_compared_too(
    async_browser: Browser, run_async: RunAsync, channel: str, told: str, *, apart: bool
) -> None:
    """The user name stands on the first one only; and nothing is opened where all is seen."""
    lines = {caption: f"<tr><th>{caption}</th><td>{text}</td></tr>" for caption, text in SAYS.items()}
    second = f"<tr><th>Canal</th><td>{channel}</td></tr>"
    first = "".join(line for caption, line in lines.items() if caption != "Canal" or not apart)

    async def compare(session: Session) -> str:
        try:
            return (await ReviewPage(session).compare(ASKED))["channel"]
        except ReviewDiffers as differs:
            return differs.message

    pages = {"/": TABS.format(first=first, second=second), "/opened": ""}
    says, portal = visited(async_browser, run_async, pages, compare)
    assert told in says
    assert any("/opened" in one for one in portal.arrived) == apart


DECLARES = """<label><input type=checkbox {state}> J'ai contrôlé les données et je déclare qu'elles sont correctes.
  </label>"""
DRAWN = "<div role=checkbox aria-checked={state} tabindex=0>Je certifie que ces données sont exactes</div>"
LETTER = (
    "<form><label>E-mail <input required></label><label><input type=checkbox> J'accepte les conditions</label></form>"
)
SAYS_TOO = "Je m'engage à prévenir l'ONSS"


def ready(async_browser: Browser, run_async: RunAsync, beside: str, *, after: str = "", state: str = "") -> str:
    """What a review page with something beside 'Confirmer' makes of it: the reason why it isn't pressed, or nothing."""
    page = f"<main><form>{beside}<p><button {state}>Confirmer</button></p></form>{after}</main>"

    async def find(session: Session) -> str:
        try:
            return "" if (await ReviewPage(session).ready()).text == "Confirmer" else "another"
        except BatchportalError as error:
            return f"{error.code}: {error.message}"

    return visited(async_browser, run_async, {"/": page}, find)[0]


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        (DECLARES.format(state=""), "'J'ai contrôlé les données et je déclare qu'elles sont correctes'"),
        (DRAWN.format(state="false"), "'Je certifie que ces données sont exactes'"),
        ("<input type=checkbox id=a><p><label for=a>J'accepte les <a href=/c>conditions</a></label>", "conditions'"),
        ("<label><input type=checkbox required> Pour le conseil d'administration</label>", "'Pour le conseil"),
        ("<label>Recopiez le code * <input></label>", "'Recopiez le code"),
        (f"{DECLARES.format(state='checked')}<p><label><input type=checkbox> {SAYS_TOO}</label>", f": '{SAYS_TOO}'. "),
    ],
    ids=["declared", "drawn", "conditions", "mandatory", "code", "one of two"],
)
@pytest.mark.parametrize("state", ["", "disabled"])
def test_what_a_person_declares_is_left_to_a_person(
    async_browser: Browser, run_async: RunAsync, beside: str, told: str, state: str
) -> None:
    """Nothing is ticked, and 'Confirmer' not pressed: what would come of that can't be known."""
    says = ready(async_browser, run_async, beside, state=state)
    assert says.startswith("review_asks: ")
    assert told in says


@pytest.mark.parametrize(
    ("beside", "after"),
    [
        (DECLARES.format(state="checked"), ""),
        (DRAWN.format(state="true"), ""),
        ("<p>En confirmant, vous déclarez que ces données sont correctes.</p>", ""),
        ("<label><input type=checkbox> Recevoir une copie par e-mail</label>", ""),
        ("<label>Votre référence <input></label><label>Langue * <input value=fr></label>", ""),
        ("<label>Clé publique SSH <input type=file required></label> cle.pub", ""),
        ("", f"</main><footer>Lettre d'information {LETTER}</footer>"),
        ("", f"<h2>Lettre d'information</h2>{LETTER}"),
        ("", "<aside><form><label>Rechercher <input required></label><button>OK</button></form></aside>"),
    ],
    ids=["ticked", "drawn", "said", "copy", "filled in", "file", "letter", "form", "search"],
)
def test_what_nobody_need_declare_keeps_from_nothing(
    async_browser: Browser, run_async: RunAsync, beside: str, after: str
) -> None:
    assert ready(async_browser, run_async, beside, after=after) == ""


@pytest.mark.parametrize(
    ("name", "shown", "asked", "same"),
    [
        ("phone", "+32 (0)2 123 45 67", "+32 02 123 45 67", True),
        ("phone", "32 2 123 45 67", "+32 2 123 45 67", False),
        ("phone", "+32 25095959", "02 509 59 59", True),
        ("phone", "0032 475/12.34.56", "0475 12 34 56", True),
        ("phone", "02 509 59 59", "+32 2 509 59 59", True),
        ("phone", "+49 25095959", "02 509 59 59", False),
        ("phone", "+32 25095958", "02 509 59 59", False),
        ("phone", "25095959", "02 509 59 59", False),
        ("phone", "+32 +31 20 555 01 23", "+31 20 555 01 23", False),
        ("phone", "+32 205550123", "+31 20 555 01 23", False),
        ("last_name", "  PEETERS ", "Peeters", True),
        ("last_name", "Peeters-Janssens", "Peeters", False),
        ("last_name", "Rene\u0301e", "Renée", True),
        ("last_name", "Renee", "Renée", False),
        ("channel", "Canal SFTP (recommandé)", "SFTP", True),
        ("channel", "SFTP", "FTP", False),
        ("channel", "MQ Link", "MQLink", True),
        ("channel", "Canal Isabel 6", "Isabel", True),
        ("enterprise_number", "Sillon SA", "0403.170.701", True),
        ("enterprise_number", "BE 0403 170 701", "0403.170.701", True),
        ("enterprise_number", "0417.497.106", "0403.170.701", False),
        ("enterprise_number", "0403.170.701/002", "0403.170.701", False),
        ("enterprise_number", "0403.170.701/0207.886.044", "0403.170.701", True),
        ("applications", "DmfA • DB2P - Déclarations", "DB2P;DmfA", True),
        ("applications", "DB2P\nDmfA consultation\nDimona", "DB2P;DmfA", False),
        ("applications", "DmfAppl", "DmfA", False),
        ("applications", "DB2P\nDmfA consultation", "DB2P;DmfA", False),
        ("applications", "DB2P\nDmfA\nDmfA - consultation", "DB2P;DmfA", False),
        ("applications", "DmfA (consultation)", "DmfA", False),
        ("applications", "DmfA - consultatie", "DmfA consultation", True),
        ("applications", "DmfA original", "DmfA", True),
        ("applications", "DB2P et Dimona", "DB2P", False),
        ("applications", "DB2P en Dimona", "DB2P", False),
        ("applications", "DB2P / Dimona", "DB2P", False),
        ("applications", "DB2P et Dimona", "Dimona;DB2P", True),
        ("applications", "Dimona - DmfA", "Dimona;DmfA", True),
        ("applications", "Dimona - DmfA", "Dimona", False),
        ("applications", "DmfA - Dimona", "DmfA", False),
        ("applications", "Pensions complémentaires (DB2P)", "DB2P", True),
        ("applications", "DmfAPPL - DmfA des administrations locales", "DmfAPPL", True),
        ("applications", "Une autre application", "Une autre application", True),
        ("channel", "SFTP, FTP", "SFTP", False),
        ("channel", "FTP (SFTP n'est pas disponible)", "SFTP", False),
        ("channel", "SFTP (Secure FTP)", "SFTP", True),
        ("channel", "Transfert sécurisé (SFTP)", "SFTP", True),
    ],
)
def test_what_a_person_would_call_the_same_is(name: str, shown: str, asked: str, *, same: bool) -> None:
    assert _same(name, shown, asked, CHANNELS) is same
