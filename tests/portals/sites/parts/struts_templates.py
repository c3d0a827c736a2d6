"""The tiles of struts_mega_menu.py."""
import jinja2

# ------------------------------------------------------------------------------------------------ Tiles (templates)
T = {}
T["layout"] = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{{ lang }}" lang="{{ lang }}">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{% block title %}{{ title or m('portal') }}{% endblock %} - socialsecurity.be</title>
<link rel="stylesheet" type="text/css" href="/styles/master.css" media="all" />
<script type="text/javascript" src="/js/portal-core.js"></script>
<script type="text/javascript">/*<![CDATA[*/
Portal.msg = {{ jsmsg|tojson }};
/*]]>*/</script>
</head>
<body id="{{ bodyid or 'portal' }}" class="no-js">
<div id="skip"><a href="#content">{{ m('skip') }}</a></div>
<div id="wrapper">
<!-- tile: header -->
<div id="header">
  <div id="logo"><a href="{{ homeurl }}">Socialsecurity.be</a><span>{{ m('portal') }}</span></div>
  <div id="tools"><ul>
    {% for l in ('fr', 'nl') %}<li>{% if l == lang %}<strong>{{ l|upper }}</strong>{% else %}<a href="{{ langurl }}{{ l }}" title="{{ 'Français' if l == 'fr' else 'Nederlands' }}">{{ l|upper }}</a>{% endif %}</li>{% endfor %}
    {% if s %}<li class="last"><a href="/portal/logout.do" class="ask" rel="ask.out">{{ m('logout') }}</a></li>
    {% elif loginurl %}<li class="last"><a id="loginLink" href="{{ loginurl }}">{{ m('login')|lower if lang == 'fr' else m('login') }}</a></li>{% endif %}
  </ul></div>
</div>
<!-- tile: menu -->
<div id="megamenu">{% if menu %}<ul class="mega">
{% for top in menu %}  <li class="mega-item{{ ' right' if top.right }}"><a href="{{ top.href or 'javascript:void(0)' }}" class="mega-top"><span>{{ m(top.key) }}</span></a>
  {% if top.cols %}<div class="mega-panel"><div class="mega-inner">{% for head, links in top.cols %}
    <div class="mega-col"><h4>{{ m(head) }}</h4><ul>{% for k, href in links %}<li><a href="{{ href }}"{% if href.startswith('/help') %} class="popup"{% endif %}>{{ m(k) }}</a></li>{% endfor %}</ul></div>{% endfor %}
  </div></div>{% endif %}</li>
{% endfor %}</ul>{% endif %}</div>
<div id="breadcrumb">{% for k, href in crumbs %}{% if href %}<a href="{{ href }}">{{ m(k) }}</a>{% else %}<span class="here">{{ m(k) }}</span>{% endif %}{% if not loop.last %} &gt; {% endif %}{% endfor %}</div>
<div id="columns">
<!-- tile: context -->
<div id="context">
{% if s %}<div class="box"><h3>{{ m('you') }}</h3><dl>
  <dt>{{ m('user') }}</dt><dd>{{ s.person }}</dd>
  {% if s.role %}<dt>{{ m('company') }}</dt><dd>{{ s.ent[0] }}<br />{{ s.ent[1] }}</dd><dt>{{ m('quality') }}</dt><dd>{{ m(s.role[0]) }}</dd><dt>{{ m('function.r') }}</dt><dd>{{ m(s.role[1]) }}</dd>{% endif %}</dl>
  {% if s.role %}<p><a href="/portal/enterprises.do">{{ m('change') }}</a></p>{% endif %}</div>{% endif %}
