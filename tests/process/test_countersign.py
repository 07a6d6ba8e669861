"""Several give an opinion, and a rule makes one of them."""

from uuid import UUID

import pytest

from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, staff_actor
from tests.process.drawings import HEAD, body, drawing, flow
from yimen.catalogue.rules.elements import Link
from yimen.kernel.actor import Actor
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation
from yimen.process import actions
from yimen.process.errors import BadDrawing, OpinionGiven, TaskNotOpen
from yimen.process.models import Task
from yimen.process.queries import chart, open_tasks, opinions_given
from yimen.process.rules.countersign import verdict
from yimen.process.rules.links import LinkSpec, Seat
from yimen.process.rules.plan import plan_of

YES, NO = "passed", "failed"


def link(rule: str, seats: int, share: int = 0) -> LinkSpec:
    people = tuple(Seat() for _ in range(seats))
    return LinkSpec(
        "sign", "countersign", "会签", "case.examine", rule=rule, share=share, seats=people
    )


@pytest.mark.parametrize(
    ("rule", "seats", "share", "given", "result"),
    [
        ("all", 3, 0, [], ""),
        ("all", 3, 0, [YES, YES], ""),
        ("all", 3, 0, [YES, YES, YES], YES),
        ("all", 3, 0, [YES, NO], NO),
        ("any", 3, 0, [NO, NO], ""),
        ("any", 3, 0, [NO, YES], YES),
        ("any", 3, 0, [NO, NO, NO], NO),
        ("share", 3, 66, [YES], ""),
        ("share", 3, 66, [YES, YES], YES),
        ("share", 3, 67, [YES, YES], ""),  # two thirds are 66.7 per cent
        ("share", 3, 66, [NO, NO], NO),
        ("share", 4, 50, [NO, NO, YES], ""),
        ("share", 4, 50, [NO, NO, YES, YES], YES),
        ("share", 5, 1, [NO, NO, NO, NO], ""),
    ],
)
def test_it_is_decided_as_soon_as_nothing_can_change_it(
    rule: str, seats: int, share: int, given: list[str], result: str
) -> None:
    assert verdict(link(rule, seats, share), given) == result


