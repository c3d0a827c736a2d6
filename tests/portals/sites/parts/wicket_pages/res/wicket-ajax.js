/* Couche Ajax du portail : exécute les réponses <ajax-response> de Wicket. */
(function (w, d) {
  'use strict';
  var Wicket = w.Wicket = w.Wicket || {};
  Wicket.$ = function (id) { return typeof id === 'string' ? d.getElementById(id) : id; };
  Wicket.Event = { add: function (el, type, fn) {
    if (type === 'domready') {
      if (d.readyState !== 'loading') { fn(); } else { d.addEventListener('DOMContentLoaded', fn); }
      return;
    }
    el.addEventListener(type, fn);
  } };
  var enCours = 0;
  function indicateur(n) {
    enCours = Math.max(0, enCours + n);
    var i = d.getElementById('indicateurAjax');
    if (i) { i.style.visibility = enCours ? 'visible' : 'hidden'; }
  }
  function remplacer(id, html) {
    var ancien = d.getElementById(id);
    if (!ancien) { return; }
    var t = d.createElement(ancien.parentNode.tagName === 'TBODY' ? 'tbody' : 'div');
    t.innerHTML = html;
    var nouveau = t.firstElementChild;
    ancien.parentNode.replaceChild(nouveau, ancien);
  }
  function traiter(xml) {
    var racine = xml && xml.documentElement;
    if (!racine || racine.nodeName !== 'ajax-response') { w.location.reload(); return; }
    Array.prototype.forEach.call(racine.childNodes, function (n) {
      if (n.nodeName === 'component') { remplacer(n.getAttribute('id'), n.textContent); }
      else if (n.nodeName === 'evaluate') { new Function(n.textContent)(); }
      else if (n.nodeName === 'redirect') { w.location = n.textContent; }
    });
  }
  Wicket.Form = { serialize: function (form) {
    var r = [];
    Array.prototype.forEach.call(form.elements, function (e) {
      if (!e.name || e.disabled || e.type === 'file' || e.type === 'submit' || e.type === 'button') { return; }
      if ((e.type === 'radio' || e.type === 'checkbox') && !e.checked) { return; }
      if (e.tagName === 'SELECT' && e.multiple) {
        Array.prototype.forEach.call(e.options, function (o) { if (o.selected) { r.push([e.name, o.value]); } });
        return;
      }
      r.push([e.name, e.value]);
    });
    return r;
  } };
  function encoder(paires) {
    return paires.map(function (p) { return encodeURIComponent(p[0]) + '=' + encodeURIComponent(p[1]); }).join('&');
  }
  Wicket.Ajax = {
    baseUrl: '',
    envoyer: function (u, m, paires, suite) {
      var x = new XMLHttpRequest();
      var corps = encoder(paires || []);
      if (m !== 'POST' && corps) { u += '&' + corps; corps = ''; }
      u += (u.indexOf('?') < 0 ? '?' : '&') + '_=' + new Date().getTime();
      x.open(m || 'GET', u, true);
      x.setRequestHeader('Wicket-Ajax', 'true');
      x.setRequestHeader('Wicket-Ajax-BaseURL', Wicket.Ajax.baseUrl);
      x.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
      if (m === 'POST') { x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'); }
      x.onload = function () {
        indicateur(-1);
        var loc = x.getResponseHeader('Ajax-Location');
        if (loc) { w.location = loc; return; }
        if (suite) { suite(x); } else { traiter(x.responseXML); }
      };
      x.onerror = function () { indicateur(-1); };
      indicateur(1);
      x.send(m === 'POST' ? corps : null);
    },
    ajax: function (a) {
      var c = Wicket.$(a.c);
      if (!c) { return; }
      var lier = function (el) {
        el.addEventListener(a.e, function (ev) {
          if (a.e === 'click' && a.pd !== false) { ev.preventDefault(); }
          var paires = [];
          if (a.f) { paires = Wicket.Form.serialize(Wicket.$(a.f)); if (a.sc) { paires.push([a.sc, '1']); } }
          else if (a.m === 'POST' && el.name) { paires = [[el.name, el.value]]; }
          Wicket.Ajax.envoyer(a.u, a.m, paires);
        });
      };
      if (a.ich) { Array.prototype.forEach.call(c.querySelectorAll('input'), lier); } else { lier(c); }
    }
  };

  /* --- org.apache.wicket.extensions : Palette --- */
  function ranger(sel, o) {
    var avant = null;
    for (var i = 0; i < sel.options.length; i++) { if (sel.options[i].text > o.text) { avant = sel.options[i]; break; } }
    sel.insertBefore(o, avant);
  }
  Wicket.Palette = {
    deplacer: function (de, vers, enr, selection) {
      de = Wicket.$(de); vers = Wicket.$(vers);
      Array.prototype.slice.call(de.options).forEach(function (o) {
        if (o.selected) { ranger(vers, o); o.selected = false; }
      });
      Wicket.$(enr).value = Array.prototype.map.call(Wicket.$(selection).options, function (o) { return o.value; }).join(',');
    },
    add: function (c, s, r) { this.deplacer(c, s, r, s); },
    remove: function (c, s, r) { this.deplacer(s, c, r, s); }
  };

  /* --- ModalWindow --- */
  var fenetre = null, masque = null, retour = null;
  Wicket.Window = {
    ouvrir: function (titre, html, fermer) {
      Wicket.Window.fermer();
      retour = d.activeElement;
      masque = d.createElement('div'); masque.className = 'wicket-mask-dark';
      fenetre = d.createElement('div'); fenetre.className = 'wicket-modal';
      fenetre.setAttribute('role', 'dialog'); fenetre.setAttribute('aria-modal', 'true');
      fenetre.innerHTML = '<div class="w_content_1"><div class="w_caption"><a class="w_close" href="#" title="' + fermer + '"><span>' + fermer +
        '</span></a><h3 class="w_captionText"></h3></div><div class="w_content_3"></div></div>';
      fenetre.querySelector('.w_captionText').textContent = titre;
      fenetre.setAttribute('aria-label', titre);
      fenetre.querySelector('.w_content_3').innerHTML = html;
      d.body.appendChild(masque); d.body.appendChild(fenetre);
      Array.prototype.forEach.call(fenetre.querySelectorAll('.w_close, .fermerFenetre'), function (b) {
        b.addEventListener('click', function (e) { e.preventDefault(); Wicket.Window.fermer(); });
      });
      var premier = fenetre.querySelector('.w_content_3 .fermerFenetre');
      if (premier) { premier.focus(); }
    },
    fermer: function () {
      if (!fenetre) { return; }
      d.body.removeChild(fenetre); d.body.removeChild(masque); fenetre = masque = null;
      if (retour && d.body.contains(retour)) { retour.focus(); }
    }
  };
  d.addEventListener('keydown', function (e) { if (e.keyCode === 27) { Wicket.Window.fermer(); } });

  /* --- AutoCompleteTextField --- */
  Wicket.AutoComplete = function (id, url) {
    var champ = Wicket.$(id), liste = null, minuterie = null, pos = -1;
    if (!champ) { return; }
    champ.setAttribute('autocomplete', 'off');
    function cacher() { w.clearTimeout(minuterie); if (liste) { liste.parentNode.removeChild(liste); liste = null; } pos = -1; }
    function choisir(li) { champ.value = li.getAttribute('textvalue'); cacher(); }
    function montrer(html) {
      cacher();
      if (d.activeElement !== champ) { return; }
      var t = d.createElement('div'); t.className = 'wicket-aa-container'; t.innerHTML = html;
      if (!t.querySelector('li')) { return; }
      champ.parentNode.appendChild(t); liste = t;
      Array.prototype.forEach.call(t.querySelectorAll('li'), function (li) {
        li.addEventListener('mousedown', function (e) { e.preventDefault(); choisir(li); });
      });
    }
    champ.addEventListener('input', function () {
      w.clearTimeout(minuterie);
      if (champ.value.length < 2) { cacher(); return; }
      minuterie = w.setTimeout(function () {
        Wicket.Ajax.envoyer(url, 'GET', [['q', champ.value]], function (x) { montrer(x.responseText); });
      }, 300);
    });
    champ.addEventListener('blur', cacher);
    champ.addEventListener('keydown', function (e) {
      if (!liste) { return; }
      var lis = liste.querySelectorAll('li');
      if (e.keyCode === 40 || e.keyCode === 38) {
        e.preventDefault();
        if (pos >= 0) { lis[pos].className = ''; }
        pos = (pos + (e.keyCode === 40 ? 1 : -1) + lis.length) % lis.length;
        lis[pos].className = 'selected';
      } else if (e.keyCode === 13 && pos >= 0) { e.preventDefault(); choisir(lis[pos]); }
      else if (e.keyCode === 27) { cacher(); }
    });
  };
}(window, document));
