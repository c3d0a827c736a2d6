import argparse, asyncio, base64, hashlib, json, random, re, secrets, sys
import jinja2, uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from parts import registry
from parts.registry import *


registry.FIRST_NUMBER = 7210
registry.COOKIE = COOKIE = "JSESSIONID"
COMPANIES = [("0207.886.044", "ANCRE ASSURANCES MUTUELLES"), ("0441.122.049", "CAISSE COMMUNE DE PREVOYANCE DU HAINAUT"), ("0470.291.533", "FONDS DE SECURITE D'EXISTENCE TEXTILE"),
             ("0403.170.701", "PENSIONS & PREVOYANCE DU BRABANT"), ("0458.734.180", "PENSIONS & PREVOYANCE DU BRABANT - GESTION"), ("0538.046.429", "UNION DES AUXILIAIRES")]
CHANNELS = [("I", "Isabel", "Isabel"), ("M", "MQLink", "MQLink - IBM MQ"), ("F", "FTP", "FTP - File Transfer Protocol"), ("S", "SFTP", "SFTP - Secure File Transfer Protocol (recommandé)")]
APPS = ["ASR/DRS - Déclaration d'un risque social", "Capelo - Carrière publique électronique", "DB2P - Banque de données pensions complémentaires",
        "DIMONA - Déclaration immédiate de l'emploi", "DmfAPPL - déclaration multifonctionnelle des administrations provinciales et locales",
        "DmfA - déclaration multifonctionnelle", "DmfA - requêtes de consultation", "ePK - Cadastre des pensions", "VBLV - Livre de validation"]
CONTACT = [("last", "Nom", ""), ("first", "Prénom", ""), ("function", "Fonction", "p.ex. responsable informatique"), ("phone", "Téléphone", "02/509.00.00"), ("email", "Adresse e-mail", "")]
MSG = {"key_empty": "La clé publique SSH n'a pas été fournie.", "key_private": "Le fichier fourni contient une clé PRIVEE.", "key_format": "Le fichier fourni n'est pas une clé publique SSH.",
       "cert_empty": "Le certificat n'a pas été fourni.", "cert_extension": "L'extension du certificat doit être .cer", "cert_private": "Le certificat contient une clé PRIVEE.", "cert_format": "Le certificat est illisible."}
TRAPS = {"shell_log_ins": 0, "searches": 0, "log_outs": 0}
OPT = {"dialog": True}


def esc(x):
    return str(x).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("'", "&#39;")


