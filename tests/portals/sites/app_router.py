"""Portail / Portaal - a fixture in the manner of an App Router application.

    python app_router.py --port 8300

Pages are drawn by the server and streamed (shell + skeleton, then the content); the script in
parts/app_router/app.js takes over navigation, forms ("server actions") and the widgets.
"""
from parts.app_router.base import *


# ---------------------------------------------------------------- drawing

ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(PARTS / "pages"), autoescape=True,
                         trim_blocks=True, lstrip_blocks=True)
ENV.filters["dotted"] = dotted
ACTIONS = {}


def action_id(name):
    return hashlib.sha1(b"portail/" + name.encode()).hexdigest() + "40"


def template_args(ctx, page=None):
    salt, count = secrets.token_hex(1), [0]

    def uid():
        count[0] += 1
        return f":R{salt}{count[0]:x}:"
    return {"ctx": ctx, "L": ctx.L, "pick": ctx.pick, "loc": ctx.locale, "uid": uid, "page": page,
            "action": action_id, "D": DATA, "user": ctx.user, "companies": COMPANIES,
            "applications": APPLICATIONS, "channels": CHANNELS, "steps": STEPS, "BUILD": BUILD,
            "now": datetime.now(), "space": ctx.session["space"], "state": {},
            "cookie_ok": "portal.cookies" in ctx.request.cookies}


def draw(ctx, page, panel=False):
    args = {**template_args(ctx, page), **page.data, "view": page.view, "panel": panel}
    return Markup(ENV.get_template(page.template).render(args))


def frame(ctx, page, content):
    return ENV.get_template("layout.html").render({**template_args(ctx, page), "content": content})


def keep_cookie(ctx, response):
    if ctx.new_cookie is not None:
        if ctx.new_cookie:
            response.set_cookie("portal.sid", ctx.new_cookie, httponly=True, samesite="lax", path="/")
        else:
            response.delete_cookie("portal.sid", path="/")
    return response


def flight(rows, status=200, headers=None):
    text = "".join(f"{i}:{json.dumps(row, ensure_ascii=False)}\n" for i, row in enumerate(rows))
    return Response(text, status, media_type="text/x-component",
                    headers={"Cache-Control": "no-store", "Vary": "RSC, Next-Url", **(headers or {})})


async def stream(ctx, page):
    """The document: shell with skeleton first, the content in a hidden piece afterwards."""
    args = template_args(ctx, page)
    skeleton = Markup(ENV.get_template("skeleton.html").render(args))
    hole = Markup('<!--$?--><template id="B:0"></template>') + skeleton + Markup("<!--/$-->")
    shell = ENV.get_template("document.html").render({**args, "app": Markup(frame(ctx, page, hole)),
                                                      "skeleton": skeleton})
    yield shell
    await asyncio.sleep(PAUSE)
    content = draw(ctx, page)
    yield f'<div hidden id="S:0">{content}</div><script>$RC("B:0","S:0")</script>'
    tree = json.dumps(["$", "main", None, {"segments": [ctx.locale, *ctx.segments], "title": page.title}])
    yield "<script>self.__f.push([1," + json.dumps("2:" + tree).replace("<", "\\u003c") + "])</script></body></html>"


async def answer_page(ctx, state=None):
    page = resolve(ctx, state)
    rsc = ctx.request.headers.get("rsc") == "1"
    if page.redirect:
        if rsc:
            return flight([{"redirect": page.redirect}])
        return RedirectResponse(page.redirect, 307 if ctx.request.method == "GET" else 303)
    if rsc:
        await asyncio.sleep(PAUSE)
        title = f"{page.title} | {ctx.L('Sécurité sociale', 'Sociale zekerheid')}"
        meta = {"b": BUILD, "title": title, "lang": ctx.locale, "layout": page.layout}
        if ctx.request.headers.get("next-intercept") == "panel" and page.view == "company":
            return flight([meta, draw(ctx, page, panel=True)])
        return flight([meta, frame(ctx, page, draw(ctx, page))], page.status)
    return StreamingResponse(stream(ctx, page), page.status, media_type="text/html; charset=utf-8",
                             headers={"Cache-Control": "private, no-store"})


# ---------------------------------------------------------------- server actions

