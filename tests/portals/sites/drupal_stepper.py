"""A regional-style e-desk: a Drupal-like public site (splash, audience tiles), a Keycloak-like log-in on the other host
name, and an Angular-Material-like single-page secured area under /espace/ that talks JSON to /espace/api/v2/.
The wizard is a linear stepper whose panels all stay in the DOM; a file goes up once chosen; each step gives a toast.
"""
import argparse

import uvicorn
from starlette.applications import Starlette

from parts.drupal_stepper import api, public


def build(port):
    app = Starlette(routes=[*public.routes, *api.routes, *public.tail])
    app.state.port = port
    return app


def main():
    parser = argparse.ArgumentParser(description="Mock e-desk of the social security")
    parser.add_argument("--port", type=int, default=8085)
    args = parser.parse_args()
    uvicorn.run(build(args.port), host="127.0.0.1", port=args.port, log_level="warning")


if __name__ == "__main__":
    main()
