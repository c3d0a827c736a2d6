"""portail 2004 (ASP/Struts, frameset, iso-8859-1, popup).  python frameset_popup.py --port N"""
import argparse, base64, hashlib, re, secrets
from urllib.parse import parse_qsl
import uvicorn
from jinja2 import Environment, DictLoader
from starlette.applications import Starlette
from starlette.responses import Response, RedirectResponse, JSONResponse
from starlette.routing import Route

COMP = {"0403170701": "ASSURANCES DU CÈDRE SA", "0441122049": "PENSIO+ OFP", "0458734180": "FONDS DE PENSION L'ÉTOILE ASBL",
        "0470291533": "CAISSE COMMUNE D'ASSURANCE « LE PHARE »", "0538046429": "VAN DEN BOSSCHE & FILS SPRL",
        "0207886044": "MUTUELLE DE L'ANCRE"}
for n in COMP:
    assert 97 - int(n[:8]) % 97 == int(n[8:]), n
APPS = [("DB2P", "DB2P (Banque de données pensions complémentaires)"), ("DIMN", "Dimona (déclaration immédiate de l'emploi)"),
        ("DMFA", "DmfA (déclaration multifonctionnelle)"), ("DMPL", "DmfAPPL (administrations provinciales et locales)"),
        ("EPK", "ePK (Cadastre des pensions)"), ("DRS", "DRS Chômage"), ("CAPE", "Capelo")]
CODE = {"DB2P": "DB2P", "DIMN": "Dimona", "DMFA": "DmfA", "DMPL": "DmfAPPL", "EPK": "ePK", "DRS": "DRS", "CAPE": "Capelo"}
EXIST = {"0207886044": {"enterprise_number": "0207.886.044", "username": "ancre2019", "sender_number": "4711", "channel": "FTP"}}
TRUTH = {"registrations": [], "confirm_requests": 0, "log_ins": {"accepted": 0, "refused": 0}, "existing": list(EXIST.values())}
SESS = {}
NEXT = [6410 + secrets.randbelow(900)]
dot = lambda n: f"{n[:4]}.{n[4:7]}.{n[7:]}"

def key_ok(b):
    t = b.decode("latin-1").strip()
    if "PRIVATE" in t: return False
    if t.startswith("---- BEGIN SSH2 PUBLIC KEY"): return True
    m = re.match(r"(ssh-rsa|ssh-ed25519|ecdsa-\S+) ([A-Za-z0-9+/=]+)", t)
    try: return bool(m) and m[1].encode() in base64.b64decode(m[2])[:40]
    except Exception: return False

def cert_ok(b):
    if b"BEGIN CERTIFICATE" in b: return True
    return len(b) > 100 and b[0] == 0x30 and b[1] == 0x82 and int.from_bytes(b[2:4], "big") + 4 == len(b)

async def form(req):
    body, ct = await req.body(), req.headers.get("content-type", "")
    if "multipart" not in ct:
        d = {}
        for k, v in parse_qsl(body.decode("latin-1"), keep_blank_values=True, encoding="cp1252"): d.setdefault(k, []).append(v)
        return d
    d = {}
    for part in body.split(b"--" + ct.split("boundary=")[1].strip('"').encode())[1:-1]:
        head, _, data = part.partition(b"\r\n\r\n")
        head = head.decode("cp1252", "replace"); data = data[:-2]
        name = re.search(r' name="([^"]*)"', head)[1]; fn = re.search(r'filename="([^"]*)"', head)
        d.setdefault(name, []).append((fn[1], data) if fn else data.decode("cp1252", "replace"))
    return d

