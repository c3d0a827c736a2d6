# Mock "Sociale zekerheid" portal, about 2021 (server-rendered design system, progressive enhancement). For tests only.
import argparse, datetime, re, secrets, time
from html import escape as e
from urllib.parse import quote
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

from parts.one_question_front import *


@need()
async def companies(req, s, lg, t):
    s.update(ent=None, role=None, wiz=None)
    q, errs, res = req.query_params.get("q"), {}, ""
    if q is not None:
        q = q.strip()
        if not q:
            errs["q"] = t("Vul een ondernemingsnummer of een naam in", "Introduisez un numéro d’entreprise ou un nom")
        else:
            num = re.fullmatch(r"(?:BE)?[\s.]*[\d\s.]+", q, re.I)
            d = re.sub(r"\D", "", q)
            hits = [n for n, c in sorted(COMP.items(), key=lambda x: (x[1][0], x[0])) if (num and d in n) or (not num and q.lower().replace("'", "’") in c[0].lower())]
            pg = max(1, int(req.query_params.get("page") or 1)) if (req.query_params.get("page") or "1").isdigit() else 1
            part = hits[(pg - 1) * 5:pg * 5]
            lis = "".join(f'<li class="fg"><h3 style="margin:0"><a class="hit" href="/{lg}/secure/roles?company={n}">{e(COMP[n][0])}</a></h3><div>{t("Ondernemingsnummer", "Numéro d’entreprise")}{NB if lg == "fr" else ""}: {dots(n)}</div><div class="hint">{COMP[n][1]}</div></li>' for n in part)
            u = f"?q={quote(q)}&page="
            pag = ""
            if len(hits) > 5:
                pag = f'<nav aria-label="{t("Resultaten", "Résultats")}"><ul class="pag">' + (f'<li><a rel="prev" href="{u}{pg - 1}">{t("Vorige", "Précédent")}</a></li>' if pg > 1 else "") + f'<li>{pg} / {-(-len(hits) // 5)}</li>' + (f'<li><a rel="next" href="{u}{pg + 1}">{t("Volgende", "Suivant")}</a></li>' if pg * 5 < len(hits) else "") + "</ul></nav>"
            res = f'<h2>{len(hits)} {t("resultaten voor" if len(hits) != 1 else "resultaat voor", "résultats pour" if len(hits) != 1 else "résultat pour")} “{e(q)}”</h2>' + (f'<ul style="list-style:none;padding:0">{lis}</ul>{pag}' if hits else f'<p>{t("Er werd geen onderneming gevonden. Controleer het nummer.", "Aucune entreprise trouvée. Vérifiez le numéro.")}</p>')
    hint = t("Bijvoorbeeld 0123.456.749 of een deel van de naam", "Par exemple 0123.456.749 ou une partie du nom")
    return page(req, t("Kies een onderneming", "Choisissez une entreprise"), f"""{summary(t, errs)}<h1>{t('Voor welke onderneming wilt u werken?', 'Pour quelle entreprise souhaitez-vous travailler ?')}</h1><form method="get" novalidate>
{fg(t, 'q', t('Ondernemingsnummer of naam', 'Numéro d’entreprise ou nom'), inp('q', q or '', hint=True), hint, errs)}<button class="btn" id="btn-search">{t('Zoeken', 'Rechercher')}</button></form>{res}""", s, err=bool(errs))


