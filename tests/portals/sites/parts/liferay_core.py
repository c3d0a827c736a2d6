"""Sessions, pages and partial responses of liferay_portlets.py."""
import re, time
from urllib.parse import urlencode
import jinja2
from starlette.responses import HTMLResponse, Response

from parts.liferay_data import CK, COMPANIES, EXISTING, Q, R, REGS, SESSIONS
from parts.liferay_templates import ENV


def T(lang):
    return lambda fr, nl: nl if lang == "nl" else fr


def session(req):
    s = SESSIONS.get(req.cookies.get(CK, ""))
    if s and time.time() - s["seen"] > 1800:
        SESSIONS.pop(s["id"], None); s = None
    if s:
        s["seen"] = time.time()
    return s


def ctx_of(s):
    if not s or not s.get("ctx"):
        return None
    i, q = s["ctx"]
    c = COMPANIES[i]; r = dict(c["quals"])[q]
    return {"c": c, "qk": q, "q": Q[q], "r": R[r], "can": r in ("GL", "CO")}


def reg_of(ctx):
    return next((r for r in EXISTING + REGS if r["enterprise_number"] == ctx["c"]["nr"] and r["quality"] == ctx["qk"]), None)


def ajax(req):
    return req.headers.get("faces-request") == "partial/ajax"


def partial(*ups, redirect=None):
    x = '<?xml version="1.0" encoding="UTF-8"?>\n<partial-response>'
    if redirect:
        x += '<redirect url="%s"/>' % redirect.replace("&", "&amp;")
    else:
        x += "<changes>" + "".join('<update id="%s"%s><![CDATA[%s]]></update>' % (i, ' mode="inner"' if inner else "", h.replace("]]>", "]]]]><![CDATA[>")) for i, h, inner in ups) + "</changes>"
    return Response(x + "</partial-response>", media_type="text/xml")


def frag(name, lang, **kw):
    kw.setdefault("e", {})
    return ENV.get_template(name).render(lang=lang, t=T(lang), **kw).strip()


def page(req, lang, title, tpl, right=None, nav=None, aud=False, code=200, **kw):
    s = session(req); ctx = ctx_of(s)
    M = jinja2.utils.markupsafe.Markup
    kw.setdefault("ctx", ctx); kw.setdefault("p_auth", s["p_auth"] if s else "")
    def swap(l):
        q = [(k, l if k in ("lang", "locale") else v) for k, v in req.query_params.multi_items() if k not in ("start", "p_p_lifecycle", "p_p_id", "p_auth")]
        return re.sub(r"^/(fr|nl)(?=/)", "/" + l, req.url.path) + ("?" + urlencode(q) if q else "")
    body = M(frag(tpl, lang, title=title, **kw))
    html = frag("theme", lang, title=title, body=body, right=M(right) if right else None, nav=nav, aud=aud, swap=swap, pgname=req.url.path.rsplit('/', 1)[-1],
                user=s["name"] if s and not req.url.path.startswith("/sso") else None, ctx=ctx if s and "/secure/" in req.url.path and not req.url.path.endswith(("enterprises", "notices")) else None, cookies="COOKIE_SUPPORT" in req.cookies)
    return HTMLResponse(html, code, headers={"Cache-Control": "no-cache, no-store"})


def pubnav(lang, aud):
    b = "/%s/web/%s/" % (lang, aud)
    return [{"on": True, "url": b + "home", "cap": ("Accueil", "Home"), "sub": [{"url": b + "home", "cap": ("Services en ligne", "Onlinediensten"), "on": True}, {"url": b + "batch", "cap": ("Déclarations par batch", "Aangiften via batch")}]},
            {"url": b + "help", "cap": ("Aide et contact", "Hulp en contact"), "sub": [{"url": b + "help", "cap": ("Contact Center", "Contactcenter")}]}]


def secnav(lang, cur):
    b = "/%s/group/secure/" % lang
    def n(k, *cap): return {"url": b + k, "cap": cap, "on": cur == k}
    acc = [n("owndata", "Données propres", "Eigen gegevens"), n("users", "Utilisateurs", "Gebruikers"), n("exchange", "Échange par messages structurés", "Uitwisseling via gestructureerde berichten")]
    home = [n("enterprises", "Mes entreprises", "Mijn ondernemingen"), n("notices", "Avis", "Mededelingen")]
    return [{"url": b + "home", "cap": ("Accueil sécurisé", "Beveiligde startpagina"), "sub": home, "on": cur in ("home", "configuration", "password", "routing", "enterprises", "notices")},
            {"url": b + "access", "cap": ("Gestion d'accès", "Toegangsbeheer"), "sub": acc, "on": cur in ("access", "owndata", "users", "exchange", "information")},
            {"url": b + "ebox", "cap": ("e-Box", "e-Box"), "on": cur == "ebox"}]
