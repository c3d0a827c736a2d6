"""The stub's wizard: order, checks, what is kept after an error, and that it creates a technical user once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from batchportal.stub import StubPortal
from tests.made_keys import LINE, RSA, SMALL, rfc4716
from tests.stub.visitor import COMPANY, CONTACT, OTHER_COMPANY, Visitor, valid_certificate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes


@pytest.fixture(scope="module")
def running() -> Iterator[StubPortal]:
    with StubPortal() as portal:
        yield portal


@pytest.fixture
def visitor(running: StubPortal) -> Iterator[Visitor]:
    running.reset()
    with Visitor(running) as visiting:
        yield visiting


def test_a_walk_creates_one_technical_user_with_what_was_filled_in(visitor: Visitor) -> None:
    visitor.to_channel().upload().send(username="sillon2026").confirm()
    number = visitor.portal.truth()["registrations"][0]["sender_number"]
    assert visitor.title == "L'utilisateur technique est maintenant créé"
    assert f"Numéro d'expéditeur {number}" in visitor.text
    truth = visitor.portal.truth()
    (made,) = truth["registrations"]
    assert (truth["confirm_requests"], [one["committed"] for one in truth["confirms"]]) == (1, [True])
    assert made["enterprise_number"] == COMPANY
    assert made["contact"] == CONTACT
    assert (made["username"], made["channel"], made["applications"]) == ("sillon2026", "SFTP", ["DB2P"])
    assert made["ssh_key_fingerprint"].startswith("SHA256:")
    assert re.fullmatch(r"[1-9][0-9]{0,5}", made["sender_number"])


@pytest.mark.parametrize("channel", ["FTP", "Isabel", "MQLink"])
def test_channels_other_than_sftp_need_no_files(visitor: Visitor, channel: str) -> None:
    visitor.to_channel().send(channel=channel, applications=["DB2P", "DmfA"]).send(username="sillon2026").confirm()
    (made,) = visitor.portal.truth()["registrations"]
    assert (made["channel"], made["ssh_key_fingerprint"], made["certificate_sha256"]) == (channel, None, None)


def test_a_role_that_is_not_local_manager_finds_no_structured_messages(visitor: Visitor) -> None:
    visitor.log_in().enter("0903.441.766", role=0)
    assert "Messages structurés" not in visitor.text
    assert visitor.open("/secured/messages.do").title == "Accès refusé"
    assert visitor.open("/secured/config/intro.do").page.status_code == 403


def test_a_company_of_somebody_else_is_refused(visitor: Visitor) -> None:
    visitor.log_in()
    assert visitor.open("/secured/roles.do?company=0800000075").title == "Accès refusé"


def test_role_links_read_like_the_manuals(visitor: Visitor) -> None:
    visitor.log_in().click(COMPANY)
    manuals = "Gestionnaire pensions complémentaires ; numéro d'entreprise 403.170.701 (Gestionnaire local)"
    assert visitor.click(manuals).path == "/secured/index.do"


def test_a_number_that_starts_with_1_keeps_its_ten_digits(visitor: Visitor) -> None:
    visitor.log_in().click("1000.123.448")
    assert "numéro d'entreprise 1000.123.448 (Gestionnaire local)" in visitor.text


def test_a_quality_with_a_technical_user_gets_no_form(visitor: Visitor) -> None:
    visitor.log_in().enter("0207.886.044").open("/secured/config/intro.do")
    assert visitor.title == "Un utilisateur technique existe déjà"
    assert "<form" not in visitor.page.text
    assert visitor.click("Gestion d'accès").click("Information").text.count("4711") == 1


def test_information_says_that_there_is_no_technical_user_yet(visitor: Visitor) -> None:
    visitor.log_in().enter().open("/secured/information.do")
    assert "Aucun utilisateur technique" in visitor.text


@pytest.mark.parametrize("step", ["contact", "channel", "username", "review"])
def test_no_step_can_be_jumped(visitor: Visitor, step: str) -> None:
    visitor.log_in().enter().open(f"/secured/config/{step}.do")
    assert visitor.path == "/secured/config/intro.do"


def test_another_company_starts_the_wizard_over(visitor: Visitor) -> None:
    visitor.to_review().enter(OTHER_COMPANY).open("/secured/config/review.do")
    assert visitor.path == "/secured/config/intro.do"


def test_every_mandatory_field_is_named_at_once_and_what_was_typed_is_kept(visitor: Visitor) -> None:
    visitor.begin().send(**CONTACT | {"last_name": " ", "phone": "12", "email": "marie@"})
    assert visitor.path == "/secured/config/contact.do"
    summary = visitor.text.partition("Votre demande contient des erreurs")[2]
    for complaint in ("Nom : Ce champ", "Téléphone : Le numéro", "Adresse e-mail : L'adresse"):
        assert complaint in summary.replace(" :", ":").replace(":", " :")
    assert 'value="Responsable ICT"' in visitor.page.text
    assert 'value="marie@"' in visitor.page.text


@pytest.mark.parametrize("phone", ["02 123 45 67", "+32 2 123 45 67", "0475/12.34.56", "+352 26 12 34"])
def test_belgian_and_international_phones_are_taken(visitor: Visitor, phone: str) -> None:
    assert visitor.begin().send(**CONTACT | {"phone": phone}).path == "/secured/config/channel.do"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"applications": ["DB2P"]}, "Choisissez un canal."),
        ({"channel": "Telex", "applications": ["DB2P"]}, "Choisissez un canal."),
        ({"channel": "FTP"}, "Choisissez au moins une application."),
        ({"channel": "FTP", "applications": ["DB2P", "Nonsense"]}, "Choisissez au moins une application."),
        ({"channel": "SFTP", "applications": ["DB2P"]}, "Choisissez un fichier."),
    ],
)
def test_an_incomplete_channel_is_sent_back(visitor: Visitor, fields: dict[str, Any], complaint: str) -> None:
    visitor.to_channel().send(**fields)
    assert visitor.path == "/secured/config/channel.do"
    assert complaint in visitor.text


def _line(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)


_PRIVATE = RSA.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
_ED25519 = ed25519.Ed25519PrivateKey.generate()


def _name(value: bytes | str) -> str:
    """A test's name must not hold a key that is made anew: tests that run side by side would not know each other's."""
    return value if isinstance(value, str) else "file"


@pytest.mark.parametrize(
    "content",
    [LINE, LINE + b" me@example\r\n", rfc4716(LINE), rfc4716(LINE, 'Comment: "one \\\ntwo: three"\nSubject: x\n')],
)
def test_ssh_keys_of_both_forms_are_taken(visitor: Visitor, content: bytes) -> None:
    visitor.to_channel().upload(ssh_key=("sftp.pub", content))
    assert visitor.path == "/secured/config/username.do", visitor.text


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "vide"),
        (b"ssh-rsa nonsense", "pas une clé publique SSH"),
        (LINE + b"\n" + LINE, "pas une clé publique SSH"),
        (LINE * 400, "trop grand"),
        (_line(SMALL.public_key()), "moins de 2048 bits"),
        (_line(_ED25519.public_key()), "Seules les clés RSA"),
        (_PRIVATE, "clé privée"),
        (b"PuTTY-User-Key-File-3: ssh-rsa", "clé privée"),
        (valid_certificate(), "pas une clé publique SSH"),
    ],
    ids=_name,
)
def test_what_is_no_public_rsa_key_is_refused(visitor: Visitor, content: bytes, complaint: str) -> None:
    visitor.to_channel().upload(ssh_key=("sftp.pub", content))
    assert visitor.path == "/secured/config/channel.do"
    assert complaint in visitor.text


def test_certificates_are_taken_as_der_and_as_pem(visitor: Visitor) -> None:
    for encoding in (Encoding.DER, Encoding.PEM):
        visitor.to_channel().upload(certificate=("cert.cer", valid_certificate(encoding)))
        assert visitor.path == "/secured/config/username.do", visitor.text


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (LINE, "pas un certificat"),
        (valid_certificate(Encoding.PEM) * 2, "pas un certificat"),
        (valid_certificate(begins=-9, ends=-1), "plus valable"),
        (valid_certificate(begins=1), "pas encore valable"),
        (valid_certificate(key=SMALL), "moins de 2048 bits"),
        (valid_certificate(Encoding.PEM) + _PRIVATE, "clé privée"),
    ],
    ids=_name,
)
def test_what_is_no_valid_certificate_is_refused(visitor: Visitor, content: bytes, complaint: str) -> None:
    visitor.to_channel().upload(certificate=("cert.cer", content))
    assert visitor.path == "/secured/config/channel.do"
    assert complaint in visitor.text


def test_files_that_were_good_need_not_be_sent_again(visitor: Visitor) -> None:
    visitor.to_channel().upload(applications=None)
    assert "Fichier reçu : sftp.pub" in visitor.text.replace("reçu:", "reçu :")
    visitor.upload(ssh_key=None, certificate=None)
    assert visitor.path == "/secured/config/username.do"


def test_a_bad_file_replaces_a_good_one(visitor: Visitor) -> None:
    visitor.to_channel().upload(applications=None).upload(ssh_key=("bad.pub", b"nonsense"))
    visitor.upload(ssh_key=None)
    assert "Choisissez un fichier." in visitor.text


@pytest.mark.parametrize(
    "username", ["short77", "x" * 21, "Capital2026", "with space1", "é23456789", "", "sillon2026 "]
)
def test_user_names_outside_the_manuals_rules_are_refused(visitor: Visitor, username: str) -> None:
    visitor.to_username().send(username=username)
    assert visitor.path == "/secured/config/username.do"
    assert "de 8 à 20 positions" in visitor.text


@pytest.mark.parametrize("username", ["x" * 8, "1" * 20])
def test_user_names_at_the_edges_of_the_rules_are_taken(visitor: Visitor, username: str) -> None:
    assert visitor.to_username().send(username=username).path == "/secured/config/review.do"


def test_a_taken_user_name_asks_for_another(visitor: Visitor) -> None:
    for taken in ("pension01", "ancre2019"):
        visitor.to_username().send(username=taken)
        assert "déjà attribué à un autre utilisateur" in visitor.text
        assert f'value="{taken}"' in visitor.page.text
    assert visitor.send(username="sillon2026").path == "/secured/config/review.do"


def test_a_user_name_taken_between_review_and_confirm_asks_for_another(visitor: Visitor) -> None:
    visitor.to_review()
    with Visitor(visitor.portal) as faster:
        faster.to_review(OTHER_COMPANY).confirm()
    visitor.confirm()
    assert "déjà attribué à un autre utilisateur" in visitor.text
    assert [one["committed"] for one in visitor.portal.truth()["confirms"]] == [True, False]


def test_the_review_shows_what_was_filled_in(visitor: Visitor) -> None:
    visitor.to_channel().upload(applications=["DB2P", "DmfAPPL"]).send(username="sillon2026")
    for value in (*CONTACT.values(), COMPANY, "SFTP", "sftp.pub", "RSA 2048", "ABC123", "CN=Jeanne Exemple", "DmfAPPL"):
        assert value in visitor.text


def test_a_second_submission_of_the_same_confirm_is_refused(visitor: Visitor) -> None:
    visitor.to_review()
    token = visitor.token
    visitor.confirm(token).confirm(token)
    assert visitor.title == "Demande déjà traitée"
    truth = visitor.portal.truth()
    assert (truth["confirm_requests"], len(truth["registrations"])) == (2, 1)
    assert [one["committed"] for one in truth["confirms"]] == [True, False]


def test_two_sessions_that_confirm_the_same_company_create_one_technical_user(visitor: Visitor) -> None:
    visitor.to_review()
    with Visitor(visitor.portal) as other:
        other.to_review(username="another2026").confirm()
    assert visitor.confirm().title == "Demande déjà traitée"
    assert [made["username"] for made in visitor.portal.truth()["registrations"]] == ["another2026"]


def test_a_form_without_its_token_is_refused(visitor: Visitor) -> None:
    assert visitor.begin().send(token="forged", **CONTACT).page.status_code == 409


def test_the_session_of_one_browser_is_not_that_of_another(visitor: Visitor) -> None:
    visitor.to_review()
    with Visitor(visitor.portal) as other:
        other.to_review(OTHER_COMPANY, "linde2026").confirm()
    visitor.confirm()
    made = {one["enterprise_number"]: one["username"] for one in visitor.portal.truth()["registrations"]}
    assert made == {COMPANY: "sillon2026", OTHER_COMPANY: "linde2026"}


def test_secured_pages_are_kept_by_nobody(visitor: Visitor) -> None:
    assert visitor.to_review().page.headers["cache-control"] == "no-store"
