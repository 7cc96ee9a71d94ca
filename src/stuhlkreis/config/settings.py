"""All settings, read once from the environment and from `settings.env` in the home.

Each `STUHLKREIS_*` variable is told in `docs/settings.md`. A server without keys does not start.
"""

from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from django.core.exceptions import ImproperlyConfigured

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parents[1]

env = environ.Env()
HOME = Path(env.str("STUHLKREIS_HOME", default="stuhlkreis-home")).resolve()
environ.Env.read_env(HOME / "settings.env")


def needed(name: str) -> str:
    """The value of a variable no server runs without. Raises `ImproperlyConfigured`."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Die Umgebungsvariable {name} fehlt.")
    return value


def database(url: str) -> dict[str, Any]:
    """Django's description of a database address, with what makes SQLite safe under load."""
    described: dict[str, Any] = env.db_url_config(url)
    if described["ENGINE"].endswith("sqlite3"):
        described["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        described["CONN_MAX_AGE"] = 60
        described["CONN_HEALTH_CHECKS"] = True
    return described


SECRET_KEY = needed("STUHLKREIS_SECRET_KEY")
FIELD_KEYS = needed("STUHLKREIS_FIELD_KEYS")
DEBUG = False
IS_DEMO = env.bool("STUHLKREIS_DEMO", default=False)
ALLOWED_HOSTS = env.list("STUHLKREIS_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env.str("STUHLKREIS_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
IS_HTTPS = BASE_URL.startswith("https://")

DATABASES = {
    "default": database(
        env.str("STUHLKREIS_DATABASE_URL", default=f"sqlite:///{HOME / 'stuhlkreis.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "KEY_FUNCTION": "stuhlkreis.core.cache_keys.blind",
    }
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "django_linear_migrations",
    "stuhlkreis.core",
    "stuhlkreis.accounts",
    "stuhlkreis.network",
    "stuhlkreis.topics",
    "stuhlkreis.groups",
    "stuhlkreis.inquiries",
    "stuhlkreis.starters",
    "stuhlkreis.exchange",
    "stuhlkreis.web",
]
FIRST_PARTY_APPS = [
    app for app in INSTALLED_APPS if app.startswith("stuhlkreis.") and app != "stuhlkreis.web"
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "stuhlkreis.web.headers.careful",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
CSRF_FAILURE_VIEW = "stuhlkreis.web.errors.csrf_failure"
ROOT_URLCONF = "stuhlkreis.config.urls"
WSGI_APPLICATION = "stuhlkreis.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "stuhlkreis.web.context.site",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]
FORM_RENDERER = "stuhlkreis.web.forms.Renderer"

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
FORMAT_MODULE_PATH = ["stuhlkreis.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str(
            "STUHLKREIS_STATIC_STORAGE",
            default="whitenoise.storage.CompressedManifestStaticFilesStorage",
        )
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account:home"
ACCOUNT_ADAPTER = "stuhlkreis.web.account.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PRESERVE_USERNAME_CASING = False
# No mail to strangers: who has no account hears nothing, and the page looks the same.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "stuhlkreis.web.account.forms.LogIn",
    "request_login_code": "stuhlkreis.web.account.forms.AskForCode",
    "confirm_login_code": "stuhlkreis.web.account.forms.EnterCode",
    "change_password": "stuhlkreis.web.account.forms.ChangePassword",
    "set_password": "stuhlkreis.web.account.forms.SetPassword",
    "reset_password": "stuhlkreis.web.account.forms.AskForReset",
    "reset_password_from_key": "stuhlkreis.web.account.forms.ResetPassword",
}
# Of ours in the same counter: entries for the interest list. The key is a mail address or number.
ACCOUNT_RATE_LIMITS = {"leave_interest": "10/10m/ip,3/10m/key"}
# How many proxies of ours stand in front; rate limits count the address the last one saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("STUHLKREIS_TRUSTED_PROXIES", default=0)

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        # No script yet: what nothing needs stays closed.
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

vars().update(env.email(
    "STUHLKREIS_EMAIL_URL",
    default=f"filemail:///{HOME / 'mail'}" if IS_DEMO else "smtp://127.0.0.1:25",
))  # fmt: skip
DEFAULT_FROM_EMAIL = env.str("STUHLKREIS_FROM_EMAIL", default="stuhlkreis@localhost")
EMAIL_TIMEOUT = 10

# One table of 10 MB, packed, is far more than an office has.
UPLOAD_MAX_BYTES = env.int("STUHLKREIS_UPLOAD_MAX_BYTES", default=10 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "stuhlkreis.web.uploads.Enough",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
TEST_RUNNER = "django.test.runner.DiscoverRunner"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
