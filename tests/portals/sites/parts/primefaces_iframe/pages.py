"""Templates of the public site (static .htm look) and of the log-in host."""

PUBLIC = {}
PUBLIC["pub_base.html"] = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{{ l }}" lang="{{ l }}">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1" />
<title>{% block title %}{{ t.org }}{% endblock %} - Socialsecurity.be</title>
<link rel="stylesheet" type="text/css" href="/styles/master.css" />
</head>
<body class="site {{ section }}">
<a class="skip" href="#content">{{ t.skip }}</a>
<div id="header"><a id="logo" href="/">Socialsecurity.be</a>
 <div id="tools"><a href="/site_{{ 'nl' if l == 'fr' else 'fr' }}/{{ path }}" lang="{{ 'nl' if l == 'fr' else 'fr' }}">{{ t.other }}</a> |
 <a href="/site_{{ l }}/general/contact.htm">{{ t.contact_us }}</a> |
 <a class="mss" href="/site_{{ l }}/citizen/login.htm" title="{{ t.login_citizen_hint }}">{{ t.login }}</a></div>
 <ul id="tabs"><li{% if section == 'citizen' %} class="on"{% endif %}><a href="/site_{{ l }}/citizen/index.htm"><span>{{ t.a_cit }}</span></a></li>
 <li{% if section == 'employer' %} class="on"{% endif %}><a href="/site_{{ l }}/employer/index.htm"><span>{{ t.a_ent }}</span></a></li>
 <li{% if section == 'civilservant' %} class="on"{% endif %}><a href="/site_{{ l }}/civilservant/index.htm"><span>{{ t.a_pro }}</span></a></li></ul>
</div>
<div id="content">{% block content %}{% endblock %}</div>
<div id="footer"><a href="/site_{{ l }}/general/sitemap.htm">{{ t.sitemap }}</a> <a href="/site_{{ l }}/general/legal.htm">{{ t.legal }}</a> <a href="/site_{{ l }}/general/cookies.htm">Cookies</a></div>
{% if not consent %}
<div id="ck-veil" style="display:none"><div id="ck" role="dialog" aria-modal="true" aria-labelledby="ck-t"><h2 id="ck-t">{{ t.cookie_t }}</h2><p>{{ t.cookie_p }} <a href="/site_{{ l }}/general/cookies.htm">{{ t.cookie_more }}</a></p>
<div class="ck-b"><a href="#" role="button" class="ck-no">{{ t.cookie_no }}</a><a href="#" role="button" class="ck-yes">{{ t.cookie_yes }}</a></div></div></div>
<script type="text/javascript">
(function(){var v=document.getElementById('ck-veil');
 setTimeout(function(){v.style.display='';document.body.style.overflow='hidden';},450);
 function done(x){return function(e){e.preventDefault();document.cookie='cookieconsent='+x+';path=/;max-age=31536000';
  v.className='out';setTimeout(function(){v.parentNode.removeChild(v);document.body.style.overflow='';},250);};}
 v.querySelector('.ck-yes').onclick=done('all');v.querySelector('.ck-no').onclick=done('min');})();
</script>
{% endif %}
</body></html>"""

PUBLIC["splash.html"] = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1" />
<title>Sociale zekerheid - S&eacute;curit&eacute; sociale - Soziale Sicherheit - Social security</title>
<link rel="stylesheet" type="text/css" href="/styles/master.css" /></head>
<body id="languageChoice" class="no-js msgAlertId-coupole"><div id="logo">Socialsecurity.be</div>
<div class="coupole">
{% for c, name, org, col in langs %}<div class="belgium" lang="{{ c }}"><h1>{{ col }}</h1>
<a href="/site_{{ c }}/index.htm"><img src="/img/coupole_{{ c }}.svg" width="180" height="60" alt="{{ name }}" /></a><p class="hidden-xs">{{ org }}</p></div>
{% endfor %}</div></body></html>"""

