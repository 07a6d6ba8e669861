"""What the case sheet shows beside the case: the paper, who has a task, notes, a conflict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import BoundField

from yimen.cases import queries
from yimen.cases.messages import POINT_ANSWERS
from yimen.cases.models import Case
from yimen.cases.permissions import may_arrange, may_note, may_release, may_take, may_urge
from yimen.cases.queries import CaseSheet
from yimen.cases.queries.lists import asked_of
from yimen.desk.forms.acts import ActForm
from yimen.desk.forms.notes import NoteForm, UrgeForm
from yimen.kernel.actor import Actor
from yimen.kernel.errors import DomainError
from yimen.orgs.queries import StandIn, deputising
from yimen.process.models import Task
from yimen.supervision.permissions import supervises


@dataclass(frozen=True)
class Viewer:
    """The paper being read, and the ones before and behind it."""

    number: str  # of the case
    shown: Any = None
    position: int = 0
    count: int = 0
    previous: UUID | None = None
    next: UUID | None = None


def viewer(number: str, materials: Sequence[Any], wanted: str) -> Viewer:
    """The paper asked for, or the first."""
    files = [file for material in materials for file in material.files]
    ids = [str(file.id) for file in files]
    if not files:
        return Viewer(number)
    here = ids.index(wanted) if wanted in ids else 0
    return Viewer(
        number,
        files[here],
        here + 1,
        len(files),
        files[here - 1].id if here else None,
        files[here + 1].id if here + 1 < len(files) else None,
    )


@dataclass(frozen=True)
class Conflict:
    """An act that came too late: why, what was done meanwhile, and what was typed."""

    error: DomainError
    meanwhile: Sequence[Any]
    kept: Sequence[tuple[str, str]]  # where the act is not open any more: to be copied


def too_late(sheet: CaseSheet, bound: Mapping[str, ActForm], error: DomainError) -> Conflict:
    """What to tell the second of two people, who loses nothing he typed."""
    ((move, form),) = bound.items()
    meanwhile = queries.done_since(sheet.case, int(form.cleaned_data["revision"]))
    if move in sheet.moves:
        form.renew(sheet.case)
        return Conflict(error, meanwhile, [])
    return Conflict(error, meanwhile, typed(form))


def typed(form: ActForm) -> list[tuple[str, str]]:
    """Everything somebody wrote in a form, by the words beside it, checkpoints too."""
    texts = {one.key: one.text for one in form.case.version.checkpoint_list}
    said = [(str(one.label), _words(one)) for one in form.visible_fields()]
    for name, value in form.data.items():
        kind, _line, key = name.partition("_")
        if name not in form.fields and kind in ("point", "note") and key in texts:
            said.append((texts[key], str(POINT_ANSWERS.get(value, value))))
    return [(label, value) for label, value in said if value]


def _words(field: BoundField) -> str:
    value = field.value()
    choices: Mapping[str, Any] = dict(getattr(field.field, "choices", ()))
    values = value if isinstance(value, list) else [value]
    return "、".join(str(choices.get(str(one), one)) for one in values if one)


def beside(actor: Actor, sheet: CaseSheet) -> dict[str, Any]:
    """Notes and urgings of the case, and whether I may add one."""
    case = sheet.case
    return {
        "notes": queries.notes_of(case),
        "may_note": may_note(actor, case),
        "urges": queries.urges_of(case),
        "may_urge": bool(sheet.tasks) and may_urge(actor, case),
        "note_form": NoteForm(),
        "urge_form": UrgeForm(),
        "sees_footage": supervises(actor, case.organisation),
    }


@dataclass(frozen=True)
class Held:
    """An open task of a case, and whether I may take it or give it back."""

    task: Task
    may_claim: bool
    may_release: bool
    may_arrange: bool = False
    behind: StandIn | None = None  # for whom I do it, who is away


def held(actor: Actor, case: Case, tasks: Iterable[Task], *, today: date) -> list[Held]:
    """The open tasks of a case, with what the actor may do about their holder."""
    standing_in = deputising(actor, on=today)
    found = []
    for task in tasks:
        mine, is_held = may_take(actor, case, task), task.holder_id is not None
        behind = standing_in.behind(task.holder_id, asked_of(task, case))
        release, arrange = may_release(actor, case, task), may_arrange(actor, case, task)
        found.append(Held(task, mine and not is_held, release, arrange, behind))
    return found
