"""The journal's tables; made by migrations/sql, read here, written only by `journal_write…`."""

from django.db import models


class Entry(models.Model):
    """One administrative act, append-only; the database refuses to change or remove it."""

    id = models.BigIntegerField(primary_key=True)
    xid = models.BigIntegerField()
    stream = models.TextField()
    subject = models.UUIDField()
    seq = models.BigIntegerField()
    kind = models.TextField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.JSONField()
    facts = models.JSONField()
    prev = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "journal_entry"

    def __str__(self) -> str:
        return f"{self.subject} {self.seq} {self.kind}"


class Bookmark(models.Model):
    """How far a follower has come in the order (xid, id)."""

    follower = models.TextField(primary_key=True)
    xid = models.BigIntegerField(default=0)
    entry = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "journal_bookmark"

    def __str__(self) -> str:
        return f"{self.follower} {self.entry}"


class SetAside(models.Model):
    """An entry a follower could not take, with its error; the follower went on."""

    id = models.BigAutoField(primary_key=True)
    follower = models.TextField()
    entry = models.BigIntegerField()
    subject = models.UUIDField()
    kind = models.TextField()
    error = models.TextField()
    set_aside_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        managed = False
        db_table = "journal_set_aside"

    def __str__(self) -> str:
        return f"{self.follower} {self.entry}"
