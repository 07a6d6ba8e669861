"""What can happen to the catalogue."""

from yimen.catalogue.actions.acting import (
    Proposal,
    call_off_act,
    confirm_act,
    propose_act,
    refuse_act,
    withdraw_act,
)
from yimen.catalogue.actions.attaching import attach_file, detach_file
from yimen.catalogue.actions.basics import add_basic_item, change_basic_item
from yimen.catalogue.actions.codes import load_code_tables
from yimen.catalogue.actions.days import begin_day
from yimen.catalogue.actions.drafting import (
    add_item,
    discard_draft,
    draft_version,
    save_draft,
    submit_version,
)
from yimen.catalogue.actions.exchanging import (
    begin_import,
    confirm_import,
    import_file,
    read_file,
    run_import,
)
from yimen.catalogue.actions.findings import check_items
from yimen.catalogue.actions.importing import (
    ImportReport,
    Manner,
    import_guangdong,
    import_items,
)
from yimen.catalogue.actions.indexing import index_items, reindex
from yimen.catalogue.actions.laws import LawReport, import_laws, repeal_law
from yimen.catalogue.actions.listing import resume_item, suspend_item
from yimen.catalogue.actions.proofs import add_proof, change_proof, withdraw_proof
from yimen.catalogue.actions.receiving import receive, receive_at_desk, take_waiting
from yimen.catalogue.actions.reporting import keep_partner, report_at_desk, report_changes
from yimen.catalogue.actions.reviewing import (
    call_off_version,
    publish_version,
    send_back_version,
)
from yimen.catalogue.actions.synonyms import load_synonyms, remove_synonym, save_synonym

__all__ = [
    "ImportReport",
    "LawReport",
    "Manner",
    "Proposal",
    "add_basic_item",
    "add_item",
    "add_proof",
    "attach_file",
    "begin_day",
    "begin_import",
    "call_off_act",
    "call_off_version",
    "change_basic_item",
    "change_proof",
    "check_items",
    "confirm_act",
    "confirm_import",
    "detach_file",
    "discard_draft",
    "draft_version",
    "import_file",
    "import_guangdong",
    "import_items",
    "import_laws",
    "index_items",
    "keep_partner",
    "load_code_tables",
    "load_synonyms",
    "propose_act",
    "publish_version",
    "read_file",
    "receive",
    "receive_at_desk",
    "refuse_act",
    "reindex",
    "remove_synonym",
    "repeal_law",
    "report_at_desk",
    "report_changes",
    "resume_item",
    "run_import",
    "save_draft",
    "save_synonym",
    "send_back_version",
    "submit_version",
    "suspend_item",
    "take_waiting",
    "withdraw_act",
    "withdraw_proof",
]
