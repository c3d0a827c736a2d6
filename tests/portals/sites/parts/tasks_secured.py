"""The secured pages of task_list.py, but for its wizard."""
import re
from starlette.responses import Response

from parts.tasks_core import go, page, secure, tr
from parts.tasks_data import COMPANIES, QUAL, ROLE, SESSIONS, technical

# ----------------------------------------------------------------------------------------------- secured part
@secure(role=False)
async def logout(rq, s, lang, _, form):
    SESSIONS.pop(rq.cookies["ssp_session"], None)
    r = go(f"/{lang}/deconnecte"); r.delete_cookie("ssp_session"); return r

@secure(role=False)
async def extend(rq, s, lang, _, form): return Response(status_code=204)

@secure(role=False)
async def companies(rq, s, lang, _, form):
    q = rq.query_params.get("q", "").strip()
    rows = sorted(((n, c[0]) for n, c in COMPANIES.items()), key=lambda x: x[1].lower())
    dig = re.sub(r"[.\s]", "", q)
    if q: rows = [r for r in rows if q.lower() in r[1].lower().replace("’", "'") or q.lower() in r[1].lower() or (dig.isdigit() and dig in r[0].replace(".", ""))]
    pages = max(1, -(-len(rows) // 10))
    p = rq.query_params.get("page", "1")
    p = min(pages, max(1, int(p))) if p.isdigit() else 1
    return page(rq, "companies", _("Choisissez l’entreprise", "Kies de onderneming"), q=q, total=len(rows), items=rows[(p - 1) * 10:p * 10], page=p, pages=pages)

def find_company(rq):
    return next((n for n in COMPANIES if n.replace(".", "") == rq.path_params["num"]), None)

@secure(role=False)
async def roles(rq, s, lang, _, form):
    n = find_company(rq)
    if not n: return go(f"/{lang}/prive/entreprises")
    name, qs = COMPANIES[n]
    return page(rq, "list", name, backto=f"/{lang}/prive/entreprises", lead=_("Choisissez la qualité dans laquelle vous souhaitez travailler.", "Kies de hoedanigheid waarin u wenst te werken."),
                items=[(f"/{lang}/prive/role/{rq.path_params['num']}/{q.lower()}", f"{tr(lang, QUAL[q])}\u00a0; {_('numéro d’entreprise', 'ondernemingsnummer')} {n} ({tr(lang, ROLE[r])})", "") for q, r in qs])

@secure(role=False)
async def role(rq, s, lang, _, form):
    n = find_company(rq)
    for q, r in COMPANIES[n][1] if n else []:
        if q.lower() == rq.path_params["q"]:
            s["role"] = (n, q, r)
            return go(f"/{lang}/prive/accueil")
    return go(f"/{lang}/prive/entreprises")

@secure()
async def home(rq, s, lang, _, form):
    b = f"/{lang}/prive/"
    return page(rq, "home", _("Votre espace sécurisé", "Uw beveiligde zone"), backto=b + "entreprise/" + s["role"][0].replace(".", ""), menu_title=_("Dans cet espace", "In deze zone"),
                menu=[(b + "bientot", _("Gestion des données propres", "Beheer van de eigen gegevens")), (b + "bientot", _("Gestion des utilisateurs", "Beheer van de gebruikers")), (b + "messages-structures", _("Messages structurés", "Gestructureerde berichten")), (b + "bientot", "e-Box Enterprise")])

@secure()
async def soon(rq, s, lang, _, form): return page(rq, "text", _("Rubrique indisponible", "Rubriek niet beschikbaar"), backto=f"/{lang}/prive/accueil", paras=[_("Cette rubrique est en cours de rénovation.", "Deze rubriek wordt vernieuwd.")])

@secure()
async def access(rq, s, lang, _, form):
    b = f"/{lang}/prive/"
    ms = [(b + "information", _("Information", "Informatie"), _("Les données de l’utilisateur technique et de l’expéditeur", "De gegevens van de technische gebruiker en de verzender"))]
    if s["role"][2] != "UT": ms.append((b + "config", _("Enregistrer les données de configuration", "De configuratiegegevens registreren"), ""))
    return page(rq, "access", _("Gestion d’accès", "Toegangsbeheer"), backto=b + "accueil", sections=[
        (_("Données propres", "Eigen gegevens"), [(b + "bientot", _("Consulter mes données", "Mijn gegevens raadplegen"), ""), (b + "bientot", _("Modifier mon mot de passe", "Mijn wachtwoord wijzigen"), "")]),
        (_("Utilisateurs", "Gebruikers"), [(b + "bientot", _("Créer un utilisateur", "Een gebruiker aanmaken"), ""), (b + "bientot", _("Rechercher des utilisateurs", "Gebruikers zoeken"), "")]),
        (_("Échange par messages structurés", "Uitwisseling via gestructureerde berichten"), ms)])

@secure()
async def ms(rq, s, lang, _, form):
    b = f"/{lang}/prive/"
    menu = [(None, _("Messages structurés", "Gestructureerde berichten"))]
    if s["role"][2] != "UT": menu.append((b + "config", _("Enregistrer les données de configuration", "De configuratiegegevens registreren")))
    return page(rq, "ms", _("Messages structurés", "Gestructureerde berichten"), backto=b + "accueil", menu_title=_("Dans cette rubrique", "In deze rubriek"), menu=menu + [(f"/{lang}/aide/batch", _("Documentation", "Documentatie"))])

@secure()
async def information(rq, s, lang, _, form):
    return page(rq, "info", _("Information", "Informatie"), backto=f"/{lang}/prive/acces", r=technical(*s["role"][:2]))
