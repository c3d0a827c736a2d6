"""The secured application 'structured messages': wizard and look-up."""
import datetime

from starlette.datastructures import UploadFile
from starlette.responses import Response
from starlette.routing import Route

from . import checks, data
from .web import form_of, go, lang_of, page, secured, session, translator

CONTACT = ("first_name", "last_name", "function", "phone_country", "phone_number", "email", "email_repeat", "language")
STEPS = ["contact", "channel", "username", "review"]


def tech_of(s):
    return data.TECH.get((s["company"], s["role"][0]))


def summary(w, i):
    """Pairs (French caption, value) of all that was entered so far."""
    rows = [("Prénom", w.get("first_name")), ("Nom", w.get("last_name")), ("Fonction", w.get("function")),
            ("Téléphone", checks.full_phone(w)), ("Adresse e-mail", w.get("email")),
            ("Canal", w.get("channel"))]
    if w.get("channel") == "SFTP":
        rows += [("Clé publique SSH", w.get("ssh_key", {}).get("name")),
                 ("Certificat", w.get("certificate", {}).get("name"))]
    rows += [("Applications", ", ".join(data.APPLICATIONS[a][i] for a in w.get("applications", []))),
             ("Nom d’utilisateur", w.get("username"))]
    return rows


def take(w, f, step):
    if step == "contact":
        for k in CONTACT:
            w[k] = str(f.get(k, "")).strip()
    elif step == "channel":
        w["channel"] = f.get("channel") if f.get("channel") in data.CHANNELS else ""
        w["applications"] = [a for a in data.APPLICATIONS if a in f.getlist("applications")]
    elif step == "username":
        w["username"] = str(f.get("username", "")).strip()


async def check(w, f, step):
    if step == "contact":
        return checks.contact(w)
    if step == "username":
        e = checks.username(w["username"])
        return {"username": e} if e else {}
    errors = {}
    if not w["channel"]:
        errors["channel"] = "Choisissez un canal."
    if not w["applications"]:
        errors["applications"] = "Cochez au moins une application."
    if w["channel"] == "SFTP":
        for k, fn in (("ssh_key", checks.ssh_key), ("certificate", checks.certificate)):
            up = f.get(k)
            if isinstance(up, UploadFile) and up.filename:
                e = fn(up.filename, await up.read(200000))
                if e:
                    errors[k] = e
                    w.pop(k, None)
                else:
                    w[k] = {"name": up.filename}
            elif k not in w:
                errors[k] = "Ajoutez un fichier."
    return errors


def ready_for(w):
    """The first step that isn't complete yet."""
    for st in STEPS[:-1]:
        if st not in w.get("done", []):
            return st
    return "review"


@secured()
async def messages(request, s, L):
    return page(request, s, "messages.html", tech=tech_of(s))


@secured()
async def information(request, s, L):
    return page(request, s, "information.html", tech=tech_of(s))


@secured()
async def step(request, s, L):
    name, i = request.path_params["step"], int(lang_of(request) == "nl")
    base = L + "/access/messages/register/"
    if s["role"][1] == "us":
        return page(request, s, "not_allowed.html", 403)
    w = s.setdefault("w", {})
    if name == "done":
        if not s.get("created") or s["created"]["key"] != (s["company"], s["role"][0]):
            return go(s, base + "start")
        return page(request, s, "done.html", tech=tech_of(s))
    if tech_of(s):
        return page(request, s, "exists.html", tech=tech_of(s))
    if name == "start":
        return page(request, s, "start.html")
    if name not in STEPS:
        return page(request, s, "message.html", 404, title="Page introuvable",
                    text="La page que vous cherchez n’existe pas ou a été déplacée.")
    if STEPS.index(name) > STEPS.index(ready_for(w)):
        return go(s, base + ready_for(w))
    errors = {}
    if request.method == "POST":
        f = await form_of(request, s)
        if f is None:
            return go(s, base + "start")
        if name == "review":
            return confirm(request, s, w, f, base, i)
        take(w, f, name)
        done = w.setdefault("done", [])
        errors = await check(w, f, name)
        if name in done:
            done.remove(name)
        if not errors:
            done.append(name)
            return go(s, base + STEPS[STEPS.index(name) + 1])
    return page(request, s, name + ".html", 422 if errors else 200, w=w, errors=errors,
                step=STEPS.index(name) + 1, rows=summary(w, i))


