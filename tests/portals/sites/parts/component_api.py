"""The JSON interface of component_spa.py."""
import asyncio, base64, datetime as dt, hashlib, re, secrets, time
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from parts import component_data
from parts.component_data import (
    APPLICATIONS, CHANNEL_NAMES, CLIENT_ID, CODES, COMPANIES, COMPANY, CONFIGS, COUNT, EXISTING, FILES, QUALITIES,
    REGISTRATIONS, SESSIONS, USER, find_registration)
from parts.component_rules import ApiError, CHECKS, check_certificate, check_ssh_key, check_username


def api(fn=None, *, login=True, context=False, delay=0.15):
    """JSON endpoint: CSRF (double submit cookie), session and context checks, errors as {"code": ...}."""
    def wrap(f):
        async def endpoint(request: Request):
            await asyncio.sleep(delay)
            try:
                if request.method not in ("GET", "HEAD"):
                    cookie = request.cookies.get("XSRF-TOKEN", "")
                    if not cookie or not secrets.compare_digest(cookie, request.headers.get("x-xsrf-token", "")):
                        raise ApiError(403, "INVALID_CSRF_TOKEN")
                s = SESSIONS.get(request.cookies.get("PSESSID", ""))
                if s and time.time() - s["seen"] > 1800:
                    SESSIONS.pop(s["id"], None)
                    s = None
                if login and not s:
                    raise ApiError(401, "NOT_AUTHENTICATED")
                if s:
                    s["seen"] = time.time()
                if context and not s["context"]:
                    raise ApiError(409, "NO_CONTEXT")
                out = await f(request, s)
                return out if isinstance(out, Response) else JSONResponse(out, headers={"Cache-Control": "no-store"})
            except ApiError as e:
                return JSONResponse(e.body, status_code=e.status, headers={"Cache-Control": "no-store"})
        return endpoint
    return wrap(fn) if fn else wrap


async def body(request):
    try:
        data = await request.json()
    except ValueError:
        raise ApiError(400, "BAD_REQUEST")
    if not isinstance(data, dict):
        raise ApiError(400, "BAD_REQUEST")
    return data


def violations(items):
    if items:
        raise ApiError(422, "VALIDATION", violations=[{"field": f, "code": c} for f, c in items])


def new_draft():
    return {"id": secrets.token_hex(12), "contact": None, "channel": None, "username": None}


# ------------------------------------------------------------------ API: session, mandates
@api(login=False, delay=0.05)
async def get_config(request, s):
    return {"issuer": f"http://localhost:{component_data.PORT}/iam", "clientId": CLIENT_ID, "build": "4.18.2"}


def session_view(s):
    return {"user": {"name": "Dominique Lambert", "login": USER, "lastLogin": s["since"]}, "context": s["context"] and context_view(s)}


def context_view(s):
    ent, q = s["context"]
    c = COMPANY[ent]
    return {"enterprise": ent, "name": {"fr": c[1], "nl": c[2]}, "quality": q, "qualityName": dict(zip(("fr", "nl"), QUALITIES[q])), "role": c[3][q]}


@api(delay=0.1)
async def get_session(request, s):
    return session_view(s)


@api(login=False, delay=0.3)
async def post_session(request, s):
    data = await body(request)
    grant = CODES.pop(str(data.get("code", "")), None)
    digest = base64.urlsafe_b64encode(hashlib.sha256(str(data.get("codeVerifier", "")).encode()).digest()).decode().rstrip("=")
    if not grant or grant["challenge"] != digest or time.time() - grant["at"] > 60:
        raise ApiError(400, "INVALID_GRANT")
    sid = secrets.token_urlsafe(24)
    SESSIONS[sid] = {"id": sid, "seen": time.time(), "since": dt.datetime.now().strftime("%d/%m/%Y %H:%M"), "context": None, "draft": new_draft()}
    r = JSONResponse(session_view(SESSIONS[sid]))
    r.set_cookie("PSESSID", sid, httponly=True, samesite="lax")
    r.set_cookie("XSRF-TOKEN", secrets.token_urlsafe(18), samesite="lax")
    return r


@api(login=False)
async def delete_session(request, s):
    SESSIONS.pop(request.cookies.get("PSESSID", ""), None)
    r = Response(status_code=204)
    r.delete_cookie("PSESSID")
    return r


@api(delay=0.35)
async def get_mandates(request, s):
    q = request.query_params.get("q", "").strip().lower()
    digits = re.sub(r"[\s.]|^be", "", q)
    page = max(0, int(request.query_params.get("page", "0") or 0))
    rows = [c for c in COMPANIES if not q or q in c[1].lower() or q in c[2].lower() or (digits.isdigit() and digits in c[0].replace(".", ""))]
    return {"total": len(rows), "items": [{"enterprise": c[0], "name": {"fr": c[1], "nl": c[2]}} for c in rows[page * 6:page * 6 + 6]]}


@api(delay=0.4)
async def get_roles(request, s):
    c = COMPANY.get(request.path_params["ent"])
    if not c:
        raise ApiError(404, "UNKNOWN_ENTERPRISE")
    return {"enterprise": c[0], "name": {"fr": c[1], "nl": c[2]},
            "roles": [{"quality": q, "qualityName": dict(zip(("fr", "nl"), QUALITIES[q])), "role": r} for q, r in c[3].items()]}


@api(delay=0.25)
async def put_context(request, s):
    data = await body(request)
    ent, q = str(data.get("enterprise")), str(data.get("quality"))
    if ent not in COMPANY or q not in COMPANY[ent][3]:
        raise ApiError(403, "NO_MANDATE")
    if s["context"] != (ent, q):
        s["context"], s["draft"] = (ent, q), new_draft()
    return session_view(s)


