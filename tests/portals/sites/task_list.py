"""Portal whose wizard is a list of tasks, in the manner of an agency's design system: pages from the server, one question a page;
every script in /assets/ui.js only enhances HTML that works without it."""
import argparse, asyncio, re, secrets, time
from pathlib import Path
import uvicorn
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from parts import tasks_data
from parts.tasks_core import go, page, secure, tr
from parts.tasks_data import APPS, CHANNELS, COUNT, EXISTING, LOCK, NEXT, QUAL, REGS, taken
from parts.tasks_public import connexion, cookies, help_, international, login, public, splash, sso
from parts.tasks_rules import check_cert, check_ssh
from parts.tasks_secured import access, companies, extend, home, information, logout, ms, role, roles, soon

CSS, JS = ((Path(__file__).parent / "parts" / f"tasks_front.{kind}").read_text("utf-8") for kind in ("css", "js"))
CSS = CSS.removesuffix("\n")

# ----------------------------------------------------------------------------------------------- the wizard
def state(d):
    return {"contact": bool(d["contact"]), "canal": d["chan_ok"], "applications": bool(d["apps"]), "utilisateur": bool(d["username"])}

def back_to(rq, lang, form, default="taches"):
    retour = (form or rq.query_params).get("retour")
    retour = "controle" if retour == "controle" else ""
    return f"/{lang}/prive/config/", retour, f"/{lang}/prive/config/" + (retour or default), ("?retour=controle" if retour else "")

@secure(config=True)
async def intro(rq, s, lang, _, form, d):
    return page(rq, "intro", _("Enregistrer les données de configuration", "De configuratiegegevens registreren"), backto=f"/{lang}/prive/messages-structures")

@secure(config=True)
async def tasks(rq, s, lang, _, form, d):
    b, st, errors = f"/{lang}/prive/config/", state(d), {}
    rows = [("contact", _("Données de contact", "Contactgegevens"), _("La personne de contact de la qualité", "De contactpersoon van de hoedanigheid")), ("canal", _("Choix du canal", "Keuze van het kanaal"), "FTP, SFTP, Isabel, MQLink"),
            ("applications", _("Applications", "Toepassingen"), _("Les applications pour lesquelles vous utilisez ce canal", "De toepassingen waarvoor u dit kanaal gebruikt")), ("utilisateur", _("Nom d’utilisateur", "Gebruikersnaam"), _("De l’utilisateur technique", "Van de technische gebruiker"))]
    if rq.method == "POST":
        if all(st.values()): return go(b + "controle")
        errors = {"task-" + i: _(f"Terminez d’abord la partie « {c} »", f"Werk eerst het onderdeel „{c}” af") for i, c, h in rows if not st[i]}
    rec = "canal-recap" if d["channel"] and (d["channel"] != "SFTP" or d["cert"] and d["key"]) else "canal"
    return page(rq, "tasks", _("Créer un utilisateur technique", "Een technische gebruiker aanmaken"), backto=b.rstrip("/"), errors=errors, n=sum(st.values()), tasks=[("task-" + i, b + (rec if i == "canal" else i), c, h, st[i]) for i, c, h in rows])

@secure(config=True)
async def contact(rq, s, lang, _, form, d):
    b, retour, nxt, rq_ = back_to(rq, lang, form)
    v, errors = dict(d["contact"]), {}
    if form is not None:
        v = {k: form.get(k, "").strip() for k in ("last_name", "first_name", "function", "phone", "email", "fax")}
        for k, fr, nl in (("last_name", "le nom", "de naam"), ("first_name", "le prénom", "de voornaam"), ("function", "la fonction", "de functie"), ("phone", "le numéro de téléphone", "het telefoonnummer"), ("email", "l’adresse e-mail", "het e-mailadres")):
            if not v[k]: errors[k] = _(f"Introduisez {fr} de la personne de contact", f"Vul {nl} van de contactpersoon in")
            elif len(v[k]) > 80: errors[k] = _("Maximum 80 caractères", "Maximaal 80 tekens")
        if v["phone"] and not (re.fullmatch(r"\+?[\d\s./()-]+", v["phone"]) and 8 <= len(re.sub(r"\D", "", v["phone"])) <= 15):
            errors["phone"] = _("Introduisez un numéro de téléphone valable, par exemple 02 511 51 51", "Vul een geldig telefoonnummer in, bijvoorbeeld 02 511 51 51")
        if v["email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", v["email"]):
            errors["email"] = _("Introduisez une adresse e-mail valable, par exemple nom@exemple.be", "Vul een geldig e-mailadres in, bijvoorbeeld naam@voorbeeld.be")
        if not errors:
            d["contact"] = v
            return go(nxt)
    return page(rq, "contact", _("Qui est la personne de contact ?", "Wie is de contactpersoon?"), backto=nxt, errors=errors, v=v, retour=retour)

