"""Portail (ASP.NET MVC 4 look) - entry.  python mvc_kendo.py --port N"""
from parts.mvc_kendo.base import *


# ------------------------------------------------------------------ wizard (TempData = s["wiz"])
STEPS = ["Intro", "Contact", "Channel", "UserName", "Review"]
CONTACT = ["LastName", "FirstName", "Function", "Phone", "Email"]

def wizard(fn):
    """guards of the wizard: local manager, no technical user yet, steps in order"""
    def inner(request, s):
        ajax = is_ajax(request)
        if not may_configure(s):
            return PlainTextResponse("", 403) if ajax else go("/StructuredMessages/Index")
        if s["entity"] in TECH:
            return PlainTextResponse("", 409) if ajax else go("/StructuredMessages/Index")
        step = fn.step
        w = s["wiz"]
        t = T(request)
        if step != "Intro":
            missing = None
            if w is None:
                missing = "Intro"
            elif step in ("Channel", "UserName", "Review") and not w.get("contact"):
                missing = "Contact"
            elif step in ("UserName", "Review") and not w.get("channel_ok"):
                missing = "Channel"
            elif step == "Review" and not w.get("username"):
                missing = "UserName"
            if missing:
                if ajax:
                    return PlainTextResponse("", 409)
                s["flash"] = ("info", t("Complétez d'abord cette étape.", "Vul eerst deze stap in."))
                return go("/RegisterConfiguration/" + missing)
        return fn(request, s)
    return inner

def step(name):
    def deco(fn):
        fn.step = name
        return wizard(fn)
    return deco

def clean(v):
    return re.sub(r"\s+", " ", str(v or "")).strip()

@step("Intro")
def wiz_intro(request, s):
    if request.method == "POST":
        if s["wiz"] is None:
            s["wiz"] = {"contact": None, "channel": "", "apps": [], "files": {}, "username": "", "op": secrets.token_hex(8)}
        return go("/RegisterConfiguration/Contact")
    return view(request, "wiz_intro.html", section="messages", step=0)

@step("Contact")
def wiz_contact(request, s):
    t, w = T(request), s["wiz"]
    if request.method == "POST":
        f = request.state.form
        m = {k: clean(f.get("Contact." + k)) for k in CONTACT + ["Title", "Fax", "Language"]}
        if "previous" in f:
            return go("/RegisterConfiguration/Intro")
        errors = {}
        labels = {"LastName": t("Nom", "Naam"), "FirstName": t("Prénom", "Voornaam"), "Function": t("Fonction", "Functie"),
                  "Phone": t("Téléphone", "Telefoon"), "Email": t("Adresse e-mail", "E-mailadres")}
        for k in CONTACT:
            if not m[k]:
                errors["Contact." + k] = t("Le champ « %s » est obligatoire.", "Het veld “%s” is verplicht.") % labels[k]
        if m["Phone"] and not (re.fullmatch(r"\+?[0-9 ()/.\-]{8,24}", m["Phone"]) and len(re.sub(r"\D", "", m["Phone"])) >= 8):
            errors["Contact.Phone"] = t("Ce numéro de téléphone n'est pas valable (exemple : 02 555 01 23).", "Dit telefoonnummer is niet geldig (voorbeeld: 02 555 01 23).")
        if m["Email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", m["Email"]):
            errors["Contact.Email"] = t("Cette adresse e-mail n'est pas valable.", "Dit e-mailadres is niet geldig.")
        if errors:
            return view(request, "wiz_contact.html", section="messages", step=1, m=m, errors=errors)
        w["contact"] = m
        return go("/RegisterConfiguration/Review" if w.get("username") and w.get("channel_ok") and w.pop("back", None) else "/RegisterConfiguration/Channel")
    m = w["contact"] or {"Language": "N" if request.state.lang == "nl" else "F"}
    return view(request, "wiz_contact.html", section="messages", step=1, m=m)

