"""The screen flow on the server: one interview, its screens, what each accepts."""
import datetime
import re
import uuid
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_ssh_public_key
from .store import APPLICATIONS, CHANNELS

SCREENS = ["intro", "contact", "channel", "username", "review"]
CONTACT = ["lastName", "firstName", "jobTitle", "phone", "email"]


def look_at_key(data):
    """Label of what is wrong with an uploaded SSH public key, or None."""
    text = data.decode("utf-8", "replace").strip()
    if "PRIVATE KEY" in text:
        return "errKeyPrivate"
    if text.startswith("---- BEGIN SSH2 PUBLIC KEY"):
        lines = [x for x in text.splitlines()[1:] if ":" not in x and not x.startswith("----") and not x.endswith("\\")]
        body = "".join(x.strip() for x in lines)
        text = "ssh-rsa " + body
    try:
        key = load_ssh_public_key(text.encode())
    except Exception:
        return "errKeyForm"
    if isinstance(key, rsa.RSAPublicKey) and key.key_size < 2048:
        return "errKeyShort"
    return None


def look_at_certificate(name, data):
    if not name.lower().endswith(".cer"):
        return "errCertExt"
    try:
        if data.lstrip().startswith(b"-----"):
            cert = x509.load_pem_x509_certificate(data)
        else:
            cert = x509.load_der_x509_certificate(data)
    except Exception:
        return "errCertForm"
    if cert.not_valid_after_utc < datetime.datetime.now(datetime.timezone.utc):
        return "errCertOld"
    return None


class Interview:
    def __init__(self, quality):
        self.id = uuid.uuid4().hex
        self.quality = quality
        self.screen = "intro"
        self.state = {"contact": {}, "applications": []}
        self.done = False

    def seen(self):
        state = dict(self.state)
        for field in ("sshKey", "certificate"):
            if field in state:
                state[field] = {"name": state[field]["name"], "size": state[field]["size"]}
        return {"interview": self.id, "screen": self.screen, "screens": SCREENS, "state": state}

    def upload(self, field, name, data):
        wrong = look_at_key(data) if field == "sshKey" else look_at_certificate(name, data)
        if wrong:
            self.state.pop(field, None)
            return wrong
        self.state[field] = {"name": name, "size": len(data)}
        return None

    def back(self, values):
        self.keep(values)
        self.screen = SCREENS[max(0, SCREENS.index(self.screen) - 1)]

    def keep(self, values):
        if self.screen == "contact":
            self.state["contact"] = {k: str(values.get(k) or "").strip() for k in CONTACT + ["salutation", "language"]}
        elif self.screen == "channel":
            self.state["channel"] = values.get("channel")
            codes = [a[0] for a in APPLICATIONS]
            self.state["applications"] = [a for a in values.get("applications") or [] if a in codes]
        elif self.screen == "username":
            self.state["username"] = str(values.get("username") or "").strip()

    def next(self, values, taken):
        """{field: label of the error}; goes one screen on when it is empty."""
        self.keep(values)
        errors = self.check(self.screen, taken)
        if not errors and self.screen != "review":
            self.screen = SCREENS[SCREENS.index(self.screen) + 1]
        return errors

    def check(self, screen, taken):
        errors, state = {}, self.state
        if screen == "contact":
            contact = state["contact"]
            for field in CONTACT:
                if not contact.get(field):
                    errors[field] = "errRequired"
            if contact.get("email") and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", contact["email"]):
                errors["email"] = "errEmail"
            if contact.get("phone") and not re.fullmatch(r"\+?[0-9 ()./-]{8,24}", contact["phone"]):
                errors["phone"] = "errPhone"
        elif screen == "channel":
            if state.get("channel") not in CHANNELS:
                errors["channel"] = "errChoose"
            if state.get("channel") == "SFTP":
                if "sshKey" not in state:
                    errors["sshKey"] = "errFile"
                if "certificate" not in state:
                    errors["certificate"] = "errFile"
            if not state["applications"]:
                errors["applications"] = "errApplications"
        elif screen == "username":
            name = state.get("username") or ""
            if not name:
                errors["username"] = "errRequired"
            elif not re.fullmatch(r"[a-z0-9]{8,20}", name):
                errors["username"] = "errUsername"
            elif name in taken:
                errors["username"] = "errTaken"
        return errors

    def check_all(self, taken):
        for screen in SCREENS:
            errors = self.check(screen, taken)
            if errors:
                return screen, errors
        return None, {}
