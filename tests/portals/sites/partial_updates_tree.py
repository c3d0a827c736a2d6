"""Portal in the manner of a rich client of a component framework: one address, every event a request of its own that is answered by
partial updates in XML, component ids that live for one drawing, a navigation tree, and a train of steps."""
import argparse, asyncio, datetime, random, re, secrets
from html import escape as esc
from pathlib import Path
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from parts import updates_data
from parts.updates_core import Win
from parts.updates_data import APPS, COUNT, EXISTING, QUAL, REGS, SESS, TICKETS, app_name, tech_user
from parts.updates_public import audience, home, iam, iam_start
from parts.updates_rules import check_cer, check_ssh, validate
from parts.updates_views import find_node

CSS, JS = ((Path(__file__).parent / "parts" / f"updates_front.{kind}").read_text("utf-8") for kind in ("css", "js"))
CSS, JS = CSS.removesuffix("\n"), "\n" + JS

def err_dialog(w):
    w.dlg = ("error", w.t("Messages", "Berichten"), "%s<ul>%s</ul>" % (w.t("Corrigez les erreurs suivantes :", "Verbeter de volgende fouten:"), "".join("<li>%s</li>" % esc(x, False) for x in w.errs.values())), [("OK", "dlg", None)])

# ------------------------------------------------------------------------------------------------------ events
def goto(w, view):
    w.view, w.pop = view, None
    if view == "companies": w.num = w.q = w.row = w.node = None; w.filter, w.fetched, w.open = "", False, set()
    return ["head", "tree", "main", "pop", "dlg"]

def open_node(w, k):
    w.node, n = k, find_node(w, k)
    if n[2]: w.view = "folder"
    elif k == "inf": w.view = "info"
    elif k == "wiz":
        w.reset_wizard()
        w.view = "refuse" if not w.may() or tech_user(w.num, w.q) else "wiz"
    else: w.view = "stub"
    return ["tree", "main", "pop", "dlg"]

def handle(w, ev, arg, up=None):
    w.dlg, had = None, w.dlg
    dirty = w.view == "wiz" and 0 < w.step < 5
    if ev == "fetch": w.fetched, w.dlg = True, had; return ["grid"]
    if ev == "row": w.row = arg; return ["tbar"]
    if ev == "filter": w.row = None; return ["tbar", "grid"]
    if ev == "choose": w.num = w.row; return goto(w, "roles")
    if ev == "role": w.q = arg; return goto(w, "welcome")
    if ev == "toggle": w.open ^= {arg}; return ["tree"]
    if ev == "combo": w.pop = arg; return ["pop"]
    if ev == "change":
        w.pop = None
        if arg != "channel": return ["pop"]
        if w.v.get("channel") == "FTP":
            w.dlg = ("warn", w.t("Avertissement", "Waarschuwing"), w.t("Le canal FTP n'est encore supporté que pour une durée limitée. Le SFTP est recommandé en raison des frais inférieurs et de la sécurité plus élevée.", "Het FTP-kanaal wordt nog slechts voor beperkte tijd ondersteund. SFTP wordt aanbevolen wegens de lagere kosten en de hogere veiligheid."), [("OK", "dlg", None)])
        had, w.errs = w.errs, {}
        return ["main" if had else "sub", "dlg"]
    if ev == "upload":
        name, data = up
        bad = (w.t("Le fichier est trop volumineux.", "Het bestand is te groot."),) * 2 if len(data) > 65536 else (check_ssh if arg == "ssh" else check_cer)(name, data)
        w.errs.pop(arg, None)
        if bad: w.files.pop(arg, None); w.errs[arg] = "%s : %s" % (name, w.t2(bad))
        else: w.files[arg] = (name, data)
        return ["f_" + arg]
    if ev in ("leave", "nav") and dirty:
        w.dlg = ("warn", w.t("Avertissement", "Waarschuwing"), w.t("Les données introduites n'ont pas été enregistrées et seront perdues. Continuer ?", "De ingevoerde gegevens werden niet bewaard en gaan verloren. Doorgaan?"),
                 [(w.t("Oui", "Ja"), "sure", (ev, arg)), (w.t("Non", "Nee"), "dlg", None)])
        return ["dlg"]
    if ev == "sure": w.step = 0; ev, arg = arg
    if ev == "leave": w.node = None; return goto(w, arg if w.q or arg == "companies" else "companies")
    if ev == "nav": return open_node(w, arg)
    if ev == "prev": w.errs, w.step = {}, max(0, w.step - 1); return ["main", "dlg"]
    if ev in ("next", "train"):
        target = w.step + 1 if ev == "next" else arg
        w.errs = validate(w, w.step) if target > w.step else {}
        if w.errs: err_dialog(w)
        else:
            for s in range(w.step + 1, target):       # a jump ahead may not skip over something made wrong since
                if validate(w, s): target = s; break
            w.step, w.far = target, max(w.far, target)
        return ["main", "dlg"]
    if ev == "confirm":
        for s in (1, 2, 3):
            w.errs = validate(w, s)
            if w.errs: w.step = s; err_dialog(w); return ["main", "dlg"]
        if not w.may() or tech_user(w.num, w.q): return goto(w, "refuse")
        used = {r["sender_number"] for r in REGS + EXISTING}
        while (nr := str(random.randint(5002, 9871))) in used: pass
        codes = [a[0] for a in APPS if a[0] in w.apps]
        w.reg = dict(enterprise_number=w.num, quality=w.q, username=w.v["username"], channel=w.v["channel"], applications=codes, sender_number=nr, request="%d-%03d-%07d" % (datetime.date.today().year, random.randint(100, 364), random.randint(10 ** 5, 10 ** 7 - 1)),
                     since=datetime.date.today().strftime("%d/%m/%Y"), contact={k: w.v[k].strip() for k in ("last_name", "first_name", "function", "phone", "email")}, files={k: f[0] for k, f in w.files.items()} if w.v["channel"] == "SFTP" else {})
        REGS.append(w.reg); w.step = w.far = 5
        return ["main", "dlg"]
    return ["dlg"]

