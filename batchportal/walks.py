"""Records one walk through a portal, and plays a recording: the flows walk the mock site that it serves."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from batchportal import app
from batchportal.errors import BatchportalError, UsageError, VisitFailed
from batchportal.models import Language, SenderNumber, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from batchportal.models import Outcome, Progress, Registration
    from batchportal.settings import Settings

WALK = "walk.json"
USER_PLACEHOLDER = "recorded-user"
PASSWORD_PLACEHOLDER = "recorded-password"  # noqa: S105 - it stands where a password was


@dataclass(frozen=True, slots=True)
class Walk:
    """What a recording is about: what was asked, in which language, and how it ended."""

    registration: Registration
    language: Language
    state: State
    sender_number: SenderNumber | None


@dataclass(frozen=True, slots=True)
class Played:
    """How a recording played."""

    outcome: Outcome
    misses: tuple[str, ...]
    """Requests that the recording had no answer for."""


async def record(
    settings: Settings,
    registration: Registration,
    target: Path,
    *,
    confirm: bool,
    report: Callable[[Progress], None],
) -> app.Run:
    """Walk a portal for one company, and write the walk as a recording without secrets.

    Args:
        settings: where and how; the run goes through the ledger like any other.
        registration: for whom.
        target: the zip to write.
        confirm: register for real; else a dry run up to the review page.
        report: told what happens.

    Raises:
        UsageError: the target exists. VisitFailed: the walk failed; nothing was recorded.
        NotScrubbed: a secret was left in it; it was not saved.
    """
    from batchportal.credentials import fetch  # noqa: PLC0415 - heavy
    from batchportal.recorder import Scrubber, private_folder, scrub  # noqa: PLC0415 - heavy
    from batchportal.workflows.portal import portal_visitors  # noqa: PLC0415 - heavy

    if target.exists():  # noqa: ASYNC240 - once, before anything else
        raise UsageError(f"{target} exists. Remove it, or choose another name.", code="file_exists")
    credentials = fetch(registration.login, settings)
    with private_folder(settings.output) as folder:
        raw = folder / "raw.zip"
        visitors = portal_visitors(settings.model_copy(update={"sessions": 1}), har=raw)
        run = await app.register(settings, [registration], dry_run=not confirm, report=report, visitors=visitors)
        (outcome,) = run.outcomes
        if outcome.state not in (State.PREPARED, State.REGISTERED) or not raw.exists():
            why = outcome.problem.message if outcome.problem else f"it is {outcome.state} already"
            raise VisitFailed(
                f"Nothing was recorded of company {outcome.enterprise_number}: {why}", code="not_recorded"
            )
        secrets = {credentials.username: USER_PLACEHOLDER, credentials.password: PASSWORD_PLACEHOLDER}
        walk = Walk(registration, settings.language, outcome.state, outcome.sender_number)
        scrub(raw, target, Scrubber(secrets, settings.portal), {WALK: _to_json(walk)})
    return run


def read_walk(recording: Path) -> Walk:
    """What a recording is about.

    Raises:
        UsageError: it is none.
    """
    from batchportal.workflows.orders import registration_from_plain  # noqa: PLC0415 - heavy

    try:
        with zipfile.ZipFile(recording) as archive:
            plain: dict[str, Any] = json.loads(archive.read(WALK))
        return Walk(
            registration=registration_from_plain(plain["registration"]),
            language=Language(plain["language"]),
            state=State(plain["state"]),
            sender_number=SenderNumber(plain["sender_number"]) if plain["sender_number"] else None,
        )
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UsageError(f"{recording} is not a recording made by `batchportal record`: {error}") from None


async def play(recording: Path, folder: Path, *, report: Callable[[Progress], None]) -> Played:
    """Serve a recording on loopback and walk it, with a ledger of its own.

    Args:
        recording: the zip.
        folder: for the ledger and the evidence of this run.
        report: told what happens.

    Raises:
        UsageError: it is no recording.
        VisitFailed: the walk ended otherwise than the recorded one.
    """
    from batchportal.replay import Replay  # noqa: PLC0415 - heavy
    from batchportal.settings import load_settings  # noqa: PLC0415 - heavy

    walk = read_walk(recording)
    with Replay(recording) as site:
        settings = load_settings(
            portal=site.url,
            language=walk.language,
            database=f"sqlite:///{folder / 'ledger.db'}",
            output=folder / "output",
            username=USER_PLACEHOLDER,
            password=PASSWORD_PLACEHOLDER,
            login=walk.registration.login,
        )
        dry_run = walk.state is State.PREPARED
        run = await app.register(settings, [walk.registration], dry_run=dry_run, report=report)
        (outcome,) = run.outcomes
        if (outcome.state, outcome.sender_number) != (walk.state, walk.sender_number):
            raise _differs(walk, outcome, site.misses)
        return Played(outcome, tuple(site.misses))


def _differs(walk: Walk, outcome: Outcome, misses: list[str]) -> BatchportalError:
    number = walk.sender_number.digits if walk.sender_number else "no number"
    got = outcome.sender_number.digits if outcome.sender_number else "no number"
    why = f" {outcome.problem.message}" if outcome.problem else ""
    lacking = f" The recording has no answer for: {', '.join(misses)}." if misses else ""
    return VisitFailed(
        f"The recorded walk ended as {walk.state} with {number}, this one as {outcome.state} with {got}.{why}{lacking}",
        code="replay_differs",
    )


def _to_json(walk: Walk) -> bytes:
    from batchportal.workflows.orders import registration_to_plain  # noqa: PLC0415 - heavy

    plain = {
        "registration": registration_to_plain(walk.registration),
        "language": walk.language.value,
        "state": walk.state.value,
        "sender_number": walk.sender_number.digits if walk.sender_number else None,
    }
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True).encode()
