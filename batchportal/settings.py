"""Settings: flags, then `BATCHPORTAL_*`, then `batchportal.toml`, then defaults; and the origin guard they feed.

Importing this module is slow (pydantic); commands import it when they run.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

import platformdirs
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)
from rapidfuzz import fuzz, process

from batchportal import origins
from batchportal.errors import UsageError
from batchportal.logs import hide
from batchportal.models import Language
from batchportal.settings_place import PREFIX, settings_file

_REAL_PORTAL = "socialsecurity.be"
_REAL_LOGIN_HOSTS = ("*.socialsecurity.be", "*.belgium.be")
_GENTLE_PAUSE = 1.0
_GENTLE_RATE = 6.0

ENVIRONMENT_ONLY = ("username", "password")
"""Settings that no file may hold."""
_NEVER_SHOWN = (*ENVIRONMENT_ONLY, "database", "proxy")
_REASONS = {
    "path_type": "must be a path",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "bool_parsing": "must be true or false",
    "string_type": "must be text, in quotes",
    "tuple_type": "must be a list of texts",
    "dict_type": "must be a table of column names and values",
}


def _words(value: object) -> object:
    """Let a variable or flag hold a list as text, separated by commas or semicolons."""
    return [word.strip() for word in re.split(r"[,;]", value) if word.strip()] if isinstance(value, str) else value


def _database_url(value: str) -> str:
    # The value may hold a password: no message repeats it.
    if not re.match(r"(sqlite:///|postgresql(\+\w+)?://).", value):
        raise ValueError("must begin with sqlite:/// or postgresql://")
    return value


def _proxy_url(value: str) -> str:
    if not re.fullmatch(r"(https?|socks5)://[^\s/@]+/?", value):
        raise ValueError("must look like http://proxy.example.be:8080 (the browser takes no user name in it)")
    return value


def _existing(path: Path) -> Path:
    if not path.exists():
        raise ValueError("there is no such file or folder")
    return path


_AnyPath = Annotated[Path, AfterValidator(Path.expanduser)]
_Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)]
_LoginHosts = Annotated[
    tuple[Annotated[str, AfterValidator(origins.login_host)], ...], NoDecode, BeforeValidator(_words)
]


def _data_folder() -> Path:
    """Where the ledger and the evidence live unless told otherwise."""
    return platformdirs.user_data_path("batchportal", appauthor=False)


def _usual_login_hosts(values: dict[str, Any]) -> tuple[str, ...]:
    host = str(urlsplit(values["portal"]).hostname)
    return _REAL_LOGIN_HOSTS if host == _REAL_PORTAL or host.endswith(f".{_REAL_PORTAL}") else ()


class Settings(BaseSettings):
    """Everything one can choose. Each field's description is what `batchportal init` writes beside it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    portal: Annotated[str, AfterValidator(origins.portal_url)] = Field(
        default="https://www.socialsecurity.be",
        description="The portal's address. Plain http only for a portal on this machine.",
    )
    language: Language = Field(
        default=Language.FR, description="The language the portal is walked in: fr, nl, de or en."
    )
    login: str = Field(
        default="default",
        description="The stored login (batchportal login set NAME) for rows that name none.",
    )
    sessions: int = Field(
        default=1,
        ge=1,
        le=32,
        description="Parallel portal sessions, 1 to 32. A portal may end parallel sessions of one account.",
    )
    login_sessions: int | None = Field(
        default=None,
        ge=1,
        le=1000,
        description="Parallel sessions of one login over all workers that share a database. By default as many as "
        "`sessions`.",
        examples=[4],
    )
    lease: float = Field(
        default=60,
        ge=1,
        le=3600,
        description="Seconds without a sign of life after which other workers take over what a worker had.",
    )
    login_hosts: _LoginHosts = Field(
        default_factory=_usual_login_hosts,
        description="Hosts, beside the portal's own, that may ask for the password. *.example.be stands for every "
        "host below example.be; another port than 443 is written out, login.example.be:8443. Empty by default for "
        "a portal other than socialsecurity.be.",
    )
    quality: str | None = Field(
        default=None,
        min_length=1,
        description="The role to take on for a company, where it is not the manual's, as the portal shows it: "
        "'Employeur' is no 'Employeur public'. An ellipsis (…) stands for more words.",
        examples=["Gestionnaire pensions complémentaires"],
    )
    headed: bool = Field(default=False, description="Show the browser's window.")
    browser: Annotated[_AnyPath, AfterValidator(_existing)] | None = Field(
        default=None,
        description="The browser to start; by default the first Chrome, Chromium or Edge found.",
        examples=["/usr/bin/chromium"],
    )
    browser_companies: int = Field(
        default=100, ge=1, le=10_000, description="Companies after which a new browser takes over."
    )
    browser_megabytes: int = Field(
        default=2000, ge=100, description="Memory of the browser, in MB, above which a new one takes over."
    )
    proxy: Annotated[str, AfterValidator(_proxy_url)] | None = Field(
        default=None,
        repr=False,
        description="The proxy between this machine and the portal.",
        examples=["http://proxy.example.be:8080"],
    )
    timeout: float = Field(default=30, gt=0, le=600, description="Seconds that a page may take.")
    pause: float | None = Field(
        default=None,
        ge=0,
        le=60,
        description="Least seconds between two pages. By default 1, and 0 for a portal on this machine.",
        examples=[_GENTLE_PAUSE],
    )
    rate: float | None = Field(
        default=None,
        gt=0,
        le=6000,
        description="Most registrations a minute. By default 6, and no limit for a portal on this machine.",
        examples=[_GENTLE_RATE],
    )
    settle: Annotated[float, Field(ge=0, le=3600)] = Field(
        default_factory=lambda values: (
            values.get("timeout", 0) + 5.0
            if origins.is_loopback(values["portal"])
            else max(120.0, 2 * values.get("timeout", 0))
        ),
        description="Seconds until `reconcile` may call a confirmation not sent; more than `timeout`. 120, or twice "
        "`timeout` if that is more; `timeout` and 5 for a portal on this machine, where it may be less.",
    )
    database: Annotated[str, AfterValidator(_database_url)] = Field(
        default_factory=lambda: f"sqlite:///{_data_folder() / 'ledger.db'}",
        repr=False,
        description="The ledger, by default an SQLite file in your data folder; PostgreSQL for several machines.",
        examples=["postgresql://db.example.be/batchportal"],
    )
    output: _AnyPath = Field(
        default_factory=lambda: _data_folder() / "output",
        description="The folder for evidence and reports, by default in your data folder.",
        examples=["output"],
    )
    selectors: Annotated[_AnyPath, AfterValidator(_existing)] | None = Field(
        default=None,
        description="A folder of overrides on top of the built-in selectors.",
        examples=["my-selectors"],
    )
    applications: _Words = Field(
        default=(),
        description="Applications that the portal offers and batchportal does not know yet.",
        examples=[("ExampleApp",)],
    )
    rows: dict[str, object] = Field(
        default_factory=dict,
        description="Values that are the same for all rows; a cell in the sheet wins.",
        examples=[{"channel": "SFTP", "applications": "DmfA;Dimona"}],
    )
    username: SecretStr | None = Field(default=None, description="The default login's user name, in CI.")
    password: SecretStr | None = Field(default=None, description="The default login's password, in CI.")

    @field_validator("settle")
    @classmethod
    def _longer_than_an_answer(cls, value: float, info: ValidationInfo) -> float:
        """A request may be answered as late as `timeout`: before that, nobody can say that it had no effect."""
        timeout, portal = info.data.get("timeout"), info.data.get("portal")
        if timeout is not None and portal is not None and value <= timeout and not origins.is_loopback(portal):
            raise ValueError(f"must be more than timeout, which is {timeout:g}: an answer may take that long")
        return value

    @property
    def on_loopback(self) -> bool:
        """Whether the portal runs on this machine: a stub, which needs no gentleness."""
        return origins.is_loopback(self.portal)

    @property
    def pause_seconds(self) -> float:
        """Least seconds between two pages."""
        if self.pause is not None:
            return self.pause
        return 0.0 if self.on_loopback else _GENTLE_PAUSE

    @property
    def registrations_per_minute(self) -> float | None:
        """Most registrations a minute, None for no limit."""
        if self.rate is not None:
            return self.rate
        return None if self.on_loopback else _GENTLE_RATE

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, environment, file: no `.env`, no folder of secrets."""
        path = settings_file()
        values = _read_file(path) if path else {}
        return init_settings, env_settings, InitSettingsSource(settings_cls, values)


def load_settings(**flags: object) -> Settings:
    """Settings from flags, environment, file and defaults, in this order of rank.

    Passwords among them are hidden from every log line from here on.

    Args:
        flags: what the command line says; a flag that is None was not given.

    Raises:
        UsageError: a setting is unknown or wrong; one line for each says which, its value, and where it came from.
    """
    given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
    _refuse_unknown(given, "among the options")
    _refuse_misspelt_variables()
    try:
        settings = Settings(**given)
    except SettingsError:
        raise UsageError(
            f'{PREFIX}ROWS is no JSON object. Write it like {PREFIX}ROWS=\'{{"channel": "SFTP"}}\'.'
        ) from None
    except ValidationError as error:
        # `from None`: pydantic's own error may hold what was typed.
        raise UsageError(_explained(error, given)) from None
    _hide_secrets(settings)
    return settings


def origin_allowed(settings: Settings, url: str) -> bool:
    """Whether a page at this address may be given the password.

    The portal itself and `login_hosts` may, over https; for a portal on this machine, any page on it.
    """
    return origins.allowed(url, portal=settings.portal, login_hosts=settings.login_hosts)


def _read_file(path: Path) -> dict[str, Any]:
    """The file's values, its relative paths made absolute: they are relative to the file, not to who reads it."""
    try:
        # Notepad writes a byte order mark, which TOML does not allow.
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"The settings file {path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise UsageError(f"The settings file {path} is not UTF-8. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"The settings file {path} is no valid TOML: {error}. "
            "(Text stands in quotes; a Windows path in single quotes.)"
        ) from None
    for name in ENVIRONMENT_ONLY:
        if name in values:
            raise UsageError(
                f"{name} does not belong in {path}. Store it with `batchportal login set default`, "
                f"or, in CI, set {PREFIX}{name.upper()}; then remove it from the file."
            )
    _refuse_unknown(values, f"in {path}")
    return _anchored(values, path.parent.absolute())


