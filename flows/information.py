"""'Information': what the portal knows of a company's technical user."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from batchportal.border import portal_errors
from batchportal.dialogues import says, sentences
from batchportal.errors import WrongPage
from batchportal.locators import Caption
from batchportal.models import TechnicalUser
from batchportal.page import Element, Page
from flows.numbers import must_be_about, must_stand_by, sender_number, user_name
from flows.qualities import must_be_ours, names_ours, none_is_ours, ours_among, told_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.locators import Found, Sighting
    from batchportal.models import EnterpriseNumber


def _fits(heading: str, words: Sequence[str]) -> bool:
    return any(Caption(word).match(heading, parts=True) is not None for word in words)


class InformationPage(Page):
    """Shows user name and sender number, or says that there is no technical user."""

    stem = "information"
    landmarks = ("sender_number",)
    # Words like these may stand on pages that come before: they count only behind the last link.
    last_landmarks = ("none",)

    sender_number = Element()
    user_name = Element()
    quality = Element()
    none = Element()

    async def read(self, number: EnterpriseNumber) -> TechnicalUser | None:
        """The technical user, or None if the portal says that there is none.

        'None' is believed on a page at rest only, and only if neither a user name beside it nor the caption of a sender
        number stands there: on it depends whether anything is sent again. Of several qualities, ours is read.

        Raises:
            WrongPage: it can't be told, or the page is about another company or quality.
        """
        session = self.session
        await must_be_about(session, number, self.sender_number.entry)
        caption = replace(self.sender_number.entry, pattern=None, not_for=None)
        targets = (self.sender_number.entry, self.user_name.entry, caption, self.none.entry, self.quality.entry)
        about_one = (self.sender_number.entry, self.user_name.entry, self.none.entry)
        async for (shown, name, any_number, none, quality), resting in session.looks(*targets):
            if not resting:
                continue
            if shown.count > 1 and (ours := await ours_among(session, shown.texts, about_one)) is not None:
                return TechnicalUser(await ours_among(session, name.texts, about_one), sender_number(ours))
            text = await session.text(main=True)
            qualities = (*quality.texts, *told_in(text, session.words(self.stem, "quality")))
            beside = await self._beside(shown.found or none.found, name)
            for found in (shown.found, beside):
                if found is not None:
                    self._must_be_headed_as_ours(found)
                    await must_stand_by(session, number, found)
                    await must_be_ours(session, found, qualities, about_one)
            username = user_name(beside.text) if beside else None
            if shown.count and (digits := sender_number(shown.one().text)) is not None:
                return TechnicalUser(username=username, sender_number=digits)
            if username:
                return TechnicalUser(username=username, sender_number=None)
            if beside is None and none.found is not None and not any_number.count and self._tells_of_none(none):
                self._must_be_headed_as_ours(none.found)
                await must_stand_by(session, number, none.found)
                if await none_is_ours(session, none.entry, none.found, qualities, about_one):
                    return None
            break
        raise await session.lost("the technical user's data, or words that say that there is none")

    def _must_be_headed_as_ours(self, found: Found) -> None:
        """Be sure that the page isn't headed by another application's name, unless a heading above says what is ours.

        Raises:
            WrongPage: it is.
        """
        words, secured = self.session.words, partial(self.session.words, "secured")
        ours = [*secured("access_management"), *secured("exchange"), *secured("structured_messages")]
        for heading in reversed(found.groups):
            if _fits(heading, ours):
                return
            if _fits(heading, words(self.stem, "others")):
                raise WrongPage(f"The page is about another application: '{heading}'. It was not read.", page=self.stem)
            if _fits(heading, [*secured("information"), *words(self.stem, "user_name")]):
                return

    def _tells_of_none(self, none: Sighting) -> bool:
        """Whether it is told that there is none, neither asked nor supposed: 'S'il n'y en a pas encore, …'."""
        session = self.session
        words, unless, of_one = (session.words(self.stem, name) for name in ("none", "none_if", "none_of_quality"))
        said = sentences(none.texts)
        told = [one for one in said if says([one], words)] or said
        ours = [one for one in told if not says([one], of_one) or names_ours(session, one)]
        return any("?" not in one and not says([one], unless) for one in ours)

    async def _beside(self, told: Found | None, name: Sighting) -> Found | None:
        """The user name where the number, or that there is none, is told: around it may stand whoever has logged in."""
        beside = name.found
        if told is None:
            return beside
        if beside is None or beside.frame is not told.frame:
            session = self.session
            with portal_errors(self.stem):
                (own,) = await session.finder.look(session.front, [self.user_name.entry], attended=told.frame)
            beside = own.found
        if beside is None or beside.frame is not told.frame or (told.area == "main" and beside.area != "main"):
            return None
        return beside
