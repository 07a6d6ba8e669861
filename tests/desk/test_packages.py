"""The exchange with other levels at the desk."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.catalogue.factories import OfficeFactory, PackageFactory, PartnerFactory
from tests.conftest import AT
from tests.desk.editing import officer, page
from yimen.catalogue.actions import add_basic_item, load_code_tables, take_waiting
from yimen.catalogue.models import BasicItem, Package, Partner
from yimen.catalogue.rules.packages import Head, Mark, basic_line, end_line
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

HOME = "/desk/items/exchange/levels/"


@pytest.fixture
def partner(client):
    load_code_tables()
    officer(client, OfficeFactory(path="xinyu/"), "item.basic")
    return PartnerFactory()


def package_of(*names):
    """What the province would send: lines of the basic directory."""
    made = add_basic_item("000131001001", {"name": "食品经营许可"}, by=SYSTEM, at=AT)
    content = made.content()
    BasicItem.objects.all().delete()
    codes = {f"00013100100{n}": {**content, "name": name} for n, name in enumerate(names, 1)}
    head = Head("jiangxi", "xinyu", Mark(), Mark(5, 9)).to_line(AT.isoformat())
    lines = [basic_line(code, said) for code, said in codes.items()]
    return "\n".join([head, *lines, end_line(len(lines))]).encode()


def bring(client, data, name="package.jsonl"):
    return client.post(f"{HOME}receive/", {"file": SimpleUploadedFile(name, data)})


def test_a_package_is_taken_by_a_job_and_its_page_says_what_was_not(client, partner):
    answer = bring(client, package_of("食品经营许可", ""))
    package = Package.objects.get()
    assert answer["Location"] == f"{HOME}{package.pk}/"
    shown = page(client.get(answer["Location"]))
    assert shown.select_one("#package")["hx-trigger"] == "every 1s"
    assert ProcrastinateJob.objects.filter(task_name="catalogue.take_package").count() == 1

    take_waiting(package.pk, at=AT)

    shown = page(client.get(answer["Location"]))
    assert "hx-trigger" not in shown.select_one("#package").attrs
    rows = [row.get_text(" ", strip=True) for row in shown.select("tbody tr")]
    assert len(rows) == 1
    assert "事项名称" in rows[0]
    assert BasicItem.objects.get().name == "食品经营许可"
    receipt = json.loads(b"".join(client.get(f"{answer['Location']}file/").streaming_content))
    assert (receipt["counts"]["added"], receipt["counts"]["refused"]) == (1, 1)
    assert take_waiting(package.pk, at=AT).state == "taken"
    listed = page(client.get(HOME)).select("tbody tr")
    assert "已接收" in listed[0].get_text()


def test_a_report_is_made_fetched_and_its_receipt_brought_in(client, partner):
    answer = client.post(f"{HOME}{partner.code}/report/")
    package = Package.objects.get()
    assert answer["Location"] == f"{HOME}{package.pk}/"
    data = b"".join(client.get(f"{HOME}{package.pk}/file/").streaming_content)
    assert json.loads(data.splitlines()[0])["to"] == "jiangxi"

    receipt = {"format": "yimen-receipt", "from": "jiangxi", "to": "xinyu", "mark": package.mark}
    receipt |= {
        "taken": package.mark,
        "lines": [{"line": 2, "item": "X", "field": "", "why": "否"}],
    }
    assert bring(client, json.dumps(receipt, indent=1).encode(), "receipt.json").status_code == 302

    package.refresh_from_db()
    assert package.state == "answered"
    assert Partner.objects.get().owed == ["X"]
    assert "上次有 1 个事项被退回" in page(client.get(HOME)).get_text()


@pytest.mark.parametrize("data", [b"", b"PK", b"{}", b'{"format": "yimen-receipt"}'])
def test_what_is_neither_package_nor_receipt_is_refused_at_the_form(client, partner, data):
    assert bring(client, data).status_code == 422
    assert not Package.objects.exists()


def test_a_package_out_of_order_is_shown_as_refused_with_the_reason(client, partner):
    Partner.objects.update(taken_mark="9.9")
    bring(client, package_of("食品经营许可"))
    package = take_waiting(Package.objects.get().pk, at=AT)

    shown = page(client.get(f"{HOME}{package.pk}/")).get_text()

    assert "整包退回" in shown
    assert "9.9" in shown


def test_editors_read_what_went_over_and_send_nothing(client, partner):
    PackageFactory(partner=partner)
    officer(client, OfficeFactory(path="xinyu/other/"), "item.edit")

    shown = page(client.get(HOME))

    assert shown.select("tbody tr")
    assert not shown.select("main form")
    assert client.post(f"{HOME}{partner.code}/report/").status_code == 404
