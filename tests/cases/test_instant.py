"""Instant approval: a table decides at once, or leaves the case to people; one switch stops it."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from tests.cases.factories import a_draft, an_office
from tests.cases.promises import a_draft_with, a_trusting_office, sign
from tests.conftest import AT, ROOT
from tests.orgs.factories import staff_actor
from yimen.cases import actions, queries
from yimen.cases.adapters.demo import DemoRegister
from yimen.cases.errors import after
from yimen.cases.models import Case, LaterCheck
from yimen.cases.ports import Asked
from yimen.cases.queries import timeline
from yimen.cases.rules.instant import granted_by, is_sampled
from yimen.catalogue.rules.rulings import Checkpoint, Input, Line, Ruling
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import new_id

TABLE = Ruling(
    "r1",
    "高龄津贴秒批表",
    "decide",
    "《老年人权益保障法》第三十三条",
    (Input("registry.age", "年龄"), Input("registry.is_local", "本市户籍")),
    ("结论",),
    (
        Line((">= 80", "true"), ("准予",)),
        Line((">= 80", "false"), ("转人工",)),
        Line(("< 80", ""), ("转人工",)),
    ),
    grants="准予",
    sampled=100,
)
OLD = {"age": 83, "is_local": True}


def an_instant_office(**item):
    rulings = [item.pop("ruling", TABLE).to_json()]
    return an_office(version__rulings=rulings, version__validity_months=12, **item)


def filed(office, at=AT):
    return actions.file_case(a_draft(office, at=at).pk, by=office.resident, at=at)


def decided(case, registry=OLD, at=AT):
    return actions.decide_at_once(case.pk, registry=registry, at=at)


@pytest.mark.parametrize(
    ("registry", "is_granted"),
    [
        (OLD, True),
        ({"age": 83, "is_local": False}, False),
        ({"age": 79, "is_local": True}, False),
        ({"age": 83}, False),
        ({}, False),
    ],
)
def test_only_a_line_that_says_so_grants(registry, is_granted):
    found = granted_by([TABLE], {"registry": registry})

    assert (found is not None) is is_granted
    assert granted_by([], {"registry": registry}) is None


def test_the_sample_is_drawn_by_the_case_and_comes_to_its_share():
    ids = [new_id() for _ in range(2000)]
    drawn = [pk for pk in ids if is_sampled(pk, 10)]

    assert 100 < len(drawn) < 300
    assert drawn == [pk for pk in ids if is_sampled(pk, 10)]
    assert not any(is_sampled(pk, 0) for pk in ids) and all(is_sampled(pk, 100) for pk in ids)


@pytest.mark.parametrize(
    ("number", "on", "facts"),
    [
        ("110101190005200023", date(1980, 5, 19), {"age": 79, "is_local": True}),
        ("110101190005200013", date(1980, 5, 20), {"age": 80, "is_local": False}),
        ("E1234567", date(1980, 5, 20), {}),
    ],
)
def test_the_demonstration_reads_the_number(number, on, facts):
    assert DemoRegister().facts_about(Asked(True, "甲", number, "1", on)) == facts
    assert DemoRegister().facts_about(Asked(False, "乙", "1", "1", on)) == {"in_business": True}


@pytest.mark.django_db
def test_a_filed_case_is_accepted_granted_and_its_result_made_at_once():
    office = an_instant_office()
    case = decided(filed(office))

    assert case.state == "result_made"
    kinds = [entry.kind for entry in entries_of(case.pk)]
    assert kinds == [
        *("case.filed", "case.accepted", "case.examined", "case.granted", "case.result_made")
    ]
    told = entries_of(case.pk)[3].facts["instant"]
    assert (told["ruling"], told["line"], told["version"]) == ("r1", 0, str(case.version_id))
    assert len(told["digest"]) == 64
    opinion = case.opinions.get(conclusion="granted")
    assert opinion.by_id is None and "年龄：83" in opinion.text
    assert "高龄津贴秒批表" in timeline(case, office.resident)[1].text
    assert LaterCheck.objects.get().kind == "instant"
    assert decided(case) is None  # asked again, there is nothing to do
    assert len(entries_of(case.pk)) == len(kinds)


@pytest.mark.django_db
def test_what_is_in_doubt_goes_the_ordinary_way():
    office = an_instant_office()
    case = filed(office)

    assert decided(case, {"age": 83, "is_local": False}) is None
    assert decided(case, {}) is None

    case.refresh_from_db()
    assert case.state == "submitted" and not LaterCheck.objects.exists()


@pytest.mark.django_db
def test_a_second_open_application_is_looked_at_by_people():
    office = an_instant_office()
    filed(office)

    assert decided(filed(office)) is None


@pytest.mark.django_db
def test_a_checkpoint_is_answered_by_people():
    point = Checkpoint("c1", "examine", "照片符合要求").to_json()
    office = an_instant_office(version__checkpoints=[point])

    assert decided(filed(office)) is None


@pytest.mark.django_db
def test_a_promised_paper_is_waited_for_by_people():
    office = a_trusting_office(version__rulings=[TABLE.to_json()])
    case = a_draft_with(office, "m1", "health")
    sign(case, office, "follows:lease")
    case = actions.file_case(case.pk, by=office.resident, at=AT)

    assert decided(case) is None


@pytest.mark.django_db
def test_an_officer_looks_at_the_sample_and_the_applicant_is_not_told():
    office = an_instant_office()
    case = decided(filed(office))
    check = LaterCheck.objects.get()

    actions.check_later(check.pk, result="wrong", note="户籍数据有误", by=office.examiner, at=AT)

    assert entries_of(case.pk)[-1].kind == "case.decision_checked"
    assert timeline(case, office.examiner)[0].kind == "case.decision_checked"
    assert "case.decision_checked" not in [one.kind for one in timeline(case, office.resident)]


@pytest.mark.django_db
@pytest.mark.parametrize("whole_site", [False, True])
def test_one_switch_stops_it_and_lets_it_go_on(whole_site):
    office = an_instant_office()
    chief = staff_actor("org.manage", organisation=office.organisation)
    by, item = (chief, None) if whole_site else (office.head, office.item.pk)

    for other in (office.clerk, office.examiner, office.resident, SYSTEM):
        with pytest.raises(NotAllowed):
            actions.stop_instant(item, reason="数据异常", by=other, at=AT)
    with pytest.raises(after.FindingMissing):
        actions.stop_instant(item, reason=" ", by=by, at=AT)
    stop = actions.stop_instant(item, reason="数据异常", by=by, at=AT)
    with pytest.raises(after.StoppedAlready):
        actions.stop_instant(item, reason="数据异常", by=by, at=AT)
    case = filed(office)
    assert decided(case) is None
    assert queries.instant_page(chief if whole_site else office.head).rows[0].item == office.item

    actions.resume_instant(item, by=by, at=AT)
    with pytest.raises(after.StoppedAlready):
        actions.resume_instant(item, by=by, at=AT)
    assert decided(case).state == "result_made"
    assert [entry.kind for entry in entries_of(stop.pk)] == ["instant.stopped", "instant.resumed"]


@pytest.mark.django_db
def test_nobody_sees_the_switches_of_others():
    an_instant_office()

    assert queries.instant_page(an_office().head).rows == []


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_is_done_once():
    office = an_instant_office()
    case = filed(office)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "yimen.config.settings.test",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "PYTHONPATH": str(ROOT),
    }
    script = Path(__file__).with_name("instant_worker.py")
    worker = subprocess.run(
        [sys.executable, str(script), str(case.pk), AT.isoformat()],
        env=environment,
        check=False,
        timeout=60,
    )

    assert worker.returncode < 0
    assert Case.objects.get(pk=case.pk).state == "submitted"
    assert decided(case).state == "result_made"
    assert [entry.kind for entry in entries_of(case.pk)].count("case.granted") == 1
