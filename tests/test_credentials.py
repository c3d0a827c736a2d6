"""Logins are kept by a keyring that keeps secrets, come back as they went in, and never become text."""

from __future__ import annotations

import json
import traceback
from typing import TYPE_CHECKING, ClassVar

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import InitError, PasswordDeleteError

from batchportal import credentials
from batchportal.credentials import check_backend, fetch, names, remove, store
from batchportal.errors import CredentialsMissing, UsageError
from batchportal.logs import redact
from batchportal.models import Credentials
from batchportal.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = "Kanarie-7531"
JAN = Credentials("jan.peeters", CANARY)


class MemoryKeyring(KeyringBackend):
    """A keyring that lives as long as its test, and takes text only, as real ones do."""

    priority: ClassVar[float] = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # untyped library
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The entry, if there is one."""
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep an entry."""
        self.entries[service, username] = password.encode().decode()

    def delete_password(self, service: str, username: str) -> None:
        """Drop an entry."""
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")


class LockedKeyring(MemoryKeyring):
    """What SecretService does when nobody unlocks it; its text quotes what it was given."""

    def get_password(self, service: str, username: str) -> str | None:
        """The entry, if there is one."""
        raise InitError(f"Prompt dismissed {service} {username} {CANARY}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep an entry."""
        raise InitError(f"Prompt dismissed {service} {username} {password}")


class ForgetfulKeyring(MemoryKeyring):
    """Says yes, and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep an entry."""


class CuttingKeyring(MemoryKeyring):
    """Keeps the beginning of what it is given."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep an entry."""
        super().set_password(service, username, password[:20])


class ClingingKeyring(MemoryKeyring):
    """Deletes nothing, and does not say so."""

    def delete_password(self, service: str, username: str) -> None:
        """Drop an entry."""


@pytest.fixture(autouse=True)
def memory() -> Iterator[MemoryKeyring]:
    """The keyring of this test."""
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def test_what_is_stored_comes_back(memory: MemoryKeyring) -> None:
    store("acme", JAN)
    assert fetch("acme", load_settings()) == JAN
    assert ("batchportal", "acme") in memory.entries


@pytest.mark.parametrize(
    "password", ["Zoë €☃𝄞 ß", "x" * 1000, ' "\\{}[]:, ', "a:b:c", "\u202ee\u0301", "wachtwoord met spaties "]
)
def test_every_password_comes_back_unchanged(password: str) -> None:
    given = Credentials("zoë", password)
    store("acme", given)
    assert fetch("acme", load_settings()) == given


def test_a_keyring_is_given_nothing_but_ascii(memory: MemoryKeyring) -> None:
    store("acme", Credentials("zoë", "€☃𝄞"))
    assert all(entry.isascii() for entry in memory.entries.values())


def test_two_logins_do_not_mix() -> None:
    other = Credentials("an.maes", "Merel-8642")
    store("acme", JAN)
    store("acme.2", other)
    assert fetch("acme", load_settings()) == JAN
    assert fetch("acme.2", load_settings()) == other


def test_the_names_are_listed_in_order_and_once() -> None:
    assert names() == []
    for name in ("zeta", "acme", "zeta"):
        store(name, JAN)
    assert names() == ["acme", "zeta"]


@pytest.mark.parametrize("name", ["names", "index", "probe", "default"])
def test_no_name_collides_with_what_batchportal_keeps_for_itself(name: str) -> None:
    store(name, JAN)
    check_backend()
    assert names() == [name]
    assert fetch(name, load_settings()) == JAN


def test_storing_again_replaces() -> None:
    store("acme", JAN)
    store("acme", Credentials("jan.peeters", "Merel-8642"))
    assert fetch("acme", load_settings()).password == "Merel-8642"


def test_a_removed_login_leaves_nothing_behind(memory: MemoryKeyring) -> None:
    store("acme", JAN)
    remove("acme")
    assert memory.entries == {}
    with pytest.raises(CredentialsMissing):
        fetch("acme", load_settings())


def test_a_login_that_is_there_but_not_listed_can_be_removed(memory: MemoryKeyring) -> None:
    store("acme", JAN)
    del memory.entries["batchportal", credentials._INDEX]
    remove("acme")
    assert memory.entries == {}


def test_a_login_that_is_listed_but_not_there_can_be_removed(memory: MemoryKeyring) -> None:
    store("acme", JAN)
    del memory.entries["batchportal", "acme"]
    remove("acme")
    assert names() == []


def test_a_missing_login_is_reported_with_those_there_are_and_what_to_do() -> None:
    store("acme", JAN)
    with pytest.raises(CredentialsMissing, match=r"no login 'beta'.*acme.*batchportal login set beta"):
        fetch("beta", load_settings())
    with pytest.raises(CredentialsMissing, match=r"no login 'beta'.*acme"):
        remove("beta")


@pytest.mark.parametrize("name", ["", "Acme", "a b", "a:b", ":names", "a/b", "é", "-a", "a" * 65, "a\n", "\uff41"])
def test_a_name_with_two_spellings_or_none_is_refused(name: str) -> None:
    for use in (lambda: fetch(name, load_settings()), lambda: store(name, JAN), lambda: remove(name)):
        with pytest.raises(UsageError, match="can't be the name of a login"):
            use()


@pytest.mark.parametrize(
    ("username", "password", "said"),
    [
        ("", "x", "user name is empty"),
        ("jan", "", "password is empty"),
        ("jan", "  ", "password is empty"),
        ("jan", f"{CANARY}\n", "password in what was typed holds a line break"),
        ("jan\t", "x", "user name in what was typed holds"),
        ("jan", f"{CANARY}\u2028", "holds a line break"),
    ],
)
def test_a_password_that_would_be_refused_is_not_stored(
    username: str, password: str, said: str, memory: MemoryKeyring
) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        store("acme", Credentials(username, password))
    assert memory.entries == {}
    assert CANARY not in str(caught.value)


def test_in_ci_the_default_login_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    store("default", JAN)
    store("acme", JAN)
    monkeypatch.setenv("BATCHPORTAL_USERNAME", "ci")
    monkeypatch.setenv("BATCHPORTAL_PASSWORD", "Merel-8642")
    assert fetch("default", load_settings()) == Credentials("ci", "Merel-8642")
    assert fetch("acme", load_settings()) == JAN


def test_in_ci_no_keyring_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]  # untyped library
    monkeypatch.setenv("BATCHPORTAL_USERNAME", "ci")
    monkeypatch.setenv("BATCHPORTAL_PASSWORD", "Merel-8642")
    assert fetch("default", load_settings()).username == "ci"


