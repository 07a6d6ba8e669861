"""What can happen to a case. Pages, API, jobs and tests call these and nothing else."""

from yimen.cases.actions.acceptance import (
    accept_case,
    decline_case,
    deem_accepted,
    request_supplement,
)
from yimen.cases.actions.arranging import add_signer, assign_task, remove_signer
from yimen.cases.actions.batches import act_on_each
from yimen.cases.actions.charging import charge_case, void_charge
from yimen.cases.actions.checking import check_later, lift_record
from yimen.cases.actions.clockwork import extend_case, pause_clock, refresh_dues, resume_clock
from yimen.cases.actions.committing import (
    hand_in_owed,
    remind_owed,
    sign_commitments,
    take_back_commitment,
)
from yimen.cases.actions.consulting import (
    answer_opinion,
    ask_opinion,
    recall_question,
    remind_office,
)
from yimen.cases.actions.decision import grant_case, refuse_case
from yimen.cases.actions.delivery import (
    choose_delivery,
    conclude_case,
    deliver_result,
    hand_over_by_code,
    make_result,
)
from yimen.cases.actions.drafting import (
    add_material,
    discard_draft,
    draft_case,
    remove_material,
    renew_draft,
    save_draft,
    save_situation,
    use_again,
)
from yimen.cases.actions.ending import terminate_case, withdraw_case
from yimen.cases.actions.enquiries import (
    answer_enquiry,
    hand_case_on,
    hand_enquiry_on,
    receive_enquiry,
)
from yimen.cases.actions.filing import file_case, file_for_prereview, hand_in
from yimen.cases.actions.green import carry_mark_over, mark_green, unmark_green
from yimen.cases.actions.handover import hand_over_case
from yimen.cases.actions.hearing_days import (
    announce_hearing,
    answer_objection,
    arrange_hearing,
    call_off_hearing,
    note_objection,
    object_to_chair,
    record_hearing,
)
from yimen.cases.actions.hearing_rights import (
    apply_for_hearing,
    note_hearing_answer,
    tell_hearing_right,
    tell_person,
    waive_hearing,
    withdraw_hearing,
)
from yimen.cases.actions.holding import claim_task, release_task
from yimen.cases.actions.inquiry import (
    advise_case,
    countersign_case,
    end_notice,
    hold_hearing,
    review_by_experts,
    visit_site,
)
from yimen.cases.actions.instant import decide_at_once, resume_instant, stop_instant
from yimen.cases.actions.keeping import drop_phrase, forget_view, keep_phrase, save_view
from yimen.cases.actions.noting import note_case, urge_case
from yimen.cases.actions.prereview import (
    lapse_prereview,
    pass_prereview,
    receive_originals,
    send_back,
)
from yimen.cases.actions.reminding import remind_applicant, remind_of_hearing
from yimen.cases.actions.reproaches import call_to_account, reply_to_reproach
from yimen.cases.actions.results import (
    annul_result,
    correct_result,
    expire_result,
    follow_up_result,
    recall_result,
    revoke_result,
)
from yimen.cases.actions.returning import hand_back_tasks
from yimen.cases.actions.review import examine_case, recall_case, return_case
from yimen.cases.actions.silence import deem_renewed
from yimen.cases.actions.supplementing import mend_case, save_new_answers, supplement_case

__all__ = [
    "accept_case",
    "act_on_each",
    "add_material",
    "add_signer",
    "advise_case",
    "announce_hearing",
    "annul_result",
    "answer_enquiry",
    "answer_objection",
    "answer_opinion",
    "apply_for_hearing",
    "arrange_hearing",
    "ask_opinion",
    "assign_task",
    "call_off_hearing",
    "call_to_account",
    "carry_mark_over",
    "charge_case",
    "check_later",
    "choose_delivery",
    "claim_task",
    "conclude_case",
    "correct_result",
    "countersign_case",
    "decide_at_once",
    "decline_case",
    "deem_accepted",
    "deem_renewed",
    "deliver_result",
    "discard_draft",
    "draft_case",
    "drop_phrase",
    "end_notice",
    "examine_case",
    "expire_result",
    "extend_case",
    "file_case",
    "file_for_prereview",
    "follow_up_result",
    "forget_view",
    "grant_case",
    "hand_back_tasks",
    "hand_case_on",
    "hand_enquiry_on",
    "hand_in",
    "hand_in_owed",
    "hand_over_by_code",
    "hand_over_case",
    "hold_hearing",
    "keep_phrase",
    "lapse_prereview",
    "lift_record",
    "make_result",
    "mark_green",
    "mend_case",
    "note_case",
    "note_hearing_answer",
    "note_objection",
    "object_to_chair",
    "pass_prereview",
    "pause_clock",
    "recall_case",
    "recall_question",
    "recall_result",
    "receive_enquiry",
    "receive_originals",
    "record_hearing",
    "refresh_dues",
    "refuse_case",
    "release_task",
    "remind_applicant",
    "remind_of_hearing",
    "remind_office",
    "remind_owed",
    "remove_material",
    "remove_signer",
    "renew_draft",
    "reply_to_reproach",
    "request_supplement",
    "resume_clock",
    "resume_instant",
    "return_case",
    "review_by_experts",
    "revoke_result",
    "save_draft",
    "save_new_answers",
    "save_situation",
    "save_view",
    "send_back",
    "sign_commitments",
    "stop_instant",
    "supplement_case",
    "take_back_commitment",
    "tell_hearing_right",
    "tell_person",
    "terminate_case",
    "unmark_green",
    "urge_case",
    "use_again",
    "visit_site",
    "void_charge",
    "waive_hearing",
    "withdraw_case",
    "withdraw_hearing",
]
