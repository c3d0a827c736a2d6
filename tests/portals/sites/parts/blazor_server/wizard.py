"""The MudStepper that creates the technical user."""
import asyncio
import datetime

from . import mud
from .data import APPS, EMAIL, PHONE, QUALITIES, USERNAME, check_cert, check_key, dotted
from .vdom import h

CONTACT = [("name", "Nom", "Naam"), ("firstname", "Prénom", "Voornaam"), ("function", "Fonction", "Functie"), ("phone", "Téléphone", "Telefoon"), ("email", "Adresse e-mail", "E-mailadres")]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]


def begin(c):
    c.view["w"] = {"step": 0, "vals": {}, "errs": {}, "channel": None, "apps": set(), "key": None, "cert": None, "who": "other", "done": None, "busy": False}


def simple_table(rows):
    return h("div.mud-table.mud-simple-table", h("div.mud-table-container", h("table", h("tbody", [h("tr", h("td", a), h("td", str(b))) for a, b in rows]))))


def required(c):
    return c.t("Ce champ est obligatoire.", "Dit veld is verplicht.")


def check(c, w, f):
    v = (w["vals"].get(f) or "").strip()
    err = None
    if not v:
        err = required(c)
    elif f == "email" and not EMAIL.match(v):
        err = c.t("L'adresse e-mail n'est pas valable.", "Het e-mailadres is niet geldig.")
    elif f == "phone" and not PHONE.match(v):
        err = c.t("Le numéro de téléphone n'est pas valable.", "Het telefoonnummer is niet geldig.")
    elif f == "username":
        v = w["vals"][f]
        if not USERNAME.match(v):
            err = c.t("8 à 20 caractères, uniquement a-z et 0-9, sans espace.", "8 tot 20 tekens, enkel a-z en 0-9, geen spaties.")
        elif not c.store.name_free(v):
            err = c.t("Ce nom d'utilisateur est déjà attribué. Choisissez-en un autre.", "Deze gebruikersnaam is al toegekend. Kies een andere.")
    if err:
        w["errs"][f] = err
    else:
        w["errs"].pop(f, None)
    return not err


def field(c, w, f, label, **kw):
    def changed(x):
        w["vals"][f] = x.strip() if f != "username" else x
    ev = {"inp": changed} if f == "username" else {"change": changed}
    return mud.textfield(f, label, w["vals"].get(f), blur=lambda _: check(c, w, f) and None, err=w["errs"].get(f), **ev, **kw)


def page(c, co, role, level):
    w = c.view["w"]
    title = mud.text("h4", c.t("Enregistrer les données de configuration", "De configuratiegegevens registreren"))
    if level != "local":
        return [title, mud.alert("error", c.t("Seul le gestionnaire local de cette qualité peut créer un utilisateur technique.", "Enkel de lokale beheerder van deze hoedanigheid kan een technische gebruiker aanmaken."))]
    if w["done"]:
        return [title, created(c, w["done"], co, role)]
    rec = c.store.technical.get((co["number"], role))
    if rec:
        info = f"/espace/{co['number']}/{role}/messages/information"
        return [title, mud.alert("warning", mud.text("body1", c.t("Un utilisateur technique existe déjà pour cette qualité. Il n'est pas possible d'en créer un deuxième.", "Voor deze hoedanigheid bestaat al een technische gebruiker. Een tweede aanmaken is niet mogelijk.")),
                mud.text("body1", c.t(f"Nom d'utilisateur : {rec['username']} – numéro d'expéditeur : {rec['sender_number']}", f"Gebruikersnaam: {rec['username']} – verzendernummer: {rec['sender_number']}")),
                h("a", c.t("Vers « Information »", "Naar ‘Informatie’"), href=info))]
    steps = [c.t("Introduction", "Inleiding"), c.t("Personne de contact", "Contactpersoon"), c.t("Canal batch", "Batchkanaal"), c.t("Nom d'utilisateur", "Gebruikersnaam"), c.t("Contrôle", "Controle")]
    body = [intro, contact, channel, username, review][w["step"]](c, w, co, role)
    last = w["step"] == 4

    def back(_):
        w["step"] -= 1

    def quit_(_):
        c.dialog = {"title": c.t("Abandonner la procédure", "De procedure stopzetten"), "lines": [c.t("Les données introduites seront perdues. Voulez-vous continuer ?", "De ingevoerde gegevens gaan verloren. Wilt u doorgaan?")],
                    "actions": [(c.t("Non", "Nee"), lambda _: setattr(c, "dialog", None), "text"), (c.t("Oui, abandonner", "Ja, stopzetten"), lambda _: c.go(f"/espace/{co['number']}/{role}"), "text")]}
    actions = h("div.mud-stepper-actions", mud.button(c.t("Annuler", "Annuleren"), quit_, key="quit"), h("div.mud-spacer"),
                mud.button(c.t("Précédent", "Vorige"), back, "outlined", key="back") if w["step"] else None,
                mud.button(c.t("Confirmer", "Bevestigen"), lambda _: ask(c, w, co, role), "filled-primary", key="confirm") if last else mud.button(c.t("Suivant", "Volgende"), lambda _: forward(c, w), "filled-primary", key="next"), key="actions")
    return [title, h("div.mud-stepper.mud-paper", mud.stepper(steps, w["step"]), h("div.mud-stepper-content", body, key=f"step{w['step']}"), actions)]


