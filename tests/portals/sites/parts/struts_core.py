"""Sessions, menus and pages of struts_mega_menu.py."""
import time
from urllib.parse import quote
from starlette.responses import HTMLResponse, RedirectResponse

from parts import struts_data
from parts.struts_data import APP_NL, APPS, CHANNELS, SESSIONS
from parts.struts_templates import ENV
from parts.struts_texts import JSKEYS, msg


# ------------------------------------------------------------------------------------------------ helpers
def session(request):
    s = SESSIONS.get(request.cookies.get("JSESSIONID", ""))
    if s and time.time() - s["seen"] < 1800:
        s["seen"] = time.time()
        return s
    return None


def own_host(request):
    host = request.headers.get("host", "")
    return host if host in ("127.0.0.1:%d" % struts_data.PORT, "localhost:%d" % struts_data.PORT) else "127.0.0.1:%d" % struts_data.PORT


def cas_url(request, page, lang, service=None, note=None):
    service = service or "http://%s/portal/j_spring_cas_security_check" % own_host(request)
    return "http://localhost:%d/cas/%s?locale=%s&service=%s%s" % (struts_data.PORT, page, lang, quote(service, safe=""), "&note=" + note if note else "")


def secured_menu():
    na = "/portal/notAvailable.do?f="
    return [{"key": "home", "href": "/portal/home.do"},
            {"key": "online", "cols": [("online", [("Dimona", na + "dimona"), ("DmfA", na + "dmfa"), ("DB2P", na + "db2p")]), ("infos", [("s.faq", "/help/popup.do?topic=w0")])]},
            {"key": "struct", "right": 1, "cols": [("s.conf", [("s.reg", "/structmsg/configuration.do"), ("s.rout", na + "routing")]), ("s.doc", [("s.guide", "/help/popup.do?topic=sftp"), ("s.faq", "/help/popup.do?topic=w0")])]},
            {"key": "access", "right": 1, "href": "/umoe/home.do", "cols": ACCESS}]


ACCESS = [("own", [("o.data", "/portal/notAvailable.do?f=own"), ("o.pwd", "/portal/notAvailable.do?f=pwd")]),
          ("users", [(k, "/portal/notAvailable.do?f=" + k[2:]) for k in ("u.create", "u.edit", "u.block", "u.find")]),
          ("exch", [("info", "/umoe/exchange/information.do"), ("e.chan", "/portal/notAvailable.do?f=chan"), ("e.cert", "/portal/notAvailable.do?f=cert")])]


def view(name, request, lang, s=None, status=200, **data):
    m = lambda key: msg(lang, key)
    base = {"m": m, "lang": lang, "s": s, "crumbs": [("home", None)], "langurl": "/portal/changeLocale.do?lang=", "homeurl": "/portal/home.do" if s else "/site_%s/index.htm" % lang,
            "menu": secured_menu() if s and s.get("role") else [], "jsmsg": {k: m(k) for k in JSKEYS}, "appname": lambda a: APP_NL.get(a, a) if lang == "nl" else a, "channels": CHANNELS,
            "apps": [(c, APP_NL.get(sh, sh) if lang == "nl" else sh, nl if lang == "nl" else fr) for c, sh, fr, nl in APPS], "errors": {}, "groups": []}
    return HTMLResponse(ENV.get_template(name).render({**base, **data}), status, headers={"Cache-Control": "no-cache, no-store"})


def secured(need_role=True):
    def deco(fn):
        async def action(request):
            s = session(request)
            if not s:
                lang = request.cookies.get("portal_lang", "fr")
                return RedirectResponse(cas_url(request, "userType.do", "nl" if lang == "nl" else "fr", note="e.expired"), 302)
            if need_role and not s.get("role"):
                return RedirectResponse("/portal/enterprises.do", 302)
            return await fn(request, s)
        return action
    return deco
