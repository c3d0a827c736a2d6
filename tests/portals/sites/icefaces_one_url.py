"""portail 2012 (JSF/ICEfaces: tout repasse par la meme URL avec ViewState).  python icefaces_one_url.py --port N"""
import argparse, asyncio, base64, hashlib, random, re, secrets
import uvicorn
from markupsafe import escape as E
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

COMP = {"0403170701": "Cèdre Assurances SA", "0441122049": "Pensio+ OFP", "0458734180": "Fonds L'Étoile ASBL", "0470291533": "Le Phare (caisse commune)",
        "0538046429": "Van den Bossche & Fils SPRL", "0207886044": "L'Ancre, mutuelle"}
rnd = random.Random(2012)
for nm in ("Alba Vie", "Assur-Lux", "Banque du Midi", "Brabo Pensioenfonds", "Caisse de Liège", "Cèdre Services SPRL", "Delta Lloyd-Test", "Étoile du Nord ASBL", "Fidelis", "Gantois & Cie", "Helvia", "Immo Phare",
           "Kempen OFP", "Lys Prévoyance", "Meuse Vie", "Noria", "Ostende Pensions", "Pensio Conseil", "Sambre OFP"):
    b = rnd.choice(["0403", "0441", "0458", "0538"]) + f"{rnd.randrange(10000):04d}"; COMP[b + f"{97 - int(b) % 97:02d}"] = nm
LIST = sorted(COMP, key=lambda n: COMP[n])
assert len(LIST) == 25 and all(97 - int(n[:8]) % 97 == int(n[8:]) for n in LIST)
GROUPS = {"Pensions complémentaires": ["DB2P", "ePK"], "Emploi": ["Dimona", "Fichier du personnel", "Chômage temporaire"], "Déclarations trimestrielles": ["DmfA", "DmfAPPL"], "Risques sociaux": ["DRS Chômage", "DRS Indemnités"]}
ALL = [a for g in GROUPS.values() for a in g]
EXIST = {"0207886044": {"enterprise_number": "0207.886.044", "username": "ancre2019", "sender_number": "4711", "channel": "MQLink"}}
TRUTH = {"registrations": [], "confirm_requests": 0, "log_ins": {"accepted": 0, "refused": 0}, "existing": list(EXIST.values()), "companies": {n: COMP[n] for n in LIST}}
SESS, NEXT = {}, [14000 + secrets.randbelow(3000)]
dot = lambda n: f"{n[:4]}.{n[4:7]}.{n[7:]}"
reg_of = lambda n: next((r for r in TRUTH["registrations"] if r["enterprise_number"] == dot(n)), EXIST.get(n))

def key_ok(b):
    t = b.decode("latin-1").strip()
    if "PRIVATE" in t: return False
    if t.startswith("---- BEGIN SSH2 PUBLIC KEY"): return True
    m = re.match(r"(ssh-rsa|ssh-ed25519|ecdsa-\S+) ([A-Za-z0-9+/=]+)", t)
    try: return bool(m) and m[1].encode() in base64.b64decode(m[2])[:40]
    except Exception: return False
def cert_ok(b): return b"BEGIN CERTIFICATE" in b or (len(b) > 100 and b[:2] == b"\x30\x82" and int.from_bytes(b[2:4], "big") + 4 == len(b))

CSS = """body{font:12px Arial;margin:0;color:#333}#hd{background:url() #5b7f1e;background:linear-gradient(#8db53c,#5b7f1e);color:#fff;padding:10px 20px}#hd a{color:#fff;float:right}#pg{width:940px;margin:12px auto;overflow:hidden}#ct{float:left;width:690px}#mn{float:right;width:220px;border:1px solid #ccc;border-radius:5px}
#mn a{display:block;padding:6px 10px;border-bottom:1px solid #eee;color:#36c;text-decoration:none}#mn a.s{padding-left:26px;background:#f6f9ee}table.dt{border-collapse:collapse;width:100%}table.dt td,table.dt th{border:1px solid #ccc;padding:4px}table.dt tr:nth-child(even){background:#f6f9ee}fieldset{border:1px solid #bbb;border-radius:5px;margin:8px 0}
.f{clear:left;padding:3px 0}.f label{float:left;width:180px;padding-top:3px}.f input[type=text],.f input[type=password]{width:240px;border:1px solid #999}.iceOutConStatErr,.iceMsgError{color:#c00}.ro{background:#fff}.acc{background:linear-gradient(#eee,#ccc);padding:6px;border:1px solid #bbb;cursor:pointer;display:block;color:#333;text-decoration:none}.accb{border:1px solid #bbb;border-top:0;padding:8px}
.tabs a{display:inline-block;padding:6px 12px;border:1px solid #bbb;border-bottom:0;border-radius:5px 5px 0 0;margin-right:2px;background:#eee;color:#333;text-decoration:none}.tabs a.on{background:#fff;font-weight:bold}.tabb{border:1px solid #bbb;padding:12px}dl{overflow:hidden}dt{float:left;clear:left;width:200px;font-weight:bold;padding:3px 0}dd{margin-left:210px;padding:3px 0}.ac{text-align:right;padding:10px 0}h1{font-size:18px;color:#5b7f1e}"""

