"""Mock of the social security portal. Run: python portal.py --port N"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from parts.jsf_badges import public, secured, wizard
from parts.jsf_badges.data import STORE


async def truth(request):
    return JSONResponse(STORE.truth())

app = Starlette(routes=[Route("/_truth", truth)] + public.ROUTES + secured.ROUTES + wizard.ROUTES,
                exception_handlers={404: public.missing})

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, required=True)
    uvicorn.run(app, host="127.0.0.1", port=ap.parse_args().port, log_level="warning", access_log=False)
