"""The secured part of popup_steps.py, up to its wizard."""
import argparse, asyncio, datetime, re, secrets
from html import escape as e
from urllib.parse import parse_qs, quote
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from parts import popup_front
from parts.popup_front import *


# ---------------------------------------------------------------- secured part
def sget(req):
    return SESS.get(req.cookies.get("JSESSIONID", ""))


def sec(s, title, main, menu=(), crumb=()):
    """A page of the secured window; menu = [(href, caption, id, [sub...])] goes to the right."""
    lg = s["lang"]
    t = L(lg)
    who = ""
    if s.get("ent"):
        who = f"{e(COMP[s['ent']][0])} ({dots(s['ent'])})"
        if s.get("role"):
            q, r = s["role"]
            who += f" - {QUAL[q][lg == 'de']} / {ROLE[r][lg == 'de']}"
    tabs_ = ""
    if s.get("role"):
        tabs_ = f"""<table class="onglets" width="100%"><tr><td><a href="/secured/accueil.do">{t('Accueil','Startseite')}</a></td><td><a id="tabAcces" href="/secured/gestionAcces.do">{t("Gestion d'accès","Zugangsverwaltung")}</a></td><td><a href="/secured/autre.do">e-Box</a></td><td><a href="/secured/autre.do">{t('Mes applications','Meine Anwendungen')}</a></td></tr></table>"""
    cr = " &gt; ".join([f'<a href="/secured/accueil.do">{t("Accueil","Startseite")}</a>'] + [f'<a href="{h}">{e(c)}</a>' for h, c in crumb] + [e(title)])
    items = ""
    for href, cap, id_, subs in menu:
        sub = "".join(f'<li><a href="{h}" id="{i}">{e(c)}</a></li>' for h, c, i in subs)
        items += f'<li><a href="{href}" id="{id_}">{e(cap)}</a>{"<ul>" + sub + "</ul>" if sub else ""}</li>'
    right = f'<td class="menu"><h3>Menu</h3><ul>{items}</ul><div class="boite"><h3>{t("Assistance","Hilfe")}</h3><p><a href="/secured/autre.do">{t("Questions fréquentes","Häufige Fragen")}</a><br /><a href="/secured/autre.do">{t("Manuel (PDF)","Handbuch (PDF)")}</a></p></div></td>' if menu else ""
    chg = f'<a href="/secured/entreprises.do">{t("Changer d&#39;entreprise","Unternehmen wechseln")}</a> | ' if s.get("ent") else ""
    return out(shell(lg, title, f"""<div id="bandeau"><table width="100%"><tr><td><b>{t('Gestion des accès pour entreprises et organisations','Zugangsverwaltung für Unternehmen und Organisationen')}</b><br />{who}</td>
<td align="right">{t('Bienvenue','Willkommen')}, Jean DEMO<br />{chg}<a href="/secured/deconnexion.do">{t('Se déconnecter','Abmelden')}</a></td></tr></table></div>{tabs_}<div class="fil">{cr}</div>
<table width="100%"><tr><td style="padding:6px 14px"><h1>{e(title)}</h1>{main}</td>{right}</tr></table>"""))


def expired(lg="fr"):
    t = L(lg)
    return out(shell(lg, t("Session expirée", "Sitzung abgelaufen"), f'<div style="padding:20px"><h1>{t("Votre session a expiré","Ihre Sitzung ist abgelaufen")}</h1><p>{t("Pour des raisons de sécurité, votre session a été fermée.","Aus Sicherheitsgründen wurde Ihre Sitzung geschlossen.")}</p><p><a href="/secured/entree.do">{t("Se connecter à nouveau","Erneut anmelden")}</a></p></div>'))


def menu_home(s):
    t = L(s["lang"])
    m = [("/secured/autre.do", t("Gestion des données propres", "Verwaltung der eigenen Daten"), "m1", [])]
    if s["role"][1] == GL:
        m += [("/secured/autre.do", t("Gestion des utilisateurs", "Verwaltung der Benutzer"), "m2", []), ("/secured/autre.do", t("Créer un utilisateur", "Benutzer anlegen"), "m3", []),
              ("/secured/autre.do", t("Rechercher des utilisateurs", "Benutzer suchen"), "m4", []),
              ("/secured/msg/menu.do", t("Messages structurés", "Strukturierte Berichte"), "mMsg", [])]
    return m


def menu_msg(s):
    t = L(s["lang"])
    m = menu_home(s)
    m[-1] = (*m[-1][:3], [("/secured/msg/Step0IntroAction.do", t("Enregistrer les données de configuration", "Konfigurationsdaten registrieren"), "mConfig"),
                          ("/secured/autre.do", t("Modifier les données de configuration", "Konfigurationsdaten ändern"), "mModif"),
                          ("/secured/autre.do", t("Ajouter un canal", "Kanal hinzufügen"), "mCanal"), ("/secured/autre.do", "Routing Rules", "mRr")])
    return m


def menu_acc(s, sub=False):
    t = L(s["lang"])
    subs = [("/secured/information.do", t("Information", "Information"), "mInfo"), ("/secured/autre.do", t("Historique des envois", "Sendeverlauf"), "mHist")] if sub else []
    return [("/secured/autre.do", t("Données propres", "Eigene Daten"), "a1", []), ("/secured/autre.do", t("Utilisateurs", "Benutzer"), "a2", []),
            ("/secured/echange.do", t("Échange par messages structurés", "Austausch über strukturierte Berichte"), "mEch", subs)]


async def s_entree(req):
    k = req.query_params.get("ticket")
    if k in TICKETS:
        lg = TICKETS.pop(k)
        sid = secrets.token_hex(16).upper()
        SESS[sid] = {"lang": lg, "ent": None, "role": None, "wiz": None, "last": tuple(LAST)}
        now = datetime.datetime.now()
        LAST[:] = [now.strftime("%d.%m.%Y"), now.strftime("%H:%M")]
        return go("/secured/derniereConnexion.do", [("JSESSIONID", sid)])
    if sget(req):
        return go("/secured/entreprises.do")
    return go(lurl(req, f"/login/groupe.do?service=gestion&langue={lang(req)}", popup_front.LPORT))


def need(role=False, local=False):
    def deco(fn):
        async def w(req):
            s = sget(req)
            if not s:
                return expired(lang(req))
            if role and not s["role"]:
                return go("/secured/entreprises.do")
            if local and s["role"][1] != GL:
                t = L(s["lang"])
                return sec(s, t("Accès refusé", "Zugang verweigert"), f'<div class="erreurs">{t("Seul le gestionnaire local de cette qualité a accès à cette fonction.","Nur der lokale Verwalter dieser Eigenschaft hat Zugang zu dieser Funktion.")}</div>', menu_home(s))
            return await fn(req, s, L(s["lang"]))
        return w
    return deco


@need()
async def s_last(req, s, t):
    return sec(s, t("Votre dernière connexion", "Ihre letzte Anmeldung"), f"""<p>{t('Vous vous êtes connecté(e) pour la dernière fois le','Sie haben sich zuletzt angemeldet am')} <b>{s['last'][0]}</b> {t('à','um')} <b>{s['last'][1]}</b>. {t('Nombre de tentatives échouées depuis','Anzahl fehlgeschlagener Versuche seitdem')}: 0.</p>
<p>{t("Si ces données ne vous semblent pas correctes, prenez contact avec le Contact Center.","Wenn diese Angaben Ihnen nicht richtig erscheinen, wenden Sie sich bitte an das Contact Center.")}</p>
<form method="get" action="/secured/entreprises.do"><input class="bouton" id="btnContinuer" type="submit" value="{t('Continuer','Fortfahren')}" /></form>""")


@need()
async def s_ent(req, s, t):
    err = ""
    if req.method == "POST":
        n = (await form(req)).get("entreprise", "")
        if n in COMP:
            s.update(ent=n, role=None, wiz=None)
            return go("/secured/qualites.do")
        err = f'<div class="erreurs">{t("Veuillez choisir une entreprise.","Bitte wählen Sie ein Unternehmen.")}</div>'
    s.update(ent=None, role=None, wiz=None)
    opts = "".join(f'<option value="{n}">{e(c[0])} - {dots(n)}</option>' for n, c in sorted(COMP.items(), key=lambda x: (x[1][0], x[0])))
    return sec(s, t("Choix de l'entreprise", "Wahl des Unternehmens"), f"""{err}<p>{t("Choisissez l'entreprise pour laquelle vous souhaitez travailler.","Wählen Sie das Unternehmen, für das Sie arbeiten möchten.")}</p>
<form method="post" action="/secured/entreprises.do"><table><tr><td><label for="entreprise">{t('Entreprise','Unternehmen')} :</label></td><td><select name="entreprise" id="entreprise"><option value="">-- {t('choisissez','bitte wählen')} --</option>{opts}</select> <input class="bouton" type="submit" id="btnOk" value="OK" /> {qm(s['lang'], 'entreprise', t('Entreprise', 'Unternehmen'))}</td></tr></table></form>
<p><a href="/secured/autre.do">{t("Mon entreprise n'est pas dans la liste","Mein Unternehmen steht nicht in der Liste")}</a></p>""")


