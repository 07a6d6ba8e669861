"""Statements written out give the same models as the ORM."""

import pytest

from tests.identity.factories import AccountFactory, staff_account
from yimen.identity.models import Account
from yimen.kernel.statements import Statement
from yimen.orgs.models import Staff

pytestmark = pytest.mark.django_db

EVERYBODY = Statement(
    """
    select {account}, {staff}, upper(account.username) from identity_account account
    left join orgs_staff staff on staff.id = account.staff_id
    where account.username <> %(but)s order by account.username
    """,
    account=Account,
    staff=Staff,
)


def test_rows_are_models_as_the_orm_reads_them_and_what_else_was_asked():
    officer, resident = staff_account(), AccountFactory()
    rows = {account.pk: (account, staff, loud) for account, staff, loud in EVERYBODY.all(but="")}

    account, staff, loud = rows[officer.pk]
    assert staff == officer.staff
    assert loud == officer.username.upper()
    fresh = Account.objects.get(pk=officer.pk)
    names = [field.attname for field in Account._meta.concrete_fields]
    assert [getattr(account, name) for name in names] == [getattr(fresh, name) for name in names]
    assert not account._state.adding
    assert rows[resident.pk][1] is None  # joined outwardly: there is none
    assert EVERYBODY.first(but=officer.username) is not None


def test_where_there_is_no_row_there_is_none():
    assert EVERYBODY.first(but="nobody") is None
