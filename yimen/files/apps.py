"""The app as Django knows it."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """See docs/apps/files.md."""

    name = "yimen.files"
    label = "files"