@step("Channel")
def wiz_channel(request, s):
    t, w = T(request), s["wiz"]
    errors = {}
    if request.method == "POST":
        f = request.state.form
        if "previous" in f:
            return go("/RegisterConfiguration/Contact")
        ch = str(f.get("ChannelType", ""))
        w["channel"] = ch if ch in CHANNELS else ""
        w["channel_ok"] = False
        chosen = []
        for i, a in enumerate(APPS):
            if "true" in [str(x) for x in f.getlist("Applications[%d].Selected" % i)]:
                chosen.append(a[0])
        w["apps"] = chosen
        if not w["channel"]:
            errors["ChannelType"] = t("Choisissez un canal.", "Kies een kanaal.")
        if w["channel"] == "SFTP":
            if "PublicKey" not in w["files"]:
                errors["PublicKey"] = t("Ajoutez la clé publique SSH de votre client SFTP.", "Voeg de publieke SSH-sleutel van uw SFTP-client toe.")
            if "Certificate" not in w["files"]:
                errors["Certificate"] = t("Ajoutez la clé publique de votre certificat qualifié (.cer).", "Voeg de publieke sleutel van uw gekwalificeerd certificaat toe (.cer).")
            if not chosen:
                errors["Applications"] = t("Cochez au moins une application.", "Vink minstens één toepassing aan.")
        if not errors:
            w["channel_ok"] = True
            return go("/RegisterConfiguration/UserName")
    return view(request, "wiz_channel.html", section="messages", step=2, w=w, errors=errors, apps=APPS, channels=CHANNELS)

@step("Channel")
def wiz_channel_details(request, s):
    ch = request.query_params.get("channel", "")
    w = dict(s["wiz"], channel=ch if ch in CHANNELS else "")
    return view(request, "_channel.html", w=w, apps=APPS)

def check_ssh(data, t):
    if b"PRIVATE KEY" in data:
        return None, t("Ce fichier contient une clé privée. Ne la transmettez jamais ; choisissez la clé publique.",
                       "Dit bestand bevat een private sleutel. Geef die nooit door; kies de publieke sleutel.")
    bad = t("Ce fichier n'est pas une clé publique SSH (format OpenSSH, une seule ligne).",
            "Dit bestand is geen publieke SSH-sleutel (OpenSSH-formaat, één regel).")
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return None, bad
    parts = text.split(None, 2)
    if len(text.splitlines()) != 1 or len(parts) < 2 or not re.match(r"(ssh-|ecdsa-sha2-|sk-)", parts[0]):
        return None, bad
    try:
        blob = base64.b64decode(parts[1], validate=True)
        n = struct.unpack(">I", blob[:4])[0]
        if blob[4:4 + n].decode() != parts[0] or len(blob) < 40:
            return None, bad
        if parts[0] in ("ssh-rsa", "ssh-ed25519"):
            load_ssh_public_key((parts[0] + " " + parts[1]).encode())
    except Exception:
        return None, bad
    return parts[0] + " …" + parts[1][-12:], None

def check_cert(data, t):
    bad = t("Ce fichier n'est pas un certificat (DER ou PEM, extension .cer).", "Dit bestand is geen certificaat (DER of PEM, extensie .cer).")
    if b"PRIVATE KEY" in data:
        return None, t("Ce fichier contient une clé privée. Exportez le certificat sans la clé privée.",
                       "Dit bestand bevat een private sleutel. Exporteer het certificaat zonder de private sleutel.")
    try:
        cert = x509.load_pem_x509_certificate(data.strip() + b"\n") if b"-----BEGIN" in data else x509.load_der_x509_certificate(data)
    except Exception:
        return None, bad
    try:
        subject = cert.subject.rfc4514_string()
    except Exception:
        subject = ""
    return (subject or "X.509") + " – SHA-1 " + cert.fingerprint(hashes.SHA1()).hex()[:16].upper(), None

@step("Channel")
async def wiz_save(request, s):
    t, kind = T(request), request.path_params["kind"]
    up = request.state.form.get("files")
    if kind not in ("PublicKey", "Certificate") or up is None or isinstance(up, str):
        return JSONResponse({"success": False, "message": t("Aucun fichier reçu.", "Geen bestand ontvangen.")})
    data = await up.read(70000)
    name = re.split(r"[\\/]", up.filename or "")[-1]
    if not data:
        return JSONResponse({"success": False, "message": t("Le fichier est vide.", "Het bestand is leeg.")})
    if len(data) > 65536:
        return JSONResponse({"success": False, "message": t("Le fichier dépasse 64 ko.", "Het bestand is groter dan 64 kB.")})
    if kind == "Certificate" and not name.lower().endswith((".cer", ".crt", ".pem", ".der")):
        return JSONResponse({"success": False, "message": t("Le fichier doit avoir l'extension .cer.", "Het bestand moet de extensie .cer hebben.")})
    desc, err = (check_ssh if kind == "PublicKey" else check_cert)(data, t)
    if err:
        return JSONResponse({"success": False, "message": err})
    s["wiz"]["files"][kind] = {"name": name, "size": len(data), "desc": desc}
    return JSONResponse({"success": True, "name": name, "size": len(data), "description": desc})

