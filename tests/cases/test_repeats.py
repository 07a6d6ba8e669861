"""Double clicks, stale pages, and two people at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from tests.cases.factories import a_case, a_draft, an_office, do
from tests.conftest import AT
from tests.orgs.factories import staff_actor
from yimen.cases import errors
from yimen.cases.models import Case
from yimen.journal.queries import entries_of, verify
from yimen.kernel.errors import DomainError, Stale
from yimen.kernel.ids import new_id
from yimen.process.queries import open_tasks


@pytest.mark.django_db
def test_the_same_key_again_gives_the_first_answer_and_does_nothing(office):
    draft, key = a_draft(office), new_id()

    first = do("file", draft, office, AT, key=key)
    again = do("file", draft, office, AT + timedelta(seconds=1), key=key, revision=0)

    assert (again.number, again.revision) == (first.number, first.revision)
    assert len(entries_of(draft.pk)) == 1


@pytest.mark.django_db
def test_a_key_answers_even_after_others_have_acted(office):
    draft, key = a_draft(office), new_id()
    do("file", draft, office, AT, key=key)
    do("accept", draft, office, AT)

    assert do("file", draft, office, AT, key=key).state == "accepted"


@pytest.mark.django_db
def test_a_refused_act_leaves_its_key_free(office):
    case, key = a_case("in_review", office=office), new_id()
    with pytest.raises(errors.ReasonsMissing):
        do("grant", case, office, AT, reasons="", key=key)

    assert do("grant", case, office, AT, key=key).state == "granted"


@pytest.mark.django_db
def test_a_key_belongs_to_one_act_on_one_case(office):
    key = new_id()
    do("accept", a_case(office=office), office, AT, key=key)

    with pytest.raises(errors.KeyReused):
        do("accept", a_case(office=office), office, AT, key=key)


@pytest.mark.django_db
def test_a_stale_page_changes_nothing(office):
    case = a_case(office=office)
    drawn = case.revision
    do("request_supplement", case, office, AT, revision=drawn)
    case = do("supplement", case, office, AT)

    with pytest.raises(Stale):
        do("accept", case, office, AT, revision=drawn)
    assert do("accept", case, office, AT, revision=case.revision).state == "accepted"


def at_once(*acts):
    """Run each act in a thread and connection of its own; what each returned or raised."""

    def alone(act):
        try:
            return act()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_at_once_one_accepts_and_the_other_is_told(office):
    case = a_case(office=office)
    second = replace(office, clerk=staff_actor("case.accept", organisation=office.organisation))

    answers = at_once(
        lambda: do("accept", case, office, AT), lambda: do("accept", case, second, AT)
    )

    refused = [answer for answer in answers if isinstance(answer, DomainError)]
    assert [error.code for error in refused] == ["case.wrong_state"]
    assert [entry.kind for entry in entries_of(case.pk)] == ["case.filed", "case.accepted"]
    assert len(open_tasks(case.pk)) == 1
    assert verify(case.pk) == []


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_act(office):
    case, key = a_case(office=office), new_id()

    answers = at_once(*[lambda: do("accept", case, office, AT, key=key)] * 4)

    assert {answer.state for answer in answers} == {"accepted"}
    assert len(entries_of(case.pk)) == 2


@pytest.mark.django_db(transaction=True)
def test_fifty_filings_of_one_item_at_once_get_fifty_numbers():
    office = an_office(version__materials=[])
    drafts = [a_draft(office) for _n in range(50)]

    def file(draft):
        try:
            return do("file", draft, office, AT).number
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        numbers = list(pool.map(file, drafts))

    assert sorted(int(number[-4:]) for number in numbers) == list(range(1, 51))
    assert Case.objects.filed().count() == 50
