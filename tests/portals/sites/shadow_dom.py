import argparse, asyncio, base64, hashlib, json, random, re, secrets, sys
import jinja2, uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from parts import registry
from parts.registry import *


registry.FIRST_NUMBER = 6180
COMPANIES = [("0538.046.429", "Assur'Épargne"), ("0403.170.701", "Pensiobel Gestion"), ("0441.122.049", "Fonds de pension Lys-Escaut OFP"),
             ("0470.291.533", "Mutuelle du Condroz"), ("0458.734.180", "Pensiobel Gestion Wallonie"), ("0207.886.044", "Ancre Assurances Mutuelles")]
APPS = ["Capelo", "Check-in at work", "Chômage temporaire", "DB2P", "DB2P - consultation", "Dimona", "DmfA", "DmfA - consultation", "DmfAPPL",
        "DRS - accidents du travail", "DRS - chômage", "ePK", "Fichier du personnel", "Publiato"]
RULES = {"last": (r".{2,60}", "Le nom est obligatoire."), "first": (r".{2,60}", "Le prénom est obligatoire."), "function": (r".{2,60}", "La fonction est obligatoire."),
         "phone": (r"(\+|00|0)[\d ./]{7,18}", "Numéro de téléphone incorrect, p. ex. 02 123 45 67."), "email": (r"[^@\s]+@[^@\s]+\.\w{2,}", "Adresse e-mail incorrecte.")}
MSG = {"key_empty": "Fichier vide.", "key_private": "Attention : ceci est une clé privée !", "key_format": "Format non reconnu (clé publique OpenSSH ou SSH2 attendue).",
       "cert_empty": "Fichier vide.", "cert_extension": "Seule l'extension .cer est acceptée.", "cert_private": "Attention : ceci contient une clé privée !", "cert_format": "Certificat illisible."}
