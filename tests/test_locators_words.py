"""Captions are read as people read them, and in the browser exactly as in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.locators import Caption, Selectors, Tier, normalise
from batchportal.locators.scripts import source
from batchportal.resources import selectors_folder

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.conftest import RunAsync

DECORATED = {
    "Nom :": "nom",
    "Nom\u00a0*": "nom",
    "\u202fNom\u202f:": "nom",
    "* NOM": "nom",
    "Nom (obligatoire)": "nom",
    "Naam (verplicht):": "naam",
    "1. Nom": "nom",
    "2) Prénom": "prénom",
    "Suivant »": "suivant",
    "\u203a Suivant": "suivant",
    "Suivant →": "suivant",
    "\uf007 Nom": "nom",
    "🔒 Se connecter": "se connecter",
    "« Confirmer »": "confirmer",
    "Nom d\u2019utilisateur": "nom d'utilisateur",
    "Adresse e\u2011mail": "adresse e-mail",
    "Pre\u0301nom": "prénom",
    "Se\u00adconnecter": "seconnecter",
    "  Gestion \n d'accès ": "gestion d'accès",
    "N° d'expéditeur": "n° d'expéditeur",
    "Straße": "strasse",
    "Tél.": "tél",
    ">": ">",
    "»": "»",
    "": "",
}


@pytest.mark.parametrize(("raw", "plain"), DECORATED.items(), ids=map(ascii, DECORATED))
def test_decoration_does_not_matter(raw: str, plain: str) -> None:
    assert normalise(raw) == plain


FITS = [
    ("Nom", "Nom :", Tier.EXACT),
    ("Nom", "NOM *", Tier.EXACT),
    ("Nom", "Prénom", None),
    ("Nom", "Nom d'utilisateur", None),
    ("Nom", "Nom (comme sur la carte)", Tier.HINT),
    ("Nom", "Nom : comme sur la carte", Tier.HINT),
    ("Prénom", "PRENOM", Tier.CAPITALS),
    ("Prénom", "Prenom", None),
    ("Prenom", "Prénom", None),
    ("Échange par messages structurés", "Echange par messages structurés", Tier.CAPITALS),
    ("DmfA", "DmfAPPL", None),
    ("DmfA", "DmfA - modification", None),
    ("…codes d'accès…", "Se connecter avec vos codes d\u2019accès »", Tier.OPEN),
    ("…codes d'accès…", "Vos codes d'accès", Tier.OPEN),
    ("…codes d'accès…", "Barcodes d'accès", None),
    ("…gestionnaire local…", "Co-Gestionnaire local", None),
    ("…messages structurés", "Gérer les messages structurés", Tier.OPEN),
    ("…messages structurés", "Messages structurés et autres", None),
    ("…session…expiré…", "VOTRE SESSION A EXPIRE", Tier.OPEN),
    ("…session…expiré…", "Expiré : la session", None),
    ("Numéro...expéditeur", "Numéro d'expéditeur", Tier.OPEN),
    ("Numéro…expéditeur", "Numéro de l'ancien expéditeur", Tier.OPEN),
    ("(extension .cer)", "(extension .cer)", Tier.EXACT),
]


@pytest.mark.parametrize(("caption", "text", "tier"), FITS)
def test_a_caption_fits_the_whole_text_unless_an_ellipsis_makes_room(
    caption: str, text: str, tier: Tier | None
) -> None:
    assert Caption(caption).match(text) is tier


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("DB2P - Déclarations pensions complémentaires", Tier.HINT),
        ("Déclarations (DB2P)", Tier.HINT),
        ("DB2P", Tier.EXACT),
        ("DB2P et autres", None),
        ("ePK-DB2P", None),
    ],
)
def test_one_part_of_a_long_caption_is_enough_where_parts_count(text: str, tier: Tier | None) -> None:
    assert Caption("DB2P").match(text, parts=True) is tier


def test_the_browser_reads_captions_as_python_does(tab: Page, run_async: RunAsync) -> None:
    texts = [*DECORATED, *(text for _, text, _ in FITS)]
    read = run_async(tab.evaluate(f"texts => texts.map({source('(text) => lower(cleaned(text))')})", texts))
    assert read == [normalise(text) for text in texts]


@pytest.mark.parametrize("parts", [False, True])
def test_the_browser_fits_captions_as_python_does(tab: Page, run_async: RunAsync, *, parts: bool) -> None:
    pairs = [(Caption(caption), text) for caption, _, _ in FITS for _, text, _ in FITS]
    hints = "parts" if parts else "all"
    asked = [[each.spelt, text, hints] for each, text in pairs]
    way_in = source("([word, text, hints]) => tierOf(clean(text), wordOf(word), hints)")
    tiers = run_async(tab.evaluate(f"pairs => pairs.map({way_in})", asked))
    assert tiers == [9 if tier is None else tier for tier in (each.match(text, parts=parts) for each, text in pairs)]


def test_the_browser_makes_of_every_word_what_python_does(tab: Page, run_async: RunAsync) -> None:
    selectors = Selectors.load(selectors_folder())
    entries = [entry for page in selectors.pages for entry in selectors.entries(page)]
    words = [Caption(word) for entry in entries for each in entry.words.values() for word in each]
    read = "each => { const word = wordOf(each); return [word.plain, word.open, word.pattern.source]; }"
    made = run_async(tab.evaluate(f"words => words.map({source(read)})", [word.spelt for word in words]))
    expected = run_async(
        tab.evaluate("patterns => patterns.map(each => new RegExp(each, 'u').source)", [word.pattern for word in words])
    )
    assert len(words) > 1000
    assert made == [[word.plain, word.open, pattern] for word, pattern in zip(words, expected, strict=True)]
