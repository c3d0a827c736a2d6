"""Sessions that a person opened with eID, itsme or a code, kept encrypted for later runs.

One file a login and portal, for its owner only. It is sealed with AES-GCM under a key in the OS keyring, and bound to
the login and the portal: renamed, copied or changed it doesn't open. Who has the file alone has nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import platformdirs
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from batchportal import credentials, files
from batchportal.errors import UsageError
from batchportal.logs import hide
from batchportal.models import BrowserState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from batchportal.settings import Settings

_VERSION = 1
_NONCE_BYTES = 12
_SUFFIX = ".session"
# Shorter values ("fr", "true") are no secrets, and hiding them would make holes in every message.
_SHORTEST_SECRET = 16
_LONGEST_SECRET = 8192


@dataclass(frozen=True, slots=True)
class SessionFile:
    """One kept session. Implements `models.KeptSession`.

    Attributes:
        login: the name of the login.
        portal: the origin of the portal.
        since: when a person opened it.
        path: its file.
    """

    login: str
    portal: str
    since: datetime
    path: Path

    def read(self) -> BrowserState:
        """What the browser knew; its secrets are hidden from every log line from here on.

        Raises:
            UsageError: the keyring doesn't hold the key, or the file was changed (`kept_session_unreadable`).
        """
        key = credentials.session_key(self.login)
        if not key:
            raise self._unreadable("the keyring holds no key for it")
        try:
            content = json.loads(self.path.read_bytes())
            sealed = base64.b64decode(content["sealed"], validate=True)
            plain = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self._bond())
        except OSError as error:
            raise self._unreadable(error.strerror or "its file can't be opened") from None
        except InvalidTag:
            raise self._unreadable("it was changed, or the keyring holds another key") from None
        except (ValueError, KeyError, TypeError):
            # `from None`: the error's text may hold a piece of it.
            raise self._unreadable("its file is damaged") from None
        return _state(json.loads(plain))

    def write(self, state: BrowserState) -> None:
        """Keep what the browser knows now, in place of what it knew.

        Raises:
            UsageError: the keyring can't be used, or the file can't be written.
        """
        key = credentials.session_key(self.login, create=True)
        if not key:
            raise self._unreadable("the keyring holds no usable key for it")
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + AESGCM(key).encrypt(nonce, _plain(state), self._bond())
        content = {**self._header(), "sealed": base64.b64encode(sealed).decode()}
        files.folder(self.path.parent)
        files.replace(self.path, json.dumps(content).encode(), overwrite=True, private=True)

    def _header(self) -> dict[str, Any]:
        return {
            "version": _VERSION,
            "login": self.login,
            "portal": self.portal,
            "since": self.since.isoformat(timespec="seconds"),
        }

    def _bond(self) -> bytes:
        """What the sealed part is bound to."""
        return json.dumps(self._header(), sort_keys=True).encode()

    def _unreadable(self, why: str) -> UsageError:
        return UsageError(
            f"The session that was opened for the login '{self.login}' can't be read: {why}. "
            f"Open a new one: batchportal login open {self.login}",
            code="kept_session_unreadable",
        )


def keep(login: str, settings: Settings, state: BrowserState) -> SessionFile:
    """Keep a session that a person has just opened, in place of an older one of the same login and portal.

    Raises:
        UsageError: the keyring can't be used, or the file can't be written.
    """
    portal = _origin(settings)
    # A key that can't be used must not stand in the way of a new session.
    if credentials.session_key(login) == b"":
        credentials.forget_session_key(login)
    file = SessionFile(login, portal, datetime.now(UTC).replace(microsecond=0), _path(login, portal))
    file.write(state)
    hide(*_secrets(state))
    return file


def find(login: str, settings: Settings) -> SessionFile | None:
    """The session that was opened for a login at this portal, whether or not it is still alive.

    A login whose user name and password stand in the environment (CI) needs none.

    Raises:
        UsageError: there is one, and it can't be read.
    """
    if login == credentials.DEFAULT and settings.username is not None:
        return None
    portal = _origin(settings)
    file = _open(_path(login, portal))
    if file is None:
        return None
    if (file.login, file.portal) != (login, portal):
        raise UsageError(
            f"{file.path} belongs to another login or portal. Open the session anew: batchportal login open {login}",
            code="kept_session_unreadable",
        )
    file.read()
    return file


def kept() -> list[SessionFile]:
    """Every session on this machine, by login and portal. None is decrypted."""
    found = (_open(path) for path in sorted(_folder().glob(f"*{_SUFFIX}")))
    return [file for file in found if file is not None]


def remove(login: str) -> bool:
    """Forget the sessions of a login, at every portal, and their key; whether there were any.

    Raises:
        UsageError: a file can't be removed, or the keyring can't be used.
    """
    mine = list(_folder().glob(f"{login}@*{_SUFFIX}"))
    for path in mine:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise UsageError(f"{path} can't be removed: {error.strerror}.", code="file_unwritable") from None
    if mine:
        credentials.forget_session_key(login)
    return bool(mine)


def _open(path: Path) -> SessionFile | None:
    """The file's head; None where there is no such file.

    Raises:
        UsageError: it is no kept session.
    """
    try:
        head = json.loads(path.read_bytes())
        if head["version"] == _VERSION:
            return SessionFile(str(head["login"]), str(head["portal"]), datetime.fromisoformat(head["since"]), path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise UsageError(
        f"{path} is no session that this version can read. Remove it, and open the session anew: "
        "batchportal login open NAME",
        code="kept_session_unreadable",
    )


def _folder() -> Path:
    return platformdirs.user_data_path("batchportal", appauthor=False) / "sessions"


def _path(login: str, portal: str) -> Path:
    return _folder() / f"{login}@{hashlib.sha256(portal.encode()).hexdigest()[:16]}{_SUFFIX}"


def _origin(settings: Settings) -> str:
    parts = urlsplit(settings.portal)
    return f"{parts.scheme}://{parts.netloc}"


def _plain(state: BrowserState) -> bytes:
    return json.dumps(
        {
            "home": state.home,
            "storage": state.storage,
            "session_storage": state.session_storage,
            "numbers_of_the_portal": sorted(state.numbers_of_the_portal),
        }
    ).encode()


def _state(content: dict[str, Any]) -> BrowserState:
    numbers = frozenset(content.pop("numbers_of_the_portal"))
    state = BrowserState(**content, numbers_of_the_portal=numbers)
    hide(*_secrets(state))
    return state


def _secrets(state: BrowserState) -> Iterator[str]:
    """The values that must not be seen: of cookies and of what pages stored."""
    values = [cookie["value"] for cookie in state.storage.get("cookies", ())]
    for origin in state.storage.get("origins", ()):
        values += [item["value"] for item in origin.get("localStorage", ())]
    for items in state.session_storage.values():
        values += items.values()
    return (value for value in values if _SHORTEST_SECRET <= len(value) <= _LONGEST_SECRET)
