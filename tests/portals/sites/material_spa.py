"""portail 2024 (SPA, Material, JSON).  python material_spa.py --port N"""
import argparse, asyncio, base64, hashlib, random, re, secrets
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

COMP = {"0403.170.701": "Assurances du Cèdre SA", "0441.122.049": "Pensio+ OFP", "0458.734.180": "Fonds de pension L’Étoile ASBL",
        "0470.291.533": "Caisse commune d’assurance Le Phare", "0538.046.429": "Van den Bossche & Fils SRL", "0207.886.044": "Mutuelle de l’Ancre"}
APPS = ["Capelo", "DB2P", "Dimona", "DmfA", "DmfAPPL", "ePK", "Flexi@work"]
EXIST = {"0207.886.044": {"enterprise_number": "0207.886.044", "username": "ancre2019", "sender_number": "4711", "channel": "SFTP"}}
TRUTH = {"registrations": [], "confirm_requests": 0, "log_ins": {"accepted": 0, "refused": 0}, "existing": list(EXIST.values())}
SESS, NEXT = {}, [21000 + secrets.randbelow(5000)]
reg_of = lambda n: next((r for r in TRUTH["registrations"] if r["enterprise_number"] == n), EXIST.get(n))

def key_ok(b):
    t = b.decode("latin-1").strip()
    if "PRIVATE" in t: return False
    if t.startswith("---- BEGIN SSH2 PUBLIC KEY"): return True
    m = re.match(r"(ssh-rsa|ssh-ed25519|ecdsa-\S+) ([A-Za-z0-9+/=]+)", t)
    try: return bool(m) and m[1].encode() in base64.b64decode(m[2])[:40]
    except Exception: return False

def cert_ok(b): return b"BEGIN CERTIFICATE" in b or (len(b) > 100 and b[:2] == b"\x30\x82" and int.from_bytes(b[2:4], "big") + 4 == len(b))
def taken(u): return u in [r["username"] for r in TRUTH["registrations"] + TRUTH["existing"]]
def err(m, code=422): return JSONResponse({"error": m}, code)

