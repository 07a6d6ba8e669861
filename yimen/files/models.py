"""Uploaded files. The bytes lie on disk under their hash; rows say what they are."""

from django.db import models

from yimen.kernel.ids import new_id


class Blob(models.Model):
    """One stored file: content never changes; who may read it is the owner's business."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    stored_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