PUBLIC["home.html"] = """{% extends 'pub_base.html' %}{% block content %}
<h1>{{ t.org }}</h1>
<ul class="aud">
<li class="citizen"><a href="/site_{{ l }}/citizen/index.htm"><strong>{{ t.a_cit }}</strong></a><div class="contenthover">{{ t.a_cit_p }}</div></li>
<li class="company"><a href="/site_{{ l }}/employer/index.htm"><strong>{{ t.a_ent }}</strong></a><div class="contenthover">{{ t.a_ent_p }}</div></li>
<li class="civilservant"><a href="/site_{{ l }}/civilservant/index.htm"><strong>{{ t.a_pro }}</strong></a><div class="contenthover">{{ t.a_pro_p }}</div></li>
</ul>
<h2>{{ t.news }}</h2><ul class="news"><li>24/11/2026 - {{ t.news1 }}</li><li>20/11/2026 - {{ t.news2 }}</li></ul>
{% endblock %}"""

PUBLIC["audience.html"] = """{% extends 'pub_base.html' %}{% block title %}{{ h }}{% endblock %}{% block content %}
<table class="cols" summary=""><tr><td class="main"><h1>{{ h }}</h1><p>{{ p }}</p>
<h2>{{ t.svc }}</h2><ul><li><a href="/site_{{ l }}/{{ section }}/applics/db2p.htm">{{ t.svc1 }}</a></li><li><a href="/site_{{ l }}/general/helpcentre/batch.htm">{{ t.svc2 }}</a></li><li><a href="/site_{{ l }}/{{ section }}/applics/publiato.htm">{{ t.svc3 }}</a></li></ul></td>
<td class="side">
<div class="box"><h3>{{ t.box_h }}</h3><p>{{ t.box_p }}</p><a class="arrow" href="/site_{{ l }}/citizen/login.htm">{{ t.login }}</a></div>
<div class="box lock"><h3>{{ t.sec_h }}</h3><p>{{ t.sec_p }}</p><a class="arrow" href="{{ idp }}/iam/usertype.jsf?lang={{ l }}">{{ t.login }}</a><br />
<a class="small" href="/site_{{ l }}/general/register.htm">{{ t.reg_link }}</a></div>
</td></tr></table>{% endblock %}"""

PUBLIC["text.html"] = """{% extends 'pub_base.html' %}{% block content %}<h1>{{ h }}</h1><p>{{ p }}</p><p><a href="/site_{{ l }}/index.htm">{{ t.back }}</a></p>{% endblock %}"""

PUBLIC["foreign.html"] = """<!DOCTYPE html><html lang="{{ l }}"><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1" /><title>{{ h }} - Socialsecurity.be</title><link rel="stylesheet" type="text/css" href="/styles/master.css" /></head>
<body class="site"><div id="header"><a id="logo" href="/">Socialsecurity.be</a></div><div id="content"><h1>{{ h }}</h1><p>{{ p }}</p><p><a href="/">Home</a></p></div></body></html>"""