@need()
async def roles(req, s, lg, t):
    n = req.query_params.get("company", "")
    if n not in COMP:
        return go(f"/{lg}/secure/companies")
    i = lg == "fr"
    rs = COMP[n][2]
    if req.method == "POST":
        v = (await req.form()).get("role", "")
        if v.isdigit() and int(v) < len(rs):
            s.update(ent=n, role=rs[int(v)], wiz=None)
            return go(f"/{lg}/secure/home")
    rows = "".join(f'<tr><th scope="row">{QUAL[q][i]}</th><td>{dots(n)}</td><td>{ROLE[r][i]}</td><td><form method="post"><input type="hidden" name="role" value="{k}"><button class="btn btn--2 choose">{t("Kiezen", "Choisir")}<span class="vh"> {QUAL[q][i]}</span></button></form></td></tr>' for k, (q, r) in enumerate(rs))
    return page(req, t("Kies uw hoedanigheid", "Choisissez votre qualité"), f"""<h1><span class="hint">{e(COMP[n][0])}</span><br>{t('In welke hoedanigheid?', 'En quelle qualité ?')}</h1><table><caption class="vh">{t('Uw hoedanigheden', 'Vos qualités')}</caption><thead><tr><th>{t('Hoedanigheid', 'Qualité')}</th><th>{t('Ondernemingsnummer', 'Numéro d’entreprise')}</th><th>{t('Uw rol', 'Votre rôle')}</th><th><span class="vh">{t('Actie', 'Action')}</span></th></tr></thead><tbody>{rows}</tbody></table>""", s, back=f"/{lg}/secure/companies")


@need(role=True)
async def shome(req, s, lg, t):
    q, r = s["role"]
    i = lg == "fr"
    return page(req, t("Overzicht", "Aperçu"), f"""<h1>{t('Overzicht', 'Aperçu')}</h1><p>{t('U werkt als', 'Vous travaillez en tant que')} <strong>{QUAL[q][i]}</strong> ({ROLE[r][i]}) {t('voor ondernemingsnummer', 'pour le numéro d’entreprise')} {dots(s['ent'])}.</p>
<dl class="sl"><div><dt>{t('Naam', 'Nom')}</dt><dd>Demo</dd></div><div><dt>{t('E-mailadres', 'Adresse e-mail')}</dt><dd>jan.demo@example.be</dd></div></dl>""", s, side(s, lg, "home"))


@need()
async def todo(req, s, lg, t):
    return page(req, t("In opbouw", "En construction"), f"<h1>{t('Deze functie is nog niet beschikbaar', 'Cette fonction n’est pas encore disponible')}</h1>", s, side(s, lg) if s["role"] else "")


@need(role=True, local=True)
async def messages(req, s, lg, t):
    return page(req, t("Gestructureerde berichten", "Messages structurés"), f"<h1>{t('Gestructureerde berichten', 'Messages structurés')}</h1><p>{t('Wissel bestanden uit met de sociale zekerheid (batch). Kies een handeling in het menu.', 'Échangez des fichiers avec la sécurité sociale (batch). Choisissez une opération dans le menu.')}</p>", s, side(s, lg, "messages"), [(f"/{lg}/secure/home", t("Overzicht", "Aperçu"))])


@need(role=True)
async def access(req, s, lg, t):
    b = f"/{lg}/secure/access"
    return page(req, t("Toegangsbeheer", "Gestion d’accès"), f"<h1>{t('Toegangsbeheer', 'Gestion d’accès')}</h1>" + cards([(f"/{lg}/secure/todo", t("Machtigingen", "Autorisations"), t("Wie mag welke dienst gebruiken", "Qui peut utiliser quel service"), "a1"), (b + "/exchange", t("Uitwisseling via gestructureerde berichten", "Échange par messages structurés"), t("Technische gebruiker en kanalen", "Utilisateur technique et canaux"), "a2")]), s, side(s, lg, "access"), [(f"/{lg}/secure/home", t("Overzicht", "Aperçu"))])


@need(role=True)
async def exchange(req, s, lg, t):
    b = f"/{lg}/secure/access"
    return page(req, t("Uitwisseling via gestructureerde berichten", "Échange par messages structurés"), f"<h1>{t('Uitwisseling via gestructureerde berichten', 'Échange par messages structurés')}</h1>" + cards([(b + "/exchange/info", t("Informatie", "Information"), t("Gebruikersnaam en verzendernummer", "Nom d’utilisateur et numéro d’expéditeur"), "e1"), (f"/{lg}/secure/todo", t("Historiek", "Historique"), t("Verzonden bestanden", "Fichiers envoyés"), "e2")]), s, side(s, lg, "exchange"), [(f"/{lg}/secure/home", t("Overzicht", "Aperçu")), (b, t("Toegangsbeheer", "Gestion d’accès"))])


