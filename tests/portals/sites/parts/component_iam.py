"""The identity provider of component_spa.py, with a look of its own."""
import asyncio, html, secrets, time
from urllib.parse import urlencode, urlsplit
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse

from parts import component_data
from parts.component_data import CLIENT_ID, CODES, COUNT, FAILS, PASSWORD, TX, USER

IAM_T = {
    "fr": {"title": "Accès aux services en ligne sécurisés", "aud": "Dans quel groupe cible souhaitez-vous vous connecter ?", "cit": "Citoyen", "ent": "Entreprise",
           "pro": "Professionnels de la Sécurité Sociale", "how": "Choisissez votre moyen d'identification", "codes": "Se connecter avec vos codes d'accès",
           "codes2": "nom d'utilisateur et mot de passe", "eid": "Se connecter avec votre eID", "itsme": "Se connecter via itsme", "token": "Code de sécurité via application mobile",
           "off": "Ce moyen d'identification n'est momentanément pas disponible.", "back": "Retour", "user": "Nom d'utilisateur", "pw": "Mot de passe", "go": "Se connecter",
           "show": "Afficher", "login": "Identifiez-vous", "lost": "Mot de passe oublié ?", "cancel": "Annuler", "busy": "Vérification…", "empty": "Introduisez votre nom d'utilisateur et votre mot de passe.",
           "BAD": "Le nom d'utilisateur ou le mot de passe est incorrect.", "LOCKED": "Votre compte est bloqué après 3 tentatives infructueuses. Contactez le Contact Center au 02 511 51 51.",
           "GONE": "Cette demande de connexion n'est plus valable. Recommencez depuis le portail."},
    "nl": {"title": "Toegang tot de beveiligde onlinediensten", "aud": "Voor welke doelgroep wilt u zich aanmelden?", "cit": "Burger", "ent": "Onderneming",
           "pro": "Professional van de Sociale Zekerheid", "how": "Kies uw aanmeldmiddel", "codes": "Aanmelden met uw toegangscodes",
           "codes2": "gebruikersnaam en wachtwoord", "eid": "Aanmelden met uw eID", "itsme": "Aanmelden via itsme", "token": "Beveiligingscode via mobiele app",
           "off": "Dit aanmeldmiddel is tijdelijk niet beschikbaar.", "back": "Terug", "user": "Gebruikersnaam", "pw": "Wachtwoord", "go": "Aanmelden",
           "show": "Tonen", "login": "Meld u aan", "lost": "Wachtwoord vergeten?", "cancel": "Annuleren", "busy": "Even controleren…", "empty": "Vul uw gebruikersnaam en uw wachtwoord in.",
           "BAD": "De gebruikersnaam of het wachtwoord is niet juist.", "LOCKED": "Uw account is geblokkeerd na 3 mislukte pogingen. Neem contact op met het Contact Center op 02 511 51 51.",
           "GONE": "Deze aanmeldaanvraag is niet meer geldig. Begin opnieuw op het portaal."},
}


def iam_page(lang, tx, inner, status=200):
    t, other = IAM_T[lang], "nl" if lang == "fr" else "fr"
    page = f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{t['title']} - FAS</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/iam/ui/fas.css"></head><body><div class="fas-top"><span class="fas-logo">be<b>.</b>fas</span>
