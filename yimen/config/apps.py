"""The app as Django knows it."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """See docs/apps/config.md."""

    name = "yimen.config"
    label = "config"
