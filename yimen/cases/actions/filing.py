"""Handing in an application: what it must hold, its number, and how its process begins."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._moves import Act, begin, cache_dues, lock, record
from yimen.cases.actions._numbers import new_code, take_number
from yimen.cases.actions._promises import check_promises, settle_promises
from yimen.cases.actions.drafting import check_on_offer
from yimen.cases.models import Case, CaseMaterial
from yimen.cases.permissions import filing_of
from yimen.cases.queries.answers import answer_sheet
from yimen.cases.queries.duplicates import open_duplicates
from yimen.cases.queries.links import links_of
from yimen.cases.queries.situation import narrowed, question_text
from yimen.cases.rules.delivery import wished_delivery
from yimen.cases.rules.filing import (
    OF_FORM,
    declaration_facts,
    missing_materials,
    suits,
    written_answers,
)
from yimen.catalogue.rules.content import digest
from yimen.identity.models import Party
from yimen.kernel.actor import Actor
from yimen.process import actions as process
from yimen.process.models import Definition


@transaction.atomic
def file_case(
    case_id: UUID,
    *,
    declared: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Hand in an application: it gets its number, and the five days to answer begin (art. 32).

    Of the declaration the applicant confirmed, as he read it, the journal keeps the digest.
    """
    return _file(begin(case_id, "file", by=by, at=at, revision=revision, key=key), declared)


@transaction.atomic
def file_for_prereview(
    case_id: UUID,
    *,
    declared: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Hand in for a look online: it gets its number, and no legal time limit begins (ADR 0070)."""
    act = begin(case_id, "file_for_prereview", by=by, at=at, revision=revision, key=key)
    return _file(act, declared)


@transaction.atomic
def hand_in(
    case_id: UUID,
    *,
    declared: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """File a draft the way its item asks for: straight, or for pre-review first."""
    is_direct = filing_of(lock(case_id, by=by)) == "file"
    way = file_case if is_direct else file_for_prereview
    return way(case_id, declared=declared, by=by, at=at, revision=revision, key=key)


def _file(act: Act, declared: str) -> Case:
    if act.is_repeat:
        return act.case
    case = act.case
    check_on_offer(case.item, case.version)
    files = standing_files(case)
    check_complete(case, act, files)
    files = _leave_out_what_is_not_needed(case, files)
    promises = settle_promises(case, {file.material for file in files})
    at, by = act.at, act.by
    case.filed_at = at
    case.completed_at = at if act.move == "file" else None  # received in law only at the counter
    _start_process(case, act)
    number = take_number(case.item.code, act.today)
    return record(
        act,
        facts={
            "number": number,
            "item": case.item.code,
            "version": str(case.version_id),
            "materials": handed_in(files),
            "situation": case.situation,
            "duplicates": [str(pk) for pk in open_duplicates(case).values_list("pk", flat=True)],
            **declaration_facts(declared),
            **promises.told,
        },
        number=number,
        query_code=new_code(),
        filed_by_id=by.account_id,
        channel=by.channel,
        filed_at=at,
        completed_at=case.completed_at,
        situation=case.situation,
        form=case.form,
        **promises.kept,
        **wished_delivery(case),
    )


def check_complete(case: Case, act: Act, files: Sequence[CaseMaterial]) -> None:
    """The applicant is of the right kind, all is answered, what his situation requires is there."""
    version = case.version
    if not suits(version.audiences, is_person=case.applicant.kind == Party.Kind.PERSON):
        raise errors.WrongApplicant(item=version.name)
    found = narrowed(case)
    if not found.is_settled:
        questions = "、".join(question_text(question) for question in found.missing())
        raise errors.SituationOpen(questions=questions, keys=sorted(found.open))
    case.situation = found.answers
    check_answers(case, act)
    given = {file.material for file in files}
    given.update(check_promises(case, found.materials, given))
    missing = missing_materials(found.materials, given)
    if missing:
        names = "、".join(material.name for material in missing)
        raise errors.MaterialsMissing(names=names, keys=[material.key for material in missing])


def check_answers(case: Case, act: Act) -> None:
    """The form is answered; what its conditions do not ask for is left out."""
    sheet = answer_sheet(case, today=act.today)
    problems = {problem.path: problem.code for problem in sheet.problems()}
    if problems:
        keys = dict.fromkeys(problem.key for problem in sheet.problems())
        labels = "、".join(field.label for field in case.version.field_list if field.key in keys)
        raise errors.BadAnswers(field=next(iter(keys)), problems=problems, labels=labels)
    case.form = written_answers(sheet.fields, sheet.asked)


def handed_in(files: Sequence[CaseMaterial]) -> list[dict[str, str]]:
    """The files as the office received them, each with its fingerprint, for the journal."""
    return [{"material": file.material, "sha256": file.blob.sha256} for file in files]


def standing_files(case: Case) -> Sequence[CaseMaterial]:
    """The files that no later one replaced."""
    return list(case.materials.filter(replaced_at=None).select_related("blob").order_by("id"))


def _leave_out_what_is_not_needed(
    case: Case, files: Sequence[CaseMaterial]
) -> Sequence[CaseMaterial]:
    """Files for materials the situation does not ask for are not the office's to have."""
    if not files:
        return files
    needed = {material.key for material in narrowed(case).materials}
    needed |= {OF_FORM + key for key in answer_sheet(case).asked}
    case.materials.exclude(material__in=needed).delete()
    return [file for file in files if file.material in needed]


def _start_process(case: Case, act: Act) -> None:
    """The first link, acceptance, opens for the office that implements the item."""
    due = cache_dues(case, act.clock())
    facts = answer_sheet(case, today=act.today).facts
    definition, office = process_of(case, act.at), case.organisation_id
    process.start(definition, case.pk, office, due_on=due, at=act.at, facts=facts)


def process_of(case: Case, at: datetime) -> Definition:
    """The drawing of its item, or the links that its answers need; published by the first case."""
    version = case.version
    name = version.short_name or version.name[:200]
    key = str(version.pk)
    if version.drawing:
        return process.publish_bpmn(key, name, version.drawing, at=at)
    links = links_of(case)
    if any(link.when for link in version.link_list):  # one process for each choice of links
        key = f"{key}-{digest({'links': [link.key for link in links]})[:12]}"
    return process.ensure_definition(key, name, links, at=at)
