"""Reading cases: always begun with what the actor may see."""

from yimen.cases.queries.answers import AnswerGroup, answer_groups, answer_sheet, form_files
from yimen.cases.queries.batches import BatchPlan, BatchRow, batch_plan
from yimen.cases.queries.clock import clock_of, clocks_of, facts_of, limits_of
from yimen.cases.queries.commitments import (
    AfterView,
    CommitmentOffer,
    CommitmentView,
    after_view,
    check_list,
    commitment_offers,
    commitments_of,
    distrusts,
    is_distrusted,
    owed,
    promised,
    to_chase,
)
from yimen.cases.queries.consulting import (
    AskedPage,
    ConsultationRow,
    answer_paper,
    asked_of_us,
    asked_page,
    asked_with_id,
    consultations_of,
)
from yimen.cases.queries.desk import notes_of, phrases_for, phrases_of, urges_of, work_views
from yimen.cases.queries.duplicates import open_duplicates
from yimen.cases.queries.finding import CaseRow, case_list
from yimen.cases.queries.instant import InstantPage, asked_about, instant_page
from yimen.cases.queries.links import earlier_links, links_of
from yimen.cases.queries.lists import (
    Page,
    Waiting,
    WorkCounts,
    WorkRow,
    my_cases,
    waiting,
    work_counts,
    work_list,
)
from yimen.cases.queries.of_items import CasesOfItem, cases_of_item
from yimen.cases.queries.one import case_numbered, case_with_id
from yimen.cases.queries.places import region_choices
from yimen.cases.queries.results import (
    ResultView,
    expiring,
    result_list,
    result_view,
    results_of,
)
from yimen.cases.queries.reuse import reusable
from yimen.cases.queries.sheet import CaseSheet, case_sheet, materials_given
from yimen.cases.queries.situation import (
    Answered,
    narrowed,
    option_words,
    question_text,
    situation_words,
)
from yimen.cases.queries.telling import (
    PublicStatus,
    TimelineEntry,
    done_since,
    public_status,
    timeline,
)

__all__ = [
    "AfterView",
    "AnswerGroup",
    "Answered",
    "AskedPage",
    "BatchPlan",
    "BatchRow",
    "CaseRow",
    "CaseSheet",
    "CasesOfItem",
    "CommitmentOffer",
    "CommitmentView",
    "ConsultationRow",
    "InstantPage",
    "Page",
    "PublicStatus",
    "ResultView",
    "TimelineEntry",
    "Waiting",
    "WorkCounts",
    "WorkRow",
    "after_view",
    "answer_groups",
    "answer_paper",
    "answer_sheet",
    "asked_about",
    "asked_of_us",
    "asked_page",
    "asked_with_id",
    "batch_plan",
    "case_list",
    "case_numbered",
    "case_sheet",
    "case_with_id",
    "cases_of_item",
    "check_list",
    "clock_of",
    "clocks_of",
    "commitment_offers",
    "commitments_of",
    "consultations_of",
    "distrusts",
    "done_since",
    "earlier_links",
    "expiring",
    "facts_of",
    "form_files",
    "instant_page",
    "is_distrusted",
    "limits_of",
    "links_of",
    "materials_given",
    "my_cases",
    "narrowed",
    "notes_of",
    "open_duplicates",
    "option_words",
    "owed",
    "phrases_for",
    "phrases_of",
    "promised",
    "public_status",
    "question_text",
    "region_choices",
    "result_list",
    "result_view",
    "results_of",
    "reusable",
    "situation_words",
    "timeline",
    "to_chase",
    "urges_of",
    "waiting",
    "work_counts",
    "work_list",
    "work_views",
]