def server_action(function):
    ACTIONS[action_id(function.__name__)] = function
    return function


@server_action
async def logIn(ctx, form):
    name, word = str(form.get("username", "")).strip(), str(form.get("password", ""))
    errors = {}
    if not name:
        errors["username"] = ctx.L("Introduisez votre nom d’utilisateur.", "Geef uw gebruikersnaam in.")
    if not word:
        errors["password"] = ctx.L("Introduisez votre mot de passe.", "Geef uw wachtwoord in.")
    if errors:
        return {"errors": errors}
    await asyncio.sleep(0.25)
    if (name.lower(), word) != ACCOUNT:
        COUNTS["refused"] += 1
        return {"errors": {}, "values": {"username": name}, "alert": ctx.L(
            "Votre nom d’utilisateur ou votre mot de passe n’est pas correct. Essayez encore.",
            "Uw gebruikersnaam of wachtwoord is niet juist. Probeer het opnieuw.")}
    COUNTS["accepted"] += 1
    session = new_session()
    session["user"] = {"name": "Dominique Mores", "initials": "DM", "login": "demo"}
    ctx.session, ctx.new_cookie = session, session["sid"]
    return {"redirect": f"/{ctx.locale}/companies",
            "toast": ctx.L("Bonjour Dominique, vous êtes connecté.", "Dag Dominique, u bent aangemeld.")}


@server_action
async def logOut(ctx, form):
    SESSIONS.pop(ctx.session["sid"], None)
    ctx.new_cookie = ""
    return {"redirect": f"/{ctx.locale}", "toast": ctx.L("Vous êtes déconnecté. À bientôt !", "U bent afgemeld. Tot snel!")}


def wizard_context(ctx):
    """True when the path is a step of the wizard that this user may take."""
    page = resolve(ctx)
    return bool(ctx.user and ctx.company and ctx.may_register and not ctx.technical_user
                and ctx.segments[3:5] == ["messages", "configuration"]) and page.status == 200


def lost(ctx):
    target = f"{ctx.base}/messages" if ctx.user and ctx.company else f"/{ctx.locale}/login"
    return {"redirect": target}


def take_form(ctx, step, form):
    draft = ctx.draft
    if step == "intro":
        draft["intro"] = True
    elif step == "contact":
        draft["contact"] = {name: str(form.get(name, "")).strip() for name in CONTACT}
    elif step == "channel":
        draft["channel"] = str(form.get("channel", "")) or draft["channel"]
        if "applications.present" in form:
            draft["applications"] = [c for c in APPLICATIONS if c in form.getlist("applications")]
    elif step == "username":
        draft["username"] = str(form.get("username", "")).strip()


async def take_file(ctx, kind, upload):
    raw = await upload.read()
    facts, problem = (read_ssh_key if kind == "sshKey" else read_certificate)(ctx, raw[:65536])
    if problem:
        return None, problem
    size = f"{len(raw)} B" if len(raw) < 1024 else f"{len(raw) / 1024:.1f} kB".replace(".", ",")
    ctx.draft[kind] = {"name": Path(upload.filename or kind).name, "size": size, **facts}
    return ctx.draft[kind], None


@server_action
async def saveStep(ctx, form):
    if not wizard_context(ctx):
        return lost(ctx)
    step = ctx.segments[5] if len(ctx.segments) > 5 else ""
    if step not in STEPS[:-1]:
        return lost(ctx)
    take_form(ctx, step, form)
    draft, root = ctx.draft, f"{ctx.base}/messages/configuration"
    errors = {}
    for kind in ("sshKey", "certificate") if step == "channel" else ():
        upload = form.get(kind)
        if getattr(upload, "filename", ""):
            _, problem = await take_file(ctx, kind, upload)
            if problem:
                errors[kind] = problem
    at = STEPS.index(step)
    if form.get("intent") == "back":
        return {"redirect": f"{root}/{STEPS[max(at - 1, 0)]}"}
    if step == "contact":
        errors = check_contact(ctx, draft["contact"])
    elif step == "channel":
        errors = {**check_channel(ctx, draft), **errors}
    elif step == "username":
        problem = check_username(ctx, draft["username"])
        errors = {"username": problem} if problem else {}
    if errors:
        return {"errors": errors, "toast": ctx.L("Encore un détail à vérifier.", "Nog even iets nakijken."),
                "tone": "error"}
    return {"redirect": f"{root}/{STEPS[at + 1]}"}


