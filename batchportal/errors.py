"""Everything that can go wrong, sorted by what one can do about it.

    BatchportalError
    ├── UsageError             mend the command, settings or file; nothing was touched        (exit 2)
    │   └── CredentialsMissing store a login first
    ├── LoginError             a person looks at the login; nobody tries it again             (exit 77)
    │   ├── LoginRefused       the portal refused user name and password
    │   ├── LoginLocked        refused before, or locked at the portal; not tried
    │   ├── SecondFactorNeeded the portal wants more than a password
    │   └── SessionOver        the session that a person opened has ended
    ├── PortalUnavailable      later; `retry_after` says when, if the portal did               (exit 75)
    ├── SessionEnded           log in again and start the visit over
    ├── Rejected               mend the row: the data or the portal's rules refuse
    ├── WrongPage              mend the selectors: the page is not what was expected
    │   ├── ControlNotFound
    │   └── ControlAmbiguous
    ├── ReviewDiffers          look at the row: the portal shows something else than was asked
    ├── VisitFailed            technical: browser, network, time-out; nothing was sent; run again
    ├── UnsafeOrigin           the log-in page is not on an allowed host
    └── OutcomeUnknown         sent, not proven: look before anything is sent again

Every class has a stable `code`, which scripts read; a message says what happened, where, and what to do.
Details are keyword-only with defaults, so that an error survives storage (`Error(message)` rebuilds it).
"""

from __future__ import annotations


class BatchportalError(Exception):
    """The root: a message for a person, a code for scripts, the page it happened on."""

    code = "error"

    def __init__(self, message: str, *, code: str | None = None, page: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code
        self.page = page
        self.evidence: str | None = None
        """The folder in which pictures and text of the page were kept, if any were."""
        self.after_log_in = False
        """Whether the portal had taken the password before: it had led on, and the trouble came there."""

    @property
    def message(self) -> str:
        """The sentence for a person."""
        return str(self.args[0])


class UsageError(BatchportalError):
    """The command, a setting or a file is wrong; nothing was touched."""

    code = "usage"


class CredentialsMissing(UsageError):
    """No user name and password are stored for this login."""

    code = "credentials_missing"


class LoginError(BatchportalError):
    """The login can't be used until a person has looked at it."""

    code = "login"


class LoginRefused(LoginError):
    """The portal refused user name and password; nobody may try them again."""

    code = "login_refused"


class LoginLocked(LoginError):
    """The login was refused earlier, or the portal says that it is locked; it was not tried."""

    code = "login_locked"


class SecondFactorNeeded(LoginError):
    """The portal asks for a code, a card or an app; only a person can give that."""

    code = "second_factor_needed"


class SessionOver(LoginError):
    """The session that a person opened has ended; a person opens a new one. No password was sent."""

    code = "session_over"


class PortalUnavailable(BatchportalError):
    """The portal is down, in maintenance or overloaded. Try later."""

    code = "portal_unavailable"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        page: str | None = None,
        retry_after: float | None = None,
        did_nothing: bool = False,
    ) -> None:
        super().__init__(message, code=code, page=page)
        self.retry_after = retry_after
        """Seconds to wait, where the portal said so (RFC 9110, Retry-After)."""
        self.did_nothing = did_nothing
        """Whether the portal surely did nothing: it says so (429, 503), or was never reached."""


class SessionEnded(BatchportalError):
    """The portal ended the session in the middle of a visit."""

    code = "session_ended"


class Rejected(BatchportalError):
    """The data or the portal's rules refuse. docs/codes.md lists the codes."""

    code = "portal_refused"


class WrongPage(BatchportalError):
    """The portal shows a page that nobody expected here."""

    code = "unexpected_page"

    def __init__(
        self, message: str, *, code: str | None = None, page: str | None = None, control: str | None = None
    ) -> None:
        super().__init__(message, code=code, page=page)
        self.control = control
        """The selector entry that didn't lead to one control, as `page.control`."""


class ControlNotFound(WrongPage):
    """A page lacks a control; the message names the nearest candidates."""

    code = "control_not_found"


class ControlAmbiguous(WrongPage):
    """Several controls fit and the page's structure doesn't tell them apart; none was used."""

    code = "control_ambiguous"


class ReviewDiffers(BatchportalError):
    """The review page shows something else than was asked; nothing was confirmed."""

    code = "review_differs"


class VisitFailed(BatchportalError):
    """Browser, network or time-out; nothing was sent. Safe to run again."""

    code = "visit_failed"


class UnsafeOrigin(BatchportalError):
    """The page that asks for the password is not on an allowed host, or not encrypted."""

    code = "unsafe_origin"


class OutcomeUnknown(BatchportalError):
    """The confirmation was sent and its result isn't proven. Look ('Information') before anything else."""

    code = "outcome_unknown"
