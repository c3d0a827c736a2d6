import argparse, asyncio, base64, html, json, os, random, re, secrets, time
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from parts.office import *


# JSF 2 / PrimeFaces, about 2014; menu outside, wizard in an iframe, partial updates
COMPANIES[:] = more_companies(19, 11) + COMPANIES + more_companies(40, 12)[30:]
QUAL = {"pc": "Gestionnaire pensions complémentaires", "emp": "Employeur (ONSS)"}
ROLE = {"gl": "Gestionnaire local", "ut": "Utilisateur"}
ACCEPTED = {"yes": not ARGS.conditions}
ROWS = 8
be = lambda n: f"BE&nbsp;{n[:4]}&nbsp;{n[4:7]}&nbsp;{n[7:]}"
short = lambda n: (n[1:4] if n[0] == "0" else n[:4]) + "." + n[4:7] + "." + n[7:]

CSS = """body{font:13px "Trebuchet MS",Arial;margin:0;background:#eee;color:#333}#wrap{width:1060px;margin:0 auto;background:#fff;border:1px solid #bbb}
.ui-widget-header{background:linear-gradient(#f6f6f6,#dcdcdc);border:1px solid #bbb;padding:7px 10px;font-weight:bold}.ui-button{background:linear-gradient(#fdfdfd,#dadada);border:1px solid #999;border-radius:4px;padding:6px 14px;cursor:pointer;font-weight:bold}
.ui-button[disabled]{opacity:.4;cursor:default}.ui-icon-next::after{content:" \\25BA"}.ui-tabs-nav{list-style:none;margin:0;padding:6px 6px 0;display:flex;gap:4px}.ui-tabs-nav li a{display:block;padding:8px 14px;background:#ddd;border:1px solid #bbb;color:#333;text-decoration:none}.ui-tabs-nav li.on a{background:#fff;border-bottom-color:#fff}
.ui-tabs-panel{padding:16px;border-top:1px solid #bbb;margin-top:-1px}.hide{display:none}.ui-acc h3{margin:2px 0;cursor:pointer;font-size:13px}.ui-acc h3::before{content:"\\25B8\\00a0"}.ui-acc h3.on::before{content:"\\25BE\\00a0"}.ui-acc>div{padding:10px 18px;border:1px solid #ccc;border-top:0}
table.dt{border-collapse:collapse;width:100%}.dt td,.dt th{border:1px solid #ccc;padding:6px 8px;text-align:left}.dt tbody tr{cursor:pointer}.dt tbody tr:hover{background:#fff3cd}.dt tr.ui-state-highlight{background:#fbec88}
.pg{padding:6px;text-align:center}.pg a{padding:3px 8px;border:1px solid #bbb;margin:0 2px;cursor:pointer;background:#f6f6f6;color:#333;text-decoration:none}.pg a.dis{opacity:.4}.growl{position:fixed;top:20px;right:20px;width:320px;background:#333;color:#fff;border-radius:6px;padding:12px;z-index:99}
.growl b{display:block}.ui-pm h3{text-transform:uppercase;font-size:12px;margin:2px 0}.ui-pm h3 a{color:#333;text-decoration:none}.ui-pm ul{list-style:none;margin:0;padding:6px 12px}.ui-pm li{padding:4px 0}.rfi{color:#c00;margin-left:2px}.msg{color:#c00;font-size:12px}.ui-messages-error{background:#fde;border:1px solid #c00;color:#900;padding:8px;margin:8px 0}
.ui-dialog{position:fixed;left:50%;top:80px;margin-left:-260px;width:520px;background:#fff;border:2px solid #888;z-index:60;padding:6px;box-shadow:0 0 20px #0006}.ui-widget-overlay{position:fixed;inset:0;background:#0005;z-index:50}.pgrid td{padding:5px 10px 5px 0;vertical-align:top}#status{position:fixed;left:10px;top:8px;background:#c60;color:#fff;padding:3px 10px;z-index:98;display:none}"""
JS = """function ab(src,extra){var f=document.querySelector('form[data-main]'),d=new FormData(f);d.append('javax.faces.partial.ajax','true');d.append('javax.faces.source',src);for(var k in extra||{})d.append(k,extra[k]);
var st=document.getElementById('status');if(st)st.style.display='block';fetch(f.action,{method:'POST',body:d,headers:{'Faces-Request':'partial/ajax'}}).then(function(r){return r.text()}).then(function(t){if(st)st.style.display='none';
var x=new DOMParser().parseFromString(t,'text/xml'),r=x.querySelector('redirect');if(r){location.href=r.getAttribute('url');return}x.querySelectorAll('update').forEach(function(u){var e=document.getElementById(u.getAttribute('id'));if(e)e.outerHTML=u.textContent});x.querySelectorAll('growl').forEach(function(g){growl(g.textContent)})});return false}
function growl(m){var d=document.createElement('div');d.className='growl';d.setAttribute('role','alert');d.innerHTML='<b>Erreur</b><span></span>';d.querySelector('span').textContent=m;document.body.appendChild(d);setTimeout(function(){d.remove()},6000)}
function tog(h){var p=h.nextElementSibling,o=p.classList.toggle('hide');h.classList.toggle('on',!o);h.setAttribute('aria-expanded',!o);return false}
function tab(a,i){var t=a.closest('.ui-tabs');t.querySelectorAll('.ui-tabs-nav li').forEach(function(l,j){l.classList.toggle('on',i==j);l.querySelector('a').setAttribute('aria-selected',i==j)});t.querySelectorAll('.ui-tabs-panel').forEach(function(p,j){p.classList.toggle('hide',i!=j)});return false}
var kt;function later(fn){clearTimeout(kt);kt=setTimeout(fn,350)}"""


