"""Checks what people send in the wizard's forms; every refusal is the key of one of the portal's error texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Problems: TypeAlias = dict[str, str]
"""Field name, then the key of the error text."""

CONTACT_FIELDS = ("last_name", "first_name", "function", "phone", "email")
CHANNELS = ("FTP", "SFTP", "Isabel", "MQLink")
"""In the manual's order and spelling."""

_MAX_LENGTH = 80
_EMAIL = re.compile(r"[^\s@,;<>]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(r"\+?[0-9][0-9 ./()-]*")
_PHONE_DIGITS = range(8, 16)
_USERNAME = re.compile(r"[a-z0-9]{8,20}")


def check_contact(contact: Mapping[str, str]) -> Problems:
    """Check the contact data: all fields are mandatory (manual, 'De quoi avez-vous besoin ?')."""
    problems: Problems = {}
    for name in CONTACT_FIELDS:
        if not contact[name]:
            problems[name] = "required"
        elif len(contact[name]) > _MAX_LENGTH:
            problems[name] = "too_long"
    if "email" not in problems and not _EMAIL.fullmatch(contact["email"]):
        problems["email"] = "email"
    if "phone" not in problems and not _is_phone(contact["phone"]):
        problems["phone"] = "phone"
    return problems


def _is_phone(text: str) -> bool:
    digits = sum(character.isdecimal() for character in text)
    return bool(_PHONE.fullmatch(text)) and digits in _PHONE_DIGITS


def check_channel(channel: str, applications: Collection[str], known: Collection[str]) -> Problems:
    """Check the channel and the ticked applications; the uploads are another matter."""
    problems: Problems = {}
    if channel not in CHANNELS:
        problems["channel"] = "channel"
    if not applications or not set(applications) <= set(known):
        problems["applications"] = "applications"
    return problems


def check_username(username: str, taken: Collection[str]) -> Problems:
    """Check a technical user name against the manual's rules ('Spécifications nom d'utilisateur')."""
    if not _USERNAME.fullmatch(username):
        return {"username": "username"}
    if username in taken:
        return {"username": "username_taken"}
    return {}