@step("Channel")
def wiz_remove(request, s):
    s["wiz"]["files"].pop(request.path_params["kind"], None)
    s["wiz"]["channel_ok"] = False
    return JSONResponse({"success": True})

def username_error(name, t):
    if not name:
        return t("Introduisez un nom d'utilisateur.", "Vul een gebruikersnaam in.")
    if not re.fullmatch(r"[A-Za-z0-9]+", name):
        return t("Utilisez uniquement des lettres (a-z) et des chiffres (0-9), sans espace.", "Gebruik alleen letters (a-z) en cijfers (0-9), zonder spatie.")
    if not 8 <= len(name) <= 20:
        return t("Le nom d'utilisateur compte de 8 à 20 positions.", "De gebruikersnaam telt 8 tot 20 posities.")
    if name.lower() in TAKEN or name.lower() in ACCOUNTS:
        return t("Ce nom d'utilisateur est déjà attribué. Choisissez un autre nom.", "Deze gebruikersnaam is al toegekend. Kies een andere naam.")

@step("UserName")
def wiz_username(request, s):
    w, errors = s["wiz"], {}
    value = w.get("username", "")
    if request.method == "POST":
        f = request.state.form
        if "previous" in f:
            return go("/RegisterConfiguration/Channel")
        value = str(f.get("UserName", "")).strip()
        e = username_error(value, T(request))
        if not e:
            w["username"] = value
            return go("/RegisterConfiguration/Review")
        errors["UserName"] = e
    return view(request, "wiz_username.html", section="messages", step=3, value=value, errors=errors)

@step("UserName")
def wiz_available(request, s):
    e = username_error(request.query_params.get("UserName", "").strip(), T(request))
    return JSONResponse(e or True)

def app_lines(request, codes):
    t = T(request)
    return [t(a[1], a[2]) for a in APPS if a[0] in codes]

@step("Review")
def wiz_review(request, s):
    w = s["wiz"]
    return view(request, "wiz_review.html", section="messages", step=4, w=w, app_lines=app_lines(request, w["apps"]))

def wiz_confirm(request, s):
    STATE["confirm"] += 1
    t, w, f = T(request), s["wiz"], request.state.form
    if s.get("done") and f.get("OperationId") == s["done"]["op"]:          # sent twice
        return go("/RegisterConfiguration/Done")
    if not may_configure(s) or s["entity"] in TECH:
        return go("/StructuredMessages/Index")
    if "previous" in f and w:
        return go("/RegisterConfiguration/UserName")
    if not w or not (w.get("contact") and w.get("channel_ok") and w.get("username")) or f.get("OperationId") != w["op"]:
        return go("/RegisterConfiguration/Review")
    if username_error(w["username"], t):
        s["flash"] = ("error", username_error(w["username"], t))
        w["username"] = ""
        return go("/RegisterConfiguration/UserName")
    sender = str(STATE["next_sender"])
    STATE["next_sender"] += 7
    TAKEN.add(w["username"].lower())
    TECH[s["entity"]] = {"username": w["username"], "sender": sender, "channel": w["channel"],
                         "contact": "%s %s" % (w["contact"]["FirstName"], w["contact"]["LastName"]),
                         "since": time.strftime("%d/%m/%Y"), "apps": list(w["apps"])}
    STATE["regs"].append({"enterprise_number": dots(s["entity"]), "username": w["username"], "channel": w["channel"],
                          "applications": list(w["apps"]), "sender_number": sender,
                          "contact": {k: w["contact"][k] for k in CONTACT}})
    s["done"] = {"op": w["op"], "entity": s["entity"]}
    s["wiz"] = None
    return go("/RegisterConfiguration/Done")

