"""The invented companies, roles and users that the stub portal knows."""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL_MANAGER = "local_manager"
"""The only role that may create a technical user (manual, 'Qui doit se charger de cette étape ?')."""


@dataclass(frozen=True, slots=True)
class Role:
    """What the user is for a company: a quality (employer, pensions…) and the right that goes with it."""

    quality: str
    right: str

    @property
    def manages(self) -> bool:
        """Whether the role may create a technical user."""
        return self.right == LOCAL_MANAGER


@dataclass(frozen=True, slots=True)
class Company:
    """A company of the demo users: ten digits, a name, a place, and the users' roles in it."""

    number: str
    name: str
    place: str
    roles: tuple[Role, ...]

    @property
    def dotted(self) -> str:
        """The official spelling, `0403.170.701`."""
        return f"{self.number[:4]}.{self.number[4:7]}.{self.number[7:]}"

    @property
    def short(self) -> str:
        """The spelling of the manual's role link, `403.170.701`: no leading zero."""
        return self.dotted.removeprefix("0")


@dataclass(frozen=True, slots=True)
class User:
    """A user of the portal, with access codes that are worth nothing anywhere else.

    Attributes:
        username: of the access codes.
        password: of the access codes.
        second_factor: whether a code by SMS is asked for after the password.
    """

    username: str
    password: str = field(repr=False)
    second_factor: bool = False


@dataclass(frozen=True, slots=True)
class Existing:
    """A technical user that was there before the stub started."""

    company: str
    quality: str
    username: str
    sender_number: str
    channel: str


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything that the stub starts with."""

    users: tuple[User, ...]
    companies: tuple[Company, ...]
    existing: tuple[Existing, ...]
    taken: frozenset[str]


def load_demo() -> Demo:
    """Read the demo data that ships with the stub."""
    source = resources.files(__package__) / "demo.toml"
    data: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    return Demo(
        users=tuple(User(**user) for user in data["users"]),
        companies=tuple(_company(entry) for entry in data["companies"]),
        existing=tuple(Existing(**entry) for entry in data["existing"]),
        taken=frozenset(data["taken"]),
    )


def _company(entry: dict[str, Any]) -> Company:
    roles = tuple(Role(*role.split(":")) for role in entry["roles"])
    return Company(entry["number"], entry["name"], entry["place"], roles)


def with_check_digits(base: int) -> str:
    """Complete eight digits to an enterprise number: the last two are 97 minus the rest modulo 97."""
    return f"{base:08d}{97 - base % 97:02d}"


def generate(count: int, known: tuple[Company, ...] = ()) -> tuple[Company, ...]:
    """Make a list of companies of a given length: the known ones first, then invented ones, always the same.

    Args:
        count: how many companies there are to be.
        known: companies that come first; the list is never shorter than these.
    """
    numbers = {company.number for company in known}
    made = (company for company in _invent() if company.number not in numbers)
    return (*known, *itertools.islice(made, max(0, count - len(known))))


_FORMS = ("SA", "NV", "SRL", "BV", "ASBL", "VZW", "SC", "CV")
_FIRST = ("Alder", "Birke", "Chêne", "Dune", "Erable", "Fagus", "Genêt", "Heide", "Iris", "Jonc", "Klaver", "Linde")
_SECOND = ("Pension", "Logistics", "Assurances", "Bouw", "Textiles", "Zorg", "Conseil", "Energie", "Transport")
_PLACES = ("1000 Bruxelles", "9000 Gent", "4000 Liège", "2000 Antwerpen", "5000 Namur", "3000 Leuven", "4700 Eupen")
_FIRST_BASE = 7_600_013
_STEP = 131
_ROLES = (
    (Role("pensions", LOCAL_MANAGER), Role("employer", LOCAL_MANAGER)),
    (Role("employer", "user"), Role("pensions", LOCAL_MANAGER)),
    (Role("pensions", LOCAL_MANAGER), Role("provider", "user"), Role("employer", LOCAL_MANAGER)),
)


def _invent() -> Iterator[Company]:
    for index in itertools.count():
        name = f"{_FIRST[index % len(_FIRST)]} {_SECOND[index // len(_FIRST) % len(_SECOND)]}"
        turn = index // (len(_FIRST) * len(_SECOND))
        yield Company(
            number=with_check_digits(_FIRST_BASE + _STEP * index),
            name=f"{name}{f' {turn + 1}' if turn else ''} {_FORMS[index % len(_FORMS)]}",
            place=_PLACES[index % len(_PLACES)],
            roles=_ROLES[index % len(_ROLES)],
        )
