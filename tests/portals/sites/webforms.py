import argparse, asyncio, base64, html, json, os, random, re, secrets, time
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from parts.webforms_front import *


# ---- the secured part: one page, Default.aspx, with a MultiView
async def default(request):
    s = SESSIONS.get(request.cookies.get("ASP_NET_SessionId9", ""))
    if s is None:
        rid = secrets.token_hex(8)
        return RedirectResponse(f"http://{request.url.hostname}:{ARGS.login_port}/idp/Login.aspx?SAMLRequest={rid}", 302)
    if request.method == "GET":
        return render(s)
    f = await request.form()
    vs = f.get("__VIEWSTATE", "")
    if vs != viewstate(s):
        return out('<h1>Server Error in \'/gap\' Application.</h1><p>Validation of viewstate MAC failed. La page a expir&eacute;.</p><a href="/gap/Default.aspx">Continuer</a>', 500)
    await asyncio.sleep(.15)
    handle(s, f)
    files = {}
    for k in ("ssh", "cert"):
        u = f.get(f"ctl00$cph$fu_{k}")
        if getattr(u, "filename", ""):
            files[k] = (u.filename, await u.read())
    if s.pop("channel_posted", False):
        s["w"].update(files)
        handle_channel(s, f)
    s["n"] += 1
    return render(s)


def viewstate(s):
    return base64.b64encode(f"/wEPDwUK{s['view']}|{s['n']}|".encode() + b"\x0f" * 160).decode()


def goto(s, v):
    s["view"], s["err"] = v, {}


def handle(s, f):
    tgt, arg = f.get("__EVENTTARGET", ""), f.get("__EVENTARGUMENT", "")
    btn = next((k[:-2].split("$")[-1] for k in f if k.endswith(".x")), "")
    w, v = s["w"], s["view"]
    s["site"] = ""
    if btn == "btnSite":
        s["site"] = "Recherche sur le site : aucun résultat."
        return
    if tgt == "mnu":
        if arg == "companies":
            s.update(page=0, q="")
            s.pop("co", None)
            return goto(s, "companies")
        if "co" in s and "role" in s and (arg in ("home", "data", "users") or s["role"][1] == "gl"):
            if arg == "intro":
                s["w"] = {"quality": s["role"][0]}
                if tech_key(s["co"], s["role"][0]) in TECH:
                    return
            if arg in ("home", "data", "users", "sm", "intro", "info"):
                return goto(s, arg)
        return
    if v == "companies":
        if tgt == "gv" and arg.startswith("Page$"):
            s["page"] = int(arg[5:])
        elif tgt == "gv" and arg.startswith("Select$"):
            s["co"] = arg[7:]
            goto(s, "roles")
        elif btn == "btnFind":
            s["q"], s["page"] = f.get("ctl00$cph$txtFind", ""), 0
    elif v == "roles" and tgt == "rep":
        s["role"] = tuple(arg.split(":"))
        goto(s, "home")
    elif btn == "btnPrev":
        goto(s, {"contact": "intro", "channel": "contact", "user": "channel", "check": "user"}.get(v, "sm"))
    elif btn == "btnCancel":
        goto(s, "home")
    elif v == "intro" and btn == "btnNext":
        goto(s, "contact")
    elif v == "contact" and btn == "btnNext":
        for k in ("last_name", "first_name", "function", "phone", "email"):
            w[k] = f.get(f"ctl00$cph$t_{k}", "")
        s["err"] = contact_errors(w)
        if not s["err"]:
            goto(s, "channel")
    elif v == "channel":
        s["channel_posted"], s["btn"] = True, btn
    elif v == "user" and btn == "btnNext":
        w["username"] = f.get("ctl00$cph$t_user", "")
        e = name_error(w["username"])
        s["err"] = {"user": e} if e else {}
        if not e:
            goto(s, "check")
    elif v == "check" and btn == "btnConfirm":
        TRUTH["confirms"] += 1
        if tech_key(s["co"], w["quality"]) not in TECH and w["username"] not in TAKEN:
            s["sender"] = register(s["co"], w)
        goto(s, "done")


