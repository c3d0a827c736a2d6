"""The lock-out guard: one refusal is enough, for every session, run and worker, until a person unlocks the login."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from batchportal import moments
from batchportal.errors import LoginLocked
from batchportal.ledger.opening import new_line
from batchportal.ledger.schema import login_guard

if TYPE_CHECKING:
    from batchportal.errors import LoginError
    from batchportal.ledger.opening import Database


class LoginGuard:
    """Which logins must not be tried at one portal.

    Args:
        database: where that is kept.
        portal: the portal's origin.
    """

    def __init__(self, database: Database, portal: str) -> None:
        self._database = database
        self._portal = portal

    def check(self, login: str) -> LoginLocked | None:
        """Why a login must not be tried, or None where it may be."""
        with self._database.reading() as connection:
            found = connection.execute(sa.select(login_guard).where(*self._key(login))).mappings().first()
        if found is None:
            return None
        since = moments.spoken(datetime.fromisoformat(found["since"]))
        return LoginLocked(
            f"The login '{login}' is not tried, because it didn't work on {since}: {found['message']} "
            f"Mend the login, then run `batchportal login unlock {login}`."
        )

    def lock(self, login: str, error: LoginError) -> None:
        """Note, at once and on disk, that nobody may try a login again. The first reason stands."""
        with self._database.writing() as connection:
            since = self._database.now(connection)
            values = {"code": error.code, "message": error.message, "since": since}
            connection.execute(new_line(connection, login_guard).values(portal=self._portal, login=login, **values))

    def locked(self) -> tuple[tuple[str, str], ...]:
        """Every login that must not be tried, as portal and login, at other portals too."""
        query = sa.select(login_guard.c.portal, login_guard.c.login).order_by(login_guard.c.portal, login_guard.c.login)
        with self._database.reading() as connection:
            return tuple((portal, login) for portal, login in connection.execute(query))

    def release(self, login: str) -> bool:
        """Let a login be tried again; whether it was locked."""
        with self._database.writing() as connection:
            return bool(connection.execute(login_guard.delete().where(*self._key(login))).rowcount)

    def _key(self, login: str) -> tuple[sa.ColumnElement[bool], ...]:
        return login_guard.c.portal == self._portal, login_guard.c.login == login
