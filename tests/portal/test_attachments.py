"""Blank forms and samples: on the guide, and wherever the paper is handed in."""

import json

import pytest
from django.urls import reverse

from tests.cases.factories import a_pdf, an_office
from tests.catalogue.factories import put_on_offer
from tests.conftest import AT
from tests.identity.factories import applicant_actor
from tests.portal.pages import soup
from yimen.cases import actions
from yimen.catalogue.actions import attach_file, draft_version
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import Material
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(account):
    paper = Material("m1", "平面图", intermediary="房屋测绘")
    office = an_office(version__materials=[paper.to_json()])
    office.resident = applicant_actor(account.party, account=account)
    version = draft_version(office.item.pk, reason="附样表", by=SYSTEM, at=AT)
    attach_file(version.pk, "m1", "sample", a_pdf("平面图示例.pdf"), by=SYSTEM, at=AT)
    office.version = version
    return office


@pytest.fixture
def published(office):
    put_on_offer(office.version)
    office.item.refresh_from_db()
    office.version.refresh_from_db()
    return office


def links(response):
    found = soup(response).select(".y-attachments a")
    return {one.get_text(" ", strip=True): one["href"] for one in found}


def test_the_guide_gives_the_files_of_its_papers(client, published):
    page = client.get(reverse("portal:item_guide", args=[published.item.code]))

    (said, link) = next(iter(links(page).items()))
    assert said == "示例样表 : 平面图示例.pdf"
    assert "由中介服务“房屋测绘”出具" in soup(page).get_text(" ", strip=True)
    answer = client.get(link)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    data = json.loads(client.get(reverse("portal:guide_data", args=[published.item.code])).content)
    assert data["cpsv:hasInput"][0]["foaf:page"][0]["url"].endswith(link)


def test_the_files_stand_where_the_paper_is_handed_in(me, published, now):
    by = published.resident
    case = actions.draft_case(published.version.pk, by.party_id, by=by, at=now)

    page = me.get(reverse("portal:apply_materials", args=[case.pk]))

    assert list(links(page)) == ["示例样表 : 平面图示例.pdf"]


def test_a_draft_gives_its_files_to_nobody_outside(client, office):
    (file,) = ItemVersion.objects.get(pk=office.version.pk).material_list[0].files
    where = [office.item.code, office.version.number, file.blob]

    assert client.get(reverse("portal:guide_file", args=where)).status_code == 404


def test_a_file_is_found_only_at_the_version_that_names_it(client, published):
    (file,) = published.version.material_list[0].files

    for number in (1, 99):
        where = [published.item.code, number, file.blob]
        assert client.get(reverse("portal:guide_file", args=where)).status_code == 404
