import argparse, asyncio, base64, hashlib, json, random, re, secrets, sys
import jinja2, uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from parts import registry
from parts.registry import *


import datetime
import itertools
from html import escape

registry.FIRST_NUMBER = 30400
registry.COOKIE = COOKIE = "__session"
COMPANIES = [("0458.734.180", "Compagnie Meusienne d'Assurances SA", "Namur"), ("0470.291.533", "Fonds de pension Hesbaye OFP", "Waremme"), ("0207.886.044", "Ancre Assurances Mutuelles", "Liège"),
             ("0403.170.701", "Prévoyance & Avenir SA", "Bruxelles"), ("0538.046.429", "Prévoyance & Avenir Services SRL", "Bruxelles"), ("0441.122.049", "Secura Pensions ASBL", "Mons")]
CHANNELS = [("SFTP", "Recommandé : frais réduits, sécurité élevée"), ("FTP", "Connexion existante via l'extranet"), ("MQLink", "Files de messages IBM MQ"), ("Isabel", "Abonnement Isabel requis")]
APPS = [("DB2P", "pensions complémentaires"), ("Dimona", "relation de travail"), ("DmfA", "déclaration trimestrielle"), ("DmfAPPL", "administrations provinciales et locales"), ("DRS", "risques sociaux"),
        ("Capelo", "carrière publique"), ("ePK", "cadastre des pensions"), ("Check-in at work", "présences")]
FIELDS = [("last", "Nom", "text"), ("first", "Prénom", "text"), ("function", "Fonction", "text"), ("phone", "Téléphone", "tel"), ("email", "Adresse e-mail", "email"), ("email2", "Confirmez l'adresse e-mail", "email")]
MSG = {"key_empty": "fichier vide", "key_private": "clé privée refusée", "key_format": "pas une clé publique SSH", "cert_empty": "fichier vide", "cert_extension": "extension .cer attendue",
       "cert_private": "clé privée refusée", "cert_format": "certificat illisible"}
