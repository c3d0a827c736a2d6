"""The lock-out guard: one refusal is enough, for every session, run and worker, until a person unlocks the login.

A password that was sent and not answered may have been refused all the same, and a portal locks an account after
three refusals. So what is about to be sent is noted on disk first, and only an answer takes the note away. A person
would try once more after such a moment, and then leave it until the portal works; so does this: two passwords without
an answer, over all runs and workers, are the most. (A browser would send one again by itself where a connection breaks;
`singleshot` keeps it from that.) A portal that says itself that it did nothing (429, 503), or that was never reached,
has refused nobody. One that has led on from the form to another part of the site has answered, whatever becomes of the
page there (`flows.portal`).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from batchportal import moments
from batchportal.errors import LoginLocked
from batchportal.ledger.opening import new_line
from batchportal.ledger.schema import login_guard, login_sent

if TYPE_CHECKING:
    from batchportal.errors import LoginError
    from batchportal.ledger.opening import Database


MOST_UNANSWERED = 2
UNANSWERED = "login_unanswered"
_ON_ITS_WAY = 120.0
"""Seconds after which the log-in of another worker is over, or the worker is."""


class LoginGuard:
    """Which logins must not be tried at one portal.

    Args:
        database: where that is kept.
        portal: the portal's origin.
        owner: this process.
    """

    def __init__(self, database: Database, portal: str, owner: str = "") -> None:
        self._database = database
        self._portal = portal
        self._owner = owner

    def check(self, login: str) -> LoginLocked | None:
        """Why a login must not be tried, or None where it may be."""
        with self._database.reading() as connection:
            found = connection.execute(sa.select(login_guard).where(*_key(login_guard, self._portal, login)))
            refused = found.mappings().first()
            found = connection.execute(sa.select(login_sent).where(*_key(login_sent, self._portal, login)))
            sent = found.mappings().first()
            if sent is not None and self._on_its_way(connection, sent):
                sent = None
        return _why_not(login, refused, sent)

    def sending(self, login: str) -> None:
        """Note, at once and on disk, that the password is about to be sent: once this has returned, it may be, once.

        Only for whoever has the turn to log in (`workflows.sessions`): nobody else is sending it now.

        Raises:
            LoginLocked: it must not be sent. LedgerFailed: it isn't on disk; send nothing.
        """
        with self._database.writing() as connection:
            moment = self._database.now(connection)
            line = {"portal": self._portal, "login": login, "times": 0, "since": moment, "owner": ""}
            connection.execute(new_line(connection, login_sent).values(line))
            key = _key(login_sent, self._portal, login)
            sent = connection.execute(sa.select(login_sent).where(*key).with_for_update()).mappings().one()
            query = sa.select(login_guard).where(*_key(login_guard, self._portal, login))
            refused = connection.execute(query).mappings().first()
            if (why_not := _why_not(login, refused, sent)) is not None:
                raise why_not
            values = {"times": sent["times"] + 1, "since": moment, "owner": self._owner}
            connection.execute(login_sent.update().where(*key).values(values))

    def _on_its_way(self, connection: sa.Connection, sent: sa.RowMapping) -> bool:
        """Whether a living worker is sending it now."""
        if not self._database.shared or sent["owner"] in ("", self._owner):
            return False
        age = self._database.moment(connection) - datetime.fromisoformat(sent["since"])
        return age.total_seconds() < _ON_ITS_WAY

    def answered(self, login: str) -> None:
        """Note that the portal has answered the password that was sent: those before it don't matter any more."""
        with self._database.writing() as connection:
            connection.execute(login_sent.delete().where(*_key(login_sent, self._portal, login)))

    def unanswered(self, login: str, *, counts: bool) -> None:
        """Note that no answer was seen to the password that was sent.

        Args:
            login: whose.
            counts: whether the portal may have refused it all the same; not where it surely didn't look at it.
        """
        values = {"times": login_sent.c.times - int(not counts), "owner": ""}
        with self._database.writing() as connection:
            connection.execute(login_sent.update().where(*_key(login_sent, self._portal, login)).values(values))

    def lock(self, login: str, error: LoginError) -> None:
        """Note, at once and on disk, that nobody may try a login again. The first reason stands."""
        if error.code == UNANSWERED:
            # The guard's own word, and noted.
            return
        with self._database.writing() as connection:
            since = self._database.now(connection)
            values = {"code": error.code, "message": error.message, "since": since}
            connection.execute(new_line(connection, login_guard).values(portal=self._portal, login=login, **values))

    def locked(self) -> tuple[tuple[str, str], ...]:
        """Every login that must not be tried, as portal and login, at other portals too."""
        refused = sa.select(login_guard.c.portal, login_guard.c.login)
        unanswered = sa.select(login_sent.c.portal, login_sent.c.login).where(login_sent.c.times >= MOST_UNANSWERED)
        with self._database.reading() as connection:
            found = {(portal, login) for query in (refused, unanswered) for portal, login in connection.execute(query)}
        return tuple(sorted(found))

    def release(self, login: str) -> bool:
        """Let a login be tried again; whether it was locked."""
        was = self.check(login) is not None
        with self._database.writing() as connection:
            for table in (login_guard, login_sent):
                connection.execute(table.delete().where(*_key(table, self._portal, login)))
        return was


def _key(table: sa.Table, portal: str, login: str) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.portal == portal, table.c.login == login


def _why_not(login: str, refused: sa.RowMapping | None, sent: sa.RowMapping | None) -> LoginLocked | None:
    """Why a login must not be tried."""
    if refused is not None:
        since = moments.spoken(datetime.fromisoformat(refused["since"]))
        return LoginLocked(
            f"The login '{login}' is not tried, because it didn't work on {since}: {refused['message']} "
            f"Mend the login, then run `batchportal login unlock {login}`."
        )
    if sent is not None and sent["times"] >= MOST_UNANSWERED:
        since = moments.spoken(datetime.fromisoformat(sent["since"]))
        return LoginLocked(
            f"The login '{login}' is not tried: the portal didn't answer its password, the last time on {since}, and "
            f"may have refused it all the same. `batchportal login unlock {login}` lets it be tried again.",
            code=UNANSWERED,
        )
    return None
