"""Wizards that nobody has seen, a few pages each: what a clerk with the manual does there, the flows do too."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, ControlNotFound, Rejected, WrongPage
from batchportal.hidden import unfold
from batchportal.models import Channel
from flows.channel import ApplicationsPage, ChannelPage
from flows.wizard import IntroPage, complete
from tests.mini_portal import HEADER, reviewed, visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.models import Registration
    from batchportal.session import Session
    from tests.conftest import RunAsync
    from tests.mini_portal import Page


async def told(kind: type[BatchportalError], session: Session) -> str:
    """What is told when a wizard can't be completed."""
    (one,) = registrations(1)
    with pytest.raises(kind) as raised:
        await complete(IntroPage(session), one)
    return raised.value.message


def pages_of_ftp(buttons: str) -> dict[str, str]:
    """The pages of a wizard that has nothing for SFTP, before the fifth, with these buttons."""
    contact = "".join(f"<p>{name} <input name=f{name[0]}>" for name in ("Nom", "Prénom", "Fonction", "Téléphone"))
    fields = [
        "<p>Cet assistant vous guide.</p>",
        f"{contact}<p>Adresse e-mail <input name=mail>",
        "<label><input type=radio name=c value=ftp> FTP</label>",
        "<p>Nom d'utilisateur <input name=tech>",
    ]
    return {f"/{at}": f"<form action=/{at + 1}>{each}{buttons}</form>" for at, each in enumerate(fields, 1)}


def of_ftp() -> Registration:
    """A registration that needs no more."""
    (one,) = registrations(1)
    return replace(one, channel=Channel.FTP, ssh_public_key=None, certificate=None, applications=())


@pytest.mark.parametrize("greyed", ["disabled", "aria-disabled=true"])
def test_a_bar_of_buttons_that_is_the_same_on_every_page_makes_none_of_them_the_last(
    async_browser: Browser, run_async: RunAsync, greyed: str
) -> None:
    """'Confirmer' stands in it from the first page on, and can be pressed on the last, where 'Suivant' can't."""
    bar = "<p><input type=submit value=Précédent {}><input type=submit value=Suivant {}><input type=submit {}></p>"
    confirm = "value=Confirmer"
    asked = of_ftp()
    pages = {
        "/": "<a href=/1>Enregistrer les données de configuration</a>",
        **pages_of_ftp(bar.format("", "", f"{confirm} {greyed}")),
        "/5": f"""<p>Nom d'utilisateur : {asked.username}</p>
          <form method=post action=/no>{bar.format("", greyed, confirm)}</form>""",
    }

    review, portal = reviewed(async_browser, run_async, pages, asked)
    assert review == "review"
    assert f"GET /5?tech={asked.username} " in portal.arrived
    assert not any(one.startswith("POST") for one in portal.arrived)