class V:
    """rend une vue: gere les ids de composants de cette vue"""
    def __init__(s, S): s.S = S; s.b = f"j_id{S['vn']}:form"; s.q = 0
    def link(s, act, txt, cls=""):
        s.q += 1; i = f"{s.b}:j_id{s.q}"; s.S["acts"][i] = act
        return f'<a href="#" id="{i}" class="{cls}" onclick="return iceSubmit(\'{i}\')">{txt}</a>'
    def btn(s, act, val): i = f"{s.b}:{act.split(':')[0]}"; s.S["acts"][i] = act; return f'<input type="submit" id="{i}" name="{i}" value="{val}" class="iceCmdBtn" />'
    def fld(s, k, lab, val="", typ="text", req=True, ro=False, hint=""):
        i = f"{s.b}:{k}"; s.S["flds"][i] = k; er = s.S["ferr"].get(k)
        r = 'readonly="readonly" class="ro"' if ro else ""
        return f'<div class="f"><label for="{i}">{lab}{" <span>*</span>" if req and not ro else ""} :</label><input type="{typ}" id="{i}" name="{i}" value="{E(val)}" {r}/>{f" <i>{hint}</i>" if hint else ""}{f""" <span class="iceMsgError">{er}</span>""" if er else ""}</div>'

def render(S):
    S["vn"] = random.randint(20, 99); S["vs"] = secrets.token_hex(10); S["acts"] = {}; S["flds"] = {}; v = V(S); w = S["w"]; n = S["ent"]; view = S["view"]; msg = S.pop("msg", ""); h = ""
    L, B, F = v.link, v.btn, v.fld
    nav = lambda back=True: '<div class="ac">' + B("annuler", "Annuler") + (" " + B("prec", "Précédent") if back else "") + " " + B("suivant", "Suivant") + "</div>"
    if view == "lang": h = "<h1>Portail de la sécurité sociale</h1><p>" + L("x:nl", "Nederlands") + " | " + L("v:home", "Français") + " | " + L("x:de", "Deutsch") + " | " + L("x:int", "International (INT)") + "</p>"
    elif view == "home": h = "<h1>Bienvenue</h1><table class='dt'><tr><td>" + L("x:cit", "Citoyen") + "</td><td>" + L("x:ent", "Entreprise") + "</td><td>" + L("v:pro", "Fonctionnaires et autres professionnels") + "</td></tr></table>"
    elif view == "pro": h = "<h1>Fonctionnaires et autres professionnels</h1><p>Services en ligne réservés aux professionnels.</p><p>" + L("login", "Se connecter") + " | " + L("x:i", "S'inscrire") + "</p>"
    elif view == "cible": h = "<h1>Groupe cible</h1><ul><li>" + L("x:cit", "citoyens") + "</li><li>" + L("x:ent", "employeurs et mandataires") + "</li><li>" + L("v:moyen", "professionnels de la Sécurité Sociale") + "</li></ul>"
    elif view == "moyen": h = "<h1>Mode d'identification</h1><ul><li>" + L("x:eid", "Se connecter avec votre eID") + "</li><li>" + L("x:tok", "Se connecter avec votre token") + "</li><li>" + L("v:logon", "Se connecter avec vos codes d'accès") + "</li></ul>"
    elif view == "logon": h = "<h1>Identification</h1>" + F("user", "Nom d'utilisateur", req=False) + F("pass", "Mot de passe", typ="password", req=False) + '<div class="ac">' + B("logon", "Se connecter") + "</div>"
    elif view == "ents":
        pg = S["pg"]; i = f"{v.b}:sel"; S["flds"][i] = "sel"
        rows = "".join(f'<tr><td><input type="radio" name="{i}" value="{LIST.index(c)}" id="{v.b}:tbl:{k}:r"/></td><td>{E(COMP[c])}</td><td>{c}</td></tr>' for k, c in enumerate(LIST[pg * 9:pg * 9 + 9]))
        h = f'<h1>Choix de l\'entreprise</h1><table class="dt"><thead><tr><th></th><th>Dénomination</th><th>Numéro d\'entreprise</th></tr></thead><tbody>{rows}</tbody></table><p>25 entreprises, page {pg + 1} de 3 &nbsp; '
        h += (L("pg:-1", "Précédent") if pg else "Précédent") + " " + " ".join(L(f"pgn:{k}", str(k + 1)) if k != pg else f"<b>{k + 1}</b>" for k in range(3)) + " " + (L("pg:1", "Suivant") if pg < 2 else "Suivant") + '</p><div class="ac">' + B("choisir", "Sélectionner") + "</div>"
    elif view == "roles":
        t = lambda q, r: f"{q} ; numéro d'entreprise {dot(n)} ({r})"
        h = f"<h1>{E(COMP[n])}</h1><p>Sélectionnez une qualité :</p><ul><li>" + L("role:EMP", t("Employeur (ONSS)", "Gestionnaire local")) + "</li><li>" + L("role:GPCU", t("Gestionnaire pensions complémentaires", "Utilisateur")) + "</li><li>" + L("role:GPC", t("Gestionnaire pensions complémentaires", "Gestionnaire local")) + "</li></ul>"
    elif view == "accueil": h = f"<h1>{E(COMP[n])}</h1><p>Numéro d'entreprise {dot(n)}.</p><p>Faites votre choix dans le menu.</p>"
    elif view == "acces":
        t = S["tab"]; h = "<h1>Gestion d'accès</h1><div class='tabs'>" + "".join(L(f"tab:{k}", l, "on" if t[0] == k else "") for k, l in (("d", "Données propres"), ("u", "Utilisateurs"), ("e", "Échange par messages structurés"))) + "</div><div class='tabb'>"
        if t[0] == "d": h += "<dl><dt>Nom d'utilisateur</dt><dd>demo</dd><dt>Numéro</dt><dd>88123</dd></dl>"
        elif t[0] == "u": h += "<table class='dt'><tr><th>Nom d'utilisateur</th><th>Nom</th></tr><tr><td>demo</td><td>DEMO Jean</td></tr></table>"
        else:
            h += "<p>" + L("tab:eh", "Historique") + " | " + L("tab:ei", "Information") + "</p>"; r = reg_of(n)
            if t == "eh": h += "<p>Pas d'historique.</p>"
            if t == "ei": h += f"<dl><dt>Nom d'utilisateur :</dt><dd>{r['username']}</dd><dt>Numéro d'expéditeur :</dt><dd>{int(r['sender_number']):06d}</dd><dt>Canal :</dt><dd>{r['channel']}</dd></dl>" if r else "<p>Il n'existe pas encore d'utilisateur technique pour cette qualité.</p>"
        h += "</div>"
    elif view == "w0": h = "<h1>Enregistrer les données de configuration</h1><p>Avant de pouvoir échanger des messages structurés, vous devez créer un utilisateur technique et choisir un canal.</p>" + nav(False)
    elif view == "w1":
        h = "<h1>Données de contact</h1><fieldset><legend>Adresse de l'employeur</legend>" + F("e_nom", "Nom", COMP[n], ro=True) + F("e_rue", "Rue et numéro", w["e_rue"]) + F("e_cp", "Code postal", w["e_cp"]) + F("e_loc", "Localité", w["e_loc"]) + F("e_tel", "Téléphone", w["e_tel"]) + "</fieldset>"
        h += "<fieldset><legend>Personne de contact (utilisateur technique)</legend>" + F("qual", "Qualité", "Employeur (ONSS)" if S["role"] == "EMP" else "Gestionnaire pensions complémentaires", ro=True) + F("nom", "Nom", w.get("nom", "")) + F("prenom", "Prénom", w.get("prenom", "")) + F("fonction", "Fonction", w.get("fonction", "")) + F("tel", "Téléphone", w.get("tel", ""), hint="ex. 02 509 59 59") + F("mail", "Adresse e-mail", w.get("mail", "")) + F("mail2", "GSM", w.get("mail2", ""), req=False) + "</fieldset>" + nav()
    elif view == "w2":
        i = f"{v.b}:canal"; S["flds"][i] = "canal"; S["acts"][i + "_chg"] = "rerender"
        h = "<h1>Choix du canal</h1>" + f'<div class="f"><label for="{i}">Canal <span>*</span> :</label><select id="{i}" name="{i}" onchange="iceSubmit(\'{i}_chg\')"><option value="">-- Choisissez --</option>' + "".join(f'<option value="{c}"{" selected" if w.get("canal") == c else ""}>{c}</option>' for c in ("FTP", "SFTP", "Isabel", "MQLink")) + "</select></div>"
        if w.get("canal") == "SFTP":
            for k, l in (("key", "Clé publique SSH"), ("cer", "Certificat (.cer)")):
                i = f"{v.b}:up_{k}"; S["flds"][i] = k; er = S["ferr"].get(k)
                h += f'<div class="f"><label for="{i}">{l} <span>*</span> :</label><input type="file" id="{i}" name="{i}"/>' + (f' <span>Fichier chargé : {E(w[k][0])}</span>' if w.get(k) else "") + (f' <span class="iceMsgError">{er}</span>' if er else "") + "</div>"
        if w.get("canal"):
            h += "<h2>Applications *</h2>"; i = f"{v.b}:apps"; S["flds"][i] = "apps"
            for g, al in GROUPS.items():
                al = [a for a in al if not (S["role"] == "EMP" and g.startswith("Pensions"))]
                if not al: continue
                c = sum(a in w["apps"] for a in al); h += L("acc:" + g, f"{'▼' if S['acc'] == g else '►'} {g}" + (f" ({c})" if c else ""), "acc")
                if S["acc"] == g: h += '<div class="accb">' + "".join(f'<div><input type="checkbox" name="{i}" value="{ALL.index(a)}" id="{i}:{ALL.index(a)}"{" checked" if a in w["apps"] else ""}/><label for="{i}:{ALL.index(a)}"> {a}</label></div>' for a in al) + "</div>"
        h += nav()
    elif view == "w3": h = "<h1>Utilisateur technique</h1>" + F("ut", "Nom d'utilisateur", w.get("ut", ""), hint="8 à 20 positions, a-z et 0-9") + nav()
    elif view == "w4":
        rows = [("Entreprise", f"{COMP[n]} - {dot(n)}"), ("Nom", w["nom"]), ("Prénom", w["prenom"]), ("Fonction", w["fonction"]), ("Téléphone", w["tel"]), ("Adresse e-mail", w["mail"]), ("Adresse", f"{w['e_rue']}, {w['e_cp']} {w['e_loc']} - {w['e_tel']}"), ("Canal", w["canal"])]
        if w["canal"] == "SFTP": rows += [("Clé publique SSH", w["key"][0]), ("Certificat", w["cer"][0])]
        rows += [("Applications", " - ".join(w["apps"])), ("Nom d'utilisateur", w["ut"])]
        h = "<h1>Contrôle</h1><dl>" + "".join(f"<dt>{a} :</dt><dd>{E(b)}</dd>" for a, b in rows) + '</dl><div class="ac">' + B("annuler", "Annuler") + " " + B("prec", "Précédent") + " " + B("confirmer", "Confirmer") + "</div>"
    elif view == "w5":
        r = reg_of(n); h = f"<h1>Confirmation</h1><p>L'utilisateur technique est maintenant créé.</p><dl><dt>Nom d'utilisateur :</dt><dd>{r['username']}</dd><dt>Numéro d'expéditeur :</dt><dd>{int(r['sender_number']):06d}</dd><dt>Ticket :</dt><dd>{S['vn']}99{NEXT[0] * 7}</dd></dl>"
    elif view == "x": h = "<h1>Pas disponible</h1><p>Cette fonctionnalité n'est pas disponible. Vous ne pouvez pas vous enregistrer via l'accès international (INT).</p>" + L("v:lang", "Retour à l'accueil")
    mn = ""
    if S["log"] and S["role"]:
        mn = '<div id="mn">' + L("m:d", "Gestion d'accès") + L("m:ms", "Messages structurés") + (L("conf", "Enregistrer les données de configuration", "s") if S["menu"] == "ms" else "") + L("ents", "Autre entreprise") + "</div>"
    top = ("Utilisateur : demo " + L("out", "Se déconnecter")) if S["log"] else ""
    S["ferr"] = {}
    return HTMLResponse(f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" lang="fr"><head><title>Sécurité sociale</title><style>{CSS}</style>
<script>function iceSubmit(i){{var f=document.getElementById('{v.b}');document.getElementById('{v.b}:_idcl').value=i;f.submit();return false;}}</script></head><body>
<form id="{v.b}" name="{v.b}" method="post" action="/portail/portail.iface" enctype="multipart/form-data"><div id="hd"><b>Sécurité sociale</b> {top}</div><div id="pg"><div id="ct">{f'<ul class="iceOutConStatErr"><li>{msg}</li></ul>' if msg else ''}{h}</div>{mn}</div>
<input type="hidden" id="{v.b}:_idcl" name="{v.b}:_idcl" value=""/><input type="hidden" name="javax.faces.ViewState" value="{S['vs']}"/><input type="hidden" name="{v.b}:SUBMIT" value="1"/></form></body></html>""", headers={"cache-control": "no-store"})

def validate(S, step):
    w, e = S["w"], {}
    if step == 1:
        for k in ("nom", "prenom", "fonction", "tel", "mail", "e_rue", "e_cp", "e_loc", "e_tel"):
            if not w.get(k, "").strip(): e[k] = "Valeur requise"
        if "mail" not in e and not re.fullmatch(r"[^@\s]+@[^@\s]+\.\w{2,}", w["mail"]): e["mail"] = "Adresse e-mail non valable"
        if "tel" not in e and not re.fullmatch(r"[\d +/.()-]{8,20}", w["tel"]): e["tel"] = "Numéro non valable"
    if step == 2:
        if not w.get("canal"): return {"canal": 1}, "Veuillez choisir un canal."
        if w["canal"] == "SFTP":
            if not w.get("key"): e["key"] = "Valeur requise"
            elif not key_ok(w["key"][1]): e["key"] = "Clé non valable"; w["key"] = None
            if not w.get("cer"): e["cer"] = "Valeur requise"
            elif not (w["cer"][0].lower().endswith(".cer") and cert_ok(w["cer"][1])): e["cer"] = "Certificat non valable (.cer)"; w["cer"] = None
        if not w["apps"]: return e or {"apps": 1}, "Veuillez choisir au moins une application."
    if step == 3:
        if not re.fullmatch("[a-z0-9]{8,20}", w.get("ut", "")): e["ut"] = "Nom d'utilisateur non valable"
        elif w["ut"] in [r["username"] for r in TRUTH["registrations"] + TRUTH["existing"]]: e["ut"] = "Ce nom d'utilisateur est déjà attribué, choisissez un autre nom d'utilisateur"
    return e, "Veuillez corriger les champs indiqués." if e else ""

def start(S): S["w"] = {"apps": [], "e_rue": "Rue de la Loi 16", "e_cp": "1000", "e_loc": "Bruxelles", "e_tel": "02 200 00 00"}; S["acc"] = ""

async def iface(req):
    sid = req.cookies.get("JSESSIONID"); S = SESS.get(sid)
    if not S:
        sid = secrets.token_hex(12); S = SESS[sid] = {"view": "lang", "w": {}, "ent": None, "role": None, "log": False, "pg": 0, "tab": "d", "menu": "", "ferr": {}, "acc": "", "acts": {}, "flds": {}, "vs": ""}
        if req.method == "POST": S["msg"] = "La vue n'a pas pu être restaurée (ViewExpiredException). Recommencez."
        r = render(S); r.set_cookie("JSESSIONID", sid); return r
    if req.method == "GET": S["view"] = "lang"; return render(S)
    await asyncio.sleep(.3)
    f = await req.form()
    if f.get("javax.faces.ViewState") != S["vs"]:
        if any(k.endswith(":confirmer") for k in f): TRUTH["confirm_requests"] += 1
        S["msg"] = "La vue n'a pas pu être restaurée (ViewExpiredException)."; S["view"] = "ents" if S["log"] else "lang"; return render(S)
    cl = next((v for k, v in f.items() if k.endswith(":_idcl")), "")
    act = S["acts"].get(cl) or next((a for i, a in S["acts"].items() if i in f), "suivant" if S["view"] in ("w1", "w3") else "")
    w, vals = S["w"], {}
    for i, k in S["flds"].items():
        if k == "apps":
            al = [a for a in GROUPS.get(S["acc"], [])]; on = {ALL[int(x)] for x in f.getlist(i)}
            w["apps"] = [a for a in ALL if (a in on if a in al else a in w["apps"])]
        elif k in ("key", "cer"):
            u = f.get(i)
            if u is not None and getattr(u, "filename", ""): w[k] = (u.filename, await u.read())
        elif i in f: vals[k] = f[i]
    view = S["view"]
    if view in ("w1", "w2", "w3"): w.update({k: x.strip() if k != "ut" else x for k, x in vals.items() if k not in ("e_nom", "qual")})
    k, _, arg = act.partition(":")
    sec = S["log"]
    if k == "x": S["view"] = "x"
    elif k == "v": S["view"] = arg
    elif k == "login": S["view"] = "ents" if sec else "cible"
    elif k == "logon":
        if (vals.get("user"), vals.get("pass")) == ("demo", "Secret-Pass-1"): TRUTH["log_ins"]["accepted"] += 1; S.update(log=True, view="ents", pg=0)
        else: TRUTH["log_ins"]["refused"] += 1; S["msg"] = "L'identification a échoué : nom d'utilisateur ou mot de passe incorrect."
    elif k == "out": S.update(log=False, role=None, view="lang")
    elif not sec: S["view"] = "lang"
    elif k == "pg": S["pg"] += int(arg)
    elif k == "pgn": S["pg"] = int(arg)
    elif k == "ents": S.update(view="ents", role=None)
    elif k == "choisir":
        if vals.get("sel"): S.update(ent=LIST[int(vals["sel"])], role=None, view="roles")
        else: S["msg"] = "Veuillez sélectionner une entreprise."
    elif k == "role": S.update(role=arg, view="accueil", menu="")
    elif k == "m" and arg == "ms": S.update(menu="ms", view="accueil")
    elif k == "m": S.update(view="acces", tab="d", menu="")
    elif k == "tab": S["tab"] = arg
    elif k == "conf":
        if S["role"] == "GPCU": S["msg"] = "Accès refusé : seul le Gestionnaire local peut enregistrer ces données."
        elif reg_of(S["ent"]): S["msg"] = f"Un utilisateur technique ({reg_of(S['ent'])['username']}) existe déjà pour cette qualité."
        else: start(S); S["view"] = "w0"
    elif k == "rerender": pass
    elif k == "acc": S["acc"] = "" if S["acc"] == arg else arg
    elif k == "annuler": S.update(view="accueil", w={})
    elif k == "prec": S["view"] = f"w{int(view[1]) - 1}"
    elif k == "suivant" and view[0] == "w":
        S["ferr"], m = validate(S, int(view[1]))
        if m: S["msg"] = m
        else: S["view"] = f"w{int(view[1]) + 1}"
    elif k == "confirmer" and view == "w4":
        TRUTH["confirm_requests"] += 1; n = S["ent"]
        if reg_of(n) or validate(S, 3)[0]: S["msg"] = "Un utilisateur technique existe déjà."
        else:
            NEXT[0] += 1 + secrets.randbelow(5)
            r = {"enterprise_number": dot(n), "username": w["ut"], "sender_number": str(NEXT[0]), "sender_number_shown": f"{NEXT[0]:06d}", "channel": w["canal"], "applications": w["apps"], "quality": S["role"], "contact": {a: w[b] for a, b in (("nom", "nom"), ("prenom", "prenom"), ("fonction", "fonction"), ("telephone", "tel"), ("email", "mail"))},
                 "employer": {x: w[x] for x in ("e_rue", "e_cp", "e_loc", "e_tel")}, "employer_changed": (w["e_rue"], w["e_cp"], w["e_loc"], w["e_tel"]) != ("Rue de la Loi 16", "1000", "Bruxelles", "02 200 00 00")}
            if w["canal"] == "SFTP": r.update({a: {"file": w[b][0], "sha256": hashlib.sha256(w[b][1]).hexdigest()} for a, b in (("ssh_key", "key"), ("certificate", "cer"))})
            TRUTH["registrations"].append(r); S["view"] = "w5"
    return render(S)

async def root(req): return RedirectResponse("/portail/portail.iface", 302)
async def truth(req): return JSONResponse(TRUTH)
app = Starlette(routes=[Route("/", root), Route("/_truth", truth), Route("/portail/portail.iface", iface, methods=["GET", "POST"])])
if __name__ == "__main__":
    a = argparse.ArgumentParser(); a.add_argument("--port", type=int, default=8103); a = a.parse_args()
    uvicorn.run(app, host="127.0.0.1", port=a.port, log_level="warning")
