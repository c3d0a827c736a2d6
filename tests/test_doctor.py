"""What `doctor` finds on this machine and on the way to a portal: real stores, a real browser, real refusals."""

from __future__ import annotations

import socket
import sqlite3
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import keyring
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from batchportal.doctor import Finding, examine, machine, reach
from batchportal.settings import Settings, load_settings
from batchportal.stub import StubPortal
from tests.cli_process import FileKeyring, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import RunAsync

NAMES = [
    *("settings", "keyring", "login", "ledger", "selectors", "disk", "browser", "proxy"),
    *("portal, browser", "portal, driver", "portal, Python", "clock"),
]


def settings(tmp_path: Path, **values: Any) -> Settings:
    known = {"portal": "http://127.0.0.1:9/", "database": f"sqlite:///{tmp_path / 'ledger.db'}", "output": tmp_path}
    return load_settings(**{**known, **values})


def found(run_async: RunAsync, given: Settings) -> dict[str, Finding]:
    return {line.name: line.finding for line in run_async(examine(given, lambda _line: None))}


def verdicts(findings: dict[str, Finding]) -> dict[str, str]:
    return {name: finding.verdict.value for name, finding in findings.items()}


def test_where_everything_works_every_line_says_so_and_nothing_is_left_behind(tmp_path: Path) -> None:
    run(tmp_path, "login", "set", typed="demo\nCanary-Password-77\n")
    kept = (tmp_path / "keyring.json").read_text(encoding="utf-8")
    with StubPortal() as portal:
        done = run(tmp_path, "doctor", "--json", "--portal", portal.url)
        log_ins = portal.truth()["log_ins"]

    assert {check["name"]: check["verdict"] for check in done.document["checks"]} == dict.fromkeys(NAMES, "ok")
    assert done.code == 0
    assert done.document["summary"] == {"ok": len(NAMES), "warning": 0, "error": 0}
    assert "Canary" not in done.out + done.err
    assert (tmp_path / "keyring.json").read_text(encoding="utf-8") == kept
    assert not list((tmp_path / "home" / "data").rglob("*"))
    assert not any(log_ins.values())


def test_what_is_broken_is_told_with_what_to_do_and_the_other_checks_are_made(
    tmp_path: Path, run_async: RunAsync
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "wizard.toml").write_text('[foward]\nfr = ["Suivant"]\n')
    with socket.socket() as taken:
        # Bound, and not listening: whoever knocks is refused.
        taken.bind(("127.0.0.1", 0))
        portal = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        findings = found(run_async, settings(tmp_path, portal=portal, selectors=tmp_path / "mine"))

    assert list(findings) == NAMES
    broken = {name for name, verdict in verdicts(findings).items() if verdict == "error"}
    assert broken == {"keyring", "selectors", "portal, browser", "portal, driver"}, findings
    assert verdicts(findings)["portal, Python"] == "warning"
    assert "foward" in findings["selectors"].said
    assert "wizard.toml" in findings["selectors"].said
    assert "ERR_CONNECTION_REFUSED" in findings["portal, browser"].said
    assert "ECONNREFUSED" in findings["portal, driver"].said
    assert all(findings[name].advice for name in broken - {"selectors"})
    assert "none to compare" in findings["clock"].said


def test_an_error_is_an_exit_code(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "--portal", "http://127.0.0.1:9/", BATCHPORTAL_BROWSER="/bin/true")
    assert done.code == 1
    assert "error    browser" in done.out
    assert "Not asked, because there is no browser" in done.out
    assert "Traceback" not in done.err


# --- three lists of authorities ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def self_signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a TLS server whose certificate nobody knows, and that certificate."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "A proxy that opens TLS")])
    now = datetime.now(UTC)
    alternatives = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "ca.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Home)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://localhost:{server.server_port}/", folder / "ca.pem"
    server.shutdown()
    server.server_close()
    thread.join()


