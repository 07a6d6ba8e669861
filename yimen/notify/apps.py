"""The app as Django knows it."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """See docs/apps/notify.md."""

    name = "yimen.notify"
    label = "notify"
