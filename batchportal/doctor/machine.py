"""Checks of this machine: settings, keyring, logins, ledger, selectors, disk. Each returns a finding."""

from __future__ import annotations

import contextlib
import shutil
import uuid
from typing import TYPE_CHECKING

import sqlalchemy as sa

from batchportal import credentials, kept
from batchportal.doctor.findings import error, ok, warning
from batchportal.errors import UsageError
from batchportal.ledger.opening import Database, database_file
from batchportal.ledger.schema import login_guard
from batchportal.locators import Selectors
from batchportal.resources import selectors_folder
from batchportal.settings_place import settings_file

if TYPE_CHECKING:
    from pathlib import Path

    from batchportal.doctor.findings import Finding
    from batchportal.settings import Settings

_GIBIBYTE = 1024**3
_PLENTY = 1 * _GIBIBYTE
_LEAST = _GIBIBYTE // 10
"""Bytes. A visit's pictures take about half a megabyte; the browser's own files some hundred."""


def settings_of(settings: Settings) -> Finding:
    """Where the settings come from, and which portal they mean."""
    file = settings_file()
    return ok(f"{settings.portal}, {file or 'without a settings file'}")


def keyring_of(settings: Settings) -> Finding:
    """The keyring, by writing, reading back and deleting an invented secret."""
    try:
        return ok(f"{credentials.check_backend()}: written, read back, deleted")
    except UsageError as refusal:
        if settings.username is None or settings.password is None:
            said, _, advice = refusal.message.partition(". ")
            return error(f"{said}.", advice)
        return warning(
            "There is none that can be used; the default login comes from the environment.",
            "Enough for CI. Other logins, and 'login open', need a keyring.",
        )


def login_of(settings: Settings) -> Finding:
    """Whether there is something to log in with under the name that the settings say."""
    name = settings.login
    if name == credentials.DEFAULT and settings.username is not None:
        if settings.password is None:
            return error("BATCHPORTAL_USERNAME is set, BATCHPORTAL_PASSWORD isn't.", "Set both.")
        return ok(f"'{name}', from the environment")
    known: set[str] = set()
    with contextlib.suppress(UsageError):
        known.update(credentials.names())
    if name in known:
        return ok(f"'{name}', with a password in the keyring")
    if any(one.login == name for one in kept.kept()):
        return ok(f"'{name}', with a session that a person opened")
    return warning(
        f"Nothing is stored for the login '{name}'.",
        f"batchportal login set {name} (or: batchportal login open {name})",
    )


def database_of(settings: Settings) -> Finding:
    """The ledger, by writing to it and taking back what was written. One that isn't there yet is not made."""
    file = database_file(settings.database)
    if file is None or file.exists():
        _write_to(settings.database)
        return ok(f"{file or 'PostgreSQL'}: written and taken back")
    made = _missing(file.parent)
    probe = file.with_name(f".doctor-{uuid.uuid4().hex}.db")
    try:
        _write_to(f"sqlite:///{probe}")
    finally:
        for side in ("", "-wal", "-shm", "-journal"):
            probe.with_name(probe.name + side).unlink(missing_ok=True)
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
    return ok(f"{file}: none yet, it can be made there")


def selectors_of(settings: Settings) -> Finding:
    """The built-in selectors, and those of the user on top: all are read and checked."""
    own = [settings.selectors] if settings.selectors else []
    found = Selectors.load(selectors_folder(), *own)
    controls = sum(len(found.entries(page)) for page in found.pages)
    return ok(f"{len(found.pages)} pages, {controls} controls" + (f", with yours in {own[0]}" if own else ""))


def disk_of(settings: Settings) -> Finding:
    """Free space where evidence and the ledger go."""
    file = database_file(settings.database)
    places = {_existing(place): place for place in (settings.output, *([file.parent] if file else []))}
    free, place = min((shutil.disk_usage(there).free, place) for there, place in places.items())
    said = f"{free / _GIBIBYTE:.1f} GiB free at {place}"
    if free < _LEAST:
        return error(said, "Make room, or choose another place with --output and --database.")
    if free < _PLENTY:
        return warning(said, "A company's pictures take about half a megabyte; make room before a long run.")
    return ok(said)


def _write_to(url: str) -> None:
    """A line in, and out again.

    Raises:
        UsageError: it can't be opened. LedgerFailed: it can't be written.
    """
    database = Database(url)
    mark = f":doctor:{uuid.uuid4().hex}"
    try:
        with database.writing() as connection:
            values = {"portal": mark, "login": mark, "code": "", "message": "", "since": ""}
            connection.execute(sa.insert(login_guard).values(values))
        with database.writing() as connection:
            connection.execute(sa.delete(login_guard).where(login_guard.c.portal == mark))
    finally:
        database.close()


def _missing(folder: Path) -> list[Path]:
    """The folders that aren't there, the deepest first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def _existing(path: Path) -> Path:
    return next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.exists())
