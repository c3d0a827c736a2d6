import argparse, asyncio, base64, html, json, os, random, re, secrets, time
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

ap = argparse.ArgumentParser()
ap.add_argument("--port", type=int, required=True)
ap.add_argument("--login-port", type=int, default=0, help="port of the log-in server (default: port + 500)")

ARGS = ap.parse_args()
if not ARGS.login_port:
    ARGS.login_port = ARGS.port + 500

# ------------------------------------------------------------------ data
USER, PASSWORD = "demo", "Secret-Pass-1"
GL, UT = "gl", "ut"          # local manager / plain user


def bce(first8):
    """Enterprise number with its check digits, from the first eight digits."""
    return f"{first8:08d}{97 - first8 % 97:02d}"


def dots(n):                  # 0403170701 -> 0403.170.701
    return f"{n[:4]}.{n[4:7]}.{n[7:]}"


COMPANIES = [                 # number, name, place, roles
    ("0403170701", "Delvaize Groupe Distribution SA", "1080 Molenbeek-Saint-Jean", ["pc:gl", "emp:ut"]),
    ("0206653946", "Intercommunale Hydrolys SCRL", "4000 Liège", ["pc:gl"]),
    ("0400378485", "Colrux Frères & Fils SA", "1500 Halle", ["emp:gl", "pc:gl", "pc:ut"]),
    ("0207886044", "Caisse d’Ancre Mutuelle", "1000 Bruxelles", ["pc:gl"]),
    ("0869763267", "Fonds de pension L'Étoile OFP", "5000 Namur", ["pc:ut"]),
]
_N1 = ["Boréal", "Nord-Sud", "Ardenne", "Zénith", "Escaut", "Vesdre", "Lumen", "Opale", "Brabant", "Hesbaye",
       "Pérule", "Tilleul", "Semois", "Quartz", "Iris", "Jonction", "Kérosène", "Atelier", "Moulin", "Xylo"]
_N2 = [("Assurances", "SA"), ("Logistique", "SRL"), ("Pharma", "SA"), ("& Associés", "SC"), ("Prévoyance", "OFP"),
       ("Chimie", "SA"), ("Bâtiment", "SRL"), ("Conseil", "SRL"), ("Transports", "SA"), ("Services", "ASBL")]
_PL = ["1000 Bruxelles", "7000 Mons", "6000 Charleroi", "4800 Verviers", "5300 Andenne", "9000 Gent", "2000 Antwerpen", "8500 Kortrijk"]


def more_companies(count, seed):
    rnd = random.Random(seed)
    seen = {c[0] for c in COMPANIES}
    out = []
    while len(out) < count:
        first = rnd.randint(2000000, 9999999) if rnd.random() < .85 else rnd.randint(10000000, 10099999)
        n = bce(first)
        if n in seen:
            continue
        seen.add(n)
        a, (b, c) = rnd.choice(_N1), rnd.choice(_N2)
        out.append((n, f"{a} {b} {c}", rnd.choice(_PL), rnd.choice([["pc:gl"], ["pc:gl", "emp:gl"], ["emp:gl"], ["pc:ut"]])))
    return out


APPS = [("db2p", "DB2P - Banque de données pensions complémentaires", "DB2P - Databank aanvullende pensioenen"),
        ("dimona", "Dimona - Déclaration immédiate de l'emploi", "Dimona - Onmiddellijke aangifte van tewerkstelling"),
        ("dmfa", "DmfA - Déclaration multifonctionnelle (original)", "DmfA - Multifunctionele aangifte (oorspronkelijk)"),
        ("dmfamod", "DmfA - Modification et consultation", "DmfA - Wijziging en raadpleging"),
        ("drs", "DRS - Déclaration de risques sociaux", "ASR - Aangifte van sociale risico's"),
        ("ct", "Chômage temporaire et livre de validation", "Tijdelijke werkloosheid en validatieboek"),
        ("publiato", "Publiato", "Publiato"),
        ("capelo", "Capelo - Dossier de carrière", "Capelo - Loopbaandossier")]
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]

