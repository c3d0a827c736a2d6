"""A portal as a Salesforce Experience Cloud (LWR) site. python lightning_pages.py --port N"""
import argparse
import asyncio
import datetime
import json
import pathlib
import secrets
import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from parts.lightning_pages.flow import Interview
from parts.lightning_pages.store import APPLICATIONS, CHANNELS, QUALITIES, Store

PARTS = pathlib.Path(__file__).parent / "parts" / "lightning_pages"
LABELS = {lang: json.loads((PARTS / ("labels_%s.json" % lang)).read_text("utf-8")) for lang in ("fr", "nl")}
TEMPLATES = jinja2.Environment(loader=jinja2.FileSystemLoader(PARTS), autoescape=True)
USERS = {"demo": "Secret-Pass-1"}
PAGE = 12
store = Store()
sessions = {}


class Refused(Exception):
    def __init__(self, status, label):
        self.status, self.label = status, label


def user_shown(user, lang):
    if not user:
        return None
    names = {code: (fr if lang == "fr" else nl) for code, fr, nl in APPLICATIONS}
    return dict(user, applications=[names[a] for a in user["applications"]])


def quality_shown(quality, lang):
    company = quality["company"]
    return {"id": quality["id"], "name": QUALITIES[quality["kind"]][lang], "manager": quality["manager"],
            "role": LABELS[lang]["roleManager" if quality["manager"] else "roleUser"],
            "company": {"id": company["id"], "name": company["name"], "number": company["number"]},
            "technicalUser": user_shown(quality["user"], lang)}


def the_quality(params):
    quality = store.qualities.get(params.get("qualityId"))
    if not quality:
        raise Refused(404, "errNoRecord")
    return quality


def the_interview(session, params):
    interview = session["interviews"].get(params.get("interview"))
    if not interview:
        raise Refused(410, "errInterview")
    return interview


def said(errors, lang):
    return {field: LABELS[lang][label] for field, label in errors.items()}


def companies(session, params, lang):
    rows = store.search(params.get("search"))
    offset = int(params.get("offset") or 0)
    return {"total": len(rows), "rows": [{"id": c["id"], "name": c["name"], "number": c["number"], "count": len(c["qualities"])}
                                         for c in rows[offset:offset + int(params.get("limit") or PAGE)]]}


def company(session, params, lang):
    found = store.companies.get(params.get("companyId"))
    if not found:
        raise Refused(404, "errNoRecord")
    return {"id": found["id"], "name": found["name"], "number": found["number"],
            "qualities": [quality_shown(store.qualities[q], lang) for q in found["qualities"]]}


def context(session, params, lang):
    return quality_shown(the_quality(params), lang)


def people(session, params, lang):
    return store.people(the_quality(params)["company"]["id"], params.get("search"))


def flow_start(session, params, lang):
    quality = the_quality(params)
    if not quality["manager"]:
        raise Refused(403, "errNotManager")
    answer = {"quality": quality_shown(quality, lang)}
    if quality["user"]:
        return answer
    interview = Interview(quality)
    session["interviews"][interview.id] = interview
    choices = [{"value": code, "label": fr if lang == "fr" else nl} for code, fr, nl in APPLICATIONS]
    return dict(answer, channels=CHANNELS, applications=choices, **interview.seen())


def flow_navigate(session, params, lang):
    interview = the_interview(session, params)
    if params.get("screen") != interview.screen:
        return dict(interview.seen(), errors={})
    errors = {}
    if params.get("action") == "BACK":
        interview.back(params.get("values") or {})
    else:
        errors = interview.next(params.get("values") or {}, store.taken)
    return dict(interview.seen(), errors=said(errors, lang))


def flow_remove(session, params, lang):
    interview = the_interview(session, params)
    interview.state.pop(params.get("field"), None)
    return interview.seen()


def flow_finish(session, params, lang):
    store.confirm_requests += 1
    interview = the_interview(session, params)
    if interview.quality["user"] or interview.done:
        raise Refused(409, "errExists")
    screen, errors = interview.check_all(store.taken)
    if errors:
        interview.screen = screen
        return dict(interview.seen(), errors=said(errors, lang))
    interview.done = True
    names = {code: (fr if lang == "fr" else nl) for code, fr, nl in APPLICATIONS}
    applications = [names[a] for a in interview.state["applications"]]
    store.register(interview.quality, interview.state, applications, datetime.date.today().strftime("%d/%m/%Y"))
    return {"finished": True, "quality": quality_shown(interview.quality, lang)}


