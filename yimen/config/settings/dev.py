"""Writing code: error pages with everything, static files as they lie in the tree."""

from yimen.config.settings.base import *

DEBUG = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
