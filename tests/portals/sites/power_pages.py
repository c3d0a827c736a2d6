"""Portail des services (low-code customer portal, fixture).  python power_pages.py --port N"""
from parts.power_pages.base import *


# ---------------------------------------------------------------- advanced form
STEPS = [("Introduction", "Inleiding"), ("Données de contact", "Contactgegevens"), ("Canal batch", "Batchkanaal"),
         ("Nom d'utilisateur", "Gebruikersnaam"), ("Vérification", "Controle")]
CONTACT = [("lastname", ("Nom", "Naam")), ("firstname", ("Prénom", "Voornaam")), ("jobtitle", ("Fonction", "Functie")),
           ("telephone1", ("Téléphone", "Telefoon")), ("emailaddress1", ("Adresse e-mail", "E-mailadres"))]
LABEL = dict(CONTACT)
LABEL.update({"mobilephone": ("Téléphone mobile", "Mobiele telefoon"), "cr5_language": ("Langue de correspondance", "Correspondentietaal"),
              "cr5_channelid": ("Canal", "Kanaal"), "cr5_sshpublickey": ("Clé publique SSH", "Publieke SSH-sleutel"),
              "cr5_certificate": ("Clé publique du certificat qualifié", "Publieke sleutel van het gekwalificeerde certificaat"),
              "cr5_applications": ("Applications", "Toepassingen"),
              "cr5_username": ("Nom d'utilisateur de l'utilisateur technique", "Gebruikersnaam van de technische gebruiker")})
STEP_FIELDS = {2: [k for k, _ in CONTACT] + ["mobilephone", "cr5_language"], 3: ["cr5_channelid", "cr5_applications"], 4: ["cr5_username"]}
FILE_COLUMNS = ("cr5_sshpublickey", "cr5_certificate")


def new_wizard(s, li):
    w = {"id": str(uuid.uuid4()), "owner": s["id"], "quality": s["quality"], "step": 1, "files": {},
         "values": {"cr5_language": str(493000000 + li)}, "done": None}
    WIZARDS[w["id"]] = w
    return w


def get_wizard(s, wid):
    w = WIZARDS.get(wid or "")
    return w if w and w["owner"] == s["id"] and w["quality"] == s.get("quality") else None


def required(li, key):
    return (f"{LABEL[key][0]} est un champ obligatoire.", f"{LABEL[key][1]} is een verplicht veld.")[li]


def phone_ok(v):
    return bool(re.fullmatch(r"\+?[0-9 ()./\-]{6,30}", v)) and 8 <= len(re.sub(r"\D", "", v)) <= 15


def check_key(data):
    """None, or an error pair"""
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        text = ""
    if "PRIVATE KEY" in text:
        return ("Ce fichier contient une clé privée. Ne transmettez jamais votre clé privée ; choisissez le fichier de la clé publique.",
                "Dit bestand bevat een privésleutel. Geef uw privésleutel nooit door; kies het bestand met de publieke sleutel.")
    bad = ("Le fichier choisi n'est pas une clé publique SSH valable (format OpenSSH, une seule ligne commençant par exemple par « ssh-rsa »).",
           "Het gekozen bestand is geen geldige publieke SSH-sleutel (OpenSSH-formaat, één regel die bijvoorbeeld met 'ssh-rsa' begint).")
    parts = text.split(None, 2)
    if "\n" in text or len(parts) < 2 or not re.fullmatch(r"ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp(256|384|521)", parts[0]):
        return bad
    try:
        blob = base64.b64decode(parts[1], validate=True)
        fields, i = [], 0
        while i < len(blob):
            n = int.from_bytes(blob[i:i + 4], "big")
            if i + 4 + n > len(blob):
                return bad
            fields.append(blob[i + 4:i + 4 + n])
            i += 4 + n
    except ValueError:
        return bad
    want = {"ssh-rsa": 3, "ssh-ed25519": 2}.get(parts[0], 3)
    if len(fields) != want or fields[0].decode("latin1") != parts[0]:
        return bad
    if parts[0] == "ssh-rsa" and int.from_bytes(fields[2], "big").bit_length() < 1024:
        return ("La clé publique SSH est trop courte (minimum 1024 bits, 2048 bits recommandés).",
                "De publieke SSH-sleutel is te kort (minimaal 1024 bits, 2048 bits aanbevolen).")
    return None


def check_cert(data):
    bad = ("Le fichier choisi n'est pas un certificat X.509 valable (extension .cer, format DER ou PEM).",
           "Het gekozen bestand is geen geldig X.509-certificaat (extensie .cer, DER- of PEM-formaat).")
    if b"PRIVATE KEY" in data:
        return ("Ce fichier contient une clé privée. Choisissez le fichier .cer de votre certificat.",
                "Dit bestand bevat een privésleutel. Kies het .cer-bestand van uw certificaat.")
    try:
        (x509.load_pem_x509_certificate if b"-----BEGIN" in data else x509.load_der_x509_certificate)(data)
    except Exception:
        return bad
    return None


def app_values(w):
    try:
        vals = json.loads(w["values"].get("cr5_applications") or "[]")
    except ValueError:
        vals = []
    return [v for v in vals if v in APPS] if isinstance(vals, list) else []


def validate(w, step, li):
    """list of (field, message)"""
    v, out = w["values"], []
    if step == 2:
        for k, _ in CONTACT:
            if not v.get(k):
                out.append((k, required(li, k)))
        for k in ("telephone1", "mobilephone"):
            if v.get(k) and not phone_ok(v[k]):
                out.append((k, (f"{LABEL[k][0]} : le format du numéro n'est pas valable. Exemple : 02 555 01 23 ou +32 2 555 01 23.",
                                f"{LABEL[k][1]}: het formaat van het nummer is ongeldig. Voorbeeld: 02 555 01 23 of +32 2 555 01 23.")[li]))
        if v.get("emailaddress1") and not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", v["emailaddress1"]):
            out.append(("emailaddress1", ("Adresse e-mail : entrez une adresse valable, par exemple nom@exemple.be.",
                                          "E-mailadres: voer een geldig adres in, bijvoorbeeld naam@voorbeeld.be.")[li]))
    if step == 3:
        ch = CHANNELS.get(v.get("cr5_channelid"))
        if not ch:
            out.append(("cr5_channelid", required(li, "cr5_channelid")))
        elif ch["code"] == "SFTP":
            for k, check in zip(FILE_COLUMNS, (check_key, check_cert)):
                if k not in w["files"]:
                    out.append((k, required(li, k)))
                else:
                    err = check(w["files"][k]["data"])
                    if err:
                        out.append((k, LABEL[k][li] + (" : ", ": ")[li] + err[li]))
            if not app_values(w):
                out.append(("cr5_applications", ("Applications : sélectionnez au moins une application.", "Toepassingen: selecteer minstens één toepassing.")[li]))
    if step == 4:
        u = v.get("cr5_username", "")
        if not u:
            out.append(("cr5_username", required(li, "cr5_username")))
        elif not re.fullmatch(r"[A-Za-z0-9]{8,20}", u):
            out.append(("cr5_username", ("Le nom d'utilisateur doit compter de 8 à 20 positions et ne contenir que des lettres (a-z) et des chiffres (0-9), sans espace.",
                                         "De gebruikersnaam moet 8 tot 20 posities tellen en mag alleen letters (a-z) en cijfers (0-9) bevatten, zonder spatie.")[li]))
        elif u.lower() in TAKEN:
            out.append(("cr5_username", (f"Le nom d'utilisateur « {u} » est déjà attribué à un autre utilisateur. Veuillez choisir un autre nom d'utilisateur.",
                                         f"De gebruikersnaam '{u}' is al toegekend aan een andere gebruiker. Kies een andere gebruikersnaam.")[li]))
    return out


