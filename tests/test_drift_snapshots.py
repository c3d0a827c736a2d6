"""What is kept of a page's accessibility snapshot, and how two of them are compared."""

from __future__ import annotations

from batchportal.drift.snapshots import differences, masked, vocabulary

KNOWN = vocabulary(["Nom", "Numéro d'entreprise", "Suivant", "Prénom", "DB2P", "Gestion d'accès"])
COOKIES = "Nous utilisons des cookies"


def kept(*lines: str, personal: tuple[str, ...] = ()) -> list[str]:
    """The masked lines of a snapshot."""
    return masked("\n".join(lines), KNOWN, passing=lambda text: text == COOKIES, personal=personal)


def test_what_was_typed_is_never_kept() -> None:
    lines = kept(
        '- textbox "Nom": Canary-Peeters',
        '- textbox "Mot de passe":',
        "  - /placeholder: Suivant",
        "  - text: Canary-Password",
        '- searchbox "Nom": "Canary: 0403"',
        '- spinbutton "Nom": Canary',
    )
    assert lines == [
        '- textbox "Nom"',
        '- textbox "Mot de passe":',
        "  - /placeholder: Suivant",
        '- searchbox "Nom"',
        '- spinbutton "Nom"',
    ]


def test_texts_are_kept_only_where_the_selectors_know_them_or_they_are_captions() -> None:
    lines = kept(
        "- text: Numéro d\u2019entreprise *",
        "- paragraph: Bonjour An Canary",
        "- text: Dénomination sociale :",
        '- cell "Canary SA"',
        "- 'cell \"Qualité :\"'",
        '- cell "DB2P"',
    )
    assert lines == [
        "- text: Numéro d\u2019entreprise *",
        "- paragraph: …",
        "- text: Dénomination sociale :",
        '- cell "…"',
        '- cell "Qualité :"',
        '- cell "DB2P"',
    ]


def test_names_of_controls_and_headings_are_kept_without_numbers_addresses_and_what_looks_like_a_person() -> None:
    lines = kept(
        '- heading "Vos 12 dossiers ouverts" [level=1]',
        '- link "Marie Canary"',
        '- heading "Bienvenue Jean-Marie van den Canary" [level=2]',
        '- button "Écrire à an.canary@example.be"',
        '- link "Gestion d\u2019accès"',
    )
    assert lines == [
        '- heading "Vos # dossiers ouverts" [level=1]',
        '- link "…"',
        '- heading "…" [level=2]',
        '- button "Écrire à …"',
        '- link "Gestion d\u2019accès"',
    ]


def test_the_head_of_a_page_and_the_entry_of_a_company_keep_known_words_only() -> None:
    lines = kept(
        "- banner:",
        '  - button "canary ▾"',
        '  - link "Gestion d\u2019accès"',
        "- table:",
        '  - row "0403.170.701 Canary SA":',
        '    - cell "0403.170.701"',
        '    - cell "Canary":',
        '      - link "canary sociale":',
        "        - /url: /enter?company=0403170701",
        '- option "BE 0403 170 701 canary"',
    )
    assert "anary" not in "\n".join(lines).lower()
    assert "/url" not in "\n".join(lines)
    assert '  - link "Gestion d\u2019accès"' in lines


def test_a_persons_own_values_are_hidden_wherever_they_stand() -> None:
    lines = kept('- heading "peetersAn01 est disponible"', '- link "Nom"', personal=("peetersAn01", " "))
    assert lines == ['- heading "…"', '- link "Nom"']


def test_more_rows_of_a_list_and_ticks_are_no_difference() -> None:
    row = ['- row "0403.170.701 A"', '- row "0441.122.049 B"', '- row "0458.734.180 C"']
    assert kept(*row) == kept(row[0])
    assert kept('- checkbox "DB2P" [checked]') == kept('- checkbox "DB2P"')
    assert kept('- button "FR" [expanded] [disabled]') == ['- button "FR" [disabled]']


def test_what_comes_and_goes_is_left_out() -> None:
    lines = kept('- dialog "Cookies":', f"  - paragraph: {COOKIES}", '  - button "Refuser"', '- button "Suivant"')
    assert lines == ['- button "Suivant"']


def test_a_difference_names_what_is_new_and_what_has_gone() -> None:
    before = ['- button "Suivant"', "- paragraph: …", '- textbox "Nom"']
    after = ["- main:", '  - button "Étape suivante"', '  - textbox "Nom"', "- paragraph: …", "- paragraph: …"]
    changes = differences(before, after)
    assert 'gone: button "Suivant"' in changes
    assert 'new: button "Étape suivante"' in changes
    assert not any("paragraph" in change and '"' in change for change in changes)
    assert differences(after, list(after)) == ()


def test_a_long_difference_is_cut_and_says_so() -> None:
    changes = differences([], [f'- link "Lien {letter}"' for letter in "abcdefghijkl"])
    assert len(changes) == 9
    assert changes[-1] == "and 4 more"


def test_lines_that_are_not_understood_show_nothing() -> None:
    assert kept("- %%% Canary: Dupont", "nonsense") == ["- text: …"]
