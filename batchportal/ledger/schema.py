"""The ledger's tables, and the ordered list of steps that brings an older ledger up to date."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

registrations = sa.Table(
    "registrations",
    METADATA,
    sa.Column("portal", sa.Text, primary_key=True),
    sa.Column("quality", sa.Text, primary_key=True, server_default=""),
    sa.Column("enterprise_number", sa.Text, primary_key=True),
    sa.Column("login", sa.Text, nullable=False),
    sa.Column("username", sa.Text, nullable=False),
    sa.Column("sheet_row", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("sender_number", sa.Text),
    sa.Column("code", sa.Text),
    sa.Column("message", sa.Text),
    sa.Column("page", sa.Text),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("seconds", sa.Double, nullable=False),
    sa.Column("evidence", sa.Text),
    sa.Column("generation", sa.Integer, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("intent_at", sa.Text),
    sa.Column("doubt_at", sa.Text),
    sa.Column("settled_at", sa.Text),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("updated_at", sa.Text, nullable=False),
    sa.Column("wanted_order", sa.Text),
    sa.Column("due_at", sa.Text),
    sa.Column("lease_until", sa.Text),
    sa.Column("takes", sa.Integer, nullable=False, server_default="0"),
)

events = sa.Table(
    "events",
    METADATA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("portal", sa.Text, nullable=False),
    sa.Column("enterprise_number", sa.Text, nullable=False),
    sa.Column("happened_at", sa.Text, nullable=False),
    sa.Column("generation", sa.Integer, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("detail", sa.Text),
    sa.Column("quality", sa.Text, nullable=False, server_default=""),
)

login_guard = sa.Table(
    "login_guard",
    METADATA,
    sa.Column("portal", sa.Text, primary_key=True),
    sa.Column("login", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("since", sa.Text, nullable=False),
)

workers = sa.Table(
    "workers",
    METADATA,
    sa.Column("owner", sa.Text, primary_key=True),
    sa.Column("portal", sa.Text, nullable=False),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("since", sa.Text, nullable=False),
    sa.Column("seen_at", sa.Text, nullable=False),
    sa.Column("doing", sa.Text, nullable=False),
)

seats = sa.Table(
    "seats",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("portal", sa.Text, nullable=False),
    sa.Column("login", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("lease_until", sa.Text, nullable=False),
)

pace = sa.Table(
    "pace",
    METADATA,
    sa.Column("portal", sa.Text, primary_key=True),
    sa.Column("next_at", sa.Text, nullable=False),
)

login_sent = sa.Table(
    "login_sent",
    METADATA,
    sa.Column("portal", sa.Text, primary_key=True),
    sa.Column("login", sa.Text, primary_key=True),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Column("since", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE registrations (
            portal TEXT NOT NULL, enterprise_number TEXT NOT NULL, login TEXT NOT NULL, username TEXT NOT NULL,
            sheet_row INTEGER NOT NULL, state TEXT NOT NULL, sender_number TEXT, code TEXT, message TEXT, page TEXT,
            attempts INTEGER NOT NULL, seconds DOUBLE PRECISION NOT NULL, evidence TEXT, generation INTEGER NOT NULL,
            owner TEXT NOT NULL, intent_at TEXT, doubt_at TEXT, settled_at TEXT, created_at TEXT NOT NULL,
            updated_at TEXT NOT NULL, PRIMARY KEY (portal, enterprise_number))
        """,
        "CREATE INDEX registrations_by_state ON registrations (portal, state)",
        """
        CREATE TABLE events (
            id {serial}, portal TEXT NOT NULL, enterprise_number TEXT NOT NULL, happened_at TEXT NOT NULL,
            generation INTEGER NOT NULL, owner TEXT NOT NULL, event TEXT NOT NULL, state TEXT NOT NULL, detail TEXT)
        """,
        "CREATE INDEX events_by_company ON events (portal, enterprise_number)",
        """
        CREATE TABLE login_guard (
            portal TEXT NOT NULL, login TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, since TEXT NOT NULL,
            PRIMARY KEY (portal, login))
        """,
    ),
    (
        # A company has one technical user for each of its qualities. SQLite can't change a table's key.
        """
        CREATE TABLE registrations_of_qualities (
            portal TEXT NOT NULL, quality TEXT NOT NULL DEFAULT '', enterprise_number TEXT NOT NULL,
            login TEXT NOT NULL, username TEXT NOT NULL, sheet_row INTEGER NOT NULL, state TEXT NOT NULL,
            sender_number TEXT, code TEXT, message TEXT, page TEXT, attempts INTEGER NOT NULL,
            seconds DOUBLE PRECISION NOT NULL, evidence TEXT, generation INTEGER NOT NULL, owner TEXT NOT NULL,
            intent_at TEXT, doubt_at TEXT, settled_at TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
            PRIMARY KEY (portal, quality, enterprise_number))
        """,
        """
        INSERT INTO registrations_of_qualities (
            portal, enterprise_number, login, username, sheet_row, state, sender_number, code, message, page,
            attempts, seconds, evidence, generation, owner, intent_at, doubt_at, settled_at, created_at, updated_at)
        SELECT
            portal, enterprise_number, login, username, sheet_row, state, sender_number, code, message, page,
            attempts, seconds, evidence, generation, owner, intent_at, doubt_at, settled_at, created_at, updated_at
        FROM registrations
        """,
        "DROP TABLE registrations",
        "ALTER TABLE registrations_of_qualities RENAME TO registrations",
        "CREATE INDEX registrations_by_state ON registrations (portal, state)",
        "ALTER TABLE events ADD COLUMN quality TEXT NOT NULL DEFAULT ''",
    ),
    (
        # Several processes, on several machines: orders, leases, and what they share.
        "ALTER TABLE registrations ADD COLUMN wanted_order TEXT",
        "ALTER TABLE registrations ADD COLUMN due_at TEXT",
        "ALTER TABLE registrations ADD COLUMN lease_until TEXT",
        "ALTER TABLE registrations ADD COLUMN takes INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX registrations_due ON registrations (portal, quality, due_at) WHERE due_at IS NOT NULL",
        """
        CREATE TABLE workers (
            owner TEXT PRIMARY KEY NOT NULL, portal TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL,
            purpose TEXT NOT NULL, since TEXT NOT NULL, seen_at TEXT NOT NULL, doing TEXT NOT NULL)
        """,
        """
        CREATE TABLE seats (
            id TEXT PRIMARY KEY NOT NULL, portal TEXT NOT NULL, login TEXT NOT NULL, kind TEXT NOT NULL,
            owner TEXT NOT NULL, lease_until TEXT NOT NULL)
        """,
        "CREATE TABLE pace (portal TEXT PRIMARY KEY NOT NULL, next_at TEXT NOT NULL)",
    ),
    (
        """
        CREATE TABLE login_sent (
            portal TEXT NOT NULL, login TEXT NOT NULL, times INTEGER NOT NULL, since TEXT NOT NULL,
            owner TEXT NOT NULL, PRIMARY KEY (portal, login))
        """,
    ),
)
"""What each version adds, in SQL that SQLite and PostgreSQL share. Never change a step that was released: add one."""

SERIAL = {
    "sqlite": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "postgresql": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
}
"""A key that counts upwards, in the database's own words; stands for `{serial}` in a step."""
