"""Cameras: put up, moved, taken down; which of them saw an act; who looked, and why."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from tests.cases.factories import a_case
from tests.conftest import AT
from tests.orgs.factories import (
    DeputyshipFactory,
    OrganisationFactory,
    PostFactory,
    PostingFactory,
    staff_actor,
)
from tests.supervision.window import DEVICE, LINK, SINCE, a_corner
from yimen.journal.models import Entry
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Staff
from yimen.supervision import errors
from yimen.supervision.actions.cameras import (
    Device,
    change_camera,
    close_camera,
    look_at_footage,
    move_camera,
    register_camera,
)
from yimen.supervision.models import Camera, CameraPlace, FootageLook
from yimen.supervision.queries.cameras import cameras, served_at
from yimen.supervision.queries.footage import counter_acts
from yimen.supervision.rules.footage import Span

pytestmark = pytest.mark.django_db

MOVED = date(2026, 5, 25)
LATER = datetime(2026, 6, 1, tzinfo=AT.tzinfo)


@pytest.fixture
def corner():
    return a_corner()


def at_the_window(corner):
    """A case accepted at the counter by who serves there."""
    return a_case("accepted", office=corner.bench.office, at=AT)


def kinds(case):
    return [act.entry.kind for act in counter_acts(case)]


def test_a_camera_sent_twice_is_one_and_its_code_is_taken(corner):
    who = {"since": SINCE, "by": corner.keeper, "at": AT}
    key = uuid4()

    once = register_camera("3605-04", DEVICE, corner.window(), key=key, **who)

    assert register_camera("3605-04", DEVICE, corner.window(), key=key, **who) == once
    assert once.places.count() == 1
    with pytest.raises(errors.CameraKnown):
        register_camera("3605-04", DEVICE, corner.window(), **who)


@pytest.mark.parametrize(
    ("device", "error"),
    [
        (Device("10.1.8.20 ", "3", LINK), errors.RecorderUnsound),
        (Device("root@10.1.8.20", "3", LINK), errors.RecorderUnsound),
        (Device("10.1.8.20", "3&x", LINK), errors.ChannelUnsound),
        (Device("10.1.8.20", "3", "javascript:1"), errors.LinkUnsound),
    ],
)
def test_a_device_that_cannot_be_played_is_refused(corner, device, error):
    with pytest.raises(error):
        change_camera(corner.camera.pk, device, by=corner.keeper, at=AT)


def test_only_who_keeps_supervision_of_the_hall_puts_up_cameras(corner):
    with pytest.raises(NotAllowed):
        change_camera(corner.camera.pk, DEVICE, by=corner.supervisor, at=AT)
    stranger = staff_actor("supervision.manage", organisation=OrganisationFactory())
    with pytest.raises(NotAllowed):
        close_camera(corner.camera.pk, until=MOVED, by=stranger, at=AT)


def test_only_supervisors_of_the_hall_see_its_cameras(corner):
    elsewhere = staff_actor("case.supervise", organisation=OrganisationFactory())

    assert [*cameras(corner.supervisor)] == [corner.camera]
    assert not cameras(elsewhere) and not cameras(corner.bench.unit)


def test_where_a_camera_was_stays_known_when_it_is_moved(corner):
    move_camera(corner.camera.pk, corner.window("5号窗口"), since=MOVED, by=corner.keeper, at=AT)

    spans = corner.camera.places.order_by("since").values_list("window", "since", "until")
    assert [*spans] == [("3号综合窗口", SINCE, MOVED), ("5号窗口", MOVED, None)]


def test_it_leaves_a_window_after_it_came_and_does_not_come_back_once_down(corner):
    window, who = corner.window("5号窗口"), {"by": corner.keeper, "at": AT}
    with pytest.raises(errors.MovesBeforeItCame):
        move_camera(corner.camera.pk, window, since=SINCE, **who)

    close_camera(corner.camera.pk, until=MOVED, **who)

    assert not CameraPlace.objects.filter(until=None).exists()
    with pytest.raises(errors.CameraIsDown):
        move_camera(corner.camera.pk, window, since=date(2026, 7, 1), **who)


def test_each_act_at_the_counter_shows_the_camera_of_its_officer(corner):
    case = at_the_window(corner)

    (act,) = counter_acts(case)

    assert (
        act.entry.kind == "case.accepted" and act.officer.pk == corner.bench.office.clerk.staff_id
    )
    assert [place.window for place in act.recorded] == ["3号综合窗口"]
    assert act.span == Span(
        act.entry.at - timedelta(minutes=5), act.entry.at + timedelta(minutes=5)
    )


def test_an_act_before_the_camera_came_or_after_it_left_is_not_covered(corner):
    case = at_the_window(corner)
    CameraPlace.objects.update(since=AT.date() - timedelta(days=9), until=AT.date())

    (act,) = counter_acts(case)

    assert not act.recorded and not act.off_hours


def test_an_act_outside_the_hours_of_the_camera_says_so(corner):
    case = at_the_window(corner)
    CameraPlace.objects.update(opens=time(0), closes=time(0, 1))

    (act,) = counter_acts(case)

    assert not act.recorded and [place.window for place in act.off_hours] == ["3号综合窗口"]


def test_an_officer_who_left_the_post_is_not_looked_for_at_its_window(corner):
    case = at_the_window(corner)
    corner.post.postings.update(until=AT.date())

    (act,) = counter_acts(case)

    assert not act.recorded


def test_a_deputy_is_looked_for_at_the_window_of_whom_he_stands_in_for(corner):
    clerk = Staff.objects.get(pk=corner.bench.office.clerk.staff_id)
    corner.post.postings.all().delete()
    holder = PostingFactory(post=corner.post, since=SINCE).staff
    DeputyshipFactory(
        holder=holder, deputy=clerk, since=AT.date(), until=AT.date() + timedelta(days=2)
    )
    case = at_the_window(corner)

    (act,) = counter_acts(case)

    assert [place.window for place in act.recorded] == ["3号综合窗口"]
    assert set(served_at(corner.place, AT.date()).officers) == {clerk, holder}


def test_what_was_filed_online_and_decided_in_an_office_has_no_footage(corner):
    assert kinds(a_case("granted", office=corner.bench.office, at=AT)) == ["case.accepted"]


def look(corner, case=None, *, by=None, span=None, at=LATER, reason="群众投诉", key=None):
    span = span or Span(AT, AT + timedelta(minutes=10))
    who = {"by": by or corner.supervisor, "at": at, "key": key or uuid4()}
    return look_at_footage(corner.place, span, reason=reason, case=case, **who)


def test_a_look_gives_the_link_and_is_on_record(corner):
    case = at_the_window(corner)

    link = look(corner, case)

    assert link.startswith("rtsp://10.1.8.20:554/Streaming/tracks/301?starttime=2026")
    (kept,) = FootageLook.objects.all()
    assert (kept.case, kept.by_id, kept.reason) == (case, corner.supervisor.staff_id, "群众投诉")
    entry = Entry.objects.get(kind="footage.looked_at")
    assert entry.facts["case"] == str(case.pk) and "群众投诉" not in str(entry.facts)


def test_the_same_form_sent_twice_is_one_look(corner):
    key = uuid4()

    assert look(corner, key=key) == look(corner, key=key)

    assert FootageLook.objects.count() == 1


@pytest.mark.parametrize(
    ("begins", "minutes"),
    [(AT, 0), (AT, -5), (AT, 241), (LATER, 10)],
)
def test_a_span_that_is_not_over_or_too_long_is_refused(corner, begins, minutes):
    with pytest.raises(errors.SpanUnsound):
        look(corner, span=Span(begins, begins + timedelta(minutes=minutes)))


def test_a_look_needs_a_reason_and_a_camera_that_was_there(corner):
    with pytest.raises(errors.WordsMissing):
        look(corner, reason=" ")
    CameraPlace.objects.update(since=date(2026, 5, 30))
    with pytest.raises(errors.NotRecorded):
        look(corner)


def test_the_unit_and_supervisors_of_others_get_no_link(corner):
    elsewhere = staff_actor("case.supervise", organisation=OrganisationFactory())

    for officer in (corner.bench.unit, corner.bench.office.clerk, elsewhere):
        with pytest.raises(NotAllowed):
            look(corner, by=officer)
    assert not FootageLook.objects.exists()


def test_of_a_case_its_supervisor_looks_wherever_the_window_is(corner):
    hall = OrganisationFactory()
    post = PostFactory(organisation=hall, grants=["case.deliver"])
    Camera.objects.update(organisation=hall)
    CameraPlace.objects.update(organisation=hall)
    corner.place.posts.add(post)

    assert look(corner, at_the_window(corner)).startswith("rtsp://")
    with pytest.raises(NotAllowed):
        look(corner)
