"""The last page before anything is registered: compare, then confirm."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from batchportal import readback
from batchportal.batches import applications, file_code, same_phone
from batchportal.dialogues import says
from batchportal.errors import Rejected, ReviewDiffers, WrongPage
from batchportal.locators import left_open, wanted
from batchportal.page import Element, Page
from batchportal.tabs import Opened, tabs
from flows.channel import channel_names
from flows.numbers import companies_around, enterprise_numbers
from flows.qualities import another, wanted_quality
from flows.question import never_meant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager

    from batchportal.locators import Found, Sighting, Wanted
    from batchportal.models import Registration
    from batchportal.session import Session

_TOLD_TOGETHER = frozenset({"channel", "applications"})
"""Fields of which a page may have several lines that all count."""
_ITEMS = re.compile(r"[;,\n\u2022\u00b7|/+&]+")
_DASH = re.compile(r"\s+[-\u2013\u2014]\s+")
_EXPLAINED = re.compile(r"\s*[(\[]|\s+[-\u2013\u2014:]\s")


class ReviewPage(Page):
    """'Contrôlez si toutes les données sont correctes et cliquez ensuite sur Confirmer'."""

    stem = "review"
    landmarks = ("confirm",)

    confirm = Element()
    enterprise_number = Element()
    quality = Element()
    user_name = Element()
    last_name = Element()
    first_name = Element()
    function = Element()
    phone = Element()
    email = Element()
    channel = Element()
    applications = Element()
    acted_for = Element()
    acts = Element()
    ssh_public_key = Element()
    certificate = Element()

    @classmethod
    def marks(cls, session: Session) -> list[Wanted]:
        """'Confirmer', that isn't only there for later."""
        return [wanted(session.entry(cls.stem, "confirm"), greyed_beside=session.entry("wizard", "forward"))]

    def asked_again(self) -> AbstractContextManager[None]:
        """Meanwhile the portal may ask, once, whether 'Confirmer' is meant, and is told yes; to nothing else."""
        again = self.session.words(self.stem, "asked_again")
        return self.session.dialogues.accepting(again, never_meant(self.session))

    async def ready(self) -> Found:
        """'Confirmer', before which the page wants nothing that only a person may give.

        Raises:
            Rejected: it wants something declared or accepted, or a mandatory field filled in (`review_asks`).
            WrongPage: the button can't be pressed.
        """
        confirm = await self.confirm.find()
        left = await left_open(confirm.frame, confirm.seen_as) if confirm.seen_as else None
        declares = self.session.words(self.stem, "declaration")
        asks = [*left.blanks, *(box for box in left.boxes if says([box], declares))] if left else []
        if asks:
            told = ", ".join(f"'{each}'" for each in dict.fromkeys(asks))
            raise Rejected(
                f"Before 'Confirmer' the portal wants what only a person may declare, accept or fill in: {told}. "
                "Nothing was confirmed. Register this company by hand.",
                code="review_asks",
                page=self.stem,
            )
        if not confirm.enabled:
            raise WrongPage("'Confirmer' can't be pressed: the portal wants something first.", page=self.stem)
        return confirm

    async def compare(self, registration: Registration) -> dict[str, str]:
        """Compare the page field by field with what was asked (rule 2).

        Returns:
            What the page shows of each field; a field that the page doesn't show is missing.

        Raises:
            ReviewDiffers: the page shows something else; nothing was confirmed.
        """
        asked = _asked(registration)
        confirm = await self.confirm.find()
        shown: dict[str, str] = {}
        page_text = ""
        opened = await Opened.of(self.session, confirm)
        async for _ in tabs(self.session, staying=True):
            # What is shown without 'Confirmer' isn't what it confirms: a step of the wizard, for instance.
            if not await self.here():
                continue
            page_text += await self.session.text(confirm.window)
            names = ("quality", "acted_for", "acts", *asked)
            sightings = await self.session.look(*(self.control(name).entry for name in names))
            seen = dict(zip(names, sightings, strict=True))
            main = await self.session.text(confirm.window, main=True)
            if (other := another(self.session, seen["quality"], confirm, asked.values(), main)) is not None:
                wanted = wanted_quality(self.session).words[self.session.settings.language][0].strip("…")
                raise self._differs("quality", other, wanted)
            for name, wanted in asked.items():
                if texts := [text for text in seen[name].texts if text.strip()]:
                    shown[name] = self._same_one(name, texts, wanted)
            acted_for, acts, about = (
                _around(confirm, seen[name]) for name in ("acted_for", "acts", "enterprise_number")
            )
            self._must_act_for(registration, [*acted_for, *self._told_to_act_for(main)] or about, acts)
            await self._must_keep_files_apart(registration)
            if shown.keys() == asked.keys():
                break
        confirm = await self._as_it_was(opened)
        # Who is logged in may stand at the top of every page, or the company of before.
        self._must_name(registration, page_text, nearest=await companies_around(self.session, confirm))
        return shown

    async def _as_it_was(self, opened: Opened) -> Found:
        """'Confirmer', on the page as it stood before its tabs were pressed: another one may stand behind them."""
        if not await opened.restore(self.session):
            raise WrongPage(
                "The review page has tabs, and the one that it was shown with can't be opened again. Nothing was "
                "confirmed.",
                page=self.stem,
            )
        return await self.confirm.find()

    def _told_to_act_for(self, text: str) -> list[str]:
        """What sentences of a text say of whom one acts for."""
        words = "|".join(map(re.escape, self.session.words(self.stem, "acted_for")))
        return re.findall(rf"(?:^|[.!?:]\s)\s*(?:{words})\b(.*)", text, re.IGNORECASE | re.MULTILINE)

    def _must_act_for(self, registration: Registration, told: Sequence[str], acts: Sequence[str]) -> None:
        """Be sure that ours isn't only the company that acts for the one that is registered.

        The line at the top of every page may tell for whom whoever is logged in works.
        """
        ours = registration.enterprise_number.digits
        others = enterprise_numbers("\n".join(told)) - self.session.numbers_of_the_portal
        if ours not in others and (others or (told and ours in enterprise_numbers("\n".join(acts)))):
            raise self._differs("acted_for", " ".join("\n".join(told).split()), registration.enterprise_number.dotted)

    async def _must_keep_files_apart(self, registration: Registration) -> None:
        """Be sure that neither file is named in the other's place. A page may show a fingerprint, or nothing."""
        files = (("ssh_public_key", registration.ssh_public_key), ("certificate", registration.certificate))
        sightings = await self.session.look(*(self.control(name).entry for name, _ in files))
        for (name, ours), (_, other), sighting in zip(files, files[::-1], sightings, strict=True):
            told = "\n".join(sighting.texts)
            if ours and other and readback.names(told, other.name) and not readback.names(told, ours.name):
                raise self._differs(name, told, ours.name)

    def _same_one(self, name: str, texts: list[str], asked: str) -> str:
        """The text that says what was asked, among those that stand by the field's caption."""
        # A line for each channel or application: what is told of one of them is not all.
        every = ["\n".join(texts)] if name in _TOLD_TOGETHER else texts
        no = self.session.words(self.stem, "no") if name in _TOLD_TOGETHER else []
        for text in every:
            if _same(name, _affirmed(text, no), asked, channel_names(self.session)):
                return text
        raise self._differs(name, every[0], asked)

    def _differs(self, name: str, shown: str, asked: str) -> ReviewDiffers:
        return ReviewDiffers(
            f"The review page shows '{shown}' as {name.replace('_', ' ')}; asked was '{asked}'. Nothing was confirmed.",
            page=self.stem,
        )

    def _must_name(self, registration: Registration, text: str, *, nearest: frozenset[str]) -> None:
        """A review that is about another company, or doesn't show the user name anywhere, can't be confirmed."""
        others = nearest or enterprise_numbers(text) - self.session.numbers_of_the_portal
        if others and registration.enterprise_number.digits not in others:
            raise ReviewDiffers(
                f"The review page is about company {', '.join(sorted(others))}; asked was "
                f"{registration.enterprise_number}. Nothing was confirmed.",
                page=self.stem,
            )
        if not re.search(rf"(?<![\w.@-]){re.escape(registration.username)}(?![\w@-])", text):
            raise ReviewDiffers(
                f"The review page doesn't show the user name '{registration.username}'. Nothing was confirmed.",
                page=self.stem,
            )


