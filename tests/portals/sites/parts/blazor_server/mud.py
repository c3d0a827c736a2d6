"""MudBlazor-like components."""
from .vdom import h

ICONS = {
    "down": "M16.59 8.59L12 13.17 7.41 8.59 6 10l6 6 6-6z", "drop": "M7 10l5 5 5-5z",
    "search": "M15.5 14h-.79l-.28-.27C15.41 12.59 16 11.11 16 9.5 16 5.91 13.09 3 9.5 3S3 5.91 3 9.5 5.91 16 9.5 16c1.61 0 3.09-.59 4.23-1.57l.27.28v.79l5 4.99L20.49 19l-4.99-5zm-6 0C7.01 14 5 11.99 5 9.5S7.01 5 9.5 5 14 7.01 14 9.5 11.99 14 9.5 14z",
    "upload": "M19.35 10.04C18.67 6.59 15.64 4 12 4 9.11 4 6.6 5.64 5.35 8.04 2.34 8.36 0 10.91 0 14c0 3.31 2.69 6 6 6h13c2.76 0 5-2.24 5-5 0-2.64-2.05-4.78-4.65-4.96zM14 13v4h-4v-4H7l5-5 5 5h-3z",
    "box0": "M19 5v14H5V5h14m0-2H5c-1.1 0-2 .9-2 2v14c0 1.1.9 2 2 2h14c1.1 0 2-.9 2-2V5c0-1.1-.9-2-2-2z",
    "box1": "M19 3H5c-1.11 0-2 .9-2 2v14c0 1.1.89 2 2 2h14c1.11 0 2-.9 2-2V5c0-1.1-.89-2-2-2zm-9 14l-5-5 1.41-1.41L10 14.17l7.59-7.59L19 8l-9 9z",
    "radio0": "M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2zm0 18c-4.42 0-8-3.58-8-8s3.58-8 8-8 8 3.58 8 8-3.58 8-8 8z",
    "radio1": "M12 7c-2.76 0-5 2.24-5 5s2.24 5 5 5 5-2.24 5-5-2.24-5-5-5zm0-5C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2zm0 18c-4.42 0-8-3.58-8-8s3.58-8 8-8 8 3.58 8 8-3.58 8-8 8z",
    "close": "M19 6.41L17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z",
    "menu": "M3 18h18v-2H3v2zm0-5h18v-2H3v2zm0-7v2h18V6H3z",
    "left": "M15.41 7.41L14 6l-6 6 6 6 1.41-1.41L10.83 12z", "right": "M10 6L8.59 7.41 13.17 12l-4.58 4.59L10 18l6-6z",
    "person": "M12 12c2.21 0 4-1.79 4-4s-1.79-4-4-4-4 1.79-4 4 1.79 4 4 4zm0 2c-2.67 0-8 1.34-8 4v2h16v-2c0-2.66-5.33-4-8-4z",
}


def icon(name, cls=""):
    return h("svg", h("path", d=ICONS[name]), class_="mud-icon-root mud-svg-icon " + cls, focusable="false", viewBox="0 0 24 24", aria_hidden="true", key=name)


def text(kind, *kids, cls="", key=None):
    tag = {"h4": "h4", "h5": "h5", "h6": "h6", "caption": "span"}.get(kind, "p")
    return h(tag, *kids, class_=f"mud-typography mud-typography-{kind} {cls}".strip(), key=key)


def button(label, click, variant="text", disabled=False, start=None, key=None):
    return h("button", h("span.mud-button-label", icon(start, "mud-button-icon-start") if start else None, label), type="button",
             class_=f"mud-button-root mud-button mud-button-{variant}", disabled=disabled, on={"click": click}, key=key)


def icon_button(ic, click, disabled=False, label=None):
    return h("button.mud-button-root.mud-icon-button", h("span.mud-icon-button-label", icon(ic)), type="button", aria_label=label, disabled=disabled, on={"click": click})


