"""A small portal of social security for batch declarations (test fixture)."""
import argparse
import secrets
import time
from pathlib import Path

import uvicorn
from jinja2 import Environment, FileSystemLoader, pass_context
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from parts.civil_registry import checks, data, menu

PARTS = Path(__file__).parent / "parts" / "civil_registry"
COOKIE = "PHPSESSID"
LIFE = 30 * 60
LANGS = ("fr", "nl")
STEPS = ("introduction", "contact", "canal", "utilisateur", "controle")
STORE = data.Store()
SESSIONS = {}

ENV = Environment(loader=FileSystemLoader(PARTS / "templates"), autoescape=True,
                  trim_blocks=True, lstrip_blocks=True)

@pass_context
def _(context, fr, nl):
    return nl if context["lang"] == "nl" else fr

@pass_context
def pick(context, pair):
    return pair[LANGS.index(context["lang"])]

ENV.globals.update({"_": _, "pick": pick, "data": data, "menu": menu.ITEMS})

class Away(Exception):
    """Leave the handler with the response that is its argument."""

def go(lang, path):
    return RedirectResponse(f"/{lang}/{path}", status_code=302)

def lang_of(request):
    lang = request.path_params["lang"]
    if lang not in LANGS:
        raise Away(Response("404 Not Found", status_code=404))
    return lang

def session(request):
    """The live session of the request, or None."""
    found = SESSIONS.get(request.cookies.get(COOKIE, ""))
    if found is None:
        return None
    if time.time() - found["seen"] > LIFE:
        SESSIONS.pop(request.cookies[COOKIE], None)
        return None
    found["seen"] = time.time()
    return found

def logged(request):
    """(lang, session); away to the log-in page when there is none."""
    lang, sess = lang_of(request), session(request)
    if sess is None:
        raise Away(go(lang, "login/codes?expire=1"))
    return lang, sess


def in_role(request, manager=False):
    """(lang, session) with a company and quality chosen; for a manager only where asked."""
    lang, sess = logged(request)
    if not sess.get("quality"):
        raise Away(go(lang, "entreprises?choisir=1"))
    if manager and role(sess) == "ut":
        raise Away(page(request, "refus.html", sess=sess, status=403))
    return lang, sess


def role(sess):
    return data.COMPANIES[sess["company"]]["qualities"][sess["quality"]]


def page(request, template, status=200, sess=None, **values):
    lang = request.path_params.get("lang", "fr")
    sess = sess if sess is not None else session(request)
    ctx = {"lang": lang, "sess": sess, "path": request.url.path, "company": None, "role": None,
           "other": {"fr": "nl", "nl": "fr"}[lang], **values}
    if sess and sess.get("company"):
        ctx["company"] = data.COMPANIES[sess["company"]]
    if sess and sess.get("quality"):
        ctx["role"] = role(sess)
        ctx["quality"] = data.QUALITIES[sess["quality"]]
        ctx["existing"] = STORE.get(sess["company"], sess["quality"])
    return HTMLResponse(ENV.get_template(template).render(ctx), status, {"Cache-Control": "no-store"})


def away(handler):
    async def inner(request):
        try:
            return await handler(request)
        except Away as stop:
            return stop.args[0]
    inner.__name__ = handler.__name__
    return inner


# ---- public part -------------------------------------------------------------
async def splash(request):
    return page(request, "splash.html")


def show(template, **values):
    @away
    async def handler(request):
        lang_of(request)
        return page(request, template, **values)
    return handler


@away
async def login(request):
    lang, error, user = lang_of(request), None, ""
    if request.method == "POST":
        form = await request.form()
        user = str(form.get("utilisateur", "")).strip()
        if user == "demo" and form.get("motdepasse") == "Secret-Pass-1":
            STORE.accepted += 1
            sid = secrets.token_hex(16)
            SESSIONS[sid] = {"seen": time.time(), "user": user, "news": False, "draft": {},
                             "hash": secrets.token_hex(16)}
            answer = go(lang, "nouvelles")
            answer.set_cookie(COOKIE, sid, httponly=True, samesite="lax", path="/")
            return answer
        STORE.refused += 1
        error = "refused"
    elif request.query_params.get("expire"):
        error = "expired"
    return page(request, "login.html", error=error, user=user)


@away
async def logout(request):
    lang = lang_of(request)
    SESSIONS.pop(request.cookies.get(COOKIE, ""), None)
    answer = go(lang, "index")
    answer.delete_cookie(COOKIE, path="/")
    return answer


# ---- after the log-in ----------------------------------------------------------
@away
async def news(request):
    lang, sess = logged(request)
    if request.method == "POST":
        sess["news"] = True
        return go(lang, "entreprises")
    return page(request, "nouvelles.html")


