"""All settings, read from the environment here and nowhere else; `docs/operate.md` explains each variable.

Production is the default and refuses to start when something it needs is missing. `AGENDAVOLGER_MODE=local` is for a
developer's own machine: it supplies a secret key that is no secret, answers to localhost only and writes mail to a folder.
"""

import json
import os
import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from agenda_tracker.identity_provider import PREFIX, identity_provider
from agenda_tracker.sqlite_file import ExistingFile

BASE_DIR = Path(__file__).resolve().parent.parent
MODES = ("production", "local")


def required(name: str, example: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"Agendavolger start niet: zet de omgevingsvariabele {name}, bijvoorbeeld {name}={example}. "
            "(Op uw eigen computer: gebruik `make run`, dat start in de stand AGENDAVOLGER_MODE=local.)"
        )
    return value


def host_names(name: str) -> list[str]:
    value = required(name, "agenda.example.nl")
    found = [host for part in value.split(",") if (host := part.strip())]
    if not found or not all(re.fullmatch(r"\*|\.?[\w.\-]+|\[[0-9A-Fa-f:.]+\]", host) for host in found):
        raise ImproperlyConfigured(
            f"{name} moet uit namen van hosts bestaan, zonder https:// en poort en met komma's ertussen, "
            f"bijvoorbeeld {name}=agenda.example.nl,www.agenda.example.nl; nu is het {value!r}."
        )
    return found


def whole_number(name: str, default: int, least: int = 0) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(
            f"{name} moet een geheel getal van {least} of meer zijn, bijvoorbeeld {name}={default}; nu is het {value!r}."
        )
    return int(value)


def switched_on(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower() or ("1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} moet 0 (uit) of 1 (aan) zijn; nu is het {value!r}.")
    return value == "1"


def told(name: str) -> str:
    """What the operator says about the site, on one line; empty when nothing is said."""
    return " ".join(os.environ.get(name, "").split())


def day(name: str) -> date | None:
    value = told(name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} moet een datum zijn, bijvoorbeeld {name}=2027-05-31; nu is het {value!r}."
        ) from None


def web_address(name: str) -> str:
    """An address of a service (`https:`, or `http:` within one's own network), without a slash at its end; may be empty."""
    value = told(name).rstrip("/")
    if value and not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+(/[!-~]*)?", value):
        raise ImproperlyConfigured(
            f"{name} moet een adres zijn, bijvoorbeeld {name}=https://bron.example.nl/dienst; nu is het {value!r}."
        )
    return value


def reachable(name: str) -> str:
    """An address to write to: `mailto:`, `https:` or `tel:`; a bare e-mail address gets its `mailto:`."""
    value = told(name)
    if re.fullmatch(r"[^@\s:/]+@[^@\s/]+", value):
        return f"mailto:{value}"
    if value and not re.fullmatch(r"(https://|mailto:|tel:)\S+", value):
        raise ImproperlyConfigured(
            f"{name} moet een e-mailadres zijn of met https:, mailto: of tel: beginnen, "
            f"bijvoorbeeld {name}=beveiliging@example.nl; nu is het {value!r}."
        )
    return value


MODE = os.environ.get("AGENDAVOLGER_MODE", "production").strip().lower()
if MODE not in MODES:
    raise ImproperlyConfigured(f"AGENDAVOLGER_MODE moet {' of '.join(MODES)} zijn; nu is het {MODE!r}.")
LOCAL = MODE == "local"
DEBUG = False

if LOCAL:
    SECRET_KEY = "local-mode-only-this-key-is-no-secret-and-never-used-in-production"  # noqa: S105
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
else:
    SECRET_KEY = required("AGENDAVOLGER_SECRET_KEY", "$(openssl rand -base64 48)")
    ALLOWED_HOSTS = host_names("AGENDAVOLGER_ALLOWED_HOSTS")

# How many processes serve visitors, with how many threads each, and where they listen: `agenda_tracker/gunicorn.py`.
WORKERS = whole_number("AGENDAVOLGER_WORKERS", 2, least=1)
THREADS = whole_number("AGENDAVOLGER_THREADS", 4, least=1)
BIND = told("AGENDAVOLGER_BIND") or "127.0.0.1:8000"

# Everything that the running site writes to disk.
DATA_DIR = Path(os.environ.get("AGENDAVOLGER_DATA_DIR", "").strip() or BASE_DIR / "var")

INSTALLED_APPS = [
    "agenda_tracker.apps.AgendaTrackerConfig",
    "agenda_tracker.clerk_site.ClerkAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_filters",
    "simple_history",
]

