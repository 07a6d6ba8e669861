"""Beside the life of a case: notes among officers, and asking for it to be hurried."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from yimen.cases.actions._moves import STREAM, lock
from yimen.cases.errors import beside as errors
from yimen.cases.models import Case, Note, Urge
from yimen.cases.permissions import may_note, may_urge
from yimen.cases.queries.hands import told_of
from yimen.cases.states import WAITS_FOR_APPLICANT
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.process.queries import open_tasks
from yimen.process.rules.holding import hands_of


@transaction.atomic
def note_case(
    case_id: UUID, text: str, *, by: Actor, at: datetime, key: UUID | None = None
) -> Note:
    """Write something down for the other officers; a form sent twice is one note."""
    case = lock(case_id, by=by)
    if not may_note(by, case):
        raise NotAllowed
    if not text.strip():
        raise errors.NoteMissing(field="text")
    assert by.staff_id  # officers have one
    if key and (note := case.notes.filter(pk=key).first()):
        return note
    chosen = {"pk": key} if key else {}
    note = Note.objects.create(case=case, text=text.strip(), by_id=by.staff_id, at=at, **chosen)
    Case.objects.filter(pk=case.pk).update(note_count=F("note_count") + 1)
    write(STREAM, case.pk, "case.note_written", by=by, at=at, facts={"note": str(note.pk)})
    return note


@transaction.atomic
def urge_case(case_id: UUID, text: str, *, by: Actor, at: datetime) -> Urge:
    """Ask whoever has the case in hand to hurry: told to him, shown to all, once a day (催办)."""
    case = lock(case_id, by=by)
    if not may_urge(by, case):
        raise NotAllowed
    if not text.strip():
        raise errors.NoteMissing(field="text")
    tasks = [task for task in open_tasks(case.pk) if task.holder_id not in hands_of(by)]
    if not tasks or case.state in WAITS_FOR_APPLICANT:
        raise errors.NobodyToUrge
    assert by.staff_id  # officers have one
    today = timezone.localdate(at)
    if case.urges.filter(by=by.staff_id, on=today).exists():
        raise errors.UrgedToday
    links = [task.name for task in tasks]
    urge = Urge.objects.create(
        case=case, text=text.strip(), links=links, by_id=by.staff_id, on=today, at=at
    )
    Case.objects.filter(pk=case.pk).update(urged_at=at)
    staff = [str(pk) for pk in told_of(case, tasks, on=today)]
    facts = {"urge": str(urge.pk), "links": [task.link for task in tasks], "staff": staff}
    write(STREAM, case.pk, "case.urged", by=by, at=at, facts=facts)
    return urge