JS = r"""
const css=`:host{font:15px/1.45 "Segoe UI",Arial,sans-serif;color:#1d2b36}button,a.b{font:inherit;padding:8px 18px;border:1px solid #0a6e6e;border-radius:20px;background:#fff;color:#0a6e6e;cursor:pointer;text-decoration:none;display:inline-block}
button[disabled]{opacity:.4;cursor:not-allowed}input[type=text],input[type=password],input[type=search]{font:inherit;padding:8px;border:1px solid #8aa;border-radius:6px;width:320px}label{display:block;font-size:13px;margin-top:10px}.err{color:#b3261e;font-size:13px;min-height:18px}
.slide{max-height:0;opacity:0;overflow:hidden;transition:max-height .5s,opacity .5s}.slide.on{max-height:420px;opacity:1}.chk label,.rad label{display:inline}.card{border:1px solid #cdd;border-radius:10px;padding:12px 18px;margin:10px 0;box-shadow:0 1px 4px #0002}dt{font-size:12px;color:#567}dd{margin:0 0 8px}h2{font-weight:400}`;
const api=async(u,b)=>{const r=await fetch(u,b===undefined?{}:{method:'POST',headers:b instanceof FormData?{}:{'Content-Type':'application/json'},body:b instanceof FormData?b:JSON.stringify(b)});return r.json()};
const esc=s=>String(s??'').replace(/[&<>"']/g,c=>'&#'+c.charCodeAt(0)+';');
class Base extends HTMLElement{constructor(){super();this.attachShadow({mode:'open'})}put(h){this.shadowRoot.innerHTML='<style>'+css+'</style>'+h}q(s){return this.shadowRoot.querySelector(s)}qa(s){return [...this.shadowRoot.querySelectorAll(s)]}}
customElements.define('my-button',class extends Base{static observedAttributes=['disabled'];connectedCallback(){const h=this.getAttribute('href');this.put(h?`<a class="b" href="${h}"><slot></slot></a>`:`<button type="button"><slot></slot></button>`);this.attributeChangedCallback();this.addEventListener('click',e=>{if(this.hasAttribute('disabled'))e.stopImmediatePropagation()},true)}
 attributeChangedCallback(){const b=this.q('button');if(b)b.disabled=this.hasAttribute('disabled')}});
customElements.define('my-field',class extends Base{connectedCallback(){if(this.q('input'))return;const a=n=>this.getAttribute(n)||'';this.put(`<label for="i">${esc(a('label'))}${this.hasAttribute('check')?' *':''}</label><input id="i" type="${a('type')||'text'}" ${this.hasAttribute('readonly')?'readonly':''} autocomplete="off"><slot name="after"></slot><div class="err" aria-live="polite"></div><small><slot name="hint"></slot></small>`);
 const i=this.q('input');i.value=a('value');i.addEventListener('input',()=>{this.ok=false;this.tell()});i.addEventListener('blur',()=>this.verify());if(i.value)this.verify()}
 get value(){return this.q('input').value}tell(){this.dispatchEvent(new CustomEvent('state',{bubbles:true,composed:true}))}
 async verify(){if(!this.hasAttribute('check'))return;const v=this.value;const r=await api('/api/check',{name:this.getAttribute('name'),value:v});if(v!==this.value)return;this.ok=!r.error;this.q('.err').textContent=r.error||'';this.tell()}});
customElements.define('my-upload',class extends Base{connectedCallback(){this.put(`<div class="card"><label for="f">${esc(this.getAttribute('label'))}</label><input id="f" type="file"><div class="err"></div><span class="got">${esc(this.getAttribute('got'))}</span></div>`);this.ok=!!this.getAttribute('got');
 this.q('input').addEventListener('change',async e=>{const f=e.target.files[0];this.ok=false;this.q('.err').textContent='';this.q('.got').textContent='Envoi…';if(!f)return;const d=new FormData();d.append('file',f);const r=await api('/api/upload/'+this.getAttribute('name'),d);this.q('.err').textContent=r.error||'';this.q('.got').textContent=r.error?'':'✔ '+f.name;this.ok=!r.error;this.dispatchEvent(new CustomEvent('state',{bubbles:true,composed:true}))})}});
customElements.define('my-choice',class extends Base{connectedCallback(){const v=this.getAttribute('value');this.put('<div class="rad" role="radiogroup" aria-label="Canal">'+this.getAttribute('options').split('|').map((o,n)=>`<div><input type="radio" name="c" id="c${n}" value="${o}" ${o===v?'checked':''}> <label for="c${n}">${o}</label></div>`).join('')+'</div>');
 this.addEventListener('x',()=>0);this.shadowRoot.addEventListener('change',()=>this.dispatchEvent(new CustomEvent('state',{bubbles:true,composed:true,detail:'channel'})))}get value(){return this.q(':checked')?.value||''}});
customElements.define('my-apps',class extends Base{load(list,sel){this.sel=new Set(sel);this.list=list;this.put(`<div class="card"><label for="s">Filtrer la liste</label><input id="s" type="search" placeholder="p. ex. Capelo"><div class="chk"><input type="checkbox" id="all"> <label for="all"><i>tout sélectionner</i></label><hr><div id="l"></div></div><small id="n"></small></div>`);this.q('#s').addEventListener('input',()=>this.draw());
 this.q('#all').addEventListener('change',e=>{this.shown().forEach(a=>e.target.checked?this.sel.add(a):this.sel.delete(a));this.draw();this.tell()});this.draw()}
 shown(){const f=this.q('#s').value.toLowerCase();return this.list.filter(a=>a.toLowerCase().includes(f))}tell(){this.dispatchEvent(new CustomEvent('state',{bubbles:true,composed:true}))}
 draw(){const l=this.q('#l');l.innerHTML=this.shown().map(a=>`<div><input type="checkbox" id="a${this.list.indexOf(a)}" ${this.sel.has(a)?'checked':''}> <label for="a${this.list.indexOf(a)}">${esc(a)}</label></div>`).join('');this.shown().forEach(a=>l.querySelector('#a'+this.list.indexOf(a)).onchange=e=>{e.target.checked?this.sel.add(a):this.sel.delete(a);this.q('#n').textContent=this.sel.size+' sélectionnée(s)';this.tell()});this.q('#n').textContent=this.sel.size+' sélectionnée(s)'}
 get value(){return this.list.filter(a=>this.sel.has(a))}});
customElements.define('my-row',class extends Base{connectedCallback(){this.put(`<dl><dt>${esc(this.getAttribute('label'))}</dt><dd><slot></slot></dd></dl>`)}});
customElements.define('my-card',class extends Base{connectedCallback(){this.put('<div class="card"><slot name="title"></slot><div><slot></slot></div></div>')}});
customElements.define('my-header',class extends Base{connectedCallback(){this.put('<style>header{background:linear-gradient(90deg,#0b3d91,#0aa);color:#fff;padding:14px 24px;display:flex;gap:18px;align-items:center}</style><header><b>socialsecurity.be</b><slot></slot></header>')}});
customElements.define('my-consent',class extends Base{connectedCallback(){if(sessionStorage.c)return;this.put('<div class="card" style="position:fixed;bottom:0;left:0;right:0;background:#fff;margin:0">Nous utilisons des cookies sur ce site. <my-button>Continuer</my-button></div>');this.q('my-button').addEventListener('click',()=>{sessionStorage.c=1;this.remove()})}});
customElements.define('my-home',class extends Base{connectedCallback(){this.put('<p>Taal - Langue - Sprache - Language</p>'+['Nederlands','Français','Deutsch','International (INT)'].map(l=>`<my-button lang-choice>${l}</my-button> `).join('')+'<div class="slide"></div>');this.qa('my-button').forEach(b=>b.addEventListener('click',()=>{const f=b.textContent==='Français',s=this.q('.slide');s.innerHTML=f?`<my-card><my-button href="/citoyen">Citoyen</my-button></my-card><my-card><my-button href="/entreprise">Entreprise</my-button></my-card><my-card><my-button href="/pro">Fonctionnaires et autres professionnels</my-button></my-card>`:'<p>Niet beschikbaar / nicht verfügbar / not available</p>';s.classList.remove('on');requestAnimationFrame(()=>requestAnimationFrame(()=>s.classList.add('on')))}))}});
customElements.define('my-login',class extends Base{connectedCallback(){this.put(`<my-card><h2 slot="title">Identification</h2><my-field label="Nom d'utilisateur" name="u"></my-field><my-field label="Mot de passe" name="p" type="password"></my-field><my-button>Se connecter</my-button><div class="err" role="alert"></div></my-card>`);
 const go=async()=>{const [u,p]=this.qa('my-field');const r=await api('/api/login',{u:u.value,p:p.value});if(r.error)this.q('.err').textContent=r.error;else location.href='/entreprises'};this.q('my-button').addEventListener('click',go);this.addEventListener('keydown',e=>{if(e.key==='Enter')go()})}});
customElements.define('my-companies',class extends Base{async connectedCallback(){this.put('<p>Chargement…</p>');const l=await api('/api/companies');this.put(`<p>${l.length} entreprises</p>`+l.map(c=>`<my-card><b slot="title">${esc(c[1])}</b>Numéro BCE ${c[0]} &nbsp; <my-button href="/roles/${c[0]}">Sélectionner</my-button></my-card>`).join(''))}});
customElements.define('my-menu',class extends Base{connectedCallback(){this.put(`<style>nav{width:270px}nav>div{padding-left:18px}my-button{display:block;margin:6px 0}</style><nav aria-label="Menu"><my-button t="1">Messages structurés</my-button><div class="slide" id="m1"><my-button href="/wizard">Enregistrer les données de configuration</my-button></div><my-button t="2">Gestion d'accès</my-button><div class="slide" id="m2"><my-button>Utilisateurs</my-button><my-button t="3">Échange par messages structurés</my-button><div class="slide" id="m3"><my-button href="/information">Information</my-button></div></div><my-button href="/entreprises">Changer d'entreprise</my-button></nav>`);
 this.qa('.slide').forEach(s=>s.style.visibility='hidden');this.qa('my-button[t]').forEach(b=>b.addEventListener('click',()=>{const s=this.q('#m'+b.getAttribute('t'));s.style.visibility=s.classList.toggle('on')?'':'hidden'}))}});
const show=(r,t)=>`<my-card><h2 slot="title">${t}</h2><my-field readonly label="Nom d'utilisateur" value="${esc(r.username)}"></my-field><my-field readonly label="Numéro d'expéditeur" value="${esc(r.sender_number)}" id="num"><my-button slot="after">Copier</my-button></my-field></my-card>`;
customElements.define('my-info',class extends Base{async connectedCallback(){this.put('<p>Chargement…</p>');const r=await api('/api/technical');this.put(r.username?show(r,'Information'):'<my-card><p>Il n\'existe pas encore d\'utilisateur technique pour cette qualité.</p></my-card>')}});
customElements.define('my-wizard',class extends Base{async connectedCallback(){this.st=await api('/api/state');if(this.st.exists){this.put(`<my-card><p role="alert">${this.st.exists}</p></my-card>`);return}this.step(0)}
 nav(next,dis){return `<p>${this.n?'<my-button id="back">Retour</my-button> ':''}<my-button id="next" ${dis?'disabled':''}>${next}</my-button></p><div class="err" role="alert" id="e"></div>`}
 async step(n){this.n=n;const w=this.st.w,c=w.contact||{};const T=['Introduction','Données de contact','Canal et applications','Utilisateur technique','Contrôle'];const head=`<small>Étape ${n+1}/5</small><h2>${T[n]}</h2>`;
  const f=(k,l)=>`<my-field check name="${k}" label="${l}" value="${esc(k==='username'?w.username:c[k])}"></my-field>`;
  if(n===0)this.put(head+'<p>Enregistrement des données de configuration : vous allez créer un utilisateur technique.</p>'+this.nav('Suivant'));
  if(n===1)this.put(head+f('last','Nom')+f('first','Prénom')+f('function','Fonction')+f('phone','Téléphone')+f('email','Adresse e-mail')+this.nav('Suivant',1));
  if(n===2){this.put(head+`<my-choice options="FTP|SFTP|Isabel|MQLink" value="${esc(w.channel)}"></my-choice><div class="slide" id="up"></div><h3>Applications</h3><my-apps></my-apps>`+this.nav('Suivant',1));this.q('my-apps').load(this.st.apps,w.apps||[]);this.reveal()}
  if(n===3)this.put(head+`<my-field check name="username" label="Nom d'utilisateur" value="${esc(w.username)}"><span slot="hint">a-z et 0-9, de 8 à 20 positions, pas d'espace. Définitif.</span></my-field>`+this.nav('Suivant',1));
  if(n===4)this.put(head+`<my-card>${[['Entreprise',this.st.company],['Nom',c.last],['Prénom',c.first],['Fonction',c.function],['Téléphone',c.phone],['Adresse e-mail',c.email],['Canal',w.channel],...(w.channel==='SFTP'?[['Clé publique SSH',w.key[0]],['Certificat',w.cert[0]]]:[]),['Applications',w.apps.join(', ')],["Nom d'utilisateur",w.username]].map(r=>`<my-row label="${r[0]}">${esc(r[1])}</my-row>`).join('')}</my-card>`+this.nav('Confirmer'));
  this.q('#back')?.addEventListener('click',()=>this.step(n-1));this.q('#next').addEventListener('click',()=>this.next());this.shadowRoot.onstate=null;if(!this.bound){this.bound=1;this.shadowRoot.addEventListener('state',e=>{if(e.detail==='channel')this.reveal();this.gate()})}this.gate()}
 reveal(){const u=this.q('#up'),s=this.q('my-choice').value==='SFTP',w=this.st.w;clearTimeout(this.tm);if(!s){u.classList.remove('on');this.tm=setTimeout(()=>u.innerHTML='',500);return}this.tm=setTimeout(()=>{if(!u.firstChild)u.innerHTML=`<my-upload name="key" label="Clé publique SSH (créée dans votre client SFTP)"></my-upload><my-upload name="cert" label="Clé publique de votre certificat qualifié (extension .cer)"></my-upload>`;u.classList.add('on');this.gate()},350)}
 gate(){let ok=true;const n=this.n;if(n===1||n===3)ok=this.qa('my-field').every(x=>x.ok);if(n===2){const ch=this.q('my-choice').value,u=this.qa('my-upload');ok=!!ch&&this.q('my-apps').value.length>0&&(ch!=='SFTP'||(u.length===2&&u.every(x=>x.ok)))}this.q('#next').toggleAttribute('disabled',!ok)}
 async next(){const n=this.n,b={step:n};if(n===1){b.contact={};this.qa('my-field').forEach(x=>b.contact[x.getAttribute('name')]=x.value)}if(n===2){b.channel=this.q('my-choice').value;b.apps=this.q('my-apps').value}if(n===3)b.username=this.q('my-field').value;
  this.q('#next').setAttribute('disabled','');if(n===4){const r=await api('/api/confirm',{});await new Promise(x=>setTimeout(x,700));if(r.error){this.q('#e').textContent=r.error;this.q('#next').removeAttribute('disabled');return}this.put(show(r,"L'utilisateur technique est maintenant créé"));this.q('#num my-button').addEventListener('click',e=>{navigator.clipboard?.writeText(r.sender_number);e.target.textContent='Copié'});return}
  const r=await api('/api/save',b);if(r.error){this.q('#e').textContent=r.error;this.q('#next').removeAttribute('disabled');return}this.st=await api('/api/state');this.step(n+1)}});
"""


