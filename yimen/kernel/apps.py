"""The app as Django knows it: it has no tables, only translations."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """See docs/apps/kernel.md."""

    name = "yimen.kernel"
    label = "kernel"
