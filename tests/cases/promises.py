"""An item with papers that may follow or be promised, and cases that promise them."""

from datetime import datetime
from typing import Any

from tests.cases.factories import Office, a_draft, an_office
from tests.conftest import AT
from yimen.cases import actions
from yimen.cases.models import Case
from yimen.catalogue.models import Proof
from yimen.catalogue.rules.elements import Material

FORM = Material("m1", "申请书", original=1)
LEASE = Material("lease", "房屋租赁合同", may_follow=True, follow_days=5, follow_breach="record")
HEALTH = Material("health", "健康证明", proof="health", source="other", issuer="医疗机构")


def a_trusting_office(*materials: Material, breach: str = "record", **item: Any) -> Office:
    """An office whose item lets a lease follow within five days, and a word stand for a proof."""
    lease = Material(**{**LEASE.to_json(), "follow_breach": breach})
    rows = [one.to_json() for one in materials or (FORM, lease, HEALTH)]
    office = an_office(version__materials=rows, **item)
    Proof.objects.get_or_create(
        key="health",
        defaults={
            "name": "健康证明",
            "purpose": "证明从业人员健康",
            "basis": "《食品安全法》第四十五条",
            "organisation": office.organisation,
            "demanded_by": "市场监督管理局",
            "issued_by": "医疗机构",
            "how_to_get": "到医疗机构体检",
            "may_commit": True,
            "commitment_note": "承诺从业人员均持有有效健康证明；不实的，撤销许可并记入信用记录。",
            "check_method": "on_site",
        },
    )
    return office


def a_draft_with(office: Office, *given: str, at: datetime = AT) -> Case:
    """An application with these papers only."""
    return a_draft(office, at=at, given=given)


def sign(case: Case, office: Office, *chosen: str, at: datetime = AT, **given: Any) -> None:
    """The applicant signs with his own name."""
    by = given.pop("by", office.resident)
    actions.sign_commitments(case.pk, chosen, name=given.pop("name", by.name), by=by, at=at)


def a_promising_case(office: Office, *, at: datetime = AT) -> Case:
    """An application handed in with the lease to follow and a word for the health proof."""
    case = a_draft_with(office, "m1", at=at)
    sign(case, office, "follows:lease", "replaces:health", at=at)
    return actions.file_case(case.pk, by=office.resident, at=at)
