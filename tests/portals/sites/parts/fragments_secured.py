"""The secured pages of fragments_accordion.py, but for its wizard."""
import re

from parts.fragments_core import go, in_role, is_hx, page, piece, role_page, secured, session, tr
from parts.fragments_data import COMPANIES

# ------------------------------------------------------------------------------------------------ companies
def company_rows(request):
    needle = request.query_params.get("filtre", "").strip().lower()
    digits = re.sub(r"[.\s]", "", needle)
    rows = sorted(((n, *c) for n, c in COMPANIES.items()), key=lambda r: r[1].lower())
    rows = [r for r in rows if not needle or needle in r[1].lower() or needle in r[2].lower() or (digits.isdigit() and digits in r[0])]
    pages = max(1, -(-len(rows) // 8))
    p = request.query_params.get("page", "1")
    p = min(max(int(p) if p.isdigit() else 1, 1), pages)
    return dict(rows=rows[(p - 1) * 8:p * 8], total=len(rows), pages=pages, p=p, needle=request.query_params.get("filtre", ""))


@secured
async def companies(request):
    title = tr(request, "Choix de l'entreprise", "Keuze van de onderneming")
    if is_hx(request) and request.headers.get("hx-target") == "liste":
        return piece(request, "companies_list", **company_rows(request))
    return page(request, "companies", title, crumbs=[(tr(request, "Entreprises", "Ondernemingen"), "")], **company_rows(request))


@secured
async def company(request):
    n = request.path_params["n"]
    if n not in COMPANIES:
        return go(request, "/uman/entreprises")
    if is_hx(request) and request.headers.get("hx-target", "").startswith("q-"):
        return piece(request, "qualities_row", n=n, company=COMPANIES[n])
    return page(request, "qualities", COMPANIES[n][0], n=n, company=COMPANIES[n],
                crumbs=[(tr(request, "Entreprises", "Ondernemingen"), "/uman/entreprises"), (COMPANIES[n][0], "")])


@secured
async def access_without_role(request):
    session(request).flash.append(("info", tr(request, "Choisissez d'abord une entreprise et une qualité.", "Kies eerst een onderneming en een hoedanigheid.")))
    return go(request, "/uman/entreprises")


# ------------------------------------------------------------------------------------------------ secured part
@in_role
async def role_home(request):
    return role_page(request, "role_home", COMPANIES[request.state.n][0])


@in_role
async def other(request):
    t = {"donnees": ("Gestion des données propres", "Beheer van de eigen gegevens"), "utilisateurs": ("Gestion des utilisateurs", "Beheer van de gebruikers"),
         "services": ("Services en ligne", "Onlinediensten")}.get(request.path_params["what"], ("Services en ligne", "Onlinediensten"))
    return role_page(request, "other", tr(request, *t), [(tr(request, *t), "")])


@in_role
async def messages(request):
    t = tr(request, "Messages structurés", "Gestructureerde berichten")
    return role_page(request, "messages", t, [(t, "")])


@in_role
async def access(request):
    t = tr(request, "Gestion d'accès", "Toegangsbeheer")
    return role_page(request, "access", t, [(t, "")])


@in_role
async def information(request):
    t = tr(request, "Échange par messages structurés", "Uitwisseling via gestructureerde berichten")
    return role_page(request, "information", f"{t} – {tr(request, 'Information', 'Informatie')}",
                     [(tr(request, "Gestion d'accès", "Toegangsbeheer"), request.state.base + "/acces"), (t, "")])
