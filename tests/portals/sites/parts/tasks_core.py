"""Sessions and pages of task_list.py."""
import secrets, time
from starlette.responses import HTMLResponse, RedirectResponse, Response

from parts import tasks_data
from parts.tasks_data import CHANNELS, COMPANIES, QUAL, ROLE, SESSIONS, technical
from parts.tasks_templates import env

# ----------------------------------------------------------------------------------------------- plumbing
def ctx(rq):
    lang = rq.path_params["lang"]
    return lang, (lambda fr, nl: fr if lang == "fr" else nl)

def tr(lang, pair): return pair[0 if lang == "fr" else 1]

def page(rq, tpl, title, status=200, **kw):
    lang, _ = ctx(rq)
    s = getattr(rq.state, "s", None)
    here = rq.url.path + ("?" + rq.url.query if rq.url.query else "")
    d = dict(lang=lang, _=_, title=title, s=s, errors={}, here=here, other=f"/{'nl' if lang == 'fr' else 'fr'}{here[3:]}", cookie_done=rq.cookies.get("ssp_cookies"),
             warn_s=tasks_data.WARN_S, session_s=tasks_data.SESSION_S, channels=list(CHANNELS), base=f"/{lang}/prive/config/", idp=rq.url.path.startswith(f"/{lang}/login"))
    if s and s["role"]:
        ent, q, r = s["role"]
        d.update(ent=ent, company=COMPANIES[ent][0], qual=tr(lang, QUAL[q]), rolename=tr(lang, ROLE[r]), local=r != "UT")
    if kw.get("errors"): status = 422
    return HTMLResponse(env.get_template(tpl).render({**d, **kw}), status, headers={"Cache-Control": "no-store"})

def go(url): return RedirectResponse(url, 303)

def secure(role=True, config=False):
    def deco(fn):
        async def view(rq):
            lang, _ = ctx(rq)
            if lang not in ("fr", "nl"): return Response(status_code=404)
            s = SESSIONS.get(rq.cookies.get("ssp_session", ""))
            if not s: return go(f"/{lang}/connexion")
            if time.time() - s["seen"] > tasks_data.SESSION_S:
                SESSIONS.pop(rq.cookies["ssp_session"]); return go(f"/{lang}/session-expiree")
            s["seen"], rq.state.s = time.time(), s
            if role and not s["role"]: return go(f"/{lang}/prive/entreprises")
            form = None
            if rq.method == "POST":
                form = await rq.form()
                if form.get("_csrf") != s["csrf"] and "prolonger" not in rq.url.path:
                    return page(rq, "text", _("Formulaire périmé", "Formulier verlopen"), 403, paras=[_("Retournez à la page précédente et rechargez-la.", "Ga terug naar de vorige pagina en laad ze opnieuw.")])
            if not config: return await fn(rq, s, lang, _, form)
            ent, q, r = s["role"]
            d = s["drafts"].setdefault((ent, q), {"contact": {}, "channel": "", "key": None, "cert": None, "chan_ok": False, "apps": [], "username": "", "token": secrets.token_hex(12)})
            home = f"/{lang}/prive/messages-structures"
            if r == "UT": return page(rq, "text", _("Vous n’avez pas accès à cette page", "U hebt geen toegang tot deze pagina"), 403, backto=home, paras=[_("Seul le Gestionnaire local de la qualité peut créer un utilisateur technique.", "Enkel de Lokale Beheerder van de hoedanigheid kan een technische gebruiker aanmaken.")])
            t = technical(ent, q)
            if t and not (rq.method == "POST" and rq.url.path.endswith("controle") and form.get("token") == t.get("token")):
                return page(rq, "text", _("Un utilisateur technique existe déjà", "Er bestaat al een technische gebruiker"), backto=home,
                            paras=[_("Pour cette qualité, un utilisateur technique est déjà enregistré. Vous ne pouvez pas en créer un deuxième.", "Voor deze hoedanigheid is al een technische gebruiker geregistreerd. U kunt geen tweede aanmaken.")],
                            items=[(f"/{lang}/prive/information", "Information" if lang == "fr" else "Informatie", _("Utilisateur technique et numéro d’expéditeur", "Technische gebruiker en verzendernummer"))])
            return await fn(rq, s, lang, _, form, d)
        return view
    return deco
