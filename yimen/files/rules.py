"""What a file really is, by its content; and whether it can be opened without harm."""

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO

import filetype
import pypdf
from PIL import Image
from pypdf.errors import PyPdfError

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 80_000_000
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_RATIO = 200

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
OFD = "application/ofd"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ENDINGS = {
    PDF: ("pdf",),
    JPEG: ("jpg", "jpeg"),
    PNG: ("png",),
    OFD: ("ofd",),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
}
#: the member that tells which kind a zip archive is
MARKS = {"OFD.xml": OFD, "word/document.xml": DOCX, "xl/workbook.xml": XLSX}


def media_type_of(head: bytes, content: IO[bytes]) -> str:
    """One of ENDINGS by content alone; empty for anything else."""
    kind = filetype.guess(head)
    mime = kind.mime if kind else ""
    if mime in {PDF, JPEG, PNG}:
        return str(mime)
    return _archive_type(content) if head.startswith(b"PK\x03\x04") else ""


def _archive_type(content: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return ""
    return next((kind for mark, kind in MARKS.items() if mark in names), "")


def is_hostile(media_type: str, content: IO[bytes]) -> bool:
    """Whether opening would take absurd memory: zip bombs, huge pictures."""
    if media_type in {JPEG, PNG}:
        return _pixels(content) > MOST_PIXELS
    if media_type in {OFD, DOCX, XLSX}:
        with zipfile.ZipFile(content) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            packed = sum(member.compress_size for member in archive.infolist()) or 1
        return unpacked > MOST_UNPACKED_BYTES or unpacked / packed > MOST_RATIO
    return False


def _pixels(content: IO[bytes]) -> int:
    try:
        with Image.open(content) as picture:
            return picture.width * picture.height
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return MOST_PIXELS + 1
    except (OSError, ValueError, SyntaxError):
        return 0


def opens(media_type: str, content: IO[bytes]) -> bool:
    """Whether a reader can open it: a PDF with pages, a picture that decodes, a whole archive."""
    return _OPENERS[media_type](content)


def _pdf_opens(content: IO[bytes]) -> bool:
    try:
        return len(pypdf.PdfReader(io.BytesIO(content.read())).pages) > 0
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False


def _picture_opens(content: IO[bytes]) -> bool:
    try:
        with Image.open(content) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def _archive_opens(content: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(content) as archive:
            return archive.testzip() is None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return False


_OPENERS: dict[str, Callable[[IO[bytes]], bool]] = {
    PDF: _pdf_opens,
    JPEG: _picture_opens,
    PNG: _picture_opens,
    OFD: _archive_opens,
    DOCX: _archive_opens,
    XLSX: _archive_opens,
}


def clean_name(name: str, media_type: str) -> str:
    """The last part of the name, without control characters, at most 200 long, with ending."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*/').strip(" .")
    stem = plain.rsplit(".", 1)[0][:190] or "file"
    return f"{stem}.{ENDINGS[media_type][0]}"


def ending_of(name: str) -> str:
    """The ending of a name in lower case, without its dot; empty if it has none."""
    return name.rsplit(".", 1)[1].lower() if "." in name else ""
