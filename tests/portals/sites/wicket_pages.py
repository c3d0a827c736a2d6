"""Portail de formation, à la manière d'une application Apache Wicket 6.

    python wicket_pages.py --port 8181

Le parcours public est sans état ; la partie sécurisée garde ses pages en session (?page-rendu.Écouteur-chemin).
"""
from parts.wicket_pages.base import *
from parts.wicket_pages.pages import *


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
