import argparse, asyncio, base64, html, json, os, random, re, secrets, time
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from parts.office import *


# design system of 2023, web components with open shadow DOM, JSON behind
COMPANIES[:] = COMPANIES + more_companies(45, 10)
MSGS = {"fr": MSG_FR, "nl": MSG_NL}
TXT = {"fr": {
    "site": "Sécurité sociale", "title": "La Sécurité Sociale Belge", "cit": "Citoyen", "ent": "Entreprise", "pro": "Fonctionnaires et autres professionnels",
    "cookieT": "Nous respectons votre vie privée", "cookie": "Nous utilisons des cookies sur ce site pour améliorer votre expérience utilisateur.", "cAll": "Tout accepter", "cNone": "Continuer sans accepter", "cPref": "Préférences",
    "proIntro": "Services en ligne pour les institutions, mutualités, caisses et gestionnaires de pensions complémentaires.", "login": "Se connecter", "citLogin": "Se connecter à mon dossier citoyen",
    "aud": "Pour quel groupe cible souhaitez-vous vous connecter ?", "audPro": "Professionnels de la Sécurité Sociale", "audCit": "Citoyens", "audEnt": "Entreprises", "means": "Choisissez votre moyen de connexion",
    "eid": "eID - Se connecter avec une carte d’identité", "itsme": "itsme - Se connecter avec votre smartphone", "code": "Se connecter avec un code de sécurité via une application mobile", "codes": "Se connecter avec vos codes d’accès", "others": "Autres moyens de connexion",
    "onlyEid": "Cette méthode n’est pas disponible pour le moment.", "user": "Nom d’utilisateur", "pw": "Mot de passe", "cont": "Continuer", "forgot": "J’ai oublié mon mot de passe",
    "chooseCo": "Choisissez l’entreprise", "co": "Entreprise", "coHint": "Introduisez un nom ou un numéro d’entreprise (au moins 3 caractères)", "none": "Aucun résultat", "roles": "Vos rôles pour cette entreprise",
    "q_pc": "Gestionnaire pensions complémentaires", "q_emp": "Employeur (ONSS)", "r_gl": "Gestionnaire local", "r_ut": "Utilisateur", "num": "numéro d’entreprise", "logout": "Se déconnecter",
    "ga": "Gestion d’accès", "sm": "Messages structurés", "reg": "Enregistrer les données de configuration", "ech": "Échange par messages structurés", "info": "Information", "users": "Utilisateurs", "own": "Mes données", "changeCo": "Changer d’entreprise",
    "welcome": "Bienvenue dans la gestion d’accès", "smText": "Configurez ici l’échange de fichiers par lots.", "exists": "Un utilisateur technique existe déjà pour cette qualité.", "step": "Étape {0} sur 5", "next": "Suivant", "prev": "Précédent", "cancel": "Annuler", "confirm": "Confirmer",
    "s1": "Introduction", "s2": "Personne de contact", "s3": "Canal", "s4": "Nom d’utilisateur", "s5": "Vérification", "s1t": "Vous allez créer un utilisateur technique et choisir un canal batch. Préparez la clé publique SSH et le certificat qualifié.",
    "last_name": "Nom", "first_name": "Prénom", "function": "Fonction", "phone": "Téléphone", "email": "Adresse e-mail", "phoneHint": "Par exemple 02 123 45 67", "emailHint": "Nous y envoyons les messages techniques",
    "chT": "Via quel canal échangez-vous les données ?", "d_FTP": "Connexion extranet", "d_SFTP": "Moins cher et plus sûr que FTP", "d_Isabel": "Abonnement bancaire", "d_MQLink": "File de messages MQSeries", "rec": "Recommandé",
    "ssh": "Clé publique SSH", "sshH": "La clé créée dans votre client SFTP (.pub)", "cert": "Certificat qualifié", "certH": "La clé publique du certificat, extension .cer", "drop": "Déposez le fichier ici ou", "browse": "Parcourir", "remove": "Supprimer",
    "appsT": "Applications", "appsH": "Désignez les applications pour ce canal", "filter": "Filtrer la liste", "userH": "8 à 20 caractères : a-z et 0-9. Ne peut plus être modifié par la suite.", "uT": "Choisissez un nom d’utilisateur",
    "ckT": "Contrôlez les données", "channel": "Canal", "sure": "Êtes-vous sûr ?", "sureT": "L’utilisateur technique sera créé. Son nom ne pourra plus être modifié.", "doneT": "L’utilisateur technique est créé", "doneX": "Utilisez le numéro d’expéditeur dans le nom de tous vos fichiers.",
    "sender": "Numéro d’expéditeur", "tuser": "Utilisateur technique", "date": "Date", "ref": "Référence de la demande", "help": "Helpdesk", "saved": "Les données de l’étape ont été enregistrées", "unsavedT": "Modifications non enregistrées", "unsaved": "Voulez-vous quitter cette page ?", "leave": "Quitter", "stay": "Rester",
    "noTech": "Aucun utilisateur technique n’est enregistré.", "uploading": "Téléchargement", "required": "obligatoire", "edit": "Modifier", "noright": "Vous n’avez pas accès à cette fonction.", "search": "Rechercher", "news": "Actualités", "newsT": "Maintenance prévue ce dimanche de 6 h à 8 h."},
    "nl": {
    "site": "Sociale zekerheid", "title": "De Belgische Sociale Zekerheid", "cit": "Burger", "ent": "Onderneming", "pro": "Ambtenaren en andere professionelen",
    "cookieT": "Wij respecteren uw privacy", "cookie": "Het portaal van de sociale zekerheid gebruikt cookies om de site gebruiksvriendelijker te maken.", "cAll": "Alles aanvaarden", "cNone": "Doorgaan zonder te aanvaarden", "cPref": "Voorkeuren",
    "proIntro": "Onlinediensten voor instellingen, ziekenfondsen, kassen en beheerders van aanvullende pensioenen.", "login": "Aanmelden", "citLogin": "Aanmelden bij mijn burgerdossier",
    "aud": "Voor welke doelgroep wilt u zich aanmelden?", "audPro": "Professional van de sociale zekerheid", "audCit": "Burgers", "audEnt": "Ondernemingen", "means": "Kies hoe u zich aanmeldt",
    "eid": "eID - Aanmelden met een identiteitskaart", "itsme": "itsme - Aanmelden met uw smartphone", "code": "Aanmelden met een beveiligingscode via mobiele app", "codes": "Aanmelden met gebruikersnaam en wachtwoord", "others": "Andere manieren om u aan te melden",
    "onlyEid": "Deze methode is momenteel niet beschikbaar.", "user": "Gebruikersnaam", "pw": "Wachtwoord", "cont": "Doorgaan", "forgot": "Ik ben mijn wachtwoord vergeten",
    "chooseCo": "Kies de onderneming", "co": "Onderneming", "coHint": "Typ een naam of een ondernemingsnummer (minstens 3 tekens)", "none": "Geen resultaten", "roles": "Uw rollen voor deze onderneming",
    "q_pc": "Beheerder aanvullende pensioenen", "q_emp": "Werkgever (RSZ)", "r_gl": "Lokale Beheerder", "r_ut": "Gebruiker", "num": "ondernemingsnummer", "logout": "Afmelden",
    "ga": "Toegangsbeheer", "sm": "Gestructureerde berichten", "reg": "De configuratiegegevens registreren", "ech": "Uitwisseling via gestructureerde berichten", "info": "Informatie", "users": "Gebruikers", "own": "Mijn gegevens", "changeCo": "Andere onderneming",
    "welcome": "Welkom bij het toegangsbeheer", "smText": "Stel hier de uitwisseling van batchbestanden in.", "exists": "Er bestaat al een technische gebruiker voor deze hoedanigheid.", "step": "Stap {0} van 5", "next": "Volgende", "prev": "Vorige", "cancel": "Annuleren", "confirm": "Bevestigen",
    "s1": "Inleiding", "s2": "Contactpersoon", "s3": "Kanaal", "s4": "Gebruikersnaam", "s5": "Controle", "s1t": "U gaat een technische gebruiker aanmaken en een batchkanaal kiezen. Hou de publieke SSH-sleutel en het gekwalificeerd certificaat klaar.",
    "last_name": "Naam", "first_name": "Voornaam", "function": "Functie", "phone": "Telefoon", "email": "E-mailadres", "phoneHint": "Bijvoorbeeld 02 123 45 67", "emailHint": "Wij sturen er de technische berichten naartoe",
    "chT": "Via welk kanaal wisselt u de gegevens uit?", "d_FTP": "Extranetverbinding", "d_SFTP": "Goedkoper en veiliger dan FTP", "d_Isabel": "Bankabonnement", "d_MQLink": "MQSeries-berichtenwachtrij", "rec": "Aanbevolen",
    "ssh": "Publieke SSH-sleutel", "sshH": "De sleutel uit uw SFTP-client (.pub)", "cert": "Gekwalificeerd certificaat", "certH": "De publieke sleutel van het certificaat, extensie .cer", "drop": "Sleep het bestand hierheen of", "browse": "Bladeren", "remove": "Verwijderen",
    "appsT": "Toepassingen", "appsH": "Duid de toepassingen voor dit kanaal aan", "filter": "De lijst filteren", "userH": "8 tot 20 tekens: a-z en 0-9. Kan later niet meer gewijzigd worden.", "uT": "Kies een gebruikersnaam",
    "ckT": "Controleer de gegevens", "channel": "Kanaal", "sure": "Bent u zeker?", "sureT": "De technische gebruiker wordt aangemaakt. De naam kan niet meer gewijzigd worden.", "doneT": "De technische gebruiker is aangemaakt", "doneX": "Gebruik het verzendernummer in de naam van al uw bestanden.",
    "sender": "Verzendernummer", "tuser": "Technische gebruiker", "date": "Datum", "ref": "Referentie van de aanvraag", "help": "Helpdesk", "saved": "De gegevens van de stap werden bewaard", "unsavedT": "Niet-bewaarde wijzigingen", "unsaved": "Wilt u deze pagina verlaten?", "leave": "Verlaten", "stay": "Blijven",
    "noTech": "Er is geen technische gebruiker geregistreerd.", "uploading": "Uploaden", "required": "verplicht", "edit": "Wijzigen", "noright": "U hebt geen toegang tot deze functie.", "search": "Zoeken", "news": "Nieuws", "newsT": "Onderhoud voorzien zondag van 6 tot 8 uur."}}

