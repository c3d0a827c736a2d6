"""Ways through a log-in that nobody has seen, a few pages each; as `test_unseen_portals`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import LoginError, PortalUnavailable, SecondFactorNeeded, WrongPage
from batchportal.models import Credentials
from flows.portal import log_in
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

ZOE = Credentials("zoe", "Canary-7")
CODES = """<form method=post action=/in><label>Nom d'utilisateur <input name=u></label>
  <label>Mot de passe <input type=password name=p></label> <button>Se connecter</button></form>"""


async def logged_in(session: Session) -> str:
    """Log in; the page that is come to."""

    async def sending() -> None:
        """Nothing to note."""

    await log_in(session, ZOE, sending)
    return session.here


async def refused(session: Session) -> str:
    """The code with which the log-in ends."""
    with pytest.raises(LoginError) as raised:
        await logged_in(session)
    return raised.value.code


def test_a_way_to_log_in_that_is_offered_is_no_second_factor_and_another_may_be_folded_away(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """And behind it a list of companies that no word calls so."""
    pages = {
        "/": """<h1>Choisissez votre moyen de connexion</h1><button>Se connecter avec un code de sécurité via une
          application mobile</button><details><summary>Autres moyens</summary>
          <a href=/codes>Se connecter avec vos codes d'accès</a></details>""",
        "/codes": CODES,
        "/in": """<h1>Pour qui travaillez-vous ?</h1><div>Sillon<p>BE 0403.170.701<p>Gestionnaire local
          <button>Choisir</button></div>""",
    }
    here, portal = visited(async_browser, run_async, pages, logged_in, timeout=30)
    assert here == "companies"
    assert [one for one in portal.arrived if "Canary-7" in one] == ["POST /in u=zoe&p=Canary-7"]


_CLOSED_LIST = """<label>Entreprise <input role=combobox aria-haspopup=listbox aria-expanded=false
  placeholder="Tapez un nom ou un numéro"></label>"""


def test_a_closed_list_to_choose_a_company_from_shows_that_one_is_logged_in(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """Whatever the page calls itself, and wherever it hides what logs out."""
    pages = {"/": CODES, "/in": f"<h1>Bonjour Zoé</h1><p>Avec qui commençons-nous ?</p>{_CLOSED_LIST}"}
    here, portal = visited(async_browser, run_async, pages, logged_in, timeout=30)
    assert here == "companies"
    assert [one for one in portal.arrived if one.startswith("POST")] == ["POST /in u=zoe&p=Canary-7"]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (_CLOSED_LIST, "<h1>Bienvenue</h1>", "login_unclear"),
        ("", "<p>Le nom d'utilisateur ou le mot de passe est incorrect.</p>", "login_refused"),
        ("", "<p>Votre compte est bloqué.</p>", "login_locked"),
        ("", "<p>Introduisez le code reçu par SMS.</p>", "second_factor_needed"),
    ],
)
def test_a_field_for_companies_shows_nothing_where_it_stood_before_or_beside_a_refusal(
    async_browser: Browser, run_async: RunAsync, before: str, after: str, code: str
) -> None:
    pages = {"/": f"{before}{CODES}", "/in": f"{after}{_CLOSED_LIST}"}
    with pytest.raises((LoginError, SecondFactorNeeded)) as refused:
        visited(async_browser, run_async, pages, logged_in, timeout=30)
    assert refused.value.code == code