def _anchored(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    anchored = dict(values)
    for name in ("browser", "output", "selectors"):
        if isinstance(value := values.get(name), str):
            anchored[name] = folder / Path(value).expanduser()
    database = values.get("database")
    if isinstance(database, str) and (found := re.fullmatch(r"sqlite:///([^/:].*)", database)):
        anchored["database"] = f"sqlite:///{folder / found[1]}"
    return anchored


def _refuse_unknown(values: dict[str, Any], where: str) -> None:
    for name in values:
        if name not in Settings.model_fields:
            known = [known for known in Settings.model_fields if known not in ENVIRONMENT_ONLY]
            nearest = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=50)
            hint = f"Did you mean {nearest[0]}?" if nearest else f"Known are {', '.join(known)}."
            raise UsageError(f"There is no setting {name!r} ({where}). {hint}")


def _refuse_misspelt_variables() -> None:
    """Only near misses: an orchestrator may put BATCHPORTAL_SERVICE_HOST into the environment for a service."""
    known = [*Settings.model_fields, "config"]
    for variable in os.environ:
        name = variable.removeprefix(PREFIX).lower()
        if not variable.startswith(PREFIX) or name in known:
            continue
        if nearest := process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=85):
            raise UsageError(f"There is no variable {variable}. Did you mean {PREFIX}{nearest[0].upper()}?")


