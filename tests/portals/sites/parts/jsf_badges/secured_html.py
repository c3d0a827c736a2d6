"""Templates of the secured part ("uman")."""
T = {}
T["sec.base"] = """<!DOCTYPE html>
<html lang="{{ lang }}" xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"><title>{{ title }} - {{ _("Gestion d’accès", "Toegangsbeheer") }}</title>
<link rel="stylesheet" href="/styles/master.css"><script src="/uman/javax.faces.resource/jsf.js.xhtml?ln=javax.faces"></script></head>
<body data-wait="{{ _("Veuillez patienter…", "Even geduld…") }}"><a class="skip" href="#content">{{ _("Vers le contenu de cette page", "Naar de inhoud van deze pagina") }}</a>
<header class="top"><div class="wrap"><a class="logo" href="/uman/secured/home.xhtml">socialsecurity.be<small>{{ _("Espace sécurisé", "Beveiligde zone") }}</small></a>
<div><small>{{ person }}{% if s.number %}<br>{{ company }} – {{ role }}{% endif %}</small></div>
{% if not wizard %}<ul class="langs">{% for l in ("fr", "nl") %}<li{% if l == lang %} class="on"{% endif %}><a href="?lang={{ l }}" lang="{{ l }}">{{ l|upper }}</a></li>{% endfor %}</ul>{% endif %}
<a href="/uman/logout">{{ _("Se déconnecter", "Afmelden") }}</a></div></header>
{% if s.number %}<nav class="main" aria-label="{{ _("Navigation principale", "Hoofdnavigatie") }}"><div class="wrap"><ul>{% for k, href, n in topnav %}<li><a href="{{ href }}"{% if k == area %} class="on"{% endif %}>{{ n }}</a></li>{% endfor %}</ul></div></nav>{% endif %}
<div class="wrap cols"><main id="content">{% block main %}{% endblock %}</main>{% if s.number %}<aside>{% block aside %}{% include "sec.menu" %}{% endblock %}</aside>{% endif %}</div>
</body></html>"""

T["sec.menu"] = """{% if area == "am" %}<div class="box ui-panelmenu"><h2>{{ _("Gestion d’accès", "Toegangsbeheer") }}</h2><ul>
<li><a href="/uman/secured/own.xhtml">{{ _("Gestion des données propres", "Beheer van de eigen gegevens") }}</a></li>
<li><a href="/uman/secured/users.xhtml">{{ _("Gestion des utilisateurs", "Beheer van de gebruikers") }}</a></li>
<li><a href="#" role="button" id="menu:exch" aria-controls="menu:exch_list" aria-expanded="{{ "true" if item == "info" else "false" }}" onclick="return mojarra.toggle(this)">{{ _("Échange par messages structurés", "Uitwisseling via gestructureerde berichten") }}</a>
<ul id="menu:exch_list"{% if item != "info" %} style="display:none"{% endif %}><li><a href="/uman/secured/batchInfo.xhtml"{% if item == "info" %} class="on"{% endif %}>{{ _("Information", "Informatie") }}</a></li>
<li><a href="/uman/secured/channels.xhtml">{{ _("Ajouter / supprimer un canal", "Een kanaal toevoegen / verwijderen") }}</a></li></ul></li></ul></div>
{% else %}<div class="box"><h2>{{ quality }}</h2><ul><li><a href="/uman/secured/own.xhtml">{{ _("Données de l’entreprise", "Gegevens van de onderneming") }}</a></li>
<li><a href="/uman/secured/users.xhtml">{{ _("Utilisateurs", "Gebruikers") }}</a></li>
<li><a href="/uman/secured/structuredMessages.xhtml"{% if item == "batch" %} class="on"{% endif %}>{{ _("Messages structurés", "Gestructureerde berichten") }}</a>
{% if item == "batch" and manager %}<ul><li><a href="/uman/secured/configuration.xhtml">{{ _("Enregistrer les données de configuration", "De configuratiegegevens registreren") }}</a></li>
<li><a href="/site_{{ lang }}/general/helpcentre/batch/index.htm" target="_blank">{{ _("Aide batch (nouvelle fenêtre)", "Hulp batch (nieuw venster)") }}</a></li></ul>{% endif %}</li></ul></div>{% endif %}"""

T["sec.page"] = """{% extends "sec.base" %}{% block main %}<h1>{{ title }}</h1>{% if warn %}<div class="ui-messages-warn" role="alert">{{ warn }}</div>{% endif %}
{% for p in paras %}<p>{{ p }}</p>{% endfor %}{% if rows %}<table class="props"><tbody>{% for k, v in rows %}<tr><th scope="row">{{ k }}</th><td>{{ v }}</td></tr>{% endfor %}</tbody></table>{% endif %}{% endblock %}"""

