"""The app as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """See docs/apps/desk.md."""

    name = "yimen.desk"
    label = "desk"
