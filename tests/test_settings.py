"""Where a setting comes from, which ones are refused, and what the message says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from batchportal.errors import UsageError
from batchportal.logs import redact
from batchportal.models import Language
from batchportal.settings import Settings, load_settings, origin_allowed
from batchportal.settings_template import template

CANARY = "Kanarie-7531"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def write(text: str, path: Path = Path("batchportal.toml")) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(**flags: object) -> str:
    with pytest.raises(UsageError) as caught:
        load_settings(**flags)
    return caught.value.message


def test_with_nothing_set_it_is_the_real_portal_walked_gently() -> None:
    settings = load_settings()
    assert settings.portal == "https://www.socialsecurity.be"
    assert settings.language is Language.FR
    assert (settings.login, settings.sessions, settings.timeout) == ("default", 1, 30)
    assert (settings.pause_seconds, settings.registrations_per_minute) == (1.0, 6.0)
    assert settings.login_hosts == ("*.socialsecurity.be", "*.belgium.be")
    data = os.environ["XDG_DATA_HOME"]
    assert settings.database == f"sqlite:///{data}/batchportal/ledger.db"
    assert settings.output == Path(data) / "batchportal" / "output"


def test_a_portal_on_this_machine_needs_no_gentleness() -> None:
    settings = load_settings(portal="http://127.0.0.1:8080")
    assert settings.on_loopback
    assert (settings.pause_seconds, settings.registrations_per_minute) == (0.0, None)
    assert settings.login_hosts == ()


def test_a_stated_pause_and_rate_hold_for_any_portal() -> None:
    for portal in ("http://localhost:8080", "https://www.socialsecurity.be"):
        settings = load_settings(portal=portal, pause=0.25, rate=30)
        assert (settings.pause_seconds, settings.registrations_per_minute) == (0.25, 30)


def test_only_the_real_portal_has_log_in_hosts_by_default() -> None:
    assert load_settings(portal="https://acc.socialsecurity.be").login_hosts
    assert load_settings(portal="https://portal.example.be").login_hosts == ()
    assert load_settings(portal="https://badsocialsecurity.be").login_hosts == ()


def test_a_flag_wins_over_a_variable_over_the_file_over_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().sessions == 1
    write("sessions = 2")
    assert load_settings().sessions == 2
    monkeypatch.setenv("BATCHPORTAL_SESSIONS", "3")
    assert load_settings().sessions == 3
    assert load_settings(sessions=4).sessions == 4


def test_a_flag_that_was_not_given_hides_nothing() -> None:
    write("sessions = 2")
    assert load_settings(sessions=None).sessions == 2


def test_an_empty_variable_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATCHPORTAL_PROXY", "")
    monkeypatch.setenv("BATCHPORTAL_CONFIG", "")
    assert load_settings().proxy is None


def test_a_variable_names_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("sessions = 2")
    monkeypatch.setenv("BATCHPORTAL_CONFIG", str(write("sessions = 5", tmp_path / "elsewhere.toml")))
    assert load_settings().sessions == 5


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATCHPORTAL_CONFIG", str(tmp_path / "missing.toml"))
    assert "missing.toml can't be read" in refusal()


def test_paths_in_a_file_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    team = tmp_path / "team"
    (team / "mine").mkdir(parents=True)
    path = write("output = 'out'\nselectors = 'mine'\ndatabase = 'sqlite:///a.db'", team / "settings.toml")
    monkeypatch.setenv("BATCHPORTAL_CONFIG", str(path))
    settings = load_settings()
    assert settings.output == team / "out"
    assert settings.selectors == team / "mine"
    assert settings.database == f"sqlite:///{team}/a.db"


def test_lists_stand_in_a_variable_with_commas_or_semicolons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATCHPORTAL_LOGIN_HOSTS", "login.example.be, *.example.org")
    monkeypatch.setenv("BATCHPORTAL_APPLICATIONS", "Alpha;Beta")
    settings = load_settings()
    assert settings.login_hosts == ("login.example.be", "*.example.org")
    assert settings.applications == ("Alpha", "Beta")


def test_values_for_all_rows_come_from_a_table_of_the_file() -> None:
    write('[rows]\nchannel = "SFTP"\napplications = "DmfA;Dimona"')
    assert load_settings().rows == {"channel": "SFTP", "applications": "DmfA;Dimona"}


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    Path("batchportal.toml").write_bytes(b"\xef\xbb\xbfsessions = 2\r\n")
    assert load_settings().sessions == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"sessions =", "no valid TOML"),
        (b'browser = "C:\\Program Files\\x"', "a Windows path in single quotes"),
        ("quality = 'é'".encode("latin-1"), "not UTF-8"),
        (b"sesions = 2", "Did you mean sessions?"),
        (b"login-hosts = []", "Did you mean login_hosts?"),
        (b"xyzzy = 2", "Known are portal, language"),
        (b"sessions = 99", "sessions = 99 (in batchportal.toml): must be less than or equal to 32."),
        (b"rows = 3", "must be a table"),
        (b"portal = 3", "must be text, in quotes"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(content: bytes, said: str) -> None:
    Path("batchportal.toml").write_bytes(content)
    message = refusal()
    assert said in message
    assert "batchportal.toml" in message


def test_every_wrong_setting_is_named_with_its_value_and_where_it_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    write("timeout = -1")
    monkeypatch.setenv("BATCHPORTAL_LANGUAGE", "es")
    assert sorted(refusal(sessions="many", login_hosts="*.be").splitlines()) == [
        "language = es (from BATCHPORTAL_LANGUAGE): must be 'fr', 'nl', 'de' or 'en'.",
        (
            "login_hosts = *.be (from --login-hosts): '*.be' is no host: "
            "write login.example.be, login.example.be:8443 or *.example.be."
        ),
        "sessions = many (from --sessions): must be a whole number.",
        "timeout = -1 (in batchportal.toml): must be greater than 0.",
    ]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({"portal": "http://www.socialsecurity.be"}, "must begin with https://"),
        ({"browser": "/no/such/browser"}, "there is no such file"),
        ({"selectors": "/no/such/folder"}, "there is no such file or folder"),
        ({"timeout": float("inf")}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"pause": -1}, "pause"),
        ({"rate": 0}, "rate"),
        ({"sessions": 0}, "sessions"),
        ({"database": "mysql://host/name"}, "sqlite:/// or postgresql://"),
        ({"proxy": f"http://me:{CANARY}@proxy.example.be"}, "takes no user name"),
    ],
)
def test_a_value_that_cannot_work_is_refused(flags: dict[str, object], said: str) -> None:
    assert said in refusal(**flags)


def test_rows_in_a_variable_that_are_no_json_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATCHPORTAL_ROWS", "channel=SFTP")
    assert "BATCHPORTAL_ROWS is no JSON object" in refusal()


def test_a_misspelt_variable_is_refused_and_a_foreign_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATCHPORTAL_PORT", "tcp://10.0.0.1:80")
    monkeypatch.setenv("BATCHPORTAL_SERVICE_HOST", "10.0.0.1")
    assert load_settings().portal == "https://www.socialsecurity.be"
    monkeypatch.setenv("BATCHPORTAL_PASWORD", CANARY)
    message = refusal()
    assert "Did you mean BATCHPORTAL_PASSWORD?" in message
    assert CANARY not in message


def test_a_misspelt_flag_is_refused() -> None:
    assert "Did you mean portal?" in refusal(portl="x")


@pytest.mark.parametrize("name", ["username", "password"])
def test_a_password_in_the_file_is_refused_without_showing_it(name: str) -> None:
    write(f'{name} = "{CANARY}"')
    message = refusal()
    assert "batchportal login set" in message
    assert CANARY not in message


def test_no_secret_setting_becomes_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATCHPORTAL_USERNAME", f"user-{CANARY}")
    monkeypatch.setenv("BATCHPORTAL_PASSWORD", f"word-{CANARY}")
    settings = load_settings(database=f"postgresql://me:{CANARY}@db.example.be/name")
    assert settings.password is not None
    assert settings.password.get_secret_value() == f"word-{CANARY}"
    for text in (repr(settings), str(settings), repr(settings.password), f"{settings.username}"):
        assert CANARY not in text


@pytest.mark.parametrize("name", ["database", "proxy"])
def test_no_secret_setting_is_repeated_by_its_refusal(name: str) -> None:
    assert CANARY not in refusal(**{name: f"odd://me:{CANARY}@example.be"})


def test_passwords_among_the_settings_are_hidden_from_log_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATCHPORTAL_PASSWORD", "Zonneschijn-1")
    load_settings(database="postgresql://me:Regen%2FWeer@db.example.be/name")
    assert redact("a Zonneschijn-1 b Regen%2FWeer c Regen/Weer d") == "a [hidden] b [hidden] c [hidden] d"


def test_settings_cannot_be_changed_by_whoever_gets_them() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().sessions = 2  # type: ignore[misc]  # that is the point


def test_the_template_names_every_setting_but_the_secret_ones() -> None:
    named = set(re.findall(r"^# \[?(\w+)(?: = |\])", template(), re.MULTILINE))
    assert set(Settings.model_fields) - named == {"username", "password"}
    assert "BATCHPORTAL_PASSWORD" in template()


def test_the_template_changes_nothing() -> None:
    untouched = load_settings()
    write(template())
    assert load_settings() == untouched


def test_the_template_loads_with_every_line_taken_into_use(folder: Path) -> None:
    text = re.sub(r"^# (?=\[|\w+ = )", "", template(), flags=re.MULTILINE)
    assert set(tomllib.loads(text)) == set(Settings.model_fields) - {"username", "password"}
    (folder / "my-selectors").mkdir()
    write(text.replace('"/usr/bin/chromium"', f"'{sys.executable}'"))
    settings = load_settings()
    assert settings.login_hosts == load_settings().login_hosts
    assert settings.rows["channel"] == "SFTP"
    assert settings.pause == 1.0


def test_the_origin_guard_goes_by_the_settings() -> None:
    settings = load_settings(portal="https://portal.example.be", login_hosts="login.example.org")
    assert origin_allowed(settings, "https://portal.example.be/login")
    assert origin_allowed(settings, "https://login.example.org/")
    assert not origin_allowed(settings, "https://idp.belgium.be/")
    assert not origin_allowed(settings, "http://localhost/")


def test_settings_load_in_a_process_of_their_own_from_its_environment_and_folder(folder: Path) -> None:
    write("language = 'nl'")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from batchportal.settings import *; s = load_settings(); print(s.language, s.sessions)",
        ],
        env={**os.environ, "BATCHPORTAL_SESSIONS": "7", "PYTHONPATH": str(Path(__file__).parents[1])},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["nl", "7"]


def test_settle_is_more_than_timeout_except_for_a_portal_on_this_machine() -> None:
    with pytest.raises(UsageError, match=r"settle = 30\.?0? .*must be more than timeout, which is 60"):
        load_settings(portal="https://portal.example.be", timeout=60, settle=30)
    assert load_settings(portal="https://portal.example.be", timeout=60, settle=61).settle == 61
    assert load_settings(portal="https://portal.example.be", timeout=100).settle == 200
    assert load_settings(portal="https://portal.example.be").settle == 120
    assert load_settings(portal="http://127.0.0.1:8000", timeout=20).settle == 25
    assert load_settings(portal="http://127.0.0.1:8000", settle=0).settle == 0