def countersigned(mark: str, inside: str = "") -> str:
    """accept, then a countersign, then decide."""
    step = (
        f'<userTask id="sign" name="会签"><extensionElements>'
        f'<y:link kind="countersign" grant="case.examine" {mark}>{inside}</y:link>'
        f'</extensionElements><multiInstanceLoopCharacteristics id="m"/></userTask>'
    )
    return (
        f"{HEAD}<process id='p' name='程序'>{body('start > accept', 'decide > end')}{step}"
        f"{flow('accept', 'sign')}{flow('sign', 'decide')}</process></definitions>"
    )


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ('rule="most" voters="3"', "bad_rule"),
        ('rule="share" voters="3"', "bad_share"),
        ('rule="share" share="101" voters="3"', "bad_share"),
        ('rule="all" voters="1"', "bad_seats"),
        ('rule="all" voters="31"', "bad_seats"),
        ('rule="all" voters="9999999999"', "bad_seats"),
        ('rule="all" voters="many"', "bad_seats"),
        ("", "repeats"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused_by_name(mark: str, code: str) -> None:
    with pytest.raises(BadDrawing) as refusal:
        plan_of(countersigned(mark))

    assert {fault["element"]: fault["code"] for fault in refusal.value.faults} == {"sign": code}


@pytest.fixture
def office(db: None) -> Organisation:
    made: Organisation = OrganisationFactory()
    return made


def begun(office: Organisation, mark: str, inside: str = "") -> UUID:
    subject = new_id()
    xml = countersigned(mark, inside)
    definition = actions.publish_bpmn(f"sign-{subject}", "程序", xml, at=AT)
    actions.start(definition, subject, office.pk, due_on=None, at=AT)
    actions.complete(subject, "accept", by=an_officer(office), at=AT, outcome="accepted")
    return subject


def an_officer(office: Organisation) -> Actor:
    return staff_actor("case.examine", organisation=office)


def give(subject: UUID, by: Actor, outcome: str) -> str:
    task = next(task for task in open_tasks(subject) if task.kind == "countersign")
    return actions.complete(subject, "countersign", by=by, at=AT, outcome=outcome, task_id=task.pk)


def test_each_seat_is_a_task_with_its_name_and_power(office: Organisation) -> None:
    seats = '<y:seat name="规划科"/><y:seat name="法规科" grant="case.decide"/>'
    subject = begun(office, 'rule="all"', seats)

    tasks = {(task.name, task.grant, task.seat) for task in open_tasks(subject)}

    assert tasks == {("会签 · 规划科", "case.examine", "1"), ("会签 · 法规科", "case.decide", "2")}


def test_the_last_opinion_needed_runs_the_process_on_and_cancels_the_rest(
    office: Organisation,
) -> None:
    subject = begun(office, 'rule="share" share="50" voters="3"')

    assert give(subject, an_officer(office), NO) == ""
    assert [task.kind for task in open_tasks(subject)] == ["countersign"] * 2
    assert give(subject, an_officer(office), YES) == ""
    assert give(subject, an_officer(office), YES) == YES
    assert [task.kind for task in open_tasks(subject)] == ["decide"]


def test_what_is_decided_early_is_asked_no_further(office: Organisation) -> None:
    subject = begun(office, 'rule="any" voters="4"')

    assert give(subject, an_officer(office), YES) == YES
    rest = Task.objects.filter(subject=subject, kind="countersign", outcome="skipped")
    assert rest.count() == 3
    shown = next(one for one in chart(subject) if one.key == "sign")
    assert (shown.state, shown.seats, shown.given, shown.outcome) == ("done", 4, 1, YES)


def test_nobody_gives_two_opinions(office: Organisation) -> None:
    subject, officer = begun(office, 'rule="all" voters="2"'), an_officer(office)
    give(subject, officer, YES)

    assert opinions_given(officer, open_tasks(subject)) == {open_tasks(subject)[0].token}
    with pytest.raises(OpinionGiven):
        give(subject, officer, YES)
    assert len(open_tasks(subject)) == 1


def test_a_return_asks_everybody_again(office: Organisation) -> None:
    subject, officer = begun(office, 'rule="all" voters="2"'), an_officer(office)
    give(subject, officer, YES)
    give(subject, an_officer(office), YES)

    actions.return_to(subject, "sign", at=AT, by=officer)

    assert [task.seat for task in open_tasks(subject)] == ["1", "2"]
    assert give(subject, officer, NO) == NO
    assert [task.kind for task in open_tasks(subject)] == ["decide"]


def test_a_return_while_opinions_are_missing_undoes_those_given(office: Organisation) -> None:
    subject, officer = begun(office, 'rule="all" voters="2"'), an_officer(office)
    give(subject, officer, YES)

    actions.return_to(subject, "accept", at=AT, by=officer)
    assert [task.kind for task in open_tasks(subject)] == ["accept"]
    actions.complete(subject, "accept", by=officer, at=AT, outcome="accepted")

    assert give(subject, officer, YES) == ""
    assert len(open_tasks(subject)) == 1


def test_a_seat_that_is_taken_is_not_open_any_more(office: Organisation) -> None:
    subject = begun(office, 'rule="all" voters="2"')
    task = open_tasks(subject)[0]
    given = {"outcome": YES, "at": AT, "task_id": task.pk}
    actions.complete(subject, "countersign", by=an_officer(office), **given)

    with pytest.raises(TaskNotOpen):
        actions.complete(subject, "countersign", by=an_officer(office), **given)


def test_a_table_of_links_can_be_countersigned_too(office: Organisation) -> None:
    links = [
        Link("accept", "accept", "受理", "case.accept"),
        Link("sign", "countersign", "会签", "case.examine", rule="share", voters=3, share=60),
    ]
    definition = actions.ensure_definition("table-signed", "程序", links, at=AT)

    assert definition.links[1]["rule"] == "share"
    assert plan_of(definition.bpmn).links["sign"] == link("share", 3, 60)
    assert plan_of(drawing("start > accept > end")).links["accept"].rule == ""
