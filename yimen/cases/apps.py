"""The app as Django knows it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See docs/apps/cases.md."""

    name = "yimen.cases"
    label = "cases"

    def ready(self) -> None:
        """Make the followers known to whoever runs them."""
        from yimen.cases import followers  # noqa: F401