def _explained(error: ValidationError, given: dict[str, object]) -> str:
    lines = []
    for problem in error.errors(include_url=False, include_context=False):
        # A default that depends on a wrong setting is not a second mistake.
        if problem["type"] == "default_factory_not_called":
            continue
        name = str(problem["loc"][0])
        shown = name if name in _NEVER_SHOWN else f"{name} = {problem['input']}"
        reason = _REASONS.get(problem["type"]) or re.sub(
            r"^(Value error, )?(Input should be )?", lambda found: "must be " if found[2] else "", problem["msg"]
        )
        lines.append(f"{shown} ({_origin(name, given)}): {reason}.")
    return "\n".join(lines)


def _origin(name: str, given: dict[str, object]) -> str:
    """Where a setting's value came from, as a person would look for it."""
    if name in given:
        return f"from --{name.replace('_', '-')}"
    variables = {variable.upper(): variable for variable, value in os.environ.items() if value}
    if variable := variables.get(f"{PREFIX}{name.upper()}"):
        return f"from {variable}"
    return f"in {settings_file() or 'the defaults'}"


def _hide_secrets(settings: Settings) -> None:
    if settings.password:
        hide(settings.password.get_secret_value())
    try:
        password = urlsplit(settings.database).password
    except ValueError:
        return
    if password:
        hide(password, unquote(password))
