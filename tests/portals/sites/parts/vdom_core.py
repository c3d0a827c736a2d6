"""Sessions, errors and what else the interfaces of virtual_dom_spa.py share."""
import asyncio, secrets, time
from starlette.responses import JSONResponse

from parts.vdom_data import SESSIONS, SESSION_TTL


# ------------------------------------------------------------------ plumbing
def session(request):
    s = SESSIONS.get(request.cookies.get("PSID", ""))
    if not s or time.time() - s["seen"] > SESSION_TTL:
        return None
    s["seen"] = time.time()
    return s


def err(status, code, **more):
    return JSONResponse({"code": code, **more}, status)


def secured(mandate=False, delay=0.25):
    def deco(fn):
        async def view(request):
            await asyncio.sleep(delay)
            s = session(request)
            if not s:
                return err(401, "session")
            if request.method not in ("GET", "HEAD") and not secrets.compare_digest(request.headers.get("x-csrf-token", ""), s["csrf"]):
                return err(403, "csrf")
            if mandate and not s["mandate"]:
                return err(409, "mandate")
            return await fn(request, s)
        return view
    return deco


async def payload(request):
    try:
        d = await request.json()
        return d if isinstance(d, dict) else {}
    except Exception:
        return {}


def origin(request, host=None):
    h = request.headers.get("host", "127.0.0.1")
    name, _, port = h.partition(":")
    return f"http://{host or name}:{port or 80}"
