"""The regions and the views of partial_updates_tree.py, and the pages of its wizard."""
import re
from html import escape as esc

from parts.updates_core import DRAW, button, combo, link, row, text
from parts.updates_data import APPS, BYNUM, CHANNELS, COMPANIES, FUNCS, LANGS, QUAL, tech_user

# ------------------------------------------------------------------------------------------------- the regions
def draw_head(w):
    ctx = ""
    if w.num:
        ctx = '<span class="xcx"><b>%s</b> &nbsp;%s' % (esc(BYNUM[w.num][1]), w.num) + (" &nbsp;|&nbsp; %s (%s)" % (esc(w.t2(QUAL[w.q])), w.t2(BYNUM[w.num][3][w.q])) if w.q else "") + "</span>"
    return ('<table class="xhd" role="presentation" cellspacing="0"><tr><td class="xlg"><span class="xl1">socialsecurity<b>.be</b></span><span class="xl2">%s</span></td><td class="xhc">%s</td><td class="xhr"><span>Dupont Camille</span> | %s | %s</td></tr></table>'
            % (w.t("Portail sécurisé – Entreprises et professionnels", "Beveiligd portaal – Ondernemingen en professionelen"), ctx,
               link(w, w.t("Changer d'entreprise", "Andere onderneming"), "leave", "companies"), link(w, w.t("Déconnexion", "Afmelden"), "logout")))

def TREE(w):
    t = w.t
    return [("ms", t("Messages structurés", "Gestructureerde berichten"), [
                ("cfg", "Configuratie" if w.lang == "nl" else "Configuration", [
                    ("wiz", t("Enregistrer les données de configuration", "De configuratiegegevens registreren"), None),
                    ("chg", t("Modifier les données de configuration", "De configuratiegegevens wijzigen"), None)]),
                ("fil", t("Fichiers", "Bestanden"), [("env", t("Fichiers envoyés", "Verzonden bestanden"), None), ("rec", t("Fichiers reçus", "Ontvangen bestanden"), None)])]),
            ("acc", t("Gestion d'accès", "Toegangsbeheer"), [
                ("own", t("Données propres", "Eigen gegevens"), None),
                ("usr", t("Utilisateurs", "Gebruikers"), [("uadd", t("Créer un utilisateur", "Gebruiker aanmaken"), None), ("uls", t("Rechercher des utilisateurs", "Gebruikers zoeken"), None)]),
                ("exc", t("Échange par messages structurés", "Uitwisseling via gestructureerde berichten"), [("inf", t("Information", "Informatie"), None)])]),
            ("svc", t("Services en ligne", "Onlinediensten"), [("dim", "Dimona", None), ("dmf", "DmfA", None), ("drs", t("Risques sociaux (DRS)", "Sociale risico's (ASR)"), None)])]

def draw_tree(w):
    if not w.q: return '<div class="xtt">%s</div><div class="xte">%s</div>' % (w.t("Navigation", "Navigatie"), w.t("Choisissez d'abord une entreprise.", "Kies eerst een onderneming."))
    out = []
    def walk(nodes, d):
        for k, lab, kids in nodes:
            op = k in w.open
            tri = ('<a id="%s" ct="L" class="xtg %s" href="#" onclick="return false" title="%s"><span>%s</span></a>' % (w.nid("di", "toggle", k), "p_op" if op else "p_cl",
                   w.t("Réduire", "Samenvouwen") if op else w.t("Développer", "Uitvouwen"), "&#9662;" if op else "&#9656;")) if kids else '<span class="xtg">&#160;</span>'
            # the role attribute sits on the row, as the grid-like tree of the framework does it
            out.append('<tr role="treeitem" aria-level="%d"%s class="%s"><td nowrap><div class="xtn" style="padding-left:%dpx">%s<span class="xti%s"></span>%s</div></td></tr>' % (
                d + 1, ' aria-expanded="%s"' % str(op).lower() if kids else "", "p_sel" if w.node == k else "", 16 * d + 2, tri, " p_fo" if kids else "",
                link(w, lab, "nav", k, "xtl")))
            if kids and op: walk(kids, d + 1)
    walk(TREE(w), 0)
    return '<div class="xtt">%s</div><div class="xts"><table role="tree" class="xtb" cellspacing="0" cellpadding="0">%s</table></div>' % (w.t("Navigation", "Navigatie"), "".join(out))

