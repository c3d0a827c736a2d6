"""What a page object is made of: controls named as in the page's selectors file, and how one page leads to another."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, overload

from batchportal import hands, readback
from batchportal.border import portal_errors
from batchportal.errors import Rejected, WrongPage
from batchportal.hidden import open_list, open_menu
from batchportal.locators import Wanted, wanted
from batchportal.obstacles import clear_the_way

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from playwright.async_api import ElementHandle, FilePayload

    from batchportal.locators import Entry, Found, Sighting
    from batchportal.models import Registration, Upload
    from batchportal.session import Session

PageType = TypeVar("PageType", bound="Page")


class Control:
    """One control on the page that a session shows. Found anew for every act, so nothing goes stale."""

    def __init__(self, session: Session, target: Entry | Wanted) -> None:
        self._session = session
        self.target = target

    @property
    def entry(self) -> Entry:
        """Its selector entry."""
        return self.target.entry if isinstance(self.target, Wanted) else self.target

    async def find(self) -> Found:
        """Wait until exactly one control fits.

        Raises:
            ControlNotFound: none does; the message names the nearest candidates.
            ControlAmbiguous: several do, and structure doesn't tell them apart.
            PortalUnavailable, VisitFailed: none does, and the page came in part, the portal had failed to answer its
                scripts, or the browser is gone.
        """
        sighting: Sighting | None = None
        async for sightings, resting in self._session.looks(self.target):
            sighting = sightings[0]
            if sighting.found is not None and (sighting.found.enabled or resting):
                self._session.use(sighting.found)
                return sighting.found
            if resting and (sighting.count > 1 or self._session.failed):
                break
        assert sighting is not None  # noqa: S101 - a wait always looks at least once
        if not sighting.count and (mishap := await self._session.mishap()) is not None:
            raise mishap
        return sighting.one()

    async def _using(self, found: Found | None) -> Found:
        """The control that is about to be used: the one that was seen just now, else found anew."""
        if found is None:
            return await self.find()
        self._session.use(found)
        return found

    async def seen(self) -> bool:
        """Whether it is there right now."""
        return bool((await self._session.look(self.target))[0].count)

    async def text(self) -> str:
        """The text it shows."""
        return (await self.find()).text

    async def usable(self) -> bool:
        """Whether exactly one is there right now, and enabled."""
        (sighting,) = await self._session.look(self.target)
        return sighting.found is not None and sighting.found.enabled

    async def typable(self) -> bool:
        """As `near`, for a field that takes typed text: a drop-down has the same captions and doesn't."""
        (sighting,) = await self._session.look(self.target)
        return await self.near() and sighting.found is not None and sighting.found.how == "fill"

    async def near(self) -> bool:
        """Whether exactly one is there right now, enabled, and in the frame that was worked in."""
        (sighting,) = await self._session.look(self.target)
        found = sighting.found
        return found is not None and found.enabled and not self._session.elsewhere(found)

    async def click(self) -> None:
        """Click it and don't wait for what comes of it."""
        found = await self.find()
        await self._session.breathe()
        if not await self._session.pressed(found):
            await self._session.act(found, partial(self._session.click, no_wait_after=True))

    async def follow(self) -> None:
        """Click it and wait until that has had an effect: a page on its way, or the present one at rest again."""
        await self._session.follow(await self.find())

    async def fill(self, text: str, found: Found | None = None) -> None:
        """Type a text and leave the field, as a person who tabs on does: some pages check it at that moment.

        Raises:
            WrongPage: nobody can type into it.
        """
        found = await self._using(found)
        await self._must_be_typable(found)
        with portal_errors(self._session.here, found.caption):
            done = await hands.enter(found, text)
        if not done:
            await self._session.act(found, partial(type_into, text=text))

    async def _must_be_typable(self, found: Found) -> None:
        if found.enabled and found.how != "select":
            return
        if why := await readback.untypable(self._session, found):
            raise WrongPage(f"Nobody can type into the field '{found.caption}': {why}.", page=self._session.here)

    async def type(self, text: str) -> None:
        """Type a text key by key and stay in the field: lists of suggestions wait for that."""

        async def write(field: ElementHandle) -> None:
            await field.fill("")
            await field.type(text)

        await self._session.act(await self.find(), write)

    async def press(self, key: str) -> None:
        """Press a key in it."""
        await self._session.act(await self.find(), lambda field: field.press(key, no_wait_after=True))

    async def choose(self, found: Found | None = None) -> None:
        """Choose a radio button, an option of a list or a card; tick a box or switch. Done already is done."""
        found = await self._using(found)
        if found.how == "option":
            await self._session.act(found, partial(_select, option=found.option))
        else:
            await self._turn(found, chosen=True)

    async def unchoose(self, found: Found) -> None:
        """Untick a box or switch; one that is not ticked is left alone."""
        await self._turn(found, chosen=False)

    async def _turn(self, found: Found, *, chosen: bool) -> None:
        """Click a radio, box, switch or card, unless it is as it should be already."""
        if await self._session.pressed(found, surface=True, chosen=chosen):
            return
        # What the look told of it is older than the try.
        if bool(await readback.chosen(self._session, replace(found, held=None))) is not chosen:
            await self._session.act(found, self._session.click, surface=True)

    async def upload(self, file: Upload) -> None:
        """Hand over a file's content under its name."""
        found = await self.find()
        if not await hands.give(found, file):
            payload: FilePayload = {"name": file.name, "mimeType": "application/octet-stream", "buffer": file.content}
            await self._session.act(found, lambda field: field.set_input_files(payload))
        # Some pages send a file at once and are drawn anew meanwhile: nothing else is touched until that is over.
        await self._session.settle()


