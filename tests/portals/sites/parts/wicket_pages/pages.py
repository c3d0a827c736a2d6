from parts.wicket_pages.base import *

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