@need(role=True)
async def info(req, s, lg, t):
    b = f"/{lg}/secure/access"
    k = TECH.get((s["ent"], s["role"][0]))
    if k:
        body = '<dl class="sl">' + "".join(f"<div><dt>{a}</dt><dd>{e(str(v))}</dd></div>" for a, v in ((t("Hoedanigheid", "Qualité"), QUAL[s["role"][0]][lg == "fr"]), (t("Technische gebruiker", "Utilisateur technique"), k["username"]), (t("Verzendernummer", "Numéro d’expéditeur"), k["sender"]), (t("Kanaal", "Canal"), k["channel"]), (t("Contactpersoon", "Personne de contact"), k["name"]), (t("Aangemaakt op", "Créé le"), k["date"]))) + "</dl>"
    else:
        body = f'<p>{t("Er is nog geen technische gebruiker voor deze hoedanigheid.", "Il n’y a pas encore d’utilisateur technique pour cette qualité.")}</p>'
    return page(req, t("Informatie", "Information"), f"<h1>{t('Informatie', 'Information')}</h1>{body}", s, side(s, lg, "info"), [(f"/{lg}/secure/home", t("Overzicht", "Aperçu")), (b, t("Toegangsbeheer", "Gestion d’accès")), (b + "/exchange", t("Uitwisseling via gestructureerde berichten", "Échange par messages structurés"))])


# ---------------------------------------------------------------- wizard
STEPS = ["person", "contact", "channel", "applications", "username"]


@need(role=True, local=True)
async def wstart(req, s, lg, t):
    k = TECH.get((s["ent"], s["role"][0]))
    h = t("De configuratiegegevens registreren", "Enregistrer les données de configuration")
    cr = [(f"/{lg}/secure/home", t("Overzicht", "Aperçu")), (f"/{lg}/secure/messages", t("Gestructureerde berichten", "Messages structurés"))]
    if k:
        return page(req, h, f"""<h1>{h}</h1><div class="nb" role="region" aria-labelledby="nb"><h2 class="nb__h" id="nb">{t('Belangrijk', 'Important')}</h2><div class="nb__c"><p class="warn">{t('Voor deze hoedanigheid bestaat al een technische gebruiker', 'Un utilisateur technique existe déjà pour cette qualité')}</p><p>{t('Gebruikersnaam', 'Nom d’utilisateur')}: <b>{e(k['username'])}</b> – {t('verzendernummer', 'numéro d’expéditeur')} {k['sender']}</p></div></div>""", s, side(s, lg, "config"), cr)
    if req.method == "POST":
        s["wiz"] = {"who": "", "pid": "", "last_name": "", "first_name": "", "function": "", "phone": "", "mobile": "", "email": "", "channel": "", "ssh": None, "cer": None, "apps": [], "username": "", "done": set(), "token": secrets.token_hex(8)}
        return go(f"/{lg}/secure/config/person")
    return page(req, h, f"""<h1>{h}</h1><p>{t('Gebruik deze dienst om:', 'Utilisez ce service pour :')}</p><ul><li>{t('een technische gebruiker aan te maken', 'créer un utilisateur technique')}</li><li>{t('een batchkanaal te kiezen', 'choisir un canal batch')}</li><li>{t('een verzendernummer te krijgen', 'obtenir un numéro d’expéditeur')}</li></ul><p>{t('Dit duurt ongeveer 10 minuten.', 'Cela prend environ 10 minutes.')}</p>
<form method="post"><button class="btn btn--start" id="btn-start">{t('Nu beginnen', 'Commencer')}</button></form><h2>{t('Voor u begint', 'Avant de commencer')}</h2><p>{t('Voor SFTP hebt u een publieke sleutel en een gekwalificeerd certificaat (.cer) nodig.', 'Pour le SFTP, il vous faut une clé publique et un certificat qualifié (.cer).')}</p>
<details><summary>{t('Wat is een technische gebruiker?', 'Qu’est-ce qu’un utilisateur technique ?')}</summary><p>{t('De contactpersoon van de hoedanigheid voor de uitwisseling van gestructureerde berichten.', 'La personne de contact de la qualité pour l’échange des messages structurés.')}</p></details>""", s, side(s, lg, "config"), cr)


