"""Makes a skin's pages: its templates, its words over the stub's, its way of writing enterprise numbers."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

from jinja2 import ChoiceLoader, PackageLoader
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from batchportal.stub.rendering import HEADERS, SECURED_HEADERS, make_environment
from batchportal.stub.visits import endpoint
from batchportal.stub.words import WORDS, Words

if TYPE_CHECKING:
    from starlette.requests import Request

    from batchportal.stub.visits import Page, StepOf, Visit

LANGUAGES = ("fr", "nl")
"""What a skin speaks; anything else is answered in the first."""

_MEANT = {"ISO-8859-1": "cp1252"}
# Browsers read that label so (Encoding Standard, 4.2).
_ONLY_ITS_OWN = frozenset({"applications"})
_NOT_FOUND = 404


class Painter:
    """Makes the pages of one skin, in French and Dutch.

    Args:
        package: the skin's: `words.toml` and the folder `templates` lie there.
        charset: of its pages, as it is announced.
    """

    def __init__(self, package: str, *, charset: str = "utf-8") -> None:
        self.words = {language: _words(package, index) for index, language in enumerate(LANGUAGES)}
        self._charset = charset
        loaders = [PackageLoader(package), PackageLoader(__package__)]
        self._environment = make_environment(ChoiceLoader(loaders))
        self._environment.globals["spell"] = spell
        self._environment.policies["json.dumps_kwargs"] = {"sort_keys": False}

    def speak(self, language: str) -> Words:
        """The words of a language, or of the first where the skin doesn't speak it."""
        return self.words.get(language, self.words[LANGUAGES[0]])

    def __call__(
        self,
        template: str,
        language: str,
        *,
        status: int = 200,
        secured: bool = False,
        headers: dict[str, str] | None = None,
        **values: Any,
    ) -> Response:
        """Make a page, as `rendering.render` does."""
        spoken = language if language in self.words else LANGUAGES[0]
        known = {"w": self.words[spoken], "lang": spoken, "session": None, "err": None, "now": datetime.now(UTC)}
        text = self._environment.get_template(f"{template}.html").render(**known | values)
        return HTMLResponse(
            text.encode(_MEANT.get(self._charset, self._charset), "xmlcharrefreplace"),
            status_code=status,
            headers={**(SECURED_HEADERS if secured else HEADERS), **(headers or {})},
            media_type=f"text/html; charset={self._charset}",
        )


def _words(package: str, index: int) -> Words:
    """One language of a skin: the stub's words, with its own laid over them."""
    source = resources.files(package) / "words.toml"
    own: dict[str, dict[str, list[str]]] = tomllib.loads(source.read_text(encoding="utf-8"))
    merged = {name: dict(section) for name, section in WORDS[LANGUAGES[index]].items() if name not in _ONLY_ITS_OWN}
    for name, section in own.items():
        merged[name] = merged.get(name, {}) | {key: texts[index] for key, texts in section.items()}
    return merged


def spell(number: str, way: str) -> str:
    """An enterprise number in one of the spellings that one meets.

    Args:
        number: ten digits.
        way: dots, nine, be, be_dots, plain, spaces or dashes.
    """
    first, middle, last = number[:4], number[4:7], number[7:]
    return {
        "dots": f"{first}.{middle}.{last}",
        "nine": f"{first.removeprefix('0')}.{middle}.{last}",
        "be": f"BE {first} {middle} {last}",
        "be_dots": f"BE{first}.{middle}.{last}",
        "plain": number,
        "spaces": f"{first} {middle} {last}",
        "dashes": f"{first}-{middle}-{last}",
    }[way]


def words_of(visit: Visit) -> Words:
    """The words of a visit to a skin's page."""
    return cast("Painter", visit.site.paint).speak(visit.language)


def static(package: str, name: str, kind: str) -> Route:
    """A route to one of the files that lie in a skin's folder `static`."""
    content = (resources.files(package) / "static" / name).read_bytes()

    async def serve(_request: Request) -> Response:
        return Response(content, media_type=kind, headers={"Cache-Control": "max-age=3600"})

    return Route(f"/{name}", serve)


def page(
    path: str, shown: Page, step: str | StepOf | None = None, *, sending: str | None = None, post: bool = False
) -> Route:
    """A route to a page; one that takes a form too where `post`."""
    methods = ["GET", "POST"] if post or sending else ["GET"]
    return Route(path, endpoint(shown, step, sending_step=sending), methods=methods)


def everything_else() -> Route:
    """The route for addresses that don't exist."""
    return page("/{path:path}", _missing, post=True)


async def _missing(visit: Visit) -> Response:
    return visit.page("failure", status=_NOT_FOUND, failure="missing")
