"""Finding stored bytes. Who may read a file is decided by whoever owns the row that names it."""

from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from yimen.files.models import Blob


def incoming() -> Path:
    """Where uploads are written until they are whole."""
    return Path(settings.MEDIA_ROOT) / "incoming"


def path_of(sha256: str) -> Path:
    """Where the bytes of that hash lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def open_blob(blob: Blob) -> BinaryIO:
    """The stored bytes, for reading; FileNotFoundError if the disk lost them."""
    return path_of(blob.sha256).open("rb")


def is_readable(blob: Blob) -> bool:
    """Whether the bytes are still there."""
    return path_of(blob.sha256).is_file()