OPT, STATES, CODES, TX, REFS = {}, {}, {}, {}, itertools.count(451)
CSRF_REFUSED = {"n": 0}
CSS = """*{box-sizing:border-box}body{margin:0;font:16px/1.5 Roboto,Helvetica,Arial,sans-serif;background:#f4f6fa;color:#1b2440}.bar{background:#12294f;color:#fff;padding:0 28px;display:flex;gap:8px;align-items:center;height:60px}.bar .sp{flex:1}.bar a,.bar button{color:#fff}
.btn{font:inherit;background:#1d5fd1;color:#fff;border:0;border-radius:4px;padding:10px 22px;cursor:pointer;text-decoration:none;display:inline-block}.btn.flat{background:transparent;color:#1d5fd1}.bar .btn.flat{color:#fff}.btn:disabled{background:#b8c2d6}
main{max-width:980px;margin:24px auto;padding:0 16px}.card{background:#fff;border-radius:8px;box-shadow:0 1px 5px #12294f33;padding:22px 26px;margin-bottom:18px}.tiles{display:flex;gap:16px;flex-wrap:wrap}.tiles>*{flex:1;min-width:200px}
.nav{list-style:none;display:flex;margin:0;padding:0}.nav>li{position:relative}.nav>li>button{background:none;border:0;font:inherit;padding:18px 16px;cursor:pointer}.mega{display:none;position:absolute;top:60px;left:0;background:#fff;color:#1b2440;box-shadow:0 6px 16px #0004;padding:18px 24px;width:460px;gap:30px;z-index:9}.nav>li:hover .mega,.nav>li.open .mega{display:flex}.mega h3{font-size:13px;text-transform:uppercase;color:#68738f;margin:0 0 6px}.mega a{color:#1d5fd1;display:block;padding:3px 0}
table{width:100%;border-collapse:collapse}th{text-align:left;font-size:13px;color:#68738f}td,th{padding:12px 8px;border-bottom:1px solid #dde3ee}tbody tr{cursor:pointer}tbody tr:hover,tbody tr:focus{background:#e8f0fe;outline:0}
.tabs{display:flex;border-bottom:1px solid #ccd4e4;margin-bottom:18px}.tabs [role=tab]{padding:10px 16px;cursor:pointer;border-bottom:3px solid transparent}.tabs [aria-selected=true]{border-color:#1d5fd1;color:#1d5fd1}.tabs [aria-disabled=true]{color:#a9b2c6;cursor:not-allowed}
.ff{position:relative;margin:0 0 6px;max-width:460px}.ff label{font-size:13px;color:#52607f}.ff input{width:100%;font:inherit;padding:9px;border:1px solid #9aa6c0;border-radius:4px}.er{color:#b3261e;font-size:13px;min-height:20px;display:block}.tip{display:inline-block;position:relative;border:0;background:#dfe6f3;border-radius:50%;width:20px;height:20px;font-size:12px;cursor:help}.tip [role=tooltip]{visibility:hidden;position:absolute;left:26px;top:-6px;width:240px;background:#333;color:#fff;padding:6px 10px;border-radius:4px;z-index:5;text-align:left}.tip:hover [role=tooltip],.tip:focus [role=tooltip]{visibility:visible}
.rc{display:grid;grid-template-columns:1fr 1fr;gap:12px}.rc [role=radio]{border:2px solid #ccd4e4;border-radius:8px;padding:12px 16px;cursor:pointer}.rc [aria-checked=true]{border-color:#1d5fd1;background:#e8f0fe}.rc b{display:block}.vh{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap}
.ck{display:block;padding:6px 0;cursor:pointer}.ck::before{content:'';display:inline-block;width:18px;height:18px;border:2px solid #68738f;border-radius:3px;margin-right:10px;vertical-align:-4px}input:checked+.ck::before{background:#1d5fd1;border-color:#1d5fd1;box-shadow:inset 0 0 0 3px #fff}input:focus+.ck{outline:2px dotted}
.chip{display:inline-block;background:#d9f2e3;border-radius:14px;padding:2px 12px;margin-left:10px}.chip.bad{background:#fbdcda}.chip button{border:0;background:none;cursor:pointer}.dl{display:grid;grid-template-columns:220px 1fr auto;gap:8px 16px}.dl dt{color:#68738f}.dl dd{margin:0}.cap{font-size:12px;color:#68738f;display:block}.big{font-size:34px;display:block}[hidden]{display:none!important}footer{color:#68738f;font-size:13px;padding:20px;text-align:center}"""
JS = r"""
const $=s=>document.querySelector(s),$$=s=>[...document.querySelectorAll(s)];let csrf=$('meta[name=csrf]')?.content,chain=Promise.resolve();
const el=(t,p,...k)=>{const e=Object.assign(document.createElement(t),p);e.append(...k);return e};
const post=(u,b)=>chain=chain.then(async()=>{const form=b instanceof FormData;const r=await fetch(u,{method:'POST',credentials:'same-origin',headers:form?{'X-CSRF-Token':csrf}:{'X-CSRF-Token':csrf,'Content-Type':'application/json'},body:form?b:JSON.stringify(b)});csrf=r.headers.get('X-CSRF-Next')||csrf;if(r.status===401){location.assign('/');return{}}return r.json()});
$$('[data-go]').forEach(r=>{const go=()=>location.assign(r.dataset.go);r.addEventListener('click',go);r.addEventListener('keydown',e=>{if(e.key==='Enter'||e.key===' '){e.preventDefault();go()}})});
$$('.nav>li>button').forEach(b=>b.addEventListener('click',()=>{const li=b.parentElement,o=li.classList.toggle('open');$$('.nav>li').forEach(x=>{if(x!==li)x.classList.remove('open')});b.setAttribute('aria-expanded',o)}));
$('#lang')?.addEventListener('click',()=>{$('#langs').hidden=!$('#langs').hidden});$$('#langs [data-l]').forEach(b=>b.addEventListener('click',()=>{$('#langs').hidden=true;if(b.dataset.l==='fr'){$('#aud').hidden=false;$('#lang').textContent='Français ▾'}else{$('#aud').hidden=true;$('#lang').textContent=b.textContent+' ▾'}}));
$('#eye')?.addEventListener('click',()=>{const p=$('#password');p.type=p.type==='password'?'text':'password'});
if(document.body.dataset.next)setTimeout(()=>location.replace(document.body.dataset.next),600);
if($('#wiz')){const names=['contact','canal','applications','utilisateur','verification'];let reached=0;
const show=n=>{names.forEach((x,i)=>{$('#p-'+x).hidden=i!==n;const t=$('#t-'+x);t.setAttribute('aria-selected',i===n);t.setAttribute('aria-disabled',i>reached);t.tabIndex=i>reached?-1:0});window.scrollTo(0,0)};
const data=n=>n===0?Object.fromEntries($$('#p-contact input').map(i=>[i.getAttribute('formcontrolname'),i.value])):n===1?{channel:$('[role=radio][aria-checked=true]')?.dataset.v||''}:n===2?{apps:$$('#p-applications input:checked').map(i=>i.value)}:{username:$('[formcontrolname=username]').value};
names.forEach((x,i)=>$('#t-'+x).addEventListener('click',()=>{if(i<=reached)i===4?review():show(i)}));
const review=async()=>{const r=await post('/api/review',{});if(r.error)return;const d=$('#rev');d.replaceChildren();for(const [k,v,t] of r.rows){const a=el('a',{href:'#'+t,textContent:'Modifier'});a.addEventListener('click',e=>{e.preventDefault();show(names.indexOf(t))});d.append(el('dt',{textContent:k}),el('dd',{textContent:v}),t?a:el('span',{}))}reached=4;show(4)};
$('#start').addEventListener('click',()=>{$('#intro').hidden=true;$('#wiz').hidden=false;show(0)});
$$('[data-next]').forEach(b=>b.addEventListener('click',async()=>{if(b===document.body)return;const n=+b.dataset.next;b.disabled=true;const r=await post('/api/step/'+names[n],data(n));b.disabled=false;const p=$('#p-'+names[n]);p.querySelectorAll('.er').forEach(e=>e.textContent='');if(r.errors){let first;for(const [k,v] of Object.entries(r.errors)){const e=p.querySelector('[data-er='+k+']');if(e)e.textContent=v;first=first||p.querySelector('[formcontrolname='+k+']')}first?.focus();return}reached=Math.max(reached,n+1);n===3?review():show(n+1)}));
const radios=$$('[role=radio]');const pick=r=>{radios.forEach(x=>{x.setAttribute('aria-checked',x===r);x.tabIndex=x===r?0:-1});r.focus();$('#files').hidden=r.dataset.v!=='SFTP'};radios.forEach((r,i)=>{r.addEventListener('click',()=>pick(r));r.addEventListener('keydown',e=>{if(e.key===' '||e.key==='Enter'){e.preventDefault();pick(r)}if(e.key==='ArrowDown'||e.key==='ArrowRight'){e.preventDefault();pick(radios[(i+1)%radios.length])}})});
$$('[data-pick]').forEach(b=>{const k=b.dataset.pick,i=$('#f-'+k),c=$('#chip-'+k);b.addEventListener('click',()=>i.click());i.addEventListener('change',async()=>{const f=i.files[0];if(!f)return;c.replaceChildren('envoi…');const d=new FormData();d.append('file',f);const r=await post('/api/upload/'+k,d);const x=el('button',{type:'button',textContent:'×',ariaLabel:'Supprimer '+f.name});c.replaceChildren(el('span',{className:'chip'+(r.error?' bad':'')},f.name+(r.error?' ✗ '+r.error:' ✓'),r.error?'':x));x.addEventListener('click',async()=>{await post('/api/remove/'+k,{});c.replaceChildren()});i.value=''})});
$('#confirm').addEventListener('click',async e=>{e.target.disabled=true;const r=await post('/api/confirm',{});if(r.location)setTimeout(()=>location.assign(r.location),400);else{$('#ce').textContent=r.error;e.target.disabled=false}})}
"""


