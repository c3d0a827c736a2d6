"""Mock of www.socialsecurity.be (JSF 2.2 / PrimeFaces time): python portal.py --port N"""
import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import uvicorn  # noqa: E402
from starlette.applications import Starlette  # noqa: E402
from starlette.responses import JSONResponse, Response  # noqa: E402
from starlette.routing import Route  # noqa: E402

from parts.primefaces_iframe import assets, web, wizard  # noqa: E402
from parts.primefaces_iframe.data import CFG, S  # noqa: E402


async def truth(request):
    return JSONResponse(S.truth())


def static(text, kind):
    async def serve(request):
        return Response(text.encode(), headers={"content-type": f"{kind}; charset=utf-8", "cache-control": "max-age=3600"})
    return serve


GP = ["GET", "POST"]
app = Starlette(routes=[
    Route("/", web.splash),
    Route("/_truth", truth),
    Route("/favicon.ico", static("", "image/x-icon")),
    Route("/styles/master.css", static(assets.MASTER, "text/css")),
    Route("/javax.faces.resource/theme.css.jsf", static(assets.THEME, "text/css")),
    Route("/javax.faces.resource/primefaces.js.jsf", static(assets.JS, "text/javascript")),
    Route("/img/coupole_{c}.svg", web.image),
    Route("/site_{lang}/{path:path}", web.public),
    Route("/iam/usertype.jsf", web.usertype),
    Route("/iam/methods.jsf", web.methods, methods=GP),
    Route("/iam/login.jsf", web.login, methods=GP),
    Route("/secured/j_acegi_cas_security_check", web.consume),
    Route("/secured/notice.jsf", web.notice, methods=GP),
    Route("/secured/entreprises.jsf", web.entreprises, methods=GP),
    Route("/secured/roles.jsf", web.roles, methods=GP),
    Route("/secured/logout.jsf", web.logout),
    Route("/uman/index.jsf", wizard.index),
    Route("/uman/welcome.jsf", wizard.welcome),
    Route("/uman/todo.jsf", wizard.todo),
    Route("/uman/info.jsf", wizard.info),
    Route("/uman/keepalive.jsf", wizard.keepalive),
    Route("/uman/config/wizard.jsf", wizard.wizard, methods=GP),
])

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=8080)
    CFG["port"] = ap.parse_args().port
    uvicorn.run(app, host="127.0.0.1", port=CFG["port"], log_level="warning", timeout_graceful_shutdown=2)
