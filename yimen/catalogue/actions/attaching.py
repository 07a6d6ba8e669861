"""Blank forms and samples given along with a material: attached to a draft, and taken off."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from yimen.catalogue.actions._moves import check_version, lock_version
from yimen.catalogue.actions.drafting import save_draft
from yimen.catalogue.errors import FileNameTaken, NoSuchMaterial, TooManyFiles
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import Attachment
from yimen.files.actions import store_upload
from yimen.kernel.actor import Actor

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_FILES = 10  #: of one material

Files = Sequence[Attachment]


@transaction.atomic
def attach_file(
    version_id: UUID,
    material: str,
    kind: str,
    upload: "UploadedFile[bytes]",
    *,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> ItemVersion:
    """Give a blank form (空白表格) or a filled-in sample (示例样表) along with a material."""

    def more(files: Files) -> Files:
        if len(files) >= MOST_FILES:
            raise TooManyFiles(field="file", most=MOST_FILES)
        blob = store_upload(upload, by=by, at=at)
        if blob.name in {one.name for one in files}:
            raise FileNameTaken(field="file", name=blob.name)
        return [*files, Attachment(kind, blob.name, blob.sha256, blob.size, str(blob.pk))]

    return _with_files(version_id, material, more, seen=seen, by=by, at=at)


@transaction.atomic
def detach_file(
    version_id: UUID, material: str, name: str, *, seen: str = "", by: Actor, at: datetime
) -> ItemVersion:
    """Take a file off a material of a draft; versions published with it keep it."""

    def fewer(files: Files) -> Files:
        return [one for one in files if one.name != name]

    return _with_files(version_id, material, fewer, seen=seen, by=by, at=at)


def _with_files(
    version_id: UUID,
    key: str,
    change: Callable[[Files], Files],
    *,
    seen: str,
    by: Actor,
    at: datetime,
) -> ItemVersion:
    version = lock_version(version_id)
    check_version(version, "save", by=by, seen=seen)
    if key not in {one.key for one in version.material_list}:
        raise NoSuchMaterial
    rows = [
        replace(one, files=tuple(change(one.files))) if one.key == key else one
        for one in version.material_list
    ]
    return save_draft(version_id, {"materials": rows}, by=by, at=at)