def draw_pop(w):
    if not w.pop: return ""
    key = w.pop
    items = {"channel": CHANNELS, "function": [w.t2(f) for f in FUNCS], "lang": [w.t2(f) for f in LANGS]}[key]
    return '<div class="xpl" role="listbox"><table cellspacing="0" cellpadding="0" width="100%%">%s</table></div>' % "".join(
        '<tr id="%s" ct="O" role="option" aria-selected="%s" class="xpo"><td nowrap>%s</td></tr>' % (w.nid("si"), "true" if w.v.get(key) == x else "false", esc(x, False)) for x in items)

def draw_dlg(w):
    d = w.dlg
    if d == "news":
        d = ("info", w.t("Information", "Informatie"), w.t("Le portail sera en maintenance ce dimanche de 6 h à 10 h. Pensez à terminer vos procédures en cours avant cette date.",
             "Het portaal is in onderhoud op zondag van 6 tot 10 uur. Gelieve uw lopende procedures voordien af te ronden."), [(w.t("Fermer", "Sluiten"), "dlg", None)])
    if not d: return ""
    ic = {"info": "i", "warn": "!", "error": "&#215;"}[d[0]]
    return ('<div class="xgl"></div><div class="xdl" role="dialog" aria-modal="true"><table class="xdt" width="100%%" cellspacing="0" role="presentation"><tr><td class="xdh"><div>%s</div></td><td align="right">%s</td></tr></table>'
            '<table class="xdb" role="presentation"><tr><td><span class="xic p_%s">%s</span></td><td>%s</td></tr></table><div class="xdf">%s</div></div>'
            % (esc(d[1]), '<a id="%s" ct="L" class="xdx" href="#" onclick="return false" title="%s">&#215;</a>' % (w.nid("d_cl", "dlg"), w.t("Annuler", "Annuleren")), d[0], ic, d[2], "".join(button(w, *b) for b in d[3])))

def head(txt, sub=""): return '<div class="xph"><h1 class="xpt">%s</h1>%s</div>' % (esc(txt, False), '<div class="xps">%s</div>' % sub if sub else "")

def draw_main(w): return globals()["view_" + w.view](w)

def view_companies(w):
    t, i = w.t, w.nid("it", field="filter")
    fi = ('<table role="presentation" class="xsr"><tr><td><label for="%s::content">%s</label></td><td><input ct="T" id="%s::content" name="%s" class="xin" type="text" size="26" value="%s"></td><td>%s</td></tr></table>'
          % (i, t("Numéro ou dénomination", "Nummer of benaming"), i, i, esc(w.filter), button(w, t("Rechercher", "Zoeken"), "filter", cls="p_def")))
    return head(t("Choix de l'entreprise", "Keuze van de onderneming"), t("Sélectionnez une entreprise dans la liste et cliquez sur « Choisir ».", "Selecteer een onderneming in de lijst en klik op 'Kiezen'.")) + fi + w.nest("tbar") + w.nest("grid")

def draw_tbar(w):
    return '<div class="xtbr" role="toolbar">%s<span class="xsep"></span><span class="xinf">%s</span></div>' % (button(w, w.t("Choisir", "Kiezen"), "choose", off=not w.row),
        esc(w.t("Sélection : ", "Selectie: ") + w.row) if w.row else w.t("Aucune ligne sélectionnée", "Geen rij geselecteerd"))

