"""The test suite: fast passwords, fast commits, static files as they lie in the tree."""

from yimen.config.settings.base import *

DATABASES = {"default": django_database(options="-c synchronous_commit=off")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
ALLOWED_HOSTS = ["*"]
MEDIA_ROOT = ENV.var / "test-files"