TRUTH = {"log_ins": 0, "refused": 0, "confirms": 0, "registrations": []}
TECH = {"0207886044": {"username": "ancre2019", "sender_number": 4711, "channel": "SFTP", "applications": ["db2p"],
                       "last_name": "Dierickx", "first_name": "Noël", "function": "ICT", "phone": "02 123 45 67",
                       "email": "ict@ancre.example", "since": "14/03/2019"}}
TAKEN = {"dejapris1", "ancre2019"}
FAILS = {"n": 0}
NEXT = {"sender": 700001}
SESSIONS = {}                 # token -> dict


def try_login(user, password):
    """'ok', 'bad' or 'locked'"""
    if FAILS["n"] >= 3:
        TRUTH["refused"] += 1
        return "locked"
    if user == USER and password == PASSWORD:
        FAILS["n"] = 0
        TRUTH["log_ins"] += 1
        return "ok"
    TRUTH["refused"] += 1
    if user == USER:
        FAILS["n"] += 1
    return "locked" if FAILS["n"] >= 3 else "bad"


def new_session(**kw):
    t = secrets.token_hex(16)
    SESSIONS[t] = dict(kw)
    return t


def company(n):
    return next((c for c in COMPANIES if c[0] == n), None)


def good_phone(s):
    return bool(re.fullmatch(r"[+0-9 ./()-]{8,25}", s)) and sum(c.isdigit() for c in s) >= 8


def good_mail(s):
    return bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", s))


def contact_errors(d):
    e = {k: "empty" for k in ("last_name", "first_name", "function", "phone", "email") if not d.get(k, "").strip()}
    if "phone" not in e and not good_phone(d["phone"].strip()):
        e["phone"] = "phone"
    if "email" not in e and not good_mail(d["email"].strip()):
        e["email"] = "email"
    return e


def key_error(name, data):
    t = data.lstrip()
    if not data:
        return "key_missing"
    if b"PRIVATE KEY" in t:
        return "key_private"
    if not re.match(rb"(ssh-\S+|ecdsa-\S+) |---- BEGIN SSH2 PUBLIC KEY", t):
        return "key_bad"


def cert_error(name, data):
    if not data:
        return "cert_missing"
    if not name.lower().endswith(".cer"):
        return "cert_ext"
    if not (data[:1] == b"\x30" or b"BEGIN CERTIFICATE" in data):
        return "cert_bad"


def name_error(u):
    if not u:
        return "empty"
    if not re.fullmatch(r"[a-z0-9]{8,20}", u):
        return "name_form"
    if u in TAKEN:
        return "name_taken"


def tech_key(num, quality):
    return num if quality == "pc" else num + quality


def register(num, w):
    """The one place where a technical user comes into being; w: the wizard's data."""
    s = NEXT["sender"]
    NEXT["sender"] += 1
    rec = {"enterprise_number": dots(num), "username": w["username"], "sender_number": s, "channel": w["channel"],
           "applications": [dict((a[0], a[1]) for a in APPS)[x] for x in w["applications"]],
           **{k: w[k].strip() for k in ("last_name", "first_name", "function", "phone", "email")},
           "quality": w.get("quality", "pc"), "ssh_key": bool(w.get("ssh")), "certificate": bool(w.get("cert"))}
    TRUTH["registrations"].append(rec)
    TAKEN.add(w["username"])
    TECH[tech_key(num, w.get("quality", "pc"))] = dict(w, sender_number=s, since=time.strftime("%d/%m/%Y"))
    return s


async def truth(request):
    return JSONResponse(TRUTH)


esc = html.escape
MSG_FR = {"empty": "Cette donnée est obligatoire.", "phone": "Le numéro de téléphone n'est pas valable.",
          "email": "L'adresse e-mail n'est pas valable.", "key_missing": "La clé publique SSH est obligatoire pour le canal SFTP.",
          "key_private": "Ce fichier contient une clé privée ! Fournissez la clé publique.", "key_bad": "Le fichier de la clé publique SSH n'est pas reconnu.",
          "cert_missing": "Le certificat qualifié est obligatoire pour le canal SFTP.", "cert_ext": "Le certificat doit être un fichier avec l'extension .cer.",
          "cert_bad": "Le fichier du certificat n'est pas reconnu.", "name_form": "Le nom d'utilisateur doit compter de 8 à 20 positions (a-z, 0-9), sans espace.",
          "name_taken": "Ce nom d'utilisateur est déjà attribué. Veuillez en choisir un autre.", "channel": "Veuillez choisir un canal.",
          "apps": "Désignez au moins une application.",
          "bad": "Le nom d'utilisateur ou le mot de passe est incorrect.", "locked": "Votre compte est bloqué après trois tentatives. Contactez le Contact Center au 02 511 51 51.",
          "mail2": "Les deux adresses e-mail ne sont pas identiques."}
