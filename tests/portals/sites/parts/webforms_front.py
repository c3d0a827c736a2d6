"""The public pages of webforms.py, and its log-in."""
import argparse, asyncio, base64, html, json, os, random, re, secrets, time
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from parts.office import *


# ASP.NET WebForms, about 2006; one URL, ISO-8859-1
COMPANIES[:] = COMPANIES[:2] + more_companies(33, 9) + COMPANIES[2:]
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