def wneed(i):
    def deco(fn):
        @need(role=True, local=True)
        async def w(req, s, lg, t):
            z = s["wiz"]
            if not z or (s["ent"], s["role"][0]) in TECH:
                return go(f"/{lg}/secure/config")
            for j in range(i):
                if j not in z["done"]:
                    return go(f"/{lg}/secure/config/{STEPS[j]}")
            return await fn(req, s, lg, t, z)
        return w
    return deco


def onward(req, lg, z, i, errs):
    if errs:
        z["done"].discard(i)
        return None
    z["done"].add(i)
    if i == 4 or (req.query_params.get("edit") and i != 0):
        return go(f"/{lg}/secure/config/check")
    return go(f"/{lg}/secure/config/{STEPS[i + 1]}" + ("?edit=1" if req.query_params.get("edit") else ""))


def wpage(req, s, lg, t, i, title, inner, errs, nxt, multipart=False):
    bk = f"/{lg}/secure/config/" + ("check" if req.query_params.get("edit") else STEPS[i - 1] if i else "")
    btn = t("Volgende", "Suivant") if nxt else t("Doorgaan", "Continuer")
    return page(req, title, f"""{summary(t, errs)}<span class="hint">{t('Technische gebruiker', 'Utilisateur technique')} – {t('vraag', 'question')} {i + 1} {t('van', 'sur')} 5</span><form method="post" novalidate{' enctype="multipart/form-data"' if multipart else ''}>{inner}<p><button class="btn" id="btn-next">{btn}</button></p></form><p><a href="/{lg}/secure/messages">{t('Annuleren', 'Annuler')}</a></p>""", s, side(s, lg, "config"), back=bk.rstrip("/"), err=bool(errs))


def errp(t, errs, id_):
    return f'<p class="err" id="{id_}-error"><span class="vh">{t("Fout:", "Erreur :")}</span> {e(errs[id_])}</p>' if id_ in errs else ""


@wneed(0)
async def w_person(req, s, lg, t, z):
    errs = {}
    if req.method == "POST":
        f = await req.form()
        z["who"], z["pid"] = f.get("who", ""), f.get("pid", "")
        if z["who"] not in ("new", "old"):
            errs["who-new"] = t("Kies of het een nieuwe of een bestaande persoon is", "Choisissez entre une nouvelle personne et une personne existante")
        elif z["who"] == "old":
            if z["pid"] not in PEOPLE:
                errs["pid"] = t("Kies een persoon", "Choisissez une personne")
            else:
                p = PEOPLE[z["pid"]]
                z.update(last_name=p[0], first_name=p[1], function=p[2][lg == "fr"], phone=p[3], email=p[4])
        if r := onward(req, lg, z, 0, errs):
            return r
    opts = "".join(f'<option value="{k}"{" selected" if z["pid"] == k else ""}>{p[1]} {p[0]}</option>' for k, p in PEOPLE.items())
    h = t("Wie wordt de contactpersoon?", "Qui sera la personne de contact ?")
    return wpage(req, s, lg, t, 0, h, f"""<fieldset><legend><h1>{h}</h1></legend>{errp(t, errs, 'who-new')}
<div class="ci radio"><input type="radio" name="who" id="who-new" value="new"{CHK if z['who'] == 'new' else ''}><label for="who-new">{t('Nieuwe persoon', 'Nouvelle personne')}</label></div>
<div class="ci radio"><input type="radio" name="who" id="who-old" value="old" data-cond="cond-old"{CHK if z['who'] == 'old' else ''}><label for="who-old">{t('Bestaande persoon', 'Personne existante')}</label></div>
<div class="cond" id="cond-old">{fg(t, 'pid', t('Gebruiker van uw onderneming', 'Utilisateur de votre entreprise'), f'<select class="input" id="pid" name="pid"><option value=""></option>{opts}</select>', errs=errs)}</div></fieldset>""", errs, False)


