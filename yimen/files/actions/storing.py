"""Taking an upload in: looked at by content, stored under its hash, never changed."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from yimen.files import errors, rules
from yimen.files.models import Blob
from yimen.files.queries import incoming, path_of
from yimen.kernel.actor import Actor


def store_upload(upload: "UploadedFile[bytes]", *, by: Actor, at: datetime) -> Blob:
    """Store one uploaded file of an allowed kind, at most 20 MB, that really opens."""
    media_type = check_upload(upload)
    return Blob.objects.create(
        sha256=_store(upload),
        size=upload.size or 0,
        media_type=media_type,
        name=rules.clean_name(upload.name or "", media_type),
        stored_by=by.account_id,
        created_at=at,
    )


def check_upload(upload: "UploadedFile[bytes]") -> str:
    """The media type of a file that may be stored: of an allowed kind, and it really opens."""
    size = upload.size or 0
    if not size:
        raise errors.EmptyFile(field="file")
    if size > rules.MOST_BYTES:
        raise errors.TooLarge(field="file", most=rules.MOST_BYTES // rules.MEGABYTE)
    upload.seek(0)
    media_type = rules.media_type_of(upload)
    if not media_type:
        raise errors.KindNotAllowed(field="file")
    endings = rules.ENDINGS[media_type]
    if rules.ending_of(upload.name or "") not in endings:
        raise errors.NameLies(field="file", found=endings[0].upper(), ending=endings[0])
    upload.seek(0)
    if rules.is_hostile(media_type, upload):
        raise errors.Hostile(field="file")
    upload.seek(0)
    if not rules.opens(media_type, upload):
        raise errors.Damaged(field="file")
    return media_type


def _store(upload: "UploadedFile[bytes]") -> str:
    """Write under the hash: to the side first, flushed, then renamed, so half files never show."""
    upload.seek(0)
    digest = hashlib.sha256()
    incoming().mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=incoming())
    side = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in upload.chunks():
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        target = path_of(digest.hexdigest())
        target.parent.mkdir(parents=True, exist_ok=True)
        side.replace(target)
    finally:
        side.unlink(missing_ok=True)
    _flush(target.parent)
    return digest.hexdigest()


def _flush(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