@need()
async def s_qual(req, s, t):
    if not s["ent"]:
        return go("/secured/entreprises.do")
    roles, err, de = COMP[s["ent"]][1], "", s["lang"] == "de"
    if req.method == "POST":
        v = (await form(req)).get("qualite", "")
        if v.isdigit() and int(v) < len(roles):
            s.update(role=roles[int(v)], wiz=None)
            return go("/secured/accueil.do")
        err = f'<div class="erreurs">{t("Veuillez choisir une qualité.","Bitte wählen Sie eine Eigenschaft.")}</div>'
    s["role"] = None
    rows = "".join(f'<tr><td><input type="radio" name="qualite" id="q{i}" value="{i}" /></td><td><label for="q{i}">{QUAL[q][de]} ; {t("numéro d&#39;entreprise","Unternehmensnummer")} {short(s["ent"])} ({ROLE[r][de]})</label></td></tr>' for i, (q, r) in enumerate(roles))
    return sec(s, t("Choix de la qualité", "Wahl der Eigenschaft"), f"""{err}<p>{t('Vous disposez des qualités suivantes pour cette entreprise :','Sie verfügen für dieses Unternehmen über folgende Eigenschaften:')}</p>
<form method="post" action="/secured/qualites.do"><table>{rows}</table><p><input class="bouton" type="submit" id="btnValider" value="{t('Valider','Validieren')}" /> <a href="/secured/entreprises.do">{t('Retour','Zurück')}</a></p></form>""")


@need(role=True)
async def s_home(req, s, t):
    return sec(s, t("Accueil de la gestion des utilisateurs", "Startseite der Benutzerverwaltung"), f"""<p>{t('Utilisez le menu à droite pour choisir une opération.','Verwenden Sie das Menü rechts, um einen Vorgang zu wählen.')}</p>
<table class="liste"><tr><th>{t('Nom','Name')}</th><td>DEMO</td></tr><tr><th>{t('Prénom','Vorname')}</th><td>Jean</td></tr><tr><th>{t('Téléphone','Telefon')}</th><td>02 000 00 00</td></tr></table>""", menu_home(s))


@need()
async def s_other(req, s, t):
    return sec(s, t("Page en construction", "Seite im Aufbau"), f'<p>{t("Cette fonction n’est pas disponible pour le moment.","Diese Funktion ist zurzeit nicht verfügbar.")}</p>', menu_home(s) if s["role"] else ())


async def s_bye(req):
    SESS.pop(req.cookies.get("JSESSIONID", ""), None)
    lg = lang(req)
    t = L(lg)
    return out(shell(lg, t("Déconnexion", "Abmeldung"), f'<div style="padding:20px"><h1>{t("Vous êtes déconnecté(e)","Sie sind abgemeldet")}</h1><p><a href="javascript:window.close()">{t("Fermer la fenêtre","Fenster schließen")}</a></p></div>'), cookies=[("JSESSIONID", "")])


@need(role=True)
async def s_acc(req, s, t):
    return sec(s, t("Gestion d'accès", "Zugangsverwaltung"), f'<p>{t("Gérez ici les accès de votre entreprise ou organisation.","Verwalten Sie hier die Zugänge Ihres Unternehmens oder Ihrer Organisation.")}</p>', menu_acc(s))


@need(role=True)
async def s_ech(req, s, t):
    return sec(s, t("Échange par messages structurés", "Austausch über strukturierte Berichte"), f'<p>{t("Choisissez une rubrique dans le menu.","Wählen Sie eine Rubrik im Menü.")}</p>', menu_acc(s, True), [("/secured/gestionAcces.do", t("Gestion d'accès", "Zugangsverwaltung"))])


@need(role=True)
async def s_info(req, s, t):
    k = TECH.get((s["ent"], s["role"][0]))
    if k:
        body = f"""<table class="liste"><tr><th>{t("Utilisateur technique","Technischer Benutzer")}</th><th>{t("Numéro d'expéditeur","Absendernummer")}</th><th>{t("Canal","Kanal")}</th><th>{t("Créé le","Erstellt am")}</th><th>{t("Personne de contact","Kontaktperson")}</th></tr>
<tr><td>{e(k['username'])}</td><td>{k['sender']}</td><td>{k['channel']}</td><td>{k['date']}</td><td>{e(k['name'])}</td></tr></table>"""
    else:
        body = f'<div class="info">{t("Aucun utilisateur technique n’a été créé pour cette qualité.","Für diese Eigenschaft wurde kein technischer Benutzer angelegt.")}</div>'
    return sec(s, t("Information", "Information"), body, menu_acc(s, True), [("/secured/gestionAcces.do", t("Gestion d'accès", "Zugangsverwaltung")), ("/secured/echange.do", t("Échange par messages structurés", "Austausch über strukturierte Berichte"))])


# ---------------------------------------------------------------- wizard
