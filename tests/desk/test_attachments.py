"""Attaching blank forms and samples to the materials of a draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cases.factories import a_pdf
from tests.desk.editing import draft_of, fields_of, page, words
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import Material

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(item, editor):
    return draft_of(item, materials=[Material("m1", "申请书").to_json()])


def address(item, rest=""):
    return f"/desk/items/{item.code}/draft/materials/files/{rest}"


def send(client, draft, upload, **more):
    fresh = ItemVersion.objects.get(pk=draft.pk)
    form = {"material": "m1", "kind": "sample", "seen": fresh.fingerprint(), "file": upload}
    return client.post(address(draft.item, "add/"), {**form, **more})


def test_a_file_is_attached_read_and_taken_off(client, draft):
    assert send(client, draft, a_pdf("示例.pdf")).status_code == 302

    shown = page(client.get(address(draft.item)))
    link = shown.select_one("section .desk-list a")
    assert link.get_text() == "示例.pdf"
    assert "示例样表" in words(shown)
    answer = client.get(link["href"])
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")

    form = shown.select_one("section .desk-list form")
    data = {one["name"]: one["value"] for one in form.select("input")}
    assert client.post(form["action"], data).status_code == 302
    assert ItemVersion.objects.get(pk=draft.pk).material_list[0].files == ()


def test_what_is_refused_is_said_at_the_material(client, draft):
    shown = page(send(client, draft, SimpleUploadedFile("x.exe", b"MZ" * 9)), status=422)

    assert shown.select_one("details[open] .y-field--bad")
    assert shown.select_one(".y-errors")


def test_a_stale_page_attaches_nothing(client, draft):
    assert send(client, draft, a_pdf(), seen="0" * 64).status_code == 409


def test_the_files_outlive_saving_the_materials(client, draft):
    send(client, draft, a_pdf("示例.pdf"))
    part = f"/desk/items/{draft.item.code}/draft/materials/"
    data = fields_of(page(client.get(part))) | {"materials-0-name": "申请表"}
    assert client.post(f"{part}save/", data).status_code == 302

    (material,) = ItemVersion.objects.get(pk=draft.pk).material_list
    assert (material.name, material.files[0].name) == ("申请表", "示例.pdf")
