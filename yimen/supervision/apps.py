"""The app as Django knows it."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """See docs/apps/supervision.md."""

    name = "yimen.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Make the followers known to whoever runs them."""
        from yimen.supervision import followers  # noqa: F401
