"""Reading the catalogue."""

from yimen.catalogue.models.kept import kept_version
from yimen.catalogue.queries.acts import ActLists, acts_of, acts_on, code_at, open_act
from yimen.catalogue.queries.codes import code_name, code_names
from yimen.catalogue.queries.findings import (
    DepartmentFindings,
    FindingFilter,
    FindingPage,
    finding_page,
    findings_by_department,
    findings_by_level,
    findings_by_rule,
    findings_of,
    known_about,
)
from yimen.catalogue.queries.forms import form_keys
from yimen.catalogue.queries.keeping import (
    ItemPage,
    changes_of,
    item_counts,
    item_list,
    open_version,
    version_history,
)
from yimen.catalogue.queries.laws import (
    Source,
    changed_laws,
    citing_items,
    editions_of,
    items_on_offer_citing,
    law_list,
    resolve,
    sources_of,
)
from yimen.catalogue.queries.offer import HEAVY, get_published, published_items
from yimen.catalogue.queries.preconditions import (
    Named,
    makers_of,
    named_items,
    precondition_edges,
)
from yimen.catalogue.queries.proofs import (
    items_asking,
    kept_proofs,
    proof_choices,
    proof_list,
    proofs_by_key,
)
from yimen.catalogue.queries.search import (
    Filters,
    Found,
    ask,
    found_rows,
    offered_rows,
    search_items,
    suggest_items,
)

__all__ = [
    "HEAVY",
    "ActLists",
    "DepartmentFindings",
    "Filters",
    "FindingFilter",
    "FindingPage",
    "Found",
    "ItemPage",
    "Named",
    "Source",
    "acts_of",
    "acts_on",
    "ask",
    "changed_laws",
    "changes_of",
    "citing_items",
    "code_at",
    "code_name",
    "code_names",
    "editions_of",
    "finding_page",
    "findings_by_department",
    "findings_by_level",
    "findings_by_rule",
    "findings_of",
    "form_keys",
    "found_rows",
    "get_published",
    "item_counts",
    "item_list",
    "items_asking",
    "items_on_offer_citing",
    "kept_proofs",
    "kept_version",
    "known_about",
    "law_list",
    "makers_of",
    "named_items",
    "offered_rows",
    "open_act",
    "open_version",
    "precondition_edges",
    "proof_choices",
    "proof_list",
    "proofs_by_key",
    "published_items",
    "resolve",
    "search_items",
    "sources_of",
    "suggest_items",
    "version_history",
]
