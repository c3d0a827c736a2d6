"""Only the portal gets user name and password, whatever a page does while they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from batchportal.errors import BatchportalError, LoginRefused, PortalUnavailable, UnsafeOrigin, VisitFailed
from batchportal.models import Credentials
from batchportal.safeguard import may_have
from batchportal.settings import load_settings
from flows.portal import log_in
from tests.mini_portal import PORTAL, LedOn, MiniPortal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import Browser

    from tests.conftest import RunAsync

USER, PASSWORD = "canary-user", "canary-Pw-81"
NOTE = "NOTE https://disk.test/"
ELSEWHERE = "https://elsewhere.test/"
COMPANIES = "<h1>Choisissez une entreprise</h1><a href=/c>0403.170.701 Sillon</a> <a href=/o>Se déconnecter</a>"


def form(*, action: str = "/in", script: str = "", user: str = "", more: str = "") -> str:
    """The page that asks for both."""
    return f"""<main><h1>Identification</h1><form method=post action="{action}">
      <label>Nom d'utilisateur <input name=user {user}></label>
      <label>Mot de passe <input name=password type=password></label>
      <button {more}>Se connecter</button></form></main><script>{script}</script>"""


SPY = form(
    action=ELSEWHERE,
    script="document.addEventListener('input', (e) => fetch('/spy?' + encodeURIComponent(e.target.value)))",
)


def signed_in(async_browser: Browser, run_async: RunAsync, pages: Mapping[str, str], **values: Any) -> MiniPortal:
    """Log in; the portal, with what it saw."""
    portal = MiniPortal({"/in": COMPANIES, ELSEWHERE: SPY, **pages})

    async def sending() -> None:
        portal.sent.append(NOTE)

    async def walk() -> BatchportalError | None:
        session = await portal.session(async_browser, **values)
        try:
            await log_in(session, Credentials(USER, PASSWORD), sending)
        except BatchportalError as error:
            return error
        finally:
            await session.close()
        return None

    with portal.open():
        portal.error = run_async(walk())
    return portal


def nothing_left(portal: MiniPortal) -> None:
    """The other host saw neither, and the error says why."""
    assert isinstance(portal.error, UnsafeOrigin), portal.error
    assert PASSWORD not in "\n".join(portal.sent)
    assert "canary" not in portal.seen_by("elsewhere.test")


def test_a_plain_form_gets_both_once(async_browser: Browser, run_async: RunAsync) -> None:
    portal = signed_in(async_browser, run_async, {"/": form()})
    assert portal.error is None
    assert [one for one in portal.arrived if PASSWORD in one] == [f"POST /in user={USER}&password={PASSWORD}"]
    assert portal.sent[1:3] == [NOTE, f"POST {portal.url}/in user={USER}&password={PASSWORD}"]


@pytest.mark.parametrize(
    "leave",
    [
        pytest.param(f"location.href = '{ELSEWHERE}'", id="at once"),
        pytest.param(f"document.body.innerHTML = '<iframe src={ELSEWHERE}>'", id="into a frame"),
        pytest.param(f"document.forms[0].action = '{ELSEWHERE}'", id="by the form's target"),
        pytest.param(
            f"document.querySelector('button').setAttribute('formaction', '{ELSEWHERE}')", id="by the button's target"
        ),
    ],
)
def test_a_page_that_turns_to_another_host_when_the_user_name_is_left_gets_no_password(
    async_browser: Browser, run_async: RunAsync, leave: str
) -> None:
    page = form(user=f'onblur="{leave}"')
    nothing_left(signed_in(async_browser, run_async, {"/": page}))


@pytest.mark.parametrize("milliseconds", [0, 20, 100])
def test_whenever_a_page_turns_to_another_host_that_one_gets_nothing(
    async_browser: Browser, run_async: RunAsync, milliseconds: int
) -> None:
    later = f"onblur=\"setTimeout(() => {{ location.href = '{ELSEWHERE}' }}, {milliseconds})\""
    portal = signed_in(async_browser, run_async, {"/": form(user=later)})
    assert "canary" not in portal.seen_by("elsewhere.test")


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(form(action=ELSEWHERE), id="the form's target"),
        pytest.param(form(action="http://portal.test/in"), id="a target that isn't encrypted"),
        pytest.param(form(more=f"formaction={ELSEWHERE}"), id="the button's target"),
        pytest.param(form(action=ELSEWHERE).replace("<button", "<input name=action><button"), id="a masked target"),
        pytest.param(f"<iframe src={ELSEWHERE} width=600 height=400></iframe>", id="a frame of another host"),
    ],
)
def test_a_form_that_leads_to_another_host_is_not_sent(async_browser: Browser, run_async: RunAsync, shown: str) -> None:
    nothing_left(signed_in(async_browser, run_async, {"/": shown}))


def test_a_page_of_the_portal_inside_one_of_another_host_gets_nothing(
    async_browser: Browser, run_async: RunAsync
) -> None:
    around = f"<iframe src={PORTAL}/form width=600 height=400></iframe>"
    pages = {
        "/": f"<a href={ELSEWHERE}around>Se connecter</a>",
        f"{ELSEWHERE}around": around,
        "/form": form(),
    }
    portal = signed_in(async_browser, run_async, pages)
    nothing_left(portal)
    assert "canary" not in "\n".join(portal.sent)


def test_the_second_page_of_a_log_in_is_looked_at_like_the_first(async_browser: Browser, run_async: RunAsync) -> None:
    first = "<main><form action=/next><label>Nom d'utilisateur <input name=user></label><button>Suivant</button></form>"
    second = "<main><form method=post action={}><label>Mot de passe <input name=p type=password></label>"
    second += "<button>Se connecter</button></form>"
    pages = {"/": first, "/next": second.format("/in")}
    portal = signed_in(async_browser, run_async, pages)
    assert portal.error is None
    assert [one for one in portal.arrived if PASSWORD in one] == [f"POST /in p={PASSWORD}"]
    nothing_left(signed_in(async_browser, run_async, {**pages, "/next": second.format(ELSEWHERE)}))


def test_a_form_that_is_renewed_while_it_is_filled_in_is_filled_in_again(
    async_browser: Browser, run_async: RunAsync
) -> None:
    renewing = """
      const user = document.querySelector('[name=user]');
      document.querySelector('[name=password]').addEventListener('input', () => setTimeout(() => {
        const fresh = document.forms[0].cloneNode(true);
        fresh.querySelector('[name=user]').value = user.value;
        fresh.querySelector('[name=password]').value = '';
        document.forms[0].replaceWith(fresh);
      }));"""
    portal = signed_in(async_browser, run_async, {"/": form(script=renewing)})
    assert portal.error is None
    assert [one for one in portal.arrived if PASSWORD in one] == [f"POST /in user={USER}&password={PASSWORD}"]


def test_a_password_that_is_typed_anew_is_noted_once(async_browser: Browser, run_async: RunAsync) -> None:
    """The guard would take it for two; the form is renewed at the very moment of the note."""
    portal = MiniPortal({"/": form(), "/in": COMPANIES})
    notes: list[str] = []

    async def walk() -> None:
        session = await portal.session(async_browser)

        async def sending() -> None:
            notes.append(NOTE)
            await session.windows[-1].evaluate("document.forms[0].replaceWith(document.forms[0].cloneNode(true))")

        await log_in(session, Credentials(USER, PASSWORD), sending)
        await session.close()

    with portal.open():
        run_async(walk())
    assert notes == [NOTE]
    assert [one for one in portal.arrived if PASSWORD in one] == [f"POST /in user={USER}&password={PASSWORD}"]


def test_a_window_without_an_address_gets_nothing(async_browser: Browser, run_async: RunAsync) -> None:
    """Somebody has written into it, and nobody can say who."""

    async def asked() -> None:
        page = await async_browser.new_page()
        try:
            await page.set_content(form())
            field = await page.wait_for_selector("[name=user]")
            assert field is not None
            with pytest.raises(UnsafeOrigin, match="has no address"):
                await may_have(load_settings(portal="http://127.0.0.1:9"), field)
        finally:
            await page.close()

    run_async(asked())


def test_a_form_that_a_script_sends_may_name_a_script_as_its_target(
    async_browser: Browser, run_async: RunAsync
) -> None:
    sends = """document.forms[0].onsubmit = () => {
        fetch('/check', {method: 'POST', body: new URLSearchParams(new FormData(document.forms[0]))})
          .then(() => { location = '/in' });
        return false;
    }"""
    portal = signed_in(async_browser, run_async, {"/": form(action="javascript:void(0)", script=sends), "/check": ""})
    assert portal.error is None
    assert [one for one in portal.arrived if PASSWORD in one] == [f"POST /check user={USER}&password={PASSWORD}"]


def test_an_allowed_host_for_logging_in_gets_both(async_browser: Browser, run_async: RunAsync) -> None:
    pages = {"/": form(action="https://login.test/in"), "https://login.test/in": COMPANIES}
    portal = signed_in(async_browser, run_async, pages, login_hosts="login.test")
    assert PASSWORD in portal.seen_by("login.test")


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/secured/list", 502),
        ("/secured/list", 503),
        # Beside the form, as a page that says no would be.
        ("/idp/failed", 503),
        ("/idp/login/error", 502),
        # It is the password itself that got no proper answer.
        ("", 503),
    ],
)
def test_only_where_the_portal_has_led_on_from_the_form_it_has_taken_the_password(
    async_browser: Browser, run_async: RunAsync, target: str, status: int
) -> None:
    led_on = f"<script>location.replace('{target}')</script>" if target else ""
    pages: dict[str, Any] = {
        "/": "<script>location.replace('/idp/login')</script>",
        "/idp/login": form(action="/idp/check"),
        "/idp/check": lambda _body: led_on or status,
        target or "/x": lambda _body: status,
    }
    error = signed_in(async_browser, run_async, pages, timeout=8).error
    assert isinstance(error, PortalUnavailable | VisitFailed), error
    assert error.after_log_in is target.startswith("/secured")
    # 'Later' from a page that comes after the password doesn't say that nobody has looked at it.
    assert getattr(error, "did_nothing", False) is (not target)


def test_a_script_whose_password_got_no_answer_was_refused_by_nobody_and_sends_it_no_more(
    async_browser: Browser, run_async: RunAsync
) -> None:
    by_script = """document.forms[0].onsubmit = (event) => {
        event.preventDefault();
        fetch('/check', {method: 'POST', body: new URLSearchParams(new FormData(document.forms[0]))});
    }"""
    pages: dict[str, Any] = {"/": form(script=by_script), "/check": LedOn("http://127.0.0.1:9/")}
    portal = signed_in(async_browser, run_async, pages, timeout=4)
    assert isinstance(portal.error, LoginRefused), portal.error
    assert (portal.error.code, "ECONNREFUSED" in portal.error.message) == ("login_unclear", True)
    assert [one for one in portal.arrived if PASSWORD in one] == [f"POST /check user={USER}&password={PASSWORD}"]