def out(s, body, title="Portail"):
    h = f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>{title}</title><style>body{{font:12px Verdana;margin:8px}}a{{color:#036}}td{{vertical-align:top;padding:3px}}.m{{background:#e8e8d8;width:200px}}p{{margin:8px 0 2px}}.lnk{{background:#036;color:#fff;padding:2px 10px;text-decoration:none}}</style></head><body>{curly(body)}</body></html>'
    r = Response(h.encode("iso-8859-1", "xmlcharrefreplace"), headers={"Content-Type": "text/html; charset=iso-8859-1", "Cache-Control": "no-store"})
    if s:
        r.set_cookie(COOKIE, s["sid"], httponly=True)
    return r


def curly(b):
    return re.sub(r"(?<=[a-zA-Z])'(?=[a-zéèêÉ])", "\u2019", b).replace(" ;", "\u00a0;").replace(" :", "\u00a0:")


async def shell(request):
    p, page = request.url.path, ""
    if p == "/":
        page = '<iframe name="appli" id="appli" src="/appli/accueil.do" width="100%" height="640" frameborder="1"></iframe>'
    elif p == "/shell/connexion":
        if request.method == "POST":
            TRAPS["shell_log_ins"] += 1
            page = "<font color=red>Utilisateur inconnu de l'intranet.</font>"
        page += '<h2>Intranet - réservé au personnel</h2><form method=post>Matricule<br><input name=mat><br>Mot de passe<br><input type=password name=pw><br><input type=submit value="Se connecter"></form>'
    elif p == "/shell/information":
        page = "<h2>Information</h2><p>Ce portail est édité par le service Communication. Version 4.2.11 - numéro de téléphone 02 511 51 51.</p><a href='/'>Retour au portail</a>"
    elif p == "/shell/contact":
        page = "<h2>Contact</h2><form><p>Nom</p><input><p>Adresse e-mail</p><input><p>Message</p><textarea></textarea></form><a href='/'>Retour au portail</a>"
    elif p == "/shell/logout":
        TRAPS["log_outs"] += 1
        SESSIONS.pop(request.cookies.get(COOKIE), None)
        return RedirectResponse("/", 303)
    elif p == "/shell/recherche":
        TRAPS["searches"] += 1
        page = "<h2>Recherche</h2>Aucun document trouvé.<br><a href='/'>Retour au portail</a>"
    return out(None, f"""<table width="100%" cellspacing=0><tr bgcolor="#003366"><td colspan=2><font color=white size=4><b>Portail fédéral</b> - Sécurité Sociale</font></td><td align=right><a href="/shell/logout"><font color=white>Se déconnecter</font></a></td></tr>
<tr><td class=m><b>Intranet</b><br><form action="/shell/recherche"><input name=q size=14 placeholder="Rechercher"><input type=submit value="Suivant &raquo;" title="Rechercher"></form><a href="/shell/information">Actualités</a><br><a href="/shell/information">Information</a><br><a href="/shell/contact">Annuaire</a><br><a href="/">Portail</a></td>
<td>{page}</td><td class=m><b>Liens utiles</b><br><a href="/appli/faq.do" target="appli">Messages structurés : questions fréquentes</a><br><a href="/appli/faq.do" target="appli">Gestion d'accès : manuel</a><br><a href="/shell/contact">Formulaires</a></td></tr>
<tr bgcolor="#dddddd"><td colspan=3 align=center><a href="/shell/connexion">Se connecter</a> | <a href="/shell/contact">Contact</a> | <a href="/shell/information">Information</a></td></tr></table>""", "Portail fédéral")


def ul(*links):
    return "".join(f'<img alt="" width=5 height=5> <a href="{u}">{t}</a><br>' for u, t in links)


async def appli(request):
    s, p = session(request), request.path_params["p"]
    form = await request.form() if request.method == "POST" else {}
    if p == "accueil":
        return out(s, "<center><h2>Soci@l Security - La S&eacute;curit&eacute; Sociale</h2><a href='/appli/accueil_fr.do'>FR</a> | <a href='/appli/nl.do'>NL</a> | <a href='/appli/nl.do'>DE</a> | <a href='/appli/nl.do'>INT</a></center>")
    if p == "accueil_fr":
        return out(s, "<h2>Bienvenue</h2>" + ul(("/appli/nl.do", "Citoyen"), ("/appli/nl.do", "Entreprise"), ("/appli/pro.do", "Fonctionnaires et autres professionnels")))
    if p in ("nl", "faq"):
        return out(s, "<p>Page en construction / In opbouw.</p><a href='javascript:history.back()'>Retour</a>")
    if p == "pro":
        return out(s, "<h2>Fonctionnaires et autres professionnels</h2><p>DB2P, Capelo, Publiato ...</p><a href='/appli/groupe.do'><b>Se connecter</b></a>")
    if p == "groupe":
        return out(s, "<h3>Choix du groupe</h3>" + ul(("/appli/nl.do", "citoyens"), ("/appli/nl.do", "entreprises"), ("/appli/moyen.do", "professionnels de la Sécurité Sociale")))
    if p == "moyen":
        return out(s, "<h3>Sécurité d'accès</h3>" + ul(("/appli/nl.do", "Se connecter avec la carte d'identité électronique"), ("/appli/login.do", "Se connecter avec vos codes d'accès"), ("/appli/nl.do", "Se connecter avec un token")))
    if p == "login":
        err = ""
        if form:
            if (form.get("j_username"), form.get("j_password")) == (USER, PASSWORD):
                COUNT["ok"] += 1
                s["user"] = USER
                return RedirectResponse("/appli/conditions.do", 303)
            COUNT["ko"] += 1
            err = "<font color=red>Erreur : nom d'utilisateur ou mot de passe incorrect (SEC-104).</font>"
        return out(s, f'<h3>Identification</h3>{err}<form method=post><p>Nom d\'utilisateur</p><input name=j_username><p>Mot de passe</p><input type=password name=j_password placeholder="********"><br><br><input type=submit value="Se connecter"> <input type=reset value="Effacer"></form>')
    if not s["user"]:
        return out(s, "<font color=red>Votre session a expiré.</font> <a href='/appli/accueil_fr.do'>Accueil</a>")
    if p == "conditions":
        return out(s, '<h3>Conditions générales</h3><div style="height:90px;overflow:auto;border:1px solid">Article 1. Le titulaire du nom d\'utilisateur s\'engage à la discrétion...<br><br>Article 2. Le mot de passe est strictement personnel...<br><br>Article 3...</div><br><input type=checkbox checked disabled> Vous avez accepté les conditions générales le 03/02/2025.<br><br><form action="/appli/avis.do"><input type=submit value="Continuer"></form>')
    if p == "avis":
        return out(s, "<h3>Avis</h3><p>Le portail sera indisponible samedi de 6h à 9h pour entretien.</p><br><a class=lnk href='/appli/entreprises.do'>Continuer</a>")
    if p == "entreprises":
        s["role"] = None
        if form.get("ent") in dict(COMPANIES):
            s["company"] = form["ent"]
            return RedirectResponse("/appli/roles.do", 303)
        return out(s, "<h3>Entreprise</h3><form method=post><p>Choisissez dans la liste l'entreprise pour laquelle vous souhaitez travailler</p><select name=ent><option value=''>--- choisissez ---" +
                   "".join(f"<option value={c}>{esc(n)} ({c.replace('.', '')})" for c, n in COMPANIES) + "</select> <input type=submit value=Choisir></form>")
    if not s["company"]:
        return RedirectResponse("/appli/entreprises.do", 303)
    if p == "roles":
        c = s["company"]
        return out(s, f"<h3>{esc(dict(COMPANIES)[c])}</h3>" + ul(*[(f"/appli/role.do?r={k}", f"{q} ; numéro d'entreprise {c[1:]} ({n})") for k, q, n in (
            ("ps", "Prestataire de services", "Gestionnaire local"), ("pu", "Gestionnaire pensions complémentaires", "Utilisateur"), ("pg", "Gestionnaire pensions complémentaires", "Gestionnaire local"))]) + "<br><a href='/appli/entreprises.do'>Retour</a>")
    if p == "role":
        s.update(role=request.query_params.get("r"), w={}, done=None)
    if s["role"] != "pg":
        return out(s, "<h3>Bienvenue</h3><p>Aucune application n'est disponible pour cette qualité.</p><a href='/appli/roles.do'>Retour</a>")
    inner = lambda title, body, menu="": out(s, f"<table width='100%'><tr><td><h3>{title}</h3>{body}</td><td class=m><b>Menu</b><br>{ul(('/appli/ga.do', 'Gestion d' + chr(39) + 'accès'))}{menu if menu and menu[0] == ' ' else ''}{ul(('/appli/ms.do', 'Messages structurés'))}{menu if menu[:1] != ' ' else ''}{ul(('/appli/entreprises.do', 'Autre entreprise'))}</td></tr></table>")
    ga = " &nbsp;&nbsp;" + ul(("/appli/ga.do", "Créer un utilisateur")) + "&nbsp;&nbsp;" + ul(("/appli/ech.do", "Échange par messages structurés"))
    ms = "&nbsp;&nbsp;" + ul(("/appli/config.do", "Enregistrer les données de configuration"))
    ex = technical_user(s["company"])
    if p == "ga":
        return inner("Gestion d'accès", "<p>Gérez les utilisateurs de votre entreprise.</p>", ga)
    if p == "ech":
        return inner("Échange par messages structurés", "<p>Choisissez une option du menu.</p>", ga + "&nbsp;&nbsp;&nbsp;&nbsp;" + ul(("/appli/info.do", "Information")))
    if p == "info":
        b = f"<p>Nom d'utilisateur : {ex['username']}<br>Numéro d'expéditeur : {ex['sender_number']}<br>Canal : {ex['channel']}</p>" if ex else "<p>Aucun utilisateur technique n'a été créé.</p>"
        return inner("Information", b, ga)
    if p == "ms":
        return inner("Messages structurés", "<p>Les messages structurés sont réservés aux échanges par batch.</p>", ms)
    if p == "config":
        s["w"] = {"step": 0}
    if p not in ("config", "wizard"):
        return inner("Bienvenue", f"<p>Entreprise {s['company'][1:]}</p>")
    return wizard_page(inner, ms, s, ex, *(await wizard_post(s, ex, form)))


STEPS = ["intro", "contact", "channel", "keys", "apps", "username", "review", "done"]


async def wizard_post(s, ex, form):
    w, err, f = s["w"], [], form
    w.setdefault("step", 0)
    if not f or f.get("st") != str(w["step"]):
        return [], {}
    st = STEPS[w["step"]]
    if f.get("act") == "back":
        w["step"] -= 2 if st == "apps" and w["channel"] != "SFTP" else 1
        return [], {}
    if ex and st != "done":
        return ["Un utilisateur technique existe déjà pour cette entreprise (TU-017)."], f
    if st == "contact":
        v = {k: str(f.get("c%d" % i, "")).strip() for i, (k, _, _) in enumerate(CONTACT)}
        err = [f"Le champ '{n}' est obligatoire." for k, n, _ in CONTACT if not v[k]]
        if v["phone"] and not re.fullmatch(r"[+\d][\d ./]{7,19}", v["phone"]):
            err.append("Téléphone : format incorrect.")
        if v["email"] and not re.fullmatch(r"\S+@\S+\.\w+", v["email"]):
            err.append("Adresse e-mail : format incorrect.")
        w["contact"] = v
    if st == "channel":
        w["channel"] = next((n for k, n, _ in CHANNELS if k == f.get("canal")), None)
        if not w["channel"]:
            err = ["Choisissez un canal."]
        elif w["channel"] != "SFTP":
            w.pop("key", None), w.pop("cert", None)
            w["step"] += 1
    if st == "keys":
        got = {}
        for k in ("key", "cert"):
            up = f.get("f_" + k)
            data = await up.read() if up and not isinstance(up, str) else b""
            bad = check_key(data) if k == "key" else check_cert(up.filename or "", data)
            if bad:
                err.append(MSG[k + "_" + bad])
            else:
                got[k] = (up.filename, sha(data))
        if not err:
            w.update(got)
    if st == "apps":
        w["apps"] = [APPS[int(i)] for i in f.getlist("app") if i.isdigit() and int(i) < len(APPS)]
        err = [] if w["apps"] else ["Désignez au moins une application."]
    if st == "username":
        w["username"] = str(f.get("tu", ""))
        if not re.fullmatch("[a-z0-9]{8,20}", w["username"]):
            err = ["Nom d'utilisateur non valable : 8 à 20 positions, a-z et 0-9, pas d'espace."]
        elif name_taken(w["username"]):
            err = ["Ce nom d'utilisateur est déjà attribué à un autre utilisateur. Choisissez un autre nom d'utilisateur."]
    if st == "review":
        COUNT["confirm"] += 1
        if name_taken(w["username"]):
            w["step"] = STEPS.index("username")
            return ["Ce nom d'utilisateur est déjà attribué."], f
        s["done"] = register(s["company"], w, quality="Gestionnaire pensions complémentaires")
    if st != "done" and not err:
        w["step"] += 1
    return err, f


def wizard_page(inner, ms, s, ex, err, f):
    w = s["w"]
    st, c = STEPS[w["step"]], w.get("contact", {})
    e = "".join(f"<font color=red>&#9658; {x}</font><br>" for x in err)
    b, title, last = "", "", "Suivant"
    if st == "intro":
        title, b = "Enregistrer les données de configuration", "<p>Cette procédure comporte plusieurs étapes. Cliquez sur 'Suivant' pour commencer.</p>"
    if st == "contact":
        title = "Données de contact de l'utilisateur technique"
        b = "".join((f"<p>{n} <font color=red>*</font></p>" if i % 2 else f"<br><b>{n}</b> <font color=red>*</font><br>") + f'<input name=c{i} size=40 value="{esc(c.get(k, ""))}" placeholder="{ph}">' for i, (k, n, ph) in enumerate(CONTACT))
    if st == "channel":
        title = "Choix du canal batch"
        b = "<p>Choisissez le canal via lequel les données seront échangées :</p><table>" + "".join(f'<tr><td><input type=radio name=canal value={k}{" checked" if w.get("channel") == n else ""}></td><td>{t}</td></tr>' for k, n, t in CHANNELS) + "</table>"
    if st == "keys":
        title = "Clés pour SFTP"
        b = "<p><b>1.</b> Téléchargez la clé publique créée dans votre client SFTP</p><input type=file name=f_key><p><b>2.</b> Téléchargez la clé publique de votre certificat qualifié (extension .cer)</p><input type=file name=f_cert>"
    if st == "apps":
        title = "Applications"
        b = "<p>Désignez dans la liste les applications pour lesquelles vous souhaitez envoyer par " + w["channel"] + "</p><table border=1 cellspacing=0>" + "".join(f'<tr><td><input type=checkbox name=app value={i}{" checked" if a in w.get("apps", []) else ""}></td><td>{a}</td></tr>' for i, a in enumerate(APPS)) + "</table>"
    if st == "username":
        title = "Nom d'utilisateur de l'utilisateur technique"
        b = f'<p>Introduisez un nom d\'utilisateur pour l\'utilisateur technique</p><input name=tu maxlength=20 value="{esc(w.get("username", ""))}"><p><small>Lettres a-z et chiffres, 8 à 20 positions, pas d\'espace.</small></p>'
    if st == "review":
        title, last = "Contrôle des données", "Confirmer"
        rows = [("Entreprise", dict(COMPANIES)[s["company"]]), ("Numéro d'entreprise", s["company"][1:])] + [(n, c[k]) for k, n, _ in CONTACT] + [("Canal", next(t for k, n, t in CHANNELS if n == w["channel"]))]
        rows += [("Clé publique SSH", w["key"][0]), ("Certificat", w["cert"][0])] if w["channel"] == "SFTP" else []
        rows += [("Applications", "<br>".join(w["apps"])), ("Nom d'utilisateur", w["username"])]
        b = "<p>Contrôlez si toutes les données sont correctes.</p><table border=1 cellspacing=0>" + "".join(f"<tr><td bgcolor='#e8e8d8'>{k}</td><td>{v if k == 'Applications' else esc(v)}</td></tr>" for k, v in rows) + "</table>"
    if st == "done":
        r = s["done"]
        return inner("Confirmation", f"<p>Votre demande 2026/118{r['sender_number'][-3:]} a été enregistrée.</p><p>L'utilisateur technique <b>{r['username']}</b> est maintenant créé. Le numéro d'expéditeur <b>{r['sender_number']}</b> a été attribué à l'utilisateur technique. Ce numéro doit être utilisé dans le nom de tous les fichiers.</p><p>Questions : 02 511 51 51.</p>", ms)
    ask = "if(!window.confirm('Confirmez-vous la création de l\\'utilisateur technique ?'))return false;" if st == "review" and OPT["dialog"] else ""
    back = "<a class=lnk href=# onclick=\"go('back');return false\">Retour</a> &nbsp; " if w["step"] else ""
    return inner(title, f"""{e}<form name=w method=post action="/appli/wizard.do" enctype="multipart/form-data" accept-charset="utf-8"><input type=hidden name=st value={w['step']}><input type=hidden name=act value=next>{b}<br><br></form>
<script>function go(a){{document.w.act.value=a;document.w.submit()}}</script>{back}<a class=lnk href=# onclick="{ask}go('next');return false">{last}</a>""", ms)


async def truth7(request):
    r = json.loads((await truth(request)).body)
    return JSONResponse({**r, "traps": TRAPS})

app = Starlette(routes=[Route("/_truth", truth7), Route("/", shell), Route("/shell/{p}", shell, methods=["GET", "POST"]), Route("/appli/{p}.do", appli, methods=["GET", "POST"])])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8707)
    ap.add_argument("--no-dialog", action="store_true", help="no window.confirm() behind 'Confirmer'")
    a = ap.parse_args()
    OPT["dialog"] = not a.no_dialog
    uvicorn.run(app, host="127.0.0.1", port=a.port, log_level="warning")
