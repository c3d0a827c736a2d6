"""Server-side controllers, called by descriptor ("Controller.method") from the client runtime."""
import asyncio
import re
from datetime import datetime

from . import store as S
from .labels import t

STEPS = 6
CONTACT = ["lastName", "firstName", "function", "phone", "email"]
FIELDS = {1: CONTACT + ["contactLang"], 2: ["channel", "sshKey", "cert", "applications"], 3: ["username"]}


class ActionError(Exception):
    pass


def pick(pair, lang):
    return pair[1 if lang == "nl" else 0]


def entity_view(e, lang):
    return dict(id=e["id"], number=e["number"], name=pick(e["name"], lang), place=pick(e["place"], lang))


def context(s):
    lang = s["lang"]
    if not s.get("entity"):
        return None
    e = S.ENTITIES[s["entity"]]
    q, role = next(x for x in e["qualities"] if x[0] == s["quality"])
    return {**entity_view(e, lang), "quality": pick(S.QUALITIES[q], lang), "role": pick(S.ROLES[role], lang),
            "manager": role != "USER"}


def tech_view(r, lang):
    if not r:
        return None
    names = {a[0]: pick(a[1:], lang) for a in S.APPS}
    return dict(username=r["username"], sender=r["sender_number"], channel=r["channel"], created=r["created"],
                dossier=r["dossier"], apps=[names[c] for c in r["application_codes"]],
                contact=f"{r['contact']['first_name']} {r['contact']['last_name']}")


def current(s):
    """(entity, quality) of this session's working context."""
    if not s.get("entity"):
        raise ActionError("e_gone")
    return S.ENTITIES[s["entity"]], s["quality"]


