"""Views: each returns the tree that the browser shows for the UI's route."""
import data as D
import wizard
from texts import T


class UI:
    def __init__(self, sess):
        self.sess, self.route, self.query = sess, "", ""
        self.w, self.notes, self.dialog, self.h = {}, [], None, {}
        self.filter, self.target, self.err, self.sync, self.redirect = "", None, {}, 0, None

    @property
    def li(self):
        return 1 if self.sess.get("lang") == "nl" else 0

    def t(self, key):
        return T[key][self.li]

    def note(self, text, theme=""):
        self.notes.append({"text": text, "theme": theme})

    def go(self, route):
        self.route, _, self.query = route.partition("?")
        self.err, self.dialog = {}, None
        if not self.route.startswith("secure/messages/config"):
            self.w = {}

    # -- building blocks
    def n(self, tag, key, props=None, *kids):
        return {"t": tag, "k": key, "p": props or {}, "c": list(kids)}

    def on(self, node, fn):
        self.h[node["k"]] = fn
        node["ev"] = 1
        return node

    def btn(self, key, caption, fn, **props):
        return self.on(self.n("v-button", key, props, caption), lambda ev, v: fn())

    def link(self, key, caption, path, **props):
        return self.n("a", key, {"href": "/" + path, "router-link": True, **props}, caption)

    def row(self, key, label, value):
        return self.n("div", key, {"class": "row"}, self.n("span", key + "l", {}, label), self.n("span", key + "v", {}, value))

    # -- rendering
    def render(self):
        self.h = {}
        r, logged = self.route, self.sess.get("user")
        if r.startswith(("secure", "entreprises")) and not logged:
            self.go("login")
        elif r.startswith("secure") and not self.sess.get("role"):
            self.go("entreprises")
        if self.route not in ("", ) and self.sess.get("lang") is None:
            self.sess["lang"] = "fr"
        r = self.route
        if r.startswith("secure"):
            body = self.secure(r)
        else:
            fn = {"": self.home, "accueil": self.audience, "professionnels": self.pro, "groupe-cible": self.target_view,
                  "identification": self.method, "login": self.login, "entreprises": self.companies}.get(r)
            if r.startswith("entreprises/") and r.split("/")[1] in D.COMPANIES:
                body = self.roles(r.split("/")[1])
            else:
                body = fn() if fn else [self.n("h2", "nf", {}, "404")]
            body = [self.n("div", "pub-" + r, {"class": "public"}, *body)]
        return body

    def home(self):
        def pick(lang):
            self.sess["lang"] = lang
            self.go("accueil")
        return [self.n("h1", "h", {}, "www.socialsecurity.be"),
                self.n("p", "p", {}, "La Sécurité Sociale Belge – De Belgische Sociale Zekerheid"),
                self.n("div", "l", {"class": "cards"}, self.btn("fr", "Français", lambda: pick("fr"), theme="primary"),
                       self.btn("nl", "Nederlands", lambda: pick("nl"), theme="primary"),
                       self.btn("int", "International", lambda: self.note("Registration is not possible via the international access.", "error")))]

    def audience(self):
        no = lambda: self.note(self.t("nothere"))
        return [self.n("h2", "h", {}, self.t("choose_aud")),
                self.n("div", "a", {"class": "cards"}, self.btn("c", self.t("citizen"), no), self.btn("e", self.t("company"), no),
                       self.link("p", self.t("pro"), "professionnels", **{"class": "card"})),
                self.n("p", "b", {}, self.link("bk", self.t("back_home"), ""))]

    def pro(self):
        return [self.n("h2", "h", {}, self.t("pro")), self.n("p", "t", {}, self.t("pro_txt")),
                self.btn("go", self.t("login"), lambda: self.go("groupe-cible"), theme="primary")]

    def target_view(self):
        items = [self.t("citizen"), self.t("company"), self.t("target_pro")]

        def go():
            if self.target == items[2]:
                self.go("identification")
            elif self.target:
                self.note(self.t("nothere"))
            else:
                self.err = {"target": self.t("target_err")}
        g = self.n("v-radio-group", "target", {"label": self.t("target"), "items": items, "value": self.target, "error": self.err.get("target")})
        return [self.on(g, lambda ev, v: (setattr(self, "target", v), self.err.clear())), self.btn("go", self.t("continue"), go, theme="primary")]

    def method(self):
        no = lambda: self.note(self.t("nothere"))
        return [self.n("h2", "h", {}, self.t("method")),
                self.n("div", "1", {}, self.btn("eid", self.t("m_eid"), no, theme="tertiary")),
                self.n("div", "2", {}, self.btn("tok", self.t("m_token"), no, theme="tertiary")),
                self.n("div", "3", {}, self.btn("cod", self.t("m_codes"), lambda: self.go("login"), theme="tertiary"))]

    def login(self):
        i18n = {k: self.t(k) for k in ("user", "pw", "login", "forgot", "bad1", "bad2", "req")}
        return [self.n("v-login-form", "lf", {"i18n": {**i18n, "title": self.t("login")}, "error": self.query == "error"})]

    def companies(self):
        f = self.filter.lower()
        items = [{"key": k, "cells": [v[0], k]} for k, v in sorted(D.COMPANIES.items(), key=lambda x: x[1][0])
                 if f in v[0].lower() or f in k or (f.replace(".", "") or "?") in k.replace(".", "")]
        g = self.n("v-grid", "grid", {"items": items, "columns": [self.t("name"), self.t("num")], "button": self.t("choose"), "filter": self.t("filter")})

        def ev(kind, v):
            if kind == "filter":
                self.filter = v or ""
            elif kind == "row" and v in D.COMPANIES:
                self.filter = ""
                self.go("entreprises/" + v)
        return [self.n("h2", "h", {}, self.t("companies")), self.on(g, ev)]

    def roles(self, nr):
        def pick(i):
            self.sess["company"], self.sess["role"] = nr, D.COMPANIES[nr][1][i]
            self.go("secure")
        out = []
        for i, (q, lv) in enumerate(D.COMPANIES[nr][1]):
            cap = f"{D.QUALITY[q][self.li]} ; {self.t('num_l')} {nr} ({D.LEVEL[lv][self.li]})"
            out.append(self.n("div", f"d{i}", {}, self.btn(f"r{i}", cap, lambda i=i: pick(i), theme="tertiary")))
        return [self.n("h2", "h", {}, self.t("roles")), self.n("p", "n", {}, f"{D.COMPANIES[nr][0]} – {nr}"), *out,
                self.n("p", "b", {}, self.link("oc", "« " + self.t("other_co"), "entreprises"))]

    # -- the secured application
    def secure(self, r):
        nr, (q, lv) = self.sess["company"], self.sess["role"]

        def item(key, path, *kids):
            return self.n("v-side-nav-item", "nav-" + path, {"path": path, "current": r == path, **({"slot": "children"} if path.count("/") > 1 else {})}, self.t(key), *kids)
        m = [item("config", "secure/messages/config")] if r.startswith("secure/messages") else []
        a = []
        if r.startswith("secure/acces"):
            deep = [] if r == "secure/acces" else [item("info", "secure/acces/echange/information")]
            a = [item("xch", "secure/acces/echange", *deep)]
        nav = self.n("nav", "sn", {"slot": "drawer"}, item("overview", "secure"), item("msgs", "secure/messages", *m), item("access", "secure/acces", *a))

        def out():
            self.sess.clear()
            self.redirect = "/"
        bar = self.n("div", "nb", {"slot": "navbar", "style": "display:flex;gap:12px;align-items:center;flex:1"}, self.n("b", "ti", {}, self.t("title")),
                     self.n("span", "who", {"style": "flex:1"}, f"{D.COMPANIES[nr][0]} · {D.QUALITY[q][self.li]}"),
                     self.btn("oc", self.t("other_co"), lambda: self.go("entreprises"), theme="small"),
                     self.btn("lo", self.t("logout"), out, theme="small"))
        fn = {"secure": self.start, "secure/messages": self.messages, "secure/messages/config": self.config, "secure/acces": self.acces,
              "secure/acces/echange": self.exchange, "secure/acces/echange/information": self.information}.get(r, self.start)
        return [self.n("v-app-layout", "app", {}, bar, self.n("v-drawer-toggle", "dt", {"slot": "navbar"}), nav, self.n("main", "m-" + r, {}, *fn()))]

    def start(self):
        return [self.n("h2", "h", {}, self.t("welcome")), self.n("p", "p", {}, self.t("welcome2"))]

    def messages(self):
        return [self.n("h2", "h", {}, self.t("msgs")), self.n("p", "p", {}, self.t("msgs_txt"))]

    def acces(self):
        return [self.n("h2", "h", {}, self.t("access")), self.n("p", "p", {}, self.t("acc_txt"))]

    def exchange(self):
        return [self.n("h2", "h", {}, self.t("xch")), self.n("p", "p", {}, self.t("msgs_txt"))]

    def record(self):
        return D.find(self.sess["company"], self.sess["role"][0])

    def information(self):
        r, h = self.record(), self.n("h2", "h", {}, self.t("info"))
        if not r:
            return [h, self.n("p", "no", {}, self.t("none"))]
        return [h, self.row("u", self.t("user"), r["username"]), self.row("s", self.t("sender"), r["sender_number"]),
                self.row("c", self.t("channel"), r["channel"]), self.row("a", self.t("apps"), ", ".join(r["applications"]))]

    def config(self):
        h = self.n("h2", "h", {}, self.t("config"))
        if self.w.get("done"):
            return wizard.created(self)
        if self.sess["role"][1] == D.US:
            return [h, self.n("div", "bx", {"class": "box"}, self.t("not_lm"))]
        r = self.record()
        if r:
            return [h, self.n("div", "bx", {"class": "box"}, self.t("exists"), self.row("u", self.t("user"), r["username"]), self.row("s", self.t("sender"), r["sender_number"])),
                    self.n("p", "q", {}, self.link("ti", self.t("to_info"), "secure/acces/echange/information"))]
        return [h] + wizard.view(self)
