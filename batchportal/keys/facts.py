"""The refusal and the advice that reading a key or certificate can give."""

from __future__ import annotations

from dataclasses import dataclass

from batchportal.errors import UsageError

MINIMUM_RSA_BITS = 2048
"""Below this an RSA key is refused (NIST SP 800-131A; the portal's pages ask for 2048: facts/portal.md 2)."""


class KeyRefused(UsageError, ValueError):
    """The file is not what the portal needs here. `code` names the rule; the message says what to give instead.

    Codes: `private_key`, `key_container`, `wrong_kind`, `unreadable_key`, `several_keys`, `key_too_small`,
    `key_encoding`, `unreadable_certificate`, `certificate_chain`, `certificate_expired`, `certificate_not_yet_valid`.
    """

    code = "key_refused"

    @property
    def rule(self) -> str:
        """The rule that refuses; the same as `code`."""
        return self.code


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to look at that doesn't refuse the file: a stable rule and a sentence for a person."""

    rule: str
    message: str
