"""The app as Django knows it."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """See docs/apps/notify.md."""

    name = "yimen.notify"
    label = "notify"

    def ready(self) -> None:
        """Let the outbox know its sender."""
        from yimen.notify import tasks  # noqa: F401
