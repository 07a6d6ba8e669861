"""The app as Django knows it."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """See docs/apps/exchange.md."""

    name = "yimen.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make the follower known to whoever runs it."""
        from yimen.exchange import followers  # noqa: F401
