"""Wizard: the two public files that the channel SFTP needs, each handed over in its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal import readback
from batchportal.dialogues import says, speaks_of
from batchportal.locators import handed_over, question, wanted
from batchportal.logs import get_logger
from batchportal.messages import is_cross, spoken
from batchportal.page import Control, Element, Step, complaints, goes_on

if TYPE_CHECKING:
    from batchportal.locators import Entry, Found, Sighting, Wanted
    from batchportal.models import Registration, Upload
    from batchportal.parcels import Parcel
    from batchportal.session import Session

_TRIES = 2
"""How often a file is given before it is left to the check of the whole page."""

log = get_logger(__name__)


class FilePage(Step):
    """A place for one public file; its one landmark is the control."""

    stem = "channel"
    part = "part_channel"

    ssh_public_key = Element()
    certificate = Element()
    file_open = Element()
    send_file = Element()
    file_done = Element()
    files_keep = Element()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._parcel: Parcel | None = None
        """The file as it was given last."""
        self._sent = False
        """Whether a button of its own has sent it then."""
        self._before: list[str] = []
        """What the page said before it was given."""

    @classmethod
    def file(cls, registration: Registration) -> Upload | None:
        """The file that belongs there."""
        raise NotImplementedError

    @classmethod
    def wanted_by(cls, registration: Registration) -> bool:
        """Only where the channel has such a file."""
        return cls.file(registration) is not None

    async def uncover(self, registration: Registration) -> bool:
        """Whether a button in its place opens a window or a dialogue with the field."""
        ours, files = self.control(self.landmarks[0]).entry, (self.ssh_public_key.entry, self.certificate.entry)
        others = tuple(file for file in files if file != ours)
        opener = Control(self.session, wanted(self.file_open.entry, having=(ours,), lacking=others))
        if not (self.wanted_by(registration) and await opener.usable()):
            return False
        before = list(self.session.windows)
        await opener.follow()
        await self.session.settle()
        if await self.here():
            return True
        for window in self.session.windows:
            if window not in before:
                await window.close()
        return False

    async def fill(self, registration: Registration) -> None:
        """Hand over the file; once more, where the page has put an empty field in the place of the one that had it."""
        if (file := self.file(registration)) is None:
            return
        self._before = self._before or (await self.session.text()).splitlines()
        field = self.control(self.landmarks[0])
        own_button = wanted(self.send_file.entry, having=(field.entry,))
        for _ in range(_TRIES):
            if self._parcel is not None:
                log.info("file given again", control=str(field.entry), page=self.session.here)
            self._parcel, self._sent = self.session.network.parcels.give(file), False
            await field.upload(file)
            kept, (_, send, done) = await self._kept(file, self._parcel, own_button, self.file_done.entry)
            if kept:
                break
        if (send.count or done.count) and await goes_on(self.session):
            if send.found is not None and send.found.enabled:
                await self.session.follow(send.found)
                await self.session.settle()
                self._sent = kept
            await self._close_its_dialogue(file)
        await self._keep_all()

    async def lost(self, registration: Registration) -> list[str]:
        """The field, if it is empty now, and nothing shows that its file was handed on."""
        file = self.file(registration)
        if file is None or self._parcel is None or self._sent:
            return []
        kept, (shown,) = await self._kept(file, self._parcel)
        return [] if kept else [str(shown.entry)]

    async def refusal(self) -> str:
        """What the page says since the file was given, where the portal has answered that it doesn't take it."""
        if self._parcel is None or not self._parcel.refused:
            return ""
        return " / ".join(line for line in (await self.session.text()).splitlines() if line not in self._before)

    async def _kept(self, file: Upload, parcel: Parcel, *others: Entry | Wanted) -> tuple[bool, list[Sighting]]:
        """Whether the page has the file, which it may still be about to show; with the look that told, others too.

        Many pages hand a file on at once, and empty or remove its field: then something has left that could be the
        file, or its name is told elsewhere. A field that is gone proves nothing.
        """
        sightings: list[Sighting] = []
        async for sightings, resting in self.session.looks(self.control(self.landmarks[0]).target, *others):
            if await self._holds(sightings[0], file) is not False or await parcel.left() or await self._is_named(file):
                return True, sightings
            if resting:
                break
        return False, sightings

    async def _is_named(self, file: Upload) -> bool:
        """Whether the page tells the file's name, and not only in a complaint: 'key.pub : format non accepté'."""
        text = " ".join((await self.session.text()).split())
        if not readback.names(text, file.name):
            return False
        for said in await complaints(self.session):
            text = text.replace(" ".join(said.split()), " ")
        return readback.names(text, file.name)

    async def _close_its_dialogue(self, file: Upload) -> None:
        """Where a dialogue tells of the file's way, say that it is done once it is: it is taken only then."""
        async for (done,), _resting in self.session.looks(self.file_done.entry):
            if done.found is None or not await self._only_tells_of(file, done.found):
                return
            if done.found.enabled:
                await self.session.follow(done.found)
                await self.session.settle()
                return

    async def _keep_all(self) -> None:
        """Where a dialogue asks for nothing but files and has them all, have it take them over.

        The wizard's 'Suivant' stands behind it: a button beside that one may send the whole page.
        """
        forward = self.session.entry("wizard", "forward")
        keep, behind = await self.session.look(self.files_keep.entry, forward, everywhere=True)
        if not behind.count or keep.found is None or not keep.found.enabled or keep.found.seen_as is None:
            return
        box = await handed_over(keep.found.frame, keep.found.seen_as)
        on = self.session.words("wizard", "forward")
        if box is None or any(says(names, on) for names in box.buttons):
            return
        if not speaks_of(box.text.splitlines(), spoken(self.session, "message_binds", "going_on_binds", "agreements")):
            await self.session.follow(keep.found)
            await self.session.settle()

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
        names = await readback.files(self.session, sighting.found) if sighting.found is not None else None
        return None if names is None else file.name in names


class KeyPage(FilePage):
    """'Téléchargez la clé publique créée dans votre client SFTP'."""

    landmarks = ("ssh_public_key",)

    @classmethod
    def file(cls, registration: Registration) -> Upload | None:
        """The public key."""
        return registration.ssh_public_key


class CertificatePage(FilePage):
    """'Téléchargez la clé publique de votre certificat qualifié (extension .cer)'."""

    landmarks = ("certificate",)

    @classmethod
    def file(cls, registration: Registration) -> Upload | None:
        """The certificate."""
        return registration.certificate
