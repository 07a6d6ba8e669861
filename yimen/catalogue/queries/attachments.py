"""Blank forms and samples: who may read them is who may read the version that names them."""

from uuid import UUID

from yimen.catalogue.models import ItemVersion
from yimen.files.models import Blob


def attached_file(version: ItemVersion, blob_id: UUID) -> Blob | None:
    """The stored file a material of the version gives along, by the hash it was published with."""
    for material in version.material_list:
        for one in material.files:
            if one.blob == str(blob_id):
                return Blob.objects.filter(pk=blob_id, sha256=one.sha256).first()
    return None
