"""Portail de formation, à la manière d'une application Apache Wicket 6.

    python wicket_pages.py --port 8181

Le parcours public est sans état ; la partie sécurisée garde ses pages en session (?page-rendu.Écouteur-chemin).
"""
import argparse
import base64
import copy
import datetime as dt
import json
import pathlib
import re
import secrets
import time
from collections import OrderedDict

import jinja2
import uvicorn
from cryptography import x509
from markupsafe import Markup, escape
from starlette.applications import Starlette
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

ICI = pathlib.Path(__file__).resolve().parent
DONNEES = json.loads((ICI / "donnees.json").read_text("utf-8"))
COMPTES = {"demo": "Secret-Pass-1"}
CANAUX = [("FTP", "FTP"), ("SFTP", "SFTP"), ("ISABEL", "Isabel"), ("MQLINK", "MQLink")]
RADIO = {code: f"radio{11 + i}" for i, (code, _) in enumerate(CANAUX)}
NOM_CANAL = dict(CANAUX)


def lire_proprietes(langue):
    r = {}
    for ligne in (ICI / f"Portail_{langue}.properties").read_text("utf-8").splitlines():
        if ligne.strip() and not ligne.startswith("#"):
            k, _, v = ligne.partition("=")
            r[k] = v
    return r


TEXTES = {lg: lire_proprietes(lg) for lg in ("fr", "nl")}


def texte(langue, cle, *args):
    s = TEXTES[langue].get(cle, f"[{cle}]")
    for i, a in enumerate(args):
        s = s.replace("{%d}" % i, str(a))
    return s


def numero(base8):
    n = base8 + "%02d" % (97 - int(base8) % 97)
    return f"{n[:4]}.{n[4:7]}.{n[7:]}"


ENTREPRISES = [dict(numero=numero(b), nom=n, lieu=v, roles=r) for b, n, v, r in DONNEES["entreprises"]]
APPLIS = [dict(code=c, fr=f, nl=n) for c, f, n in DONNEES["applications"]]

# ------------------------------------------------------------------ registre


class Registre:
    def __init__(self):
        self.par_entreprise = {}
        for num, e in DONNEES["existants"].items():
            self.par_entreprise[num] = dict(numero=num, utilisateur=e["username"], expediteur=e["sender"], canal=e["channel"],
                                            applis=e["apps"], contact=e["contact"], date=e["date"], ancien=True)
        self.confirmations = self.acceptes = self.refuses = 0
        self.prochain = 5236

    def pris(self, nom):
        n = nom.lower()
        return (n in DONNEES["reserves"] or n in COMPTES
                or any(e["utilisateur"].lower() == n for e in self.par_entreprise.values()))

    def creer(self, num, m):
        e = dict(numero=num, utilisateur=m["utilisateur"], expediteur=str(self.prochain), canal=m["canal"], applis=list(m["applis"]),
                 contact=f"{m['prenom']} {m['nom']}", date=dt.date.today().strftime("%d/%m/%Y"), ancien=False)
        self.prochain += 7
        self.par_entreprise[num] = e
        return e


REG = Registre()

# ------------------------------------------------------------------ sessions et pages


class Session:
    def __init__(self):
        self.sid = secrets.token_hex(16).upper()
        self.langue = "fr"
        self.utilisateur = None
        self.entite = None
        self.pages = OrderedDict()
        self.page_suivante = 0
        self.compteur = 0
        self.flash = []
        self.resultats = {}
        self.vu = time.time()

    def ajouter(self, page):
        page.id = self.page_suivante
        self.page_suivante += 1
        page.rendu = -1
        page.ids = {}
        self.pages[page.id] = page
        while len(self.pages) > 60:
            self.pages.popitem(last=False)
        return page


SESSIONS = {}


def session_de(req):
    limite = time.time() - 45 * 60
    for k in [k for k, s in SESSIONS.items() if s.vu < limite]:
        del SESSIONS[k]
    s = SESSIONS.get(req.cookies.get("JSESSIONID", ""))
    if s:
        s.vu = time.time()
    return s


class Cible:
    """AjaxRequestTarget"""

    def __init__(self):
        self.composants, self.scripts, self.adresse, self.brut = [], [], None, None

    def add(self, *chemins):
        self.composants += chemins

    def js(self, s):
        self.scripts.append(s)

    def aller(self, adresse):
        self.adresse = adresse

    def fenetre(self, page, titre, html):
        self.js("Wicket.Window.ouvrir(%s,%s,%s);" % (json.dumps(titre), json.dumps(str(html)), json.dumps(page.t("fermer"))))


