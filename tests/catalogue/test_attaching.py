"""Blank forms and samples given along with materials."""

import pytest
from django.db import IntegrityError, transaction

from tests.cases.factories import a_pdf
from tests.catalogue.actors import EDITOR, NEIGHBOUR
from tests.catalogue.factories import ItemFactory, put_on_offer
from tests.conftest import AT
from yimen.catalogue.actions import (
    Manner,
    attach_file,
    detach_file,
    draft_version,
    import_file,
    load_code_tables,
    save_draft,
)
from yimen.catalogue.errors import FileNameTaken, NoSuchMaterial, TooManyFiles
from yimen.catalogue.messages import problem_line
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import attached_file, items_file, published_items
from yimen.catalogue.rules.elements import Material
from yimen.files.errors import NameLies
from yimen.files.models import Blob
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed, Stale

pytestmark = pytest.mark.django_db

BY = {"by": EDITOR, "at": AT}


@pytest.fixture
def draft():
    papers = [Material("m1", "申请书").to_json(), Material("m2", "平面图").to_json()]
    item = ItemFactory(published=True, version__materials=papers)
    return draft_version(item.pk, reason="附空白表格", **BY)


def files_of(version):
    return {m.key: [(one.kind, one.name) for one in m.files] for m in version.material_list}


def test_a_file_stands_at_its_material_and_in_the_journal(draft):
    attach_file(draft.pk, "m1", "blank", a_pdf("申请书.pdf"), **BY)
    version = attach_file(draft.pk, "m1", "sample", a_pdf("填写示例.pdf"), **BY)

    assert files_of(version) == {
        "m1": [("blank", "申请书.pdf"), ("sample", "填写示例.pdf")],
        "m2": [],
    }
    assert [entry.kind for entry in entries_of(draft.item_id)][-2:] == ["item.draft_saved"] * 2
    blob = attached_file(version, Blob.objects.get(name="申请书.pdf").pk)
    assert blob.sha256 == version.material_list[0].files[0].sha256


def test_a_file_is_taken_off_again(draft):
    attach_file(draft.pk, "m2", "blank", a_pdf("图.pdf"), **BY)

    assert files_of(detach_file(draft.pk, "m2", "图.pdf", **BY))["m2"] == []


def test_what_editors_write_elsewhere_leaves_the_files(draft):
    attach_file(draft.pk, "m1", "blank", a_pdf("表.pdf"), **BY)

    save_draft(draft.pk, {"conditions": "有场所"}, **BY)

    assert files_of(ItemVersion.objects.get(pk=draft.pk))["m1"] == [("blank", "表.pdf")]


@pytest.mark.parametrize(
    ("material", "upload", "more", "refusal"),
    [
        ("m9", a_pdf, {}, NoSuchMaterial),
        ("m1", lambda: a_pdf("表.docx"), {}, NameLies),
        ("m1", lambda: a_pdf("有了.pdf"), {}, FileNameTaken),
        ("m1", a_pdf, {"by": NEIGHBOUR}, NotAllowed),
        ("m1", a_pdf, {"seen": "an older page"}, Stale),
    ],
)
def test_what_cannot_be_attached_changes_nothing(draft, material, upload, more, refusal):
    attach_file(draft.pk, "m1", "blank", a_pdf("有了.pdf"), **BY)

    with pytest.raises(refusal):
        attach_file(draft.pk, material, "blank", upload(), **{**BY, **more})

    assert files_of(ItemVersion.objects.get(pk=draft.pk))["m1"] == [("blank", "有了.pdf")]


def test_a_material_has_ten_files_at_most(draft):
    for n in range(10):
        attach_file(draft.pk, "m1", "blank", a_pdf(f"{n}.pdf"), **BY)

    with pytest.raises(TooManyFiles):
        attach_file(draft.pk, "m1", "blank", a_pdf("10.pdf"), **BY)


def test_published_files_never_change(draft):
    version = attach_file(draft.pk, "m1", "blank", a_pdf("表.pdf"), **BY)
    put_on_offer(version)
    version.materials[0]["files"] = []

    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(update_fields=["materials"])


def test_a_file_nobody_attached_is_nobodys(draft):
    version = attach_file(draft.pk, "m1", "blank", a_pdf("表.pdf"), **BY)
    other = Blob.objects.create(sha256="0" * 64, size=1, media_type="x", name="x", created_at=AT)

    assert attached_file(version, other.pk) is None


@pytest.mark.parametrize("form", ["xlsx", "jsonl"])
def test_files_travel_by_name_and_those_without_a_place_are_told(draft, tmp_path, form):
    load_code_tables()
    put_on_offer(attach_file(draft.pk, "m1", "blank", a_pdf("表.pdf"), **BY))
    path = tmp_path / f"items.{form}"
    path.write_bytes(items_file(published_items(), form).getvalue())

    again = import_file(path, form, manner=Manner(), by=SYSTEM, at=AT)
    assert (again.unchanged_count, again.problems) == (1, [])

    item = ServiceItem.objects.get(pk=draft.item_id)
    item.current = item.versions.get(number=1)  # this house never had the file
    item.save(update_fields=["current"])
    lost = import_file(path, form, manner=Manner(dry_run=True), by=SYSTEM, at=AT)
    assert not lost.is_refused
    (told,) = map(problem_line, lost.problems)
    assert "为材料“申请书”重新附上“表.pdf”" in told
