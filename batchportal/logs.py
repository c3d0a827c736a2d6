"""Log lines on stderr, and the redaction that every text leaving the program goes through.

Two nets, because each has a hole: *values* (`hide`) catch a known secret wherever it turns up and however it is
encoded; *names* (password, cookie, token…) catch secrets that nobody has announced.
"""

from __future__ import annotations

import base64
import html
import json
import logging
import re
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, quote_plus

import structlog

from batchportal import moments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

HIDDEN = "[hidden]"
SHORTEST_SECRET = 4
"""Characters. Hiding anything shorter would shred every text, and show by that what it was."""

# DBOS gives its logger a handler that redacts nothing, unless it finds one there.
_LOGGERS_OF_THEIR_OWN = ("dbos",)
_DRIVER_DIED = "Connection closed while reading from the driver"
_DEEPEST = 8

_SECRET_NAME = re.compile(
    r"passw|passphrase|pwd|secret|token|cookie|authori[sz]ation|csrf|xsrf|credential|apikey|privatekey"
    r"|sess(ion)?id|saml|codeverifier|otp$|^pin$"
)
# Bounded, and with nothing repeated in front: a page of minified script must not take minutes to read.
_NAME_IN_TEXT = (
    r"(?:password|passwd|passphrase|pwd|secret|token|csrf|xsrf|credential|api_?key|sess(?:ion)?_?id|code_verifier"
    r"|SAMLRe(?:quest|sponse))[\w.-]{0,40}"
)
_QUOTED_NAME = rf"[\w.-]{{0,40}}(?:{_NAME_IN_TEXT}|cookie|authorization)"
# Each keeps what says that something was there, and replaces the value.
_SECRETS_BY_SHAPE = (
    (re.compile(rf'(?i)("{_QUOTED_NAME}"\s*:\s*")(?:[^"\\]|\\.)*'), rf"\g<1>{HIDDEN}"),
    (re.compile(rf"(?i)('{_QUOTED_NAME}'\s*:\s*')(?:[^'\\]|\\.)*"), rf"\g<1>{HIDDEN}"),
    (re.compile(rf"(?i)({_NAME_IN_TEXT})=[^\s&;,\"'<>]+"), rf"\g<1>={HIDDEN}"),
    (
        re.compile(
            r"(?i)\b((?:proxy-)?authorization['\"]?\s*[:=]\s*['\"]?(?:basic|bearer|negotiate|digest))\s+[^\r\n'\"]+"
        ),
        rf"\g<1> {HIDDEN}",
    ),
    (re.compile(r"(?i)\b((?:set-)?cookie['\"]?\s*:\s*['\"]?)[^\s=;]+=[^\r\n]*"), rf"\g<1>{HIDDEN}"),
    (re.compile(r"(://)[^\s/@:]*:[^\s/@]+(@)"), rf"\g<1>{HIDDEN}\g<2>"),
    (re.compile(r"(-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(-----END|\Z)"), rf"\g<1>{HIDDEN}\g<2>"),
)
# C0 and C1 controls: a page's text must not steer the terminal or forge a line of its own.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}


class _Secrets:
    """The values that must not be seen, and one pattern that finds all their spellings."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spellings: set[str] = set()
        self._pattern = re.compile(re.escape(HIDDEN))

    def add(self, secrets: Iterable[str]) -> None:
        """Hide these from now on."""
        with self._lock:
            for secret in secrets:
                if len(secret) >= SHORTEST_SECRET:
                    self._spellings |= _spellings(secret)
            # Longest first, so that no spelling leaves the rest of a longer one behind. The placeholder comes before
            # all: what is hidden already stays as it is, whatever the secrets are.
            ordered = sorted(self._spellings, key=lambda spelling: (-len(spelling), spelling))
            self._pattern = re.compile("|".join([re.escape(HIDDEN), *map(_loose, ordered)]))

    def redact(self, text: str) -> str:
        """The text without them."""
        return self._pattern.sub(HIDDEN, text)


_secrets = _Secrets()


def hide(*secrets: str) -> None:
    """From now on these values appear in no log line and in nothing that passes through `redact`.

    Values shorter than `SHORTEST_SECRET` are passed over.
    """
    _secrets.add(secrets)


def redact(text: str) -> str:
    """The text without secrets: announced values in every usual encoding, and what a name or shape gives away.

    Announced values are found raw, URL-quoted, JSON- and HTML-escaped, as Python writes them, and in base64 at any
    offset (as in Basic authentication).
    """
    text = _secrets.redact(text)
    for pattern, replacement in _SECRETS_BY_SHAPE:
        text = pattern.sub(replacement, text)
    return text


def get_logger(*args: object, **values: object) -> FilteringBoundLogger:
    """A logger that writes to stderr and redacts, whether or not `configure` has run yet.

    structlog's own default would write unredacted lines to stdout, which belongs to results.
    """
    if not structlog.is_configured():
        _configure_structlog(verbose=False, json_lines=False)
    return cast("FilteringBoundLogger", structlog.get_logger(*args, **values))


def configure(*, verbose: bool, json: bool) -> None:
    """Send log lines to stderr: ours, and those of libraries that use the standard library's logging.

    Args:
        verbose: everything; otherwise warnings and errors only.
        json: one JSON object a line, for machines.
    """
    _configure_structlog(verbose=verbose, json_lines=json)
    handler = logging.StreamHandler(_Stderr())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *_common()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendering(verbose=verbose, json_lines=json),
            ],
        )
    )
    level = logging.INFO if verbose else logging.WARNING
    handler.setLevel(level)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in _LOGGERS_OF_THEIR_OWN:
        library = logging.getLogger(name)
        library.handlers, library.propagate = [handler], False
    logging.getLogger("asyncio").addFilter(_is_news)
    sys.excepthook = _report_crash


def _is_news(record: logging.LogRecord) -> bool:
    """Whether asyncio tells of something that nobody has: of a driver's end, Playwright and the visits do."""
    error = record.exc_info[1] if record.exc_info else None
    return str(error) != _DRIVER_DIED


