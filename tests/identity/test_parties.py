"""Persons and organisations are known once, and their numbers are looked at with a reason."""

import threading

import pytest
from django.db import connection

from tests.conftest import AT
from tests.identity.factories import (
    OrganisationPartyFactory,
    PartyFactory,
    applicant_actor,
    resident_number,
    staff_actor,
    uscc,
)
from yimen.identity import errors
from yimen.identity.actions import confirm_party, register_party, reveal_number
from yimen.identity.models import Party
from yimen.identity.queries import (
    document_number,
    find_party,
    masked_number,
    masked_phone,
    phone_number,
)
from yimen.journal.queries import entries_of
from yimen.kernel.actor import STRANGER, SYSTEM
from yimen.kernel.codes import BadCode
from yimen.kernel.errors import NotAllowed

NUMBER = resident_number(800)
WHO = {"by": SYSTEM, "at": AT}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "document", "number"),
    [("person", "111", NUMBER), ("organisation", "001", uscc(1))],
)
def test_a_party_is_registered_once_for_its_number(kind, document, number):
    first = register_party(kind, "测试甲", document, number, "13800138000", "某路1号", **WHO)
    again = register_party(kind, "测试 甲", document, number.lower(), "", **WHO)

    assert first == again == find_party(document, number)
    assert (document_number(first), phone_number(first)) == (number, "13800138000")
    assert [entry.kind for entry in entries_of(first.pk)] == ["party.registered"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "document", "number"),
    [("person", "111", NUMBER[:-1]), ("organisation", "001", NUMBER)],
)
def test_a_number_that_is_not_one_is_refused(kind, document, number):
    with pytest.raises(BadCode):
        register_party(kind, "测试甲", document, number, "", **WHO)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "document"), [("person", "001"), ("organisation", "111"), ("", "")]
)
def test_persons_have_identity_cards_and_organisations_credit_codes(kind, document):
    with pytest.raises(errors.DocumentInvalid):
        register_party(kind, "测试甲", document, NUMBER, "", **WHO)


@pytest.mark.django_db
def test_a_party_has_a_name():
    with pytest.raises(errors.NameMissing):
        register_party("person", "  ", "111", NUMBER, "", **WHO)


@pytest.mark.django_db
def test_a_number_known_under_another_name_is_not_simply_taken_over():
    known = register_party("person", "张三", "111", NUMBER, "", **WHO)
    clerk = staff_actor("case.accept")

    with pytest.raises(errors.PartyNameDiffers):
        register_party("person", "张山", "111", NUMBER, "", by=clerk, at=AT)
    confirm_party(known.pk, name="张山", by=clerk, at=AT)

    party = register_party("person", "张山", "111", NUMBER, "", by=clerk, at=AT)
    assert (party.name, party.level) == ("张山", Party.Level.SEEN)


@pytest.mark.django_db
def test_people_are_entered_at_the_counter_only():
    for actor in (STRANGER, applicant_actor(), staff_actor("case.examine")):
        with pytest.raises(NotAllowed):
            register_party("person", "张三", "111", NUMBER, "", by=actor, at=AT)


@pytest.mark.django_db(transaction=True)
def test_two_counters_at_the_same_moment_register_one_person():
    found = []

    def register():
        found.append(register_party("person", "张三", "111", NUMBER, "", **WHO).pk)
        connection.close()

    threads = [threading.Thread(target=register) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert len(set(found)) == 1
    assert Party.objects.count() == 1


@pytest.mark.django_db
def test_lists_show_masks_of_persons_and_the_codes_of_organisations():
    person = PartyFactory(number=NUMBER, phone="13800138000")
    company = OrganisationPartyFactory(number=uscc(5))

    assert masked_number(person) == NUMBER[:3] + "*" * 11 + NUMBER[-4:]
    assert masked_number(company) == uscc(5)
    assert masked_phone(person) == "138****8000"


@pytest.mark.django_db
def test_looking_at_a_number_leaves_a_trace_with_the_purpose():
    party = PartyFactory(number=NUMBER)
    examiner = staff_actor("case.examine")

    assert reveal_number(party.pk, by=examiner, at=AT, purpose="核对办件材料") == NUMBER

    (entry,) = entries_of(party.pk)
    assert (entry.kind, entry.facts["purpose"]) == ("party.number_revealed", "核对办件材料")
    assert NUMBER not in repr(entry)


@pytest.mark.django_db
def test_a_number_is_not_shown_without_a_purpose_or_to_who_handles_no_cases():
    party = PartyFactory()

    with pytest.raises(errors.PurposeMissing):
        reveal_number(party.pk, by=staff_actor("case.examine"), at=AT, purpose=" ")
    for actor in (staff_actor("item.edit"), applicant_actor(), STRANGER):
        with pytest.raises(NotAllowed):
            reveal_number(party.pk, by=actor, at=AT, purpose="核对")
    assert entries_of(party.pk) == []


@pytest.mark.django_db
def test_people_are_visible_to_themselves_and_to_the_counter():
    mine, other = PartyFactory(), PartyFactory()

    assert list(Party.objects.visible_to(applicant_actor(mine))) == [mine]
    assert set(Party.objects.visible_to(staff_actor("case.accept"))) == {mine, other}
    for actor in (staff_actor("case.decide"), staff_actor("item.edit"), STRANGER):
        assert not Party.objects.visible_to(actor).exists()
