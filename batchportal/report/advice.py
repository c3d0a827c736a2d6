"""What a person does about each error code. The one place for it: the terminal and the HTML report read it here."""

from __future__ import annotations

_SAME_COMMAND = "Then run the same command again; what is done is left alone."
_TRY_AGAIN = "Nothing was sent. Run the same command again."
_SELECTORS = (
    "The portal's pages have changed, or are not what the tool knows. Look at the picture. "
    "'batchportal selectors pick PAGE.CONTROL --selectors DIR' lets you click on the right element, and keeps it in a "
    "folder of your own."
)

_ADVICE = {
    # The log-in: nobody tries again before a person has looked.
    "login_refused": (
        "Sign in to the portal by hand to see whether the password is still good; store "
        "the right one with 'batchportal login set NAME' and release the login with 'batchportal login unlock NAME'."
    ),
    "login_unclear": (
        "Sign in to the portal by hand to see what it shows after the password. When that works: "
        "'batchportal login unlock NAME', and run the same command again."
    ),
    "login_unanswered": (
        "Once the portal works again, sign in there by hand to see whether the password is still good. When that "
        "works: 'batchportal login unlock NAME', and run the same command again."
    ),
    "login_locked": (
        "Find out why at the portal, or ask your access manager. Unlock the login once signing in by hand works, and "
        "run the same command again."
    ),
    "second_factor_needed": (
        "This account needs a code, a card or an app. Sign in yourself: 'batchportal login open NAME' keeps the "
        "session for later runs. Or use an account that signs in with user name and password only."
    ),
    "conditions_to_accept": (
        "Sign in to the portal by hand, read the conditions, and decide. Once they are accepted: "
        "'batchportal login unlock NAME', and run the same command again."
    ),
    "session_over": f"Sign in again: batchportal login open NAME. {_SAME_COMMAND}",
    "sign_in_unfinished": (
        "Run the same command again, and go on until the portal shows your companies; --minutes N gives more time."
    ),
    "kept_session_unreadable": "Open a new session: batchportal login open NAME",
    "login": "Sign in to the portal by hand with this account, then: batchportal login unlock NAME",
    "unsafe_origin": ("If that host really belongs to the portal, add it to login_hosts in batchportal.toml."),
    # The portal as a whole.
    "portal_unavailable": "Nothing was sent. Run the same command again later; what is done is left alone.",
    "portal_error": _TRY_AGAIN,
    "session_ended": _TRY_AGAIN,
    "page_failed": _TRY_AGAIN,
    "visit_failed": _TRY_AGAIN,
    "stale_form": _TRY_AGAIN,
    "browser_gone": f"The browser ended by itself; memory may have been short. {_TRY_AGAIN}",
    "not_sent": "Nothing was registered. 'batchportal register' does it anew.",
    "interrupted": _TRY_AGAIN,
    "at_work_elsewhere": (
        "Another process has it: 'batchportal status --watch' shows which. If that one has died, its claim runs out "
        f"within a minute or so. {_SAME_COMMAND}"
    ),
    "given_up": (
        "Look into the logs of the workers that took it, mend what ended them, and note it again: 'batchportal "
        "register FILE --enqueue'."
    ),
    "certificate_untrusted": (
        "Nothing was sent. The network between here and the portal shows a certificate that isn't trusted: ask your "
        "network team about a proxy that opens TLS, and add its authority to this machine."
    ),
    "second_way_blocked": (
        "If the reason names a certificate, put your network's authority into a PEM file and run with "
        "NODE_EXTRA_CA_CERTS=FILE in the environment; if it names a connection or a name, set 'proxy' in "
        "batchportal.toml. Then run the same command again."
    ),
    "no_browser": "Install Chrome, Chromium or Edge, or run: python -m batchportal.chromium",
    # The row.
    "username_taken": f"Choose another user name for this row. {_SAME_COMMAND}",
    "company_not_managed": (
        "The login doesn't have this company in its list. Check the number, or let the company make you its local "
        "manager, or set another login for this row."
    ),
    "not_local_manager": (
        "The login has this company, but not as local manager of this quality. Ask its access manager for that role, "
        "or set another login for this row, or the setting 'quality'."
    ),
    "application_not_offered": f"Leave that application out of the row, or ask the portal for it. {_SAME_COMMAND}",
    "portal_asked": "Read what the portal asks. If yes is the answer, add its words to review.toml, [asked_again].",
    "portal_refused": f"Read what the portal says, and mend the row. {_SAME_COMMAND}",
    "review_asks": (
        "Read what the portal wants on its review page. Nothing is ever declared or accepted on your behalf: register "
        "this company by hand."
    ),
    "review_differs": (
        "Nothing was confirmed. Compare the row with the picture of the review page. If the row is right, the portal "
        "has changed what it was given: register this company by hand."
    ),
    "no_technical_user": "Register the company first: batchportal register FILE",
    # The page.
    "other_company": (
        "Nothing was sent. The portal showed another company than was chosen; run the same command again, and look at "
        "the picture if it comes back."
    ),
    "other_quality": (
        "Look at the picture: the page shows the technical user of another quality of this company. Set 'quality' in "
        "batchportal.toml if it is the one that is meant; else note the number by hand."
    ),
    "not_kept": (
        "Nothing was sent. Look at the picture: the page shows something else than the row says. Run the same command "
        "again; if it stays so, register this company by hand."
    ),
    "page_hung": _TRY_AGAIN,
    "unexpected_page": _SELECTORS,
    "control_not_found": _SELECTORS,
    "control_ambiguous": _SELECTORS,
    "sender_number_odd": (
        "Look at the picture of the page: what stands there is not a number of one to six digits. Note it by hand."
    ),
    # The outcome.
    "confirming": (
        "Wait a moment, and look again. If its process dies, the outcome is unknown, and 'batchportal reconcile' looks "
        "it up."
    ),
    "outcome_unknown": (
        "Nothing is sent again for this company. 'batchportal reconcile' looks it up at the portal; so can you, under "
        "'Information'."
    ),
}


def advice_for(code: str) -> str | None:
    """What a person does about an error with this code, or None where the message says it all."""
    return _ADVICE.get(code)


def codes() -> tuple[str, ...]:
    """Every code that has advice."""
    return tuple(_ADVICE)
