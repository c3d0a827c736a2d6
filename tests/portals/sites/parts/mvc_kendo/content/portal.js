/* portal.js – bundle: widgets, ajax helpers, unobtrusive validation */
(function () {
  "use strict";
  var nl = document.documentElement.lang === "nl";
  function t(f, n) { return nl ? n : f; }
  function $(sel, root) { return Array.prototype.slice.call((root || document).querySelectorAll(sel)); }
  function el(tag, cls, text) { var e = document.createElement(tag); if (cls) e.className = cls; if (text !== undefined) e.textContent = text; return e; }
  function token() { var i = document.querySelector("input[name=__RequestVerificationToken]"); return i ? i.value : ""; }
  function ajax(method, url, body, ok, fail) {
    var x = new XMLHttpRequest();
    x.open(method, url, true);
    x.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    x.onload = function () {
      if (x.status === 401) { location.href = "/Account/TargetGroup"; return; }
      if (x.status === 409) { location.reload(); return; }
      if (x.status >= 200 && x.status < 300) ok(x.responseText); else if (fail) fail(x.status);
    };
    x.onerror = function () { if (fail) fail(0); };
    x.send(body || null);
    return x;
  }
  function loadInto(box, url) {
    box.innerHTML = "";
    box.classList.add("k-loading");
    box.setAttribute("data-text", t("Chargement en cours…", "Bezig met laden…"));
    box.setAttribute("aria-busy", "true");
    function end() { box.classList.remove("k-loading"); box.removeAttribute("aria-busy"); }
    ajax("GET", url, null, function (html) {
      if (box.dataset.url && box.dataset.url !== url) return;
      end(); box.innerHTML = html; init(box);
    }, function () { end(); box.textContent = t("Le contenu n'a pas pu être chargé. Réessayez.", "De inhoud kon niet geladen worden. Probeer opnieuw."); });
    box.dataset.url = url;
  }

  /* ---------------------------------------------------------------- dropdownlist */
  var openList = null;
  function closeList() { if (openList) openList(); }
  function dropdown(input) {
    var items = JSON.parse(input.getAttribute("data-source")), id = input.id, typed = "", timer;
    var span = el("span", "k-widget k-dropdown k-header");
    span.tabIndex = 0;
    span.setAttribute("role", "listbox"); span.setAttribute("aria-haspopup", "true");
    span.setAttribute("aria-expanded", "false"); span.setAttribute("aria-owns", id + "_listbox");
    if (input.getAttribute("data-labelledby")) span.setAttribute("aria-labelledby", input.getAttribute("data-labelledby"));
    span.innerHTML = '<span unselectable="on" class="k-dropdown-wrap k-state-default"><span unselectable="on" class="k-input"></span>' +
      '<span unselectable="on" class="k-select"><span unselectable="on" class="k-icon k-i-arrow-s">select</span></span></span>';
    input.parentNode.insertBefore(span, input);
    span.appendChild(input);
    var label = document.getElementById(input.getAttribute("data-labelledby") || "-");
    if (label) label.addEventListener("click", function () { span.focus(); });
    var pop = el("div", "k-list-container k-popup k-group k-reset"), ul = el("ul", "k-list k-reset");
    pop.id = id + "-list"; ul.id = id + "_listbox"; ul.setAttribute("role", "listbox"); pop.style.display = "none"; pop.appendChild(ul);
    items.forEach(function (it) {
      var li = el("li", "k-item", it.Text); li.setAttribute("role", "option"); li.tabIndex = -1; li.setAttribute("unselectable", "on");
      li.addEventListener("click", function () { pick(items.indexOf(it), true); hide(); span.focus(); });
      ul.appendChild(li);
    });
    var old = document.getElementById(pop.id); if (old) old.parentNode.removeChild(old);
    document.body.appendChild(pop);
    function index() { for (var i = 0; i < items.length; i++) if (items[i].Value === input.value) return i; return 0; }
    function paint() {
      var n = index();
      span.querySelector(".k-input").textContent = items[n].Text;
      $("li", ul).forEach(function (li, i) { li.classList.toggle("k-state-selected", i === n); li.setAttribute("aria-selected", i === n ? "true" : "false"); });
    }
    function pick(i, fire) {
      i = Math.max(0, Math.min(items.length - 1, i));
      var changed = input.value !== items[i].Value; input.value = items[i].Value; paint();
      if (changed && fire) input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    function hide() { pop.style.display = "none"; span.setAttribute("aria-expanded", "false"); if (openList === hide) openList = null; }
    function show() {
      closeList();
      var r = span.getBoundingClientRect();
      pop.style.left = (r.left + window.pageXOffset) + "px"; pop.style.top = (r.bottom + window.pageYOffset) + "px"; pop.style.width = r.width + "px";
      pop.style.display = "block"; span.setAttribute("aria-expanded", "true"); openList = hide;
    }
    span.addEventListener("click", function () { if (pop.style.display === "none") show(); else hide(); });
    span.addEventListener("keydown", function (e) {
      var k = e.key;
      if (k === "ArrowDown" && e.altKey) { show(); }
      else if (k === "ArrowDown") pick(index() + 1, true);
      else if (k === "ArrowUp") pick(index() - 1, true);
      else if (k === "Home") pick(0, true);
      else if (k === "End") pick(items.length - 1, true);
      else if (k === "Enter" || k === " ") { if (pop.style.display === "none") show(); else hide(); }
      else if (k === "Escape") hide();
      else if (k === "Tab") { hide(); return; }
      else if (k.length === 1) {
        typed += k.toLowerCase(); clearTimeout(timer); timer = setTimeout(function () { typed = ""; }, 700);
        for (var i = 0; i < items.length; i++) if (items[i].Value && items[i].Text.toLowerCase().indexOf(typed) === 0) { pick(i, true); break; }
      } else return;
      e.preventDefault();
    });
    document.addEventListener("mousedown", function (e) { if (!span.contains(e.target) && !pop.contains(e.target)) hide(); });
    paint();
  }

  /* ---------------------------------------------------------------- upload (async) */
  var pending = 0, waiting = null;
  function upload(box) {
    var name = box.getAttribute("data-name"), list = box.querySelector(".k-upload-files");
    function row(file) {
      list.innerHTML = "";
      var li = el("li", "k-file"), icon = el("span", "k-icon"), fn = el("span", "k-filename", file.name);
      fn.title = file.name; li.appendChild(icon); li.appendChild(fn);
      if (file.description) fn.appendChild(el("small", "", file.description));
      var b = el("button", "k-button k-upload-action", t("Supprimer", "Verwijderen")); b.type = "button";
      b.addEventListener("click", function () {
        var fd = new FormData(); fd.append("__RequestVerificationToken", token());
        ajax("POST", "/RegisterConfiguration/Remove/" + name, fd, function () { list.innerHTML = ""; });
      });
      li.appendChild(b); list.appendChild(li);
      return { li: li, icon: icon, fn: fn };
    }
    if (box.getAttribute("data-file")) {
      var f = JSON.parse(box.getAttribute("data-file")), r0 = row({ name: f.name, description: f.desc });
      r0.li.classList.add("k-file-success"); r0.icon.classList.add("k-success"); r0.icon.textContent = "✔";
    }
    function bind(input) {
      input.addEventListener("change", function () {
        if (!input.files.length) return;
        var file = input.files[0], r = row({ name: file.name });
        r.icon.textContent = "…"; r.li.classList.add("k-file-progress");
        setMessage(name, "");
        var fd = new FormData(); fd.append("files", file); fd.append("__RequestVerificationToken", token());
        pending++;
        function end(ok, text) {
          pending--;
          r.li.classList.remove("k-file-progress"); r.li.classList.add(ok ? "k-file-success" : "k-file-error");
          r.icon.classList.add(ok ? "k-success" : "k-fail"); r.icon.textContent = ok ? "✔" : "✖";
          if (text) r.fn.appendChild(el("small", "", ok ? text : ""));
          if (!ok) setMessage(name, text);
          if (!pending && waiting) { var w = waiting; waiting = null; w(); }
        }
        ajax("POST", "/RegisterConfiguration/Save/" + name, fd, function (txt) {
          var a = JSON.parse(txt); end(a.success, a.success ? a.description : a.message);
        }, function () { end(false, t("L'envoi du fichier a échoué. Réessayez.", "Het bestand kon niet verzonden worden. Probeer opnieuw.")); });
        var fresh = input.cloneNode(); fresh.value = ""; input.parentNode.replaceChild(fresh, input); bind(fresh);
      });
    }
    bind(box.querySelector("input[type=file]"));
  }

  /* ---------------------------------------------------------------- tabstrip */
  function tabstrip(box) {
    var content = box.querySelector(".k-content");
    $(".k-tabstrip-items .k-link", box).forEach(function (a) {
      a.addEventListener("click", function (e) {
        e.preventDefault();
        $(".k-tabstrip-items .k-item", box).forEach(function (li) { var on = li.contains(a); li.classList.toggle("k-state-active", on); li.setAttribute("aria-selected", on ? "true" : "false"); });
        loadInto(content, a.getAttribute("data-content-url"));
      });
    });
  }

  /* ---------------------------------------------------------------- grid of enterprises */
  function grid(box) {
    var st = { page: 1, pageSize: 6, sort: "name-asc", filter: "" }, body = box.querySelector("tbody"), pager = box.querySelector(".k-pager-wrap");
    function read() {
      var fd = new FormData();
      Object.keys(st).forEach(function (k) { fd.append(k, st[k]); });
      fd.append("__RequestVerificationToken", token());
      box.setAttribute("aria-busy", "true");
      ajax("POST", "/Entity/Read", fd, function (txt) {
        var d = JSON.parse(txt); box.removeAttribute("aria-busy"); body.innerHTML = "";
        d.Data.forEach(function (r, i) {
          var tr = el("tr", "k-master-row" + (i % 2 ? " k-alt" : "")), c0 = el("td", "k-hierarchy-cell"), c1 = el("td", "", r.Number), c2 = el("td"), c3 = el("td", "", r.City);
          var ic = el("span", "k-icon k-plus"), a = el("a", "", r.Name); a.href = "/Entity/Roles/" + r.Id; a.setAttribute("aria-expanded", "false");
          c0.appendChild(ic); c2.appendChild(a); [c0, c1, c2, c3].forEach(function (c) { tr.appendChild(c); }); body.appendChild(tr);
          tr.addEventListener("click", function (e) { e.preventDefault(); toggle(tr, ic, a, r); });
        });
        if (!d.Data.length) { var n = el("tr"), td = el("td", "", t("Aucune entreprise ne correspond à votre recherche.", "Geen enkele onderneming komt overeen met uw zoekopdracht.")); td.colSpan = 4; n.appendChild(td); body.appendChild(n); }
        paint(d.Total);
      }, function () { body.innerHTML = ""; });
    }
    function toggle(tr, ic, a, r) {
      var was = a.getAttribute("aria-expanded") === "true";
      $(".k-detail-row", body).forEach(function (x) { x.parentNode.removeChild(x); });
      $(".k-master-row", body).forEach(function (x) { x.classList.remove("k-state-selected-row"); x.querySelector(".k-icon").className = "k-icon k-plus"; x.querySelector("a").setAttribute("aria-expanded", "false"); });
      if (was) return;
      tr.classList.add("k-state-selected-row"); ic.className = "k-icon k-minus"; a.setAttribute("aria-expanded", "true");
      var d = el("tr", "k-detail-row"), td = el("td", "k-detail-cell"), inner = el("div"); td.colSpan = 4; td.appendChild(inner); d.appendChild(td);
      body.insertBefore(d, tr.nextSibling); loadInto(inner, "/Entity/Roles/" + r.Id);
    }
    function paint(total) {
      var pages = Math.max(1, Math.ceil(total / st.pageSize)); pager.innerHTML = "";
      function link(text, p, title, off) {
        var a = el("a", "k-link" + (off ? " k-state-disabled" : ""), text); a.href = "#"; a.title = title; a.setAttribute("data-page", p);
        a.addEventListener("click", function (e) { e.preventDefault(); if (!off) { st.page = p; read(); } }); pager.appendChild(a);
      }
      link("«", 1, t("Première page", "Eerste pagina"), st.page === 1); link("‹", st.page - 1, t("Page précédente", "Vorige pagina"), st.page === 1);
      for (var p = 1; p <= pages; p++) { if (p === st.page) pager.appendChild(el("span", "k-state-selected", String(p))); else link(String(p), p, t("Page ", "Pagina ") + p); }
      link("›", st.page + 1, t("Page suivante", "Volgende pagina"), st.page === pages); link("»", pages, t("Dernière page", "Laatste pagina"), st.page === pages);
      var a = total ? (st.page - 1) * st.pageSize + 1 : 0, b = Math.min(total, st.page * st.pageSize);
      pager.appendChild(el("span", "k-pager-info", a + " - " + b + t(" de ", " van ") + total + t(" entreprises", " ondernemingen")));
    }
    $(".k-header .k-link", box).forEach(function (a) {
      a.addEventListener("click", function (e) {
        e.preventDefault(); var f = a.getAttribute("data-field");
        st.sort = f + (st.sort === f + "-asc" ? "-desc" : "-asc"); st.page = 1; read();
      });
    });
    var q = box.querySelector(".k-grid-toolbar form");
    q.addEventListener("submit", function (e) { e.preventDefault(); st.filter = q.querySelector("input[type=text]").value; st.page = 1; read(); });
    q.querySelector(".reset").addEventListener("click", function () { q.querySelector("input[type=text]").value = ""; st.filter = ""; st.page = 1; read(); });
    read();
  }

  /* ---------------------------------------------------------------- window */
  function openWindow(title, fill) {
    var over = el("div", "k-overlay"), w = el("div", "k-widget k-window"), bar = el("div", "k-window-titlebar k-header"), body = el("div", "k-window-content k-content");
    w.setAttribute("role", "dialog"); w.setAttribute("aria-label", title);
    var x = el("a", "k-window-action k-link", "✕"); x.href = "#"; x.title = t("Fermer", "Sluiten");
    bar.appendChild(el("span", "k-window-title", title)); bar.appendChild(x); w.appendChild(bar); w.appendChild(body);
    document.body.appendChild(over); document.body.appendChild(w);
    function close() { [over, w].forEach(function (n) { if (n.parentNode) n.parentNode.removeChild(n); }); document.removeEventListener("keydown", esc); }
    function esc(e) { if (e.key === "Escape") close(); }
    document.addEventListener("keydown", esc);
    x.addEventListener("click", function (e) { e.preventDefault(); close(); }); over.addEventListener("click", close);
    fill(body, close); x.focus();
  }
  document.addEventListener("click", function (e) {
    var a = e.target.closest ? e.target.closest("a[data-window],a[data-ask]") : null;
    if (!a) return;
    e.preventDefault();
    if (a.hasAttribute("data-window")) openWindow(a.getAttribute("data-title") || t("Aide", "Hulp"), function (b) { loadInto(b, a.getAttribute("data-window")); });
    else openWindow(a.textContent, function (b, close) {
      b.appendChild(el("p", "", a.getAttribute("data-ask")));
      var yes = el("a", "k-button", t("Oui, abandonner", "Ja, stopzetten")), no = el("button", "k-button", t("Non, continuer", "Nee, doorgaan")); yes.href = a.href; no.type = "button";
      no.addEventListener("click", close); b.appendChild(no); b.appendChild(document.createTextNode(" ")); b.appendChild(yes);
    });
  });

  /* ---------------------------------------------------------------- unobtrusive validation */
  function byName(attr, name, root) { return $("[" + attr + "]", root).filter(function (n) { return n.getAttribute(attr) === name; })[0]; }
  function setMessage(name, text) {
    var m = byName("data-valmsg-for", name), i = document.getElementsByName(name)[0];
    if (m) { m.textContent = text; m.className = text ? "field-validation-error" : "field-validation-valid"; }
    if (i) { var holder = i.closest(".k-dropdown") || i; holder.classList.toggle("input-validation-error", !!text); if (text) holder.setAttribute("aria-invalid", "true"); else holder.removeAttribute("aria-invalid"); }
  }
  function errorOf(i) {
    var v = i.value.trim(), g = function (n) { return i.getAttribute("data-val-" + n); };
    if (g("required") && !v) return g("required");
    if (v && g("regex") && !new RegExp("^(?:" + g("regex-pattern") + ")$").test(v)) return g("regex");
    if (v && g("length") && (v.length < +(g("length-min") || 0) || v.length > +(g("length-max") || 999))) return g("length");
    return "";
  }
  function validation(form) {
    var tried = false, fields = $("[data-val=true]", form);
    function check(i) { var e = errorOf(i); setMessage(i.name, e); return e; }
    form.addEventListener("change", function (e) {
      var i = e.target; if (i.getAttribute("data-val") !== "true") return;
      var bad = check(i), url = i.getAttribute("data-val-remote-url");
      if (!bad && url && i.value.trim()) {
        var asked = i.value;
        ajax("GET", url + "?" + encodeURIComponent(i.name) + "=" + encodeURIComponent(asked), null, function (txt) { var a = JSON.parse(txt); if (i.value === asked) setMessage(i.name, a === true ? "" : a); });
      }
    });
    form.addEventListener("input", function (e) { if (tried && e.target.getAttribute("data-val") === "true") check(e.target); });
    form.addEventListener("submit", function (e) {
      var sub = e.submitter;
      if (pending) { e.preventDefault(); waiting = function () { form.requestSubmit(sub || undefined); }; return; }
      if (sub && sub.classList.contains("cancel")) return;
      tried = true;
      var bad = fields.filter(function (i) { return check(i); });
      var sum = form.querySelector("[data-valmsg-summary]");
      if (sum) {
        sum.className = bad.length ? "validation-summary-errors" : "validation-summary-valid";
        var ul = sum.querySelector("ul"); ul.innerHTML = ""; bad.forEach(function (i) { ul.appendChild(el("li", "", errorOf(i))); });
      }
      if (bad.length) { e.preventDefault(); (bad[0].closest(".k-dropdown") || bad[0]).focus(); }
    });
  }

  /* ---------------------------------------------------------------- start */
  function init(root) {
    $("input[data-role=dropdownlist]", root).forEach(dropdown);
    $("div[data-role=upload]", root).forEach(upload);
    $("div[data-role=tabstrip]", root).forEach(tabstrip);
    $("div[data-role=grid]", root).forEach(grid);
    $("form[data-validate=true]", root).forEach(validation);
    $("input[data-details]", root).forEach(function (i) {
      i.addEventListener("change", function () { loadInto(document.getElementById("channelDetails"), i.getAttribute("data-details") + "?channel=" + encodeURIComponent(i.value)); });
    });
  }
  document.addEventListener("DOMContentLoaded", function () {
    init(document);
    var c = document.getElementById("cookiebar");
    if (c) c.querySelector(".ok").addEventListener("click", function (e) { e.preventDefault(); document.cookie = "_cookieinfo=1;path=/;max-age=31536000"; c.parentNode.removeChild(c); });
  });
})();
