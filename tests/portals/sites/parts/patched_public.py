"""The public pages of patched_tables.py, and its log-in, which has another host name."""
import secrets, time
from urllib.parse import quote
from starlette.responses import Response

from parts import patched_data
from parts.patched_data import SESS, STATE, TICKETS, USERS
from parts.patched_texts import LI, tr
from parts.patched_templates import SPLASH
from parts.patched_core import Session, error, form, go, lang_of, no_session, render


async def splash(req):
    cells = "".join(f'<td width="25%" align="center" valign="top" lang="{l}"><b>{h}</b><br><small>{d}</small><br><br><a href="{u}"><img src="/images/{l}/lang.gif" border="0" alt="{a}"></a></td>' for l, h, d, u, a in (
        ("en", "International", "The Belgian Social Security", "/site_en/index.htm", "English"), ("nl", "BELGI&Euml;", "De Belgische Sociale Zekerheid", "/site_nl/index.htm", "Nederlands"),
        ("fr", "BELGIQUE", "La S&eacute;curit&eacute; Sociale Belge", "/site_fr/index.htm", "Fran&ccedil;ais"), ("de", "BELGIEN", "Die Soziale Sicherheit", "/site_de/index.htm", "Deutsch")))
    return Response(SPLASH.replace("@CELLS@", cells).encode("latin-1"), media_type="text/html; charset=iso-8859-1")


async def foreign(req):
    de = "_de" in req.url.path
    txt = ("Die gesicherten Dienste sind noch nicht in deutscher Sprache verfügbar. Bitte wählen Sie Französisch oder Niederländisch." if de else
           "Limosa - Coming to Belgium - Leaving Belgium. You cannot register through the international access of the portal. Please use the Dutch or French pages for the secured services.")
    cell = f'<td>{txt}<br><br><a href="/site_fr/index.htm">Fran\u00e7ais</a> | <a href="/site_nl/index.htm">Nederlands</a></td>'
    return Response(SPLASH.replace("@CELLS@", cell).encode("latin-1"), media_type="text/html; charset=iso-8859-1")

AUD = {"citizen": "citizen/index.htm", "ent": "employer/infos/index.htm", "civ": "civilservant/Infos/general/index.htm"}


async def site(req):
    lang, rest = req.path_params["lang"], req.path_params["rest"]
    if lang not in LI:
        return error(req, "x_404", "HTTP-404", 404)
    t, home = (lambda k: tr(lang, k)), f"/site_{lang}/index.htm"
    swap = {l: f"/site_{l}/{rest}" for l in LI}
    if rest == "index.htm":
        r = render(req, "home", lang, t("site"), [(home, t("home"))], swap=swap, aud=[(k, f"/site_{lang}/{u}") for k, u in AUD.items()])
    else:
        k = next((k for k, u in AUD.items() if u == rest), None)
        if not k:
            return error(req, "x_404", "HTTP-404", 404)
        r = render(req, "aud", lang, t(k), [(home, t("home")), ("", t(k))], swap=swap, k=k, auth=f"http://localhost:{patched_data.PORT}/auth/userType.do?lang={lang}")
    r.set_cookie("siteLang", lang)
    return r


async def auth(req):
    lang, page = lang_of(req), req.path_params["page"]
    t, aud = (lambda k: tr(lang, k)), req.query_params.get("aud", "prof")
    portal = f"http://127.0.0.1:{patched_data.PORT}"
    cr = [(f"{portal}/site_{lang}/index.htm", t("home")), (f"/auth/userType.do?lang={lang}", t("acc_t")), ("", "")]
    swap = {l: f"/auth/{page}?lang={l}&aud={quote(aud)}" for l in LI}
    if page == "userType.do":
        cr = cr[:2]
        return render(req, "links", lang, t("acc_t"), cr, swap=swap, q=t("aud_q"), links=[(f"/auth/method.do?lang={lang}&aud={a}", t(k), "") for a, k in (("cit", "citizen"), ("ent", "ent"), ("prof", "prof"))])
    cr[2] = ("", t({"ent": "ent", "cit": "citizen"}.get(aud, "prof")))
    if page == "method.do":
        li = [("/auth/card.do?lang=" + lang, t("m_eid"), ""), ("/auth/card.do?lang=" + lang, t("m_tok"), "")]
        if aud != "cit":
            li.append((f"/auth/login.do?lang={lang}&aud={quote(aud)}", t("m_code"), t("m_code_d")))
        return render(req, "links", lang, t("acc_t"), cr, swap=swap, q=t("meth_q"), links=li)
    if page == "login.do":
        err, user = "", ""
        if req.method == "POST":
            f = await form(req)
            lang = f.get("lang") if f.get("lang") in LI else lang
            t, user, pw = (lambda k: tr(lang, k)), f.get("user", "").strip(), f.get("password", "")
            cr = [(f"{portal}/site_{lang}/index.htm", t("home")), (f"/auth/userType.do?lang={lang}", t("acc_t")), ("", t("login"))]
            swap = {l: f"/auth/login.do?lang={l}" for l in LI}
            if not user or not pw:
                err = t("l_empty")
            elif STATE["fails"].get(user, 0) >= 3:
                STATE["bad"] += 1
                err = t("l_lock")
            elif USERS.get(user) != pw:
                STATE["bad"] += 1
                STATE["fails"][user] = STATE["fails"].get(user, 0) + 1
                err = t("l_lock") if STATE["fails"][user] >= 3 else t("l_bad")
            else:
                STATE["ok"] += 1
                STATE["fails"].pop(user, None)
                tk = secrets.token_urlsafe(18)
                TICKETS[tk] = (user, lang, time.time())
                return go(f"{portal}/portal/sso.do?ticket={tk}")
        return render(req, "login", lang, t("login"), cr, swap=swap, err=err, user=user, aud=aud)
    if page in ("card.do", "forgot.do"):
        return error(req, "x_card" if page == "card.do" else "x_500", "AUT-2007", back=[(f"/auth/method.do?lang={lang}", t("x_back"))])
    return error(req, "x_404", "HTTP-404", 404)


async def sso(req):
    tk = TICKETS.pop(req.query_params.get("ticket", ""), None)
    if not tk or time.time() - tk[2] > 60:
        return no_session(req)
    SESS.pop(req.cookies.get("JSESSIONID", ""), None)
    sid = secrets.token_hex(16).upper()
    SESS[sid] = Session(id=sid, user=tk[0], lang=tk[1], seen=time.time())
    r = go("/portal/chooseEnterprise.do")
    r.set_cookie("JSESSIONID", sid, httponly=True, samesite="lax")
    r.set_cookie("siteLang", tk[1])
    return r
