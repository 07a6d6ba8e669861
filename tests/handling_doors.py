"""Addresses of questions to others, tasks and written notices, for the permission table."""

from typing import Any

from django.utils import timezone

from tests.cases.factories import Office
from yimen.cases.actions import ask_opinion
from yimen.cases.actions.consulting import Question
from yimen.cases.models import Case
from yimen.orgs.models import Organisation
from yimen.process.queries import open_tasks


def addresses_of_handling(
    case: Case, office: Office, abroad: Organisation
) -> dict[str, dict[str, Any]]:
    """A question to the department next door, a task in hand, a written notice."""
    question = Question(abroad, "是否同意？", 5, shares_materials=True)
    ask_opinion(case.pk, question, by=office.examiner, at=timezone.now())
    asked = {"consultation_id": case.consultations.get().pk}
    task = {"number": case.number, "task_id": open_tasks(case.pk)[0].pk}
    notice = {"number": case.number, "seq": 2}
    names: dict[str, dict[str, Any]] = {
        f"desk:asked_{row}": asked for row in ("page", "answer", "paper")
    }
    return names | {
        "desk:question": {"number": case.number},
        "desk:asked_material": {**asked, "file_id": case.materials.get().pk},
        "desk:task_page": task,
        "desk:task_arrange": {**task, "what": "assign"},
        "desk:case_notice": notice,
        "portal:case_notice": notice,
    }
