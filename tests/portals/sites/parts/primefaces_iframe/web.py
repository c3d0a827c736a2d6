"""Request/response habits shared by all pages, the public site, the log-in host and the choice of enterprise."""
import asyncio
import html
import secrets
import urllib.parse

import jinja2
from starlette.responses import RedirectResponse, Response

from . import assets
from .data import BY_NR, CFG, COMPANIES, LEVEL, MANAGER, QUAL, S, USERS, find
from .pages import PUBLIC
from .secure_pages import SECURE
from .texts import T

ENV = jinja2.Environment(loader=jinja2.DictLoader({**PUBLIC, **SECURE}), autoescape=True)
PER = 15


def portal():
    return f"http://127.0.0.1:{CFG['port']}"


def idp():
    return f"http://localhost:{CFG['port']}"


def page(name, lang, status=200, **ctx):
    body = ENV.get_template(name).render(l=lang, t=T.get(lang, T["fr"]), mgr=MANAGER, portal=portal(), idp=idp(), **ctx)
    return Response(body.encode("cp1252", "xmlcharrefreplace"), status,
                    {"content-type": "text/html;charset=ISO-8859-1", "cache-control": "no-cache, no-store", "x-powered-by": "JSF/2.2"})


def fragment(name, lang, **ctx):
    return ENV.get_template(name).render(l=lang, t=T[lang], mgr=MANAGER, **ctx)


def partial(updates):
    parts = "".join(f'<update id="{k}"><![CDATA[{v}]]></update>' for k, v in updates.items())
    xml = f'<?xml version="1.0" encoding="UTF-8"?><partial-response id="j_id1"><changes>{parts}</changes></partial-response>'
    return Response(xml, headers={"content-type": "text/xml;charset=UTF-8", "cache-control": "no-cache"})


def partial_redirect(url):
    return Response(f'<?xml version="1.0" encoding="UTF-8"?><partial-response><redirect url="{html.escape(url)}"></redirect></partial-response>',
                    headers={"content-type": "text/xml;charset=UTF-8"})


def is_ajax(request):
    return request.headers.get("faces-request") == "partial/ajax"


async def fields(request):
    """Posted fields as a dict of lists; pages post windows-1252, the ajax library UTF-8."""
    enc = "utf-8" if "utf-8" in request.headers.get("content-type", "").lower() else "cp1252"
    raw = (await request.body()).decode("latin-1")
    got = urllib.parse.parse_qs(raw, keep_blank_values=True, encoding=enc, errors="replace")
    return {k: [html.unescape(x) if "&#" in x else x for x in v] for k, v in got.items()}


def one(f, key):
    return f.get(key, [""])[0].replace("\xa0", " ").strip()


def go(url):
    return RedirectResponse(url, 302)


# ------------------------------------------------------------------------------------------------------ public site
LANGS = [("fr", "Français", "La Sécurité Sociale Belge", "BELGIQUE"), ("nl", "Nederlands", "De Belgische Sociale Zekerheid", "BELGIË"),
         ("de", "Deutsch", "Die Soziale Sicherheit", "BELGIEN"), ("en", "English", "The Belgian Social Security", "International")]


async def splash(request):
    return page("splash.html", "fr", langs=LANGS)


async def image(request):
    name = {c: n for c, n, _, _ in LANGS}.get(request.path_params["c"], "")
    return Response(assets.coupole(name).encode(), headers={"content-type": "image/svg+xml; charset=utf-8"})


