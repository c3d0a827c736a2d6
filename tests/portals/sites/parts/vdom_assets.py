"""What virtual_dom_spa.py serves beside its page: the bundle, and CSS generated from the class names in it."""
import hashlib, re
from pathlib import Path

JS, BASE = ((Path(__file__).parent / f"vdom_{name}").read_text("utf-8").removesuffix("\n") for name in ("front.js", "base.css"))

# ------------------------------------------------------------------ atomic CSS, generated from the class names in the bundle
COLORS = {"white": "#fff", **{f"{n}-{w}": c for n, ws in {
    "slate": {50: "#f8fafc", 100: "#f1f5f9", 200: "#e2e8f0", 300: "#cbd5e1", 400: "#94a3b8", 500: "#64748b", 600: "#475569", 700: "#334155", 800: "#1e293b"},
    "teal": {50: "#f0fdfa", 700: "#0f766e", 800: "#115e59"}, "rose": {50: "#fff1f2", 300: "#fda4af", 500: "#f43f5e", 700: "#be123c", 800: "#9f1239"},
    "emerald": {50: "#ecfdf5", 300: "#6ee7b7", 800: "#065f46"}, "sky": {50: "#f0f9ff", 300: "#7dd3fc", 800: "#075985"}}.items() for w, c in ws.items()}}
FIXED = {"block": "display:block", "hidden": "display:none", "flex": "display:flex", "inline-flex": "display:inline-flex", "grid": "display:grid", "relative": "position:relative", "absolute": "position:absolute", "fixed": "position:fixed",
         "flex-col": "flex-direction:column", "flex-row": "flex-direction:row", "flex-wrap": "flex-wrap:wrap", "grow": "flex-grow:1", "shrink-0": "flex-shrink:0", "min-w-0": "min-width:0", "w-full": "width:100%", "w-1/2": "width:50%", "max-w-full": "max-width:100%",
         "min-h-screen": "min-height:100vh", "items-center": "align-items:center", "items-start": "align-items:flex-start", "justify-center": "justify-content:center", "justify-between": "justify-content:space-between", "justify-end": "justify-content:flex-end",
         "mx-auto": "margin-left:auto;margin-right:auto", "text-left": "text-align:left", "text-center": "text-align:center", "text-xs": "font-size:.75rem", "text-sm": "font-size:.875rem;line-height:1.25rem", "text-lg": "font-size:1.125rem", "text-2xl": "font-size:1.5rem;line-height:2rem",
         "font-medium": "font-weight:500", "font-semibold": "font-weight:600", "underline": "text-decoration:underline", "truncate": "overflow:hidden;text-overflow:ellipsis;white-space:nowrap", "tabular-nums": "font-variant-numeric:tabular-nums", "border": "border-width:1px", "border-2": "border-width:2px",
         "border-b": "border-bottom-width:1px", "border-t-4": "border-top-width:4px", "border-dashed": "border-style:dashed", "rounded": "border-radius:.25rem", "rounded-md": "border-radius:.375rem", "rounded-lg": "border-radius:.5rem", "rounded-xl": "border-radius:.75rem", "rounded-full": "border-radius:9999px",
         "shadow": "box-shadow:0 1px 3px rgb(0 0 0/.1)", "shadow-lg": "box-shadow:0 10px 15px -3px rgb(0 0 0/.15)", "ring": "outline:2px solid #14b8a6;outline-offset:1px", "opacity-50": "opacity:.5", "cursor-pointer": "cursor:pointer", "overflow-auto": "overflow:auto", "outline-none": "outline:none", "list-disc": "list-style:disc",
         "inset-0": "inset:0", "inset-x-0": "left:0;right:0", "inset-y-0": "top:0;bottom:0", "order-last": "order:9999", "order-first": "order:-9999", "bg-overlay": "background:rgb(15 23 42/.5)", "dialog-pos": "left:50%;top:40%;transform:translate(-50%,-50%)",
         "sr-only": "position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip:rect(0,0,0,0);white-space:nowrap;border-width:0", "animate-pulse": "animation:pulse 1.6s infinite", "animate-spin": "animation:spin 1s linear infinite;border-top-color:transparent",
         **{f"max-w-{k}": f"max-width:{v}rem" for k, v in {"lg": 32, "2xl": 42, "4xl": 56, "6xl": 72}.items()}}
SIDES = {"": [""], "x": ["-left", "-right"], "y": ["-top", "-bottom"], "t": ["-top"], "b": ["-bottom"], "l": ["-left"], "r": ["-right"]}


def declaration(cls):
    if cls in FIXED:
        return FIXED[cls]
    if m := re.fullmatch(r"([pm])([xytblr]?)-(\d+)", cls):
        return ";".join(f"{'padding' if m[1] == 'p' else 'margin'}{s}:{int(m[3]) / 4}rem" for s in SIDES[m[2]])
    if m := re.fullmatch(r"(w|h|max-h|gap|gap-x|top|bottom|left|right)-(\d+)", cls):
        return f"{ {'w': 'width', 'h': 'height', 'max-h': 'max-height', 'gap-x': 'column-gap'}.get(m[1], m[1])}:{int(m[2]) / 4}rem"
    if m := re.fullmatch(r"(text|bg|border)-(\w+(?:-\d+)?)", cls):
        return m[2] in COLORS and f"{ {'text': 'color', 'bg': 'background-color', 'border': 'border-color'}[m[1]]}:{COLORS[m[2]]}"
    if m := re.fullmatch(r"grid-cols-(\d)", cls):
        return f"grid-template-columns:repeat({m[1]},minmax(0,1fr))"
    if m := re.fullmatch(r"z-(\d+)", cls):
        return f"z-index:{m[1]}"


def build_css():
    out, media = [], {"md": [], "lg": []}
    for tok in sorted(set(re.findall(r"(?:[a-z-]+:)?[a-z][a-z0-9/-]*", " ".join(re.findall(r"'([^'\n]*)'", JS)))) | {"w-4", "h-4", "w-5", "h-5"}, key=lambda x: (x not in FIXED, x)):
        pre, _, base = tok.rpartition(":")
        body = declaration(base)
        if not body:
            continue
        sel = "." + re.sub(r"([:/])", r"\\\1", tok)
        if pre in media:
            media[pre].append(f"{sel}{{{body}}}")
        elif pre.startswith("peer-"):
            out.append(f".peer:{pre[5:]}~{sel}{{{body}}}")
        else:
            out.append(f"{sel}{':' + pre if pre else ''}{{{body}}}")
    return BASE + "".join(out) + f"@media(min-width:768px){{{''.join(media['md'])}}}@media(min-width:1024px){{{''.join(media['lg'])}}}"


CSS = build_css()
VERSION = hashlib.sha1((JS + CSS).encode()).hexdigest()[:8]
