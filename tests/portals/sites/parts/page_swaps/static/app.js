/* Small enhancements: partial page replacement and a few controllers. Everything works by delegation. */
(function () {
  'use strict';
  var on = function (type, selector, fn) {
    document.addEventListener(type, function (e) {
      var el = e.target.closest ? e.target.closest(selector) : null;
      if (el) fn(e, el);
    });
  };
  var fragment = function (url, opts) {
    opts = opts || {};
    opts.headers = Object.assign({ 'X-Requested-With': 'XMLHttpRequest' }, opts.headers || {});
    opts.credentials = 'same-origin';
    return fetch(url, opts);
  };
  var debounce = function (fn, ms) {
    var t;
    return function () { var a = arguments; clearTimeout(t); t = setTimeout(function () { fn.apply(null, a); }, ms); };
  };

  /* -- page parts: take the named part out of the answer and put it in place -- */
  function place(target, html, url, push) {
    var doc = new DOMParser().parseFromString(html, 'text/html');
    var fresh = doc.querySelector(target), old = document.querySelector(target);
    if (!fresh || !old) { window.location.href = url; return; }
    old.replaceWith(fresh);
    var crumbs = doc.querySelector('.crumbs'), langs = doc.querySelector('.langs');
    if (crumbs) document.querySelector('.crumbs').replaceWith(crumbs);
    if (langs) document.querySelector('.langs').replaceWith(langs);
    document.title = doc.title;
    if (push && url !== window.location.href) history.pushState({ swap: target }, '', url);
    window.scrollTo(0, 0);
  }
  function load(url, target, opts, push) {
    document.body.classList.add('is-loading');
    return fragment(url, opts).then(function (r) {
      return r.text().then(function (html) { place(target, html, r.url, push); });
    }).catch(function () { window.location.reload(); }).then(function () { document.body.classList.remove('is-loading'); });
  }
  on('click', 'a[data-swap]', function (e, a) {
    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    load(a.href, a.dataset.swap, {}, true);
  });
  on('submit', 'form[data-swap]', function (e, form) {
    e.preventDefault();
    var body = new FormData(form);
    form.querySelectorAll('button[type=submit]').forEach(function (b) { b.disabled = true; b.classList.add('busy'); });
    load(form.action || window.location.href, form.dataset.swap, { method: 'POST', body: body }, true);
  });
  window.addEventListener('popstate', function () { window.location.reload(); });

  /* -- list of companies -- */
  var seq = 0;
  var search = function (form) {
    var target = document.querySelector(form.dataset.target), mine = ++seq;
    var url = form.action + '?' + new URLSearchParams(new FormData(form)).toString();
    target.classList.add('loading');
    fragment(url, { headers: { 'X-Fragment': 'companies' } }).then(function (r) { return r.text(); }).then(function (html) {
      if (mine !== seq) return;
      target.innerHTML = html;
      target.classList.remove('loading');
      history.replaceState({}, '', url);
    });
  };
  var lateSearch = debounce(search, 350);
  on('input', '[data-controller=live-search] input', function (e, el) { lateSearch(el.form); });
  on('submit', '[data-controller=live-search]', function (e, form) { e.preventDefault(); search(form); });
  on('click', '[data-action=load-more]', function (e, a) {
    e.preventDefault();
    var box = a.parentNode;
    a.classList.add('busy');
    fragment(a.href, { headers: { 'X-Fragment': 'companies', 'X-Append': '1' } }).then(function (r) { return r.text(); })
      .then(function (html) { box.outerHTML = html; });
  });

  /* -- wizard -- */
  on('change', 'input[data-load]', function (e, el) {
    fragment(el.dataset.load).then(function (r) { return r.text(); }).then(function (html) {
      var box = document.querySelector(el.dataset.into);
      if (box) box.innerHTML = html;
    });
  });
  on('change', '[data-controller=wizard]', function (e, form) {
    var body = new FormData();
    new FormData(form).forEach(function (v, k) {
      if (v instanceof File) { if (v.name) body.append(k + '_name', v.name); } else body.append(k, v);
    });
    fragment(form.dataset.summary, { method: 'POST', body: body }).then(function (r) { return r.ok ? r.text() : null; })
      .then(function (html) {
        var box = document.getElementById('summary');
        if (html && box && document.contains(form)) box.innerHTML = html;
      });
  });
  on('change', '.file-input', function (e, el) {
    var name = el.closest('[data-controller=file]').querySelector('.file-name');
    name.textContent = el.files.length ? el.files[0].name : name.dataset.empty;
  });
  on('input', 'input[data-check]', debounce(function (e, el) {
    fragment(el.dataset.check + '?username=' + encodeURIComponent(el.value)).then(function (r) { return r.text(); })
      .then(function (html) { var box = document.querySelector(el.dataset.into); if (box) box.innerHTML = html; });
  }, 400));

  /* -- little things -- */
  on('click', '[data-action=disclose]', function (e, b) {
    var open = b.getAttribute('aria-expanded') === 'true';
    b.setAttribute('aria-expanded', String(!open));
    b.nextElementSibling.hidden = open;
  });
  on('click', '[data-action=mega-toggle]', function (e, b) {
    var m = document.getElementById('mega');
    m.hidden = !m.hidden;
    b.setAttribute('aria-expanded', String(!m.hidden));
  });
  on('click', '[data-action=reveal]', function (e, b) {
    var i = b.previousElementSibling;
    i.type = i.type === 'password' ? 'text' : 'password';
  });
  on('click', '[data-action=cookies]', function (e, b) {
    document.cookie = 'cookie_choice=' + b.dataset.value + ';path=/;max-age=31536000;samesite=lax';
    b.closest('.cookie-banner').remove();
  });
})();
