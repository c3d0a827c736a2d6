"""Sessions, forms and errors of patched_tables.py."""
import html, re, time
from urllib.parse import parse_qsl
from starlette.responses import RedirectResponse, Response

from parts import patched_data
from parts.patched_data import APP, IDLE, QUAL, ROLE, SESS
from parts.patched_texts import LI, tr
from parts.patched_templates import ENV


def render(req, tpl, lang, title, crumbs, s=None, status=200, charset="iso-8859-1", **k):
    t = lambda key: tr(lang, key)
    body = ENV.get_template(tpl).render(t=t, lang=lang, li=LI[lang] + 1, title=title, crumbs=crumbs, s=s, path=req.url.path.replace("Action.do", ".do"), idle=IDLE,
        ql=lambda q: QUAL[q][LI[lang]], rl=lambda r: ROLE[r][LI[lang]], app=APP, **k)
    enc = body.encode("cp1252", "xmlcharrefreplace") if charset == "iso-8859-1" else body.encode()
    return Response(enc, status, {"Cache-Control": "no-store"} if s else None, media_type="text/html; charset=" + charset)


def go(url):
    return RedirectResponse(url, 302)


class Session(dict):
    __getattr__ = dict.get


def session(req):
    s = SESS.get(req.cookies.get("JSESSIONID", ""))
    if s and time.time() - s["seen"] > IDLE:
        SESS.pop(s["id"], None)
        s = None
    if s:
        s["seen"] = time.time()
    return s


def lang_of(req, s=None):
    l = (s or {}).get("lang") or req.query_params.get("lang") or ("nl" if req.url.path.startswith("/site_nl") else req.cookies.get("siteLang"))
    return l if l in LI else "fr"


def error(req, key, code, status=200, s=None, back=None):
    lang = lang_of(req, s)
    back = back or ([("/portal/home.do", tr(lang, "s_home"))] if s and s.q else [(f"/site_{lang}/index.htm", tr(lang, "home"))])
    return render(req, "error", lang, tr(lang, "x_t"), [(f"/site_{lang}/index.htm", tr(lang, "home")), ("", tr(lang, "x_t"))], s, status, msg=tr(lang, key), code=code, back=back)


def no_session(req):
    lang = lang_of(req)
    return error(req, "x_ses", "SES-001", 401, back=[(f"http://localhost:{patched_data.PORT}/auth/userType.do?lang={lang}", tr(lang, "login"))])


def secured(need="q", gl=False):
    """need: '' = logged in, 'nr' = enterprise chosen, 'q' = quality chosen; gl = local manager only"""
    def deco(f):
        async def inner(req):
            s = session(req)
            if not s:
                return no_session(req)
            if need and not s.nr:
                return go("/portal/chooseEnterprise.do")
            if need == "q" and not s.q:
                return go("/portal/chooseQuality.do")
            if gl and s.r == "U":
                return error(req, "x_403", "AUT-4031", 403, s)
            return await f(req, s)
        return inner
    return deco


async def form(req):
    """the pages are ISO-8859-1, so are the forms (browsers send windows-1252, and &#...; for the rest)"""
    if req.headers.get("content-type", "").startswith("multipart/"):
        return await req.form()
    raw = (await req.body()).decode("latin-1")
    d = {}
    for k, v in parse_qsl(raw, keep_blank_values=True, encoding="cp1252", errors="replace"):
        d.setdefault(k, re.sub(r"&#\d+;", lambda m: html.unescape(m.group()), v))
    return d
