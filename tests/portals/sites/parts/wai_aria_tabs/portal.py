"""The portal itself (port N): public pages and secured application."""
import re
import secrets
import time
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from . import checks, store

tpl = Jinja2Templates(directory=store.HERE / "templates")
COOKIE, PER_PAGE = "WATSESSION", 8
AUDIENCES = {"citoyen": "cit", "entreprise": "ent", "professionnels": "pro"}
MENU = [("m_own", [("m_own_see", "p/donnees"), ("m_own_pwd", "p/motdepasse")]),
        ("m_users", [("m_users_new", "p/creer"), ("m_users_find", "p/rechercher"), ("m_users_block", "p/bloquer")]),
        ("m_msg", [("m_msg_reg", "configuration"), ("m_msg_doc", "p/canaux")])]
MENU_ACC = [("m_rights", [("m_rights_list", "p/droits")]),
            ("m_exch", [("m_exch_info", "information"), ("m_exch_arch", "p/historique")])]
STUBS = {u[2:]: k for m in (MENU, MENU_ACC) for _, items in m for k, u in items if u.startswith("p/")}

def page(request, name, status=200, **kw):
    lang = request.path_params.get("lang", "fr")
    sess = request.scope.get("sess")
    q = str(request.url.query)
    flash = None
    if sess and status == 200:
        flash, sess["flash"] = sess["flash"], None
    return tpl.TemplateResponse(request, f"{name}.html", {
        "lang": lang, "t": store.translator(lang), "idp": False, "sess": sess if sess and sess["user"] else None,
        "flash": flash, "store": store, "idle": store.IDLE,
        "langs": [(c, kw.get("neutral", f"/{{}}{request.url.path[3:]}").replace("{}", c) + (f"?{q}" if q else ""))
                  for c in store.LANGS], **kw},
        status_code=status, headers=store.FRESH)

def message(request, head, text, status, **kw):
    return page(request, "message", status, head=head, text=text, **kw)

def go(url, status=303):
    return RedirectResponse(url, status, headers=store.FRESH)

def set_cookie(resp, sid):
    resp.set_cookie(COOKIE, sid, httponly=True, samesite="lax", path="/")
    return resp

def secured(role=None):
    """Needs a session; role='any' or 'manager' also checks {rid} of the path; POSTs need the token."""
    def deco(fn):
        async def wrapped(request):
            lang = request.path_params["lang"]
            sess = store.get_session(request.cookies.get(COOKIE))
            if not sess or not sess["user"]:
                if request.cookies.get(COOKIE) and not sess:
                    resp = go(f"/{lang}/session-expiree")
                    resp.delete_cookie(COOKIE)
                    return resp
                nxt = request.url.path if request.method == "GET" else f"/{lang}/entreprises"
                return go(f"/{lang}/se-connecter?" + urlencode({"next": nxt}))
            request.scope["sess"] = sess
            if request.method == "POST":
                form = await request.form()
                if form.get("_csrf") != sess["csrf"]:
                    return message(request, "forbidden_h", "csrf_p", 403)
                request.scope["data"] = form
            if role:
                r = store.ROLES.get(request.path_params["rid"])
                if not r:
                    return message(request, "notfound_h", "notfound_p", 404)
                sess["rid"] = r["id"]
                if role == "manager" and not r["manager"]:
                    return message(request, "forbidden_h", "forbidden_p", 403, role=r)
                return await fn(request, sess, r)
            return await fn(request, sess)
        return wrapped
    return deco

# ---- public

async def splash(request):
    return page(request, "splash", neutral="/{}/")

async def home(request):
    return page(request, "home", auds=AUDIENCES)

async def audience(request):
    who = AUDIENCES.get(request.path_params["who"])
    return page(request, "audience", who=who) if who else await missing(request)

async def info(request):
    k = "footer_" + request.path_params["slug"]
    return message(request, k, "footer_text", 200) if k in store.TEXTS else await missing(request)

async def missing(request, exc=None):
    lang = request.url.path[1:3] if request.url.path[1:4] in ("fr/", "nl/") else "fr"
    request.scope["path_params"] = {"lang": lang}
    return message(request, "notfound_h", "notfound_p", 404, neutral="/{}/")

async def login(request):
    lang = request.path_params["lang"]
    nxt = request.query_params.get("next", "")
    state = secrets.token_urlsafe(12)
    sid, _ = store.new_session(state=state, next=nxt if re.fullmatch(r"/(fr|nl)/[\w/-]+", nxt) else None)
    host = request.url.hostname
    q = urlencode({"redirect_uri": f"http://{host}:{store.PORT}/{lang}/sso", "state": state})
    return set_cookie(go(f"http://{host}:{store.PORT + 1}/{lang}/authorize?{q}", 302), sid)

