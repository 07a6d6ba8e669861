"""The app as Django knows it."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    """See docs/apps/process.md."""

    name = "yimen.process"
    label = "process"
