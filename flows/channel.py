"""Wizard: the batch channel and its applications. With the files on one page, or on one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from batchportal import readback
from batchportal.batches import applications, longer_names, only_parts
from batchportal.dialogues import says, speaks_of
from batchportal.errors import ControlNotFound, Rejected, WrongPage
from batchportal.forms import in_other_part, may_end
from batchportal.hidden import (
    MAY_BE_TICKED,
    TYPED,
    open_list,
    press_to_open,
    shut_menu,
    tick_upper_boxes,
    unfold,
)
from batchportal.locators import wanted
from batchportal.models import Channel
from batchportal.page import Control, Element, Step, goes_on
from flows.files import CertificatePage, KeyPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.locators import Entry, Found, Sighting, Wanted
    from batchportal.models import Registration
    from batchportal.session import Session, Target


def _called(session: Session, channel: Channel) -> Entry:
    """What pages call a channel: 'Canal SFTP', 'Via SFTP'."""
    return session.entry("channel", channel.casefold())


def channel_names(session: Session) -> dict[str, Channel]:
    """Whatever pages call the channels, with the channel that is meant."""
    return {word: channel for channel in Channel for word in session.words("channel", channel.casefold())}


def _any_channel(session: Session) -> Entry:
    """Any of the channels, whatever pages call it."""
    entry = session.entry("channel", "channel")
    every = [_called(session, channel) for channel in Channel]
    words = {
        language: tuple(dict.fromkeys([*known, *(word for one in every for word in one.words.get(language, ()))]))
        for language, known in entry.words.items()
    }
    return replace(entry, words=words)


class ChannelPage(Step):
    """'Choisissez le canal': FTP, SFTP, Isabel or MQLink."""

    stem = "channel"
    landmarks = ("channel",)
    part = "part_channel"

    channel = Element()
    channel_list = Element()
    channel_open = Element()
    channel_taken = Element()
    choose = Element()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._in_dialogue = False
        """Whether the channels stand in a dialogue that was opened for them."""

    @classmethod
    def marks(cls, session: Session) -> list[Entry | Wanted]:
        """Any of the channels, some in a row or on a card with a button that chooses it; or what opens their list."""
        shut = session.entry(cls.stem, "channel_list")
        return [wanted(_any_channel(session), through=session.entry(cls.stem, "choose")), shut]

    async def here(self) -> bool:
        """Also where what opens the list stands beside the one that is chosen."""
        return await super().here() or await self._opener().seen()

    def _opener(self) -> Control:
        """The button beside the caption or the field that shows which channel is chosen."""
        return Control(self.session, wanted(self.channel_open.entry, having=(self.channel_list.entry,)))

    def way(self, registration: Registration) -> Control:
        """What chooses the channel, and not 'SFTP (test)' in its place."""
        entry, also = _any_channel(self.session), _called(self.session, registration.channel)
        parts = self.session.words(self.stem, "only_part")
        called = {registration.channel, *self.session.words(self.stem, also.name)}
        others = tuple(other for name in sorted(called) for other in only_parts(name, parts))
        words = {language: known + others for language, known in entry.words.items()}
        exact = {**entry.exact, **also.exact}
        target = replace(entry, words=words, exact=exact)
        return Control(self.session, wanted(target, text=registration.channel, through=self.choose.entry, also=also))

    async def uncover(self, registration: Registration) -> bool:
        """Whether the page has a list that shows the channel when it is opened, or a button that opens one."""
        target = self.way(registration).target
        if any(sighting.count for sighting in await open_list(self.session, target, suggesting=True)):
            return True
        return await self._open(registration)

    async def _open(self, registration: Registration, shut: Found | None = None) -> bool:
        """Press what shows that no channel is chosen yet, or else the button beside it; whether channels are seen then.

        Args:
            registration: whose channel it is.
            shut: the field that shows it: `<input readonly> <button aria-label="Rechercher un canal">`.
        """
        before = await self.channel_taken.seen()
        way = self.way(registration)
        seen = shut is not None and await press_to_open(self.session, shut) and await way.seen()
        opener = self._opener()
        # Without a 'Suivant' it may be what ends the page.
        if not seen and await opener.usable() and await goes_on(self.session):
            await opener.follow()
            seen = await way.seen()
        self._in_dialogue = seen and not before and await self.channel_taken.seen()
        return seen

    async def fill(self, registration: Registration) -> None:
        """Choose the channel."""
        seen, shut = await self.session.look(self.way(registration).target, self.channel_list.entry)
        if not seen.count and shut.found is not None:
            await self._open(registration, shut.found)
        await self._choose(registration)
        # Where the list has closed by itself, another dialogue may have come: what has an 'OK' then is a message.
        if self._in_dialogue and await self.way(registration).seen() and await self.channel_taken.usable():
            await self.channel_taken.follow()
        self._in_dialogue = False
        await shut_menu(self.session)
        # The choice may load the page anew or unfold a part of it; a file given too early would be lost.
        await self.session.settle()
        files = [page(self.session) for page in (KeyPage, CertificatePage) if page.wanted_by(registration)]
        if files and not any([await page.here() for page in files]):
            # What slides in takes its time to begin with that.
            await self.session.settle()

    async def _choose(self, registration: Registration) -> None:
        """Choose it by whatever stands for it.

        Raises:
            WrongPage: that is a button which may send the whole page.
        """
        way = self.way(registration)
        found = await way.find()
        if found.how == "press" and await may_end(self.session, found) and not await goes_on(self.session):
            raise WrongPage(
                f"The button that chooses {registration.channel} may send all that this page asks for, without a "
                "review: it has no other way on. It was not pressed.",
                page=self.stem,
            )
        await way.choose(found)

    async def lost(self, registration: Registration) -> list[str]:
        """The channel, if it is not chosen any more."""
        sightings = await self.session.look(self.way(registration).target)
        return await _not(self.session, sightings, chosen=True)


class ApplicationsPage(Step):
    """'Désignez dans la liste les applications'."""

    stem = "channel"
    landmarks = ("application",)
    part = "part_applications"

    application = Element()
    applications_search = Element()
    applications_list = Element()
    applications_open = Element()
    applications_taken = Element()
    add = Element()
    yes = Element()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._in_dialogue = False
        """Whether the boxes stand in a dialogue that was opened for them."""
        self._added = False
        """Whether what was ticked has been put in another list."""

    @classmethod
    def marks(cls, session: Session) -> list[Entry | Wanted]:
        """A box for any application that is known."""
        entry = session.entry(cls.stem, "application")
        words = dict.fromkeys(entry.words, applications())
        return [wanted(replace(entry, words=words), having=(session.entry(cls.stem, "yes"),))]

    def box(self, application: str) -> Control:
        """The box of one application; what is known of the others tells them apart."""
        entry = self.application.entry
        parts = self.session.words(self.stem, "only_part")
        words = dict.fromkeys(entry.words, longer_names(application) + only_parts(application, parts))
        having = (self.yes.entry,)
        return Control(self.session, wanted(replace(entry, words=words), text=application, having=having))

    @classmethod
    def wanted_by(cls, registration: Registration) -> bool:
        """Only where any are asked for."""
        return bool(registration.applications)

    async def uncover(self, registration: Registration) -> bool:
        """Whether the page has applications that a person comes to see: by filtering for one, or by opening a part."""
        if await self.applications_search.typable():
            await self.applications_search.type(registration.applications[0])
            await self.session.settle()
            if await self.here():
                return True
            # It searches for something else.
            await self.applications_search.type("")
        (mark,) = self.marks(self.session)
        await self._open_list(mark)
        await unfold(self.session, mark)
        if not await self.here() and await self.applications_open.usable():
            # The whole wizard may stand in a dialogue: what ends that, too, takes nothing over.
            before = await self.applications_taken.seen()
            await self.applications_open.follow()
            self._in_dialogue = await self.here() and not before
        return await self.here()

    async def _open_list(self, target: Target) -> bool:
        """Open the list of applications; one that takes text only if it is called so: others suggest something else."""
        if await open_list(self.session, target):
            return True
        (field,) = await self.session.look(self.applications_list.entry)
        if field.found is None or field.found.role != "combobox" or not await press_to_open(self.session, field.found):
            return False
        (seen,) = await self.session.look(target)
        if not seen.count:
            await shut_menu(self.session)
        return bool(seen.count)

    async def fill(self, registration: Registration) -> None:
        """Tick the applications, and no others."""
        await self._untick_others(registration.applications)
        boxes = [self.box(application) for application in registration.applications]
        *sightings, add = await self.session.look(*(box.target for box in boxes), self.add.target)
        for application, box, sighting in zip(registration.applications, boxes, sightings, strict=True):
            if sighting.found is not None and sighting.found.role != "option":
                await self._put(box, sighting.found)
            elif await box.seen():
                # A list that draws itself may have closed since.
                await self._put(box, await box.find())
            else:
                await self._tick(application)
        await shut_menu(self.session)
        # What can be pressed only since boxes are ticked is about them: 'Ajouter', between two lists with boxes.
        woke = add.found is not None and not add.found.enabled and not self._in_dialogue
        if woke and await self.add.usable() and not await self._adds_all():
            await self.add.follow()
            self._added = True
        if self._in_dialogue:
            self._in_dialogue = False
            await self.applications_taken.follow()

    async def lost(self, registration: Registration) -> list[str]:
        """What is not ticked any more, or ticked though nobody asked for it. What was added the review page tells.

        The list may have been ticked beforehand with applications that nobody knows here.
        """
        asked = registration.applications
        *boxes, add = await self.session.look(*(self.box(each).target for each in asked), self.add.target)
        if self._added or (add.count and not any(map(_is_box, boxes))):
            return []
        lost = await _not(self.session, boxes, chosen=True)
        if await self.session.count(MAY_BE_TICKED) > len(asked):
            others = await self.session.look(*(self.box(each).target for each in applications() if each not in asked))
            lost += await _not(self.session, others, chosen=False)
        if not lost:
            found = [each.found for each in boxes if each.found is not None]
            lost = [name for name in await readback.beside(self.session, found) if not self._is_all(name)]
        return lost

    def _is_all(self, name: str) -> bool:
        """Whether it is the box that ticks itself where all are ticked, or some."""
        return says([name], self.session.words(self.stem, "all"))

    async def _untick_others(self, asked: tuple[str, ...]) -> None:
        """Take back what the portal has ticked already, of an earlier draft for instance, and nobody asked for."""
        if not await self.session.count(MAY_BE_TICKED):
            return
        others = [self.box(known) for known in applications() if known not in asked]
        for box, sighting in zip(others, await self.session.look(*(box.target for box in others)), strict=True):
            if sighting.found is not None:
                await box.unchoose(sighting.found)
        await self._untick_all(asked)

    async def _untick_all(self, asked: tuple[str, ...]) -> None:
        """Take back 'Tout sélectionner' in the list of those asked for: the portal may go by that alone."""
        boxes = await self.session.look(*(self.box(each).target for each in asked))
        found = [each.found for each in boxes if each.found is not None]
        for name in filter(self._is_all, await readback.beside(self.session, found)):
            every = Control(self.session, wanted(replace(self.application.entry, words={}), text=name))
            (sighting,) = await self.session.look(every.target)
            if sighting.found is not None:
                await every.unchoose(sighting.found)

    async def _put(self, box: Control, found: Found) -> None:
        """Tick a box; or choose an option of a list, and put it among those asked for, where a button does that."""
        others = found.how == "option" and await self._is_of_other_part(found)
        await box.choose(found)
        if "option" in (found.how, found.role) and not others and await self.add.seen() and not await self._adds_all():
            await self.add.follow()

    async def _is_of_other_part(self, option: Found) -> bool:
        """Whether 'Ajouter' stands in a part of the page that is about something else, without an option's list."""
        (add,) = await self.session.look(self.add.target)
        return add.found is not None and await in_other_part(self.session, option, add.found)

    async def _adds_all(self) -> bool:
        """Whether 'Ajouter' may end a form that asks for more, and register: nothing is behind it, and no 'Suivant'."""
        (ends,) = await self.session.look(replace(self.add.entry, last=True))
        return bool(ends.count and await self.session.count(TYPED, seen=True)) and not await goes_on(self.session)

    def _is_group(self, name: str) -> bool:
        """Whether a box may be called so that stands for a group: no application, no condition or duty, not all."""
        names = (("obstacles", "message_binds"), ("obstacles", "conditions"), ("obstacles", "notice_binds"))
        never = [word for page, each in (*names, (self.stem, "all")) for word in self.session.words(page, each)]
        return not says([name], applications()) and not speaks_of([name], never)

    async def _tick(self, application: str) -> None:
        """Tick one application, after filtering the list for it, or opening its closed parts, where that is needed.

        Raises:
            Rejected: the portal doesn't offer it.
        """
        box = self.box(application)
        if not await box.seen() and await self.applications_search.typable():
            await self.applications_search.type(application)
            await self.session.settle()
        if not await box.seen() and not await self._open_list(box.target):
            await unfold(self.session, box.target)
            if not await box.seen():
                await tick_upper_boxes(self.session, box.target, application, self._is_group)
        try:
            await self._put(box, await box.find())
        except ControlNotFound as error:
            raise Rejected(
                f"The portal doesn't offer the application '{application}'. {error.message}",
                code="application_not_offered",
                page=self.stem,
            ) from None


def _is_box(sighting: Sighting) -> bool:
    return sighting.found is not None and "option" not in (sighting.found.how, sighting.found.role)


async def _not(session: Session, sightings: Sequence[Sighting], *, chosen: bool) -> list[str]:
    """Those controls that can be seen, and aren't chosen, or are, as they should be."""
    states = [await readback.chosen(session, each.found) if each.found is not None else None for each in sightings]
    return [str(each.wanted) for each, state in zip(sightings, states, strict=True) if state is (not chosen)]
