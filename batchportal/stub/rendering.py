"""Turns a template and a language's words into an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Protocol

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from batchportal.stub.words import LANGUAGES, WORDS

HEADERS = {"X-Stub-Portal": "not the real portal", "X-Robots-Tag": "noindex"}
SECURED_HEADERS = {**HEADERS, "Cache-Control": "no-store"}


class Paint(Protocol):
    """Makes a page: `render`, or what a skin has in its place."""

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
        """Make it."""


def _fill(text: str, **values: object) -> str:
    return text.format(**values)


def _day(moment: datetime) -> str:
    return moment.strftime("%d/%m/%Y")


def make_environment(loader: BaseLoader) -> Environment:
    """Templates with the stub's filters and its words in all languages."""
    environment = Environment(
        loader=loader,
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(fill=_fill, day=_day)
    environment.globals.update(languages=LANGUAGES, words=WORDS)
    return environment


_ENVIRONMENT = make_environment(PackageLoader(__package__))


def render(
    template: str,
    language: str,
    *,
    status: int = 200,
    secured: bool = False,
    headers: dict[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """Make a page.

    Args:
        template: its file, without `.html`.
        language: of its words, `w` in the template.
        status: the HTTP status.
        secured: whether it must not be kept by anybody (`Cache-Control: no-store`).
        headers: more headers.
        values: what the template shows.
    """
    text = _ENVIRONMENT.get_template(f"{template}.html").render(
        **{"w": WORDS[language], "lang": language, "session": None, "root": "", "now": datetime.now(UTC), **values}
    )
    base = SECURED_HEADERS if secured else HEADERS
    return HTMLResponse(text, status_code=status, headers={**base, **(headers or {})})