MSG_NL = {"empty": "Dit gegeven is verplicht.", "phone": "Het telefoonnummer is niet geldig.",
          "email": "Het e-mailadres is niet geldig.", "key_missing": "De publieke SSH-sleutel is verplicht voor het SFTP-kanaal.",
          "key_private": "Dit bestand bevat een private sleutel! Bezorg de publieke sleutel.", "key_bad": "Het bestand van de publieke SSH-sleutel wordt niet herkend.",
          "cert_missing": "Het gekwalificeerd certificaat is verplicht voor het SFTP-kanaal.", "cert_ext": "Het certificaat moet een bestand met extensie .cer zijn.",
          "cert_bad": "Het bestand van het certificaat wordt niet herkend.", "name_form": "De gebruikersnaam telt 8 tot 20 posities (a-z, 0-9), zonder spatie.",
          "name_taken": "Deze gebruikersnaam is reeds toegekend. Gelieve een andere te kiezen.", "channel": "Gelieve een kanaal te kiezen.",
          "apps": "Duid minstens één toepassing aan.",
          "bad": "De gebruikersnaam of het wachtwoord is onjuist.", "locked": "Uw account is geblokkeerd na drie pogingen. Neem contact op met het Contact Center op 02 511 51 51.",
          "mail2": "De twee e-mailadressen zijn niet gelijk."}

# ASP.NET WebForms, about 2006; one URL, ISO-8859-1
COMPANIES = COMPANIES[:2] + more_companies(33, 9) + COMPANIES[2:]
COMPANIES.sort(key=lambda c: c[1].lower())
QUAL = {"pc": "Gestionnaire pensions complémentaires", "emp": "Employeur (ONSS)"}
ROLE = {"gl": "Gestionnaire local", "ut": "Utilisateur"}
SHORT = lambda n: (n[1:4] if n[0] == "0" else n[:4]) + "." + n[4:7] + "." + n[7:]
PAGE = 10

CSS = """body{font:11px Verdana,Arial,sans-serif;margin:0;background:#dfe6ee;color:#222}table{font-size:11px}
.outer{width:940px;background:#fff;border:1px solid #9ab}.hd{background:#0a4d8c;color:#fff}.hd a{color:#cfe3ff}
.nav td{background:#c8d8ea;padding:5px 12px;border-right:1px solid #fff}.left{background:#f2f5f9;width:150px;padding:8px}
.right{background:#f2f5f9;width:190px;padding:8px}.right td{border-bottom:1px dotted #9ab;padding:5px}
.grid{border-collapse:collapse;width:100%}.grid td,.grid th{border:1px solid #b7c6d6;padding:4px}.grid th{background:#e3ebf4;text-align:left}
.pager td{background:#eef;border:0}.cap td{font-weight:bold;color:#0a4d8c;padding:6px 14px 0 0}.err{color:#c00}
.box{border:1px solid #e0a800;background:#fff8dc;padding:6px;margin-bottom:8px}.ft{background:#0a4d8c;color:#cde;padding:6px}
.fly{display:none;position:absolute;background:#fff;border:1px solid #0a4d8c;padding:6px;z-index:5}h1{font-size:15px;color:#0a4d8c}.ro{background:#eee;border:1px solid #bbb;color:#444}"""
JS = """function __doPostBack(t,a){var f=document.forms['aspnetForm'];f.__EVENTTARGET.value=t;f.__EVENTARGUMENT.value=a;f.submit();}
var pend=0,want=null;function val(el,f){pend++;var x=new XMLHttpRequest();x.open('GET','/gap/Validate.ashx?f='+f+'&v='+encodeURIComponent(el.value));
x.onload=function(){document.getElementById(el.id+'_v').innerHTML=x.responseText;pend--;if(!pend&&want){var w=want;want=null;w.click();}};x.send();}
function mayPost(b){if(pend>0){want=b;return false;}return true;}
function fly(on){var d=document.getElementById('flyEch');if(d){clearTimeout(window.ft);if(on)d.style.display='block';else window.ft=setTimeout(function(){d.style.display='none'},600);}}"""