def create(w, company):
    v, ch = w["values"], CHANNELS[w["values"]["cr5_channelid"]]
    number = str(NEXT_SENDER[0])
    NEXT_SENDER[0] += 1
    apps = [APPS[a]["code"] for a in app_values(w)]
    t = {"id": str(uuid.uuid4()), "number": company["number"], "quality": "GPC", "username": v["cr5_username"], "channel": ch["code"],
         "sender_number": number, "applications": apps, "date": datetime.date.today().strftime("%d/%m/%Y"),
         "contact": f"{v['lastname']}, {v['firstname']}"}
    TECH.append(t)
    TAKEN.add(t["username"].lower())
    TRUTH["registrations"].append({"enterprise_number": company["number"], "username": t["username"], "channel": ch["code"],
                                   "applications": apps, "sender_number": number})
    return t


async def register(request, lang, li, base):
    s = sess(request)
    q = QUALITIES[s["quality"]]
    company = q["company"]
    crumbs = crumb(li, (HOME, base + "/"), (MYSPACE, base + "/my/"), (MS, base + "/structured-messages/"),
                   (("Enregistrer les données de configuration", "De configuratiegegevens registreren"), None))
    form, vs, w = None, None, None
    if request.method == "POST":
        form = await request.form()
        vs = read_viewstate(str(form.get("__VIEWSTATE", "")))
        w = get_wizard(s, vs["s"]) if vs else None
        target = str(form.get("__EVENTTARGET", "")).rsplit("$", 1)[-1]
        if vs and vs["p"] == 5 and target == "NextButton":
            TRUTH["confirm_requests"] += 1
    else:
        w = get_wizard(s, request.query_params.get("sessionid"))

    def show(tpl, status=200, **kw):
        return secured_page(request, tpl, li, crumbs, section="ms", sub="register", status=status,
                            langq=("sessionid=" + w["id"]) if w else "", **kw)

    if w and w["done"]:
        return show("af_result.html", result=w["done"], w=w)
    if not q["eligible"]:
        return show("af_refused.html", 403, reason="role")
    if tech_of(company):
        return show("af_refused.html", reason="exists")
    notice = None
    if w is None:
        if form is not None:
            notice = ("Votre session de formulaire a expiré. Veuillez recommencer.", "Uw formuliersessie is verlopen. Begin opnieuw.")[li]
        w = new_wizard(s, li)
        form = None
    errors = []
    if form is not None:
        if not csrf_ok(request, str(form.get("__RequestVerificationToken", ""))):
            notice = ("La demande n'a pas pu être vérifiée. Veuillez réessayer.", "De aanvraag kon niet worden geverifieerd. Probeer opnieuw.")[li]
        else:
            step = vs["p"]
            sent = {k.rsplit("$", 1)[-1]: str(x).strip() for k, x in form.items() if k.startswith(PREFIX)}
            for k in STEP_FIELDS.get(step, []):
                if k in sent:
                    w["values"][k] = sent[k][:200]
            if target == "PreviousButton":
                w["step"] = max(1, step - 1)
            elif target == "NextButton" and step < 5:
                errors = validate(w, step, li)
                w["step"] = step if errors else step + 1
            elif target == "NextButton":
                for st in (2, 3, 4):
                    errors = validate(w, st, li)
                    if errors:
                        w["step"] = st
                        break
                else:
                    w["done"] = create(w, company)
                    return show("af_result.html", result=w["done"], w=w)
    step = w["step"]
    return show("af_step.html", w=w, step=step, steps=[x[li] for x in STEPS], v=w["values"], files=w["files"], errors=errors, notice=notice,
                bad={f for f, _ in errors}, viewstate=viewstate({"s": w["id"], "p": step, "n": secrets.token_hex(24)}),
                L={k: x[li] for k, x in LABEL.items()}, apps=DATA["applications"], chosen=app_values(w),
                channel=CHANNELS.get(w["values"].get("cr5_channelid")))


