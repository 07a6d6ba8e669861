"""A drawn process is run by the acts of its kinds of links; each is one entry and one opinion."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from tests.cases.factories import Office, a_draft, an_office, do
from tests.conftest import AT
from tests.orgs.factories import staff_actor
from tests.process.drawings import HEAD, body, flow, task
from yimen.cases import actions, errors
from yimen.cases.models import Case
from yimen.cases.permissions import available_moves, doable
from yimen.cases.queries import earlier_links, timeline
from yimen.cases.rules.inquiry import Inquiry
from yimen.cases.rules.processes import elements_of
from yimen.catalogue.rules.elements import STANDARD_FORM, FormField
from yimen.journal.queries import entries_of
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.process.errors import OpinionGiven
from yimen.process.models import Process
from yimen.process.queries import definition_of, open_tasks

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(AT)


def drawn(*steps: str) -> str:
    """accept, the steps one after another, decide, issue."""
    idents = [step.split('id="')[1].split('"')[0] for step in steps]
    between = ["accept", *idents, "decide"]
    flows = "".join(flow(a, b) for a, b in pairwise(between))
    inside = body("start > accept", "decide > issue > end")
    return whole(inside + "".join(steps) + flows)


def whole(inside: str) -> str:
    """A file around the inside of its process."""
    return f"{HEAD}<process id='p' name='程序'>{inside}</process></definitions>"


def accepted(xml: str, **form: Any) -> tuple[Case, Office]:
    elements = elements_of(xml)
    office = an_office(
        version__drawing=xml, version__links=[link.to_json() for link in elements["links"]]
    )
    case = a_draft(office)
    if form:
        Case.objects.filter(pk=case.pk).update(form={**case.form, **form})
    for move in ("file", "accept"):
        case = do(move, case, office, AT)
    return case, office


def kinds(case: Case) -> list[str]:
    return [task.kind for task in open_tasks(case.pk)]


MOVES_OF = {
    "advise": "advise",
    "site_visit": "visit_site",
    "expert_review": "review_by_experts",
    "hearing": "hold_hearing",
    "public_notice": "end_notice",
}


@pytest.mark.parametrize("kind", list(MOVES_OF))
def test_each_kind_of_link_is_done_by_its_act(kind: str) -> None:
    case, office = accepted(drawn(task("odd", kind=kind)))
    move = MOVES_OF[kind]
    assert kinds(case) == [kind]
    assert move in available_moves(office.examiner, case)

    done = do(move, case, office, AT)

    opinion = done.opinions.get(link="odd")
    entry = entries_of(case.pk)[-1]
    assert kinds(case) == ["decide"]
    assert entry.facts["opinion"] == str(opinion.pk)
    assert entry.facts["conclusion"] == "passed"
    assert len(entries_of(case.pk)) == 3
    assert timeline(case, office.head)[-1].text


def test_a_case_runs_by_the_drawing_of_its_version_and_keeps_it() -> None:
    xml = drawn(task("odd", kind="site_visit"))
    case, _office = accepted(xml)

    definition = definition_of(case.pk)

    assert definition is not None
    assert definition.bpmn == xml
    assert [link["key"] for link in definition.links] == ["accept", "odd", "decide", "issue"]


def a_visit(**facts: Any) -> Inquiry:
    usual = {"conclusion": "passed", "text": "符合要求", "day": TODAY, "place": "示范街66号"}
    return Inquiry(**{**usual, "inspectors": ("核查员甲", "核查员乙"), **facts})


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"inspectors": ("核查员甲",)}, errors.TwoInspectorsNeeded),
        ({"inspectors": ("核查员甲", " 核查员甲 ")}, errors.TwoInspectorsNeeded),
        ({"place": " "}, errors.PlaceMissing),
        ({"day": TODAY + timedelta(days=1)}, errors.BadDay),
        ({"day": TODAY - timedelta(days=1)}, errors.BadDay),
        ({"day": None}, errors.BadDay),
        ({"text": " "}, errors.ReasonsMissing),
        ({"conclusion": "perhaps"}, errors.BadConclusion),
    ],
)
def test_a_visit_without_what_its_record_needs_is_refused(
    facts: dict[str, Any], error: type[Exception]
) -> None:
    case, office = accepted(drawn(task("odd", kind="site_visit")))

    with pytest.raises(error):
        actions.visit_site(case.pk, found=a_visit(**facts), by=office.examiner, at=AT)
    assert kinds(case) == ["site_visit"]


def test_names_of_a_visit_stay_out_of_the_journal() -> None:
    case, office = accepted(drawn(task("odd", kind="site_visit")))

    actions.visit_site(case.pk, found=a_visit(), by=office.examiner, at=AT)

    assert case.opinions.get().facts["inspectors"] == ["核查员甲", "核查员乙"]
    assert "核查员甲" not in str(entries_of(case.pk)[-1].facts)


def test_a_notice_runs_as_long_as_its_link_says() -> None:
    case, office = accepted(drawn(task("odd", kind="public_notice", days="3")))
    found = Inquiry("passed", "公示期内无异议", started_on=TODAY, ended_on=TODAY)

    with pytest.raises(errors.NoticeTooShort):
        actions.end_notice(case.pk, found=found, by=office.examiner, at=AT)
    later = AT + timedelta(days=6)
    ended = replace(found, ended_on=timezone.localdate(later))
    actions.end_notice(case.pk, found=ended, by=office.examiner, at=later)

    assert kinds(case) == ["decide"]


RULE = 'rule="share" share="60" voters="3"'
SIGN = task("sign", kind="countersign").replace("<y:link", f"<y:link {RULE}")


def sign(case: Case, by: Actor, conclusion: str = "passed") -> Case:
    found = Inquiry(conclusion, "同意")
    return actions.countersign_case(case.pk, found=found, by=by, at=AT)


def test_several_officers_countersign_and_the_entry_of_the_last_says_what_it_came_to() -> None:
    case, office = accepted(drawn(SIGN))
    second = staff_actor("case.examine", organisation=office.organisation)
    sign(case, office.examiner)

    assert "countersign" not in available_moves(office.examiner, case)
    with pytest.raises(OpinionGiven):
        sign(case, office.examiner)
    sign(case, second)

    assert kinds(case) == ["decide"]
    assert [entry.facts.get("result") for entry in entries_of(case.pk)[-2:]] == ["", "passed"]
    assert [link.key for link in earlier_links(case)] == ["sign"]


def test_an_officer_says_for_which_seat_he_signs() -> None:
    seats = '<y:seat name="规划科"/><y:seat name="法规科"/>'
    step = task("sign", kind="countersign").replace("<y:link", '<y:link rule="all"')
    case, office = accepted(drawn(step.replace("/></ext", f">{seats}</y:link></ext")))

    found = Inquiry("passed", "同意")
    actions.countersign_case(case.pk, found=found, link="sign#2", by=office.examiner, at=AT)

    assert [one.name for one in open_tasks(case.pk)] == ["sign步 · 规划科"]


def test_applicants_are_not_told_how_each_signed() -> None:
    case, office = accepted(drawn(SIGN))
    sign(case, office.examiner)

    told = [entry.kind for entry in timeline(case, office.resident)]
    assert "case.countersigned" not in told
    assert "case.countersigned" in [entry.kind for entry in timeline(case, office.head)]


def test_the_link_says_who_does_it() -> None:
    case, office = accepted(drawn(task("odd", kind="advise", grant="case.decide")))

    with pytest.raises(NotAllowed):
        do("advise", case, office, AT)
    do("advise", case, office, AT, by=office.head)

    assert kinds(case) == ["decide"]


def test_of_parallel_opinions_the_officer_chooses_which_he_gives() -> None:
    inside = body(
        "start > accept > fork > advise1 > join > decide > issue > end",
        "fork > advise2 > join",
        gateways="fork:+ join:+",
    )
    case, office = accepted(whole(inside))
    links = {task.link for task in doable(office.examiner, case, "advise")}
    assert links == {"advise1", "advise2"}

    do("advise", case, office, AT, link="advise2")

    assert [task.link for task in open_tasks(case.pk)] == ["advise1"]


@pytest.mark.parametrize(("area", "next_link"), [(500, "site_visit"), (60, "decide")])
def test_conditions_ask_the_form_and_nothing_else_of_it_is_kept(area: int, next_link: str) -> None:
    inside = body(
        "start > accept > pick > decide > issue > end",
        "pick > visit [(area ?? 0) > 200]",
        gateways="pick:x",
    ).replace('kind="visit"', 'kind="site_visit"')
    xml = whole(inside + flow("visit", "decide"))
    area_asked = FormField("area", "面积", kind="number", is_required=False)
    form = [field.to_json() for field in (*STANDARD_FORM, area_asked)]
    office = an_office(version__drawing=xml, version__form=form)
    case = a_draft(office)
    actions.save_draft(case.pk, {"area": area}, by=office.resident, at=AT)
    for move in ("file", "accept"):
        case = do(move, case, office, AT)

    assert kinds(case) == [next_link]
    kept = Process.objects.get(subject=case.pk).state["data"]
    assert set(kept) == {"area", "outcome", "outcomes"}
