"""Opens the ledger's database: files only their owner can read, commits that survive a power cut, today's schema."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from batchportal import files
from batchportal.errors import BatchportalError, UsageError
from batchportal.ledger.record import written
from batchportal.ledger.schema import MIGRATIONS, SERIAL

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY_MILLISECONDS = 30_000
_READS = "reads"
_UPKEEP = "upkeep"


def database_file(url: str) -> Path | None:
    """The file of a SQLite ledger, or None for a database server.

    Raises:
        UsageError: not a database URL, a kind of database that isn't supported, or a SQLite database without a file.
    """
    try:
        parsed = sa.make_url(url)
    except ArgumentError:
        # The text may hold a password: it isn't repeated.
        raise UsageError(
            "The setting `database` is not a database URL. Write sqlite:////folder/ledger.db or "
            "postgresql://user@host/name."
        ) from None
    kind = parsed.get_backend_name()
    if kind not in SERIAL:
        raise UsageError(f"The setting `database` names '{kind}'. Supported are sqlite and postgresql.")
    if kind != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise UsageError("The ledger must survive a crash, so SQLite needs a file: sqlite:////folder/ledger.db")
    return Path(parsed.database).absolute()


def driver_url(url: str) -> sa.URL:
    """The URL with the driver that is installed (psycopg for PostgreSQL)."""
    parsed = sa.make_url(url)
    return parsed.set(drivername="postgresql+psycopg") if parsed.get_backend_name() == "postgresql" else parsed


class LedgerFailed(BatchportalError):
    """The ledger can't be read or written: disk full, server gone. Nothing goes on without it."""

    code = "ledger_failed"


class Database:
    """The ledger's database, created and updated where needed.

    A SQLite file gets mode 0600 and, if its folder is made here, the folder 0700; SQLite gives its side files the
    same mode. WAL lets `status` read while a run writes; synchronous=FULL puts an intent on disk before Confirm even
    if the power goes (NORMAL may lose the last commits, facts/feasibility.md 6).

    Raises:
        UsageError: it can't be opened, or was written by a newer version.
    """

    def __init__(self, url: str) -> None:
        file = database_file(url)
        self._moments: WeakKeyDictionary[sa.Connection, datetime] = WeakKeyDictionary()
        try:
            if file is not None:
                _make_private(file)
            self._engine = _engine(driver_url(url))
            self._reader = self._engine.execution_options(**{_READS: True})
            _migrate(self._engine, self._reader)
        except (OSError, SQLAlchemyError) as error:
            raise UsageError(
                f"The ledger {_name(url)} can't be opened: {_reason(error)}", code=LedgerFailed.code
            ) from None

    @property
    def shared(self) -> bool:
        """Whether processes on several machines may work with it side by side. A SQLite ledger has one at a time."""
        return self._engine.dialect.name == "postgresql"

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    def moment(self, connection: sa.Connection) -> datetime:
        """Now, by the one clock that all who share the database have: the server's.

        It is asked for once a transaction. Whatever is compared with it, or counted from it, is on the safe side then:
        a lease seems to last longer to others, and ends earlier for its owner.
        """
        if (known := self._moments.get(connection)) is not None:
            return known
        query = "SELECT clock_timestamp()"
        moment = connection.exec_driver_sql(query).scalar_one() if self.shared else datetime.now(UTC)
        self._moments[connection] = moment
        return moment

    def now(self, connection: sa.Connection, after: float = 0.0) -> str:
        """This moment, or one so many seconds later, as the ledger writes it."""
        return written(self.moment(connection) + timedelta(seconds=after))

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that may write; committed, and on disk, when the block is left.

        Raises:
            LedgerFailed: it is not on disk.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise LedgerFailed(f"The ledger can't be written: {_reason(error)}") from None

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that only reads; on SQLite it waits for nobody.

        Raises:
            LedgerFailed: it can't be read.
        """
        try:
            with self._reader.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise LedgerFailed(f"The ledger can't be read: {_reason(error)}") from None

    @contextlib.contextmanager
    def upkeep(self) -> Iterator[sa.Connection]:
        """A connection outside any transaction, for statements that need that.

        Raises:
            LedgerFailed: one of them failed.
        """
        try:
            with self._engine.connect().execution_options(**{_UPKEEP: True, "isolation_level": "AUTOCOMMIT"}) as alone:
                yield alone
        except SQLAlchemyError as error:
            raise LedgerFailed(f"The ledger can't be written: {_reason(error)}") from None


def new_line(connection: sa.Connection, table: sa.Table) -> Any:
    """An insert that leaves alone what somebody else has inserted a moment before."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()


def _reason(error: Exception) -> str:
    """What the database says went wrong, without the statement and its values."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def _name(url: str) -> str:
    return str(database_file(url) or sa.make_url(url).render_as_string(hide_password=True))


def _make_private(file: Path) -> None:
    files.own_folder(file.parent)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.fstat(descriptor).st_mode & 0o077:
            os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def _engine(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _set_up_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # Transactions begin where we say, not where the driver guesses.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    # A transaction that reads first and writes later must own the write lock from the start.
    options = connection.get_execution_options()
    if not options.get(_UPKEEP):
        connection.exec_driver_sql("BEGIN" if options.get(_READS) else "BEGIN IMMEDIATE")


def _migrate(engine: sa.Engine, reader: sa.Engine) -> None:
    """Bring the schema up to date, in one transaction.

    Raises:
        UsageError: the ledger is of a later version than this program.
    """
    with reader.begin() as connection:
        if _version(connection) == len(MIGRATIONS):
            return
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # Two processes may start on a new database at once.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7316051)")
        version = _version(connection)
        if version > len(MIGRATIONS):
            raise UsageError(
                f"The ledger {_name(engine.url.render_as_string(hide_password=False))} was written by a newer "
                f"batchportal (schema {version}, this one knows {len(MIGRATIONS)}). Update batchportal.",
                code="ledger_too_new",
            )
        for step in MIGRATIONS[version:]:
            for statement in step:
                connection.exec_driver_sql(statement.format(serial=SERIAL[engine.dialect.name]))
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
        connection.exec_driver_sql("DELETE FROM schema_version")
        connection.execute(sa.text("INSERT INTO schema_version VALUES (:version)"), {"version": len(MIGRATIONS)})


def _version(connection: sa.Connection) -> int:
    if not sa.inspect(connection).has_table("schema_version"):
        return 0
    return int(connection.exec_driver_sql("SELECT version FROM schema_version").scalar_one())
