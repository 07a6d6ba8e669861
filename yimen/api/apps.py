"""The app as Django knows it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """See docs/apps/api.md."""

    name = "yimen.api"
    label = "api"
