"""The app as Django knows it."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """See docs/apps/figures.md."""

    name = "yimen.figures"
    label = "figures"

    def ready(self) -> None:
        """Make known: the follower that counts."""
        from yimen.figures import followers  # noqa: F401