T["sec.tbl"] = """<div id="lst:tbl" class="ui-datatable"><table><thead><tr><th>{{ _("Dénomination", "Benaming") }}</th><th>{{ _("Numéro d’entreprise", "Ondernemingsnummer") }}</th></tr></thead><tbody>
{% for c in rows %}<tr{% if s.company and s.company[0] == c[0] %} aria-selected="true"{% endif %}><td><a href="#" id="lst:tbl:{{ loop.index0 + first }}:sel" onclick="document.getElementById('lst:key').value='{{ c[0] }}';return mojarra.ab(this.id,'lst:roles')">{{ c[1] }}</a></td><td>{{ c[0] }}</td></tr>
{% else %}<tr><td colspan="2">{{ _("Aucune entreprise trouvée.", "Geen onderneming gevonden.") }}</td></tr>{% endfor %}</tbody></table>
<div class="ui-paginator"><span>{{ _("%d entreprise(s)", "%d onderneming(en)")|format(total) }}</span>{% if pages > 1 %}{% for p in range(pages) %}<a href="#" id="lst:tbl_p{{ p }}" class="ui-paginator-page{% if p == s.page %} ui-state-active{% endif %}" aria-label="{{ _("Page", "Pagina") }} {{ p + 1 }}" onclick="return mojarra.ab(this.id,'lst:tbl')">{{ p + 1 }}</a>{% endfor %}{% endif %}</div></div>"""
T["sec.roles"] = """<div id="lst:roles" aria-live="polite">{% if chosen %}<h2>{{ chosen[1] }}</h2><p>{{ _("Cliquez sur la qualité pour laquelle vous souhaitez travailler :", "Klik op de hoedanigheid waarvoor u wenst te werken:") }}</p><ul class="roles">
{% for i, text in roles %}<li><a href="#" id="lst:q:{{ i }}:go" onclick="return mojarra.cljs('lst','lst:q:{{ i }}:go')">{{ text }}</a></li>{% endfor %}</ul>{% endif %}</div>"""
T["sec.companies"] = """{% extends "sec.base" %}{% block main %}<h1>{{ title }}</h1><p>{{ _("Vous êtes connu pour plusieurs entreprises. Choisissez dans la liste l’entreprise pour laquelle vous souhaitez travailler, puis la qualité.", "U bent gekend voor meerdere ondernemingen. Kies in de lijst de onderneming waarvoor u wenst te werken en vervolgens de hoedanigheid.") }}</p>
<form id="lst" name="lst" method="post" action="/uman/secured/entities.xhtml" onsubmit="return false"><input type="hidden" name="lst" value="lst"><input type="hidden" name="lst:key" id="lst:key">
<div class="fld"><label for="lst:filter">{{ _("Rechercher", "Zoeken") }}</label><input type="text" id="lst:filter" name="lst:filter" value="{{ s.query }}" placeholder="{{ _("nom ou numéro", "naam of nummer") }}" autocomplete="off" oninput="mojarra.later(function(){mojarra.ab('lst:filter','lst:tbl',true)})"></div>
{% include "sec.tbl" %}{% include "sec.roles" %}</form>{% endblock %}"""

# ---- wizard ----
T["wiz.base"] = """{% extends "sec.base" %}{% block main %}<h1>{{ _("Enregistrer les données de configuration", "De configuratiegegevens registreren") }}</h1>
<ol class="ui-steps">{% for n in steps %}<li class="{% if loop.index == step %}ui-state-active{% endif %}"{% if loop.index == step %} aria-current="step"{% endif %}><b>{{ loop.index }}</b>{{ n }}</li>{% endfor %}</ol>
<form id="cfg" name="cfg" method="post" action="/uman/secured/configuration.xhtml" enctype="multipart/form-data"{% if step == 5 %} onsubmit="return mojarra.once(this)"{% endif %} novalidate>
<input type="hidden" name="cfg" value="cfg"><input type="hidden" name="javax.faces.ViewState" value="{{ d.id }}:{{ step }}" autocomplete="off">
{% if errors %}<div class="ui-messages-error" role="alert">{{ errors.get("*") and _(*errors["*"]) or _("Certaines données manquent ou sont incorrectes. Veuillez les corriger ci-dessous.", "Sommige gegevens ontbreken of zijn onjuist. Gelieve ze hieronder te verbeteren.") }}</div>{% endif %}
{% block step %}{% endblock %}<div class="btns"><button type="submit" class="ui-button" id="cfg:{{ "bevestigen" if step == 5 else "volgende" }}" name="cfg:{{ "bevestigen" if step == 5 else "volgende" }}"><span class="ui-button-text">{{ _("Confirmer", "Bevestigen") if step == 5 else _("Suivant", "Volgende") }}</span></button>
{% if step > 1 %}<button type="submit" class="ui-button sec" id="cfg:vorige" name="cfg:vorige"><span class="ui-button-text">{{ _("Précédent", "Vorige") }}</span></button>{% endif %}
<a class="left" href="/uman/secured/structuredMessages.xhtml">{{ _("Annuler", "Annuleren") }}</a></div></form>{% endblock %}"""

