"""The ledger: what was asked for, begun, sent and proven. It decides what may be sent; the engine only obeys.

Tables, version 4 (`schema_version` holds the number; `schema.MIGRATIONS` the way there). Times are ISO 8601 in UTC.

registrations: one line a company, quality and portal, the state of the last try
    portal, quality, enterprise_number
                                the key: the portal's origin; the setting `quality` in small letters, empty for the
                                manual's; ten digits. So a company can't be asked for twice, and has one technical
                                user for each quality. A user name is unique on the whole portal, so that one quality
                                under two names can't lead to a second technical user.
    login                       the name of the portal login that was used
    username                    the technical user asked for, or found at the portal
    sheet_row                   the row in the file that asked last
    state                       `models.State`
    sender_number               1 to 6 digits, as the portal shows them
    code, message, page         why it isn't done
    attempts, seconds           visits of the last try, and how long they took
    evidence                    folder with pictures and texts
    generation                  counts the tries; a change that names an older one is refused (the fence)
    owner                       the process that wrote last
    intent_at                   Confirm may have been sent from here on. Empty: nothing was sent by this try
    doubt_at                    the latest moment at which Confirm may have left: `reconcile` counts from here
    settled_at                  when the state became what it is, if that is settled
    created_at, updated_at
    wanted_order                what a worker needs to know to do it, as text, until it is settled. Empty: no order
    due_at                      when a worker may take the order. Empty: no order
    lease_until                 until when the owner is taken for alive, unless it renews. Empty: nobody is at it
    takes                       how often it was taken since it was ordered

events: append-only; what happened to a company
    id, portal, quality, enterprise_number, happened_at, generation, owner
    event                       claimed, intent, settled, found (an intent without outcome, left by a dead process),
                                taken (a doubt, to be looked at), given_up (an order that was taken too often),
                                forgotten (what is personal was erased)
    state, detail               the state after it, and the problem's code

login_guard: logins that nobody may try until a person unlocks them
    portal, login               the key
    code, message, since        what the portal said

login_sent: passwords that were sent, and whose answer nobody has seen; two are too many
    portal, login               the key
    times, since                how often, and the last time
    owner                       the process that is sending it now; empty: nobody is

workers: processes that work, for people to see
    owner                       the key
    portal, host, pid, purpose, since, seen_at, doing

seats: what a login has so many of over all processes: sessions, and one turn to log in
    id                          the key
    portal, login, kind, owner, lease_until

pace: when the next registration may begin
    portal                      the key
    next_at

On PostgreSQL all times are the server's. A SQLite ledger has one process at a time, so leases don't count there.

A registration whose line has `intent_at`, and whose state is `pending` or `unknown`, is in doubt: it is looked up,
never sent. The durable engine keeps its own tables (DBOS) in the same database.
"""

from batchportal.ledger.fleet import Worker
from batchportal.ledger.keys import portal_key, quality_key
from batchportal.ledger.lock import exclusive, idle
from batchportal.ledger.opening import LedgerFailed, database_file, driver_url
from batchportal.ledger.queue import Taken
from batchportal.ledger.record import Record
from batchportal.ledger.store import AtWorkElsewhere, ChangeRefused, Ledger

__all__ = [
    "AtWorkElsewhere",
    "ChangeRefused",
    "Ledger",
    "LedgerFailed",
    "Record",
    "Taken",
    "Worker",
    "database_file",
    "driver_url",
    "exclusive",
    "idle",
    "portal_key",
    "quality_key",
]