def draw_grid(w):
    t, ws = w.t, (140, 320, 180)
    cols = (t("N° d'entreprise", "Ondernemingsnr."), t("Dénomination", "Benaming"), t("Siège", "Zetel"))
    hd = '<div class="xgh"><table cellspacing="0" role="presentation"><tr>%s</tr></table></div>' % "".join('<th style="width:%dpx"><div>%s</div></th>' % (b, esc(a, False)) for a, b in zip(cols, ws))
    if not w.fetched:
        return '<div class="xgr">%s<div class="xgb" ct="LZ" id="%s"><div class="xgw">%s</div></div></div>' % (hd, w.nid("t", "fetch"), t("Extraction des données…", "Gegevens worden opgehaald…"))
    f = w.filter.strip().lower()
    fd = re.sub(r"\D", "", f)
    rows = [c for c in COMPANIES if not f or f in c[1].lower() or (fd and fd in c[0].replace(".", ""))]
    body = "".join('<tr id="%s" ct="R" class="xro%s" aria-selected="%s" _afrrk="%d">%s</tr>' % (w.nid("row", "row", c[0]), " p_sel" if c[0] == w.row else "", str(c[0] == w.row).lower(), n,
                   "".join('<td style="width:%dpx" nowrap><span class="xgt">%s</span></td>' % (b, esc(x, False)) for x, b in zip(c, ws))) for n, c in enumerate(rows))
    return '<div class="xgr">%s<div class="xgb">%s</div></div>' % (hd, '<table cellspacing="0" class="xg1">%s</table>' % body if rows else '<div class="xgw">%s</div>' % t("Aucune donnée à afficher.", "Geen gegevens om weer te geven."))

def view_roles(w):
    c, t = BYNUM[w.num], w.t
    li = "".join('<div class="xli"><span class="xbu">&#9632;</span>%s</div>' % link(w, "%s ; %s %s (%s)" % (t2, t("numéro d'entreprise", "ondernemingsnummer"), w.num, w.t2(fn)), "role", q)
                 for q, fn in c[3].items() for t2 in [w.t2(QUAL[q])])
    return head(c[1], t("Pour quelle qualité souhaitez-vous travailler ?", "In welke hoedanigheid wenst u te werken?")) + '<div class="xbx1">%s</div><div class="xtbr" role="toolbar">%s</div>' % (li, button(w, t("Retour à la liste", "Terug naar de lijst"), "leave", "companies"))

def view_welcome(w):
    return head(w.t("Bienvenue", "Welkom"), "%s – %s" % (esc(BYNUM[w.num][1]), esc(w.t2(QUAL[w.q])))) + '<p class="xtx">%s</p>' % w.t(
        "Choisissez une fonction dans l'arborescence à gauche. Cliquez sur le triangle pour déplier une rubrique.", "Kies een functie in de boomstructuur links. Klik op het driehoekje om een rubriek uit te vouwen.")

def find_node(w, k, nodes=None):
    for n in nodes if nodes is not None else TREE(w):
        if n[0] == k: return n
        if n[2] and (r := find_node(w, k, n[2])): return r

def view_folder(w):
    n = find_node(w, w.node)
    return head(n[1]) + '<p class="xtx">%s</p><ul class="xul">%s</ul>' % (w.t("Cette rubrique contient les éléments suivants. Dépliez-la dans l'arborescence pour y accéder.", "Deze rubriek bevat de volgende elementen. Vouw ze uit in de boomstructuur om ze te openen."),
        "".join("<li>%s</li>" % esc(x[1], False) for x in n[2]))

def view_stub(w):
    return head(find_node(w, w.node)[1]) + '<p class="xtx">%s</p>' % w.t("Cette fonction est momentanément indisponible. Veuillez réessayer plus tard.", "Deze functie is tijdelijk niet beschikbaar. Probeer later opnieuw.")

def pairs(rows): return '<table class="xkv" role="presentation" cellspacing="0">%s</table>' % "".join('<tr><td class="xk">%s</td><td class="xv">%s</td></tr>' % (esc(a, False), "<br>".join(esc(x, False) for x in (b if isinstance(b, list) else [b]))) for a, b in rows)

def view_info(w):
    t, r = w.t, tech_user(w.num, w.q)
    body = pairs([(t("Qualité", "Hoedanigheid"), w.t2(QUAL[w.q])), (t("Numéro d'entreprise", "Ondernemingsnummer"), w.num), (t("Utilisateur technique", "Technische gebruiker"), r["username"]),
                  (t("Numéro d'expéditeur", "Verzendernummer"), r["sender_number"]), (t("Canal", "Kanaal"), r["channel"]), (t("Actif depuis le", "Actief sinds"), r["since"])]) if r else \
        '<p class="xtx">%s</p>' % t("Aucun utilisateur technique n'est enregistré pour cette qualité.", "Er is geen technische gebruiker geregistreerd voor deze hoedanigheid.")
    return head(t("Échange par messages structurés – Information", "Uitwisseling via gestructureerde berichten – Informatie")) + body

