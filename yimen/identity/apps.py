"""The app as Django knows it."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """See docs/apps/identity.md."""

    name = "yimen.identity"
    label = "identity"