T["wiz.1"] = """{% extends "wiz.base" %}{% block step %}<p>{{ _("Vous allez créer l’utilisateur technique de la qualité", "U gaat de technische gebruiker aanmaken van de hoedanigheid") }} <strong>{{ quality }}</strong> ({{ s.number }}) {{ _("et choisir le canal par lequel vos messages structurés seront échangés.", "en het kanaal kiezen waarlangs uw gestructureerde berichten uitgewisseld worden.") }}</p>
<h2>{{ _("De quoi avez-vous besoin ?", "Wat hebt u nodig?") }}</h2><ul><li>{{ _("les données de la personne de contact : nom, prénom, fonction, téléphone et adresse e-mail ;", "de gegevens van de contactpersoon: naam, voornaam, functie, telefoon en e-mailadres;") }}</li>
<li>{{ _("pour SFTP : la clé publique SSH créée dans votre client SFTP et la clé publique de votre certificat qualifié (.cer) ;", "voor SFTP: de publieke SSH-sleutel die u in uw SFTP-client hebt aangemaakt en de publieke sleutel van uw gekwalificeerd certificaat (.cer);") }}</li>
<li>{{ _("un nom d’utilisateur de votre choix pour l’utilisateur technique.", "een gebruikersnaam naar keuze voor de technische gebruiker.") }}</li></ul>
<p>{{ _("Par qualité, un seul utilisateur technique peut être créé.", "Per hoedanigheid kan slechts één technische gebruiker aangemaakt worden.") }}</p>{% endblock %}"""

T["wiz.2"] = """{% extends "wiz.base" %}{% block step %}<h2>{{ _("Données de contact de l’utilisateur technique", "Contactgegevens van de technische gebruiker") }}</h2>
<p>{{ _("L’utilisateur technique est la personne de contact de la qualité pour l’échange des messages structurés. Il doit avoir une connaissance technique de la manière dont l’échange des fichiers se produit.", "De technische gebruiker is de contactpersoon van de hoedanigheid voor de uitwisseling van gestructureerde berichten. Hij moet technische kennis hebben van de manier waarop de bestanden uitgewisseld worden.") }}</p>
{% for f in fields %}<div class="fld{% if errors[f.key] %} bad{% endif %}"><label for="cfg:contact:{{ f.id }}">{{ f.label }}{% if f.need %} <em class="rf-star" aria-hidden="true">*</em>{% endif %}</label>
<input type="{{ f.type }}" id="cfg:contact:{{ f.id }}" name="cfg:contact:{{ f.id }}" value="{{ d.contact[f.key] }}" maxlength="{{ f.max }}"{% if f.need %} aria-required="true"{% endif %}{% if errors[f.key] %} aria-invalid="true"{% endif %}>
{% if errors[f.key] %}<span class="ui-message-error">{{ _(*errors[f.key]) }}</span>{% endif %}{% if f.hint %}<small>{{ f.hint }}</small>{% endif %}</div>{% endfor %}
<div class="fld"><label for="cfg:contact:taal">{{ _("Langue", "Taal") }}</label><select id="cfg:contact:taal" name="cfg:contact:taal">{% for v, n in (("fr", "Français"), ("nl", "Nederlands"), ("de", "Deutsch")) %}<option value="{{ v }}"{% if d.contact.language == v %} selected{% endif %}>{{ n }}</option>{% endfor %}</select></div>
<p><small><em class="rf-star">*</em> {{ _("champ obligatoire", "verplicht veld") }}</small></p>{% endblock %}"""

