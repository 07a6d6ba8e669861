"""The app as Django knows it."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """See docs/apps/orgs.md."""

    name = "yimen.orgs"
    label = "orgs"
