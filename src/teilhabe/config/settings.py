"""Django's settings, made from the typed environment. Rooms read `django.conf.settings` only."""

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django.conf.locale
from django.utils.translation import gettext_lazy as _

from teilhabe.config import environment
from teilhabe.kit import vault

try:
    ENV = environment.read(os.environ)
except environment.SettingsError as error:
    sys.exit(str(error))

# Paths -----------------------------------------------------------------------------------------
DATA_DIR = ENV.data
KEYS_DIR = DATA_DIR / "keys"
MEDIA_ROOT = DATA_DIR / "files"
MAIL_DIR = DATA_DIR / "mail"
CACHE_DIR = DATA_DIR / "cache"
STATIC_ROOT = DATA_DIR / "static"

SECRET_KEY = vault.secret(KEYS_DIR, "signing.key")
DEBUG = ENV.debug
ALLOWED_HOSTS = list(ENV.hosts)
BASE_URL = ENV.base_url
CSRF_TRUSTED_ORIGINS = [BASE_URL] if ENV.secure else []
ROOT_URLCONF = "teilhabe.config.urls"
WSGI_APPLICATION = "teilhabe.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SERVE_WORKERS = ENV.workers

# Rooms -----------------------------------------------------------------------------------------
HOUSE = [
    "teilhabe.public",
    "teilhabe.workspace",
    "teilhabe.portal",
    "teilhabe.office",
    "teilhabe.directory",
    "teilhabe.accounts",
    "teilhabe.notices",
    "teilhabe.privacy",
    "teilhabe.audit",
    "teilhabe.parameters",
    "teilhabe.kit",
]
INSTALLED_APPS = [
    *HOUSE,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "phonenumber_field",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "teilhabe.kit.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "teilhabe.public.middleware.KeptPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "teilhabe.accounts.middleware.EvenAnswers",
    "teilhabe.accounts.middleware.StaffSession",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "teilhabe.config.context.house",
            ],
            "builtins": ["teilhabe.kit.templatetags.kit"],
        },
    }
]
FORM_RENDERER = "teilhabe.kit.forms.KernRenderer"

# Database --------------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, object]]
if ENV.database.engine == "sqlite":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ENV.database.name,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: a write that was answered survives a power cut (docs/decisions/0003).
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;"
                    "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": ENV.database.name,
            "USER": ENV.database.user,
            "PASSWORD": ENV.database.password,
            "HOST": ENV.database.host,
            "PORT": ENV.database.port,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    }

CACHES = {
    "default": {
        "BACKEND": "teilhabe.kit.caching.Files",
        "LOCATION": CACHE_DIR / "default",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "pages": {
        "BACKEND": "teilhabe.kit.caching.Files",
        "LOCATION": CACHE_DIR / "pages",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

# Jobs ------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Languages -------------------------------------------------------------------------------------
django.conf.locale.LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "Plain German",
    "name_local": "Einfache Sprache",
}
LANGUAGE_CODE = "de"
LANGUAGES = [
    ("de", _("Deutsch")),
    ("de-simple", _("Einfache Sprache")),
    ("en", _("Englisch")),
    ("ar", _("Arabisch")),
]
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
LANGUAGE_COOKIE_NAME = "sprache"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = ENV.secure
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
FORMAT_MODULE_PATH = ["teilhabe.kit.formats"]

# People ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["teilhabe.accounts.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/anfang/"
ACCOUNT_ADAPTER = "teilhabe.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "teilhabe.accounts.adapters.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Django's own generator: it binds the link to password and address and writes nothing.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  # a path
ACCOUNT_FORMS = {
    "login": "teilhabe.accounts.forms.Login",
    "change_password": "teilhabe.accounts.forms.ChangePassword",
    "set_password": "teilhabe.accounts.forms.SetPassword",
    "reset_password": "teilhabe.accounts.forms.ResetPassword",
    "reset_password_from_key": "teilhabe.accounts.forms.ResetPasswordKey",
    "reauthenticate": "teilhabe.accounts.forms.Reauthenticate",
}
# Behind the proxy the visitor's address is the last one in X-Forwarded-For; throttling counts it.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENV.secure else 0
MFA_ADAPTER = "teilhabe.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "teilhabe.accounts.forms.Authenticate",
    "reauthenticate": "teilhabe.accounts.forms.ReauthenticateByCode",
    "activate_totp": "teilhabe.accounts.forms.ActivateTotp",
    "add_webauthn": "teilhabe.accounts.forms.AddKey",
    "edit_webauthn": "teilhabe.accounts.forms.EditKey",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from an invitation, not from a sign-up
MFA_TOTP_ISSUER = "teilhabe"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENV.secure
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "verwaltung",
                "name": ENV.oidc.name,
                "client_id": ENV.oidc.client_id,
                "secret": ENV.oidc.secret,
                "settings": {"server_url": ENV.oidc.server},
            }
        ]
        if ENV.oidc
        else []
    }
}
SESSION_COOKIE_AGE = 10 * 60 * 60  # one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = ENV.secure
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = ENV.secure
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "teilhabe.public.views.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Security --------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = False  # the proxy in front does it; see docs/operators
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.secure else None
SECURE_HSTS_SECONDS = 31_536_000 if ENV.secure else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Files -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
MEDIA_URL = "/dateien/"
FILE_UPLOAD_PERMISSIONS = 0o600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# Mail ------------------------------------------------------------------------------------------
_mail = urlsplit(ENV.mail_url)
EMAIL_BACKEND = {
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
}.get(_mail.scheme, "django.core.mail.backends.smtp.EmailBackend")
EMAIL_FILE_PATH = MAIL_DIR
EMAIL_HOST = _mail.hostname or ""
EMAIL_PORT = _mail.port or {"smtps": 465, "smtp+tls": 587}.get(_mail.scheme, 25)
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from
LETTERHEAD = "teilhabe.office.queries.letterhead"  # whose name stands below every mail

PHONENUMBER_DEFAULT_REGION = "DE"
PHONENUMBER_DEFAULT_FORMAT = "INTERNATIONAL"

# Logging: one event a line, ids only -----------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "teilhabe.kit.logs.EventFormatter"}},
    "filters": {"routes": {"()": "teilhabe.kit.logs.RoutesOnly"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["routes"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "teilhabe": {"level": ENV.log_level, "propagate": True},
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names below the domain may not speak https; they are not ours
    "security.W008",  # the proxy in front redirects to https
    "security.W021",  # preloading HSTS is the domain owner's decision, not ours
]