async def file_column(request):
    """/_api/cr5_batchconfigurations(<session>)/<column>"""
    s = sess(request)
    w = get_wizard(s, request.path_params["wid"])
    col = request.path_params["col"]
    if not s.get("user") or not w or col not in FILE_COLUMNS:
        return JSONResponse({"error": {"code": "90040120", "message": "Access denied"}}, 403)
    if not csrf_ok(request, request.headers.get("__RequestVerificationToken")):
        return JSONResponse({"error": {"code": "90040107", "message": "Anti-forgery token missing or invalid"}}, 403)
    if request.method == "DELETE":
        w["files"].pop(col, None)
        return Response(status_code=204)
    body = await request.body()
    if not body or len(body) > 131072:
        return JSONResponse({"error": {"code": "0x80044a02", "message": "empty" if not body else "size"}}, 413 if body else 400)
    w["files"][col] = {"name": re.sub(r"[^\w .()+-]", "_", request.query_params.get("x-ms-file-name", "file"))[:120], "data": body}
    return Response(status_code=204)


# ---------------------------------------------------------------- services used by the grids
def fold(text):
    import unicodedata
    text = "".join(ch for ch in unicodedata.normalize("NFD", text) if not unicodedata.combining(ch))
    return text.lower()


async def grid_data(request):
    s = sess(request)
    if not s.get("user"):
        return JSONResponse({"Message": "Access denied"}, 403)
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        return JSONResponse({"Message": "Bad request"}, 400)
    if not csrf_ok(request, request.headers.get("__RequestVerificationToken")):
        return JSONResponse({"Message": "Anti-forgery token missing or invalid"}, 403)
    li = LANGS.get(body.get("lang"), 0)
    base = "/nl-NL" if li else "/fr-FR"
    grid = request.path_params["grid"]
    q = QUALITIES.get(s.get("quality"))
    rows = []
    if grid == "companies":
        for c in COMPANIES.values():
            rows.append((c["id"], [c["name"], c["number"], c["city"], str(len(c["q"]))],
                         [{"Type": "url", "Label": ("Choisir cette entreprise", "Deze onderneming kiezen")[li], "Url": f"{base}/my/qualities/?id={c['id']}"},
                          {"Type": "details", "Label": ("Afficher les détails", "Details weergeven")[li], "Url": f"/_portal/modal-form-template-path/{base[1:]}/account?id={c['id']}"}]))
    elif grid == "channels":
        rows = [(c["id"], [c["code"], c["desc"][li], c["status"][li]], []) for c in CHANNELS.values()]
    elif grid == "technicalusers" and q:
        t = tech_of(q["company"])
        if t and q["code"] == "GPC":
            rows.append((t["id"], [t["username"], t["channel"], t["sender_number"], ("Actif", "Actief")[li], t["date"]],
                         [{"Type": "details", "Label": ("Afficher les détails", "Details weergeven")[li], "Url": f"/_portal/modal-form-template-path/{base[1:]}/technicaluser?id={t['id']}"}]))
    elif grid == "users" and q:
        rows = [(guid("u1"), ["Demo, Camille", DATA["persons"][q["person"]][li], "12/01/2022"], []),
                (guid("u2", q["company"]["number"]), [("Peeters, Joris", "Lambert, Odile")[int(q["company"]["number"][-1]) % 2], DATA["persons"]["US"][li], "03/05/2022"], [])]
    elif grid == "documents" and q:
        rows = [(guid("d1"), [("Manuel de l'utilisateur", "Gebruikershandleiding")[li], "PDF", "07/02/2022"], []),
                (guid("d2"), [("Confirmation de la désignation", "Bevestiging van de aanstelling")[li], "PDF", "12/01/2022"], [])]
    else:
        return JSONResponse({"Message": "Not found"}, 404)
    term = fold(str(body.get("search") or "")).replace("*", "").strip()
    if term:
        bare = re.sub(r"[.\s]", "", term)
        rows = [r for r in rows if any(term in fold(x) or (bare.isdigit() and bare in x.replace(".", "")) for x in r[1])]
    m = re.fullmatch(r"(\d+) (ASC|DESC)", str(body.get("sortExpression") or "0 ASC"))
    col, desc = (int(m[1]), m[2] == "DESC") if m else (0, False)
    rows.sort(key=lambda r: fold(r[1][col]) if col < len(r[1]) else "", reverse=desc)
    size = min(max(int(body.get("pageSize") or 10), 1), 50)
    pages = max(1, -(-len(rows) // size))
    n = min(max(int(body.get("page") or 1), 1), pages)
    return JSONResponse({"Records": [{"Id": r[0], "Attributes": r[1], "Actions": r[2]} for r in rows[(n - 1) * size:n * size]],
                         "PageNumber": n, "PageCount": pages, "ItemCount": len(rows)})


async def modal_form(request):
    s = sess(request)
    lang, entity, rid = request.path_params["lang"], request.path_params["entity"], request.query_params.get("id", "")
    li = LANGS.get(lang, 0)
    fields = []
    if s.get("user") and entity == "account" and rid in COMPANIES:
        c = COMPANIES[rid]
        fields = [(("Nom", "Naam")[li], c["name"]), (("Numéro d'entreprise", "Ondernemingsnummer")[li], c["number"]), (("Commune", "Gemeente")[li], c["city"]),
                  (("Qualités", "Hoedanigheden")[li], " · ".join(DATA["qualities"][q["code"]][li] for q in c["q"]))]
    elif s.get("user") and entity == "technicaluser":
        q = QUALITIES.get(s.get("quality"))
        t = tech_of(q["company"]) if q else None
        if t and t["id"] == rid:
            fields = [(("Nom d'utilisateur", "Gebruikersnaam")[li], t["username"]), (("Numéro d'expéditeur", "Verzendernummer")[li], t["sender_number"]),
                      (("Canal", "Kanaal")[li], t["channel"]), ("Applications" if not li else "Toepassingen", ", ".join(t["applications"])),
                      (("Personne de contact", "Contactpersoon")[li], t["contact"]), (("Enregistré le", "Geregistreerd op")[li], t["date"])]
    return page(request, "modal_form.html", 200 if fields else 403, lang=lang if lang in LANGS else "fr-FR", fields=fields)


async def tokenhtml(request):
    return keep(request, HTMLResponse(f'<input name="__RequestVerificationToken" type="hidden" value="{csrf(sess(request))}" />', headers={"Cache-Control": "no-store"}))


async def truth(request):
    return JSONResponse(TRUTH)


async def favicon(request):
    return Response('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b5c63"/><path d="M4 8a4 4 0 0 1 8 0" stroke="#fff" fill="none" stroke-width="2"/></svg>', media_type="image/svg+xml")


SECURED.update({"my/companies": (companies, False), "my/qualities": (qualities, False), "my/select-quality": (select_quality, False),
           "my/profile": (my_profile, False), "my": (my_home, True), "my/documents": (my_documents, True), "my/organisation": (my_organisation, True),
           "structured-messages": (structured, True), REG: (register, True), "access-management": (access, True),
           "access-management/users": (access_users, True), "access-management/structured-messages/information": (access_info, True)})

app = Starlette(routes=[
    Route("/", root), Route("/en/", international), Route("/_truth", truth), Route("/favicon.ico", favicon),
    Route("/_layout/tokenhtml", tokenhtml),
    Route("/_services/entity-grid-data.json/{grid}", grid_data, methods=["POST"]),
    Route("/_portal/modal-form-template-path/{lang}/{entity}", modal_form),
    Route("/_api/cr5_batchconfigurations({wid})/{col}", file_column, methods=["PUT", "DELETE"]),
    Mount("/css-js", StaticFiles(directory=PARTS / "static")),
    Route("/{lang}", lambda r: RedirectResponse("/" + r.path_params["lang"] + "/", 302)),
    Route("/{lang}/", dispatch, methods=["GET", "POST"]),
    Route("/{lang}/{path:path}", dispatch, methods=["GET", "POST"]),
])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8080)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning", access_log=False)
