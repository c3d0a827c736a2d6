"""The wizard 'Enregistrer les données de configuration': its steps, and how they follow one another.

The manual's order is contact data, channel, user name, review; but a portal may join two steps on one page. So each
page shown is asked which steps stand on it, and all of them are filled in before 'Suivant'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.errors import VisitFailed, WrongPage
from batchportal.page import Element, Page, Step, complaints, reach, refusals
from flows.channel import ChannelPage
from flows.contact import ContactPage
from flows.review import ReviewPage
from flows.username import UserNamePage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.models import Registration
    from batchportal.session import Session

STEPS: tuple[type[Page], ...] = (ReviewPage, UserNamePage, ChannelPage, ContactPage)


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


async def _shown(session: Session, steps: Sequence[type[Step]]) -> list[Step]:
    """Those of the steps that stand on the page, by one look."""
    marks = [(step, entry) for step in steps for entry in step.marks(session)]
    sightings = await session.look(*(entry for _, entry in marks))
    seen = {step for (step, _), sighting in zip(marks, sightings, strict=True) if sighting.count}
    return [step(session) for step in steps if step in seen]


async def _go_on(wizard: Wizard, page: Page, said: Sequence[str]) -> None:
    """Press 'Suivant', or say why that can't be done.

    Raises:
        Rejected: the page complains.
        WrongPage: the button can't be pressed, for a reason that only the page's text may tell.
    """
    try:
        await wizard.forward.follow()
    except VisitFailed:
        await refusals(page.session, page, said)
        if await wizard.forward.usable():
            raise
        _, text = await page.session.describe()
        raise WrongPage(
            f"'{page.session.words(wizard.stem, 'forward')[0]}' can't be pressed: the portal wants something first. "
            f"The page says: {text}",
            page=page.session.here,
        ) from None


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
    raise WrongPage(
        f"The page '{part.stem}' doesn't keep what is entered: {', '.join(names)}. It was not sent on.",
        code="not_kept",
        page=part.stem,
    )


async def complete(page: Page, registration: Registration) -> ReviewPage:
    """Fill in every page of the wizard; leads to the review page. Nothing is registered yet.

    Raises:
        Rejected: the portal refuses a value, in its own words.
        WrongPage: the wizard leads somewhere else than the manual says.
    """
    session = page.session
    wizard = Wizard(session)
    left: list[type[Step]] = [ContactPage, ChannelPage, UserNamePage]
    while not isinstance(page, ReviewPage):
        here = await _shown(session, left)
        for part in here:
            session.arrive(part.stem)
            await part.fill(registration)
        await _keep(here, registration)
        if not here and not isinstance(page, IntroPage):
            raise WrongPage(f"The wizard shows the page '{page.stem}' a second time.", page=page.stem)
        left = [step for step in left if not any(isinstance(part, step) for part in here)]
        said = await complaints(session)
        await _go_on(wizard, page, said)
        page = await reach(session, ReviewPage, *left, *([] if here else [IntroPage]), kept=page, said=said)
    if left:
        raise WrongPage(
            f"The wizard came to its review page without asking for: {', '.join(step.stem for step in left)}.",
            page=page.stem,
        )
    return page