class Page:
    chemin = gabarit = titre = ""
    section = None
    sous = None
    fil = ()
    partiels = {}

    def __init__(self, s):
        self.s = s
        self.msgs = []
        self.etat = {}
        self.entite = s.entite

    def t(self, cle, *a):
        return texte(self.s.langue, cle, *a)

    def url(self):
        return f"{self.chemin}?{self.id}"

    def message(self, niveau, txt, champ=None):
        self.msgs.append((niveau, txt, champ))

    def preparer(self):
        return {}

    def sur(self, genre, chemin, form, c):
        pass

    # --- aides communes
    def entreprise(self):
        return self.entite[0] if self.entite else None

    def role(self):
        return self.entite[1] if self.entite else None

    def peut_configurer(self):
        r = self.role()
        return bool(r) and r[0] == "pension" and r[1] in ("local", "co")

    def deja(self):
        return REG.par_entreprise.get(self.entreprise()["numero"])

    def lien_role(self, ent, role):
        return self.t("qual.lien", self.t("q." + role[0]), ent["numero"], self.t("f." + role[1]))

    def menu(self):
        if not self.entite:
            return []
        s = self.section
        libre = self.peut_configurer() and not self.deja()
        m = [("m.accueil", "/secure/accueil", s == "accueil", True, []),
             ("m.donnees", "/secure/donnees", s == "donnees", True, [])]
        if self.role()[1] != "user":
            m.append(("m.utilisateurs", "/secure/utilisateurs", s == "utilisateurs", True, []))
        m.append(("m.messages", "/secure/messages", s == "messages", True, [] if s != "messages" else [
            ("m.config", "/secure/messages/configuration", self.sous == "config", libre, []),
            ("m.fichiers", "/secure/messages/fichiers", self.sous == "fichiers", True, []),
            ("m.docu", "/secure/messages/documentation", self.sous == "docu", True, [])]))
        m.append(("m.acces", "/secure/acces", s == "acces", True, [] if s != "acces" else [
            ("m.gestionnaires", "/secure/acces/gestionnaires", self.sous == "gestionnaires", True, []),
            ("m.echange", "/secure/acces/echange", self.sous in ("echange", "info"), True, [] if self.sous not in ("echange", "info") else [
                ("m.info", "/secure/acces/echange/information", self.sous == "info", True, [])])]))
        m.append(("m.ebox", "/secure/ebox", s == "ebox", True, []))
        return m


class Contexte:
    """Ce que le gabarit voit d'une page à état : identifiants, adresses des écouteurs, liaisons Ajax."""

    def __init__(self, page):
        self.page, self.liaisons = page, []
        self.base = "./" + page.chemin.rsplit("/", 1)[1]

    def id(self, chemin):
        if chemin not in self.page.ids:
            self.page.s.compteur += 1
            self.page.ids[chemin] = re.split(r"[-:]", chemin)[-1] + "%x" % self.page.s.compteur
        return self.page.ids[chemin]

    def ecouteur(self, genre, chemin):
        return f"{self.base}?{self.page.id}-{max(self.page.rendu, 0)}.{genre}-{chemin}"

    def lien(self, chemin):
        return self.ecouteur("ILinkListener", chemin)

    def form(self, chemin):
        return self.ecouteur("IFormSubmitListener", chemin)

    def comportement(self, chemin, n=0):
        return self.ecouteur(f"IBehaviorListener.{n}", chemin)

    def ajax(self, chemin, evt="click", **plus):
        a = dict(u=self.comportement(chemin), c=self.id(chemin), e=evt, **plus)
        self.liaisons.append("Wicket.Ajax.ajax(%s);" % json.dumps(a))
        return ""

    def script(self, s):
        self.liaisons.append(s)
        return ""

    def partiel(self, chemin):
        return Markup(rendre(self.page, self.page.partiels[chemin], self))


ENV = jinja2.Environment(loader=jinja2.FileSystemLoader(ICI / "gabarits"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def rendre(page, gabarit, ctx):
    d = dict(p=page, c=ctx, t=page.t, langue=page.s.langue, etat=page.etat, s=page.s)
    d.update(page.preparer())
    return ENV.get_template(gabarit).render(d)
