"""Everything about one case on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yimen.cases.messages.answers import in_language
from yimen.cases.models import Case, CaseMaterial, Opinion, Pause, Supplement
from yimen.cases.permissions import available_moves
from yimen.cases.queries.answers import (
    AnswerGroup,
    answer_groups,
    file_fields,
    files_given,
    read_files,
)
from yimen.cases.queries.clock import clock_of, read_turns
from yimen.cases.queries.commitments import promised_words
from yimen.cases.queries.duplicates import open_duplicates
from yimen.cases.queries.one import seen_case
from yimen.cases.queries.situation import narrowed, situation_words
from yimen.cases.queries.telling import TimelineEntry, timeline
from yimen.cases.rules.clock import Clock
from yimen.identity.queries import masked_number
from yimen.kernel.actor import Actor
from yimen.process.models import Task
from yimen.process.queries import ChartLink, chart, tasks_of


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    value: str
    note: str = ""
    icon_name: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a material, as it is listed."""

    id: UUID
    name: str
    media_type: str
    size: int
    added_at: datetime
    is_replaced: bool


@dataclass(frozen=True, slots=True)
class MaterialView:
    """A material of the guide with the files given for it."""

    key: str
    name: str
    is_required: bool
    files: Sequence[FileView]
    promise: str = ""  #: what was promised in its place, in words


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """The case sheet: facts, materials, clock, who found what, what happened, what may be done."""

    case: Case
    clock: Clock
    facts: Sequence[Fact]
    answers: Sequence[AnswerGroup]
    materials: Sequence[MaterialView]
    supplements: Sequence[Supplement]
    pauses: Sequence[Pause]
    opinions: Sequence[Opinion]
    timeline: Sequence[TimelineEntry]
    chart: Sequence[ChartLink]
    tasks: Sequence[Task]
    moves: Sequence[str]
    duplicates: Sequence[Case]


def case_sheet(actor: Actor, number: str, today: date) -> CaseSheet | None:
    """The sheet of a case in the actor's scope; none outside it."""
    case = seen_case(number, actor)
    if case is None:
        return None
    read_turns([case])
    read_files(case)
    tasks = tasks_of(case.pk)
    waiting = [task for task in tasks if task.closed_at is None]
    return CaseSheet(
        case=case,
        clock=clock_of(case, today, tasks=tasks),
        facts=facts_filed(case),
        answers=answer_groups(case),
        materials=materials_given(case),
        supplements=sorted(case.supplements.all(), key=lambda s: s.id)
        if case.supplement_count
        else [],
        pauses=sorted(case.pauses.all(), key=lambda p: p.id) if case.pause_count else [],
        opinions=list(case.opinions.select_related("by").order_by("id")),
        timeline=timeline(case, actor),
        chart=chart(case.pk, tasks),
        tasks=waiting,
        moves=available_moves(actor, case, tasks=waiting),
        duplicates=list(open_duplicates(case)),
    )


def facts_filed(case: Case) -> list[Fact]:
    """Who applied, when, and in which situation."""
    facts = [
        Fact(_("Applicant"), case.applicant.name, masked_number(case.applicant)),
        Fact(_("Filed"), _moment(case.filed_at)),
    ]
    if case.filed_by and case.filed_by.party_id != case.applicant_id:
        facts.append(Fact(_("Filed by agent"), str(case.filed_by)))
    facts += [Fact(said.question, said.answer) for said in situation_words(case)]
    return facts


def materials_given(case: Case) -> list[MaterialView]:
    """Each material of the guide with its files, replaced ones marked."""
    given: dict[str, list[FileView]] = {}
    for file in files_given(case):
        given.setdefault(file.material, []).append(_file(file))
    needed = {m.key for m in narrowed(case).materials}
    listed = [
        (m.key, m.name, m.is_required and m.key in needed)
        for m in case.version.material_list
        if m.key in needed or m.key in given  # what was received stays, needed or no longer
    ]
    listed += [
        (key, in_language(field.label, field.label_en), field.is_required)
        for key, field in file_fields(case)
    ]
    words = promised_words(case)
    return [
        MaterialView(key, name, must, given.get(key, []), words.get(key, ""))
        for key, name, must in listed
    ]


def _file(file: CaseMaterial) -> FileView:
    blob = file.blob
    return FileView(
        id=file.pk,
        name=blob.name,
        media_type=blob.media_type,
        size=blob.size,
        added_at=file.added_at,
        is_replaced=file.replaced_at is not None,
    )


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else ""
