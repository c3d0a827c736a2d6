"""All the state of the mock: companies, sessions, registrations; and the texts."""
import pathlib
import random
import secrets
import time

from starlette.responses import RedirectResponse

PORT, IDLE = 8000, 900
FRESH = {"Cache-Control": "no-store"}    # also on redirects: "back" would replay a stored one
HERE = pathlib.Path(__file__).parent
LANGS = ("fr", "nl")
TEXTS: dict[str, tuple[str, str]] = {}
for _line in (HERE / "texts.txt").read_text("utf-8").splitlines():
    if _line.strip() and not _line.startswith("#"):
        _k, _fr, _nl = (p.strip() for p in _line.split("|"))
        assert _k not in TEXTS, _k
        TEXTS[_k] = (_fr, _nl)

def translator(lang: str):
    i = LANGS.index(lang)

    def t(key: str, **kw) -> str:
        s = TEXTS[key][i]
        return s.format(**kw) if kw else s
    return t

# (name, place, first eight digits, ((quality, manager?), ...))
_RAW = [
    ("Compagnie Meuse & Escaut SA", "Liège", "04031707", (("pen", True), ("srv", False))),
    ("Ancre Logistique SA", "Antwerpen", "02078860", (("pen", True),)),
    ("Atelier Delvaux SRL", "Namur", "04176533", (("emp", True),)),
    ("Bakkerij Van den Broeck BV", "Mechelen", "04523318", (("emp", True),)),
    ("Brasserie des Trois Fontaines SA", "Charleroi", "08427190", (("emp", False),)),
    ("Cercle Horticole de Wavre ASBL", "Wavre", "04391026", (("emp", True), ("pen", False))),
    ("De Lelie Zorggroep VZW", "Gent", "04660742", (("emp", True), ("pen", True))),
    ("Fonds Prévoyance Sambre OFP", "Bruxelles", "07214485", (("pen", True),)),
    ("Garage Lambrechts NV", "Hasselt", "04289957", (("emp", True),)),
    ("Imprimerie Saint-Gilles SRL", "Bruxelles", "06351240", (("emp", True),)),
    ("Meuse Conseil Paie SRL", "Huy", "08973361", (("srv", True), ("emp", True))),
    ("Quincaillerie Mosane SA", "Dinant", "04057718", (("emp", True),)),
    ("Studio Noordzee BV", "Oostende", "10028435", (("emp", True),)),
    ("Transports Wéry & Fils SA", "Verviers", "04710692", (("emp", True),)),
]

def dotted(d: str) -> str:
    return f"{d[:4]}.{d[4:7]}.{d[7:]}"

COMPANIES, ROLES = [], {}
for _n, _p, _b, _qs in _RAW:
    _d = f"{_b}{97 - int(_b) % 97:02d}"
    _c = {"name": _n, "place": _p, "digits": _d, "number": dotted(_d), "roles": []}
    for _q, _m in _qs:
        _r = {"id": f"{_d}-{_q}", "quality": _q, "manager": _m, "company": _c}
        _c["roles"].append(_r)
        ROLES[_r["id"]] = _r
    COMPANIES.append(_c)

CHANNELS = ("FTP", "SFTP", "Isabel", "MQLink")
APPS = ("Dimona", "DmfA", "DmfAPPL", "DRS-AT", "DRS-CHO", "DRS-IND", "LivreVal", "ChomTemp", "FichPers", "DUC",
        "Capelo", "Publiato", "DB2P", "Checkin")  # the keys of "app_..." in texts.txt
STEPS = ("intro", "contact", "canal", "utilisateur", "controle")

# rid -> technical user. The first one is old and not in /_truth.
TECH = {"0207886044-pen": {"username": "ancre2019", "sender": 4711, "channel": "FTP", "applications": ["Dimona"],
                           "contact": {"nom": "Peeters", "prenom": "Ann", "fonction": "IT-manager",
                                       "tel": "03 555 01 22", "mail": "ann.peeters@ancre.example"},
                           "date": "14/03/2019", "new": False}}
TAKEN = {"demo", "ancre2019", "dimona2020", "batchuser", "techuser", "sftpuser1", "dmfa2021", "testuser", "utilisateur1"}
COUNT = {"refused": 0, "confirm": 0}
_sender = [random.randint(21000, 78000)]

def new_sender() -> int:
    _sender[0] += random.randint(1, 9)
    return _sender[0]

SESSIONS: dict[str, dict] = {}
CODES: dict[str, tuple[str, float]] = {}   # one-time log-in codes: code -> (user, made)

def new_session(**kw) -> tuple[str, dict]:
    now = time.time()
    for k in [k for k, v in SESSIONS.items() if now - v["seen"] > IDLE]:
        del SESSIONS[k]
    sid = secrets.token_urlsafe(24)
    SESSIONS[sid] = {"seen": now, "csrf": secrets.token_urlsafe(16), "user": None, "drafts": {}, "flash": None,
                     "survey": True, "rid": None, **kw}
    return sid, SESSIONS[sid]

def get_session(sid: str | None) -> dict | None:
    s = SESSIONS.get(sid or "")
    if s is None or time.time() - s["seen"] > IDLE:
        SESSIONS.pop(sid or "", None)
        return None
    s["seen"] = time.time()
    return s

def truth() -> dict:
    return {"registrations": [{"enterprise_number": ROLES[rid]["company"]["number"], "username": t["username"],
                               "channel": t["channel"], "applications": t["applications"],
                               "sender_number": str(t["sender"])} for rid, t in TECH.items() if t["new"]],
            "refused": COUNT["refused"], "confirm_requests": COUNT["confirm"]}

def only_languages(app):
    """Only the two languages exist; everything else goes home."""
    async def guard(scope, receive, send):
        first = scope["path"].split("/")[1] if scope["type"] == "http" else ""
        inner = first in ("", "static", "_truth", *LANGS)
        await (app if inner else RedirectResponse("/", 302))(scope, receive, send)
    return guard
