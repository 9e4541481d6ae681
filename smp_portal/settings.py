"""Settings of the portal, all from the environment: .env.example explains each one."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from smp_portal.foundation.mail_way import read_mail_way

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

DEMO = env.bool("DEMO", False)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
PORTAL_BASE_URL = env.str("PORTAL_BASE_URL", "http://127.0.0.1:8000").rstrip("/")

if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is empty: set it to a long random text that only this portal knows."
    )
if not DEMO and DEBUG:
    raise ImproperlyConfigured(
        "DEBUG is on outside the demonstration: it would show settings and data to visitors. Set DEBUG=false."
    )
if not DEMO and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is empty or has *: name the hosts that people type, such as portal.example.org."
    )

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"

INSTALLED_APPS = [
    "smp_portal.foundation",
    "partners",
    "consultations",
    "priorities",
    "actionplans",
    "smp_portal.pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "django_filters",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "smp_portal.pages.demonstration.middleware.DemonstrationMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "smp_portal.foundation.no_copies.no_copies",
    "django.contrib.messages.middleware.MessageMiddleware",
    "smp_portal.foundation.kept_text.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "smp_portal.urls"
WSGI_APPLICATION = "smp_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "smp_portal.pages.context.portal",
            ],
            "builtins": ["smp_portal.foundation.templatetags.portal"],
        },
    }
]

# Data ---------------------------------------------------------------------------------------------

_database = env.dj_db_url("DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'portal.sqlite3'}")
_database["CONN_HEALTH_CHECKS"] = True
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    _database["CONN_MAX_AGE"] = 60
    # PostgreSQL keeps its plan of a statement that comes again and again (smp_portal/foundation/statements.py).
    _database.setdefault("OPTIONS", {})["prepare_threshold"] = 5
DATABASES = {"default": _database}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Sign-in limits live in the database, so that losing the broker locks nobody out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
    }
}

# The worker ---------------------------------------------------------------------------------------

REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 10,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}
CELERY_TIMEZONE = "UTC"
# Each looks once a minute; a look that no worker took up is forgotten before the next one.
_EVERY_MINUTE = {"schedule": 60.0, "options": {"expires": 55}}
CELERY_BEAT_SCHEDULE = {
    "reminders": {"task": "actionplans.tasks.reminder_tick", **_EVERY_MINUTE},
    "response-files": {"task": "consultations.tasks.response_file_look", **_EVERY_MINUTE},
    "board-packs": {"task": "smp_portal.pages.tasks.board_pack_look", **_EVERY_MINUTE},
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Mail ---------------------------------------------------------------------------------------------

_email = env.dj_email_url("EMAIL_URL", "smtp://127.0.0.1:1025")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_PORT = _email["EMAIL_PORT"]
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
# A mail server that says nothing must not hold a sender for ever.
EMAIL_TIMEOUT = _email["EMAIL_TIMEOUT"] or 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Safer Melton Partnership <portal@example.org>")
# The way of reminders; sign-in codes and invitations always go by the mail server above.
MAIL_CHANNEL, NOTIFY = read_mail_way(env)
# What this sender knows of the database, kept outside of it: so a restored backup is noticed.
SENDER_MARK = env.path("SENDER_MARK", BASE_DIR / "var" / "sender-mark")
# Where the demonstration's own mail system leaves what it was handed.
DEMO_MAILDIR = env.path("DEMO_MAILDIR", BASE_DIR / "var" / "mail")

# People -------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "partners.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:my_work"
LOGOUT_REDIRECT_URL = "pages:home"
CSRF_FAILURE_VIEW = "smp_portal.foundation.kept_text.csrf_failure"
ACCOUNT_ADAPTER = "partners.adapter.PartnersAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
# Some organisations' mail gateways hold a message from a new sender for ten minutes.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "request_login_code": "20/m/ip,3/m/key,10/h/key"}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "partners.sign_in.SignInForm",
    "confirm_login_code": "partners.sign_in.CodeForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# Pages and files ----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Noto Sans, which the front end's build puts here: papers are drawn with it and with no font of the machine.
PAPER_FONTS = env.path("PAPER_FONTS", BASE_DIR / "static" / "dist" / "fonts")
CRISPY_ALLOWED_TEMPLATE_PACKS = "govuk"
CRISPY_TEMPLATE_PACK = "govuk"
FORM_RENDERER = "smp_portal.foundation.forms.drawing.FormRenderer"

# Safety -------------------------------------------------------------------------------------------

_https = urlsplit(PORTAL_BASE_URL).scheme == "https"
SECURE_SSL_REDIRECT = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# Files stay in memory up to the limit of what the portal reads; of a larger one nothing is kept.
FILE_UPLOAD_HANDLERS = ["smp_portal.foundation.files.uploads.BoundedUploadHandler"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Logs ---------------------------------------------------------------------------------------------

LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "smp_portal.foundation.logs.LineFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {"django.server": {"handlers": ["stderr"], "propagate": False}},
}
