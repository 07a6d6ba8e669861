"""The app as Django knows it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """See docs/apps/portal.md."""

    name = "yimen.portal"
    label = "portal"
