"""Portal of portlets in the manner of Liferay 6.2 and JSF, about 2016: partial responses, a single sign-on of its own."""
import argparse, asyncio, datetime, re, secrets
from pathlib import Path
from urllib.parse import urlencode
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from parts import liferay_data
from parts.liferay_data import CK, COMPANIES, COUNT, DOSSIER, EXISTING, NOTICES, NS, REGS, SENDER, TAKEN
from parts.liferay_rules import CHECK, Err, absorb, check_name
from parts.liferay_core import T, ajax, ctx_of, frag, page, partial, reg_of, secnav, session
from parts.liferay_public import audience, guest, logout, portal_login, search, splash, sso_login, stub, usertype


# ------------------------------------------------------------------ secured pages
def companies(req, lang, s):
    qp = req.query_params
    nr, nm = qp.get("nr", "").strip(), qp.get("nm", "").strip()
    d = re.sub(r"\D", "", re.sub(r"^BE", "", nr, flags=re.I))
    d = "0" + d if len(d) == 9 else d
    hit = [(i, c) for i, c in enumerate(COMPANIES) if (not nr or (d and d in c["nr"].replace(".", ""))) and nm.lower() in c["name"].lower()]
    pages = max(1, -(-len(hit) // 5))
    num = lambda k, dflt: int(qp[k]) if qp.get(k, "").isdigit() else dflt
    pg = min(max(1, num("page", 1)), pages)
    return dict(rows=hit[(pg - 1) * 5:pg * 5], total=len(hit), pg=pg, pages=pages, exp=num("exp", -1), nr=nr, nm=nm, p_auth=s["p_auth"], base="/%s/group/secure/enterprises?%s" % (lang, urlencode({"nr": nr, "nm": nm})))


def menu_ctx(lang, key, ctx):
    b = "/%s/group/secure/" % lang
    items = {"own": [(b + "owndata", ("Consulter mes données", "Mijn gegevens raadplegen"))], "usr": [(b + "users", ("Rechercher des utilisateurs", "Gebruikers zoeken"))],
             "batch": ([(b + "configuration?start=1", ("Enregistrer les données de configuration", "De configuratiegegevens registreren")), (b + "password", ("Modifier le mot de passe", "Wachtwoord wijzigen"))] if ctx["can"] else []) + [(b + "routing", ("Règles de routage", "Routeringsregels"))]}
    return dict(menu=key, items=items.get(key, []), can=ctx["can"], menus=[("own", ("Gestion des données propres", "Beheer van de eigen gegevens")), ("usr", ("Gestion des utilisateurs", "Beheer van de gebruikers")), ("batch", ("Messages structurés", "Gestructureerde berichten"))])


async def secure(req):
    lang, sub = req.path_params["lang"], req.path_params["sub"]
    if lang not in ("fr", "nl"):
        return Response("404", 404)
    t, s = T(lang), session(req)
    b = "/%s/group/secure/" % lang
    if not s:
        if CK in req.cookies:      # the session is over
            to = "/%s/web/expired" % lang
        else:
            to = "/c/portal/login?lang=" + lang
        return partial(redirect=to) if ajax(req) else RedirectResponse(to, 303)
    if sub == "notices":
        return page(req, lang, t("Avis", "Mededelingen"), "notices", notices=NOTICES)
    if sub == "enterprises":
        qp = req.query_params
        if qp.get("_choix_WAR_umanportlet_action") == "select" and qp.get("p_auth") == s["p_auth"]:
            i = int(qp["c"]) if qp.get("c", "").isdigit() else -1
            if 0 <= i < len(COMPANIES) and qp.get("q") in dict(COMPANIES[i]["quals"]):
                s["ctx"] = (i, qp["q"]); s.pop("wiz", None)
                return RedirectResponse(b + "home", 303)
        d = companies(req, lang, s)
        if ajax(req):
            await asyncio.sleep(0.2)
            return partial(("A3107:res", frag("results", lang, **d), False))
        return page(req, lang, t("Choix de l'entreprise", "Keuze van de onderneming"), "companies", **d)
    ctx = ctx_of(s)
    if not ctx:
        return RedirectResponse(b + "enterprises", 303)
    nav = secnav(lang, sub)
    key = req.query_params.get("menu", "batch" if sub in ("configuration", "password", "routing") else "")
    if sub == "home" and ajax(req):
        await asyncio.sleep(0.15)
        return partial(("A5120:" + key, frag("menuitems", lang, **menu_ctx(lang, key, ctx)), True))
    menu = frag("menu", lang, **menu_ctx(lang, key, ctx))
    if sub == "configuration":
        return await wizard(req, lang, t, s, ctx, nav, menu)
    if sub in ("exchange", "information"):
        side = frag("sidelinks", lang, items=[(b + "information", ("Information", "Informatie")), (b + "routing", ("Règles de routage", "Routeringsregels"))])
        nav = secnav(lang, "exchange")
        if sub == "information":
            return page(req, lang, t("Information", "Informatie"), "info", right=side, nav=nav, reg=reg_of(ctx))
        return page(req, lang, t("Échange par messages structurés", "Uitwisseling via gestructureerde berichten"), "text", right=side, nav=nav, paras=[("Choisissez dans le menu à droite les données que vous souhaitez consulter.", "Kies in het menu rechts de gegevens die u wenst te raadplegen.")])
    none = ("Aucune donnée n'est disponible pour cette qualité.", "Er zijn geen gegevens beschikbaar voor deze hoedanigheid.", "info")
    txt = {"home": (("Accueil sécurisé", "Beveiligde startpagina"), [("Vous travaillez maintenant pour l'entreprise et la qualité indiquées ci-dessus. Choisissez dans le menu à droite ce que vous souhaitez faire.", "U werkt nu voor de hierboven vermelde onderneming en hoedanigheid. Kies in het menu rechts wat u wenst te doen.")]),
           "access": (("Gestion d'accès", "Toegangsbeheer"), [("Gérez ici vos données, les utilisateurs et l'échange des données de votre entreprise.", "Beheer hier uw gegevens, de gebruikers en de gegevensuitwisseling van uw onderneming.")]),
           "owndata": (("Données propres", "Eigen gegevens"), [(s["name"] + " (" + s["user"] + ")",) * 2]), "users": (("Utilisateurs", "Gebruikers"), [none]), "ebox": (("e-Box", "e-Box"), [("Vous n'avez pas de nouveau message.", "U hebt geen nieuwe berichten.", "info")]),
           "password": (("Modifier le mot de passe", "Wachtwoord wijzigen"), [none]), "routing": (("Règles de routage", "Routeringsregels"), [none])}.get(sub)
    if not txt:
        return page(req, lang, "404", "text", nav=nav, code=404, paras=[("Cette page n'existe pas.", "Deze pagina bestaat niet.", "error")])
    return page(req, lang, t(*txt[0]), "text", right=menu, nav=nav, paras=txt[1])


async def expired(req):
    lang = req.path_params["lang"]
    r = page(req, lang, T(lang)("Session expirée", "Sessie verlopen"), "text", aud=True, paras=[("Votre session a expiré. Connectez-vous à nouveau.", "Uw sessie is verlopen. Meld u opnieuw aan.", "error")])
    r.delete_cookie(CK)
    return r


# ------------------------------------------------------------------ the configuration wizard
async def wizard(req, lang, t, s, ctx, nav, menu):
    url = "/%s/group/secure/configuration" % lang
    title = t("Messages structurés", "Gestructureerde berichten")
    w = s.get("wiz")
    if not ctx["can"]:
        return page(req, lang, title, "text", right=menu, nav=nav, code=403, paras=[("Seul le Gestionnaire local de la qualité peut enregistrer les données de configuration.", "Alleen de Lokale Beheerder van de hoedanigheid kan de configuratiegegevens registreren.", "error")])
    if req.method == "GET" and "start" in req.query_params:
        s.pop("wiz", None)
        return RedirectResponse(url, 303)
    reg = reg_of(ctx)
    if reg and not (w and w.get("done")):
        if req.method == "POST":
            return partial(redirect=url) if ajax(req) else RedirectResponse(url, 303)
        return page(req, lang, title, "text", right=menu, nav=nav, link=("/%s/group/secure/information" % lang, "Information", "Informatie"), paras=[
            ("Un utilisateur technique (%s) existe déjà pour cette qualité. Vous ne pouvez pas en créer un deuxième." % reg["username"], "Voor deze hoedanigheid bestaat al een technische gebruiker (%s). U kunt er geen tweede aanmaken." % reg["username"], "error")])
    if not w:
        w = s["wiz"] = {"id": secrets.token_hex(6), "step": 1, "contact": {}, "channel": "", "files": {}, "apps": [], "username": "", "done": None}
        fresh = True
    else:
        fresh = False
    # a request of its own shows each step: errors kept once for the full-page way (post, redirect, get)
    if req.method == "GET":
        e = Err(s.pop("flash", {}))
        return page(req, lang, title, "wizpage", right=menu if w["step"] < 6 else None, nav=nav, w=w, s=w["step"], e=e, reg=w["done"], free=False)
    f = await req.form(max_files=4)
    src, vs = str(f.get("src", "next")), str(f.get("javax.faces.ViewState", "")).split(":")
    if src == "confirm":
        COUNT["confirm"] += 1
    go = lambda: partial((NS + ":wizard", frag("wizard", lang, w=w, s=w["step"], e=e, reg=w["done"], free=False, ctx=ctx, p_auth=s["p_auth"]), False)) if ajax(req) else flash(s, e, url)
    e = Err()
    if w["done"]:                                                    # a second submission: the same result once more
        return partial(redirect=url) if ajax(req) else RedirectResponse(url, 303)
    if fresh or len(vs) != 2 or vs[0] != w["id"] or not vs[1].isdigit() or req.query_params.get("p_auth") != s["p_auth"] or int(vs[1]) > w["step"]:
        e["_"] = t("Cette page a expiré. Vérifiez vos données et continuez.", "Deze pagina is vervallen. Kijk uw gegevens na en ga verder.")
        return go()
    step = int(vs[1])
    ue = await absorb(f, w, step, t)
    if src.startswith(("upl_", "del_")) and step == 3:
        k = "crt" if src.endswith("crt") else "key"
        if src.startswith("del_"):
            w["files"].pop(k, None)
        w["step"] = 3
        await asyncio.sleep(0.3)
        if ajax(req):
            return partial((NS + ":frm:%scell" % k, frag("filecell", lang, w=w, k=k, e=ue), False))
        e.update(ue)
        return go()
    if src == "chg" and step == 3:
        w["step"] = 3
        await asyncio.sleep(0.15)
        if ajax(req):
            return partial((NS + ":frm:detail", frag("detail", lang, w=w, e=ue), False))
        return go()
    if src == "chk" and step == 4:
        ne = check_name(w, t)
        if ajax(req):
            return partial((NS + ":frm:unmsg", frag("namemsg", lang, e=ne, free=not ne), False))
    await asyncio.sleep(0.25)
    if w["done"]:                                                    # meanwhile confirmed by a first click
        return partial(redirect=url) if ajax(req) else RedirectResponse(url, 303)
    if src == "prev":
        w["step"] = max(1, step - 1)
    elif re.fullmatch(r"go[234]", src) and step == 5:
        w["step"] = int(src[2])
    elif src == "confirm" and step == 5:
        if w["done"] or reg_of(ctx):                                 # no await from here on
            return RedirectResponse(url, 303)
        for n in (2, 3, 4):                                          # everything once more: the world may have changed
            e = CHECK[n](w, t)
            if e:
                w["step"] = n
                return go()
        now = datetime.datetime.now()
        rec = {"enterprise_number": ctx["c"]["nr"], "quality": ctx["qk"], "username": w["username"], "channel": w["channel"], "applications": list(w["apps"]), "sender_number": str(next(SENDER)),
               "contact": dict(w["contact"]), "files": {k: v["name"] for k, v in w["files"].items()} if w["channel"] == "SFTP" else {}, "created": now.strftime("%d/%m/%Y"), "stamp": now.strftime("%d/%m/%Y %H:%M"), "dossier": "%d-%06d" % (now.year, next(DOSSIER))}
        REGS.append(rec); TAKEN.add(w["username"])
        w["done"], w["step"] = rec, 6
        return RedirectResponse(url, 303)
    else:
        e = CHECK[step](w, t) if step in CHECK else Err()
        e.update(ue)
        w["step"] = step if e else min(step + 1, 5)
    return go()


def flash(s, e, url):
    s["flash"] = dict(e)
    return RedirectResponse(url, 303)


async def truth(req):
    return JSONResponse({"registrations": REGS, "existing": EXISTING, "confirm_requests": COUNT["confirm"], "log_ins": {"accepted": COUNT["ok"], "refused": COUNT["ko"]}})


async def static(req):
    js = req.url.path.endswith(".js")
    return Response(JS if js else CSS, media_type="application/javascript" if js else "text/css")

CSS, JS = ((Path(__file__).parent / "parts" / f"liferay_front.{kind}").read_text("utf-8") for kind in ("css", "js"))
LG = "/{lang}"
app = Starlette(routes=[
    Route("/", splash), Route("/de", stub), Route("/en", stub), Route("/_truth", truth),
    Route("/uman-theme/css/main.css", static), Route("/uman-theme/js/portal.js", static), Route("/favicon.ico", lambda r: Response(status_code=204)),
    Route("/c/portal/login", portal_login), Route("/c/portal/logout", logout), Route("/sso/usertype", usertype), Route("/sso/login", sso_login, methods=["GET", "POST"]),
    Route(LG + "/web/guest/home", guest), Route(LG + "/web/expired", expired), Route(LG + "/web/{aud}/{sub}", audience), Route(LG + "/search", search),
    Route(LG + "/group/secure/{sub}", secure, methods=["GET", "POST"])])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8080)
    liferay_data.PORT = ap.parse_args().port
    uvicorn.run(app, host="127.0.0.1", port=liferay_data.PORT, log_level="warning")
