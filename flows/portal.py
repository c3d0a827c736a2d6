"""From the portal's address to the list of companies, and back to that list for the next company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.errors import LoginRefused, PortalUnavailable, SessionEnded, VisitFailed, WrongPage
from batchportal.locators import OFFERED
from batchportal.network import beside
from batchportal.obstacles import CONDITIONS, clear_the_way, meaning
from batchportal.singleshot import SingleShot
from batchportal.walk import walk
from batchportal.ways import try_the_way
from flows.companies import CompaniesPage
from flows.entrance import Entrance
from flows.login import LoginPage
from flows.numbers import enterprise_numbers
from flows.secured import SecuredPage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from batchportal.locators import Entry, Wanted
    from batchportal.models import Credentials, EnterpriseNumber
    from batchportal.session import Session

_FURTHER_LOOKS = 3
"""Before a password that is asked for again, in no words that are known, is taken for a refusal."""


async def log_in(session: Session, credentials: Credentials, sending: Callable[[], Awaitable[None]]) -> None:
    """From the portal's address through the log-in to the list of companies.

    Args:
        session: not logged in.
        credentials: user name and password.
        sending: awaited right before the password is sent.

    Raises:
        LoginRefused, LoginLocked, SecondFactorNeeded: a person must look at the login; it was tried at most once.
        UnsafeOrigin: the password would go to the wrong host; it wasn't typed.
        PortalUnavailable, VisitFailed, WrongPage: the log-in page wasn't reached.
    """
    session.arrive("entrance")
    await session.open(session.settings.portal)
    entrance = Entrance(session)
    page = await walk(
        session,
        LoginPage,
        _AlreadyInside,
        through=[
            entrance.language.entry,
            entrance.audience.entry,
            entrance.log_in.entry,
            entrance.professionals.entry,
            entrance.access_codes.entry,
        ],
        logging_in=True,
    )
    if isinstance(page, LoginPage):
        await _send(session, page, credentials, sending)
    elif not await page.control("log_out").seen():
        # A public page may be headed like the list.
        raise await session.lost("the log-in")
    # An application may still be on its way from the log-in's answer, an address that works once, to its own.
    await session.settle()
    session.settle_home()
    session.used = False
    session.searched.clear()


class _AlreadyInside(CompaniesPage):
    """The list of companies where the log-in was expected: somebody is logged in, by the machine's certificate, say."""

    guarded = True


async def _send(
    session: Session, page: LoginPage, credentials: Credentials, sending: Callable[[], Awaitable[None]]
) -> None:
    """Send user name and password by a connection of their own: no browser sends them again by itself."""
    session.numbers_of_the_portal = enterprise_numbers(await session.text())
    shot = SingleShot(session.context, seconds=session.settings.timeout, answers=session.answers, reads=False)
    await shot.arm()
    try:
        await _enter(shot, page, credentials, sending)
    finally:
        await shot.disarm()


async def _enter(
    shot: SingleShot, page: LoginPage, credentials: Credentials, sending: Callable[[], Awaitable[None]]
) -> None:
    """Send user name and password, once, and see what comes of it."""
    session = page.session
    form, before = "", 0

    async def about_to_send() -> None:
        nonlocal form, before
        form = session.windows[-1].url
        await try_the_way(session, form)
        await sending()
        # A user name on a page of its own was sent already.
        before = len(shot.sent)

    # What stands there before the log-in, such as a 'Se déconnecter' in the frame around it, proves nothing after it.
    looked_for = (*_inside(session), session.entry("companies", "search"))
    marks = [sighting.entry for sighting in await session.look(*looked_for) if sighting.count]
    await page.enter(credentials, about_to_send)
    try:
        await _past_login(session, page, unless=marks)
    except WrongPage as error:
        if error.code == CONDITIONS:
            raise LoginRefused(error.message, code=error.code, page="login") from None
        # Nobody knows whether that was a refusal: a second try could be one too many.
        raise _unclear(f"an unknown page came. {error.message}") from None
    except LoginRefused as error:
        if error.code != LoginRefused.code or not shot.failure or any(one.done for one in shot.sent[before:]):
            raise
        raise _unclear(f"no answer came ({shot.failure}).") from None
    except (PortalUnavailable, SessionEnded, VisitFailed) as error:
        answered = [one.url for one in shot.sent[before : before + 1] if one.done]
        error.after_log_in = bool(answered) and not any(
            beside(session.network.newest, address) for address in (form, *answered)
        )
        if isinstance(error, PortalUnavailable) and answered:
            # What did nothing is a later page; the password was looked at.
            error.did_nothing = False
        raise


