"""The app as Django knows it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See docs/apps/cases.md."""

    name = "yimen.cases"
    label = "cases"
