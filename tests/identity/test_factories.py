"""The suite's made-up people have valid numbers."""

import pytest

from tests.conftest import AT
from tests.identity.factories import AccountFactory, applicant_actor, resident_number, uscc
from tests.orgs.factories import StaffFactory
from yimen.kernel.codes import parse_resident_id, parse_uscc


@pytest.mark.parametrize("n", [0, 1, 1459, 1460, 20000])
def test_made_up_numbers_are_valid_and_of_the_dead(n):
    read = parse_resident_id(resident_number(n), today=AT.date())

    assert 1900 <= read.birth.year <= 1903


@pytest.mark.parametrize("n", [0, 7, 9999])
def test_made_up_companies_have_valid_codes(n):
    assert parse_uscc(uscc(n)).value == uscc(n)


@pytest.mark.django_db
def test_accounts_are_of_a_resident_or_of_an_officer():
    resident = AccountFactory()
    officer = AccountFactory(staff=StaffFactory())

    assert (resident.staff, officer.party) == (None, None)
    assert applicant_actor(account=resident).party_id == resident.party_id