def helper(err, hint, extra=None):
    if not (err or hint or extra):
        return None
    return h("div.mud-input-control-helper-container", h("div", h("div.me-auto", err or hint or ""), h("div", extra) if extra else None,
             class_="mud-input-helper-text" + (" mud-input-error" if err else "")), key="helper")


def textfield(uid, label, value, change=None, inp=None, blur=None, err=None, hint=None, extra=None, type_="text", maxlength=None, adornment=None):
    on = {k: f for k, f in (("change", change), ("input", inp), ("blur", blur)) if f}
    field = h("input", type=type_, id="mudinput-" + uid, class_="mud-input-slot mud-input-root mud-input-root-outlined", value=value or "",
              maxlength=maxlength, aria_invalid="true" if err else "false", on=on)
    return h("div", h("div.mud-input-control-input-container",
             h("div", field, h("div.mud-input-adornment.mud-input-adornment-end", icon(adornment)) if adornment else None, h("div.mud-input-outlined-border"),
               class_="mud-input mud-input-outlined" + (" mud-shrink" if value else "") + (" mud-input-error" if err else "")),
             h("label", label, class_="mud-input-label mud-input-label-animated mud-input-label-outlined mud-input-label-inputcontrol" + (" mud-input-error" if err else ""), for_="mudinput-" + uid)),
             helper(err, hint, extra), class_="mud-input-control mud-input-input-control", key=uid)


def select(c, uid, label, value, options, chosen, err=None, hint=None):
    """A read-only input; the list goes to the popover provider at the end of the body."""
    shown = dict(options).get(value, "")

    def toggle(_):
        if c.popover and c.popover["uid"] == uid:
            c.close_popover()
        else:
            c.popover = {"uid": uid, "options": options, "value": value, "chosen": chosen}
            c.js("mudPopover.place", "select-" + uid, "popovercontent-" + uid)
    return h("div.mud-select", h("div.mud-input-control.mud-input-input-control", h("div.mud-input-control-input-container",
             h("div", h("input", type="text", readonly=True, inputmode="none", class_="mud-input-slot mud-input-root mud-input-root-outlined mud-select-input", value=shown),
               h("div.mud-input-adornment.mud-input-adornment-end", icon("drop")), h("div.mud-input-outlined-border"),
               class_="mud-input mud-input-outlined mud-input-adorned-end" + (" mud-shrink" if shown else "") + (" mud-input-error" if err else "")),
             h("label.mud-input-label.mud-input-label-animated.mud-input-label-outlined", label) if label else None),
             helper(err, hint), on={"click": toggle}), h("div.mud-popover-cascading-value", id="popover-" + uid), id="select-" + uid, key="select-" + uid)


def popover(c):
    p = c.popover
    if not p:
        return None

    def item(value, label):
        async def pick(_):
            c.close_popover()
            r = p["chosen"](value)
            if r is not None:
                await r
        return h("div", h("div.mud-list-item-text", text("body1", label)), tabindex="0", on={"click": pick},
                 class_="mud-list-item mud-list-item-gutters mud-list-item-clickable mud-ripple" + (" mud-selected-item" if value == p["value"] else ""))
    return [h("div.mud-overlay", on={"click": lambda _: c.close_popover()}, key="overlay"),
            h("div.mud-popover.mud-popover-open", h("div.mud-list.mud-list-padding", [item(v, l) for v, l in p["options"]]), id="popovercontent-" + p["uid"], key="pop" + p["uid"])]


def radio_group(label, options, value, chosen, err=None):
    def radio(v, l):
        return h("label.mud-radio", h("span.mud-button-root.mud-icon-button", h("input.mud-radio-input", type="radio", checked=(v == value), on={"change": lambda _: chosen(v)}),
                 icon("radio1" if v == value else "radio0")), text("body1", l))
    return h("div.mud-input-control", text("body2", label), h("div.mud-radio-group", h("div.mud-radio-group-row", [radio(v, l) for v, l in options]), role="radiogroup"),
             h("div.mud-input-helper-text.mud-input-error", err) if err else None, key="radio" + label)