@secure(config=True)
async def channel(rq, s, lang, _, form, d):
    b, retour, nxt, rqs = back_to(rq, lang, form)
    errors = {}
    if form is not None:
        c = form.get("channel")
        if c in CHANNELS:
            d["chan_ok"] = d["chan_ok"] and c == d["channel"]
            d["channel"] = c
            return go(b + ("cle" if c == "SFTP" else "canal-recap") + rqs)
        errors["channel"] = _("Choisissez un canal", "Kies een kanaal")
    return page(rq, "channel", _("Quel canal souhaitez-vous utiliser ?", "Welk kanaal wenst u te gebruiken?"), backto=nxt, errors=errors, v=d, retour=retour, items=[(c, c, tr(lang, h)) for c, h in CHANNELS.items()])

@secure(config=True)
async def upload(rq, s, lang, _, form, d):
    b, retour, nxt, rqs = back_to(rq, lang, form)
    if d["channel"] != "SFTP": return go(b + "canal")
    key = rq.url.path.endswith("/cle")
    slot, fid, errors = ("key", "ssh_key", {}) if key else ("cert", "certificate", {})
    if form is not None:
        f = form.get(fid)
        raw = await f.read(60001) if f is not None and getattr(f, "filename", "") else b""
        if raw or getattr(f, "filename", ""):
            if len(raw) > 60000: err, desc = "format", ""
            else: err, desc = check_ssh(raw) if key else check_cert(raw, f.filename)
            if err: errors[fid] = {"private": _("Ce fichier contient une clé privée. Ne l’envoyez jamais : choisissez la clé publique", "Dit bestand bevat een private sleutel. Verstuur die nooit: kies de publieke sleutel"),
                "short": _("La clé RSA doit compter au moins 2048 bits", "De RSA-sleutel moet minstens 2048 bits tellen"), "ext": _("Le fichier du certificat doit avoir l’extension .cer", "Het certificaatbestand moet de extensie .cer hebben"), "expired": _("Ce certificat n’est plus valable", "Dit certificaat is niet meer geldig"),
                "format": _("Ce fichier n’est pas une clé publique SSH", "Dit bestand is geen publieke SSH-sleutel") if key else _("Ce fichier n’est pas un certificat", "Dit bestand is geen certificaat")}[err]
            else: d[slot], d["chan_ok"] = {"name": f.filename, "desc": desc}, False
        elif not d[slot]: errors[fid] = _("Choisissez le fichier de votre clé publique", "Kies het bestand van uw publieke sleutel") if key else _("Choisissez le fichier de votre certificat (.cer)", "Kies het bestand van uw certificaat (.cer)")
        if not errors: return go(b + ("certificat" if key and not (d["cert"] and retour) else "canal-recap") + rqs)
    kw = dict(label=_("Clé publique SSH", "Publieke SSH-sleutel"), accept=".pub,.txt,.ssh,text/plain", hint=_("La clé publique créée dans votre client SFTP (RSA, au moins 2048 bits), au format OpenSSH ou SSH2.", "De publieke sleutel die u in uw SFTP-client aanmaakte (RSA, minstens 2048 bits), in OpenSSH- of SSH2-formaat.")) if key else \
        dict(label=_("Clé publique de votre certificat qualifié", "Publieke sleutel van uw gekwalificeerd certificaat"), accept=".cer", hint=_("Un fichier avec l’extension .cer, de 60 ko au maximum.", "Een bestand met de extensie .cer, van maximaal 60 kB."))
    return page(rq, "file", _("Téléchargez votre clé publique", "Laad uw publieke sleutel op") if key else _("Téléchargez votre certificat", "Laad uw certificaat op"), backto=b + ("canal" if key else "cle") + rqs, errors=errors, fid=fid, kept=d[slot], retour=retour, **kw)

