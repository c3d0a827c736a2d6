"""The control interface for tests: `/_control` and `/_truth`. No page links to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, JSONResponse, Response

from batchportal.stub.faults import KINDS, STEPS, UnknownFault, make_fault
from batchportal.stub.holds import POINTS, UnknownPoint
from batchportal.stub.rendering import render

if TYPE_CHECKING:
    from typing import Any

    from starlette.requests import Request

    from batchportal.stub.world import World

_BAD_REQUEST = 400
_LONGEST_WAIT = 600
_FAULT_KEYS = {"step", "kind", "count", "after"}


def _world(request: Request) -> World:
    world: World = request.app.state.site.world
    return world


async def documentation(request: Request) -> HTMLResponse:
    """GET /_control: what can be asked for, and what waits."""
    return render("control", "en", steps=STEPS, kinds=KINDS, points=POINTS, waiting=_world(request).faults.waiting())


async def add_fault(request: Request) -> Response:
    """POST /_control/faults {"step", "kind", "count", "after"}: let a fault wait for its request."""
    try:
        fault = make_fault(**_read_fault(await request.body()))
    except UnknownFault as error:
        return JSONResponse({"error": str(error)}, _BAD_REQUEST)
    _world(request).faults.add(fault)
    return JSONResponse({"waiting": _world(request).faults.waiting()})


def _read_fault(body: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(body)
    except ValueError as error:
        raise UnknownFault(f"not JSON: {error}") from error
    if not isinstance(asked, dict) or not {"step", "kind"} <= asked.keys() <= _FAULT_KEYS:
        raise UnknownFault('needs "step" and "kind", and may have "count" and "after"; nothing else')
    texts, figures = (asked["step"], asked["kind"]), (asked.get("count", 1), asked.get("after", 0))
    if not all(isinstance(text, str) for text in texts) or not all(type(figure) is int for figure in figures):
        raise UnknownFault("step and kind are texts, count and after whole numbers")
    return asked


async def clear_faults(request: Request) -> Response:
    """DELETE /_control/faults: forget those that wait."""
    _world(request).faults.clear()
    return JSONResponse({"waiting": []})


async def ask_hold(request: Request) -> Response:
    """POST /_control/hold {"point"}: hold the next request to confirm."""
    try:
        asked = json.loads(await request.body())
        hold = _world(request).holds.ask(asked["point"])
    except (ValueError, KeyError, TypeError) as error:
        problem = str(error) if isinstance(error, UnknownPoint) else 'needs "point", as JSON'
        return JSONResponse({"error": problem}, _BAD_REQUEST)
    return JSONResponse(hold.to_json())


async def show_hold(request: Request) -> Response:
    """GET /_control/hold?wait=SECONDS: the hold, as soon as a request is held, and at the latest after so long."""
    try:
        seconds = min(float(request.query_params.get("wait", "0")), _LONGEST_WAIT)
    except ValueError as error:
        return JSONResponse({"error": str(error)}, _BAD_REQUEST)
    return JSONResponse(await _world(request).holds.wait(seconds))


async def release_hold(request: Request) -> Response:
    """DELETE /_control/hold: let the request go on."""
    _world(request).holds.release()
    return JSONResponse(await _world(request).holds.wait(0))


async def reset(request: Request) -> Response:
    """POST /_control/reset: forget everything that happened."""
    _world(request).reset()
    return JSONResponse({"reset": True})


async def end_sessions(request: Request) -> Response:
    """POST /_control/sessions/end: end all sessions now."""
    ended = len(_world(request).sessions)
    _world(request).sessions.clear()
    return JSONResponse({"ended": ended})


async def truth(request: Request) -> Response:
    """GET /_truth: everything that happened."""
    return JSONResponse(_world(request).truth())