def checkbox(label, on_, toggled):
    return h("div.mud-input-control-boolean-input", h("label.mud-checkbox", h("span.mud-button-root.mud-icon-button", h("input.mud-checkbox-input", type="checkbox", checked=on_, on={"change": toggled}),
             icon("box1" if on_ else "box0")), text("body1", label)), key="cb" + label)


def file_upload(c, uid, caption, file, received, removed, accept=None, err=None, remove_label=""):
    fid = "filepicker-" + uid
    chip = None
    if file:
        size = f"{len(file['data']) / 1024:.1f}".replace(".", ",") + c.t(" Ko", " kB")
        chip = h("div.mud-chip", h("span.mud-chip-content", f"{file['name']} ({size})"), h("button.mud-chip-close-button", icon("close"), type="button", aria_label=remove_label, on={"click": removed}), key="chip")
    return h("div.mud-input-control.mud-file-upload", h("input", id=fid, type="file", hidden=True, accept=accept, on={"change": received}),
             button(caption, lambda _: c.js("mudFileUpload.openFilePicker", fid), "outlined", start="upload"), h("div", chip, key="chips"),
             h("div.mud-input-helper-text.mud-input-error", err, key="err") if err else None, key=uid)


def alert(kind, *kids, key="alert"):
    return h("div", h("div.mud-alert-message", *kids), class_=f"mud-alert mud-alert-text-{kind} mud-alert-{kind}", key=key)


def nav_link(label, href, current):
    return h("div.mud-nav-item", h("a", h("div.mud-nav-link-text", label), href=href, class_="mud-nav-link mud-ripple" + (" active" if current == href else "")), key="nl" + label)


def nav_group(c, name, label, *kids):
    open_ = name in c.groups

    def flip(_):
        c.groups ^= {name}
    return h("nav.mud-nav-group", h("button", h("div.mud-nav-link-text", label), icon("down", "mud-nav-link-expand-icon" + (" mud-transform" if open_ else "")), type="button",
             class_="mud-nav-link mud-ripple", aria_label="Toggle " + label, on={"click": flip}),
             h("div", h("div.mud-collapse-wrapper", h("div.mud-collapse-wrapper-inner", h("div.mud-navmenu", *kids))), class_="mud-collapse-container" + (" mud-collapse-entered" if open_ else "")), key="ng" + name)


def breadcrumbs(items):
    out = []
    for i, (label, href) in enumerate(items):
        if i:
            out.append(h("li.mud-breadcrumb-separator", "/"))
        out.append(h("li.mud-breadcrumb-item", h("a", label, href=href) if href else h("span.mud-disabled", label)))
    return h("ul.mud-breadcrumbs", out, key="crumbs")


def skeleton(n=6):
    return h("div", [h("span.mud-skeleton.mud-skeleton-rectangle", style="display:block;height:34px") for _ in range(n)], key="skeleton")


def stepper(titles, current):
    def step(i, title):
        cls = "mud-step" + (" active" if i == current else " completed" if i < current else "")
        return h("div", h("span.mud-step-label-icon", "✓" if i < current else str(i + 1)), h("span.mud-step-label-content", title), class_=cls)
    return h("div.mud-stepper-nav", [step(i, t) for i, t in enumerate(titles)], key="stepper")


def dialog(d):
    return h("div.mud-dialog-container", h("div.mud-overlay-dialog"), h("div.mud-dialog", h("div.mud-dialog-title", text("h6", d["title"])),
             h("div.mud-dialog-content", [text("body1", line) for line in d["lines"]]), h("div.mud-dialog-actions", [button(l, f, v, disabled=d.get("busy")) for l, f, v in d["actions"]]), role="dialog"), key="dialog")
