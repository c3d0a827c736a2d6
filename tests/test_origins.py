"""Which pages may have the password, and how a portal's address is spelt."""

from __future__ import annotations

import pytest

from batchportal.origins import allowed, is_loopback, login_host, portal_url

REAL = "https://www.socialsecurity.be"
HOSTS = ("*.socialsecurity.be", "*.belgium.be", "login.example.be:8443")
STUB = "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.socialsecurity.be/site_fr/login",
        "https://WWW.SocialSecurity.be/",
        "https://www.socialsecurity.be:443/",
        "https://www.socialsecurity.be/?next=http://evil.example/@",
        "https://idp.iamfas.belgium.be/fas",
        "https://login.example.be:8443/",
    ],
)
def test_the_portal_and_its_log_in_hosts_may_have_the_password(url: str) -> None:
    assert allowed(url, portal=REAL, login_hosts=HOSTS)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://www.socialsecurity.be/", id="not encrypted"),
        pytest.param("https://www.socialsecurity.be.evil.example/", id="the portal's name as a prefix"),
        pytest.param("https://evilsocialsecurity.be/", id="the portal's name as a suffix without a dot"),
        pytest.param("https://socialsecurity.be/", id="a wildcard stands for hosts below, not for its own"),
        pytest.param("https://www.socialsecurity.be@evil.example/", id="the portal's name as a user name"),
        pytest.param("https://evil.example@www.socialsecurity.be/", id="any user name"),
        pytest.param("https://evil.example\\@www.socialsecurity.be/", id="a backslash, which browsers read as /"),
        pytest.param("https://evil.example/\\www.socialsecurity.be", id="a backslash in the path"),
        pytest.param("https://evil.example#@www.socialsecurity.be/", id="a fragment"),
        pytest.param("https://evil.example?.www.socialsecurity.be/", id="a query"),
        pytest.param("https://www.socialsecurity.be%2eevil.example/", id="an encoded dot"),
        pytest.param("https://www.soci\u0430lsecurity.be/", id="a Cyrillic letter"),
        pytest.param("https://www\u3002socialsecurity.be/", id="an ideographic full stop"),
        pytest.param("https://www.socialsecurity.be./", id="a dot at the end"),
        pytest.param("https://www.socialsecurity.be:8443/", id="another port of the portal's host"),
        pytest.param("https://idp.belgium.be:8443/", id="another port of a log-in host"),
        pytest.param("https://login.example.be/", id="not the port that was named"),
        pytest.param("https://x.login.example.be:8443/", id="a host below one that is no wildcard"),
        pytest.param("https://www.social\nsecurity.be/", id="a line break"),
        pytest.param(" https://www.socialsecurity.be/", id="a space in front"),
        pytest.param("https://www.socialsecurity.be:0/", id="port nought"),
        pytest.param("https://www.socialsecurity.be:https/", id="a port that is no number"),
        pytest.param("https://..socialsecurity.be/", id="an empty label"),
        pytest.param("https:///www.socialsecurity.be/", id="no host"),
        pytest.param("http://127.0.0.1:8080/", id="this machine, for a portal elsewhere"),
        pytest.param("https://localhost/", id="this machine over https, for a portal elsewhere"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("data:text/html,<input type=password>", id="a page inside the address"),
        pytest.param("blob:https://www.socialsecurity.be/1", id="a blob"),
        pytest.param("file:///www.socialsecurity.be", id="a file"),
        pytest.param("about:blank", id="an empty page"),
        pytest.param("", id="nothing"),
    ],
)
def test_no_other_page_may_have_the_password(url: str) -> None:
    assert not allowed(url, portal=REAL, login_hosts=HOSTS)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:9", "http://localhost:8081/a", "http://[::1]:9/", "http://127.8.9.1/", "https://a.localhost/"],
)
def test_for_a_portal_on_this_machine_any_page_on_this_machine_may_have_the_password(url: str) -> None:
    assert is_loopback(url)
    assert allowed(url, portal=STUB, login_hosts=())


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1.evil.example/",
        "http://localhost.evil.example/",
        "http://evillocalhost/",
        "http://127.0.0.1@evil.example/",
        "http://[::1%25eth0]/",
        "http://[::2]/",
        "http://[127.0.0.1]/",
        "http://0.0.0.0/",
        "http://192.168.1.1/",
        "http://128.0.0.1/",
        "http://127.0.0.1\\.evil.example/",
        "https://www.socialsecurity.be/",
    ],
)
def test_for_a_portal_on_this_machine_no_page_elsewhere_may_have_the_password(url: str) -> None:
    assert not is_loopback(url)
    assert not allowed(url, portal=STUB, login_hosts=())


def test_a_portal_on_a_port_of_its_own_may_have_the_password_there_and_on_the_usual_port() -> None:
    portal = "https://portal.example.be:8443"
    assert allowed("https://portal.example.be:8443/x", portal=portal, login_hosts=())
    assert allowed("https://portal.example.be/x", portal=portal, login_hosts=())
    assert not allowed("https://portal.example.be:9443/x", portal=portal, login_hosts=())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" HTTPS://WWW.SocialSecurity.BE:443/ ", "https://www.socialsecurity.be"),
        ("https://portal.example.be:8443/Site_FR/?a=B", "https://portal.example.be:8443/Site_FR?a=B"),
        ("http://LOCALHOST:80/", "http://localhost"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
    ],
)
def test_one_portal_has_one_spelling(written: str, kept: str) -> None:
    assert portal_url(written) == kept


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("www.socialsecurity.be", "https://www.socialsecurity.be"),
        ("http://www.socialsecurity.be", "must begin with https://"),
        ("ftp://www.socialsecurity.be", "plain host"),
        ("https://me:word@www.socialsecurity.be", "no user name"),
        ("https://", "plain host"),
        ("https://sécurité.example", "non-ASCII"),
    ],
)
def test_an_address_that_is_no_portal_is_refused_with_a_reason(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        portal_url(written)


@pytest.mark.parametrize("written", ["login.example.be", "*.example.be", "LOGIN.example.be:8443", "*.example.be:8443"])
def test_a_log_in_host_is_a_host_with_an_optional_wildcard_and_port(written: str) -> None:
    assert login_host(written) == written.lower()


@pytest.mark.parametrize(
    "written",
    ["*", "*.be", "*.be:443", "a.*.be", "*example.be", "https://a.be", "a.be/x", "a b.be", ".a.be", "", "a.be:"],
)
def test_a_log_in_host_that_is_too_wide_or_no_host_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no host"):
        login_host(written)
