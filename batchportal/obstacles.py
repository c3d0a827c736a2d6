"""What stands in the way of a page, and what it means (`selectors/obstacles.toml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.border import portal_errors
from batchportal.dialogues import says, sentences, speaks_of
from batchportal.errors import (
    BatchportalError,
    LoginLocked,
    PortalUnavailable,
    SecondFactorNeeded,
    SessionEnded,
    VisitFailed,
    WrongPage,
)
from batchportal.locators import OFFERED, read
from batchportal.logs import get_logger
from batchportal.messages import spoken, untold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.locators import Entry, Found, Sighting
    from batchportal.session import Session

log = get_logger(__name__)

STALE = "stale_form"
"""The code of a form that was sent before, or that the portal knows no more."""
CONDITIONS = "conditions_to_accept"
"""The code of conditions that the portal wants to be accepted."""

_MEANINGS: dict[tuple[str, str], tuple[type[BatchportalError], str, str]] = {
    ("login", "locked"): (LoginLocked, "login_locked", "The portal says that this login is locked: {text}"),
    ("obstacles", "session_ended"): (SessionEnded, "session_ended", "The portal ended the session: {text}"),
    ("obstacles", "maintenance"): (PortalUnavailable, "portal_unavailable", "The portal is not available: {text}"),
    ("obstacles", "stale"): (VisitFailed, STALE, "The portal wants the form to be begun anew: {text}"),
    ("obstacles", "conditions"): (
        WrongPage,
        CONDITIONS,
        "The portal asks to accept conditions, which only a person may do. It says: {text}",
    ),
    ("login", "second_factor"): (
        SecondFactorNeeded,
        "second_factor_needed",
        "The portal asks for more than a password, which only a person can give: {text}",
    ),
    ("login", "password"): (SessionEnded, "session_ended", "The portal asks to log in again: the session has ended."),
}

_MAINTENANCE = ("obstacles", "maintenance")
_PASSWORD = ("login", "password")

_NOT_AT_THE_DOOR = {("login", "password"), ("obstacles", "stale")}
"""What is expected there; and what must not lead to a second password."""

_ASKED_BY_AN_ACTION = {("obstacles", "conditions")}
"""What a button may ask for: 'Accepter les conditions'. Other words of a button or link tell of nothing that is."""

_CHOSEN = ":is([type=radio], [type=checkbox]):checked:enabled, [role][aria-checked=true]:not([aria-disabled=true])"
"""What is answered already: 'Continuer' beside it would agree."""
_ASKS = "input[type=password]"
_PAPERS = "textarea, input[type=checkbox], object, embed, a[download], " + ", ".join(
    f"a[href*='.{kind}' i], iframe[src*='.{kind}' i]" for kind in ("pdf", "doc", "odt")
)
"""What stands beside 'J'ai lu' where more is meant than news, be it seen or not."""

_BY_WORDS = {("obstacles", "session_ended"), _MAINTENANCE, ("obstacles", "stale")}
_QUOTED = 200

_FOR_A_PERSON = {("login", "locked"), ("obstacles", "conditions"), ("login", "second_factor"), ("login", "password")}


async def clear_the_way(
    session: Session, *, logging_in: bool = False, notices: bool = False, chosen: bool = False, answering: bool = False
) -> bool:
    """Dismiss what a person would dismiss without a thought; whether anything was.

    Args:
        session: where to look.
        logging_in: the page that asks for the password is expected.
        notices: a page with nothing but a text and 'Continuer' is passed by, as they stand before the list of
            companies; so is one with 'J'ai lu', if that binds to nothing. One that asks for a code or for conditions
            to be accepted is none.
        answering: a message in a dialogue may be the portal's answer to what was entered, and is left there.
        chosen: the way to log in was chosen before, so a button 'Code par SMS' is no offer of another one.

    Raises:
        SessionEnded, PortalUnavailable, LoginLocked, SecondFactorNeeded, WrongPage: what the page says instead.
    """
    names = ("cookies_dismiss", "notice_continue", "notice_read", "message_close")
    cookies, notice, read, message, *problems = await session.look(
        *(session.entry("obstacles", name) for name in names), *_problems(session)
    )
    meant = _meant(session, problems, logging_in=logging_in, chosen=chosen)
    for_a_person = bool(meant.keys() & _FOR_A_PERSON)
    # Conditions may be worded like a cookie dialogue: nothing is pressed on a page that asks for a person.
    if not for_a_person and await _dismiss(session, cookies):
        return True
    # 'Continuer' beside a password sends it, or leads to another way to log in.
    password = problems[list(_MEANINGS).index(_PASSWORD)]
    passable = not for_a_person and not password.count
    # The same beside one that is called otherwise: 'Mot de passe actuel' where a new one is to be chosen.
    pass_by = passable and notices and (notice.found or read.found) and not await session.count(_ASKS, seen=True)
    if pass_by and not await _agrees(session, notice) and await _dismiss(session, notice):
        return True
    if pass_by and await _tells_news(session, read) and await _dismiss(session, read):
        return True
    # A message may announce a maintenance to come; one that tells of a session's end tells of that.
    if passable and not answering and meant.keys() <= {_MAINTENANCE}:
        said = await untold(session, message)
        if said is not None and await _dismiss(session, message):
            session.dialogues.closed.append(said)
            return True
    if meant:
        first = next(iter(meant.values()))
        raise await _asked_inside(session, password) if first is meant.get(_PASSWORD) and not chosen else first
    return False


