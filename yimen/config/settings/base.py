"""What is the same everywhere. Nothing here reads the environment; `config.env` does."""

from typing import Any
from urllib.parse import urlsplit

from yimen.config.database import django_database
from yimen.config.env import ENV, ROOT
from yimen.config.mail import mail_settings
from yimen.config.secrets import secret_key
from yimen.config.sms import sms_settings

SECRET_KEY = secret_key(ENV)
DEBUG = False
PUBLIC_URL = ENV.public_url
ALLOWED_HOSTS = [*ENV.hosts.split(","), urlsplit(PUBLIC_URL).hostname]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
DEMO = ENV.demo

INSTALLED_APPS = [
    "yimen.kernel",
    "yimen.journal",
    "yimen.files",
    "yimen.orgs",
    "yimen.identity",
    "yimen.catalogue",
    "yimen.process",
    "yimen.notify",
    "yimen.cases",
    "yimen.supervision",
    "yimen.exchange",
    "yimen.figures",
    "yimen.ui",
    "yimen.portal",
    "yimen.desk",
    "yimen.api",
    "yimen.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "yimen.config.middleware.ContentSecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # static files are compressed beforehand
    "django.contrib.sessions.middleware.SessionMiddleware",
    "yimen.identity.adapters.sessions.IdleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "yimen.config.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yimen.config.middleware.NewDayMiddleware",
    "yimen.config.middleware.ActorMiddleware",
    "yimen.config.middleware.ActAsPageMiddleware",
    "yimen.config.middleware.DomainErrorMiddleware",
    "yimen.config.middleware.UnfitDataMiddleware",
]

ROOT_URLCONF = "yimen.config.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yimen.config.context.site",
                "yimen.desk.context.frame",
            ],
        },
    }
]

DATABASES = {"default": django_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.Account"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = ENV.var / "static"
NODE_MODULES = ROOT / "node_modules"
STATICFILES_DIRS = [
    ("vendor/tabler", NODE_MODULES / "@tabler/core/dist"),
    ("vendor/htmx", NODE_MODULES / "htmx.org/dist"),
    ("vendor/bpmn", NODE_MODULES / "bpmn-js/dist"),
    ("vendor/echarts", NODE_MODULES / "echarts/dist"),
]
#: What documents are set in; never served.
FONTS = NODE_MODULES / "@embedpdf/fonts-sc/fonts"
#: Parts of the front-end packages that no page uses.
STATIC_IGNORE = [
    *("libs", "types", "img", "ext", "*.rtl.*", "*.esm.*", "*.d.ts", "*.gz", "tabler-*"),
    *("tabler.css*", "tabler.js*", "htmx.js", "htmx.amd.js", "htmx.cjs.js"),
    *("*.development.js", "bpmn-viewer*", "bpmn-navigated*", "bpmn-codes.css", "bpmn-embedded.css"),
    *("extension", "echarts.js*", "echarts.min.js", "echarts.simple*", "echarts.common.js*"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "yimen.config.styles.SmallSheets"},
}
MEDIA_ROOT = ENV.var / "files"

IS_SECURE = PUBLIC_URL.startswith("https://")
SESSION_ENGINE = "yimen.identity.adapters.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DEFAULT_FROM_EMAIL = ENV.mail_from
globals().update(mail_settings(ENV.smtp_url, ENV.var / "mail"))
#: Where facts about applicants come from that tables may ask for (cases/ports.py).
FACTS_REGISTER = "yimen.cases.adapters.demo.DemoRegister"
SMS = sms_settings(ENV)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "yimen": {"level": "INFO"},
        "psycopg.pool": {"level": "ERROR"},  # repeats every attempt while the database is away
    },
}

# Accounts
AUTHENTICATION_BACKENDS = ["yimen.identity.adapters.signing_in.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
STAFF_REDIRECT_URL = "/desk/"
STAFF_IDLE_SECONDS = 30 * 60  # GB/T 22239: sessions of officers end when nobody is there
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
ACCOUNT_FORMS = {
    "login": "yimen.portal.forms.accounts.LoginForm",
    "signup": "yimen.portal.forms.accounts.SignupForm",
}
ACCOUNT_ADAPTER = "yimen.identity.adapters.signing_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False  # halls have shared computers
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key", "signup": "10/m/ip"}
MFA_ADAPTER = "yimen.identity.adapters.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "一门"
MFA_TOTP_TOLERANCE = 1  # clocks of office computers drift
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Shared by all workers: counts failed sign-ins and one-time codes already used.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "yimen_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