@secure(config=True)
async def recap(rq, s, lang, _, form, d):
    b, retour, nxt, rqs = back_to(rq, lang, form)
    if not d["channel"]: return go(b + "canal" + rqs)
    if d["channel"] == "SFTP" and not (d["key"] and d["cert"]): return go(b + ("certificat" if d["key"] else "cle") + rqs)
    errors = {}
    if form is not None:
        a = form.get("complete")
        if a in ("yes", "no"):
            d["chan_ok"] = a == "yes"
            return go(nxt if d["chan_ok"] else b + "taches")
        errors["complete"] = _("Indiquez si vous avez terminé cette partie", "Geef aan of u dit onderdeel afgewerkt hebt")
    return page(rq, "recap", _("Votre canal", "Uw kanaal"), backto=nxt, errors=errors, d=d, retour=retour, qs=rqs)

@secure(config=True)
async def apps(rq, s, lang, _, form, d):
    b, retour, nxt, rqs = back_to(rq, lang, form)
    errors = {}
    if form is not None:
        got = [a for a in APPS if a in form.getlist("applications")]
        if got:
            d["apps"] = got
            return go(nxt)
        errors["applications"] = _("Cochez au moins une application", "Vink minstens één toepassing aan")
    return page(rq, "apps", _("Pour quelles applications souhaitez-vous utiliser ce canal ?", "Voor welke toepassingen wenst u dit kanaal te gebruiken?"), backto=nxt, errors=errors, v={"apps": [] if errors else d["apps"]}, retour=retour, items=[(a, tr(lang, c), "") for a, c in APPS.items()])

@secure(config=True)
async def username(rq, s, lang, _, form, d):
    b, retour, nxt, rqs = back_to(rq, lang, form)
    v, errors = {"tech_username": d["username"]}, {}
    if form is not None:
        u = v["tech_username"] = form.get("tech_username", "")
        if not u.strip(): e = _("Introduisez un nom d’utilisateur", "Vul een gebruikersnaam in")
        elif not re.fullmatch(r"[a-z0-9]+", u): e = _("Le nom d’utilisateur ne peut contenir que les lettres a-z et les chiffres 0-9", "De gebruikersnaam mag enkel de letters a-z en de cijfers 0-9 bevatten")
        elif not 8 <= len(u) <= 20: e = _("Le nom d’utilisateur doit compter de 8 à 20 positions", "De gebruikersnaam moet 8 tot 20 posities tellen")
        elif taken(u): e = _("Ce nom d’utilisateur est déjà attribué. Choisissez un autre nom d’utilisateur", "Deze gebruikersnaam is al toegekend. Kies een andere gebruikersnaam")
        else:
            d["username"] = u
            return go(nxt)
        errors["tech_username"] = e
    return page(rq, "user", _("Choisissez un nom d’utilisateur", "Kies een gebruikersnaam"), backto=nxt, errors=errors, v=v, retour=retour)

@secure(config=True)
async def check(rq, s, lang, _, form, d):
    b, (ent, q, r) = f"/{lang}/prive/config/", s["role"]
    if form is not None:
        COUNT["confirm"] += 1
        async with LOCK:
            old = next((x for x in REGS if x["token"] == form.get("token")), None)
            if old: return go(b + "resultat/" + old["ref"])
            if not all(state(d).values()) or form.get("token") != d["token"]: return go(b + "taches")
            if taken(d["username"]):
                d["username"] = ""; return go(b + "utilisateur")
            NEXT[0] += 1 + secrets.randbelow(7)
            c = d["contact"]
            reg = {"enterprise_number": ent, "quality": q, "username": d["username"], "channel": d["channel"], "applications": list(d["apps"]), "sender_number": str(NEXT[0]), "contact": {k: c[k] for k in ("last_name", "first_name", "function", "phone", "email")},
                   "date": time.strftime("%d/%m/%Y"), "ref": f"{time.strftime('%Y')}-{10000 + secrets.randbelow(89999)}", "token": d["token"]}
            if d["channel"] == "SFTP": reg["ssh_key"], reg["certificate"] = d["key"]["name"], d["cert"]["name"]
            REGS.append(reg); s["drafts"].pop((ent, q), None)
        await asyncio.sleep(0.7)
        return go(b + "resultat/" + reg["ref"])
    if not all(state(d).values()): return go(b + "taches")
    rc, c = "?retour=controle", d["contact"]
    ch = [(_("Canal", "Kanaal"), d["channel"], b + "canal" + rc)]
    if d["channel"] == "SFTP": ch += [(_("Clé publique SSH", "Publieke SSH-sleutel"), f"{d['key']['name']} ({d['key']['desc']})", b + "cle" + rc), (_("Certificat", "Certificaat"), f"{d['cert']['name']} ({d['cert']['desc']})", b + "certificat" + rc)]
    names = Markup("<br>").join(tr(lang, APPS[a]) for a in d["apps"])
    cards = [(_("Entreprise", "Onderneming"), [(_("Numéro d’entreprise", "Ondernemingsnummer"), ent, ""), (_("Qualité", "Hoedanigheid"), tr(lang, QUAL[q]), "")]),
             (_("Données de contact", "Contactgegevens"), [(cap, c[k], b + "contact" + rc) for k, cap in (("last_name", _("Nom", "Naam")), ("first_name", _("Prénom", "Voornaam")), ("function", _("Fonction", "Functie")), ("phone", _("Téléphone", "Telefoon")), ("email", _("Adresse e-mail", "E-mailadres")))]),
             (_("Canal", "Kanaal"), ch), (_("Applications", "Toepassingen"), [(_("Applications", "Toepassingen"), names, b + "applications" + rc)]),
             (_("Utilisateur technique", "Technische gebruiker"), [(_("Nom d’utilisateur", "Gebruikersnaam"), d["username"], b + "utilisateur" + rc)])]
    return page(rq, "check", _("Contrôlez vos réponses avant de confirmer", "Controleer uw antwoorden voor u bevestigt"), backto=b + "taches", d=d, cards=cards)

