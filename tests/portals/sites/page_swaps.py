"""A portal for tests, drawn by its server: links and forms swap a part of the page, cards are searched while one types.

As its author wrote it, its review page has a box to tick before 'Confirmer' ('J'ai contrôlé les données et je
déclare qu'elles sont correctes.'), which the manual doesn't know and which no one ticks on a person's behalf: the
client stops there. The box is left out here. Run: python page_swaps.py --port N
"""
import argparse
import os
import sys
import unicodedata

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from parts.page_swaps import data, wizard  # noqa: E402
from parts.page_swaps.web import HERE, SESSIONS, form_of, go, lang_of, page, secured, session  # noqa: E402

PER_PAGE = 6


def static_page(template, **ctx):
    async def view(request):
        if request.path_params.get("lang", "fr") not in ("fr", "nl"):
            return PlainTextResponse("Not found", 404)
        return page(request, session(request), template, **ctx)
    return view


async def codes(request):
    s = session(request)
    if request.method == "GET":
        return page(request, s, "login_codes.html", errors={}, username="")
    f = await form_of(request, s)
    if f is None:
        return page(request, s, "login_codes.html", 403, errors={"all": "Votre session a expiré. Essayez à nouveau."}, username="")
    u, p = f.get("_username", "").strip(), f.get("_password", "")
    errors = {}
    if not u:
        errors["u"] = "Ce champ est obligatoire."
    if not p:
        errors["p"] = "Ce champ est obligatoire."
    if not errors and (u, p) != ("demo", "Secret-Pass-1"):
        data.TRUTH["log_ins"]["refused"] += 1
        errors["all"] = "Le nom d’utilisateur ou le mot de passe n’est pas correct."
    if errors:
        return page(request, s, "login_codes.html", 422, errors=errors, username=u)
    data.TRUTH["log_ins"]["accepted"] += 1
    SESSIONS.pop(s["id"], None)
    fresh = session(type("R", (), {"cookies": {}}))
    fresh["user"] = u
    return go(fresh, "/" + lang_of(request) + "/companies")


async def logout(request):
    SESSIONS.pop(session(request)["id"], None)
    return RedirectResponse("/" + lang_of(request), 303)


def plain(t):
    t = unicodedata.normalize("NFD", t.lower())
    return "".join(c for c in t if not unicodedata.combining(c))


@secured(need_role=False)
async def companies(request, s, L):
    q = request.query_params.get("q", "").strip()
    try:
        n = max(1, int(request.query_params.get("page", "1")))
    except ValueError:
        n = 1
    digits = "".join(c for c in q if c.isdigit())
    found = []
    for c in sorted(data.COMPANIES.values(), key=lambda c: plain(c.name)):
        by_text = plain(q) in plain(c.name + " " + c.place)
        if not q or by_text or (len(digits) >= 3 and digits in c.num and not any(x.isalpha() for x in q)):
            found.append(c)
    part = request.headers.get("x-fragment") == "companies"
    first = 0 if not part or request.headers.get("x-append") is None else (n - 1) * PER_PAGE
    return page(request, s, "_companies.html" if part else "companies.html", q=q, total=len(found), n=n,
                appended=first > 0, shown=found[first:n * PER_PAGE], more=len(found) > n * PER_PAGE)


@secured(need_role=False)
async def roles(request, s, L):
    c = data.COMPANIES.get(request.path_params["num"])
    if not c:
        return page(request, s, "message.html", 404, title="Page introuvable", text="Cette entreprise n’existe pas ou vous n’y avez pas accès.")
    error = None
    if request.method == "POST":
        f = await form_of(request, s)
        pick = (f or {}).get("quality", "")
        for r in c.roles:
            if r[0] == pick:
                s.update(company=c.num, role=r, w={})
                return go(s, L + "/dashboard")
        error = "Choisissez une qualité pour continuer."
    return page(request, s, "roles.html", 422 if error else 200, c=c, error=error)


@secured()
async def dashboard(request, s, L):
    return page(request, s, "dashboard.html")


@secured()
async def service(request, s, L):
    return page(request, s, "message.html", title="Application momentanément indisponible",
                text="Cette application n’est pas accessible pour le moment. Veuillez réessayer plus tard.")


@secured()
async def access(request, s, L):
    return page(request, s, "access.html", view=request.path_params.get("view", "home"))


async def truth(request):
    return JSONResponse(data.TRUTH)


async def not_found(request, exc):
    return page(request, session(request), "message.html", 404, title="Page introuvable",
                text="La page que vous cherchez n’existe pas ou a été déplacée.")


P = "/{lang:str}"
app = Starlette(exception_handlers={404: not_found}, routes=[
    Route("/", static_page("language.html", bare=True)),
    Route("/_truth", truth),
    Mount("/static", StaticFiles(directory=os.path.join(HERE, "static"))),
    Route(P, static_page("home.html")),
    Route(P + "/professionals", static_page("professionals.html")),
    Route(P + "/citizens", static_page("message.html", title="Citoyen", text="Les services pour les citoyens ne font pas partie de cet environnement.")),
    Route(P + "/enterprises", static_page("message.html", title="Entreprise", text="Les services pour les entreprises ne font pas partie de cet environnement.")),
    Route(P + "/login", static_page("login_audience.html")),
    Route(P + "/login/methods", static_page("login_methods.html")),
    Route(P + "/login/codes", codes, methods=["GET", "POST"]),
    Route(P + "/login/unavailable", static_page("message.html", title="Moyen de connexion indisponible", text="Ce moyen de connexion est momentanément indisponible. Choisissez un autre moyen.")),
    Route(P + "/info", static_page("message.html", title="Information générale", text="Cette page d’information est en cours de rédaction.")),
    Route(P + "/logout", logout),
    Route(P + "/companies", companies),
    Route(P + "/companies/{num}", roles, methods=["GET", "POST"]),
    Route(P + "/dashboard", dashboard),
    Route(P + "/service/{name}", service),
    Route(P + "/access", access),
] + wizard.routes(P) + [Route(P + "/access/{view}", access)])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8090)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning")