<div class="box"><h3>{{ m('contact.c') }}</h3><p>02 511 51 51<br />contactcenter@example.invalid</p></div>
</div>
<div id="content">
{% block body %}{% endblock %}
</div>
<div class="clear"></div></div>
<!-- tile: footer -->
<div id="footer">&copy; 2009 - {{ m('portal') }} - v2.7.14 (build 8841)</div>
</div>
<div id="askOverlay"><div class="askBox"><p id="askText"></p><p class="askButtons"><a href="#" class="btn" id="askYes"><span>{{ m('yes') }}</span></a> <a href="#" class="btn" id="askNo"><span>{{ m('no') }}</span></a></p></div></div>
<div id="waitOverlay"><div class="askBox"><p>{{ m('wait') }}</p></div></div>
</body></html>"""
T["splash"] = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr" lang="fr"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Socialsecurity.be</title><link rel="stylesheet" type="text/css" href="/styles/master.css" /></head>
<body id="languageChoice" class="no-js"><div id="splash"><h1 id="logo">Socialsecurity.be</h1>
<table cellspacing="0" cellpadding="0"><tr>
<td lang="nl"><h2>BELGI&Euml;</h2><p>De Belgische Sociale Zekerheid</p><p><a href="/site_nl/index.htm" hreflang="nl">Nederlands</a></p></td>
<td lang="fr"><h2>BELGIQUE</h2><p>La S&eacute;curit&eacute; Sociale Belge</p><p><a href="/site_fr/index.htm" hreflang="fr">Fran&ccedil;ais</a></p></td>
<td lang="en"><h2>INT</h2><p>International</p><p><a href="/site_en/index.htm" hreflang="en">English</a></p></td>
</tr></table></div></body></html>"""
T["public"] = """{% extends 'layout' %}{% block body %}<h1>{{ m(aud) if aud else m('welcome') }}</h1>
{% if aud == 'citizen' %}<p>{{ m('cit.text') }}</p>{% elif aud %}<p>{{ m('aud.text') }}</p><ul class="services"><li>Dimona</li><li>DmfA</li><li>DB2P</li><li>{{ m('umoe') }} <span class="lock">[{{ m('secAccess') }}]</span></li></ul>
{% else %}<p>{{ m('pickAud') }}</p><div class="tabs"><a href="/site_{{ lang }}/citizen/index.htm">{{ m('citizen') }}</a><a href="/site_{{ lang }}/employer/index.htm">{{ m('company') }}</a><a href="/site_{{ lang }}/civilservant/index.htm">{{ m('civil') }}</a></div>{% endif %}{% endblock %}"""
T["usertype"] = """{% extends 'layout' %}{% block body %}<h1>{{ m('secAccess') }}</h1>
{% if note %}<div class="errorBox">{{ m(note) }}</div>{% endif %}
<h2>{{ m('whichAud') }}</h2><div class="ui-accordion">
{% for a, methods in (('citizen', ('m.eid', 'm.token')), ('company', ('m.eid', 'm.codes')), ('prof', ('m.eid', 'm.token', 'm.codes'))) %}
<h3 class="ui-accordion-header"><a href="#">{{ m(a) }}</a></h3><div class="ui-accordion-content"><ul>{% for x in methods %}<li><a href="{{ codesurl if x == 'm.codes' else selfurl + '&note=noEid' }}">{{ m(x) }}</a></li>{% endfor %}</ul></div>
{% endfor %}</div>{% endblock %}"""
T["cas"] = """{% extends 'layout' %}{% block body %}<h1>{{ m('login') }}</h1><p>{{ m('secured') }}</p>
<form id="fm1" action="{{ selfurl }}" method="post" class="validate">
{% if error %}<div id="msg" class="errors">{{ m(error) }}</div>{% endif %}
<table class="form"><tr><td class="lbl"><label for="username">{{ m('username') }}:</label></td><td><input id="username" name="username" class="required" type="text" size="25" value="{{ typed }}" autocomplete="off" /></td></tr>
<tr><td class="lbl"><label for="password">{{ m('password') }}:</label></td><td><input id="password" name="password" class="required" type="password" size="25" value="" autocomplete="off" /></td></tr></table>
<p class="buttons"><input type="hidden" name="lt" value="{{ lt }}" /><input type="hidden" name="_eventId" value="submit" /><input class="btn-submit" name="submit" type="submit" value="{{ m('login') }}" /></p>
<p><a href="/help/popup.do?topic=forgot&amp;lang={{ lang }}" class="popup">{{ m('forgot') }}</a></p></form>{% endblock %}"""
T["enterprises"] = """{% extends 'layout' %}{% block body %}<h1>{{ m('chooseEnt') }}</h1><p>{{ m('chooseEnt.t') }}</p>
<form action="/portal/enterprises.do" method="get" id="filterForm"><p><label for="filter">{{ m('filter') }}</label> <input type="text" name="filter" id="filter" value="{{ filter }}" /> <input type="submit" value="{{ m('search') }}" /></p></form>
{% if rows %}<span class="pagebanner">{{ total }} {{ m('found') }} {{ first }} {{ m('to') }} {{ last }}.</span> <span class="pagelinks">{{ m('page') }}
{% for p in pages %}{% if p == page %}<strong>{{ p }}</strong>{% else %}<a href="/portal/enterprises.do?d-49653-p={{ p }}&amp;filter={{ filter|urlencode }}" title="{{ m('page') }} {{ p }}">{{ p }}</a>{% endif %}{% if not loop.last %}, {% endif %}{% endfor %}</span>
<table id="enterprise" class="displaytag" cellspacing="0"><thead><tr><th>{{ m('name') }}</th><th>{{ m('entNo') }}</th><th>{{ m('town') }}</th></tr></thead><tbody>
{% for c in rows %}<tr class="{{ loop.cycle('odd', 'even') }}"><td><a href="/portal/qualities.do?cbe={{ c[1]|replace('.', '') }}">{{ c[0] }}</a></td><td>{{ c[1] }}</td><td>{{ c[2] }}</td></tr>
{% endfor %}</tbody></table>{% else %}<div class="errorBox">{{ m('noHits') }}</div>{% endif %}{% endblock %}"""
T["qualities"] = """{% extends 'layout' %}{% block body %}<h1>{{ m('chooseRole') }}</h1><h2>{{ c[0] }}</h2><p>{{ m('chooseRole.t') }}</p>
<form name="roleForm" action="/portal/selectRole.do" method="post"><input type="hidden" name="cbe" value="{{ c[1] }}" /><input type="hidden" name="roleIdx" value="" /></form>
<ul class="roles">{% for q, f in c[3] %}<li><a href="javascript:Portal.chooseRole('{{ loop.index0 }}')">{{ m(q) }} ; {{ m('entNo.l') }} {{ c[1] }} ({{ m(f) }})</a></li>{% endfor %}</ul>
<p><a href="/portal/enterprises.do">&laquo; {{ m('backList') }}</a></p>{% endblock %}"""
T["home"] = """{% extends 'layout' %}{% block body %}<h1>{{ m('secHome') }}</h1><p>{{ m('secHome.t') }}</p>
{% if notice %}<div id="noticeDialog" class="ui-auto-dialog" title="{{ m('notice') }}"><p>{{ m('notice.t') }}</p></div>{% endif %}{% endblock %}"""
T["plain"] = """{% extends 'layout' %}{% block body %}<h1>{{ title }}</h1>{% if error %}<div class="errorBox">{{ error }}</div>{% endif %}
{% for head, links in groups %}<h2 class="grp">{{ m(head) }}</h2><ul>{% for k, href in links %}<li><a href="{{ href }}">{{ m(k) }}</a></li>{% endfor %}</ul>{% endfor %}{% endblock %}"""
T["popup"] = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{{ lang }}" lang="{{ lang }}"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>{{ m('help') }}</title><link rel="stylesheet" type="text/css" href="/styles/master.css" /></head>
<body id="popup"><h1>{{ m('help') }}</h1>{% for x in texts %}<p>{{ m(x) }}</p>{% endfor %}<p class="buttons"><input type="button" value="{{ m('close') }}" onclick="window.close()" /></p></body></html>"""
T["record"] = """{% macro rows(r, full) %}<tr><th>{{ m('techUser') }}</th><td>{{ r.username }}</td></tr>
{% if full %}<tr><th>{{ m('sender') }}</th><td class="num">{{ r.sender_number }}</td></tr>{% endif %}
<tr><th>{{ m('channel') }}</th><td>{{ r.channel }}</td></tr><tr><th>{{ m('apps') }}</th><td>{% for a in r.applications %}{{ appname(a) }}{% if not loop.last %}, {% endif %}{% endfor %}</td></tr>
<tr><th>{{ m('person') }}</th><td>{{ r.contact.first_name }} {{ r.contact.last_name }} ({{ r.contact.function }})<br />{{ r.contact.phone }}<br />{{ r.contact.email }}</td></tr>{% endmacro %}"""
T["information"] = """{% extends 'layout' %}{% import 'record' as rec with context %}{% block body %}<h1>{{ m('exch') }} - {{ m('info') }}</h1><p>{{ m('info.t') }} ({{ m(s.role[0]) }}).</p>
{% if r %}<table class="data" summary=""><tr><th>{{ m('entNo') }}</th><td>{{ r.enterprise_number }}</td></tr>{{ rec.rows(r, 1) }}<tr><th>{{ m('created') }}</th><td>{{ r.created }}</td></tr></table>
{% else %}<div class="infoBox">{{ m('info.none') }}</div>{% endif %}{% endblock %}"""
T["result"] = """{% extends 'layout' %}{% import 'record' as rec with context %}{% block body %}<h1>{{ m('res') }}</h1><div class="infoBox sendConfirm">{{ m('res.t') }}</div>
<table class="data" summary=""><tr><th>{{ m('dossier') }}</th><td>{{ r.dossier }}</td></tr><tr><th>{{ m('ticket') }}</th><td>{{ r.receipt }}</td></tr><tr><th>{{ m('entNo') }}</th><td>{{ r.enterprise_number }}</td></tr>{{ rec.rows(r, 1) }}<tr><th>{{ m('created') }}</th><td>{{ r.created }}</td></tr></table>
<p>{{ m('res.use') }}</p><p><a href="javascript:window.print()">{{ m('print') }}</a></p>{% endblock %}"""
T["wizard"] = """{% extends 'layout' %}
{% macro err(path) %}{% if path in errors %}<span id="{{ path }}.errors" class="error">{{ m(errors[path]) }}</span>{% endif %}{% endmacro %}
{% macro help(topic) %}<a href="/help/popup.do?topic={{ topic }}&amp;lang={{ lang }}" class="popup help" title="{{ m('help') }}">?</a>{% endmacro %}
{% macro text(path, key, cls, hint='') %}<tr{% if path in errors %} class="bad"{% endif %}><td class="lbl"><label for="{{ path }}">{{ m(key) }}{% if 'required' in cls %} <span class="req">*</span>{% endif %}</label></td><td><input id="{{ path }}" name="{{ path }}" class="{{ cls }}" type="text" maxlength="60" size="30" value="{{ form[path] or '' }}" />{% if hint %} <em class="hint">{{ hint }}</em>{% endif %} {{ err(path) }}</td></tr>{% endmacro %}
{% block body %}<h1>{{ m('s.reg') }}</h1>
<ol class="steps">{% for n in range(5) %}<li class="{{ 'current' if n == page else 'done' if n < page else 'todo' }}"><span>{{ n + 1 }}. {{ m('w%d' % n) }}</span></li>{% endfor %}</ol>
{% if errors %}<div class="errorBox">{{ m(errors.global if errors.global else 'e.top') }}</div>{% endif %}
<form id="configurationForm" action="/structmsg/configuration.do" method="post" class="validate"{% if page == 2 %} enctype="multipart/form-data"{% endif %}>
<div class="step"><h2>{{ m('step') }} {{ page + 1 }}: {{ m('w%d' % page) }} {{ help('w%d' % page) }}</h2>
{% if page == 0 %}<p>{{ m('intro1') }}</p><ul><li>{{ m('intro2') }}</li><li>{{ m('intro3') }}</li><li>{{ m('intro4') }}</li><li>{{ m('intro5') }}</li></ul>
{% elif page == 1 %}<p>{{ m('contact.t') }}</p><p class="hint">{{ m('req') }}</p><table class="form" summary="">
{{ text('contact.lastName', 'lastName', 'required') }}{{ text('contact.firstName', 'firstName', 'required') }}{{ text('contact.function', 'function', 'required') }}
<tr><td class="lbl"><label for="contact.language">{{ m('lang') }}</label></td><td><select id="contact.language" name="contact.language">{% for l, t in (('fr', 'Français'), ('nl', 'Nederlands')) %}<option value="{{ l }}"{% if (form['contact.language'] or lang) == l %} selected="selected"{% endif %}>{{ t }}</option>{% endfor %}</select></td></tr>
{{ text('contact.phone', 'phone', 'required phone', m('phone.h')) }}{{ text('contact.fax', 'fax', '') }}{{ text('contact.email', 'email', 'required email') }}</table>
{% elif page == 2 %}<fieldset><legend>{{ m('chan.t') }} <span class="req">*</span></legend>
{% for c in channels %}<div class="radio"><input id="channel{{ loop.index }}" name="channel" type="radio" class="required" value="{{ c }}"{% if form.channel == c %} checked="checked"{% endif %} /><label for="channel{{ loop.index }}"><b>{{ c }}</b> - {{ m('c.' + c) }}</label></div>{% endfor %}{{ err('channel') }}</fieldset>
<fieldset id="sftpBlock"><legend>{{ m('sftp.t') }} {{ help('sftp') }}</legend>
{% for p in ('sshKey', 'certificate') %}<div class="upl"><label for="{{ p }}">{{ m('sshKey' if p == 'sshKey' else 'cert') }} <span class="req">*</span></label><br /><input id="{{ p }}" name="{{ p }}" type="file" size="40" class="{{ 'sftp' if not form[p] else '' }}" />
{% if form[p] %}<div class="received">{{ m('received') }} {{ form[p].name }} ({{ form[p].info }})</div>{% endif %} {{ err(p) }}</div>{% endfor %}</fieldset>
<fieldset><legend>{{ m('apps.t') }} <span class="req">*</span></legend><ul id="appSummary"></ul><p><a href="#" id="appOpen" class="btn"><span>{{ m('apps.open') }}</span></a></p>{{ err('applications') }}
<div id="appDialog" title="{{ m('apps') }}"><p class="small"><a href="#" id="appAll">{{ m('all') }}</a> | <a href="#" id="appNone">{{ m('none') }}</a></p>
{% for code, short, cap in apps %}<span class="chk"><input id="applications{{ loop.index }}" name="applications" type="checkbox" value="{{ code }}"{% if code in (form.applications or []) %} checked="checked"{% endif %} /><label for="applications{{ loop.index }}">{{ short }} - {{ cap }}</label></span>{% endfor %}<input type="hidden" name="_applications" value="on" /></div></fieldset>
{% elif page == 3 %}<p>{{ m('user.t') }}</p><p class="hint">{{ m('user.r') }}</p><table class="form" summary="">{{ text('username', 'user.l', 'required techuser') }}</table><p id="userFree"></p>
{% else %}<p>{{ m('review.t') }}</p>
<h3>{{ m('w1') }} <input type="submit" class="lnk" name="_target1" value="{{ m('edit') }}" /></h3><table class="data" summary="">{% for k in ('lastName', 'firstName', 'function', 'phone', 'fax', 'email') %}{% if form['contact.' + k] %}<tr><th>{{ m(k) }}</th><td>{{ form['contact.' + k] }}</td></tr>{% endif %}{% endfor %}</table>
<h3>{{ m('w2') }} <input type="submit" class="lnk" name="_target2" value="{{ m('edit') }}" /></h3><table class="data" summary=""><tr><th>{{ m('channel') }}</th><td>{{ form.channel }}</td></tr>
{% if form.channel == 'SFTP' %}<tr><th>{{ m('sshKey') }}</th><td>{{ form.sshKey.name }} ({{ m('finger') }} {{ form.sshKey.info }})</td></tr><tr><th>{{ m('cert') }}</th><td>{{ form.certificate.name }} ({{ form.certificate.info }})</td></tr>{% endif %}
<tr><th>{{ m('apps') }}</th><td>{% for code, short, cap in apps %}{% if code in form.applications %}{{ short }} - {{ cap }}<br />{% endif %}{% endfor %}</td></tr></table>
<h3>{{ m('w3') }} <input type="submit" class="lnk" name="_target3" value="{{ m('edit') }}" /></h3><table class="data" summary=""><tr><th>{{ m('techUser') }}</th><td>{{ form.username }}</td></tr></table>{% endif %}
</div>
<div class="buttons"><input type="hidden" name="_page" value="{{ page }}" /><input type="hidden" name="org.apache.struts.taglib.html.TOKEN" value="{{ token }}" />
{% if page < 4 %}<input type="submit" class="btn-submit fwd" name="_target{{ page + 1 }}" value="{{ m('next') }} &raquo;" />{% else %}<input type="submit" class="btn-submit fwd" id="finish" name="_finish" value="{{ m('confirm') }}" />{% endif %}
{% if page %}<input type="submit" class="btn-submit" name="_target{{ page - 1 }}" value="&laquo; {{ m('prev') }}" />{% endif %}
<input type="submit" class="btn-submit" id="cancel" name="_cancel" value="{{ m('cancel') }}" /></div></form>{% endblock %}"""
ENV = jinja2.Environment(loader=jinja2.DictLoader(T), autoescape=True)