def _takes_text(found: Found) -> bool:
    return found.enabled and found.how != "select"


async def type_into(field: ElementHandle, text: str) -> None:
    """Type a text and leave the field."""
    await field.fill(text)
    await field.evaluate("field => field.blur()")


async def _select(field: ElementHandle, option: str | None) -> None:
    """Choose an option; in a list of several at once beside those that are chosen already."""
    chosen = await field.evaluate("list => list.multiple ? [...list.selectedOptions].map(one => one.value) : []")
    await field.select_option([*chosen, *([option] if option is not None else [])])


class Element:
    """Declares a control of a page: `confirm = Element()` is the entry [confirm] of the page's selectors file."""

    def __set_name__(self, owner: type[Page], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, page: None, owner: type[Page]) -> Element: ...
    @overload
    def __get__(self, page: Page, owner: type[Page]) -> Control: ...
    def __get__(self, page: Page | None, owner: type[Page]) -> Element | Control:
        """The control on the page's session."""
        return self if page is None else page.control(self._name)


class Page:
    """A page of the portal. Subclasses declare their controls and say by which of them they are recognised."""

    stem: ClassVar[str]
    """The selectors file, without `.toml`."""
    landmarks: ClassVar[tuple[str, ...]]
    """The controls by which the page is recognised: any one of them."""
    last_landmarks: ClassVar[tuple[str, ...]] = ()
    """Controls that count only once the last link that leads to the page was followed."""
    guarded: ClassVar[bool] = False
    """Whether what looks like this page may be meant for others, as a form for citizens in the header of every page is.

    Its marks count in the newest window only, and, as long as links to it are left, on a page at rest where none of
    them can be seen in the manual's very words."""
    only_at_rest: ClassVar[bool] = False
    """Whether a page that is still loading could be mistaken for this one."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def control(self, name: str, *, text: str | None = None) -> Control:
        """A control by its entry's name; with `text`, the one of its kind that carries this caption."""
        entry = self.session.entry(self.stem, name)
        return Control(self.session, wanted(entry, text=text) if text is not None else entry)

    @classmethod
    def marks(cls, session: Session) -> Sequence[Entry | Wanted]:
        """The entries by which the page is recognised."""
        return [session.entry(cls.stem, name) for name in cls.landmarks]

    async def fill_in(self, texts: Mapping[str, str]) -> list[Sighting]:
        """Type into those of several fields, named as in the selectors file, that take text.

        Returns:
            Those that can't be: one look finds them all, or a second one, on a page at rest.

        Raises:
            ControlAmbiguous: several controls fit one of them.
        """
        controls = {name: self.control(name) for name in texts}
        absent: list[Sighting] = []
        for resting in (False, True):
            if resting:
                await self.session.settle()
            sightings = await self.session.look(*(each.entry for each in controls.values()), explain=resting)
            absent = []
            for name, sighting in zip(list(controls), sightings, strict=True):
                if not sighting.count or (sighting.found is not None and not _takes_text(sighting.found)):
                    absent.append(sighting)
                else:
                    await controls.pop(name).fill(texts[name], sighting.found)
            if not controls:
                break
        return absent

    async def differing(self, texts: Mapping[str, str]) -> list[str]:
        """Those of several fields, named as in the selectors file, that show something else than was typed."""
        sightings = await self.session.look(*(self.control(name).entry for name in texts))
        return [
            str(sighting.entry)
            for text, sighting in zip(texts.values(), sightings, strict=True)
            if sighting.found is not None
            and not readback.alike(await readback.value(self.session, sighting.found), text)
        ]

    async def here(self) -> bool:
        """Whether the page, or the part of one that it stands for, is shown right now."""
        return any(sighting.count for sighting in await self.session.look(*self.marks(self.session)))


class Step(Page):
    """A part of a form that a registration fills in."""

    optional: ClassVar[bool] = False
    """Whether a wizard may be without it."""
    part: ClassVar[str] = ""
    """Its link in a wizard's list of parts, an entry of `wizard.toml`."""

    @classmethod
    def wanted_by(cls, registration: Registration) -> bool:  # noqa: ARG003 - most are
        """Whether a registration has anything for it."""
        return True

    advanced: bool = True
    """Whether something was filled in that had not been on a page before."""

    @property
    def done(self) -> bool:
        """Whether, once filled in, nothing of it is left for a later page."""
        return True

    def missing(self) -> Sequence[str]:
        """What of it no page has asked for."""
        return self.landmarks

    def must_be_done(self) -> None:
        """Where the portal wants more than a page seemed to ask for: be sure that nothing of the step was missed.

        Raises:
            ControlNotFound: something was; the message names the nearest candidates.
        """

    async def fill(self, registration: Registration) -> None:
        """Fill it in. Nothing is sent yet."""
        raise NotImplementedError

    async def uncover(self, registration: Registration) -> bool:  # noqa: ARG002 - most stand there openly
        """Whether a page that doesn't show it does so when something is opened, as a person would."""
        return False

    async def lost(self, registration: Registration) -> list[str]:
        """The controls that, by one look, don't show what was entered."""
        raise NotImplementedError


async def reach(
    session: Session,
    *pages: type[PageType],
    kept: Page | None = None,
    said: Sequence[str] = (),
    unless: Sequence[Entry] = (),
    in_menus: bool = False,
    answer: Callable[[], Awaitable[bool]] | None = None,
) -> PageType:
    """Wait until one of the pages is there, the earlier named first; deal with what stands in the way.

    Args:
        session: where to look.
        pages: the pages that may come.
        kept: the page that was left; if the portal keeps us there with a new complaint, that is a refusal.
        said: what that page complained of before it was left.
        unless: marks that the page that was left showed too, and so prove nothing.
        in_menus: closed menus are opened, once, to look for the marks.
        answer: answers what the portal may ask first, and says whether it did.

    Raises:
        Rejected: the portal refuses what was entered; the message is the portal's own.
        SessionEnded, PortalUnavailable, SecondFactorNeeded, WrongPage: what came instead.
    """
    marks = [(page, entry) for page in pages for entry in page.marks(session) if entry not in unless]

    # What a step asks for may stand in a list that opens when it is pressed.
    opening = open_menu if in_menus else open_list if any(issubclass(page, Step) for page in pages) else None

    async def obstacles() -> bool:
        nonlocal opening
        if answer is not None and await answer():
            return True
        await refusals(session, kept, said)
        if await clear_the_way(session, answering=kept is not None):
            return True
        if (shut := opening) is None:
            return False
        opening = None
        return any(sighting.count for sighting in await shut(session, *(entry for _, entry in marks)))

    index, sighting = await session.wait_for(
        *(entry for _, entry in marks),
        only_at_rest={index for index, (page, _) in enumerate(marks) if page.only_at_rest},
        obstacles=obstacles,
        expected=" or ".join(dict.fromkeys(f"the page '{page.stem}'" for page in pages)),
    )
    page = marks[index][0]
    session.arrive(page.stem, sighting.found)
    return page(session)


async def goes_on(session: Session) -> bool:
    """Whether a wizard's page has a 'Suivant', be it one that can't be pressed yet.

    Where it has none, any other button may end the form and send all of it: what only sends a file, or takes something
    over, can't be told from that.
    """
    ways = [session.entry("wizard", name) for name in ("forward", "forward_check")]
    return any(sighting.count for sighting in await session.look(*ways, everywhere=True))


async def complaints(session: Session) -> list[str]:
    """What the page complains of, or warns of, right now."""
    (alerts,) = await session.look(session.entry("wizard", "alert"))
    return list(alerts.texts)


async def refusals(session: Session, kept: Page | None = None, said: Sequence[str] = ()) -> None:
    """Raise what the portal refuses: in words that are known, or by keeping us on a page with a new complaint.

    Raises:
        Rejected: with the code `username_taken`, `technical_user_exists` or `portal_refused`.
        PortalUnavailable, VisitFailed: the page complains because the portal had failed to answer its scripts.
    """
    names = ("username_taken", "exists", "alert")
    taken, exists, alerts, stale = await session.look(
        *(session.entry("wizard", name) for name in names), session.entry("obstacles", "stale")
    )
    for sighting, code in ((taken, "username_taken"), (exists, "technical_user_exists")):
        if sighting.count:
            raise Rejected(f"The portal refuses: '{sighting.texts[0]}'", code=code, page=session.here)
    new = [text for text in alerts.texts if text not in said]
    # A form that has to be begun anew says nothing of what was entered.
    if kept is not None and new and not stale.count and await kept.here():
        if session.failed is not None:
            raise session.failed
        raise Rejected(f"The portal refuses what was entered: '{' / '.join(new)}'", page=kept.stem)
