"""Uploaded files: each is kept by itself, and one that is refused keeps out no other."""

from datetime import datetime
from typing import Any

from django.utils.datastructures import MultiValueDict

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.rules.filing import file_key
from yimen.kernel.ids import read_id
from yimen.portal.forms.apply import FileForm
from yimen.ui.forms import refusals, tried
from yimen.ui.request import Request


def take_file(request: Request, case: Case, key: str, upload: Any, *, at: datetime) -> str:
    """Keep one file for a paper or a field; why it was refused, or nothing."""
    form = FileForm(files=MultiValueDict({"file": [upload]} if upload else {}))
    if form.is_valid():
        tried(form, actions.add_material, case.pk, key, upload, by=request.actor, at=at)
    return refusals(form)


def take_files(request: Request, case: Case, *, at: datetime) -> dict[str, str]:
    """Keep and give back the files its form was sent with; what was refused, and why, by field."""
    refused = {}
    for field in case.version.field_list:
        for upload in request.FILES.getlist(field.key) if field.kind == "file" else ():
            if error := take_file(request, case, file_key(field), upload, at=at):
                refused[field.key] = error
    if file := read_id(request.POST.get("file_drop")):
        actions.remove_material(case.pk, file, by=request.actor, at=at)
    return refused