def test_a_field_for_companies_shows_nothing_beside_a_portal_that_is_closed(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {"/": CODES, "/in": f"<p>Le portail est momentanément indisponible.</p>{_CLOSED_LIST}"}
    with pytest.raises(PortalUnavailable, match="momentanément indisponible"):
        visited(async_browser, run_async, pages, logged_in)


def test_the_portals_own_number_lists_no_company(async_browser: Browser, run_async: RunAsync) -> None:
    own = "<footer>Numéro d'entreprise 0403.170.701</footer>"
    pages = {"/": CODES + own, "/in": f"<h1>Bienvenue</h1><p>Gestionnaire local</p>{own}"}
    with pytest.raises(LoginError) as refused:
        visited(async_browser, run_async, pages, logged_in)
    assert refused.value.code == "login_unclear"


def test_a_form_that_asks_for_ones_company_is_no_list(async_browser: Browser, run_async: RunAsync) -> None:
    form = "<form action=/contact><label>Nom <input></label><label>Entreprise <input></label><button>OK</button></form>"
    pages = {"/": CODES, "/in": f"<h1>Nous ne vous avons pas reconnu</h1>{form}"}
    with pytest.raises(LoginError) as refused:
        visited(async_browser, run_async, pages, logged_in)
    assert refused.value.code == "login_unclear"


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ("Le mot de passe est incorrect.</p><p>Quelle entreprise ? Demandez-le à votre gestionnaire.", "login_refused"),
        ("Le mot de passe est incorrect.</p><p>Choisissez bien votre entreprise en vous inscrivant.", "login_refused"),
        ("Votre compte est bloqué. Pour quelle entreprise travaillez-vous ?", "login_locked"),
        ("Le mot de passe est incorrect.</p><p>Votre compte est bloqué. Quelle entreprise ?", "login_locked"),
        # It only threatens: what is locked is asked for no password.
        ("Le mot de passe est incorrect.</p><p>Quelle entreprise ? Votre compte est bloqué à la 3e.", "login_refused"),
        # In words that nobody knows.
        ("Ce n'est pas bon.</p><p>Choisissez bien votre entreprise en vous inscrivant.", "login_refused"),
    ],
)
def test_words_about_companies_are_no_list_beside_a_refusal(
    async_browser: Browser, run_async: RunAsync, says: str, code: str
) -> None:
    form = CODES if code == "login_refused" else ""
    with pytest.raises(LoginError) as refused:
        visited(async_browser, run_async, {"/": CODES, "/in": f"<p>{says}</p>{form}"}, logged_in)
    assert refused.value.code == code