def view_refuse(w):
    t, r = w.t, tech_user(w.num, w.q)
    msg = (t("Un utilisateur technique existe déjà pour cette qualité (%s, numéro d'expéditeur %s). Un seul utilisateur technique est autorisé par qualité.", "Er bestaat al een technische gebruiker voor deze hoedanigheid (%s, verzendernummer %s). Per hoedanigheid is slechts één technische gebruiker toegestaan.")
           % (r["username"], r["sender_number"])) if r and w.may() else t("Seul le Gestionnaire local (ou le co-gestionnaire local) de la qualité peut enregistrer les données de configuration.", "Alleen de lokale beheerder (of co-beheerder) van de hoedanigheid kan de configuratiegegevens registreren.")
    return head(find_node(w, "wiz")[1]) + '<div class="xbn"><span class="xic p_error">&#215;</span> %s</div>' % esc(msg, False)

# --------------------------------------------------------------------------------------------------- the wizard
def STEPS(w): return [w.t(*x) for x in (("Introduction", "Inleiding"), ("Données de contact", "Contactgegevens"), ("Canal et applications", "Kanaal en toepassingen"), ("Utilisateur technique", "Technische gebruiker"), ("Contrôle", "Controle"), ("Résultat", "Resultaat"))]

def view_wiz(w):
    t, st, tr = w.t, STEPS(w), []
    for n, s in enumerate(st):
        state = "p_cur" if n == w.step else "p_vis" if n <= w.far else "p_unv"
        lab = link(w, s, "train", n, "xtk") if n <= w.far and n != w.step and w.step < 5 else '<span class="xtk">%s</span>' % esc(s, False)
        tr.append('<td class="xtr %s" align="center" title="%s"><div class="xdot"></div>%s</td>' % (state, "%s %d/%d" % (t("Étape", "Stap"), n + 1, len(st)), lab))
    bar = ""
    if w.step < 5:
        nxt = button(w, t("Confirmer", "Bevestigen"), "confirm", key="m" if w.lang == "fr" else "v") if w.step == 4 else button(w, t("Suivant", "Volgende"), "next", key="v" if w.lang == "fr" else "g", cls="p_def")
        bar = '<div class="xtbr xrt" role="toolbar">%s%s<span class="xsep"></span>%s</div>' % (button(w, t("Précédent", "Vorige"), "prev", off=w.step == 0), nxt, button(w, t("Annuler", "Annuleren"), "leave", "welcome"))
    return head(find_node(w, "wiz")[1]) + '<table class="xtrn" width="100%%" cellspacing="0"><tr>%s</tr></table>%s<div class="xbx1">%s</div>' % ("".join(tr), bar, [wz_intro, wz_contact, wz_channel, wz_name, wz_review, wz_done][w.step](w))

def wz_intro(w):
    return w.t("""<p class="xtx">Cette procédure vous permet de créer l'utilisateur technique de votre entreprise, de choisir un canal batch et d'obtenir un numéro d'expéditeur. De quoi avez-vous besoin ?</p><ul class="xul">
<li>les données de la personne de contact pour l'échange des messages structurés : nom, prénom, fonction, téléphone et adresse e-mail ;</li><li>pour le canal SFTP : la clé publique SSH (RSA, 2048 bits minimum) créée dans votre client SFTP et la clé publique de votre certificat qualifié (extension .cer) ;</li>
<li>la liste des applications pour lesquelles vous échangerez des fichiers ;</li><li>un nom d'utilisateur pour l'utilisateur technique.</li></ul><p class="xtx">Seul un utilisateur technique peut être créé par qualité.</p>""",
        """<p class="xtx">Met deze procedure maakt u de technische gebruiker van uw onderneming aan, kiest u een batchkanaal en krijgt u een verzendernummer. Wat hebt u nodig?</p><ul class="xul">
<li>de gegevens van de contactpersoon voor de uitwisseling van gestructureerde berichten: naam, voornaam, functie, telefoon en e-mailadres;</li><li>voor het SFTP-kanaal: de publieke SSH-sleutel (RSA, minstens 2048 bits) aangemaakt in uw SFTP-client en de publieke sleutel van uw gekwalificeerd certificaat (extensie .cer);</li>
<li>de lijst van de toepassingen waarvoor u bestanden zult uitwisselen;</li><li>een gebruikersnaam voor de technische gebruiker.</li></ul><p class="xtx">Per hoedanigheid kan slechts één technische gebruiker worden aangemaakt.</p>""")

