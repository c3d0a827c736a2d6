"""Wizard: the two public files that the channel SFTP needs, each handed over in its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal import readback
from batchportal.dialogues import says
from batchportal.locators import question, wanted
from batchportal.messages import is_cross
from batchportal.page import Element, Step

if TYPE_CHECKING:
    from batchportal.locators import Found, Sighting
    from batchportal.models import Registration, Upload
    from batchportal.session import Session


class _FilePage(Step):
    """A place for one public file; its one landmark is the control."""

    stem = "channel"
    part = "part_channel"

    send_file = Element()
    file_done = Element()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._held = False
        """Whether the field held the file once it was handed over; many hand it on at once, and are empty or gone."""

    @classmethod
    def file(cls, registration: Registration) -> Upload | None:
        """The file that belongs there."""
        raise NotImplementedError

    @classmethod
    def wanted_by(cls, registration: Registration) -> bool:
        """Only where the channel has such a file."""
        return cls.file(registration) is not None

    async def fill(self, registration: Registration) -> None:
        """Hand over the file."""
        if (file := self.file(registration)) is not None:
            field = self.control(self.landmarks[0])
            await field.upload(file)
            own_button = wanted(self.send_file.entry, having=(field.entry,))
            shown, send, done = await self.session.look(field.target, own_button, self.file_done.entry)
            if send.found is not None and send.found.enabled:
                await self.session.follow(send.found)
                await self.session.settle()
                self._held = False
            else:
                self._held = self._held or await self._holds(shown, file) is True
            if send.count or done.count:
                await self._close_its_dialogue(file)

    async def lost(self, registration: Registration) -> list[str]:
        """The field, if it held its file and is empty now, unless the page tells the file's name elsewhere."""
        file = self.file(registration)
        if file is None or not self._held:
            return []
        (shown,) = await self.session.look(self.control(self.landmarks[0]).target)
        lost = await self._holds(shown, file) is False and file.name not in await self.session.text()
        return [str(shown.entry)] if lost else []

    async def _close_its_dialogue(self, file: Upload) -> None:
        """Where a dialogue tells of the file's way, say that it is done once it is: it is taken only then."""
        async for (done,), _resting in self.session.looks(self.file_done.entry):
            if done.found is None or not await self._only_tells_of(file, done.found):
                return
            if done.found.enabled:
                await self.session.follow(done.found)
                await self.session.settle()
                return

    async def _only_tells_of(self, file: Upload, done: Found) -> bool:
        """Whether a button stands in a dialogue that names the file, and asks nothing but whether to keep it."""
        asked = await question(done.frame, done.seen_as) if done.seen_as is not None else None
        known = self.session.words(self.stem, "file_done") + self.session.words(self.stem, "file_dropped")
        return (
            asked is not None
            and file.name in asked.text
            and all(is_cross(names) or says(names, known) for names in asked.buttons)
        )

    async def _holds(self, sighting: Sighting, file: Upload) -> bool | None:
        """Whether the field, if it can be seen, holds the file."""
        if sighting.found is None:
            return None
        return file.name in (await readback.files(self.session, sighting.found) or ())


class KeyPage(_FilePage):
    """'Téléchargez la clé publique créée dans votre client SFTP'."""

    landmarks = ("ssh_public_key",)

    ssh_public_key = Element()

    @classmethod
    def file(cls, registration: Registration) -> Upload | None:
        """The public key."""
        return registration.ssh_public_key


class CertificatePage(_FilePage):
    """'Téléchargez la clé publique de votre certificat qualifié (extension .cer)'."""

    landmarks = ("certificate",)

    certificate = Element()

    @classmethod
    def file(cls, registration: Registration) -> Upload | None:
        """The certificate."""
        return registration.certificate