def handle_channel(s, f):
    w = s["w"]
    w["channel"] = f.get("ctl00$cph$rbl", "")
    w["applications"] = [a[0] for a in APPS if f.get(f"ctl00$cph$gvA${a[0]}")]
    s["err"] = {}
    if s.pop("btn", "") != "btnNext":
        return
    e = {}
    if not w["channel"]:
        e["channel"] = "channel"
    if w["channel"] == "SFTP":
        for k, fn in (("ssh", key_error), ("cert", cert_error)):
            x = fn(*w.get(k, ("", b"")))
            if x:
                e[k] = x
                w.pop(k, None)
    if not w["applications"]:
        e["apps"] = "apps"
    s["err"] = e
    if not e:
        goto(s, "user")


def errbox(s):
    return "" if not s["err"] else '<div class="box err"><b>Des erreurs ont été constatées :</b><ul>' + "".join(f"<li>{MSG_FR[x]}</li>" for x in dict.fromkeys(s["err"].values())) + "</ul></div>"


def navbtns(*names):
    return '<table width="100%" cellpadding="8"><tr><td>' + imgbtn("btnCancel", "Annuler") + '</td><td align="right">' + "&nbsp;".join(imgbtn(i, a) for i, a in names) + "</td></tr></table>"


def render(s):
    v, w = s["view"], s["w"]
    body, crumb = VIEWS[v](s, w)
    right, co = "", company(s.get("co", ""))
    link = lambda a, t: f'<a href="javascript:__doPostBack(\'mnu\',\'{a}\')">{t}</a>'
    if "role" in s and co and v not in ("companies", "roles"):
        gl = s["role"][1] == "gl"
        items = [link("home", "Accueil Gestion d&rsquo;acc&egrave;s"), link("data", "Gestion des donn&eacute;es propres"), link("users", "Gestion des utilisateurs")]
        if gl:
            items.append(link("sm", "Messages structur&eacute;s"))
            if v in ("sm", "intro", "contact", "channel", "user", "check"):
                if tech_key(co[0], s["role"][0]) in TECH:
                    items += ['&nbsp;&nbsp;&#8250; <font color="gray">Modifier les donn&eacute;es de configuration</font>']
                else:
                    items += ["&nbsp;&nbsp;&#8250; " + link("intro", "Enregistrer les donn&eacute;es de configuration")]
        right = "<b>Menu</b><table width='100%'>" + "".join(f"<tr><td>{i}</td></tr>" for i in items) + "</table>"
    top = '<td>' + link("companies", "Choix de l&rsquo;entreprise") + '</td>'
    if "role" in s and co and v not in ("companies", "roles"):
        top += f'<td>{link("home", "Gestion d&rsquo;acc&egrave;s")}</td>'
        if s["role"][1] == "gl":
            top += f"""<td onmouseover="fly(1)" onmouseout="fly(0)"><a href="javascript:void(0)" onclick="fly(1)">Échange par messages structurés &#9662;</a>
<div class="fly" id="flyEch">{link("info", "Information")}<br><a href="/aide.aspx">Aide</a></div></td>"""
    who = f'<br>{esc(co[1])} &#8211; {SHORT(co[0])}' if co else ""
    site = f'<div class="box">{s["site"]}</div>' if s.get("site") else ""
    return out(f"""<form name="aspnetForm" id="aspnetForm" method="post" action="/gap/Default.aspx" enctype="multipart/form-data">
<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value=""><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{viewstate(s)}">
{header()}<tr><td colspan="3"><table class="nav" cellspacing="0" width="100%"><tr>{top}<td align="right"><input name="ctl00$txtSite" size="12" title="Rechercher sur le site">
<input type="image" name="ctl00$btnSite" src="/img.axd?t=OK" alt="Rechercher sur le site"> Bienvenue, Jean Demo | <a href="/logout.aspx">Se d&eacute;connecter</a></td></tr></table></td></tr>
<tr><td class="left" valign="top">Session de<br><b>Jean Demo</b>{who}<hr><a href="/aide.aspx">Manuel (PDF)</a></td><td valign="top" style="padding:10px" height="340"><font size="1">Accueil &gt; {crumb}</font>{site}{errbox(s)}{body}</td>
<td class="right" valign="top">{right}</td></tr>{FOOT}</form>""", title="Gestion d'accès")