def out(body, status=200, title="Sécurité sociale"):
    doc = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html lang="fr"><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>{title}</title>
<style type="text/css">{CSS}</style><script type="text/javascript">{JS}</script></head><body><center>{body}</center></body></html>"""
    return Response(doc.encode("iso-8859-1", "xmlcharrefreplace"), status, media_type="text/html; charset=iso-8859-1")


async def image(request):
    t = request.query_params.get("t", "")
    w = 24 + 8 * len(t)
    return Response(f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="24"><rect width="{w}" height="24" rx="4" fill="#e07b00"/>'
                    f'<text x="12" y="16" font-family="Verdana" font-size="12" fill="#fff">{esc(t)}</text></svg>', media_type="image/svg+xml")


def imgbtn(idx, alt, extra=""):
    from urllib.parse import quote
    return f'<input type="image" name="ctl00$cph${idx}" id="ctl00_cph_{idx}" src="/img.axd?t={quote(alt)}" alt="{alt}" border="0" onclick="return mayPost(this)" {extra}>'


def header(extra=""):
    return f"""<table class="outer" cellspacing="0" cellpadding="0"><tr><td class="hd" colspan="3"><table width="100%" cellpadding="8"><tr>
<td><a href="/"><img src="/img.axd?t=s-s.be" alt="Page d'accueil" border="0"></a></td><td><b>Portail de la sécurité sociale</b></td>
<td align="right">fr | <a href="/nl/Home.aspx">nl</a> | <a href="/de/Home.aspx">de</a> &nbsp; <a href="/aide.aspx">Aide</a> | <a href="/contact.aspx">Contact</a> {extra}</td></tr></table></td></tr>"""


FOOT = """<tr><td colspan="3" class="ft">&copy; 2006 Portail de la s&eacute;curit&eacute; sociale &#8211; <a style="color:#fff" href="/legal.aspx">Informations l&eacute;gales</a>
| <a style="color:#fff" href="/vieprivee.aspx">Vie priv&eacute;e</a> | Contact Center : 02&nbsp;511&nbsp;51&nbsp;51 (7-20 h)</td></tr></table>"""


async def splash(request):
    return out("""<br><br><br><table class="outer" style="width:560px" cellpadding="20"><tr><td align="center" colspan="3"><h1>Welkom &#8211; Bienvenue &#8211; Willkommen</h1></td></tr>
<tr><td align="center"><a href="/nl/Home.aspx"><img src="/img.axd?t=Nederlands" alt="Nederlands" border="0"></a></td>
<td align="center"><a href="/fr/Accueil.aspx"><img src="/img.axd?t=Fran%C3%A7ais" alt="Français" border="0"></a></td>
<td align="center"><a href="/de/Home.aspx"><img src="/img.axd?t=Deutsch" alt="Deutsch" border="0"></a></td></tr>
<tr><td colspan="3" align="center"><a href="/int/">International access (INT)</a></td></tr></table>""", title="La Sécurité Sociale Belge")


async def accueil(request):
    def cell(t, u, d):
        return f'<td valign="top" width="33%"><table cellpadding="6"><tr><td><a href="{u}"><b>{t}</b></a></td></tr><tr><td>{d}</td></tr></table></td>'
    return out(header() + '<tr><td class="left" valign="top">Rechercher<br><input name="q" size="14"><br><br><a href="/actu.aspx">Actualit&eacute;s</a><br><a href="/glossaire.aspx">Glossaire</a></td><td valign="top"><table width="100%"><tr>'
               + cell("Citoyen", "/fr/Citoyen.aspx", "Ma carri&egrave;re, ma pension, ma famille") + cell("Entreprise", "/fr/Entreprise.aspx", "Employeurs, mandataires, curateurs")
               + cell("Fonctionnaires et autres&nbsp;professionnels", "/fr/Professionnels.aspx", "Mutualit&eacute;s, caisses, fonds et gestionnaires de pensions compl&eacute;mentaires")
               + '</tr></table></td><td class="right" valign="top"><b>Nouveau</b><br>DB2P : d&eacute;clarations par batch</td></tr>' + FOOT, title="Accueil")


async def pro(request):
    return out(header('| <a href="/fr/Citoyen.aspx?login=1" title="Citoyens : mon dossier en ligne">Mon dossier citoyen</a>') + """<tr><td class="left" valign="top"><b>Citoyen ?</b><br><a href="/fr/Citoyen.aspx?login=1">Se connecter comme citoyen</a><hr><a href="/fr/Accueil.aspx">Accueil</a><br><a href="/fr/Entreprise.aspx">Entreprise</a></td>