SHELL = r"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Socialsecurity.be</title><meta name="viewport" content="width=device-width,initial-scale=1">
<style>body{margin:0;background:#f6f7fb}</style></head><body><noscript>Votre navigateur ne prend pas en charge le javascript</noscript><ss-app></ss-app><script>
const T=@TXT@,MSGS=@MSGS@,APPS=@APPS@;let L=localStorage.ssLang||'fr';const t=(k,...a)=>{let s=T[L][k]??k;a.forEach((x,i)=>s=s.replace('{'+i+'}',x));return s};
const E=s=>String(s??'').replace(/[&<>"]/g,c=>({'&':'&amp;','<':'&lt;','>':'&gt;','"':'&quot;'}[c]));
const sleep=ms=>new Promise(r=>setTimeout(r,ms));
const api=async(u,body)=>{const r=await fetch('/api/'+u,body===undefined?{}:{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify(body)});if(r.status==401){app.user=null;app.go('means');throw 'session'}return r.json()};
const BASE=`*{box-sizing:border-box;font-family:"Source Sans Pro",Arial,sans-serif}:host{display:block}:host([hidden]){display:none}`;
class C extends HTMLElement{constructor(){super();this.attachShadow({mode:'open'})}set html(h){this.shadowRoot.innerHTML='<style>'+BASE+(this.constructor.css||'')+'</style>'+h}$(s){return this.shadowRoot.querySelector(s)}$$(s){return [...this.shadowRoot.querySelectorAll(s)]}}
class Btn extends C{static css=`:host{display:inline-block;margin:4px}button{background:#00838f;color:#fff;border:0;border-radius:24px;padding:10px 22px;font-size:15px;cursor:pointer}:host([ghost]) button{background:#fff;color:#00838f;border:1px solid #00838f}button[disabled]{opacity:.45}.i::before{content:"\\203A\\00a0"}button.load::after{content:" …"}`;
 static observedAttributes=['disabled','loading'];connectedCallback(){if(!this.shadowRoot.innerHTML)this.html='<button type="button"><span class="'+(this.hasAttribute('icon')?'i':'')+'"><slot></slot></span></button>';this.upd()}attributeChangedCallback(){this.upd()}
 upd(){const b=this.$('button');if(b){b.disabled=this.hasAttribute('disabled')||this.hasAttribute('loading');b.classList.toggle('load',this.hasAttribute('loading'))}}}
class Field extends C{static css=`:host{margin:0 0 18px;max-width:420px}label{display:block;font-weight:600;margin-bottom:4px}abbr{color:#b00020;text-decoration:none}input{width:100%;padding:10px;border:1px solid #889;border-radius:6px;font-size:16px}.h{color:#667;font-size:13px}.e{color:#b00020;font-size:14px}`;
 connectedCallback(){const a=n=>this.getAttribute(n)||'';this.html=`<label for="i">${E(a('label'))}${this.hasAttribute('required')?` <abbr title="${t('required')}">*</abbr>`:''}</label><div class="h" id="h">${E(a('hint'))}</div><input id="i" part="input" type="${a('type')||'text'}" autocomplete="off" aria-describedby="h e" value="${E(a('value'))}"><div class="e" id="e" role="alert"></div>`;
  this.$('input').addEventListener('keydown',e=>{if(e.key=='Enter')this.dispatchEvent(new CustomEvent('enter',{bubbles:true,composed:true}))})}
 get value(){return this.$('input').value}set error(x){this.$('#e').textContent=x||'';this.$('input').setAttribute('aria-invalid',!!x)}}
class Combo extends C{static css=`:host{max-width:560px;position:relative}label{font-weight:600}input{width:100%;padding:11px;border:1px solid #889;border-radius:6px;font-size:16px}ul{list-style:none;margin:0;padding:0;border:1px solid #ccd;background:#fff;position:absolute;width:100%;z-index:9;max-height:280px;overflow:auto}li{padding:10px;cursor:pointer}li:hover{background:#e0f2f3}li.busy{color:#889}small{color:#667;display:block}li small::before{content:"\\25A0\\00a0"}`;
 connectedCallback(){this.html=`<label id="l">${t('co')}</label><div><small>${t('coHint')}</small></div><input role="combobox" aria-labelledby="l" aria-expanded="false" aria-controls="lb" aria-autocomplete="list" autocomplete="off"><ul role="listbox" id="lb" hidden></ul>`;
  const i=this.$('input'),u=this.$('ul');let tm,seq=0;const close=()=>{u.hidden=true;i.setAttribute('aria-expanded','false')};
  i.addEventListener('input',()=>{clearTimeout(tm);const q=i.value.trim();if(q.length<3)return close();tm=setTimeout(async()=>{const my=++seq;u.hidden=false;i.setAttribute('aria-expanded','true');u.innerHTML='<li class="busy" aria-disabled="true">…</li>';const r=await api('companies?q='+encodeURIComponent(q));if(my!=seq)return;
   u.innerHTML=r.length?r.map(c=>`<li role="option" data-n="${c.n}">${E(c.name)}<small>${c.d} – ${E(c.place)}</small></li>`).join(''):`<li class="busy" aria-disabled="true">${t('none')}</li>`},300)});
  u.addEventListener('mousedown',e=>{const li=e.target.closest('li[data-n]');if(!li)return;e.preventDefault();i.value=li.firstChild.textContent;close();this.dispatchEvent(new CustomEvent('pick',{detail:li.dataset.n,bubbles:true,composed:true}))});i.addEventListener('blur',()=>setTimeout(close,200))}}
class Radios extends C{static css=`:host{display:block}.g{display:grid;grid-template-columns:1fr 1fr;gap:10px;border:0;padding:0}label{position:relative;border:2px solid #ccd;border-radius:10px;padding:14px;background:#fff;cursor:pointer;display:block}input{position:absolute;opacity:0;width:1px;height:1px}label:has(input:checked){border-color:#00838f;background:#e0f2f3}.b{background:#2e7d32;color:#fff;border-radius:8px;font-size:11px;padding:2px 6px;margin-left:8px}small{display:block;color:#667}legend{font-weight:600;margin-bottom:8px}`;
 connectedCallback(){this.html=`<fieldset class="g"><legend>${t('chT')}</legend>`+['FTP','SFTP','Isabel','MQLink'].map(c=>`<label><input type="radio" name="c" value="${c}" ${this.getAttribute('value')==c?'checked':''}><b>${c}</b>${c=='SFTP'?`<span class="b">${t('rec')}</span>`:''}<small>${t('d_'+c)}</small></label>`).join('')+'</fieldset><div class="e" role="alert" style="color:#b00020"></div>';
  this.shadowRoot.addEventListener('change',()=>this.dispatchEvent(new CustomEvent('pick',{detail:this.value,bubbles:true,composed:true})))}
 get value(){const c=this.$('input:checked');return c?c.value:''}set error(x){this.$('.e').textContent=x||''}}
class Switch extends C{static css=`:host{display:inline-flex;width:300px;margin:5px;padding:12px;border:1px solid #ccd;border-radius:10px;background:#fff;justify-content:space-between;gap:8px}:host([hidden]){display:none}div{display:flex;justify-content:space-between;width:100%;align-items:center}button{width:44px;height:24px;border-radius:12px;border:0;background:#aab;position:relative;flex:none;cursor:pointer}button::after{content:"";position:absolute;width:18px;height:18px;background:#fff;border-radius:9px;top:3px;left:3px;transition:left .15s}button[aria-checked=true]{background:#2e7d32}button[aria-checked=true]::after{left:23px}`;
 connectedCallback(){this.html=`<div><span id="n">${E(this.getAttribute('label'))}</span><button type="button" role="switch" aria-checked="${this.hasAttribute('on')}" aria-labelledby="n"></button></div>`;const b=this.$('button');b.onclick=()=>{const v=b.getAttribute('aria-checked')!='true';b.setAttribute('aria-checked',v);this.dispatchEvent(new CustomEvent('flip',{bubbles:true,composed:true}))}}
 get on(){return this.$('button').getAttribute('aria-checked')=='true'}}
class Drop extends C{static css=`:host{margin:10px 0;max-width:560px}.z{border:2px dashed #889;border-radius:10px;padding:16px;background:#fff}.z.over{background:#e0f2f3}input{display:none}button{border:0;background:none;color:#00838f;text-decoration:underline;cursor:pointer;font-size:15px}progress{width:100%}.e{color:#b00020}h4{margin:0 0 4px}`;
 connectedCallback(){this.k=this.getAttribute('kind');this.file=null;this.html=`<div class="z" role="group" aria-labelledby="h"><h4 id="h">${t(this.k)} *</h4><small>${t(this.k+'H')}</small><div class="d">${t('drop')} <button type="button">${t('browse')}</button></div><div class="s" aria-live="polite"></div><div class="e" role="alert"></div></div><input type="file" aria-label="${t(this.k)}">`;
  const i=this.$('input'),z=this.$('.z');this.$('button').onclick=()=>i.click();i.onchange=()=>{if(i.files[0])this.up(i.files[0]);i.value=''};z.ondragover=e=>{e.preventDefault();z.classList.add('over')};z.ondragleave=()=>z.classList.remove('over');z.ondrop=e=>{e.preventDefault();z.classList.remove('over');if(e.dataTransfer.files[0])this.up(e.dataTransfer.files[0])};
  const have=app.w.files[this.k];if(have)this.show(have)}
 show(n){this.file=n;this.$('.s').innerHTML=`<span>&#10003; ${E(n)}</span> <button type="button">${t('remove')}</button>`;this.$('.s button').onclick=()=>{this.file=null;delete app.w.files[this.k];this.$('.s').innerHTML='';api('unload',{kind:this.k})}}
 up(f){this.error='';this.busy=true;this.ev();const s=this.$('.s');s.innerHTML=`${t('uploading')} ${E(f.name)} <progress max="100" value="3"></progress>`;const p=s.querySelector('progress');let n=3;const iv=setInterval(()=>{n=Math.min(95,n+12);p.value=n},150);
  const fd=new FormData();fd.append('file',f);const x=new XMLHttpRequest();x.open('POST','/api/upload?kind='+this.k);x.onload=()=>{clearInterval(iv);this.busy=false;const r=JSON.parse(x.responseText);if(r.error){s.innerHTML='';this.file=null;delete app.w.files[this.k];this.error=MSGS[L][r.error]}else{app.w.files[this.k]=f.name;this.show(f.name)}this.ev()};x.send(fd)}
 ev(){this.dispatchEvent(new CustomEvent('upload',{bubbles:true,composed:true}))}set error(x){this.$('.e').textContent=x||''}}
class Modal extends C{static css=`.bd{position:fixed;inset:0;background:#0008;z-index:50;display:grid;place-items:center;animation:f .15s}@keyframes f{from{opacity:0}}.m{background:#fff;border-radius:12px;padding:26px;max-width:480px}`;
 ask(title,text,no,yes){this.html=`<div class="bd"><div class="m" role="dialog" aria-modal="true" aria-labelledby="mt"><h2 id="mt">${title}</h2><p>${text}</p><div style="text-align:right"><ss-button ghost id="no">${no}</ss-button><ss-button id="yes">${yes}</ss-button></div></div></div>`;
  return new Promise(r=>{this.$('#no').onclick=()=>{this.html='';r(false)};this.$('#yes').onclick=()=>{this.html='';r(true)}})}}
class Toasts extends C{static css=`.w{position:fixed;top:70px;right:16px;z-index:40}.t{background:#263238;color:#fff;padding:12px 18px;border-radius:8px;margin-bottom:8px;animation:f .15s}.t button{background:none;border:0;color:#8fd;margin-left:10px}@keyframes f{from{opacity:0;transform:translateX(30px)}}`;
 connectedCallback(){this.html='<div class="w" role="status" aria-live="polite"></div>'}say(x){const d=document.createElement('div');d.className='t';d.innerHTML=E(x)+'<button aria-label="×">×</button>';d.querySelector('button').onclick=()=>d.remove();this.$('.w').append(d);setTimeout(()=>d.remove(),4000)}}
class Cookies extends C{static css=`.bd{position:fixed;inset:0;background:#0006;z-index:90}.c{position:absolute;bottom:0;left:0;right:0;background:#fff;padding:22px 40px}`;
 connectedCallback(){if(localStorage.ssCk)return;this.html=`<div class="bd"><div class="c" role="dialog" aria-label="Cookies"><h3>${t('cookieT')}</h3><p>${t('cookie')}</p><ss-button ghost>${t('cPref')}</ss-button><ss-button ghost id="n">${t('cNone')}</ss-button><ss-button id="a">${t('cAll')}</ss-button></div></div>`;for(const b of ['#n','#a'])this.$(b).onclick=()=>{localStorage.ssCk=1;this.html=''}}}
class App extends C{static css=`header{background:#fff;border-bottom:3px solid #00838f;display:flex;align-items:center;gap:20px;padding:10px 30px}header b{font-size:20px}header .sp{flex:1}a{color:#00636b;cursor:pointer}.cols{display:grid;grid-template-columns:repeat(4,1fr);gap:20px}.col{background:#fff;border-radius:10px;padding:18px}.col h2{font-size:15px;letter-spacing:2px}.col a{display:block;padding:8px 0}
 main{max-width:1040px;margin:0 auto;padding:24px;min-height:560px}.tile{display:block;width:100%;text-align:left;background:#fff;border:1px solid #ccd;border-radius:10px;padding:16px;margin:8px 0;font-size:16px;cursor:pointer}.tile:hover{border-color:#00838f}.tile i{font-style:normal;color:#667;display:block;font-size:13px}.app{display:grid;grid-template-columns:1fr 270px;gap:24px}nav.side{background:#fff;border-radius:10px;padding:12px;align-self:start}nav.side button{display:block;width:100%;text-align:left;background:none;border:0;padding:10px;font-size:15px;cursor:pointer}nav.side button[aria-expanded]::after{content:" \\25BE"}nav.side .sub{padding-left:16px}
 .sk{height:18px;background:linear-gradient(90deg,#e3e6ee,#f3f4f8,#e3e6ee);border-radius:6px;margin:14px 0;animation:p 1s infinite}@keyframes p{50%{opacity:.5}}.in{animation:in .15s}@keyframes in{from{opacity:0;transform:translateY(8px)}}.steps{display:flex;gap:8px;list-style:none;padding:0}.steps li{flex:1;border-top:4px solid #ccd;padding-top:6px;font-size:13px;text-transform:uppercase}.steps li[aria-current]{border-color:#00838f;font-weight:600}
 dl{display:grid;grid-template-columns:240px 1fr;gap:8px;background:#fff;padding:18px;border-radius:10px}dt{color:#667}dd{margin:0;font-weight:600}footer{background:#263238;color:#cfd8dc;padding:24px 40px;font-size:13px}footer a{color:#fff;margin-right:18px}.crumb{font-size:13px;color:#667}details{margin:14px 0}.alert{background:#fdecea;padding:12px;border-radius:8px;color:#b00020}`;
 connectedCallback(){window.app=this;this.w={files:{}};this.html=`<header></header><main id="m"></main><footer></footer><ss-modal></ss-modal><ss-toasts></ss-toasts><ss-cookies></ss-cookies>`;this.m=this.$('#m');this.chrome();
  this.shadowRoot.addEventListener('click',e=>{const a=e.composedPath().find(x=>x.dataset&&x.dataset.go);if(a){e.preventDefault();this.go(a.dataset.go,a.dataset)}});
  addEventListener('beforeunload',e=>{if(this.dirty){e.preventDefault();e.returnValue=''}});setInterval(()=>fetch('/api/ping?'+Date.now()),1000);addEventListener('popstate',()=>{if(!this.dirty)this.go(location.hash.slice(2)||'home',{pop:1})});this.boot()}
 async boot(){const me=await fetch('/api/me').then(r=>r.json());this.user=me.user;const r=location.hash.slice(2);this.go(this.user&&!['home','','pro'].includes(r)?'company':(['pro','aud','means'].includes(r)?r:'home'))}
 chrome(){document.documentElement.lang=L;this.$('header').innerHTML=`<b>socialsecurity<span style="color:#00838f">.be</span></b><a data-go="home">${t('site')}</a><span class="sp"></span><a data-go="na">${t('search')}</a>`+(this.user?`<span>Jean Demo</span><a data-go="company">${t('changeCo')}</a><a data-go="logout">${t('logout')}</a>`:`<a data-go="cit">${t('citLogin')}</a>`)+`<a data-go="lang" data-l="fr" lang="fr" title="Français">FR</a><a data-go="lang" data-l="nl" lang="nl" title="Nederlands">NL</a>`;
  this.$('footer').innerHTML=`<a data-go="na">Privacy</a><a data-go="na">Contact</a><a data-go="na">${t('help')} 02 511 51 51</a> © 2023`}
 async go(r,d={}){if(this.dirty&&!['wiz'].includes(r)){if(!await this.$('ss-modal').ask(t('unsavedT'),t('unsaved'),t('stay'),t('leave')))return;this.dirty=false}
  if(r=='lang'){L=localStorage.ssLang=d.l;this.chrome();return this.go(this.route||'home')}
  if(r=='home2'){L=localStorage.ssLang=d.l;this.chrome();r=d.to}
  if(r=='aud'&&this.user)r='company';
  const priv={company:1,ga:1,sm:1,info:1,intro:1,users:1,own:1};if(priv[r]&&!this.user)r='aud';
  this.route=r;if(!d.pop)history.pushState({},'','#/'+(priv[r]?'app':r));this.m.innerHTML='<div aria-busy="true">'+'<div class="sk"></div>'.repeat(6)+'</div>';await sleep(priv[r]?900:250);if(this.route!=r)return;await this['r_'+r](d)}
 view(h,title){document.title=(title?title+' - ':'')+'Socialsecurity.be';this.m.innerHTML='<div class="in">'+h+'</div>';this.m.scrollIntoView()}
 q(s){return this.m.querySelector(s)}qa(s){return [...this.m.querySelectorAll(s)]}
 r_home(){const col=(l,h)=>`<div class="col" lang="${l}"><h2>${h}</h2>`+['cit','ent','pro'].map(k=>`<a href="#/${k}" data-go="home2" data-to="${k}" data-l="${l}">${T[l][k]}</a>`).join('')+'</div>';
  this.view(`<h1>${t('title')}</h1><div class="cols">${col('fr','BELGIQUE')}${col('nl','BELGIË')}<div class="col" lang="de"><h2>BELGIEN</h2><a data-go="na">Bürger</a><a data-go="na">Unternehmen</a><a data-go="na">Funktionäre und andere Professionelle</a></div><div class="col" lang="en"><h2>International</h2><a data-go="na">Coming2Belgium</a><a data-go="na">Leaving Belgium</a></div></div>`)}
 r_na(){this.view('<h1>404</h1><p>Mock-up</p>')}r_cit(){this.view(`<h1>${t('cit')}</h1><p class="alert">${t('onlyEid')}</p>`)}r_ent(){this.view(`<h1>${t('ent')}</h1><p>DmfA, Dimona</p><ss-button data-go="cit">${t('login')}</ss-button>`)}
 r_pro(){this.view(`<div class="crumb"><a data-go="home">${t('site')}</a> › ${t('pro')}</div><h1>${t('pro')}</h1><p>${t('proIntro')}</p><ss-button icon data-go="aud">${t('login')}</ss-button><h3>${t('news')}</h3><p>${t('newsT')}</p>`,t('pro'))}
 r_aud(){this.view(`<h1>${t('aud')}</h1>`+[['cit','audCit'],['ent','audEnt'],['means','audPro']].map(([g,k])=>`<button class="tile" data-go="${g}">${t(k)}</button>`).join(''),t('login'))}
 r_means(){this.view(`<h1>${t('means')}</h1>`+['eid','itsme','code'].map(k=>`<button class="tile" data-go="cit">${t(k)}</button>`).join('')+`<details><summary>${t('others')}</summary><button class="tile" data-go="cred">${t('codes')}</button></details>`,t('login'))}
 r_cred(){let user='';const p1=()=>{this.view(`<h1>${t('codes')}</h1><div id="er"></div><ss-field name="u" label="${t('user')}" value="${E(user)}"></ss-field><ss-button id="c">${t('cont')}</ss-button>`,t('login'));const n=()=>{user=this.q('ss-field').value.trim();if(!user){this.q('ss-field').error=MSGS[L].empty;return}p2()};this.q('#c').onclick=n;this.q('ss-field').addEventListener('enter',n)};
  const p2=()=>{this.view(`<h1>${t('codes')}</h1><p>${t('user')} : <b>${E(user)}</b> <a id="bk">${t('edit')}</a></p><div id="er"></div><ss-field name="p" type="password" label="${t('pw')}"></ss-field><a data-go="na">${t('forgot')}</a><br><ss-button id="c">${t('login')}</ss-button>`,t('login'));this.q('#bk').onclick=p1;
   const n=async()=>{const b=this.q('#c');b.setAttribute('loading','');const r=await api('login',{user,password:this.q('ss-field').value});b.removeAttribute('loading');if(r.error){this.q('#er').innerHTML=`<p class="alert" role="alert">${MSGS[L][r.error]}</p>`;return}this.user='demo';this.chrome();this.go('company')};this.q('#c').onclick=n;this.q('ss-field').addEventListener('enter',n)};p1()}
 async r_logout(){await api('logout',{});this.user=null;this.co=null;this.chrome();this.go('home')}
 r_company(){this.co=null;this.view(`<h1>${t('chooseCo')}</h1><ss-combobox></ss-combobox><div id="roles" style="margin-top:30px"></div>`,t('chooseCo'));
  this.q('ss-combobox').addEventListener('pick',async e=>{const R=this.q('#roles');R.innerHTML='<div aria-busy="true"><div class="sk"></div><div class="sk"></div></div>';const c=await api('company?n='+e.detail);if(!R.isConnected)return;R.innerHTML=`<h2>${t('roles')}</h2><p>${E(c.name)} – ${c.d}</p>`+c.roles.map(r=>`<button class="tile" data-r="${r}">${t('q_'+r.split(':')[0])}\u202f; <span>${t('num')} ${c.d.replace(/^0/,'')}</span> (${t('r_'+r.split(':')[1])})</button>`).join('');
   R.querySelectorAll('[data-r]').forEach(b=>b.onclick=()=>{this.co=c;this.role=b.dataset.r;this.go('ga')})})}
 shell(h,title){if(!this.co)return this.go('company');const gl=this.role.endsWith('gl');this.view(`<div class="crumb"><a data-go="ga">${t('ga')}</a> › ${E(this.co.name)} (${this.co.d}) › ${title}</div><div class="app"><section id="c">${h}</section><nav class="side" aria-label="Menu"><button data-go="ga">${t('ga')}</button><button data-go="own">${t('own')}</button><button data-go="users">${t('users')}</button>`+(gl?`<button aria-expanded="false" id="g1">${t('sm')}</button><div class="sub" hidden><button data-go="intro">${t('reg')}</button></div><button aria-expanded="false" id="g2">${t('ech')}</button><div class="sub" hidden><button data-go="info">${t('info')}</button><button data-go="na">FAQ</button></div>`:'')+`</nav></div>`,title);
  this.qa('nav [aria-expanded]').forEach(b=>b.onclick=()=>{const o=b.getAttribute('aria-expanded')!='true';b.setAttribute('aria-expanded',o);b.nextElementSibling.hidden=!o})}
 r_ga(){this.shell(`<h1>${t('welcome')}</h1><p>${t('smText')}</p>`,t('ga'))}r_own(){this.shell(`<h1>${t('own')}</h1><dl><dt>${t('last_name')}</dt><dd>Demo</dd><dt>${t('phone')}</dt><dd>02 555 00 00</dd></dl>`,t('own'))}r_users(){this.shell(`<h1>${t('users')}</h1><p>–</p>`,t('users'))}
 async r_intro(){const q=await api('info?n='+this.co.n+'&r='+this.role);if(q.tech){return this.shell(`<h1>${t('sm')}</h1><p class="alert">${t('exists')} (${E(q.tech.username)})</p>`,t('sm'))}this.w={files:{},apps:[]};await api('start',{n:this.co.n,r:this.role});this.step(1)}
 async r_info(){const q=await api('info?n='+this.co.n+'&r='+this.role),x=q.tech;this.shell(`<h1>${t('info')}</h1>`+(x?`<dl><dt>${t('tuser')}</dt><dd>${E(x.username)}</dd><dt>${t('sender')}</dt><dd>${x.sender}</dd><dt>${t('channel')}</dt><dd>${x.channel}</dd><dt>${t('date')}</dt><dd>${x.since}</dd></dl>`:`<p>${t('noTech')}</p>`),t('info'))}
 step(n){const w=this.w,names=['s1','s2','s3','s4','s5'];let h='';
  if(n==1)h=`<h1>${t('reg')}</h1><p>${t('s1t')}</p>`;
  if(n==2)h=`<h1>${t('s2')}</h1>`+['last_name','first_name','function','phone','email'].map(k=>`<ss-field required name="${k}" label="${t(k)}" value="${E(w[k])}" hint="${k=='phone'?t('phoneHint'):k=='email'?t('emailHint'):''}"></ss-field>`).join('');
  if(n==3)h=`<h1>${t('s3')}</h1><ss-radio-cards value="${w.channel||''}"></ss-radio-cards><div id="fz"></div><h3>${t('appsT')}</h3><p>${t('appsH')}</p><ss-field name="filter" label="${t('filter')}"></ss-field><div id="sw">`+APPS.map(a=>`<ss-switch key="${a[0]}" ${w.apps.includes(a[0])?'on':''} label="${E(a[L=='fr'?1:2])}"></ss-switch>`).join('')+`</div><div id="ae" class="e" role="alert" style="color:#b00020"></div>`;
  if(n==4)h=`<h1>${t('uT')}</h1><ss-field required name="username" label="${t('user')}" hint="${t('userH')}" value="${E(w.username)}"></ss-field>`;
  if(n==5)h=`<h1>${t('ckT')}</h1><dl>`+['last_name','first_name','function','phone','email'].map(k=>`<dt>${t(k)}</dt><dd>${E(w[k])}</dd>`).join('')+`<dt>${t('channel')}</dt><dd>${w.channel}</dd>`+(w.channel=='SFTP'?`<dt>${t('ssh')}</dt><dd>${E(w.files.ssh)}</dd><dt>${t('cert')}</dt><dd>${E(w.files.cert)}</dd>`:'')+`<dt>${t('appsT')}</dt><dd>${w.apps.map(a=>E(APPS.find(x=>x[0]==a)[L=='fr'?1:2])).join('<br>')}</dd><dt>${t('user')}</dt><dd>${E(w.username)}</dd></dl>`;
  this.shell(`<p><b>${t('step',n)}</b></p><ol class="steps">${names.map((s,i)=>`<li ${i+1==n?'aria-current="step"':''}>${t(s)}</li>`).join('')}</ol>${h}<div style="margin-top:20px">${n>1?`<ss-button ghost id="pv">${t('prev')}</ss-button>`:''}<ss-button id="nx">${t(n==5?'confirm':'next')}</ss-button><ss-button ghost data-go="ga">${t('cancel')}</ss-button></div>`,t('s'+n));
  this.dirty=n>1;const nx=this.q('#nx');if(n>1)this.q('#pv').onclick=()=>{collect();this.step(n-1)};
  const fz=()=>{const z=this.q('#fz'),want=w.channel=='SFTP';if(want&&!z.innerHTML){z.innerHTML='<div class="sk"></div><div class="sk"></div>';setTimeout(()=>{if(w.channel=='SFTP')z.innerHTML='<div class="in"><ss-dropzone kind="ssh"></ss-dropzone><ss-dropzone kind="cert"></ss-dropzone></div>'},700)}if(!want)z.innerHTML=''};
  if(n==3){fz();this.q('ss-radio-cards').addEventListener('pick',e=>{w.channel=e.detail;fz()});this.q('ss-field').addEventListener('input',()=>{const f=this.q('ss-field').value.toLowerCase();this.qa('ss-switch').forEach(s=>s.hidden=!s.getAttribute('label').toLowerCase().includes(f))});this.q('#fz').addEventListener('upload',()=>nx.toggleAttribute('disabled',this.qa('ss-dropzone').some(d=>d.busy)))}
  const collect=()=>{if(n==2||n==4)this.qa('ss-field').forEach(f=>w[f.getAttribute('name')]=f.value);if(n==3){w.channel=this.q('ss-radio-cards').value;w.apps=this.qa('ss-switch').filter(s=>s.on).map(s=>s.getAttribute('key'))}};
  nx.onclick=async()=>{collect();if(n==1)return this.step(2);
   if(n==5){if(!await this.$('ss-modal').ask(t('sure'),t('sureT'),t('cancel'),t('confirm')))return;nx.setAttribute('loading','');const r=await api('confirm',{});this.dirty=false;if(r.error){this.q('#c').insertAdjacentHTML('afterbegin',`<p class="alert">${t('exists')}</p>`);return}
    this.shell(`<h1>${t('doneT')}</h1><p>${t('doneX')}</p><dl><dt>${t('co')}</dt><dd>${E(this.co.name)}<br>${this.co.d}</dd><dt>${t('tuser')}</dt><dd>${E(w.username)}</dd><dt>${t('sender')}</dt><dd><span>${r.sender}</span></dd><dt>${t('date')}</dt><dd>${r.date}</dd><dt>${t('ref')}</dt><dd>REQ-20231107-88213</dd><dt>${t('help')}</dt><dd>02 511 51 51</dd></dl>`,t('doneT'));this.$('ss-toasts').say(t('doneT'));return}
   nx.setAttribute('loading','');const r=await api('step',{n,data:w});nx.removeAttribute('loading');const m=MSGS[L];
   if(n==2||n==4)this.qa('ss-field').forEach(f=>f.error=m[r.errors[f.getAttribute('name')]]);if(n==3){this.q('ss-radio-cards').error=m[r.errors.channel];this.q('#ae').textContent=m[r.errors.apps]||'';this.qa('ss-dropzone').forEach(d=>d.error=m[r.errors[d.k]])}
   if(!Object.keys(r.errors).length){this.$('ss-toasts').say(t('saved'));this.step(n+1)}}}
}
for(const [n,c] of Object.entries({'ss-button':Btn,'ss-field':Field,'ss-combobox':Combo,'ss-radio-cards':Radios,'ss-switch':Switch,'ss-dropzone':Drop,'ss-modal':Modal,'ss-toasts':Toasts,'ss-cookies':Cookies}))customElements.define(n,c);customElements.define('ss-app',App);
</script></body></html>"""
SHELL = SHELL.replace("@TXT@", json.dumps(TXT)).replace("@MSGS@", json.dumps(MSGS)).replace("@APPS@", json.dumps(APPS))


def sess(request):
    return SESSIONS.get(request.cookies.get("session", ""))


def guarded(fn):
    async def inner(request):
        s = sess(request)
        if s is None:
            return JSONResponse({"error": "session"}, 401)
        return JSONResponse(await fn(request, s))
    return inner


async def shell(request):
    return HTMLResponse(SHELL)


async def ping(request):
    return JSONResponse({"t": time.time()})


async def me(request):
    return JSONResponse({"user": "demo" if sess(request) else None})


async def login(request):
    d = await request.json()
    await asyncio.sleep(1)
    r = try_login(d.get("user", ""), d.get("password", ""))
    if r != "ok":
        return JSONResponse({"error": r})
    resp = JSONResponse({"ok": 1})
    resp.set_cookie("session", new_session(files={}, w={}), httponly=True, samesite="lax")
    return resp


async def logout(request):
    SESSIONS.pop(request.cookies.get("session"), None)
    return JSONResponse({"ok": 1})


@guarded
async def companies(request, s):
    q = request.query_params.get("q", "").lower()
    d = re.sub(r"\D", "", q)
    await asyncio.sleep(.6)
    return [{"n": c[0], "d": dots(c[0]), "name": c[1], "place": c[2]} for c in COMPANIES if q in c[1].lower() or (len(d) > 2 and d in c[0])][:8]


@guarded
async def company_api(request, s):
    await asyncio.sleep(1.2)
    c = company(request.query_params["n"])
    return {"n": c[0], "d": dots(c[0]), "name": c[1], "roles": c[3]}


@guarded
async def info(request, s):
    await asyncio.sleep(1)
    t = TECH.get(tech_key(request.query_params["n"], request.query_params["r"].split(":")[0]))
    return {"tech": t and {"username": t["username"], "sender": t["sender_number"], "channel": t["channel"], "since": t["since"]}}


@guarded
async def start(request, s):
    d = await request.json()
    s["co"], s["files"], s["w"] = d["n"], {}, {"quality": d["r"].split(":")[0]}
    s["ok"] = d["r"] in company(d["n"])[3] and d["r"].endswith("gl")
    return {"ok": 1}


@guarded
async def step(request, s):
    d = await request.json()
    x, n, w = d["data"], d["n"], s["w"]
    await asyncio.sleep(.8)
    e = {}
    if n == 2:
        w.update({k: x.get(k) or "" for k in ("last_name", "first_name", "function", "phone", "email")})
        e = contact_errors(w)
    if n == 3:
        w["channel"], w["applications"] = x.get("channel", ""), x.get("apps", [])
        if w["channel"] not in CHANNELS:
            e["channel"] = "channel"
        if not w["applications"]:
            e["apps"] = "apps"
        if w["channel"] == "SFTP":
            for k in ("ssh", "cert"):
                if k not in s["files"]:
                    e[k] = ("key" if k == "ssh" else "cert") + "_missing"
            w.update(s["files"])
    if n == 4:
        w["username"] = x.get("username", "")
        err = name_error(w["username"])
        e = {"username": err} if err else {}
    return {"errors": e}


@guarded
async def upload(request, s):
    f = (await request.form())["file"]
    k, data = request.query_params["kind"], await f.read()
    await asyncio.sleep(1.2)
    e = (key_error if k == "ssh" else cert_error)(f.filename, data)
    s["files"].pop(k, None)
    if e:
        return {"error": e}
    s["files"][k] = (f.filename, data)
    return {"ok": 1}


@guarded
async def unload(request, s):
    s["files"].pop((await request.json())["kind"], None)
    return {"ok": 1}


@guarded
async def confirm(request, s):
    TRUTH["confirms"] += 1
    await asyncio.sleep(2.5)
    w = s["w"]
    if not s.get("ok") or contact_errors(w) or not w.get("applications") or name_error(w.get("username")) or tech_key(s["co"], w["quality"]) in TECH:
        return {"error": "bad"}
    return {"sender": register(s["co"], w), "date": time.strftime("%d/%m/%Y")}


POST = ["POST"]
app = Starlette(routes=[Route("/_truth", truth), Route("/api/ping", ping), Route("/api/me", me), Route("/api/login", login, methods=POST), Route("/api/logout", logout, methods=POST), Route("/api/companies", companies), Route("/api/company", company_api),
                        Route("/api/info", info), Route("/api/start", start, methods=POST), Route("/api/step", step, methods=POST), Route("/api/upload", upload, methods=POST), Route("/api/unload", unload, methods=POST), Route("/api/confirm", confirm, methods=POST), Route("/", shell), Route("/{p:path}", shell)])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=ARGS.port, log_level="warning")
