"""Taking an upload in: looked at by content, stored under its hash, never changed."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yimen.files import errors, rules
from yimen.files.models import Blob
from yimen.files.queries import path_of
from yimen.kernel.actor import Actor


@transaction.atomic
def store_upload(upload: "UploadedFile[bytes]", *, by: Actor, at: datetime) -> Blob:
    """Store one uploaded file of an allowed kind, at most 20 MB, that really opens."""
    size, media_type = _check(upload)
    sha256 = _store(upload)
    return Blob.objects.create(
        sha256=sha256,
        size=size,
        media_type=media_type,
        name=rules.clean_name(upload.name or "", media_type),
        stored_by=by.account_id,
        created_at=at,
    )


def _check(upload: "UploadedFile[bytes]") -> tuple[int, str]:
    size = upload.size or 0
    if not size:
        raise errors.EmptyFile(field="file")
    if size > rules.MOST_BYTES:
        raise errors.TooLarge(field="file", most=rules.MOST_BYTES // 1024 // 1024)
    upload.seek(0)
    media_type = rules.media_type_of(upload.read(512), upload)
    if not media_type:
        raise errors.KindNotAllowed(field="file")
    named = rules.ending_of(upload.name or "")
    if named not in rules.ENDINGS[media_type]:
        found = rules.ENDINGS[media_type][0].upper()
        raise errors.NameLies(field="file", named=named, found=found)
    upload.seek(0)
    if rules.is_hostile(media_type, upload):
        raise errors.Hostile(field="file")
    upload.seek(0)
    if not rules.opens(media_type, upload):
        raise errors.Damaged(field="file")
    return size, media_type


def _store(upload: "UploadedFile[bytes]") -> str:
    """Write under the hash: to the side first, flushed, then renamed, so half files never show."""
    upload.seek(0)
    digest = hashlib.sha256()
    folder = path_of("incoming").parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as side:
        for chunk in upload.chunks():
            digest.update(chunk)
            side.write(chunk)
        side.flush()
        os.fsync(side.fileno())
    target = path_of(digest.hexdigest())
    target.parent.mkdir(parents=True, exist_ok=True)
    Path(side.name).replace(target)
    _flush(target.parent)
    return digest.hexdigest()


def _flush(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
