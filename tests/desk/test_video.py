"""Cameras, recordings and findings on the pages: who sees them, what is shown, what is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case, a_pdf
from tests.desk.editing import page, words
from tests.identity.factories import sign_in, staff_account
from tests.orgs.factories import OrganisationFactory, PostFactory, PostingFactory
from tests.supervision.window import LINK, a_corner
from yimen.kernel.actor import Actor, Grant, Kind
from yimen.supervision.actions.observing import REPORTING, Reported, report_presence
from yimen.supervision.models import Camera, CameraPlace, Card, FootageLook, Observation
from yimen.supervision.rules.footage import Span

pytestmark = pytest.mark.django_db

CAMERAS, NEW, FINDINGS = (
    reverse(f"desk:{name}") for name in ("camera_list", "camera_new", "observation_list")
)


@pytest.fixture
def corner():
    corner = a_corner()
    CameraPlace.objects.update(opens="00:00", closes="23:59:59")  # it sees at whatever hour we test
    return corner


def signed_in(home, *grants):
    """The browser of an officer whose post reaches his own house."""
    account = staff_account(organisation=home)
    post = PostFactory(organisation=home, grants=list(grants), reach_path=home.path)
    PostingFactory(staff=account.staff, post=post)
    client = Client()
    sign_in(client, account)
    return client


@pytest.fixture
def keeper(corner):
    return signed_in(corner.hall, "case.read", "case.supervise", "supervision.manage")


@pytest.fixture
def supervisor(corner):
    return signed_in(corner.hall, "case.read", "case.supervise")


@pytest.fixture
def unit(corner):
    return signed_in(corner.hall, "case.decide")


@pytest.fixture
def case(corner):
    """Accepted at the window yesterday at noon: what follows is over, and no midnight is near."""
    noon = timezone.localtime().replace(hour=12, minute=0) - timedelta(days=1)
    return a_case("accepted", office=corner.bench.office, at=noon)


@pytest.fixture
def proposal(corner):
    system = Actor(
        kind=Kind.STAFF,
        grants=frozenset({Grant(REPORTING, corner.hall.path)}),
        client_id=uuid4(),
    )
    began = timezone.localtime().replace(hour=0, minute=5) - timedelta(days=1)
    span = Span(began, began + timedelta(minutes=30))
    report_presence([Reported("1", "3605-03", False, span)], by=system, at=timezone.now())
    return Observation.objects.get()


def footage_of(case):
    return reverse("desk:case_footage", args=[case.number])


def hidden(form):
    return {one["name"]: one["value"] for one in form.select("input[type=hidden]")}


def test_a_keeper_registers_a_camera_and_it_is_listed(corner, keeper):
    form = page(keeper.get(NEW)).select_one("main form[method=post]")
    facts = {"code": "3605-04", "organisation": corner.hall.pk, "window": "4号窗口"}
    facts |= {"posts": corner.post.pk, "opens": "09:00", "closes": "17:00", "since": "2026-02-02"}
    facts |= {"recorder": "10.1.8.20:554", "channel": "4", "link": LINK}

    answers = [keeper.post(NEW, {**hidden(form), **facts}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Camera.objects.filter(code="3605-04").count() == 1
    assert "4号窗口" in words(page(keeper.get(CAMERAS)))


def test_a_link_that_is_no_address_is_refused_at_its_field(corner, keeper):
    address = reverse("desk:camera_change", args=[corner.camera.pk])
    said = {"recorder": "10.1.8.20", "channel": "1", "link": "javascript:alert(1)"}

    answer = keeper.post(address, said)

    assert answer.status_code == 422
    assert "https://" in words(page(answer, status=422).select_one("#id_change_link_error"))


def test_a_moved_camera_shows_where_it_was(corner, keeper):
    address = reverse("desk:camera_page", args=[corner.camera.pk])
    form = page(keeper.get(address)).select_one('form[action$="/move/"]')
    facts = {"organisation": corner.hall.pk, "window": "8号窗口", "posts": corner.post.pk}
    facts |= {"opens": "09:00", "closes": "17:00", "since": "2026-06-01"}

    keeper.post(address + "move/", {**hidden(form), **facts})

    shown = words(page(keeper.get(address)).select_one("[aria-labelledby=places]"))
    assert "8号窗口" in shown and "3号综合窗口" in shown


def test_the_unit_and_others_have_no_such_pages(corner, case, unit):
    elsewhere = signed_in(OrganisationFactory(), "case.supervise")
    camera = reverse("desk:camera_page", args=[corner.camera.pk])

    assert {unit.get(at).status_code for at in (CAMERAS, FINDINGS, camera, footage_of(case))} == {
        404
    }
    assert {elsewhere.get(at).status_code for at in (camera, footage_of(case))} == {404}


def test_only_supervisors_are_shown_the_way_to_the_recordings(case, supervisor, unit):
    sheet = reverse("desk:case_sheet", args=[case.number])

    assert footage_of(case) in supervisor.get(sheet).content.decode()
    assert footage_of(case) not in unit.get(sheet).content.decode()


def test_an_act_shows_its_camera_and_no_link_before_somebody_says_why(case, supervisor):
    shown = supervisor.get(footage_of(case)).content.decode()

    assert "3号综合窗口" in shown and "3605-03" in shown
    assert "rtsp://" not in shown and "10.1.8.20" not in shown


def test_a_link_is_shown_once_and_who_looked_is_on_record(corner, case, supervisor, keeper):
    form = page(supervisor.get(footage_of(case))).select_one('main form[action*="/footage/"]')
    without = supervisor.post(form["action"], {**hidden(form), "reason": ""})
    answer = supervisor.post(form["action"], {**hidden(form), "reason": "群众投诉态度"})

    assert without.status_code == 422 and answer.status_code == 200
    assert "rtsp://10.1.8.20:554/Streaming/tracks/301?starttime=" in words(page(answer))
    assert "no-store" in answer["Cache-Control"]
    assert FootageLook.objects.get().case == case
    camera = keeper.get(reverse("desk:camera_page", args=[corner.camera.pk]))
    assert "群众投诉态度" in words(page(camera).select_one("[aria-labelledby=looks]"))


def test_no_applicant_is_named_beside_a_recording(case, supervisor):
    assert case.applicant.name not in supervisor.get(footage_of(case)).content.decode()


def test_a_span_is_looked_at_from_the_page_of_the_camera(corner, supervisor):
    address = reverse("desk:camera_page", args=[corner.camera.pk])
    asked = {"day": "2026-03-02", "begins": "09:00", "ends": "09:30"}
    form = page(supervisor.get(address, asked)).select_one('form[action$="/look/"]')
    typed = {one["name"]: one.get("value", "") for one in form.select("input")}

    answer = supervisor.post(form["action"], {**typed, "reason": "抽查"})

    assert "starttime=20260302T010000Z&endtime=20260302T013000Z" in words(page(answer))
    early = supervisor.post(form["action"], {**typed, "day": "2025-03-02", "reason": "抽查"})
    assert early.status_code == 422


def test_a_finding_is_entered_from_the_recording_of_an_act(corner, case, supervisor):
    shown = page(supervisor.get(footage_of(case)))
    form_at = shown.select_one('main a[href*="/findings/new/"]')["href"]
    form = page(supervisor.get(form_at)).select_one("main form[method=post]")
    typed = {one["name"]: one.get("value", "") for one in form.select("input:not([type=file])")}
    officer = form.select_one("[name=officer] option[selected]")["value"]
    said = {"kind": "attitude", "level": 2, "organisation": corner.hall.pk, "text": "态度生硬"}
    said |= {"officer": officer, "papers": a_pdf()}

    answer = supervisor.post(form_at, {**typed, **said})

    assert answer.status_code == 302, words(page(answer))
    one = Observation.objects.get()
    assert one.case == case and one.officer_id == corner.bench.office.clerk.staff_id
    assert one.card.code == "V2" and one.card.state == "to_issue"
    file_at = reverse("desk:observation_file", args=[one.pk, one.files[0]])
    assert b"".join(supervisor.get(file_at).streaming_content).startswith(b"%PDF")
    assert "态度生硬" in words(page(supervisor.get(reverse("desk:card_page", args=[one.card_id]))))


def test_a_proposal_waits_and_a_person_confirms_it(corner, proposal, supervisor):
    assert "岗位无人" in words(page(supervisor.get(FINDINGS, {"state": "proposed"})))
    address = reverse("desk:observation_page", args=[proposal.pk])
    form = page(supervisor.get(address)).select_one('form[action$="/confirm/"]')
    said = {"kind": "absent", "level": 2, "organisation": corner.hall.pk, "text": "无人值守"}
    assert not Card.objects.exists()

    answer = supervisor.post(form["action"], {**hidden(form), **said})

    assert answer.status_code == 302 and Card.objects.get().code == "V1"
    assert not page(supervisor.get(address)).select('form[action$="/confirm/"]')


def test_a_proposal_is_dismissed_with_a_reason(proposal, supervisor):
    address = reverse("desk:observation_dismiss", args=[proposal.pk])

    assert supervisor.post(address, {"text": ""}).status_code == 422
    assert supervisor.post(address, {"text": "换班交接"}).status_code == 302
    assert not Card.objects.exists()
