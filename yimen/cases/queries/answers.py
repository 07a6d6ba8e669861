"""The answers of a case: as the rules see them, and in words, section by section."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases.messages.answers import Reader, in_language
from yimen.cases.models import Case, CaseMaterial
from yimen.cases.rules.filing import OF_FORM, file_key
from yimen.catalogue.rules.elements import FormField
from yimen.catalogue.rules.form_answers import AnswerSheet
from yimen.kernel.codes.regions import lineage
from yimen.orgs.models import Region

READ = "files_read"  # where a case keeps the files a page read once


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with its answer in words; a table has heads and rows, files their names."""

    key: str
    label: str
    value: str
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    files: Sequence[CaseMaterial] = ()


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The answers of one section; those before the first section have no title."""

    key: str
    title: str
    rows: list[AnswerRow] = field(default_factory=list)


def answer_sheet(case: Case, *, today: date | None = None) -> AnswerSheet:
    """The form of a case with its answers; without a day, as on the day it was handed in."""
    files = form_files(case)
    given = {key: [str(file.pk) for file in of] for key, of in files.items()}
    day = today or timezone.localdate(case.filed_at or case.acted_at)
    answers = {**case.form, **given}
    return AnswerSheet(case.version.field_list, answers, case.situation, today=day)


def form_files(case: Case) -> dict[str, list[CaseMaterial]]:
    """The files given for fields of the form, by the key of the field."""
    fields = [one.key for one in case.version.field_list if one.kind == "file"]
    if not fields:
        return {}
    found: dict[str, list[CaseMaterial]] = {key: [] for key in fields}
    for file in files_given(case):
        if file.replaced_at is None and file.material.startswith(OF_FORM):
            found.setdefault(file.material.removeprefix(OF_FORM), []).append(file)
    return {key: [f for f in of if _answers_a_notice(f)] or of for key, of in found.items()}


def files_given(case: Case) -> Iterable[CaseMaterial]:
    """Every file given with the case, oldest first; asked for anew unless a page read them once."""
    read: list[CaseMaterial] | None = getattr(case, READ, None)
    return _files().filter(case=case) if read is None else read


def read_files(case: Case) -> None:
    """Read the files once, for a page that asks for them in many places and changes none."""
    prefetch_related_objects([case], Prefetch("materials", _files(), to_attr=READ))


def _files() -> QuerySet[CaseMaterial]:
    return CaseMaterial.objects.select_related("blob", "supplement").order_by("id")


def _answers_a_notice(file: CaseMaterial) -> bool:
    """Whether the file is given in answer to an open notice; it takes the place of others."""
    return file.supplement is not None and file.supplement.answered_at is None


def file_fields(case: Case) -> list[tuple[str, FormField]]:
    """The fields answered with files that the case asks for, with what their files lie under."""
    if not any(one.kind == "file" for one in case.version.field_list):
        return []
    asked = answer_sheet(case).asked
    fields = case.version.field_list
    return [(file_key(one), one) for one in fields if one.kind == "file" and one.key in asked]


def answer_groups(
    case: Case, *, today: date | None = None, is_masked: bool = False
) -> list[AnswerGroup]:
    """What was asked and answered, in words, by section; numbers of people masked if wished."""
    sheet = answer_sheet(case, today=today)
    reader = Reader(_region_names(sheet), is_masked=is_masked)
    files = form_files(case)
    groups = [AnswerGroup("", "")]
    gone = set(sheet.unasked)
    for one in sheet.fields:
        if one.key in gone:
            continue
        if one.kind == "section":
            groups.append(AnswerGroup(one.key, in_language(one.label, one.label_en)))
        else:
            groups[-1].rows.append(_row(one, sheet, reader, files))
    return [group for group in groups if group.rows]


def _row(
    one: FormField,
    sheet: AnswerSheet,
    reader: Reader,
    files: Mapping[str, Sequence[CaseMaterial]],
) -> AnswerRow:
    label = in_language(one.label, one.label_en)
    answer = sheet.asked.get(one.key)
    if one.kind == "table" and answer:
        heads = [in_language(column.label, column.label_en) for column in one.columns]
        rows = [[reader.words(c, row.get(c.key)) for c in one.columns] for row in answer]
        words = _("%(count)s rows") % {"count": len(rows)}
        return AnswerRow(one.key, label, words, heads, rows)
    if one.kind == "file" and answer:
        given = files.get(one.key, ())
        names = "、".join(file.blob.name for file in given)
        return AnswerRow(one.key, label, names, files=given)
    return AnswerRow(one.key, label, reader.words(one, answer))


def _region_names(sheet: AnswerSheet) -> dict[str, str]:
    """The full names of the places in the answers, read at once."""
    codes = set(_region_codes(sheet.fields, [sheet.answers]))
    around = {code for one in codes for code in lineage(one) if code}
    names = dict(Region.objects.filter(pk__in=around).values_list("code", "name"))
    return {code: "".join(names[one] for one in lineage(code) if one in names) for code in codes}


def _region_codes(fields: Sequence[FormField], rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for one in fields:
        for row in rows:
            answer = row.get(one.key)
            if one.kind == "region" and isinstance(answer, str):
                yield answer
            elif one.kind == "table" and isinstance(answer, list):
                yield from _region_codes(one.columns, answer)
