"""The rules for single values. Each function returns the trimmed value as it was written, or refuses it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from batchportal.batches.columns import nearest
from batchportal.batches.findings import ValueRefused
from batchportal.models import Channel

_USERNAME = re.compile(r"[a-z0-9]{8,20}")
_PHONE = re.compile(r"(?:\+|0)[0-9 ./()\u00a0\u202f-]+")
_LOGIN = re.compile(r"[^\s/\\]{1,64}")
_FORMULA = ("=", "+", "-", "@")
_LONGEST = {"email": 254}
_LONGEST_TEXT = 100
_ZERO_WIDTH = "\ufeff\u200b"
_DAMAGED = "\ufffd"
_MANY = 10_000


def trimmed(text: str) -> str:
    """The value without white space and zero-width marks around it; nothing inside is changed."""
    return text.strip().strip(_ZERO_WIDTH).strip()


def text(value: str, column: str) -> str:
    """Anything a person may type on one line.

    Raises:
        ValueRefused: it is too long, has characters nobody can type, or looks like a formula.
    """
    longest = _LONGEST.get(column, _LONGEST_TEXT)
    if len(value) > longest:
        raise ValueRefused("too_long", f"{len(value)} characters are too many; shorten it to {longest}.")
    if not value.isprintable() or _DAMAGED in value:
        _refuse_unprintable(value)
    return value


def _refuse_unprintable(value: str) -> None:
    if _DAMAGED in value:
        raise ValueRefused(
            "damaged_text", "A character was lost when this file was saved. Type it anew; save as UTF-8."
        )
    for character in value:
        category = unicodedata.category(character)
        if category in {"Cc", "Cf", "Zl", "Zp", "Co", "Cs", "Cn"}:
            what = (
                "a line break"
                if character in "\r\n\u2028\u2029"
                else f"an invisible character (U+{ord(character):04X})"
            )
            raise ValueRefused("control_character", f"The value contains {what}. Type it anew, on one line.")


def words(value: str, column: str) -> str:
    """A name or a function.

    Raises:
        ValueRefused: as `text`, or it begins like a formula, or has no letter.
    """
    _no_formula(text(value, column))
    if not any(map(str.isalpha, value)):
        raise ValueRefused("no_letter", "There is no letter in it. Write a name or a word.")
    return value


def _no_formula(value: str) -> None:
    """A value that a spreadsheet would run, were it ever exported; no name and no usual address begins so."""
    if value.startswith(_FORMULA):
        raise ValueRefused("formula", f"The value begins with {value[0]!r}, like a formula. Enter it as plain text.")


def username(value: str) -> str:
    """The technical user's name (manual, 'Spécifications nom d'utilisateur'): a-z and 0-9, 8 to 20 positions.

    Raises:
        ValueRefused: it breaks the manual's rule.
    """
    if not _USERNAME.fullmatch(value):
        small = value.lower()
        hint = f" Write {small}?" if _USERNAME.fullmatch(small) else ""
        raise ValueRefused("username", f"Only a-z and 0-9, from 8 to 20 positions, no spaces.{hint}")
    return value


@lru_cache(maxsize=_MANY)
def email(value: str) -> str:
    """An e-mail address (RFC 5321 and 5322, without comments); whether the domain exists isn't asked.

    Raises:
        ValueRefused: it can't be an address.
    """
    _no_formula(text(value, "email"))
    try:
        validate_email(value, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise ValueRefused("email", f"Not an e-mail address. {error}") from None
    return value


@lru_cache(maxsize=_MANY)
def phone(value: str) -> str:
    """A telephone number, Belgian (`02 509 59 59`) or international (`+31 …`, `0031 …`).

    Raises:
        ValueRefused: nobody could dial it.
    """
    if not _PHONE.fullmatch(value):
        lost = " The leading zero may be lost: format the column as text." if value[:1].isdigit() else ""
        raise ValueRefused("phone", f"Not a telephone number: write 02 509 59 59 or +32 2 509 59 59.{lost}")
    if _dialled(value) is None:
        raise ValueRefused("phone", "No telephone number like this is in use: a digit is missing, wrong or too many.")
    return value


def same_phone(one: str, other: str) -> bool:
    """Whether two telephone numbers are dialled alike: '02 509 59 59', '+32 25095959', '0032 2 509.59.59'."""
    dialled = [_dialled(each) if _PHONE.fullmatch(each) else None for each in (one.strip(), other.strip())]
    return dialled[0] is not None and dialled[0] == dialled[1]


def _dialled(value: str) -> phonenumbers.PhoneNumber | None:
    """What a number says to whoever dials it in Belgium; None if that is no number that can be in use."""
    try:
        parsed = phonenumbers.parse(" ".join(value.split()), "BE")
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number(parsed) else None


def channel(value: str) -> Channel:
    """A batch channel (manual, 'Choix du canal batch'), in any case.

    Raises:
        ValueRefused: there is no such channel.
    """
    for known in Channel:
        if known.casefold() == value.casefold():
            return known
    guess = nearest(value, [known.value.casefold() for known in Channel])
    hint = f" Did you mean {channel(guess)}?" if guess else ""
    raise ValueRefused("channel", f"Not a channel: write {', '.join(Channel)}.{hint}")


def login(value: str) -> str:
    """The name of a stored login.

    Raises:
        ValueRefused: it can't be such a name.
    """
    if not _LOGIN.fullmatch(text(value, "login")):
        raise ValueRefused(
            "login", "Not the name of a login: one word of at most 64 characters. See: batchportal login list."
        )
    return value
