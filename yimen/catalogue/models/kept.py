"""Published versions kept in memory: they never change, and each act, row and page reads one."""

from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from yimen.catalogue.models.items import ItemVersion
from yimen.catalogue.states import VersionState

MOST = 512
_names = [field.attname for field in ItemVersion._meta.concrete_fields]
_kept: dict[UUID, tuple[Any, ...]] = {}


def kept_version(pk: UUID) -> ItemVersion:
    """The version, from memory once it was read there; the object is the caller's own."""
    values = _kept.get(pk)
    if values is not None:
        return ItemVersion.from_db(DEFAULT_DB_ALIAS, _names, values)
    version: ItemVersion = ItemVersion.objects.get(pk=pk)
    if version.state == VersionState.PUBLISHED:
        if len(_kept) >= MOST:
            _kept.clear()  # cheaper than knowing which was used last, and as good
        _kept[pk] = tuple(getattr(version, name) for name in _names)
    return version


class _Remembered(ForwardManyToOneDescriptor):
    """Looks into memory before it asks the database."""

    def get_object(self, instance: models.Model) -> ItemVersion:
        return kept_version(getattr(instance, self.field.attname))


class VersionKey(models.ForeignKey):
    """A key to an item version that reads it from memory; no query need join it."""

    forward_related_accessor_class = _Remembered

    def __init__(self, to: Any = ItemVersion, on_delete: Any = models.PROTECT, **options: Any):
        super().__init__(to, on_delete, **options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """To the database it is a foreign key like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs
