"""Uploads are what they say they are, open without harm, and lie on disk under their hash."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import translation

from tests.conftest import AT
from tests.files import samples
from yimen.files import errors, rules
from yimen.files.actions import store_upload
from yimen.files.models import Blob
from yimen.files.queries import open_blob, path_of
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disk(settings, tmp_path) -> Path:
    """An empty disk."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files_on(disk: Path) -> list[Path]:
    """Everything that lies there."""
    return [path for path in disk.rglob("*") if path.is_file()]


def store(name: str, content: bytes) -> Blob:
    """Upload it."""
    return store_upload(SimpleUploadedFile(name, content), by=SYSTEM, at=AT)


TAKEN = [
    ("申请书.pdf", samples.pdf(3), rules.PDF),
    ("扫描件.PDF", samples.pdf() + b"\r\n\0\0", rules.PDF),
    ("照片.PNG", samples.picture(), rules.PNG),
    ("照片.jpg", samples.picture("JPEG"), rules.JPEG),
    ("图纸.jpeg", samples.picture("JPEG", (7000, 5000)), rules.JPEG),
    ("图纸.png", samples.picture("PNG", (7000, 5000)), rules.PNG),
    ("合同.docx", samples.DOCX, rules.DOCX),
    ("名单.xlsx", samples.XLSX, rules.XLSX),
    ("证照.ofd", samples.OFD, rules.OFD),
]


@pytest.mark.parametrize(("name", "content", "media_type"), TAKEN, ids=[row[0] for row in TAKEN])
def test_what_is_allowed_is_stored_under_its_hash(disk, name, content, media_type):
    blob = store(name, content)

    assert (blob.media_type, blob.size, blob.created_at) == (media_type, len(content), AT)
    assert blob.sha256 == hashlib.sha256(content).hexdigest()
    assert path_of(blob.sha256) == disk / blob.sha256[:2] / blob.sha256[2:4] / blob.sha256
    assert files_on(disk) == [path_of(blob.sha256)]
    with open_blob(blob) as stored:
        assert stored.read() == content


ENCRYPTED = samples.pdf(password="secret")
BOMB = samples.office("word__document.xml", word__media=b"0" * 30_000_000)
MANY = samples.office("xl__workbook.xml", **{f"m{n}": b"" for n in range(rules.MOST_MEMBERS)})
MACROS = samples.office("word__document.xml", word__vbaProject_bin=b"x")
NOT_TAKEN = [
    ("空.pdf", b"", errors.EmptyFile),
    ("网页.pdf", b"<html><script>alert(1)</script></html>", errors.KindNotAllowed),
    ("注释.pdf", b"<!-- %PDF-1.7 --><script>alert(1)</script> %%EOF", errors.KindNotAllowed),
    ("程序.pdf", b"MZ\x90\x00" + b"\0" * 600, errors.KindNotAllowed),
    ("程序.docx", b"MZ\x90\x00" + samples.DOCX, errors.KindNotAllowed),
    ("程序.jpg", b"\x7fELF\x02\x01\x01" + b"\0" * 600, errors.KindNotAllowed),
    ("脚本.png", b"#!/bin/sh\nrm -rf /\n", errors.KindNotAllowed),
    ("矢量.png", b"<svg onload='x()'/>", errors.KindNotAllowed),
    ("动图.png", samples.picture("GIF"), errors.KindNotAllowed),
    ("压缩包.docx", samples.archive(readme=b"x"), errors.KindNotAllowed),
    ("缺目录.docx", samples.archive(word__document_xml=b"x"), errors.KindNotAllowed),
    ("宏.docx", MACROS.replace(b"vbaProject_bin", b"vbaProject.bin"), errors.KindNotAllowed),
    ("图片.pdf", samples.picture(), errors.NameLies),
    ("照片.pdf.exe", samples.pdf(), errors.NameLies),
    ("表格.docx", samples.XLSX, errors.NameLies),
    ("无后缀", samples.pdf(), errors.NameLies),
    ("半份.pdf", samples.pdf()[:300], errors.Damaged),
    ("只有头.pdf", b"%PDF-1.7\n%%EOF", errors.Damaged),
    ("无页.pdf", samples.pdf(0), errors.Damaged),
    ("加密.pdf", ENCRYPTED, errors.Damaged),
    ("绕圈.pdf", samples.pdf().replace(b"/Kids [ 4 0 R ]", b"/Kids [ 2 0 R ]"), errors.Damaged),
    ("半张.png", samples.picture(size=(300, 300))[:150], errors.Damaged),
    ("半张.jpg", samples.picture("JPEG", (300, 300))[:700], errors.Damaged),
    ("半张大图.png", samples.picture(size=(7000, 5000))[:-20], errors.Damaged),
    ("坏.docx", samples.damaged_archive(), errors.Damaged),
    ("骗.docx", samples.lying_archive(), errors.Damaged),
    ("炸弹.docx", BOMB, errors.Hostile),
    ("碎片.xlsx", MANY, errors.Hostile),
    ("巨图.png", samples.huge_png(11_000, 10_000), errors.Hostile),
    ("极图.png", samples.huge_png(100_000, 100_000), errors.Hostile),
]