async def public(request):
    lang, path = request.path_params["lang"], request.path_params["path"]
    if lang == "de":
        return page("foreign.html", "de", h="Die Soziale Sicherheit", p="Die gesicherten Online-Dienste für Professionelle stehen auf Französisch und Niederländisch zur Verfügung.")
    if lang == "en":
        return page("foreign.html", "en", h="International", p="Coming to Belgium, leaving Belgium, working in Belgium. You cannot register through the international access (INT).")
    if lang not in T:
        return Response("Not found", 404)
    t, section = T[lang], path.split("/")[0] if "/" in path else ""
    ctx = {"path": path, "section": section, "consent": request.cookies.get("cookieconsent")}
    if path in ("", "index.htm"):
        return page("home.html", lang, **ctx | {"path": "index.htm"})
    if path == "civilservant/index.htm":
        return page("audience.html", lang, h=t["pro_h"], p=t["pro_p"], **ctx)
    if path == "employer/index.htm":
        return page("audience.html", lang, h=t["ent_h"], p=t["ent_p"], **ctx)
    if section == "citizen":
        return page("text.html", lang, h=t["cit_h"], p=t["cit_p"], **ctx)
    return page("text.html", lang, h=t["org"], p=t["stub"], **ctx)


# ------------------------------------------------------------------------------------------------------ log-in host
def lang_of(q):
    return q.get("lang") if q.get("lang") in T else "fr"


async def usertype(request):
    return page("usertype.html", lang_of(request.query_params), self_url="/iam/usertype.jsf")


def methods_page(lang, ut, msg=""):
    t = T[lang]
    m = [("eid", t["m_eid"], ""), ("itsme", "itsme®", "")]
    if ut in ("professional", "uman"):
        m = [("eid", t["m_eid"], ""), ("codes", t["m_codes"], t["m_codes_h"]), ("token", t["m_token"], "")]
    return page("methods.html", lang, methods=m, ut=ut, msg=msg, self_url="/iam/methods.jsf")


async def methods(request):
    if request.method == "GET":
        return methods_page(lang_of(request.query_params), request.query_params.get("ut", "professional"))
    f = await fields(request)
    lang = lang_of({"lang": one(f, "lang")})
    if one(f, "mth:m") == "codes" and one(f, "ut") in ("professional", "uman"):
        return go(f"/iam/login.jsf?lang={lang}&ut={one(f, 'ut')}")
    return methods_page(lang, one(f, "ut"), T[lang]["m_no"])


async def login(request):
    if request.method == "GET":
        lang = lang_of(request.query_params)
        return page("login.html", lang, step=1, user="", ut=request.query_params.get("ut", "professional"), vs="", self_url="/iam/login.jsf")
    f = await fields(request)
    lang, ut, vs = lang_of({"lang": one(f, "lang")}), one(f, "ut"), one(f, "javax.faces.ViewState")
    t, ctx = T[lang], {"ut": ut, "self_url": "/iam/login.jsf"}
    if "loginForm:password" not in f:
        user = one(f, "loginForm:username")
        if not user:
            return page("login.html", lang, step=1, user="", err=t["e_required"], vs="", **ctx)
        vs = secrets.token_hex(9)
        S.idp[vs] = user
        return page("login.html", lang, step=2, user=user, vs=vs, **ctx)
    user, password = S.idp.get(vs), f["loginForm:password"][0]
    if user is None:
        return page("login.html", lang, step=1, user="", msg=t["exp"], vs="", **ctx)
    if not password:
        return page("login.html", lang, step=2, user=user, vs=vs, err=t["e_required"], **ctx)
    await asyncio.sleep(0.3)
    if S.fails.get(user, 0) >= 3 or USERS.get(user) != password:
        S.refused += 1
        S.fails[user] = S.fails.get(user, 0) + 1
        left = 3 - S.fails[user]
        msg = t["l_locked"] if left <= 0 else f"{t['l_bad']} {t['l_left']} {left}"
        return page("login.html", lang, step=2, user=user, vs=vs, msg=msg, **ctx)
    S.accepted += 1
    S.fails.pop(user, None)
    S.idp.pop(vs, None)
    ticket = "ST-" + secrets.token_urlsafe(24)
    S.tickets[ticket] = (user, lang)
    return go(f"{portal()}/secured/j_acegi_cas_security_check?ticket={ticket}")


