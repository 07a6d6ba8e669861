"""How many statements a request takes, who asks included: the budget the bench depends on."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case, a_draft, a_pdf, an_office, do
from tests.desk.test_cases import EVERY, act, officer, sheet
from yimen.cases.actions import add_material
from yimen.cases.models import Case
from yimen.catalogue.rules.elements import FormField

pytestmark = pytest.mark.django_db

#: acts and query with two more than they take: here their transaction is a savepoint of the test's;
#: the acts with another one, by which the test itself reads the revision
MOST = {
    "work list": 12,
    "sheet": 14,
    "query": 6,
    "accept": 21,  # one of them numbers the notice
    "examine": 21,
    "grant": 23,
    "deliver": 19,  # one of them writes the result with its days, where nobody had it made before
}
FACTS = {
    "examine": {"conclusion": "passed", "text": "符合条件"},
    "grant": {"reasons": "符合法定条件"},
    "deliver": {"way": "electronic"},
}


def test_pages_and_acts_stay_within_their_statements(client):
    office = an_office()
    a_case("concluded", office=office)  # definitions and calendars are known now
    case = a_case(office=office, at=timezone.now())
    officer(client, office.organisation, *EVERY)
    client.get(sheet(case))  # and so are versions
    taken = {}

    def ask(what, question, status):
        with CaptureQueriesContext(connection) as queries:
            assert question().status_code == status, what
        taken[what] = len(queries)

    ask("work list", lambda: client.get(reverse("desk:work")), 200)
    ask("sheet", lambda: client.get(sheet(case)), 200)
    asked = {"number": case.number, "code": case.query_code}
    ask("query", lambda: Client().post(reverse("portal:status_query"), asked), 200)
    for move in ("accept", "examine", "grant", "deliver"):
        revision = {"revision": case.revision}
        case.revision += 1
        ask(move, lambda m=move, r=revision: act(client, case, m, **FACTS.get(m, {}), **r), 302)

    assert taken == {what: min(MOST[what], taken[what]) for what in MOST}, taken


def test_the_sheet_reads_the_files_of_a_case_once_wherever_they_are_asked_for(client):
    plan = FormField("plan", "平面图", kind="file", is_required=False, max=2)
    office = an_office(version__form=[plan.to_json()])
    draft, at = a_draft(office, at=timezone.now()), timezone.now()
    add_material(draft.pk, "form.plan", a_pdf("平面图.pdf"), by=office.resident, at=at)
    case = Case.objects.get(pk=draft.pk)
    for move in ("file", "request_supplement", "supplement"):
        case = do(move, case, office, at)
    officer(client, office.organisation, *EVERY)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(sheet(case))

    assert "平面图.pdf" in response.text
    assert sum('FROM "cases_casematerial"' in (one["sql"] or "") for one in queries) == 1
