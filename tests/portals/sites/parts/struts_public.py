"""The public pages of struts_mega_menu.py, and its log-in on a host of its own."""
import asyncio, secrets, time
from urllib.parse import quote, urlsplit
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse

from parts import struts_data
from parts.struts_core import cas_url, session, view
from parts.struts_data import FAILED, LOGIN_TICKETS, SERVICE_TICKETS, SESSIONS, STATS, USERS
from parts.struts_templates import ENV
from parts.struts_texts import msg


# ------------------------------------------------------------------------------------------------ public part and CAS
async def splash(request):
    return HTMLResponse(ENV.get_template("splash").render())


async def public(request):
    lang, page = request.path_params["lang"], request.path_params["page"]
    aud = {"index.htm": None, "citizen/index.htm": "citizen", "employer/index.htm": "company", "civilservant/index.htm": "civil"}
    if lang == "en":
        return HTMLResponse("<html><head><title>International</title></head><body><h1>International</h1><p>Coming2Belgium - Leaving Belgium - Working in Belgium. You can not register through the international access.</p><p><a href='/'>Back</a></p></body></html>")
    if lang not in ("fr", "nl") or page not in aud:
        return PlainTextResponse("404", 404)
    a = aud[page]
    root = "/site_%s/" % lang
    menu = [{"key": k, "href": root + p} for k, p in (("citizen", "citizen/index.htm"), ("company", "employer/index.htm"), ("civil", "civilservant/index.htm"))] if a else []
    r = view("public", request, lang, aud=a, menu=menu, crumbs=[("home", root + "index.htm"), (a, None)] if a else [("home", None)], langurl="/switch/%s/site_" % page.replace("/", "~"),
             loginurl=cas_url(request, "userType.do", lang) if a in ("company", "civil") else None)
    r.set_cookie("portal_lang", lang)
    return r


async def switch(request):
    return RedirectResponse("/%s/%s" % (request.path_params["site"], request.path_params["page"].replace("~", "/")), 302)


# the log-in application runs on a host of its own (as certif.iamfas did): always localhost
def cas_params(request):
    q = request.query_params
    service = q.get("service", "")
    if urlsplit(service).netloc not in ("127.0.0.1:%d" % struts_data.PORT, "localhost:%d" % struts_data.PORT):
        service = "http://127.0.0.1:%d/portal/j_spring_cas_security_check" % struts_data.PORT
    return "nl" if q.get("locale") == "nl" else "fr", service, "?locale=%s&service=" + quote(service, safe="").replace("%", "%%")


async def user_type(request):
    lang, service, q = cas_params(request)
    note = request.query_params.get("note")
    return view("usertype", request, lang, note=note if note in ("noEid", "e.expired", "loggedOut") else None, codesurl="/cas/login" + q % lang, selfurl="/cas/userType.do" + q % lang,
                langurl="/cas/userType.do?service=%s&locale=" % quote(service, safe=""), homeurl="http://%s/site_%s/index.htm" % (urlsplit(service).netloc, lang), crumbs=[("secAccess", None)])


async def cas_login(request):
    lang, service, q = cas_params(request)
    error, typed = None, ""
    if request.method == "POST":
        form = await request.form()
        typed, pwd = str(form.get("username", "")).strip(), str(form.get("password", ""))
        if not LOGIN_TICKETS.pop(str(form.get("lt", "")), None):
            error = "e.lt"
        elif not typed or not pwd:
            error = "e.login" if typed else "e.required"
        elif FAILED.get(typed, 0) >= 3:
            STATS["refused"] += 1
            error = "e.locked"
        elif typed in USERS and secrets.compare_digest(USERS[typed][0].encode(), pwd.encode()):
            FAILED.pop(typed, None)
            STATS["accepted"] += 1
            ticket = "ST-%d-%s-cas" % (STATS["accepted"], secrets.token_hex(10))
            SERVICE_TICKETS[ticket] = (typed, lang, time.time())
            return RedirectResponse(service + ("&" if "?" in service else "?") + "ticket=" + ticket, 302)
        else:
            STATS["refused"] += 1
            FAILED[typed] = FAILED.get(typed, 0) + 1
            error = "e.locked" if FAILED[typed] >= 3 else "e.login"
            await asyncio.sleep(0.4)
    lt = "LT-" + secrets.token_hex(12)
    LOGIN_TICKETS[lt] = True
    return view("cas", request, lang, error=error, typed=typed, lt=lt, selfurl="/cas/login" + q % lang, langurl="/cas/login?service=%s&locale=" % quote(service, safe=""),
                homeurl="http://%s/site_%s/index.htm" % (urlsplit(service).netloc, lang), crumbs=[("secAccess", "/cas/userType.do" + q % lang), ("login", None)])


async def cas_check(request):
    who = SERVICE_TICKETS.pop(request.query_params.get("ticket", ""), None)
    if not who or time.time() - who[2] > 60:
        return RedirectResponse("/portal/enterprises.do", 302)
    SESSIONS.pop(request.cookies.get("JSESSIONID", ""), None)
    sid = secrets.token_hex(16).upper()
    SESSIONS[sid] = {"user": who[0], "person": "%s %s" % USERS[who[0]][1:], "lang": who[1], "seen": time.time(), "last": "/portal/home.do", "results": {}}
    r = RedirectResponse("/portal/enterprises.do", 302)
    r.set_cookie("JSESSIONID", sid, httponly=True)
    return r


async def logout(request):
    s = SESSIONS.pop(request.cookies.get("JSESSIONID", ""), None)
    r = RedirectResponse(cas_url(request, "userType.do", s["lang"] if s else "fr", note="loggedOut"), 302)
    r.delete_cookie("JSESSIONID")
    return r


async def popup(request):
    lang, topic = request.query_params.get("lang"), request.query_params.get("topic", "")
    s = session(request)
    texts = {"w0": ["intro1", "intro2", "intro3", "intro4", "intro5"], "w1": ["contact.t"], "w2": ["chan.t", "apps.t"], "w3": ["user.t", "user.r"], "w4": ["review.t"], "sftp": ["sshKey", "cert", "c.SFTP"], "forgot": ["e.locked"]}
    lang = lang or (s["lang"] if s else "fr")
    return HTMLResponse(ENV.get_template("popup").render(m=lambda k: msg(lang, k), lang=lang, texts=texts.get(topic, ["help.%s" % topic[:20]])))
