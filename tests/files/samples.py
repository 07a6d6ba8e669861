"""Files as people send them, and as nobody should."""

import io
import random
import struct
import zipfile
import zlib

import pypdf
from PIL import Image


def pdf(pages: int = 1, *, password: str = "") -> bytes:
    """A PDF with empty pages."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture with something on it."""
    image = Image.new("RGB", size, "white")
    image.putpixel((3, 3), (200, 0, 0))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that promise a huge picture: only its header is true."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    end = chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + end


def archive(**members: bytes) -> bytes:
    """A zip of members; two underscores stand for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def office(part: str, **members: bytes) -> bytes:
    """A text or sheet as an office program saves it, in short."""
    types = {"[Content_Types].xml": b"<Types/>"}
    return archive(**types, **{part: b"<document/>"}, **members)


DOCX = office("word__document.xml")
XLSX = office("xl__workbook.xml")
OFD = archive(**{"OFD.xml": b"<OFD/>", "Doc_0__Document.xml": b"<Document/>"})
NOISE = random.Random(1).randbytes(4000)


def damaged_archive() -> bytes:
    """An office text with a byte turned over in the middle of its content."""
    whole = bytearray(office("word__document.xml", word__media=NOISE))
    whole[2000] ^= 0xFF
    return bytes(whole)


def lying_archive() -> bytes:
    """An archive whose directory says a member is small; it is not."""
    whole = bytearray(office("word__document.xml", word__media=b"0" * 30_000_000))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = whole.rfind(signature)
        whole[at + offset : at + offset + 4] = struct.pack("<I", 100)
    return bytes(whole)