@wneed(1)
async def w_contact(req, s, lg, t, z):
    errs = {}
    caps = {"last_name": t("Naam", "Nom"), "first_name": t("Voornaam", "Prénom"), "function": t("Functie", "Fonction"), "phone": t("Telefoon", "Téléphone"), "email": t("E-mailadres", "Adresse e-mail")}
    if req.method == "POST":
        f = await req.form()
        for k in (*caps, "mobile"):
            z[k] = f.get(k, "").strip()
        for k, c in caps.items():
            if not z[k]:
                errs[k] = t(f"Vul het veld ‘{c}’ in", f"Complétez le champ « {c} »")
        if z["phone"] and not re.fullmatch(r"[0-9+ ./()\-]{6,25}", z["phone"]):
            errs["phone"] = t("Vul een geldig telefoonnummer in", "Introduisez un numéro de téléphone valable")
        if z["email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}", z["email"]):
            errs["email"] = t("Vul een geldig e-mailadres in, zoals naam@voorbeeld.be", "Introduisez une adresse e-mail valable, comme nom@exemple.be")
        if r := onward(req, lg, z, 1, errs):
            return r
    h = t("Contactgegevens van de technische gebruiker", "Données de contact de l’utilisateur technique")
    return wpage(req, s, lg, t, 1, h, f"""<fieldset><legend><h1>{h}</h1></legend>{fg(t, 'last_name', caps['last_name'], inp('last_name', z['last_name']), errs=errs)}{fg(t, 'first_name', caps['first_name'], inp('first_name', z['first_name']), errs=errs)}
{fg(t, 'function', caps['function'], inp('function', z['function'], hint=True), t('Bijvoorbeeld: informaticus. De persoon kent de techniek van de bestandsuitwisseling.', 'Par exemple : informaticien. La personne connaît la technique de l’échange de fichiers.'), errs)}
{fg(t, 'phone', caps['phone'], inp('phone', z['phone'], 'tel', True, 'w20'), t('Voor buitenlandse nummers: met landcode, zoals +33', 'Pour les numéros étrangers : avec l’indicatif du pays, comme +33'), errs)}{fg(t, 'mobile', t('Gsm (facultatief)', 'GSM (facultatif)'), inp('mobile', z['mobile'], 'tel', False, 'w20'))}
{fg(t, 'email', caps['email'], inp('email', z['email'], 'email', True), t('Wij gebruiken dit enkel voor berichten over uw kanaal', 'Nous l’utilisons uniquement pour les messages concernant votre canal'), errs)}</fieldset>""", errs, True)