def _configure_structlog(*, verbose: bool, json_lines: bool) -> None:
    structlog.configure(
        processors=[*_common(), *_rendering(verbose=verbose, json_lines=json_lines)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if verbose else logging.WARNING),
        logger_factory=structlog.WriteLoggerFactory(file=cast("Any", _Stderr())),
        cache_logger_on_first_use=False,
    )


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        _stamp,
        # Tracebacks become text before redaction. Never the kind that shows local variables.
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        _redact_event,
    ]


def _rendering(*, verbose: bool, json_lines: bool) -> list[Processor]:
    if json_lines:
        return [structlog.processors.JSONRenderer(ensure_ascii=False)]
    if not verbose:
        return [_without_controls, _as_a_sentence]
    colours = sys.stderr is not None and sys.stderr.isatty()
    return [
        _without_controls,
        structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=structlog.dev.plain_traceback),
    ]


def _stamp(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The time in Belgium, with its distance from UTC."""
    return {**event, "timestamp": moments.now().isoformat(timespec="milliseconds")}


def _redact_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The processor: nothing gets past it but plain values."""
    kept = {key: value for key, value in event.items() if key in ("_record", "_from_structlog")}
    return {**_redact_mapping({key: value for key, value in event.items() if key not in kept}, 0), **kept}


def _redact_mapping(values: Mapping[Any, Any], depth: int) -> dict[str, Any]:
    return {
        redact(str(key)): HIDDEN if _is_secret_name(str(key)) and value is not None else _redact_value(value, depth)
        for key, value in values.items()
    }


def _redact_value(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return value if redact(str(value)) == str(value) else HIDDEN
    if depth < _DEEPEST and isinstance(value, dict):
        return _redact_mapping(value, depth + 1)
    if depth < _DEEPEST and isinstance(value, (list, tuple, set, frozenset)):
        return [_redact_value(item, depth + 1) for item in value]
    if isinstance(value, (bytes, bytearray)):
        value = value.decode("utf-8", "backslashreplace")
    return redact(str(value))


def _is_secret_name(name: str) -> bool:
    return _SECRET_NAME.search(re.sub(r"[^a-z0-9]", "", name.lower())) is not None


def _without_controls(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {
        key: value.translate(_CONTROLS) if isinstance(value, str) and key not in ("exception", "stack") else value
        for key, value in event.items()
    }


def _as_a_sentence(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """`Warning: session not closed (login: default; reason: …)`: for people, whose screen also shows progress."""
    apart = ("event", "level", "timestamp", "exception", "stack")
    details = "; ".join(f"{key}: {value}" for key, value in event.items() if key not in apart)
    sentence = f"{str(event.get('level', 'warning')).capitalize()}: {str(event['event']).replace('_', ' ')}"
    traces = [str(event[key]) for key in ("exception", "stack") if event.get(key)]
    return "\n".join([f"{sentence} ({details})" if details else sentence, *traces])


def _spellings(secret: str) -> set[str]:
    """The ways in which a value turns up in addresses, forms, pages, JSON, tracebacks and headers."""
    in_json = {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    in_html = {html.escape(secret), html.escape(secret, quote=False)}
    in_urls = {quote(secret, safe=""), quote(secret), quote_plus(secret), quote(secret, safe="!'()*-._~")}
    forms = {secret, repr(secret)[1:-1], *in_json, *in_html, *in_urls}
    forms |= {json.dumps(form)[1:-1] for form in in_json}
    forms |= {form.replace("/", "\\/") for form in in_json}
    forms |= {form.replace("&#x27;", other) for form in in_html for other in ("&#39;", "&#039;", "&apos;")}
    forms |= {form.replace("&quot;", "&#34;").replace("&#x27;", "&#39;") for form in in_html}
    forms |= _in_base64(secret.encode("utf-8", "surrogatepass"))
    return {form for form in forms if len(form) >= SHORTEST_SECRET}


def _in_base64(content: bytes) -> set[str]:
    """The characters of base64 text that depend on the content alone, for its three possible offsets."""
    forms: set[str] = set()
    for offset in range(3):
        text = base64.b64encode(b"\0" * offset + content).decode()
        first, last = -(-offset * 8 // 6), (offset + len(content)) * 8 // 6
        forms |= {text[first:last], text[first:last].translate(str.maketrans("+/", "-_"))}
    return forms | {base64.b64encode(content).decode(), base64.urlsafe_b64encode(content).decode()}


def _loose(spelling: str) -> str:
    """A pattern for one spelling; the hexadecimal digits of escapes count in either case."""
    pattern = re.escape(spelling)
    return re.sub(r"(?:%|\\\\u)[0-9A-Fa-f]{2,4}", lambda found: f"(?i:{found[0]})", pattern)


class _Stderr:
    """Whatever stderr is at the moment of writing: a progress bar and tests replace it while loggers live on."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text) if sys.stderr else 0

    def flush(self) -> None:
        if sys.stderr:
            sys.stderr.flush()


def _report_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What Python does with an error that nobody caught, without the secrets in its text."""
    sys.stderr.write(redact("".join(traceback.format_exception(kind, error, trace))))