def test_a_way_to_log_in_that_is_offered_behind_the_password_is_a_second_factor(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {
        "/": f"<h1>Vos codes d'accès</h1>{CODES}",
        "/in": "<h1>Encore un pas</h1><button>Recevoir un code par SMS</button> <button>Token</button>",
    }
    with pytest.raises(SecondFactorNeeded, match="code par SMS"):
        visited(async_browser, run_async, pages, logged_in)


def test_a_page_whose_shadow_roots_still_change_is_not_at_rest(async_browser: Browser, run_async: RunAsync) -> None:
    """One root inside another, and neither there from the beginning."""
    pages = {
        "/": """<script>
          const grow = (root, name) => root.appendChild(document.createElement(name)).attachShadow({ mode: 'open' });
          setTimeout(() => {
            const inner = grow(grow(document.body, 'x-app'), 'x-part');
            let left = 12;
            const next = () => {
              inner.innerHTML = left-- ? `<p>${left}` : '<p>Fin';
              if (left >= 0) setTimeout(next, 100);
            };
            next();
          }, 100);
        </script>""",
    }

    async def settled(session: Session) -> str:
        await session.settle()
        return await session.text()

    assert visited(async_browser, run_async, pages, settled)[0].strip() == "Fin"


def test_nothing_is_gone_on_with_beside_a_password_that_was_refused_in_words_nobody_knows(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {
        "/": f"<h1>Vos codes d'accès</h1>{CODES}",
        "/in": f"<h1>Vos codes d'accès</h1><p>Ce n'est pas bon.</p>{CODES}<a href=/eid>Continuer</a>",
        "/eid": "<h1>Lecteur de carte</h1>",
    }

    code, portal = visited(async_browser, run_async, pages, refused)
    assert code == "login_refused"
    assert not any("/eid" in one for one in portal.arrived)
    assert len([one for one in portal.arrived if "Canary-7" in one]) == 1


def test_a_form_that_has_not_gone_yet_while_a_notice_is_shown_is_no_refusal(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {
        "/": f"""<h1>Vos codes d'accès</h1><div id=old>{CODES}</div><div id=new></div><script>
          document.forms[0].onsubmit = (event) => {{
            event.preventDefault();
            document.getElementById('new').innerHTML = '<h1>Nouveautés</h1><a href=/list>Continuer</a>';
            setTimeout(() => old.remove(), 650);
          }};
          const old = document.getElementById('old');
        </script>""",
        "/list": "<h1>Choisissez votre entreprise</h1><a href=/in>0403.170.701</a><a href=/out>Se déconnecter</a>",
    }
    here, _ = visited(async_browser, run_async, pages, logged_in)
    assert here == "companies"


ENTRANCE = "<h1>Portail</h1><a href=/list>Se connecter</a>"
LIST = "<h1>Choisissez une entreprise</h1><a href=/in>Sillon 0403.170.701</a>"
LOG_OUT = "<a href=/out>Se déconnecter</a>"


@pytest.mark.parametrize("pages", [{"/": ENTRANCE, "/list": LOG_OUT + LIST}, {"/": LOG_OUT + LIST}])
def test_who_is_logged_in_already_needs_no_password(
    async_browser: Browser, run_async: RunAsync, pages: dict[str, str]
) -> None:
    here, portal = visited(async_browser, run_async, pages, logged_in)
    assert here == "companies"
    assert not any(one.startswith("POST") for one in portal.arrived)


def test_a_list_where_nobody_can_log_out_is_none_of_somebody_who_is_logged_in(
    async_browser: Browser, run_async: RunAsync
) -> None:
    async def told(session: Session) -> str:
        with pytest.raises(WrongPage) as raised:
            await logged_in(session)
        return raised.value.message

    assert "Expected the log-in" in visited(async_browser, run_async, {"/": LIST}, told)[0]


HEADED = "<h1>Choisissez votre entreprise</h1>"


@pytest.mark.parametrize(
    "door",
    [
        HEADED + "<p>Vos entreprises vous attendent.</p><a href=/codes>Se connecter</a>",
        HEADED
        + """<div id=way></div><script>
          let left = 20;
          const next = () => {
            way.innerHTML = left-- ? `<p>${left}` : '<a href=/codes>Se connecter</a>';
            if (left >= 0) setTimeout(next, 50);
          };
          next();
        </script>""",
        HEADED + CODES,
    ],
    ids=["leads on", "leads on a moment later", "asks for the password"],
)
def test_a_door_that_is_headed_like_the_list_is_no_list(async_browser: Browser, run_async: RunAsync, door: str) -> None:
    pages = {"/": door, "/codes": CODES, "/in": LOG_OUT + LIST}
    here, portal = visited(async_browser, run_async, pages, logged_in)
    assert here == "companies"
    assert [one for one in portal.arrived if one.startswith("POST")] == ["POST /in u=zoe&p=Canary-7"]


ONLY_PASSWORD = """<form method=post action=/in><label>Mot de passe <input type=password name=p></label>
  <button>Se connecter</button></form>"""


def test_a_list_beside_a_password_that_is_asked_for_alone_is_none(async_browser: Browser, run_async: RunAsync) -> None:
    pages = {"/": CODES, "/in": LIST + ONLY_PASSWORD}
    with pytest.raises(LoginError) as refused:
        visited(async_browser, run_async, pages, logged_in)
    assert refused.value.code == "login_refused"


@pytest.mark.parametrize("note", ["Votre compte est bloqué.", "Introduisez le code reçu par SMS."])
def test_what_a_list_says_of_locks_and_codes_is_no_refusal_where_one_could_log_out(
    async_browser: Browser, run_async: RunAsync, note: str
) -> None:
    pages = {"/": CODES, "/in": f"{LOG_OUT}{LIST}<aside><h2>Aide</h2><p>{note}</p></aside>"}
    assert visited(async_browser, run_async, pages, logged_in)[0] == "companies"


def test_a_code_that_is_only_offered_beside_the_list_is_not_asked_for(
    async_browser: Browser, run_async: RunAsync
) -> None:
    offered = "<a href=/code>Code de sécurité via une application mobile</a>"
    assert visited(async_browser, run_async, {"/": CODES, "/in": LIST + offered}, logged_in)[0] == "companies"


ACCOUNT = """<form method=post action=/account>{head}<label>Nom d'utilisateur <input name=u></label>
  <label>{first} <input type=password name=p></label>{second}<button>{go}</button></form>"""
AGAIN = "<label>Confirmez le mot de passe <input type=password name=p2></label>"
NEW = AGAIN + "<label>Nouveau mot de passe <input type=password name=p3></label>"
NAMED = "<label>E-mail <input name=mail></label>"


@pytest.mark.parametrize(
    "page",
    [
        ACCOUNT.format(head="<h2>Rejoignez-nous</h2>", first="Mot de passe", second=AGAIN, go="Valider"),
        ACCOUNT.format(head="", first="Mot de passe", second=AGAIN, go="Continuer"),
        ACCOUNT.format(head="", first="Mot de passe", second=NEW, go="Valider"),
        "<h1>Créer votre compte</h1>" + ACCOUNT.format(head=NAMED, first="Mot de passe", second="", go="Suivant"),
        """<h1>Mot de passe oublié</h1><form action=/account><label>Nom d'utilisateur <input name=u></label>
        <button>Suivant</button></form>""",
    ],
    ids=["an account", "an account to go on with", "a new password", "an account by its heading", "a forgotten one"],
)
def test_a_form_that_asks_for_a_password_for_something_else_gets_none(
    async_browser: Browser, run_async: RunAsync, page: str
) -> None:
    async def told(session: Session) -> str:
        with pytest.raises(WrongPage) as raised:
            await logged_in(session)
        assert not await session.windows[-1].locator("input").first.input_value()
        return raised.value.code

    _, portal = visited(async_browser, run_async, {"/": page, "/account": "<h1>Bienvenue</h1>"}, told)
    assert not any("/account" in one for one in portal.arrived)


@pytest.mark.parametrize("first", ["Mot de passe", "Choisissez un mot de passe", "Votre mot de passe"])
@pytest.mark.parametrize("reverse", [False, True])
def test_beside_a_form_that_makes_an_account_the_one_that_logs_in_is_meant(
    async_browser: Browser, run_async: RunAsync, first: str, *, reverse: bool
) -> None:
    forms = [
        ACCOUNT.format(head="<h2>Nouveau ?</h2>", first=first, second=AGAIN, go="S'inscrire"),
        CODES.replace("Nom d'utilisateur", "Identifiant").replace("<label>", "<h2>Déjà inscrit ?</h2><label>", 1),
    ]
    pages = {"/": "".join(forms[::-1] if reverse else forms), "/in": LOG_OUT + LIST}
    here, portal = visited(async_browser, run_async, pages, logged_in)
    assert here == "companies"
    assert [one for one in portal.arrived if one.startswith("POST")] == ["POST /in u=zoe&p=Canary-7"]


def test_a_part_of_the_page_that_speaks_of_new_accounts_is_no_heading_of_the_form_below(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {"/": f"<div><h2>Créer un compte</h2><a href=/a>S'inscrire</a></div>{CODES}", "/in": LOG_OUT + LIST}
    assert visited(async_browser, run_async, pages, logged_in)[0] == "companies"


def test_a_new_password_that_is_asked_for_after_the_log_in_is_not_gone_on_with(
    async_browser: Browser, run_async: RunAsync
) -> None:
    change = ACCOUNT.format(head="", first="Mot de passe actuel", second=NEW, go="Continuer")
    change = change.replace("<label>Nom d'utilisateur <input name=u></label>", "")
    pages = {"/": CODES, "/in": f"<h1>Votre mot de passe est trop ancien</h1>{change}", "/account": "<h1>Fait</h1>"}

    code, portal = visited(async_browser, run_async, pages, refused)
    assert code == "login_unclear"
    assert not any("/account" in one for one in portal.arrived)


LETTER = "<form action=/letter><label>E-mail <input name=mail></label><button>Valider</button></form>"


@pytest.mark.parametrize("beside", [LETTER, "<a href=/letter>Continuer</a>"], ids=["a form", "a link"])
def test_the_button_of_another_form_does_not_log_in(async_browser: Browser, run_async: RunAsync, beside: str) -> None:
    pages = {"/": CODES.replace("Se connecter", "Allons-y") + beside, "/letter": "<h1>Merci</h1>"}

    async def told(session: Session) -> str:
        with pytest.raises(WrongPage) as raised:
            await logged_in(session)
        return raised.value.message

    message, portal = visited(async_browser, run_async, pages, told)
    assert "another form" in message
    assert not any("/letter" in one for one in portal.arrived)


@pytest.mark.parametrize(
    "form",
    [
        CODES.replace("<button>Se connecter</button></form>", "</form><button form=f>Se connecter</button>"),
        f"<div>{CODES}<a href=# onclick='document.forms[0].submit()'>Connexion</a></div>".replace(
            "<button>Se connecter</button>", "<button style='display:none'></button>"
        ),
        """<form method=post action=/in><input name=u aria-label=Identifiant><x-secret></x-secret>
          <input type=hidden name=p> <button>Se connecter</button></form><script>
          const root = document.querySelector('x-secret').attachShadow({ mode: 'open' });
          root.innerHTML = '<label>Mot de passe <input type=password></label>';
          const form = document.forms[0];
          form.onsubmit = () => { form.p.value = root.querySelector('input').value; }</script>""",
    ],
    ids=["outside, by its form", "outside, by a script", "around a shadow root"],
)
def test_a_button_that_belongs_to_the_form_in_another_way_logs_in(
    async_browser: Browser, run_async: RunAsync, form: str
) -> None:
    pages = {"/": form.replace("<form ", "<form id=f ", 1) + LETTER, "/in": LOG_OUT + LIST}
    here, portal = visited(async_browser, run_async, pages, logged_in)
    assert here == "companies"
    assert [one for one in portal.arrived if one.startswith("POST")] == ["POST /in u=zoe&p=Canary-7"]