def wz_contact(w):
    t = w.t
    return '<p class="xtx">%s</p><table class="xfm" role="presentation">%s</table>' % (
        t("Personne de contact de la qualité pour l'échange des messages structurés.", "Contactpersoon van de hoedanigheid voor de uitwisseling van gestructureerde berichten."),
        text(w, "last_name", t("Nom", "Naam")) + text(w, "first_name", t("Prénom", "Voornaam")) + combo(w, "function", t("Fonction", "Functie"), free=True) +
        text(w, "phone", t("Téléphone", "Telefoon"), t("p. ex. 02 511 51 51", "bv. 02 511 51 51"), 20) + text(w, "email", t("Adresse e-mail", "E-mailadres"), size=40) + combo(w, "lang", t("Langue de correspondance", "Taal van de briefwisseling")))

def wz_channel(w):
    t = w.t
    return '<table class="xfm" role="presentation">%s</table>%s' % (combo(w, "channel", t("Canal batch", "Batchkanaal"), auto=True, hint=t("Le SFTP est recommandé.", "SFTP wordt aanbevolen.")), w.nest("sub"))

def upload(w, key, label, hint):
    i, f = w.nid("if", "upload", key), w.files.get(key)
    kb = "%s (%s %s)" % (esc(f[0]), ("%.1f" % (len(f[1]) / 1024)).replace(".", ","), w.t("Ko", "kB")) if f else ""
    return '<table class="xfm" role="presentation">%s</table>' % row(w, key, i, label, '<span id="%s" ct="U" class="xuf">%s<span class="xub"><a class="xba" role="presentation"><span class="xbx">%s</span></a><input ct="F" id="%s::content" type="file"%s></span></span>'
        % (i, '<span class="xfn">%s</span> ' % kb if f else "", w.t("Mettre à jour…", "Bijwerken…") if f else w.t("Parcourir…", "Bladeren…"), i, ' accept=".cer"' if key == "cer" else ""), hint)

def draw_f_ssh(w): return upload(w, "ssh", w.t("Clé publique SSH", "Publieke SSH-sleutel"), w.t("créée dans votre client SFTP", "aangemaakt in uw SFTP-client"))
def draw_f_cer(w): return upload(w, "cer", w.t("Clé publique de votre certificat qualifié", "Publieke sleutel van uw gekwalificeerd certificaat"), "(extension .cer)" if w.lang == "fr" else "(extensie .cer)")

def draw_sub(w):
    t, ch = w.t, w.v.get("channel")
    if not ch: return '<p class="xtx xmu">%s</p>' % t("Choisissez un canal pour afficher la suite du formulaire.", "Kies een kanaal om de rest van het formulier te tonen.")
    out = w.nest("f_ssh") + w.nest("f_cer") if ch == "SFTP" else ""
    rows = "".join('<tr class="xro"><td style="width:26px"><span id="%s" ct="K" class="xck" role="checkbox" tabindex="0" aria-checked="%s" aria-labelledby="%s::lb"></span></td><td><span id="%s::lb" ct="KL">%s</span></td></tr>'
                   % (i, str(a[0] in w.apps).lower(), i, i, esc(w.t(a[1], a[2]), False)) for a in APPS for i in [w.nid("sbc", field="app:" + a[0])])
    err = '<div class="xem"><span class="xei">&#215;</span> %s</div>' % esc(w.errs["apps"], False) if "apps" in w.errs else ""
    return out + '<div class="xst"><span class="xrq">*</span> %s</div>%s<div class="xgr"><div class="xgh"><table cellspacing="0" role="presentation"><tr><th style="width:26px"><div>&#160;</div></th><th style="width:560px"><div>%s</div></th></tr></table></div><div class="xgb xga"><table cellspacing="0" class="xg1">%s</table></div></div>' % (
        t("Applications pour lesquelles vous souhaitez envoyer des fichiers via %s" % ch, "Toepassingen waarvoor u bestanden wenst te verzenden via %s" % ch), err, t("Application", "Toepassing"), rows)

