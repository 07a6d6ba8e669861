"""What is charged for a case is entered as it was taken, once, by the counter."""

from uuid import uuid4

import pytest

from tests.cases.factories import a_case, a_draft, an_office
from tests.conftest import AT
from yimen.cases import actions
from yimen.cases.errors import NoSuchCase
from yimen.cases.errors import charges as errors
from yimen.cases.messages import noted
from yimen.cases.models import Case, Charge
from yimen.cases.queries import charges_of, fees_of
from yimen.journal.queries import entries_of
from yimen.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db
FEES = [
    {"key": "licence", "name": "工本费", "amount_fen": 5000},
    {"key": "copies", "name": "复印费", "when": "situation.copies == 'yes'"},
]


@pytest.fixture
def office():
    return an_office(version__fees=FEES)


def charge(case: Case, office, **said: object) -> Charge:
    usual = {"fee": "licence", "fen": 5000, "receipt": "赣财001", "by": office.clerk, "at": AT}
    return actions.charge_case(case.pk, **{**usual, **said})


def test_a_charge_is_entered_under_the_name_of_its_fee_and_told(office):
    case = a_case("accepted", office=office)

    made = charge(case, office, name="随便")

    assert (made.name, made.fen, made.by_id) == ("工本费", 5000, office.clerk.staff_id)
    assert charges_of(case) == [made]
    entry = entries_of(case.pk)[-1]
    assert entry.kind == "case.charged"
    assert entry.facts == {
        "charge": str(made.pk),
        "fee": "licence",
        "fen": 5000,
        "receipt": "赣财001",
    }
    assert "¥50.00" in noted(entry.kind, entry.facts) and "赣财001" in noted(
        entry.kind, entry.facts
    )


def test_what_the_guide_does_not_name_is_entered_by_the_name_of_the_receipt(office):
    case = a_case("accepted", office=office)

    made = charge(case, office, fee="", name=" 服务费 ")

    assert (made.fee, made.name) == ("", "服务费")


@pytest.mark.parametrize(
    ("said", "error", "field"),
    [
        ({"fee": "nothing"}, errors.UnknownFee, "fee"),
        ({"fee": "copies"}, errors.UnknownFee, "fee"),  # not in this situation
        ({"fee": ""}, errors.ChargeUnnamed, "name"),
        ({"fen": 0}, errors.AmountOutOfBounds, "amount"),
        ({"fen": -1}, errors.AmountOutOfBounds, "amount"),
        ({"fen": 10**12}, errors.AmountOutOfBounds, "amount"),
        ({"receipt": "  "}, errors.ReceiptMissing, "receipt"),
    ],
)
def test_what_cannot_be_a_charge_is_refused_at_its_field(office, said, error, field):
    case = a_case("accepted", office=office)
    before = len(entries_of(case.pk))

    with pytest.raises(error) as refused:
        charge(case, office, **said)

    assert refused.value.field == field
    assert not Charge.objects.exists() and len(entries_of(case.pk)) == before


def test_a_form_sent_twice_is_one_charge_and_a_receipt_is_entered_once(office):
    case, key = a_case("accepted", office=office), uuid4()

    assert charge(case, office, key=key) == charge(case, office, key=key)
    with pytest.raises(errors.ReceiptTaken):
        charge(case, office, key=uuid4())
    assert Charge.objects.count() == 1
    assert len([e for e in entries_of(case.pk) if e.kind == "case.charged"]) == 1


def test_only_the_counter_of_a_filed_case_enters_charges(office):
    case = a_case("accepted", office=office)

    with pytest.raises(NotAllowed):
        charge(case, office, by=office.examiner)
    with pytest.raises(NoSuchCase):
        charge(case, office, by=an_office().clerk)
    with pytest.raises((NotAllowed, NoSuchCase)):
        charge(a_draft(office), office)
    assert [fee.key for fee in fees_of(case)] == ["licence"]


def test_a_charge_struck_out_stays_readable_and_its_receipt_can_be_entered_anew(office):
    case = a_case("accepted", office=office)
    wrong = charge(case, office, fen=50_000)

    with pytest.raises(errors.VoidWithoutReason):
        actions.void_charge(case.pk, wrong.pk, reason=" ", by=office.clerk, at=AT)
    for _ in range(2):
        actions.void_charge(case.pk, wrong.pk, reason="多输一个零", by=office.clerk, at=AT)
    right = charge(case, office, fen=5000)

    assert [(one.fen, one.void_reason) for one in charges_of(case)] == [
        (50_000, "多输一个零"),
        (right.fen, ""),
    ]
    kinds = [entry.kind for entry in entries_of(case.pk)]
    assert kinds[-3:] == ["case.charged", "case.charge_voided", "case.charged"]


def test_only_the_counter_strikes_out_and_only_what_belongs_to_the_case(office):
    case, other = a_case("accepted", office=office), a_case("accepted", office=office)
    made = charge(case, office)

    for case_id, by in ((case.pk, office.examiner), (other.pk, office.clerk)):
        with pytest.raises(NotAllowed):
            actions.void_charge(case_id, made.pk, reason="错", by=by, at=AT)
    assert Charge.objects.get().voided_at is None
