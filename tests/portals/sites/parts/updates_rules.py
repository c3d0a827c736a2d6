"""What partial_updates_tree.py accepts: keys, certificates, and the steps of its wizard."""
import base64, datetime, re, struct
try:
    from cryptography import x509
except ImportError:
    x509 = None

from parts.updates_data import CHANNELS, EXISTING, REGS, TAKEN

# ------------------------------------------------------------------------------------------- checks of the files
def check_ssh(name, data):
    if not data.strip(): return "Le fichier est vide.", "Het bestand is leeg."
    txt = data.decode("latin-1")
    if "PRIVATE KEY" in txt or "PuTTY-User-Key-File" in txt:
        return ("Ce fichier contient une clé privée. Seule la clé publique peut être transmise.", "Dit bestand bevat een privésleutel. Alleen de publieke sleutel mag worden doorgegeven.")
    bad = ("Ce fichier n'est pas une clé publique SSH (format OpenSSH ou SSH2 attendu).", "Dit bestand is geen publieke SSH-sleutel (formaat OpenSSH of SSH2 verwacht).")
    try:
        lines = [l.strip() for l in txt.replace("\r", "\n").split("\n") if l.strip()]
        if lines[0].startswith("---- BEGIN SSH2 PUBLIC KEY"):
            b64, cont = "", False
            for l in lines[1:lines.index("---- END SSH2 PUBLIC KEY ----")]:
                if cont or ":" in l: cont = l.endswith("\\")
                else: b64 += l
        else: b64 = lines[0].split()[1]
        blob, parts = base64.b64decode(b64, validate=True), []
        while blob:
            n = struct.unpack(">I", blob[:4])[0]
            if len(blob) < 4 + n: return bad
            parts.append(blob[4:4 + n]); blob = blob[4 + n:]
        if parts[0] != b"ssh-rsa" or len(parts) != 3:
            return ("Type de clé non supporté : seules les clés RSA sont acceptées.", "Type sleutel niet ondersteund: alleen RSA-sleutels worden aanvaard.") if parts[0][:3] in (b"ssh", b"ecd") else bad
        if int.from_bytes(parts[2], "big").bit_length() < 2048:
            return "La clé RSA doit compter au moins 2048 bits.", "De RSA-sleutel moet minstens 2048 bits lang zijn."
    except (IndexError, ValueError, struct.error): return bad
    return None

def check_cer(name, data):
    if not name.lower().endswith(".cer"): return "Le fichier doit porter l'extension .cer.", "Het bestand moet de extensie .cer hebben."
    if not data.strip(): return "Le fichier est vide.", "Het bestand is leeg."
    if b"PRIVATE KEY" in data: return "Ce fichier contient une clé privée : transmission refusée.", "Dit bestand bevat een privésleutel: geweigerd."
    bad = ("Le contenu du fichier n'est pas un certificat X.509 lisible.", "De inhoud van het bestand is geen leesbaar X.509-certificaat.")
    m = re.search(rb"-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", data, re.S)
    try:
        der = base64.b64decode(m.group(1)) if m else data
        if x509:
            c, now = x509.load_der_x509_certificate(der), datetime.datetime.now(datetime.timezone.utc)
            c.public_key()
            if c.not_valid_after_utc < now: return "Ce certificat est expiré.", "Dit certificaat is vervallen."
            if c.not_valid_before_utc > now + datetime.timedelta(days=1): return "Ce certificat n'est pas encore valable.", "Dit certificaat is nog niet geldig."
        elif not (der[0] == 0x30 and der[1] == 0x82 and int.from_bytes(der[2:4], "big") == len(der) - 4 and der[4] == 0x30): return bad
    except Exception: return bad
    return None

# --------------------------------------------------------------------------------------- the steps of the wizard
def validate(w, step):
    t, v, e = w.t, w.v, {}
    if step == 1:
        for k in ("last_name", "first_name", "function", "phone", "email"):
            if not v.get(k, "").strip(): e[k] = t("Une valeur est requise.", "Een waarde is verplicht.")
        if "phone" not in e and (not re.fullmatch(r"[+0-9 ()/.\-]+", v["phone"].strip()) or not 8 <= len(re.sub(r"\D", "", v["phone"])) <= 15): e["phone"] = t("Le numéro de téléphone n'est pas valable.", "Het telefoonnummer is niet geldig.")
        if "email" not in e and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", v["email"].strip()): e["email"] = t("L'adresse e-mail n'est pas valable.", "Het e-mailadres is niet geldig.")
    if step == 2:
        if v.get("channel") not in CHANNELS: e["channel"] = t("Choisissez un canal.", "Kies een kanaal.")
        elif v["channel"] == "SFTP":
            for k in ("ssh", "cer"):
                if k not in w.files: e[k] = t("Un fichier valable est requis.", "Een geldig bestand is verplicht.")
        if "channel" not in e and not w.apps: e["apps"] = t("Sélectionnez au moins une application.", "Selecteer minstens één toepassing.")
    if step == 3:
        u = v.get("username", "")
        if not u: e["username"] = t("Une valeur est requise.", "Een waarde is verplicht.")
        elif not re.fullmatch(r"[a-z0-9]+", u): e["username"] = t("Seules les lettres minuscules (a-z) et les chiffres (0-9) sont autorisés.", "Alleen kleine letters (a-z) en cijfers (0-9) zijn toegestaan.")
        elif not 8 <= len(u) <= 20: e["username"] = t("Le nom d'utilisateur doit compter de 8 à 20 positions.", "De gebruikersnaam moet 8 tot 20 posities tellen.")
        elif u in TAKEN or any(r["username"] == u for r in REGS + EXISTING): e["username"] = t("Ce nom d'utilisateur est déjà attribué. Choisissez-en un autre.", "Deze gebruikersnaam is al toegekend. Kies een andere.")
    return e
