"""A person signs in once, in a window; later runs go on in that session, and never send a password.

The window is a headless one here, and the person a coroutine that reads and clicks like one.
"""

from __future__ import annotations

import asyncio
import stat
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import keyring
import pytest

from batchportal import app, credentials, kept, ledgers, moments
from batchportal.errors import BatchportalError, LoginError, UnsafeOrigin, UsageError
from batchportal.models import Channel, Credentials, EnterpriseNumber, Progress, State
from batchportal.opening import open_login
from batchportal.report.advice import advice_for
from batchportal.settings import load_settings
from batchportal.stub import StubPortal
from tests.cli_process import FileKeyring, run, sheet
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from playwright.async_api import BrowserContext, Page

    from batchportal.kept import SessionFile
    from batchportal.models import Registration
    from batchportal.settings import Settings
    from tests.conftest import RunAsync

USER = "demo2fa"
ANCRE = EnterpriseNumber("0207886044")
SILLON, LINDE = "0403.170.701", "0441.122.049"


def row(number: int = 0) -> Registration:
    """A registration for one of the stub's companies."""
    (invented,) = registrations(1)
    company = EnterpriseNumber((SILLON, LINDE)[number].replace(".", ""))
    return replace(
        invented,
        row=number + 2,
        enterprise_number=company,
        username=f"session{number}",
        channel=Channel.FTP,
        ssh_public_key=None,
        certificate=None,
        login="office",
    )


@dataclass
class Office:
    """Somebody's machine: a keyring, a data folder, and the portal."""

    folder: Path
    run_async: RunAsync
    portal: StubPortal
    password: str

    def settings(self, **values: Any) -> Settings:
        """Settings for this portal."""
        known = {
            "portal": self.portal.url,
            "database": f"sqlite:///{self.folder / 'ledger.db'}",
            "output": self.folder / "output",
            "timeout": 12,
        }
        return load_settings(**known | values)

    def open(
        self, person: Callable[[Page], Awaitable[None]] | None = None, *, minutes: float = 1, **values: Any
    ) -> SessionFile:
        """`batchportal login open office`, with a person before it."""
        return self.run_async(self._open(person or self.sign_in, minutes, self.settings(**values)))

    async def _open(self, person: Callable[[Page], Awaitable[None]], minutes: float, settings: Settings) -> SessionFile:
        doing: list[asyncio.Task[None]] = []

        async def sit_down(context: BrowserContext) -> None:
            await person(context.pages[0] if context.pages else await context.wait_for_event("page"))

        def opened(context: BrowserContext) -> None:
            doing.append(asyncio.create_task(sit_down(context)))

        try:
            return await open_login(settings, "office", minutes=minutes, opened=opened)
        finally:
            for task in doing:
                task.cancel()
            await asyncio.gather(*doing, return_exceptions=True)

    async def sign_in(self, page: Page) -> None:
        """What the person does: the links of the manual, the password, the code."""
        await self.come_to_log_in(page)
        await page.get_by_label("utilisateur").fill(USER)
        await page.get_by_label("Mot de passe").fill(self.password)
        await page.get_by_role("button", name="Se connecter").click()
        await page.get_by_label("Votre code").fill(await page.locator(".demo-code").inner_text())
        await page.get_by_role("button", name="Confirmer le code").click()

    @staticmethod
    async def come_to_log_in(page: Page) -> None:
        """The links of the manual."""
        await page.get_by_role("link", name="Fonctionnaires et autres professionnels").first.click()
        await page.get_by_role("link", name="Se connecter", exact=True).first.click()
        await page.get_by_role("link", name="professionnels de la Sécurité Sociale").first.click()
        await page.get_by_role("link", name="Se connecter avec vos codes").first.click()

    def register(self, *rows: Registration, **values: Any) -> tuple[app.Run, list[Progress]]:
        """`batchportal register`."""
        told: list[Progress] = []
        settings = self.settings(**values)
        return self.run_async(app.register(settings, rows or (row(),), dry_run=False, report=told.append)), told

    def lookup(self, **values: Any) -> app.Run:
        """`batchportal lookup`."""
        settings = self.settings(login="office", **values)
        return self.run_async(app.lookup(settings, [ANCRE], report=lambda _progress: None))

    @property
    def log_ins(self) -> dict[str, Any]:
        """What the portal saw of passwords."""
        seen: dict[str, Any] = self.portal.truth()["log_ins"]
        return seen

    @property
    def cookies(self) -> list[str]:
        """The cookies of the sessions that live at the portal."""
        return list(self.portal.world.sessions)


