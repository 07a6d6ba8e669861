"""The app as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """See docs/apps/ui.md."""

    name = "yimen.ui"
    label = "ui"