<span class="fas-lang"><b>{lang.upper()}</b> | <a href="?tx={html.escape(tx)}&amp;lang={other}" hreflang="{other}">{other.upper()}</a></span></div>
<div class="fas-box"><h1>{t['title']}</h1>{inner}</div><script src="/iam/ui/fas.js" defer></script></body></html>"""
    return HTMLResponse(page, status_code=status, headers={"Cache-Control": "no-store"})


async def iam_authorize(request):
    q = request.query_params
    uri = urlsplit(q.get("redirect_uri", ""))
    if (q.get("client_id"), q.get("response_type"), q.get("code_challenge_method")) != (CLIENT_ID, "code", "S256") \
            or uri.hostname not in ("127.0.0.1", "localhost") or uri.port != component_data.PORT or uri.path != "/auth/callback":
        return HTMLResponse("<h1>invalid_request</h1>", 400)
    tx = secrets.token_hex(10)
    lang = q.get("ui_locales") if q.get("ui_locales") in IAM_T else "fr"
    TX[tx] = {"uri": q["redirect_uri"], "state": q.get("state", ""), "challenge": q.get("code_challenge", ""), "home": f"{uri.scheme}://{uri.netloc}/{lang}"}
    return RedirectResponse(f"/iam/ui/audience?tx={tx}&lang={lang}", 302)


async def iam_ui(request):
    q, step = request.query_params, request.path_params["step"]
    lang, tx = q.get("lang", "fr"), q.get("tx", "")
    lang = lang if lang in IAM_T else "fr"
    t = IAM_T[lang]
    if tx not in TX:
        return iam_page(lang, tx, f'<p class="fas-alert">{t["GONE"]}</p><p><a href="http://127.0.0.1:{component_data.PORT}/{lang}">{t["back"]}</a></p>', 400)
    ref = f"tx={tx}&amp;lang={lang}"
    if step == "audience":
        tiles = "".join(f'<li><a class="fas-tile" href="/iam/ui/methods?{ref}&amp;aud={a}"><span>{t[a]}</span></a></li>' for a in ("cit", "ent", "pro"))
        return iam_page(lang, tx, f'<h2>{t["aud"]}</h2><ul class="fas-tiles">{tiles}</ul><p><a href="{TX[tx]["home"]}">{t["cancel"]}</a></p>')
    if step == "methods":
        rows = "".join(f'<li><a href="#" class="fas-method" data-off="{t["off"]}">{t[m]}</a></li>' for m in ("eid", "itsme", "token"))
        if q.get("aud") != "cit":
            rows += f'<li><a class="fas-method" href="/iam/ui/codes?{ref}">{t["codes"]}<small>{t["codes2"]}</small></a></li>'
        return iam_page(lang, tx, f'<h2>{t["how"]}</h2><ul class="fas-methods">{rows}</ul><p class="fas-alert" hidden></p><p><a href="/iam/ui/audience?{ref}">{t["back"]}</a></p>')
    return iam_page(lang, tx, f"""<h2>{t['login']}</h2><div id="callbacks" data-tx="{tx}" data-lang="{lang}" data-empty="{t['empty']}" data-busy="{t['busy']}">
<p class="fas-alert" role="alert" hidden></p>
<div class="fas-row"><input id="idToken1" placeholder=" " autocomplete="username" autocapitalize="off" spellcheck="false"><label for="idToken1">{t['user']}</label></div>
<div class="fas-row"><input id="idToken2" type="password" placeholder=" " autocomplete="current-password"><label for="idToken2">{t['pw']}</label><a href="#" class="fas-show">{t['show']}</a></div>
<div class="fas-row"><button type="button" id="loginButton_0">{t['go']}</button></div></div>
<p><a href="#" class="fas-method-link">{t['lost']}</a> · <a href="/iam/ui/methods?{ref}">{t['back']}</a></p>""")


async def iam_authenticate(request):
    await asyncio.sleep(0.4)
    try:
        d = await request.json()
    except ValueError:
        return JSONResponse({"code": "BAD"}, 400)
    t = IAM_T.get(d.get("lang"), IAM_T["fr"])
    tx = TX.get(d.get("tx"))
    if not tx or request.headers.get("x-requested-with") != "XMLHttpRequest":
        return JSONResponse({"message": t["GONE"]}, 400)
    name = str(d.get("username", "")).strip().lower()
    if FAILS.get(name, 0) >= 3 or name != USER or d.get("password") != PASSWORD:
        COUNT["refused"] += 1
        FAILS[name] = FAILS.get(name, 0) + 1
        return JSONResponse({"message": t["LOCKED" if FAILS[name] >= 3 else "BAD"]}, 401)
    FAILS[name] = 0
    COUNT["accepted"] += 1
    TX.pop(d["tx"])
    code = secrets.token_urlsafe(16)
    CODES[code] = {"challenge": tx["challenge"], "at": time.time()}
    return JSONResponse({"successUrl": tx["uri"] + "?" + urlencode({"code": code, "state": tx["state"]})})