MIDDLEWARE = [
    "agenda_tracker.web.headers.SafeHeaders",
    "agenda_tracker.api.every_answer.ApiAnswers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "agenda_tracker.web.unavailable.QuickRefusal",
    "agenda_tracker.web.reading.ReadFromReplica",
    "agenda_tracker.web.caching.ConditionalPages",
    "agenda_tracker.web.limits.Limits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "agenda_tracker.admin.gate.DeskGate",
]

ROOT_URLCONF = "agenda_tracker.urls"
WSGI_APPLICATION = "agenda_tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {"environment": "agenda_tracker.web.environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "agenda_tracker.admin.signing_in.desk_around_account_pages",
            ],
        },
    },
]


# How long PostgreSQL works on one statement for a visitor or a clerk; commands take the time they need.
STATEMENT_SECONDS = whole_number("AGENDAVOLGER_STATEMENT_SECONDS", 30)
# `wsgi.py` says so; a command does not.
SERVING = switched_on("AGENDAVOLGER_SERVING", default=False)


SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"


def parsed(name: str, url: str) -> dict[str, object]:
    """The parts of the address of a database. What it is when it is wrong, is not repeated: it may hold a password."""
    try:
        config: dict[str, object] = dict(dj_database_url.parse(url))
    except ValueError:
        config = {}
    # What follows a # is never looked at: a part of a password, then.
    if "#" in url or config.get("ENGINE") not in (SQLITE, POSTGRESQL):
        raise ImproperlyConfigured(
            f"{name} is geen adres van een database: schrijf het als postgres://gebruiker:wachtwoord@server:5432/naam of "
            "sqlite:////map/bestand.sqlite3, met leestekens in het wachtwoord als %-codes (# is %23, @ is %40, / is %2F)."
        )
    return config


def database(name: str, url: str, patience: int = 3) -> dict[str, object]:
    """How to reach the database at this address; who wants a connection waits for it so many seconds at most."""
    config = parsed(name, url)
    if config["ENGINE"] == SQLITE:
        return config | on_file(Path(str(config["NAME"])))
    return config | {
        # A connection is tried before it is used: the database may have been away since.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": on_network(patience, cast(dict[str, object], config.get("OPTIONS", {}))),
    }


def on_file(path: Path) -> dict[str, object]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"De map {path.parent} voor de database kan niet worden gemaakt ({error.strerror}): maak haar zelf, "
            "of laat AGENDAVOLGER_DATA_DIR (of DATABASE_URL) naar een map wijzen waarin geschreven mag worden."
        ) from None
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "factory": ExistingFile,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    # A file, because threads and server processes of a test share it; an in-memory database they would not.
    test = {"NAME": str(DATA_DIR / "test.sqlite3")}
    # Opening the file again for every request would take longer than most queries.
    return {"OPTIONS": options, "CONN_MAX_AGE": 60, "TEST": test}


def on_network(patience: int, asked: dict[str, object]) -> dict[str, object]:
    """A pool for each process; one that is gone or back is noticed in seconds, also when its machine vanished silently.

    What the address asks besides is done too; of two that say the same, the address wins.
    """
    pool = {
        "min_size": 1,
        "max_size": whole_number("AGENDAVOLGER_DB_POOL", max(8, THREADS + 2), least=1),
        "timeout": patience,
        "reconnect_timeout": 4,
    }
    options: dict[str, object] = {
        "pool": pool,
        "prepare_threshold": whole_number("AGENDAVOLGER_DB_PREPARE", 5) or None,
        "connect_timeout": 3,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 5000,
    }
    # To compile a statement takes PostgreSQL half a second, and longer than to work out any of ours.
    flags = ["-c jit=off"]
    if SERVING and STATEMENT_SECONDS:
        flags.append(f"-c statement_timeout={STATEMENT_SECONDS}s")
    if "options" in asked:
        flags.append(str(asked["options"]))
    return options | asked | {"options": " ".join(flags)}


