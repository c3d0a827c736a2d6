"""The wizard 'Enregistrer les données de configuration': its steps, and how they follow one another.

The manual's order is contact data, channel, user name, review; but a portal may join two steps on one page, or spread
channel, files and applications over several. So each page shown is asked which steps stand on it, and all of them are
filled in before 'Suivant'.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from batchportal.behind import astray
from batchportal.dialogues import says, sentences, speaks_of
from batchportal.errors import BatchportalError, ControlNotFound, Rejected, VisitFailed, WrongPage
from batchportal.obstacles import meaning
from batchportal.page import Element, Page, Step, complaints, reach, refusals
from flows.channel import ApplicationsPage, ChannelPage
from flows.contact import ContactPage, NewPersonPage
from flows.files import CertificatePage, FilePage, KeyPage
from flows.parts import PartsList
from flows.qualities import names_ours
from flows.review import ReviewPage
from flows.username import UserNamePage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.locators import Found
    from batchportal.models import Registration
    from batchportal.session import Session

_IN_ORDER: tuple[type[Step], ...] = (
    NewPersonPage,
    ContactPage,
    ChannelPage,
    KeyPage,
    CertificatePage,
    ApplicationsPage,
    UserNamePage,
)
_SAID_SHOWN = 300
_STAYS = frozenset({"portal_refused", "username_taken", "technical_user_exists", "unexpected_page"})
"""Codes of errors that may mean that the portal doesn't leave a page."""
_PROVEN = frozenset({"username_taken", "technical_user_exists"})
"""Codes of refusals in words that are known."""
_INTROS = 5
"""How many pages without anything to fill in a wizard may have."""
STEPS: tuple[type[Page], ...] = (ReviewPage, *reversed(_IN_ORDER))


class IntroPage(Page):
    """The wizard's first page: a text and 'Suivant'. Recognised by what it lacks, so only once it is at rest."""

    stem = "wizard"
    landmarks = ("forward",)
    only_at_rest = True

    forward = Element()


class Wizard(Page):
    """The buttons that every page of the wizard shares."""

    stem = "wizard"
    landmarks = ("forward",)

    forward = Element()
    forward_check = Element()

    async def way_on(self) -> Found:
        """'Suivant'; 'Vérifier', where only that stands there.

        Raises:
            VisitFailed: neither does, or there are several.
        """
        async for (forward, check), resting in self.session.looks(self.forward.entry, self.forward_check.entry):
            found = check.found if resting and not forward.count else forward.found
            if found is not None and found.enabled:
                self.session.use(found)
                return found
            if resting and forward.count:
                break
        return await self.forward.find()


async def _shown(session: Session, steps: Sequence[Step], *, late: bool) -> list[Step]:
    """Those of the steps that stand on the page, by one look.

    Args:
        session: where the page is.
        steps: those to look for.
        late: whether some may be about to show up, because an earlier one was filled in: until 'Suivant' can be pressed
            they are waited for.
    """
    marks = [(step, entry) for step in steps for entry in step.marks(session)]
    targets = [session.entry("wizard", "forward"), *(entry for _, entry in marks)]
    async for (forward, *sightings), resting in session.looks(*targets):
        seen = {step for (step, _), sighting in zip(marks, sightings, strict=True) if sighting.count}
        ready = forward.found is not None and forward.found.enabled
        if seen or resting or ready or not (late and steps):
            break
    return [step for step in steps if step in seen]


async def _keep(parts: Sequence[Step], registration: Registration) -> None:
    """Be sure that a page shows what was entered, by one look; what it has lost is entered once more.

    Raises:
        Rejected: it complains of it.
        WrongPage: it loses it again (`not_kept`).
    """
    for last in (False, True):
        lost = {part: names for part in parts if (names := await part.lost(registration))}
        if not lost:
            return
        if last:
            break
        await parts[0].session.settle()
        for part in lost:
            await part.fill(registration)
    part, names = next(iter(lost.items()))
    await refusals(part.session, part)
    if isinstance(part, FilePage) and (said := await part.refusal()):
        raise Rejected(f"The portal doesn't take the file. The page says now: '{said[:_SAID_SHOWN]}'", page=part.stem)
    raise WrongPage(
        f"The page '{part.stem}' doesn't keep what is entered: {', '.join(names)}. It was not sent on.",
        code="not_kept",
        page=part.stem,
    )


