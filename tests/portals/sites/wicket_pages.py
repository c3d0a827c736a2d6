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

ICI = pathlib.Path(__file__).resolve().parent / "parts" / "wicket_pages"
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


# ------------------------------------------------------------------ pages sécurisées


class ChoixEntreprise(Page):
    chemin, gabarit, titre = "/secure/entreprises", "entreprises.html", "ent.titre"
    partiels = {"liste": "p_liste.html", "qualites": "p_qualites.html"}
    PAR_PAGE = 8

    def __init__(self, s):
        super().__init__(s)
        self.entite = None
        self.etat = dict(page=0, tri="nom", sens=1, filtre="", choisie=None)

    def lignes(self):
        f = self.etat["filtre"].strip().lower()
        chiffres = re.sub(r"\D", "", f)
        r = [e for e in ENTREPRISES if not f or f in e["nom"].lower() or f in e["numero"]
             or (chiffres and not re.search("[a-z]", f) and chiffres in e["numero"].replace(".", ""))]
        cle = {"numero": lambda e: e["numero"], "nom": lambda e: e["nom"].lower(), "lieu": lambda e: e["lieu"]}[self.etat["tri"]]
        return sorted(r, key=cle, reverse=self.etat["sens"] < 0)

    def preparer(self):
        r = self.lignes()
        n = max(1, -(-len(r) // self.PAR_PAGE))
        self.etat["page"] = min(self.etat["page"], n - 1)
        d = self.etat["page"] * self.PAR_PAGE
        choisie = next((e for e in ENTREPRISES if e["numero"] == self.etat["choisie"]), None)
        return dict(lignes=r[d:d + self.PAR_PAGE], total=len(r), debut=d, nb_pages=n, choisie=choisie)

    def sur(self, genre, chemin, form, c):
        e = self.etat
        b = chemin.split("-")
        if chemin.startswith("liste-nav-"):
            n = self.preparer()["nb_pages"]
            cible = {"premiere": 0, "precedente": e["page"] - 1, "suivante": e["page"] + 1, "derniere": n - 1}.get(b[2])
            e["page"] = max(0, min(n - 1, cible if cible is not None else int(b[2][1:])))
            c.add("liste")
        elif chemin.startswith("liste-tri-"):
            e["sens"], e["tri"] = (-e["sens"] if e["tri"] == b[2] else 1), b[2]
            c.add("liste")
        elif chemin.startswith("liste-rangee-"):
            e["choisie"] = numero(b[2])
            c.add("liste", "qualites")
            c.js("document.querySelector('.qualites').scrollIntoView(false);")
        elif chemin.startswith("filtre"):
            e["filtre"], e["page"] = ("" if b[-1] == "effacer" else form.get("critere", "")), 0
            if b[-1] == "effacer":
                c.js("document.getElementById(%s).value='';" % json.dumps(self.ids.get("filtre-critere", "")))
            c.add("liste")
        elif chemin.startswith("qualites-"):
            ent = self.preparer()["choisie"]
            if ent:
                self.s.entite = (ent, ent["roles"][int(b[1])])
                c.aller("/secure/accueil")


class Simple(Page):
    gabarit = "simple.html"


class Accueil(Page):
    chemin, gabarit, titre, section = "/secure/accueil", "accueil_sec.html", "acc.titre", "accueil"


class Donnees(Simple):
    chemin, titre, section = "/secure/donnees", "don.titre", "donnees"
    corps = "don.txt"


class Utilisateurs(Page):
    chemin, gabarit, titre, section = "/secure/utilisateurs", "utilisateurs.html", "uti.titre", "utilisateurs"


class Ebox(Simple):
    chemin, titre, section, corps = "/secure/ebox", "ebox.titre", "ebox", "ebox.txt"


class Messages(Page):
    chemin, gabarit, titre, section = "/secure/messages", "messages.html", "msg.titre", "messages"


class Fichiers(Simple):
    chemin, titre, section, sous, corps = "/secure/messages/fichiers", "fic.titre", "messages", "fichiers", "fic.vide"
    fil = (("m.messages", "/secure/messages"),)


class Documentation(Page):
    chemin, gabarit, titre, section, sous = "/secure/messages/documentation", "documentation.html", "m.docu", "messages", "docu"
    fil = (("m.messages", "/secure/messages"),)


class Acces(Page):
    chemin, gabarit, titre, section = "/secure/acces", "acces.html", "gac.titre", "acces"


class Gestionnaires(Page):
    chemin, gabarit, titre, section, sous = "/secure/acces/gestionnaires", "utilisateurs.html", "m.gestionnaires", "acces", "gestionnaires"
    fil = (("m.acces", "/secure/acces"),)


class Echange(Simple):
    chemin, titre, section, sous, corps = "/secure/acces/echange", "ech.titre", "acces", "echange", "ech.intro"
    fil = (("m.acces", "/secure/acces"),)


class Information(Page):
    chemin, gabarit, titre, section, sous = "/secure/acces/echange/information", "information.html", "inf.titre", "acces", "info"
    fil = (("m.acces", "/secure/acces"), ("m.echange", "/secure/acces/echange"))

    def preparer(self):
        return dict(e=self.deja(), canaux=NOM_CANAL, applis=APPLIS)


# ------------------------------------------------------------------ fichiers de clés

CLE_TYPES = ("ssh-rsa", "ssh-dss", "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521")


def lire_cle(brut):
    """-> (description, None) ou (None, (clé du message, argument))"""
    if b"PRIVATE KEY" in brut or b"PuTTY-User-Key-File" in brut:
        return None, ("e.cle.privee", "")
    if b"BEGIN CERTIFICATE" in brut or brut[:1] == b"\x30":
        return None, ("e.cle.cert", "")
    try:
        lignes = [x for x in brut.decode("utf-8-sig").splitlines() if x.strip()]
        genre, b64, *_ = lignes[0].strip().split(None, 2)
        blob = base64.b64decode(b64, validate=True)
        morceaux, i = [], 0
        while i < len(blob):
            n = int.from_bytes(blob[i:i + 4], "big")
            if i + 4 + n > len(blob):
                raise ValueError
            morceaux.append(blob[i + 4:i + 4 + n])
            i += 4 + n
        if len(lignes) != 1 or genre not in CLE_TYPES or morceaux[0].decode() != genre or len(morceaux) < 2:
            raise ValueError
    except (ValueError, IndexError, UnicodeDecodeError):
        return None, ("e.cle", "")
    if genre == "ssh-rsa":
        if len(morceaux) != 3:
            return None, ("e.cle", "")
        bits = int.from_bytes(morceaux[2], "big").bit_length()
        if bits < 1024:
            return None, ("e.cle.court", bits)
        return f"RSA {bits} bits", None
    return genre, None


def lire_certificat(nom, brut):
    if re.match(rb"\s*(ssh-|ecdsa-)", brut):
        return None, ("e.cert.cle", "")
    if not nom.lower().endswith(".cer"):
        return None, ("e.cert.ext", "")
    try:
        cert = x509.load_pem_x509_certificate(brut) if b"-----BEGIN" in brut else x509.load_der_x509_certificate(brut)
        sujet = cert.subject.rfc4514_string()
        fin = cert.not_valid_after_utc
    except Exception:
        return None, ("e.cert", "")
    if fin < dt.datetime.now(dt.timezone.utc):
        return None, ("e.cert.exp", fin.strftime("%d/%m/%Y"))
    return sujet or "X.509", None


# ------------------------------------------------------------------ l'assistant


class Assistant(Page):
    chemin, gabarit, titre, section, sous = "/secure/messages/configuration", "assistant.html", "wiz.titre", "messages", "config"
    fil = (("m.messages", "/secure/messages"),)
    V = "assistant-form-view"
    partiels = {V + "-parametres": "p_parametres.html", V + "-zoneCle": "p_cle.html", V + "-zoneCertificat": "p_cert.html",
                V + "-etat": "p_etat.html"}
    CONTACT = ("nom", "prenom", "fonction", "telephone", "courriel")
    LIBELLE = dict(nom="w1.nom", prenom="w1.prenom", fonction="w1.fonction", telephone="w1.tel", courriel="w1.mail", fax="w1.fax")

    def __init__(self, s):
        super().__init__(s)
        self.etat = dict(etape=0, jeton=secrets.token_hex(8), complet=False, utilisateur="",
                         nom="", prenom="", fonction="", telephone="", courriel="", fax="", correspondance=s.langue,
                         canal=None, cle=None, cert=None, applis=[], dispo=None)

    def preparer(self):
        ch = self.etat["applis"]
        return dict(V=self.V, canaux=CANAUX, radio=RADIO, nom_canal=NOM_CANAL, liste_applis=list(enumerate(APPLIS)), choisies=ch,
                    erreurs={ch: txt for niv, txt, ch in getattr(self, "montres", []) if ch})

    def avancer(self, etape):
        """Chaque étape est une nouvelle version de la page : le bouton « retour » du navigateur reste utilisable."""
        n = copy.copy(self)
        n.etat = copy.deepcopy(self.etat)
        n.etat["etape"] = etape
        n.etat["dispo"] = None
        n.msgs = []
        n.montres = []
        self.s.ajouter(n)
        return n.url()

    def err(self, champ, cle, *a):
        self.message("ERROR", self.t(cle, *a), champ)

    def noter(self, form, valider):
        """Reprend la saisie de l'étape ; contrôle si demandé. -> bool"""
        e, k = self.etat, self.etat["etape"]
        avant = len(self.msgs)
        v = lambda n: re.sub(r"\s+", " ", str(form.get("view:" + n, ""))).strip()
        if k == 1:
            for n in self.CONTACT + ("fax",):
                e[n] = v(n)
                lib = self.t(self.LIBELLE[n])
                if valider and not e[n] and n != "fax":
                    self.err(n, "e.requis", lib)
                elif valider and len(e[n]) > 100:
                    self.err(n, "e.long", lib, 100)
            if form.get("view:correspondance") in ("0", "1", "2"):
                e["correspondance"] = ("fr", "nl", "de")[int(form["view:correspondance"])]
            if valider:
                tel = e["telephone"]
                if tel and not (re.fullmatch(r"\+?[0-9 ()./-]{8,25}", tel) and 8 <= len(re.sub(r"\D", "", tel)) <= 15):
                    self.err("telephone", "e.tel", self.t("w1.tel"))
                if e["courriel"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", e["courriel"]):
                    self.err("courriel", "e.mail", self.t("w1.mail"))
        elif k == 2:
            self.noter_canal(form)
            if valider and not e["canal"]:
                self.err("canal", "e.canal")
            elif valider and e["canal"] == "SFTP":
                for n, lire, lib in (("cle", lambda f, b: lire_cle(b), "w2.cle"), ("cert", lire_certificat, "w2.cert")):
                    f = form.get("view:" + n)
                    if getattr(f, "filename", "") and f.brut:
                        desc, probleme = lire(f.filename, f.brut)
                        if probleme:
                            self.err(n, *probleme)
                        else:
                            e[n] = dict(fichier=f.filename.replace("\\", "/").rsplit("/", 1)[-1], desc=desc)
                    elif not e[n]:
                        self.err(n, "e.fichier", self.t(lib))
                if not e["applis"]:
                    self.err("applis", "e.applis")
        elif k == 3:
            e["utilisateur"] = str(form.get("view:utilisateur", "")).strip()
            e["dispo"] = None
            if valider:
                self.controler_nom()
        return len(self.msgs) == avant

    def noter_canal(self, form):
        code = next((c for c, r in RADIO.items() if r == form.get("view:canal")), None)
        if code:
            self.etat["canal"] = code
        enr = form.get("view:applications:recorder")
        if enr is not None:
            self.etat["applis"] = [APPLIS[int(i)]["code"] for i in enr.split(",") if i.isdigit() and int(i) < len(APPLIS)]

    def controler_nom(self):
        n = self.etat["utilisateur"]
        if not n:
            self.err("utilisateur", "e.requis", self.t("w3.user"))
        elif not re.fullmatch(r"[A-Za-z0-9]+", n):
            self.err("utilisateur", "e.user.car")
        elif not 8 <= len(n) <= 20:
            self.err("utilisateur", "e.user.long")
        elif REG.pris(n):
            self.err("utilisateur", "e.user.pris", n)

    def sur(self, genre, chemin, form, c):
        e, fin = self.etat, chemin.rsplit("-", 1)[-1]
        fait = self.s.resultats.get(e["jeton"])
        if genre == "IFormSubmitListener" and "buttons:finish" in form:
            REG.confirmations += 1
        if fait and genre != "IBehaviorListener":
            r = self.s.ajouter(Resultat(self.s, fait))
            if "buttons:finish" in form:
                r.message("INFO", self.t("res.deja"))
            c.aller(r.url())
            return
        if genre == "IFormSubmitListener":
            k = e["etape"]
            if "buttons:previous" in form:
                self.noter(form, False)
                c.aller(self.avancer(max(0, k - 1)))
            elif "buttons:last" in form:
                if e["complet"] and self.noter(form, True):
                    c.aller(self.avancer(4))
            elif "buttons:finish" in form:
                if k == 4:
                    self.confirmer(c)
            elif k < 4 and self.noter(form, True):
                if k == 3:
                    e["complet"] = True
                c.aller(self.avancer(k + 1))
        elif genre == "ILinkListener":
            if chemin.startswith("assistant-form-view-modifier"):
                c.aller(self.avancer({"contact": 1, "canal": 2}.get(fin, 3)))
            elif chemin == "annulation-oui":
                self.s.flash.append(("INFO", self.t("wiz.annule")))
                c.aller("/secure/messages")
        elif fin == "canal":
            self.noter_canal(form)
            c.add(self.V + "-parametres")
        elif fin in ("remplacerCle", "remplacerCert"):
            e["cle" if fin == "remplacerCle" else "cert"] = None
            c.add(self.V + ("-zoneCle" if fin == "remplacerCle" else "-zoneCertificat"))
        elif fin == "utilisateur":
            e["utilisateur"] = str(form.get("view:utilisateur", "")).strip()
            self.msgs = []
            self.controler_nom()
            erreurs = [m[1] for m in self.msgs]
            self.msgs = []
            e["dispo"] = ("ERROR", erreurs[0]) if erreurs else ("SUCCESS", self.t("w3.libre", e["utilisateur"]))
            c.add(self.V + "-etat")
        elif fin == "fonction":
            q = str(form.get("q", "")).lower()
            li = [f for f in DONNEES["fonctions"][self.s.langue] if q and q in f.lower()][:6]
            c.brut = "<ul>" + "".join(f'<li textvalue="{escape(f)}">{escape(f)}</li>' for f in li) + "</ul>"
        elif fin in ("aideContact", "aideFichiers"):
            w = "w1" if fin == "aideContact" else "w2"
            c.fenetre(self, self.t(w + ".aide.titre"), Markup('<p>%s</p><p class="boutons"><button type="button" class="fermerFenetre">%s</button></p>')
                      % (self.t(w + ".aide"), self.t("fermer")))
        elif fin == "cancel":
            c.fenetre(self, self.t("wiz.annuler.titre"), Markup(
                '<p>%s</p><p class="boutons"><a class="bouton" href="%s">%s</a> &nbsp; <button type="button" class="fermerFenetre">%s</button></p>')
                % (self.t("wiz.annuler.txt"), Contexte(self).lien("annulation-oui"), self.t("oui"), self.t("non")))

    def confirmer(self, c):
        e, num = self.etat, self.entreprise()["numero"]
        if not e["complet"]:
            return
        if self.deja():
            self.message("ERROR", self.t("msg.deja", self.deja()["utilisateur"]))
            return
        if REG.pris(e["utilisateur"]):
            n = self.avancer(3)
            page = self.s.pages[int(n.rsplit("?", 1)[1])]
            page.err("utilisateur", "e.user.pris", e["utilisateur"])
            c.aller(n)
            return
        r = REG.creer(num, e)
        self.s.resultats[e["jeton"]] = (self.entite, r)
        c.aller(self.s.ajouter(Resultat(self.s, (self.entite, r))).url())


class Resultat(Page):
    chemin, gabarit, titre, section = "/secure/messages/resultat", "resultat.html", "res.titre", "messages"
    fil = (("m.messages", "/secure/messages"),)

    def __init__(self, s, fait=None):
        super().__init__(s)
        self.fait = fait
        if fait:
            self.entite = fait[0]

    def preparer(self):
        return dict(r=self.fait[1] if self.fait else None, canaux=NOM_CANAL)

    def sur(self, genre, chemin, form, c):
        if chemin == "form":
            c.aller("/secure/messages")


PAGES = {p.chemin: p for p in (ChoixEntreprise, Accueil, Donnees, Utilisateurs, Ebox, Messages, Fichiers, Documentation, Acces,
                               Gestionnaires, Echange, Information, Assistant, Resultat)}

# ------------------------------------------------------------------ filtre Wicket (partie sécurisée)

SANS_CACHE = {"Cache-Control": "no-cache, no-store", "Pragma": "no-cache", "Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}
REQUETE = re.compile(r"^(\d+)(?:-(\d+)\.(I\w+Listener)(?:\.(\d+))?-([^&]+))?")


def html(s, status=200):
    return HTMLResponse(s, status, SANS_CACHE)


def vers(u):
    return RedirectResponse(u, 302, SANS_CACHE)


def ajax_reponse(page, c):
    if c.brut is not None:
        return html(c.brut)
    x = ['<?xml version="1.0" encoding="UTF-8"?><ajax-response>']
    ctx = Contexte(page)
    cdata = lambda z: "<![CDATA[" + z.replace("]]>", "]]]]><![CDATA[>") + "]]>"
    for ch in c.composants:
        x.append(f'<component id="{ctx.id(ch)}" >{cdata(rendre(page, page.partiels[ch], ctx))}</component>')
    for js in ctx.liaisons + c.scripts:
        x.append(f"<evaluate>{cdata(js)}</evaluate>")
    if c.adresse:
        x.append(f"<redirect>{cdata(c.adresse)}</redirect>")
    x.append("</ajax-response>")
    return Response("".join(x), 200, SANS_CACHE, "text/xml; charset=UTF-8")


async def lire_form(req):
    form = dict(req.query_params)
    if req.method == "POST":
        for k, v in (await req.form()).items():
            if hasattr(v, "read"):
                v.brut = await v.read(200_000)
            form[k] = v
    return form


async def securise(req):
    chemin = req.url.path.rstrip("/")
    ajax = req.headers.get("wicket-ajax") == "true"
    s = session_de(req)

    def aller(u):
        return Response("", 200, {**SANS_CACHE, "Ajax-Location": u}) if ajax else vers(u)
    if not s or not s.utilisateur:
        lg = s.langue if s else req.cookies.get("langue")
        return aller(f"/{lg if lg in TEXTES else 'fr'}/connexion?intercept=1")
    if chemin == "/secure":
        return vers("/secure/entreprises")
    if chemin == "/secure/quitter":
        del SESSIONS[s.sid]
        return vers(f"/{s.langue}/index?aurevoir=1")
    if chemin not in PAGES:
        return html(publique(s.langue, "erreur.html", f"/{s.langue}/index", titre="exp.titre"), 404)
    m = REQUETE.match(req.url.query)
    page = s.pages.get(int(m[1])) if m else None
    if page is not None and page.chemin != chemin:
        page = None
    if page is None:
        classe = PAGES[chemin]
        if classe is not ChoixEntreprise and not s.entite:
            return aller("/secure/entreprises")
        if classe is Resultat:
            return aller("/secure/messages")
        if classe is Assistant:
            essai = Assistant(s)
            if not essai.peut_configurer() or essai.deja():
                return aller("/secure/messages")
        page = s.ajouter(classe(s))
        if m:
            page.message("INFO", page.t("sec.expire"))
        return aller(page.url())
    if m[3]:
        form, c = await lire_form(req), Cible()
        genre, cible = m[3], m[5]
        if cible == "entete-langue":
            s.langue = "nl" if s.langue == "fr" else "fr"
            page.etat.pop("dispo", None)
        else:
            page.sur(genre, cible, form, c)
        return ajax_reponse(page, c) if ajax else vers(c.adresse or page.url())
    page.rendu += 1
    page.montres = s.flash + page.msgs
    s.flash, page.msgs = [], []
    return html(rendre(page, page.gabarit, Contexte(page)))


# ------------------------------------------------------------------ pages publiques, sans état

GROUPES = ("citoyen", "entreprise", "professionnel", "fonctionnaire", "sante")


def publique(langue, gabarit, chemin, titre, **d):
    t = lambda k, *a: texte(langue, k, *a)
    autre = "nl" if langue == "fr" else "fr"
    pages = {k: v[langue] for k, v in DONNEES["pages"].items()}
    d = dict(dict(t=t, langue=langue, autre=autre, url_autre=re.sub(r"^/(fr|nl)(/|$)", f"/{autre}\\2", chemin), titre=titre,
                  pages=pages, msgs=[], connexion=False, groupes=GROUPES, fil=()), **d)
    return ENV.get_template(gabarit).render(d)


async def coupole(req):
    return html(ENV.get_template("coupole.html").render())


async def etranger(req):
    return html(ENV.get_template("etranger.html").render(langue=req.url.path.split("/")[1]))


async def public(req):
    r = await public_page(req)
    if req.path_params["lg"] in TEXTES:
        r.set_cookie("langue", req.path_params["lg"], path="/")
    return r


async def public_page(req):
    lg, reste = req.path_params["lg"], req.path_params.get("reste", "").strip("/")
    chemin = req.url.path
    if lg not in TEXTES:
        return html(publique("fr", "erreur.html", "/fr/index", "exp.titre"), 404)
    q = req.query_params
    s = session_de(req)
    if s:
        s.langue = lg
    if reste in ("", "index"):
        msgs = [("INFO", texte(lg, "sec.aurevoir"))] if q.get("aurevoir") else []
        return html(publique(lg, "accueil.html", chemin, "pub.accueil.titre", msgs=msgs))
    if reste in ("citoyen", "entreprise", "professionnel"):
        return html(publique(lg, "public_cible.html", chemin, "pub." + reste, cible=reste, connexion=True))
    if reste == "actualites":
        return html(publique(lg, "actualites.html", chemin, "pub.actu", connexion=True))
    if reste == "recherche":
        mot = q.get("q", "").strip()
        r = [k for k, v in DONNEES["pages"].items() if mot and mot.lower() in " ".join(v[lg]).lower()]
        return html(publique(lg, "recherche.html", chemin, "recherche.titre", mot=mot, resultats=r, connexion=True))
    if reste.startswith("info/") and reste[5:] in DONNEES["pages"]:
        return html(publique(lg, "info.html", chemin, DONNEES["pages"][reste[5:]][lg][0], brut=True,
                             page=DONNEES["pages"][reste[5:]][lg], connexion=True))
    if reste == "connexion":
        msgs = [("WARNING", texte(lg, "connexion.intercept"))] if q.get("intercept") else []
        return html(publique(lg, "connexion.html", chemin, "connexion.titre", msgs=msgs))
    m = re.fullmatch(r"connexion/(\w+)", reste)
    if m and m[1] in GROUPES:
        fil = (("connexion.titre", f"/{lg}/connexion"),)
        if m[1] != "professionnel":
            return html(publique(lg, "groupe.html", chemin, "connexion.titre", groupe=m[1], fil=fil))
        onglet = q.get("onglet", "0") if q.get("onglet") in ("0", "1", "2") else "0"
        msgs, nom = [], ""
        if req.method == "POST":
            onglet = "2"
            form = await lire_form(req)
            nom, mdp = str(form.get("identifiant", "")).strip(), str(form.get("motDePasse", ""))
            if not nom:
                msgs.append(("ERROR", texte(lg, "moyen.vide.u")))
            if not mdp:
                msgs.append(("ERROR", texte(lg, "moyen.vide.m")))
            if not msgs:
                if COMPTES.get(nom) == mdp:
                    REG.acceptes += 1
                    neuf = Session()
                    neuf.langue, neuf.utilisateur = lg, nom
                    SESSIONS[neuf.sid] = neuf
                    if s:
                        SESSIONS.pop(s.sid, None)
                    r = vers("/secure/entreprises")
                    r.set_cookie("JSESSIONID", neuf.sid, path="/", httponly=True)
                    return r
                REG.refuses += 1
                msgs.append(("ERROR", texte(lg, "moyen.refus")))
        return html(publique(lg, "moyen.html", chemin, "moyen.titre", onglet=onglet, msgs=msgs, nom=nom, fil=fil))
    return html(publique(lg, "erreur.html", chemin, "exp.titre"), 404)


async def ressource(req):
    nom = re.sub(r"-ver-\d+", "", req.path_params["nom"].rsplit("/", 1)[-1])
    f = ICI / "res" / nom
    if nom.startswith(".") or not f.is_file():
        return Response("", 404)
    genre = {"js": "text/javascript", "css": "text/css"}.get(nom.rsplit(".", 1)[-1], "application/octet-stream")
    return FileResponse(f, media_type=genre + "; charset=utf-8")


async def verite(req):
    return JSONResponse({
        "registrations": [dict(enterprise_number=e["numero"], username=e["utilisateur"], channel=e["canal"], applications=e["applis"],
                               sender_number=e["expediteur"]) for e in REG.par_entreprise.values() if not e["ancien"]],
        "log_ins": {"accepted": REG.acceptes, "refused": REG.refuses},
        "confirm_requests": REG.confirmations})


async def vide(req):
    return Response("", 204)


APP = Starlette(routes=[
    Route("/", coupole),
    Route("/_truth", verite),
    Route("/favicon.ico", vide),
    Route("/int/index", etranger), Route("/de/index", etranger),
    Route("/wicket/resource/{nom:path}", ressource),
    Route("/secure", securise), Route("/secure/{reste:path}", securise, methods=["GET", "POST"]),
    Route("/{lg}", public), Route("/{lg}/{reste:path}", public, methods=["GET", "POST"]),
])


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("--port", type=int, default=8181)
    uvicorn.run(APP, host="127.0.0.1", port=a.parse_args().port, log_level="warning")