async def sso(request):
    lang, old = request.path_params["lang"], request.cookies.get(COOKIE)
    sess = store.get_session(old)
    user, made = store.CODES.pop(request.query_params.get("code", ""), (None, 0))
    if not user or time.time() - made > 60 or not sess or sess.get("state") != request.query_params.get("state"):
        return message(request, "idp_gone_h", "idp_gone_p", 400)
    store.SESSIONS.pop(old, None)
    sid, _ = store.new_session(user=user)
    nxt = sess.get("next")
    return set_cookie(go(f"/{lang}{nxt[3:]}" if nxt else f"/{lang}/entreprises"), sid)

async def logout(request):
    store.SESSIONS.pop(request.cookies.get(COOKIE), None)
    resp = message(request, "loggedout_h", "loggedout_p", 200)
    resp.delete_cookie(COOKIE)
    return resp

async def expired(request):
    return message(request, "expired_h", "expired_p", 200)

async def truth(request):
    return JSONResponse(store.truth())

# ---- secured: list, menus

@secured()
async def companies(request, sess):
    p = request.query_params
    q, sort = p.get("q", "").strip(), p.get("tri", "name-asc")
    field, _, way = sort.partition("-")
    if field not in ("name", "digits", "place") or way not in ("asc", "desc"):
        field, way = "name", "asc"
    num = re.sub(r"\D", "", q)
    by_num = bool(num) and not re.sub(r"(?i)\bBE|[\d .\-]", "", q)
    rows = [c for c in store.COMPANIES if not q or q.lower() in c["name"].lower()
            or (by_num and num.lstrip("0") in c["digits"])]
    rows.sort(key=lambda c: c[field].lower(), reverse=way == "desc")
    n = max(1, -(-len(rows) // PER_PAGE))
    pg = min(max(int(p.get("page", "1")) if p.get("page", "1").isdecimal() else 1, 1), n)
    picked = next((c for c in store.COMPANIES if c["digits"] == p.get("ouvrir")), None)

    def link(**kw):
        return "?" + urlencode({"q": q, "tri": f"{field}-{way}", "page": pg, **kw})
    return page(request, "companies", rows=rows[(pg - 1) * PER_PAGE:pg * PER_PAGE], total=len(rows), n=n, pg=pg,
                first=(pg - 1) * PER_PAGE, q=q, field=field, way=way, picked=picked, link=link)

@secured("any")
async def app_home(request, sess, r):
    return page(request, "app", role=r, menu=MENU, base=f"/qualite/{r['id']}/", head="app_h", text="app_p")

@secured("any")
async def acc_home(request, sess, r):
    return page(request, "app", role=r, menu=MENU_ACC, base=f"/acces/{r['id']}/", head="acc_h", text="acc_p")

@secured("any")
async def stub(request, sess, r):
    area, k = request.path_params["area"], STUBS.get(request.path_params["slug"])
    if not k or area not in ("qualite", "acces"):
        return await missing(request)
    return page(request, "app", role=r, menu=MENU if area == "qualite" else MENU_ACC, base=f"/{area}/{r['id']}/",
                head=k, text="stub_p")

@secured()
async def access(request, sess):
    lang = request.path_params["lang"]
    return go(f"/{lang}/acces/{sess['rid']}/" if sess["rid"] else f"/{lang}/entreprises")

@secured()
async def ebox(request, sess):
    return message(request, "nav_ebox", "ebox_p", 200)

@secured("any")
async def information(request, sess, r):
    return page(request, "information", role=r, menu=MENU_ACC, base=f"/acces/{r['id']}/",
                tech=store.TECH.get(r["id"]))

# ---- secured: the wizard

def new_draft():
    return {"reached": 0, "applications": [], "channel": "", "files": {}, "login": "", "errors": {}, "token": None}

@secured("manager")
async def start(request, sess, r):
    if r["id"] in store.TECH:
        return page(request, "exists", role=r, menu=MENU, base=f"/qualite/{r['id']}/", tech=store.TECH[r["id"]])
    d = sess["drafts"].setdefault(r["id"], new_draft())
    return go(f"{request.url.path}/{store.STEPS[d['reached']]}")

@secured("manager")
async def step(request, sess, r):
    lang, name = request.path_params["lang"], request.path_params["step"]
    base = f"/{lang}/qualite/{r['id']}/configuration"
    d = sess["drafts"].get(r["id"])
    if r["id"] in store.TECH or not d or name not in store.STEPS:
        return go(base)
    i = store.STEPS.index(name)
    if i > d["reached"]:
        return go(f"{base}/{store.STEPS[d['reached']]}")
    if request.method == "GET":
        errors = d["errors"].get(name, {})
        if name == "controle" and not d["token"]:
            d["token"] = secrets.token_urlsafe(12)
        return page(request, "wizard", role=r, d=d, step=name, i=i, base=base, errors=errors, menu=MENU,
                    mbase=f"/qualite/{r['id']}/", channel_locked=False)
    f, err = request.scope["data"], {}
    if name == "contact":
        d["contact"] = {k: str(f.get(k, "")).strip() for k in checks.CONTACT}
        err = checks.contact(d["contact"])
    elif name == "canal":
        err = await take_channel(f, d)
    elif name == "utilisateur":
        d["login"] = str(f.get("login", "")).strip()
        err = checks.username(d["login"])
    elif name == "controle":
        return go(f"{base}/{name}")
    d["errors"][name] = err
    if err:
        return go(f"{base}/{name}")
    d["reached"] = max(d["reached"], i + 1)
    if name != "intro":
        sess["flash"] = f"s_{name}"
    return go(f"{base}/{store.STEPS[i + 1]}")

async def take_channel(f, d):
    d["channel"] = str(f.get("channel", ""))
    d["applications"] = [a for a in store.APPS if a in f.getlist("applications")]
    bad = {}
    for kind, check in (("key", checks.ssh_key), ("cert", checks.certificate)):
        up = f.get(kind)
        if d["channel"] != "SFTP" or not getattr(up, "filename", ""):
            continue
        raw = await up.read(checks.MAX_FILE + 1)
        seen = check(raw) if len(raw) <= checks.MAX_FILE else None
        if seen:
            d["files"][kind] = (up.filename, seen)     # kept for the next try
        else:
            bad[kind] = f"err_{kind}_form"
            d["files"].pop(kind, None)
    return checks.channel(d | d["files"]) | bad

@secured("manager")
async def autosave(request, sess, r):
    d = sess["drafts"].get(r["id"])
    if d and d["reached"] >= 1:
        d["contact"] = {k: str(request.scope["data"].get(k, "")).strip() for k in checks.CONTACT}
    return Response(status_code=204)

@secured("manager")
async def confirm(request, sess, r):
    store.COUNT["confirm"] += 1
    base, rid = f"/{request.path_params['lang']}/qualite/{r['id']}/configuration", r["id"]
    d, token = sess["drafts"].get(rid), request.scope["data"].get("demande")
    if rid in store.TECH or not d or not d["token"] or token != d["token"]:
        return message(request, "dup_h", "dup_p", 409, role=r, more=("see_info", f"/acces/{rid}/information"),
                       neutral="/{}/qualite/" + rid + "/")
    checked = (("contact", checks.contact(d.get("contact", {}))), ("canal", checks.channel(d | d["files"])),
               ("utilisateur", checks.username(d["login"])))
    for name, err in checked:
        if err:
            d["errors"][name], d["token"] = err, None
            return go(f"{base}/{name}")
    store.TAKEN.add(d["login"])
    store.TECH[rid] = {"username": d["login"], "sender": store.new_sender(), "channel": d["channel"], "new": True,
                       "applications": d["applications"], "contact": d["contact"], "date": time.strftime("%d/%m/%Y")}
    del sess["drafts"][rid]
    sess["flash"] = "s_controle"
    return go(f"{base}/resultat")

@secured("manager")
async def result(request, sess, r):
    tech = store.TECH.get(r["id"])
    if not tech:
        return go(f"/{request.path_params['lang']}/qualite/{r['id']}/configuration")
    return page(request, "result", role=r, menu=MENU, base=f"/qualite/{r['id']}/", tech=tech)

@secured()
async def survey(request, sess):
    sess["survey"] = False
    return Response(status_code=204)

@secured()
async def alive(request, sess):
    return Response(status_code=204)

W = "/{lang}/qualite/{rid}/configuration"
app = store.only_languages(Starlette(exception_handlers={404: missing}, routes=[
    Route("/", splash), Route("/_truth", truth), Mount("/static", StaticFiles(directory=store.HERE / "static")),
    Route("/{lang}/", home), Route("/{lang}/profil/{who}", audience), Route("/{lang}/info/{slug}", info),
    Route("/{lang}/se-connecter", login), Route("/{lang}/sso", sso), Route("/{lang}/deconnexion", logout),
    Route("/{lang}/session-expiree", expired), Route("/{lang}/entreprises", companies),
    Route("/{lang}/acces", access), Route("/{lang}/ebox", ebox),
    Route("/{lang}/enquete", survey, methods=["POST"]), Route("/{lang}/actif", alive, methods=["POST"]),
    Route(W, start), Route(W + "/confirmer", confirm, methods=["POST"]), Route(W + "/resultat", result),
    Route(W + "/brouillon", autosave, methods=["POST"]), Route(W + "/{step}", step, methods=["GET", "POST"]),
    Route("/{lang}/acces/{rid}/information", information), Route("/{lang}/acces/{rid}/", acc_home),
    Route("/{lang}/qualite/{rid}/", app_home), Route("/{lang}/{area}/{rid}/p/{slug}", stub),
]))
