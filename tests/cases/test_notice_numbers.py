"""Every written notice has a number of its office's year: the next one, none left out."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from tests.cases.factories import a_case, an_office, do
from tests.conftest import AT
from yimen.cases import errors
from yimen.cases.actions._numbers import take_notice_number
from yimen.cases.messages.notices import NOTICES
from yimen.cases.models import Case, NoticeNumber
from yimen.cases.queries import notice_paper
from yimen.cases.rules.notices import document_number
from yimen.journal.queries import entries_of


@pytest.fixture
def office(db):
    office = an_office()
    office.organisation.short_name = "市监局"
    office.organisation.save()
    return office


def numbers(case: Case) -> list[str]:
    return [entry.facts["document"] for entry in entries_of(case.pk) if entry.kind in NOTICES]


def test_notices_of_an_office_are_numbered_one_after_the_other(office):
    first, second = (a_case("submitted", office=office) for _ in range(2))
    do("request_supplement", first, office, AT)
    do("accept", second, office, AT)
    do("supplement", first, office, AT)
    do("decline", first, office, AT)

    assert numbers(first) == ["市监局〔2026〕1号", "市监局〔2026〕3号"]
    assert numbers(second) == ["市监局〔2026〕2号"]
    seq = entries_of(second.pk)[-1].seq
    assert notice_paper(second, seq).document == "市监局〔2026〕2号"


def test_another_office_and_another_year_begin_at_one(office):
    do("accept", a_case("submitted", office=office), office, AT)
    elsewhere = an_office()
    other = do("accept", a_case("submitted", office=elsewhere), elsewhere, AT)
    later = datetime(2027, 1, 4, 2, tzinfo=UTC)
    next_year = do("accept", a_case("submitted", office=office, at=later), office, later)

    assert numbers(other)[0].endswith("〔2026〕1号")
    assert numbers(next_year) == ["市监局〔2027〕1号"]


def test_what_is_refused_takes_no_number(office):
    case = a_case("submitted", office=office)
    with pytest.raises(errors.ReasonsMissing):
        do("decline", case, office, AT, reason=" ")
    with pytest.raises(ValueError), transaction.atomic():
        do("accept", case, office, AT)
        raise ValueError

    do("accept", case, office, AT)

    assert numbers(case) == ["市监局〔2026〕1号"]


def test_acts_that_are_told_nobody_in_writing_are_not_numbered(office):
    a_case("granted", office=office, at=AT + timedelta(hours=1))

    assert NoticeNumber.objects.get().last == 1  # of the acceptance alone


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers():
    office = an_office()
    taken: list[str] = []

    def take() -> None:
        try:
            with transaction.atomic():
                taken.append(take_notice_number(office.organisation, 2026))
        finally:
            connection.close()

    threads = [Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    mark = office.organisation.short_name or office.organisation.name
    assert sorted(taken) == [document_number(mark, 2026, n) for n in (1, 2, 3, 4)]
