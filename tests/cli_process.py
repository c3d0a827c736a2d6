"""The command line as people run it: a process of its own, with a keyring that is a file of the test's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from keyring.backend import KeyringBackend

ROOT = Path(__file__).parent.parent
HEADER = "enterprise_number;username;last_name;first_name;function;phone;email;channel;applications"
CONTACT = "Peeters;An;IT;02 555 12 12;an.peeters@example.be;FTP;DmfA"


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on stdout."""
        document: dict[str, Any] = json.loads(self.out)
        return document


class FileKeyring(KeyringBackend):
    """A keyring for tests: a JSON file, named by an environment variable."""

    priority = 1

    def _entries(self) -> dict[str, str]:
        path = Path(os.environ["TEST_KEYRING"])
        entries: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return entries

    def _keep(self, entries: dict[str, str]) -> None:
        Path(os.environ["TEST_KEYRING"]).write_text(json.dumps(entries), encoding="utf-8")

    def get_password(self, service: str, username: str) -> str | None:
        """One entry."""
        return self._entries().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep an entry."""
        self._keep({**self._entries(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget an entry."""
        self._keep({name: value for name, value in self._entries().items() if name != f"{service}/{username}"})


def command(*words: str | Path) -> list[str]:
    """The words of a process that runs the command line."""
    return [sys.executable, "-m", "batchportal", *map(str, words)]


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """The variables of such a process: those of the test, and a keyring of its own."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "PYTHON_KEYRING_BACKEND": "tests.cli_process.FileKeyring",
        "TEST_KEYRING": str(folder / "keyring.json"),
        "NO_COLOR": "1",
        **variables,
    }


def run(folder: Path, *words: str | Path, typed: str = "", **variables: str) -> Done:
    """Run a command in a folder, without a terminal, to its end."""
    done = subprocess.run(
        command(*words),
        cwd=folder,
        env=environment(folder, **variables),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=240,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def sheet(folder: Path, *rows: tuple[str, str]) -> Path:
    """A list of companies, FTP, of enterprise numbers and user names."""
    path = folder / "companies.csv"
    path.write_text("\n".join([HEADER, *(f"{number};{name};{CONTACT}" for number, name in rows), ""]), encoding="utf-8")
    return path
