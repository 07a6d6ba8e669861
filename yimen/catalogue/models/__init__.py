"""Everything the catalogue keeps."""

from yimen.catalogue.models.acts import ItemAct
from yimen.catalogue.models.basics import BasicItem, BasicVersion
from yimen.catalogue.models.codes import Code
from yimen.catalogue.models.exchange import Package, Partner
from yimen.catalogue.models.findings import Citation, ItemFinding
from yimen.catalogue.models.imports import ImportRun
from yimen.catalogue.models.items import ItemVersion, ServiceItem
from yimen.catalogue.models.kept import VersionKey
from yimen.catalogue.models.laws import Article, Law
from yimen.catalogue.models.proofs import Proof
from yimen.catalogue.models.search import ItemSearch, SearchText, Synonym

__all__ = [
    "Article",
    "BasicItem",
    "BasicVersion",
    "Citation",
    "Code",
    "ImportRun",
    "ItemAct",
    "ItemFinding",
    "ItemSearch",
    "ItemVersion",
    "Law",
    "Package",
    "Partner",
    "Proof",
    "SearchText",
    "ServiceItem",
    "Synonym",
    "VersionKey",
]