async def consume(request):
    got = S.tickets.pop(request.query_params.get("ticket", ""), None)
    if not got:
        return go("/")
    sid = secrets.token_hex(16).upper()
    S.sessions[sid] = {"user": got[0], "lang": got[1], "views": {}, "convs": {}, "notice": False}
    r = go("/secured/notice.jsf")
    r.set_cookie("JSESSIONID", sid, path="/", httponly=True)
    return r


def session(request):
    return S.sessions.get(request.cookies.get("JSESSIONID", ""))


async def logout(request):
    s = S.sessions.pop(request.cookies.get("JSESSIONID", ""), None)
    r = go(f"/site_{s['lang']}/index.htm" if s else "/")
    r.delete_cookie("JSESSIONID", path="/")
    return r


async def notice(request):
    s = session(request)
    if not s:
        return go("/")
    if request.method == "POST":
        s["notice"] = True
        return go("/secured/entreprises.jsf")
    return page("notice.html", s["lang"], title=T[s["lang"]]["n_h"], vs="j_id1")


# ------------------------------------------------------------------------------------- choice of enterprise and quality
def view(s, value):
    vs = f"{secrets.randbelow(10**18)}:{secrets.randbelow(10**18)}"
    s["views"][vs] = value
    while len(s["views"]) > 60:
        s["views"].pop(next(iter(s["views"])))
    return vs


def table(v):
    rows = find(v["q"]) if v["q"] else COMPANIES
    first = max(0, min(v["first"], (len(rows) - 1) // PER * PER if rows else 0))
    return {"rows": rows[first:first + PER], "first": first, "per": PER, "total": len(rows), "pages": max(1, -(-len(rows) // PER))}


def list_page(s, msg=""):
    v = {"q": "", "first": 0}
    return page("list.html", s["lang"], title=T[s["lang"]]["x_h"], msg=msg, vs=view(s, v), **table(v))


async def entreprises(request):
    s = session(request)
    if not s:
        return partial_redirect("/") if is_ajax(request) else go("/")
    if not s["notice"]:
        return go("/secured/notice.jsf")
    if request.method == "GET":
        return list_page(s)
    f = await fields(request)
    v = s["views"].get(one(f, "javax.faces.ViewState"))
    if is_ajax(request):
        if not isinstance(v, dict):
            return partial_redirect("/secured/entreprises.jsf")
        await asyncio.sleep(0.2)
        v["q"] = one(f, "ent:globalFilter")
        v["first"] = int(one(f, "tbl_first")) if one(f, "tbl_first").isdigit() else 0
        return partial({"ent:tbl": fragment("table.html", s["lang"], **table(v))})
    c = BY_NR.get(one(f, "ent:tbl_rk"))
    if not c or v is None:
        return list_page(s, T[s["lang"]]["exp"] if v is None else "")
    lang = s["lang"]
    roles = [{"q": QUAL[q][lang], "lv": LEVEL[lv][lang], "short": c["dotted"].removeprefix("0")} for q, lv in c["roles"]]
    return page("roles.html", lang, title=T[lang]["r_h"], c=c, roles=roles, vs=view(s, ("roles", c["nr"])))


async def roles(request):
    s = session(request)
    if not s:
        return go("/")
    f = await fields(request) if request.method == "POST" else {}
    v = s["views"].get(one(f, "javax.faces.ViewState"))
    r = one(f, "rol:r")
    if not isinstance(v, tuple) or not r.isdigit() or int(r) >= len(BY_NR[v[1]]["roles"]):
        return list_page(s, T[s["lang"]]["exp"] if f else "")
    q, level = BY_NR[v[1]]["roles"][int(r)]
    cid = str(len(s["convs"]) + 1)
    s["convs"][cid] = {"nr": v[1], "q": q, "level": level, "views": {}, "cid": cid}
    return go(f"/uman/index.jsf?cid={cid}")
