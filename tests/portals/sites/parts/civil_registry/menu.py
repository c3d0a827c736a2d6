"""The picture menu: captions, tooltips and the drawn pictures."""
from html import escape

# key: (caption fr, caption nl), (tooltip fr, tooltip nl), icon
ITEMS = {
    "donnees": (("Données propres", "Eigen gegevens"),
                ("Consulter vos propres données", "Uw eigen gegevens raadplegen"), "i"),
    "utilisateurs": (("Utilisateurs", "Gebruikers"),
                     ("Gérer les utilisateurs de votre entreprise", "De gebruikers van uw onderneming beheren"), "u"),
    "rechercher": (("Rechercher", "Zoeken"),
                   ("Rechercher un utilisateur", "Een gebruiker zoeken"), "?"),
    "messages": (("Messages structurés", "Gestructureerde berichten"),
                 ("Utilisateur technique et canaux batch", "Technische gebruiker en batchkanalen"), "\u2709"),
    "configuration": (("Enregistrer les données de configuration", "De configuratiegegevens registreren"),
                      ("Créer l'utilisateur technique et choisir un canal",
                       "De technische gebruiker aanmaken en een kanaal kiezen"), "+"),
    "guides": (("Guides de démarrage", "Startgidsen"),
               ("Documentation des canaux", "Documentatie van de kanalen"), "\u00a7"),
    "echange": (("Échange par messages structurés", "Uitwisseling via gestructureerde berichten"),
                ("Ouvrir le menu", "Het menu openen"), "\u2709"),
    "information": (("Information", "Informatie"),
                    ("Les données de votre utilisateur technique", "De gegevens van uw technische gebruiker"), "i"),
    "regles": (("Règles d'usage", "Gebruiksregels"),
               ("Noms de fichiers et règles", "Bestandsnamen en regels"), "\u00a7"),
}


def picture(key, lang):
    caption, _, icon = ITEMS[key]
    small = key in ("configuration", "guides", "information", "regles")
    words, lines = caption[lang].split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 25:
            lines.append("")
        lines[-1] = (lines[-1] + " " + word).strip()
    fill = "#5b84a5" if small else "#1f4e79"
    start = 26 - 7 * (len(lines) - 1)
    text = "".join(f'<text x="46" y="{start + 15 * n}" font-family="Arial" font-size="11" fill="#fff">'
                   f'{escape(ln)}</text>' for n, ln in enumerate(lines))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="190" height="44">'
            f'<rect width="190" height="44" rx="5" fill="{fill}"/>'
            f'<circle cx="22" cy="22" r="14" fill="#fff"/><text x="22" y="28" text-anchor="middle" '
            f'font-size="17" font-family="Arial" fill="{fill}">{icon}</text>{text}</svg>')
