"""The org's records: accounts (companies), their qualities, technical users."""
import hashlib

NAMES = [
    ("05420113", "Ateliers Brondeval SA"), ("04187203", "Bakkerij Zonnekorrel BV"), ("08091146", "Caisse Vermeulac ASBL"),
    ("06637790", "Carrières du Haut-Tilleul SA"), ("04725519", "De Groene Wimpel NV"), ("08874402", "Drukkerij Palmenhof BV"),
    ("04391180", "Entrepôts Margelle SRL"), ("07230458", "Fonds de pension Clairval OFP"), ("05518824", "Fonds Horizon Mosan OFP"),
    ("04610077", "Garage Quatre-Bornes SRL"), ("06802915", "Hypoterra Levensverzekeringen NV"), ("04508866", "Imprimerie Sept-Fontaines SA"),
    ("06341102", "Kwekerij Hazelaar BV"), ("04443371", "Laiterie du Vieux-Sart SCRL"), ("08239054", "Maatwerk Steenakker VZW"),
    ("05027718", "Pensioenfonds Noorderkaai OFP"), ("04779930", "Pharmacie Bel-Orme SRL"), ("06555201", "Scierie de la Lomme SA"),
    ("08412265", "Transports Falquin SA"), ("04960348", "Verzekeringen Duinrand NV"), ("06071199", "Zorghuis Lindekroon VZW"),
]
GPC, ONSS, SERV, SECR, PPO = "gpc", "onss", "serv", "secr", "ppo"
QUALITIES = {
    GPC: {"fr": "Gestionnaire pensions complémentaires", "nl": "Beheerder aanvullende pensioenen"},
    ONSS: {"fr": "Employeur (ONSS)", "nl": "Werkgever (RSZ)"},
    SERV: {"fr": "Prestataire de services", "nl": "Dienstverrichter"},
    SECR: {"fr": "Secrétariat social agréé", "nl": "Erkend sociaal secretariaat"},
    PPO: {"fr": "Administrations provinciales et locales (ONSSAPL)", "nl": "Provinciale en plaatselijke besturen (RSZPPO)"},
}
CHANNELS = ["FTP", "SFTP", "Isabel", "MQLink"]
APPLICATIONS = [
    ("DIMN", "Dimona", "Dimona"), ("DMFA", "DmfA", "DmfA"), ("DMWA", "DmfA - modification", "DmfA - wijziging"),
    ("DMRQ", "DmfA - consultation", "DmfA - raadpleging"), ("DPPL", "DmfAPPL", "DmfAPPL"), ("DB2P", "DB2P", "DB2P"),
    ("WECH", "DRS - chômage", "ASR - werkloosheid"), ("ZIMA", "DRS - indemnités", "ASR - uitkeringen"),
    ("AOAT", "DRS - accidents du travail", "ASR - arbeidsongevallen"), ("TWCT", "Chômage temporaire", "Tijdelijke werkloosheid"),
    ("VBLV", "Livre de validation", "Validatieboek"), ("DUCN", "Déclaration unique de chantier", "Unieke werfmelding"),
    ("CDHG", "Capelo", "Capelo"), ("PUBL", "Publiato", "Publiato"),
]
PEOPLE = [("Delvaux-Roy", "Maëlle"), ("Pirotteau", "Gaspard"), ("Van Houtenberg", "Lies"), ("Cools-Maas", "Ruben")]


def with_check(base):
    return base + "%02d" % (97 - int(base) % 97)


def dotted(number):
    return "%s.%s.%s" % (number[:4], number[4:7], number[7:])


def record_id(prefix, seed):
    """An 18-character record id, the same at every start."""
    text = hashlib.sha256(seed.encode()).hexdigest()
    return prefix + "5g00000" + "".join("0123456789AbCdEfGhJkLmNpQr"[int(text[i:i + 2], 16) % 26] for i in range(0, 10, 2)) + "AAX"[:3]


class Store:
    def __init__(self):
        self.companies, self.qualities = {}, {}
        self.taken = {"ancre2019", "technique1", "administrateur", "batchuser01"}
        self.registrations = []
        self.accepted = self.refused = self.confirm_requests = 0
        self.next_sender = 6318
        self.add("0403170701", "Prévoyance Val-Duchêne OFP", [(ONSS, True), (GPC, True), (SECR, False)])
        self.add("0207886044", "Mutuelle de l'Ancre Bleue", [(GPC, True), (ONSS, True)],
                 {GPC: {"username": "ancre2019", "sender_number": "4711", "channel": "SFTP", "applications": ["DB2P", "DIMN"],
                        "contact": "Ysaline Thirionet", "created": "12/03/2019"}})
        for place, (base, name) in enumerate(NAMES):
            kinds = [[(ONSS, True)], [(ONSS, True), (GPC, False)], [(GPC, True), (ONSS, False)], [(ONSS, False), (SERV, True)],
                     [(PPO, True), (ONSS, True)]][place % 5]
            self.add(with_check(base), name, kinds)

    def add(self, number, name, kinds, users=None):
        cid = record_id("001", number)
        company = {"id": cid, "number": dotted(number), "name": name, "qualities": []}
        self.companies[cid] = company
        for kind, manager in kinds:
            qid = record_id("a0X", number + kind)
            quality = {"id": qid, "kind": kind, "manager": manager, "company": company, "user": (users or {}).get(kind)}
            self.qualities[qid] = quality
            company["qualities"].append(qid)

    def search(self, term):
        term = (term or "").strip().lower()
        digits = "".join(c for c in term if c.isdigit())
        rows = sorted(self.companies.values(), key=lambda c: c["name"])
        if not term:
            return rows
        return [c for c in rows if term in c["name"].lower() or (len(digits) > 2 and digits in c["number"].replace(".", ""))]

    def people(self, cid, term):
        start = int(hashlib.md5(cid.encode()).hexdigest(), 16) % 3
        term = (term or "").strip().lower()
        found = []
        for last, first in PEOPLE[start:start + 2]:
            if term in (first + " " + last).lower():
                found.append({"id": record_id("003", cid + last), "lastName": last, "firstName": first,
                              "email": "%s.%s@exemple.be" % (first.lower().replace("ë", "e"), last.lower().replace(" ", ""))})
        return found

    def register(self, quality, state, applications, today):
        number = str(self.next_sender)
        self.next_sender += 7
        contact = state["contact"]
        quality["user"] = {"username": state["username"], "sender_number": number, "channel": state["channel"],
                           "applications": state["applications"], "created": today,
                           "contact": contact["firstName"] + " " + contact["lastName"]}
        self.taken.add(state["username"])
        self.registrations.append({
            "enterprise_number": quality["company"]["number"], "company": quality["company"]["name"],
            "quality": QUALITIES[quality["kind"]]["fr"], "username": state["username"], "channel": state["channel"],
            "applications": applications, "sender_number": number, "contact": dict(contact),
            "ssh_key": state.get("sshKey", {}).get("name") if state["channel"] == "SFTP" else None,
            "certificate": state.get("certificate", {}).get("name") if state["channel"] == "SFTP" else None})
        return quality["user"]