@secure()
async def result(rq, s, lang, _, form):
    r = next((x for x in REGS if x["ref"] == rq.path_params["ref"] and x["enterprise_number"] == s["role"][0]), None)
    if not r: return go(f"/{lang}/prive/accueil")
    return page(rq, "result", _("L’utilisateur technique est créé", "De technische gebruiker is aangemaakt"), r=r)

async def truth(rq):
    return JSONResponse({"registrations": [{k: v for k, v in r.items() if k != "token"} for r in REGS], "existing": EXISTING, "confirm_requests": COUNT["confirm"], "log_ins": {"accepted": COUNT["ok"], "refused": COUNT["refused"]}})

GP, L = ["GET", "POST"], "/{lang}"
P = L + "/prive/"
app = Starlette(routes=[
    Route("/", splash), Route("/int", international), Route("/_truth", truth), Route("/favicon.ico", lambda rq: Response(status_code=204)),
    Route("/assets/ui.css", lambda rq: Response(CSS, media_type="text/css")), Route("/assets/ui.js", lambda rq: Response(JS, media_type="text/javascript")),
    Route(L + "/login/{step}", login, methods=GP), Route(L + "/cookies", cookies, methods=GP), Route(L + "/connexion", connexion), Route(L + "/sso", sso), Route(L + "/aide/{topic}", help_),
    Route(P + "deconnexion", logout), Route(P + "prolonger", extend, methods=["POST"]), Route(P + "entreprises", companies), Route(P + "entreprise/{num}", roles), Route(P + "role/{num}/{q}", role),
    Route(P + "accueil", home), Route(P + "bientot", soon), Route(P + "acces", access), Route(P + "messages-structures", ms), Route(P + "information", information),
    Route(P + "config", intro), Route(P + "config/taches", tasks, methods=GP), Route(P + "config/contact", contact, methods=GP), Route(P + "config/canal", channel, methods=GP),
    Route(P + "config/cle", upload, methods=GP), Route(P + "config/certificat", upload, methods=GP), Route(P + "config/canal-recap", recap, methods=GP), Route(P + "config/applications", apps, methods=GP),
    Route(P + "config/utilisateur", username, methods=GP), Route(P + "config/controle", check, methods=GP), Route(P + "config/resultat/{ref}", result),
    Route(L + "/", public), Route(L + "/{slug}", public)])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8000)
    ap.add_argument("--session", type=int, default=tasks_data.SESSION_S, help="seconds a session lives without activity")
    ap.add_argument("--warn", type=int, default=tasks_data.WARN_S, help="idle seconds before the time-out dialog")
    a = ap.parse_args()
    tasks_data.PORT, tasks_data.SESSION_S, tasks_data.WARN_S = a.port, a.session, a.warn
    uvicorn.run(app, host="127.0.0.1", port=tasks_data.PORT, log_level="warning")