@server_action
async def pickChannel(ctx, form):
    if not wizard_context(ctx):
        return lost(ctx)
    take_form(ctx, "channel", form)
    await asyncio.sleep(0.3)
    args = template_args(ctx)
    return {"html": ENV.get_template("channel.html").render({**args, "draft": ctx.draft, "state": {}})}


@server_action
async def uploadFile(ctx, form):
    kind, upload = str(form.get("kind", "")), form.get("file")
    if not wizard_context(ctx):
        return lost(ctx)
    if kind not in ("sshKey", "certificate") or not getattr(upload, "filename", ""):
        return {"error": ctx.L("Aucun fichier reçu.", "Geen bestand ontvangen.")}
    await asyncio.sleep(0.25)
    facts, problem = await take_file(ctx, kind, upload)
    return {"error": problem} if problem else {"file": facts}


@server_action
async def removeFile(ctx, form):
    if not wizard_context(ctx):
        return lost(ctx)
    kind = str(form.get("kind", ""))
    if kind in ("sshKey", "certificate"):
        ctx.draft[kind] = None
    return {"ok": True}


@server_action
async def checkUsername(ctx, form):
    if not wizard_context(ctx):
        return lost(ctx)
    problem = check_username(ctx, str(form.get("username", "")).strip())
    return {"free": problem is None, "message": problem or ctx.L("Ce nom est disponible.", "Deze naam is beschikbaar.")}


@server_action
async def cancelWizard(ctx, form):
    if not wizard_context(ctx):
        return lost(ctx)
    ctx.session["drafts"].pop((ctx.company["number"], ctx.role), None)
    return {"redirect": f"{ctx.base}/messages",
            "toast": ctx.L("Enregistrement abandonné. Rien n’a été créé.", "Registratie stopgezet. Er is niets aangemaakt.")}


@server_action
async def confirmRegistration(ctx, form):
    resolve(ctx)
    if not (ctx.user and ctx.company and ctx.may_register):
        return lost(ctx)
    COUNTS["confirm"] += 1
    done = f"{ctx.base}/messages/configuration/done"
    if ctx.technical_user:                      # confirmed before: the same result, nothing new
        return {"redirect": done if ctx.technical_user["fresh"] else f"{ctx.base}/messages"}
    draft = ctx.draft
    complete = progress(ctx, draft)
    if len(complete) < len(STEPS) - 1:
        return {"redirect": f"{ctx.base}/messages/configuration/{STEPS[len(complete)]}", "tone": "error",
                "toast": ctx.L("Encore un détail à vérifier.", "Nog even iets nakijken.")}
    number, sender = ctx.company["number"], str(NEXT_NUMBER[0])
    NEXT_NUMBER[0] += 1 + secrets.randbelow(6)
    TAKEN.add(draft["username"].lower())
    TECHNICAL_USERS[number] = {
        "username": draft["username"], "sender_number": sender, "channel": draft["channel"],
        "applications": list(draft["applications"]), "contact": dict(draft["contact"]),
        "created": datetime.now().strftime("%d/%m/%Y"), "fresh": True}
    REGISTRATIONS.append({"enterprise_number": dotted(number), "username": draft["username"],
                          "channel": draft["channel"], "applications": list(draft["applications"]),
                          "sender_number": sender})
    ctx.session["drafts"].pop((number, ctx.role), None)
    await asyncio.sleep(0.5)
    return {"redirect": done, "data": {"username": draft["username"], "senderNumber": sender},
            "toast": ctx.L("Utilisateur technique créé", "Technische gebruiker aangemaakt")}


