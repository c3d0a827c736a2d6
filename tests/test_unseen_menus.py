"""What pages hide until a person opens it: menus, drawers, tabs; as `test_unseen_portals`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.hidden import open_branches, open_list, open_menu
from batchportal.models import EnterpriseNumber
from batchportal.walk import walk
from flows.entrance import Entrance
from flows.information import InformationPage
from flows.login import LoginPage
from flows.portal import choose_company
from flows.secured import SecuredPage
from tests.mini_portal import visited
from tests.test_unseen_portals import SILLON

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

DRAWER = """<style>nav, #shade { position: fixed; inset: 0; display: none } nav { right: 70%; background: #fff }
    .open nav, .open #shade { display: block }</style>
  <header><button id=burger aria-label=Menu aria-expanded=false>☰</button></header><div id=shade></div>
  <nav><button id=shut aria-label=Fermer>&times;</button> <a href=/no>Changer de mandat</a>
    <a id=go href="#">Messages structurés</a></nav>
  <main><h1>Tableau de bord</h1><p>Sillon 0403.170.701</p></main>
  <script>
    const show = (open) => { document.body.className = open ? 'open' : ''; burger.ariaExpanded = String(open); };
    burger.onclick = () => show(true);
    shut.onclick = () => show(false);
    go.onclick = () => {
      document.querySelector('main').innerHTML = `<p>Sillon 0403.170.701</p><div role=tablist>
        <button role=tab aria-selected=true>Aperçu</button> <button role=tab aria-selected=false id=second>
        Utilisateur technique</button></div><p id=panel>Échangez des fichiers.`;
      second.onclick = () => { panel.innerHTML = '<a href=/wizard>Enregistrer les données de configuration</a>'; };
    };
  </script>"""


def test_a_menu_in_a_drawer_is_opened_and_taken_out_of_the_way_and_a_link_is_found_behind_a_tab(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """The drawer stays open over the page that its link leads to, and hides what opened it."""
    pages = {
        "/": """<h1>Vos mandats</h1><div class=card><h3>Sillon</h3>BE 0403.170.701<p>Gestionnaire pensions
          complémentaires <b>Gestionnaire local</b></p><a role=button href=/in>Choisir</a></div>""",
        "/in": DRAWER,
        "/wizard": "<p>Cet assistant vous guide. <button>Suivant</button>",
    }

    async def to_wizard(session: Session) -> str:
        secured = await choose_company(session, EnterpriseNumber(SILLON.digits))
        return (await secured.begin_configuration()).stem

    wizard, portal = visited(async_browser, run_async, pages, to_wizard, timeout=30)
    assert wizard == "wizard"
    assert [one.split()[1] for one in portal.arrived if "favicon" not in one] == ["/", "/in", "/wizard"]


def test_a_menu_that_something_lies_over_is_left_alone(async_browser: Browser, run_async: RunAsync) -> None:
    pages = {"/": f"<body class=open>{DRAWER}"}

    async def opened(session: Session) -> int:
        return len(await open_menu(session, session.entry("secured", "information")))

    assert visited(async_browser, run_async, pages, opened)[0] == 0


def test_a_technical_user_is_read_behind_a_tab_of_its_page(async_browser: Browser, run_async: RunAsync) -> None:
    """Words that there is none, behind another tab, prove nothing."""
    page = """<nav><a href=/info>Information</a></nav><main><h1>Information</h1><div>
      <button role=tab aria-selected=true>Aperçu</button> <button role=tab onclick="help.hidden = false">Aide</button>
      <button role=tab onclick="help.hidden = true; user.hidden = false">Utilisateur technique</button></div>
      <div id=help hidden><p>Aucun utilisateur technique ? Créez-en un.</p></div>
      <dl id=user hidden><dt>Nom d'utilisateur<dd>ancre2019<dt>Numéro d'expéditeur<dd>4711</dl></main>"""

    async def read(session: Session) -> tuple[str | None, str]:
        user = await SecuredPage(session).look_up(EnterpriseNumber("0207886044"))
        assert user is not None
        assert user.sender_number is not None
        return user.username, user.sender_number.digits

    pages = {"/": page.replace("<main>", "<main hidden>"), "/info": page}
    assert visited(async_browser, run_async, pages, read)[0] == ("ancre2019", "4711")


GLASS = """<style>.box { position: relative; width: 300px; height: 34px; border: 1px solid }
  input { position: absolute; inset: 0; opacity: 0 } span { pointer-events: none }</style><h1>Groupe cible</h1>
  <div class=box style="%s"><input type=search role=combobox aria-expanded=false %s><span>Choisissez</span></div>%s
  <script>document.querySelector('.box').addEventListener('mousedown', () => {
    document.querySelector('input').ariaExpanded = 'true';
    document.body.insertAdjacentHTML('beforeend', `<div class=pop><div role=listbox style="width:0; height:0;
      overflow:hidden"><div role=option aria-label=Citoyen>1</div></div><div title="Professionnels de la sécurité
      sociale" style="cursor:pointer"><div>Professionnels de la sécurité sociale</div></div></div>`);
  });</script>"""


@pytest.mark.parametrize(
    ("box_field_over", "opened"),
    [
        (("", "readonly", ""), 1),
        (("opacity: 0", "readonly", ""), 0),
        (("visibility: hidden", "readonly", ""), 0),
        (("", "readonly", "<div style='position: fixed; inset: 0'>"), 0),
        (("", "", ""), 0),
    ],
    ids=["seen below it", "nothing seen below it", "hidden", "covered", "takes text"],
)
def test_a_list_is_opened_by_the_field_that_lies_like_glass_over_what_is_chosen(
    async_browser: Browser, run_async: RunAsync, box_field_over: tuple[str, str, str], opened: int
) -> None:
    """As component libraries have it; the list itself is drawn at the end of the page, and no role says what it is."""

    async def seen(session: Session) -> tuple[int, int]:
        sightings = await open_menu(session, session.entry("entrance", "professionals"))
        return sum(each.count for each in sightings), await session.windows[-1].locator(".pop").count()

    assert visited(async_browser, run_async, {"/": GLASS % box_field_over}, seen)[0] == (opened, opened)


BRANCH = '<li role=treeitem aria-expanded=false>{opener}<a href="{leads}">{name}</a><ul hidden>{more}</ul>'
TREE = """<style>.expander { display: inline-block; width: 12px; height: 12px; background: #888 }</style><main>
  <h1>Bienvenue</h1></main><ul role=tree>BRANCHES</ul><script>
  for (const open of document.querySelectorAll('.open')) open.onclick = () => {
    open.parentElement.ariaExpanded = 'true';
    open.parentElement.lastElementChild.hidden = false;
  };</script>"""


def tree(opener: str, leads: str) -> str:
    """A page with a tree of two branches, the one in the other."""
    leaf = "<li role=treeitem><a href=/wizard>Enregistrer les données de configuration</a>"
    inner = BRANCH.format(opener=opener, leads=leads, name="Configuration", more=leaf)
    outer = BRANCH.format(opener=opener, leads=leads, name="Messages structurés", more=inner)
    return TREE.replace("BRANCHES", outer)


@pytest.mark.parametrize(
    "opener", ["<a href='#' class=open title=Ouvrir>&#9656;</a>", "<span class='open expander'></span>"]
)
def test_the_branches_of_a_tree_are_opened_by_their_triangles(
    async_browser: Browser, run_async: RunAsync, opener: str
) -> None:
    pages = {
        "/": tree(opener, "#"),
        "/wizard": "<p>Cet assistant vous guide. <button>Suivant</button>",
    }

    async def to_wizard(session: Session) -> str:
        return (await SecuredPage(session).begin_configuration()).stem

    assert visited(async_browser, run_async, pages, to_wizard)[0] == "wizard"


@pytest.mark.parametrize(
    ("opener", "leads"),
    [
        ("", "/pressed"),
        ("", "#/pressed"),
        ("<a href='/pressed'><img width=9 height=9 alt></a>", "#"),
        (
            "<a href='#' onclick=\"location = '/pressed'\" aria-label=Supprimer><img width=9 height=9 alt></a>",
            "/pressed",
        ),
    ],
    ids=["its name", "its route", "its picture", "what deletes it"],
)
def test_of_a_branch_nothing_is_pressed_that_does_something_else(
    async_browser: Browser, run_async: RunAsync, opener: str, leads: str
) -> None:
    async def opened(session: Session) -> tuple[int, str]:
        seen = await open_branches(session, session.entry("secured", "register_configuration"))
        return len(seen), session.windows[-1].url

    pages = {"/": tree(opener, leads), "/pressed": "<h1>Autre chose</h1>"}
    (seen, url), _ = visited(async_browser, run_async, pages, opened)
    assert seen == 0
    assert "pressed" not in url


def test_a_tree_that_never_says_that_it_is_open_is_left_in_the_end(async_browser: Browser, run_async: RunAsync) -> None:
    branch = "<li role=treeitem aria-expanded=false><span class=toggler>+</span> Courrier (<b>1</b>)"
    count = "for (const one of document.querySelectorAll('li')) one.onclick = () => one.lastChild.data += '1'"
    pages = {"/": f"<ul role=tree>{branch * 50}</ul><script>{count}</script>"}

    async def opened(session: Session) -> int:
        return len(await open_branches(session, session.entry("secured", "register_configuration")))

    assert visited(async_browser, run_async, pages, opened)[0] == 0


BAR = "<span>Nom d'utilisateur : zoepeeters</span>"
MENU = "<a href=/information target=part>Information</a>"
FRAMED = f"<div>{BAR} {MENU}</div><iframe name=part srcdoc='<p>Bienvenue'></iframe>"
NO_USER = "<p>Il n'y a pas d'utilisateur technique pour cette qualité."


def told(name: str) -> str:
    """A table with a technical user."""
    return f"<table><tr><td>{name}<td>ancre2019<tr><td>Numéro d'expéditeur<td>4711</table>"


@pytest.mark.parametrize(
    ("first", "said", "expected"),
    [
        (FRAMED, told("Utilisateur technique"), ("ancre2019", "4711")),
        (FRAMED, told("Nom d'utilisateur"), ("ancre2019", "4711")),
        (FRAMED, told("Compte"), (None, "4711")),
        (MENU, told("Compte"), (None, "4711")),
        (FRAMED, NO_USER, None),
        (MENU, NO_USER, None),
        (MENU, f"{NO_USER}<p>Nom d'utilisateur : ancre2019", ("ancre2019", None)),
    ],
)
def test_whoever_has_logged_in_is_not_the_technical_user(
    async_browser: Browser, run_async: RunAsync, first: str, said: str, expected: tuple[str | None, str | None] | None
) -> None:
    """A bar names them in words that other portals have for it: around the frame, or above the page's main part."""
    page = f"<main><h1>Information</h1><p>Sillon {SILLON.dotted}</p>{said}</main>"
    pages = {"/": first, "/information": page if first == FRAMED else BAR + page}

    async def read(session: Session) -> tuple[str | None, str | None] | None:
        await SecuredPage(session).information.follow()
        user = await InformationPage(session).read(EnterpriseNumber(SILLON.digits))
        if user is None:
            return None
        return user.username, user.sender_number.digits if user.sender_number else None

    assert visited(async_browser, run_async, pages, read)[0] == expected


MENU = """<p>Sillon 0403.170.701</p><aside><ul><li>
  <div role=menuitem tabindex=-1 aria-expanded=%s aria-haspopup=true id=head>Échange par messages structurés</div>
  %s</ul></aside><main><h1>Gestion d'accès</h1></main><script>
  const [links, link, pressed] = [document.querySelector('ul ul'), document.querySelector('a'), []];
  head.onclick = () => {
    links.hidden = !links.hidden;
    head.ariaExpanded = String(!links.hidden);
    pressed.push('head');
  };
  link.onclick = () => {
    pressed.push('link');
    document.querySelector('main').innerHTML = `<dl><dt>Nom d'utilisateur<dd>sillon2019<dt>Numéro d'expéditeur
      <dd>4711</dl><i>${pressed.join()}</i>`;
  };</script>"""
LINK = "<ul {hidden}><li><a href=#>Information</a></ul>"


@pytest.mark.parametrize(
    ("state", "inside", "pressed"),
    [
        ("true", LINK.format(hidden=""), "link"),
        ("false", LINK.format(hidden="hidden"), "head,link"),
        ("true", "<ul></ul></ul><ul><li><a href=#>Information</a>", "head,link"),
    ],
    ids=["open", "closed", "open beside another link"],
)
def test_a_menu_that_an_earlier_visit_has_left_open_is_not_closed(
    async_browser: Browser, run_async: RunAsync, state: str, inside: str, pressed: str
) -> None:
    async def read(session: Session) -> str:
        user = await SecuredPage(session).look_up(SILLON)
        assert user is not None
        return f"{user.username}: {await session.windows[-1].locator('i').inner_text()}"

    told, _ = visited(async_browser, run_async, {"/": MENU % (state, inside)}, read)
    assert told == f"sillon2019: {pressed}"


LANGUAGES = """<div id=page><header><button aria-haspopup=menu aria-expanded=false id=lang>FR</button></header>
    <main><a href=/next>Fonctionnaires et autres professionnels</a></main></div>
  <script>
    const menu = document.createElement('div');
    menu.setAttribute('role', 'menu');
    for (const name of %s) {
      const item = menu.appendChild(document.createElement('div'));
      item.setAttribute('role', 'menuitem');
      item.textContent = name;
      item.onclick = () => { pressed.push(name); menu.remove(); page.inert = false; lang.ariaExpanded = 'false'; };
    }
    const pressed = [];
    lang.onclick = () => {
      pressed.push('FR');
      document.body.append(menu);
      page.inert = true;
      lang.ariaExpanded = 'true';
    };
    onpagehide = () => navigator.sendBeacon(`/pressed?${pressed}`);
  </script>"""
ASKS = "<form><label>Nom d'utilisateur <input></label><label>Mot de passe <input type=password></label></form>"


def test_a_language_is_taken_in_the_menu_that_is_called_by_it(async_browser: Browser, run_async: RunAsync) -> None:
    async def follow(session: Session) -> None:
        entrance = Entrance(session)
        through = [entrance.language.entry, entrance.audience.entry]
        await walk(session, LoginPage, through=through, logging_in=True)

    pages = {"/": LANGUAGES % "['Français', 'Nederlands']", "/next": ASKS, "/pressed": ""}
    _, portal = visited(async_browser, run_async, pages, follow)
    assert [line.split()[1] for line in portal.arrived if "pressed" in line] == ["/pressed?FR,Français"]


LAYER = "<div id=layer hidden style='position: fixed; inset: 0'></div>"
IN_DIALOGUE = """<main><h1>Messages structurés</h1></main><dialog id=box><label>Nom <input value=Peeters>
  </label>{opener}
  <button type=button>Suivant</button></dialog><script>
    box.showModal();
    const show = (open) => { layer.hidden = !open; way.ariaExpanded = String(open); };
    way.onclick = () => show(true);
    way.onkeydown = (event) => { if (hears && event.key === 'Escape') show(false); };
  </script>"""


@pytest.mark.parametrize("hears", ["false", "true"])
@pytest.mark.parametrize(
    "opener",
    [
        "<button type=button id=way aria-haspopup=listbox aria-expanded=false>Canal</button>",
        "<button type=button id=way aria-haspopup=true aria-expanded=false>Plus</button>",
        "<input id=way role=combobox aria-label=Canal aria-expanded=false>",
    ],
    ids=["list", "menu", "suggestions"],
)
def test_what_is_opened_in_a_dialogue_is_shut_without_it(
    async_browser: Browser, run_async: RunAsync, opener: str, hears: str
) -> None:
    """A wizard may stand in one: closed, all that was typed is lost."""

    async def looked(session: Session) -> tuple[bool, bool]:
        entry = session.entry("channel", "ssh_public_key")
        for _ in range(2):
            await (open_menu(session, entry) if "=true" in opener else open_list(session, entry, suggesting=True))
        return tuple(await session.windows[-1].evaluate("[box.open, layer.hidden]"))

    page = IN_DIALOGUE.replace("{opener}", opener + LAYER).replace("hears", hears)
    assert visited(async_browser, run_async, {"/": page}, looked)[0] == (True, hears == "true")