T = {}
T["base"] = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>{% block t %}Portail de la Sécurité Sociale{% endblock %}</TITLE>
<STYLE>BODY,TD{font:11px Verdana,Arial} TD.lib{background:#E4ECF4;text-align:right;width:190px;white-space:nowrap} .titre{font-size:14px;font-weight:bold;color:#003366;text-transform:uppercase}
.aide{color:#777;font-size:9px} .err{color:#C00;font-weight:bold} A{color:#036} .bt{text-transform:uppercase;font-size:10px;background:#003366;color:#fff} .menu A{display:block;text-transform:uppercase;padding:4px}</STYLE>
</HEAD><BODY BGCOLOR="#FFFFFF" TOPMARGIN=4>{% block b %}{% endblock %}</BODY></HTML>"""
HEAD = """<TABLE WIDTH="760" BGCOLOR="#003366" CELLPADDING=4><TR><TD><FONT COLOR=white SIZE=3><B>Sécurité Sociale</B></FONT></TD>
<TD ALIGN=right><FORM ACTION="/citoyen/logon.asp" METHOD=post STYLE="margin:0"><FONT COLOR=white>Ma sécu en ligne&nbsp;(citoyen)&nbsp;:&nbsp;Nom d'utilisateur</FONT>
<INPUT NAME=user SIZE=8> <FONT COLOR=white>Mot de passe</FONT> <INPUT TYPE=password NAME=pwd SIZE=8> <INPUT TYPE=submit CLASS=bt VALUE="Se connecter"></FORM>
<FORM ACTION="/recherche.asp" STYLE="margin:0"><INPUT NAME=q SIZE=14 VALUE="Rechercher dans le site"> <INPUT TYPE=submit CLASS=bt VALUE="Rechercher"></FORM></TD></TR></TABLE>"""
T["lang"] = """{% extends "base" %}{% block b %}<CENTER><BR><BR><B>www.socialsecurity.be</B><BR><BR><TABLE BORDER=0 CELLPADDING=12><TR>
<TD><A HREF="/site_nl/index.htm">Nederlands</A></TD><TD><A HREF="/site_fr/index.htm">Français</A></TD><TD><A HREF="/site_de/index.htm">Deutsch</A></TD><TD><A HREF="/site_en/index.htm">International</A></TD></TR></TABLE></CENTER>{% endblock %}"""
T["home"] = """{% extends "base" %}{% block b %}""" + HEAD + """<BR><TABLE WIDTH=760 CELLPADDING=10><TR VALIGN=top>
<TD WIDTH="33%"><B><A HREF="/site_fr/autre.htm?citizen">Citoyen</A></B><BR>Pensions, chômage, allocations familiales...</TD>
<TD WIDTH="33%"><B><A HREF="/site_fr/autre.htm?employer">Entreprise</A></B><BR>Dimona, DmfA...</TD>
<TD><B><A HREF="/site_fr/civilservant/index.htm">Fonctionnaires et&nbsp;autres professionnels</A></B><BR>Services en ligne pour les professionnels</TD></TR></TABLE>{% endblock %}"""
T["pro"] = """{% extends "base" %}{% block b %}""" + HEAD + """<SCRIPT>function ouvrir(u){window.open(u,'secu','width=800,height=600,scrollbars=yes,resizable=yes');}</SCRIPT>
<TABLE WIDTH=760 CELLPADDING=6><TR VALIGN=top><TD WIDTH=160 BGCOLOR="#E4ECF4" CLASS=menu><A HREF="/site_fr/autre.htm?news">Actualités</A><A HREF="/site_fr/autre.htm?svc">Services en ligne</A><A HREF="/site_fr/autre.htm?contact">Contact</A>
<HR><IMG SRC="/img/cadenas.svg" ALT=""><A HREF="javascript:ouvrir('/app/publiccible.do')">&raquo;&nbsp;Se connecter</A><SPAN CLASS=aide>La partie sécurisée s'ouvre dans une nouvelle fenêtre.</SPAN></TD>
<TD><SPAN CLASS=titre>Fonctionnaires et autres professionnels</SPAN><P>Bienvenue. Pour accéder aux services sécurisés, vous devez vous identifier. Pas encore de codes d'accès ? <A HREF="/site_fr/autre.htm?inscr">S'enregistrer</A></P></TD></TR></TABLE>{% endblock %}"""
T["autre"] = """{% extends "base" %}{% block b %}""" + HEAD + """<P>{{ msg }}</P><A HREF="/site_fr/index.htm">&laquo;&nbsp;Retour</A>{% endblock %}"""
T["cible"] = """{% extends "base" %}{% block b %}<SPAN CLASS=titre>Accès aux services sécurisés</SPAN><P>Dans quel groupe cible souhaitez-vous vous connecter ?</P><UL>
<LI><A HREF="/app/refus.do">citoyens</A><LI><A HREF="/app/refus.do">entreprises et leurs mandataires</A><LI><A HREF="/app/moyen.do">professionnels de la Sécurité&nbsp;Sociale</A></UL>{% endblock %}"""
T["moyen"] = """{% extends "base" %}{% block b %}<FORM NAME=f0 ACTION="/app/logon.do"><INPUT TYPE=hidden NAME=moyen VALUE=codes></FORM><FORM NAME=f1 ACTION="/app/refus.do"></FORM>
<SPAN CLASS=titre>Choisissez votre moyen d'identification</SPAN><BR><BR><TABLE CELLPADDING=5>
<TR><TD><A HREF="javascript:document.forms[1].submit()">Se connecter avec votre carte d'identité électronique</A></TD></TR>
<TR><TD><A HREF="javascript:document.forms[1].submit()">Se connecter avec votre token citoyen</A></TD></TR>
<TR><TD><A HREF="javascript:document.forms[0].submit()">Se connecter avec vos codes d'accès</A></TD></TR></TABLE>{% endblock %}"""
T["logon"] = """{% extends "base" %}{% block b %}<SPAN CLASS=titre>Identification</SPAN>{% if err %}<P CLASS=err>{{ err }}</P>{% endif %}
<FORM ACTION="/app/logon.do" METHOD=post><TABLE CELLPADDING=4><TR><TD CLASS=lib>Nom d'utilisateur&nbsp;:</TD><TD><INPUT NAME=j_user SIZE=20></TD></TR>
<TR><TD CLASS=lib>Mot de passe&nbsp;:</TD><TD><INPUT TYPE=password NAME=j_pass SIZE=20><BR><SPAN CLASS=aide>Mot de passe oublié ? Contactez le Contact Center au 02 511 51 51.</SPAN></TD></TR>
<TR><TD><A HREF="javascript:history.back()">&laquo;&nbsp;Précédent</A></TD><TD><INPUT TYPE=reset CLASS=bt VALUE="Effacer">&nbsp;<INPUT TYPE=submit CLASS=bt VALUE="Se connecter"></TD></TR></TABLE></FORM>{% endblock %}"""
T["frames"] = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Frameset//EN"><HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>Portail de la Sécurité Sociale - partie sécurisée</TITLE></HEAD>
<FRAMESET ROWS="46,*" BORDER=0><FRAME NAME=entete SRC="/app/entete.do" SCROLLING=no><FRAMESET COLS="*,200"><FRAME NAME=contenu SRC="/app/entreprises.do"><FRAME NAME=menu SRC="/app/menu.do"></FRAMESET></FRAMESET></HTML>"""
T["entete"] = """{% extends "base" %}{% block b %}<TABLE WIDTH="100%" BGCOLOR="#003366"><TR><TD><FONT COLOR=white><B>Sécurité Sociale</B> - Utilisateur&nbsp;: DEMO</FONT></TD>
<TD ALIGN=right><FORM ACTION="/app/rech.do" TARGET=contenu STYLE="display:inline"><INPUT NAME=q SIZE=12><INPUT TYPE=submit CLASS=bt VALUE="Rechercher"></FORM> <A HREF="/app/logoff.do" TARGET=_top><FONT COLOR=white>Se déconnecter</FONT></A></TD></TR></TABLE>{% endblock %}"""
T["menu"] = """{% extends "base" %}{% block b %}<FORM NAME=nav ACTION="/app/nav.do" METHOD=post TARGET=contenu><INPUT TYPE=hidden NAME=dest></FORM>
<SCRIPT>function go(d){document.forms[0].dest.value=d;document.forms[0].submit();}</SCRIPT><TABLE WIDTH="100%" BGCOLOR="#E4ECF4"><TR><TD CLASS=menu>
<A HREF="/app/entreprises.do" TARGET=contenu>Changer d'entreprise</A>{% if not s.ent or not s.role %}<SPAN CLASS=aide>Choisissez d'abord une entreprise et une qualité.</SPAN>{% else %}
<A HREF="/app/menu.do?m=acces">Gestion d'accès</A>{% if m == 'acces' %}<A HREF="javascript:go('users')">&nbsp;&middot; Utilisateurs</A><A HREF="/app/menu.do?m=ech">&nbsp;&middot; Échange par messages&nbsp;structurés</A>{% endif %}
{% if m == 'ech' %}<A HREF="/app/menu.do?m=acces">&nbsp;&middot; Utilisateurs</A><B>&nbsp;&middot; Échange par messages structurés</B><A HREF="javascript:go('info')">&nbsp;&nbsp;&nbsp;- Information</A>{% endif %}
<A HREF="/app/menu.do?m=ms">Messages structurés</A>{% if m == 'ms' %}<A HREF="javascript:go('conf')">&nbsp;&middot; Enregistrer les données de configuration</A><A HREF="javascript:go('aide')">&nbsp;&middot; Aide messages structurés</A>{% endif %}
<A HREF="javascript:go('perso')">Données propres</A>{% endif %}</TD></TR></TABLE>{% endblock %}"""
T["ents"] = """{% extends "base" %}{% block b %}<SPAN CLASS=titre>Liste des entreprises</SPAN><P>Choisissez l'entreprise pour laquelle vous souhaitez travailler.</P><TABLE BORDER=1 CELLSPACING=0 CELLPADDING=3>
<TR><TH>N° d'entreprise</TH><TH>Dénomination</TH></TR>{% for n,c in comp.items() %}<TR><TD>{{ dot(n) }}</TD><TD><A HREF="/app/roles.do?i={{ loop.index0 }}">{{ c }}</A></TD></TR>{% endfor %}</TABLE>{% endblock %}"""
T["roles"] = """{% extends "base" %}{% block b %}<SCRIPT>if(parent.menu)parent.menu.location='/app/menu.do';</SCRIPT><SPAN CLASS=titre>{{ comp[s.ent] }}</SPAN><P>En quelle qualité souhaitez-vous agir ?</P><UL>
<LI><A HREF="/app/role.do?r=emp">Employeur ONSS ; numéro d'entreprise {{ dot(s.ent)[1:] }} (Utilisateur)</A>
<LI><A HREF="/app/role.do?r=gpcu">Gestionnaire pensions complémentaires ; numéro d'entreprise {{ dot(s.ent)[1:] }} (Utilisateur)</A>
<LI><A HREF="/app/role.do?r=gpc">Gestionnaire pensions complémentaires ; numéro d'entreprise {{ dot(s.ent)[1:] }} (Gestionnaire local)</A></UL>{% endblock %}"""
T["accueil"] = """{% extends "base" %}{% block b %}<SCRIPT>if(parent.menu)parent.menu.location='/app/menu.do';</SCRIPT><SPAN CLASS=titre>{{ titre }}</SPAN><P>{{ msg }}</P><P CLASS=aide>Utilisez le menu à droite.</P>{% endblock %}"""
BTN = """<TR><TD COLSPAN=2 ALIGN=right><BR><INPUT TYPE=submit CLASS=bt NAME=annuler VALUE="Annuler">&nbsp;<INPUT TYPE=submit CLASS=bt NAME=precedent VALUE="&laquo; Précédent">&nbsp;<INPUT TYPE=image NAME=suivant ALT="Suivant" SRC="/img/suivant.svg" BORDER=0 ALIGN=top></TD></TR>"""
W = """{% extends "base" %}{% block b %}<SPAN CLASS=titre>{{ titre }}</SPAN>{% for e in errs %}<BR><SPAN CLASS=err>&raquo; {{ e }}</SPAN>{% endfor %}
<FORM NAME=wizardForm ACTION="/app/wizard.do" METHOD=post ENCTYPE="multipart/form-data"><INPUT TYPE=hidden NAME=step VALUE="{{ step }}"><INPUT TYPE=hidden NAME=TOKEN VALUE="{{ s.tok }}"><TABLE CELLPADDING=3 WIDTH=540>"""
WE = "</TABLE></FORM>{% endblock %}"
T["w0"] = W + """<TR><TD COLSPAN=2>Cette procédure vous permet de créer un utilisateur technique pour {{ comp[s.ent] }} et de choisir un canal pour l'échange de messages structurés. Munissez-vous des données de la personne de contact.</TD></TR>""" + BTN.replace('<INPUT TYPE=submit CLASS=bt NAME=precedent VALUE="&laquo; Précédent">&nbsp;', '') + WE
T["w1"] = W + """<TR><TD COLSPAN=2>Les champs marqués d'un <FONT COLOR=red>*</FONT> sont obligatoires.</TD></TR>
{% for k,l,h in [('nom','Nom',''),('pren','Prénom',''),('fonc','Fonction','p.ex. informaticien'),('tel','Téléphone','Chiffres, avec le préfixe. Exemple : 02/509.59.59'),('mail','Adresse e-mail','Les informations techniques seront envoyées à cette adresse.')] %}
<TR><TD CLASS=lib>{{ l }}&nbsp;<FONT COLOR=red>*</FONT>&nbsp;:&nbsp;</TD><TD><INPUT NAME="{{ k }}" VALUE="{{ s.w.get(k,'') }}" SIZE=32 MAXLENGTH=60>{% if h %}<BR><SPAN CLASS=aide>{{ h }}</SPAN>{% endif %}</TD></TR>{% endfor %}
<TR><TD CLASS=lib>Fax&nbsp;:&nbsp;</TD><TD><INPUT NAME=fax SIZE=32 VALUE="{{ s.w.get('fax','') }}"></TD></TR>""" + BTN + WE
T["w2"] = W + """<TR><TD CLASS=lib VALIGN=top>Canal&nbsp;<FONT COLOR=red>*</FONT>&nbsp;:</TD><TD>{% for c in ['FTP','SFTP','Isabel','MQLink'] %}<INPUT TYPE=radio NAME=canal VALUE="{{ loop.index }}"{{ ' CHECKED' if s.w.canal==c }}>{{ c }}&nbsp;&nbsp;{% endfor %}</TD></TR>
<TR><TD COLSPAN=2><I>Uniquement pour le canal SFTP&nbsp;:</I></TD></TR>
<TR><TD CLASS=lib>Clé publique SSH&nbsp;:</TD><TD><INPUT TYPE=file NAME=fichier1>{% if s.w.key %}<BR>Fichier reçu&nbsp;: {{ s.w.key[0] }}{% endif %}<BR><SPAN CLASS=aide>La clé publique créée dans votre client SFTP.</SPAN></TD></TR>
<TR><TD CLASS=lib>Certificat qualifié&nbsp;(.cer)&nbsp;:</TD><TD><INPUT TYPE=file NAME=fichier2>{% if s.w.cer %}<BR>Fichier reçu&nbsp;: {{ s.w.cer[0] }}{% endif %}<BR><SPAN CLASS=aide>La clé publique de votre certificat qualifié, extension .cer</SPAN></TD></TR>
<TR><TD CLASS=lib VALIGN=top>Applications&nbsp;<FONT COLOR=red>*</FONT>&nbsp;:</TD><TD><TABLE>{% for c,l in apps %}<TR><TD><INPUT TYPE=checkbox NAME=app VALUE="{{ c }}"{{ ' CHECKED' if c in s.w.get('apps',[]) }}></TD><TD>{{ l }}</TD></TR>{% endfor %}</TABLE></TD></TR>""" + BTN + WE
T["w3"] = W + """<TR><TD CLASS=lib>Nom d'utilisateur&nbsp;<FONT COLOR=red>*</FONT>&nbsp;:</TD><TD><INPUT NAME=ut SIZE=24 MAXLENGTH=30 VALUE="{{ s.w.get('ut','') }}"><BR><SPAN CLASS=aide>Lettres (a-z) et chiffres (0-9), 8 à 20 positions, pas d'espace.</SPAN></TD></TR>""" + BTN + WE
T["w4"] = W + """<TR><TD COLSPAN=2><B>Contrôlez les données suivantes.</B></TD></TR>{% for l,v in rows %}<TR><TD CLASS=lib>{{ l }}&nbsp;:&nbsp;</TD><TD>{{ v }}</TD></TR>{% endfor %}
<TR><TD COLSPAN=2 ALIGN=right><BR><INPUT TYPE=submit CLASS=bt NAME=annuler VALUE="Annuler">&nbsp;<INPUT TYPE=submit CLASS=bt NAME=precedent VALUE="&laquo; Précédent">&nbsp;<INPUT TYPE=submit CLASS=bt NAME=confirmer VALUE="Confirmer"></TD></TR>""" + WE
T["w5"] = """{% extends "base" %}{% block b %}<SPAN CLASS=titre>Création d'un utilisateur technique</SPAN><P>L'utilisateur technique <B>{{ r.username }}</B> a été créé le {{ '26/11/2004' }} (dossier 20041126/00318).</P>
<TABLE CELLPADDING=3><TR><TD CLASS=lib>Numéro d'expéditeur&nbsp;:&nbsp;</TD><TD><B>{{ r.sender_number }}</B></TD></TR></TABLE><P>Ce numéro doit être utilisé dans le nom de tous les fichiers expédiés.</P><A HREF="javascript:window.print()">Imprimer</A>{% endblock %}"""
T["info"] = """{% extends "base" %}{% block b %}<SPAN CLASS=titre>Échange par messages structurés - Information</SPAN><P>{{ comp[s.ent] }}</P>{% if r %}<TABLE CELLPADDING=3><TR><TD CLASS=lib>Nom d'utilisateur&nbsp;:</TD><TD>{{ r.username }}</TD></TR>
<TR><TD CLASS=lib>Numéro d'expéditeur&nbsp;:</TD><TD>{{ r.sender_number }}</TD></TR><TR><TD CLASS=lib>Canal&nbsp;:</TD><TD>{{ r.channel }}</TD></TR></TABLE>{% else %}<P>Aucun utilisateur technique n'a été enregistré pour cette qualité.</P>{% endif %}{% endblock %}"""
env = Environment(loader=DictLoader(T), autoescape=True)
TIT = ["Enregistrer les données de configuration", "Données de contact de l'utilisateur technique", "Choix du canal", "Nom d'utilisateur de l'utilisateur technique", "Contrôle des données"]

def page(name, s=None, **k):
    return Response(env.get_template(name).render(s=s, comp=COMP, dot=dot, apps=APPS, **k).encode("cp1252", "xmlcharrefreplace"), headers={"content-type": "text/html; charset=iso-8859-1", "cache-control": "no-store"})

def sess(req): return SESS.get(req.cookies.get("ASPSESSIONID"))
def reg_of(n): return next((r for r in TRUTH["registrations"] if r["enterprise_number"] == dot(n)), EXIST.get(n))
def wiz(s, step, errs=()):
    s["step"] = step; s["tok"] = secrets.token_hex(8); w = s["w"]; rows = []
    if step == 4:
        rows = [("Entreprise", dot(s["ent"]) + " " + COMP[s["ent"]])] + [(l, w[k]) for k, l in [("nom", "Nom"), ("pren", "Prénom"), ("fonc", "Fonction"), ("tel", "Téléphone"), ("mail", "Adresse e-mail")]] + [("Canal", w["canal"])]
        if w["canal"] == "SFTP": rows += [("Clé publique SSH", w["key"][0]), ("Certificat", w["cer"][0])]
        rows += [("Applications", ", ".join(CODE[a] for a in w["apps"])), ("Nom d'utilisateur", w["ut"])]
    return page(f"w{step}", s, step=step, titre=TIT[step], errs=errs, rows=rows)

async def wizard(req):
    s = sess(req)
    if not s: return page("accueil", None, titre="Session expirée", msg="Votre session a expiré. Veuillez vous reconnecter.")
    f = await form(req); g = lambda k: (f.get(k) or [""])[0]
    step = int(g("step") or 0)
    if "confirmer" in f: TRUTH["confirm_requests"] += 1
    if g("TOKEN") != s.get("tok"): return page("accueil", s, titre="Erreur", msg="Cette page n'est plus valable (TOKEN). Recommencez la procédure.")
    if "annuler" in f:
        s["w"] = {}; return page("accueil", s, titre="Messages structurés", msg="La procédure a été annulée.")
    if "precedent" in f: return wiz(s, max(0, step - 1))
    w, errs = s["w"], []
    if step == 4 and "confirmer" in f:
        if reg_of(s["ent"]) or any(r["username"] == w["ut"] for r in TRUTH["registrations"]): return wiz(s, 4, ["Un utilisateur technique existe déjà."])
        NEXT[0] += 1 + secrets.randbelow(7)
        r = {"enterprise_number": dot(s["ent"]), "username": w["ut"], "sender_number": str(NEXT[0]), "channel": w["canal"], "applications": [CODE[a] for a in w["apps"]],
             "contact": {"nom": w["nom"], "prenom": w["pren"], "fonction": w["fonc"], "telephone": w["tel"], "email": w["mail"], "fax": w.get("fax", "")}, "quality": s["role"]}
        if w["canal"] == "SFTP": r.update({n: {"file": w[k][0], "sha256": hashlib.sha256(w[k][1]).hexdigest()} for n, k in (("ssh_key", "key"), ("certificate", "cer"))})
        TRUTH["registrations"].append(r); s["tok"] = None
        return page("w5", s, r=r)
    if step == 1:
        for k in ("nom", "pren", "fonc", "tel", "mail", "fax"): w[k] = g(k).strip()
        for k, l in (("nom", "Nom"), ("pren", "Prénom"), ("fonc", "Fonction"), ("tel", "Téléphone"), ("mail", "Adresse e-mail")):
            if not w[k]: errs.append(f"Le champ '{l}' est obligatoire.")
        if w["tel"] and not re.fullmatch(r"[\d +/.()-]{6,20}", w["tel"]): errs.append("Le numéro de téléphone n'est pas valable.")
        if w["mail"] and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", w["mail"], re.I): errs.append("L'adresse e-mail n'est pas valable.")
    if step == 2:
        w["canal"] = {"1": "FTP", "2": "SFTP", "3": "Isabel", "4": "MQLink"}.get(g("canal")); w["apps"] = f.get("app", [])
        for n, k in (("fichier1", "key"), ("fichier2", "cer")):
            v = g(n)
            if v and v[0]: w[k] = v
        if not w["canal"]: errs.append("Choisissez un canal.")
        if w["canal"] == "SFTP":
            if not w.get("key"): errs.append("La clé publique SSH est obligatoire pour le canal SFTP.")
            elif not key_ok(w["key"][1]): errs.append("Le fichier de la clé publique SSH n'est pas valable."); w["key"] = None
            if not w.get("cer"): errs.append("Le certificat est obligatoire pour le canal SFTP.")
            elif not w["cer"][0].lower().endswith(".cer") or not cert_ok(w["cer"][1]): errs.append("Le certificat n'est pas valable (extension .cer)."); w["cer"] = None
        if not w["apps"]: errs.append("Choisissez au moins une application.")
    if step == 3:
        w["ut"] = g("ut")
        if not re.fullmatch("[a-z0-9]{8,20}", w["ut"]): errs.append("Le nom d'utilisateur n'est pas valable : lettres a-z et chiffres 0-9, 8 à 20 positions, pas d'espace.")
        elif w["ut"] in [r["username"] for r in TRUTH["registrations"] + TRUTH["existing"]]: errs.append("Ce nom d'utilisateur est déjà attribué. Choisissez un autre nom d'utilisateur.")
    return wiz(s, step if errs else min(4, step + 1), errs)

async def logon(req):
    if req.method == "GET": return page("logon")
    f = await form(req)
    if f.get("j_user") != ["demo"] or f.get("j_pass") != ["Secret-Pass-1"]:
        TRUTH["log_ins"]["refused"] += 1
        return page("logon", err="Le nom d'utilisateur ou le mot de passe est incorrect. (USM-0012)")
    TRUTH["log_ins"]["accepted"] += 1
    k = secrets.token_hex(12); SESS[k] = {"ent": None, "role": None, "w": {}}
    r = RedirectResponse("/app/main.do", 302); r.set_cookie("ASPSESSIONID", k); return r

async def app_(req):
    p, q, s = req.path_params["p"], req.query_params, sess(req)
    if p == "publiccible": return page("cible")
    if p == "moyen": return page("moyen")
    if p == "refus": return page("accueil", titre="Accès refusé", msg="Ce mode d'accès n'est pas disponible pour vous.")
    if p == "logoff": SESS.pop(req.cookies.get("ASPSESSIONID"), None); return page("accueil", titre="Au revoir", msg="Vous êtes déconnecté.")
    if not s: return page("accueil", titre="Session expirée", msg="Vous n'êtes pas (ou plus) connecté.")
    if p == "main": return page("frames")
    if p == "entete": return page("entete")
    if p == "menu": return page("menu", s, m=q.get("m"))
    if p == "entreprises": return page("ents", s)
    if p == "roles": s.update(ent=list(COMP)[int(q["i"])], role=None, w={}); return page("roles", s)
    if p == "role":
        s["role"] = {"gpc": "GPC-GL", "gpcu": "GPC-U", "emp": "EMP-U"}[q["r"]]
        return page("accueil", s, titre=COMP[s["ent"]], msg="Vous travaillez pour l'entreprise " + dot(s["ent"]) + ".")
    if p == "nav" and s["ent"] and s["role"]:
        d = (await form(req)).get("dest", [""])[0]
        if d == "conf":
            if s["role"] != "GPC-GL": return page("accueil", s, titre="Accès refusé", msg="Seul le Gestionnaire local peut enregistrer les données de configuration.")
            r = reg_of(s["ent"])
            if r: return page("accueil", s, titre=TIT[0], msg=f"Un utilisateur technique existe déjà pour cette entreprise : {r['username']}. Vous ne pouvez pas en créer un deuxième.")
            s["w"] = {}; return wiz(s, 0)
        if d == "info": return page("info", s, r=reg_of(s["ent"]))
    return page("accueil", s, titre="Information", msg="Cette rubrique n'est pas disponible.")

def stat(name, **k):
    async def f(req): return page(name, **k)
    return f
async def autre(req):
    if req.method == "POST" and "citoyen" in req.url.path: TRUTH["citizen_log_ins"] = TRUTH.get("citizen_log_ins", 0) + 1
    return page("autre", msg="Vous ne pouvez pas vous enregistrer via l'accès international." if "site_en" in req.url.path else "Cette rubrique n'est pas disponible actuellement.")
async def img(req):
    t = "SUIVANT »" if "suivant" in req.url.path else "¤"
    return Response(f'<svg xmlns="http://www.w3.org/2000/svg" width="{74 if len(t)>1 else 12}" height="18"><rect width="100%" height="100%" fill="#036"/><text x="4" y="13" font-size="10" font-family="Verdana" fill="#fff">{t}</text></svg>', media_type="image/svg+xml")
async def truth(req): return JSONResponse(TRUTH)
M = ["GET", "POST"]
app = Starlette(routes=[Route("/", stat("lang")), Route("/site_fr/index.htm", stat("home")), Route("/site_fr/civilservant/index.htm", stat("pro")), Route("/app/logon.do", logon, methods=M),
    Route("/app/wizard.do", wizard, methods=["POST"]), Route("/app/{p}.do", app_, methods=M), Route("/img/{x}", img), Route("/_truth", truth), Route("/{x:path}", autre, methods=M)])
if __name__ == "__main__":
    a = argparse.ArgumentParser(); a.add_argument("--port", type=int, default=8101); a = a.parse_args()
    uvicorn.run(app, host="127.0.0.1", port=a.port, log_level="warning")
