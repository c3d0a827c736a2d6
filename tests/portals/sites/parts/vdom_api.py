"""The JSON interface of virtual_dom_spa.py."""
import asyncio, datetime, random, re
from starlette.responses import JSONResponse

from parts.vdom_core import err, payload, secured, session
from parts.vdom_data import COMPANIES, COUNT, EXISTING, NEXT_SENDER, PERSON, REGS, SESSIONS, STEPS, registration
from parts.vdom_rules import CHECKS, check_cer, check_ssh, v_username


# ------------------------------------------------------------------ portal API
async def api_session(request):
    await asyncio.sleep(.15)
    s = session(request)
    if not s:
        return JSONResponse({"authenticated": False})
    return JSONResponse({"authenticated": True, "csrf": s["csrf"], "person": PERSON, "mandate": mandate_json(s)})


def mandate_json(s):
    m = s["mandate"]
    return m and {"number": m[0], "name": COMPANIES[m[0]][0], "quality": m[1], "role": m[2]}


@secured()
async def api_logout(request, s):
    SESSIONS.pop(request.cookies["PSID"], None)
    r = JSONResponse({})
    r.delete_cookie("PSID")
    return r


@secured(delay=.6)
async def api_companies(request, s):
    return JSONResponse([{"number": n, "name": c[0]} for n, c in sorted(COMPANIES.items(), key=lambda x: x[1][0].lower().lstrip("é"))])


@secured(delay=.4)
async def api_roles(request, s):
    c = COMPANIES.get(request.path_params["number"])
    return JSONResponse([{"quality": q, "role": r} for q, r in c[1]]) if c else err(404, "nf")


@secured()
async def api_mandate(request, s):
    d = await payload(request)
    for q, r in COMPANIES.get(d.get("number"), ("", []))[1]:
        if q == d.get("quality"):
            s["mandate"] = (d["number"], q, r)
            return JSONResponse(mandate_json(s))
    return err(403, "forbidden")


@secured(mandate=True, delay=.5)
async def api_exchange(request, s):
    return JSONResponse({"registration": registration(s["mandate"]), "canRegister": s["mandate"][2] in ("LM", "CM")})


def wizard_json(s):
    w = s["wizards"].get(s["mandate"]) or {"reach": 0, "data": {}}
    r = registration(s["mandate"])
    state = "forbidden" if s["mandate"][2] == "U" else "done" if w.get("result") else "exists" if r else "open"
    return {"state": state, "reach": w["reach"], "data": w["data"], "files": {k: {x: f[x] for x in ("name", "size", "info")} for k, f in w.get("files", {}).items()}, "result": w.get("result"), "existing": r and r["username"]}


@secured(mandate=True)
async def api_wizard(request, s):
    if request.method == "DELETE":
        if not (s["wizards"].get(s["mandate"]) or {}).get("result"):
            s["wizards"].pop(s["mandate"], None)
    elif request.method == "POST":
        if wizard_json(s)["state"] != "open":
            return err(409, "state", wizard=wizard_json(s))
        w = s["wizards"].setdefault(s["mandate"], {"reach": 0, "data": {}, "files": {}})
        w["reach"] = max(w["reach"], 1)
    return JSONResponse(wizard_json(s))


def open_wizard(s, step):
    j = wizard_json(s)
    return s["wizards"][s["mandate"]] if j["state"] == "open" and j["reach"] >= step else None


@secured(mandate=True, delay=.35)
async def api_step(request, s):
    step = request.path_params["step"]
    i, d = STEPS.index(step) if step in CHECKS else 99, await payload(request)
    w = open_wizard(s, i)
    if not w:
        return err(409, "state", wizard=wizard_json(s))
    e, clean = CHECKS[step](d, w)
    if e:
        return err(422, "validation", errors=e)
    w["data"][step] = clean
    w["reach"] = max(w["reach"], i + 1)
    return JSONResponse(wizard_json(s))


@secured(mandate=True, delay=.5)
async def api_file(request, s):
    kind, w = request.path_params["kind"], open_wizard(s, 2)
    if not w or kind not in ("ssh", "cer"):
        return err(409, "state", wizard=wizard_json(s))
    if request.method == "DELETE":
        w["files"].pop(kind, None)
        w["reach"] = min(w["reach"], 2)
        return JSONResponse(wizard_json(s))
    up = (await request.form()).get("file")
    if not up or isinstance(up, str):
        return err(422, "validation", errors={kind: "file"})
    raw = await up.read()
    name = re.split(r"[\\/]", up.filename or "")[-1]
    code, info = ("size", None) if len(raw) > 65536 else (check_ssh if kind == "ssh" else check_cer)(name, raw)
    if code:
        return err(422, "validation", errors={kind: code})
    w["files"][kind] = {"name": name, "size": len(raw), "info": info, "raw": raw}
    return JSONResponse(wizard_json(s))


@secured(mandate=True, delay=.3)
async def api_available(request, s):
    e, _ = v_username({"username": request.query_params.get("u", "")}, None)
    return JSONResponse({"available": not e, "code": e.get("username")})


@secured(mandate=True, delay=.9)
async def api_confirm(request, s):
    COUNT["confirm"] += 1
    w = s["wizards"].get(s["mandate"])
    if w and w.get("result"):                       # a double click, or a retry: the same answer
        return JSONResponse(wizard_json(s))
    w = open_wizard(s, 4)
    if not w:
        return err(409, "state", wizard=wizard_json(s))
    for i, (step, check) in enumerate(CHECKS.items(), 1):
        e, _ = check(w["data"].get(step, {}), w)
        if e:
            w["reach"] = i
            return err(422, "validation", errors=e, step=step)
    d, now = w["data"], datetime.datetime.now()
    NEXT_SENDER[0] += random.randint(1, 9)
    w["result"] = {"enterprise_number": s["mandate"][0], "quality": s["mandate"][1], "username": d["username"]["username"], **d["channel"], "contact": d["contact"], "sender_number": str(NEXT_SENDER[0]),
                   "reference": f"{now.year}-{random.randint(200000, 899999)}", "channel_id": str(random.randint(60000, 69999)), "at": now.strftime("%d/%m/%Y %H:%M")}
    if d["channel"]["channel"] == "SFTP":
        w["result"]["files"] = {k: f["name"] for k, f in w["files"].items()}
    w["reach"] = 5
    REGS.append(w["result"])
    return JSONResponse(wizard_json(s), 201)


async def truth(request):
    def out(r):
        c = r["contact"]
        return {**r, "contact": {**c, "last_name": c["lastName"], "first_name": c["firstName"]}}
    return JSONResponse({"registrations": [out(r) for r in REGS], "existing": [out(r) for r in EXISTING], "confirm_requests": COUNT["confirm"], "log_ins": {"accepted": COUNT["accepted"], "refused": COUNT["refused"]}})
