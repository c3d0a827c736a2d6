"""Portal of pages from the server whose links and forms swap HTML fragments into <main>, by a small script in the manner of htmx;
the wizard is an accordion, each step checked field by field at the server."""
import argparse, asyncio, random, time
from datetime import datetime
from pathlib import Path
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from parts import fragments_data
from parts.fragments_core import csrf_ok, go, gone, in_role, not_found, piece, role_page, tr
from parts.fragments_data import APPS, CHANNELS, CONTACT, COUNT, EXISTING, KEYS, REGISTERED, STEPS, name_taken, register, tech_user
from parts.fragments_public import audience, foreign, iam_codes, iam_means, iam_public, logout, splash
from parts.fragments_rules import check_field, take_file
from parts.fragments_secured import access, access_without_role, companies, company, information, messages, other, role_home

CSS, JS = ((Path(__file__).parent / "parts" / f"fragments_front.{kind}").read_text("utf-8") for kind in ("css", "js"))
CSS = CSS.removesuffix("\n")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="5" fill="#e58a00"/><g fill="#0a7d7a"><circle cx="16" cy="6" r="5"/><circle cx="16" cy="26" r="5"/><circle cx="6" cy="16" r="5"/><circle cx="26" cy="16" r="5"/></g></svg>'

# ------------------------------------------------------------------------------------------------ wizard
def draft_of(request):
    return request.state.s.drafts.setdefault((request.state.n, request.state.q), {
        "contact": {"language": request.state.s.lang}, "channel": "", "key": None, "cert": None, "apps": [], "username": "", "done": set(), "reg": None})


def wizard_page(request, step, errors=None, status=200):
    d = draft_of(request)
    t = dict((k, (fr, nl)) for k, fr, nl in STEPS)[step]
    ms = tr(request, "Messages structurés", "Gestructureerde berichten")
    return role_page(request, "wizard", f"{KEYS.index(step) + 1}/{len(KEYS)} {tr(request, *t)}", [(ms, request.state.base + "/messages"), (tr(request, *t), "")],
                     status=status, step=step, d=d, errors=errors or {}, w=request.state.base + "/messages/configuration")


def first_open(d):
    return next((k for k in KEYS if k not in d["done"]), "controle")


@in_role
async def wizard(request):
    st, step = request.state, request.path_params.get("step", "introduction")
    d, w = draft_of(request), st.base + "/messages/configuration"
    if request.method == "POST" and step == "controle":
        COUNT["confirm"] += 1
    if step not in KEYS:
        return go(request, w)
    if st.role == "u" or (tech_user(st.n, st.q) and not (d["reg"] and step == "controle" and request.method == "POST")):
        t = tr(request, "Messages structurés", "Gestructureerde berichten")
        return role_page(request, "refused", t, [(t, st.base + "/messages")], status=403 if st.role == "u" else 200)
    if request.method == "GET":
        if KEYS.index(step) > KEYS.index(first_open(d)) and not (step == "contact"):
            st.s.flash.append(("info", tr(request, "Complétez d'abord cette étape.", "Vul eerst deze stap in.")))
            return go(request, f"{w}/{first_open(d)}")
        if step == "contact":
            d["done"].add("introduction")
        return wizard_page(request, step)
    form = await request.form()
    errors = {}
    good = csrf_ok(request, form)
    if step == "contact":
        d["contact"] = {f[0]: str(form.get(f[0], ""))[:f[4]] for f in CONTACT} | {"language": form.get("language") if form.get("language") in ("fr", "nl", "de") else st.s.lang}
        errors = {f[0]: e for f in CONTACT if (e := check_field(request, f[0], d["contact"][f[0]]))}
    elif step == "canal":
        d["channel"] = form.get("channel") if form.get("channel") in [c[0] for c in CHANNELS] else ""
        d["apps"] = [a[0] for a in APPS if a[0] in form.getlist("applications")]
        if not d["channel"]:
            errors["channel"] = tr(request, "Choisissez un canal.", "Kies een kanaal.")
        if d["channel"] == "SFTP":
            for f in ("sshKey", "certificate"):
                if e := await take_file(request, form, f, d):
                    errors[f] = e
        if not d["apps"]:
            errors["applications"] = tr(request, "Désignez au moins une application.", "Duid minstens één toepassing aan.")
    elif step == "utilisateur":
        d["username"] = str(form.get("username", ""))[:60]
        if e := check_field(request, "username", d["username"]):
            errors["username"] = e
    elif step == "controle":
        if d["reg"]:
            return go(request, w + "/resultat")
        if first_open(d) != "controle":
            return go(request, f"{w}/{first_open(d)}")
        if name_taken(d["username"]):
            d["done"].discard("utilisateur")
            return wizard_page(request, "utilisateur", {"username": check_field(request, "username", d["username"])}, 422)
    if errors or not good:
        d["done"].discard(step)
        if not good:
            st.s.flash.append(("erreur", tr(request, "La page avait expiré. Veuillez envoyer à nouveau.", "De pagina was vervallen. Gelieve opnieuw te verzenden.")))
        return wizard_page(request, step, errors, 422)
    if step == "controle":
        register(st.n, st.q, d)
        return go(request, w + "/resultat")
    d["done"].add(step)
    st.s.flash.append(("ok", tr(request, "Les données de cette étape sont enregistrées.", "De gegevens van deze stap zijn bewaard.")))
    return go(request, f"{w}/{KEYS[KEYS.index(step) + 1]}")


