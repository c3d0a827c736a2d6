"""Turns a template and a language's words into an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from batchportal.stub.words import LANGUAGES, WORDS

_HEADERS = {"X-Stub-Portal": "not the real portal", "X-Robots-Tag": "noindex"}
_SECURED_HEADERS = {**_HEADERS, "Cache-Control": "no-store"}


def _fill(text: str, **values: object) -> str:
    return text.format(**values)


def _day(moment: datetime) -> str:
    return moment.strftime("%d/%m/%Y")


def _make_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(fill=_fill, day=_day)
    environment.globals.update(languages=LANGUAGES, words=WORDS)
    return environment


_ENVIRONMENT = _make_environment()


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
    base = _SECURED_HEADERS if secured else _HEADERS
    return HTMLResponse(text, status_code=status, headers={**base, **(headers or {})})
