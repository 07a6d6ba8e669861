"""The sentences of the catalogue: elements, findings, and what an import could not take."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.catalogue.rules.quality_terms import Finding

#: What the elements of a version are called, for forms, comparisons and reports.
ELEMENTS: dict[str, Any] = {
    "code": pgettext_lazy("element", "Code"),
    "local_code": pgettext_lazy("element", "Local code"),
    "organisation": pgettext_lazy("element", "Organisation"),
    "name": pgettext_lazy("element", "Name"),
    "name_en": pgettext_lazy("element", "English name"),
    "short_name": pgettext_lazy("element", "Short name"),
    "item_type": pgettext_lazy("element", "Item type"),
    "level": pgettext_lazy("element", "Level"),
    "audiences": pgettext_lazy("element", "Who it is for"),
    "themes": pgettext_lazy("element", "Themes"),
    "life_events": pgettext_lazy("element", "Life events"),
    "pace": pgettext_lazy("element", "Pace"),
    "legal_days": pgettext_lazy("element", "Statutory limit"),
    "legal_unit": pgettext_lazy("element", "Unit of the statutory limit"),
    "promised_days": pgettext_lazy("element", "Promised limit"),
    "promised_unit": pgettext_lazy("element", "Unit of the promised limit"),
    "limit_note": pgettext_lazy("element", "Note on the limits"),
    "visits": pgettext_lazy("element", "Visits needed"),
    "visits_note": pgettext_lazy("element", "Why visits are needed"),
    "is_online": pgettext_lazy("element", "Can be applied for online"),
    "online_depth": pgettext_lazy("element", "How far it goes online"),
    "is_express": pgettext_lazy("element", "Papers and result by post"),
    "is_pay_online": pgettext_lazy("element", "Fees can be paid online"),
    "result_kind": pgettext_lazy("element", "Kind of result"),
    "result_name": pgettext_lazy("element", "Name of the result"),
    "result_sample": pgettext_lazy("element", "Sample of the result"),
    "conditions": pgettext_lazy("element", "Conditions"),
    "consult_phone": pgettext_lazy("element", "Enquiry phone"),
    "complaint_phone": pgettext_lazy("element", "Complaint phone"),
    "bases": pgettext_lazy("element", "Legal bases"),
    "situations": pgettext_lazy("element", "Situations"),
    "terms": pgettext_lazy("element", "Conditions of some situations"),
    "materials": pgettext_lazy("element", "Materials"),
    "fees": pgettext_lazy("element", "Fees"),
    "questions": pgettext_lazy("element", "Frequent questions"),
    "places": pgettext_lazy("element", "Places"),
    "links": pgettext_lazy("element", "Links"),
    "drawing": pgettext_lazy("element", "Drawn process"),
    "form": pgettext_lazy("element", "Application form"),
    "checkpoints": pgettext_lazy("element", "Checkpoints"),
    "rulings": pgettext_lazy("element", "Rules of discretion"),
    "remainder": pgettext_lazy("element", "Imported fields without a place"),
}

#: What the parts of list rows are called.
PARTS: dict[str, Any] = {
    "when": pgettext_lazy("part", "Only where"),
    "result_of": pgettext_lazy("part", "Result of item"),
    "text_en": pgettext_lazy("part", "English text"),
    "is_many": pgettext_lazy("part", "Several answers"),
    "law": pgettext_lazy("part", "Law"),
    "article": pgettext_lazy("part", "Article"),
    "text": pgettext_lazy("part", "Text of the article"),
    "key": pgettext_lazy("part", "Key"),
    "name": pgettext_lazy("part", "Name"),
    "name_en": pgettext_lazy("part", "English name"),
    "medium": pgettext_lazy("part", "Medium"),
    "original": pgettext_lazy("part", "Originals"),
    "copies": pgettext_lazy("part", "Copies"),
    "source": pgettext_lazy("part", "Where it comes from"),
    "issuer": pgettext_lazy("part", "Issued by"),
    "is_required": pgettext_lazy("part", "Required"),
    "may_follow": pgettext_lazy("part", "May follow later"),
    "note": pgettext_lazy("part", "Note"),
    "basis": pgettext_lazy("part", "Basis"),
    "proof": pgettext_lazy("part", "Proof on the list"),
    "is_reducible": pgettext_lazy("part", "May be reduced"),
    "reduction": pgettext_lazy("part", "Who pays less, and by which rule"),
    "standard": pgettext_lazy("part", "Standard"),
    "amount_fen": pgettext_lazy("part", "Amount"),
    "question": pgettext_lazy("part", "Question"),
    "answer": pgettext_lazy("part", "Answer"),
    "address": pgettext_lazy("part", "Address"),
    "hours": pgettext_lazy("part", "Hours"),
    "phone": pgettext_lazy("part", "Phone"),
    "kind": pgettext_lazy("part", "Kind"),
    "grant": pgettext_lazy("part", "Power needed"),
    "days": pgettext_lazy("part", "Working days"),
    "rule": pgettext_lazy("part", "Several decide"),
    "voters": pgettext_lazy("part", "How many"),
    "share": pgettext_lazy("part", "Per cent in favour"),
    "label": pgettext_lazy("part", "Label"),
    "label_en": pgettext_lazy("part", "English label"),
    "options": pgettext_lazy("part", "Choices"),
    "options_en": pgettext_lazy("part", "English choices"),
    "help": pgettext_lazy("part", "Help"),
    "pattern": pgettext_lazy("part", "Pattern"),
    "min": pgettext_lazy("part", "Least"),
    "max": pgettext_lazy("part", "Greatest"),
    "help_en": pgettext_lazy("part", "English help"),
    "unit": pgettext_lazy("part", "Unit"),
    "check": pgettext_lazy("part", "Must hold"),
    "check_text": pgettext_lazy("part", "What to put right"),
    "check_text_en": pgettext_lazy("part", "What to put right, in English"),
    "columns": pgettext_lazy("part", "Columns"),
    "link": pgettext_lazy("part", "At the link"),
    "manner": pgettext_lazy("part", "How it is reviewed"),
    "reason": pgettext_lazy("part", "Why in that manner"),
    "inputs": pgettext_lazy("part", "What it looks at"),
    "outputs": pgettext_lazy("part", "What it decides"),
    "lines": pgettext_lazy("part", "Lines"),
    "samples": pgettext_lazy("part", "Samples"),
}

#: Parts whose name depends on the list.
PARTS_OF: dict[tuple[str, str], Any] = {
    ("situations", "text"): pgettext_lazy("part", "Question"),
    ("terms", "text"): pgettext_lazy("part", "Condition"),
    ("checkpoints", "text"): pgettext_lazy("part", "What must be so"),
    ("form", "kind"): pgettext_lazy("part", "Kind of answer"),
    ("form", "is_required"): pgettext_lazy("part", "Must be answered"),
}

LINK_KINDS: dict[str, Any] = {
    "accept": pgettext_lazy("link", "Acceptance"),
    "examine": pgettext_lazy("link", "Examination"),
    "advise": pgettext_lazy("link", "Opinion of another office"),
    "site_visit": pgettext_lazy("link", "Site visit"),
    "expert_review": pgettext_lazy("link", "Expert review"),
    "hearing": pgettext_lazy("link", "Hearing"),
    "public_notice": pgettext_lazy("link", "Public notice"),
    "countersign": pgettext_lazy("link", "Counter-signature"),
    "decide": pgettext_lazy("link", "Decision"),
    "issue": pgettext_lazy("link", "Issue and delivery"),
}

#: Choices inside list rows, by part and value.
CHOICES: dict[str, dict[str, Any]] = {
    "medium": {
        "both": _("Paper or electronic"),
        "paper": _("Paper"),
        "electronic": _("Electronic"),
    },
    "source": {
        "applicant": _("The applicant's own"),
        "government": _("Issued by an authority"),
        "other": _("From a third party"),
    },
    "kind": LINK_KINDS
    | {
        "text": pgettext_lazy("answer", "Short text"),
        "long_text": pgettext_lazy("answer", "Long text"),
        "number": pgettext_lazy("answer", "Number"),
        "money": pgettext_lazy("answer", "Amount of money"),
        "date": pgettext_lazy("answer", "Date"),
        "choice": pgettext_lazy("answer", "One of several"),
        "many": pgettext_lazy("answer", "Some of several"),
        "yes_no": pgettext_lazy("answer", "Yes or no"),
        "phone": pgettext_lazy("answer", "Phone number"),
        "resident_id": pgettext_lazy("answer", "Identity number"),
        "uscc": pgettext_lazy("answer", "Credit code"),
        "declaration": pgettext_lazy("answer", "Declaration"),
        "section": pgettext_lazy("answer", "Section heading"),
        "period": pgettext_lazy("answer", "Period (from – to)"),
        "region": pgettext_lazy("answer", "Region"),
        "person": pgettext_lazy("answer", "Person with document"),
        "organisation": pgettext_lazy("answer", "Organisation with credit code"),
        "file": pgettext_lazy("answer", "Files"),
        "table": pgettext_lazy("answer", "Table"),
    },
    "rule": {
        "": pgettext_lazy("countersign", "One person does it"),
        "all": pgettext_lazy("countersign", "All must agree"),
        "any": pgettext_lazy("countersign", "One in favour is enough"),
        "share": pgettext_lazy("countersign", "A share must agree"),
    },
    "manner": {
        "document": pgettext_lazy("manner", "Review of documents"),
        "on_site": pgettext_lazy("manner", "On-site check"),
        "query": pgettext_lazy("manner", "Check against data"),
        "expert": pgettext_lazy("manner", "Expert review"),
    },
    "grant": {
        "case.accept": _("Accepts cases"),
        "case.examine": _("Examines cases"),
        "case.decide": _("Decides cases"),
        "case.deliver": _("Delivers results"),
    },
}

FINDINGS: dict[str, Any] = {
    "process_trouble": "%(text)s",  # a sentence of the process, in the reader's language
    "name_missing": _("The item needs a name."),
    "audience_missing": _("Say who may apply."),
    "basis_missing": _("Name the law that provides for this item, with the article."),
    "promised_over_legal": _(
        "The promised limit (%(promised)s) is longer than the statutory one (%(legal)s)."
    ),
    "instant_with_days": _("Done at once, but %(days)s days are promised."),
    "fee_without_basis": _("The fee “%(name)s” needs a legal basis."),
    "fee_without_standard": _("The fee “%(name)s” needs a standard."),
    "catch_all_material": _(
        "“%(name)s” is a catch-all: say exactly which paper is meant, or leave it out."
    ),
    "basis_without_article": _("Name the article of “%(law)s”."),
    "law_unknown": _("%(cited)s was not found: no text of this law is loaded."),
    "article_unknown": _("%(cited)s was not found: the law has no such article."),
    "law_repealed": _("%(cited)s holds no longer: the law was repealed."),
    "reduction_without_reason": _("Say who pays less for “%(name)s”, and by which rule."),
    "shared_material": _(
        "“%(name)s” is on record with authorities: accept the electronic licence instead of paper."
    ),
    "proof_outside_list": _(
        "“%(name)s” is a proof that is not on the proof list: name the listed proof, or ask for"
        " none."
    ),
    "proof_withdrawn": _("“%(name)s” was taken off the proof list and may not be asked for."),
    "promised_at_once": _("Nothing is to be waited for: then it is done at once."),
    "last_link_issues_nothing": _(
        "A paper is issued, but the last link (“%(link)s”) does not issue it."
    ),
    "no_way_to_apply": _("Neither online nor a visit: then papers must go by post."),
    "online_with_visits": _("Wholly online, but %(visits)s visits are asked for."),
    "online_depth_but_not_online": _("Wholly online, but it cannot be applied for online."),
    "pay_online_without_fees": _("There are no fees to pay online."),
    "fees_not_paid_online": _("Applied for online, but the fees cannot be paid online."),
    "phone_without_area_code": _("%(phone)s needs its area code."),
    "theme_for_others": _("The theme “%(theme)s” is not for those who may apply."),
    "permit_without_examine_link": _("No link examines the application."),
    "permit_without_issue_link": _("No link issues and delivers the result."),
    "result_without_sample": _("Show a sample of the result."),
    "no_accept_link": _("No link accepts the application."),
    "no_decide_link": _("No link decides on the application."),
    "same_phone": _("Enquiries and complaints go to the same number (%(phone)s)."),
    "phone_missing": _("Give a phone number."),
    "visits_without_reason": _("Say why %(visits)s visits are needed."),
    "no_question": _("A permit should answer at least one frequent question."),
    "result_without_name": _("Name the result the applicant gets."),
    "authority_code_unusual": _(
        "The authority's part of the code (%(authority)s) is no valid credit code."
    ),
    "situation_without_text": _("Question %(question)s needs its words."),
    "situation_key_unusable": _(
        "“%(key)s” cannot be the key of “%(question)s”: small letters and digits, each key once."
    ),
    "situation_too_few_options": _("The question “%(question)s” needs options to choose from."),
    "situation_option_unusable": _(
        "“%(option)s” cannot be an option of “%(question)s”: small letters and digits, each once."
    ),
    "condition_unreadable": _("The condition of “%(name)s” cannot be read: %(when)s"),
    "condition_unknown_question": _(
        "The condition of “%(name)s” asks for “%(key)s”, which no earlier question is: %(when)s"
    ),
    "condition_unknown_field": _(
        "The condition of “%(name)s” asks for “%(key)s”, which the form has not: %(when)s"
    ),
    "condition_unknown_option": _(
        "The condition of “%(name)s” asks for the option “%(option)s”, which is none: %(when)s"
    ),
    "situation_too_many_ways": _(
        "There are more than %(most)s ways to answer, too many to try each: the questions were"
        " not checked against one another."
    ),
    "situation_never_asked": _("Nobody is ever asked “%(question)s”: no answers lead to it."),
    "condition_never_met": _("“%(name)s” never applies: nobody can answer so. %(when)s"),
    "condition_contradicts_itself": _(
        "“%(name)s” never applies: its condition contradicts itself. %(when)s"
    ),
    "situation_changes_nothing": _("The answers to “%(question)s” change nothing: leave it out."),
    "situation_options_alike": _(
        "In “%(question)s” the options “%(one)s” and “%(other)s” make no difference."
    ),
    "situation_without_accept_link": _("With “%(situation)s” no link accepts the application."),
    "situation_without_decide_link": _("With “%(situation)s” no link decides on it."),
    "situation_without_materials": _("With “%(situation)s” no material is left: is that meant?"),
    "situation_without_terms": _("With “%(situation)s” no condition is left: is that meant?"),
    "type_differs_from_code": _("The item type (%(type)s) differs from the code (%(code_type)s)."),
    "field_without_label": _("The field “%(key)s” of the form needs a label."),
    "field_key_unusable": _(
        "“%(key)s” cannot be the key of “%(label)s”: small letters, digits and _, each key once."
    ),
    "choice_without_options": _("“%(label)s” needs options to choose from."),
    "option_unusable": _("“%(label)s”: the option “%(option)s” is empty, doubled or quoted."),
    "pattern_unreadable": _("“%(label)s”: the pattern is no regular expression."),
    "least_over_greatest": _("“%(label)s”: the least is more than the greatest."),
    "table_without_columns": _("The table “%(label)s” needs columns."),
    "column_kind_unfit": _("“%(label)s” cannot be a column of a table: choose another kind."),
    "column_key_of_a_field": _("“%(label)s”: a field of the form has the same key."),
    "when_unreadable": _("“%(label)s”: the condition “%(when)s” cannot be read."),
    "when_asks_nothing": _("“%(label)s”: the condition asks for “%(key)s”, which is not asked."),
    "when_asks_itself": _("“%(label)s” is asked only if its own answer says so."),
    "when_asks_later_field": _(
        "“%(label)s”: the condition asks for “%(other)s”, which is asked only later."
    ),
    "when_goes_in_circles": _("“%(label)s” and “%(other)s” each wait for the other's answer."),
    "when_unknown_option": _("“%(label)s”: “%(other)s” has no option “%(option)s”."),
    "no_checkpoints": _("Say what is checked at each link: the item has no checkpoints."),
    "checkpoint_without_link": _("“%(checkpoint)s” belongs to no link of the process."),
    "checkpoint_without_basis": _("“%(checkpoint)s” needs the rule it follows from."),
    "checkpoint_condition_wrong": _("“%(checkpoint)s”: its condition cannot be read."),
    "ruling_without_link": _("“%(ruling)s” belongs to no link of the process."),
    "ruling_asks_unknown": _("“%(ruling)s” looks at “%(fact)s”, which nobody is asked."),
    "ruling_empty": _("“%(ruling)s” needs something to look at, a result, and lines."),
    "ruling_shape": _("“%(ruling)s”: line %(line)s is not filled in."),
    "ruling_cell": _("“%(ruling)s”: “%(cell)s” in line %(line)s is no test of a value."),
    "ruling_gap": _("“%(ruling)s” says nothing where %(example)s."),
    "ruling_overlap": _("“%(ruling)s”: lines %(line)s and %(other)s both hold where %(example)s."),
    "ruling_unreached": _("“%(ruling)s”: line %(line)s never holds."),
    "ruling_sample": _("“%(ruling)s”: sample %(line)s does not come out as it should."),
    "ruling_many": _(
        "“%(ruling)s” has too many combinations to try each: gaps were not looked for."
    ),
    "check_without_text": _("“%(label)s”: say what to put right where the answer does not hold."),
}

#: Why an import could not take a line, or a field of one.
PROBLEMS: dict[str, Any] = {
    "not_json": _("The line is not a JSON object."),
    "missing": _("The field is missing or empty."),
    "bad_code": _("“%(value)s” is no item code: %(why)s"),
    "basic_code": _("“%(value)s” is a basic code; 31 or 33 characters are needed."),
    "twice": _("The same code stands in line %(first)s already."),
    "unknown_region": _("“%(value)s” is neither the province nor a city of it."),
    "too_long": _("The text has %(length)s characters; there is room for %(room)s."),
    "unreadable_limit": _("“%(value)s” is not understood as a time limit."),
    "unreadable_number": _("“%(value)s” is not a number."),
    "unknown_audience": _("“%(value)s” is not one of the known kinds of applicants."),
    "unreadable_phone": _("“%(value)s” holds no phone number."),
    "unknown_choice": _("“%(value)s” is none of the known answers."),
    "not_a_list": _("A list was expected, “%(value)s” was found."),
    "differs_from_code": _("“%(value)s” differs from the code, which says “%(code_says)s”."),
    "promised_over_legal": _(
        "The promised limit (%(promised)s) is longer than the statutory one (%(legal)s)."
    ),
    "odd_authority": _("The authority's code “%(value)s” is no valid credit code; kept as it is."),
}


#: How an import ended.
OUTCOMES: dict[str, Any] = {
    "done": _("The import is done."),
    "dry_run": _("This was a trial: nothing was changed."),
    "refused": _("Nothing was taken: put the lines below right and import again."),
}
COUNTS = _(
    "%(read)s lines read: %(added)s new items, %(changed)s with a new version,"
    " %(unchanged)s unchanged; %(authorities)s organisations added."
)
KEPT_ASIDE = _("Fields without a place, kept with the item: %(fields)s")
PROBLEM_LINE = _("Line %(line)s, %(item)s, %(field)s: %(why)s")


class Coded(Protocol):
    """Anything with a code and the facts for its sentence."""

    @property
    def code(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, object]: ...


def finding_text(finding: Finding) -> str:
    """What is to be put right, as a sentence."""
    return str(FINDINGS[finding.code]) % finding.facts


def problem_text(problem: Coded) -> str:
    """Why the import could not take something, as a sentence."""
    return str(PROBLEMS[problem.code]) % problem.facts


def problem_line(problem: Any) -> str:
    """The same with the line, the item's code and the field."""
    facts = {
        "line": problem.line,
        "item": problem.item or "-",
        "field": problem.field or "-",
        "why": problem_text(problem),
    }
    return str(PROBLEM_LINE) % facts


def element_label(name: str) -> str:
    """What an element of a version is called."""
    return str(ELEMENTS.get(name, name))


def part_label(name: str, within: str = "") -> str:
    """What a part of a row of a list is called."""
    return str(PARTS_OF.get((within, name)) or PARTS.get(name, name))
