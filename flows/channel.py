"""Wizard: the batch channel, its two public files and its applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal import readback
from batchportal.batches import applications
from batchportal.errors import ControlNotFound, Rejected
from batchportal.page import Element, Step

if TYPE_CHECKING:
    from batchportal.models import Registration, Upload
    from batchportal.page import Control
    from batchportal.session import Session


_TICKED = "input[type=checkbox]:checked, [role=checkbox][aria-checked=true], [role=switch][aria-checked=true]"


class ChannelPage(Step):
    """'Choisissez le canal': FTP, SFTP, Isabel or MQLink; for SFTP the key, the certificate and the applications."""

    stem = "channel"
    landmarks = ("channel",)

    channel = Element()
    ssh_public_key = Element()
    certificate = Element()
    application = Element()
    applications_search = Element()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._held: set[str] = set()
        """The fields that held their file once it was handed over; many hand it on at once, and are empty or gone."""

    async def fill(self, registration: Registration) -> None:
        """Choose the channel, hand over the public files, tick the applications."""
        await self.control("channel", text=registration.channel).choose()
        # The choice may load the page anew or unfold a part of it; a file given too early would be lost.
        await self.session.settle()
        for control, file in self._files(registration):
            await control.upload(file)
        self._held |= {name for name, holds in (await self._fields(registration)).items() if holds}
        await self._untick_others(registration.applications)
        boxes = [self.control("application", text=application) for application in registration.applications]
        sightings = await self.session.look(*(box.target for box in boxes))
        for application, box, sighting in zip(registration.applications, boxes, sightings, strict=True):
            if sighting.found is not None:
                await box.choose(sighting.found)
            else:
                await self._tick(application)

    async def lost(self, registration: Registration) -> list[str]:
        """What is not chosen, ticked or attached any more, or ticked though nobody asked for it."""
        return [*await self._lost_choices(registration), *await self._lost_files(registration)]

    async def _lost_choices(self, registration: Registration) -> list[str]:
        asked = [self.control("channel", text=registration.channel)]
        asked += [self.control("application", text=application) for application in registration.applications]
        others = [known for known in applications() if known not in registration.applications]
        if await self.session.count(_TICKED) <= len(registration.applications):
            others = []
        boxes = [*asked, *(self.control("application", text=known) for known in others)]
        lost = []
        for index, sighting in enumerate(await self.session.look(*(box.target for box in boxes))):
            state = await readback.chosen(self.session, sighting.found) if sighting.found is not None else None
            if state is not None and state != (index < len(asked)):
                lost.append(str(sighting.wanted))
        return lost

    async def _lost_files(self, registration: Registration) -> list[str]:
        """The fields that held their file and are empty now, unless the page tells the file's name elsewhere."""
        fields = await self._fields(registration) if self._held else {}
        empty = {name for name, holds in fields.items() if name in self._held and not holds}
        text = await self.session.text() if empty else ""
        files = {str(control.entry): file for control, file in self._files(registration)}
        return [name for name, file in files.items() if name in empty and file.name not in text]

    def _files(self, registration: Registration) -> list[tuple[Control, Upload]]:
        """The two files, each with where it goes."""
        pairs = ((self.ssh_public_key, registration.ssh_public_key), (self.certificate, registration.certificate))
        return [(control, file) for control, file in pairs if file is not None]

    async def _fields(self, registration: Registration) -> dict[str, bool]:
        """The fields for files that can be seen, and whether each holds its file."""
        pairs = self._files(registration)
        sightings = await self.session.look(*(control.target for control, _ in pairs))
        return {
            str(control.entry): file.name in (await readback.files(self.session, sighting.found) or ())
            for (control, file), sighting in zip(pairs, sightings, strict=True)
            if sighting.found is not None
        }

    async def _untick_others(self, asked: tuple[str, ...]) -> None:
        """Take back what the portal has ticked already, of an earlier draft for instance, and nobody asked for."""
        if not await self.session.count(_TICKED):
            return
        others = [self.control("application", text=known) for known in applications() if known not in asked]
        for box, sighting in zip(others, await self.session.look(*(box.target for box in others)), strict=True):
            if sighting.found is not None:
                await box.unchoose(sighting.found)

    async def _tick(self, application: str) -> None:
        """Tick one application, after filtering the list for it, or opening its closed parts, where that is needed.

        Raises:
            Rejected: the portal doesn't offer it.
        """
        box = self.control("application", text=application)
        if not await box.seen() and await self.applications_search.usable():
            await self.applications_search.type(application)
            await self.session.settle()
        if not await box.seen():
            await self.session.unfold(box.target)
        try:
            await box.choose()
        except ControlNotFound as error:
            raise Rejected(
                f"The portal doesn't offer the application '{application}'. {error.message}",
                code="application_not_offered",
                page=self.stem,
            ) from None
