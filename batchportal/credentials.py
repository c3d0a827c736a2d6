"""Portal logins in the OS keyring; in CI, the default one in the environment.

An entry is one JSON text (user name and password) under the service "batchportal". A keyring can't list what it
holds, so the names stand in an entry of their own, beside the logins they name.
"""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from typing import TYPE_CHECKING

import keyring
from keyring.backends.chainer import ChainerBackend
from keyring.errors import NoKeyringError, PasswordDeleteError
from rapidfuzz import fuzz, process

from batchportal.errors import CredentialsMissing, UsageError
from batchportal.logs import hide
from batchportal.models import Credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from keyring.backend import KeyringBackend

    from batchportal.settings import Settings

    T = TypeVar("T")

SERVICE = "batchportal"
DEFAULT = "default"

# A name may not hold a colon, so these entries collide with no login.
_INDEX = ":names"
_PROBE = ":probe"
_SESSION_KEY = ":session:"
_SESSION_KEY_BYTES = 32
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")

# By class, because all of them claim to work: null keeps nothing, the other keeps base64 that anyone can read
# (facts/feasibility.md 8).
_KEEPS_NOTHING = ("keyring.backends.null.Keyring", "keyring.backends.fail.Keyring")
_KEEPS_PLAIN_TEXT = ("keyrings.alt.file.PlaintextKeyring", "keyrings.alt.pyfs.PlaintextKeyring")
_WHAT_TO_DO = (
    "Install and unlock a keyring (GNOME Keyring or KWallet on Linux; macOS and Windows have one). "
    "Where there is none, as in CI, set BATCHPORTAL_USERNAME and BATCHPORTAL_PASSWORD."
)


def fetch(name: str, settings: Settings) -> Credentials:
    """The user name and password of a login; the password is hidden from every log line from here on.

    The login "default" comes from BATCHPORTAL_USERNAME and BATCHPORTAL_PASSWORD where they are set.

    Raises:
        CredentialsMissing: nothing is stored under this name; the message says what to do.
        UsageError: the keyring can't be used, or what it holds can't be read.
    """
    _check_name(name)
    found = _from_environment(settings) if name == DEFAULT else None
    found = found or _from_keyring(name)
    hide(found.password)
    return found


def store(name: str, credentials: Credentials) -> None:
    """Keep a login in the OS keyring, in place of an older one of this name, and prove it by reading it back.

    Raises:
        UsageError: name, user name or password can't be right, or the keyring did not keep them.
    """
    _check_name(name)
    _check_values(credentials, "what was typed")
    hide(credentials.password)
    backend = _backend()
    content = json.dumps({"username": credentials.username, "password": credentials.password})
    _ask(lambda: backend.set_password(SERVICE, name, content))
    if _ask(lambda: backend.get_password(SERVICE, name)) != content:
        _forget(backend, name)
        raise UsageError(f"{_title(backend)} did not keep the login {name!r}. {_WHAT_TO_DO}", code="no_keyring")
    _write_names(backend, {*_read_names(backend), name})


def check_storable(name: str) -> None:
    """Prove that a login of this name could be stored, before a person is asked for its password.

    Raises:
        UsageError: the name can't be one, or the keyring keeps nothing or can't be used; the message says what to do.
    """
    _check_name(name)
    check_backend()


def remove(name: str) -> None:
    """Remove a login from the OS keyring.

    Raises:
        CredentialsMissing: there is none of this name.
        UsageError: the keyring can't be used.
    """
    _check_name(name)
    backend = _backend()
    known = _read_names(backend)
    if name not in known and _ask(lambda: backend.get_password(SERVICE, name)) is None:
        raise unknown(name, known)
    # First the secret, then its name: what is interrupted can be asked for again.
    _forget(backend, name)
    _write_names(backend, known - {name})


def session_key(name: str, *, create: bool = False) -> bytes | None:
    """The key that encrypts the sessions opened by hand for a login (`kept`), or None where there is none.

    Args:
        name: the login's.
        create: make one where there is none, and prove it by reading it back.

    Raises:
        UsageError: the name can't be one, or the keyring can't be used or didn't keep the key.
    """
    _check_name(name)
    backend, entry = _backend(), f"{_SESSION_KEY}{name}"
    content = _ask(lambda: backend.get_password(SERVICE, entry))
    if content is None and create:
        made = secrets.token_hex(_SESSION_KEY_BYTES)
        _ask(lambda: backend.set_password(SERVICE, entry, made))
        content = _ask(lambda: backend.get_password(SERVICE, entry))
        if content != made:
            _forget(backend, entry)
            raise UsageError(f"{_title(backend)} did not keep a key. {_WHAT_TO_DO}", code="no_keyring")
    if content is None:
        return None
    hide(content)
    try:
        return bytes.fromhex(content)
    except ValueError:
        # Somebody wrote it; what it encrypted can't be read any more.
        return b""


def forget_session_key(name: str) -> None:
    """Remove that key; what it encrypted can't be read any more.

    Raises:
        UsageError: the name can't be one, or the keyring can't be used.
    """
    _check_name(name)
    _forget(_backend(), f"{_SESSION_KEY}{name}")


def names() -> list[str]:
    """The names of the logins in the OS keyring, in alphabetical order.

    Raises:
        UsageError: the keyring can't be used.
    """
    return sorted(_read_names(_backend()))


def unknown(name: str, known: Iterable[str]) -> CredentialsMissing:
    """The error that there is no such login, with the nearest of those that there are, or else all of them."""
    others = sorted(known)
    nearest = process.extractOne(name, others, scorer=fuzz.ratio, score_cutoff=60)
    hint = f"Did you mean {nearest[0]!r}? " if nearest else ""
    stored = f"Stored are: {', '.join(others)}." if others else "None is stored yet."
    return CredentialsMissing(f"There is no login {name!r}. {hint}{stored}")


