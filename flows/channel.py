"""Wizard: the batch channel, its two public files and its applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.batches import applications
from batchportal.errors import ControlNotFound, Rejected
from batchportal.page import Element, Step

if TYPE_CHECKING:
    from batchportal.models import Registration


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

    async def fill(self, registration: Registration) -> None:
        """Choose the channel, hand over the public files, tick the applications."""
        await self.control("channel", text=registration.channel).choose()
        # The choice may load the page anew or unfold a part of it; a file given too early would be lost.
        await self.session.settle()
        if registration.ssh_public_key is not None:
            await self.ssh_public_key.upload(registration.ssh_public_key)
        if registration.certificate is not None:
            await self.certificate.upload(registration.certificate)
        await self._untick_others(registration.applications)
        boxes = [self.control("application", text=application) for application in registration.applications]
        sightings = await self.session.look(*(box.target for box in boxes))
        for application, box, sighting in zip(registration.applications, boxes, sightings, strict=True):
            if sighting.found is not None:
                await box.choose(sighting.found)
            else:
                await self._tick(application)

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
