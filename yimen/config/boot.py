"""Waking Django outside a web server."""

import os

import django
from django.conf import settings


def django_ready(module: str = "yimen.config.settings.prod") -> None:
    """Load settings and apps; `DJANGO_SETTINGS_MODULE` names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", module)
    django.setup()


def words_ready() -> None:
    """Just enough for a sentence in English: small tools start fast and need no site."""
    if not settings.configured:
        settings.configure(USE_I18N=False, USE_TZ=True, TIME_ZONE="Asia/Shanghai")