def _asked(registration: Registration) -> dict[str, str]:
    contact = registration.contact
    return {
        "enterprise_number": registration.enterprise_number.dotted,
        "user_name": registration.username,
        "last_name": contact.last_name,
        "first_name": contact.first_name,
        "function": contact.function,
        "phone": contact.phone,
        "email": contact.email,
        "channel": registration.channel.value,
        **({"applications": ";".join(registration.applications)} if registration.applications else {}),
    }


def _around(confirm: Found, sighting: Sighting) -> list[str]:
    """What stands by a caption in the part of the page that is confirmed."""
    if (found := sighting.found) is None:
        return list(sighting.texts)
    return [found.text] if found.area == confirm.area and found.frame is confirm.frame else []


def _same(name: str, shown: str, asked: str, channels: Mapping[str, str]) -> bool:
    """Whether a person would call the two the same; what the channels are called is known."""
    if name == "enterprise_number":
        numbers = enterprise_numbers(shown)
        # A caption like 'Entreprise' may stand beside the name alone.
        return not numbers or asked.replace(".", "") in numbers
    if name == "phone":
        # A page may put the country's code before the number, which stands in a field of its own.
        return re.sub(r"[^\d+]", "", shown) == re.sub(r"[^\d+]", "", asked) or same_phone(shown, asked)
    if name == "channel":
        return _named(shown, channels) == {asked}
    if name == "applications":
        wanted = {one: _one_name(one) for one in asked.split(";")}
        known = {one: _one_name(one) for one in applications()}
        return _named(shown, known | wanted) == set(wanted.values())
    return _plain(shown) == _plain(asked)


