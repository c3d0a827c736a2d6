"""Templates of the public site and of the log-in application."""
T = {}
T["public.base"] = """<!DOCTYPE html>
<html lang="{{ lang }}" class="no-js"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{{ _("La Sécurité sociale belge", "De Belgische Sociale Zekerheid") }}{% endblock %}</title>
<link rel="stylesheet" href="/styles/master.css"></head><body{% block bodyattr %}{% endblock %}>
<a class="skip" href="#content">{{ _("Vers le contenu de cette page", "Naar de inhoud van deze pagina") }}</a>
{% block header %}<header class="top"><div class="wrap"><a class="logo" href="/">socialsecurity.be<small>{{ _("La Sécurité sociale", "De Sociale Zekerheid") }}</small></a>
<ul class="langs">{% for l, n in (("fr", "FR"), ("nl", "NL")) %}<li{% if l == lang %} class="on"{% endif %}><a href="/site_{{ l }}/{{ section }}/index.htm" hreflang="{{ l }}" lang="{{ l }}">{{ n }}</a></li>{% endfor %}</ul>
<a class="btn" id="logon" href="{{ iam }}/iamapps/usertype?lang={{ lang }}">{{ _("Se connecter", "Aanmelden") }}</a></div></header>{% endblock %}
<noscript><p class="wrap">{{ _("Votre navigateur ne prend pas en charge le javascript, dès lors, certaines fonctionnalités ne sont pas disponibles.", "Uw browser laat geen javascript toe. Om die reden zijn bepaalde functionaliteiten niet voorhanden.") }}</p></noscript>
<div id="content">{% block content %}{% endblock %}</div>
{% block footer %}<footer><div class="wrap">{{ _("Contact Center : 02 509 59 59 (lu-ve, 7h-20h)", "Contactcenter: 02 509 59 59 (ma-vr, 7u-20u)") }} ·
<a href="/site_{{ lang }}/general/legal.htm">{{ _("Informations légales", "Juridische informatie") }}</a></div></footer>
<div class="cookie" id="cookies" hidden><span>{{ _("Nous utilisons des cookies sur ce site pour améliorer votre expérience utilisateur.", "Het portaal van de sociale zekerheid gebruikt cookies om de site gebruiksvriendelijker te maken.") }}
<a href="/site_{{ lang }}/general/cookies.htm">{{ _("Plus d'informations", "Meer weten") }}</a></span><button type="button" class="ui-button sec" id="cookieok">{{ _("Continuer", "Doorgaan") }}</button></div>
<script>document.documentElement.className='js';(function(b){if(document.cookie.indexOf('cookieinfo=1')<0){b.hidden=false;}
document.getElementById('cookieok').onclick=function(){document.cookie='cookieinfo=1;path=/';b.hidden=true;};})(document.getElementById('cookies'));</script>{% endblock %}
</body></html>"""

T["home"] = """{% extends "public.base" %}
{% block title %}La Sécurité Sociale Belge - De Belgische Sociale Zekerheid - Die Soziale Sicherheit{% endblock %}
{% block bodyattr %} id="languageChoice"{% endblock %}
{% block header %}<header class="top"><div class="wrap"><span class="logo" id="logo">socialsecurity.be</span></div></header>{% endblock %}
{% block content %}<div class="wrap coupole">
{% for l, head, own, links in cols %}<div class="belgium" lang="{{ l }}"><h1 style="font-size:15px">{{ head }}</h1>
<h2><a href="/site_{{ l }}/index.htm">{{ own }}</a></h2><ul>{% for cls, href, text in links %}<li class="{{ cls }}"><a href="{{ href }}">{{ text }}</a></li>{% endfor %}</ul></div>
{% endfor %}<div class="international" lang="en"><h1 style="font-size:15px">International</h1><h2>English</h2><ul>
<li><a href="/int/coming2belgium.htm" target="_blank">Coming2Belgium</a></li><li><a href="/int/leaving.htm" target="_blank">Leaving Belgium</a></li>
<li><a href="/int/working.htm" target="_blank">Working in Belgium - For Companies</a></li></ul></div></div>{% endblock %}"""

T["site"] = """{% extends "public.base" %}{% block title %}{{ heading }} - {{ _("La Sécurité sociale", "De Sociale Zekerheid") }}{% endblock %}
{% block content %}<nav class="main"><div class="wrap"><ul>{% for s, n in sections %}<li><a href="/site_{{ lang }}/{{ s }}/index.htm"{% if s == section %} class="on" aria-current="page"{% endif %}>{{ n }}</a></li>{% endfor %}</ul></div></nav>
<div class="wrap cols"><main><h1>{{ heading }}</h1><p>{{ intro }}</p>{% if services %}<h2>{{ _("Services en ligne", "Onlinediensten") }}</h2>
<ul>{% for s in services %}<li>{{ s }}</li>{% endfor %}</ul>{% endif %}</main>
<aside><div class="box"><h2>{{ _("Espace sécurisé", "Beveiligde zone") }}</h2><p>{{ _("Consultez vos services sécurisés après vous être identifié.", "Raadpleeg uw beveiligde diensten nadat u zich hebt geïdentificeerd.") }}</p></div>
<div class="box"><h2>{{ _("Échange de fichiers", "Bestandsuitwisseling") }}</h2><ul><li><a href="/site_{{ lang }}/general/helpcentre/batch/index.htm">{{ _("Échange via batch : mode d'emploi", "Uitwisseling via batch: handleiding") }}</a></li></ul></div></aside></div>{% endblock %}"""

T["note"] = """{% extends "public.base" %}{% block content %}<div class="wrap cols"><main><h1>{{ heading }}</h1><p>{{ intro }}</p>
<p><a href="/">socialsecurity.be</a></p></main></div>{% endblock %}"""

