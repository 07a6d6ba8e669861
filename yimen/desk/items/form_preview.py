"""A form being written, as an applicant would see it: it can be tried, and nothing is kept.

What was tried travels with the page: answers, the situation picked, and the names of files given.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from yimen.cases.messages.answers import DOCUMENTS, answer_label, answer_problem
from yimen.cases.queries import region_choices
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import FormField
from yimen.catalogue.rules.form_answers import AnswerSheet
from yimen.files.actions import check_upload
from yimen.kernel.errors import DomainError
from yimen.kernel.ids import read_count
from yimen.ui.answers import AnswerForm, Offers, last_row, with_row, without_row
from yimen.ui.situations import SituationForm, answers_in

PREFIX = "try"  #: of the entries in the preview
GIVEN = f"{PREFIX}:given"  #: names of files given so far, each as field/size/name
#: Buttons of the form itself, which change what is tried.
BUTTONS = frozenset({"row_add", "row_remove", "file_add", "file_drop"})

Files = MultiValueDict[str, UploadedFile]


@dataclass(frozen=True, slots=True)
class Preview:
    """The form as an applicant sees it, and the questions whose answers it may look at."""

    form: AnswerForm
    situation: SituationForm


def preview(
    fields: Iterable[FormField],
    version: ItemVersion,
    data: QueryDict | None = None,
    files: Files | None = None,
) -> Preview:
    """The form under the situation picked, after the button in it that was pressed."""
    asked, data = tuple(fields), data if data is not None else QueryDict()
    narrowed = version.narrowed(answers_in(version.situation_list, data))
    given, refused = _given(asked, data, files or MultiValueDict())
    typed, at = _pressed(data)
    today = timezone.localdate()
    form = AnswerForm(
        asked,
        {key: [one["id"] for one in of] for key, of in given.items()},
        typed if typed else None,
        prefix=PREFIX,
        judge=lambda answers: AnswerSheet(asked, answers, narrowed.answers, today=today),
        offers=Offers(
            say=answer_problem,
            name=answer_label,
            documents=DOCUMENTS,
            regions=region_choices,
            files=given,
        ),
        strict=False,
    )
    if form.is_bound:
        form.is_valid()
        form.refuse(refused, at=at)
    return Preview(form, SituationForm(narrowed))


def _pressed(data: QueryDict) -> tuple[QueryDict, str]:
    """What was tried, with the row added or taken out, and where the focus goes."""
    if table := data.get("row_add"):
        entry = f"{PREFIX}-{table}"
        more = with_row(data, entry)
        return more, last_row(more, table, entry)
    if row := data.get("row_remove"):
        return without_row(data, f"{PREFIX}-{row}"), row.rpartition("-")[0]
    return data, data.get("file_add") or data.get("file_drop", "").partition("/")[0]


def _given(
    fields: Iterable[FormField], data: QueryDict, files: Files
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    """The files given so far, by field, and those refused now: they are looked at and let go."""
    known = {one.key: one for one in fields if one.kind == "file"}
    marks, refused = data.getlist(GIVEN), dict[str, str]()
    if (dropped := data.get("file_drop", "")) in marks:
        marks.remove(dropped)
    for key in known:
        for upload in files.getlist(f"{PREFIX}-{key}"):
            try:
                check_upload(upload)
            except DomainError as error:
                refused[key] = str(error)
            else:
                marks.append(f"{key}/{upload.size}/{upload.name}")
    given: dict[str, list[dict[str, Any]]] = {}
    for mark in marks:
        key, size, name = (*mark.split("/", 2), "", "")[:3]
        if key in known and (bytes_ := read_count(size)) is not None:
            file = {"id": mark, "name": name, "size": bytes_, "link": "", "kept_as": GIVEN}
            given.setdefault(key, []).append(file)
    return given, refused
