"""The application form of a case: what is asked, what was answered, who judges it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from yimen.cases.messages.answers import DOCUMENTS, answer_label, answer_problem
from yimen.cases.models import Case, CaseMaterial
from yimen.cases.queries import answer_sheet, form_files, region_choices
from yimen.catalogue.rules.form_answers import AnswerSheet
from yimen.ui.answers import AnswerForm, Offers, last_row, with_row, without_row

#: Buttons inside the form that change it and stay on its page.
STAYING = frozenset({"row_add", "row_remove", "file_add", "file_drop", "answers_keep"})


def application_form(
    case: Case,
    data: Any = None,
    *,
    today: date,
    known: Mapping[str, Any] | None = None,
    strict: bool = True,
) -> AnswerForm:
    """The form of a case, with its answers or with what was typed; `known` is filled in."""
    fields = case.version.field_list
    given = {**(known or {}), **answer_sheet(case, today=today).answers}
    files = {key: [_file(file) for file in of] for key, of in form_files(case).items()}
    return AnswerForm(
        fields,
        given,
        data,
        judge=lambda answers: AnswerSheet(fields, answers, case.situation, today=today),
        offers=Offers(
            say=answer_problem,
            name=answer_label,
            documents=DOCUMENTS,
            regions=region_choices,
            files=files,
        ),
        strict=strict,
    )


def _file(file: CaseMaterial) -> dict[str, Any]:
    return {
        "id": str(file.pk),
        "name": file.blob.name,
        "size": file.blob.size,
        "link": reverse("portal:file_download", args=[file.pk]),
    }


def rows_changed(data: Any) -> tuple[Any, str]:
    """What was typed with the row added or removed that a button asked for, and where to look."""
    if table := data.get("row_add"):
        more = with_row(data, table)
        return more, last_row(more, table, table)
    if row := data.get("row_remove"):
        return without_row(data, row), row.rpartition("-")[0]
    return data, data.get("file_add", "")
