"""The wizard 'Enregistrer les données de configuration'."""
import datetime
import re

import data as D
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_public_key, load_ssh_public_key

CONTACT = ["lname", "fname", "function", "phone", "email"]


def check_key(ui, name, raw):
    if b"PRIVATE KEY" in raw:
        return ui.t("priv")
    try:
        load_pem_public_key(raw) if raw.lstrip().startswith(b"-----BEGIN PUBLIC") else load_ssh_public_key(raw.strip())
    except Exception:
        if not raw.lstrip().startswith(b"---- BEGIN SSH2 PUBLIC KEY"):
            return ui.t("bad_key")


def check_cert(ui, name, raw):
    try:
        assert name.lower().endswith(".cer")
        c = x509.load_pem_x509_certificate(raw) if b"-----BEGIN" in raw else x509.load_der_x509_certificate(raw)
    except Exception:
        return ui.t("bad_cert")
    end = c.not_valid_after_utc if hasattr(c, "not_valid_after_utc") else c.not_valid_after.replace(tzinfo=datetime.timezone.utc)
    if end < datetime.datetime.now(datetime.timezone.utc):
        return ui.t("old_cert")


def upload(ui, key, name, raw):
    e = (check_key if key == "key" else check_cert)(ui, name, raw)
    ui.err.pop(key, None)
    ui.w.pop(key, None)
    if e:
        ui.err[key] = e
    else:
        ui.w[key] = name
        ui.note(f"{ui.t('uploaded')}: {name}")


def validate(ui, step):
    w, e = ui.w, {}
    if step == 1:
        for k in CONTACT:
            if not w.get(k, "").strip():
                e[k] = ui.t("req")
        if "email" not in e and not re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", w["email"].strip()):
            e["email"] = ui.t("bad_mail")
        if "phone" not in e and not re.fullmatch(r"[+\d][\d\s./()-]{7,}", w["phone"].strip()):
            e["phone"] = ui.t("bad_phone")
    if step == 2:
        if not w.get("channel"):
            e["channel"] = ui.t("req")
        if w.get("channel") == "SFTP":
            for k in ("key", "cert"):
                if not w.get(k):
                    e[k] = ui.err.get(k) or ui.t("req")
        if not w.get("apps"):
            e["apps"] = ui.t("apps_err")
    if step == 3:
        u = w.get("tuser", "")
        if not u:
            e["tuser"] = ui.t("req")
        elif not re.fullmatch(r"[a-z0-9]{8,20}", u):
            e["tuser"] = ui.t("bad_user")
        elif D.taken(u):
            e["tuser"] = ui.t("taken")
    ui.err = e
    if e:
        ui.note(ui.t("fix"), "error")
    return not e


def field(ui, key, tag="v-text-field", **props):
    node = ui.n(tag, key, {"label": ui.t(key), "value": ui.w.get(key, ""), "error": ui.err.get(key), "required": True, **props})

    def ev(kind, v):
        ui.w[key] = v
        ui.err.pop(key, None)
    return ui.on(node, ev)


def view(ui):
    w = ui.w
    step = w.setdefault("step", 0)

    def to(i):
        if i < step or validate(ui, step):
            w["step"] = i
            if i < step:
                ui.err = {}
    tabs = [ui.on(ui.n("v-tab", f"tab{i}{i == step}", {"selected": i == step, "disabled": i > step}, f"{i + 1}. {ui.t('w%d' % i)}"),
                  lambda ev, v, i=i: i < step and to(i)) for i in range(5)]
    body = [intro, contact, channel, user, review][step](ui)
    last = step == 4
    foot = [ui.btn("prev", ui.t("prev"), lambda: to(step - 1), disabled=step == 0, theme="tertiary"),
            ui.btn("conf" if last else "next", ui.t("confirm" if last else "next"), (lambda: ask(ui)) if last else (lambda: to(step + 1)), theme="primary")]
    return [ui.n("v-tabs", "tabs", {}, *tabs), ui.n("section", f"s{step}", {}, *body), ui.n("div", "foot", {"class": "footer"}, *foot)]


def intro(ui):
    return [ui.n("p", "p", {}, ui.t("w0_txt"))]


def contact(ui):
    f = [field(ui, k, "v-email-field" if k == "email" else "v-text-field") for k in CONTACT]
    return [ui.n("p", "p", {}, ui.t("w1_txt")), ui.n("v-form-layout", "fl", {}, *f)]


def channel(ui):
    out = [field(ui, "channel", "v-combo-box", label=ui.t("ch_pick"), items=D.CHANNELS)]
    if ui.w.get("channel") == "SFTP":
        for k in ("key", "cert"):
            u = ui.n("v-upload", k, {"button": ui.t("browse"), "drop": ui.t("drop"), "file": ui.w.get(k), "error": ui.err.get(k), "accept": ".cer" if k == "cert" else None})
            out += [ui.n("div", k + "l", {"class": "uplabel"}, ui.t(k) + " *"), ui.on(u, lambda ev, v: None)]
    g = ui.n("v-checkbox-group", "apps", {"label": ui.t("apps_pick"), "items": [a[ui.li] for a in D.APPS], "value": ui.w.get("apps", []), "error": ui.err.get("apps"), "required": True})

    def ev(kind, v):
        ui.w["apps"] = v
        ui.err.pop("apps", None)
    return out + [ui.on(g, ev)]


def user(ui):
    return [field(ui, "tuser", helper=ui.t("tuser_h"))]


def review(ui):
    rows = [ui.row(k, ui.t(k), ui.w[k]) for k in CONTACT] + [ui.row("channel", ui.t("channel"), ui.w["channel"])]
    if ui.w["channel"] == "SFTP":
        rows += [ui.row(k, ui.t(k), ui.w[k]) for k in ("key", "cert")]
    rows += [ui.row("apps", ui.t("apps"), ", ".join(ui.w["apps"])), ui.row("tuser", ui.t("user"), ui.w["tuser"])]
    return [ui.n("p", "p", {}, ui.t("w4_txt")), *rows]


def ask(ui):
    ui.dialog = "confirm"


def dialog(ui):
    def no():
        ui.dialog = None

    def yes():
        ui.dialog = None
        D.COUNT["confirm"] += 1
        if D.taken(ui.w["tuser"]):
            ui.w["step"] = 3
            validate(ui, 3)
            return
        if ui.record():
            return
        w = ui.w
        rec = D.add({"enterprise_number": ui.sess["company"], "quality": ui.sess["role"][0], "username": w["tuser"], "channel": w["channel"],
                     "applications": w["apps"], "contact": {k: w[k] for k in CONTACT},
                     "ssh_key_file": w.get("key"), "certificate_file": w.get("cert")})
        ui.w = {"done": rec}
        ui.note(ui.t("saved"))
    return ui.n("v-dialog-overlay", "dlg", {}, ui.n("h3", "h", {"slot": "header"}, ui.t("sure")),
                ui.n("div", "c", {}, ui.t("sure2").format(ui.w.get("tuser"))),
                ui.btn("dno", ui.t("cancel"), no, slot="footer", theme="tertiary"),
                ui.btn("dyes", ui.t("yes"), yes, slot="footer", theme="primary"))


def created(ui):
    r = ui.w["done"]
    return [ui.n("h2", "h", {}, ui.t("done")), ui.row("u", ui.t("user"), r["username"]),
            ui.n("p", "sl", {}, ui.t("sender") + " :"), ui.n("div", "sn", {"class": "big"}, r["sender_number"]), ui.n("p", "d", {}, ui.t("done2"))]
