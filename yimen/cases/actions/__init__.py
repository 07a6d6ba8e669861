"""What can happen to a case. Pages, API, jobs and tests call these and nothing else."""

from yimen.cases.actions.acceptance import (
    accept_case,
    decline_case,
    deem_accepted,
    request_supplement,
)
from yimen.cases.actions.clockwork import extend_case, pause_clock, refresh_dues, resume_clock
from yimen.cases.actions.consulting import Question, answer_opinion, ask_opinion, remind_office
from yimen.cases.actions.decision import grant_case, refuse_case
from yimen.cases.actions.delivery import conclude_case, deliver_result, make_result
from yimen.cases.actions.drafting import (
    add_material,
    discard_draft,
    draft_case,
    remove_material,
    renew_draft,
    save_draft,
    save_situation,
)
from yimen.cases.actions.ending import terminate_case, withdraw_case
from yimen.cases.actions.filing import file_case, supplement_case
from yimen.cases.actions.handover import hand_over_case
from yimen.cases.actions.holding import claim_task, release_task
from yimen.cases.actions.inquiry import (
    advise_case,
    countersign_case,
    end_notice,
    hold_hearing,
    review_by_experts,
    visit_site,
)
from yimen.cases.actions.keeping import drop_phrase, forget_view, keep_phrase, save_view
from yimen.cases.actions.noting import note_case, urge_case
from yimen.cases.actions.review import examine_case, return_case

__all__ = [
    "Question",
    "accept_case",
    "add_material",
    "advise_case",
    "answer_opinion",
    "ask_opinion",
    "claim_task",
    "conclude_case",
    "countersign_case",
    "decline_case",
    "deem_accepted",
    "deliver_result",
    "discard_draft",
    "draft_case",
    "drop_phrase",
    "end_notice",
    "examine_case",
    "extend_case",
    "file_case",
    "forget_view",
    "grant_case",
    "hand_over_case",
    "hold_hearing",
    "keep_phrase",
    "make_result",
    "note_case",
    "pause_clock",
    "refresh_dues",
    "refuse_case",
    "release_task",
    "remind_office",
    "remove_material",
    "renew_draft",
    "request_supplement",
    "resume_clock",
    "return_case",
    "review_by_experts",
    "save_draft",
    "save_situation",
    "save_view",
    "supplement_case",
    "terminate_case",
    "urge_case",
    "visit_site",
    "withdraw_case",
]