# --------------------------------------------------------------------------------------------------- log-in host
PUBLIC["idp_base.html"] = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="{{ l }}"><head><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1" />
<title>{{ t.idp_t }}</title><link type="text/css" rel="stylesheet" href="/javax.faces.resource/theme.css.jsf?ln=primefaces-portal" />
<script type="text/javascript" src="/javax.faces.resource/primefaces.js.jsf?ln=primefaces&amp;v=6.0"></script></head>
<body class="idp"><div class="idp-top"><span class="csam">CSAM</span><span class="idp-title">{{ t.idp_t }}</span>
<span class="idp-lang">{% for x in ('fr', 'nl') %}<a href="{{ self_url }}?lang={{ x }}{% if ut %}&amp;ut={{ ut }}{% endif %}"{% if x == l %} class="on"{% endif %}>{{ x }}</a> {% endfor %}</span></div>
<div class="idp-body">{% block b %}{% endblock %}</div>
<div class="idp-foot"><a href="{{ portal }}/site_{{ l }}/general/legal.htm">{{ t.legal }}</a></div></body></html>"""

PUBLIC["usertype.html"] = """{% extends 'idp_base.html' %}{% block b %}<h1>{{ t.ut_q }}</h1>
<div class="tiles">{% for k, c in (('citizen', t.a_cit), ('uman', t.a_ent), ('professional', t.ut_pro), ('ehealth', t.ut_ehealth), ('limosa', t.ut_limosa)) %}
<a href="/iam/methods.jsf?lang={{ l }}&amp;ut={{ k }}" class="tile {{ k }}"><span>{{ c }}</span></a>{% endfor %}</div>{% endblock %}"""

PUBLIC["methods.html"] = """{% extends 'idp_base.html' %}{% block b %}<h1>{{ t.m_h }}</h1>
{% if msg %}<div class="ui-messages-error" role="alert">{{ msg }}</div>{% endif %}
<form id="mth" name="mth" method="post" action="/iam/methods.jsf"><input type="hidden" name="mth" value="mth" /><input type="hidden" name="lang" value="{{ l }}" /><input type="hidden" name="ut" value="{{ ut }}" />
<ul class="methods">{% for k, c, hint in methods %}<li><a href="#" role="button" id="mth:j_idt2{{ loop.index }}" class="ui-commandlink" onclick="mojarra.jsfcljs(document.getElementById('mth'),{'mth:m':'{{ k }}'},'');return false"><i class="ico {{ k }}"></i><span class="mcap">{{ c }}</span>{% if hint %}<small>{{ hint }}</small>{% endif %}</a></li>{% endfor %}</ul>
<input type="hidden" name="javax.faces.ViewState" value="stateless" autocomplete="off" /></form>{% endblock %}"""

PUBLIC["login.html"] = """{% extends 'idp_base.html' %}{% block b %}<h1>{{ t.l_h }}</h1>
{% if msg %}<div class="ui-messages-error" role="alert">{{ msg }}</div>{% endif %}
<form id="loginForm" name="loginForm" method="post" action="/iam/login.jsf" autocomplete="off"><input type="hidden" name="loginForm" value="loginForm" />
<input type="hidden" name="lang" value="{{ l }}" /><input type="hidden" name="ut" value="{{ ut }}" />
{% if step == 1 %}
<span class="ui-float-label"><input id="loginForm:username" name="loginForm:username" type="text" class="ui-inputfield ui-inputtext{% if err %} ui-state-error{% endif %}" value="{{ user }}" placeholder=" " /><label for="loginForm:username">{{ t.user }}</label></span>
{% if err %}<span class="ui-message-error">{{ err }}</span>{% endif %}
<p><button type="submit" id="loginForm:j_idt31" name="loginForm:j_idt31" class="ui-button"><span class="ui-button-text ui-c">{{ t.next }}</span></button></p>
{% else %}
<span class="ui-float-label"><input id="loginForm:j_idt33" type="text" readonly="readonly" class="ui-inputfield ui-inputtext ro" value="{{ user }}" placeholder=" " /><label for="loginForm:j_idt33">{{ t.user }}</label></span>
<span class="ui-float-label"><input id="loginForm:password" name="loginForm:password" type="password" class="ui-inputfield ui-inputtext{% if err %} ui-state-error{% endif %}" placeholder=" " /><label for="loginForm:password">{{ t['pass'] }}</label></span>
{% if err %}<span class="ui-message-error">{{ err }}</span>{% endif %}
<p><button type="submit" id="loginForm:j_idt36" name="loginForm:j_idt36" class="ui-button"><span class="ui-button-text ui-c">{{ t.login }}</span></button></p>
<p><a href="/iam/login.jsf?lang={{ l }}&amp;ut={{ ut }}">{{ t.l_change }}</a></p>
{% endif %}
<p><a href="#" class="small">{{ t.l_forgot }}</a></p>
<input type="hidden" name="javax.faces.ViewState" id="j_id1:javax.faces.ViewState:0" value="{{ vs }}" autocomplete="off" /></form>{% endblock %}"""