def wz_name(w):
    t = w.t
    return '<p class="xtx">%s</p><table class="xfm" role="presentation">%s</table><p class="xtx xmu">%s</p>' % (
        t("Introduisez un nom d'utilisateur pour l'utilisateur technique. Une fois attribué, il ne pourra plus être modifié.", "Geef een gebruikersnaam in voor de technische gebruiker. Eenmaal toegekend kan hij niet meer worden gewijzigd."),
        text(w, "username", t("Nom d'utilisateur", "Gebruikersnaam"), t("8 à 20 positions", "8 tot 20 posities"), 24),
        t("Seules les lettres (a-z) et les chiffres (0-9) sont autorisés, sans espace. Le nom doit être unique dans tout le système d'accès du portail.", "Alleen letters (a-z) en cijfers (0-9) zijn toegestaan, zonder spaties. De naam moet uniek zijn in het hele toegangssysteem van het portaal."))

def review_rows(w):
    t, v = w.t, w.v
    r = [(t("Entreprise", "Onderneming"), "%s – %s" % (BYNUM[w.num][1], w.num)), (t("Qualité", "Hoedanigheid"), w.t2(QUAL[w.q])), (t("Personne de contact", "Contactpersoon"), "%s %s" % (v["last_name"], v["first_name"])), (t("Fonction", "Functie"), v["function"]),
         (t("Téléphone", "Telefoon"), v["phone"]), (t("Adresse e-mail", "E-mailadres"), v["email"]), (t("Langue", "Taal"), v["lang"]), (t("Canal batch", "Batchkanaal"), v["channel"])]
    if v["channel"] == "SFTP": r += [(t("Clé publique SSH", "Publieke SSH-sleutel"), w.files["ssh"][0]), (t("Certificat qualifié", "Gekwalificeerd certificaat"), w.files["cer"][0])]
    return r + [("Applications" if w.lang == "fr" else "Toepassingen", [w.t(a[1], a[2]) for a in APPS if a[0] in w.apps]), (t("Nom d'utilisateur", "Gebruikersnaam"), v["username"])]

def wz_review(w): return '<p class="xtx">%s</p>%s' % (w.t("Contrôlez si toutes les données sont correctes.", "Controleer of alle gegevens correct zijn."), pairs(review_rows(w)))

def wz_done(w):
    t, r = w.t, w.reg
    return '<div class="xok"><span class="xic p_info">&#10003;</span> %s</div>%s<p class="xtx">%s</p><p class="xtx xmu">%s</p>' % (
        t("L'utilisateur technique est maintenant créé.", "De technische gebruiker is aangemaakt."),
        pairs([(t("Référence de la demande", "Referentie van de aanvraag"), r["request"]), (t("Date", "Datum"), r["since"]), (t("Numéro d'entreprise", "Ondernemingsnummer"), r["enterprise_number"]), (t("Utilisateur technique", "Technische gebruiker"), r["username"]),
               (t("Numéro d'expéditeur", "Verzendernummer"), r["sender_number"]), (t("Canal", "Kanaal"), r["channel"])]),
        t("Ce numéro doit être utilisé dans le nom de tous les fichiers expédiés, p. ex. FI.DMFA.%06d.20160401.00001.R.1.1", "Dit nummer moet worden gebruikt in de naam van alle verzonden bestanden, bv. FI.DMFA.%06d.20160401.00001.R.1.1") % int(r["sender_number"]),
        t("Une question ? Contact Center : 02 511 51 51 (mentionnez le numéro de référence).", "Een vraag? Contact Center: 02 511 51 51 (vermeld het referentienummer)."))

DRAW.update((k.removeprefix("draw_"), f) for k, f in list(globals().items()) if k.startswith("draw_"))