METHODS = {"CompanyController.getCompanies": companies, "CompanyController.getCompany": company,
           "AccessController.getContext": context, "AccessController.lookupContacts": people,
           "BatchFlow.start": flow_start, "BatchFlow.navigate": flow_navigate,
           "BatchFlow.removeFile": flow_remove, "BatchFlow.finish": flow_finish}


def session_of(request):
    return sessions.get(request.cookies.get("sid", ""))


async def apex(request):
    try:
        body = await request.json()
        params, lang = body.get("params") or {}, body.get("language")
    except (ValueError, AttributeError):
        return JSONResponse({"message": "Invalid request"}, 400)
    lang = lang if lang in LABELS else "fr"
    method = "%s.%s" % (body.get("classname"), body.get("method"))
    await asyncio.sleep(0.25)
    if method == "LoginController.login":
        return log_in(params, lang)
    if method == "LoginController.logout":
        sessions.pop(request.cookies.get("sid", ""), None)
        return JSONResponse({"returnValue": True})
    session = session_of(request)
    if not session:
        return JSONResponse({"message": LABELS[lang]["errSession"]}, 401)
    if method not in METHODS:
        return JSONResponse({"message": "Unknown method"}, 404)
    try:
        return JSONResponse({"returnValue": METHODS[method](session, params, lang)})
    except Refused as refused:
        return JSONResponse({"message": LABELS[lang][refused.label]}, refused.status)


def log_in(params, lang):
    name, password = params.get("username") or "", params.get("password") or ""
    if not name or USERS.get(name) != password:
        store.refused += 1
        return JSONResponse({"message": LABELS[lang]["errLogin"]}, 400)
    store.accepted += 1
    token = secrets.token_urlsafe(24)
    sessions[token] = {"user": name, "interviews": {}}
    response = JSONResponse({"returnValue": {"user": name}})
    response.set_cookie("sid", token, httponly=True, samesite="lax", path="/")
    return response


async def upload(request):
    session = session_of(request)
    form = await request.form()
    lang = form.get("language") if form.get("language") in LABELS else "fr"
    if not session:
        return JSONResponse({"message": LABELS[lang]["errSession"]}, 401)
    interview = session["interviews"].get(form.get("interview"))
    if not interview or form.get("field") not in ("sshKey", "certificate") or not hasattr(form.get("file"), "read"):
        return JSONResponse({"message": LABELS[lang]["errInterview"]}, 400)
    data = await form["file"].read()
    await asyncio.sleep(0.4)
    if len(data) > 100000:
        return JSONResponse({"message": LABELS[lang]["errBig"]}, 400)
    wrong = interview.upload(form["field"], form["file"].filename or "", data)
    if wrong:
        return JSONResponse({"message": LABELS[lang][wrong]}, 400)
    return JSONResponse({"name": form["file"].filename, "documentId": "069" + interview.id[:15], "size": len(data)})


async def page(request):
    lang = request.path_params.get("lang")
    if lang not in LABELS:
        lang = ""
    html = TEMPLATES.get_template("shell.html").render(
        lang=lang, labels=LABELS.get(lang or "fr"), user=(session_of(request) or {}).get("user"))
    return HTMLResponse(html, headers={"Cache-Control": "no-store"})


async def truth(request):
    return JSONResponse({"registrations": store.registrations, "confirm_requests": store.confirm_requests,
                         "log_ins": {"accepted": store.accepted, "refused": store.refused}})


async def to_slash(request):
    return RedirectResponse("/%s/" % request.path_params["lang"], 301)


async def icon(request):
    return Response(status_code=204)


app = Starlette(routes=[
    Route("/_truth", truth), Route("/favicon.ico", icon),
    Route("/webruntime/api/apex/execute", apex, methods=["POST"]),
    Route("/webruntime/api/upload", upload, methods=["POST"]),
    Mount("/assets", StaticFiles(directory=PARTS / "assets")),
    Route("/", page), Route("/international", page),
    Route("/{lang}", to_slash), Route("/{lang}/{path:path}", page),
])

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    uvicorn.run(app, host="127.0.0.1", port=parser.parse_args().port, log_level="warning")
