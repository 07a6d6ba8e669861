"""The app as Django knows it."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """See docs/apps/supervision.md."""

    name = "yimen.supervision"
    label = "supervision"