async def entities_search(s, p):
    await asyncio.sleep(0.2)
    rows = S.search(str(p.get("q") or ""), s["lang"])
    size, page = min(int(p.get("size") or 5), 25), max(int(p.get("page") or 1), 1)
    return {"rows": rows[(page - 1) * size:page * size], "total": len(rows), "page": page,
            "pages": max(1, -(-len(rows) // size))}


async def entities_recent(s, p):
    return {"rows": [entity_view(S.ENTITIES[i], s["lang"]) for i in S.USER.setdefault("recent", []) if i in S.ENTITIES][:3]}


async def entities_qualities(s, p):
    await asyncio.sleep(0.35)
    e = S.ENTITIES.get(p.get("id"))
    if not e:
        raise ActionError("e_gone")
    lang = s["lang"]
    return {"rows": [{"quality": q, "label": t(lang, "qual_line", pick(S.QUALITIES[q], lang), e["number"], pick(S.ROLES[r], lang))}
                     for q, r in e["qualities"]]}


async def entities_choose(s, p):
    e = S.ENTITIES.get(p.get("id"))
    if not e or p.get("quality") not in [q for q, _ in e["qualities"]]:
        raise ActionError("e_gone")
    s["entity"], s["quality"] = e["id"], p["quality"]
    s["flow"] = None
    recent = S.USER.setdefault("recent", [])
    if e["id"] in recent:
        recent.remove(e["id"])
    recent.insert(0, e["id"])
    return context(s)


async def config_status(s, p):
    await asyncio.sleep(0.25)
    e, q = current(s)
    return {"ctx": context(s), "tech": tech_view(S.record(e["number"], q), s["lang"])}


# ---- the flow -----------------------------------------------------------------------------------------

def screen(s):
    f = s["flow"]
    lang = s["lang"]
    out = {"interview": f["id"], "step": f["step"], "values": f["values"], "result": None,
           "apps": [{"value": a[0], "label": pick(a[1:], lang)} for a in S.APPS],
           "docs": {k: s["docs"][v] for k, v in ((k, f["values"].get(k)) for k in ("sshKey", "cert")) if v in s["docs"]}}
    if f["result"]:
        out["result"] = {**tech_view(f["result"], lang)}
    return out


async def flow_start(s, p):
    await asyncio.sleep(0.3)
    e, q = current(s)
    ctx = context(s)
    if not ctx["manager"]:
        return {"blocked": t(s["lang"], "sm_forbid", ctx["role"])}
    f = s.get("flow")
    if not f or f["result"]:
        rec = S.record(e["number"], q)
        if rec:
            return {"blocked": t(s["lang"], "sm_exists", rec["username"])}
        s["flow"] = {"id": S.token(9), "step": 0, "values": {"contactLang": s["lang"], "applications": []}, "result": None}
    return screen(s)


def errors_of(s, step, v):
    lang, err = s["lang"], {}
    if step == 1:
        for k in CONTACT:
            if not v.get(k):
                err[k] = t(lang, "e_req")
        ph, em = v.get("phone"), v.get("email")
        if ph and not (re.fullmatch(r"\+?[0-9 ./()-]+", ph) and 8 <= len(re.sub(r"\D", "", ph)) <= 15):
            err["phone"] = t(lang, "e_phone")
        if em and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", em):
            err["email"] = t(lang, "e_email")
    elif step == 2:
        if v.get("channel") not in S.CHANNELS:
            err["channel"] = t(lang, "e_channel")
        if v.get("channel") == "SFTP":
            for k in ("sshKey", "cert"):
                if s["docs"].get(v.get(k), {}).get("kind") != k:
                    err[k] = t(lang, "e_file")
        if not v.get("applications"):
            err["applications"] = t(lang, "e_apps")
    elif step == 3:
        u = v.get("username") or ""
        if not u:
            err["username"] = t(lang, "e_req")
        elif not re.fullmatch(r"[a-z0-9]{8,20}", u):
            err["username"] = t(lang, "e_user")
        elif S.name_taken(u):
            err["username"] = t(lang, "e_taken")
    return err


def take(f, step, given):
    for k in FIELDS.get(step, []):
        if k in given:
            x = given[k]
            if k == "applications":
                f["values"][k] = [a for a in S.APP_FR if isinstance(x, list) and a in x]
            elif x is None or isinstance(x, str):
                f["values"][k] = (x or "")[:200] if k == "username" else (x or "").strip()[:200]


async def flow_navigate(s, p):
    await asyncio.sleep(0.35)
    current(s)
    f = s.get("flow")
    if not f or f["id"] != p.get("interview") or f["result"]:
        raise ActionError("e_gone")
    step, how = p.get("step"), p.get("action")
    if how == "CANCEL":
        s["flow"] = None
        return {"cancelled": True}
    if step != f["step"]:            # an old page, or Next clicked twice
        return screen(s)
    take(f, step, p.get("values") or {})
    if how == "BACK":
        f["step"] = max(0, step - 1)
    elif how == "GOTO":
        f["step"] = max(0, min(int(p.get("to") or 0), step))
    elif how == "NEXT" and step < 4:
        err = errors_of(s, step, f["values"])
        if err:
            return {**screen(s), "errors": err}
        f["step"] = step + 1
    return screen(s)


async def flow_confirm(s, p):
    S.COUNT["confirm"] += 1
    e, q = current(s)
    f = s.get("flow")
    if not f or f["id"] != p.get("interview"):
        raise ActionError("e_gone")
    if not f["result"]:
        if f["step"] != 4 or not context(s)["manager"]:
            raise ActionError("e_gone")
        v = f["values"]
        rec = S.record(e["number"], q)
        if rec:
            return {"blocked": t(s["lang"], "sm_exists", rec["username"])}
        for step in (1, 2, 3):
            err = errors_of(s, step, v)
            if err:
                f["step"] = step
                return {**screen(s), "errors": err}
        f["result"] = {
            "enterprise_number": e["number"], "quality": q, "username": v["username"], "channel": v["channel"],
            "applications": [S.APP_FR[a] for a in v["applications"]], "application_codes": list(v["applications"]),
            "sender_number": S.next_sender(), "dossier": S.next_dossier(), "created": f"{datetime.now():%d/%m/%Y}",
            "contact": {"last_name": v["lastName"], "first_name": v["firstName"], "function": v["function"],
                        "phone": v["phone"], "email": v["email"], "language": v.get("contactLang")},
            "files": {k: s["docs"][v[k]]["name"] for k in ("sshKey", "cert")} if v["channel"] == "SFTP" else {},
        }
        S.REGISTRATIONS.append(f["result"])
        f["step"] = 5
    await asyncio.sleep(0.8)
    return screen(s)


REGISTRY = {
    "EntityLookup.search": entities_search, "EntityLookup.recent": entities_recent,
    "EntityLookup.qualities": entities_qualities, "EntityLookup.choose": entities_choose,
    "ConfigRecord.status": config_status,
    "FlowRuntime.start": flow_start, "FlowRuntime.navigate": flow_navigate, "FlowRuntime.confirm": flow_confirm,
}