<td valign="top" style="padding:12px"><font size="1"><a href="/fr/Accueil.aspx">Accueil</a> &gt; Fonctionnaires et autres professionnels</font><h1>Fonctionnaires et autres professionnels</h1>
<table width="100%" cellpadding="8" bgcolor="#e9f1fa"><tr><td>Pour acc&eacute;der aux services s&eacute;curis&eacute;s, vous devez vous identifier.</td>
<td><a href="/gap/Default.aspx"><img src="/img.axd?t=Se%20connecter" alt="Se connecter" border="0"></a></td></tr></table>
<p>Services : <a href="/s/db2p.aspx">DB2P</a>, <a href="/s/capelo.aspx">Capelo</a>, <a href="/s/gap.aspx">Gestion d&rsquo;acc&egrave;s : en savoir plus</a></p></td>
<td class="right" valign="top"><b>Pas encore inscrit ?</b><br><a href="/inscr.aspx">S'enregistrer</a></td></tr>""" + FOOT, title="Fonctionnaires et autres professionnels")


async def other(request):
    return out(header() + f'<tr><td style="padding:30px" colspan="3"><h1>Page non disponible</h1>La page {esc(request.url.path)} n\'est pas disponible dans cette maquette. <a href="/fr/Accueil.aspx">Accueil</a></td></tr>' + FOOT)


# ---- identity provider, on its own port
REQ, IDP, ASSERT = {}, {}, {}


def idp_page(view, rid, body, err=""):
    e = f'<tr><td class="err">{err}</td></tr>' if err else ""
    return out(f"""<form name="aspnetForm" id="aspnetForm" method="post" action="/idp/Login.aspx" enctype="multipart/form-data"><input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">
<input type="hidden" name="__VIEWSTATE" value="{base64.b64encode((view + '|' + rid).encode()).decode()}">
<table class="outer" style="width:700px" cellpadding="10"><tr><td class="hd"><b>Identification &#8211; services s&eacute;curis&eacute;s</b></td></tr>{e}<tr><td>{body}</td></tr>
<tr><td class="ft">Helpdesk 02&nbsp;511&nbsp;51&nbsp;51 &#8211; <a style="color:#fff" href="/legal.aspx">Informations l&eacute;gales</a></td></tr></table></form>""", title="Identification")


def v_profil(rid):
    rows = "".join(f'<tr><td>&raquo;</td><td><a href="javascript:__doPostBack(\'lnkProfil\',\'{k}\')">{t}</a></td><td>{d}</td></tr>' for k, t, d in [
        ("cit", "citoyens", "au moyen de votre carte d&rsquo;identit&eacute;"), ("ent", "entreprises", "employeurs et mandataires"),
        ("pro", "professionnels de la S&eacute;curit&eacute; Sociale", "institutions, mutualit&eacute;s, fonds de pensions"), ("ehealth", "professionnels des soins de sant&eacute;", "eHealth")])
    return idp_page("profil", rid, f'<h1>Pour quel groupe cible souhaitez-vous vous identifier ?</h1><table cellpadding="6">{rows}</table>')


def v_moyen(rid):
    rows = "".join(f'<tr><td width="60"><img src="/img.axd?t={i}" alt=""></td><td><a href="javascript:__doPostBack(\'lnkMoyen\',\'{k}\')">{t}</a></td></tr>' for k, i, t in [
        ("eid", "eID", "Se connecter avec votre carte d&rsquo;identit&eacute; &eacute;lectronique (eID)"), ("token", "24", "Se connecter avec votre token citoyen"),
        ("itsme", "i", "Se connecter avec itsme"), ("codes", "***", "Se connecter avec vos codes d&rsquo;acc&egrave;s")])
    return idp_page("moyen", rid, f'<h1>Choisissez votre moyen d&rsquo;identification</h1><table cellpadding="6">{rows}</table>')


