"""Everything the catalogue keeps."""

from yimen.catalogue.models.codes import Code
from yimen.catalogue.models.items import ItemVersion, ServiceItem

__all__ = ["Code", "ItemVersion", "ServiceItem"]
