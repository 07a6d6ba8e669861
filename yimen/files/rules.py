"""What a file really is, by its content; and whether it can be opened without harm."""

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO

import filetype
from PIL import Image

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_PIXELS = 60_000_000  #: an A3 page at 500 dpi
MOST_PIXELS_DECODED = 25_000_000  #: 100 MB of memory
MOST_MEMBERS = 10_000
MOST_BYTES_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 100  #: of unpacked to packed, where it is more than
BYTES_UNPACKED_HARMLESS = 10 * MEGABYTE

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
PICTURES = {JPEG, PNG}
ARCHIVES = {OFD, DOCX, XLSX}
#: The members by which an archive is known. GB/T 33190: an OFD file begins with OFD.xml.
MARKS = {
    OFD: {"OFD.xml"},
    DOCX: {"[Content_Types].xml", "word/document.xml"},
    XLSX: {"[Content_Types].xml", "xl/workbook.xml"},
}
MACROS = "vbaproject.bin"


def media_type_of(content: IO[bytes]) -> str:
    """One of ENDINGS by content alone; empty for anything else."""
    head = content.read(512)
    kind = filetype.guess(head)
    mime = str(kind.mime) if kind else ""
    if mime == PDF or mime in PICTURES:
        return mime
    return _archive_type(content) if head.startswith(b"PK\x03\x04") else ""


def _archive_type(content: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    if any(name.lower().endswith(MACROS) for name in names):
        return ""
    return next((kind for kind, marks in MARKS.items() if marks <= names), "")


def is_hostile(media_type: str, content: IO[bytes]) -> bool:
    """Whether opening would take absurd memory: archives that explode, huge pictures."""
    if media_type in PICTURES:
        return _pixels(content) > MOST_PIXELS
    return media_type in ARCHIVES and _explodes(content)


def _explodes(content: IO[bytes]) -> bool:
    with zipfile.ZipFile(content) as archive:
        members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    return (
        len(members) > MOST_MEMBERS
        or unpacked > MOST_BYTES_UNPACKED
        or (unpacked > BYTES_UNPACKED_HARMLESS and unpacked > packed * MOST_RATIO)
    )


def _pixels(content: IO[bytes]) -> int:
    try:
        with Image.open(content, formats=["JPEG", "PNG"]) as picture:
            return picture.width * picture.height
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return MOST_PIXELS + 1
    except Exception:  # it does not open: the next question finds out
        return 0


def opens(media_type: str, content: IO[bytes]) -> bool:
    """Whether a reader can open it: a PDF with pages, a picture that decodes, a whole archive."""
    try:
        return _OPENERS[media_type](content)
    except Exception:  # whatever a parser raises over bytes of strangers: it does not open
        return False


def _pdf_opens(content: IO[bytes]) -> bool:
    import pypdf  # with the first upload: it would make each start longer

    whole = content.read()
    return b"%%EOF" in whole[-1024:] and len(pypdf.PdfReader(io.BytesIO(whole)).pages) > 0


def _picture_opens(content: IO[bytes]) -> bool:
    with Image.open(content, formats=["JPEG", "PNG"]) as picture:
        picture.draft("RGB", (1, 1))  # a JPEG is decoded to an eighth: less time and memory
        if picture.width * picture.height > MOST_PIXELS_DECODED:
            picture.verify()  # checksums only
        else:
            picture.load()
    return True


def _archive_opens(content: IO[bytes]) -> bool:
    with zipfile.ZipFile(content) as archive:
        return archive.testzip() is None


_OPENERS: dict[str, Callable[[IO[bytes]], bool]] = {
    PDF: _pdf_opens,
    **dict.fromkeys(PICTURES, _picture_opens),
    **dict.fromkeys(ARCHIVES, _archive_opens),
}


def clean_name(name: str, media_type: str) -> str:
    """The last part of the name, without control characters, not too long, with its ending."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*/')
    stem = plain.rpartition(".")[0] if "." in plain else plain
    stem = stem.strip(" .")[:190] or "file"
    return f"{stem}.{ENDINGS[media_type][0]}"


def ending_of(name: str) -> str:
    """The ending of a name in lower case, without its dot; empty if it has none."""
    return name.rsplit(".", 1)[1].lower() if "." in name else ""