async def api(req):
    p = req.path_params["p"]; s = SESS.get(req.cookies.get("sid"))
    if p == "ping": return JSONResponse({"ok": bool(s)})
    await asyncio.sleep(random.uniform(.3, .7) if p in ("enterprises", "upload") else random.uniform(1, 2))
    d = await req.json() if req.method == "POST" and p != "upload" else {}
    if p == "login":
        if d.get("u") != "demo" or d.get("p") != "Secret-Pass-1":
            TRUTH["log_ins"]["refused"] += 1; return err("Nom d’utilisateur ou mot de passe incorrect.", 401)
        TRUTH["log_ins"]["accepted"] += 1; k = secrets.token_hex(16); SESS[k] = {"files": {}}
        r = JSONResponse({"ok": True}); r.set_cookie("sid", k, httponly=True, samesite="lax"); return r
    if p == "me": return JSONResponse({"logged": bool(s)})
    if not s: return err("Votre session a expiré.", 401)
    if p == "enterprises":
        q = req.query_params.get("q", "").lower(); qd = re.sub(r"\D", "", q)
        return JSONResponse([{"n": n, "c": c} for n, c in COMP.items() if q in c.lower() or q in n or (len(qd) > 2 and qd in n.replace(".", ""))])
    if p == "select":
        if d["n"] not in COMP: return err("Entreprise inconnue.")
        s.update(ent=d["n"], role=None); return JSONResponse({"roles": [{"id": "u", "t": "Employeur", "r": "Utilisateur"}, {"id": "gl", "t": "Gestionnaire pensions complémentaires", "r": "Gestionnaire local"}, {"id": "cl", "t": "Gestionnaire pensions complémentaires", "r": "Utilisateur"}]})
    if p == "role": s["role"] = d["id"]; return JSONResponse({"ok": True})
    n = s.get("ent")
    if p == "info": return JSONResponse({"tu": reg_of(n)})
    if s.get("role") != "gl": return err("Vous n’avez pas les droits nécessaires (Gestionnaire local).", 403)
    if p == "start":
        if reg_of(n): return err(f"Un utilisateur technique existe déjà pour cette entreprise ({reg_of(n)['username']}).", 409)
        s["files"] = {}; return JSONResponse({"ok": True})
    if p == "upload":
        k = req.query_params["kind"]; name = req.headers.get("x-filename", "?"); b = await req.body()
        if k == "key" and not key_ok(b): return err("Ce fichier n’est pas une clé publique SSH valide.")
        if k == "cert" and (not name.lower().endswith(".cer") or not cert_ok(b)): return err("Ce fichier n’est pas un certificat valide (.cer).")
        s["files"][k] = {"file": name, "sha256": hashlib.sha256(b).hexdigest()}; return JSONResponse({"name": name, "size": len(b)})
    c = d.get("contact", {})
    def check(step):
        if step >= 2:
            if not all(str(c.get(k, "")).strip() for k in ("nom", "prenom", "fonction", "telephone", "email")): return "Veuillez compléter tous les champs obligatoires."
            if not re.fullmatch(r"[+\d][\d /.()-]{7,20}", c["telephone"]): return "Le numéro de téléphone n’est pas valide."
            if not re.fullmatch(r"[^@\s]+@[^@\s]+\.\w{2,}", c["email"]): return "L’adresse e-mail n’est pas valide."
        if step >= 3:
            if d.get("channel") not in ("FTP", "SFTP", "Isabel", "MQLink"): return "Choisissez un canal."
            if d["channel"] == "SFTP" and len(s["files"]) < 2: return "La clé publique SSH et le certificat sont obligatoires pour SFTP."
            if not d.get("apps") or set(d["apps"]) - set(APPS): return "Choisissez au moins une application."
        if step >= 4:
            if not re.fullmatch("[a-z0-9]{8,20}", d.get("username", "")): return "Nom d’utilisateur invalide : 8 à 20 caractères, a-z et 0-9 uniquement, sans espace."
            if taken(d["username"]): return "Ce nom d’utilisateur est déjà attribué. Choisissez-en un autre."
    if p == "check":
        e = check(d["step"]); return err(e) if e else JSONResponse({"ok": True})
    if p == "confirm":
        TRUTH["confirm_requests"] += 1
        if reg_of(n): return err("Un utilisateur technique existe déjà pour cette entreprise.", 409)
        e = check(4)
        if e: return err(e)
        NEXT[0] += 1 + secrets.randbelow(9)
        r = {"enterprise_number": n, "username": d["username"], "sender_number": str(NEXT[0]), "channel": d["channel"], "applications": d["apps"], "contact": c}
        if d["channel"] == "SFTP": r.update(ssh_key=s["files"]["key"], certificate=s["files"]["cert"])
        TRUTH["registrations"].append(r); return JSONResponse({"number": r["sender_number"]})
    return err("Not found", 404)