DELAY = {"boot": (.5, .8), "fetch": (.25, .5), "combo": (.08, .15), "row": (.08, .15), "toggle": (.1, .25), "dlg": (.05, .1), "upload": (.4, .7), "change": (.3, .5), "confirm": (.6, .8)}

def partial(w, regs, redirect=None):
    if redirect: body = '<redirect url="%s"></redirect>' % esc(redirect)
    else: body = "<changes>%s</changes>" % "".join('<update id="%s"><![CDATA[%s]]></update>' % (w.regid[r], w.draw(r)) for r in regs)
    return Response('<?xml version="1.0" encoding="UTF-8"?>\n<partial-response id="j_id1">%s</partial-response>' % body, media_type="text/xml", headers={"Cache-Control": "no-store"})

async def pump(req):
    form = await req.form()
    ses = SESS.get(req.cookies.get("JSESSIONID"))
    w = ses and ses["wins"].get(form.get("Adf-Window-Id"))
    if not w: return partial(None, [], "/?expired=1")
    src, typ = form.get("oracle.adf.source", ""), form.get("oracle.adf.type", "action")
    hit = w.ids.get(src) or w.dead.get(src)
    ev = "change" if typ == "valueChange" and hit else "boot" if typ == "boot" else hit[0] if hit else None
    if ev == "confirm": COUNT["confirm"] += 1
    await asyncio.sleep(random.uniform(*DELAY.get(ev, (.2, .6))))
    if form.get("javax.faces.ViewState") != w.page: return partial(w, [], "/uman/faces/Portal.jspx?_adf.ctrl-state=" + form.get("Adf-Window-Id"))
    if typ == "boot":
        shell = "".join('<div id="%s" class="xrg_%s">' % (w.regid[r], r) + w.draw(r) + "</div>" for r in ("head", "tree", "main", "pop", "dlg"))
        return Response('<?xml version="1.0" encoding="UTF-8"?>\n<partial-response id="j_id1"><changes><update id="%s"><![CDATA[%s]]></update></changes></partial-response>' % ("javax.faces.ViewRoot", shell), media_type="text/xml")
    if src not in w.ids: return partial(w, ["head", "tree", "main", "dlg"])      # event of a component that is gone: draw what is now
    hit = w.ids[src]
    for i, (key, _) in list(w.fields.items()):
        if i in form:
            x = re.sub(r"[\x00-\x1f]", "", str(form[i]))
            if key == "filter": w.filter = x
            elif key.startswith("app:"): (w.apps.add if x == "true" else w.apps.discard)(key[4:])
            elif key == "username": w.v[key] = x
            else: w.v[key] = x.strip()
    if ev == "logout":
        SESS.pop(req.cookies.get("JSESSIONID"), None)
        return partial(w, [], "/?logout=1")
    up = None
    if ev == "upload":
        f = form.get("file")
        if not hasattr(f, "read"): return partial(w, [])
        up = (re.split(r"[\\/]", f.filename or "?")[-1], await f.read())
    return partial(w, handle(w, ev, hit[1], up))