async def answer_action(ctx):
    request = ctx.request
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
        return PlainTextResponse("Invalid Server Actions request.", 403)
    form = await request.form()
    name = request.headers.get("next-action")
    hydrated = name is not None
    if not hydrated:                            # a form sent before the script had taken over
        name = next((key[11:] for key in form if key.startswith("$ACTION_ID_")), "")
    function = ACTIONS.get(name)
    if function is None:
        return PlainTextResponse("Server action not found.", 404, headers={"x-nextjs-action-not-found": "1"})
    value = await function(ctx, form)
    if hydrated:
        headers = {"x-action-redirect": f"{value['redirect']};push"} if value.get("redirect") else {}
        return keep_cookie(ctx, flight([{"a": "$@1", "b": BUILD}, value], headers=headers))
    if value.get("redirect"):
        return keep_cookie(ctx, RedirectResponse(value["redirect"], 303))
    return await answer_page(ctx, value)


# ---------------------------------------------------------------- routes

async def localized(request):
    locale = request.path_params["locale"]
    segments = [s for s in request.path_params.get("rest", "").split("/") if s]
    ctx = Ctx(request, locale, segments)
    if request.method == "POST":
        return await answer_action(ctx)
    return await answer_page(ctx)


async def root(request):
    args = template_args(Ctx(request, "fr", []))
    return Response(ENV.get_template("choose.html").render(args), media_type="text/html; charset=utf-8")


async def other_language(request):
    args = template_args(Ctx(request, "fr", []))
    which = request.url.path.strip("/")
    return Response(ENV.get_template("other.html").render({**args, "which": which}),
                    media_type="text/html; charset=utf-8")


async def api_companies(request):
    ctx = Ctx(request, "nl" if request.query_params.get("locale") == "nl" else "fr", [])
    if not ctx.user:
        return JSONResponse({"error": "unauthorized"}, 401)
    await asyncio.sleep(0.22)
    q = request.query_params.get("q", "").strip().lower()
    digits = re.sub(r"[.\s]", "", q).removeprefix("be")
    rows = [c for c in COMPANIES.values()
            if q in f"{c['name']} {ctx.pick(c['city'])}".lower() or (digits.isdigit() and digits in c["number"])]
    key = "number" if request.query_params.get("sort") == "number" else "name"
    rows.sort(key=lambda c: c[key].lower())
    size = 50 if request.query_params.get("all") else PAGE_SIZE
    pages = max(1, -(-len(rows) // size))
    try:
        at = min(max(1, int(request.query_params.get("page", "1"))), pages)
    except ValueError:
        at = 1
    return JSONResponse({"page": at, "pages": pages, "total": len(rows), "rows": [
        {"number": c["number"], "label": dotted(c["number"]), "name": c["name"], "city": ctx.pick(c["city"]),
         "roles": len(c["roles"])} for c in rows[(at - 1) * size:at * size]]})


async def asset(request):
    name = request.path_params["name"]
    kinds = {"js": ("app.js", "text/javascript"), "css": ("app.css", "text/css")}
    file, media = kinds[name.rsplit(".", 1)[-1]] if name.rsplit(".", 1)[-1] in kinds else (None, None)
    if not file:
        return PlainTextResponse("404", 404)
    return FileResponse(PARTS / file, media_type=media, headers={"Cache-Control": "public, max-age=31536000, immutable"})


async def icon(request):
    svg = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" '
           'fill="#0f766e"/><path d="M9 20a7 7 0 0 1 14 0" fill="none" stroke="#fff" stroke-width="3"/></svg>')
    return Response(svg, media_type="image/svg+xml")


async def truth(request):
    return JSONResponse({"registrations": REGISTRATIONS,
                         "log_ins": {"accepted": COUNTS["accepted"], "refused": COUNTS["refused"]},
                         "confirm_requests": COUNTS["confirm"]})


async def not_found(request):
    ctx = Ctx(request, "fr", [])
    page = missing(ctx)
    return StreamingResponse(stream(ctx, page), 404, media_type="text/html; charset=utf-8")


def build():
    async def dispatch(request):
        if request.path_params["locale"] not in LOCALES:
            return await not_found(request)
        return await localized(request)
    return Starlette(routes=[
        Route("/", root), Route("/_truth", truth), Route("/favicon.ico", icon),
        Route("/api/companies", api_companies), Route("/_next/static/{kind}/{name}", asset),
        Route("/int", other_language), Route("/de", other_language),
        Route("/{locale}", dispatch, methods=["GET", "POST"]),
        Route("/{locale}/{rest:path}", dispatch, methods=["GET", "POST"]),
    ])


app = build()

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8300)
    options = parser.parse_args()
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning")