@wneed(2)
async def w_channel(req, s, lg, t, z):
    errs = {}
    if req.method == "POST":
        f = await req.form()
        z["channel"] = f.get("channel", "")
        if z["channel"] not in [c[0] for c in CHAN]:
            z["channel"] = ""
            errs["channel-FTP"] = t("Kies een kanaal", "Choisissez un canal")
        if z["channel"] == "SFTP":
            for k, fld in (("ssh", "ssh_key"), ("cer", "certificate")):
                up = f.get(fld)
                name, data = (up.filename, await up.read()) if hasattr(up, "filename") else ("", b"")
                if not name:
                    if not z[k]:
                        errs[fld] = t("Kies het bestand met de publieke sleutel", "Choisissez le fichier de la clé publique") if k == "ssh" else t("Kies het certificaat (.cer)", "Choisissez le certificat (.cer)")
                elif k == "ssh" and (b"PRIVATE KEY" in data or not (data.startswith(b"ssh-") or data.lstrip().startswith(b"---- BEGIN SSH2 PUBLIC KEY"))):
                    errs[fld] = t("Dit bestand is geen publieke SSH-sleutel", "Ce fichier n’est pas une clé publique SSH")
                elif k == "cer" and (not name.lower().endswith(".cer") or not data or data.startswith(b"ssh-") or b"PRIVATE KEY" in data):
                    errs[fld] = t("Het certificaat moet een .cer-bestand zijn", "Le certificat doit être un fichier .cer")
                else:
                    z[k] = name
        if r := onward(req, lg, z, 2, errs):
            return r
    have = lambda k: f'<p><b>{t("Reeds opgeladen", "Déjà téléchargé")}: {e(z[k])}</b></p>' if z[k] else ""
    rows = ""
    for c, cap, hint in CHAN:
        on = c == "SFTP"
        rows += f'<div class="ci radio"><input type="radio" name="channel" id="channel-{c}" value="{c}"{CHK if z["channel"] == c else ""}{" data-cond=cond-sftp" if on else ""} aria-describedby="channel-{c}-hint"><label for="channel-{c}">{cap}</label><div class="hint" id="channel-{c}-hint">{hint[lg == "fr"]}</div></div>'
        if on:
            rows += f"""<div class="cond" id="cond-sftp">{fg(t, 'ssh_key', t('Publieke sleutel', 'Clé publique'), have('ssh') + '<input type="file" id="ssh_key" name="ssh_key">', t('Aangemaakt in uw SFTP-client', 'Créée dans votre client SFTP'), errs)}{fg(t, 'certificate', t('Publieke sleutel van uw gekwalificeerd certificaat', 'Clé publique de votre certificat qualifié'), have('cer') + '<input type="file" id="certificate" name="certificate">', t('Bestand met extensie .cer', 'Fichier avec l’extension .cer'), errs)}<details><summary>{t('Hulp bij sleutels en certificaten', 'Aide sur les clés et les certificats')}</summary><p>{t('Zie de startgids SFTP, deel 2.1 tot 2.3.', 'Voir le guide de démarrage SFTP, sections 2.1 à 2.3.')}</p></details></div>"""
    h = t("Via welk kanaal wilt u gegevens uitwisselen?", "Via quel canal souhaitez-vous échanger les données ?")
    return wpage(req, s, lg, t, 2, h, f"<fieldset><legend><h1>{h}</h1></legend>{errp(t, errs, 'channel-FTP')}{rows}</fieldset>", errs, True, True)


@wneed(3)
async def w_apps(req, s, lg, t, z):
    errs, i = {}, lg == "fr"
    if req.method == "POST":
        f = await req.form()
        got = f.getlist("apps")
        z["apps"] = [a[0] for a in APPS if a[0] in got]
        if not z["apps"]:
            errs["app-DB2P"] = t("Kies minstens één toepassing", "Choisissez au moins une application")
        if r := onward(req, lg, z, 3, errs):
            return r
    box = lambda a: f'<div class="ci check"><input type="checkbox" name="apps" id="app-{a[0]}" value="{a[0]}"{CHK if a[0] in z["apps"] else ""} aria-describedby="app-{a[0]}-hint"><label for="app-{a[0]}">{a[2][i]}</label><div class="hint" id="app-{a[0]}-hint">{a[3][i]}</div></div>'
    grp = lambda g: "".join(box(a) for a in APPS if a[1] == g)
    h = t("Voor welke toepassingen?", "Pour quelles applications ?")
    return wpage(req, s, lg, t, 3, h, f"<h1>{h}</h1><p>{t('Duid de toepassingen aan waarvoor u bestanden wilt versturen via', 'Désignez les applications pour lesquelles vous souhaitez envoyer des fichiers par')} {dict((c[0], c[1]) for c in CHAN)[z['channel']]}.</p>{errp(t, errs, 'app-DB2P')}<fieldset><legend>{t('Pensioenen', 'Pensions')}</legend>{grp(0)}</fieldset><fieldset><legend>{t('Werkgevers', 'Employeurs')}</legend>{grp(1)}</fieldset>", errs, False)


