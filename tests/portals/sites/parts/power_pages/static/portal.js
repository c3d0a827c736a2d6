/* portal widgets: dropdown, tab, collapse, modal, tooltip, entity grid, lookup, multi-select option set, file column, post back */
(function () {
  'use strict';
  var S = window.PortalStrings || {};
  function $(sel, root) { return (root || document).querySelector(sel); }
  function $$(sel, root) { return Array.prototype.slice.call((root || document).querySelectorAll(sel)); }
  function el(tag, attrs, text) {
    var e = document.createElement(tag);
    Object.keys(attrs || {}).forEach(function (k) { e.setAttribute(k, attrs[k]); });
    if (text !== undefined) e.textContent = text;
    return e;
  }
  var tokenPromise = null;
  function token() {
    if (!tokenPromise) {
      tokenPromise = fetch($('#antiforgerytoken').getAttribute('data-url'), { credentials: 'same-origin' })
        .then(function (r) { return r.text(); })
        .then(function (html) { var d = document.createElement('div'); d.innerHTML = html; return $('input', d).value; });
    }
    return tokenPromise;
  }

  /* cookies bar, alerts */
  var bar = $('#cookieBar');
  if (bar && document.cookie.indexOf('ContextCookieOk=1') < 0) bar.hidden = false;
  document.addEventListener('click', function (ev) {
    if (ev.target.closest('[data-cookie-ok]')) { document.cookie = 'ContextCookieOk=1;path=/;max-age=31536000;samesite=lax'; bar.hidden = true; }
    var al = ev.target.closest('[data-dismiss="alert"]');
    if (al) al.closest('.alert').remove();
  });

  /* dropdowns */
  function closeDropdowns(except) {
    $$('.dropdown.open').forEach(function (d) {
      if (d === except) return;
      d.classList.remove('open');
      var t = $('[data-toggle="dropdown"]', d);
      if (t) t.setAttribute('aria-expanded', 'false');
    });
  }
  document.addEventListener('click', function (ev) {
    var t = ev.target.closest('[data-toggle="dropdown"]');
    if (t) {
      ev.preventDefault();
      var d = t.closest('.dropdown'), open = !d.classList.contains('open');
      closeDropdowns(d);
      d.classList.toggle('open', open);
      t.setAttribute('aria-expanded', String(open));
      if (open) { var i = $('.dropdown-menu input', d); if (i) i.focus(); }
      return;
    }
    if (!ev.target.closest('.dropdown-menu') || ev.target.closest('.dropdown-menu a')) closeDropdowns();
  });
  document.addEventListener('keydown', function (ev) {
    var d = ev.target.closest && ev.target.closest('.dropdown');
    if (ev.key === 'Escape') {
      if (d && d.classList.contains('open')) $('[data-toggle="dropdown"]', d).focus();
      closeDropdowns(); hideTip();
    }
    if (!d || (ev.key !== 'ArrowDown' && ev.key !== 'ArrowUp')) return;
    var items = $$('.dropdown-menu a', d);
    if (!items.length) return;
    ev.preventDefault();
    if (!d.classList.contains('open')) $('[data-toggle="dropdown"]', d).click();
    var at = items.indexOf(document.activeElement) + (ev.key === 'ArrowDown' ? 1 : -1);
    items[(at + items.length) % items.length].focus();
  });

  /* tabs and collapse */
  document.addEventListener('click', function (ev) {
    var t = ev.target.closest('[data-toggle="tab"]');
    if (t) {
      ev.preventDefault();
      var list = t.closest('.nav-tabs');
      $$('li', list).forEach(function (li) { li.classList.toggle('active', li.contains(t)); });
      $$('[role=tab]', list).forEach(function (a) { a.setAttribute('aria-selected', String(a === t)); });
      var pane = $(t.getAttribute('href'));
      $$('.tab-pane', pane.parentNode).forEach(function (p) { p.classList.toggle('active', p === pane); });
    }
    var c = ev.target.closest('[data-toggle="collapse"]');
    if (c) {
      ev.preventDefault();
      var box = $(c.getAttribute('href')), open = !box.classList.contains('in');
      box.classList.toggle('in', open);
      c.setAttribute('aria-expanded', String(open));
    }
  });

  /* tooltips */
  var tipBox = null;
  function hideTip() { if (tipBox) { tipBox.remove(); tipBox = null; } }
  function showTip(b) {
    hideTip();
    tipBox = el('div', { 'class': 'tooltip-bubble', role: 'tooltip' }, b.getAttribute('data-title'));
    document.body.appendChild(tipBox);
    var r = b.getBoundingClientRect();
    tipBox.style.left = (window.scrollX + r.right + 8) + 'px';
    tipBox.style.top = (window.scrollY + r.top - 6) + 'px';
  }
  $$('[data-toggle="tooltip"]').forEach(function (b) {
    b.addEventListener('mouseenter', function () { showTip(b); });
    b.addEventListener('focus', function () { showTip(b); });
    b.addEventListener('mouseleave', hideTip);
    b.addEventListener('blur', hideTip);
  });

  /* modals */
  var opener = null;
  function showModal(m, from) {
    opener = from || document.activeElement;
    m.hidden = false;
    m.classList.add('in');
    document.body.classList.add('modal-open');
    var b = document.createElement('div'); b.className = 'modal-backdrop'; document.body.appendChild(b);
    ($('.query', m) || $('.close', m)).focus();
  }
  function hideModal(m) {
    m.hidden = true;
    m.classList.remove('in');
    document.body.classList.remove('modal-open');
    $$('.modal-backdrop').forEach(function (b) { b.remove(); });
    if (opener && opener.focus) opener.focus();
  }
  document.addEventListener('click', function (ev) {
    var x = ev.target.closest('[data-dismiss="modal"]');
    if (x) hideModal(x.closest('.modal'));
    else if (ev.target.classList.contains('modal')) hideModal(ev.target);
  });
  document.addEventListener('keydown', function (ev) {
    var m = $('.modal.in');
    if (!m) return;
    if (ev.key === 'Escape') hideModal(m);
    if (ev.key === 'Tab') {
      var f = $$('button, input, a[href], [tabindex="0"], iframe', m).filter(function (e) { return e.offsetParent && !e.disabled && e.tabIndex >= 0; });
      if (!f.length) return;
      if (ev.shiftKey && document.activeElement === f[0]) { ev.preventDefault(); f[f.length - 1].focus(); }
      else if (!ev.shiftKey && document.activeElement === f[f.length - 1]) { ev.preventDefault(); f[0].focus(); }
    }
  });
  function openDetails(url, from) {
    var m = $('#detailsModal');
    $('iframe', m).src = url;
    showModal(m, from);
  }

  /* entity grids */
  function Grid(root) {
    var g = this;
    g.root = root;
    g.columns = JSON.parse(root.getAttribute('data-columns'));
    g.actions = root.getAttribute('data-actions') === '1';
    g.select = root.getAttribute('data-select') === '1';
    g.sort = 0; g.desc = false; g.page = 1; g.selected = null; g.seq = 0;
    var q = $('.query', root);
    if (q) {
      $('.entitylist-search button', root).addEventListener('click', function () { g.page = 1; g.load(); });
      q.addEventListener('keydown', function (ev) { if (ev.key === 'Enter') { ev.preventDefault(); g.page = 1; g.load(); } });
    }
  }
  Grid.prototype.load = function () {
    var g = this, box = $('.view-grid', g.root), seq = ++g.seq, q = $('.query', g.root);
    if (!$('table', box)) { box.textContent = ''; box.appendChild(el('div', { 'class': 'view-loading message text-center', role: 'status' }, S.loading)); }
    else box.classList.add('loading');
    return token().then(function (t) {
      return fetch('/_services/entity-grid-data.json/' + g.root.getAttribute('data-grid'), {
        method: 'POST', credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json', '__RequestVerificationToken': t },
        body: JSON.stringify({ lang: g.root.getAttribute('data-lang'), search: q ? q.value : '', sortExpression: g.sort + (g.desc ? ' DESC' : ' ASC'), page: g.page, pageSize: Number(g.root.getAttribute('data-page-size')) })
      });
    }).then(function (r) { if (!r.ok) throw new Error(r.status); return r.json(); })
      .then(function (d) { if (seq === g.seq) { box.classList.remove('loading'); g.page = d.PageNumber; g.render(d); } })
      .catch(function () {
        box.classList.remove('loading'); box.textContent = '';
        box.appendChild(el('div', { 'class': 'view-error alert alert-danger', role: 'alert' }, S.error));
      });
  };
  Grid.prototype.render = function (d) {
    var g = this, box = $('.view-grid', g.root), pag = $('.view-pagination', g.root);
    box.textContent = ''; pag.textContent = '';
    if (!d.Records.length) {
      box.appendChild(el('div', { 'class': 'view-empty message alert alert-warning', role: 'status' }, g.root.getAttribute('data-empty') || S.empty));
      return;
    }
    var table = el('table', { 'class': 'table table-striped table-fluid', 'aria-label': g.root.getAttribute('data-title') });
    var head = el('tr'), thead = el('thead'), body = el('tbody');
    if (g.select) head.appendChild(el('th', { 'class': 'select-cell', scope: 'col', 'aria-label': S.check }));
    g.columns.forEach(function (c, i) {
      var th = el('th', { scope: 'col', 'class': 'sort-enabled', 'aria-sort': g.sort === i ? (g.desc ? 'descending' : 'ascending') : 'none' });
      var a = el('a', { href: '#', role: 'button', title: c + ' – ' + (g.sort === i ? (g.desc ? S.desc : S.asc) : S.sort) }, c);
      if (g.sort === i) a.appendChild(el('span', { 'class': 'sort-arrow', 'aria-hidden': 'true' }, g.desc ? ' ↓' : ' ↑'));
      a.addEventListener('click', function (ev) {
        ev.preventDefault();
        if (g.sort === i) g.desc = !g.desc; else { g.sort = i; g.desc = false; }
        g.load();
      });
      th.appendChild(a); head.appendChild(th);
    });
    if (g.actions) { var last = el('th', { scope: 'col', 'class': 'action-cell' }); last.appendChild(el('span', { 'class': 'sr-only' }, S.action)); head.appendChild(last); }
    thead.appendChild(head); table.appendChild(thead);
    d.Records.forEach(function (r) {
      var tr = el('tr', { 'data-id': r.Id, 'data-name': r.Attributes[0] });
      if (g.select) {
        var td = el('td', { 'class': 'select-cell' });
        var mark = el('span', { role: 'radio', tabindex: '0', 'class': 'select-mark', 'aria-checked': String(g.selected === r.Id), 'aria-label': r.Attributes[0] });
        td.appendChild(mark); tr.appendChild(td);
        tr.classList.toggle('selected', g.selected === r.Id);
        var pick = function () {
          g.selected = r.Id; g.selectedName = r.Attributes[0];
          $$('tbody tr', table).forEach(function (x) {
            x.classList.toggle('selected', x === tr);
            $('.select-mark', x).setAttribute('aria-checked', String(x === tr));
          });
        };
        tr.addEventListener('click', pick);
        mark.addEventListener('keydown', function (ev) { if (ev.key === ' ' || ev.key === 'Enter') { ev.preventDefault(); pick(); } });
      }
      r.Attributes.forEach(function (v, i) { tr.appendChild(el('td', { 'data-attribute': g.columns[i], 'data-th': g.columns[i] }, v)); });
      if (g.actions) {
        var c = el('td', { 'class': 'action-cell' }), dd = el('div', { 'class': 'dropdown action' });
        var b = el('button', { type: 'button', 'class': 'btn btn-default btn-xs', 'data-toggle': 'dropdown', 'aria-haspopup': 'true', 'aria-expanded': 'false', 'aria-label': S.action + ' – ' + r.Attributes[0], title: S.action });
        b.appendChild(el('span', { 'class': 'caret', 'aria-hidden': 'true' }));
        var ul = el('ul', { 'class': 'dropdown-menu dropdown-menu-right', role: 'menu' });
        r.Actions.forEach(function (x) {
          var li = el('li', { role: 'none' }), a = el('a', { role: 'menuitem', href: x.Type === 'url' ? x.Url : '#' }, x.Label);
          if (x.Type === 'details') a.addEventListener('click', function (ev) { ev.preventDefault(); openDetails(x.Url, b); });
          li.appendChild(a); ul.appendChild(li);
        });
        dd.appendChild(b); dd.appendChild(ul); c.appendChild(dd); tr.appendChild(c);
      }
      body.appendChild(tr);
    });
    table.appendChild(body); box.appendChild(table);
    if (d.PageCount > 1) {
      var ul = el('ul', { 'class': 'pagination' });
      var add = function (label, n, cls, aria) {
        var li = el('li', { 'class': cls }), a = el('a', { href: '#', role: 'button', 'aria-label': aria }, label);
        a.addEventListener('click', function (ev) { ev.preventDefault(); if (cls !== 'disabled' && n !== g.page) { g.page = n; g.load(); } });
        li.appendChild(a); ul.appendChild(li);
      };
      add('‹', g.page - 1, g.page === 1 ? 'disabled' : '', S.prev);
      for (var n = 1; n <= d.PageCount; n++) add(String(n), n, n === g.page ? 'active' : '', S.page + ' ' + n);
      add('›', g.page + 1, g.page === d.PageCount ? 'disabled' : '', S.next);
      pag.appendChild(ul);
    }
    pag.appendChild(el('p', { 'class': 'text-muted small' }, d.ItemCount + ' ' + S.items));
  };
  $$('.entity-grid').forEach(function (r) {
    r.grid = new Grid(r);
    if (!r.closest('.modal')) r.grid.load();
  });

  /* lookup */
  function setLookup(field, id, name) {
    $('#' + field).value = id;
    $('#' + field + '_name').value = name;
    $('#' + field + '_name').closest('.lookup').querySelector('.clearlookupfield').hidden = !id;
    if (field === 'cr5_channelid') channelChanged();
  }
  function channelChanged() {
    var name = $('#cr5_channelid_name').value, sftp = name === 'SFTP';
    $$('.sftp-only').forEach(function (r) { r.hidden = !sftp; });
    $('#applications_row').hidden = !name;
    $('#applications_row .info').classList.toggle('required', sftp);
  }
  $$('.launchentitylookup').forEach(function (b) {
    b.addEventListener('click', function () {
      var m = $(b.getAttribute('data-target')), g = $('.entity-grid', m).grid, f = m.getAttribute('data-field');
      g.selected = $('#' + f).value || null; g.selectedName = $('#' + f + '_name').value;
      showModal(m, b); g.load();
    });
  });
  $$('.clearlookupfield').forEach(function (b) { b.addEventListener('click', function () { setLookup('cr5_channelid', '', ''); $('.launchentitylookup').focus(); }); });
  $$('.modal-lookup').forEach(function (m) {
    var f = m.getAttribute('data-field');
    $('.primary', m).addEventListener('click', function () {
      var g = $('.entity-grid', m).grid;
      if (g.selected) setLookup(f, g.selected, g.selectedName);
      hideModal(m);
    });
    $('.remove-value', m).addEventListener('click', function () { setLookup(f, '', ''); hideModal(m); });
  });

  /* multi-select option set */
  $$('.msos-container').forEach(function (box) {
    var input = $('.msos-input', box), list = $('.msos-options', box), out = $('.msos-selected', box), hidden = $('#cr5_applications');
    function open(v) { list.hidden = !v; input.setAttribute('aria-expanded', String(v)); if (!v) { input.value = ''; filter(); } }
    function norm(s) { return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
    function filter() {
      var t = norm(input.value), n = 0;
      $$('.msos-option', list).forEach(function (li) { var ok = norm(li.textContent).indexOf(t) >= 0; li.hidden = !ok; if (ok) n++; });
      $('.msos-nomatch', list).hidden = n > 0;
    }
    function sync() {
      var on = $$('.msos-checkbox', list).filter(function (c) { return c.checked; });
      hidden.value = JSON.stringify(on.map(function (c) { return c.value; }));
      input.placeholder = on.length ? S.selected.replace('{0}', on.length) : S.mspl;
      out.textContent = '';
      on.forEach(function (c) {
        var text = c.closest('label').textContent.trim(), li = el('li', { 'class': 'msos-chip' }, text + ' ');
        var x = el('button', { type: 'button', 'class': 'msos-remove', 'aria-label': S.remove + ' ' + text }, '×');
        x.addEventListener('click', function () { c.checked = false; sync(); });
        li.appendChild(x); out.appendChild(li);
      });
    }
    input.addEventListener('click', function () { open(true); });
    input.addEventListener('input', function () { open(true); filter(); });
    input.addEventListener('keydown', function (ev) {
      if (ev.key === 'ArrowDown') { ev.preventDefault(); open(true); var c = $('.msos-option:not([hidden]) input', list); if (c) c.focus(); }
      if (ev.key === 'Enter') { ev.preventDefault(); open(list.hidden); }
    });
    list.addEventListener('keydown', function (ev) {
      if (ev.key !== 'ArrowDown' && ev.key !== 'ArrowUp') return;
      ev.preventDefault();
      var all = $$('.msos-option:not([hidden]) input', list), i = all.indexOf(document.activeElement) + (ev.key === 'ArrowDown' ? 1 : -1);
      if (i < 0) input.focus(); else if (all[i]) all[i].focus();
    });
    box.addEventListener('keydown', function (ev) { if (ev.key === 'Escape') { open(false); input.focus(); } });
    $('.msos-caret-button', box).addEventListener('click', function () { var v = list.hidden; open(v); if (v) input.focus(); });
    list.addEventListener('change', sync);
    box.addEventListener('focusout', function (ev) { if (ev.relatedTarget && !box.contains(ev.relatedTarget)) open(false); });
    document.addEventListener('click', function (ev) { if (document.contains(ev.target) && !box.contains(ev.target)) open(false); });
    sync();
  });

  /* file columns */
  var pending = [];
  $$('.file-control').forEach(function (box) {
    var col = box.getAttribute('data-column'), url = box.getAttribute('data-url');
    var file = $('.file-input', box), name = $('#' + col + '_name'), shown = $('#' + col + '_filename'), del = $('.file-delete', box), err = $('.file-error', box);
    function put(n) { name.value = n; shown.textContent = n || S.nofile; del.hidden = !n; }
    $('.file-choose', box).addEventListener('click', function () { file.click(); });
    file.addEventListener('change', function () {
      var f = file.files[0];
      if (!f) return;
      err.textContent = '';
      if (!f.size || f.size > 131072) { err.textContent = S.toobig; file.value = ''; return; }
      shown.textContent = S.uploading;
      var job = token().then(function (t) {
        return fetch(url + '?x-ms-file-name=' + encodeURIComponent(f.name), { method: 'PUT', credentials: 'same-origin', headers: { 'Content-Type': 'application/octet-stream', '__RequestVerificationToken': t }, body: f });
      }).then(function (r) { if (!r.ok) throw new Error(r.status); put(f.name); })
        .catch(function () { put(''); err.textContent = S.upfail; file.value = ''; });
      pending.push(job);
    });
    del.addEventListener('click', function () {
      token().then(function (t) { return fetch(url, { method: 'DELETE', credentials: 'same-origin', headers: { '__RequestVerificationToken': t } }); })
        .then(function () { put(''); file.value = ''; $('.file-choose', box).focus(); });
    });
  });

  /* advanced form: validation and post back */
  var form = $('#content_form');
  function target(key) { return $({ cr5_channelid: '.launchentitylookup', cr5_sshpublickey: '#cr5_sshpublickey_choose', cr5_certificate: '#cr5_certificate_choose', cr5_applications: '#cr5_applications_msos_input' }[key] || '#' + key); }
  function webFormClientValidate() {
    var errors = [];
    $$('[data-field]', form).forEach(function (cell) {
      var key = cell.getAttribute('data-field'), bad = false;
      if ($('.info.required', cell) && !cell.closest('tr').hidden) {
        var v = ($('#' + key + '_name') && cell.querySelector('.file-control') ? $('#' + key + '_name') : $('#' + key)).value.trim();
        bad = !v || v === '[]';
        if (bad) errors.push([key, key === 'cr5_applications' ? S.apps : S.req.replace('{0}', $('#' + key + '_label').textContent.trim())]);
      }
      cell.classList.toggle('has-error', bad);
    });
    var sum = $('#ValidationSummaryEntityFormView'), ul = $('ul', sum);
    ul.textContent = '';
    errors.forEach(function (e) {
      var li = el('li'); li.appendChild(el('a', { href: '#' + e[0] + '_label', 'data-focus': e[0] }, e[1])); ul.appendChild(li);
    });
    sum.hidden = !errors.length;
    if (errors.length) { sum.scrollIntoView({ block: 'center' }); sum.focus(); }
    return !errors.length;
  }
  window.webFormClientValidate = webFormClientValidate;
  window.__doPostBack = function (eventTarget, eventArgument) {
    form.elements.__EVENTTARGET.value = eventTarget;
    form.elements.__EVENTARGUMENT.value = eventArgument || '';
    form.submit();
  };
  if (form) {
    var busy = false;
    var labels = $$('[data-postback]', form).map(function (b) { return [b, b.value]; });
    $$('[data-postback]', form).forEach(function (b) {
      b.addEventListener('click', function () {
        if (busy) return;
        busy = true;
        Promise.all(pending).then(function () {
          if (b.getAttribute('data-postback') === 'validate' && !webFormClientValidate()) { busy = false; return; }
          labels.forEach(function (l) { l[0].disabled = true; });
          b.value = S.processing;
          window.__doPostBack(b.name, '');
        });
      });
    });
    window.addEventListener('pageshow', function (ev) {
      if (!ev.persisted) return;
      busy = false;
      labels.forEach(function (l) { l[0].disabled = false; l[0].value = l[1]; });
    });
    form.addEventListener('submit', function (ev) { ev.preventDefault(); });
    form.addEventListener('keydown', function (ev) {
      if (ev.key === 'Enter' && ev.target.matches('input.text:not([readonly])')) { ev.preventDefault(); $('#NextButton').click(); }
    });
    form.addEventListener('click', function (ev) {
      var a = ev.target.closest('[data-focus]');
      if (!a) return;
      ev.preventDefault();
      var t = target(a.getAttribute('data-focus'));
      if (t) { t.scrollIntoView({ block: 'center' }); t.focus(); }
    });
    var sum = $('#ValidationSummaryEntityFormView');
    if (!sum.hidden) sum.focus();
  }
})();
