"""Uploads are what they say they are, open without harm, and lie on disk under their hash."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cases.factories import PDF
from tests.conftest import AT
from yimen.files import errors, rules
from yimen.files.actions import store_upload
from yimen.files.models import Blob
from yimen.files.queries import open_blob, path_of
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(kind="PNG", size=(8, 8)):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def store(name, content):
    return store_upload(SimpleUploadedFile(name, content), by=SYSTEM, at=AT)


DOCX = archive(**{"word__document.xml": "<w/>"})
BOMB = archive(**{"word__document.xml": b"0" * 30_000_000})


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("申请书.pdf", PDF, "application/pdf"),
        ("照片.PNG", picture(), "image/png"),
        ("照片.jpeg", picture("JPEG"), "image/jpeg"),
        (
            "合同.docx",
            DOCX,
            rules.DOCX,
        ),
        ("证照.ofd", archive(**{"OFD.xml": "<o/>"}), "application/ofd"),
    ],
)
def test_what_is_allowed_is_stored_under_its_hash(name, content, media_type):
    blob = store(name, content)

    assert (blob.media_type, blob.size) == (media_type, len(content))
    assert blob.sha256 == hashlib.sha256(content).hexdigest()
    assert path_of(blob.sha256).read_bytes() == content
    with open_blob(blob) as stored:
        assert stored.read() == content


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("空.pdf", b"", errors.EmptyFile),
        ("网页.pdf", b"<html><script>alert(1)</script></html>", errors.KindNotAllowed),
        ("程序.pdf", b"MZ\x90\x00" + b"\0" * 200, errors.KindNotAllowed),
        (
            "矢量.png",
            b"<svg onload='x()'/>",
            errors.KindNotAllowed,
        ),
        ("压缩包.docx", archive(readme="x"), errors.KindNotAllowed),
        ("图片.pdf", picture(), errors.NameLies),
        ("无后缀", PDF, errors.NameLies),
        ("半份.pdf", b"%PDF-1.7\n1 0 obj", errors.Damaged),
        ("半张.png", picture(size=(200, 200))[:100], errors.Damaged),
        ("炸弹.docx", BOMB, errors.Hostile),
        ("巨图.png", picture(size=(11_000, 10_000)), errors.Hostile),
    ],
)
def test_what_is_not_is_refused_and_leaves_nothing(name, content, error, tmp_path):
    with pytest.raises(error):
        store(name, content)

    assert not Blob.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_file_over_the_size_is_refused():
    with pytest.raises(errors.TooLarge) as refused:
        store("大.pdf", PDF + b"0" * (20 * 1024 * 1024))

    assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\temp\\表.pdf", "表.pdf"),
        ('a<b>"c".pdf', "abc.pdf"),
        (f"{'长' * 240}.pdf", f"{'长' * 190}.pdf"),
    ],
)
def test_names_are_cleaned(given, kept):
    assert store(given, PDF).name == kept


def test_equal_content_lies_on_disk_once(tmp_path):
    store("一.pdf", PDF)
    store("二.pdf", PDF)

    assert Blob.objects.count() == 2
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