def html(s, title, body, menu=False):
    right = "<my-menu></my-menu>" if menu else ""
    log = '<my-button href="/logout">Se déconnecter</my-button>' if s["user"] else ""
    r = HTMLResponse(f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title><script src="/ui.js" defer></script><style>body{{margin:0;font-family:Arial}}main{{padding:16px 32px;display:flex;gap:40px}}main>section{{flex:1}}:not(:defined){{visibility:hidden}}</style></head>'
                     f'<body><my-header><span>Portail de la sécurité sociale</span>{log}</my-header><main><section><h1>{title}</h1>{body}</section>{right}</main><my-consent></my-consent></body></html>')
    r.set_cookie(COOKIE, s["sid"], httponly=True)
    return r


async def pages(request):
    s, p = session(request), request.url.path
    if p == "/":
        return html(s, "Bienvenue - Welkom", "<my-home></my-home>")
    if p in ("/citoyen", "/entreprise", "/autre"):
        return html(s, "Non disponible", '<p>Ce service est hors ligne.</p><my-button href="/">Accueil</my-button>')
    if p == "/pro":
        return html(s, "Fonctionnaires et autres professionnels", "<p>DB2P, Capelo, Mahis…</p><my-button href='/groupe'>Se connecter</my-button>")
    if p == "/groupe":
        return html(s, "Dans quel groupe cible souhaitez-vous vous connecter ?", "".join(f"<my-card><my-button href='{u}'>{t}</my-button></my-card>" for u, t in (("/autre", "citoyens"), ("/autre", "entreprises"), ("/moyen", "professionnels de la Sécurité Sociale"))))
    if p == "/moyen":
        return html(s, "Choisissez votre moyen d'identification", "".join(f"<my-card><my-button href='{u}'>{t}</my-button></my-card>" for u, t in (("/autre", "Se connecter avec votre eID"), ("/autre", "Se connecter avec itsme"), ("/connexion", "Se connecter avec vos codes d'accès"))))
    if p == "/connexion":
        return html(s, "Se connecter", "<my-login></my-login>")
    if p == "/logout":
        SESSIONS.pop(s["sid"], None)
        return RedirectResponse("/", 303)
    if not s["user"]:
        return RedirectResponse("/groupe", 303)
    if p == "/entreprises":
        return html(s, "Vos entreprises", "<my-companies></my-companies>")
    m = re.fullmatch(r"/(roles?)/([\d.]{12})(?:/(gl|u|co))?", p)
    if m and m[2] in dict(COMPANIES):
        if m[1] == "roles":
            q = f"Gestionnaire pensions complémentaires ; numéro d'entreprise {m[2][1:]} "
            return html(s, dict(COMPANIES)[m[2]], "<p>Choisissez une qualité :</p>" + "".join(f"<my-card><my-button href='/role/{m[2]}/{k}'>{q.replace(chr(39), '&#39;')}({n})</my-button></my-card>" for k, n in (("co", "Co-Gestionnaire local"), ("gl", "Gestionnaire local"), ("u", "Utilisateur"))))
        s.update(company=m[2], role=m[3], w={})
        return html(s, dict(COMPANIES)[m[2]], "<p>Bienvenue.</p>", s["role"] == "gl")
    if s["role"] != "gl":
        return RedirectResponse("/entreprises", 303)
    if p == "/wizard":
        s["w"] = {}
        return html(s, "Messages structurés", "<my-wizard></my-wizard>", True)
    if p == "/information":
        return html(s, "Échange par messages structurés", "<my-info></my-info>", True)
    return Response("404", 404)