def secure(r, s=None, idp=False):
    app_o, idp_o = OPT["app"], OPT["idp"]
    r.headers["Content-Security-Policy"] = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
                                            f"form-action 'self' {app_o if idp else idp_o}; require-trusted-types-for 'script'")
    r.headers.update({"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "Cross-Origin-Opener-Policy": "same-origin", "Permissions-Policy": "clipboard-read=(), clipboard-write=()"})
    if s:
        r.set_cookie(COOKIE, s["sid"], httponly=True, samesite="strict")
    return r


def doc(s, title, body, nav="", attrs="", idp=False):
    csrf = ""
    if s:
        s["csrf"] = secrets.token_urlsafe(18)
        csrf = f'<meta name="csrf" content="{s["csrf"]}">'
    who = '<a class="btn flat" href="/deconnexion">Se déconnecter</a>' if s and s["user"] else ""
    h = f'''<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">{csrf}<title>{escape(title)} | {"CSAM" if idp else "Sécurité sociale"}</title><link rel="stylesheet" href="/assets/app.css"><script src="/assets/app.js" defer></script></head><body {attrs}><app-root ng-version="17.3.1">
<header class="bar"><strong>{"CSAM" if idp else "socialsecurity.be"}</strong>{nav}<span class="sp"></span>{who}</header><main>{body}</main><footer>Conditions d'utilisation · Accessibilité · Helpdesk 02 511 51 51</footer></app-root></body></html>'''
    return secure(HTMLResponse(h), s, idp)


def nav(s):
    if s["role"] != "gl":
        return ""
    return '''<ul class="nav"><li><button type="button" aria-haspopup="true" aria-expanded="false">Gestion d'accès ▾</button><div class="mega"><div><h3>Utilisateurs</h3><a href="/app">Créer un utilisateur</a><a href="/app">Rechercher</a></div><div><h3>Échange par messages structurés</h3><a href="/app/information">Information</a></div></div></li>
<li><button type="button" aria-haspopup="true" aria-expanded="false">Messages structurés ▾</button><div class="mega"><div><h3>Configuration</h3><a href="/app/configuration">Enregistrer les données de configuration</a></div><div><h3>Aide</h3><a href="/app">Questions fréquentes</a></div></div></li></ul>'''


def tip(t):
    return f'<button type="button" class="tip" aria-label="Aide">i<span role="tooltip">{t}</span></button>'


def inp(s, k, label, ty, extra=""):
    s["n"] = s.get("n", 0) + 1
    return f'<mat-form-field class="ff"><label for="mat-input-{s["n"]}">{label} *</label>{extra}<input id="mat-input-{s["n"]}" formcontrolname="{k}" type="{ty}" autocomplete="off"><span class="er" data-er="{k}" aria-live="polite"></span></mat-form-field>'


def result(r, full):
    more = f'<div class="card"><span class="cap">Référence de la demande</span>{r["reference"]}</div><div class="card"><span class="cap">Date</span>{r["date"]}</div>' if full else ""
    return f'<div class="tiles"><div class="card"><span class="cap">Numéro d\'entreprise</span><span class="big">{r["enterprise_number"]}</span></div><div class="card"><span class="cap">Numéro d\'expéditeur</span><span class="big">{r["sender_number"]}</span></div></div><div class="tiles"><div class="card"><span class="cap">Nom d\'utilisateur</span>{r["username"]}</div>{more}<div class="card"><span class="cap">Helpdesk</span>02 511 51 51</div></div>'


async def main_app(request):
    s, p = session(request), request.url.path
    if p == "/":
        return doc(s, "Accueil", '<div class="card"><h1>La Sécurité sociale en ligne</h1><button type="button" class="btn flat" id="lang" aria-haspopup="listbox">Choisissez votre langue ▾</button><div id="langs" hidden>' + "".join(f'<button type="button" class="btn flat" data-l="{k}">{t}</button>' for k, t in (("nl", "Nederlands"), ("fr", "Français"), ("de", "Deutsch"), ("int", "International"))) +
                   '</div></div><div class="tiles" id="aud" hidden><a class="card" href="/?c">Citoyen</a><a class="card" href="/?e">Entreprise</a><a class="card" href="/professionnels">Fonctionnaires et autres professionnels</a></div>')
    if p == "/professionnels":
        return doc(s, "Fonctionnaires et autres professionnels", '<div class="card"><h1>Fonctionnaires et autres professionnels</h1><p>Accédez à vos services en ligne.</p><a class="btn" href="/auth/start">Se connecter</a></div>')
    if p == "/auth/start":
        st = secrets.token_urlsafe(12)
        STATES[st] = 1
        return secure(RedirectResponse(f"{OPT['idp']}/authorize?response_type=code&client_id=portail&scope=openid&redirect_uri={OPT['app']}/auth/callback&state={st}", 302))
    if p == "/auth/callback":
        q = request.query_params
        if not STATES.pop(q.get("state"), None) or not CODES.pop(q.get("code"), None):
            return doc(s, "Erreur", '<div class="card" role="alert">La connexion a échoué (invalid_grant). <a href="/">Accueil</a></div>')
        s = {"sid": secrets.token_hex(16), "user": USER, "company": None, "role": None, "w": {}, "done": None}
        SESSIONS[s["sid"]] = s
        return doc(s, "Connexion", '<div class="card"><p>Vous êtes connecté. Un instant…</p><a href="/entreprises">Continuer</a></div>', attrs='data-next="/entreprises"')
    if p == "/deconnexion":
        SESSIONS.pop(s["sid"], None)
        return secure(RedirectResponse("/", 302))
    if not s["user"]:
        return secure(RedirectResponse("/professionnels", 302))
    if p == "/entreprises":
        s["role"] = None
        rows = "".join(f'<tr role="row" tabindex="0" data-go="/entreprises/{c}"><td role="gridcell">{escape(n)}</td><td role="gridcell">{c}</td><td role="gridcell">{t}</td><td role="gridcell">Actif</td></tr>' for c, n, t in COMPANIES)
        return doc(s, "Mes entreprises", f'<div class="card"><h1>Mes entreprises</h1><p>Sélectionnez une ligne.</p><table role="grid"><thead><tr role="row"><th role="columnheader">Dénomination</th><th role="columnheader">Numéro d\'entreprise</th><th role="columnheader">Siège</th><th role="columnheader">Statut</th></tr></thead><tbody>{rows}</tbody></table></div>')
    m = re.fullmatch(r"/entreprises/([\d.]{12})(?:/(gl|u))?", p)
    co = {c: n for c, n, _ in COMPANIES}
    if m and m[1] in co:
        if m[2]:
            s.update(company=m[1], role=m[2], w={})
            return secure(RedirectResponse("/app", 302), s)
        q = f"Gestionnaire pensions complémentaires ; numéro d'entreprise {m[1][1:]} "
        return doc(s, co[m[1]], f'<div class="card"><h1>{escape(co[m[1]])}</h1><h2>Vos qualités</h2><p><a href="/entreprises/{m[1]}/u">{q}(Utilisateur)</a></p><p><a href="/entreprises/{m[1]}/gl">{q}(Gestionnaire local)</a> {tip("Le Gestionnaire local gère les accès et les messages structurés.")}</p></div>')
    if not s["company"]:
        return secure(RedirectResponse("/entreprises", 302))
    head = f'<p><small>{escape(co[s["company"]])} · {s["company"]} · <a href="/entreprises">Changer</a></small></p>'
    if p == "/app" or s["role"] != "gl":
        return doc(s, "Tableau de bord", head + '<div class="card"><h1>Tableau de bord</h1><p>Utilisez le menu pour accéder à vos services.</p></div>', nav(s))
    ex = technical_user(s["company"])
    if p == "/app/information":
        return doc(s, "Information", head + "<h1>Information</h1>" + (result(ex, False) if ex else '<div class="card">Aucun utilisateur technique n\'est enregistré pour cette qualité.</div>'), nav(s))
    if p.startswith("/app/confirmation/") and s["done"] and p.endswith(s["done"]["reference"]):
        return doc(s, "Demande enregistrée", head + "<h1>L'utilisateur technique est créé</h1>" + result(s["done"], True), nav(s))
    if p == "/app/configuration":
        if ex:
            return doc(s, "Messages structurés", head + '<div class="card" role="alert"><h1>Impossible</h1><p>Un utilisateur technique existe déjà pour cette entreprise.</p></div>', nav(s))
        s["w"] = {}
        nx = lambda n: f'<p><button type="button" class="btn" data-next="{n}">Suivant</button></p>'
        tabs = [("contact", "1. Contact"), ("canal", "2. Canal"), ("applications", "3. Applications"), ("utilisateur", "4. Utilisateur"), ("verification", "5. Vérification")]
        P = lambda k, b: f'<section role="tabpanel" id="p-{k}" aria-labelledby="t-{k}" hidden>{b}</section>'
        body = head + '<div class="card" id="intro"><h1>Enregistrer les données de configuration</h1><p>Créez un utilisateur technique en cinq étapes.</p><button type="button" class="btn" id="start">Suivant</button></div><div class="card" id="wiz" hidden><div class="tabs" role="tablist">'
        body += "".join(f'<div role="tab" id="t-{k}" aria-controls="p-{k}">{t}</div>' for k, t in tabs) + "</div>"
        body += P("contact", "<h2>Données de contact</h2>" + "".join(inp(s, *f, extra=tip("Numéro où l'utilisateur technique est joignable.") if f[0] == "phone" else "") for f in FIELDS) + nx(0))
        up = lambda k, t: f'<p><span id="l-{k}">{t}</span><br><button type="button" class="btn flat" data-pick="{k}" aria-describedby="l-{k}">Choisir un fichier…</button><input type="file" id="f-{k}" aria-labelledby="l-{k}" hidden><span id="chip-{k}" aria-live="polite"></span><span class="er" data-er="{k}"></span></p>'
        body += P("canal", '<h2>Canal batch</h2><div class="rc" role="radiogroup" aria-label="Canal">' + "".join(f'<div role="radio" aria-checked="false" tabindex="0" data-v="{c}"><b>{c}</b><small>{t}</small></div>' for c, t in CHANNELS) + '</div><span class="er" data-er="channel"></span><div id="files" hidden>' + up("key", "Clé publique SSH") + up("cert", "Certificat qualifié, clé publique (.cer)") + "</div>" + nx(1))
        body += P("applications", "<h2>Applications</h2>" + "".join(f'<div><input class="vh" type="checkbox" id="app-{i}" value="{a}"><label class="ck" for="app-{i}">{a} <small>· {t}</small></label></div>' for i, (a, t) in enumerate(APPS)) + '<span class="er" data-er="apps"></span>' + nx(2))
        body += P("utilisateur", "<h2>Utilisateur technique</h2>" + inp(s, "username", "Nom d'utilisateur", "text", tip("8 à 20 positions, a-z et 0-9, sans espace. Le nom d'utilisateur ne peut plus être modifié.")) + nx(3))
        body += P("verification", '<h2>Vérification</h2><dl class="dl" id="rev"></dl><span class="er" id="ce" role="alert"></span><p><button type="button" class="btn" id="confirm">Confirmer</button></p>') + "</div>"
        return doc(s, "Messages structurés", body, nav(s))
    return secure(Response("404", 404))


async def api(request):
    s, what = session(request), request.path_params["what"]

    def out(status=200, **k):
        r = JSONResponse(k, status)
        s["csrf"] = secrets.token_urlsafe(18)
        r.headers["X-CSRF-Next"] = s["csrf"]
        return secure(r)
    if not s["user"] or not s["company"] or s["role"] != "gl":
        return out(401, error="session")
    if request.headers.get("x-csrf-token") != s.get("csrf") or request.headers.get("origin", OPT["app"]) != OPT["app"]:
        CSRF_REFUSED["n"] += 1
        return secure(JSONResponse({"error": "Jeton de sécurité non valable. Rechargez la page.", "errors": {}}, 403))
    w, (kind, _, k) = s["w"], what.partition("/")
    if kind == "upload":
        up = (await request.form())["file"]
        data = await up.read()
        bad = check_key(data) if k == "key" else check_cert(up.filename, data)
        bad = MSG[f"{k}_{bad}"] if bad else "seules les clés RSA de 2048 bits ou plus sont acceptées" if k == "key" and (b"ssh-rsa" not in data and b"SSH2" not in data or len(data) < 360) else None
        w.pop(k, None)
        if bad:
            return out(error=bad)
        w[k] = (up.filename, sha(data))
        return out(ok=1)
    b = await request.json()
    if kind == "remove":
        w.pop(k, None)
        return out(ok=1)
    if kind == "step":
        e = {}
        if k == "contact":
            v = {x: str(b.get(x, "")).strip() for x, _, _ in FIELDS}
            e = {x: "Champ obligatoire" for x in v if not v[x]}
            if v["email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.\w{2,}", v["email"]):
                e["email"] = "Adresse non valable"
            if v["email2"] and v["email2"] != v["email"]:
                e["email2"] = "Les deux adresses diffèrent"
            if v["phone"] and not re.fullmatch(r"(\+|0)[\d ./]{7,18}", v["phone"]):
                e["phone"] = "Numéro non valable"
            if not e:
                v.pop("email2")
                w["contact"] = v
        elif k == "canal":
            w["channel"] = b.get("channel") if b.get("channel") in dict(CHANNELS) else None
            if not w["channel"]:
                e["channel"] = "Choisissez un canal"
            elif w["channel"] == "SFTP":
                e = {x: "Fichier obligatoire" for x in ("key", "cert") if x not in w}
        elif k == "applications":
            w["apps"] = [a for a, _ in APPS if a in b.get("apps", [])]
            e = {} if w["apps"] else {"apps": "Choisissez au moins une application"}
        elif k == "utilisateur":
            u = str(b.get("username", ""))
            e = {"username": "Nom non valable"} if not re.fullmatch("[a-z0-9]{8,20}", u) else {"username": "Ce nom d'utilisateur est déjà attribué, choisissez un autre nom"} if name_taken(u) else {}
            w["username"] = None if e else u
        return out(errors=e) if e else out(ok=1)
    if not all(w.get(x) for x in ("contact", "channel", "apps", "username")):
        return out(error="Données incomplètes.")
    if kind == "review":
        rows = [["Numéro d'entreprise", s["company"], ""]] + [[n, w["contact"][x], "contact"] for x, n, _ in FIELDS if x != "email2"] + [["Canal", w["channel"], "canal"]]
        rows += [["Clé publique SSH", w["key"][0], "canal"], ["Certificat", w["cert"][0], "canal"]] if w["channel"] == "SFTP" else []
        return out(rows=rows + [["Applications", ", ".join(w["apps"]), "applications"], ["Nom d'utilisateur", w["username"], "utilisateur"]])
    if kind == "confirm":
        COUNT["confirm"] += 1
        if technical_user(s["company"]) or name_taken(w["username"]):
            return out(error="La demande est refusée : un utilisateur technique existe déjà.")
        if w["channel"] != "SFTP":
            w.pop("key", None), w.pop("cert", None)
        now = datetime.datetime.now()
        s["done"] = register(s["company"], w, quality="Gestionnaire pensions complémentaires", reference=now.strftime("%Y%m%d-") + "%06d" % next(REFS), date=now.strftime("%d/%m/%Y"))
        s["w"] = {}
        return out(location="/app/confirmation/" + s["done"]["reference"])
    return out(404, error="?")


async def idp(request):
    p, q = request.url.path, request.query_params
    D = lambda t, b: doc(None, t, f'<div class="card"><h1>{t}</h1>{b}</div>', idp=True)
    if p == "/authorize":
        if q.get("client_id") != "portail" or q.get("redirect_uri") != OPT["app"] + "/auth/callback":
            return D("Erreur", "invalid_client")
        tx = secrets.token_urlsafe(10)
        TX[tx] = q.get("state", "")
        return secure(HTMLResponse('<!doctype html><meta charset="utf-8"><title>CSAM</title><meta http-equiv="refresh" content="0;url=/groupe">', headers={"Set-Cookie": f"tx={tx}; HttpOnly; SameSite=Strict; Path=/"}), idp=True)
    tx = request.cookies.get("tx")
    if tx not in TX:
        return D("Session expirée", f'<a href="{OPT["app"]}/">Retour au portail</a>')
    if p == "/groupe":
        return D("Dans quel groupe cible souhaitez-vous vous connecter ?", "".join(f'<p><a class="btn" href="{u}">{t}</a></p>' for u, t in (("/indisponible", "citoyens"), ("/indisponible", "entreprises"), ("/moyens", "professionnels de la Sécurité Sociale"))))
    if p == "/moyens":
        return D("Choisissez votre clé numérique", "".join(f'<p><a class="btn flat" href="{u}">{t}</a></p>' for u, t in (("/indisponible", "Se connecter avec eID"), ("/indisponible", "Se connecter via itsme"), ("/codes", "Se connecter avec vos codes d'accès"))))
    if p == "/codes":
        err = ""
        if request.method == "POST":
            f = await request.form()
            if f.get("csrf") == TX.get(tx + "#") and (f.get("username"), f.get("password")) == (USER, PASSWORD):
                COUNT["ok"] += 1
                code = secrets.token_urlsafe(16)
                CODES[code] = 1
                return secure(RedirectResponse(f"{OPT['app']}/auth/callback?code={code}&state={TX.pop(tx)}", 302), idp=True)
            COUNT["ko"] += 1
            err = '<p class="er" role="alert">Nom d\'utilisateur ou mot de passe incorrect.</p>'
        TX[tx + "#"] = secrets.token_urlsafe(10)
        return D("Se connecter avec vos codes d'accès", f'{err}<form method="post" action="/codes"><input type="hidden" name="csrf" value="{TX[tx + "#"]}"><div class="ff"><label for="username">Nom d\'utilisateur</label><input id="username" name="username" autocomplete="username" required></div><div class="ff"><label for="password">Mot de passe</label><input id="password" name="password" type="password" autocomplete="current-password" required></div><button type="button" class="btn flat" id="eye">Afficher le mot de passe</button> <button class="btn">Se connecter</button></form>')
    return D("Indisponible", '<a href="/groupe">Retour</a>')


async def asset(request):
    css = request.url.path.endswith("css")
    return secure(Response(CSS if css else JS, media_type="text/css" if css else "text/javascript"))


async def truth8(request):
    return JSONResponse({**json.loads((await truth(request)).body), "csrf_refused": CSRF_REFUSED["n"]})

assets = [Route("/assets/app.css", asset), Route("/assets/app.js", asset)]
app = Starlette(routes=assets + [Route("/_truth", truth8), Route("/api/{what:path}", api, methods=["POST"]), Route("/{p:path}", main_app)])
idp_app = Starlette(routes=assets + [Route("/{p:path}", idp, methods=["GET", "POST"])])


async def serve(port, idp_port):
    both = [uvicorn.Server(uvicorn.Config(a, host="127.0.0.1", port=n, log_level="warning")) for a, n in ((app, port), (idp_app, idp_port))]

    async def run(x):
        await x.serve()
        for y in both:
            y.should_exit = True
    await asyncio.gather(*map(run, both))

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8708)
    ap.add_argument("--login-port", type=int, help="port of the log-in site on localhost (default: port + 100)")
    a = ap.parse_args()
    lp = a.login_port or a.port + 100
    OPT.update(app=f"http://127.0.0.1:{a.port}", idp=f"http://localhost:{lp}")
    asyncio.run(serve(a.port, lp))