def test_what_a_window_below_goes_on_showing_is_no_step_of_the_wizard_and_no_end_of_the_session(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """The log-in for citizens stays in the public page, and asks for a user name and a password all along."""
    asked = of_ftp()
    pages = {
        "/": f"""{HEADER}<a href="javascript:void window.open('/1')">Enregistrer les données de configuration</a>""",
        **pages_of_ftp("<input type=submit value=Suivant>"),
        "/5": f"""<h1>Récapitulatif</h1><p>Nom d'utilisateur : {asked.username}</p>
          <form method=post action=/no><input type=submit value=Confirmer></form>""",
    }

    review, portal = reviewed(async_browser, run_async, pages, asked)
    assert review == "review"
    assert f"GET /5?tech={asked.username} " in portal.arrived
    assert not any(one.startswith("POST") for one in portal.arrived)


def test_a_wizard_that_stays_at_its_first_page_is_left(async_browser: Browser, run_async: RunAsync) -> None:
    """It only says that it is of no use, in words that nobody knows, and has a button that leads to itself."""
    stay = "<p>{}</p><form action=/again><input type=submit value=Suivant></form>"
    pages = {"/": stay.format("Cet assistant vous guide."), "/again": stay.format("Cela a été fait par un collègue.")}

    message, portal = visited(async_browser, run_async, pages, partial(told, WrongPage))
    assert "Cela a été fait par un collègue." in message
    assert len([one for one in portal.arrived if "/again" in one]) == 2


def test_a_refusal_tells_what_was_complained_of_before(async_browser: Browser, run_async: RunAsync) -> None:
    """A certificate that is given back, for instance, which is what is asked for then."""
    fields = "".join(f"<p><label>{name} <input></label>" for name in ("Nom", "Prénom", "Fonction", "Téléphone"))
    page = f"""<p role=alert>Tous les champs comptent.</p><p role=alert id=told></p>{fields}
      <p><label>Adresse e-mail <input onchange="told.textContent = 'Ce domaine est inconnu.'"></label>
      <button onclick="told.textContent = 'Introduisez une adresse e-mail.'">Suivant</button>"""
    pages = {"/": "<p>Cet assistant vous guide.</p><a role=button href=/1>Suivant</a>", "/1": page}
    message, _ = visited(async_browser, run_async, pages, partial(told, BatchportalError), timeout=4)
    assert "'Introduisez une adresse e-mail.' Before that, it said: 'Ce domaine est inconnu.'." in message


def test_an_application_in_a_closed_part_is_ticked_though_every_opening_loads_the_page_anew(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """Only one part is open at a time; the page is sent, and comes again, whenever another is opened."""
    shut = """<form action=/open{name}><input type=hidden name=kept><a href="#"
      onclick="this.closest('form').submit()">► {title}</a></form>"""
    pages = {
        "/": shut.format(name=1, title="Pensions complémentaires") + shut.format(name=2, title="Emploi"),
        "/open1": "<a href='#'>▼ Pensions complémentaires</a><label><input type=checkbox>DB2P</label>"
        + shut.format(name=2, title="Emploi"),
        "/open2": shut.format(name=1, title="Pensions complémentaires")
        + "<a href='#'>▼ Emploi</a><label><input type=checkbox>Dimona</label>",
    }

    async def tick(session: Session) -> bool:
        page = ChannelPage(session)
        box = page.control("application", text="Dimona")
        await unfold(session, box.target)
        await box.choose()
        return await session.windows[-1].locator("input[type=checkbox]").is_checked()

    ticked, portal = visited(async_browser, run_async, pages, tick)
    assert ticked
    assert [one.split("?")[0] for one in portal.arrived if "/open" in one] == ["GET /open1", "GET /open2"]


def test_applications_are_put_from_one_list_into_another(async_browser: Browser, run_async: RunAsync) -> None:
    """Those that are added leave the one list, and both are drawn anew, a moment later."""
    (one,) = registrations(1)
    asked = replace(one, applications=("DmfA", "Dimona"))
    pages = {
        "/": """<table><tr><td><select id=from multiple></select><td><button id=add type=button>Ajouter →</button>
          <button type=button>Tout ajouter »</button><td><select id=to multiple></select></table><script>
          const lists = { from: ['DB2P', 'Dimona - Emploi', 'DmfA - Trimestre', 'DmfA - Consultation'], to: [] };
          const draw = () => {
            for (const id in lists) document.getElementById(id).outerHTML = `<select id=${id} multiple size=4>${
              lists[id].map((name) => `<option value="${name}">${name}</option>`).join('')}</select>`;
          };
          add.onclick = () => {
            const chosen = [...document.getElementById('from').selectedOptions].map((each) => each.value);
            setTimeout(() => {
              lists.to.push(...chosen);
              lists.from = lists.from.filter((name) => !chosen.includes(name));
              draw();
            }, 120);
          };
          draw();
        </script>""",
    }

    async def choose(session: Session) -> tuple[list[str], list[str]]:
        page = ApplicationsPage(session)
        await page.fill(asked)
        await session.settle()
        return await page.lost(asked), await session.windows[-1].evaluate("() => lists.to")

    (lost, chosen), _ = visited(async_browser, run_async, pages, choose)
    assert chosen == ["DmfA - Trimestre", "Dimona - Emploi"]
    assert not lost


def test_applications_are_ticked_in_a_dialogue_that_a_button_opens(async_browser: Browser, run_async: RunAsync) -> None:
    (one,) = registrations(1)
    asked = replace(one, applications=("DmfA", "Dimona"))
    boxes = "".join(f"<label><input type=checkbox value={name}>{name}</label>" for name in ("DB2P", "Dimona", "DmfA"))
    pages = {
        "/": f"""<form><fieldset><legend>Applications pour lesquelles vous envoyez *</legend><ul id=summary></ul>
          <a href="#" onclick="box.hidden = false">Sélectionner dans la liste...</a></fieldset>
          <div id=box role=dialog hidden><a href="#" role=button>x</a>{boxes}<button type=button id=ok>OK</button>
          <button type=button>Annuler</button></div></form><script>ok.onclick = () => {{ box.hidden = true;
          summary.textContent = [...document.querySelectorAll(':checked')].map((each) => each.value); }}</script>""",
    }

    async def choose(session: Session) -> tuple[bool, list[str], str]:
        page = ApplicationsPage(session)
        found = await page.uncover(asked)
        await page.fill(asked)
        await session.settle()
        summary = session.windows[-1].locator("#summary")
        return found, await page.lost(asked), await summary.inner_text()

    assert visited(async_browser, run_async, pages, choose)[0] == (True, [], "Dimona,DmfA")


def test_of_a_list_of_several_at_once_all_that_is_asked_for_is_chosen(
    async_browser: Browser, run_async: RunAsync
) -> None:
    (one,) = registrations(1)
    asked = replace(one, applications=("DmfA", "Dimona"))
    options = "".join(f"<option>{name}</option>" for name in ("DB2P", "Dimona", "DmfA", "DRS"))
    pages = {"/": f"<form><label>Applications <select multiple>{options}</select></label></form>"}

    async def choose(session: Session) -> tuple[list[str], list[str], list[str]]:
        page, window = ApplicationsPage(session), session.windows[-1]
        before = await page.lost(asked)
        await page.fill(asked)
        chosen = await window.evaluate("() => [...document.querySelector('select').selectedOptions].map(o => o.text)")
        return before, await page.lost(asked), chosen

    (before, lost, chosen), _ = visited(async_browser, run_async, pages, choose)
    assert before
    assert not lost
    assert sorted(chosen) == ["Dimona", "DmfA"]


def test_a_contact_person_who_is_new_is_entered_on_two_pages(async_browser: Browser, run_async: RunAsync) -> None:
    asked = of_ftp()

    def wizard(to: str, *names: str) -> str:
        fields = "".join(f"<p><label>{name} * <input name={name[:3]}></label>" for name in names)
        return f"<form action={to}>{fields}<input type=submit value=Suivant></form>"

    pages = {
        "/": """<form action=/2><p>Qui sera la personne de contact ?</p>
          <label><input type=radio name=w value=new required> Nouvelle personne</label>
          <label><input type=radio name=w value=old> Personne existante</label><button>Continuer</button></form>""",
        "/2": wizard("/3", "Nom", "Prénom", "Fonction"),
        "/3": wizard("/4", "Téléphone", "E-mail"),
        "/4": "<form action=/5><label><input type=radio name=c> FTP</label><button>Suivant</button></form>",
        "/5": wizard("/6", "Nom d'utilisateur"),
        "/6": "<h1>Récapitulatif</h1><form method=post action=/no><input type=submit value=Confirmer></form>",
    }

    async def fill_in(session: Session) -> str:
        return (await complete(IntroPage(session), asked)).stem

    review, portal = visited(async_browser, run_async, pages, fill_in)
    assert review == "review"
    assert [one for one in portal.arrived if one.startswith("GET /2")] == ["GET /2?w=new "]
    assert any("Nom=Peeters&Pré=An&Fon=ICT" in one for one in portal.arrived)
    assert any("Tél=02 555 01 23&E-m=an@example.com" in one for one in portal.arrived)


def test_a_field_that_no_page_shows_by_its_name_is_told(async_browser: Browser, run_async: RunAsync) -> None:
    """The portal complains, but nothing is wrong with the row."""
    form = """<div role=alert>{}</div><form action=/again><p><label>Nom <input></label><p><label>Prénom <input></label>
      <p><label>Fonction <input></label><p><label>Téléphone direct * <input></label><p><label>E-mail <input></label>
      <button>Suivant</button></form>"""
    pages = {"/": form.format(""), "/again": form.format("Donnez un numéro.")}

    message, _ = visited(async_browser, run_async, pages, partial(told, ControlNotFound))
    assert "contact.phone" in message
    assert "Téléphone direct" in message


def test_a_wizard_is_completed_from_the_list_of_its_parts(async_browser: Browser, run_async: RunAsync) -> None:
    """'Suivant' only leads on from that list when every part is done; one part ends by asking whether it is."""
    asked = of_ftp()
    parts = {"contact": "Données de contact", "channel": "Choix du canal", "user": "Nom d'utilisateur"}
    done: set[str] = set()
    form = "<main><form action={to}>{fields}<button>Suivant</button></form></main>"

    def listed(says: str = "") -> str:
        links = (f"<li><a href=/{each}>{name}</a> {each in done}" for each, name in parts.items())
        return form.format(to="/check", fields=f"{says}<h1>Votre demande</h1><ul>{''.join(links)}</ul>")

    def checked(_body: str) -> str:
        if done != parts.keys():
            return listed(says="<div role=alert>Terminez d'abord toutes les parties.</div>")
        return f"<h1>Contrôle</h1><p>Nom d'utilisateur : {asked.username}</p><button>Confirmer</button>"

    def finished(part: str) -> Page:
        def back(_body: str) -> str:
            done.add(part)
            return listed()

        return back

    names = ("Nom", "Prénom", "Fonction", "Téléphone", "Adresse e-mail")
    fields = "".join(f"<p><label>{name} <input name=f{number}></label>" for number, name in enumerate(names))
    sure = """<fieldset><legend>Avez-vous terminé cette partie ?</legend><label><input type=radio name=end required
      value=yes> Oui, cette partie est terminée</label><label><input type=radio name=end> Non</label></fieldset>"""
    pages: dict[str, Page] = {
        "/": "<a href=/intro>Enregistrer les données de configuration</a>",
        "/intro": form.format(to="/list", fields="<p>Cet assistant vous guide.</p>"),
        "/list": lambda _body: listed(),
        "/check": checked,
        "/contact": form.format(to="/list/contact", fields=fields),
        "/channel": form.format(to="/channel/end", fields="<label><input type=radio name=c> FTP</label>"),
        "/channel/end": form.format(to="/list/channel", fields=sure),
        "/user": form.format(to="/list/user", fields="<label>Nom d'utilisateur <input name=tech></label>"),
        **{f"/list/{part}": finished(part) for part in parts},
    }
    review, portal = reviewed(async_browser, run_async, pages, asked)
    assert review == "review"
    assert f"GET /list/user?tech={asked.username} " in portal.arrived
    assert "GET /list/channel?end=yes " in portal.arrived


def test_the_title_that_screen_readers_are_told_is_no_complaint(async_browser: Browser, run_async: RunAsync) -> None:
    """A script draws each page, and says its title in a place that only they read."""
    names = ("Nom", "Prénom", "Fonction", "Téléphone", "Adresse e-mail")
    fields = "".join(f"<p><label>{name} <input></label>" for name in names)
    pages = {
        "/": f"""<main><p>Cet assistant vous guide.</p><button onclick="contact()">Suivant</button></main>
          <div role=alert style="position: absolute; width: 1px; height: 1px; overflow: hidden"></div><script>
          function contact() {{
            document.title = document.querySelector('[role=alert]').textContent = 'Deuxième étape';
            document.querySelector('main').innerHTML = `{fields}<button onclick="refuse()">Suivant</button>`;
          }}
          function refuse() {{
            document.querySelector('main').insertAdjacentHTML('beforeend', '<p role=alert>Le numéro est trop court.');
          }}</script>"""
    }
    message, _ = visited(async_browser, run_async, pages, partial(told, Rejected))
    assert "'Le numéro est trop court.'" in message
    assert "Deuxième étape" not in message