@pytest.mark.parametrize(("present", "missing"), [("USERNAME", "PASSWORD"), ("PASSWORD", "USERNAME")])
def test_half_a_login_in_the_environment_is_no_login(
    present: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store("default", JAN)
    monkeypatch.setenv(f"BATCHPORTAL_{present}", CANARY)
    monkeypatch.setenv(f"BATCHPORTAL_{missing}", "")
    with pytest.raises(CredentialsMissing, match=f"BATCHPORTAL_{missing} is missing") as caught:
        fetch("default", load_settings())
    assert CANARY not in str(caught.value)


def test_a_line_break_in_the_environments_password_is_found_before_the_portal_refuses_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BATCHPORTAL_USERNAME", "ci")
    monkeypatch.setenv("BATCHPORTAL_PASSWORD", f"{CANARY}\n")
    with pytest.raises(UsageError, match="BATCHPORTAL_PASSWORD holds a line break"):
        fetch("default", load_settings())


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '"x"', '{"username": "jan"}', f"{CANARY}", '{"username": 1, "password": 2}']
)
def test_an_entry_that_cannot_be_read_is_reported_without_its_content(content: str, memory: MemoryKeyring) -> None:
    memory.entries["batchportal", "acme"] = content
    with pytest.raises(UsageError) as caught:
        fetch("acme", load_settings())
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def plain_text_keyring(module: str) -> KeyringBackend:
    """A backend whose class descends from the one in keyrings.alt that writes base64 to a file."""
    parent = type("PlaintextKeyring", (MemoryKeyring,), {"__module__": module})
    child: type[MemoryKeyring] = type("Child", (parent,), {})
    return child()


