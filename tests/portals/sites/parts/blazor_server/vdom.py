"""Render tree, diff and the edits that go to the browser."""


class N:
    __slots__ = ("tag", "attrs", "on", "kids", "key", "hids")

    def __init__(self, tag, attrs, on, kids, key):
        self.tag, self.attrs, self.on, self.kids, self.key = tag, attrs, on, kids, key
        self.hids = {}


def _flat(kids, out):
    for k in kids:
        if k is None or k is False:
            continue
        if isinstance(k, (list, tuple)):
            _flat(k, out)
        else:
            out.append(k if isinstance(k, N) else str(k))
    return out


def h(spec, *kids, on=None, key=None, **attrs):
    tag, *cls = spec.split(".")
    real = {}
    if cls:
        real["class"] = " ".join(cls)
    for name, value in attrs.items():
        if value is None or value is False:
            continue
        name = name.rstrip("_").replace("_", "-")
        value = "" if value is True else str(value)
        real[name] = (real[name] + " " + value).strip() if name == "class" and "class" in real else value
    return N(tag, real, on or {}, _flat(kids, []), key)


def same(a, b):
    if isinstance(a, str) or isinstance(b, str):
        return isinstance(a, str) and isinstance(b, str)
    return a.tag == b.tag and a.key == b.key


class Renderer:
    def __init__(self):
        self.n = 0
        self.tree = h("root", h("app"), h("providers"))
        self.handlers = {}

    def wire(self, node):
        """Node to JSON; numbers its handlers."""
        if isinstance(node, str):
            return node
        for ev in node.on:
            self.n += 1
            node.hids[ev] = self.n
        return {"t": node.tag, "a": node.attrs, "e": dict(node.hids), "c": [self.wire(k) for k in node.kids]}

    def render(self, app, providers):
        edits = []
        new = h("root", app, providers)
        self.diff(self.tree, new, [], edits)
        self.tree = new
        self.handlers = {}
        self._collect(new)
        return edits

    def _collect(self, node):
        if isinstance(node, str):
            return
        for ev, hid in node.hids.items():
            self.handlers[hid] = (ev, node.on[ev], node)
        for k in node.kids:
            self._collect(k)

    def diff(self, a, b, path, out):
        if isinstance(a, str):
            if a != b:
                out.append(["t", path, b])
            return
        for name in a.attrs:
            if name not in b.attrs:
                out.append(["a", path, name, None])
        for name, value in b.attrs.items():
            if a.attrs.get(name) != value:
                out.append(["a", path, name, value])
        if set(a.on) == set(b.on):
            b.hids = dict(a.hids)
        else:
            for ev in b.on:
                self.n += 1
                b.hids[ev] = self.n
            out.append(["e", path, dict(b.hids)])
        self.kids(a.kids, b.kids, path, out)

    def kids(self, a, b, path, out):
        lo = 0
        while lo < len(a) and lo < len(b) and same(a[lo], b[lo]):
            lo += 1
        hi = 0
        while hi < len(a) - lo and hi < len(b) - lo and same(a[-1 - hi], b[-1 - hi]):
            hi += 1
        for i in range(lo):
            self.diff(a[i], b[i], path + [i], out)
        am, bm = a[lo:len(a) - hi], b[lo:len(b) - hi]
        for i in range(min(len(am), len(bm))):
            if same(am[i], bm[i]):
                self.diff(am[i], bm[i], path + [lo + i], out)
            else:
                out.append(["r", path + [lo + i], self.wire(bm[i])])
        for i in range(len(am) - 1, len(bm) - 1, -1):
            out.append(["d", path + [lo + i]])
        for i in range(len(am), len(bm)):
            out.append(["i", path, lo + i, self.wire(bm[i])])
        for j in range(hi, 0, -1):
            self.diff(a[len(a) - j], b[len(b) - j], path + [len(b) - j], out)
