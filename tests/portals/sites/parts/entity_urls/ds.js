/* Design system: partial navigation and enhancements. Every page also works without this file. */
(() => {
  "use strict";
  document.documentElement.className = "js";
  const $ = (sel, root = document) => root.querySelector(sel);
  const say = (text) => { const el = $("#annonce"); if (el) { el.textContent = ""; setTimeout(() => { el.textContent = text; }, 60); } };
  let busy = null;

  /* ---- partial navigation: header and #page are replaced, the document stays ---- */
  const swap = (html, url, push) => {
    const next = new DOMParser().parseFromString(html, "text/html");
    if (!$("#page", next) || next.body.className !== document.body.className) { location.assign(url); return; }
    document.title = next.title;
    for (const id of ["entete", "page"]) document.getElementById(id).replaceWith(document.adoptNode(next.getElementById(id)));
    if (push) history.pushState({ ds: 1 }, "", url);
    const target = $("[data-focus]") || $("main h1") || $("main");
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    scrollTo(0, 0);
  };

  const visit = async (url, options = {}, push = true) => {
    if (busy) busy.abort();
    const control = busy = new AbortController();
    const bar = $("#progression");
    const slow = setTimeout(() => { bar.hidden = false; }, 250);
    $("#page").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { ...options, signal: control.signal, headers: { "X-DS-Navigation": "1" } });
      const html = await answer.text();
      const changed = answer.redirected || answer.url !== location.href;
      swap(html, answer.url, push && changed);
    } catch (error) {
      if (error.name !== "AbortError" && !options.method) location.assign(url);
      else if (error.name !== "AbortError") { $("#page").removeAttribute("aria-busy"); say("Erreur réseau / Netwerkfout"); }
    } finally {
      clearTimeout(slow);
      bar.hidden = true;
      if (busy === control) busy = null;
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const href = link.getAttribute("href");
    if (href.startsWith("#")) {
      const target = document.getElementById(href.slice(1));
      if (target) { event.preventDefault(); target.focus(); target.scrollIntoView({ block: "center" }); }
      return;
    }
    if ("native" in link.dataset || link.origin !== location.origin) return;
    event.preventDefault();
    visit(link.href);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if ("once" in form.dataset) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      setTimeout(() => { delete form.dataset.sent; }, 4000);
    }
    if ("native" in form.dataset) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const button = event.submitter;
    if (button) button.setAttribute("aria-disabled", "true");
    if (form.method === "get") { visit(`${form.action.split("?")[0]}?${new URLSearchParams(data)}`); return; }
    const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
    visit(form.action, { method: "POST", body });
  });

  addEventListener("popstate", () => visit(location.href, {}, false));
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest("a[role=button]");
    if (link && event.key === " ") { event.preventDefault(); link.click(); }
  });

  /* ---- custom elements, light DOM ---- */
  const define = (name, connect) => customElements.define(name, class extends HTMLElement {
    connectedCallback() { if (!this.ready) { this.ready = true; connect(this); } }
  });

  define("ds-password", (el) => {
    const input = $("input", el);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "ds-btn ds-btn--ghost ds-btn--small", textContent: el.dataset.show });
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const show = input.type === "password";
      input.type = show ? "text" : "password";
      button.setAttribute("aria-pressed", String(show));
      button.textContent = show ? el.dataset.hide : el.dataset.show;
    });
    input.after(" ", button);
  });

  define("ds-filter", (el) => {
    const box = document.createElement("p");
    box.className = "ds-filter";
    box.innerHTML = '<label class="ds-label" for="filtre"></label><input class="ds-input w-20" id="filtre" type="search"> <span class="ds-hint" aria-live="polite"></span>';
    const label = $("label", box), input = $("input", box), state = $("span", box);
    label.textContent = el.dataset.label;
    const count = () => { state.textContent = `${el.querySelectorAll("input:checked").length} ${el.dataset.count}`; };
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      let left = 0;
      for (const group of el.querySelectorAll(".ds-group")) {
        let some = false;
        for (const row of group.querySelectorAll(".ds-check")) {
          row.hidden = !row.textContent.toLowerCase().includes(wanted);
          some = some || !row.hidden;
          left += !row.hidden;
        }
        group.hidden = !some;
      }
      if (left) count(); else state.textContent = el.dataset.none;
    });
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    el.addEventListener("change", count);
    el.prepend(box);
    count();
  });

  define("ds-reveal", (el) => {
    const show = () => {
      for (const row of el.querySelectorAll(".ds-radio")) $(".ds-radio__info", row).hidden = !$("input", row).checked;
    };
    el.addEventListener("change", show);
    show();
  });

  define("ds-upload", (el) => {
    const send = async (data, done) => {
      const form = el.closest("form");
      data.append("_token", form.elements._token.value);
      const text = $(".ds-drop__text", el);
      if (text) text.textContent = el.dataset.busy;
      el.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(el.dataset.url, { method: "POST", body: data });
        const { html, ok } = await answer.json();
        if (!el.isConnected) return;
        el.innerHTML = html;
        if (ok && done) say(done);
        $(".ds-link, label", el).focus();
      } catch { /* the file stays in the field and goes with the form */ }
      el.removeAttribute("aria-busy");
    };
    el.addEventListener("change", (event) => {
      const file = event.target.files && event.target.files[0];
      if (!file) return;
      const data = new FormData();
      data.append(el.dataset.kind, file);
      send(data, el.dataset.done);
    });
    el.addEventListener("click", (event) => {
      if (!event.target.closest("button[name=retirer]")) return;
      event.preventDefault();
      const data = new FormData();
      data.append("retirer", el.dataset.kind);
      send(data);
    });
    el.addEventListener("dragover", (event) => { if ($("input", el)) event.preventDefault(); });
    el.addEventListener("drop", (event) => {
      const input = $("input", el);
      if (!input || !event.dataTransfer.files.length) return;
      event.preventDefault();
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  define("ds-available", (el) => {
    const input = $("input", el);
    const state = document.createElement("p");
    state.className = "ds-hint";
    state.setAttribute("aria-live", "polite");
    input.after(state);
    input.addEventListener("input", () => { state.textContent = ""; });
    input.addEventListener("change", async () => {
      const value = input.value.trim();
      if (!value) return;
      const answer = await fetch(`${el.dataset.url}?nom=${encodeURIComponent(value)}`);
      const { message } = await answer.json();
      if (input.value.trim() === value) state.textContent = message;
    });
  });

  define("ds-poll", (el) => {
    const again = async () => {
      if (!el.isConnected) return;
      const answer = await fetch(location.href);
      if (answer.status === 202) { setTimeout(again, Number(el.dataset.every)); return; }
      swap(await answer.text(), answer.url, false);
    };
    setTimeout(again, Number(el.dataset.every));
  });

  const first = $("[data-focus]");
  if (first) first.focus();
})();