def v_companies(s, w):
    q = s["q"].strip().lower()
    qd = re.sub(r"\D", "", q)
    rows = [c for c in COMPANIES if not q or q in c[1].lower() or (qd and len(qd) > 2 and qd in c[0])]
    pages = max(1, (len(rows) + PAGE - 1) // PAGE)
    p = min(s["page"], pages - 1)
    tr = "".join(f'<tr><td><a href="javascript:__doPostBack(\'gv\',\'Select${c[0]}\')">{SHORT(c[0])}</a></td><td>{esc(c[1])}</td><td>{esc(c[2])}</td></tr>' for c in rows[p * PAGE:(p + 1) * PAGE])
    pg = "".join(f"<td><span>{i + 1}</span></td>" if i == p else f'<td><a href="javascript:__doPostBack(\'gv\',\'Page${i}\')">{i + 1}</a></td>' for i in range(pages))
    if p + 1 < pages:
        pg += f'<td><a href="javascript:__doPostBack(\'gv\',\'Page${p + 1}\')">Suivant</a></td>'
    return f"""<h1>Choisissez l&rsquo;entreprise</h1><p>Vous avez acc&egrave;s &agrave; {len(COMPANIES)} entreprises.</p>
<table cellpadding="2"><tr class="cap"><td>Nom ou num&eacute;ro d&rsquo;entreprise</td><td></td></tr><tr><td><input name="ctl00$cph$txtFind" id="ctl00_cph_txtFind" value="{esc(s['q'])}" size="30"></td><td>{imgbtn("btnFind", "Rechercher")}</td></tr></table><br>
<table class="grid"><tr><th>N&deg; d&rsquo;entreprise</th><th>D&eacute;nomination</th><th>Localit&eacute;</th></tr>{tr or '<tr><td colspan=3>Aucune entreprise trouv&eacute;e.</td></tr>'}<tr class="pager"><td colspan="3"><table><tr>{pg}</tr></table></td></tr></table>""", "Choix de l&rsquo;entreprise"


def v_roles(s, w):
    c = company(s["co"])
    li = "".join(f'<tr><td>&#8226;</td><td><a href="javascript:__doPostBack(\'rep\',\'{r}\')">{QUAL[r.split(":")[0]]}&nbsp;; num&eacute;ro d&rsquo;entreprise&nbsp;{SHORT(c[0])} ({ROLE[r.split(":")[1]]})</a></td></tr>' for r in c[3])
    return f"<h1>{esc(c[1])}</h1><p>En quelle qualit&eacute; souhaitez-vous travailler ?</p><table cellpadding='5'>{li}</table>", "Choix de la qualit&eacute;"


def v_text(title, text):
    return lambda s, w: (f"<h1>{title}</h1><p>{text}</p>", title)


def v_sm(s, w):
    k = tech_key(s["co"], s["role"][0])
    t = "Choisissez une option dans le menu &agrave; droite." if k not in TECH else f"Un utilisateur technique ({TECH[k]['username']}) existe d&eacute;j&agrave; pour cette qualit&eacute;. Vous le retrouvez sous &laquo;&nbsp;Information&nbsp;&raquo;."
    return f"<h1>Messages structur&eacute;s</h1><p>{t}</p>", "Messages structur&eacute;s"


def v_intro(s, w):
    return "<h1>Enregistrer les donn&eacute;es de configuration</h1><p>Vous allez cr&eacute;er un utilisateur technique et choisir un canal batch. Pr&eacute;parez : les donn&eacute;es de contact, la cl&eacute; publique SSH et le certificat qualifi&eacute; (.cer).</p>" + navbtns(("btnNext", "Suivant")), "Donn&eacute;es de configuration"


def v_contact(s, w):
    def c(k, size=18):
        js = f' onblur="val(this,\'{k}\')"' if k in ("phone", "email") else ""
        return f'<td><input name="ctl00$cph$t_{k}" id="ctl00_cph_t_{k}" value="{esc(w.get(k, ""))}" size="{size}" maxlength="60"{js}><span class="err" id="ctl00_cph_t_{k}_v"></span></td>'
    return f"""<h1>Donn&eacute;es de contact de l&rsquo;utilisateur technique</h1>
<table width="100%" bgcolor="#f4f4f4"><tr><td colspan="3"><b>Gestionnaire local</b></td></tr><tr class="cap"><td>Nom</td><td>Pr&eacute;nom</td><td>T&eacute;l&eacute;phone</td></tr><tr><td>Demo</td><td>Jean</td><td><input class="ro" readonly value="02 555 00 00" size="14"></td></tr></table><br>
<table width="100%"><tr><td colspan="3"><b>Personne de contact &#8211; utilisateur technique</b></td></tr><tr class="cap"><td>Nom&nbsp;*</td><td>Pr&eacute;nom&nbsp;*</td><td>Fonction&nbsp;*</td></tr><tr>{c("last_name")}{c("first_name")}{c("function")}</tr>
<tr class="cap"><td>T&eacute;l&eacute;phone&nbsp;*</td><td colspan="2">Adresse e-mail&nbsp;*</td></tr><tr>{c("phone")}<td colspan="2">{c("email", 34)[4:]}</tr></table>""" + navbtns(("btnPrev", "Précédent"), ("btnNext", "Suivant")), "Donn&eacute;es de contact"


def v_channel(s, w):
    desc = {"FTP": "Connexion extranet, mot de passe", "SFTP": "Recommand&eacute; : frais moins &eacute;lev&eacute;s que FTP, s&eacute;curit&eacute;", "Isabel": "Abonnement Isabel", "MQLink": "Connexion MQSeries"}
    rows = "".join(f"""<tr><td width="20"><input type="radio" name="ctl00$cph$rbl" id="ctl00_cph_rbl_{i}" value="{c}"{' checked' if w.get('channel') == c else ''} onclick="setTimeout('__doPostBack(\\'ctl00$cph$rbl\\',\\'\\')',0)"></td><td><b>{c}</b></td><td>{desc[c]}</td></tr>""" for i, c in enumerate(CHANNELS))
    files = ""
    if w.get("channel") == "SFTP":
        have = lambda k: f'<br><font color="green">Fichier re&ccedil;u : {esc(w[k][0])}</font>' if w.get(k) else ""
        files = f"""<br><table width="100%"><tr class="cap"><td>Cl&eacute; publique (client SFTP)&nbsp;*</td><td>Cl&eacute; publique du certificat qualifi&eacute; (.cer)&nbsp;*</td></tr><tr><td><input type="file" size="14" name="ctl00$cph$fu_ssh" id="ctl00_cph_fu_ssh">{have("ssh")}</td>
<td><input type="file" size="14" name="ctl00$cph$fu_cert" id="ctl00_cph_fu_cert">{have("cert")}</td></tr></table>"""
    apps = "".join(f"""<tr><td><input type="checkbox" name="ctl00$cph$gvA${a[0]}" id="ctl00_cph_gvA_{a[0]}"{' checked' if a[0] in w.get('applications', []) else ''}></td><td>{esc(a[1])}</td></tr>""" for a in APPS)
    return f"""<h1>Choix du canal</h1><table class="grid"><tr><th></th><th>Canal</th><th>Description</th></tr>{rows}</table>{files}<br>
<table class="grid"><tr><th width="20"></th><th>Applications</th></tr>{apps}</table>""" + navbtns(("btnPrev", "Précédent"), ("btnNext", "Suivant")), "Choix du canal"


def v_user(s, w):
    return f"""<h1>Nom d&rsquo;utilisateur</h1><p>De 8 &agrave; 20 positions, a-z et 0-9, pas d&rsquo;espace. Ne pourra plus &ecirc;tre modifi&eacute;.</p><table><tr class="cap"><td>Nom d&rsquo;utilisateur de l&rsquo;utilisateur technique&nbsp;*</td></tr>
<tr><td><input name="ctl00$cph$t_user" id="ctl00_cph_t_user" value="{esc(w.get("username", ""))}" maxlength="30"></td></tr></table>""" + navbtns(("btnPrev", "Précédent"), ("btnNext", "Suivant")), "Nom d&rsquo;utilisateur"


def v_check(s, w):
    c = company(s["co"])
    rows = [("Entreprise", f"{c[1]} ({SHORT(c[0])})"), ("Nom", w["last_name"]), ("Prénom", w["first_name"]), ("Fonction", w["function"]), ("Téléphone", w["phone"]), ("Adresse e-mail", w["email"]), ("Canal", w["channel"])]
    if w["channel"] == "SFTP":
        rows += [("Clé publique", w["ssh"][0]), ("Certificat", w["cert"][0])]
    rows += [("Applications", ", ".join(a[1] for a in APPS if a[0] in w["applications"])), ("Nom d'utilisateur", w["username"])]
    return "<h1>Contr&ocirc;le des donn&eacute;es</h1><table class='grid'>" + "".join(f"<tr><th>{k}</th><td>{esc(x)}</td></tr>" for k, x in rows) + "</table>" + navbtns(("btnPrev", "Précédent"), ("btnConfirm", "Confirmer")), "Contr&ocirc;le"


def v_done(s, w):
    if not s.get("sender"):
        return "<h1>Erreur</h1><p>Un utilisateur technique existe d&eacute;j&agrave;.</p>", "Erreur"
    ro = lambda x, n: f'<td><input class="ro" readonly value="{esc(str(x))}" size="{n}"></td>'
    return f"""<h1>L&rsquo;utilisateur technique est cr&eacute;&eacute;</h1><p>Utilisez ce num&eacute;ro dans le nom de tous les fichiers. R&eacute;f. de la demande 2006/118204 du {time.strftime("%d/%m/%Y")}. Questions : 02&nbsp;511&nbsp;51&nbsp;51.</p>
<table><tr class="cap"><td>Num&eacute;ro d&rsquo;entreprise</td><td>Nom d&rsquo;utilisateur</td><td>Num&eacute;ro d&rsquo;exp&eacute;diteur</td></tr><tr>{ro(SHORT(s["co"]), 14)}{ro(w["username"], 20)}{ro(f"{s['sender']:06d}", 8)}</tr></table>""", "Confirmation"


def v_info(s, w):
    t = TECH.get(tech_key(s["co"], s["role"][0]))
    if not t:
        return "<h1>Information</h1><p>Aucun utilisateur technique n&rsquo;a &eacute;t&eacute; enregistr&eacute;.</p>", "Information"
    ro = lambda x, n: f'<td><input class="ro" readonly value="{esc(str(x))}" size="{n}"></td>'
    return f"""<h1>Information</h1><table><tr class="cap"><td>Nom d&rsquo;utilisateur</td><td>Num&eacute;ro d&rsquo;exp&eacute;diteur</td><td>Canal</td><td>Date</td></tr><tr>{ro(t["username"], 20)}{ro(f"{t['sender_number']:06d}", 8)}{ro(t["channel"], 8)}{ro(t["since"], 12)}</tr></table>""", "&Eacute;change par messages structur&eacute;s &gt; Information"


VIEWS = {"companies": v_companies, "roles": v_roles, "home": v_text("Gestion d&rsquo;acc&egrave;s", "Bienvenue dans l&rsquo;application Gestion d&rsquo;acc&egrave;s. Choisissez une fonction dans le menu."),
         "data": v_text("Gestion des donn&eacute;es propres", "Jean Demo, t&eacute;l. 02 555 00 00."), "users": v_text("Gestion des utilisateurs", "Cr&eacute;er, modifier, bloquer ou supprimer des utilisateurs."),
         "sm": v_sm, "intro": v_intro, "contact": v_contact, "channel": v_channel, "user": v_user, "check": v_check, "done": v_done, "info": v_info}


async def validate(request):
    await asyncio.sleep(.5)
    f, v = request.query_params.get("f"), request.query_params.get("v", "").strip()
    bad = not v or (f == "phone" and not good_phone(v)) or (f == "email" and not good_mail(v))
    return PlainTextResponse("&nbsp;!" if bad else "")


app = Starlette(routes=[Route("/_truth", truth), Route("/", splash), Route("/fr/Accueil.aspx", accueil), Route("/fr/Professionnels.aspx", pro), Route("/img.axd", image),
                        Route("/gap/Default.aspx", default, methods=["GET", "POST"]), Route("/gap/Validate.ashx", validate), Route("/Shibboleth.sso/SAML2/POST", acs, methods=["POST"]),
                        Route("/logout.aspx", logout), Route("/{p:path}", other)])
idp_app = Starlette(routes=[Route("/idp/Login.aspx", idp, methods=["GET", "POST"]), Route("/img.axd", image), Route("/{p:path}", other)])


async def main():
    a = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=ARGS.port, log_level="warning"))
    b = uvicorn.Server(uvicorn.Config(idp_app, host="127.0.0.1", port=ARGS.login_port, log_level="warning"))
    b.install_signal_handlers = lambda: None
    await asyncio.gather(a.serve(), b.serve())


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
