"""What must come of the contract's commands on any portal that follows the manual: a list of checks for each portal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.portals.visits import (
    ABSENT,
    EXISTING,
    EXISTING_NUMBER,
    EXISTING_USER,
    FREE,
    FRENCH_ONLY,
    command,
    register,
    row,
    served,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli_process import Done
    from tests.portals.visits import Portal

USERNAME = "sillontest1"


def registers(portal: Portal, folder: Path) -> str:
    """A company without a technical user gets one, once; the one that has one keeps it."""
    done = register(portal, folder, [row(FREE, USERNAME), row(EXISTING, "neuvetest1")])
    wrong = _differs(done, 0, {FREE: ("registered", None), EXISTING: ("already_registered", EXISTING_NUMBER)})
    if wrong:
        return wrong
    truth = portal.truth()
    (made,) = truth.registrations
    told = next(one for one in done.document["registrations"] if one["enterprise_number"] == FREE)
    applications = sorted(name[:4].upper() for name in made["applications"])
    seen = (made["enterprise_number"], made["username"], made["channel"], applications, truth.confirmed)
    asked = (FREE, USERNAME, "SFTP", ["DIMO", "DMFA"], 1)
    if seen != asked:
        return f"the portal has {seen}, not {asked}"
    if int(told["sender_number"]) != int(made["sender_number"]):
        return f"told {told['sender_number']}, the portal says {made['sender_number']}"
    return ""


def registers_nothing_twice(portal: Portal, folder: Path) -> str:
    """The same list once more: nothing is touched."""
    confirmed = portal.truth().confirmed
    done = register(portal, folder, [row(FREE, USERNAME), row(EXISTING, "neuvetest1")])
    wrong = _differs(done, 0, {FREE: ("registered", None), EXISTING: ("already_registered", EXISTING_NUMBER)})
    return wrong or ("" if portal.truth().confirmed == confirmed else "confirmed once more")


def prepares(portal: Portal, folder: Path) -> str:
    """A dry run, two sessions: nothing is confirmed."""
    rows = [row(FREE, USERNAME), row(ABSENT, "personne99", "FTP")]
    done = register(portal, folder, rows, "--dry-run", "--sessions", "2")
    wrong = _differs(done, 1, {FREE: ("prepared", None), ABSENT: ("rejected company_not_managed", None)})
    return wrong or ("" if portal.truth().confirmed == 0 else "confirmed in a dry run")


def looks_up(portal: Portal, folder: Path) -> str:
    """Companies one after the other: a registration of this walk's, an older one, and one that isn't there."""
    done = command(portal, folder, "lookup", FREE, EXISTING, ABSENT)
    rows = {one["enterprise_number"]: one for one in done.document["registrations"]}
    names = [rows[number]["username"] for number in (FREE, EXISTING)]
    if names != [USERNAME, EXISTING_USER]:
        return f"looked up the user names {names}"
    number = str(portal.truth().registrations[0]["sender_number"])
    already = {FREE: ("already_registered", number), EXISTING: ("already_registered", EXISTING_NUMBER)}
    return _differs(done, 1, already | {ABSENT: ("rejected company_not_managed", None)})


def is_refused_once(portal: Portal, folder: Path) -> str:
    """A wrong password goes out once, however often the command is run."""
    rows = [row(FREE, USERNAME), row(EXISTING, "neuvetest1")]
    codes = [register(portal, folder, rows, "--dry-run", password="Wrong-Pass-1").code for _ in range(2)]
    refused = portal.truth().refused
    return "" if (codes, refused) == ([77, 77], 1) else f"exit codes {codes}, {refused} refused"


CONTRACT: tuple[tuple[Callable[[Portal, Path], str], str], ...] = (
    (prepares, "fr"),
    (prepares, "nl"),
    (registers, "fr"),
    (registers_nothing_twice, "fr"),
    (looks_up, "fr"),
    (looks_up, "nl"),
    (is_refused_once, "fr"),
)
"""The checks, in their order, with the language that each is done in."""


def walk(site: str, folder: Path) -> dict[str, str]:
    """Every check on one portal: nothing where it holds, else what was seen instead."""
    results = {}
    with served(site, folder / "portal.log") as portal:
        for check, language in CONTRACT:
            if language == "nl" and site in FRENCH_ONLY:
                continue
            name = f"{check.__name__} {language}"
            own = folder / ("register" if check in (registers, registers_nothing_twice) else name)
            own.mkdir(exist_ok=True)
            try:
                results[name] = check(replace(portal, language=language), own)
            except Exception as error:  # noqa: BLE001 - one check that ends in disorder is a result, too
                results[name] = f"{type(error).__name__}: {error}"
    return results


def _differs(done: Done, code: int, expected: dict[str, tuple[str, str | None]]) -> str:
    """How a command's end differs from what is expected; sender numbers only where they are known."""
    rows = {one["enterprise_number"]: one for one in done.document["registrations"]} if done.out else {}
    for number, (state, sender) in expected.items():
        one = rows.get(number)
        if one is None:
            return f"exit code {done.code}, nothing of {number}: {done.err[-300:]}"
        error = one["error"] or {"code": "", "message": ""}
        seen = f"{one['state']} {error['code']}".strip()
        if seen != state:
            return f"{number} {seen}, not {state}: {error['message'][:300]}"
        if sender is not None and int(one["sender_number"]) != int(sender):
            return f"{number} has {one['sender_number']}, not {sender}"
    return "" if done.code == code else f"exit code {done.code}, not {code}"