@pytest.mark.parametrize(("name", "content", "error"), NOT_TAKEN, ids=[row[0] for row in NOT_TAKEN])
def test_what_is_not_is_refused_and_leaves_nothing(disk, name, content, error):
    with pytest.raises(error) as refused:
        store(name, content)

    assert refused.value.field == "file"
    assert not Blob.objects.exists()
    assert not files_on(disk)


def test_a_file_over_the_size_is_refused_unread():
    with pytest.raises(errors.TooLarge):
        store("大.pdf", samples.pdf() + b"0" * rules.MOST_BYTES)


def test_refusals_say_what_to_do():
    with pytest.raises(errors.NameLies) as lie:
        store("图片.pdf", samples.picture())
    with pytest.raises(errors.TooLarge) as large:
        store("大.pdf", b"0" * (rules.MOST_BYTES + 1))

    with translation.override("zh-hans"):
        assert str(lie.value) == "文件内容是 PNG，文件名应以 .png 结尾，请按此重新保存后再上传。"
        assert str(large.value) == "文件超过 20 MB，请压缩后再上传。"


def test_an_upload_that_lies_on_disk_already_is_taken_too(disk):
    content = samples.pdf()
    with TemporaryUploadedFile("申请书.pdf", "application/pdf", len(content), "utf-8") as upload:
        upload.write(content)

        blob = store_upload(upload, by=SYSTEM, at=AT)

    assert path_of(blob.sha256).read_bytes() == content


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\表.pdf", "表.pdf"),
        ("C:\\temp\\表.pdf", "表.pdf"),
        ("/etc/.pdf", "file.pdf"),
        ('a<b>"c"|?*.PDF', "abc.pdf"),
        ("\u202efdp.exe\r\n\0.pdf", "fdp.exe.pdf"),
        ("营业执照 (副本).v2.pdf", "营业执照 (副本).v2.pdf"),
        (f"{'长' * 240}.pdf", f"{'长' * 190}.pdf"),
        ("...", "file.pdf"),
    ],
)
def test_names_are_cleaned(given, kept):
    assert rules.clean_name(given, rules.PDF) == kept


def test_no_name_leads_out_of_the_folder(disk):
    store("../../../escaped.pdf", samples.pdf())

    assert len(files_on(disk)) == 1
    assert not list(disk.parent.parent.rglob("escaped*"))


def test_equal_content_lies_on_disk_once(disk):
    content = samples.pdf()
    store("一.pdf", content)
    store("二.pdf", content)

    assert Blob.objects.count() == 2
    assert len(files_on(disk)) == 1


def test_an_upload_that_breaks_off_leaves_nothing(disk):
    class Broken(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError("connection lost")

    with pytest.raises(OSError, match="connection lost"):
        store_upload(Broken("申请书.pdf", samples.pdf()), by=SYSTEM, at=AT)

    assert not Blob.objects.exists()
    assert not files_on(disk)