T["wiz.upload"] = """<div class="up" id="cfg:sftp:{{ u.id }}_panel"><div class="t" id="cfg:sftp:{{ u.id }}_lbl">{{ u.label }} <em class="rf-star" aria-hidden="true">*</em></div><div><small>{{ u.hint }}</small></div>
{% if d[u.key] %}<div class="ok">✓ <strong>{{ d[u.key].name }}</strong><br><small>{{ d[u.key].info }}</small></div><a href="#" id="cfg:sftp:{{ u.id }}_del" onclick="return mojarra.ab(this.id,'cfg:sftp:{{ u.id }}_panel')">{{ _("Supprimer", "Verwijderen") }}</a>
{% else %}<span class="ui-button sec ui-fileupload-choose"><span class="ui-button-text">{{ _("Parcourir…", "Bladeren…") }}</span><input type="file" id="cfg:sftp:{{ u.id }}" name="cfg:sftp:{{ u.id }}" aria-labelledby="cfg:sftp:{{ u.id }}_lbl"{% if u.accept %} accept="{{ u.accept }}"{% endif %} onchange="if(this.files.length){mojarra.ab(this.id,'cfg:sftp:{{ u.id }}_panel')}"></span>{% endif %}
{% if errors[u.key] %}<span class="ui-message-error" role="alert">{{ _(*errors[u.key]) }}</span>{% endif %}</div>"""

T["wiz.detail"] = """<div id="cfg:detail">{% if d.channel %}{% if d.channel == "SFTP" %}<h2>SFTP</h2><p>{{ _("Téléchargez ci-dessous les deux fichiers.", "Laad hieronder de twee bestanden op.") }} <a href="/site_{{ lang }}/general/helpcentre/batch/document/pdf/startup_sftp.htm" target="_blank">{{ _("Guide de démarrage SFTP (nouvelle fenêtre)", "Startgids SFTP (nieuw venster)") }}</a></p>
{% for u in uploads %}{% include "wiz.upload" %}{% endfor %}{% else %}<div class="ui-messages-info">{{ notes[d.channel] }}</div>{% endif %}
<h2 id="appl_h">{{ _("Applications", "Toepassingen") }}</h2><p>{{ _("Désignez dans la liste les applications pour lesquelles vous souhaitez envoyer par %s.", "Duid in de lijst de toepassingen aan waarvoor u wenst te verzenden via %s.")|format(d.channel) }}</p>
{% if errors.applications %}<span class="ui-message-error">{{ _(*errors.applications) }}</span>{% endif %}
<table class="ui-datatable" aria-labelledby="appl_h"><thead><tr><th style="width:34px"><input type="checkbox" id="cfg:alles" aria-label="{{ _("Tout sélectionner", "Alles selecteren") }}" onclick="mojarra.all(this)"></th><th>{{ _("Application", "Toepassing") }}</th></tr></thead><tbody>
{% for a in apps %}<tr><td><input type="checkbox" name="cfg:toepassingen" id="cfg:toepassingen:{{ loop.index0 }}" value="{{ a[0] }}"{% if a[0] in d.applications %} checked{% endif %}></td><td><label for="cfg:toepassingen:{{ loop.index0 }}">{{ _(a[2], a[3]) }}</label></td></tr>{% endfor %}</tbody></table>{% endif %}</div>"""

T["wiz.3"] = """{% extends "wiz.base" %}{% block step %}<h2>{{ _("Choix du canal batch", "Keuze van het batchkanaal") }}</h2>
<fieldset class="cards" id="cfg:kanaal"><legend>{{ _("Via quel canal les données seront-elles échangées ?", "Via welk kanaal worden de gegevens uitgewisseld?") }} <em class="rf-star" aria-hidden="true">*</em></legend>
{% for c in channels %}<div><input class="sr-only" type="radio" name="cfg:kanaal" id="cfg:kanaal:{{ loop.index0 }}" value="{{ c }}"{% if d.channel == c %} checked{% endif %} onchange="mojarra.ab(this.id,'cfg:detail')"><label for="cfg:kanaal:{{ loop.index0 }}"><b>{{ c }}{% if c == "SFTP" %} <span class="tag">{{ _("recommandé", "aanbevolen") }}</span>{% endif %}</b><small>{{ cardnotes[c] }}</small></label></div>{% endfor %}</fieldset>
{% if errors.channel %}<span class="ui-message-error">{{ _(*errors.channel) }}</span>{% endif %}{% include "wiz.detail" %}{% endblock %}"""