HTML = r"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sécurité sociale</title><style>
*{box-sizing:border-box}body{margin:0;font:15px/1.45 Roboto,system-ui,sans-serif;background:#f4f6f8;color:#222}header{background:linear-gradient(90deg,#1565c0,#00897b);color:#fff;padding:14px 24px;display:flex;justify-content:space-between;align-items:center}
main{position:relative;max-width:1000px;margin:24px auto;display:flex;gap:24px;padding:0 16px}.view{flex:1;animation:in .35s}.leaving{position:absolute;left:16px;right:16px;opacity:0;transition:opacity .35s;pointer-events:none}@keyframes in{from{opacity:0;transform:translateY(12px)}}
nav{width:250px;order:2;background:#fff;border-radius:8px;padding:8px;align-self:flex-start}nav button{display:block;width:100%;text-align:left;border:0;background:none;padding:10px;font:inherit;cursor:pointer;border-radius:6px}nav button:hover{background:#e3f2fd}.sub{padding-left:18px}
.btn{border:0;border-radius:20px;padding:10px 22px;background:#1565c0;color:#fff;font:500 14px inherit;cursor:pointer;text-transform:none}.btn[disabled]{background:#bbb}.flat{background:none;color:#1565c0}header .btn{background:#fff2;}
.css-1x{background:#fff;border-radius:12px;padding:16px;margin:8px 0;cursor:pointer;border:1px solid #ddd}.css-1x:hover,.on{border-color:#1565c0!important;background:#e3f2fd}.grid{display:grid;grid-template-columns:1fr 1fr;gap:12px}
.fl{position:relative;margin:14px 0}.fl input{width:100%;padding:20px 12px 8px;border:1px solid #999;border-radius:6px;font:inherit;background:#fff}.fl label{position:absolute;left:12px;top:14px;color:#666;transition:.2s;pointer-events:none}.fl input:focus+label,.fl input:not(:placeholder-shown)+label{top:3px;font-size:11px;color:#1565c0}
.eye{position:absolute;right:8px;top:12px;border:0;background:none;cursor:pointer}ul.lb{position:absolute;z-index:5;left:0;right:0;background:#fff;margin:0;padding:4px;list-style:none;box-shadow:0 4px 14px #0004;border-radius:6px}ul.lb li{padding:8px;cursor:pointer}ul.lb li:hover{background:#e3f2fd}ul.lb small{display:block;color:#777}
.dz{border:2px dashed #90a4ae;border-radius:10px;padding:18px;text-align:center;background:#fafafa;margin:10px 0;cursor:pointer}.bar{height:4px;background:#ddd}.bar i{display:block;height:4px;background:#00897b;transition:width .3s}
.sw{width:42px;height:22px;border-radius:11px;border:0;background:#bbb;position:relative;cursor:pointer;transition:.2s}.sw:after{content:"";position:absolute;left:3px;top:3px;width:16px;height:16px;border-radius:8px;background:#fff;transition:.2s}.sw[aria-checked=true]{background:#00897b}.sw[aria-checked=true]:after{left:23px}.row{display:flex;justify-content:space-between;padding:7px 0;border-bottom:1px solid #eee}
.spin{position:fixed;inset:0;background:#fff9;display:flex;align-items:center;justify-content:center;z-index:20}.spin i{width:44px;height:44px;border:4px solid #1565c0;border-right-color:transparent;border-radius:50%;animation:r 1s linear infinite}@keyframes r{to{transform:rotate(360deg)}}
.ov{position:fixed;inset:0;background:#0008;z-index:30;display:flex;align-items:center;justify-content:center}.dlg{background:#fff;border-radius:14px;padding:24px;max-width:480px}#toasts{position:fixed;left:24px;bottom:24px;z-index:40}.toast{background:#b71c1c;color:#fff;padding:12px 18px;border-radius:6px;margin-top:8px;animation:in .3s}
.step{color:#555;font-size:13px}.dots i{display:inline-block;width:40px;height:4px;background:#cfd8dc;margin-right:4px}.dots i.a{background:#1565c0}.big{font-size:40px;color:#00695c;font-weight:700}.sk{height:18px;background:#e0e0e0;border-radius:4px;margin:8px 0;animation:in 1s infinite alternate}
</style></head><body><div id="root"></div><div id="portal"></div><div id="toasts" aria-live="assertive"></div><script>
const $=s=>document.querySelector(s),E=s=>String(s??'').replace(/[&<>"]/g,c=>({'&':'&amp;','<':'&lt;','>':'&gt;','"':'&quot;'}[c]));
const APPS=__APPS__;let S={route:location.pathname,logged:false,busy:0,open:'',apps:[],contact:{},files:{},up:{},opts:null,q:''},uid=0;
const toast=m=>{const d=document.createElement('div');d.className='toast';d.setAttribute('role','alert');d.textContent=m;$('#toasts').append(d);setTimeout(()=>d.remove(),6000)};
async function api(p,body,quiet){if(!quiet){S.busy++;overlay()}try{const r=await fetch('/api/'+p,body?{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify(body)}:{});const j=await r.json();if(!r.ok){toast(j.error);throw j}return j}finally{if(!quiet){S.busy--;overlay()}}}
function overlay(){$('#portal').innerHTML=(S.busy?'<div class="spin" role="progressbar"><i></i></div>':'')+(S.cookie?`<div class="ov"><div class="dlg" role="dialog" aria-modal="true"><h2>Votre vie privée</h2><p>Nous utilisons des cookies sur ce site pour améliorer votre expérience utilisateur.</p><button class="btn flat" data-a="ck">Tout refuser</button> <button class="btn flat">Paramètres</button> <button class="btn" data-a="ck">Tout accepter</button></div></div>`:'')+(S.news?`<div class="ov"><div class="dlg" role="dialog" aria-modal="true"><h2>Nouveautés</h2><p>Depuis le 1<sup>er</sup> mars, la gestion des canaux a fait peau neuve. Découvrez aussi l’application mobile.</p><p><label><input type="checkbox"> Ne plus afficher</label></p><button class="btn" data-a="newsok"><span>Continuer</span></button></div></div>`:'')}
function go(r){const v=$('.view');if(v){const c=v.cloneNode(true);c.className='leaving view';v.parentNode.append(c);requestAnimationFrame(()=>c.style.opacity=0);S.leave=c;setTimeout(()=>{c.remove()},380)}history.pushState({},'',r);S.route=r;render();scrollTo(0,0)}
const fl=(k,l,v,t='text',x='')=>{const i=':r'+(uid++).toString(36)+':';return `<div class="fl"><input id="${i}" type="${t}" data-k="${k}" value="${E(v)}" placeholder=" " autocomplete="off" ${x}><label for="${i}">${l}</label>${t=='password'?'<button type="button" class="eye" aria-label="Afficher le mot de passe" data-a="eye">👁</button>':''}</div>`};
const card=(a,h,p,on,role='button')=>`<div class="css-1x${on?' on':''}" role="${role}" ${role=='radio'?`aria-checked="${!!on}"`:''} tabindex="0" data-a="${a}"><strong>${h}</strong>${p?`<div>${p}</div>`:''}</div>`;
const btns=(n,b='back')=>`<p style="text-align:right"><button type="button" class="btn flat" data-a="${b}"><span>Retour</span></button> <button type="button" class="btn" data-a="${n}" ${n=='n3'&&S.channel=='SFTP'&&!(S.files.key&&S.files.cert)?'disabled':''}><span class="lbl">${n=='confirm'?'Confirmer':'Suivant'}</span></button></p>`;
const st=(n,t)=>`<div class="step">Étape ${n} sur 5</div><div class="dots">${[1,2,3,4,5].map(i=>`<i class="${i<=n?'a':''}"></i>`).join('')}</div><h1>${t}</h1>`;
const dz=(k,t,h)=>`<div class="dz" data-a="pick:${k}" data-dz="${k}"><div>${t}</div>${S.files[k]?`<div>✓ ${E(S.files[k].name)} (${S.files[k].size} octets)</div>`:S.up[k]?`<div class="bar"><i style="width:${S.up[k]}%"></i></div><small>Chargement… ${S.up[k]} %</small>`:`<small>${h}</small>`}<input type="file" hidden data-f="${k}"></div>`;
const V={
'/':()=>`<h1>socialsecurity.be</h1><div class="grid">${card('go:/nl','Nederlands')}${card('go:/fr','Français')}${card('go:/de','Deutsch')}${card('go:/int','International')}</div>`,
'/nl':()=>`<h1>Niet beschikbaar</h1>`,'/de':()=>`<h1>Nicht verfügbar</h1>`,'/int':()=>`<h1>International</h1><p>You cannot register through the international access.</p>`,
'/fr':()=>`<h1>Bienvenue à la sécurité sociale</h1>${card('toast:Non disponible','Citoyen','Ma pension, ma carrière, mes allocations')}${card('toast:Non disponible','Entreprise','Employeurs et mandataires')}${card('go:/fr/professionnels','Fonctionnaires et autres professionnels','Secteurs et institutions')}`,
'/fr/professionnels':()=>`<h1>Fonctionnaires et autres professionnels</h1><p>Retrouvez ici vos services en ligne. <a href="#">Comment se connecter ?</a></p>`,
'/fr/connexion':()=>`<h1>Qui êtes-vous ?</h1>${card('toast:Non disponible','Citoyen')}${card('toast:Non disponible','Entreprise')}${card('go:/fr/connexion/moyen','Professionnels de la Sécurité Sociale')}`,
'/fr/connexion/moyen':()=>`<h1>Choisissez votre clé numérique</h1>${card('toast:Lecteur de carte introuvable','Se connecter avec itsme®')}${card('toast:Lecteur de carte introuvable','Se connecter avec votre eID')}${card('go:/fr/connexion/codes','Se connecter avec vos codes d’accès','Nom d’utilisateur et mot de passe')}`,
'/fr/connexion/codes':()=>`<h1>Codes d’accès</h1><form>${fl('u','Nom d’utilisateur',S.u,'text','autocomplete="username"')}${fl('p','Mot de passe',S.p,'password')}<button type="submit" class="btn"><span>Se connecter</span></button> <a href="#">Mot de passe oublié ?</a></form>`,
'/app/entreprises':()=>`<h1>Entreprises</h1><p>Choisissez l’entreprise pour laquelle vous souhaitez travailler.</p><div class="fl"><input role="combobox" aria-expanded="${!!S.opts}" aria-autocomplete="list" data-k="q" value="${E(S.q)}" placeholder=" " autocomplete="off" id="cb${uid}"><label for="cb${uid++}">Nom ou numéro d’entreprise</label>${S.opts?`<ul class="lb" role="listbox">${S.opts.map(o=>`<li role="option" data-a="sel:${o.n}">${E(o.c)}<small>${o.n}</small></li>`).join('')||'<li>Aucun résultat</li>'}</ul>`:''}</div>`,
'/app/roles':()=>`<h1>${E(S.name)}</h1><p>Choisissez votre qualité.</p>${S.roles.map(r=>`<div class="css-1x" role="button" tabindex="0" data-a="role:${r.id}"><h3>${r.t}</h3><div>Numéro d’entreprise <span>${S.ent}</span></div><div><em>(${r.r})</em></div></div>`).join('')}`,
'/app/accueil':()=>`<h1>Tableau de bord</h1><p>${E(S.name)} — ${S.ent}</p><p>Choisissez un service dans le menu à droite.</p>`,
'/app/ms/1':()=>st(1,'Enregistrer les données de configuration')+`<p>Vous allez créer un utilisateur technique et choisir un canal pour l’échange de messages structurés.</p>`+btns('n1','home'),
'/app/ms/2':()=>st(2,'Données de contact')+`<form>`+fl('c.nom','Nom *',S.contact.nom)+fl('c.prenom','Prénom *',S.contact.prenom)+fl('c.fonction','Fonction *',S.contact.fonction)+fl('c.telephone','Téléphone *',S.contact.telephone,'tel')+fl('c.email','Adresse e-mail *',S.contact.email,'email')+btns('n2')+'</form>',
'/app/ms/3':()=>st(3,'Canal et applications')+`<div role="radiogroup" class="grid">${['FTP','SFTP','Isabel','MQLink'].map(c=>card('ch:'+c,c,c=='SFTP'?'Recommandé':'',S.channel==c,'radio')).join('')}</div>${S.channel=='SFTP'?dz('key','Clé publique SSH','Glissez votre fichier ici ou cliquez pour parcourir')+dz('cert','Certificat qualifié','Fichier .cer — glissez ou cliquez'):''}<h3>Applications</h3>${APPS.map(a=>`<div class="row"><span id="l-${a}">${a}</span><button type="button" class="sw" role="switch" aria-checked="${S.apps.includes(a)}" aria-labelledby="l-${a}" data-a="app:${a}"></button></div>`).join('')}`+btns('n3'),
'/app/ms/4':()=>st(4,'Nom d’utilisateur')+fl('username','Nom d’utilisateur de l’utilisateur technique',S.username,'text','maxlength="24"')+`<small>8 à 20 caractères, lettres a-z et chiffres 0-9, sans espace. Non modifiable par la suite.</small>`+btns('n4'),
'/app/ms/5':()=>st(5,'Vérification')+`<div class="css-1x" style="cursor:default">${[['Entreprise',S.name+' ('+S.ent+')'],['Nom',S.contact.nom],['Prénom',S.contact.prenom],['Fonction',S.contact.fonction],['Téléphone',S.contact.telephone],['E-mail',S.contact.email],['Canal',S.channel],...(S.channel=='SFTP'?[['Clé publique SSH',S.files.key.name],['Certificat',S.files.cert.name]]:[]),['Nom d’utilisateur',S.username]].map(r=>`<div class="row"><span>${r[0]}</span><b>${E(r[1])}</b></div>`).join('')}<div class="row"><span>Applications</span><span>${S.apps.map(a=>`<span class="chip">${a}</span>`).join(' ')}</span></div></div>`+btns('confirm'),
'/app/ms/fin':()=>`<h1>Utilisateur technique créé 🎉</h1><p>Votre numéro d’expéditeur</p><div class="big">${S.number}</div><p>Utilisez-le dans le nom de tous les fichiers que vous expédiez.</p><small>Demande REQ-2026-0045120 · ${new Date().toLocaleDateString('fr-BE')}</small><p><button class="btn flat">Copier</button></p>`,
'/app/info':()=>`<h1>Échange par messages structurés</h1><h3>Information</h3>${S.info===undefined?'<div class="sk"></div><div class="sk"></div>':S.info?`<div class="row"><span>Nom d’utilisateur</span><b>${S.info.username}</b></div><div class="row"><span>Numéro d’expéditeur</span><b>${S.info.sender_number}</b></div><div class="row"><span>Canal</span><b>${S.info.channel}</b></div>`:'<p>Aucun utilisateur technique n’est enregistré pour cette entreprise.</p>'}`};
function render(){const f=document.activeElement?.dataset?.k,p=document.activeElement?.selectionStart;const app=S.route.startsWith('/app');
const menu=app&&S.role?`<nav aria-label="Menu"><button data-a="acc"><span>Gestion d’accès</span> ▾</button>${S.open=='acc'||S.open=='ech'?`<div class="sub"><button>Utilisateurs</button><button data-a="ech">Échange par messages structurés ▾</button>${S.open=='ech'?'<div class="sub"><button data-a="info">Information</button></div>':''}</div>`:''}<button data-a="ms">Messages structurés ▾</button>${S.open=='ms'?'<div class="sub"><button data-a="start">Enregistrer les données de configuration</button></div>':''}<button data-a="go:/app/entreprises">Changer d’entreprise</button></nav>`:'';
$('#root').innerHTML=`<header><b>Sécurité sociale</b><span>${app?'demo <button class="btn" data-a="out">Se déconnecter</button>':S.route=='/fr/professionnels'?'<button class="btn" data-a="go:/fr/connexion"><span>Se connecter</span></button>':''}</span></header><main>${menu}<section class="view">${(V[S.route]||V['/'])()}</section></main>`;
if(S.leave&&S.leave.isConnected===false&&S.route!==S.lastRoute)$('main').append(S.leave);S.lastRoute=S.route;if(f){const e=$(`[data-k="${f}"]`);if(e){e.focus();try{e.setSelectionRange(p,p)}catch(_){}}}}
let tm;addEventListener('input',e=>{const k=e.target.dataset.k;if(!k)return;if(k.startsWith('c.'))S.contact[k.slice(2)]=e.target.value;else S[k]=e.target.value;if(k=='q'){clearTimeout(tm);tm=setTimeout(loadOpts,350)}});
async function loadOpts(){const q=S.q;const o=await api('enterprises?q='+encodeURIComponent(q),null,1);if(q===S.q){S.opts=o;render()}}
addEventListener('focusin',e=>{if(e.target.dataset.k=='q'&&!S.opts&&!S.ld){S.ld=1;loadOpts().finally(()=>S.ld=0)}});
addEventListener('change',e=>{const k=e.target.dataset.f;if(k&&e.target.files[0])upload(k,e.target.files[0]);else if(e.target.dataset.k&&S.route=='/app/ms/2')setTimeout(render,220)});
addEventListener('dragover',e=>e.preventDefault());addEventListener('drop',e=>{e.preventDefault();const z=e.target.closest('[data-dz]');if(z)upload(z.dataset.dz,e.dataTransfer.files[0])});
function upload(k,f){delete S.files[k];S.up[k]=5;render();let t=setInterval(()=>{S.up[k]=Math.min(95,S.up[k]+22);render()},200);const x=new XMLHttpRequest();x.open('POST','/api/upload?kind='+k);x.setRequestHeader('x-filename',f.name);x.onload=()=>setTimeout(()=>{clearInterval(t);delete S.up[k];const j=JSON.parse(x.responseText);if(x.status==200)S.files[k]=j;else toast(j.error);render()},600);x.send(f)}
const W=()=>({contact:S.contact,channel:S.channel,apps:S.apps,username:S.username});
addEventListener('submit',async e=>{e.preventDefault();if(S.route=='/fr/connexion/codes'){await api('login',{u:S.u,p:S.p});S.p='';S.logged=true;S.news=true;S.q='';S.opts=null;go('/app/entreprises');setTimeout(overlay,500)}else act('n2')});
addEventListener('keydown',e=>{if(e.key=='Enter'&&e.target.getAttribute('role')&&e.target.dataset.a)act(e.target.dataset.a,e.target)});
addEventListener('click',e=>{const a=e.target.closest('a[href="#"]');if(a)e.preventDefault();const t=e.target.closest('[data-a]');if(t&&!t.disabled&&e.target.type!='file')act(t.dataset.a,t)});
async function act(a,t){const [k,...r]=a.split(':'),v=r.join(':');
if(k=='go'){if(v=='/app/entreprises'){S.role=null;S.q='';S.opts=null}go(v)}if(k=='toast')toast(v);if(k=='ck'){localStorage.ck=1;S.cookie=0;overlay()}if(k=='newsok'){S.news=0;overlay()}if(k=='eye'){const i=t.parentNode.querySelector('input');i.type=i.type=='text'?'password':'text'}
if(k=='sel'){S.ent=v;const o=S.opts.find(o=>o.n==v);S.name=o.c;S.q=o.c;S.opts=null;render();S.roles=(await api('select',{n:v})).roles;go('/app/roles')}
if(k=='role'){await api('role',{id:v});S.role=v;S.open='';go('/app/accueil')}if(k=='acc'||k=='ms'||k=='ech'){S.open=S.open==k?'':k;render()}
if(k=='info'){S.info=undefined;go('/app/info');S.info=(await api('info',null,1)).tu||null;if(S.route=='/app/info')render()}
if(k=='start'){await api('start',{});Object.assign(S,{contact:{},channel:'',apps:[],files:{},username:''});go('/app/ms/1')}
if(k=='home')go('/app/accueil');if(k=='back')go('/app/ms/'+(+S.route.slice(-1)-1));if(k=='n1')go('/app/ms/2');if(/^n[234]$/.test(k)){const n=+k[1];await api('check',{...W(),step:n});go('/app/ms/'+(n+1))}
if(k=='ch'){S.channel=v;render()}if(k=='app'){S.apps=S.apps.includes(v)?S.apps.filter(x=>x!=v):[...S.apps,v];render()}if(k=='pick')t.querySelector('input[type=file]').click();
if(k=='confirm'){S.number=(await api('confirm',W())).number;go('/app/ms/fin')}if(k=='out'){location='/'}}
addEventListener('popstate',()=>{S.route=location.pathname;render()});setInterval(()=>fetch('/api/ping').catch(()=>{}),1000);
(async()=>{S.busy=1;overlay();if(S.route.startsWith('/app')){const m=await api('me',null,1).catch(()=>({}));if(!m.logged){history.replaceState({},'','/fr/connexion');S.route='/fr/connexion'}else{S.route='/app/entreprises';history.replaceState({},'',S.route)}}await new Promise(r=>setTimeout(r,700));S.busy=0;render();overlay();if(!localStorage.ck)setTimeout(()=>{S.cookie=1;overlay()},900)})();
</script></body></html>"""
import json
async def spa(req): return HTMLResponse(HTML.replace("__APPS__", json.dumps(APPS)))
async def truth(req): return JSONResponse(TRUTH)
async def ico(req): return Response(status_code=204)
app = Starlette(routes=[Route("/_truth", truth), Route("/favicon.ico", ico), Route("/api/{p}", api, methods=["GET", "POST"]), Route("/{x:path}", spa)])
if __name__ == "__main__":
    a = argparse.ArgumentParser(); a.add_argument("--port", type=int, default=8102); a = a.parse_args()
    uvicorn.run(app, host="127.0.0.1", port=a.port, log_level="warning")