def check_backend() -> str:
    """Prove the keyring by writing, reading back and deleting an invented secret.

    Returns:
        What the keyring calls itself, for a person.

    Raises:
        UsageError: it keeps nothing, keeps plain text or can't be used; the message says what to do.
    """
    backend = _backend()
    invented = secrets.token_urlsafe()
    _ask(lambda: backend.set_password(SERVICE, _PROBE, invented))
    kept = _ask(lambda: backend.get_password(SERVICE, _PROBE))
    _forget(backend, _PROBE)
    if kept != invented:
        raise UsageError(f"{_title(backend)} does not keep what is stored in it. {_WHAT_TO_DO}", code="no_keyring")
    if _ask(lambda: backend.get_password(SERVICE, _PROBE)) is not None:
        raise UsageError(f"{_title(backend)} does not delete what is stored in it. {_WHAT_TO_DO}", code="no_keyring")
    return _title(backend)


def _from_environment(settings: Settings) -> Credentials | None:
    username, password = settings.username, settings.password
    if username is None and password is None:
        return None
    if username is None or password is None:
        present, missing = ("PASSWORD", "USERNAME") if username is None else ("USERNAME", "PASSWORD")
        raise CredentialsMissing(
            f"BATCHPORTAL_{present} is set, but BATCHPORTAL_{missing} is missing or empty. Set both "
            "(CI systems withhold secrets from builds of forks)."
        )
    found = Credentials(username.get_secret_value(), password.get_secret_value())
    _check_values(found, "BATCHPORTAL_USERNAME and BATCHPORTAL_PASSWORD")
    return found


def _from_keyring(name: str) -> Credentials:
    backend = _backend()
    content = _ask(lambda: backend.get_password(SERVICE, name))
    if content is None:
        raise CredentialsMissing(
            f"{unknown(name, _read_names(backend)).message} Store it: batchportal login set {name} "
            f"(with eID, itsme or a code: batchportal login open {name}; in CI, the default login comes from "
            "BATCHPORTAL_USERNAME and BATCHPORTAL_PASSWORD)"
        )
    try:
        values = json.loads(content)
        found = Credentials(values["username"], values["password"])
        _check_values(found, "the keyring's entry")
    except (ValueError, TypeError, KeyError):
        # `from None`: the error's text holds the entry.
        raise CredentialsMissing(
            f"The keyring's entry for the login {name!r} can't be read. Store it anew: batchportal login set {name}"
        ) from None
    return found


def _check_name(name: str) -> None:
    """One spelling for one login: the guard against a second refused attempt goes by the name."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} can't be the name of a login. Use lower-case letters a-z, digits, dot, hyphen and underscore, "
            "64 at most, a letter or digit first."
        )


def _check_values(credentials: Credentials, where: str) -> None:
    """A line break that crept into a password costs a refused attempt, and three of those an account."""
    for kind, value in (("user name", credentials.username), ("password", credentials.password)):
        if not isinstance(value, str) or not value.strip():
            raise UsageError(f"The {kind} is empty in {where}. Give both user name and password.")
        if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in value):
            raise UsageError(f"The {kind} in {where} holds a line break or control character. Enter it without.")


def _backend() -> KeyringBackend:
    """The keyring that entries are written to, if it is one that keeps secrets."""
    backend = _ask(keyring.get_keyring)
    # A chain writes to its first member, and with no member it keeps nothing and says nothing.
    members = list(backend.backends) if isinstance(backend, ChainerBackend) else [backend]
    if not members:
        raise UsageError(f"There is no keyring on this machine. {_WHAT_TO_DO}", code="no_keyring")
    for member in members:
        ancestry = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(member).__mro__]
        if any(kind in ancestry for kind in _KEEPS_NOTHING):
            raise UsageError(f"There is no keyring on this machine. {_WHAT_TO_DO}", code="no_keyring")
        if any(kind in ancestry for kind in _KEEPS_PLAIN_TEXT):
            raise UsageError(
                f"The keyring here, {_title(member)}, writes passwords to a file as plain text; it is not used. "
                f"{_WHAT_TO_DO}",
                code="no_keyring",
            )
    return backend


def _title(backend: KeyringBackend) -> str:
    return str(backend.name)


def _ask(question: Callable[[], T]) -> T:
    """Ask the keyring something; whatever its platform raises becomes a message without its text."""
    try:
        return question()
    except NoKeyringError:
        raise UsageError(f"There is no keyring on this machine. {_WHAT_TO_DO}", code="no_keyring") from None
    except Exception as error:  # noqa: BLE001 - backends raise what their platforms raise (D-Bus, COM, EOFError)
        raise UsageError(
            f"The keyring can't be used ({type(error).__name__}): it is locked, or its service does not run. "
            f"{_WHAT_TO_DO}",
            code="no_keyring",
        ) from None


def _forget(backend: KeyringBackend, entry: str) -> None:
    def delete() -> None:
        try:
            backend.delete_password(SERVICE, entry)
        except PasswordDeleteError:
            if backend.get_password(SERVICE, entry) is not None:
                raise

    _ask(delete)


def _read_names(backend: KeyringBackend) -> set[str]:
    content = _ask(lambda: backend.get_password(SERVICE, _INDEX)) or ""
    return {name for name in content.split() if _NAME.fullmatch(name)}


def _write_names(backend: KeyringBackend, known: set[str]) -> None:
    if known:
        _ask(lambda: backend.set_password(SERVICE, _INDEX, " ".join(sorted(known))))
    else:
        _forget(backend, _INDEX)
