# Mock "Securite sociale" portal, about 2009 (Struts-like .do, tables, latin-1, pop-up). Independent mock, for tests only.
import argparse, asyncio, datetime, re, secrets
from html import escape as e
from urllib.parse import parse_qs, quote
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from parts import popup_front
from parts.popup_secured import *


W = "/secured/msg/"
STEPS = ["Step1PersonAction.do", "Step2CoordAction.do", "Step3CanalAction.do", "Step4FichiersAction.do", "Step5ApplAction.do", "Step6LoginAction.do"]


def stepbar(s, i):
    t = L(s["lang"])
    n = [t("Personne", "Person"), t("Coordonnées", "Erreichbarkeit"), t("Canal", "Kanal"), t("Fichiers", "Dateien"), t("Applications", "Anwendungen"), t("Utilisateur", "Benutzer"), t("Contrôle", "Kontrolle")]
    return '<table class="etapes"><tr>' + "".join(f'<td{ICI if j == i else ""}>{j + 1}. {x}</td>' for j, x in enumerate(n)) + "</tr></table>"


def wpage(s, i, title, fields, errs, buttons=True, action=None):
    t = L(s["lang"])
    eb = f'<div class="erreurs"><b>{t("Votre formulaire contient des erreurs :","Ihr Formular enthält Fehler:")}</b><ul>{"".join(f"<li>{e(x)}</li>" for x in errs)}</ul></div>' if errs else ""
    prev = f'<input class="bouton gris" type="submit" name="prev" id="prev" value="{t("Précédent","Zurück")}" />' if i else ""
    btn = f'<p>{prev} <input class="bouton" type="submit" name="next" id="next" value="{t("Suivant","Weiter")}" /> &nbsp; <a href="/secured/msg/menu.do">{t("Annuler","Abbrechen")}</a></p>'
    frm = f'<form method="post" action="{W}{STEPS[i]}">{fields}{btn}</form>' if buttons else fields + f'<form method="post" action="{W}{STEPS[i]}">{btn}</form>'
    return sec(s, title, stepbar(s, i) + eb + f'<p>{t("Les champs marqués d&#39;un","Die mit")} <span class="oblig">*</span> {t("sont obligatoires.","gekennzeichneten Felder sind Pflichtfelder.")}</p>' + frm, menu_msg(s), [(W + "menu.do", t("Messages structurés", "Strukturierte Berichte"))])


@need(role=True, local=True)
async def w_menu(req, s, t):
    return sec(s, t("Messages structurés", "Strukturierte Berichte"), f'<p>{t("Les messages structurés permettent d&#39;échanger des fichiers avec la sécurité sociale (batch). Choisissez une opération dans le menu à droite.","Strukturierte Berichte ermöglichen den Austausch von Dateien mit der sozialen Sicherheit (Batch). Wählen Sie einen Vorgang im Menü rechts.")}</p>', menu_msg(s))


@need(role=True, local=True)
async def w_intro(req, s, t):
    k = TECH.get((s["ent"], s["role"][0]))
    title = t("Enregistrer les données de configuration", "Konfigurationsdaten registrieren")
    cr = [(W + "menu.do", t("Messages structurés", "Strukturierte Berichte"))]
    if k:
        return sec(s, title, f'<div class="info">{t("Un utilisateur technique existe déjà pour cette qualité :","Für diese Eigenschaft besteht bereits ein technischer Benutzer:")} <b>{e(k["username"])}</b> ({t("numéro d&#39;expéditeur","Absendernummer")} {k["sender"]}). {t("Un seul utilisateur technique est autorisé par qualité.","Pro Eigenschaft ist nur ein technischer Benutzer zulässig.")}</div>', menu_msg(s), cr)
    if req.method == "POST":
        s["wiz"] = {"titre": "M", "nom": "", "prenom": "", "fonction": "", "tel": "", "gsm": "", "fax": "", "email": "", "canal": "", "ssh": None, "cer": None, "apps": None, "login": "", "token": secrets.token_hex(8), "done": set()}
        return go(W + STEPS[0])
    return sec(s, title, f"""<p>{t("Vous allez créer l'utilisateur technique et choisir le canal d'échange pour la qualité choisie.","Sie werden den technischen Benutzer anlegen und den Austauschkanal für die gewählte Eigenschaft bestimmen.")}</p>
<ul><li>{t("les données de la personne de contact","die Angaben zur Kontaktperson")}</li><li>{t("pour SFTP : la clé publique SSH et le certificat (.cer)","für SFTP: den öffentlichen SSH-Schlüssel und das Zertifikat (.cer)")}</li></ul>
<form method="post" action="{W}Step0IntroAction.do"><input class="bouton" type="submit" name="next" id="next" value="{t('Suivant','Weiter')}" /></form>""", menu_msg(s), cr)