T["wiz.umsg"] = """<span id="cfg:gebruikersnaam_msg" style="grid-column:2;display:block;min-height:24px">{% if errors.username %}<span class="ui-message-error">{{ _(*errors.username) }}</span>{% elif free %}<span class="ui-message-info">{{ _("Ce nom d’utilisateur est disponible.", "Deze gebruikersnaam is beschikbaar.") }}</span>{% endif %}</span>"""
T["wiz.4"] = """{% extends "wiz.base" %}{% block step %}<h2>{{ _("Nom d’utilisateur de l’utilisateur technique", "Gebruikersnaam van de technische gebruiker") }}</h2>
<p>{{ _("Vous choisissez vous-même ce nom ; une fois attribué, il ne pourra plus être modifié.", "U kiest deze naam zelf; eenmaal toegekend kan hij niet meer gewijzigd worden.") }}</p>
<ul><li>{{ _("uniquement des lettres (a-z) et des chiffres (0-9)", "enkel letters (a-z) en cijfers (0-9)") }}</li><li>{{ _("au moins 8 et au maximum 20 positions", "minstens 8 en hoogstens 20 posities") }}</li><li>{{ _("pas d’espace", "geen spaties") }}</li><li>{{ _("unique dans tout le système d’accès du portail", "uniek in het volledige toegangssysteem van het portaal") }}</li></ul>
<div class="fld{% if errors.username %} bad{% endif %}"><label for="cfg:gebruikersnaam">{{ _("Nom d’utilisateur", "Gebruikersnaam") }} <em class="rf-star" aria-hidden="true">*</em></label><input type="text" id="cfg:gebruikersnaam" name="cfg:gebruikersnaam" value="{{ d.username }}" autocomplete="off" spellcheck="false" onchange="mojarra.ab(this.id,'cfg:gebruikersnaam_msg',true)">{% include "wiz.umsg" %}</div>{% endblock %}"""

T["wiz.5"] = """{% extends "wiz.base" %}{% block step %}<h2>{{ _("Contrôle des données", "Controle van de gegevens") }}</h2><p>{{ _("Contrôlez si toutes les données sont correctes et cliquez ensuite sur « Confirmer ».", "Controleer of alle gegevens juist zijn en klik daarna op ‘Bevestigen’.") }}</p>
{% for head, back, rows in review %}<h3>{{ head }}{% if back %} <small>(<a href="#" id="cfg:wijzig{{ back }}" onclick="return mojarra.cljs('cfg','cfg:wijzig{{ back }}')">{{ _("modifier", "wijzigen") }}</a>)</small>{% endif %}</h3>
<table><tbody>{% for k, v in rows %}<tr><th scope="row" style="width:240px">{{ k }}</th><td>{% if v is string %}{{ v }}{% else %}{% for x in v %}{{ x }}<br>{% endfor %}{% endif %}</td></tr>{% endfor %}</tbody></table>{% endfor %}{% endblock %}"""

T["wiz.done"] = """{% extends "sec.base" %}{% block main %}<h1>{{ _("L’utilisateur technique est créé", "De technische gebruiker is aangemaakt") }}</h1>
<div class="ui-messages-info" role="status">{{ _("Vos données de configuration ont bien été enregistrées.", "Uw configuratiegegevens werden goed geregistreerd.") }} {{ _("Référence de la demande :", "Referentie van de aanvraag:") }} {{ r.reference }}</div>
<table><tbody><tr><th scope="row">{{ _("Entreprise", "Onderneming") }}</th><td>{{ company }}</td></tr><tr><th scope="row">{{ _("Numéro d’entreprise", "Ondernemingsnummer") }}</th><td>{{ r.enterprise_number }}</td></tr>
<tr><th scope="row">{{ _("Utilisateur technique", "Technische gebruiker") }}</th><td>{{ r.username }}</td></tr><tr><th scope="row">{{ _("Canal", "Kanaal") }}</th><td>{{ r.channel }}</td></tr>
<tr><th scope="row">{{ _("Numéro d’expéditeur", "Verzendernummer") }}</th><td><span class="num">{{ r.sender_number }}</span></td></tr><tr><th scope="row">{{ _("Date d’enregistrement", "Datum van registratie") }}</th><td>{{ r.date }}</td></tr></tbody></table>
<p>{{ _("Ce numéro doit être utilisé dans le nom de tous les fichiers que vous expédiez par messages structurés, complété par des zéros jusqu’à six positions, par exemple :", "Dit nummer moet gebruikt worden in de naam van alle bestanden die u via gestructureerde berichten verzendt, aangevuld met nullen tot zes posities, bijvoorbeeld:") }} <code>FI.DIMN.{{ r.sender_number.zfill(6) }}.{{ today }}.00001.T.1.1</code></p>
<p>{{ _("Vous pouvez retrouver ce numéro plus tard via « Gestion d’accès », « Échange par messages structurés », « Information ».", "U kunt dit nummer later terugvinden via ‘Toegangsbeheer’, ‘Uitwisseling via gestructureerde berichten’, ‘Informatie’.") }}</p>
<p><a class="btn" href="/uman/secured/home.xhtml">{{ _("Terminer", "Beëindigen") }}</a></p>{% endblock %}"""