# ---- log-in application ("iamapps") ----
T["iam.base"] = """<!DOCTYPE html><html lang="{{ lang }}"><head><meta charset="utf-8"><title>{{ _("Accéder aux services sécurisés", "Toegang tot de beveiligde diensten") }}</title>
<link rel="stylesheet" href="/styles/master.css"></head><body><div class="csam"><p style="text-align:right">{% for l in ("fr", "nl") %}{% if l == lang %}<strong>{{ l }}</strong>{% else %}<a href="?lang={{ l }}{% if aud %}&amp;aud={{ aud }}{% endif %}">{{ l }}</a>{% endif %} {% endfor %}</p>
{% block content %}{% endblock %}<p style="margin-top:30px;color:#666"><small>{{ _("En collaboration avec", "In samenwerking met") }} CSAM</small></p></div></body></html>"""

T["iam.usertype"] = """{% extends "iam.base" %}{% block content %}<h1>{{ _("Accéder aux services sécurisés - Connexion", "Toegang tot de beveiligde diensten - Aanmelden") }}</h1>
<p>{{ _("Dans quel groupe cible souhaitez-vous vous connecter ?", "In welke doelgroep wenst u zich aan te melden?") }}</p><div class="tiles">
{% for key, name, hint in kinds %}<a class="tile" id="{{ key }}" href="method?lang={{ lang }}&amp;aud={{ key }}"><strong>{{ name }}</strong><span>{{ hint }}</span></a>{% endfor %}</div>{% endblock %}"""

T["iam.method"] = """{% extends "iam.base" %}{% block content %}<h1>{{ _("Choisissez votre clé numérique pour vous connecter", "Kies uw digitale sleutel om aan te melden") }}</h1>
{% if note %}<div class="ui-messages-warn" role="alert">{{ note }}</div>{% endif %}
<p>{{ _("Groupe cible", "Doelgroep") }} : <strong>{{ audname }}</strong> (<a href="usertype?lang={{ lang }}">{{ _("changer", "wijzigen") }}</a>)</p>
<h2>{{ _("Clé(s) numérique(s) avec eID", "Digitale sleutel(s) met eID") }}</h2><div class="tiles">
{% for k, n, h in keys %}<a class="tile" href="method?lang={{ lang }}&amp;aud={{ aud }}&amp;key={{ k }}"><strong>{{ n }}</strong><span>{{ h }}</span></a>{% endfor %}</div>
{% if aud in ("enterprise", "professional") %}<h2>{{ _("Autre(s) possibilité(s)", "Andere mogelijkheid") }}</h2><div class="tiles"><a class="tile" href="logon?lang={{ lang }}&amp;aud={{ aud }}"><strong>{{ _("Se connecter avec vos codes d’accès", "Aanmelden met uw toegangscodes") }}</strong>
<span>{{ _("Nom d’utilisateur et mot de passe", "Gebruikersnaam en wachtwoord") }}</span></a></div>{% endif %}{% endblock %}"""

T["iam.logon"] = """{% extends "iam.base" %}{% block content %}<h1>{{ _("Connexion avec vos codes d’accès", "Aanmelden met uw toegangscodes") }}</h1>
<p>{{ _("Le service en ligne auquel vous souhaitez accéder est sécurisé. Veuillez introduire votre nom d’utilisateur et votre mot de passe.", "De onlinedienst waartoe u toegang wenst, is beveiligd. Gelieve uw gebruikersnaam en uw wachtwoord in te voeren.") }}</p>
{% if error %}<div class="ui-messages-error" role="alert" id="loginError">{{ error }}</div>{% endif %}
<form method="post" action="logon?lang={{ lang }}&amp;aud={{ aud }}" name="loginForm"><div class="fld"><label for="j_username">{{ _("Nom d’utilisateur :", "Gebruikersnaam:") }}</label><input type="text" id="j_username" name="j_username" value="{{ username }}" autocomplete="username" autofocus></div>
<div class="fld"><label for="j_password">{{ _("Mot de passe :", "Wachtwoord:") }}</label><input type="password" id="j_password" name="j_password" autocomplete="current-password">
<small><a href="#" onclick="var p=document.getElementById('j_password');p.type=p.type=='text'?'password':'text';return false">{{ _("Afficher / masquer le mot de passe", "Wachtwoord tonen / verbergen") }}</a></small></div>
<div class="btns"><button type="submit" class="ui-button">{{ _("Se connecter", "Aanmelden") }}</button><a class="left" href="method?lang={{ lang }}&amp;aud={{ aud }}">{{ _("Retour", "Terug") }}</a></div></form>
<p><a href="forgot?lang={{ lang }}">{{ _("J’ai oublié mon mot de passe ou je n’en ai pas", "Ik ben mijn wachtwoord vergeten of ik heb er geen") }}</a></p>{% endblock %}"""

T["iam.relay"] = """{% extends "iam.base" %}{% block content %}<h1>{{ _("Vous êtes connecté", "U bent aangemeld") }}</h1><p>{{ _("Un instant, vous êtes redirigé vers le portail…", "Een ogenblik, u wordt doorgestuurd naar het portaal…") }}</p>
<form method="post" action="{{ target }}" id="relay"><input type="hidden" name="SAMLResponse" value="{{ token }}"><input type="hidden" name="RelayState" value="{{ lang }}">
<noscript><button class="ui-button">{{ _("Continuer", "Doorgaan") }}</button></noscript></form>
<script>window.setTimeout(function(){document.getElementById('relay').submit();},400);</script>{% endblock %}"""
