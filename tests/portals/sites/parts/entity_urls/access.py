"""The secured part, except the wizard: entities, roles, home of a mandate, 'Gestion d'accès'."""

from starlette.routing import Route

from .data import ENTITIES
from .web import Mandate, go, language, render, secured

PER_PAGE = 8


@secured
async def entities(request, session):
    wanted = request.query_params.get("q", "").strip()
    digits = wanted.replace(".", "").replace(" ", "")
    found = [
        {"number": number, "name": name, "slug": number.replace(".", "")}
        for number, (name, _) in sorted(ENTITIES.items(), key=lambda row: row[1][0].casefold())
        if wanted.lower() in name.lower() or (digits.isdigit() and digits in number.replace(".", ""))
    ]
    pages = max(1, -(-len(found) // PER_PAGE))
    page = request.query_params.get("page", "1")
    page = min(max(int(page) if page.isdigit() else 1, 1), pages)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    title = "Choisissez une entreprise"
    return render(
        request, "entities.html", title=title, rows=shown, total=len(found), page=page, pages=pages, wanted=wanted
    )


@secured
async def roles(request, session, number):
    name, qualities = ENTITIES[number]
    lang = language(request)
    rows = [Mandate(number, quality, lang) for quality in qualities]
    return render(request, "roles.html", title="Choisissez une qualité", name=name, number=number, rows=rows)


@secured
async def mandate_home(request, session, mandate):
    return render(request, "mandate.html", title=mandate.name, mandate=mandate)


@secured
async def access(request, session, mandate):
    return render(request, "access.html", title="Gestion d'accès", mandate=mandate, view="home")


@secured
async def information(request, session, mandate):
    row = mandate.technical_user
    return render(request, "access.html", title="Information", mandate=mandate, view="information", row=row)


@secured
async def closed(request, session, mandate):
    body = "Cette rubrique n'est pas disponible actuellement. Réessayez plus tard."
    return render(request, "message.html", title="Rubrique indisponible", mandate=mandate, body=body)


async def start(request):
    return go(f"/{language(request)}/entites")


BASE = "/{lang:lang}/entites/{number:str}/{quality:str}"
ROUTES = [
    Route("/{lang:lang}/entites", entities),
    Route("/{lang:lang}/entites/{number:str}", roles),
    Route("/{lang:lang}/espace", start),
    Route(BASE, mandate_home),
    Route(BASE + "/gestion-acces", access),
    Route(BASE + "/gestion-acces/echange/information", information),
    Route(BASE + "/rubrique/{what:str}", closed),
]
