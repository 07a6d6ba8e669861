"""The app as Django knows it."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """See docs/apps/journal.md."""

    name = "yimen.journal"
    label = "journal"