@wneed(4)
async def w_user(req, s, lg, t, z):
    errs = {}
    if req.method == "POST":
        z["username"] = (await req.form()).get("username", "")
        if not z["username"]:
            errs["username"] = t("Vul een gebruikersnaam in", "Introduisez un nom d’utilisateur")
        elif not re.fullmatch(r"[a-z0-9]{8,20}", z["username"]):
            errs["username"] = t("De gebruikersnaam telt 8 tot 20 tekens: enkel letters (a-z) en cijfers (0-9), zonder spatie", "Le nom d’utilisateur compte 8 à 20 positions : uniquement des lettres (a-z) et des chiffres (0-9), sans espace")
        elif z["username"] in TAKEN:
            errs["username"] = t("Deze gebruikersnaam is al toegekend. Kies een andere gebruikersnaam", "Ce nom d’utilisateur est déjà attribué. Choisissez un autre nom d’utilisateur")
        if r := onward(req, lg, z, 4, errs):
            return r
    h = t("Geef een gebruikersnaam in voor de technische gebruiker", "Introduisez un nom d’utilisateur pour l’utilisateur technique")
    return wpage(req, s, lg, t, 4, h, f"<h1><label for='username'>{h}</label></h1>" + fg(t, "username", "", inp("username", z["username"], hint=True, cls="w20"), t("8 tot 20 tekens, enkel a-z en 0-9. De naam kan later niet meer worden gewijzigd.", "8 à 20 positions, uniquement a-z et 0-9. Le nom ne pourra plus être modifié."), errs, label=False), errs, True)


@wneed(5)
async def w_check(req, s, lg, t, z, msg=""):
    i = lg == "fr"
    ch = dict((c[0], c[1]) for c in CHAN)[z["channel"]]
    lab = {a[0]: a[2][i] for a in APPS}

    def sl(rows):
        return '<dl class="sl">' + "".join(f'<div><dt>{c}</dt><dd>{e(v)}</dd><dd class="act">' + (f'<a href="/{lg}/secure/config/{st}?edit=1">{t("Wijzigen", "Modifier")}<span class="vh"> {c}</span></a>' if st else "") + "</dd></div>" for c, v, st in rows) + "</dl>"
    a = sl([(t("Onderneming", "Entreprise"), f"{COMP[s['ent']][0]} ({dots(s['ent'])})", ""), (t("Hoedanigheid", "Qualité"), QUAL[s["role"][0]][i], "")])
    b = sl([(t("Naam", "Nom"), z["last_name"], "contact"), (t("Voornaam", "Prénom"), z["first_name"], "contact"), (t("Functie", "Fonction"), z["function"], "contact"), (t("Telefoon", "Téléphone"), z["phone"], "contact"), (t("E-mailadres", "Adresse e-mail"), z["email"], "contact")])
    c = [(t("Kanaal", "Canal"), ch, "channel")]
    if z["channel"] == "SFTP":
        c += [(t("Publieke sleutel", "Clé publique"), z["ssh"], "channel"), (t("Certificaat", "Certificat"), z["cer"], "channel")]
    c = sl(c + [(t("Toepassingen", "Applications"), ", ".join(lab[x] for x in z["apps"]), "applications"), (t("Gebruikersnaam", "Nom d’utilisateur"), z["username"], "username")])
    h = t("Controleer uw gegevens", "Contrôlez vos données")
    return page(req, h, f"""<h1>{h}</h1>{a}<h2>{t('Contactpersoon', 'Personne de contact')}</h2>{b}<h2>{t('Kanaal en technische gebruiker', 'Canal et utilisateur technique')}</h2>{c}<p>{t('Door te bevestigen maakt u de technische gebruiker aan.', 'En confirmant, vous créez l’utilisateur technique.')}</p>
<form method="post" action="/{lg}/secure/config/confirm" data-once><input type="hidden" name="token" value="{z['token']}"><button class="btn" id="btn-confirm">{t('Bevestigen', 'Confirmer')}</button></form>""", s, side(s, lg, "config"), back=f"/{lg}/secure/config/username")


async def w_confirm(req):
    TRUTH["confirms"] += 1
    return await w_confirm2(req)


