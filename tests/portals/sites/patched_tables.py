"""Portal as it stood about 2009: tables, image buttons, ISO-8859-1, addresses that end in .do. Its access management was
rebuilt later: UTF-8, tabs, JSON."""
import argparse, base64, datetime, html, random, re, secrets
from pathlib import Path
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from parts import patched_data
from parts.patched_data import APP, APPS, BY_NR, CHANS, COMP, EXISTING, FIELDS, QUAL, SESS, STATE, name_taken, tech_of
from parts.patched_texts import LI, T, tr
from parts.patched_core import error, form, go, no_session, render, secured, session
from parts.patched_public import auth, foreign, site, splash, sso
from parts.patched_rules import check_cer, check_ssh


# ------------------------------------------------------------------ secured part, old pages
def old(req, s, tpl, key, trail=(), **k):
    t = lambda x: tr(s.lang, x)
    cr = [(f"/site_{s.lang}/index.htm", t("home"))] + ([("/portal/home.do", t("s_home"))] if s.q and key != "s_home" else []) + [(u, t(x)) for u, x in trail] + [("", t(key))]
    return render(req, tpl, s.lang, t(key), cr, s, **k)


@secured("")
async def choose_ent(req, s):
    per, p = 8, req.query_params.get("page", "1")
    pages = list(range(1, -(-len(COMP) // per) + 1))
    cur = int(p) if p.isdigit() and int(p) in pages else 1
    s.pop("q", None), s.pop("nr", None), s.pop("wiz", None)
    return old(req, s, "ent", "ch_ent", rows=list(enumerate(COMP))[(cur - 1) * per:cur * per], pages=pages, cur=cur)


@secured("")
async def select_ent(req, s):
    i = req.query_params.get("idx", "")
    if not i.isdigit() or int(i) >= len(COMP):
        return error(req, "x_ent", "AUT-4030", 403, s, [("/portal/chooseEnterprise.do", tr(s.lang, "x_back"))])
    s.pop("q", None), s.pop("wiz", None)
    s.update(nr=COMP[int(i)][0], name=COMP[int(i)][1])
    return go("/portal/chooseQuality.do")


@secured("nr")
async def choose_q(req, s):
    s.pop("q", None), s.pop("wiz", None)
    return old(req, s, "qual", "ch_q", [("/portal/chooseEnterprise.do", "ch_ent")], quals=BY_NR[s.nr][3])


@secured("nr")
async def select_q(req, s):
    r = dict(BY_NR[s.nr][3]).get(req.query_params.get("q"))
    if not r:
        return go("/portal/chooseQuality.do")
    s.pop("wiz", None)
    s.update(q=req.query_params["q"], r=r)
    return go("/portal/home.do")


@secured()
async def home(req, s):
    return old(req, s, "shome", "s_home")


@secured()
async def users(req, s):
    return old(req, s, "text", "users", sect="users", paras=[tr(s.lang, "na_d")])


@secured()
async def na(req, s):
    return old(req, s, "text", "na", paras=[tr(s.lang, "na_d")])


async def set_lang(req):
    s, l, back = session(req), req.query_params.get("l"), req.query_params.get("back", "")
    if not s:
        return no_session(req)
    if l in LI:
        s["lang"] = l
    return go(back if re.match(r"/(portal|gestionacces)/[\w/.]*$", back) else "/portal/home.do")


async def timeout(req):
    SESS.pop(req.cookies.get("JSESSIONID", ""), None)
    return no_session(req)


async def logout(req):
    s = SESS.pop(req.cookies.get("JSESSIONID", ""), None)
    r = error(req, "x_out", "SES-000")
    r.delete_cookie("JSESSIONID")
    return r


@secured(gl=True)
async def ms_index(req, s):
    return old(req, s, "text", "ms", sect="ms", paras=[tr(s.lang, "ms_d")])


@secured(gl=True)
async def ms_doc(req, s):
    return old(req, s, "text", "ms_doc", [("/portal/ms/index.do", "ms")], sect="ms", paras=["Startup guide SFTP (pdf, 412 Kb)", "FTP (pdf, 380 Kb)", "Isabel (pdf, 215 Kb)", "MQLink (pdf, 198 Kb)"])


# ------------------------------------------------------------------ the wizard
def wstep(req, s, n, status=200, **k):
    k.setdefault("errs", {})
    return old(req, s, f"w{n}", "ms_reg" if n < 5 else "w5", [("/portal/ms/index.do", "ms")], sect="ms", n=n, w=s.wiz or {}, **k)


def show_step(req, s, n, **k):
    w = s.wiz or {}
    if n == 1:
        return wstep(req, s, 1, fields=FIELDS, **{"v": w.get("contact", {}), **k})
    if n == 2:
        st = {x: w.get(x) for x in ("channel", "ssh", "cer")} | {"apps": w.get("apps", [])}
        return wstep(req, s, 2, chans=CHANS, apps=APPS, **{"v": st, **k})
    if n == 3:
        return wstep(req, s, 3, **{"v": w.get("username", ""), **k})
    return wstep(req, s, n, **k)


def has_one(req, s):
    return error(req, "x_has", "MS-1102", 200, s, [("/portal/ms/index.do", tr(s.lang, "x_back")), ("/gestionacces/#m/info", tr(s.lang, "ga"))])


@secured(gl=True)
async def ms_register(req, s):
    if tech_of(s.nr, s.q):
        return has_one(req, s)
    s["wiz"] = {"token": secrets.token_hex(16), "done": 0}
    return go("/portal/ms/step0.do")


@secured(gl=True)
async def ms_step(req, s):
    n, w = req.path_params["n"], s.wiz
    if n == 5 and s.result and (s.nr, s.q) == (s.result["enterprise_number"], s.result["quality"]):
        return wstep(req, s, 5, r=s.result)
    if tech_of(s.nr, s.q):
        return has_one(req, s)
    if not w:
        return error(req, "x_seq", "MS-1007", 200, s, [("/portal/ms/index.do", tr(s.lang, "x_back"))])
    if n > w["done"]:
        return go(f"/portal/ms/step{w['done']}.do")
    return show_step(req, s, n)


@secured(gl=True)
async def ms_action(req, s):
    n, w = req.path_params["n"], s.wiz
    if req.method == "GET":
        return go(f"/portal/ms/step{n}.do")
    f = await form(req)
    tok = f.get("org.apache.struts.taglib.html.TOKEN")
    if n == 4:
        STATE["confirm"] += 1
        if s.result and tok == s.result["token"] and s.nr == s.result["enterprise_number"]:         # pressed twice
            return show_step(req, s, 4, refresh="/portal/ms/step5.do")
    if tech_of(s.nr, s.q):
        return has_one(req, s)
    if not w or tok != w["token"] or n > w["done"]:
        return error(req, "x_seq", "MS-1007", 200, s, [("/portal/ms/index.do", tr(s.lang, "x_back"))])
    errs = {}
    if n == 1:
        v = {k: f.get(f"contact({k})", "").strip()[:80] for k, _, _ in FIELDS}
        v["language"] = f.get("contact(language)") if f.get("contact(language)") in ("FR", "NL", "DE") else s.lang.upper()
        for k, star, _ in FIELDS:
            if star and not v[k]:
                errs[k] = "e_req"
            elif k in ("phone", "fax") and v[k] and (not re.fullmatch(r"\+?[\d\s/.()\-]+", v[k]) or not 8 <= len(re.sub(r"\D", "", v[k])) <= 15):
                errs[k] = "e_phone"
        if v["email"] and not re.fullmatch(r"[^@\s,;<>]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", v["email"]):
            errs["email"] = "e_mail"
        if errs:
            return show_step(req, s, 1, v=v, errs=errs)
        w["contact"] = v
    elif n == 2:
        v = {"channel": f.get("channel"), "apps": [APPS[int(x)][0] for x in f.getlist("application") if x.isdigit() and int(x) < len(APPS)] if hasattr(f, "getlist") else []}
        v["apps"] = [a[0] for a in APPS if a[0] in v["apps"]]
        if v["channel"] not in dict(CHANS):
            v["channel"], errs["channel"] = None, "e_chan"
        if not v["apps"]:
            errs["apps"] = "e_app"
        for k in ("ssh", "cer"):                      # a file once received is kept; a bad one replaces nothing
            up = f.get(k + "File")
            if getattr(up, "filename", "") and v["channel"] in ("SFTP", None):
                data, fn = await up.read(65536), re.split(r"[\\/]", up.filename)[-1]
                bad, info = check_ssh(data) if k == "ssh" else check_cer(fn, data)
                if bad:
                    errs[k] = bad
                else:
                    w[k] = {"name": fn, "info": info}
            elif v["channel"] == "SFTP" and not w.get(k):
                errs[k] = "e_ssh0" if k == "ssh" else "e_cer0"
            v[k] = w.get(k)
        if errs:
            return show_step(req, s, 2, v=v, errs=errs)
        w.update(channel=v["channel"], apps=v["apps"])
    elif n == 3:
        v = f.get("technicalUser", "")
        if not v:
            errs["username"] = "e_req"
        elif not re.fullmatch(r"[a-z0-9]{8,20}", v):
            errs["username"] = "e_un"
        elif name_taken(v):
            errs["username"] = "e_taken"
        if errs:
            return show_step(req, s, 3, v=v, errs=errs)
        w["username"] = v
    elif n == 4:
        if name_taken(w["username"]):                 # someone was faster
            return show_step(req, s, 3, v=w["username"], errs={"username": "e_taken"})
        STATE["next"] += random.randint(1, 4)
        r = {"enterprise_number": s.nr, "quality": s.q, "username": w["username"], "channel": w["channel"], "applications": w["apps"], "sender_number": str(STATE["next"]),
             "contact": w["contact"], "date": datetime.date.today().strftime("%d/%m/%Y"), "ref": f"{datetime.date.today().year}/MS/{random.randint(1200, 9800):06d}", "token": w["token"]}
        STATE["reg"].append(r)
        s["result"] = r
        res = show_step(req, s, 4, refresh="/portal/ms/step5.do")
        s.pop("wiz")
        return res
    w["done"] = max(w["done"], n + 1)
    return go(f"/portal/ms/step{n + 1}.do")


# ------------------------------------------------------------------ access management (rebuilt; UTF-8)
@secured()
async def ga(req, s):
    return render(req, "ga", s.lang, "", [], s, charset="utf-8")


async def ga_api(req):
    s, v = session(req), req.path_params["view"]
    if not s or not s.q:
        return JSONResponse({"login": True}, 401)
    t = lambda k: tr(s.lang, k)
    out, r = {"title": t("ga_info" if v == "info" else "ga_hist")}, tech_of(s.nr, s.q)
    if s.r == "U":
        return JSONResponse(out | {"message": t("x_403")}, 403)
    if not r:
        return JSONResponse(out | {"message": t("ga_none")})
    if v == "hist":
        return JSONResponse(out | {"rows": [[r["date"], f"{t('tu')} {r['username']} - {r['ref']}"]]})
    c = r["contact"]
    return JSONResponse(out | {"rows": [[t("quality"), QUAL[s.q][LI[s.lang]]], [t("tu"), r["username"]], [t("sender"), r["sender_number"]], [t("chan"), r["channel"]],
        [t("apps"), ", ".join(APP[a][LI[s.lang] + 1].split(" - ")[0] for a in r["applications"])], [t("date"), r["date"]], [t("ga_contact"), f"{c['first_name']} {c['last_name']} ({c['phone']})"]]})


# ------------------------------------------------------------------ odds and ends
async def image(req):
    l, k = req.path_params["lang"], req.path_params["name"]
    if k == "warn":
        svg = '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18"><path d="M9 1 18 17H0z" fill="#e80"/><text x="9" y="15" font-size="11" text-anchor="middle" fill="#fff">!</text></svg>'
    else:
        txt = "Socialsecurity.be" if k == "logo" else {"en": "English", "nl": "Nederlands", "fr": "Français", "de": "Deutsch"}.get(l) if k == "lang" else tr(l, k) if k in T else None
        if not txt:
            return Response(status_code=404)
        w = len(txt) * 8 + 24
        fill = "none" if k == "logo" else "#f58a00" if k in ("next", "confirm", "login") else "#5b7aa8"
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="22"><rect width="{w}" height="22" rx="4" fill="{fill}"/><text x="{w // 2}" y="15" font-family="Verdana,Arial" font-size="12" font-weight="bold" text-anchor="middle" fill="#fff">{html.escape(txt)}</text></svg>'
    return Response(svg.encode(), media_type="image/svg+xml", headers={"Cache-Control": "max-age=3600"})


async def spacer(req):
    return Response(base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"), media_type="image/gif")


async def css(req):
    return Response(GACSS if "gestionacces" in req.url.path else CSS, media_type="text/css")


async def truth(req):
    keep = ("enterprise_number", "quality", "username", "channel", "applications", "sender_number", "contact")
    pub = lambda r: {k: r[k] for k in keep} | {"quality_name": QUAL[r["quality"]][0]}
    return JSONResponse({"registrations": [pub(r) for r in STATE["reg"]], "existing": [pub(r) for r in EXISTING], "confirm_requests": STATE["confirm"],
                         "log_ins": {"accepted": STATE["ok"], "refused": STATE["bad"]}})


async def not_found(req, exc):
    return error(req, "x_404", "HTTP-%d" % exc.status_code, exc.status_code, session(req))


async def crash(req, exc):
    return error(req, "x_500", "HTTP-500", 500)

CSS, GACSS = ((Path(__file__).parent / "parts" / f"patched_{name}.css").read_text("utf-8") for name in ("front", "access"))
GP = ["GET", "POST"]
app = Starlette(routes=[
    Route("/", splash), Route("/site_en/index.htm", foreign), Route("/site_de/index.htm", foreign), Route("/site_{lang}/{rest:path}", site), Route("/auth/{page}", auth, methods=GP),
    Route("/portal/sso.do", sso), Route("/portal/chooseEnterprise.do", choose_ent), Route("/portal/selectEnterprise.do", select_ent), Route("/portal/chooseQuality.do", choose_q),
    Route("/portal/selectQuality.do", select_q), Route("/portal/home.do", home), Route("/portal/users.do", users), Route("/portal/na.do", na), Route("/portal/lang.do", set_lang),
    Route("/portal/timeout.do", timeout), Route("/portal/logout.do", logout), Route("/portal/ms/index.do", ms_index), Route("/portal/ms/doc.do", ms_doc), Route("/portal/ms/register.do", ms_register),
    Route("/portal/ms/step{n:int}.do", ms_step), Route("/portal/ms/step{n:int}Action.do", ms_action, methods=GP),
    Route("/gestionacces/", ga), Route("/gestionacces/app.css", css), Route("/gestionacces/api/{view}", ga_api), Route("/styles/master.css", css),
    Route("/images/spacer.gif", spacer), Route("/images/{lang}/{name}.gif", image), Route("/_truth", truth)],
    exception_handlers={404: not_found, 405: not_found, 500: crash})

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8000)
    patched_data.PORT = ap.parse_args().port
    uvicorn.run(app, host="127.0.0.1", port=patched_data.PORT, log_level="warning")
