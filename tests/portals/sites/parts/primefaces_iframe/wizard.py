"""Access management in its own window: menu outside, content in a frame, the configuration wizard."""
import asyncio
import datetime
import secrets
from collections import defaultdict

from starlette.responses import Response

from . import checks
from .data import APPS, BY_NR, CHANNELS, QUAL, S
from .texts import T
from .web import fields, fragment, go, is_ajax, one, page, partial, partial_redirect, session

FIELDS = [("nom", "j_idt41"), ("prenom", "j_idt44"), ("fonction", "j_idt47"), ("tel", "j_idt50"), ("mail", "j_idt53")]
UPLOADS = {"ssh": "j_idt88", "cer": "j_idt91"}


def context(request):
    s = session(request)
    return s, (s["convs"].get(request.query_params.get("cid", "")) if s else None)


def base(s, cv):
    lang = s["lang"]
    return {"cid": cv["cid"], "c": BY_NR[cv["nr"]], "q": QUAL[cv["q"]][lang], "login": s["user"]}


async def index(request):
    s, cv = context(request)
    if not cv:
        return go("/secured/entreprises.jsf" if s else "/")
    t, cid, acc = T[s["lang"]], cv["cid"], request.query_params.get("v") == "acces"
    todo = f"/uman/todo.jsf?cid={cid}"
    if acc:
        menu = [(t["u_users"], [(t["u_users1"], todo), (t["u_users2"], todo)], False), (t["u_ql"], [(t["u_ql1"], todo)], False),
                (t["u_xm"], [(t["u_xm2"], todo), (t["u_info"], f"/uman/info.jsf?cid={cid}"), (t["u_xm3"], todo)], False)]
    else:
        menu = [(t["u_own"], [(t["u_own1"], todo), (t["u_own2"], todo)], False), (t["u_users"], [(t["u_users1"], todo), (t["u_users2"], todo)], cv["level"] != "GL"),
                (t["u_sm"], [(t["u_cfg2"], todo), (t["u_cfg"], f"/uman/config/wizard.jsf?cid={cid}")], cv["level"] != "GL")]
    return page("uman.html", s["lang"], menu=menu, acc=acc, **base(s, cv))


def lost(request, s):
    url = "/secured/entreprises.jsf" if s else "/"
    return partial_redirect(url) if is_ajax(request) else page("frame.html", (s or {"lang": "fr"})["lang"], h="", msg=T[(s or {"lang": "fr"})["lang"]]["exp"])


async def welcome(request):
    s, cv = context(request)
    if not cv:
        return lost(request, s)
    t = T[s["lang"]]
    p = t["w_a"] if request.query_params.get("v") == "acces" else t["w_p"]
    return page("frame.html", s["lang"], h=t["w_h"], p=p, msg="" if cv["level"] == "GL" else t["w_u"])


async def todo(request):
    s, cv = context(request)
    return page("frame.html", s["lang"], h=T[s["lang"]]["u_t"], p=T[s["lang"]]["stub"]) if cv else lost(request, s)


async def info(request):
    s, cv = context(request)
    if not cv:
        return lost(request, s)
    await asyncio.sleep(0.3)
    return page("info.html", s["lang"], r=S.technical_user(cv["nr"], cv["q"]), **base(s, cv))


async def keepalive(request):
    s, cv = context(request)
    if not cv:
        return Response("", 401)
    for _ in range(13):  # held open, then asked again at once
        await asyncio.sleep(0.1)
        if await request.is_disconnected():
            break
    return Response("ok", headers={"content-type": "text/plain", "cache-control": "no-store"})


# ------------------------------------------------------------------------------------------------------- the wizard
def fresh():
    return {"contact": {k: "" for k, _ in FIELDS}, "channel": "", "ssh": None, "cer": None, "apps": set(), "username": "", "reg": None}


def wz_ctx(s, w, err):
    t, lang = T[s["lang"]], s["lang"]
    return {"w": w, "err": defaultdict(str, err), "fields": FIELDS, "channels": CHANNELS,
            "apps": [(a[0], a[1] if lang == "fr" else a[2]) for a in APPS],
            "uploads": [("ssh", UPLOADS["ssh"], t["z_ssh"], t["z_ssh_h"], ""), ("cer", UPLOADS["cer"], t["z_cer"], t["z_cer_h"], ".cer")]}


def show(s, cv, w, step, err=()):
    err = dict(err)
    vs = f"{secrets.randbelow(10**18)}:{step}"
    cv["views"][vs] = (step, w)
    ctx = wz_ctx(s, w, err)
    if not err:
        ctx["err"] = defaultdict(str)
    day = datetime.date.today() + datetime.timedelta(days=1)
    return page("wz.html", s["lang"], title=T[s["lang"]]["z_t"], step=step, vs=vs, r=w["reg"], active=day.strftime("%d/%m/%Y"), **base(s, cv), **ctx)


