"""Canaries over everything that a log line is made of: none may come out alive."""

from __future__ import annotations

import base64
import html
import json
import logging
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus, urlencode

import pytest
import structlog
from dbos._logger import init_logger
from hypothesis import given
from hypothesis import strategies as st

from batchportal import logs
from batchportal.logs import HIDDEN, configure, get_logger, hide, redact
from batchportal.moments import BELGIUM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLAIN = "Kanarie-7531"
AWKWARD = "p'w\"<é>&/ +\\7%~€"
ENCODINGS: dict[str, Callable[[str], str]] = {
    "raw": str,
    "URL-quoted whole": lambda secret: quote(secret, safe=""),
    "URL-quoted path": quote,
    "URL-quoted form": quote_plus,
    "URL-quoted in lower case": lambda secret: quote(secret, safe="").replace("%C3%A9", "%c3%a9").replace("%2F", "%2f"),
    "form data": lambda secret: urlencode({"j_word": secret}),
    "JSON": json.dumps,
    "JSON with its own letters": lambda secret: json.dumps(secret, ensure_ascii=False),
    "JSON with escaped slashes": lambda secret: json.dumps(secret).replace("/", "\\/"),
    "JSON inside JSON": lambda secret: json.dumps(json.dumps({"a": secret})),
    "HTML attribute": html.escape,
    "HTML text": lambda secret: html.escape(secret, quote=False),
    "HTML with other entities": lambda secret: (
        html.escape(secret).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
    ),
    "Python": repr,
    "base64": lambda secret: base64.b64encode(secret.encode()).decode(),
    "base64 for addresses": lambda secret: base64.urlsafe_b64encode(secret.encode()).decode(),
    "Basic authentication": lambda secret: base64.b64encode(f"jan:{secret}".encode()).decode(),
    "base64 at another offset": lambda secret: base64.b64encode(f"ja:{secret}".encode()).decode(),
    "base64 with more behind": lambda secret: base64.b64encode(f"j:{secret}&x=1".encode()).decode(),
}


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No secret and no set-up of one test reaches the next."""
    root, engine = logging.getLogger(), logging.getLogger("dbos")
    handlers, level, hook = root.handlers[:], root.level, sys.excepthook
    engine_handlers, engine_propagates = engine.handlers[:], engine.propagate
    monkeypatch.setattr(logs, "_secrets", logs._Secrets())
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
    engine.handlers[:], engine.propagate = engine_handlers, engine_propagates
    sys.excepthook = hook


def still_readable(secret: str, text: str) -> bool:
    """Whether somebody with patience gets four characters of the secret's beginning or end out of the text."""
    return secret[:4] in text or secret[-4:] in text


