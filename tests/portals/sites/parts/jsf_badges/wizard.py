"""'Enregistrer les données de configuration': one view, five steps, the state of a draft kept on the server."""
import asyncio
import datetime as dt
import secrets

from starlette.responses import RedirectResponse
from starlette.routing import Route

from .data import (APP_BY_CODE, APPLICATIONS, CHANNELS, MANAGERS, STORE, check_certificate, check_contact,
                   check_ssh_key, check_username)
from .render import html, page, tr
from .secured import common, guarded, partial

VIEW = "/uman/secured/configuration.xhtml"
CONTACT = {"naam": "last_name", "voornaam": "first_name", "functie": "function", "telefoon": "phone", "fax": "fax",
           "email": "email", "taal": "language"}
UPLOADS = {"sleutel": ("ssh", check_ssh_key), "certificaat": ("cer", check_certificate)}
NOFILE = ("Aucun fichier n'a été téléchargé.", "Er werd geen bestand opgeladen.")


def new_draft(s):
    d = {"id": secrets.token_hex(10), "step": 1, "done": None, "contact": {k: "" for k in CONTACT.values()},
         "channel": "", "ssh": None, "cer": None, "applications": [], "username": ""}
    d["contact"]["language"] = s.lang
    s.drafts[d["id"]] = d
    while len(s.drafts) > 15:
        s.drafts.pop(next(iter(s.drafts)))
    return d


def context(s, d, step, errors=None, **kw):
    _ = tr(s.lang)

    def field(i, label, need=True, type="text", max=60, hint=""):
        return dict(id=i, key=CONTACT[i], label=label, need=need, type=type, max=max, hint=hint)
    contact = d["contact"]
    names = {"fr": "Français", "nl": "Nederlands", "de": "Deutsch"}
    c = common(
        s, wizard=True, item="batch", d=d, step=step, errors=errors or {}, channels=CHANNELS, apps=APPLICATIONS, free=False,
        title=_("Enregistrer les données de configuration", "De configuratiegegevens registreren"),
        steps=[_("Introduction", "Inleiding"), _("Personne de contact", "Contactpersoon"), _("Canal et applications", "Kanaal en toepassingen"),
               _("Nom d'utilisateur", "Gebruikersnaam"), _("Contrôle", "Controle")],
        fields=[field("naam", _("Nom", "Naam")), field("voornaam", _("Prénom", "Voornaam")), field("functie", _("Fonction", "Functie")),
                field("telefoon", _("Téléphone", "Telefoon"), type="tel", max=25, hint=_("p. ex. 02 123 45 67 ou +32 2 123 45 67", "bv. 02 123 45 67 of +32 2 123 45 67")),
                field("fax", "Fax", need=False, type="tel", max=25),
                field("email", _("Adresse e-mail", "E-mailadres"), max=100)],
        uploads=[dict(id="sleutel", key="ssh", accept="", label=_("Clé publique SSH", "Publieke SSH-sleutel"),
                      hint=_("Créée dans votre client SFTP (format OpenSSH ou SSH2)", "Aangemaakt in uw SFTP-client (formaat OpenSSH of SSH2)")),
                 dict(id="certificaat", key="cer", accept=".cer", label=_("Clé publique de votre certificat qualifié", "Publieke sleutel van uw gekwalificeerd certificaat"),
                      hint=_("Extension .cer", "Extensie .cer"))],
        cardnotes={"SFTP": _("Transfert sécurisé par clé SSH", "Beveiligde overdracht met SSH-sleutel"), "FTP": _("Via une ligne avec l'extranet", "Via een lijn met het extranet"),
                   "Isabel": _("Abonnés Isabel", "Isabel-abonnees"), "MQLink": _("File à file (IBM MQ)", "Queue naar queue (IBM MQ)")},
        notes={"FTP": _("Le mot de passe FTP sera envoyé par courrier à la personne de contact.", "Het FTP-wachtwoord wordt per post aan de contactpersoon bezorgd."),
               "Isabel": _("Isabel signe lui-même vos fichiers ; aucune clé n'est demandée.", "Isabel ondertekent uw bestanden zelf; er wordt geen sleutel gevraagd."),
               "MQLink": _("Nos services prendront contact pour la connexion MQLink.", "Onze diensten nemen contact op voor de MQLink-verbinding.")})
    if step == 5:
        channel = [(_("Canal", "Kanaal"), d["channel"])]
        if d["channel"] == "SFTP":
            channel += [(u["label"], [d[u["key"]]["name"], d[u["key"]]["info"]]) for u in c["uploads"]]
        channel.append((_("Applications", "Toepassingen"), [_(a[2], a[3]) for a in APPLICATIONS if a[0] in d["applications"]]))
        c["review"] = [
            (_("Qualité", "Hoedanigheid"), 0, [(_("Entreprise", "Onderneming"), f"{c['company']} ({s.number})"), (_("Qualité", "Hoedanigheid"), c["quality"])]),
            (_("Personne de contact", "Contactpersoon"), 2, [(f["label"], contact[f["key"]] or "–") for f in c["fields"]]
             + [(_("Langue", "Taal"), names.get(contact["language"], ""))]),
            (_("Canal et applications", "Kanaal en toepassingen"), 3, channel),
            (_("Utilisateur technique", "Technische gebruiker"), 4, [(_("Nom d'utilisateur", "Gebruikersnaam"), d["username"])])]
    c.update(kw)
    return c