async def _fill_in(session: Session, left: Sequence[Step], registration: Registration, *, uncover: bool) -> list[Step]:
    """Fill in the steps that stand on the page, also those that show up when an earlier one is filled in.

    Args:
        session: where the page is.
        left: the steps that are still to be filled in.
        registration: what with.
        uncover: whether a page without any of them may hide some.
    """
    done: list[Step] = []

    def to_do() -> list[Step]:
        return [step for step in left if step not in done]

    async def uncovered() -> list[Step]:
        # Nobody sees at first what a closed list holds, or applications that come only when a name is typed.
        likely = any(isinstance(part, (ChannelPage, ApplicationsPage)) for part in done) or (uncover and not done)
        for page in to_do() if likely else ():
            if await page.uncover(registration):
                return [page]
        return []

    while parts := await _shown(session, to_do(), late=bool(done)) or await uncovered():
        for part in parts:
            session.arrive(part.stem)
            await part.fill(registration)
            done.append(part)
    return done


async def complete(page: Page, registration: Registration) -> ReviewPage:
    """Fill in every page of the wizard; leads to the review page. Nothing is registered yet.

    Raises:
        Rejected: the portal refuses a value, in its own words, or wants one that nobody has given.
        WrongPage: the wizard leads somewhere else than the manual says.
        ControlNotFound: a page lacks what the manual names, and nothing on it says why.
    """
    page.session.network.strays.clear()
    try:
        return await _complete(page, registration)
    except (Rejected, WrongPage) as error:
        raise await _why(page.session, error) from None


async def _why(session: Session, error: BatchportalError) -> BatchportalError:
    """The error, or what the portal says that explains it, on the page or behind it."""
    if error.code in _PROVEN:
        return error
    # Where the form has gone, what stands in its place may say why.
    gone = isinstance(error, ControlNotFound) and not await Wizard(session).here()
    return (await meaning(session) if gone else None) or await astray(session, error) or error


async def _complete(page: Page, registration: Registration) -> ReviewPage:
    session = page.session
    left = [step(session) for step in _IN_ORDER if step.wanted_by(registration)]
    passed: list[str] = []
    parts = PartsList(session)
    while not isinstance(page, ReviewPage):
        await _registers(session)
        known = await _lines(session)
        here = await _fill_in(session, left, registration, uncover=not isinstance(page, IntroPage))
        await _keep(here, registration)
        if not here and (parts.known or await session.text() in passed) and await parts.open_next(left):
            page = await reach(session, ReviewPage, *map(type, left), IntroPage)
            continue
        if not here:
            await parts.finish_part()
            await _pass_by(page, passed)
        if not all(part.advanced for part in here):
            await _held_up(page, here)
        left = [step for step in left if step not in here or not step.done]
        try:
            page = await _go_on(page, left, known, may_be_intro=not here or parts.known)
        except Rejected:
            for part in here:
                part.must_be_done()
            raise
    if missed := [step for step in left if not step.optional]:
        raise WrongPage(
            f"The wizard came to its review page without asking for: {', '.join(map(_named, missed))}.",
            page=page.stem,
        )
    return page


async def _registers(session: Session) -> None:
    """Be sure that a page isn't headed 'Modifier l'utilisateur technique': it would change the one that is there.

    Raises:
        Rejected: it is (`technical_user_exists`); nothing was entered.
    """
    (changes,) = await session.look(session.entry("wizard", "changes"))
    if changes.found is not None and changes.strategy != "text" and changes.found.area == "main":
        raise Rejected(
            f"The portal shows a page that changes a technical user: '{changes.found.caption}'",
            code="technical_user_exists",
            page=session.here,
        )


async def _pass_by(page: Page, passed: list[str]) -> None:
    """Note a page that has nothing to fill in; a wizard that shows it again doesn't go on.

    Raises:
        WrongPage: it leads nowhere, or says that going on ends or replaces what is there.
        Rejected: it says that there is a technical user.
    """
    _must_replace_nothing(page.session, await page.session.text(main=True))
    text = await page.session.text()
    if not isinstance(page, IntroPage) or text in passed or len(passed) == _INTROS:
        _, says = await page.session.describe()
        raise WrongPage(
            f"The wizard shows the page '{page.stem}' again and doesn't go on. The page says: {says}", page=page.stem
        )
    passed.append(text)


def _must_replace_nothing(session: Session, text: str) -> None:
    """Be sure that a page that has nothing but 'Suivant' doesn't ask by that to replace a technical user.

    Raises:
        Rejected: it says that there is one (`technical_user_exists`).
        WrongPage: it says that going on ends or replaces something.
    """
    words = partial(session.words, "wizard")
    for one in sentences(text.splitlines()):
        ends = all(speaks_of([one], words(name)) for name in ("goes_on", "goes_on_ends"))
        if ends and not speaks_of([one], words("goes_on_spares")):
            raise WrongPage(f"A page of the wizard is not gone on from, because it says: '{one}'", page="wizard")
        if _tells_of_one(session, one):
            raise Rejected(f"The portal refuses: '{one}'", code="technical_user_exists", page="wizard")


