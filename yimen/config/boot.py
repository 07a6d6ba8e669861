"""Waking Django outside a web server."""

import os

import django


def django_ready(settings: str = "yimen.config.settings.prod") -> None:
    """Load settings and apps; `DJANGO_SETTINGS_MODULE` names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    django.setup()
