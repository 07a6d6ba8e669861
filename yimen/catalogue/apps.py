"""The app as Django knows it."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """See docs/apps/catalogue.md."""

    name = "yimen.catalogue"
    label = "catalogue"