def doc(body, title="Portail de la sécurité sociale"):
    return HTMLResponse(f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="fr"><head id="j_idt2"><meta charset="UTF-8"/><title>{title}</title><style>{CSS}</style><script>{JS}</script></head><body>{body}</body></html>""")


def wrap(body, user=False, crumb=""):
    right = 'Jean Demo &#160;|&#160; <a href="/gap/entreprises.xhtml">Changer d’entreprise</a> | <a href="/logout.xhtml">Se déconnecter</a>' if user else '<a href="/citoyen.xhtml">Citoyen : se connecter</a>'
    return f"""<div id="status">Chargement…</div><div id="wrap"><div style="background:#5b2a6e;color:#fff;padding:14px 18px;display:flex;justify-content:space-between"><b style="font-size:18px">Sécurité sociale</b><span><label for="lg">Langue</label> <select id="lg"><option>Français</option><option disabled>Nederlands</option><option disabled>Deutsch</option></select>
&#160; <a style="color:#fff" href="/aide.xhtml">Aide</a> &#160; <a style="color:#fff" href="/contact.xhtml">Contact</a></span></div><div style="padding:6px 18px;background:#f4eef7;display:flex;justify-content:space-between"><span>{crumb or 'Accueil'}</span><span>{right}</span></div>
<div style="padding:18px;min-height:420px">{body}</div><div style="background:#333;color:#ccc;padding:12px 18px">© 2014 – <a style="color:#fff" href="/legal.xhtml">Mentions légales</a> – <a style="color:#fff" href="/legal.xhtml">Protection des données</a> – Contact Center 02 511 51 51</div></div>"""


def tabs(items, on=0):
    nav = "".join(f'<li class="{"on" if i == on else ""}" role="presentation"><a href="#t{i}" role="tab" aria-selected="{"true" if i == on else "false"}" onclick="return tab(this,{i})">{t}</a></li>' for i, (t, _) in enumerate(items))
    return f'<div class="ui-tabs"><ul class="ui-tabs-nav ui-widget-header" role="tablist">{nav}</ul>' + "".join(f'<div class="ui-tabs-panel{"" if i == on else " hide"}" role="tabpanel">{b}</div>' for i, (_, b) in enumerate(items)) + "</div>"


async def home(request):
    return doc(wrap("<h1>La Sécurité Sociale Belge</h1>" + tabs([
        ("Citoyen", '<p>Ma carrière, mes vacances, ma pension.</p><a class="ui-button" href="/citoyen.xhtml">Se connecter</a>'),
        ("Entreprise", '<p>Dimona, DmfA, DRS.</p><a class="ui-button" href="/entreprise.xhtml">Se connecter</a>'),
        ("Fonctionnaires et autres professionnels", '<p>Institutions, mutualités, gestionnaires de pensions complémentaires.</p><p><a href="/services.xhtml">Services en ligne</a> | <a href="/inscription.xhtml">S’enregistrer</a></p><a class="ui-button" href="/login.xhtml">Se&#160;connecter</a>')])
        + '<p style="margin-top:30px"><b>Actualités</b><br/><a href="/news1.xhtml">DB2P : nouveaux flux</a><br/><a href="/news2.xhtml">Gestion d’accès : ce qui change</a></p>'), "La Sécurité Sociale Belge")


async def nothing(request):
    return doc(wrap(f"<h1>En construction</h1><p>{esc(request.url.path)} n’existe pas dans cette maquette.</p>"))


def main_form(action, body, vs):
    return f'<form data-main="1" id="f" name="f" method="post" action="{action}" enctype="multipart/form-data">{body}<input type="hidden" name="javax.faces.ViewState" value="{vs}" autocomplete="off"/></form>'


def partial(*updates, growl="", redirect=""):
    x = f'<redirect url="{esc(redirect)}"/>' if redirect else "<changes>" + "".join(f'<update id="{i}"><![CDATA[{h}]]></update>' for i, h in updates) + (f"<growl><![CDATA[{growl}]]></growl>" if growl else "") + "</changes>"
    return Response(f'<?xml version="1.0" encoding="UTF-8"?><partial-response>{x}</partial-response>', media_type="text/xml")


def sess(request):
    return SESSIONS.get(request.cookies.get("JSESSIONID11", ""))


async def login(request):
    if sess(request):
        return RedirectResponse("/gap/entreprises.xhtml", 302)
    def pan(items):
        return "<ul>" + "".join(f'<li style="padding:5px"><a href="{u}">{t}</a></li>' for t, u in items) + "</ul>"
    gr = [("Citoyens", [("Se connecter avec votre eID", "/eid.xhtml"), ("Se connecter avec votre token", "/eid.xhtml")]),
          ("Entreprises", [("Se connecter avec votre eID", "/eid.xhtml"), ("Se connecter avec itsme", "/eid.xhtml")]),
          ("professionnels de la Sécurité Sociale", [("Se connecter avec votre eID", "/eid.xhtml"), ("Se connecter avec un code via SMS", "/eid.xhtml"), ("Se connecter avec vos codes d’accès", "/codes.xhtml")])]
    return doc(wrap("<h1>Choisissez votre groupe cible</h1><div class='ui-acc'>" + "".join(f'<h3 class="ui-widget-header" role="tab" aria-expanded="false" tabindex="0" onclick="tog(this)">{t}</h3><div class="hide" role="tabpanel">{pan(i)}</div>' for t, i in gr) + "</div>", crumb="Accueil › Identification"))


async def codes(request):
    if request.method == "POST":
        f = await request.form()
        await asyncio.sleep(.5)
        r = try_login(f.get("f:user", ""), f.get("f:pw", ""))
        if r != "ok":
            return partial(growl=MSG_FR[r])
        resp = partial(redirect="/gap/avis.xhtml")
        resp.set_cookie("JSESSIONID11", new_session(vs=secrets.token_hex(8), page=0, q="", seen=False), httponly=True)
        return resp
    body = """<div class="ui-widget-header">Codes d’accès</div><table class="pgrid" role="presentation" style="margin:14px"><tr><td><label for="f:user">Nom d’utilisateur&#160;:</label></td><td><input id="f:user" name="f:user" onkeydown="if(event.key=='Enter'){event.preventDefault();ab('f:go')}"/></td></tr>
<tr><td><label for="f:pw">Mot de passe&#160;:</label></td><td><input id="f:pw" name="f:pw" type="password" onkeydown="if(event.key=='Enter'){event.preventDefault();ab('f:go')}"/></td></tr><tr><td></td><td><button id="f:go" type="submit" class="ui-button" onclick="return ab('f:go')"><span>Se connecter</span></button> <a href="/oubli.xhtml">Nom d’utilisateur ou mot de passe oublié ?</a></td></tr></table>"""
    return doc(wrap(main_form("/codes.xhtml", body, "login"), crumb="Accueil › Identification › Codes d’accès"))


def need(fn):
    async def inner(request):
        s = sess(request)
        if s is None:
            if request.method == "POST":
                return partial(redirect="/expire.xhtml")
            return RedirectResponse("/login.xhtml", 302)
        if not ACCEPTED["yes"] and request.url.path != "/gap/avis.xhtml":
            return RedirectResponse("/gap/avis.xhtml", 302)
        return await fn(request, s)
    return inner


async def expire(request):
    return doc(wrap('<h1>Votre session a expiré</h1><p>javax.faces.application.ViewExpiredException</p><a href="/login.xhtml">Se connecter à nouveau</a>'))


@need
async def avis(request, s):
    if request.method == "POST":
        f = await request.form()
        if not ACCEPTED["yes"]:
            if f.get("f:acc") != "on":
                return partial(growl="Vous devez accepter les conditions d’utilisation.")
            ACCEPTED["yes"] = True
            return partial(redirect="/gap/avis.xhtml")
        s["seen"] = True
        return partial(redirect="/gap/entreprises.xhtml")
    if not ACCEPTED["yes"]:
        body = """<h1>Conditions d’utilisation</h1><p>Les conditions générales d’utilisation du portail ont changé le 1<sup>er</sup> octobre.</p><div style="height:140px;overflow:auto;border:1px solid #bbb;padding:8px">Article 1. L’utilisateur s’engage à …<br/>Article 2. Toute consultation est journalisée.<br/>Article 3. …</div>
<p><input type="checkbox" id="f:acc" name="f:acc" onchange="document.getElementById('f:go').disabled=!this.checked"/> <label for="f:acc">J’ai lu et j’accepte les conditions d’utilisation</label></p><button type="button" id="f:go" class="ui-button" disabled onclick="return ab('f:go')">Continuer</button> <a href="/logout.xhtml">Refuser et se déconnecter</a>"""
    else:
        body = """<h1>Avis important</h1><p>Une nouvelle version de l’application est en ligne. Dernière visite : 12/05/2014 à 09:14. <a href="/news2.xhtml">Lire la suite</a></p><button type="button" id="f:go" class="ui-button ui-icon-next" onclick="return ab('f:go')">Continuer</button>"""
    return doc(wrap(main_form("/gap/avis.xhtml", body, s["vs"]), True))


def dt(s):
    q = s["q"].strip().lower()
    d = re.sub(r"\D", "", q)
    rows = [c for c in COMPANIES if not q or q in c[1].lower() or (len(d) > 2 and d in c[0])]
    n = max(1, -(-len(rows) // ROWS))
    p = min(s["page"], n - 1)
    tr = "".join(f"""<tr role="row" data-rk="{c[0]}" tabindex="0" class="{'ui-state-highlight' if s.get('co') == c[0] else ''}" onclick="return ab('dt',{{rk:'{c[0]}'}})"><td>{esc(c[1])}</td><td>{be(c[0])}</td><td>{esc(c[2])}</td></tr>""" for c in rows[p * ROWS:(p + 1) * ROWS])
    go = lambda k, lab, txt, ok: f'<a href="#" aria-label="{lab}" class="{"" if ok else "dis"}" onclick="return ab(\'pg\',{{page:{k}}})">{txt}</a>'
    pg = go(0, "Première page", "|◄", p > 0) + go(max(0, p - 1), "Page précédente", "◄", p > 0) + f" ({p + 1} sur {n}) " + go(min(n - 1, p + 1), "Page suivante", "►", p < n - 1) + go(n - 1, "Dernière page", "►|", p < n - 1)
    return f'<tbody id="dt_data">{tr or "<tr><td colspan=3>Aucune entreprise</td></tr>"}</tbody>', f'<div id="dt_pg" class="pg">{pg} {len(rows)} entreprises</div>'


def roles_panel(s):
    c = company(s.get("co", ""))
    if not c:
        return '<div id="qual"><p><i>Sélectionnez une entreprise dans la liste.</i></p></div>'
    return f'<div id="qual"><p><b>{esc(c[1])}</b></p><ul>' + "".join(f"""<li style="padding:4px"><a href="#" onclick="return ab('role',{{role:'{r}'}})">{QUAL[r[:-3]]} ; numéro d’entreprise {short(c[0])} ({ROLE[r[-2:]]})</a></li>""" for r in reversed(c[3])) + "</ul></div>"


@need
async def entreprises(request, s):
    if request.method == "POST":
        f = await request.form()
        src = f.get("javax.faces.source")
        await asyncio.sleep(.4)
        if src == "role":
            s["role"] = f["role"]
            return partial(redirect="/gap/index.xhtml")
        if src == "flt":
            s["q"], s["page"] = f.get("dt:flt", ""), 0
        if src == "pg":
            s["page"] = int(f["page"])
        if src == "dt":
            s["co"] = f["rk"]
            await asyncio.sleep(.4)
        a, b = dt(s)
        return partial(("dt_data", a), ("dt_pg", b), ("qual", roles_panel(s)))
    s.pop("co", None), s.pop("role", None)
    s.update(q="", page=0)
    a, b = dt(s)
    body = f"""<h1>Choix de l’entreprise</h1><table class="dt"><thead><tr class="ui-widget-header"><th>Dénomination<br/><input name="dt:flt" id="dt:flt" aria-label="Filtrer par dénomination ou numéro" placeholder="Filtrer…" autocomplete="off" onkeydown="if(event.key=='Enter')event.preventDefault()" oninput="later(function(){{ab('flt')}})"/></th><th>Numéro d’entreprise</th><th>Localité</th></tr></thead>{a}</table>{b}
<div class="ui-widget-header">Vos qualités</div>{roles_panel(s)}"""
    return doc(wrap(main_form("/gap/entreprises.xhtml", body, s["vs"]), True, "Gestion d’accès › Choix de l’entreprise"))


def ready(s):
    return "co" in s and "role" in s


@need
async def index(request, s):
    if not ready(s):
        return RedirectResponse("/gap/entreprises.xhtml", 302)
    gl = s["role"].endswith("gl")
    it = lambda u, t: f'<li><a href="{u}" target="contenu">{t}</a></li>'
    p1 = it("/gap/i/accueil.xhtml", "Accueil") + it("/gap/i/donnees.xhtml", "Gestion des données propres") + it("/gap/i/users.xhtml", "Gestion des utilisateurs")
    p2 = ""
    if gl:
        p1 += f'<li><a href="#" onclick="return tog(this)" aria-expanded="false">Échange par messages structurés</a><ul class="hide">{it("/gap/i/info.xhtml", "Information")}{it("/gap/i/faq.xhtml", "FAQ")}</ul></li>'
        p2 = f'<h3 class="ui-widget-header" role="tab" aria-expanded="false" onclick="tog(this)"><a href="#" onclick="return false">Messages structurés</a></h3><ul class="hide">{it("/gap/i/wizard.xhtml?start=1", "Enregistrer les données de configuration")}{it("/gap/i/faq.xhtml", "Ajouter un canal")}</ul>'
    body = f"""<div style="display:flex;gap:14px"><iframe name="contenu" id="contenu" title="Contenu" src="/gap/i/accueil.xhtml" style="width:740px;height:640px;border:1px solid #ccc"></iframe>
<div class="ui-pm" style="width:260px"><h3 class="ui-widget-header" role="tab" aria-expanded="false" onclick="tog(this)"><a href="#" onclick="return false">Gestion d’accès</a></h3><ul class="hide">{p1}</ul>{p2}<h3 class="ui-widget-header" role="tab" aria-expanded="false" onclick="tog(this)"><a href="#" onclick="return false">Aide</a></h3><ul class="hide">{it("/gap/i/faq.xhtml", "Manuel")}</ul></div></div>"""
    c = company(s["co"])
    return doc(wrap(body, True, f"Gestion d’accès › {esc(c[1])} ({short(c[0])})"))


def inner(body, title):
    return doc(f'<div id="status">Chargement…</div><div style="padding:14px;background:#fff;min-height:590px"><h2>{title}</h2>{body}</div>', title)


@need
async def ipage(request, s):
    if not ready(s):
        return RedirectResponse("/gap/entreprises.xhtml", 302)
    p = request.path_params["p"]
    if p == "info":
        t = TECH.get(tech_key(s["co"], s["role"][:-3]))
        if not s["role"].endswith("gl") or not t:
            return inner("<p>Aucun utilisateur technique.</p>", "Information")
        return inner(f"""<table class="dt" style="cursor:default"><thead><tr><th>Utilisateur technique</th><th>Numéro d’expéditeur</th><th>Canal</th><th>Depuis le</th></tr></thead><tbody><tr><td>{esc(t['username'])}</td><td>{t['sender_number']}</td><td>{t['channel']}</td><td>{t['since']}</td></tr></tbody></table>""", "Information")
    return inner("<p>Utilisez le menu à droite.</p>", {"accueil": "Bienvenue dans la gestion d’accès", "donnees": "Données propres", "users": "Utilisateurs"}.get(p, "Aide"))


FIELDS = [("last_name", "Nom"), ("first_name", "Prénom"), ("function", "Fonction"), ("phone", "Téléphone"), ("email", "Adresse e-mail")]
PERSONS = [("Demo", "Jean", "Gestionnaire", "02 555 00 00", "jean.demo@example.be"), ("Claes", "Marie", "Informaticienne", "02 555 00 01", "marie.claes@example.be")]


def nxt(ok, src="next", label="Suivant", cls="ui-icon-next", extra=""):
    return f'<button type="button" id="w:next" class="ui-button {cls}"{"" if ok else " disabled"} onclick="{extra}return ab(\'{src}\')">{label}</button>'


def channel_panel(w):
    ch = w.get("channel", "")
    files = ""
    if ch in ("", "SFTP"):      # shown before the choice too: what is given before the panel is replaced is lost
        ok = lambda k: f'<br/><small>Fichier enregistré : {esc(w[k][0])}</small>' if w.get(k) else ""
        files = f"""<fieldset><legend>Sécurité SFTP</legend><table class="pgrid" role="presentation"><tr><td><label for="w:ssh">Clé publique (SSH)<span class="rfi">*</span></label></td><td><input type="file" id="w:ssh" name="w:ssh"/>{ok('ssh')}</td></tr><tr><td><label for="w:cer">Clé publique du certificat qualifié<span class="rfi">*</span></label></td><td><input type="file" id="w:cer" name="w:cert" accept=".cer"/>{ok('cert')}</td></tr></table></fieldset>"""
    return f'<div id="w:cpanel">{files}{picklist(w)}</div>'


def picklist(w):
    got = w.get("applications", [])
    opt = lambda sel: "".join(f'<option value="{a[0]}">{esc(a[1])}</option>' for a in APPS if (a[0] in got) == sel)
    b = lambda src, t: f'<button type="button" class="ui-button" style="display:block;margin:4px;width:120px" onclick="return ab(\'{src}\')">{t}</button>'
    return f"""<table class="pgrid" id="w:pick" role="presentation"><tr><td><label for="w:src">Applications disponibles</label><br/><select multiple size="8" id="w:src" name="w:src" style="width:230px">{opt(False)}</select></td><td>{b("add", "Ajouter →")}{b("addall", "Tout ajouter »")}{b("rem", "← Retirer")}</td><td><label for="w:tgt">Applications choisies</label><br/><select multiple size="8" id="w:tgt" name="w:tgt" style="width:230px">{opt(True)}</select></td></tr></table>"""


def wiz(s):
    w, st, err = s["w"], s["w"]["step"], s["w"].get("err", {})
    er = "".join(f"<li>{MSG_FR[e]}</li>" for e in dict.fromkeys(err.values()))
    er = f'<div class="ui-messages-error" role="alert"><ul>{er}</ul></div>' if er else ""
    prev = '<button type="button" class="ui-button" onclick="return ab(\'prev\')">Précédent</button> '
    if st == 1:
        b = "<p>Cet assistant crée un utilisateur technique et choisit un canal batch.</p>" + nxt(True)
    elif st == 2:
        rows = "".join(f"""<tr><td><label for="w:{k}">{l}<span class="rfi">*</span></label></td><td><input id="w:{k}" name="w:{k}" value="{esc(w.get(k, ''))}" maxlength="60" onchange="ab('chg',{{fld:'{k}'}})"/> <span class="msg" id="w:{k}_m"></span></td></tr>""" for k, l in FIELDS)
        ppl = "".join(f"""<tr><td>{a}</td><td>{c}</td><td>{d}</td><td>{e}</td><td><a href="#" onclick="return ab('pick',{{i:{i}}})">Choisir</a></td></tr>""" for i, (a, c, d, e, _) in enumerate(PERSONS))
        b = f"""<h3>Données de contact de l’utilisateur technique</h3><p><input type="radio" name="w:kind" id="w:k1" value="new" checked/><label for="w:k1">Nouvelle personne</label> <input type="radio" name="w:kind" id="w:k2" value="old" onclick="document.getElementById('dlg').classList.remove('hide')"/><label for="w:k2">Personne existante…</label></p>
<div id="dlg" class="hide"><div class="ui-widget-overlay"></div><div class="ui-dialog" role="dialog" aria-label="Personnes de contact"><div class="ui-widget-header">Personnes de contact</div><p><label for="w:dn">Nom</label> <input id="w:dn"/></p><table class="dt"><tr><th>Nom</th><th>Prénom</th><th>Fonction</th><th>Téléphone</th><th></th></tr>{ppl}</table><p><button type="button" class="ui-button" onclick="document.getElementById('dlg').classList.add('hide');document.getElementById('w:k1').checked=true">Fermer</button></p></div></div>
<table class="pgrid" role="presentation">{rows}</table>{prev}{nxt(not contact_errors(w))}"""
    elif st == 3:
        o = "".join(f'<option value="{c}"{" selected" if w.get("channel") == c else ""}>{c}{" (recommandé)" if c == "SFTP" else ""}</option>' for c in CHANNELS)
        b = f"""<h3>Choix du canal</h3><p><label for="w:ch">Canal<span class="rfi">*</span></label> <select id="w:ch" name="w:ch" onchange="ab('channel')"><option value="">— Choisissez —</option>{o}</select></p>{channel_panel(w)}{prev}{nxt(bool(w.get("channel")))}"""
    elif st == 4:
        b = f"""<h3>Nom d’utilisateur</h3><p>8 à 20 positions, a-z et 0-9.</p><table class="pgrid" role="presentation"><tr><td><label for="w:un">Nom d’utilisateur<span class="rfi">*</span></label></td><td><input id="w:un" name="w:un" value="{esc(w.get('username', ''))}" oninput="document.getElementById('w:next').disabled=this.value.length<8"/></td></tr></table>{prev}{nxt(len(w.get('username', '')) >= 8)}"""
    else:
        c = company(s["co"])
        tr = lambda rows: '<table class="pgrid">' + "".join(f"<tr><td>{k}</td><td><b>{esc(v)}</b></td></tr>" for k, v in rows) + "</table>"
        files = [("Clé publique", w["ssh"][0]), ("Certificat", w["cert"][0])] if w["channel"] == "SFTP" else []
        b = "<h3>Contrôle</h3><p>Contrôlez si toutes les données sont correctes.</p>" + tabs([("Personne de contact", tr([(l, w[k]) for k, l in FIELDS])), ("Canal", tr([("Canal", w["channel"])] + files + [("Applications", ", ".join(a[1] for a in APPS if a[0] in w["applications"]))])),
            ("Utilisateur technique", tr([("Entreprise", c[1]), ("Numéro d’entreprise", short(c[0])), ("Nom d’utilisateur", w["username"])]))]) + prev + nxt(True, "confirm", "Confirmer", "", "if(!confirm('Confirmez-vous la création de l’utilisateur technique ?'))return false;")
    if st == 6:
        b = f"""<div style="background:#e5f5e5;border:1px solid #393;padding:10px">✔ L’utilisateur technique est maintenant créé.</div><table class="pgrid" style="margin-top:10px"><tr><td>Entreprise</td><td>{be(s['co'])}</td></tr><tr><td>Nom d’utilisateur</td><td>{esc(w['username'])}</td></tr><tr><td>Numéro d’expéditeur</td><td><b>{w['sender']}</b></td></tr><tr><td>Dossier</td><td>2014-0099812</td></tr><tr><td>Date</td><td>{time.strftime('%d/%m/%Y %H:%M')}</td></tr></table>"""
    names = ["Introduction", "Contact", "Canal", "Utilisateur", "Contrôle"]
    bar = "" if st == 6 else '<p style="color:#888">' + " ➤ ".join(f"<b style='color:#5b2a6e'>{n}</b>" if i + 1 == st else n for i, n in enumerate(names)) + "</p>"
    return f'<div id="w">{bar}{er}{b}</div>'


@need
async def wizard(request, s):
    if not ready(s) or not s["role"].endswith("gl"):
        return inner("<p>Vous n’avez pas accès à cette fonction.</p>", "Accès refusé")
    key = tech_key(s["co"], s["role"][:-3])
    if request.method == "GET":
        if key in TECH:
            return inner(f"<p>Un utilisateur technique ({esc(TECH[key]['username'])}) existe déjà pour cette qualité.</p>", "Enregistrer les données de configuration")
        if "w" not in s or request.query_params.get("start"):
            s["w"] = {"quality": s["role"][:-3], "step": 1}
        return inner(main_form("/gap/i/wizard.xhtml", wiz(s), s["vs"]), "Enregistrer les données de configuration")
    f = await request.form()
    w, src = s["w"], f.get("javax.faces.source")
    if f.get("javax.faces.ViewState") != s["vs"]:
        return partial(redirect="/expire.xhtml")
    w["err"], st = {}, w["step"]
    if st == 2:
        w.update({k: f.get(f"w:{k}", "") for k, _ in FIELDS})
        if src == "chg":
            await asyncio.sleep(.35)
            e, k = contact_errors(w), f["fld"]
            return partial((f"w:{k}_m", f'<span class="msg" id="w:{k}_m">{MSG_FR[e[k]] if k in e else ""}</span>'), ("w:next", nxt(not e)))
        if src == "pick":
            w.update(dict(zip([k for k, _ in FIELDS], PERSONS[int(f["i"])])))
        if src == "next":
            w["err"] = contact_errors(w)
            w["step"] = 2 if w["err"] else 3
    elif st == 3:
        got = w.setdefault("applications", [])
        if src == "channel":
            await asyncio.sleep(.9)
            w["channel"] = f.get("w:ch", "")
            w["applications"] = []
            w.pop("ssh", None), w.pop("cert", None)
            return partial(("w:cpanel", channel_panel(w)), ("w:next", nxt(bool(w["channel"]))))
        if src in ("add", "addall", "rem"):
            await asyncio.sleep(.3)
            if src == "add":
                got += [x for x in f.getlist("w:src") if x not in got]
            if src == "addall":
                got[:] = [a[0] for a in APPS]
            if src == "rem":
                got[:] = [x for x in got if x not in f.getlist("w:tgt")]
            return partial(("w:pick", picklist(w)))
        for k in ("ssh", "cert"):
            u = f.get(f"w:{k}")
            if getattr(u, "filename", ""):
                w[k] = (u.filename, await u.read())
        if src == "next":
            e = w["err"]
            if w.get("channel") not in CHANNELS:
                e["channel"] = "channel"
            if w.get("channel") == "SFTP":
                for k, fn in (("ssh", key_error), ("cert", cert_error)):
                    x = fn(*w.get(k, ("", b"")))
                    if x:
                        e[k] = x
                        w.pop(k, None)
            if not got:
                e["apps"] = "apps"
            w["step"] = 3 if e else 4
    elif st == 4:
        w["username"] = f.get("w:un", "")
        if src == "next":
            e = name_error(w["username"])
            w["err"] = {"u": e} if e else {}
            w["step"] = 4 if e else 5
    elif st == 1 and src == "next":
        w["step"] = 2
    elif st == 5 and src == "confirm":
        TRUTH["confirms"] += 1
        await asyncio.sleep(1.5)
        if key not in TECH and w["username"] not in TAKEN:
            w["sender"] = register(s["co"], w)
            w["step"] = 6
    if src == "prev":
        w["step"], w["err"] = max(1, st - 1), {}
    await asyncio.sleep(.3)
    return partial(("w", wiz(s)))


async def logout(request):
    SESSIONS.pop(request.cookies.get("JSESSIONID11"), None)
    return RedirectResponse("/", 302)

GP = ["GET", "POST"]
app = Starlette(routes=[Route("/_truth", truth), Route("/", home), Route("/login.xhtml", login), Route("/codes.xhtml", codes, methods=GP), Route("/expire.xhtml", expire), Route("/logout.xhtml", logout), Route("/gap/avis.xhtml", avis, methods=GP),
                        Route("/gap/entreprises.xhtml", entreprises, methods=GP), Route("/gap/index.xhtml", index), Route("/gap/i/wizard.xhtml", wizard, methods=GP), Route("/gap/i/{p}.xhtml", ipage), Route("/{p:path}", nothing)])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=ARGS.port, log_level="warning")