class _Home(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer with a page."""
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_an_unknown_authority_is_told_for_each_way_with_its_own_remedy(
    tmp_path: Path, run_async: RunAsync, self_signed: tuple[str, Path]
) -> None:
    findings = found(run_async, settings(tmp_path, portal=self_signed[0]))
    assert verdicts(findings)["portal, browser"] == "error"
    assert verdicts(findings)["portal, driver"] == "error"
    assert verdicts(findings)["portal, Python"] == "warning"
    assert "certutil" in findings["portal, browser"].advice
    assert "NODE_EXTRA_CA_CERTS" in findings["portal, driver"].advice
    assert "SSL_CERT_FILE" in findings["portal, Python"].advice


def test_what_one_way_trusts_the_next_does_not(
    tmp_path: Path, run_async: RunAsync, self_signed: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    portal, authority = self_signed
    monkeypatch.setenv("NODE_EXTRA_CA_CERTS", str(authority))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    findings = verdicts(found(run_async, settings(tmp_path, portal=portal)))
    assert findings["portal, browser"] == "error"
    assert findings["portal, driver"] == "ok"
    assert findings["portal, Python"] == "ok"


# --- one by one --------------------------------------------------------------------------------------------------


def test_without_a_keyring_the_environment_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATCHPORTAL_USERNAME", "demo")
    monkeypatch.setenv("BATCHPORTAL_PASSWORD", "Canary-Password-77")
    assert machine.keyring_of(settings(tmp_path)).verdict == "warning"
    assert machine.login_of(settings(tmp_path)).verdict == "ok"
    monkeypatch.delenv("BATCHPORTAL_PASSWORD")
    assert machine.keyring_of(settings(tmp_path)).verdict == "error"
    assert machine.login_of(settings(tmp_path)).verdict == "error"


def test_a_login_that_is_not_stored_is_told_with_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_KEYRING", str(tmp_path / "keyring.json"))
    before = keyring.get_keyring()
    keyring.set_keyring(FileKeyring())  # type: ignore[no-untyped-call]  # untyped library
    try:
        given = settings(tmp_path, login="acme")
        assert machine.keyring_of(given).verdict == "ok"
        assert machine.login_of(given).verdict == "warning"
        assert "batchportal login set acme" in machine.login_of(given).advice
    finally:
        keyring.set_keyring(before)


def test_a_ledger_is_written_to_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "ledger.db"
    given = settings(tmp_path, database=f"sqlite:///{file}")
    assert machine.database_of(given).verdict == "ok"
    assert not file.parent.exists()

    machine._write_to(given.database)
    assert machine.database_of(given).verdict == "ok"
    with sqlite3.connect(file) as ledger:
        assert ledger.execute("SELECT count(*) FROM login_guard").fetchone() == (0,)
    ledger.close()


def test_a_ledger_that_is_none_is_an_error(tmp_path: Path, run_async: RunAsync) -> None:
    (tmp_path / "ledger.db").write_text("This is no database. " * 100)
    given = settings(tmp_path, browser="/bin/true")
    finding = found(run_async, given)["ledger"]
    assert finding.verdict == "error"
    assert str(tmp_path / "ledger.db") in finding.said


@pytest.mark.parametrize(("gibibytes", "verdict"), [(0.05, "error"), (0.5, "warning"), (5, "ok")])
def test_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gibibytes: float, verdict: str) -> None:
    class Usage:
        free = int(gibibytes * 1024**3)

    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage)
    assert machine.disk_of(settings(tmp_path)).verdict == verdict


@pytest.mark.parametrize(
    ("apart", "verdict", "words"),
    [(5, "ok", "as the portal's"), (600, "warning", "10 minutes ahead"), (-200000, "error", "56 hours behind")],
)
def test_a_clock_that_goes_wrong_is_told(apart: int, verdict: str, words: str) -> None:
    there = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
    finding = reach.clock_of("Thu, 26 Nov 2026 14:00:00 GMT", there + timedelta(seconds=apart))
    assert finding.verdict == verdict
    assert words in finding.said
    assert reach.clock_of("yesterday", there).verdict == "ok"


def test_a_proxy_of_the_environment_alone_is_told(tmp_path: Path) -> None:
    given = settings(tmp_path, portal="https://www.example.be/")
    environment = {"HTTPS_PROXY": "http://proxy.example.be:8080"}
    assert reach.proxy_of(given, {}).verdict == "ok"
    assert reach.proxy_of(given, environment).verdict == "warning"
    with_proxy = settings(tmp_path, portal="https://www.example.be/", proxy="http://proxy.example.be:8080")
    assert reach.proxy_of(with_proxy, environment).verdict == "ok"
    assert reach.proxy_of(settings(tmp_path), environment).verdict == "ok"
