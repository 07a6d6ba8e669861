"""Everything the catalogue keeps."""

from yimen.catalogue.models.codes import Code
from yimen.catalogue.models.findings import Citation, ItemFinding
from yimen.catalogue.models.items import ItemVersion, ServiceItem
from yimen.catalogue.models.laws import Article, Law
from yimen.catalogue.models.proofs import Proof

__all__ = [
    "Article",
    "Citation",
    "Code",
    "ItemFinding",
    "ItemVersion",
    "Law",
    "Proof",
    "ServiceItem",
]