def show(s, d, step, errors=None):
    d["step"] = step
    return page(f"wiz.{step}", s.lang, **context(s, d, step, errors))


async def take_upload(d, form, part):
    """Put an uploaded file in the draft; -> errors. A refused file never replaces an accepted one silently."""
    key, check = UPLOADS[part]
    f = form.get(f"cfg:sftp:{part}")
    if f is None or isinstance(f, str) or not f.filename:
        return {}
    blob = await f.read(200_001)
    info, error = check(f.filename, blob[:200_000])
    d[key] = None if error else {"name": f.filename.replace("\\", "/").split("/")[-1], "info": info}
    return {key: error} if error else {}


async def take(s, d, step, form):
    """Apply request values of a step to the draft; -> errors."""
    if step == 2:
        for i, key in CONTACT.items():
            d["contact"][key] = " ".join(str(form.get(f"cfg:contact:{i}", "")).split())
        return check_contact(d["contact"])
    if step == 3:
        errors = {}
        chosen = str(form.get("cfg:kanaal", ""))
        d["channel"] = chosen if chosen in CHANNELS else ""
        picked = [str(x) for x in form.getlist("cfg:toepassingen")]
        d["applications"] = [a[0] for a in APPLICATIONS if a[0] in picked]
        if d["channel"] == "SFTP":
            for part in UPLOADS:
                errors.update(await take_upload(d, form, part))
                key = UPLOADS[part][0]
                if not d[key]:
                    errors.setdefault(key, NOFILE)
        if not d["channel"]:
            errors["channel"] = ("Choisissez un canal.", "Kies een kanaal.")
        elif not d["applications"]:
            errors["applications"] = ("Désignez au moins une application.", "Duid minstens één toepassing aan.")
        return errors
    if step == 4:
        d["username"] = str(form.get("cfg:gebruikersnaam", ""))
        error = check_username(d["username"])
        return {"username": error} if error else {}
    return {}


def first_gap(d):
    """The first step whose data is not in order (a view from the history may be sent again)."""
    if check_contact(d["contact"]):
        return 2
    if not d["channel"] or not d["applications"] or (d["channel"] == "SFTP" and not (d["ssh"] and d["cer"])):
        return 3
    return 4 if check_username(d["username"]) else 5


async def ajax(s, d, step, form):
    source, errors = str(form["javax.faces.source"]), {}
    c = lambda **kw: context(s, d, step, errors, **kw)
    if step == 3:
        # values of the whole form come along; only the ticks and the channel are kept here
        chosen = str(form.get("cfg:kanaal", ""))
        d["channel"] = chosen if chosen in CHANNELS else d["channel"]
        picked = [str(x) for x in form.getlist("cfg:toepassingen")]
        d["applications"] = [a[0] for a in APPLICATIONS if a[0] in picked]
        for part in UPLOADS:
            if source in (f"cfg:sftp:{part}", f"cfg:sftp:{part}_del"):
                if source.endswith("_del"):
                    d[UPLOADS[part][0]] = None
                else:
                    await asyncio.sleep(0.4)
                    errors.update(await take_upload(d, form, part))
                ctx = c()
                u = next(x for x in ctx["uploads"] if x["id"] == part)
                return partial([(f"cfg:sftp:{part}_panel", html("wiz.upload", s.lang, u=u, **ctx))])
        return partial([("cfg:detail", html("wiz.detail", s.lang, **c()))])
    if step == 4:
        d["username"] = str(form.get("cfg:gebruikersnaam", ""))
        error = check_username(d["username"])
        errors.update({"username": error} if error else {})
        return partial([("cfg:gebruikersnaam_msg", html("wiz.umsg", s.lang, **c(free=not error)))])
    return partial()


