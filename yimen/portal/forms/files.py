"""Files that answer questions of the form: taken and given back with the buttons of the form."""

from datetime import datetime
from uuid import UUID

from django.utils.datastructures import MultiValueDict

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.rules.filing import file_key
from yimen.portal.forms.apply import FileForm
from yimen.ui.forms import tried
from yimen.ui.request import Request


def take_files(request: Request, case: Case, *, at: datetime) -> dict[str, str]:
    """Keep the files sent with the form; what was refused, and why, by field."""
    refused = {}
    for field in case.version.field_list:
        for upload in request.FILES.getlist(field.key) if field.kind == "file" else ():
            form = FileForm(files=MultiValueDict({"file": [upload]}))
            if form.is_valid():
                key = file_key(field)
                tried(form, actions.add_material, case.pk, key, upload, by=request.actor, at=at)
            if form.errors:
                refused[field.key] = " ".join(str(e) for of in form.errors.values() for e in of)
    if file := request.POST.get("file_drop"):
        actions.remove_material(case.pk, UUID(file), by=request.actor, at=at)
    return refused
