"""portail 2018 (Bootstrap; identification sur le port N+1).  python bootstrap_other_words.py --port N"""
import argparse, asyncio, base64, hashlib, re, secrets
from urllib.parse import quote
import uvicorn
from jinja2 import Environment, DictLoader
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

COMP = {"0441.122.049": "PENSIO+ OFP", "0207.886.044": "Mutuelle de l'Ancre", "0403.170.701": "Assurances du Cèdre SA", "0538.046.429": "Van den Bossche & Fils SPRL",
        "0470.291.533": "Caisse Le Phare", "0458.734.180": "Fonds de pension L'Étoile ASBL"}
APPS = [("checkin", "Check-in at work"), ("db2p", "DB2P – Pensions complémentaires"), ("dimona", "Dimona"), ("dmfa", "DmfA"), ("dmfappl", "DmfA PPL"), ("epk", "ePK / Cadastre des pensions"), ("capelo", "Capelo")]
CODE = {"checkin": "Check-in", "db2p": "DB2P", "dimona": "Dimona", "dmfa": "DmfA", "dmfappl": "DmfAPPL", "epk": "ePK", "capelo": "Capelo"}
EXIST = {"0207.886.044": {"enterprise_number": "0207.886.044", "username": "ancre2019", "sender_number": "4711", "channel": "SFTP"}}
TRUTH = {"registrations": [], "confirm_requests": 0, "log_ins": {"accepted": 0, "refused": 0}, "existing": list(EXIST.values())}
SESS, IDP, TICKETS, NEXT, CFG = {}, {}, {}, [12000 + secrets.randbelow(9000)], {}
reg_of = lambda n: next((r for r in TRUTH["registrations"] if r["enterprise_number"] == n), EXIST.get(n))
nb = lambda x: f"{int(x):,}".replace(",", "\u00a0")

def key_ok(b):
    t = b.decode("latin-1").strip()
    if "PRIVATE" in t: return False
    if t.startswith("---- BEGIN SSH2 PUBLIC KEY"): return True
    m = re.match(r"(ssh-rsa|ssh-ed25519|ecdsa-\S+) ([A-Za-z0-9+/=]+)", t)
    try: return bool(m) and m[1].encode() in base64.b64decode(m[2])[:40]
    except Exception: return False
def cert_ok(b): return b"BEGIN CERTIFICATE" in b or (len(b) > 100 and b[:2] == b"\x30\x82" and int.from_bytes(b[2:4], "big") + 4 == len(b))

