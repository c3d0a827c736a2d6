"""Portal in the manner of Struts and Tiles, about 2009: addresses that end in .do, XHTML 1.0, a log-in by CAS on another host,
a paged table of companies, a mega menu, dialogues, and a wizard at one address (_page, _targetN, _finish, _cancel)."""
import argparse, asyncio, random, re, secrets
from datetime import datetime
from pathlib import Path
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from parts import struts_data
from parts.struts_core import ACCESS, secured, view
from parts.struts_data import APPS, BY_NUMBER, COMPANIES, EXISTING, LOCAL, REGISTRATIONS, STATS, taken, technical_user
from parts.struts_public import cas_check, cas_login, logout, popup, public, splash, switch, user_type
from parts.struts_rules import CONTACT, bind, validate
from parts.struts_texts import msg

CSS, JS = ((Path(__file__).parent / "parts" / f"struts_front.{kind}").read_text("utf-8") for kind in ("css", "js"))


# ------------------------------------------------------------------------------------------------ secured part
@secured(False)
async def change_locale(request, s):
    s["lang"] = "nl" if request.query_params.get("lang") == "nl" else "fr"
    r = RedirectResponse(s["last"], 302)
    r.set_cookie("portal_lang", s["lang"])
    return r


@secured(False)
async def enterprises(request, s):
    s["last"] = "/portal/enterprises.do"
    f = request.query_params.get("filter", "").strip()
    digits = re.sub(r"[ .]", "", f)
    hits = [c for c in sorted(COMPANIES) if not f or f.lower() in c[0].lower() or (digits.isdigit() and digits in c[1].replace(".", ""))]
    pages = list(range(1, (len(hits) + 4) // 5 + 1))
    p = request.query_params.get("d-49653-p", "1")
    p = int(p) if p.isdigit() and int(p) in pages else 1
    rows = hits[p * 5 - 5:p * 5]
    return view("enterprises", request, s["lang"], s, rows=rows, total=len(hits), first=p * 5 - 4, last=p * 5 - 5 + len(rows), pages=pages, page=p, filter=f, crumbs=[("home", "/portal/home.do"), ("chooseEnt", None)])


@secured(False)
async def qualities(request, s):
    n = re.sub(r"\D", "", request.query_params.get("cbe", ""))
    c = BY_NUMBER.get("%s.%s.%s" % (n[:4], n[4:7], n[7:]))
    if not c:
        return RedirectResponse("/portal/enterprises.do", 302)
    s["last"] = "/portal/qualities.do?cbe=" + n
    return view("qualities", request, s["lang"], s, c=c, crumbs=[("home", "/portal/home.do"), ("chooseEnt", "/portal/enterprises.do"), ("chooseRole", None)])


@secured(False)
async def select_role(request, s):
    form = await request.form()
    c, i = BY_NUMBER.get(str(form.get("cbe"))), str(form.get("roleIdx", ""))
    if not c or not i.isdigit() or int(i) >= len(c[3]):
        return RedirectResponse("/portal/enterprises.do", 302)
    s["ent"], s["role"] = c, c[3][int(i)]
    s.pop("wizard", None)
    return RedirectResponse("/portal/home.do", 302)


@secured()
async def home(request, s):
    s["last"] = "/portal/home.do"
    notice, s["noticed"] = not s.get("noticed"), True
    return view("home", request, s["lang"], s, notice=notice, title=msg(s["lang"], "secHome"))


def plain(request, s, title, error=None, groups=(), crumbs=(), status=200):
    return view("plain", request, s["lang"], s, status, title=msg(s["lang"], title), error=error, groups=groups, crumbs=[("home", "/portal/home.do"), *crumbs])


@secured()
async def not_available(request, s):
    return plain(request, s, "online", msg(s["lang"], "notAvail"), crumbs=[("online", None)])


@secured()
async def umoe_home(request, s):
    s["last"] = "/umoe/home.do"
    return plain(request, s, "umoe", groups=ACCESS, crumbs=[("access", None)])


@secured()
async def information(request, s):
    s["last"] = "/umoe/exchange/information.do"
    return view("information", request, s["lang"], s, r=technical_user(s["ent"][1], s["role"][0]), title=msg(s["lang"], "info"), crumbs=[("home", "/portal/home.do"), ("access", "/umoe/home.do"), ("exch", "/umoe/home.do"), ("info", None)])


# ------------------------------------------------------------------------------------------------ wizard
@secured()
async def configuration(request, s):
    s["last"] = "/structmsg/configuration.do"
    lang, crumbs = s["lang"], [("struct", None), ("s.reg", None)]
    show = lambda page, errors=None: view("wizard", request, lang, s, page=page, form=s["wizard"], errors=errors or {}, token=s["wizard"]["token"], title=msg(lang, "s.reg"), crumbs=[("home", "/portal/home.do"), ("struct", "/structmsg/configuration.do"), ("w%d" % page, None)])
    form = await request.form() if request.method == "POST" else {}
    if "_finish" in form:
        STATS["confirm_requests"] += 1
        done = s["results"].get(str(form.get("org.apache.struts.taglib.html.TOKEN", "")))
        if done:  # the same form once more: show what came of it the first time
            await asyncio.wait_for(done["ready"].wait(), 5)
            return RedirectResponse("/structmsg/configurationResult.do?dossier=" + done["r"]["dossier"], 303)
    if s["role"][1] != LOCAL:
        return plain(request, s, "s.reg", msg(lang, "denied"), crumbs=crumbs, status=403)
    old = technical_user(s["ent"][1], s["role"][0])
    if old:
        return plain(request, s, "s.reg", "%s %s." % (msg(lang, "already"), old["username"]), crumbs=crumbs)
    if request.method == "GET" or "wizard" not in s:
        s["wizard"] = {"token": secrets.token_hex(16)}
        return show(0, {"global": "e.session"} if request.method == "POST" else None)
    w = s["wizard"]
    if "_finish" in form and form.get("org.apache.struts.taglib.html.TOKEN") != w["token"]:
        s["wizard"] = {"token": secrets.token_hex(16)}
        return show(0, {"global": "e.session"})
    page = str(form.get("_page", "0"))
    page = int(page) if page in "01234" and page else 0
    if "_cancel" in form:
        s.pop("wizard")
        return RedirectResponse("/portal/home.do", 303)
    target = 4 if "_finish" in form else next((int(k[7]) for k in form if re.fullmatch(r"_target[0-4]", k)), page + 1)
    bad = await bind(form, page, w)
    if "_finish" not in form and target <= page:
        return show(target)
    for p in range(0, min(target, 4)):
        e = {**validate(w, p), **(bad if p == page else {})}
        if e:
            return show(p, e)
    if "_finish" not in form:
        return show(min(target, 4))
    struts_data.SENDER += random.randint(1, 9)
    now = datetime.now()
    r = {"enterprise_number": s["ent"][1], "quality": s["role"][0], "username": w["username"], "channel": w["channel"], "applications": [a[1] for a in APPS if a[0] in w["applications"]],
         "sender_number": str(struts_data.SENDER), "created": now.strftime("%d/%m/%Y"), "dossier": "%d%06d" % (now.year, random.randint(1000, 999999)), "receipt": "%012d" % random.randint(10 ** 9, 10 ** 12 - 1),
         "contact": {n: w["contact." + k] for n, k in zip(("last_name", "first_name", "function", "phone", "email"), CONTACT)}}
    REGISTRATIONS.append(r)
    done = s["results"][w["token"]] = {"r": r, "ready": asyncio.Event()}
    s.pop("wizard")
    await asyncio.sleep(0.8)  # the LDAP of the access system
    done["ready"].set()
    return RedirectResponse("/structmsg/configurationResult.do?dossier=" + r["dossier"], 303)


@secured()
async def configuration_result(request, s):
    r = next((d["r"] for d in s["results"].values() if d["r"]["dossier"] == request.query_params.get("dossier")), None)
    if not r:
        return RedirectResponse("/portal/home.do", 302)
    s["last"] = str(request.url.path) + "?dossier=" + r["dossier"]
    return view("result", request, s["lang"], s, r=r, title=msg(s["lang"], "res"), crumbs=[("home", "/portal/home.do"), ("struct", None), ("res", None)])


@secured()
async def check_username(request, s):
    return PlainTextResponse("false" if taken(request.query_params.get("username", "")) else "true")


async def truth(request):
    return JSONResponse({"registrations": REGISTRATIONS, "existing": EXISTING, "confirm_requests": STATS["confirm_requests"], "log_ins": {"accepted": STATS["accepted"], "refused": STATS["refused"]}})


GP = ["GET", "POST"]
app = Starlette(routes=[
    Route("/", splash), Route("/_truth", truth), Route("/site_{lang:str}/{page:path}", public), Route("/switch/{page:str}/{site:str}", switch),
    Route("/styles/master.css", lambda r: Response(CSS, media_type="text/css")), Route("/js/portal-core.js", lambda r: Response(JS, media_type="text/javascript")), Route("/favicon.ico", lambda r: Response(status_code=204)),
    Route("/cas/userType.do", user_type), Route("/cas/login", cas_login, methods=GP), Route("/help/popup.do", popup),
    Route("/portal/j_spring_cas_security_check", cas_check), Route("/portal/logout.do", logout), Route("/portal/changeLocale.do", change_locale), Route("/portal/enterprises.do", enterprises),
    Route("/portal/qualities.do", qualities), Route("/portal/selectRole.do", select_role, methods=["POST"]), Route("/portal/home.do", home), Route("/portal/notAvailable.do", not_available),
    Route("/umoe/home.do", umoe_home), Route("/umoe/exchange/information.do", information),
    Route("/structmsg/configuration.do", configuration, methods=GP), Route("/structmsg/configurationResult.do", configuration_result), Route("/structmsg/checkUsername.do", check_username)])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8000)
    struts_data.PORT = ap.parse_args().port
    uvicorn.run(app, host="127.0.0.1", port=struts_data.PORT, log_level="warning")