@pytest.mark.parametrize("module", ["keyrings.alt.file", "keyrings.alt.pyfs"])
def test_a_keyring_that_writes_plain_text_is_refused(module: str) -> None:
    backend = plain_text_keyring(module)
    keyring.set_keyring(backend)
    for use in (check_backend, names, lambda: store("acme", JAN), lambda: fetch("acme", load_settings())):
        with pytest.raises(UsageError, match=r"plain text.*BATCHPORTAL_PASSWORD"):
            use()
    assert isinstance(backend, MemoryKeyring)
    assert backend.entries == {}


@pytest.mark.parametrize("backend", [keyring.backends.null.Keyring, keyring.backends.fail.Keyring])
def test_a_keyring_that_keeps_nothing_is_refused(backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    for use in (check_backend, names, lambda: store("acme", JAN), lambda: fetch("acme", load_settings())):
        with pytest.raises(UsageError, match=r"no keyring on this machine.*BATCHPORTAL_PASSWORD"):
            use()


@pytest.mark.parametrize("members", [[], [keyring.backends.null.Keyring()], [plain_text_keyring("keyrings.alt.file")]])  # type: ignore[no-untyped-call]  # untyped library
def test_a_chain_is_as_good_as_its_members(members: list[KeyringBackend], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChainerBackend, "backends", members)
    keyring.set_keyring(ChainerBackend())  # type: ignore[no-untyped-call]  # untyped library
    with pytest.raises(UsageError, match=r"no keyring on this machine|plain text"):
        names()


def test_a_chain_of_good_members_is_used(memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChainerBackend, "backends", [memory])
    keyring.set_keyring(ChainerBackend())  # type: ignore[no-untyped-call]  # untyped library
    store("acme", JAN)
    assert fetch("acme", load_settings()) == JAN


def test_a_keyring_is_proven_by_writing_reading_and_deleting(memory: MemoryKeyring) -> None:
    assert "MemoryKeyring" in check_backend()
    assert memory.entries == {}


@pytest.mark.parametrize(
    ("backend", "said"),
    [(ForgetfulKeyring, "does not keep"), (CuttingKeyring, "does not keep"), (ClingingKeyring, "does not delete")],
)
def test_a_keyring_that_fails_the_proof_is_reported(backend: type[MemoryKeyring], said: str) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(UsageError, match=said):
        check_backend()


@pytest.mark.parametrize("backend", [ForgetfulKeyring, CuttingKeyring])
def test_of_a_login_that_was_not_kept_whole_nothing_is_left(backend: type[MemoryKeyring]) -> None:
    forgetful = backend()
    keyring.set_keyring(forgetful)
    with pytest.raises(UsageError, match="did not keep the login 'acme'"):
        store("acme", JAN)
    assert forgetful.entries == {}


def test_a_locked_keyring_is_reported_without_its_own_words() -> None:
    keyring.set_keyring(LockedKeyring())
    for use in (check_backend, names, lambda: store("acme", JAN), lambda: fetch("acme", load_settings())):
        with pytest.raises(UsageError, match=r"InitError.*locked") as caught:
            use()
        assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_a_fetched_or_stored_password_is_hidden_from_every_text(memory: MemoryKeyring) -> None:
    store("acme", Credentials("jan", "Zwaluw-1379"))
    assert redact("a Zwaluw-1379 b") == "a [hidden] b"
    memory.entries["batchportal", "beta"] = json.dumps({"username": "an", "password": "Mus-2468"})
    fetch("beta", load_settings())
    assert redact("a Mus-2468 b") == "a [hidden] b"


def test_credentials_never_become_text() -> None:
    for text in (repr(JAN), str(JAN), f"{JAN}", f"{[JAN]}"):
        assert CANARY not in text
        assert "jan.peeters" not in text
