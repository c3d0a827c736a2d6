"""A contact person's function that is chosen from a list; as `test_unseen_choices`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import Rejected
from flows.contact import ContactPage
from tests.kept_ledger import ONE
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

OTHERS = "".join(f"<p><label>{name} <input></label>" for name in ("Nom", "Prénom", "Téléphone", "Adresse e-mail"))
LANGUAGES = """<header><select onchange="log(value)"><option>FR<option>IT</select>
  <ul role=listbox><li role=option onclick="log(innerText)">IT</ul></header>"""
TELLS = """<script>const log = (text) => { document.title += ' ' + text; };</script>"""
DROP_DOWN = """<label>Fonction <select onchange="log(value); if (window.more) more.hidden = value !== 'other'">
  <option value="">Choisissez<option>Comptable<option>{one}<option value=other>{other}</select></label>"""
OPENING = """<p><label for=f id=l>Fonction</label> {field}<div id=list hidden><ul role=listbox></ul></div><script>
  const field = document.getElementById('f'), open_ = (on) => {{ list.hidden = !on; field.ariaExpanded = String(on); }};
  for (const one of ['Comptable', '{one}', '{other}']) {{
    const option = document.createElement('li');
    option.role = 'option';
    option.textContent = one;
    option.onclick = () => {{
      if ('value' in field) field.value = one; else (field.querySelector('span') ?? field).textContent = one;
      log(one);
      open_(false);
      if (window.more) more.hidden = one !== '{other}';
    }};
    list.firstChild.append(option);
  }}
  field.onclick = () => open_(true);
  document.addEventListener('keydown', (event) => {{ if (event.key === 'Escape') open_(false); }});
</script>"""
POPUP = "<input id=f readonly role=combobox aria-haspopup=dialog aria-expanded=false>"
DRAWN = """<div id=f role=combobox tabindex=0 aria-labelledby=l aria-haspopup=listbox
  aria-expanded=false>Choisissez</div>"""
CUT = """<div id=f><div style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)">
  <input readonly role=combobox aria-labelledby=l aria-haspopup=listbox aria-expanded=false></div>
  <span>Choisissez</span></div>"""
WAYS = {
    "drop-down": DROP_DOWN,
    "popup": OPENING.replace("{field}", POPUP),
    "drawn": OPENING.replace("{field}", DRAWN),
    "cut away": OPENING.replace("{field}", CUT),
}
MORE = "<p id=more hidden><label>Précisez la fonction <input id=told></label></p>"


def filled(
    async_browser: Browser, run_async: RunAsync, field: str, function: str = "IT", *, more: str = ""
) -> tuple[str, str, list[str]]:
    """What a page with such a field was told, what stands in the field beside it, and what it lost."""
    page = f"{LANGUAGES}{TELLS}<main><h1>Données de contact</h1><form>{OTHERS}{more}{field}</form></main>"
    asked = replace(ONE, contact=replace(ONE.contact, function=function))

    async def fill(session: Session) -> tuple[str, str, list[str]]:
        contact = ContactPage(session)
        await contact.fill(asked)
        contact.must_be_done()
        told = await session.windows[-1].evaluate("document.getElementById('told')?.value ?? ''")
        return (await session.windows[-1].title()).removeprefix("Portail").strip(), told, await contact.lost(asked)

    return visited(async_browser, run_async, {"/": page}, fill)[0]


@pytest.mark.parametrize("way", WAYS)
def test_a_function_is_chosen_from_the_list_of_its_own_field(
    async_browser: Browser, run_async: RunAsync, way: str
) -> None:
    """'IT' is a language, too, in other lists of the page."""
    field = WAYS[way].format(one="IT", other="Autre")
    assert filled(async_browser, run_async, field) == ("IT", "", [])


@pytest.mark.parametrize("way", WAYS)
def test_a_function_that_the_list_lacks_is_told_beside_autre(
    async_browser: Browser, run_async: RunAsync, way: str
) -> None:
    field = WAYS[way].format(one="Informaticien", other="Autre (à préciser)")
    chosen, told, lost = filled(async_browser, run_async, field, more=MORE)
    assert (chosen in ("other", "Autre (à préciser)"), told, lost) == (True, "IT", [])


@pytest.mark.parametrize("other", ["Gestionnaire", "Autre"])
@pytest.mark.parametrize("way", WAYS)
def test_a_function_that_can_not_be_told_is_refused(
    async_browser: Browser, run_async: RunAsync, way: str, other: str
) -> None:
    """The row names one of those that are offered then; none that is like it is taken."""
    field = WAYS[way].format(one="Responsable IT", other=other)
    with pytest.raises(Rejected, match=f"the function 'IT'. It offers: Comptable, Responsable IT, {other}"):
        filled(async_browser, run_async, field)


def test_a_field_that_only_shows_something_has_no_list(async_browser: Browser, run_async: RunAsync) -> None:
    field = "<label>Fonction <input readonly></label>"
    assert filled(async_browser, run_async, field) == ("", "", ["contact.function"])
