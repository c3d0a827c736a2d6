"""JavaScript's questions: dismissed and told, but for the one that asks whether 'Confirmer' is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.dialogues import Dialogues
from batchportal.locators import Selectors
from batchportal.models import Language
from batchportal.resources import selectors_folder

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.conftest import RunAsync

SELECTORS = Selectors.load(selectors_folder())


def words(name: str, language: Language = Language.FR) -> tuple[str, ...]:
    page = "obstacles" if name in ("conditions", "notice_binds") else "review"
    return SELECTORS.entry(page, name).words[language]


async def answers(tab: Page, *questions: str, language: Language = Language.FR) -> tuple[list[bool], list[str]]:
    """What the page is told while a confirmation is under way, and what was dismissed."""
    dialogues = Dialogues(tab.context)
    never = [word for name in ("asked_otherwise", "conditions", "notice_binds") for word in words(name, language)]
    with dialogues.accepting(words("asked_again", language), never):
        told = [bool(await tab.evaluate("question => window.confirm(question)", question)) for question in questions]
    return told, dialogues.dismissed


@pytest.mark.parametrize(
    "question",
    [
        "Confirmez-vous la création de l'utilisateur technique ?",
        "Voulez-vous confirmer ?",
        "Êtes-vous sûr de vouloir confirmer\nces données ?",
        "Enregistrer la configuration ? Le nom d'utilisateur sillon2026 ne pourra plus être modifié.",
        "L'utilisateur technique sillon2026 va être créé. Le nom ne pourra plus être modifié. Voulez-vous continuer ?",
        "Cette opération est irréversible. Confirmez-vous l'enregistrement des données de configuration ?",
    ],
)
def test_a_question_whether_confirmer_is_meant_is_accepted_once(tab: Page, run_async: RunAsync, question: str) -> None:
    told, dismissed = run_async(answers(tab, question, question))
    assert (told, dismissed) == ([True, False], [" ".join(question.split())])


@pytest.mark.parametrize(
    "question",
    [
        "Voulez-vous confirmer l'annulation ?",
        "Voulez-vous quitter cette page ?",
        "En confirmant, vous acceptez les conditions d'utilisation. Voulez-vous confirmer ?",
        "Un utilisateur technique existe déjà. Voulez-vous confirmer le remplacement ?",
        "Voulez-vous recevoir notre lettre ?",
        "Enregistrer la configuration comme brouillon ?",
        "Aucun utilisateur technique ne sera créé. Voulez-vous continuer ?",
        "Les données existantes seront écrasées. Confirmez-vous ?",
        "En confirmant, vous marquez votre accord sur la convention. Confirmez-vous ?",
        "Cette configuration remplacera la précédente. Confirmez-vous la création ?",
        "L'utilisateur technique x01 existe ; un nouveau compte va être créé. Voulez-vous continuer ?",
        "Votre utilisateur technique va être désactivé et un nouveau va être créé. Voulez-vous continuer ?",
        "L'utilisateur technique x01 va être créé. En continuant, vous acceptez le règlement. Continuer ?",
        "L'utilisateur technique actuel sera supprimé. Confirmez-vous ?",
        "Les utilisateurs techniques de la société seront REMPLACES. Confirmez-vous ?",
        "L'accès en cours prendra fin. Confirmez-vous la création ?",
        "Confirmez-vous la désactivation de l'utilisateur technique ?",
        "Confirmez-vous la résiliation de l'accès ?",
        "Je déclare sur l'honneur que ces données sont exactes. Confirmez-vous ?",
        "Aucun certificat n'a été chargé. Êtes-vous sûr ?",
        "Des frais de 50 euros vous seront facturés. Confirmez-vous la création ?",
    ],
)
def test_any_other_question_is_dismissed_and_told(tab: Page, run_async: RunAsync, question: str) -> None:
    assert run_async(answers(tab, question)) == ([False], [question])


@pytest.mark.parametrize(
    ("language", "question", "meant"),
    [
        (Language.NL, "Bevestigt u de aanmaak van de technische gebruiker?", True),
        (Language.NL, "Bent u zeker dat u deze gegevens wilt bevestigen?", True),
        (Language.NL, "De technische gebruiker sillon2026 wordt aangemaakt. Wilt u doorgaan?", True),
        (Language.NL, "De technische gebruiker sillon2026 wordt niet aangemaakt. Wilt u doorgaan?", False),
        (Language.NL, "U gaat akkoord met de gebruiksvoorwaarden. Bevestigt u de gegevens?", False),
        (Language.NL, "De gebruikersnaam kan niet meer worden gewijzigd. Bevestigt u?", True),
        (Language.NL, "Bevestigt u? U kunt dit nadien niet meer veranderen.", True),
        (Language.NL, "Er is een andere gebruiker. Bevestigt u?", False),
        (Language.FR, "Confirmez-vous l'enregistrement ? Cela peut prendre quelques secondes.", True),
        (Language.FR, "Ce sera un second utilisateur technique. Confirmez-vous ?", False),
        (Language.NL, "Door te bevestigen sluit u de verwerkersovereenkomst af. Bevestigt u?", False),
        (Language.NL, "De actieve technische gebruiker wordt stopgezet. Bevestigt u de aanmaak?", False),
        (Language.NL, "U hebt geen toepassingen geselecteerd. Bent u zeker?", False),
        (Language.NL, "Bevestigt u de verwijdering?", False),
        (Language.DE, "Bestätigen Sie die Löschung?", False),
        (Language.EN, "This overwrites what is there. Do you confirm?", False),
        (Language.DE, "Damit stimmen Sie den Nutzungsbedingungen zu. Möchten Sie die Daten bestätigen?", False),
        (Language.DE, "Der technische Benutzer sillon2026 wird erstellt. Möchten Sie fortfahren?", True),
        (Language.EN, "The technical user sillon2026 will be created. Do you want to continue?", True),
        (Language.NL, "Wilt u de annulering bevestigen?", False),
        (Language.NL, "Wilt u bevestigen en de bestaande gegevens vervangen?", False),
        (Language.NL, "Wilt u bevestigen? U aanvaardt zo de voorwaarden.", False),
        (Language.DE, "Möchten Sie diese Angaben bestätigen?", True),
        (Language.DE, "Soll die Konfiguration jetzt gespeichert werden?", False),
        (Language.DE, "Die Konfiguration jetzt speichern?", True),
        (Language.DE, "Möchten Sie den Abbruch bestätigen?", False),
        (Language.DE, "Die Konfiguration als Entwurf speichern?", False),
        (Language.DE, "Möchten Sie bestätigen? Sie stimmen damit den Bedingungen zu.", False),
        (Language.EN, "Do you confirm these data?", True),
        (Language.EN, "Save this configuration? Its user name can't be changed.", True),
        (Language.EN, "Do you confirm the cancellation?", False),
        (Language.EN, "Save the configuration as a draft?", False),
        (Language.EN, "Do you confirm? You accept the terms of use.", False),
    ],
)
def test_questions_are_told_apart_in_the_other_languages_too(
    tab: Page, run_async: RunAsync, language: Language, question: str, *, meant: bool
) -> None:
    assert run_async(answers(tab, question, language=language)) == ([meant], [] if meant else [question])


def test_outside_a_confirmation_nothing_is_accepted(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        dialogues = Dialogues(tab.context)
        assert await tab.evaluate("window.confirm('Voulez-vous confirmer ?')") is False
        await tab.evaluate("window.alert('Le fichier est trop grand.')")
        assert dialogues.dismissed == ["Voulez-vous confirmer ?", "Le fichier est trop grand."]
        assert "trop grand" in dialogues.told()

    run_async(scenario())