def intro(c, w, co, role):
    return [mud.text("body1", c.t("Vous allez créer un utilisateur technique et choisir un canal batch pour l'échange de messages structurés.", "U gaat een technische gebruiker aanmaken en een batchkanaal kiezen voor de uitwisseling van gestructureerde berichten.")),
            mud.text("body1", c.t("Gardez sous la main : les données de la personne de contact et, pour SFTP, votre clé publique SSH et votre certificat qualifié (.cer).", "Hou bij de hand: de gegevens van de contactpersoon en, voor SFTP, uw publieke SSH-sleutel en uw gekwalificeerd certificaat (.cer).")),
            mud.text("caption", f"{co['name']} – {dotted(co['number'])}")]


def contact(c, w, co, role):
    def who(x):
        w["who"] = x
        if x == "me":
            w["vals"].update({"name": "Demoulin", "firstname": "Camille"})
            w["errs"].pop("name", None)
            w["errs"].pop("firstname", None)
    return [mud.text("h6", c.t("Données de contact de l'utilisateur technique", "Contactgegevens van de technische gebruiker")),
            mud.radio_group(c.t("Qui est la personne de contact ?", "Wie is de contactpersoon?"), [("me", c.t("Moi-même", "Ikzelf")), ("other", c.t("Une autre personne", "Een andere persoon"))], w["who"], who),
            [field(c, w, f, c.t(fr, nl) + " *", type_={"email": "email", "phone": "tel"}.get(f, "text"), hint={"phone": c.t("p. ex. 02 123 45 67", "bv. 02 123 45 67")}.get(f)) for f, fr, nl in CONTACT]]


def channel(c, w, co, role):
    def pick(x):
        w["channel"] = x
        w["errs"].pop("channel", None)

    def toggle(i):
        def f(x):
            w["apps"].add(i) if x else w["apps"].discard(i)
            if w["apps"]:
                w["errs"].pop("apps", None)
        return f

    def received(which):
        def f(file):
            err = check_key(file["data"]) if which == "key" else check_cert(file["name"], file["data"])
            if err:
                w[which] = None
                w["errs"][which] = c.t(*err)
            else:
                w[which] = file
                w["errs"].pop(which, None)
                c.snack("success", c.t("Fichier reçu : ", "Bestand ontvangen: ") + file["name"])
        return f
    drop = lambda which: (lambda _: w.update({which: None}))
    choose, gone = c.t("Choisir un fichier", "Bestand kiezen"), c.t("Supprimer", "Verwijderen")
    out = [mud.text("h6", c.t("Choix du canal batch", "Keuze van een kanaal")),
           mud.select(c, "channel", c.t("Canal *", "Kanaal *"), w["channel"], [(x, x) for x in CHANNELS], pick, w["errs"].get("channel"), c.t("SFTP est recommandé.", "SFTP wordt aanbevolen."))]
    if w["channel"] == "SFTP":
        out.append(h("div", mud.text("subtitle2", c.t("Clé publique SSH (créée dans votre client SFTP)", "Publieke SSH-sleutel (aangemaakt in uw SFTP-client)")),
                     mud.file_upload(c, "key", choose, w["key"], received("key"), drop("key"), None, w["errs"].get("key"), gone), key="blockkey"))
        out.append(h("div", mud.text("subtitle2", c.t("Clé publique de votre certificat qualifié (extension .cer)", "Publieke sleutel van uw gekwalificeerd certificaat (extensie .cer)")),
                     mud.file_upload(c, "cert", choose, w["cert"], received("cert"), drop("cert"), ".cer", w["errs"].get("cert"), gone), key="blockcert"))
    out.append(h("div", mud.text("h6", c.t("Applications", "Toepassingen")), mud.text("body2", c.t("Cochez les applications pour lesquelles vous souhaitez utiliser ce canal.", "Vink de toepassingen aan waarvoor u dit kanaal wilt gebruiken.")),
                 [mud.checkbox(c.t(*a), i in w["apps"], toggle(i)) for i, a in enumerate(APPS)], h("p.mud-input-helper-text.mud-input-error", w["errs"]["apps"], key="err") if w["errs"].get("apps") else None, key="apps"))
    return out