def _affirmed(text: str, no: Sequence[str]) -> str:
    """A list without the items that it says no to: `Dimona : Oui`, `DmfA : Non`."""
    if not no:
        return text
    return "\n".join(item for item in _ITEMS.split(text) if not says([item.rpartition(":")[2]], no))


def _one_name(application: str) -> str:
    """The name by which an application goes whose spellings are known: 'DmfA' for 'DmfA original'."""
    known = file_code(application)
    return known.application if known else application


def _named(text: str, known: Mapping[str, str]) -> set[str]:
    """What a list names, by its longest spelling, however the list is written: 'DB2P et Dimona', 'DB2P / Dimona'.

    What explains an item counts only if nothing before it is known: 'SFTP (Secure FTP)', 'Pensions (DB2P)'. Names alone
    explain nothing: 'Dimona - DmfA' is a list.
    """
    spelt = {"\\W+".join(map(re.escape, re.findall(r"\w+", _plain(one)))): name for one, name in known.items()}
    longest = sorted(spelt, key=len, reverse=True)
    items: list[str] = []
    for item in map(_plain, _ITEMS.split(text)):
        parts = [part.strip() for part in _DASH.split(item)]
        items += parts if all(any(re.fullmatch(each, part) for each in longest) for part in parts) else [item]
    named: set[str] = set()
    for item in items:
        found: dict[int, str] = {}
        for match in re.finditer(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", item):
            one = next(each for each in longest if re.fullmatch(each, match.group()))
            found[match.start()] = spelt[one]
        head = len(_EXPLAINED.split(item, maxsplit=1)[0])
        first = {name for start, name in found.items() if start < head}
        named |= first or set(found.values())
    return named


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
