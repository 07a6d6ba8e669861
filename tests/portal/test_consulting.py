"""What offices ask one another is none of the applicant's pages' business."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case, an_office
from tests.identity.factories import AccountFactory, applicant_actor, sign_in
from tests.orgs.factories import OrganisationFactory, staff_actor
from yimen.cases.actions import answer_opinion, ask_opinion
from yimen.cases.actions.consulting import Question
from yimen.cases.models import Consultation

pytestmark = pytest.mark.django_db
SECRETS = ("消防救援局", "请问是否同意", "不同意该申请")


def test_no_page_and_no_answer_of_the_api_tells_the_applicant(client):
    account = AccountFactory()
    office = an_office(version__promised_days=10)
    office.resident = applicant_actor(account.party, account=account)
    now = timezone.now()
    case = a_case("accepted", office=office, at=now)
    other = OrganisationFactory(name="消防救援局")
    ask_opinion(case.pk, Question(other, "请问是否同意", 3), by=office.examiner, at=now)
    answer_opinion(
        Consultation.objects.get().pk,
        opinion="against",
        text="不同意该申请",
        by=staff_actor("case.examine", organisation=other),
        at=now,
    )
    sign_in(client, account)
    seen = [
        client.get(reverse("portal:case_page", args=[case.number])),
        client.get(reverse("portal:case_receipt", args=[case.number])),
        client.get(reverse("portal:message_list")),
        client.post(
            reverse("portal:status_query"),
            {"number": case.number, "code": case.query_code},
        ),
        client.get(reverse("api-v1:case_status", args=[case.number]), {"code": case.query_code}),
    ]

    for response in seen:
        text = response.content.decode()
        assert not [secret for secret in SECRETS if secret in text]
    assert [response.status_code for response in seen[:3]] == [200, 200, 200]
    assert "已征求" not in seen[0].content.decode()
