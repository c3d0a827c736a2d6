"""Windows and components of partial_updates_tree.py."""
import secrets
from html import escape as esc

from parts.updates_data import BYNUM, LANGS, UT

# ------------------------------------------------------------------------------- the component side of the framework
SUBS = {"main": ("sub", "tbar", "grid", "f_ssh", "f_cer"), "sub": ("f_ssh", "f_cer")}
DRAW = {}          # region: what draws it

class Win:
    """One browser window of a session: view state on the server, ids valid for one drawing only."""
    def __init__(self, lang):
        self.lang, self.view, self.dlg, self.n = lang, "companies", "news", 0
        self.num = self.q = self.row = self.node = self.pop = None
        self.filter, self.open, self.fetched = "", set(), False
        self.newpage(); self.reset_wizard()
    def newpage(self):
        self.dead = {**getattr(self, "dead", {}), **getattr(self, "ids", {})}
        self.page, self.ids, self.fields, self.cur, self.pop = secrets.token_hex(6), {}, {}, "page", None
        self.regid = {r: "pt1:_d%s:%s" % (self.page, r[0] + secrets.token_hex(3)) for r in ("head", "tree", "main", "pop", "dlg")}
        self.fetched = False
    def reset_wizard(self):
        self.step, self.far, self.errs, self.files, self.apps, self.reg = 0, 0, {}, {}, set(), None
        self.v = {"lang": self.t(*LANGS[1 if self.lang == "nl" else 0])}
    def may(self): return BYNUM[self.num][3][self.q] is not UT
    def t(self, fr, nl): return nl if self.lang == "nl" else fr
    def t2(self, pair): return self.t(pair[0], pair[1])
    def nid(self, pre, ev=None, arg=None, field=None):
        self.n += 1
        i = "pt1:r%d:%d:_xid%s:%s%d" % (len(self.cur), self.n % 4, self.salt, pre, self.n)
        if ev: self.ids[i] = (ev, arg, self.cur)
        if field: self.fields[i] = (field, self.cur)
        return i
    def draw(self, reg):
        """HTML of the inside of a region; ids of its last drawing die."""
        gone = (reg,) + SUBS.get(reg, ())
        for k in [k for k, x in self.ids.items() if x[2] in gone]: self.dead[k] = self.ids.pop(k)
        for k in [k for k, x in self.fields.items() if x[1] in gone]: self.fields.pop(k)
        back, self.cur, self.salt = (self.cur, getattr(self, "salt", "")), reg, secrets.token_hex(4)
        out = DRAW[reg](self)
        self.cur, self.salt = back
        return out
    def nest(self, reg):
        self.regid[reg] = "pt1:_d%s:%s%s" % (self.page, reg[0], secrets.token_hex(4))
        return '<div id="%s" class="x0">%s</div>' % (self.regid[reg], self.draw(reg))

def button(w, text, ev, arg=None, off=False, key=None, cls=""):
    i = w.nid("cb", None if off else ev, arg)
    lab = esc(text, False)
    if key and key in text: lab = esc(text).replace(key, '<span class="AFAccessKey">%s</span>' % key, 1)
    if off: return '<div id="%s" class="xbt p_off %s" role="presentation"><a class="xba" role="button" aria-disabled="true"><span class="xbx">%s</span></a></div>' % (i, cls, lab)
    return ('<div id="%s" class="xbt %s" ct="B" role="presentation"><a href="#" onclick="this.focus();return false" class="xba" role="button"><span class="xbx">%s</span></a></div>' % (i, cls, lab))

def link(w, text, ev, arg=None, cls="xln"):
    return '<a id="%s" ct="L" class="%s" href="#" onclick="this.focus();return false">%s</a>' % (w.nid("cl", ev, arg), cls, esc(text, False))

def row(w, key, i, label, inner, hint="", req=True):
    err = w.errs.get(key)
    star = '<span class="xrq" title="%s">*</span> ' % w.t("Obligatoire", "Verplicht") if req else ""
    note = '<tr class="xer"><td></td><td><div id="%s::msg" class="xem"><span class="xei" role="img" title="%s">&#215;</span> %s</div></td></tr>' % (i, w.t("Erreur", "Fout"), esc(err, False)) if err else ""
    hint = '<span class="xhi">%s</span>' % hint if hint else ""
    return '<tr class="xfr"><td class="xfl">%s<label for="%s::content">%s</label></td><td class="xfc">%s%s</td></tr>%s' % (star, i, esc(label, False), inner, hint, note)

def text(w, key, label, hint="", size=34):
    i = w.nid("it", field=key)
    bad = ' aria-invalid="true" aria-describedby="%s::msg"' % i if key in w.errs else ""
    return row(w, key, i, label, '<span id="%s" class="xit%s"><input ct="T" id="%s::content" name="%s" class="xin" type="text" size="%d" autocomplete="off" value="%s"%s></span>'
               % (i, " p_err" if bad else "", i, i, size, esc(w.v.get(key, "")), bad), hint)

def combo(w, key, label, free=False, auto=False, hint=""):
    i = w.nid("soc", "combo", key, field=key)
    bad = ' aria-invalid="true"' if key in w.errs else ""
    return row(w, key, i, label, '<span id="%s" ct="C" class="xcb%s"%s><table cellpadding="0" cellspacing="0" role="presentation"><tr><td><input ct="CI" id="%s::content" name="%s" class="xin" type="text" size="%d" autocomplete="off" '
               'role="combobox" aria-haspopup="listbox" value="%s"%s%s></td><td><a id="%s::drop" ct="CD" class="xdr" href="#" tabindex="-1" onclick="return false" title="%s"><span>&#9662;</span></a></td></tr></table></span>'
               % (i, " p_err" if bad else "", ' auto="1"' if auto else "", i, i, 30 if free else 18, esc(w.v.get(key, "")), "" if free else ' readonly="readonly"', bad, i, w.t("Ouvrir la liste", "Lijst openen")), hint)