def wiz_done(request, s):
    if not s.get("done") or s["done"]["entity"] != s["entity"]:
        return go("/StructuredMessages/Index")
    return view(request, "wiz_done.html", section="messages", reg=TECH[s["entity"]], app_lines=app_lines(request, TECH[s["entity"]]["apps"]))

def wiz_cancel(request, s):
    s["wiz"] = None
    s["flash"] = ("info", T(request)("L'enregistrement a été abandonné. Aucune donnée n'a été conservée.",
                                     "De registratie is stopgezet. Er werden geen gegevens bewaard."))
    return go("/StructuredMessages/Index")

def help_window(request, s):
    return view(request, "_help.html", key=request.path_params["key"])

# ------------------------------------------------------------------ files, truth
async def asset(request):
    name = {"/Content/css": ("site.css", "text/css"), "/bundles/portal": ("portal.js", "text/javascript")}[request.url.path]
    return Response((HERE / "content" / name[0]).read_text("utf-8"), media_type=name[1])

async def favicon(request):
    return Response('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1c5a8a"/><circle cx="8" cy="8" r="4" fill="#f3b229"/></svg>', media_type="image/svg+xml")

async def truth(request):
    return JSONResponse({"registrations": STATE["regs"], "log_ins": {"accepted": STATE["accepted"], "refused": STATE["refused"]},
                         "confirm_requests": STATE["confirm"]})

def R(path, fn, level=0, methods=("GET",), token=True):
    return Route(path, action(fn, level, token), methods=list(methods))

W, GP = "/RegisterConfiguration/", ("GET", "POST")
routes = [
    R("/", root), R("/Culture/Set", culture), R("/Home/Index", page("home.html", "home")), R("/Home", page("home.html", "home")),
    R("/Citizen/Index", page("audience.html", "citizen")), R("/Enterprise/Index", page("audience.html", "enterprise")),
    R("/Professional/Index", page("audience.html", "professional")), R("/Info/{key}", info),
    R("/Account/TargetGroup", target), R("/Account/LogOn", logon_get), R("/Account/_LogOn/{method}", logon_partial),
    R("/Account/LogOn", logon_post, methods=("POST",)), R("/Account/LogOff", logoff),
    R("/Entity/Index", entity_index, 1), R("/Entity/Read", entity_read, 1, ("POST",)), R("/Entity/Roles/{id}", entity_roles, 1),
    R("/Entity/Enter/{id}/{i:int}", entity_enter, 1),
    R("/Secure/Index", page("secure.html", "secure"), 2), R("/Access/Index", page("access.html", "access"), 2),
    R("/Access/OwnData", page("owndata.html", "access"), 2), R("/Access/Users", page("users.html", "access"), 2),
    R("/Access/Exchange", exchange, 2), R("/Access/_Exchange/{key}", exchange_partial, 2),
    R("/StructuredMessages/Index", structured, 2), R("/StructuredMessages/Documentation", page("documentation.html", "messages"), 2),
    R("/Help/_Window/{key}", help_window),
    R(W + "Intro", wiz_intro, 2, GP), R(W + "Contact", wiz_contact, 2, GP), R(W + "Channel", wiz_channel, 2, GP),
    R(W + "_ChannelDetails", wiz_channel_details, 2), R(W + "Save/{kind}", wiz_save, 2, ("POST",)), R(W + "Remove/{kind}", wiz_remove, 2, ("POST",)),
    R(W + "UserName", wiz_username, 2, GP), R(W + "IsUserNameAvailable", wiz_available, 2), R(W + "Review", wiz_review, 2),
    R(W + "Confirm", wiz_confirm, 2, ("POST",)), R(W + "Done", wiz_done, 2), R(W + "Cancel", wiz_cancel, 2),
    Route("/Content/css", asset), Route("/bundles/portal", asset), Route("/favicon.ico", favicon), Route("/_truth", truth),
    R("/{rest:path}", lambda request, s: not_found_view(request)),
]
app = Starlette(routes=routes)

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8000)
    a = ap.parse_args()
    uvicorn.run(app, host="127.0.0.1", port=a.port, log_level="warning", server_header=False,
                headers=[("Server", "Microsoft-IIS/7.5"), ("X-AspNetMvc-Version", "4.0"), ("X-Powered-By", "ASP.NET")])