@pytest.fixture
def office(tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A machine with a keyring, and a portal."""
    monkeypatch.setenv("TEST_KEYRING", str(tmp_path / "keyring.json"))
    before = keyring.get_keyring()
    keyring.set_keyring(FileKeyring())  # type: ignore[no-untyped-call]  # untyped library
    with StubPortal() as portal:
        password = next(user.password for user in portal.users if user.username == USER)
        yield Office(tmp_path, run_async, portal, password)
    keyring.set_keyring(before)


def files_with(folder: Path, secret: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]


def test_a_session_opened_by_a_person_is_used_later_and_no_password_is_sent(office: Office) -> None:
    opened = office.open()
    assert office.log_ins == {"accepted": 1, "refused": 0, "locked": []}
    found = office.lookup()
    assert [(one.state, str(one.sender_number and one.sender_number.digits)) for one in found.outcomes] == [
        (State.ALREADY_REGISTERED, "4711")
    ]
    assert found.exit_code == 0
    assert office.log_ins["accepted"] == 1
    assert office.portal.truth()["codes"] == {"asked": 1, "accepted": 1, "refused": 0}
    assert len(office.cookies) == 1
    assert opened.since.tzinfo is not None


def test_the_kept_session_can_only_be_read_with_the_keyring(office: Office) -> None:
    opened = office.open()
    (cookie,) = office.cookies
    assert any(one["value"] == cookie for one in opened.read().storage["cookies"])
    assert stat.S_IMODE(opened.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(opened.path.parent.stat().st_mode) == 0o700
    office.register(row())
    assert files_with(office.folder, cookie) == []
    assert files_with(office.folder, office.password) == []
    (office.folder / "keyring.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match=r"keyring holds no key.*batchportal login open office") as refused:
        office.lookup()
    assert refused.value.code == "kept_session_unreadable"


def test_companies_are_registered_one_after_another_whatever_sessions_says(office: Office) -> None:
    office.open()
    done, told = office.register(row(0), row(1), sessions=4)
    assert [one.state for one in done.outcomes] == [State.REGISTERED, State.REGISTERED]
    notices = [one.text for one in told if one.kind == "notice"]
    assert notices == ["The login 'office' uses a session that a person opened: one company at a time."]
    assert len(office.cookies) == 1
    assert office.portal.truth()["confirm_requests"] == 2
    assert office.log_ins["accepted"] == 1


def test_when_the_session_has_ended_the_run_stops_and_nothing_is_typed(office: Office) -> None:
    office.open()
    credentials.store("office", Credentials(USER, office.password))
    office.portal.end_sessions()
    for _ in range(2):
        done, _told = office.register(row(0), row(1))
        assert done.exit_code == 77
        assert [one.state for one in done.outcomes] == [State.PENDING, State.PENDING]
        codes = {one.problem.code for one in done.outcomes if one.problem}
        assert codes == {"session_over"}
        assert done.refusal is not None
        assert "login 'office'" in done.refusal.message
        assert "batchportal login open" in (advice_for(done.refusal.code) or "")
    assert office.log_ins == {"accepted": 1, "refused": 0, "locked": []}
    assert office.portal.truth()["confirm_requests"] == 0
    # No password was refused, so none is locked.
    assert not ledgers.unlock(office.settings(), "office")


def test_a_session_opened_anew_goes_on_without_unlocking(office: Office) -> None:
    office.open()
    office.portal.end_sessions()
    assert office.register()[0].exit_code == 77
    office.open()
    done, _told = office.register()
    assert (done.exit_code, done.outcomes[0].state) == (0, State.REGISTERED)


def test_a_session_that_ends_before_confirm_leaves_its_row_pending(office: Office) -> None:
    office.open()
    office.portal.fault("username", "session_ended")
    done, _told = office.register(row(0), row(1))
    assert done.exit_code == 77
    assert [one.state for one in done.outcomes] == [State.PENDING, State.PENDING]
    assert office.portal.truth()["confirm_requests"] == 0
    assert office.log_ins["accepted"] == 1


def test_a_portal_that_only_shows_its_public_pages_has_ended_the_session(office: Office) -> None:
    opened = office.open()
    opened.write(replace(opened.read(), storage={"cookies": [], "origins": []}))
    done = office.lookup()
    assert done.exit_code == 77
    assert done.refusal is not None
    assert done.refusal.code == "session_over"


def test_the_portal_being_down_does_not_end_a_kept_session(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "PATIENCE", ())
    office.open()
    office.portal.fault("companies", "maintenance", 50)
    assert office.lookup().exit_code == 75
    office.portal.world.faults.clear()
    assert office.lookup().exit_code == 0


def test_without_a_sign_in_nothing_is_kept_when_the_time_is_over(office: Office) -> None:
    with pytest.raises(LoginError, match=r"within 0.1 minutes") as over:
        office.open(office.come_to_log_in, minutes=0.1)
    assert "--minutes" in (advice_for(over.value.code) or "")
    assert kept.kept() == []


def test_half_a_sign_in_is_none(office: Office) -> None:
    async def password_only(page: Page) -> None:
        await office.come_to_log_in(page)
        await page.get_by_label("utilisateur").fill(USER)
        await page.get_by_label("Mot de passe").fill(office.password)
        await page.get_by_role("button", name="Se connecter").click()

    with pytest.raises(LoginError, match="was not shown"):
        office.open(password_only, minutes=0.1)
    assert office.log_ins["accepted"] == 1


def test_a_public_page_that_speaks_of_companies_is_not_the_list(office: Office) -> None:
    async def look_around(page: Page) -> None:
        body = "<h1>Choisissez une entreprise</h1><p>Puis connectez-vous.</p>"
        await page.context.route(
            "**/infos/index.htm",
            lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=body),
        )
        await page.get_by_role("link", name="Fonctionnaires et autres professionnels").first.click()

    with pytest.raises(LoginError, match="was not shown"):
        office.open(look_around, minutes=0.1)


def test_closing_the_window_ends_the_wait(office: Office) -> None:
    async def think_better_of_it(page: Page) -> None:
        await page.get_by_role("link", name="Fonctionnaires et autres professionnels").first.click()
        await page.close()

    with pytest.raises(LoginError, match=r"window was closed.*Nothing was kept"):
        office.open(think_better_of_it)


def test_a_list_of_companies_on_another_host_is_not_kept(office: Office) -> None:
    async def go_astray(page: Page) -> None:
        await page.context.route(
            "https://portal.example/**",
            lambda route: route.fulfill(
                content_type="text/html; charset=utf-8",
                body="<h1>Choisissez une entreprise</h1><a href=/>Déconnexion</a>",
            ),
        )
        await page.get_by_role("link", name="Fonctionnaires et autres professionnels").first.click()
        await page.goto("https://portal.example/companies")

    with pytest.raises(UnsafeOrigin, match=r"portal\.example"):
        office.open(go_astray)
    assert kept.kept() == []


def test_a_password_run_that_meets_a_second_factor_stops_and_is_never_retried(office: Office) -> None:
    credentials.store("office", Credentials(USER, office.password))
    for code in ("second_factor_needed", "login_locked"):
        done, _told = office.register(row(0), row(1))
        assert done.exit_code == 77
        assert [one.state for one in done.outcomes] == [State.PENDING, State.PENDING]
        assert [one.problem and one.problem.code for one in done.outcomes] == [code, code]
    assert office.log_ins["accepted"] == 1
    assert office.portal.truth()["codes"] == {"asked": 1, "accepted": 0, "refused": 0}


def test_after_a_second_factor_an_opened_session_helps(office: Office) -> None:
    credentials.store("office", Credentials(USER, office.password))
    assert office.register()[0].exit_code == 77
    office.open()
    assert office.register()[0].outcomes[0].state is State.REGISTERED


def test_a_login_from_the_environment_needs_no_window(office: Office) -> None:
    with pytest.raises(UsageError, match="BATCHPORTAL_USERNAME"):
        office.run_async(
            open_login(
                office.settings(username="demo", password="Merel-8642"),
                "default",
                minutes=1,
                opened=lambda _context: None,
            )
        )


def test_without_a_screen_no_window_is_tried(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(BatchportalError, match="no screen"):
        office.open(headed=True)


def test_the_command_line_lists_uses_and_removes_an_opened_session(office: Office) -> None:
    opened = office.open()
    shown = run(office.folder, "login", "list")
    since = moments.spoken(opened.since)
    origin = office.portal.url.rstrip("/")
    assert shown.out == f"office  session for {origin}, opened {since}\n"
    assert run(office.folder, "login", "list", "--json").document == {
        "logins": [
            {
                "name": "office",
                "password": False,
                "sessions": [{"portal": origin, "since": opened.since.isoformat()}],
            }
        ]
    }

    sheet(office.folder, (SILLON, "session0"))
    settings = {"BATCHPORTAL_PORTAL": office.portal.url, "BATCHPORTAL_DATABASE": f"sqlite:///{office.folder}/l.db"}
    words = ("register", "companies.csv", "--login", "office", "--yes", "--json", "--verbose")
    done = run(office.folder, *words, **settings)
    assert done.document["summary"] == {"registered": 1}
    (cookie,) = office.cookies
    assert cookie not in done.out + done.err

    office.portal.end_sessions()
    sheet(office.folder, (LINDE, "session1"))
    over = run(office.folder, *words, **settings)
    assert over.code == 77
    assert over.document["summary"] == {"pending": 1}
    assert over.document["registrations"][0]["error"]["code"] == "session_over"
    assert "batchportal login open NAME" in over.err.replace("\n  ", " ")
    assert office.log_ins["accepted"] == 1

    credentials.store("office", Credentials(USER, office.password))
    assert run(office.folder, "login", "list").out.startswith("office  password\noffice  session for")
    assert run(office.folder, "login", "remove", "office").code == 0
    assert run(office.folder, "login", "list").out == ""
    assert not opened.path.exists()
    assert "session" not in (office.folder / "keyring.json").read_text(encoding="utf-8")
    assert run(office.folder, "login", "remove", "office").code == 2


def test_the_command_says_that_there_is_no_screen(office: Office) -> None:
    done = run(
        office.folder, "login", "open", "office", BATCHPORTAL_PORTAL=office.portal.url, DISPLAY="", WAYLAND_DISPLAY=""
    )
    assert done.code == 2
    assert "no screen" in done.err
