/* portal.js - uman-theme (c) 2016 */
(function (win, doc) {
'use strict';
function $$(s, c) { return Array.prototype.slice.call((c || doc).querySelectorAll(s)); }
function on(ev, sel, fn) { doc.addEventListener(ev, function (e) { var n = e.target; while (n && n !== doc) { if (n.matches && n.matches(sel)) { return fn.call(n, e); } n = n.parentNode; } }, ev === 'focus' || ev === 'blur' || ev === 'mouseenter'); }
var status = doc.getElementById('ajaxStatus'), queue = [], busy = false, lastBtn = null;
/* one request at a time, like PrimeFaces.ajax.Queue */
function push(job) { queue.push(job); if (!busy) { next(); } }
function next() { var job = queue.shift(); if (!job) { busy = false; status.hidden = true; return; } busy = true; status.hidden = false;
  var r = job(), x = new XMLHttpRequest(); if (!r) { return next(); } x.open(r.method, r.url, true); x.setRequestHeader('Faces-Request', 'partial/ajax'); x.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
  x.onload = function () { var d = x.responseXML; if (x.status !== 200 || !d) { win.location.reload(); return; }
    var re = d.getElementsByTagName('redirect')[0]; if (re) { win.location.href = re.getAttribute('url'); return; }
    Array.prototype.forEach.call(d.getElementsByTagName('update'), function (u) { var el = doc.getElementById(u.getAttribute('id')); if (!el) { return; }
      var box = doc.createElement('div'); box.innerHTML = u.textContent; var nw = box.firstElementChild;
      if (u.getAttribute('mode') === 'inner') { el.innerHTML = u.textContent; } else { el.parentNode.replaceChild(nw, el); if (/:wizard$/.test(nw.id)) { win.scrollTo(0, 0); } } });
    decorate(); next(); };
  x.onerror = function () { busy = false; status.hidden = true; }; x.send(r.data || null); }
function post(form, src) { push(function () { var f = doc.getElementById(form.id); if (!f) { return null; } var d = new FormData(f); d.append('src', src); d.append('javax.faces.partial.ajax', 'true'); return {method: 'POST', url: f.getAttribute('action'), data: d}; }); }
function get(url) { push(function () { return {method: 'GET', url: url}; }); }
function decorate() { $$('.ui-radiobutton').forEach(function (b) { b.querySelector('.ui-radiobutton-box').className = 'ui-radiobutton-box' + (b.querySelector('input').checked ? ' on' : ''); }); }
on('click', '.ui-radiobutton-box', function () { var i = this.parentNode.querySelector('input'); if (!i.checked) { i.click(); } });
on('click', 'button[type=submit],button[name=src]', function () { lastBtn = this; });
on('click', '.ui-accordion-header > a', function (e) { e.preventDefault(); var h = this.parentNode, acc = h.parentNode, open = h.classList.contains('ui-state-active'), p = this.getAttribute('data-panel'), c = h.nextElementSibling;
  if (acc.getAttribute('data-accordion') === 'single') { $$('.ui-accordion-header', acc).forEach(function (o) { o.classList.remove('ui-state-active'); }); }
  h.classList.toggle('ui-state-active', !open); if (!open && p && c.hasAttribute('data-empty')) { c.removeAttribute('data-empty'); get(this.href); } });
on('click', 'a[data-ajax]', function (e) { e.preventDefault(); get(this.href); if (/Effacer|wissen/.test(this.textContent)) { $$('.criteria input').forEach(function (i) { i.value = ''; }); } });
on('click', '[data-cookie-ok]', function (e) { e.preventDefault(); doc.cookie = 'COOKIE_SUPPORT=true;path=/'; this.parentNode.parentNode.removeChild(this.parentNode); });
on('click', 'a[href="#"]', function (e) { e.preventDefault(); });
on('submit', 'form', function (e) { var b = lastBtn, q; lastBtn = null;
  if (this.hasAttribute('data-partial')) { e.preventDefault(); if (this.method === 'get') { q = $$('input[name]', this).map(function (i) { return i.name + '=' + encodeURIComponent(i.value); }).join('&'); get(this.getAttribute('action') + '?' + q); } else { post(this, b && b.form === this ? b.value : 'next'); } return; }
  $$('[data-once]', this).forEach(function (n) { setTimeout(function () { n.disabled = true; status.hidden = false; }, 0); }); });
on('keydown', 'form[data-partial] input.ui-inputfield', function (e) { if (e.keyCode === 13 && this.form.method === 'post') { e.preventDefault(); this.form.querySelector('.btn-primary').click(); } });
on('change', '[data-change]', function () { decorate(); post(this.form, this.getAttribute('data-change')); });
on('change', '[data-upload]', function () { if (this.files.length) { post(this.form, this.getAttribute('data-upload')); } });
var tip; function hide() { if (tip) { tip.parentNode.removeChild(tip); tip = null; } }
function show() { hide(); var r = this.getBoundingClientRect(); tip = doc.createElement('div'); tip.className = 'tooltip'; tip.textContent = this.getAttribute('data-tip'); tip.style.left = (r.left + win.pageXOffset + 20) + 'px'; tip.style.top = (r.top + win.pageYOffset) + 'px'; doc.body.appendChild(tip); }
on('mouseover', '.help-tip', show); on('mouseout', '.help-tip', hide); on('focus', '.help-tip', show); on('blur', '.help-tip', hide);
win.addEventListener('pageshow', function (e) { if (e.persisted) { win.location.reload(); } });
decorate();
}(window, document));