def refused(s):
    _ = tr(s.lang)
    rec = STORE.find(s.number, s.quality)
    title = _("Enregistrer les données de configuration", "De configuratiegegevens registreren")
    if s.role not in MANAGERS:
        return page("sec.page", s.lang, 403, **common(s, item="batch", title=title, warn=_(
            "Vous n'avez pas les droits nécessaires : seul le gestionnaire local de cette qualité peut créer un utilisateur technique.",
            "U hebt niet de nodige rechten: alleen de lokale beheerder van deze hoedanigheid kan een technische gebruiker aanmaken.")))
    if rec:
        return page("sec.page", s.lang, **common(s, item="batch", title=title, warn=_(
            f"Un utilisateur technique ({rec['username']}) existe déjà pour cette qualité. Vous ne pouvez pas en créer un second ; son numéro d'expéditeur est {rec['sender_number']}.",
            f"Er bestaat al een technische gebruiker ({rec['username']}) voor deze hoedanigheid. U kunt er geen tweede aanmaken; het verzendernummer is {rec['sender_number']}.")))


@guarded()
async def configuration(request, s):
    if request.method == "GET":
        return refused(s) or show(s, new_draft(s), 1)
    form = await request.form(max_files=5)
    is_ajax = "javax.faces.partial.ajax" in form
    ident, colon, step = str(form.get("javax.faces.ViewState", "")).partition(":")
    d = s.drafts.get(ident)
    confirming = "cfg:bevestigen" in form
    if confirming:
        STORE.confirm_requests += 1
    if d and d["done"]:
        return RedirectResponse(f"/uman/secured/configurationResult.xhtml?ref={d['done']['reference']}", 303)
    no = refused(s)
    if no:
        return no
    if not d or step not in "12345" or len(step) != 1:
        if is_ajax:
            return partial(redirect=VIEW)
        _ = tr(s.lang)
        return page("sec.page", s.lang, **common(s, item="batch", title=_("Session expirée", "Sessie verlopen"), warn=_(
            "Cette page a expiré. Recommencez l'enregistrement par le menu à droite.", "Deze pagina is verlopen. Begin de registratie opnieuw via het menu rechts.")))
    step = int(step)
    if is_ajax:
        return await ajax(s, d, step, form)
    for back in (2, 3, 4):
        if f"cfg:wijzig{back}" in form and step == 5:
            return show(s, d, back)
    errors = await take(s, d, step, form)
    if "cfg:vorige" in form:
        return show(s, d, max(1, step - 1))
    if errors:
        return show(s, d, step, errors)
    if not confirming:
        return show(s, d, min(step + 1, 2 if step == 1 else first_gap(d)))
    gap = first_gap(d)
    if gap < 5:
        return show(s, d, gap, {"username": check_username(d["username"])} if gap == 4 else None)
    d["done"] = STORE.register(s.number, s.quality, d)      # no await between the checks and this line
    await asyncio.sleep(1.1)
    return RedirectResponse(f"/uman/secured/configurationResult.xhtml?ref={d['done']['reference']}", 303)


@guarded()
async def result(request, s):
    r = STORE.find(s.number, s.quality)
    if not r or r.get("reference") != request.query_params.get("ref"):
        return RedirectResponse("/uman/secured/structuredMessages.xhtml", 303)
    _ = tr(s.lang)
    return page("wiz.done", s.lang, r=r, today=dt.date.today().strftime("%Y%m%d"),
                **common(s, wizard=True, item="batch", title=_("Confirmation", "Bevestiging")))


ROUTES = [Route(VIEW, configuration, methods=["GET", "POST"]), Route("/uman/secured/configurationResult.xhtml", result)]
