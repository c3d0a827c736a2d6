"""A portal of others in a process of its own, and what the command line makes of it."""

from __future__ import annotations

import contextlib
import csv
import json
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.serialization import Encoding

from tests import made_keys
from tests.cli_process import Done, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER = Path(__file__).parent / "sites"
SITES = tuple(sorted(path.stem for path in FOLDER.glob("*.py")))
FRENCH_ONLY = frozenset(
    [
        "bootstrap_other_words",
        "frameset_popup",
        "hardened_spa",
        "icefaces_one_url",
        "iframe_shell",
        "material_spa",
        "popup_steps",
        "primefaces",
        "shadow_dom",
        "webforms",
    ]
)
"""The others speak Dutch, too."""
FREE, EXISTING, ABSENT = "0403.170.701", "0207.886.044", "1000.000.021"
"""Companies: in every portal without a technical user, in every portal with one, and in none."""
EXISTING_USER, EXISTING_NUMBER = "ancre2019", "4711"
PASSWORD = "Secret-Pass-1"
_BESIDE = (0, 1, 100, 500)
"""The ports that a portal takes, counted from its own: some have their log-in beside them."""


@dataclass(frozen=True)
class Truth:
    """What a portal knows."""

    registrations: Sequence[dict[str, Any]]
    refused: int
    """Log-ins."""
    confirmed: int
    """Requests to confirm; where a portal doesn't count them, its registrations."""


@dataclass(frozen=True)
class Portal:
    """A portal that runs."""

    url: str
    language: str = "fr"
    """In which it is walked."""

    def truth(self) -> Truth:
        """What it has registered, as it says itself."""
        with urllib.request.urlopen(f"{self.url}/_truth", timeout=30) as answer:  # noqa: S310 - http, always
            said = json.load(answer)
        log_ins = said.get("log_ins")
        return Truth(
            registrations=said["registrations"],
            refused=log_ins["refused"] if isinstance(log_ins, dict) else said["refused"],
            confirmed=said.get("confirm_requests", said.get("confirms", len(said["registrations"]))),
        )


@contextlib.contextmanager
def served(site: str, log: Path) -> Iterator[Portal]:
    """Run a portal, on loopback, as long as it is needed."""
    port = _port()
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, FOLDER / f"{site}.py", "--port", str(port)], stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _await(port, process)
            yield Portal(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait()


def _port() -> int:
    """One that is free, as those beside it are."""
    while True:
        with contextlib.suppress(OSError), contextlib.ExitStack() as sockets:
            first = sockets.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1]
            for step in _BESIDE[1:]:
                sockets.enter_context(socket.create_server(("127.0.0.1", first + step)))
            return int(first)


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"The portal on port {port} doesn't start.")


def row(number: str, username: str, channel: str = "SFTP") -> dict[str, str]:
    """A line of the list of companies."""
    files = {"ssh_public_key": "key.pub", "certificate": "example.cer"} if channel == "SFTP" else {}
    return {
        "enterprise_number": number,
        "username": username,
        "last_name": "Peeters",
        "first_name": "Zoë",
        "function": "IT",
        "phone": "02 555 01 23",
        "email": "zoe@example.be",
        "channel": channel,
        "applications": "Dimona;DmfA",
        **files,
    }


def register(portal: Portal, folder: Path, rows: Sequence[dict[str, str]], *options: str, **given: str) -> Done:
    """`batchportal register`, given nothing but the portal's address."""
    (folder / "key.pub").write_bytes(made_keys.LINE)
    (folder / "example.cer").write_bytes(made_keys.certificate(ends=timedelta(days=7000)).public_bytes(Encoding.DER))
    sheet = folder / "companies.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return command(portal, folder, "register", str(sheet), "--yes", *options, **given)


def command(portal: Portal, folder: Path, *words: str, password: str = PASSWORD) -> Done:
    """A command of the client, with a ledger of its folder's."""
    return run(
        folder,
        *words,
        "--json",
        "--portal",
        portal.url,
        "--language",
        portal.language,
        "--database",
        f"sqlite:///{folder / 'ledger.db'}",
        *(("--output", str(folder / "out")) if words[0] == "register" else ()),
        BATCHPORTAL_USERNAME="demo",
        BATCHPORTAL_PASSWORD=password,
    )