def wneed(i):
    def deco(fn):
        @need(role=True, local=True)
        async def w(req, s, t):
            z = s["wiz"]
            if not z or (s["ent"], s["role"][0]) in TECH:
                return go(W + "Step0IntroAction.do")
            for j in range(i):
                if j not in z["done"] and not (j == 3 and z["canal"] != "SFTP"):
                    return go(W + STEPS[j])
            return await fn(req, s, t, z)
        return w
    return deco


def move(i, z, f, errs):
    """Where a submitted step goes: back, on, or None (show it again)."""
    if "prev" in f:
        return go(W + STEPS[i - (2 if i == 4 and z["canal"] != "SFTP" else 1)])
    if errs:
        z["done"].discard(i)
        return None
    z["done"].add(i)
    if i == 5:
        return go(W + "Step7ControleAction.do")
    return go(W + STEPS[i + (2 if i == 2 and z["canal"] != "SFTP" else 1)])


def row(s, key, cap, val, oblig=True, label=True, size=30):
    star = ' <span class="oblig">*</span>' if oblig else ""
    c = f'<label for="id{key}">{cap}{star}</label>' if label else f"{cap}{star} :"
    return f'<tr><td width="170">{c}</td><td><input type="text" id="id{key}" name="{key}" size="{size}" maxlength="80" value="{e(val)}" /> {qm(s["lang"], key, cap)}</td></tr>'


@wneed(0)
async def w1(req, s, t, z):
    errs = []
    if req.method == "POST":
        f = await form(req)
        for k, m in (("nom", t("Nom", "Name")), ("prenom", t("Prénom", "Vorname")), ("fonction", t("Fonction", "Funktion"))):
            z[k] = f.get(k, "").strip()
            if not z[k]:
                errs.append(t(f"Le champ '{m}' est obligatoire.", f"Das Feld '{m}' ist ein Pflichtfeld."))
        z["titre"] = f.get("titre", "M")
        if r := move(0, z, f, errs):
            return r
    sel = "".join(f'<option value="{v}"{SEL if z["titre"] == v else ""}>{c}</option>' for v, c in (("M", t("Monsieur", "Herr")), ("F", t("Madame", "Frau"))))
    return wpage(s, 0, t("Personne de contact (1/2)", "Kontaktperson (1/2)"), f"""<p>{t("L'utilisateur technique est la personne de contact de la qualité pour l'échange des messages structurés.","Der technische Benutzer ist die Kontaktperson der Eigenschaft für den Austausch strukturierter Berichte.")}</p>
<table><tr><td><label for="idtitre">{t('Titre','Anrede')}</label></td><td><select name="titre" id="idtitre">{sel}</select></td></tr>{row(s, 'nom', t('Nom', 'Name'), z['nom'])}{row(s, 'prenom', t('Prénom', 'Vorname'), z['prenom'])}{row(s, 'fonction', t('Fonction', 'Funktion'), z['fonction'])}</table>""", errs)


@wneed(1)
async def w2(req, s, t, z):
    errs = []
    if req.method == "POST":
        f = await form(req)
        for k in ("tel", "gsm", "fax", "email"):
            z[k] = f.get(k, "").strip()
        if not z["tel"]:
            errs.append(t("Le champ 'Téléphone' est obligatoire.", "Das Feld 'Telefon' ist ein Pflichtfeld."))
        elif not re.fullmatch(r"[0-9+ ./()\-]{6,25}", z["tel"]):
            errs.append(t("Le numéro de téléphone n'est pas valable.", "Die Telefonnummer ist ungültig."))
        if not z["email"]:
            errs.append(t("Le champ 'Adresse e-mail' est obligatoire.", "Das Feld 'E-Mail-Adresse' ist ein Pflichtfeld."))
        elif not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}", z["email"]):
            errs.append(t("L'adresse e-mail n'est pas valable.", "Die E-Mail-Adresse ist ungültig."))
        if r := move(1, z, f, errs):
            return r
    return wpage(s, 1, t("Personne de contact (2/2)", "Kontaktperson (2/2)"), f"""<p><b>{e(z['prenom'])} {e(z['nom'])}</b>, {e(z['fonction'])}</p>
<table>{row(s, 'tel', t('Téléphone', 'Telefon'), z['tel'], label=False, size=20)}{row(s, 'gsm', t('GSM', 'Handy'), z['gsm'], False, False, 20)}{row(s, 'fax', 'Fax', z['fax'], False, False, 20)}{row(s, 'email', t('Adresse e-mail', 'E-Mail-Adresse'), z['email'], label=False, size=40)}</table>""", errs)


@wneed(2)
async def w3(req, s, t, z):
    errs = []
    if req.method == "POST":
        f = await form(req)
        if f.get("canal") in dict(CHAN):
            z["canal"] = f["canal"]
        if not z["canal"]:
            errs.append(t("Veuillez choisir un canal.", "Bitte wählen Sie einen Kanal."))
        if r := move(2, z, f, errs):
            return r
    d = {"FTP": t("transfert de fichiers via l'extranet", "Dateiübertragung über das Extranet"), "SFTP": t("transfert sécurisé par internet (recommandé)", "gesicherte Übertragung über das Internet (empfohlen)"), "ISABEL": t("via le réseau bancaire", "über das Banknetz"), "MQLINK": t("ligne fixe, gros volumes", "Standleitung, große Mengen")}
    rows = "".join(f'<tr><td><input type="radio" name="canal" id="canal{v}" value="{v}"{CHK if z["canal"] == v else ""} /></td><td><label for="canal{v}">{c}</label></td><td>{d[v]}</td><td><a href="/aide.do?champ={v}" onclick="return aide(this)">{t("plus d&#39;information","mehr Informationen")}</a></td></tr>' for v, c in CHAN)
    return wpage(s, 2, t("Choix du canal", "Wahl des Kanals"), f'<p>{t("Choisissez le canal via lequel les données seront échangées.","Wählen Sie den Kanal, über den die Daten ausgetauscht werden.")} <span class="oblig">*</span></p><table class="liste">{rows}</table>', errs)


def fileproblem(which, name, data, t):
    if not name or not data:
        return t("Veuillez d'abord choisir un fichier.", "Bitte wählen Sie zuerst eine Datei.")
    if which == "ssh":
        if b"PRIVATE KEY" in data:
            return t("Ce fichier contient une clé privée. Téléchargez uniquement la clé publique.", "Diese Datei enthält einen privaten Schlüssel. Laden Sie nur den öffentlichen Schlüssel hoch.")
        if not (data.startswith(b"ssh-") or data.lstrip().startswith(b"---- BEGIN SSH2 PUBLIC KEY")):
            return t("Ce fichier n'est pas une clé publique SSH.", "Diese Datei ist kein öffentlicher SSH-Schlüssel.")
    else:
        if not name.lower().endswith(".cer"):
            return t("Le certificat doit avoir l'extension .cer.", "Das Zertifikat muss die Erweiterung .cer haben.")
        if data.startswith(b"ssh-") or b"PRIVATE KEY" in data:
            return t("Ce fichier n'est pas un certificat.", "Diese Datei ist kein Zertifikat.")
    return None


def w4page(s, t, z, errs):
    def box(k, title, cap):
        st = f'<b class="ok">{t("Fichier reçu","Datei erhalten")} : {e(z[k][0])} ({z[k][1]} bytes)</b>' if z[k] else f'<i>{t("Aucun fichier reçu","Keine Datei erhalten")}</i>'
        return f"""<form method="post" enctype="multipart/form-data" action="{W}UploadAction.do?fichier={k}"><div class="boite"><h2>{title} <span class="oblig">*</span> {qm(s['lang'], k, title)}</h2>
<table><tr><td width="170"><label for="f_{k}">{cap}</label></td><td><input type="file" name="fichier" id="f_{k}" size="30" /> <input class="bouton" type="submit" id="up_{k}" value="{t('Télécharger','Hochladen')}" /></td></tr><tr><td></td><td>{st}</td></tr></table></div></form>"""
    return wpage(s, 3, t("Fichiers pour SFTP", "Dateien für SFTP"), f'<p>{t("Choisissez chaque fichier et cliquez à chaque fois sur ‘Télécharger’.","Wählen Sie jede Datei und klicken Sie jedes Mal auf ‚Hochladen‘.")}</p>' + box("ssh", t("Clé publique SSH", "Öffentlicher SSH-Schlüssel"), t("Clé publique (client SFTP)", "Öffentlicher Schlüssel (SFTP-Client)")) + box("cer", t("Certificat qualifié", "Qualifiziertes Zertifikat"), t("Clé publique du certificat (.cer)", "Öffentlicher Schlüssel des Zertifikats (.cer)")), errs, buttons=False)


@wneed(3)
async def w4(req, s, t, z):
    if z["canal"] != "SFTP":
        return go(W + STEPS[4])
    errs = []
    if req.method == "POST":
        f = await form(req)
        if not z["ssh"]:
            errs.append(t("La clé publique SSH n'a pas encore été téléchargée.", "Der öffentliche SSH-Schlüssel wurde noch nicht hochgeladen."))
        if not z["cer"]:
            errs.append(t("Le certificat n'a pas encore été téléchargé.", "Das Zertifikat wurde noch nicht hochgeladen."))
        if r := move(3, z, f, errs):
            return r
    return w4page(s, t, z, errs)


@wneed(3)
async def w4up(req, s, t, z):
    which = req.query_params.get("fichier")
    if req.method != "POST" or which not in ("ssh", "cer"):
        return go(W + STEPS[3])
    f = await req.form()
    up = f.get("fichier")
    name, data = (up.filename, await up.read()) if hasattr(up, "filename") else ("", b"")
    p = fileproblem(which, name, data, t)
    if not p:
        z[which] = (name, len(data))
        return go(W + STEPS[3])
    return w4page(s, t, z, [p])


@wneed(4)
async def w5(req, s, t, z):
    errs, de = [], s["lang"] == "de"
    if req.method == "POST":
        f = await form(req)
        z["apps"] = [a[0] for i, a in enumerate(APPS) if f.get(f"appl[{i}].choix") == "O"]
        if not z["apps"]:
            errs.append(t("Choisissez au moins une application.", "Wählen Sie mindestens eine Anwendung."))
        if r := move(4, z, f, errs):
            return r
    rows = ""
    for i, a in enumerate(APPS):
        on = a[0] in (z["apps"] or [])
        rows += f'<tr><td>{a[1 + de]}</td><td>{a[3 + de]}</td><td><input type="radio" name="appl[{i}].choix" id="a{i}O" value="O"{CHK if on else ""} /><label for="a{i}O">{t("Oui","Ja")}</label></td><td><input type="radio" name="appl[{i}].choix" id="a{i}N" value="N"{"" if on else CHK} /><label for="a{i}N">{t("Non","Nein")}</label></td></tr>'
    return wpage(s, 4, "Applications" if not de else "Anwendungen", f'<p>{t("Désignez les applications pour lesquelles vous souhaitez utiliser le canal","Geben Sie die Anwendungen an, für die Sie den Kanal verwenden möchten:")} <b>{dict(CHAN)[z["canal"]]}</b>.</p><table class="liste"><tr><th>Application</th><th>{t("Description","Beschreibung")}</th><th colspan="2">{t("Utiliser ce canal ?","Diesen Kanal verwenden?")}</th></tr>{rows}</table>'.replace("<th>Application</th>", f"<th>{t('Application','Anwendung')}</th>"), errs)


@wneed(5)
async def w6(req, s, t, z):
    errs = []
    if req.method == "POST":
        f = await form(req)
        z["login"] = f.get("login", "")
        if not z["login"]:
            errs.append(t("Le champ 'Nom d'utilisateur' est obligatoire.", "Das Feld 'Benutzername' ist ein Pflichtfeld."))
        elif not re.fullmatch(r"[a-z0-9]{8,20}", z["login"]):
            errs.append(t("Le nom d'utilisateur doit compter de 8 à 20 positions : seules les lettres a-z et les chiffres 0-9 sont autorisés.", "Der Benutzername muss 8 bis 20 Stellen zählen: nur die Buchstaben a-z und die Ziffern 0-9 sind erlaubt."))
        elif z["login"] in TAKEN:
            errs.append(t("Ce nom d'utilisateur est déjà attribué. Veuillez choisir un autre nom d'utilisateur.", "Dieser Benutzername ist bereits vergeben. Bitte wählen Sie einen anderen Benutzernamen."))
        if r := move(5, z, f, errs):
            return r
    return wpage(s, 5, t("Utilisateur technique", "Technischer Benutzer"), f"""<p>{t("Introduisez un nom d'utilisateur pour l'utilisateur technique.","Geben Sie einen Benutzernamen für den technischen Benutzer ein.")}</p><table>{row(s, 'login', t("Nom d'utilisateur", "Benutzername"), z['login'])}</table>
<ul><li>{t("Seules les lettres (a-z) et les chiffres (0-9) sont autorisés","Nur Buchstaben (a-z) und Ziffern (0-9) sind erlaubt")}</li><li>{t("Au moins 8 et au maximum 20 positions","Mindestens 8 und höchstens 20 Stellen")}</li><li>{t("Pas d'espace","Kein Leerzeichen")}</li></ul>""", errs)


@wneed(6)
async def w7(req, s, t, z):
    de = s["lang"] == "de"
    lab = {a[0]: a[1 + de] for a in APPS}
    r = [(t("Entreprise", "Unternehmen"), f"{COMP[s['ent']][0]} - {dots(s['ent'])}"), (t("Qualité", "Eigenschaft"), QUAL[s["role"][0]][de]), (t("Nom", "Name"), z["nom"]), (t("Prénom", "Vorname"), z["prenom"]), (t("Fonction", "Funktion"), z["fonction"]),
         (t("Téléphone", "Telefon"), z["tel"]), (t("Adresse e-mail", "E-Mail-Adresse"), z["email"]), (t("Canal", "Kanal"), dict(CHAN)[z["canal"]])]
    if z["canal"] == "SFTP":
        r += [(t("Clé publique SSH", "Öffentlicher SSH-Schlüssel"), z["ssh"][0]), (t("Certificat", "Zertifikat"), z["cer"][0])]
    r += [(t("Applications", "Anwendungen"), ", ".join(lab[a] for a in z["apps"])), (t("Nom d'utilisateur", "Benutzername"), z["login"])]
    rows = "".join(f"<tr><th>{e(a)}</th><td>{e(b)}</td></tr>" for a, b in r)
    return sec(s, t("Contrôle des données", "Kontrolle der Angaben"), stepbar(s, 6) + f"""<p>{t("Contrôlez si toutes les données sont correctes et cliquez ensuite sur ‘Confirmer’.","Kontrollieren Sie, ob alle Angaben richtig sind, und klicken Sie dann auf ‚Bestätigen‘.")}</p><table class="liste">{rows}</table>
<form method="post" action="{W}ConfirmAction.do"><input type="hidden" name="org.apache.struts.taglib.html.TOKEN" value="{z['token']}" /><p><input class="bouton gris" type="submit" name="corriger" id="corriger" value="{t('Corriger','Berichtigen')}" /> <input class="bouton" type="submit" name="confirm" id="confirm" value="{t('Confirmer','Bestätigen')}" /></p></form>""", menu_msg(s), [(W + "menu.do", t("Messages structurés", "Strukturierte Berichte"))])


async def w_conf(req):
    if "corriger" in await form(req):
        return go(W + STEPS[0])
    TRUTH["confirms"] += 1
    return await w_conf2(req)


@need(role=True, local=True)
async def w_conf2(req, s, t):
    f = await form(req)
    z, key = s["wiz"], (s["ent"], s["role"][0])
    if not z or f.get("org.apache.struts.taglib.html.TOKEN") != z["token"] or z.get("sent") or key in TECH or len(z["done"]) < (6 if z["canal"] == "SFTP" else 5):
        return sec(s, t("Demande déjà traitée", "Antrag bereits bearbeitet"), f'<div class="erreurs">{t("Ce formulaire a déjà été envoyé ou n’est plus valable.","Dieses Formular wurde bereits gesendet oder ist nicht mehr gültig.")}</div>', menu_msg(s))
    if z["login"] in TAKEN:
        z["done"].discard(5)
        return go(W + STEPS[5])
    de, n = s["lang"] == "de", NEXT[0]
    NEXT[0] += 1
    z["sent"] = True
    TAKEN.add(z["login"])
    TECH[key] = {"username": z["login"], "sender": n, "channel": dict(CHAN)[z["canal"]], "date": datetime.date.today().strftime("%d.%m.%Y"), "name": f"{z['nom']} {z['prenom']}", "apps": z["apps"]}
    sftp = z["canal"] == "SFTP"
    TRUTH["registrations"].append({"enterprise_number": dots(s["ent"]), "username": z["login"], "sender_number": n, "channel": dict(CHAN)[z["canal"]], "applications": [a[1 + de] for a in APPS if a[0] in z["apps"]], "application_codes": z["apps"],
                                   "last_name": z["nom"], "first_name": z["prenom"], "function": z["fonction"], "phone": z["tel"], "email": z["email"], "ssh_key": bool(sftp and z["ssh"]), "certificate": bool(sftp and z["cer"]), "quality": QUAL[key[1]][de], "role": ROLE[s["role"][1]][de], "language": s["lang"]})
    return go(W + "ResultatAction.do")


@need(role=True, local=True)
async def w_res(req, s, t):
    k, z = TECH.get((s["ent"], s["role"][0])), s["wiz"]
    if not k or not z or not z.get("sent"):
        return go(W + "menu.do")
    return sec(s, t("Utilisateur technique créé", "Technischer Benutzer angelegt"), f"""<p>{t(f"L'utilisateur technique <b>{k['username']}</b> a été créé le {k['date']} pour l'entreprise {dots(s['ent'])} et le numéro d'expéditeur {group(k['sender'])} lui a été attribué.",f"Der technische Benutzer <b>{k['username']}</b> wurde am {k['date']} für das Unternehmen {dots(s['ent'])} angelegt und erhielt die Absendernummer {group(k['sender'])}.")}</p>
<p>{t("Ce numéro doit être utilisé dans le nom de tous les fichiers qui sont expédiés par messages structurés. Pour toute question : 02 511 51 51.","Diese Nummer muss im Namen aller Dateien verwendet werden, die über strukturierte Berichte versandt werden. Bei Fragen: 02 511 51 51.")}</p>
<p><a href="javascript:window.print()">{t('Imprimer','Drucken')}</a> | <a href="/secured/accueil.do">{t("Retour à l'accueil",'Zurück zur Startseite')}</a></p>""", menu_msg(s))


async def truth(req):
    return JSONResponse(TRUTH)


GP = ["GET", "POST"]
main_app = Starlette(routes=[Route("/", root), Route("/index.do", root), Route("/int.do", intl), Route("/accueil.do", accueil), Route("/professionnels.do", prof), Route("/citoyen.do", other), Route("/entreprise.do", other), Route("/recherche.do", other), Route("/aide.do", aide),
    Route("/secured/entree.do", s_entree), Route("/secured/derniereConnexion.do", s_last), Route("/secured/entreprises.do", s_ent, methods=GP), Route("/secured/qualites.do", s_qual, methods=GP), Route("/secured/accueil.do", s_home), Route("/secured/autre.do", s_other), Route("/secured/deconnexion.do", s_bye),
    Route("/secured/gestionAcces.do", s_acc), Route("/secured/echange.do", s_ech), Route("/secured/information.do", s_info), Route(W + "menu.do", w_menu), Route(W + "Step0IntroAction.do", w_intro, methods=GP),
    *[Route(W + n, h, methods=GP) for n, h in zip(STEPS, (w1, w2, w3, w4, w5, w6))], Route(W + "UploadAction.do", w4up, methods=GP), Route(W + "Step7ControleAction.do", w7), Route(W + "ConfirmAction.do", w_conf, methods=["POST"]), Route(W + "ResultatAction.do", w_res), Route("/_truth", truth)])
login_app = Starlette(routes=[Route("/", l_groupe), Route("/login/groupe.do", l_groupe), Route("/login/moyens.do", l_moyens), Route("/login/nondispo.do", l_non), Route("/login/utilisateur.do", l_user, methods=GP), Route("/login/motdepasse.do", l_pass, methods=GP), Route("/aide.do", aide), Route("/_truth", truth)])


async def run():
    sv = [uvicorn.Server(uvicorn.Config(a, host="127.0.0.1", port=p, log_level="warning", timeout_graceful_shutdown=1)) for a, p in ((main_app, PORT), (login_app, LPORT))]
    tasks = [asyncio.create_task(s.serve()) for s in sv]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for s in sv:
        s.should_exit = True
    await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, required=True)
    ap.add_argument("--login-port", type=int, default=0, help="default: port + 500")
    a = ap.parse_args()
    popup_front.PORT, popup_front.LPORT = PORT, LPORT = a.port, a.login_port or a.port + 500
    asyncio.run(run())