def _tells_of_one(session: Session, sentence: str) -> bool:
    """Whether a sentence tells that our quality has a technical user, and doesn't only suppose, ask or explain it."""
    words = partial(session.words, "wizard")
    clauses = re.split(r"(?<=[,;:])\s", sentence)
    told = next((at for at, clause in enumerate(clauses, 1) if says([clause], words("exists_told"))), None)
    of_one = says([sentence], session.words("information", "none_of_quality"))
    supposed = says([" ".join(clauses[:told])], words("exists_if")) or "?" in sentence
    return told is not None and not supposed and (not of_one or names_ours(session, sentence))


async def _held_up(page: Page, here: Sequence[Step]) -> None:
    """Say why the wizard shows again what was filled in already.

    Raises:
        ControlNotFound: a mandatory field goes by another name, or nothing else is known.
        Rejected: the portal complains.
    """
    if not await page.session.blanks():
        await refusals(page.session, page)
    for part in here:
        part.must_be_done()


def _named(step: Step) -> str:
    return ", ".join(name.replace("_", " ") for name in step.missing())


async def _lines(session: Session) -> list[str]:
    """What can be read in all windows, line by line."""
    return [line for line in map(str.strip, (await session.text()).splitlines()) if line]


async def _go_on(page: Page, left: Sequence[Step], known: Sequence[str], *, may_be_intro: bool) -> Page:
    """'Suivant', to the next page of the wizard.

    Args:
        page: the one that is left.
        left: the steps that may come.
        known: what could be read on it before it was filled in.
        may_be_intro: whether another page without a step may come.

    Raises:
        Rejected: the portal keeps us on the page.
        WrongPage: an unknown page comes.
    """
    session = page.session
    said = await complaints(session)
    try:
        await _press(page, said)
        steps = [type(step) for step in left]
        after = await reach(session, ReviewPage, *steps, *([IntroPage] if may_be_intro else []), kept=page, said=said)
    except (Rejected, WrongPage) as error:
        raise await _wanting(page, _with_earlier(error, said, known), known) from None
    session.network.strays.clear()
    return after


def _with_earlier(error: BatchportalError, said: Sequence[str], known: Sequence[str]) -> BatchportalError:
    """A refusal, with what the page complained of while it was filled in: why it wants a file now that it was given."""
    earlier = [text for text in said if text not in error.message and not all(one in known for one in text.split("\n"))]
    if error.code != "portal_refused" or not earlier:
        return error
    return Rejected(f"{error.message} Before that, it said: '{' / '.join(earlier)}'.", code=error.code, page=error.page)


async def _press(page: Page, said: Sequence[str]) -> None:
    """Press 'Suivant', or say why that can't be done.

    Raises:
        Rejected: the page complains.
        PortalUnavailable, VisitFailed: the portal failed to answer, so that something of the page is missing.
        WrongPage: the button can't be pressed, for a reason that only the page's text may tell.
    """
    session, wizard = page.session, Wizard(page.session)
    try:
        found = await wizard.way_on()
        if found.enabled:
            await session.follow(found)
            return
    except VisitFailed:
        await refusals(session, page, said)
        if session.failed or await wizard.forward.usable():
            raise
    await refusals(session, page, said)
    if session.failed:
        raise session.failed
    _, text = await session.describe()
    raise WrongPage(
        f"'{session.words('wizard', 'forward')[0]}' can't be pressed: the portal wants something first. "
        f"The page says: {text}",
        page=session.here,
    )


async def _wanting(page: Page, error: BatchportalError, known: Sequence[str]) -> BatchportalError:
    """The error, or, where the portal stays on the page, a refusal that says what it seems to want.

    That is mandatory fields that are empty; or what the page says since it was filled in, though nothing marks it as
    a complaint.
    """
    if error.code not in _STAYS or not await page.here():
        return error
    blanks = ", ".join(f"'{blank}'" for blank in await page.session.blanks())
    if blanks and isinstance(error, Rejected):
        return Rejected(f"{error.message} Mandatory fields that are empty: {blanks}.", code=error.code, page=error.page)
    if blanks:
        return Rejected(
            "The portal doesn't go on while these mandatory fields are empty, for which the list has no column: "
            f"{blanks}. Register this company by hand.",
            page=page.stem,
        )
    said = " / ".join(line for line in await _lines(page.session) if line not in known)[:_SAID_SHOWN]
    if said and isinstance(error, WrongPage) and isinstance(page, Step) and page.session.failed is None:
        return Rejected(f"The portal doesn't go on with what was entered. The page says now: '{said}'", page=page.stem)
    return error
