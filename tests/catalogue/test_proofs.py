"""The proof list: who keeps it, what an entry must say, and what the journal remembers."""

import pytest
from django.db import IntegrityError, transaction

from tests.catalogue.actors import CLERK, EDITOR, NEIGHBOUR
from tests.catalogue.factories import ItemFactory, OfficeFactory, VersionFactory
from tests.catalogue.test_checkup import FACTS
from tests.conftest import AT
from yimen.catalogue.actions import add_proof, change_proof, submit_version, withdraw_proof
from yimen.catalogue.errors import NotReady, ProofTaken, ProofWithdrawn
from yimen.catalogue.models import Proof
from yimen.catalogue.queries import items_asking, kept_proofs, proof_list
from yimen.catalogue.rules.elements import Material
from yimen.journal.queries import entries_of
from yimen.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return OfficeFactory(path="xinyu/market/")


@pytest.fixture
def proof(office):
    return add_proof(office, "health", FACTS, by=EDITOR, at=AT)


def test_an_editor_adds_changes_and_withdraws_and_the_journal_knows(proof):
    change_proof(proof.pk, {**FACTS, "issued_by": "疾控中心"}, by=EDITOR, at=AT)
    change_proof(proof.pk, {**FACTS, "issued_by": "疾控中心"}, by=EDITOR, at=AT)  # says nothing new
    withdraw_proof(proof.pk, reason="可以共享核验", by=EDITOR, at=AT)

    told = entries_of(proof.pk)
    assert [one.kind for one in told] == ["proof.added", "proof.changed", "proof.withdrawn"]
    assert told[1].facts["before"] == {"issued_by": "医疗机构"}
    assert told[2].facts["reason"] == "可以共享核验"
    assert list(proof_list()) == [] and list(kept_proofs(EDITOR)) == [proof]
    with pytest.raises(ProofWithdrawn):
        change_proof(proof.pk, FACTS, by=EDITOR, at=AT)


def test_a_key_is_given_once(proof, office):
    with pytest.raises(ProofTaken):
        add_proof(office, "health", FACTS, by=EDITOR, at=AT)


@pytest.mark.parametrize("actor", [NEIGHBOUR, CLERK])
def test_others_do_not_touch_the_list(actor, proof, office):
    with pytest.raises(NotAllowed):
        add_proof(office, "other", FACTS, by=actor, at=AT)
    with pytest.raises(NotAllowed):
        withdraw_proof(proof.pk, reason="不需要", by=actor, at=AT)
    assert not kept_proofs(actor).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"why_no_commitment": ""},
        {"may_commit": True},
        {"may_commit": True, "commitment_note": "承诺"},
        {"check_method": "online"},
    ],
)
def test_the_database_wants_a_way_to_check_or_a_reason(change, office):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.create(organisation=office, key="half", **{**FACTS, **change})


def test_an_item_asks_for_no_proof_outside_the_list(proof, office):
    outside = Material("m1", "婚姻状况证明", source="government").to_json()
    listed = Material("m1", "健康证明", source="other", proof="health").to_json()
    item = ItemFactory(organisation=office)
    version = VersionFactory(item=item, materials=[outside])

    with pytest.raises(NotReady) as refused:
        submit_version(version.pk, by=EDITOR, at=AT)
    version.materials = [listed]
    version.save()
    submit_version(version.pk, by=EDITOR, at=AT)

    assert [one.code for one in refused.value.findings] == ["proof_outside_list"]


def test_those_who_ask_for_a_proof_are_named(proof, office):
    listed = [Material("m1", "健康证明", source="other", proof="health").to_json()]
    asking = ItemFactory(published=True, organisation=office, version__materials=listed)
    ItemFactory(published=True, organisation=office)

    assert list(items_asking(proof)) == [asking]
    assert list(proof_list("健康 医疗")) == [proof] and not proof_list("婚姻")
