"""Mock of a government portal. Start: python wai_aria_tabs.py --port 8100  (portal on N, log-in on N+1)."""
import argparse
import asyncio
import contextlib
import pathlib
import signal
import sys

import uvicorn

sys.path.insert(0, str(pathlib.Path(__file__).parent / "parts"))
from wai_aria_tabs import idp, portal, store  # noqa: E402

class Server(uvicorn.Server):
    def capture_signals(self):
        return contextlib.nullcontext()

async def serve(port: int) -> None:
    servers = [Server(uvicorn.Config(a, host="127.0.0.1", port=p, log_level="warning"))
               for a, p in ((portal.app, port), (idp.app, port + 1))]

    def stop() -> None:
        for s in servers:
            s.should_exit = True

    for sig in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sig, stop)
    print(f"portal http://127.0.0.1:{port}/  log-in http://127.0.0.1:{port + 1}/", flush=True)
    await asyncio.gather(*(s.serve() for s in servers))

if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, required=True)
    ap.add_argument("--session-seconds", type=int, default=900, help="idle time-out (default: 15 minutes)")
    args = ap.parse_args()
    store.PORT, store.IDLE = args.port, args.session_seconds
    asyncio.run(serve(args.port))