@away
async def companies(request):
    lang, sess = logged(request)
    if not sess["news"]:
        return go(lang, "nouvelles")
    sess.pop("company", None)
    sess.pop("quality", None)
    sess["draft"] = {}
    term = request.query_params.get("q", "").strip()
    digits = "".join(c for c in term if c.isdigit())
    found = [c for c in data.COMPANIES.values()
             if not term or term.lower() in c["name"].lower()
             or (len(digits) >= 3 and digits in c["number"].replace(".", ""))]
    found.sort(key=lambda c: c["name"].lower())
    pages = max(1, -(-len(found) // 10))
    now = request.query_params.get("page", "1")
    now = min(max(int(now) if now.isdigit() else 1, 1), pages)
    return page(request, "entreprises.html", found=found[(now - 1) * 10:now * 10], total=len(found),
                q=term, now=now, pages=pages, choose=request.query_params.get("choisir"))


@away
async def roles(request):
    lang, sess = logged(request)
    number = request.path_params["number"]
    if number not in data.COMPANIES:
        return go(lang, "entreprises")
    sess["company"], sess["draft"] = number, {}
    sess.pop("quality", None)
    return page(request, "qualites.html")


@away
async def enter(request):
    lang, sess = logged(request)
    number, quality = request.path_params["number"], request.path_params["quality"]
    if quality not in data.COMPANIES.get(number, {"qualities": {}})["qualities"]:
        return go(lang, "entreprises")
    sess.update(company=number, quality=quality, draft={})
    return go(lang, "gestion/accueil")


def inside(template, manager=False, **values):
    @away
    async def handler(request):
        lang, sess = in_role(request, manager)
        return page(request, template, sess=sess, **values)
    return handler


# ---- the wizard ------------------------------------------------------------------
def complete(sess):
    """How many of the first steps are filled in."""
    draft = sess["draft"]
    for n, key in enumerate(("started", "contact", "channel", "username")):
        if not draft.get(key):
            return n
    return 4


def read_contact(form, draft):
    values = {k: str(form.get(f"contact[{k}]", "")).strip() for k in checks.CONTACT + ("fax", "langue")}
    errors = checks.contact(values)
    draft["contact_seen"] = values
    if not errors:
        draft["contact"] = values
    return errors


def read_channel(form, draft):
    errors = {}
    channel = form.get("canal")
    groups = [g for g in form.getlist("groupe[]") if g in {a[0] for a in data.APPLICATIONS}]
    apps = [a for a in form.getlist("application[]") if data.GROUP_OF.get(a) in groups]
    draft.update(channel_seen=channel, groups=groups, applications=apps)
    if channel not in data.CHANNELS:
        errors["canal"] = ("Veuillez choisir un canal.", "Gelieve een kanaal te kiezen.")
    if channel == "SFTP":
        if not draft.get("cle"):
            errors["cle"] = ("La clé publique n'a pas encore été téléchargée.",
                             "De publieke sleutel werd nog niet opgeladen.")
        if not draft.get("certificat"):
            errors["certificat"] = ("Le certificat n'a pas encore été téléchargé.",
                                    "Het certificaat werd nog niet opgeladen.")
    empty = [a[1] for a in data.APPLICATIONS if a[0] in groups
             and not any(data.GROUP_OF[x] == a[0] for x in apps)]
    if not apps:
        errors["applications"] = ("Désignez au moins une application.", "Duid minstens één toepassing aan.")
    elif empty:
        errors["applications"] = (f"Aucune application n'est désignée dans le groupe « {empty[0][0]} ».",
                                  f"In de groep \"{empty[0][1]}\" werd geen toepassing aangeduid.")
    draft["channel"] = None if errors else channel
    return errors


@away
async def wizard(request):
    lang, sess = in_role(request, manager=True)
    step = request.path_params["step"]
    if step not in STEPS:
        return go(lang, "messages/index")
    if STORE.get(sess["company"], sess["quality"]):
        return page(request, "existe.html", sess=sess)
    at, errors, draft = STEPS.index(step), {}, sess["draft"]
    if at > complete(sess):
        return go(lang, f"messages/assistant/etape/{STEPS[complete(sess)]}")
    if request.method == "POST":
        form = await request.form()
        if form.get("hash") != sess["hash"]:
            return go(lang, f"messages/assistant/etape/{step}")
        if step == "introduction":
            draft["started"] = True
        elif step == "contact":
            errors = read_contact(form, draft)
        elif step == "canal":
            errors = read_channel(form, draft)
        elif step == "utilisateur":
            name = str(form.get("nomutilisateur", ""))
            draft["username_seen"] = name
            problem = checks.username(name, STORE)
            draft["username"] = None if problem else name
            errors = {"nomutilisateur": problem} if problem else {}
        if not errors and at < 4:
            return go(lang, f"messages/assistant/etape/{STEPS[at + 1]}")
    return page(request, f"etape_{step}.html", sess=sess, draft=draft, errors=errors, step=at,
                reach=complete(sess), steps=STEPS)


@away
async def confirm(request):
    lang, sess = in_role(request, manager=True)
    STORE.confirm_requests += 1
    form = await request.form()
    if STORE.get(sess["company"], sess["quality"]):
        return page(request, "existe.html", sess=sess)
    if form.get("hash") != sess["hash"] or complete(sess) < 4:
        return go(lang, f"messages/assistant/etape/{STEPS[complete(sess)]}")
    problem = checks.username(sess["draft"]["username"], STORE)
    if problem:
        sess["draft"]["username"] = None
        return go(lang, "messages/assistant/etape/utilisateur")
    STORE.create(sess["company"], sess["quality"], sess["draft"], LANGS.index(lang))
    sess["draft"] = {}
    sess["hash"] = secrets.token_hex(16)
    return go(lang, "messages/assistant/termine")


@away
async def finished(request):
    lang, sess = in_role(request, manager=True)
    if not STORE.get(sess["company"], sess["quality"]):
        return go(lang, "messages/index")
    return page(request, "termine.html", sess=sess)


@away
async def upload(request):
    """The pop-up window that takes one file."""
    lang, sess = in_role(request, manager=True)
    kind = request.path_params["kind"]
    if kind not in ("cle", "certificat"):
        return go(lang, "messages/index")
    error = done = None
    if request.method == "POST":
        form = await request.form()
        given = form.get("fichier")
        name = Path(getattr(given, "filename", "") or "").name
        raw = await given.read() if name else b""
        try:
            if form.get("hash") != sess["hash"]:
                raise checks.BadFile("La page n'est plus valable, recommencez.",
                                     "De pagina is niet meer geldig, herbegin.")
            done = sess["draft"][kind] = checks.files(kind, name, raw)
        except checks.BadFile as bad:
            error = bad.args
    return page(request, "popup.html", sess=sess, kind=kind, error=error, done=done)


# ---- the rest ----------------------------------------------------------------------
async def picture(request):
    key, lang = request.path_params["key"], request.path_params["lang"]
    if key not in menu.ITEMS or lang not in LANGS:
        return Response(status_code=404)
    return Response(menu.picture(key, LANGS.index(lang)), media_type="image/svg+xml")


async def truth(request):
    return JSONResponse(STORE.truth())


BOTH, WIZ = ["GET", "POST"], "/{lang}/messages/assistant"
app = Starlette(routes=[
    Route("/", splash),
    Route("/_truth", truth),
    Route("/menu/{lang}/{key}.svg", picture),
    Mount("/public", StaticFiles(directory=PARTS / "static")),
    Route("/{lang}/index", show("public.html", part="index")),
    Route("/{lang}/citoyen", show("public.html", part="citoyen")),
    Route("/{lang}/entreprise", show("public.html", part="entreprise")),
    Route("/{lang}/professionnel", show("public.html", part="pro")),
    Route("/{lang}/international", show("public.html", part="int")),
    Route("/{lang}/login/groupe", show("groupe.html")),
    Route("/{lang}/login/moyen", show("moyen.html")),
    Route("/{lang}/login/indisponible", show("public.html", part="indisponible")),
    Route("/{lang}/login/codes", login, methods=BOTH),
    Route("/{lang}/login/quitter", logout),
    Route("/{lang}/nouvelles", news, methods=BOTH),
    Route("/{lang}/entreprises", companies),
    Route("/{lang}/entreprise/{number}/qualites", roles),
    Route("/{lang}/entreprise/{number}/entrer/{quality}", enter),
    Route("/{lang}/gestion/accueil", inside("accueil.html", section="accueil")),
    Route("/{lang}/gestion/donnees", inside("accueil.html", section="donnees")),
    Route("/{lang}/gestion/utilisateurs", inside("accueil.html", section="utilisateurs")),
    Route("/{lang}/gestion/rechercher", inside("accueil.html", section="rechercher")),
    Route("/{lang}/messages/index", inside("messages.html", manager=True, section="messages")),
    Route("/{lang}/messages/guides", inside("messages.html", manager=True, section="guides")),
    Route(WIZ + "/etape/{step}", wizard, methods=BOTH),
    Route(WIZ + "/confirmer", confirm, methods=["POST"]),
    Route(WIZ + "/termine", finished),
    Route("/{lang}/messages/fichier/type/{kind}", upload, methods=BOTH),
    Route("/{lang}/acces/index", inside("acces.html", section="acces")),
    Route("/{lang}/acces/information", inside("acces.html", manager=True, section="information")),
    Route("/{lang}/acces/regles", inside("acces.html", section="regles")),
])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8790)
    uvicorn.run(app, host="127.0.0.1", port=parser.parse_args().port, log_level="warning")


if __name__ == "__main__":
    main()
