"""A visitor without a browser: reads pages, follows links by their words, sends forms with their token."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin

import httpx
from cryptography.hazmat.primitives.serialization import Encoding

from tests.made_keys import LINE, NOW, certificate

if TYPE_CHECKING:
    from batchportal.stub import StubPortal

COMPANY = "0403.170.701"
OTHER_COMPANY = "0441.122.049"
CONTACT = {
    "last_name": "Exemple",
    "first_name": "Marie",
    "function": "Responsable ICT",
    "phone": "02 123 45 67",
    "email": "marie@exemple.be",
}

_LINK = re.compile(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_TAG = re.compile(r"<[^>]+>")


def valid_certificate(encoding: Encoding = Encoding.DER, *, begins: int = -1, ends: int = 300, **more: Any) -> bytes:
    """A certificate whose days count from today."""
    shift = datetime.now(UTC) - NOW
    made = certificate(begins=shift + timedelta(days=begins), ends=shift + timedelta(days=ends), **more)
    return made.public_bytes(encoding)


def plain(source: str) -> str:
    """The text of a piece of HTML, white space folded and apostrophes straight."""
    return " ".join(html.unescape(_TAG.sub(" ", source)).split()).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


class Visitor:
    """One visit with a cookie jar of its own; `page` is the last answer."""

    page: httpx.Response

    def __init__(self, portal: StubPortal) -> None:
        self.portal = portal
        self.client = httpx.Client(follow_redirects=True, timeout=20)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    @property
    def text(self) -> str:
        """What a person reads on the page."""
        body = re.sub(r"<(head|style)\b.*?</\1>", " ", self.page.text, flags=re.DOTALL)
        return plain(body)

    @property
    def title(self) -> str:
        """The page's main heading."""
        found = re.search(r"<h1>(.*?)</h1>", self.page.text, re.DOTALL)
        assert found, self.page.text
        return plain(found[1])

    @property
    def path(self) -> str:
        """Where the visit stands."""
        return self.page.url.path

    @property
    def token(self) -> str:
        """The token of the page's form."""
        found = _TOKEN.search(self.page.text)
        assert found, self.text
        return found[1]

    def open(self, path: str = "/") -> Self:
        """Go to an address."""
        self.page = self.client.get(urljoin(self.portal.url, path))
        return self

    def click(self, words: str) -> Self:
        """Follow the first link with exactly these words."""
        for address, inner in _LINK.findall(self.page.text):
            if plain(inner) == plain(words):
                self.page = self.client.get(urljoin(str(self.page.url), html.unescape(address)))
                return self
        raise AssertionError(f"no link {words!r} on {self.title!r}")

    def send(self, path: str | None = None, *, token: str | None = None, **fields: Any) -> Self:
        """Send the page's form; a value that is a pair is a file, a list is several ticks."""
        files = {name: value for name, value in fields.items() if isinstance(value, tuple)}
        data = {name: value for name, value in fields.items() if name not in files}
        data["token"] = token if token is not None else self.token
        address = urljoin(str(self.page.url), path or "")
        self.page = self.client.post(address, data=data, files=files or None)
        return self

    def log_in(self, password: str | None = None, username: str = "demo", language: str = "fr") -> Self:
        """Log in, with the good password unless another is given."""
        self.open(f"/site_{language}/login/codes.do")
        return self.send(username=username, password=password or self.portal.users[0].password)

    def enter(self, company: str = COMPANY, role: int | None = None) -> Self:
        """Work for a company, in its first role that may create a technical user for pensions."""
        known = next(one for one in self.portal.companies if one.dotted == company)
        wanted = [index for index, one in enumerate(known.roles) if one.quality == "pensions" and one.manages]
        chosen = role if role is not None else wanted[0]
        self.open("/secured/companies.do").click(company)
        return self.open(f"/secured/enter.do?company={known.number}&role={chosen}")

    def begin(self, company: str = COMPANY) -> Self:
        """Walk to the form for contact data."""
        return self.log_in().enter(company).open("/secured/config/intro.do").send()

    def to_channel(self, company: str = COMPANY) -> Self:
        """Walk to the form for the channel."""
        return self.begin(company).send(**CONTACT)

    def to_username(self, company: str = COMPANY) -> Self:
        """Walk to the form for the user name."""
        return self.to_channel(company).send(channel="FTP", applications=["DB2P"])

    def to_review(self, company: str = COMPANY, username: str = "sillon2026") -> Self:
        """Walk to the review page."""
        return self.to_username(company).send(username=username)

    def confirm(self, token: str | None = None) -> Self:
        """Send the review page."""
        return self.send("/secured/config/confirm.do", token=token)

    def upload(self, **changes: Any) -> Self:
        """Send the channel form for SFTP; a change of None leaves a field out."""
        fields: dict[str, Any] = {
            "channel": "SFTP",
            "applications": ["DB2P"],
            "ssh_key": ("sftp.pub", LINE),
            "certificate": ("cert.cer", valid_certificate()),
        }
        return self.send(**{name: value for name, value in (fields | changes).items() if value is not None})