DATABASES = {
    "default": database("DATABASE_URL", told("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'agendavolger.sqlite3'}")
}
# A copy that PostgreSQL keeps up by itself; visitors read there as long as it is as far as the primary.
if REPLICA_URL := told("AGENDAVOLGER_REPLICA_URL"):
    DATABASES["replica"] = database("AGENDAVOLGER_REPLICA_URL", REPLICA_URL, patience=2) | {
        "TEST": {"MIRROR": "default"}
    }
    DATABASE_ROUTERS = ["agenda_tracker.models.reading.ReadingRouter"]
    if {str(one["ENGINE"]) for one in DATABASES.values()} != {POSTGRESQL}:
        raise ImproperlyConfigured(
            "AGENDAVOLGER_REPLICA_URL hoort bij PostgreSQL: zet ook DATABASE_URL, "
            "en laat beide met postgres:// beginnen."
        )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, because what counts failed log-ins must be shared by all server processes. A migration makes the table.
CACHES = {
    "default": {
        "BACKEND": "agenda_tracker.database_cache.TellingCache",
        "LOCATION": "agenda_tracker_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# Log-in with a second factor, by django-allauth. Nobody signs up: a beheerder makes the accounts.
ACCOUNT_ADAPTER = "agenda_tracker.admin.signing_in.ClerkAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "admin:login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# Failed log-ins: for each account, and for each address. `ClerkAdapter` tells how long to wait.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/10m/ip,5/10m/key", "reset_password": "5/10m/ip", "identity": "30/m/ip"}
MFA_ADAPTER = "agenda_tracker.admin.signing_in.ClerkSecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Agendavolger"
MFA_FORMS = {"login_webauthn": "agenda_tracker.admin.signing_in.PasskeyLoginForm"}
# Log-in by the organisation's own provider (OpenID Connect), beside local accounts. None: there is none, nor its addresses.
OIDC_VARIABLES = (
    "AGENDAVOLGER_OIDC_ISSUER",
    "AGENDAVOLGER_OIDC_CLIENT_ID",
    "AGENDAVOLGER_OIDC_CLIENT_SECRET",
    "AGENDAVOLGER_OIDC_GROUPS",
    "AGENDAVOLGER_OIDC_GROUPS_CLAIM",
    "AGENDAVOLGER_OIDC_NAME",
    "AGENDAVOLGER_OIDC_LINK_CLAIM",
    "AGENDAVOLGER_OIDC_SECOND_FACTOR",
    "AGENDAVOLGER_OIDC_SCOPES",
)
OIDC = identity_provider(
    {name.removeprefix(PREFIX): os.environ.get(name, "").strip() for name in OIDC_VARIABLES}, local=LOCAL
)
SOCIALACCOUNT_ADAPTER = "agenda_tracker.admin.identity.adapter.ClerkIdentity"
# Whether a clerk without a second factor reaches the desk.
MFA_REQUIRED = switched_on("AGENDAVOLGER_MFA_REQUIRED", default=not LOCAL)

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True


def storage() -> dict[str, object]:
    """Where received files are kept: a folder of this server, or what the operator's Django storage reaches."""
    backend = told("AGENDAVOLGER_STORAGE") or "django.core.files.storage.FileSystemStorage"
    try:
        options = json.loads(os.environ.get("AGENDAVOLGER_STORAGE_OPTIONS", "").strip() or "{}")
    except ValueError:
        options = None
    if not isinstance(options, dict):
        raise ImproperlyConfigured(
            "AGENDAVOLGER_STORAGE_OPTIONS moet een JSON-object zijn, bijvoorbeeld "
            """AGENDAVOLGER_STORAGE_OPTIONS='{"bucket_name": "agendavolger"}'."""
        )
    if not is_installed(backend):
        raise ImproperlyConfigured(
            f"AGENDAVOLGER_STORAGE noemt {backend!r}, en dat is hier niet geïnstalleerd; controleer de naam, of installeer het."
        )
    return {"BACKEND": backend, "OPTIONS": options}


def is_installed(name: str) -> bool:
    """Whether the module of a class with this full name can be found; it is not run, because it may need the settings."""
    try:
        return find_spec(name.rpartition(".")[0]) is not None
    except (ImportError, ValueError):
        return False


STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Scripts of other sites have no business with these files.
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = DATA_DIR / "uploads"
STORAGES = {
    "default": storage(),
    # Public, and collected by whoever installs the site: also its own user must read them.
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "agenda_tracker.temporary.LargeUpload",
]
# Of received letters; nobody else on the server reads them.
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Where the search index lies; None: no index, and the database answers every search. It is derived data.
SEARCH_DIR: Path | None = Path(os.environ.get("AGENDAVOLGER_SEARCH_DIR", "").strip() or DATA_DIR / "search")

# Where the nightly files with all public data lie, how many dumps are kept, and on which terms anyone may use them.
DUMP_DIR = Path(os.environ.get("AGENDAVOLGER_DUMP_DIR", "").strip() or DATA_DIR / "dumps")
DUMPS_KEPT = whole_number("AGENDAVOLGER_DUMPS_KEPT", 7, least=1)
DATA_TERMS = told("AGENDAVOLGER_DATA_TERMS")

# How much memory each server process may fill with whole answers; 0 keeps none.
ANSWERS_BYTES = whole_number("AGENDAVOLGER_ANSWERS_MB", 64) * 1024 * 1024
# Seconds that a request may wait for a thread; beyond it the answer is 503 at once. 0: it waits however long it takes.
LONGEST_WAIT = whole_number("AGENDAVOLGER_LONGEST_WAIT", 3)
# Megabytes of address space of a server process; beyond it a request gets 503, and the process is replaced. 0: no bound.
WORKER_MEGABYTES = whole_number("AGENDAVOLGER_WORKER_MB", 0)
if 0 < WORKER_MEGABYTES < 600:
    raise ImproperlyConfigured(
        "AGENDAVOLGER_WORKER_MB moet 600 of meer zijn, want met minder begint geen serverproces; of 0: geen grens. "
        f"Nu is het {WORKER_MEGABYTES}."
    )

# The largest letter that is read, in bytes.
LETTER_MAX_BYTES = whole_number("AGENDAVOLGER_LETTER_MAX_MB", 20, least=1) * 1024 * 1024

# The official sources; each that is empty is not asked. Who answers for the questions is told to them.
OFFICIAL_SRU_URL = web_address("AGENDAVOLGER_OFFICIAL_SRU_URL")
OFFICIAL_PUBLICATIONS_URL = web_address("AGENDAVOLGER_OFFICIAL_PUBLICATIONS_URL")
TK_ODATA_URL = web_address("AGENDAVOLGER_TK_ODATA_URL")
OFFICIAL_CONTACT = told("AGENDAVOLGER_OFFICIAL_CONTACT")
# Through which they are asked, when this server does not reach the internet itself.
OFFICIAL_PROXY = web_address("AGENDAVOLGER_OFFICIAL_PROXY")
# Seconds that the desk waits for them while a clerk waits; beyond it the task is kept for later.
OFFICIAL_PATIENCE = whole_number("AGENDAVOLGER_OFFICIAL_PATIENCE", 8, least=1)
# Milliseconds between two questions to one host.
OFFICIAL_INTERVAL_MS = whole_number("AGENDAVOLGER_OFFICIAL_INTERVAL_MS", 500)
if (OFFICIAL_SRU_URL or OFFICIAL_PUBLICATIONS_URL or TK_ODATA_URL) and not re.fullmatch(
    r"[ -~]{4,200}", OFFICIAL_CONTACT
):
    raise ImproperlyConfigured(
        "Wie officiële bronnen bevraagt, zegt wie hij is: zet AGENDAVOLGER_OFFICIAL_CONTACT op een e-mailadres of "
        "webadres, bijvoorbeeld AGENDAVOLGER_OFFICIAL_CONTACT=beheer@agenda.example.nl."
    )

# A letter that comes less than so many days before its meeting is late.
DAYS_BEFORE = whole_number("AGENDAVOLGER_DAYS_BEFORE", 7, least=1)
# Whether searches that find nothing are kept (text and day only) for the clerks to see.
KEEP_MISSED_SEARCHES = switched_on("AGENDAVOLGER_KEEP_MISSED_SEARCHES", default=False)

# How often in a minute one address may search, and take away a table or document; 0: as often as it likes.
SEARCHES_A_MINUTE = whole_number("AGENDAVOLGER_SEARCHES_A_MINUTE", 0 if LOCAL else 300)
FILES_A_MINUTE = whole_number("AGENDAVOLGER_FILES_A_MINUTE", 0 if LOCAL else 10)
# And how often it may ask the open API anything that is not known already.
API_A_MINUTE = whole_number("AGENDAVOLGER_API_A_MINUTE", 0 if LOCAL else 600)

# The open API: anonymous, JSON only. What it answers is declared in `agenda_tracker/api/shapes.py`.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "agenda_tracker.api.problems.handled",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
}

# Who answers for the site, and the fields of the model accessibility statement. What is empty, the pages say is not filled in.
ORGANISATION = told("AGENDAVOLGER_ORGANISATION")
CONTACT = reachable("AGENDAVOLGER_CONTACT")
ACCESSIBILITY_STATUS = told("AGENDAVOLGER_A11Y_STATUS").upper()
if ACCESSIBILITY_STATUS not in ("", *"ABCDE"):
    raise ImproperlyConfigured(
        f"AGENDAVOLGER_A11Y_STATUS moet A, B, C, D of E zijn; nu is het {ACCESSIBILITY_STATUS!r}."
    )
ACCESSIBILITY_DATE = day("AGENDAVOLGER_A11Y_DATE")
ACCESSIBILITY_EVALUATED = day("AGENDAVOLGER_A11Y_EVALUATED")
ACCESSIBILITY_METHOD = told("AGENDAVOLGER_A11Y_METHOD")
ACCESSIBILITY_REPORT = reachable("AGENDAVOLGER_A11Y_REPORT")
# Sentences separated by a bar.
ACCESSIBILITY_LACKS = [part.strip() for part in told("AGENDAVOLGER_A11Y_LACKS").split("|") if part.strip()]
ACCESSIBILITY_CONTACT = reachable("AGENDAVOLGER_A11Y_CONTACT") or CONTACT

# Whom to warn of a leak (RFC 9116); without it there is no /.well-known/security.txt.
SECURITY_CONTACT = reachable("AGENDAVOLGER_SECURITY_CONTACT")
SECURITY_EXPIRES = day("AGENDAVOLGER_SECURITY_EXPIRES")
SECURITY_POLICY = reachable("AGENDAVOLGER_SECURITY_POLICY")
if SECURITY_CONTACT and SECURITY_EXPIRES is None:
    raise ImproperlyConfigured(
        "Bij AGENDAVOLGER_SECURITY_CONTACT hoort de dag tot wanneer security.txt geldt, hoogstens een jaar vooruit: "
        "zet AGENDAVOLGER_SECURITY_EXPIRES, bijvoorbeeld AGENDAVOLGER_SECURITY_EXPIRES=2027-05-31."
    )


def site_url() -> str:
    """Where the site is reached, for links in mails; without a slash at its end."""
    usual = "http://127.0.0.1:8000" if LOCAL else f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    value = (told("AGENDAVOLGER_SITE_URL") or usual).rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
        raise ImproperlyConfigured(
            "AGENDAVOLGER_SITE_URL moet met https:// beginnen, bijvoorbeeld "
            f"AGENDAVOLGER_SITE_URL=https://agenda.example.nl; nu is het {value!r}."
        )
    return value


SITE_URL = site_url()
# How often in an hour one address may ask for a mail with a link (to follow something, or to manage that); 0: no bound.
MAILS_AN_HOUR = whole_number("AGENDAVOLGER_MAILS_AN_HOUR", 0 if LOCAL else 20)

DEFAULT_FROM_EMAIL = os.environ.get("AGENDAVOLGER_FROM_EMAIL", "").strip() or "agendavolger@localhost"
if LOCAL:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
else:
    EMAIL_HOST = os.environ.get("AGENDAVOLGER_SMTP_HOST", "").strip() or "localhost"
    EMAIL_PORT = whole_number("AGENDAVOLGER_SMTP_PORT", 25)
    EMAIL_HOST_USER = os.environ.get("AGENDAVOLGER_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("AGENDAVOLGER_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = switched_on("AGENDAVOLGER_SMTP_TLS", default=False)
    EMAIL_TIMEOUT = whole_number("AGENDAVOLGER_SMTP_SECONDS", 20, least=1)

# One for every answer; what needs a stricter one, a letter as it was received for instance, says so itself.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
) + ("" if LOCAL else "; upgrade-insecure-requests")
X_FRAME_OPTIONS = "DENY"
ALLAUTH_TRUSTED_PROXY_COUNT = 0
SECURE_REFERRER_POLICY = "same-origin"
# A session ends after this long without a visit to the desk; `DeskGate` renews it at each.
SESSION_COOKIE_AGE = whole_number("AGENDAVOLGER_IDLE_MINUTES", 60, least=1) * 60
SESSION_ENGINE = "agenda_tracker.database_sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "agenda_tracker.web.errors.csrf_failure"
if not LOCAL:
    # Switch off only behind a proxy that itself sends every visitor to https.
    SECURE_SSL_REDIRECT = switched_on("AGENDAVOLGER_HTTPS_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = whole_number("AGENDAVOLGER_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # By this beginning a browser takes them from this host itself over https only, not from a neighbour in its domain.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    if switched_on("AGENDAVOLGER_BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        ALLAUTH_TRUSTED_PROXY_COUNT = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "agenda_tracker.logs.WithoutKeys",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"in_one_line": {"()": "agenda_tracker.logs.InOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["in_one_line"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"agenda_tracker.audit": {"level": "INFO"}},
}

SIMPLE_HISTORY_REVERT_DISABLED = False
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False