def take(step, w, f):
    """What the page posted goes into the wizard's bean, valid or not."""
    if step == 1:
        for k, i in FIELDS:
            if f"wz:{i}" in f:
                w["contact"][k] = one(f, f"wz:{i}")
    elif step == 2:
        w["channel"] = one(f, "wz:chan") if one(f, "wz:chan") in CHANNELS else ""
        w["apps"] = {APPS[int(i)][0] for i in f.get("wz:apps", []) if i.isdigit() and int(i) < len(APPS)}
    elif step == 3 and "wz:j_idt60" in f:
        w["username"] = f["wz:j_idt60"][0]


def errors(step, w):
    e = {}
    if step == 1:
        e = {k: checks.contact(k, w["contact"][k]) for k, _ in FIELDS}
    elif step == 2:
        e["channel"] = None if w["channel"] else "e_channel"
        e["apps"] = None if w["apps"] else "e_apps"
        if w["channel"] == "SFTP":
            e["ssh"] = None if w["ssh"] else "e_ssh_missing"
            e["cer"] = None if w["cer"] else "e_cer_missing"
    elif step == 3:
        e["username"] = checks.username(w["username"], S)
    return {k: v for k, v in e.items() if v}


async def upload(request, s, cv):
    form = await request.form()
    got = cv["views"].get(form.get("javax.faces.ViewState"))
    if not got:
        return lost(request, s)
    w, err = got[1], {}
    for kind, i in UPLOADS.items():
        item = form.get(f"wz:{i}_input")
        if item is None or isinstance(item, str):
            continue
        data, name = await item.read(), (item.filename or "").replace("\\", "/").split("/")[-1]
        await asyncio.sleep(0.5)
        if await request.is_disconnected():
            return Response("", 400)
        text, bad = (checks.ssh_key if kind == "ssh" else checks.certificate)(name, data)
        if bad:
            err[kind] = bad
        else:
            w[kind] = {"name": name, "info": text}
    return partial({"wz:files": fragment("files.html", s["lang"], **wz_ctx(s, w, err))})


async def ajax(request, s, f, step, w):
    src, lang = one(f, "javax.faces.source"), s["lang"]
    if step == 1:
        await asyncio.sleep(0.15)
        for k, i in FIELDS:
            if src == f"wz:{i}":
                value = w["contact"][k] = one(f, src)
                return partial({f"{src}_cell": fragment("cell.html", lang, id=i, v=value, e=checks.contact(k, value))})
    if step == 2:
        if src.endswith("_del"):
            for kind, i in UPLOADS.items():
                if src == f"wz:{i}_del":
                    w[kind] = None
            return partial({"wz:files": fragment("files.html", lang, **wz_ctx(s, w, {}))})
        await asyncio.sleep(0.4)
        take(2, w, f)
        return partial({"wz:pnl": fragment("pnl.html", lang, **wz_ctx(s, w, {}))})
    if step == 3 and src == "wz:j_idt60":
        await asyncio.sleep(0.25)
        take(3, w, f)
        bad = checks.username(w["username"], S)
        return partial({f"{src}_cell": fragment("ucell.html", lang, v=w["username"], e=bad, ok=not bad)})
    return partial({})


async def wizard(request):
    s, cv = context(request)
    if not cv:
        return lost(request, s)
    t, lang = T[s["lang"]], s["lang"]
    if cv["level"] != "GL":
        return page("frame.html", lang, h=t["z_t"], msg=t["w_u"])
    exists = S.technical_user(cv["nr"], cv["q"])
    if request.method == "GET":
        if exists:
            return page("frame.html", lang, h=t["z_t"], msg=f"{t['z_exists']} ({exists['username']})")
        return show(s, cv, fresh(), 0)
    if "multipart/" in request.headers.get("content-type", ""):
        return await upload(request, s, cv)
    f = await fields(request)
    got = cv["views"].get(one(f, "javax.faces.ViewState"))
    if not got:
        return lost(request, s)
    step, w = got
    if is_ajax(request):
        return await ajax(request, s, f, step, w)
    if "wz:j_idt72" in f:
        return page("frame.html", lang, h=t["z_t"], msg=t["z_cancelled"])
    if "wz:j_idt71" in f and step:
        take(step, w, f)
        return show(s, cv, w, step - 1)
    if step == 4:
        return await confirm(s, cv, w)
    if step == 5 or w["reg"]:
        return show(s, cv, w, 5)
    take(step, w, f)
    bad = errors(step, w)
    if bad:
        return show(s, cv, w, step, bad)
    if step == 3 and any(errors(i, w) for i in (1, 2)):  # came back with the browser's own button and emptied something
        step = next(i for i in (1, 2) if errors(i, w)) - 1
    return show(s, cv, w, step + 1)


async def confirm(s, cv, w):
    S.confirm_requests += 1
    await asyncio.sleep(0.7)
    if w["reg"]:  # pressed twice
        return show(s, cv, w, 5)
    if S.technical_user(cv["nr"], cv["q"]):
        return page("frame.html", s["lang"], h=T[s["lang"]]["z_t"], msg=T[s["lang"]]["z_exists"])
    for step in (1, 2, 3):
        bad = errors(step, w)
        if bad:
            return show(s, cv, w, step, bad)
    w["reg"] = S.register(cv["nr"], cv["q"], w, datetime.datetime.now())
    return show(s, cv, w, 5)