async def main_page(req):
    ses = SESS.get(req.cookies.get("JSESSIONID"))
    if not ses: return RedirectResponse("/?expired=1", 302)
    wid = req.query_params.get("_adf.ctrl-state")
    if wid not in ses["wins"]:
        wid = secrets.token_urlsafe(9)
        ses["wins"][wid] = Win(ses["lang"])
        return RedirectResponse("/uman/faces/Portal.jspx?_adf.ctrl-state=" + wid, 302)
    w = ses["wins"][wid]
    w.newpage()
    return HTMLResponse('<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>%s</title><style>%s</style></head><body><div id="mrc-splash"><div class="sp1">socialsecurity.be</div><div class="sp2"><i></i></div><div>%s</div></div>'
        '<form id="f1" onsubmit="return false"><div id="javax.faces.ViewRoot"></div></form><div id="mrc-busy"></div><noscript>JavaScript !</noscript><script>var MRCcfg={win:"%s",vs:"%s",lost:"%s"};%s</script></body></html>'
        % (w.lang, w.t("Sécurité sociale – Portail sécurisé", "Sociale zekerheid – Beveiligd portaal"), CSS, w.t("Chargement de l'application…", "De toepassing wordt geladen…"), wid, w.page, w.t("La connexion au serveur a été perdue.", "De verbinding met de server is verbroken."), JS), headers={"Cache-Control": "no-store"})

async def sso(req):
    lang = TICKETS.pop(req.query_params.get("ticket", ""), None)
    if not lang: return RedirectResponse("/?expired=1", 302)
    sid = secrets.token_hex(20) + "!" + str(random.randint(10 ** 8, 10 ** 9))
    SESS[sid] = {"lang": lang, "wins": {}}
    r = RedirectResponse("/uman/faces/Portal.jspx", 302)
    r.set_cookie("JSESSIONID", sid, path="/uman", httponly=True)
    return r

async def truth(req):
    def out(r):
        d = dict(r, applications=[app_name(c) for c in r["applications"]], application_codes=r["applications"])
        d["quality"] = QUAL[r["quality"]][0]
        return d
    return JSONResponse({"registrations": [out(r) for r in REGS], "existing": [out(r) for r in EXISTING], "confirm_requests": COUNT["confirm"], "log_ins": {"accepted": COUNT["ok"], "refused": COUNT["ko"]}})

app = Starlette(routes=[Route("/", home), Route("/_truth", truth), Route("/iam/start", iam_start), Route("/iam/{what}", iam, methods=["GET", "POST"]), Route("/uman/sso", sso), Route("/uman/faces/Portal.jspx", main_page),
                        Route("/uman/faces/pump", pump, methods=["POST"]), Route("/{site:str}/{aud:str}/index.htm", audience), Route("/{site:str}/index.htm", audience)])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8080)
    updates_data.PORT = ap.parse_args().port
    uvicorn.run(app, host="127.0.0.1", port=updates_data.PORT, log_level="warning")
