"""Templates of the secured part: choice of enterprise and quality, access management, configuration wizard."""

HEAD = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="{{ l }}"><head><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1" />
<title>{{ title or t.u_t }}</title><link type="text/css" rel="stylesheet" href="/javax.faces.resource/theme.css.jsf?ln=primefaces-portal" />
<script type="text/javascript" src="/javax.faces.resource/primefaces.js.jsf?ln=primefaces&amp;v=6.0"></script></head>
"""
VS = '<input type="hidden" name="javax.faces.ViewState" id="j_id1:javax.faces.ViewState:0" value="{{ vs }}" autocomplete="off" />'
SECURE = {}
SECURE["sec_base.html"] = HEAD + """<body><div class="bar"><strong>Socialsecurity.be</strong><span class="grow"></span><span>{{ t.logged }} {{ mgr.prenom }} {{ mgr.nom }}</span><a href="/secured/logout.jsf">{{ t.logout }}</a></div>
<div class="wrap">{% block b %}{% endblock %}</div></body></html>"""

SECURE["notice.html"] = """{% extends 'sec_base.html' %}{% block b %}<h1>{{ t.n_h }}</h1><div class="ui-messages-info">{{ t.n_p }}</div>
<form id="nt" name="nt" method="post" action="/secured/notice.jsf"><input type="hidden" name="nt" value="nt" />
<a href="#" role="button" id="nt:j_idt14" class="ui-button" onclick="mojarra.jsfcljs(document.getElementById('nt'),{'nt:j_idt14':'nt:j_idt14'},'');return false"><span class="ui-button-text ui-c">{{ t.cont }}</span></a>""" + VS + """</form>{% endblock %}"""

SECURE["table.html"] = """<div id="ent:tbl"><table class="ui-datatable" role="grid"><thead><tr role="row"><th>{{ t.x_name }}</th><th>{{ t.x_nr }}</th><th>{{ t.x_q }}</th></tr></thead>
<tbody id="ent:tbl_data" class="ui-datatable-data">{% for c in rows %}<tr data-ri="{{ first + loop.index0 }}" data-rk="{{ c.nr }}" role="row"><td><a href="#" id="ent:tbl:{{ first + loop.index0 }}:j_idt22" class="ui-commandlink" onclick="mojarra.jsfcljs(document.getElementById('ent'),{'ent:tbl_rk':'{{ c.nr }}'},'');return false">{{ c.name }}</a></td><td>{{ c.shown }}</td><td>{{ c.roles|length }}</td></tr>
{% else %}<tr class="ui-datatable-empty-message"><td colspan="3">{{ t.x_none }}</td></tr>{% endfor %}</tbody></table>
<div class="ui-paginator" role="navigation">{% macro pg(cls, cap, to, off) %}<a href="#" class="{{ cls }}{% if off %} ui-state-disabled{% endif %}" title="{{ cap }}" onclick="PrimeFaces.ab({s:'ent:tbl',f:'ent',u:'ent:tbl',pa:{'tbl_first':'{{ to }}'}});return false">{{ caller() }}</a>{% endmacro %}
{% call pg('ui-paginator-first', t.first, 0, first == 0) %}«{% endcall %}{% call pg('ui-paginator-prev', t.prev, first - per, first == 0) %}‹ {{ t.prev }}{% endcall %}
{% for p in range(pages) %}<a href="#" class="ui-paginator-page{% if p * per == first %} ui-state-active{% endif %}" onclick="PrimeFaces.ab({s:'ent:tbl',f:'ent',u:'ent:tbl',pa:{'tbl_first':'{{ p * per }}'}});return false">{{ p + 1 }}</a>{% endfor %}
{% call pg('ui-paginator-next', t.next, first + per, first + per >= total) %}{{ t.next }} ›{% endcall %}{% call pg('ui-paginator-last', t.last, (pages - 1) * per, first + per >= total) %}»{% endcall %} <span>{{ total }} {{ t.x_count }}</span></div></div>"""

SECURE["list.html"] = """{% extends 'sec_base.html' %}{% block b %}<h1>{{ t.x_h }}</h1><p>{{ t.x_p }}</p>{% if msg %}<div class="ui-messages-error" role="alert">{{ msg }}</div>{% endif %}
<form id="ent" name="ent" method="post" action="/secured/entreprises.jsf" onsubmit="return false"><input type="hidden" name="ent" value="ent" />
<p><input id="ent:globalFilter" name="ent:globalFilter" type="text" size="40" class="ui-inputfield ui-inputtext" autocomplete="off" placeholder="{{ t.x_search }}" onkeyup="Wz.filter('ent')" oninput="Wz.filter('ent')" /></p>
{% include 'table.html' %}""" + VS + """</form>{% endblock %}"""

SECURE["roles.html"] = """{% extends 'sec_base.html' %}{% block b %}<h1>{{ t.r_h }}</h1><p><strong>{{ c.name }}</strong></p>
<form id="rol" name="rol" method="post" action="/secured/roles.jsf"><input type="hidden" name="rol" value="rol" />
<div class="cards">{% for r in roles %}<a href="#" role="button" class="card" id="rol:j_idt19:{{ loop.index0 }}:j_idt20" title="{{ t.r_win }}" onclick="mojarra.jsfcljs(document.getElementById('rol'),{'rol:r':'{{ loop.index0 }}'},'_blank');return false"><strong>{{ r.q }}</strong><span>{{ t.r_sep }} {{ t.r_nr }}&nbsp;{{ r.short }}</span> <em>({{ r.lv }})</em></a>
{% endfor %}</div>""" + VS + """</form><p><a href="/secured/entreprises.jsf">{{ t.r_other }}</a></p>{% endblock %}"""

SECURE["uman.html"] = HEAD + """<body><div class="bar"><strong>{{ t.u_t }}</strong><a href="/uman/index.jsf?cid={{ cid }}">{{ t.home }}</a><a href="/uman/index.jsf?cid={{ cid }}&amp;v=acces">{{ t.u_acc }}</a><span class="grow"></span><span>{{ c.name }} – {{ q }}</span><span>{{ t.user }} : {{ login }}</span><a href="/secured/logout.jsf">{{ t.logout }}</a></div>
<div class="layout"><main><iframe name="umanContent" id="umanContent" title="{{ t.u_t }}" src="/uman/welcome.jsf?cid={{ cid }}{% if acc %}&amp;v=acces{% endif %}"></iframe></main>
<nav aria-label="{{ t.u_menu }}"><div class="ui-panelmenu" role="tablist">
{% for head, links, off in menu %}<h3 class="ui-panelmenu-header{% if off %} ui-state-disabled{% endif %}" role="tab" aria-expanded="false"{% if not off %} onclick="return Menu.toggle(this)"{% endif %}><a href="#" onclick="return false"{% if off %} tabindex="-1" aria-disabled="true"{% endif %}>{{ head }}</a></h3>
<ul class="ui-panelmenu-content" role="tabpanel" style="display:none">{% for cap, url in links %}<li><a href="{{ url }}" target="umanContent"><span class="ui-menuitem-text">{{ cap }}</span></a></li>{% endfor %}</ul>
{% endfor %}</div></nav></div>
<script type="text/javascript">Menu.ping('/uman/keepalive.jsf?cid={{ cid }}');</script></body></html>"""

SECURE["frame.html"] = HEAD + """<body class="frame"><div class="wrap">{% block b %}<h1>{{ h }}</h1>{% if msg %}<div class="ui-messages-info">{{ msg }}</div>{% endif %}{% if p %}<p>{{ p }}</p>{% endif %}{% endblock %}</div></body></html>"""

SECURE["info.html"] = """{% extends 'frame.html' %}{% block b %}<h1>{{ t.u_xm }} – {{ t.i_h }}</h1>
{% if r %}<table class="ui-panelgrid"><tbody><tr><td>{{ t.z_q }}</td><td>{{ q }}</td></tr><tr><td>{{ t.z_nr }}</td><td>{{ r.enterprise_number }}</td></tr>
<tr><td>{{ t.i_tu }}</td><td>{{ r.username }}</td></tr><tr><td>{{ t.z_chan }}</td><td>{{ r.channel }}</td></tr><tr><td>{{ t.i_sn }}</td><td>{{ r.sender_number }}</td></tr>
<tr><td>{{ t.z_created }}</td><td>{{ r.created }}</td></tr><tr><td>{{ t.tel }}</td><td>{{ r.contact.phone }}</td></tr></tbody></table>{% else %}<div class="ui-messages-info">{{ t.i_none }}</div>{% endif %}{% endblock %}"""

# ---------------------------------------------------------------------------------------------------- the wizard
SECURE["wz.html"] = """{% extends 'frame.html' %}{% block b %}<h1>{{ t.z_t }}</h1>
<ol class="steps">{% for s in t.z_steps %}<li{% if loop.index0 == step %} class="on" aria-current="step"{% endif %}>{{ loop.index }}. {{ s }}</li>{% endfor %}</ol>
{% if err %}<div class="ui-messages-error" role="alert">{{ t.e_top }}</div>{% endif %}
<form id="wz" name="wz" method="post" action="/uman/config/wizard.jsf?cid={{ cid }}"><input type="hidden" name="wz" value="wz" />
{% include 'wz' ~ step ~ '.html' %}
{% if step < 5 %}<div class="btns"><a href="#" id="wz:j_idt72" class="ui-button flat" onclick="mojarra.jsfcljs(document.getElementById('wz'),{'wz:j_idt72':'1'},'');return false">{{ t.cancel }}</a>
{% if step %}<button type="button" id="wz:j_idt71" class="ui-button flat" onclick="mojarra.jsfcljs(document.getElementById('wz'),{'wz:j_idt71':'1'},'');return false"><span class="ui-button-text ui-c">{{ t.prev }}</span></button>{% endif %}
<button type="submit" id="wz:j_idt70" name="wz:j_idt70" class="ui-button{% if step == 2 %} ui-state-disabled{% endif %}"{% if step == 2 %} data-guard="1" disabled="disabled" aria-disabled="true"{% endif %}><span class="ui-button-text ui-c">{{ t.z_conf if step == 4 else t.next }}</span></button></div>{% endif %}
""" + VS + """</form>{% endblock %}"""

SECURE["wz0.html"] = """<p>{{ t.z_i1 }}</p><p>{{ t.z_i2 }}</p><ul>{% for i in t.z_i %}<li>{{ i }}</li>{% endfor %}</ul>"""

SECURE["cell.html"] = """<td id="wz:{{ id }}_cell"><input id="wz:{{ id }}" name="wz:{{ id }}" type="text" size="34" class="ui-inputfield ui-inputtext{% if e %} ui-state-error{% endif %}" value="{{ v }}" onblur="Wz.blur(this)"{% if e %} aria-invalid="true"{% endif %} />{% if e %}<span class="ui-message-error">{{ t[e] }}</span>{% endif %}</td>"""

SECURE["wz1.html"] = """<fieldset><legend>{{ t.z_gl }}</legend><table class="ui-panelgrid"><tbody>
{% for k in ('nom', 'prenom', 'tel', 'mail') %}<tr><td class="cap">{{ t[k] }} :</td><td><input type="text" size="34" id="wz:j_idt3{{ loop.index }}" class="ui-inputfield ro" readonly="readonly" value="{{ mgr[k] }}" /></td></tr>{% endfor %}</tbody></table></fieldset>
<fieldset><legend>{{ t.z_tu }}</legend><p>{{ t.z_tu_p }}</p><table class="ui-panelgrid"><tbody>
{% for k, id in fields %}<tr><td class="cap">{{ t[k] }}&nbsp;<span class="req">*</span></td>{% with v = w.contact[k], e = err[k] %}{% include 'cell.html' %}{% endwith %}</tr>
{% endfor %}</tbody></table></fieldset>
<fieldset><legend>{{ t.z_hd }}</legend><table class="ui-panelgrid"><tbody><tr><td class="cap">{{ t.tel }} :</td><td>02 511 51 51</td></tr><tr><td class="cap">{{ t.mail }} :</td><td>contactcenter@eranova.fgov.be</td></tr></tbody></table></fieldset>"""

SECURE["files.html"] = """<div id="wz:files">{% if w.channel == 'SFTP' %}<h2>{{ t.z_files }}</h2><table class="ui-panelgrid"><tbody>
{% for k, id, cap, hint, acc in uploads %}<tr><td class="cap">{{ cap }}&nbsp;* <br /><small>{{ hint }}</small></td><td>
<div id="wz:{{ id }}" class="ui-fileupload" {% if w[k] %}data-done="1"{% endif %}>{% if w[k] %}<span class="done">✓ <strong>{{ w[k].name }}</strong> ({{ w[k].info }})</span> <a href="#" onclick="PrimeFaces.ab({s:'wz:{{ id }}_del',f:'wz',u:'wz:files'});return false">{{ t.z_del }}</a>{% else %}
<span role="button" tabindex="0" class="ui-button ui-fileupload-choose" onclick="Wz.pick(this)"><span class="ui-button-text">{{ t.z_pick }}</span></span>
<input type="file" id="wz:{{ id }}_input" name="wz:{{ id }}_input" style="display:none"{% if acc %} accept="{{ acc }}"{% endif %} onchange="Wz.up(this)" />
<div class="ui-fileupload-content" onclick="Wz.pick(this)" ondragover="event.preventDefault()" ondrop="Wz.drop(this,event)">{{ t.z_drop }}</div><div class="ui-progressbar" style="display:none"><div></div></div>{% endif %}</div>
{% if err[k] %}<span class="ui-message-error" role="alert">{{ t[err[k]] }}</span>{% endif %}</td></tr>
{% endfor %}</tbody></table>{% endif %}</div>"""

SECURE["pnl.html"] = """<div id="wz:pnl">{% include 'files.html' %}
{% if w.channel %}<h2>{{ t.z_apps }}</h2><p>{{ t.z_apps_p }}</p><p><input type="text" id="wz:flt" class="ui-inputfield" placeholder="{{ t.z_filter }}" autocomplete="off" oninput="Wz.rows()" onkeydown="return event.keyCode!=13" /> {{ t.z_chosen }} <span id="wz:sel">{{ w.apps|length }}</span></p>
{% if err.apps %}<span class="ui-message-error" role="alert">{{ t[err.apps] }}</span>{% endif %}
<table class="ui-datatable"><tbody id="wz:apps_data">{% for code, cap in apps %}<tr data-ri="{{ loop.index0 }}"{% if loop.index0 > 6 %} class="ui-state-hidden"{% endif %}><td id="wz:apps:{{ loop.index0 }}:j_idt95">{{ cap }}</td><td style="width:50px"><div class="ui-inputswitch{% if code in w.apps %} on{% endif %}" onclick="Wz.sw(this,event)"><div class="ui-inputswitch-handle"></div><div class="ui-helper-hidden-accessible"><input type="checkbox" name="wz:apps" value="{{ loop.index0 }}" id="wz:apps:{{ loop.index0 }}:j_idt96_input" aria-labelledby="wz:apps:{{ loop.index0 }}:j_idt95"{% if code in w.apps %} checked="checked"{% endif %} onchange="Wz.swc(this)" /></div></div></td></tr>
{% endfor %}</tbody></table><div class="ui-paginator" id="wz:apps_pg"><a href="#" class="pr ui-state-disabled" onclick="Wz.page(Wz.p-1);return false">‹ {{ t.prev }}</a><span class="d">1 / 2</span><a href="#" class="nx" onclick="Wz.page(Wz.p+1);return false">{{ t.next }} ›</a></div>
{% else %}<p><em>{{ t.z_first }}</em></p>{% endif %}</div>"""

SECURE["wz2.html"] = """<h2>{{ t.z_ch }}</h2><p id="wz:j_idt80">{{ t.z_ch_p }}</p>{% if err.channel %}<span class="ui-message-error">{{ t[err.channel] }}</span>{% endif %}
<table id="wz:j_idt81" role="radiogroup" aria-labelledby="wz:j_idt80" class="ui-selectoneradio"><tbody>{% for ch in channels %}<tr><td><div class="ui-radiobutton"><div class="ui-helper-hidden-accessible"><input type="radio" id="wz:j_idt81:{{ loop.index0 }}" name="wz:chan" value="{{ ch }}"{% if w.channel == ch %} checked="checked"{% endif %} onchange="Wz.radio(this)" /></div><div class="ui-radiobutton-box{% if w.channel == ch %} ui-state-active{% endif %}" onclick="Wz.box(this)"></div></div></td>
<td><label for="wz:j_idt81:{{ loop.index0 }}">{{ ch }}</label></td><td><small>{{ t.z_chd[ch] }}</small></td></tr>{% endfor %}</tbody></table>
{% include 'pnl.html' %}"""

SECURE["ucell.html"] = """<div id="wz:j_idt60_cell"><span class="ui-float-label"><input id="wz:j_idt60" name="wz:j_idt60" type="text" class="ui-inputfield ui-inputtext{% if e %} ui-state-error{% endif %}" value="{{ v }}" placeholder=" " autocomplete="off" onblur="Wz.blur(this)" /><label for="wz:j_idt60">{{ t.user }}</label></span>{% if e %}<span class="ui-message-error">{{ t[e] }}</span>{% elif ok %}<span class="ui-message-ok">{{ t.z_un_ok }}</span>{% endif %}</div>"""

SECURE["wz3.html"] = """<h2>{{ t.z_un }}</h2><p>{{ t.z_un_p }}</p><ul>{% for r in t.z_un_r %}<li>{{ r }}</li>{% endfor %}</ul>
{% with v = w.username, e = err.username %}{% include 'ucell.html' %}{% endwith %}"""

SECURE["wz4.html"] = """<h2>{{ t.z_rv }}</h2><p>{{ t.z_rv_p }}</p><dl class="rv"><dt>{{ t.z_q }}</dt><dd>{{ q }}</dd><dt>{{ t.z_nr }}</dt><dd>{{ c.dotted }}</dd></dl>
<fieldset><legend>{{ t.z_tu }}</legend><dl class="rv">{% for k, id in fields %}<dt>{{ t[k] }}</dt><dd>{{ w.contact[k] }}</dd>{% endfor %}<dt>{{ t.user }}</dt><dd>{{ w.username }}</dd></dl></fieldset>
<fieldset><legend>{{ t.z_chan }}</legend><dl class="rv"><dt>{{ t.z_chan }}</dt><dd>{{ w.channel }}</dd>{% if w.channel == 'SFTP' %}<dt>{{ t.z_ssh }}</dt><dd>{{ w.ssh.name }}<br /><small>{{ w.ssh.info }}</small></dd><dt>{{ t.z_cer }}</dt><dd>{{ w.cer.name }}<br /><small>{{ w.cer.info }}</small></dd>{% endif %}
<dt>{{ t.z_apps }}</dt><dd>{% for code, cap in apps if code in w.apps %}{{ cap }}<br />{% endfor %}</dd></dl></fieldset>"""

SECURE["wz5.html"] = """<h2>{{ t.z_ok }}</h2><p class="ui-messages-info">{{ t.z_ok1 }} {{ r.created }} {{ r.time }} {{ t.z_ok2 }} {{ r.reference }}{{ t.z_ok3 }} <b>{{ r.username }}</b> {{ t.z_ok4 }} <b>{{ r.sender_number }}</b> {{ t.z_ok5 }} {{ active }}{{ t.z_ok6 }}</p><p>{{ t.z_ok7 }}</p>"""