@need(role=True, local=True)
async def w_confirm2(req, s, lg, t):
    z, key, i = s["wiz"], (s["ent"], s["role"][0]), lg == "fr"
    if not z or z.get("sent") or key in TECH or (await req.form()).get("token") != z["token"] or len(z["done"]) < 5:
        return page(req, t("Reeds verzonden", "Déjà envoyé"), f"<h1>{t('Deze aanvraag werd al verwerkt of is niet meer geldig', 'Cette demande a déjà été traitée ou n’est plus valable')}</h1>", s, side(s, lg, "config"), status=409)
    if z["username"] in TAKEN:
        z["done"].discard(4)
        return go(f"/{lg}/secure/config/username")
    n = NEXT[0]
    NEXT[0] += 1
    z["sent"] = True
    TAKEN.add(z["username"])
    ch, sftp = dict((c[0], c[1]) for c in CHAN)[z["channel"]], z["channel"] == "SFTP"
    TECH[key] = {"username": z["username"], "sender": n, "channel": ch, "date": datetime.date.today().strftime("%d/%m/%Y"), "name": f"{z['first_name']} {z['last_name']}"}
    TRUTH["registrations"].append({"enterprise_number": dots(s["ent"]), "username": z["username"], "sender_number": n, "channel": ch, "applications": [a[2][i] for a in APPS if a[0] in z["apps"]], "application_codes": z["apps"], "last_name": z["last_name"], "first_name": z["first_name"], "function": z["function"], "phone": z["phone"], "email": z["email"],
                                   "ssh_key": bool(sftp and z["ssh"]), "certificate": bool(sftp and z["cer"]), "quality": QUAL[key[1]][i], "role": ROLE[s["role"][1]][i], "language": lg, "person": z["who"]})
    return go(f"/{lg}/secure/config/done")


@need(role=True, local=True)
async def w_done(req, s, lg, t):
    k, z = TECH.get((s["ent"], s["role"][0])), s["wiz"]
    if not k or not z or not z.get("sent"):
        return go(f"/{lg}/secure/messages")
    h = t("Technische gebruiker aangemaakt", "Utilisateur technique créé")
    return page(req, h, f"""<div class="panel"><h1>{h}</h1><div class="panel__body">{t('Uw verzendernummer', 'Votre numéro d’expéditeur')}<br><strong>{k['sender']}</strong></div></div>
<p>{t('Referentie van uw aanvraag', 'Référence de votre demande')}: TG-{datetime.date.today().year}-{z['token'][:4].upper()} · {k['date']} · {dots(s['ent'])}</p><h2>{t('Wat nu?', 'Et ensuite ?')}</h2><p>{t('Gebruik dit nummer in de naam van alle bestanden die u via gestructureerde berichten verstuurt.', 'Utilisez ce numéro dans le nom de tous les fichiers expédiés par messages structurés.')} {t('Technische gebruiker', 'Utilisateur technique')}: <b>{e(k['username'])}</b>.</p>
<p>{t('Vragen? Bel 02 511 51 51.', 'Des questions ? Appelez le 02 511 51 51.')} <a href="/{lg}/survey">{t('Wat vond u van deze dienst?', 'Que pensez-vous de ce service ?')}</a></p>""", s, side(s, lg, "messages"))


async def truth(req):
    return JSONResponse(TRUTH)


GP = ["GET", "POST"]
S = "/{lg:str}/secure"
app = Starlette(routes=[Route("/", root), Route("/_truth", truth), Route("/keepalive", keepalive), Route("/{lg}/professional", prof), Route("/{lg}/login", login), Route("/{lg}/login/na", login_na), Route("/{lg}/login/password", login_pw, methods=GP), Route("/{lg}/logout", logout), Route("/{lg}/timeout", timeout),
    Route(S + "/companies", companies), Route(S + "/roles", roles, methods=GP), Route(S + "/home", shome), Route(S + "/todo", todo), Route(S + "/messages", messages), Route(S + "/access", access), Route(S + "/access/exchange", exchange), Route(S + "/access/exchange/info", info),
    Route(S + "/config", wstart, methods=GP), *[Route(f"{S}/config/{n}", h, methods=GP) for n, h in zip(STEPS, (w_person, w_contact, w_channel, w_apps, w_user))], Route(S + "/config/check", w_check), Route(S + "/config/confirm", w_confirm, methods=["POST"]), Route(S + "/config/done", w_done),
    *[Route("/{lg}/" + p, other) for p in ("citizen", "enterprise", "about", "survey", "search")], Route("/{lg}", home)])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, required=True)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning", timeout_graceful_shutdown=1)
