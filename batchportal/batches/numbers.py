"""Enterprise numbers in the spellings that people use."""

from __future__ import annotations

import re

from stdnum.be import vat

from batchportal.batches.findings import ValueRefused
from batchportal.models import EnterpriseNumber

_SPELLING = re.compile(r"(?:BE[ .]?)?([01]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3})", re.IGNORECASE)
_ESTABLISHMENT = re.compile(r"[2-8][0-9]{9}")
_SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*E\+?[0-9]+", re.IGNORECASE)


def parse_enterprise_number(text: str) -> EnterpriseNumber:
    """Read an enterprise number: `0403.170.701`, `403170701`, `BE0403170701`, `BE 0403 170 701` are the same company.

    A number of nine digits is one of before 2023, written without its leading zero (the manual writes it so).
    The check digits (97 minus the first eight digits modulo 97) must fit.

    Raises:
        ValueError: it is no enterprise number; the message says why.
    """
    line = " ".join(text.split())
    spelling = _SPELLING.fullmatch(line)
    if not spelling:
        raise ValueRefused("enterprise_number", _why_not(line))
    digits = re.sub(r"[ .]", "", spelling[1]).zfill(10)
    if not vat.is_valid(digits):
        raise ValueRefused(
            "enterprise_number",
            "The check digits don't fit: a digit is wrong or two are swapped. Copy the number anew.",
        )
    return EnterpriseNumber(digits)


def _why_not(line: str) -> str:
    digits = re.sub(r"[ .]", "", line.upper().removeprefix("BE"))
    if _SCIENTIFIC.fullmatch(line):
        return "The spreadsheet has rounded this number. Format the column as text and enter the numbers anew."
    if _ESTABLISHMENT.fullmatch(digits):
        return "An enterprise number begins with 0 or 1; this looks like the number of an establishment unit."
    return "Not an enterprise number: write ten digits, such as 0403.170.701 or BE 0403 170 701."