async def _asked_inside(session: Session, password: Sighting) -> BatchportalError:
    """What it means that the password is asked for: one who is logged in may have to say once more that it is they."""
    error = _MEANINGS[_PASSWORD]
    log_out, name = await session.look(session.entry("companies", "log_out"), session.entry("login", "user_name"))
    within = password.found is not None and log_out.found is not None and password.found.frame is log_out.found.frame
    if within and not name.count:
        return WrongPage(
            "The portal asks once more for the password of who is logged in, which only a person may give there.",
            page=session.here,
        )
    return error[0](error[2], code=error[1], page=session.here)


async def _agrees(session: Session, press: Sighting) -> bool:
    """Whether going on with a button answers a question, or agrees to something."""
    if press.found is None:
        return False
    (refuse,) = await session.look(session.entry("obstacles", "notice_refuse"))
    if refuse.count or await session.count(_CHOSEN, seen=True):
        return True
    texts = await _texts(session, press.found)
    before, anew = (speaks_of(texts, spoken(session, name)) for name in ("agreed_before", "agreed_anew"))
    agreements = () if before and not anew else ("agreements",)
    return speaks_of(texts, spoken(session, "going_on_binds", *agreements))


async def _tells_news(session: Session, press: Sighting) -> bool:
    """Whether a page tells of news, and nothing on it may bind whoever says that they have read it: words or papers."""
    if press.found is None or await session.count(_CHOSEN, seen=True) or await session.count(_PAPERS):
        return False
    texts = await _texts(session, press.found)
    binds = spoken(session, "going_on_binds", "agreements", "message_binds", "notice_binds")
    return speaks_of(texts, spoken(session, "notice_news")) and not speaks_of(texts, binds)


async def _texts(session: Session, press: Found) -> list[str]:
    """All that the windows say, but in a page's foot; there, too, where the button stands in it."""
    foot = press.area == "footer"
    with portal_errors(session.here):
        return [await read(frame, foot=foot) for window in session.windows for frame in window.frames]


def meant_by(session: Session, lines: Sequence[str]) -> BatchportalError | None:
    """What lines that nobody gets to see mean, where their words leave no doubt."""
    for (page, name), (kind, code, message) in _MEANINGS.items():
        if (page, name) not in _BY_WORDS:
            continue
        if said := _now(session, (page, name), [one for one in lines if says([one], session.words(page, name))]):
            return kind(message.format(text=f"'{said[0][:_QUOTED]}'"), code=code, page=session.here)
    return None


async def meaning(session: Session) -> BatchportalError | None:
    """What the page says in place of what was wanted, if it does; nothing is touched."""
    return next(iter(_meant(session, await session.look(*_problems(session))).values()), None)


def _problems(session: Session) -> list[Entry]:
    return [session.entry(page, name) for page, name in _MEANINGS]


def _meant(
    session: Session, problems: Sequence[Sighting], *, logging_in: bool = False, chosen: bool = False
) -> dict[tuple[str, str], BatchportalError]:
    """What the page says that stops a walk, the weightiest first; the arguments are those of `clear_the_way`."""
    asked_by_actions = _ASKED_BY_AN_ACTION | ({("login", "second_factor")} if chosen else set())
    meant = {}
    for (key, (kind, code, message)), sighting in zip(_MEANINGS.items(), problems, strict=True):
        said = _now(session, key, sighting.texts) if sighting.strategy != OFFERED or key in asked_by_actions else ()
        if said and not (logging_in and key in _NOT_AT_THE_DOOR):
            meant[key] = kind(message.format(text=f"'{said[0]}'"), code=code, page=session.here)
    return meant


def _now(session: Session, key: tuple[str, str], texts: Sequence[str]) -> Sequence[str]:
    """Those messages that tell of what is: a maintenance that is announced on every page stops nobody."""
    if key != _MAINTENANCE:
        return texts
    words, to_come = session.words(*_MAINTENANCE), session.words("obstacles", "maintenance_to_come")
    told = {text: [one for one in sentences([text]) if says([one], words)] for text in texts}
    return [text for text, said in told.items() if not said or not all(says([one], to_come) for one in said)]


async def _dismiss(session: Session, sighting: Sighting) -> bool:
    # A button that can't be pressed yet wants something first, that a box is ticked for instance.
    if sighting.found is None or not sighting.found.enabled:
        return False
    log.info("obstacle_dismissed", obstacle=sighting.entry.name, text=sighting.found.text, page=session.here)
    try:
        await session.follow(sighting.found)
    except VisitFailed:
        # Gone by itself, or dismissed a moment ago: all the better.
        (again,) = await session.look(sighting.wanted)
        if again.count:
            raise
    return True
