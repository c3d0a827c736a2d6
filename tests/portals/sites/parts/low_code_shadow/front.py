"""Public pages and the identity provider: server-rendered, older than the platform behind them."""
from jinja2 import Environment, DictLoader, select_autoescape

HOME = [
    ("fr", "BELGIQUE", "La Sécurité Sociale Belge", [
        ("citizen", "Citoyen", "Assurance maladie, pension, allocations…"),
        ("employer", "Entreprise", "Déclarations, consultation de fichiers, e-Box…"),
        ("civilservant", "Fonctionnaires et autres professionnels", "Institutions de sécurité sociale, mandataires, pensions…")]),
    ("nl", "BELGIË", "De Belgische Sociale Zekerheid", [
        ("citizen", "Burger", "Ziekteverzekering, pensioen, uitkeringen…"),
        ("employer", "Onderneming", "Aangiften, raadpleging van bestanden, e-Box…"),
        ("civilservant", "Ambtenaren en andere professionelen", "Instellingen van sociale zekerheid, mandatarissen, pensioenen…")]),
    ("de", "BELGIEN", "Die Soziale Sicherheit", [
        ("citizen", "Bürger", ""), ("employer", "Unternehmen", ""),
        ("civilservant", "Funktionäre und andere Professionelle", "")]),
]
T = {
    "login": ("Se connecter", "Aanmelden"),
    "services": ("Services en ligne", "Onlinediensten"),
    "skip": ("Vers le contenu de cette page", "Naar de inhoud van deze pagina"),
    "lead": ("Pour accéder aux services sécurisés, identifiez-vous.", "Meld u aan voor toegang tot de beveiligde diensten."),
    "svc1": ("Déclarations par batch (messages structurés)", "Aangiften via batch (gestructureerde berichten)"),
    "svc2": ("Gestion d'accès pour entreprises et organisations", "Toegangsbeheer voor ondernemingen en organisaties"),
    "svc3": ("Dimona - Déclaration immédiate de l'emploi", "Dimona - Onmiddellijke aangifte van tewerkstelling"),
    "cookie": ("Nous utilisons des cookies sur ce site pour améliorer votre expérience utilisateur.",
               "Het portaal van de sociale zekerheid gebruikt cookies om de site gebruiksvriendelijker te maken."),
    "cont": ("Continuer", "Doorgaan"),
    "idp": ("Accès aux services sécurisés", "Toegang tot de beveiligde diensten"),
    "aud_q": ("Dans quel groupe cible souhaitez-vous vous connecter ?", "In welke doelgroep wilt u zich aanmelden?"),
    "a_citizen": ("Citoyen", "Burger"), "a_employer": ("Entreprise", "Onderneming"),
    "a_prof": ("Professionnels de la Sécurité Sociale", "Professionelen van de sociale zekerheid"),
    "a_ehealth": ("eHealth", "eHealth"),
    "m_q": ("Comment souhaitez-vous vous identifier ?", "Hoe wilt u zich identificeren?"),
    "m_eid": ("Se connecter avec votre eID et un lecteur de cartes", "Aanmelden met uw eID en een kaartlezer"),
    "m_app": ("Se connecter via itsme", "Aanmelden via itsme"),
    "m_codes": ("Se connecter avec vos codes d'accès", "Aanmelden met uw gebruikersnaam en wachtwoord"),
    "m_codes_s": ("Nom d'utilisateur et mot de passe", "Toegangscodes"),
    "user": ("Nom d'utilisateur", "Gebruikersnaam"), "pw": ("Mot de passe", "Wachtwoord"),
    "forgot": ("J'ai oublié mon mot de passe ou je n'en ai pas", "Ik ben mijn wachtwoord vergeten of ik heb er geen"),
    "na": ("Cette possibilité n'est pas disponible pour le moment.", "Deze mogelijkheid is momenteel niet beschikbaar."),
    "back": ("Retour", "Terug"),
    "e_empty": ("Introduisez votre nom d'utilisateur et votre mot de passe.", "Vul uw gebruikersnaam en wachtwoord in."),
    "e_bad": ("Le nom d'utilisateur ou le mot de passe est incorrect. Nombre d'essais restants : {}.",
              "De gebruikersnaam of het wachtwoord is niet juist. Aantal resterende pogingen: {}."),
    "e_lock": ("Votre compte est bloqué après 3 essais infructueux. Contactez le Contact Center : 02 511 51 51.",
               "Uw account is geblokkeerd na 3 mislukte pogingen. Neem contact op met het Contact Center: 02 511 51 51."),
    "e_tx": ("Votre demande de connexion a expiré. Recommencez à partir du portail.",
             "Uw aanmeldverzoek is verlopen. Begin opnieuw vanaf het portaal."),
}
CSS = """*{box-sizing:border-box}body{margin:0;font:15px/1.5 Verdana,Arial,sans-serif;color:#2b2b2b;background:#f4f6f8}
a{color:#005a9c}.bar{background:#003b6f;color:#fff;padding:.9em 2em;display:flex;justify-content:space-between;align-items:center}
.bar a{color:#fff}.bar .btn{border:1px solid #fff;border-radius:3px;padding:.35em 1em;text-decoration:none}
main{max-width:1000px;margin:1.5em auto;padding:0 1em}.cols{display:grid;grid-template-columns:repeat(4,1fr);gap:1em}
.cols>div{background:#fff;border-top:4px solid #f5b400;padding:1em}.cols h1{font-size:1.05em}.cols ul{list-style:none;padding:0}
.cols li{margin:.9em 0}.contenthover{font-size:.75em;color:#666}.hidden{position:absolute;left:-9999px}
.tiles{list-style:none;padding:0}.tiles li{background:#fff;border:1px solid #d5dbe1;margin:.5em 0}
.tiles a{display:block;padding:.9em 1.2em;text-decoration:none;color:inherit}.tiles a:hover{background:#eaf3fb}.tiles small{display:block;color:#666}
form.box{background:#fff;border:1px solid #d5dbe1;padding:1.5em;max-width:430px}.box p{margin:.7em 0}
.box input{width:100%;padding:.5em;border:1px solid #8a97a5;font:inherit}.box button{background:#005a9c;color:#fff;border:0;padding:.6em 1.5em;font:inherit;cursor:pointer}
.err{background:#fdecea;border-left:4px solid #c62828;padding:.7em 1em}.ck{position:fixed;bottom:0;left:0;right:0;background:#222;color:#fff;padding:.6em 2em;font-size:.85em}
.ck button{margin-left:1em}"""
HEAD = """<!DOCTYPE html><html lang="{{ lang }}"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><style>""" + CSS + """</style></head>"""
TEMPLATES = {
    "home": HEAD + """<body id="languageChoice" class="no-js"><div class="bar"><strong id="logo">Socialsecurity.be</strong></div><main><div class="cols">
{% for code, land, name, items in home %}<div class="belgium" lang="{{ code }}"><h1>{{ land }}</h1><p>{{ name }}</p><ul class="mobile">
{% for key, word, hint in items %}<li class="{{ key }}"><a href="/site_{{ code }}/{{ key }}/index.htm">{{ word }}</a><div class="contenthover">{{ hint }}</div></li>
{% endfor %}</ul></div>{% endfor %}
<div class="international" lang="en"><h1>International</h1><p>The Belgian Social Security</p><ul><li><a target="_blank" href="/international/index.htm">Coming2Belgium</a></li>
<li><a target="_blank" href="/international/index.htm">Leaving Belgium</a></li><li><a target="_blank" href="/international/index.htm">Working in Belgium - For Companies</a></li></ul></div>
</div></main></body></html>""",
    "note": HEAD + """<body><div class="bar"><a href="/"><strong>Socialsecurity.be</strong></a></div><main><h1>{{ title }}</h1><p>{{ text }}</p><p><a href="/">Home</a></p></main></body></html>""",
    "audience": HEAD + """<body><a class="hidden" href="#content">{{ T.skip }}</a><div class="bar"><a href="/"><strong>Socialsecurity.be</strong></a>
<span><a href="/site_{{ 'nl' if lang == 'fr' else 'fr' }}/{{ aud }}/index.htm" lang="{{ 'nl' if lang == 'fr' else 'fr' }}">{{ 'NL' if lang == 'fr' else 'FR' }}</a> &nbsp;
<a class="btn" href="/login?lang={{ lang }}&amp;aud={{ aud }}">{{ T.login }}</a></span></div>
<main id="content"><h1>{{ title }}</h1><p>{{ T.lead }}</p><h2>{{ T.services }}</h2><ul><li>{{ T.svc1 }}</li><li>{{ T.svc2 }}</li><li>{{ T.svc3 }}</li></ul></main>
<div class="ck" id="ck">{{ T.cookie }} <button type="button" onclick="localStorage.ck=1;this.parentNode.remove()">{{ T.cont }}</button></div>
<script>if(localStorage.ck)document.getElementById('ck').remove()</script></body></html>""",
    "idp": HEAD + """<body><div class="bar"><strong>CSAM</strong><span>{{ T.idp }}</span></div><main><h1>{{ T.login }}</h1>
{% if error %}<div class="err" role="alert">{{ error }}</div>{% endif %}
{% if page == 'audience' %}<h2>{{ T.aud_q }}</h2><ul class="tiles">{% for k in ['citizen', 'employer', 'prof', 'ehealth'] %}
<li><a href="/idp/methods?state={{ state }}&amp;aud={{ k }}">{{ T['a_' + k] }}</a></li>{% endfor %}</ul>
{% elif page == 'methods' %}<h2>{{ T.m_q }}</h2><ul class="tiles">{% for k in ['eid', 'app', 'codes'] %}
<li><a href="/idp/{{ 'password' if k == 'codes' else 'other' }}?state={{ state }}">{{ T['m_' + k] }}{% if k == 'codes' %}<small>{{ T.m_codes_s }}</small>{% endif %}</a></li>{% endfor %}</ul>
{% elif page == 'password' %}<form class="box" method="post" action="/idp/password?state={{ state }}" autocomplete="off"><p><label for="IDToken1">{{ T.user }}</label>
<input id="IDToken1" name="IDToken1" value="{{ user }}" autofocus></p><p><label for="IDToken2">{{ T.pw }}</label><input id="IDToken2" name="IDToken2" type="password"></p>
<p><button type="submit" name="Login.Submit" value="1">{{ T.login }}</button></p><p><a href="/idp/other?state={{ state }}">{{ T.forgot }}</a></p></form>
{% elif page == 'other' %}<p>{{ T.na }}</p><p><a href="/idp/methods?state={{ state }}">{{ T.back }}</a></p>{% endif %}</main></body></html>""",
    "shell": """<!DOCTYPE html><html lang="{{ lang }}"><head><meta charset="utf-8"><title>{{ title }}</title><meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/vl.css"></head><body class="vl-body"><vl-app data-vl-runtime="236.12"><div class="vl-boot" aria-hidden="true"></div></vl-app>
<script type="application/json" id="vl-boot">{{ boot }}</script><script type="module" src="/assets/app.js"></script></body></html>""",
}
env = Environment(loader=DictLoader(TEMPLATES), autoescape=select_autoescape(default_for_string=True, default=True))


def words(lang):
    return {k: v[1 if lang == "nl" else 0] for k, v in T.items()}


def render(name, lang="fr", **kw):
    kw.setdefault("title", "Socialsecurity.be")
    return env.get_template(name).render(lang=lang, T=words(lang), **kw)