@pytest.mark.parametrize("secret", [PLAIN, AWKWARD, "kort", "ß" * 40, "zo'n wachtwoord"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_hidden_value_is_found_in_every_encoding(encoding: str, secret: str) -> None:
    encoded = ENCODINGS[encoding](secret)
    hide(secret)
    text = redact(f"before {encoded} after")
    assert HIDDEN in text
    assert not still_readable(secret, text)
    assert text.startswith("before ")
    assert text.endswith(" after")
    if encoding in ("raw", "base64"):
        assert text == f"before {HIDDEN} after"


@given(st.text(min_size=logs.SHORTEST_SECRET, max_size=30), st.sampled_from(sorted(ENCODINGS)))
def test_any_hidden_value_is_found_in_every_encoding(secret: str, encoding: str) -> None:
    secrets = logs._Secrets()
    secrets.add([secret])
    encoded = ENCODINGS[encoding](secret)
    plain = logs._Secrets().redact(encoded)
    redacted = secrets.redact(f"<{encoded}>")
    assert HIDDEN in redacted
    assert plain not in redacted or secret in HIDDEN


def test_nothing_else_is_touched() -> None:
    hide(PLAIN)
    text = "Numéro d'expéditeur : 123456, token bucket, cookies? 12:30 https://www.socialsecurity.be/a?b=c"
    assert redact(text) == text


@pytest.mark.parametrize("secret", ["hidden", "[hid", "den]"])
def test_redacting_twice_is_redacting_once_even_when_the_secret_is_a_word_of_the_placeholder(secret: str) -> None:
    hide(secret, PLAIN)
    once = redact(f"{PLAIN} is {secret}; password={PLAIN}")
    assert redact(once) == once == f"{HIDDEN} is {HIDDEN}; password={HIDDEN}"


def test_the_longer_of_two_secrets_leaves_no_rest() -> None:
    hide("geheim", "geheim-2026")
    assert redact("geheim-2026") == HIDDEN


def test_a_value_too_short_to_hide_does_not_shred_the_text() -> None:
    hide("a", "", "abc", "é")
    assert redact("a cab in abc caf%C3%A9") == "a cab in abc caf%C3%A9"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("j_username=jan&j_password=x1y2&next=3", "j_username=jan&j_password=[hidden]&next=3"),
        ("GET /a?csrf_token=abc HTTP/1.1", "GET /a?csrf_token=[hidden] HTTP/1.1"),
        ("SAMLResponse=PHNhbWw%2B&RelayState=1", "SAMLResponse=[hidden]&RelayState=1"),
        ('{"password": "a\\"b", "n": 1}', '{"password": "[hidden]", "n": 1}'),
        ("ValueError: {'j_password': 'a\\'b', 'n': 1}", "ValueError: {'j_password': '[hidden]', 'n': 1}"),
        ('{"password": "cut o', '{"password": "[hidden]'),
        ("https://www.example.be/a;JSESSIONID=abc?b=1", "https://www.example.be/a;JSESSIONID=[hidden]"),
        ('{"Set-Cookie": "JSESSIONID=abc; Path=/"}', '{"Set-Cookie": "[hidden]"}'),
        ("Cookie: JSESSIONID=abc; b=2\nHost: x", "Cookie: [hidden]\nHost: x"),
        ("set-cookie: a=b; HttpOnly\r\nHost: x", "set-cookie: [hidden]\r\nHost: x"),
        ("Authorization: Bearer abc.def\nHost: x", "Authorization: Bearer [hidden]\nHost: x"),
        ("proxy-authorization: Basic amFuOng=", "proxy-authorization: Basic [hidden]"),
        ("{'authorization': 'Basic amFuOng='}", "{'authorization': '[hidden]'}"),
        ("postgresql://me:word@db/name", "postgresql://[hidden]@db/name"),
        (
            "a -----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\nbnNz\n-----END OPENSSH PRIVATE KEY----- b",
            "a -----BEGIN OPENSSH PRIVATE KEY-----[hidden]-----END OPENSSH PRIVATE KEY----- b",
        ),
        ("-----BEGIN PRIVATE KEY-----\ncut off", "-----BEGIN PRIVATE KEY-----[hidden]"),
    ],
)
def test_a_secret_that_nobody_announced_is_found_by_its_name_or_shape(text: str, expected: str) -> None:
    assert redact(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a." * 100_000,
        "'a" * 100_000,
        "://" * 50_000,
        "password" * 20_000,
        '"password":"' * 20_000,
        "cookie: " * 20_000,
        "authorization: basic " * 10_000,
        "-----BEGIN PRIVATE KEY-----" * 5_000,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.timeout(20)
def test_no_text_takes_long_to_redact(text: str) -> None:
    hide(PLAIN)
    assert redact(text + PLAIN).count(PLAIN) == 0


@pytest.mark.parametrize("json_lines", [True, False])
def test_no_part_of_a_log_line_shows_a_secret(json_lines: bool, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: FBT001 - pytest hands it over by name
    hide(PLAIN, "864209")
    configure(verbose=True, json=json_lines)
    log = get_logger("test").bind(bound=PLAIN)
    event = f"event {PLAIN}"
    with structlog.contextvars.bound_contextvars(context=PLAIN):
        log.warning(
            event,
            text=f"a {PLAIN}",
            nested={"a": [{"b": (PLAIN, {PLAIN})}], PLAIN: 1},
            raw=PLAIN.encode(),
            number=864209,
            path=Path(PLAIN),
            error=ValueError(PLAIN),
        )
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.count(HIDDEN) == 11
    assert PLAIN not in captured.err
    assert "864209" not in captured.err


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "J_Password",
        "Set-Cookie",
        "cookies",
        "authorization",
        "X-CSRF-Token",
        "api_key",
        "sessionId",
        "passphrase",
        "otp",
    ],
)
def test_a_value_is_hidden_by_its_name_at_any_depth(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure(verbose=False, json=True)
    get_logger().warning(
        "sent", answers=[{"a": [{"headers": [{name: "unannounced"}]}]}], **{name: {"a": "unannounced"}}
    )
    line = json.loads(capsys.readouterr().err)
    assert line["answers"] == [{"a": [{"headers": [{name: HIDDEN}]}]}]
    assert line[name] == HIDDEN


def test_ordinary_values_keep_their_types(capsys: pytest.CaptureFixture[str]) -> None:
    configure(verbose=False, json=True)
    values: dict[str, Any] = {"row": 2, "seconds": 0.5, "done": True, "page": None, "sessions": [1, 2], "code": "usage"}
    get_logger().warning("settled", **values)
    line = json.loads(capsys.readouterr().err)
    assert {key: line[key] for key in values} == values
    assert line["level"] == "warning"
    assert datetime.fromisoformat(line["timestamp"]).utcoffset() == datetime.now(BELGIUM).utcoffset()


def test_bytes_are_read_before_a_secret_is_looked_for_in_them(capsys: pytest.CaptureFixture[str]) -> None:
    hide("zoë-2026")
    configure(verbose=False, json=True)
    get_logger().warning("sent", body="j_word=zoë-2026".encode())
    assert json.loads(capsys.readouterr().err)["body"] == f"j_word={HIDDEN}"


def test_a_value_that_contains_itself_is_written_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    configure(verbose=False, json=True)
    hide(PLAIN)
    endless: list[Any] = [PLAIN]
    endless.append(endless)
    get_logger().warning("endless", endless=endless)
    assert PLAIN not in capsys.readouterr().err


def fail(password: str) -> None:
    """Fail with a secret in a local variable, in the error's text and in its cause."""
    try:
        int(password)
    except ValueError as error:
        raise RuntimeError(f"outer {password}") from error


@pytest.mark.parametrize("json_lines", [True, False])
def test_no_traceback_shows_a_secret(json_lines: bool, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: FBT001 - pytest hands it over by name
    hide(PLAIN)
    configure(verbose=False, json=json_lines)
    try:
        fail(PLAIN)
    except RuntimeError:
        get_logger().exception("failed")
    written = capsys.readouterr().err
    assert f"base 10: '{HIDDEN}'" in written
    assert f"outer {HIDDEN}" in written
    assert PLAIN not in written


def test_a_traceback_shows_no_local_variables(capsys: pytest.CaptureFixture[str]) -> None:
    configure(verbose=True, json=False)
    unannounced = "Merel-8642"
    try:
        int("x" + unannounced[:0])
    except ValueError:
        get_logger().exception("failed", exc_info=True)
    written = capsys.readouterr().err
    assert "Traceback" in written
    assert written.count("Merel-8642") == 0


@pytest.mark.parametrize("json_lines", [True, False])
def test_lines_of_libraries_are_redacted_too(json_lines: bool, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: FBT001 - pytest hands it over by name
    hide(PLAIN)
    configure(verbose=False, json=json_lines)
    library = logging.getLogger("some.library")
    library.warning("sent %s to %s", PLAIN, {"a": PLAIN})
    try:
        fail(PLAIN)
    except RuntimeError:
        library.exception("failed")
    written = capsys.readouterr().err
    assert "some.library" in written
    assert written.count(HIDDEN) >= 4
    assert PLAIN not in written


def test_lines_of_the_engine_are_redacted_once_and_written_once(capsys: pytest.CaptureFixture[str]) -> None:
    hide(PLAIN)
    engine = logging.getLogger("dbos")
    engine.addHandler(logging.StreamHandler())
    configure(verbose=False, json=False)
    init_logger()
    engine.warning("step failed: %s", PLAIN)
    written = capsys.readouterr().err
    assert written.count("step failed") == 1
    assert PLAIN not in written


def test_lines_go_to_whatever_stderr_is_now(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    configure(verbose=False, json=False)
    log = get_logger()
    with (tmp_path / "later").open("w") as later:
        monkeypatch.setattr(sys, "stderr", later)
        log.warning("moved")
        logging.getLogger("library").warning("moved too")
    assert (tmp_path / "later").read_text().count("moved") == 2
    assert capsys.readouterr().err == ""


def test_only_verbose_shows_what_is_no_warning(capsys: pytest.CaptureFixture[str]) -> None:
    configure(verbose=False, json=False)
    get_logger().info("quiet")
    logging.getLogger("library").info("quiet")
    assert capsys.readouterr().err == ""
    configure(verbose=True, json=False)
    get_logger().debug("loud")
    assert "loud" in capsys.readouterr().err


def test_a_page_can_not_steer_the_terminal_or_forge_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure(verbose=False, json=False)
    get_logger().warning("seen\x1b[2J", title="a\nb\x9b31m")
    written = capsys.readouterr().err
    assert written.count("\n") == 1
    assert "\x1b" not in written
    assert "\x9b" not in written


def test_a_logger_made_before_configuration_writes_redacted_lines_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    hide(PLAIN)
    get_logger().warning("early", page=PLAIN)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert HIDDEN in captured.err
    assert PLAIN not in captured.err


def test_an_error_that_nobody_caught_shows_no_secret() -> None:
    program = (
        "import sys; from batchportal import logs; logs.configure(verbose=False, json=False);"
        "secret = sys.stdin.read(); logs.hide(secret); raise ValueError('bad ' + secret)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=PLAIN,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"ValueError: bad {HIDDEN}" in done.stderr
    assert PLAIN not in done.stderr + done.stdout