def confirm(request, s, w, f, base, i):
    data.TRUTH["confirm_requests"] += 1
    with data.LOCK:
        if checks.username(w["username"]):
            w["done"].remove("username")
            return go(s, base + "username")
        key = (s["company"], s["role"][0])
        number = data.next_sender()
        data.USERS_TAKEN.add(w["username"])
        data.TECH[key] = {"username": w["username"], "sender_number": number, "channel": w["channel"],
                          "applications": w["applications"], "contact": w["first_name"] + " " + w["last_name"],
                          "date": datetime.date.today().strftime("%d/%m/%Y")}
        data.TRUTH["registrations"].append({
            "enterprise_number": data.dotted(s["company"]), "quality": data.QUALITIES[key[1]][i],
            "username": w["username"], "channel": w["channel"],
            "applications": [data.APPLICATIONS[a][i] for a in w["applications"]],
            "sender_number": number, "first_name": w["first_name"], "last_name": w["last_name"],
            "function": w["function"], "phone": checks.full_phone(w), "email": w["email"],
            "language": w["language"],
            "ssh_key_file": w.get("ssh_key", {}).get("name") if w["channel"] == "SFTP" else None,
            "certificate_file": w.get("certificate", {}).get("name") if w["channel"] == "SFTP" else None})
    s["created"] = {"key": key}
    s["w"] = {}
    return go(s, base + "done")


@secured()
async def channel_options(request, s, L):
    w = dict(s.get("w") or {}, channel=request.query_params.get("channel", ""))
    return page(request, s, "_channel_options.html", w=w, errors={})


@secured()
async def live_summary(request, s, L):
    f = await form_of(request, s)
    w = dict(s.get("w") or {})
    if f is not None:
        take(w, f, request.query_params.get("step", ""))
        for k in ("ssh_key", "certificate"):
            if f.get(k + "_name"):
                w[k] = {"name": f[k + "_name"]}
    return page(request, s, "_summary.html", rows=summary(w, int(lang_of(request) == "nl")))


@secured()
async def check_username(request, s, L):
    u = request.query_params.get("username", "").strip()
    return page(request, s, "_username_state.html", error=checks.username(u) if u else None, value=u)


@secured()
async def proof(request, s, L):
    t, tr, i = tech_of(s), translator(lang_of(request)), int(lang_of(request) == "nl")
    if not t:
        return go(s, L + "/access/messages/info")
    c = data.COMPANIES[s["company"]]
    pairs = [("Entreprise", c.name), ("Numéro d’entreprise", c.dotted), ("Qualité", data.QUALITIES[s["role"][0]][i]),
             ("Nom d’utilisateur", t["username"]), ("Numéro d’expéditeur", str(t["sender_number"])),
             ("Canal", t["channel"]), ("Applications", ", ".join(data.APPLICATIONS[a][i] for a in t["applications"])),
             ("Date de création", t["date"])]
    lines = [tr("Attestation de création d’un utilisateur technique"), ""] + [f"{tr(a)} : {b}" for a, b in pairs]
    return Response(checks.pdf(lines), media_type="application/pdf", headers={
        "Content-Disposition": f'attachment; filename="attestation-{t["sender_number"]}.pdf"'})


def routes(P):
    M = P + "/access/messages"
    return [Route(M, messages), Route(M + "/info", information),
            Route(M + "/channel-options", channel_options), Route(M + "/check-username", check_username),
            Route(M + "/summary", live_summary, methods=["POST"]), Route(M + "/proof.pdf", proof),
            Route(M + "/register/{step}", step, methods=["GET", "POST"])]
