import argparse, asyncio, base64, html, json, os, random, re, secrets, time
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from parts.office import *


# Bootstrap / Angular-like, about 2019; secured part in a new tab, mandates as cards
COMPANIES[:] = COMPANIES + [(bce(4511223), "Delvaize Groupe Distribution SA", "8670 Koksijde", ["pc:gl"])] + more_companies(260, 12)
COMPANIES.sort(key=lambda c: (c[1].lower(), c[0]))
MSGS = {"fr": MSG_FR, "nl": MSG_NL}
TXT = {"fr": {
    "brand": "La Sécurité Sociale Belge", "cit": "Citoyen", "ent": "Entreprise", "pro": "Fonctionnaires et autres professionnels", "citX": "Famille, santé, pension", "entX": "Engager du personnel, DmfA, Dimona", "proX": "Institutions, fonds de pension, mutualités",
    "login": "Se connecter", "newwin": "Nouvelle fenêtre", "asCit": "En tant que citoyen", "asEnt": "En tant qu’entreprise", "bar": "Nous utilisons des cookies sur ce site pour améliorer votre expérience utilisateur.", "barOk": "Continuer", "barMore": "Plus d’informations", "menu": "Menu", "close": "Fermer",
    "proLead": "Les services en ligne sécurisés exigent une identification.", "services": "Services en ligne", "reg0": "Pas encore inscrit ?", "aud": "Choisissez votre groupe cible", "audP": "professionnels de la Sécurité Sociale", "means": "Comment souhaitez-vous vous identifier ?", "back": "Retour",
    "m1": "Lecteur de carte eID", "m2": "itsme®", "m3": "Code de sécurité par application mobile", "m4": "Se connecter avec vos codes d’accès", "off": "Ce moyen n’est pas disponible pour le moment.", "user": "Nom d’utilisateur", "pw": "Mot de passe", "show": "Afficher le mot de passe", "forgot": "Mot de passe oublié ?", "keep": "Se souvenir de mon nom d’utilisateur",
    "mand": "Vos mandats", "mandX": "Choisissez le mandat pour lequel vous souhaitez travailler", "search": "Rechercher dans vos mandats", "more": "Afficher plus", "of": "{0} mandats sur {1} affichés", "pick": "Choisir", "nores": "Aucun mandat ne correspond à votre recherche.",
    "q_pc": "Gestionnaire pensions complémentaires", "q_emp": "Employeur (ONSS)", "r_gl": "Gestionnaire local", "r_ut": "Utilisateur", "dash": "Tableau de bord", "ga": "Gestion d’accès", "users": "Utilisateurs", "ech": "Échange par messages structurés", "info": "Information", "sm": "Messages structurés", "out": "Se déconnecter", "chg": "Changer de mandat",
    "t1": "Aperçu", "t2": "Utilisateur technique", "t3": "Historique", "cfg": "Enregistrer les données de configuration", "t1x": "Échangez vos déclarations par fichiers (batch).", "t2x": "Aucun utilisateur technique n’a encore été créé.", "t3x": "Aucun événement.", "exists": "L’utilisateur technique « {0} » existe déjà pour cette qualité.",
    "i1": "Avant de commencer", "i1x": "Munissez-vous de vos données de contact, de votre clé publique SSH et de votre certificat qualifié.", "next": "Suivant", "prev": "Précédent", "cancel": "Annuler", "confirm": "Confirmer", "c1": "Données de contact", "fs1": "Gestionnaire local", "fs2": "Contact technique",
    "last_name": "Nom", "first_name": "Prénom", "function": "Fonction", "phone": "Téléphone", "email": "E-mail", "email2": "Répétez l’e-mail", "ch": "Choix du canal", "files": "Sécurité", "ssh": "Clé publique SSH", "cert": "Clé publique du certificat qualifié (.cer)", "choose": "Choisir un fichier", "nofile": "Aucun fichier choisi", "apps": "Applications", "all": "Tout sélectionner",
    "u": "Nom d’utilisateur de l’utilisateur technique", "uX": "8 à 20 positions ; a-z et 0-9 ; pas d’espace.", "ck": "Contrôle et confirmation", "ckx": "Contrôlez si toutes les données sont correctes.", "channel": "Canal", "wait": "Veuillez patienter…", "done": "Utilisateur technique créé", "copy": "Copier", "num": "Numéro d’entreprise", "sender": "Numéro d’expéditeur",
    "doneX": "Votre demande 2019114207 a été traitée le {0} à {1}. L’utilisateur technique {2} de l’entreprise {3} est maintenant créé et son numéro d’expéditeur est le {4}. Utilisez-le sur 6 positions dans le nom de vos fichiers. Une question ? Appelez le 02 511 51 51 (dossier 88/2019).", "none": "Aucun utilisateur technique.", "help": "Aide et contact", "since": "Depuis le", "opt": "facultatif", "title0": "Titre"},
    "nl": {
    "brand": "De Belgische Sociale Zekerheid", "cit": "Burger", "ent": "Onderneming", "pro": "Ambtenaren en andere professionelen", "citX": "Gezin, gezondheid, pensioen", "entX": "Personeel aanwerven, DmfA, Dimona", "proX": "Instellingen, pensioenfondsen, ziekenfondsen",
    "login": "Aanmelden", "newwin": "Nieuw venster", "asCit": "Als burger", "asEnt": "Als onderneming", "bar": "Het portaal van de sociale zekerheid gebruikt cookies om de site gebruiksvriendelijker te maken.", "barOk": "Doorgaan", "barMore": "Meer weten", "menu": "Menu", "close": "Sluiten",
    "proLead": "Voor de beveiligde onlinediensten moet u zich identificeren.", "services": "Onlinediensten", "reg0": "Nog niet geregistreerd?", "aud": "Kies uw doelgroep", "audP": "professional van de sociale zekerheid", "means": "Hoe wilt u zich aanmelden?", "back": "Terug",
    "m1": "eID-kaartlezer", "m2": "itsme®", "m3": "Beveiligingscode via mobiele app", "m4": "Aanmelden met gebruikersnaam en wachtwoord", "off": "Dit middel is momenteel niet beschikbaar.", "user": "Gebruikersnaam", "pw": "Wachtwoord", "show": "Wachtwoord tonen", "forgot": "Wachtwoord vergeten?", "keep": "Mijn gebruikersnaam onthouden",
    "mand": "Uw mandaten", "mandX": "Kies het mandaat waarvoor u wilt werken", "search": "Zoeken in uw mandaten", "more": "Meer tonen", "of": "{0} van {1} mandaten getoond", "pick": "Kiezen", "nores": "Geen enkel mandaat beantwoordt aan uw zoekopdracht.",
    "q_pc": "Beheerder aanvullende pensioenen", "q_emp": "Werkgever (RSZ)", "r_gl": "Lokale Beheerder", "r_ut": "Gebruiker", "dash": "Dashboard", "ga": "Toegangsbeheer", "users": "Gebruikers", "ech": "Uitwisseling via gestructureerde berichten", "info": "Informatie", "sm": "Gestructureerde berichten", "out": "Afmelden", "chg": "Ander mandaat",
    "t1": "Overzicht", "t2": "Technische gebruiker", "t3": "Historiek", "cfg": "De configuratiegegevens registreren", "t1x": "Wissel uw aangiften uit via bestanden (batch).", "t2x": "Er werd nog geen technische gebruiker aangemaakt.", "t3x": "Geen gebeurtenissen.", "exists": "De technische gebruiker « {0} » bestaat al voor deze hoedanigheid.",
    "i1": "Voor u begint", "i1x": "Hou uw contactgegevens, uw publieke SSH-sleutel en uw gekwalificeerd certificaat klaar.", "next": "Volgende", "prev": "Vorige", "cancel": "Annuleren", "confirm": "Bevestigen", "c1": "Contactgegevens", "fs1": "Lokale Beheerder", "fs2": "Technisch contact",
    "last_name": "Naam", "first_name": "Voornaam", "function": "Functie", "phone": "Telefoon", "email": "E-mailadres", "email2": "Herhaal het e-mailadres", "ch": "Keuze van een kanaal", "files": "Beveiliging", "ssh": "Publieke SSH-sleutel", "cert": "Publieke sleutel van het gekwalificeerd certificaat (.cer)", "choose": "Bestand kiezen", "nofile": "Geen bestand gekozen", "apps": "Toepassingen", "all": "Alles selecteren",
    "u": "Gebruikersnaam van de technische gebruiker", "uX": "8 tot 20 posities; a-z en 0-9; geen spatie.", "ck": "Controle en bevestiging", "ckx": "Controleer of alle gegevens juist zijn.", "channel": "Kanaal", "wait": "Even geduld…", "done": "Technische gebruiker aangemaakt", "copy": "Kopiëren", "num": "Ondernemingsnummer", "sender": "Verzendernummer",
    "doneX": "Uw aanvraag 2019114207 werd verwerkt op {0} om {1}. De technische gebruiker {2} van de onderneming {3} is nu aangemaakt en zijn verzendernummer is {4}. Gebruik het op 6 posities in de naam van uw bestanden. Een vraag? Bel 02 511 51 51 (dossier 88/2019).", "none": "Geen technische gebruiker.", "help": "Hulp en contact", "since": "Sinds", "opt": "facultatief", "title0": "Titel"}}