def field_error(k, v):
    if k == "username":
        if not re.fullmatch(r"[a-z0-9]{8,20}", v):
            return "Le nom d'utilisateur n'est pas valable."
        return "Ce nom d'utilisateur est déjà attribué." if name_taken(v) else None
    return None if k in RULES and re.fullmatch(RULES[k][0], v.strip(), re.S) else RULES.get(k, ("", "?"))[1]


async def api(request):
    s, what = session(request), request.path_params["what"]
    out = lambda **k: JSONResponse(k)
    if what.startswith("upload/"):
        k = what[7:]
        up = (await request.form())["file"]
        data = await up.read()
        s["w"].pop(k, None)
        bad = check_key(data) if k == "key" else check_cert(up.filename, data)
        await asyncio.sleep(0.3)
        if bad:
            return out(error=MSG[k + "_" + bad])
        s["w"][k] = (up.filename, sha(data))
        return out(ok=1)
    b = await request.json() if request.method == "POST" else {}
    w = s["w"]
    if what == "login":
        good = (b.get("u"), b.get("p")) == (USER, PASSWORD)
        COUNT["ok" if good else "ko"] += 1
        if good:
            s["user"] = USER
        return out(ok=1) if good else out(error="Identification refusée : nom d'utilisateur ou mot de passe incorrect.")
    if not s["user"]:
        return JSONResponse({"error": "Session expirée."}, 401)
    if what == "companies":
        await asyncio.sleep(0.4)
        return JSONResponse(COMPANIES)
    if what == "check":
        await asyncio.sleep(0.15)
        return out(error=field_error(b["name"], b["value"]))
    ex = technical_user(s["company"])
    if what == "technical":
        return JSONResponse(ex or {})
    if what == "state":
        return out(w=w, apps=APPS, company=f"{dict(COMPANIES)[s['company']]} ({s['company']})", exists="Un utilisateur technique existe déjà pour cette entreprise." if ex else None)
    if ex:
        return out(error="Un utilisateur technique existe déjà pour cette entreprise.")
    if what == "save":
        if b["step"] == 1:
            errs = [field_error(k, str(b["contact"].get(k, ""))) for k in RULES]
            if any(errs):
                return out(error=next(e for e in errs if e))
            w["contact"] = {k: b["contact"][k].strip() for k in RULES}
        if b["step"] == 2:
            if b["channel"] not in ("FTP", "SFTP", "Isabel", "MQLink") or not b["apps"] or b["channel"] == "SFTP" and not ("key" in w and "cert" in w):
                return out(error="Données incomplètes.")
            w["channel"], w["apps"] = b["channel"], [a for a in APPS if a in b["apps"]]
            if b["channel"] != "SFTP":
                w.pop("key", None), w.pop("cert", None)
        if b["step"] == 3:
            e = field_error("username", b["username"])
            if e:
                return out(error=e)
            w["username"] = b["username"]
        return out(ok=1)
    if what == "confirm":
        COUNT["confirm"] += 1
        if not all(w.get(k) for k in ("contact", "channel", "apps", "username")) or name_taken(w["username"]):
            return out(error="La demande n'a pas pu être enregistrée.")
        r = register(s["company"], w, quality="Gestionnaire pensions complémentaires")
        s["w"] = {}
        return out(username=r["username"], sender_number=r["sender_number"])
    return Response("404", 404)


async def ui(request):
    return Response(JS, media_type="text/javascript")

app = Starlette(routes=[Route("/_truth", truth), Route("/ui.js", ui), Route("/api/{what:path}", api, methods=["GET", "POST"]), Route("/{p:path}", pages)])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8706)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning")
