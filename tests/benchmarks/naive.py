"""What `playwright codegen` and a loop give: a new browser and a log-in for each company, one after another.

It knows the classic stub's pages, checks nothing, and remembers nothing: the yardstick of `make bench`. With `--keep`
it has one browser and one log-in for all companies: about the least that these pages cost, whatever drives a browser.

    python naive.py PORTAL COMPANIES.CSV USERNAME PASSWORD BROWSER [--keep]
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright


def log_in(page: Page, username: str, password: str) -> None:
    """From the page that asks for the target group to the list of companies."""
    page.get_by_role("link", name="professionnels de la Sécurité Sociale").click()
    page.get_by_role("link", name="Se connecter avec vos codes d’accès").click()  # noqa: RUF001 - the portal's own
    page.get_by_label("Nom d’utilisateur").fill(username)  # noqa: RUF001 - the portal's own
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()


def register(page: Page, folder: Path, row: dict[str, str]) -> str:
    """One company, from the list of companies on; the sender number."""
    page.get_by_role("link", name=row["enterprise_number"]).click()
    roles = page.get_by_role("link", name="Gestionnaire pensions complémentaires")
    roles.filter(has_text="(Gestionnaire local)").click()
    page.get_by_role("link", name="Messages structurés").first.click()
    page.get_by_role("link", name="Enregistrer les données de configuration").first.click()
    page.get_by_role("button", name="Suivant").click()
    page.get_by_label("Nom", exact=False).first.fill(row["last_name"])
    page.get_by_label("Prénom").fill(row["first_name"])
    page.get_by_label("Fonction").fill(row["function"])
    page.get_by_label("Téléphone").fill(row["phone"])
    page.get_by_label("Adresse e-mail").fill(row["email"])
    page.get_by_role("button", name="Suivant").click()
    page.get_by_role("radio", name="SFTP", exact=True).check()
    page.locator("input[type=file]").nth(0).set_input_files(folder / row["ssh_public_key"])
    page.locator("input[type=file]").nth(1).set_input_files(folder / row["certificate"])
    for application in row["applications"].split(";"):
        page.get_by_role("checkbox", name=application, exact=True).check()
    page.get_by_role("button", name="Suivant").click()
    page.get_by_label("Nom d’utilisateur").fill(row["username"])  # noqa: RUF001 - the portal's own
    page.get_by_role("button", name="Suivant").click()
    page.get_by_role("button", name="Confirmer").click()
    return page.get_by_text("Numéro d’expéditeur").locator("xpath=following::*[1]").first.inner_text()  # noqa: RUF001 - the portal's own


def main() -> None:
    """Register every row."""
    portal, sheet, username, password, browser_path, *options = sys.argv[1:]
    with Path(sheet).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    numbers = {}
    keep = "--keep" in options
    for some in [rows] if keep else [[row] for row in rows]:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path)
            page = browser.new_context().new_page()
            for row in some:
                page.goto(portal)
                page.get_by_role("link", name="Fonctionnaires et autres professionnels").click()
                page.get_by_role("link", name="Se connecter").click()
                if row is some[0]:
                    log_in(page, username, password)
                numbers[row["enterprise_number"]] = register(page, Path(sheet).parent, row)
            browser.close()
    sys.stdout.write(json.dumps(numbers))


if __name__ == "__main__":
    main()