def _unclear(why: str) -> LoginRefused:
    """The error for a log-in of which nobody knows whether the portal took it."""
    return LoginRefused(
        f"After user name and password were sent, {why} They are not sent again, because a portal locks a login after "
        "a few refusals.",
        code="login_unclear",
        page="login",
    )


async def choose_company(session: Session, number: EnterpriseNumber) -> SecuredPage:
    """Back to the list of companies, then become the company's local manager.

    Raises:
        Rejected: the company, or the role, isn't there.
        SessionEnded: the portal wants a new log-in.
    """
    if session.used:
        await session.open(session.home)
    session.arrive("companies")
    session.dialogues.closed.clear()
    try:
        return await CompaniesPage(session).act_for(number)
    finally:
        # However far that went: the next company begins at the list.
        session.used = True


def _inside(session: Session) -> list[Entry | Wanted]:
    """What shows that somebody is logged in."""
    return [*CompaniesPage.marks(session), session.entry("companies", "log_out"), *SecuredPage.marks(session)]


async def _past_login(session: Session, page: LoginPage, *, unless: Sequence[Entry | Wanted]) -> None:
    """Past notices to the list of companies, or the reason why not. The log-in is never sent a second time.

    Args:
        session: where the log-in was sent.
        page: the page it was sent from.
        unless: marks that stood there before.

    Raises:
        LoginRefused, LoginLocked, SecondFactorNeeded, PortalUnavailable, WrongPage.
    """
    marks = [mark for mark in _inside(session) if mark not in unless]

    async def obstacles() -> bool:
        refused, password = await session.look(session.entry("login", "refused"), session.entry("login", "password"))
        # A refusal may threaten with a lock; a login that is locked is asked for no password.
        threatened = refused.count and password.count
        if not threatened and await clear_the_way(session, logging_in=True, notices=True, chosen=True):
            return True
        if refused.count or (password.count and await _still_asks(session)):
            raise await page.refusal()
        return False

    expected = "the list of companies after the log-in"
    hints = [session.entry("companies", name) for name in ("local_manager", "search")]
    at_rest = {len(marks) + place for place in range(len(hints))}
    for _ in range(_FURTHER_LOOKS):
        index, _ = await session.wait_for(*marks, *hints, only_at_rest=at_rest, obstacles=obstacles, expected=expected)
        if index in at_rest and not await _lists_companies(session, unless=unless):
            await session.wait_for(*marks, obstacles=obstacles, expected=expected)
        # A refusal, too, may speak of companies.
        if not await _speaks_against(session):
            session.arrive("companies")
            return
        await session.settle()
        await obstacles()
    raise await session.lost(expected)


async def _speaks_against(session: Session) -> bool:
    """Whether a page asks for a password, refuses one, or, where nobody could log out, for more than that."""
    names = ("password", "refused", "locked", "second_factor")
    *known, log_out = await session.look(
        *(session.entry("login", name) for name in names), session.entry("companies", "log_out")
    )
    password, refused, locked, second_factor = (one.count and one.strategy != OFFERED for one in known)
    return bool(password or refused or ((locked or second_factor) and not log_out.count))


async def _still_asks(session: Session) -> bool:
    """Whether a password is asked for at every further look, too: a page that slides away may stand still meanwhile."""
    for _ in range(_FURTHER_LOOKS):
        await session.settle()
        (password,) = await session.look(session.entry("login", "password"))
        if not password.count:
            return False
    return True


async def _lists_companies(session: Session, *, unless: Sequence[Entry | Wanted]) -> bool:
    """Whether a page is the list, whatever it calls itself: it shows new numbers, or a new field to choose one in.

    Other forms ask for one's company, too: a field proves nothing where it opens no list and nobody could log out, or
    on a page that says why the list is not there.
    """
    if enterprise_numbers(await session.text()) - session.numbers_of_the_portal:
        return True
    search, log_out = await session.look(session.entry("companies", "search"), session.entry("companies", "log_out"))
    field = search.found if search.entry not in unless else None
    lists = field is not None and (log_out.count or "combobox" in field.role or field.how == "select")
    return bool(lists) and await meaning(session) is None