def v_codes(rid, err="", user=""):
    return idp_page("codes", rid, f"""<h1>Se connecter avec vos codes d&rsquo;acc&egrave;s</h1><p>L'acc&egrave;s est r&eacute;serv&eacute; aux professionnels.</p>
<table cellpadding="2"><tr class="cap"><td>Nom d&rsquo;utilisateur</td><td>Mot de passe</td><td></td></tr><tr><td><input name="ctl00$txtU" id="ctl00_txtU" value="{esc(user)}"></td>
<td><input type="password" name="ctl00$txtP" id="ctl00_txtP"></td><td><input type="image" name="btnLogin" id="btnLogin" src="/img.axd?t=Se%20connecter" alt="Se connecter"></td></tr>
<tr><td><a href="/oubli.aspx">J'ai oubli&eacute; mon nom d&rsquo;utilisateur</a></td><td><a href="/oubli2.aspx">J&rsquo;ai oubli&eacute; mon mot de passe</a></td></tr></table>""", err)


def saml_post(request, rid):
    a = secrets.token_hex(12)
    ASSERT[a] = 1
    return out(f"""<form name="saml" method="post" action="http://{request.url.hostname}:{ARGS.port}/Shibboleth.sso/SAML2/POST"><input type="hidden" name="SAMLResponse" value="{a}"><input type="hidden" name="RelayState" value="{rid}">
<p>Vous &ecirc;tes redirig&eacute;&hellip;</p><noscript><input type="submit" value="Continuer"></noscript></form><script>setTimeout(function(){{document.forms.saml.submit()}},300)</script>""")


async def idp(request):
    if request.method == "GET":
        rid = request.query_params.get("SAMLRequest", "")
        if request.cookies.get("p9idp") in IDP:
            return saml_post(request, rid)
        return v_profil(rid)
    f = await request.form()
    try:
        view, rid = base64.b64decode(f["__VIEWSTATE"]).decode().split("|")
    except Exception:
        return out("Invalid viewstate", 500)
    arg = f.get("__EVENTARGUMENT", "")
    if view == "profil":
        if arg == "pro":
            return v_moyen(rid)
        return idp_page("profil", rid, "Ce groupe cible s'identifie uniquement au moyen de la carte eID. <a href=\"javascript:history.back()\">Retour</a>")
    if view == "moyen":
        if arg == "codes":
            return v_codes(rid)
        return idp_page("moyen", rid, "Ins&eacute;rez votre carte ou votre token. <a href=\"javascript:history.back()\">Retour</a>")
    if "btnLogin.x" in f or f.get("ctl00$txtU"):
        r = try_login(f.get("ctl00$txtU", ""), f.get("ctl00$txtP", ""))
        await asyncio.sleep(.3)
        if r != "ok":
            return v_codes(rid, esc(MSG_FR[r]), f.get("ctl00$txtU", ""))
        t = secrets.token_hex(8)
        IDP[t] = 1
        resp = saml_post(request, rid)
        resp.set_cookie("p9idp", t, httponly=True)
        return resp
    return v_codes(rid, "Veuillez introduire vos codes d&rsquo;acc&egrave;s.")


async def acs(request):
    f = await request.form()
    if not ASSERT.pop(f.get("SAMLResponse", ""), None):
        return out("SAML error : opensaml::FatalProfileException", 500)
    t = new_session(view="companies", page=0, q="", w={}, err={}, n=0)
    r = RedirectResponse("/gap/Default.aspx", 303)
    r.set_cookie("ASP_NET_SessionId9", t, httponly=True)
    return r


async def logout(request):
    SESSIONS.pop(request.cookies.get("ASP_NET_SessionId9"), None)
    IDP.clear()
    r = RedirectResponse("/fr/Accueil.aspx", 303)
    r.delete_cookie("ASP_NET_SessionId9")
    return r


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
