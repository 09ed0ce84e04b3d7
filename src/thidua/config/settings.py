"""Settings from the environment; defaults suit a machine of one's own."""

import os
from pathlib import Path

import structlog
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("THIDUA_DATA", ROOT / "var"))
NODE_MODULES = Path(os.environ.get("THIDUA_NODE_MODULES", ROOT / "node_modules"))


def _secret() -> str:
    """The signing key of the environment, else one kept beside the data, made once."""
    if given := os.environ.get("THIDUA_SECRET_KEY"):
        return given
    keeper = DATA / "secret.key"
    if not keeper.exists():
        keeper.parent.mkdir(parents=True, exist_ok=True)
        keeper.touch(mode=0o600)
        keeper.write_text(get_random_secret_key())
    return keeper.read_text()


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("THIDUA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("THIDUA_ORIGINS", "").split(",") if o]
SITE_URL = os.environ.get("THIDUA_URL", "http://127.0.0.1:8000")
OVER_HTTPS = SITE_URL.startswith("https:")

# The dependency order of the house, upside down: who stands lower comes first.
INSTALLED_APPS = [
    "thidua.core",
    "thidua.ui",
    "thidua.accounts",
    "thidua.orgs",
    "thidua.notices",
    "thidua.documents",
    "thidua.certificates",
    "thidua.exchange",
    "thidua.overlays",
    "thidua.disclosures",
    "thidua.ballots",
    "thidua.councils",
    "thidua.movements",
    "thidua.pacts",
    "thidua.programmes",
    "thidua.care",
    "thidua.suggestions",
    "thidua.boards",
    "thidua.reviews",
    "thidua.clusters",
    "thidua.indicators",
    "thidua.oversight",
    "thidua.initiatives",
    "thidua.awards",
    "thidua.legacy",
    "thidua.funds",
    "thidua.conferences",
    "thidua.analytics",
    "thidua.portal",
    "thidua.demo",
    "thidua.play",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "thidua.config.static.StaticFiles",
    "django.contrib.humanize",
    "django.forms",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thidua.ui.middleware.ChosenLanguage",
    "thidua.orgs.middleware.RememberStandings",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thidua.accounts.middleware.NoteSessions",
]

ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"
FORM_RENDERER = "thidua.ui.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.ui.context.shell",
            ],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    """Django's settings of a libpq address; everything in it is passed on."""
    given = conninfo_to_dict(url)
    names = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    settings = {names[key]: value for key, value in given.items() if key in names}
    options = {key: value for key, value in given.items() if key not in names}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **settings,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": 12, "timeout": 30}},
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "dbname=thidua"))}
# Tests and plays make databases of their own; copied from a migrated one, they come at once.
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("THIDUA_TEMPLATE_DATABASE")}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["thidua.accounts.backends.AnyIdentifier"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "code"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "thidua.accounts.adapters.ClosedAccounts"
ACCOUNT_FORMS = {
    "login": "thidua.accounts.forms.SignInForm",
    "change_password": "thidua.accounts.forms.ChangePassword",
    "reauthenticate": "thidua.accounts.forms.ConfirmPassword",
}
# A whole hospital may come from one address: people are counted strictly, addresses mildly.
# A program that asks the law is counted beside them, see `thidua.api.law`.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "legal_assess": "60/m/ip",
    "public_search": "30/m/ip",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_ADAPTER = "thidua.accounts.adapters.KnownPeopleOnly"
MFA_ADAPTER = "thidua.accounts.adapters.SecondFactor"
MFA_FORMS = {
    "authenticate": "thidua.accounts.forms.SecondFactorForm",
    "reauthenticate": "thidua.accounts.forms.ConfirmByCode",
    "activate_totp": "thidua.accounts.forms.TurnOnSecondFactor",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Thi đua"
MFA_TOTP_TOLERANCE = 1  # a code typed as its half-minute ends still counts (RFC 6238, 5.2)
USERSESSIONS_TRACK_ACTIVITY = True
# Single sign-on (OpenID Connect) of the unit, where it has one: docs/how-to/sign-in.md.
OPENID_SERVER = os.environ.get("THIDUA_OPENID_SERVER", "")
OPENID_ORIGIN = "/".join(OPENID_SERVER.split("/")[:3])
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "don-vi",
                "name": os.environ.get("THIDUA_OPENID_NAME", _("tài khoản của đơn vị")),
                "client_id": os.environ.get("THIDUA_OPENID_CLIENT", ""),
                "secret": os.environ.get("THIDUA_OPENID_SECRET", ""),
                "settings": {"server_url": OPENID_SERVER},
            }
        ]
        if OPENID_SERVER
        else [],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", "English")]
LOCALE_PATHS = [ROOT / "src" / "thidua" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FILTERS_EMPTY_CHOICE_LABEL = _("Tất cả")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [
    (f"vendor/{name}", NODE_MODULES / folder)
    for name, folder in (
        ("tabler/css", "@tabler/core/dist/css"),
        ("htmx", "htmx.org/dist"),
        ("be-vietnam-pro", "@fontsource/be-vietnam-pro"),
    )
    if (NODE_MODULES / folder).is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
# Uploaded files are private: served only by a view that asks a permit.
MEDIA_ROOT = DATA / "files"
# Private keys of open secret ballots: outside the database, the files and so every backup.
THIDUA_BALLOT_KEYS = Path(os.environ.get("THIDUA_BALLOT_KEYS") or DATA / "ballot-keys")
# Who this installation is to others: beside the ballots' keys, outside database and backups.
THIDUA_EXCHANGE_KEY = Path(os.environ.get("THIDUA_EXCHANGE_KEY") or DATA / "exchange.key")
THIDUA_PAPER_FONTS = NODE_MODULES / "@expo-google-fonts" / "tinos"
THIDUA_ICONS = NODE_MODULES / "@tabler" / "icons" / "icons" / "outline"
# A closed network shows nothing outside: no public pages, no outward QR.
THIDUA_PUBLIC = os.environ.get("THIDUA_PUBLIC", "yes") == "yes"
# Electronic signatures (docs/how-to/signatures.md): which keys, whose roots, what time.
THIDUA_SIGNING_KEYS = os.environ.get("THIDUA_SIGNING_KEYS", DATA / "signing.toml")
THIDUA_TRUST = os.environ.get("THIDUA_TRUST", DATA / "trust")
THIDUA_TSA = os.environ.get("THIDUA_TSA", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_BACKEND = os.environ.get("THIDUA_EMAIL", "django.core.mail.backends.dummy.EmailBackend")
DEFAULT_FROM_EMAIL = os.environ.get("THIDUA_FROM", "thidua@localhost")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OVER_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = OVER_HTTPS
SECURE_HSTS_SECONDS = 31536000 if OVER_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OVER_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        # Browsers hold the way on from a form to this too.
        "form-action": ["'self'", *([OPENID_ORIGIN] if OPENID_SERVER else [])],
        "base-uri": ["'self'"],
    }
}

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.format_exc_info,
        structlog.processors.KeyValueRenderer(key_order=["event"]),
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("THIDUA_LOG", "WARNING")},
    # A file that somebody sends with a bad signature is told on the page; it is no fault of ours.
    "loggers": {"pyhanko": {"level": "ERROR"}, "pyhanko_certvalidator": {"level": "ERROR"}},
}