@in_role
async def result(request):
    d, base = draft_of(request), request.state.base
    if not d["reg"]:
        return go(request, base + "/messages/configuration")
    ms = tr(request, "Messages structurés", "Gestructureerde berichten")
    wait = time.time() < d["reg_ready"]
    title = tr(request, "Traitement en cours", "Verwerking bezig") if wait else tr(request, "Utilisateur technique créé", "Technische gebruiker aangemaakt")
    return role_page(request, "waiting" if wait else "result", title, [(ms, base + "/messages"), (title, "")], d=d, reg=d["reg"],
                     w=base + "/messages/configuration", now=datetime.now().strftime("%d/%m/%Y %H:%M"))


@in_role
async def validate_field(request):
    """Inline validation: the field comes back with its message."""
    field, form, d = request.path_params["field"], await request.form(), draft_of(request)
    w = request.state.base + "/messages/configuration"
    if field in ("sshKey", "certificate"):
        error = await take_file(request, form, field, d)
        return piece(request, "file_field", w=w, d=d, f=field, error=error)
    if field not in ("username", *(f[0] for f in CONTACT)):
        return await not_found(request, None)
    value = str(form.get(field, ""))[:90]
    return piece(request, "one_field", w=w, f=field, value=value, error=check_field(request, field, value), checked=True)


@in_role
async def channel_options(request):
    ch = request.query_params.get("channel", "")
    return piece(request, "channel_options", w=request.state.base + "/messages/configuration", d={**draft_of(request), "channel": ch}, errors={})


async def truth(request):
    return JSONResponse({"registrations": list(REGISTERED.values()), "existing": list(EXISTING.values()), "confirm_requests": COUNT["confirm"],
                         "log_ins": {"accepted": COUNT["accepted"], "refused": COUNT["refused"]}})


# ------------------------------------------------------------------------------------------------ server
def static(text, kind):
    async def serve(request):
        return Response(text, media_type=kind, headers={"Cache-Control": "max-age=300"})
    return serve


class Latency:
    """The application server isn't next door: a little time for every fragment."""
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and (b"hx-request", b"true") in scope["headers"]:
            await asyncio.sleep(random.uniform(.03, .16))
        await self.app(scope, receive, send)


GP, W = ["GET", "POST"], "/uman/{n:str}/{q:str}/messages/configuration"
app = Starlette(routes=[
    Route("/", splash), Route("/_truth", truth), Route("/static/portal.css", static(CSS, "text/css")), Route("/static/hx-lite.js", static(JS, "text/javascript")),
    Route("/static/logo.svg", static(LOGO, "image/svg+xml")), Route("/robots.txt", lambda r: PlainTextResponse("User-agent: *\nDisallow: /uman/\n")),
    Route("/site_de/{rest:path}", foreign), Route("/site_en/{rest:path}", foreign),
    Route("/site_{lang}/{aud}/index.htm", audience),
    Route("/iam", iam_public), Route("/iam/moyens", iam_means), Route("/iam/codes", iam_codes, methods=GP), Route("/iam/logout", logout, methods=["POST"]),
    Route("/uman/entreprises", companies), Route("/uman/entreprises/{n}", company), Route("/uman/acces", access_without_role),
    Route("/uman/{n}/{q}", role_home), Route("/uman/{n}/{q}/page/{what}", other), Route("/uman/{n}/{q}/messages", messages),
    Route("/uman/{n}/{q}/acces", access), Route("/uman/{n}/{q}/acces/information", information),
    Route(W, wizard), Route(W + "/options", channel_options), Route(W + "/resultat", result), Route(W + "/valider/{field}", validate_field, methods=["POST"]),
    Route(W + "/{step}", wizard, methods=GP)], exception_handlers={404: not_found, ClientDisconnect: gone})
app.add_middleware(Latency)

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8000)
    ap.add_argument("--idle", type=int, default=fragments_data.IDLE, help="seconds after which a session ends")
    args = ap.parse_args()
    fragments_data.IDLE = args.idle
    uvicorn.run(app, host="127.0.0.1", port=args.port, log_level="warning", access_log=False)
