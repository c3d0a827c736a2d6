"""Selector entries: what a person with the manual would look for on a page. Frozen values; selectors.py reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from batchportal.locators.words import Caption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batchportal.models import EnterpriseNumber, Language


class Kind(StrEnum):
    """What sort of thing an entry names."""

    ACTION = "action"
    """Something to press: a button, a link, a menu item."""
    FIELD = "field"
    """Something to fill in."""
    CHOICE = "choice"
    """One of several: a radio, an option of a drop-down, a tab, a card."""
    TICK = "tick"
    """Something to switch on: a check box, a toggle."""
    FILE = "file"
    """Something that takes a file."""
    ENTRY = "entry"
    """A company in a list, by its enterprise number."""
    VALUE = "value"
    """A text that stands by a caption."""
    LANDMARK = "landmark"
    """A heading or a text by which a page is known."""
    PROBLEM = "problem"
    """A message that says what went wrong; without words, whatever the page marks as an error."""
    REGION = "region"
    """A part of a page, by its legend, heading or name."""
    FOLD = "fold"
    """Something that opens a closed part of a page; without words, whatever does."""


NEVER_ONE: Mapping[Kind, str] = {
    Kind.ENTRY: "it stands for every company of the list",
    Kind.CHOICE: "it stands for several choices, each with a caption of its own",
    Kind.TICK: "it stands for several boxes, each with a caption of its own",
    Kind.PROBLEM: "it is a message, which is known by its words",
    Kind.REGION: "it is a part of a page, which is known by its words",
    Kind.FOLD: "it stands for every closed part of a page",
}
"""Kinds that no exact way can stand for, and why: every choice would lead to the same control."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A user's own, exact way to a control, which wins over all words. One of the three is given."""

    css: str | None = None
    role: str | None = None
    name: str | None = None
    """The accessible name that goes with `role`."""
    test_id: str | None = None
    source: str = field(default="", compare=False, repr=False)
    """File and table where it stands, as messages have it; empty where it stands in none."""

    def __str__(self) -> str:
        """The way as a person would write it."""
        if self.role:
            return f"role {self.role}" + (f' named "{self.name}"' if self.name else "")
        return f"css {self.css}" if self.css else f"test_id {self.test_id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One control of one page, in every language."""

    page: str
    name: str
    kind: Kind
    words: Mapping[Language, tuple[str, ...]]
    """Captions in order of preference; empty where the caller gives the text or the number (`wanted`)."""
    seen: frozenset[Language] = frozenset()
    """The languages whose words were read on a real page or in the manual; the others are inferred."""
    within: str | None = None
    """The region of the same page that is preferred; it need not exist on the page."""
    only_within: bool = False
    """Whether a control outside that region is none at all."""
    not_for: str | None = None
    """The landmark of the same page whose words tell that one of several controls is for others; with `only_within`
    that any control is by whose group or message they stand; of fields, choices and boxes that all are that stand below
    them; of an action that it is one, if only an ellipsis in the data made room for them; of a fold that a sign is no
    sign of one."""
    heads: str | None = None
    """The landmark of the same page whose words may head the action's part of a page, as those of the page's other
    actions may: below any other heading it is another's."""
    type: str | None = None
    """'password': the field hides what is typed. No other entry ever finds such a field."""
    pager: bool = False
    """Whether the action turns the pages of a list; other actions are never found in a pager."""
    lone: bool = False
    """Whether the action leads on by itself: the button that sends a form with a password in it is another one."""
    opener: bool = False
    """Whether the action opens what asks for a file, and stands where the file's field would (`wanted`: having); of an
    entry, that not the company is meant, but what opens the menu of its line."""
    last: bool = False
    """Whether the action ends what is filled in: no field is in its line, nothing behind it but ways out."""
    shut: bool = False
    """Whether the field takes no text, holds none, and may open a list to choose from when it is pressed; of an opener
    that it opens such a list, and no file's field."""
    part: str | None = None
    """The only part of the page in which the control is found: 'menu' (headers, too), 'dialogue' or 'main', which is
    all but what stands in menus, headers and footers and belongs to no form of the main part."""
    pattern: str | None = None
    """What a value looks like without its spaces, as a regular expression; needed to find it inside a sentence."""
    any_language: bool = False
    """Whether the words of every language are looked for: such a thing comes before a language could be chosen."""
    exact: Mapping[Language | None, Exact] = field(default_factory=dict)
    """A user's overrides, by language; None stands for all languages."""

    def captions(self, language: Language) -> tuple[Caption, ...]:
        """The captions in one language."""
        return tuple(map(Caption, self.words.get(language, ())))

    def looked_for(self, language: Language) -> tuple[str, ...]:
        """The words to look for on a portal in one language; that language's come first."""
        words = self.words.get(language, ())
        if self.any_language:
            words += tuple(word for others in self.words.values() for word in others)
        return tuple(dict.fromkeys(words))

    def exact_in(self, language: Language) -> Exact | None:
        """The override that holds in one language, if there is one."""
        return self.exact.get(language) or self.exact.get(None)

    def __str__(self) -> str:
        """Page and name, as messages have it."""
        return f"{self.page}.{self.name}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry made particular: this channel, that application, this company. `wanted` makes one."""

    entry: Entry
    text: str | None = None
    number: EnterpriseNumber | None = None
    having: tuple[Entry, ...] = ()
    lacking: tuple[Entry, ...] = ()
    through: Entry | None = None
    menu: Entry | None = None
    rows: bool = False
    also: Entry | None = None
    greyed_beside: Entry | None = None

    def __str__(self) -> str:
        """What is looked for, as messages have it."""
        about = self.text or (self.number.dotted if self.number else "")
        return f"{self.entry} {about!r}" if about else str(self.entry)


def wanted(
    entry: Entry,
    *,
    text: str | None = None,
    number: EnterpriseNumber | None = None,
    having: tuple[Entry, ...] = (),
    lacking: tuple[Entry, ...] = (),
    through: Entry | None = None,
    menu: Entry | None = None,
    rows: bool = False,
    also: Entry | None = None,
    greyed_beside: Entry | None = None,
) -> Wanted:
    """Make an entry particular.

    Args:
        entry: the entry of the data file.
        text: the caption to look for instead of the entry's words (a channel, an application).
        number: the company whose entry is meant (kind entry).
        having: entries whose words must all stand in the company's entry ('Gestionnaire local', the quality); of a
            box the words of a 'Oui' that may stand for it; of an action the file field that it belongs to; of a
            landmark others that may stand in one line with it ('Gestionnaire pensions … (Gestionnaire local)').
        lacking: entries whose words must not stand in it.
        through: the action that chooses a row, where a row has several things to press ('Choisir').
        menu: the same in the menu of a row, among other things that can be done with what the row stands for.
        rows: whether a row that has nothing to press counts, where `through` stands beside its list ('Ouvrir').
        also: an entry whose words are other ways to say the text: 'Canal SFTP'. A user's own selectors may add some.
        greyed_beside: an action beside which one that can't be pressed is none: 'Confirmer', where all pages with
            'Suivant' have the same bar of buttons.
    """
    return Wanted(entry, text, number, having, lacking, through, menu, rows, also, greyed_beside)