SHELL = r"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><base href="/"><title>socialsecurity.be</title><meta name="viewport" content="width=device-width, initial-scale=1"><style>
*{box-sizing:border-box}body{margin:0;font-family:"Segoe UI",Roboto,Arial,sans-serif;color:#212529;background:#fff}a{color:#0056b3}.navbar{background:#1d3557;color:#fff;display:flex;align-items:center;padding:10px 20px;gap:16px}.navbar a,.navbar button{color:#fff}.navbar .sp{flex:1}.container{max-width:960px;margin:0 auto;padding:20px;position:relative;min-height:520px}
.btn{display:inline-block;border:1px solid #0d6efd;background:#0d6efd;color:#fff;padding:8px 16px;border-radius:5px;font-size:16px;cursor:pointer;text-decoration:none}.btn[disabled]{opacity:.5}.btn-o{background:#fff;color:#0d6efd}.btn-link{background:none;border:0;cursor:pointer;font-size:15px}.card{border:1px solid #dee2e6;border-radius:8px;padding:16px;position:relative;background:#fff}.grid{display:grid;grid-template-columns:repeat(3,1fr);gap:14px}.stretched::after{content:"";position:absolute;inset:0}.badge{background:#6c757d;color:#fff;border-radius:10px;font-size:12px;padding:3px 9px}.badge.gl{background:#198754}
.form-floating{position:relative;margin-bottom:16px}.form-floating input{width:100%;padding:22px 12px 6px;border:1px solid #ced4da;border-radius:5px;font-size:16px}.form-floating label{position:absolute;left:12px;top:15px;color:#6c757d;transition:.15s;pointer-events:none}.form-floating input:focus~label,.form-floating input:not(:placeholder-shown)~label{top:4px;font-size:12px}.form-floating input[readonly]{background:#e9ecef}.invalid-feedback{color:#dc3545;font-size:14px}.is-invalid{border-color:#dc3545!important}
.visually-hidden{position:absolute!important;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0);white-space:nowrap}.dropdown{position:relative}.dropdown-menu{display:none;position:absolute;right:0;background:#fff;border:1px solid #ccc;min-width:200px;z-index:20}.dropdown-menu.show{display:block}.dropdown-menu a{display:block;color:#222!important;padding:8px 14px}
.offcanvas{position:fixed;top:0;left:0;bottom:0;width:320px;background:#fff;z-index:70;transform:translateX(-100%);visibility:hidden;transition:transform .3s,visibility .3s;padding:18px;box-shadow:0 0 20px #0005}.offcanvas.show{transform:none;visibility:visible}.offcanvas a,.offcanvas .tg{display:block;padding:9px 6px;color:#1d3557;background:none;border:0;font-size:16px;width:100%;text-align:left;cursor:pointer;text-decoration:none}.offcanvas .sub{padding-left:16px}.bdrop{position:fixed;inset:0;background:#0006;z-index:60}
.nav-tabs{display:flex;border-bottom:1px solid #dee2e6;list-style:none;padding:0}.nav-tabs button{border:1px solid transparent;background:none;padding:10px 16px;font-size:16px;cursor:pointer;color:#0056b3}.nav-tabs button.active{border-color:#dee2e6 #dee2e6 #fff;color:#000}.btn-check{position:absolute;clip:rect(0,0,0,0);pointer-events:none}.btn-check:checked+.btn{background:#1d3557}.btn-group .btn{margin-right:6px}fieldset{border:1px solid #dee2e6;border-radius:8px;margin:0 0 18px;padding:16px}legend{font-size:15px;text-transform:uppercase;letter-spacing:1px;padding:0 8px}
.view{animation:in .25s}.leaving{position:absolute;left:20px;right:20px;top:20px;opacity:0;transition:opacity .25s;pointer-events:none}@keyframes in{from{opacity:0}}.bar{position:fixed;bottom:0;left:0;right:0;background:#343a40;color:#fff;padding:14px 24px;z-index:55;display:flex;gap:16px;align-items:center}.bar a{color:#9cf}.spin{display:inline-block;width:1em;height:1em;border:3px solid #fff;border-right-color:transparent;border-radius:50%;animation:r .8s linear infinite}@keyframes r{to{transform:rotate(360deg)}}.alert{padding:12px 16px;border-radius:6px;background:#f8d7da;color:#842029;margin-bottom:14px}.alert.ok{background:#d1e7dd;color:#0f5132}
.list-group label{display:block;border:1px solid #dee2e6;padding:9px 12px;margin-top:-1px}#top{position:fixed;top:0;left:0;height:3px;background:#f4a261;width:0;z-index:99}footer{background:#f1f3f5;padding:22px;font-size:14px}footer a{margin-right:16px}.copy{border:1px solid #aaa;background:#f8f9fa;border-radius:4px;font-size:12px;margin:0 3px;cursor:pointer}table td{padding:4px 12px 4px 0}</style></head><body>
<app-root ng-version="8.2.14"></app-root><script>
const T=@TXT@,MSGS=@MSGS@,APPS=@APPS@,$=(s,r=document)=>r.querySelector(s),$$=(s,r=document)=>[...r.querySelectorAll(s)];let L=/^\/nl/.test(location.pathname)?'nl':/^\/fr/.test(location.pathname)?'fr':(localStorage.p12L||'fr');
const t=(k,...a)=>{let s=T[L][k]??k;a.forEach((x,i)=>s=s.replace('{'+i+'}',x));return s},E=s=>String(s??'').replace(/[&<>"]/g,c=>({'&':'&amp;','<':'&lt;','>':'&gt;','"':'&quot;'}[c])),NG='_ngcontent-wqx-c'+(3+L.length),S={};
const api=async(u,b)=>{$('#top').style.width='60%';const r=await fetch('/api/'+u,b===undefined?{}:b instanceof FormData?{method:'POST',body:b}:{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify(b)});$('#top').style.width='0';if(r.status==401){nav('/'+L+'/iam');throw 'session'}return r.json()};
const root=$('app-root');function shell(sec){document.documentElement.lang=L;const key=L+sec+(S.m?S.m.n+S.m.role:'')+(S.user?1:0);if(root.dataset.k==key)return;root.dataset.k=key;const gl=S.m&&S.m.role.endsWith('gl');
 root.innerHTML=`<div id="top"></div><header class="navbar" ${NG}>${sec&&S.user?`<button class="btn-link" id="burger" aria-label="${t('menu')}" aria-expanded="false">☰</button>`:''}<a routerlink="/${L}" href="/${L}">${t('brand')}</a><span class="sp"></span>`+(S.user&&sec?`<span>Jean Demo</span>`:`<div class="dropdown"><button class="btn-link" id="dd" aria-haspopup="true">${t('login')} ▾</button><div class="dropdown-menu"><a href="/${L}/citizen">${t('asCit')}</a><a href="/${L}/citizen">${t('asEnt')}</a></div></div>`)+`<a href="/fr${location.pathname.slice(3)}" data-lang="fr" hreflang="fr">fr</a><a href="/nl${location.pathname.slice(3)}" data-lang="nl" hreflang="nl">nl</a></header>
 <nav class="offcanvas" id="oc" aria-label="${t('menu')}"><button class="btn-link" id="occ" aria-label="${t('close')}">×</button><a href="/${L}/app/mandates">${t('chg')}</a>`+(S.m?`<a href="/${L}/app/dash">${t('dash')}</a><button class="tg" aria-expanded="false">${t('ga')} ▾</button><div class="sub" hidden><a href="/${L}/app/users">${t('users')}</a>${gl?`<button class="tg" aria-expanded="false">${t('ech')} ▾</button><div class="sub" hidden><a href="/${L}/app/info">${t('info')}</a><a href="/${L}/app/help">${t('help')}</a></div>`:''}</div>${gl?`<a href="/${L}/app/messages">${t('sm')}</a>`:''}`:'')+`<a href="/${L}/logout">${t('out')}</a></nav>
 <main class="container" role="main"><router-outlet></router-outlet></main><footer><a href="/${L}/help">${t('help')}</a><a href="/${L}/legal">Legal</a><a href="/${L}/privacy">Privacy</a> Contact Center 02 511 51 51</footer>`+(localStorage.p12c?'':`<div class="bar" role="region" aria-label="Cookies"><span>${t('bar')} <a href="/${L}/cookies">${t('barMore')}</a></span><button class="btn" id="ckok">× ${t('barOk')}</button></div>`);
 if($('#burger'))$('#burger').onclick=()=>{$('#oc').classList.add('show');$('#burger').setAttribute('aria-expanded','true');const b=document.createElement('div');b.className='bdrop';b.onclick=closeOc;root.append(b)};$('#occ').onclick=closeOc;
 $$('.tg').forEach(b=>b.onclick=()=>{const o=b.getAttribute('aria-expanded')!='true';b.setAttribute('aria-expanded',o);b.nextElementSibling.hidden=!o});if($('#dd'))$('#dd').onclick=()=>$('.dropdown-menu').classList.toggle('show');if($('#ckok'))$('#ckok').onclick=()=>{localStorage.p12c=1;$('.bar').remove()}}
function closeOc(){if($('#oc'))$('#oc').classList.remove('show');if($('#burger'))$('#burger').setAttribute('aria-expanded','false');$$('.bdrop').forEach(x=>x.remove())}
let cur=null;function view(h,title){document.title=(title||t('brand'))+' | socialsecurity.be';const m=$('main');$$('.view',m).forEach(v=>{if(v!==cur)v.remove()});if(cur&&cur.isConnected){const o=cur;o.classList.add('leaving');setTimeout(()=>o.remove(),260)}cur=document.createElement('app-page');cur.className='view';cur.style.display='block';cur.innerHTML=h;m.append(cur);scrollTo(0,0);return cur}
document.addEventListener('click',e=>{const a=e.target.closest('a[href]');if(!a||a.target||e.ctrlKey)return;const h=a.getAttribute('href');if(!h.startsWith('/'))return;e.preventDefault();if(a.dataset.lang){L=localStorage.p12L=a.dataset.lang}nav(h)});
addEventListener('popstate',()=>route());function nav(p,s){closeOc();history.pushState({},'',p);return route()}
const poll=async()=>{for(;;){try{await fetch('/api/poll')}catch(e){await new Promise(r=>setTimeout(r,2000))}}};
async function route(){const p=location.pathname,m=p.match(/^\/(fr|nl)(\/.*)?$/);if(!m){shell('');return splash()}L=localStorage.p12L=m[1];const r=(m[2]||'').replace(/^\/|\/$/g,''),sec=/^(app|iam)/.test(r)?'sec':'';
 if(/^app/.test(r)&&!S.user){return nav('/'+L+'/iam')}if(/^iam/.test(r)&&S.user)return nav('/'+L+'/app/mandates');if(r=='app/mandates')S.m=null;if(/^app\/(?!mandates)/.test(r)&&!S.m)return nav('/'+L+'/app/mandates');shell(sec);const f=R[r]||R['404'];await f()}
const me=async()=>{S.user=(await fetch('/api/me').then(r=>r.json())).user};
function splash(){view(`<h1 style="text-align:center">socialsecurity.be</h1><div class="grid" style="max-width:640px;margin:60px auto">${[['nl','Nederlands'],['fr','Français'],['','Deutsch']].map(([l,n])=>`<div class="card" style="text-align:center"><a class="stretched" lang="${l}" href="/${l||'de'}">${n}</a></div>`).join('')}</div>`)}
const fl=(id,lab,o={})=>`<div class="form-floating" ${NG}><input ${NG} id="${id}" formcontrolname="${id}" type="${o.type||'text'}" class="form-control ng-untouched ng-pristine" placeholder=" " value="${E(o.v)}" ${o.ro?'readonly':''} ${o.req?'required aria-required="true"':''}><label for="${id}">${lab}${o.req?'&nbsp;*':''}</label><div class="invalid-feedback" data-for="${id}"></div></div>`;
const bad=(er,m)=>{$$('[data-for]',cur).forEach(d=>{const c=er[d.dataset.for];d.textContent=c?MSGS[L][c]:'';const i=$('#'+CSS.escape(d.dataset.for),cur);if(i)i.classList.toggle('is-invalid',!!c)})};
const R={'':()=>view(`<h1>${t('brand')}</h1><div class="grid">${['cit','ent','pro'].map(k=>`<article class="card"><h2 style="font-size:19px"><a class="stretched" href="/${L}/${k=='pro'?'professionals':'citizen'}">${t(k)}</a></h2><p>${t(k+'X')}</p></article>`).join('')}</div>`),
'404':()=>view('<h1>404</h1><p>Mock-up.</p>'),'citizen':()=>view(`<h1>${t('cit')}</h1><p class="alert">${t('off')}</p>`),
'professionals':()=>view(`<nav aria-label="breadcrumb"><a href="/${L}">${t('brand')}</a> / ${t('pro')}</nav><h1>${t('pro')}</h1><p>${t('proLead')}</p><a class="btn" href="/${L}/iam" target="_blank" rel="noopener">${t('login')}<span class="visually-hidden"> (${t('newwin')})</span> ↗</a><h2>${t('services')}</h2><ul><li><a href="/${L}/s1">DB2P</a></li><li><a href="/${L}/s2">Capelo</a></li></ul><a href="/${L}/register">${t('reg0')}</a>`,t('pro')),
'iam':()=>view(`<h1>${t('aud')}</h1><div class="grid">${[['cit','citizen'],['ent','citizen'],['audP','iam/means']].map(([k,u])=>`<div class="card"><a class="stretched" href="/${L}/${u}">${t(k)}</a></div>`).join('')}</div>`,t('login')),
'iam/means':()=>view(`<h1>${t('means')}</h1><div class="grid">${['m1','m2','m3','m4'].map((k,i)=>`<div class="card"><div aria-hidden="true" style="font-size:30px">${'▤◎▯⚿'[i]}</div><a class="stretched" href="/${L}/${i==3?'iam/codes':'citizen'}">${t(k)}</a></div>`).join('')}</div><p><a href="/${L}/iam">${t('back')}</a></p>`,t('login')),
'iam/codes':()=>{view(`<h1>${t('m4')}</h1><form novalidate style="max-width:420px"><div class="er"></div>${fl('username',t('user'))}<div style="position:relative">${fl('password',t('pw'),{type:'password'})}<button type="button" aria-label="${t('show')}" class="btn-link" style="position:absolute;right:6px;top:14px" id="eye">👁</button></div><label><input type="checkbox"> ${t('keep')}</label><p><button type="submit" class="btn">${t('login')}</button> <a href="/${L}/forgot">${t('forgot')}</a></p></form>`,t('login'));const v=cur;
 $('#eye',v).onclick=()=>{const p=$('#password',v);p.type=p.type=='text'?'password':'text'};$('form',v).onsubmit=async e=>{e.preventDefault();const b=$('button[type=submit]',v);b.disabled=true;const r=await api('login',{user:$('#username',v).value,password:$('#password',v).value});b.disabled=false;if(r.error){$('.er',v).innerHTML=`<div class="alert" role="alert">${MSGS[L][r.error]}</div>`;return}S.user='demo';nav('/'+L+'/app/mandates')}},
'logout':async()=>{await api('logout',{});S.user=null;S.m=null;nav('/'+L)},
'app/mandates':async()=>{view(`<h1>${t('mand')}</h1><p>${t('mandX')}</p>${fl('q',t('search'),{type:'search'})}<div class="grid" id="cards"></div><p id="cnt" aria-live="polite"></p><button type="button" class="btn btn-o" id="more" hidden>${t('more')}</button>`,t('mand'));const v=cur;let from=0,tm,seq=0;
 const load=async(reset)=>{const my=++seq;if(reset)from=0;const r=await api('mandates?from='+from+'&q='+encodeURIComponent($('#q',v).value));if(my!=seq)return;if(reset)$('#cards',v).innerHTML='';$('#cards',v).insertAdjacentHTML('beforeend',r.items.map(c=>`<div class="card" data-n="${c.n}" data-role="${c.role}"><h3 style="margin:0;font-size:16px">${E(c.name)}</h3><div>BE\u00a0${c.d}</div><div style="color:#666">${t('q_'+c.role.slice(0,-3))}</div><p><span class="badge ${c.role.slice(-2)}">${t('r_'+c.role.slice(-2))}</span></p><button type="button" class="btn btn-o">${t('pick')}</button></div>`).join('')||`<p>${t('nores')}</p>`);from+=r.items.length;$('#cnt',v).textContent=t('of',from,r.total);$('#more',v).hidden=from>=r.total};
 $('#more',v).onclick=()=>load(false);$('#q',v).oninput=()=>{clearTimeout(tm);tm=setTimeout(()=>load(true),350)};$('#cards',v).onclick=e=>{const b=e.target.closest('button'),c=b&&b.closest('.card');if(c){S.m={n:c.dataset.n,role:c.dataset.role,name:$('h3',c).textContent,d:$('div',c).textContent};nav('/'+L+'/app/dash')}};await load(true)},
'app/dash':()=>view(`<h1>${t('dash')}</h1><p>${E(S.m.name)} – ${S.m.d}<br>${t('q_'+S.m.role.slice(0,-3))} (${t('r_'+S.m.role.slice(-2))})</p><div class="grid"><div class="card">DB2P</div><div class="card">Capelo</div><div class="card">e-Box</div></div>`,t('dash')),
'app/users':()=>view(`<h1>${t('users')}</h1><table><tr><td>Demo Jean</td><td>02 555 00 00</td></tr></table>`,t('users')),
'app/messages':async()=>{const q=await api('info?n='+S.m.n+'&r='+S.m.role);view(`<h1>${t('sm')}</h1><ul class="nav-tabs" role="tablist">${[1,2,3].map(i=>`<li role="presentation"><button type="button" role="tab" class="${i==1?'active':''}" aria-selected="${i==1}" data-i="${i}">${t('t'+i)}</button></li>`).join('')}</ul><div role="tabpanel" data-p="1"><p>${t('t1x')}</p></div><div role="tabpanel" data-p="2" hidden><p>${q.tech?t('exists',E(q.tech.username)):t('t2x')}</p>${q.tech?'':`<a class="btn" role="button" href="/${L}/app/wizard">${t('cfg')}</a>`}</div><div role="tabpanel" data-p="3" hidden><p>${t('t3x')}</p></div>`,t('sm'));const v=cur;
 $$('[role=tab]',v).forEach(b=>b.onclick=()=>{$$('[role=tab]',v).forEach(x=>{x.classList.toggle('active',x==b);x.setAttribute('aria-selected',x==b)});$$('[role=tabpanel]',v).forEach(p=>p.hidden=p.dataset.p!=b.dataset.i)})},
'app/info':async()=>{const q=await api('info?n='+S.m.n+'&r='+S.m.role),x=q.tech;view(`<h1>${t('info')}</h1>`+(x?`<div class="card"><p>${t('t2')} : <b>${E(x.username)}</b> <button class="copy">${t('copy')}</button></p><p>${t('sender')} : <b>${x.sender}</b> <button class="copy">${t('copy')}</button></p><p>${t('channel')} : <b>${x.channel}</b> – ${t('since')} ${x.since}</p></div>`:`<p>${t('none')}</p>`),t('info'))},
'app/wizard':async()=>{const r=await api('start',{n:S.m.n,r:S.m.role});if(r.error)return nav('/'+L+'/app/messages');S.w={apps:[]};wstep(1)}};
function wstep(n){const w=S.w,F=['last_name','first_name','function','phone','email'];let h='',title='';
 if(n==1){title=t('i1');h=`<p>${t('i1x')}</p>`}
 if(n==2){title=t('c1');h=`<fieldset><legend>${t('fs1')}</legend>${fl('lm_last',t('last_name'),{v:'Demo',ro:1})}${fl('lm_first',t('first_name'),{v:'Jean',ro:1})}${fl('lm_phone',t('phone'),{v:'02 555 00 00',ro:1})}${fl('lm_email',t('email'),{v:'jean.demo@example.be',ro:1})}</fieldset><fieldset><legend>${t('fs2')}</legend>${fl('title0',t('title0')+' ('+t('opt')+')',{v:w.title0})}${F.map(k=>fl(k,t(k),{v:w[k],req:1,type:k=='phone'?'tel':k=='email'?'email':'text'})).join('')}${fl('email2',t('email2'),{v:w.email2,req:1,type:'email'})}</fieldset>`}
 if(n==3){title=t('ch');h=`<fieldset><legend>${t('channel')}</legend><div class="btn-group" role="group">${['FTP','SFTP','Isabel','MQLink'].map((c,i)=>`<input type="radio" class="btn-check" name="ch" id="ch${i}" value="${c}" autocomplete="off" ${w.channel==c?'checked':''}><label class="btn" for="ch${i}">${c}</label>`).join('')}</div><div class="invalid-feedback" data-for="channel"></div></fieldset><div id="fz"></div><fieldset><legend>${t('apps')}</legend><div class="list-group"><label><input type="checkbox" id="all"> <i>${t('all')}</i></label>${APPS.map(a=>`<label><input type="checkbox" name="app" value="${a[0]}" ${w.apps.includes(a[0])?'checked':''}> ${E(a[L=='fr'?1:2])}</label>`).join('')}</div><div class="invalid-feedback" data-for="apps"></div></fieldset>`}
 if(n==4){title=t('user');h=`<p>${t('uX')}</p>${fl('tuser',t('u'),{v:w.username,req:1})}`}
 if(n==5){title=t('ck');const rows=F.map(k=>[t(k),w[k]]).concat([[t('channel'),w.channel]],w.channel=='SFTP'?[[t('ssh'),w.ssh],[t('cert'),w.cert]]:[],[[t('apps'),w.apps.map(a=>APPS.find(x=>x[0]==a)[L=='fr'?1:2]).join(', ')],[t('user'),w.username]]);h=`<p>${t('ckx')}</p><div class="card"><table>${rows.map(([a,b])=>`<tr><td>${a}</td><td><b>${E(b)}</b></td></tr>`).join('')}</table></div>`}
 const v=view(`<p style="color:#666">${E(S.m.name)} · ${S.m.d}</p><h1>${title}</h1><div style="background:#e9ecef;height:6px"><div style="background:#198754;height:6px;width:${n*20}%"></div></div><form novalidate style="margin-top:18px">${h}<p style="display:flex;gap:8px"><a class="btn btn-o" href="/${L}/app/dash">${t('cancel')}</a>${n>1?`<button type="button" class="btn btn-o" id="pv">${t('prev')}</button>`:''}<button type="submit" class="btn">${t(n==5?'confirm':'next')}</button></p></form>`,title);
 const fz=()=>{const z=$('#fz',v);w.channel=($('input[name=ch]:checked',v)||{}).value;if(w.channel=='SFTP'){if(!z.innerHTML)z.innerHTML=`<fieldset class="view"><legend>${t('files')}</legend>${['ssh','cert'].map(k=>`<div style="margin-bottom:14px"><div id="l_${k}"><b>${t(k)}&nbsp;*</b></div><label class="btn btn-o">${t('choose')}<input type="file" class="visually-hidden" name="${k}" aria-describedby="l_${k}"></label> <span class="fn">${E(w[k]||t('nofile'))}</span><div class="invalid-feedback" data-for="${k}"></div></div>`).join('')}</fieldset>`;$$('input[type=file]',z).forEach(i=>i.onchange=()=>{const s=i.closest('div').querySelector('.fn');s.textContent=i.files[0]?i.files[0].name:t('nofile')})}else z.innerHTML=''};
 if(n==3){fz();$$('input[name=ch]',v).forEach(i=>i.onchange=()=>setTimeout(fz,150));$('#all',v).onchange=e=>$$('input[name=app]',v).forEach(i=>i.checked=e.target.checked)}
 const collect=()=>{if(n==2)[...F,'email2','title0'].forEach(k=>w[k]=$('#'+k,v).value);if(n==4)w.username=$('#tuser',v).value;if(n==3){w.apps=$$('input[name=app]:checked',v).map(i=>i.value);w.channel=($('input[name=ch]:checked',v)||{}).value||''}};
 if($('#pv',v))$('#pv',v).onclick=()=>{collect();wstep(n-1)};
 $('form',v).onsubmit=async e=>{e.preventDefault();collect();if(n==1)return wstep(2);const b=$('button[type=submit]',v);b.disabled=true;
  if(n==5){b.innerHTML=`<span class="spin"></span> ${t('wait')}`;const r=await api('confirm',{});if(r.error){view(`<div class="alert" role="alert">${t('exists',E(w.username))}</div>`);return}const cp=`<button type="button" class="copy" title="${t('copy')}">⧉ ${t('copy')}</button>`;
   view(`<h1>${t('done')}</h1><div class="alert ok" role="status">${t('doneX',r.date,r.time,`<strong>${E(w.username)}</strong>${cp}`,S.m.d+cp,`<strong>${r.sender}</strong>${cp}`)}</div><a class="btn btn-o" href="/${L}/app/dash">${t('dash')}</a>`,t('done'));return}
  const fd=new FormData();fd.append('n',n);fd.append('json',JSON.stringify(w));if(n==3)$$('input[type=file]',v).forEach(i=>{if(i.files[0])fd.append(i.name,i.files[0])});const r=await api('step',fd);b.disabled=false;Object.assign(w,r.files||{});if(Object.keys(r.errors).length)bad(r.errors);else wstep(n+1)}}
poll();me().then(route);
</script></body></html>"""
SHELL = SHELL.replace("@TXT@", json.dumps(TXT)).replace("@MSGS@", json.dumps(MSGS)).replace("@APPS@", json.dumps(APPS))
MANDATES = [(c, r) for c in COMPANIES for r in sorted(c[3], reverse=True)]


def sess(request):
    return SESSIONS.get(request.cookies.get("p12sid", ""))


def guarded(fn):
    async def inner(request):
        s = sess(request)
        if s is None:
            return JSONResponse({"error": "session"}, 401)
        return JSONResponse(await fn(request, s))
    return inner


async def shell(request):
    return HTMLResponse(SHELL)


async def poll(request):
    for _ in range(50):
        await asyncio.sleep(.5)
        if await request.is_disconnected():
            break
    return JSONResponse({})


async def me(request):
    return JSONResponse({"user": "demo" if sess(request) else None})


async def login(request):
    d = await request.json()
    await asyncio.sleep(.6)
    r = try_login(d.get("user", ""), d.get("password", ""))
    if r != "ok":
        return JSONResponse({"error": r})
    resp = JSONResponse({"ok": 1})
    resp.set_cookie("p12sid", new_session(w={}), httponly=True, samesite="lax")
    return resp


async def logout(request):
    SESSIONS.pop(request.cookies.get("p12sid"), None)
    return JSONResponse({"ok": 1})


@guarded
async def mandates(request, s):
    q, frm = request.query_params.get("q", "").strip().lower(), int(request.query_params.get("from", 0))
    await asyncio.sleep(.7)
    hits = [(c, r) for c, r in MANDATES if q in f"{c[1]} be {dots(c[0])}".lower()]   # compares the text as shown, no more
    return {"total": len(hits), "items": [{"n": c[0], "d": dots(c[0]), "name": c[1], "role": r} for c, r in hits[frm:frm + 24]]}


@guarded
async def info(request, s):
    await asyncio.sleep(.6)
    t = TECH.get(tech_key(request.query_params["n"], request.query_params["r"][:-3]))
    return {"tech": t and {"username": t["username"], "sender": t["sender_number"], "channel": t["channel"], "since": t["since"]}}


@guarded
async def start(request, s):
    d = await request.json()
    if d["r"] not in company(d["n"])[3] or not d["r"].endswith("gl") or tech_key(d["n"], d["r"][:-3]) in TECH:
        return {"error": 1}
    s["co"], s["w"] = d["n"], {"quality": d["r"][:-3]}
    return {"ok": 1}


@guarded
async def step(request, s):
    f = await request.form()
    n, x, w = int(f["n"]), json.loads(f["json"]), s["w"]
    await asyncio.sleep(.5)
    e, names = {}, {}
    if n == 2:
        w.update({k: x.get(k) or "" for k in ("last_name", "first_name", "function", "phone", "email")})
        e = contact_errors(w)
        if not x.get("email2"):
            e["email2"] = "empty"
        elif x["email2"] != w["email"]:
            e["email2"] = "mail2"
    if n == 3:
        w["channel"], w["applications"] = x.get("channel") or "", x.get("apps") or []
        if w["channel"] not in CHANNELS:
            e["channel"] = "channel"
        if not w["applications"]:
            e["apps"] = "apps"
        for k, fn in (("ssh", key_error), ("cert", cert_error)):
            if w["channel"] != "SFTP":
                w.pop(k, None)
                continue
            u = f.get(k)
            if getattr(u, "filename", ""):
                w[k] = (u.filename, await u.read())
            err = fn(*w.get(k, ("", b"")))
            if err:
                e[k] = err
                w.pop(k, None)
            else:
                names[k] = w[k][0]
    if n == 4:
        w["username"] = x.get("username", "")
        err = name_error(w["username"])
        e = {"tuser": err} if err else {}
    return {"errors": e, "files": names}


@guarded
async def confirm(request, s):
    TRUTH["confirms"] += 1
    await asyncio.sleep(3)
    w = s["w"]
    if "co" not in s or contact_errors(w) or not w.get("applications") or name_error(w.get("username")) or tech_key(s["co"], w["quality"]) in TECH:
        return {"error": "bad"}
    return {"sender": register(s["co"], w), "date": time.strftime("%d/%m/%Y"), "time": time.strftime("%H:%M")}


POST = ["POST"]
app = Starlette(routes=[Route("/_truth", truth), Route("/api/poll", poll), Route("/api/me", me), Route("/api/login", login, methods=POST), Route("/api/logout", logout, methods=POST), Route("/api/mandates", mandates), Route("/api/info", info),
                        Route("/api/start", start, methods=POST), Route("/api/step", step, methods=POST), Route("/api/confirm", confirm, methods=POST), Route("/", shell), Route("/{p:path}", shell)])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=ARGS.port, log_level="warning", timeout_graceful_shutdown=1)
