"""The manual, for one company: from the list of companies to the sender number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.errors import BatchportalError, OutcomeUnknown, Rejected, WrongPage
from batchportal.models import State, VisitResult
from batchportal.page import complaints, reach
from batchportal.singleshot import SingleShot, boot_time
from batchportal.ways import try_the_way
from flows.created import CreatedPage
from flows.lookup import look_up, look_up_from_here
from flows.portal import choose_company
from flows.question import Question
from flows.wizard import complete

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from batchportal.evidence import Evidence
    from batchportal.models import Registration, SenderNumber
    from batchportal.session import Session
    from flows.review import ReviewPage


async def register(
    session: Session,
    registration: Registration,
    *,
    intend: Callable[[], Awaitable[None]],
    dry_run: bool,
    evidence: Evidence,
) -> VisitResult:
    """Create the technical user and choose its batch channel, or, in a dry run, stop before 'Confirmer'.

    Args:
        session: logged in.
        registration: what is asked for.
        intend: awaited right before 'Confirmer'; puts the intent on disk.
        dry_run: up to the review page only.
        evidence: where pictures of the review page and of the result are kept.

    Raises:
        Rejected: the portal or its rules refuse. ReviewDiffers: the review page shows something else.
        OutcomeUnknown: sent, and not proven; only after `intend`.
        SessionEnded, PortalUnavailable, VisitFailed, WrongPage: nothing was sent.
    """
    secured = await choose_company(session, registration.enterprise_number)
    try:
        first = await secured.begin_configuration()
        review = await complete(first, registration)
    except (Rejected, WrongPage) as refusal:
        return await _exists_already(session, registration, refusal, evidence)
    shown = await review.compare(registration)
    confirm = await review.ready()
    await evidence.keep(session, "review")
    await try_the_way(session, confirm.window.url)
    if dry_run:
        return VisitResult(State.PREPARED, username=registration.username, evidence=evidence.kept)
    # The intent is this visit's own for so long; later, somebody else may have looked, and sent it again.
    until = boot_time() + session.settings.lease
    await intend()
    number = await _confirm(review, registration, evidence, until)
    evidence.note("result", {"sender_number": number.digits, "review": shown})
    return VisitResult(State.REGISTERED, sender_number=number, username=registration.username, evidence=evidence.kept)


async def _exists_already(
    session: Session, registration: Registration, refusal: BatchportalError, evidence: Evidence
) -> VisitResult:
    """The portal doesn't lead to the review page: perhaps because there is a technical user already. Look."""
    await evidence.keep(session, "refused")
    await session.stuck(refusal)
    if refusal.code in ("username_taken", "application_not_offered"):
        raise refusal
    try:
        user = await look_up_from_here(session, registration.enterprise_number)
    except (Rejected, WrongPage):
        raise refusal from None
    if user is None or user.sender_number is None:
        raise refusal
    return VisitResult(
        State.ALREADY_REGISTERED, sender_number=user.sender_number, username=user.username, evidence=evidence.kept
    )


async def _confirm(review: ReviewPage, registration: Registration, evidence: Evidence, until: float) -> SenderNumber:
    """Click 'Confirmer', once; the sender number, from the result or, failing that, from 'Information'.

    Raises:
        Rejected: the portal refused, and 'Information' shows that it has no technical user.
        OutcomeUnknown: anything else that leaves a doubt.
    """
    session = review.session
    shot = SingleShot(session.context, seconds=session.settings.timeout, answers=session.answers, until=until)
    refusal: BatchportalError | None = None
    said = await complaints(session)
    marks = CreatedPage.marks(session)
    # 'Les données seront enregistrées' may stand above 'Confirmer' already.
    before = [sighting.entry for sighting in await session.look(*marks) if sighting.count]
    question, asked = Question(session, shot), None
    await question.note()
    await shot.arm()
    try:
        with review.asked_again():
            await review.confirm.click()
            created = await reach(session, CreatedPage, kept=review, said=said, unless=before, answer=question.answer)
        if (number := await created.number(registration)) is not None:
            return number
    except BatchportalError as error:
        refusal = error
        asked = await question.left()
    finally:
        # A script of this page could try again as soon as nobody watches: its windows go first.
        await evidence.keep(session, "confirmed")
        await session.leave()
        await shot.disarm()
    if asked is not None:
        raise Rejected(
            f"Behind 'Confirmer' the portal asked what only a person may answer: '{asked}'. "
            "It was not answered with yes, and nothing was sent.",
            code="portal_asked",
            page=review.stem,
        )
    return await _settle(session, registration, refusal, shot.failure)


async def _settle(
    session: Session, registration: Registration, refusal: BatchportalError | None, failure: str | None
) -> SenderNumber:
    """Sent, but no number seen: look once, and be honest about what can't be known."""
    why = refusal.message if refusal else failure or "the page after 'Confirmer' shows no sender number"
    doubt = OutcomeUnknown(
        f"'Confirmer' was sent, and its outcome isn't proven: {why.rstrip('.')}.",
        page="confirm",
    )
    try:
        user = await look_up(session, registration.enterprise_number)
    except BatchportalError:
        raise doubt from None
    if user is not None and user.sender_number is not None and user.username == registration.username:
        return user.sender_number
    # Any other complaint may be of a moment in which the portal was not done yet.
    if user is None and isinstance(refusal, Rejected) and refusal.code == "username_taken":
        raise refusal
    raise doubt
