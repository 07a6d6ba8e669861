"""The app as Django knows it."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """See docs/apps/catalogue.md."""

    name = "yimen.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Make the followers known to whoever runs them."""
        from yimen.catalogue import followers  # noqa: F401