# ------------------------------------------------------------------ API: structured messages
def eligibility(s):
    ent, q = s["context"]
    if COMPANY[ent][3][q] not in ("GL", "COGL"):
        return {"eligible": False, "reason": "NOT_LOCAL_MANAGER"}
    r = find_registration(ent, q)
    if r:
        return {"eligible": False, "reason": "ALREADY_CONFIGURED", "username": r["username"]}
    return {"eligible": True}


def require_eligible(s):
    e = eligibility(s)
    if not e["eligible"]:
        raise ApiError(403 if e["reason"] == "NOT_LOCAL_MANAGER" else 409, e["reason"])


@api(context=True, delay=0.3)
async def get_status(request, s):
    return eligibility(s)


@api(context=True, delay=0.3)
async def get_applications(request, s):
    return {"items": [{"code": a[0], "group": a[1], "label": {"fr": a[2], "nl": a[3]}} for a in APPLICATIONS]}


@api(context=True, delay=0.3)
async def get_draft(request, s):
    return s["draft"]


@api(context=True, delay=0.3)
async def put_draft(request, s):
    require_eligible(s)
    step = request.path_params["step"]
    if step not in CHECKS:
        raise ApiError(404, "NOT_FOUND")
    value, v = CHECKS[step](await body(request))
    violations(v)
    s["draft"][step] = value
    return s["draft"]


@api(context=True, delay=0.35)
async def get_availability(request, s):
    _, v = check_username({"username": request.path_params["name"]})
    return {"available": not v, "code": v[0][1] if v else None}


@api(context=True, delay=0.5)
async def post_upload(request, s):
    require_eligible(s)
    form = await request.form(max_part_size=200_000)
    up, kind = form.get("file"), form.get("kind")
    if not hasattr(up, "read") or kind not in ("ssh_key", "certificate"):
        raise ApiError(422, "FILE_REQUIRED")
    raw = await up.read()
    if not raw:
        raise ApiError(422, "FILE_EMPTY")
    if len(raw) > 65536:
        raise ApiError(422, "FILE_TOO_BIG")
    detail = check_ssh_key(raw) if kind == "ssh_key" else check_certificate(raw, up.filename or "")
    ref = secrets.token_hex(8)
    FILES[ref] = {"ref": ref, "kind": kind, "name": up.filename, "size": len(raw), "detail": detail, "sha256": hashlib.sha256(raw).hexdigest()}
    return JSONResponse(FILES[ref], status_code=201)


@api(context=True, delay=0.3)
async def post_configuration(request, s):
    COUNT["confirm"] += 1
    key = request.headers.get("idempotency-key", "")
    ent, q = s["context"]
    done = CONFIGS.get(key)
    if done and (done["reg"]["enterprise_number"], done["reg"]["quality"]) == (ent, q):      # sent twice: same answer
        return JSONResponse({"id": done["id"], "status": "PENDING"}, status_code=202)
    require_eligible(s)
    d = s["draft"]
    if key != d["id"]:
        raise ApiError(409, "STALE_DRAFT")
    for step in CHECKS:
        if d[step] is None:
            raise ApiError(422, "INCOMPLETE", step=step)
    _, v = check_username({"username": d["username"]})
    if v:
        raise ApiError(422, "VALIDATION", step="username", violations=[{"field": f, "code": c} for f, c in v])
    reg = {"enterprise_number": ent, "quality": q, "username": d["username"], "channel": CHANNEL_NAMES[d["channel"]["channel"]],
           "applications": d["channel"]["applications"], "sender_number": str(COUNT["sender"]), "contact": d["contact"],
           "files": {k: {"name": d["channel"][k]["name"], "sha256": d["channel"][k]["sha256"]} for k in ("ssh_key", "certificate") if d["channel"][k]},
           "created": dt.date.today().isoformat()}
    COUNT["sender"] += 7
    COUNT["ref"] += 1
    REGISTRATIONS.append(reg)
    CONFIGS[key] = {"id": key, "reg": reg, "reference": f"{dt.date.today().year}-{COUNT['ref']:07d}", "ready": time.time() + 1.2}
    s["draft"] = new_draft()
    return JSONResponse({"id": key, "status": "PENDING"}, status_code=202, headers={"Location": f"/api/v1/configurations/{key}"})


def registration_view(r):
    return {"enterprise": r["enterprise_number"], "username": r["username"], "senderNumber": r["sender_number"], "channel": r["channel"],
            "applications": r["applications"], "contact": r["contact"], "created": r["created"]}


@api(context=True, delay=0.1)
async def get_configuration(request, s):
    c = CONFIGS.get(request.path_params["id"])
    if not c or (c["reg"]["enterprise_number"], c["reg"]["quality"]) != s["context"]:
        raise ApiError(404, "NOT_FOUND")
    if time.time() < c["ready"]:
        return {"id": c["id"], "status": "PENDING"}
    return {"id": c["id"], "status": "DONE", "reference": c["reference"], **registration_view(c["reg"])}


@api(context=True, delay=0.45)
async def get_information(request, s):
    r = find_registration(*s["context"])
    return {"configuration": registration_view(r) if r else None}


async def truth(request):
    return JSONResponse({"registrations": REGISTRATIONS, "existing": EXISTING, "confirm_requests": COUNT["confirm"],
                         "log_ins": {"accepted": COUNT["accepted"], "refused": COUNT["refused"]}})
