"""Makes what the demonstration needs: a folder with a list of companies, their keys and certificates, and settings.

Everything is invented. Nothing of the user's is read or changed: no keyring, no settings, no ledger but its own.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from itertools import count, cycle
from typing import TYPE_CHECKING

from batchportal import files
from batchportal.batches import COLUMNS
from batchportal.invented import Authority
from batchportal.keys import new_ssh_key_pair

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from batchportal.stub import Company

COMPANIES = 5
FOLDER = "batchportal-demo"
_SHORTEST_WORD = 4
_LONGEST_NAME = 18
_LEGAL_FORMS = ("asbl", "gmbh")
_PEOPLE = (
    ("Peeters", "An", "IT", "02 555 12 12", "an.peeters@example.be"),
    ("Lefèvre", "Zoé", "Chargée de paie", "04 222 33 44", "zoe.lefevre@example.be"),
    ("Van den Bergh", "Jef", "Systeembeheer", "+32 9 222 10 20", "jef.vandenbergh@example.be"),
)
_APPLICATIONS = ("DB2P", "DmfA;Dimona", "DmfA;DmfAPPL", "Dimona;DB2P", "Capelo;DmfAPPL")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the demonstration's files lie."""

    folder: Path
    companies: Path
    settings: Path
    output: Path


def new_folder(parent: Path) -> Path:
    """A folder that isn't there yet: `batchportal-demo`, `batchportal-demo-2`, … It is made.

    Raises:
        UsageError: it can't be made.
    """
    files.folder(parent)
    names = (parent / (FOLDER if number == 1 else f"{FOLDER}-{number}") for number in count(1))
    folder = next(path for path in names if not path.exists())
    files.folder(folder)
    return folder


def set_up(folder: Path, portal: str, companies: Sequence[Company]) -> Scene:
    """Write the list, the keys and the settings into an empty folder.

    Args:
        folder: of the demonstration's own.
        portal: the stub's address.
        companies: whom to register.

    Raises:
        UsageError: something can't be written.
    """
    scene = Scene(folder, folder / "companies.csv", folder / "batchportal.toml", folder / "output")
    new_ssh_key_pair(folder / "keys", "sftp", comment="sftp@example.be")
    authority = Authority()
    rows = []
    for company, person, applications in zip(companies, cycle(_PEOPLE), cycle(_APPLICATIONS), strict=False):
        path = f"keys/{company.number}.cer"
        files.replace(folder / path, authority.certificate(company.name, f"{person[1]} {person[0]}"))
        rows.append((company.dotted, username(company.name), *person, "SFTP", "keys/sftp.pub", path, applications))
    files.replace(scene.companies, _sheet(rows))
    files.replace(scene.settings, _SETTINGS.format(portal=portal.rstrip("/")).encode())
    return scene


def username(company: str) -> str:
    """A user name from a company's longer words, as the manual wants it: a-z and 0-9, 8 to 20 positions."""
    plain = unicodedata.normalize("NFKD", company).encode("ascii", "ignore").decode().lower()
    name = ""
    for word in plain.split():
        letters = "".join(letter for letter in word if letter.isalnum())
        if len(letters) >= _SHORTEST_WORD and letters not in _LEGAL_FORMS and len(name) + len(letters) <= _LONGEST_NAME:
            name += letters
    return f"{name or 'technique'}01".rjust(8, "x")


_SETTINGS = """\
# The settings of this demonstration: its own stub portal, its own ledger, its own evidence.
# The stub portal ended with the demonstration; what was registered there stays in the ledger.
portal = "{portal}"
sessions = 2
database = "sqlite:///ledger.db"
output = "output"
"""


def _sheet(rows: Sequence[Sequence[str]]) -> bytes:
    """The list, as Excel in Belgium would save it: semicolons, a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS[:-1])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