def username(c, w, co, role):
    return [mud.text("h6", c.t("Nom d'utilisateur de l'utilisateur technique", "Gebruikersnaam van de technische gebruiker")),
            mud.alert("info", c.t("Une fois attribué, le nom d'utilisateur ne peut plus être modifié.", "Eens toegekend kan de gebruikersnaam niet meer gewijzigd worden.")),
            field(c, w, "username", c.t("Nom d'utilisateur *", "Gebruikersnaam *"), maxlength=20, hint=c.t("8 à 20 caractères : a-z et 0-9", "8 tot 20 tekens: a-z en 0-9"), extra=f"{len(w['vals'].get('username') or '')} / 20")]


def app_names(c, w):
    return [c.t(*APPS[i]) for i in sorted(w["apps"])]


def review(c, w, co, role):
    rows = [(c.t("Entreprise", "Onderneming"), f"{co['name']} ({dotted(co['number'])})"), (c.t("Qualité", "Hoedanigheid"), c.t(*QUALITIES[role]))]
    rows += [(c.t(fr, nl), w["vals"][f]) for f, fr, nl in CONTACT]
    rows.append((c.t("Canal", "Kanaal"), w["channel"]))
    if w["channel"] == "SFTP":
        rows += [(c.t("Clé publique SSH", "Publieke SSH-sleutel"), w["key"]["name"]), (c.t("Certificat", "Certificaat"), w["cert"]["name"])]
    rows += [(c.t("Applications", "Toepassingen"), ", ".join(app_names(c, w))), (c.t("Nom d'utilisateur", "Gebruikersnaam"), w["vals"]["username"])]
    return [mud.text("h6", c.t("Contrôlez vos données", "Controleer uw gegevens")), simple_table(rows)]


async def forward(c, w):
    good = True
    if w["step"] == 1:
        good = all([check(c, w, f) for f, *_ in CONTACT])
    elif w["step"] == 2:
        for f, missing in (("channel", not w["channel"]), ("apps", not w["apps"]), ("key", w["channel"] == "SFTP" and not w["key"]), ("cert", w["channel"] == "SFTP" and not w["cert"])):
            if missing:
                good = False
                if not (f in ("key", "cert") and w["errs"].get(f)):
                    w["errs"][f] = {"channel": required(c), "apps": c.t("Cochez au moins une application.", "Vink minstens één toepassing aan."),
                                    "key": c.t("Téléchargez votre clé publique.", "Laad uw publieke sleutel op."), "cert": c.t("Téléchargez votre certificat.", "Laad uw certificaat op.")}[f]
    elif w["step"] == 3:
        await asyncio.sleep(0.2)
        good = check(c, w, "username")
    if good:
        w["step"] += 1
    else:
        c.snack("error", c.t("Veuillez corriger les champs en rouge.", "Gelieve de velden in het rood te verbeteren."))


def ask(c, w, co, role):
    def close(_):
        c.dialog = None

    async def work():
        await asyncio.sleep(0.7)
        key = (co["number"], role)
        c.dialog = None
        if key in c.store.technical or not c.store.name_free(w["vals"]["username"]):
            w["busy"] = False
            c.snack("error", c.t("L'utilisateur technique n'a pas pu être créé.", "De technische gebruiker kon niet worden aangemaakt."))
            return
        sftp = w["channel"] == "SFTP"
        w["done"] = c.store.create(co["number"], role, w["vals"], w["channel"], w["apps"], app_names(c, w), w["key"] if sftp else None, w["cert"] if sftp else None, c.lang, c.user, datetime.date.today().strftime("%d/%m/%Y"))
        c.snack("success", c.t("L'utilisateur technique a été créé.", "De technische gebruiker is aangemaakt."))

    def yes(_):
        if w["busy"]:
            return
        w["busy"] = c.dialog["busy"] = True
        c.store.confirms += 1
        c.spawn(work())
    c.dialog = {"title": c.t("Créer l'utilisateur technique ?", "Technische gebruiker aanmaken?"),
                "lines": [c.t(f"L'utilisateur technique « {w['vals']['username']} » sera créé pour {co['name']}. Son nom ne pourra plus être modifié.", f"De technische gebruiker ‘{w['vals']['username']}’ wordt aangemaakt voor {co['name']}. De naam kan nadien niet meer gewijzigd worden.")],
                "actions": [(c.t("Annuler", "Annuleren"), close, "text"), (c.t("Créer", "Aanmaken"), yes, "filled-primary")]}


def created(c, rec, co, role):
    return h("div.mud-paper", mud.alert("success", c.t("L'utilisateur technique est maintenant créé.", "De technische gebruiker is nu aangemaakt.")),
             simple_table([(c.t("Nom d'utilisateur", "Gebruikersnaam"), rec["username"]), (c.t("Numéro d'expéditeur", "Verzendernummer"), rec["sender_number"]), (c.t("Canal", "Kanaal"), rec["channel"])]),
             mud.text("body1", c.t("Utilisez ce numéro dans le nom de tous les fichiers que vous envoyez. Vous le retrouverez sous « Information ».", "Gebruik dit nummer in de naam van alle bestanden die u verzendt. U vindt het terug onder ‘Informatie’.")), key="created")