T = {}
T["base"] = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{% block t %}Sécurité sociale{% endblock %}</title><style>
*{box-sizing:border-box}body{margin:0;font:15px/1.5 "Helvetica Neue",Arial;color:#333}a{color:#0275d8}.navbar{background:#343a40;color:#fff;padding:10px 20px;display:flex;gap:20px;align-items:center}.navbar a,.navbar button{color:#ddd;text-decoration:none;background:none;border:0;font:inherit;cursor:pointer}.ml{margin-left:auto}
.dropdown{position:relative}.dropdown-menu{display:none;position:absolute;top:30px;left:0;background:#fff;border:1px solid #ccc;border-radius:4px;min-width:270px;padding:6px 0;z-index:9}.show>.dropdown-menu{display:block}.dropdown-menu a{display:block;color:#333;padding:5px 18px}.dropdown-header{padding:6px 18px;color:#888;font-size:13px}
.alert{padding:9px 20px;margin:0 0 8px}.alert-warning{background:#fff3cd}.alert-info{background:#d1ecf1}.alert-danger{background:#f8d7da;color:#721c24}.close{float:right;border:0;background:none;font-size:18px;cursor:pointer}.container{max-width:1080px;margin:12px auto;display:flex;gap:24px;padding:0 12px}.col{flex:1}.side{width:230px}.card{border:1px solid #ddd;border-radius:4px;padding:12px;margin-bottom:12px}
.breadcrumb{background:#e9ecef;padding:6px 14px;border-radius:4px;list-style:none;display:flex;gap:6px;font-size:13px}.breadcrumb li+li:before{content:"/ ";color:#888}.btn{display:inline-block;border:1px solid #0275d8;border-radius:4px;background:#0275d8;color:#fff;padding:6px 14px;font:inherit;cursor:pointer;text-decoration:none}.btn-link{background:none;border-color:transparent;color:#0275d8}.btn-sec{background:#fff;color:#333;border-color:#999}
.fa:before{content:"\\25B8\\00a0"}.fa-lock:before{content:"\\1F512\\00a0"}.fa-r:before{content:"\\00a0\\203A"}.form-group{margin:12px 0}.form-control{display:block;width:100%;padding:7px 10px;border:1px solid #bbb;border-radius:4px;font:inherit}.is-invalid{border-color:#dc3545}.invalid-feedback{color:#dc3545;font-size:13px}.row2{display:flex;gap:14px}.row2>*{flex:1}
.btn-group label{border:1px solid #0275d8;padding:6px 16px;color:#0275d8;cursor:pointer;margin-left:-1px}.btn-group label.active{background:#0275d8;color:#fff}.btn-group input{position:absolute;clip:rect(0,0,0,0);pointer-events:none}.custom-file{position:relative;height:38px;overflow:hidden}.custom-file input{position:absolute;opacity:0;inset:0;width:100%}.custom-file label{position:absolute;inset:0;border:1px solid #bbb;border-radius:4px;padding:7px 10px;pointer-events:none}.custom-file label:after{content:"Parcourir";position:absolute;right:0;top:0;bottom:0;background:#e9ecef;padding:7px 12px}
.list-group-item{border:1px solid #ddd;padding:9px 14px;margin-top:-1px;display:flex;align-items:center}.badge{background:#5cb85c;color:#fff;border-radius:8px;font-size:11px;padding:1px 7px}.toast{position:fixed;right:16px;bottom:16px;background:#fff;border:1px solid #ccc;box-shadow:0 2px 8px #0003;padding:12px}footer{border-top:1px solid #ddd;color:#777;padding:10px 20px;font-size:13px}.tbl td{padding:4px 16px 4px 0;border-top:1px solid #eee}
</style></head><body>{% block nav %}<nav class="navbar"><a href="{{ P }}/fr"><b>socialsecurity.be</b></a>{% if s %}{% if s.role %}<a href="/app/accueil">Accueil</a><div class="dropdown"><button type="button" data-toggle="dropdown" aria-haspopup="true" aria-expanded="false">Gestion des accès ▾</button><div class="dropdown-menu"><a href="/app/utilisateurs">Utilisateurs</a><a href="/app/utilisateurs">Créer un utilisateur</a><div class="dropdown-header">Échange par messages structurés</div><a href="/app/information">Information</a></div></div>{% endif %}<a href="/app/nd">Infos</a><span class="ml dropdown"><button type="button" data-toggle="dropdown">demo ▾</button><span class="dropdown-menu" style="left:auto;right:0"><a href="/app/quitter">Se déconnecter</a></span></span>{% else %}<span class="ml"></span><a href="/fr/indisponible">FR</a>{% block login %}{% endblock %}{% endif %}</nav>{% endblock %}
<div class="alert alert-warning" role="alert"><button class="close" aria-label="Fermer" onclick="this.parentNode.remove()">×</button><i class="fa"></i>Maintenance : nos services seront indisponibles le 05/12/2026 de 20 h 00 à 22 h 30. <a href="/fr/indisponible">Plus d'informations</a></div>
{% if s and s.notice %}<div class="alert alert-info"><button class="close" aria-label="Fermer" onclick="this.parentNode.remove()">×</button>Dernière connexion le 25/11/2026 à 16:02. Pour votre sécurité, votre session prendra fin après 30 minutes d'inactivité.</div>{% endif %}
<div class="container"><div class="col">{% block bc %}{% if s %}<ol class="breadcrumb"><li><a href="/app/entreprises">Entreprises</a></li>{% if s.ent %}<li><a href="/app/roles">{{ comp[s.ent] }}</a></li>{% endif %}{% for c in crumbs %}<li>{{ c }}</li>{% endfor %}</ol>{% endif %}{% endblock %}{% if errs %}<div class="alert alert-danger" role="alert"><b>Veuillez corriger :</b><ul>{% for e in errs.values() %}<li>{{ e }}</li>{% endfor %}</ul></div>{% endif %}{% block b %}{% endblock %}</div>
<aside class="side">{% if s and s.role %}<div class="card"><b>Menu</b><br><a href="#" onclick="var d=this.nextElementSibling;d.hidden=!d.hidden;return false"><i class="fa"></i>Messages structurés</a><div {{ '' if ms else 'hidden' }} style="padding-left:14px"><a href="/app/config/1">Enregistrer vos données de configuration</a></div><br><a href="/app/nd"><i class="fa"></i>Mes données</a></div>{% endif %}
<div class="card"><b>Besoin d'aide ?</b><p>Contact Center<br>Tél. 02 511 51 51<br>E-mail : contactcenter@example.be</p><p><small>Référence du dossier : 2026/000123<br>Date : 26/11/2026</small></p><form action="/fr/indisponible"><input class="form-control" name="q" placeholder="Rechercher" aria-label="Rechercher"></form></div></aside></div>
<footer>© Sécurité sociale — <a href="/fr/indisponible">Informations légales</a> — <a href="/fr/indisponible">Information sur les cookies</a></footer>
<script>document.querySelectorAll('[data-toggle=dropdown]').forEach(b=>b.onclick=e=>{e.stopPropagation();b.parentNode.classList.toggle('show')});document.onclick=()=>document.querySelectorAll('.show').forEach(x=>x.classList.remove('show'));
document.querySelectorAll('.custom-file input').forEach(i=>i.onchange=()=>i.nextElementSibling.textContent=i.files[0]?i.files[0].name:'Choisir un fichier…');
{% if s %}setTimeout(()=>{var d=document.createElement('div');d.className='toast';d.innerHTML='Votre session est toujours active. <button class="btn-link btn" onclick="this.parentNode.remove()">Prolonger</button>';document.body.append(d)},4000);{% endif %}</script></body></html>"""
T["lang"] = """{% extends "base" %}{% block nav %}{% endblock %}{% block b %}<h1>Sociale zekerheid · Sécurité sociale · Soziale Sicherheit</h1><a class="btn" lang="nl" href="/nl">NL</a> <a class="btn" href="/fr" title="Français" aria-label="Français">FR</a> <a class="btn" href="/de">DE</a> <a class="btn" href="/int">INT</a>{% endblock %}"""
T["home"] = """{% extends "base" %}{% block login %}<a href="/fr/indisponible"><i class="fa fa-lock"></i>Mon espace citoyen</a>{% endblock %}{% block b %}<h1>Bienvenue</h1><div class="row2">{% for l,u,d in [('Citoyen','/fr/indisponible','Pension, santé, chômage'),('Entreprise','/fr/indisponible','Dimona, DmfA, Limosa'),('Fonctionnaires et autres professionnels','/fr/pro','Institutions, secteurs')] %}<div class="card"><h3>{{ l }}</h3><p>{{ d }}</p><a class="btn btn-link" href="{{ u }}" aria-label="{{ l }}"><i class="fa"></i>Vers la page</a></div>{% endfor %}</div>{% endblock %}"""
T["pro"] = """{% extends "base" %}{% block login %}<a href="/fr/cible"><i class="fa fa-lock"></i>Se connecter</a>{% endblock %}{% block b %}<h1>Fonctionnaires et autres professionnels</h1><p>Services en ligne pour les professionnels : connectez-vous en haut de la page.</p>{% endblock %}"""
T["cible"] = """{% extends "base" %}{% block b %}<h1>Vous souhaitez vous connecter en tant que…</h1>{% for l,u in [('Citoyen','/fr/indisponible'),('Employeur ou mandataire','/fr/indisponible'),('Professionnel de la sécurité sociale','/fr/moyen'),('Professionnel de la santé (eHealth)','/fr/indisponible')] %}<div><a class="btn btn-link" href="{{ u }}"><i class="fa"></i>{{ l }}</a></div>{% endfor %}{% endblock %}"""
T["moyen"] = """{% extends "base" %}{% block b %}<h1>Choisissez une méthode</h1><div class="row2">{% for l,u,d in [('eID','/fr/indisponible','Carte d\\'identité électronique'),('Token','/fr/indisponible','Carte à 24 codes'),('Codes d\\'accès','/fr/aller','Utilisateur et mot de passe')] %}<div class="card"><a href="{{ u }}"><b>{{ l }}</b></a><br><small>{{ d }}</small></div>{% endfor %}</div>{% endblock %}"""
T["idp1"] = """{% extends "base" %}{% block nav %}<nav class="navbar"><b>Service d'identification</b></nav>{% endblock %}{% block b %}<h2>Identification (1/2)</h2><form method="post"><div class="form-group"><span id="lu">Utilisateur</span><input class="form-control" name="login" aria-labelledby="lu" autocomplete="off"></div><button class="btn">Continuer<i class="fa-r"></i></button> <a class="btn btn-link" href="{{ P }}/fr/moyen">Annuler</a></form>{% endblock %}"""
T["idp2"] = """{% extends "base" %}{% block nav %}<nav class="navbar"><b>Service d'identification</b></nav>{% endblock %}{% block b %}<h2>Identification (2/2)</h2><p>Utilisateur : <b>{{ u }}</b> <a href="/login?RelayState={{ rs }}">Ce n'est pas vous ?</a></p><form method="post"><input type="hidden" name="login" value="{{ u }}"><div class="form-group"><span id="lp">Mot de passe</span><input class="form-control" type="password" name="secret" aria-labelledby="lp"></div><button class="btn"><i class="fa fa-lock"></i>Se connecter</button></form>{% endblock %}"""
T["saml"] = """<html><body onload="document.forms[0].submit()"><form method="post" action="{{ P }}/acs"><input type="hidden" name="ticket" value="{{ t }}"><noscript><button>Continuer</button></noscript></form></body></html>"""
T["ents"] = """{% extends "base" %}{% block b %}<h1>Vos entreprises</h1><p>Choisissez d'abord une entreprise.</p>{% for n,c in comp.items() %}<div class="list-group-item"><span><b>{{ c }}</b><br><small>N° d'entreprise : {{ n }}</small></span><form class="ml" method="post" action="/app/entreprises"><input type="hidden" name="n" value="{{ n }}"><button class="btn btn-link"><i class="fa"></i>Choisir</button></form></div>{% endfor %}{% endblock %}"""
T["roles"] = """{% extends "base" %}{% block b %}<h1>Votre qualité</h1><form method="post" action="/app/roles">{% for k,q,r in [('emp','Employeur','utilisateur'),('gpc','Gestionnaire de pensions complémentaires','Gestionnaire local'),('gpu','Gestionnaire de pensions complémentaires','utilisateur')] %}<div><button class="btn btn-link" name="r" value="{{ k }}"><i class="fa"></i>{{ q }} ; n° d'entreprise {{ s.ent }} ({{ r }})</button></div>{% endfor %}</form>{% endblock %}"""
T["txt"] = """{% extends "base" %}{% block b %}<h1>{{ h }}</h1><p>{{ m }}</p>{% endblock %}"""
T["info"] = """{% extends "base" %}{% block b %}<h1>Information</h1>{% if r %}<table class="tbl"><tr><td>Utilisateur technique</td><td>{{ r.username }}</td></tr><tr><td>N° d'expéditeur</td><td>{{ nb(r.sender_number) }}</td></tr><tr><td>Canal</td><td>{{ r.channel }}</td></tr></table>{% else %}<p>Il n'y a pas encore d'utilisateur technique pour cette entreprise.</p>{% endif %}{% endblock %}"""
W = """{% extends "base" %}{% block b %}<h1>{{ h }}</h1><form method="post" enctype="multipart/form-data" novalidate><input type="hidden" name="_csrf" value="{{ s.csrf }}">"""
WN = """<div class="form-group" style="text-align:right"><a class="btn btn-link" href="/app/accueil">Abandonner</a>{% if k>1 %} <a class="btn btn-sec" href="/app/config/{{ k-1 }}">Retour</a>{% endif %} <button class="btn" name="go" value="1">{{ 'Confirmer la création' if k==4 else 'Suivant' }}<i class="fa-r"></i></button></div></form>{% endblock %}"""
T["c1"] = W + "<p>Via cet assistant, vous créez l'utilisateur technique et choisissez le canal d'échange. Comptez environ 10 minutes.</p>" + WN
T["c2"] = W + """<h3>Personne de contact</h3>{% for a,b in [(('nom','Nom de famille'),('prenom','Prénom')),(('fonction','Fonction'),('tel','Tél.'))] %}<div class="row2">{% for f,l in (a,b) %}<div class="form-group"><span id="l_{{ f }}">{{ l }}<sup>*</sup></span><input class="form-control {{ 'is-invalid' if errs and errs[f] }}" name="{{ f }}" aria-labelledby="l_{{ f }}" value="{{ w[f] }}">{% if errs and errs[f] %}<div class="invalid-feedback">{{ errs[f] }}</div>{% endif %}</div>{% endfor %}</div>{% endfor %}
<div class="form-group"><span id="l_mail">E-mail<sup>*</sup></span><input class="form-control" type="email" name="mail" aria-labelledby="l_mail" value="{{ w.mail }}"></div>
<h3 id="l_c">Choix du canal</h3><div class="btn-group" role="group" aria-labelledby="l_c">{% for c in ['Isabel','MQLink','FTP','SFTP'] %}<label class="{{ 'active' if w.canal==c }}"><input type="radio" name="canal" value="{{ c }}" {{ 'checked' if w.canal==c }} onchange="document.querySelectorAll('.btn-group label').forEach(x=>x.classList.toggle('active',x.contains(this)));document.getElementById('sf').hidden=this.value!='SFTP'"> {{ c }}</label>{% endfor %}</div>
<div id="sf" {{ '' if w.canal=='SFTP' else 'hidden' }}>{% for f,l in [('key','Clé publique SSH (fichier .pub)'),('cer','Certificat qualifié (.cer)')] %}<div class="form-group"><span id="l_{{ f }}">{{ l }}</span><div class="custom-file"><input type="file" name="{{ f }}" aria-labelledby="l_{{ f }}"><label>{{ w[f][0] if w[f] else 'Choisir un fichier…' }}</label></div></div>{% endfor %}</div>""" + WN
T["c3"] = W + """<p id="l_a">Pour quelles applications utiliserez-vous ce canal ?</p><div><label><input type="checkbox" onclick="document.querySelectorAll('[name=app]').forEach(x=>x.checked=this.checked)"> <i>Tout sélectionner</i></label></div>{% for c,l in apps %}<div><input type="checkbox" name="app" value="{{ c }}" aria-labelledby="a_{{ c }}" {{ 'checked' if c in (w.apps or []) }}> <span id="a_{{ c }}">{{ l }}</span>{% if c=='db2p' %} <span class="badge">nouveau</span>{% endif %}</div>{% endfor %}
<div class="form-group"><span id="l_ut">Nom de l'utilisateur technique</span><input class="form-control" name="ut" aria-labelledby="l_ut" value="{{ w.ut }}"><small>De 8 à 20 caractères : a-z, 0-9, sans espace.</small></div>""" + WN
T["c4"] = W + """<table class="tbl">{% for a,b in rows %}<tr><td>{{ a }}</td><td><b>{{ b }}</b></td></tr>{% endfor %}</table><p>Applications</p><ul>{% for c,l in apps if c in w.apps %}<li>{{ l }}</li>{% endfor %}</ul>""" + WN
T["c5"] = """{% extends "base" %}{% block b %}<h1>C'est fait !</h1><p>L'utilisateur technique {{ r.username }} est créé. Votre numéro d'expéditeur est le <b>{{ nb(r.sender_number) }}</b>.</p><p>Référence : 2026/000{{ 124 + 3 }}. Un message de confirmation a été envoyé à {{ r.contact.email }}.</p>{% endblock %}"""
env = Environment(loader=DictLoader(T), autoescape=True)
def page(tpl, s=None, **k):
    if s: s["notice"] = s.get("seen", 0) < 2; s["seen"] = s.get("seen", 0) + 1
    return HTMLResponse(env.get_template(tpl).render(s=s, comp=COMP, apps=APPS, nb=nb, P=f"http://127.0.0.1:{CFG['port']}", w=(s or {}).get("w", {}), **k), headers={"cache-control": "no-store"})
def red(u): return RedirectResponse(u, 303)
H = {1: "Enregistrer vos données de configuration", 2: "Contact et canal", 3: "Applications et utilisateur technique", 4: "Vérification"}

def check(w, k):
    e = {}
    if k >= 2:
        for f, l in (("nom", "Nom de famille"), ("prenom", "Prénom"), ("fonction", "Fonction"), ("tel", "Tél."), ("mail", "E-mail")):
            if not w.get(f, "").strip(): e[f] = f"{l} : ce champ doit être rempli."
        if "tel" not in e and not re.fullmatch(r"[\d +/.()-]{8,20}", w["tel"]): e["tel"] = "Tél. : format incorrect."
        if "mail" not in e and not re.fullmatch(r"[^@\s]+@[^@\s]+\.\w{2,}", w["mail"]): e["mail"] = "E-mail : format incorrect."
        if not w.get("canal"): e["canal"] = "Faites votre choix parmi les canaux."
        elif w["canal"] == "SFTP":
            if not w.get("key"): e["key"] = "Clé publique SSH : ajoutez votre fichier."
            elif not key_ok(w["key"][1]): e["key"] = "Clé publique SSH : fichier non reconnu."; w["key"] = None
            if not w.get("cer"): e["cer"] = "Certificat : ajoutez votre fichier."
            elif not (w["cer"][0].lower().endswith(".cer") and cert_ok(w["cer"][1])): e["cer"] = "Certificat : fichier non reconnu (.cer attendu)."; w["cer"] = None
    if k >= 3:
        if not w.get("apps"): e["apps"] = "Sélectionnez au moins une application."
        if not re.fullmatch("[a-z0-9]{8,20}", w.get("ut", "")): e["ut"] = "Nom de l'utilisateur technique : de 8 à 20 caractères, a-z et 0-9."
        elif w["ut"] in [r["username"] for r in TRUTH["registrations"] + TRUTH["existing"]]: e["ut"] = "Ce nom est déjà utilisé par un autre utilisateur. Choisissez-en un autre."
    return e

async def config(req):
    s = SESS.get(req.cookies.get("SSO_SP"))
    if not s: return red("/fr/pro")
    k = int(req.path_params["k"])
    if not s.get("role"): return red("/app/entreprises")
    cr = ["Messages structurés", "Configuration"]
    if s["role"] != "gpc": return page("txt", s, h="Accès refusé", m="Cette fonction est réservée au Gestionnaire local.")
    f = await req.form() if req.method == "POST" else None
    if f is not None and k == 4: TRUTH["confirm_requests"] += 1
    if k == 5 and s.get("done"): return page("c5", s, r=s["done"], crumbs=cr)
    r = reg_of(s["ent"])
    if r: return page("txt", s, h=H[1], m=f"Impossible : l'utilisateur technique {r['username']} existe déjà pour cette entreprise.", ms=1)
    if k == 1 and not f: s["w"] = {}; s["done"] = None; s["max"] = 1; s["csrf"] = secrets.token_hex(8)
    if k > s.get("max", 0): return red("/app/config/1")
    w, e = s["w"], {}
    if f is not None:
        if f.get("_csrf") != s["csrf"]: return page("txt", s, h="Erreur 403", m="Jeton de sécurité invalide.")
        if k == 2:
            for x in ("nom", "prenom", "fonction", "tel", "mail", "canal"): w[x] = f.get(x, "").strip()
            for x in ("key", "cer"):
                u = f.get(x)
                if getattr(u, "filename", ""): w[x] = (u.filename, await u.read())
        if k == 3: w["apps"] = f.getlist("app"); w["ut"] = f.get("ut", "")
        e = check(w, k)
        if not e and k < 4: s["max"] = max(s["max"], k + 1); return red(f"/app/config/{k + 1}")
        if not e:
            NEXT[0] += 1 + secrets.randbelow(6)
            r = {"enterprise_number": s["ent"], "username": w["ut"], "sender_number": str(NEXT[0]), "sender_number_shown": nb(NEXT[0]), "channel": w["canal"], "applications": [CODE[a] for a in w["apps"]], "contact": {"nom": w["nom"], "prenom": w["prenom"], "fonction": w["fonction"], "telephone": w["tel"], "email": w["mail"]}}
            if w["canal"] == "SFTP": r.update({a: {"file": w[b][0], "sha256": hashlib.sha256(w[b][1]).hexdigest()} for a, b in (("ssh_key", "key"), ("certificate", "cer"))})
            TRUTH["registrations"].append(r); s["done"] = r; return red("/app/config/5")
    rows = []
    if k == 4: rows = [("Entreprise", f"{COMP[s['ent']]} ({s['ent']})"), ("Contact", f"{w['prenom']} {w['nom']}"), ("Fonction", w["fonction"]), ("Tél.", w["tel"]), ("E-mail", w["mail"]), ("Canal", w["canal"])] + ([("Clé publique SSH", w["key"][0]), ("Certificat", w["cer"][0])] if w["canal"] == "SFTP" else []) + [("Utilisateur technique", w["ut"])]
    return page(f"c{k}", s, h=H[k], k=k, errs=e, rows=rows, crumbs=cr, ms=1)

async def secure(req):
    s = SESS.get(req.cookies.get("SSO_SP")); p = req.path_params["p"]
    if not s: return red("/fr/pro")
    f = await req.form() if req.method == "POST" else {}
    if p == "quitter": SESS.pop(req.cookies["SSO_SP"]); return red("/fr")
    if p == "entreprises":
        if f.get("n") in COMP: s.update(ent=f["n"], role=None, w={}, max=0, done=None); return red("/app/roles")
        s.update(ent=None, role=None); return page("ents", s)
    if not s.get("ent"): return red("/app/entreprises")
    if p == "roles":
        if f.get("r"): s["role"] = f["r"]; return red("/app/accueil")
        return page("roles", s)
    if p == "information": return page("info", s, r=reg_of(s["ent"]), crumbs=["Gestion des accès", "Échange par messages structurés", "Information"])
    if p == "accueil": return page("txt", s, h="Accueil", m=f"Vous travaillez pour {COMP[s['ent']]}.")
    return page("txt", s, h="Indisponible", m="Cette rubrique est momentanément indisponible.")

async def pub(req):
    p = req.path_params.get("p", "")
    if p == "aller":
        if SESS.get(req.cookies.get("SSO_SP")): return red("/app/entreprises")
        return RedirectResponse(f"http://127.0.0.1:{CFG['port'] + 1}/login?RelayState=" + quote(f"http://127.0.0.1:{CFG['port']}/acs", safe=""), 302)
    if p in ("pro", "cible", "moyen"): return page(p)
    if req.url.path == "/": return page("lang")
    if req.url.path == "/fr": return page("home")
    return page("txt", h="Indisponible", m="Cette page n'est pas disponible. L'enregistrement n'est pas possible via l'accès international (INT).")

async def acs(req):
    t = (await req.form()).get("ticket")
    if t not in TICKETS: return red("/fr/pro")
    TICKETS.pop(t); k = secrets.token_hex(12); SESS[k] = {"ent": None, "role": None, "w": {}}
    r = red("/app/entreprises"); r.set_cookie("SSO_SP", k); return r
async def login(req):
    if req.method == "POST":
        u = (await req.form()).get("login", "").strip()
        if not u: return page("idp1", errs={"u": "Utilisateur : ce champ doit être rempli."})
        k = secrets.token_hex(8); IDP[k] = u; r = red("/login/2"); r.set_cookie("IDPS", k); return r
    return page("idp1")
async def login2(req):
    u = IDP.get(req.cookies.get("IDPS"))
    if not u: return red("/login")
    if req.method == "GET": return page("idp2", u=u, rs="")
    f = await req.form()
    if (u, f.get("secret")) != ("demo", "Secret-Pass-1"):
        TRUTH["log_ins"]["refused"] += 1; return page("idp2", u=u, rs="", errs={"x": "Ces données d'identification ne sont pas correctes."})
    TRUTH["log_ins"]["accepted"] += 1; t = secrets.token_hex(16); TICKETS[t] = 1; return page("saml", t=t)
async def truth(req): return JSONResponse(TRUTH)
M = ["GET", "POST"]
app = Starlette(routes=[Route("/_truth", truth), Route("/acs", acs, methods=["POST"]), Route("/app/config/{k:int}", config, methods=M), Route("/app/{p}", secure, methods=M), Route("/fr/{p}", pub), Route("/", pub), Route("/{l}", pub)])
idp = Starlette(routes=[Route("/_truth", truth), Route("/login", login, methods=M), Route("/login/2", login2, methods=M)])
if __name__ == "__main__":
    a = argparse.ArgumentParser(); a.add_argument("--port", type=int, default=8104); CFG["port"] = a.parse_args().port
    async def main():
        A = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=CFG["port"], log_level="warning")); B = uvicorn.Server(uvicorn.Config(idp, host="127.0.0.1", port=CFG["port"] + 1, log_level="warning"))
        B.install_signal_handlers = lambda: None
        t = asyncio.create_task(B.serve()); await A.serve(); B.should_exit = True; await t
    asyncio.run(main())
