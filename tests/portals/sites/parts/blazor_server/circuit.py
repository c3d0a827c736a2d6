"""One browser tab: its state, its handlers, its queue of edits."""
import asyncio
import base64
import secrets
import time

from . import mud, pages
from .vdom import Renderer, h


class Circuit:
    def __init__(self, store, user, lang):
        self.id = secrets.token_urlsafe(16)
        self.store, self.user, self.lang = store, user, lang
        self.url, self.view, self.title = None, {}, None
        self.popover = self.dialog = None
        self.snacks, self.groups, self.drawer = [], set(), True
        self.renderer, self.batches, self.extra, self.after = Renderer(), [], [], []
        self.wake, self.lock, self.tasks = asyncio.Event(), asyncio.Lock(), set()
        self.streams, self.seen = {}, time.monotonic()

    def t(self, fr, nl):
        return nl if self.lang == "nl" else fr

    def js(self, fn, *args):
        self.after.append(["js", fn, list(args)])

    def load(self, url):
        self.after.append(["load", url])

    def close_popover(self):
        self.popover = None

    def snack(self, kind, message):
        item = {"id": secrets.token_hex(4), "kind": kind, "text": message}
        self.snacks.append(item)

        async def later():
            await asyncio.sleep(5)
            if item in self.snacks:
                self.snacks.remove(item)
        self.spawn(later())

    def spawn(self, coro):
        async def run():
            await coro
            async with self.lock:
                self.flush()
        task = asyncio.get_running_loop().create_task(run())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def go(self, url, replace=False, push=True):
        if push:
            self.extra.append(["nav", url, replace])
        self.url, self.view = url, {}
        self.popover = self.dialog = None
        pages.enter(self)

    def flush(self):
        app = h("app", pages.layout(self))
        snack = h("div.mud-snackbar-provider", [h("div", h("div.mud-snackbar-content-message", s["text"]),
                  mud.icon_button("close", lambda _, s=s: self.snacks.remove(s) if s in self.snacks else None), class_=f"mud-snackbar mud-alert-filled-{s['kind']} mud-snackbar-{s['kind']}", key=s["id"]) for s in self.snacks], key="snacks")
        providers = h("providers", h("div.mud-popover-provider", mud.popover(self), key="pops"), h("div.mud-dialog-provider", mud.dialog(self.dialog) if self.dialog else None, key="dialogs"), snack)
        edits = self.extra + self.renderer.render(app, providers)
        title = pages.title(self)
        if title != self.title:
            self.title = title
            edits.append(["title", title])
        edits += self.after
        self.extra, self.after = [], []
        if edits:
            self.batches.append(edits)
            self.wake.set()

    async def receive(self, msg):
        async with self.lock:
            kind = msg.get("type")
            if kind == "start":
                self.go(msg["url"], push=False)
            elif kind == "location":
                self.go(msg["url"].split("?")[0], push=not msg.get("replace"))
            elif kind in ("event", "stream"):
                found = self.renderer.handlers.get(msg.get("handler"))
                if not found:
                    return
                event, fn, node = found
                arg = msg.get("value")
                if kind == "stream":
                    arg = self.piece(msg)
                    if arg is None:
                        return
                elif event in ("change", "input") and node.tag == "input":
                    if node.attrs.get("type") == "checkbox":
                        node.attrs.pop("checked", None)
                        if arg:
                            node.attrs["checked"] = ""
                    elif node.attrs.get("type") == "radio":
                        node.attrs["checked"] = ""
                    else:
                        node.attrs["value"] = arg
                result = fn(arg)
                if asyncio.iscoroutine(result):
                    await result
            self.flush()

    def piece(self, msg):
        key = (msg["handler"], msg["file"])
        if msg["part"] == 0:
            self.streams[key] = b""
        self.streams[key] = self.streams.get(key, b"") + base64.b64decode(msg["data"])
        if msg["part"] + 1 < msg["parts"] or len(self.streams[key]) > 512 * 1024:
            return None
        return {"name": msg["file"], "data": self.streams.pop(key)}

    async def poll(self, timeout=20):
        self.seen = time.monotonic()
        if not self.batches:
            self.wake.clear()
            try:
                await asyncio.wait_for(self.wake.wait(), timeout)
            except asyncio.TimeoutError:
                pass
        out, self.batches = self.batches, []
        self.seen = time.monotonic()
        return out


